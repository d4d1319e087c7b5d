"""The workspace: the folder that a session may work in, as plain or as a branch that holds its writes back.

A path is what the model wrote: untrusted. Here it is resolved, used, and what goes wrong is said in words.
Where a branch's writes lie, and how they and the folder are seen as one, is the affair of `layers`.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from agora.errors import SandboxError
from agora.sandbox.layers import MAX_DEPTH, READ_BYTES, Changes, LayeredFolder
from agora.sandbox.tree import Parts, Tree, join, refuse_special

__all__ = ["Entry", "Workspace"]


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


class Workspace(LayeredFolder):
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
