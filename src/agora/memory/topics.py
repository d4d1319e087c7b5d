"""What a plain question is about, and whether something that was said tells it, where no pattern foresaw either.

A question's words that carry meaning are its topic. What was said covers a word if it holds it, or a near one in
the table of word vectors. What covers enough of a question, is about the same person and holds the sort of
thing that is asked for (a day, a number, a place) may answer it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agora.memory.asking import PAST
from agora.memory.dates import plain
from agora.memory.items import Item
from agora.memory.signs import AT, DWELL, ENDED, NAME, PLACED, SORTS, WHERE
from agora.memory.store import Store
from agora.memory.words import COMMON

if TYPE_CHECKING:
    from agora.memory.table import WordTable

__all__ = ["Said", "Topic", "topic"]

# A question that is longer is a task, and what is longer than this was handed over.
_MOST_CHARS, _MOST_SAID = 160, 600

# Share of a question's words that must be covered: of two both, of three two.
_ENOUGH = 0.6

# Words at least so near mean nearly the same ("mum" and "mother" 0.78, "printer" and "scanner" 0.49).
_NEAR = 0.6

# "Which team do I follow?": what tells of either the class or the rest tells enough.
_ENOUGH_OF_CLASS = 0.5
_FAVOURITE = 0.25

# Words for the sort of value, and verbs that go with anything, tell less ("the gate code", "go to").
_LITTLE = 0.5
_LIGHT = frozenset(
    "code password passcode combination colour color go goes going take takes use make put pay come see".split()
)

_TIMES = frozenset(
    "today yesterday tomorrow week weeks month months year years morning evening monday tuesday wednesday thursday friday saturday sunday little bit last next".split()
)
_TITLES = {"dr", "mr", "mrs", "ms"}

_ASKS = re.compile(r"^(?:and |so |but |on |in |at |to |from |with |for |by )?(?:who|whom|whose|what|when|where|which|why|how|do|does|did|am|is|are|was|were|have|has|had|can|will|should)\b|\?\s*$", re.IGNORECASE)  # fmt: skip
_NOT_TOLD = frozenset(
    "called call name named names now today currently still again kind sort type make brand have has got get anything something "
    "someone somebody please tell told remember know say said talk mention these days moment previous previously before originally "
    "formerly former earlier used back time times day date much many old long often high whats whos actually exactly".split()
)
_CLASSED = re.compile(r"\b(?:which|what)\s(?:(?:kind|sort|type|make|brand)\sof\s)?(?P<of>(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|am\b|will\b|should\b|have\b)[a-z-]+(?:\s(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|am\b|will\b|should\b|have\b|has\b|can\b|'s)[a-z-]+)?)", re.IGNORECASE)  # fmt: skip
# "Gate code?", "when is group meeting?": whose, goes without saying.
_NOUNS = r"(?!who|what|when|where|which|why|how|do|does|did|is|are|can|any|really|so|and|or|ok|okay|right)\w[\w'’-]*(?:\s[\w'’-]+){0,3}\?$"
_BARE = re.compile(
    rf"(?:(?:who(?=['’]s| is| was)|what|when|where|which)(?:['’]s)?(?:\s[\w'’-]+){{1,6}}\??$|{_NOUNS})",
    re.IGNORECASE,
)
_ONESELF = re.compile(r"\b(?:I|we|me|us|my|our|mine|ours|you|your)\b|\bI['’]", re.IGNORECASE)
_SELF_DOES = re.compile(r"\b(?:do|did|am|was|are|were|have|had|will|would|can|should|shall) (?:I|we)\b")
_OTHERS = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_NARROW = re.compile(r"(?:(?:on|in|at|to|from|with|for|by) )?(?:(?:who|whom|whose|what|when|where|which)(?:['’]s)?|how (?:many|much|old|long|often|do I take|do I like)|do|does|am|is|are|have|has)\b", re.IGNORECASE)  # fmt: skip
_ADVICE = re.compile(
    r"\b(?:should|could|would|can|may|might|shall|best way|about|everything|all)\b", re.IGNORECASE
)

# Words that tell of what an attribute is about, though they are not near its name.
_CUES = {
    "home": "live home flat house apartment room rent move settle stay base lodge place farm reside cottage studio studios back",
    "work": "work job employ company firm hire join freelance self office teach nurse design start staff go",
    "partner": "partner wife husband married marry engaged dating seeing boyfriend girlfriend together love broke",
    "address": "address road street lane avenue place live",
    "phone": "phone number mobile call reach",
    "rent": "rent cost pay",
    "dislike": "stand hate loathe fond",
    "like": "love hate enjoy prefer fan",
    "hobby": "into interest love enjoy",
}


@dataclass(frozen=True)
class Topic:
    """What a question is about.

    Attributes:
        text: the question.
        words: stem → how much it counts and the word itself.
        names: whom it names, in small letters; the first must be named by an answer.
        own: whether it is about the person.
        cues: words that stand for a word of the question.
        classed: whether it names the class of what it asks for and says more: either tells enough.
    """

    text: str
    words: dict[str, tuple[float, str]]
    names: tuple[str, ...]
    own: bool
    cues: frozenset[str]
    classed: bool = False

    @property
    def past(self) -> bool:
        """Whether it asks for what was before."""
        return bool(PAST.search(self.text))

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for one thing that was told, and not for advice or a list of all."""
        return bool(
            _NARROW.match(self.text) or re.match(_NOUNS, self.text, re.IGNORECASE)
        ) and not _ADVICE.search(self.text)

    @cached_property
    def _of_place(self) -> bool:
        """Whether it asks where somebody is at home, or just where they were."""
        return bool(WHERE.match(self.text)) and self.words.keys() <= DWELL

    @cached_property
    def _sort(self) -> re.Pattern[str] | None:
        return next((held for asks, held in SORTS if asks.search(self.text)), None)

    def told_by(self, said: "Said", table: "WordTable") -> float:
        """Return the share of the topic that something covers; 0 if it is about another or another sort of thing."""
        text = said.item.text
        if len(text) > _MOST_SAID or text.rstrip().endswith("?"):
            return 0.0
        if self.names and self.names[0] not in said.plain and self.names[0] not in said.meant:
            return 0.0
        if not self._of_the_same(said) or (_TALE.search(text) and not _TALE.search(self.text)):
            return 0.0
        if self._sort is not None and not self._sort.search(text) and not ENDED.search(text):
            return 0.0
        whole = sum(weight for weight, _ in self.words.values())
        if not whole:
            return 1.0 if self.names or (self._of_place and AT.search(text)) else 0.0
        held = sum(weight for stem, (weight, word) in self.words.items() if said.covers(stem, word, table))
        if held < whole and (self.cues & said.stems or (self._of_place and PLACED.search(text))):
            held = whole * 0.9
        share = held / whole
        return share if share >= (_ENOUGH_OF_CLASS if self.classed else _ENOUGH) else 0.0

    def is_answered(self, said: "Said") -> bool:
        """Whether something tells more than the question's own words: "gate same" does not."""
        return not _OPEN.match(self.text) or bool(said.tells(self))

    def fits(self, text: str) -> bool:
        """Whether a text holds the sort of thing that is asked for; not, if no sort is."""
        return self._sort is not None and bool(self._sort.search(text))

    def may_be(self, said: "Said") -> bool:
        """Whether something names anybody new, if it is asked who."""
        if self._sort is not SORTS[-1][1]:
            return True
        held = {word for _, word in self.words.values()} | set(self.names)
        return any(plain(name) not in held for name in NAME.findall(said.item.text))

    def _of_the_same(self, said: "Said") -> bool:
        if self.names or not self.own:
            return True
        text = said.item.text
        owner = _OWNED.match(text)
        if owner and plain(owner["whose"]) not in {word for _, word in self.words.values()}:
            return False
        if said.item.kind == "fact":
            return said.item.about == "you" or bool(_ONESELF.search(text))
        if _SELF_DOES.search(self.text):
            if not re.search(r"\b(?:[Ii]|[Ww]e|me|us|[Mm]y|[Oo]ur)\b", text):
                return bool(_ELIDED.match(text) or said.heads & self.words.keys())
            return not _OTHERS.search(text) or bool(re.search(r"\b(?:I|i|we|We|me|us)\b", text))
        return not _OTHERS_THING.match(text) or bool(_ONESELF.search(text))


