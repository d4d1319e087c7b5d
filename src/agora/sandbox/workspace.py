"""The workspace: the folder that a session may work in, as plain or as a branch that holds its writes back.

A branch keeps a layer beside the folder: `files/` holds what it wrote, `gone/` an empty file for each file or
folder of the original that it removed. Reads look in `files/`, then in `gone/`, then in the folder itself, so
several branches see one workspace each in its own way, on every platform, and none is seen by the others.

A path is what the model wrote: untrusted. Symbolic links are followed only while they stay inside.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from agora.config import home_folder
from agora.errors import SandboxError
from agora.sandbox.tree import Parts, Tree, join, refuse_special

__all__ = ["MOUNT", "Changes", "Entry", "Workspace"]

Changes = dict[str, tuple[bytes | None, bytes | None]]
"""Path, seen from the workspace's root → content before and after; `None` where there is no file."""

MOUNT = "/workspace"
"""Where programs in the sandbox see the workspace; paths that begin so are understood."""

READ_BYTES = 64 * 2**20
"""What one read takes at most, and what a file may hold for its old content to be kept for `/undo`."""

# Deeper than any project, and shallow enough that walking from the root each time stays cheap.
MAX_DEPTH = 128
_MAX_LINKS = 40  # as in Linux, path_resolution(7)


@dataclass(frozen=True)
class Entry:
    """A file or folder as `Workspace.walk` shows it.

    Attributes:
        path: seen from the workspace's root; bytes that are no UTF-8 are surrogate escapes.
        size_bytes: of the content; 0 for a folder.
        is_folder: a folder, not a file.
    """

    path: str
    size_bytes: int
    is_folder: bool


