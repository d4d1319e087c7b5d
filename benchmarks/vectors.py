"""Nearest vectors by scanning bits, as memory does, beside an index in `usearch`.

    pip install usearch
    python benchmarks/vectors.py [--items 100000] [--json FILE]

Both hold the same int8 vectors of made turns, of the table that ships with Agora, and are asked for the 60
nearest to each of 100 texts. Prints the seconds of building, milliseconds of processor time a query (p50),
megabytes on disk and in memory, and the share of the exactly nearest that is found.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np

from agora.memory import Memory, WordTable
from agora.memory.vectors import Vectors
from recall import Talk, resident_mb

_MOST = 60
_QUERIES = 100
_ROWS = 20_000


def timed(search: Callable[[Any], Sequence[int]], queries: Any, right: list[set[int]]) -> dict[str, float]:
    times, shares = [], []
    for query, wanted in zip(queries, right, strict=True):
        began = time.process_time()
        found = search(query)
        times.append((time.process_time() - began) * 1e3)
        shares.append(len(wanted & set(found)) / len(wanted))
    return {"ms p50": round(float(np.median(times)), 2), "share found": round(float(np.mean(shares)), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    from usearch.index import Index

    table, talk = WordTable(), Talk()
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.db") as memory:
        for start in range(0, given.items, _ROWS):
            memory.store.add_turns(talk.turns(start, min(_ROWS, given.items - start)))
        base_mb, began = resident_mb(), time.process_time()
        ours = Vectors(memory.store, table)
        ours.update()
        rows: dict[str, dict[str, float]] = {
            "bits": {
                "build s": round(time.process_time() - began, 1),
                "file MB": ours.path.stat().st_size / 1e6,
                "resident MB": round(resident_mb() - base_mb),
            }
        }
        record = np.dtype([("number", "<i8"), ("code", "i1", (table.dims,))])
        held: Any = np.fromfile(ours.path, record, offset=64)
        queries = table([talk.text(8, 31) for _ in range(_QUERIES)])
        lengths = np.linalg.norm(held["code"].astype(np.float32), axis=1)
        exact = [held["code"].astype(np.float32) @ query / lengths for query in queries]
        right = [set(held["number"][np.argsort(-each)[:_MOST]].tolist()) for each in exact]
        rows["bits"] |= timed(lambda query: list(ours.search(query, _MOST)), queries, right)
        base_mb, began = resident_mb(), time.process_time()
        index = Index(ndim=table.dims, metric="cos", dtype="i8", expansion_search=4 * _MOST)
        index.add(held["number"], held["code"], threads=1)
        rows["usearch"] = {"build s": round(time.process_time() - began, 1)}
        index.save(f"{folder}/index.usearch")
        rows["usearch"]["file MB"] = (Path(folder) / "index.usearch").stat().st_size / 1e6
        rows["usearch"]["resident MB"] = round(resident_mb() - base_mb)
        asked = np.round(queries / np.abs(queries).max(axis=1, keepdims=True) * 127).astype(np.int8)
        rows["usearch"] |= timed(
            lambda code: index.search(code, _MOST, threads=1).keys.tolist(), asked, right
        )
    record_ = {"items": given.items, "ways": rows}
    print(json.dumps(record_, indent=1))
    if given.json:
        given.json.write_text(json.dumps(record_, indent=1) + "\n")


if __name__ == "__main__":
    main()
