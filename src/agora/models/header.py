"""What a GGUF file says of itself: its metadata, read without loading it, and without trust.

The format (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md): a magic, a version, two counts, then
keys with typed values.
"""

import struct
from pathlib import Path
from typing import Any, BinaryIO

from agora.errors import ModelError

__all__ = ["read_header"]

_FORMATS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9

# A tokenizer's list has some 150,000 entries of a few bytes; what claims more is damaged or hostile.
_MOST_KEYS = 10_000
_MOST_ITEMS = 2_000_000
_MOST_TEXT_BYTES = 16 * 2**20


def read_header(path: Path) -> dict[str, Any]:
    """Return the metadata of a GGUF file, by key.

    Raises:
        ModelError: it is no whole GGUF file of version 2 or 3.
    """
    try:
        with path.open("rb") as file:
            magic, version = file.read(4), _number(file, "I")
            if magic != b"GGUF" or version not in (2, 3):
                raise ValueError(f"it begins with {magic!r} and version {version}")
            _number(file, "Q")  # tensors
            keys = _number(file, "Q")
            if keys > _MOST_KEYS:
                raise ValueError(f"it claims {keys:,} keys")
            return {_text(file): _value(file, _number(file, "I")) for _ in range(keys)}
    except (OSError, ValueError, struct.error) as error:
        raise ModelError(
            f"{path} cannot be read as a GGUF file.",
            why=f"{error}.",
            fix="Give a file that `agora learn export` or llama.cpp wrote, or fetch it again.",
        ) from None


def _number(file: BinaryIO, kind: str) -> Any:
    return struct.unpack("<" + kind, file.read(struct.calcsize("<" + kind)))[0]


def _text(file: BinaryIO) -> str:
    size = _number(file, "Q")
    if size > _MOST_TEXT_BYTES:
        raise ValueError(f"it claims a text of {size:,} bytes")
    return file.read(size).decode("utf-8", "replace")


def _value(file: BinaryIO, kind: int) -> Any:
    if kind in _FORMATS:
        return _number(file, _FORMATS[kind])
    if kind == _STRING:
        return _text(file)
    if kind != _ARRAY:
        raise ValueError(f"it has a value of unknown type {kind}")
    of, count = _number(file, "I"), _number(file, "Q")
    if count > _MOST_ITEMS or of == _ARRAY:
        raise ValueError(f"it claims an array of {count:,} items of type {of}")
    return [_value(file, of) for _ in range(count)]
