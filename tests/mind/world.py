"""A mind in a temporary home, with a scripted model and a person whose words are given beforehand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from agora.config import Settings
from agora.journal import events as ev
from agora.mind import ApprovalRequest, Mind, PersonAnswer
from agora.models import ScriptedModel

CUT = "✂"
"""At the end of a scripted reply: the endpoint cut it here."""


class CutModel(ScriptedModel):
    """A scripted model whose marked replies count as cut."""

    async def complete(self, messages, **options):
        reply = await super().complete(messages, **options)
        if reply.text.endswith(CUT):
            return replace(reply, text=reply.text[: -len(CUT)], finish="length")
        return reply


@dataclass
class ScriptedPerson:
    """Gives the answers that it was given, and keeps what it was asked."""

    answers: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    async def approve(self, request: ApprovalRequest) -> PersonAnswer | None:
        self.asked.append(request)
        said = self.answers.pop(0)
        return PersonAnswer(said) if isinstance(said, str) else said

    async def ask(self, question, choices) -> str | None:
        self.asked.append(question)
        return self.answers.pop(0)


def thought(code: str) -> str:
    return f"```python\n{code}\n```"


@dataclass
class World:
    """One home and one workspace, for any number of minds after each other."""

    home: Path
    workspace: Path
    clock: float = 1_700_000_000.0

    @asynccontextmanager
    async def mind(
        self, replies=(), *, person=None, toolbox=None, yes=False, limits=None, calibration=None, **more
    ) -> AsyncIterator[Mind]:
        settings = Settings(home=self.home, **({"limits": limits} if limits else {}), **more)
        script = [reply if isinstance(reply, tuple) else (None, reply) for reply in replies]
        async with Mind(
            settings,
            person=person,
            model=CutModel(script, calibration=calibration),
            toolbox=toolbox,
            yes=yes,
            clock=lambda: self.clock,
        ) as mind:
            yield mind

    async def ask(self, *replies, message="Go.", effort="medium", session=None, **options):
        """Run one message in a session of its own; return result, events and session."""
        async with self.mind(replies, **options) as mind:
            session = session or mind.begin(workspace=self.workspace, seed=1, effort=effort)
            result = await mind.run(session, message)
            return result, [recorded.event for recorded in mind.journal.events(session)]


def only(events, kind):
    return [event for event in events if isinstance(event, kind)]


__all__ = ["CUT", "ScriptedPerson", "World", "ev", "only", "thought"]
