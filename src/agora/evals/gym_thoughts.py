"""How the reference thoughts for the datasets of `reasoning-gym` are kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["THOUGHTS", "Solver", "Writer", "integers", "thought"]

# From a question and its answer to code; empty where no short thought fits. The answer only decides that.
Writer = Callable[[str, str], str]


@dataclass(frozen=True)
class Solver:
    """Writes the thoughts of one dataset.

    Attributes:
        write: from the question and its answer to code.
        settings: of the dataset, so that questions are short.
    """

    write: Writer
    settings: dict[str, Any]


THOUGHTS: dict[str, Solver] = {}


def thought(name: str, **settings: Any) -> Callable[[Writer], Writer]:
    """Register the function that writes the thoughts for a dataset, made with these settings."""

    def register(write: Writer) -> Writer:
        THOUGHTS[name] = Solver(write, settings)
        return write

    return register


def integers(text: str) -> list[int]:
    """Return the whole numbers in a text.

    >>> integers("from -3 to 12")
    [-3, 12]
    """
    return [int(number) for number in re.findall(r"-?\d+", text)]
