"""A fake endpoint for each test, and a client of it."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load() -> ModuleType:
    path = Path(__file__).with_name("fake_endpoint.py")
    spec = importlib.util.spec_from_file_location("fake_endpoint", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FakeEndpoint = _load().FakeEndpoint


@pytest.fixture
def serve() -> Iterator[Callable[..., Any]]:
    """`serve(script, key=…, models=…, extra=…)` starts a fake endpoint, stopped after the test."""
    started = []

    def start(script: Any, **options: Any) -> Any:
        started.append(FakeEndpoint(script, **options))
        return started[-1]

    yield start
    for endpoint in started:
        endpoint.close()
