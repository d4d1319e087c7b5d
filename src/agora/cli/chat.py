"""The chat: a line to write on, answers as they come, and commands that begin with a slash.

It is a plain loop. Between tasks the terminal belongs to the line; during one, Agora's own event loop runs,
Ctrl-C stops the step, and what is typed waits for the next line. Nothing is contacted, and no model is
started, before the person asks something.
"""

import asyncio
import contextlib
import signal
from importlib.metadata import version
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from agora.cli import slash
from agora.cli.approval import AtTerminal
from agora.cli.clean import clean
from agora.cli.fetch import fetch_if_missing
from agora.cli.front import tell
from agora.cli.line import Line
from agora.cli.options import Chosen
from agora.cli.screen import Screen
from agora.cli.work import INTERRUPTED, existing
from agora.errors import AgoraError
from agora.mind import Mind, view_of

__all__ = ["Chat", "chat"]


def chat(chosen: Chosen, *, session: str | None = None) -> None:
    """Open the chat.

    Args:
        session: goes on with this one; else with the one that the flags name, or with a new one.
    """
    console = Console(highlight=False)
    screen = Screen(console, answers=True)
    mind = Mind(
        chosen.settings(), person=AtTerminal(screen), on_event=screen.on_event, on_text=screen.on_text,
        yes=chosen.yes,
    )  # fmt: skip
    with asyncio.Runner() as runner:
        runner.run(mind.__aenter__())
        try:
            conversation = Chat(mind, runner, screen, chosen, session or existing(mind, chosen))
            signal.signal(signal.SIGTERM, conversation.end)
            conversation.loop()
        finally:
            with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
                runner.run(mind.__aexit__(None, None, None))
    if conversation.ended:
        raise typer.Exit(INTERRUPTED)


class Chat:
    """A conversation at the terminal; `slash` holds its commands."""

    def __init__(
        self, mind: Mind, runner: asyncio.Runner, screen: Screen, chosen: Chosen, session: str | None
    ) -> None:
        self.mind, self.screen, self.session = mind, screen, session
        self.settings = mind.settings
        self.chosen = {name: getattr(self.settings, name) for name in ("model", "effort", "persona")}
        """What the next session begins with."""
        self._runner, self._flags = runner, chosen
        self.over = self.ended = False

    def end(self, *signal_: object) -> None:
        """Stop what runs and leave: somebody asked the process to end."""
        self.over = self.ended = True
        signal.raise_signal(signal.SIGINT)

    def loop(self) -> None:
        """Read and answer until the person leaves."""
        self._greet()
        line = Line(
            self.settings.home / "history",
            self.workspace,
            slash.completions(self),
            self._status,
            self._unfold,
        )
        if self.session is not None:
            self.open(self.session)
        while not self.over:
            self.screen.console.print()
            try:
                text = line.read().strip()
            except KeyboardInterrupt:  # empties the line
                continue
            except EOFError:
                break
            self._take(text)
        if self.session is not None:
            typer.echo(f"agora resume {self.session}", err=True)

    def _take(self, text: str) -> None:
        try:
            if text.startswith("/"):
                slash.run(self, text)
            elif text or self.unfinished:
                self.say(text or None)
        except AgoraError as error:
            tell(error)
        except (KeyboardInterrupt, asyncio.CancelledError):
            go_on = " Enter alone goes on; or say something else." if self.unfinished else ""
            self.note(f"Stopped.{go_on}")

    def say(self, text: str | None) -> None:
        """Take a message to its answer, or go on with what is unfinished (`None`)."""
        fetch_if_missing(self.settings, self.now("model"), self.screen.console)
        if self.session is None:
            self.session = self.mind.begin(
                workspace=self._flags.workspace, seed=self._flags.seed, name=self._flags.session or "",
                **self.chosen,
            )  # fmt: skip
        with self.screen.working():
            self._runner.run(self.mind.run(self.session, text))

    def open(self, session: str) -> None:
        """Go over to a session, showing what happened in it."""
        self.session = session
        self.screen.forget()
        for recorded in self.mind.journal.events(session):
            self.screen.on_event(recorded)
        if self.unfinished:
            self.note("A task is unfinished. Enter alone goes on; or say something else.")

    def ask_line(self, prompt: str, default: str) -> str:
        """Let the person edit a text of several lines."""
        return Line.edit(prompt, default)

    def note(self, text: str) -> None:
        """Say something in passing."""
        self.screen.console.print(Text(f"  {clean(text)}", style="dim"))

    def now(self, name: str) -> str:
        """Return the model, effort or persona in force."""
        if self.session is None:
            return str(self.chosen[name])
        return str(getattr(view_of(self.mind.journal, self.session), name))

    @property
    def workspace(self) -> Path:
        """The folder that the session works in."""
        if self.session is not None:
            return Path(self.mind.journal.info(self.session).workspace)
        return (self._flags.workspace or Path.cwd()).absolute()

    @property
    def unfinished(self) -> bool:
        """A message still waits for its answer."""
        return self.session is not None and view_of(self.mind.journal, self.session).open

    def _greet(self) -> None:
        title = Text.assemble(("agora", "bold cyan"), (f" {version('agora')}", "dim"))
        self.screen.console.print(title)
        self.note("/help lists commands · Alt-Enter starts a new line · Ctrl-D leaves")

    def _status(self) -> str:
        parts = [
            self.now("model"),
            f"effort {self.now('effort')}",
            self.now("persona"),
            _short(self.workspace),
        ]
        if self.screen.plan:
            done = sum(step.done for step in self.screen.plan)
            parts.append(f"plan {done}/{len(self.screen.plan)}")
        return clean(" · ".join(parts))

    def _unfold(self) -> None:
        if self.screen.thoughts:
            self.screen.unfold(self.screen.thoughts[-1])


def _short(folder: Path) -> str:
    with contextlib.suppress(ValueError, RuntimeError):
        return f"~/{folder.relative_to(Path.home())}" if folder != Path.home() else "~"
    return str(folder)
