"""What the Open Source AI Definition asks to be told of training data, looked for in a folder's cards.

It sees that a point is treated, by its heading or the words that begin a paragraph, not that what is said is
true or enough; a person judges that.
"""

import re

from agora.release.findings import Finding
from agora.release.folder import Folder
from agora.release.lineage import untold
from agora.release.verdict import Evidence, Verdict

__all__ = ["POINTS", "data_points"]

POINTS = {
    "data-description": "description of all training data",
    "data-public": "list of public data",
    "data-third-party": "list of data from third parties",
}

# The five points of the description: what the definition asks, and the words that treat it.
_ASKED = {
    "provenance": r"provenance|source|origin|licen[cs]|comes? from|came from",
    "scope and characteristics": r"scope|characteristic|composition|contents?\b|size|statistic|language",
    "how it was obtained and selected": r"obtain|collect|select|gather|acqui|generat|made\b|making|created",
    "labelling": r"label|annotat|answers?\b|ground truth|checked",
    "processing and filtering": r"process|filter|clean|dedup|token|split|order",
}  # fmt: skip
# A heading with less under it says nothing.
_FEWEST_WORDS = 5


def data_points(
    folder: Folder,
    front: dict[str, tuple[list[str], int]],
    card: str | None,
    parts: dict[str, Finding],
) -> dict[str, Finding]:
    """Return a finding for each of `POINTS`."""
    own = folder.find("DATA_CARD.md", "data/README.md", "DATASHEET.md", "docs/DATA_CARD.md")
    shipped = parts["datasets"].present is Verdict.PASS
    return {
        "data-description": _description(folder, own),
        "data-public": _public(folder, front, card, own, shipped),
        "data-third-party": _third(folder, own, shipped),
    }


def _description(folder: Folder, card: str | None) -> Finding:
    if card is None:
        return Finding("data-description", Verdict.UNKNOWN, Verdict.PASS, "No data card is here.")
    seen = treated(folder.text(card))
    lacking = [point for point in _ASKED if point not in seen]
    evidence = tuple(Evidence(card, folder.digest(card), line, quote=words) for line, words in seen.values())
    if lacking:
        why = f"{card} has no passage on {', '.join(lacking)}."
        return Finding("data-description", Verdict.UNKNOWN, Verdict.PASS, why, None, card, (), evidence)
    why = f"{card} treats each of the {len(_ASKED)} points; whether it is enough, a person judges."
    return Finding("data-description", Verdict.PASS, Verdict.PASS, why, None, card, (), evidence)


def _public(
    folder: Folder,
    front: dict[str, tuple[list[str], int]],
    card: str | None,
    own: str | None,
    shipped: bool,
) -> Finding:
    key = "data-public"
    if shipped and (lacking := untold(folder)):
        return Finding(key, Verdict.UNKNOWN, Verdict.PASS, lacking)
    if shipped:
        places = [name for name in folder.sizes if name.lower().startswith("data/")][:4]
        evidence = tuple(Evidence(name, folder.digest(name)) for name in places)
        return Finding(
            key,
            Verdict.PASS,
            Verdict.PASS,
            "The data, or what makes it, is here.",
            None,
            ", ".join(places),
            (),
            evidence,
        )
    named, line = front.get("datasets", ([], 0))
    if named and card:
        why = f"The card names {len(named)}: {', '.join(named[:6])}; that these are all, it does not say."
        return Finding(
            key,
            Verdict.UNKNOWN,
            Verdict.PASS,
            why,
            ", ".join(named),
            None,
            (),
            (Evidence(card, folder.digest(card), line),),
        )
    return Finding(key, Verdict.UNKNOWN, Verdict.PASS, "No list of data is here.")


def _third(folder: Folder, own: str | None, shipped: bool) -> Finding:
    key = "data-third-party"
    if own:
        for number, line in enumerate(folder.text(own).splitlines(), 1):
            if re.search(r"third part(y|ies)|other people'?s data|outside data", line, re.IGNORECASE):
                evidence = (Evidence(own, folder.digest(own), number, quote=line.strip()[:240]),)
                return Finding(key, Verdict.PASS, Verdict.PASS, f"{own} says it.", None, own, (), evidence)
    if shipped and not untold(folder):
        return Finding(
            key,
            Verdict.PASS,
            Verdict.PASS,
            "The data, or what makes it, is here: there is nothing to get elsewhere.",
        )
    return Finding(key, Verdict.UNKNOWN, Verdict.PASS, "Nothing here says whether there is such data.")


def treated(text: str) -> dict[str, tuple[int, str]]:
    """Return the points that a data card treats, each with the line and the words of its heading.

    >>> treated("## Where it comes from\\nWe made all of it with the seeded generators.")
    {'provenance': (1, 'Where it comes from')}
    """
    found: dict[str, tuple[int, str]] = {}
    lines = text.splitlines()
    for index, line in enumerate(lines):
        match = re.match(
            r"\s*(?:#{1,6}\s+(?P<head>.+)|(?:[-*]\s+)?\*\*(?P<bold>[^*]+)\*\*(?P<rest>.*)|\|\s*(?P<cell>[^|]+)\|(?P<row>.*))",
            line,
        )
        if not match:
            continue
        words = (match["head"] or match["bold"] or match["cell"] or "").strip()
        said = (match["rest"] or match["row"] or "").split()
        for each in lines[index + 1 :]:
            if len(said) >= _FEWEST_WORDS or each.lstrip().startswith(("#", "|")) or match["cell"]:
                break
            said += each.split()
        if len(said) < _FEWEST_WORDS:
            continue
        for point, pattern in _ASKED.items():
            if point not in found and re.search(pattern, words, re.IGNORECASE):
                found[point] = (index + 1, words)
    return found
