"""Changes to files: shown as a diff, kept in the journal as blobs."""

import difflib

from agora.journal import Journal
from agora.sandbox import Changes

__all__ = ["diff", "load_changes", "store_changes"]

_MOST_MATCHED_LINES = 5_000


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
        name = path if path.isprintable() else repr(path)
        try:
            old, new = (_lines(side or b"") for side in (before, after))
        except UnicodeDecodeError:
            sizes = [f"{len(side):,} bytes" if side is not None else "no file" for side in (before, after)]
            parts.append(f"{name}: binary, {sizes[0]} → {sizes[1]}")
            continue
        was, is_now = (name if side is not None else "(no file)" for side in (before, after))
        # An empty file that comes or goes has no line to show, and is told by its name.
        parts += [f"--- {was}", f"+++ {is_now}", *_hunks(old, new)]
    return "\n".join(parts)


def _lines(data: bytes) -> list[str]:
    """Return lines as every program sees them: `str.splitlines` would take more for a line's end than \\n."""
    *lines, last = data.decode("utf-8").split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def _hunks(old: list[str], new: list[str]) -> list[str]:
    if len(old) + len(new) <= _MOST_MATCHED_LINES:
        return list(difflib.unified_diff(old, new, lineterm=""))[2:]
    # Matching line with line can take hours: what is equal at both ends is left out, the rest shown whole.
    least = min(len(old), len(new))
    start = next((n for n in range(least) if old[n] != new[n]), least)
    end = next((n for n in range(least - start) if old[-1 - n] != new[-1 - n]), least - start)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    head = f"@@ -{start + 1},{len(gone)} +{start + 1},{len(come)} @@"
    return [head, *(f"-{line}" for line in gone), *(f"+{line}" for line in come)]


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
