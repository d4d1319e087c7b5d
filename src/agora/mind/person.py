"""What the mind asks of a person, whatever they sit in front of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from agora.journal.events import Effect

__all__ = ["ApprovalRequest", "Nobody", "Person", "PersonAnswer"]


@dataclass(frozen=True)
class ApprovalRequest:
    """A call that waits for a yes.

    Attributes:
        call: the exact call, as a thought would write it.
        diff: what it would change, as a unified diff; empty if that is not known beforehand.
        reason: why the policy asks.
    """

    tool: str
    call: str
    effect: Effect
    outward: bool
    reason: str
    diff: str = ""
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonAnswer:
    """A person's answer to a request; `note` is told to the thought when the answer is no."""

    answer: Literal["once", "always", "never", "no"]
    note: str = ""


class Person(Protocol):
    """Somebody who may be there to decide."""

    async def approve(self, request: ApprovalRequest) -> PersonAnswer | None:
        """Decide on a call; `None` if nobody is there to decide."""
        ...

    async def ask(self, question: str, choices: Sequence[str]) -> str | None:
        """Answer a question of the mind's; `None` if nobody is there."""
        ...


class Nobody:
    """The person of an unattended run."""

    async def approve(self, request: ApprovalRequest) -> PersonAnswer | None:
        """Never decide."""
        return None

    async def ask(self, question: str, choices: Sequence[str]) -> str | None:
        """Never answer."""
        return None
