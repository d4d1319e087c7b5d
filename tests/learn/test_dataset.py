"""Training data: verified, the same for any number of processes, without doubles and evaluation questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from agora.errors import UsageError
from agora.evals.splits import Splits
from agora.evals.task import Dice, Family, Task, talk, task
from agora.learn.dataset import from_tasks
from agora.mind.prompt import TRAINED

SPLITS = Splits(frozenset({"kept_out"}), frozenset({"validated"}), "", 0)
WORDINGS = [f"Question {n}: what is <a> plus <b>?" for n in range(9)]


def add(r: Dice) -> Task:
    a, b = r.randint(1, 99), r.randint(1, 99)
    return task(r, WORDINGS, "answer(<a> + <b>)", a + b, a=a, b=b)


def wrong(r: Dice) -> Task:
    return task(r, WORDINGS, "answer(<a> - <b>)", 3, a=1, b=2)


def broken(r: Dice) -> Task:
    raise ZeroDivisionError("a family's own defect")


def greet(r: Dice) -> Task:
    return talk(r, ["Hello!", "Hi!", "Hey!", "Howdy!", "Good day!", "Greetings!"], ["Hello to you!"])


def asked(r: Dice) -> Task:
    return talk(r, ["What is the capital of France?"] * 6, ["Paris."])


def plans(r: Dice) -> Task:
    codes = ["plan(['Add', 'Tell'])\n1 + 1", "2 + 2", "answer(2)"]
    return task(r, WORDINGS, codes, 2, a=r.randint(1, 999), b=r.randint(1, 999))


def family(make: Any, name: str = "", weight: int = 1) -> dict[str, Family]:
    name = name or make.__name__
    return {name: Family(name, "arithmetic", make, weight)}


def make(
    path: Path, families: dict[str, Family], count: int, **more: Any
) -> tuple[Any, list[dict[str, Any]]]:
    made = from_tasks(path / "train.jsonl", count, families=families, splits=SPLITS, **more)
    return made, [json.loads(line) for line in (path / "train.jsonl").read_text().splitlines()]


def test_a_sample_is_what_the_mind_shows_the_model(tmp_path: Path) -> None:
    made, samples = make(tmp_path, family(add), 3)
    assert made.samples == len(samples) == 3
    first = samples[0]
    assert [m["role"] for m in first["messages"]] == ["system", "user", "assistant"]
    assert first["messages"][0]["content"] == TRAINED
    assert [m["train"] for m in first["messages"]] == [False, False, True]
    assert first["messages"][2]["content"].startswith("```python\nanswer(")
    assert {"family", "area", "language", "split", "wording", "seed"} <= first.keys()
    beside = json.loads((tmp_path / "train.json").read_text())
    assert beside["sha256"] == made.sha256
    assert beside["families"] == {"add": 3}


def test_the_same_seed_gives_the_same_bytes_and_another_others(tmp_path: Path) -> None:
    one, _ = make(tmp_path / "a", family(add), 20)
    same, _ = make(tmp_path / "b", family(add), 20)
    other, _ = make(tmp_path / "c", family(add), 20, seed=1)
    assert one.sha256 == same.sha256 != other.sha256


def test_held_out_families_and_wordings_are_left_out(tmp_path: Path) -> None:
    families = family(add) | family(add, "kept_out") | family(add, "validated")
    _, samples = make(tmp_path, families, 60)
    assert {sample["family"] for sample in samples} == {"add"}
    assert len({sample["wording"] for sample in samples}) == 7
    _, kept = make(tmp_path, families, 10, split="validation")
    assert {sample["family"] for sample in kept} == {"add", "validated"}
    wordings = {sample["wording"] for sample in samples}
    assert not wordings & {sample["wording"] for sample in kept if sample["family"] == "add"}


def test_a_family_comes_up_as_often_as_it_weighs(tmp_path: Path) -> None:
    made, _ = make(tmp_path, family(add, "often", 3) | family(add, "once"), 40)
    assert made.families == {"often": 30, "once": 10}


def test_doubles_are_dropped_and_a_family_that_is_spent_gives_way(tmp_path: Path) -> None:
    made, samples = make(tmp_path, family(greet) | family(add), 60)
    said = [json.dumps(sample["messages"]) for sample in samples]
    assert len(set(said)) == len(said) == 60
    assert made.families["greet"] < 15
    assert made.dropped >= 12
    with pytest.raises(UsageError, match="no more than"):
        make(tmp_path, family(greet), 60)


def test_what_an_evaluation_asks_is_never_trained(tmp_path: Path) -> None:
    made, samples = make(tmp_path, family(asked) | family(add), 20)
    assert made.asked >= 1
    assert {sample["family"] for sample in samples} == {"add"}


@pytest.mark.parametrize("defective", [wrong, broken])
def test_a_defective_family_is_counted_and_many_stop_the_making(tmp_path: Path, defective: Any) -> None:
    with pytest.raises(UsageError, match="have defects"):
        make(tmp_path, family(defective) | family(add), 200)
    assert not (tmp_path / "train.jsonl").exists()
    made, _ = make(tmp_path, family(defective) | family(add), 40)
    assert made.families == {"add": 40}
    assert made.defects


def test_a_plan_is_trained_as_it_is_shown(tmp_path: Path) -> None:
    """The mind shows the plan with the last message only: each reply is then a sample of its own."""
    _, samples = make(tmp_path, family(plans), 2)
    first, second = (sample["messages"] for sample in samples)
    assert first[-2]["content"].endswith("Plan:\n[ ] Add\n[ ] Tell")
    assert second[-2]["content"].endswith("Plan:\n[ ] Add\n[ ] Tell")
    assert second[-4]["content"] == "Output:\n2"
    assert [m["content"] for m in second if m["train"]] == ["```python\nanswer(2)\n```"]
