"""Retraining: intervals of a release's run, drawn so that nobody could know which, trained again.

Training runs in the sandbox, over copies: no network, and nothing of the release can be changed. The code is
this installation's, never the release's; of that only data is read.

Equal to the bit is demanded where processor, vector instructions, training code, torch, transformers and
NumPy are those that the run recorded. Elsewhere the weights at an interval's end may be off by `TOLERANCE` of
the way that the interval moved them.

What is not shown: what the intervals that were not drawn would give. Of N intervals of which M are false, K
drawn ones find none with probability C(N-M, K) / C(N, K).
"""

import asyncio
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import agora
from agora.config import Limits, Settings
from agora.errors import SandboxError, UsageError
from agora.learn.checkpoint import checkpoint_step, checkpoints
from agora.release.hashing import digests
from agora.release.lots import drawn, release_digest
from agora.release.reading import files_in, read_json, read_lines, safe_path
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["TOLERANCE", "Plan", "check_retraining", "plan_retraining"]

TOLERANCE = 0.001
"""Of the way that an interval moved the weights, and of each loss, in float32. Other counts of workers and
other vector instructions were seen to make less than a hundredth of it: docs/measurements/release-2026-11."""

_GROUP = "retraining"
_CHECKPOINTS = "training/checkpoints"
_SPARE_BYTES = 4 * 2**30


@dataclass(frozen=True)
class Plan:
    """What is going to be trained again, and what it costs.

    Attributes:
        intervals: steps before and after each, as drawn.
        of: how many intervals there are.
        steps: in all.
        tokens: in all, by the release's log.
        seconds: in all, as they took where the release was made, by its log; 0 if the log does not say.
    """

    intervals: tuple[tuple[int, int], ...]
    of: int
    steps: int
    tokens: int
    seconds: float


def plan_retraining(folder: Path, intervals: int, nonce: str) -> Plan:
    """Draw intervals between kept checkpoints, by the release's digest and the verifier's nonce.

    Args:
        folder: of the release.
        intervals: how many; all, if there are fewer.
        nonce: chosen by who verifies, after the release was made.

    Raises:
        UsageError: there is nothing to draw from.
    """
    kept = [checkpoint_step(path) for path in checkpoints(folder / _CHECKPOINTS)]
    if not kept:
        raise UsageError("The release keeps no checkpoints.", why=f"{_CHECKPOINTS} holds none.")
    if kept[-1] != (steps := read_json(folder, "training/run.json")["steps"]):
        raise UsageError(f"The last checkpoint is of step {kept[-1]}, and the run has {steps}.")
    every = list(pairwise([0, *kept]))

    lots = drawn(release_digest(folder), nonce, "intervals", intervals, len(every))
    chosen = tuple(every[number] for number in lots)
    log = list(read_lines(folder, "training/log.jsonl"))
    if not all(isinstance(line, dict) for line in log):
        raise UsageError("The log has lines that are no JSON objects.")

    def spent(key: str, first: int, last: int) -> float:
        if last > len(log):
            return 0.0
        return float(log[last - 1].get(key, 0) - (log[first - 1].get(key, 0) if first else 0))

    return Plan(
        chosen, len(every), sum(last - first for first, last in chosen),
        int(sum(spent("tokens", *each) for each in chosen)),
        sum(spent("seconds", *each) for each in chosen),
    )  # fmt: skip


def check_retraining(
    folder: Path,
    intervals: int,
    nonce: str,
    *,
    settings: Settings | None = None,
    data: Path | None = None,
    base: Path | None = None,
    agree: Callable[[Plan], bool] = lambda plan: True,
    on_step: Callable[[int], None] = lambda step: None,
) -> list[Line]:
    """Train intervals of a release's run again, and say whether they end where the release says.

    Args:
        folder: of the release.
        intervals: how many to draw.
        nonce: as in `plan_retraining`.
        settings: where installed models lie, for the base of an adapter; those of this user, if not given.
        data: the samples, if the release holds only how to make them.
        base: the base of an adapter, a GGUF file or a folder, if it is not installed.
        agree: told the cost before anything is trained; nothing is where it says no.
        on_step: told of each step's number.
    """
    try:
        plan = plan_retraining(folder, intervals, nonce)
    except Exception as error:  # the files are somebody else's: whatever they lead to is said
        return [_line("retraining", "Training again", Verdict.UNKNOWN, str(error) or type(error).__name__)]
    if not agree(plan):
        why = f"{plan.steps} steps were not trained again: the cost was declined."
        return [_line("retraining", "Training again", Verdict.UNKNOWN, why)]
    with tempfile.TemporaryDirectory(prefix="agora-retrain-") as name:
        place = Path(name)
        try:
            _lay_out(folder, place, plan, settings, data, base)
            return _lines(
                plan, asyncio.run(_trained(place, plan, on_step)), read_json(folder, "training/run.json")
            )
        except Exception as error:  # the files are somebody else's: whatever they lead to is said
            return [
                _line("retraining", "Training again", Verdict.UNKNOWN, str(error) or type(error).__name__)
            ]


