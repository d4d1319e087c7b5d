"""The application from outside: routes and rights, each API in its form, strangers refused."""

import asyncio
import json
import logging
import re
from contextlib import asynccontextmanager

import httpx
import openai as client_of_openai
import pytest

from agora.config import Settings
from agora.errors import UsageError
from agora.models import ScriptedModel
from agora.server import Service
from agora.server.answering import answering
from agora.server.app import create_app
from agora.server.auth import OPEN, Guarded, needed, walk
from agora.server.door import COOKIE, check_host
from agora.server.people import RIGHTS, People

PASSWORD = "correct horse battery"
HERE = "http://127.0.0.1:8420"
ASK = [{"role": "user", "content": "Hi"}]


@pytest.fixture
def app(home, workspace):
    model = ScriptedModel([(None, "Hello there."), (None, "And again.")])
    return create_app(Service(Settings(home=home), workspace=workspace, model=model))


def routes(app):
    for route in walk(app.routes):
        for method in sorted(getattr(route, "methods", None) or ()):
            yield method, route


async def test_every_route_needs_its_right(app, web) -> None:
    people: People = app.state.people
    people.add("vera", PASSWORD, "viewer")
    people.add("ada", PASSWORD, "admin")
    nothing = people.add_key("ada", scopes=())
    seen = 0
    for method, route in routes(app):
        if route.path in OPEN or isinstance(getattr(route, "app", None), Guarded):
            continue
        path = route.path.replace("{session}", "x").replace("{path:path}", "x").replace("{item}", "x")
        path = getattr(route, "prefix", "") + path
        assert needed(route), path
        assert (await web.request(method, path)).status_code == 401, (method, path)
        headers = {"Authorization": f"Bearer {nothing}"}
        assert (await web.request(method, path, headers=headers)).status_code == 403, (method, path)
        seen += 1
    assert seen > 30
    assert (await web.post("/mcp/")).status_code == 401
    assert (await web.get("/healthz")).status_code == (await web.get("/readyz")).status_code == 200


@pytest.mark.parametrize("right", sorted(RIGHTS["admin"]))
async def test_every_other_right_does_not_open_a_route(app, web, right) -> None:
    people: People = app.state.people
    people.add("ada", PASSWORD, "admin")
    key = people.add_key("ada", scopes=tuple(RIGHTS["admin"] - {right}))
    seen = 0
    for method, route in routes(app):
        if route.path in OPEN or needed(route) != right:
            continue
        path = getattr(route, "prefix", "") + re.sub(r"{[^}]*}", "x", route.path)
        answer = await web.request(method, path, headers={"Authorization": f"Bearer {key}"})
        assert (answer.status_code, right in answer.text) == (403, True), (method, path)
        seen += 1
    assert seen > 1
    refused = (await web.post("/mcp/", headers={"Authorization": f"Bearer {key}"})).status_code == 403
    assert refused is (right == "chat")


