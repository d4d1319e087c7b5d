"""The manifest: every file of a release with its size and digest, and every tensor of its weights.

    {"format": "agora-manifest-1",
     "files": [{"path": "weights/adapter.gguf", "size": 19, "sha256": "…",
                "tensors": [{"name": "…", "dtype": "F16", "shape": [32, 576], "blake3": "…"}]}]}

It names all files but itself and the signature, and no rule by which any could be left out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agora.release.hashing import digests
from agora.release.intake import Fault, Intake
from agora.release.names import shown
from agora.release.tensors import SUFFIXES, TensorFault, read_tensors, tensor_digests

__all__ = [
    "MANIFEST",
    "SIGNATURES",
    "Manifest",
    "Weights",
    "differences",
    "hashed",
    "read_manifest",
    "weigh",
    "write_manifest",
]

MANIFEST = "manifest.json"
# Ours, and what the command line of model-signing writes.
SIGNATURES = ("signature.json", "model.sig")

_MOST_BYTES = 256 * 2**20
_DIGEST = r"^[0-9a-f]{64}$"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TensorEntry(_Part):
    """A tensor: its digest is over name, type, shape and bytes."""

    name: str
    dtype: str
    shape: list[int] = Field(fail_fast=True)
    blake3: str = Field(pattern=_DIGEST)


class FileEntry(_Part):
    """A file."""

    path: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=_DIGEST)
    tensors: list[TensorEntry] | None = Field(default=None, fail_fast=True)


class Manifest(_Part):
    """All files of a release."""

    format: str = Field(pattern="^agora-manifest-1$")
    # One wrong entry is enough to know; the errors of millions would fill the memory.
    files: list[FileEntry] = Field(fail_fast=True)


@dataclass(frozen=True)
class Weights:
    """The tensors of one file.

    Attributes:
        tensors: as they lie in it.
        fault: why it cannot be read; empty if it can.
    """

    tensors: list[TensorEntry]
    fault: str = ""


def hashed(found: Intake) -> dict[str, str]:
    """Return the SHA-256 of each file that can be read; add a fault for each that cannot."""
    paths = list(found.files)
    results = dict(zip(paths, digests([found.root / path for path in paths]), strict=True))
    for path, result in results.items():
        if isinstance(result, OSError):
            found.faults.append(Fault(shown(path), f"it cannot be read ({result.strerror or result})"))
    return {path: result for path, result in results.items() if isinstance(result, str)}


def weigh(found: Intake) -> dict[str, Weights]:
    """Return the tensors of each file of weights."""
    return {path: _weights(found.root / path) for path in found.files if path.lower().endswith(SUFFIXES)}


def _weights(path: Path) -> Weights:
    try:
        tensors = read_tensors(path)
        sums = tensor_digests(path, tensors)
    except (TensorFault, OSError) as error:
        return Weights([], str(error))
    if broken := [each for each in sums if isinstance(each, OSError)]:
        return Weights([], str(broken[0]))
    return Weights(
        [
            TensorEntry(name=each.name, dtype=each.dtype, shape=list(each.shape), blake3=str(found))
            for each, found in zip(tensors, sums, strict=True)
        ]
    )


def write_manifest(
    folder: Path, sums: Mapping[str, str], sizes: Mapping[str, int], weights: Mapping[str, Weights]
) -> None:
    """Write `manifest.json` of a folder: all files but itself and the signature."""
    files: list[dict[str, Any]] = []
    for path in sorted(sums):
        if path != MANIFEST and path not in SIGNATURES:
            tensors = weights[path].tensors if path in weights else None
            files.append(
                FileEntry(path=path, size=sizes[path], sha256=sums[path], tensors=tensors).model_dump(
                    exclude_none=True
                )
            )
    text = json.dumps({"format": "agora-manifest-1", "files": files}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        ValueError: it is none.
        OSError: it cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError(f"it has {path.stat().st_size:,} bytes, more than any manifest needs")
    try:
        read = Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    paths = [each.path for each in read.files]
    if len(set(paths)) != len(paths):
        raise ValueError("it names a file twice")
    return read


def differences(read: Manifest, sums: Mapping[str, str], sizes: Mapping[str, int]) -> list[Fault]:
    """Return each file that is not as the manifest says, with what happened to it."""
    said = {each.path: each for each in read.files}
    here = {path for path in sums if path != MANIFEST and path not in SIGNATURES}
    lost, new = sorted(set(said) - here), sorted(here - set(said))
    faults = [_changed(said[path], sums[path], sizes[path]) for path in sorted(set(said) & here)]
    for path in new:
        before = next((each for each in lost if said[each].sha256 == sums[path]), None)
        if before is not None:
            lost.remove(before)
            faults.append(
                Fault(shown(path), f"it was renamed: the manifest has these bytes as {shown(before)!r}")
            )
        else:
            faults.append(Fault(shown(path), "it was added: the manifest does not name it"))
    faults += [Fault(shown(path), "it is missing: the manifest names it") for path in lost]
    return [*_swapped(said, sums, [each for each in faults if each])]


def _changed(said: FileEntry, found: str, size: int) -> Fault | None:
    if said.sha256 == found and said.size == size:
        return None
    if said.size != size:
        word = "shorter" if size < said.size else "longer"
        return Fault(
            shown(said.path), f"it was changed: it is {word}, {size:,} bytes instead of {said.size:,}"
        )
    return Fault(shown(said.path), f"it was changed: its SHA-256 is {found}, the manifest says {said.sha256}")


def _swapped(said: Mapping[str, FileEntry], sums: Mapping[str, str], faults: list[Fault]) -> list[Fault]:
    """Say of files that were changed for others of the release whose bytes they have now."""
    by_sum = {each.sha256: path for path, each in said.items()}
    told = []
    for fault in faults:
        other = by_sum.get(sums.get(fault.path, ""))
        if fault.why.startswith("it was changed") and other not in (None, fault.path):
            fault = Fault(
                fault.path, f"it was swapped: it has the bytes that the manifest gives {shown(str(other))!r}"
            )
        told.append(fault)
    return told
