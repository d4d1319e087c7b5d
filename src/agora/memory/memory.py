"""The one face of memory: what others call, put together from the parts of this room."""

import hashlib
import time as clocks
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

from agora.errors import ToolError, UsageError
from agora.journal import Journal, Lease
from agora.memory.answering import Answering
from agora.memory.asking import MOST_ASKED
from agora.memory.audit import Finding, audit
from agora.memory.claims import Claims
from agora.memory.documents import Converters, Documents, Taken
from agora.memory.exchange import read_lines, write_lines
from agora.memory.facts import Facts
from agora.memory.forgetting import erase_noted, forget, needles, note, whole
from agora.memory.items import PERSON, Item, Kind, Row, Turn, end_of
from agora.memory.reading import Improved, Read, improve
from agora.memory.recall import Recall, Wanted, within
from agora.memory.skills import Skills
from agora.memory.store import Store, marks, rows_of
from agora.memory.table import Embedder

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
        embedder: where vectors come from, if not from the table that ships with Agora.

    Raises:
        AgoraError: the file cannot be opened, or is damaged.

    >>> import tempfile
    >>> memory = Memory(Path(tempfile.mkdtemp()) / "memory.db")
    >>> _ = memory.remember("Ana's birthday is on 3 May.", "Ana")
    >>> memory.recall("When was Ana born?")[0].text
    "Ana's birthday is on 3 May."
    >>> memory.close()
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], float] = clocks.time, embedder: Embedder | None = None
    ) -> None:
        self._clock = clock
        self.store = Store(path)
        self._recall = Recall(self.store, clock, embedder)
        self._documents = Documents(self.store, self._left, clock=clock)
        self.skills: Skills = Skills(self.store, self._left, clock=clock)
        self.claims = Claims(self.store)
        self.facts = Facts(self.store, self.claims)
        self._answer = Answering(self.store, self._recall, self.claims, clock)
        self._forgotten: list[str] = []
        self.journal: Journal | None = None
        """Where `forget` erases what it forgets; whoever opens both sets it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def add_turns(self, turns: Sequence[Turn]) -> None:
        """Keep messages as they were said; when this returns they are on the disk. A known id is left alone."""
        self.store.add_turns(turns)

    def learn(self, turns: Sequence[Turn], *, taken: tuple[str, int] | None = None) -> None:
        """Keep messages as they were said, and the facts in what the person said (speaker `person`).

        Args:
            turns: as they were said.
            taken: a session, and the event up to which memory has it with these; kept with them or not at all.
        """
        with self.store.writing():
            if taken is not None:
                self.facts.note_taken(*taken)
            self.add_turns(turns)
            for turn in turns:
                if turn.speaker == "person":
                    self.facts.learn(turn)

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
        self.facts.keep(row)
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
            when: what held on that day, in UTC, instead of what holds now; a day that a question of what was
                names itself ("Where did I live in May?") need not be given.
            scopes: nothing of another scope is returned.
            speaker: only what this speaker said, or what is about this subject.
            budget_tokens: stop before the texts exceed so many tokens.
            kinds: only items of these kinds.
        """
        wanted = Wanted(tuple(scopes), tuple(kinds or ()), speaker, None if when is None else end_of(when))
        if speaker or len(query) > MOST_ASKED:
            return self._recall(query, k, wanted, budget_tokens)
        return within(self._answer(query, k, wanted), budget_tokens)

    def meant(self, query: str) -> Items:
        """Return the items that hold all words of a query; the one that fits best, if there is none such."""
        best = self.recall(query, _MOST_MEANT)
        words = set(self.store.words(query))
        return [i for i in best if words <= set(self.store.words(f"{i.text} {i.about}"))] or best[:1]

    def list(
        self, *, scopes: Sequence[str] | None = None, kinds: Sequence[Kind] | None = None,
        most: int = -1, when: date | None = None,
    ) -> Items:  # fmt: skip
        """Return items, newest first; those of all scopes and kinds, if none are given.

        Args:
            most: at most so many.
            when: only the facts that held on that day, in UTC.
        """
        if when is not None:
            kinds = ["fact"]
        values: list[Any] = [*(scopes or ()), *(kinds or ())]
        where = "true" if scopes is None else f"scope IN ({marks(scopes)})"
        where += "" if kinds is None else f" AND kind IN ({marks(kinds)})"
        if when is not None:
            where += " AND coalesce(valid_from, time) <= ? AND coalesce(valid_until, 1e99) > ?"
            values += [end_of(when)] * 2
        return self.store.items(f"{where} ORDER BY time DESC, number DESC LIMIT ?", (*values, most))

    def show(self, name: str) -> Item:
        """Return an item.

        Raises:
            UsageError: there is no item with this id.
        """
        if (item := self.store.item(name)) is None:
            raise UsageError(f"There is no memory {name!r}.", fix="See the ids with `agora memory`.")
        return item

    def pin(self, name: str, *, pinned: bool = True) -> None:
        """Keep an item from ever being proposed for removal, or no longer."""
        self.show(name)
        self.store.run("UPDATE item SET pinned = ? WHERE id = ?", (pinned, name))

    def edit(self, name: str, text: str) -> None:
        """Put a fact right; the words before are overwritten in the file.

        Raises:
            UsageError: there is no such item, or it is no fact.
        """
        item, text = self.show(name), " ".join(text.split())
        if item.kind != "fact" or not text:
            why = f"It is a {item.kind}, kept as it is." if text else "Nothing is left of it."
            raise UsageError(f"{name!r} cannot be changed so.", why=why, fix="Forget it, or remember a fact.")
        with self.store.writing():
            [(number,)] = self.store.run(
                "UPDATE item SET text = ? WHERE id = ? RETURNING number", (text, name)
            )
            [row] = rows_of(self.store, "id = ?", (name,))
            self.facts.reread(row)
        self._left([number])
        self.store.settle()

    def add_documents(self, path: Path, converters: Converters, *, scope: str = PERSON) -> Taken:
        """Take in a file, or all files below a folder, as passages; see `Documents.take`.

        Args:
            converters: suffix → a function of a file's bytes and suffix that returns its text; a file of
                another suffix is read as text.
        """
        return self._documents.take(path, converters, scope=scope)

    def forget_documents(self, path: Path, *, scope: str = PERSON) -> Sequence[str]:
        """Take out a file, or all below a folder, whether they are still there or not; return their paths."""
        return self._documents.forget(path, scope=scope)

    def export(
        self, *, scopes: Sequence[str] | None = None, kinds: Sequence[Kind] | None = None
    ) -> Iterator[str]:
        """Yield an item a line, as JSON; see `exchange`."""
        return write_lines(self.store, self.claims, scopes=scopes, kinds=kinds)

    def take_in(self, lines: Iterable[str], *, scope: str = PERSON) -> int:
        """Take in exported lines, or turns from elsewhere, and return how many there were; see `exchange`."""
        return read_lines(self.store, self.claims, self.facts, lines, scope=scope)

    def stats(self) -> dict[str, Any]:
        """Return how many items there are of each kind, in each scope, and the bytes of the file."""
        count = self.store.run("SELECT scope, kind, count(*) FROM item GROUP BY scope, kind ORDER BY 1, 2")
        scopes: dict[str, dict[str, int]] = {}
        for scope, kind, number in count:
            scopes.setdefault(scope, {})[kind] = number
        total = sum(number for _, _, number in count)
        return {"items": total, "bytes": self.store.path.stat().st_size, "scopes": scopes}

    def forget(self, item: str) -> None:
        """Remove an item for good, with what it was read from and what was made of it; see `forgetting`.

        Raises:
            UsageError: there is no item with this id.
        """
        self.show(item)
        self.claims.prepare()
        ids = whole(self.store, [item])
        self._forgotten += needles(self.store, ids)
        self._left(forget(self.store, ids, self.journal, self.store.path.with_name("history")))

    def improve(self, read: Read, *, most: int = 100) -> Improved:
        """Let a model read the turns that no pattern fits, each once, the newest first; see `reading`.

        Args:
            read: takes a prompt and returns the model's reply.
            most: turns to read at most.
        """
        return improve(self.store, self.facts, read, most)

    def audit(self) -> Sequence[Finding]:
        """Return what is wrong with the facts, each with a proposed repair."""
        self.claims.prepare()
        return audit(self.store, self._clock())

    def repair(self, finding: Finding) -> None:
        """Do what a finding proposes."""
        for name in finding.items:
            if self.store.item(name) is None:
                continue
            if finding.repair == "forget":
                self._left(self.store.remove([name]))
            else:
                self.facts.supersede(name, self._clock())
        self.store.settle()

    def erase_noted(self, lease: Lease | None = None) -> bool:
        """Erase from the journal what was forgotten while its session was in use; return whether that was any.

        Args:
            lease: of the session that has just ended the task in which something was forgotten.
        """
        if self.journal is None:
            return False
        if lease is not None:
            note(self.store, self.journal.quoting(self._forgotten))
            self._forgotten.clear()
        return erase_noted(self.store, self.journal, lease)

    def _left(self, numbers: Sequence[int]) -> None:
        """Take out what was derived from items that left, or whose text changed."""
        self._recall.drop(numbers)

    def close(self) -> None:
        """Close the file."""
        self.store.close()
