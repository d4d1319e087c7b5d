"""What a target's name means: a folder, a copy of a repository of the Hugging Face hub, or a known model."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from agora.errors import UsageError
from agora.release.evidence import evidence_for
from agora.release.folder import Folder
from agora.release.verify import Check, Report, report_on_folder, report_on_name

__all__ = ["Target", "resolve"]

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

    def report(self, checks: tuple[Check, ...] = ()) -> Report:
        """Return everything that can be said of it; `checks` are what only a release's folder allows."""
        if self.folder is not None:
            return report_on_folder(self.folder, self.name, repository=self.repository, checks=checks)
        return report_on_name(self.name, checks=checks)


def resolve(name: str) -> Target:
    """Find out what a target is.

    Raises:
        UsageError: it is nothing that is known here.
    """
    path = Path(name).expanduser()
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
    return path.parent.parent.name.removeprefix("models--").replace("--", "/", 1)


def _in_cache(repository: str) -> Path | None:
    """Return the copy of a repository that huggingface_hub keeps, of its main branch if there are several."""
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")) / "huggingface"
    cache = Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub").expanduser()
    folder = cache / f"models--{repository.replace('/', '--')}"
    try:
        revision = (folder / "refs" / "main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        revision = ""
    copies = sorted(each for each in (folder / "snapshots").glob("*") if each.is_dir())
    named = [each for each in copies if each.name == revision]
    return next(iter(named or copies), None)


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
