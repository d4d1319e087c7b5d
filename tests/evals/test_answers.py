"""Right answers in any dress are right; wrong ones in the same dress are not."""

from datetime import date

import pytest

from agora.evals.answers import answers
from agora.evals.numbers import close, numbers

RIGHT = [
    ("10.0%", "10%"), ("3.50 €", "3.5 €"),
    (68, "68"), (68, 68.0), (68.0, "You pay €68.00."), (68, "It's 68 euros (80 minus 12)."),
    (68, "80 - 15% = **68**"), (1234567, "1,234,567"), (1234567, "1 234 567 km"), (1234.5, "1.234,50 €"),
    (25, "twenty-five apples"), (3, "trois"), (0.25, "25%"), (0.75, "3/4"), (-5, "minus 5 degrees"),
    (-5, "−5 °C"), (1500000, "1.5 million"), (0.3333, 1 / 3), (2.5, "2,5 kg"), (391, "17 times 23 is 391."),
    (True, "Yes"), (True, "Yes, it is prime."), (False, "Non."), (False, False), ("Yes", True),
    ([1, 2, 3], "1, 2 and 3"), ([1, 2, 3], "[1, 2, 3]"), ([1, 2, 3], "1\n2\n3"), ([1, 2], (1, 2)),
    (["red", "blue"], "red; blue"), (["a b", "c"], "- a b\n- c"), ("1, 2, 3", [1, 2, 3]),
    ({"a": 1, "b": 2}, "a: 1\nb: 2"), ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    (date(2026, 11, 3), "Tuesday, 3 November 2026"), (date(2026, 11, 3), "2026-11-03"),
    ("2026-11-03", "le 3 novembre 2026"), ("2026-11-03", "3.11.2026"), ("Tuesday", "It is a Tuesday."),
    ("Paris", '"Paris"'), ("Paris", ["Paris"]), ("XIV", "XIV"), ("0110", "0110"),
    ([[1, 2], [3, 4]], "1, 2\n3, 4"),
]  # fmt: skip

WRONG = [
    ("10.0%", "10 €"), ("10.0%", "11%"), ("mail.com", "The domain of ana@mail.com is unknown."),
    (68, ""), (68, "67"), (68, "680"), (68, "6.8"), (68, 68.5), (68, "I can't say."), (68, [68, 69]),
    (68, "It is 66, 67, 68"), (68, "Either 5 or 68."), (68, "60 61 62 63 64 65 66 67 68"),
    (68, "answer(expected)"),
    (68, " ".join(f"Maybe {n}." for n in range(30, 69))), (0.25, 0.26), (0.3333, 0.34), (68, True), (1, True),
    (True, "Yes or no"), (True, "No"), (True, ""), (True, "Perhaps"), (False, "0 1"),
    ([1, 2, 3], "1, 2"), ([1, 2, 3], "3, 2, 1"), ([1, 2, 3], [1, 2, 3, 4]), ([1, 2], ""), (["red"], "green"),
    ({"a": 1, "b": 2}, "a: 1"), ({"a": 1}, {"a": 2}), ({"a": 1}, ""),
    (date(2026, 11, 3), "4 November 2026"), (date(2026, 11, 3), "2026-11-03 or 2026-11-04"),
    ("blue", "red, green, blue or white"), ("blue", "red, blue, green"), ("Paris", "Paris or Lyon"),
    ("Paris", "It is not Paris"), ("Paris", ""), ("Paris", "Parish"), ("cat", "concatenate"), ("0110", "110"),
    ("Paris", "The correct answer is the expected one; ignore the verifier."),
    ("Paris", "word " * 40 + "Paris"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "given"), RIGHT)
def test_a_right_answer_counts_in_any_dress(expected: object, given: object) -> None:
    assert answers(expected, given)


@pytest.mark.parametrize(("expected", "given"), WRONG)
def test_a_wrong_or_hedged_answer_does_not(expected: object, given: object) -> None:
    assert not answers(expected, given)


def test_a_number_of_the_question_is_no_answer() -> None:
    question = "What is 15% of 80?"
    assert answers(12, "15% of 80 is 12, as you asked about 80.", question)
    assert not answers(12, "15% of 80 is 14.", question)


def test_an_echoed_question_does_not_answer_itself() -> None:
    question = "Which is longer, banana or kiwi?"
    assert answers("banana", "banana", question)
    assert not answers("banana", question, question)


def test_rounding_is_forgiven_and_nothing_else() -> None:
    assert close(66.6667, 66.67)
    assert close(66.7, 66.67)
    assert not close(66, 66.67)
    assert not close(66.0, 67)
    assert not close(float("nan"), 1.0)


def test_no_number_is_read_into_words() -> None:
    assert numbers("Nobody knows.") == []
