"""What recall costs as memory grows, beside a plain FTS5 query that joins all words by OR.

    python benchmarks/recall.py [--most 1000000] [--json FILE]

Turns of 8 to 30 words are drawn from a vocabulary in Zipf's proportions, in sessions of 20, by 50
speakers; a query is 5 to 9 words of a random turn. Prints for each size: durable writes a second in
batches of 1,000, recall's milliseconds p50 and p99, plain FTS5's, the process's resident memory, and the
fitted exponent of the cost's growth.
"""

import argparse
import json
import math
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from agora.memory import Memory, Turn, table

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_BATCH = 1_000
_QUERIES = 200
_FIRST_DAY = 1_700_000_000.0


def vocabulary() -> list[str]:
    path = Path(table.__file__).parent / "table" / "tokens.txt"
    words = path.read_text(encoding="utf-8").split("\n")
    return [word for word in words if word.isascii() and word.isalpha()]


class Talk:
    """Draws turns and queries, the same ones each time."""

    def __init__(self) -> None:
        self.words = np.array(vocabulary())
        weight = 1 / np.arange(1, len(self.words) + 1)
        self.share = np.cumsum(weight / weight.sum())
        self.random = np.random.default_rng(7)

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


def timed(search: Any, queries: list[str]) -> dict[str, float]:
    times = []
    for query in queries:
        began = time.perf_counter()
        search(query)
        times.append((time.perf_counter() - began) * 1e3)
    times.sort()
    return {"p50": round(times[len(times) // 2], 2), "p99": round(times[int(len(times) * 0.99)], 2)}


def plain(memory: Memory, query: str) -> Any:
    words = " OR ".join(f'"{word}"' for word in query.split())
    return memory.store.run("SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank LIMIT 10", (words,))


def measure(
    memory: Memory, path: Path, size: int, write_s: float, written: int, talk: Talk
) -> dict[str, Any]:
    began = time.perf_counter()
    memory.recall("warm up")
    embed_s = time.perf_counter() - began
    texts = [memory.store.item(f"t{talk.random.integers(size)}") for _ in range(_QUERIES)]
    queries = [" ".join(item.text.split()[: int(talk.random.integers(5, 10))]) for item in texts if item]
    with Memory(path) as fresh:
        began = time.perf_counter()
        fresh.recall("warm up")
        open_s = time.perf_counter() - began
    return {
        "items": size,
        "writes a second": round(written / write_s),
        "vectors a second": round(written / embed_s),
        "first recall after opening, s": round(open_s, 2),
        "recall ms": timed(lambda query: memory.recall(query, 10), queries),
        "plain FTS5 ms": timed(lambda query: plain(memory, query), queries[:50]),
        "resident MB": round(resident_mb()),
        "file MB": round(path.stat().st_size / 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--most", type=int, default=_SIZES[-1])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    talk, rows, count = Talk(), list[dict[str, Any]](), 0
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.db") as memory:
        base_mb = resident_mb()
        for size in (size for size in _SIZES if size <= given.most):
            seconds, before = 0.0, count
            while count < size:
                turns = talk.turns(count, min(_BATCH, size - count))
                began = time.perf_counter()
                memory.add_turns(turns)
                seconds += time.perf_counter() - began
                count += len(turns)
            row = measure(memory, Path(folder) / "memory.db", size, seconds, size - before, talk)
            rows.append(row | {"resident before, MB": round(base_mb)})
            print(json.dumps(rows[-1]), flush=True)
    record: dict[str, Any] = {"sizes": rows}
    if len(rows) > 1:
        sizes = [math.log(row["items"]) for row in rows]
        costs = [math.log(row["recall ms"]["p50"]) for row in rows]
        record["p50 grows with items to the power"] = round(float(np.polyfit(sizes, costs, 1)[0]), 3)
    print(json.dumps(record, indent=1))
    if given.json:
        given.json.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
