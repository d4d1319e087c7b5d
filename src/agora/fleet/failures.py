"""Goodput: the share of a run's time that becomes training, from failure rates and restart times alone.

Failures come as a Poisson stream of the whole job (bad nodes and switches change the rate, and the
simulation in `agora.fleet.simulate` says how much the stream's clustering matters). A failure costs the
work since the last checkpoint and the time to detect it, replace the node, and start again; a checkpoint
costs the time it blocks. The expected time of an interval with exponential failures is Daly's (2006):
e^(R/M) M (e^((t+d)/M) - 1).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, expm1, log, sqrt
from typing import Any

from agora.errors import UsageError, nearest
from agora.fleet.hardware import positive

__all__ = [
    "Goodput",
    "Reliability",
    "daly_interval_s",
    "goodput",
    "goodput_interval",
    "published_runs",
    "reliability",
]


@dataclass(frozen=True)
class Reliability:
    """What breaks and how it is mended.

    Args:
        failures_per_node_s: of one node, per second.
        restart_s: from failure to the first new step, seconds.
        save_s: a checkpoint blocks training, seconds.
        rate_spread, restart_spread: factors that hold 80 % of cases.
    """

    failures_per_node_s: float
    restart_s: float
    save_s: float
    rate_spread: float = 1.9
    restart_spread: float = 1.8

    def mean_time_s(self, nodes: float) -> float:
        """Mean time between failures of a job on ``nodes`` nodes, seconds."""
        return 1.0 / (self.failures_per_node_s * nodes)


@dataclass(frozen=True)
class Goodput:
    """Expected share of time that trains, and where the rest goes (shares add up to 1)."""

    share: float
    saving: float
    lost_work: float
    restarting: float
    interval_s: float


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("agora.fleet") / "data" / "failures.toml").read_text(encoding="utf-8"))


def reliability(
    operation: str = "automatic",
    *,
    per_1000_node_days: float | None = None,
    save_s: float = 30.0,
    restart_s: float | None = None,
) -> Reliability:
    """Return the prior reliability of a way to operate, with the figures that are known put in.

    Args:
        operation: ``automatic`` or ``manual``.
        per_1000_node_days: failures; None takes the prior, which is less certain.
        save_s: a checkpoint blocks training, seconds.
        restart_s: detection and restart; None takes the operation's.

    Raises:
        UsageError: an unknown operation or an impossible figure.
    """
    kinds = _table()["operation"]
    if operation not in kinds:
        raise UsageError(
            f"No operation {operation!r}.",
            why=f"Known: {', '.join(kinds)}.",
            fix=nearest(operation, list(kinds)),
        )
    prior, kind = _table()["prior"], kinds[operation]
    known = per_1000_node_days is not None
    rate = positive(
        "failures_per_1000_node_days", per_1000_node_days if known else prior["failures_per_1000_node_days"]
    )
    return Reliability(
        rate / 1000 / 86400,
        positive("restart_s", restart_s) if restart_s is not None else kind["restart_h"] * 3600,
        positive("save_s", save_s),
        1.2 if known else prior["spread"],
        1.2 if restart_s is not None else kind["spread"],
    )


def daly_interval_s(save_s: float, mean_time_s: float) -> float:
    """Return the checkpoint interval of Young (1974) with Daly's higher-order terms (2006), seconds.

    >>> round(daly_interval_s(60, 86400))  # Young: sqrt(2 x 60 x 86400) = 3220
    3180
    """
    positive("save_s", save_s)
    positive("mean_time_s", mean_time_s)
    if save_s >= 2 * mean_time_s:
        return mean_time_s
    ratio = save_s / (2 * mean_time_s)
    return sqrt(2 * save_s * mean_time_s) * (1 + sqrt(ratio) / 3 + ratio / 9) - save_s


def goodput(r: Reliability, nodes: float, interval_s: float | None = None) -> Goodput:
    """Return the expected goodput of a job.

    Args:
        r: reliability.
        nodes: machines of the job.
        interval_s: training time between checkpoints; None takes Daly's.

    >>> round(goodput(Reliability(3.8 / 1000 / 86400, 600, 10), 2048).share, 2)
    0.91
    """
    mean = r.mean_time_s(positive("nodes", nodes))
    useful = interval_s if interval_s is not None else daly_interval_s(r.save_s, mean)
    positive("interval_s", useful)
    exponent = (useful + r.save_s) / mean
    if exponent > 500 or r.restart_s / mean > 500:  # no segment ever completes
        return Goodput(0.0, 0.0, 0.0, 1.0, useful)
    attempts = expm1(exponent)  # failures for each completed segment
    whole = exp(r.restart_s / mean) * mean * attempts
    share, saving = useful / whole, r.save_s / whole
    restarting = min(attempts * r.restart_s / whole * exp(r.restart_s / mean), 1 - share - saving)
    return Goodput(share, saving, max(1 - share - saving - restarting, 0.0), restarting, useful)


def goodput_interval(
    r: Reliability, nodes: float, interval_s: float | None = None
) -> tuple[float, float, float]:
    """Return the median goodput and its 80 % interval over what is unsure of rates and restarts.

    Nine by nine quantiles of two log-normal unknowns: no randomness, so the answer is the same twice.
    """
    units = [
        -1.593,
        -0.967,
        -0.589,
        -0.282,
        0.0,
        0.282,
        0.589,
        0.967,
        1.593,
    ]  # mid-quantiles of nine equal slices
    found = []
    for a in units:
        for b in units:
            rate = r.failures_per_node_s * exp(a * log(r.rate_spread) / 1.2816)
            restart = r.restart_s * exp(b * log(r.restart_spread) / 1.2816)
            found.append(goodput(Reliability(rate, restart, r.save_s), nodes, interval_s).share)
    found.sort()
    return found[40], found[8], found[72]


def published_runs() -> list[dict[str, Any]]:
    """Predict the goodput of published long runs from their rates and their way to operate, never from
    their goodput.
    """
    rows = []
    for name, run in _table()["run"].items():
        nodes = run["gpus"] / run["gpus_per_node"]
        stops = run.get("interruptions")
        rate = stops / nodes / run["days"] * 1000 if stops else None
        r = reliability(
            run["operation"], per_1000_node_days=rate, save_s=run["checkpoint_gb"] / run["write_gbps"]
        )
        hours = run.get("interval_h")
        median, low, high = goodput_interval(r, nodes, hours * 3600 if hours else None)
        least, most = run["published_goodput"]
        rows.append(
            {
                "run": name,
                "goodput": median,
                "interval": [low, high],
                "published": [least, most],
                "inside": low <= most and high >= least,
                "operation": run["operation"],
                "source": run["source"],
            }
        )
    return rows
