"""An adapter leaves a run only if the engine uses it as the trainer meant it."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from agora.config import Settings
from agora.errors import ModelError, UsageError
from agora.learn import adapter as forms
from agora.learn import export as exporting
from agora.learn.adapter import from_gguf
from agora.learn.export import adapter_file, export
from agora.learn.proof import Point, Proof, prove, read_reference, write_reference
from agora.models import catalogue
from agora.models.embedded import Engine

pytest.importorskip("gguf")
pytest.importorskip("safetensors")

SHIPPED = catalogue(Settings())[0].adapter
RECIPE = """
name = "again"
method = "lora"
[model]
base = "smollm2-135m"
[data]
file = "train.jsonl"
"""


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a finished run, whose adapter is the shipped one."""
    assert SHIPPED is not None
    folder = tmp_path / "run"
    folder.mkdir()
    base = from_gguf(SHIPPED, folder / "adapter")
    (folder / "recipe.toml").write_text(RECIPE)
    (folder / "run.json").write_text(json.dumps({"base": {"name": base.name, "sha256": base.sha256}}))
    return folder


@pytest.fixture
def reference() -> list[Point]:
    """What the trainer of the shipped adapter predicted."""
    assert SHIPPED is not None
    return read_reference(SHIPPED.with_suffix(".proof.json"))


def test_what_is_far_or_unmoved_is_a_fault() -> None:
    good = Proof(12, base=0.09, adapted=0.1, moved=4.0)
    assert not good.faults
    assert "without the adapter" in replace(good, base=0.5).faults[0]
    assert "with the adapter the engine is 0.47" in replace(good, adapted=0.47).faults[0]
    assert "not applied" in replace(good, moved=0.2).faults[0]
    with pytest.raises(ModelError, match=r"does not use a\.gguf as it was trained"):
        replace(good, base=0.5).check(Path("a.gguf"))


def test_a_reference_is_kept(tmp_path: Path) -> None:
    points = [Point([1, 2, 3], {7: -0.5, 8: -2.0}, {7: -3.0}), Point([4], {9: -0.1}, {9: -0.2})]
    write_reference(tmp_path / "p.json", points, Proof(2, 0.1, 0.1, 3.0), "ab")
    assert read_reference(tmp_path / "p.json") == points
    (tmp_path / "p.json").write_text('{"points": [{"tokens": [1]}]}')
    with pytest.raises(UsageError, match="no reference"):
        read_reference(tmp_path / "p.json")


def test_the_shipped_reference_belongs_to_the_shipped_adapter() -> None:
    assert SHIPPED is not None
    told = json.loads(SHIPPED.with_suffix(".proof.json").read_text())
    assert told["adapter"] == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert not Proof(**told["nats"]).faults


@pytest.mark.embedded
def test_the_engine_uses_the_shipped_adapter_as_it_was_trained(
    home_with_model: Path, reference: list[Point]
) -> None:
    entry = catalogue(Settings(home=home_with_model))[0]
    with Engine(entry.path, name="m", window=1024, slots=1, threads=1, adapter=entry.adapter) as engine:
        proof = prove(engine, reference)
        assert not proof.faults
        assert engine.ask("/lora-adapters")[0]["scale"] == 1


@pytest.mark.embedded
def test_an_export_is_proven_and_can_be_used(
    home_with_model: Path, run: Path, reference: list[Point], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "make_reference", lambda recipe, run: reference)
    done = export(Settings(home=home_with_model), run, tmp_path / "out")
    assert SHIPPED is not None
    assert done.gguf.read_bytes() == SHIPPED.read_bytes()
    assert read_reference(done.gguf.with_suffix(".proof.json")) == reference
    assert (done.peft / "adapter_model.safetensors").is_file()
    with pytest.raises(UsageError, match="not exported"):
        adapter_file(run)


@pytest.mark.embedded
def test_rows_in_the_wrong_order_are_refused_and_leave_nothing(
    home_with_model: Path, run: Path, reference: list[Point], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "make_reference", lambda recipe, run: reference)
    monkeypatch.setattr(forms, "turned", lambda rows, *_, **__: rows)
    with pytest.raises(ModelError, match="as it was trained"):
        export(Settings(home=home_with_model), run)
    assert not list(run.glob("*.gguf"))


def test_unfinished_runs_whole_models_and_lost_bases_are_refused(
    home: Path, run: Path, tmp_path: Path
) -> None:
    settings = Settings(home=home)
    with pytest.raises(ModelError, match="not here as a GGUF file"):
        export(settings, run)
    (run / "adapter" / "adapter_model.safetensors").unlink()
    with pytest.raises(UsageError, match="not finished"):
        export(settings, run)
    (run / "recipe.toml").write_text(RECIPE.replace("lora", "full"))
    with pytest.raises(UsageError, match="whole model"):
        export(settings, run)
    with pytest.raises(UsageError, match="no folder of a run"):
        export(settings, tmp_path)


@pytest.mark.embedded
def test_the_trainer_predicts_what_peft_predicted(
    home_with_model: Path, run: Path, reference: list[Point], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from agora.learn import proof as proving
    from agora.learn.recipe import read_recipe

    some = reference[:3]
    monkeypatch.setattr(proving, "_prompts", lambda tokenizer: [[point.tokens] for point in some])
    made = proving.make_reference(read_recipe(run / "recipe.toml"), run)
    for now, then in zip(made, some, strict=True):
        for mine, kept in ((now.base, then.base), (now.adapted, then.adapted)):
            for token in mine.keys() & kept.keys():
                assert mine[token] == pytest.approx(kept[token], abs=0.05)
            assert max(mine, key=mine.__getitem__) == max(kept, key=kept.__getitem__)
