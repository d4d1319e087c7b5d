"""The files of a session's workspace, as a page or a client sees them: listed, fetched, put in place.

Every path is untrusted and resolved by the workspace itself, which follows no link out of it.
"""

from itertools import islice

from agora.errors import UsageError
from agora.sandbox import Entry
from agora.server.desk import Desk

__all__ = ["MOST_UPLOADED_BYTES", "download", "list_files", "upload"]

MOST_UPLOADED_BYTES = 32 * 2**20
"""Of one file; a workspace keeps both sides of every change, so larger ones belong onto the disk directly."""

_MOST_LISTED = 2_000


def list_files(desk: Desk, session: str, folder: str = ".") -> list[Entry]:
    """Return what lies beneath a folder, sorted; at most 2,000 entries.

    Raises:
        SandboxError: it is not there, or leads out of the workspace.
    """
    return list(islice(desk.mind.workspace(session).walk(folder), _MOST_LISTED))


def download(desk: Desk, session: str, path: str) -> bytes:
    """Return a file's content.

    Raises:
        SandboxError: it is not there, is no regular file, or leads out of the workspace.
    """
    return desk.mind.workspace(session).read(path)


def upload(desk: Desk, session: str, path: str, data: bytes) -> None:
    """Put a file in place; one that is there is replaced.

    Raises:
        UsageError: it is larger than `MOST_UPLOADED_BYTES`.
        SandboxError: the path leads out of the workspace, or the disk is full.
    """
    if len(data) > MOST_UPLOADED_BYTES:
        raise UsageError(
            f"{path!r} has {len(data):,} bytes.", why=f"At most {MOST_UPLOADED_BYTES:,} can be uploaded.",
            fix="Copy it into the workspace's folder instead.",
        )  # fmt: skip
    desk.mind.workspace(session).write(path, data)
