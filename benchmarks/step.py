"""What one step costs beside the model's own time: prompt, parse, thought, tool calls, journal.

A step is timed from the moment the model has replied to the moment it is asked again, in a real `Mind` with
a real journal on disk and thoughts in a worker process; the model is a list of replies. Beside it, in the
same run and on the same replies, smolagents' CodeAgent, which runs code inside its own process and keeps
nothing. Its isolated executors are not run here; their documentation and issues cite 200 ms and more a call
for Docker (smolagents #2144).

    python benchmarks/step.py [--steps 200]
"""

import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.peers import peer_python

from agora.config import Limits, Settings
from agora.mind import Mind
from agora.models import ModelReply

BUDGET_MS = {0: 2.0, 10: 10.0}
STEPS_PER_TASK = 5


def thought(step: int, calls: int) -> str:
    """Return a reply whose thought makes so many calls of a tool that computes."""
    return f"x = {step}\n" + "check(x >= 0)\n" * calls


class Replies:
    """A model that replies at once, and notes when it was asked and when it had replied."""

    name, context_window, takes_grammar, trained, price_in, price_out = (
        "replies",
        100_000,
        False,
        False,
        0.0,
        0.0,
    )

    def __init__(self, calls: int) -> None:
        self._calls, self._step = calls, 0
        self.overheads_ms: list[float] = []
        self._replied: float | None = None

    async def complete(self, messages, **options):
        asked = time.perf_counter()
        if self._replied is not None:
            self.overheads_ms.append((asked - self._replied) * 1e3)
        self._step += 1
        last = self._step % (STEPS_PER_TASK + 1) == 0
        text = "Done." if last else f"```python\n{thought(self._step, self._calls)}```"
        self._replied = None if last else time.perf_counter()
        return ModelReply(text, self.name, "stop", 0, 0, 0.0)

    async def count_tokens(self, messages):
        return 1

    async def close(self):
        pass


async def measure(calls: int, steps: int) -> list[float]:
    model = Replies(calls)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home", limits=Limits(steps=50))
        async with Mind(settings, model=model) as mind:
            for _ in range(steps // STEPS_PER_TASK):
                await mind.run(mind.begin(workspace=Path(folder)), "Go.")
    return model.overheads_ms


PEER = Path(__file__).with_name("_step_smolagents.py")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=200)
    steps = parser.parse_args().steps
    python = peer_python("smolagents")
    rows = {}
    for calls in (0, 1, 10):
        ours = asyncio.run(measure(calls, steps))
        run = subprocess.run([python, PEER, str(calls), str(steps)], capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"smolagents failed: {run.stderr[-2000:]}")
        rows[calls] = (ours, json.loads(run.stdout.splitlines()[-1]))
    print(f"{'calls':>5}  {'agora p50':>10}  {'p99':>8}  {'smolagents p50':>14}  {'budget':>7}")
    for calls, (ours, peer) in rows.items():
        p99 = statistics.quantiles(ours, n=100)[98]
        budget = f"{BUDGET_MS[calls]:g} ms" if calls in BUDGET_MS else ""
        print(
            f"{calls:>5}  {statistics.median(ours):>7.2f} ms  {p99:>5.1f} ms  "
            f"{statistics.median(peer):>11.2f} ms  {budget:>7}"
        )
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process that drives: {rss:.0f} MiB")
    value = statistics.median(rows[10][0])
    within = all(statistics.median(rows[calls][0]) <= limit for calls, limit in BUDGET_MS.items())
    print(
        json.dumps(
            {
                "benchmark": "step",
                "value": round(value, 3),
                "unit": "ms for a step with ten calls, p50",
                "peer": "smolagents CodeAgent, in-process, not journaled",
                "ratio": round(value / statistics.median(rows[10][1]), 3),
                "budget": BUDGET_MS[10],
                "ok": within,
            }
        )
    )


if __name__ == "__main__":
    main()
