"""Where the writes of programs are held while they run, and how that is cleared away, whatever they left."""

# Descriptors and names instead of paths: a path can be swapped between two uses.
# ruff: noqa: PTH106, PTH208

import errno
import fcntl
import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir

from agora.errors import SandboxError

__all__ = ["PREFIX", "clear", "clear_stale", "outside", "scratch_folders"]

PREFIX = "agora-run-"
_STALE_S = 60


def clear_stale(scratch: Path) -> None:
    """Clear away what an Agora that was killed left behind: folders of ours that nobody locks."""
    for folder in scratch.glob(f"{PREFIX}*"):
        with suppress(OSError):
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                found = os.fstat(lock)
                # A folder that is made this very moment is not locked yet.
                if found.st_uid == os.geteuid() and time.time() - found.st_mtime > _STALE_S:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    clear(folder)
            finally:
                os.close(lock)


def scratch_folders() -> list[Path]:
    """Return where the writes of programs may be held, the best first."""
    return [Path(gettempdir()).resolve(), Path("/var/tmp")]


def outside(root: Path) -> Path:
    """Return a folder for what is held that does not lie in the workspace itself."""
    for folder in scratch_folders():
        if not folder.is_relative_to(root) and os.access(folder, os.W_OK | os.X_OK):
            return folder
    raise SandboxError(
        f"{str(root)!r} is too wide for a workspace.",
        why="The folder for temporary files lies in it.",
        fix="Name the folder of a project, or set TMPDIR to a folder outside.",
    )


def clear(folder: Path) -> None:
    """Remove everything, however deep or forbidding: folders within are first moved to the top."""
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        while names := os.listdir(at):
            for name in names:
                found = os.stat(name, dir_fd=at, follow_symlinks=False)
                if not stat.S_ISDIR(found.st_mode):
                    os.unlink(name, dir_fd=at)
                    continue
                os.chmod(name, 0o700, dir_fd=at)
                _empty(name, at)
                with suppress(OSError):
                    os.rmdir(name, dir_fd=at)
    finally:
        os.close(at)
    os.rmdir(folder)


def _empty(name: str, top: int) -> None:
    at = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
    try:
        for below in os.listdir(at):
            if stat.S_ISDIR(os.stat(below, dir_fd=at, follow_symlinks=False).st_mode):
                os.chmod(below, 0o700, dir_fd=at)
                os.rename(below, secrets.token_hex(12), src_dir_fd=at, dst_dir_fd=top)
            else:
                os.unlink(below, dir_fd=at)
    except OSError as error:
        if error.errno not in (errno.ENOENT,):
            raise
    finally:
        os.close(at)
