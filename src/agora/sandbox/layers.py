"""A folder and, over it, the layer that holds a branch's writes back: both seen as one.

The layer is a folder of its own: `files/` holds what was written, `gone/` an empty file for each file or
folder of the original that was removed. Reads look in `files/`, then in `gone/`, then in the folder itself:
several branches see one folder each in its own way, on every platform, and none is seen by the others.

Names are in parts and taken as they are; `resolve` alone takes a path as the model wrote it, and follows
symbolic links only while they stay inside. What the system says comes through as `OSError`; `Workspace`
explains it.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from agora.config import home_folder
from agora.errors import SandboxError
from agora.sandbox.tree import Parts, Tree, join

__all__ = ["MAX_DEPTH", "MOUNT", "READ_BYTES", "Changes", "LayeredFolder"]

Changes = dict[str, tuple[bytes | None, bytes | None]]
"""Path, seen from the workspace's root → content before and after; `None` where there is no file."""

MOUNT = "/workspace"
"""Where programs in the sandbox see the workspace; paths that begin so are understood."""

READ_BYTES = 64 * 2**20
"""What one read takes at most, and what a file may hold for its old content to be kept for `/undo`."""

# Deeper than any project, and shallow enough that walking from the root each time stays cheap.
MAX_DEPTH = 128
_MAX_LINKS = 40  # as in Linux, path_resolution(7)


