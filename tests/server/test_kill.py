"""The real server, killed at moments that the seed fixes: what it acknowledged is there, and it goes on."""

import random
import re
import subprocess
import sys
import time

import httpx
import pytest
from tests.models.fake_endpoint import FakeEndpoint

_PATIENCE_S = 60


def start(url: str, workspace):
    command = [
        sys.executable,
        "-m",
        "agora",
        "serve",
        "--port",
        "0",
        "--model",
        url,
        "--workspace",
        str(workspace),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=workspace)
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert found, line + process.stderr.read()
    web = httpx.Client(base_url=found[0], timeout=_PATIENCE_S)
    for _ in range(_PATIENCE_S * 20):
        try:
            if web.get("/readyz").status_code == 200:
                return process, web
        except httpx.ConnectError:
            pass
        time.sleep(0.05)
    raise AssertionError("the server does not get ready")


def campaign(kills: int, home, workspace, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: dict[str, str] = {}
    with FakeEndpoint(lambda body: {"text": "A reply that takes its time.", "delay_s": 0.02}) as endpoint:
        for number in range(kills):
            process, web = start(endpoint.url, workspace)
            for each in range(3):
                session = web.post("/api/sessions", json={}).json()["id"]
                text = f"message {number}.{each}"
                if web.post(f"/api/sessions/{session}/messages", json={"text": text}).status_code == 202:
                    acknowledged[session] = text
            time.sleep(chance.random() * 0.2)
            process.kill()
            process.wait()
            web.close()
        process, web = start(endpoint.url, workspace)
        try:
            for session, text in acknowledged.items():
                for _ in range(_PATIENCE_S * 10):
                    if web.get(f"/api/sessions/{session}").json()["state"] == "answered":
                        break
                    time.sleep(0.1)
                told = web.get(f"/api/sessions/{session}/events", params={"follow": False}).text
                assert text in told
                assert told.count("event: event") == len(set(re.findall(r"^id: (\d+)$", told, re.M)))
                assert told.count('"type": "answer"') == 1
        finally:
            process.kill()
            process.wait()


def test_killed_under_load(home, workspace) -> None:
    campaign(3, home, workspace, seed=1)


@pytest.mark.soak
def test_killed_a_hundred_times(home, workspace) -> None:
    campaign(100, home, workspace, seed=2)
