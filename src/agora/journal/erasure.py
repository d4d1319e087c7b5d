"""Takes things out of the journal for good: one event's payload, or a session.

SQLite alone would leave traces: `secure_delete` clears freed cells, but a page that was split may keep a
stale copy in a gap (tried: 2 of 400 erasures left one), and the write-ahead log keeps old pages. So the file
is rewritten and the log emptied.
"""

import os

from agora.errors import JournalError, UsageError
from agora.journal import blobs
from agora.journal.database import Database
from agora.journal.lease import Lease, Locks
from agora.journal.reading import SEQ_MASK, place, recorded_events
from agora.journal.sessions import number_of
from agora.journal.summary import summarise

__all__ = ["delete", "erase"]


def erase(database: Database, lease: Lease, seq: int) -> None:
    """Remove a payload; see `Journal.erase`."""
    if not 1 <= seq <= lease.seq:
        raise UsageError(
            f"Session {lease.session} has no event {seq}.", why=f"It has events 1 to {lease.seq}."
        )
    where = place(lease.number, seq)
    with database.transaction() as cursor:
        lease.check(cursor)
        cursor.execute("UPDATE event SET salt = NULL, payload = NULL WHERE place = ?", (where,))
        cursor.execute("DELETE FROM snapshot WHERE session = ?", (lease.number,))
        blobs.drop_uses(cursor, where, where)
        # The title may quote what was erased.
        events = recorded_events(database, lease.session, lease.number, 0, lease.seq)
        summary = summarise(recorded.event for recorded in events)._replace(state=lease.summary.state)
        cursor.execute(
            "UPDATE session SET title = ?, model = ?, persona = ?, workspace = ? WHERE number = ?",
            (summary.title, summary.model, summary.persona, summary.workspace, lease.number),
        )
    lease.advance(lease.seq, lease.chain, summary)
    database.compact()


def delete(database: Database, locks: Locks, session: str) -> None:
    """Remove a session; see `Journal.delete`."""
    number = number_of(database, session)
    if not locks.take(number):
        raise JournalError(f"Session {session} is in use.", fix="End the process that drives it first.")
    try:
        with database.transaction() as cursor:
            start, end = place(number, 0), place(number, SEQ_MASK)
            blobs.drop_uses(cursor, start, end)
            cursor.execute("DELETE FROM event WHERE place BETWEEN ? AND ?", (start, end))
            cursor.execute("DELETE FROM snapshot WHERE session = ?", (number,))
            cursor.execute("DELETE FROM lease WHERE session = ?", (number,))
            cursor.execute("DELETE FROM session WHERE number = ?", (number,))
    finally:
        locks.give(number, os.getpid())
    database.compact()
