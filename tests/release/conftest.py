"""A tiny release made by hand: a model of our own, trained on our own text, with all that its run left."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from tests.release.forging import Kit

_RECIPE = """
name = "tiny"
method = "full"
[model]
tokenizer = "tokenizer"
[model.config]
hidden = 32
layers = 1
heads = 4
key_heads = 2
inner = 64
window = 128
[data]
file = "train.jsonl"
[training]
batch = 4
epochs = 2
rate = 5e-3
workers = 2
precision = "float32"
keep_every = 6
"""


def lay(folder: Path, recipe: Path, run: Path, data: Path) -> Path:
    """Put a run's files where a release has them, under a manifest."""
    for part in ("training", "data", "weights"):
        (folder / part).mkdir(parents=True)
    shutil.copy(recipe, folder / "recipe.toml")
    for name in ("run.json", "data.json", "order.npy", "log.jsonl"):
        shutil.copy(run / name, folder / "training")
    shutil.copytree(run / "checkpoints", folder / "training" / "checkpoints")
    shutil.copy(data, folder / "data" / "train.jsonl")
    for path in next(path for path in (run / "model", run / "adapter") if path.is_dir()).iterdir():
        shutil.copy(path, folder / "weights")
    return sealed(folder)


def sealed(folder: Path) -> Path:
    """Write the manifest of what a folder now holds."""
    digests = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    (folder / "manifest.json").write_text(json.dumps(digests))
    return folder


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `recipe.toml`, `train.jsonl`, `tokenizer/` and a finished `run/` of 20 steps."""
    pytest.importorskip("torch")
    from agora.learn.tokenizer import make_tokenizer
    from agora.learn.trainer import train

    place = tmp_path_factory.mktemp("trained")
    rows = [{"text": f"The {n} mice of house {n} eat {n + 1} nuts. " + "Good. " * (n % 4)} for n in range(40)]
    (place / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    make_tokenizer(place / "train.jsonl", 300, place / "tokenizer")
    (place / "recipe.toml").write_text(_RECIPE.replace('"tokenizer"', f'"{place}/tokenizer"'))
    train(place / "recipe.toml", place / "run")
    return place


@pytest.fixture
def released(trained: Path, tmp_path: Path) -> Path:
    """A release of that run, to be changed at will."""
    return lay(tmp_path / "release", trained / "recipe.toml", trained / "run", trained / "train.jsonl")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the signed `release` of an adapter, `key` and `key.pub`, and what a forger has."""
    from tests.release.making import make_release

    from agora.release.signing import make_key, sign

    place = tmp_path_factory.mktemp("built")
    for name in ("key", "forger"):
        make_key(place / name)
    for seed, name, key in ((1, "release", "key"), (2, "other", "key")):
        sign(make_release(place / str(seed), seed).rename(place / name), place / key)
    return place


@pytest.fixture
def release(built: Path, tmp_path: Path) -> Path:
    """A copy of the signed release, to be changed at will."""
    return Path(shutil.copytree(built / "release", tmp_path / "given" / "tiny-1.0.0"))


@pytest.fixture
def signer(built: Path) -> Path:
    """The public key of who made it."""
    return built / "key.pub"


@pytest.fixture
def kit(built: Path, tmp_path: Path) -> Kit:
    """What a forger has."""
    (tmp_path / "forger").mkdir()
    for name in ("forger", "forger.pub"):
        shutil.copy(built / name, tmp_path / "forger" / name)
    return Kit(built / "other", tmp_path / "forger" / "forger")
