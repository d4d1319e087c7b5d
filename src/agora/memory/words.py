"""What a query says: the words that carry its meaning, whom it names, and the time it speaks of."""

import re
from dataclasses import dataclass

from agora.memory.dates import Period, period
from agora.memory.store import Store, storable

__all__ = ["COMMON", "Query", "read"]

# Words that nearly every text holds: they find nothing.
COMMON = frozenset(
    """
    a an the and or but if of at by for with about to from in on off is am are was were be been being
    have has had do does did doing will would can could should shall may might must i me my we us our
    you your he him his she her it its they them their this that these those what which who whom whose
    when where why how so than too very not no as s t d ll m re ve there here any some such into during
    before after again then once also just own same other more most
    """.split()
)

# Words of a query that are used; a longer one is a document.
_MOST_WORDS = 32

# Words of the longest name that is looked for.
_NAME_WORDS = 3


@dataclass(frozen=True)
class Query:
    """A query, taken apart.

    Attributes:
        words: those that carry meaning, in small letters, without the names.
        stems: the same as the index has them, each with a word that has it: a stem that is stemmed once more
            may be another ("house", "hous", "hou"), so the index is asked for words.
        speakers: who is named and has said something, or is a subject, in small letters.
        period: the time that it speaks of.
        text: as it was asked.
    """

    words: tuple[str, ...]
    stems: dict[str, str]
    speakers: frozenset[str]
    period: Period | None
    text: str


def read(text: str, store: Store, now: float) -> Query:
    """Take a query apart.

    Args:
        now: seconds since 1970, for "last May".
    """
    words = [word.lower() for word in re.findall(r"\w+", storable(text))][: 4 * _MOST_WORDS]
    named, places = _names(words, store)
    telling = [w for n, w in enumerate(words) if n not in places and w not in COMMON]
    # A query that is nothing but a name, or common words, is looked for as it is.
    chosen = telling or [w for n, w in enumerate(words) if n in places] or words
    unique = list(dict.fromkeys(chosen))[:_MOST_WORDS]
    parts = [part for word in unique for part in word.split("_") if part]
    stems = {stem: part for part in reversed(parts) for stem in store.words(part)}
    return Query(tuple(unique), stems, named, period(text, now), text)


def _names(words: list[str], store: Store) -> tuple[frozenset[str], set[int]]:
    """Return who is named, and at which words."""
    spans = {
        " ".join(words[start : start + size]): range(start, start + size)
        for size in range(1, _NAME_WORDS + 1)
        for start in range(len(words) - size + 1)
        if not set(words[start : start + size]) & COMMON
    }
    if not spans:
        return frozenset(), set()
    rows = store.run(
        f"WITH span(name) AS (VALUES {', '.join(['(?)'] * len(spans))}) SELECT name FROM span "
        "WHERE EXISTS (SELECT 1 FROM item WHERE who = name COLLATE NOCASE)",
        tuple(spans),
    )
    named = {name for (name,) in rows}
    return frozenset(named), {place for name in named for place in spans[name]}
