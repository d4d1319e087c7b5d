"""What the mind asks of a model: the next reply to a list of messages, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypedDict

__all__ = ["Finish", "Message", "Model", "ModelReply"]

Finish = Literal["stop", "length", "cancelled"]


class Message(TypedDict):
    """One message of a prompt, as in the OpenAI chat format."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class ModelReply:
    """What a model wrote.

    Attributes:
        finish: `stop` if it ended by itself, `length` if it was cut, `cancelled` if a person stopped it.
        tokens_in: tokens of the prompt, cached ones included.
        tokens_out: tokens of the reply.
        logprob_mean: mean log-probability of the reply's tokens, where the endpoint tells it.
        logprob_min: the least of them.
    """

    text: str
    model: str
    finish: Finish
    tokens_in: int
    tokens_out: int
    seconds: float
    logprob_mean: float | None = None
    logprob_min: float | None = None


class Model(Protocol):
    """A model that can be asked: embedded, remote, or scripted for a test."""

    name: str
    context_window: int
    """Tokens of prompt and reply together, as the endpoint told it."""
    takes_grammar: bool
    """It accepts a GBNF grammar with a request."""
    trained: bool
    """Its adapter knows the tools: it is given the short prompt."""
    calibration: Path | None
    """The file that tells how sure its answers are, if it has one."""
    price_in: float
    """Money for a million tokens of prompt."""
    price_out: float
    """Money for a million tokens of reply."""

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int | None = None,
        grammar: str | None = None,
        plain: bool = False,
        on_text: Callable[[str], None] | None = None,
    ) -> ModelReply:
        """Return the reply to `messages`; `on_text` is handed each piece of it as it comes.

        An adapter was trained under Agora's prompt. Who asks `plain`, under another one, gets the reply
        of the bare base.

        Cancelling the task that awaits this stops the generation at the endpoint.

        Raises:
            ModelError: no answer could be had; the message names the endpoint, the cause and the fix.
        """
        ...

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Return the tokens that `messages` take in the prompt: counted where the endpoint can, else an
        upper estimate."""
        ...

    async def close(self) -> None:
        """Free what the model holds; a second call does nothing."""
        ...
