"""A folder whose inside can be reached and whose outside cannot, whatever anybody renames meanwhile.

Every operation walks from the folder's own file descriptor, one name at a time, with O_NOFOLLOW: a name that
is, or in this very moment becomes, a symbolic link ends the walk with an error. There is no check followed by
a use, so there is nothing to race against. Names are lists of parts; `Workspace` makes them from paths.

Files are regular files. FIFOs, sockets and devices are refused before they are opened, and after.
"""

# Descriptors and names instead of paths: a path can be swapped between two uses.
# ruff: noqa: PTH116, PTH123, PTH208

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from agora.errors import SandboxError

__all__ = ["Parts", "Tree", "join", "size_words"]

Parts = tuple[str, ...]

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# O_NONBLOCK: a FIFO that takes a file's place between look and open must not hang us.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Tree:
    """A folder, by the identity that it had when this object was made.

    Args:
        root: the folder; a symbolic link is followed once, now.
        hidden: folders and files that do not exist as far as this tree is concerned, wherever they turn up.

    Raises:
        SandboxError: there is no such folder.
    """

    def __init__(self, root: Path, *, hidden: Sequence[Path] = ()) -> None:
        try:
            self.root = root.resolve(strict=True)
            self._identity = _identity(os.stat(self.root))
            if not self.root.is_dir():
                raise NotADirectoryError(20, "It is not a folder")
        except (OSError, RuntimeError) as error:
            why = error.strerror if isinstance(error, OSError) else "Its links go in a circle"
            raise SandboxError(
                f"The folder {str(root)!r} cannot be used.", why=f"{why}.", fix="Name a folder that exists."
            ) from None
        self._hidden = hidden

    @contextmanager
    def folder(self, parts: Parts, *, create: bool = False) -> Iterator[int]:
        """Open the folder at `parts` for the length of a `with`; its descriptor is good for *at calls."""
        at = self._open_root()
        hidden = self._hidden_identities()
        try:
            for index, name in enumerate(parts):
                if create:
                    with suppress(FileExistsError):
                        os.mkdir(name, dir_fd=at)
                below = os.open(name, _FOLDER, dir_fd=at)
                os.close(at)
                at = below
                if hidden and _identity(os.fstat(at)) in hidden:
                    raise _own(parts[: index + 1])
            yield at
        finally:
            os.close(at)

    def status(self, parts: Parts) -> os.stat_result | None:
        """Return what lies at `parts`, links not followed, or `None`."""
        try:
            if not parts:
                with self.folder(()) as at:
                    return os.fstat(at)
            with self.folder(parts[:-1]) as at:
                found = os.stat(parts[-1], dir_fd=at, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            if error.errno == 40:  # ELOOP: a folder on the way is a link, which is nothing to us
                return None
            raise
        return None if _identity(found) in self._hidden_identities() else found

    def link(self, parts: Parts) -> str:
        """Return where the link at `parts` points."""
        with self.folder(parts[:-1]) as at:
            return os.readlink(parts[-1], dir_fd=at)

    def names(self, parts: Parts) -> list[str]:
        """Return the names in the folder at `parts`, sorted."""
        with self.folder(parts) as at:
            return sorted(os.listdir(at))

    def read(self, parts: Parts, limit_bytes: int) -> bytes:
        """Return a regular file's content.

        Raises:
            SandboxError: it is no regular file, or larger than the limit.
        """
        with self.folder(parts[:-1]) as at:
            refuse_special(os.stat(parts[-1], dir_fd=at, follow_symlinks=False), parts)
            with open(os.open(parts[-1], _READ, dir_fd=at), "rb") as file:
                found = os.fstat(file.fileno())
                refuse_special(found, parts)
                self._refuse_hidden(found, parts)
                data = file.read(limit_bytes + 1) if found.st_size <= limit_bytes else b""
        if found.st_size > limit_bytes or len(data) > limit_bytes:
            raise SandboxError(
                f"{join(parts)!r} has {size_words(max(found.st_size, len(data)))}.",
                why=f"At most {size_words(limit_bytes)} can be taken at once.",
                fix="Look at a part of it with a program such as `head` or `grep`.",
            )
        return data

    def write(self, parts: Parts, data: bytes, *, mode: int | None = None, mtime_ns: int = 0) -> None:
        """Put a regular file in place in one step: a reader sees the old content or the new, never a mix.

        Args:
            parts: where; folders on the way are made.
            data: the whole content.
            mode: permission bits; `None` keeps the old file's, or leaves it to the umask.
            mtime_ns: the time of modification to set, if not zero.
        """
        with self.folder(parts[:-1], create=True) as at:
            old = _lstat(parts[-1], at)
            if old is not None:
                refuse_special(old, parts)
                self._refuse_hidden(old, parts)
            temporary = f".agora-{secrets.token_hex(8)}"
            fd = os.open(temporary, _CREATE, 0o666, dir_fd=at)
            try:
                with open(fd, "wb") as file:
                    file.write(data)
                    if old is not None:
                        with suppress(PermissionError):
                            os.fchown(fd, old.st_uid, old.st_gid)
                        mode = stat.S_IMODE(old.st_mode) if mode is None else mode
                    if mode is not None:
                        os.fchmod(fd, mode & 0o777)
                    file.flush()
                    if mtime_ns:
                        os.utime(fd, ns=(mtime_ns, mtime_ns))
                    os.fsync(fd)
                os.rename(temporary, parts[-1], src_dir_fd=at, dst_dir_fd=at)
            except BaseException:
                with suppress(OSError):
                    os.unlink(temporary, dir_fd=at)
                raise

    def make_folder(self, parts: Parts, mode: int | None = None) -> None:
        """Make a folder, and those on the way."""
        with self.folder(parts, create=True) as at:
            if mode is not None:
                os.fchmod(at, mode & 0o777)

    def set_mode(self, parts: Parts, mode: int) -> None:
        """Set the permission bits of a regular file."""
        with self.folder(parts[:-1]) as at, open(os.open(parts[-1], _READ, dir_fd=at), "rb") as file:
            refuse_special(os.fstat(file.fileno()), parts)
            os.fchmod(file.fileno(), mode & 0o777)

    def make_link(self, parts: Parts, target: str) -> None:
        """Make a symbolic link in place of whatever file or link is there."""
        with self.folder(parts[:-1], create=True) as at:
            temporary = f".agora-{secrets.token_hex(8)}"
            os.symlink(target, temporary, dir_fd=at)
            os.rename(temporary, parts[-1], src_dir_fd=at, dst_dir_fd=at)

    def remove(self, parts: Parts) -> None:
        """Remove what lies at `parts`, a whole folder too; nothing there is no error."""
        with self.folder(parts[:-1]) as at:
            found = _lstat(parts[-1], at)
            if found is None:
                return
            self._refuse_hidden(found, parts)
            if not stat.S_ISDIR(found.st_mode):
                os.unlink(parts[-1], dir_fd=at)
                return
        for name in self.names(parts):
            self.remove((*parts, name))
        with self.folder(parts[:-1]) as at:
            os.rmdir(parts[-1], dir_fd=at)

    def _open_root(self) -> int:
        try:
            at = os.open(self.root, _FOLDER)
        except OSError as error:
            raise SandboxError(
                f"The workspace {str(self.root)!r} is gone.",
                why=f"{error.strerror}.",
                fix="Bring the folder back, or begin a session in another one.",
            ) from None
        if _identity(os.fstat(at)) != self._identity:
            os.close(at)
            raise SandboxError(
                f"The workspace {str(self.root)!r} is another folder now.",
                why="It was moved or replaced while the session worked in it.",
                fix="Begin a session in the new folder.",
            )
        return at

    def _refuse_hidden(self, found: os.stat_result, parts: Parts) -> None:
        if _identity(found) in self._hidden_identities():
            raise _own(parts)

    def _hidden_identities(self) -> set[tuple[int, int]]:
        found = set()
        for folder in self._hidden:
            with suppress(OSError):
                found.add(_identity(os.stat(folder)))
        return found


def join(parts: Parts) -> str:
    """Return the path as people write it; the root is '.'."""
    return "/".join(parts) or "."


def size_words(size_bytes: int) -> str:
    """Return a size as people say it.

    >>> size_words(1500), size_words(2**30)
    ('1.5 kB', '1.1 GB')
    """
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{size_bytes} bytes"


def refuse_special(found: os.stat_result, parts: Parts) -> None:
    """Raise `SandboxError` unless a regular file was found."""
    if stat.S_ISREG(found.st_mode):
        return
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFIFO: "a FIFO",
        stat.S_IFSOCK: "a socket",
    }
    kind = kinds.get(stat.S_IFMT(found.st_mode), "a device")
    raise SandboxError(f"{join(parts)!r} is {kind}, not a file.", fix="Name a regular file.")


def _own(parts: Parts) -> SandboxError:
    return SandboxError(
        f"{join(parts)!r} is Agora's own.", why="A session may not read or write what governs it."
    )


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _lstat(name: str, at: int) -> os.stat_result | None:
    try:
        return os.stat(name, dir_fd=at, follow_symlinks=False)
    except FileNotFoundError:
        return None
