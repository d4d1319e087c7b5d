"""Shared by all tests: an empty folder for Agora, and the embedded model, fetched and started once."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest

from agora.config import Limits, Settings
from agora.models import pull
from agora.models.embedded import Engine
from agora.sandbox import Sandbox

# Read by torch and NumPy where they start. As many processes test as there are cores, and threads that wait
# for one another on busy cores are ten times slower.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


@pytest.fixture(scope="session")
def needs_sandbox() -> None:
    """Skip where programs cannot be isolated on this machine."""
    available = Sandbox(Limits()).availability()
    if not available.ok:
        pytest.skip(f"no sandbox: {available.why}")


@pytest.fixture(scope="session")
def model_file() -> Path:
    """The default model's file, fetched once by Agora's own `pull` and kept between runs."""
    cache = Path(os.environ.get("AGORA_HOME") or platformdirs.user_cache_dir("agora-tests"))
    return pull(Settings(home=cache), "smollm2-135m")


@pytest.fixture(scope="session")
def engine(model_file: Path) -> Iterator[Engine]:
    """The embedded engine with the base model, started once; `http://…/v1` is `engine.url + "/v1"`.

    One thread: threads that wait for one another on busy cores are ten times slower.
    """
    with Engine(model_file, name="smollm2-135m", window=8192, slots=2, threads=1) as started:
        yield started


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as Agora's own, in the environment too."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("AGORA_HOME", str(folder))
    return folder


@pytest.fixture
def home_with_model(home: Path, model_file: Path) -> Path:
    """Such a folder with the default model pulled."""
    (home / "models").mkdir()
    target = home / "models" / model_file.name
    try:
        target.hardlink_to(model_file)
    except OSError:
        shutil.copyfile(model_file, target)
    return home


@pytest.fixture
def settings(home: Path) -> Callable[..., Settings]:
    """Settings over the empty folder: `settings(model=…)`."""
    return lambda **values: Settings(home=home, **values)
