"""One answer for a folder, a copy of the hub, or a name; its page; and what the program exits with."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from agora.cli import app
from agora.errors import UsageError
from agora.release import DEMANDS, Demand, own_ledger, page, resolve
from agora.release.licences import reference
from agora.release.verdict import Evidence, Line, Verdict
from agora.release.verify import Report


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["verify", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Weights, a card and a licence."""
    root = tmp_path / "model"
    root.mkdir()
    (root / "LICENSE").write_text(reference("Apache-2.0"))
    (root / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Model card\n")
    (root / "model.safetensors").write_bytes((8).to_bytes(8, "little") + b"{}      ")
    return root


def test_a_folder_is_judged_and_nothing_is_guessed(home: Path, folder: Path) -> None:
    report = resolve(str(folder)).report()
    found = {line.check: line.verdict for line in report.lines}
    assert found["mof.parameters"] is Verdict.PASS
    assert found["osaid"] is Verdict.UNKNOWN
    assert report.level("signed") is Verdict.UNKNOWN
    assert report.level("retrained") is Verdict.UNKNOWN
    assert report.broken() == []


def test_the_exit_code_says_whether_the_demand_is_met(home: Path, folder: Path) -> None:
    assert run(str(folder)).exit_code == 0
    demanded = run(str(folder), "--require", "osaid", "--require", "signed")
    assert demanded.exit_code == 1
    assert "Not met: osaid (unknown)." in demanded.stderr
    assert "Not met: signed (unknown)." in demanded.stderr
    assert run("pythia", "--require", "osaid").exit_code == 0
    assert run("llama-3", "--require", "osaid").exit_code == 1
    assert run(str(folder), "--require", "best").exit_code == 2
    assert run(str(folder / "absent")).exit_code == 2


def test_what_is_not_what_it_claims_to_be_is_never_exit_code_0(home: Path, folder: Path) -> None:
    (folder / "model.pkl").write_bytes(b"\x80\x04cposix\nsystem\n.")
    assert run(str(folder)).exit_code == 1


def test_json_has_every_line_and_level(home: Path, folder: Path) -> None:
    told = json.loads(run(str(folder), "--json").stdout)
    assert set(told["levels"]) == set(DEMANDS)
    assert {"group", "check", "title", "verdict", "why", "declared", "found", "evidence"} == set(
        told["lines"][0]
    )
    quoted = [each for line in told["lines"] for each in line["evidence"] if each["place"] == "LICENSE"]
    assert quoted[0]["digest"] == hashlib.sha256((folder / "LICENSE").read_bytes()).hexdigest()


def test_names_are_answered_from_evidence_with_its_date(home: Path) -> None:
    shown = run("agora-135m").stdout
    assert "evidence as of 2026-" in shown
    assert "what was added" in shown
    report = resolve("agora-135m").report()
    assert report.level("osaid") is not Verdict.PASS  # its base has gaps
    assert next(line for line in report.lines if line.check == "own.osaid").verdict is Verdict.PASS
    assert any(line.check == "catalogue-digest" for line in report.lines)
    with pytest.raises(UsageError, match="Nothing is known"):
        resolve("no-such-model")
    with pytest.raises(UsageError, match="Only a folder can be run again"):
        resolve("pythia").report(Demand(retrain=1))


def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, files: dict[str, bytes]) -> Path:
    """Lay out a repository as huggingface_hub keeps it: large files under their SHA-256."""
    cache = tmp_path / "hub"
    repository = cache / f"models--{name.replace('/', '--')}"
    snapshot = repository / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (repository / "blobs").mkdir()
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc")
    for path, data in files.items():
        large = path.endswith(".safetensors")
        blob = hashlib.sha256(data).hexdigest() if large else hashlib.sha1(data).hexdigest()
        (repository / "blobs" / blob).write_bytes(data)
        (snapshot / path).symlink_to(f"../../blobs/{blob}")
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    return repository


def test_a_repository_of_the_hub_is_looked_up_and_its_large_files_are_checked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = b"---\nlicense: llama3\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n# Card\n"
    repository = hub(
        tmp_path, monkeypatch, "someone/tune", {"README.md": card, "model.safetensors": b"weights"}
    )
    report = resolve("someone/tune").report()
    found = {line.check: line for line in report.lines}
    assert found["hub-digests"].verdict is Verdict.PASS
    assert found["osaid"].verdict is Verdict.FAIL
    assert found["base.osaid"].verdict is Verdict.FAIL
    blob = next(path for path in (repository / "blobs").iterdir() if len(path.name) == 64)
    blob.write_bytes(b"Weights")
    line = {line.check: line for line in resolve("someone/tune").report().lines}["hub-digests"]
    assert line.verdict is Verdict.FAIL
    assert line.evidence[0].place == "model.safetensors"


