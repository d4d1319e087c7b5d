"""Building a release: what goes in, what is refused, and that the command line does it all."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.release.making import make_results, make_run, make_source
from typer.testing import CliRunner

from agora.cli import app
from agora.errors import UsageError
from agora.release import Verdict
from agora.release.bom import schema_fault
from agora.release.build import Plan, build
from agora.release.claimfile import read_claims
from agora.release.claims import check_claims
from agora.release.findings import Finding, look
from agora.release.folder import Folder
from agora.release.integrity import check_integrity
from agora.release.manifest import read_manifest
from agora.release.signing import make_key
from agora.release.tensors import read_tensors

_DAY = date(2026, 11, 26)


def _plan(place: Path, **more: Any) -> Plan:
    given = {"data": place / "train.jsonl", "source": place / "code" / "agora"} | more
    return Plan(place / "run", "1.0.0", _DAY, **given)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a run, its data and code."""
    make_run(tmp_path)
    make_source(tmp_path / "code")
    return tmp_path


def test_a_release_holds_what_is_asked_of_it(built: Path) -> None:
    folder = built / "release"
    expected = {
        "release.toml", "claims.toml", "manifest.json", "signature.json", "recipe.toml", "bom.cdx.json",
        "provenance.intoto.json", "MODEL_CARD.md", "DATA_CARD.md", "RUN_CARD.md", "REPORT.md", "SAFETY.md",
        "LICENSE", "weights", "training", "data", "evaluation", "code", "licences",
    }  # fmt: skip
    assert {path.name for path in folder.iterdir()} == expected
    told = tomllib.loads((folder / "release.toml").read_text())
    assert (told["name"], told["kind"], told["date"]) == ("tiny", "adapter", _DAY)
    listed = {each.path for each in read_manifest(folder / "manifest.json").files}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert listed == files - {"manifest.json", "signature.json"}
    assert {each.id for each in read_claims(folder)} >= {"steps", "loss", "base", "data", "proof", "log"}


def test_the_same_run_gives_the_same_release(place: Path) -> None:
    one, other = build(_plan(place), place / "one"), build(_plan(place), place / "other")
    assert (one / "manifest.json").read_bytes() == (other / "manifest.json").read_bytes()


def test_the_bill_fits_cyclonedx_and_the_statement_in_toto(built: Path) -> None:
    from google.protobuf import json_format
    from in_toto_attestation.v1 import statement, statement_pb2

    text = (built / "release" / "bom.cdx.json").read_text()
    assert schema_fault(text) == ""
    told = json.loads(text)
    told["metadata"]["component"]["modelCard"]["modelParameters"]["approach"]["type"] = "magic"
    assert "'magic' is not one of" in schema_fault(json.dumps(told))
    read = json.loads((built / "release" / "provenance.intoto.json").read_text())
    statement.Statement.copy_from_pb(json_format.ParseDict(read, statement_pb2.Statement())).validate()
    assert read["predicateType"] == "https://slsa.dev/provenance/v1"


def test_a_run_that_is_not_finished_or_not_exported_is_refused(place: Path) -> None:
    (place / "run" / "tiny.gguf").unlink()
    with pytest.raises(UsageError, match="not exported"):
        build(_plan(place), place / "out")
    facts = json.loads((place / "run" / "run.json").read_text())
    del facts["steps"]
    (place / "run" / "run.json").write_text(json.dumps(facts))
    with pytest.raises(UsageError, match="not finished"):
        build(_plan(place), place / "out")
    with pytest.raises(UsageError, match="no folder of a run"):
        build(Plan(place, "1", _DAY), place / "out")
    assert not list(place.glob("out*"))


def test_other_data_another_licence_and_a_folder_that_is_there_are_refused(place: Path) -> None:
    (place / "other.jsonl").write_text('{"text": "other"}\n')
    for more, why in (
        ({"data": place / "other.jsonl"}, "holds no data of the SHA-256"),
        ({"licence": "Mine-1.0"}, "no text of the licence 'Mine-1.0'"),
        ({"results": [place / "run"]}, "no results of"),
    ):
        with pytest.raises(UsageError, match=why):
            build(_plan(place, **more), place / "out")
    (place / "out").mkdir()
    with pytest.raises(UsageError, match="there already"):
        build(_plan(place), place / "out")


