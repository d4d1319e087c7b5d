"""What honest people do to a release: copy it, pack it, keep it elsewhere, with other times and modes."""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path


def _copied(release: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copytree(release, to))


def _zipped(release: Path, to: Path, how: int, names: Callable[[list[Path]], list[Path]] = sorted) -> Path:
    with zipfile.ZipFile(to / "r.zip", "w", how) as archive:
        for path in names([path for path in release.rglob("*") if path.is_file()]):
            archive.write(path, path.relative_to(release))
    with zipfile.ZipFile(to / "r.zip") as archive:
        archive.extractall(to / "unzipped")
    return to / "unzipped"


def _tarred(release: Path, to: Path, mode: str) -> Path:
    with tarfile.open(to / "r.tar", f"w:{mode}") as tar:
        tar.add(release, "inside")
    with tarfile.open(to / "r.tar") as tar:
        tar.extractall(to / "untarred", filter="data")
    return to / "untarred" / "inside"


def _with_times(release: Path, time: float) -> Path:
    for path in release.rglob("*"):
        os.utime(path, (time, time))
    return release


def _with_modes(release: Path, file: int, folder: int) -> Path:
    for path in release.rglob("*"):
        path.chmod(folder if path.is_dir() else file)
    return release


def _written_backwards(release: Path, to: Path) -> Path:
    for path in sorted((path for path in release.rglob("*") if path.is_file()), reverse=True):
        place = to / "back" / path.relative_to(release)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    return to / "back"


def _under_umask(release: Path, to: Path) -> Path:
    before = os.umask(0o077)
    try:
        return _written_backwards(release, to)
    finally:
        os.umask(before)


def _sparse(release: Path, to: Path) -> Path:
    copy = _copied(release, to / "sparse")
    for path in [path for path in copy.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        with path.open("wb") as file:
            file.truncate(len(data))
            for start in range(0, len(data), 512):
                if any(data[start : start + 512]):
                    file.seek(start)
                    file.write(data[start : start + 512])
    return copy


def _from_git(release: Path, to: Path) -> Path:
    copy = _copied(release, to / "repository")
    git = ["git", "-C", str(copy), "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.autocrlf=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "A release"]):
        subprocess.run([*git, *command], check=True)
    subprocess.run(["git", "clone", "-q", str(copy), str(to / "clone")], check=True)
    shutil.rmtree(to / "clone" / ".git")
    return to / "clone"


def _relative(release: Path, to: Path) -> Path:
    return Path(os.path.relpath(release))


def _through_a_link(release: Path, to: Path) -> Path:
    (to / "link").symlink_to(release)
    return to / "link"


def _linked_together(release: Path, to: Path) -> Path:
    """Copy by hard links and take the first away: the bytes are the copy's alone."""
    copy = Path(shutil.copytree(release, to / "linked", copy_function=os.link))
    shutil.rmtree(release)
    return copy


def _linked_inside(release: Path, to: Path) -> Path:
    """Let two equal files share their bytes, as tools that save room do."""
    licence = release / "licences" / "base-Apache-2.0.txt"
    if licence.read_bytes() == (release / "LICENSE").read_bytes():
        licence.unlink()
        licence.hardlink_to(release / "LICENSE")
    return release


def _bundle_laid_out(release: Path, to: Path) -> Path:
    place = release / "signature.json"
    place.write_text(json.dumps(json.loads(place.read_text()), indent=4, sort_keys=True))
    return release


def _with_empty_folders(release: Path, to: Path) -> Path:
    (release / "empty" / "inner").mkdir(parents=True)
    return release


def _in_memory(release: Path, to: Path) -> Path:
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else to
    return _copied(release, place / f"agora-honest-{os.getpid()}")


HONEST: dict[str, Callable[[Path, Path], Path]] = {
    "as it is": lambda r, to: r,
    "copied": lambda r, to: _copied(r, to / "copy"),
    "renamed": lambda r, to: r.rename(r.with_name("another name")),
    "with spaces and accents above": lambda r, to: _copied(r, to / "Ünser Ordner" / "mit Leerzeichen"),
    "deep": lambda r, to: _copied(r, to.joinpath(*["deep"] * 20) / "copy"),
    "zipped": lambda r, to: _zipped(r, to, zipfile.ZIP_DEFLATED),
    "zipped without compression": lambda r, to: _zipped(r, to, zipfile.ZIP_STORED),
    "zipped in another order": lambda r, to: _zipped(
        r, to, zipfile.ZIP_LZMA, lambda p: sorted(p, reverse=True)
    ),
    "tarred": lambda r, to: _tarred(r, to, ""),
    "tarred and compressed": lambda r, to: _tarred(r, to, "gz"),
    "tarred by xz": lambda r, to: _tarred(r, to, "xz"),
    "from long ago": lambda r, to: _with_times(r, 1),
    "from the future": lambda r, to: _with_times(r, 4e9),
    "with times of two seconds": lambda r, to: _with_times(r, 1.7e9 // 2 * 2),
    "for the owner alone": lambda r, to: _with_modes(r, 0o600, 0o700),
    "for everybody": lambda r, to: _with_modes(r, 0o777, 0o777),
    "read-only": lambda r, to: _with_modes(r, 0o444, 0o755),
    "written in another order": _written_backwards,
    "under another umask": _under_umask,
    "with holes": _sparse,
    "from git": _from_git,
    "by a relative path": _relative,
    "through a link to the folder": _through_a_link,
    "by hard links": _linked_together,
    "with equal files linked": _linked_inside,
    "with the bundle laid out": _bundle_laid_out,
    "with empty folders": _with_empty_folders,
    "in memory": _in_memory,
}
