"""The trainer on a tiny model: it learns, stops and goes on to the same bits, and refuses what is bad."""

import dataclasses
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from agora.errors import AgoraError, ModelError, UsageError  # noqa: E402
from agora.learn import checkpoint  # noqa: E402
from agora.learn.adapter import Base, to_gguf  # noqa: E402
from agora.learn.base import open_start  # noqa: E402
from agora.learn.llama import Llama  # noqa: E402
from agora.learn.machine import describe, faster_precision  # noqa: E402
from agora.learn.recipe import ModelChoice  # noqa: E402
from agora.learn.schedule import Progress  # noqa: E402
from agora.learn.trainer import Step, train  # noqa: E402

_SHAPE = """
[model]
tokenizer = "{tokenizer}"
[model.config]
hidden = 32
layers = 2
heads = 4
key_heads = 2
inner = 64
window = 256
"""


def row(number: int) -> dict[str, Any]:
    """Ask for a number, and answer it."""
    said = f"What is {number}? " + "Think. " * (number % 5)
    return {
        "messages": [
            {"role": "system", "content": "You are short."},
            {"role": "user", "content": said},
            {"role": "assistant", "content": f"It is {number}.", "train": True},
        ]
    }


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tokenizer of bytes, with the marks of messages."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE({char: i for i, char in enumerate(alphabet)}, []))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    folder = tmp_path_factory.mktemp("tokenizer")
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token="<|im_end|>", bos_token="<|im_start|>", pad_token="<|im_end|>"
    )
    fast.save_pretrained(folder)
    return folder


@pytest.fixture
def place(tmp_path: Path, tokenizer: Path) -> Path:
    """A folder with data of 40 rows and a recipe that trains a new model."""
    (tmp_path / "train.jsonl").write_text("".join(json.dumps(row(i)) + "\n" for i in range(40)))
    recipe(tmp_path, _SHAPE.format(tokenizer=tokenizer), method="full")
    return tmp_path


def recipe(folder: Path, model: str, method: str, training: str = "", name: str = "recipe.toml") -> Path:
    path = folder / name
    path.write_text(
        f'name = "tiny"\nmethod = "{method}"\n{model}\n[data]\nfile = "train.jsonl"\n'
        f"[training]\nbatch = 4\nepochs = 3\nrate = 5e-3\nworkers = 2\nprecision = 'float32'\n{training}\n"
    )
    return path


