"""Digests of many files, or of pieces of them, on all cores and in little memory.

Each worker reads into one buffer of its own, so that memory does not grow with the files. A single file is
one chain of blocks, which no number of cores makes faster; its tensors are pieces, which they do.
"""

import hashlib
import os
import stat
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, Literal

__all__ = ["Function", "Piece", "digest", "digests", "open_regular"]

# Larger ones leave the processor's cache and are slower; smaller ones cost more calls.
_BUFFER_BYTES = 2**20
# To begin threads takes as long as hashing so much.
_WORTH_THREADS_BYTES = 2**20

# Not every system has all of them.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)

Function = Literal["sha256", "blake3"]

_own = threading.local()


@dataclass(frozen=True)
class Piece:
    """Bytes of a file that get a digest.

    Args:
        path: The file.
        start: Where the piece begins, in bytes.
        size: Its length in bytes; None for up to the end.
        head: Hashed before it.
    """

    path: Path
    start: int = 0
    size: int | None = None
    head: bytes = b""


def digest(piece: Piece | Path, function: Function = "sha256") -> str:
    """Return the digest of a piece or of a whole file, in hexadecimal.

    Args:
        piece: What is hashed.
        function: `sha256`, which everybody reads, or `blake3`, which is about twice as fast.

    Raises:
        OSError: it cannot be read, is no regular file, or ends before the piece does.

    Example:
        >>> import tempfile
        >>> with tempfile.NamedTemporaryFile() as file:
        ...     digest(Path(file.name))[:16]
        'e3b0c44298fc1c14'
    """
    piece = Piece(piece) if isinstance(piece, Path) else piece
    hasher = _begun(function)
    hasher.update(piece.head)
    with open_regular(piece.path) as file:
        file.seek(piece.start)
        left = piece.size
        while left is None or left > 0:
            view = _buffer() if left is None else _buffer()[:left]
            count = file.readinto(view)
            if not count:
                break
            hasher.update(view[:count])
            left = None if left is None else left - count
    if left:
        raise OSError(f"the file ends {left} bytes too early")
    return str(hasher.hexdigest())


def digests(
    pieces: Sequence[Piece | Path], *, function: Function = "sha256", workers: int = 0
) -> list[str | OSError]:
    """Return the digest of each piece, or why it has none.

    Args:
        pieces: in any order; the longest are begun first, so that no core waits for one at the end.
        function: as for `digest`.
        workers: threads; 0 takes one for each core.
    """
    sizes = [_length(piece) for piece in pieces]
    if sum(sizes) < _WORTH_THREADS_BYTES:
        return [_tried(piece, function) for piece in pieces]
    order = sorted(range(len(pieces)), key=lambda i: -sizes[i])
    found: list[str | OSError] = [OSError("not read")] * len(pieces)
    with ThreadPoolExecutor(workers or _cores()) as pool:
        for i, result in zip(order, pool.map(lambda i: _tried(pieces[i], function), order), strict=True):
            found[i] = result
    return found


def open_regular(path: Path) -> FileIO:
    """Open a regular file for reading, without a buffer of its own; never wait for a pipe or a device.

    Raises:
        OSError: it is something else, or cannot be opened.
    """
    handle = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("it is no regular file")
    return FileIO(handle, "rb")


def _tried(piece: Piece | Path, function: Function) -> str | OSError:
    try:
        return digest(piece, function)
    except OSError as error:
        return error


def _begun(function: Function) -> Any:
    if function == "sha256":
        return hashlib.sha256()
    from blake3 import blake3

    return blake3()


def _length(piece: Piece | Path) -> int:
    if isinstance(piece, Piece) and piece.size is not None:
        return piece.size
    path = piece if isinstance(piece, Path) else piece.path
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _buffer() -> memoryview:
    if not hasattr(_own, "buffer"):
        _own.buffer = memoryview(bytearray(_BUFFER_BYTES))
    buffer: memoryview = _own.buffer
    return buffer


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
