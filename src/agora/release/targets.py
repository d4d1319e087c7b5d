"""What a target's name means: a folder, a copy of a repository of the Hugging Face hub, or a known model."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agora.config import expanded
from agora.errors import UsageError
from agora.release.claims import check_claims
from agora.release.evidence import evidence_for
from agora.release.folder import Folder
from agora.release.hashing import digest
from agora.release.hubcopy import check_hub_copy, is_hub_copy
from agora.release.integrity import check_integrity
from agora.release.verdict import Evidence, Line, Verdict
from agora.release.verify import Check, Report, report_on_folder, report_on_name

if TYPE_CHECKING:
    from agora.release.intervals import Plan
    from agora.release.reevaluate import Sampled

__all__ = ["Demand", "Target", "resolve"]

# Weights are large, and openness can be judged without them: the rest of a repository is fetched.
_WEIGHTS = [
    f"*.{end}"
    for end in "safetensors bin gguf pt pth onnx h5 msgpack ckpt parquet".split()  # noqa: SIM905
]


@dataclass(frozen=True)
class Target:
    """What a name was found to mean.

    Attributes:
        name: as it was asked for.
        folder: where its files are, if they are here.
        repository: its name on the hub, if it is a repository.
    """

    name: str
    folder: Folder | None = None
    repository: str = ""

    def report(self, demand: "Demand | None" = None) -> Report:
        """Return everything that can be said of it.

        Raises:
            UsageError: the signer's file cannot be used, or a run is to be repeated that is not here.
        """
        asked = demand or Demand()
        if self.folder is None:
            if asked.retrain or asked.reevaluate:
                raise UsageError(f"Only a folder can be run again; {self.name} is known by name alone.")
            return report_on_name(self.name, checks=(lambda: _installed(self.name),))
        root = self.folder.root
        if asked.signer is not None and asked.signer.resolve().is_relative_to(root):
            raise UsageError(
                f"The signer {asked.signer} comes with the target, so it proves nothing.",
                fix="Get the key, or the identity, from somewhere else.",
            )
        checks: list[Check] = [lambda: check_integrity(root, signer=asked.signer)]
        if is_hub_copy(root):
            checks.append(lambda: check_hub_copy(root))
        # Asked of the folder itself, not of the list of its files, which ends somewhere.
        if any((root / name).is_file() for name in ("release.toml", "claims.toml", "manifest.json")):
            checks += [lambda: check_claims(root), lambda: _stage(root)]
        checks += asked.repeats(root)
        return report_on_folder(self.folder, self.name, repository=self.repository, checks=tuple(checks))


@dataclass(frozen=True)
class Demand:
    """What to do beyond reading.

    Attributes:
        signer: the public key, or the identity, that a release must be signed by.
        retrain: how many intervals of the training to run again.
        reevaluate: how many samples of each evaluation to ask again.
        nonce: draws which, together with the release's digest.
        longest: steps of an interval that is still drawn; 0 draws from all.
        inputs: what the release only names and who verifies has; see `check_retraining`.
        told: hears what that costs, before it begins.
    """

    signer: Path | None = None
    retrain: int = 0
    reevaluate: int = 0
    nonce: str = ""
    longest: int = 0
    inputs: tuple[Path, ...] = ()
    told: Callable[[str], None] = lambda cost: None

    def repeats(self, root: Path) -> list[Check]:
        """Return the checks that run something again, the sandboxed training first."""
        found: list[Check] = []
        if self.retrain:
            from agora.release.retrain import check_retraining

            found.append(
                lambda: check_retraining(
                    root, self.retrain, self.nonce,
                    inputs=self.inputs, longest=self.longest, agree=self._training,
                )
            )  # fmt: skip
        if self.reevaluate:
            from agora.release.reevaluate import check_evaluation

            found.append(lambda: check_evaluation(root, self.reevaluate, self.nonce, agree=self._asking))
        return found

    def _training(self, plan: "Plan") -> bool:
        from agora.release.intervals import named

        took = f", {plan.seconds:,.0f} s where it was made" if plan.seconds else ""
        cost = f"{plan.steps:,} steps, {plan.tokens:,} tokens{took}"
        left_out = f"; left out as longer: {named(plan.left_out)}" if plan.left_out else ""
        self.told(f"Training again: steps {named(plan.intervals)} ({cost}).")
        self.told(f"Drawn from: steps {named(plan.every)}{left_out}.")
        return True

    def _asking(self, plan: "list[Sampled]") -> bool:
        rows, seconds = sum(len(each.drawn) for each in plan), sum(each.seconds for each in plan)
        self.told(
            f"Asking again: {rows:,} rows of {len(plan)} evaluations ({seconds:,.0f} s where it was made)."
        )
        return True


def _stage(root: Path) -> list[Line]:
    from agora.release.gating import check_stage

    return check_stage(root)


def resolve(name: str) -> Target:
    """Find out what a target is.

    Raises:
        UsageError: it is nothing that is known here.
    """
    path = expanded(name)
    if path.is_dir():
        return Target(name, Folder(path), _repository_of(path.resolve()))
    if path.exists():
        raise UsageError(f"{name} is a file.", fix="Give the folder that it lies in.")
    repository = name.removeprefix("https://huggingface.co/").removeprefix("hf:").strip("/")
    if re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        copy = _in_cache(repository) or (None if evidence_for(repository) else _fetched(repository))
        if copy is not None:
            return Target(name, Folder(copy), repository)
    if evidence_for(repository) is None:
        raise UsageError(
            f"Nothing is known of {name!r}.",
            why="It is no folder, no repository that can be reached from here, and has no evidence file.",
            fix="Give a folder, OWNER/REPOSITORY of the hub, or a name of `agora models`.",
        )
    return Target(repository)


def _repository_of(path: Path) -> str:
    """Return the repository that a folder in huggingface_hub's cache is a copy of."""
    if path.parent.name != "snapshots" or not path.parent.parent.name.startswith("models--"):
        return ""
    if path.parent.parent.parent != _cache().resolve():
        return ""  # whoever made the folder gave it that name
    return path.parent.parent.name.removeprefix("models--").replace("--", "/", 1)


