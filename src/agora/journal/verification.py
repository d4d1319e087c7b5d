"""Looks for damage: every chain, the summaries, and on request the file's structure and the blobs."""

from collections.abc import Iterator
from hashlib import sha256

from agora.errors import JournalError
from agora.journal import chain
from agora.journal.chain import Row
from agora.journal.database import UNREADABLE, Database
from agora.journal.events import Event
from agora.journal.reading import SEQ_MASK, event_of, read_rows
from agora.journal.records import Damage
from agora.journal.schema import SEQ_BITS
from agora.journal.summary import Summary, summarise

__all__ = ["verify"]


def verify(database: Database, session: str | None, *, deep: bool) -> list[Damage]:
    """Return everything that is not what was written; see `Journal.verify`."""
    found: list[Damage] = []
    try:
        query = "SELECT number, id FROM session WHERE ?1 IS NULL OR id = ?1 ORDER BY number"
        sessions = database.rows(query, session)
    except JournalError as error:
        return [Damage("", 0, f"the list of sessions cannot be read ({error.why})")]
    for number, name in sessions:
        try:
            found += _session(database, number, name)
        except JournalError as error:
            found.append(Damage(name, 0, f"its summary cannot be read ({error.why})"))
    if session is None:
        found += _strays(database)
    if deep:
        found += [*_structure(database), *_blobs(database)]
    return found


def _session(database: Database, number: int, session: str) -> Iterator[Damage]:
    query = "SELECT events, tip, title, state, model, persona, workspace FROM session WHERE number = ?"
    seq_end, tip, *summary = database.rows(query, number)[0]
    before: tuple[bytes, ...] = (chain.START,)
    events: list[Event | None] = []
    whole = True
    seq = 0
    for row in _readable_rows(database, number, seq_end):
        for missing in range(seq + 1, row.seq):
            yield Damage(session, missing, "it is missing, or cannot be read")
            before, whole = (), False
        seq = row.seq
        faults = [chain.fault(value, session, seq, row) for value in before or (row.chain,)]
        wrong = "" if not all(faults) else faults[0]
        if not before and wrong == "it does not continue the chain":
            wrong = ""  # nobody can tell: what it should continue is lost, and that was reported
        if not wrong:
            try:
                events.append(event_of(session, row).event)
            except JournalError as error:
                wrong = error.what
        if wrong:
            yield Damage(session, seq, wrong)
            whole = False
        before = _continuations(before, session, row) if wrong else (row.chain,)
    for missing in range(seq + 1, seq_end + 1):
        yield Damage(session, missing, "it is missing, or cannot be read")
        whole = False
    if whole and (seq, before[0]) != (seq_end, tip):
        yield Damage(session, seq_end, "the session's end is not the end of its chain")
    elif whole and _differs(Summary(*summary), events):
        yield Damage(session, 0, "its summary does not tell what its events do")


def _readable_rows(database: Database, number: int, end: int) -> Iterator[Row]:
    """Yield the rows that can be read at all, also such as lie beyond the session's end."""
    after, upto = 0, SEQ_MASK
    while True:
        try:
            for row in read_rows(database, number, after, upto):
                after = row.seq
                yield row
            return
        except JournalError as error:
            if not isinstance(error.__cause__, UNREADABLE):
                raise
            after, upto = after + 1, end


def _continuations(before: tuple[bytes, ...], session: str, row: Row) -> tuple[bytes, ...]:
    """Return what the event after a damaged one may continue: its stored chain value, or the right one."""
    try:
        right = [chain.link(value, session, *row[:5]) for value in before]
    except (AttributeError, TypeError, UnicodeEncodeError):
        return (row.chain,)
    return (row.chain, *right)


def _differs(stored: Summary, events: list[Event | None]) -> bool:
    told = summarise(events)
    # The state may rest on an event that was erased since.
    return stored != (told._replace(state=stored.state) if None in events else told)


def _strays(database: Database) -> Iterator[Damage]:
    query = f"SELECT DISTINCT place >> {SEQ_BITS} FROM event EXCEPT SELECT number FROM session"
    try:
        for (number,) in database.rows(query):
            yield Damage("", 0, f"there are events of a session {number} that is not in the list")
    except JournalError as error:
        yield Damage("", 0, f"the events cannot all be read ({error.why})")


def _structure(database: Database) -> Iterator[Damage]:
    try:
        for (line,) in database.rows("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield Damage("", 0, str(line))
    except JournalError as error:
        yield Damage("", 0, f"its structure cannot be checked ({error.why})")


def _blobs(database: Database) -> Iterator[Damage]:
    try:
        digests = database.rows("SELECT number, digest FROM blob ORDER BY number")
    except JournalError as error:
        yield Damage("", 0, f"the list of blobs cannot be read ({error.why})")
        return
    for number, digest in digests:
        try:
            data = database.rows("SELECT data FROM blob WHERE number = ?", number)[0][0]
            wrong = sha256(data).hexdigest() != digest
        except (JournalError, TypeError):
            wrong = True
        if wrong:
            query = (
                """SELECT id, place & ? FROM blob_use JOIN session ON number = place >> ? WHERE blob = ?"""
            )
            users = database.rows(query, SEQ_MASK, SEQ_BITS, number)
            for session, seq in users or [("", 0)]:
                yield Damage(session, seq, f"the blob {digest} is damaged")
