"""One task from the command line: the session it belongs to, the model it needs, and how it ends."""

import asyncio
import sys

import typer
from rich.console import Console

from agora.cli.approval import AtTerminal
from agora.cli.fetch import fetch_if_missing
from agora.cli.options import Chosen
from agora.cli.screen import Screen
from agora.errors import AgoraError, UsageError
from agora.mind import Mind, Result, view_of

__all__ = ["INTERRUPTED", "Work"]

INTERRUPTED = 130
"""The exit code after SIGINT or SIGTERM, as a shell has it for the first."""


class Work:
    """Runs tasks unattended, or with a person at the terminal who approves.

    Args:
        chosen: what the flags say.
    """

    def __init__(self, chosen: Chosen) -> None:
        self.settings = chosen.settings()
        self._screen = Screen(Console(stderr=True, highlight=False), answers=False)
        # Where input is piped in, a person may see a question but has no keyboard to answer it.
        person = AtTerminal(self._screen) if sys.stdin.isatty() and sys.stderr.isatty() else None
        self.mind = Mind(
            self.settings, person=person, on_event=self._screen.on_event, on_text=self._screen.on_text,
            yes=chosen.yes,
        )  # fmt: skip

    def session_for(self, chosen: Chosen) -> str:
        """Return the session that the flags name, begun if there is none."""
        session = existing(self.mind, chosen)
        if session is not None:
            return session
        fetch_if_missing(self.settings, self.settings.model, self._screen.console)
        return self.mind.begin(workspace=chosen.workspace, seed=chosen.seed, name=chosen.session or "")

    def run(self, session: str, text: str | None, *, untrusted: bool = False) -> Result:
        """Take a message to its answer, or go on with what is unfinished (`None`).

        Raises:
            typer.Exit: interrupted or failed; it was said, and the session is kept.
        """
        fetch_if_missing(self.settings, view_of(self.mind.journal, session).model, self._screen.console)
        try:
            with self._screen.working():
                return asyncio.run(self._run(session, text, untrusted))
        except (KeyboardInterrupt, asyncio.CancelledError):
            typer.echo(
                f"agora: interrupted; the session is kept. Go on with:\nagora resume {session}", err=True
            )
            raise typer.Exit(INTERRUPTED) from None
        except UsageError:
            raise
        except AgoraError as error:
            if session not in str(error):
                error.fix = f"{error.fix} The session is kept: agora resume {session}".strip()
            raise

    async def _run(self, session: str, text: str | None, untrusted: bool) -> Result:
        async with self.mind as mind:
            return await mind.run(session, text, untrusted=untrusted)


def existing(mind: Mind, chosen: Chosen) -> str | None:
    """Return the session of the name that the flags give, changed as they say; `None` if there is none.

    Raises:
        UsageError: they ask for what is fixed when a session begins.
    """
    if chosen.session == "":
        raise UsageError("--session has no name.", fix="Give one, or leave the flag away.")
    infos = [info for info in mind.journal.sessions() if chosen.session in (info.id, info.name)]
    if chosen.session is None or not infos:
        return None
    session = infos[0].id
    if chosen.seed is not None or (
        chosen.workspace is not None and str(chosen.workspace.resolve()) != infos[0].workspace
    ):
        raise UsageError(
            f"Session {chosen.session} exists, and works in {infos[0].workspace}.",
            why="Workspace and seed are fixed when a session begins.",
            fix="Leave --workspace and --seed away, or take another name.",
        )
    view = view_of(mind.journal, session)
    for name, value in (("model", chosen.model), ("effort", chosen.effort), ("persona", chosen.persona)):
        if value is not None and value != getattr(view, name):
            mind.change(session, name, value)  # type: ignore[arg-type]
    return session
