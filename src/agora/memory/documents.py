"""Files taken in as passages, kept as the files are: changed ones are taken in again, removed ones leave.

What a file says is data. It is read, never run: links are not followed, and binary kinds are turned into text
by a converter that is passed in and works under limits. A file that cannot be taken in is named with the reason,
and is not tried again until it changes.
"""

import codecs
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agora.errors import AgoraError, UsageError
from agora.memory.cutting import cut
from agora.memory.items import PERSON, Row
from agora.memory.store import Store, storable

__all__ = ["Converters", "Documents", "Taken"]

Converters = Mapping[str, Callable[[bytes, str], str]]
"""Suffix → a function of a file's bytes and its suffix that returns its text."""

# A larger file is data rather than something to read; the whole of War and Peace has 3 MB.
_MOST_TEXT_BYTES = 16 * 2**20
_MOST_BINARY_BYTES = 128 * 2**20

_MOST_FILES = 50_000
_MOST_PASSAGES = 20_000

# Folders that hold what programs made; those that begin with a dot are left out as well.
_MADE = {"node_modules", "__pycache__", "venv", "site-packages"}

# A file that was changed this shortly before it was read may change again without a sign of it.
_SETTLED_NS = 2 * 10**9

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    path TEXT NOT NULL, scope TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    digest TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (path, scope)
)
"""


@dataclass
class Taken:
    """What came of taking in a file or a folder.

    Attributes:
        added, changed, removed: paths of files.
        unchanged: how many files are as they were.
        passages: how many are new.
        skipped: path → why it could not be taken in, or not wholly.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    passages: int = 0
    skipped: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Known:
    size: int
    modified: int
    digest: str
    why: str


