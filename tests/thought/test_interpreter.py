import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agora.errors import JournalError
from agora.thought import MONTY_FORMAT, Call, Interpreter, Interpreters, Outcome, RecordedThought

LAB = f"exec(open({str(Path(__file__).with_name('conftest.py'))!r}).read())"
"""A line for another process, that gives it the same `Lab`."""


def test_variables_live_on_and_the_last_expression_is_shown(lab) -> None:
    first, second = lab.outcomes("x = 20\nprint('a', end='')", "print('b', end='')\nx + 1")
    assert (first.output, first.value, first.error) == ("a", None, "")
    assert (second.output, second.value, second.error) == ("b\n21", 21, "")


def test_a_gather_survives_a_restore_between_its_calls(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        first = await interpreters.open(seed=1, tools=lab.tools)
        await first.start("import asyncio\nawait asyncio.gather(recall(1), recall(2))", clock=0.0)
        assert isinstance(await first.resume("one"), Call)
        second = await interpreters.open(seed=1, tools=lab.tools, state=await first.dump())
        step = await second.resume("two")
        assert isinstance(step, Outcome)
        assert step.value == ["one", "two"]

    lab.run(body)


@pytest.mark.parametrize(
    "shadow", ["answer = 42", "def answer(x): return x", "class answer: pass", "import math as answer"]
)
def test_a_tool_gets_its_name_back(shadow: str, lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(interpreter, shadow)
        assert await interpreter.start("answer(1)", clock=0.0) == Call(0, "answer", (1,), {})

    lab.run(body)


@pytest.mark.parametrize(
    "name", ["list", "type", "sorted", "str", "repr", "locals", "len", "zip", "iter", "json"]
)
def test_builtins_may_be_shadowed(name: str, lab) -> None:
    first, second = lab.outcomes(f"{name} = {{3, 4}}", "1 + 1")
    assert (first.error, second.value) == ("", 2)


def test_a_family_may_be_shadowed_within_a_thought(lab) -> None:
    first, second = lab.outcomes("files = files.list()\nfiles", "files.read('a')")
    assert first.value == second.value == "found"


def test_same_seed_same_numbers(lab) -> None:
    code = "import random\n[random.random() for _ in range(3)], random.Random().random()"
    (first,), (again,), (other,) = (lab.outcomes(code, seed=seed) for seed in (1, 1, 2))
    assert first.state_hash == again.state_hash
    assert first.value == again.value != other.value


HASHED = [
    "import random\nx = random.random()\ns = {'b', 'a', 'c'}\nd = {'b': 1, 'a': {2, 1}, 3: (1, 2)}",
    "from decimal import Decimal\nm = Decimal('1.10')\nclass C: pass\nc = C()\nprint(c)\nb = b'x'",
    "t = files.read('a')\nt.upper()",
    "1 / 0",
]


def test_another_process_gives_the_same_hashes(lab) -> None:
    script = f"""
import json, sys
{LAB}
outcomes = Lab().outcomes(*json.loads(sys.argv[1]), seed=7, clock=5.0)
print(json.dumps([outcome.state_hash for outcome in outcomes]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(HASHED)], capture_output=True, text=True, check=True
    )
    here = [outcome.state_hash for outcome in lab.outcomes(*HASHED, seed=7, clock=5.0)]
    assert json.loads(done.stdout) == here
    assert len(set(here)) == len(here)


def test_a_suspended_thought_goes_on_in_another_process(lab) -> None:
    async def body(interpreters: Interpreters) -> tuple[bytes, str]:
        interpreter = await interpreters.open(seed=3, tools=lab.tools)
        await lab.finish(interpreter, "mine = 5")
        await interpreter.start("print('before')\nx = recall(mine)\nx + mine", clock=9.0)
        state = await interpreter.dump()
        outcome = await interpreter.resume(37)
        assert isinstance(outcome, Outcome)
        return state, outcome.state_hash

    state, expected = lab.run(body)
    script = f"""
import sys
{LAB}
state = sys.stdin.buffer.read()
async def body(interpreters):
    interpreter = await interpreters.open(seed=3, tools=TOOLS, state=state)
    assert interpreter.pending.args == (5,)
    outcome = await interpreter.resume(37)
    assert outcome.output == "before\\n42", outcome
    print(outcome.state_hash)
Lab().run(body)
"""
    done = subprocess.run([sys.executable, "-c", script], input=state, capture_output=True, check=True)
    assert done.stdout.decode().strip() == expected


def test_forks_diverge_and_leave_the_parent_alone(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        parent = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(parent, "import random\nxs = [1]\nrandom.random()")
        forks = [await parent.fork(seed) for seed in (10, 11, 10)]
        values = []
        for number, branch in enumerate(forks):
            await lab.finish(branch, f"xs.append({number})")
            values.append((await lab.finish(branch, "random.random()")).value)
            assert (await lab.finish(branch, "xs")).value == [1, number]
        assert (await lab.finish(parent, "xs")).value == [1]
        alone = (await lab.finish(parent, "random.random()")).value
        assert len({alone, *values}) == 3
        assert values[0] == values[2]

    lab.run(body)


def test_a_suspended_thought_forks(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        parent = await interpreters.open(seed=1, tools=lab.tools)
        await parent.start("x = recall(1)\nx", clock=0.0)
        branch = await parent.fork(9)
        assert branch.pending == parent.pending
        first, second = await parent.resume("parent"), await branch.resume("branch")
        assert isinstance(first, Outcome)
        assert isinstance(second, Outcome)
        assert (first.value, second.value) == ("parent", "branch")
        numbers = [await lab.finish(each, "import random\nrandom.random()") for each in (parent, branch)]
        assert numbers[0].value != numbers[1].value

    lab.run(body)


@pytest.mark.parametrize("spoil", [lambda s: b"", lambda s: s[:-1], lambda s: s[:200], lambda s: b"\x00" + s])
def test_a_damaged_snapshot_is_refused(spoil: Any, lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(interpreter, "x = 1")
        state = spoil(await interpreter.dump())
        with pytest.raises(JournalError, match="snapshot"):
            await interpreters.open(seed=1, tools=lab.tools, state=state)

    lab.run(body)


def test_a_snapshot_of_another_format_is_refused_and_the_thoughts_rebuild_it(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        first = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(first, "import random\nx = [recall(1), random.random()]", "found")
        await first.start("y = recall(2)\nrecall(y)", clock=4.0)
        await first.resume("why")
        state = (await first.dump()).replace(MONTY_FORMAT.encode(), b"agora-0/monty-1.3.0", 1)
        second = await interpreters.open(seed=1, tools=lab.tools)
        with pytest.raises(JournalError, match=r"format 'agora-0/monty-1\.3\.0'"):
            await second.restore(state)
        pending = await second.rebuild(
            [
                RecordedThought("import random\nx = [recall(1), random.random()]", 0.0, [("value", "found")]),
                RecordedThought("x = 'lost'", 0.0, [], lost=True),
                RecordedThought("y = recall(2)\nrecall(y)", 4.0, [("value", "why")], finished=False),
            ]
        )
        assert pending == first.pending == Call(1, "recall", ("why",), {})
        one, two = await first.resume(0), await second.resume(0)
        assert isinstance(one, Outcome)
        assert isinstance(two, Outcome)
        assert one.state_hash == two.state_hash

    lab.run(body)


@pytest.mark.parametrize("results", [[], [("value", 1), ("value", 2)]])
def test_a_record_that_does_not_fit_is_refused(results: list[Any], lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        with pytest.raises(JournalError, match="does not run as recorded"):
            await interpreter.rebuild([RecordedThought("recall(1)", 0.0, results)])

    lab.run(body)


def test_tools_may_change_between_dump_and_restore(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        first = await interpreters.open(seed=1, tools=["recall"])
        await first.start("x = recall(1)", clock=0.0)
        second = await interpreters.open(seed=1, tools=["recall", "web.fetch"], state=await first.dump())
        assert isinstance(await second.resume(5), Outcome)
        step = await second.start("web.fetch(x)", clock=0.0)
        assert step == Call(0, "web.fetch", (5,), {})

    lab.run(body)


STEPS = st.lists(
    st.sampled_from(
        [
            "import random\nn = random.randint(0, 9)",
            "xs = [recall(i) for i in range(2)]",
            "s = {str(i) for i in range(5)}",
            "try:\n    files.read('a')\nexcept ValueError as e:\n    print(e)",
            "undefined_name",
            "class P:\n    def __init__(self): self.x = 1\np = P()\nprint(p)",
            "print(locals().get('n'))",
            "answer = 1",
        ]
    ),
    max_size=5,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(0, 2**31), st.integers(0, 4), st.randoms(use_true_random=False))
def test_dumped_rebuilt_and_lost_interpreters_go_the_same_way(lab, codes, seed, cut, luck) -> None:
    """However a session is carried on, its hashes are those of one that was never disturbed."""

    async def advance(
        interpreter: Interpreter, codes: list[str], records: list[RecordedThought]
    ) -> list[str]:
        hashes = []
        for number, code in enumerate(codes):
            step = await interpreter.start(code, clock=number)
            results: list[tuple[Any, ...]] = []
            while isinstance(step, Call):
                if step.name == "recall":
                    results.append(("value", step.args[0]))
                    step = await interpreter.resume(step.args[0])
                else:
                    results.append(("error", "ValueError", "no"))
                    step = await interpreter.fail("ValueError", "no")
            records.append(RecordedThought(code, number, results))
            hashes.append(step.state_hash)
        return hashes

    async def body(interpreters: Interpreters) -> None:
        straight = await interpreters.open(seed=seed, tools=lab.tools)
        records: list[RecordedThought] = []
        before = await advance(straight, codes[:cut], records)
        state = await straight.dump() if luck.random() < 0.5 else None
        branch = await straight.fork(seed + 1)
        after = await advance(straight, codes[cut:], [])
        restored = await interpreters.open(seed=seed, tools=lab.tools, state=state)
        if state is None:
            await restored.rebuild(records)
        assert (
            await lab.finish(restored, "while True: x = []" if luck.random() < 0.2 else "x = 'a' * 10**10")
        ).lost
        assert await advance(restored, codes[cut:], []) == after
        twin = await interpreters.open(seed=seed, tools=lab.tools)
        await twin.rebuild(records)
        assert await advance(await twin.fork(seed + 1), codes[cut:], []) == await advance(
            branch, codes[cut:], []
        )
        assert len(before) == len(records)

    lab.run(body, seconds=0.5)
