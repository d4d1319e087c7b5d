"""The engine in the sandbox answers like any other, and what it cannot load leaves nothing behind."""

from pathlib import Path

import pytest
from tests.release.making import make_run

from agora.config import Settings
from agora.errors import ModelError
from agora.models import open_model
from agora.release.isolated import open_isolated


async def test_it_answers_as_outside_and_leaves_nothing(
    home_with_model: Path,
    model_file: Path,
    needs_sandbox: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = tmp_path / ("long " * 20) / "made"  # longer than a socket's name may be
    monkeypatch.setattr("tempfile.tempdir", str(made))
    made.mkdir(parents=True)
    settings, replies = Settings(home=home_with_model, threads=1, slots=1), []
    for model in (
        await open_isolated(model_file, settings, 300),
        await open_model(settings, str(model_file)),
    ):
        told = await model.complete(
            [{"role": "user", "content": "What is the capital of France?"}], max_tokens=12
        )
        replies.append(told.text)
        await model.close()
    assert replies[0] == replies[1] != ""
    assert list(made.iterdir()) == []


async def test_what_cannot_be_loaded_is_said(
    home: Path, needs_sandbox: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_file: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    settings = Settings(home=home, threads=1, slots=1)
    with pytest.raises(ModelError, match=r"base .* is not here"):
        await open_isolated(make_run(tmp_path) / "tiny.gguf", settings, 60)
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(model_file.read_bytes()[: 8 * 2**20])
    with pytest.raises(ModelError, match=r"cannot load|ended"):
        await open_isolated(cut, settings, 60)
    assert list((tmp_path / "made").iterdir()) == []
