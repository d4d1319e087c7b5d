"""The journal: sessions as append-only lists of typed events in one SQLite file."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self
from weakref import WeakSet

import apsw
from pydantic_core import PydanticSerializationError

from agora.errors import JournalError
from agora.journal import backup, blobs, chain, copies, erasure, sessions, verification
from agora.journal.database import Database
from agora.journal.events import Event, SessionStarted
from agora.journal.lease import Lease, close_locks, open_locks
from agora.journal.reading import damaged, place, recorded_events
from agora.journal.records import Damage, Recorded, SessionInfo, Snapshot
from agora.journal.summary import EMPTY, Summary, advance

__all__ = ["Journal"]


class Journal:
    """The only source of truth about sessions.

    Calls are plain and blocking, and safe from several threads and processes. Whoever drives a session holds
    its lease; reading needs none.

    Args:
        path: the file, such as `settings.home / "journal.db"`; made with mode 0600 if it is not there.
        clock: seconds since 1970. Nothing depends on it going forwards.

    Raises:
        JournalError: the file cannot be used; the message says why, and what to do.

    >>> import tempfile
    >>> from agora.journal import UserMessage
    >>> folder = tempfile.TemporaryDirectory()
    >>> started = SessionStarted(persona="assistant", model="m", effort="low", seed=1, workspace="/w",
    ...     agora="0.1", monty="1.4")
    >>> with Journal(Path(folder.name) / "journal.db", clock=lambda: 1_800_000_000.0) as journal:
    ...     session = journal.create(started)
    ...     with journal.lease(session) as lease:
    ...         _ = journal.append(lease, UserMessage(text="Hello"))
    ...     [recorded.event.type for recorded in journal.events(session)]
    ['session_started', 'user_message']
    >>> folder.cleanup()
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock
        self._database = Database(path)
        self._locks = open_locks(path)
        self._leases: WeakSet[Lease] = WeakSet()
        self._closed = False

    def close(self) -> None:
        """Release every lease taken here, and close the file."""
        if self._closed:
            return
        self._closed = True
        for lease in list(self._leases):
            lease.release()
        close_locks(self._locks)
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- sessions

    def create(self, started: SessionStarted, *, name: str = "") -> str:
        """Begin a session with its first event, and return its id.

        Raises:
            UsageError: another session has the name, or it cannot be one.
        """
        with self._database.transaction() as cursor:
            number, session = sessions.insert(cursor, name, float(self._clock()))
            self._write(cursor, number, session, 0, chain.START, EMPTY, (started,))
        return session

    def sessions(self) -> list[SessionInfo]:
        """Return all sessions, the last used first."""
        return sessions.listed(self._database, self._locks)

    def info(self, session: str) -> SessionInfo:
        """Return what the list tells of one session.

        Raises:
            UsageError: there is none with this id.
        """
        return sessions.info(self._database, self._locks, session)

    def find(self, text: str) -> str:
        """Return the id of the session that a person means by an id, a name or the beginning of an id.

        Raises:
            UsageError: none is meant, or several are.
        """
        return sessions.find(self._database, text)

    def rename(self, session: str, name: str) -> None:
        """Give a session a name, or take it away with an empty one.

        Raises:
            UsageError: there is no such session, another has the name, or it cannot be one.
        """
        sessions.rename(self._database, session, name)

    def version(self) -> int:
        """Return a number that changes when another process, or another opened `Journal`, writes."""
        return int(self._database.rows("PRAGMA data_version")[0][0])

    # ---- events

    def lease(self, session: str) -> Lease:
        """Take the right to append to a session; a context manager.

        Raises:
            JournalError: somebody alive has it (the message names the process), or its end is damaged.
            UsageError: there is no such session.
        """
        number = sessions.number_of(self._database, session)
        if not self._locks.take(number):
            rows = self._database.rows("SELECT pid, host FROM lease WHERE session = ?", number)
            pid, host = rows[0] if rows else ("unknown", "unknown")
            raise JournalError(
                f"Session {session} is in use by process {pid} on {host}.",
                fix="End that process, or work on a fork: `agora fork`.",
            )
        lease = Lease(session, number, self._locks)
        try:
            lease.advance(*self._end(session, number))
            with self._database.transaction(sync=False) as cursor:
                cursor.execute(
                    "INSERT OR REPLACE INTO lease (session, token, pid, host) VALUES (?, ?, ?, ?)",
                    (number, lease.token, lease.pid, lease.host),
                )
        except BaseException:
            lease.release()
            raise
        self._leases.add(lease)
        return lease

    def append(self, lease: Lease, *events: Event, sync: bool = True) -> list[Recorded]:
        """Write events at the end of a session, in one transaction: all of them, or none.

        Args:
            lease: the session's, held.
            events: in their order.
            sync: survive a power cut; without it only a crash of this process, some fifty times faster on
                an ordinary disk. Whatever was appended before is covered too.

        Raises:
            JournalError: the lease was lost or released, the disk is full, or an event is no JSON.
        """
        with self._database.transaction(sync=sync) as cursor:
            lease.check(cursor)
            recorded, end = self._write(
                cursor, lease.number, lease.session, lease.seq, lease.chain, lease.summary, events
            )
        lease.advance(*end)
        return recorded

    def events(self, session: str, after: int = 0) -> Iterator[Recorded]:
        """Yield a session's events after a given one, each checked against the chain.

        Raises:
            JournalError: one is damaged or from a newer Agora, and named; those before it were yielded.
            UsageError: there is no such session.
        """
        number = sessions.number_of(self._database, session)
        upto = self._database.rows("SELECT events FROM session WHERE number = ?", number)[0][0]
        return recorded_events(self._database, session, number, min(after, upto), upto)

    # ---- blobs and snapshots

    def put_blob(self, data: bytes) -> str:
        """Keep data beside the events, each content once, and return its SHA-256 in hex.

        It stays for as long as an event holds that digest in its payload; write the event soon after.

        Raises:
            JournalError: the disk is full, or the data is larger than SQLite takes (1 GB).
        """
        return blobs.put(self._database, data)

    def blob(self, digest: str) -> bytes:
        """Return the data of a digest.

        Raises:
            JournalError: there is none, or it is damaged.
        """
        return blobs.get(self._database, digest)

    def save_snapshot(self, lease: Lease, *, format: str, data: bytes, upto: int) -> None:
        """Keep the interpreter's state as of event `upto`, instead of the one kept before.

        It is a cache, and not synced: without it the state is rebuilt from the events.

        Raises:
            JournalError: the lease was lost, or the disk is full.
        """
        with self._database.transaction(sync=False) as cursor:
            lease.check(cursor)
            cursor.execute(
                "INSERT OR REPLACE INTO snapshot (session, upto, format, data) VALUES (?, ?, ?, ?)",
                (lease.number, upto, format, data),
            )

    def snapshot(self, session: str) -> Snapshot | None:
        """Return the session's latest snapshot, if there is one."""
        query = "SELECT format, data, upto FROM snapshot WHERE session = ?"
        rows = self._database.rows(query, sessions.number_of(self._database, session))
        return Snapshot(*rows[0]) if rows else None

    # ---- care

    def verify(self, session: str | None = None, *, deep: bool = False) -> list[Damage]:
        """Return everything that is not what was written, in one session or all; empty when all is well.

        Args:
            session: one session's id; `None` for all.
            deep: also check the file's structure and every blob.
        """
        if session is not None:
            sessions.number_of(self._database, session)
        return verification.verify(self._database, session, deep=deep)

    def erase(self, lease: Lease, *seqs: int) -> None:
        """Remove the payloads of events from every file of the journal; the chain still verifies.

        The session's snapshot goes too, and blobs that only this event named. Other events that quote it,
        forks and backups hold their own copies. Rewrites the file: seconds for a gigabyte.

        Raises:
            JournalError: the lease was lost, or another process keeps the file busy: the event is erased,
                but traces may be left until this is called again.
            UsageError: there is no such event.
        """
        erasure.erase(self._database, lease, seqs)

    def quoting(self, texts: Sequence[str]) -> list[tuple[str, int]]:
        """Return the events, as session and number, in whose payload one of these texts stands."""
        return erasure.quoting(self._database, texts)

    def tasks_of(self, session: str, seqs: Sequence[int]) -> list[int]:
        """Return the numbers of all events of the tasks that these events belong to."""
        return erasure.tasks_of(self._database, session, seqs)

    def delete(self, session: str) -> None:
        """Remove a session, its snapshot, and the blobs that only it named.

        Raises:
            JournalError: somebody alive holds its lease.
            UsageError: there is no such session.
        """
        erasure.delete(self._database, self._locks, session)

    def fork(self, session: str, at: int, name: str = "") -> str:
        """Begin a session with copies of another's events 1 to `at`, and return its id.

        Raises:
            JournalError: one of these events is damaged.
            UsageError: there is no such session or event, or the name is taken.
        """
        return copies.fork(self._database, session, at, name, float(self._clock()))

    def export(self, session: str) -> Iterator[str]:
        """Yield a session as lines of JSON, one an event, with all that it takes to check its chain by hand.

        `event` holds the payload byte for byte, or `null` if it was erased; see `agora.journal.chain`.

        Raises:
            JournalError: an event is damaged.
        """
        return copies.export(self._database, session)

    def backup(self, path: Path) -> None:
        """Write the whole journal to one file, whole or not at all, while it is in use.

        Raises:
            JournalError: the file cannot be written.
        """
        backup.backup(self._database, path)

    def restore(self, path: Path) -> None:
        """Put a backup in the place of everything in the journal, after checking every chain in it.

        Raises:
            JournalError: the backup is damaged or no journal, or a session is in use.
        """
        backup.restore(self._database, self._locks, path)

    def _write(
        self,
        cursor: apsw.Cursor,
        number: int,
        session: str,
        seq: int,
        before: bytes,
        summary: Summary,
        events: tuple[Event, ...],
    ) -> tuple[list[Recorded], tuple[int, bytes, Summary]]:
        """Add events after the chain value `before`; returns them and the new end."""
        now = float(self._clock())
        recorded = []
        for event in events:
            seq += 1
            payload = _payload(event)
            row = chain.seal(before, session, seq, event.type, event.version, now, payload)
            cursor.execute(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (place(number, seq), *row[1:])
            )
            blobs.note_uses(cursor, place(number, seq), payload)
            before, summary = row.chain, advance(summary, event)
            recorded.append(Recorded(seq, now, event))
        cursor.execute(
            """UPDATE session SET updated = ?, title = ?, state = ?, model = ?, persona = ?, workspace = ?,
               events = ?, tip = ? WHERE number = ?""",
            (now, *summary, seq, before, number),
        )
        return recorded, (seq, before, summary)

    def _end(self, session: str, number: int) -> tuple[int, bytes, Summary]:
        """Return a session's last seq, chain value and summary, if they agree with its last event."""
        row = self._database.rows(
            """SELECT events, tip, title, state, model, persona, workspace, event.chain FROM session
               LEFT JOIN event ON place = number << 32 | events WHERE number = ?""",
            number,
        )[0]
        seq, tip, last = row[0], row[1], row[-1]
        if tip != last:
            raise damaged(session, seq, "it is not the end of the chain" if last else "it is missing")
        return seq, tip, Summary(*row[2:-1])


def _payload(event: Event) -> bytes:
    try:
        return event.model_dump_json().encode()
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        raise JournalError(
            f"A {event.type!r} cannot be written to the journal.",
            why=f"It holds something that is not JSON in UTF-8 ({error}).",
        ) from None
