"""The intervals of a run between the checkpoints that were kept: which there are, and which are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from agora.errors import UsageError
from agora.learn.checkpoint import checkpoint_step, checkpoints
from agora.release.lots import drawn, release_digest
from agora.release.reading import read_json, read_lines

__all__ = ["CHECKPOINTS", "Interval", "Plan", "named", "plan_retraining"]

CHECKPOINTS = "training/checkpoints"
"""Where a release keeps them."""

Interval = tuple[int, int]
"""Steps before and after it."""


@dataclass(frozen=True)
class Plan:
    """What is going to be trained again, and what it costs.

    Attributes:
        intervals: steps before and after each, as drawn.
        every: all that could have been drawn: those between the checkpoints that are kept, from the start on.
        left_out: what of these is longer than who verifies allows.
        steps: in all.
        tokens: in all, by the release's log.
        seconds: in all, as they took where the release was made, by its log; 0 if the log does not say.
    """

    intervals: tuple[Interval, ...]
    every: tuple[Interval, ...]
    left_out: tuple[Interval, ...]
    steps: int
    tokens: int
    seconds: float


def plan_retraining(folder: Path, intervals: int, nonce: str, longest: int = 0) -> Plan:
    """Draw intervals between kept checkpoints, by the release's digest and the verifier's nonce.

    Args:
        folder: of the release.
        intervals: how many; all, if there are fewer.
        nonce: chosen by who verifies, after the release was made.
        longest: steps of an interval that is still drawn; 0 draws from all.

    Raises:
        UsageError: there is nothing to draw from.
    """
    kept = [checkpoint_step(path) for path in checkpoints(folder / CHECKPOINTS)]
    if not kept:
        raise UsageError("The release keeps no checkpoints.", why=f"{CHECKPOINTS} holds none.")
    if kept[-1] != (steps := read_json(folder, "training/run.json")["steps"]):
        raise UsageError(f"The last checkpoint is of step {kept[-1]}, and the run has {steps}.")
    every = tuple(pairwise([0, *kept]))
    left_out = tuple(each for each in every if 0 < longest < each[1] - each[0])
    among = [each for each in every if each not in left_out]
    if not among:
        raise UsageError(f"Every interval has more than {longest} steps.", why=f"There are {named(every)}.")
    lots = drawn(release_digest(folder), nonce, "intervals", intervals, len(among))
    chosen = tuple(among[number] for number in lots)
    log = list(read_lines(folder, "training/log.jsonl"))
    if not all(isinstance(line, dict) for line in log):
        raise UsageError("The log has lines that are no JSON objects.")

    def spent(key: str, first: int, last: int) -> float:
        if last > len(log):
            return 0.0
        return float(log[last - 1].get(key, 0) - (log[first - 1].get(key, 0) if first else 0))

    return Plan(
        chosen, every, left_out, sum(last - first for first, last in chosen),
        int(sum(spent("tokens", *each) for each in chosen)),
        sum(spent("seconds", *each) for each in chosen),
    )  # fmt: skip


def named(intervals: Sequence[Interval]) -> str:
    """Name intervals, for people."""
    return ", ".join(f"{first} to {last}" for first, last in intervals)
