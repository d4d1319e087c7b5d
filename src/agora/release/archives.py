"""What an archive inside a release would do when it is unpacked, found without unpacking it.

An archive can hold names that lead out of a folder, links, files that overlap, and more than it lets see. Zip
and tar (plain or compressed) are looked into; what cannot be is said to be so. Nothing is written.
"""

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import IO, Any

from agora.release.hashing import open_regular
from agora.release.names import collisions, name_fault, shown

__all__ = ["Budget", "archive_fault", "kind_of", "pickle_fault"]

# The source of a project unpacks to some 100 MB; who needs more can lay the files down unpacked.
_MOST_UNPACKED_BYTES = 2**29
# What a header tells of its member, such as a long name, is held in memory.
_MOST_TOLD_BYTES = 2**20
_MOST_MEMBERS = 100_000
_MOST_ARCHIVES = 10_000
_HEAD_BYTES = 512
# How inspect-ai packs its logs, and no format of weights. Python unpacks it only from 3.14 on: of such
# members names and places alone are looked at.
_ZSTD = 93

_MAGIC = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"),
)  # fmt: skip
_OPENERS: dict[str, Callable[[IO[bytes]], Any]] = {"gzip": gzip.open, "bzip2": bz2.open, "xz": lzma.open}
_PICKLES = (".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".dill", ".h5", ".keras", ".nemo", ".mar")


def kind_of(head: bytes) -> str:
    """Return what kind of archive begins so; empty if none.

    >>> kind_of(b"PK\\x03\\x04...")
    'zip'
    """
    if head[257:262] == b"ustar" or _is_old_tar(head):
        return "tar"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")


def _is_old_tar(head: bytes) -> bool:
    """Tell whether a file begins with a header of tar from before it had a magic: its checksum fits."""
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def pickle_fault(name: str, head: bytes) -> str:
    """Return why a file counts as a pickle or as weights that can hold code; empty if it does not."""
    if head[:1] == b"\x80" and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "it is a pickle, which runs code when it is loaded"
    if head.startswith(b"\x93NUMPY") and b"'|O" in head:
        return "it is a NumPy file of objects, which are a pickle"
    lower = name.lower()
    if lower.endswith(_PICKLES) or (lower.endswith(".bin") and "pytorch" in lower):
        return "it is of a format that can run code when it is loaded; weights are safetensors or GGUF"
    return ""


@dataclass
class Budget:
    """What may still be unpacked in one look at a folder: many small bombs cost as much as a large one."""

    unpacked_bytes: int = _MOST_UNPACKED_BYTES
    archives: int = _MOST_ARCHIVES


def archive_fault(path: Path, kind: str, budget: Budget | None = None) -> str:
    """Return what is wrong with an archive; empty if nothing is.

    Args:
        path: of the archive.
        kind: as `kind_of` says.
        budget: of all archives together.
    """
    budget = budget or Budget()
    budget.archives -= 1
    if budget.archives < 0:
        return f"it is one of more than {_MOST_ARCHIVES:,} archives, and was not looked into"
    try:
        with open_regular(path) as file:
            if kind == "zip":
                return _zip_fault(file)
            if kind == "tar":
                return _tar_fault(file)
            if kind in _OPENERS:
                return _compressed_fault(file, kind, budget)
    except _Told as told:
        return str(told)
    except Exception as error:  # these libraries raise whatever the bytes lead them to
        return (
            f"it is a {kind} archive that cannot be read ({type(error).__name__}: {shown(str(error))[:200]})"
        )
    return f"it is a {kind} archive, which cannot be looked into"


class _Told(Exception):
    """What is wrong, in words."""


class _Header(tarfile.TarInfo):
    """A header that is refused before what it claims is read into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Header":
        """Read a header."""
        found = super().frombuf(buf, encoding, errors)
        if found.type in (b"x", b"g", b"X", b"L", b"K") and found.size > _MOST_TOLD_BYTES:
            raise _Told(f"a header of its claims {found.size:,} bytes")
        return found


class _Limited:
    """A stream that refuses to give more than archives may unpack to."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = -1) -> bytes:
        """Read like a file."""
        data = self._stream.read(size if size >= 0 else max(self._budget.unpacked_bytes, 0) + 1)
        self._budget.unpacked_bytes -= len(data)
        if self._budget.unpacked_bytes < 0:
            raise _Told(f"the archives unpack to more than {_MOST_UNPACKED_BYTES:,} bytes")
        return data


def _compressed_fault(file: FileIO, kind: str, budget: Budget) -> str:
    with _OPENERS[kind](file) as stream:
        head = stream.read(_HEAD_BYTES)
    if kind_of(head) != "tar":
        return f"it holds an archive in a {kind} file" if kind_of(head) else pickle_fault("", head)
    file.seek(0)
    with _OPENERS[kind](file) as stream:
        return _members_fault(_tar_members(_Limited(stream, budget)))


def _tar_fault(file: FileIO) -> str:
    return _members_fault(_tar_members(file))


Member = tuple[str, bytes]


def _tar_members(stream: Any) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as tar:
        for member in tar:
            name = member.name.removesuffix("/")
            if member.issym() or member.islnk():
                raise _Told(f"its member {shown(name)!r} is a link to {shown(member.linkname)!r}")
            if not (member.isfile() or member.isdir()):
                raise _Told(f"its member {shown(name)!r} is neither a file nor a folder")
            inside = tar.extractfile(member) if member.isfile() else None
            yield name, inside.read(_HEAD_BYTES) if inside else b""


def _zip_fault(file: FileIO) -> str:
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > _MOST_UNPACKED_BYTES:
            raise _Told(f"it unpacks to more than {_MOST_UNPACKED_BYTES:,} bytes")
        _check_layout(file, archive)
        return _members_fault(_zip_members(archive))


def _zip_members(archive: zipfile.ZipFile) -> Iterator[Member]:
    for info in archive.infolist():
        name = info.orig_filename.removesuffix("/")
        if info.flag_bits & 1:
            raise _Told(f"its member {shown(name)!r} is encrypted")
        kind = info.external_attr >> 16 & 0o170000
        if kind not in (0, 0o100000, 0o040000):
            raise _Told(f"its member {shown(name)!r} is a link or something special")
        if info.compress_type == _ZSTD:
            yield name, b""
            continue
        with archive.open(info) as inside:
            yield name, inside.read(_HEAD_BYTES)


def _check_layout(file: FileIO, archive: zipfile.ZipFile) -> None:
    """See that members follow one another, and are called in place what the list at the end calls them."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda each: each.header_offset):
        file.seek(info.header_offset)
        local = file.read(30)
        length, extra = int.from_bytes(local[26:28], "little"), int.from_bytes(local[28:30], "little")
        name = file.read(length)
        if name not in (
            info.orig_filename.encode("utf-8", "replace"),
            info.orig_filename.encode("cp437", "replace"),
        ):
            raise _Told(f"its member {shown(info.orig_filename)!r} is called {name!r} in its own header")
        if info.header_offset < end:
            raise _Told(f"its member {shown(info.orig_filename)!r} overlaps another")
        if end == 0 and info.header_offset:
            raise _Told(f"{info.header_offset:,} bytes stand before its first member")
        end = info.header_offset + 30 + length + extra + info.compress_size


def _members_fault(members: Iterator[Member]) -> str:
    names: list[str] = []
    for name, head in members:
        if fault := name_fault(name) or pickle_fault(name, head):
            return f"its member {shown(name)!r}: {fault}"
        if inner := kind_of(head):
            return f"its member {shown(name)!r} is a {inner} archive again, which is not looked into"
        names.append(name)
        if len(names) > _MOST_MEMBERS:
            return f"it holds more than {_MOST_MEMBERS:,} members"
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        return f"it holds {shown(twice[0])!r} twice"
    for one, other in collisions(names):
        return f"its members {one!r} and {other!r} are one on some systems"
    return ""
