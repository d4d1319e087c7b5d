"""A model whose replies are written down beforehand, for tests."""

from collections.abc import Callable, Sequence
from pathlib import Path

from agora.models.base import Message, ModelReply

__all__ = ["ScriptedModel"]

Expected = str | Callable[[Sequence[Message]], bool] | None


class ScriptedModel:
    """Replies from a script, and fails loudly when the prompt is not the expected one or the script is over.

    Args:
        script: pairs of what to expect and what to reply. Expected is a text that the last message must
            contain, or a function of all messages that must be true, or `None` for anything.

    The reply's text is handed to `on_text` in two pieces. Tokens are words, so that counts can be foreseen.

    >>> import asyncio
    >>> model = ScriptedModel([("capital", "Paris.")])
    >>> prompt = [Message(role="user", content="The capital of France?")]
    >>> asyncio.run(model.complete(prompt, max_tokens=9)).text
    'Paris.'
    >>> asyncio.run(model.complete(prompt, max_tokens=9))
    Traceback (most recent call last):
      ...
    AssertionError: The script has 1 replies, and was asked for number 2 ...
    """

    price_in = 0.0
    price_out = 0.0

    def __init__(
        self,
        script: Sequence[tuple[Expected, str]],
        *,
        name: str = "scripted",
        context_window: int = 8192,
        takes_grammar: bool = False,
        trained: bool = False,
        calibration: Path | None = None,
    ) -> None:
        self.name = name
        self.context_window = context_window
        self.takes_grammar = takes_grammar
        self.trained = trained
        self.calibration = calibration
        self.prompts: list[list[Message]] = []
        """Every prompt that was asked, in order."""
        self.closed = False
        self._script = list(script)

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
        """Return the script's next reply.

        Raises:
            AssertionError: the prompt is not the expected one, or the script is over.
        """
        self.prompts.append(list(messages))
        number = len(self.prompts)
        shown = "\n".join(f"  {message['role']}: {message['content']}" for message in messages)
        if number > len(self._script):
            raise AssertionError(
                f"The script has {len(self._script)} replies, and was asked for number {number} with\n{shown}"
            )
        expected, text = self._script[number - 1]
        if not _fits(expected, messages):
            raise AssertionError(f"Reply {number} of the script expects {expected!r}; the prompt is\n{shown}")
        if on_text is not None:
            for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
                if piece:
                    on_text(piece)
        return ModelReply(
            text=text,
            model=self.name,
            finish="stop",
            tokens_in=await self.count_tokens(messages),
            tokens_out=len(text.split()),
            seconds=0.0,
        )

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Return the number of words."""
        return sum(len(message["content"].split()) for message in messages)

    async def close(self) -> None:
        """Note that it was closed."""
        self.closed = True


def _fits(expected: Expected, messages: Sequence[Message]) -> bool:
    if expected is None:
        return True
    if isinstance(expected, str):
        return bool(messages) and expected in messages[-1]["content"]
    return expected(messages)
