"""Answering a question of what was told: what it asks for, of whom, and whether now, before or on a day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from agora.memory.anchors import Anchor, anchor
from agora.memory.asking import Ask, asked, asks_all, moment
from agora.memory.claims import Claims
from agora.memory.items import Item, end_of
from agora.memory.latest import Latest
from agora.memory.recall import Recall, Wanted
from agora.memory.store import Store
from agora.memory.topics import Said, Topic, topic

__all__ = ["Answering"]

# Among so many of those that fit a question best its answer is looked for.
_POOL = 30


class Answering:
    """Puts what answers a question before what only has its words.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, store: Store, recall: Recall, claims: Claims, clock: Callable[[], float]) -> None:
        self._store, self._recall, self._claims, self._clock = store, recall, claims, clock

    def __call__(self, query: str, k: int, wanted: Wanted) -> list[Item]:
        """Return the `k` items that answer or fit a question best, best first."""
        at, rest = (self._clock() if wanted.when is None else wanted.when), query
        event: Anchor | None = None
        if wanted.when is None and (then := moment(query, at)):
            at, rest = then
            if asks_all(rest):
                day = datetime.fromtimestamp(at, UTC).date()
                return self._recall("", k, replace(wanted, kinds=("fact",), when=end_of(day)))
        elif wanted.when is None and (event := anchor(query, self._store, wanted.scopes, at)):
            at, rest = event.at, event.rest
        ask = asked(rest)
        if rest != query:
            ask = ask and replace(ask, past=event is not None and not event.named)
        found = self._recall(query, max(k, _POOL), wanted)
        about = topic(rest, self._store, ask.attributes if ask else ())
        if about is None or wanted.kinds:
            return self._claims.sift(found, ask, at, wanted.scopes, wanted.kinds)[:k]
        return self._of_topic(about, ask, at, wanted, found, event)[:k]

    def _of_topic(
        self,
        about: Topic,
        ask: Ask | None,
        at: float,
        wanted: Wanted,
        found: Sequence[Item],
        event: Anchor | None,
    ) -> list[Item]:
        """Return what answers a question of what somebody told, then what others said and wrote."""
        held = self._of_whom(ask, self._claims.sift(found, None, at, wanted.scopes))
        others = [item for item in held if not _is_told(item)]
        sure = self._sure(about, ask, at, wanted)
        latest = Latest(self._store, self._recall.table, wanted.scopes, at)
        past = about.past or bool(ask and ask.past) or (event is not None and not event.named)
        if event is not None and event.named and event.told is None:
            answers = []  # nobody told of what sets the time
        elif past:
            answers = self._before(about, ask, sure, latest, wanted)
        else:
            then = held
            if wanted.when is None and at < self._clock():  # the question itself names a time
                then = self._of_whom(ask, self._recall(about.text, _POOL, replace(wanted, when=at)))
            answers = latest.now(about, sure, [item for item in then if _is_told(item)])
            if event is not None and event.told is not None and not answers:
                over = self._recall(about.text, _POOL, replace(wanted, over=True))
                answers = latest.around(
                    about, event.told, event.what, [item for item in over if _is_told(item)]
                )
        known = {item.id for item in answers}
        rest = others if ask or about.is_narrow else held
        return answers + [item for item in rest if item.id not in known]

    def _sure(self, about: Topic, ask: Ask | None, at: float, wanted: Wanted) -> list[Item]:
        """Return the facts that answer outright, unless the question may ask for something else."""
        sure = self._claims.answers(ask, at, wanted.scopes) if ask else []
        loose = bool(ask and ask.loose and sure)
        if loose and not about.told_by(Said(sure[0], self._store), self._recall.table):
            return []
        return sure

    def _before(
        self, about: Topic, ask: Ask | None, sure: list[Item], latest: Latest, wanted: Wanted
    ) -> list[Item]:
        """Return what held before what holds, the last first."""
        over = self._recall(about.text, _POOL, replace(wanted, when=latest.at, over=True))
        told = self._of_whom(ask, [item for item in over if _is_told(item)])
        holds = self._sure(about, replace(ask, past=False), latest.at, wanted) if ask else []
        if holds and latest.now(about, holds, told)[0].id != holds[0].id:
            sure = [holds[0], *sure]  # something newer has changed it
        return sure or latest.before(about, told)

    def _of_whom(self, ask: Ask | None, items: Sequence[Item]) -> list[Item]:
        """Leave out what tells of others than the one who is asked about."""
        return [item for item in items if ask is None or not self._claims.of_another(item, ask)]


def _is_told(item: Item) -> bool:
    """Whether it was said here, and not in others' talk, or is a fact; a note of no known kind is none."""
    return (item.kind == "fact" and bool(item.about)) or (
        item.kind == "turn" and item.about in ("person", "agora")
    )
