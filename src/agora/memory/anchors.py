"""When a question sets its time by what happened, and not by a day: "before the Skoda", "during the renovation".

What happened is looked for in what the person said; the question is then asked of the moment before it was first
told, or of the last moment at which it still was. What nobody told of sets no time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agora.memory.asking import DID, MOST_ASKED
from agora.memory.items import COLUMNS, Item, item_of, seconds_of
from agora.memory.store import Store, marks
from agora.memory.words import COMMON

__all__ = ["Anchor", "anchor"]

_AFTER = re.compile(
    r"^(?P<rest>.{4,}?),?\s(?P<how>before|until|prior to|during|while|when)\s(?P<what>(?!that\b|then\b|this\b|now\b)[^,;]+?)[?.!\s]*$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?P<how>before|until|prior to|during|while|when)\s(?P<what>(?!that\b|then\b|this\b|now\b)[^,;]+?),\s(?P<rest>.{4,})$",
    re.IGNORECASE,
)
# "Before Kim came back": the last time that Kim is spoken of, not the first.
_BACK = re.compile(r"\b(?:back|again|return\w*)\b", re.IGNORECASE)
# What stands with the thing and tells no more of it: "before I got the dog", "before they moved it".
_DOING = frozenset(
    "got get getting had have went go going came come coming took take taking started start starting changed change "
    "changing switched switching moved move moving bought buying joined joining became lived live living worked working "
    "used put drove driving made became brought said told back again return returned they up down off out over".split()
)
# More mentions are not read.
_MOST = 50


@dataclass(frozen=True)
class Anchor:
    """The time that a question sets.

    Attributes:
        rest: the question without it.
        at: the second that is asked about, since 1970.
        what: the words for what happened.
        told: what tells of it; nothing, if nobody did.
        named: it names somebody or something, and so asks of no other time.
    """

    rest: str
    at: float
    what: str
    told: Item | None
    named: bool


def anchor(query: str, store: Store, scopes: Sequence[str], now: float) -> Anchor | None:
    """Return the time that a question of what was sets by what happened.

    An event that nobody told of ("before the accident") leaves the question one of what was before; of a time
    that a name sets, nothing is known where nobody told of the name.

    Args:
        scopes: nothing of another scope is looked at.
        now: seconds since 1970.
    """
    match = (_FIRST.match(query) or _AFTER.match(query)) if len(query) <= MOST_ASKED else None
    if match is None or not DID.search(query):
        return None
    how, what = match["how"].lower(), match["what"]
    rest = f"{match['rest'].rstrip(' ?')}?"
    rest = rest[:1].upper() + rest[1:]
    found = _mentions(what, store, scopes, now)
    if not found:
        return Anchor(rest, now, what, None, _named(what) != [])
    times = [seconds_of(item.time) for item in found]
    if how in ("before", "until", "prior to"):
        told, at = (found[-1], times[-1]) if _BACK.search(what) else (found[0], times[0])
        return Anchor(rest, min(at, _since(told, what, store)) - 1, what, told, named=True)
    # While it was so, to the last that is said of it: that it is over.
    at = times[-1] - 1 if times[-1] > times[0] else times[0] + 1
    return Anchor(rest, at, what, found[0], named=True)


def _since(told: Item, what: str, store: Store) -> float:
    """Return since when it was so, where what tells of it says that too."""
    rows = store.run(
        "SELECT claim.value, claim.since FROM claim JOIN item ON number = claim.item WHERE item.source = ?",
        (told.id,),
    )
    stems = set(store.words(what))
    return min((since for value, since in rows if stems & set(store.words(value))), default=float("inf"))


def _named(what: str) -> list[str]:
    """Return the names and numbers in it."""
    return [
        word
        for word in re.findall(r"[^\W_]+", what)
        if (word[0].isupper() and word != "I") or word[0].isdigit()
    ]


def _mentions(what: str, store: Store, scopes: Sequence[str], now: float) -> list[Item]:
    """Return what a person said that holds all the words of it, or its names, the oldest first."""
    words = [w for w in re.findall(r"[^\W_]+", what.lower()) if w not in COMMON]
    telling = [word for word in words if word not in _DOING]
    for chosen in (telling, [word.lower() for word in _named(what)]):
        if not chosen:
            continue
        match = " AND ".join(f'"{word}"' for word in chosen)
        rows = store.run(
            f"SELECT {COLUMNS} FROM item WHERE number IN (SELECT rowid FROM word WHERE word MATCH ?) AND kind = 'turn' "
            f"AND who = 'person' AND scope IN ({marks(scopes)}) AND time <= ? AND text NOT LIKE '%?' ORDER BY time LIMIT ?",
            (match, *scopes, now, _MOST),
        )
        if rows:
            return [item_of(row) for row in rows]
    return []
