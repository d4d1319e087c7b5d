"""A session's summary: kept up to date with its events, so that a list costs no reading of them."""

from collections.abc import Iterable
from typing import NamedTuple

from agora.journal.events import Answer, Event, SessionStarted, Setting, Stopped, UserMessage

__all__ = ["EMPTY", "TITLE_CHARACTERS", "Summary", "advance", "summarise"]

TITLE_CHARACTERS = 80

_STOPPED = {
    "approval": "waiting",
    "question": "waiting",
    "interrupted": "interrupted",
    "budget": "interrupted",  # more budget and it goes on
    "circles": "failed",
    "failed": "failed",
}
# Events that change nothing about how far the task is.
_ASIDE = ("plan", "condensed", "undone", "setting")


class Summary(NamedTuple):
    """What `Journal.sessions` tells of a session's events."""

    title: str = ""
    state: str = "new"
    model: str = ""
    persona: str = ""
    workspace: str = ""


EMPTY = Summary()


def advance(summary: Summary, event: Event) -> Summary:
    """Return the summary after one more event.

    >>> advance(EMPTY, UserMessage(text="Hello,\\nAgora"))[:2]
    ('Hello, Agora', 'running')
    """
    match event:
        case SessionStarted():
            return summary._replace(model=event.model, persona=event.persona, workspace=event.workspace)
        case UserMessage():
            title = summary.title or " ".join(event.text.split())[:TITLE_CHARACTERS]
            return summary._replace(title=title, state="running")
        case Answer(branch=0):
            return summary._replace(state="answered")
        case Stopped():
            return summary._replace(state=_STOPPED[event.why])
        case Setting(name="model"):
            return summary._replace(model=event.value)
        case Setting(name="persona"):
            return summary._replace(persona=event.value)
    return (
        summary if event.type in _ASIDE or summary.state == "running" else summary._replace(state="running")
    )


def summarise(events: Iterable[Event | None]) -> Summary:
    """Return the summary of a whole session; erased events add nothing to it."""
    summary = EMPTY
    for event in events:
        if event is not None:
            summary = advance(summary, event)
    return summary
