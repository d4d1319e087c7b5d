"""A Llama model written for training on a processor, where small kernels and waiting cost more than products.

What makes it quick, and equal to `transformers` up to rounding:

- products of the same input (q, k, v; gate, up) are one product;
- an adapter is merged once a step, W' = W + scale * B A, so that the way forward and the way back cost one
  product each; the gradients of A and B need four thin ones, and no gradient of W is made;
- a batch is (prefix, rest): what all samples begin with is computed once, and its keys and values shared;
- logits exist only at targets, and only for some targets at a time;
- the residual stream is float32, products are in the precision chosen.

Shapes: the tokens stand in one row, the prefix's and then B samples of L each.
"""

from typing import Any

import torch
from torch.nn import functional

__all__ = ["Llama"]

_BLOCK = "model.layers.{layer}.{part}.weight"
_GROUPS = {
    "qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "out": ("self_attn.o_proj",),
    "up": ("mlp.gate_proj", "mlp.up_proj"),
    "down": ("mlp.down_proj",),
}
# Targets whose logits exist at a time: 128 x 49,152 in float32 are 25 MB.
_TARGETS_AT_A_TIME = 128


class _Product(torch.autograd.Function):  # type: ignore[misc]
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


class _Norm(torch.autograd.Function):  # type: ignore[misc]
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


class _Gate(torch.autograd.Function):  # type: ignore[misc]
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


class _Attention(torch.autograd.Function):  # type: ignore[misc]
    """softmax(q k^T + mask) v for short rows, as plain batched products: a third of the fused kernel's time."""

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


class _Loss(torch.autograd.Function):  # type: ignore[misc]
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


