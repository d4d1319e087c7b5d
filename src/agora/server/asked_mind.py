"""The mind as a model of OpenAI's API: each request is a session, which the page shows."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from agora.errors import AgoraError, ModelError, UsageError
from agora.journal import Answer, Reply, Stopped
from agora.server.desk import Desk
from agora.server.forms import Ask, Piece, cut

__all__ = ["conversation", "pieces"]


async def pieces(desk: Desk, asked: Ask, index: int) -> AsyncIterator[Piece]:
    """Yield the mind's answer: in one piece, for only a whole reply can be told from a thought.

    Raises:
        UsageError: the request has what the mind does not take, or the mind waits for a person.
        ModelError: there is no answer.
    """
    if asked.tools or (asked.response_format or {}).get("type", "text") != "text":
        raise UsageError(
            "The model `agora` takes neither `tools` nor `response_format`.",
            why="It is the mind, which thinks with its own tools and answers in prose.",
            fix="Ask a bare model of /v1/models.",
        )
    text = conversation(asked.messages)
    session = desk.create(seed=None if asked.seed is None else (asked.seed + index) % 2**31)
    await desk.send(session, text)
    used = {"prompt_tokens": 0, "completion_tokens": 0}
    try:
        async for frame in desk.follow(session):
            if frame.kind == "state" and (frame.data["requests"] or frame.data["error"]):
                raise _unanswered(session, frame.data)
            if frame.kind != "event":
                continue
            event = frame.data["event"] or {}
            if event.get("type") == Reply.model_fields["type"].default:
                used["prompt_tokens"] += event["tokens_in"]
                used["completion_tokens"] += event["tokens_out"]
            elif event.get("type") == Stopped.model_fields["type"].default:
                raise ModelError(f"Session {session} ended without an answer.", why=event["detail"])
            elif event.get("type") == Answer.model_fields["type"].default and not event["branch"]:
                yield Piece(index, {"role": "assistant", "content": cut(event["text"], asked.stop)})
                yield Piece(index, finish="stop", used=used)
                return
    except asyncio.CancelledError:
        await desk.stop(session)  # who asked has gone
        raise


def _unanswered(session: str, state: dict[str, Any]) -> AgoraError:
    if state["error"]:
        return ModelError(f"Session {session} failed.", why=state["error"])
    request = state["requests"][0]
    return UsageError(
        f"The mind waits for a person: {request['call'] or request['question']}",
        fix=f"Answer it on the page or under /api/sessions/{session}/requests; the session is kept.",
    )


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
