"""What a run leaves: PEFT's folder of an adapter, or transformers' folder of a model."""

import json
from pathlib import Path
from typing import Any

from agora.learn.adapter import peft_config
from agora.learn.base import Start
from agora.learn.recipe import Recipe

__all__ = ["write_output"]


def write_output(folder: Path, recipe: Recipe, start: Start, weights: dict[str, Any]) -> Path:
    """Write `adapter/` or `model/` into a run folder, and return which."""
    from safetensors.torch import save_file

    out = folder / ("adapter" if recipe.method == "lora" else "model")
    out.mkdir(exist_ok=True)
    if recipe.method == "lora":
        save_file(weights, out / "adapter_model.safetensors", metadata={"format": "pt"})
        config = peft_config(start.name, recipe.lora.rank, recipe.lora.alpha)
        (out / "adapter_config.json").write_text(json.dumps(config, indent=1) + "\n")
        return out
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    start.config.architectures = ["LlamaForCausalLM"]
    start.config.dtype = "float32"
    start.config.save_pretrained(out)
    start.tokenizer.save_pretrained(out)
    return out
