"""Interpreters: one session's (or branch's) Python, thought after thought."""

import asyncio
import os
import re
import signal
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import pydantic_monty as monty

from agora.config import Limits
from agora.errors import BudgetSpent, JournalError, nearest
from agora.thought.guest import AFTER, awaits, prelude
from agora.thought.host import answer
from agora.thought.outcome import LOST, Call, Outcome, Printed, RecordedThought, explain, raised
from agora.thought.snapshot import pack, unpack
from agora.thought.values import canonical_hash, plain, shown

__all__ = ["Interpreter", "Interpreters"]

_CALLS = 10_000
"""Calls of tools and questions to the host that one thought may make; it bounds what the journal holds."""
_CHECKPOINT_SECONDS = 0.05
"""A lost interpreter is brought back by running again what came after its checkpoint: about this much."""
_CHECKPOINT_BYTES = 65_536
"""The same in text of code and results, because a suspended thought's snapshot carries them."""
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
            min_processes=1, max_processes=processes or _PROCESSES, checkout_timeout=60
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
        interpreter = Interpreter(self, self._pool, self.limits, seed, tuple(tools), utc_offset_s)
        self._open.add(interpreter)
        if state is not None:
            await interpreter.restore(state)
        return interpreter

    def _closed(self, interpreter: "Interpreter") -> None:
        self._open.discard(interpreter)


@dataclass
class _Running:
    """The thought that runs now."""

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


