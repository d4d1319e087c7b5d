"""What a program did to the workspace, held in a folder of its own until it is taken over.

The program works on an overlay: it reads the workspace and writes beside it. Where the kernel or bwrap has no
overlay for us, it works on a copy. Afterwards, when nothing of the program is alive any more, the difference
is read, looked at as a whole, and only then taken over.

Taken over are files, folders, their permission bits, removals, and symbolic links that stay inside. FIFOs,
sockets, devices, set-uid bits, links that lead out and names that are no UTF-8 are left out, and said to be.
"""

# Descriptors and names instead of paths: a path can be swapped between two uses.

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from agora.errors import SandboxError
from agora.sandbox.layers import MAX_DEPTH, Changes
from agora.sandbox.scratch import PREFIX, clear, outside
from agora.sandbox.tree import Parts, Tree, join, size_words
from agora.sandbox.workspace import Workspace

__all__ = ["CHANGED_BYTES", "Held", "Shared", "hold"]

CHANGED_BYTES = 256 * 2**20
"""What one program may change at most, old and new content together: all of it is kept for `/undo`."""

_COPY_BYTES = 1 * 2**30  # a copy is made for each run, so it has to stay quick


@dataclass(frozen=True)
class _Step:
    """One thing to do to the workspace."""

    kind: str  # remove, folder, file, link
    parts: Parts
    mode: int = 0
    mtime_ns: int = 0
    text: str = ""  # a link's target


@dataclass(frozen=True)
class Shared:
    """The workspace itself: nothing is held back, and nothing has to be taken over."""

    workspace: Workspace
    upper: Path | None = None
    work: Path | None = None

    @property
    def folder(self) -> Path:
        """Where writes are."""
        return self.workspace.root

    @property
    def lowers(self) -> list[Path]:
        """The folder that is bound."""
        return [self.folder]


