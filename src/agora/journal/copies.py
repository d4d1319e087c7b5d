"""Copies of a session: a fork in the journal, an export for elsewhere."""

from collections.abc import Iterator
from json import dumps

from agora.errors import UsageError
from agora.journal import blobs, chain, sessions
from agora.journal.database import Database
from agora.journal.events import SessionStarted
from agora.journal.reading import checked_rows, event_of, place
from agora.journal.summary import summarise

__all__ = ["export", "fork"]


def fork(database: Database, session: str, at: int, name: str, now: float) -> str:
    """Begin a session with another's first events; see `Journal.fork`."""
    source = sessions.number_of(database, session)
    with database.transaction() as cursor:
        count = cursor.execute("SELECT events FROM session WHERE number = ?", (source,)).get
        if not 1 <= at <= count:
            raise UsageError(f"Session {session} has no event {at}.", why=f"It has events 1 to {count}.")
        number, copy = sessions.insert(cursor, name, now)
        before = chain.START
        events = []
        for row in checked_rows(database, session, source, 0, at):
            event = event_of(session, row).event
            if row.seq == 1 and isinstance(event, SessionStarted):
                event = event.model_copy(update={"forked_from": f"{session}@{at}"})
                payload = event.model_dump_json().encode()
                row = chain.seal(before, copy, row.seq, event.type, event.version, row.time, payload)
            else:
                row = row._replace(chain=chain.link(before, copy, *row[:5]))
            cursor.execute(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (place(number, row.seq), *row[1:])
            )
            before = row.chain
            events.append(event)
        blobs.copy_uses(cursor, place(source, 1), at, place(number, 0) - place(source, 0))
        cursor.execute(
            """INSERT INTO snapshot SELECT ?, upto, format, data FROM snapshot
               WHERE session = ? AND upto <= ?""",
            (number, source, at),
        )
        cursor.execute(
            """UPDATE session SET title = ?, state = ?, model = ?, persona = ?, workspace = ?,
               events = ?, tip = ? WHERE number = ?""",
            (*summarise(events), at, before, number),
        )
    return copy


def export(database: Database, session: str) -> Iterator[str]:
    """Yield a session as lines of JSON; see `Journal.export`."""
    number = sessions.number_of(database, session)
    upto = database.rows("SELECT events FROM session WHERE number = ?", number)[0][0]
    return _lines(database, session, number, upto)


def _lines(database: Database, session: str, number: int, upto: int) -> Iterator[str]:
    for row in checked_rows(database, session, number, 0, upto):
        fields = {
            "session": session,
            "seq": row.seq,
            "type": row.type,
            "version": row.version,
            "time": row.time,
            "digest": row.digest.hex(),
            "chain": row.chain.hex(),
            "salt": None if row.salt is None else row.salt.hex(),
        }
        payload = "null" if row.payload is None else row.payload.decode()
        yield f'{dumps(fields)[:-1]}, "event": {payload}}}'
