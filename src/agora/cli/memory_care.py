"""Commands of `agora memory` that keep it in order: what is wrong with it, and which skills it holds."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean, one_line
from agora.cli.remembered import Scopes, chosen, memory_here

__all__ = ["audit", "skills"]


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
