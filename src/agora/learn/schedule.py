"""How fast a run learns at each step, and when it has stopped learning."""

import math
from dataclasses import dataclass

from agora.errors import AgoraError
from agora.learn.recipe import Training

__all__ = ["Progress", "learning_rate"]

# The smoothed loss may rise so far above its lowest, in nats a token, before the run counts as diverging:
# a run that learns stays within 0.5; one whose rate is too high goes up by several.
_MOST_RISE = 2.0
_SMOOTHING_STEPS = 20


def learning_rate(step: int, steps: int, plan: Training) -> float:
    """Return the rate of a step, from 0: a linear rise, then half a cosine down to the floor.

    >>> [round(learning_rate(i, 100, Training(rate=1.0, warmup=0.02, floor=0.1)), 2) for i in (0, 1, 51, 99)]
    [0.5, 1.0, 0.55, 0.1]
    """
    warm = max(1, round(steps * plan.warmup))
    if step < warm:
        return plan.rate * (step + 1) / warm
    part = (step - warm) / max(1, steps - warm)
    return plan.rate * (plan.floor + (1 - plan.floor) * 0.5 * (1 + math.cos(math.pi * part)))


@dataclass
class Progress:
    """What a checkpoint keeps beside weights and optimizer."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    smooth: float = 0.0
    lowest: float = math.inf

    def take(self, loss: float, norm: float, place: str) -> None:
        """Take note of a step's loss and gradient, before the step is made.

        Args:
            loss: mean over the targets.
            norm: length of the gradient.
            place: which step and samples, for the error.

        Raises:
            AgoraError: the loss diverges; the step would only spoil the weights.
        """
        fix = "Start again in another folder with a lower training.rate or a longer training.warmup."
        if not (math.isfinite(loss) and math.isfinite(norm)):
            raise AgoraError(
                f"The loss is {loss} and the gradient's length {norm} {place}.",
                why="The weights have left the range of numbers.", fix=fix,
            )  # fmt: skip
        self.smooth += (loss - self.smooth) / min(self.step + 1, _SMOOTHING_STEPS)
        if self.step + 1 >= _SMOOTHING_STEPS:
            self.lowest = min(self.lowest, self.smooth)
        if self.smooth > self.lowest + _MOST_RISE:
            raise AgoraError(
                f"The loss diverges {place}: smoothed, it rose from {self.lowest:.2f} to {self.smooth:.2f}.",
                why="Most often the learning rate is too high.", fix=fix,
            )  # fmt: skip
