"""`agora learn`: from data to an adapter that helps. Parses, calls the room, prints."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import learn_data, options
from agora.errors import AgoraError, UsageError

if TYPE_CHECKING:
    from agora.config import Settings
    from agora.evals.results import Row, Run
    from agora.learn.calibrate import Answered
    from agora.learn.recipe import Gate
    from agora.learn.trainer import Step
    from agora.mind import Calibration

app = typer.Typer(no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run of `agora learn train`.")]


@app.callback()
def learn() -> None:
    """Make an adapter from tasks and sessions."""


@app.command()
def train(
    recipe: Annotated[Path, typer.Argument(metavar="RECIPE", help="A TOML file; see recipes/.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="The run's folder; runs/NAME if not given.")
    ] = None,
) -> None:
    """Carry out a recipe; started again, it goes on where it stopped, to the same end."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from agora.learn.recipe import read_recipe
    from agora.learn.trainer import train

    folder = to or Path("runs") / read_recipe(recipe).name
    said = TextColumn("loss {task.fields[loss]}  {task.fields[speed]} tokens/s")
    bar = Progress(MofNCompleteColumn(), BarColumn(), said, TimeRemainingColumn())
    task = bar.add_task("steps", total=None, loss="–", speed="–")

    def on_step(step: "Step") -> None:
        bar.update(
            task,
            completed=step.step,
            total=step.of,
            loss=f"{step.smooth:.3f}",
            speed=f"{step.tokens_per_s:.0f}",
        )

    try:
        with bar:
            run = train(recipe, folder, on_step)
    except KeyboardInterrupt:
        raise AgoraError(
            "Stopped; a checkpoint is written.", fix="The same command goes on from there."
        ) from None
    typer.echo(
        f"{run['steps']} steps, loss {run['loss']}, {run['seconds'] / 60:.1f} minutes: {folder}/card.html"
    )


@app.command()
def tokenizer(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Samples, as `agora learn train` reads them.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where to write it.")],
    size: Annotated[int, typer.Option(min=1, help="Tokens at most.")] = 4096,
) -> None:
    """Learn a tokenizer for a new model from its samples."""
    from agora.learn.tokenizer import make_tokenizer

    typer.echo(f"{make_tokenizer(data, size, out)} tokens: {out}")


@app.command()
def export(
    run: Folder,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Where to write; else the run's folder.")
    ] = None,
) -> None:
    """Write what a run made as GGUF too, if the engine then uses it as it was trained.

    Of an adapter also the PEFT folder; of a whole model the run holds transformers' folder already.
    """
    from agora import config
    from agora.learn.export import export, export_whole
    from agora.learn.recipe import read_recipe

    if (run / "recipe.toml").is_file() and read_recipe(run / "recipe.toml").method == "full":
        whole = export_whole(run, to)
        typer.echo(
            f"{whole.gguf}  {whole.gguf.stat().st_size / 1e6:.1f} MB, for llama.cpp\n"
            f"{whole.folder}  for transformers\n\n"
            f"Engine and trainer are {whole.gap:.4f} nats apart on likely tokens."
        )
        return
    done = export(config.load(), run, to)
    proof = done.proof
    typer.echo(
        f"{done.gguf}  {done.gguf.stat().st_size / 1e6:.1f} MB, for llama.cpp\n"
        f"{done.peft}  for PEFT\n\n"
        f"Engine and trainer on {proof.prompts} prompts, mean gap over likely tokens in nats: base "
        f"{proof.base:.2f}, adapted {proof.adapted:.2f}; the adapter moves the base by {proof.moved:.2f}.\n"
        f"It belongs to {done.base.name}, and is refused on any other.\n\n"
        f'Use it:     agora ask --model {done.gguf} "…"\n'
        f"Measure it: agora eval run --model {done.gguf}"
    )


