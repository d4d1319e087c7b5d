"""Answers to plain questions out of what was said, where no pattern read it: the latest that tells the topic.

Of what covers a question's topic the newest goes first. What was said later about the answer's own words, with a
sign of change ("my ThinkPad broke", "I've closed my Monzo account"), goes before it; a correction goes before
what it corrects. Where nothing covers the topic, nothing that the person said is an answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agora.memory.clauses import CORRECTING
from agora.memory.items import COLUMNS, Item, item_of, seconds_of
from agora.memory.store import Store, marks
from agora.memory.topics import CHANGE, Said, Topic

if TYPE_CHECKING:
    from agora.memory.table import WordTable

__all__ = ["Latest"]

# What covers nearly as much of a question as the best does may be the newer answer to it.
_AS_GOOD = 0.2

# A change of a change is followed so far.
_MOST_STEPS = 2
_MOST_LATER = 40

# "Make that 8" corrects what was said in the minutes before.
_AT_ONCE_S = 900

_BEFORE = re.compile(r"\b(?:before|previously|formerly|used to|was|were|had|from|until)\b", re.IGNORECASE)
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
            lead = next((s for s in newer if CHANGE.search(s.item.text)), lead)
        if lead is None:
            return []
        answers = [lead.item, *sure, *(s.item for s in told)]
        for _ in range(0 if lead.item.state == "in_doubt" else _MOST_STEPS):
            after = self._changed(lead, asked)
            if after is None:
                break
            answers.insert(0, after.item)
            lead = after
        return list({item.id: item for item in answers}.values())

    def before(self, asked: Topic, found: Sequence[Item]) -> list[Item]:
        """Return what held before what holds now, out of all that was found, what is over included."""
        told = self._telling(asked, found)
        if not told:
            return []
        newest = told[0].item
        rest = [s.item for s in told if s.item.time < newest.time]
        return rest or ([newest] if _BEFORE.search(newest.text) else [])

    def _telling(self, asked: Topic, found: Sequence[Item]) -> list[Said]:
        shares = [(asked.told_by(s, self.table), s) for s in (Said(i, self.store) for i in found)]
        best = max((share for share, _ in shares), default=0.0)
        told = [s for share, s in shares if share and share >= best - _AS_GOOD]
        return sorted(told, key=lambda s: (s.item.time, s.item.kind == "fact"), reverse=True)

    def _changed(self, lead: Said, asked: Topic) -> Said | None:
        """Return what was said last about an answer's own words, or put it right at once."""
        values = lead.values(asked) | {word for _, word in asked.words.values()}
        rows = self._corrections(lead.item)
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

    def _corrections(self, lead: Item) -> tuple[tuple[object, ...], ...]:
        session = lead.session or (lead.source if lead.kind == "turn" else "")
        if not session:
            return ()
        said = seconds_of(lead.time)
        rows = self.store.run(
            f"SELECT {COLUMNS} FROM item WHERE session = ? AND kind = 'turn' AND who = 'person' AND time > ? AND time <= ? "
            "ORDER BY time LIMIT 1",
            (session, said, min(said + _AT_ONCE_S, self.at)),
        )
        return tuple(row for row in rows if CORRECTING.match(row[2]))

    def _changes(self, later: Said, lead: Said, values: frozenset[str], asked: Topic) -> bool:
        text = later.item.text
        if later.item.time <= lead.item.time or text.rstrip().endswith("?"):
            return False
        if CORRECTING.match(text) and later.item.session == lead.item.session:
            return True
        if not CHANGE.search(text):
            return False
        shared = frozenset(self.store.words(" ".join(values))) & later.stems
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
