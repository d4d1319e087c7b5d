import json
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.thought import canonical_hash, plain
from agora.thought.values import shown


@dataclass
class Point:
    x: int
    y: Any = None


PLAIN = [
    (1.5, 1.5),
    (math.inf, "inf"),
    (Decimal("1.10"), "1.10"),
    (date(2026, 1, 2), "2026-01-02"),
    (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
    (timedelta(days=1), "1 day, 0:00:00"),
    ({3, 1, 2}, [1, 2, 3]),
    (b"a\xff", "a\\xff"),
    ((1, (2,)), [1, [2]]),
    ({1: "a", None: "b", (1, 2): "c"}, {"1": "a", "null": "b", "[1,2]": "c"}),
    (Point(1, {2}), {"x": 1, "y": [2]}),
    (PurePosixPath("/a"), "/a"),
    (ValueError("no"), "ValueError: no"),
    (int, "int"),
    ("\ud800", "?"),
    (2**100, 2**100),
    (True, True),
]


@pytest.mark.parametrize(("value", "expected"), PLAIN)
def test_plain(value: Any, expected: Any) -> None:
    made = plain(value)
    assert made == expected
    assert type(made) is type(expected)
    assert json.loads(json.dumps(made)) == made


def test_plain_ends_where_a_value_holds_itself() -> None:
    value: list[Any] = []
    value.append(value)
    assert "<deeply nested>" in json.dumps(plain(value))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers(), inner),
)


@given(ANY)
def test_plain_is_json_and_stays_as_it_is(value: Any) -> None:
    made = plain(value)
    assert json.loads(json.dumps(made)) == made
    assert plain(made) == made


@given(st.dictionaries(st.text(), st.integers()), st.randoms(use_true_random=False))
def test_the_hash_knows_no_order(value: dict[str, int], luck: Any) -> None:
    items = list(value.items())
    luck.shuffle(items)
    assert canonical_hash(dict(items)) == canonical_hash(value)


def test_instances_of_a_thoughts_own_classes_cross(lab) -> None:
    code = "class P:\n    def __init__(self, x): self.x = x\n    def go(self): return 1\n[P(1), P]"
    (outcome,) = lab.outcomes(code)
    assert outcome.value[0] == {"x": 1}
    assert outcome.output.startswith("[P(x=1), ")


CROSSING = [
    "lambda: 1",
    "len",
    "recall",
    "files",
    "files.read",
    "ValueError('a')",
    "range(3)",
    "...",
    "2 + 1j",
    "frozenset([1])",
    "import re\nre.match('a', 'a')",
    "import math\nmath",
    "import random\nrandom.Random()",
    "import collections\ncollections.deque([1])",
    "import asyncio\nasync def f(): pass\nf()",
    "from pathlib import Path\nPath('a')",
    "type(1)",
    "float('nan')",
]


@pytest.mark.parametrize("code", CROSSING)
def test_whatever_a_thought_gives_is_json(code: str, lab) -> None:
    outcome, after = lab.outcomes(code, "1 + 1")
    assert outcome.error == ""
    json.dumps(outcome.value, allow_nan=False)
    assert after.value == 2


def test_a_value_that_monty_cannot_send_costs_one_thought(lab) -> None:
    """Monty 1.4 aborts its worker on some values that hold an instance before its class."""
    kept, outcome, after = lab.outcomes(
        "mine = 1", "class P: pass\np = P()\n{'p': p, 'q': [p], 'P': P, 'all': locals()}", "mine"
    )
    assert kept.error == ""
    assert outcome.lost or outcome.error == ""
    assert after.value == 1


def test_shown_is_repr_for_what_python_knows() -> None:
    assert shown({"a": [1, (2,)], "b": "x"}) == repr({"a": [1, (2,)], "b": "x"})
