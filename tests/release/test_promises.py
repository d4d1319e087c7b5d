"""Promises stand as evidence says; the ledger shows every change, and an earlier copy every rewrite."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from agora.errors import AgoraError, UsageError
from agora.release import (
    Broken,
    Correction,
    Entry,
    Outcome,
    Promise,
    Reply,
    Source,
    State,
    append,
    check_ledger,
    compare,
    entry_from,
    fault_of,
    own_keys,
    own_ledger,
    read_keys,
    read_ledger,
    standings,
)
from agora.release.signing import make_key
from agora.release.verdict import Verdict

DAY = date(2026, 11, 26)
ROOT = Path(__file__).parents[2]


def source(publisher: str = "A Paper", place: str = "https://a.example/1", **more: Any) -> Source:
    return Source(publisher=publisher, place=place, **more)


def promise(name: str = "one", **more: Any) -> Promise:
    told = {"who": "Example", "what": "Do it.", "said": "2026-01", "sources": (source(),)}
    return Promise.model_validate({"promise": name} | told | more)


def broken(*sources: Source) -> Broken:
    return Broken(promise="one", why="It was not done.", sources=sources)


def state(entries: list[Entry], today: date = DAY) -> State:
    return standings(entries, today)["one"].state


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A private key, its public one, and another's private one."""
    folder = tmp_path_factory.mktemp("keys")
    paths = []
    for name in ("own", "other"):
        key = ec.generate_private_key(ec.SECP256R1())
        path = folder / f"{name}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        public = folder / f"{name}.pub"
        public.write_bytes(
            key.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        paths.append(path)
    return paths[0], folder / "own.pub", paths[1]


@pytest.fixture
def ledger(tmp_path: Path, keys: tuple[Path, Path, Path]) -> Path:
    """Four entries: two promises, a reply, and what became of one."""
    path = tmp_path / "ledger.jsonl"
    entries: list[Entry] = [
        promise(),
        promise("two", due="2027-01-01"),
        Reply(promise="one", who="Example", words="Wait.", sources=(source(),)),
        Outcome(promise="one", state="kept", why="It was done.", sources=(source(),)),
    ]
    for entry in entries:
        append(path, entry, day=DAY, key_file=keys[0])
    return path


def test_a_promise_is_open_until_its_day_and_then_overdue_not_broken() -> None:
    assert state([promise()]) is State.OPEN
    assert state([promise(due="2026-11-26")]) is State.OPEN
    assert state([promise(due="2026-11-26")], date(2026, 11, 27)) is State.OVERDUE
    assert state([promise(due="2026")], date(2026, 12, 31)) is State.OPEN
    assert state([promise(due="2026-02")], date(2026, 3, 1)) is State.OVERDUE


def test_kept_and_withdrawn_need_a_source_and_broken_two() -> None:
    for each in ("kept", "withdrawn"):
        told = {"promise": "one", "state": each, "why": "So it was."}
        assert state([promise(), Outcome.model_validate(told | {"sources": [source()]})]) == each
        with pytest.raises(ValueError, match="sources"):
            Outcome.model_validate(told | {"sources": []})
    with pytest.raises(ValueError, match="sources"):
        broken(source())
    with pytest.raises(ValueError):
        Outcome.model_validate({"promise": "one", "state": "broken", "why": "no", "sources": [source()]})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (source(), source()),
        (source(), source(place="https://b.example/1")),
        (source(), source("B Paper")),
        (source(), source("B Paper", "https://www.news.a.example/2")),
        (source("B Paper", "https://b.example/2"), source("C", "https://c.example", original="B Paper")),
        (
            source("B", "https://b.example", original="Wire"),
            source("C", "https://c.example", original="wire"),
        ),
        (source("B", "https://x.co.uk/1"), source("C", "https://y.x.co.uk/2")),
    ],
)
def test_sources_that_hang_together_do_not_break_a_promise(one: Source, two: Source) -> None:
    with pytest.raises(ValueError, match="two independent sources"):
        broken(one, two)


