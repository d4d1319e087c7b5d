"""Search layouts: enumerate every sensible one, drop the impossible with a count of why, price the rest at
once.
"""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from agora.errors import UsageError
from agora.fleet.efficiencies import Efficiencies, shipped
from agora.fleet.hardware import Gpu
from agora.fleet.memory import USABLE, peak_memory
from agora.fleet.model import Model
from agora.fleet.step import PARTS, step_seconds
from agora.fleet.workload import RECOMPUTE, Layout, columns

__all__ = ["Search", "candidates", "price", "search"]

_AXES = ("tp", "pp", "cp", "ep", "interleave", "microbatch", "zero", "recompute")


@dataclass(frozen=True)
class Search:
    """What a search found.

    Args:
        layouts: the fitting layouts, fastest first (at most ``keep``).
        step_s: their step times, seconds.
        considered: combinations enumerated.
        rejected: how many fell to each constraint.
        losers: for each axis and value, how much slower its best layout is, and the part that makes it so.
    """

    layouts: list[Layout]
    step_s: list[float]
    considered: int
    rejected: dict[str, int]
    losers: list[dict[str, Any]]


def _powers(limit: float) -> list[int]:
    """Return the powers of two up to ``limit``."""
    return [2**k for k in range(int(limit).bit_length()) if 2**k <= limit]


