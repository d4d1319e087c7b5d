"""A LoRA adapter in its two forms: PEFT's folder, which trainers read, and GGUF, which llama.cpp loads.

Both directions are exact up to float16, in which the GGUF form keeps its weights. The GGUF form names the
base that it was made for by the digest of the base's file; the engine refuses it on any other.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agora.errors import ModelError
from agora.models import read_header

if TYPE_CHECKING:
    import numpy

__all__ = ["Base", "Held", "from_gguf", "in_gguf", "read_gguf", "to_gguf", "turned"]

_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
_MODULES = {short: module for module, short in _NAMES.items()}
_PEFT = "base_model.model.model.layers.{layer}.{module}.lora_{side}.weight"


@dataclass(frozen=True)
class Base:
    """The model that an adapter is laid over.

    Attributes:
        name: as people call it.
        sha256: of its GGUF file.
        heads: attention heads of a layer.
        key_heads: heads of keys and values of a layer.
    """

    name: str
    sha256: str
    heads: int
    key_heads: int


def to_gguf(folder: Path, path: Path, base: Base) -> None:
    """Write a PEFT folder as the GGUF file that llama.cpp loads.

    Args:
        folder: holds `adapter_config.json` and `adapter_model.safetensors`.
        path: the file to write.
        base: what the adapter was trained on.

    Raises:
        ModelError: a tensor belongs to no known layer, or the adapter changes nothing.
    """
    import gguf
    from safetensors.numpy import load_file

    config = json.loads((folder / "adapter_config.json").read_text())
    tensors = in_gguf(load_file(folder / "adapter_model.safetensors"), base)
    if not any(rows.any() for name, rows in tensors.items() if name.endswith("lora_b")):
        raise ModelError(
            f"The adapter in {folder} changes nothing.",
            why="Every lora_B is zero: the training did not reach it.",
            fix="Look at the run's log, and train again.",
        )
    part = path.with_name(path.name + ".part")
    writer = gguf.GGUFWriter(part, "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(config["lora_alpha"]))
    writer.add_string("agora.base.name", base.name)
    writer.add_string("agora.base.sha256", base.sha256)
    writer.add_head_count(base.heads)
    writer.add_head_count_kv(base.key_heads)
    for name, rows in tensors.items():
        writer.add_tensor(name, rows)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    part.replace(path)


def in_gguf(weights: "Mapping[str, numpy.ndarray]", base: Base) -> "dict[str, numpy.ndarray]":
    """Return an adapter's weights, given by PEFT's names, as the GGUF form keeps them.

    Raises:
        ModelError: a tensor belongs to no known layer.
    """
    import numpy

    tensors = {}
    for name, rows in sorted(weights.items()):
        layer, module, side = _parts(name)
        if side == "B":
            rows = turned(rows, module, base, inverse=False)
        tensors[f"blk.{layer}.{_NAMES[module]}.weight.lora_{side.lower()}"] = rows.astype(numpy.float16)
    return tensors


def from_gguf(path: Path, folder: Path) -> Base:
    """Write a GGUF adapter as a PEFT folder, and return the base that it names.

    Raises:
        ModelError: it is no adapter that `to_gguf` wrote.
    """
    from safetensors.numpy import save_file

    held = read_gguf(path)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(held.weights, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    (folder / "adapter_config.json").write_text(
        json.dumps(peft_config(held.base.name, held.rank, held.alpha), indent=1) + "\n"
    )
    return held.base


@dataclass(frozen=True)
class Held:
    """What a GGUF adapter holds.

    Attributes:
        base: what it was trained on.
        rank: inner width of each pair of matrices.
        alpha: the product of a pair is scaled by `alpha / rank`.
        weights: by PEFT's names, in float32.
    """

    base: Base
    rank: int
    alpha: float
    weights: "dict[str, numpy.ndarray]"


def read_gguf(path: Path) -> Held:
    """Read an adapter.

    Raises:
        ModelError: it is no adapter that `to_gguf` wrote.
    """
    import gguf
    import numpy

    header = read_header(path)
    try:
        alpha = header["adapter.lora.alpha"]
        base = Base(
            header["agora.base.name"], header["agora.base.sha256"],
            header["llama.attention.head_count"], header["llama.attention.head_count_kv"],
        )  # fmt: skip
    except KeyError as error:
        raise ModelError(f"{path} is no adapter of Agora's.", why=f"It lacks {error}.") from None
    weights = {}
    for tensor in gguf.GGUFReader(path).tensors:
        found = re.fullmatch(r"blk\.(\d+)\.(\w+)\.weight\.lora_([ab])", tensor.name)
        if found is None or found[2] not in _MODULES:
            raise ModelError(f"{path} holds {tensor.name!r}, which is no LoRA tensor of a known layer.")
        module, side = _MODULES[found[2]], found[3].upper()
        rows = numpy.asarray(tensor.data).astype(numpy.float32)
        if side == "B":
            rows = turned(rows, module, base, inverse=True)
        name = _PEFT.format(layer=found[1], module=module, side=side)
        weights[name] = numpy.ascontiguousarray(rows)
    return Held(base, min(next(iter(weights.values())).shape), alpha, weights)


def peft_config(base: str, rank: int, alpha: float) -> dict[str, Any]:
    """Return what PEFT wants to know of an adapter on every linear layer."""
    return {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": base,
        "r": rank,
        "lora_alpha": alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "inference_mode": True,
        "target_modules": sorted(module.partition(".")[2] for module in _NAMES),
    }


def _parts(name: str) -> tuple[str, str, str]:
    found = re.search(r"layers\.(\d+)\.(\w+\.\w+_proj)\.lora_([AB])\.", name)
    if found is None or found[2] not in _NAMES:
        raise ModelError(f"{name!r} is no LoRA tensor of a known layer.")
    return found[1], found[2], found[3]


def turned(rows: "numpy.ndarray", module: str, base: Base, *, inverse: bool) -> "numpy.ndarray":
    """Put the rows of a query or key matrix into llama.cpp's order, or back.

    transformers keeps the two halves of a head's rotated pairs apart, llama.cpp side by side.
    """
    if not module.endswith(("q_proj", "k_proj")):
        return rows
    heads = base.heads if module.endswith("q_proj") else base.key_heads
    half = rows.shape[0] // heads // 2
    shape = (heads, half, 2, -1) if inverse else (heads, 2, half, -1)
    return rows.reshape(shape).swapaxes(1, 2).reshape(rows.shape)
