"""Score predictions against published runs, never with efficiencies that were fitted on the row's own
source.

A row that is in the shipped table is priced by the fit that left its whole source out; any other row by
the shipped fit, which has not seen it. What such a row leaves open (microbatch, virtual stages,
recomputation) is taken from the shipped table where that has it from elsewhere, and said.
"""

from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Any

from agora.fleet.efficiencies import Efficiencies, folds, shipped
from agora.fleet.intervals import binomial_p, half_width
from agora.fleet.published import shipped_runs
from agora.fleet.runs import Run
from agora.fleet.step import step_seconds
from agora.fleet.workload import columns

__all__ = ["Row", "Validation", "validate"]

# measured elsewhere on the same rows: what a planner must beat
PEERS = {
    "calculon on vTrain's rows": 0.153, "calculon on Megatron 2021, Table 1": 0.074,
    "calculon on Megatron 2021, Table 2": 0.103, "one fitted MFU on vTrain's rows": 0.236,
    "one fitted MFU on Megatron 2021, Table 1": 0.058,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One prediction; ``error`` is predicted over published minus 1, None where nothing was published."""

    id: str
    source: str
    step_time_s: float
    interval: tuple[float, float]
    published_s: float | None
    error: float | None
    scored: bool
    fitted_without: str
    assumed: list[str]
    constant_mfu_s: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {**vars(self), "interval": list(self.interval)}


@dataclass(frozen=True)
class Validation:
    """Predictions, and the rows that lacked information."""

    rows: list[Row]
    incomplete: list[dict[str, Any]]

    def summary(self, source: str | None = None) -> dict[str, Any]:
        """Return mean, median and worst decile of the error, coverage and width, for one source or for
        all.
        """
        rows = [r for r in self.rows if r.scored and r.error is not None and source in (None, r.source)]
        if not rows:
            return {"rows": 0}
        sizes = sorted(abs(r.error or 0.0) for r in rows)
        inside = sum(r.interval[0] <= (r.published_s or 0.0) <= r.interval[1] for r in rows)
        width = fmean((r.interval[1] - r.interval[0]) / 2 / r.step_time_s for r in rows)
        mfu = fmean(abs(r.constant_mfu_s / (r.published_s or 1.0) - 1) for r in rows)
        return {
            "rows": len(rows),
            "mean_error": fmean(sizes),
            "median_error": median(sizes),
            # the error that nine of ten rows stay below, and the mean of the tenth that do not
            "worst_decile": sizes[min(int(0.9 * len(sizes)), len(sizes) - 1)],
            "worst_decile_mean": fmean(sizes[int(0.9 * len(sizes)) :]),
            "coverage": inside / len(rows),
            "coverage_p": binomial_p(inside, len(rows)),
            "mean_half_width": width,
            "one_mfu_error": mfu,
        }

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "rows": [row.as_dict() for row in self.rows],
            "incomplete": self.incomplete,
            "by_source": {s: self.summary(s) for s in sorted({r.source for r in self.rows})},
            "overall": self.summary(),
            "peers": PEERS,
        }


def _fingerprint(run: Run) -> tuple[float, ...]:
    """Return what tells one published row from another whatever it is called."""
    if run.layout is None or run.model is None or run.published_s is None:
        return ()
    x = run.layout
    return (
        x.gpus,
        x.tp,
        x.pp,
        x.global_batch,
        x.seq_len,
        run.model.layers,
        run.model.hidden,
        float(f"{run.published_s:.4g}"),
    )


def validate(runs: list[Run]) -> Validation:
    """Predict every complete run, and list what the others miss.

    Args:
        runs: as `agora.fleet.runs.read_runs` returns them.
    """
    known = {_fingerprint(run): run for run in shipped_runs()}
    rows, incomplete, flops = [], [], []
    for run in runs:
        if run.model is None or run.gpu is None or run.layout is None:
            incomplete.append(
                {"id": run.id, "source": run.source, "missing": run.missing or ["nothing to predict"]}
            )
            continue
        published = known.get(_fingerprint(run))
        e = folds()[published.source] if published else shipped()
        run = _completed(run, published) if published else run
        rows.append(_row(run, e, published.source if published else ""))
        flops.append(_ideal_s(run))
    return Validation(_with_constant_mfu(rows, flops), incomplete)


# fields of a layout that a row may leave open, by how `runs` words what it assumes for them
_OPEN = {"microbatch": "microbatch", "interleave": "virtual stage", "recompute": "recomputation"}


def _completed(run: Run, published: Run) -> Run:
    """Return a published run with what its row leaves open taken from the shipped table."""
    if run.layout is None or published.layout is None:
        return run
    said = " | ".join(run.assumed)
    theirs = vars(published.layout)
    new = {
        key: theirs[key]
        for key, words in _OPEN.items()
        if words in said and theirs[key] != getattr(run.layout, key)
    }
    if not new:
        return run
    words = ", ".join(_OPEN[key] for key in new)
    kept = [text for text in run.assumed if not any(_OPEN[key] in text for key in new)]
    return replace(run, layout=replace(run.layout, **new), assumed=[*kept, f"{words} from the shipped table"])


def _row(run: Run, e: Efficiencies, own: str) -> Row:
    """Predict one run."""
    case = run.case()
    seconds = float(step_seconds(columns(*case), e.columns(*case)).total)
    wide = half_width(*case, e)
    error = seconds / run.published_s - 1 if run.published_s else None
    scored = error is not None and not run.unverified
    return Row(
        run.id,
        run.source,
        seconds,
        (seconds / wide, seconds * wide),
        run.published_s,
        error,
        scored,
        own,
        run.assumed,
        0.0,
    )


def _ideal_s(run: Run) -> float:
    """Return the seconds of a step at the 16-bit peak."""
    model, gpu, x = run.case()
    flops = model.flops_per_token(x.seq_len) * x.global_batch * x.seq_len
    return float(flops / x.gpus / gpu.bf16_tflops / 1e12)


def _with_constant_mfu(rows: list[Row], ideal_s: list[float]) -> list[Row]:
    """Add the baseline: one MFU, the median of the rows of all other sources."""
    seen = [
        (r.source, r.published_s / s)
        for r, s in zip(rows, ideal_s, strict=True)
        if r.published_s and r.scored
    ]
    slow = {}
    for source in {r.source for r in rows}:
        others = [ratio for of, ratio in seen if of != source] or [ratio for _, ratio in seen] or [2.5]
        slow[source] = median(others)
    return [replace(r, constant_mfu_s=s * slow[r.source]) for r, s in zip(rows, ideal_s, strict=True)]