class Llama:
    """Trains an adapter (`rank` > 0) on frozen weights, or all weights (`rank` 0).

    Args:
        config: of transformers' Llama.
        weights: by their names in transformers, in float32.
        dtype: of products.
        rank: of the adapter on every linear layer.
        alpha: its scale times its rank.
        seed: for the adapter's beginning.

    Attributes:
        trained: what learns, by name: the adapter's under PEFT's names; all weights with the projections of
            one input side by side, which `weights` takes apart.
    """

    def __init__(
        self, config: Any, weights: dict[str, Any], dtype: Any, rank: int = 0, alpha: float = 0, seed: int = 0
    ) -> None:
        self._config, self._dtype, self._rank = config, dtype, rank
        self._scale = alpha / rank if rank else 1.0
        self.trained: dict[str, Any] = {}
        self._tied = bool(config.tie_word_embeddings)
        dice = torch.Generator().manual_seed(seed)
        self._embedding = self._own("model.embed_tokens.weight", weights["model.embed_tokens.weight"])
        self._head = self._embedding if self._tied else self._own("lm_head.weight", weights["lm_head.weight"])
        self._last = self._own("model.norm.weight", weights["model.norm.weight"])
        self._layers = []
        for layer in range(config.num_hidden_layers):
            norms = [
                self._own(name, weights[name])
                for part in ("input_layernorm", "post_attention_layernorm")
                if (name := _BLOCK.format(layer=layer, part=part))
            ]
            groups = {}
            for group, parts in _GROUPS.items():
                names = [_BLOCK.format(layer=layer, part=part) for part in parts]
                side = torch.cat([weights[name] for name in names])
                factors = self._factors(names, weights, dice) if rank else []
                base = side if rank else self._own(f"model.layers.{layer}.{group}", side)
                groups[group] = (base, base.detach().to(dtype, copy=True), factors or [base])
            self._layers.append((norms, groups))
        self._merged_head = self._head.detach().to(dtype, copy=True)
        self._angles = self._rotations()

    def _own(self, name: str, weight: Any) -> Any:
        if not self._rank:
            self.trained[name] = weight.clone().requires_grad_()
            return self.trained[name]
        return weight

    def _factors(self, names: list[str], weights: dict[str, Any], dice: Any) -> list[Any]:
        """Make A and B for each projection: A as PEFT begins it, B zero."""
        out = []
        for name in names:
            rows, columns = weights[name].shape
            stem = f"base_model.model.{name.removesuffix('.weight')}.lora_"
            bound = columns**-0.5
            down = torch.empty(self._rank, columns).uniform_(-bound, bound, generator=dice)
            self.trained[stem + "A.weight"] = down.requires_grad_()
            self.trained[stem + "B.weight"] = torch.zeros(rows, self._rank, requires_grad=True)
            out += [self.trained[stem + "A.weight"], self.trained[stem + "B.weight"]]
        return out

    def _rotations(self) -> tuple[Any, Any]:
        config = self._config
        width = config.hidden_size // config.num_attention_heads
        theta = config.rope_parameters["rope_theta"]
        angles = torch.outer(
            torch.arange(config.max_position_embeddings).float(),
            theta ** -(torch.arange(0, width, 2).float() / width),
        )
        return torch.cat([angles.cos()] * 2, -1).to(self._dtype), torch.cat(
            [-angles.sin(), angles.sin()], -1
        ).to(self._dtype)

    def layers_to_refresh(self) -> range:
        """Return the numbers that `refresh` takes."""
        return range(len(self._layers) + 1)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def refresh(self, layer: int) -> None:
        """Take what was learnt into the products of a layer; the last number is the output layer's."""
        if layer == len(self._layers):
            if not self._rank:
                self._merged_head.copy_(self._head)
            return
        for base, merged, factors in self._layers[layer][1].values():
            if not self._rank:
                merged.copy_(base)
                continue
            start = 0
            for down, up in zip(factors[0::2], factors[1::2], strict=True):
                part = slice(start, start := start + len(up))
                merged[part] = torch.addmm(base[part], up, down, alpha=self._scale)

    def loss(self, prefix: Any, rest: Any, learnt: Any) -> Any:
        """Return the summed cross-entropy of a batch's targets.

        Args:
            prefix: tokens that all samples begin with; may be empty.
            rest: B x L, what follows, padded at the end.
            learnt: B x L, which of `rest` are targets; none in the first place if the prefix is empty.
        """
        config, shared = self._config, len(prefix)
        count, length = rest.shape
        h = functional.embedding(torch.cat([prefix, rest.flatten()]), self._embedding)
        places = torch.cat([torch.arange(shared), torch.arange(shared, shared + length).repeat(count)])
        turn = tuple(each[places][:, None] for each in self._angles)
        masks = self._mask(0, shared), self._mask(shared, length)
        for (first, second), groups in self._layers:
            x = _Norm.apply(h, first, config.rms_norm_eps, self._dtype)
            x = self._attention(self._product(x, groups["qkv"]), turn, masks, (shared, count, length))
            h = h + self._product(x, groups["out"])
            x = _Norm.apply(h, second, config.rms_norm_eps, self._dtype)
            h = h + self._product(_Gate.apply(self._product(x, groups["up"])), groups["down"])
        # What stands before a target predicts it; the prefix's last token predicts the first of each sample.
        before = torch.arange(shared - 1, shared - 1 + count * length).view(count, length)
        before[:, 0] = shared - 1
        x = _Norm.apply(h[before[learnt]], self._last, config.rms_norm_eps, self._dtype)
        return _Loss.apply(x, self._merged_head, rest[learnt], None if self._rank else self._head)

    def _product(self, x: Any, group: Any) -> Any:
        return _Product.apply(x, group[1], self._scale, *group[2])

    def _attention(self, qkv: Any, turn: Any, masks: Any, sizes: tuple[int, int, int]) -> Any:
        """Attend: the prefix to itself, each sample to the prefix and itself."""
        shared, count, length = sizes
        heads, key_heads = self._config.num_attention_heads, self._config.num_key_value_heads
        width = self._config.hidden_size // heads
        both = qkv[:, : (heads + key_heads) * width].view(-1, heads + key_heads, width)
        both = both * turn[0] + both.roll(width // 2, -1) * turn[1]
        q, k = both.split([heads, key_heads], 1)
        v = qkv[:, (heads + key_heads) * width :].view(-1, key_heads, width)
        out = []
        if shared:
            out.append(self._attend(q[None, :shared], k[None, :shared], v[None, :shared], masks[0]))
        shape = (count, length, -1, width)
        k, v = (
            torch.cat([each[None, :shared].expand(count, -1, -1, -1), each[shared:].view(shape)], 1)
            for each in (k, v)
        )
        out.append(self._attend(q[shared:].view(shape), k, v, masks[1]))
        return torch.cat(out)

    def _attend(self, q: Any, k: Any, v: Any, mask: Any) -> Any:
        """Return B x L queries' results in a row; the queries that share keys stand one below the other."""
        count, length, heads, width = q.shape
        key_heads = k.shape[2]
        q = q.view(count, length, key_heads, -1, width).permute(0, 2, 3, 1, 4)
        q = q.reshape(count * key_heads, -1, width)
        k, v = (each.transpose(1, 2).flatten(0, 1) for each in (k, v))
        found = _Attention.apply(q, k, v, mask)
        found = found.view(count, key_heads, -1, length, width).permute(0, 3, 1, 2, 4)
        return found.reshape(count * length, heads * width)

    def _mask(self, shared: int, length: int) -> Any:
        group = self._config.num_attention_heads // self._config.num_key_value_heads
        seen = torch.ones(length, shared + length, dtype=torch.bool).tril(shared)
        return torch.zeros(seen.shape, dtype=self._dtype).masked_fill(~seen, float("-inf")).repeat(group, 1)

    def weights(self) -> dict[str, Any]:
        """Return what was trained, by its names in PEFT (an adapter) or transformers (all weights)."""
        plain = {name: weight.detach() for name, weight in self.trained.items()}
        if self._rank:
            return plain
        config = self._config
        width = config.hidden_size // config.num_attention_heads
        rows = {
            "qkv": [width * n for n in (config.num_attention_heads, *[config.num_key_value_heads] * 2)],
            "out": [config.hidden_size], "up": [config.intermediate_size] * 2, "down": [config.hidden_size],
        }  # fmt: skip
        out = {}
        for name, weight in plain.items():
            stem, _, group = name.rpartition(".")
            if group in rows:
                parts = zip(_GROUPS[group], weight.split(rows[group]), strict=True)
                out.update({f"{stem}.{part}.weight": side.contiguous() for part, side in parts})
            else:
                out[name] = weight
        return out
