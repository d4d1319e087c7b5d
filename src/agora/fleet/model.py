"""What is trained, as a shape: layers, widths, experts, attention. Parameters and FLOPs follow from it.

A model comes from the shipped catalogue (``data/models.toml``), from a hub model's ``config.json``, or
from a TOML file with the same keys. Grouped and multi-head latent attention, mixtures of experts with
shared experts and dense first layers, sliding windows, and layers of state-space models (Mamba-2) are
understood.
"""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from agora.errors import UsageError, nearest
from agora.fleet.hardware import positive

__all__ = ["Model", "find_model", "known_models", "model_from_table"]


@dataclass(frozen=True)
class Model:
    """A decoder-only transformer by its widths; counts are per model, not per GPU.

    Args:
        name: for tables.
        layers: of the decoder, hybrids count every block.
        hidden: width of the residual stream.
        heads: query heads.
        kv_heads: key/value heads; 0 means as many as ``heads``.
        head_dim: width of a query and key head; 0 means ``hidden / heads``.
        ffn: inner width of the feed-forward, of one expert in a mixture.
        vocab: tokens of the vocabulary.
        gated: SwiGLU and its like (three matrices) instead of two.
        experts: routed experts; 0 means dense.
        experts_per_token: experts that see a token.
        shared_ffn: summed inner width of the experts that see every token.
        dense_layers: first layers with a dense feed-forward of ``dense_ffn``.
        value_head_dim, q_rank, kv_rank, rope_dim: latent attention; all 0 without.
        window, window_share: share of attention layers that see only ``window`` tokens.
        attention_layers, ffn_layers, ssm_layers: of a hybrid; 0 means ``layers`` of the first two.
        ssm_inner, ssm_state, ssm_groups, ssm_heads: of a Mamba-2 block.
        tied: input and output embedding are one matrix.
    """

    name: str
    layers: float
    hidden: float
    heads: float
    ffn: float
    vocab: float
    kv_heads: float = 0
    head_dim: float = 0
    gated: bool = True
    experts: float = 0
    experts_per_token: float = 0
    shared_ffn: float = 0
    dense_layers: float = 0
    dense_ffn: float = 0
    value_head_dim: float = 0
    q_rank: float = 0
    kv_rank: float = 0
    rope_dim: float = 0
    window: float = 0
    window_share: float = 0
    attention_layers: float = 0
    ffn_layers: float = 0
    ssm_layers: float = 0
    ssm_inner: float = 0
    ssm_state: float = 0
    ssm_groups: float = 0
    ssm_heads: float = 0
    tied: bool = False

    def filled(self) -> "Model":
        """Return the model with every default made explicit."""
        hybrid = self.attention_layers or self.ffn_layers or self.ssm_layers
        head_dim = self.head_dim or self.hidden / self.heads
        return replace(
            self,
            kv_heads=self.kv_heads or self.heads,
            head_dim=head_dim,
            value_head_dim=self.value_head_dim or head_dim,
            attention_layers=self.attention_layers if hybrid else self.layers,
            ffn_layers=self.ffn_layers if hybrid else self.layers,
            dense_ffn=self.dense_ffn or self.ffn,
        )

    @property
    def attention_parameters(self) -> float:
        """Weights of one attention block."""
        m = self.filled()
        out = m.heads * m.value_head_dim * m.hidden
        if m.kv_rank:
            queries = m.hidden * m.q_rank + m.q_rank * m.heads * m.head_dim
            down = m.hidden * (m.kv_rank + m.rope_dim)
            up = m.kv_rank * m.heads * (m.head_dim - m.rope_dim + m.value_head_dim)
            return queries + down + up + out
        return m.hidden * m.head_dim * (m.heads + 2 * m.kv_heads) + out

    @property
    def ssm_parameters(self) -> float:
        """Weights of one Mamba-2 block: its input and output projections."""
        return self.hidden * (3 * self.ssm_inner + 2 * self.ssm_groups * self.ssm_state + self.ssm_heads)

    def _ffn_parameters(self, experts: float) -> float:
        """Weights of all feed-forwards when ``experts`` routed experts are counted per layer."""
        m = self.filled()
        matrices = 3 if m.gated else 2
        dense = m.dense_layers if m.experts else m.ffn_layers
        width = m.dense_ffn if m.experts else m.ffn
        moe = (m.ffn_layers - dense) * (experts * m.ffn + m.shared_ffn) if m.experts else 0.0
        return matrices * m.hidden * (dense * width + moe)

    @property
    def body_parameters(self) -> float:
        """Weights of all layers, without embeddings."""
        m = self.filled()
        router = m.experts * m.hidden * (m.ffn_layers - m.dense_layers) if m.experts else 0.0
        mixers = m.attention_layers * self.attention_parameters + m.ssm_layers * self.ssm_parameters
        return mixers + self._ffn_parameters(m.experts) + router

    @property
    def expert_parameters(self) -> float:
        """Weights of all routed experts: what expert parallelism spreads."""
        if not self.experts:
            return 0.0
        return self._ffn_parameters(self.experts) - self._ffn_parameters(0)

    @property
    def parameters(self) -> float:
        """All weights.

        >>> round(find_model("Llama-3.1-8B").parameters / 1e9, 1)
        8.0
        """
        return self.body_parameters + self.vocab * self.hidden * (1 if self.tied else 2)

    @property
    def active_parameters(self) -> float:
        """Weights that one token meets.

        >>> round(find_model("DeepSeek-V3").active_parameters / 1e9)
        38
        """
        idle = self.expert_parameters * (1 - self.experts_per_token / self.experts) if self.experts else 0.0
        return self.parameters - idle

    def flops_per_token(self, seq_len: float) -> float:
        """Model FLOPs of one trained token, forward and backward, attention counted in full (not causal).

        The convention of the published MFUs (Narayanan et al. 2021, Korthikanti et al. 2022): 6 per weight
        that the token meets, without the input embedding, and the two products of attention.
        """
        m = self.filled()
        seen = m.window_share * min(m.window or seq_len, seq_len) + (1 - m.window_share) * seq_len
        products = m.attention_layers * 2 * seen * m.heads * (m.head_dim + m.value_head_dim)
        scan = m.ssm_layers * 6 * m.ssm_inner * m.ssm_state
        return 6 * (self.active_parameters - (0 if m.tied else m.vocab * m.hidden)) + 3 * (products + scan)


