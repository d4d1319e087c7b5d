"""From a finished run to a release: one folder that holds all that somebody needs to check it.

Nothing is made up here: every number of a card is a claim, and every claim is measured in a file of the
release. What is not there (an evaluation, a safety report) is said to lack in the card.
"""

import json
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from agora.errors import UsageError
from agora.learn.recipe import Recipe, read_recipe
from agora.release.bom import write_bom
from agora.release.claimfile import Claim, write_claims
from agora.release.documents import write_documents
from agora.release.hashing import digest
from agora.release.intake import take_in
from agora.release.lineage import lay_lineage, sample_files
from agora.release.manifest import hashed, weigh, write_manifest
from agora.release.provenance import write_provenance
from agora.release.saying import claims_of
from agora.release.source import copy_source

__all__ = ["Plan", "build"]

_TEXTS = Path(__file__).with_name("texts")
_OF_THE_RUN = (
    "run.json",
    "data.json",
    "log.jsonl",
    "order.npy",
    "progress.svg",
    "card.md",
    "gate.json",
    "gate.md",
)


@dataclass(frozen=True)
class Plan:
    """What is to be released.

    Args:
        run: The folder of a finished run.
        version: Of the release.
        day: Of the release.
        licence: SPDX identifier, for all that we made.
        data_licence: For the data, if it is another.
        base_licence: Of the base of an adapter.
        stage: `private`, `trusted` or `public`.
        results: Folders of `agora eval run`.
        data: The samples' file, or a folder with it, or with `make.toml` that says how it is made.
        documents: A folder of documents that a person wrote, which take the place of ours.
        source: A tree of source that stands for the code; else the code's own revision, or what runs.
    """

    run: Path
    version: str
    day: date
    licence: str = "Apache-2.0"
    data_licence: str = ""
    base_licence: str = ""
    stage: str = "private"
    results: Sequence[Path] = ()
    data: Path | None = None
    documents: Path | None = None
    source: Path | None = None


def build(plan: Plan, out: Path) -> Path:
    """Write a release, without a signature.

    Args:
        plan: what goes into it.
        out: the folder; it must not exist.

    Raises:
        UsageError: the run is not finished or not exported, the data is not what it learnt from, or `out` is
            there.
    """
    if out.exists():
        raise UsageError(f"{out} is there already.", fix="Give another folder, or remove that one.")
    recipe, facts = _finished(plan.run)
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        _lay_out(plan, recipe, facts, part)
        copy_source(part / "code", facts["starts"][-1]["commit"], plan.source)
        _write_release(plan, recipe, facts, part)
        claims = claims_of(part, recipe, facts)
        write_claims(part, claims)
        write_documents(part, recipe, facts, claims, plan.documents)
        _write_inventories(recipe, facts, claims, part)
        part.replace(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return out


def _finished(run: Path) -> tuple[Recipe, dict[str, Any]]:
    if not (run / "run.json").is_file():
        raise UsageError(f"{run} is no folder of a run.", fix="Make one: agora learn train RECIPE")
    recipe, facts = read_recipe(run / "recipe.toml"), json.loads((run / "run.json").read_text())
    if "steps" not in facts:
        raise UsageError(
            f"The run in {run} is not finished.", fix=f"Go on with it: agora learn train RECIPE --to {run}"
        )
    return recipe, facts


def _lay_out(plan: Plan, recipe: Recipe, facts: dict[str, Any], out: Path) -> None:
    """Copy what the run and its evaluations left."""
    for name in ("weights", "training/checkpoints", "data", "evaluation", "licences"):
        (out / name).mkdir(parents=True)
    run = plan.run
    made = run / ("adapter" if recipe.method == "lora" else "model")
    for path in sorted(made.iterdir()):
        shutil.copyfile(path, out / "weights" / path.name)
    gguf = run / f"{recipe.name}.gguf"
    if recipe.method == "lora" and not gguf.is_file():
        raise UsageError(f"The run in {run} is not exported.", fix=f"agora learn export {run}")
    name = "adapter" if recipe.method == "lora" else recipe.name
    for end in ("gguf", "proof.json", "confidence.json"):
        if (run / f"{recipe.name}.{end}").is_file():
            shutil.copyfile(run / f"{recipe.name}.{end}", out / "weights" / f"{name}.{end}")
    shutil.copyfile(run / "recipe.toml", out / "recipe.toml")
    for name in _OF_THE_RUN:
        if (run / name).is_file():
            shutil.copyfile(run / name, out / "training" / name)
    for path in sorted((run / "checkpoints").glob("*.safetensors")):
        shutil.copyfile(path, out / "training" / "checkpoints" / path.name)
    if facts["begun"]:
        lay_lineage(plan.run, out / "training")
    _copy_data(plan, recipe, facts["data"]["sha256"], out / "data")
    _copy_results(plan.results, out / "evaluation")
    shutil.copyfile(_text(plan.licence), out / "LICENSE")
    if plan.data_licence:
        shutil.copyfile(_text(plan.data_licence), out / "licences" / f"data-{plan.data_licence}.txt")
    if plan.base_licence:
        shutil.copyfile(_text(plan.base_licence), out / "licences" / f"base-{plan.base_licence}.txt")


def _text(licence: str) -> Path:
    path = _TEXTS / f"{licence}.txt"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in _TEXTS.glob("*.txt")))
        raise UsageError(f"There is no text of the licence {licence!r} here.", fix=f"Known: {known}.")
    return path


