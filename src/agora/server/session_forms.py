"""What the session API takes: the body of each request, with what may stand in it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agora.journal import PlanStep

__all__ = ["Create", "Decide", "Fork", "Rename", "Resend", "Send", "Steps"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Create(_Body):
    """What a session begins with; what is left out is as in the settings."""

    name: str = Field("", max_length=80)
    workspace: str = Field("", max_length=4_096)
    seed: int | None = Field(None, ge=0, lt=2**31)
    model: str | None = Field(None, max_length=500)
    effort: Literal["low", "medium", "high"] | None = None
    persona: str | None = Field(None, max_length=500)


class Send(_Body):
    """A message, or the answer to a question that waits."""

    text: str = Field(max_length=1_000_000)
    untrusted: bool = False


class Decide(_Body):
    """A decision on a request: `answer` for an approval, `text` for a question."""

    request: str
    answer: Literal["once", "always", "never", "no"] | None = None
    text: str | None = Field(None, max_length=100_000)
    note: str = Field("", max_length=10_000)


class Rename(_Body):
    """A name; empty takes it away."""

    name: str = Field(max_length=80)


class Fork(_Body):
    """Up to which event to take along; all, if not given."""

    at: int | None = Field(None, ge=1, le=2**31)
    name: str = Field("", max_length=80)


class Resend(_Body):
    """Other words in the place of a message."""

    seq: int = Field(ge=1, le=2**31)
    text: str = Field(max_length=1_000_000)


class Steps(_Body):
    """The plan, whole."""

    steps: list[PlanStep] = Field(max_length=200)
