"""What memory holds: items of four kinds, and the turns that are their ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as day_time
from typing import Any, Literal

__all__ = [
    "COLUMNS",
    "PERSON",
    "Item",
    "Kind",
    "Row",
    "State",
    "Turn",
    "end_of",
    "iso",
    "item_of",
    "seconds_of",
]

Kind = Literal["turn", "fact", "passage", "skill"]
State = Literal["", "superseded", "in_doubt", "erased_source"]

# The scope of what a person says in any folder, to any persona.
PERSON = "person"


@dataclass(frozen=True)
class Turn:
    """One message as it was said.

    Attributes:
        id: unique; the journal's event, `SESSION@SEQ`, or what an import gives.
        time: seconds since 1970.
        speaker: a name, or a role such as `person`.
    """

    id: str
    session: str
    time: float
    speaker: str
    text: str
    scope: str = PERSON


@dataclass(frozen=True)
class Row:
    """An item as it is written; see `Item` for what the fields mean. Times are seconds since 1970."""

    id: str
    kind: Kind
    text: str
    time: float
    who: str = ""
    scope: str = PERSON
    session: str = ""
    position: int = 0
    source: str = ""
    valid_from: float | None = None
    valid_until: float | None = None
    confidence: float = 1.0
    state: State = ""
    pinned: bool = False
    key: str = ""
    extra: str = ""


@dataclass(frozen=True)
class Item:
    """One thing that is remembered.

    Attributes:
        kind: `turn` (as it was said), `fact`, `passage` (of a document) or `skill`.
        about: speaker of a turn, subject of a fact, file of a passage, name of a skill.
        time: when it was said or taken in, ISO 8601, UTC.
        source: where it comes from: a turn's session, a fact's turn (or session), a passage's `path#place`.
        score: how well it fits the query, higher is better; 0 where there was none.
        valid_from: when it began to hold, ISO 8601, UTC; empty where that is not known. So is `valid_until`.
        state: empty, `superseded`, `in_doubt` or `erased_source`.
        position: its place in its session, or its document.
        extra: what its kind needs beside, as JSON.
    """

    id: str
    kind: Kind
    text: str
    about: str
    time: str
    source: str
    score: float = 0.0
    valid_from: str = ""
    valid_until: str = ""
    state: State = ""
    scope: str = PERSON
    session: str = ""
    position: int = 0
    confidence: float = 1.0
    pinned: bool = False
    extra: str = ""


# What `item_of` reads, in its order.
COLUMNS = (
    "item.id, item.kind, item.text, item.who, item.time, item.source, item.valid_from, item.valid_until, "
    "item.state, item.scope, item.session, item.position, item.confidence, item.pinned, item.extra"
)


def item_of(row: Sequence[Any], score: float = 0.0) -> Item:
    """Return the item that a row of `COLUMNS` holds."""
    (name, kind, text, who, when, source, begin, end, state, scope, session, position, trust, pin, extra) = (
        row
    )
    return Item(
        name, kind, text, who, iso(when), source or session, score, iso(begin), iso(end), state,
        scope, session, position, trust, bool(pin), extra,
    )  # fmt: skip


def iso(seconds: float | None) -> str:
    """Return a time as ISO 8601 in UTC.

    >>> iso(1_800_000_000.0), iso(None)
    ('2027-01-15T08:00:00+00:00', '')
    """
    if seconds is None:
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):  # a year that no date can name
        return ""


def end_of(day: date) -> float:
    """Return the last second of a day in UTC, in seconds since 1970."""
    return datetime.combine(day, day_time.max, UTC).timestamp()


def seconds_of(text: str) -> float:
    """Return the seconds since 1970 of a time in ISO 8601; without a zone it is taken as UTC.

    >>> seconds_of("2027-01-15T08:00:00+00:00") == seconds_of("2027-01-15T08:00") == 1_800_000_000.0
    True
    """
    time = datetime.fromisoformat(text)
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
