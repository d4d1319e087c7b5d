"""`agora eval`: an endpoint is asked, counted, compared and reported; what is wrong is said kindly."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

pytest.importorskip("inspect_ai")

QUESTIONS = [{"question": f"{n} plus {n}?", "answers": [str(2 * n)]} for n in range(4)]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "own questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in QUESTIONS))
    return path


def test_run_compare_and_report(
    agora: Callable[..., Result], serve: Callable[[Any], str], questions: Path, tmp_path: Path
) -> None:
    right = serve(lambda body: f"It is {2 * int(body['messages'][-1]['content'].split()[0])}.")
    wrong = serve(lambda body: "It is 77.")
    good, bad = tmp_path / "good", tmp_path / "bad"
    shown = agora("eval", "run", str(questions), "--model", right, "--out", str(good), "--json")
    assert shown.exit_code == 0, shown.output
    data = json.loads(shown.stdout)
    assert data["suites"]["own questions"]["right"]["value"] == 1
    assert data["suites"]["own questions"]["protocol"]["items"] == 4
    plain = agora("eval", "run", str(questions), "-m", wrong, "--out", str(bad), "--limit", "3")
    assert "own questions 0.0 %" in plain.stdout
    compared = agora("eval", "compare", str(bad), str(good))
    assert "+100.0 points [+100.0, +100.0] better (3 items, 3 templates)" in " ".join(compared.stdout.split())
    assert json.loads(agora("eval", "compare", str(bad), str(bad), "--json").stdout)["own questions"][0][
        "verdict"
    ] == ("no difference shown")
    reported = agora("eval", "report", str(good), str(bad))
    assert reported.stdout.strip() == str(good / "report.html")
    assert (good / "report.html").read_text().count("<details") == 7


def test_words_that_are_off_are_refused(agora: Callable[..., Result], tmp_path: Path) -> None:
    assert "holds no run" in agora("eval", "report", str(tmp_path)).stderr
    unknown = agora("eval", "run", "wordigns")
    assert unknown.exit_code == 2
    assert "wordings" in unknown.stderr
    assert agora("eval", "run", str(tmp_path / "none.jsonl")).exit_code == 2
