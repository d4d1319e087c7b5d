"""What is held out stays out: whole families, one wording of each other, and every fixed question."""

from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.evals.overlap import Asked, overlap
from agora.evals.splits import _toml, digest, draw, leaked, load_splits, wordings
from agora.evals.suites import fixed_questions, items
from agora.evals.task import Dice, Family, Task, task

WORDINGS = [f"Number {n}: what is <a> and one?" for n in range(8)]


def plus_one(r: Dice) -> Task:
    a = r.randint(1, 9)
    return task(r, WORDINGS, "answer(<a> + 1)", a + 1, a=a)


def unstable(r: Dice) -> Task:
    a = r.randint(1, 9)
    return task(r, [f"{wording} {a}" for wording in WORDINGS], "answer(<a> + 1)", a + 1, a=a)


def families(count: int, area: str = "arithmetic") -> list[Family]:
    return [Family(f"{area}_{n}", area, plus_one) for n in range(count)]  # type: ignore[arg-type]


def test_a_draw_takes_about_its_share_of_each_area_and_never_an_area() -> None:
    every = families(100) + families(10, "ask") + families(2, "talk") + families(1, "decline")
    drawn = draw(every, 4)
    assert draw(list(reversed(every)), 4) == drawn
    assert drawn != draw(every, 5)
    assert not drawn.heldout & drawn.validation
    assert len(drawn.heldout) == pytest.approx(9, abs=1)
    assert len(drawn.validation) == pytest.approx(4.5, abs=1)
    for area, count in (("ask", 10), ("talk", 2), ("decline", 1)):
        gone = [name for name in drawn.heldout | drawn.validation if name.startswith(area)]
        assert len(gone) <= count / 2
    assert {drawn.of(name) for name in drawn.heldout} == {"heldout"}
    assert drawn.of("another") == "train"


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    drawn = draw(families(50), 4, "abc")
    path = tmp_path / "splits.toml"
    path.write_text(_toml(drawn))
    assert load_splits(path) == drawn


def test_splits_that_were_not_drawn_are_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"agora\.evals\.splits"):
        load_splits(tmp_path / "none.toml")


def test_the_digest_tells_a_changed_wording() -> None:
    one = Family("one", "arithmetic", plus_one)
    assert wordings(one) == WORDINGS
    changed = Family("one", "arithmetic", unstable)
    assert digest([one]) == digest([one]) != digest([changed])


def test_a_wording_that_is_held_out_is_never_trained_on() -> None:
    assert not leaked(Family("one", "arithmetic", plus_one))
    # Which of its wordings is held out depends on the values: with other values it may come up in training.
    trained = {plus_one(Dice("one", "train", seed)).wording for seed in range(60)}
    heldout = {plus_one(Dice("one", "heldout", seed)).wording for seed in range(60)}
    assert len(heldout) == 1
    assert not trained & heldout


def test_overlap_finds_the_same_question_and_long_runs_of_words() -> None:
    training = ["Who wrote Faust?", "Please tell me how many apples are left in the big red basket today."]
    found = overlap(
        training, ["who wrote FAUST", "Now: how many apples are left in the big red box?", "Who wrote?"]
    )
    assert (found.questions, found.same) == (3, 1)
    assert found.shared == ["Now: how many apples are left in the big red box?", "who wrote FAUST"]


def test_the_fixed_questions_are_all_different_and_recognised() -> None:
    fixed = fixed_questions()
    assert len(set(fixed)) > 350
    asked = Asked(fixed)
    assert all(question in asked for question in fixed)
    assert "What is 12 plus 13?" not in asked


def test_suites_of_files(tmp_path: Path) -> None:
    rows = tmp_path / "own.jsonl"
    rows.write_text(
        '{"question": "2 + 2?", "answers": ["4"]}\n{"question": "3 * 3?", "answer": "so\\n#### 9"}\n'
    )
    bbh = tmp_path / "logic.json"
    target = '{"examples": [{"input": "Which?\\nOptions:\\n(A) the owl\\n(B) the cat", "target": "(B)"}]}'
    bbh.write_text(target)
    assert {item.accepted for item in items(str(rows))} == {("4",), ("9",)}
    assert [item.accepted for item in items(str(bbh), plain=True)] == [("(B)", "the cat")]
    assert len(items(str(tmp_path))) == 3
    assert items(str(rows), limit=1) == items(str(rows))[:1]


@pytest.mark.parametrize(
    ("text", "said"), [("{}\n", "holds no questions"), ("no json\n", "holds no questions"), ("", "is empty")]
)
def test_a_file_without_questions_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(UsageError, match=said):
        items(str(path))


def test_a_suite_that_is_none_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="knowledge"):
        items("knowlege")
