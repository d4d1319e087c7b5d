"""What tests of the real program share: a program in a home of its own, and endpoints that play a model."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.models.fake_endpoint import FakeEndpoint
from tests.system.program import Program

Serve = Callable[..., FakeEndpoint]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(*replies)` or `serve(function)` starts an endpoint in a thread of the test."""
    started: list[FakeEndpoint] = []

    def start(*replies: Any, **options: Any) -> FakeEndpoint:
        script = replies[0] if len(replies) == 1 and callable(replies[0]) else list(replies)
        started.append(FakeEndpoint(script, **options))
        return started[-1]

    yield start
    for each in started:
        each.close()
