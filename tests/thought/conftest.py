import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from agora.config import Limits
from agora.thought import Call, Interpreter, Interpreters, Outcome

TOOLS = ["files.read", "files.list", "recall", "answer", "plan"]


class Lab:
    """Runs async test bodies with interpreters of their own."""

    tools = TOOLS
    limits = Limits(thought_seconds=2, thought_bytes=64 * 2**20, output_bytes=10_000)

    def run(self, body: Callable[[Interpreters], Awaitable[Any]], seconds: float = 2) -> Any:
        async def go() -> Any:
            async with Interpreters(
                self.limits.model_copy(update={"thought_seconds": seconds})
            ) as interpreters:
                return await body(interpreters)

        return asyncio.run(go())

    async def finish(self, interpreter: Interpreter, code: str, *results: Any, clock: float = 0.0) -> Outcome:
        """Run a thought to its end; its calls return these results, in order, and there are no more."""
        step = await interpreter.start(code, clock=clock)
        for result in results:
            assert isinstance(step, Call), step
            step = await interpreter.resume(result)
        assert isinstance(step, Outcome), step
        return step

    def outcomes(self, *codes: str, seed: int = 1, clock: float = 0.0, seconds: float = 2) -> list[Outcome]:
        """Run thoughts one after the other; every call of a tool returns "found"."""

        async def body(interpreters: Interpreters) -> list[Outcome]:
            interpreter = await interpreters.open(seed=seed, tools=self.tools)
            made = []
            for code in codes:
                step = await interpreter.start(code, clock=clock)
                while isinstance(step, Call):
                    step = await interpreter.resume("found")
                made.append(step)
            return made

        return self.run(body, seconds)


@pytest.fixture(scope="session")
def lab() -> Lab:
    return Lab()
