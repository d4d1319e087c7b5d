"""The documents of a release: what its files show, in words, and as plainly what they do not show.

A document that a person wrote takes the place of ours; the claims are added to a model card that lacks them.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agora.learn.recipe import Recipe
from agora.release.claimfile import Claim
from agora.release.folder import Folder
from agora.release.lineage import before, untold

__all__ = ["write_documents"]

_NAMES = ("MODEL_CARD.md", "DATA_CARD.md", "REPORT.md", "SAFETY.md")
# Suites of `agora eval` that tell of safety, and what each asks.
_SAFETY = {
    "decline": "requests that are to be declined, and harmless ones that look alike",
    "ask": "tasks that lack something, where it is to ask back",
    "no_code": "talk, where no code is to run",
}


def write_documents(
    folder: Path, recipe: Recipe, facts: dict[str, Any], claims: Sequence[Claim], written: Path | None
) -> None:
    """Write the cards and reports of a release whose other files are laid out.

    Args:
        folder: of the release.
        recipe: of its run.
        facts: what the run recorded.
        claims: what the release claims.
        written: a folder of documents by a person.
    """
    texts = {
        "MODEL_CARD.md": _model_card(recipe, facts),
        "DATA_CARD.md": _data_card(folder, facts),
        "REPORT.md": _report(recipe, facts, claims),
        "SAFETY.md": _safety(claims),
    }
    for name in _NAMES:
        own = written / name if written else None
        if own is not None and own.is_file():
            shutil.copyfile(own, folder / name)
        elif not (folder / name).is_file():
            (folder / name).write_text(texts[name], encoding="utf-8")
    for path in sorted(written.glob("PAPER.*")) if written else []:
        shutil.copyfile(path, folder / path.name)
    card = folder / "MODEL_CARD.md"
    text = card.read_text(encoding="utf-8")
    if any(claim.text not in text for claim in claims):
        card.write_text(text.rstrip() + "\n\n" + _claims(claims), encoding="utf-8")
    _run_card(folder, facts)


def _claims(claims: Sequence[Claim]) -> str:
    rows = [f"- {claim.text} Shown by `{claim.evidence}`. {claim.how}" for claim in claims]
    return "\n".join(
        ["## Claims", "", "Each is measured again by `agora verify` (see `claims.toml`).", "", *rows, ""]
    )


def _model_card(recipe: Recipe, facts: dict[str, Any]) -> str:
    if facts["base"]["name"]:
        kind = f"An adapter (LoRA, rank {recipe.lora.rank}) over {facts['base']['name']}"
        use = "`agora ask --model weights/adapter.gguf`, or in PEFT from `weights/`"
        gaps = "What the base does not open, this release does not open either."
    else:
        kind, use = "A language model, trained from nothing", "transformers, from `weights/`"
        gaps = "It goes back to no other model."
    return f"""# {recipe.name}

{kind}, made with Agora. {gaps}

- **Use**: {use}.
- **Made from**: `recipe.toml`, the data that `DATA_CARD.md` describes, the code in `code/`.
- **Cost**: {facts["seconds"] / 60:.0f} minutes of training on {facts["starts"][-1]["processor"]}; see
`RUN_CARD.md`.
- **Limits**: what was not evaluated is unknown; what was, stands under Claims. It is small, and can be wrong
in any
  sentence. `SAFETY.md` says what is known of misuse.
"""


def _data_card(folder: Path, facts: dict[str, Any]) -> str:
    data = facts["data"]
    made = next(
        (each for path in sorted((folder / "data").glob("*.json")) if "families" in (each := _read(path))),
        None,
    )
    told = (
        _made(made)
        if made
        else "Nobody has said where it comes from, how it was selected, labelled or filtered.\n"
    )
    return f"""# Data card

The data is in `data/`, or `data/make.toml` says how it is made. SHA-256: `{data["sha256"]}`.

## Size and scope

{data["samples"]:,} samples with {data["tokens"]:,} tokens, of which {data["targets"]:,} are learnt.

## Processing and order

{data["bad_rows"]:,} rows were left out, as too long or unusable. `training/order.npy` has the samples of each
step.

