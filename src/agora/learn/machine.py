"""What a run records of the machine and the software it ran on, and which precision is quick there."""

import hashlib
import os
import platform
import shlex
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

__all__ = ["describe", "faster_precision", "fingerprint", "multiplications_per_s"]

# What of this room decides the bits of a run.
_TRAINING = (
    *("base.py", "kernels.py", "llama.py", "order.py", "recipe.py", "samples.py", "schedule.py"),
    *("threads.py", "trainer.py"),
)
_PACKAGES = ("agora", "torch", "transformers", "peft", "safetensors", "numpy")


def describe() -> dict[str, Any]:
    """Return time, command, commit, hardware and software of this start of a run."""
    import torch

    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        "commit": _commit(),
        "processor": _processor(),
        "vector": torch.backends.cpu.get_cpu_capability(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: found for name in _PACKAGES if (found := _version(name))},
        "code": _code(),
    }


def fingerprint(start: dict[str, Any]) -> dict[str, str]:
    """Return what the bits of a run depend on, of what `describe` returned.

    Where it is equal, a step of training ends in the same bits; elsewhere products are summed in another
    order, or with other instructions.
    """
    packages = start.get("packages", {})
    found = {name: str(packages.get(name, "")) for name in ("torch", "transformers", "numpy")}
    return {**{key: str(start.get(key, "")) for key in ("processor", "vector", "code")}, **found}


def multiplications_per_s(dtype: Any, seconds: float = 0.3) -> float:
    """Return the best rate, in multiplications and additions a second, of a product as a block has them."""
    import torch

    rows, inner, columns = 1024, 576, 3072
    x, w = (torch.ones(size, dtype=dtype) for size in ((rows, inner), (columns, inner)))
    best, end = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        x @ w.t()
        best = max(best, 2 * rows * inner * columns / (time.perf_counter() - start))
    return best


def faster_precision() -> dict[str, Any]:
    """Measure products in both precisions; bfloat16 must win by a fifth, for it rounds more."""
    import torch

    half, full = (multiplications_per_s(dtype) for dtype in (torch.bfloat16, torch.float32))
    return {
        "bfloat16_gflop_per_s": round(half / 1e9, 1),
        "float32_gflop_per_s": round(full / 1e9, 1),
        "faster": "bfloat16" if half > 1.2 * full else "float32",
    }


def _commit() -> str:
    """Return the commit of the source tree that runs, `-changed` if it is not as committed; else nothing."""
    home = Path(__file__).parent
    asked = ["git", "-C", str(home), "describe", "--always", "--abbrev=40", "--dirty=-changed", "--exclude=*"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _code() -> str:
    """Return the digest of the sources that train."""
    digest = hashlib.sha256()
    for name in _TRAINING:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
