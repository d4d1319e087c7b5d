"""Finding what fits a query."""

from collections.abc import Callable
from dataclasses import dataclass

from agora.memory.items import COLUMNS, Item, item_of
from agora.memory.store import Store, marks

__all__ = ["Recall", "Wanted"]

# Words of a query that are used; a longer one is a document.
_MOST_WORDS = 64

# Characters of English text that a token takes, at least.
_CHARS_PER_TOKEN = 4


@dataclass(frozen=True)
class Wanted:
    """Which items may be returned.

    Attributes:
        kinds: all, if it is empty.
        speaker: everybody, if it is empty.
        when: what held at that second, if it is given.
    """

    scopes: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    speaker: str = ""
    when: float | None = None

    def condition(self) -> tuple[str, tuple[object, ...]]:
        """Return this as a condition on `item` in SQL, with its values."""
        parts, values = [f"item.scope IN ({marks(self.scopes)})"], list[object](self.scopes)
        if self.kinds:
            parts.append(f"item.kind IN ({marks(self.kinds)})")
            values += self.kinds
        if self.speaker:
            parts.append("item.who = ? COLLATE NOCASE")
            values.append(self.speaker)
        if self.when is None:
            parts.append("item.state <> 'superseded'")
        else:
            parts.append("coalesce(item.valid_from, item.time) <= ? AND coalesce(item.valid_until, 1e99) > ?")
            values += [self.when, self.when]
        return " AND ".join(parts), tuple(values)


class Recall:
    """Looks items up by their words."""

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self._store, self._clock = store, clock

    def __call__(self, query: str, k: int, wanted: Wanted, budget_tokens: int | None = None) -> list[Item]:
        """Return the best items, best first; the newest, if the query has no words."""
        words = list(dict.fromkeys(self._store.words(query)))[:_MOST_WORDS]
        condition, values = wanted.condition()
        if not words:
            return self._store.items(f"{condition} ORDER BY time DESC, number DESC LIMIT ?", (*values, k))
        found = self._store.run(
            f"SELECT -bm25(word), {COLUMNS} FROM word JOIN item ON number = word.rowid "
            f"WHERE word MATCH ? AND {condition} ORDER BY bm25(word), time DESC LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), *values, k),
        )
        return _within([item_of(row[1:], row[0]) for row in found], budget_tokens)


def _within(items: list[Item], budget_tokens: int | None) -> list[Item]:
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
