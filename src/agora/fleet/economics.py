"""What a fleet is: totals, H100-equivalents by several honest measures, purchase, hourly cost, energy, CO2.

Equivalents are shown with their arithmetic, because the measure decides the answer: 16-bit FLOPs flatter
old parts' poor memory, bandwidth flatters them the other way, and achieved training throughput is what a
run gets.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from agora.errors import UsageError
from agora.fleet.hardware import Gpu, find_gpu
from agora.fleet.machines import Fleet, Pool
from agora.fleet.model import find_model
from agora.fleet.search import search
from agora.fleet.workload import Layout

__all__ = ["MEASURES", "compare", "describe", "equivalents", "implied_counts"]

MEASURES = ("bf16 FLOPs", "memory bandwidth", "achieved training throughput")
# the reference of achieved throughput: small enough to fit old parts, and the same work for each
_REFERENCE_MODEL, _REFERENCE_GPUS, _REFERENCE_BATCH, _REFERENCE_SEQ = "Llama-3.1-8B", 64, 512, 4096


@dataclass(frozen=True)
class Equivalent:
    """One part against an H100 by one measure."""

    measure: str
    ratio: float
    arithmetic: str


@cache
def _reference_tokens_per_s(gpu: Gpu) -> float:
    """Tokens per second and GPU of the best layout of the reference model, at 16 bits; 0 where it does not
    fit.
    """
    base = Layout(gpus=_REFERENCE_GPUS, seq_len=_REFERENCE_SEQ, software_year=max(gpu.year + 2, 2025.0))
    try:
        found = search(find_model(_REFERENCE_MODEL), gpu, _REFERENCE_GPUS, _REFERENCE_BATCH, base, keep=1)
    except UsageError:
        return 0.0
    return _REFERENCE_BATCH * _REFERENCE_SEQ / found.step_s[0] / _REFERENCE_GPUS


def equivalents(gpu: Gpu) -> list[Equivalent]:
    """Return how many H100 one part is worth, by each measure, with the arithmetic.

    >>> [round(e.ratio, 2) for e in equivalents(find_gpu("A100-80"))][:2]
    [0.32, 0.61]
    """
    h100 = find_gpu("H100-SXM")
    ours, theirs = _reference_tokens_per_s(gpu), _reference_tokens_per_s(h100)
    figures = [
        (gpu.bf16_tflops, h100.bf16_tflops, "TFLOP/s"), (gpu.hbm_tbps, h100.hbm_tbps, "TB/s"),
        (ours, theirs, f"tokens/s of {_REFERENCE_MODEL}"),
    ]  # fmt: skip
    return [
        Equivalent(measure, a / b, f"{a:,.5g} / {b:,.5g} {unit} = {a / b:.3f}")
        for measure, (a, b, unit) in zip(MEASURES, figures, strict=True)
    ]


def implied_counts(missing_equivalents: float, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return how many of each part alone would make up missing H100-equivalents, by each measure."""
    rows = []
    for name in names:
        gpu = find_gpu(name)
        counts = {
            e.measure: round(missing_equivalents / e.ratio) if e.ratio else None for e in equivalents(gpu)
        }
        rows.append({"gpu": gpu.name, **counts})
    return rows


def _pool_row(pool: Pool) -> dict[str, Any]:
    """Return the totals of one pool."""
    gpu, n = pool.gpu, pool.count
    hours = 8760
    return {
        "pool": pool.name,
        "gpu": gpu.name,
        "count": n,
        "nodes": pool.nodes,
        "site": pool.site.name,
        "pflops_bf16": n * gpu.bf16_tflops / 1e3,
        "pflops_fp8": n * gpu.fp8_tflops / 1e3,
        "pflops_fp4": n * gpu.fp4_tflops / 1e3,
        "memory_tb": n * gpu.hbm_gb / 1e3,
        "bandwidth_pbps": n * gpu.hbm_tbps / 1e3,
        "h100_equivalents": {e.measure: n * e.ratio for e in equivalents(gpu)},
        "arithmetic": {e.measure: f"{n:,} x {e.arithmetic}" for e in equivalents(gpu)},
        "purchase_eur": n * pool.price_eur,
        "purchase_arithmetic": f"{n:,} x EUR {pool.price_eur:,.0f}",
        "hourly_eur": n * pool.hourly_eur,
        "power_mw": pool.watts / 1e6,
        "power_arithmetic": f"{n:,} x {gpu.tdp_w:g} W x {pool.server_factor:g} (server) x {pool.site.pue:g}",
        "energy_gwh_per_year": pool.watts * hours / 1e9,
        "electricity_eur_per_year": pool.watts / 1e3 * hours * pool.site.electricity_eur_per_kwh,
        "co2_kt_per_year": pool.watts / 1e3 * hours * pool.site.co2_g_per_kwh / 1e9,
        "failures_per_day": pool.nodes * pool.failures_per_1000_node_days / 1000,
    }


_SUMMED = (
    "count",
    "nodes",
    "pflops_bf16",
    "pflops_fp8",
    "pflops_fp4",
    "memory_tb",
    "bandwidth_pbps",
    "purchase_eur",
    "hourly_eur",
    "power_mw",
    "energy_gwh_per_year",
    "electricity_eur_per_year",
    "co2_kt_per_year",
    "failures_per_day",
)


def describe(fleet: Fleet) -> dict[str, Any]:
    """Return the totals of a fleet and of its pools, and what a claim of equivalents implies.

    Args:
        fleet: as `agora.fleet.machines.load_fleet` returns it.
    """
    pools = [_pool_row(pool) for pool in fleet.pools]
    total: dict[str, Any] = {key: sum(row[key] for row in pools) for key in _SUMMED}
    total["h100_equivalents"] = {m: sum(row["h100_equivalents"][m] for row in pools) for m in MEASURES}
    found: dict[str, Any] = {"fleet": fleet.name, "pools": pools, "total": total}
    if fleet.claimed_h100_equivalents:
        own = total["h100_equivalents"][MEASURES[0]]
        missing = fleet.claimed_h100_equivalents - own
        found["claim"] = {
            "h100_equivalents": fleet.claimed_h100_equivalents,
            "missing": missing,
            "arithmetic": f"{fleet.claimed_h100_equivalents:,.0f} - {own:,.0f} = {missing:,.0f}",
            "mixes": implied_counts(missing, fleet.mix_candidates) if missing > 0 else [],
        }
    return found


def compare(fleets: list[Fleet]) -> list[dict[str, Any]]:
    """Return the totals of several fleets side by side, with ratios to the first."""
    rows = []
    for fleet in fleets:
        total = describe(fleet)["total"]
        flat = {k: v for k, v in total.items() if k != "h100_equivalents"}
        flat |= {f"h100_equivalents ({m})": v for m, v in total["h100_equivalents"].items()}
        rows.append({"fleet": fleet.name, **flat})
    first = rows[0]
    for row in rows:
        row["ratio_to_first"] = {
            k: v / first[k] for k, v in row.items() if isinstance(v, float | int) and first[k]
        }
    return rows
