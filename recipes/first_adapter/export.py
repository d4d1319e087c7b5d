"""Write the trained adapter as the GGUF file that llama.cpp loads, and what the trainer predicts itself.

    python -m recipes.first_adapter.export runs/first_adapter MODEL.gguf

reads `adapter.safetensors` and `run.json`; writes `agora-135m.gguf` and `trainer_logprobs.json`: the
trainer's next-token probabilities, base and adapted, with which `proof.py` compares the engine's.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

import gguf
import numpy
import torch
from safetensors.torch import load_file

from .tasks import chatml
from .train import load

_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def llama_order(rows: numpy.ndarray, heads: int) -> numpy.ndarray:
    """Put the rows of a query or key matrix into llama.cpp's order.

    transformers keeps the two halves of a head's rotated pairs apart, llama.cpp side by side.
    """
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, -1).swapaxes(1, 2).reshape(rows.shape)


def tensors(weights: dict[str, Any], heads: int, key_heads: int) -> dict[str, numpy.ndarray]:
    """Return the adapter's tensors under llama.cpp's names, in float16."""
    out = {}
    for name, weight in sorted(weights.items()):
        found = re.search(r"layers\.(\d+)\.(\w+\.\w+_proj)\.lora_([AB])\.", name)
        if found is None:
            raise ValueError(f"{name!r} is no LoRA tensor of a known layer.")
        layer, module, side = found.groups()
        rows = weight.numpy()
        if side == "B" and module.endswith(("q_proj", "k_proj")):
            rows = llama_order(rows, heads if module.endswith("q_proj") else key_heads)
        out[f"blk.{layer}.{_NAMES[module]}.weight.lora_{side.lower()}"] = rows.astype(numpy.float16)
    if not any(rows.any() for name, rows in out.items() if name.endswith("lora_b")):
        raise ValueError("Every lora_b is zero: this adapter changes nothing.")
    return out


def write(path: Path, adapter: dict[str, numpy.ndarray], alpha: float) -> None:
    """Write a GGUF LoRA adapter."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for name, rows in adapter.items():
        writer.add_tensor(name, rows)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def logprobs(model: Any, tokens: list[int]) -> dict[int, float]:
    """Return the ten likeliest next tokens with their log-probabilities."""
    with torch.no_grad():
        last = torch.log_softmax(model(input_ids=torch.tensor([tokens])).logits[0, -1].float(), -1)
    top = last.topk(10)
    return {int(i): round(float(p), 4) for p, i in zip(top.values, top.indices, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    run = json.loads((options.folder / "run.json").read_text())
    weights = load_file(options.folder / "adapter.safetensors")
    model, causal, tokenizer = load(options.model, run["rank"], run["alpha"], torch.float32)
    config = causal.config
    path = options.folder / "agora-135m.gguf"
    write(path, tensors(weights, config.num_attention_heads, config.num_key_value_heads), run["alpha"])

    model.load_state_dict(weights, strict=False)
    model.eval()
    rows = [json.loads(line) for line in (options.folder / "heldout.jsonl").read_text().splitlines()[:12]]
    compared = []
    for index, row in enumerate(rows):
        first = next(i for i, m in enumerate(row["messages"]) if m.get("train"))
        prompt = chatml(row["messages"][:first]) + row["messages"][first]["content"][: 6 * index]
        tokens = tokenizer.encode(prompt, add_special_tokens=False)
        adapted = logprobs(model, tokens)
        with model.disable_adapter():
            compared.append({"tokens": tokens, "base": logprobs(model, tokens), "adapted": adapted})
    (options.folder / "trainer_logprobs.json").write_text(
        "\n".join(["[", ",\n".join(map(json.dumps, compared)), "]"]) + "\n"
    )
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
