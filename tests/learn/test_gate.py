"""The gate lets through what is better beyond noise and nowhere worse, and nothing else."""

import json
from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.evals.results import Row, Run
from agora.learn.gate import judge, measure, table, write_verdict
from agora.learn.recipe import Gate
from agora.models import ScriptedModel

GATE = Gate(wanted=["wordings"], guarded=["free"], least_items=30)


def run(name: str, **right: list[int]) -> Run:
    """Make a run out of what is right in each suite."""
    rows = [
        Row(f"{suite}/{n}", suite, "area", f"{suite}|{n}", f"question {n}", "1", "1", value)
        for suite, values in right.items()
        for n, value in enumerate(values)
    ]
    return Run(Path(name), {"model": name, "effort": "medium", "plain": False}, {row.id: row for row in rows})


OLD = run("old", wordings=[1, 0] * 50, free=[1, 0] * 50)


def test_better_where_wanted_and_not_worse_elsewhere_ships() -> None:
    verdict = judge(OLD, run("new", wordings=[1, 1, 1, 0] * 25, free=[1, 0] * 50), GATE)
    assert verdict.ships
    assert [line.why for line in verdict.lines] == ["better", "not worse"]
    assert verdict.lines[0].difference.value == pytest.approx(0.25)


def test_a_gain_within_noise_does_not_ship() -> None:
    verdict = judge(OLD, run("new", wordings=[1, 1] + [1, 0] * 49, free=[1, 0] * 50), GATE)
    assert not verdict.ships
    assert verdict.lines[0].why == "not better beyond noise"


def test_a_loss_beyond_the_margin_does_not_ship() -> None:
    new = run("new", wordings=[1] * 100, free=[1, 0, 0, 0] * 25)
    verdict = judge(OLD, new, GATE)
    assert not verdict.ships
    assert verdict.lines[1].why == "worse by more than 2 points"
    assert judge(OLD, new, GATE.model_copy(update={"margin": 0.3})).ships


def test_a_loss_within_noise_ships() -> None:
    # Nine gained and twelve lost of a hundred: 3 points, less than chance makes.
    free = [1, 0] * 50
    for n in range(9):
        free[2 * n + 1] = 1
    for n in range(12):
        free[98 - 2 * n] = 0
    verdict = judge(OLD, run("new", wordings=[1] * 100, free=free), GATE)
    assert verdict.lines[1].why == "lower, within noise"
    assert verdict.ships


def test_few_items_tell_nothing() -> None:
    few = run("old", wordings=[0] * 20, free=[0] * 100), run("new", wordings=[1] * 20, free=[0] * 100)
    verdict = judge(*few, GATE)
    assert not verdict.ships
    assert verdict.lines[0].why == "20 items tell nothing; it takes 30"


def test_a_suite_that_is_missing_is_an_error() -> None:
    with pytest.raises(UsageError, match="free"):
        judge(OLD, run("new", wordings=[1] * 100), GATE)


def test_the_verdict_is_written_with_its_figures(tmp_path: Path) -> None:
    verdict = judge(OLD, run("new", wordings=[1] * 100, free=[0] * 100), GATE)
    write_verdict(tmp_path, verdict, GATE)
    told = json.loads((tmp_path / "gate.json").read_text())
    assert (told["ships"], told["candidate"], told["gate"]["margin"]) == (False, "new", 0.02)
    assert told["lines"][1]["difference"]["value"] == -0.5
    text = (tmp_path / "gate.md").read_text()
    assert table(verdict) in text
    assert "| ✓ | wordings | better | 50.0 % | 100.0 % | +50.0 |" in text
    assert "**new does not ship** in place of old." in text


async def test_what_is_asked_follows_from_the_gate_and_is_asked_once(tmp_path: Path) -> None:
    pytest.importorskip("inspect_ai")
    pytest.importorskip("reasoning_gym")
    gate = Gate(wanted=["no_code"], guarded=["knowledge"], items=2)
    told = list[str]()
    replies = [(None, "That is good to hear, and I hope the day goes on like this.")] * 4
    for model in (ScriptedModel(replies), ScriptedModel([])):  # the second is asked nothing
        done = await measure(model, "scripted", gate, tmp_path / "out", lambda row: told.append(row.suite))
        assert sorted(row.suite for row in done.rows.values()) == ["knowledge"] * 2 + ["no_code"] * 2
        assert not any(row.error for row in done.rows.values())
    assert len(told) == 8
