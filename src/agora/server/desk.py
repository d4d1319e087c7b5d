"""One person's desk: their sessions, what runs in them, and everything that can be done with one.

A desk has a folder of its own with journal, memory and rules; nothing of another desk can be reached from
it. It knows nothing of HTTP: the API, the page and the MCP endpoint all call these methods.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, Literal

from agora.config import Settings, expanded
from agora.errors import AgoraError, UsageError
from agora.journal import Journal, PlanStep, Recorded, Reply, SessionInfo, UserMessage
from agora.mind import Mind, PersonAnswer, ReplayReport, replay
from agora.models import Model
from agora.server.feed import Feed, Frame, event_data
from agora.server.taken import Taken
from agora.server.waiting import CURRENT, PAYER, Request, Waiting
from agora.server.work import Works
from agora.thought import Interpreters
from agora.tools import Toolbox

__all__ = ["Desk"]

# A retry that sampled as before would say the same again.
_RETRY_TEMPERATURE = 0.7


class Desk:
    """A person's sessions.

    Args:
        settings: their `home` is the person's own folder.
        workspace: the folder that a session works in unless told otherwise.
        free: the person may name any folder of this machine as a workspace or a persona, and any address or
            file as a model; others take what `named` and the settings name.
        interpreters: shared by all desks.
        models: opens a model by its name; shared by all desks.
        named: the names of models that anybody may ask.
        toolbox: the tools; the built-in ones, if not given.
        clock: seconds since 1970.

    Attributes:
        mind: drives the sessions; its `memory` and `rules` are the person's.
        taken: messages of pages, by their own keys.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        workspace: Path,
        free: bool,
        interpreters: Interpreters,
        models: Callable[[str], Awaitable[Model]],
        named: Callable[[], list[str]],
        toolbox: Toolbox | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings, self._workspace, self._free, self._named = settings, workspace, free, named
        self.journal = Journal(settings.home / "journal.db", clock=clock)
        self.waiting = Waiting(self._tell, lambda session: self.feed(session).last_seq)
        self.mind = Mind(
            settings, person=self.waiting, journal=self.journal, toolbox=toolbox, interpreters=interpreters,
            models=models, on_event=self._on_event, on_text=self._on_text, clock=clock,
        )  # fmt: skip
        self.taken = Taken()
        self._feeds: dict[str, Feed] = {}
        self._works = Works(
            self.mind.run, settings.home / "serving", tell=self._tell, parked=lambda: self.waiting.count
        )
        self._version = self.journal.version()

    # ---- sessions

    def sessions(self, search: str = "") -> list[SessionInfo]:
        """Return the sessions, the last used first; with `search`, those in which it stands."""
        infos = self.journal.sessions()
        if not search.strip():
            return infos
        word = search.strip().lower()
        inside = {session for session, _ in self.journal.quoting([search.strip()])}
        return [
            info
            for info in infos
            if info.id in inside or word in f"{info.name}\n{info.title}\n{info.id}".lower()
        ]

    def info(self, session: str) -> SessionInfo:
        """Return what the list tells of a session.

        Raises:
            UsageError: there is none.
        """
        return self.journal.info(session)

    def create(
        self,
        *,
        name: str = "",
        workspace: str = "",
        seed: int | None = None,
        model: str | None = None,
        effort: str | None = None,
        persona: str | None = None,
    ) -> str:
        """Begin a session and return its id.

        Args:
            workspace: a folder, for who may name one; a folder in the person's own otherwise.

        Raises:
            UsageError, SandboxError: a name is taken, unknown or not for them, or the folder is not there.
        """
        self._check_names(model, persona)
        return self.mind.begin(
            workspace=self._folder(workspace),
            seed=seed,
            name=name,
            model=model,
            effort=effort,
            persona=persona,
        )

    def _check_names(self, model: str | None, persona: str | None) -> None:
        """Refuse what would have the server open an address, or a file of it, for somebody else."""
        if self._free:
            return
        if model and model != self.settings.model and model not in self._named():
            raise UsageError(f"There is no model {model!r}.", fix="See the models page, or /v1/models.")
        if persona and persona != Path(persona).name:
            raise UsageError(f"{persona!r} is no persona's name.", fix="Name it without a folder.")

    def _folder(self, wanted: str) -> Path:
        if self._free and wanted:
            return expanded(wanted)
        self._workspace.mkdir(parents=True, exist_ok=True)
        if not wanted:
            return self._workspace
        if not wanted.replace("-", "").replace("_", "").isalnum():
            raise UsageError(f"{wanted!r} is no folder's name.", fix="Use letters, digits, - and _.")
        folder = self._workspace / wanted
        folder.mkdir(exist_ok=True)
        return folder

    def rename(self, session: str, name: str) -> None:
        """Give a session a name, or take it away with an empty one."""
        self.journal.rename(session, name)

    def fork(self, session: str, at: int | None = None, name: str = "") -> str:
        """Begin a session with another's events up to `at` (all, if not given), and return its id."""
        return self.journal.fork(session, self.journal.info(session).events if at is None else at, name)

    async def delete(self, session: str) -> None:
        """Stop a session and remove it for good."""
        await self.stop(session)
        self.journal.delete(session)
        self._feeds.pop(session, None)
        self._works.errors.pop(session, None)

    def export(self, session: str) -> list[str]:
        """Return a session as lines of JSON, with all that it takes to check its chain."""
        return list(self.journal.export(session))

    async def replay(self, session: str) -> ReplayReport:
        """Run a session's thoughts again on their recorded results, and compare."""
        tools = self.mind.toolbox.names
        return await replay(self.journal, session, limits=self.settings.limits, tools=tools)

    def change(self, session: str, name: Literal["model", "effort", "persona"], value: str) -> None:
        """Change what a session goes on with."""
        self._works.idle(session)
        self._check_names(value if name == "model" else None, value if name == "persona" else None)
        self.mind.change(session, name, value)
        self.feed(session).look_again()

    def set_plan(self, session: str, steps: Sequence[PlanStep]) -> None:
        """Replace the plan with the person's; a session at work must be stopped first."""
        self._works.idle(session)
        self.mind.set_plan(session, steps)
        self.feed(session).look_again()

    # ---- work

    async def send(self, session: str, text: str, *, untrusted: bool = False) -> None:
        """Give a session a message; when this returns it is on the disk, and the work goes on by itself.

        Raises:
            UsageError: the session is at work, or there is none.
        """
        await self._start(session, text, untrusted=untrusted)

    async def go_on(self, session: str) -> None:
        """Take up what is unfinished in a session, whatever stopped it."""
        if not self.running(session):
            await self._start(session, None)

    async def retry(self, session: str) -> str:
        """Try the last message again, and return where: this one, or a fork if it was answered."""
        self._works.idle(session)
        if self.journal.info(session).state != "answered":
            await self.go_on(session)
            return session
        last = self._messages(session)[-1]
        assert isinstance(last.event, UserMessage)
        fork = self.journal.fork(session, last.seq - 1)
        await self._start(
            fork, last.event.text, untrusted=last.event.untrusted, temperature=_RETRY_TEMPERATURE
        )
        return fork

    async def resend(self, session: str, seq: int, text: str) -> str:
        """Say something else in the place of a message; returns the fork in which that is so.

        Args:
            seq: the event that the message is.
        """
        if seq not in [recorded.seq for recorded in self._messages(session)]:
            raise UsageError(f"Event {seq} is no message of a person's.", fix="Give the `seq` of one.")
        fork = self.journal.fork(session, seq - 1)
        await self._start(fork, text)
        return fork

    def _messages(self, session: str) -> list[Recorded]:
        events = self.journal.events(session)
        return [recorded for recorded in events if isinstance(recorded.event, UserMessage)]

    async def stop(self, session: str) -> bool:
        """Stop the work in a session; returns whether there was any."""
        return await self._works.stop(session)

    def running(self, session: str) -> bool:
        """Whether this process works on a session, or waits in it for a person."""
        return session in self._works

    @property
    def at_work(self) -> int:
        """How many sessions this process works on."""
        return len(self._works)

    @property
    def followers(self) -> int:
        """How many clients follow sessions of this desk."""
        return sum(feed.followers for feed in self._feeds.values())

    def use_model(self, name: str) -> None:
        """Choose the model that this desk's new sessions begin with."""
        self.settings = self.mind.settings = self.settings.model_copy(update={"model": name})

    async def finished(self, session: str) -> None:
        """Wait until nothing is worked on in a session."""
        await self._works.finished(session)

    async def requests(self, session: str) -> list[Request]:
        """Return what a session waits for; one that rests in the journal is taken up to be asked again."""
        if not self.running(session) and self.journal.info(session).state == "waiting":
            await self.go_on(session)
            feed = self.feed(session)
            async for _ in feed.follow(feed.last_seq):
                if self.waiting.of(session) or not self.running(session):
                    break
        return self.waiting.of(session)

    def answer(self, session: str, request: str, text: str) -> None:
        """Answer a question that a session asks."""
        self.waiting.answer(session, request, text)

    def approve(
        self, session: str, request: str, answer: Literal["once", "always", "never", "no"], note: str = ""
    ) -> str:
        """Decide on a call that a session waits with; `note` is told to the thought when the answer is no.

        Returns:
            The decision for the audit log, without anything that the session says.

        Raises:
            UsageError: this very request is not waited for (any more).
        """
        decided = next((each for each in self.waiting.of(session) if each.id == request), None)
        self.waiting.answer(session, request, PersonAnswer(answer, note))
        return f"{answer}: {decided.tool if decided else ''} in {session}"

    # ---- following

    def events(self, session: str, after: int = 0) -> list[dict[str, Any]]:
        """Return a session's events after one, as JSON knows them."""
        return [event_data(recorded) for recorded in self.journal.events(session, after)]

    async def follow(self, session: str, after: int = 0, *, beat_s: float = 0.0) -> AsyncIterator[Frame]:
        """Yield a session's frames after an event, and then what comes; see `Frame`.

        A client that was cut off goes on from the last `seq` that it has, and neither misses nor gets an
        event twice.
        """
        # Looked up and joined in one go: a feed that nobody follows may be dropped at any other time.
        async with aclosing(self.feed(session).follow(after, beat_s=beat_s)) as frames:
            async for frame in frames:
                yield frame

    def feed(self, session: str) -> Feed:
        """Return the one feed of a session."""
        if session not in self._feeds:
            self._feeds[session] = Feed(self.journal, session, lambda: self.state(session))
        return self._feeds[session]

    def state(self, session: str) -> dict[str, Any]:
        """Return what a session is doing, and what it waits for.

        Returns:
            `state` (as in `SessionInfo`), `requests` (as `Request.shown`), `error` (why the last work in
            this process failed, or empty).
        """
        requests = self.waiting.of(session)
        state = "waiting" if requests else self.journal.info(session).state
        return {
            "state": state,
            "requests": [request.shown() for request in requests],
            "error": self._works.errors.get(session, ""),
        }

    def look_around(self) -> None:
        """Tell those who follow what other processes, such as a terminal, have journaled; drop idle feeds."""
        version = self.journal.version()
        changed, self._version = version != self._version, version
        for session, feed in list(self._feeds.items()):
            if not feed.followers and session not in self._works:
                del self._feeds[session]
            elif changed and session not in self._works:
                feed.look_again()

    # ---- the running tasks

    def resume(self) -> list[str]:
        """Take up what a killed server had been working on, a few at a time; returns the sessions."""
        return self._works.resume(self._interrupted)

    def _interrupted(self, session: str) -> bool:
        with suppress(AgoraError):
            return self.journal.info(session).state == "interrupted"
        return False

    async def close(self) -> None:
        """Let go of everything; what is being worked on is gone on with by the next server."""
        self.mind.leaving = True
        await self._works.close()
        await self.mind.__aexit__(None, None, None)
        self.journal.close()

    async def _start(self, session: str, text: str | None, **options: Any) -> None:
        self._works.idle(session)
        self.journal.info(session)
        await self._works.launch(session, text, **options)

    def _on_event(self, recorded: Recorded) -> None:
        session = CURRENT.get("")
        if not session:
            return  # changed outside of any work, by a method that tells it
        if isinstance(recorded.event, Reply):
            PAYER.get()(recorded.event.tokens_in + recorded.event.tokens_out)
        self.feed(session).add(recorded)
        self._works.begun(session)

    def _on_text(self, text: str) -> None:
        self.feed(CURRENT.get()).add_text(text)

    def _tell(self, session: str) -> None:
        with suppress(AgoraError):
            self.feed(session).tell_state()
