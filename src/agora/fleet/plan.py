"""Plan a training run: which pool, how many GPUs, which layout and precision; time against cost against
energy.
"""

from dataclasses import dataclass
from typing import Any

from agora.errors import UsageError
from agora.fleet.efficiencies import Efficiencies, shipped
from agora.fleet.failures import goodput_interval, reliability
from agora.fleet.hardware import positive
from agora.fleet.intervals import half_width
from agora.fleet.machines import Fleet, Pool
from agora.fleet.model import Model
from agora.fleet.search import Search, search
from agora.fleet.workload import PRECISIONS, Layout

__all__ = ["Limits", "Option", "Plan", "compare_plans", "plan", "save_seconds"]

_BYTES_PER_WEIGHT_SAVED = 14.0  # 16-bit weights, 32-bit master weights and two moments
_WRITE_BYTES_PER_NODE = 2.0e9  # to storage, per node: Llama 3's 2 TB/s over 2,048 nodes is half of it


@dataclass(frozen=True)
class Limits:
    """What a plan must keep: days, EUR, megawatts; 0 means no limit."""

    deadline_days: float = 0.0
    budget_eur: float = 0.0
    power_mw: float = 0.0


@dataclass(frozen=True)
class Option:
    """One way to train: where, how, and what it takes. Intervals hold 80 %."""

    pool: str
    gpu: str
    layout: Layout
    step_s: float
    mfu: float
    goodput: float
    days: float
    days_interval: tuple[float, float]
    cost_eur: float
    energy_mwh: float
    power_mw: float
    co2_t: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {**vars(self), "layout": vars(self.layout), "days_interval": list(self.days_interval)}


@dataclass(frozen=True)
class Plan:
    """The Pareto front (no other option is at once faster, cheaper and thriftier), and why the others
    lost.
    """

    front: list[Option]
    dominated: list[tuple[Option, str]]
    refused: list[str]
    considered: int
    searches: dict[str, Search]

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "front": [option.as_dict() for option in self.front],
            "dominated": [{**option.as_dict(), "why": why} for option, why in self.dominated],
            "refused": self.refused,
            "layouts_considered": self.considered,
            "layouts_rejected": {name: s.rejected for name, s in self.searches.items()},
            "losers": {name: s.losers for name, s in self.searches.items()},
        }


def save_seconds(model: Model, nodes: float) -> float:
    """Return how long a checkpoint of weights and optimizer blocks a job, at 2 GB/s a node."""
    return max(model.parameters * _BYTES_PER_WEIGHT_SAVED / (nodes * _WRITE_BYTES_PER_NODE), 0.5)


def _sizes(pool: Pool, gpus: int | None) -> list[int]:
    """Return job sizes to try: whole nodes times powers of two, the largest that fits last."""
    if gpus is not None:
        if gpus > pool.count:
            raise UsageError(
                f"{gpus:,} GPUs are more than pool {pool.name!r} has.", fix=f"At most {pool.count:,}."
            )
        return [gpus]
    node = int(min(pool.gpu.gpus_per_node, pool.count))
    sizes = [node * 2**k for k in range(32) if node * 2**k <= pool.count]
    if len(sizes) > 8:  # a front needs no more, and a small job of a large fleet takes centuries
        sizes = sizes[-8:]
    return sizes


def plan(
    model: Model, tokens: float, fleet: Fleet, *, batch_tokens: float = 4e6, seq_len: int = 8192,
    precisions: tuple[str, ...] = ("bf16", "fp8"), limits: Limits = Limits(), gpus: int | None = None,
    software_year: float = 2026.5, efficiencies: Efficiencies | None = None,
) -> Plan:  # fmt: skip
    """Search every pool, size and precision, and keep the Pareto front of time, cost and energy.

    Args:
        model: what is trained.
        tokens: to train on.
        fleet: pools to choose from; a job stays in one pool.
        batch_tokens: of one step, rounded to a power-of-two number of sequences.
        seq_len: tokens of a sequence.
        precisions: to try; those that a part lacks are skipped.
        limits: deadline, budget, power.
        gpus: one size of job instead of many.
        software_year: of the framework.
        efficiencies: other than the shipped ones.

    Raises:
        UsageError: impossible figures, or no option at all; the message says what would suffice.
    """
    positive("tokens", tokens)
    batch = max(1, 2 ** round(_log2(positive("batch_tokens", batch_tokens) / positive("seq_len", seq_len))))
    options, refused, searches, considered = [], [], {}, 0
    for pool in fleet.pools:
        for size in _sizes(pool, gpus):
            for precision in precisions:
                if pool.gpu.fp8_tflops == 0 and PRECISIONS.get(precision, (16, 0))[0] < 16:
                    continue
                name = f"{pool.name} x {size:,} {precision}"
                base = Layout(gpus=size, seq_len=seq_len, precision=precision, software_year=software_year,
                              network_gbitps=pool.network_gbitps(size))  # fmt: skip
                try:
                    found = search(model, pool.gpu, size, batch, base, keep=5, efficiencies=efficiencies)
                except UsageError as error:
                    refused.append(f"{name}: {error}")
                    continue
                considered += found.considered
                searches[name] = found
                options.append(
                    _option(model, tokens, pool, found.layouts[0], found.step_s[0], efficiencies or shipped())
                )
    if not options:
        raise UsageError(f"No way to train {model.name} on {fleet.name}.", why=refused[-1] if refused else "")
    allowed = []
    for option in options:
        broken = _breaks(option, limits)
        if broken:
            refused.append(f"{option.pool} x {option.layout.gpus:,} {option.layout.precision}: {broken}")
        else:
            allowed.append(option)
    if not allowed:
        nearest = min(options, key=lambda o: max(_excess(o, limits)))
        raise UsageError(
            "No option keeps all limits.",
            why=f"The nearest, {nearest.layout.gpus:,} x {nearest.gpu} at {nearest.layout.precision}, "
            f"takes {nearest.days:.1f} days, EUR {nearest.cost_eur:,.0f} and {nearest.power_mw:.2f} MW.",
            fix="Loosen the limit it breaks, or add machines.",
        )
    front, dominated = _pareto(allowed)
    return Plan(front, dominated, refused, considered, searches)


