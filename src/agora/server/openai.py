"""OpenAI's API: chat completions, embeddings and models, so that any client of theirs is a client of ours.

Two sorts of model name: `agora` is the mind with its tools (each request is a session, which the page shows),
and every other is a bare model. A bare model's request is handed to its own endpoint as it came, with the
caller's tools, schema, stops and all; only `n` is done here, since not every endpoint can.
"""

import asyncio
import json
import ssl
import time
import uuid
from collections.abc import AsyncIterator
from functools import cache
from typing import Annotated, Any, Literal

import httpx
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from agora.errors import AgoraError, BudgetSpent, ModelError, UsageError
from agora.journal import Answer, Reply, Stopped
from agora.models import Message, Model
from agora.server.auth import Needs
from agora.server.desk import Desk
from agora.server.people import Caller
from agora.server.service import Service
from agora.server.sessions import desk_of

__all__ = ["MIND", "error", "router"]

MIND = "agora"
"""The model name that means the mind."""

_TABLE = "agora-words"
"""The model name of memory's own embeddings."""

_MOST_CHOICES = 8
_MOST_TOKENS = 1_024
# An endpoint may have to load a model first; see `agora.models.client.Timeouts`.
_TIMEOUT = httpx.Timeout(300.0, connect=10.0)

router = APIRouter(prefix="/v1", tags=["openai"])
Chat = Annotated[Caller, Depends(Needs("chat"))]


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
    input: str | list[str]
    encoding_format: Literal["float", "base64"] = "float"


class Refused(AgoraError):
    """The endpoint behind a bare model answered with an error, which is passed on."""

    def __init__(self, status: int, body: Any) -> None:
        said = body.get("error", body) if isinstance(body, dict) else body
        super().__init__(str(said.get("message", said) if isinstance(said, dict) else said)[:500])
        self.status = status


def error(
    status: int, message: str, *, param: str | None = None, code: str | None = None, headers: Any = None
) -> JSONResponse:
    """Return an error in OpenAI's form."""
    kinds = {
        401: "authentication_error",
        403: "permission_error",
        404: "not_found_error",
        429: "rate_limit_error",
    }
    kind = kinds.get(status, "invalid_request_error" if status < 500 else "server_error")
    return JSONResponse(
        {"error": {"message": message, "type": kind, "param": param, "code": code}}, status, headers
    )


@router.get("/models")
async def models(request: Request, caller: Chat) -> dict[str, Any]:
    """List the names that can be asked."""
    names = [MIND, *request.app.state.service.models.names(), _TABLE]
    data = [{"id": name, "object": "model", "created": 0, "owned_by": "agora"} for name in names]
    return {"object": "list", "data": data}


@router.post("/chat/completions", response_model=None)
async def chat(request: Request, caller: Chat, asked: Ask) -> Any:
    """Answer a conversation."""
    service: Service = request.app.state.service
    people = request.app.state.people
    if caller.key and people.spent_up(caller.key):
        raise BudgetSpent("The key's budget of tokens is used up.", fix="Ask for a key with a larger one.")
    if asked.model != MIND and asked.model not in service.models.names():
        return error(
            404, f"There is no model {asked.model!r}. See /v1/models.", param="model", code="model_not_found"
        )

    def spend(tokens: int) -> None:
        if caller.key:
            people.spend(caller.key, tokens)

    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": asked.model}
    try:
        if asked.model == MIND:
            choices = [_mind(desk_of(request), asked, index) for index in range(asked.n)]
        else:
            model = await service.models.open(asked.model)
            choices = [_bare(model, asked, index) for index in range(asked.n)]
        if asked.stream:
            merged = _merged(choices)
            first = await anext(merged, None)  # an error before the first piece is still an error's status
            chunks = _stream(head, first, merged, asked, spend)
            return StreamingResponse(
                chunks, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
            )
        return await _whole(head, choices, spend)
    except Refused as refused:
        return error(refused.status if 400 <= refused.status < 500 else 502, str(refused))


# A choice is an async iterator of (index, delta, finish, usage); `delta` is as in a chunk.
Piece = tuple[int, dict[str, Any], str | None, dict[str, int] | None]


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


# ---- the mind


async def _mind(desk: Desk, asked: Ask, index: int) -> AsyncIterator[Piece]:
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
                yield index, {"role": "assistant", "content": _cut(event["text"], asked.stop)}, None, None
                yield index, {}, "stop", used
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


def _cut(text: str, stop: str | list[str] | None) -> str:
    """Return a text up to the first of some stops.

    >>> _cut("one two three", ["three", "two"])
    'one '
    """
    for each in [stop] if isinstance(stop, str) else stop or ():
        text = text.partition(each)[0] if each else text
    return text


