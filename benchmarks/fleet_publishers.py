"""The harder measure: how far off are predictions when everything of a publisher is left out, not one source?

Peer: the same model with only the row's own source left out. Takes a few minutes: one fit for each publisher.
"""

import json
from math import expm1

from agora.fleet import cross_validate, problem, publishers, shipped_runs
from agora.fleet.calibrate import kind, log_error
from agora.fleet.efficiencies import folds


def main() -> None:
    runs, hands = shipped_runs(), publishers()
    left_out = cross_validate(problem(runs), lambda run: hands[run.source])
    errors: dict[str, list[float]] = {}
    print(f"{'publisher left out':20} {'rows':>5} {'mean':>7} {'dense':>7} {'mixture':>8}")
    for hand in sorted(set(hands.values())):
        own = [run for run in runs if hands[run.source] == hand]
        sizes = {run.id: abs(expm1(log_error(run, left_out[hand]))) for run in own}
        cells = [f"{sum(sizes.values()) / len(own):.1%}"]
        for name in ("dense", "mixture"):
            of = [sizes[run.id] for run in own if kind(run.model) == name]
            errors.setdefault(name, []).extend(of)
            cells.append(f"{sum(of) / len(of):.1%}" if of else "-")
        print(f"{hand:20} {len(own):>5} {cells[0]:>7} {cells[1]:>7} {cells[2]:>8}")
    by_source = {
        name: [abs(expm1(log_error(run, folds()[run.source]))) for run in runs if kind(run.model) == name]
        for name in errors
    }
    mean = {name: sum(of) / len(of) for name, of in errors.items()}
    eight = [run for run in runs if hands[run.source] == "korthikanti"]
    korthikanti = sum(abs(expm1(log_error(run, left_out["korthikanti"]))) for run in eight) / len(eight)
    print(f"dense {mean['dense']:.1%}, mixtures {mean['mixture']:.1%}, Korthikanti's eight {korthikanti:.2%}")
    dense_by_source = sum(by_source["dense"]) / len(by_source["dense"])
    result = {
        "benchmark": "fleet_publishers",
        "value": round(mean["dense"], 4),
        "unit": "mean error of step time, dense",
        "peer": "leaving out one source",
        "ratio": round(mean["dense"] / dense_by_source, 2),
        "budget": 0.10,
        "ok": mean["dense"] <= 0.10,
        "mixture": round(mean["mixture"], 4),
        "korthikanti": round(korthikanti, 4),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
