"""Changes to files: shown as a diff, kept in the journal as blobs."""

import difflib

from agora.journal import Journal
from agora.sandbox import Changes

__all__ = ["diff", "load_changes", "store_changes"]


def diff(changes: Changes) -> str:
    """Return changes as one unified diff; binary files by their sizes.

    >>> print(diff({"a.txt": (b"one\\n", b"two\\n")}))
    --- a.txt
    +++ a.txt
    @@ -1 +1 @@
    -one
    +two
    """
    parts: list[str] = []
    for path, (before, after) in sorted(changes.items()):
        try:
            old, new = ((side or b"").decode("utf-8").splitlines() for side in (before, after))
        except UnicodeDecodeError:
            sizes = [f"{len(side):,} bytes" if side is not None else "no file" for side in (before, after)]
            parts.append(f"{path}: binary, {sizes[0]} → {sizes[1]}")
            continue
        was, is_now = (path if side is not None else "(no file)" for side in (before, after))
        parts.extend(difflib.unified_diff(old, new, was, is_now, lineterm=""))
    return "\n".join(parts)


def store_changes(journal: Journal, changes: Changes) -> dict[str, tuple[str | None, str | None]]:
    """Put both sides of every change into the journal's blobs."""

    def keep(side: bytes | None) -> str | None:
        return None if side is None else journal.put_blob(side)

    return {path: (keep(before), keep(after)) for path, (before, after) in changes.items()}


def load_changes(journal: Journal, stored: dict[str, tuple[str | None, str | None]]) -> Changes:
    """Get changes back out of the journal's blobs."""

    def get(digest: str | None) -> bytes | None:
        return None if digest is None else journal.blob(digest)

    return {path: (get(before), get(after)) for path, (before, after) in stored.items()}
