"""A service over an empty home, with a scripted model; and `web`, a client of a module's `app`."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from agora.config import Settings
from agora.models import ScriptedModel
from agora.server import Service


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def serve(home: Path, workspace: Path) -> Callable[..., Service]:
    """`async with serve(["reply", …]) as service`."""

    def make(replies=(), *, model=None, **options) -> Service:
        script = [reply if isinstance(reply, tuple) else (None, reply) for reply in replies]
        return Service(
            Settings(home=home), workspace=workspace, model=model or ScriptedModel(script), **options
        )

    return make


@pytest.fixture
async def web(app):
    ready, over = asyncio.Event(), asyncio.Event()

    async def live() -> None:  # opened and closed in one task, as a server does
        async with app.router.lifespan_context(app):
            ready.set()
            await over.wait()

    task = asyncio.create_task(live())
    await asyncio.wait([task, asyncio.ensure_future(ready.wait())], return_when=asyncio.FIRST_COMPLETED)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8420") as client:
        yield client
    over.set()
    await task
