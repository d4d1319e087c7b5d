"""A tiny run of an adapter, by the trainer's own arithmetic but without training, and its release."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy
from safetensors.numpy import save_file

from agora.evals.results import Row
from agora.learn.adapter import Base, peft_config, to_gguf
from agora.learn.order import data_order, write_order
from agora.learn.recipe import read_recipe
from agora.learn.schedule import Progress, learning_rate
from agora.release.build import Plan, build

BASE = hashlib.sha256(b"the base").hexdigest()
_SAMPLES, _STEPS = 24, 12
_RECIPE = """name = "tiny"
method = "lora"
[model]
base = "smollm2-135m"
[lora]
rank = 2
alpha = 4
[data]
file = "train.jsonl"
[training]
batch = 4
epochs = 2
"""


def make_run(folder: Path, seed: int = 1) -> Path:
    """Write the run folder of an adapter."""
    dice, run = Random(seed), folder / "run"
    (run / "checkpoints").mkdir(parents=True)
    (run / "adapter").mkdir()
    (run / "recipe.toml").write_text(_RECIPE)
    data = folder / "train.jsonl"
    data.write_text(
        "".join(json.dumps({"text": f"{seed}: {i} and {i} is {2 * i}."}) + "\n" for i in range(_SAMPLES))
    )
    write_order(run / "order.npy", data_order([1] * _SAMPLES, 4, 2, seed))
    _write_log(run, dice)
    _write_weights(run, seed)
    facts = _facts(hashlib.sha256(data.read_bytes()).hexdigest())
    last = json.loads((run / "log.jsonl").read_text().splitlines()[-1])
    facts |= {"steps": _STEPS, "seconds": 6.0, "tokens": last["tokens"], "loss": round(last["smooth"], 4)}
    (run / "run.json").write_text(json.dumps(facts, indent=1) + "\n")
    (run / "data.json").write_text(json.dumps(facts["data"], indent=1) + "\n")
    (run / "card.md").write_text("# tiny\n\n![loss](progress.svg)\n")
    (run / "progress.svg").write_text("<svg/>\n")
    return run


def _facts(sha256: str) -> dict[str, Any]:
    start = {
        "time": "2026-11-26T12:00:00+00:00", "command": "agora learn train tiny.toml", "commit": "0" * 40,
        "processor": "none", "cores": 2, "memory_gb": 8.0, "system": "Linux", "python": "3.11.7",
        "packages": {"agora": "0.1.0", "torch": "2.13.0+cpu"},
    }  # fmt: skip
    return {
        "name": "tiny", "base": {"name": "smollm2-135m", "sha256": BASE}, "begun": "",
        "data": {"file": "train.jsonl", "sha256": sha256, "samples": _SAMPLES, "bad_rows": 0,
                 "tokens": 240, "targets": 240},
        "precision": "float32", "probe": {}, "workers": 2, "starts": [start],
    }  # fmt: skip


def _write_log(run: Path, dice: Random) -> None:
    plan, progress, lines = read_recipe(run / "recipe.toml").training, Progress(), []
    for number in range(_STEPS):
        loss = round(3 - number / 5 + dice.random() / 10, 6)
        progress.take(loss, 1.0, "")
        progress.step = number + 1
        line = {
            "step": number + 1, "of": _STEPS, "loss": loss, "smooth": float(f"{progress.smooth:.6g}"),
            "rate": float(f"{learning_rate(number, _STEPS, plan):.6g}"), "norm": 1.0,
            "tokens": 40 * (number + 1), "tokens_per_s": 80.0, "seconds": (number + 1) / 2,
        }  # fmt: skip
        lines.append(json.dumps(line) + "\n")
    (run / "log.jsonl").write_text("".join(lines))


def _write_weights(run: Path, seed: int) -> None:
    """Write the adapter in both forms, and two checkpoints of which the last has its weights."""
    numbers = numpy.random.default_rng(seed)
    shapes = {"A": (2, 8), "B": (8, 2)}
    weights = {
        f"base_model.model.model.layers.0.self_attn.{name}.lora_{side}.weight": numbers.normal(
            size=shape
        ).astype("f4")
        for name in ("q_proj", "v_proj")
        for side, shape in shapes.items()
    }
    save_file(weights, run / "adapter" / "adapter_model.safetensors", metadata={"format": "pt"})
    config = peft_config("smollm2-135m", 2, 4)
    (run / "adapter" / "adapter_config.json").write_text(json.dumps(config, indent=1) + "\n")
    for step, scale in ((6, 0.5), (_STEPS, 1.0)):
        state = {f"weights/{name}": rows * numpy.float32(scale) for name, rows in weights.items()}
        state |= {f"optimizer/exp_avg/{name}": rows for name, rows in weights.items()}
        save_file(state, run / "checkpoints" / f"{step:08d}.safetensors", metadata={"agora": "{}"})
    to_gguf(run / "adapter", run / "tiny.gguf", Base("smollm2-135m", BASE, 2, 2))
    proof = {
        "adapter": hashlib.sha256((run / "tiny.gguf").read_bytes()).hexdigest(),
        "nats": {},
        "points": [],
    }
    (run / "tiny.proof.json").write_text(json.dumps(proof) + "\n")


def make_results(folder: Path, seed: int = 1) -> Path:
    """Write results of an evaluation: 30 rows of a family's suite, and 10 of questions."""
    dice, out = Random(seed), folder / "candidate"
    out.mkdir(parents=True)
    head = {
        "model": "tiny.gguf",
        "suites": ["families", "knowledge"],
        "effort": "medium",
        "seed": 0,
        "plain": False,
    }
    (out / "run.json").write_text(json.dumps(head | {"run": head, "agora": "0.1.0"}, indent=1) + "\n")
    rows = []
    for number in range(40):
        right, suite = dice.random() < 0.6, "families" if number < 30 else "knowledge"
        rows.append(
            Row(
                id=f"{suite}-{number}", suite=suite, area="sums", template=f"t{number % 5}",
                question=f"What is {number}?",
                expected=f"{number}", answer=f"It is {number if right else 'not known'}.", right=int(right),
                family="sums" if suite == "families" else "",
                reason="" if right else "the number is not named",
            )
        )  # fmt: skip
    (out / "rows.jsonl").write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows))
    return out


def make_source(folder: Path) -> Path:
    """Write a tree that stands for the code."""
    source = folder / "agora"
    source.mkdir(parents=True)
    for name in ("train.py", "generate.py", "evaluate.py"):
        (source / name).write_text(f'"""{name}"""\n')
    return source


def make_release(folder: Path, seed: int = 1) -> Path:
    """Build the release of a run, without a signature."""
    plan = Plan(
        make_run(folder, seed), "1.0.0", date(2026, 11, 26), base_licence="Apache-2.0",
        data_licence="CC0-1.0",
        results=[make_results(folder / "results", seed)], data=folder / "train.jsonl",
        source=make_source(folder / "code"),
    )  # fmt: skip
    return build(plan, folder / "tiny-1.0.0")
