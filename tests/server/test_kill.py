"""The server, killed at moments that a seed fixes while it works: nothing is lost or done twice.

A third of the sessions only answer, a third send with a key that the world takes once, and a third shout,
which nobody can take back: of a shout whose end nobody knows the person is asked, who looks into the ledger.
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.models.fake_endpoint import FakeEndpoint

_PATIENCE_S = 120
_SESSIONS_A_ROUND = 6


class World:
    """What outlives a server: its folder, the ledger, the client, and what that was told."""

    def __init__(self, home: Path, servers: subprocess.Popen) -> None:
        self.ledger, self.servers = home / "ledger", servers
        self.acknowledged: dict[str, str] = {}
        self.pid = 0

    def start(self) -> str:
        self.servers.stdin.write("start\n")
        self.servers.stdin.flush()
        url, pid = self.servers.stdout.readline().split()
        self.pid = int(pid)
        return url

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        assert self.servers.stdout.readline() == "gone\n"

    def load(self, url: str, round_: int) -> None:
        """Begin sessions, and say yes to what they ask, until the server is gone."""
        with httpx.Client(base_url=url, timeout=_PATIENCE_S) as web:
            try:
                for number in range(_SESSIONS_A_ROUND):
                    text = f"{('answer', 'send', 'shout')[number % 3]} {round_}-{number}"
                    session = web.post("/api/sessions", json={}).json()["id"]
                    if web.post(f"/api/sessions/{session}/messages", json={"text": text}).status_code == 202:
                        self.acknowledged[session] = text
                while True:
                    for session, text in list(self.acknowledged.items()):
                        self.look(web, session, text)
            except httpx.TransportError:
                return

    def look(self, web: httpx.Client, session: str, text: str) -> bool:
        """Answer what a session asks; return whether it is through."""
        place = f"/api/sessions/{session}"
        told = web.get(place).json()
        for request in web.get(f"{place}/requests").json() if told["state"] == "waiting" else ():
            said = {"answer": "once"}
            if request["kind"] == "question":
                assert "cannot tell whether it happened" in request["question"]
                said = {"text": "it happened" if self.reached(text) else "it did not happen"}
            web.post(f"{place}/approve", json={"request": request["id"], **said})
        return told["state"] == "answered"

    def reached(self, text: str) -> int:
        """Return how often what was asked for reached the world."""
        return len([line for line in self.ledger.read_text().splitlines() if line.startswith(f"{text} ")])


@contextmanager
def world(home: Path, workspace: Path) -> Iterator[World]:
    ledger = home / "ledger"
    ledger.touch()
    program = Path(__file__).with_name("killable.py")
    with FakeEndpoint(reply) as endpoint, (home / "stderr").open("w") as errors:
        command = [sys.executable, str(program), endpoint.url, str(workspace), str(ledger)]
        servers = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=workspace
        )
        try:
            yield World(home, servers)
        finally:
            servers.stdin.close()
            servers.wait()
    assert (home / "stderr").read_text() == ""  # the servers complained of nothing, and chatted of nothing


def reply(body):
    """Do what the message says, then say so; the same whenever it is asked again."""
    verb, name = re.findall(r"(answer|send|shout) (\d+-\d+)", str(body["messages"]))[-1]
    if verb == "answer":
        return {"text": "A reply that takes its time.", "delay_s": 0.02}
    return {"text": f"```python\npost.{verb}({name!r})\nanswer('A reply to {name}.')\n```", "delay_s": 0.005}


def campaign(kills: int, home: Path, workspace: Path, seed: int) -> None:
    chance = random.Random(seed)
    with world(home, workspace) as all_of_it:
        for number in range(kills):
            wanted = len(all_of_it.acknowledged) + chance.randrange(1, _SESSIONS_A_ROUND + 1)
            client = threading.Thread(target=all_of_it.load, args=(all_of_it.start(), number))
            client.start()
            until = time.monotonic() + _PATIENCE_S
            while len(all_of_it.acknowledged) < wanted and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.3)
            all_of_it.kill()
            client.join()
        with httpx.Client(base_url=all_of_it.start(), timeout=_PATIENCE_S) as web:
            try:
                for session, text in all_of_it.acknowledged.items():
                    check(web, all_of_it, session, text)
            finally:
                all_of_it.kill()
    assert len(all_of_it.acknowledged) >= kills


def check(web: httpx.Client, all_of_it: World, session: str, text: str) -> None:
    """See that an acknowledged message came to one answer, each event is there once, and so is its effect."""
    for _ in range(_PATIENCE_S * 20):
        if all_of_it.look(web, session, text):
            break
        time.sleep(0.05)
    events = web.get(f"/api/sessions/{session}/events", params={"follow": False}).text
    assert text in events
    numbers = re.findall(r"^id: (\d+)$", events, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert events.count('"type": "answer"') == 1, events
    assert all_of_it.reached(text) == (not text.startswith("answer")), events


def test_killed_under_load(home, workspace) -> None:
    campaign(10, home, workspace, seed=1)


@pytest.mark.soak
def test_killed_a_hundred_times(home, workspace) -> None:
    campaign(100, home, workspace, seed=2)
