"""Interpreters: one session's (or branch's) Python, thought after thought.

Here are the states between thoughts: made ready, dumped, restored, forked, rebuilt, and gone back to when a
thought is lost. How a thought runs is in `running`; the process that it runs in, in `worker`.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from types import TracebackType
from typing import Any, Self

import pydantic_monty as monty

from agora.config import Limits
from agora.errors import JournalError
from agora.thought.checkpoint import Checkpoint
from agora.thought.guest import prelude
from agora.thought.outcome import Call, Outcome, Printed, RecordedThought, raised
from agora.thought.running import Running, ignore
from agora.thought.snapshot import pack, unpack
from agora.thought.values import plain
from agora.thought.worker import Worker

__all__ = ["Interpreter", "Interpreters"]

_PATIENCE_SECONDS = 60.0
"""How long to wait for a worker while all are in use."""
_SETTLE_SECONDS = 0.02
"""Monty's threads let go of Python objects shortly after the last answer; Python must not end before."""
_PROCESSES = 64
"""Workers at once; each takes about 15 MB. Sessions that wait take none."""


class Interpreters:
    """The worker processes that thoughts run in; an async context manager.

    Args:
        limits: `thought_seconds`, `thought_bytes` and `output_bytes` hold for each thought.
        processes: interpreters that may be open at the same time.
    """

    def __init__(self, limits: Limits, *, processes: int | None = None) -> None:
        self.limits = limits
        self._pool = monty.AsyncMonty(
            min_processes=1, max_processes=processes or _PROCESSES, checkout_timeout=_PATIENCE_SECONDS
        )
        self._open: set[Interpreter] = set()

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for interpreter in list(self._open):
            await interpreter.close()
        await self._pool.__aexit__(kind, error, trace)
        await asyncio.sleep(_SETTLE_SECONDS)

    async def open(
        self, *, seed: int, tools: Sequence[str], utc_offset_s: int = 0, state: bytes | None = None
    ) -> "Interpreter":
        """Return an interpreter with nothing in it but the tools, or the one that `state` holds.

        Args:
            seed: of the module `random`.
            tools: names such as `recall` or `files.read`.
            utc_offset_s: how far the person's clock is ahead of UTC, in seconds.
            state: from `Interpreter.dump`; a suspended call is then in `Interpreter.pending`.

        Raises:
            JournalError: `state` is damaged or of another format; use `Interpreter.rebuild`.
        """
        interpreter = Interpreter(self, self._pool, seed, tuple(tools), utc_offset_s)
        self._open.add(interpreter)
        if state is not None:
            await interpreter.restore(state)
        return interpreter

    def _closed(self, interpreter: "Interpreter") -> None:
        self._open.discard(interpreter)


