"""What is known of well-known models: facts with their sources, as of a date, from the files in `evidence/`.

An evidence file is data that a person gathered; each fact names its source. What no source was read for is
unknown, and stands there as unknown. A name is that of a file, a repository, or an entry of the catalogue.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from agora.release.components import COMPONENTS
from agora.release.datacard import POINTS
from agora.release.findings import Finding, Findings
from agora.release.licences import by_name, openness
from agora.release.verdict import Evidence, Verdict

__all__ = ["EvidenceFile", "evidence_files", "evidence_for"]


@dataclass(frozen=True)
class EvidenceFile:
    """What an evidence file says.

    Attributes:
        name: its name.
        title: the model's name for people.
        by: who made the model.
        as_of: until when the facts were looked up, as an ISO date.
        models: the names and repositories that it speaks of, in lower case.
        base: the evidence file of the model that this one was made from.
        osi: what OSI's public list says of it: `passes`, `fails`, or nothing.
        note: what a reader must know of it, what that list says among it.
        findings: the facts.
    """

    name: str
    title: str
    by: str
    as_of: str
    models: tuple[str, ...]
    base: str
    osi: str
    note: str
    findings: Findings


@cache
def evidence_files() -> dict[str, EvidenceFile]:
    """Return all evidence files by name.

    >>> evidence_files()["smollm2"].by
    'Hugging Face'
    """
    folder = files("agora.release").joinpath("evidence")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return {
        name.removesuffix(".toml"): _file(
            name.removesuffix(".toml"), tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        )
        for name in names
    }


def evidence_for(name: str) -> EvidenceFile | None:
    """Return the evidence file that speaks of a model.

    >>> evidence_for("HuggingFaceTB/SmolLM2-135M-Instruct").name
    'smollm2'
    """
    plain = name.strip().lower().removeprefix("https://huggingface.co/").removeprefix("hf:").rstrip("/")
    found = evidence_files()
    if plain in found:
        return found[plain]
    return next((each for each in found.values() if plain in each.models), None)


def _file(name: str, table: dict[str, Any]) -> EvidenceFile:
    parts = {fact["part"]: _finding(fact, table["as_of"]) for fact in table["fact"]}
    if unknown := set(parts) - {each.key for each in COMPONENTS} - set(POINTS):
        raise ValueError(f"evidence/{name}.toml speaks of {', '.join(sorted(unknown))}: no such parts")
    return EvidenceFile(
        name, table["title"], table["by"], table["as_of"],
        tuple(each.lower() for each in table["models"]),
        table.get("base", ""), table.get("osi", ""), _note(table),
        Findings(table["title"], parts, table.get("base", "")),
    )  # fmt: skip


def _note(table: dict[str, Any]) -> str:
    """Return the note, with what OSI's public list says of the model."""
    listed = ""
    if table.get("osi"):
        listed = f"On OSI's public list it {table['osi']} ({', '.join(table['osi_sources'])})."
    return " ".join(filter(None, (listed, table.get("note", ""))))


def _finding(fact: dict[str, Any], as_of: str) -> Finding:
    """Judge one fact: is the part published, and is the licence that its source names open."""
    present = {"yes": Verdict.PASS, "no": Verdict.FAIL, "unknown": Verdict.UNKNOWN}[fact["published"]]
    date = fact.get("date", as_of)
    evidence = tuple(
        Evidence(each, date=date, quote=fact.get("quote") if not index else None)
        for index, each in enumerate(fact.get("sources", []))
    )
    name, subject = fact.get("licence", ""), _subject(fact["part"])
    licence = by_name(name)
    forbidden = tuple(fact.get("forbids", []))
    if fact["part"] in POINTS:
        free, why = Verdict.PASS, ""
    elif forbidden or licence.restrictions:
        free, why = Verdict.FAIL, f"{licence.title or name} restricts use."
    elif not licence.ids:
        free, why = Verdict.UNKNOWN, f"Licence: {name or 'unknown'}." if present is not Verdict.FAIL else ""
    else:
        # A source quoted with its date stands here for the text itself.
        free, why = openness(type(licence)(licence.ids), subject)
        why = why.replace(", recognised by its text", "")
    said = " ".join(filter(None, (fact["says"], why)))
    found = {"yes": "published", "no": "not published", "unknown": None}[fact["published"]]
    return Finding(fact["part"], present, free, said, name or None, found, forbidden, evidence)


def _subject(part: str) -> Any:
    return next((each.subject for each in COMPONENTS if each.key == part), "document")
