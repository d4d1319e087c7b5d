"""A copy that huggingface_hub keeps: its large files lie under their digests, and are compared with them."""

import re
from pathlib import Path

from agora.release.hashing import digests
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["check_hub_copy", "is_hub_copy"]

_TITLE = "large files are those that the hub gave out"


def is_hub_copy(folder: Path) -> bool:
    """Tell whether a folder is a snapshot in huggingface_hub's cache."""
    path = folder.resolve()
    return path.parent.name == "snapshots" and (path.parent.parent / "blobs").is_dir()


def check_hub_copy(folder: Path) -> list[Line]:
    """Compare each large file with the SHA-256 that the hub names it by.

    Small files are named by a hash of git's, which is not checked here.
    """
    root = folder.resolve()
    blobs = root.parent.parent / "blobs"
    found = {
        path: path.resolve()
        for path in sorted(root.rglob("*"))
        if path.is_symlink() and path.resolve().parent == blobs.resolve()
    }
    large = {path: blob for path, blob in found.items() if re.fullmatch(r"[0-9a-f]{64}", blob.name)}
    if not large:
        why = "No file here is named by its SHA-256."
        return [Line("integrity", "hub-digests", _TITLE, Verdict.UNKNOWN, why)]
    sums = digests(list(large.values()))
    wrong = [
        Evidence(path.relative_to(root).as_posix(), str(digest), quote=f"the hub names it {blob.name}")
        for (path, blob), digest in zip(large.items(), sums, strict=True)
        if digest != blob.name
    ]
    if wrong:
        why = f"{len(wrong)} of {len(large)} are not: {wrong[0].place} first."
        return [Line("integrity", "hub-digests", _TITLE, Verdict.FAIL, why, evidence=tuple(wrong[:50]))]
    if strange := sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink()):
        why = f"{strange[0].relative_to(root).as_posix()}: the copy's library did not put it here."
        return [Line("integrity", "hub-digests", _TITLE, Verdict.UNKNOWN, why)]
    why = f"{len(large)} files have the digest that the hub names them by."
    return [Line("integrity", "hub-digests", _TITLE, Verdict.PASS, why)]
