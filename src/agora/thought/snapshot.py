"""A state as bytes: Monty's dump, and what the host knows of the thought that it suspends.

Snapshots come from this program's own journal. The digest finds damage, which Monty's loader would not
survive well; it is no protection against somebody who can write to the journal.
"""

import hashlib
import json
from typing import Any

import pydantic_monty as monty

from agora.errors import JournalError

__all__ = ["MONTY_FORMAT", "pack", "unpack"]

MONTY_FORMAT = f"agora-1/monty-{monty.__version__}"
"""The format of snapshots that this version writes; a session with another is rebuilt from its journal."""


def pack(dump: bytes, base: bytes, host: dict[str, Any]) -> bytes:
    """Return one snapshot of Monty's dump, the dump to go back to, and the host's JSON."""
    body = dump + base
    digest = hashlib.sha256(body).hexdigest()
    header = {"format": MONTY_FORMAT, "sha256": digest, "split": len(dump), "host": host}
    return json.dumps(header).encode() + b"\n" + body


def unpack(state: bytes) -> tuple[bytes, bytes, dict[str, Any]]:
    """Take a snapshot apart: dump, dump to go back to, and the host's JSON.

    Raises:
        JournalError: it is damaged, or of another format.

    >>> unpack(pack(b"dump", b"base", {"code": "1"}))
    (b'dump', b'base', {'code': '1'})
    """
    fix = "Rebuild the interpreter from the recorded thoughts."
    head, _, body = state.partition(b"\n")
    try:
        header = json.loads(head)
        form, digest, split, host = (header[key] for key in ("format", "sha256", "split", "host"))
    except (ValueError, KeyError, TypeError):
        raise JournalError(
            "The snapshot of a thought cannot be read.", why="It is damaged.", fix=fix
        ) from None
    if form != MONTY_FORMAT:
        raise JournalError(
            f"The snapshot is of the format {form!r}.", why=f"This is {MONTY_FORMAT!r}.", fix=fix
        )
    if digest != hashlib.sha256(body).hexdigest():
        raise JournalError(
            "The snapshot of a thought does not match its digest.", why="It is damaged.", fix=fix
        )
    return body[:split], body[split:], host
