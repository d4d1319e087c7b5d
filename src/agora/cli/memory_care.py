"""Commands of `agora memory` that keep it in order: what is wrong with it, and which skills it holds."""

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean, one_line
from agora.cli.remembered import Scopes, chosen, memory_here
from agora.errors import UsageError

__all__ = ["audit", "improve", "skills"]

# A line for each fact, and there are few.
_MOST_TOKENS = 200


def audit(
    repair: Annotated[bool, typer.Option("--repair", help="Do what is proposed.")] = False,
    as_json: options.Json = False,
) -> None:
    """Say what is wrong with the facts, and propose a repair for each finding.

    Duplicates, contradictions, junk, stale facts, and facts whose source was erased.
    """
    with memory_here() as store:
        findings = store.audit()
        for finding in findings if repair else ():
            store.repair(finding)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings]))
        return
    for finding in findings:
        done = "done" if repair else "proposed"
        typer.echo(f"{finding.kind}: {one_line(finding.why, 300)}")
        typer.echo(f"  {done}: {finding.repair} {', '.join(finding.items)}")
    if not findings:
        typer.echo("Nothing is wrong.", err=True)
    elif not repair:
        typer.echo("`agora memory audit --repair` does what is proposed.", err=True)


def improve(
    most: Annotated[int, typer.Option("--most", min=1, help="Turns to read at most.")] = 100,
    as_json: options.Json = False,
) -> None:
    """Let the model of the setting `memory_model` read what no pattern fits, each turn once.

    What it says is kept only where the turn bears it out, as a fact that counts less.
    """
    from agora import config
    from agora.models import open_model

    settings = config.load()
    if not settings.memory_model:
        raise UsageError(
            "No model reads for memory.", fix='Write memory_model = "agora-135m" into agora.toml.'
        )
    with memory_here() as store, asyncio.Runner() as runner:
        model = runner.run(open_model(settings, settings.memory_model))
        try:

            def read(prompt: str) -> str:
                asked = model.complete([{"role": "user", "content": prompt}], max_tokens=_MOST_TOKENS)
                return runner.run(asked).text

            done = store.improve(read, most=most)
        finally:
            runner.run(model.close())
    if as_json:
        typer.echo(json.dumps(asdict(done)))
        return
    typer.echo(f"{done.turns} turns are read, {done.facts} facts came of it.", err=True)


def skills(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Show this one.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Remove all its versions for good.")] = False,
    scope: Scopes = None,
    as_json: options.Json = False,
) -> None:
    """List the skills; show one with its source, tests and versions, or revoke it."""
    with memory_here() as store:
        scopes = chosen(store, scope)
        if name is None:
            found = [
                store.skills.get(item.about, scopes=(item.scope,))
                for item in store.list(scopes=scopes, kinds=["skill"])
                if not item.state
            ]
        elif revoke:
            held = next((one for one in scopes if store.skills.versions(name, scope=one)), scopes[0])
            count = store.skills.revoke(name, scope=held)
            typer.echo(f"{count} versions of {name} are revoked.", err=True)
            return
        else:
            found = [store.skills.get(name, scopes=scopes)]
    if as_json:
        typer.echo(json.dumps([asdict(skill) for skill in found]))
        return
    for skill in found:
        typer.echo(f"{skill.name}, version {skill.version}: {one_line(skill.description, 200)}")
        if name is not None:
            typer.echo(f"\n{clean(skill.source)}\n\n{clean(skill.tests)}")
    if not found:
        typer.echo("No skill is kept.", err=True)
