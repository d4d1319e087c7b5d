"""Whether what a release says of itself is borne out by its own files.

Each claim is measured again in its evidence, and files that tell of the same thing are compared with one
another. Words that Agora does not write itself are left to a person, however true the number in them. What
this cannot show is whether the maker's files were made up all together: for that, train and evaluate again.
"""

import math
import re
from pathlib import Path
from typing import Any

from agora.learn.recipe import parse_recipe
from agora.release.agreement import check_agreement
from agora.release.claimfile import CLAIMS, Claim, measured, read_claims
from agora.release.hashing import digest
from agora.release.reading import read_json, read_text, read_toml, safe_path
from agora.release.saying import claims_of
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["check_claims"]


def check_claims(folder: Path) -> list[Line]:
    """Check each claim against its evidence, and the files that tell of the same thing against one another.

    Returns:
        Lines of the group `claims`: one for each claim (`claim.ID`), and those of `agora.release.agreement`.
    """
    try:
        claims = read_claims(folder)
    except FileNotFoundError:
        whole = (folder / "release.toml").is_file()
        why = f"{CLAIMS} is missing." if whole else "The folder makes no claims that can be checked."
        return [
            Line(
                "claims",
                "claims",
                "its claims",
                Verdict.FAIL if whole else Verdict.UNKNOWN,
                why,
                evidence=(Evidence(CLAIMS),),
            )
        ]
    except (OSError, ValueError, RecursionError) as error:
        return [
            Line(
                "claims",
                "claims",
                "its claims",
                Verdict.FAIL,
                f"{CLAIMS} cannot be read: {error}.",
                evidence=(Evidence(CLAIMS),),
            )
        ]
    known = _known_words(folder)
    return [*(_checked(folder, claim, known) for claim in claims), *check_agreement(folder)]


def _known_words(folder: Path) -> set[str]:
    """Return the sentences that Agora itself writes of what the files show, which say no more."""
    try:
        text = read_text(folder, "recipe.toml")
        read_toml(text)  # refuses what would take long
        recipe, facts = parse_recipe(text, "recipe.toml"), read_json(folder, "training/run.json")
        return {claim.text for claim in claims_of(folder, recipe, facts)}
    except Exception:  # the files are somebody else's: then no sentence is known
        return set()


def _checked(folder: Path, claim: Claim, known: set[str]) -> Line:
    def line(verdict: Verdict, why: str, sha256: str | None = None, found: Any = None) -> Line:
        evidence = (Evidence(claim.evidence, sha256), Evidence(CLAIMS, quote=claim.id))
        said = None if claim.value is None else str(claim.value)
        seen = None if found is None else str(found)
        return Line("claims", f"claim.{claim.id}", claim.text, verdict, why, said, seen, evidence)

    try:
        sha256 = digest(safe_path(folder, claim.evidence))
        if sha256 != claim.sha256:
            return line(
                Verdict.FAIL, f"Its evidence {claim.evidence} is another file than the claim names.", sha256
            )
        if claim.measure is None:
            return line(Verdict.UNKNOWN, "Its evidence is the named file; a person must read it.", sha256)
        found = measured(folder, claim)
        same, stated = _same(claim, found), claim.measure == "digest" or _stated(claim)
    except Exception as error:  # the files are somebody else's: whatever they lead to is said of them
        return line(Verdict.FAIL, f"{claim.evidence} does not show it ({type(error).__name__}: {error}).")
    if not same:
        return line(
            Verdict.FAIL, f"{claim.evidence} shows {found}, the claim says {claim.value}.", sha256, found
        )
    if not stated:
        return line(
            Verdict.FAIL, f"Its words do not say {claim.value}, which is what is shown.", sha256, found
        )
    if claim.text not in known:
        why = f"{claim.evidence} shows {found}; what the words say beside it, a person must read."
        return line(Verdict.UNKNOWN, why, sha256, found)
    return line(Verdict.PASS, f"{claim.evidence} shows {found}.", sha256, found)


def _same(claim: Claim, found: Any) -> bool:
    if claim.measure == "digest":
        return True
    if claim.measure == "share":
        # Shares are said to a tenth of a percent.
        return isinstance(claim.value, float | int) and abs(claim.value - found) <= 0.0005 + 1e-12
    if isinstance(found, float) and isinstance(claim.value, float | int):
        return math.isclose(found, claim.value, rel_tol=1e-9)
    return type(found) is type(claim.value) and bool(found == claim.value)


def _stated(claim: Claim) -> bool:
    value = claim.value
    said = f"{100 * float(str(value)):.1f} %" if claim.measure == "share" else str(value)
    grouped = f"{value:,}" if isinstance(value, int) else said
    # Not as a part of another number, or word.
    return any(
        re.search(rf"(?<![\w.,-]){re.escape(each)}(?![\w%]|[.,]\d| %)", claim.text)
        for each in (said, grouped)
    )
