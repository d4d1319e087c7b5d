"""The program in this process, a fake endpoint for it to talk to, and an empty folder as its own."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from agora.cli import app
from agora.journal import Journal

_PATH = Path(__file__).parents[1] / "models" / "fake_endpoint.py"


@pytest.fixture
def serve() -> Iterator[Callable[[Any], str]]:
    """`serve(script)` starts a fake endpoint and returns its base URL."""
    spec = importlib.util.spec_from_file_location("fake_endpoint", _PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    started = []

    def start(script: Any) -> str:
        started.append(module.FakeEndpoint(script))
        return str(started[-1].url)

    yield start
    for endpoint in started:
        endpoint.close()


@pytest.fixture
def agora(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`agora("ask", "…", stdin="")` runs the program in an empty workspace."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*args: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(app, args, input=stdin)

    return run


@pytest.fixture
def journal(home: Path) -> Iterator[Journal]:
    """The journal that the program writes."""
    with Journal(home / "journal.db") as opened:
        yield opened
