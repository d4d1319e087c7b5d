"""Licences, recognised by their text: which one it is, what was changed in it, and what it forbids.

A text is compared with the licences of the SPDX list by `licenseclassifier`, which reports only whole,
unchanged texts with their place. What stands outside of them, and what departs from the nearest reference in
`texts/`, is read for restrictions of use. Nothing here is legal advice: a text that is not a known one is
*unknown* unless it says a restriction itself, which is then quoted.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from agora.release.likeness import (
    CONDITION,
    changes_between,
    known_as,
    nearest,
    reference,
    references,
    says_in_a_notice,
    words_of,
)
from agora.release.restrictions import Quote, restrictions, sentences
from agora.release.verdict import Verdict

__all__ = ["Licence", "Subject", "by_name", "openness", "recognise", "reference"]

Subject = Literal["code", "data", "document"]

# More than any licence has (the longest on the SPDX list has 110,000); what follows is not read.
_LONGEST = 150_000
# Words before a licence's own, or between two: a title, names, an address; and words behind the last, where a
# condition would stand.
_BESIDE_WORDS = 40
_BEHIND_WORDS = 8
# More than a holder's name has, which a text may have in place of another's.
_NAME_WORDS = 6
# More than a notice has that names a licence; texts are longer, or have a reference to be measured by.
_NOTICE_WORDS = 250
_SHORTEST_WORDS = 60
# What ends like a sentence and has as many words is one.
_FEWEST_SAID = 4
_NOTICE = re.compile(r"licen[cs]ed under|all rights reserved|see the|https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Licence:
    """What a text, or a name, was recognised as.

    Attributes:
        ids: SPDX identifiers of the licences that it holds, unchanged.
        title: what people call it.
        resembles: the licence that it is a changed copy of.
        changes: where it departs from that one.
        restrictions: what it forbids, quoted.
        by_text: it was recognised by its text, not by name alone.
    """

    ids: tuple[str, ...] = ()
    title: str = ""
    resembles: str = ""
    changes: tuple[Quote, ...] = ()
    restrictions: tuple[Quote, ...] = ()
    by_text: bool = True

    @property
    def words(self) -> str:
        """Return it in a few words."""
        if self.ids:
            return " and ".join(self.ids)
        if self.resembles:
            return f"{self.resembles} with {len(self.changes)} change{'s' * (len(self.changes) != 1)}"
        return self.title or "not a known licence"


@dataclass(frozen=True)
class _Known:
    osi: frozenset[str]
    content: frozenset[str]
    names: dict[str, str]
    restricted: list[dict[str, Any]] = field(default_factory=list)


@cache
def _known() -> _Known:
    table = tomllib.loads(files("agora.release").joinpath("licences.toml").read_text(encoding="utf-8"))
    return _Known(
        frozenset(table["osi"].split()),
        frozenset(table["content"].split()),
        {each.lower(): each for each in table["osi"].split() + table["content"].split()} | table["names"],
        table["restricted"],
    )


def recognise(text: str) -> Licence:
    """Return what licence a text is, by its words.

    >>> recognise(reference("Apache-2.0")).words
    'Apache-2.0'
    >>> changed = reference("MIT") + "The Software shall not be used for military purposes."
    >>> [each.kind for each in recognise(changed).restrictions]
    ['field of use']
    """
    from licenseclassifier import identify_license

    if len(text) > _LONGEST:
        return Licence(title="a text longer than any licence", restrictions=restrictions(text[:_LONGEST]))
    spans = identify_license(text, coverage_threshold=0.0)
    rest = _outside(text, [(each.start, each.end) for each in spans])
    said = restrictions(rest)
    ids = tuple(dict.fromkeys(each.id for each in spans))
    if spans and any(_short(each.id, text[each.start : each.end]) for each in spans):
        # A notice such as "Licensed under the Apache License": it names a licence, and is not its text.
        whole = [each for each in spans if not _short(each.id, text[each.start : each.end])]
        if not whole and len(words_of(text)) <= _NOTICE_WORDS and not said:
            return Licence(ids, by_text=False)
        spans, ids = whole, tuple(dict.fromkeys(each.id for each in whole))
    behind = len(words_of(rest[spans[-1].end :])) if spans else 0
    hidden = bool(CONDITION.search(rest)) or says_in_a_notice(text)
    hidden = hidden or any(_hidden(each.id, text[each.start : each.end]) for each in spans)
    if (
        spans
        and behind <= _BEHIND_WORDS
        and len(words_of(rest)) <= _BESIDE_WORDS
        and not (said or hidden or _says_more(rest))
    ):
        own = () if _open(ids) else restrictions(text)
        return Licence(ids, restrictions=own)
    closest = nearest(text)
    if closest:
        changes = changes_between(reference(closest), text)
        if not changes:
            return Licence((closest,), restrictions=() if _open((closest,)) else restrictions(text))
        return Licence(resembles=closest, changes=changes, restrictions=_among(changes, text))
    head = " ".join(text[:2000].lower().split())
    for each in _known().restricted:
        if any(title in head for title in each["heads"]):
            return Licence(title=each["title"], restrictions=restrictions(text))
    return Licence(restrictions=restrictions(text))


def by_name(name: str) -> Licence:
    """Return what licence a name means; `ids` is empty where it is not known or not one licence.

    >>> by_name("apache-2.0").ids, by_name("llama3").title, by_name("other").ids
    (('Apache-2.0',), 'Llama community licence', ())
    """
    plain = " ".join(name.lower().split())
    for each in _known().restricted:
        if plain in each["names"] or plain == each["id"].lower():
            quote = Quote("by name", name, 0)
            return Licence(title=each["title"], restrictions=(quote,), by_text=False)
    known = _known().names.get(plain, "")
    return Licence((known,) if known else (), title=name, by_text=False)


def openness(licence: Licence, subject: Subject) -> tuple[Verdict, str]:
    """Say whether a licence leaves everybody free, for what it is used for, and why.

    Code needs one that OSI approved; data and documents may have an open licence for content.

    >>> openness(recognise(reference("CC-BY-4.0")), "document")[0].value
    'pass'
    >>> openness(recognise(reference("CC-BY-NC-4.0")), "data")[0].value
    'fail'
    """
    if licence.restrictions:
        first = licence.restrictions[0]
        return Verdict.FAIL, f"{licence.words} restricts use ({first.kind})."
    if licence.changes:
        return Verdict.UNKNOWN, f"The text is {licence.words}; nobody approved the changed one."
    if not licence.ids:
        return Verdict.UNKNOWN, f"{licence.words.capitalize()}: no rule here says whether it is open."
    if not licence.by_text:
        return Verdict.UNKNOWN, f"{licence.words} is only named; its text is not here."
    if all(each in _known().osi for each in licence.ids):
        return Verdict.PASS, f"{licence.words}, approved by OSI, recognised by its text."
    if _open(licence.ids):
        if subject == "code":
            return Verdict.UNKNOWN, f"{licence.words} is open for content; OSI did not approve it for code."
        return Verdict.PASS, f"{licence.words}, open for content, recognised by its text."
    return Verdict.UNKNOWN, f"{licence.words} is on neither OSI's list nor that of open content licences."


def _open(ids: tuple[str, ...]) -> bool:
    return all(each in _known().osi or each in _known().content for each in ids)


def _says_more(rest: str) -> bool:
    """Tell whether what stands beside a licence says something, in whatever language or letters.

    Titles, names, addresses and notices that name the licence say nothing.
    """
    lines = [line for line in rest.splitlines() if words_of(line)]
    if re.search(r"[^\W\d_a-zA-Z\u00c0-\u024f]", " ".join(lines)):
        return True
    said = [each.words for each in sentences("\n".join(lines)) if len(each.words.split()) >= _FEWEST_SAID]
    return any(each[-1] in ".;!" and not _NOTICE.search(each) for each in said)


def _short(spdx_id: str, text: str) -> bool:
    """Tell whether a text is too short to be the licence that it was recognised as."""
    name = known_as(spdx_id)
    return len(text.split()) < (references()[name][1] / 2 if name else _SHORTEST_WORDS)


def _hidden(spdx_id: str, text: str) -> bool:
    """Tell whether more than a name was put into a text where the recogniser allows for a holder's."""
    name = known_as(spdx_id)
    if not name or [word for word, _ in words_of(text)] == [word for word, _ in words_of(reference(name))]:
        return False
    changes = changes_between(reference(name), text)
    return any(each.kind != "removed" and len(each.words.split()) > _NAME_WORDS for each in changes)


def _outside(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with the spans blanked, so that lines keep their numbers."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _among(changes: tuple[Quote, ...], text: str) -> tuple[Quote, ...]:
    """Return the restrictions that stand in sentences with changed words."""
    lines = {each.line for each in changes if each.kind != "removed"}
    touched = [each for each in sentences(text) if lines & set(range(each.line, each.last + 1))]
    return tuple(quote for each in touched for quote in each.restrictions())
