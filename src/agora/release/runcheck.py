"""Whether what a release holds of its training run can be the record of one run.

Log, order, checkpoints and weights are compared by arithmetic alone: nothing is trained, and torch is not
needed.
"""

import hashlib
import math
from pathlib import Path
from typing import Any

from agora.learn.checkpoint import checkpoint_step, checkpoints
from agora.learn.recipe import Recipe, parse_recipe
from agora.learn.schedule import Progress, learning_rate
from agora.release.disagreement import Disagreement, Lacking
from agora.release.hashing import open_regular
from agora.release.reading import read_json, read_lines, read_text, read_toml, safe_path
from agora.release.tensors import Tensor, read_tensors

__all__ = ["check_checkpoints", "check_gguf", "check_log", "check_order", "check_weights"]

_LOG, _ORDER = "training/log.jsonl", "training/order.npy"
# The log keeps six digits; the smoothed loss is made again from losses that were cut to so many.
_CLOSE = 2e-5
# Of an order; what claims more would only keep the verifier busy.
_MOST_PLACES = 2**28
_MOST_CHECKPOINTS = 100_000
# Projections that the trainer keeps side by side → their names in transformers.
_FUSED = {
    "qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"), "out": ("self_attn.o_proj",),
    "up": ("mlp.gate_proj", "mlp.up_proj"), "down": ("mlp.down_proj",),
}  # fmt: skip


def check_log(folder: Path) -> str:
    """Make smoothed losses and rates again from the losses and the recipe, and compare.

    Raises:
        Disagreement: a line does not follow from those before it, or the end is not what `run.json` says.
    """
    recipe, run = _recipe(folder), read_json(folder, "training/run.json")
    progress, last, count = Progress(), dict[str, Any](), 0
    for count, line in enumerate(read_lines(folder, _LOG), 1):
        progress.smooth += (line["loss"] - progress.smooth) / min(count, 20)
        rate = learning_rate(count - 1, run["steps"], recipe.training)
        for key, said, found in (
            ("step", line["step"], count), ("of", line["of"], run["steps"]),
            ("smooth", line["smooth"], progress.smooth), ("rate", line["rate"], rate),
        ):  # fmt: skip
            if not math.isclose(said, found, rel_tol=_CLOSE, abs_tol=1e-12):
                raise Disagreement(
                    _LOG, f"line {count}: {key} is {said}, and {found:.6g} follows from the rest"
                )
        for key in ("tokens", "seconds"):
            if line[key] < last.get(key, 0):
                raise Disagreement(_LOG, f"line {count}: {key} falls from {last[key]} to {line[key]}")
        progress.smooth, last = line["smooth"], line
    for key, said, found in (
        ("steps", run["steps"], count), ("tokens", run["tokens"], last.get("tokens", 0)),
        ("loss", run["loss"], round(last.get("smooth", math.nan), 4)),
    ):  # fmt: skip
        if not math.isclose(said, found, abs_tol=1.01e-4 if key == "loss" else 0):
            raise Disagreement(_LOG, f"it ends with {key} {found}, training/run.json says {said}")
    return f"{count:,} lines follow from their losses and the recipe."


