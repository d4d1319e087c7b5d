"""Shapes give the published parameter counts, from the catalogue and from hub configs."""

import json

import pytest

from agora.errors import UsageError
from agora.fleet import find_model, load_model, model_from_config


@pytest.mark.parametrize(
    ("name", "total_b", "active_b"),
    [
        ("Llama-3.1-405B", 405.9, 405.9),
        ("DeepSeek-V3", 671, 37.6),
        ("Qwen3-30B-A3B", 30.5, 3.35),
        ("GPT-OSS-120B", 116.8, 5.7),
        ("Mixtral-8x7B", 46.7, 12.9),
        ("Kimi-K2", 1026, 32.9),
        ("Nemotron-H-56B", 56.3, 56.3),
    ],
)
def test_published_parameter_counts(name, total_b, active_b):
    model = find_model(name)
    assert model.parameters / 1e9 == pytest.approx(total_b, rel=0.01)
    assert model.active_parameters / 1e9 == pytest.approx(active_b, rel=0.02)


def test_korthikanti_flops_formula():
    """72 B S L h^2 (1 + S / 6h + V / 12 h L), the formula behind the published MFUs."""
    model, s = find_model("GPT-3-175B"), 2048
    formula = 72 * model.layers * model.hidden**2
    formula *= 1 + s / 6 / model.hidden + model.vocab / 12 / model.hidden / model.layers
    assert model.flops_per_token(s) == pytest.approx(formula, rel=1e-6)


LATENT = {
    "num_hidden_layers": 61,
    "hidden_size": 7168,
    "num_attention_heads": 128,
    "num_key_value_heads": 128,
    "intermediate_size": 18432,
    "moe_intermediate_size": 2048,
    "n_routed_experts": 256,
    "n_shared_experts": 1,
    "num_experts_per_tok": 8,
    "first_k_dense_replace": 3,
    "q_lora_rank": 1536,
    "kv_lora_rank": 512,
    "qk_nope_head_dim": 128,
    "qk_rope_head_dim": 64,
    "v_head_dim": 128,
    "vocab_size": 129280,
    "hidden_act": "silu",
}


def test_a_hub_config_with_latent_attention_equals_the_catalogue(tmp_path):
    path = tmp_path / "config.json"
    path.write_text(json.dumps(LATENT))
    assert load_model(str(path)).parameters == find_model("DeepSeek-V3").parameters


def test_sliding_windows_and_gates_of_a_config():
    config = {
        "num_hidden_layers": 4,
        "hidden_size": 64,
        "num_attention_heads": 4,
        "intermediate_size": 128,
        "vocab_size": 100,
        "sliding_window": 32,
        "layer_types": ["sliding_attention", "full_attention"] * 2,
        "model_type": "gpt2",
    }
    model = model_from_config(config)
    assert (model.window, model.window_share, model.gated) == (32, 0.5, False)


def test_bad_models(tmp_path):
    with pytest.raises(UsageError, match="Llama-3"):
        load_model("Llama-3.1-9B")
    with pytest.raises(UsageError, match="vocab"):
        model_from_config({"num_hidden_layers": 2, "hidden_size": 8, "num_attention_heads": 2})
    with pytest.raises(UsageError, match="experts"):
        model_from_config({**LATENT, "num_experts_per_tok": 300})
    broken = tmp_path / "x.json"
    broken.write_text("{")
    with pytest.raises(UsageError, match="Cannot read"):
        load_model(str(broken))
    odd = tmp_path / "x.toml"
    odd.write_text("layers = 2\nhidden = 8\nheads = 2\nffn = 8\nvocab = 9\nlayrs = 3\n")
    with pytest.raises(UsageError, match="'layers'"):
        load_model(str(odd))
