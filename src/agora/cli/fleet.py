"""`agora fleet`: plan the machines. Parses, calls the room, prints."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from agora.errors import AgoraError, UsageError

app = typer.Typer(
    no_args_is_help=True, help="Plan machines: what a fleet can do, when, at what cost, how surely."
)

Json = Annotated[bool, typer.Option("--json", help="Plain data instead of tables.")]
FleetText = Annotated[str, typer.Argument(help="A fleet file, or a count and a GPU as 64xH100.")]
ModelText = Annotated[
    str, typer.Option("--model", help="A catalogued name, a hub config.json, or a TOML file.")
]
Fitted = Annotated[
    Path | None, typer.Option("--efficiencies", help="As `agora fleet calibrate --out` wrote them.")
]
Plot = Annotated[Path | None, typer.Option("--plot", help="Write pictures: a .png, .svg or .html file.")]


def _needs_extra() -> None:
    """Say kindly what to install when numpy is absent."""
    try:
        import numpy  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "`agora fleet` needs NumPy, SciPy and Matplotlib.",
            why="The base installation leaves them out.",
            fix='Install them with: pip install "agora[fleet]"',
        ) from error


def _show(as_json: bool, data: Any, text: str) -> None:
    """Print data or its table."""
    typer.echo(json.dumps(data, indent=1, allow_nan=False) if as_json else text)


def _efficiencies(path: Path | None) -> Any:
    """Read efficiencies of the caller's own, None without a file."""
    from agora.fleet import load

    if path is None:
        return None
    try:
        return load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            f"Cannot read efficiencies from {path}.",
            why=f"{error!r}.",
            fix="Write them with `agora fleet calibrate --out`.",
        ) from error


