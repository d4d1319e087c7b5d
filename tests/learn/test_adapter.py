"""An adapter's two forms say the same, and an adapter belongs to one base."""

import json
from pathlib import Path

import numpy
import pytest

from agora.config import Settings
from agora.errors import ModelError
from agora.learn.adapter import Base, from_gguf, peft_config, to_gguf
from agora.models import catalogue, open_model, read_header
from agora.models.embedded import Engine

safetensors = pytest.importorskip("safetensors.numpy")
pytest.importorskip("gguf")

BASE = Base("tiny", "ab" * 32, heads=4, key_heads=2)
SHAPES = {"self_attn.q_proj": (32, 32), "self_attn.k_proj": (32, 16), "mlp.down_proj": (64, 32)}


def peft_folder(folder: Path, *, zero: bool = False) -> dict[str, numpy.ndarray]:
    """Write a rank-4 adapter over two layers, (inputs, outputs) of each matrix as in `SHAPES`."""
    random = numpy.random.default_rng(1)
    weights = {}
    for layer in range(2):
        for module, (inputs, outputs) in SHAPES.items():
            name = f"base_model.model.model.layers.{layer}.{module}.lora_"
            weights[name + "A.weight"] = random.normal(size=(4, inputs)).astype(numpy.float32)
            rows = numpy.zeros if zero else lambda shape: random.normal(size=shape)
            weights[name + "B.weight"] = rows((outputs, 4)).astype(numpy.float32)
    folder.mkdir()
    safetensors.save_file(weights, folder / "adapter_model.safetensors")
    (folder / "adapter_config.json").write_text(json.dumps(peft_config("tiny", 4, 8)))
    return weights


def test_there_and_back_loses_nothing_but_precision(tmp_path: Path) -> None:
    weights = peft_folder(tmp_path / "peft")
    to_gguf(tmp_path / "peft", tmp_path / "a.gguf", BASE)
    assert from_gguf(tmp_path / "a.gguf", tmp_path / "back") == BASE
    back = safetensors.load_file(tmp_path / "back/adapter_model.safetensors")
    assert back.keys() == weights.keys()
    for name, rows in weights.items():
        numpy.testing.assert_array_equal(back[name], rows.astype(numpy.float16).astype(numpy.float32))
    config = json.loads((tmp_path / "back/adapter_config.json").read_text())
    assert (config["r"], config["lora_alpha"]) == (4, 8)
    to_gguf(tmp_path / "back", tmp_path / "b.gguf", BASE)
    assert (tmp_path / "b.gguf").read_bytes() == (tmp_path / "a.gguf").read_bytes()


def test_queries_are_turned_and_others_are_not(tmp_path: Path) -> None:
    import gguf

    weights = peft_folder(tmp_path / "peft")
    to_gguf(tmp_path / "peft", tmp_path / "a.gguf", BASE)
    tensors = {tensor.name: tensor.data for tensor in gguf.GGUFReader(tmp_path / "a.gguf").tensors}
    query = weights["base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight"].astype(numpy.float16)
    turned = tensors["blk.0.attn_q.weight.lora_b"]
    assert not numpy.array_equal(turned, query)
    numpy.testing.assert_array_equal(turned[:4], query[[0, 4, 1, 5]])  # heads of 8 rows: halves interleaved
    down = weights["base_model.model.model.layers.0.mlp.down_proj.lora_B.weight"].astype(numpy.float16)
    numpy.testing.assert_array_equal(tensors["blk.0.ffn_down.weight.lora_b"], down)


def test_an_adapter_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    peft_folder(tmp_path / "peft", zero=True)
    with pytest.raises(ModelError, match="changes nothing"):
        to_gguf(tmp_path / "peft", tmp_path / "a.gguf", BASE)
    assert not (tmp_path / "a.gguf").exists()


@pytest.mark.parametrize("data", [b"", b"GGUF", b"GGUF" + b"\3\0\0\0" + b"\xff" * 16, b"pickle" * 9])
def test_what_is_no_gguf_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.gguf").write_bytes(data)
    with pytest.raises(ModelError, match="GGUF"):
        read_header(tmp_path / "a.gguf")


@pytest.mark.embedded
async def test_an_adapter_for_another_base_is_refused(tmp_path: Path, home_with_model: Path) -> None:
    peft_folder(tmp_path / "peft")
    to_gguf(tmp_path / "peft", tmp_path / "a.gguf", BASE)
    with pytest.raises(ModelError, match="digest abab"):
        await open_model(Settings(home=home_with_model), str(tmp_path / "a.gguf"))


@pytest.mark.embedded
async def test_an_adapters_file_is_a_models_name_and_its_weight_changes_the_words(
    home_with_model: Path,
) -> None:
    settings = Settings(home=home_with_model, threads=1)
    shipped = catalogue(settings)[0].adapter
    said = {}
    for scale in ("", "@0"):
        model = await open_model(settings, f"{shipped}{scale}")
        try:
            assert model.trained
            reply = await model.complete([{"role": "user", "content": "What is 17 times 23?"}], max_tokens=24)
            said[scale] = reply.text
        finally:
            await model.close()
    assert said[""] != said["@0"]


@pytest.mark.embedded
def test_the_weight_changes_while_it_runs(home_with_model: Path) -> None:
    import httpx

    entry = catalogue(Settings(home=home_with_model))[0]
    with Engine(entry.path, name="m", window=512, slots=1, threads=1, adapter=entry.adapter) as engine:
        headers = {"Authorization": f"Bearer {engine.key.get_secret_value()}"}
        engine.weigh(0.25)
        assert httpx.get(f"{engine.url}/lora-adapters", headers=headers).json()[0]["scale"] == 0.25
    with Engine(entry.path, name="m", window=512, slots=1, threads=1) as bare, pytest.raises(ModelError):
        bare.weigh(1)
