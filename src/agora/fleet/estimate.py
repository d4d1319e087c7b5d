"""One estimate: step time by part, memory, MFU and HFU, tokens per second, each with its 80 % interval."""

from dataclasses import dataclass
from typing import Any

from agora.errors import UsageError
from agora.fleet.efficiencies import Efficiencies, shipped
from agora.fleet.hardware import Gpu
from agora.fleet.intervals import half_width
from agora.fleet.memory import MEMORY_PARTS, USABLE, peak_memory
from agora.fleet.model import Model
from agora.fleet.step import PARTS, step_seconds
from agora.fleet.workload import RECOMPUTE, Layout, columns

__all__ = ["Estimate", "check_layout", "estimate"]


@dataclass(frozen=True)
class Estimate:
    """What one layout does with one model on one kind of GPU; intervals hold 80 % of the time.

    Args:
        step_s, interval_s: of one optimizer step, seconds.
        parts_s: the step's parts, which add up to ``step_s``.
        hidden_comm_s: communication behind compute, not part of the step.
        memory_gb: parts of the fullest GPU's memory.
        capacity_gb: of the part.
        mfu, hfu: model and hardware FLOPs (recomputation counted) over the peak of the layers' precision.
        tokens_per_s: of the whole job.
    """

    step_s: float
    interval_s: tuple[float, float]
    parts_s: dict[str, float]
    hidden_comm_s: float
    memory_gb: dict[str, float]
    capacity_gb: float
    mfu: float
    hfu: float
    tokens_per_s: float

    @property
    def fits(self) -> bool:
        """Whether the memory suffices, with the driver's share left free."""
        return sum(self.memory_gb.values()) <= USABLE * self.capacity_gb

    def scaled(self, value: float) -> tuple[float, float]:
        """Return the interval of a figure that falls as the step takes longer (MFU, tokens per second)."""
        return value * self.step_s / self.interval_s[1], value * self.step_s / self.interval_s[0]

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "step_time_s": self.step_s,
            "interval": list(self.interval_s),
            "parts_s": self.parts_s,
            "hidden_communication_s": self.hidden_comm_s,
            "memory_gb": self.memory_gb,
            "memory_total_gb": sum(self.memory_gb.values()),
            "memory_capacity_gb": self.capacity_gb,
            "fits": self.fits,
            "mfu": self.mfu,
            "mfu_interval": list(self.scaled(self.mfu)),
            "hfu": self.hfu,
            "hfu_interval": list(self.scaled(self.hfu)),
            "tokens_per_s": self.tokens_per_s,
            "tokens_per_s_interval": list(self.scaled(self.tokens_per_s)),
        }


def estimate(model: Model, gpu: Gpu, layout: Layout, efficiencies: Efficiencies | None = None) -> Estimate:
    """Price one layout.

    Raises:
        UsageError: the layout is impossible; the message says which constraint and the nearest possible.

    >>> from agora.fleet.hardware import find_gpu
    >>> from agora.fleet.model import find_model
    >>> layout = Layout(gpus=8, dp=8, microbatch=2, global_batch=128, seq_len=8192, precision="fp8")
    >>> found = estimate(find_model("Llama-3.1-8B"), find_gpu("B200"), layout)
    >>> found.interval_s[0] < 4.4 < found.interval_s[1]  # published: 4.37 s
    True
    """
    check_layout(model, gpu, layout)
    c = columns(model, gpu, layout)
    known = efficiencies or shipped()
    step = step_seconds(c, known.columns(model, gpu, layout))
    total = float(step.total)
    wide = half_width(model, gpu, layout, known)
    flops = model.flops_per_token(layout.seq_len) * layout.global_batch * layout.seq_len
    mfu = flops / total / layout.gpus / c.peak_flops
    again = float(step.parts["recompute"]) / max(float(step.parts["compute"]), 1e-12)
    return Estimate(
        step_s=total,
        interval_s=(total / wide, total * wide),
        parts_s={name: float(step.parts[name]) for name in PARTS},
        hidden_comm_s=float(step.hidden_comm),
        memory_gb={name: float(peak_memory(c).parts[name]) / 1e9 for name in MEMORY_PARTS},
        capacity_gb=gpu.hbm_gb,
        mfu=mfu,
        hfu=mfu * (1 + again),
        tokens_per_s=layout.global_batch * layout.seq_len / total,
    )


def _divisors(number: float) -> list[int]:
    """Return the divisors of a whole number."""
    whole = int(number)
    return [d for d in range(1, whole + 1) if whole % d == 0]


def _nearest_divisor(number: float, wanted: float) -> int:
    """Return the divisor nearest to ``wanted``."""
    return min(_divisors(number), key=lambda d: abs(d - wanted))


def check_layout(model: Model, gpu: Gpu, x: Layout) -> None:
    """Refuse an impossible layout.

    Raises:
        UsageError: naming the constraint and the nearest possible value.
    """
    m = model.filled()
    for name in ("gpus", "tp", "pp", "dp", "cp", "ep", "interleave", "microbatch", "global_batch", "seq_len"):
        value = float(getattr(x, name))
        if not value >= 1 or value == float("inf"):
            raise UsageError(
                f"{name} = {value:g} is impossible.",
                why="It must be at least 1.",
                fix=f"Set {name} to 1 or more.",
            )
    ways = x.tp * x.pp * x.cp * x.dp
    if ways != x.gpus:
        raise UsageError(
            f"tp {x.tp:g} x pp {x.pp:g} x cp {x.cp:g} x dp {x.dp:g} = {ways:g}, not {x.gpus:g} GPUs.",
            fix=f"Nearest: dp = {max(1, int(x.gpus // (x.tp * x.pp * x.cp)))}, or {ways:g} GPUs.",
        )
    rules = [
        ("tp", x.tp, m.heads, "attention heads"),
        ("ep", x.ep, m.experts or 1, "experts" if m.experts else "experts of a dense model"),
    ]
    for name, value, whole, what in rules:
        if whole % value:
            raise UsageError(
                f"{name} = {value:g} does not divide {whole:g} {what}.",
                fix=f"Nearest: {_nearest_divisor(whole, value)}.",
            )
    if x.pp * x.interleave > m.layers:
        depth = int(min(x.pp, m.layers))
        raise UsageError(
            f"pp {x.pp:g} x interleave {x.interleave:g} makes more stages than {m.layers:g} layers.",
            fix=f"Nearest: pp = {depth} with interleave {max(1, int(m.layers // depth))}.",
        )
    if x.ep > x.dp * x.cp * x.tp:
        raise UsageError(
            f"ep = {x.ep:g} exceeds the {x.dp * x.cp * x.tp:g} GPUs of a stage.",
            fix=f"Nearest: {int(x.dp * x.cp * x.tp)}.",
        )
    if x.global_batch % (x.dp * x.microbatch):
        unit = x.dp * x.microbatch
        raise UsageError(
            f"global_batch = {x.global_batch:g} is no multiple of dp {x.dp:g} x microbatch {x.microbatch:g}.",
            fix=f"Nearest: {max(1, round(x.global_batch / unit)) * unit:g}.",
        )
    if x.seq_len % x.cp:
        raise UsageError(
            f"cp = {x.cp:g} does not divide a sequence of {x.seq_len:g}.",
            fix=f"Nearest: {_nearest_divisor(x.seq_len, x.cp)}.",
        )
    if not 0 <= x.recompute < len(RECOMPUTE):
        raise UsageError(
            f"recompute = {x.recompute!r} is unknown.",
            fix=f"One of 0 to {len(RECOMPUTE) - 1}: {', '.join(RECOMPUTE)}.",
        )