def test_a_pickle_among_the_results_stops_the_build(place: Path) -> None:
    results = make_results(place / "results")
    (results / "cache.pkl").write_bytes(b"\x80\x04N.")
    with pytest.raises(UsageError, match=r"would hold evaluation/candidate/cache\.pkl: it is a pickle"):
        build(_plan(place, results=[results]), place / "out")
    assert not list(place.glob("out*"))


def test_data_may_be_a_folder_that_says_how_it_is_made(place: Path) -> None:
    made, sha256 = place / "making", json.loads((place / "run" / "run.json").read_text())["data"]["sha256"]
    made.mkdir()
    (made / "make.toml").write_text(f'command = "python make.py"\nsha256 = "{sha256}"\n')
    (made / "DATA_CARD.md").write_text("# Data card\n\nMade by code.\n")
    out = build(_plan(place, data=made), place / "out")
    assert (out / "DATA_CARD.md").read_text() == "# Data card\n\nMade by code.\n"
    line = next(each for each in check_claims(out) if each.check == "agreement.data")
    assert (line.verdict, line.why) == (
        Verdict.PASS,
        "data/make.toml makes data of the SHA-256 that the run learnt from.",
    )
    (out / "data" / "make.toml").write_text(f'sha256 = "{"0" * 64}"\n')
    line = next(each for each in check_claims(out) if each.check == "agreement.data")
    assert (line.verdict, line.evidence[0].place) == (Verdict.FAIL, "data/make.toml")


def _public(release: Path) -> Finding:
    """Return what is found of the list of public data."""
    return look(Folder(release)).parts["data-public"]


def test_the_data_card_says_what_is_recorded_of_the_making_and_what_is_not(place: Path) -> None:
    told = {
        "seed": 3,
        "split": "train",
        "families": {"sums": 24},
        "languages": {"en": 24},
        "dropped": 5,
        "asked": 6,
    }
    (place / "train.json").write_text(json.dumps(told | {"defects": []}))
    recipe, facts = place / "run" / "recipe.toml", json.loads((place / "run" / "run.json").read_text())
    recipe.write_text(recipe.read_text().replace("alpha = 4", 'alpha = 4\nstart = "first.gguf"'))
    begun = hashlib.sha256(b"an adapter").hexdigest()
    (place / "run" / "run.json").write_text(json.dumps(facts | {"begun": begun}))
    with pytest.raises(UsageError, match=r"first\.gguf that the run went on from is not found"):
        build(_plan(place), place / "out")
    (place / "first.gguf").write_bytes(b"an adapter")
    release = build(_plan(place), place / "out")
    assert (release / "training" / "start.gguf").read_bytes() == b"an adapter"
    card = (release / "DATA_CARD.md").read_text()
    made = (
        "1 families of tasks",
        "with seed 3",
        "5 samples that had been made before",
        "6 that an evaluation",
    )
    for words in (*made, "training/start.gguf", f"SHA-256 {begun}", "is not here"):
        assert words in card
    found = _public(release)
    assert (found.present, begun in found.why) == (Verdict.UNKNOWN, True)


def test_the_runs_before_are_released_with_what_made_their_data(place: Path) -> None:
    samples, first = b"what the first learnt from", place / "first"
    first.mkdir()
    (first / "first.gguf").write_bytes(b"an adapter")
    recipe, facts = place / "run" / "recipe.toml", json.loads((place / "run" / "run.json").read_text())
    data = {"samples": 7, "tokens": 70, "sha256": hashlib.sha256(samples).hexdigest()}
    (first / "recipe.toml").write_text(recipe.read_text().replace("train.jsonl", "first.jsonl"))
    (first / "run.json").write_text(json.dumps(facts | {"data": facts["data"] | data}))
    recipe.write_text(recipe.read_text().replace("alpha = 4", 'alpha = 4\nstart = "../first/first.gguf"'))
    begun = hashlib.sha256(b"an adapter").hexdigest()
    (place / "run" / "run.json").write_text(json.dumps(facts | {"begun": begun}))
    untold = build(_plan(place), place / "untold")
    assert "made.json does not say" in _public(untold).why
    made = {"seed": 5, "families": {"sums": 7}, "sha256": data["sha256"]}
    (first / "first.json").write_text(json.dumps(made))
    release = build(_plan(place), place / "told")
    kept = release / "training" / "before-1"
    assert {path.name for path in kept.iterdir()} >= {"recipe.toml", "run.json", "made.json"}
    assert "7 samples with 70 tokens, of 1 families with seed 5" in (release / "DATA_CARD.md").read_text()
    assert _public(release).present is Verdict.PASS


