"""What a task may use, and what it has used."""

from collections.abc import Callable
from dataclasses import dataclass

from agora.config import Limits
from agora.errors import BudgetSpent

__all__ = ["Budget"]


@dataclass
class Budget:
    """Counts steps, tokens, seconds and money of one task, over all its branches, against its limits.

    >>> budget = Budget(Limits(steps=1), clock=lambda: 0.0)
    >>> budget.spend(tokens_in=30, tokens_out=5)
    >>> budget.check()
    Traceback (most recent call last):
    agora.errors.BudgetSpent: The task used its 1 steps. ...
    """

    limits: Limits
    clock: Callable[[], float]
    """Seconds that only go forward, waiting for a person left out."""
    price_in: float = 0
    price_out: float = 0
    steps: int = 0
    tokens: int = 0
    seconds_before: float = 0
    """Used by earlier processes that worked on the same task."""
    cost: float = 0

    def __post_init__(self) -> None:
        self._began = self.clock()

    def spend(self, *, tokens_in: int, tokens_out: int) -> None:
        """Count one reply of the model."""
        self.steps += 1
        self.tokens += tokens_in + tokens_out
        self.cost += (tokens_in * self.price_in + tokens_out * self.price_out) / 1e6

    @property
    def seconds(self) -> float:
        """Seconds used so far."""
        return self.seconds_before + self.clock() - self._began

    @property
    def tokens_left(self) -> int:
        """Tokens that the task may still use."""
        return max(0, self.limits.tokens - self.tokens)

    @property
    def seconds_left(self) -> float:
        """Seconds that the task may still use."""
        return max(0.0, self.limits.seconds - self.seconds)

    def check(self) -> None:
        """Raise if the next step may not be taken.

        Raises:
            BudgetSpent: which limit, and how to raise it.
        """
        for name, used, limit in (
            ("steps", self.steps, self.limits.steps),
            ("tokens", self.tokens, self.limits.tokens),
            ("seconds", self.seconds, self.limits.seconds),
            ("cost", self.cost, self.limits.cost),
        ):
            if used >= limit and not (name == "cost" and used == 0):
                raise BudgetSpent(
                    f"The task used its {limit:g} {name}.",
                    why="It is set so that a task that finds no end stops by itself.",
                    fix=f"Go on with `agora resume`, or raise `{name}` under [limits] in agora.toml.",
                )