@asynccontextmanager
async def asking(app):
    """A client of an application that is opened for it."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=HERE) as web:
        yield web


async def test_decisions_on_calls_are_in_the_audit_log(home, workspace) -> None:
    replies = ["```python\nfiles.write('secret.txt', 'hunter2')\n```", "I leave it."]
    model = ScriptedModel([(None, reply) for reply in replies])
    app = create_app(Service(Settings(home=home), workspace=workspace, model=model))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8420") as client,
    ):
        session = (await client.post("/api/sessions", json={})).json()["id"]
        place = f"/api/sessions/{session}"
        await client.post(f"{place}/messages", json={"text": "Write it."})
        feed = app.state.service.desk().feed(session)
        async for _ in feed.follow():
            if waiting := (await client.get(f"{place}/requests")).json():
                break
        stale = {"request": "another", "answer": "always"}
        assert (await client.post(f"{place}/approve", json=stale)).status_code == 409
        assert app.state.people.audit() == []
        said = {"request": waiting[0]["id"], "answer": "never", "note": "hunter2"}
        assert (await client.post(f"{place}/approve", json=said)).status_code == 200
        await app.state.service.desk().finished(session)
        [line] = (await client.get("/api/audit")).json()
        assert (line["what"], line["detail"]) == ("call decided", f"never: files.write in {session}")


async def test_a_viewer_sees_and_does_not_do(app, web) -> None:
    people: People = app.state.people
    people.add("vera", PASSWORD, "viewer")
    headers = {"Authorization": f"Bearer {people.add_key('vera')}"}
    assert (await web.get("/api/sessions", headers=headers)).json() == []
    assert (await web.post("/api/sessions", json={}, headers=headers)).status_code == 403
    assert (await web.get("/metrics", headers=headers)).status_code == 403


async def test_a_login_needs_a_page_of_ours(app, web) -> None:
    app.state.people.add("ana", PASSWORD, "user")
    refused = await web.post("/login", json={"name": "ana", "password": "wrong"})
    unknown = await web.post("/login", json={"name": "nobody", "password": "wrong"})
    assert (refused.status_code, refused.json()) == (unknown.status_code, unknown.json())
    app.state.people._db.execute("DELETE FROM failure")
    assert (await web.post("/login", json={"name": "ana", "password": PASSWORD})).status_code == 200
    assert (await web.get("/api/me")).json()["user"] == "ana"
    assert (await web.post("/api/sessions", json={})).status_code == 403
    other = {"Origin": "http://evil.example"}
    assert (await web.post("/api/sessions", json={}, headers=other)).status_code == 403
    ours = {"Origin": "http://127.0.0.1:8420"}
    assert (await web.post("/api/sessions", json={}, headers=ours)).status_code == 201
    assert [line["what"] for line in app.state.people.audit()][:1] == ["login"]


async def test_strangers_names_and_large_bodies_are_refused(web) -> None:
    assert (await web.get("/healthz", headers={"Host": "evil.example"})).status_code == 421
    assert (await web.post("/api/sessions", headers={"Origin": "null"}, json={})).status_code == 403
    assert (await web.post("/api/sessions", headers={"Content-Length": str(2**40)})).status_code == 413
    assert "frame-ancestors 'none'" in (await web.get("/healthz")).headers["content-security-policy"]


def test_beyond_loopback_there_must_be_users(home) -> None:
    people = People(home / "people.db")
    check_host("127.0.0.1", people)
    with pytest.raises(UsageError, match="no users"):
        check_host("0.0.0.0", people)
    people.add("ana", PASSWORD)
    check_host("0.0.0.0", people)


async def test_what_nobody_can_read_is_nobodys_and_no_failure(web) -> None:
    for host in ("[", "127.0.0.1:x]", "a@127.0.0.1"):
        assert (await web.get("/healthz", headers={"Host": host})).status_code == 421
    assert (await web.post("/api/sessions", headers={"Origin": "http://["}, json={})).status_code == 403


async def test_cookies_of_other_services_of_this_machine_do_no_harm(app, web) -> None:
    app.state.people.add("ana", PASSWORD, "user")
    secret = app.state.people.log_in("ana", PASSWORD)
    for others in ('foo={"a":1}', "version=1", "a b=1", "a@b=1"):
        cookies = {"Cookie": f"{others}; {COOKIE}={secret}"}
        assert (await web.get("/api/me", headers=cookies)).json()["user"] == "ana", others


async def test_nobody_known_may_send_much(app, web) -> None:
    app.state.people.add("ana", PASSWORD, "user")
    much = {"model": "agora", "messages": [{"role": "user", "content": "x" * 20_000}]}
    assert (await web.post("/v1/chat/completions", json=much)).status_code == 413
    key = {"Authorization": f"Bearer {app.state.people.add_key('ana')}"}
    assert (await web.post("/v1/chat/completions", json=much, headers=key)).status_code == 200
    await web.post("/login", json={"name": "no-such-user", "password": "x"})
    assert all(line["who"] != "no-such-user" for line in app.state.people.audit())


async def test_a_file_that_is_too_large_is_refused_however_it_comes(web, workspace) -> None:
    async def pieces(count):
        for _ in range(count):
            yield bytes(2**20)

    place = f"/api/sessions/{(await web.post('/api/sessions', json={})).json()['id']}/files/a"
    for count, status in ((33, 400), (34, 413)):  # nobody has said beforehand how much it would be
        assert (await web.put(place, content=pieces(count))).status_code == status
    assert list(workspace.iterdir()) == []


async def test_no_log_holds_a_secret(app, web, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    people: People = app.state.people
    people.add("ana", PASSWORD, "user")
    key = people.add_key("ana")
    await web.post("/login", json={"name": "ana", "password": f"{PASSWORD}!"})
    await web.post("/login", json={"name": "ana", "password": PASSWORD, "more": PASSWORD})
    for given in (key, f"{key}x"):
        headers = {"Authorization": f"Bearer {given}"}
        for path in ("/api/sessions", "/v1/models", "/v1/x", "/mcp/"):
            await web.post(path, json={"api_key": key}, headers=headers)
    secrets = [PASSWORD, key, *web.cookies.values()]
    told = [*(record.getMessage() for record in caplog.records), str(people.audit())]
    assert [each for each in told if any(secret in each for secret in secrets)] == []


async def test_who_removes_the_last_user_lets_nobody_in(home, workspace) -> None:
    people = People(home / "people.db")
    people.add("ana", PASSWORD, "user")
    service = Service(Settings(home=home), workspace=workspace, model=ScriptedModel([]))
    app = create_app(service, people, single=not people.users())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8420") as client:
        people.remove("ana")
        assert (await client.get("/api/sessions")).status_code == 401


async def test_a_user_names_no_address_and_no_file_as_a_model(app, web, tmp_path) -> None:
    app.state.people.add("ana", PASSWORD, "user")
    key = {"Authorization": f"Bearer {app.state.people.add_key('ana')}"}
    for named in ("http://169.254.169.254/v1", str(tmp_path / "my.gguf"), "scripted@2"):
        assert (await web.post("/api/sessions", json={"model": named}, headers=key)).status_code == 400
    refused = await web.post("/api/sessions", json={"persona": str(tmp_path)}, headers=key)
    assert (refused.status_code, "without a folder" in refused.text) == (400, True)
    assert (await web.post("/api/sessions", json={"model": "scripted"}, headers=key)).status_code == 201


async def test_a_budget_counts_what_sessions_take(app, web) -> None:
    app.state.people.add("ana", PASSWORD, "user")
    key = {"Authorization": f"Bearer {app.state.people.add_key('ana', budget_tokens=1)}"}
    session = (await web.post("/api/sessions", json={}, headers=key)).json()["id"]
    place = f"/api/sessions/{session}"
    assert (await web.post(f"{place}/messages", json={"text": "Hi"}, headers=key)).status_code == 202
    await app.state.service.desk("ana").finished(session)
    assert (await web.post(f"{place}/messages", json={"text": "Hi"}, headers=key)).status_code == 429
    assert (await web.get(place, headers=key)).status_code == 200


async def test_a_client_that_goes_stops_the_mind(home, workspace) -> None:
    began = asyncio.Event()

    class Slow(ScriptedModel):
        async def complete(self, *given, **options):
            began.set()
            await asyncio.Event().wait()

    app = create_app(Service(Settings(home=home), workspace=workspace, model=Slow([])))
    body = json.dumps({"model": "agora", "messages": [{"role": "user", "content": "Hi"}]}).encode()
    sent = [{"type": "http.request", "body": body}]

    async def receive():
        if sent:
            return sent.pop()
        await began.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        pass

    headers = [(b"host", b"127.0.0.1:8420"), (b"content-type", b"application/json")]
    scope = {
        "type": "http", "method": "POST", "path": "/v1/chat/completions", "raw_path": b"",
        "query_string": b"", "headers": headers, "http_version": "1.1", "scheme": "http",
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8420), "root_path": "",
        "asgi": {"version": "3.0"},
    }  # fmt: skip
    async with app.router.lifespan_context(app):
        await asyncio.wait_for(app(scope, receive, send), 30)
        desk = app.state.service.desk()
        [session] = desk.sessions()
        await desk.finished(session.id)
        assert desk.info(session.id).state != "running"


async def test_keys_end_are_limited_and_have_a_budget(app, web) -> None:
    people: People = app.state.people
    people.add("ana", PASSWORD)
    over = people.add_key("ana", expires_s=-1)
    few = people.add_key("ana", per_minute=2)
    poor = people.add_key("ana", budget_tokens=1)

    async def get(key):
        return (await web.get("/api/me", headers={"Authorization": f"Bearer {key}"})).status_code

    assert await get(over) == 401
    assert [await get(few) for _ in range(3)] == [200, 200, 429]
    body = {"model": "agora", "messages": [{"role": "user", "content": "Hi"}]}
    headers = {"Authorization": f"Bearer {poor}"}
    assert (await web.post("/v1/chat/completions", json=body, headers=headers)).status_code == 200
    assert (await web.post("/v1/chat/completions", json=body, headers=headers)).status_code == 429
    assert (await web.post("/mcp/", json={}, headers=headers)).status_code == 429
    assert few.encode() not in (app.state.service.settings.home / "people.db").read_bytes()


async def test_a_session_over_the_api(web, workspace) -> None:
    session = (await web.post("/api/sessions", json={"name": "tea"})).json()["id"]
    place = f"/api/sessions/{session}"
    assert (await web.post(f"{place}/messages", json={"text": "Hi"})).status_code == 202
    for _ in range(200):
        if (await web.get(place)).json()["state"] == "answered":
            break
        await asyncio.sleep(0.01)
    told = (await web.get(f"{place}/events", params={"follow": False})).text
    numbers = [int(line[4:]) for line in told.splitlines() if line.startswith("id: ")]
    assert numbers == list(range(1, len(numbers) + 1))
    rest = (await web.get(f"{place}/events", params={"follow": False}, headers={"Last-Event-ID": "2"})).text
    assert rest.count("id: ") == len(numbers) - 2
    assert (await web.put(f"{place}/files/a/b.txt", content=b"tea")).status_code == 204
    assert (workspace / "a" / "b.txt").read_bytes() == b"tea"
    assert (await web.get(f"{place}/files/a/b.txt")).content == b"tea"
    assert (await web.get(f"{place}/files/..%2F..%2Fetc%2Fpasswd")).status_code == 404
    assert len((await web.get(f"{place}/export")).text.splitlines()) == len(numbers)
    fork = (await web.post(f"{place}/fork", json={"at": 1})).json()["id"]
    assert (await web.delete(f"/api/sessions/{fork}")).status_code == 204
    assert (await web.get(f"/api/sessions/{fork}")).status_code == 404
    noted = (await web.get("/api/audit")).json()[0]
    assert (noted["what"], noted["detail"]) == ("session deleted", fork)
    named = await web.get("/api/sessions/tea")
    assert (named.status_code, session in named.text) == (404, True)
    approve = {"request": "none", "answer": "once"}
    assert (await web.post(f"{place}/approve", json=approve)).status_code == 409
    assert (await web.put(f"{place}/plan", json={"steps": [{"text": "Begin"}]})).status_code == 200


async def test_openais_own_client(app, web) -> None:
    client = client_of_openai.AsyncOpenAI(
        base_url="http://127.0.0.1:8420/v1", api_key="any", http_client=web, max_retries=0
    )
    assert [model.id async for model in client.models.list()] == ["agora", "scripted", "agora-words"]
    ask = [{"role": "user", "content": "Hi"}]
    reply = await client.chat.completions.create(model="agora", messages=ask, seed=1)
    assert reply.choices[0].message.content == "Hello there."
    assert reply.usage.total_tokens > 0
    stream = await client.chat.completions.create(
        model="scripted", messages=ask, stream=True, stop=["again"], stream_options={"include_usage": True}
    )
    chunks = [chunk async for chunk in stream]
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == "And "
    assert chunks[-1].usage.completion_tokens == 2
    with pytest.raises(client_of_openai.NotFoundError, match="no model 'gpt'"):
        await client.chat.completions.create(model="gpt", messages=ask)
    with pytest.raises(client_of_openai.BadRequestError, match="neither `tools`"):
        await client.chat.completions.create(
            model="agora", messages=ask, response_format={"type": "json_object"}
        )
    made = await client.embeddings.create(model="agora-words", input=["tea", "coffee"])
    assert len(made.data) == 2
    assert len(made.data[0].embedding) > 100


@pytest.mark.parametrize("stream", [False, True])
async def test_thoughts_that_have_ended_are_told_before_the_answer(serve, stream) -> None:
    app = create_app(serve(["```python\nprint(6 * 7)\n```", "It is 42."]))
    async with asking(app) as client:
        chat = client_of_openai.AsyncOpenAI(base_url=f"{HERE}/v1", api_key="any", http_client=client)
        made = await chat.chat.completions.create(model="agora", messages=ASK, stream=stream)
        said = [c.choices[0].delta async for c in made] if stream else [made.choices[0].message]
    assert "".join(part.content or "" for part in said) == "It is 42."
    reasoning = "".join(getattr(part, "reasoning_content", None) or "" for part in said)
    assert reasoning == "```python\nprint(6 * 7)\n```\n42\n\n"
    assert [part.role for part in said if part.role] == ["assistant"]


async def test_a_mind_that_waits_for_a_person_is_an_error_that_nobody_tries_again(serve) -> None:
    app = create_app(serve(["```python\nfiles.write('a.txt', 'tea')\n```"]))
    async with asking(app) as client:
        body = {"model": "agora", "messages": ASK, "stream": True}
        refused = await client.post("/v1/chat/completions", json=body)
        assert (refused.status_code, refused.headers["x-should-retry"]) == (400, "false")
        assert "waits for a person: files.write" in refused.json()["error"]["message"]


async def test_a_client_that_goes_between_two_thoughts_stops_the_mind(serve) -> None:
    class Slow(ScriptedModel):
        async def complete(self, *given, **options):
            if self.prompts:
                await asyncio.Event().wait()
            return await super().complete(*given, **options)

    async with serve(model=Slow([(None, "```python\nprint(1)\n```")] * 2)) as service:
        desk = service.desk()
        events = answering(desk, "Hi")
        while (await anext(events))["type"] != "thought":
            pass
        await events.aclose()
        [session] = desk.sessions()
        assert not desk.running(session.id)
        assert desk.events(session.id)[-1]["event"]["why"] == "interrupted"


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/x"), ("DELETE", "/v1/models"), ("PUT", "/api/y/z")]
)
async def test_what_an_api_does_not_have_it_says_in_its_own_form(web, method, path) -> None:
    told = await web.request(method, path)
    error = told.json()["error"]
    assert (told.status_code, error["message"]) == (404, f"There is no {method} {path}.")
    assert ("type" in error) is path.startswith("/v1/")


async def test_an_empty_request_is_told_what_it_lacks(web) -> None:
    told = (await web.post("/v1/chat/completions")).json()["error"]
    assert told["message"] == "The request: Field required."


async def test_a_defect_is_told_in_the_form_of_each_api_and_not_tried_again(serve, monkeypatch) -> None:
    async def broken(*given, **options):
        raise RuntimeError("hunter2")

    app = create_app(serve([]))
    async with asking(app) as client:
        desk = app.state.service.desk()
        monkeypatch.setattr(desk, "send", broken)
        told = await client.post("/v1/chat/completions", json={"model": "agora", "messages": ASK})
        assert (told.status_code, told.json()["error"]["type"]) == (500, "server_error")
        assert (told.headers["x-should-retry"], "hunter2" in told.text) == ("false", False)
        told = await client.post(f"/api/sessions/{desk.create()}/messages", json={"text": "Hi"})
        assert (told.status_code, told.json()["error"]["fix"]) == (500, "The server's log says what.")


async def test_metrics_openapi_and_memory(web) -> None:
    item = (await web.post("/api/memory", json={"text": "Ana likes tea."})).json()["id"]
    assert [each["id"] for each in (await web.get("/api/memory", params={"search": "tea"})).json()] == [item]
    assert (await web.delete(f"/api/memory/{item}")).status_code == 204
    assert (await web.delete(f"/api/memory/{item}")).status_code == 404
    noted = (await web.get("/api/audit")).json()[0]
    assert (noted["what"], noted["detail"]) == ("memory forgotten", item)
    assert 'agora_requests_total{method="GET",status="200"}' in (await web.get("/metrics")).text
    assert "/api/sessions/{session}/events" in (await web.get("/openapi.json")).json()["paths"]
    assert json.loads((await web.get("/readyz")).text)["status"] == "ready"


def test_each_failure_locks_a_name_for_longer(tmp_path) -> None:
    now = [1_000.0]
    people = People(tmp_path / "people.db", clock=lambda: now[0])
    people.add("ana", PASSWORD)
    assert people.log_in("ana", "wrong") is None
    assert people.log_in("ana", PASSWORD) is None
    now[0] += 1.1
    assert people.log_in("ana", "wrong") is None
    now[0] += 1.1
    assert people.log_in("ana", PASSWORD) is None
    now[0] += 1.1
    secret = people.log_in("ana", PASSWORD)
    assert secret is not None
    assert people.by_login(secret).user == "ana"
    people.log_out(secret)
    assert people.by_login(secret) is None
