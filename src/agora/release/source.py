"""The code that a release was made with: of its revision where git has it, else what runs here."""

import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import agora
from agora.release.hashing import digests

__all__ = ["copy_source"]

_KEPT = ("src", "recipes", "requirements", "pyproject.toml", "LICENSE", "README.md")
# Weights are no source; what a folder was compiled or rendered to is none either.
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "*.gguf", "*.safetensors", "node_modules")


def copy_source(out: Path, revision: str, given: Path | None = None) -> None:
    """Write the source's files, and `SOURCE.json` with revision, origin and digests.

    Args:
        out: a folder; made.
        revision: as the run recorded it; with `-changed` at its end, git does not have it.
        given: a tree to take instead.
    """
    package = Path(agora.__file__).parent
    tree = b"" if given or revision.endswith("-changed") else _archive(package.parent.parent, revision)
    if tree:
        with tarfile.open(fileobj=io.BytesIO(tree)) as tar:
            tar.extractall(out, filter="data")
        for path in [*out.rglob("*.gguf"), *out.rglob("*.safetensors")]:
            path.unlink()
    else:
        shutil.copytree(given or package, out / (given.name if given else "agora"), ignore=_LEFT_OUT)
    files = sorted(path for path in out.rglob("*") if path.is_file())
    sums = {
        path.relative_to(out).as_posix(): found for path, found in zip(files, digests(files), strict=True)
    }
    facts = {
        "revision": revision,
        "from": "git" if tree else "the code that built the release",
        "files": sums,
    }
    (out / "SOURCE.json").write_text(json.dumps(facts, indent=1, default=str) + "\n", encoding="utf-8")


def _archive(root: Path, revision: str) -> bytes:
    """Return a tar of a revision, or nothing if git does not have it."""
    if not revision:
        return b""
    git = ["git", "-C", str(root)]
    try:
        names = subprocess.run(
            [*git, "ls-tree", "--name-only", revision], capture_output=True, text=True, check=True, timeout=60
        ).stdout.split("\n")
        asked = [*git, "archive", "--format=tar", revision, *(name for name in _KEPT if name in names)]
        return subprocess.run(asked, capture_output=True, check=True, timeout=120).stdout
    except (OSError, subprocess.SubprocessError):
        return b""
