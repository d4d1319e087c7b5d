"""Takes things out of the journal for good: one event's payload, or a session.

SQLite alone would leave traces: `secure_delete` clears freed cells, but a page that was split may keep a
stale copy in a gap (tried: 2 of 400 erasures left one), and the write-ahead log keeps old pages. So the file
is rewritten and the log emptied.
"""

import os
from collections.abc import Sequence
from json import dumps

from agora.errors import JournalError, UsageError
from agora.journal import blobs
from agora.journal.database import Database
from agora.journal.lease import Lease, Locks
from agora.journal.reading import SEQ_MASK, place, recorded_events
from agora.journal.schema import SEQ_BITS
from agora.journal.sessions import number_of
from agora.journal.summary import summarise

__all__ = ["delete", "erase", "quoting", "tasks_of"]


def erase(database: Database, lease: Lease, seqs: Sequence[int]) -> None:
    """Remove payloads; see `Journal.erase`."""
    for seq in seqs:
        if not 1 <= seq <= lease.seq:
            raise UsageError(
                f"Session {lease.session} has no event {seq}.", why=f"It has events 1 to {lease.seq}."
            )
    with database.transaction() as cursor:
        lease.check(cursor)
        for seq in seqs:
            where = place(lease.number, seq)
            cursor.execute("UPDATE event SET salt = NULL, payload = NULL WHERE place = ?", (where,))
            blobs.drop_uses(cursor, where, where)
        cursor.execute("DELETE FROM snapshot WHERE session = ?", (lease.number,))
        # The title may quote what was erased.
        events = recorded_events(database, lease.session, lease.number, 0, lease.seq)
        summary = summarise(recorded.event for recorded in events)._replace(state=lease.summary.state)
        cursor.execute(
            "UPDATE session SET title = ?, model = ?, persona = ?, workspace = ? WHERE number = ?",
            (summary.title, summary.model, summary.persona, summary.workspace, lease.number),
        )
    lease.advance(lease.seq, lease.chain, summary)
    database.compact()


def quoting(database: Database, texts: Sequence[str]) -> list[tuple[str, int]]:
    """Return the events that hold one of these texts; see `Journal.quoting`."""
    found: dict[tuple[str, int], None] = {}
    for text in texts:
        # As a payload holds it: JSON in UTF-8, where quotation marks and new lines are written otherwise.
        written = dumps(text, ensure_ascii=False)[1:-1].encode("utf-8", "replace")
        query = f"""SELECT id, place & {SEQ_MASK} FROM event JOIN session ON number = place >> {SEQ_BITS}
                    WHERE instr(payload, ?) AND type <> 'session_started'"""
        found.update(dict.fromkeys((session, seq) for session, seq in database.rows(query, written)))
    return list(found)


def tasks_of(database: Database, session: str, seqs: Sequence[int]) -> list[int]:
    """Return all events of the tasks that some events belong to; see `Journal.tasks_of`."""
    number = number_of(database, session)
    query = f"SELECT place & {SEQ_MASK}, type FROM event WHERE place BETWEEN ? AND ? ORDER BY place"
    tasks: list[list[int]] = [[]]
    for seq, kind in database.rows(query, place(number, 2), place(number, SEQ_MASK)):
        if kind == "user_message":
            tasks.append([])
        tasks[-1].append(seq)
    return [seq for task in tasks if set(task) & set(seqs) for seq in task]


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
