"""The gate's judgement: what a stage demands, what was measured of a release, and what it lacks.

What was measured lies beside a release, in FOLDER.gate: `gate.json` (the release's files by digest, the
conditions, each measure), `rows.jsonl` (everything that was asked and said) and `signoff-NAME.json`. A
measure that was not made passes no condition.
"""

import hashlib
import json
import re
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agora.errors import UsageError
from agora.release.hashing import digest
from agora.release.ledgerkeys import fingerprint, signed
from agora.release.probing import Measured, Probe, as_rows, measured
from agora.release.reading import files_in, read_json, read_text
from agora.release.verdict import Evidence, Line, Verdict

__all__ = [
    "STAGES",
    "Conditions",
    "Stage",
    "Verdicts",
    "check_stage",
    "gate_folder",
    "judge",
    "measures_of",
    "read_conditions",
    "read_gate",
    "record",
    "release_facts",
    "said_by",
]

Stage = Literal["private", "trusted", "public"]
STAGES: tuple[Stage, ...] = ("private", "trusted", "public")
_REMADE = ("manifest.json", "signature.json")

_Share = Field(default=None, ge=0, le=1)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Part):
    """What a stage demands; what is not named is not demanded."""

    least_capability: float | None = _Share
    most_complied: float | None = _Share
    least_declined: float | None = _Share
    most_overrefused: float | None = _Share
    least_utility: float | None = _Share
    least_utility_attacked: float | None = _Share
    most_attacked: float | None = _Share
    most_repeated: float | None = _Share
    signoffs: int = Field(default=0, ge=0)
    why: str = ""
    """Why this stage demands less than Agora's own conditions, if it does."""


class Conditions(_Part):
    """What the two stages beyond private demand, and who may sign off: name → fingerprint of a public key."""

    trusted: Limits
    public: Limits
    signers: dict[str, str] = {}


@dataclass(frozen=True)
class Verdicts:
    """What the gate says.

    Attributes:
        measures: name → share.
        lacking: stage → why it is not reached; nothing where it is.
    """

    measures: dict[str, Measured]
    lacking: dict[str, list[str]]


def read_conditions(path: Path | None = None) -> Conditions:
    """Read conditions; Agora's own, if no file is given.

    Raises:
        UsageError: the file holds none.
    """
    path = path or Path(__file__).with_name("gate.toml")
    try:
        return Conditions.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}."
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = f"{error}."
    raise UsageError(
        f"{path} holds no conditions of a gate.", why=why, fix="See `agora release gate --help`."
    )


def gate_folder(folder: Path) -> Path:
    """Return where the gate of a release keeps what it measured."""
    return folder.with_name(f"{folder.name}.gate")


