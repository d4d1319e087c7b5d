"""What is said of intervals that were trained again.

Equal to the bit is demanded where processor, vector instructions, training code, torch, transformers and
NumPy are those that the run recorded. Elsewhere the weights at an interval's end may be off by `TOLERANCE` of
the way that the interval moved them.
"""

import math
from typing import Any

from agora.release.intervals import CHECKPOINTS, Plan
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["TOLERANCE", "line", "lines_of"]

TOLERANCE = 0.001
"""Of the way that an interval moved the weights, and of each loss, in float32. Other counts of workers and
other vector instructions were seen to make less than a hundredth of it: docs/measurements/release-2026-11."""


def lines_of(plan: Plan, found: list[dict[str, Any]], facts: dict[str, Any]) -> list[Line]:
    """Return what the checks say of what the sandbox found."""
    from agora.learn.machine import fingerprint

    lines: list[Line] = []
    here: dict[str, str] = next((each["fingerprint"] for each in found if "fingerprint" in each), {})
    for each in found:
        if "failed" in each:
            lines.append(line("retraining", "Training again", Verdict.FAIL, each["failed"]))
        elif "lacking" in each:
            lines.append(line("retraining", "Training again", Verdict.UNKNOWN, each["lacking"]))
        elif "order" in each:
            lines.append(_order_line(each["order"]))
        elif "outcome" in each:
            then = [fingerprint(start) for start in _starts(facts, each["outcome"])]
            other = sorted({key for start in then for key in here if start[key] != here[key]})
            lines.append(_interval_line(plan, each["outcome"], other, facts["precision"]))
        elif "weights" in each:
            lines.append(_weights_line(each["weights"], each["unequal"]))
    if sum("outcome" in each for each in found) != len(plan.intervals) and not any(
        {"failed", "lacking"} & set(each) for each in found
    ):
        why = "Not every interval that was drawn was heard of."
        lines.append(line("retraining", "Training again", Verdict.UNKNOWN, why))
    if not any(line.check in ("retraining", "retraining.weights") for line in lines):
        why = "weights/ holds no file that can be compared with the last checkpoint."
        lines.append(line("retraining.weights", "Released weights", Verdict.UNKNOWN, why))
    for first, last in plan.left_out:
        why = "Longer than was allowed: it was not among those drawn from, and not trained again."
        lines.append(line(f"retraining.{first}-{last}", f"Steps {first} to {last}", Verdict.UNKNOWN, why))
    return lines


def _starts(facts: dict[str, Any], interval: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the starts of the run that an interval may have been part of."""
    starts = facts.get("starts", [])

    def replaced(number: int) -> bool:
        """Tell whether a later start went on from the interval's beginning, or from before it."""
        return any(start.get("step", math.inf) <= interval["first"] for start in starts[number + 1 :])

    return [
        start
        for number, start in enumerate(starts)
        if start.get("step", 0) < interval["last"] and not replaced(number)
    ]


def _order_line(equal: bool) -> Line:
    why = "order.npy is what the recipe's seed and the samples' lengths give."
    if not equal:
        why = "order.npy is not what the recipe's seed and the samples' lengths give."
    verdict = Verdict.PASS if equal else Verdict.FAIL
    return line("retraining.order", "Order of the data", verdict, why, "training/order.npy")


def _interval_line(plan: Plan, outcome: dict[str, Any], other: list[str], precision: str) -> Line:
    first, last = outcome["first"], outcome["last"]
    name = f"{CHECKPOINTS}/{last:08d}.safetensors"
    check, title = f"retraining.{first}-{last}", f"Steps {first} to {last} trained again"
    lot = f" (one of {len(plan.intervals)} drawn of {len(plan.every) - len(plan.left_out)})"
    if outcome["error"]:
        return line(check, title, Verdict.FAIL, f"{outcome['error']}{lot}", name)
    if not outcome["unequal"] and not outcome["logged"]:
        why = f"Equal to the bit, as is the log of its {last - first} steps{lot}."
        return line(check, title, Verdict.PASS, why, name)
    what = (
        f"{outcome['unequal']} parts of the checkpoint differ, first {outcome['named']}; "
        if outcome["unequal"]
        else "the checkpoint is equal to the bit; "
    )
    what += f"the weights are off by {outcome['gap']:.2g} of the way that the interval moved them"
    what += f"; {outcome['logged']}" if outcome["logged"] else ""
    if not other:
        why = f"On the same processor and software, {what}{lot}."
        return line(check, title, Verdict.FAIL, why, name)
    fits = outcome["gap"] <= TOLERANCE and outcome["log_gap"] <= TOLERANCE
    why = f"{what[:1].upper()}{what[1:]}; {TOLERANCE} is allowed, for {', '.join(other)} differ{lot}."
    # How far honest runs in bfloat16, or by other code, are apart was not measured.
    beyond = Verdict.FAIL if precision == "float32" and "code" not in other else Verdict.UNKNOWN
    return line(check, title, Verdict.PASS if fits else beyond, why, name)


def _weights_line(name: str, unequal: int) -> Line:
    why = "They are those of the last checkpoint, to the bit."
    if unequal:
        why = f"{unequal} tensors are not those of the last checkpoint."
    verdict = Verdict.FAIL if unequal else Verdict.PASS
    return line("retraining.weights", f"Released weights {name}", verdict, why, f"weights/{name}")


def line(check: str, title: str, verdict: Verdict, why: str, place: str = "") -> Line:
    """Return a line of this group, with the file that it was seen in."""
    evidence = (Evidence(place),) if place else ()
    return Line("retraining", check, title, verdict, why, evidence=evidence)
