"""Training intervals of a run again, each from its recorded state, and comparing where they end.

Meant to run in the sandbox, over a copy of what a release holds. In the folder lie `recipe.toml`, `run/` (the
run's `run.json`, `order.npy`, `log.jsonl` and `checkpoints/`), `data` (the samples), `model/` (the tokenizer,
or the base), `start.gguf` (the adapter that was gone on from, if any), and what was released in `weights/`.
What it finds is written to standard output, one JSON object a line.
"""

import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agora.errors import AgoraError, ModelError
from agora.learn.adapter import read_gguf
from agora.learn.checkpoint import State, last_checkpoint, load_checkpoint
from agora.learn.machine import fingerprint
from agora.learn.order import data_order
from agora.learn.plot import read_log
from agora.learn.recipe import Recipe, read_recipe
from agora.learn.trainer import Run, short
from agora.learn.whole import read_whole

__all__ = ["Outcome", "gap", "main", "retrain"]

_COMPARED = ("loss", "rate", "norm", "tokens")


@dataclass(frozen=True)
class Outcome:
    """What became of an interval.

    Attributes:
        first: steps before it.
        last: steps after it.
        error: why it could not be trained again; empty if it could.
        unequal: how many of the tensors and positions at its end differ in any bit.
        named: the first that does.
        gap: how far the end is from the recorded one, as `gap` says.
        logged: the first step whose line in the log differs, with both values; empty if none does.
        log_gap: the largest relative difference of a loss from the log's.
        seconds: it took.
    """

    first: int
    last: int
    error: str = ""
    unequal: int = 0
    named: str = ""
    gap: float = 0.0
    logged: str = ""
    log_gap: float = 0.0
    seconds: float = 0.0


