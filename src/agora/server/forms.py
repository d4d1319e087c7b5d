"""What OpenAI's API takes and gives: requests, errors, and the pieces that an answer comes in."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from agora.errors import AgoraError

__all__ = ["Ask", "Embed", "Piece", "Refused", "Unknown", "cut", "error"]

_MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a choice.

    Attributes:
        index: of the choice.
        delta: as in a chunk.
        finish: why it ended, where it did.
        used: the tokens that it took, at its end.
        logprobs: as in a chunk.
    """

    index: int
    delta: dict[str, Any] = field(default_factory=dict)
    finish: str | None = None
    used: dict[str, int] | None = None
    logprobs: dict[str, Any] | None = None

    def choice(self) -> dict[str, Any]:
        """Return it as a chunk has it."""
        return {
            "index": self.index, "delta": self.delta, "finish_reason": self.finish, "logprobs": self.logprobs,
        }  # fmt: skip


_KINDS = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}


_Texts = Annotated[list[str], Field(min_length=1, max_length=2_048)]
_Tokens = Annotated[list[int] | list[list[int]], Field(min_length=1, max_length=65_536)]


class Ask(BaseModel):
    """A chat completion's request; what is not named here goes on to the endpoint as it is."""

    model_config = ConfigDict(extra="allow")
    model: str
    messages: list[dict[str, Any]] = Field(min_length=1)
    stream: bool = False
    n: int = Field(1, ge=1, le=_MOST_CHOICES)
    seed: int | None = None
    stop: str | list[str] | None = None
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    temperature: float | None = Field(None, ge=0, le=2)
    tools: list[dict[str, Any]] | None = None
    response_format: dict[str, Any] | None = None
    stream_options: dict[str, Any] | None = None


class Embed(BaseModel):
    """An embedding's request."""

    model_config = ConfigDict(extra="allow")
    model: str
    input: str | _Texts | _Tokens
    dimensions: int | None = Field(None, ge=1)
    encoding_format: Literal["float", "base64"] = "float"


class Refused(AgoraError):
    """A request was refused, by the endpoint behind a bare model or by us; told in OpenAI's form.

    Attributes:
        status: that the caller is told: 4xx as it came, 502 for whatever else the endpoint said.
    """

    param: str | None = None
    code: str | None = None

    def __init__(self, status: int, body: Any) -> None:
        said = body.get("error", body) if isinstance(body, dict) else body
        super().__init__(str(said.get("message", said) if isinstance(said, dict) else said)[:500])
        self.status = status if 400 <= status < 500 else 502


class Unknown(Refused):
    """There is no such model."""

    param, code = "model", "model_not_found"

    def __init__(self, model: str) -> None:
        super().__init__(404, f"There is no model {model!r}. See /v1/models.")


def error(
    status: int, message: str, *, param: str | None = None, code: str | None = None, headers: Any = None
) -> JSONResponse:
    """Return an error in OpenAI's form."""
    kind = _KINDS.get(status, "invalid_request_error" if status < 500 else "server_error")
    return JSONResponse(
        {"error": {"message": message, "type": kind, "param": param, "code": code}}, status, headers
    )


def cut(text: str, stop: str | list[str] | None) -> str:
    """Return a text up to the first of some stops.

    >>> cut("one two three", ["three", "two"])
    'one '
    """
    for each in [stop] if isinstance(stop, str) else stop or ():
        text = text.partition(each)[0] if each else text
    return text
