"""What goes wrong around a service: engines, endpoints, clients, disk, clock. It says so, and goes on."""

import asyncio
import socket

import aiohttp
import httpx
import openai
import pytest
from tests.models.fake_endpoint import FakeEndpoint

from agora.config import Endpoint, Settings
from agora.models import ModelReply, ScriptedModel
from agora.server import Service, bare
from agora.server.app import create_app
from agora.server.people import People

ASK = [{"role": "user", "content": "Hi"}]
PASSWORD = "correct horse battery"


def client_of(web: httpx.AsyncClient) -> openai.AsyncOpenAI:
    base = "http://127.0.0.1:8420/v1"
    return openai.AsyncOpenAI(base_url=base, api_key="any", http_client=web, max_retries=0)


class TestEngine:
    @pytest.fixture
    def app(self, home_with_model, workspace):
        return create_app(Service(Settings(home=home_with_model), workspace=workspace))

    async def test_one_that_dies_is_started_again(self, app, web) -> None:
        chat = client_of(web).chat.completions
        options = {"model": "smollm2-135m", "messages": ASK, "temperature": 0}
        assert (await chat.create(**options, max_tokens=2)).usage.completion_tokens == 2
        model = await app.state.service.models.open("smollm2-135m")
        long = chat.create(**options, max_tokens=4_000, extra_body={"ignore_eos": True})
        asked = asyncio.create_task(long)
        while not any(slot["is_processing"] for slot in await asyncio.to_thread(model.engine.ask, "/slots")):
            await asyncio.sleep(0.01)
        model.engine._process.kill()
        with pytest.raises(openai.InternalServerError, match="broke off"):
            await asked
        assert (await chat.create(**options, max_tokens=2)).usage.completion_tokens == 2
        assert (await app.state.service.models.open("smollm2-135m")) is not model


class TestEndpoint:
    @pytest.fixture
    def far(self):
        with FakeEndpoint([]) as endpoint:
            yield endpoint

    @pytest.fixture
    def app(self, home, workspace, far):
        settings = Settings(home=home, model="far", endpoints={"far": Endpoint(url=far.url)})
        return create_app(Service(settings, workspace=workspace))

    async def test_one_that_is_silent_is_not_waited_for_for_ever(self, web, far, monkeypatch) -> None:
        monkeypatch.setattr(bare, "_TIMEOUT", aiohttp.ClientTimeout(total=None, sock_read=0.1))
        far.script = lambda body: {"hang_s": 1, "text": "Too late."}
        for stream in (False, True):
            with pytest.raises(openai.InternalServerError, match="did not answer") as failed:
                await client_of(web).chat.completions.create(model="far", messages=ASK, stream=stream)
            assert failed.value.status_code == 502

    async def test_a_session_over_one_that_breaks_off_says_so_and_can_be_tried_again(
        self, app, web, far
    ) -> None:
        far.script = lambda body: {"text": "Hello there, reader.", "die_after": 8}
        desk = app.state.service.desk()
        session = (await web.post("/api/sessions", json={})).json()["id"]
        await web.post(f"/api/sessions/{session}/messages", json={"text": "Hi"})
        await desk.finished(session)
        told = (await web.get(f"/api/sessions/{session}")).json()
        assert "broke off" in told["error"], told
        far.script = lambda body: "Hello there, reader."
        assert (await web.post(f"/api/sessions/{session}/retry")).json()["id"] == session
        await desk.finished(session)
        assert desk.events(session)[-1]["event"]["text"] == "Hello there, reader."


class Talkative(ScriptedModel):
    """Says a great deal, piece by piece."""

    async def complete(self, messages, *, max_tokens, on_text=None, **options) -> ModelReply:
        for number in range(2_000):
            on_text(f"{number} " + "x" * 500)
            if number % 20 == 0:
                await asyncio.sleep(0)
        return ModelReply("Done.", self.name, "stop", 1, 1, 0.0)


