"""Fit the efficiencies to published runs, or to a user's own; needs scipy.

Robust least squares on the logarithm of step times: priors keep every efficiency near its physical value,
group factors are shrunk towards 1, a source weighs with the fourth root of its rows so that none
dominates, and rows far off (another kernel, a typing error, an overfull network) lose their pull.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from agora.errors import UsageError
from agora.fleet.efficiencies import GROUP_SPREAD, PARAMETERS, Efficiencies, ceilings, group_keys, shipped
from agora.fleet.kernels import Columns
from agora.fleet.model import Model
from agora.fleet.published import shipped_runs
from agora.fleet.runs import Run
from agora.fleet.step import step_seconds
from agora.fleet.workload import columns, stack

__all__ = [
    "Problem",
    "calibrate",
    "cross_validate",
    "folds_to_json",
    "kind",
    "log_error",
    "problem",
    "recalibrate",
    "to_toml",
]

# how far a run lies from a good model, in log: mixtures vary more with their kernels
DENSE_SIGMA, MIXTURE_SIGMA = 0.05, 0.12
# of 80 % intervals in log, before any run is seen
PRIOR_HALF_WIDTH = {"dense": 0.15, "mixture": 0.35}
_GROUPS = ("matmul", "attention", "gpu", "mixture")


@dataclass(frozen=True)
class Problem:
    """Runs as columns, with what maps a vector of unknowns to their efficiencies."""

    runs: tuple[Run, ...]
    columns: Columns
    log_s: Any
    keys: dict[str, list[str]]  # the known keys of each group
    index: dict[str, Any]  # of each run's key
    ceilings: Any  # one row for each of `ceilings`

    @property
    def size(self) -> int:
        """Unknowns in all."""
        return len(PARAMETERS) + sum(len(keys) for keys in self.keys.values())


def problem(runs: Sequence[Run]) -> Problem:
    """Prepare runs for fitting.

    Raises:
        UsageError: a run has no layout or no step time, or there are none.
    """
    from numpy import array, log

    if not runs:
        raise UsageError("There are no runs to calibrate on.", fix="Give rows with a layout and step_time_s.")
    if any(run.published_s is None for run in runs):
        raise UsageError(
            "A run without a published step time cannot be fitted.", fix="Drop it, or add step_time_s."
        )
    cases = [run.case() for run in runs]
    keys = [group_keys(*case) for case in cases]
    known = {group: sorted({key[group] for key in keys}) for group in _GROUPS}
    return Problem(
        tuple(runs), stack([columns(*case) for case in cases]),
        log([run.published_s or 1.0 for run in runs]), known,
        {group: array([known[group].index(key[group]) for key in keys]) for group in _GROUPS},
        array([ceilings(gpu, layout) for _, gpu, layout in cases]).T,
    )  # fmt: skip


def _decode(p: Problem, x: Any) -> tuple[dict[str, float], dict[str, Any]]:
    """Return values and group factors for unknowns that are all 0 at the prior with unit spread."""
    from numpy import exp, log

    values = {}
    for unit, (name, parameter) in zip(x, PARAMETERS.items(), strict=False):
        if parameter.share:
            odds = log(parameter.prior / (1 - parameter.prior)) + 2 * parameter.spread * unit
            values[name] = 1 / (1 + exp(-odds))
        else:
            values[name] = parameter.prior * exp(parameter.spread * unit)
    factors, at = {}, len(PARAMETERS)
    for group in _GROUPS:
        size = len(p.keys[group])
        factors[group] = exp(GROUP_SPREAD[group] * x[at : at + size])
        at += size
    return values, factors


def _predictor(p: Problem, rows: Any) -> Callable[[Any], Any]:
    """Return the function from unknowns to log seconds of some of the runs."""
    from types import SimpleNamespace

    from numpy import log

    c = SimpleNamespace(**{key: column[rows] for key, column in vars(p.columns).items()})
    index = {group: p.index[group][rows] for group in _GROUPS}
    products, wide, core = p.ceilings[:, rows]

    def predict(x: Any) -> Any:
        values, factors = _decode(p, x)
        share = values["matmul_share"] * factors["gpu"][index["gpu"]]
        e = SimpleNamespace(
            **{
                **values,
                "matmul": products * share * factors["matmul"][index["matmul"]],
                "matmul16": wide * share,
                "fused_attention": core
                * values["fused_attention"]
                * factors["attention"][index["attention"]],
                "mixture": factors["mixture"][index["mixture"]],
            }
        )
        return log(step_seconds(c, e).total)

    return predict


def calibrate(p: Problem, without: Callable[[Run], bool] = lambda run: False) -> Efficiencies:
    """Fit the efficiencies.

    Args:
        p: the runs.
        without: tells which runs to leave out, for cross-validation.

    Raises:
        UsageError: no run is left.
    """
    from numpy import abs as abs_
    from numpy import array, concatenate, flatnonzero, log1p, maximum, sign, sqrt, where, zeros
    from scipy.optimize import least_squares

    rows = flatnonzero([not without(run) for run in p.runs])
    if not len(rows):
        raise UsageError("Nothing is left to calibrate on.", why="Every run was left out.")
    predict, target = _predictor(p, rows), p.log_s[rows]
    count = Counter(p.runs[i].source for i in rows)
    sigma = where(p.columns.moe_share[rows] > 0, MIXTURE_SIGMA, DENSE_SIGMA)
    weight = array([count[p.runs[i].source] ** -0.25 for i in rows]) / sigma

    def residuals(x: Any, redescending: bool) -> Any:
        r = (predict(x) - target) * weight
        size = abs_(r)
        if redescending:  # Cauchy: far rows lose their pull
            r = sign(r) * 2 * sqrt(log1p(size * size / 4))
        else:  # Huber, to start from: convex
            r = sign(r) * where(size < 1.5, size, sqrt(maximum(3.0 * size - 2.25, 0)))
        return concatenate([r, x])

    start = least_squares(lambda x: residuals(x, False), zeros(p.size), max_nfev=12).x
    found = least_squares(lambda x: residuals(x, True), start, xtol=1e-7, ftol=1e-7, max_nfev=40).x
    return _round(p, found, rows)


def _round(p: Problem, x: Any, rows: Any) -> Efficiencies:
    """Return efficiencies at four digits, which makes a fit reproducible, and factors of the groups it
    saw.
    """
    values, factors = _decode(p, x)
    groups = {}
    for group in _GROUPS:
        seen = set(p.index[group][rows].tolist())
        groups[group] = {
            key: float(f"{factor:.4g}")
            for i, (key, factor) in enumerate(zip(p.keys[group], factors[group], strict=True))
            if i in seen
        }
    return Efficiencies(
        {name: float(f"{value:.4g}") for name, value in values.items()},
        **groups,
        half_width=dict(PRIOR_HALF_WIDTH),
    )


def cross_validate(p: Problem, by: Callable[[Run], str] = lambda run: run.source) -> dict[str, Efficiencies]:
    """Fit once without each source (or publisher), and measure interval widths on what the fits had not seen.

    Returns:
        efficiencies by the source they were fitted without; under ``""`` the widths that all sources give.
    """
    left_out = {}
    for key in sorted({by(run) for run in p.runs}):

        def of_key(run: Run, key: str = key) -> bool:
            return by(run) == key

        left_out[key] = calibrate(p, of_key)
    errors = [(by(run), kind(run.model), abs(log_error(run, left_out[by(run)]))) for run in p.runs]
    widths = {key: _half_widths([e for e in errors if e[0] != key]) for key in ("", *left_out)}
    found = {key: replace(e, half_width=widths[key]) for key, e in left_out.items()}
    found[""] = Efficiencies({}, half_width=widths[""])
    return found


def _half_widths(errors: list[tuple[str, str, float]]) -> dict[str, float]:
    """Return the share of errors that an 80 % interval must hold, by kind of model."""
    from numpy import quantile

    found = {}
    for name in PRIOR_HALF_WIDTH:
        sizes = [size for _, of, size in errors if of == name]
        found[name] = float(f"{quantile(sizes, 0.8):.4g}") if len(sizes) >= 10 else PRIOR_HALF_WIDTH[name]
    return found


def kind(model: Model | None) -> str:
    """Return the kind of a model that intervals distinguish: ``dense`` or ``mixture``."""
    return "mixture" if model is not None and model.experts else "dense"


def log_error(run: Run, e: Efficiencies) -> float:
    """Return the logarithm of predicted over published step time."""
    case = run.case()
    step = step_seconds(columns(*case), e.columns(*case))
    return math.log(float(step.total) / (run.published_s or 1.0))


def to_toml(e: Efficiencies, note: str = "") -> str:
    """Write efficiencies as TOML that `agora.fleet.efficiencies.load` reads."""
    lines = [f"# {note}" if note else "# Efficiencies, written by `agora fleet calibrate`.", "", "[values]"]
    lines += [f"{name} = {value!r}  # {PARAMETERS[name].meaning}" for name, value in e.values.items()]
    for group in (*_GROUPS, "half_width"):
        lines += ["", f"[{group}]"] + [f'"{key}" = {factor!r}' for key, factor in getattr(e, group).items()]
    return "\n".join(lines) + "\n"


def recalibrate(
    own: Sequence[Run], *, only: bool = False, folds: bool = False
) -> tuple[Efficiencies, dict[str, Efficiencies]]:
    """Fit the shipped table, a user's runs, or both.

    Args:
        own: the user's runs.
        only: leave the shipped table out.
        folds: also fit without each source (minutes), which measures how wide intervals must be.

    Returns:
        the efficiencies, and those fitted without each source (empty unless ``folds``).
    """
    p = problem([*([] if only else shipped_runs()), *own])
    fitted = calibrate(p)
    if not folds:
        return replace(fitted, half_width=dict(shipped().half_width)), {}
    left_out = cross_validate(p)
    return replace(fitted, half_width=left_out.pop("").half_width), left_out


def folds_to_json(left_out: dict[str, Efficiencies]) -> str:
    """Write efficiencies by left-out source as `agora.fleet.efficiencies.folds` reads them."""
    lines = [f"{json.dumps(key)}: {json.dumps(asdict(e))}" for key, e in left_out.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"
