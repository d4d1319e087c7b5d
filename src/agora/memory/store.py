"""The file that memory lives in: one table of items with a full-text index, in SQLite."""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agora.errors import AgoraError
from agora.memory.items import COLUMNS, Item, Row, Turn, item_of

if TYPE_CHECKING:
    import apsw

__all__ = ["Store", "marks", "rows_of", "storable"]

# Milliseconds to wait for another process that writes.
_BUSY_MS = 5_000

# Written into the file; another number is another schema.
_VERSION = 2

# As many as are bound in one statement.
_MOST_BOUND = 5_000

# `number` is never given twice (AUTOINCREMENT), so that what is derived from an item cannot become another's.
# secure-delete: a word that leaves the index leaves its pages too.
_SCHEMA = f"""
CREATE TABLE item (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, text TEXT NOT NULL,
    time REAL NOT NULL, who TEXT NOT NULL, scope TEXT NOT NULL, session TEXT NOT NULL,
    position INTEGER NOT NULL, source TEXT NOT NULL, valid_from REAL, valid_until REAL,
    confidence REAL NOT NULL, state TEXT NOT NULL, pinned INTEGER NOT NULL, key TEXT NOT NULL,
    extra TEXT NOT NULL
);
CREATE INDEX item_place ON item(session, position);
CREATE INDEX item_who ON item(who COLLATE NOCASE);
CREATE INDEX item_scope ON item(scope, kind);
CREATE INDEX item_source ON item(source) WHERE source <> '';
CREATE INDEX item_fact ON item(who, key) WHERE kind = 'fact';
CREATE VIRTUAL TABLE word USING fts5(
    text, who, content='item', content_rowid='number', tokenize="porter unicode61 remove_diacritics 2"
);
INSERT INTO word(word, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER item_added AFTER INSERT ON item BEGIN
    INSERT INTO word(rowid, text, who) VALUES (new.number, new.text, new.who);
END;
CREATE TRIGGER item_removed AFTER DELETE ON item BEGIN
    INSERT INTO word(word, rowid, text, who) VALUES ('delete', old.number, old.text, old.who);
END;
CREATE TRIGGER item_changed AFTER UPDATE OF text, who ON item BEGIN
    INSERT INTO word(word, rowid, text, who) VALUES ('delete', old.number, old.text, old.who);
    INSERT INTO word(rowid, text, who) VALUES (new.number, new.text, new.who);
END;
PRAGMA user_version = {_VERSION};
"""

_FIELDS = tuple(field.name for field in fields(Row))
_INSERT = (
    f"INSERT INTO item({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))}) "
    "ON CONFLICT(id) DO NOTHING"
)


