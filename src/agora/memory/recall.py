"""Finding what fits a query: by words (BM25) and by vectors, then ranked with what stands around it."""

import heapq
import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from agora.errors import ModelError
from agora.memory.items import COLUMNS, Item, item_of
from agora.memory.ranking import Candidate, rank, rarity
from agora.memory.store import Store, marks
from agora.memory.table import Embedder, WordTable
from agora.memory.vectors import Vectors, vectors_path
from agora.memory.words import Query, read

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Recall", "Wanted", "within"]

_log = logging.getLogger("agora.memory")

# Seconds for which an endpoint that failed is not asked again: every message would wait for it.
_SILENT_S = 60.0

# Characters of English text that a token takes, at least.
_CHARS_PER_TOKEN = 4

# The rarer words of a query stand in so many items together, and these are read one by one; it bounds what a
# query costs, however much is remembered.
_MOST_POSTINGS = 1_000

# Candidates by words and by meaning, each; and of those the best, whose neighbours are looked at too.
_MOST_FOUND = 60
_MOST_WIDENED = 20

# If the wanted are so few among what was found, they are searched for alone.
_FEWEST = 20


@dataclass(frozen=True)
class Wanted:
    """Which items may be returned.

    Attributes:
        kinds: all, if it is empty.
        speaker: everybody, if it is empty.
        when: what held at that second, if it is given.
        over: also what is over.
    """

    scopes: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    speaker: str = ""
    when: float | None = None
    over: bool = False

    def condition(self) -> tuple[str, tuple[object, ...]]:
        """Return this as a condition on `item` in SQL, with its values."""
        parts, values = [f"item.scope IN ({marks(self.scopes)})"], list[object](self.scopes)
        if self.kinds:
            parts.append(f"item.kind IN ({marks(self.kinds)})")
            values += self.kinds
        if self.speaker:
            parts.append("item.who = ? COLLATE NOCASE")
            values.append(self.speaker)
        if self.over:
            parts.append("true")
        elif self.when is None:
            parts.append("item.state <> 'superseded'")
        else:
            parts.append("coalesce(item.valid_from, item.time) <= ? AND coalesce(item.valid_until, 1e99) > ?")
            values += [self.when, self.when]
        return " AND ".join(parts), tuple(values)


