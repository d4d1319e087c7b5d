"""One SQLite file: opened with the right modes and pragmas, one transaction at a time, kind errors."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from agora.errors import JournalError
from agora.journal.schema import migrate

__all__ = ["UNREADABLE", "Database", "explain", "sync_folder", "write_ahead"]

UNREADABLE = (apsw.CorruptError, UnicodeDecodeError)
"""What SQLite raises where a page or a text is not what was written."""

_BUSY_MS = 10_000
"""How long a writer waits for another process's transaction; ours take well under a second."""


class Database:
    """The connection of one `Journal`, usable from several threads.

    Args:
        path: the file; it is made with mode 0600, and folders above it that do not exist with mode 0700.

    Raises:
        JournalError: the file cannot be opened, is no journal, is damaged, or is newer than this Agora.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._full_sync = False
        try:
            _make_private(path)
            self.connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        except (OSError, apsw.Error) as error:
            raise explain(error, path) from error
        try:
            self._prepare()
        except apsw.Error as error:
            self.connection.close()
            raise explain(error, path) from error
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self) -> None:
        self.connection.set_busy_timeout(_BUSY_MS)
        self.connection.pragma("secure_delete", 1)
        self.connection.pragma("cell_size_check", 1)
        write_ahead(self.connection)
        self.connection.pragma("synchronous", "normal")
        migrate(self.connection, str(self.path))

    def close(self) -> None:
        """Close the file; SQLite folds the write-ahead log into it if nobody else has it open."""
        with self._lock:
            self.connection.close()

    @contextmanager
    def transaction(self, *, sync: bool = True) -> Iterator[apsw.Cursor]:
        """Run the block as one write transaction: all of it is kept, or nothing.

        Args:
            sync: wait until the disk has it (survives a power cut), not only the kernel (survives kill -9).
        """
        with self._lock:
            try:
                if sync != self._full_sync:
                    self.connection.pragma("synchronous", "full" if sync else "normal")
                    self._full_sync = sync
                cursor = self.connection.cursor()
                cursor.execute("BEGIN IMMEDIATE")
                try:
                    yield cursor
                    cursor.execute("COMMIT")
                finally:
                    if self.connection.in_transaction:
                        cursor.execute("ROLLBACK")
            except apsw.Error as error:
                raise explain(error, self.path) from error

    def rows(self, query: str, *bindings: Any) -> list[Any]:
        """Return all rows of a query; no statement stays open, so that the log can always be folded in."""
        with self._lock:
            try:
                return self.connection.execute(query, bindings).fetchall()
            except (apsw.Error, UnicodeDecodeError) as error:
                raise explain(error, self.path) from error

    def compact(self) -> None:
        """Rewrite the file and empty the log, so that nothing deleted is left in a gap of either.

        Raises:
            JournalError: another process keeps the file busy; nothing is lost, but traces may remain.
        """
        with self._lock:
            try:
                self.connection.execute("VACUUM")
                busy = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").get[0]
            except apsw.Error as error:
                raise explain(error, self.path) from error
            if busy:
                raise explain(apsw.BusyError("a reader holds the log"), self.path)


def write_ahead(connection: apsw.Connection) -> None:
    """Let readers and one writer work side by side in a file, however many open it anew at the same moment.

    SQLite answers at once that the file is busy, without waiting, when two connections change its mode: the
    waiting is done here (https://sqlite.org/wal.html, "Sometimes Queries Return SQLITE_BUSY In WAL Mode").
    """
    last = time.monotonic() + _BUSY_MS / 1000
    while connection.pragma("journal_mode") != "wal":
        try:
            connection.pragma("journal_mode", "wal")
        except apsw.BusyError:
            if time.monotonic() > last:
                raise
            time.sleep(0.005)


def _make_private(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = not path.exists()
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if new:
        sync_folder(path.parent)
    # The log and its index take the mode of the file.
    path.chmod(0o600)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's list of files, so that a new name in it survives a power cut."""
    if sys.platform != "win32":  # which cannot open folders, and does this by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def explain(error: Exception, path: Path) -> JournalError:
    """Return the error that a person can act upon."""
    name, why = f"The journal {path}", f"{error}."
    if isinstance(error, apsw.FullError | apsw.IOError):
        return JournalError(
            f"{name} could not be written; nothing was changed.",
            why=f"The disk is full or failing ({error}).",
            fix=f"Free some space in {path.parent} and try again.",
        )
    if isinstance(error, (*UNREADABLE, apsw.NotADBError)):
        return JournalError(
            f"{name} is damaged.",
            why=why,
            fix="`agora doctor --deep` tells where; or move it away and `agora restore` a backup.",
        )
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return JournalError(
            f"{name} is busy.", why=f"Another process is using it ({error}).", fix="Try again in a moment."
        )
    return JournalError(
        f"{name} cannot be used.", why=why, fix="Check its folder's permissions and AGORA_HOME."
    )
