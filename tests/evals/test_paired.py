"""Comparing runs: paired, by templates, and silent where nothing is shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.evals.paired import compare, differences, share
from agora.evals.report import page
from agora.evals.results import Row, Run
from agora.evals.tables import comparison_text, run_text

HEAD = {
    "model": "m",
    "effort": "medium",
    "plain": False,
    "seed": 0,
    "began": "2026",
    "agora": "0",
    "machine": "x",
}


def rows(right: list[int], templates: int = 0, suite: str = "sums") -> list[Row]:
    """One row for each 0 or 1; `templates` of them, or each its own."""
    return [
        Row(
            f"{suite}/{n}",
            suite,
            "ab"[n % 2],
            f"t{n % templates if templates else n}",
            f"q{n}",
            "4",
            "5",
            value,
        )
        for n, value in enumerate(right)
    ]


def run_of(some: list[Row]) -> Run:
    return Run(Path("runs/one"), HEAD, {row.id: row for row in some})


def test_a_clear_difference_is_shown_and_a_small_one_is_not() -> None:
    worse, better = rows([0] * 30 + [1] * 10), rows([1] * 40)
    found = compare(worse, better)
    assert found.value == 0.75
    assert 0.5 < found.low < 0.75 < found.high < 0.95
    assert found.verdict == "better"
    assert compare(better, worse).verdict == "worse"
    even = compare(rows([0, 1] * 20), rows([1, 0] * 20))
    assert (even.value, even.verdict) == (0, "no difference shown")
    same = compare(better, better)
    assert (same.low, same.high, same.verdict) == (0, 0, "no difference shown")


def test_items_of_one_template_do_not_narrow_the_interval() -> None:
    alone = share([(str(n), float(n < 20)) for n in range(40)])
    together = share([(str(n % 4), float(n % 4 < 2)) for n in range(40)])
    assert alone.value == together.value == 0.5
    assert together.templates == 4
    assert together.high - together.low > 2 * (alone.high - alone.low)


def test_only_items_that_both_answered_count() -> None:
    found = compare(rows([1] * 10), rows([0] * 20))
    assert (found.items, found.value) == (10, -1)


def test_runs_without_a_common_item_or_with_changed_questions_are_refused() -> None:
    with pytest.raises(UsageError, match="in common"):
        differences(run_of(rows([1])), run_of(rows([1], suite="other")))
    changed = [replace(row, question="another") for row in rows([1])]
    with pytest.raises(UsageError, match="different things"):
        compare(rows([1]), changed)


def test_the_table_names_suites_areas_and_verdicts() -> None:
    before, after = run_of(rows([0] * 40)), run_of(rows([1] * 40))
    text = comparison_text(before, after, differences(before, after))
    assert text.count("better") == 3
    assert "(40 items, 40 templates)" in text
    shown = run_text(before)
    assert "0.0 % [0.0, 0.0]" in shown
    failed = run_of([replace(row, error="no answer") for row in rows([0, 0])])
    assert "2 without an answer (counted as wrong)" in run_text(failed)


def test_the_page_holds_every_answer_and_nothing_from_outside() -> None:
    some = [
        replace(
            row, question="<script>alert(1)</script>", thoughts=[["answer(5)", "out", "bad"]], reason="not 4"
        )
        for row in rows([0, 1, 1])
    ]
    text = page([run_of(some), run_of([replace(r, right=1) for r in some])])
    assert text.count("<details") == 6
    assert "<script>alert(1)" not in text
    assert "answer(5)" in text
    assert "not 4" in text
    assert "<svg" in text
    for outside in ("http://", "https://", "src=", "@import"):
        assert outside not in text
