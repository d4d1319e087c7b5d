"""A whole run with failures: days, cost, goodput, and the checkpoint interval, by formula and by
simulation.
"""

from dataclasses import dataclass, replace
from typing import Any

from agora.errors import UsageError
from agora.fleet.efficiencies import Efficiencies
from agora.fleet.estimate import estimate
from agora.fleet.failures import daly_interval_s, goodput, goodput_interval, reliability
from agora.fleet.hardware import positive
from agora.fleet.machines import Pool
from agora.fleet.model import Model
from agora.fleet.plan import save_seconds
from agora.fleet.simulate import Outcome, Scenario, best_interval, simulate
from agora.fleet.workload import Layout

__all__ = ["RunPlan", "goodput_over_size", "plan_run"]


@dataclass(frozen=True)
class RunPlan:
    """What a run takes; ``by_formula`` and ``simulated`` are two answers to one question."""

    days: float
    days_interval: tuple[float, float]
    cost_eur: float
    energy_mwh: float
    goodput: float
    goodput_interval: tuple[float, float]
    simulated: Outcome
    daly_interval_s: float
    simulated_interval_s: float
    save_s: float
    restart_s: float
    spares: int
    mean_hours_between_failures: float
    ideal_days: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        outcome = {key: value for key, value in vars(self.simulated).items() if key != "per_job"}
        return {**vars(self), "simulated": outcome, "days_interval": list(self.days_interval),
                "goodput_interval": list(self.goodput_interval)}  # fmt: skip


def plan_run(
    model: Model,
    tokens: float,
    pool: Pool,
    layout: Layout,
    *,
    operation: str = "automatic",
    spares: int | None = None,
    save_s: float | None = None,
    restart_s: float | None = None,
    seed: int = 0,
    efficiencies: Efficiencies | None = None,
) -> RunPlan:
    """Plan one run of one job.

    Args:
        model: what is trained.
        tokens: to train on.
        pool: where; its failure rate counts.
        layout: of the job.
        operation: ``automatic`` or ``manual`` restarts.
        spares: nodes kept ready; None takes what fails in two repair times, at least one.
        save_s: a checkpoint's block, seconds; None derives it from the weights.
        restart_s: detection and restart, seconds; None takes the operation's.
        seed: of the simulation.
        efficiencies: other than the shipped ones.

    Raises:
        UsageError: the layout or a figure is impossible, or the pool too small.
    """
    positive("tokens", tokens)
    found = estimate(model, pool.gpu, layout, efficiencies)
    if not found.fits:
        raise UsageError(
            f"The layout needs {sum(found.memory_gb.values()):.0f} GB of {found.capacity_gb:g} GB.",
            fix="Raise tp or pp, recompute, or let `agora fleet plan` choose.",
        )
    nodes = int(max(round(layout.gpus / pool.gpu.gpus_per_node), 1))
    blocked = save_s if save_s is not None else save_seconds(model, nodes)
    r = reliability(
        operation, per_1000_node_days=pool.failures_per_1000_node_days, save_s=blocked, restart_s=restart_s
    )
    median, low, high = goodput_interval(r, nodes)
    ready = (
        spares if spares is not None else max(1, round(2 * nodes * pool.failures_per_1000_node_days / 1000))
    )
    daly = daly_interval_s(r.save_s, r.mean_time_s(nodes))
    steps = tokens / (layout.global_batch * layout.seq_len)
    ideal = steps * found.step_s / 86400
    scenario = Scenario(nodes=nodes + ready, spares=ready, days=min(max(ideal, 10.0), 120.0), save_s=r.save_s,
                        failures_per_1000_node_days=pool.failures_per_1000_node_days, restart_s=r.restart_s,
                        interval_s=daly, seed=seed)  # fmt: skip
    chosen = best_interval(scenario, daly)
    outcome = simulate(replace(scenario, interval_s=chosen))
    days = ideal / max(outcome.goodput, 1e-9)
    wide = found.interval_s[1] / found.step_s
    gpus = layout.gpus + ready * pool.gpu.gpus_per_node
    return RunPlan(
        days,
        (ideal / wide / max(high, 1e-9), ideal * wide / max(low, 1e-9)),
        days * 24 * gpus * pool.hourly_eur,
        days * 24 * gpus * pool.watts / pool.count / 1e6,
        median,
        (low, high),
        outcome,
        daly,
        chosen,
        r.save_s,
        r.restart_s,
        ready,
        r.mean_time_s(nodes) / 3600,
        ideal,
    )


def goodput_over_size(nodes: list[int], operation: str, save_s: float) -> list[dict[str, float]]:
    """Return expected goodput and its interval for jobs of several sizes."""
    r = reliability(operation, save_s=save_s)
    rows = []
    for n in nodes:
        median, low, high = goodput_interval(r, n)
        rows.append(
            {"nodes": n, "goodput": median, "low": low, "high": high, "expected": goodput(r, n).share}
        )
    return rows
