"""From a finished run to an adapter that can be used, if the engine uses it as it was trained."""

import hashlib
import json
import math
import shutil
from dataclasses import dataclass
from pathlib import Path

from agora.config import Settings
from agora.errors import ModelError, UsageError
from agora.learn.adapter import Base, to_gguf
from agora.learn.proof import (
    Proof,
    distance,
    likeliest,
    make_reference,
    predicted,
    prove,
    write_reference,
)
from agora.learn.recipe import Recipe, read_recipe
from agora.learn.whole import write_whole
from agora.models import catalogue, read_header
from agora.models.embedded import Engine

__all__ = ["Exported", "Whole", "adapter_file", "export", "export_whole"]

# The prompts of the proof are some hundred tokens long.
_WINDOW = 2048

# Nats between engine and trainer where both hold the same float32 weights; what the engine keeps of the past
# in float16 makes some thousandths.
_MOST_GAP = 0.05
_COMPARED = 12


@dataclass(frozen=True)
class Exported:
    """What an export wrote.

    Attributes:
        gguf: the adapter for the engine.
        peft: the adapter for trainers, a folder.
        proof: of the engine's use of it.
        base: the file that it belongs to.
    """

    gguf: Path
    peft: Path
    proof: Proof
    base: Path


@dataclass(frozen=True)
class Whole:
    """What an export of a whole model wrote.

    Attributes:
        gguf: the model for the engine.
        folder: the model for trainers, which the run left.
        gap: of the engine from the trainer, in nats.
    """

    gguf: Path
    folder: Path
    gap: float


def export_whole(run: Path, to: Path | None = None) -> Whole:
    """Write a run's whole model as NAME.gguf, if the engine then predicts what the trainer does.

    Args:
        run: the folder of a finished run.
        to: a folder; the run's own, if not given.

    Raises:
        UsageError: the run is not finished, or trained an adapter.
        ModelError: torch is not installed, or the engine predicts something else; then nothing is left.
    """
    recipe, folder = _recipe(run), run / "model"
    if recipe.method != "full":
        raise UsageError(f"The run in {run} trained an adapter, not a whole model.")
    if not (folder / "model.safetensors").is_file():
        raise UsageError(f"The run in {run} is not finished.", fix="Go on with it: agora learn train RECIPE")
    to = to or run
    to.mkdir(parents=True, exist_ok=True)
    path, part = to / f"{recipe.name}.gguf", to / f"{recipe.name}.unproven.gguf"
    try:
        write_whole(folder, part, recipe.name)
        if (gap := _engine_gap(part, run)) > _MOST_GAP:
            raise ModelError(
                f"The engine does not predict what {folder} does.",
                why=f"They are {gap:.2f} nats apart on likely tokens; {_MOST_GAP} are allowed.",
                fix="The GGUF form is not usable; the folder is.",
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Whole(path, folder, gap)


def adapter_file(run: Path) -> Path:
    """Return the GGUF file that `export` wrote into a run's folder.

    Raises:
        UsageError: there is none.
    """
    path = run / f"{_recipe(run).name}.gguf"
    if not path.is_file():
        raise UsageError(f"The run in {run} is not exported.", fix=f"agora learn export {run}")
    return path


def export(settings: Settings, run: Path, to: Path | None = None) -> Exported:
    """Write a run's adapter as NAME.gguf, with NAME.proof.json beside it, and as a PEFT folder.

    Args:
        settings: where models lie.
        run: the folder of a finished run.
        to: a folder; the run's own, if not given.

    Raises:
        UsageError: the run is not finished, or trained no adapter.
        ModelError: the base is not here, torch is not installed, or the proof does not hold; then no adapter
            is left behind.
    """
    recipe = _recipe(run)
    if recipe.method != "lora":
        raise UsageError(f"The run in {run} trained a whole model, not an adapter.", fix=f"See {run}/model.")
    peft = run / "adapter"
    if not (peft / "adapter_model.safetensors").is_file():
        raise UsageError(
            f"The run in {run} is not finished: it has no adapter yet.",
            fix=f"Go on with it: agora learn train RECIPE --to {run}",
        )
    facts = json.loads((run / "run.json").read_text())["base"]
    place = _base_file(settings, recipe, facts["sha256"])
    to = to or run
    to.mkdir(parents=True, exist_ok=True)
    path, part = to / f"{recipe.name}.gguf", to / f"{recipe.name}.unproven.gguf"
    header = read_header(place)
    heads = header["llama.attention.head_count"]
    key_heads = header.get("llama.attention.head_count_kv", heads)
    try:
        to_gguf(peft, part, Base(facts["name"], facts["sha256"], heads, key_heads))
        reference = make_reference(recipe, run)
        with Engine(place, name=recipe.name, window=_WINDOW, slots=1, adapter=part) as engine:
            proof = prove(engine, reference)
        proof.check(path)
        digest = hashlib.sha256(part.read_bytes()).hexdigest()
        write_reference(path.with_suffix(".proof.json"), reference, proof, digest)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    if to.resolve() != run.resolve():
        peft = Path(shutil.copytree(peft, to / f"{recipe.name}-peft", dirs_exist_ok=True))
    return Exported(path, peft, proof, place)


def _recipe(run: Path) -> Recipe:
    if not (run / "run.json").is_file():
        raise UsageError(f"{run} is no folder of a run.", fix="Make one: agora learn train RECIPE")
    return read_recipe(run / "recipe.toml")


def _engine_gap(path: Path, run: Path) -> float:
    """Return how far the engine is from the trainer, in nats, on the beginnings of a run's first samples."""
    import numpy
    import torch
    import transformers
    from safetensors.torch import load_file

    from agora.learn.llama import Llama

    config = transformers.AutoConfig.from_pretrained(run / "model")
    model = Llama(config, load_file(run / "model" / "model.safetensors"), torch.float32)
    with numpy.load(run / "tokens.npz") as kept:
        ends = numpy.cumsum(kept["lengths"])[:-1]
        samples = [part.tolist() for part in numpy.split(kept["tokens"], ends)[:_COMPARED]]
    gaps = []
    with Engine(path, name=path.stem, window=_WINDOW, slots=1) as engine:
        for number, tokens in enumerate(samples):
            prompt = tokens[: max(2, len(tokens) - 1 - number)]
            if given := predicted(engine, prompt):
                gaps.append(distance(given, likeliest(model.log_chances(torch.tensor(prompt)))))
    return sum(gaps) / len(gaps) if len(gaps) > len(samples) // 2 else math.inf


def _base_file(settings: Settings, recipe: Recipe, sha256: str) -> Path:
    """Return the GGUF file that the run began with."""
    given = Path(recipe.model.base)
    for path in (given, *(entry.path for entry in catalogue(settings) if entry.sha256 == sha256)):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path
    raise ModelError(
        f"The base {recipe.model.base!r} that the run began with is not here as a GGUF file.",
        why=f"No file has the digest {sha256}.",
        fix="Fetch it with `agora models pull`; the engine loads no other form of it.",
    )
