"""What every test of the journal starts from."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agora.journal import Journal, SessionStarted, ToolResult

STARTED = SessionStarted(
    persona="assistant", model="m", effort="low", seed=1, workspace="/w", agora="0.1", monty="1.4"
)


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def started() -> SessionStarted:
    return STARTED


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.db"


@pytest.fixture
def journal(path: Path, clock: Clock) -> Iterator[Journal]:
    with Journal(path, clock=clock) as journal:
        yield journal


@pytest.fixture
def fill(journal: Journal) -> Callable[..., str]:
    """Make a session with this many events of about this size, and return its id."""

    def make(events: int = 5, size: int = 50, word: str = "word") -> str:
        session = journal.create(STARTED)
        with journal.lease(session) as lease:
            for index in range(1, events):
                value = f"{word}-{index} ".ljust(size, "x")
                journal.append(lease, ToolResult(thought=0, call=index, value=value), sync=False)
        return session

    return make


PRELUDE = """
import os, sys, time
from pathlib import Path
from agora.journal import *
path = Path(sys.argv[1])
"""


@pytest.fixture
def child(path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process that runs some code on the same journal; it is killed when the test ends."""
    children = []

    def start(code: str, *args: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + code, str(path), *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        children.append(process)
        return process

    yield start
    for process in children:
        process.kill()
        process.communicate()
