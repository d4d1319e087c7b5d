"""One client for every endpoint: what it sends, what it makes of the answers, and of the faults."""

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr

from agora.errors import ModelError
from agora.models import Message, ModelReply
from agora.models.client import EndpointModel, Timeouts, connect
from agora.models.facts import Facts
from agora.models.faults import Place
from agora.models.wire import Wire

PROMPT = [Message(role="user", content="one two three")]
Serve = Callable[..., Any]


def ask(endpoint: Any, *, key: str = "", timeouts: Timeouts | None = None, **options: Any) -> ModelReply:
    """Connect, ask once, close."""

    async def run() -> ModelReply:
        place = Place("here", endpoint.url, SecretStr(key) if key else None)
        model = await connect(place, timeouts=timeouts, context_window=options.pop("context_window", None))
        try:
            return await model.complete(PROMPT, max_tokens=9, **options)
        finally:
            await model.close()

    return asyncio.run(run())


def failure(endpoint: Any, **options: Any) -> str:
    with pytest.raises(ModelError) as caught:
        ask(endpoint, **options)
    return str(caught.value)


def test_a_reply_is_streamed_in_order_and_counted(serve: Serve) -> None:
    pieces: list[str] = []
    reply = ask(serve(["Paris is the capital."]), on_text=pieces.append)
    assert reply.text == "Paris is the capital."
    assert "".join(pieces) == reply.text
    assert len(pieces) == 3
    assert (reply.finish, reply.tokens_in, reply.tokens_out) == ("stop", 3, 4)
    assert reply.model == "here/fake"


def test_a_cut_reply_says_so(serve: Serve) -> None:
    assert ask(serve([{"text": "cut", "finish": "length"}])).finish == "length"


def test_a_reply_that_goes_round_in_a_loop_is_left_after_its_first_turn(serve: Serve) -> None:
    pieces: list[str] = []
    text = "Well. " + "I am here to help with your questions. " * 200
    reply = ask(serve([text]), on_text=pieces.append)
    assert reply.text.startswith("Well. I am here to help with your questions.")
    assert len(reply.text) < 100
    assert reply.finish == "stop"
    assert sum(len(piece) for piece in pieces) < len(text)


def test_tokens_are_estimated_from_above_where_none_are_told(serve: Serve) -> None:
    reply = ask(serve([{"text": "some words", "no_usage": True}]))
    assert reply.tokens_in >= 3
    assert reply.tokens_out >= 2


def test_it_sends_what_was_asked_for(serve: Serve) -> None:
    endpoint = serve(["x"])
    ask(endpoint, temperature=0.5, seed=7, grammar='root ::= "x"')
    sent = endpoint.requests[0]
    assert (sent["temperature"], sent["seed"], sent["max_tokens"]) == (0.5, 7, 9)
    assert sent["messages"] == PROMPT
    assert "grammar" not in sent, "only llama.cpp takes one"


def test_a_grammar_goes_to_llama_cpp(serve: Serve) -> None:
    props = {"/props": {"default_generation_settings": {"n_ctx": 512}}}
    endpoint = serve(["x"], models=[{"id": "m", "owned_by": "llamacpp"}], extra=props)
    ask(endpoint, grammar='root ::= "x"')
    assert endpoint.requests[0]["grammar"] == 'root ::= "x"'


def test_a_busy_endpoint_is_asked_again_when_it_said(serve: Serve) -> None:
    busy = {"status": 429, "headers": {"Retry-After": "1"}, "times": 1, "then": "at last"}
    endpoint = serve([busy])
    started = time.monotonic()
    assert ask(endpoint).text == "at last"
    assert time.monotonic() - started >= 1
    assert len(endpoint.requests) == 2


def test_a_failing_endpoint_is_asked_again_but_not_for_ever(serve: Serve) -> None:
    assert ask(serve([{"status": 503, "times": 2, "then": "better"}])).text == "better"
    endpoint = serve([{"status": 503, "body": {"error": {"message": "no GPU left"}}}])
    message = failure(endpoint)
    assert len(endpoint.requests) == 4
    assert "HTTP 503" in message
    assert "no GPU left" in message
    assert f"here ({endpoint.url})" in message


def test_nobody_waits_for_an_endpoint_that_wants_more_than_two_minutes(serve: Serve) -> None:
    endpoint = serve([{"status": 429, "headers": {"Retry-After": "600"}}])
    assert "Try in 600 s" in failure(endpoint)
    assert len(endpoint.requests) == 1


