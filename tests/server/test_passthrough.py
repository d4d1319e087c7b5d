"""A bare model behind an endpoint: what the caller sent arrives there, what it says comes back whole."""

import json

import openai
import pytest
from tests.models.fake_endpoint import FakeEndpoint

from agora.config import Endpoint, Settings
from agora.server import Service
from agora.server.app import create_app

ASK = [{"role": "user", "content": "Hi there"}]
TOOL = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}


def stream(*chunks, end="data: [DONE]\n\n"):
    """Return a reply of the endpoint, chunk by chunk."""
    return {"raw": "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + end}


def said(delta, finish=None):
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


@pytest.fixture
def vectors():
    """What was posted to the endpoint's embeddings."""
    return []


@pytest.fixture
def far(vectors):
    def embed(body):
        vectors.append(body)
        row = {"object": "embedding", "index": 0, "embedding": [0.5, 1.0]}
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return {"object": "list", "model": body["model"], "data": [row], "usage": usage}

    with FakeEndpoint(["Hello there, reader."], extra={"/v1/embeddings": embed}) as endpoint:
        yield endpoint


@pytest.fixture
def app(home, workspace, far):
    settings = Settings(home=home, endpoints={"far": Endpoint(url=far.url)})
    return create_app(Service(settings, workspace=workspace))


@pytest.fixture
def client(web):
    return openai.AsyncOpenAI(
        base_url="http://127.0.0.1:8420/v1", api_key="any", http_client=web, max_retries=0
    )


async def test_what_the_caller_sent_arrives(client, far) -> None:
    schema = {"type": "json_schema", "json_schema": {"name": "s", "schema": {"type": "object"}}}
    reply = await client.chat.completions.create(
        model="far", messages=ASK, tools=[TOOL], tool_choice="auto", response_format=schema, seed=7,
        stop=["END"], max_completion_tokens=9, temperature=0.3, top_p=0.9, extra_body={"min_p": 0.1},
    )  # fmt: skip
    assert (reply.model, reply.object) == ("far", "chat.completion")
    assert reply.choices[0].message.content == "Hello there, reader."
    assert reply.choices[0].finish_reason == "stop"
    assert reply.usage.model_dump(include={"prompt_tokens", "completion_tokens", "total_tokens"}) == {
        "prompt_tokens": 2, "completion_tokens": 3, "total_tokens": 5,
    }  # fmt: skip
    assert far.requests == [{
        "model": "fake", "messages": ASK, "tools": [TOOL], "tool_choice": "auto", "response_format": schema,
        "seed": 7, "stop": ["END"], "max_completion_tokens": 9, "temperature": 0.3, "top_p": 0.9,
        "min_p": 0.1, "stream": True, "stream_options": {"include_usage": True},
    }]  # fmt: skip


async def test_several_choices_have_each_a_seed_and_are_paid_together(client, far) -> None:
    reply = await client.chat.completions.create(model="far", messages=ASK, n=3, seed=7)
    assert [choice.index for choice in reply.choices] == [0, 1, 2]
    assert [body["seed"] for body in far.requests] == [7, 8, 9]
    assert all("n" not in body for body in far.requests)
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (6, 9)


async def test_a_stream_comes_in_pieces_with_the_usage_only_when_asked_for(client, far) -> None:
    for wanted in (False, True):
        options = {"stream_options": {"include_usage": True}} if wanted else {}
        asked = await client.chat.completions.create(model="far", messages=ASK, n=2, stream=True, **options)
        chunks = [chunk async for chunk in asked]
        for index in (0, 1):
            pieces = [c.choices[0] for c in chunks if c.choices and c.choices[0].index == index]
            assert "".join(piece.delta.content or "" for piece in pieces) == "Hello there, reader."
            assert [piece.finish_reason for piece in pieces if piece.finish_reason] == ["stop"]
            assert len(pieces) > 3
        assert {chunk.model for chunk in chunks} == {"far"}
        totals = [chunk.usage.total_tokens for chunk in chunks if chunk.usage]
        assert totals == ([10] if wanted else [])


@pytest.mark.parametrize("streamed", [False, True])
async def test_the_callers_tools_are_called(client, far, streamed) -> None:
    def part(index, **function):
        return {"index": index, "id": f"c{index}" if "name" in function else None, "function": function}

    far.script = [stream(
        said({"role": "assistant", "content": None, "reasoning_content": "Look "}),
        said({"reasoning_content": "outside."}),
        said({"tool_calls": [part(0, name="weather", arguments="{\"at\":")]}),
        said({"tool_calls": [part(0, arguments="\"Lyon\"}"), part(1, name="weather", arguments="{}")]}),
        said({}, "tool_calls"),
    )]  # fmt: skip
    if streamed:
        asked = await client.chat.completions.create(model="far", messages=ASK, tools=[TOOL], stream=True)
        chunks = [chunk.choices[0] async for chunk in asked]
        calls = [call for chunk in chunks for call in chunk.delta.tool_calls or ()]
        assert "".join(call.function.arguments for call in calls if call.index == 0) == '{"at":"Lyon"}'
        assert chunks[-1].finish_reason == "tool_calls"
        return
    choice = (await client.chat.completions.create(model="far", messages=ASK, tools=[TOOL])).choices[0]
    assert choice.finish_reason == "tool_calls"
    assert choice.message.content is None
    assert choice.message.reasoning_content == "Look outside."
    found = [(call.id, call.function.name, call.function.arguments) for call in choice.message.tool_calls]
    assert found == [("c0", "weather", '{"at":"Lyon"}'), ("c1", "weather", "{}")]


async def test_a_tools_result_goes_on_as_it_came(client, far) -> None:
    far.script = lambda body: "It rains."
    call = {"id": "c0", "type": "function", "function": {"name": "weather", "arguments": "{}"}}
    asked = [
        *ASK,
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c0", "content": "rain"},
    ]
    reply = await client.chat.completions.create(model="far", messages=asked, tools=[TOOL])
    assert reply.choices[0].message.content == "It rains."
    assert far.requests[0]["messages"] == asked


async def test_the_endpoints_refusal_is_passed_on(client, far) -> None:
    far.script = [{"status": 400, "body": {"error": {"message": "no such grammar"}}}]
    for streamed in (False, True):
        with pytest.raises(openai.BadRequestError, match="no such grammar"):
            await client.chat.completions.create(model="far", messages=ASK, stream=streamed)
    far.script = [{"status": 503, "body": {"error": "busy"}}]
    with pytest.raises(openai.InternalServerError, match="busy") as failed:
        await client.chat.completions.create(model="far", messages=ASK)
    assert failed.value.status_code == 502


@pytest.mark.parametrize(
    "reply",
    [
        {"text": "Hello there, reader.", "die_after": 8},
        {"raw": "<html>"},
        stream([1]),
        stream({"choices": [1]}),
        stream(said({"content": "a"}), end="data: {\n\n"),
    ],
)
async def test_a_cut_or_garbled_answer_is_not_given_out_as_a_whole_one(client, far, reply) -> None:
    far.script = [reply]
    with pytest.raises(openai.InternalServerError) as failed:
        await client.chat.completions.create(model="far", messages=ASK)
    assert failed.value.status_code == 502
    with pytest.raises(openai.APIError):
        async for _ in await client.chat.completions.create(model="far", messages=ASK, stream=True):
            pass


async def test_embeddings_go_to_the_endpoint_by_its_own_name(client, vectors) -> None:
    made = await client.embeddings.create(model="far", input="tea", dimensions=2, encoding_format="float")
    assert made.model == "far"
    assert made.data[0].embedding == [0.5, 1.0]
    assert vectors == [{"model": "fake", "input": "tea", "dimensions": 2, "encoding_format": "float"}]


async def test_an_endpoint_without_embeddings_says_so(client, far) -> None:
    del far.extra["/v1/embeddings"]
    with pytest.raises(openai.NotFoundError, match="no such path"):
        await client.embeddings.create(model="far", input="tea")


async def test_one_model_is_told_of(client) -> None:
    assert (await client.models.retrieve("far")).id == "far"
    with pytest.raises(openai.NotFoundError, match="no model 'none'"):
        await client.models.retrieve("none")


async def test_probabilities_of_tokens_come_back(client, far) -> None:
    told = {"content": [{"token": "Hi", "logprob": -0.5, "bytes": None, "top_logprobs": []}], "refusal": None}
    chunk = {"choices": [{"index": 0, "delta": {"content": "Hi"}, "finish_reason": None, "logprobs": told}]}
    far.script = lambda body: stream(chunk, said({}, "stop"))
    reply = await client.chat.completions.create(model="far", messages=ASK, logprobs=True)
    assert reply.choices[0].logprobs.content[0].logprob == -0.5
    streamed = await client.chat.completions.create(model="far", messages=ASK, logprobs=True, stream=True)
    pieces = [piece async for piece in streamed]
    assert pieces[0].choices[0].logprobs.content[0].token == "Hi"


@pytest.mark.parametrize(
    ("wrong", "param"),
    [({"input": []}, None), ({"input": ["a"] * 3_000}, None), ({"input": [[1, 2]]}, "input"),
     ({"input": "a", "dimensions": 64}, "dimensions")],
)  # fmt: skip
async def test_embeddings_that_cannot_be_are_refused(client, wrong, param) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        await client.embeddings.create(model="agora-words", **wrong)
    assert param is None or refused.value.param == param
