"""How sure an answer is: a calibrated probability from what is at hand when it is given.

A small model is fluent where it is wrong. What it cannot say of itself is told by the probability of its
tokens, by whether its thoughts ran, and by whether several tries agree; how these weigh is fitted on families
of tasks that the model was never trained on, and lies in a file beside its adapter.
"""

import math
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agora.errors import ModelError
from agora.journal import events as ev
from agora.mind.view import View

__all__ = ["Calibration", "Line", "features", "read_calibration", "with_confidence"]


class Line(BaseModel):
    """A logistic function of features."""

    model_config = ConfigDict(extra="forbid")
    bias: float
    weights: dict[str, float]

    def at(self, given: dict[str, float]) -> float:
        """Return the probability at these features; one that is not given counts as 0.

        >>> Line(bias=0.0, weights={"mean": 2.0}).at({"mean": 0.0, "least": -3.0})
        0.5
        """
        return 1 / (1 + math.exp(-self.bias - sum(w * given.get(k, 0.0) for k, w in self.weights.items())))


class Calibration(BaseModel):
    """What turns features into a confidence.

    Attributes:
        thought: for answers that a thought computed.
        prose: for answers in prose.
        threshold: below it an answer is given with a warning.
        fitted_on: how many answers of which tasks.
    """

    model_config = ConfigDict(extra="forbid")
    thought: Line
    prose: Line
    threshold: float
    fitted_on: dict[str, Any] = {}

    def confidence(self, view: View) -> float:
        """Return the probability that the answer which is about to be given is right."""
        given = features(view)
        return round((self.thought if given["thoughts"] else self.prose).at(given), 3)


def read_calibration(path: Path) -> Calibration:
    """Return the calibration in a file.

    Raises:
        ModelError: it is none.
    """
    try:
        return Calibration.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ModelError(
            f"{path} is no calibration.", why=f"{error}.", fix="Make it with `agora learn calibrate`."
        ) from None


def features(view: View) -> dict[str, float]:
    """Return what tells about the answer to the last message.

    `mean` and `least` are the log-probabilities of the task's last reply and of its least probable token,
    `failed` counts thoughts that ended in an error, `thoughts` those that did not, `tokens` is the
    logarithm of the last reply's length, `disagreement` the share of candidates that answered otherwise.
    """
    own = [each for each in view.thoughts[view.task.first_thought :] if not each.started.check and each.done]
    failed = sum(bool(each.done and each.done.error) for each in own)
    return {
        "mean": view.task.logprob_mean or 0.0,
        "least": view.task.logprob_min or 0.0,
        "failed": float(failed),
        "thoughts": float(len(own) - failed),
        "tokens": math.log1p(view.task.last_tokens),
        "disagreement": 1 - view.chosen.agreement if view.chosen else 0.0,
    }


def with_confidence(event: ev.Event, view: View, calibration: Calibration | None) -> ev.Event:
    """Return an answer with its confidence, and any other event as it is."""
    if calibration is None or not isinstance(event, ev.Answer) or event.confidence is not None:
        return event
    sure = calibration.confidence(view)
    return event.model_copy(update={"confidence": sure, "unsure": sure < calibration.threshold})