class Interpreter:
    """One session's Python. Variables live on from thought to thought."""

    def __init__(
        self,
        owner: Interpreters,
        pool: monty.AsyncMonty,
        limits: Limits,
        seed: int,
        tools: tuple[str, ...],
        utc_offset_s: int,
    ) -> None:
        self._owner, self._pool, self._limits, self._seed, self._tools = owner, pool, limits, seed, tools
        self._utc_offset_s = utc_offset_s
        self._session: monty.AsyncMontySession | None = None
        self._pid: int | None = None
        self._bound: tuple[str, ...] | None = None
        self._running: _Running | None = None
        self._snapshot: Any = None
        self._checkpoint: bytes | None = None
        self._since: list[RecordedThought] = []
        self._since_seconds, self._since_bytes = 0.0, 0
        self._fork_seed: int | None = None
        """Seeds `random` before the next thought begins."""
        self.pending: Call | None = None
        """The call that the thought waits in."""

    async def start(self, code: str, *, clock: float) -> Call | Outcome:
        """Run a thought until it calls a tool or ends. Never raises for what the model wrote.

        Args:
            code: the thought.
            clock: what time it is for it, in seconds since 1970, UTC; it stands still.
        """
        if self._running is not None:
            raise RuntimeError("A thought is under way: resume or fail it first.")
        await self._ready()
        self._running = _Running(code, clock, Printed(self._limits.output_bytes))
        return await self._advance(self._session_.feed_start(code, print_callback=self._running.printed))

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
        dump = await self._session_.dump()
        host: dict[str, Any] = {
            "tools": list(self._bound or ()),
            "seed": self._seed,
            "fork_seed": self._fork_seed,
            "running": None,
        }
        if (running := self._running) is None:
            self._set_checkpoint(dump)
            return pack(dump, b"", host)
        host["since"] = [[thought.code, thought.clock, thought.results] for thought in self._since]
        host["running"] = {
            "code": running.code,
            "clock": running.clock,
            "kept": running.printed.kept,
            "dropped_bytes": running.printed.dropped_bytes,
            "calls": running.calls,
            "results": running.results,
            "asked": running.asked,
            "awaited": running.awaited,
            "settled": list(running.settled.items()),
        }
        return pack(dump, self._checkpoint or b"", host)

    async def restore(self, state: bytes) -> Call | None:
        """Take over a dumped state into an interpreter that has not run yet.

        Returns:
            The call that the thought waits in, or None if it was between thoughts.

        Raises:
            JournalError: `state` is damaged or of another format; use `rebuild`.
        """
        dump, base, host = unpack(state)
        if self._session is not None or self._checkpoint is not None:
            raise RuntimeError("Only a fresh interpreter can be restored.")
        self._bound, self._seed, saved = tuple(host["tools"]), host["seed"], host["running"]
        self._fork_seed = host["fork_seed"]
        await self._check_out()
        try:
            if saved is None:
                await self._session_.load_session(dump)
                self._set_checkpoint(dump)
                return None
            self._checkpoint = base or None
            self._since = [RecordedThought(code, clock, results) for code, clock, results in host["since"]]
            printed = Printed(self._limits.output_bytes, saved.pop("kept"), saved.pop("dropped_bytes"))
            saved["settled"] = dict(saved["settled"])
            saved["results"] = [tuple(result) for result in saved["results"]]
            self._running = _Running(printed=printed, **saved)
            self._snapshot = await self._session_.load_snapshot(dump, print_callback=printed)
        except monty.MontyError as error:
            await self._discard()
            self._running = None
            raise JournalError(
                "The snapshot of a thought cannot be loaded.", why=str(error), fix="Rebuild the interpreter."
            ) from None
        name, args, kwargs = self._running.calls[-1]
        self.pending = Call(len(self._running.calls) - 1, name, tuple(args), kwargs)
        return self.pending

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
        await self._discard()

    # how it is done

    @property
    def _session_(self) -> monty.AsyncMontySession:
        assert self._session is not None
        return self._session

    @staticmethod
    def _astray(number: int, why: str) -> JournalError:
        return JournalError(f"Thought {number} does not run as recorded: it {why}.")

    async def _check_out(self) -> None:
        session = self._pool.checkout(
            limits={
                "max_feed_duration_secs": self._limits.thought_seconds,
                "max_memory": self._limits.thought_bytes,
                "max_suspensions": 2**31,  # counted here instead, for each thought
            },
            os_policy={
                "datetime": "call_host",
                "timezone": {"offset_seconds": self._utc_offset_s},
                "sleep": "zero",
                "random_start": {"seed": self._seed},
            },
        )
        try:
            await session.__aenter__()
        except TimeoutError:
            raise BudgetSpent(
                "All interpreters are in use.", fix="Close sessions, or try again later."
            ) from None
        self._session, self._pid = session, session.worker_pid

    async def _ready(self) -> None:
        """Have a worker in the state that the last thought left."""
        if self._session is None:
            await self._check_out()
            if self._checkpoint is not None:
                await self._session_.load_session(self._checkpoint)
            else:
                self._bound = None
            since, self._since, self._since_seconds, self._since_bytes = self._since, [], 0.0, 0
            await self.rebuild(since)
        if self._running is None and self._bound != self._tools:
            code, functions = prelude(self._tools)
            await self._session_.feed_run(code, inputs=functions, print_callback=_ignore)
            self._bound = self._tools
        if self._running is None and self._fork_seed is not None:
            await self._session_.feed_run(f"__seed({self._fork_seed})", print_callback=_ignore)
            self._fork_seed = None
            self._set_checkpoint(await self._session_.dump())
        elif self._since_seconds > _CHECKPOINT_SECONDS or self._since_bytes > _CHECKPOINT_BYTES:
            self._set_checkpoint(await self._session_.dump())

    def _set_checkpoint(self, dump: bytes) -> None:
        self._checkpoint, self._since, self._since_seconds, self._since_bytes = dump, [], 0.0, 0

    async def _answer(self, record: tuple[Any, ...], result: Any) -> Call | Outcome:
        if self._running is None or self.pending is None:
            raise RuntimeError("No thought waits for a tool.")
        self._running.results.append(record)
        self.pending = None
        if self._running.awaited:
            self._running.settled[self._snapshot.call_id] = result
            result = {"future": ...}
        return await self._advance(self._snapshot.resume(result))

    async def _advance(self, turn: Awaitable[Any]) -> Call | Outcome:
        running = self._running
        assert running is not None
        while True:
            began = time.perf_counter()
            try:
                step = await turn
            except monty.MontyCrashedError as error:
                return await self._lose(
                    "it ran too long" if error.timed_out else "the interpreter broke down"
                )
            except monty.MontyError as error:
                running.seconds += time.perf_counter() - began
                return await self._finish(None, error)
            except asyncio.CancelledError:
                self._kill()
                await self._abandon()
                raise
            running.seconds += time.perf_counter() - began
            if isinstance(step, monty.MontyComplete):
                return await self._finish(step.output, None)
            running.asked += 1
            if running.asked > _CALLS:
                return await self._lose(f"it made more than {_CALLS} calls")
            if isinstance(step, monty.AsyncNameLookupSnapshot):
                turn = step.resume()
            elif isinstance(step, monty.AsyncFutureSnapshot):
                turn = step.resume({number: running.settled.pop(number) for number in step.pending_call_ids})
            elif step.is_os_function:
                turn = step.resume(answer(step.function_name, step.args, running.clock, self._utc_offset_s))
            elif step.function_name not in self._tools:
                turn = step.resume(raised("NameError", self._unknown(step.function_name)))
            else:
                self._snapshot = step
                running.awaited = step.allow_eager_await or awaits(running.code, step.position.start)
                args, kwargs = plain(step.args), plain(step.kwargs)
                running.calls.append([step.function_name, args, kwargs])
                self.pending = Call(len(running.calls) - 1, step.function_name, tuple(args), kwargs)
                return self.pending

    def _unknown(self, name: str) -> str:
        hint = nearest(name, list(self._tools))
        return f"name {name!r} is not defined. {hint}".rstrip()

    async def _finish(self, value: Any, error: monty.MontyError | None) -> Outcome:
        running = self._running
        assert running is not None
        said = str(error)
        if error is not None and _LIMIT.match(said):
            return await self._lose("it ran too long" if said.startswith("T") else "it used too much memory")
        if value is not None:
            running.printed.line(shown(value))
        began = time.perf_counter()
        try:
            digest = await self._session_.feed_start(AFTER, print_callback=_ignore)
        except monty.MontyError:
            digest = None
        if not isinstance(digest, monty.MontyComplete):
            return await self._lose("its variables left the interpreter unusable")
        running.seconds += time.perf_counter() - began
        output = running.printed.text
        text = explain(error, running.code, self._tools) if error is not None else ""
        facts = [
            running.code,
            running.calls,
            running.results,
            _without_addresses(output),
            text,
            digest.output,
        ]
        self._since.append(RecordedThought(running.code, running.clock, running.results))
        self._since_seconds += running.seconds
        self._since_bytes += len(running.code) + len(str(running.results))
        self._running, self._snapshot = None, None
        return Outcome(output, text, plain(value), canonical_hash(facts), running.seconds)

    async def _lose(self, why: str) -> Outcome:
        """End the thought and go back to the variables as they were before it."""
        running = self._running
        assert running is not None
        await self._abandon()
        error = f"{LOST}: {why}; nothing of it is kept."
        facts = canonical_hash([running.code, LOST])
        return Outcome(running.printed.text, error, None, facts, running.seconds, lost=True)

    async def _abandon(self) -> None:
        self._running, self._snapshot, self.pending = None, None, None
        await self._discard()

    def _kill(self) -> None:
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    async def _discard(self) -> None:
        session, self._session, self._pid = self._session, None, None
        if session is not None:
            with suppress(monty.MontyError, RuntimeError):
                await session.__aexit__(None, None, None)


_LIMIT = re.compile("TimeoutError: (feed|turn) time limit exceeded: |MemoryError: memory limit exceeded: ")
"""What Monty says when it stops a thought; no thought can catch it, and its heap is not to be trusted."""


def _ignore(stream: str, text: str) -> None: ...


def _without_addresses(text: str) -> str:
    return re.sub(r"\b0x[0-9a-f]+\b", "0x", text)
