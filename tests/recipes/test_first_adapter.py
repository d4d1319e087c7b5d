"""The first adapter's recipe: its tasks are right, repeatable and varied, and what ships is what was made."""

import hashlib
import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from recipes.first_adapter.data import MODULES, Defect, sample, samples, solve
from recipes.first_adapter.tasks import FAMILIES, Task, fill
from recipes.first_adapter.world import interpreter

from agora.mind.prompt import TRAINED

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "recipes/first_adapter"
FREE = ROOT / "src/agora/evals/batteries/free.jsonl"
ADAPTER = ROOT / "src/agora/models/adapters/agora-135m.gguf"
CARD = ADAPTER.with_suffix(".md")


@pytest.fixture(scope="module")
def fresh() -> Iterator[Callable[[], Any]]:
    with interpreter() as checkout:
        yield checkout


def test_there_are_many_families() -> None:
    assert len(MODULES) == 7
    assert len(FAMILIES) >= 200


@pytest.mark.parametrize("name", FAMILIES)
def test_every_thought_runs_and_answers_as_the_family_expects(name: str, fresh: Callable[[], Any]) -> None:
    for seed in range(4):
        task = FAMILIES[name](Random(f"test:{seed}"))
        with fresh() as session:
            outcomes = solve(task, session)
        made = sample(name, task, outcomes)["messages"]
        assert made[0]["content"] == TRAINED
        assert made[-1]["role"] == "assistant"
        assert made[-1]["train"]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_repeats_itself_for_one_seed_and_varies_over_seeds(name: str) -> None:
    family = FAMILIES[name]
    assert family(Random("again")) == family(Random("again"))
    assert len({family(Random(seed)).message for seed in range(60)}) >= 6


def test_a_wrong_answer_is_a_defect(fresh: Callable[[], Any]) -> None:
    with fresh() as session, pytest.raises(Defect, match="expected 5"):
        solve(Task("2 + 2?", ["answer(2 + 2)"], 5), session)


def test_a_failing_thought_is_a_defect_unless_it_is_meant_to_fail(fresh: Callable[[], Any]) -> None:
    with fresh() as session, pytest.raises(Defect, match="ZeroDivisionError"):
        solve(Task("1 / 0?", ["answer(1 / 0)"], 0), session)
    with fresh() as session, pytest.raises(Defect, match="no error"):
        solve(Task("1?", ["answer(1)", "answer(1)"], 1, breaks=True), session)


def test_a_meant_failure_is_shown_and_not_learnt(fresh: Callable[[], Any]) -> None:
    task = Task("1 / 0?", ["answer(1 / 0)", "answer(0)"], 0, breaks=True)
    with fresh() as session:
        messages = sample("x", task, solve(task, session))["messages"]
    assert [m.get("train") for m in messages] == [None, None, False, None, True]
    assert messages[3]["content"].startswith(
        "Error:\nZeroDivisionError: division by zero (line 1: `answer(1 / 0)`)"
    )


def test_samples_are_the_same_for_the_same_seed_and_differ_between_parts(fresh: Callable[[], Any]) -> None:
    seen: set[str] = set()
    first = list(samples("train", 60, fresh, set()))
    assert first == list(samples("train", 60, fresh, seen))
    other = list(samples("heldout", 60, fresh, seen))
    assert not {json.dumps(s["messages"]) for s in first} & {json.dumps(s["messages"]) for s in other}


def test_fill_writes_text_and_literals() -> None:
    assert fill("<a> <a!>", {"a": "it's"}) == "it's \"it's\""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_the_free_questions_are_no_training_message() -> None:
    rows = [json.loads(line) for line in FREE.read_text().splitlines()]
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("families"), kinds.count("other"), kinds.count("prose")) == (60, 58, 30)
    trained = {_words(family(Random(seed)).message) for family in FAMILIES.values() for seed in range(40)}
    assert not [row["question"] for row in rows if _words(row["question"]) in trained]


def _benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("first_adapter", ROOT / "benchmarks/first_adapter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("reply", "answers", "expected"),
    [
        ("68.0", ["68"], True),
        ("It costs 168 dollars.", ["68"], False),
        ("$1,157.63", ["1157.63"], True),
        ("8.0467 km", ["8.05"], True),
        ("9.11", ["9.9"], False),
        ("32767", ["32768"], False),
        ("[4, 7, 9, 1]", ["4, 7, 9, 1"], True),
        ("No, it is not prime.", ["no"], True),
        ("nothing", ["no"], False),
        ("", ["5"], False),
        ("-2", ["2"], False),
        ("15:45", ["5"], False),
    ],
)
def test_the_benchmark_judges_by_whole_words_and_numbers(
    reply: str, answers: list[str], expected: bool
) -> None:
    assert _benchmark().right(reply, answers) is expected


def test_the_shipped_adapter_is_the_one_on_its_run_card() -> None:
    card = CARD.read_text()
    assert hashlib.sha256(ADAPTER.read_bytes()).hexdigest() in card
    assert "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53" in card
    assert ADAPTER.stat().st_size <= 20_000_000


@pytest.mark.embedded
def test_the_engine_uses_the_adapter_as_the_trainer_meant_it(model_file: Path) -> None:
    from recipes.first_adapter.proof import gaps

    compared = json.loads((RECIPE / "trainer_logprobs.json").read_text())
    without, with_it = gaps(model_file, None, compared), gaps(model_file, ADAPTER, compared)
    assert without["base"] < 0.25
    assert with_it["adapted"] < 0.25
    assert without["adapted"] > 1
    assert with_it["base"] > 1
