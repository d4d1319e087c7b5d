"""The three solvers, each through its tool (a child process) once, and in this process for the cases."""

import ast
import asyncio
import importlib.util
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.config import Settings
from agora.errors import ToolError
from agora.tools import Context, Tool, Toolbox, solve
from agora.tools.solve import plan, sat, schedule

pytest.importorskip("z3")
solve_sat = importlib.import_module("agora.tools.solve.sat").solve
solve_schedule = importlib.import_module("agora.tools.solve.schedule").solve
solve_plan = importlib.import_module("agora.tools.solve.plan").solve

XY = {"x": [0, 9], "y": [0, 9]}

DOMAIN = """(define (domain roads) (:requirements :strips :typing) (:types place)
 (:predicates (at ?p - place) (road ?a ?b - place))
 (:action move :parameters (?a ?b - place) :precondition (and (at ?a) (road ?a ?b))
  :effect (and (at ?b) (not (at ?a)))))"""
PROBLEM = """(define (problem trip) (:domain roads) (:objects a b c - place)
 (:init (at a) (road a b) (road b c)) (:goal (at c)))"""


@pytest.fixture
def context() -> Context:
    settings = Settings()
    return Context("s", "k", settings, *[None] * 3, Toolbox([]), None)  # type: ignore[list-item, arg-type]


def call(context: Context, tool: Tool, *args: Any, **kwargs: Any) -> Any:
    return asyncio.run(tool.function(context, **tool.bind(args, kwargs)))


def test_each_solver_through_its_tool(context: Context):
    assert call(context, sat, XY, "x + y == 9 and x - y == 5") == {"x": 7, "y": 2}
    assert call(context, schedule, {"mix": {"duration": 2}})["makespan"] == 2
    assert call(context, plan, DOMAIN, PROBLEM) == ["(move a b)", "(move b c)"]
    with pytest.raises(ToolError, match="there is no variable 'z'"):
        call(context, sat, XY, ["z == 1"])


def test_a_missing_solver_says_how_to_get_it(context: Context, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("agora.tools.solve.child.find_spec", lambda name: None)
    with pytest.raises(ToolError, match=r"pip install 'agora\[solvers\]'"):
        call(context, solve.sat, XY, [])


@pytest.mark.parametrize(
    ("variables", "constraints", "goal", "found"),
    [
        (XY, ["x > 5", "x < 3"], {}, None),
        (XY, ["x + y <= 10"], {"maximize": "2*x + y"}, {"x": 9, "y": 1}),
        ({"x": "int"}, ["x // -2 == -3"], {"maximize": "x"}, {"x": 6}),
        ({"n": "int"}, ["n // 3 == -2", "n % 3 == 1"], {}, {"n": -5}),
        ({"x": "real"}, ["0.1 <= x <= 0.5"], {"maximize": "x"}, {"x": 0.5}),
        ({"x": "real"}, ["x * 4 == 10"], {}, {"x": 2.5}),
        ({"a": "bool", "b": "bool"}, ["implies(a, b)", "a + b == 2"], {}, {"a": True, "b": True}),
        ({"a": "bool", "b": "bool"}, ["not (a or b)"], {}, {"a": False, "b": False}),
        ({"x": [0.5, 1.5]}, [], {"minimize": "x"}, {"x": 0.5}),
    ],
)
def test_sat(variables: Any, constraints: list[str], goal: dict[str, str], found: Any):
    goals = {"minimize": "", "maximize": "", **goal}
    assert solve_sat(variables, constraints, **goals) == found


def test_a_root_is_near_enough():
    assert solve_sat({"x": "real"}, ["x * x == 2", "x > 0"], "", "")["x"] == pytest.approx(2**0.5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("__import__('os').system('id')", "not understood"),
        ("x.__class__", "not understood"),
        ("[y for y in x]", "not understood"),
        ("lambda: 1", "not understood"),
        ("(y := x) == 1", "not understood"),
        ("x = 3", "Compare with =="),
        ("x ==", "no Python expression"),
        ("2**x == 4", "exponent"),
        ("9**9**9 == x", "exponent"),
        ("((10**16)**16)**16 == x", "too large"),
        ("x / y == 1", "a divisor must be a number"),
        ("x % 0 == 1", "a divisor must be a number"),
        ("x & 1", "BitAnd is not understood"),
        ("f(x)", "no function 'f'"),
        ("max()", r"max\(...\) is not used so"),
        ("w == 1", "no variable 'w'"),
        ("x in [1, 2]", "not understood|In is"),
        ("x + 1", "is a number, not true or false"),
        ("not x", "is a number, not true or false"),
        ("1e999 == x", "no Python expression"),
        ("(" * 5000 + "x" + ")" * 5000, "no Python expression|nested"),
        ("-" * 15000 + "x == 1", "nested|no Python expression"),
        ("x" * 30_000, "too long"),
        ("x == '\0'", "no Python expression|not understood"),
    ],
)
def test_expressions_that_are_refused(text: str, message: str):
    with pytest.raises(ToolError, match=message):
        solve_sat(XY, [text], "", "")


