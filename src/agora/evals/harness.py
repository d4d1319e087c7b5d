"""One task, one attempt: the real mind in a small world of its own, and what became of it.

    async with Harness() as harness:
        attempt = await harness.attempt(task, model)

A world is a home and a workspace that exist for one attempt: the task's files, memories, person, pages and
clock. Nothing of the person's own is read or written, and no page is fetched. The person of the task approves
every call. Interpreters are shared by all attempts, so that one costs a few milliseconds beside the model,
and several may be under way at the same time.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from agora.config import Effort, Limits, Settings, Web
from agora.errors import AgoraError, ApprovalNeeded, ToolError
from agora.evals.task import Task, Turn
from agora.journal import Event, Recorded
from agora.journal import events as ev
from agora.memory import Memory
from agora.mind import ApprovalRequest, Mind, PersonAnswer, features, view_of
from agora.models import Message, Model, ModelReply, ScriptedModel
from agora.thought import Interpreters
from agora.tools import BUILT_IN, Context, Tool, Toolbox, tool

__all__ = ["Attempt", "Harness", "fence", "script"]

# A task of a family takes at most a handful of replies; whoever needs more has lost the thread.
_LIMITS = Limits(steps=8, seconds=120)

# Worlds live in memory where the machine has room for that: they are gone a moment later in any case.
_PLACE = next((path for path in (Path("/dev/shm"),) if path.is_dir()), None)


@dataclass
class Attempt:
    """What became of a task.

    Attributes:
        answer: what the person was told last; empty if nothing.
        value: what the last thought handed to `answer`, where one did.
        by_thought: the answer came from a thought, not from prose.
        exchanges: each prompt with the reply to it, those of earlier turns included.
        earlier: how many of the exchanges belong to earlier turns.
        thoughts: the thoughts of the task's own message, each with output and error.
        calls: the tools that they called.
        asked: what the person was asked.
        files: the workspace's text files afterwards, by path.
        memories: what is remembered afterwards.
        features: what tells how sure the answer is; see `agora.mind.features`.
        confidence: how probably it is right, where the model's calibration tells.
        unsure: it was given with a warning.
        error: why there is no answer.
        seconds: from message to answer; earlier turns left out.
        events: of the whole session.
    """

    answer: str = ""
    value: Any = None
    by_thought: bool = False
    exchanges: list[tuple[list[Message], str]] = field(default_factory=list)
    earlier: int = 0
    thoughts: list[tuple[str, str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    memories: list[str] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)
    confidence: float | None = None
    unsure: bool = False
    tokens_in: int = 0
    tokens_out: int = 0
    error: str = ""
    seconds: float = 0
    events: list[Event] = field(default_factory=list)

    @property
    def replies(self) -> list[str]:
        """What the model wrote to the task's own message."""
        return [reply for _, reply in self.exchanges[self.earlier :]]


class Harness:
    """Makes attempts; an asynchronous context manager.

    Args:
        limits: what one message may use.
    """

    def __init__(self, limits: Limits = _LIMITS) -> None:
        self._limits = limits
        self._interpreters = Interpreters(limits)

    async def __aenter__(self) -> Self:
        await self._interpreters.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._interpreters.__aexit__(kind, error, trace)

    async def rehearse(self, task: Task) -> Attempt:
        """Attempt a task with its own thoughts and prose as the model's replies."""
        model = ScriptedModel([(None, reply) for reply in script(task)], trained=True)
        return await self.attempt(task, model)

    async def attempt(
        self,
        task: Task,
        model: Model,
        *,
        effort: Effort = "medium",
        seed: int = 1,
        temperature: float = 0.0,
        tools: Sequence[Tool] = (),
    ) -> Attempt:
        """Take a task's messages, earlier ones first, to their answers.

        Args:
            task: what is asked.
            model: asked for every reply.
            effort: as in `agora ask --effort`.
            seed: fixes chance.
            temperature: of the model's sampling.
            tools: that the world has beside the built-in ones.

        Returns:
            What became of it. An error that Agora raises on purpose, such as a spent budget, is in `error`.
        """
        watched = _Watched(model)
        made = Attempt()
        person = _Person(task, made)

        def note(recorded: Recorded) -> None:
            if recorded.event is not None:
                made.events.append(recorded.event)

        now = datetime.fromisoformat(task.now).timestamp()
        with _world(task) as (home, workspace):
            with Memory(home / "memory.db", clock=lambda: now) as memory:
                for statement in task.memories:
                    memory.remember(statement)
            mind = Mind(
                Settings(
                    home=home, limits=self._limits, temperature=temperature, web=Web(hosts=_hosts(task))
                ),
                person=person,
                model=watched,
                toolbox=_toolbox(task, tools),
                on_event=note,
                yes=True,
                clock=lambda: now,
                interpreters=self._interpreters,
            )
            async with mind:
                session = mind.begin(workspace=workspace, seed=seed, effort=effort)
                began, first = time.perf_counter(), -1
                try:
                    for turn in task.earlier:
                        await mind.run(session, turn.message)
                    made.earlier = len(watched.exchanges)
                    began, first = time.perf_counter(), len(made.events)
                    await mind.run(session, task.message)
                except ApprovalNeeded:  # the person says nothing more: the question back stands
                    made.error = "" if first >= 0 else "an earlier message was not answered"
                except AgoraError as error:
                    made.error = str(error)
                made.earlier = made.earlier if first >= 0 else len(watched.exchanges)
                if first >= 0:
                    made.seconds = time.perf_counter() - began
                    _read_off(made, made.events[first:])
                    made.features = features(view_of(mind.journal, session))
                made.memories = [item.text for item in mind.memory.list(kinds=["fact"])]
            made.exchanges = watched.exchanges
            made.files = _files(workspace)
        return made


