"""The efficiencies: what physics leaves open, as few named numbers with a meaning, a prior and a spread.

Common values hold everywhere; four groups of factors around 1 say how much better or worse products run
for a family, width and framework, fused attention for a family and framework, one part against its
family, and one mixture's kernels. A factor of a group that no published run covers stays 1: the common
value. `agora.fleet.calibrate` fits them.
"""

import json
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from agora.fleet.hardware import Gpu
from agora.fleet.kernels import Columns
from agora.fleet.model import Model
from agora.fleet.workload import PRECISIONS, Layout

__all__ = [
    "GROUP_SPREAD",
    "PARAMETERS",
    "Efficiencies",
    "Parameter",
    "ceilings",
    "engine",
    "folds",
    "group_keys",
    "load",
    "shipped",
]


@dataclass(frozen=True)
class Parameter:
    """One efficiency: its prior, how far it may plausibly lie from it (in log, or log-odds for a share)."""

    prior: float
    spread: float
    meaning: str
    share: bool = False


_P = Parameter
PARAMETERS: dict[str, Parameter] = {
    "matmul_share": _P(0.93, 0.08, "products in a model, as a share of the measured ceiling of large ones"),
    "operand_passes": _P(1.2, 0.25, "times the operands of a product cross memory"),
    "young_matmul": _P(0.15, 0.6, "loss of products in the year a part appears, fading with e per year"),
    "fused_attention": _P(
        0.85, 0.15, "fused attention in a model, as a share of its published kernel figure"
    ),
    "attention_backward": _P(2.5, 0.15, "backward over forward time of fused attention"),
    "score_passes": _P(8, 0.4, "times the S x S scores cross memory where attention is not fused"),
    "grouped_loss": _P(0.25, 0.3, "extra time of grouped products over dense ones"),
    "memory_passes": _P(1.2, 0.4, "real over counted traffic of norms, residuals and activations"),
    "eager_passes": _P(0.5, 0.5, "extra traffic of passes over memory that no compiler fused"),
    "permute_passes": _P(10, 0.4, "times a token's copies for its experts cross memory"),
    "fused_dispatch": _P(
        0.4,
        0.5,
        "share of permutation and launches saved where a rack's links reach all experts",
        share=True,
    ),
    "cast_passes": _P(2, 0.6, "times activations cross memory for casts to 8 or 4 bits"),
    "young_casts": _P(1.0, 0.6, "extra casts in the year a part appears, fading with e per year"),
    # 24 forward: convolution, states of 8 bytes a channel written, passed on and read, gate, norm; and 2.5
    # times that backward, over the three passes that a product counts
    "scan_passes": _P(28, 0.5, "times the inner state crosses memory in a Mamba-2 scan"),
    "loss_passes": _P(3, 0.5, "times the 32-bit logits cross memory in the loss"),
    "some_recompute": _P(0.4, 0.5, "share of a forward repeated when every other product is recomputed"),
    "forced_recompute": _P(0.3, 0.6, "the same where memory forces what nobody published"),
    "accumulate_bytes": _P(
        60, 0.5, "bytes per weight and microbatch of DeepSpeed's unfused 32-bit gradients"
    ),
    "imbalance": _P(0.7, 0.5, "share of uneven stages that shows", share=True),
    "loss_imbalance": _P(0.5, 0.5, "share of the loss's extra time on the last stage that shows", share=True),
    "tensor_hidden": _P(0.4, 0.5, "share of tensor-parallel traffic that products hide", share=True),
    "expert_hidden": _P(0.3, 0.5, "share of expert traffic that is hidden", share=True),
    "sends_hidden": _P(0.5, 0.4, "share of sends between interleaved stages that is hidden", share=True),
    "dedup": _P(
        0.5, 0.5, "share of expert traffic sent once per node instead of once per expert", share=True
    ),
    "data_hidden": _P(1.0, 0.3, "microbatches of compute that gradients hide behind"),
    "data_floor": _P(0.1, 0.6, "share of gradient traffic that never hides"),
    "fsdp_overlap": _P(0.7, 0.3, "share of a microbatch that full sharding hides behind"),
    "fsdp_floor": _P(0.1, 0.6, "share of full-sharding traffic that never hides"),
    "inner_link": _P(0.7, 0.25, "reached share of the inner link"),
    "network": _P(0.85, 0.2, "reached share of the network"),
    "all_to_all": _P(0.6, 0.4, "reached share of the network in an all-to-all"),
    "all_to_all_inner": _P(0.6, 0.4, "all-to-all against ring on the inner link"),
    "hop_us": _P(15, 0.7, "latency of one hop between nodes, microseconds"),
    "bubble": _P(1.0, 0.02, "real over ideal pipeline bubble"),
    "turn_ms": _P(0.3, 0.8, "host time of one virtual stage's turn, milliseconds"),
    "deepspeed_turn_ms": _P(7, 0.4, "the same in DeepSpeed's pipeline engine"),
    "host_us": _P(300, 0.7, "host time to launch one layer's forward, microseconds"),
    "host_moe": _P(4, 0.4, "extra launches of a mixture, in layers"),
    "host_expert": _P(0.3, 0.8, "extra launches for each expert on the GPU, in layers"),
    "maturity": _P(1.0, 0.4, "how fast kernels of mixtures improve: overheads halve in 1/maturity years"),
    "optimizer_bytes": _P(26, 0.4, "bytes moved per weight in the optimizer's step"),
    "step_ms": _P(15, 0.8, "fixed time of a step, milliseconds"),
    "straggle": _P(0.006, 0.8, "share lost to the slowest for each doubling of nodes"),
}
GROUP_SPREAD = {"matmul": 0.10, "attention": 0.20, "gpu": 0.08, "mixture": 0.25}