@pytest.mark.parametrize(
    ("variables", "goal", "message"),
    [
        ({"x": "text"}, {}, "no domain"),
        ({"x": [1]}, {}, "no domain"),
        ({"x": [0, float("inf")]}, {}, "no domain"),
        ({"x y": "int"}, {}, "no name"),
        ({"x": "int"}, {"maximize": "x"}, "no largest value. It has no bound"),
        ({"x": [0, 9]}, {"maximize": "x", "minimize": "x"}, "Both"),
        ({"x": "bool"}, {"maximize": "x"}, "no number"),
    ],
)
def test_problems_that_are_refused(variables: Any, goal: Any, message: str):
    with pytest.raises(ToolError, match=message):
        solve_sat(variables, [], **{"minimize": "", "maximize": "", **goal})


LEAF = st.one_of(st.sampled_from(["x", "y"]), st.integers(-4, 4).map(str))
NUMBER = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.sampled_from(["//", "%"]), st.sampled_from(["2", "3", "-2", "(-3)"])).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        inner.map(lambda a: f"abs({a})"),
        st.tuples(inner, inner).map(lambda t: f"min({t[0]}, {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]} if {t[1]} > 0 else x)"),
    ),
    max_leaves=4,
)


@given(NUMBER, st.integers(-3, 3), st.integers(-3, 3))
def test_an_expression_means_what_it_means_in_python(text: str, x: int, y: int):
    found = solve_sat({"x": [x, x], "y": [y, y], "r": "int"}, [f"r == {text}"], "", "")
    names = {"abs": abs, "min": min, "x": x, "y": y}
    assert found["r"] == eval(compile(ast.parse(text, mode="eval"), "", "eval"), {"__builtins__": {}}, names)


def test_schedule_respects_order_and_capacity():
    tasks = {
        "mix": {"duration": 2},
        "bake": {"duration": 5, "after": "mix", "needs": {"oven": 1}},
        "toast": {"duration": 3, "needs": {"oven": 1}},
    }
    found = solve_schedule(tasks, {"oven": 1}, 0)
    assert found["makespan"] == 8
    assert found["optimal"]
    spans = {name: (start, start + tasks[name]["duration"]) for name, start in found["start"].items()}
    assert spans["bake"][0] >= spans["mix"][1]
    assert spans["bake"][0] >= spans["toast"][1] or spans["toast"][0] >= spans["bake"][1]


def test_schedule_starts_nothing_late_without_need():
    tasks = {"long": {"duration": 9}, **{f"short{n}": {"duration": 1} for n in range(3)}}
    assert solve_schedule(tasks, {}, 0) == {"makespan": 9, "start": dict.fromkeys(tasks, 0), "optimal": True}
    assert solve_schedule({}, {}, 0)["makespan"] == 0


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5), st.integers(1, 3))
def test_a_schedule_is_as_short_as_can_be(durations: list[int], workers: int):
    tasks = {f"t{n}": {"duration": d, "needs": {"worker": 1}} for n, d in enumerate(durations)}
    best = min(
        max(sum(d for d, w in zip(durations, given, strict=True) if w == worker) for worker in range(workers))
        for given in itertools.product(range(workers), repeat=len(durations))
    )
    assert solve_schedule(tasks, {"worker": workers}, 0)["makespan"] == best


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        (
            {"a": {"duration": 2, "after": ["b"]}, "b": {"duration": 2, "after": ["a"]}},
            "wait for each other: a, b",
        ),
        ({"a": {"duration": 2, "deadline": 1}}, "No schedule keeps"),
        ({"a": {"duration": 2, "aftre": []}}, "unknown key 'aftre'. Did you mean 'after'"),
        ({"a": {"duration": 2, "after": ["bb"]}, "b": {"duration": 1}}, "which is no task"),
        ({"a": {"duration": 2, "needs": {"w": 1}}}, "how much there is of it is not said"),
        ({"a": {"duration": 2, "needs": {"oven": 2}}}, "needs 2 of 'oven', there is 1"),
        ({"a": {}}, "no duration"),
        ({"a": {"duration": 1.5}}, "no whole number"),
        ({"a": {"duration": "2"}}, "no whole number"),
        ({"a": {"duration": -1}}, "from 0 to"),
        ({"a": {"duration": 10**30}}, "from 0 to"),
    ],
)
def test_schedules_that_are_refused(tasks: Any, message: str):
    with pytest.raises(ToolError, match=message):
        solve_schedule(tasks, {"oven": 1}, 0)


@pytest.mark.parametrize(
    ("domain", "problem", "message"),
    [
        (DOMAIN, PROBLEM.replace("(road b c)", ""), "No sequence of actions"),
        ("hello", PROBLEM, "The domain is no PDDL"),
        (DOMAIN, "(define (problem x", "cannot be read"),
        (DOMAIN[:-20], PROBLEM, "cannot be read"),
        (DOMAIN, PROBLEM.replace("(at c)", "(at zz)"), "cannot be read"),
    ],
)
def test_plans_that_are_refused(domain: str, problem: str, message: str):
    with pytest.raises(ToolError, match=message):
        solve_plan(domain, problem)
