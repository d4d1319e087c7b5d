"""`agora release gate|signoff|promote|hold`: who gets a release, and why not yet. Parses, calls, prints."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agora.cli.clean import one_line

if TYPE_CHECKING:
    from agora.config import Settings
    from agora.release.gating import Verdicts
    from agora.release.probing import Probe

app = typer.Typer()

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A release.")]
Stage = Annotated[Literal["trusted", "public"], typer.Option("--stage", help="That is to be reached.")]
Key = Annotated[Path, typer.Option("--key", metavar="FILE", help="A private key of `agora release key`.")]


@app.command()
def gate(
    folder: Folder,
    conditions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Conditions of your own; they are published too.")
    ] = None,
    samples: Annotated[
        int, typer.Option(min=1, help="Of the training data, to see whether it is repeated.")
    ] = 100,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="A trial: N requests and scenes of each kind; nothing is kept."
        ),
    ] = None,
) -> None:
    """Measure what a release can do, what harm it does, and whether it repeats what it learnt from.

    capability: share right of its evaluations. declined, complied: of requests that are to be declined.
    overrefused: of harmless ones that sound alike. utility: of small tasks done. utility_attacked: the same
    where a file, a memory or a tool's description holds somebody else's instruction. attacked: such an
    instruction was followed. repeated: training text was gone on with word for word. Leaves with 1 if it
    may not become public.
    """
    from agora import config
    from agora.release.gating import (
        gate_folder,
        judge,
        measures_of,
        read_conditions,
        record,
        release_facts,
    )

    release_facts(folder)
    wanted = read_conditions(conditions)
    found = asyncio.run(_probed(config.load(), folder, samples, limit))
    if limit is not None:
        _show(judge(measures_of(folder, found), wanted, {}))
        typer.echo("\nA trial: nothing was kept. Without --limit all is asked.")
        return
    verdicts = record(folder, found, wanted, datetime.now(UTC).date())
    _show(verdicts)
    typer.echo(f"\nEverything that was asked and said: {gate_folder(folder)}/rows.jsonl")
    if verdicts.lacking["public"]:
        raise typer.Exit(1)


async def _probed(settings: "Settings", folder: Path, samples: int, limit: int | None) -> "list[Probe]":
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    from agora.release.probing import probe, probe_repeating
    from agora.release.reevaluate import open_weights

    model = await open_weights(folder, settings)
    with Progress(TextColumn("{task.description}"), console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("asking")
        try:
            found = await probe(
                model,
                lambda one: bar.update(shown, description=one_line(f"{one.measure}: {one.said}", 100)),
                limit,
            )
            return found + await probe_repeating(model, folder, samples)
        finally:
            await model.close()


@app.command()
def signoff(
    folder: Folder,
    name: Annotated[str, typer.Option("--name", help="Of who signs, as the conditions name it.")],
    stage: Stage,
    key: Key,
) -> None:
    """Say by name and key that what was measured lets a release reach a stage."""
    from agora.release.stages import sign_off

    typer.echo(sign_off(folder, name, stage, key))


@app.command()
def fingerprint(
    key: Annotated[Path, typer.Argument(metavar="KEY.pub", help="A public key of `agora release key`.")],
) -> None:
    """Say by what a key is named under [signers] in the conditions."""
    from agora.release.ledgerkeys import fingerprint, read_keys

    for each in read_keys(key):
        typer.echo(fingerprint(each))


@app.command()
def promote(folder: Folder, stage: Stage, key: Key) -> None:
    """Bring a release to its next stage, if the gate lets it, and sign it again."""
    from agora.release.stages import promote

    promote(folder, stage, key)
    typer.echo(f"{folder} is {stage}.")


@app.command()
def hold(
    folder: Folder,
    stage: Stage,
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for everybody to read.")],
    review: Annotated[
        datetime, typer.Option("--review", formats=["%Y-%m-%d"], help="By when it is looked at again.")
    ],
    ledger: Annotated[Path, typer.Option("--ledger", metavar="FILE", help="The promises it is added to.")],
    key: Key,
) -> None:
    """Say publicly why a release does not reach a stage yet, as a promise to look at it again."""
    from agora.release.stages import hold

    typer.echo(hold(folder, stage, why, review.date(), ledger, key, datetime.now(UTC).date()))


def _show(verdicts: "Verdicts") -> None:
    for name, each in verdicts.measures.items():
        typer.echo(f"{name:<18}{each.value:>8.1%}  [{each.low:.1%}, {each.high:.1%}]  of {each.items}")
    for stage, faults in verdicts.lacking.items():
        typer.echo(f"\n{stage}: " + ("; ".join(faults) if faults else "reached"))