def _layout(values: dict[str, Any]) -> Any:
    """Build a layout from the options of a command."""
    from agora.errors import nearest
    from agora.fleet import RECOMPUTE, Layout

    word = values.pop("recompute")
    if word not in RECOMPUTE:
        raise UsageError(
            f"No recomputation {word!r}.",
            why=f"Known: {', '.join(RECOMPUTE)}.",
            fix=nearest(word, list(RECOMPUTE)),
        )
    gpus = values["gpus"]
    ways = max(values["tp"] * values["pp"] * values["cp"], 1)
    dp = values.pop("dp") or max(gpus // ways, 1)
    return Layout(**values, dp=dp, recompute=RECOMPUTE.index(word))


@app.command()
def describe(fleet: FleetText, as_json: Json = False) -> None:
    """Total a fleet: FLOP/s, memory, H100-equivalents, purchase, hourly cost, energy, CO2."""
    _needs_extra()
    from agora import fleet as room

    found = room.describe(room.load_fleet(fleet))
    _show(as_json, found, room.report.describe_text(found))


@app.command()
def compare(
    fleets: Annotated[list[str], typer.Argument(help="Two or more fleets.")],
    model: Annotated[str, typer.Option(help="Also compare how they train this model.")] = "",
    tokens: Annotated[float, typer.Option(help="To train on, with --model.")] = 0.0,
    batch_tokens: Annotated[float, typer.Option(help="Tokens of a step, with --model.")] = 4e6,
    as_json: Json = False,
) -> None:
    """Compare fleets with the first, and with --model the same run on each."""
    _needs_extra()
    from agora import fleet as room

    if len(fleets) < 2:
        raise UsageError("One fleet compares with nothing.", fix="Give two or more.")
    loaded = [room.load_fleet(text) for text in fleets]
    found = room.compare(loaded)
    data: dict[str, Any] = {"fleets": found}
    text = room.report.compare_text(found)
    if model:
        plans = room.compare_plans(room.load_model(model), tokens, loaded, batch_tokens=batch_tokens)
        data["plans"] = plans
        text += "\n\n" + room.report.compare_plans_text(plans)
    _show(as_json, data, text)


@app.command()
def estimate(
    fleet: FleetText,
    model: ModelText,
    gpus: Annotated[int, typer.Option(help="In the job.")],
    tp: int = 1,
    pp: int = 1,
    dp: int = 0,
    cp: int = 1,
    ep: int = 1,
    interleave: int = 1,
    microbatch: int = 1,
    batch: Annotated[int, typer.Option(help="Sequences in a step.")] = 256,
    seq: Annotated[int, typer.Option(help="Tokens of a sequence.")] = 8192,
    precision: str = "bf16",
    zero: int = 1,
    recompute: str = "as-needed",
    torch: Annotated[bool, typer.Option(help="Plain PyTorch FSDP.")] = False,
    software_year: float = 2026.5,
    pool: str = "",
    efficiencies: Fitted = None,
    plot: Plot = None,
    as_json: Json = False,
) -> None:
    """Price one layout: the step by part, memory, MFU and HFU, tokens per second, with intervals."""
    _needs_extra()
    from agora import fleet as room

    chosen = room.load_fleet(fleet).pool(pool)
    room.positive("gpus", gpus)
    if gpus > chosen.count:
        raise UsageError(
            f"{gpus:,} GPUs are more than pool {chosen.name!r} has.", fix=f"At most {chosen.count:,}."
        )
    layout = _layout(
        {
            "gpus": gpus,
            "tp": tp,
            "pp": pp,
            "dp": dp,
            "cp": cp,
            "ep": ep,
            "interleave": interleave,
            "microbatch": microbatch,
            "global_batch": batch,
            "seq_len": seq,
            "precision": precision,
            "zero": zero,
            "recompute": recompute,
            "torch": int(torch),
            "software_year": software_year,
            "network_gbitps": chosen.network_gbitps(gpus),
        }
    )
    shape = room.load_model(model)
    found = room.estimate(shape, chosen.gpu, layout, _efficiencies(efficiencies))
    if plot:
        room.plots.write_step(plot, found, shape, chosen.gpu, layout)
    _show(as_json, found.as_dict(), room.report.estimate_text(found, layout))


@app.command()
def plan(
    fleet: FleetText,
    model: ModelText,
    tokens: Annotated[float, typer.Option(help="To train on.")],
    batch_tokens: Annotated[float, typer.Option(help="Tokens of a step.")] = 4e6,
    seq: int = 8192,
    deadline: Annotated[float, typer.Option(help="Days; 0 is none.")] = 0.0,
    budget: Annotated[float, typer.Option(help="EUR; 0 is none.")] = 0.0,
    power: Annotated[float, typer.Option(help="MW; 0 is none.")] = 0.0,
    precision: Annotated[list[str] | None, typer.Option(help="To try; bf16 and fp8 by default.")] = None,
    gpus: Annotated[int, typer.Option(help="One size of job; 0 tries many.")] = 0,
    efficiencies: Fitted = None,
    plot: Plot = None,
    as_json: Json = False,
) -> None:
    """Search layouts, sizes and pools for the front of time, cost and energy."""
    _needs_extra()
    from agora import fleet as room

    for name, value in (("deadline", deadline), ("budget", budget), ("power", power), ("gpus", gpus)):
        room.positive(name, value, zero=True)
    found = room.plan(
        room.load_model(model),
        tokens,
        room.load_fleet(fleet),
        batch_tokens=batch_tokens,
        seq_len=seq,
        precisions=tuple(precision or ("bf16", "fp8")),
        limits=room.Limits(deadline, budget, power),
        gpus=gpus or None,
        efficiencies=_efficiencies(efficiencies),
    )
    if plot:
        room.plots.write_plan(plot, found)
    _show(as_json, found.as_dict(), room.report.plan_text(found))


@app.command("run-plan")
def run_plan(
    fleet: FleetText,
    model: ModelText,
    tokens: Annotated[float, typer.Option(help="To train on.")],
    gpus: int = 0,
    batch_tokens: float = 4e6,
    seq: int = 8192,
    precision: str = "bf16",
    pool: str = "",
    operation: Annotated[str, typer.Option(help="automatic or manual restarts.")] = "automatic",
    spares: Annotated[int, typer.Option(help="Spare nodes; -1 derives them.")] = -1,
    save_s: Annotated[float, typer.Option(help="A checkpoint blocks; 0 derives it.")] = 0.0,
    restart_s: Annotated[float, typer.Option(help="Detection and restart; 0 takes the operation's.")] = 0.0,
    seed: int = 0,
    efficiencies: Fitted = None,
    plot: Plot = None,
    as_json: Json = False,
) -> None:
    """Days, cost and goodput of a whole run with failures; the checkpoint interval by formula and
    simulation.
    """
    _needs_extra()
    from agora import fleet as room

    chosen, shape = room.load_fleet(fleet), room.load_model(model)
    home = chosen.pool(pool)
    only = room.Fleet(chosen.name, (home,))
    room.positive("save_s", save_s, zero=True)
    room.positive("restart_s", restart_s, zero=True)
    fitted = _efficiencies(efficiencies)
    best = room.plan(
        shape, tokens, only, batch_tokens=batch_tokens, seq_len=seq, precisions=(precision,),
        gpus=gpus or None, efficiencies=fitted,
    ).front[0]  # fmt: skip
    found = room.plan_run(
        shape, tokens, home, best.layout, operation=operation, spares=None if spares < 0 else spares,
        save_s=save_s or None, restart_s=restart_s or None, seed=seed, efficiencies=fitted,
    )  # fmt: skip
    if plot:
        room.plots.write_goodput(plot, operation, found.save_s)
    text = room.report.layout_text(best.layout) + "\n" + room.report.run_plan_text(found)
    _show(as_json, {"layout": vars(best.layout), **found.as_dict()}, text)


@app.command()
def validate(
    runs: Annotated[Path, typer.Argument(help="A CSV in the columns of the published table.")],
    as_json: Json = False,
) -> None:
    """Predict published runs with efficiencies that have not seen their source; list rows that lack
    information.
    """
    _needs_extra()
    from agora import fleet as room

    found = room.validate(room.read_runs(runs))
    _show(as_json, found.as_dict(), room.report.validate_text(found))


@app.command()
def calibrate(
    runs: Annotated[Path | None, typer.Argument(help="Your own runs, added to the shipped ones.")] = None,
    only: Annotated[bool, typer.Option(help="Fit your runs alone.")] = False,
    folds: Annotated[
        bool, typer.Option(help="Also fit without each source (minutes), for interval widths.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write the efficiencies here (TOML); else print them.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Fit the efficiencies to the shipped runs, to yours, or to both."""
    _needs_extra()
    from dataclasses import asdict

    from agora import fleet as room

    own = (
        [run for run in room.read_runs(runs) if run.layout and run.published_s and not run.unverified]
        if runs
        else []
    )
    if only and not own:
        raise UsageError(
            "There are no runs of yours to fit alone.", fix="Give a CSV with a layout and step_time_s."
        )
    found, left_out = room.recalibrate(own, only=only, folds=folds)
    text = room.to_toml(
        found, "Efficiencies fitted on runs.csv; `agora fleet calibrate` writes these lines again."
    )
    if out:
        out.write_text(text, encoding="utf-8")
        if folds:
            out.with_name("folds.json").write_text(room.folds_to_json(left_out), encoding="utf-8")
    _show(as_json, asdict(found), f"written to {out}" if out else text.rstrip())


def main() -> None:
    """Run the commands alone, as `python -m agora.cli.fleet` does."""
    try:
        app(standalone_mode=True)
    except AgoraError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(error.exit_code) from error


if __name__ == "__main__":
    main()