def test_an_endpoint_that_hangs_up_before_it_answers_is_asked_again() -> None:
    calls: list[bytes] = []

    async def hang_up_first(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(await reader.readuntil(b"\r\n\r\n"))
        if len(calls) > 1:
            data = b'data: {"choices": [{"delta": {"content": "here"}, "finish_reason": "stop"}]}\n\n'
            writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + data)
        writer.close()

    async def run() -> str:
        server = await asyncio.start_server(hang_up_first, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        facts = Facts("openai", "m", ("m",), 8192, "a test")
        wire = Wire(Place("here", url), connect_s=5)
        model = EndpointModel(None, wire, Place("here", url), facts, Timeouts(), False, None, 0, 0, None)
        reply = await model.complete(PROMPT, max_tokens=9)
        await wire.close()
        server.close()
        return reply.text

    assert asyncio.run(run()) == "here"
    assert len(calls) == 2


def test_an_option_that_an_endpoint_refuses_is_left_out_from_then_on(serve: Serve) -> None:
    def reply(body: dict[str, Any]) -> Any:
        for option in ("max_tokens", "temperature"):
            if option in body:
                message = f"Unsupported parameter: '{option}' is not supported with this model."
                return {"status": 400, "body": {"error": {"message": message, "param": option}}}
        return "done"

    async def twice() -> None:
        model = await connect(Place("here", endpoint.url))
        await model.complete(PROMPT, max_tokens=9)
        await model.complete(PROMPT, max_tokens=9)
        await model.close()

    endpoint = serve(reply)
    asyncio.run(twice())
    assert len(endpoint.requests) == 4
    assert endpoint.requests[-1]["max_completion_tokens"] == 9


def test_another_kind_of_refusal_is_not_taken_for_that(serve: Serve) -> None:
    body = {"error": {"message": "temperature must be at most 2"}}
    endpoint = serve([{"status": 400, "body": body}])
    assert "temperature must be at most 2" in failure(endpoint)
    assert len(endpoint.requests) == 1


def test_cancelling_stops_the_generation(serve: Serve) -> None:
    endpoint = serve([{"text": "word " * 2000, "delay_s": 0.02}])

    async def run() -> None:
        model = await connect(Place("here", endpoint.url))
        begun = asyncio.Event()
        task = asyncio.create_task(model.complete(PROMPT, max_tokens=9, on_text=lambda text: begun.set()))
        await begun.wait()
        assert endpoint.open_streams == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        while endpoint.open_streams:
            await asyncio.sleep(0.01)
        await model.close()

    asyncio.run(asyncio.wait_for(run(), 20))


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({"text": "half of an answer", "die_after": 8}, ["broke off", "after 8 characters"]),
        ({"raw": ""}, ["does not speak", "no stream"]),
        ({"raw": "<html>Welcome</html>"}, ["does not speak"]),
        ({"raw": "data: {broken\n\n"}, ["does not speak", "no JSON"]),
        ({"raw": "data: [1, 2]\n\n"}, ["does not speak", "no completion"]),
        ({"raw": 'data: {"choices": 5}\n\n'}, ["does not speak"]),
        ({"raw": 'data: {"error": {"message": "out of memory"}}\n\n'}, ["failed while", "out of memory"]),
        ({"status": 404, "body": {"error": {"message": "model 'fake' not found"}}}, ["has no model 'fake'"]),
        (
            {"status": 400, "body": {"error": {"message": "request exceeds the available context size"}}},
            ["does not fit", "available context size", "larger window"],
        ),
        ({"status": 403, "body": {"error": {"message": "not yours"}}}, ["refuses access", "not yours"]),
    ],
)
def test_each_fault_names_the_endpoint_and_the_cause(serve: Serve, reply: Any, words: list[str]) -> None:
    endpoint = serve([reply])
    message = failure(endpoint)
    for word in [*words, "here", endpoint.url]:
        assert word in message


def test_silence_has_an_end(serve: Serve) -> None:
    quick = Timeouts(first_token_s=0.2)
    assert "no reply began within 0.2 s" in failure(serve([{"hang_s": 3}]), timeouts=quick)
    slow = serve([{"text": "x" * 80, "delay_s": 1.5}])
    message = failure(slow, timeouts=Timeouts(first_token_s=60, between_s=0.2))
    assert "nothing came for 0.2 s" in message


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(ModelError, match=r"cannot be reached\..*[Cc]onnect.*running"):
            asyncio.run(connect(Place(url, url)))


def test_a_wrong_path_suggests_the_right_one(serve: Serve) -> None:
    url = serve(["x"]).url.removesuffix("/v1")
    with pytest.raises(ModelError, match=f"try {url}/v1"):
        asyncio.run(connect(Place("here", url)))


def test_a_key_is_sent_and_never_shown(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert ask(serve(["in"], key="sk-right"), key="sk-right").text == "in"
    message = failure(serve(["in"], key="sk-right"), key="sk-wrong-one")
    assert "HTTP 401" in message
    assert "AGORA_API_KEY" in message
    assert "not accepted" in message
    assert "sk-wrong-one" not in message + caplog.text
    assert "sk-right" not in caplog.text
    assert "No key was sent" in failure(serve(["in"], key="sk-right"))


def test_no_representation_holds_the_key(serve: Serve) -> None:
    async def run() -> str:
        model = await connect(Place("here", serve(["x"]).url, SecretStr("sk-secret")))
        await model.close()
        await model.close()
        return repr(model) + repr(vars(model)) + str(model.place)

    assert "sk-secret" not in asyncio.run(run())


def test_it_is_a_model(serve: Serve) -> None:
    from agora.models import Model

    async def run() -> EndpointModel:
        model = await connect(Place("here", serve(["x"]).url))
        await model.close()
        return model

    model: Model = asyncio.run(run())
    assert model.context_window == 8192
