"""OpenAI's API: chat completions, embeddings and models, so that any client of theirs is a client of ours.

Two sorts of model name: `agora` is the mind with its tools (`agora.server.asked_mind`), and every other
is a bare model (`agora.server.bare`).
"""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from agora.errors import AgoraError
from agora.memory import WordTable
from agora.models import Model
from agora.server import asked_mind, bare
from agora.server.auth import Needs
from agora.server.forms import Ask, Embed, Piece, Refused, Unknown, error
from agora.server.people import Caller
from agora.server.service import Service
from agora.server.sessions import desk_of, spending

__all__ = ["MIND", "error", "router"]

MIND = "agora"
"""The model name that means the mind."""

_TABLE = "agora-words"
"""The model name of memory's own embeddings."""

# As nginx has it: the client closed its request.
_GONE = 499

_T = TypeVar("_T")

router = APIRouter(prefix="/v1", tags=["openai"])
Chat = Annotated[Caller, Depends(Needs("chat"))]


@router.get("/models")
async def models(request: Request, caller: Chat) -> dict[str, Any]:
    """List the names that can be asked."""
    known = await asyncio.to_thread(request.app.state.service.models.names)
    names = [MIND, *known, _TABLE]
    data = [{"id": name, "object": "model", "created": 0, "owned_by": "agora"} for name in names]
    return {"object": "list", "data": data}


@router.get("/models/{name:path}", response_model=None)
async def one_model(request: Request, caller: Chat, name: str) -> Any:
    """Tell of one name."""
    known = (await models(request, caller))["data"]
    return next((each for each in known if each["id"] == name), None) or _unknown(name)


def _unknown(name: str) -> Any:
    refused = Unknown(name)
    return error(refused.status, str(refused), param=refused.param, code=refused.code)


@router.post("/chat/completions", response_model=None)
async def chat(request: Request, caller: Chat, asked: Ask) -> Any:
    """Answer a conversation."""
    service: Service = request.app.state.service
    # What the mind takes is counted where its session journals it.
    spend = spending(request) if asked.model != MIND else _nothing
    request.state.acts = asked.model == MIND
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
            # An error before the first piece is still an error's status.
            first = await _unless_gone(request, anext(merged, None))
            chunks = _stream(head, first, merged, asked, spend)
            return StreamingResponse(
                chunks, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
            )
        return await _unless_gone(request, _whole(head, choices, spend))
    except Refused as refused:
        return error(refused.status, str(refused), param=refused.param, code=refused.code)


def _nothing(tokens: int) -> None:
    pass


async def _unless_gone(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """Return what comes of some work; it is cancelled when the client goes.

    Raises:
        Refused: the client has gone, so nobody reads this.
    """

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    task, left = asyncio.create_task(work), asyncio.create_task(gone())
    try:
        await asyncio.wait({task, left}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Refused(_GONE, "The client has gone.")
        return task.result()
    finally:
        for each in (task, left):
            each.cancel()
        await asyncio.gather(task, left, return_exceptions=True)


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
    total, words = {"prompt_tokens": 0, "completion_tokens": 0}, 0
    head = {**head, "object": "chat.completion.chunk"}

    async def pieces() -> AsyncIterator[Piece]:
        if first is not None:
            yield first
        async for piece in rest:
            yield piece

    try:
        async for piece in pieces():
            if piece.used is not None:
                total = {name: total[name] + piece.used[name] for name in total}
            words += bool(piece.delta)
            if piece.delta or piece.finish:
                yield _data({**head, "choices": [piece.choice()]})
        if (asked.stream_options or {}).get("include_usage"):
            yield _data({**head, "choices": [], "usage": _usage(total)})
    except AgoraError as failed:
        yield _data({"error": {"message": str(failed), "type": "server_error", "param": None, "code": None}})
    finally:
        spend(sum(total.values()) or words)  # who goes before the count comes pays for what came
    yield "data: [DONE]\n\n"


async def _whole(head: dict[str, Any], choices: list[AsyncIterator[Piece]], spend: Any) -> dict[str, Any]:
    total = {"prompt_tokens": 0, "completion_tokens": 0}
    said = []
    try:
        for index, choice in enumerate(choices):
            message: dict[str, Any] = {"role": "assistant", "content": None}
            ended, logprobs = "stop", dict[str, Any]()
            async for piece in choice:
                _add(message, piece.delta)
                ended = piece.finish or ended
                for name, part in (piece.logprobs or {}).items():
                    logprobs[name] = (logprobs.get(name) or []) + (part or [])
                if piece.used is not None:
                    total = {name: total[name] + piece.used[name] for name in total}
            made = {"index": index, "message": message, "finish_reason": ended}
            said.append({**made, "logprobs": logprobs or None})
    finally:
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
    texts: Any = [asked.input] if isinstance(asked.input, str) else asked.input
    if asked.model == _TABLE:
        if not isinstance(texts[0], str):
            return error(400, f"{_TABLE} takes texts, no tokens.", param="input")
        if asked.dimensions not in (None, WordTable.dims):
            return error(400, f"{_TABLE} has {WordTable.dims} dimensions.", param="dimensions")
        rows = (await asyncio.to_thread(service.embed, texts)).tolist()
        data = [
            {"object": "embedding", "index": at, "embedding": _coded(row, asked)}
            for at, row in enumerate(rows)
        ]
        words = sum(len(text.split()) for text in texts)
        spending(request)(words)
        usage = {"prompt_tokens": words, "total_tokens": words}
        return {"object": "list", "model": asked.model, "data": data, "usage": usage}
    try:
        told = await bare.embed(await _opened(service, asked.model), asked)
        spending(request)(int((told.get("usage") or {}).get("total_tokens") or 0))
        return told
    except Refused as refused:
        return error(refused.status, str(refused), param=refused.param, code=refused.code)


def _coded(row: list[float], asked: Embed) -> Any:
    if asked.encoding_format == "float":
        return row
    import base64
    import struct

    return base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode()
