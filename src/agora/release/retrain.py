"""Retraining: intervals of a release's run, drawn so that nobody could know which, trained again.

Training runs in the sandbox, over copies: no network, and nothing of the release can be changed. The code is
this installation's, never the release's; of that only data is read.

What is demanded of an interval's end: `agora.release.retrainlines`.

What is not shown: what the intervals that were not drawn would give. Of N intervals of which M are false, K
drawn ones find none with probability C(N-M, K) / C(N, K).
"""

import asyncio
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import agora
from agora.config import Limits, Settings
from agora.errors import SandboxError, UsageError
from agora.learn.checkpoint import checkpoint_step, checkpoints
from agora.release.hashing import digests
from agora.release.intervals import CHECKPOINTS, Plan, plan_retraining
from agora.release.reading import files_in, read_json, safe_path
from agora.release.retrainlines import line, lines_of
from agora.release.verdict import Line, Verdict

__all__ = ["check_retraining"]

_SPARE_BYTES = 8 * 2**30


def check_retraining(
    folder: Path,
    intervals: int,
    nonce: str,
    *,
    settings: Settings | None = None,
    inputs: Sequence[Path] = (),
    longest: int = 0,
    agree: Callable[[Plan], bool] = lambda plan: True,
    on_step: Callable[[int], None] = lambda step: None,
) -> list[Line]:
    """Train intervals of a release's run again, and say whether they end where the release says.

    Args:
        folder: of the release.
        intervals: how many to draw.
        nonce: as in `plan_retraining`.
        settings: where installed models lie, for the base of an adapter; those of this user, if not given.
        inputs: what the release only names and who verifies has: the samples, the base (a GGUF file or a
            folder), the adapter that was gone on from. Each is taken by its digest.
        longest: as in `plan_retraining`.
        agree: told the cost before anything is trained; nothing is where it says no.
        on_step: told of each step's number.
    """
    try:
        plan = plan_retraining(folder, intervals, nonce, longest)
    except Exception as error:  # the files are somebody else's: whatever they lead to is said
        return _open(str(error) or type(error).__name__)
    if not agree(plan):
        return _open(f"{plan.steps} steps were not trained again: the cost was declined.")
    with tempfile.TemporaryDirectory(prefix="agora-retrain-") as name:
        place = Path(name)
        try:
            _lay_out(folder, place, plan, settings, inputs)
            return lines_of(
                plan, asyncio.run(_trained(place, plan, on_step)), read_json(folder, "training/run.json")
            )
        except Exception as error:  # as above
            return _open(str(error) or type(error).__name__)


def _open(why: str) -> list[Line]:
    return [line("retraining", "Training again", Verdict.UNKNOWN, why)]


# Laying out


def _lay_out(
    folder: Path, place: Path, plan: Plan, settings: Settings | None, inputs: Sequence[Path]
) -> None:
    """Copy into the sandbox's folder what training needs."""
    facts = read_json(folder, "training/run.json")
    steps = {step for each in plan.intervals for step in each if step}
    last = checkpoint_step(checkpoints(folder / CHECKPOINTS)[-1])
    for part in ("run/checkpoints", "model", "weights"):
        (place / part).mkdir(parents=True)
    shutil.copyfile(_file(folder, "recipe.toml"), place / "recipe.toml")
    for name in ("run.json", "order.npy", "log.jsonl"):
        shutil.copyfile(_file(folder, f"training/{name}"), place / "run" / name)
    for step in {*steps, last}:
        name = f"{step:08d}.safetensors"
        shutil.copyfile(_file(folder, f"{CHECKPOINTS}/{name}"), place / "run" / "checkpoints" / name)
    shutil.copyfile(_by_digest(folder, "data", facts["data"]["sha256"], inputs), place / "data")
    for path in sorted((folder / "weights").iterdir()):
        if path.suffix in (".safetensors", ".gguf"):
            shutil.copyfile(_file(folder, f"weights/{path.name}"), place / "weights" / path.name)
        elif facts["base"]["name"] == "" and path.suffix in (".json", ".txt", ".jinja"):
            shutil.copyfile(_file(folder, f"weights/{path.name}"), place / "model" / path.name)
    if facts["base"]["name"]:
        found = _base(settings, facts["base"]["sha256"], inputs)
        if found.is_dir():
            shutil.copytree(found, place / "model", dirs_exist_ok=True)
        else:
            shutil.copyfile(found, place / "model" / "base.gguf")
    if facts["begun"]:
        shutil.copyfile(_by_digest(folder, "training", facts["begun"], inputs), place / "start.gguf")
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


def _by_digest(folder: Path, part: str, sha256: str, inputs: Sequence[Path]) -> Path:
    files = [*(path for path in inputs if path.is_file()), *files_in(folder, part)]
    for path, found in zip(files, digests(files), strict=True):
        if found == sha256:
            return path
    raise UsageError(
        f"No file in {part}/ has the digest {sha256[:12]}… that the run records.",
        fix="Make it as the release says, and give it with --input.",
    )


def _base(settings: Settings | None, sha256: str, inputs: Sequence[Path]) -> Path:
    from agora import config
    from agora.models import catalogue

    for path in inputs:
        # As the run took it: of a folder, all files of weights, one after another.
        parts = sorted(path.glob("*.safetensors")) if path.is_dir() else [path]
        whole = hashlib.sha256()
        for part in parts:
            whole.update(part.read_bytes())
        if whole.hexdigest() == sha256:
            return path
    for entry in catalogue(settings or config.load()):
        if entry.sha256 == sha256 and entry.installed:
            return entry.path
    raise UsageError(
        f"The base {sha256[:12]}… of the adapter is not here.",
        fix="Fetch it with `agora models pull`, or give it with --input.",
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
        for word in told.split() if stream == "stderr" else []:
            if word.isdigit():
                on_step(int(word))

    done = await Sandbox(limits).run(["python", "-c", code], Workspace(place, hidden=()), on_output=listen)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.exit_code:
        raise SandboxError("Training again did not end.", why=done.stderr.strip().splitlines()[-1][:300])
    return found


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]
