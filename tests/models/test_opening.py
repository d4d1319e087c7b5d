"""From a name to a model."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from agora.config import Endpoint, Settings
from agora.errors import ModelError, UsageError
from agora.models import open_model


def test_an_unknown_name_suggests_the_nearest(settings: Callable[..., Settings]) -> None:
    with pytest.raises(UsageError, match=r"'agora-153m'.*'agora-135m'"):
        asyncio.run(open_model(settings(), "agora-153m"))


def test_a_model_that_is_not_here_says_how_to_get_it(settings: Callable[..., Settings]) -> None:
    with pytest.raises(ModelError, match="agora models pull agora-135m"):
        asyncio.run(open_model(settings()))


def test_a_url_and_a_name_of_the_users_own_open_endpoints(
    serve: Callable[..., Any], settings: Callable[..., Settings]
) -> None:
    url = serve(["x"]).url

    async def names() -> list[str]:
        found = []
        chosen = settings(endpoints={"mine": Endpoint(url=url, price_in=2.0, context_window=99)})
        for name in (url, "mine"):
            model = await open_model(chosen, name)
            found.append(f"{model.name} {model.context_window} {model.price_in:g}")
            await model.close()
        return found

    assert asyncio.run(names()) == ["fake 8192 0", "mine/fake 99 2"]
