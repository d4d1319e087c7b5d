"""Retraining: an honest run passes to the bit, and each way of cheating fails with its interval named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from agora.errors import AgoraError, ModelError  # noqa: E402
from agora.learn import retrain as again  # noqa: E402
from agora.learn.checkpoint import State, load_checkpoint, save_checkpoint  # noqa: E402
from agora.learn.order import read_order, write_order  # noqa: E402
from agora.learn.trainer import Run, train  # noqa: E402
from agora.release import Line, Verdict, combined, retrain, retrainlines  # noqa: E402

from .conftest import lay, sealed  # noqa: E402


@pytest.fixture
def unisolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Train in this process: the sandbox has its own test, and takes seconds to start."""

    async def trained(place: Path, plan: Any, on_step: Callable[[int], None]) -> list[dict[str, Any]]:
        return list(again.retrain(place, list(plan.intervals)))

    monkeypatch.setattr(retrain, "_trained", trained)


def failed(lines: list[Line]) -> dict[str, str]:
    return {line.check: line.why for line in lines if line.verdict is Verdict.FAIL}


def test_three_intervals_are_equal_to_the_bit_in_the_sandbox(released: Path, needs_sandbox: None) -> None:
    steps: list[int] = []
    before = {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}
    lines = retrain.check_retraining(released, 3, "n", on_step=steps.append)
    assert combined(line.verdict for line in lines) is Verdict.PASS, lines
    assert sum("Equal to the bit" in line.why for line in lines) == 3
    assert {"retraining.order", "retraining.weights"} < {line.check for line in lines}
    assert before == {path: path.read_bytes() for path in released.rglob("*") if path.is_file()}
    assert len(steps) == retrain.plan_retraining(released, 3, "n").steps


def test_intervals_are_drawn_by_digest_and_nonce(released: Path) -> None:
    plan = retrain.plan_retraining(released, 2, "a")
    assert plan.every == ((0, 6), (6, 12), (12, 18), (18, 20))
    assert (plan.steps, plan.tokens > 0) == (sum(b - a for a, b in plan.intervals), True)
    assert plan == retrain.plan_retraining(released, 2, "a")
    nonces = {retrain.plan_retraining(released, 2, str(n)).intervals for n in range(40)}
    assert len(nonces) == 6  # of four, two
    (released / "manifest.json").write_text("{}")
    digests = [retrain.plan_retraining(released, 2, str(n)).intervals for n in range(40)]
    (released / "manifest.json").write_text("{ }")
    assert digests != [retrain.plan_retraining(released, 2, str(n)).intervals for n in range(40)]


def test_a_declined_cost_and_a_release_without_checkpoints_leave_it_open(released: Path) -> None:
    [line] = retrain.check_retraining(released, 2, "n", agree=lambda plan: False)
    assert (line.verdict, "declined" in line.why) == (Verdict.UNKNOWN, True)
    shutil.rmtree(released / "training" / "checkpoints")
    [line] = retrain.check_retraining(released, 2, "n")
    assert (line.verdict, "keeps no checkpoints" in line.why) == (Verdict.UNKNOWN, True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("training/run.json", "[]"), ("training/run.json", '{"data": 1}'), ("training/log.jsonl", "7\n"),
        ("training/log.jsonl", '{"tokens": "many"}\n' * 20), ("recipe.toml", "method = 1"),
    ],
)  # fmt: skip
def test_rubbish_in_its_files_leaves_it_open_or_fails(
    released: Path, unisolated: None, name: str, text: str
) -> None:
    (released / name).write_text(text)
    lines = retrain.check_retraining(released, 2, "n")
    assert combined(line.verdict for line in lines) is Verdict.UNKNOWN


def test_what_lies_around_a_missing_checkpoint_is_one_interval(released: Path, unisolated: None) -> None:
    from agora.release.disagreement import Lacking
    from agora.release.runcheck import check_checkpoints

    assert "none of those" in check_checkpoints(released)
    (released / "training" / "checkpoints" / "00000006.safetensors").unlink()
    assert retrain.plan_retraining(released, 9, "n").every == ((0, 12), (12, 18), (18, 20))
    with pytest.raises(Lacking, match="lacks those of the steps 6 "):
        check_checkpoints(released)
    lines = {line.check: line for line in retrain.check_retraining(released, 9, "n", longest=6)}
    assert lines["retraining.0-12"].verdict is Verdict.UNKNOWN
    assert {lines[f"retraining.{each}"].verdict for each in ("12-18", "18-20")} == {Verdict.PASS}
    [line] = retrain.check_retraining(released, 9, "n", longest=1)
    assert (line.verdict, "more than 1 steps" in line.why) == (Verdict.UNKNOWN, True)


