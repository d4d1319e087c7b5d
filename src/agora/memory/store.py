"""Statements in one SQLite file, found again by their words."""

import hashlib
import os
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from agora.errors import AgoraError, ToolError, UsageError

if TYPE_CHECKING:
    import apsw

__all__ = ["Item", "Memory"]

# A memory is a sentence or two; a document belongs into a file.
_MOST_CHARS = 10_000

# Words of a query that are used; a longer one is a document.
_MOST_WORDS = 64

# Milliseconds to wait for another process that writes.
_BUSY_MS = 5_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, about TEXT NOT NULL,
    time REAL NOT NULL, session TEXT NOT NULL, key TEXT NOT NULL
);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(
    text, about, content='item', content_rowid='number', tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER IF NOT EXISTS item_added AFTER INSERT ON item BEGIN
    INSERT INTO word(rowid, text, about) VALUES (new.number, new.text, new.about);
END;
CREATE TRIGGER IF NOT EXISTS item_removed AFTER DELETE ON item BEGIN
    INSERT INTO word(word, rowid, text, about) VALUES ('delete', old.number, old.text, old.about);
END;
"""


@dataclass(frozen=True)
class Item:
    """One memory.

    Attributes:
        about: whom or what it concerns.
        time: when it was remembered, ISO 8601, UTC.
        source: the session that it came from.
        score: how well it fits the query, higher is better; 0 where there was none.
    """

    id: str
    text: str
    about: str
    time: str
    source: str
    score: float = 0.0


Items = list[Item]  # a name, because `Memory.list` hides the builtin where it is annotated


class Memory:
    """What is remembered, in one file that only its owner can read.

    Args:
        path: the file; made if it is not there.
        clock: seconds since 1970.

    Raises:
        AgoraError: the file cannot be opened, or is damaged.

    >>> import tempfile
    >>> memory = Memory(Path(tempfile.mkdtemp()) / "memory.db")
    >>> _ = memory.remember("Ana's birthday is on 3 May.", "Ana")
    >>> memory.recall("When was Ana born?")[0].text
    "Ana's birthday is on 3 May."
    >>> memory.close()
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = path, clock
        self._opened: apsw.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def remember(self, statement: str, about: str = "", *, session: str = "", key: str = "") -> str:
        """Keep a statement and return its id.

        Args:
            statement: one that makes sense on its own.
            about: whom or what it concerns.
            session: where it came from.
            key: idempotency key; with the same key it is kept once.

        Raises:
            ToolError: it is empty or too long.
        """
        text = " ".join(statement.split())
        if not text or len(text) > _MOST_CHARS:
            raise ToolError(
                f"A memory of {len(text):,} characters cannot be kept.",
                fix=f"Say it in one sentence, at most {_MOST_CHARS:,} characters.",
            )
        item = self.id_of(key or uuid.uuid4().hex)
        values = (item, _storable(text), _storable(about.strip()), self._clock(), session, key)
        self._run(
            "INSERT OR IGNORE INTO item(id, text, about, time, session, key) VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )
        return item

    def id_of(self, key: str) -> str:
        """Return the id that a statement with this idempotency key has."""
        return hashlib.sha256(key.encode()).hexdigest()[:12]

    def recall(self, query: str, k: int = 5, *, when: date | None = None) -> Items:
        """Return the `k` items that fit a query best, best first; the newest, if the query has no words.

        Args:
            when: leave out what was remembered after that day, in UTC.
        """
        words = re.findall(r"\w+", query)[:_MOST_WORDS]
        before = (when or date.max).isoformat()
        if not words:
            return [item for item in self.list() if item.time[:10] <= before][:k]
        found = self._run(
            "SELECT id, item.text, item.about, time, session, -bm25(word) "
            "FROM word JOIN item ON number = word.rowid "
            "WHERE word MATCH ? AND date(time, 'unixepoch') <= ? ORDER BY bm25(word), time DESC LIMIT ?",
            (_storable(" OR ".join(f'"{word}"' for word in words)), before, k),
        )
        return [_item(*row) for row in found]

    def meant(self, query: str) -> Items:
        """Return the items that hold all words of a query; the one that fits best, if there is none such."""
        best = self.recall(query, _MOST_WORDS)
        words = set(re.findall(r"\w+", query.lower()))
        return [i for i in best if words <= set(re.findall(r"\w+", i.text.lower()))] or best[:1]

    def list(self) -> Items:
        """Return all items, newest first."""
        rows = self._run(
            "SELECT id, text, about, time, session, 0.0 FROM item ORDER BY time DESC, number DESC"
        )
        return [_item(*row) for row in rows]

    def forget(self, item: str) -> None:
        """Remove an item; its text is overwritten in the file.

        Raises:
            UsageError: there is no item with this id.
        """
        if not self._run("DELETE FROM item WHERE id = ? RETURNING id", (item,)):
            raise UsageError(f"There is no memory {item!r}.", fix="See the ids with `agora memory`.")
        # The index keeps deleted words, and the log deleted pages, until both are written anew.
        self._run("INSERT INTO word(word) VALUES ('rebuild')")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        import apsw

        try:
            if self._opened is None:
                self._opened = self._open()
            return tuple(self._opened.execute(statement, values))
        except (apsw.Error, OSError) as error:
            raise AgoraError(
                f"The memory in {self._path} cannot be used.",
                why=f"{error}.",
                fix="If it is damaged, move the file away; sessions are kept elsewhere.",
            ) from None

    def _open(self) -> "apsw.Connection":
        import apsw

        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(
            os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        )  # SQLite gives its side files the same mode
        connection = apsw.Connection(str(self._path))
        connection.set_busy_timeout(_BUSY_MS)
        # Fetched, because a statement is run only when the rows of the one before it are.
        connection.execute(
            "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL"
        ).fetchall()
        connection.execute(_SCHEMA).fetchall()
        return connection


def _item(name: str, text: str, about: str, when: float, session: str, score: float) -> Item:
    return Item(
        name, text, about, datetime.fromtimestamp(when, UTC).isoformat(timespec="seconds"), session, score
    )


def _storable(text: str) -> str:
    """Replace lone surrogates, which SQLite cannot store."""
    return text.encode("utf-8", "replace").decode("utf-8")