class Documents:
    """The files whose passages a store holds.

    Args:
        removed: told the numbers of passages that left, so that what was derived from them leaves too.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "tea.md").write_text("# Price\\n\\nGreen tea costs 3 euros.")
    >>> store = Store(folder / ".memory" / "memory.db")
    >>> documents = Documents(store, lambda numbers: None, clock=lambda: 1_800_000_000.0)
    >>> documents.take(folder, {}).passages
    1
    >>> [item.source.partition("#")[2] for item in store.items("kind = 'passage'")]
    ['Price, line 3']
    >>> store.close()
    """

    def __init__(
        self, store: Store, removed: Callable[[Sequence[int]], None], *, clock: Callable[[], float]
    ) -> None:
        self._store, self._removed, self._clock = store, removed, clock

    def take(self, path: Path, converters: Converters, *, scope: str = PERSON) -> Taken:
        """Take in a file, or all files below a folder; each is whole in the store or not there.

        Raises:
            UsageError: there is no such file or folder, or there are too many files.
        """
        path = path.absolute()
        if not path.exists():
            raise UsageError(
                f"There is no file or folder {str(path)!r}.",
                fix="If it was taken in before: `agora memory forget PATH` takes it out.",
            )
        base = path.parent
        files = list(self._files(path)) if path.is_dir() else [str(path)]
        known, taken = self._known(path, scope), Taken()
        for name in files:
            self._take(
                name, os.path.relpath(name, base), scope, converters, known.pop(storable(name), None), taken
            )
        for name in known:
            self._replace(name, scope, [], None)
            taken.removed.append(name)
        if taken.removed or taken.changed:
            self._store.settle()
        return taken

    def forget(self, path: Path, *, scope: str = PERSON) -> list[str]:
        """Take out a file, or all below a folder, whether they are still there or not; return their paths."""
        names = list(self._known(path.absolute(), scope))
        for name in names:
            self._replace(name, scope, [], None)
        if names:
            self._store.settle()
        return names

    def _take(
        self, name: str, shown: str, scope: str, converters: Converters, known: _Known | None, taken: Taken
    ) -> None:
        try:
            data, size, modified = _read(name, converters, known)
        except (OSError, AgoraError) as error:
            why = f"{error.strerror}." if isinstance(error, OSError) else str(error)
            taken.skipped[name] = why
            if known is not None:
                self._replace(name, scope, [], None)
            return
        if data is None or (known and known.digest == hashlib.sha256(data).hexdigest()):
            taken.unchanged += 1
            if known and known.why:
                taken.skipped[name] = known.why
            if known and data is not None:
                self._store.run(
                    "UPDATE document SET size = ?, modified = ? WHERE path = ? AND scope = ?",
                    (size, self._settled(modified), name, scope),
                )
            return
        rows, why = self._rows(name, shown, scope, converters, data)
        if why:
            taken.skipped[name] = why
        digest = hashlib.sha256(data).hexdigest()
        taken.passages += self._replace(name, scope, rows, _Known(size, self._settled(modified), digest, why))
        if rows or known:
            (taken.changed if known else taken.added).append(name)

    def _rows(
        self, name: str, shown: str, scope: str, converters: Converters, data: bytes
    ) -> tuple[list[Row], str]:
        """Return a file's passages, and why they are not all, if they are not."""
        suffix = _suffix(name)
        try:
            text = converters[suffix](data, suffix) if suffix in converters else _decoded(data)
        except AgoraError as error:
            return [], str(error)
        rows: dict[str, Row] = {}
        now = self._clock()
        for passage in cut(text, suffix):
            if len(rows) == _MOST_PASSAGES:
                return list(rows.values()), f"Only its first {_MOST_PASSAGES:,} passages were taken in."
            number, same = "", 0
            while not number or number in rows:
                words = "\0".join((scope, name, passage.place, passage.text, str(same)))
                number, same = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16], same + 1
            rows[number] = Row(
                number, "passage", passage.text, now, shown, scope, name, len(rows) + 1,
                source=f"{name}#{passage.place}",
            )  # fmt: skip
        return list(rows.values()), "" if rows else "It holds no text."

    def _replace(self, name: str, scope: str, rows: Sequence[Row], now: _Known | None) -> int:
        """Make these a file's passages; what stays as it was keeps its place in the index. Return the new."""
        self._store.run(_SCHEMA)
        with self._store.writing():
            where = "kind = 'passage' AND session = ? AND scope = ?"
            before = {row[0] for row in self._store.run(f"SELECT id FROM item WHERE {where}", (name, scope))}
            new = [row for row in rows if row.id not in before]
            gone = self._store.remove(sorted(before - {row.id for row in rows}))
            self._store.add(new)
            moved = [(row.position, row.id) for row in rows if row.id in before]
            self._store.run_many("UPDATE item SET position = ? WHERE id = ?", moved)
            self._store.run("DELETE FROM document WHERE path = ? AND scope = ?", (name, scope))
            if now is not None:
                values = (name, scope, now.size, now.modified, now.digest, now.why)
                self._store.run("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", values)
        if gone:
            self._removed(gone)
        return len(new)

    def _known(self, path: Path, scope: str) -> dict[str, _Known]:
        self._store.run(_SCHEMA)
        below = str(path).rstrip("/") + "/"
        rows = self._store.run(
            "SELECT path, size, modified, digest, why FROM document "
            "WHERE scope = ? AND (path = ? OR substr(path, 1, ?) = ?) ORDER BY path",
            (scope, str(path), len(below), below),
        )
        return {name: _Known(*rest) for name, *rest in rows}

    def _files(self, folder: Path) -> Iterator[str]:
        own = self._store.path.parent.resolve()
        count = 0
        for place, folders, names in os.walk(folder):
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and name not in _MADE and Path(place, name).resolve() != own
            )
            for name in sorted(names):
                if name.startswith(".") or Path(place, name).is_symlink():
                    continue
                if (count := count + 1) > _MOST_FILES:
                    raise UsageError(
                        f"{str(folder)!r} holds more than {_MOST_FILES:,} files.",
                        fix="Give its folders one by one.",
                    )
                yield str(Path(place, name))

    def _settled(self, modified: int) -> int:
        return modified if modified < self._clock() * 10**9 - _SETTLED_NS else 0


def _read(name: str, converters: Converters, known: _Known | None) -> tuple[bytes | None, int, int]:
    """Return a file's bytes, size and time of change; no bytes, if it looks as it did when it was known."""
    number = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(number, "rb") as file:
        info = os.fstat(number)
        if not stat.S_ISREG(info.st_mode):
            raise UsageError("It is no file.")
        if known and (known.size, known.modified) == (info.st_size, info.st_mtime_ns):
            return None, info.st_size, info.st_mtime_ns
        most = _MOST_BINARY_BYTES if _suffix(name) in converters else _MOST_TEXT_BYTES
        if info.st_size > most:
            raise UsageError(f"It has more than {most:,} bytes.")
        data = file.read(most)
    return data, info.st_size, info.st_mtime_ns


def _suffix(name: str) -> str:
    return Path(name).suffix[1:].lower()


def _decoded(data: bytes) -> str:
    """Return the text in a file, in UTF-8, in UTF-16 with its mark, or in Windows' western code page.

    Raises:
        UsageError: it holds no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise UsageError("It is no text, and of no kind that can be read.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
