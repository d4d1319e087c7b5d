"""One thought: how it calls, what it may ask, and what its hash is made of."""

import datetime

import pytest

from agora.thought import Call, Interpreters


def test_a_call_suspends_and_goes_on(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        step = await interpreter.start("t = files.read('a', start=2)\nrecall(t)", clock=0.0)
        assert step == interpreter.pending == Call(0, "files.read", ("a",), {"start": 2})
        step = await interpreter.resume("text")
        assert step == Call(1, "recall", ("text",), {})
        outcome = await interpreter.fail("ToolError", "gone")
        assert outcome.error == "RuntimeError: gone (line 2: `recall(t)`)"
        assert interpreter.pending is None

    lab.run(body)


def test_what_a_tool_raises_can_be_caught(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        code = "try:\n    recall(1)\nexcept ValueError as error:\n    print('caught', error)"
        assert isinstance(await interpreter.start(code, clock=0.0), Call)
        assert (await interpreter.fail("ValueError", "no")).output == "caught no\n"

    lab.run(body)


CALLS = {
    "map": ("list(map(recall, [1, 2]))", 2),
    "filter": ("list(filter(recall, [1, 2]))", 2),
    "comprehension": ("[recall(x) for x in [1, 2]]", 2),
    "generator": ("any(not recall(x) for x in [1, 2])", 2),
    "f-string": ("f'{recall(1)}'", 1),
    "another name": ("look = files.read\nlook('a')", 1),
    "function": ("def look(x): return recall(x)\nlook(1)", 1),
    "lambda": ("(lambda x: recall(x))(1)", 1),
    "await": ("await recall(1)", 1),
    "await of a family": ("await files.read(1)", 1),
    "gather": ("import asyncio\nawait asyncio.gather(recall(1), files.read(2), recall(3))", 3),
    "gather of a list": ("import asyncio\nawait asyncio.gather(*[recall(x) for x in range(4)])", 4),
    "async function": (
        "import asyncio\nasync def look():\n    return await recall(1)\nasyncio.run(look())",
        1,
    ),
    "gather of functions": (
        "import asyncio\nasync def f(x):\n    return await recall(x)\nawait asyncio.gather(f(1), f(2))",
        2,
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_tools_can_be_called_in_any_way(name: str, lab) -> None:
    code, calls = CALLS[name]

    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        outcome = await lab.finish(interpreter, code, *["found"] * calls)
        assert outcome.error == ""

    lab.run(body)


def test_an_unknown_function_is_a_name_error_with_a_suggestion(lab) -> None:
    (outcome,) = lab.outcomes("recal(1)")
    assert (
        outcome.error == "NameError: name 'recal' is not defined. Did you mean 'recall'? (line 1: `recal(1)`)"
    )


def test_the_clock_stands_still_and_is_the_recorded_one(lab) -> None:
    times = "datetime.datetime.now(), datetime.date.today(), time.time(), time.monotonic()"
    code = f"import datetime, time\n({times})"
    moment = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
    (outcome,) = lab.outcomes(code, clock=moment.timestamp())
    assert outcome.value == ["2026-03-04T05:06:07", "2026-03-04", moment.timestamp(), moment.timestamp()]


def test_the_hash_sees_a_variable_that_nothing_shows(lab) -> None:
    code = "import random\nhidden = [random.random()]"
    (one,), (two,) = lab.outcomes(code, seed=1), lab.outcomes(code, seed=2)
    assert one.output == two.output == ""
    assert one.state_hash != two.state_hash


def test_the_hash_does_not_depend_on_order_or_addresses(lab) -> None:
    ends = "class C: pass\nprint(C())"
    one = lab.outcomes("x = {1: 2, 'a': {1, 2}}", ends)[1]
    two = lab.outcomes("y = [0] * 100\nx = {'a': {2, 1}}\nx[1] = 2\ny = None", ends)[1]
    assert "0x" in one.output
    assert one.state_hash != two.state_hash  # y is one variable more
    three = lab.outcomes("x = {'a': {2, 1}}\nx[1] = 2", ends)[1]
    assert one.state_hash == three.state_hash
