"""The chat's commands: what begins with a slash."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from agora.cli.clean import clean, one_line
from agora.cli.line import Completions
from agora.errors import UsageError, nearest
from agora.journal import events as ev

if TYPE_CHECKING:
    from agora.cli.chat import Chat

__all__ = ["COMMANDS", "completions", "parse_plan", "plan_lines", "run"]


@dataclass(frozen=True)
class Command:
    """A command of the chat."""

    usage: str
    summary: str
    action: Callable[["Chat", str], None]
    words: Callable[["Chat"], Iterable[str]] = lambda chat: ()


def run(chat: "Chat", line: str) -> None:
    """Carry out a line that begins with a slash.

    Raises:
        UsageError: there is no such command.
    """
    name, _, rest = line.partition(" ")
    if name not in COMMANDS:
        raise UsageError(f"There is no command {name}.", fix=nearest(name, list(COMMANDS)) or "See /help.")
    COMMANDS[name].action(chat, rest.strip())


def completions(chat: "Chat") -> Completions:
    """Return what the line can complete."""
    return {
        name: (command.summary, lambda command=command: command.words(chat))  # type: ignore[misc]
        for name, command in COMMANDS.items()
    }


def plan_lines(plan: Iterable[ev.PlanStep]) -> str:
    """Return a plan as a person edits it: a line for each step.

    >>> plan_lines([ev.PlanStep(text="Count", check="n > 0"), ev.PlanStep(text="Tell", done=True)])
    '[ ] Count | n > 0\\n[x] Tell'
    """
    return "\n".join(
        f"[{'x' if step.done else ' '}] {step.text}{f' | {step.check}' if step.check else ''}"
        for step in plan
    )


def parse_plan(text: str) -> tuple[ev.PlanStep, ...]:
    """Read what `plan_lines` wrote; a line without a box is a step that is not done.

    >>> parse_plan("[x] Count | n > 0\\n\\nTell")
    (PlanStep(text='Count', check='n > 0', done=True), PlanStep(text='Tell', check='', done=False))
    """
    steps = []
    for line in text.splitlines():
        box = re.match(r"\s*(?:\[(.)\])?\s*", line)
        step, _, check = line[box.end() if box else 0 :].partition(" | ")
        if step.strip():
            done = bool(box and box[1] and box[1] in "xX✔")
            steps.append(ev.PlanStep(text=step.strip(), check=check.strip(), done=done))
    return tuple(steps)


def _help(chat: "Chat", rest: str) -> None:
    for command in COMMANDS.values():
        chat.screen.console.print(Text.assemble(("  " + command.usage.ljust(22), "cyan"), command.summary))
    chat.note("Tab completes commands and file names · Ctrl-O unfolds the last thought · Ctrl-C stops a step")


def _plan(chat: "Chat", rest: str) -> None:
    from agora.cli.drawing import checklist

    if rest not in ("", "edit"):
        raise UsageError(f"/plan {rest} is not known.", fix="Write /plan to see it, /plan edit to change it.")
    if rest == "edit":
        session = _begun(chat)
        before = plan_lines(chat.screen.plan)
        chat.note(
            "A step a line, [x] where it is done, its check after ' | '. Enter saves, Alt-Enter: new line."
        )
        after = chat.ask_line("plan ", before)
        if after != before:
            chat.mind.set_plan(session, parse_plan(after))
    elif chat.screen.plan:
        chat.screen.console.print(Padding(checklist(chat.screen.plan), (0, 2)))
    else:
        chat.note("There is no plan. /plan edit makes one.")


def _undo(chat: "Chat", rest: str) -> None:
    if not chat.mind.undo(_begun(chat)):
        chat.note("There is nothing to undo.")


def _rate(good: bool) -> Callable[["Chat", str], None]:
    def rate(chat: "Chat", rest: str) -> None:
        chat.mind.rate(_begun(chat), good=good, note=rest)

    return rate


def _learn(chat: "Chat", rest: str) -> None:
    if rest not in ("on", "off"):
        raise UsageError(f"/learn takes on or off, not {rest!r}.", fix="It is off until you say /learn on.")
    chat.mind.consent(_begun(chat), given=rest == "on")


def _fork(chat: "Chat", rest: str) -> None:
    session = _begun(chat)
    at = chat.mind.journal.info(session).events
    chat.session = chat.mind.journal.fork(session, at, name=rest)
    chat.note(f"This goes on as {chat.session}; the session before stays as it is: {session}.")


def _change(name: str) -> Callable[["Chat", str], None]:
    def change(chat: "Chat", rest: str) -> None:
        known = list(_WORDS[name](chat))
        if not rest:
            chat.note(f"{name} is {chat.now(name)}; there is {', '.join(known)}.")
            return
        if name == "effort" and rest not in known:
            raise UsageError(f"There is no effort {rest!r}.", fix="It is low, medium or high.")
        if name == "model" and rest not in known and not re.match(r"https?://", rest):
            raise UsageError(
                f"No model is called {rest!r}.",
                fix=nearest(rest, known) or "Give one of `agora models`, or a base URL.",
            )
        if name == "persona":
            from agora.personas import load

            load(rest, chat.settings)
        chat.chosen[name] = rest
        if chat.session is not None:
            chat.mind.change(chat.session, name, rest)  # type: ignore[arg-type]
        else:
            chat.note(f"{name} is now {rest}")

    return change


def _models(chat: "Chat") -> Iterable[str]:
    from agora.models import catalogue

    return [*(entry.name for entry in catalogue(chat.settings)), *chat.settings.endpoints]


def _personas(chat: "Chat") -> Iterable[str]:
    from agora.personas import names

    return names(chat.settings)


_WORDS: dict[str, Callable[["Chat"], Iterable[str]]] = {
    "effort": lambda chat: ("low", "medium", "high"),
    "model": _models,
    "persona": _personas,
}


def _memory(chat: "Chat", rest: str) -> None:
    word, _, item = rest.partition(" ")
    if word == "forget" and item:
        chat.mind.memory.forget(item.strip())
        chat.note(f"{item.strip()} is forgotten.")
        return
    items = chat.mind.memory.recall(rest, 10) if rest else chat.mind.memory.list()[:10]
    for found in items:
        width = max(20, chat.screen.console.width - 20)
        chat.screen.console.print(Text.assemble((f"  {found.id}  ", "dim"), one_line(found.text, width)))
    if not items:
        chat.note("Nothing is remembered" + (" that fits." if rest else " yet."))


def _cost(chat: "Chat", rest: str) -> None:
    from agora.cli.spending import spending

    for line in spending(chat.mind.journal, _begun(chat), chat.settings):
        chat.note(line)


def _show(chat: "Chat", rest: str) -> None:
    thoughts = chat.screen.thoughts
    if not thoughts:
        chat.note("There was no thought yet.")
    elif not rest:
        chat.screen.unfold(thoughts[-1])
    elif rest.isdecimal() and 1 <= int(rest) <= len(thoughts):
        chat.screen.unfold(thoughts[int(rest) - 1])
    else:
        raise UsageError(f"There is no thought {clean(rest)}.", fix=f"There are 1 to {len(thoughts)}.")


def _new(chat: "Chat", rest: str) -> None:
    chat.session = None
    chat.screen.forget()
    chat.note("A new session begins with what you say next.")


def _sessions(chat: "Chat", rest: str) -> None:
    from agora.cli.sessions import session_table

    if rest:
        chat.open(chat.mind.journal.find(rest))
    else:
        chat.screen.console.print(session_table(chat.mind.journal.sessions()[:20]))


def _quit(chat: "Chat", rest: str) -> None:
    chat.over = True


def _begun(chat: "Chat") -> str:
    if chat.session is None:
        raise UsageError("No session has begun.", fix="Say something first.")
    return chat.session


COMMANDS: dict[str, Command] = {
    "/help": Command("/help", "this list", _help),
    "/plan": Command("/plan [edit]", "see the plan, or change it", _plan, lambda chat: ("edit",)),
    "/show": Command("/show [N]", "unfold a thought", _show),
    "/undo": Command("/undo", "take back the last changes to files", _undo),
    "/fork": Command("/fork [NAME]", "go on in a copy of this session", _fork),
    "/effort": Command("/effort [LEVEL]", "low, medium or high", _change("effort"), _WORDS["effort"]),
    "/model": Command("/model [NAME|URL]", "who answers", _change("model"), _models),
    "/persona": Command("/persona [NAME]", "who Agora is", _change("persona"), _personas),
    "/memory": Command("/memory [WORDS]", "what is remembered; /memory forget ID", _memory),
    "/good": Command("/good [WHY]", "the last answer was right", _rate(True)),
    "/bad": Command("/bad [WHY]", "the last answer was wrong", _rate(False)),
    "/learn": Command(
        "/learn on|off", "whether models may learn from this session", _learn, lambda chat: ("on", "off")
    ),
    "/cost": Command("/cost", "tokens, time and money of this session", _cost),
    "/sessions": Command("/sessions [ID]", "list them, or go over to one", _sessions),
    "/new": Command("/new", "begin a new session", _new),
    "/quit": Command("/quit", "leave; Ctrl-D does too", _quit),
}
