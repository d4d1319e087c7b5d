"""Where the tensors of a GGUF file lie, read without trust.

The format (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md): a magic, a version, two counts, keys
with typed values, a list of tensors, and their bytes, aligned. Values are passed over, not kept.
"""

import math
import struct
from io import BufferedReader, FileIO
from typing import Any

__all__ = ["TYPES", "read_gguf_tensors"]

# Type → its name, weights of a block, bytes of a block.
TYPES: dict[int, tuple[str, int, int]] = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24), 8: ("Q8_0", 32, 34), 9: ("Q8_1", 32, 40), 10: ("Q2_K", 256, 84),
    11: ("Q3_K", 256, 110), 12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176), 14: ("Q6_K", 256, 210),
    15: ("Q8_K", 256, 292), 16: ("IQ2_XXS", 256, 66), 17: ("IQ2_XS", 256, 74), 18: ("IQ3_XXS", 256, 98),
    19: ("IQ1_S", 256, 50), 20: ("IQ4_NL", 32, 18), 21: ("IQ3_S", 256, 110), 22: ("IQ2_S", 256, 82),
    23: ("IQ4_XS", 256, 136), 24: ("I8", 1, 1), 25: ("I16", 1, 2), 26: ("I32", 1, 4), 27: ("I64", 1, 8),
    28: ("F64", 1, 8), 29: ("IQ1_M", 256, 56), 30: ("BF16", 1, 2), 34: ("TQ1_0", 256, 54),
    35: ("TQ2_0", 256, 66), 39: ("MXFP4", 32, 17), 40: ("NVFP4", 64, 36), 41: ("Q1_0", 128, 18),
}  # fmt: skip

_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_UINT32, _STRING, _ARRAY = 4, 8, 9
# The largest models have some 2,000 tensors in a file and 100 keys; a tokenizer's merges are 500,000 texts.
_MOST_TENSORS, _MOST_KEYS, _MOST_ITEMS = 200_000, 10_000, 2_000_000
_MOST_NAME_BYTES = 1024

Found = tuple[str, str, tuple[int, ...], int, int]


def read_gguf_tensors(raw: FileIO, size: int) -> list[Found]:
    """Return name, type, shape, first byte and bytes of each tensor, by its place.

    Args:
        raw: the file, at its beginning.
        size: of the file, in bytes.

    Raises:
        ValueError: it is no whole GGUF file of version 2 or 3.
    """
    file = _Reader(raw, size)
    magic = file.take(4)
    if magic != b"GGUF":
        raise ValueError(f"it begins with {magic!r}, not with GGUF")
    if (version := file.number("I")) not in (2, 3):
        raise ValueError(f"it is of version {version}")
    tensors, keys = file.number("Q"), file.number("Q")
    if tensors > _MOST_TENSORS or keys > _MOST_KEYS:
        raise ValueError(f"its header claims {tensors:,} tensors and {keys:,} keys")
    alignment = _pass_keys(file, keys)
    described = [_described(file) for _ in range(tensors)]
    start = _aligned(file.at, alignment)
    return _placed(described, start, alignment, size)


class _Reader:
    """Reads no further than the file goes."""

    def __init__(self, raw: FileIO, size: int) -> None:
        self._file, self._size, self.at, self._texts = BufferedReader(raw), size, 0, 0

    def text(self) -> None:
        """Pass over a text of an array."""
        self._texts += 1
        if self._texts > _MOST_ITEMS:
            raise ValueError(f"it holds more than {_MOST_ITEMS:,} texts")
        self.skip(self.number("Q"))

    def take(self, count: int) -> bytes:
        """Return so many bytes."""
        self._advance(count)
        return self._file.read(count)

    def skip(self, count: int) -> None:
        """Pass over so many bytes."""
        self._advance(count)
        if count < 4096:
            self._file.read(count)
        else:
            self._file.seek(self.at)

    def number(self, kind: str) -> Any:
        """Return a number, of a kind of `struct`."""
        return struct.unpack("<" + kind, self.take(struct.calcsize(kind)))[0]

    def _advance(self, count: int) -> None:
        if count > self._size - self.at:
            raise ValueError(
                f"it claims {count:,} bytes at {self.at:,}, and has {self._size:,}: it is truncated"
            )
        self.at += count


def _pass_keys(file: _Reader, keys: int) -> int:
    """Pass over the metadata; return the alignment that it sets."""
    alignment, seen = 32, set()
    for _ in range(keys):
        name = file.take(_length(file, _MOST_NAME_BYTES))
        if name in seen:
            raise ValueError(f"it names the key {name!r} twice")
        seen.add(name)
        kind = file.number("I")
        if name == b"general.alignment":
            if kind != _UINT32:
                raise ValueError(f"its alignment is of type {kind}")
            alignment = file.number("I")
            if not 1 <= alignment <= 2**16 or alignment & (alignment - 1):
                raise ValueError(f"its alignment is {alignment}")
        else:
            _pass_value(file, kind)
    return alignment


def _pass_value(file: _Reader, kind: int) -> None:
    if kind in _SIZES:
        file.skip(_SIZES[kind])
    elif kind == _STRING:
        file.skip(file.number("Q"))
    elif kind == _ARRAY:
        of, count = file.number("I"), file.number("Q")
        if of in _SIZES:
            file.skip(count * _SIZES[of])
        elif of == _STRING:
            for _ in range(count):
                file.text()
        else:
            raise ValueError(f"it claims an array of {count:,} values of type {of}")
    else:
        raise ValueError(f"it has a value of the unknown type {kind}")


def _described(file: _Reader) -> tuple[str, str, tuple[int, ...], int, int]:
    """Return name, type, shape, offset and bytes of the next tensor in the list."""
    name = file.take(_length(file, _MOST_NAME_BYTES)).decode("utf-8", "strict")
    dimensions = file.number("I")
    if not 1 <= dimensions <= 4:
        raise ValueError(f"the tensor {name!r} has {dimensions} dimensions")
    shape = tuple(file.number("Q") for _ in range(dimensions))
    kind, offset = file.number("I"), file.number("Q")
    if kind not in TYPES:
        raise ValueError(f"the tensor {name!r} is of the unknown type {kind}")
    label, block, width = TYPES[kind]
    if any(n >= 2**40 for n in shape) or shape[0] % block:
        raise ValueError(f"the tensor {name!r} of {label} cannot have the shape {shape}")
    return name, label, shape, offset, math.prod(shape) // block * width


def _placed(described: list[Found], start: int, alignment: int, size: int) -> list[Found]:
    """Turn offsets into places, and see that the tensors fill the file without a gap."""
    found, end = [], start
    for name, label, shape, offset, count in sorted(described, key=lambda each: (each[3], each[4])):
        if offset % alignment or start + offset != _aligned(end, alignment):
            raise ValueError(f"the tensor {name!r} overlaps another, or bytes before it belong to none")
        end = start + offset + count
        if end > size:
            raise ValueError(
                f"the tensor {name!r} ends at byte {end:,}, and the file has {size:,}: it is truncated"
            )
        found.append((name, label, shape, start + offset, count))
    if size > _aligned(end, alignment):
        raise ValueError(f"its last {size - end:,} bytes belong to no tensor")
    return found


def _length(file: _Reader, most: int) -> int:
    length: int = file.number("Q")
    if length > most:
        raise ValueError(f"it claims a name of {length:,} bytes")
    return length


def _aligned(at: int, alignment: int) -> int:
    return (at + alignment - 1) // alignment * alignment
