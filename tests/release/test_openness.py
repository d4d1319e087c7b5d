"""Folders and evidence are judged by the definition and the framework; what lacks is unknown, not guessed."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.release.components import COMPONENTS
from agora.release.evidence import evidence_files, evidence_for
from agora.release.findings import Finding, Findings, look
from agora.release.folder import Folder, front_matter
from agora.release.licences import reference
from agora.release.openness import judge
from agora.release.verdict import Line, Verdict

CARD = "---\nlicense: apache-2.0\ndatasets:\n- a/b\n---\n# Model card\n"
DATA_CARD = """# Data card

## Where it comes from
All of it is made by the generators in this folder, with seeds.
## Scope
Sums of two numbers below one hundred, in English, one line each.
## How it was generated and selected
Every pair once, drawn without replacement from a seeded source.
## Labels
The answer is computed by the generator, so it is always right.
## Processing
Tokenised by character, split by a hash, in the order of `order.npy`.
## Third parties
There is no data from third parties in it at all.
"""
CODE = ("modeling.py", "train.py", "generate.py", "evaluate.py", "prepare.py")


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def whole(root: Path, **changed: str) -> Path:
    """Write a release that has every part."""
    files = {
        "release.toml": 'name = "tiny"\nversion = "1"\nkind = "model"\nlicence = "Apache-2.0"\n',
        "LICENSE": reference("Apache-2.0"),
        "MODEL_CARD.md": "# Model card\n",
        "DATA_CARD.md": DATA_CARD,
        "REPORT.md": "# Report\n",
        "PAPER.md": "# Paper\n",
        "weights/model.safetensors": "x",
        "training/checkpoints/000010.safetensors": "x",
        "training/run.json": "{}",
        "data/train.jsonl": "{}\n",
        "evaluation/sums/samples.jsonl": "{}\n",
        "code/pyproject.toml": "[project]\n",
        **{f"code/{name}": "pass\n" for name in CODE},
    }
    return write(root, files | {name.replace("__", "/"): text for name, text in changed.items()})


def verdicts(found: Findings, base: Findings | None = None) -> dict[str, Verdict]:
    return {line.check: line.verdict for line in judge(found, base)}


def lines(root: Path) -> dict[str, Line]:
    return {line.check: line for line in judge(look(Folder(root)))}


def test_a_whole_release_passes_everything(tmp_path: Path) -> None:
    found = verdicts(look(Folder(whole(tmp_path))))
    assert [found[each] for each in ("osaid", "mof-3", "mof-2", "mof-1")] == [Verdict.PASS] * 4


@pytest.mark.parametrize(
    ("gone", "check", "level"),
    [
        ("weights", "mof.parameters", "mof-3"),
        ("DATA_CARD.md", "mof.data-card", "mof-3"),
        ("MODEL_CARD.md", "mof.model-card", "mof-3"),
        ("evaluation", "mof.evaluation-results", "mof-3"),
        ("code/train.py", "mof.training-code", "mof-2"),
        ("code/evaluate.py", "mof.evaluation-code", "mof-2"),
        ("PAPER.md", "mof.research-paper", "mof-1"),
        ("data", "mof.datasets", "mof-1"),
        ("training/checkpoints", "mof.checkpoints", "mof-1"),
    ],
)
def test_each_part_counts_for_its_class_and_the_higher_ones(
    tmp_path: Path, gone: str, check: str, level: str
) -> None:
    root = whole(tmp_path)
    path = root / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    found = verdicts(look(Folder(root)))
    assert found[check] is Verdict.FAIL
    order = ["mof-3", "mof-2", "mof-1"]
    assert [found[each] for each in order] == [
        Verdict.PASS if order.index(each) < order.index(level) else Verdict.FAIL for each in order
    ]


def test_a_paper_may_stand_for_the_report_and_the_definition_asks_for_neither(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / "REPORT.md").unlink()
    assert verdicts(look(Folder(root)))["mof-1"] is Verdict.PASS
    (root / "PAPER.md").unlink()
    found = verdicts(look(Folder(root)))
    assert found["mof-3"] is Verdict.FAIL
    assert found["osaid"] is Verdict.PASS


def test_the_definition_asks_for_libraries_which_the_framework_only_allows(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / "code" / "pyproject.toml").unlink()
    found = verdicts(look(Folder(root)))
    assert found["mof-1"] is Verdict.PASS
    assert found["osaid"] is Verdict.FAIL


def test_a_data_card_must_treat_every_point(tmp_path: Path) -> None:
    root = whole(tmp_path, **{"DATA_CARD.md": DATA_CARD.replace("## Labels", "## Colours")})
    line = lines(root)["data-description"]
    assert line.verdict is Verdict.UNKNOWN
    assert "labelling" in line.why


def test_licences_resolve_from_the_part_to_its_kind_to_the_whole(tmp_path: Path) -> None:
    root = whole(
        tmp_path,
        data__LICENSE=reference("CC-BY-NC-4.0"),
        licences__code=reference("MIT"),
        **{"licences/model-card.txt": reference("CC-BY-4.0")},
    )
    found = lines(root)
    assert found["mof.datasets"].verdict is Verdict.FAIL
    assert found["mof.datasets"].evidence[0].place == "data/LICENSE"
    assert "MIT" in str(found["mof.training-code"].found)
    assert "CC-BY-4.0" in str(found["mof.model-card"].found)
    assert "Apache-2.0" in str(found["mof.parameters"].found)


def test_a_licence_for_the_data_is_not_that_of_the_weights(tmp_path: Path) -> None:
    told = 'name = "t"\n[licence]\nwhole = "Apache-2.0"\ndata = "CC0-1.0"\n'
    root = whole(tmp_path, **{"release.toml": told, "licences/data-CC0-1.0.txt": reference("CC0-1.0")})
    found = lines(root)
    assert (found["mof.parameters"].declared, found["mof.datasets"].declared) == ("Apache-2.0", "CC0-1.0")
    assert "Apache-2.0" in str(found["mof.parameters"].found)
    assert "CC0-1.0" in str(found["mof.datasets"].found)
    assert found["mof-1"].verdict is Verdict.PASS


def test_a_text_under_the_wrong_name_is_found_out(tmp_path: Path) -> None:
    root = whole(tmp_path, LICENSE=reference("GPL-3.0-only"))
    line = lines(root)["mof.parameters"]
    assert line.verdict is Verdict.FAIL
    assert line.declared == "Apache-2.0"
    assert "GPL-3.0" in line.why


def test_a_restriction_in_the_licence_fails_the_definition_with_its_words(tmp_path: Path) -> None:
    text = reference("Apache-2.0") + "\nYou may not use the Work for commercial purposes.\n"
    line = lines(whole(tmp_path, LICENSE=text))["osaid"]
    assert line.verdict is Verdict.FAIL
    assert "You may not use the Work for commercial purposes." in line.why
    assert line.evidence[0].line == len(text.splitlines())


def test_a_folder_that_is_no_release_is_unknown_where_something_lacks(tmp_path: Path) -> None:
    root = write(tmp_path, {"README.md": CARD, "model.safetensors": "x"})
    found = lines(root)
    assert found["mof.parameters"].verdict is Verdict.UNKNOWN  # named, but its text is not here
    assert found["mof.training-code"].verdict is Verdict.UNKNOWN
    assert found["data-public"].declared == "a/b"
    assert found["osaid"].verdict is Verdict.UNKNOWN
    (root / "README.md").write_text(CARD.replace("apache-2.0", "llama3"))
    assert lines(root)["osaid"].verdict is Verdict.FAIL


def test_an_adapter_inherits_what_its_base_lacks() -> None:
    def all_parts(verdict: Verdict) -> dict[str, Finding]:
        keys = [each.key for each in COMPONENTS] + ["data-description", "data-public", "data-third-party"]
        return {key: Finding(key, verdict, Verdict.PASS, "as told") for key in keys}

    own = Findings("adapter", all_parts(Verdict.PASS), base="base")
    base = Findings("base", all_parts(Verdict.PASS))
    assert verdicts(own, base)["mof-1"] is Verdict.PASS
    lacking = replace(
        base, parts=base.parts | {"datasets": Finding("datasets", Verdict.FAIL, Verdict.PASS, "no")}
    )
    found = verdicts(own, lacking)
    assert (found["own.mof-1"], found["mof-1"], found["base.mof.datasets"]) == (
        Verdict.PASS,
        Verdict.FAIL,
        Verdict.FAIL,
    )
    assert found["mof-2"] is Verdict.PASS
    nothing_known = verdicts(own, None)
    assert nothing_known["osaid"] is Verdict.UNKNOWN
    assert nothing_known["own.osaid"] is Verdict.PASS


def test_evidence_agrees_with_the_public_list_or_abstains() -> None:
    passing = {name for name, each in evidence_files().items() if each.osi == "passes"}
    failing = {name for name, each in evidence_files().items() if each.osi == "fails"}
    assert passing == {"amber", "crystalcoder", "olmo", "pythia", "t5"}
    assert failing == {"grok-1", "llama2", "mixtral", "phi-2"}
    for name in passing:
        assert verdicts(evidence_files()[name].findings)["osaid"] is Verdict.PASS, name
    for name in failing:
        found = verdicts(evidence_files()[name].findings)["osaid"]
        # What OSI found lacking in Phi-2 no source says that was read; so it is unknown here.
        assert found is (Verdict.UNKNOWN if name == "phi-2" else Verdict.FAIL), name


def test_every_fact_has_a_source_unless_it_is_unknown() -> None:
    for name, each in evidence_files().items():
        for part in each.findings.parts.values():
            assert part.evidence or part.present is Verdict.UNKNOWN, (name, part.component)
            for source in part.evidence:
                assert source.place.startswith("https://") or name == "agora-135m", (name, source.place)
                assert source.date


def test_our_own_evidence_names_what_is_there() -> None:
    root = Path(__file__).parents[2]
    for part in evidence_files()["agora-135m"].findings.parts.values():
        for source in part.evidence:
            assert (root / source.place).exists(), source.place


def test_every_model_of_the_catalogue_has_evidence(home: Path) -> None:
    from agora.config import Settings
    from agora.models import catalogue

    assert [each.name for each in catalogue(Settings(home=home)) if evidence_for(each.name) is None] == []


def test_links_out_pipes_and_depth_are_left_out_and_said(tmp_path: Path) -> None:
    root, outside = tmp_path / "model", tmp_path / "outside"
    write(outside, {"LICENSE": reference("MIT"), "train.py": "x"})
    write(root, {"model.safetensors": "x", "/".join(["d"] * 40) + "/train.py": "x"})
    (root / "LICENSE").symlink_to(outside / "LICENSE")
    (root / "src").symlink_to(outside)
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "README.md")
    (root / "gone").symlink_to("nowhere")
    folder = Folder(root)
    assert set(folder.sizes) == {"model.safetensors"}
    told = " ".join(folder.skipped)
    for word in (
        "LICENSE: a link that leads out",
        "src: a link that leads out",
        "loop: a link to a folder",
        "too deep",
    ):
        assert word in told
    assert lines(root)["mof.training-code"].verdict is Verdict.UNKNOWN


def test_hostile_content_neither_stops_nor_fools_a_look(tmp_path: Path) -> None:
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nlicense: *b\n---\n" + "- x\n" * 100_000
    root = write(tmp_path, {"README.md": bomb, "release.toml": "a = [" * 5000, "model.gguf": "x"})
    (root / "LICENSE").write_bytes(b"\xff\xfe\x00MIT License" * 1000)
    (root / os.fsdecode(b"bad-\xff.py")).write_text("x")
    with (root / "huge.jsonl").open("wb") as file:
        file.truncate(2**40)
    with (root / "LICENSE.md").open("wb") as file:
        file.truncate(2**36)
    found = lines(root)
    assert found["osaid"].verdict is not Verdict.PASS
    assert found["mof.parameters"].verdict is not Verdict.PASS


def test_front_matter_knows_no_anchors_and_needs_its_end() -> None:
    assert front_matter("---\nlicense: mit\n") == {}
    assert front_matter("no block") == {}
    assert front_matter("---\nlicense: [mit, apache-2.0]\n---")["license"][0] == ["mit", "apache-2.0"]


def test_a_copy_of_the_hub_is_read_through_its_own_links(tmp_path: Path) -> None:
    repository = tmp_path / "models--o--m"
    snapshot = repository / "snapshots" / "abc"
    write(repository, {"blobs/1": CARD, "blobs/2": "x"})
    snapshot.mkdir(parents=True)
    (snapshot / "README.md").symlink_to("../../blobs/1")
    (snapshot / "model.safetensors").symlink_to("../../blobs/2")
    assert set(Folder(snapshot).sizes) == {"README.md", "model.safetensors"}


def test_what_is_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        Folder(tmp_path / "absent")


def test_the_published_table_is_what_the_program_says() -> None:
    path = Path(__file__).parents[2] / "docs/measurements/release-2026-11/openness.md"
    rows = [
        line.split(" | ") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    told = {row[0].strip("| "): [cell.strip("| ") for cell in row[1:]] for row in rows if len(row) == 6}
    for each in evidence_files().values():
        base = evidence_files().get(each.base)
        found = verdicts(each.findings, base.findings if base else None)
        levels = [found[level].value for level in ("osaid", "mof-3", "mof-2", "mof-1")]
        assert told[each.title] == [each.osi or "–", *levels], each.title
