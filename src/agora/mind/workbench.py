"""Everything that a task is worked on with, put together for one session or branch."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agora.config import Settings, expanded
from agora.memory import Item, Memory
from agora.mind.budget import Budget
from agora.mind.calls import Calls
from agora.mind.confidence import read_calibration
from agora.mind.effort import Candidates
from agora.mind.host import HeldMemory, MindHost, Stopwatch, TimedPerson
from agora.mind.loop import Loop
from agora.mind.person import Nobody, Person
from agora.mind.prompt import TRAINED, full
from agora.mind.session import Session
from agora.mind.view import View
from agora.models import Model
from agora.personas import load
from agora.sandbox import Sandbox, Workspace
from agora.tools import Context, Policy, Rules, Toolbox

__all__ = ["Workbench"]

# Memories that may matter are shown to a model that was not trained to look for them itself.
_RECALLED = 3


@dataclass(frozen=True)
class Workbench:
    """What one mind lends to all of its tasks; see `Mind` for the fields."""

    settings: Settings
    person: Person | None
    yes: bool
    clock: Callable[[], float]
    on_text: Callable[[str], None] | None
    toolbox: Toolbox
    rules: Rules
    memory: Memory
    sandbox: Sandbox
    recalling: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One looks up at a time: threads that compute take Python's one lock from each other, and from all who
    stream."""

    async def work(self, session: Session, model: Model, warmth: float | None = None) -> None:
        """Take the session's open message to its answer; `warmth` is the temperature to sample at."""
        view = session.view
        session.calibration = read_calibration(model.calibration) if model.calibration else None
        stopwatch = Stopwatch()
        person = TimedPerson(self.person or Nobody(), stopwatch)
        budget = self._budget(view, model, stopwatch)
        workspace = self.workspace(Path(view.started.workspace))

        def make_loop(view: View, place: Workspace, temperature: float | None) -> Loop:
            return self._loop(session, view, model, person, place, budget, temperature)

        if view.effort == "high" and (view.branches or view.chosen or view.last == "message"):
            candidates = Candidates(
                session,
                workspace=workspace,
                folder=self.settings.home / "branches",
                make_loop=make_loop,
                check=load(view.persona, self.settings).check,
                person=person,
                yes=self.yes,
                remember=lambda call: self.memory.remember(**call.args, session=view.session, key=call.key),
            )
            await candidates.run()
        else:
            await make_loop(view, workspace, warmth).run()

    async def _recall(self, message: str) -> Sequence[Item]:
        async with self.recalling:
            return await asyncio.to_thread(self.memory.recall, message, _RECALLED)

    def workspace(self, folder: Path) -> Workspace:
        """Return a workspace; what governs sessions, and keys, are nobody's to reach through a tool."""
        endpoints = self.settings.endpoints.values()
        keys = [expanded(endpoint.api_key_file) for endpoint in endpoints if endpoint.api_key_file]
        return Workspace(folder, hidden=(self.settings.home, *keys))

    def _budget(self, view: View, model: Model, stopwatch: Stopwatch) -> Budget:
        task = view.task
        cost = (task.tokens_in * model.price_in + task.tokens_out * model.price_out) / 1e6
        return Budget(
            self.settings.limits, stopwatch.seconds, model.price_in, model.price_out,
            task.steps, task.tokens_in + task.tokens_out, task.seconds, cost,
        )  # fmt: skip

    def _loop(
        self,
        session: Session,
        view: View,
        model: Model,
        person: Person,
        workspace: Workspace,
        budget: Budget,
        temperature: float | None,
    ) -> Loop:
        held = view.branch > 0
        persona = load(view.persona, self.settings)
        toolbox = Toolbox(tool for tool in self.toolbox if persona.allows(tool.name))
        policy = Policy(
            self.rules, persona=persona, web=self.settings.web, yes=self.yes, attended=self.person is not None
        )
        host = MindHost(view, session.append, person)
        memory = HeldMemory(self.memory) if held else self.memory

        def context(place: Workspace, key: str) -> Context:
            return Context(view.session, key, self.settings, place, self.sandbox, memory, toolbox, host)

        calls = Calls(
            view=view, append=session.append, journal=session.journal, toolbox=toolbox, policy=policy,
            person=person, workspace=workspace, context=context, held=held,
        )  # fmt: skip
        return Loop(
            view=view,
            append=session.append,
            model=model,
            system=TRAINED if model.trained else full(persona.prompt, toolbox),
            calls=calls,
            budget=budget,
            interpreter=lambda: session.interpreter(view),
            clock=self.clock,
            tools=toolbox.names,
            temperature=self.settings.temperature if temperature is None else temperature,
            effort=view.effort,
            recall=None if model.trained else self._recall,
            on_text=None if held else self.on_text,
        )