def _log2(x: float) -> float:
    """Return the binary logarithm of a figure that is at least 1."""
    from math import log2

    return log2(max(x, 1.0))


def _option(
    model: Model, tokens: float, pool: Pool, layout: Layout, step_s: float, e: Efficiencies
) -> Option:
    """Price the whole run of one layout."""
    nodes = max(layout.gpus / pool.gpu.gpus_per_node, 1.0)
    r = reliability(
        "automatic",
        per_1000_node_days=pool.failures_per_1000_node_days or 1e-6,
        save_s=save_seconds(model, nodes),
    )
    good, low, high = goodput_interval(r, nodes)
    wide = half_width(model, pool.gpu, layout, e)
    steps = tokens / (layout.global_batch * layout.seq_len)
    ideal = steps * step_s / 86400
    days = ideal / max(good, 1e-9)
    megawatts = pool.watts / pool.count * layout.gpus / 1e6
    flops = model.flops_per_token(layout.seq_len) * layout.global_batch * layout.seq_len
    peak = pool.gpu.peak_tflops(PRECISIONS[layout.precision][0]) * 1e12
    return Option(
        pool.name, pool.gpu.name, layout, step_s, flops / step_s / layout.gpus / peak, good, days,
        (ideal / wide / max(high, 1e-9), ideal * wide / max(low, 1e-9)),
        days * 24 * layout.gpus * pool.hourly_eur, days * 24 * megawatts, megawatts,
        days * 24 * megawatts * pool.site.co2_g_per_kwh / 1e3,
    )  # fmt: skip


def _excess(option: Option, limits: Limits) -> list[float]:
    """Return by what factor an option uses each limit; 0 where there is none."""
    pairs = (
        (option.days, limits.deadline_days),
        (option.cost_eur, limits.budget_eur),
        (option.power_mw, limits.power_mw),
    )
    return [used / limit if limit else 0.0 for used, limit in pairs]


def _breaks(option: Option, limits: Limits) -> str:
    """Say which limit an option breaks, or nothing."""
    days, cost, power = _excess(option, limits)
    if days > 1:
        return f"{option.days:.1f} days miss the deadline of {limits.deadline_days:g}"
    if cost > 1:
        return f"EUR {option.cost_eur:,.0f} exceed the budget of {limits.budget_eur:,.0f}"
    return f"{option.power_mw:.2f} MW exceed {limits.power_mw:g}" if power > 1 else ""


def compare_plans(model: Model, tokens: float, fleets: list[Fleet], **options: Any) -> list[dict[str, Any]]:
    """Plan the same run on several fleets, and return the fastest and the cheapest way on each.

    Args:
        model: what is trained.
        tokens: to train on.
        fleets: to compare.
        options: of `plan`.
    """
    rows = []
    for fleet in fleets:
        front = plan(model, tokens, fleet, **options).front
        cheapest = min(front, key=lambda option: option.cost_eur)
        rows.append({"fleet": fleet.name, "fastest": front[0].as_dict(), "cheapest": cheapest.as_dict()})
    return rows


def _pareto(options: list[Option]) -> tuple[list[Option], list[tuple[Option, str]]]:
    """Split options into the front, fastest first, and the dominated with what beats them."""
    front: list[Option] = []
    dominated: list[tuple[Option, str]] = []
    for option in sorted(options, key=lambda o: (o.days, o.cost_eur, o.energy_mwh)):
        better = next(
            (f for f in front if f.cost_eur <= option.cost_eur and f.energy_mwh <= option.energy_mwh), None
        )
        if better is None:
            front.append(option)
        else:
            dominated.append(
                (
                    option,
                    f"{better.layout.gpus:,} x {better.gpu} at {better.layout.precision} beats it",
                )
            )
    return front, dominated
