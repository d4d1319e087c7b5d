"""What `agora models check` finds out."""

import asyncio
from collections.abc import Callable
from typing import Any

from agora.models import ScriptedModel, check
from agora.models.client import connect
from agora.models.faults import Place


def test_a_good_model() -> None:
    script = [(None, "one two"), (None, "yes"), (None, "```python\nanswer(17 * 23)\n```"), (None, "x")]
    lines = asyncio.run(check(ScriptedModel(script, takes_grammar=True)))
    assert [line.part for line in lines] == ["window", "streaming", "grammar", "tools", "tokens"]
    assert all(line.ok for line in lines), lines


def test_a_poor_one() -> None:
    script = [(None, "x"), (None, "it is 391"), (None, "x")]
    lines = asyncio.run(check(ScriptedModel(script, context_window=512)))
    assert {line.part: line.ok for line in lines} == {
        "window": False,
        "streaming": False,
        "grammar": False,
        "tools": False,
        "tokens": True,
    }
    assert "at least 2048" in lines[0].detail


def test_an_endpoint_that_fails_is_a_line_and_no_exception(serve: Callable[..., Any]) -> None:
    async def run() -> list[Any]:
        model = await connect(Place("here", serve(lambda body: {"status": 403}).url))
        lines = await check(model)
        await model.close()
        return lines

    lines = {line.part: line for line in asyncio.run(run())}
    assert not lines["streaming"].ok
    assert "refuses access" in lines["streaming"].detail