# Laying out


def _lay_out(
    folder: Path, place: Path, plan: Plan, settings: Settings | None, data: Path | None, base: Path | None
) -> None:
    """Copy into the sandbox's folder what training needs."""
    facts = read_json(folder, "training/run.json")
    steps = {step for each in plan.intervals for step in each if step}
    last = checkpoint_step(checkpoints(folder / _CHECKPOINTS)[-1])
    for part in ("run/checkpoints", "model", "weights"):
        (place / part).mkdir(parents=True)
    shutil.copyfile(_file(folder, "recipe.toml"), place / "recipe.toml")
    for name in ("run.json", "order.npy", "log.jsonl"):
        shutil.copyfile(_file(folder, f"training/{name}"), place / "run" / name)
    for step in {*steps, last}:
        name = f"{step:08d}.safetensors"
        shutil.copyfile(_file(folder, f"{_CHECKPOINTS}/{name}"), place / "run" / "checkpoints" / name)
    shutil.copyfile(data or _by_digest(folder, "data", facts["data"]["sha256"]), place / "data")
    for path in sorted((folder / "weights").iterdir()):
        if path.suffix in (".safetensors", ".gguf"):
            shutil.copyfile(_file(folder, f"weights/{path.name}"), place / "weights" / path.name)
        elif facts["base"]["name"] == "" and path.suffix in (".json", ".txt", ".jinja"):
            shutil.copyfile(_file(folder, f"weights/{path.name}"), place / "model" / path.name)
    if facts["base"]["name"]:
        found = base or _installed(settings, facts["base"]["sha256"])
        if found.is_dir():
            shutil.copytree(found, place / "model", dirs_exist_ok=True)
        else:
            shutil.copyfile(found, place / "model" / "base.gguf")
    if facts["begun"]:
        shutil.copyfile(_by_digest(folder, "", facts["begun"]), place / "start.gguf")
    (place / "job.json").write_text(json.dumps(plan.intervals))
    shutil.copytree(
        Path(agora.__file__).parent, place / "source" / "agora",
        ignore=lambda where, names: [
            name for name in names if "." in name and not name.endswith((".py", ".toml"))
        ],
    )  # fmt: skip


def _file(folder: Path, name: str) -> Path:
    path = safe_path(folder, name)
    if not path.is_file():
        raise UsageError(f"The release holds no {name}.")
    return path


def _by_digest(folder: Path, part: str, sha256: str) -> Path:
    files = files_in(folder, part)
    for path, found in zip(files, digests(files), strict=True):
        if found == sha256:
            return path
    raise UsageError(
        f"No file in {part}/ has the digest {sha256[:12]}… that the run records.",
        fix="Make it as the release says, and put it there." if part == "data" else "",
    )


def _installed(settings: Settings | None, sha256: str) -> Path:
    from agora import config
    from agora.models import catalogue

    for entry in catalogue(settings or config.load()):
        if entry.sha256 == sha256 and entry.installed:
            return entry.path
    raise UsageError(
        f"The base {sha256[:12]}… of the adapter is not here.", fix="Fetch it with `agora models pull`."
    )


# Training


async def _trained(place: Path, plan: Plan, on_step: Callable[[int], None]) -> list[dict[str, Any]]:
    """Train in the sandbox, and return what it found."""
    from agora.sandbox import MOUNT, Sandbox, Workspace

    size = sum(path.stat().st_size for part in ("model", "run/checkpoints") for path in _files(place / part))
    limits = Limits(
        program_seconds=600 + 20 * plan.seconds, program_bytes=_SPARE_BYTES + 8 * size, output_bytes=2**20
    )
    code = f"import sys; sys.path.insert(0, {MOUNT + '/source'!r}); from agora.learn.retrain import main; "
    code += f"main({MOUNT!r})"

    def listen(stream: str, told: bytes) -> None:
        for line in told.split() if stream == "stderr" else []:
            if line.isdigit():
                on_step(int(line))

    done = await Sandbox(limits).run(["python", "-c", code], Workspace(place, hidden=()), on_output=listen)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if failed := next((each["error"] for each in found if "error" in each), ""):
        found.append({"failed": failed})
    elif done.exit_code:
        raise SandboxError("Training again did not end.", why=done.stderr.strip().splitlines()[-1][:300])
    return found


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


