"""The scripted model fails loudly."""

import asyncio

import pytest

from agora.models import Message, ModelReply, ScriptedModel


def ask(model: ScriptedModel, text: str) -> ModelReply:
    return asyncio.run(model.complete([Message(role="user", content=text)], max_tokens=5))


def test_replies_come_in_order_with_their_pieces() -> None:
    model = ScriptedModel([("first", "one two"), (lambda prompt: len(prompt) == 1, "three"), (None, "")])
    assert [ask(model, "the first").text, ask(model, "any").text, ask(model, "any").text] == [
        "one two",
        "three",
        "",
    ]
    assert [prompt[0]["content"] for prompt in model.prompts] == ["the first", "any", "any"]


def test_another_prompt_than_expected_shows_both() -> None:
    with pytest.raises(AssertionError, match=r"expects 'Paris'[\s\S]*user: Rome"):
        ask(ScriptedModel([("Paris", "x")]), "Rome")


def test_a_script_that_is_over_says_so() -> None:
    with pytest.raises(AssertionError, match="has 0 replies"):
        ask(ScriptedModel([]), "Rome")
