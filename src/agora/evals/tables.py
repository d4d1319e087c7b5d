"""What a run shows in a terminal: a line for each suite, what stands out, and comparisons."""

from agora.evals.paired import Difference, Share, share
from agora.evals.results import Row, Run, by_suite

__all__ = ["comparison_text", "measures", "run_text"]


def measures(rows: list[Row]) -> dict[str, Share]:
    """Return what is measured of rows: right, and, where the mind was asked, protocol and warnings.

    `unwarned` is the share that was given without a warning, `sure` what of it is right; they are there only
    where the model tells how sure it is.
    """

    def of(kept: list[Row], worth: list[float]) -> Share:
        return share([(row.template, value) for row, value in zip(kept, worth, strict=True)])

    found = {"right": of(rows, [row.right for row in rows])}
    asked = [row for row in rows if not row.plain]
    if asked:
        found["protocol"] = of(asked, [row.protocol for row in asked])
        found["thought"] = of(asked, [row.coded for row in asked])
    if judged := [row for row in asked if row.confidence is not None]:
        found["unwarned"] = of(judged, [not row.unsure for row in judged])
        if unwarned := [row for row in judged if not row.unsure]:
            found["sure"] = of(unwarned, [row.right for row in unwarned])
    return found


def run_text(run: Run) -> str:
    """Return a run as lines: for each suite its shares, its time, its errors."""
    lines = [f"{run.name}, {len(run.rows)} items, in {run.folder}", ""]
    for suite, rows in by_suite(run.rows.values()).items():
        found = measures(rows)
        times = sorted(row.seconds for row in rows)
        errors = sum(bool(row.error) for row in rows)
        lines.append(f"{suite:<12} {found['right']!s:<22} of {len(rows):>4}   {_quantiles(times)}")
        extra = [f"{_MEANT[name]} {value}" for name, value in found.items() if name != "right"]
        lines += [f"{'':<12} {text}" for text in extra]
        if errors:
            lines.append(f"{'':<12} {errors} without an answer (counted as wrong)")
        areas = sorted({row.area for row in rows})
        for area in areas if len(areas) > 1 else []:
            some = [row for row in rows if row.area == area]
            lines.append(
                f"  {area:<18} {100 * sum(row.right for row in some) / len(some):5.1f} % of {len(some)}"
            )
    return "\n".join(lines)


_MEANT = {
    "protocol": "protocol followed",
    "thought": "a thought ran in",
    "unwarned": "given without a warning",
    "sure": "of those right",
}


def _quantiles(times: list[float]) -> str:
    return f"{times[len(times) // 2]:.2f} s p50, {times[int(0.95 * (len(times) - 1))]:.2f} s p95"


def comparison_text(before: Run, after: Run, found: dict[str, list[Difference]]) -> str:
    """Return a comparison as lines: the suite, then its areas."""
    lines = [f"{before.name} → {after.name}", ""]
    for suite, parts in found.items():
        for part in parts:
            name = part.name if part.name == suite else f"  {part.name}"
            interval = f"[{100 * part.low:+.1f}, {100 * part.high:+.1f}]"
            lines.append(
                f"{name:<20} {100 * part.before:5.1f} % → {100 * part.after:5.1f} %   "
                f"{100 * part.value:+6.1f} points {interval:<16} {part.verdict} "
                f"({part.items} items, {part.templates} templates)"
            )
    return "\n".join(lines)
