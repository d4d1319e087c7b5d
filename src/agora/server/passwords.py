"""Passwords, as argon2id hashes: made, and compared with what somebody gives."""

import secrets
from functools import cache
from typing import Any

__all__ = ["fits", "hashed"]


def hashed(password: str) -> str:
    """Return what is kept of a password; a tenth of a second and 64 MB, by design."""
    made: str = _hasher().hash(password)
    return made


def fits(kept: str | None, password: str) -> bool:
    """Whether this is the password; as slow where nothing is kept, so that nobody learns which names exist.

    >>> kept = hashed("correct horse battery")
    >>> fits(kept, "correct horse battery"), fits(kept, "wrong"), fits(None, "wrong")
    (True, False, False)
    """
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher().verify(kept or _nobodys(), password)) and kept is not None
    except (VerificationError, UnicodeEncodeError):
        return False


def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    return hashed(secrets.token_hex(16))
