"""A model of our own, with a tokenizer of our own, is the same in both forms and in the engine."""

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from agora.errors import ModelError, UsageError  # noqa: E402
from agora.learn import export  # noqa: E402
from agora.learn.tokenizer import make_tokenizer  # noqa: E402
from agora.learn.trainer import train  # noqa: E402
from agora.learn.whole import read_whole, write_whole  # noqa: E402

_TEXTS = ["Ada has 12 red  balls, hasn't she?", "Où est la clé ?\n\tHere: 3.14!", "日本 and 🙂 too"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("whole")
    rows = [{"text": f"{n}: {_TEXTS[n % 3]} It is number {n}."} for n in range(24)]
    (place / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    make_tokenizer(place / "train.jsonl", 300, place / "tokenizer")
    (place / "recipe.toml").write_text(
        f'name = "tiny"\nmethod = "full"\n[model]\ntokenizer = "{place}/tokenizer"\n[model.config]\n'
        "hidden = 64\nlayers = 2\nheads = 4\nkey_heads = 2\ninner = 96\nwindow = 256\n"
        '[data]\nfile = "train.jsonl"\n'
        '[training]\nbatch = 4\nepochs = 3\nrate = 1e-2\nworkers = 1\nprecision = "float32"\n'
    )
    train(place / "recipe.toml", place / "run")
    return place / "run"


def test_the_engine_predicts_what_the_trainer_does_and_cuts_texts_as_it(run: Path) -> None:
    from transformers import AutoTokenizer

    from agora.models.embedded import Engine

    done = export.export_whole(run)
    assert done.gap < 0.01
    theirs = AutoTokenizer.from_pretrained(run / "model")
    with Engine(done.gguf, name="tiny", window=256, slots=1, threads=1) as engine:
        for text in _TEXTS:
            told = engine.ask("/tokenize", {"content": text})["tokens"]
            assert told == theirs.encode(text, add_special_tokens=False)
            assert theirs.decode(told) == text


def test_the_gguf_holds_the_same_numbers(run: Path) -> None:
    from safetensors.numpy import load_file

    write_whole(run / "model", run / "same.gguf", "tiny")
    found, expected = read_whole(run / "same.gguf"), load_file(run / "model" / "model.safetensors")
    assert found.keys() == expected.keys()
    assert all((found[name] == expected[name]).all() for name in found)


def test_an_engine_that_predicts_something_else_leaves_nothing_behind(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agora.learn import whole

    for path in run.glob("*.gguf"):
        path.unlink()
    monkeypatch.setattr(whole, "turned", lambda rows, *_, **__: rows[::-1].copy())
    with pytest.raises(ModelError, match="does not predict what"):
        export.export_whole(run)
    assert not list(run.glob("*.gguf"))


def test_too_small_a_tokenizer_and_missing_data_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="259 are the least"):
        make_tokenizer(tmp_path / "none", 100, tmp_path)
    with pytest.raises(UsageError, match="cannot be read"):
        make_tokenizer(tmp_path / "none", 300, tmp_path)
