"""Blobs: big values that events name by digest, each kept once, for as long as an event names it.

An event uses a blob by holding its digest anywhere in its payload; `note_uses` sees that as the event is
written, in the same transaction, so there is nothing to count and nothing to forget.
"""

import re
from hashlib import sha256

import apsw

from agora.errors import JournalError
from agora.journal.database import Database

__all__ = ["copy_uses", "drop_uses", "get", "note_uses", "put"]

_DIGEST = re.compile(rb'"([0-9a-f]{64})"')


def put(database: Database, data: bytes) -> str:
    """Keep data, once, and return its SHA-256 in hex."""
    digest = sha256(data).hexdigest()
    if not database.rows("SELECT 1 FROM blob WHERE digest = ?", digest):
        # Without sync: a blob is only worth something to an event that is written after it, with sync.
        with database.transaction(sync=False) as cursor:
            cursor.execute("INSERT OR IGNORE INTO blob (digest, data) VALUES (?, ?)", (digest, data))
    return digest


def get(database: Database, digest: str) -> bytes:
    """Return the data of a digest.

    Raises:
        JournalError: there is no such blob, or it is not what was written.
    """
    rows = database.rows("SELECT data FROM blob WHERE digest = ?", digest)
    if not rows:
        raise JournalError(
            f"The journal has no blob {digest!r}.",
            why="It was never kept, or the last event that named it was erased or deleted.",
        )
    data = rows[0][0]
    if not isinstance(data, bytes) or sha256(data).hexdigest() != digest:
        raise JournalError(f"The blob {digest} is damaged.", fix="`agora restore` a backup to have it again.")
    return data


def note_uses(cursor: apsw.Cursor, place: int, payload: bytes) -> None:
    """Note which blobs the event at `place` names."""
    for digest in set(_DIGEST.findall(payload)):
        cursor.execute(
            "INSERT OR IGNORE INTO blob_use (blob, place) SELECT number, ? FROM blob WHERE digest = ?",
            (place, digest.decode()),
        )


def copy_uses(cursor: apsw.Cursor, start: int, count: int, offset: int) -> None:
    """Note that the events from `start` have copies, `offset` further."""
    cursor.execute(
        "INSERT INTO blob_use (blob, place) SELECT blob, place + ? FROM blob_use WHERE place BETWEEN ? AND ?",
        (offset, start, start + count - 1),
    )


def drop_uses(cursor: apsw.Cursor, start: int, end: int) -> None:
    """Forget the uses by the events from place `start` to `end`, and the blobs that nothing uses any more."""
    used = cursor.execute("SELECT DISTINCT blob FROM blob_use WHERE place BETWEEN ? AND ?", (start, end))
    blobs = [blob for (blob,) in used]
    cursor.execute("DELETE FROM blob_use WHERE place BETWEEN ? AND ?", (start, end))
    cursor.executemany(
        "DELETE FROM blob WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM blob_use WHERE blob = ?1)",
        [(blob,) for blob in blobs],
    )
