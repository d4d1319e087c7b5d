"""Every error that Agora raises on purpose: what happened, why, and what to do.

One small tree, so that a caller can catch the whole of it or one kind:

    AgoraError                 exit code 1
    ├── UsageError             2   the caller's words are off: a flag, a key, a name
    ├── ApprovalNeeded         3   a person must say yes, and none is there
    ├── BudgetSpent            4   steps, tokens, time or money ran out
    ├── ModelError             1   the endpoint or the embedded engine failed
    ├── ToolError              1   a tool could not do what the thought asked
    ├── SandboxError           1   the workspace or its runner is unusable
    └── JournalError           1   the journal is locked, damaged or of another version

The command line prints ``str(error)`` and leaves with ``error.exit_code``; it never shows a traceback for
these. An exception outside this tree is a defect.
"""

from difflib import get_close_matches

__all__ = [
    "AgoraError",
    "ApprovalNeeded",
    "BudgetSpent",
    "JournalError",
    "ModelError",
    "SandboxError",
    "ToolError",
    "UsageError",
    "nearest",
]


class AgoraError(Exception):
    """Something that Agora foresaw went wrong.

    Args:
        what: what happened, with the value concerned.
        why: the cause, if it is known.
        fix: what the reader can do about it.

    >>> print(AgoraError("No model 'smol'.", why="It is not in the catalogue.", fix="See `agora models`."))
    No model 'smol'. It is not in the catalogue. See `agora models`.
    """

    exit_code = 1

    def __init__(self, what: str, *, why: str = "", fix: str = "") -> None:
        self.what, self.why, self.fix = what, why, fix
        super().__init__(" ".join(part for part in (what, why, fix) if part))


class UsageError(AgoraError):
    """The caller's words are off: an unknown flag, key, name or value."""

    exit_code = 2


class ApprovalNeeded(AgoraError):
    """A call waits for a person's yes, and nobody is there to give it; the session is saved."""

    exit_code = 3


class BudgetSpent(AgoraError):
    """The steps, tokens, seconds or money that a task may use are used up."""

    exit_code = 4


class ModelError(AgoraError):
    """An endpoint or the embedded engine could not answer; the message names it, the cause and the fix."""


class ToolError(AgoraError):
    """A tool could not do what a thought asked; the message is what the thought sees."""


class SandboxError(AgoraError):
    """The workspace is gone or unsafe, or programs cannot be isolated on this machine."""


class JournalError(AgoraError):
    """The journal is locked by another process, damaged, or written by a newer version."""


def nearest(word: str, known: list[str]) -> str:
    """Return a suggestion such as ``"Did you mean 'effort'?"``, or an empty string.

    >>> nearest("efort", ["effort", "model"])
    "Did you mean 'effort'?"
    """
    match = get_close_matches(word, known, n=1)
    return f"Did you mean {match[0]!r}?" if match else ""
