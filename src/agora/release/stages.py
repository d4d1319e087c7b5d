"""The stages of a release: private, trusted, public; and for every "not yet" a reason and a day of review.

Named keys sign off what was measured, not what is hoped. `promote` takes the gate's record into the release,
because whoever gets the release is to see it. `hold` says in the ledger of promises why a stage is withheld.
"""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from agora.errors import AgoraError, UsageError
from agora.release.gating import STAGES, Conditions, Stage, gate_folder, read_gate, release_facts, said_by
from agora.release.intake import take_in
from agora.release.ledger import append
from agora.release.ledgerkeys import fingerprint, read_private, sign
from agora.release.manifest import hashed, weigh, write_manifest
from agora.release.promises import Promise, Source
from agora.release.reading import read_json
from agora.release.signing import sign as sign_release

__all__ = ["hold", "promote", "sign_off"]


def sign_off(folder: Path, name: str, stage: Stage, key: Path) -> Path:
    """Say by name and key that a release may reach a stage, on what was measured.

    Raises:
        UsageError: nothing was measured, the key cannot be used, or it is not the one of that name.
    """
    out = gate_folder(folder)
    read_gate(folder)
    conditions = Conditions.model_validate(read_json(out, "gate.json")["conditions"])
    private = read_private(key)
    if conditions.signers.get(name) != (own := fingerprint(private.public_key())):
        raise UsageError(
            f"The key {key} is not that of {name!r}.",
            why=f"Its fingerprint is {own}; the conditions name {conditions.signers.get(name) or 'nobody'}.",
            fix="Name it under [signers] in the conditions, and try the gate again.",
        )
    said = said_by(out, name, stage)
    public = _pem(private.public_key())
    row = {"name": name, "stage": stage, "key": public, "signature": sign(private, said)}
    path = out / f"signoff-{stage}-{own[:16]}.json"
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
    return path


def _pem(key: Any) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return str(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def hold(folder: Path, stage: Stage, why: str, review: date, ledger: Path, key: Path, day: date) -> Path:
    """Say publicly why a release does not reach a stage yet, and when that is looked at again.

    Args:
        folder: of the release.
        stage: that is withheld.
        why: the reason.
        review: by when it is looked at again; then the promise is due.
        ledger: of promises, to which this one is added.
        key: that signs the ledger.
        day: today.

    Raises:
        UsageError: the day of review has passed, the reason is empty, or the key cannot be used.
    """
    if review <= day or not why.strip():
        raise UsageError(
            f"{stage} cannot be withheld until {review}.",
            why="It needs a reason, and a day of review that is still to come.",
        )
    release, out = release_facts(folder), gate_folder(folder)
    name = f"{release['name']}-{release['version']}"
    slug = re.sub(r"[^a-z0-9.-]+", "-", f"{name}-{stage}-{review.isoformat()}".lower())
    entry = Promise(
        promise=slug, who=release["name"], said=day.isoformat(), due=review.isoformat(), words=why,
        what=f"To look again at whether {name} becomes {stage}. Not yet, because: {why}",
        sources=(Source(publisher=release["name"], place=f"{folder.name}.gate/not-yet.json",
                        date=day.isoformat()),),
    )  # fmt: skip
    kept = append(ledger, entry, day=day, key_file=key)
    out.mkdir(parents=True, exist_ok=True)
    row = {"stage": stage, "why": why, "review": review.isoformat(), "promise": slug, "entry": kept.hash}
    path = out / "not-yet.json"
    path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
    return path


def promote(folder: Path, stage: Stage, key: Path) -> None:
    """Bring a release to its next stage: take the gate into it, and sign it again.

    Raises:
        AgoraError: the gate does not let it through; each reason is said.
        UsageError: it is not the next stage, nothing was measured, or the key cannot be used.
    """
    now = release_facts(folder).get("stage", "private")
    if stage == "private" or STAGES.index(stage) != STAGES.index(now) + 1:
        raise UsageError(
            f"From {now} a release does not become {stage}.", fix=f"Stages: {' → '.join(STAGES)}."
        )
    verdicts = read_gate(folder)
    if faults := verdicts.lacking[stage]:
        raise AgoraError(
            f"{folder.name} does not become {stage}.",
            why="; ".join(faults) + ".",
            fix=f"Say so publicly: agora release hold {folder} --stage {stage}",
        )
    read_private(key)
    shutil.copytree(gate_folder(folder), folder / "gate", dirs_exist_ok=True)
    path = folder / "release.toml"
    text, count = re.subn(
        r'(?m)^stage = ".*"$', f'stage = "{stage}"', path.read_text(encoding="utf-8"), count=1
    )
    if not count:
        raise UsageError(f"{path} names no stage.", fix="Build the release again.")
    path.write_text(text, encoding="utf-8")
    found = take_in(folder)
    write_manifest(folder, hashed(found), found.files, weigh(found))
    sign_release(folder, key)
