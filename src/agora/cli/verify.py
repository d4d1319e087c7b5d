"""`agora verify`: is it what it claims to be, and how open is it? Parses, calls the room, prints."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean

if TYPE_CHECKING:
    from rich.text import Text

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
    signer: Annotated[
        Path | None,
        typer.Option("--signer", metavar="KEY", help="Whom you trust: a public key, or an identity."),
    ] = None,
    retrain: Annotated[
        int, typer.Option("--retrain", metavar="K", min=0, help="Train K intervals again, in the sandbox.")
    ] = 0,
    reeval: Annotated[
        int, typer.Option("--reeval", metavar="N", min=0, help="Ask N samples of each evaluation again.")
    ] = 0,
    nonce: Annotated[
        str | None, typer.Option("--nonce", metavar="WORDS", help="Draws which; else random, and printed.")
    ] = None,
    longest: Annotated[
        int, typer.Option("--longest", metavar="STEPS", min=0, help="Leave longer intervals out, and say so.")
    ] = 0,
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--input",
            metavar="PATH",
            exists=True,
            help="Data, base or start that a release only names, for --retrain; taken by its digest.",
        ),
    ] = None,
) -> None:
    """Check how open a model is, and that it is what it claims.

    Each line says pass, fail or unknown, and why. Nothing in the target is executed. Exit code 1: a demanded
    level is not met, or something is not what it claims to be.
    """
    from secrets import token_hex

    from agora.errors import UsageError
    from agora.release import DEMANDS, Demand, page, resolve

    for each in require or []:
        if each not in DEMANDS:
            raise UsageError(f"No level {each!r}.", fix=f"Known: {', '.join(DEMANDS)}.")
    drawn = nonce if nonce is not None else token_hex(16)
    if (retrain or reeval) and nonce is None:
        typer.echo(f"nonce: {drawn}", err=True)

    def told(cost: str) -> None:
        typer.echo(cost, err=True)

    report = resolve(target).report(
        Demand(signer, retrain, reeval, drawn, longest, tuple(inputs or ()), told)
    )
    if html is not None:
        html.write_text(page(report), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(report.data(), indent=1))
    else:
        _show(report)
    unmet = [each for each in require or [] if report.level(each) != "pass"]
    for each in unmet:
        typer.echo(f"Not met: {each} ({report.level(each)}).", err=True)
    if unmet or report.broken():
        raise typer.Exit(1)


def _show(report: "Report") -> None:
    """Print the levels, and the lines as tables, one for each group."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from agora.release import DEMANDS

    console = Console(highlight=False)
    dated = f", evidence as of {report.as_of}" if report.as_of else ""
    console.print(Text(clean(report.title), style="bold"), Text(f"({report.seen}{dated})", style="dim"))
    if report.note:
        console.print(Text(clean(report.note)))
    levels = [Text.assemble(f"{each} ", _mark(report.level(each))) for each in DEMANDS]
    console.print(Text(" · ").join(levels))
    for group in dict.fromkeys(each.group for each in report.lines):
        table = Table(
            box=None, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left", title_style="bold"
        )
        table.title = group
        for head in ("", "what", "declared", "found"):
            table.add_column(head, overflow="fold")
        for line in (each for each in report.lines if each.group == group and _worth(each)):
            declared = Text(clean(line.declared or "–"))
            table.add_row(_mark(line.verdict), Text(clean(line.title)), declared, Text(clean(_found(line))))
        console.print()
        console.print(table)
    for each in report.skipped:
        console.print(Text(f"not looked at: {clean(each)}", style="dim"))


def _mark(verdict: str) -> "Text":
    from rich.text import Text

    return Text(verdict, style=_MARKS[verdict])


def _worth(line: "Line") -> bool:
    """Tell whether a line is shown here: of a base's parts only what lacks; `--json` has all."""
    part = line.check.startswith(("base.mof.", "base.data-"))
    return not part or line.verdict != "pass"


def _found(line: "Line") -> str:
    """Return what was found, else why not, and the first place where a person can look."""
    first = next((each for each in line.evidence), None)
    place = "" if first is None else first.place + (f":{first.line}" if first.line else "")
    if line.verdict == "pass":
        said, quote = line.found or line.why, ""
    else:
        said = line.why
        quote = f" “{first.quote}”" if first is not None and first.quote else ""
    return f"{said} [{place}{quote}]" if place else said
