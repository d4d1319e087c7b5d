"""Pictures: one step as a Gantt chart, its parts, memory bars, roofline, Pareto front, goodput over size.

Written as PNG or SVG, or as one HTML page that carries its SVG and needs no network.
"""

from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

from agora.errors import UsageError
from agora.fleet.efficiencies import ceilings
from agora.fleet.estimate import Estimate
from agora.fleet.hardware import Gpu
from agora.fleet.model import Model
from agora.fleet.plan import Plan
from agora.fleet.runplan import goodput_over_size
from agora.fleet.schedule import schedule
from agora.fleet.workload import PRECISIONS, Layout

__all__ = ["write_goodput", "write_plan", "write_step"]

_INK, _PAPER, _GRID = "#22303c", "#ffffff", "#e6eaee"
_FORWARD, _BACKWARD, _DATA = "#3b7dd8", "#79b4a9", "#b07aa1"
_COLOURS = {
    "compute": "#3b7dd8",
    "recompute": "#9cc2f0",
    "memory_bound": "#79b4a9",
    "tensor_comm": "#e2a03f",
    "context_comm": "#efc988",
    "expert_comm": "#d9774a",
    "pipeline_comm": "#c75b7a",
    "data_comm": "#b07aa1",
    "bubble": "#cfd6dd",
    "optimizer": "#6c7a89",
    "host": "#a3845b",
    "straggling": "#8d99a6",
    "weights": "#3b7dd8",
    "gradients": "#79b4a9",
    "activations": "#e2a03f",
    "logits": "#c75b7a",
    "buffers": "#cfd6dd",
}