# measured ceilings of families whose part has none in the table, and of unknown families (sources: as
# `mamf` there)
_CEILING16 = {"ampere": 0.869, "hopper": 0.803, "blackwell": 0.75, "cdna": 0.55}
_CEILING8 = {"hopper": 0.72, "blackwell": 0.745}
# published rates of fused attention, forward and backward together, as a share of the 16-bit peak:
# FlashAttention-2 (arXiv 2307.08691) on A100 and H100, FlashAttention-3 (arXiv 2407.08608) and cuDNN on H100
_ATTENTION = {"ampere": 0.5, "hopper": 0.58, "hopper/torch": 0.33, "blackwell": 0.5}


def engine(layout: Layout) -> str:
    """Name the framework as far as it changes kernels: ``megatron``, ``torch`` or ``deepspeed-bf16``."""
    if layout.torch:
        return "torch"
    return "deepspeed-bf16" if layout.deepspeed and layout.precision == "bf16" else "megatron"


def ceilings(gpu: Gpu, layout: Layout) -> tuple[float, float, float]:
    """Return the shares of the peak that large products and fused attention reach: layers', 16-bit,
    attention.
    """
    wide = gpu.matmul_bf16 or _CEILING16.get(gpu.family, 0.8)
    narrow = PRECISIONS[layout.precision][0] < 16
    kind = "torch" if layout.torch else ""
    core = _ATTENTION.get(f"{gpu.family}/{kind}", _ATTENTION.get(gpu.family, 0.5))
    small = gpu.matmul_fp8 or _CEILING8.get(gpu.family, 0.7)
    return small if narrow else wide, wide, core


@dataclass(frozen=True)
class Efficiencies:
    """Fitted values of `PARAMETERS`, factors of the four groups, and half-widths (log) of 80 % intervals
    by kind.
    """

    values: dict[str, float]
    matmul: dict[str, float] = field(default_factory=dict)
    attention: dict[str, float] = field(default_factory=dict)
    gpu: dict[str, float] = field(default_factory=dict)
    mixture: dict[str, float] = field(default_factory=dict)
    half_width: dict[str, float] = field(default_factory=dict)

    def columns(self, model: Model, gpu: Gpu, layout: Layout) -> Columns:
        """Return the numbers that the step's formulas take for one model, GPU and framework."""
        products, wide, core = ceilings(gpu, layout)
        keys = group_keys(model, gpu, layout)
        part = self.gpu.get(keys["gpu"], 1.0)
        share = self.values["matmul_share"] * part
        return SimpleNamespace(
            **{
                **self.values,
                "matmul": products * share * self.matmul.get(keys["matmul"], 1.0),
                "matmul16": wide * share,
                "fused_attention": core
                * self.values["fused_attention"]
                * self.attention.get(keys["attention"], 1.0),
                "mixture": self.mixture.get(keys["mixture"], 1.0),
            }
        )


def group_keys(model: Model, gpu: Gpu, layout: Layout) -> dict[str, str]:
    """Return the key of each group; a mixture is known by its experts and widths, not by its name."""
    bits, kind = PRECISIONS[layout.precision][0], engine(layout)
    return {
        "matmul": f"{gpu.family}/{bits}/{kind}",
        "attention": f"{gpu.family}/{'torch' if layout.torch else 'other'}",
        "gpu": gpu.name,
        "mixture": f"{model.experts:g}x{model.ffn:g} of {model.hidden:g}" if model.experts else "dense",
    }


def load(text: str) -> Efficiencies:
    """Read efficiencies from TOML as `agora fleet calibrate` writes them."""
    table: dict[str, Any] = tomllib.loads(text)
    return Efficiencies(
        table["values"],
        table["matmul"],
        table["attention"],
        table["gpu"],
        table["mixture"],
        table["half_width"],
    )


@cache
def shipped() -> Efficiencies:
    """Return the efficiencies fitted on the shipped table of runs."""
    return load((files("agora.fleet") / "data" / "efficiencies.toml").read_text(encoding="utf-8"))


@cache
def folds() -> dict[str, Efficiencies]:
    """Return, for each source of the shipped table, the efficiencies fitted without it."""
    text = (files("agora.fleet") / "data" / "folds.json").read_text(encoding="utf-8")
    return {source: Efficiencies(**table) for source, table in json.loads(text).items()}
