"""A folder that somebody else made: nothing is executed, followed out of it, or read without end.

Links are followed only inside the folder (and, in a copy kept by huggingface_hub, into its own `blobs`). What
is skipped is recorded in `skipped`, never silently left out.
"""

import hashlib
import os
import stat
from functools import cached_property
from pathlib import Path

from agora.errors import UsageError

__all__ = ["Folder", "front_matter"]

# A model's repository has up to some thousands of files; a folder of checkpoints somewhat more.
_MOST_FILES = 50_000
_DEEPEST = 24
# Cards and licences are far smaller; what stands behind is not read.
_MOST_TEXT_BYTES = 1_000_000
# Files up to this size get their digest here; weights get theirs from the integrity check.
_MOST_DIGEST_BYTES = 8 * 2**20
_LEFT_OUT = {".git", ".cache", "__pycache__", ".ipynb_checkpoints"}


class Folder:
    """The regular files under a folder.

    Args:
        root: the folder.

    Raises:
        UsageError: there is no such folder.

    Attributes:
        sizes: size in bytes of each file, by its path with `/`.
        skipped: what was not looked at, and why.
    """

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise UsageError(f"{root} is no folder.", fix="Give a folder, or a name of `agora models`.")
        self.root = root.resolve()
        self.sizes: dict[str, int] = {}
        self.skipped: list[str] = []
        self._bounds = [self.root]
        if self.root.parent.name == "snapshots":
            self._bounds.append(self.root.parent.parent / "blobs")
        self._walk(self.root, "", 0)

    def _walk(self, folder: Path, prefix: str, depth: int) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda each: each.name)
        except OSError as error:
            self.skipped.append(f"{prefix or '.'}: {error.strerror}")
            return
        for each in entries:
            name = prefix + each.name
            if each.name in _LEFT_OUT:
                continue
            if len(self.sizes) >= _MOST_FILES:
                if not self.skipped or not self.skipped[-1].startswith("more than"):
                    self.skipped.append(f"more than {_MOST_FILES:,} files")
                return
            self._take(each, name, depth)

    def _take(self, each: "os.DirEntry[str]", name: str, depth: int) -> None:
        try:
            if each.is_symlink() and not self._inside(Path(each.path)):
                self.skipped.append(f"{name}: a link that leads out of the folder")
            elif each.is_dir():
                if depth >= _DEEPEST or each.is_symlink():
                    self.skipped.append(
                        f"{name}: {'a link to a folder' if each.is_symlink() else 'too deep'}"
                    )
                else:
                    self._walk(Path(each.path), name + "/", depth + 1)
            elif each.is_file():
                self.sizes[name] = each.stat().st_size
            else:
                self.skipped.append(f"{name}: neither a file nor a folder")
        except OSError as error:
            self.skipped.append(f"{name}: {error.strerror}")

    def _inside(self, path: Path) -> bool:
        try:
            target = path.resolve()
        except RuntimeError:  # a link to itself
            return False
        return any(target.is_relative_to(bound) for bound in self._bounds)

    @cached_property
    def lower(self) -> dict[str, str]:
        """The files by their path in lower case."""
        return {name.lower(): name for name in self.sizes}

    def find(self, *names: str) -> str | None:
        """Return the first of these paths that is there, whatever its case."""
        return next((self.lower[name.lower()] for name in names if name.lower() in self.lower), None)

    def read(self, name: str, most_bytes: int = _MOST_TEXT_BYTES) -> bytes:
        """Return the beginning of a file; empty if it cannot be read."""
        if name not in self.sizes:
            return b""
        try:
            # Not to wait for ever, were it changed into a pipe meanwhile.
            handle = os.open(self.root / name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return b""
        with os.fdopen(handle, "rb") as file:
            return file.read(most_bytes) if stat.S_ISREG(os.fstat(handle).st_mode) else b""

    def text(self, name: str) -> str:
        """Return the beginning of a file as text; what is not UTF-8 is replaced."""
        return self.read(name).decode("utf-8", "replace").removeprefix("\ufeff")

    def digest(self, name: str) -> str | None:
        """Return a file's SHA-256, unless it is large."""
        if self.sizes.get(name, _MOST_DIGEST_BYTES + 1) > _MOST_DIGEST_BYTES:
            return None
        return hashlib.sha256(self.read(name, _MOST_DIGEST_BYTES + 1)).hexdigest()


def front_matter(text: str) -> dict[str, tuple[list[str], int]]:
    """Return the values and the line of each top key in the block between `---` lines that begins a card.

    It knows `key: value` and lists of plain values, and nothing else of YAML: no anchors, which can grow.

    >>> front_matter("---\\nlicense: mit\\ndatasets:\\n- a/b\\n- c/d\\n---\\n# Card")
    {'license': (['mit'], 2), 'datasets': (['a/b', 'c/d'], 3)}
    """
    lines = text[:100_000].splitlines()
    if not lines or lines[0].strip() != "---":
        return {}
    found: dict[str, tuple[list[str], int]] = {}
    key = ""
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return found
        head, colon, value = line.partition(":")
        if colon and head and not head[0].isspace() and not head.startswith(("-", "#")):
            key = head.strip()
            value = value.strip().strip("'\"")
            inside = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            found[key] = ([each.strip().strip("'\"") for each in inside if each.strip()], number)
        elif key and line.strip().startswith("- "):
            found[key][0].append(line.strip()[2:].strip().strip("'\""))
    return {}