@pytest.mark.parametrize(
    "words",
    [
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.",
        "could not create a primitive",
    ],
)
def test_too_little_memory_and_lacking_packages_accuse_nobody(
    released: Path,
    unisolated: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
) -> None:
    def starved(*_: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr(again, "_interval", starved)
    lines = retrain.check_retraining(released, 1, "n")
    assert combined(line.verdict for line in lines) is Verdict.UNKNOWN, lines
    (released / "job.json").write_text("[]")
    for error, said in ((MemoryError(), "lacking"), (ModelError("No torch."), "lacking"),
                        (AgoraError("The recipe is none."), "failed")):  # fmt: skip

        def fails(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(again, "retrain", fails)
        again.main(str(released))
        assert said in json.loads(capsys.readouterr().out)


def test_only_the_starts_that_made_an_interval_count() -> None:
    starts = [{"step": 0}, {"step": 8}, {"step": 6}]

    def of(first: int, last: int, starts: list[dict[str, int]] = starts) -> list[int]:
        found = retrainlines._starts({"starts": starts}, {"first": first, "last": last})
        return [starts.index(each) for each in found]

    assert (of(0, 6), of(6, 12), of(0, 12)) == ([0], [2], [0, 1, 2])
    assert of(6, 12, [{}, {"other": 1}]) == [0, 1]  # runs of before, which did not say


def test_no_file_is_read_through_a_link(released: Path, tmp_path: Path) -> None:
    log = released / "training" / "log.jsonl"
    shutil.move(log, tmp_path / "log.jsonl")
    log.symlink_to(tmp_path / "log.jsonl")
    [line] = retrain.check_retraining(released, 2, "n")
    assert (line.verdict, "through a link" in line.why) == (Verdict.UNKNOWN, True)


def edit_checkpoint(released: Path, trained: Path) -> None:
    folder = released / "training" / "checkpoints"
    state = load_checkpoint(folder / "00000012.safetensors")
    name = next(name for name in state.tensors if name.startswith("weights/"))
    state.tensors[name].view(-1)[0] += 1e-3
    save_checkpoint(folder, 12, state, keep_every=6)


def truncate_checkpoint(released: Path, trained: Path) -> None:
    path = released / "training" / "checkpoints" / "00000012.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def other_run(released: Path, trained: Path) -> None:
    """Checkpoints of a run that differs in its seed alone."""
    text = (trained / "recipe.toml").read_text().replace('"train.jsonl"', f'"{trained}/train.jsonl"')
    (released / "other.toml").write_text("seed = 2\n" + text)
    train(released / "other.toml", released / "other")
    for path in (released / "other" / "checkpoints").iterdir():
        shutil.copy(path, released / "training" / "checkpoints")
    shutil.copy(released / "other" / "model" / "model.safetensors", released / "weights")


def other_shape(released: Path, trained: Path) -> None:
    folder = released / "training" / "checkpoints"
    state = load_checkpoint(folder / "00000012.safetensors")
    some = {name: tensor for name, tensor in state.tensors.items() if "layers" not in name}
    save_checkpoint(folder, 12, State(some, state.facts), keep_every=6)


def change_order(released: Path, trained: Path) -> None:
    order = read_order(released / "training" / "order.npy")
    order[8], order[9] = order[9], order[8]
    write_order(released / "training" / "order.npy", order)


def skip_step(released: Path, trained: Path) -> None:
    """Step 9 was left out, and everything after it follows from that."""
    from agora.learn.recipe import read_recipe

    run = Run(read_recipe(trained / "recipe.toml"), trained, trained / "run")
    folder = released / "training" / "checkpoints"
    run.take_up(load_checkpoint(folder / "00000006.safetensors"))
    list(run.steps(8))
    run.progress.step = 9
    list(run.steps(12))
    save_checkpoint(folder, 12, run.state(), keep_every=6)


def edit_log(released: Path, trained: Path) -> None:
    path = released / "training" / "log.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[8]["loss"] *= 0.5
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


@pytest.mark.parametrize(
    ("cheat", "checks"),
    [
        (edit_checkpoint, {"retraining.6-12", "retraining.12-18"}),
        (truncate_checkpoint, {"retraining.6-12", "retraining.12-18"}),
        (other_run, {"retraining.0-6", "retraining.6-12", "retraining.12-18", "retraining.18-20"}),
        (other_shape, {"retraining.6-12", "retraining.12-18"}),
        (change_order, {"retraining.order", "retraining.6-12"}),
        (skip_step, {"retraining.6-12", "retraining.12-18"}),
        (edit_log, {"retraining.6-12"}),
    ],
)
def test_cheating_fails_with_the_interval_named(
    released: Path,
    trained: Path,
    unisolated: None,
    cheat: Callable[[Path, Path], None],
    checks: set[str],
) -> None:
    cheat(released, trained)
    lines = retrain.check_retraining(sealed(released), 4, "n")
    assert set(failed(lines)) == checks, lines


def test_weights_of_another_end_are_not_those_of_the_run(released: Path, unisolated: None) -> None:
    from safetensors.torch import load_file, save_file

    path = released / "weights" / "model.safetensors"
    weights = load_file(path)
    weights["model.norm.weight"] += 1e-6
    save_file(weights, path, metadata={"format": "pt"})
    lines = retrain.check_retraining(sealed(released), 1, "n")
    assert set(failed(lines)) == {"retraining.weights"}


def test_other_data_is_not_taken_for_the_runs(released: Path, trained: Path, unisolated: None) -> None:
    (released / "data" / "train.jsonl").write_text('{"text": "Something else."}\n')
    [line] = retrain.check_retraining(sealed(released), 1, "n")
    assert (line.verdict, "has the digest" in line.why) == (Verdict.UNKNOWN, True)
    [line] = retrain.check_retraining(released, 1, "n", inputs=[released / "recipe.toml"])
    assert (line.verdict, "has the digest" in line.why) == (Verdict.UNKNOWN, True)
    lines = retrain.check_retraining(released, 1, "n", inputs=[trained / "train.jsonl"])
    assert combined(line.verdict for line in lines) is Verdict.PASS, lines


def test_elsewhere_a_small_gap_is_allowed_and_a_skipped_step_is_not(
    released: Path, trained: Path, unisolated: None
) -> None:
    path = released / "training" / "run.json"
    facts = json.loads(path.read_text())
    facts["starts"][0]["processor"] = "another"
    facts["workers"] = 3  # the gradients' sums are made in another order
    path.write_text(json.dumps(facts))
    lines = retrain.check_retraining(sealed(released), 4, "n")
    assert combined(line.verdict for line in lines) is Verdict.PASS, lines
    assert any("is allowed, for processor differ" in line.why for line in lines)
    skip_step(released, trained)
    lines = retrain.check_retraining(sealed(released), 4, "n")
    assert "retraining.6-12" in failed(lines)


def test_an_adapter_is_trained_again_over_its_base(trained: Path, tmp_path: Path, unisolated: None) -> None:
    (tmp_path / "lora.toml").write_text(
        f'name = "tiny-lora"\nmethod = "lora"\n[model]\nbase = "{trained}/run/model"\n[lora]\nrank = 2\n'
        f'[data]\nfile = "{trained}/train.jsonl"\n[training]\nbatch = 4\nsteps = 6\nworkers = 2\n'
        'precision = "float32"\nkeep_every = 3\n'
    )
    train(tmp_path / "lora.toml", tmp_path / "run")
    release = lay(tmp_path / "release", tmp_path / "lora.toml", tmp_path / "run", trained / "train.jsonl")
    [line] = retrain.check_retraining(release, 2, "n")
    assert (line.verdict, "base" in line.why) == (Verdict.UNKNOWN, True)
    lines = retrain.check_retraining(release, 2, "n", inputs=[trained / "run" / "model"])
    assert combined(line.verdict for line in lines) is Verdict.PASS, lines
