"""Other people's programs against ours: `llm` asks a model, and schemathesis tries everything."""

import asyncio
import importlib.util
import os
import socket
import subprocess
import sys
import threading

import pytest
import uvicorn

from agora.config import Settings
from agora.models import ScriptedModel
from agora.server import Service
from agora.server.app import create_app

SEED = 20261126


@pytest.fixture
def url(home, workspace):
    """A server on loopback, in a thread of its own."""
    model = ScriptedModel([(None, "Hello there.")] * 1_000)
    app = create_app(Service(Settings(home=home), workspace=workspace, model=model))
    place = socket.socket()
    place.bind(("127.0.0.1", 0))
    place.listen()  # who comes before the server has begun waits for it
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([place])), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{place.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    place.close()


@pytest.mark.skipif(importlib.util.find_spec("llm") is None, reason="llm is not installed")
@pytest.mark.parametrize("options", [["--no-stream"], []])
@pytest.mark.parametrize("model", ["agora", "scripted"])
def test_llm_asks_a_model_of_ours(url, tmp_path, model, options) -> None:
    listed = f"- model_id: ours\n  model_name: {model}\n  api_base: {url}/v1\n"
    (tmp_path / "extra-openai-models.yaml").write_text(listed, encoding="utf-8")
    asked = subprocess.run(
        [sys.executable, "-m", "llm", "prompt", "-m", "ours", "--key", "any", *options, "Hi"],
        env={**os.environ, "LLM_USER_PATH": str(tmp_path)}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (asked.returncode, asked.stdout.strip()) == (0, "Hello there."), asked.stderr


def test_inspect_evaluates_a_model_of_ours(url, tmp_path, monkeypatch) -> None:
    inspect_ai = pytest.importorskip("inspect_ai", reason="inspect-ai is not installed")
    from inspect_ai.dataset import Sample
    from inspect_ai.scorer import includes

    monkeypatch.setenv("OURS_BASE_URL", f"{url}/v1")
    monkeypatch.setenv("OURS_API_KEY", "any")
    samples = [Sample(input="Greet me.", target="Hello there"), Sample(input="Greet me.", target="Farewell")]
    task = inspect_ai.Task(dataset=samples, scorer=includes())
    models = ["openai-api/ours/agora", "openai-api/ours/scripted"]
    logs = inspect_ai.eval(task, model=models, log_dir=str(tmp_path), display="none")
    assert [(log.status, log.eval.model) for log in logs] == [("success", model) for model in models]
    for log in logs:
        assert log.results.scores[0].metrics["accuracy"].value == 0.5
        assert all(sample.output.usage.total_tokens > 0 for sample in log.samples)


@pytest.mark.soak
def test_thousands_of_requests_break_nothing(url) -> None:
    every(url, 100)


def test_no_request_that_the_schema_allows_breaks_the_session_api(url) -> None:
    every(url, 5)


def every(url, examples):
    """Ask every route of the session API that ends by itself, with what the schema allows and what not."""
    schemathesis = pytest.importorskip("schemathesis")
    hypothesis = pytest.importorskip("hypothesis")
    import httpx

    with httpx.Client(base_url=url) as client:
        session = client.post("/api/sessions", json={}).json()["id"]
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    seen = []
    for found in schema.include(path_regex="^/api/sessions").get_all_operations():
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            attempt(hypothesis, found.ok(), mode, session, examples, seen)
    assert len(seen) > 19 * examples


def attempt(hypothesis, operation, mode, session, examples, seen):
    @hypothesis.seed(SEED)
    @hypothesis.settings(
        max_examples=examples, deadline=None, database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    @hypothesis.given(hypothesis.strategies.data(), hypothesis.strategies.booleans())
    def ask(data, real):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if operation.path.endswith("/events"):
            case.query = {**(case.query or {}), "follow": "false"}
        if real and "session" in (case.path_parameters or {}) and operation.method != "delete":
            case.path_parameters["session"] = session
        answer = case.call(timeout=60)
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)
        seen.append(answer.status_code)

    try:
        ask()
    except hypothesis.errors.Unsatisfiable:
        return  # nothing can be wrong with a request that takes nothing
