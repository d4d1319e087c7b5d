"""A workload as columns: one model, one GPU, and a layout or a hundred thousand layouts side by side.

A layout says how the model is spread (tensor, pipeline, data, context, expert parallelism, ZeRO stage),
how the batch is cut, what is recomputed, and at which precision the layers' products run.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from agora.errors import UsageError, nearest
from agora.fleet.hardware import Gpu
from agora.fleet.kernels import Columns, any_of
from agora.fleet.memory import COMPILED_LOGIT_BYTES, LOGIT_BYTES, needs_recompute
from agora.fleet.model import Model

__all__ = ["PRECISIONS", "RECOMPUTE", "Layout", "columns", "stack"]

# bits of the layers' products, and how many extra passes casting costs against per-tensor scaling
PRECISIONS = {
    "bf16": (16, 0.0),
    "fp16": (16, 0.0),
    "amp_bf16": (16, 0.0),
    "amp_fp16": (16, 0.0),
    "bf16-mixed": (16, 0.0),
    "fp8": (8, 1.0),
    "amp_fp8": (8, 1.0),
    "fp8-cs": (8, 1.0),
    "fp8-tensorwise": (8, 1.0),
    "fp8-ds": (8, 1.0),
    "mxfp8": (8, 1.0),
    "fp8-mx": (8, 1.0),
    "fp8-sc": (8, 1.5),
    "fp8-blockwise": (8, 1.5),
    "fp8-rowwise": (8, 3.0),
    "nvfp4": (4, 1.5),
    "fp4": (4, 1.5),
    "mxfp4": (4, 1.5),
}
# nothing; attention's core; every other product; everything; or what it takes to fit when nobody said
RECOMPUTE = ("none", "selective", "some", "full", "as-needed")


@dataclass
class Layout:
    """How a model is laid over GPUs; each field is a number or an array of them.

    Args:
        gpus: in the job.
        tp, pp, dp, cp, ep: degrees of tensor, pipeline, data, context and expert parallelism.
        interleave: virtual stages per GPU (1: plain 1F1B).
        microbatch: sequences in one pass.
        global_batch: sequences in one step.
        seq_len: tokens of a sequence.
        recompute: index into `RECOMPUTE`.
        zero: ZeRO stage; 3 is full sharding (FSDP).
        precision: of the layers' products, a key of `PRECISIONS`.
        sequence_parallel: norms are split over the tensor group.
        fused: attention keeps its scores on chip (FlashAttention and kin).
        overlap: communication is launched to run beside compute.
        torch: plain PyTorch with FSDP, not Megatron with Transformer Engine.
        eager: its passes over memory are not fused by a compiler.
        deepspeed: pipeline of DeepSpeed, which hands whole activations to the next stage.
        overlap_tp: tensor-parallel collectives are cut up to run beside their products.
        dropless: experts take every token; with a capacity, kernels are fewer and regular.
        software_year: of the framework, as 2025.5; young kernels for mixtures are slow.
        network_gbitps: per GPU, when it differs from the part's usual.
    """

    gpus: Any
    tp: Any = 1
    pp: Any = 1
    dp: Any = 1
    cp: Any = 1
    ep: Any = 1
    interleave: Any = 1
    microbatch: Any = 1
    global_batch: Any = 1
    seq_len: Any = 4096
    recompute: Any = 1
    zero: Any = 1
    precision: str = "bf16"
    sequence_parallel: Any = 1
    fused: Any = 1
    overlap: Any = 1
    software_year: float = 2025.0
    torch: Any = 0
    eager: Any = 0
    deepspeed: Any = 0
    overlap_tp: Any = 1
    dropless: Any = 1
    network_gbitps: float = 0.0

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise UsageError(
                f"No precision {self.precision!r}.",
                why=f"Known: {', '.join(PRECISIONS)}.",
                fix=nearest(self.precision, list(PRECISIONS)),
            )


def columns(model: Model, gpu: Gpu, layout: Layout) -> Columns:
    """Return every figure that the step's formulas need, derived once."""
    c = SimpleNamespace(**_model_columns(model), **_gpu_columns(gpu, layout))
    vars(c).update(_layout_columns(model.filled(), gpu, layout))
    from numpy import where

    unsaid = needs_recompute(c) if any_of(layout.recompute == 4) else 0
    c.recompute_forced = where((layout.recompute == 4) & (unsaid > 0), 1.0, 0.0)
    return c


def _model_columns(model: Model) -> dict[str, float]:
    """Figures of the model alone."""
    m = model.filled()
    moe_layers = (m.ffn_layers - m.dense_layers) if m.experts else 0.0
    return {
        "layers": m.layers,
        "hidden": m.hidden,
        "heads": m.heads,
        "head_dim": m.head_dim,
        "value_dim": m.value_head_dim,
        "value_share": m.value_head_dim / m.head_dim,
        "q_rank": m.q_rank,
        "kv_rank": m.kv_rank,
        "rope_dim": m.rope_dim,
        "ffn": m.ffn,
        "dense_ffn": m.dense_ffn,
        "shared_ffn": m.shared_ffn,
        "gated": float(m.gated),
        "vocab": m.vocab,
        "experts": m.experts,
        "experts_per_token": m.experts_per_token,
        "window_share": m.window_share,
        "attention_share": m.attention_layers / m.layers,
        "moe_share": moe_layers / m.layers,
        "dense_share": (m.ffn_layers - moe_layers) / m.layers,
        "ssm_share": m.ssm_layers / m.layers,
        "ssm_inner": m.ssm_inner,
        "ssm_state": m.ssm_state,
        "ssm_groups": m.ssm_groups,
        "ssm_heads": m.ssm_heads,
        "tp_blocks": (m.attention_layers + m.ssm_layers + m.ffn_layers - moe_layers) / m.layers / 2.0,
    }


