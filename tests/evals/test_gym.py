"""The datasets of `reasoning-gym` are families whose thoughts their own verifiers accept."""

import subprocess
import sys

import pytest

from agora.config import Limits
from agora.evals import FAMILIES, gym
from agora.evals.gym import SKIPPED, TRAINED, UNTRAINED, gym_families, score
from agora.thought import Interpreters
from agora.thought.outcome import Call
from agora.tools.solve import sat as _  # noqa: F401

_SOLVER = sys.modules["agora.tools.solve.sat"]
_SEEDS = range(3)


def test_families_are_known_without_the_package() -> None:
    code = (
        "import sys, agora.evals.families; from agora.evals.gym import gym_families;"
        "print(len(gym_families()));"
        "assert 'reasoning_gym' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == len(TRAINED) + len(UNTRAINED) >= 100


def test_names_are_apart_from_the_other_families() -> None:
    assert not set(TRAINED) & set(UNTRAINED)
    assert not set(gym_families()) & set(FAMILIES)


def test_every_dataset_is_there_or_left_out_on_purpose() -> None:
    factory = pytest.importorskip("reasoning_gym.factory")
    left_out = {"composite", "isomorphic_strings", "ransom_note", "polynomial_multiplication"}
    assert set(TRAINED) | set(UNTRAINED) | left_out == set(factory.DATASETS)


async def _answer(interpreters: Interpreters, code: str) -> object:
    interpreter = await interpreters.open(seed=1, tools=["answer", "solve.sat"])
    reached = await interpreter.start(code, clock=1.8e9)
    while isinstance(reached, Call) and reached.name == "solve.sat":
        variables, constraints = reached.args
        reached = await interpreter.resume(_SOLVER.solve(variables, constraints, "", ""))
    await interpreter.close()
    assert isinstance(reached, Call), f"no answer: {reached}"
    return reached.args[0]


@pytest.mark.parametrize("name", TRAINED)
async def test_the_verifier_accepts_what_the_thought_answers(name: str) -> None:
    pytest.importorskip("reasoning_gym")
    async with Interpreters(Limits()) as interpreters:
        for seed in _SEEDS:
            task = gym_families()[f"gym_{name}"].task("train", seed)
            (code,) = task.thoughts
            value = await _answer(interpreters, code)
            assert score(task.verifier, value) == 1, f"{task.message}\n{code}\n{value!r}"


@pytest.mark.parametrize("name", [name for name in UNTRAINED if name != "arc_agi"])
def test_a_dataset_without_thoughts_gives_tasks_to_evaluate(name: str) -> None:
    pytest.importorskip("reasoning_gym")
    task = gym_families()[f"gym_{name}"].task("validation", 1)
    assert task.message
    assert task.thoughts == []
    assert task.verifier.startswith(f"gym:{name}:")


def test_a_wrong_answer_is_not_right() -> None:
    pytest.importorskip("reasoning_gym")
    task = gym_families()["gym_products"].task("train", 1)
    assert score(task.verifier, 1) < 1
    assert score(task.verifier, eval(task.thoughts[0].removeprefix("answer"))) == 1


def test_questions_that_are_passed_over_are_counted() -> None:
    pytest.importorskip("reasoning_gym")
    before = SKIPPED["time_intervals"]
    for seed in range(100, 110):
        gym_families()["gym_time_intervals"].task("train", seed)
    assert SKIPPED["time_intervals"] > before


@pytest.mark.parametrize("name", ["list_functions", "pool_matrix"])
def test_global_chance_changes_no_question(name: str) -> None:
    import random

    import numpy

    gym._entry(name, 77)  # importing its package draws too
    asked = set()
    for state in (1, 2, 3):
        random.seed(state)
        numpy.random.seed(state)
        gym._entry.cache_clear()
        asked.add(gym._entry(name, 77)[1]["question"])
        assert random.random() == random.Random(state).random()  # and it is left as it was
    assert len(asked) == 1