def _in_cache(repository: str) -> Path | None:
    """Return the copy of a repository that huggingface_hub keeps, of its main branch if there are several."""
    folder = _cache() / f"models--{repository.replace('/', '--')}"
    try:
        revision = (folder / "refs" / "main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        revision = ""
    copies = sorted(each for each in (folder / "snapshots").glob("*") if each.is_dir())
    named = [each for each in copies if each.name == revision]
    return next(iter(named or copies), None)


def _cache() -> Path:
    """Return where huggingface_hub keeps its copies."""
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")) / "huggingface"
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub").expanduser()


def _fetched(repository: str) -> Path | None:
    """Fetch a repository without its weights; None where the hub or its library is out of reach."""
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        return None
    try:
        return Path(snapshot_download(repository, ignore_patterns=_WEIGHTS))
    except Exception:  # its library raises whatever the network does
        return None


def _installed(name: str) -> list[Line]:
    """Compare the file of a model of the catalogue, if it is on this machine, with the catalogue's digest."""
    from agora import config
    from agora.models import catalogue

    entry = next((each for each in catalogue(config.load()) if each.name == name), None)
    if entry is None:
        return []
    title = "the file on this machine is the one that the catalogue knows"
    if not entry.installed or not entry.sha256:
        why = "It is not on this machine." if not entry.installed else "The catalogue has no digest of it."
        return [Line("integrity", "catalogue-digest", title, Verdict.UNKNOWN, why, entry.sha256 or None)]
    found = digest(entry.path)
    verdict = Verdict.PASS if found == entry.sha256 else Verdict.FAIL
    why = "The digests are equal." if found == entry.sha256 else "The digests differ."
    evidence = (Evidence(entry.path.name, found),)
    return [Line("integrity", "catalogue-digest", title, verdict, why, entry.sha256, found, evidence)]
