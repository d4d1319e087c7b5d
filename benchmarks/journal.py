"""What the journal costs: durable events a second, and reading a session of 10,000 events back.

One event a transaction, typed, salted and chained, with its session's summary kept up to date. Beside it, in
the same run and on the same disk, the least that SQLite can do: a loop that inserts the same payload into a
table of one column, through the same `apsw`, log mode and sync level. Both alternate in rounds, so that a
disk's moods meet both; rates are medians of the rounds, and the time of one append is the p50 of all.

    python benchmarks/journal.py [--events 10000] [--rounds 5] [--folder DIR]
"""

import argparse
import json
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

import apsw

from agora.journal import Journal, Lease, SessionStarted, ToolResult

APPEND_BUDGET_US = 100.0
"""One event without sync. A step without a tool call writes three, and may take 2 ms in all."""
RESUME_BUDGET_S = 0.5
RATIO_BUDGET = 0.5
"""Durable events a second, as a part of the plain loop's."""

STARTED = SessionStarted(
    persona="assistant", model="m", effort="low", seed=1, workspace="/w", agora="0.1", monty="1.4"
)
EVENT = ToolResult(thought=3, call=1, value={"exit_code": 0, "stdout": "x" * 300, "stderr": ""}, seconds=0.1)


def append_times(journal: Journal, lease: Lease, count: int, *, sync: bool) -> list[float]:
    """Return the seconds of each of so many appends of one event."""
    moments = [time.perf_counter()]
    for _ in range(count):
        journal.append(lease, EVENT, sync=sync)
        moments.append(time.perf_counter())
    return [after - before for before, after in pairwise(moments)]


def plain_rate(connection: apsw.Connection, count: int, *, sync: bool) -> float:
    """Return inserts a second of the same payload, one a transaction."""
    connection.pragma("synchronous", "full" if sync else "normal")
    payload = EVENT.model_dump_json().encode()
    start = time.perf_counter()
    for _ in range(count):
        connection.execute("INSERT INTO event (payload) VALUES (?)", (payload,))
    return count / (time.perf_counter() - start)


def write_rates(folder: Path, rounds: int, count: int) -> dict[bool, tuple[float, float, float]]:
    """Return, without and with sync, our events a second, the plain loop's, and our p50 in seconds."""
    plain = apsw.Connection(str(folder / "plain.db"))
    plain.pragma("journal_mode", "wal")
    plain.execute("CREATE TABLE event (number INTEGER PRIMARY KEY, payload BLOB)")
    rates = {}
    with Journal(folder / "write.db") as journal, journal.lease(journal.create(STARTED)) as lease:
        for sync, events in ((False, count), (True, max(count // 10, 1))):
            ours, theirs, each = [], [], []
            for _ in range(rounds):
                times = append_times(journal, lease, events, sync=sync)
                ours.append(events / sum(times))
                each += times
                theirs.append(plain_rate(plain, events, sync=sync))
            rates[sync] = median(ours), median(theirs), median(each)
    plain.close()
    return rates


def resume_seconds(folder: Path, rounds: int, count: int) -> float:
    """Return the time to open the file, take the lease, and read, check and validate so many events."""
    path = folder / "read.db"
    with Journal(path) as journal:
        session = journal.create(STARTED)
        with journal.lease(session) as lease:
            journal.append(lease, *[EVENT] * (count - 1))
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        with Journal(path) as journal, journal.lease(session):
            read = sum(1 for _ in journal.events(session))
            times.append(time.perf_counter() - start)
        if read != count:
            raise RuntimeError(f"{read} events were read, not {count}")
    return median(times)


def list_seconds(folder: Path, count: int) -> float:
    """Return the time to list so many sessions."""
    with Journal(folder / "list.db") as journal:
        for _ in range(count):
            journal.create(STARTED)
        start = time.perf_counter()
        journal.sessions()
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="on the disk to be measured; default: here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder or Path.cwd(), prefix=".benchmark-") as name:
        rates = write_rates(Path(name), options.rounds, options.events)
        resume_s = resume_seconds(Path(name), options.rounds, options.events)
        list_s = list_seconds(Path(name), options.events)
    print(f"{'one event a transaction':34}{'journal':>12}{'plain SQLite':>14}{'ratio':>8}")
    for sync, what in ((False, "survives kill -9, events/s"), (True, "survives a power cut, events/s")):
        ours, theirs, _ = rates[sync]
        print(f"{what:34}{ours:12,.0f}{theirs:14,.0f}{ours / theirs:8.2f}")
    append_us = 1e6 * rates[False][2]
    print(f"{'one append without sync, p50':34}{append_us:9.0f} µs   (budget {APPEND_BUDGET_US:.0f} µs)")
    budget = f"   (budget {RESUME_BUDGET_S} s for 10,000)"
    print(f"{f'resume of {options.events:,} events':34}{resume_s:10.3f} s{budget}")
    print(f"{f'list of {options.events:,} sessions':34}{list_s:10.3f} s")
    ours, theirs, _ = rates[True]
    ok = ours / theirs >= RATIO_BUDGET and append_us <= APPEND_BUDGET_US and resume_s <= RESUME_BUDGET_S
    print(
        json.dumps(
            {
                "benchmark": "journal",
                "value": round(ours),
                "unit": "durable events/s",
                "peer": f"plain SQLite insert loop: {theirs:.0f}",
                "ratio": round(ours / theirs, 3),
                "budget": RATIO_BUDGET,
                "ok": ok,
                "append_us": round(append_us, 1),
                "resume_s": round(resume_s, 3),
            }
        )
    )


if __name__ == "__main__":
    main()
