"""Plain-text tables of what the room computes; the same facts as ``--json``, for people."""

from collections.abc import Sequence
from typing import Any

from agora.fleet.economics import MEASURES
from agora.fleet.estimate import Estimate
from agora.fleet.plan import Plan
from agora.fleet.runplan import RunPlan
from agora.fleet.validate import Validation
from agora.fleet.workload import RECOMPUTE, Layout

__all__ = [
    "compare_plans_text",
    "compare_text",
    "describe_text",
    "estimate_text",
    "plan_text",
    "run_plan_text",
    "table",
    "validate_text",
]


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Lay out rows under a head, numbers to the right.

    >>> print(table(["gpu", "count"], [["H100", 8], ["A100", 16]]))
    gpu   count
    H100      8
    A100     16
    """
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[i]) for line in [list(head), *cells]) for i in range(len(head))]
    right = [
        (bool(rows) and not isinstance(rows[0][i], str)) or all(_numeric(line[i]) for line in cells)
        for i in range(len(head))
    ]

    def line(words: Sequence[str]) -> str:
        return "  ".join(
            w.rjust(n) if r else w.ljust(n) for w, n, r in zip(words, widths, right, strict=True)
        ).rstrip()

    return "\n".join([line(list(head)), *[line(row) for row in cells]])


def _numeric(text: str) -> bool:
    """Tell whether a cell reads as a figure."""
    return bool(text) and (text[0].isdigit() or text[0] in "-+")


def _si(value: float, unit: str = "") -> str:
    """Write a figure with three digits and a suffix."""
    for limit, suffix in ((1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")):
        if abs(value) >= limit:
            return f"{value / limit:.3g}{suffix}{unit}"
    return f"{value:.3g} {unit}".strip()


def _figure(value: float) -> str:
    """Write a figure with four digits, never with an exponent."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _eur(value: float) -> str:
    """Write an amount."""
    for limit, word in ((1e9, " billion"), (1e6, " million")):
        if value >= limit:
            return f"EUR {value / limit:.3g}{word}"
    return f"EUR {value:,.2f}" if value < 100 else f"EUR {value:,.0f}"


def _seconds(value: float) -> str:
    """Write a duration."""
    if value >= 100:
        return f"{value:,.0f} s"
    return f"{value:.3f} s" if value >= 0.1 else f"{value * 1000:.2f} ms"


def describe_text(found: dict[str, Any]) -> str:
    """Write `agora.fleet.economics.describe`."""
    lines = [found["fleet"], ""]
    rows = [
        [
            r["pool"],
            r["gpu"],
            f"{r['count']:,}",
            _figure(r["pflops_bf16"] / 1e3),
            _figure(r["pflops_fp8"] / 1e3),
            _figure(r["memory_tb"]),
            _eur(r["purchase_eur"]),
            _eur(r["hourly_eur"]),
            _figure(r["power_mw"]),
        ]
        for r in [*found["pools"], {"pool": "total", "gpu": "", **found["total"]}]
    ]
    lines.append(
        table(
            ["pool", "gpu", "GPUs", "EFLOP/s bf16", "EFLOP/s fp8", "memory TB", "purchase", "per hour", "MW"],
            rows,
        )
    )
    lines += ["", "H100-equivalents"]
    for measure in MEASURES:
        lines.append(f"  by {measure}: {found['total']['h100_equivalents'][measure]:,.0f}")
        lines += [f"      {r['pool']}: {r['arithmetic'][measure]}" for r in found["pools"]]
    lines += ["", "arithmetic of cost and power"]
    for r in found["pools"]:
        lines.append(
            f"  {r['pool']}: {r['purchase_arithmetic']} = {_eur(r['purchase_eur'])}; {r['power_arithmetic']}"
        )
    total = found["total"]
    lines.append(
        f"  a year at full load: {_figure(total['energy_gwh_per_year'])} GWh, "
        f"{_eur(total['electricity_eur_per_year'])} of power, "
        f"{_figure(total['co2_kt_per_year'])} kt CO2; "
        f"a node fails {total['failures_per_day']:,.3g} times a day"
    )
    if "claim" in found:
        claim = found["claim"]
        lines += [
            "",
            f"claimed H100-equivalents: {claim['h100_equivalents']:,.0f}; missing {claim['arithmetic']}",
        ]
        lines.append("  made up by one other part alone, by measure:")
        mixes = [
            [row["gpu"], *[f"{row[m]:,}" if row[m] else "does not fit" for m in MEASURES]]
            for row in claim["mixes"]
        ]
        lines.append("  " + table(["gpu", *MEASURES], mixes).replace("\n", "\n  "))
    return "\n".join(lines)