class LayeredFolder:
    """A folder with or without a layer over it.

    Arguments and errors are those of `Workspace`.
    """

    def __init__(
        self, root: Path, *, layer: Path | None = None, hidden: Sequence[Path] | None = None
    ) -> None:
        self.hidden = tuple(hidden) if hidden is not None else (home_folder(),)
        self._base = Tree(root, hidden=self.hidden)
        self.root = self._base.root
        self.layer = layer
        self._files = self._gone = None
        above = (self.root, *self.root.parents)
        if any(_same(place, folder) for place in above for folder in self.hidden) or self.root == Path("/"):
            raise SandboxError(
                f"{str(self.root)!r} cannot be a workspace.",
                why="It holds what a session may not see.",
                fix="Name the folder of a project.",
            )
        if layer is not None:
            for name in ("files", "gone"):
                (layer / name).mkdir(parents=True, exist_ok=True, mode=0o700)
            self._files, self._gone = Tree(layer / "files"), Tree(layer / "gone")

    # ---- names in parts, taken as they are -----------------------------------------------------------------

    def resolve(self, path: str) -> Parts:
        """Return a path's parts with the links on it followed, the last one too.

        Raises:
            SandboxError: it leads out.
        """
        outside = SandboxError(
            f"{path!r} leads out of the workspace.", fix="Name a file by its path in the workspace."
        )
        if "\0" in path or len(path) > 4096:
            raise SandboxError(f"{path[:80]!r} is no path.", why="It has a NUL byte or is too long.")
        if path.startswith("/"):
            prefix = next((p for p in (MOUNT, str(self.root)) if f"{path}/".startswith(f"{p}/")), None)
            if prefix is None:
                raise outside
            path_inside = path[len(prefix) :]
        else:
            path_inside = path
        waiting = [part for part in reversed(path_inside.split("/")) if part not in ("", ".")]
        parts: Parts = ()
        links = 0
        while waiting:
            name = waiting.pop()
            if name == "..":
                if not parts:
                    raise outside
                parts = parts[:-1]
                continue
            parts = (*parts, name)
            hit = self.lookup(parts)
            if hit is not None and stat.S_ISLNK(hit[1].st_mode):
                target, links = hit[0].link(parts), links + 1
                if target.startswith("/") or links > _MAX_LINKS:
                    raise outside
                parts = parts[:-1]
                waiting += [part for part in reversed(target.split("/")) if part not in ("", ".")]
        if len(parts) > MAX_DEPTH:
            raise SandboxError(f"{path[:80]!r} is deeper than {MAX_DEPTH} folders.")
        return parts

    def lookup(self, parts: Parts) -> tuple[Tree, os.stat_result] | None:
        """Return which tree shows something at `parts`, and what; links are not followed."""
        if self._files is not None and self._gone is not None:
            found = self._files.status(parts)
            if found is not None and parts:
                return self._files, found
            for end in range(1, len(parts) + 1):
                gone = self._gone.status(parts[:end])
                above = self._files.status(parts[:end])
                if gone is not None and not stat.S_ISDIR(gone.st_mode):
                    return None
                if above is not None and not stat.S_ISDIR(above.st_mode):
                    return None
        found = self._base.status(parts)
        return None if found is None else (self._base, found)

    def names(self, parts: Parts) -> list[str]:
        """Return the names in a folder as this workspace shows it, sorted."""
        names: set[str] = set()
        for tree in (self._files, self._base):
            if tree is not None:
                found = tree.status(parts)
                if found is not None and stat.S_ISDIR(found.st_mode):
                    names.update(tree.names(parts))
        if self._files is None:
            return sorted(names)
        return sorted(name for name in names if self.lookup((*parts, name)) is not None)

    def content(self, parts: Parts) -> bytes | None:
        """Return a regular file's content, or `None` for anything else."""
        hit = self.lookup(parts)
        return None if hit is None else _content(hit[0], parts)

    def put(self, parts: Parts, data: bytes, *, mode: int | None = None, mtime_ns: int = 0) -> None:
        """Write a file whose place was resolved before."""
        target = self._base if self._files is None else self._files
        if mode is None and (hit := self.lookup(parts)) is not None:
            mode = stat.S_IMODE(hit[1].st_mode)
        target.write(parts, data, mode=mode, mtime_ns=mtime_ns)

    def put_folder(self, parts: Parts, mode: int | None = None) -> None:
        """Make a folder whose place was resolved before."""
        (self._base if self._files is None else self._files).make_folder(parts, mode)

    def put_link(self, parts: Parts, target: str) -> None:
        """Make a symbolic link whose place was resolved before."""
        (self._base if self._files is None else self._files).make_link(parts, target)

    def drop(self, parts: Parts) -> None:
        """Remove a file, a link or a whole folder."""
        if self._files is None or self._gone is None:
            self._base.remove(parts)
            return
        if self._files.status(parts) is not None:
            self._files.remove(parts)
        if self._base.status(parts) is not None:
            if self._gone.status(parts) is not None:
                self._gone.remove(parts)
            self._gone.write(parts, b"")

    def leaves(self, parts: Parts) -> Iterator[Parts]:
        """Yield everything beneath `parts` that is no folder, and `parts` itself if it is none."""
        hit = self.lookup(parts)
        if hit is None:
            return
        if not stat.S_ISDIR(hit[1].st_mode):
            yield parts
            return
        for name in self.names(parts):
            yield from self.leaves((*parts, name))

    @property
    def stack(self) -> list[Path]:
        """The folders that make up the view, lowest first, without what is gone."""
        return [self.root] if self.layer is None else [self.root, self.layer / "files"]

    @property
    def removed(self) -> list[Parts]:
        """What the layer hides of the folder."""
        return [] if self._gone is None else list(self._leaves(self._gone))

    # ---- what the layer holds back -------------------------------------------------------------------------

    def changes(self) -> Changes:
        """Return what the layer holds back, files whose content is the same left out."""
        if self._files is None or self._gone is None:
            return {}
        paths = dict.fromkeys(self._leaves(self._files))
        for gone in self._leaves(self._gone):
            paths |= dict.fromkeys(self._beneath(self._base, gone))
        found: Changes = {}
        for parts in sorted(paths):
            pair = _content(self._base, parts), self.content(parts)
            if pair[0] != pair[1]:
                found[join(parts)] = pair
        return found

    def executable(self) -> list[str]:
        """Return the files that the layer made executable."""
        if self._files is None:
            return []
        found = []
        for parts in self._leaves(self._files):
            now, before = self._files.status(parts), self._base.status(parts)
            was = before is not None and before.st_mode & stat.S_IXUSR
            if now is not None and stat.S_ISREG(now.st_mode) and now.st_mode & stat.S_IXUSR and not was:
                found.append(join(parts))
        return sorted(found)

    def clean(self) -> None:
        """Forget what the layer holds back; the folder itself is not touched."""
        if self._files is None or self._gone is None:
            return
        for tree in (self._files, self._gone):
            for name in tree.names(()):
                tree.remove((name,))

    def _leaves(self, tree: Tree) -> Iterator[Parts]:
        return self._beneath(tree, ())

    def _beneath(self, tree: Tree, parts: Parts) -> Iterator[Parts]:
        found = tree.status(parts)
        if found is None:
            return
        if not stat.S_ISDIR(found.st_mode):
            yield parts
            return
        for name in tree.names(parts):
            yield from self._beneath(tree, (*parts, name))


def _content(tree: Tree, parts: Parts) -> bytes | None:
    found = tree.status(parts)
    if found is None or not stat.S_ISREG(found.st_mode):
        return None
    return tree.read(parts, READ_BYTES)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
