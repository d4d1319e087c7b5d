"""The watchdog: what a whole tree of processes uses, where the kernel limits each alone."""

# Names under /proc and descriptors come and go while we look; os functions on names say so plainly.
# ruff: noqa: PTH116, PTH208

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from agora.sandbox.tree import size_words

__all__ = ["Bounds", "Watch"]

_MAX_CREATED = 100_000  # files and folders made on the disk


@dataclass(frozen=True)
class Bounds:
    """What one tree may use."""

    seconds: float
    memory_bytes: int
    output_bytes: int
    disk_bytes: int
    processes: int = 256
    """Processes and threads at one time."""
    open_files: int = 1024


class Watch:
    """Looks at what a whole tree uses of memory and disk."""

    def __init__(self, init_pid: int, bounds: Bounds, disk: Path) -> None:
        self._init_pid, self._bounds, self._disk = init_pid, bounds, disk
        self._free = os.statvfs(disk)

    def look(self) -> str:
        """Return why the tree has to end, or an empty string."""
        limit = self._bounds.memory_bytes
        # Pages that forks share are counted for each of them; only who seems over is counted right.
        pids = _tree(self._init_pid)
        if sum(map(_resident_bytes, pids)) > limit and sum(map(_proportional_bytes, pids)) > limit:
            return f"it used more than {size_words(limit)} of memory"
        now = os.statvfs(self._disk)
        used = (self._free.f_bfree - now.f_bfree) * now.f_frsize
        if used > self._bounds.disk_bytes // 2 or self._free.f_ffree - now.f_ffree > _MAX_CREATED // 2:
            size, count = _disk_use(self._disk)
            size += sum(map(_unlinked_bytes, pids))
            if size > self._bounds.disk_bytes:
                return f"it wrote more than {size_words(self._bounds.disk_bytes)} to the disk"
            if count > _MAX_CREATED:
                return f"it made more than {_MAX_CREATED} files"
        return ""


def _tree(init_pid: int) -> list[int]:
    """Return the tree's processes. Orphans hang from process 1, so nobody can leave."""
    found, waiting = [], [init_pid]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):
                with suppress(OSError):
                    children = Path(f"/proc/{pid}/task/{thread}/children").read_text()
                    waiting += map(int, children.split())
    return found


def _fields_kb(path: str, *names: str) -> int:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.split(":")[0] in names)


def _resident_bytes(pid: int) -> int:
    return 1024 * _fields_kb(f"/proc/{pid}/status", "RssAnon", "RssShmem")


def _proportional_bytes(pid: int) -> int:
    # A process may forbid this look at itself; then all that it has counts.
    shared = _fields_kb(f"/proc/{pid}/smaps_rollup", "Pss_Anon", "Pss_Shmem")
    return 1024 * shared or _resident_bytes(pid)


def _disk_use(folder: Path) -> tuple[int, int]:
    """Return bytes on disk and the number of names beneath a folder."""
    size = count = 0
    waiting = [str(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    count += 1
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return size, count


def _unlinked_bytes(pid: int) -> int:
    """Return what a process keeps on the disk in files that have no name any more."""
    size = 0
    with suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/fd"):
            with suppress(OSError):
                found = os.stat(f"/proc/{pid}/fd/{name}")
                size += 0 if found.st_nlink else found.st_blocks * 512
    return size
