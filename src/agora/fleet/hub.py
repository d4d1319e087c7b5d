"""Models from files: a hub model's ``config.json``, or TOML in the keys of `agora.fleet.model.Model`."""

import json
import tomllib
from pathlib import Path
from typing import Any

from agora.errors import UsageError
from agora.fleet.model import Model, find_model, model_from_table

__all__ = ["load_model", "model_from_config"]

# config.json of the hub: our field and the keys under which families publish it, first found wins.
_HUB_KEYS = {
    "layers": ("num_hidden_layers", "n_layer", "n_layers", "num_layers"),
    "hidden": ("hidden_size", "n_embd", "d_model"),
    "heads": ("num_attention_heads", "n_head", "n_heads"),
    "kv_heads": ("num_key_value_heads", "num_kv_heads"),
    "vocab": ("vocab_size", "padded_vocab_size"),
    "experts": ("n_routed_experts", "num_local_experts", "num_experts"),
    "experts_per_token": ("num_experts_per_tok", "experts_per_token", "moe_top_k"),
    "q_rank": ("q_lora_rank",), "kv_rank": ("kv_lora_rank",), "rope_dim": ("qk_rope_head_dim",),
    "value_head_dim": ("v_head_dim",), "dense_layers": ("first_k_dense_replace",),
}  # fmt: skip
_UNGATED = ("gelu", "gelu_new", "gelu_fast", "relu", "relu2", "gelu_pytorch_tanh")
_UNGATED_TYPES = (
    "gpt2",
    "opt",
    "bloom",
    "gpt_neox",
    "mpt",
    "gptj",
    "falcon",
    "nemotron",
    "phi",
    "starcoder2",
)


def model_from_config(config: dict[str, Any], name: str = "") -> Model:
    """Read a hub model's ``config.json``.

    Raises:
        UsageError: a width that costs depend on is not in it.

    >>> model_from_config({"num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4,
    ...                    "intermediate_size": 256, "vocab_size": 1000}, "tiny").parameters
    259072.0
    """
    found: dict[str, Any] = {}
    for key, spellings in _HUB_KEYS.items():
        values = [config[word] for word in spellings if config.get(word)]
        if values:
            found[key] = values[0]
    inner = config.get("intermediate_size") or config.get("n_inner") or config.get("ffn_hidden_size")
    inner = inner or 4 * found.get("hidden", 0)
    found["ffn"] = config.get("moe_intermediate_size") or inner if found.get("experts") else inner
    if found.get("experts"):
        found["dense_ffn"] = inner
        found["shared_ffn"] = (
            config.get("shared_expert_intermediate_size") or config.get("n_shared_experts", 0) * found["ffn"]
        )
    elif "dense_layers" in found:
        del found["dense_layers"]
    if found.get("kv_rank"):
        found["head_dim"] = config.get("qk_nope_head_dim", 0) + config.get("qk_rope_head_dim", 0)
    elif config.get("head_dim"):
        found["head_dim"] = config["head_dim"]
    if config.get("sliding_window") and config.get("use_sliding_window", True):
        kinds = config.get("layer_types") or []
        share = sum("sliding" in kind for kind in kinds) / len(kinds) if kinds else 1.0
        found |= {"window": config["sliding_window"], "window_share": share}
    activation, kind = config.get("hidden_act", "silu"), config.get("model_type", "")
    found["gated"] = not (kind in _UNGATED_TYPES or (activation in _UNGATED and not kind.startswith("gemma")))
    found["tied"] = bool(config.get("tie_word_embeddings", False))
    return model_from_table(name or config.get("_name_or_path") or kind or "model", found)


def load_model(text: str) -> Model:
    """Return a model by catalogue name, or from a ``.json`` (hub config) or ``.toml`` file.

    Raises:
        UsageError: neither a known name nor a readable file.
    """
    path = Path(text)
    if path.suffix not in (".json", ".toml"):
        return find_model(text)
    try:
        content = path.read_text(encoding="utf-8")
        table = json.loads(content) if path.suffix == ".json" else tomllib.loads(content)
    except (OSError, ValueError) as error:
        raise UsageError(f"Cannot read the model in {text}.", why=f"{error}.") from error
    if path.suffix == ".json":
        return model_from_config(table, path.parent.name or path.stem)
    return model_from_table(table.get("name", path.stem), table)
