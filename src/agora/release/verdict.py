"""What a check says: pass, fail or unknown, and what it was seen in.

A check abstains rather than guesses: *unknown* is said where evidence lacks, *fail* only where evidence
speaks against. This module judges nothing itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Evidence", "Line", "Verdict", "combined"]


class Verdict(StrEnum):
    """The three things that a check can say."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Evidence:
    """Where something was seen.

    Args:
        place: A file's path inside the target, or a source's address.
        digest: SHA-256 of the file, if it was read.
        line: The line in it, from 1.
        date: When the source said so, as an ISO date.
        quote: The words that decided, as short as a record needs.
    """

    place: str
    digest: str | None = None
    line: int | None = None
    date: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Line:
    """One line of a verdict: what was checked, what was found, and in what.

    Args:
        group: `openness`, `integrity`, `claims`, `retraining` or `re-evaluation`.
        check: The check's identifier, such as `mof.training-code` or `signature`.
        title: The check in words, for people.
        verdict: What it says.
        why: One sentence with the values that decided.
        declared: What the target says of itself, if it says anything.
        found: What was found instead of taken on trust.
        evidence: Where it was seen.
    """

    group: str
    check: str
    title: str
    verdict: Verdict
    why: str
    declared: str | None = None
    found: str | None = None
    evidence: tuple[Evidence, ...] = ()


def combined(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on all of them: one fail fails, one unknown leaves open; nothing at all is unknown.

    Example:
        >>> combined([Verdict.PASS, Verdict.UNKNOWN]).value
        'unknown'
        >>> combined([Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL]).value
        'fail'
        >>> combined([]).value
        'unknown'
    """
    seen = set(verdicts)
    if Verdict.FAIL in seen:
        return Verdict.FAIL
    return Verdict.PASS if seen == {Verdict.PASS} else Verdict.UNKNOWN
