"""One client for every endpoint, embedded or remote, with our time-outs and errors.

Facts are asked through the `openai` package; replies, of which a service has hundreds at once, by `Wire`.
"""

import asyncio
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agora.models.base import Finish, Message, ModelReply
from agora.models.embedded import Engine
from agora.models.facts import Facts, ask
from agora.models.faults import Place
from agora.models.loops import first_turn
from agora.models.tokens import count, estimate
from agora.models.wire import RETRIES, Refusal, Wire

if TYPE_CHECKING:
    import aiohttp

__all__ = ["EndpointModel", "Timeouts", "connect"]

# Without these a request is still the same request; an endpoint that refuses one does not get it again.
_OPTIONAL = ("stream_options", "logprobs", "seed", "temperature", "max_tokens")
_UNSUPPORTED = re.compile(r"unsupported|not support|unrecogni[sz]ed|unknown|unexpected|not permitted", re.I)


# Pieces of a reply after which it is looked at again for going round in a loop.
_LOOK_FOR_LOOPS = 16

# So often, within the time that an endpoint may be silent, its silence is timed anew.
_RENEWALS = 10


@dataclass(frozen=True)
class Timeouts:
    """How long an endpoint may be silent, in seconds.

    Attributes:
        connect_s: until the connection stands.
        first_token_s: until the reply begins; a server may have to load the model and read a long prompt.
        between_s: from one piece of the reply to the next.
    """

    connect_s: float = 10.0
    first_token_s: float = 300.0
    between_s: float = 60.0


async def connect(
    place: Place,
    *,
    model: str = "",
    context_window: int | None = None,
    trained: bool = False,
    calibration: Path | None = None,
    price_in: float = 0.0,
    price_out: float = 0.0,
    engine: Engine | None = None,
    timeouts: Timeouts | None = None,
) -> "EndpointModel":
    """Return the model at an endpoint, once the endpoint has told what it is.

    Args:
        model: its name there; empty takes the first that is listed.
        context_window: tokens, for an endpoint that does not tell.
        engine: the embedded engine that serves it, to be closed with it.

    Raises:
        ModelError: see `facts.ask`.
    """
    import openai

    timeouts = timeouts or Timeouts()
    client = openai.AsyncOpenAI(
        base_url=place.url,
        api_key=place.key.get_secret_value() if place.key else "none",
        max_retries=RETRIES,
        # Silence is timed here and not there, where a time-out would be taken for a reason to ask again.
        timeout=openai.Timeout(None, connect=timeouts.connect_s),
    )
    try:
        facts = await ask(client, place, model=model, context_window=context_window)
    except BaseException:
        await client.close()
        raise
    wire = Wire(place, timeouts.connect_s)
    return EndpointModel(
        client, wire, place, facts, timeouts, trained, calibration, price_in, price_out, engine
    )


