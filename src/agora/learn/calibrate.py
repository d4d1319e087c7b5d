"""Fitting what turns the marks of an answer into how probably it is right.

Two logistic regressions, one for answers that a thought computed and one for prose, with a ridge penalty
because the answers are few. The threshold is the least at which what is left without a warning is right as
often as wanted, on families that the model was trained on and, apart from them, on families that it was not.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agora.errors import UsageError
from agora.evals.results import Row
from agora.evals.splits import load_splits
from agora.mind import Calibration, Line

if TYPE_CHECKING:
    import numpy

__all__ = ["Answered", "Quality", "answered", "calibrate", "quality"]

_FEATURES = ("mean", "least", "failed", "tokens", "disagreement")
_RIDGE = 1.0

# Fewer answers than this, or all right or all wrong, tell nothing.
_LEAST_ANSWERS = 20


@dataclass(frozen=True)
class Answered:
    """An answer whose worth is known.

    Attributes:
        features: its marks, as `agora.mind.features` tells them.
        right: the verifier accepted it.
        trained: its family is one that the model was trained on.
    """

    features: dict[str, float]
    right: bool
    trained: bool


@dataclass(frozen=True)
class Quality:
    """What a calibration does on some answers.

    Attributes:
        answers: how many.
        right: share that is right.
        auroc: probability that a right answer is surer than a wrong one; 0.5 is chance.
        brier: mean squared difference of confidence and truth; lower is better.
        unwarned: share that is given without a warning.
        right_unwarned: share of those that is right.
    """

    answers: int
    right: float
    auroc: float
    brier: float
    unwarned: float
    right_unwarned: float


def answered(rows: Iterable[Row]) -> list[Answered]:
    """Return the answers among the rows of evaluations: what was asked of the mind, and was answered.

    Questions that belong to no family count as of families that were not trained on.
    """
    splits = load_splits()
    return [
        Answered(row.features, row.right == 1, bool(row.family) and splits.of(row.family) == "train")
        for row in rows
        if row.features and not row.error and row.answer
    ]


def calibrate(answers: Sequence[Answered], *, wanted: float = 0.9) -> Calibration:
    """Return the calibration that fits the answers.

    Args:
        answers: on families that were trained on and on others.
        wanted: share of the answers without a warning that is to be right, on both.

    Raises:
        UsageError: the answers are too few, or all alike.
    """
    by_kind = {
        kind: [each for each in answers if (each.features["thoughts"] > 0) == (kind == "thought")]
        for kind in ("thought", "prose")
    }
    if not _tells(answers):
        raise UsageError(
            f"{len(answers)} answers, {sum(a.right for a in answers)} right, cannot be calibrated on.",
            why=f"It takes {_LEAST_ANSWERS}, right ones and wrong ones among them.",
            fix="Evaluate on more tasks: agora eval run --limit …",
        )
    lines = {kind: _line(rows) if _tells(rows) else _share(rows) for kind, rows in by_kind.items()}
    unfinished = Calibration(thought=lines["thought"], prose=lines["prose"], threshold=0.0)
    threshold = max(
        _threshold(unfinished, [a for a in answers if a.trained is t], wanted) for t in (True, False)
    )
    told: dict[str, Any] = {
        name: {"trained": sum(a.trained for a in rows), "others": sum(not a.trained for a in rows)}
        for name, rows in by_kind.items()
    }
    return unfinished.model_copy(update={"threshold": round(threshold, 3), "fitted_on": told})


def quality(calibration: Calibration, answers: Sequence[Answered]) -> Quality:
    """Return what a calibration does on answers; not those that it was fitted on, if it is to be believed."""
    sure = [confidence(calibration, each) for each in answers]
    right = [s for s, each in zip(sure, answers, strict=True) if each.right]
    wrong = [s for s, each in zip(sure, answers, strict=True) if not each.right]
    wins = sum((r > w) + 0.5 * (r == w) for r in right for w in wrong)
    unwarned = [each for s, each in zip(sure, answers, strict=True) if s >= calibration.threshold]
    return Quality(
        answers=len(answers),
        right=len(right) / len(answers),
        auroc=wins / (len(right) * len(wrong)) if right and wrong else float("nan"),
        brier=sum((s - each.right) ** 2 for s, each in zip(sure, answers, strict=True)) / len(answers),
        unwarned=len(unwarned) / len(answers),
        right_unwarned=sum(each.right for each in unwarned) / len(unwarned) if unwarned else float("nan"),
    )


def confidence(calibration: Calibration, answered: Answered) -> float:
    """Return how probably an answer is right."""
    given = answered.features
    return (calibration.thought if given["thoughts"] > 0 else calibration.prose).at(given)


def _tells(rows: Sequence[Answered]) -> bool:
    return len(rows) >= _LEAST_ANSWERS and len({row.right for row in rows}) == 2


def _share(rows: Sequence[Answered]) -> Line:
    """Return what can be said of too few answers, as prose is among tasks: how many of them are right."""
    chance = (sum(row.right for row in rows) + 1) / (len(rows) + 2)
    return Line(bias=round(math.log(chance / (1 - chance)), 5), weights={})


def _line(rows: Sequence[Answered]) -> Line:
    """Fit one logistic regression by Newton's method, on standardised features."""
    import numpy

    x = numpy.array([[row.features.get(name, 0.0) for name in _FEATURES] for row in rows])
    centre, spread = x.mean(axis=0), x.std(axis=0)
    varies = spread > 1e-9
    z = numpy.column_stack([numpy.ones(len(rows)), (x[:, varies] - centre[varies]) / spread[varies]])
    beta = _newton(z, numpy.array([float(row.right) for row in rows]))
    weights = beta[1:] / spread[varies]
    names = [name for name, is_used in zip(_FEATURES, varies, strict=True) if is_used]
    return Line(
        bias=round(float(beta[0] - weights @ centre[varies]), 5),
        weights={name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)},
    )


def _newton(z: "numpy.ndarray", y: "numpy.ndarray") -> "numpy.ndarray":
    import numpy

    penalty = numpy.diag([0.0] + [_RIDGE] * (z.shape[1] - 1))
    beta = numpy.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-z @ beta))
        hessian = z.T @ (z * (p * (1 - p))[:, None]) + penalty + 1e-6 * numpy.eye(len(beta))
        step = numpy.linalg.solve(hessian, z.T @ (y - p) - penalty @ beta)
        beta = beta + step
        if abs(step).max() < 1e-8:
            break
    return beta


def _threshold(calibration: Calibration, answers: Sequence[Answered], wanted: float) -> float:
    """Return the least confidence from which on enough answers are right; 1 if there is none."""
    ranked = sorted(answers, key=lambda each: -confidence(calibration, each))
    least, right = 1.0, 0
    for count, each in enumerate(ranked, 1):
        right += each.right
        if right >= wanted * count:
            least = confidence(calibration, each)
    return least
