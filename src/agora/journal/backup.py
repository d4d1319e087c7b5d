"""The whole journal to one file and back, each at once or not at all."""

import os
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import apsw

from agora.errors import JournalError
from agora.journal.database import Database, explain, sync_folder
from agora.journal.lease import Locks
from agora.journal.schema import APPLICATION_ID
from agora.journal.verification import verify

__all__ = ["backup", "restore"]

_HEADER_BYTES = 72
"""SQLite's file header up to the application id, which is its bytes 68 to 71."""


def backup(database: Database, path: Path) -> None:
    """Write the journal to a file; see `Journal.backup`."""
    try:
        # A folder of mode 0700 beside the target: nobody else can read the half-written file.
        with TemporaryDirectory(prefix=".agora-backup-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            target = apsw.Connection(str(draft), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                _copy(database.connection, target)
                target.execute("DELETE FROM lease")
                target.pragma("journal_mode", "delete")  # one file, without a log beside it
            finally:
                target.close()
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(path)
            sync_folder(path.parent)
    except (OSError, apsw.Error) as error:
        raise explain(error, path) from error


def restore(database: Database, locks: Locks, path: Path) -> None:
    """Put a backup in the journal's place; see `Journal.restore`."""
    if not path.is_file():
        raise JournalError(f"There is no backup {path}.", fix="Check the path.")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        # Asked of the bytes: an empty file would open as a new, empty journal.
        if header[-4:] != APPLICATION_ID.to_bytes(4, "big") or len(header) != _HEADER_BYTES:
            raise JournalError(
                f"{path} is no backup of a journal; nothing was changed.", fix="Check the path."
            )
        with TemporaryDirectory(prefix=".agora-restore-", dir=database.path.parent) as folder:
            # A copy, because opening brings an older format up to date, and a backup is not to be changed.
            draft = Path(folder) / "journal.db"
            draft.touch(0o600)
            copyfile(path, draft)
            source = Database(draft)
            try:
                _replace(database, locks, source, path)
            finally:
                source.close()
    except (OSError, apsw.Error) as error:
        raise explain(error, path) from error


def _replace(database: Database, locks: Locks, source: Database, path: Path) -> None:
    damage = verify(source, None, deep=True)
    if damage:
        raise JournalError(
            f"The backup {path} is damaged: {damage[0]}.",
            why=f"{len(damage)} faults were found; nothing was changed." if len(damage) > 1 else "",
            fix="Use another backup.",
        )
    for number, session in database.rows("SELECT number, id FROM session"):
        if locks.held(number):
            raise JournalError(f"Session {session} is in use; nothing was changed.", fix="End it first.")
    with source.transaction() as cursor:
        cursor.execute(
            "DELETE FROM lease"
        )  # and so a lease taken at this very moment is refused from here on
    _copy(source.connection, database.connection)


def _copy(source: apsw.Connection, target: apsw.Connection) -> None:
    with target.backup("main", source, "main") as copying:
        copying.step(-1)
