"""What is wrong with what is remembered: duplicates, contradictions, junk, stale facts, facts without a source.

Each finding proposes a repair; nothing is changed until somebody applies it. Turns are what was said, and documents
what is written: only facts are looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from agora.memory.dates import plain
from agora.memory.items import Item, seconds_of
from agora.memory.phrases import MANY
from agora.memory.store import Store

__all__ = ["Finding", "audit"]

# In doubt for so long, and nobody said it again.
_STALE_S = 90 * 86_400.0

# What nobody says about themselves: prompts, code, dumps, questions.
_JUNK = re.compile(
    r"```|^\s*[\[{(<]|Traceback|^(?:system|user|assistant)\s*:|\byou are (?:an? )?(?:helpful|ai|language model|assistant)\b"
    r"|\b(?:previous|above) instructions\b|\?\s*$|\\n",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and how to put it right.

    Attributes:
        kind: what is wrong.
        why: in words, with the texts concerned.
        repair: `forget` the items, or mark them `superseded`.
        items: ids of what the repair changes.
        kept: id of what stays in their place, if there is one.
    """

    kind: Literal["duplicate", "contradiction", "junk", "stale", "erased source"]
    why: str
    repair: Literal["forget", "superseded"]
    items: tuple[str, ...]
    kept: str = ""


def audit(store: Store, now: float) -> list[Finding]:
    """Return everything that is wrong with the facts.

    Args:
        now: seconds since 1970.
    """
    facts = store.items("kind = 'fact' ORDER BY time, number")
    found = [*_alone(facts, now), *_duplicates([fact for fact in facts if fact.state != "superseded"])]
    junk = {name for finding in found for name in finding.items}
    return found + [finding for finding in _contradictions(store) if not junk & set(finding.items)]


def _alone(facts: list[Item], now: float) -> Iterator[Finding]:
    for fact in facts:
        if fact.pinned:
            continue
        if _JUNK.search(fact.text) or len(fact.text.split()) < 2:
            yield Finding("junk", f"{fact.text[:80]!r} is nothing that somebody said.", "forget", (fact.id,))
        elif fact.state == "erased_source":
            why = f"The turn that said {fact.text[:80]!r} was forgotten."
            yield Finding("erased source", why, "forget", (fact.id,))
        elif fact.state != "superseded" and fact.valid_until and seconds_of(fact.valid_until) <= now:
            why = f"{fact.text[:80]!r} held until {fact.valid_until[:10]}."
            yield Finding("stale", why, "superseded", (fact.id,))
        elif fact.state == "in_doubt" and seconds_of(fact.time) < now - _STALE_S:
            why = f"{fact.text[:80]!r} has been in doubt, and nobody said it again."
            yield Finding("stale", why, "superseded", (fact.id,))


def _duplicates(facts: list[Item]) -> Iterator[Finding]:
    same: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for fact in facts:
        same[fact.scope, " ".join(re.findall(r"\w+", plain(fact.text)))].append(fact)
    for first, *others in same.values():
        if others:
            why = f"{first.text[:80]!r} is kept {len(others) + 1} times."
            yield Finding("duplicate", why, "forget", tuple(item.id for item in others), first.id)


def _contradictions(store: Store) -> Iterator[Finding]:
    rows = store.run(
        "SELECT item.scope, subject, attribute, value, id, text FROM claim JOIN item ON number = claim.item "
        "WHERE until IS NULL AND state = '' ORDER BY claim.since, number"
    )
    open_: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for scope, subject, attribute, value, name, text in rows:
        if attribute not in MANY:
            open_[scope, subject, attribute].append((plain(value), name, text))
    for claims in open_.values():
        value, newest, text = claims[-1]
        older = tuple(
            dict.fromkeys(name for other, name, _ in claims[:-1] if other != value and name != newest)
        )
        if older:
            why = f"{text[:80]!r} and {claims[0][2][:80]!r} cannot both hold."
            yield Finding("contradiction", why, "superseded", older, newest)
