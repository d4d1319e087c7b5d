"""The mind as a model of OpenAI's API: each request is a session, which the page shows."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from agora.errors import UsageError
from agora.journal import Answer, Reply, Thought, ThoughtStarted
from agora.server.answering import answering
from agora.server.desk import Desk
from agora.server.forms import Ask, Piece, cut

__all__ = ["conversation", "pieces"]

_REPLY, _STARTED, _THOUGHT, _ANSWER = (
    kind.model_fields["type"].default for kind in (Reply, ThoughtStarted, Thought, Answer)
)


async def pieces(desk: Desk, asked: Ask, index: int) -> AsyncIterator[Piece]:
    """Yield each thought once it has ended, as reasoning, and then the answer.

    The answer comes in one piece, for a reply can be told from a thought only once it is whole.

    Raises:
        UsageError: the request has what the mind does not take.
        ApprovalNeeded, ModelError: see `answering`.
    """
    _check(asked)
    seed = None if asked.seed is None else (asked.seed + index) % 2**31
    used, codes = {"prompt_tokens": 0, "completion_tokens": 0}, dict[int, str]()
    delta = {"role": "assistant"}
    async with aclosing(answering(desk, conversation(asked.messages), seed=seed)) as events:
        async for event in events:
            kind = event["type"]
            if kind == _REPLY:
                used["prompt_tokens"] += event["tokens_in"]
                used["completion_tokens"] += event["tokens_out"]
            elif event.get("branch") or event.get("check"):
                continue  # a way that may not be taken, and what no reply said
            elif kind == _STARTED:
                codes[event["index"]] = event["code"]
            elif kind == _THOUGHT and event["index"] in codes:
                yield Piece(index, delta | {"reasoning_content": _told(codes[event["index"]], event)})
                delta = {}
            elif kind == _ANSWER:
                yield Piece(index, delta | {"content": cut(event["text"], asked.stop)})
    yield Piece(index, finish="stop", used=used)


def _check(asked: Ask) -> None:
    if asked.tools or (asked.response_format or {}).get("type", "text") != "text":
        raise UsageError(
            "The model `agora` takes neither `tools` nor `response_format`.",
            why="It is the mind, which thinks with its own tools and answers in prose.",
            fix="Ask a bare model of /v1/models.",
        )


def _told(code: str, ended: dict[str, Any]) -> str:
    """Return a thought as text: its code, what it printed, and its error.

    >>> _told("print(42)", {"output": "42", "error": ""})
    '```python\\nprint(42)\\n```\\n42\\n\\n'
    """
    parts = f"```python\n{code}\n```", ended["output"].rstrip(), ended["error"]
    return "\n".join(filter(None, parts)) + "\n\n"


def conversation(messages: list[dict[str, Any]]) -> str:
    """Return a conversation as the one message that the mind is given.

    >>> conversation([{"role": "user", "content": "Hello"}])
    'Hello'
    >>> conversation([{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}])
    'system: Be brief.\\n\\nHello'
    """
    texts = []
    for message in messages:
        content = message.get("content") or ""
        if isinstance(content, list):
            content = "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
        texts.append((str(message.get("role", "user")), str(content)))
    before = [f"{role}: {text}" for role, text in texts[:-1]]
    return "\n\n".join([*before, texts[-1][1]])
