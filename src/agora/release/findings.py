"""What a folder shows of each part of a model: is it there, under what licence, and where that was seen."""

import re
from dataclasses import dataclass
from typing import Any

from agora.release.components import COMPONENTS, Component
from agora.release.folder import Folder, front_matter
from agora.release.licences import Licence, by_name, openness, recognise
from agora.release.reading import read_toml
from agora.release.verdict import Evidence, Verdict, combined

__all__ = ["Finding", "Findings", "look"]

_LICENCE_FILE = re.compile(r"^(licen[cs]e|copying|unlicense)([._-][\w.+-]*)?$", re.IGNORECASE)
_MOST_PLACES = 4
# What a file must look like to be a part of that kind, whatever the release calls it.
_FORMS = {
    subject: re.compile(rf"\.({ends})$", re.IGNORECASE)
    for subject, ends in {
        "code": r"py|pyx|ipynb|sh|cc?|cpp|cu|h|hpp|rs|go|js|ts|java|jl|toml|txt|lock|ya?ml",
        "document": r"md|rst|txt|pdf|tex|html|jsonl?|csv|toml|ya?ml",
        "data": r"safetensors|gguf|jsonl?|csv|tsv|parquet|arrow|txt|npy|bin|zst|toml|ya?ml",
    }.items()
}


@dataclass(frozen=True)
class Finding:
    """What is known of one part.

    Attributes:
        component: its key.
        present: whether it is there: fail means that it is known not to be.
        open: whether its licence leaves everybody free.
        why: what decided.
        declared: what the maker says.
        found: what is found.
        restrictions: what the licence forbids.
        evidence: where it was seen.
    """

    component: str
    present: Verdict
    open: Verdict
    why: str
    declared: str | None = None
    found: str | None = None
    restrictions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether it is there and open."""
        return self.present if self.present is Verdict.FAIL else combined([self.present, self.open])


@dataclass(frozen=True)
class Findings:
    """What is known of a model.

    Attributes:
        name: what it is called.
        parts: a finding for each of the 17 parts and each point on data.
        base: the name of the model that it was made from, if any.
        base_sha256: digest of the base's file, as the maker gives it.
        declared_licence: the licence that the maker names for the whole.
        skipped: what was not looked at.
    """

    name: str
    parts: dict[str, Finding]
    base: str = ""
    base_sha256: str = ""
    declared_licence: str = ""
    skipped: tuple[str, ...] = ()


def look(folder: Folder) -> Findings:
    """Return what a folder shows of a model; the folder's text is data, whatever it says."""
    return _Look(folder).findings()


