"""The bill of materials of a release: CycloneDX 1.6 with a model card, as auditors' tools read it.

It names the model, its files with their digests, the base and the data it was made from, and the packages
that the training ran with. It is checked against CycloneDX's own schema before it is written.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from agora.errors import AgoraError
from agora.learn.recipe import Recipe
from agora.release.claimfile import Claim

__all__ = ["bill", "schema_fault", "write_bom"]

BOM = "bom.cdx.json"
# What the names in the schema are relative to.
_FOLDER = "http://cyclonedx.org/schema/"


def write_bom(
    folder: Path, recipe: Recipe, facts: dict[str, Any], release: dict[str, Any], sums: Mapping[str, str],
    claims: list[Claim],
) -> None:  # fmt: skip
    """Write `bom.cdx.json`.

    Args:
        folder: of the release.
        recipe: of its run.
        facts: what the run recorded.
        release: what `release.toml` holds.
        sums: path → SHA-256 of the files.
        claims: of the release; those on evaluations become performance metrics.

    Raises:
        AgoraError: it does not fit the schema, or the extra `release` is not installed.
    """
    text = json.dumps(bill(recipe, facts, release, sums, claims), indent=1)
    if fault := schema_fault(text):
        raise AgoraError("The bill of materials does not fit CycloneDX 1.6.", why=f"{fault}.")
    (folder / BOM).write_text(text + "\n", encoding="utf-8")


def schema_fault(text: str) -> str:
    """Return where a bill departs from the schema of CycloneDX 1.6; empty if nowhere.

    Raises:
        AgoraError: the extra `release` is not installed.
    """
    try:
        from jsonschema import Draft7Validator
        from referencing import Registry, Resource
    except ImportError:
        raise AgoraError("CycloneDX's schema is not here.", fix="pip install 'agora[release]'") from None
    others = [(f"{name}.SNAPSHOT.schema.json", json.loads(_schema(name))) for name in ("spdx", "jsf-0.82")]
    registry: Any = Registry().with_resources(
        [(place, Resource.from_contents(each)) for name, each in others for place in (name, _FOLDER + name)]
    )
    validator = Draft7Validator(json.loads(_schema("bom-1.6")), registry=registry)
    fault = next(validator.iter_errors(json.loads(text)), None)
    return "" if fault is None else f"{fault.json_path}: {fault.message}"[:600]


def _schema(name: str) -> str:
    try:
        return files("cyclonedx.schema").joinpath("_res", f"{name}.SNAPSHOT.schema.json").read_text("utf-8")
    except ModuleNotFoundError:
        raise AgoraError("CycloneDX's schema is not here.", fix="pip install 'agora[release]'") from None


def bill(
    recipe: Recipe,
    facts: dict[str, Any],
    release: dict[str, Any],
    sums: Mapping[str, str],
    claims: list[Claim],
) -> dict[str, Any]:
    """Return the bill as plain data."""
    name, version = str(release["name"]), str(release["version"])
    weights = [
        {"type": "file", "bom-ref": path, "name": path, "hashes": [{"alg": "SHA-256", "content": sums[path]}]}
        for path in sorted(sums)
        if path.startswith("weights/")
    ]
    model = {
        "type": "machine-learning-model", "bom-ref": f"model:{name}", "name": name, "version": version,
        "licenses": [{"license": {"id": release["licence"]["whole"]}}],
        "modelCard": _card(recipe, facts, claims), "components": weights,
    }  # fmt: skip
    data = {
        "type": "data", "bom-ref": "data", "name": Path(facts["data"]["file"]).name,
        "hashes": [{"alg": "SHA-256", "content": facts["data"]["sha256"]}],
        "licenses": [{"license": {"id": release["licence"].get("data", release["licence"]["whole"])}}],
        "data": [{"type": "dataset", "name": Path(facts["data"]["file"]).name}],
    }  # fmt: skip
    base = {
        "type": "machine-learning-model", "bom-ref": "base", "name": facts["base"]["name"],
        "hashes": [{"alg": "SHA-256", "content": facts["base"]["sha256"]}],
    }  # fmt: skip
    packages = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{each}@{found}",
            "name": each,
            "version": found,
            "purl": f"pkg:pypi/{each}@{found.replace('+', '%2B')}",
        }
        for each, found in sorted(facts["starts"][-1]["packages"].items())
    ]
    parts = [data, *([base] if base["name"] else []), *packages]
    # The same release gets the same number: it is made of what the release holds.
    serial = uuid5(NAMESPACE_URL, "\n".join(f"{sums[path]} {path}" for path in sorted(sums)))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1,
        "metadata": {"timestamp": f"{release['date'].isoformat()}T00:00:00Z", "component": model},
        "components": parts,
        "dependencies": [{"ref": f"model:{name}", "dependsOn": [each["bom-ref"] for each in parts]}],
    }  # fmt: skip


def _card(recipe: Recipe, facts: dict[str, Any], claims: list[Claim]) -> dict[str, Any]:
    metrics = [
        {
            "type": "share of right answers",
            "value": str(claim.value),
            "slice": f"{claim.key}, {claim.of} items ({claim.id})",
        }
        for claim in claims
        if claim.measure == "share"
    ]
    loss = {"type": "training loss, smoothed, nats a token", "value": str(facts["loss"])}
    return {
        "bom-ref": "card",
        "modelParameters": {
            "approach": {"type": "supervised"}, "task": "text-generation",
            "architectureFamily": "transformer",
            "modelArchitecture": "Llama with a LoRA adapter" if recipe.method == "lora" else "Llama",
            "datasets": [{"ref": "data"}],
            "inputs": [{"format": "text"}], "outputs": [{"format": "text"}],
        },
        "quantitativeAnalysis": {"performanceMetrics": [loss, *metrics]},
        "considerations": {
            "useCases": ["The model behind Agora, on one machine"],
            "technicalLimitations": ["Small: what was not evaluated (see MODEL_CARD.md) is unknown"],
        },
    }  # fmt: skip
