"""What a clever maker of a release, or of a ledger, could try; and what must not cost the verifier hours."""

import gzip
import json
import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.release import (
    Broken,
    Correction,
    Demand,
    Promise,
    Source,
    append,
    fault_of,
    read_ledger,
    resolve,
    standings,
)
from agora.release.archives import archive_fault, kind_of
from agora.release.claimfile import read_claims, write_claims
from agora.release.claims import check_claims
from agora.release.components import COMPONENTS
from agora.release.integrity import check_integrity
from agora.release.licences import openness, recognise, reference
from agora.release.reading import files_in, read_json
from agora.release.tensors import TensorFault, read_tensors
from agora.release.verdict import Line


def verdict(lines: list[Line], check: str) -> str:
    return next(each.verdict.value for each in lines if each.check == check)


def test_a_folder_named_like_a_copy_of_the_hub_borrows_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    copy = tmp_path / "models--EleutherAI--pythia-160m" / "snapshots" / "abc"
    copy.mkdir(parents=True)
    (copy.parent.parent / "blobs").mkdir()
    (copy / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    (copy / "code.pkl").write_bytes(b"\x80\x04cposix\nsystem\n.")
    report = resolve(str(copy)).report()
    assert report.seen == "folder"
    assert report.level("osaid") == "unknown"
    assert verdict(list(report.lines), "intake") == "fail"


def test_a_signer_that_comes_with_the_target_is_refused(home: Path, release: Path, signer: Path) -> None:
    shutil.copy(signer, release / "key.pub")
    with pytest.raises(UsageError, match="comes with the target"):
        resolve(str(release)).report(Demand(release / "key.pub"))


def test_a_second_signature_is_a_file_like_any_other(release: Path, signer: Path) -> None:
    (release / "model.sig").write_text("whatever")
    assert verdict(check_integrity(release, signer=signer), "signature") == "fail"


def test_many_files_do_not_hide_that_claims_are_made(
    home: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agora.release.folder._MOST_FILES", 1)
    assert any(each.group == "claims" for each in resolve(str(release)).report().lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 steps", "pass"), ("12,000,000 steps", "fail"), ("312 steps", "fail"), ("0.12 steps", "fail"),
        ("12 % of it", "fail"), ("12 steps, and is the best there is", "unknown"),
    ],
)  # fmt: skip
def test_a_number_is_not_found_in_another(release: Path, text: str, found: str) -> None:
    claims = [
        each.model_copy(update={"text": f"It was trained for {text}."})
        for each in read_claims(release)
        if each.id == "steps"
    ]
    write_claims(release, claims)
    assert verdict(check_claims(release), "claim.steps") == found


def test_what_is_not_measured_is_not_passed(release: Path) -> None:
    claim = read_claims(release)[0].model_copy(
        update={"text": "It is the best.", "measure": None, "key": "", "value": None}
    )
    write_claims(release, [claim])
    assert verdict(check_claims(release), f"claim.{claim.id}") == "unknown"


def test_naming_a_file_makes_it_no_part(home: Path, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(reference("Apache-2.0"))
    (tmp_path / "x").write_text("weights, code and all")
    (tmp_path / "empty.py").touch()
    parts = "".join(f'{each.key} = ["x", "empty.py"]\n' for each in COMPONENTS)
    (tmp_path / "release.toml").write_text(
        f'name = "x"\n[licence]\nwhole = "Apache-2.0"\n[components]\n{parts}'
    )
    report = resolve(str(tmp_path)).report()
    assert {verdict(list(report.lines), f"mof.{each.key}") for each in COMPONENTS} == {"fail"}


def test_of_two_bases_none_stands_for_both(home: Path, tmp_path: Path) -> None:
    bases = "base_model:\n- EleutherAI/pythia-160m\n- meta-llama/Meta-Llama-3-8B\n"
    (tmp_path / "README.md").write_text(f"---\nlicense: apache-2.0\n{bases}---\n")
    assert verdict(list(resolve(str(tmp_path)).report().lines), "base.osaid") == "unknown"


def test_links_lead_nowhere_and_in_no_circle(home: Path, release: Path) -> None:
    (release / "loop").symlink_to("loop")
    shutil.rmtree(release / "data")
    (release / "data").symlink_to("/")
    with pytest.raises(ValueError, match="through a link"):
        files_in(release, "data")
    assert verdict(list(resolve(str(release)).report().lines), "agreement.data") == "fail"


def test_records_that_would_take_hours_are_refused(release: Path, tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text("a." * 100_000 + "a = 1\n")
    with pytest.raises(ValueError, match="nested deeper"):
        read_json(tmp_path, "deep.toml")
    (tmp_path / "twice.json").write_text('{"a": 1, "a": 2}')
    with pytest.raises(ValueError, match="twice"):
        read_json(tmp_path, "twice.json")
    (release / "manifest.json").write_text('{"format":"agora-manifest-1","files":[' + "1," * 300_000 + "1]}")
    assert verdict(check_integrity(release, signer=None), "manifest") == "fail"


def test_headers_that_lie_in_new_ways_are_refused(tmp_path: Path) -> None:
    place = tmp_path / "m.safetensors"
    for dtype, shape in ((["U8"], [1]), ("U8", [1] * 100_000)):
        head = json.dumps({"a": {"dtype": dtype, "shape": shape, "data_offsets": [0, 1]}}).encode()
        place.write_bytes(len(head).to_bytes(8, "little") + head + b"x")
        with pytest.raises(TensorFault) as told:
            read_tensors(place)
        assert len(str(told.value)) < 1000


def test_a_large_suffix_is_no_fault(release: Path, tmp_path: Path) -> None:
    shutil.copy(release / "weights/adapter.gguf", tmp_path / "M.GGUF")
    assert read_tensors(tmp_path / "M.GGUF")


def source(publisher: str, place: str, original: str | None = None) -> Source:
    return Source(publisher=publisher, place=place, original=original)


def promise(name: str = "p-one", **more: str) -> Promise:
    told = {"who": "W", "what": "w", "said": "2024-01-01"} | more
    return Promise.model_validate({"promise": name, "sources": [source("A", "p. 1")], **told})


@pytest.mark.parametrize(
    "other",
    [
        source("Reuters\u200b", "p. 4"), source("R\u0435uters", "p. 4"), source("The  Reuters.", "p. 4"),
        source("Blog", "https://blog.example/1", "REUTERS"), source("B", "https://www.reuters.com./x"),
        source("Archive", "https://web.archive.org/web/2024/https://reuters.com/x"),
    ],
)  # fmt: skip
def test_one_publisher_in_two_spellings_is_one_source(other: Source) -> None:
    with pytest.raises(ValueError, match="two independent sources"):
        Broken(promise="p-one", why="y", sources=(source("Reuters", "https://reuters.com/y"), other))
    both = (source("Reuters", "https://reuters.com/y"), source("BBC", "https://bbc.co.uk/z"))
    assert Broken(promise="p-one", why="y", sources=both)


def test_a_ledger_outlives_odd_separators_and_a_lost_line_feed(built: Path, tmp_path: Path) -> None:
    ledger, day = tmp_path / "ledger.jsonl", date(2026, 6, 1)
    append(ledger, promise(words="a\u2028b\x85c"), day=day, key_file=built / "key")
    ledger.write_bytes(ledger.read_bytes().rstrip(b"\n"))
    append(ledger, promise("p-two"), day=day, key_file=built / "key")
    assert len(read_ledger(ledger).records) == 2
    assert fault_of(read_ledger(ledger)) == ""
    with pytest.raises(UsageError, match="The last one was entered"):
        append(ledger, promise("p-three"), day=date(2026, 5, 31), key_file=built / "key")
    ledger.write_text(ledger.read_text().replace('"entry": ', '"entry": 1, "entry": ', 1))
    assert "twice" in read_ledger(ledger).faults[0][1]
    ledger.write_text("\n" * 100_000)
    assert len(read_ledger(ledger).faults) == 100


def test_a_correction_can_be_corrected_and_days_are_days() -> None:
    entries = [
        promise(due="2024-12-31"),
        Correction(promise="p-one", corrects=0, why="x", due="2030"),
        Correction(promise="p-one", corrects=1, why="that was wrong"),
    ]
    assert standings(entries, date(2026, 1, 1))["p-one"].promise.due == "2024-12-31"
    assert standings([promise(due="9999")], date(2026, 1, 1))["p-one"].state == "open"
    for day in ("2024-02-30", "2024-13", "\u0662024"):
        with pytest.raises(ValueError, match="due"):
            promise(due=day)


def test_false_moments_beside_true_weights_are_far_from_the_record() -> None:
    torch = pytest.importorskip("torch")
    from agora.learn.checkpoint import State
    from agora.learn.retrain import gap

    def state(weight: float, first: float = 1.0, second: float = 1.0, step: float = 6.0) -> State:
        kinds = {"weights": weight, "optimizer/exp_avg": first, "optimizer/exp_avg_sq": second}
        tensors = {f"{kind}/a": torch.full((4,), value) for kind, value in kinds.items()}
        return State(tensors | {"optimizer/step/a": torch.tensor(step)}, {})

    then, end = state(0.0), state(1.0)
    assert gap(end, then, end) == 0
    assert gap(state(1.01), then, end) == pytest.approx(0.01, abs=1e-6)
    for false in (state(1.0, first=3.0), state(1.0, first=2.0, second=4.0), state(1.0, step=0.0)):
        assert gap(end, then, false) >= 0.4


def test_checkpoints_that_end_too_early_show_nothing(released: Path) -> None:
    from agora.release.retrain import check_retraining

    (released / "training" / "checkpoints" / "00000020.safetensors").unlink()
    [line] = check_retraining(released, 1, "n")
    assert (line.verdict.value, "the run has 20" in line.why) == ("unknown", True)


def test_one_key_under_two_names_is_one(release: Path, built: Path) -> None:
    from agora.release.gating import Conditions, Limits, read_gate, record
    from agora.release.ledgerkeys import fingerprint, read_keys
    from agora.release.stages import sign_off

    own = fingerprint(read_keys(built / "key.pub")[0])
    limits = Limits(signoffs=2)
    record(
        release, [], Conditions(trusted=limits, public=limits, signers={"a": own, "b": own}), date(2026, 6, 1)
    )
    for name in ("a", "b"):
        sign_off(release, name, "trusted", built / "key")
    assert read_gate(release).lacking["trusted"] == ["1 of 2 named people signed off"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("Die Nutzung zu kommerziellen Zwecken ist streng verboten.\n\n", ""),
        ("", "\nL'utilisation commerciale est interdite.\n"),
        ("", "\nN\u043e c\u043emmercial us\u0435.\n"),
        ("", "\nCommercial use needs written permission.\n"),
        ("", "\n" * 150_000 + "You may not use this for commercial purposes.\n"),
    ],
)
def test_no_sentence_stands_beside_a_licence_unseen(before: str, behind: str) -> None:
    assert openness(recognise(before + reference("Apache-2.0") + behind), "data")[0].value != "pass"


def test_old_tars_are_looked_into_and_long_headers_are_not(tmp_path: Path) -> None:
    info = tarfile.TarInfo("../out")
    old = bytearray(info.tobuf(tarfile.USTAR_FORMAT))
    old[257:265] = b"\0" * 8
    old[148:156] = b" " * 8
    old[148:156] = b"%06o\0 " % sum(old)
    (tmp_path / "old.tar").write_bytes(old + b"\0" * 1024)
    assert kind_of(bytes(old)) == "tar"
    assert "leads out" in archive_fault(tmp_path / "old.tar", "tar")
    for kind in (b"x", b"L"):
        info = tarfile.TarInfo("long")
        info.type, info.size = kind, 2**25
        (tmp_path / "long.tar.gz").write_bytes(gzip.compress(info.tobuf() + b"1" * 2**25, 1))
        assert "claims 33,554,432 bytes" in archive_fault(tmp_path / "long.tar.gz", "gzip")