class EndpointModel:
    """A model behind an OpenAI-compatible endpoint; made by `connect`."""

    def __init__(
        self,
        client: Any,
        wire: Wire,
        place: Place,
        facts: Facts,
        timeouts: Timeouts,
        trained: bool,
        calibration: Path | None,
        price_in: float,
        price_out: float,
        engine: Engine | None,
    ) -> None:
        self.name = (
            facts.model
            if engine
            else f"{place.name}/{facts.model}"
            if place.name != place.url
            else facts.model
        )
        self.facts = facts
        self.place = place
        self.context_window = facts.context_window
        self.takes_grammar = facts.kind == "llama.cpp"
        self.trained = trained
        self.calibration = calibration
        self.price_in = price_in
        self.price_out = price_out
        self._client, self._wire = client, wire
        self._timeouts = timeouts
        self.engine = engine
        self._left_out: set[str] = set()

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
        """Return the reply to `messages`; see `Model.complete`."""
        started = time.monotonic()
        request = {
            "model": self.facts.model,
            "messages": list(messages),
            "max_tokens": max_tokens,
            "temperature": temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
            "logprobs": True,
        }
        if seed is not None:
            request["seed"] = seed
        if grammar is not None and self.takes_grammar:
            request["grammar"] = grammar
        if plain and self.trained and self.engine is not None:
            request["lora"] = [{"id": 0, "scale": 0.0}]
        reply = await self._stream(request, on_text)
        tokens_in, tokens_out = reply.tokens_in, reply.tokens_out
        return ModelReply(
            text=reply.text,
            model=self.name,
            finish=reply.finish or "stop",
            tokens_in=await self.count_tokens(messages) if tokens_in is None else tokens_in,
            tokens_out=estimate(reply.text) if tokens_out is None else tokens_out,
            seconds=time.monotonic() - started,
            logprob_mean=sum(reply.logprobs) / len(reply.logprobs) if reply.logprobs else None,
            logprob_min=min(reply.logprobs) if reply.logprobs else None,
        )

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Return the tokens of a prompt: counted by llama.cpp and vLLM, else an upper estimate."""
        root = self.place.url.rstrip("/").removesuffix("/v1")
        return await count(self._client, self.facts.kind, root, self.facts.model, messages)

    async def close(self) -> None:
        """Close the connection, and the engine behind it if it is the embedded one."""
        await self._client.close()
        await self._wire.close()
        if self.engine is not None:
            await asyncio.to_thread(self.engine.close)

    async def _stream(self, request: dict[str, Any], on_text: Callable[[str], None] | None) -> "_Reply":
        import aiohttp

        loop = asyncio.get_running_loop()
        reply, renew_at = _Reply(), 0.0
        try:
            async with asyncio.timeout(self._timeouts.first_token_s) as timer:
                # Leaving this block in any way closes the connection, by which the server knows to stop.
                async with await self._create(request) as stream:
                    async for line in stream.content:
                        if not line.startswith(b"data:"):
                            continue
                        data = line[5:].strip()
                        if data.startswith(b"[DONE]"):
                            break
                        text = self._take(reply, json.loads(data))
                        if text and on_text is not None:
                            on_text(text)
                        # Not at each piece: of thousands a second that is felt.
                        if reply.begun and loop.time() >= renew_at:
                            timer.reschedule(loop.time() + self._timeouts.between_s)
                            renew_at = loop.time() + self._timeouts.between_s / _RENEWALS
                        if len(reply.pieces) % _LOOK_FOR_LOOPS == 0 and reply.leave_loop():
                            break
        except TimeoutError:
            raise self.place.silent(self._waited(reply)) from None
        except (aiohttp.ClientError, OSError):
            raise self.place.broken_off(len(reply.text), bool(reply.pieces)) from None
        except Refusal as refusal:
            raise self.place.refused(
                refusal.status, refusal.body, refusal.retry_after, self.facts.model, self.facts.listed
            ) from None
        except ValueError:
            raise self.place.garbage("what it sent is no JSON") from None
        if reply.finish is None:
            raise self.place.broken_off(len(reply.text), bool(reply.pieces))
        return reply

    def _take(self, reply: "_Reply", chunk: Any) -> str:
        if isinstance(chunk, dict) and (error := chunk.get("error")):
            raise self.place.failed(error)
        try:
            return reply.take(chunk)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise self.place.garbage("a piece of its stream is no completion") from None

    async def _create(self, request: dict[str, Any]) -> "aiohttp.ClientResponse":
        while True:
            sent = {key: value for key, value in request.items() if key not in self._left_out}
            if "max_tokens" in self._left_out:
                sent["max_completion_tokens"] = request["max_tokens"]
            try:
                return await self._wire.post(sent)
            except Refusal as refusal:
                words = str(refusal)
                refused = {key for key in _OPTIONAL if key in sent and re.search(rf"\b{key}\b", words)}
                if refusal.status not in (400, 422) or not (refused and _UNSUPPORTED.search(words)):
                    raise
                self._left_out |= refused

    def _waited(self, reply: "_Reply") -> str:
        if reply.begun:
            return f"after {len(reply.text)} characters nothing came for {self._timeouts.between_s:g} s"
        return f"no reply began within {self._timeouts.first_token_s:g} s"


class _Reply:
    """A reply as it comes in, piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.logprobs: list[float] = []
        self.finish: Finish | None = None
        self.tokens_in: int | None = None
        self.tokens_out: int | None = None
        self.begun = False
        """The model has said something, be it hidden reasoning."""

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def leave_loop(self) -> bool:
        """If the model goes round in a loop, keep its first turn, and say so."""
        kept = first_turn(self.text)
        if kept is None:
            return False
        self.tokens_out = len(self.pieces)  # the endpoint sends its count at the end, which is not waited for
        self.pieces, self.finish = [kept], "stop"
        return True

    def take(self, chunk: Any) -> str:
        """Take one chunk and return the text in it.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it is no chunk of a completion.
        """
        if usage := chunk.get("usage"):
            self.tokens_in = int(usage["prompt_tokens"])
            self.tokens_out = int(usage["completion_tokens"])
        text = ""
        for choice in chunk["choices"]:
            if finish := choice.get("finish_reason"):
                self.finish = "length" if finish == "length" else "stop"
            if logprobs := choice.get("logprobs"):
                self.logprobs += [float(token["logprob"]) for token in logprobs.get("content") or ()]
            if delta := choice.get("delta"):
                text += delta.get("content") or ""
                hidden = delta.get("reasoning_content") or delta.get("reasoning")
                self.begun |= bool(text or hidden)
        self.pieces.append(text)
        return text
