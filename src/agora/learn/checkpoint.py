"""Checkpoints: all that a run needs to go on to the same end, written whole or not at all."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

from agora.errors import AgoraError

__all__ = ["last_checkpoint", "load_checkpoint", "save_checkpoint"]

# The last one, and one before it in case the disk spoils the last.
_KEPT = 2


def save_checkpoint(folder: Path, step: int, state: dict[str, Any]) -> Path:
    """Write the state after `step` steps, safe against a kill or a loss of power at any moment.

    Raises:
        AgoraError: there is no room, or it cannot be written; the checkpoints before it stay.
    """
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{step:08d}.pt"
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync(folder)
    except (OSError, RuntimeError) as error:
        part.unlink(missing_ok=True)
        raise _unwritten(path, error) from error
    for old in sorted(folder.glob("*.pt"))[:-_KEPT]:
        old.unlink()
    return path


def last_checkpoint(folder: Path) -> Path | None:
    """Return the newest checkpoint in a folder, if there is one."""
    return max(folder.glob("*.pt"), default=None)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Return the state that a checkpoint holds.

    Raises:
        AgoraError: it is damaged.
    """
    import torch

    try:
        state: dict[str, Any] = torch.load(path, weights_only=True)
    except Exception as error:  # torch raises what its parts raise
        raise AgoraError(
            f"The checkpoint {path} is damaged.", why=f"{error}.",
            fix="Delete it; the run then goes on from the one before it.",
        ) from error  # fmt: skip
    return state


def _sync(folder: Path) -> None:
    """Make the renaming itself last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritten(path: Path, error: Exception) -> AgoraError:
    cause = error if isinstance(error, OSError) else error.__context__
    full = isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)
    last = last_checkpoint(path.parent)
    kept = f"The last good one is {last}." if last else "There is none before it."
    free = shutil.disk_usage(path.parent).free
    return AgoraError(
        f"The checkpoint {path} cannot be written.",
        why=(f"There is no room: {free} bytes are free. " if full or free < 2**20 else f"{error}. ") + kept,
        fix="Make room, and start the run again: it goes on from there.",
    )
