"""Every way to tamper that we know of is caught, with the file and the reason; no honest copy is accused."""

import shutil
from pathlib import Path

import pytest
from tests.release.forging import Kit, Tamper, reseal
from tests.release.honest import HONEST
from tests.release.tampers import FORGED, TAMPERED

from agora.release import Line, Verdict
from agora.release.claims import check_claims
from agora.release.integrity import check_integrity


def _accused(lines: list[Line], tamper: Tamper) -> bool:
    """Whether the check names the file with the reason."""
    line = next(each for each in lines if each.check == tamper.check)
    said = [(each.place, f"{line.why} {each.quote or ''}") for each in line.evidence]
    found = line.verdict is Verdict.FAIL and any(
        tamper.file == file and tamper.why in why for file, why in said
    )
    assert found, (line.verdict, line.why, said)
    return found


def test_there_are_enough_of_them() -> None:
    assert len({each.name for each in TAMPERED + FORGED}) == len(TAMPERED + FORGED) >= 60
    assert len(HONEST) >= 20


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda each: each.name)
def test_a_tampered_release_is_caught(tamper: Tamper, release: Path, kit: Kit, signer: Path) -> None:
    tamper.do(release, kit)
    # Rules that leave files out are no better where the verifier trusts who made them.
    trusted = kit.key.with_suffix(".pub") if "rules" in tamper.name else signer
    assert _accused(check_integrity(release, signer=trusted), tamper)


@pytest.mark.parametrize("tamper", FORGED, ids=lambda each: each.name)
def test_a_release_whose_digests_all_fit_contradicts_itself(tamper: Tamper, release: Path, kit: Kit) -> None:
    tamper.do(release, kit)
    if tamper.check != "claims":
        reseal(release)
    assert _accused(check_claims(release), tamper)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_copy_is_not_accused(name: str, release: Path, signer: Path, tmp_path: Path) -> None:
    copy = HONEST[name](release, tmp_path)
    lines = check_integrity(copy, signer=signer) + check_claims(copy)
    assert {each.verdict for each in lines} == {Verdict.PASS}, [
        each for each in lines if each.verdict != "pass"
    ]


def test_without_a_pinned_signer_a_signature_proves_nothing(release: Path) -> None:
    lines = {each.check: each for each in check_integrity(release, signer=None)}
    assert lines["signature"].verdict is Verdict.UNKNOWN
    assert "pin a signer" in lines["signature"].why


def test_what_was_changed_is_named_without_a_signer_too(release: Path) -> None:
    (release / "SAFETY.md").write_text("All is safe.")
    line = check_integrity(release, signer=None)[-1]
    assert (line.check, line.verdict, line.evidence[0].place) == ("signature", Verdict.FAIL, "SAFETY.md")


def test_a_folder_that_is_no_release_is_left_open(tmp_path: Path, kit: Kit) -> None:
    shutil.copy(kit.other / "weights/adapter.gguf", tmp_path)
    verdicts = {each.check: each.verdict.value for each in check_integrity(tmp_path, signer=None)}
    assert verdicts == {"intake": "pass", "manifest": "unknown", "tensors": "unknown", "signature": "unknown"}
    assert [each.verdict.value for each in check_claims(tmp_path)] == ["unknown"]
