"""Time of collectives: which link carries them, and how many bytes each GPU must pass.

Rings: an all-gather or reduce-scatter of V bytes over n members passes V (n-1)/n per GPU, an all-reduce
twice that. A group inside the inner link's domain uses that link. A wider group is hierarchical: the
members that share a node use all their network ports together.
"""

from typing import Any

from agora.fleet.kernels import Columns, Seconds

__all__ = ["context_ring", "data_parallel", "expert_exchange", "pipeline_sends", "ring", "tensor_parallel"]


def ring(c: Columns, e: Columns, size_bytes: Any, members: Any, local: Any) -> Seconds:
    """Seconds of one all-gather or reduce-scatter.

    Args:
        c: hardware columns.
        e: efficiencies.
        size_bytes: of the gathered whole, per GPU group.
        members: GPUs of the group.
        local: members that share one inner-link domain.
    """
    from numpy import maximum, where

    nodes = maximum(members / maximum(local, 1.0), 1.0)
    inside = size_bytes * (local - 1.0) / maximum(local, 1.0) / (c.nvlink_bytes * e.inner_link)
    across = size_bytes * (nodes - 1.0) / nodes / (c.network_bytes * maximum(local, 1.0) * e.network)
    hops = where(members > 1.0, (local - 1.0) * 1e-6 + (nodes - 1.0) * e.hop_us * 1e-6, 0.0)
    return maximum(inside, 0.0) + maximum(across, 0.0) + maximum(hops, 0.0)


def tensor_parallel(c: Columns, e: Columns) -> Seconds:
    """Seconds of one forward pass of one block's tensor-parallel collective: an all-reduce, or its two
    halves.
    """
    from numpy import minimum

    local = minimum(c.tp, c.domain)
    return 2.0 * ring(c, e, c.tokens * c.hidden * 2.0, c.tp, local)


def context_ring(c: Columns, e: Columns) -> Seconds:
    """Seconds to pass the keys and values of a layer once around the context group."""
    from numpy import clip

    local = clip(c.domain / c.tp, 1.0, c.cp)
    keys = c.tokens * c.cp * 2.0 * c.kv_heads * c.head_dim / c.tp * 2.0
    return ring(c, e, keys, c.cp, local)


def expert_exchange(c: Columns, e: Columns) -> Seconds:
    """Seconds of one dispatch or one combination: each token to its experts' GPUs, all to all."""
    from numpy import maximum, minimum

    local = minimum(c.domain, c.ep)  # expert groups are consecutive ranks, tensor groups folded in
    sent = c.tokens / c.tp * c.experts_per_token * c.hidden * 2.0
    inside = sent * (local - 1.0) / c.ep / (c.nvlink_bytes * e.inner_link)
    # a token crosses the network once for each node that holds one of its experts, not once for each expert
    nodes = c.ep / local
    copies = minimum(nodes, c.experts_per_token) / maximum(c.experts_per_token, 1.0)
    across = sent * (1.0 - 1.0 / nodes) * (e.dedup * copies + 1 - e.dedup) / (c.network_bytes * e.all_to_all)
    return inside / e.all_to_all_inner + across


def pipeline_sends(c: Columns, e: Columns) -> Seconds:
    """Seconds to hand one microbatch to the next stage and its gradient back, over all virtual stages."""
    from numpy import where

    size = c.tokens * c.hidden * 2.0 / c.tp  # each member of the tensor group sends its share
    inside = c.gpus <= c.domain
    link = where(inside, c.nvlink_bytes * e.inner_link, c.network_bytes * e.network)
    return where(c.pp > 1.0, 2.0 * c.interleave * size / link, 0.0)


def data_parallel(c: Columns, e: Columns, weights: Any, members: Any, bytes_per_weight: Any) -> Seconds:
    """Seconds to gather or scatter ``weights`` once over the data-parallel group.

    Neighbours of the group share a node once tensor and context groups have taken their GPUs.
    """
    from numpy import clip, minimum

    local = clip(c.domain / (c.tp * c.cp), 1.0, members)
    return ring(c, e, weights * bytes_per_weight, members, minimum(local, members))
