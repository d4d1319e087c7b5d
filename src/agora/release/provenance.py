"""Where the weights came from: an in-toto statement with SLSA's provenance, version 1.

It names the files of weights by digest, and what went in: recipe, data, base, order of the data and code. It
is told by the run itself, on a machine that nobody else watched: that is SLSA's build level 1 once it is
signed.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agora.learn.recipe import Recipe

__all__ = ["PROVENANCE", "statement", "write_provenance"]

PROVENANCE = "provenance.intoto.json"


def write_provenance(folder: Path, recipe: Recipe, facts: dict[str, Any], sums: Mapping[str, str]) -> None:
    """Write `provenance.intoto.json`.

    Args:
        folder: of the release.
        recipe: of its run.
        facts: what the run recorded.
        sums: path → SHA-256 of the files.
    """
    text = json.dumps(statement(recipe, facts, sums), indent=1)
    (folder / PROVENANCE).write_text(text + "\n", encoding="utf-8")


def statement(recipe: Recipe, facts: dict[str, Any], sums: Mapping[str, str]) -> dict[str, Any]:
    """Return the statement as plain data."""
    first, last = facts["starts"][0], facts["starts"][-1]
    inside = ("recipe.toml", "training/order.npy", "code/SOURCE.json")
    sources = [{"name": name, "digest": {"sha256": sums[name]}} for name in inside if name in sums]
    sources.append({"name": "data", "digest": {"sha256": facts["data"]["sha256"]}})
    if facts["base"]["name"]:
        sources.append(
            {"name": f"base {facts['base']['name']}", "digest": {"sha256": facts["base"]["sha256"]}}
        )
    if facts["begun"]:
        sources.append({"name": "adapter gone on from", "digest": {"sha256": facts["begun"]}})
    logs = [
        {"name": name, "digest": {"sha256": sums[name]}}
        for name in sorted(sums)
        if name.startswith("training/checkpoints/") or name == "training/log.jsonl"
    ]
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": name, "digest": {"sha256": sums[name]}}
            for name in sorted(sums)
            if name.startswith("weights/")
        ],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:agora:train:v1",
                "externalParameters": {"command": last["command"], "recipe": recipe.model_dump(mode="json")},
                "internalParameters": {
                    "revision": last["commit"], "precision": facts["precision"], "workers": facts["workers"],
                    "python": last["python"], "packages": last["packages"], "system": last["system"],
                    "processor": last["processor"],
                },
                "resolvedDependencies": sources,
            },
            "runDetails": {
                "builder": {
                    "id": "urn:agora:trainer", "version": {"agora": last["packages"].get("agora", "")},
                },
                "metadata": {"startedOn": first["time"]},
                "byproducts": logs,
            },
        },
    }  # fmt: skip