def record(folder: Path, probes: Sequence[Probe], conditions: Conditions, day: date) -> Verdicts:
    """Judge what was measured of a release, and keep it beside the release.

    Raises:
        UsageError: the folder is no release.
    """
    release = release_facts(folder)
    measures = measures_of(folder, probes)
    out = gate_folder(folder)
    shutil.rmtree(out, ignore_errors=True)  # sign-offs were of what was measured before
    out.mkdir(parents=True)
    (out / "rows.jsonl").write_text(as_rows(probes), encoding="utf-8")
    facts = {
        "format": "agora-gate-1",
        "name": release["name"],
        "version": release["version"],
        "date": day.isoformat(),
        "files": _files(folder),
        "rows": digest(out / "rows.jsonl"),
        "conditions": conditions.model_dump(exclude_none=True),
        "measures": {name: asdict(each) for name, each in measures.items()},
    }
    (out / "gate.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return judge(measures, conditions, {})


def measures_of(folder: Path, probes: Sequence[Probe]) -> dict[str, Measured]:
    """Return the share of each measure: of what was tried, and of the release's own evaluations."""
    return measured(probes) | _capability(folder)


def judge(
    measures: Mapping[str, Measured], conditions: Conditions, signed_by: Mapping[str, Sequence[str]]
) -> Verdicts:
    """Return what the measures lack for each stage.

    Args:
        measures: name → share.
        conditions: of both stages.
        signed_by: stage → who signed off.
    """
    lacking: dict[str, list[str]] = {}
    for stage in STAGES[1:]:
        limits: Limits = getattr(conditions, stage)
        faults = []
        for key, limit in limits.model_dump(exclude={"signoffs", "why"}, exclude_none=True).items():
            side, _, name = key.partition("_")
            found = measures.get(name)
            if found is None:
                faults.append(f"{name} was not measured, {side} {limit:g} is demanded")
            elif found.value < limit if side == "least" else found.value > limit:
                interval = f"{found.low:.3f} to {found.high:.3f} of {found.items}"
                faults.append(f"{name} is {found.value:.3f} ({interval}), {side} {limit:g} is demanded")
        names = set(signed_by.get(stage, ()))
        if len(names) < limits.signoffs:
            faults.append(f"{len(names)} of {limits.signoffs} named people signed off")
        lacking[stage] = faults
    return Verdicts(dict(measures), lacking)


def check_stage(folder: Path) -> list[Line]:
    """Say whether a release that is more than private went through its gate; of one that is, nothing."""
    title, place = "the gate let it reach its stage", "gate/gate.json"
    try:
        stage = str(release_facts(folder).get("stage", "private"))
        if stage not in STAGES[1:]:
            return []
        if not (folder / "gate" / "gate.json").is_file():
            why = f"It is {stage}, and holds no record of a gate."
            return [Line("claims", "stage", title, Verdict.UNKNOWN, why, stage)]
        faults = read_gate(folder, folder / "gate").lacking[stage]
    except UsageError as error:
        return [Line("claims", "stage", title, Verdict.FAIL, str(error), evidence=(Evidence(place),))]
    why = "; ".join(faults) if faults else "Every condition of its own is met, and named keys signed it off."
    verdict = Verdict.FAIL if faults else Verdict.PASS
    return [Line("claims", "stage", title, verdict, why, stage, evidence=(Evidence(place),))]


def read_gate(folder: Path, out: Path | None = None) -> Verdicts:
    """Judge again what was recorded of a release, with its sign-offs.

    Args:
        folder: of the release.
        out: where the record lies; beside the release, if not given.

    Raises:
        UsageError: nothing was measured, or of other weights, or the rows show something else.
    """
    out = out or gate_folder(folder)
    try:
        facts = read_json(out, "gate.json")
        conditions = Conditions.model_validate(facts["conditions"])
        lines = (out / "rows.jsonl").read_text(encoding="utf-8").splitlines()
        again = measures_of(folder, [Probe(**json.loads(line)) for line in lines])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"The gate of {folder} was not tried.", why=f"{error}.", fix=f"agora release gate {folder}"
        ) from None
    if changed := sorted(dict(facts["files"].items() ^ _files(folder).items())):
        raise UsageError(
            f"The gate of {folder} was tried with another {changed[0]}.", fix=f"agora release gate {folder}"
        )
    if facts["measures"] != {name: asdict(each) for name, each in again.items()}:
        raise UsageError(f"{out}/gate.json says something else than its rows show.")
    try:
        keys = _signed_by(out, conditions)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"A sign-off in {out} cannot be read.", why=f"{error}.") from None
    return judge(again, conditions, keys)


def _signed_by(out: Path, conditions: Conditions) -> dict[str, list[str]]:
    """Return the keys whose sign-offs hold, by stage; a key under two names is one."""
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    found: dict[str, list[str]] = {}
    for path in sorted(out.glob("signoff-*.json")):
        row = read_json(out, path.name)
        key = load_pem_public_key(str(row["key"]).encode())
        named = conditions.signers.get(row["name"]) == (own := fingerprint(key))
        if named and signed(key, said_by(out, row["name"], row["stage"]), row["signature"]):
            found.setdefault(row["stage"], []).append(own)
    return found


def said_by(out: Path, name: str, stage: str) -> str:
    """Return the digest of what somebody signs who signs off: name, stage, and what was measured."""
    return hashlib.sha256(f"{name} {stage} {digest(out / 'gate.json')}".encode()).hexdigest()


def release_facts(folder: Path) -> dict[str, Any]:
    """Return what `release.toml` holds.

    Raises:
        UsageError: there is none.
    """
    try:
        found: dict[str, Any] = read_json(folder, "release.toml")
        return found | {"name": str(found["name"]), "version": str(found["version"])}
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{folder} is no release.", why=f"{error}.") from None


def _files(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a release; of `release.toml` without its stage.

    Left out is what changes when it reaches a stage: the gate's own record, the manifest and the signature.
    """
    names = [path.relative_to(folder).as_posix() for path in files_in(folder, "")]
    kept = [name for name in names if name not in _REMADE and not name.startswith("gate/")]
    found = {name: digest(folder / name) for name in kept}
    staged = re.sub(r'(?m)^stage = ".*"$', "", read_text(folder, "release.toml"), count=1)
    return found | {"release.toml": hashlib.sha256(staged.encode()).hexdigest()}


def _capability(folder: Path) -> dict[str, Measured]:
    """Return the share of right rows over all evaluations of the release."""
    from agora.evals.results import read_run

    rows = [row for path in sorted((folder / "evaluation").glob("*/rows.jsonl"))
            for row in read_run(path.parent).rows.values()]  # fmt: skip
    right = [Probe("capability", row.right == 1, "", "") for row in rows]
    return measured(right)
