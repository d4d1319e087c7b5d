"""`agora ask`: one task, its answer on standard output, the way to it on standard error."""

import contextlib
import json
import os
import select
import stat
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean
from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.mind import Result

__all__ = ["answer", "ask", "print_result", "quoted", "unattended_task"]

app = typer.Typer()

# A megabyte is four times what the largest window holds; a file in the workspace can be read in parts.
_MOST_PIPED_BYTES = 2**20
_SAY_WAITING_AFTER_S = 2.0
_AS_FILE = "Put it into a file in the workspace, and name the file in the task."


@app.command()
def ask(
    task: Annotated[list[str] | None, typer.Argument(metavar="[TASK]", help="What to do.")] = None,
    as_json: options.Json = False,
    effort: options.Effort = None,
    persona: options.Persona = None,
    model: options.Model = None,
    workspace: options.Workspace = None,
    yes: options.Yes = False,
    seed: options.Seed = None,
    session: options.Session = None,
) -> None:
    """Answer one task and exit.

    What is piped in becomes part of the task as quoted material, or is the task if none is given.
    """
    words = _as_text(" ".join(task or []), "The task").strip()
    piped = "" if sys.stdin.isatty() else _piped(told=bool(words))
    text = quoted(words, piped) if words and piped else words or piped.strip()
    if not text:
        raise UsageError("There is no task.", fix='Give one: agora ask "…", or pipe it in.')
    chosen = options.Chosen(model, effort, persona, workspace, session, seed, yes)
    answer(text, chosen, as_json=as_json, untrusted=bool(words and piped))


def unattended_task() -> str:
    """Return the task of a run without a terminal: `TASK`, or standard input.

    Raises:
        UsageError: there is neither.
    """
    task = _as_text(os.environ.get("TASK", ""), "$TASK").strip()
    if not task and not sys.stdin.isatty():
        task = _piped(told=False).strip()
    if not task:
        raise UsageError(
            "There is no terminal to chat in, and no task.",
            fix='Set TASK="…", pipe a task in, or call: agora ask "…"',
        )
    return task


def quoted(task: str, piped: str) -> str:
    """Return the task with piped text below it, in a fence that the text cannot close.

    >>> print(quoted("How many lines?", "one\\ntwo\\n"))
    How many lines?
    <BLANKLINE>
    ```
    one
    two
    ```
    """
    fence = "```"
    while fence in piped:
        fence += "`"
    return f"{task}\n\n{fence}\n{piped.rstrip()}\n{fence}"


def answer(text: str, chosen: options.Chosen, *, as_json: bool, untrusted: bool = False) -> None:
    """Answer one task in the session that the flags name, or in a new one, and print the answer.

    Args:
        untrusted: part of the task is quoted material that somebody else may have written.
    """
    from agora.cli.work import Work

    work = Work(chosen)
    result = work.run(work.session_for(chosen), text, untrusted=untrusted)
    print_result(result, as_json=as_json)


def print_result(result: "Result", *, as_json: bool) -> None:
    """Print an answer, or the whole result as one object."""
    if as_json:
        typer.echo(json.dumps(asdict(result), default=str))
    else:
        # A file gets the words as they are; a terminal would act on some of them.
        typer.echo(clean(result.answer) if sys.stdout.isatty() else result.answer)


def _piped(*, told: bool) -> str:
    """Return what was piped in.

    Args:
        told: a task was given too; whoever forgot that standard input is open is told what is waited for.
    """
    if told and _is_silent():
        typer.echo("agora: reading standard input to its end; add </dev/null if there is none", err=True)
    data = sys.stdin.buffer.read(_MOST_PIPED_BYTES + 1)
    if len(data) > _MOST_PIPED_BYTES:
        raise UsageError(
            f"More than {_MOST_PIPED_BYTES:,} bytes were piped in.",
            fix=_AS_FILE,
        )
    return _as_text(data, "What was piped in")


def _as_text(data: str | bytes, what: str) -> str:
    """Return bytes, or what Python made of an argument's bytes, as the text in UTF-8 that they must be."""
    try:
        text = os.fsencode(data).decode("utf-8")
    except UnicodeError as error:
        raise UsageError(f"{what} is not text.", why=f"{error}.", fix=_AS_FILE) from None
    if "\0" in text:
        raise UsageError(f"{what} is not text.", why="It holds zero bytes.", fix=_AS_FILE)
    return text


def _is_silent() -> bool:
    """Whether standard input is a pipe into which nobody has written yet, after a little wait."""
    with contextlib.suppress(OSError):  # not a file at all
        handle = sys.stdin.fileno()
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            return not select.select([handle], [], [], _SAY_WAITING_AFTER_S)[0]
    return False
