"""A calibration separates right from wrong where the marks do, and says so where it cannot be had."""

import math
from random import Random

import pytest

from agora.errors import UsageError
from agora.learn.calibrate import Answered, calibrate, quality

pytest.importorskip("numpy")


def answers(seed: int, count: int, *, trained: bool, slope: float = 6.0) -> list[Answered]:
    """Make answers whose probability of being right really is logistic in the mean log-probability."""
    random = Random(seed)
    made = []
    for number in range(count):
        mean = -random.random()
        right = random.random() < 1 / (1 + math.exp(-slope * (mean + 0.5)))
        marks = {"mean": mean, "least": 5 * mean, "failed": 0.0, "tokens": 3.0, "disagreement": 0.0}
        made.append(Answered(marks | {"thoughts": float(number % 2)}, right, trained))
    return made


FITTED = answers(1, 600, trained=True) + answers(2, 600, trained=False)


def test_confidences_are_the_shares_that_are_right() -> None:
    from agora.learn.calibrate import confidence

    calibration = calibrate(FITTED)
    fresh = answers(3, 4000, trained=False)
    for low in (0.1, 0.3, 0.5, 0.7):
        inside = [each for each in fresh if low <= confidence(calibration, each) < low + 0.2]
        share = sum(each.right for each in inside) / len(inside)
        assert abs(share - (low + 0.1)) < 0.1


def test_what_is_unwarned_is_right_as_often_as_wanted() -> None:
    told = quality(calibrate(FITTED, wanted=0.9), answers(4, 4000, trained=False))
    assert told.right_unwarned > 0.85
    assert 0.05 < told.unwarned < 0.6
    assert told.auroc > 0.75
    assert told.brier < told.right * (1 - told.right)


def test_marks_that_tell_nothing_give_chance() -> None:
    told = quality(
        calibrate(answers(5, 800, trained=True, slope=0.0) + answers(6, 800, trained=False, slope=0.0)),
        FITTED,
    )
    assert told.unwarned < 0.1  # nothing reaches 90 %, so nearly everything is warned about


def test_few_answers_or_only_right_ones_are_refused() -> None:
    with pytest.raises(UsageError, match="cannot be calibrated"):
        calibrate(FITTED[:10])
    with pytest.raises(UsageError, match="right ones and wrong ones"):
        calibrate([each for each in FITTED if each.right])


def test_a_kind_with_too_few_answers_gets_the_share_that_is_right() -> None:
    prose = [
        Answered({**FITTED[0].features, "thoughts": 0.0}, right, trained=True)
        for right in (True, True, False)
    ]
    thoughts = [Answered({**each.features, "thoughts": 1.0}, each.right, each.trained) for each in FITTED]
    line = calibrate(thoughts + prose).prose
    assert not line.weights
    assert line.at({}) == pytest.approx(3 / 5, abs=1e-4)
