"""Licences recognised by their text: which changed texts are taken for whole, beside peers; and a collection.

    python benchmarks/licences.py [FOLDER]

A restriction is put into each reference text at several places. A recogniser is fooled where it calls it by
its licence's name without saying that something is changed. Peers: `licenseclassifier` as it comes, and
`pyaskalono` if it is installed.

FOLDER, if given, holds `*.LICENSE` files as scancode-toolkit keeps them (`licensedcode/data/licenses` of the
wheel `scancode-toolkit-mini`): a head between `---` lines with `category` and `spdx_license_key`, then the
text. Of them are read those that OSI approved, and those that the collection calls source-available or
restricted.
"""

import collections
import json
import re
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from agora.release.licences import by_name, openness, recognise, reference

_ADDED = "You may not use it for military purposes."

_SHORTEST = 300  # characters; shorter ones are notices and names


def read(path: Path) -> tuple[str, str, str]:
    """Return category, SPDX identifier and text."""
    text = path.read_text(encoding="utf-8", errors="replace")
    head, _, body = text.removeprefix("---\n").partition("\n---\n")

    def value(key: str) -> str:
        match = re.search(rf"^{key}: *(.+)$", head, re.MULTILINE)
        return match[1].strip() if match else ""

    return value("category"), value("spdx_license_key"), body


def changed() -> list[tuple[str, str]]:
    """Return texts with a restriction put in, each with the licence that it is a copy of."""
    found = []
    for path in sorted(files("agora.release").joinpath("texts").iterdir(), key=lambda each: each.name):
        spdx = path.name.removesuffix(".txt")
        parts = reference(spdx).split("\n\n")
        for share in (0.25, 0.5, 0.75, 1.0):
            at = max(1, round(len(parts) * share))
            found.append((spdx, "\n\n".join([*parts[:at], _ADDED, *parts[at:]])))
    return found


def recognisers() -> dict[str, Callable[[str], bool]]:
    """Return, by name, what tells whether a text is taken for a licence as it is."""
    found: dict[str, Callable[[str], bool]] = {"agora": lambda text: bool(recognise(text).ids)}
    from licenseclassifier import identify_license

    found["licenseclassifier"] = lambda text: bool(identify_license(text))
    try:
        import askalono

        found["askalono"] = lambda text: askalono.identify(text).score >= 0.9
    except ImportError:
        pass
    return found


def fooled() -> dict[str, dict[str, float]]:
    """Return how often each is fooled, and its seconds a text; and how often it knows the text unchanged."""
    texts = changed()
    whole = sorted({spdx for spdx, _ in texts})
    found = {}
    for name, taken in recognisers().items():
        begun = time.perf_counter()
        taken_in = sum(taken(text) for _, text in texts)
        seconds = (time.perf_counter() - begun) / len(texts)
        known = sum(taken(reference(spdx)) for spdx in whole)
        found[name] = {
            "changed texts": len(texts), "taken for the licence": taken_in,
            "unchanged texts": len(whole), "known": known, "seconds a text": round(seconds, 3),
        }  # fmt: skip
    return found


def collection(folder: Path) -> dict[str, object]:
    """Return the counts over a collection."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    accused, passed, seconds, texts = [], [], 0.0, 0
    for path in sorted(folder.glob("*.LICENSE")):
        category, spdx, text = read(path)
        approved = openness(type(named := by_name(spdx))(named.ids), "code")[0] == "pass" if spdx else False
        if len(text) < _SHORTEST or not (approved or category in ("Source-available", "Free Restricted")):
            continue
        group = "approved by OSI" if approved else category.lower()
        begun = time.perf_counter()
        verdict = openness(recognise(text), "code")[0]
        seconds, texts = seconds + time.perf_counter() - begun, texts + 1
        counts[group][verdict] += 1
        if approved and verdict == "fail":
            accused.append(path.stem)
        if not approved and verdict == "pass":
            passed.append(path.stem)
    restricted = counts["source-available"] + counts["free restricted"]
    whole = counts["approved by OSI"]
    return {
        "counts": {group: dict(count) for group, count in counts.items()},
        "approved ones accused": accused,
        "restricted ones passed": passed,
        "share of approved that pass": round(whole["pass"] / whole.total(), 3),
        "share of restricted that are quoted": round(restricted["fail"] / restricted.total(), 3),
        "seconds a text": round(seconds / texts, 3),
    }


if __name__ == "__main__":
    told: dict[str, object] = {"a restriction put in": fooled()}
    if len(sys.argv) > 1:
        told["a collection"] = collection(Path(sys.argv[1]))
    print(json.dumps(told, indent=1))
