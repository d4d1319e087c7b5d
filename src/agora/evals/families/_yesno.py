"""Questions whose answer is yes or no, in the message's language."""

from collections.abc import Sequence
from typing import Any

from agora.evals.task import Dice, Task, task

__all__ = ["yes_no"]

_YES = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
_NO = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}


def yes_no(dice: Dice, wordings: Sequence[str], code: str, test: str, holds: bool, **values: Any) -> Task:
    """Return a task whose thought answers yes where `test`, an expression after `code`, is true.

    Args:
        dice: chooses.
        wordings: as for `task`.
        code: lines before the answer; may be empty.
        test: a Python expression.
        holds: what the family found by itself.
        values: fill wordings, code and test.
    """
    ending = f'{code}answer("<yes>" if {test} else "<no>")'
    made = task(dice, wordings, ending, **values, yes=_YES, no=_NO)
    made.answer = (_YES if holds else _NO)[made.language]
    return made