# Judging


def _lines(plan: Plan, found: list[dict[str, Any]], facts: dict[str, Any]) -> list[Line]:
    """Return what the checks say of what the sandbox found."""
    from agora.learn.machine import fingerprint

    lines: list[Line] = []
    here: dict[str, str] = next((each["fingerprint"] for each in found if "fingerprint" in each), {})
    then = [fingerprint(start) for start in facts.get("starts", [])]
    other = sorted({key for start in then for key in here if start[key] != here[key]})
    for each in found:
        if "failed" in each:
            lines.append(_line("retraining", "Training again", Verdict.FAIL, each["failed"]))
        elif "order" in each:
            lines.append(_order_line(each["order"]))
        elif "outcome" in each:
            lines.append(_interval_line(plan, each["outcome"], other, facts["precision"]))
        elif "weights" in each:
            lines.append(_weights_line(each["weights"], each["unequal"]))
    if sum("outcome" in each for each in found) != len(plan.intervals) and not any(
        "failed" in each for each in found
    ):
        why = "Not every interval that was drawn was heard of."
        lines.append(_line("retraining", "Training again", Verdict.UNKNOWN, why))
    if not any(line.check in ("retraining", "retraining.weights") for line in lines):
        why = "weights/ holds no file that can be compared with the last checkpoint."
        lines.append(_line("retraining.weights", "Released weights", Verdict.UNKNOWN, why))
    return lines


def _order_line(equal: bool) -> Line:
    why = "order.npy is what the recipe's seed and the samples' lengths give."
    if not equal:
        why = "order.npy is not what the recipe's seed and the samples' lengths give."
    verdict = Verdict.PASS if equal else Verdict.FAIL
    return _line("retraining.order", "Order of the data", verdict, why, "training/order.npy")


def _interval_line(plan: Plan, outcome: dict[str, Any], other: list[str], precision: str) -> Line:
    first, last = outcome["first"], outcome["last"]
    name = f"{_CHECKPOINTS}/{last:08d}.safetensors"
    check, title = f"retraining.{first}-{last}", f"Steps {first} to {last} trained again"
    lot = f" (one of {len(plan.intervals)} drawn of {plan.of})"
    if outcome["error"]:
        return _line(check, title, Verdict.FAIL, f"{outcome['error']}{lot}", name)
    if not outcome["unequal"] and not outcome["logged"]:
        why = f"Equal to the bit, as is the log of its {last - first} steps{lot}."
        return _line(check, title, Verdict.PASS, why, name)
    what = (
        f"{outcome['unequal']} parts of the checkpoint differ, first {outcome['named']}; "
        if outcome["unequal"]
        else "the checkpoint is equal to the bit; "
    )
    what += f"the weights are off by {outcome['gap']:.2g} of the way that the interval moved them"
    what += f"; {outcome['logged']}" if outcome["logged"] else ""
    if not other:
        why = f"On the same processor and software, {what}{lot}."
        return _line(check, title, Verdict.FAIL, why, name)
    fits = outcome["gap"] <= TOLERANCE and outcome["log_gap"] <= TOLERANCE
    why = f"{what[:1].upper()}{what[1:]}; {TOLERANCE} is allowed, for {', '.join(other)} differ{lot}."
    # How far honest runs in bfloat16 are apart on other machines was not measured.
    beyond = Verdict.FAIL if precision == "float32" else Verdict.UNKNOWN
    return _line(check, title, Verdict.PASS if fits else beyond, why, name)


def _weights_line(name: str, unequal: int) -> Line:
    why = "They are those of the last checkpoint, to the bit."
    if unequal:
        why = f"{unequal} tensors are not those of the last checkpoint."
    verdict = Verdict.FAIL if unequal else Verdict.PASS
    return _line("retraining.weights", f"Released weights {name}", verdict, why, f"weights/{name}")


def _line(check: str, title: str, verdict: Verdict, why: str, place: str = "") -> Line:
    evidence = (Evidence(place),) if place else ()
    return Line(_GROUP, check, title, verdict, why, evidence=evidence)
