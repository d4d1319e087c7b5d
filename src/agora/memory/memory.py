"""The one face of memory: what others call, put together from the parts of this room."""

import hashlib
import time as clocks
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from datetime import time as day_time
from pathlib import Path
from typing import Self

from agora.errors import ToolError, UsageError
from agora.memory.items import PERSON, Item, Kind, Row, Turn
from agora.memory.recall import Recall, Wanted
from agora.memory.store import Store

__all__ = ["Memory"]

# A fact is a sentence or two; a document belongs into a file.
_MOST_CHARS = 10_000

# What a request to forget looks through.
_MOST_MEANT = 64

Items = list[Item]  # a name, because `Memory.list` hides the builtin where it is annotated


class Memory:
    """What is remembered, in one file that only its owner can read.

    Args:
        path: the file; made if it is not there.
        clock: seconds since 1970.

    Raises:
        AgoraError: the file cannot be opened, or is damaged.

    >>> import tempfile
    >>> memory = Memory(Path(tempfile.mkdtemp()) / "memory.db")
    >>> _ = memory.remember("Ana's birthday is on 3 May.", "Ana")
    >>> memory.recall("When was Ana born?")[0].text
    "Ana's birthday is on 3 May."
    >>> memory.close()
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = clocks.time) -> None:
        self._clock = clock
        self.store = Store(path)
        self._recall = Recall(self.store, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def add_turns(self, turns: Sequence[Turn]) -> None:
        """Keep messages as they were said; when this returns they are on the disk. A known id is left alone."""
        self.store.add_turns(turns)

    def remember(
        self,
        statement: str,
        about: str = "",
        *,
        session: str = "",
        key: str = "",
        time: float | None = None,
        source: str = "",
        scope: str = PERSON,
        valid_from: float | None = None,
    ) -> str:
        """Keep a statement and return its id.

        Args:
            statement: one that makes sense on its own.
            about: whom or what it concerns.
            session: where it came from.
            key: idempotency key; with the same key it is kept once.
            time: when it was said, in seconds since 1970; now, if not given.
            source: id of the turn that says it.
            valid_from: since when it holds, in seconds since 1970.

        Raises:
            ToolError: it is empty or too long.
        """
        text = " ".join(statement.split())
        if not text or len(text) > _MOST_CHARS:
            raise ToolError(
                f"A memory of {len(text):,} characters cannot be kept.",
                fix=f"Say it in one sentence, at most {_MOST_CHARS:,} characters.",
            )
        name = self.id_of(key or uuid.uuid4().hex)
        said = self._clock() if time is None else time
        row = Row(
            name, "fact", text, said, about.strip(), scope, session, source=source, key=key,
            valid_from=valid_from,
        )  # fmt: skip
        self.store.add([row])
        return name

    def id_of(self, key: str) -> str:
        """Return the id that a statement with this idempotency key has."""
        return hashlib.sha256(key.encode()).hexdigest()[:12]

    def recall(
        self,
        query: str,
        k: int = 5,
        *,
        when: date | None = None,
        scopes: Sequence[str] = (PERSON,),
        speaker: str = "",
        budget_tokens: int | None = None,
        kinds: Sequence[Kind] | None = None,
    ) -> Items:
        """Return the `k` items that fit a query best, best first; the newest, if the query has no words.

        Args:
            when: what held on that day, in UTC, instead of what holds now.
            scopes: nothing of another scope is returned.
            speaker: only what this speaker said, or what is about this subject.
            budget_tokens: stop before the texts exceed so many tokens.
            kinds: only items of these kinds.
        """
        end = None if when is None else datetime.combine(when, day_time.max, UTC).timestamp()
        wanted = Wanted(tuple(scopes), tuple(kinds or ()), speaker, end)
        return self._recall(query, k, wanted, budget_tokens)

    def meant(self, query: str) -> Items:
        """Return the items that hold all words of a query; the one that fits best, if there is none such."""
        best = self.recall(query, _MOST_MEANT)
        words = set(self.store.words(query))
        return [i for i in best if words <= set(self.store.words(f"{i.text} {i.about}"))] or best[:1]

    def list(self) -> Items:
        """Return all items, newest first."""
        return self.store.items("true ORDER BY time DESC, number DESC")

    def forget(self, item: str) -> None:
        """Remove an item; its text is overwritten in the file.

        Raises:
            UsageError: there is no item with this id.
        """
        if not self.store.remove([item]):
            raise UsageError(f"There is no memory {item!r}.", fix="See the ids with `agora memory`.")
        self.store.settle()

    def close(self) -> None:
        """Close the file."""
        self.store.close()
