"""The window is asked from the endpoint, each kind in its own place, and never guessed."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from agora.errors import ModelError
from agora.models.client import connect
from agora.models.facts import Facts
from agora.models.faults import Place

Serve = Callable[..., Any]


def facts(endpoint: Any, **options: Any) -> Facts:
    async def run() -> Facts:
        model = await connect(Place("here", endpoint.url), **options)
        await model.close()
        return model.facts

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("row", "extra", "kind", "window"),
    [
        (
            {"owned_by": "llamacpp"},
            {"/props": {"default_generation_settings": {"n_ctx": 2048}}},
            "llama.cpp",
            2048,
        ),
        ({"owned_by": "llamacpp", "meta": {"n_ctx": 1024}}, {}, "llama.cpp", 1024),
        ({"owned_by": "vllm", "max_model_len": 4096}, {}, "vllm", 4096),
        ({"context_length": 131072}, {}, "openai", 131072),
        ({"context_window": 32768}, {}, "openai", 32768),
        ({"max_context_length": 65536}, {}, "openai", 65536),
        (
            {"owned_by": "library"},
            {
                "/api/version": {"version": "0.12"},
                "/api/generate": {"done": True},
                "/api/ps": {"models": [{"name": "m", "model": "m", "context_length": 4096}]},
            },
            "ollama",
            4096,
        ),
        (
            {"owned_by": "organization_owner"},
            {
                "/api/v0/models": {
                    "data": [{"id": "m", "loaded_context_length": 8000, "max_context_length": 32768}]
                }
            },
            "lmstudio",
            8000,
        ),
    ],
)
def test_every_kind_tells_its_window(
    serve: Serve, row: dict[str, Any], extra: dict[str, Any], kind: str, window: int
) -> None:
    told = facts(serve([], models=[{"id": "m", **row}], extra=extra))
    assert (told.kind, told.model, told.context_window) == (kind, "m", window)
    assert told.window_source


def test_an_endpoint_that_does_not_tell_is_an_error_that_says_what_to_write(serve: Serve) -> None:
    with pytest.raises(ModelError, match=r"does not tell.*context_window = TOKENS"):
        facts(serve([], models=[{"id": "m"}]))


def test_what_the_user_says_is_believed(serve: Serve) -> None:
    told = facts(serve([], models=[{"id": "m", "max_model_len": 4096}]), context_window=1234)
    assert (told.context_window, told.window_source) == (1234, "agora.toml")


def test_a_loaded_ollama_model_whose_window_is_unknown_is_not_guessed(serve: Serve) -> None:
    extra = {"/api/version": {"version": "0.5"}, "/api/generate": {}, "/api/ps": {"models": [{"name": "m"}]}}
    with pytest.raises(ModelError, match="does not tell"):
        facts(serve([], models=[{"id": "m"}], extra=extra))


def test_the_first_model_is_taken_unless_one_is_named(serve: Serve) -> None:
    rows = [{"id": "a", "max_model_len": 10}, {"id": "b", "max_model_len": 20}]
    assert facts(serve([], models=rows)).model == "a"
    assert facts(serve([], models=rows), model="b").context_window == 20


def test_no_model_at_all(serve: Serve) -> None:
    with pytest.raises(ModelError, match="lists no model"):
        facts(serve([], models=[]))
