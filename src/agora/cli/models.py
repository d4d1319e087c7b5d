"""Commands for models: list, fetch, choose, try."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean

if TYPE_CHECKING:
    from agora.config import Settings
    from agora.models import CheckLine

__all__ = ["with_model"]

app = typer.Typer(invoke_without_command=True)


@app.callback()
def models(context: typer.Context, as_json: options.Json = False) -> None:
    """List, fetch, choose and try models."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


def _list(*, as_json: bool) -> None:
    from agora import config
    from agora.cli.fetch import megabytes
    from agora.models import catalogue
    from agora.release import openness_of

    settings = config.load()
    entries = catalogue(settings)
    found = {entry.name: openness_of(entry.name) for entry in entries}
    if as_json:
        told = [
            asdict(entry) | {"verdict": asdict(known) if (known := found[entry.name]) else None}
            for entry in entries
        ]
        typer.echo(json.dumps(told, default=str))
        return
    for entry in entries:
        chosen = " · in use" if entry.name == settings.model else ""
        state = "on this machine" if entry.installed else f"fetch it with: agora models pull {entry.name}"
        typer.echo(f"{typer.style(entry.name, bold=True)}  {entry.title}{chosen}")
        typer.echo(f"  {megabytes(entry.size_bytes)}, {entry.context:,} tokens of context, {entry.licence}")
        typer.echo(f"  {entry.openness}")
        if known := found[entry.name]:
            typer.echo(f"  {known.words}")
        typer.echo(f"  {state}\n")
    for name, endpoint in settings.endpoints.items():
        chosen = " · in use" if name == settings.model else ""
        typer.echo(f"{typer.style(name, bold=True)}  {endpoint.url} {endpoint.model}{chosen}")
        typer.echo("  an endpoint of yours; `agora models check` asks what it can do\n")
    if settings.model not in (*(entry.name for entry in entries), *settings.endpoints):
        typer.echo(f"{typer.style(settings.model, bold=True)}  an endpoint of yours · in use")


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Else the one in use.")] = None,
) -> None:
    """Show a model: where it comes from, how open it is, and why."""
    from agora import config
    from agora.cli.fetch import megabytes
    from agora.errors import UsageError, nearest
    from agora.models import catalogue
    from agora.release import openness_of

    settings = config.load()
    known_names = {entry.name: entry for entry in catalogue(settings)}
    wanted = name or settings.model
    if wanted not in known_names:
        fix = nearest(wanted, list(known_names)) or "See: agora models"
        raise UsageError(f"The catalogue has no model {wanted!r}.", fix=fix)
    found = known_names[wanted]
    typer.echo(f"{typer.style(found.name, bold=True)}  {found.title}")
    typer.echo(f"  {megabytes(found.size_bytes)}, {found.context:,} tokens of context, {found.licence}")
    typer.echo(f"  from {found.source}, SHA-256 {found.sha256 or 'not known yet'}")
    if found.base:
        typer.echo(f"  made from {found.base}")
    typer.echo(f"  {found.openness}")
    if known := openness_of(found.name):
        levels = ", ".join(f"{level} {verdict}" for level, verdict in known.levels.items())
        typer.echo(f"  openness, as of {known.as_of}: {levels}")
        typer.echo(f"  {clean(known.why)}")
        typer.echo(f"  line by line: agora verify {found.name}")


@app.command()
def pull(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Else the one in use.")] = None,
) -> None:
    """Fetch a model once, check its digest, and print where it is."""
    from rich.console import Console

    from agora import config
    from agora.cli.fetch import fetch
    from agora.models import catalogue

    settings = config.load()
    if name is None and settings.model not in [entry.name for entry in catalogue(settings)]:
        typer.echo(f"{settings.model} is an endpoint: there is nothing to fetch.", err=True)
        return
    typer.echo(fetch(settings, name or settings.model, Console(stderr=True, highlight=False)))


@app.command()
def use(name: Annotated[str, typer.Argument(metavar="NAME|URL")]) -> None:
    """Choose the model that answers from now on, by writing it into agora.toml."""
    from agora import config
    from agora.models import choose

    path = choose(config.load(), name)
    typer.echo(f"{name} answers from now on ({path}).", err=True)


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="[NAME|URL]", help="Else the one in use.")] = None,
) -> None:
    """Ask a model what it can do: window, streaming, grammar, tools."""
    from agora import config

    settings = config.load()
    lines = with_model(settings, name or settings.model)
    for line in lines:
        mark = typer.style("ok", fg="green") if line.ok else typer.style("no", fg="yellow")
        typer.echo(f"{mark}  {line.part:<10} {clean(line.detail)}")


def with_model(settings: "Settings", name: str) -> "list[CheckLine]":
    """Open a model, ask what it can do, and close it.

    Raises:
        ModelError: it cannot be reached, or is not on this machine.
    """
    import asyncio

    from agora.models import check as check_model
    from agora.models import open_model

    async def run() -> "list[CheckLine]":
        model = await open_model(settings, name)
        try:
            return await check_model(model)
        finally:
            await model.close()

    return asyncio.run(run())