def check_order(folder: Path) -> str:
    """Count how often the order has each sample.

    Raises:
        Disagreement: it cannot be the order of this recipe.
    """
    import numpy

    recipe, run = _recipe(folder), read_json(folder, "training/run.json")
    try:
        # Mapped, so that a header that lies costs no memory.
        rows = numpy.load(safe_path(folder, _ORDER), mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise Disagreement(_ORDER, f"it is no array of numbers ({error})") from None
    if rows.ndim != 2 or rows.dtype != numpy.int32 or len(rows) != run["steps"] or rows.size > _MOST_PLACES:
        raise Disagreement(
            _ORDER, f"it is {rows.dtype} of {rows.shape}, and the run has {run['steps']} steps"
        )
    plan, samples = recipe.training, run["data"]["samples"]
    indices, times = numpy.unique(rows, return_counts=True)
    counts = {int(index): int(count) for index, count in zip(indices, times, strict=True) if index != -1}
    strange = [index for index in counts if not 0 <= index < samples]
    often = [index for index, count in counts.items() if count > plan.epochs]
    if strange or often or rows.shape[1] > plan.batch:
        why = f"sample {(strange or often)[0]}" if strange or often else f"a batch of {rows.shape[1]}"
        raise Disagreement(
            _ORDER, f"it has {why}, which {plan.epochs} passes over {samples} samples do not have"
        )
    if not plan.steps and sum(counts.values()) != samples * plan.epochs:
        raise Disagreement(
            _ORDER, f"it has {sum(counts.values())} samples, not {samples} times {plan.epochs}"
        )
    return f"{len(rows):,} steps over {samples:,} samples."


def check_checkpoints(folder: Path) -> str:
    """Look for the checkpoints that the recipe keeps: what lies between those that are here is one interval.

    Raises:
        Lacking: one is not here.
    """
    every, steps = _recipe(folder).training.keep_every, read_json(folder, "training/run.json")["steps"]
    kept = {checkpoint_step(path) for path in checkpoints(folder / "training" / "checkpoints")}
    wanted = [*range(every, steps, every)] if every and steps / every < _MOST_CHECKPOINTS else []
    lacking = [step for step in [*wanted, steps] if step not in kept]
    if lacking:
        named = ", ".join(f"{step:,}" for step in lacking[:10]) + ", …" * (len(lacking) > 10)
        held = ", ".join(f"{step:,}" for step in sorted(kept)[:10]) or "none"
        raise Lacking(
            f"training/checkpoints lacks those of the steps {named} (here are {held}): what lies between two "
            "that are here can be trained again only as a whole"
        )
    return f"{len(kept):,} checkpoints, and none of those that the recipe keeps is missing."


def check_weights(folder: Path) -> str:
    """Compare the weights that are released with those of the last checkpoint, to the bit.

    Raises:
        Disagreement: a tensor is another one.
        Lacking: there is no checkpoint, or there are no weights to compare.
    """
    recipe, run = _recipe(folder), read_json(folder, "training/run.json")
    name = f"training/checkpoints/{run['steps']:08d}.safetensors"
    path = safe_path(folder, name)
    if not path.is_file():
        raise Lacking(f"The checkpoint of the last step, {name}, is not here")
    recorded = {
        each.name.removeprefix("weights/"): _bytes(path, each)
        for each in read_tensors(path)
        if each.name.startswith("weights/")
    }
    out = "adapter_model.safetensors" if recipe.method == "lora" else "model.safetensors"
    released = safe_path(folder, f"weights/{out}")
    if not released.is_file():
        raise Lacking(f"There is no weights/{out}")
    tensors = {each.name: each for each in read_tensors(released)}
    found = {name: _bytes(released, *parts) for name, parts in _grouped(tensors).items()}
    _same_tensors(f"weights/{out}", found, recorded)
    return f"All {len(tensors):,} tensors of weights/{out} are those of {name}."


def check_gguf(folder: Path) -> str:
    """Compare an adapter's GGUF form with its PEFT form, which it must be in float16.

    Raises:
        Disagreement: a tensor is another one, or the file is of another base.
        Lacking: there is no pair to compare.
    """
    from agora.learn.adapter import Base, in_gguf
    from agora.models import read_header

    peft = safe_path(folder, "weights/adapter_model.safetensors")
    places = [path for path in sorted((folder / "weights").glob("*.gguf")) if not path.is_symlink()]
    if not peft.is_file() or not places:
        raise Lacking("There is no adapter in both forms")
    run, tensors = read_json(folder, "training/run.json"), read_tensors(peft)
    for place in places:
        name, header = f"weights/{place.name}", read_header(place)
        base = Base(
            str(header.get("agora.base.name")), str(header.get("agora.base.sha256")),
            header["llama.attention.head_count"], header["llama.attention.head_count_kv"],
        )  # fmt: skip
        if base.sha256 != run["base"]["sha256"]:
            raise Disagreement(
                name, f"it belongs to the base {base.sha256}, the run to {run['base']['sha256']}"
            )
        wanted = {}
        for each in tensors:
            ((own, rows),) = in_gguf({each.name: _array(peft, each)}, base).items()
            wanted[own] = hashlib.sha256(rows.tobytes()).hexdigest()
        _same_tensors(name, {each.name: _bytes(place, each) for each in read_tensors(place)}, wanted)
    return f"All {len(tensors):,} tensors are those of weights/adapter_model.safetensors, in float16."


def _recipe(folder: Path) -> Recipe:
    text = read_text(folder, "recipe.toml")
    read_toml(text)  # refuses what would take long
    return parse_recipe(text, "recipe.toml")


def _array(path: Path, tensor: Tensor) -> Any:
    import numpy

    return numpy.fromfile(path, "<f4", tensor.size // 4, offset=tensor.start).reshape(tensor.shape)


def _grouped(tensors: dict[str, Tensor]) -> dict[str, list[Tensor]]:
    """Return the tensors by the trainer's names: it keeps projections of one input side by side."""
    groups = {name: [each] for name, each in tensors.items()}
    for name in tensors:
        for group, parts in _FUSED.items():
            stem = name.removesuffix(f".{parts[0]}.weight")
            if stem != name:
                groups[f"{stem}.{group}"] = [groups.pop(f"{stem}.{part}.weight")[0] for part in parts]
    return groups


def _bytes(path: Path, *tensors: Tensor) -> str:
    """Return the SHA-256 of the bytes of tensors, one after another."""
    hasher = hashlib.sha256()
    with open_regular(path) as file:
        for each in tensors:
            file.seek(each.start)
            left = each.size
            while left and (read := file.read(min(left, 2**20))):
                hasher.update(read)
                left -= len(read)
    return hasher.hexdigest()


def _same_tensors(path: str, found: dict[str, str], wanted: dict[str, str]) -> None:
    for name in sorted({*found, *wanted}):
        if found.get(name) != wanted.get(name):
            kind = "is another one"
            if name not in found or name not in wanted:
                kind = "is missing" if name in wanted else "was added"
            count = sum(found.get(each) != wanted.get(each) for each in {*found, *wanted})
            raise Disagreement(path, f"its tensor {name!r} {kind} ({count} of {len(wanted)} differ)")
