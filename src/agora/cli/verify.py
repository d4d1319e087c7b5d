"""`agora verify`: is it what it claims to be, and how open is it? Parses, calls the room, prints."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean

if TYPE_CHECKING:
    from agora.release import Line, Report

__all__ = ["verify"]

app = typer.Typer()

_MARKS = {"pass": "green", "fail": "red", "unknown": "yellow"}


@app.command()
def verify(
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="A folder, OWNER/REPOSITORY of the hub, or a model's name."),
    ],
    as_json: options.Json = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write a page.")] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            "--require",
            metavar="LEVEL",
            help="osaid, mof-1, mof-2, mof-3, signed, retrained or reevaluated: exit 1 unless it passes.",
        ),
    ] = None,
) -> None:
    """Check a model: what of it is open, and is it what it claims to be?

    Each line says pass, fail or unknown, and why. Nothing in the target is executed. Exit code 1: a demanded
    level is not met, or something is not what it claims to be.
    """
    from agora.errors import UsageError
    from agora.release import DEMANDS, page, resolve

    demands = require or []
    for each in demands:
        if each not in DEMANDS:
            raise UsageError(f"No level {each!r}.", fix=f"Known: {', '.join(DEMANDS)}.")
    report = resolve(target).report()
    if html is not None:
        html.write_text(page(report), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(report.data(), indent=1))
    else:
        _show(report)
    unmet = [each for each in demands if report.level(each) != "pass"]
    for each in unmet:
        typer.echo(f"Not met: {each} ({report.level(each)}).", err=True)
    if unmet or report.broken():
        raise typer.Exit(1)


def _show(report: "Report") -> None:
    """Print the lines as tables, one for each group."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    dated = f", evidence as of {report.as_of}" if report.as_of else ""
    console.print(Text(clean(report.title), style="bold"), Text(f"(from: {report.seen}{dated})", style="dim"))
    if report.note:
        console.print(Text(clean(report.note)))
    for group in dict.fromkeys(each.group for each in report.lines):
        table = Table(
            title=group,
            title_justify="left",
            title_style="bold",
            box=None,
            pad_edge=False,
            padding=(0, 2, 0, 0),
        )
        for head in ("", "what", "declared", "found"):
            table.add_column(head, overflow="fold")
        for line in (each for each in report.lines if each.group == group):
            mark = Text(line.verdict, style=_MARKS[line.verdict])
            table.add_row(
                mark, Text(clean(line.title)), Text(clean(line.declared or "–")), Text(clean(_found(line)))
            )
        console.print()
        console.print(table)
    for each in report.skipped:
        console.print(Text(f"not looked at: {clean(each)}", style="dim"))


def _found(line: "Line") -> str:
    """Return what was found, why that decides, and the first place where a person can look."""
    first = next((each for each in line.evidence), None)
    place = "" if first is None else first.place + (f":{first.line}" if first.line else "")
    quote = f" “{first.quote}”" if first is not None and first.quote and line.verdict != "pass" else ""
    where = f" [{place}{quote}]" if place else ""
    return f"{line.found}: {line.why}{where}" if line.found else line.why + where
