"""The runs before a run: an adapter that goes on from another was made of what that one learnt from too.

`training/start.gguf` is what the run went on from. `training/before-1` holds the records of the run that made
it, with its own `start.gguf` and `made.json`, which says how its data is made; `before-2` what came before.
"""

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from agora.errors import UsageError
from agora.learn.recipe import Recipe, read_recipe
from agora.release.folder import Folder
from agora.release.hashing import digest

__all__ = ["before", "lay_lineage", "sample_files", "untold"]

_RECORDS = ("recipe.toml", "run.json", "log.jsonl", "order.npy", "progress.svg")
_START, _MADE = "start.gguf", "made.json"


def lay_lineage(run: Path, training: Path) -> None:
    """Copy the adapter that a run went on from, and the records of the runs before, as far as they are there.

    Args:
        run: the folder of a run that went on from an adapter.
        training: the release's folder for the records of the run.

    Raises:
        UsageError: the adapter is not where the run's recipe says.
    """
    into = training
    for number in count(1):
        recipe, facts = read_recipe(run / "recipe.toml"), json.loads((run / "run.json").read_text())
        if not (begun := facts.get("begun")):
            return
        start = _start(run, recipe, begun)
        if start is None and number == 1:
            raise UsageError(
                f"The adapter {recipe.lora.start} that the run went on from is not found from {run}.",
                why=f"No file there has the SHA-256 {begun}.",
                fix="Put it back where the recipe says: without it the beginning cannot be trained again.",
            )
        if start is None:
            return
        shutil.copyfile(start, into / _START)
        run, into = start.parent, training / f"before-{number}"
        if not (run / "run.json").is_file() or not (run / "recipe.toml").is_file():
            return
        _copy_records(run, into)


def _copy_records(run: Path, into: Path) -> None:
    into.mkdir()
    for name in _RECORDS:
        if (run / name).is_file():
            shutil.copyfile(run / name, into / name)
    for samples in sample_files(run, read_recipe(run / "recipe.toml")):
        if (told := samples.with_suffix(".json")).is_file():
            shutil.copyfile(told, into / _MADE)
            return


def _start(run: Path, recipe: Recipe, wanted: str) -> Path | None:
    given = recipe.lora.start
    places = (run / given, run.parent / given, run.parent.parent / "recipes" / given)
    return next((path for path in places if path.is_file() and digest(path) == wanted), None)


def sample_files(run: Path, recipe: Recipe) -> tuple[Path, ...]:
    """Return where the file of a run's samples may lie: its recipe lay beside it, or in `recipes/`."""
    return run / recipe.data.file, run.parent.parent / "recipes" / recipe.data.file


def before(folder: Folder) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield of each run before, the nearest first: its place, its `run.json` and how its data was made."""
    for number in count(1):
        place = f"training/before-{number}"
        if f"{place}/run.json" not in folder.sizes:
            return
        yield place, _json(folder, f"{place}/run.json"), _json(folder, f"{place}/{_MADE}")


def untold(folder: Folder) -> str:
    """Return what is not here of the data of the runs before; nothing, if there was none or all is told."""
    begun = _json(folder, "training/run.json").get("begun", "")
    for place, run, made in before(folder):
        if not begun:
            break
        learnt = run.get("data")
        if not isinstance(learnt, dict) or made.get("sha256") != learnt.get("sha256"):
            return f"{place}/{_MADE} does not say how the data was made that {place}/run.json names."
        begun = run.get("begun", "")
    if begun:
        return (
            f"It went on from an adapter (SHA-256 {str(begun)[:64]}); what that one learnt from is not here."
        )
    return ""


def _json(folder: Folder, name: str) -> dict[str, Any]:
    try:
        told = json.loads(folder.text(name))
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
