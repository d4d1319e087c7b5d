"""Promises, and what became of them: who said what, where, in whose words, and which evidence there is.

Judgement is kept apart. A promise is recorded as it was said. That it was *kept*, *broken* or *withdrawn*
needs evidence with a source, *broken* two that do not depend on each other. *Overdue* says only that the day
has passed and nothing is recorded. A correction or a reply is an entry too; nothing is ever taken out.
"""

import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

__all__ = [
    "Broken",
    "Correction",
    "Entry",
    "Outcome",
    "Promise",
    "Reply",
    "Source",
    "Standing",
    "State",
    "sorted_by_state",
    "standings",
]

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,79}$")]


def _real(day: str) -> str:
    _last_day(day)
    return day


# ASCII alone: other digits would be other words for the same day.
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_real)]

# Under these, a publisher's own name is the third part from the end.
_SHARED_SUFFIXES = {"ac", "co", "com", "edu", "gov", "net", "org"}
# Cyrillic and Greek letters that look like Latin ones.
_ALIKE = str.maketrans("авсеніјкмоԛрѕтухԝαεικνορτυχ", "abcehijkmoqpstyxwaeiknoptux")


class State(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    OVERDUE = "overdue"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Part):
    """Where something was said or shown.

    Args:
        publisher: who published it.
        place: an address, a path in this project, or words that let one find it.
        date: when, as exactly as it is known.
        quote: the words that show it.
        original: the publisher whose report this one repeats, if it does.
    """

    publisher: Words
    place: Words
    date: Day | None = None
    quote: Words | None = None
    original: Words | None = None

    def origins(self) -> set[str]:
        """Return what tells two sources apart: who published it, the original's name, and the host."""
        host = _host(self.place)
        return {_plain(self.original)} if self.original else {_plain(self.publisher), host} - {""}


def _host(place: str) -> str:
    """Return the publisher's own part of an address's host, without its suffix; of a copy in an archive, the
    copied page's.

    >>> _host("https://web.archive.org/web/2024/https://www.bbc.co.uk/x"), _host("page 3")
    ('bbc', '')
    """
    address = place[max(place.rfind("https://"), place.rfind("http://"), 0) :]
    host = (urlsplit(address).hostname or "" if "://" in address else "").strip(".").removeprefix("www.")
    parts = host.split(".")
    if len(parts) < 2 or host.replace(".", "").isdigit():
        return host
    shared = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SHARED_SUFFIXES
    return _plain(parts[-3 if shared else -2])


def _plain(name: str) -> str:
    """Return a name by its letters and digits alone, so that spelling makes no second publisher.

    >>> _plain("The  Verge."), _plain("R\u0435uters\u200b")
    ('verge', 'reuters')
    """
    text = unicodedata.normalize("NFKD", name).casefold().translate(_ALIKE).removeprefix("the ")
    return "".join(char for char in text if char.isalnum())


