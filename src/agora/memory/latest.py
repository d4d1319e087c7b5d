"""Answers to plain questions out of what was said, where no pattern read it: the latest that tells the topic.

Of what covers a question's topic the newest goes first. What was said later about the answer's own words, with a
sign of change ("my ThinkPad broke", "I've closed my Monzo account"), goes before it; a correction goes before
what it corrects. Where nothing covers the topic, nothing that the person said is an answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agora.memory.clauses import CORRECTING, PUT_OFF
from agora.memory.dates import plain
from agora.memory.items import COLUMNS, Item, item_of, seconds_of
from agora.memory.sentence import AMOUNT, is_state
from agora.memory.signs import CHANGE, ENDED, NAME
from agora.memory.store import Store, marks
from agora.memory.topics import Said, Topic
from agora.memory.words import COMMON

if TYPE_CHECKING:
    from agora.memory.table import WordTable

__all__ = ["Latest"]

# What covers nearly as much of a question as the best does may be the newer answer to it.
_AS_GOOD = 0.2

# A change of a change is followed so far.
_MOST_STEPS = 2
_MOST_LATER = 40

# "Make that 8" corrects what was said in the minutes before; later on, only if it is of the sort that is asked for.
_AT_ONCE_S = 900

_BEFORE = re.compile(r"\b(?:before|previously|formerly|used to|was|were|had|from|until)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:before|previously|formerly|used to)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:original(?:ly)?|initial(?:ly)?|at first|to begin with)\b", re.IGNORECASE)
_ONESELF = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us)\b")


@dataclass(frozen=True)
class Latest:
    """Orders what was found for a plain question.

    Attributes:
        scopes: nothing of another scope is looked at.
        at: the second that is asked about.
    """

    store: Store
    table: "WordTable"
    scopes: Sequence[str]
    at: float

    def now(self, asked: Topic, sure: list[Item], found: Sequence[Item]) -> list[Item]:
        """Return the answers, best first: those that are kept as facts, unless something newer changes them."""
        told = self._telling(asked, found)
        if not sure:
            lead = told[0] if told else None
        else:
            lead = Said(sure[0], self.store)
            newer = [s for s in told if s.item.time > lead.item.time and not self._is_to_come(s.item)]
            lead = next((s for s in newer if CHANGE.search(s.item.text) and not is_state(s.item.text)), lead)
        if lead is None:
            return []
        answers = [lead.item, *sure, *(s.item for s in told)]
        if lead.item.state != "in_doubt":
            answers = [*(s.item for s in self._after(lead, asked)), *answers]
        first = {
            item.id: item for item in reversed(answers)
        }  # a fact that answers outright knows of its doubt
        return [first[name] for name in dict.fromkeys(item.id for item in answers)]

    def before(self, asked: Topic, found: Sequence[Item]) -> list[Item]:
        """Return what held before what holds now, out of all that was found, what is over included."""
        told = self._telling(asked, found)
        if not told:
            return []
        series = [*self._after(told[0], asked), *told]
        if len(series) > 1 and CORRECTING.match(series[0].item.text):
            del series[1]  # what it puts right never was so
        newest = series[0]
        rest = [s.item for s in series if s.item.time < newest.item.time and not _same(newest, s, asked)]
        if _FIRST.search(asked.text):
            return [*rest[::-1], told[-1].item]
        at_once = [s.item for s in series if s.item.time == newest.item.time]
        return rest or [i for i in at_once if _BEFORE.search(i.text) or ENDED.search(i.text)]

    def around(self, asked: Topic, told: Item, what: str, found: Sequence[Item]) -> list[Item]:
        """Return what tells how it was before something in the same breath, or says that it was so.

        Args:
            told: what tells of it first.
            what: the words for it.
        """
        then = [s.item for s in self._telling(asked, found) if _BEFORE.search(s.item.text)]
        with_it = [item for item in then if told.id in (item.id, item.source)]
        return with_it or [item for item in then if _WAS.search(item.text)] or self._replaced(told, what)

    def _replaced(self, told: Item, what: str) -> list[Item]:
        """Return what first tells of something, if it names before it what was spoken of earlier: "Jess left, so Ida came"."""
        new = frozenset(re.findall(r"[^\W_]+", plain(what))) - COMMON
        place = min((at for at in (plain(told.text).find(word) for word in new) if at >= 0), default=0)
        names = [m for m in NAME.findall(told.text[:place]) if plain(m) not in new]
        if not names or not CHANGE.search(told.text):
            return []
        earlier = self.store.run(
            "SELECT count(*) FROM item WHERE number IN (SELECT rowid FROM word WHERE word MATCH ?) AND kind = 'turn' "
            f"AND who = 'person' AND scope IN ({marks(self.scopes)}) AND time < ?",
            (" OR ".join(f'"{plain(name)}"' for name in names), *self.scopes, seconds_of(told.time)),
        )
        return [told] if earlier[0][0] else []

    def _telling(self, asked: Topic, found: Sequence[Item]) -> list[Said]:
        shares = [(asked.told_by(s, self.table), s) for s in (Said(i, self.store) for i in found)]
        best = max((share for share, _ in shares), default=0.0)
        told = [s for share, s in shares if share and share >= best - _AS_GOOD and asked.is_answered(s)]
        return sorted(told, key=lambda s: (s.item.time, s.item.kind == "fact"), reverse=True)

    def _after(self, lead: Said, asked: Topic) -> list[Said]:
        """Return what changed an answer, what changed that, and so on, the last first."""
        found = list[Said]()
        while len(found) < _MOST_STEPS and (after := self._changed(found[0] if found else lead, asked)):
            found.insert(0, after)
        return found

    def _changed(self, lead: Said, asked: Topic) -> Said | None:
        """Return what was said last about an answer's own words, or put it right at once."""
        values = lead.values(asked) | {word for _, word in asked.words.values()}
        rows = self._corrections(lead.item, asked)
        if values:
            match = " OR ".join(f'"{word}"' for word in sorted(values))
            rows += self.store.run(
                f"SELECT {COLUMNS} FROM item WHERE number IN (SELECT rowid FROM word WHERE word MATCH ? AND rowid > "
                "(SELECT number FROM item WHERE id = ?)) AND kind = 'turn' AND who = 'person' AND state = '' "
                f"AND scope IN ({marks(self.scopes)}) AND time <= ? ORDER BY time LIMIT {_MOST_LATER}",
                (match, lead.item.id, *self.scopes, self.at),
            )
        later = [Said(item_of(row), self.store) for row in rows]
        fits = [s for s in later if self._changes(s, lead, values, asked)]
        return max(fits, key=lambda s: s.item.time, default=None)

    def _corrections(self, lead: Item, asked: Topic) -> tuple[tuple[object, ...], ...]:
        session = lead.session or (lead.source if lead.kind == "turn" else "")
        if not session:
            return ()
        said = seconds_of(lead.time)
        rows = self.store.run(
            f"SELECT {COLUMNS} FROM item WHERE session = ? AND kind = 'turn' AND who = 'person' AND time > ? AND time <= ? "
            "ORDER BY time LIMIT 1",
            (session, said, self.at),
        )
        at_once = [row for row in rows if row[4] <= said + _AT_ONCE_S or asked.fits(row[2])]
        return tuple(row for row in at_once if _puts_right(row[2], lead.text))

    def _changes(self, later: Said, lead: Said, values: frozenset[str], asked: Topic) -> bool:
        text = later.item.text
        if later.item.time <= lead.item.time or text.rstrip().endswith("?"):
            return False
        if later.item.session == lead.item.session and _puts_right(text, lead.item.text):
            return True
        if not CHANGE.search(text):
            return False
        shared = frozenset(self.store.words(" ".join(lead.values(asked)))) & later.stems
        if shared or (not is_state(text) and asked.may_be(later)):
            shared |= asked.words.keys() & later.stems
        first = frozenset(self.store.words(" ".join(later.words[:2])))
        same = bool(_ONESELF.search(text)) if not asked.names else asked.names[0] in later.plain
        return bool(shared) and (same or bool(shared & first)) and not self._is_to_come(later.item)

    def _is_to_come(self, item: Item) -> bool:
        """Whether a turn tells of what begins later."""
        return bool(
            self.store.run(
                "SELECT 1 FROM item WHERE source = ? AND kind = 'fact' AND valid_from > ? LIMIT 1",
                (item.id, self.at),
            )
        )


def _puts_right(text: str, said: str) -> bool:
    """Whether a text corrects what was said just before, or tells that "it" has another day or price."""
    moved = PUT_OFF.match(text)
    return bool(CORRECTING.match(text) or (moved and AMOUNT.search(said) and AMOUNT.search(moved["v"])))


def _same(newer: Said, older: Said, asked: Topic) -> bool:
    """Whether the older tells the same value: they share a word of it, and the newer tells of no change."""
    shared = newer.values(asked) & older.values(asked)
    return bool(shared) and not CHANGE.search(newer.item.text)
