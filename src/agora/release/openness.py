"""How open a model is: by the Model Openness Framework, and by the Open Source AI Definition 1.0.

It judges findings, wherever they come from: a folder's files or an evidence file. What was made from a base
inherits what the base lacks: the lines `own.…` are for what was added, the others for the whole.
"""

from collections.abc import Iterable

from agora.release.components import COMPONENTS, component
from agora.release.datacard import POINTS
from agora.release.findings import Finding, Findings
from agora.release.verdict import Evidence, Line, Verdict, combined

__all__ = ["LEVELS", "judge"]

LEVELS = ("osaid", "mof-1", "mof-2", "mof-3")

_CLASSES = {3: "MOF class III, open model", 2: "MOF class II, open tooling", 1: "MOF class I, open science"}

# The definition's code requirements, each with the framework's part that meets it.
_CODE = (
    "preprocessing-code",
    "training-code",
    "evaluation-code",
    "libraries",
    "inference-code",
    "architecture",
)


def judge(own: Findings, base: Findings | None = None) -> list[Line]:
    """Return the lines on openness.

    Args:
        own: what is found of the model.
        base: what is known of the model that it was made from; needed where `own.base` names one.
    """
    lines = [_part_line(each.key, each.title, own, "") for each in COMPONENTS]
    lines += [_part_line(key, title, own, "") for key, title in POINTS.items()]
    if not own.base:
        return [*_verdicts(own, ""), *lines]
    inherited: list[Line] = []
    if base is not None:
        inherited = [_part_line(each.key, each.title, base, "base.") for each in COMPONENTS]
        inherited += [_part_line(key, title, base, "base.") for key, title in POINTS.items()]
        both = _verdicts(own, "own.") + _verdicts(base, "base.")
    else:
        unknown = f"Nothing is known here of the base, {own.base}."
        both = _verdicts(own, "own.")
        both += [
            Line("openness", f"base.{level}", f"base: {level}", Verdict.UNKNOWN, unknown) for level in LEVELS
        ]
    whole = [_whole(level, both, own.base) for level in LEVELS]
    return [*whole, *both, *lines, *inherited]


def _part_line(key: str, title: str, findings: Findings, prefix: str) -> Line:
    part = findings.parts.get(key) or Finding(
        key, Verdict.UNKNOWN, Verdict.UNKNOWN, "Nothing is known of it."
    )
    family = "data" if key in POINTS else "mof"
    check = f"{prefix}{key}" if family == "data" else f"{prefix}mof.{key}"
    of = f"{findings.name}: " if prefix else ""
    return Line(
        "openness", check, of + title, part.verdict, part.why, part.declared, part.found, part.evidence
    )


def _verdicts(findings: Findings, prefix: str) -> list[Line]:
    """Return the definition's verdict and the three classes."""
    of = {"": "", "own.": "what was added: ", "base.": f"{findings.name}: "}[prefix]
    lines = [_osaid(findings, prefix, of)]
    below: list[Line] = []
    for number, title in _CLASSES.items():
        below.append(_class(findings, number, f"{prefix}mof-{number}", of + title, below))
    return [*lines, *reversed(below)]


def _class(findings: Findings, number: int, check: str, title: str, below: list[Line]) -> Line:
    """Judge one class: all that it requires, and every lower class."""
    asked = [each for each in COMPONENTS if each.mof_class == number and each.required]
    verdicts = {each.title: _of(findings, each.key).verdict for each in asked}
    if "technical report" in verdicts and verdicts["technical report"] is not Verdict.PASS:
        # The framework lets a research paper stand for the technical report.
        verdicts["technical report"] = _best(
            verdicts["technical report"], _of(findings, "research-paper").verdict
        )
    verdicts |= {line.title.rpartition(": ")[2]: line.verdict for line in below[-1:]}
    return Line("openness", check, title, combined(verdicts.values()), _sum(verdicts))


def _osaid(findings: Findings, prefix: str, of: str) -> Line:
    """Judge the definition: freedoms, data information, code, parameters."""
    verdicts = {title: _of(findings, key).verdict for key, title in POINTS.items()}
    verdicts |= {component(key).title: _of(findings, key).verdict for key in _CODE}
    verdicts["final parameters"] = _of(findings, "parameters").verdict
    bound = [
        (part, quote)
        for part in (_of(findings, key) for key in ("parameters", *_CODE))
        for quote in part.restrictions
    ]
    why = _sum(verdicts)
    evidence: tuple[Evidence, ...] = ()
    if bound:
        part, quote = bound[0]
        said = quote.partition(": ")[2] or quote
        why = f"Use is restricted ({component(part.component).title}): “{said}” {why}"
        evidence = part.evidence[:4]
    title = f"{of}Open Source AI Definition 1.0"
    return Line("openness", f"{prefix}osaid", title, combined(verdicts.values()), why, evidence=evidence)


def _whole(level: str, both: list[Line], base: str) -> Line:
    own = next(each for each in both if each.check == f"own.{level}")
    under = next(each for each in both if each.check == f"base.{level}")
    verdict = combined([own.verdict, under.verdict])
    title = own.title.rpartition(": ")[2]
    why = f"What was added: {own.verdict}. Its base {base}: {under.verdict}."
    if under.verdict is not Verdict.PASS:
        why += f" {under.why}"
    return Line("openness", level, title, verdict, why, evidence=(*own.evidence, *under.evidence))


def _of(findings: Findings, key: str) -> Finding:
    return findings.parts.get(key) or Finding(
        key, Verdict.UNKNOWN, Verdict.UNKNOWN, "Nothing is known of it."
    )


def _best(*verdicts: Verdict) -> Verdict:
    return next(each for each in (Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL) if each in verdicts)


def _sum(verdicts: dict[str, Verdict]) -> str:
    """Say what fails and what is unknown, by name."""

    def named(wanted: Verdict) -> Iterable[str]:
        return (title for title, verdict in verdicts.items() if verdict is wanted)

    failed, unknown = ", ".join(named(Verdict.FAIL)), ", ".join(named(Verdict.UNKNOWN))
    parts = [f"Fails: {failed}." if failed else "", f"Unknown: {unknown}." if unknown else ""]
    return " ".join(filter(None, parts)) or f"All {len(verdicts)} that it asks for are there and open."
