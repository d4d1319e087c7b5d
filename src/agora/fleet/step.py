"""One training step, layer by layer: compute, recomputation, communication, bubble, optimizer, host.

`step_seconds` prices columns of workloads at once. Its parts add up to the whole by construction: each
part is what the step would be shorter by if that part took no time, hidden communication counted apart.
"""

from dataclasses import dataclass
from typing import Any

from agora.fleet import communication as comm
from agora.fleet import kernels
from agora.fleet.kernels import Columns

__all__ = ["PARTS", "Step", "step_seconds"]

PARTS = (
    "compute",
    "recompute",
    "memory_bound",
    "tensor_comm",
    "context_comm",
    "expert_comm",
    "pipeline_comm",
    "data_comm",
    "bubble",
    "optimizer",
    "host",
    "straggling",
)
_STAGE_PARTS = ("compute", "recompute", "memory_bound", "tensor_comm", "context_comm", "expert_comm", "host")


@dataclass(frozen=True)
class Step:
    """Seconds of one step by part (columns), and communication that compute hides."""

    parts: dict[str, Any]
    hidden_comm: Any

    @property
    def total(self) -> Any:
        """Seconds of the whole step."""
        return sum(self.parts[name] for name in PARTS)


def step_seconds(c: Columns, e: Columns) -> Step:
    """Return the parts of one optimizer step.

    Args:
        c: columns of the workload (`agora.fleet.workload.columns`).
        e: efficiencies, numbers or columns (`agora.fleet.efficiencies`).
    """
    from numpy import maximum, where

    stage = _stage(c, e)
    busy = stage["busy"]
    micro, depth = c.microbatches, c.pp
    # the last stage adds the loss, and gives up a layer for it where the framework evens the stages out
    loss = 3.0 * kernels.logits(c, e)
    excess = maximum(loss - c.loss_even * busy / stage["layers"], 0.0) * e.loss_imbalance
    loss = where(depth > 1, excess + (loss - excess) / depth, loss)
    sends = comm.pipeline_sends(c, e) * (1.0 - e.sends_hidden * c.overlap * (c.interleave > 1))
    turn_ms = e.turn_ms * c.interleave + c.deepspeed * e.deepspeed_turn_ms
    sends = sends + where(depth > 1, turn_ms * 1e-3, 0.0)
    # the busiest stage sets the pace where layers do not divide evenly
    rounds = micro * (1.0 + e.imbalance * (c.stage_layers / stage["layers"] - 1.0))
    bubble = (depth - 1.0) / c.interleave * (busy + sends) * e.bubble
    data, data_hidden = _data(c, e, busy)
    states = c.weights / where(c.zero > 0, c.dp_all, 1.0) * e.optimizer_bytes / c.hbm_bytes
    parts = {name: rounds * stage[name] for name in _STAGE_PARTS}
    parts |= {
        "compute": parts["compute"] + micro * loss,
        "pipeline_comm": rounds * sends,
        "data_comm": data,
        "bubble": bubble,
        "optimizer": states + e.step_ms * 1e-3,
    }
    parts["straggling"] = e.straggle * c.log_nodes * sum(parts.values())
    return Step(parts, rounds * stage["hidden"] + data_hidden)


