"""Asking a model what it can do: its window, streaming, a grammar, calling a tool from a thought."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from agora.errors import ModelError
from agora.models.base import Message, Model, ModelReply

__all__ = ["CheckLine", "check"]

_TOOL_PROMPT = (
    "You think in Python. Reply with one fenced python block and nothing else; it must call the function "
    "answer(value). Example:\n```python\nanswer(2 * 3)\n```"
)


@dataclass(frozen=True)
class CheckLine:
    """One thing that was tried.

    Attributes:
        part: `window`, `streaming`, `grammar`, `tools` or `tokens`.
        ok: it works.
        detail: what was seen, for a person to read.
    """

    part: str
    ok: bool
    detail: str


async def check(model: Model) -> list[CheckLine]:
    """Try what Agora needs of a model, and return a line for each thing; failures are lines too."""
    trials = {"streaming": _streaming, "grammar": _grammar, "tools": _tools, "tokens": _tokens}
    return [_window(model), *[await _tried(part, trial, model) for part, trial in trials.items()]]


def _window(model: Model) -> CheckLine:
    source = getattr(getattr(model, "facts", None), "window_source", "the model itself")
    # The prompt form for any model takes 700 tokens, a session's first steps about as much again.
    enough = model.context_window >= 2048
    detail = f"{model.context_window} tokens, as told by {source}"
    return CheckLine("window", enough, detail if enough else f"{detail}; Agora needs at least 2048")


async def _tried(part: str, trial: Callable[[Model], Awaitable[tuple[bool, str]]], model: Model) -> CheckLine:
    try:
        ok, detail = await trial(model)
    except ModelError as error:
        ok, detail = False, str(error)
    return CheckLine(part, ok, detail)


async def _ask(
    model: Model, system: str, user: str, grammar: str | None = None
) -> tuple[ModelReply, list[str]]:
    pieces: list[str] = []
    prompt = [Message(role="system", content=system), Message(role="user", content=user)]
    return await model.complete(prompt, max_tokens=64, grammar=grammar, on_text=pieces.append), pieces


async def _streaming(model: Model) -> tuple[bool, str]:
    reply, pieces = await _ask(model, "Answer briefly.", "Count from one to ten in words.")
    rate = f"{reply.tokens_out / reply.seconds:.0f} tokens a second" if reply.seconds else "no time"
    return len(pieces) > 1, f"{reply.tokens_out} tokens in {len(pieces)} pieces, {rate}"


async def _grammar(model: Model) -> tuple[bool, str]:
    if not model.takes_grammar:
        return False, "not offered by this endpoint: replies are parsed tolerantly instead"
    reply, _ = await _ask(model, "Answer briefly.", "Write a poem.", grammar='root ::= "yes" | "no"')
    return reply.text in ("yes", "no"), f"asked for yes or no, got {reply.text[:40]!r}"


async def _tools(model: Model) -> tuple[bool, str]:
    reply, _ = await _ask(model, _TOOL_PROMPT, "What is 17 * 23?")
    called = re.search(r"```(?:python|py)?\s.*\banswer\(", reply.text, re.S)
    detail = "wrote a thought that calls a tool" if called else f"wrote no thought: {reply.text[:60]!r}"
    return called is not None, detail


async def _tokens(model: Model) -> tuple[bool, str]:
    prompt = [Message(role="user", content="How many tokens is this?")]
    counted = await model.count_tokens(prompt)
    told = (await model.complete(prompt, max_tokens=1)).tokens_in
    if counted == told:
        return True, f"counted exactly ({counted})"
    return counted > told, f"estimated: {counted} where the endpoint counts {told}"
