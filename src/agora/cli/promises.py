"""`agora promises`: what was promised, and what became of it. Parses, calls the room, prints."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean
from agora.errors import UsageError, nearest

if TYPE_CHECKING:
    from agora.release import Line, Source, Standing

app = typer.Typer(invoke_without_command=True)

Which = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="Another ledger than the one that comes with Agora."),
]
Signer = Annotated[
    Path | None,
    typer.Option("--signer", metavar="PEM", help="Public keys that you trust; else those of Agora."),
]

_SIGNED = "ledger.signatures"
_COLOURS = {"kept": "green", "open": "blue", "overdue": "yellow", "broken": "red", "withdrawn": "magenta"}


@app.callback()
def promises(
    context: typer.Context, ledger: Which = None, signer: Signer = None, as_json: options.Json = False
) -> None:
    """List promises, and what became of them."""
    if context.invoked_subcommand is not None:
        if ledger is not None or signer is not None or as_json:
            raise UsageError(
                "--ledger, --signer and --json stand before the command.",
                fix=f"Write them after: agora promises {context.invoked_subcommand} --ledger …",
            )
        return
    from agora.release import sorted_by_state

    found = _standings(ledger, signer)
    if as_json:
        typer.echo(json.dumps([_plain(each) for each in found.values()], indent=1))
        return
    for each in sorted_by_state(found.values()):
        state = typer.style(f"{each.state:<9}", fg=_COLOURS[each.state])
        due = f", by {each.promise.due}" if each.promise.due else ""
        typer.echo(f"{state} {typer.style(each.promise.promise, bold=True)}  {clean(each.promise.who)}{due}")
        typer.echo(f"          {clean(each.promise.what)}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="PROMISE")],
    ledger: Which = None,
    signer: Signer = None,
    as_json: options.Json = False,
) -> None:
    """Show a promise with its words, its sources, and everything entered about it."""
    found = _standings(ledger, signer)
    if name not in found:
        raise UsageError(
            f"No promise is called {name!r}.", fix=nearest(name, list(found)) or "See: agora promises"
        )
    each = found[name]
    if as_json:
        typer.echo(json.dumps(_plain(each), indent=1))
        return
    typer.echo(f"{typer.style(each.state, fg=_COLOURS[each.state], bold=True)}: {clean(each.why)}\n")
    due = f"; due by {each.promise.due}" if each.promise.due else "; no day was named"
    typer.echo(f"{clean(each.promise.who)}, {each.promise.said}{due}\n{clean(each.promise.what)}")
    if each.promise.words:
        typer.echo(f"“{clean(each.promise.words)}”")
    _sources("said", each.promise.sources)
    if each.sources != each.promise.sources:
        _sources("evidence", each.sources)
    for reply in each.replies:
        typer.echo(f"\n{clean(reply.who)} replies: “{clean(reply.words)}”")
        _sources("in", reply.sources)
    typer.echo(f"\nentries: {', '.join(map(str, each.history))}")


@app.command()
def add(
    entry: Annotated[
        Path, typer.Argument(metavar="ENTRY.toml", help="kind, promise, and what the kind needs.")
    ],
    ledger: Annotated[Path, typer.Option("--ledger", metavar="FILE", help="Made if it is not there.")],
    key: Annotated[Path, typer.Option("--key", metavar="PEM", help="The private key that signs.")],
) -> None:
    """Add an entry: promise, state, broken, correction or reply. Nothing can be taken out again."""
    from agora.release import append, entry_from

    record = append(ledger, entry_from(entry), day=datetime.now(UTC).date(), key_file=key)
    typer.echo(f"Entry {record.number} of {ledger}: {record.hash}")


@app.command()
def check(
    ledger: Annotated[Path | None, typer.Argument(metavar="[LEDGER]", help="Else the one of Agora.")] = None,
    signer: Signer = None,
    as_json: options.Json = False,
) -> None:
    """Check a ledger: its rules, its chain of hashes, its signatures. Exit code 1 if one fails."""
    from agora.release import check_ledger, own_keys, own_ledger, read_keys, read_ledger

    path = ledger or own_ledger()
    read = read_ledger(path)
    keys = read_keys(signer) if signer else own_keys()
    _report(check_ledger(read, keys, path.name), as_json, f"head: {read.head}")


@app.command()
def compare(
    earlier: Annotated[Path, typer.Argument(metavar="EARLIER", help="A copy that you kept.")],
    ledger: Annotated[Path | None, typer.Argument(metavar="[LEDGER]", help="Else the one of Agora.")] = None,
    as_json: options.Json = False,
) -> None:
    """Tell whether history was rewritten since an earlier copy. Exit code 1 if it was."""
    from agora.release import compare as compared
    from agora.release import own_ledger, read_ledger

    path = ledger or own_ledger()
    _report([compared(read_ledger(earlier), read_ledger(path), path.name)], as_json, "")


def _standings(path: Path | None, signer: Path | None) -> "dict[str, Standing]":
    """Return how the promises of a ledger stand today; a ledger that does not hold is refused."""
    from agora.errors import AgoraError
    from agora.release import check_ledger, own_keys, own_ledger, read_keys, read_ledger, standings

    where = path or own_ledger()
    ledger = read_ledger(where)
    keys = read_keys(signer) if signer else own_keys() if path is None else []
    # Whose signature counts on somebody else's ledger, only the reader can say.
    lines = [line for line in check_ledger(ledger, keys, where.name) if keys or line.check != _SIGNED]
    if fault := next((line.why for line in lines if line.verdict == "fail"), ""):
        raise AgoraError(f"{where} does not hold.", why=fault, fix=f"See: agora promises check {where}")
    if not keys:
        typer.echo("Who signed it was not checked: say whom you trust with --signer PEM.", err=True)
    return standings(ledger.entries, datetime.now(UTC).date())


def _report(lines: "list[Line]", as_json: bool, last: str) -> None:
    from dataclasses import asdict

    if as_json:
        typer.echo(json.dumps([asdict(each) for each in lines], indent=1))
    else:
        for each in lines:
            colour = {"pass": "green", "fail": "red", "unknown": "yellow"}[each.verdict]
            typer.echo(f"{typer.style(f'{each.verdict:<8}', fg=colour)} {each.title}: {clean(each.why)}")
        if last:
            typer.echo(last)
    if any(each.verdict == "fail" for each in lines):
        raise typer.Exit(1)


def _sources(title: str, sources: "tuple[Source, ...]") -> None:
    for each in sources:
        dated = f", {each.date}" if each.date else ""
        quote = f": “{clean(each.quote)}”" if each.quote else ""
        typer.echo(f"  {title}: {clean(each.publisher)}{dated}, {clean(each.place)}{quote}")


def _plain(each: "Standing") -> dict[str, object]:
    return {
        "promise": each.promise.model_dump(mode="json", exclude_none=True),
        "state": each.state,
        "why": each.why,
        "sources": [source.model_dump(mode="json", exclude_none=True) for source in each.sources],
        "entries": list(each.history),
        "replies": [reply.model_dump(mode="json", exclude_none=True) for reply in each.replies],
    }
