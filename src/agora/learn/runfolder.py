"""What a run settles before its first step, and finds again when it goes on."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from agora.errors import UsageError
from agora.learn.base import Start
from agora.learn.checkpoint import checkpoint_step, last_checkpoint
from agora.learn.machine import describe, faster_precision
from agora.learn.order import data_order, read_order, write_order
from agora.learn.recipe import Recipe, parse_recipe, read_recipe
from agora.learn.samples import Samples

__all__ = ["claim", "cut_log", "note", "settle_facts", "settle_order"]


def claim(path: Path, folder: Path) -> None:
    """Keep the recipe in the run folder; refuse a folder that holds the run of another."""
    copy = folder / "recipe.toml"
    if copy.is_file() and copy.resolve() != path.resolve():
        if parse_recipe(copy.read_text(), str(copy)) != read_recipe(path):
            raise UsageError(
                f"The folder {folder} holds the run of another recipe, or of this one before it was changed.",
                fix="Give another folder.",
            )
    else:
        folder.mkdir(parents=True, exist_ok=True)
        if not copy.is_file():
            shutil.copyfile(path, copy)


def settle_facts(
    folder: Path, recipe: Recipe, samples: Samples, start: Start, adapter: Path | None
) -> dict[str, Any]:
    """Return what a later start of the run must find the same, with a note of this start.

    Args:
        adapter: the file of the one that the run goes on from.

    Raises:
        UsageError: the data, the base or the adapter is not what the run began with, or not there.
    """
    path = folder / "run.json"
    data = {"file": recipe.data.file, **samples.facts()}
    plan = recipe.training
    begun = "" if adapter is None else _digest(adapter)
    facts: dict[str, Any]
    if path.is_file():
        facts = json.loads(path.read_text())
        then = {"data": facts["data"]["sha256"], "base": facts["base"]["sha256"], "adapter": facts["begun"]}
        now = {"data": data["sha256"], "base": start.sha256, "adapter": begun}
        if changed := [what for what in now if now[what] != then[what]]:
            raise UsageError(
                f"The {changed[0]} of the run in {folder} is not what it began with.",
                why=f"Its SHA-256 was {then[changed[0]]} and is {now[changed[0]]}.",
                fix="Give another folder, or put back what was there.",
            )
    else:
        probe = faster_precision()
        facts = {
            "name": recipe.name,
            "base": {"name": start.name, "sha256": start.sha256},
            "begun": begun,
            "data": data,
            "precision": probe["faster"] if plan.precision == "auto" else plan.precision,
            "probe": probe,
            "workers": plan.workers or len(os.sched_getaffinity(0)),
            "starts": [],
        }
        (folder / "data.json").write_text(json.dumps(data, indent=1) + "\n")
    last = last_checkpoint(folder / "checkpoints")
    facts["starts"].append(describe() | {"step": 0 if last is None else checkpoint_step(last)})
    return facts


def _digest(adapter: Path) -> str:
    try:
        return hashlib.sha256(adapter.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(
            f"The adapter {adapter} to go on from cannot be read.", why=f"{error.strerror}.",
            fix="See lora.start in the recipe.",
        ) from None  # fmt: skip


def settle_order(folder: Path, recipe: Recipe, samples: Samples) -> list[list[int]]:
    """Return the samples of each step, decided once and kept in the run folder."""
    path = folder / "order.npy"
    if not path.is_file():
        plan = recipe.training
        lengths = [len(each.tokens) for each in samples.good]
        write_order(path, data_order(lengths, plan.batch, plan.epochs, recipe.seed, plan.steps))
    return read_order(path)


def note(folder: Path, facts: dict[str, Any]) -> None:
    """Write `run.json`."""
    part = folder / "run.json.part"
    part.write_text(json.dumps(facts, indent=1) + "\n")
    part.replace(folder / "run.json")


def cut_log(folder: Path, step: int) -> None:
    """Keep the lines of the log up to a step: those beyond it will be written again."""
    log = folder / "log.jsonl"
    lines = log.read_text().splitlines()[:step] if log.is_file() else []
    log.write_text("".join(line + "\n" for line in lines))