def layout_text(x: Layout) -> str:
    """Write a layout in one line."""
    words = [f"{int(x.gpus):,} GPUs", f"tp{int(x.tp)} pp{int(x.pp)} dp{int(x.dp)}"]
    words += [
        f"{name}{int(value)}"
        for name, value in (("cp", x.cp), ("ep", x.ep), ("interleave ", x.interleave))
        if value > 1
    ]
    words += [
        f"microbatch {int(x.microbatch)}",
        f"batch {int(x.global_batch):,}",
        f"ZeRO-{int(x.zero)}",
        x.precision,
    ]
    return ", ".join([*words, f"recompute {RECOMPUTE[int(x.recompute)]}"])


def estimate_text(e: Estimate, layout: Layout) -> str:
    """Write one estimate."""
    low, high = e.interval_s
    rows = [
        [name, _seconds(value), f"{value / e.step_s:.1%}"]
        for name, value in e.parts_s.items()
        if value / e.step_s > 0.0005
    ]
    rows.append(["step", _seconds(e.step_s), "100.0%"])
    memory = [[name, f"{gb:.2f}"] for name, gb in e.memory_gb.items()]
    memory.append(
        [
            "total",
            f"{sum(e.memory_gb.values()):.2f} of {e.capacity_gb:g}" + ("" if e.fits else "  DOES NOT FIT"),
        ]
    )
    mfu, hfu, speed = e.scaled(e.mfu), e.scaled(e.hfu), e.scaled(e.tokens_per_s)
    return "\n".join([
        layout_text(layout),
        f"step time  {_seconds(e.step_s)}  (80 %: {_seconds(low)} to {_seconds(high)})",
        f"MFU {e.mfu:.1%} ({mfu[0]:.1%} to {mfu[1]:.1%}), HFU {e.hfu:.1%} ({hfu[0]:.1%} to {hfu[1]:.1%})",
        f"tokens/s  {_si(e.tokens_per_s)} ({_si(speed[0])} to {_si(speed[1])})",
        "", table(["part", "time", "share"], rows),
        f"hidden behind compute: {_seconds(e.hidden_comm_s)} of communication",
        "", table(["memory of the fullest GPU", "GB"], memory),
    ])  # fmt: skip


def plan_text(p: Plan) -> str:
    """Write a plan."""
    rows = [
        [
            f"{o.layout.gpus:,}",
            o.gpu,
            o.layout.precision,
            f"{o.days:,.1f}",
            f"{o.days_interval[0]:,.1f}-{o.days_interval[1]:,.1f}",
            _eur(o.cost_eur),
            _figure(o.energy_mwh),
            f"{o.mfu:.1%}",
            f"{o.goodput:.1%}",
        ]
        for o in p.front
    ]
    lines = [f"{p.considered:,} layouts considered; the front of time, cost and energy:", ""]
    lines.append(table(["GPUs", "part", "precision", "days", "80 %", "cost", "MWh", "MFU", "goodput"], rows))
    best = p.front[0]
    lines += ["", "fastest: " + layout_text(best.layout), "", "why other layouts lost to it:"]
    name = f"{best.pool} x {best.layout.gpus:,} {best.layout.precision}"
    found = p.searches[name]
    losers = [
        [
            f"{x['axis']} = {x['value']}",
            f"{x['slower']:+.1%}",
            f"{x['because']} ({_seconds(x['because_s'])} more)",
        ]
        for x in found.losers
    ]
    lines.append(table(["best layout with", "step", "mostly because of"], losers))
    lines.append("dropped: " + ", ".join(f"{reason} {n:,}" for reason, n in found.rejected.items() if n))
    if p.dominated or p.refused:
        lines += ["", "other options:"]
        lines += [f"  {o.layout.gpus:,} x {o.gpu} {o.layout.precision}: {why}" for o, why in p.dominated]
        lines += [f"  {text}" for text in p.refused]
    return "\n".join(lines)


