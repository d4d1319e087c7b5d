"""Memory of the fullest GPU: weights, gradients, optimizer, activations, logits, and what the framework
keeps.

Activations follow Korthikanti et al. 2022 (arXiv 2205.05198), counted tensor by tensor so that grouped
heads, gated feed-forwards and mixtures fit too; the number of microbatches in flight follows the pipeline
schedule.
"""

from dataclasses import dataclass
from typing import Any

from agora.fleet.kernels import Columns

__all__ = ["COMPILED_LOGIT_BYTES", "LOGIT_BYTES", "MEMORY_PARTS", "Memory", "needs_recompute", "peak_memory"]

MEMORY_PARTS = ("weights", "gradients", "optimizer", "activations", "logits", "buffers")
# bytes per logit while the loss is computed: 16-bit logits, their 32-bit copy, its softmax, and the gradient;
# a compiled loss, usual since 2025, keeps the first and the last
LOGIT_BYTES, COMPILED_LOGIT_BYTES = 14.0, 6.0
# CUDA context, NCCL buffers and the allocator's slack, bytes: torchtitan's and Megatron's runs leave 3 to
# 6 GB
FRAMEWORK_BYTES = 4.0e9
USABLE = 0.96  # of the part's memory, the rest is the driver's and fragmentation
KEPT_BY_SOME = 0.44  # of activations when every other product is recomputed


@dataclass(frozen=True)
class Memory:
    """Bytes on the fullest GPU by part (columns)."""

    parts: dict[str, Any]

    @property
    def total(self) -> Any:
        """Bytes in all."""
        return sum(self.parts[name] for name in MEMORY_PARTS)


def _activation_bytes_per_token(c: Columns) -> tuple[Any, Any]:
    """Bytes that one token of one layer leaves for the backward pass: all of it, and the layer's input
    alone.
    """
    width = c.heads * c.head_dim
    norms = 8.0 * c.hidden / c.norm_shard
    mixer = c.attention_share * 2.0 * (2.0 * width + 2.0 * c.kv_heads * c.head_dim) / c.tp
    scores = c.attention_share * (1.0 - c.fused) * 5.0 * c.heads * c.seq_len / c.tp * (1.0 - c.recompute_core)
    inner = 2.0 * (c.gated + 2.0) * c.dense_share * c.dense_ffn / c.tp
    routed = c.moe_share * c.experts_per_token * (4.0 * c.hidden + 2.0 * (c.gated + 2.0) * c.ffn) / c.tp
    shared = c.moe_share * 2.0 * (c.gated + 2.0) * c.shared_ffn / c.tp
    scan = c.ssm_share * 2.0 * 5.0 * c.ssm_inner / c.tp
    return norms + mixer + scores + inner + routed + shared + scan, 2.0 * c.hidden / c.norm_shard


def peak_memory(c: Columns) -> Memory:
    """Return the bytes of the fullest GPU, that of the first stage or of the one with the loss.

    Args:
        c: columns of the workload.
    """
    from numpy import maximum, minimum, where

    shards = c.dp_all
    expert_shards = maximum(c.dp_all * c.tp / c.ep, 1.0)
    full = c.zero >= 3
    dense = c.weights - c.expert_weights
    dense_kept = where(full, dense / shards, dense)
    expert_kept = where(full, c.expert_weights / expert_shards, c.expert_weights)
    # torch FSDP shards 32-bit weights and casts what it gathers; others keep 16-bit weights and a sharded
    # 32-bit copy
    weights = where(full, 4.0, 2.0) * (dense_kept + expert_kept)
    gathered = where(full, 2.0 * 2.0 * dense / maximum(c.layers / c.pp, 1.0), 0.0)
    # inside a pipeline torch accumulates whole gradients until the last microbatch
    split = where((c.zero >= 2) & ((c.torch == 0) | (c.pp == 1)), 1.0 / shards, 1.0)
    gradients = (2.0 + 2.0 * c.fp32_grads) * where(
        full, dense_kept + expert_kept, dense * split + c.expert_weights
    )
    states = where(full, 8.0, 12.0)
    optimizer = states * where(
        c.zero > 0, dense / shards + c.expert_weights / expert_shards, dense + c.expert_weights
    )
    every, first = _activation_bytes_per_token(c)
    kept = where(c.recompute_all > 0, first, where(c.recompute_some > 0, KEPT_BY_SOME * every, every))
    micro = c.microbatches
    plain = minimum(micro, c.pp) * c.layers / c.pp
    woven = c.layers / c.pp * (c.pp + (c.pp - 1.0) / c.interleave)
    in_flight = where(c.interleave > 1, minimum(woven, micro * c.layers / c.pp), plain)
    working = where(c.recompute_all > 0, every, 0.0)
    activations = c.tokens * (kept * in_flight + working)
    logits = where(c.pp > 1, 0.3, 1.0) * c.tokens * c.vocab / c.tp * c.logit_bytes
    return Memory(
        {
            "weights": weights,
            "gradients": gradients,
            "optimizer": optimizer,
            "activations": activations,
            "logits": logits,
            "buffers": gathered + FRAMEWORK_BYTES,
        }
    )


def needs_recompute(c: Columns) -> Any:
    """Return how much must be recomputed to fit: 0 nothing, 2 every other product, 3 all (columns of
    `RECOMPUTE`).
    """
    from types import SimpleNamespace

    from numpy import where

    plain = peak_memory(SimpleNamespace(**{**vars(c), "recompute_all": 0.0, "recompute_some": 0.0})).total
    some = peak_memory(SimpleNamespace(**{**vars(c), "recompute_all": 0.0, "recompute_some": 1.0})).total
    room = USABLE * c.hbm_capacity
    return where(plain <= room, 0, where(some <= room, 2, 3))