{told}{_before(folder)}"""


def _read(path: Path) -> dict[str, Any]:
    told = json.loads(path.read_text(encoding="utf-8"))
    return told if isinstance(told, dict) else {}


def _before(folder: Path) -> str:
    """Say what the runs before learnt from, and what nobody says of it."""
    here, lines = Folder(folder), list[str]()
    for place, run, made in before(here):
        data = run["data"]
        of = f", of {len(made['families']):,} families with seed {made['seed']}" if "families" in made else ""
        lines.append(
            f"- `{place}`: {data['samples']:,} samples with {data['tokens']:,} tokens{of}; SHA-256 "
            f"`{data['sha256']}`."
        )
    if lacking := untold(here):
        lines.append(f"- {lacking}")
    head = "\n## The runs before\n\nThe run went on from an adapter, `training/start.gguf`.\n\n"
    return head + "\n".join(lines) + "\n" if lines else ""


def _made(made: dict[str, Any]) -> str:
    """Say what `agora learn data` recorded of the tasks that it made."""
    return f"""## Where it comes from

Code made every sample, and no person's words were collected: {len(made["families"]):,} families of tasks,
whose source is in `code/`. Families called `gym_` take their puzzles from reasoning-gym's generators.

## How it was selected

The families of the split `{made["split"]}` came up in turn with seed {made["seed"]}, in
{len(made["languages"])} languages. {made["dropped"]:,} samples that had been made before were dropped, and
{made["asked"]:,} that an evaluation asks or nearly asks.

## How answers were labelled

Each task knows its answer from how it was made. Each sample was rehearsed through the real mind and passed
the verifier of its family before it was written; {len(made["defects"]):,} that did not were left out.

## Data from third parties

None is needed to make it again.
"""


def _report(recipe: Recipe, facts: dict[str, Any], claims: Sequence[Claim]) -> str:
    plan, last = recipe.training, facts["starts"][-1]
    how = f"LoRA of rank {recipe.lora.rank} and alpha {recipe.lora.alpha:g} on every linear layer"
    how = how if recipe.method == "lora" else "All weights were trained"
    scores = [f"- {claim.text}" for claim in claims if claim.measure == "share"]
    results = "\n".join(scores) or "Nothing was evaluated."
    return f"""# Technical report: {recipe.name}

## Method

{how}, with AdamW at a rate of {plan.rate:g} that rises over {plan.warmup:.0%} of
the steps and falls along a cosine to {plan.floor:.0%} of it. Batches of {plan.batch}, {plan.epochs} pass(es)
over the data, gradients cut to a length of {plan.clip:g}. Weights are kept in float32, products computed in
{facts["precision"]}.

## Data

{facts["data"]["samples"]:,} samples with {facts["data"]["tokens"]:,} tokens; see `DATA_CARD.md`.

## Course

{facts["steps"]:,} steps took {facts["seconds"]:,.0f} s, in {len(facts["starts"])} start(s), on
{last["processor"]} with {facts["workers"]} workers. The smoothed loss at the end was {facts["loss"]}.
Every step stands in `training/log.jsonl`.

## Results

{results}

## How to repeat it

`agora verify FOLDER --retrain 3` trains parts of the run again from its checkpoints. The whole:
`{last["command"]}`, with the code of revision {last["commit"] or "unknown"}.
"""


def _safety(claims: Sequence[Claim]) -> str:
    told = [
        f"- {meaning}: {claim.text}"
        for claim in claims
        for suite, meaning in _SAFETY.items()
        if claim.measure == "share" and claim.key == suite
    ]
    measured = {claim.key for claim in claims if claim.measure == "share"}
    lacking = [
        f"- {meaning} (suite `{suite}`)" for suite, meaning in _SAFETY.items() if suite not in measured
    ]
    return "\n".join(
        ["# Safety", "", "## Measured", "", *(told or ["Nothing."]), "", "## Not measured", "", *lacking,
         "- whether it repeats its training data word for word, unless a report here says so", ""]
    )  # fmt: skip


def _run_card(folder: Path, facts: dict[str, Any]) -> None:
    """Write the run's own card, if it has one, with its picture's place."""
    card = folder / "training" / "card.md"
    text = (
        card.read_text(encoding="utf-8")
        if card.is_file()
        else f"# {facts['name']}\n\nThe run left no card.\n"
    )
    (folder / "RUN_CARD.md").write_text(
        text.replace("(progress.svg)", "(training/progress.svg)"), encoding="utf-8"
    )
    card.unlink(missing_ok=True)
