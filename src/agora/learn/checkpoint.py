"""Checkpoints: all that a run needs to go on to the same end, written whole or not at all.

A checkpoint is one safetensors file, `NNNNNNNN.safetensors` after so many steps: the weights, what the
optimizer keeps of each, the state of the random generator, and in its metadata the position. Reading one runs
no code, so that anybody can check a run from it.
"""

import errno
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agora.errors import AgoraError

__all__ = ["State", "checkpoint_step", "checkpoints", "last_checkpoint", "load_checkpoint", "save_checkpoint"]

# The last one, and one before it in case the disk spoils the last.
_KEPT = 2
# One key, because safetensors writes several in any order.
_FACTS = "agora"


@dataclass(frozen=True)
class State:
    """What a checkpoint holds.

    Attributes:
        tensors: `weights/NAME`, `optimizer/KEY/NAME` and `random`.
        facts: the position: steps, tokens, losses.
    """

    tensors: dict[str, Any]
    facts: dict[str, Any]


def save_checkpoint(folder: Path, step: int, state: State, keep_every: int = 0) -> Path:
    """Write the state after `step` steps, safe against a kill or a loss of power at any moment.

    Args:
        folder: of the checkpoints; made if it is not there.
        keep_every: checkpoints of multiples of so many steps stay; of others the last two. 0 keeps no more.

    Raises:
        AgoraError: there is no room, or it cannot be written; the checkpoints before it stay.
    """
    from safetensors.torch import save

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{step:08d}.safetensors"
    part = path.with_suffix(".part")
    try:
        # safetensors' own `save_file` does not wait for the disk.
        data = save(state.tensors, metadata={_FACTS: json.dumps(state.facts, sort_keys=True)})
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync(folder)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritten(path, error) from error
    for old in checkpoints(folder)[:-_KEPT]:
        if not keep_every or checkpoint_step(old) % keep_every:
            old.unlink()
    return path


def checkpoints(folder: Path) -> list[Path]:
    """Return the checkpoints in a folder, by their steps."""
    return sorted(folder.glob("[0-9]" * 8 + ".safetensors"))


def checkpoint_step(path: Path) -> int:
    """Return after how many steps a checkpoint was written.

    >>> checkpoint_step(Path("checkpoints/00000120.safetensors"))
    120
    """
    return int(path.stem)


def last_checkpoint(folder: Path) -> Path | None:
    """Return the newest checkpoint in a folder, if there is one."""
    return max(checkpoints(folder), default=None)


def load_checkpoint(path: Path) -> State:
    """Return the state that a checkpoint holds.

    Raises:
        AgoraError: it is damaged.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "pt") as file:
            facts = json.loads((file.metadata() or {})[_FACTS])
            return State({name: file.get_tensor(name) for name in file.keys()}, facts)  # noqa: SIM118
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise AgoraError(
            f"The checkpoint {path} is damaged.", why=f"{error}.",
            fix="Delete it; the run then goes on from the one before it.",
        ) from error  # fmt: skip


def _sync(folder: Path) -> None:
    """Make the renaming itself last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritten(path: Path, error: OSError) -> AgoraError:
    last = last_checkpoint(path.parent)
    kept = f"The last good one is {last}." if last else "There is none before it."
    free = shutil.disk_usage(path.parent).free
    full = error.errno in (errno.ENOSPC, errno.EDQUOT) or free < 2**20
    return AgoraError(
        f"The checkpoint {path} cannot be written.",
        why=(f"There is no room: {free} bytes are free. " if full else f"{error}. ") + kept,
        fix="Make room, and start the run again: it goes on from there.",
    )
