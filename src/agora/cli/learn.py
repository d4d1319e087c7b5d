"""`agora learn`: from data to an adapter that helps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.errors import AgoraError

if TYPE_CHECKING:
    from agora.learn.trainer import Step

app = typer.Typer(no_args_is_help=True)


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
