"""`agora learn`: data with what was left out, consent, the gate's exit code, kind words for what is off."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import Result

from agora.evals.results import Row
from agora.evals.splits import every_family, load_splits
from agora.journal import Journal

Program = Callable[..., Result]

RECIPE = """
name = "small"
method = "lora"
[model]
base = "smollm2-135m"
[data]
file = "train.jsonl"
[gate]
wanted = ["wordings"]
guarded = ["free"]
"""


def sample(question: str, reply: str) -> dict[str, Any]:
    said = [
        {"role": "user", "content": question},
        {"role": "assistant", "content": reply, "train": True},
    ]
    return {"messages": said}


def results(folder: Path, rows: Sequence[Row]) -> Path:
    """Write what `agora eval run` leaves."""
    folder.mkdir()
    head = {"model": folder.name, "effort": "medium", "plain": False}
    (folder / "run.json").write_text(json.dumps(head))
    (folder / "rows.jsonl").write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows))
    return folder


def test_the_help_names_every_step(agora: Program) -> None:
    told = agora("learn", "--help").stdout
    for command in ("data", "consent", "train", "export", "gate", "iterate", "calibrate"):
        assert f"  {command} " in told


# Data


def test_a_file_is_checked_and_what_is_left_out_is_shown(agora: Program, tmp_path: Path) -> None:
    rows = [sample(f"What is {n} + 1?", f"It is {n + 1}.") for n in range(30)]
    rows += [sample("Who am I?", "Write to ana@example.org."), {"messages": []}]
    source, out = tmp_path / "given.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows) + "no json\n")
    told = agora("learn", "data", "--from", str(source), "--out", str(out))
    assert told.exit_code == 2
    assert "2 of the 33 rows" in told.stderr
    assert "line 32: it has neither messages nor text" in told.stderr
    assert not out.exists()
    told = agora("learn", "data", "--from", str(source), "--out", str(out), "--bad-share", "0.1")
    assert told.exit_code == 0, told.output
    assert "line 33: it is no JSON" in told.stderr
    shown = " ".join(told.stdout.split())
    assert "kept good 30" in shown
    assert "left out it holds an e-mail address 1" in shown
    assert "left out bad 2" in shown
    assert [json.loads(line) for line in out.read_text().splitlines()] == rows[:30]


def test_a_file_that_is_missing_or_empty_is_refused(agora: Program, tmp_path: Path) -> None:
    assert agora("learn", "data", "--from", str(tmp_path / "none.jsonl")).exit_code == 2
    (tmp_path / "empty.jsonl").write_text("")
    told = agora("learn", "data", "--from", str(tmp_path / "empty.jsonl"))
    assert "holds no sample" in told.stderr
    assert "cannot be read" in agora("learn", "data", "--from", "session").stderr


def test_tasks_become_verified_samples(agora: Program, tmp_path: Path) -> None:
    pytest.importorskip("reasoning_gym")
    out = tmp_path / "train.jsonl"
    told = agora("learn", "data", "--from", "tasks", "--count", "5", "--out", str(out))
    assert told.exit_code == 0, told.output
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert len(rows) == 5
    assert all(any(message["train"] for message in row["messages"]) for row in rows)
    assert "5 samples of" in told.stdout
    refused = agora("learn", "data", "--from", "tasks", "--split", "heldout", "--out", str(out))
    assert refused.exit_code == 2


def test_sessions_are_learnt_from_with_consent_only(
    agora: Program, serve: Callable[[Any], str], journal: Journal, tmp_path: Path
) -> None:
    url = serve(["```python\nx = 6 * 7\ncheck(x % 7 == 0)\nanswer(x)\n```"])
    assert agora("ask", "What is 6 * 7?", "--model", url).exit_code == 0
    session, out = journal.sessions()[0].id, tmp_path / "mine.jsonl"
    told = agora("learn", "data", "--from", "sessions", "--out", str(out))
    assert told.exit_code == 2
    assert "left out no consent was recorded 1" in " ".join(told.stdout.split())
    assert "not allowed" in agora("learn", "consent").stdout
    assert "allowed." in agora("learn", "consent", session).stdout
    assert "not allowed" not in agora("learn", "consent").stdout
    told = agora("learn", "data", "--from", "sessions", "--out", str(out))
    assert told.exit_code == 0, told.output
    assert "kept its thoughts checked their result 1" in " ".join(told.stdout.split())
    assert len(out.read_text().splitlines()) == 1
    assert "no longer allowed" in agora("learn", "consent", "--all", "--withdraw").stdout
    assert agora("learn", "data", "--from", "sessions", "--out", str(out)).exit_code == 2


def test_consent_is_for_one_or_for_all(agora: Program) -> None:
    assert agora("learn", "consent", "abc", "--all").exit_code == 2
    assert agora("learn", "consent", "--withdraw").exit_code == 2
    assert agora("learn", "consent", "abc").exit_code == 2


# Runs


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run that is exported, as far as its folder tells."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "recipe.toml").write_text(RECIPE)
    (folder / "run.json").write_text("{}")
    (folder / "small.gguf").write_bytes(b"GGUF")
    return folder


def rows(right: dict[str, Sequence[int]]) -> list[Row]:
    return [
        Row(f"{suite}/{n}", suite, "area", f"{suite}|{n}", f"question {n}", "1", "1", value)
        for suite, values in right.items()
        for n, value in enumerate(values)
    ]


def test_the_gate_ships_with_0_and_refuses_with_1(agora: Program, run: Path, tmp_path: Path) -> None:
    old = results(tmp_path / "old", rows({"wordings": [1, 0] * 40, "free": [1, 0] * 40}))
    new = results(tmp_path / "new", rows({"wordings": [1] * 80, "free": [1, 0] * 40}))
    told = agora("learn", "gate", str(run), "--results", str(old), str(new))
    assert told.exit_code == 0, told.output
    assert "**new ships** in place of old." in told.stdout
    assert "**new ships**" in (run / "gate.md").read_text()
    told = agora("learn", "gate", str(run), "--results", str(new), str(old), "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["ships"] is False
    assert json.loads((run / "gate.json").read_text())["lines"][0]["why"] == "not better beyond noise"


def test_a_run_must_be_exported_before_it_is_used(agora: Program, run: Path, tmp_path: Path) -> None:
    (run / "small.gguf").unlink()
    for command in (("gate", str(run)), ("iterate", str(run), "--out", str(tmp_path / "i.jsonl"))):
        told = agora("learn", *command)
        assert told.exit_code == 2, told.output
        assert f"agora learn export {run}" in told.stderr.replace("\n", "")
    assert "no folder of a run" in agora("learn", "export", str(tmp_path)).stderr


def test_a_recipes_gate_is_checked(agora: Program, run: Path) -> None:
    (run / "recipe.toml").write_text(RECIPE + "margn = 0.1\n")
    told = agora("learn", "gate", str(run))
    assert told.exit_code == 2
    assert "gate.margn" in told.stderr
    assert "margin" in told.stderr


# Confidence


def answers(suite: str, families: Sequence[str], count: int, seed: int) -> list[Row]:
    """Make rows whose likelihood tells whether they are right."""
    random, made = Random(seed), []
    for number in range(count):
        mean = -random.random()
        right = int(random.random() < (0.95 if mean > -0.5 else 0.2))
        marks = {"mean": mean, "least": 4 * mean, "failed": 0.0, "thoughts": float(number % 2), "tokens": 3.0}
        family = families[number % len(families)]
        row = Row(f"{suite}/{number}", suite, "a", family, "question", "1", "1", right, family)
        row.features.update(marks, disagreement=0.0)
        made.append(row)
    return made


def test_confidence_is_fitted_and_judged_on_what_it_was_not_fitted_on(agora: Program, tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    splits = load_splits()
    trained = [name for name in sorted(every_family()) if splits.of(name) == "train"][:5]
    fitted = answers("validation", trained + sorted(splits.validation)[:5], 600, 1)
    first = results(tmp_path / "first", fitted)
    second = results(tmp_path / "second", answers("families", sorted(splits.heldout)[:9], 200, 2))
    out = tmp_path / "small.confidence.json"
    alone = agora("learn", "calibrate", str(first), "--out", str(out))
    assert alone.exit_code == 0, alone.output
    assert "unknown" in alone.stderr
    told = agora("learn", "calibrate", str(first), str(second), "--out", str(out))
    suite, count, *figures = told.stdout.splitlines()[-1].split()
    assert (suite, count) == ("families", "200")
    assert float(figures[1]) > 0.75  # AUROC
    assert json.loads(out.read_text())["fitted_on"]["thought"] == {"trained": 120, "others": 180}
    assert "validation" in agora("learn", "calibrate", str(second), "--out", str(out)).stderr
