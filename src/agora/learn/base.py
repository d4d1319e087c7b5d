"""The models that a run begins from: a GGUF file (dequantised), a folder with safetensors, or none (new)."""

import hashlib
import io
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agora import config as settings
from agora.errors import ModelError, UsageError
from agora.learn.adapter import read_gguf
from agora.learn.recipe import Lora, ModelChoice

__all__ = ["Start", "open_start", "read_adapter"]


@dataclass(frozen=True)
class Start:
    """What a run begins from.

    Attributes:
        config: of the kind that transformers has.
        weights: by their names in transformers, in float32.
        tokenizer: of transformers.
        name: of the base; empty for a new model.
        sha256: of the base's file of weights; empty for a new model.
    """

    config: Any
    weights: dict[str, Any]
    tokenizer: Any
    name: str
    sha256: str


def open_start(choice: ModelChoice, seed: int) -> Start:
    """Return what a recipe's model begins from; a new one has random weights made from `seed`.

    Raises:
        UsageError: there is no such model here.
        ModelError: it is of a kind that cannot be trained, or torch is not installed.
    """
    try:
        import torch
        import transformers
    except ImportError as error:
        raise ModelError(
            "Training needs packages that are not installed.",
            why=f"{error}.",
            fix="pip install 'agora[learn]'",
        ) from None
    transformers.utils.logging.disable_progress_bar()
    if choice.config is not None:
        tokenizer = _tokenizer(_place(choice.tokenizer))
        shape = choice.config
        wanted = transformers.LlamaConfig(
            vocab_size=len(tokenizer), hidden_size=shape.hidden, num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads, num_key_value_heads=shape.key_heads,
            intermediate_size=shape.inner, max_position_embeddings=shape.window, tie_word_embeddings=True,
            bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
        )  # fmt: skip
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = transformers.LlamaForCausalLM(wanted)
        return Start(wanted, _weights(model), tokenizer, "", "")
    place = _place(choice.base)
    if place.is_dir():
        model = transformers.AutoModelForCausalLM.from_pretrained(place, dtype=torch.float32)
        files = sorted(place.glob("*.safetensors"))
    else:
        with redirect_stderr(io.StringIO()):  # its progress bar would stand beside ours
            model = transformers.AutoModelForCausalLM.from_pretrained(
                place.parent, gguf_file=place.name, dtype=torch.float32,
                # Else the weights stay packed, and every product unpacks them again.
                quantization_config=transformers.GgufConfig(dequantize=True),
            )  # fmt: skip
        files = [place]
    _check_kind(model.config, choice.base)
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return Start(model.config, _weights(model), _tokenizer(place), choice.base, digest.hexdigest())


def read_adapter(path: Path, start: Start, lora: Lora) -> dict[str, Any]:
    """Return the weights of the adapter that a run goes on from, by PEFT's names.

    Raises:
        ModelError: it is no adapter, or one of another base or shape.
    """
    held = read_gguf(path)
    if held.base.sha256 != start.sha256:
        why = f"It was made for {held.base.name} ({held.base.sha256[:12]}…)."
        fix = "See lora.start in the recipe."
        raise ModelError(f"{path} does not belong to {start.name}.", why=why, fix=fix)
    if (held.rank, held.alpha) != (lora.rank, lora.alpha):
        why = f"Its rank and alpha are {held.rank} and {held.alpha:g}, not {lora.rank} and {lora.alpha:g}."
        raise ModelError(f"{path} has another shape than the recipe's adapter.", why=why)
    return held.weights


def _place(name: str) -> Path:
    """Return the file or folder of a model given by its path, or by its name in the catalogue."""
    from agora.models.catalogue import entry

    if (path := Path(name)).exists():
        return path
    if "/" in name or name.endswith(".gguf"):
        raise UsageError(f"There is no model {name}.", fix="See model.base in the recipe.")
    wanted = entry(settings.load(), name)
    if not wanted.installed:
        raise UsageError(f"The model {name!r} is not here.", fix=f"Fetch it: agora models pull {name}")
    return wanted.path


def _tokenizer(place: Path) -> Any:
    from transformers import AutoTokenizer

    if place.is_dir():
        return AutoTokenizer.from_pretrained(place)
    return AutoTokenizer.from_pretrained(place.parent, gguf_file=place.name)


def _weights(model: Any) -> dict[str, Any]:
    return {name: weight.detach().float() for name, weight in model.state_dict().items()}


def _check_kind(config: Any, name: str) -> None:
    """Refuse what the trainer's own forward pass does not compute."""
    rope = getattr(config, "rope_parameters", None) or {}
    why = ""
    if config.model_type != "llama":
        why = f"It is of the kind {config.model_type!r}; the trainer knows 'llama' only."
    elif rope.get("rope_type", "default") != "default":
        why = f"Its positions are of the kind {rope['rope_type']!r}, which the trainer does not know."
    elif config.attention_bias or config.mlp_bias or config.hidden_act != "silu":
        why = "It has biases, or another activation than silu, which the trainer does not know."
    if why:
        raise ModelError(f"The model {name!r} cannot be trained.", why=why)
