"""Reading a session back: every event is checked against the chain before anybody sees it."""

from collections.abc import Iterator

from agora.errors import JournalError
from agora.journal import chain
from agora.journal.chain import Row
from agora.journal.database import UNREADABLE, Database
from agora.journal.records import Recorded
from agora.journal.schema import SEQ_BITS
from agora.journal.upgrade import read_event

__all__ = ["SEQ_MASK", "checked_rows", "damaged", "event_of", "place", "read_rows", "recorded_events"]

SEQ_MASK = (1 << SEQ_BITS) - 1

_CHUNK = 500
"""Rows a query: no statement stays open between them, which would keep the log from being folded in."""

_SELECT = f"""
    SELECT place & {SEQ_MASK}, type, version, time, digest, chain, salt, payload FROM event
    WHERE place BETWEEN ? AND ? ORDER BY place LIMIT ?
"""


def place(number: int, seq: int) -> int:
    """Return where the event `seq` of the session with this row number lies."""
    return number << SEQ_BITS | seq


def damaged(session: str, seq: int, what: str) -> JournalError:
    """Return the error for an event that cannot be trusted."""
    return JournalError(
        f"Event {seq} of session {session} is damaged: {what}.",
        fix=f"`agora fork {session} --at {seq - 1}` goes on from before it; a backup may have it."
        if seq > 1
        else "`agora restore` a backup, or `agora delete` the session; the others are not concerned.",
    )


def read_rows(database: Database, number: int, after: int, upto: int) -> Iterator[Row]:
    """Yield a session's stored rows, in order, as they are.

    Raises:
        JournalError: with one of `UNREADABLE` as its cause, where a page or text of the file is damaged.
    """
    chunk = _CHUNK
    while after < upto:
        # No more than can be there, so that SQLite does not look at the page behind, which may be damaged.
        limit = min(chunk, upto - after)
        try:
            rows = database.rows(_SELECT, place(number, after + 1), place(number, upto), limit)
        except JournalError as error:
            if limit == 1 or not isinstance(error.__cause__, UNREADABLE):
                raise
            chunk = 1  # up to the very row
            continue
        yield from map(Row._make, rows)
        if len(rows) < limit:
            return
        after = rows[-1][0]


def checked_rows(database: Database, session: str, number: int, after: int, upto: int) -> Iterator[Row]:
    """Yield the rows of events `after + 1` to `upto`; each continues the chain, and none is missing.

    Raises:
        JournalError: one does not; the message names session and event.
    """
    before = chain.START
    seq = after
    try:
        if after:
            tip = database.rows("SELECT chain FROM event WHERE place = ?", place(number, after))
            if not tip:
                raise damaged(session, after, "it is missing")
            before = tip[0][0]
        for row in read_rows(database, number, after, upto):
            seq += 1
            if wrong := chain.fault(before, session, seq, row):
                raise damaged(session, seq, wrong)
            before = row.chain
            yield row
    except JournalError as error:
        if not isinstance(error.__cause__, UNREADABLE):
            raise
        raise damaged(session, seq + 1, "it cannot be read") from error
    if seq < upto:
        raise damaged(session, seq + 1, "it is missing")


def event_of(session: str, row: Row) -> Recorded:
    """Return a checked row as the event that it holds.

    Raises:
        JournalError: it is of a type or version that this Agora does not know.
    """
    if row.payload is None:
        return Recorded(row.seq, row.time, None)
    try:
        return Recorded(row.seq, row.time, read_event(row.type, row.version, row.payload))
    except ValueError as error:
        raise JournalError(
            f"Event {row.seq} of session {session} cannot be read: {error}.", fix="Update Agora."
        ) from None


def recorded_events(
    database: Database, session: str, number: int, after: int, upto: int
) -> Iterator[Recorded]:
    """Yield a session's events, each checked and brought to today's version."""
    for row in checked_rows(database, session, number, after, upto):
        yield event_of(session, row)
