"""Time of the kernels of one layer on one GPU: matrix products, attention, and passes over memory.

All arguments are columns (`numpy` arrays or plain numbers that broadcast), so one call prices one layout
or a hundred thousand. Shape letters in comments: T tokens of a microbatch on this GPU, S sequence, H
hidden.

A matrix product costs its FLOPs at the share of the peak that large products reach, plus its operands'
bytes at memory speed: the second term is what makes narrow tensor-parallel shards and fast 8-bit units
inefficient.
"""

from types import SimpleNamespace
from typing import Any

__all__ = [
    "Columns",
    "Seconds",
    "any_of",
    "attention",
    "dense_ffn",
    "elementwise",
    "experts",
    "logits",
    "projections",
    "ssm",
]

Columns = SimpleNamespace  # of a workload: model, layout and hardware figures, one array or number each
Seconds = Any  # an array or a number, as wide as the columns


def _products(c: Columns, e: Columns, rows: Any, pairs: list[tuple[Any, Any]], groups: Any = 1.0) -> Seconds:
    """Seconds of products (rows x K) @ (K x N) for each (K, N), each split into ``groups`` experts."""
    flops, size = 0.0, 0.0
    for inner, outer in pairs:
        flops = flops + 2.0 * rows * inner * outer
        size = size + rows * (inner + outer) * c.act_bytes + groups * inner * outer * c.weight_bytes
    return (
        flops / (c.peak_flops * e.matmul) * (1.0 + e.young_matmul * c.youth)
        + e.operand_passes * size / c.hbm_bytes
    )


def projections(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of attention's projections: queries, keys, values, output, or the ranks of MLA."""
    from numpy import where

    q_out = c.heads * c.head_dim / c.tp
    kv_out = 2.0 * c.kv_heads * c.head_dim / c.tp
    grouped = _products(c, e, c.tokens, [(c.hidden, q_out + kv_out), (q_out * c.value_share, c.hidden)])
    if not any_of(c.kv_rank):
        return grouped
    up = c.heads * (c.head_dim - c.rope_dim + c.value_dim) / c.tp
    latent = _products(
        c, e, c.tokens,
        [(c.hidden, c.q_rank + c.kv_rank + c.rope_dim), (c.q_rank, q_out), (c.kv_rank, up),
         (c.heads * c.value_dim / c.tp, c.hidden)],
    )  # fmt: skip
    return where(c.kv_rank > 0, latent, grouped)


def dense_ffn(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of a dense feed-forward."""
    inner = c.dense_ffn / c.tp
    return _products(c, e, c.tokens, [(c.hidden, inner * (1.0 + c.gated)), (inner, c.hidden)])


def experts(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of the experts on this GPU: routed (balanced) and shared ones, with the router."""
    rows = c.tokens * c.experts_per_token / c.tp  # tokens of the tensor group are dealt out to its members
    local = c.experts / c.ep
    routed = _products(c, e, rows, [(c.hidden, c.ffn * (1.0 + c.gated)), (c.ffn, c.hidden)], local)
    shared_inner = c.shared_ffn / c.tp
    shared = _products(c, e, c.tokens, [(c.hidden, shared_inner * (1.0 + c.gated)), (shared_inner, c.hidden)])
    router = 2.0 * c.tokens / c.tp * c.hidden * c.experts / (c.peak16_flops * e.matmul)
    # what grouping costs is padding and casting of each expert's rows: nothing of it at 16 bits
    grouped = 1.0 + e.grouped_loss * (c.narrow > 0) * c.software_age**e.maturity
    return routed * grouped + shared + router


def attention(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of the core of attention: fused and causal, or with its S x S scores in memory."""
    from numpy import where

    seen = c.window_share * c.window + (1.0 - c.window_share) * c.seq_len
    flops = 2.0 * c.tokens * seen * (c.heads / c.tp) * (c.head_dim + c.value_dim)
    fused = 0.5 * flops / (c.peak16_flops * e.fused_attention)
    if not any_of(1.0 - c.fused):
        return fused
    scores = c.tokens * c.seq_len * c.heads / c.tp * 2.0
    unfused = flops / (c.peak16_flops * e.matmul16 * 0.7) + e.score_passes * scores / c.hbm_bytes
    return where(c.fused > 0, fused, unfused)


def elementwise(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of norms, residuals, activations, rotary embedding, casts and expert permutation."""
    shard = c.norm_shard  # sequence parallelism splits what tensor parallelism leaves whole
    wide = 10.0 * c.hidden / shard + (c.heads + 2.0 * c.kv_heads) * c.head_dim / c.tp * 2.0
    inner = (
        (1.0 + c.gated + 1.0)
        * (c.dense_ffn * c.dense_share + (c.experts_per_token * c.ffn + c.shared_ffn) * c.moe_share)
        / c.tp
    )
    moved = e.permute_passes * c.moe_share * c.experts_per_token * (c.hidden + c.ffn) / c.tp
    moved = moved * (1.0 - e.fused_dispatch * c.one_dispatch)
    casts = (
        e.cast_passes
        * c.narrow
        * (1.0 + e.young_casts * c.youth)
        * (4.0 * c.hidden + c.moe_share * c.experts_per_token * c.hidden / c.tp + inner)
    )
    aged = 1.0 - c.moe_share + c.moe_share * c.software_age**e.maturity
    fusible = (e.memory_passes * (wide + inner) + casts) * (1.0 + e.eager_passes * c.eager)
    return (fusible + moved) * aged * 2.0 * c.tokens / c.hbm_bytes


def ssm(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of a Mamba-2 block: projections, and its scan at memory speed."""
    inner = c.ssm_inner / c.tp
    into = 2.0 * inner + 2.0 * c.ssm_groups * c.ssm_state / c.tp + c.ssm_heads / c.tp
    dense = _products(c, e, c.tokens, [(c.hidden, into), (inner, c.hidden)])
    scan = e.scan_passes * c.tokens * inner * 2.0 / c.hbm_bytes
    return dense + scan


def logits(c: Columns, e: Columns) -> Seconds:
    """Forward seconds of the output layer and its loss, in 16 bits whatever the layers use."""
    flops = 2.0 * c.tokens * c.hidden * c.vocab / c.tp
    return (
        flops / (c.peak16_flops * e.matmul16) + e.loss_passes * c.tokens * c.vocab / c.tp * 4.0 / c.hbm_bytes
    )


def any_of(column: Any) -> bool:
    """Tell whether any entry is not zero: whole kernels are skipped when nobody needs them."""
    from numpy import any as any_

    return bool(any_(column))
