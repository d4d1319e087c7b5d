"""From sessions to training samples: only with consent, only what was found good, nothing private.

A task (a message and what led to its answer) is taken if its session's person consented and if

- the person rated the answer good, or
- the person approved what it did, or its thoughts checked their own result, and it read nothing that is
  private or was written by somebody else.

It is left out if it was rated bad, taken back, stopped, followed by the same question again, too long, or if
secrets or personal data are found anywhere in it. What was left out is counted with its reason.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agora.journal import Journal, Recorded
from agora.journal import events as ev
from agora.learn.personal import findings
from agora.mind import View, parse
from agora.mind.prompt import TRAINED
from agora.mind.protocol import Think

__all__ = ["Traces", "consented", "note_consent", "traces"]

# A sample must leave room in a small model's window, and in its training's memory.
_MOST_CHARS = 6000

# Messages of the session before the task that are shown with it; more is seldom needed to understand it.
_MOST_EARLIER = 8


@dataclass
class Traces:
    """What sessions gave.

    Attributes:
        samples: as the trainer reads them.
        kept: why each was taken → how many.
        dropped: why tasks were left out → how many.
    """

    samples: list[dict[str, Any]] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass
class _Task:
    """A task as the journal tells it, up to its answer."""

    messages: list[dict[str, Any]]
    answer: int
    question: str
    checked: bool
    approved: bool
    foreign: bool
    """It read what is private or was written by somebody else."""
    rated: bool | None = None
    undone: bool = False


def note_consent(journal: Journal, session: str, *, given: bool) -> None:
    """Note whether models may learn from a session; the last word counts."""
    with journal.lease(session) as lease:
        journal.append(lease, ev.Consented(given=given))


def consented(journal: Journal, session: str) -> bool:
    """Whether models may learn from a session."""
    said = [each.event.given for each in journal.events(session) if isinstance(each.event, ev.Consented)]
    return bool(said) and said[-1]


def traces(journal: Journal, sessions: Iterable[str] | None = None) -> Traces:
    """Return the samples of all sessions, or of those that are named.

    Args:
        journal: where they live.
        sessions: their ids.
    """
    out = Traces()
    chosen = [info.id for info in journal.sessions()] if sessions is None else sessions
    for session in chosen:
        events = list(journal.events(session))
        tasks = _tasks(session, events)
        if not consented(journal, session):
            out.dropped["no consent was recorded"] += len(tasks)
            continue
        for number, task in enumerate(tasks):
            again = number + 1 < len(tasks) and _alike(task.question, tasks[number + 1].question)
            kept, why = _judge(task, again)
            if kept:
                out.kept[why] += 1
                out.samples.append(
                    {"family": f"session:{session}", "area": "sessions", "messages": task.messages}
                )
            else:
                out.dropped[why] += 1
    return out


def _judge(task: _Task, asked_again: bool) -> tuple[bool, str]:
    """Return whether a task is taken, and why or why not."""
    text = "\n".join(message["content"] for message in task.messages)
    found = next(iter(findings(text)), "")
    no: dict[str, bool] = {
        "it was rated bad": task.rated is False,
        "its changes were taken back": task.undone,
        f"it holds {found}": bool(found),
        f"it is longer than {_MOST_CHARS:,} characters": len(text) > _MOST_CHARS,
        "no reply of it can be learnt": not any(message.get("train") for message in task.messages),
    }
    for why, holds in no.items():
        if holds:
            return False, why
    if task.rated:
        return True, "the answer was rated good"
    if asked_again:
        return False, "the same was asked again"
    if task.foreign:
        return False, "it read private or foreign text, and nobody rated it good"
    if task.approved:
        return True, "what it did was approved"
    if task.checked:
        return True, "its thoughts checked their result"
    return False, "nothing shows that it was right"


def _tasks(session: str, events: list[Recorded]) -> list[_Task]:
    """Fold a session, and return its answered tasks with what was said of them afterwards."""
    view, done = View(session), list[_Task]()
    foreign = False
    for recorded in events:
        view.add(recorded)
        event = recorded.event
        if isinstance(event, ev.UserMessage):
            foreign = event.untrusted
        elif isinstance(event, ev.ToolResult):
            foreign = foreign or event.untrusted or event.private
        elif isinstance(event, ev.Recalled):
            foreign = True
        elif isinstance(event, ev.Answer) and event.branch == 0:
            done.append(_task(view, recorded.seq, foreign))
        elif isinstance(event, ev.Rated):
            for task in done:
                task.rated = event.good if task.answer == event.of else task.rated
        elif isinstance(event, ev.Undone):
            for task in [task for task in done if task.answer > event.of][:1]:
                task.undone = True
    return done


def _task(view: View, answer: int, foreign: bool) -> _Task:
    thoughts = [each for each in view.thoughts[view.task.first_thought :] if not each.started.check]
    ran = {each.started.code for each in thoughts if each.done is not None and not each.done.error}
    calls = [call for each in thoughts for call in each.calls]
    earlier = [item for item in view.items if item.seq < view.task.first_seq][-_MOST_EARLIER:]
    own = [item for item in view.items if item.seq >= view.task.first_seq]
    messages: list[dict[str, Any]] = [{"role": "system", "content": TRAINED}]
    messages += [{"role": item.role, "content": item.text} for item in earlier]
    for item in own:
        message: dict[str, Any] = {"role": item.role, "content": item.text}
        if item.role == "assistant":
            read = parse(item.text)
            message["train"] = read.code in ran if isinstance(read, Think) else item is own[-1]
        messages.append(message)
    return _Task(
        messages, answer, view.message,
        checked=any(call.call.tool == "check" and call.result and not call.result.error for call in calls),
        approved=any(call.approval and call.approval.answer in ("once", "always") for call in calls),
        foreign=foreign,
    )  # fmt: skip


def _alike(first: str, second: str) -> bool:
    """Whether the second question is the first one, said again.

    >>> _alike("What is 2 plus 2?", "No, what is 2 plus 2"), _alike("What is 2 plus 2?", "Thanks!")
    (True, False)
    """
    a, b = (set("".join(c if c.isalnum() else " " for c in text.lower()).split()) for text in (first, second))
    return len(a & b) >= 0.7 * max(1, len(a))
