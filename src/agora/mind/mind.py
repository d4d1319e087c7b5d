"""The mind: sessions that take messages to answers, and everything that a person can do with a session."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from agora.config import Settings
from agora.errors import AgoraError, ApprovalNeeded, BudgetSpent, UsageError
from agora.journal import Journal, Lease, Recorded
from agora.journal import events as ev
from agora.memory import Memory, embedder_of
from agora.mind.changes import load_changes
from agora.mind.person import Person
from agora.mind.session import Session, view_of
from agora.mind.turns import catch_up, take_in
from agora.mind.view import View
from agora.mind.workbench import Workbench
from agora.models import Model, open_model
from agora.personas import load
from agora.sandbox import Sandbox, Workspace
from agora.thought import LOST, MONTY_FORMAT, Interpreter, Interpreters, plain
from agora.tools import Rules, Toolbox, builtin_toolbox

__all__ = ["Mind", "Result"]

# Sessions whose interpreters stay running between messages; any other is restored in milliseconds.
_MOST_IDLE_SESSIONS = 8


@dataclass(frozen=True)
class Result:
    """What became of a message.

    Attributes:
        steps: replies of the model.
        tokens_in: tokens of all prompts, cached ones included.
        seconds: everything but waiting for a person.
        seconds_model: the model's part of it.
        confidence: how probably the answer is right, where the model's calibration tells.
        unsure: that is too little to rely on it.
    """

    answer: str
    session: str
    model: str
    steps: int
    tool_calls: int
    tokens_in: int
    tokens_out: int
    seconds: float
    seconds_model: float
    confidence: float | None
    unsure: bool


class Mind:
    """Drives sessions, one task at a time.

    Use it as an asynchronous context manager; it opens what it needs when it needs it, and closes it.

    Args:
        settings: what holds.
        person: who approves and answers; nobody, if not given.
        model: used instead of the one that a session names.
        journal: where sessions live; the user's own, if not given.
        toolbox: the tools; the built-in ones, if not given.
        on_event: shown every event as it is journaled.
        on_text: handed the model's words as they come.
        yes: writes and programs inside the workspace are approved.
        clock: seconds since 1970; what thoughts see as the time.
        interpreters: open ones that several minds share; its own, if not given.
        models: opens a model by its name, for several minds that share them; its own, if not given.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        person: Person | None = None,
        model: Model | None = None,
        journal: Journal | None = None,
        toolbox: Toolbox | None = None,
        on_event: Callable[[Recorded], None] = lambda recorded: None,
        on_text: Callable[[str], None] | None = None,
        yes: bool = False,
        clock: Callable[[], float] = time.time,
        interpreters: Interpreters | None = None,
        models: Callable[[str], Awaitable[Model]] | None = None,
    ) -> None:
        self.settings, self._clock, self._on_event = settings, clock, on_event
        self._own_journal = journal is None
        self.journal = journal or Journal(settings.home / "journal.db", clock=clock)
        self.toolbox = toolbox or builtin_toolbox(settings)
        self.rules = Rules(settings.home / "rules.toml")
        self.memory = Memory(settings.home / "memory.db", clock=clock, embedder=embedder_of(settings))
        self._bench = Workbench(
            settings,
            person,
            yes,
            clock,
            on_text,
            self.toolbox,
            self.rules,
            self.memory,
            Sandbox(settings.limits),
        )
        self.memory.journal = self.journal
        self._caught_up = False
        self._given_model, self._shared_models = model, models
        self.leaving = False
        """The process ends: a task that is cancelled now is gone on with by the next, and not journaled as
        stopped by a person."""
        self._models: dict[str, Model] = {}
        self._own_interpreters = interpreters is None
        self._interpreters = interpreters or Interpreters(settings.limits)
        self._running: dict[str, dict[int, Interpreter]] = {}

    async def __aenter__(self) -> Self:
        if self._own_interpreters:
            await self._interpreters.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for running in self._running.values():
            for interpreter in running.values():
                await interpreter.close()
        if self._own_interpreters:
            await self._interpreters.__aexit__(kind, error, trace)
        for model in self._models.values():
            await model.close()
        self.memory.close()
        if self._own_journal:
            self.journal.close()

    # Sessions

    def begin(
        self, *, workspace: Path | None = None, seed: int | None = None, name: str = "", **chosen: str | None
    ) -> str:
        """Begin a session and return its id.

        Args:
            workspace: the folder that it may work in; the current one, if not given.
            seed: fixes chance; drawn, if not given.
            name: by which people find it again.
            chosen: `model`, `effort` or `persona`, where they differ from the settings.

        Raises:
            SandboxError: the workspace is no folder.
            UsageError: there is no such persona.
        """
        persona = chosen.get("persona") or self.settings.persona
        load(persona, self.settings)
        given = self._given_model.name if self._given_model else None
        started = ev.SessionStarted(
            persona=persona,
            model=given or chosen.get("model") or self.settings.model,
            effort=chosen.get("effort") or self.settings.effort,
            seed=secrets.randbits(31) if seed is None else seed,
            workspace=str(self._bench.workspace(workspace or Path.cwd()).root),
            utc_offset_s=time.localtime(self._clock()).tm_gmtoff,
            agora=version("agora"),
            monty=MONTY_FORMAT,
        )
        return self.journal.create(started, name=name)

    async def run(
        self,
        session: str,
        message: str | None = None,
        *,
        untrusted: bool = False,
        temperature: float | None = None,
    ) -> Result:
        """Take a message to its answer, or go on with what is unfinished.

        Args:
            session: its id.
            message: what the person says; `None` goes on from wherever the session stands.
            untrusted: part of it was written by somebody else, such as what was piped in.
            temperature: of the model's sampling; the settings', if not given.

        Raises:
            ApprovalNeeded: a call or a question waits for a person; go on once somebody is there.
            BudgetSpent, ModelError, AgoraError: the session is saved and can be gone on with.
        """
        if not self._caught_up:
            self._caught_up = True
            await asyncio.to_thread(catch_up, self.journal, self.memory)
        with self.journal.lease(session) as lease:
            work = self._session(session, lease)
            try:
                if message is not None:
                    await self._receive(work, message, untrusted)
                if work.view.open:
                    await self._bench.work(work, await self._model(work.view.model), temperature)
                    await work.save()
            except BaseException as error:
                await self._stop(work, error)
                raise
            finally:
                await self._keep(work)
            await self._memorise(work, lease)
            return self._result(work.view)

    def workspace(self, session: str) -> Workspace:
        """Return the folder that a session works in.

        Raises:
            SandboxError: it is gone.
        """
        return self._bench.workspace(Path(self.journal.info(session).workspace))

    def change(self, session: str, name: Literal["model", "effort", "persona"], value: str) -> None:
        """Change what a session goes on with."""
        if name == "persona":
            load(value, self.settings)
        self._append(session, lambda view: ev.Setting(name=name, value=value))

    def set_plan(self, session: str, steps: Sequence[ev.PlanStep]) -> None:
        """Replace the plan with the person's."""
        self._append(session, lambda view: ev.Plan(steps=tuple(steps), by="person"))

    def undo(self, session: str) -> list[str]:
        """Take back the last changes that the session made to files and that were not taken back yet.

        Returns:
            The files, as seen from the workspace; empty if there is nothing to undo.

        Raises:
            UsageError: one of them was changed by somebody else since; none is touched.
        """
        done: dict[int, dict[str, tuple[str | None, str | None]]] = {}
        for recorded in self.journal.events(session):
            if isinstance(recorded.event, ev.ToolResult | ev.Chosen) and recorded.event.changes:
                done[recorded.seq] = recorded.event.changes
            elif isinstance(recorded.event, ev.Undone):
                done.pop(recorded.event.of, None)
        if not done:
            return []
        of, stored = max(done.items())
        back = {path: (after, before) for path, (before, after) in stored.items()}
        view = view_of(self.journal, session)
        workspace = self._bench.workspace(Path(view.started.workspace))
        changed = [path for path, sides in back.items() if workspace.digest(path) not in sides]
        if changed:
            raise UsageError(
                f"{', '.join(changed)} changed since, so nothing was taken back.",
                fix="Move the file away and try again, or mend it by hand.",
            )
        workspace.apply(load_changes(self.journal, back))
        self._append(session, lambda view: ev.Undone(of=of, changes=back))
        return sorted(back)

    def rate(self, session: str, *, good: bool, note: str = "") -> None:
        """Note what the person thinks of the last answer.

        Raises:
            UsageError: there is no answer yet.
        """
        answers = [each.seq for each in self.journal.events(session) if isinstance(each.event, ev.Answer)]
        if not answers:
            raise UsageError(f"Session {session} has no answer to rate.", fix="Ask something first.")
        self._append(session, lambda view: ev.Rated(of=answers[-1], good=good, note=plain(note)))

    def consent(self, session: str, *, given: bool) -> None:
        """Note whether models may learn from a session; the last word counts."""
        self._append(session, lambda view: ev.Consented(given=given))

    def _append(self, session: str, make: Callable[[View], ev.Event]) -> None:
        with self.journal.lease(session) as lease:
            work = self._session(session, lease)
            work.append(make(work.view))
            self._running[session] = work.running

    # One task

    def _session(self, session: str, lease: Lease) -> Session:
        work = Session(
            self.journal,
            lease,
            view_of(self.journal, session),
            interpreters=self._interpreters,
            tools=self.toolbox.names,
            on_event=self._on_event,
        )
        work.running = self._running.pop(session, {})
        return work

    async def _memorise(self, work: Session, lease: Lease) -> None:
        """Hand the task to memory, and erase what it asked to forget; what fails is done at the next."""
        with suppress(AgoraError):
            take_in(self.journal, self.memory, lease.session, work.view.persona)
        with suppress(AgoraError):
            if self.memory.erase_noted(lease):
                await work.discard()

    async def _keep(self, work: Session) -> None:
        """Leave the session's interpreters running for its next message, and close the longest idle ones."""
        self._running[work.view.session] = work.running
        while len(self._running) > _MOST_IDLE_SESSIONS:
            for interpreter in self._running.pop(next(iter(self._running))).values():
                await interpreter.close()

    async def _receive(self, work: Session, message: str, untrusted: bool) -> None:
        """Take in what the person says: the reply to a waiting question, or a new message."""
        message = plain(message)
        view = work.view
        pending = view.unfinished.pending if view.unfinished else None
        if pending is not None and pending.call.tool == "ask_user":
            call = pending.call
            result = ev.ToolResult(thought=call.thought, call=call.call, value=message, untrusted=untrusted)
            work.append(result)
            await work.discard()
            return
        if pending is not None and pending.in_doubt:
            raise UsageError(
                f"Session {view.session} has a call in doubt: {pending.call.tool}.",
                fix=f"Settle it first with: agora resume {view.session}",
            )
        if view.unfinished is not None:
            error = f"{LOST}: the person went on to something else"
            if pending is not None:
                call = pending.call
                work.append(ev.ToolResult(thought=call.thought, call=call.call, error=error))
            index = view.unfinished.started.index
            work.append(ev.Thought(index=index, output="", error=error, state_hash="", seconds=0))
            await work.discard()
        work.append(ev.UserMessage(text=message, untrusted=untrusted))

    async def _model(self, name: str) -> Model:
        if self._given_model is not None:
            return self._given_model
        if self._shared_models is not None:
            return await self._shared_models(name)
        if name not in self._models:
            self._models[name] = await open_model(self.settings, name)
        return self._models[name]

    async def _stop(self, work: Session, error: BaseException) -> None:
        """Journal why the task ends without an answer, and keep what can be gone on from."""
        pending = work.view.unfinished.pending if work.view.unfinished else None
        if isinstance(error, ApprovalNeeded):
            is_question = pending is not None and pending.call.tool == "ask_user"
            work.append(ev.Stopped(why="question" if is_question else "approval", detail=str(error)))
            if not work.view.branches:
                await work.save()
            return
        # Whatever ran is in an unknown state; the journal is not.
        await work.discard()
        if isinstance(error, BudgetSpent):
            work.append(ev.Stopped(why="budget", detail=str(error)))
        elif isinstance(error, AgoraError) and work.view.open:
            work.append(ev.Stopped(why="failed", detail=str(error)))
        elif isinstance(error, KeyboardInterrupt | asyncio.CancelledError) and not self.leaving:
            work.append(ev.Stopped(why="interrupted", detail="a person stopped it"))

    def _result(self, view: View) -> Result:
        task = view.task
        return Result(
            view.answer.text if view.answer else "", view.session, view.model, task.steps, task.tool_calls,
            task.tokens_in, task.tokens_out, round(task.seconds, 3), round(task.seconds_model, 3),
            view.answer.confidence if view.answer else None, bool(view.answer and view.answer.unsure),
        )  # fmt: skip
