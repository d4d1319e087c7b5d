"""The front door for people: the program `agora`. It parses, calls one room, and prints.

`agora` alone opens the chat in a terminal; with no terminal it answers `TASK`, or standard input, and
exits. Every other use is a command of its own (`agora ask`, `agora sessions`, …); `agora --help` lists them.
Commands are loaded when they are called, so that the door opens fast.

Exit codes: 0 answered or done, 1 failed, 2 wrong usage, 3 needs an approval that nobody can give, 4 budget
spent, 130 interrupted.
"""

import os
import signal
import sys

import typer

from agora.cli import options
from agora.cli.front import FrontDoor
from agora.errors import UsageError

__all__ = ["app", "main"]

app = typer.Typer(
    cls=FrontDoor,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def agora(
    context: typer.Context,
    model: options.Model = None,
    effort: options.Effort = None,
    persona: options.Persona = None,
    workspace: options.Workspace = None,
    session: options.Session = None,
    seed: options.Seed = None,
    yes: options.Yes = False,
    version: options.Version = False,
) -> None:
    """Agora: an open general AI that you run, improve and check yourself.

    Without a command it opens the chat, or answers $TASK or standard input where there is no terminal.
    """
    given = {
        "model": model, "effort": effort, "persona": persona, "workspace": workspace, "session": session,
        "seed": seed, "yes": yes or None,
    }  # fmt: skip
    if context.invoked_subcommand is not None:
        if misplaced := [name for name, value in given.items() if value is not None]:
            raise UsageError(
                f"--{misplaced[0]} stands before the command.",
                fix=f"Write it after: agora {context.invoked_subcommand} --{misplaced[0]} …",
            )
        return
    _start(options.Chosen(model, effort, persona, workspace, session, seed, yes))


def _start(chosen: options.Chosen) -> None:
    """Open the chat, or answer what the environment or standard input holds."""
    from agora.cli import ask

    if sys.stdin.isatty() and sys.stdout.isatty():
        from agora.cli.chat import chat

        chat(chosen)
    else:
        ask.answer(ask.unattended_task(), chosen, as_json=False)


def main() -> None:
    """Run the program; a request to end counts as an interrupt, so that the session is kept either way."""
    _open_closed_streams()
    # A shell starts its background jobs deaf to interrupts; whoever sends one to this process means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    app()


def _open_closed_streams() -> None:
    """Put nothing in place of standard streams that the caller closed.

    Else the next file that is opened, a journal or a socket, would take the number of one of them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