def fence(code: str) -> str:
    """Return a thought as the model is to write it.

    >>> fence("answer(4)")
    '```python\\nanswer(4)\\n```'
    """
    return f"```python\n{code}\n```"


def script(task: Task) -> list[str]:
    """Return the replies that deal with a task, earlier turns first."""
    replies = list[str]()
    turns: list[Task | Turn] = [*task.earlier, task]
    for turn in turns:
        replies += [fence(code) for code in turn.thoughts] + ([turn.prose] if turn.prose else [])
    return replies


class _Watched:
    """A model whose prompts and replies are kept."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.exchanges: list[tuple[list[Message], str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    async def complete(self, messages: Sequence[Message], **options: Any) -> ModelReply:
        """Ask the model and keep what it was shown."""
        reply = await self._model.complete(messages, **options)
        self.exchanges.append((list(messages), reply.text))
        return reply


class _Person:
    """Says yes to every call, and to a question what the task has its person say."""

    def __init__(self, task: Task, made: Attempt) -> None:
        self._task, self._made = task, made

    async def approve(self, request: ApprovalRequest) -> PersonAnswer | None:
        """Say yes."""
        return PersonAnswer("once")

    async def ask(self, question: str, choices: Sequence[str]) -> str | None:
        """Answer as the task says; nothing, where it does not."""
        self._made.asked.append(question)
        return self._task.person or None


def _toolbox(task: Task, tools: Sequence[Tool]) -> Toolbox:
    """Return the built-in tools, with the task's pages in the place of the web, and further ones."""

    @tool("web.fetch", effect="read", outward=True, untrusted=True)
    def fetch(context: Context, url: str) -> str:
        """Return a web page or document as text.

        Args:
            url: its address.
        """
        if url not in task.pages:
            raise ToolError(f"{url} cannot be fetched.", why="There is no such page.")
        return task.pages[url]

    known = [fetch if built_in.name == "web.fetch" else built_in for built_in in BUILT_IN]
    return Toolbox([*known, *tools])


def _hosts(task: Task) -> tuple[str, ...]:
    """Return whose pages the task's world has, for what is not listed is not fetched."""
    return tuple(sorted({urlsplit(page).hostname or "" for page in task.pages}))


@contextmanager
def _world(task: Task) -> Iterator[tuple[Path, Path]]:
    root = Path(tempfile.mkdtemp(prefix="agora-task-", dir=_PLACE))
    try:
        home, workspace = root / "home", root / "workspace"
        workspace.mkdir()
        home.mkdir(mode=0o700)
        for name, text in task.files.items():
            path = workspace / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        yield home, workspace
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _files(workspace: Path) -> dict[str, str]:
    found = {}
    for path in sorted(workspace.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            found[path.relative_to(workspace).as_posix()] = data.decode("utf-8", "replace")
    return found


def _read_off(made: Attempt, events: Sequence[Event]) -> None:
    """Fill an attempt from the events of the task's own message."""
    code: dict[int, str] = {}
    for event in events:
        if isinstance(event, ev.Reply):
            made.tokens_in += event.tokens_in
            made.tokens_out += event.tokens_out
            made.by_thought = False
        elif isinstance(event, ev.ThoughtStarted):
            if not event.check:
                code[event.index] = event.code
        elif isinstance(event, ev.ToolCall):
            made.calls.append(event.tool)
            made.by_thought |= event.tool == "answer"
        elif isinstance(event, ev.Thought):
            if event.index in code:
                made.thoughts.append((code[event.index], event.output, event.error))
        elif isinstance(event, ev.Answer):
            made.answer, made.value = event.text, event.value
            made.confidence, made.unsure = event.confidence, event.unsure
