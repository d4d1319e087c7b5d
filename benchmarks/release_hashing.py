"""How quickly are a release's files hashed and checked, beside sha256sum and b3sum, and in how much memory?

    python benchmarks/release_hashing.py [--gb 1] [--sparse-gb 4] [--rounds 5] [--json FILE]

The same files in one run, contenders in turns, the page cache warm for all of them. The rate is that of the
best round: other work on the machine only ever makes a round slower. SHA-256, of which a release's files
have theirs, is set beside sha256sum, as it comes and with as many processes as there are cores; BLAKE3, of
which tensors have theirs, beside b3sum, which uses all cores by itself. Memory is the peak of a process that
hashes one sparse file of 64 MB, and of one that hashes one of `--sparse-gb`. Last, `agora verify` checks a
signed release of `--gb`, without training anything again.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
from safetensors.numpy import save_file

from agora.release.hashing import digest, digests
from agora.release.intake import take_in
from agora.release.manifest import hashed, weigh, write_manifest
from agora.release.signing import make_key, sign

_FILES = 8


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gb", type=float, default=1)
    parser.add_argument("--sparse-gb", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where there is room; else the system's temporary folder")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--hash", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.hash:
        print(json.dumps({"sha256": digest(options.hash), "peak_mb": _peak_mb()}))
        return
    with tempfile.TemporaryDirectory(prefix="agora-hashing-", dir=options.folder) as name:
        place = Path(name)
        found = {
            "cores": len(os.sched_getaffinity(0)), **speed(place, options.gb, options.rounds),
            "memory": memory(place, options.sparse_gb), "verify": verify(place, options.gb),
        }  # fmt: skip
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")


def speed(place: Path, gb: float, rounds: int) -> dict[str, Any]:
    """Hash the same files by all contenders, in turns."""
    paths = [place / f"part-{number}" for number in range(_FILES)]
    for path in paths:
        path.write_bytes(os.urandom(int(gb * 1e9) // _FILES))
    names, cores = [str(path) for path in paths], str(len(os.sched_getaffinity(0)))
    contenders: dict[str, Callable[[], object]] = {
        "agora, SHA-256": lambda: digests(paths),
        "agora, BLAKE3": lambda: digests(paths, function="blake3"),
        "sha256sum": lambda: _run(["sha256sum", *names]),
        "sha256sum, a process a core": lambda: _run(
            ["xargs", "-P", cores, "-n", "1", "sha256sum"], "\n".join(names)
        ),
    }
    if shutil.which("b3sum"):
        contenders["b3sum"] = lambda: _run(["b3sum", *names])
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            began = time.perf_counter()
            run()
            seconds[name].append(round(time.perf_counter() - began, 3))
    best = {name: min(each) for name, each in seconds.items()}
    ratios = {}
    for name, each in best.items():
        print(f"{name:30} {gb / each:6.2f} GB/s", end="")
        if not name.startswith("agora"):
            ours = best["agora, BLAKE3" if name == "b3sum" else "agora, SHA-256"]
            ratios[name] = round(each / ours, 2)
            print(f"   agora is {ratios[name]:.2f} times as fast", end="")
        print()
    for path in paths:
        path.unlink()
    return {"gb": gb, "seconds": seconds, "agora is so many times as fast": ratios}


def memory(place: Path, gb: float) -> dict[str, Any]:
    """Hash a small and a large sparse file, each in a process of its own."""
    found = {}
    for size in (64e6, gb * 1e9):
        path = place / "sparse"
        with path.open("wb") as file:
            file.truncate(int(size))
        began = time.perf_counter()
        told = json.loads(_run([sys.executable, __file__, "--hash", str(path)]))
        found[f"{size / 1e9:g} GB"] = told | {"seconds": round(time.perf_counter() - began, 1)}
        print(f"sparse file of {size / 1e9:7.3f} GB: peak {told['peak_mb']:.0f} MB")
        path.unlink()
    return found


def verify(place: Path, gb: float) -> dict[str, Any]:
    """Check a signed release with so many bytes of weights by the command that people call."""
    folder, rows = place / "release", numpy.random.default_rng(1).integers(0, 255, (1024, 1024), "u1")
    (folder / "weights").mkdir(parents=True)
    count = int(gb * 1e9 / rows.nbytes)
    save_file(
        {f"layer.{i}": rows + numpy.uint8(i % 251) for i in range(count)},
        folder / "weights" / "model.safetensors",
    )
    found = take_in(folder)
    write_manifest(folder, hashed(found), found.files, weigh(found))
    make_key(place / "key")
    sign(folder, place / "key")
    command = [
        sys.executable,
        "-m",
        "agora",
        "verify",
        str(folder),
        "--signer",
        str(place / "key.pub"),
        "--json",
    ]
    began = time.perf_counter()
    told = json.loads(_run(command))
    seconds = time.perf_counter() - began
    lines = {each["check"]: each["verdict"] for each in told["lines"] if each["group"] == "integrity"}
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"agora verify of {size / 1e9:.2f} GB in {count} tensors: {seconds:.1f} s, {lines}")
    return {"gb": size / 1e9, "tensors": count, "seconds": round(seconds, 2), "lines": lines}


def _run(command: list[str], given: str = "") -> str:
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def _peak_mb() -> float:
    # The usage that a process is told of itself counts what it was forked from.
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