async def test_a_client_that_reads_nothing_holds_up_nobody_and_misses_nothing(home, workspace) -> None:
    import uvicorn

    app = create_app(Service(Settings(home=home), workspace=workspace, model=Talkative([])))
    place = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    running = asyncio.create_task(server.serve([place]))
    port = place.getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as web:
        session = (await web.post("/api/sessions", json={})).json()["id"]
        place_of_events = f"/api/sessions/{session}/events"
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**12)
        writer.write(f"GET {place_of_events} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        await reader.readuntil(b"session_started")
        writer.transport.pause_reading()  # from here on it takes nothing
        await web.post(f"/api/sessions/{session}/messages", json={"text": "Talk"})
        async with web.stream("GET", place_of_events) as quick:
            async for line in quick.aiter_lines():
                if '"type": "answer"' in line:
                    break
        writer.transport.resume_reading()
        late = b""
        while b'"type": "answer"' not in late:
            late += await asyncio.wait_for(reader.read(2**16), 60)
        writer.close()
    numbers = [int(line[4:]) for line in late.decode().splitlines() if line.startswith("id: ")]
    assert numbers == list(range(2, len(numbers) + 2))
    # Of the words it gets what fits between the two: they do not pile up for it.
    assert len(late) < 2_000 * 500 * 2
    server.should_exit = True
    await running
    place.close()


class TestDisk:
    @pytest.fixture
    def app(self, home, workspace):
        model = ScriptedModel([(None, "Hello there.")] * 9)
        return create_app(Service(Settings(home=home), workspace=workspace, model=model))

    async def test_a_full_one_is_told_and_nothing_is_acknowledged(self, app, web) -> None:
        desk = app.state.service.desk()
        session = (await web.post("/api/sessions", json={})).json()["id"]
        messages = f"/api/sessions/{session}/messages"
        connection = desk.journal._database.connection
        full = connection.pragma("page_count")
        connection.pragma("max_page_count", full)  # SQLite then says what it says of a full disk
        text = "x" * 100_000
        refused = await web.post(messages, json={"text": text})
        assert refused.status_code == 503
        assert "full" in refused.json()["error"]["message"]
        assert (await web.get("/healthz")).status_code == 200
        assert len(desk.events(session)) == 1
        connection.pragma("max_page_count", 2**30)
        assert (await web.post(messages, json={"text": text})).status_code == 202
        await desk.finished(session)
        assert desk.events(session)[-1]["event"]["text"] == "Hello there."
        assert desk.journal.verify(deep=True) == []


async def test_a_clock_that_jumps_loses_and_mixes_nothing(home, workspace) -> None:
    now = [1_800_000_000.0]
    model = ScriptedModel([(None, f"Answer {number}.") for number in range(3)])
    service = Service(Settings(home=home), workspace=workspace, model=model, clock=lambda: now[0])
    async with service:
        desk = service.desk()
        session = desk.create()
        for jump in (-86_400.0, 400 * 86_400.0, -365 * 86_400.0):
            now[0] += jump
            await desk.send(session, "Hi")
            await desk.finished(session)
        events = desk.events(session)
        assert [each["seq"] for each in events] == list(range(1, len(events) + 1))
        said = [each["event"]["text"] for each in events if each["event"]["type"] == "answer"]
        assert said == ["Answer 0.", "Answer 1.", "Answer 2."]
        assert desk.journal.verify(deep=True) == []


def test_a_clock_that_is_put_back_locks_nobody_out_and_lengthens_no_key(tmp_path) -> None:
    now = [1_800_000_000.0]
    people = People(tmp_path / "people.db", clock=lambda: now[0])
    people.add("ana", PASSWORD)
    key = people.add_key("ana", expires_s=3_600)
    assert people.log_in("ana", "wrong") is None
    now[0] -= 86_400
    login = people.log_in("ana", PASSWORD)
    assert people.by_login(login).user == "ana"
    now[0] += 86_400 + 3_601
    assert people.by_key(key) is None
    now[0] += 8 * 86_400
    assert people.by_login(login) is None