def model_from_table(name: str, table: dict[str, Any]) -> Model:
    """Build a model from a table under the field names of `Model`.

    Raises:
        UsageError: an unknown or missing key, or a figure that cannot be.
    """
    known = {field.name for field in fields(Model)}
    figures: dict[str, Any] = {}
    for key, value in table.items():
        if key in ("config", "aliases", "name"):
            continue
        if key not in known:
            raise UsageError(f"Model {name!r} has an unknown key {key!r}.", fix=nearest(key, sorted(known)))
        figures[key] = value if isinstance(value, bool) else positive(f"{name}.{key}", value, zero=True)
    missing = [key for key in ("layers", "hidden", "heads", "ffn", "vocab") if not figures.get(key)]
    if missing:
        raise UsageError(f"Model {name!r} misses {', '.join(missing)}.", fix="Add them, above zero.")
    model = Model(name=name, **figures)
    if model.experts and not 1 <= model.experts_per_token <= model.experts:
        raise UsageError(
            f"Model {name!r} sends a token to {model.experts_per_token:g} of {model.experts:g} experts.",
            fix="Set experts_per_token between 1 and experts.",
        )
    return model


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("agora.fleet") / "data" / "models.toml").read_text(encoding="utf-8"))


@cache
def known_models() -> dict[str, Model]:
    """Return the catalogue by name and alias."""
    models = {}
    for name, table in _table().items():
        models[name] = model_from_table(name, table)
        models.update(dict.fromkeys(table.get("aliases", []), models[name]))
    return models


def find_model(name: str) -> Model:
    """Return a catalogued model.

    Raises:
        UsageError: it is not there; the message suggests the nearest.
    """
    spellings = {own.lower(): model for own, model in known_models().items()}
    if name.lower() not in spellings:
        raise UsageError(
            f"No model {name!r}.",
            why=f"The catalogue has {', '.join(sorted(known_models()))}.",
            fix=nearest(name, sorted(known_models())) or "Give a config.json or a TOML file.",
        )
    return spellings[name.lower()]
