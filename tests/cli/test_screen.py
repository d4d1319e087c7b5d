"""What a session looks like: folded, ticked, cleaned."""

import contextlib
import io

import pytest
from rich.console import Console

from agora.cli.drawing import checklist
from agora.cli.screen import Screen
from agora.journal import Recorded
from agora.journal import events as ev

EVIL = "\x1b[2J[bold red]x[/]\u202e"
SHOWN = "␛[2J[bold red]x[/]\\u202e"

STARTED = ev.SessionStarted(
    persona="assistant", model="m", effort="medium", seed=1, workspace="/w", agora="0", monty="1"
)
REPLY = ev.Reply(text=EVIL, model="m", finish="stop", tokens_in=1, tokens_out=1, seconds=1)


def call(**changes):
    fields = {
        "thought": 0, "call": 0, "tool": "files.read", "args": {}, "effect": "read", "outward": False,
        "decision": "allow", "reason": "", "key": "k",
    }  # fmt: skip
    return ev.ToolCall(**{**fields, **changes})


def thought(output="", error="", **changes):
    return ev.Thought(index=0, output=output, error=error, state_hash="", seconds=0, **changes)


def shown(*events, answers=True, **options):
    console = Console(file=io.StringIO(), width=100, color_system=None)
    screen = Screen(console, answers=answers, **options)
    for seq, event in enumerate(events, start=1):
        screen.on_event(Recorded(seq, 0.0, event))
    return console.file.getvalue()


def test_a_thought_is_one_line_with_its_calls_and_output():
    lines = shown(
        ev.ThoughtStarted(index=0, code="x", clock=0), call(), call(tool="answer"), call(),
        thought(output="first\nsecond"),
    ).splitlines()  # fmt: skip
    assert [line.strip() for line in lines] == ["▸ 1 files.read · answer  → first…"]


def test_ways_are_counted_from_one_in_each_group():
    lines = shown(
        ev.Branch(branch=4, group=4, seed=1), ev.Branch(branch=5, group=4, seed=1),
        ev.ThoughtStarted(index=0, code="x", clock=0, branch=5), thought(branch=5),
    )  # fmt: skip
    assert "⑂ way 2" in lines
    assert "▸ 1 way 2 · x" in lines


def test_an_error_stands_on_the_line():
    told = shown(
        ev.ThoughtStarted(index=0, code="1 / 0", clock=0), thought(error="ZeroDivisionError: by zero")
    )
    assert told.strip() == "▸ 1 1 / 0  ✗ ZeroDivisionError: by zero"


def test_unfolded_it_is_whole():
    told = shown(
        ev.ThoughtStarted(index=0, code="for x in y:\n    print(x)", clock=0), thought("a\nb"), unfolded=True
    )
    assert [line.strip() for line in told.splitlines()] == [
        "▾ thought 1",
        "for x in y:",
        "print(x)",
        "a",
        "b",
    ]


def test_a_check_is_not_counted_and_hidden_unless_it_fails():
    check = ev.ThoughtStarted(index=0, code="n > 0", clock=0, check=True)
    assert shown(check, thought("True")) == ""
    assert "✗ NameError" in shown(check, thought(error="NameError: n"))
    real = ev.ThoughtStarted(index=1, code="n = 1", clock=0)
    assert "▸ 1 n = 1" in shown(check, thought("True"), real, thought("1"))


@pytest.mark.parametrize(
    "events",
    [
        [ev.UserMessage(text=EVIL)],
        [ev.Answer(text=f"`{EVIL}`")],
        [ev.Note(text=EVIL)],
        [ev.Recalled(ids=("a",), texts=(EVIL,))],
        [ev.Stopped(why="failed", detail=EVIL)],
        [ev.Setting(name="model", value=EVIL)],
        [ev.Plan(steps=(ev.PlanStep(text=EVIL, check=EVIL),), by="mind", reason=EVIL)],
        [ev.Undone(of=1, changes={EVIL: (None, "a")})],
        [ev.ThoughtStarted(index=0, code=EVIL, clock=0), thought(output=EVIL)],
        [ev.ThoughtStarted(index=0, code="x", clock=0), thought(error=EVIL)],
        [ev.ThoughtStarted(index=0, code="x", clock=0), call(decision="deny", reason=EVIL)],
        [
            ev.ThoughtStarted(index=0, code="x", clock=0), call(),
            ev.Approval(thought=0, call=0, answer="no", note=EVIL),
        ],
        [ev.Chosen(branch=1, reason=EVIL, changes={EVIL: ("a", None)})],
    ],
    ids=lambda events: events[-1].type,
)  # fmt: skip
def test_nothing_acts_on_the_terminal_and_nothing_is_markup(events):
    told = shown(*events)
    assert SHOWN in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_links_show_where_they_lead():
    told = shown(ev.Answer(text="See [our bank](http://evil.test/a)."))
    assert "http://evil.test/a" in told


