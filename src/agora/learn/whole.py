"""A whole model in its two forms: transformers' folder, which trainers read, and GGUF, which llama.cpp loads.

For models of the Llama kind with a byte-level BPE tokenizer, as `agora learn train` makes them. The GGUF form
keeps float32: both forms hold the same numbers, and whoever compares them may ask for equality.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agora.errors import ModelError
from agora.learn.adapter import Base, turned

if TYPE_CHECKING:
    import numpy

__all__ = ["read_whole", "write_whole"]

# The regular expressions that llama.cpp cuts texts with under this name are those of `make_tokenizer`.
_CUTTING = "smollm"
_TOP = {
    "model.embed_tokens.weight": "token_embd.weight",
    "model.norm.weight": "output_norm.weight",
    "lm_head.weight": "output.weight",
}
_LAYER = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
_CONTROL, _NORMAL = 3, 1  # llama.cpp's types of tokens


def write_whole(folder: Path, path: Path, name: str) -> None:
    """Write a model's folder as the GGUF file that llama.cpp loads.

    Args:
        folder: holds `config.json`, `model.safetensors` and a tokenizer.
        path: the file to write.
        name: of the model.

    Raises:
        ModelError: its tokenizer is of another kind than `make_tokenizer` makes.
    """
    import gguf
    from safetensors.numpy import load_file

    config = json.loads((folder / "config.json").read_text())
    part = path.with_name(path.name + ".part")
    writer = gguf.GGUFWriter(part, "llama")
    writer.add_name(name)
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_rope_dimension_count(config["hidden_size"] // config["num_attention_heads"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base((config.get("rope_parameters") or config)["rope_theta"])
    writer.add_vocab_size(config["vocab_size"])
    _write_tokenizer(writer, folder)
    base = _heads(config)
    for full, rows in sorted(load_file(folder / "model.safetensors").items()):
        short, module = _short(full)
        writer.add_tensor(short, turned(rows, module, base, inverse=False).astype("float32"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    part.replace(path)


def read_whole(path: Path) -> "dict[str, numpy.ndarray]":
    """Return the weights of a file that `write_whole` wrote, by their names in transformers.

    Raises:
        ModelError: it holds a tensor that is none of a Llama model, or not in float32.
    """
    import gguf
    import numpy

    from agora.models import read_header

    header = read_header(path)
    heads = header["llama.attention.head_count"]
    base = Base("", "", heads, header.get("llama.attention.head_count_kv", heads))
    names = {_short(_full(layer, part))[0]: _full(layer, part) for part in _LAYER for layer in range(
        header["llama.block_count"])} | {short: full for full, short in _TOP.items()}  # fmt: skip
    out = {}
    for tensor in gguf.GGUFReader(path).tensors:
        if tensor.name not in names or tensor.tensor_type.name != "F32":
            raise ModelError(f"{path} holds {tensor.name!r} as {tensor.tensor_type.name}.")
        full = names[tensor.name]
        rows = turned(numpy.asarray(tensor.data), _short(full)[1], base, inverse=True)
        out[full] = numpy.ascontiguousarray(rows)
    return out


def _full(layer: int, part: str) -> str:
    return f"model.layers.{layer}.{part}.weight"


def _short(full: str) -> tuple[str, str]:
    """Return llama.cpp's name of a tensor, and the part of the layer that it is."""
    if full in _TOP:
        return _TOP[full], ""
    layer, _, part = full.removeprefix("model.layers.").removesuffix(".weight").partition(".")
    if part not in _LAYER:
        raise ModelError(f"{full!r} is no tensor of a Llama model.")
    return f"blk.{layer}.{_LAYER[part]}.weight", part


def _heads(config: dict[str, Any]) -> Base:
    return Base("", "", config["num_attention_heads"], config["num_key_value_heads"])


def _write_tokenizer(writer: Any, folder: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    held = json.loads(tokenizer.backend_tokenizer.to_str())
    if held["model"]["type"] != "BPE":
        raise ModelError(f"The tokenizer in {folder} is no BPE.", why=f"It is {held['model']['type']}.")
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda each: each[1])
    special = set(tokenizer.all_special_tokens) | {each["content"] for each in held["added_tokens"]}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(_CUTTING)
    writer.add_token_list([token for token, _ in tokens])
    writer.add_token_types([_CONTROL if token in special else _NORMAL for token, _ in tokens])
    merges = held["model"]["merges"]
    writer.add_token_merges([each if isinstance(each, str) else " ".join(each) for each in merges])
    writer.add_bos_token_id(tokenizer.bos_token_id)
    writer.add_eos_token_id(tokenizer.eos_token_id)
    writer.add_pad_token_id(tokenizer.pad_token_id)
    writer.add_add_bos_token(False)
    writer.add_chat_template(tokenizer.chat_template)
