"""Is the goodput of published long runs inside the interval predicted from failure rates and restart times
alone?
"""

import json

from agora.fleet import published_runs


def main() -> None:
    rows = published_runs()
    print(f"{'run':16} {'predicted':>10} {'80 %':>18} {'published':>16}")
    for r in rows:
        low, high = r["published"]
        published = f"{low:.0%}" if low == high else f"above {low:.0%}"
        interval = f"{r['interval'][0]:.1%}-{r['interval'][1]:.1%}"
        print(f"{r['run']:16} {r['goodput']:>10.1%} {interval:>18} {published:>16}")
    inside = sum(r["inside"] for r in rows)
    print(json.dumps({
        "benchmark": "fleet_goodput", "value": inside, "unit": f"of {len(rows)} published runs inside",
        "peer": "none predicts goodput",
        "ratio": inside / len(rows), "budget": len(rows), "ok": inside == len(rows),
        "runs": {r["run"]: [round(r["goodput"], 4), *[round(x, 4) for x in r["interval"]]] for r in rows},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