def retrain(folder: Path, intervals: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Train intervals of the run in a folder again.

    Args:
        folder: as the module says.
        intervals: steps before and after each.

    Yields:
        `fingerprint` of this machine and software; `order`, whether the order is the one that the recipe
        gives; an `outcome` for each interval; for the weights that were released, `weights`: a name, and how
        many of its tensors differ from the last checkpoint's.
    """
    recipe = _here(read_recipe(folder / "recipe.toml"), folder)
    run = Run(recipe, folder, folder / "run")
    yield {"fingerprint": fingerprint(run.facts["starts"][-1])}
    plan = recipe.training
    lengths = [len(each.tokens) for each in run.samples.good]
    yield {"order": run.order == data_order(lengths, plan.batch, plan.epochs, recipe.seed, plan.steps)}
    log = read_log(folder / "run")
    begun = _copied(run.state())
    for first, last in intervals:
        try:
            yield {"outcome": asdict(_interval(run, folder / "run" / "checkpoints", begun, log, first, last))}
        except Exception as error:  # the files are somebody else's: whatever they do is said of them
            if _out_of_memory(error):
                raise MemoryError from error
            yield {"outcome": asdict(Outcome(first, last, f"{type(error).__name__}: {error}"))}
    if (path := last_checkpoint(folder / "run" / "checkpoints")) is not None:
        run.take_up(load_checkpoint(path))
        for file in sorted((folder / "weights").iterdir()):
            yield {"weights": file.name, "unequal": _unequal_weights(run, file)}


def _here(recipe: Recipe, folder: Path) -> Recipe:
    """Return the recipe with its paths turned to what lies in the folder."""
    place = next((folder / "model").glob("*.gguf"), folder / "model")
    model = {"base": str(place)} if recipe.model.base else {"tokenizer": str(place)}
    start = "start.gguf" if recipe.lora.start else ""
    changed = {
        "model": recipe.model.model_copy(update=model),
        "data": recipe.data.model_copy(update={"file": "data"}),
        "lora": recipe.lora.model_copy(update={"start": start}),
    }
    return recipe.model_copy(update=changed)


def _interval(
    run: Run, folder: Path, begun: State, log: list[dict[str, Any]], first: int, last: int
) -> Outcome:
    began = time.monotonic()
    then = load_checkpoint(folder / f"{first:08d}.safetensors") if first else begun
    end = load_checkpoint(folder / f"{last:08d}.safetensors")
    run.take_up(_copied(then))
    run.progress.step = first
    logged, log_gap = "", 0.0
    with closing(run.steps(last)) as steps:
        for loss, norm, rate in steps:
            step = run.progress.step
            found = {"loss": loss, "rate": rate, "norm": norm, "tokens": run.progress.tokens}
            said = log[step - 1] if step <= len(log) else {}
            differing = [key for key in _COMPARED if said.get(key) != short(found[key])]
            if differing and not logged:
                key = differing[0]
                logged = f"{key} of step {step}: {said.get(key)} in the log, {short(found[key])} again"
            off = abs(float(said.get("loss", 0)) - loss) / max(loss, 1e-9)
            log_gap = max(log_gap, math.inf if math.isnan(off) else off)
            print(f"{step}", file=sys.stderr, flush=True)
    named = _differing(run.state(), end)
    off = gap(run.state(), then, end)
    seconds = round(time.monotonic() - began, 1)
    return Outcome(first, last, "", len(named), named[0] if named else "", off, logged, log_gap, seconds)


def _out_of_memory(error: Exception) -> bool:
    """Tell whether this machine's memory did not suffice, which is nobody's fault."""
    # The latter is what oneDNN says where it gets none.
    said = ("can't allocate memory", "could not create a primitive")
    return isinstance(error, MemoryError) or any(words in str(error) for words in said)


def _copied(state: State) -> State:
    return State({name: tensor.clone() for name, tensor in state.tensors.items()}, dict(state.facts))


def _differing(found: State, recorded: State) -> list[str]:
    """Return the names of what is not equal to the bit; time does not count."""
    import torch

    names = sorted({*found.tensors, *recorded.tensors})
    out = [
        name
        for name in names
        if name not in found.tensors
        or name not in recorded.tensors
        or not torch.equal(found.tensors[name], recorded.tensors[name])
    ]
    places = [key for key in found.facts if key != "seconds" and found.facts[key] != recorded.facts.get(key)]
    return out + places


def gap(found: State, then: State, recorded: State) -> float:
    """Return how far a state is from the recorded one: the largest of three shares.

    Weights count by how far the interval moved them. What the optimizer keeps counts too, for a recorded
    state with true weights and false moments would lead anywhere from there on: by the update that it makes
    of its moments, and by the second moment's root. It is infinite where shapes or steps differ.
    """
    import torch

    for name, tensor in found.tensors.items():
        other = recorded.tensors.get(name)
        if other is None or other.shape != tensor.shape:
            return math.inf
        if name.startswith("optimizer/step/") and not torch.equal(other, tensor):
            return math.inf

    def share(values: Callable[[State, str], Any], before: State | None = None) -> float:
        off = way = 0.0
        for name in (name.removeprefix("weights/") for name in found.tensors if name.startswith("weights/")):
            wanted = values(recorded, name)
            off += float((values(found, name) - wanted).square().sum())
            way += float((wanted - values(before, name) if before else wanted).square().sum())
        return math.sqrt(off / max(way, 1e-300))

    def root(state: State, name: str) -> Any:
        return state.tensors[f"optimizer/exp_avg_sq/{name}"].double().sqrt()

    def update(state: State, name: str) -> Any:
        return state.tensors[f"optimizer/exp_avg/{name}"].double() / (root(state, name) + 1e-8)

    shares = (
        share(lambda state, name: state.tensors[f"weights/{name}"].double(), then),
        share(update),
        share(root),
    )
    return math.inf if any(map(math.isnan, shares)) else max(shares)


def _unequal_weights(run: Run, file: Path) -> int:
    """Return how many tensors of a released file are not those of the run as it stands.

    A GGUF adapter holds them in float16, a GGUF model as they are.
    """
    import torch
    from safetensors.torch import load_file

    held = run.model.weights()
    if file.suffix == ".safetensors":
        released = load_file(file)
    elif run.recipe.method == "lora":
        released = {name: torch.as_tensor(rows) for name, rows in read_gguf(file).weights.items()}
        held = {name: rows.half().float() for name, rows in held.items()}
    else:
        released = {name: torch.as_tensor(rows) for name, rows in read_whole(file).items()}
    equal = [name for name in held if name in released and torch.equal(held[name], released[name])]
    return len({*held, *released}) - len(equal)


def main(folder: str) -> None:
    """Do what `job.json` in the folder asks, and print what is found."""
    place = Path(folder)
    try:
        intervals = [(first, last) for first, last in json.loads((place / "job.json").read_text())]
        for found in retrain(place, intervals):
            print(json.dumps(found), flush=True)
    except ModelError as error:  # packages that are not here, or a base that this trainer cannot train
        print(json.dumps({"lacking": str(error)}))
    except AgoraError as error:
        print(json.dumps({"failed": str(error)}))
    except Exception as error:
        if not _out_of_memory(error):
            raise
        print(json.dumps({"lacking": "The memory of this machine did not suffice to train it again."}))
    finally:
        (place / "run" / "tokens.npz").unlink(missing_ok=True)