def test_independent_sources_do() -> None:
    assert state([promise(), broken(source(), source("B Paper", "https://b.example"))]) is State.BROKEN
    assert (
        state([promise(), broken(source("B", "https://x.co.uk"), source("C", "https://y.co.uk"))])
        is State.BROKEN
    )


def test_a_correction_strikes_out_a_state_or_changes_the_promise_and_stays_in_history() -> None:
    entries: list[Entry] = [
        promise(due="2026-01-01"),
        broken(source(), source("B", "https://b.example")),
        Correction(promise="one", corrects=1, why="It was another's."),
    ]
    found = standings(entries, DAY)["one"]
    assert found.state is State.OVERDUE
    assert found.history == (0, 1, 2)
    entries.append(
        Correction(promise="one", corrects=0, why="Read wrongly.", due="2027-01-01", words="In 2027.")
    )
    found = standings(entries, DAY)["one"]
    assert (found.state, found.promise.words) == (State.OPEN, "In 2027.")


@pytest.mark.parametrize(
    "entries",
    [
        [Reply(promise="one", who="E", words="No.", sources=(source(),))],
        [promise(), promise()],
        [promise(), Correction(promise="one", corrects=7, why="x")],
        [promise("two"), promise(), Correction(promise="one", corrects=0, why="x")],
    ],
)
def test_entries_must_refer_to_what_is_there(entries: list[Entry]) -> None:
    with pytest.raises(ValueError, match="entry"):
        standings(entries, DAY)


def test_a_whole_ledger_passes_and_prints_its_head(ledger: Path, keys: tuple[Path, Path, Path]) -> None:
    read = read_ledger(ledger)
    lines = check_ledger(read, read_keys(keys[1]), "ledger")
    assert [each.verdict for each in lines] == [Verdict.PASS] * 3
    assert read.head == json.loads(ledger.read_text().splitlines()[-1])["hash"]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def write(path: Path, found: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in found))


