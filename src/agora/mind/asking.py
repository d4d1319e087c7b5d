"""Asking the model for its next reply, and the bare base where the adapter has no words of its own.

An adapter for a small model teaches to think in Python, and displaces some of what the base knows. So where a
trained model answers a message in prose that its own probabilities call a guess, the base is asked the same
without the adapter, and its words are the reply. Thoughts, and prose that was learnt (a refusal, a question
back, a greeting), are the adapter's.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from agora.mind.protocol import Prose, parse
from agora.models import Message, Model, ModelReply

__all__ = ["ask"]

# Mean log-probability of a reply's tokens below which it counts as a guess, and the base is right more often.
_GUESS_BELOW = -0.4

# What a small base says in more tokens than this goes round in circles.
_MOST_TOKENS = 100

# A refusal or a question back was learnt, however it is worded, and a base would rather invent something.
_LEARNT = re.compile(
    r"\b(?:can['’]?t|cannot|won['’]?t|don['’]?t know|unable|not able|ne (?:peux|sais) pas|no (?:puedo|sé)"
    r"|(?:kann|weiß) (?:ich )?(?:\w+ )?nicht)\b|\?\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r".*?(?:[.!?](?=\s)|\n)", re.DOTALL)

# Shorter sentences may come again: the numbers of a list, "Yes."
_FEWEST_WORDS = 3

_BASE = "You are Agora, a helpful assistant. Answer briefly."


async def ask(
    model: Model,
    prompt: Sequence[Message],
    *,
    trained_on: str,
    on_text: Callable[[str], None] | None = None,
    **options: Any,
) -> ModelReply:
    """Return the reply to a prompt.

    Args:
        trained_on: the system prompt, with which the prompt begins; empty where the last message is not a
            person's, so that no words of the base are due.
        on_text: handed the words of the reply that is returned, and no others.
        options: of `Model.complete`.
    """
    if not model.trained or not trained_on:
        return await model.complete(prompt, on_text=on_text, **options)
    held = _Held(on_text)
    reply = await model.complete(prompt, on_text=held.take, **options)
    guessed = reply.logprob_mean is not None and reply.logprob_mean < _GUESS_BELOW
    is_prose = isinstance(parse(reply.text, truncated=reply.finish == "length"), Prose)
    if not guessed or not is_prose or _LEARNT.search(reply.text):
        held.release()
        return reply
    head = prompt[0]["content"].replace(trained_on, _BASE, 1)
    plainly: list[Message] = [{"role": "system", "content": head}, *prompt[1:]]
    options["max_tokens"] = min(options["max_tokens"], _MOST_TOKENS)
    said = _Said(on_text)
    words = await model.complete(plainly, on_text=said.take, plain=True, **options)
    # Of words that were cut, the whole sentences stay; if there is none, all of them.
    finish = "stop" if said.text else words.finish
    if words.finish != "length" or not said.text:
        said.end()
    return ModelReply(
        text=said.text.strip() or words.text, model=words.model, finish=finish,
        tokens_in=reply.tokens_in + words.tokens_in, tokens_out=reply.tokens_out + words.tokens_out,
        seconds=reply.seconds + words.seconds,
        logprob_mean=words.logprob_mean, logprob_min=words.logprob_min,
    )  # fmt: skip


class _Held:
    """Passes a thought on as it comes, and keeps prose until it is known whose it is to be."""

    def __init__(self, on_text: Callable[[str], None] | None) -> None:
        self._on_text, self._text, self._open = on_text, "", False

    def take(self, piece: str) -> None:
        """Take a piece of the reply."""
        self._text += piece
        if self._open or self._text.lstrip().startswith("```"):
            self._open = True
            self.release()

    def release(self) -> None:
        """Pass on what was kept."""
        if self._on_text is not None and self._text:
            self._on_text(self._text)
        self._text = ""


class _Said:
    """Passes the base's words on, a sentence at a time, until one comes again: it goes round in circles then.

    Attributes:
        text: what was passed on.
    """

    def __init__(self, on_text: Callable[[str], None] | None) -> None:
        self._on_text, self._rest, self.text = on_text, "", ""
        self._seen, self._circles = set[str](), False

    def take(self, piece: str) -> None:
        """Take a piece of the reply."""
        self._rest += piece
        while sentence := _SENTENCE.match(self._rest):
            self._rest = self._rest[sentence.end() :]
            self._pass(sentence[0])

    def end(self) -> None:
        """Take the end of the reply as a sentence too."""
        self._pass(self._rest)

    def _pass(self, sentence: str) -> None:
        words = sentence.lower().split()
        known = " ".join(words)
        self._circles |= len(words) >= _FEWEST_WORDS and known in self._seen
        self._seen.add(known)
        if not self._circles:
            self.text += sentence
            if self._on_text is not None and sentence:
                self._on_text(sentence)