@dataclass(frozen=True)
class Held:
    """Where a program's writes are."""

    workspace: Workspace
    folder: Path
    overlay: bool

    @property
    def lowers(self) -> list[Path]:
        """The folders beneath the overlay, lowest first, or the copy."""
        if not self.overlay:
            return [self.folder / "copy"]
        root, *layer = self.workspace.stack
        return [root, *([self.folder / "gone"] if self.workspace.removed else []), *layer]

    @property
    def upper(self) -> Path | None:
        """Where the overlay's writes go."""
        return self.folder / "upper" if self.overlay else None

    @property
    def work(self) -> Path | None:
        """The overlay's own folder."""
        return self.folder / "work" if self.overlay else None

    def take_over(self) -> tuple[Changes, list[str]]:
        """Do to the workspace what the program did; return the files that changed, and what was left out.

        Raises:
            SandboxError: it is too much to be undone, or too deep; then nothing was done.
        """
        tree = Tree(self.folder / ("upper" if self.overlay else "copy"))
        left_out: list[str] = []
        steps = list(self._from_overlay(tree, left_out) if self.overlay else self._from_copy(tree, left_out))
        left_out += [f"{join(s.parts)} (its name is no UTF-8)" for s in steps if not _is_text(s.parts)]
        steps = [step for step in steps if _is_text(step.parts)]
        contents: dict[Parts, bytes] = {}
        changes = self._changes(tree, steps, contents)
        try:
            for step in steps:
                self._do(step, contents)
        except (OSError, SandboxError) as error:
            self._take_back(changes)
            why = f"{error.strerror}." if isinstance(error, OSError) else str(error)
            raise SandboxError("What the program wrote could not be taken over.", why=why) from None
        return changes, left_out

    def _do(self, step: _Step, contents: dict[Parts, bytes]) -> None:
        if step.kind == "remove":
            self.workspace.drop(step.parts)
        elif step.kind == "folder":
            self.workspace.put_folder(step.parts, step.mode)
        elif step.kind == "link":
            self.workspace.put_link(step.parts, step.text)
        else:
            self.workspace.put(step.parts, contents[step.parts], mode=step.mode, mtime_ns=step.mtime_ns)

    def _take_back(self, changes: Changes) -> None:
        """After a full disk or the like half way: bring back what was there, as far as the system lets us."""
        for path, (before, _) in changes.items():
            parts = tuple(path.split("/"))
            with suppress(OSError, SandboxError):
                if before is None:
                    self.workspace.drop(parts)
                elif self.workspace.content(parts) != before:
                    self.workspace.put(parts, before)

    def _changes(self, tree: Tree, steps: list[_Step], contents: dict[Parts, bytes]) -> Changes:
        """Read old and new content of all that changes, within the limit."""
        changes: Changes = {}
        total = 0

        def count(found: os.stat_result | None) -> None:
            nonlocal total
            total += found.st_size if found is not None and stat.S_ISREG(found.st_mode) else 0
            if total > CHANGED_BYTES:
                raise SandboxError(
                    "The program changed too much; nothing of it was taken over.",
                    why=f"Old and new content together pass {size_words(CHANGED_BYTES)}, too much for /undo.",
                    fix="Do it in parts, or run the program yourself.",
                )

        def note(parts: Parts, after: bytes | None) -> None:
            if not _is_text(parts):
                raise SandboxError(
                    f"The program removed {join(parts)!r}; nothing of what it did was taken over.",
                    why="Its name is no UTF-8, so the journal could not name it for /undo.",
                    fix="Rename it yourself first.",
                )
            hit = self.workspace.lookup(parts)
            count(None if hit is None else hit[1])
            before = changes[join(parts)][0] if join(parts) in changes else self.workspace.content(parts)
            if before != after:
                changes[join(parts)] = (before, after)
            else:
                changes.pop(join(parts), None)

        for step in steps:
            if step.kind == "file":
                count(tree.status(step.parts))
                contents[step.parts] = tree.read(step.parts, CHANGED_BYTES)
                note(step.parts, contents[step.parts])
            elif step.kind in ("remove", "link"):
                for parts in self.workspace.leaves(step.parts):
                    note(parts, None)
        return changes

    def _from_overlay(self, tree: Tree, left_out: list[str]) -> Iterator[_Step]:
        for parts, found in _entries(tree):
            old = self.workspace.lookup(parts)
            if stat.S_ISCHR(found.st_mode) and found.st_rdev == 0:  # the overlay's mark for "removed"
                if old is not None:
                    yield _Step("remove", parts)
                continue
            if stat.S_ISDIR(found.st_mode) and old is not None and _is_opaque(tree, parts):
                yield _Step("remove", parts)
                old = None
            yield from self._one(tree, parts, found, old, left_out)

    def _from_copy(self, tree: Tree, left_out: list[str]) -> Iterator[_Step]:
        for parts in _missing(self.workspace, tree, ()):
            yield _Step("remove", parts)
        for parts, found in _entries(tree):
            old = self.workspace.lookup(parts)
            if old is not None and _unchanged(found, old[1]):
                continue
            yield from self._one(tree, parts, found, old, left_out)

    def _one(
        self,
        tree: Tree,
        parts: Parts,
        found: os.stat_result,
        old: tuple[Tree, os.stat_result] | None,
        left_out: list[str],
    ) -> Iterator[_Step]:
        kind, old_kind = stat.S_IFMT(found.st_mode), stat.S_IFMT(old[1].st_mode) if old else 0
        mode = found.st_mode & 0o777
        if kind == stat.S_IFLNK:
            target = tree.link(parts)
            if old is not None and old_kind == kind and old[0].link(parts) == target:
                return
            if not _stays_inside(parts, target):
                left_out.append(f"{join(parts)} (a link to {target}, which leads out)")
                return
        elif kind not in (stat.S_IFDIR, stat.S_IFREG):
            left_out.append(f"{join(parts)} (neither file, folder nor link)")
            return
        if old is not None and old_kind != kind:
            yield _Step("remove", parts)
            old = None
        if kind == stat.S_IFLNK:
            yield _Step("link", parts, text=target)
        elif kind == stat.S_IFREG:
            yield _Step("file", parts, mode, found.st_mtime_ns)
        elif old is None or stat.S_IMODE(old[1].st_mode) != mode:
            yield _Step("folder", parts, mode)


@contextmanager
def hold(workspace: Workspace, *, overlay: bool, scratch: Path | None = None) -> Iterator[Held]:
    """Make room for a program's writes, and clear it away at the end.

    Raises:
        SandboxError: there is no room outside the workspace, or the workspace is too large for a copy.
    """
    try:
        folder = Path(mkdtemp(prefix=PREFIX, dir=scratch or outside(workspace.root)))
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError as error:
        raise SandboxError("There is no room for the program's files.", why=f"{error.strerror}.") from None
    try:
        held = Held(workspace, folder, overlay)
        if overlay:
            (folder / "upper").mkdir(mode=stat.S_IMODE(workspace.stat(".").st_mode) | 0o700)
            (folder / "work").mkdir()
            for parts in workspace.removed:
                (folder / "gone" / join(parts[:-1])).mkdir(parents=True, exist_ok=True)
                os.mknod(folder / "gone" / join(parts), stat.S_IFCHR, 0)
        else:
            (folder / "copy").mkdir(mode=0o700)
            _copy(workspace, Tree(folder / "copy"))
        yield held
    except OSError as error:
        raise SandboxError(
            "The program's files could not be kept.", why=f"{error.strerror}: {error.filename or folder}."
        ) from None
    finally:
        clear(folder)
        os.close(lock)


