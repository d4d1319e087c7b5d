"""The mind's own tools: answering, planning, checking, asking, remembering."""

from contextlib import suppress
from datetime import date
from typing import Any

from agora.errors import ToolError, UsageError
from agora.journal.events import PlanStep
from agora.tools.base import Context, tool

__all__ = ["answer", "ask_user", "check", "forget", "help_", "plan", "recall", "remember"]

# More is no plan; the whole of it stands in every prompt.
_MOST_STEPS = 50

# More memories than this fit no prompt.
_MOST_RECALLED = 50


@tool("answer", effect="pure")
def answer(context: Context, value: Any) -> None:
    """End the task with this answer.

    Args:
        value: what the person is told: text, a number, or a list or dict of them.

    Example:
        answer(6 * 7)
    """
    context.host.answer(value)


@tool("plan", effect="pure")
def plan(context: Context, steps: list[Any] | str, reason: str = "") -> None:
    """Write down the steps, or change them.

    Args:
        steps: texts, or [text, check] pairs; a check is a Python expression, true when the step is done.
        reason: why the plan is as it is, or why it changed.

    Example:
        plan(["Read sales.csv", ["Sum the amounts", "total > 0"]])
    """
    lines = steps.splitlines() if isinstance(steps, str) else steps
    parsed = [_step(step) for step in lines if step not in ("", [])]
    if len(parsed) > _MOST_STEPS:
        raise ToolError(f"A plan of {len(parsed)} steps is too long.", fix=f"Use at most {_MOST_STEPS}.")
    context.host.plan(parsed, reason)


@tool("check", effect="pure")
def check(context: Context, condition: Any, message: str = "") -> None:
    """Fail unless the condition is true.

    Args:
        condition: what should hold.
        message: what is wrong if it does not.

    Raises:
        AssertionError: it does not hold.

    Example:
        check(total == 42, "the parts do not add up")
    """
    if not condition:
        raise AssertionError(message or f"the check failed: it is {condition!r}")


@tool("help", effect="pure")
def help_(context: Context, name: str = "") -> str:
    """Return what a tool, or each, does and takes.

    Args:
        name: the tool's name.

    Example:
        help("files.edit")
    """
    if not name:
        return "\n".join(f"{tool.signature}: {tool.summary}" for tool in context.toolbox)
    wanted = name.partition("(")[0].strip()
    family = [tool for tool in context.toolbox if tool.name.startswith(f"{wanted}.")]
    if family:
        return "\n".join(f"{tool.signature}: {tool.summary}" for tool in family)
    found = context.toolbox[wanted]
    return f"{found.signature}\n{found.doc}"


@tool("ask_user", effect="read")
async def ask_user(context: Context, question: str, choices: list[str] = []) -> str:  # noqa: B006 (never changed)
    """Ask the person and return the reply.

    Args:
        question: what you need to know.
        choices: replies to choose from, if there are only a few.

    Example:
        ask_user("Which year?", ["2025", "2026"])
    """
    if not question.strip():
        raise ToolError("The question is empty.", fix='Ask something, such as ask_user("Which file?").')
    return await context.host.ask(question, choices)


@tool("remember", effect="write", keyed=True)
def remember(context: Context, statement: str, about: str = "") -> str:
    """Keep a fact for good; returns its id.

    Args:
        statement: one sentence that makes sense on its own.
        about: whom or what it concerns.

    Example:
        remember("Ana's birthday is on 3 May.", about="Ana")
    """
    return context.memory.remember(statement, about, session=context.session, key=context.key)


@tool("recall", effect="read", private=True)
def recall(context: Context, query: str, k: int = 5, when: str = "") -> list[dict[str, str]]:
    """Return what fits best, as dicts with "text", "time", "source".

    Args:
        query: words to look for.
        k: how many to return at most.
        when: a date, YYYY-MM-DD: what held then, instead of what holds now.

    Example:
        recall("Ana birthday")[0]["text"]
    """
    items = context.memory.recall(query, max(1, min(k, _MOST_RECALLED)), when=_date(when))
    return [{"text": item.text, "time": item.time, "source": item.source} for item in items]


def _to_forget(context: Context, query: str) -> str:
    return "\n".join(f"- {item.text}" for item in context.memory.meant(query)) or "(nothing fits it)"


@tool("forget", effect="act", private=True, preview=_to_forget)
def forget(context: Context, query: str) -> list[str]:
    """Forget for good what is meant; returns ids.

    Args:
        query: words that they contain.

    Example:
        forget("dentist in Lyon")
    """
    items = context.memory.meant(query)
    for item in items:
        with suppress(UsageError):  # it went with the one before
            context.memory.forget(item.id)
    return [item.id for item in items]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise ToolError(f"{text!r} is no date.", fix="Write it as YYYY-MM-DD.") from None


def _step(step: Any) -> PlanStep:
    if isinstance(step, dict):
        step = [step.get("text", ""), step.get("check") or ""]
    if isinstance(step, str):
        step = [step]
    match step:
        case [str(text)] | [str(text), None] if text.strip():
            return PlanStep(text=text.strip())
        case [str(text), str(condition)] if text.strip():
            return PlanStep(text=text.strip(), check=condition.strip())
    raise ToolError(f"{step!r} is no step of a plan.", fix='Write "text", or ["text", "check"].')
