"""The list of sessions: one row each, found by id, name or the beginning of an id."""

from typing import Any

import apsw

from agora.errors import UsageError, nearest
from agora.journal import chain
from agora.journal.database import Database
from agora.journal.ids import next_id
from agora.journal.lease import Locks
from agora.journal.records import SessionInfo

__all__ = ["find", "info", "insert", "listed", "number_of", "rename"]

_NAME_CHARACTERS = 80

_INFO = (
    "SELECT id, name, created, updated, title, state, events, model, persona, workspace, number FROM session"
)


def insert(cursor: apsw.Cursor, name: str, now: float) -> tuple[int, str]:
    """Make the row of a session without events, within a transaction; returns its number and id.

    Raises:
        UsageError: another session has the name, or it cannot be one.
    """
    _check_name(cursor, name, but="")
    newest = cursor.execute("SELECT max(id) FROM session").get
    session = next_id(now, newest or "")
    cursor.execute(
        """INSERT INTO session
           (id, name, created, updated, title, state, model, persona, workspace, events, tip) VALUES
           (?, ?, ?, ?, '', 'new', '', '', '', 0, ?)""",
        (session, name, now, now, chain.START),
    )
    return cursor.connection.last_insert_rowid(), session


def listed(database: Database, locks: Locks) -> list[SessionInfo]:
    """Return all sessions, the last used first."""
    return [_info(row, locks) for row in database.rows(_INFO + " ORDER BY updated DESC, number DESC")]


def info(database: Database, locks: Locks, session: str) -> SessionInfo:
    """Return what the list tells of one session.

    Raises:
        UsageError: there is none with this id.
    """
    rows = database.rows(_INFO + " WHERE id = ?", session)
    if not rows:
        raise _unknown(database, session)
    return _info(rows[0], locks)


def number_of(database: Database, session: str) -> int:
    """Return a session's row number.

    Raises:
        UsageError: there is none with this id.
    """
    rows = database.rows("SELECT number FROM session WHERE id = ?", session)
    if not rows:
        raise _unknown(database, session)
    return int(rows[0][0])


def find(database: Database, text: str) -> str:
    """Return the id of the session that a person means.

    Raises:
        UsageError: none is meant, or several are.
    """
    rows = database.rows("SELECT id FROM session WHERE id = ?1 OR (name = ?1 AND name <> '')", text)
    if not rows and text:
        query = "SELECT id FROM session WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 4"
        rows = database.rows(query, len(text), text)
    if not rows:
        raise _unknown(database, text)
    if len(rows) > 1:
        raise UsageError(
            f"{text!r} begins the ids of several sessions: {', '.join(row[0] for row in rows)}.",
            fix="Give more of the id.",
        )
    return str(rows[0][0])


def rename(database: Database, session: str, name: str) -> None:
    """Give a session a name, or take it away with an empty one.

    Raises:
        UsageError: there is no such session, another has the name, or it cannot be one.
    """
    number = number_of(database, session)
    with database.transaction() as cursor:
        _check_name(cursor, name, but=session)
        cursor.execute("UPDATE session SET name = ? WHERE number = ?", (name, number))


def _info(row: tuple[Any, ...], locks: Locks) -> SessionInfo:
    *fields, number = row
    if fields[5] == "running" and not locks.held(number):
        fields[5] = "interrupted"
    return SessionInfo(*fields)


def _check_name(cursor: apsw.Cursor, name: str, *, but: str) -> None:
    if name != name.strip() or len(name) > _NAME_CHARACTERS or not name.isprintable():
        raise UsageError(
            f"{name[:_NAME_CHARACTERS]!r} cannot be a session's name.",
            why=f"A name is one line of at most {_NAME_CHARACTERS} characters, without space around it.",
            fix="Choose another name.",
        )
    query = "SELECT id FROM session WHERE (name = ?1 OR id = ?1) AND id <> ?2"
    taken = cursor.execute(query, (name, but)).fetchone() if name else None
    if taken:
        raise UsageError(f"Session {taken[0]} is called {name!r} already.", fix="Choose another name.")


def _unknown(database: Database, text: str) -> UsageError:
    known = [word for row in database.rows("SELECT id, name FROM session") for word in row if word]
    return UsageError(f"There is no session {text!r}.", fix=nearest(text, known) or "See `agora sessions`.")