def _pyplot() -> Any:
    """Return matplotlib without a display, in the room's style."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    pyplot.rcParams.update(
        {
            "font.family": "DejaVu Sans",
            "font.size": 9,
            "axes.edgecolor": _GRID,
            "axes.labelcolor": _INK,
            "text.color": _INK,
            "xtick.color": _INK,
            "ytick.color": _INK,
            "axes.titleweight": "bold",
            "axes.titlesize": 10,
            "axes.titlelocation": "left",
            "axes.titlepad": 10,
            "axes.grid": True,
            "grid.color": _GRID,
            "axes.axisbelow": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "figure.facecolor": _PAPER,
            "svg.hashsalt": "agora",
        }
    )
    return pyplot


def _write(path: Path, figure: Any, title: str) -> None:
    """Save a figure by the suffix of its path.

    Raises:
        UsageError: a suffix that is none of .png, .svg, .html.
    """
    kind = path.suffix.lower()
    if kind not in (".png", ".svg", ".html"):
        raise UsageError(
            f"Cannot draw into {path.name}.",
            why="Pictures are .png, .svg or .html.",
            fix="Choose one of these.",
        )
    if kind == ".html":
        buffer = StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
        picture = buffer.getvalue()
        picture = picture[picture.index("<svg") :]
        page = (
            f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{escape(title)}</title>"
            f"<style>body{{margin:2rem auto;max-width:72rem;font:16px system-ui;color:{_INK}}}"
            "svg{width:100%;height:auto}</style>"
            f"<h1>{escape(title)}</h1>{picture}</html>"
        )
        path.write_text(page, encoding="utf-8")
    else:
        figure.savefig(path, dpi=160, metadata={"Date": None} if kind == ".svg" else None)
    _pyplot().close(figure)


def write_step(path: Path, found: Estimate, model: Model, gpu: Gpu, layout: Layout) -> None:
    """Draw one step: pipeline schedule, parts of the time, memory of a GPU, roofline."""
    pyplot = _pyplot()
    figure = pyplot.figure(figsize=(11, 8.4), constrained_layout=True)
    axes = figure.subplot_mosaic(
        [["gantt", "gantt"], ["parts", "memory"], ["roof", "roof"]], height_ratios=[1.15, 0.9, 1.15]
    )
    low, high = found.interval_s
    title = (
        f"{model.name} on {int(layout.gpus):,} x {gpu.name}, {layout.precision}: {found.step_s:.3g} s a step"
    )
    figure.suptitle(
        f"{title}  (80 %: {low:.3g} to {high:.3g} s)", x=0.01, ha="left", fontsize=13, fontweight="bold"
    )
    _gantt(axes["gantt"], found, layout)
    _bar(axes["parts"], found.parts_s, "Where the step's time goes", "seconds")
    held = sum(found.memory_gb.values())
    _bar(
        axes["memory"],
        found.memory_gb,
        f"Memory of the fullest GPU: {held:.1f} of {found.capacity_gb:g} GB",
        "GB",
    )
    _roofline(axes["roof"], model, gpu, layout, found)
    _write(path, figure, title)


def _gantt(ax: Any, found: Estimate, layout: Layout) -> None:
    """Draw the pipeline's schedule, with gradients and optimizer at its end; a long step's middle is left
    out.
    """
    stages, woven = int(layout.pp), int(layout.interleave)
    whole = max(int(layout.global_batch / layout.dp / layout.microbatch), 1)
    drawn = min(whole, max(2 * stages, 8)) if woven == 1 else min(whole, stages * max(1, 16 // stages))
    bars, length = schedule(stages, drawn, woven)
    tail = found.parts_s["optimizer"] + found.parts_s["data_comm"]
    scale = (found.step_s - tail) / (3.0 * whole + 3.0 * (stages - 1) / woven)
    for stage, start, duration, backward in bars:
        colour = _BACKWARD if backward else _FORWARD
        ax.barh(
            stage,
            duration * scale,
            left=start * scale,
            height=0.8,
            color=colour,
            edgecolor=_PAPER,
            linewidth=0.3,
        )
    for stage in range(stages):
        ax.barh(stage, tail, left=length * scale, height=0.8, color=_DATA)
    for name, colour in (("forward", _FORWARD), ("backward", _BACKWARD), ("gradients, optimizer", _DATA)):
        ax.barh([0], [0], color=colour, label=name)
    ax.invert_yaxis()
    ax.set_yticks(range(0, stages, 1 if stages <= 16 else 8))
    ax.set_ylabel("stage")
    ax.set_xlim(0, (length * scale + tail) * 1.002)
    note = "" if drawn == whole else f", with {drawn} of its {whole:,} microbatches"
    ax.set_title(f"One step, stage by stage{note}")
    ax.set_xlabel("seconds")
    ax.grid(axis="y", visible=False)
    ax.legend(loc="upper right", bbox_to_anchor=(1.0, 1.2), frameon=False, fontsize=8, ncols=3)


def _bar(ax: Any, parts: dict[str, float], title: str, unit: str) -> None:
    """Draw parts as sorted bars with their figures."""
    kept = sorted(((value, name) for name, value in parts.items() if value > 0.002 * sum(parts.values())))
    values, names = [value for value, _ in kept], [name for _, name in kept]
    ax.barh(
        [name.replace("_", " ") for name in names],
        values,
        color=[_COLOURS[name] for name in names],
        height=0.7,
    )
    for i, value in enumerate(values):
        ax.text(value, i, f"  {value:.3g}", va="center", fontsize=8)
    ax.set_xlim(0, max(values) * 1.14)
    ax.set_title(title)
    ax.set_xlabel(unit)
    ax.grid(axis="y", visible=False)


def _roofline(ax: Any, model: Model, gpu: Gpu, layout: Layout, found: Estimate) -> None:
    """Draw the part's roof, and where the layers' products and the whole step lie under it."""
    from numpy import geomspace, minimum

    bits = PRECISIONS[layout.precision][0]
    peak, bandwidth = gpu.peak_tflops(bits), gpu.hbm_tbps
    reach = ceilings(gpu, layout)[0]
    x = geomspace(1, 1e5, 200)
    ax.loglog(
        x,
        minimum(peak, bandwidth * x),
        color=_INK,
        linewidth=1.6,
        label=f"data sheet: {peak:,.0f} TFLOP/s, {bandwidth:g} TB/s",
    )
    ax.loglog(
        x,
        minimum(peak * reach, bandwidth * x),
        color=_INK,
        linewidth=1,
        linestyle=":",
        label=f"large products measured: {reach:.0%}",
    )
    tokens, m = layout.microbatch * layout.seq_len / layout.cp, model.filled()
    points = {
        "attention's projections": (tokens, m.hidden, m.heads * m.head_dim / layout.tp),
        "feed-forward": (
            tokens * (m.experts_per_token * layout.ep / m.experts if m.experts else 1),
            m.hidden,
            m.ffn / (1 if m.experts else layout.tp),
        ),
        "output layer": (tokens, m.hidden, m.vocab / layout.tp),
    }
    for (name, (rows, inner, outer)), colour in zip(
        points.items(), (_FORWARD, "#e2a03f", "#c75b7a"), strict=True
    ):
        intensity = 2 * rows * inner * outer / ((rows * inner + inner * outer + rows * outer) * bits / 8)
        ax.loglog(
            [intensity],
            [min(peak * reach, bandwidth * intensity)],
            "o",
            color=colour,
            markersize=8,
            label=name,
        )
    ax.axhline(found.mfu * peak, color=_BACKWARD, linewidth=1.4, label=f"the whole step: MFU {found.mfu:.0%}")
    ax.set_xlim(1, 1e5)
    ax.set_ylim(bottom=bandwidth)
    ax.set_title("Roofline of one GPU")
    ax.set_xlabel("FLOP per byte")
    ax.set_ylabel("TFLOP/s")
    ax.legend(loc="lower right", frameon=False, fontsize=8)


def write_plan(path: Path, found: Plan) -> None:
    """Draw the Pareto front: days against cost, energy as size, dominated options faint."""
    pyplot = _pyplot()
    figure, ax = pyplot.subplots(figsize=(9, 5.6), constrained_layout=True)
    most = max(o.energy_mwh for o in found.front)
    dearest = max(o.cost_eur for o in found.front)
    unit, word = next(
        (u, w)
        for u, w in ((1e6, "million EUR"), (1e3, "thousand EUR"), (1.0, "EUR"))
        if dearest >= u or u == 1.0
    )
    for option, _ in found.dominated:
        ax.plot(option.days, option.cost_eur / unit, "o", color="#cfd6dd", markersize=6)
    line = sorted(found.front, key=lambda o: o.days)
    ax.plot(
        [o.days for o in line], [o.cost_eur / unit for o in line], color=_FORWARD, linewidth=1.2, zorder=1
    )
    for i, o in enumerate(line):
        ax.errorbar(
            o.days,
            o.cost_eur / unit,
            xerr=[[o.days - o.days_interval[0]], [o.days_interval[1] - o.days]],
            color=_FORWARD,
            alpha=0.35,
            capsize=3,
        )
        ax.scatter(
            [o.days],
            [o.cost_eur / unit],
            s=60 + 220 * o.energy_mwh / most,
            color=_FORWARD,
            edgecolor=_PAPER,
            zorder=3,
        )
        ax.annotate(
            f"{o.layout.gpus:,} x {o.gpu}\n{o.layout.precision}",
            (o.days, o.cost_eur / unit),
            textcoords="offset points",
            xytext=(9, 9) if i % 2 == 0 else (-9, -26),
            ha="left" if i % 2 == 0 else "right",
            fontsize=8,
        )
    ax.set_xscale("log")
    low, high = min(o.cost_eur for o in line) / unit, max(o.cost_eur for o in line) / unit
    ax.set_ylim(low - 0.2 * (high - low) - 1e-9, high + 0.25 * (high - low) + 1e-9)
    ax.set_title("Time against cost: nothing on the line is beaten; grey options are", fontsize=12)
    ax.set_xlabel("days, with failures (bars hold 80 %)")
    ax.set_ylabel(f"{word}; area of a dot: energy")
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    _write(path, figure, "Time against cost")


def write_goodput(path: Path, operation: str, save_s: float) -> None:
    """Draw expected goodput over the size of one job, with its 80 % band."""
    pyplot = _pyplot()
    figure, ax = pyplot.subplots(figsize=(9, 5), constrained_layout=True)
    sizes = [2**k for k in range(0, 18)]
    for kind, colour in (("automatic", _FORWARD), ("manual", "#e2a03f")):
        rows = goodput_over_size(sizes, kind, save_s)
        nodes = [row["nodes"] for row in rows]
        alpha = 1.0 if kind == operation else 0.45
        ax.fill_between(
            nodes,
            [r["low"] for r in rows],
            [r["high"] for r in rows],
            color=colour,
            alpha=0.18 * alpha,
            linewidth=0,
        )
        ax.plot(
            nodes,
            [r["goodput"] for r in rows],
            color=colour,
            linewidth=2,
            alpha=alpha,
            label=f"{kind} restarts",
        )
    ax.set_xscale("log", base=2)
    ax.set_xticks(sizes[::2], [f"{n:,}" for n in sizes[::2]], rotation=30)
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    ax.set_title(
        f"Goodput of one job over its size, checkpoints of {save_s:.2g} s at Daly's interval", fontsize=12
    )
    ax.set_xlabel("nodes")
    ax.set_ylabel("share of time that trains (band: 80 %)")
    ax.legend(frameon=False, loc="lower left")
    _write(path, figure, "Goodput over size")
