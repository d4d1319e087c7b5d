"""How far an honest interval ends elsewhere from where it was recorded, and how far a false one does.

    PYTHONPATH=. python benchmarks/retrain_gaps.py [RUN] [--out FILE]

Trains intervals of a run (of a tiny one made for this, if none is given) again: as it was, with other counts
of workers, with other vector instructions, in bfloat16; and falsely: a step skipped, two steps swapped, one
sample of one step replaced, the learning rate off by 1 %. Prints each gap: the length of the difference of
the weights as a share of the way that the interval moved them. The tolerance of `agora verify --retrain`
on other machines lies between the two groups.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from agora.learn.checkpoint import checkpoint_step, checkpoints, load_checkpoint
from agora.learn.machine import describe, fingerprint
from agora.learn.recipe import read_recipe
from agora.learn.retrain import gap
from agora.learn.tokenizer import make_tokenizer
from agora.learn.trainer import Run, train

_HONEST = ("as it was", "1 worker", "3 workers", "no vector instructions", "bfloat16")
_FALSE = ("a step skipped", "two steps swapped", "a sample replaced", "rate off by 1 %")
_RECIPE = """
name = "gaps"
method = "full"
[model]
tokenizer = "{place}/tokenizer"
[model.config]
hidden = 64
layers = 2
heads = 4
key_heads = 4
inner = 128
window = 128
[data]
file = "train.jsonl"
[training]
batch = 16
epochs = 4
rate = 1e-3
workers = 2
precision = "float32"
keep_every = 20
"""


def made(place: Path) -> Path:
    """Train a tiny model."""
    rows = [
        {"text": f"{a} and {b} are {a + b}, and {b} and {a} as well."} for a in range(20) for b in range(16)
    ]
    (place / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    make_tokenizer(place / "train.jsonl", 300, place / "tokenizer")
    (place / "recipe.toml").write_text(_RECIPE.format(place=place))
    train(place / "recipe.toml", place / "run")
    return place / "run"


def one(folder: Path, place: Path, what: str, first: int, last: int) -> float:
    """Train an interval again, changed in one way, and return the gap."""
    recipe = read_recipe(folder / "recipe.toml")
    if what == "rate off by 1 %":
        plan = recipe.training.model_copy(update={"rate": recipe.training.rate * 1.01})
        recipe = recipe.model_copy(update={"training": plan})
    run = Run(recipe, place, folder)
    if what == "bfloat16":
        import torch

        from agora.learn.base import open_start
        from agora.learn.llama import Llama

        start = open_start(recipe.model, recipe.seed)
        run.model = Llama(start.config, start.weights, torch.bfloat16)
        run.trained = list(run.model.trained.values())
        run.optimizer = torch.optim.AdamW(
            run.trained, lr=recipe.training.rate, weight_decay=recipe.training.weight_decay, fused=True
        )
    if what.endswith(("worker", "workers")):
        run.facts["workers"] = int(what.split()[0])
    middle = (first + last) // 2
    if what == "two steps swapped":
        run.order[middle], run.order[middle + 1] = run.order[middle + 1], run.order[middle]
    if what == "a sample replaced":
        run.order[middle] = [(run.order[middle][0] + 1) % len(run.samples.good), *run.order[middle][1:]]
    then = load_checkpoint(folder / "checkpoints" / f"{first:08d}.safetensors")
    end = load_checkpoint(folder / "checkpoints" / f"{last:08d}.safetensors")
    run.take_up(load_checkpoint(folder / "checkpoints" / f"{first:08d}.safetensors"))
    if what == "a step skipped":
        list(run.steps(middle))
        run.progress.step = middle + 1
    list(run.steps(last))
    return gap(run.state(), then, end)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, nargs="?")
    parser.add_argument("--place", type=Path, help="where the recipe's paths start from; else beside the run")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.one:
        what, first, last = given.one
        print(one(given.run, given.place, what, int(first), int(last)))
        return
    with tempfile.TemporaryDirectory() as name:
        run = given.run or made(Path(name))
        place = given.place or run.parent
        steps = [checkpoint_step(path) for path in checkpoints(run / "checkpoints")]
        intervals = [(steps[0], steps[1]), (steps[-3], steps[-2])]
        found: dict[str, Any] = {"fingerprint": fingerprint(describe()), "intervals": intervals, "gaps": {}}
        for what in (*_HONEST, *_FALSE):
            gaps = [apart(run, place, what, *each) for each in intervals]
            found["gaps"][what] = gaps
            print(f"{what:<24}" + "".join(f"{each:>12.3g}" for each in gaps), flush=True)
    worst = max(max(found["gaps"][what]) for what in _HONEST if what != "bfloat16")
    least = min(min(found["gaps"][what]) for what in _FALSE)
    print(
        f"the smallest false gap is {least / max(worst, 1e-12):.3g} times the largest honest one in float32"
    )
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n")


def apart(run: Path, place: Path, what: str, first: int, last: int) -> float:
    """Do it in a process of its own, because vector instructions are chosen at its start."""
    plain = {"ATEN_CPU_CAPABILITY": "default"} if what == "no vector instructions" else {}
    asked = [sys.executable, __file__, str(run), "--place", str(place), "--one", what, str(first), str(last)]
    done = subprocess.run(asked, env=os.environ | plain, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
