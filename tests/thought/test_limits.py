"""Thoughts that use up what they are given: each is stopped, and the session goes on."""

import resource

import pytest

from agora.thought import LOST, Interpreters, Outcome

LOST_ONES = {
    "endless loop": "while True: pass",
    "endless loop that catches": "while True:\n    try: 1 / 0\n    except BaseException: pass",
    "long sum": "sum(range(10**13))",
    "10 GB of text": "mine = 'a' * 10**10",
    "10 GB that catches": "try:\n    mine = 'a' * 10**10\nexcept BaseException:\n    mine = 0",
    "list without end": "mine = []\nwhile True: mine.append('a' * 10**6)",
    "dict without end": "mine = {}\nwhile True: mine[len(mine)] = 'a' * 10**5",
    "list of a range": "mine = list(range(10**9))",
    "sorted": "sorted(range(10**9))",
    "bytes": "mine = bytes(10**10)",
    "huge power": "mine = 9**9**9",
    "huge shift": "mine = 1 << 10**11",
    "squares of squares": "x = 7\nfor i in range(60): x = x * x + 1",
    "factorial": "import math\nmath.factorial(10**7)",
    "wide format": "f'{3:>9999999999}'",
    "replace": "'a'.replace('', 'b' * 10**9)",
    "product": "import itertools\nlist(itertools.product(range(1000), repeat=5))",
    "asks without end": "import time\nwhile True: time.time()",
    "calls of nothing without end": "while True:\n    try: nothing(1)\n    except NameError: pass",
    "prints without end": "while True: print('a' * 1000)",
    "the guest's own names": "__bind = 3",
    "the guest's own names, calling": "def __digest(v): return recall(1)",
    "the guest's own names, endless": "def __bind():\n    while True: pass",
}


@pytest.mark.parametrize("name", LOST_ONES)
def test_it_is_lost_and_leaves_nothing(name: str, lab) -> None:
    kept, lost, after = lab.outcomes("mine = recall('x')", LOST_ONES[name], "mine", seconds=0.5)
    assert (kept.error, kept.lost) == ("", False)
    assert lost.lost
    assert lost.error.startswith(f"{LOST}: ")
    assert len(lost.output.encode()) < lab.limits.output_bytes + 100
    assert after.value == "found"


def test_the_host_stays_small_under_a_gigabyte_of_print(lab) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (outcome,) = lab.outcomes("line = 'x' * 10**6 + '\\n'\nfor i in range(1000): print(line)")
    assert outcome.output.startswith("xxx")
    assert " more bytes]" in outcome.output
    assert len(outcome.output) < lab.limits.output_bytes + 100
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


SURVIVED = {
    "deep recursion": ("def f(n): return f(n + 1)\nf(0)", "RecursionError"),
    "deep recursion of two": ("def a(): b()\ndef b(): a()\na()", "RecursionError"),
    "catastrophic regex": ("import re\nre.match('(a|a)*$(a+)+$', 'a' * 40 + 'b')", ""),
    "backreferences": ("import re\nre.match(r'(a*)*\\1*b', 'a' * 30)", "regex"),
    "deep JSON": ("import json\njson.loads('[' * 10**6)", "JSONDecodeError"),
    "digits": ("int('9' * 10**6)", "ValueError"),
    "long sleep": ("import time\ntime.sleep(10**9)", ""),
    "long sleep, async": ("import asyncio\nawait asyncio.sleep(10**9)", ""),
    "value that holds itself": ("x = []\nx.append(x)\nx", ""),
    "deep value": ("x = []\nfor i in range(900): x = [x]\nx", ""),
    "deep argument": ("x = []\nfor i in range(900): x = [x]\nrecall(x)", ""),
    "syntax": ("def (:", "SyntaxError"),
    "nothing": ("", ""),
    "nul": ("x = '\x00'", ""),
    "many brackets": ("(" * 5000, "SyntaxError"),
    "many minus signs": ("-" * 5000 + "1", None),
    "surrogate": ("x = '\\ud800'\nx", ""),
    "generator": ("def f():\n    yield 1", "NotImplementedError"),
}


@pytest.mark.parametrize("name", SURVIVED)
def test_it_ends_and_the_session_goes_on(name: str, lab) -> None:
    code, error = SURVIVED[name]
    _, outcome, after = lab.outcomes("mine = 1", code, "mine")
    assert after.value == 1
    if error is not None and not outcome.lost:
        assert error in outcome.error if error else outcome.error == ""


def test_a_restored_thought_that_is_lost_goes_back_too(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        first = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(first, "mine = recall(1)", "found")
        await first.start("mine = 0\nrecall(2)\nwhile True: pass", clock=0.0)
        second = await interpreters.open(seed=1, tools=lab.tools, state=await first.dump())
        step = await second.resume("x")
        assert isinstance(step, Outcome)
        assert step.lost
        assert (await lab.finish(second, "mine")).value == "found"

    lab.run(body)
