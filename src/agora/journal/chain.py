"""The hash chain of a session, over salted digests of the payloads.

For each event

    digest = SHA-256(salt ‖ payload)
    chain  = SHA-256(chain of the event before ‖ session, seq, type, version, time ‖ digest)

with 32 zero bytes before the first, and the five fields as text, each ended by a newline. The chain covers
the digest and not the payload, so payload and salt can be erased and the chain still holds; without the
salt, nobody can find a short payload again by trying. An export carries all of it, to check by hand.

It shows damage and careless tampering. It does not show that somebody with write access wrote the whole chain
of a session anew: for that, keep the last chain value elsewhere.
"""

from hashlib import sha256
from os import urandom
from typing import NamedTuple

__all__ = ["START", "Row", "fault", "link", "salted_digest", "seal"]

START = bytes(32)
_SALT_BYTES = 16


class Row(NamedTuple):
    """An event as it is stored."""

    seq: int
    type: str
    version: int
    time: float
    digest: bytes
    chain: bytes
    salt: bytes | None
    payload: bytes | None


def salted_digest(salt: bytes, payload: bytes) -> bytes:
    """Return what the chain covers of a payload."""
    return sha256(salt + payload).digest()


def link(before: bytes, session: str, seq: int, kind: str, version: int, time: float, digest: bytes) -> bytes:
    """Return an event's chain value.

    >>> link(START, "s", 1, "answer", 1, 0.5, bytes(32)).hex()[:16]
    '6cb266fca2936f83'
    """
    fields = f"{session}\n{seq}\n{kind}\n{version}\n{time!r}\n"
    return sha256(before + fields.encode() + digest).digest()


def seal(before: bytes, session: str, seq: int, kind: str, version: int, time: float, payload: bytes) -> Row:
    """Return the row of a new event, salted and linked to the one before."""
    salt = urandom(_SALT_BYTES)
    digest = salted_digest(salt, payload)
    chain = link(before, session, seq, kind, version, time, digest)
    return Row(seq, kind, version, time, digest, chain, salt, payload)


def fault(before: bytes, session: str, seq: int, row: Row) -> str:
    """Return what is wrong with the row that should be event `seq`, or an empty string.

    Damage can give a column any type at all, so nothing about the row is taken for granted.
    """
    if row.seq != seq:
        return f"event {seq} is missing"
    if (row.payload is None) != (row.salt is None):
        return "its salt and payload do not belong together"
    try:
        if row.payload is not None and salted_digest(row.salt or b"", row.payload) != row.digest:
            return "its payload is not what was written"
        expected = link(before, session, seq, row.type, row.version, row.time, row.digest)
    except TypeError:
        return "one of its columns has another type"
    return "" if row.chain == expected else "it does not continue the chain"
