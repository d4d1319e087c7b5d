"""The page over a scripted service on loopback, and a real browser that looks at it.

One server and one browser for all tests; each test has its own session, and tells the model what it says.
"""

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.server.web.walking import visit

from agora.config import Endpoint, Settings
from agora.models import ModelReply, ScriptedModel
from agora.server import Service
from agora.server.app import create_app
from agora.server.people import People
from agora.server.web import add_pages

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Stage(ScriptedModel):
    """Says what the test put on its list; a text that ends in `…` stops in the middle until `go` is set."""

    def __init__(self) -> None:
        super().__init__([])
        self.says: list[str] = []
        self.go = threading.Event()

    async def complete(self, messages, *, max_tokens, on_text=None, **options) -> ModelReply:
        text = self.says.pop(0) if self.says else "Nothing more to say."
        if text.endswith("…"):
            text = text[:-1]
            on_text(text[: len(text) // 2])
            while not self.go.is_set():
                await asyncio.sleep(0.01)
            on_text(text[len(text) // 2 :])
        elif on_text:
            on_text(text)
        return ModelReply(text, self.name, "stop", 12, 7, 0.5)


class Serving:
    """A service with its pages in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.stage, self.folder = Stage(), folder
        self.work = folder / "work"
        self.work.mkdir(parents=True)
        (folder / "home").mkdir()
        # Nobody listens there: it can be chosen, and whatever is asked the stage answers.
        endpoints = {"elsewhere": Endpoint(url="http://127.0.0.1:9/v1", model="m", context_window=8192)}
        settings = Settings(home=folder / "home", endpoints=endpoints)
        self.service = Service(settings, workspace=self.work, model=self.stage, processes=12)
        self.people = People(folder / "home" / "people.db")
        app = create_app(self.service, self.people, pages=add_pages)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._server.serve()

    def start(self) -> None:
        self._thread.start()
        for _ in range(3_000):
            if self._server.started:
                return
            time.sleep(0.01)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        self.stage.go.set()
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(20)

    def call(self, made: Coroutine[Any, Any, Any]) -> Any:
        """Do something in the service's own loop."""
        return asyncio.run_coroutine_threadsafe(made, self._loop).result(30)

    def session(self, *said: str, name: str = "") -> str:
        """Return a session in which a person has said something and got answers."""

        async def talk() -> str:
            desk = self.service.desk()
            session = desk.create(name=name)
            for each in said:
                await desk.send(session, each)
                await desk.finished(session)
            return session

        return self.call(talk())


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    started = Serving(tmp_path_factory.mktemp("serving"))
    started.start()
    yield started
    started.stop()


# No longer than its module: while playwright is open its loop runs in this thread, and no other can begin.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, serving: Serving) -> Iterator[Callable[..., Any]]:
    """`open_page("/path", width=390)`: a page in a fresh browser profile; its errors fail the test."""
    contexts, wrong = [], []

    def make(path: str = "/", *, width: int = 1280, height: int = 860, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if foreign(request.url) else None)
        visit(page, serving.url + path)
        return page

    def foreign(url: str) -> bool:
        return not url.startswith((serving.url, serving.url.replace("http", "ws"), "data:", "blob:"))

    serving.stage.says.clear()
    serving.stage.go.clear()
    yield make
    for context in contexts:
        with suppress(Exception):
            for page in context.pages:  # shown if the test failed
                print(page.url, page.inner_text("body")[:2000])
            context.close()
    assert wrong == []