def test_what_files_leave_open_is_filled_in_for_a_known_repository_only(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"README.md": b"---\nlicense: apache-2.0\n---\n", "model.safetensors": b"x"}
    hub(tmp_path, monkeypatch, "EleutherAI/pythia-160m", files)
    report = resolve("EleutherAI/pythia-160m").report()
    assert report.seen == "folder and evidence file"
    assert report.level("osaid") is Verdict.PASS
    local = tmp_path / "pythia-160m"
    local.mkdir()
    for name, data in files.items():
        (local / name).write_bytes(data)
    assert resolve(str(local)).report().level("osaid") is Verdict.UNKNOWN


def test_a_release_is_held_to_its_signer_and_its_base(home: Path, release: Path, signer: Path) -> None:
    found = run(str(release), "--signer", str(signer), "--require", "signed", "--json")
    assert found.exit_code == 0, found.stderr
    told = {line["check"]: line for line in json.loads(found.stdout)["lines"]}
    assert told["signature"]["verdict"] == "pass"
    assert told["base-digest"]["verdict"] == "unknown"  # its base is a made-up one
    assert told["base.osaid"]["verdict"] == "unknown"
    assert run(str(release), "--require", "signed").exit_code == 1  # nobody is trusted
    (release / "REPORT.md").write_text("other")
    changed = run(str(release), "--signer", str(signer), "--json")
    assert changed.exit_code == 1
    failed = {line["check"] for line in json.loads(changed.stdout)["lines"] if line["verdict"] == "fail"}
    assert {"manifest", "signature"} <= failed


def test_running_again_says_the_nonce_and_the_cost_first(home: Path, release: Path) -> None:
    found = run(str(release), "--reeval", "5", "--retrain", "1", "--require", "retrained")
    assert "nonce: " in found.stderr
    assert "Training again: steps" in found.stderr
    assert found.exit_code == 1  # its base is not here: unknown, not passed


class _Reader(HTMLParser):
    """Collects what a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for key, value in attrs:
            assert not key.startswith("on")
            if key in ("src", "href"):
                self.links.append(value or "")


def test_the_page_runs_and_loads_nothing_and_escapes_every_word(home: Path, tmp_path: Path) -> None:
    evil = '<script>alert(1)</script><img src=x onerror=y>"\udcff'
    line = Line(
        "openness", "mof.x", evil, Verdict.FAIL, evil, evil, evil,
        (Evidence(f"javascript:{evil}", "0" * 64, 1, evil, evil), Evidence(f'https://e.example/"{evil}')),
    )  # fmt: skip
    text = page(Report(evil, evil, "folder", "", evil, (line,), (evil,)))
    text.encode("utf-8")
    reader = _Reader()
    reader.feed(text)
    assert not {"script", "img", "link", "iframe"} & set(reader.tags)
    assert len(reader.links) == 1
    assert reader.links[0].startswith("https://e.example/")
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_html_is_written_beside_the_table(home: Path, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert run(str(folder), "--html", str(out)).exit_code == 0
    text = out.read_text()
    for word in ("OSAID 1.0", "Openness: the parts", "Integrity", "mof.parameters"):
        assert word in text


def test_the_terminal_is_not_acted_upon(home: Path, folder: Path) -> None:
    (folder / "README.md").write_text("---\nlicense: \x1b[2Jmit\n---\n")
    assert "\x1b[2J" not in run(str(folder)).stdout


def test_promises_are_listed_shown_checked_and_compared(home: Path, tmp_path: Path) -> None:
    def promises(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["promises", *arguments])

    assert "meta-h100-2024" in promises().stdout
    assert json.loads(promises("--json").stdout)[0]["state"]
    assert "overdue" in promises("show", "meta-h100-2024").stdout
    assert promises("show", "meta-h100").exit_code == 2
    assert promises("check").exit_code == 0
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(own_ledger().read_bytes())
    assert promises("compare", str(copy)).exit_code == 0
    copy.write_text(copy.read_text().replace("350k", "400k"))
    assert promises("check", str(copy)).exit_code == 1
    assert promises("--ledger", str(copy)).exit_code == 1
