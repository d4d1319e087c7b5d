"""What is checked of many: drawn by the release's digest and a nonce that the verifier chose afterwards.

So the maker could not know which parts would be looked at, and anybody who knows the nonce can draw the same.
"""

import hashlib
from pathlib import Path

from agora.release.reading import read_text

__all__ = ["drawn", "release_digest"]


def release_digest(folder: Path) -> str:
    """Return the SHA-256 of the manifest.

    Raises:
        OSError: there is none.
        ValueError: it cannot be read.
    """
    return hashlib.sha256(read_text(folder, "manifest.json").encode()).hexdigest()


def drawn(digest: str, nonce: str, what: str, count: int, of: int) -> list[int]:
    """Return `count` of the numbers from 0 below `of`, in their order; all, if there are fewer.

    Args:
        digest: of the release.
        nonce: of the verifier.
        what: is drawn from, so that two draws are independent.

    >>> drawn("ab", "n", "intervals", 2, 5)
    [2, 3]
    """

    def lot(number: int) -> str:
        return hashlib.sha256(f"{digest} {nonce} {what} {number}".encode()).hexdigest()

    return sorted(sorted(range(of), key=lot)[:count])
