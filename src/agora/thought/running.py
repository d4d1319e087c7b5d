"""One thought from its first line to its end: what it printed and called, and what it was answered.

It needs a worker that is ready. What was before the thought, and going back there when it is lost, is the
affair of `interpreter`.
"""

import re
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

import pydantic_monty as monty

from agora.errors import nearest
from agora.thought.guest import AFTER, awaits
from agora.thought.host import answer
from agora.thought.outcome import LOST, Call, Outcome, Printed, RecordedThought, explain, raised
from agora.thought.values import canonical_hash, plain, shown
from agora.thought.worker import Worker

__all__ = ["Ended", "Running", "ignore"]

_CALLS = 10_000
"""Calls of tools and questions to the host that one thought may make; it bounds what the journal holds."""

_LIMIT = re.compile("TimeoutError: (feed|turn) time limit exceeded: |MemoryError: memory limit exceeded: ")
"""What Monty says when it stops a thought; no thought can catch it, and its heap is not to be trusted."""


class Ended(NamedTuple):
    """How a thought ended: with a value, with an error, or lost (and why)."""

    value: Any = None
    error: monty.MontyError | None = None
    lost: str = ""


@dataclass
class Running:
    """The thought that runs now."""

    tools: Sequence[str]
    utc_offset_s: int
    code: str
    clock: float
    printed: Printed
    results: list[tuple[Any, ...]] = field(default_factory=list)
    calls: list[list[Any]] = field(default_factory=list)
    asked: int = 0
    seconds: float = 0.0
    awaited: bool = False
    """The call that waits is awaited by the thought: its result is handed over as a future."""
    settled: dict[int, Any] = field(default_factory=dict)
    """Results of awaited calls, by Monty's number of the call, until Monty asks for them."""
    pending: Call | None = None
    """The call that the thought waits in."""
    snapshot: Any = None
    """Monty's side of the call that waits."""

    @property
    def recorded(self) -> RecordedThought:
        """The thought as it can be run again."""
        return RecordedThought(self.code, self.clock, self.results)

    def saved(self) -> dict[str, Any]:
        """Return what the host knows of the thought, as JSON takes it."""
        return {
            "code": self.code,
            "clock": self.clock,
            "kept": self.printed.kept,
            "dropped_bytes": self.printed.dropped_bytes,
            "calls": self.calls,
            "results": self.results,
            "asked": self.asked,
            "awaited": self.awaited,
            "settled": list(self.settled.items()),
        }

    @classmethod
    def restored(
        cls, saved: dict[str, Any], tools: Sequence[str], utc_offset_s: int, output_bytes: int
    ) -> Self:
        """Return the thought that `saved` described; Monty's side of it is still to be loaded."""
        printed = Printed(output_bytes, saved.pop("kept"), saved.pop("dropped_bytes"))
        saved["settled"] = dict(saved["settled"])
        saved["results"] = [tuple(result) for result in saved["results"]]
        return cls(tools, utc_offset_s, printed=printed, **saved)

    def wait(self, snapshot: Any) -> Call:
        """Wait in the last of the calls, which Monty's snapshot suspends."""
        name, args, kwargs = self.calls[-1]
        self.snapshot, self.pending = snapshot, Call(len(self.calls) - 1, name, tuple(args), kwargs)
        return self.pending

    def answered(self, record: tuple[Any, ...], result: Any) -> Awaitable[Any]:
        """Return Monty's next turn, the waiting call answered with Monty's form of the result."""
        self.results.append(record)
        self.pending = None
        if self.awaited:
            self.settled[self.snapshot.call_id] = result
            result = {"future": ...}
        turn: Awaitable[Any] = self.snapshot.resume(result)
        return turn

    async def advance(self, turn: Awaitable[Any]) -> Call | Ended:
        """Go on until the thought calls a tool or ends."""
        while True:
            began = time.perf_counter()
            try:
                step = await turn
            except monty.MontyCrashedError as error:
                return Ended(lost="it ran too long" if error.timed_out else "the interpreter broke down")
            except monty.MontyError as error:
                self.seconds += time.perf_counter() - began
                return Ended(error=error)
            self.seconds += time.perf_counter() - began
            if isinstance(step, monty.MontyComplete):
                return Ended(step.output)
            self.asked += 1
            if self.asked > _CALLS:
                return Ended(lost=f"it made more than {_CALLS} calls")
            if isinstance(step, monty.AsyncNameLookupSnapshot):
                turn = step.resume()
            elif isinstance(step, monty.AsyncFutureSnapshot):
                turn = step.resume({number: self.settled.pop(number) for number in step.pending_call_ids})
            elif step.is_os_function:
                turn = step.resume(answer(step.function_name, step.args, self.clock, self.utc_offset_s))
            elif step.function_name not in self.tools:
                turn = step.resume(raised("NameError", self._unknown(step.function_name)))
            else:
                self.awaited = step.allow_eager_await or awaits(self.code, step.position.start)
                self.calls.append([step.function_name, plain(step.args), plain(step.kwargs)])
                return self.wait(step)

    async def outcome(self, ended: Ended, worker: Worker) -> Outcome:
        """Return what became of the thought; a lost one leaves variables that are not to be trusted."""
        value, error, lost = ended
        if lost:
            return self._lost(lost)
        said = str(error)
        if error is not None and _LIMIT.match(said):
            return self._lost("it ran too long" if said.startswith("T") else "it used too much memory")
        if value is not None:
            self.printed.line(shown(value))
        began = time.perf_counter()
        try:
            digest = await worker.session.feed_start(AFTER, print_callback=ignore)
        except monty.MontyError:
            digest = None
        if not isinstance(digest, monty.MontyComplete):
            return self._lost("its variables left the interpreter unusable")
        self.seconds += time.perf_counter() - began
        output = self.printed.text
        text = explain(error, self.code, self.tools) if error is not None else ""
        facts = [self.code, self.calls, self.results, _without_addresses(output), text, digest.output]
        return Outcome(output, text, plain(value), canonical_hash(facts), self.seconds)

    def _lost(self, why: str) -> Outcome:
        error = f"{LOST}: {why}; nothing of it is kept."
        facts = canonical_hash([self.code, LOST])
        return Outcome(self.printed.text, error, None, facts, self.seconds, lost=True)

    def _unknown(self, name: str) -> str:
        hint = nearest(name, list(self.tools))
        return f"name {name!r} is not defined. {hint}".rstrip()


def ignore(stream: str, text: str) -> None:
    """Take what the host's own code prints, and drop it."""


def _without_addresses(text: str) -> str:
    return re.sub(r"\b0x[0-9a-f]+\b", "0x", text)
