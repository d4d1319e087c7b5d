import asyncio

import pytest

from agora.errors import ToolError
from agora.journal.events import PlanStep
from agora.tools import Context, core


def call(context, tool, *args, **kwargs):
    """Call a tool as a thought does: bound and converted first."""
    value = tool.function(context, **tool.bind(args, kwargs))
    return asyncio.run(value) if asyncio.iscoroutine(value) else value


def test_answer_reaches_the_host(context: Context):
    call(context, core.answer, {"total": 42})
    assert context.host.answers == [{"total": 42}]


def test_plan_takes_texts_pairs_and_dicts(context: Context):
    call(context, core.plan, ["Read", ["Sum", "total > 0"], {"text": "Tell", "check": None}], "because")
    assert context.host.steps == [
        PlanStep(text="Read"),
        PlanStep(text="Sum", check="total > 0"),
        PlanStep(text="Tell"),
    ]
    assert context.host.reason == "because"


def test_plan_takes_one_text_of_lines(context: Context):
    call(context, core.plan, "Read\n\nSum")
    assert [step.text for step in context.host.steps] == ["Read", "Sum"]


@pytest.mark.parametrize("step", [7, ["a", "b", "c"], ["", "x"], [1, "x"], {"check": "x"}])
def test_plan_refuses_what_is_no_step(context: Context, step):
    with pytest.raises(ToolError, match="no step of a plan"):
        call(context, core.plan, [step])


def test_plan_refuses_too_many_steps(context: Context):
    with pytest.raises(ToolError, match="51 steps"):
        call(context, core.plan, ["step"] * 51)


def test_check_passes_and_raises(context: Context):
    assert call(context, core.check, 1 == 1) is None
    with pytest.raises(AssertionError, match="does not add up"):
        call(context, core.check, False, "does not add up")
    with pytest.raises(AssertionError, match="it is 0"):
        call(context, core.check, 0)


def test_help_lists_tells_and_suggests(context: Context):
    everything = call(context, core.help_)
    assert all(f"{tool.signature}: " in everything for tool in context.toolbox)
    assert call(context, core.help_, "files.edit(path)").startswith(
        "files.edit(path, old, new, all=False)\nReplace"
    )
    assert call(context, core.help_, "files").count("\n") == 4
    with pytest.raises(ToolError, match=r"Did you mean .files\.read."):
        call(context, core.help_, "files.raed")


def test_ask_user_asks_the_person(context: Context):
    assert call(context, core.ask_user, "Which year?", ["2025", "2026"]) == "2026"
    assert context.host.asked == [("Which year?", ["2025", "2026"])]
    with pytest.raises(ToolError, match="empty"):
        call(context, core.ask_user, " ")


def test_remember_and_recall(context: Context):
    item = call(context, core.remember, "Ana's birthday is on 3 May.", about="Ana")
    assert call(context, core.recall, "ana birthdays") == [
        {"text": "Ana's birthday is on 3 May.", "time": "2027-01-15T08:00:00+00:00", "source": "s1"}
    ]
    assert call(context, core.remember, "Ana's birthday is on 3 May.", about="Ana") == item
    assert len(context.memory.list()) == 1, "the same call, done twice after a crash, is one memory"
