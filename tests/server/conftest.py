"""A service over an empty home, with a scripted model."""

from collections.abc import Callable
from pathlib import Path

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