class Store:
    """One file that only its owner can read; safe for threads, and for several processes.

    Args:
        path: the file; made at the first use if it is not there.

    Every method raises `AgoraError` if the file cannot be opened, is damaged, or is of another version.

    >>> import tempfile
    >>> store = Store(Path(tempfile.mkdtemp()) / "memory.db")
    >>> store.add([Row("f1", "fact", "Ana lives in Porto.", 0.0, who="Ana")])
    >>> store.item("f1").text
    'Ana lives in Porto.'
    >>> store.close()
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: apsw.Connection | None = None
        self._lock = threading.RLock()

    def add(self, rows: Iterable[Row]) -> None:
        """Write items in one transaction, on the disk when this returns. A known id is left alone."""
        values = [tuple(map(storable, astuple(row))) for row in rows]
        with self.writing():
            self.run_many(_INSERT, values)

    def add_turns(self, turns: Sequence[Turn]) -> None:
        """Write turns in one transaction, each after the last of its session. A known id is left alone."""
        with self.writing():
            known = self._known(turn.id for turn in turns)
            last: dict[str, int] = {}
            rows = []
            for turn in turns:
                if turn.id in known:
                    continue
                known.add(turn.id)
                if turn.session not in last:
                    [(top,)] = self.run("SELECT max(position) FROM item WHERE session = ?", (turn.session,))
                    last[turn.session] = top or 0
                last[turn.session] += 1
                rows.append(
                    Row(turn.id, "turn", turn.text, turn.time, turn.speaker, turn.scope, turn.session,
                        last[turn.session])
                )  # fmt: skip
            self.add(rows)

    def _known(self, ids: Iterable[str]) -> set[str]:
        wanted, known = list(ids), set[str]()
        for start in range(0, len(wanted), _MOST_BOUND):
            part = tuple(map(storable, wanted[start : start + _MOST_BOUND]))
            known |= {row[0] for row in self.run(f"SELECT id FROM item WHERE id IN ({marks(part)})", part)}
        return known

    def item(self, name: str) -> Item | None:
        """Return the item with this id, if there is one."""
        return next(iter(self.items("id = ?", (name,))), None)

    def items(self, where: str = "true", values: tuple[Any, ...] = ()) -> list[Item]:
        """Return the items for which an SQL condition holds (it may end in ORDER BY and LIMIT)."""
        return [item_of(row) for row in self.run(f"SELECT {COLUMNS} FROM item WHERE {where}", values)]

    def remove(self, ids: Sequence[str]) -> list[int]:
        """Delete items with their words; return their numbers. Pages of the log keep them until `settle`."""
        numbers: list[int] = []
        with self.writing():
            for name in ids:
                numbers += [n for (n,) in self.run("DELETE FROM item WHERE id = ? RETURNING number", (name,))]
        return numbers

    def settle(self) -> None:
        """Write the log into the file and empty it."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction, durable at the end; inside another it is part of that."""
        import apsw

        with self._lock, self._told():
            connection = self._connection()
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    with suppress(apsw.Error):  # a full disk has rolled it back
                        connection.execute("ROLLBACK")

    def run(self, statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        """Run one SQL statement and return its rows."""
        with self._lock, self._told():
            return tuple(self._connection().execute(statement, tuple(map(storable, values))))

    def run_many(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one SQL statement for each of several values."""
        with self._lock, self._told():
            self._connection().executemany(statement, values).fetchall()

    def words(self, text: str) -> list[str]:
        """Return a text's words as the index has them: small letters, no accents, stems."""
        import apsw

        with self._lock, self._told():
            split = self._connection().fts5_tokenizer("porter", ["unicode61", "remove_diacritics", "2"])
            found = split(storable(text).encode(), apsw.FTS5_TOKENIZE_QUERY, None, include_offsets=False)
            return [str(word[0]) for word in found]

    @property
    def in_transaction(self) -> bool:
        """Whether what was written last is not committed yet."""
        with self._lock:  # another thread may be recalling
            return self._opened is not None and self._opened.in_transaction

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    @contextmanager
    def _told(self) -> Iterator[None]:
        import apsw

        try:
            yield
        except (apsw.Error, OSError) as error:
            raise AgoraError(
                f"The memory in {self.path} cannot be used.",
                why=f"{error}.",
                fix="If it is damaged, move the file away; sessions are kept elsewhere.",
            ) from None

    def _connection(self) -> "apsw.Connection":
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> "apsw.Connection":
        import apsw

        from agora.journal.database import write_ahead

        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite gives its side files the same mode.
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = apsw.Connection(str(self.path))
        connection.set_busy_timeout(_BUSY_MS)
        write_ahead(connection)
        # Fetched, because a statement is run only when the rows of the one before it are.
        connection.execute("PRAGMA secure_delete = ON; PRAGMA synchronous = FULL").fetchall()
        self._prepare(connection)
        return connection

    def _prepare(self, connection: "apsw.Connection") -> None:
        """Make the tables, once, however many processes open the file at the same time."""
        if connection.pragma("user_version") == 0:
            connection.execute("BEGIN IMMEDIATE")
            if connection.pragma("user_version") == 0:
                connection.execute(_SCHEMA).fetchall()
            connection.execute("COMMIT")
        version = connection.pragma("user_version")
        if version != _VERSION:
            connection.close()
            raise AgoraError(
                f"The memory in {self.path} is of version {version}, and this Agora reads {_VERSION}.",
                fix="Update Agora, or export the memory with the Agora that wrote it.",
            )


def rows_of(store: Store, where: str, values: tuple[Any, ...] = ()) -> list[Row]:
    """Return the items, as they are written, for which an SQL condition holds."""
    return [Row(*row) for row in store.run(f"SELECT {', '.join(_FIELDS)} FROM item WHERE {where}", values)]


def marks(values: Sequence[Any]) -> str:
    """Return as many question marks as there are values.

    >>> marks([1, 2])
    '?, ?'
    """
    return ", ".join("?" * len(values))


def storable(value: Any) -> Any:
    """Replace lone surrogates in a text, which SQLite cannot store; anything else stays as it is."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
