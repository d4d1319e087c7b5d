"""`agora memory`: what is remembered beyond one session."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import one_line

if TYPE_CHECKING:
    from agora.memory import Item, Memory

app = typer.Typer(invoke_without_command=True)


@app.callback()
def memory(context: typer.Context, as_json: options.Json = False) -> None:
    """List, search or forget what Agora remembers."""
    if context.invoked_subcommand is None:
        with _memory() as store:
            _print(store.list(), as_json=as_json)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    count: Annotated[int, typer.Option("--count", "-k", min=1, help="At most so many.")] = 10,
    as_json: options.Json = False,
) -> None:
    """Print what fits these words best."""
    with _memory() as store:
        _print(store.recall(" ".join(words), count), as_json=as_json)


@app.command()
def forget(item: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Forget one memory for good."""
    with _memory() as store:
        store.forget(item)
    typer.echo(f"{item} is forgotten.", err=True)


def _print(items: "Sequence[Item]", *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([asdict(item) for item in items]))
        return
    for item in items:
        typer.echo(f"{item.id}  {item.time[:10]}  {one_line(item.text, 200)}")
    if not items:
        typer.echo("Nothing is remembered.", err=True)


@contextmanager
def _memory() -> "Iterator[Memory]":
    from agora import config
    from agora.memory import Memory

    with Memory(config.load().home / "memory.db") as store:
        yield store