def candidates(model: Model, gpu: Gpu, gpus: int, seq_len: int) -> dict[str, Any]:
    """Enumerate layouts as columns, before any constraint but the sizes of the axes."""
    from numpy import array, meshgrid

    layers = int(model.layers)
    depths = sorted(
        set(_powers(min(layers, gpus))) | {d for d in range(1, min(layers, 64) + 1) if layers % d == 0}
    )
    axes = {
        "tp": _powers(min(gpu.nvlink_domain_gpus, model.heads, gpus, 16)),
        "pp": depths,
        "cp": _powers(min(16, max(1, seq_len // 4096), gpus)),
        "ep": [
            e for e in _powers(min(model.experts or 1, gpus)) if not model.experts or model.experts % e == 0
        ],
        "interleave": [1, 2, 3, 4, 5, 6, 8, 12],
        "microbatch": [1, 2, 4, 8],
        "zero": [1, 3],
        "recompute": [RECOMPUTE.index(word) for word in ("none", "some", "full")],
    }
    grid = meshgrid(*[array(axes[name], dtype=float) for name in _AXES], indexing="ij")
    return {name: column.ravel() for name, column in zip(_AXES, grid, strict=True)}


def _constraints(model: Model, gpus: int, batch: int, seq_len: int, x: dict[str, Any]) -> dict[str, Any]:
    """Return, for each constraint, which columns break it; each is counted for those that passed the ones
    before.
    """
    ways = x["tp"] * x["pp"] * x["cp"]
    dp = gpus / ways
    chunks = x["pp"] * x["interleave"]
    even = (model.layers % chunks == 0) | ((model.layers + 2) % chunks == 0)
    return {
        "degrees do not fill the GPUs": (dp < 1) | (dp % 1 != 0),
        "heads do not divide by tp": model.heads % x["tp"] != 0,
        "more virtual stages than layers": chunks > model.layers,
        "interleaving needs a pipeline and even stages": (x["interleave"] > 1) & ((x["pp"] == 1) | ~even),
        "experts exceed the data-parallel GPUs": x["ep"] > dp * x["cp"] * x["tp"],
        "batch does not divide by dp x microbatch": batch % (dp * x["microbatch"]) != 0,
        "interleaving needs microbatches in rounds of pp": (x["interleave"] > 1)
        & (batch / (dp * x["microbatch"]) % x["pp"] != 0),
        "full sharding inside a pipeline": (x["zero"] == 3) & (x["pp"] > 1),
        "sequence does not divide by 2 cp": (x["cp"] > 1) & (seq_len % (2 * x["cp"]) != 0),
    }


def price(
    model: Model, gpu: Gpu, layout: Layout, efficiencies: Efficiencies | None = None
) -> tuple[Any, Any, Any]:
    """Price a column of layouts: step seconds, its parts, bytes of the fullest GPU."""
    from numpy import errstate

    with errstate(divide="ignore", invalid="ignore"):  # branches of `where` that nobody takes
        c = columns(model, gpu, layout)
        step = step_seconds(c, (efficiencies or shipped()).columns(model, gpu, layout))
        return step.total, step.parts, peak_memory(c).total


def search(
    model: Model,
    gpu: Gpu,
    gpus: int,
    batch: int,
    base: Layout,
    *,
    keep: int = 50,
    efficiencies: Efficiencies | None = None,
) -> Search:
    """Return the fastest layouts that fit.

    Args:
        model: what is trained.
        gpu: on which part.
        gpus: in the job.
        batch: sequences in a step.
        base: sequence length, precision and framework; its degrees are replaced.
        keep: how many to return.
        efficiencies: other than the shipped ones.

    Raises:
        UsageError: nothing fits; the message says what would suffice.
    """
    from numpy import argsort, broadcast_to, flatnonzero, ones

    x = candidates(model, gpu, gpus, int(base.seq_len))
    considered = len(x["tp"])
    alive, rejected = ones(considered, bool), {}
    for reason, broken in _constraints(model, gpus, batch, int(base.seq_len), x).items():
        rejected[reason] = int((alive & broken).sum())
        alive &= ~broken
    kept = flatnonzero(alive)
    x = {name: column[kept] for name, column in x.items()}
    dp = gpus / (x["tp"] * x["pp"] * x["cp"])
    layout = replace(base, gpus=float(gpus), dp=dp, global_batch=float(batch), sequence_parallel=1, **x)
    if not len(kept):
        raise UsageError(
            f"No layout of {model.name} on {gpus:,} GPUs with a batch of {batch:,}.",
            why="; ".join(f"{reason}: {n:,}" for reason, n in rejected.items() if n),
            fix=f"Choose a batch that many small numbers divide, such as {_round_batch(batch, gpus):,}.",
        )
    seconds, parts, held = price(model, gpu, layout, efficiencies)
    room = USABLE * gpu.hbm_gb * 1e9
    fits = broadcast_to(held, seconds.shape) <= room
    rejected["memory"] = int((~fits).sum())
    if not fits.any():
        raise _too_small(model, gpu, gpus, float(held.min()))
    order = flatnonzero(fits)[argsort(seconds[fits], kind="stable")]
    table = SimpleNamespace(
        seconds=seconds, parts={k: broadcast_to(v, seconds.shape) for k, v in parts.items()}, x=x
    )
    best = [_pick(layout, x, dp, i) for i in order[:keep]]
    return Search(
        best, [float(seconds[i]) for i in order[:keep]], considered, rejected, _losers(table, order)
    )


def _round_batch(batch: int, gpus: int) -> int:
    """Return the power of two nearest above both the batch and the GPUs' need."""
    return int(2 ** max(batch - 1, 1).bit_length()) if batch >= 1 else gpus


def _too_small(model: Model, gpu: Gpu, gpus: int, least_bytes: float) -> UsageError:
    """Say what fleet would suffice: 16-bit training keeps 18 bytes a weight, plus what activations took."""
    needed = model.parameters * 18 / (gpu.hbm_gb * 1e9 * USABLE * 0.7)
    enough = int(2 ** max(int(needed), 1).bit_length())
    return UsageError(
        f"{model.name} does not fit on {gpus:,} x {gpu.name}.",
        why=f"The most frugal layout needs {least_bytes / 1e9:.0f} GB of {gpu.hbm_gb:g} GB on a GPU.",
        fix=f"About {max(enough, gpus * 2):,} of them would suffice, or parts with more memory.",
    )


def _pick(layout: Layout, x: dict[str, Any], dp: Any, i: int) -> Layout:
    """Return one layout of a column as plain numbers."""
    own: dict[str, Any] = {name: int(column[i]) for name, column in x.items()}
    return replace(layout, dp=int(dp[i]), gpus=int(layout.gpus), global_batch=int(layout.global_batch), **own)


def _losers(table: SimpleNamespace, order: Any) -> list[dict[str, Any]]:
    """Compare the winner with the best layout of every other value of each axis."""
    winner = order[0]
    found = []
    for name in _AXES:
        values = table.x[name][order]
        for value in sorted(set(values.tolist()) - {float(values[0])}):
            other = order[int((values == value).argmax())]
            growth = {part: float(table.parts[part][other] - table.parts[part][winner]) for part in PARTS}
            part = max(growth, key=lambda key: growth[key])
            found.append(
                {
                    "axis": name,
                    "value": int(value),
                    "slower": float(table.seconds[other] / table.seconds[winner] - 1),
                    "because": part,
                    "because_s": growth[part],
                }
            )
    return found