def weights(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    loaded: dict[str, Any] = load_file(next(folder.glob("*/*model.safetensors")))
    return loaded


def losses(folder: Path) -> list[float]:
    return [json.loads(line)["loss"] for line in (folder / "log.jsonl").read_text().splitlines()]


@pytest.fixture
def based(place: Path) -> Path:
    """The same folder with a model trained from scratch in it, and a recipe for an adapter on that."""
    train(place / "recipe.toml", place / "base")
    recipe(
        place, f'[model]\nbase = "{place}/base/model"\n[lora]\nrank = 4\nalpha = 8', "lora", name="lora.toml"
    )
    return place


def test_a_new_model_learns_and_opens_in_transformers(place: Path) -> None:
    told: list[Step] = []
    run = train(place / "recipe.toml", place / "run", told.append)
    assert len(told) == run["steps"] == 30
    assert losses(place / "run")[-1] < 0.5 * losses(place / "run")[0]
    model = transformers.AutoModelForCausalLM.from_pretrained(place / "run" / "model")
    tokens = torch.tensor([[1, 2, 3]])
    assert torch.isfinite(model(tokens).logits).all()
    assert {"recipe.toml", "data.json", "order.npy", "progress.svg", "card.md", "card.html"} <= {
        path.name for path in (place / "run").iterdir()
    }
    card = (place / "run" / "card.html").read_text()
    assert run["data"]["sha256"] in card
    assert "<svg" in card
    assert "http" not in card.replace("http://www.w3.org/2000/svg", "")


def test_an_adapter_learns_and_means_to_peft_what_it_means_to_us(based: Path) -> None:
    peft = pytest.importorskip("peft")
    train(based / "lora.toml", based / "run")
    assert losses(based / "run")[-1] < losses(based / "run")[0]
    start = open_start(ModelChoice(base=str(based / "base" / "model")), 1)
    model = Llama(start.config, start.weights, torch.float32, 4, 8, 1)
    with torch.no_grad():
        for name, weight in weights(based / "run").items():
            model.trained[name].copy_(weight)
    for layer in model.layers_to_refresh():
        model.refresh(layer)
    theirs = transformers.AutoModelForCausalLM.from_pretrained(based / "base" / "model")
    tokens = torch.randint(0, 250, (3, 20), generator=torch.Generator().manual_seed(0))
    tokens[:, :6] = tokens[0, :6]
    learnt = torch.arange(20).expand(3, 20) >= 6

    def expected(of: Any) -> float:
        logits = of(tokens).logits[:, 5:-1].reshape(-1, of.config.vocab_size)
        wanted = tokens[:, 6:].reshape(-1)
        return float(torch.nn.functional.cross_entropy(logits, wanted, reduction="sum").detach())

    plain = expected(theirs)
    adapted = expected(peft.PeftModel.from_pretrained(theirs, based / "run" / "adapter"))
    assert abs(plain - adapted) > 0.1
    for shared in (0, 1, 6):
        ours = model.loss(tokens[0, :shared], tokens[:, shared:], learnt[:, shared:])
        assert abs(ours.item() - adapted) < 1e-4 * adapted


def test_gradients_are_those_of_peft(based: Path) -> None:
    peft = pytest.importorskip("peft")
    train(based / "lora.toml", based / "run")
    start = open_start(ModelChoice(base=str(based / "base" / "model")), 1)
    model = Llama(start.config, start.weights, torch.float32, 4, 8, 1)
    with torch.no_grad():
        for name, weight in weights(based / "run").items():
            model.trained[name].copy_(weight)
    for layer in model.layers_to_refresh():
        model.refresh(layer)
    theirs = peft.PeftModel.from_pretrained(
        transformers.AutoModelForCausalLM.from_pretrained(based / "base" / "model"),
        based / "run" / "adapter",
        is_trainable=True,
    )
    tokens = torch.randint(0, 250, (3, 20), generator=torch.Generator().manual_seed(0))
    tokens[:, :6] = tokens[0, :6]
    logits = theirs(tokens).logits[:, 5:-1].reshape(-1, theirs.config.vocab_size)
    torch.nn.functional.cross_entropy(logits, tokens[:, 6:].reshape(-1), reduction="sum").backward()
    model.loss(tokens[0, :6], tokens[:, 6:], torch.ones(3, 14, dtype=torch.bool)).backward()
    for name, weight in theirs.named_parameters():
        if weight.requires_grad:
            ours = model.trained[name.replace(".default", "")].grad
            torch.testing.assert_close(ours, weight.grad, rtol=1e-3, atol=1e-4)


def test_gradients_of_all_weights_are_those_of_transformers(based: Path) -> None:
    start = open_start(ModelChoice(base=str(based / "base" / "model")), 1)
    model = Llama(start.config, start.weights, torch.float32)
    theirs = transformers.AutoModelForCausalLM.from_pretrained(based / "base" / "model")
    tokens = torch.randint(0, 250, (2, 12), generator=torch.Generator().manual_seed(0))
    logits = theirs(tokens).logits[:, :-1].reshape(-1, theirs.config.vocab_size)
    torch.nn.functional.cross_entropy(logits, tokens[:, 1:].reshape(-1), reduction="sum").backward()
    learnt = torch.arange(12).expand(2, 12) >= 1
    model.loss(tokens[0, :0], tokens, learnt).backward()
    for name, weight in model.trained.items():
        weight.data = weight.grad
        assert weight.grad.abs().sum() > 0, name
    named = dict(theirs.named_parameters())
    for name, gradient in model.weights().items():
        torch.testing.assert_close(gradient, named[name].grad, rtol=1e-3, atol=1e-4)


class _Ctrl:
    """Presses Ctrl-C at a step."""

    def __init__(self, step: int) -> None:
        self.step = step

    def __call__(self, step: Step) -> None:
        if step.step == self.step:
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_ctrl_c_then_again_ends_in_the_same_bits(based: Path, precision: str) -> None:
    text = (based / "lora.toml").read_text().replace("float32", precision)
    (based / "lora.toml").write_text(text)
    train(based / "lora.toml", based / "whole")
    with pytest.raises(KeyboardInterrupt):
        train(based / "lora.toml", based / "parts", _Ctrl(7))
    assert checkpoint.last_checkpoint(based / "parts" / "checkpoints").name == "00000007.safetensors"  # type: ignore[union-attr]
    run = train(based / "lora.toml", based / "parts")
    assert len(run["starts"]) == 2
    assert losses(based / "parts") == losses(based / "whole")
    one, two = weights(based / "whole"), weights(based / "parts")
    assert one.keys() == two.keys()
    assert all(torch.equal(one[name], two[name]) for name in one)


def test_killed_then_again_ends_in_the_same_bits(place: Path) -> None:
    text = (place / "recipe.toml").read_text() + "checkpoint_minutes = 0\n"
    (place / "recipe.toml").write_text(text)
    train(place / "recipe.toml", place / "whole")
    script = (
        "import sys, time; from pathlib import Path; from agora.learn.trainer import train\n"
        "train(Path(sys.argv[1]), Path(sys.argv[2]), lambda step: time.sleep(0.2))"
    )
    child = subprocess.Popen([sys.executable, "-c", script, place / "recipe.toml", place / "parts"])
    end = time.monotonic() + 120
    while len(list((place / "parts").glob("checkpoints/*.safetensors"))) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert not (place / "parts" / "model").exists()
    train(place / "recipe.toml", place / "parts")
    assert losses(place / "parts") == losses(place / "whole")
    one, two = weights(place / "whole"), weights(place / "parts")
    assert all(torch.equal(one[name], two[name]) for name in one)


def test_no_room_for_a_checkpoint_keeps_the_last_good_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyboardInterrupt):
        train(place / "recipe.toml", place / "run", _Ctrl(3))

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(AgoraError) as told:
            train(place / "recipe.toml", place / "run", _Ctrl(5))
    assert "no room" in str(told.value)
    assert [path.name for path in (place / "run" / "checkpoints").iterdir()] == ["00000003.safetensors"]
    assert train(place / "recipe.toml", place / "run")["steps"] == 30


