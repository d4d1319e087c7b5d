"""Weights without trust: the tensors of safetensors and GGUF files, found and hashed, nothing executed.

Only the two formats that hold numbers and nothing else are read. Sizes that a header claims are compared with
the file before anything is made of them. A digest covers a tensor's name, type, shape and bytes, so that none
can be swapped for another of the same bytes.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agora.release.gguf import read_gguf_tensors
from agora.release.hashing import Piece, digests, open_regular
from agora.release.reading import unique

__all__ = ["SUFFIXES", "Tensor", "TensorFault", "read_tensors", "tensor_digests"]

SUFFIXES = (".safetensors", ".gguf")

# A model of 1,000 layers has headers of some 2 MB.
_MOST_HEADER_BYTES = 32 * 2**20
_MOST_DIMENSIONS = 16
_BITS = {
    "F64": 64, "F32": 32, "F16": 16, "BF16": 16, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "F6_E2M3": 6,
    "F6_E3M2": 6, "F4": 4, "I64": 64, "I32": 32, "I16": 16, "I8": 8, "U64": 64, "U32": 32, "U16": 16, "U8": 8,
    "BOOL": 8, "C64": 64,
}  # fmt: skip


class TensorFault(ValueError):
    """Why a file is not what its format demands."""


@dataclass(frozen=True)
class Tensor:
    """Where a tensor lies.

    Attributes:
        name: in the file.
        dtype: as the format calls it.
        shape: as the file gives it.
        start: first byte in the file.
        size: bytes.
    """

    name: str
    dtype: str
    shape: tuple[int, ...]
    start: int
    size: int

    def head(self) -> bytes:
        """Return what its digest begins with."""
        return json.dumps([self.name, self.dtype, list(self.shape)], separators=(",", ":")).encode() + b"\n"


def read_tensors(path: Path) -> list[Tensor]:
    """Return the tensors of a `.safetensors` or `.gguf` file, by their place in it.

    Raises:
        TensorFault: it is damaged, truncated, holds bytes that belong to no tensor, or claims what it cannot
            hold.
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    try:
        if path.suffix.lower() == ".gguf":
            with open_regular(path) as file:
                found = [Tensor(*each) for each in read_gguf_tensors(file, size)]
        else:
            found = _safetensors(path, size)
    except (ValueError, RecursionError) as error:
        raise TensorFault(str(error) or type(error).__name__) from None
    if len({each.name for each in found}) != len(found):
        raise TensorFault("two tensors have one name")
    return found


def tensor_digests(path: Path, found: list[Tensor]) -> list[str | OSError]:
    """Return the BLAKE3 of each tensor over name, type, shape and bytes, or why it has none."""
    return digests([Piece(path, each.start, each.size, each.head()) for each in found], function="blake3")


def _safetensors(path: Path, size: int) -> list[Tensor]:
    with open_regular(path) as file:
        head = file.read(8)
        length = int.from_bytes(head, "little")
        if len(head) < 8 or length > size - 8:
            raise TensorFault(
                f"its header claims {length:,} bytes, and the file has {size:,}"
                + (": it begins like an archive or a pickle" if head[:2] in (b"PK", b"\x80\x02") else "")
            )
        if length > _MOST_HEADER_BYTES:
            raise TensorFault(f"its header claims {length:,} bytes, more than {_MOST_HEADER_BYTES:,}")
        text = file.read(length)
    if not text.startswith(b"{"):
        raise TensorFault("its header is no JSON object")
    header = json.loads(text, object_pairs_hook=unique)
    header.pop("__metadata__", None)
    found = sorted((_tensor(name, said, 8 + length) for name, said in header.items()), key=_place)
    end = 8 + length
    for each in found:
        if each.start != end:
            raise TensorFault(f"{each.start - end:,} bytes before the tensor {each.name!r} belong to none")
        end += each.size
    if end != size:
        raise TensorFault(
            f"its tensors end at byte {end:,}, and the file has {size:,}: it is "
            + ("truncated" if end > size else "longer than what it holds")
        )
    return found


def _tensor(name: str, said: Any, start: int) -> Tensor:
    if not isinstance(said, dict) or set(said) != {"dtype", "shape", "data_offsets"}:
        raise TensorFault(f"the tensor {name!r} is not described by dtype, shape and data_offsets")
    dtype, shape, offsets = said["dtype"], said["shape"], said["data_offsets"]
    whole = isinstance(shape, list) and isinstance(offsets, list) and len(offsets) == 2
    if (
        not isinstance(dtype, str)
        or dtype not in _BITS
        or not whole
        or len(shape) > _MOST_DIMENSIONS
        or not all(type(n) is int and 0 <= n < 2**63 for n in shape + offsets)
    ):
        raise TensorFault(
            f"the tensor {name[:200]!r} claims type, shape and place {[dtype, shape, offsets]!r:.300}"
        )
    bits = math.prod(shape) * _BITS[dtype]
    if bits != 8 * (offsets[1] - offsets[0]):
        raise TensorFault(
            f"the tensor {name!r} of {dtype} {shape} cannot fill {offsets[1] - offsets[0]:,} bytes"
        )
    return Tensor(name, dtype, tuple(shape), start + offsets[0], offsets[1] - offsets[0])


def _place(tensor: Tensor) -> tuple[int, int]:
    return tensor.start, tensor.size
