"""`agora learn data|consent|iterate`: what is learnt from."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli.clean import one_line
from agora.errors import AgoraError, UsageError

if TYPE_CHECKING:
    from rich.progress import Progress

    from agora.learn.iterate import Tried

app = typer.Typer()

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The samples, a JSON object a line.")]


@app.command()
def data(
    source: Annotated[
        str, typer.Option("--from", metavar="tasks|sessions|FILE", help="Where samples come from.")
    ],
    out: Out = Path("train.jsonl"),
    count: Annotated[int, typer.Option(min=1, help="Samples to make of tasks.")] = 12_000,
    split: Annotated[str, typer.Option(help="Of tasks: train or validation.")] = "train",
    seed: Annotated[int, typer.Option(min=0, help="Of tasks.")] = 0,
    most_weight: Annotated[
        int, typer.Option(min=0, help="No family of tasks comes up more often in a turn; 0 for as it weighs.")
    ] = 0,
    processes: Annotated[int, typer.Option(min=1, help="That make samples of tasks at once.")] = 1,
    bad_share: Annotated[
        float, typer.Option(min=0, max=1, help="Refuse a FILE with a larger share of bad rows.")
    ] = 0.01,
) -> None:
    """Write samples to learn from, and show what was left out and why.

    From tasks: each is rehearsed through the real mind and verified. From sessions: only with consent (see
    `agora learn consent`), only what was found good, nothing private. From a FILE: rows that are whole and
    hold no secrets.
    """
    if source == "tasks":
        _from_tasks(out, count, split, seed, most_weight, processes)
    elif source == "sessions":
        _from_sessions(out)
    else:
        from agora.learn.checked import from_file

        checked = from_file(Path(source), out, bad_share=bad_share)
        for number, why in checked.bad.items():
            typer.echo(f"line {number}: {why}", err=True)
        dropped = {f"it holds {what}": rows for what, rows in checked.private.items()}
        _told({"good": checked.samples}, dropped | ({"bad": len(checked.bad)} if checked.bad else {}))
        typer.echo(f"{checked.samples} samples: {out}")


def _from_tasks(out: Path, count: int, split: str, seed: int, most_weight: int, processes: int) -> None:
    from agora.learn.dataset import from_tasks

    if split not in ("train", "validation"):
        raise UsageError(f"There is no split {split!r} to make samples of.", fix="Give train or validation.")
    with progress() as bar:
        task = bar.add_task("samples", total=count, said="")
        made = from_tasks(
            out, count, seed=seed, split=split, most_weight=most_weight,  # type: ignore[arg-type]
            processes=processes,
            on_progress=lambda done, _: bar.update(task, completed=done),
        )  # fmt: skip
    left_out = {"made before": made.dropped, "asked by an evaluation": made.asked}
    _told(made.areas, left_out | {"with a defect": len(made.defects)})
    for defect in made.defects[:5]:
        typer.echo(f"defect: {defect}", err=True)
    typer.echo(
        f"{made.samples} samples of {len(made.families)} families, {made.characters:.0f} characters each, "
        f"in {made.seconds:.0f} s: {out}, sha256 {made.sha256}"
    )


def _from_sessions(out: Path) -> None:
    from agora import config
    from agora.journal import Journal
    from agora.learn.traces import traces

    with Journal(config.load().home / "journal.db") as journal:
        found = traces(journal)
    _told(found.kept, found.dropped)
    if not found.samples:
        raise UsageError(
            "No session gives anything to learn from.",
            fix="Allow it with `agora learn consent`, and rate good answers with /good in the chat.",
        )
    lines = [json.dumps(sample, ensure_ascii=False) + "\n" for sample in found.samples]
    out.write_text("".join(lines), encoding="utf-8", newline="\n")
    typer.echo(f"{len(found.samples)} samples: {out}")


@app.command()
def consent(
    session: Annotated[str | None, typer.Argument(metavar="[ID]", help="Id, its beginning, or name.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All sessions there are.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back.")] = False,
) -> None:
    """Allow that models learn from a session, or take that back; alone, it lists what is allowed."""
    from agora import config
    from agora.journal import Journal
    from agora.learn.traces import consented, note_consent

    if session and every:
        raise UsageError("Give a session or --all, not both.")
    with Journal(config.load().home / "journal.db") as journal:
        infos = journal.sessions()
        if not session and not every:
            if withdraw:
                raise UsageError("--withdraw needs a session, or --all.")
            for info in infos:
                said = "allowed" if consented(journal, info.id) else "not allowed"
                typer.echo(f"{info.id}  {said:<11}  {one_line(info.title, 60)}")
            return
        chosen = [info.id for info in infos] if session is None else [journal.find(session)]
        for each in chosen:
            note_consent(journal, each, given=not withdraw)
    typer.echo(f"Learning from {len(chosen)} session(s) is {'no longer ' if withdraw else ''}allowed.")


@app.command()
def iterate(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="An exported run.")],
    tasks: Annotated[int, typer.Option(min=1, help="Tasks to try.")] = 500,
    k: Annotated[int, typer.Option("--k", min=1, help="Tries of each.")] = 4,
    out: Out = Path("iterated.jsonl"),
    seed: Annotated[int, typer.Option(min=0, help="Another seed, other tasks.")] = 0,
) -> None:
    """Let a run's adapter try tasks, and keep the different tries that the verifiers accept.

    First it is proven that the engine uses the adapter. What was kept is written task by task: stopped with
    Ctrl-C, the samples so far stay.
    """
    import asyncio

    kept: dict[str, int] = {}
    out.unlink(missing_ok=True)
    try:
        right, tried = asyncio.run(_iterate(run, tasks, k, out, seed, kept))
    except KeyboardInterrupt:
        raise AgoraError(f"Stopped; {sum(kept.values())} samples are in {out}.") from None
    _told(dict(sorted(kept.items(), key=lambda each: -each[1])), {"tries that were wrong": tried - right})
    typer.echo(f"{right} of {tried} tries were right; {sum(kept.values())} samples: {out}")


async def _iterate(
    run: Path, count: int, k: int, out: Path, seed: int, kept: dict[str, int]
) -> tuple[int, int]:
    """Try tasks; return how many tries were right, and how many there were."""
    import asyncio

    from agora import config
    from agora.learn.export import adapter_file
    from agora.learn.iterate import accepted, training_tasks, try_tasks
    from agora.learn.proof import prove, read_reference
    from agora.models import open_model
    from agora.models.client import EndpointModel

    settings = config.load()
    path = adapter_file(run)
    model = await open_model(settings, str(path))
    chosen = training_tasks(count, seed)
    right = tried = 0
    try:
        assert isinstance(model, EndpointModel)  # a file is served by the embedded engine
        assert model.engine is not None
        proof = await asyncio.to_thread(prove, model.engine, read_reference(path.with_suffix(".proof.json")))
        proof.check(path)
        typer.echo(f"The engine uses {path.name}: {proof.adapted:.2f} nats from the trainer.", err=True)
        with out.open("a", encoding="utf-8", newline="\n") as file, progress() as bar:
            task = bar.add_task("tries", total=count * k, said="")

            def on_try(good: bool) -> None:
                nonlocal right, tried
                right, tried = right + good, tried + 1
                bar.update(task, completed=tried, said=f"{100 * right / tried:.0f} % right")

            def on_task(number: int, one: "Tried") -> None:
                family = chosen[number][0]
                for sample in accepted([one], [family]):
                    file.write(json.dumps(sample, ensure_ascii=False) + "\n")
                    kept[family] = kept.get(family, 0) + 1
                file.flush()

            tasks = [each for _, each in chosen]
            await try_tasks(tasks, model, k=k, at_once=settings.slots, on_try=on_try, on_task=on_task)
    finally:
        await model.close()
    return right, tried


def progress() -> "Progress":
    """Return a bar on standard error with a field `said`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        TextColumn("{task.fields[said]}"), console=Console(stderr=True), transient=True,
    )  # fmt: skip


def _told(kept: Mapping[str, int], dropped: Mapping[str, int]) -> None:
    """Print what was kept and what was left out, with the reasons."""
    width = max(len(why) for why in [*kept, *dropped, ""])
    for title, rows in (("kept", kept), ("left out", {why: n for why, n in dropped.items() if n})):
        for why, number in rows.items():
            typer.echo(f"{title:<9} {why:<{width}} {number:>7,}")
