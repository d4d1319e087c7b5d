"""The vectors of all items, in one file beside the database that is made anew when it is missing or damaged.

A record is an item's number and its vector in int8; numbers only grow. In memory stay the numbers and one bit
a component, 40 bytes an item at 256 components: the nearest by bits are read from the file and compared
exactly.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agora.memory.store import Store
from agora.memory.table import Embedder

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Vectors", "vectors_path"]

_HEADER_BYTES = 64
_BATCH = 4096

# Records whose bits are compared at once: they fit the processor's cache.
_BLOCK = 1 << 15

# The vectors of so many items are kept in memory (64 MB); of more, those that are compared are read.
_HELD = 250_000

# For each item wanted, so many nearest by bits are compared exactly.
_WIDER = 16


def vectors_path(store: Store) -> Path:
    """Return where the vectors of a store are."""
    return Path(f"{store.path}.vectors")


class Vectors:
    """Finds items whose vector is near; raises nothing of its own, since the database can always replace it.

    Args:
        store: whose items are embedded; the file stands beside its file.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        import numpy as np

        self._np, self._store, self._embedder = np, store, embedder
        self.path = vectors_path(store)
        self._record = np.dtype([("number", "<i8"), ("code", "i1", (embedder.dims,))])
        self._header = f"agora vectors 1 {embedder.name} {embedder.dims}".encode().ljust(_HEADER_BYTES)
        self._clear()

    def _clear(self) -> None:
        np = self._np
        self._count = 0  # records that are loaded
        self._numbers = np.empty(0, np.int64)  # with room to grow, as are the bits
        self._bits = np.empty((self._embedder.dims // 64, 0), np.uint64)
        self._codes = np.empty((0, self._embedder.dims), np.int8)  # of a small file, whole

    def search(self, vector: "np.ndarray[Any, Any]", most: int) -> dict[int, float]:
        """Return the numbers of the items nearest to a vector, with their cosine."""
        np = self._np
        self.update()
        if not self._count:
            return {}
        query = np.packbits(vector > 0).view(np.uint64)
        far = np.zeros(self._count, np.uint16)
        for start in range(0, self._count, _BLOCK):
            block = far[start : start + _BLOCK]
            for bits, word in zip(self._bits, query, strict=True):
                block += np.bitwise_count(bits[start : start + len(block)] ^ word)
        wide = min(most * _WIDER, self._count)
        # Distances are few whole numbers: counted, where a partition would move them all. Of those at the last
        # one as many as are wanted still: thousands may say the same.
        last = int(np.searchsorted(np.cumsum(np.bincount(far)), wide))
        near = np.flatnonzero(far < last)
        level = np.flatnonzero(far == last)[: wide - len(near)]
        best = self._cosines(vector, np.sort(np.concatenate([near, level])))
        order = sorted(best, key=lambda number: -best[number])[:most]
        return {number: best[number] for number in order}

    def cosines(self, vector: "np.ndarray[Any, Any]", numbers: Sequence[int]) -> dict[int, float]:
        """Return the cosine of each of these items that has a vector."""
        np = self._np
        wanted = np.array(sorted(numbers), np.int64)
        rows = np.searchsorted(self._numbers[: self._count], wanted)
        held = rows < self._count
        rows = rows[held]
        return self._cosines(vector, rows[self._numbers[rows] == wanted[held]])

    def _cosines(self, vector: "np.ndarray[Any, Any]", rows: "np.ndarray[Any, Any]") -> dict[int, float]:
        np, size = self._np, self._record.itemsize
        if not len(rows):
            return {}
        if len(self._codes):
            return self._compared(vector, self._numbers[rows], self._codes[rows])
        with self.path.open("rb", buffering=0) as file:
            read = [os.pread(file.fileno(), size, _HEADER_BYTES + int(row) * size) for row in rows]
        found = np.frombuffer(b"".join(part for part in read if len(part) == size), self._record)
        return self._compared(vector, found["number"], found["code"])

    def _compared(
        self, vector: "np.ndarray[Any, Any]", numbers: "np.ndarray[Any, Any]", codes: "np.ndarray[Any, Any]"
    ) -> dict[int, float]:
        np = self._np
        floats = codes.astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", floats, floats))
        # Not `@`: for a matrix so small, BLAS spends more on starting its threads than they save.
        values = np.einsum("ij,j->i", floats, vector) / np.where(lengths, lengths, 1)
        return dict(zip(numbers.tolist(), values.tolist(), strict=True))

    def update(self) -> None:
        """Take in what other processes wrote to the file, and embed what is new in the database."""
        if self._store.in_transaction:
            return  # what is not committed may yet be undone, and its number given again
        [(top,)] = self._store.run("SELECT coalesce(max(number), 0) FROM item")
        if self._count and self._numbers[self._count - 1] >= top and self.path.exists():
            return
        with self._file() as file:
            self._load(file, top)
            last = int(self._numbers[self._count - 1]) if self._count else 0
            while rows := self._store.run(
                "SELECT number, text FROM item WHERE number > ? ORDER BY number LIMIT ?", (last, _BATCH)
            ):
                last = rows[-1][0]
                part = self._encoded(rows)
                file.seek(0, os.SEEK_END)
                file.write(part.tobytes())
                self._extend(part)

    def drop(self, numbers: Sequence[int]) -> None:
        """Overwrite the vectors of items that left; one that is there, with another text, gets a new one."""
        if not self.path.exists():
            return
        np, size = self._np, self._record.itemsize
        with self._file() as file:
            self._load(file, None)
            for number in numbers:
                row = int(np.searchsorted(self._numbers[: self._count], number))
                if row == self._count or self._numbers[row] != number:
                    continue
                there = self._store.run("SELECT number, text FROM item WHERE number = ?", (number,))
                part = self._encoded(there or [(number, "")])
                file.seek(_HEADER_BYTES + row * size)
                file.write(part.tobytes())
                self._bits[:, row] = self._bits_of(part)[:, 0]
                if len(self._codes):
                    self._codes[row] = part["code"][0]
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _file(self) -> Iterator[Any]:
        """Open the file, alone among processes."""
        file = os.fdopen(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            file.close()

    def _load(self, file: Any, top: int | None) -> None:
        """Read the records that are not loaded; begin anew if they cannot be ours."""
        np, size = self._np, self._record.itemsize
        file.seek(0, os.SEEK_END)
        whole = max(0, file.tell() - _HEADER_BYTES) // size
        file.seek(0)
        if file.read(_HEADER_BYTES) != self._header or whole < self._count:
            return self._begin(file)
        file.truncate(_HEADER_BYTES + whole * size)  # a record that was being written when a process died
        file.seek(_HEADER_BYTES + self._count * size)
        while read := file.read(_BATCH * size):
            self._extend(np.frombuffer(read, self._record))
        numbers = self._numbers[: self._count]
        if self._count and (numbers[0] < 1 or (np.diff(numbers) <= 0).any()):
            return self._begin(file)
        if top is not None and self._count and self._last_given() < numbers[-1]:
            return self._begin(file)
        return None

    def _last_given(self) -> int:
        """Return the highest number that the database ever gave."""
        rows = self._store.run("SELECT seq FROM sqlite_sequence WHERE name = 'item'")
        return int(rows[0][0]) if rows else 0

    def _begin(self, file: Any) -> None:
        self._clear()
        file.seek(0)
        file.truncate()
        file.write(self._header)

    def _encoded(self, rows: Sequence[tuple[int, str]]) -> "np.ndarray[Any, Any]":
        np = self._np
        vectors = self._embedder([text for _, text in rows])
        top = np.abs(vectors).max(axis=1, keepdims=True)
        part: Any = np.empty(len(rows), self._record)
        part["number"] = [number for number, _ in rows]
        part["code"] = np.round(vectors / np.where(top, top, 1) * 127)
        return part  # type: ignore[no-any-return]

    def _bits_of(self, part: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        packed: np.ndarray[Any, Any] = self._np.packbits(part["code"] > 0, axis=1).view(self._np.uint64)
        return packed.T

    def _extend(self, part: "np.ndarray[Any, Any]") -> None:
        np = self._np
        need = self._count + len(part)
        if need > len(self._numbers):
            room = max(need, len(self._numbers) * 5 // 4)
            numbers, bits = np.empty(room, np.int64), np.empty((len(self._bits), room), np.uint64)
            numbers[: self._count] = self._numbers[: self._count]
            bits[:, : self._count] = self._bits[:, : self._count]
            self._numbers, self._bits = numbers, bits
            codes = np.empty((room if room <= _HELD else 0, self._embedder.dims), np.int8)
            codes[: self._count] = self._codes[: self._count] if len(codes) else 0
            self._codes = codes
        self._numbers[self._count : need] = part["number"]
        self._bits[:, self._count : need] = self._bits_of(part)
        if len(self._codes):
            self._codes[self._count : need] = part["code"]
        self._count = need
