"""Re-evaluation: an honest evaluation passes, a forged one fails, and what could be seen is said."""

import asyncio
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("inspect_ai")

from agora.evals.results import Row
from agora.evals.running import Evaluation, run
from agora.evals.suites import items
from agora.models import Message, ModelReply
from agora.release import Line, Verdict, reevaluate


class Told:
    """A model that replies as a function of the message tells it to."""

    name, context_window, takes_grammar, trained = "told", 8192, False, True
    price_in = price_out = 0.0
    calibration = None

    def __init__(self, tell: Callable[[str], str]) -> None:
        self._tell = tell

    async def complete(self, messages: Sequence[Message], **options: Any) -> ModelReply:
        return ModelReply(self._tell(messages[-1]["content"]), self.name, "stop", 10, 5, 0.01)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        return 10

    async def close(self) -> None:
        pass


def knows(share: float) -> Told:
    """Knows the answer to so many of the questions, always the same ones."""
    return Told(
        lambda text: text.split()[2] if Random(text).random() < share and text.startswith("What") else "No."
    )


def evaluated(folder: Path, model: Told, count: int = 80) -> Path:
    """Put an evaluation of questions of our own into a release."""
    place = folder / "evaluation"
    place.mkdir(parents=True)
    rows = [{"question": f"What is {n} again?", "answers": [str(n)]} for n in range(1000, 1000 + count)]
    (place / "questions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "manifest.json").write_text(json.dumps({"format": "agora-manifest-1"}))
    path = place / "questions.jsonl"
    asked = items(str(path), plain=True)
    evaluation = Evaluation(
        model,
        "weights/told.gguf",
        asked,
        place / "run",
        [str(path)],
        "medium",
        0,
        0,
        True,  # type: ignore[arg-type]
    )
    asyncio.run(run(evaluation))
    return folder


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose model is right in some 40 % of 80 cases, and says so."""
    return evaluated(tmp_path_factory.mktemp("honest"), knows(0.4))


def forged(folder: Path, share: float) -> None:
    """Write so many wrong rows as right ones that the share is what is wanted."""
    path = folder / "evaluation" / "run" / "rows.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    wrong = [row for row in rows if not row["right"]]
    for row in wrong[: round(share * len(rows)) - (len(rows) - len(wrong))]:
        row |= {"right": 1, "answer": row["expected"], "reason": ""}
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def copy(honest: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(honest, tmp_path / "release"))


def only(lines: list[Line]) -> Line:
    assert len(lines) == 1, lines
    return lines[0]


def test_an_honest_evaluation_passes_and_says_what_it_would_have_seen(honest: Path) -> None:
    asked: list[Row] = []
    line = only(reevaluate.check_evaluation(honest, 40, "n", model=knows(0.4), on_row=asked.append))
    assert line.verdict is Verdict.PASS, line
    assert "40 answers word for word" in line.why
    assert "would be seen with a probability of 0.9" in line.why
    assert len(asked) == 40


def test_a_claim_of_ninety_percent_where_it_is_forty_fails(copy: Path) -> None:
    forged(copy, 0.9)
    line = only(reevaluate.check_evaluation(copy, 30, "n", model=knows(0.4)))
    assert line.verdict is Verdict.FAIL, line
    assert (line.declared, line.evidence[0].place) == ("90.0%", "evaluation/run/rows.jsonl")


def test_other_weights_than_those_that_were_evaluated_fail(honest: Path) -> None:
    line = only(reevaluate.check_evaluation(honest, 40, "n", model=knows(0.05)))
    assert line.verdict is Verdict.FAIL, line


def test_a_better_model_than_claimed_is_not_accused(honest: Path) -> None:
    assert only(reevaluate.check_evaluation(honest, 20, "n", model=knows(0.9))).verdict is Verdict.PASS


def test_too_few_items_tell_nothing(honest: Path) -> None:
    line = only(reevaluate.check_evaluation(honest, 2, "n", model=knows(0.4)))
    assert (line.verdict, "ask more" in line.why) == (Verdict.UNKNOWN, True)


def test_noise_alone_accuses_less_often_than_it_may() -> None:
    """Rows whose right answers come and go: each run has another half of them right."""
    accused = 0
    for seed in range(200):
        dice = Random(seed)
        chances = [dice.choice((0.1, 0.5, 0.9)) for _ in range(200)]
        rows = [_row(n, dice.random() < chance) for n, chance in enumerate(chances)]
        some = tuple(dice.sample(rows, 40))
        now = {row.id: _row(int(row.id), dice.random() < chances[int(row.id)]) for row in some}
        right = sum(row.right for row in rows)
        sampled = reevaluate.Sampled("evaluation", {}, 200, right, some, 0)
        accused += reevaluate.judge(sampled, now).verdict is Verdict.FAIL
    assert accused <= 200 * reevaluate.ALPHA + 3  # two standard deviations


def _row(number: int, right: bool) -> Row:
    return Row(str(number), "s", "a", "t", "q", "e", "answer", int(right))


def test_rows_are_drawn_by_the_releases_digest_and_the_nonce(copy: Path) -> None:
    first = [row.id for row in reevaluate.plan_evaluation(copy, 20, "a")[0].drawn]
    assert first == [row.id for row in reevaluate.plan_evaluation(copy, 20, "a")[0].drawn]
    assert first != [row.id for row in reevaluate.plan_evaluation(copy, 20, "b")[0].drawn]
    (copy / "manifest.json").write_text("{}")
    assert first != [row.id for row in reevaluate.plan_evaluation(copy, 20, "a")[0].drawn]


def test_what_is_asked_comes_from_the_questions_and_not_from_the_rows(copy: Path) -> None:
    path = copy / "evaluation" / "run" / "rows.jsonl"
    path.write_text(path.read_text().replace("What is 10", "What is 20"))
    line = only(reevaluate.check_evaluation(copy, 10, "n", model=knows(0.4)))
    assert (line.verdict, "does not ask" in line.why) == (Verdict.UNKNOWN, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"effort": "extreme"}, "extreme"),
        ({"limit": 10**9}, "asks for"),
        ({"suites": ["../../questions.json"]}, "does not hold the questions"),
    ],
)
def test_a_head_that_asks_for_nonsense_leaves_it_open(copy: Path, change: dict[str, Any], said: str) -> None:
    path = copy / "evaluation" / "run" / "run.json"
    head = json.loads(path.read_text())
    head["run"] |= change
    path.write_text(json.dumps(head))
    line = only(reevaluate.check_evaluation(copy, 10, "n", model=knows(0.4)))
    assert (line.verdict, said in line.why) == (Verdict.UNKNOWN, True), line


def test_a_declined_cost_a_missing_evaluation_and_missing_weights_leave_it_open(copy: Path) -> None:
    declined = only(reevaluate.check_evaluation(copy, 10, "n", agree=lambda plan: False))
    assert (declined.verdict, "declined" in declined.why) == (Verdict.UNKNOWN, True)
    assert only(reevaluate.check_evaluation(copy, 10, "n")).why.endswith("weights/ has no GGUF.")
    (copy / "evaluation" / "run" / "rows.jsonl").unlink()
    assert "no rows" in only(reevaluate.check_evaluation(copy, 10, "n")).why


def test_the_tests_are_exact() -> None:
    assert reevaluate.p_share(10, 200, 180, 30) < 1e-9
    assert reevaluate.p_share(30, 200, 180, 30) == pytest.approx(1)
    assert reevaluate.p_pairs(0, 0) == 1
    assert reevaluate.p_pairs(5, 0) == 1 / 32


def test_the_power_that_is_stated_is_the_power_that_it_has() -> None:
    below = reevaluate.seen_below(200, 160, 40, 0.005)
    dice, seen = Random(0), 0
    for _ in range(1000):
        now = sum(dice.random() < below for _ in range(40))
        seen += reevaluate.p_share(now, 200, 160, 40) < 0.005
    assert 0.87 < seen / 1000 < 0.93
