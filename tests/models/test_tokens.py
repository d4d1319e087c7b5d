"""The estimate is never below what a real vocabulary counts."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from agora.models import Message
from agora.models.client import connect
from agora.models.embedded import Engine
from agora.models.faults import Place
from agora.models.tokens import estimate

TEXTS = [
    "The quick brown fox jumps over the lazy dog, antidisestablishmentarianism and all.",
    "def f(x):\n    return [i ** 2 for i in range(x) if i % 3 == 0]\n\n\nprint(f(1234567890))\n",
    "Grüße aus Köln: 3,14159 € — „völlig“ naïve façade.",
    "日本語のテキスト、そして中文字符。 Привет, мир! مرحبا 👩‍👩‍👧‍👦🏳️‍🌈",
    "|---|:-:|\n| a | b |\n\t\t\tindented\r\n    \n\n\n\n!!!???...",
    "",
]
SENSELESS = "aGVsbG8gd29ybGQhIQ== 0xDEADBEEF 9f86d081884c7d659a2feaa0c55ad015 XQZJKVWY qzxjkvw"


@pytest.mark.embedded
def test_the_estimate_is_an_upper_one_and_not_absurd(engine: Engine) -> None:
    async def count(text: str) -> tuple[int, int]:
        model = await connect(Place("e", f"{engine.url}/v1", engine.key))
        prompt = [Message(role="user", content=text)]
        exact = await model.count_tokens(prompt)
        empty = await model.count_tokens([Message(role="user", content="")])
        await model.close()
        return exact - empty, estimate(text)

    for text in [*TEXTS, Path(__file__).read_text(encoding="utf-8")]:
        exact, estimated = asyncio.run(count(text))
        assert exact <= estimated <= 2.5 * exact + 2, text
    exact, estimated = asyncio.run(count(SENSELESS))
    assert exact <= 1.5 * estimated, "even letters without sense stay near"


@pytest.mark.embedded
def test_llama_cpp_counts_exactly_what_it_then_reads(engine: Engine) -> None:
    async def both() -> tuple[int, int]:
        model = await connect(Place("e", f"{engine.url}/v1", engine.key))
        prompt = [
            Message(role="system", content="Be brief."),
            Message(role="user", content="<|im_end|> What is 2 + 2?"),
            Message(role="assistant", content="4"),
            Message(role="user", content="And 3 + 3?"),
        ]
        counted = await model.count_tokens(prompt)
        told = (await model.complete(prompt, max_tokens=1)).tokens_in
        await model.close()
        return counted, told

    counted, told = asyncio.run(both())
    assert counted == told


def test_vllm_counts_by_its_own_endpoint(serve: Callable[..., Any]) -> None:
    async def count() -> int:
        rows = [{"id": "m", "owned_by": "vllm", "max_model_len": 4096}]
        endpoint = serve([], models=rows, extra={"/tokenize": {"count": 41, "tokens": []}})
        model = await connect(Place("v", endpoint.url, SecretStr("k")))
        counted = await model.count_tokens([Message(role="user", content="x")])
        await model.close()
        return counted

    assert asyncio.run(count()) == 41
