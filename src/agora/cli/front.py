"""The list of commands, each loaded when it is called, and how every error leaves the program."""

import errno
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from agora.cli.clean import clean
from agora.errors import AgoraError, UsageError, nearest

__all__ = ["COMMANDS", "FrontDoor", "tell"]

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Work": {
        "ask": ("ask", "Answer one task and exit."),
        "resume": ("sessions", "Go on with a session."),
    },
    "Serving": {
        "serve": ("serve", "Open a page, an API and an MCP endpoint."),
        "users": ("users", "Say who may use the service, and make keys."),
    },
    "Sessions": {
        "sessions": ("sessions", "List the sessions, the last used first."),
        "show": ("sessions", "Show what happened in a session."),
        "fork": ("sessions", "Begin a session from an event of another."),
        "replay": ("sessions", "Run a session's thoughts again and compare."),
        "export": ("sessions", "Write a session as JSON lines."),
        "delete": ("sessions", "Delete a session for good."),
        "backup": ("sessions", "Save all sessions to one file."),
        "restore": ("sessions", "Put a backup in place of all sessions."),
    },
    "Setting up": {
        "init": ("settings", "Write a commented agora.toml."),
        "models": ("models", "List, fetch, choose and try models."),
        "doctor": ("doctor", "Check each part, and say what to do."),
        "rules": ("rules", "List or revoke what you always allowed or refused."),
        "memory": ("memory", "List, search and correct what Agora remembers; add documents."),
    },
    "Improving": {
        "learn": ("learn", "Make an adapter from tasks and sessions."),
        "eval": ("evals", "Measure models on tasks and questions, compare runs, report."),
    },
    "Checking": {
        "release": ("release", "Make releases that anybody can check."),
        "verify": ("verify", "Check how open a model is, and that it is what it claims."),
        "promises": ("promises", "List promises, and what became of them."),
    },
    "Planning machines": {
        "fleet": ("fleet", "Estimate and plan machines for training."),
    },
}
"""Section of the help → command → its module in this folder, and its line in the help."""


class FrontDoor(TyperGroup):
    """Lists commands without loading them, and ends with the exit code that an error names."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return all names, in the order of the help."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command, or a group of them."""
        module = next((section[cmd_name][0] for section in COMMANDS.values() if cmd_name in section), None)
        if module is None:
            return None
        app: typer.Typer = import_module(f"agora.cli.{module}").app
        app.rich_markup_mode = None
        group = typer.main.get_group(app)
        return group.commands.get(cmd_name, group)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Refuse an unknown command with a suggestion."""
        if not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            raise UsageError(
                f"There is no command {args[0]!r}.",
                fix=nearest(args[0], self.list_commands(ctx)) or 'To ask something: agora ask "…"',
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the sections of the help."""
        for title, section in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(9), summary) for name, (_, summary) in section.items()])

    def invoke(self, ctx: Any) -> Any:
        """Run the command; say what went wrong, and leave with its exit code."""
        try:
            return super().invoke(ctx)
        except AgoraError as error:
            tell(error)
            raise typer.Exit(error.exit_code) from None
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            # What is still buffered cannot be written either, when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            tell(_no_room(error))
            raise typer.Exit(1) from None


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def _no_room(error: OSError) -> AgoraError:
    return AgoraError(
        f"{error.filename or 'Standard output'} cannot be written.",
        why=f"{error.strerror}.",
        fix="Free some space or write elsewhere, and call it again; what is in the journal is kept.",
    )


def tell(error: AgoraError) -> None:
    """Print an error for a person: what happened, why, what to do, a line each.

    It may quote what a model or a file said, so control characters are made visible.
    """
    head, *rest = [clean(part) for part in (error.what, error.why, error.fix) if part]
    typer.echo(f"{typer.style('agora:', fg='red', bold=True)} {head}", err=True)
    for part in rest:
        typer.echo(f"       {part}", err=True)