class Interpreter:
    """One session's Python. Variables live on from thought to thought."""

    def __init__(
        self,
        owner: Interpreters,
        pool: monty.AsyncMonty,
        seed: int,
        tools: tuple[str, ...],
        utc_offset_s: int,
    ) -> None:
        self._owner, self._limits, self._seed, self._tools = owner, owner.limits, seed, tools
        self._utc_offset_s = utc_offset_s
        self._worker = Worker(pool, owner.limits, utc_offset_s)
        self._bound: tuple[str, ...] | None = None
        self._running: Running | None = None
        self._checkpoint = Checkpoint()
        self._fork_seed: int | None = None
        """Seeds `random` before the next thought begins."""

    @property
    def pending(self) -> Call | None:
        """The call that the thought waits in."""
        return None if self._running is None else self._running.pending

    async def start(self, code: str, *, clock: float) -> Call | Outcome:
        """Run a thought until it calls a tool or ends. Never raises for what the model wrote.

        Args:
            code: the thought.
            clock: what time it is for it, in seconds since 1970, UTC; it stands still.
        """
        if self._running is not None:
            raise RuntimeError("A thought is under way: resume or fail it first.")
        await self._ready()
        running = Running(self._tools, self._utc_offset_s, code, clock, Printed(self._limits.output_bytes))
        self._running = running
        return await self._advance(
            running, self._worker.session.feed_start(code, print_callback=running.printed)
        )

    async def resume(self, value: Any) -> Call | Outcome:
        """Go on: the tool that the thought called returned this; the thought gets it made plain."""
        value = plain(value)
        return await self._answer(("value", value), {"return_value": value})

    async def fail(self, kind: str, message: str) -> Call | Outcome:
        """Go on: the tool that the thought called raised.

        Args:
            kind: name of a built-in exception; any other becomes a RuntimeError.
            message: what the thought sees.
        """
        message = plain(message)
        return await self._answer(("error", kind, message), raised(kind, message))

    async def dump(self) -> bytes:
        """Return the whole state, idle or suspended in a call."""
        await self._ready()
        dump = await self._worker.session.dump()
        host: dict[str, Any] = {
            "tools": list(self._bound or ()),
            "seed": self._seed,
            "fork_seed": self._fork_seed,
            "running": None,
        }
        if self._running is None:
            self._checkpoint.renew(dump)
            return pack(dump, b"", host)
        host["since"] = [[thought.code, thought.clock, thought.results] for thought in self._checkpoint.since]
        host["running"] = self._running.saved()
        return pack(dump, self._checkpoint.dump or b"", host)

    async def restore(self, state: bytes) -> Call | None:
        """Take over a dumped state into an interpreter that has not run yet.

        Returns:
            The call that the thought waits in, or None if it was between thoughts.

        Raises:
            JournalError: `state` is damaged or of another format; use `rebuild`.
        """
        dump, base, host = unpack(state)
        if self._worker.is_out or self._checkpoint.dump is not None:
            raise RuntimeError("Only a fresh interpreter can be restored.")
        self._bound, self._seed, saved = tuple(host["tools"]), host["seed"], host["running"]
        self._fork_seed = host["fork_seed"]
        await self._worker.check_out(self._seed)
        session = self._worker.session
        try:
            if saved is None:
                await session.load_session(dump)
                self._checkpoint.renew(dump)
                return None
            self._checkpoint.dump = base or None
            self._checkpoint.since = [RecordedThought(*thought) for thought in host["since"]]
            running = Running.restored(saved, self._tools, self._utc_offset_s, self._limits.output_bytes)
            snapshot = await session.load_snapshot(dump, print_callback=running.printed)
        except monty.MontyError as error:
            await self._worker.discard()
            raise JournalError(
                "The snapshot of a thought cannot be loaded.", why=str(error), fix="Rebuild the interpreter."
            ) from None
        self._running = running
        return running.wait(snapshot)

    async def fork(self, seed: int) -> "Interpreter":
        """Return another interpreter in the same state; its `random` goes its own way.

        A thought that is suspended goes on with the parent's random numbers to its end.
        """
        branch = await self._owner.open(
            seed=self._seed, tools=self._tools, utc_offset_s=self._utc_offset_s, state=await self.dump()
        )
        branch._fork_seed = seed
        return branch

    async def rebuild(self, thoughts: Sequence[RecordedThought]) -> Call | None:
        """Run recorded thoughts again with their recorded results; no tool runs.

        Returns:
            The call that the last thought waits in, if it is not finished.

        Raises:
            JournalError: a thought did not make the recorded calls.
        """
        for number, thought in enumerate(thoughts):
            if thought.lost:
                continue
            step = await self.start(thought.code, clock=thought.clock)
            for result in thought.results:
                if isinstance(step, Outcome):
                    raise self._astray(number, "made fewer calls")
                step = await (
                    self.resume(result[1]) if result[0] == "value" else self.fail(result[1], result[2])
                )
            if isinstance(step, Call):
                if thought.finished:
                    raise self._astray(number, f"also called {step.name}")
                return step
            if step.lost:
                raise self._astray(number, step.error)
        return None

    async def close(self) -> None:
        """Give the worker back; what is not dumped is gone."""
        self._owner._closed(self)
        await self._worker.discard()

    # how it is done

    @staticmethod
    def _astray(number: int, why: str) -> JournalError:
        return JournalError(f"Thought {number} does not run as recorded: it {why}.")

    async def _ready(self) -> None:
        """Have a worker in the state that the last thought left."""
        if not self._worker.is_out:
            await self._worker.check_out(self._seed)
            if self._checkpoint.dump is not None:
                await self._worker.session.load_session(self._checkpoint.dump)
            else:
                self._bound = None
            await self.rebuild(self._checkpoint.take())
        session = self._worker.session
        if self._running is None and self._bound != self._tools:
            code, functions = prelude(self._tools)
            await session.feed_run(code, inputs=functions, print_callback=ignore)
            self._bound = self._tools
        if self._running is None and self._fork_seed is not None:
            await session.feed_run(f"__seed({self._fork_seed})", print_callback=ignore)
            self._fork_seed = None
            self._checkpoint.renew(await session.dump())
        elif self._checkpoint.is_far:
            self._checkpoint.renew(await session.dump())

    async def _answer(self, record: tuple[Any, ...], result: Any) -> Call | Outcome:
        if self._running is None or self._running.pending is None:
            raise RuntimeError("No thought waits for a tool.")
        return await self._advance(self._running, self._running.answered(record, result))

    async def _advance(self, running: Running, turn: Awaitable[Any]) -> Call | Outcome:
        try:
            step = await running.advance(turn)
            outcome = step if isinstance(step, Call) else await running.outcome(step, self._worker)
        except asyncio.CancelledError:
            self._worker.kill()
            await self._abandon()
            raise
        if isinstance(outcome, Call):
            return outcome
        if outcome.lost:
            await self._abandon()
        else:
            self._checkpoint.add(running.recorded, running.seconds)
            self._running = None
        return outcome

    async def _abandon(self) -> None:
        """Go back to the variables as they were before the thought."""
        self._running = None
        await self._worker.discard()