def test_a_persons_documents_take_the_place_of_ours_and_get_the_claims(place: Path) -> None:
    (place / "own").mkdir()
    (place / "own" / "MODEL_CARD.md").write_text("# My model\n")
    (place / "own" / "SAFETY.md").write_text("# What we saw\n")
    out = build(_plan(place, documents=place / "own"), place / "out")
    card = (out / "MODEL_CARD.md").read_text()
    assert card.startswith("# My model\n\n## Claims")
    assert all(claim.text in card for claim in read_claims(out))
    assert (out / "SAFETY.md").read_text() == "# What we saw\n"


def test_without_a_tree_the_code_that_runs_is_taken(place: Path) -> None:
    out = build(_plan(place, source=None), place / "out")
    told = json.loads((out / "code" / "SOURCE.json").read_text())
    assert told["from"] == "the code that built the release"
    assert (out / "code" / "agora" / "learn" / "trainer.py").is_file()
    assert not list(out.glob("code/**/*.gguf"))


def test_the_command_line_makes_a_key_builds_and_signs(place: Path, home: Path) -> None:
    runner, out = CliRunner(), place / "out"

    def call(*words: object) -> str:
        result = runner.invoke(app, ["release", *map(str, words)])
        assert result.exit_code == 0, result.output
        return result.output

    assert "keep it to yourself" in call("key", place / "key")
    said = call("build", place / "run", "--out", out, "--data", place / "train.jsonl", "--key", place / "key")
    assert f"agora verify {out} --signer {place / 'key'}.pub" in said
    assert check_integrity(out, signer=place / "key.pub")[-1].verdict is Verdict.PASS
    make_key(place / "next")
    call("sign", out, "--key", place / "next")
    assert check_integrity(out, signer=place / "next.pub")[-1].verdict is Verdict.PASS
    assert runner.invoke(app, ["release", "sign", str(out)]).exit_code == 2


def test_checking_needs_neither_torch_nor_the_engine_nor_what_signs(built: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('torch', 'xllamacpp', 'transformers', 'safetensors', 'gguf', 'model_signing', "
        "'jsonschema', 'sigstore', 'cyclonedx', 'inspect_ai'): sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from agora.release.integrity import check_integrity\n"
        "from agora.release.claims import check_claims\n"
        "place, key = Path(sys.argv[1], 'release'), Path(sys.argv[1], 'key.pub')\n"
        "lines = check_integrity(place, signer=key) + check_claims(place)\n"
        "print(len(lines), {each.verdict.value for each in lines})\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(built)],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    count, verdicts = run.stdout.split(maxsplit=1)
    assert (int(count) > 20, verdicts) == (True, "{'pass'}\n")


def test_a_whole_models_weights_are_those_of_its_last_checkpoint(trained: Path, place: Path) -> None:
    data, source = trained / "train.jsonl", place / "code" / "agora"
    out = build(Plan(trained / "run", "1", _DAY, data=data, source=source), place / "out")
    lines = {each.check: each for each in check_claims(out)}
    assert lines["agreement.weights"].verdict is Verdict.PASS
    assert {each.check for each in lines.values() if each.verdict is Verdict.FAIL} == set()
    state = out / "training" / "checkpoints" / "00000020.safetensors"
    whole = bytearray(state.read_bytes())
    whole[next(each for each in read_tensors(state) if re.match(r"weights/.*\.qkv", each.name)).start] ^= 1
    state.write_bytes(whole)
    line = next(each for each in check_claims(out) if each.check == "agreement.weights")
    assert (line.verdict, line.evidence[0].place) == (Verdict.FAIL, "weights/model.safetensors")
