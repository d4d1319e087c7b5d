"""What the mind lends to its own tools and to branches, and how the time of waiting is left out."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from agora.errors import ApprovalNeeded, ToolError
from agora.journal import events as ev
from agora.memory import Item, Kind, Memory, Skills
from agora.mind.person import ApprovalRequest, Person, PersonAnswer
from agora.mind.view import View

__all__ = ["HeldMemory", "MindHost", "Stopwatch", "TimedPerson"]


class MindHost:
    """Carries out `plan` and `ask_user`; an `answer` is read off the journal once its thought has ended."""

    def __init__(self, view: View, append: Callable[[ev.Event], None], person: Person) -> None:
        self._view, self._append, self._person = view, append, person

    def answer(self, value: Any) -> None:
        """Do nothing: the call itself is the record."""

    def plan(self, steps: Sequence[ev.PlanStep], reason: str) -> None:
        """Replace the plan; steps that were done stay done."""
        done = {step.text for step in self._view.plan if step.done}
        kept = tuple(
            step if step.done else step.model_copy(update={"done": step.text in done}) for step in steps
        )
        self._append(ev.Plan(steps=kept, by="mind", reason=reason, branch=self._view.branch))

    async def ask(self, question: str, choices: Sequence[str]) -> str:
        """Ask the person.

        Raises:
            ApprovalNeeded: nobody is there.
        """
        said = await self._person.ask(question, choices)
        if said is None:
            session = self._view.session
            raise ApprovalNeeded(
                f"The mind asks: {question}", fix=f'Answer with: agora ask --session {session} "…"'
            )
        return said


class HeldMemory:
    """The memory as a branch sees it: it can recall; what it remembers waits for the choice."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def remember(self, statement: str, about: str = "", *, session: str = "", key: str = "") -> str:
        """Return the id that the item will have if the branch is chosen."""
        return self._memory.id_of(key)

    @property
    def skills(self) -> Skills:
        """The memory's own: the policy lets no branch keep one."""
        return self._memory.skills

    def recall(
        self, query: str, k: int = 5, *, when: date | None = None, kinds: Sequence[Kind] | None = None
    ) -> Sequence[Item]:
        """Look into the memory itself."""
        return self._memory.recall(query, k, when=when, kinds=kinds)

    def meant(self, query: str) -> Sequence[Item]:
        """Look into the memory itself."""
        return self._memory.meant(query)

    def forget(self, item: str) -> None:
        """Refuse: an act is not tried out.

        Raises:
            ToolError: always.
        """
        raise ToolError("A branch forgets nothing.", fix="Forget after the choice.")


class Stopwatch:
    """Seconds that pass while nobody is waited for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began, self._paused_s, self._pausing = clock, clock(), 0.0, 0

    def seconds(self) -> float:
        """Seconds since the start, pauses left out."""
        return self._clock() - self._began - self._paused_s

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the time inside out."""
        began = self._clock()
        try:
            yield
        finally:
            self._paused_s += self._clock() - began


class TimedPerson:
    """A person whose time to think is not the task's."""

    def __init__(self, person: Person, stopwatch: Stopwatch) -> None:
        self._person, self._stopwatch = person, stopwatch

    async def approve(self, request: ApprovalRequest) -> PersonAnswer | None:
        """Ask for approval with the watch stopped."""
        with self._stopwatch.paused():
            return await self._person.approve(request)

    async def ask(self, question: str, choices: Sequence[str]) -> str | None:
        """Ask a question with the watch stopped."""
        with self._stopwatch.paused():
            return await self._person.ask(question, choices)