def _entries(tree: Tree, parts: Parts = ()) -> Iterator[tuple[Parts, os.stat_result]]:
    """Yield what a dead program left behind, folders before their content, made readable for us."""
    if len(parts) > MAX_DEPTH:
        raise SandboxError(
            f"The program made folders more than {MAX_DEPTH} deep; nothing of it was taken over."
        )
    for name in tree.names(parts):
        below = (*parts, name)
        with tree.folder(parts) as at:
            found = os.stat(name, dir_fd=at, follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode):
                _make_readable(name, at, found)
        yield below, found
        if stat.S_ISDIR(found.st_mode):
            yield from _entries(tree, below)


def _make_readable(name: str, at: int, found: os.stat_result) -> None:
    wanted = 0o700 if stat.S_ISDIR(found.st_mode) else 0o400
    if found.st_mode & wanted != wanted:
        os.chmod(name, stat.S_IMODE(found.st_mode) | wanted, dir_fd=at)


def _is_text(parts: Parts) -> bool:
    """Return whether a path can be journaled: a name's bytes that are no UTF-8 are surrogates here."""
    try:
        join(parts).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_opaque(tree: Tree, parts: Parts) -> bool:
    with tree.folder(parts) as at:
        for name in ("user.overlay.opaque", "trusted.overlay.opaque"):
            with suppress(OSError):
                if os.getxattr(at, name) == b"y":
                    return True
    return False


def _stays_inside(parts: Parts, target: str) -> bool:
    """Return whether a link is of the form (../)*name/…, with no more ../ than folders above it.

    Any ".." after a name could leave by way of another link.

    >>> [_stays_inside(("a", "b"), t) for t in ("c", "../c/d", "../../c", "/etc", "c/../../..")]
    [True, True, False, False, False]
    """
    names = [name for name in target.split("/") if name not in ("", ".")]
    up = 0
    while up < len(names) and names[up] == "..":
        up += 1
    return not target.startswith("/") and up < len(parts) and ".." not in names[up:]


def _missing(workspace: Workspace, tree: Tree, parts: Parts) -> Iterator[Parts]:
    for name in workspace.names(parts):
        below = (*parts, name)
        old, new = workspace.lookup(below), tree.status(below)
        if old is None or not _is_copied(old[1]):
            continue
        if new is None:
            yield below
        elif stat.S_ISDIR(old[1].st_mode) and stat.S_ISDIR(new.st_mode):
            yield from _missing(workspace, tree, below)


def _is_copied(found: os.stat_result) -> bool:
    return stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) or stat.S_ISLNK(found.st_mode)


def _unchanged(new: os.stat_result, old: os.stat_result) -> bool:
    # The copy got the original's times to the nanosecond; a program that sets them back fools only itself.
    same = (new.st_mode, new.st_size, new.st_mtime_ns) == (old.st_mode, old.st_size, old.st_mtime_ns)
    return stat.S_ISREG(new.st_mode) and same


def _copy(workspace: Workspace, target: Tree) -> None:
    total = 0
    waiting: list[Parts] = [()]
    while waiting:
        parts = waiting.pop()
        for name in workspace.names(parts):
            below = (*parts, name)
            hit = workspace.lookup(below)
            if hit is None:
                continue
            tree, found = hit
            if stat.S_ISDIR(found.st_mode):
                target.make_folder(below, stat.S_IMODE(found.st_mode) | 0o700)
                waiting.append(below)
            elif stat.S_ISLNK(found.st_mode):
                target.make_link(below, tree.link(below))
            elif stat.S_ISREG(found.st_mode):
                total += found.st_size
                if total > _COPY_BYTES:
                    raise SandboxError(
                        f"The workspace holds more than {size_words(_COPY_BYTES)}.",
                        why="This system has no overlay for the sandbox, so programs work on a copy.",
                        fix="Use a smaller folder, or a kernel of 5.11 or later.",
                    )
                data = tree.read(below, _COPY_BYTES)
                target.write(below, data, mode=stat.S_IMODE(found.st_mode), mtime_ns=found.st_mtime_ns)
