"""Commands for sessions: list, show, go on, fork, replay, export, delete, back up, restore."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agora.cli import options
from agora.cli.clean import clean, one_line
from agora.errors import JournalError, UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from agora.journal import Journal, SessionInfo

__all__ = ["session_table"]

app = typer.Typer()


@contextmanager
def _journal() -> "Iterator[Journal]":
    from agora import config
    from agora.journal import Journal

    with Journal(config.load().home / "journal.db") as journal:
        yield journal


@app.command()
def sessions(as_json: options.Json = False) -> None:
    """List the sessions, the last used first."""
    with _journal() as journal:
        infos = journal.sessions()
    if as_json:
        typer.echo(json.dumps([asdict(info) for info in infos]))
    elif infos:
        _console().print(session_table(infos))
    else:
        typer.echo('There are no sessions yet. Begin one: agora, or agora ask "…"', err=True)


@app.command()
def show(
    session: options.SessionName,
    full: Annotated[bool, typer.Option("--full", help="Unfold thoughts.")] = False,
) -> None:
    """Show what happened in a session."""
    from agora.cli.screen import Screen

    with _journal() as journal:
        found = journal.find(session)
        screen = Screen(_console(), answers=True, unfolded=full)
        for recorded in journal.events(found):
            screen.on_event(recorded)


@app.command()
def resume(session: options.SessionName, yes: options.Yes = False, as_json: options.Json = False) -> None:
    """Go on with a session.

    In a terminal the chat opens on it; elsewhere its unfinished task is taken to the end.
    """
    with _journal() as journal:
        found = journal.find(session)
    chosen = options.Chosen(yes=yes)
    if sys.stdin.isatty() and sys.stdout.isatty() and not as_json:
        from agora.cli.chat import chat

        chat(chosen, session=found)
    else:
        from agora.cli.ask import print_result
        from agora.cli.work import Work

        print_result(Work(chosen).run(found, None), as_json=as_json)


@app.command()
def fork(
    session: options.SessionName,
    at: Annotated[
        int,
        typer.Option(
            "--at", metavar="EVENT", help="The last event that is taken along: a `seq` of `agora export`."
        ),
    ],
    name: Annotated[str, typer.Option("--name", help="What the new session is called.")] = "",
) -> None:
    """Begin a session from an event of another, and print its id."""
    with _journal() as journal:
        typer.echo(journal.fork(journal.find(session), at, name))


@app.command()
def replay(session: options.SessionName, as_json: options.Json = False) -> None:
    """Run a session's thoughts again and compare.

    Each thought gets its recorded clock, seed and results; no model is asked, no tool runs.
    """
    import asyncio

    from agora import config
    from agora.mind import replay as replay_session
    from agora.tools import builtin_toolbox

    settings = config.load()
    with _journal() as journal:
        found = journal.find(session)
        tools = builtin_toolbox(settings).names
        report = asyncio.run(replay_session(journal, found, limits=settings.limits, tools=tools))
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        for difference in report.differences:
            typer.echo(f"thought {difference.thought + 1}: {difference.what} differs")
            typer.echo(f"  recorded: {one_line(difference.recorded, 200)}")
            typer.echo(f"  replayed: {one_line(difference.replayed, 200)}")
        skipped = f", {report.skipped} without an end left out" if report.skipped else ""
        same = report.thoughts - len(report.differences)
        typer.echo(f"{same} of {report.thoughts} thoughts gave the same again{skipped}.")
    if report.differences:
        raise typer.Exit(1)


@app.command()
def export(session: options.SessionName) -> None:
    """Write a session as JSON lines, one an event, to standard output."""
    with _journal() as journal:
        for line in journal.export(journal.find(session)):
            typer.echo(line)


@app.command()
def delete(
    session: options.SessionName,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a session for good, with the files that only it kept."""
    with _journal() as journal:
        found = journal.find(session)
        title = one_line(journal.info(found).title, 60)
        if not yes:
            if not sys.stdin.isatty():
                raise UsageError(
                    "There is no terminal to ask on.", fix=f"Say it with: agora delete {found} --yes"
                )
            if not typer.confirm(f"Delete {found}, “{title}”, for good?", err=True):
                raise typer.Exit(1)
        journal.delete(found)
    typer.echo(f"{found} is deleted.", err=True)


File = Annotated[Path, typer.Argument(metavar="FILE")]


@app.command()
def backup(file: File, force: Annotated[bool, typer.Option("--force", help="Overwrite it.")] = False) -> None:
    """Save all sessions to one file."""
    if file.exists() and not force:
        raise UsageError(f"{file} exists.", fix="Choose another name, or add --force.")
    with _journal() as journal:
        journal.backup(file)
        typer.echo(f"{len(journal.sessions())} sessions are saved in {file}.", err=True)


@app.command()
def restore(
    file: File, force: Annotated[bool, typer.Option("--force", help="Replace sessions.")] = False
) -> None:
    """Put a backup in place of all sessions, after checking it."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    with _journal() as journal:
        try:
            there = len(journal.sessions())
        except JournalError:
            there = 0  # damaged: that is what a backup is for
        if there and not force:
            raise UsageError(
                f"{there} sessions would be replaced.",
                fix=f"Save them first with `agora backup FILE`, then: agora restore {file} --force",
            )
        journal.restore(file)
        typer.echo(f"{len(journal.sessions())} sessions are restored.", err=True)


def session_table(infos: "Sequence[SessionInfo]") -> "Table":
    """Return sessions as a table for a terminal."""
    from rich.table import Table
    from rich.text import Text

    styles = {"answered": "green", "waiting": "yellow", "interrupted": "yellow", "failed": "red"}
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("id", "last used", "state"):
        table.add_column(column, no_wrap=True)
    # Where it is narrow only these give way: the table may shrink them, and their cells do not wrap.
    for column in ("name", "first message"):
        table.add_column(column)
    for info in infos:
        used = datetime.fromtimestamp(info.updated).strftime("%Y-%m-%d %H:%M")
        state = Text(info.state, style=styles.get(info.state, "cyan"))
        name, title = (
            Text(words, no_wrap=True, overflow="ellipsis")
            for words in (clean(info.name), one_line(info.title, 80))
        )
        table.add_row(info.id, used, state, name, title)
    return table


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)