# ---- bare models


@cache
def _tls() -> ssl.SSLContext:
    """Return what every connection is checked with; to read the certificates takes as long as a reply."""
    return httpx.create_ssl_context()


async def _bare(model: Model, asked: Ask, index: int) -> AsyncIterator[Piece]:
    place = getattr(model, "place", None)
    if place is None:
        async for piece in _scripted(model, asked, index):
            yield piece
        return
    body = asked.model_dump(exclude_unset=True, exclude={"n", "stream", "stream_options"})
    body |= {"model": model.facts.model, "stream": True, "stream_options": {"include_usage": True}}  # type: ignore[attr-defined]
    if asked.seed is not None:
        body["seed"] = asked.seed + index
    if model.trained and getattr(model, "engine", None) is not None:
        body["lora"] = [{"id": 0, "scale": 0.0}]  # the adapter was trained under Agora's own prompt
    headers = {"Authorization": f"Bearer {place.key.get_secret_value()}"} if place.key else {}
    try:
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, headers=headers, verify=_tls()) as client,
            client.stream("POST", f"{place.url.rstrip('/')}/chat/completions", json=body) as reply,
        ):
            if reply.status_code != 200:
                raise Refused(reply.status_code, _json(await reply.aread()))
            ended = False
            async for line in reply.aiter_lines():
                data = line.removeprefix("data:").strip()
                if line.startswith("data:") and data != "[DONE]":
                    for piece in _pieces(json.loads(data), index):
                        ended = ended or piece[2] is not None
                        yield piece
    except (httpx.HTTPError, ValueError, AttributeError, TypeError) as failed:
        raise ModelError(f"{place} did not answer.", why=f"{type(failed).__name__}: {failed}.") from None
    if not ended:  # a cut answer must not look like a whole one
        raise ModelError(f"{place} broke off.", why="Its stream ended without a reason to finish.")


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode(errors="replace")


def _pieces(chunk: dict[str, Any], index: int) -> list[Piece]:
    if "error" in chunk:
        raise Refused(502, chunk)
    found: list[Piece] = [
        (index, choice.get("delta") or {}, choice.get("finish_reason"), None)
        for choice in chunk.get("choices") or ()
    ]
    if chunk.get("usage"):
        used = {name: int(chunk["usage"].get(name) or 0) for name in ("prompt_tokens", "completion_tokens")}
        found.append((index, {}, None, used))
    return found


async def _scripted(model: Model, asked: Ask, index: int) -> AsyncIterator[Piece]:
    """Ask a model that is no endpoint."""
    messages = [
        Message(role=each.get("role", "user"), content=str(each.get("content"))) for each in asked.messages
    ]
    most = asked.max_completion_tokens or asked.max_tokens or _MOST_TOKENS
    seed = None if asked.seed is None else asked.seed + index
    reply = await model.complete(
        messages, max_tokens=most, temperature=asked.temperature or 0.0, seed=seed, plain=True
    )
    yield index, {"role": "assistant", "content": _cut(reply.text, asked.stop)}, None, None
    used = {"prompt_tokens": reply.tokens_in, "completion_tokens": reply.tokens_out}
    yield index, {}, "length" if reply.finish == "length" else "stop", used


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
    if asked.model not in service.models.names():
        return error(
            404, f"There is no model {asked.model!r}. See /v1/models.", param="model", code="model_not_found"
        )
    model: Any = await service.models.open(asked.model)
    place = getattr(model, "place", None)
    if place is None:
        return error(400, f"{asked.model!r} makes no embeddings; {_TABLE!r} does.", param="model")
    headers = {"Authorization": f"Bearer {place.key.get_secret_value()}"} if place.key else {}
    async with httpx.AsyncClient(timeout=_TIMEOUT, headers=headers, verify=_tls()) as client:
        try:
            sent = {**asked.model_dump(exclude_unset=True), "model": model.facts.model}
            reply = await client.post(f"{place.url.rstrip('/')}/embeddings", json=sent)
        except httpx.HTTPError as failed:
            raise ModelError(f"{place} did not answer.", why=f"{type(failed).__name__}.") from None
    body = _json(reply.content)
    if reply.status_code != 200:
        return error(reply.status_code if 400 <= reply.status_code < 500 else 502, str(Refused(0, body)))
    if not isinstance(body, dict):
        raise ModelError(f"{place} did not answer.", why="What it sent is no list of embeddings.")
    return {**body, "model": asked.model}


def _coded(row: list[float], asked: Embed) -> Any:
    if asked.encoding_format == "float":
        return row
    import base64
    import struct

    return base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode()