def _stage(c: Columns, e: Columns) -> dict[str, Any]:
    """Seconds of one microbatch on one stage, forward and backward, by part."""
    from numpy import maximum, where

    products, core, passes = _forward(c, e)
    layers = c.layers / c.pp
    # scores kept in memory need not be computed again: two products and two passes for each of forward's
    backward_core = 1.0 + where(c.fused > 0, e.attention_backward, 2.0)
    rounds = 2.0 + c.recompute_all  # forward, backward, and forward again
    # a product's backward is two products; gradients are added to their buffer once a microbatch
    compute = layers * (products * 3.0 + core * backward_core)
    buffer_bytes = c.stage_weights * (c.sum_bytes + c.unfused_grads * e.accumulate_bytes)
    memory = layers * passes * 3.0 + buffer_bytes / c.hbm_bytes
    some = c.recompute_some * e.some_recompute + c.recompute_forced * e.forced_recompute
    again = layers * (c.recompute_all * (products + passes + core) + c.recompute_core * core)
    again = again + layers * some * (products + passes)

    tensor = where(c.tp > 1, layers * comm.tensor_parallel(c, e) * 2.0 * rounds * c.tp_blocks, 0.0)
    tensor_shown = tensor * (1.0 - e.tensor_hidden * c.overlap_tp)
    context = where(c.cp > 1, layers * c.attention_share * comm.context_ring(c, e) * (1.0 + rounds), 0.0)
    context_shown = maximum(context - 0.8 * layers * core * backward_core, 0.1 * context)
    expert = layers * c.moe_share * comm.expert_exchange(c, e) * 2.0 * rounds * c.software_age**e.maturity
    expert_shown = expert * (1.0 - e.expert_hidden)

    gpu_time = compute + memory + again + tensor_shown + context_shown + expert_shown
    per_expert = e.host_expert * c.experts / c.ep * c.dropless * (1.0 + c.narrow) * 0.5
    kept = 1.0 - e.fused_dispatch * c.one_dispatch
    launches = 1.0 + c.moe_share * (e.host_moe + per_expert) * kept * c.software_age**e.maturity
    host = layers * e.host_us * 1e-6 * (1.0 + rounds) * launches
    busy = (gpu_time**4 + host**4) ** 0.25  # a smooth maximum: kernels wait for the host or the host for them
    return {
        "compute": compute, "recompute": again, "memory_bound": memory, "tensor_comm": tensor_shown,
        "context_comm": context_shown, "expert_comm": expert_shown, "host": busy - gpu_time,
        "busy": busy, "layers": layers,
        "hidden": tensor - tensor_shown + context - context_shown + expert - expert_shown,
    }  # fmt: skip


def _forward(c: Columns, e: Columns) -> tuple[Any, Any, Any]:
    """Forward seconds of an average layer: matrix products, core of attention, passes over memory."""
    products = c.attention_share * kernels.projections(c, e)
    products = products + c.dense_share * kernels.dense_ffn(c, e)
    if kernels.any_of(c.moe_share):
        products = products + c.moe_share * kernels.experts(c, e) * e.mixture
    if kernels.any_of(c.ssm_share):
        products = products + c.ssm_share * kernels.ssm(c, e)
    passes = kernels.elementwise(c, e) * (1.0 + c.moe_share * (e.mixture - 1.0))
    return products, c.attention_share * kernels.attention(c, e), passes


def _data(c: Columns, e: Columns, stage: Any) -> tuple[Any, Any]:
    """Exposed and hidden seconds of gradients and weights over the data-parallel group."""
    from numpy import maximum, minimum, where

    dense, full = c.weights - c.expert_weights, c.zero >= 3
    groups = maximum(c.dp_all * c.tp / c.ep, 1.0)
    gradient_bytes = where(full, 2.0, 2.0 + 2.0 * c.fp32_grads)
    gather = comm.data_parallel(c, e, dense, c.dp_all, 2.0)
    gather = gather + where(c.ep > 1, comm.data_parallel(c, e, c.expert_weights, groups, 2.0), 0.0)
    scatter = comm.data_parallel(c, e, dense, c.dp_all, gradient_bytes)
    scatter = scatter + where(c.ep > 1, comm.data_parallel(c, e, c.expert_weights, groups, 4.0), 0.0)
    # replicated weights: once a step, beside the last backward and the first forward
    once = gather + scatter
    # never behind more than the step's own work: otherwise faster compute could lengthen a step
    window = where(c.overlap > 0, minimum(e.data_hidden, c.microbatches) * stage, 0.0)
    shown_once = maximum(once - window, e.data_floor * once)
    # fully sharded weights: gathered twice and reduced once in every microbatch
    each = 2.0 * gather + scatter
    shown_each = maximum(each - minimum(e.fsdp_overlap, 1.0) * stage, 0.0) + e.fsdp_floor * each
    shown = where(full, c.microbatches * shown_each, shown_once)
    return shown, maximum(where(full, c.microbatches * each, once) - shown, 0.0)
