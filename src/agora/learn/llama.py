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

from agora.learn.kernels import Attention, Gate, Loss, Norm, Product

__all__ = ["Llama"]

_BLOCK = "model.layers.{layer}.{part}.weight"
_GROUPS = {
    "qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "out": ("self_attn.o_proj",),
    "up": ("mlp.gate_proj", "mlp.up_proj"),
    "down": ("mlp.down_proj",),
}


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

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def begin_from(self, adapter: dict[str, Any]) -> None:
        """Take the weights of an adapter, by PEFT's names, in the place of a new one's."""
        for name, weight in adapter.items():
            self.trained[name].copy_(torch.as_tensor(weight))

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
        shared, (count, length) = len(prefix), rest.shape
        h = self._stream(prefix, rest)
        # What stands before a target predicts it; the prefix's last token predicts the first of each sample.
        before = torch.arange(shared - 1, shared - 1 + count * length).view(count, length)
        before[:, 0] = shared - 1
        x = Norm.apply(h[before[learnt]], self._last, self._config.rms_norm_eps, self._dtype)
        return Loss.apply(x, self._merged_head, rest[learnt], None if self._rank else self._head)

    def log_chances(self, tokens: Any) -> Any:
        """Return the log-probability of each token of the vocabulary after `tokens`, two or more."""
        with torch.no_grad():
            h = self._stream(tokens[:-1], tokens[None, -1:])[-1:]
            x = Norm.apply(h, self._last, self._config.rms_norm_eps, self._dtype)
            return torch.log_softmax((x @ self._merged_head.t()).float()[0], -1)

    def _stream(self, prefix: Any, rest: Any) -> Any:
        """Return the residual stream after the last block: the prefix's tokens, then those of each sample."""
        config, shared = self._config, len(prefix)
        count, length = rest.shape
        h = functional.embedding(torch.cat([prefix, rest.flatten()]), self._embedding)
        places = torch.cat([torch.arange(shared), torch.arange(shared, shared + length).repeat(count)])
        turn = tuple(each[places][:, None] for each in self._angles)
        masks = self._mask(0, shared), self._mask(shared, length)
        for (first, second), groups in self._layers:
            x = Norm.apply(h, first, config.rms_norm_eps, self._dtype)
            x = self._attention(self._product(x, groups["qkv"]), turn, masks, (shared, count, length))
            h = h + self._product(x, groups["out"])
            x = Norm.apply(h, second, config.rms_norm_eps, self._dtype)
            h = h + self._product(Gate.apply(self._product(x, groups["up"])), groups["down"])
        return h

    def _product(self, x: Any, group: Any) -> Any:
        return Product.apply(x, group[1], self._scale, *group[2])

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
        found = Attention.apply(q, k, v, mask)
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