class Recall:
    """Looks items up.

    Args:
        clock: seconds since 1970.
        embedder: where vectors come from, if not from the table that ships with Agora.
    """

    def __init__(self, store: Store, clock: Callable[[], float], embedder: Embedder | None = None) -> None:
        self._store, self._clock, self._embedder = store, clock, embedder
        self._silent_until = 0.0

    @cached_property
    def table(self) -> WordTable:
        """The word vectors that ship with Agora."""
        return WordTable()

    @cached_property
    def vectors(self) -> Vectors:
        """The items' vectors."""
        return Vectors(self._store, self._embedder or self.table)

    def __call__(self, query: str, k: int, wanted: Wanted, budget_tokens: int | None = None) -> list[Item]:
        """Return the best items, best first; the newest, if the query has no words."""
        asked = read(query, self._store, self._clock() if wanted.when is None else wanted.when)
        if not asked.stems:
            condition, values = wanted.condition()
            return self._store.items(f"{condition} ORDER BY time DESC, number DESC LIMIT ?", (*values, k))
        [(total,)] = self._store.run("SELECT coalesce(max(number), 0) FROM item")
        counts = {word: self._count(word, total) for word in asked.stems.values()}
        same = self._by_words(counts, total)
        vector, dense = self._near(query)
        candidates = self._read([*same, *dense], wanted)
        if len(candidates) < min(_FEWEST, len(same) + len(dense)):
            same |= self._by_words_among(counts, wanted)
            candidates = self._read([*same, *dense], wanted)
        for c in candidates:
            c.same = same.get(c.number, 0.0)
        candidates += self._around(candidates, wanted, same, dense)
        if vector is not None:
            dense |= self.vectors.cosines(vector, [c.number for c in candidates if c.number not in dense])
        for c in candidates:
            c.dense = dense.get(c.number, 0.0)
        found = rank(candidates, asked, self._weights(asked, counts, total), self.table)
        best = [item_of(c.row, round(score, 4)) for score, c in found[:k]]
        return within(best, budget_tokens)

    def _near(self, query: str) -> "tuple[np.ndarray[Any, Any] | None, dict[int, float]]":
        """Return a query's vector with the nearest items; nothing, while the endpoint of vectors is gone."""
        if self._clock() < self._silent_until:
            return None, {}
        try:
            vector = (self._embedder or self.table)([query])[0]
            return vector, self.vectors.search(vector, _MOST_FOUND)
        except ModelError as error:
            _log.warning("Recalled by words alone, because the endpoint of `embeddings` fails: %s", error)
            self._silent_until = self._clock() + _SILENT_S
            return None, {}

    def drop(self, numbers: Sequence[int]) -> None:
        """Take out the vectors of items that left, or whose text changed."""
        try:
            self.vectors.drop(numbers)
        except ModelError:  # without the endpoint there is no new one: all are made anew, later
            vectors_path(self._store).unlink(missing_ok=True)

    def _count(self, word: str, total: int) -> int:
        """Return how many items hold a word; about how many, if they are more than are looked at."""
        statement = "SELECT count(*), max(rowid) FROM (SELECT rowid FROM word WHERE word MATCH ? LIMIT ?)"
        [(held, last)] = self._store.run(statement, (f'"{word}"', _MOST_POSTINGS + 1))
        return int(held) if held <= _MOST_POSTINGS else round(held * total / last)

    def _weights(self, asked: Query, counts: dict[str, int], total: int) -> dict[str, float]:
        weights = {}
        for word in asked.words:
            stems = self._store.words(word)
            held = [counts[asked.stems[stem]] for stem in stems if stem in asked.stems]
            weights[word] = rarity(min(held, default=0) or 1, total)
        return weights

    def _by_words(self, counts: dict[str, int], total: int) -> dict[int, float]:
        """Return the best by BM25; frequent words count only in items that hold a rarer one.

        A frequent word counts as if it stood once in a text of common length, and so needs no reading of its
        whole list. Where rarer words find too few, the newest that hold the frequent ones are added.
        """
        rare, postings = list[str](), 0
        for word, count in sorted(counts.items(), key=lambda pair: pair[1]):
            postings += count
            if postings <= _MOST_POSTINGS:
                rare.append(word)
        told = {word: _bm25(counts[word], total) for word in counts if word not in rare}
        found = dict[int, float]()
        if rare:
            either = _match(rare, "OR")
            found.update(self._store.run("SELECT rowid, -rank FROM word WHERE word MATCH ?", (either,)))
            for word, worth in told.items():
                if worth > 0:
                    both = self._store.run(
                        "SELECT rowid FROM word WHERE word MATCH ?", (f'({either}) AND "{word}"',)
                    )
                    for (number,) in both:
                        found[number] += worth
        if told and len(found) < _MOST_FOUND:
            for words in (list(told), [max(told, key=lambda word: told[word])]):
                newest = "SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid DESC LIMIT ?"
                worth = sum(told[word] for word in words)
                for (number,) in self._store.run(newest, (_match(words, "AND"), _MOST_FOUND)):
                    found.setdefault(number, worth)
        best = heapq.nlargest(_MOST_FOUND, found, key=lambda number: found[number])
        return {number: found[number] for number in best}

    def _by_words_among(self, counts: dict[str, int], wanted: Wanted) -> dict[int, float]:
        """Return the best by BM25 among the wanted: slower, for a scope or a kind that is rare."""
        condition, values = wanted.condition()
        found = self._store.run(
            "SELECT word.rowid, -bm25(word) FROM word JOIN item ON number = word.rowid "
            f"WHERE word MATCH ? AND {condition} ORDER BY bm25(word) LIMIT ?",
            (_match(counts, "OR"), *values, _MOST_FOUND),
        )
        return dict(found)

    def _read(self, numbers: Sequence[int], wanted: Wanted) -> list[Candidate]:
        condition, values = wanted.condition()
        unique = list(dict.fromkeys(numbers))
        rows = self._store.run(
            f"SELECT number, {COLUMNS} FROM item NOT INDEXED WHERE number IN ({marks(unique)}) AND {condition}",
            (*unique, *values),
        )
        return [Candidate(row[0], row[1:], row[2], row[3], row[4], row[5], row[11], row[12]) for row in rows]

    def _around(
        self, candidates: list[Candidate], wanted: Wanted, same: dict[int, float], dense: dict[int, float]
    ) -> list[Candidate]:
        """Return what stands up to two places before and after the best candidates."""
        most = max(same.values(), default=0) or 1
        best = sorted(candidates, key=lambda c: -same.get(c.number, 0) / most - dense.get(c.number, 0))
        held = {(c.session, c.position) for c in candidates}
        places = {
            (c.session, c.position + step)
            for c in best[:_MOST_WIDENED]
            if c.is_sequel
            for step in (-2, -1, 1, 2)
        } - held
        if not places:
            return []
        rows = self._store.run(
            f"WITH place(a, b) AS (VALUES {', '.join(['(?, ?)'] * len(places))}) "
            "SELECT number FROM place CROSS JOIN item ON session = a AND position = b",
            tuple(value for place in places for value in place),
        )
        return self._read([number for (number,) in rows], wanted)


def _bm25(count: int, total: int) -> float:
    """Return what BM25 gives for a word that stands once in a text of common length."""
    return max(0.0, math.log((total - count + 0.5) / (count + 0.5)))


def _match(words: Sequence[str] | dict[str, int], how: str) -> str:
    return f" {how} ".join(f'"{word}"' for word in words)


def within(items: list[Item], budget_tokens: int | None) -> list[Item]:
    """Leave out, from the worst end, what no longer fits the budget."""
    if budget_tokens is None:
        return items
    kept, spent = [], 0
    for item in items:
        spent += len(item.text) // _CHARS_PER_TOKEN + 1
        if spent > budget_tokens:
            break
        kept.append(item)
    return kept
