"""How fast are layouts priced and searched, and does cost grow in a straight line?

Peer: calculon (SC'23), 151 layouts a second in its own search, measured on the same kind of machine.
"""

import json
from dataclasses import replace
from statistics import median
from time import perf_counter

from numpy import resize

from agora.fleet import Layout, find_gpu, find_model, price, search

CALCULON_LAYOUTS_PER_S = 151.0
BUDGET_LAYOUTS_PER_S, BUDGET_SEARCH_S = 100_000.0, 2.0


def timed(work, times=5):
    """Return the median seconds of a call."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def main() -> None:
    model, gpu, base = find_model("Llama-3.1-405B"), find_gpu("H100"), Layout(gpus=16384, seq_len=8192)
    found = search(model, gpu, 16384, 2048, base, keep=10_000)
    axes = ("tp", "pp", "cp", "ep", "interleave", "microbatch", "zero", "recompute", "dp")
    print(f"{'layouts':>10} {'seconds':>9} {'layouts/s':>12}")
    rates = {}
    for count in (1_000, 10_000, 100_000, 1_000_000):
        column = {name: resize([float(getattr(x, name)) for x in found.layouts], count) for name in axes}
        layout = replace(base, global_batch=2048.0, **column)
        seconds = timed(lambda layout=layout: price(model, gpu, layout), 3)
        rates[count] = count / seconds
        print(f"{count:>10,} {seconds:>9.4f} {rates[count]:>12,.0f}")
    whole = timed(lambda: search(model, gpu, 16384, 2048, base))
    print(f"\nfull search of {found.considered:,} layouts for 405B on 16,384 H100: {whole:.3f} s")
    rate = rates[100_000]
    print(json.dumps({
        "benchmark": "fleet_search", "value": round(rate), "unit": "layouts/s", "peer": "calculon",
        "ratio": round(rate / CALCULON_LAYOUTS_PER_S), "budget": BUDGET_LAYOUTS_PER_S,
        "ok": rate >= BUDGET_LAYOUTS_PER_S and whole <= BUDGET_SEARCH_S,
        "search_s": round(whole, 4), "search_budget_s": BUDGET_SEARCH_S,
        "curve_layouts_per_s": {str(k): round(v) for k, v in rates.items()},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
