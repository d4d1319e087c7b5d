"""A session's context with everything real but the person."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from agora.config import Settings
from agora.journal.events import PlanStep
from agora.memory import Memory
from agora.sandbox import Sandbox, Workspace
from agora.tools import Context, builtin_toolbox


class FakeHost:
    """Notes what the mind's own tools ask of the mind."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.steps: list[PlanStep] = []
        self.reason = ""
        self.asked: list[tuple[str, list[str]]] = []

    def answer(self, value: Any) -> None:
        self.answers.append(value)

    def plan(self, steps: Sequence[PlanStep], reason: str) -> None:
        self.steps, self.reason = list(steps), reason

    async def ask(self, question: str, choices: Sequence[str]) -> str:
        self.asked.append((question, list(choices)))
        return "2026"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    root = tmp_path / "workspace"
    root.mkdir()
    settings = Settings(home=tmp_path / "home")
    with Memory(settings.home / "memory.db", clock=lambda: 1_800_000_000) as memory:
        yield Context(
            session="s1",
            key="k1",
            settings=settings,
            workspace=Workspace(root),
            sandbox=Sandbox(settings.limits),
            memory=memory,
            toolbox=builtin_toolbox(settings),
            host=FakeHost(),
        )
