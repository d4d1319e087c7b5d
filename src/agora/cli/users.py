"""`agora users`: who may use the service beyond this machine, and keys for programs."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.server.people import People

app = typer.Typer(no_args_is_help=True)

_DAY_S = 86_400.0

Name = Annotated[str, typer.Argument(metavar="NAME")]


@app.callback()
def users() -> None:
    """Say who may use the service, and make keys."""


def _people() -> "People":
    from agora import config
    from agora.server.people import People

    return People(config.load().home / "people.db")


@app.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option("--role", help="admin, user or viewer.")] = "user",
) -> None:
    """Add a user, or give one a new password; it is asked for, or read from standard input."""
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    _people().add(name, password, role)  # type: ignore[arg-type]
    typer.echo(f"{name} may use the service as {role}.", err=True)


@app.command("list")
def list_users() -> None:
    """List users and their keys."""
    people = _people()
    for name, role in people.users():
        typer.echo(f"{name}  {role}")
        for key in people.keys(name):
            typer.echo(
                f"  key {key['id']}  {key['label']}  {key['scopes']}  {key['spent_tokens']:,} tokens used"
            )


@app.command()
def remove(name: Name) -> None:
    """Remove a user with all keys; the user's folder stays."""
    _people().remove(name)
    typer.echo(f"{name} may not use the service any more.", err=True)


@app.command()
def key(
    name: Name,
    label: Annotated[str, typer.Option("--label", help="What it is for.")] = "",
    scope: Annotated[
        list[str] | None, typer.Option("--scope", help="read, work, chat, manage. Repeatable.")
    ] = None,
    days: Annotated[float, typer.Option("--days", min=0, help="How long it holds; 0 for good.")] = 90,
    per_minute: Annotated[int, typer.Option("--per-minute", min=0, help="Requests; 0 for no limit.")] = 0,
    budget: Annotated[int, typer.Option("--budget", min=0, help="Tokens in all; 0 for no limit.")] = 0,
    end: Annotated[str, typer.Option("--end", metavar="ID", help="End a key instead of making one.")] = "",
) -> None:
    """Make a key for a program and print it; nobody can be shown it again."""
    people = _people()
    if end:
        if end not in [each["id"] for each in people.keys(name)]:
            raise UsageError(f"{name} has no key {end!r}.", fix="See `agora users list`.")
        people.remove_key(end)
        return
    scopes = tuple(scope or ("read", "work", "chat"))
    expires_s = days * _DAY_S or None
    typer.echo(
        people.add_key(
            name, label=label, scopes=scopes, expires_s=expires_s, per_minute=per_minute, budget_tokens=budget
        )
    )