def run_plan_text(r: RunPlan) -> str:
    """Write a run plan."""
    o = r.simulated
    rows = [
        [name, f"{getattr(o, name):.2%}"]
        for name in ("goodput", "saving", "lost_work", "restarting", "waiting", "slowed")
    ]
    return "\n".join(
        [
            f"days  {r.days:,.1f}  (80 %: {r.days_interval[0]:,.1f} to {r.days_interval[1]:,.1f}); "
            f"{r.ideal_days:,.1f} if nothing broke",
            f"cost  {_eur(r.cost_eur)}, energy {_figure(r.energy_mwh)} MWh, with {r.spares} spare nodes",
            f"goodput  {r.goodput:.1%} by formula (80 %: {r.goodput_interval[0]:.1%} to "
            f"{r.goodput_interval[1]:.1%}), {o.goodput:.1%} simulated",
            f"a failure every {r.mean_hours_between_failures:.2f} h; restart {_seconds(r.restart_s)}; "
            f"a checkpoint blocks {_seconds(r.save_s)}",
            f"checkpoint every {r.daly_interval_s:,.0f} s by Young/Daly, "
            f"{r.simulated_interval_s:,.0f} s by simulation",
            "",
            table(["simulated share of time", ""], rows),
            f"{o.interruptions:,} interruptions in {o.events:,} events",
        ]
    )


def validate_text(v: Validation) -> str:
    """Write a validation: rows, missing information, summaries, peers."""
    rows = [
        [
            r.id,
            _seconds(r.step_time_s),
            f"{_seconds(r.interval[0])} - {_seconds(r.interval[1])}",
            _seconds(r.published_s) if r.published_s else "-",
            f"{r.error:+.1%}" if r.error is not None else "-",
            ("inside" if r.interval[0] <= r.published_s <= r.interval[1] else "outside")
            if r.published_s
            else "-",
            "" if r.scored else "not scored",
        ]
        for r in v.rows
    ]
    lines = [table(["run", "predicted", "80 %", "published", "error", "", ""], rows)] if rows else []
    if v.incomplete:
        lines += ["", "too little information:"]
        lines += [f"  {entry['id']}: misses {', '.join(entry['missing'])}" for entry in v.incomplete]
    assumed = sorted({text for r in v.rows for text in r.assumed})
    if assumed:
        lines += ["", "conventions applied where a row is silent:", *[f"  {text}" for text in assumed]]
    summaries = [(s, v.summary(s)) for s in sorted({r.source for r in v.rows if r.scored})]
    summaries.append(("all", v.summary()))
    lines += ["", table(
        ["source", "rows", "mean", "worst decile", "coverage", "width", "one MFU"],
        [[s[:60], x["rows"], f"{x['mean_error']:.1%}", f"{x['worst_decile']:.1%}", f"{x['coverage']:.0%}",
          f"±{x['mean_half_width']:.1%}", f"{x['one_mfu_error']:.1%}"] for s, x in summaries if x["rows"]],
    )]  # fmt: skip
    whole = v.summary()
    if whole["rows"]:
        lines.append(f"coverage of the 80 % intervals: binomial p = {whole['coverage_p']:.2f}")
    peers = v.as_dict()["peers"]
    lines += [
        "",
        "peers, as measured elsewhere: " + "; ".join(f"{name} {error:.1%}" for name, error in peers.items()),
    ]
    return "\n".join(lines)


def compare_text(rows: list[dict[str, Any]]) -> str:
    """Write a comparison of fleets."""
    keys = [key for key in rows[0] if key not in ("fleet", "ratio_to_first")]
    body = [
        [
            key.replace("_", " "),
            *[
                _figure(row[key]) + (f"  ({row['ratio_to_first'].get(key, 0):.2f}x)" if i else "")
                for i, row in enumerate(rows)
            ],
        ]
        for key in keys
    ]
    return table(["", *[row["fleet"] for row in rows]], body)


def compare_plans_text(rows: list[dict[str, Any]]) -> str:
    """Write the same run on several fleets."""
    body = []
    for row in rows:
        for way in ("fastest", "cheapest"):
            o, layout = row[way], row[way]["layout"]
            low, high = o["days_interval"]
            body.append([
                row["fleet"], way, f"{layout['gpus']:,} x {o['gpu']} {layout['precision']}",
                f"{o['days']:,.1f}",
                f"{low:,.1f}-{high:,.1f}", _eur(o["cost_eur"]), _figure(o['energy_mwh']),
            ])  # fmt: skip
    return table(["fleet", "way", "with", "days", "80 %", "cost", "MWh"], body)
