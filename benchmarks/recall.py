"""What recall costs as memory grows, beside a plain FTS5 query that joins all words by OR.

    python benchmarks/recall.py [--most 1000000] [--folder FOLDER] [--json FILE]

Turns of 8 to 30 words are drawn from a vocabulary in Zipf's proportions, in sessions of 20, by 50
speakers; a query is the first 5 to 9 words of a random turn. Prints for each size: durable writes a second in
batches of 1,000 at that size, milliseconds of recall and of plain FTS5 by the clock and by the processor (the
same where nothing else runs), the share of queries whose turn is among the ten, resident memory, and the
fitted exponent of the cost's growth. FOLDER keeps the stores, so that a run can be gone on with.
"""

import argparse
import json
import math
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from agora.memory import Memory, Turn, table

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_BATCH = 1_000
_QUERIES = 200
_PLAIN_QUERIES = 30  # the slow peer
_WRITES = 10  # batches
_FIRST_DAY = 1_700_000_000.0


def vocabulary() -> list[str]:
    path = Path(table.__file__).parent / "table" / "tokens.txt"
    words = path.read_text(encoding="utf-8").split("\n")
    return [word for word in words if word.isascii() and word.isalpha()]


class Talk:
    """Draws turns and queries, the same ones for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self.words = np.array(vocabulary())
        weight = 1 / np.arange(1, len(self.words) + 1)
        self.share = np.cumsum(weight / weight.sum())
        self.random = np.random.default_rng(seed)

    def text(self, low: int, high: int) -> str:
        drawn = np.searchsorted(self.share, self.random.random(self.random.integers(low, high)))
        return " ".join(self.words[np.minimum(drawn, len(self.words) - 1)])

    def turns(self, start: int, count: int) -> list[Turn]:
        return [
            Turn(f"t{n}", f"s{n // 20}", _FIRST_DAY + 60 * n, f"speaker{n % 50}", self.text(8, 31))
            for n in range(start, start + count)
        ]


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return math.nan


def timed(search: Callable[[str], set[str]], asked: list[tuple[str, str]]) -> dict[str, float]:
    """Put each query; `asked` pairs it with the id that is right."""
    walls, works, hits = [], [], 0
    for query, right in asked:
        wall, work = time.perf_counter(), time.process_time()
        found = search(query)
        walls.append((time.perf_counter() - wall) * 1e3)
        works.append((time.process_time() - work) * 1e3)
        hits += right in found
    out = {"found": round(hits / len(asked), 3)}
    for name, times in (("clock", sorted(walls)), ("processor", sorted(works))):
        for share in (50, 99):
            out[f"{name} p{share}, ms"] = round(times[len(times) * share // 100], 2)
    return out


def plain(memory: Memory, query: str) -> set[str]:
    words = " OR ".join(f'"{word}"' for word in query.split())
    rows = memory.store.run(
        "SELECT id FROM word JOIN item ON number = word.rowid WHERE word MATCH ? ORDER BY rank LIMIT 10",
        (words,),
    )
    return {name for (name,) in rows}


def build(folder: Path, size: int, before: Path | None) -> Path:
    """Return a store of that size, made from the next smaller one if it is not there."""
    path = folder / f"{size}.db"
    if not path.exists():
        draft = folder / "draft.db"
        if before:
            shutil.copy(before, draft)
        talk = Talk(seed=size)
        with Memory(draft) as memory:
            [(count,)] = memory.store.run("SELECT count(*) FROM item")
            for start in range(count, size, _BATCH):
                memory.add_turns(talk.turns(start, min(_BATCH, size - start)))
            memory.store.settle()
        draft.rename(path)
    return path


def writes(folder: Path, path: Path, size: int) -> int:
    """Return the durable writes a second into a store of that size."""
    draft, talk = folder / "writes.db", Talk(seed=1)
    shutil.copy(path, draft)
    batches = [talk.turns(size + n * _BATCH, _BATCH) for n in range(_WRITES)]
    with Memory(draft) as memory:
        memory.store.run("SELECT 1")
        began = time.perf_counter()
        for batch in batches:
            memory.add_turns(batch)
        seconds = time.perf_counter() - began
    for file in folder.glob("writes.db*"):
        file.unlink()
    return round(_WRITES * _BATCH / seconds)


def measure(folder: Path, path: Path, size: int) -> dict[str, Any]:
    rate, talk, base_mb = writes(folder, path, size), Talk(seed=2), resident_mb()
    with Memory(path) as memory:
        began = time.perf_counter()
        memory.recall("warm up")
        opened_s = time.perf_counter() - began
        texts = [memory.store.item(f"t{talk.random.integers(size)}") for _ in range(_QUERIES)]
        asked = [
            (" ".join(item.text.split()[: int(talk.random.integers(5, 10))]), item.id)
            for item in texts
            if item
        ]
        ours = timed(lambda query: {item.id for item in memory.recall(query, 10)}, asked)
        mb = resident_mb()
        peer = timed(lambda query: plain(memory, query), asked[:_PLAIN_QUERIES])
    return {
        "items": size,
        "writes a second": rate,
        "first recall after opening, s": round(opened_s, 2),
        "recall": ours,
        "plain FTS5": peer,
        "ratio of processor p50": round(ours["processor p50, ms"] / peer["processor p50, ms"], 3),
        "resident MB": round(mb),
        "of that before, MB": round(base_mb),
        "file MB": round(path.stat().st_size / 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--most", type=int, default=_SIZES[-1])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows, before = list[dict[str, Any]](), None
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for size in (size for size in _SIZES if size <= given.most):
            before = build(folder, size, before)
            rows.append(measure(folder, before, size))
            print(json.dumps(rows[-1]), flush=True)
    record: dict[str, Any] = {"sizes": rows}
    if len(rows) > 1:
        sizes = [math.log(row["items"]) for row in rows]
        costs = [math.log(row["recall"]["processor p50, ms"]) for row in rows]
        record["processor p50 grows with items to the power"] = round(
            float(np.polyfit(sizes, costs, 1)[0]), 3
        )
    print(json.dumps(record, indent=1))
    if given.json:
        given.json.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
