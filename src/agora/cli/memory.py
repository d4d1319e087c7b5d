"""`agora memory`: what is remembered beyond one session, looked at and put right."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import memory_care, memory_files, options
from agora.cli.clean import clean, one_line
from agora.cli.remembered import Kinds, Scopes, chosen, kinds_of, memory_here
from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.memory import Item

app = typer.Typer(invoke_without_command=True)
app.command("add")(memory_files.add)
app.command("export")(memory_files.export)
app.command("import")(memory_files.take_in)
app.command("audit")(memory_care.audit)
app.command("skills")(memory_care.skills)
app.command("improve")(memory_care.improve)

Id = Annotated[str, typer.Argument(metavar="ID")]
On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="What held on that day, in UTC.")
]


@app.callback()
def memory(context: typer.Context, as_json: options.Json = False) -> None:
    """List, search and correct what Agora remembers; add documents."""
    if context.invoked_subcommand is None:
        list_items(as_json=as_json)


@app.command("list")
def list_items(
    scope: Scopes = None,
    kind: Kinds = None,
    most: Annotated[int, typer.Option("--most", min=1, help="At most so many.")] = 1_000,
    on: On = None,
    as_json: options.Json = False,
) -> None:
    """List what is remembered, the newest first."""
    with memory_here() as store:
        items = store.list(
            scopes=chosen(store, scope), kinds=kinds_of(kind), most=most, when=on and on.date()
        )
    _print(items, as_json=as_json)


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="QUERY")] = None,
    count: Annotated[int, typer.Option("--k", "-k", "--count", min=1, help="At most so many.")] = 10,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="FILE", help='Answer each line {"query": …} by a line {"items": […]}.'
        ),
    ] = None,
    scope: Scopes = None,
    kind: Kinds = None,
    on: On = None,
    as_json: options.Json = False,
) -> None:
    """Print what fits a query best, with its source."""
    if bool(words) == bool(file):
        raise UsageError("Give a query, or --file with many.", fix="agora memory search tea --k 3")
    with memory_here() as store:
        scopes, kinds, day = chosen(store, scope), kinds_of(kind), on and on.date()
        if file is None:
            found = store.recall(" ".join(words or ()), count, scopes=scopes, kinds=kinds, when=day)
            _print(found, as_json=as_json)
            return
        for query in _queries(file):
            items = [asdict(i) for i in store.recall(query, count, scopes=scopes, kinds=kinds, when=day)]
            typer.echo(json.dumps({"items": items}))


@app.command()
def show(item: Id, as_json: options.Json = False) -> None:
    """Show one memory, with the turn that it came from."""
    with memory_here() as store:
        found = store.show(item)
        origin = store.store.item(found.source)
    if as_json:
        typer.echo(json.dumps({"item": asdict(found), "from": origin and asdict(origin)}))
        return
    typer.echo(clean(found.text))
    typer.echo()
    for name, value in asdict(found).items():
        if value not in ("", 0, False) and name not in ("text", "extra"):
            typer.echo(f"{name:12}{one_line(str(value), 200)}")
    if origin is not None:
        typer.echo(f"\n{origin.about} said on {origin.time[:10]}:\n{clean(origin.text)}")


@app.command()
def edit(item: Id, text: Annotated[str, typer.Argument(metavar="TEXT")]) -> None:
    """Put a fact right; what it said before is gone."""
    with memory_here() as store:
        store.edit(item, text)
    typer.echo(f"{item} is changed.", err=True)


@app.command()
def forget(
    item: Annotated[str, typer.Argument(metavar="ID|PATH", help="A memory, or documents: a file or folder.")],
    scope: Scopes = None,
) -> None:
    """Forget one memory for good, or take out documents."""
    with memory_here() as store:
        if store.store.item(item) is None and (
            paths := [
                path for one in chosen(store, scope) for path in store.forget_documents(Path(item), scope=one)
            ]
        ):
            typer.echo(f"{len(paths)} documents are forgotten; the files are as they were.", err=True)
            return
        store.forget(item)
    typer.echo(f"{item} is forgotten.", err=True)


@app.command()
def pin(item: Id, off: Annotated[bool, typer.Option("--off", help="No longer.")] = False) -> None:
    """Keep a memory from ever being proposed for removal."""
    with memory_here() as store:
        store.pin(item, pinned=not off)
    typer.echo(f"{item} is {'no longer ' if off else ''}pinned.", err=True)


@app.command()
def stats(as_json: options.Json = False) -> None:
    """Count what is remembered, by scope and kind."""
    with memory_here() as store:
        told = store.stats()
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(f"{told['items']:,} items, {told['bytes'] / 1e6:,.1f} MB")
    for scope, kinds in told["scopes"].items():
        typer.echo(
            f"{one_line(scope, 60)}: " + ", ".join(f"{count:,} {kind}s" for kind, count in kinds.items())
        )


def _queries(file: Path) -> "list[str]":
    """Return what each line of a file asks."""
    queries = []
    for number, line in enumerate(memory_files.lines_of(file), 1):
        try:
            queries.append(str(json.loads(line)["query"]))
        except (ValueError, KeyError, TypeError):
            raise UsageError(
                f"Line {number} of {file} asks nothing.", fix='A line is {"query": "…"}.'
            ) from None
    return queries


def _print(items: "Sequence[Item]", *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([asdict(item) for item in items]))
        return
    for item in items:
        typer.echo(
            f"{item.id}  {item.time[:10]}  {one_line(item.text, 200)}  [{one_line(_origin(item), 100)}]"
        )
    if not items:
        typer.echo("Nothing is remembered.", err=True)


def _origin(item: "Item") -> str:
    return item.source if item.kind == "passage" else " ".join(filter(None, (item.kind, item.source)))
