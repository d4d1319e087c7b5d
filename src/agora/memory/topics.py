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

from agora.memory.dates import plain
from agora.memory.items import Item
from agora.memory.store import Store
from agora.memory.words import COMMON

if TYPE_CHECKING:
    from agora.memory.table import WordTable

__all__ = ["CHANGE", "Said", "Topic", "topic"]

# A question that is longer is a task, and what is longer than this was handed over.
_MOST_CHARS, _MOST_SAID = 160, 600

# Share of a question's words that must be covered: of two both, of three two.
_ENOUGH = 0.6

# Words at least so near mean nearly the same ("mum" and "mother" 0.78, "printer" and "scanner" 0.49).
_NEAR = 0.6

# The class of what is asked for ("which team …?") tells less than the rest of the question.
_CLASS = 0.5
_FAVOURITE = 0.25

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
_ONESELF = re.compile(r"\b(?:I|we|me|us|my|our|mine|ours|you|your)\b|\bI['’]", re.IGNORECASE)
_SELF_DOES = re.compile(r"\b(?:do|did|am|was|are|were|have|had|will|would|can|should|shall) (?:I|we)\b")
_OTHERS = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_NUMBER = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|dozen|no|none)\b"
)
_SORTS = [
    (re.compile(r"^(?:on |at |since |until |by )?(?:when|what time|(?:which|what) (?:day|date|month|year))\b", re.IGNORECASE),
     re.compile(rf"{_NUMBER}|day\b|days\b|noon|midnight|morning|evening|tomorrow|tonight|week|month|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|spring|summer|autumn|winter")),
    (re.compile(r"^(?:at |for )?(?:how (?:many|much|old|long|often|high|heavy|big|tall)|what (?:age|number))\b", re.IGNORECASE), re.compile(_NUMBER, re.IGNORECASE)),
    (re.compile(r"^(?:from |in )?where\b", re.IGNORECASE), re.compile(r"\b(?:in|at|on|to|under|near|from|with|by|inside|behind|into|of|as|is|'s)\b")),
    (re.compile(r"^(?:with |to |for )?(?:who|whom|whose)\b|\b(?:called|name|names)\b", re.IGNORECASE), re.compile(r"(?<=[\w,;.] )(?!I\b|I'|My\b|The\b)[A-Z]\w|^(?!I\b|I'|My\b|Our\b|The\b|We\b|They\b|It\b|That\b|This\b)[A-Z]\w+")),
]  # fmt: skip

_PAST = re.compile(r"\b(?:before|previous(?:ly)?|former(?:ly)?|earlier|originally|used to)\b", re.IGNORECASE)
_NARROW = re.compile(r"(?:(?:on|in|at|to|from|with|for|by) )?(?:who|whom|whose|what|when|where|which|how (?:many|much|old|long|often|do I take|do I like)|do|does|am|is|are|have|has)\b", re.IGNORECASE)  # fmt: skip
_ADVICE = re.compile(
    r"\b(?:should|could|would|can|may|might|shall|best way|about|everything|all)\b", re.IGNORECASE
)

# That something is no longer as it was, in whatever words follow.
CHANGE = re.compile(
    r"\b(?:now|today|no longer|no more|any ?more|any longer|instead|rather than|after all|these days|from .{1,20} on|since|again|new|another|other"
    r"|(?:ex)?chang\w+|switch\w*|swap\w*|mov(?:e|ed|ing)|replac\w+|renam\w+|transferr?\w*|left|leaving|quit|sold|lost|stole|stolen|broke|broken|died?|dead|passed away"
    r"|gone|gave|given|cancel\w*|scrapp\w+|stopp?\w*|dropp?\w*|retired?|ended|ends|over|finish\w*|clos\w+|threw|thrown|lent|handed|postpon\w+|put off|extended"
    r"|renew\w+|raised|increas\w+|lowered|went|got|became|become|turned|started|took up|settled|found|won['’]t|can['’]t|isn['’]t|aren['’]t|doesn['’]t|don['’]t|ran|run away|flew"
    r"|down|up|quits|split|but (?:it|that)['’]?s|wants?|will|decided|signed|dumped|fired|independent|bust|elected|succeeded|bought|adopted|refuses|just|off|only|prefer\w*)\b",
    re.IGNORECASE,
)  # fmt: skip

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
    """

    text: str
    words: dict[str, tuple[float, str]]
    names: tuple[str, ...]
    own: bool
    cues: frozenset[str]

    @property
    def past(self) -> bool:
        """Whether it asks for what was before."""
        return bool(_PAST.search(self.text))

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for one thing that was told, and not for advice or a list of all."""
        return bool(_NARROW.match(self.text)) and not _ADVICE.search(self.text)

    @cached_property
    def _sort(self) -> re.Pattern[str] | None:
        return next((held for asks, held in _SORTS if asks.search(self.text)), None)

    def told_by(self, said: "Said", table: "WordTable") -> float:
        """Return the share of the topic that something covers; 0 if it is about another or another sort of thing."""
        text = said.item.text
        if len(text) > _MOST_SAID or text.rstrip().endswith("?"):
            return 0.0
        if self.names and self.names[0] not in said.plain:
            return 0.0
        if not self._of_the_same(said) or (_TALE.search(text) and not _TALE.search(self.text)):
            return 0.0
        if self._sort is not None and not self._sort.search(text) and not _ENDED.search(text):
            return 0.0
        whole = sum(weight for weight, _ in self.words.values())
        if not whole:
            return 1.0 if self.names else 0.0
        held = sum(weight for stem, (weight, word) in self.words.items() if said.covers(stem, word, table))
        if held < whole and self.cues & said.stems:
            held = whole * 0.9
        share = held / whole
        return share if share >= _ENOUGH else 0.0

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
            return bool(re.search(r"\b(?:I|we|me|us|We|My|my|Our|our)\b", text)) and not (
                _OTHERS.search(text) and not re.search(r"\b(?:I|we|We|me|us)\b", text)
            )
        return not re.match(r"[A-Z][\w-]+['’]s\s", text) or bool(_ONESELF.search(text))


