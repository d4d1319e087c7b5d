"""What a release says of itself, with what shows it.

`claims.toml` lists every claim with its evidence, the evidence's digest, how anybody can check it, and, where
the claim is a number or a name, how to measure it again:

    [[claim]]
    id = "score-families"
    text = "It answers 61.3 % of 480 tasks of the suite families."
    evidence = "evaluation/candidate/rows.jsonl"
    sha256 = "…"
    how = "Count the rows of the suite whose `right` is 1."
    measure = "share"
    key = "families"
    value = 0.613
    of = 480
"""

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agora.release.hashing import digest
from agora.release.reading import read_json, read_lines, safe_path

__all__ = ["CLAIMS", "Claim", "measured", "read_claims", "write_claims"]

CLAIMS = "claims.toml"
# Each is measured again in its file.
_MOST_CLAIMS = 1000


class Claim(BaseModel):
    """One claim.

    Attributes:
        id: its name.
        text: in words, with the value as it is measured.
        evidence: the file that shows it.
        sha256: of that file.
        how: how anybody checks it.
        measure: `share` of right rows in a suite (`key`), a `field` of a JSON or TOML file, a field of the
            `last` line of a log, the number of `lines`, or the `digest` of another file that a field names.
        key: what is measured: a suite, or a field such as `data.sha256`.
        value: what the claim says it is; for `digest`, the other file's path.
        of: rows of a share.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    text: str = Field(min_length=1)
    evidence: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    how: str = Field(min_length=1)
    measure: Literal["share", "field", "last", "lines", "digest"] | None = None
    key: str = ""
    value: float | Annotated[int, Field(ge=-(2**63), lt=2**63)] | str | None = None
    of: int | None = None


def read_claims(folder: Path) -> list[Claim]:
    """Read `claims.toml`.

    Raises:
        ValueError: it is none that can be read.
        OSError: it is not there.
    """
    try:
        read = read_json(folder, CLAIMS)
        if set(read) != {"claim"} or not isinstance(read["claim"], list):
            raise ValueError("it holds something else than [[claim]]")
        if len(read["claim"]) > _MOST_CLAIMS:
            raise ValueError(f"it holds more than {_MOST_CLAIMS:,} claims")
        claims = [Claim.model_validate(each) for each in read["claim"]]
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    if len({each.id for each in claims}) != len(claims):
        raise ValueError("two claims have one id")
    return claims


def write_claims(folder: Path, claims: list[Claim]) -> None:
    """Write `claims.toml`."""
    parts = []
    for claim in claims:
        # JSON's strings and numbers are TOML's as well.
        rows = [
            f"{key} = {json.dumps(value)}" for key, value in claim.model_dump(exclude_defaults=True).items()
        ]
        parts.append("\n".join(["[[claim]]", *rows]) + "\n")
    (folder / CLAIMS).write_text("\n".join(parts), encoding="utf-8")


def measured(folder: Path, claim: Claim) -> Any:
    """Return what a claim's evidence shows, by its measure.

    Raises:
        ValueError: the evidence does not hold what is measured.
        OSError: it cannot be read.
    """
    return _MEASURES[str(claim.measure)](folder, claim)


def _share(folder: Path, claim: Claim) -> float:
    right, rows = 0, 0
    for row in read_lines(folder, claim.evidence):
        if row["suite"] == claim.key:
            right, rows = right + (row["right"] == 1), rows + 1
    if rows != claim.of:
        raise ValueError(f"it has {rows} rows of {claim.key}, the claim speaks of {claim.of}")
    return round(right / rows, 4)


def _field(folder: Path, claim: Claim) -> Any:
    return _at(read_json(folder, claim.evidence), claim.key)


def _last(folder: Path, claim: Claim) -> Any:
    return _at(deque(read_lines(folder, claim.evidence), maxlen=1)[0], claim.key)


def _lines(folder: Path, claim: Claim) -> int:
    return sum(1 for _ in read_lines(folder, claim.evidence))


def _digest(folder: Path, claim: Claim) -> str:
    said, found = _field(folder, claim), digest(safe_path(folder, str(claim.value)))
    if said != found:
        raise ValueError(f"it names {said} for {claim.value}, whose SHA-256 is {found}")
    return found


_MEASURES: dict[str, Callable[[Path, Claim], Any]] = {
    "share": _share, "field": _field, "last": _last, "lines": _lines, "digest": _digest,
}  # fmt: skip


def _at(value: Any, key: str) -> Any:
    for part in key.split("."):
        value = value[part]
    return value
