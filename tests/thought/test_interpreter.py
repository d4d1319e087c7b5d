import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from agora.config import Limits
from agora.thought import Call, Interpreter, Interpreters, Outcome

TOOLS = ["files.read", "files.list", "recall", "answer", "plan"]


def drive(body: Callable[[Interpreters], Awaitable[Any]], limits: Limits | None = None) -> Any:
    """Run an async test body with interpreters of its own."""

    async def run() -> Any:
        async with Interpreters(limits or Limits(thought_seconds=2)) as interpreters:
            return await body(interpreters)

    return asyncio.run(run())


async def finish(interpreter: Interpreter, code: str, *results: Any) -> Outcome:
    """Run a thought whose calls return these results."""
    step = await interpreter.start(code, clock=0.0)
    for result in results:
        assert isinstance(step, Call), step
        step = await interpreter.resume(result)
    assert isinstance(step, Outcome), step
    return step


def test_variables_live_on_and_the_last_expression_is_shown() -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=TOOLS)
        assert (await finish(interpreter, "x = 20\nprint('a')")).output == "a\n"
        outcome = await finish(interpreter, "x + 1")
        assert (outcome.output, outcome.value, outcome.error) == ("21", 21, "")

    drive(body)


def test_a_call_suspends_and_goes_on() -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=TOOLS)
        step = await interpreter.start("t = files.read('a', start=2)\nrecall(t)", clock=0.0)
        assert step == Call(0, "files.read", ("a",), {"start": 2})
        step = await interpreter.resume("text")
        assert step == Call(1, "recall", ("text",), {})
        assert (await interpreter.fail("ToolError", "gone")).error.startswith("RuntimeError: gone (line 2")

    drive(body)


def test_a_lost_thought_leaves_the_variables_as_they_were() -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=TOOLS)
        await finish(interpreter, "x = recall(1)", "kept")
        lost = await finish(interpreter, "x = 0\nx = 'a' * 10**10")
        assert lost.lost
        assert lost.error.startswith("ThoughtLost: ")
        assert (await finish(interpreter, "x")).value == "kept"

    drive(body)
