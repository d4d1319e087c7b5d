"""Leases: one process, and in it one owner, drives a session at a time.

Two things make a lease:

- a **lock of the kernel's** on one byte of the file `…-lease` beside the journal. The kernel gives it back
  the moment the process is gone, however it went, so a dead holder is never waited for, and no clock,
  reused process number, reboot or container can fool it. SQLite itself rests on the same locks.
- a **token** in the journal, which every append checks in its own transaction. Should the lock ever fail
  (somebody removed the file), the newer token wins and the older holder's next append is refused.

Locks of this kind belong to a process, so owners within one process are told apart by a table in memory.
"""

import os
import socket
import sys
import threading
import time
import weakref
from pathlib import Path
from secrets import token_bytes
from types import TracebackType
from typing import Self

import apsw

from agora.errors import JournalError
from agora.journal.summary import Summary

__all__ = ["Lease", "Locks", "close_locks", "open_locks"]

_TRIES, _PAUSE_S = 20, 0.005
"""Somebody who only asks whether a lease is held also has the byte for some microseconds."""


class Lease:
    """The right to append to one session; a context manager. Made by `Journal.lease`.

    It knows the end of the session's chain, which only its holder can move.
    """

    def __init__(self, session: str, number: int, locks: "Locks") -> None:
        self.session, self.number = session, number
        self.token = token_bytes(16)
        self.pid, self.host = os.getpid(), socket.gethostname()
        self.seq, self.chain, self.summary = 0, b"", Summary()
        # Releases also when a holder just drops the lease; never in a forked child, which has no lock.
        self._release = weakref.finalize(self, locks.give, number, self.pid)

    def check(self, cursor: apsw.Cursor) -> None:
        """Refuse a lease that is not the session's any more; within a transaction.

        Raises:
            JournalError: it was released or lost, or this is a fork of the process that took it.
        """
        row = cursor.execute("SELECT token FROM lease WHERE session = ?", (self.number,)).fetchone()
        if row is None or row[0] != self.token or not self._release.alive or os.getpid() != self.pid:
            raise JournalError(
                f"The lease of session {self.session} is no longer held.",
                why="It was released, or another process took the session over.",
                fix=f"`agora resume {self.session}` takes it again.",
            )

    def advance(self, seq: int, chain: bytes, summary: Summary) -> None:
        """Remember the end of the chain, after a transaction was kept."""
        self.seq, self.chain, self.summary = seq, chain, summary

    def release(self) -> None:
        """Let the session go; twice is as good as once."""
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class Locks:
    """The locked bytes of one journal's lease file, shared by all of this process."""

    def __init__(self, path: Path) -> None:
        # Reentrant: the collector may drop a lease, and so release it, while this thread is in here.
        self._mutex = threading.RLock()
        self._held: set[int] = set()
        self.users = 0
        # One handle a process: closing any handle of a file gives back all of the process's locks on it.
        self.handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self, number: int) -> bool:
        """Lock a session's byte; False if somebody here or elsewhere holds it."""
        for _ in range(_TRIES):
            with self._mutex:
                if number in self._held:
                    return False
                if _lock(self.handle, number, exclusive=True):
                    self._held.add(number)
                    return True
            time.sleep(_PAUSE_S)
        return False

    def give(self, number: int, pid: int) -> None:
        """Unlock a session's byte, if this is the process that locked it."""
        with self._mutex:
            if pid == os.getpid() and number in self._held:
                self._held.discard(number)
                _unlock(self.handle, number)

    def held(self, number: int) -> bool:
        """Return whether anybody alive holds a session, without taking it."""
        with self._mutex:
            if number in self._held:
                return True
            if not _lock(self.handle, number, exclusive=False):
                return True
            _unlock(self.handle, number)
            return False

    def forget_parent(self) -> None:
        """In a forked child: locks are not inherited, so nothing is held here."""
        self._mutex = threading.RLock()
        self._held.clear()


_open: dict[tuple[int, int], Locks] = {}
"""Device and inode of a lease file → its locks."""
_open_mutex = threading.Lock()


def open_locks(journal: Path) -> Locks:
    """Return this process's locks of a journal; `close_locks` when done.

    Raises:
        JournalError: the lease file cannot be made.
    """
    path = journal.with_name(journal.name + "-lease")
    with _open_mutex:
        try:
            locks = _open.get(_identity(path.stat())) if path.exists() else None
            if locks is None:
                locks = Locks(path)
                _open[_identity(os.fstat(locks.handle))] = locks
        except OSError as error:
            raise JournalError(
                f"The lease file {path} cannot be opened.",
                why=f"{error.strerror}.",
                fix="Check the permissions of its folder.",
            ) from error
        locks.users += 1
        return locks


def close_locks(locks: Locks) -> None:
    """Close the lease file with its last user in this process."""
    with _open_mutex:
        locks.users -= 1
        if locks.users == 0:
            del _open[_identity(os.fstat(locks.handle))]
            os.close(locks.handle)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _after_fork() -> None:
    global _open_mutex
    _open_mutex = threading.Lock()
    for locks in _open.values():
        locks.forget_parent()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, offset: int, *, exclusive: bool) -> bool:
        os.lseek(handle, offset, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int, offset: int) -> None:
        os.lseek(handle, offset, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int, offset: int, *, exclusive: bool) -> bool:
        kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
        try:
            fcntl.lockf(handle, kind | fcntl.LOCK_NB, 1, offset)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _unlock(handle: int, offset: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_UN, 1, offset)

    os.register_at_fork(after_in_child=_after_fork)
