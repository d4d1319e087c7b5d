"""How well each candidate fits: by its words, by near words, and by what was said around it."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agora.memory.words import Query

if TYPE_CHECKING:
    from agora.memory.table import WordTable

__all__ = ["Candidate", "rank", "rarity"]

# Few and round, chosen on five conversations and the same for all (docs/measurements/memory-2026-11).
_NEAR_WORDS = 1.5  # weight of near words, where that of the same words is 1
_DENSE = 1.5  # weight of the whole text's vector
_BEFORE, _AFTER, _TWO_AWAY = 0.3, 0.2, 0.1  # what a turn takes over from those around it
_ANSWER = 0.3  # and beside from the one before, if that is a question
_QUESTION = 0.15  # a question tells less than a statement
_SESSION = 1.0  # what it takes over from the best of its session
_BEST_OF_SESSION = 3
_COVERED = 1.0  # the share of the query's words that its session comes near to
_TELLS_WHEN = 0.3  # it names a time, and the query asks when
_SPEAKER = 0.5  # the one that is named said it
_PERIOD = 1.0  # it was said in the time that the query speaks of
_RECENT = 0.02  # between equals, the newer; halved every year
_YEAR_S = 365.25 * 86_400

_ASKS_WHEN = re.compile(
    r"(?:when|how long|(?:in )?(?:what|which) (?:year|month|week|day|date))\b", re.IGNORECASE
)
_TIME = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|last|next|ago|just|recently|days?|weeks?|weekend|months?|years?|[a-z]+day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|fall|winter|\d{4})\b",
    re.IGNORECASE,
)

# Places around a turn that are looked at.
_STEPS = (-2, -1, 1, 2)

# Words less alike than this have nothing to do with each other.
_ALIKE = 0.35

# Below this, a text that shares no word with the query is not about it.
_FAR = 0.4


@dataclass(slots=True)
class Candidate:
    """An item that may fit.

    Attributes:
        row: its `COLUMNS`, to make an item of if it is among the best.
        same: BM25, 0 where no word is shared.
        dense: cosine of the vectors.
        near: how near its words are to the query's.
        is_sequel: what was said before and after it tells about it. A passage stands below its own heading.
    """

    number: int
    row: Sequence[Any]
    kind: str
    text: str
    who: str
    time: float
    session: str
    position: int
    same: float = 0.0
    dense: float = 0.0
    near: float = 0.0
    fit: float = 0.0
    is_sequel: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_sequel = self.kind == "turn" and bool(self.session)

    @property
    def place(self) -> str | int:
        """The session that it is read in, or itself if it stands alone."""
        return self.session if self.is_sequel else self.number

    @property
    def is_question(self) -> bool:
        """Whether it asks."""
        return self.text.rstrip().endswith("?")


def rank(
    candidates: list[Candidate], query: Query, weights: dict[str, float], table: "WordTable"
) -> list[tuple[float, Candidate]]:
    """Return the candidates that fit, best first, each with its score.

    Args:
        weights: inverse document frequency of each of the query's words.
    """
    covered = _compare_words(candidates, weights, table)
    most_same = max((c.same for c in candidates), default=0) or 1
    most_near = max((c.near for c in candidates), default=0) or 1
    for c in candidates:
        c.fit = c.same / most_same + _NEAR_WORDS * c.near / most_near + _DENSE * max(c.dense, 0)
    places = {(c.session, c.position): c for c in candidates if c.is_sequel}
    sessions = defaultdict(list)
    for c in places.values():
        sessions[c.session].append(c.fit)
    best = {name: sum(sorted(fits)[-_BEST_OF_SESSION:]) / _BEST_OF_SESSION for name, fits in sessions.items()}
    asks_when = bool(_ASKS_WHEN.match(query.text))
    newest = max((c.time for c in candidates), default=0)
    scored = []
    for c in candidates:
        around = [places.get((c.session, c.position + step)) for step in _STEPS] if c.is_sequel else []
        if not c.same and c.dense < _FAR and not any(other and other.same > 0 for other in around):
            continue
        score = _with_neighbours(c, around, best[c.session]) if c.is_sequel else c.fit
        if c.is_sequel or c.kind == "passage":
            score += _COVERED * covered.get(c.place, 0.0)
        if c.kind == "passage":
            score += _SESSION * c.fit  # it is its own session
        if query.speakers and len(query.speakers) == 1 and c.who.lower() in query.speakers:
            score *= 1 + _SPEAKER
        if query.period is not None and query.period.start <= c.time < query.period.end:
            score *= 1 + _PERIOD
        if asks_when and _TIME.search(c.text):
            score *= 1 + _TELLS_WHEN
        score += _RECENT * 0.5 ** ((newest - c.time) / _YEAR_S)
        scored.append((score, c))
    scored.sort(key=lambda pair: (-pair[0], -pair[1].time, -pair[1].number))
    return scored


def _with_neighbours(c: Candidate, around: Sequence[Candidate | None], of_session: float) -> float:
    """Return a turn's fit with what it takes over from those at `_STEPS` and from the best of its session."""
    before, after = around[1], around[2]
    score = c.fit + _SESSION * of_session
    score += _TWO_AWAY * sum(other.fit for other in (around[0], around[3]) if other)
    if after:
        score += _AFTER * after.fit
    if before:
        score += (_BEFORE + _ANSWER * before.is_question) * before.fit
    return score * (1 - _QUESTION * c.is_question)


def _compare_words(
    candidates: list[Candidate], weights: dict[str, float], table: "WordTable"
) -> dict[str | int, float]:
    """Sum over the query's words how near the nearest word of a text is, rare words counting more.

    Returns the share of the query that each session comes near to, all its texts together.
    """
    import numpy as np

    words = [(weight, table.word(word)) for word, weight in weights.items()]
    asked = [(weight, vector) for weight, vector in words if vector is not None]
    if not asked or not candidates:
        return {}
    texts = [table.tokens(c.text) for c in candidates]
    known, places = np.unique(np.array([n for text in texts for n in text], np.int64), return_inverse=True)
    if not len(known):
        return {}
    alike: Any = table.alike(known, np.stack([vector for _, vector in asked]))
    alike = np.clip((alike - _ALIKE) / (1 - _ALIKE), 0, 1) * np.array([weight for weight, _ in asked])
    filled = [n for n, text in enumerate(texts) if text]
    starts = np.cumsum([0] + [len(texts[n]) for n in filled])[:-1]
    near = np.maximum.reduceat(alike[places], starts, axis=0)
    together: dict[str | int, Any] = {}
    for n, each, total in zip(filled, near, near.sum(axis=1).tolist(), strict=True):
        candidates[n].near = total
        place = candidates[n].place
        together[place] = np.maximum(each, together[place]) if place in together else each
    whole = sum(weight for weight, _ in asked)
    return {place: float(each.sum()) / whole for place, each in together.items()}


def rarity(count: int, total: int) -> float:
    """Return the inverse document frequency of a word that `count` of `total` items hold."""
    return math.log((total + 1) / (min(count, total) + 0.5))