class Promise(_Part):
    """What somebody said that they would do, or would never do.

    Args:
        who: who promised.
        what: what, in our words.
        words: in whose words it was said, as short as a record needs; none where only a report is known.
        said: when.
        due: by when; none where no day was named.
        sources: where it was said.
    """

    kind: Literal["promise"] = "promise"
    promise: Slug
    who: Words
    what: Words
    words: Words | None = None
    said: Day
    due: Day | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class Outcome(_Part):
    """That a promise was kept or withdrawn, or is open again."""

    kind: Literal["state"] = "state"
    promise: Slug
    state: Literal["open", "kept", "withdrawn"]
    why: Words
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class Broken(_Part):
    """That a promise was broken, which two sources show that do not depend on each other."""

    kind: Literal["broken"] = "broken"
    promise: Slug
    why: Words
    sources: Annotated[tuple[Source, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _independent(self) -> "Broken":
        first, *others = (each.origins() for each in self.sources)
        if all(first & other for other in others):
            raise ValueError(
                f"broken needs two independent sources; these all come from {', '.join(sorted(first))}"
            )
        return self


class Correction(_Part):
    """That an earlier entry is wrong, and what is right; the earlier one stays, struck out."""

    kind: Literal["correction"] = "correction"
    promise: Slug
    corrects: Annotated[int, Field(ge=0)]
    why: Words
    who: Words | None = None
    what: Words | None = None
    words: Words | None = None
    said: Day | None = None
    due: Day | None = None
    sources: tuple[Source, ...] = ()


class Reply(_Part):
    """What somebody concerned answers."""

    kind: Literal["reply"] = "reply"
    promise: Slug
    who: Words
    words: Words
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


Entry = Annotated[Promise | Outcome | Broken | Correction | Reply, Field(discriminator="kind")]


@dataclass(frozen=True)
class Standing:
    """A promise as it stands.

    Attributes:
        promise: as last corrected.
        state: what became of it.
        why: what decided.
        sources: what shows it.
        history: the numbers of its entries.
        replies: what was answered.
    """

    promise: Promise
    state: State
    why: str
    sources: tuple[Source, ...]
    history: tuple[int, ...]
    replies: tuple[Reply, ...]


def standings(entries: Sequence[Entry], today: date) -> dict[str, Standing]:
    """Return how each promise stands on a day.

    Raises:
        ValueError: an entry speaks of a promise that none made before it, or corrects one that is not there.
    """
    found: dict[str, Standing] = {}
    for name in dict.fromkeys(each.promise for each in entries):
        own = [(number, each) for number, each in enumerate(entries) if each.promise == name]
        found[name] = _standing(name, own, today)
    return found


def _standing(name: str, own: list[tuple[int, Entry]], today: date) -> Standing:
    number, first = own[0]
    if not isinstance(first, Promise):
        raise ValueError(f"entry {number} speaks of {name!r} before it was recorded")
    promise, struck = first, set[int]()
    for number, each in reversed(own[1:]):
        if isinstance(each, Promise):
            raise ValueError(f"entry {number} records {name!r} again; a correction changes it")
        if isinstance(each, Correction):
            if each.corrects not in [other for other, _ in own if other < number]:
                raise ValueError(f"entry {number} corrects entry {each.corrects}, which is none of {name!r}")
            if each.corrects != own[0][0] and number not in struck:
                struck.add(each.corrects)
    for number, each in own:
        if isinstance(each, Correction) and each.corrects == own[0][0] and number not in struck:
            changed = each.model_dump(include={"who", "what", "words", "said", "due"}, exclude_none=True)
            promise = promise.model_copy(update=changed)
    state, why, sources = _due(promise, today)
    for number, each in own:
        if isinstance(each, Outcome | Broken) and number not in struck:
            state = State.BROKEN if isinstance(each, Broken) else State(each.state)
            why, sources = each.why, each.sources
            if state is State.OPEN:
                state, _, _ = _due(promise, today)
    replies = tuple(each for number, each in own if isinstance(each, Reply) and number not in struck)
    return Standing(promise, state, why, sources, tuple(number for number, _ in own), replies)


def _due(promise: Promise, today: date) -> tuple[State, str, tuple[Source, ...]]:
    """Return the state of a promise of which nothing else is recorded."""
    if promise.due is not None and _last_day(promise.due) < today:
        return (
            State.OVERDUE,
            f"Due by {promise.due}; nothing is recorded of what became of it.",
            promise.sources,
        )
    when = f"due by {promise.due}" if promise.due else "no day was named"
    return State.OPEN, f"As it was said; {when}.", promise.sources


def _last_day(day: str) -> date:
    """Return the last day that a date given by year, month or day may mean.

    >>> _last_day("2024"), _last_day("2024-02")
    (datetime.date(2024, 12, 31), datetime.date(2024, 2, 29))
    """
    year, *rest = map(int, day.split("-"))
    month, exact = (*rest, 0)[:2] if rest else (12, 0)
    return date(year, month, exact or monthrange(year, month)[1])


def sorted_by_state(found: Iterable[Standing]) -> list[Standing]:
    """Return them with what needs attention first."""
    order = [State.BROKEN, State.OVERDUE, State.OPEN, State.WITHDRAWN, State.KEPT]
    return sorted(found, key=lambda each: (order.index(each.state), each.promise.who, each.promise.promise))
