"""How fast the door opens: `agora --help`, and `agora ask` against a loaded endpoint, beside `llm --help` and
`smolagent --help`, in one run.

The programs take turns, round after round, so that a machine that is busy for a while is busy for all of
them; the medians are compared. The endpoint is a process of its own on loopback that answers at once: what is
timed of `agora ask` is everything but the model.

    python benchmarks/startup.py [--rounds 15]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.peers import peer_python

# The part of `llm --help`'s time that `agora --help` may take.
BUDGET = 0.4

FAKE_ENDPOINT = Path(__file__).parents[1] / "tests" / "models" / "fake_endpoint.py"


def program(python: str, name: str) -> str:
    """Return the path of a program beside a Python."""
    return str(Path(python).with_name(name))


@contextmanager
def loaded_endpoint(folder: Path) -> Iterator[str]:
    """Serve one reply on loopback; gives the base URL."""
    script = folder / "script.json"
    script.write_text(json.dumps(["It is 42."]))
    command = [sys.executable, str(FAKE_ENDPOINT), str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def seconds(command: list[str], environment: dict[str, str], folder: Path) -> float:
    """Run a command to its end and return the seconds it took."""
    began = time.perf_counter()
    subprocess.run(
        command, check=True, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True
    )
    return time.perf_counter() - began


def main() -> int:
    """Measure, print the table and the verdict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    agora = program(sys.executable, "agora")
    peers = {
        "llm --help": [program(peer_python("llm"), "llm"), "--help"],
        "smolagent --help": [program(peer_python("smolagents"), "smolagent"), "--help"],
    }
    with tempfile.TemporaryDirectory() as name, loaded_endpoint(Path(name)) as url:
        folder = Path(name)
        environment = {**os.environ, "AGORA_HOME": str(folder / "home"), "LLM_USER_PATH": str(folder / "llm")}
        commands = {
            "agora --help": [agora, "--help"],
            "agora ask": [agora, "ask", "What is 6 * 7?", "--model", url],
            **peers,
        }
        for command in commands.values():  # the first run fills the caches
            seconds(command, environment, folder)
        taken: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(rounds):
            for label, command in commands.items():
                taken[label].append(seconds(command, environment, folder))
    medians = {label: statistics.median(times) for label, times in taken.items()}
    print(f"{'command':<18} {'median s':>9} {'least s':>9} {'of llm --help':>14}")
    for label, median in medians.items():
        print(f"{label:<18} {median:>9.3f} {min(taken[label]):>9.3f} {median / medians['llm --help']:>14.2f}")
    ratio = medians["agora --help"] / medians["llm --help"]
    line = {
        "benchmark": "startup", "value": round(medians["agora --help"], 4), "unit": "s", "peer": "llm --help",
        "ratio": round(ratio, 3), "budget": BUDGET, "ok": ratio <= BUDGET,
    }  # fmt: skip
    print(json.dumps(line))
    return 0 if line["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
