"""The first look at a folder that somebody else made: its files, and which of them are not acceptable.

Refused are links out of the folder, things that are no files, names that pass for others or that some system
cannot hold, pickles and other formats that run code, and archives with tricks. Nothing is followed out of
the folder, executed or unpacked.
"""

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from agora.release.archives import Budget, archive_fault, kind_of, pickle_fault
from agora.release.hashing import open_regular
from agora.release.names import collisions, name_fault, shown

__all__ = ["Fault", "Intake", "take_in"]

_MOST_FILES = 200_000
_DEEPEST = 40
_HEAD_BYTES = 512
# Where huggingface_hub keeps the bytes of a copy: models--OWNER--NAME/blobs/DIGEST.
_BLOB = re.compile(r"(\.\./)+blobs/[0-9a-f]{40,64}$")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong with one file.

    Attributes:
        path: inside the folder, with `/`.
        why: in words that follow the path and a colon.
    """

    path: str
    why: str


@dataclass
class Intake:
    """What a folder holds.

    Attributes:
        root: the folder.
        files: path inside it → size in bytes.
        faults: what is not acceptable.
    """

    root: Path
    files: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _links: dict[tuple[int, int], list[str]] = field(default_factory=dict)


def take_in(root: Path) -> Intake:
    """Look through a folder.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{root} is no folder")
    found = Intake(root)
    _walk(found, root, "", 0)
    for one, other in collisions(found.files):
        found.faults.append(Fault(shown(other), f"on some systems its name is the same as {shown(one)!r}"))
    budget = Budget()
    for path in found.files:
        if why := _content_fault(root / path, path, budget):
            found.faults.append(Fault(shown(path), why))
    for paths in found._links.values():
        if (names := (root / paths[0]).stat().st_nlink) > len(paths):
            why = f"a hard link leads out of the folder: {names} names share its bytes, {len(paths)} lie here"
            found.faults.append(Fault(shown(paths[0]), why))
    found.faults.sort()
    return found


def _walk(found: Intake, folder: Path, prefix: str, depth: int) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError as error:
        found.faults.append(Fault(shown(prefix) or ".", f"it cannot be read ({error.strerror})"))
        return
    for each in entries:
        path = prefix + each.name
        if len(found.files) >= _MOST_FILES or depth > _DEEPEST:
            found.faults.append(
                Fault(shown(path), f"more than {_MOST_FILES:,} files, or {_DEEPEST} folders deep")
            )
            return
        if fault := name_fault(each.name):
            found.faults.append(Fault(shown(path), fault))
        _take(found, each, path, depth)


def _take(found: Intake, each: "os.DirEntry[str]", path: str, depth: int) -> None:
    try:
        if each.is_symlink():
            _link(found, Path(each.path), path)
        elif each.is_dir(follow_symlinks=False):
            _walk(found, Path(each.path), path + "/", depth + 1)
        elif each.is_file(follow_symlinks=False):
            facts = each.stat(follow_symlinks=False)
            found.files[path] = facts.st_size
            if facts.st_nlink > 1:
                found._links.setdefault((facts.st_dev, facts.st_ino), []).append(path)
        else:
            kind = stat.S_IFMT(each.stat(follow_symlinks=False).st_mode)
            name = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}.get(kind, "a device")
            found.faults.append(Fault(shown(path), f"it is {name}, not a file"))
    except OSError as error:
        found.faults.append(Fault(shown(path), f"it cannot be read ({error.strerror})"))


def _link(found: Intake, place: Path, path: str) -> None:
    target = str(place.readlink())
    if _BLOB.match(target) and "snapshots" in found.root.resolve().parts and place.is_file():
        found.files[path] = place.stat().st_size
    else:
        found.faults.append(Fault(shown(path), f"it is a link to {shown(target)!r}, not a file"))


def _content_fault(place: Path, path: str, budget: Budget) -> str:
    try:
        with open_regular(place) as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"
    if fault := pickle_fault(path, head):
        return fault
    kind = kind_of(head)
    return archive_fault(place, kind, budget) if kind else ""