# "My neighbour's dentist is …" tells of the neighbour.
_OWNED = re.compile(
    r"(?:(?:my|our|your|the)\s)?(?P<whose>[\w-]+)['’]s\s(?=[a-z])(?!(?:a|an|the|on|in|at|now|coming|going|back|not)\b|\w+ing\b)",
    re.IGNORECASE,
)
_TALE = re.compile(
    r"\b(?:novel|story|movie|film|book|series|hero|heroine|character|dream(?:t|ed)?)\b", re.IGNORECASE
)

_ENDED = re.compile(
    r"\b(?:no longer|no more|any ?more|any longer|sold|lost|stole|stolen|died|passed away|gone|gave|cancel\w*|stopped|dropped|retired|ended|over|closed|dumped|fired|left|called it quits|broke up|split|stepped down|gave up|given up|flew away|ran away)\b",
    re.IGNORECASE,
)  # fmt: skip


class Said:
    """An item with its words."""

    def __init__(self, item: Item, store: Store) -> None:
        self.item = item
        text = item.text[:_MOST_SAID]
        self.plain = plain(text if item.kind == "turn" else f"{text} {item.about}")
        self.words = [
            word for word in re.findall(r"[^\W_]+", self.plain) if word not in COMMON and word not in _TITLES
        ]
        self.stems = frozenset(store.words(" ".join(self.words)))

    def covers(self, stem: str, word: str, table: "WordTable") -> bool:
        """Whether it holds a word, or one that means nearly the same."""
        if stem in self.stems:
            return True
        asked = table.word(word)
        if asked is None:
            return False
        near = (table.word(other) for other in self.words)
        return any(vector is not None and float(vector @ asked) >= _NEAR for vector in near)

    def values(self, asked: Topic) -> frozenset[str]:
        """Return the words that tell more than the question did: what is the answer, likely."""
        kept = [
            w for w in self.words if w not in _NOT_TOLD and not w.isdigit() and len(w) > 1 and w not in _TIMES
        ]
        return frozenset(kept) - {word for _, word in asked.words.values()} - set(asked.names)


def topic(query: str, store: Store, attributes: Iterable[str] = ()) -> Topic | None:
    """Return what a question is about; nothing if it is none, or names neither the person nor anybody.

    Args:
        attributes: what a pattern read in it.
    """
    text = query.strip().lstrip("¿")
    if len(text) > _MOST_CHARS or not _ASKS.search(text):
        return None
    names = tuple(
        plain(m.group()) for m in re.finditer(r"(?<=[\w,] )(?!I\b)[A-Z][\w-]+", re.sub(r"['’]s\b", "", text))
    )
    own = bool(_ONESELF.search(text))
    if not names and not own and not re.search(r"\bthe\b", text):
        return None
    classed = _CLASSED.search(text)
    of_class = set(plain(classed["of"]).split()) if classed else set()
    words: dict[str, tuple[float, str]] = {}
    for word in re.findall(r"[^\W_]+", plain(re.sub(r"['’](?:s|re|m|ve|ll|d)\b", "", text))):
        if word in COMMON or word in _NOT_TOLD or word in names or word in _TITLES:
            continue
        for stem in store.words(word):
            weight = (
                _FAVOURITE if word.startswith("favo") else _CLASS / len(of_class) if word in of_class else 1.0
            )
            words.setdefault(stem, (weight, word))
    meant = {*attributes, *(word for _, word in words.values())}
    cues = frozenset(store.words(" ".join(_CUES.get(name, "") for name in sorted(meant))))
    return Topic(text, words, names, own, cues)