def _gpu_columns(gpu: Gpu, x: Layout) -> dict[str, float]:
    """Figures of the accelerator, its links, and the age of the software on it."""
    bits, narrow = PRECISIONS[x.precision]
    return {
        "peak_flops": gpu.peak_tflops(bits) * 1e12,
        "peak16_flops": gpu.bf16_tflops * 1e12,
        "act_bytes": bits / 8.0,
        "weight_bytes": bits / 8.0,
        "narrow": narrow,
        "bits": float(bits),
        "hbm_bytes": gpu.hbm_tbps * 1e12,
        "hbm_capacity": gpu.hbm_gb * 1e9,
        "nvlink_bytes": gpu.nvlink_gbps * 1e9,
        "domain": gpu.nvlink_domain_gpus,
        "network_bytes": (x.network_gbitps or gpu.network_gbitps) / 8.0 * 1e9,
        "youth": 2.718 ** -max(x.software_year - gpu.year, 0.0),  # of kernels for a new part
        # of kernels for mixtures: 1 in late 2025, halved each year; older software is not trusted to be worse
        "software_age": 2.0 ** min(max(2025.8 - x.software_year, -1.0), 0.15),
        "torch": float(bool(x.torch)),
        "eager": float(bool(x.eager)),
        "logit_bytes": COMPILED_LOGIT_BYTES if x.software_year >= 2025.0 else LOGIT_BYTES,
        # fp16 gradients are added and reduced as they are: a sum moves 6 bytes, not the 8 of a 32-bit buffer
        "fp32_grads": float((x.software_year < 2025.0 or bool(x.torch)) and x.precision != "fp16"),
        "sum_bytes": 6.0 if x.precision == "fp16" else 8.0,
        "unfused_grads": float(bool(x.deepspeed) and x.precision == "bf16" and x.zero == 1),
    }


def _layout_columns(m: Model, gpu: Gpu, x: Layout) -> dict[str, Any]:
    """Figures that vary with the layout."""
    from numpy import ceil, log2, maximum, minimum, where

    embeddings = m.vocab * m.hidden * (1 if m.tied else 2) / x.tp / minimum(x.pp, 2.0)
    expert_weights = m.expert_parameters / x.pp / x.ep
    weights = (m.body_parameters - m.expert_parameters) / x.pp / x.tp + expert_weights + embeddings
    chunks = x.pp * x.interleave
    # frameworks count embedding and loss as layers when that makes the stages even
    even = (m.layers + 2) % chunks == 0
    return {
        "gpus": x.gpus,
        "tp": x.tp,
        "pp": x.pp,
        "cp": x.cp,
        "ep": x.ep,
        "dp_all": maximum(x.dp * x.cp, 1.0),
        "interleave": x.interleave,
        "zero": x.zero,
        "seq_len": x.seq_len,
        "tokens": x.microbatch * x.seq_len / x.cp,
        "microbatches": maximum(x.global_batch / (x.dp * x.microbatch), 1.0),
        "kv_heads": maximum(m.kv_heads, minimum(x.tp, m.heads)),
        "window": minimum(m.window or x.seq_len, x.seq_len),
        "stage_layers": where(even, m.layers / x.pp, ceil(m.layers / chunks) * x.interleave),
        "loss_even": where(even, 1.0, 0.0),
        "recompute_all": where(x.recompute == 3, 1.0, 0.0),
        "recompute_some": where(x.recompute == 2, 1.0, 0.0),
        "recompute_core": where(((x.recompute == 1) | (x.recompute == 4)) & (x.fused == 0), 1.0, 0.0),
        "norm_shard": where(x.sequence_parallel == 1, x.tp, 1.0),
        "fused": x.fused,
        "overlap": x.overlap,
        "overlap_tp": x.overlap_tp,
        "dropless": x.dropless,
        # racks, unlike nodes, run dispatchers that permute while they send (HybridEP)
        "one_dispatch": where((gpu.nvlink_domain_gpus > 16) & (x.ep <= gpu.nvlink_domain_gpus), 1.0, 0.0),
        "deepspeed": x.deepspeed,
        "weights": weights,
        "expert_weights": expert_weights,
        "stage_weights": weights * where(x.zero == 3, 0.0, 1.0),
        "log_nodes": log2(maximum(x.gpus / gpu.gpus_per_node, 1.0)),
    }


def stack(cases: list[Columns]) -> Columns:
    """Join workloads of different models and GPUs into one set of columns."""
    from numpy import array

    return SimpleNamespace(
        **{key: array([float(getattr(case, key)) for case in cases]) for key in vars(cases[0])}
    )