def _copy_data(plan: Plan, recipe: Recipe, wanted: str, out: Path) -> None:
    given = plan.data
    if given is None:
        given = next((path for path in sample_files(plan.run, recipe) if path.is_file()), None)
    if given is None:
        raise UsageError(
            f"The data {recipe.data.file} is not found from {plan.run}.", fix="Say where it is with --data."
        )
    # `agora learn data` writes beside its samples what it made them from.
    files = [path for path in (given, given.with_suffix(".json")) if path.is_file()]
    files = sorted(path for path in given.iterdir() if path.is_file()) if given.is_dir() else files
    made = [path for path in files if path.name == "make.toml"]
    if not made and wanted not in [digest(path) for path in files]:
        raise UsageError(
            f"{given} holds no data of the SHA-256 {wanted} that the run learnt from.",
            fix="Give the file, a folder with it, or a folder with make.toml, which says how it is made.",
        )
    for path in files:
        shutil.copyfile(path, out.parent / path.name if path.name == "DATA_CARD.md" else out / path.name)


def _copy_results(results: Sequence[Path], out: Path) -> None:
    for folder in results:
        if not (folder / "rows.jsonl").is_file():
            raise UsageError(
                f"{folder} holds no results of `agora eval run`.", fix="Give a folder with rows.jsonl."
            )
        if (out / folder.name).exists():
            raise UsageError(f"Two results are called {folder.name!r}.", fix="Rename one of the folders.")
        shutil.copytree(folder, out / folder.name, ignore=shutil.ignore_patterns("*.part", "*.lock"))


def _write_release(plan: Plan, recipe: Recipe, facts: dict[str, Any], out: Path) -> None:
    """Write release.toml."""
    rows = {
        "name": recipe.name, "version": plan.version,
        "kind": "adapter" if recipe.method == "lora" else "model",
        "revision": facts["starts"][-1]["commit"], "stage": plan.stage,
    }  # fmt: skip
    lines = [f"{key} = {json.dumps(value)}" for key, value in rows.items()]
    lines.append(f"date = {plan.day.isoformat()}")
    lines += ["", "[licence]", f"whole = {json.dumps(plan.licence)}"]
    if plan.data_licence:
        lines.append(f"data = {json.dumps(plan.data_licence)}")
    if facts["base"]["name"]:
        lines += [
            "",
            "[base]",
            f"name = {json.dumps(facts['base']['name'])}",
            f"sha256 = {json.dumps(facts['base']['sha256'])}",
        ]
        lines.append(f"licence = {json.dumps(plan.base_licence)}")
    # What an evaluation asked, and what was answered, stands in its rows.
    rows_of = sorted(path.relative_to(out).as_posix() for path in out.glob("evaluation/*/rows.jsonl"))
    if rows_of:
        lines += [
            "",
            "[components]",
            f"evaluation-data = {json.dumps(rows_of)}",
            f"sample-outputs = {json.dumps(rows_of)}",
        ]
    (out / "release.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_inventories(recipe: Recipe, facts: dict[str, Any], claims: list[Claim], out: Path) -> None:
    """Write the bill of materials, the provenance, and last the manifest of all."""
    found = take_in(out)
    sums = hashed(found)
    write_bom(out, recipe, facts, tomllib.loads((out / "release.toml").read_text()), sums, claims)
    write_provenance(out, recipe, facts, sums)
    found = take_in(out)
    if found.faults:
        first = found.faults[0]
        raise UsageError(
            f"The release would hold {first.path}: {first.why}.", fix="Leave that out, and build again."
        )
    write_manifest(out, hashed(found), found.files, weigh(found))
