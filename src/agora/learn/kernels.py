# ruff: noqa: D102 (forward and backward are autograd's own)
"""The steps of a block with their gradients written out, so that little is kept and little is done twice."""

from typing import Any

import torch
from torch.nn import functional

__all__ = ["Attention", "Gate", "Loss", "Norm", "Product"]

# Targets whose logits exist at a time: 128 x 49,152 in float32 are 25 MB.
_TARGETS_AT_A_TIME = 128


class Product(torch.autograd.Function):  # type: ignore[misc]
    """x W^T, where W is merged; gradients for the factors of the adapter, or for the whole of W."""

    @staticmethod
    def forward(ctx: Any, x: Any, merged: Any, scale: float, *trained: Any) -> Any:
        ctx.save_for_backward(x, merged, *trained)
        ctx.scale = scale
        return x @ merged.t()

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        x, merged, *trained = ctx.saved_tensors
        (dy,) = grads
        dx = dy @ merged if ctx.needs_input_grad[0] else None
        if len(trained) == 1:
            return dx, None, None, (dy.t() @ x).float()
        down, up = trained[0::2], trained[1::2]
        ranks = [factor.shape[0] for factor in down]
        parts = dy.split([factor.shape[0] for factor in up], -1)
        inner = (x @ torch.cat(down).to(x.dtype).t()).split(ranks, -1)
        back = torch.cat([part @ factor.to(x.dtype) for part, factor in zip(parts, up, strict=True)], -1)
        d_down = ((back.t() @ x).float() * ctx.scale).split(ranks)
        d_up = [(part.t() @ z).float().mul_(ctx.scale) for part, z in zip(parts, inner, strict=True)]
        return dx, None, None, *(grad for pair in zip(d_down, d_up, strict=True) for grad in pair)


class Norm(torch.autograd.Function):  # type: ignore[misc]
    """RMSNorm of the float32 residual stream into the precision of products."""

    @staticmethod
    def forward(ctx: Any, h: Any, weight: Any, epsilon: float, dtype: Any) -> Any:
        inverse = (h.square().mean(-1, keepdim=True) + epsilon).rsqrt_()
        ctx.save_for_backward(h, inverse, weight)
        return (h * inverse).mul_(weight).to(dtype)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        h, inverse, weight = ctx.saved_tensors
        (dy,) = grads
        normed = h * inverse
        d_weight = (dy * normed).sum(0) if ctx.needs_input_grad[1] else None
        d = dy * weight
        shrink = (d * normed).mean(-1, keepdim=True)
        return d.sub_(normed.mul_(shrink)).mul_(inverse), d_weight, None, None


class Gate(torch.autograd.Function):  # type: ignore[misc]
    """silu(gate) * up, keeping only its input."""

    @staticmethod
    def forward(ctx: Any, both: Any) -> Any:
        ctx.save_for_backward(both)
        gate, up = both.chunk(2, -1)
        return functional.silu(gate).mul_(up)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        (both,) = ctx.saved_tensors
        gate, up = both.chunk(2, -1)
        (d,) = grads
        out = torch.empty_like(both)
        d_gate, d_up = out.chunk(2, -1)
        torch.mul(d, functional.silu(gate), out=d_up)
        d_gate.copy_(torch.ops.aten.silu_backward(d * up, gate))
        return out


class Attention(torch.autograd.Function):  # type: ignore[misc]
    """softmax(q k^T + mask) v for short rows, as plain batched products: quicker than the fused kernel."""

    @staticmethod
    def forward(ctx: Any, q: Any, k: Any, v: Any, mask: Any) -> Any:
        q = q * q.shape[-1] ** -0.5
        out = _shares(q, k, mask) @ v
        ctx.save_for_backward(q, k, v, out, mask)
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        q, k, v, out, mask = ctx.saved_tensors
        (d,) = grads
        shares = _shares(q, k, mask)  # made again: to keep them would cost memory for each layer
        d_scores = (d @ v.transpose(1, 2)).sub_((d * out).sum(-1, keepdim=True)).mul_(shares)
        d_q = (d_scores @ k).mul_(q.shape[-1] ** -0.5)
        return d_q, d_scores.transpose(1, 2) @ q, shares.transpose(1, 2) @ d, None


def _shares(q: Any, k: Any, mask: Any) -> Any:
    return torch.softmax(torch.baddbmm(mask, q, k.transpose(1, 2)), -1)


class Loss(torch.autograd.Function):  # type: ignore[misc]
    """Summed cross-entropy of x W^T; the gradient is made on the way forward, a few targets at a time."""

    @staticmethod
    def forward(ctx: Any, x: Any, head: Any, wanted: Any, _trained: Any) -> Any:
        total = torch.zeros(())
        dx = torch.empty_like(x)
        d_head = torch.zeros(head.shape) if ctx.needs_input_grad[3] else None
        for start in range(0, len(x), _TARGETS_AT_A_TIME):
            part = slice(start, start + _TARGETS_AT_A_TIME)
            logits = (x[part] @ head.t()).float()
            at = wanted[part, None]
            norm = logits.logsumexp(-1, keepdim=True)
            total += (norm - logits.gather(1, at)).sum()
            chance = logits.sub_(norm).exp_().scatter_add_(1, at, torch.full(at.shape, -1.0)).to(x.dtype)
            dx[part] = chance @ head
            if d_head is not None:
                d_head += chance.t() @ x[part]
        ctx.save_for_backward(dx, d_head)
        return total

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        dx, d_head = ctx.saved_tensors
        return dx * grads[0], None, None, None if d_head is None else d_head * grads[0]