@app.command()
def gate(
    run: Folder,
    against: Annotated[
        str, typer.Option("--against", metavar="NAME|FILE", help="What it would replace.")
    ] = "agora-135m",
    items: Annotated[
        int | None, typer.Option(min=0, help="Of each suite, at most; else what the recipe says.")
    ] = None,
    results: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="BEFORE AFTER", help="Judge these results of `agora eval run`; ask nothing."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Ship a run's adapter only if it is better beyond noise, and nowhere guarded worse.

    Leaves with 0 if it ships, with 1 if not. What is asked stands in the recipe's section [gate]. Answers are
    kept in the run's folder: called again, it asks only what lacks.
    """
    import asyncio

    from agora import config
    from agora.evals.results import read_run
    from agora.learn.export import adapter_file
    from agora.learn.gate import judge, table, write_verdict
    from agora.learn.recipe import read_recipe

    candidate = str(adapter_file(run))
    wanted = read_recipe(run / "recipe.toml").gate
    if items is not None:
        wanted = wanted.model_copy(update={"items": items})
    if results is not None:
        before, after = map(read_run, results)
    else:
        place = run / "gate" / f"{Path(against).stem}-{wanted.items}-{wanted.seed}"
        try:
            before = asyncio.run(_measured(config.load(), against, wanted, place / "incumbent"))
            after = asyncio.run(_measured(config.load(), candidate, wanted, place / "candidate"))
        except KeyboardInterrupt:
            raise AgoraError(
                "Stopped; the answers so far are kept.", fix="The same command goes on."
            ) from None
    verdict = judge(before, after, wanted)
    write_verdict(run, verdict, wanted)
    typer.echo((run / "gate.json").read_text() if as_json else table(verdict))
    if not verdict.ships:
        raise typer.Exit(1)


async def _measured(settings: "Settings", name: str, gate: "Gate", folder: Path) -> "Run":
    from agora.learn.gate import measure
    from agora.models import open_model

    model = await open_model(settings, name)
    right = done = 0
    try:
        with learn_data.progress() as bar:
            task = bar.add_task(Path(name).stem, total=None, said="")

            def on_row(row: "Row") -> None:
                nonlocal right, done
                right, done = right + row.right, done + 1
                bar.update(task, completed=done, said=f"{row.suite}, {100 * right / done:.0f} % right")

            return await measure(model, name, gate, folder, on_row)
    finally:
        await model.close()


@app.command()
def calibrate(
    results: Annotated[
        list[Path],
        typer.Argument(metavar="RESULTS...", help="Folders of `agora eval run`, `validation` in one."),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="NAME.confidence.json beside the adapter NAME.gguf.")
    ],
    wanted: Annotated[
        float, typer.Option(min=0.5, max=1, help="Share of answers without a warning that is to be right.")
    ] = 0.9,
) -> None:
    """Fit how sure answers are, on the suite `validation`, and say how well that tells on all others."""
    from agora.evals.results import by_suite, read_run
    from agora.learn.calibrate import answered, calibrate

    rows = by_suite(row for folder in results for row in read_run(folder).rows.values())
    fitted = answered(rows.pop("validation", []))
    if not fitted:
        raise UsageError(
            "None of the results are of the suite `validation`, on which confidence is fitted.",
            fix="agora eval run validation --model ADAPTER --out DIR",
        )
    calibration = calibrate(fitted, wanted=wanted)
    part = out.with_name(out.name + ".part")
    part.write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")
    part.replace(out)
    typer.echo(f"{len(fitted)} answers, warned about below {calibration.threshold:.3f}: {out}")
    unseen = {suite: some for suite, each in rows.items() if (some := answered(each))}
    if not unseen:
        typer.echo("How well it tells is unknown: give results of other suites too.", err=True)
        return
    typer.echo("\n".join(_qualities(calibration, unseen)))


def _qualities(calibration: "Calibration", unseen: "Mapping[str, list[Answered]]") -> list[str]:
    """Return lines that tell how well a calibration does on answers that it was not fitted on."""
    from agora.learn.calibrate import quality

    names = ("answers", "right", "AUROC", "Brier", "unwarned", "of it right")
    lines = [f"{'not fitted on':<14}" + "".join(f"{name:>12}" for name in names)]
    for suite, answers in unseen.items():
        told = quality(calibration, answers)
        lines.append(
            f"{suite:<14}{told.answers:>12}{told.right:>12.1%}{told.auroc:>12.2f}{told.brier:>12.3f}"
            f"{told.unwarned:>12.1%}{told.right_unwarned:>12.1%}"
        )
    return lines


app.add_typer(learn_data.app)
