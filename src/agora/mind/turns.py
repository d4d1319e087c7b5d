"""What a session's finished tasks hand to memory: what the person said and what was answered, no more.

It is folded from the journal, so that a crash between answer and memory loses nothing, and twice is once.
Left out are messages that hold somebody else's words, answers that rest on such or only repeat what was
recalled, and tasks in which something was forgotten. Prompts, thoughts and what tools returned are never
taken in.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from agora.errors import AgoraError
from agora.journal import Journal, Recorded
from agora.journal import events as ev
from agora.memory import PERSON, Memory, Turn

__all__ = ["catch_up", "take_in", "turns_of"]

_ASSISTANT = "assistant"


@dataclass
class _Task:
    """A message and what became of it, as far as it got."""

    seq: int
    time: float
    message: ev.UserMessage
    untrusted: bool = False
    forgot: bool = False
    recalled: list[str] = field(default_factory=list)
    calls: dict[tuple[int, int, int], str] = field(default_factory=dict)

    def note(self, event: ev.Event) -> None:
        """Note what decides whether the task is remembered."""
        if isinstance(event, ev.ToolCall):
            self.calls[event.branch, event.thought, event.call] = event.tool
        elif isinstance(event, ev.Recalled):
            self.recalled += event.texts
        elif isinstance(event, ev.ToolResult):
            tool = self.calls.get((event.branch, event.thought, event.call))
            self.untrusted |= event.untrusted
            self.forgot |= tool == "forget" and not event.error
            if tool == "recall":
                self.recalled += _texts(event.value)

    def repeats(self, answer: str) -> bool:
        """Whether an answer holds something that was recalled for it."""
        said = " ".join(answer.split()).lower()
        return any(
            (text := " ".join(each.split()).lower().rstrip(".")) and text in said for each in self.recalled
        )


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else []
    return [str(item.get("text", "")) for item in items if isinstance(item, dict)]


def turns_of(
    session: str, events: Iterator[Recorded], scope: str = PERSON
) -> Iterator[tuple[int, list[Turn]]]:
    """Yield the turns of each finished task with the event that ended it.

    Args:
        session: its id.
        events: the session's, from the end of a task on.
        scope: of the turns.
    """
    task: _Task | None = None
    for recorded in events:
        event = recorded.event
        if isinstance(event, ev.UserMessage):
            task = _Task(recorded.seq, recorded.time, event)
        elif task is None or event is None:
            continue
        elif isinstance(event, ev.Answer) and event.branch == 0:
            said = []
            if not task.message.untrusted and not task.forgot:
                said.append(
                    Turn(f"{session}@{task.seq}", session, task.time, "person", task.message.text, scope)
                )
                if not task.untrusted and not task.repeats(event.text) and event.text.strip():
                    answer = Turn(
                        f"{session}@{recorded.seq}", session, recorded.time, "agora", event.text, scope
                    )
                    said.append(answer)
            yield recorded.seq, said
            task = None
        else:
            task.note(event)


def take_in(journal: Journal, memory: Memory, session: str, persona: str = _ASSISTANT) -> None:
    """Hand what memory has not had yet of a session's finished tasks to it."""
    scope = PERSON if persona == _ASSISTANT else f"persona:{persona}"
    for upto, turns in turns_of(session, journal.events(session, memory.facts.taken(session)), scope):
        memory.learn(turns, taken=(session, upto))


def catch_up(journal: Journal, memory: Memory) -> None:
    """Take in what earlier processes left, and erase what they noted; what is damaged is left alone."""
    with suppress(AgoraError):
        memory.erase_noted()
    for info in journal.sessions():
        with suppress(AgoraError):
            if info.state != "running" and info.events > memory.facts.taken(info.id):
                take_in(journal, memory, info.id, info.persona)