def test_ask_shows_the_way_and_not_the_answer():
    told = shown(ev.UserMessage(text="hello"), ev.Note(text="cut"), ev.Answer(text="secret"), answers=False)
    assert told.strip() == "cut"


def test_a_plan_is_shown_whole_then_what_was_done():
    one, two = ev.PlanStep(text="one"), ev.PlanStep(text="two", check="n")
    done = one.model_copy(update={"done": True})
    told = shown(
        ev.Plan(steps=(one, two), by="mind"), ev.Plan(steps=(done, two), by="mind", reason="its check holds")
    )
    assert [line.strip() for line in told.splitlines()] == ["▢ one", "▢ two  when n", "✔ one"]


def test_a_revised_plan_says_why():
    first, second = ev.Plan(steps=(ev.PlanStep(text="a"),), by="mind"), ev.PlanStep(text="b")
    told = shown(first, ev.Plan(steps=(second,), by="mind", reason="a is impossible"))
    assert "plan changed: a is impossible" in told


def test_the_live_region_shows_words_plan_and_what_is_waited_for():
    console = Console(file=io.StringIO(), width=80, height=20, color_system=None)
    screen = Screen(console, answers=True)
    screen.on_event(Recorded(1, 0.0, ev.Plan(steps=(ev.PlanStep(text="count"),), by="mind")))
    screen.on_text("".join(f"line {n}\n\n" for n in range(100)))
    with console.capture() as capture:
        console.print(screen)
    told = capture.get()
    assert "line 99" in told
    assert "line 0\n" not in told  # taller than the screen: its end is shown
    assert "▢ count" in told
    assert "thinking" in told
    assert len(told.splitlines()) <= 20
    screen.on_event(Recorded(2, 0.0, REPLY))
    screen.on_text("```python\nx = 1\nprint(x)")
    with console.capture() as capture:
        console.print(screen)
    assert "x = 1" in capture.get()
    assert "line 99" not in capture.get()


def test_what_was_on_its_way_when_it_was_stopped_stays_readable():
    console = Console(file=io.StringIO(), width=80, color_system=None)
    screen = Screen(console, answers=True)
    with contextlib.suppress(KeyboardInterrupt), screen.working():
        screen.on_text("Half an ans\x07")
        raise KeyboardInterrupt
    assert "Half an ans␇ …" in console.file.getvalue()


def test_an_erased_event_is_said_to_be():
    assert "(1 was erased)" in shown(None)


def test_files_that_changed():
    told = shown(ev.Undone(of=1, changes={"a\nb": ("x", None), "c": (None, "y"), "d": ("x", "y")}))
    assert [" ".join(line.split()) for line in told.splitlines()] == [
        "↶ a␊b removed",
        "↶ c new",
        "↶ d changed",
    ]


def test_every_event_type_is_shown_or_left_out_on_purpose():
    silent = {"session_started", "prepared"}
    types = {kind.model_fields["type"].default for kind in ev.Event.__args__[0].__args__}
    assert {name for name in types if not hasattr(Screen, f"_on_{name}")} == silent


def test_an_open_step_of_a_plan_stands_out():
    console = Console(file=io.StringIO(), width=80, color_system="truecolor", force_terminal=True)
    console.print(checklist((ev.PlanStep(text="a", done=True), ev.PlanStep(text="b"), ev.PlanStep(text="c"))))
    a, b, c = console.file.getvalue().splitlines()
    assert ("✔" in a, "\x1b[1mb" in b, "\x1b[1m" in c) == (True, True, False)
