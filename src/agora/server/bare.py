"""Bare models: a request is handed to the model's own endpoint as it came, and its answer comes back.

The caller's tools, schema, stops and all go along; only `n` is done here, since not every endpoint can.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from agora.errors import ModelError
from agora.models import Message, Model
from agora.server.forms import Ask, Embed, Piece, Refused, cut

__all__ = ["embed", "pieces"]

_MOST_TOKENS = 1_024

# An endpoint may have to load a model first; see `agora.models.client.Timeouts`.
_TIMEOUT = aiohttp.ClientTimeout(total=None, connect=10.0, sock_read=300.0)

# Of one line of a stream: an endpoint may send a whole answer with all its tool calls in one.
_MOST_LINE_BYTES = 2**23


async def pieces(model: Model, asked: Ask, index: int) -> AsyncIterator[Piece]:
    """Yield a choice of a model's answer.

    Raises:
        Refused: the endpoint says no.
        ModelError: it does not answer, or not whole.
    """
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
    ended = False
    async with _posted(place, "chat/completions", body) as reply:
        if reply.status != 200:
            raise Refused(reply.status, _json(await reply.read()))
        async for line in reply.content:  # httpx' lines take three times as long
            if line.startswith(b"data:") and (data := line[5:].strip()) != b"[DONE]":
                for piece in _pieces(json.loads(data), index):
                    ended = ended or piece.finish is not None
                    yield piece
    if not ended:  # a cut answer must not look like a whole one
        raise ModelError(f"{place} broke off.", why="Its stream ended without a reason to finish.")


async def embed(model: Model, asked: Embed) -> dict[str, Any]:
    """Return what the endpoint behind a model makes of texts.

    Raises:
        Refused: it says no, or the model is none of an endpoint.
        ModelError: it does not answer.
    """
    place = getattr(model, "place", None)
    if place is None:
        raise Refused(400, f"{asked.model!r} makes no embeddings.")
    sent = {**asked.model_dump(exclude_unset=True), "model": model.facts.model}  # type: ignore[attr-defined]
    async with _posted(place, "embeddings", sent) as reply:
        body, status = _json(await reply.read()), reply.status
    if status != 200:
        raise Refused(status, body)
    if not isinstance(body, dict):
        raise ModelError(f"{place} did not answer.", why="What it sent is no list of embeddings.")
    return {**body, "model": asked.model}


@asynccontextmanager
async def _posted(place: Any, path: str, body: dict[str, Any]) -> AsyncIterator[aiohttp.ClientResponse]:
    """Post to an endpoint; whatever is wrong with its answer is a `ModelError`."""
    headers = {"Authorization": f"Bearer {place.key.get_secret_value()}"} if place.key else {}
    try:
        async with (
            aiohttp.ClientSession(
                timeout=_TIMEOUT, headers=headers, trust_env=True, read_bufsize=_MOST_LINE_BYTES
            ) as web,
            web.post(f"{place.url.rstrip('/')}/{path}", json=body, allow_redirects=False) as reply,
        ):
            yield reply
    except aiohttp.ClientPayloadError:
        raise ModelError(f"{place} broke off.", why="The connection ended before the answer did.") from None
    except (aiohttp.ClientError, TimeoutError, ValueError, AttributeError, TypeError) as failed:
        raise ModelError(f"{place} did not answer.", why=f"{type(failed).__name__}: {failed}.") from None


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode(errors="replace")


def _pieces(chunk: dict[str, Any], index: int) -> list[Piece]:
    if "error" in chunk:
        raise Refused(502, chunk)
    found: list[Piece] = [
        Piece(index, choice.get("delta") or {}, choice.get("finish_reason"), None, choice.get("logprobs"))
        for choice in chunk.get("choices") or ()
    ]
    if chunk.get("usage"):
        used = {name: int(chunk["usage"].get(name) or 0) for name in ("prompt_tokens", "completion_tokens")}
        found.append(Piece(index, used=used))
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
    yield Piece(index, {"role": "assistant", "content": cut(reply.text, asked.stop)})
    used = {"prompt_tokens": reply.tokens_in, "completion_tokens": reply.tokens_out}
    yield Piece(index, finish="length" if reply.finish == "length" else "stop", used=used)