class Workspace:
    """A folder; every path beneath it, and no way out.

    Args:
        root: the folder. A symbolic link is followed once, now; a folder that takes its place is refused.
        layer: a folder that holds back the writes; made if it is not there.
        hidden: folders and files that stay invisible even when they lie inside: by default Agora's own
            folder, which holds the rules that the session is under.

    Raises:
        SandboxError: there is no such folder; or later, it vanished.

    >>> import tempfile
    >>> workspace = Workspace(Path(tempfile.mkdtemp()))
    >>> workspace.write("notes/today.txt", b"tea")
    (None, b'tea')
    >>> [entry.path for entry in workspace.walk(pattern="*.txt")]
    ['notes/today.txt']
    >>> workspace.read("../etc/passwd")
    Traceback (most recent call last):
    agora.errors.SandboxError: '../etc/passwd' leads out of the workspace. ...
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

    # ---- reading -------------------------------------------------------------------------------------------

    def read(self, path: str, *, limit_bytes: int | None = None) -> bytes:
        """Return a file's content.

        Raises:
            SandboxError: nothing there, no regular file, larger than `limit_bytes` (64 MiB if not given), or
                the path leads out.
        """
        with _explained(path, "read"):
            parts = self.resolve(path)
            tree, _ = self._found(parts, path)
            return tree.read(parts, READ_BYTES if limit_bytes is None else limit_bytes)

    def stat(self, path: str) -> os.stat_result:
        """Return what lies at a path, links inside the workspace followed.

        Raises:
            SandboxError: nothing is there, or the path leads out.
        """
        with _explained(path, "found"):
            return self._found(self.resolve(path), path)[1]

    def exists(self, path: str) -> bool:
        """Return whether a file or folder is there; a path that leads out is an error, not a no."""
        with _explained(path, "found"):
            return self.lookup(self.resolve(path)) is not None

    def digest(self, path: str) -> str | None:
        """Return the SHA-256 of a file's content in hex, or `None` where there is no file."""
        return hashlib.sha256(self.read(path)).hexdigest() if self.exists(path) else None

    def walk(self, path: str = ".", pattern: str = "*") -> Iterator[Entry]:
        """Yield what lies beneath a folder, sorted, links to folders not entered, special files left out.

        Args:
            path: where to begin.
            pattern: as in a shell, matched with the name, or with the whole path if it has a slash.
        """
        with _explained(path, "listed"):
            start = self.resolve(path)
            self._found(start, path)
        waiting = [start]
        while waiting:
            parts = waiting.pop()
            with _explained(join(parts), "listed"):
                found = [((*parts, name), self.lookup((*parts, name))) for name in self.names(parts)]
            folders = []
            for below, hit in found:
                entry = self._entry(below, hit)
                if entry is None:
                    continue
                if hit is not None and stat.S_ISDIR(hit[1].st_mode) and len(below) < MAX_DEPTH:
                    folders.append(below)
                if fnmatchcase(entry.path if "/" in pattern else below[-1], pattern):
                    yield entry
            waiting += reversed(folders)

    # ---- writing -------------------------------------------------------------------------------------------

    def write(self, path: str, data: bytes) -> tuple[bytes | None, bytes | None]:
        """Put a file in place in one step, folders made on the way, an old file's mode kept.

        Returns:
            The content before (`None`: there was no file) and after.

        Raises:
            SandboxError: no regular file is there, the old content is too large to be kept for `/undo`, the
                disk is full or read-only, or the path leads out.
        """
        with _explained(path, "written"):
            parts = self.resolve(path)
            hit = self.lookup(parts)
            before = None
            if hit is not None:
                refuse_special(hit[1], parts)
                before = hit[0].read(parts, READ_BYTES)
            self.put(parts, data)
            return before, data

    def delete(self, path: str) -> tuple[bytes | None, bytes | None]:
        """Remove a file.

        Returns:
            The content before, and `None`.

        Raises:
            SandboxError: as `write`, or there is no such file.
        """
        with _explained(path, "deleted"):
            parts = self.resolve(path)
            tree, _ = self._found(parts, path)
            before = tree.read(parts, READ_BYTES)
            self.drop(parts)
            return before, None

    def apply(self, changes: Changes, executable: Collection[str] = ()) -> None:
        """Make changes, all of them or, if a file holds neither its old nor its new content, none.

        Args:
            changes: path → content before and after.
            executable: files that can be run from now on, be their content changed or not.

        Raises:
            SandboxError: somebody else changed one of the files; the message names it.
        """
        for path, (before, after) in changes.items():
            current = self.read(path) if self.exists(path) else None
            if current not in (before, after):
                raise SandboxError(
                    f"{path!r} was changed by somebody else meanwhile; nothing was applied.",
                    fix="Look at the file, then ask again.",
                )
        for path, (_, after) in changes.items():
            if after is not None:
                self.write(path, after)
            elif self.exists(path):
                self.delete(path)
        for path in executable:
            with _explained(path, "made executable"):
                parts = self.resolve(path)
                tree, found = self._found(parts, path)
                mode = stat.S_IMODE(found.st_mode) | 0o111
                tree.write(parts, tree.read(parts, READ_BYTES), mode=mode)

    # ---- branches ------------------------------------------------------------------------------------------

    def branch(self, layer: Path) -> "Workspace":
        """Return the same folder with its writes held back in `layer`."""
        if self.layer is not None:
            raise SandboxError("A branch cannot be branched again.", fix="Branch the workspace itself.")
        return Workspace(self.root, layer=layer, hidden=self.hidden)

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

    # ---- for the runner: names in parts, taken as they are -------------------------------------------------

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

    def _found(self, parts: Parts, path: str) -> tuple[Tree, os.stat_result]:
        hit = self.lookup(parts)
        if hit is None:
            raise SandboxError(f"There is no {path!r} in the workspace.", fix="List the folder to see names.")
        return hit

    def _entry(self, parts: Parts, hit: tuple[Tree, os.stat_result] | None) -> Entry | None:
        if hit is not None and stat.S_ISLNK(hit[1].st_mode):
            try:
                hit = self.lookup(self.resolve(join(parts)))
            except (SandboxError, OSError):
                return None
            if hit is None or stat.S_ISDIR(hit[1].st_mode):
                return None
        if hit is None or not (stat.S_ISREG(hit[1].st_mode) or stat.S_ISDIR(hit[1].st_mode)):
            return None
        is_folder = stat.S_ISDIR(hit[1].st_mode)
        return Entry(join(parts), 0 if is_folder else hit[1].st_size, is_folder)


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


_CAUSES = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "The disk quota is used up",
    errno.EROFS: "The workspace is read-only",
    errno.EACCES: "The file's permissions forbid it",
    errno.EPERM: "The system forbids it",
    errno.ELOOP: "A part of the path became a symbolic link meanwhile",
    errno.ENOTDIR: "A part of the path is a file, not a folder",
    errno.EISDIR: "It is a folder",
    errno.ENAMETOOLONG: "A name is too long",
    errno.ENOENT: "It is not there",
}


@contextmanager
def _explained(path: str, verb: str) -> Iterator[None]:
    """Turn what the system says into what the reader can use."""
    try:
        yield
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0, error.strerror or str(error))
        raise SandboxError(f"{path!r} could not be {verb}.", why=f"{cause}.") from None
    except UnicodeEncodeError:
        raise SandboxError(f"{path!r} is no path.", why="It has a lone surrogate.") from None