def _word(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found[1]["entry"]["what"] = "Do nothing."
    return found


def _sign_again(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found[0]["signature"] = found[1]["signature"]
    return found


def _date(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found[2]["date"] = "2020-01-01"
    return found


def _number(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found[3]["number"] = 9
    return found


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (_word, "ledger.chain"),
        (_date, "ledger.chain"),
        (_number, "ledger.chain"),
        (_sign_again, "ledger.signatures"),
        (lambda found: found[1:], "ledger.chain"),
        (lambda found: [found[0], *found[2:]], "ledger.chain"),
        (lambda found: [found[1], found[0], *found[2:]], "ledger.chain"),
        (lambda found: [*found, found[0]], "ledger.chain"),
        (lambda found: [*found[:2], {"number": 2}, *found[2:]], "ledger.rules"),
        (lambda found: [*found, [1]], "ledger.rules"),
    ],
)
def test_every_change_shows(ledger: Path, keys: tuple[Path, Path, Path], change: Any, check: str) -> None:
    write(ledger, change(rows(ledger)))
    failed = {
        each.check
        for each in check_ledger(read_ledger(ledger), read_keys(keys[1]), "x")
        if each.verdict == "fail"
    }
    assert check in failed


def test_another_keys_signature_is_not_trusted(ledger: Path, keys: tuple[Path, Path, Path]) -> None:
    append(ledger, promise("three"), day=DAY, key_file=keys[2])
    lines = {each.check: each for each in check_ledger(read_ledger(ledger), read_keys(keys[1]), "x")}
    assert lines["ledger.chain"].verdict is Verdict.PASS
    assert lines["ledger.signatures"].verdict is Verdict.FAIL
    assert lines["ledger.signatures"].evidence[0].line == 5


def test_a_rewrite_with_the_key_in_hand_is_found_against_an_earlier_copy(
    ledger: Path, keys: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    earlier = read_ledger(ledger)
    append(ledger, promise("three"), day=DAY, key_file=keys[0])
    assert compare(earlier, read_ledger(ledger), "x").verdict is Verdict.PASS
    rewritten = tmp_path / "rewritten.jsonl"
    for number, entry in enumerate(earlier.entries):
        changed = promise("two", due="2030-01-01") if number == 1 else entry
        append(rewritten, changed, day=DAY, key_file=keys[0])
    read = read_ledger(rewritten)
    assert all(each.verdict is Verdict.PASS for each in check_ledger(read, read_keys(keys[1]), "x"))
    line = compare(earlier, read, "x")
    assert line.verdict is Verdict.FAIL
    assert "Entry 1 was" in line.why
    write(ledger, rows(ledger)[:2])
    assert "the end was cut" in compare(earlier, read_ledger(ledger), "x").why


def test_nothing_is_added_to_a_damaged_ledger_or_against_its_rules(
    ledger: Path, keys: tuple[Path, Path, Path]
) -> None:
    with pytest.raises(UsageError, match="breaks a rule"):
        append(ledger, promise(), day=DAY, key_file=keys[0])
    with pytest.raises(UsageError, match="cannot sign"):
        append(ledger, promise("three"), day=DAY, key_file=keys[1])
    write(ledger, _word(rows(ledger)))
    before = ledger.read_bytes()
    with pytest.raises(AgoraError, match="damaged"):
        append(ledger, promise("three"), day=DAY, key_file=keys[0])
    assert ledger.read_bytes() == before


def test_an_entry_of_a_person_is_read_and_its_faults_named(tmp_path: Path) -> None:
    path = tmp_path / "entry.toml"
    text = (ROOT / "docs/explanation/promises.md").read_text().split("```toml\n")[1].split("```")[0]
    path.write_text(text)
    assert entry_from(path).promise == "example-weights"
    path.write_text(text.replace('kind = "promise"', 'kind = "broken"\nwhy = "x"'))
    with pytest.raises(UsageError, match="is no entry"):
        entry_from(path)
    path.write_text('kind = "praise"')
    with pytest.raises(UsageError, match="kind"):
        entry_from(path)


@given(st.binary(max_size=400))
def test_whatever_stands_in_a_ledger_is_a_fault_not_a_crash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes(data)
    read = read_ledger(path)
    assert read.records == ()
    assert all(each.verdict is not Verdict.PASS for each in check_ledger(read, [], "x")) or not data.strip()


def test_the_ledger_that_comes_with_agora_holds() -> None:
    read = read_ledger(own_ledger())
    assert fault_of(read) == ""
    assert [each.verdict for each in check_ledger(read, own_keys(), "own")] == [Verdict.PASS] * 3
    found = standings(read.entries, DAY)
    assert found["meta-h100-2024"].state is State.OVERDUE
    assert found["agora-licence"].state is State.OPEN


def test_our_own_promises_stand_where_the_ledger_says() -> None:
    for each in standings(read_ledger(own_ledger()).entries, DAY).values():
        if each.promise.who != "Agora":
            continue
        for where in each.promise.sources:
            text = " ".join((ROOT / where.place).read_text(encoding="utf-8").split())
            assert where.quote is not None
            assert where.quote in text, each.promise.promise


def test_the_first_entries_are_never_rewritten() -> None:
    """Noted on 2026-11-26: whoever changes an entry of that day changes this."""
    records = read_ledger(own_ledger()).records
    assert records[8].hash == "2a2ac691e502632ffd0e97f549ce78785ece1a39078bc04371d7ac738d0fe019"


def test_a_list_says_whether_its_signatures_were_checked(
    ledger: Path, keys: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    from typer.testing import CliRunner

    from agora.cli.promises import app

    whose = ["--ledger", str(ledger), "--signer"]
    found = CliRunner().invoke(app, whose[:2])
    assert (found.exit_code, "not checked" in found.stderr) == (0, True)
    assert "not checked" not in CliRunner().invoke(app, [*whose, str(keys[1])]).stderr
    make_key(tmp_path / "other")
    found = CliRunner().invoke(app, [*whose, str(tmp_path / "other.pub")])
    assert isinstance(found.exception, AgoraError)
    assert "not trusted here" in str(found.exception)
    assert CliRunner().invoke(app, []).stderr == ""
