"""The journal's tables, as numbered migrations.

A migration is a function `m001`, `m002`, … that brings a file from the version before it to its own;
it is never changed once released. The file tells its version by `PRAGMA user_version`, and that it is a
journal by `PRAGMA application_id`.
"""

from collections.abc import Callable

import apsw

from agora.errors import JournalError

__all__ = ["APPLICATION_ID", "MIGRATIONS", "SEQ_BITS", "migrate"]

APPLICATION_ID = 0x41474F52
"""`AGOR`: what `file` and SQLite's tools show of a journal."""

SEQ_BITS = 32
"""An event's place is `session number << SEQ_BITS | seq`, so that a session's events lie side by side in one
B-tree: a damaged page hurts few sessions, and reading one is reading a run of pages."""


def m001(connection: apsw.Connection) -> None:
    """Sessions with their summary, events, leases, snapshots, blobs and where they are used."""
    connection.execute("""
        CREATE TABLE session (
            number INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used twice: leases and places rest on it
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            title TEXT NOT NULL,                        -- from here to `workspace`: a summary of the events
            state TEXT NOT NULL,
            model TEXT NOT NULL,
            persona TEXT NOT NULL,
            workspace TEXT NOT NULL,
            events INTEGER NOT NULL,
            tip BLOB NOT NULL                           -- chain value of the last event
        );
        CREATE UNIQUE INDEX session_name ON session (name) WHERE name <> '';
        CREATE TABLE event (
            place INTEGER PRIMARY KEY,                  -- session number << 32 | seq
            type TEXT NOT NULL,
            version INTEGER NOT NULL,
            time REAL NOT NULL,
            digest BLOB NOT NULL,
            chain BLOB NOT NULL,
            salt BLOB,                                  -- salt and payload are NULL once erased
            payload BLOB
        );
        CREATE TABLE lease (
            session INTEGER PRIMARY KEY,
            token BLOB NOT NULL,
            pid INTEGER NOT NULL,
            host TEXT NOT NULL
        );
        CREATE TABLE snapshot (
            session INTEGER PRIMARY KEY,
            upto INTEGER NOT NULL,
            format TEXT NOT NULL,
            data BLOB NOT NULL
        );
        CREATE TABLE blob (
            number INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            data BLOB NOT NULL
        );
        CREATE TABLE blob_use (
            blob INTEGER NOT NULL,
            place INTEGER NOT NULL,                     -- the event that names it
            PRIMARY KEY (blob, place)
        ) WITHOUT ROWID;
        CREATE INDEX blob_use_place ON blob_use (place);
    """)


MIGRATIONS: tuple[Callable[[apsw.Connection], None], ...] = (m001,)


def migrate(connection: apsw.Connection, path: str) -> None:
    """Bring a file to the newest version, in one transaction.

    Raises:
        JournalError: the file is another program's database, or was written by a newer Agora.
    """
    if _version(connection, path) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again, now that nobody else can write: another process may have been first.
        done = _version(connection, path)
        for number, migration in enumerate(MIGRATIONS[done:], start=done + 1):
            migration(connection)
            connection.pragma("user_version", number)
        connection.pragma("application_id", APPLICATION_ID)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _has_tables(connection: apsw.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_schema").get)


def _version(connection: apsw.Connection, path: str) -> int:
    if not _has_tables(connection):
        return 0
    if connection.pragma("application_id") != APPLICATION_ID:
        raise JournalError(
            f"{path} is not a journal.",
            why="It is another program's SQLite database.",
            fix="Set AGORA_HOME to a folder of Agora's own.",
        )
    version = int(connection.pragma("user_version"))
    if version > len(MIGRATIONS):
        raise JournalError(
            f"The journal {path} has format {version}, and this Agora reads up to {len(MIGRATIONS)}.",
            why="A newer Agora wrote it.",
            fix="Update Agora (`pip install -U agora`), or set AGORA_HOME to another folder.",
        )
    return version
