"""`agora eval`: ask a model what is known, count what is right, compare. Parses, calls the room, prints."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agora.cli import options
from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.evals.results import Run
    from agora.evals.suites import Item

app = typer.Typer(no_args_is_help=True, help="Measure models on tasks and questions, compare runs, report.")

_DEFAULT = ("wordings", "families", "free", "no_code", "decline", "ask", "knowledge")

Folder = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")]


@app.command()
def run(
    suites: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SUITE|FILE]...",
            help="wordings, families, validation, free, no_code, decline, ask, gym, knowledge; or a file of "
            "questions (.jsonl, BBH's .json) or a folder of them. Without any: all but validation and gym.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", metavar="NAME|ADAPTER|URL", help="A model, an adapter, an endpoint."),
    ] = None,
    effort: options.Effort = None,
    limit: Annotated[int, typer.Option(min=0, help="Items of each suite at most; 0 for all.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the tasks and of chance.")] = 0,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask without tools and without Agora's prompt.")
    ] = False,
    at_once: Annotated[int, typer.Option(min=1, help="Attempts at the same time; for endpoints.")] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the run; one that began is gone on with.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Ask a model what is in the suites, and count what is right.

    An error counts as wrong. A run that was interrupted goes on when it is called again with the same --out.
    """
    _needs_extra()
    from agora import config
    from agora.evals.suites import items
    from agora.evals.tables import measures, run_text

    settings = config.load(model=model, effort=effort)
    names = list(suites or _DEFAULT)
    asked = [item for name in names for item in items(name, limit=limit, seed=seed, plain=plain)]
    folder = out or settings.home / "evals" / f"{datetime.now():%Y%m%d-%H%M%S-%f}-{Path(settings.model).stem}"
    done = asyncio.run(_run(settings, asked, folder, names, seed, limit, plain, at_once))
    if as_json:
        from agora.evals.results import by_suite

        shares = {
            suite: {name: asdict(value) for name, value in measures(rows).items()}
            for suite, rows in by_suite(done.rows.values()).items()
        }
        typer.echo(json.dumps({"folder": str(folder), **done.head, "suites": shares}, indent=1))
    else:
        typer.echo(run_text(done))
        typer.echo(
            f"\nSee every answer: agora eval report {folder}\nOr: inspect view --log-dir {folder}/logs"
        )


async def _run(
    settings: Any,
    asked: "Sequence[Item]",
    folder: Path,
    names: Sequence[str],
    seed: int,
    limit: int,
    plain: bool,
    at_once: int,
) -> "Run":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from agora.evals import running
    from agora.models import open_model

    model = await open_model(settings.model_copy(update={"slots": at_once}), settings.model)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    right = count = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("asking", total=len(asked))

        def show(row: Any) -> None:
            nonlocal right, count
            right, count = right + row.right, count + 1
            progress.update(
                bar, completed=count, description=f"{row.suite}, {100 * right / count:.0f} % right"
            )

        try:
            return await running.run(
                running.Evaluation(
                    model,
                    settings.model,
                    asked,
                    folder,
                    names,
                    settings.effort,
                    seed,
                    limit,
                    plain,
                    at_once,
                    show,
                )
            )
        finally:
            await model.close()


@app.command()
def compare(before: Folder, after: Folder, as_json: options.Json = False) -> None:
    """Compare two runs on the same items: differences with 95 % intervals, by suite and area.

    The bootstrap draws templates, because items of one template are right or wrong together.
    """
    from agora.evals.paired import differences
    from agora.evals.results import read_run
    from agora.evals.tables import comparison_text

    runs = read_run(before), read_run(after)
    found = differences(*runs)
    if as_json:
        data = {
            suite: [{**asdict(part), "verdict": part.verdict} for part in parts]
            for suite, parts in found.items()
        }
        typer.echo(json.dumps(data, indent=1))
    else:
        typer.echo(comparison_text(*runs, found))


@app.command()
def report(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="One run, or several to compare.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Else report.html in the first run's folder.")
    ] = None,
) -> None:
    """Write one HTML page in which every answer can be opened; it needs no network."""
    from agora.evals.report import page
    from agora.evals.results import read_run

    path = out or runs[0] / "report.html"
    text = page([read_run(one) for one in runs])
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written.", why=f"{error.strerror}.") from None
    typer.echo(path)


def _needs_extra() -> None:
    try:
        import inspect_ai  # noqa: F401
        import reasoning_gym  # noqa: F401
    except ImportError:
        raise UsageError(
            "`agora eval run` needs inspect-ai and reasoning-gym.",
            why="The base installation leaves them out.",
            fix='Install them with: pip install "agora[evals]"',
        ) from None
