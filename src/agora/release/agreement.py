"""Whether the files of a release that tell of the same thing tell the same.

A forger who changes one file and every digest of it must also change all that follow from it: the smoothed
loss in the log, the order's counts, the weights in the last checkpoint, the cards. Each check names the file
that stands out.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from agora.release.claimfile import read_claims
from agora.release.disagreement import Disagreement, Lacking
from agora.release.hashing import digest, digests
from agora.release.reading import files_in, read_json, read_lines, read_text, safe_path
from agora.release.runcheck import check_checkpoints, check_gguf, check_log, check_order, check_weights
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["check_agreement"]

_KEPT = "training/checkpoints"
# Suites whose rows are right if an accepted answer stands in the answer, and nothing else decides.
_MENTIONED = ("free", "knowledge")


def check_agreement(folder: Path) -> list[Line]:
    """Compare the files of a release with one another.

    Args:
        folder: of the release.

    Returns:
        A line of the group `claims` for each comparison.
    """
    return [_line(folder, f"agreement.{key}", *rest) for key, rest in _CHECKS.items()]


def _line(folder: Path, check: str, title: str, place: str, run: Callable[[Path], str]) -> Line:
    try:
        verdict, why = Verdict.PASS, run(folder)
    except Disagreement as found:
        verdict, why, place = Verdict.FAIL, f"{found.path}: {found.why}.", found.path
    except Lacking as lacking:
        verdict, why = Verdict.UNKNOWN, f"{lacking}."
    except FileNotFoundError as error:
        verdict, why = Verdict.UNKNOWN, f"It cannot be told: {error}."
    except Exception as error:  # the files are somebody else's: whatever they lead to is said of them
        verdict, why = Verdict.FAIL, f"{place} cannot be read ({type(error).__name__}: {error})."
    return Line("claims", check, title, verdict, why, evidence=(Evidence(place, _digest(folder, place)),))


def _digest(folder: Path, place: str) -> str | None:
    try:
        return digest(safe_path(folder, place))
    except (OSError, ValueError):
        return None


def _release(folder: Path) -> str:
    release, run = read_json(folder, "release.toml"), read_json(folder, "training/run.json")
    base = release.get("base", {"name": "", "sha256": ""})
    for key, said, found in (
        ("name", release["name"], run["name"]),
        ("base.name", base["name"], run["base"]["name"]),
        ("base.sha256", base["sha256"], run["base"]["sha256"]),
        ("revision", release["revision"], run["starts"][-1]["commit"]),
    ):
        if said != found:
            raise Disagreement("release.toml", f"it says {key} is {said!r}, training/run.json says {found!r}")
    code = read_json(folder, "code/SOURCE.json")
    if code["revision"] != release["revision"]:
        raise Disagreement(
            "code/SOURCE.json",
            f"it is of revision {code['revision']!r}, the release of {release['revision']!r}",
        )
    files = list(code["files"])
    for path, found in zip(
        files, digests([safe_path(folder, f"code/{path}") for path in files]), strict=True
    ):
        if found != code["files"][path]:
            raise Disagreement(f"code/{path}", "it is not the source that code/SOURCE.json names")
    return f"Name, base, revision and {len(files)} files of source agree."


def _licence(folder: Path) -> str:
    from agora.release.licences import by_name, recognise

    named = read_json(folder, "release.toml")["licence"]
    named = named if isinstance(named, str) else named["whole"]
    said, found = by_name(named), recognise(read_text(folder, "LICENSE"))
    if not found.ids:
        raise Lacking("The text of LICENSE is of no licence that is known")
    if not set(said.ids) & set(found.ids):
        raise Disagreement("LICENSE", f"its text is {'/'.join(found.ids)}, release.toml says {named}")
    return f"It is the text of {named}."


def _data(folder: Path) -> str:
    run, data = read_json(folder, "training/run.json"), read_json(folder, "training/data.json")
    if data != run["data"]:
        raise Disagreement("training/data.json", "it differs from what training/run.json says of the data")
    wanted, files = run["data"]["sha256"], files_in(folder, "data")
    if wanted in digests(files):
        return f"A file in data/ has the SHA-256 {wanted}."
    makers = [path for path in files if path.name == "make.toml"]
    if not makers:
        names = ", ".join(path.relative_to(folder).as_posix() for path in files[:3]) or "data/ is empty"
        raise Disagreement("data", f"no file has the SHA-256 {wanted} that the run learnt from ({names})")
    said = read_json(folder, "data/make.toml")["sha256"]
    if said != wanted:
        raise Disagreement("data/make.toml", f"it makes data of SHA-256 {said}, the run learnt from {wanted}")
    return "data/make.toml makes data of the SHA-256 that the run learnt from."


def _evaluation(folder: Path) -> str:
    rows = [path for path in files_in(folder, "evaluation") if path.name == "rows.jsonl"]
    places = [path.parent.relative_to(folder).as_posix() for path in rows]
    if not places:
        raise Lacking("There are no rows of an evaluation")
    total = 0
    for place in places:
        path, seen = f"{place}/rows.jsonl", set()
        for number, row in enumerate(read_lines(folder, path), 1):
            fault = "it is there twice" if row["id"] in seen else _row_fault(row)
            if fault:
                raise Disagreement(path, f"line {number} ({row['id']}): {fault}")
            seen.add(row["id"])
            total += 1
        _check_head(folder, place, seen)
    return f"{total:,} rows in {len(places)} evaluations."


def _row_fault(row: dict[str, Any]) -> str:
    """Return what in a row contradicts the rest of it; empty if nothing does."""
    from agora.evals.answers import mentions

    if row["right"] not in (0, 1):
        return f"right is {row['right']!r}"
    if not row["right"]:
        return ""
    if reason := row.get("error") or row.get("reason"):
        return f"it is right, and wrong because {str(reason)[:80]!r}"
    expected, answer = row["expected"], row["answer"]
    question = row["suite"] in _MENTIONED and not row.get("family") and expected
    if question and not mentions(expected.split(" / "), answer):
        return f"it is right, and nothing of {expected[:80]!r} stands in the answer {answer[:80]!r}"
    return ""


def _check_head(folder: Path, place: str, seen: set[str]) -> None:
    head = read_json(folder, f"{place}/run.json")
    suites = {row["suite"] for row in read_lines(folder, f"{place}/rows.jsonl")}
    named = {Path(each).stem for each in head["suites"]} | set(head["suites"])
    if named and (strange := sorted(suites - named)):
        raise Disagreement(
            f"{place}/run.json", f"it does not name the suite {strange[0]!r} of which there are rows"
        )


def _card(folder: Path) -> str:
    text, claims = read_text(folder, "MODEL_CARD.md"), read_claims(folder)
    for claim in claims:
        if claim.text not in text:
            raise Disagreement("MODEL_CARD.md", f"it does not hold the claim {claim.id}: {claim.text!r}")
    return f"All {len(claims)} claims stand in it."


def _bom(folder: Path) -> str:
    told = {}
    parts = [read_json(folder, "bom.cdx.json")["metadata"]["component"]]
    while parts:
        part = parts.pop()
        parts += part.get("components", [])
        if part["type"] == "file":
            told[part["name"]] = next(each["content"] for each in part["hashes"] if each["alg"] == "SHA-256")
    return _compared(folder, "bom.cdx.json", told)


def _provenance(folder: Path) -> str:
    statement = read_json(folder, "provenance.intoto.json")
    told = {each["name"]: each["digest"]["sha256"] for each in statement["subject"]}
    return _compared(folder, "provenance.intoto.json", told)


def _compared(folder: Path, where: str, told: dict[str, str]) -> str:
    if not told:
        raise Disagreement(where, "it names no file")
    weights = {path.relative_to(folder).as_posix() for path in files_in(folder, "weights")}
    if lacking := sorted(weights - set(told)):
        raise Disagreement(where, f"it does not name {lacking[0]}")
    for path, said in sorted(told.items()):
        found = _digest(folder, path)
        if found != said:
            raise Disagreement(where, f"it gives {path} the SHA-256 {said}; it is {found or 'not there'}")
    return f"The SHA-256 of {len(told)} files agree."


# Check → its title, the file that is blamed when it cannot be read, and who checks.
_CHECKS: dict[str, tuple[str, str, Callable[[Path], str]]] = {
    "release": ("release.toml tells of the run that is here", "release.toml", _release),
    "licence": ("the licence's text is that of its name", "LICENSE", _licence),
    "data": ("the data is what the run learnt from", "training/run.json", _data),
    "log": ("the log's numbers follow from one another", "training/log.jsonl", check_log),
    "order": ("the order of the data fits recipe and run", "training/order.npy", check_order),
    "checkpoints": ("the checkpoints that the recipe keeps are here", _KEPT, check_checkpoints),
    "weights": ("the weights are those of the last checkpoint", "weights", check_weights),
    "gguf": ("the adapter's GGUF form is its PEFT form", "weights", check_gguf),
    "evaluation": ("no row of an evaluation contradicts itself", "evaluation", _evaluation),
    "card": ("the model card holds every claim", "MODEL_CARD.md", _card),
    "bom": ("the bill of materials names these files", "bom.cdx.json", _bom),
    "provenance": ("the provenance is of these files", "provenance.intoto.json", _provenance),
}