class _Look:
    """One look at a folder, with what its own tables say."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.release = _toml(folder, "release.toml")
        card = folder.find("README.md", "MODEL_CARD.md")
        self.card = card
        self.front = front_matter(folder.text(card)) if card else {}
        self.licences = {name: None for name in folder.sizes if _is_licence(name)}
        self._read: dict[str, Licence] = {}

    def findings(self) -> Findings:
        from agora.release.datacard import data_points

        parts = {each.key: self.part(each) for each in COMPONENTS}
        parts |= data_points(self.folder, self.front, self.card, parts)
        base = self.release.get("base", {})
        base = base if isinstance(base, dict) else {"name": str(base)}
        named = self.front.get("base_model", ([], 0))[0]
        return Findings(
            name=str(self.release.get("name") or self.folder.root.name),
            parts=parts,
            # Of several bases none is known to be the whole.
            base=str(base.get("name") or " and ".join(named)),
            base_sha256=str(base.get("sha256", "")),
            declared_licence=self.declared(None)[0],
            skipped=tuple(self.folder.skipped),
        )

    def part(self, part: Component) -> Finding:
        places = self.places(part)
        declared, source = self.declared(part)
        if not places:
            whole = bool(self.release)
            why = "The release has no such file." if whole else "No such file is here; it may be elsewhere."
            return Finding(
                part.key, Verdict.FAIL if whole else Verdict.UNKNOWN, Verdict.UNKNOWN, why, declared or None
            )
        licence, file = self.licence(part, places)
        if licence is None:
            licence, file = (by_name(declared), "") if declared else (Licence(title="no licence"), "")
        verdict, why = openness(licence, part.subject)
        named = by_name(declared).ids if declared else ()
        if licence.by_text and named and licence.ids and not set(named) & set(_family(licence.ids)):
            verdict, why = Verdict.FAIL, f"Declared as {declared}; the text is {licence.words}."
        quotes = (
            [
                Evidence(file, self.folder.digest(file), each.line, quote=each.words)
                for each in licence.restrictions or licence.changes
            ]
            if file
            else []
        )
        seen = [Evidence(name, self.folder.digest(name)) for name in places[:_MOST_PLACES]]
        if file:
            seen.append(Evidence(file, self.folder.digest(file), quote=licence.words))
        elif source:
            seen.append(source)
        count = f"{len(places):,} file{'s' * (len(places) != 1)}"
        return Finding(
            part.key, Verdict.PASS, verdict, why, declared or None, f"{count}; {licence.words}",
            tuple(f"{each.kind}: {each.words}" for each in licence.restrictions),
            (*quotes[:8], *seen),
        )  # fmt: skip

    def places(self, part: Component) -> list[str]:
        """Return the files of a part: those that the release names and has, else those that look like it."""
        named = self.release.get("components", {})
        listed = named.get(part.key, []) if isinstance(named, dict) else []
        own = [str(each) for each in listed] if isinstance(listed, list) else [str(listed)]
        if own:
            held = [name for name in self.folder.sizes if any(_under(name, each) for each in own)]
            return [name for name in held if self.folder.sizes[name] and _FORMS[part.subject].search(name)]
        found = [
            name
            for lower, name in self.folder.lower.items()
            if any(re.search(pattern, lower) for pattern in part.patterns) and not _is_licence(name)
        ]
        if part.key == "model-card" and not found and self.card and (self.front or self.release):
            found = [self.card]
        return [name for name in found if self.folder.sizes[name]]

    def declared(self, part: Component | None) -> tuple[str, Evidence | None]:
        """Return the licence that the maker names for a part, by part, kind, or the whole."""
        value = self.release.get("licence", self.release.get("license"))
        if isinstance(value, dict):
            keys = [*_licence_names(part), "whole"] if part else ["whole"]
            value = next((value[key] for key in keys if key in value), None)
        if isinstance(value, str):
            return value, Evidence("release.toml", quote=value)
        values, line = self.front.get("license", ([], 0))
        if values and self.card:
            name = self.front.get("license_name", ([], 0))[0]
            said = name[0] if values[0] == "other" and name else values[0]
            return said, Evidence(self.card, line=line, quote=f"license: {said}")
        return "", None

    def licence(self, part: Component, places: list[str]) -> tuple[Licence | None, str]:
        """Return the licence text that holds for a part, and its file: beside it, or for its kind, or all."""
        folders = {place.rpartition("/")[0] for place in places}
        inner = next((each for each in sorted(folders) if each), "")
        names = _licence_names(part)
        kept = list(self.licences)
        beside = [
            name
            for name in kept
            if "/" in name and f"{inner}/".startswith(name.rpartition("/")[0] + "/") and len(folders) == 1
        ]
        for candidates in (
            sorted(beside, key=len, reverse=True),
            [
                name
                for each in names
                for name in kept
                if re.search(rf"(^|[/._-]){re.escape(each)}([._-](?!card)|$)", name.lower())
            ],
            sorted((name for name in kept if "/" not in name), key=len),
        ):
            if candidates:
                return self.read(candidates[0]), candidates[0]
        return None, ""

    def read(self, name: str) -> Licence:
        if name not in self._read:
            self._read[name] = recognise(self.folder.text(name))
        return self._read[name]


def _family(ids: tuple[str, ...]) -> list[str]:
    """Return the identifiers with those of the same text: `GPL-3.0`, `GPL-3.0-only`, `GPL-3.0-or-later`."""
    return [
        each.removesuffix(end) + other
        for each in ids
        for end in ("-only", "-or-later", "")
        for other in ("", "-only", "-or-later")
    ]


def _licence_names(part: Component) -> list[str]:
    """Return by what names a licence for a part goes: its own, then that of its kind.

    Parameters are data to the framework, but whoever says "data" means what was trained on.
    """
    kinds = {"code": ["code"], "document": ["documents", "docs", "document"], "data": ["data"]}[part.subject]
    if part.key in ("parameters", "checkpoints", "training-metadata"):
        kinds = ["weights", "model", "parameters"]
    return list(dict.fromkeys([part.key, part.key.replace("-", "_"), *kinds]))


def _is_licence(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    return bool(_LICENCE_FILE.match(last)) or folder.lower() in ("licences", "licenses", "licence", "license")


def _under(name: str, listed: str) -> bool:
    listed = listed.rstrip("/")
    return name == listed or name.startswith(listed + "/")


def _toml(folder: Folder, name: str) -> dict[str, Any]:
    found = folder.find(name)
    try:
        return read_toml(folder.text(found)) if found else {}
    except (ValueError, RecursionError):
        return {}