# "My neighbour's dentist is …" tells of the neighbour.
_OWNED = re.compile(
    r"(?:(?:my|our|your|the)\s)?(?P<whose>[\w-]+)['’]s\s(?=[a-z])(?!(?:a|an|the|on|in|at|now|coming|going|back|not|gone|left|got|been|off|out|put|taken|had)\b|\w+ing\b|\w+ed\b)",
    re.IGNORECASE,
)
_OTHERS_THING = re.compile(rf"(?=[A-Z]){_OWNED.pattern}")
# "Living in Hove", "Off to Spain": who does, goes without saying.
_ELIDED = re.compile(
    r"(?:\w+ing|\w+ed|[Oo]ff|[Ii]n|[Aa]t|[Oo]n|[Bb]ack|[Gg]ot|[Ww]ent|[Ll]eft|[Tt]ook|[Bb]ought|[Ss]old|[Nn]ew)\s(?!is\b|are\b)"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.IGNORECASE)
_TALE = re.compile(
    r"\b(?:novel|story|movie|film|book|series|hero|heroine|character|dream(?:t|ed)?)\b", re.IGNORECASE
)


class Said:
    """An item with its words."""

    def __init__(self, item: Item, store: Store) -> None:
        self.item, self._store = item, store
        text = item.text[:_MOST_SAID]
        self.plain = plain(text if item.kind == "turn" else f"{text} {item.about}")
        self.words = [
            word for word in re.findall(r"[^\W_]+", self.plain) if word not in COMMON and word not in _TITLES
        ]
        self.stems = frozenset(store.words(" ".join(self.words)))

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words that it and its parts begin with."""
        parts = [re.findall(r"[^\W_]+", part) for part in re.split(r"[.:;!,]\s", self.plain)]
        first = [next((w for w in part if w in self.words), "") for part in parts]
        return frozenset(self._store.words(" ".join(first)))

    @cached_property
    def meant(self) -> str:
        """What was said just before, in small letters, if "he", "she" or "they" may mean somebody in it."""
        item = self.item
        if item.kind != "turn" or not item.session or not _PRONOUN.search(item.text):
            return ""
        rows = self._store.run(
            "SELECT text FROM item WHERE session = ? AND kind = 'turn' AND who = 'person' AND position < ? "
            "AND scope = ? ORDER BY position DESC LIMIT 1",
            (item.session, item.position, item.scope),
        )
        return plain(rows[0][0]) if rows and not re.match(r"[A-Z]\w+['’]s\s", item.text) else ""

    def covers(self, stem: str, word: str, table: "WordTable") -> bool:
        """Whether it holds a word, or one that means nearly the same."""
        if stem in self.stems:
            return True
        asked = table.word(word)
        if asked is None:
            return False
        near = (table.word(other) for other in self.words)
        return any(vector is not None and float(vector @ asked) >= _NEAR for vector in near)

    def tells(self, asked: Topic) -> frozenset[str]:
        """Return the words, numbers among them, that tell more than the question did."""
        held = {w for _, w in asked.words.values()} | set(asked.names) | _SAME
        stems = frozenset(self._store.words(" ".join(sorted(held))))
        return frozenset(w for w in self.words if not stems.issuperset(self._store.words(w)))

    def values(self, asked: Topic) -> frozenset[str]:
        """Return the words that tell more than the question did: what is the answer, likely."""
        kept = [
            w
            for w in self.words
            if w not in _NOT_TOLD and w not in _LIGHT and not w.isdigit() and len(w) > 1 and w not in _TIMES
        ]
        return frozenset(kept) - {word for _, word in asked.words.values()} - set(asked.names)


_SAME = frozenset("same still again now".split())
_OPEN = re.compile(rf"(?:\w+ )?(?:who|whom|whose|what|when|where|which|how)\b|{_NOUNS}", re.IGNORECASE)


def topic(query: str, store: Store, attributes: Iterable[str] = ()) -> Topic | None:
    """Return what a question is about; nothing if it is none, or a long one that names nobody.

    Args:
        attributes: what a pattern read in it.
    """
    text = query.strip().lstrip("¿")
    if len(text) > _MOST_CHARS or not _ASKS.search(text):
        return None
    names = tuple(
        plain(m.group()) for m in re.finditer(r"(?<=[\w,] )(?!I\b)[A-Z][\w-]+", re.sub(r"['’]s\b", "", text))
    )
    own = bool(_ONESELF.search(text)) or (not names and bool(_BARE.match(text)))
    if not names and not own and not re.search(r"\bthe\b", text):
        return None
    classed = _CLASSED.search(text)
    of_class = set(plain(classed["of"]).split()) if classed else set()
    words: dict[str, tuple[float, str]] = {}
    told = PAST.sub(" ", re.sub(r"['’](?:s|re|m|ve|ll|d)\b", "", text))
    for word in re.findall(r"[^\W_]+", plain(told)):
        if word in COMMON or word in _NOT_TOLD or word in names or word in _TITLES:
            continue
        for stem in store.words(word):
            weight = (
                _FAVOURITE
                if word.startswith("favo")
                else _LITTLE
                if word in _LIGHT
                else 1 / len(of_class)
                if word in of_class
                else 1.0
            )
            words.setdefault(stem, (weight, word))
    meant = {*attributes, *(word for _, word in words.values())}
    cues = frozenset(store.words(" ".join(_CUES.get(name, "") for name in sorted(meant))))
    return Topic(text, words, names, own, cues, bool(of_class))
