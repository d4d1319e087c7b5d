"""How long does it take to simulate 54 days of 600,000 GPUs, and does cost grow as n log n in the events?

No peer simulates such fleets; the ratio is simulated over real time.
"""

import json
from math import log2
from time import perf_counter

from agora.fleet import Scenario, simulate

BUDGET_S = 10.0


def main() -> None:
    head = ("GPUs", "jobs", "events", "seconds", "ns/(n log n)", "goodput", "worst job")
    print("".join(f"{word:>14}" for word in head))
    curve, seconds = {}, 0.0
    for nodes, jobs in ((75, 1), (750, 1), (7_500, 4), (75_000, 36), (75_000, 1)):
        start = perf_counter()
        o = simulate(Scenario(nodes=nodes, jobs=jobs, spares=nodes // 50, days=54))
        taken = perf_counter() - start
        unit = taken / (o.events * log2(o.events + 2)) * 1e9
        point = {"events": o.events, "seconds": round(taken, 4), "ns_per_n_log_n": round(unit)}
        curve[f"{nodes * 8} GPUs, {jobs} jobs"] = point
        row = (f"{nodes * 8:,}", jobs, f"{o.events:,}", f"{taken:.3f}", f"{unit:.0f}", f"{o.goodput:.1%}")
        print("".join(f"{cell:>14}" for cell in (*row, f"{o.worst_job:.1%}")))
        if nodes == 75_000:
            seconds = max(seconds, taken)
    print(json.dumps({
        "benchmark": "fleet_simulate", "value": round(seconds, 3), "unit": "s", "peer": "real time",
        "ratio": round(54 * 86400 / seconds), "budget": BUDGET_S, "ok": seconds <= BUDGET_S, "curve": curve,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
