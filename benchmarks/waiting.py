"""What sessions cost that wait for a person's yes: bytes, processes, and the time to go on with one.

Each session's thought has read a file and is suspended at a write. Nothing of it runs; it is rows in the
journal. The floor beside it is what the bare facts take: the same events as a JSON file.

    python benchmarks/waiting.py [--sessions 10000]
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import tempfile
import time
from pathlib import Path

from agora.config import Settings
from agora.errors import ApprovalNeeded
from agora.mind import Mind, PersonAnswer
from agora.models import ModelReply

BUDGET_BYTES = 200_000
RESUMED = 50


class Replies:
    """A model that always writes the same thought."""

    name, context_window, takes_grammar, trained, price_in, price_out = (
        "replies",
        8192,
        False,
        False,
        0.0,
        0.0,
    )
    text = "```python\ntext = files.read('notes.txt')\nfiles.write('copy.txt', text)\nanswer(len(text))\n```"

    async def complete(self, messages, **options):
        return ModelReply(self.text, self.name, "stop", 100, 30, 0.0)

    async def count_tokens(self, messages):
        return 1

    async def close(self):
        pass


class Yes:
    """A person who agrees."""

    async def approve(self, request):
        return PersonAnswer("once")

    async def ask(self, question, choices):
        return None


def children() -> int:
    """Return how many child processes this one has."""
    tasks = Path("/proc/self/task").iterdir()
    return sum(len((task / "children").read_text().split()) for task in tasks)


async def measure(sessions: int, folder: Path) -> tuple[float, float, int, list[float]]:
    settings = Settings(home=folder / "home")
    (folder / "notes.txt").write_text("a note\n" * 500)
    async with Mind(settings, model=Replies()) as mind:
        first = None
        for number in range(sessions):
            session = mind.begin(workspace=folder)
            first = first or session
            with contextlib.suppress(ApprovalNeeded):
                await mind.run(session, f"Copy the notes, please ({number}).")
        facts = sum(len(line) for line in mind.journal.export(first))
    size = sum(path.stat().st_size for path in (folder / "home").rglob("*") if path.is_file())
    processes = children()
    seconds = []
    async with Mind(settings, model=Replies(), person=Yes()) as mind:
        waiting = [info.id for info in mind.journal.sessions() if info.state == "waiting"]
        for session in waiting[:: max(1, len(waiting) // RESUMED)]:
            began = time.perf_counter()
            await mind.run(session)
            seconds.append(time.perf_counter() - began)
    return size / sessions, facts, processes, seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=10_000)
    sessions = parser.parse_args().sessions
    with tempfile.TemporaryDirectory() as folder:
        each, facts, processes, seconds = asyncio.run(measure(sessions, Path(folder)))
    print(f"sessions that wait        {sessions:,}")
    print(f"bytes each                {each:,.0f}   (its events as JSON: {facts:,.0f})")
    print(f"processes while waiting   {processes}")
    middle, most = statistics.median(seconds) * 1e3, max(seconds) * 1e3
    print(f"to go on with one         {middle:.1f} ms p50, {most:.1f} ms at most")
    print(
        json.dumps(
            {
                "benchmark": "waiting",
                "value": round(each),
                "unit": "bytes for a waiting session",
                "peer": "its events as a JSON file",
                "ratio": round(each / facts, 2),
                "budget": BUDGET_BYTES,
                "ok": each <= BUDGET_BYTES and processes == 0,
            }
        )
    )


if __name__ == "__main__":
    main()
