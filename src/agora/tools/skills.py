"""Skills: functions that the mind keeps with the tests that they passed, and finds by what they are for.

A skill's tests run as a thought of their own that reaches no tool. What is found is source, as data: whoever
uses it writes it into a thought of theirs, and so it can do what that thought may, and no more.
"""

import asyncio

from agora.config import Limits
from agora.thought import Call, Interpreters
from agora.tools.base import Context, tool

__all__ = ["find", "keep"]

# More sources than this fit no prompt.
_MOST_FOUND = 5


@tool("skills.keep", effect="write")
def keep(context: Context, name: str, description: str, source: str, tests: str) -> int:
    """Keep a tested function.

    Returns its version, from 1.

    Args:
        name: of the function.
        description: what it is good for, in the words that it will be looked for with.
        source: Python that defines it.
        tests: `assert` lines that fail if it is wrong.

    Example:
        skills.keep("twice", "Double a number.", "def twice(x):\\n    return 2 * x", "assert twice(2) == 4")
    """

    def run(code: str) -> str:
        return asyncio.run(_alone(code, context.settings.limits))

    return context.memory.skills.keep(name, description, source, tests, run).version


@tool("skills.find", effect="read", private=True)
def find(context: Context, query: str) -> list[dict[str, str]]:
    """Return kept functions.

    As dicts with "name", "description", "source".

    Args:
        query: what is to be done.

    Example:
        skills.find("price with tax")[0]["source"]
    """
    held = context.memory.recall(query, _MOST_FOUND, kinds=["skill"])
    found = [context.memory.skills.get(item.about) for item in held]
    return [{"name": s.name, "description": s.description, "source": s.source} for s in found]


async def _alone(code: str, limits: Limits) -> str:
    """Run a thought without any tool, apart from all others; return its error."""
    async with Interpreters(limits) as interpreters:
        interpreter = await interpreters.open(seed=1, tools=[])
        try:
            outcome = await interpreter.start(code, clock=0.0)
        finally:
            await interpreter.close()
    return f"it calls {outcome.name}" if isinstance(outcome, Call) else outcome.error