def test_a_real_full_disk_is_told(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    (tmp_path / "00000001.part").symlink_to("/dev/full")
    with pytest.raises(AgoraError, match="no room"):
        checkpoint.save_checkpoint(tmp_path, 1, checkpoint.State({"weights/a": torch.zeros(1000)}, {}))


def test_a_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    path = checkpoint.save_checkpoint(tmp_path, 1, checkpoint.State({"weights/a": torch.zeros(1000)}, {}))
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(AgoraError, match=r"00000001\.safetensors is damaged"):
        checkpoint.load_checkpoint(path)


def test_checkpoints_of_every_so_many_steps_are_kept_and_are_plain_safetensors(place: Path) -> None:
    (place / "recipe.toml").write_text((place / "recipe.toml").read_text() + "keep_every = 8\n")
    train(place / "recipe.toml", place / "run")
    kept = checkpoint.checkpoints(place / "run" / "checkpoints")
    assert [checkpoint.checkpoint_step(path) for path in kept] == [8, 16, 24, 30]
    from safetensors.torch import load_file

    assert load_file(kept[0])["random"].dtype == torch.uint8
    assert checkpoint.load_checkpoint(kept[1]).facts["step"] == 16


def test_a_diverging_loss_stops_the_run_and_says_why(based: Path) -> None:
    text = (based / "lora.toml").read_text().replace("rate = 5e-3", "rate = 1e18")
    (based / "lora.toml").write_text(text)
    with pytest.raises(AgoraError, match=r"training\.rate"):
        train(based / "lora.toml", based / "run")


def test_the_machine_and_its_quicker_precision_are_recorded() -> None:
    probe = faster_precision()
    half, full = probe["bfloat16_gflop_per_s"], probe["float32_gflop_per_s"]
    assert probe["faster"] == ("bfloat16" if half > 1.2 * full else "float32")
    assert describe()["packages"]["torch"] == torch.__version__


def test_what_is_no_number_stops_at_once() -> None:
    with pytest.raises(AgoraError, match="The loss is nan"):
        Progress().take(float("nan"), 1.0, "here")


def test_a_rise_of_the_loss_stops_but_noise_does_not() -> None:
    progress = Progress()
    for step in range(200):
        progress.step = step
        progress.take(1.0 + (step % 2), 1.0, "here")

    def rise() -> None:
        for step in range(200, 400):
            progress.step = step
            progress.take(6.0, 1.0, "here")

    with pytest.raises(AgoraError, match="diverges here"):
        rise()


def test_a_changed_recipe_data_or_base_is_refused(based: Path) -> None:
    train(based / "lora.toml", based / "run")
    before = (based / "lora.toml").read_text()
    (based / "lora.toml").write_text(before.replace("batch = 4", "batch = 5"))
    with pytest.raises(UsageError, match="another recipe"):
        train(based / "lora.toml", based / "run")
    (based / "lora.toml").write_text(before)
    with (based / "train.jsonl").open("a") as file:
        file.write(json.dumps(row(99)) + "\n")
    with pytest.raises(UsageError, match="The data of the run"):
        train(based / "lora.toml", based / "run")


def test_a_run_goes_on_from_an_adapter_of_its_base_and_shape(based: Path) -> None:
    train(based / "lora.toml", based / "first")
    start = open_start(ModelChoice(base=str(based / "base" / "model")), 1)
    made_for = Base("tiny", start.sha256, heads=4, key_heads=2)
    to_gguf(based / "first" / "adapter", based / "first.gguf", made_for)
    recipe(
        based, f'[model]\nbase = "{based}/base/model"\n[lora]\nrank = 4\nalpha = 8\nstart = "first.gguf"',
        "lora", name="second.toml",
    )  # fmt: skip
    text = (based / "second.toml").read_text().replace("rate = 5e-3", "rate = 1e-12\nsteps = 1")
    (based / "second.toml").write_text(text)
    train(based / "second.toml", based / "second")
    one, two = weights(based / "first"), weights(based / "second")
    assert all(torch.allclose(one[name], two[name], atol=1e-3) for name in one)
    assert any(two[name].any() for name in two if "lora_B" in name)
    digest = hashlib.sha256((based / "first.gguf").read_bytes()).hexdigest()
    assert json.loads((based / "second" / "run.json").read_text())["begun"] == digest

    other = dataclasses.replace(made_for, sha256="0" * 64)
    to_gguf(based / "first" / "adapter", based / "first.gguf", other)
    with pytest.raises(UsageError, match="The adapter of the run"):
        train(based / "second.toml", based / "second")
    with pytest.raises(ModelError, match="does not belong"):
        train(based / "second.toml", based / "third")
    (based / "first.gguf").unlink()
    with pytest.raises(UsageError, match="to go on from cannot be read"):
        train(based / "second.toml", based / "fourth")


def test_another_kind_of_model_is_refused(based: Path) -> None:
    config = json.loads((based / "base" / "model" / "config.json").read_text())
    (based / "base" / "model" / "config.json").write_text(
        json.dumps({**config, "model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"]})
    )
    with pytest.raises(ModelError, match="qwen2"):
        train(based / "lora.toml", based / "run")


def test_a_model_that_is_not_here_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no model ./gone\.gguf"):
        open_start(ModelChoice(base="./gone.gguf"), 1)
