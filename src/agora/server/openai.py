"""OpenAI's API: chat completions, embeddings and models, so that any client of theirs is a client of ours.

Two sorts of model name: `agora` is the mind with its tools (`agora.server.asked_mind`), and every other
is a bare model (`agora.server.bare`).
"""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from agora.errors import AgoraError, BudgetSpent
from agora.models import Model
from agora.server import asked_mind, bare
from agora.server.auth import Needs
from agora.server.forms import Ask, Embed, Piece, Refused, Unknown, error
from agora.server.people import Caller
from agora.server.service import Service
from agora.server.sessions import desk_of

__all__ = ["MIND", "error", "router"]

MIND = "agora"
"""The model name that means the mind."""

_TABLE = "agora-words"
"""The model name of memory's own embeddings."""

router = APIRouter(prefix="/v1", tags=["openai"])
Chat = Annotated[Caller, Depends(Needs("chat"))]


@router.get("/models")
async def models(request: Request, caller: Chat) -> dict[str, Any]:
    """List the names that can be asked."""
    known = await asyncio.to_thread(request.app.state.service.models.names)
    names = [MIND, *known, _TABLE]
    data = [{"id": name, "object": "model", "created": 0, "owned_by": "agora"} for name in names]
    return {"object": "list", "data": data}


@router.post("/chat/completions", response_model=None)
async def chat(request: Request, caller: Chat, asked: Ask) -> Any:
    """Answer a conversation."""
    service: Service = request.app.state.service
    people = request.app.state.people
    if caller.key and people.spent_up(caller.key):
        raise BudgetSpent("The key's budget of tokens is used up.", fix="Ask for a key with a larger one.")

    def spend(tokens: int) -> None:
        if caller.key:
            people.spend(caller.key, tokens)

    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": asked.model}
    try:
        if asked.model == MIND:
            desk = await desk_of(request)
            choices = [asked_mind.pieces(desk, asked, index) for index in range(asked.n)]
        else:
            model = await _opened(service, asked.model)
            choices = [bare.pieces(model, asked, index) for index in range(asked.n)]
        if asked.stream:
            merged = _merged(choices)
            first = await anext(merged, None)  # an error before the first piece is still an error's status
            chunks = _stream(head, first, merged, asked, spend)
            return StreamingResponse(
                chunks, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
            )
        return await _whole(head, choices, spend)
    except Refused as refused:
        return error(refused.status, str(refused), param=refused.param, code=refused.code)


async def _opened(service: Service, name: str) -> Model:
    """Return a bare model.

    Raises:
        Refused: there is none of that name.
    """
    if not await service.models.knows(name):
        raise Unknown(name)
    return await service.models.open(name)


async def _merged(choices: list[AsyncIterator[Piece]]) -> AsyncIterator[Piece]:
    for choice in choices:  # one after the other: an embedded engine has few slots, and others wait too
        async for piece in choice:
            yield piece


async def _stream(
    head: dict[str, Any], first: Piece | None, rest: AsyncIterator[Piece], asked: Ask, spend: Any
) -> AsyncIterator[str]:
    total = {"prompt_tokens": 0, "completion_tokens": 0}
    head = {**head, "object": "chat.completion.chunk"}

    async def pieces() -> AsyncIterator[Piece]:
        if first is not None:
            yield first
        async for piece in rest:
            yield piece

    try:
        async for index, delta, finish, used in pieces():
            if used is not None:
                total = {name: total[name] + used[name] for name in total}
            if delta or finish:
                choice = {"index": index, "delta": delta, "finish_reason": finish, "logprobs": None}
                yield _data({**head, "choices": [choice]})
        if (asked.stream_options or {}).get("include_usage"):
            yield _data({**head, "choices": [], "usage": _usage(total)})
    except AgoraError as failed:
        yield _data({"error": {"message": str(failed), "type": "server_error", "param": None, "code": None}})
    finally:
        spend(sum(total.values()))
    yield "data: [DONE]\n\n"


async def _whole(head: dict[str, Any], choices: list[AsyncIterator[Piece]], spend: Any) -> dict[str, Any]:
    total = {"prompt_tokens": 0, "completion_tokens": 0}
    said = []
    for index, choice in enumerate(choices):
        message: dict[str, Any] = {"role": "assistant", "content": None}
        ended = "stop"
        async for _, delta, finish, used in choice:
            _add(message, delta)
            ended = finish or ended
            if used is not None:
                total = {name: total[name] + used[name] for name in total}
        said.append({"index": index, "message": message, "finish_reason": ended, "logprobs": None})
    spend(sum(total.values()))
    return {**head, "object": "chat.completion", "choices": said, "usage": _usage(total)}


def _add(message: dict[str, Any], delta: dict[str, Any]) -> None:
    """Put a delta's words and calls where they belong.

    >>> message = {"content": "a"}
    >>> calls = [{"index": 0, "id": "1", "function": {"arguments": "{}"}}]
    >>> _add(message, {"content": "b", "tool_calls": calls})
    >>> message["content"], message["tool_calls"][0]["function"]["arguments"]
    ('ab', '{}')
    """
    if delta.get("content") is not None:
        message["content"] = (message["content"] or "") + delta["content"]
    for part in delta.get("tool_calls") or ():
        calls = message.setdefault("tool_calls", [])
        while len(calls) <= part.get("index", 0):
            calls.append({"id": "", "type": "function", "function": {"name": "", "arguments": ""}})
        call = calls[part.get("index", 0)]
        call["id"] = part.get("id") or call["id"]
        for name in ("name", "arguments"):
            call["function"][name] += (part.get("function") or {}).get(name) or ""
    for name in set(delta) - {"role", "content", "tool_calls"}:  # a refusal, or a server's own reasoning
        if isinstance(delta[name], str):
            message[name] = (message.get(name) or "") + delta[name]


def _usage(total: dict[str, int]) -> dict[str, int]:
    return {**total, "total_tokens": sum(total.values())}


def _data(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value)}\n\n"


# ---- embeddings


@router.post("/embeddings", response_model=None)
async def embeddings(request: Request, caller: Chat, asked: Embed) -> Any:
    """Return vectors of texts: of memory's own table, or of the endpoint behind a model."""
    service: Service = request.app.state.service
    texts = [asked.input] if isinstance(asked.input, str) else asked.input
    if asked.model == _TABLE:
        rows = (await asyncio.to_thread(service.embed, texts)).tolist()
        data = [
            {"object": "embedding", "index": at, "embedding": _coded(row, asked)}
            for at, row in enumerate(rows)
        ]
        words = sum(len(text.split()) for text in texts)
        usage = {"prompt_tokens": words, "total_tokens": words}
        return {"object": "list", "model": asked.model, "data": data, "usage": usage}
    try:
        return await bare.embed(await _opened(service, asked.model), asked)
    except Refused as refused:
        return error(refused.status, str(refused), param=refused.param, code=refused.code)


def _coded(row: list[float], asked: Embed) -> Any:
    if asked.encoding_format == "float":
        return row
    import base64
    import struct

    return base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode()
