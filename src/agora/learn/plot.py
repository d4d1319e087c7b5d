"""The curve of a run as a picture, `progress.svg`, written by hand so that it needs nothing to be drawn."""

import json
from pathlib import Path
from typing import Any

__all__ = ["curve", "read_log", "write_plot"]

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 720, 300, 46, 34, 30
_MOST_POINTS = 400


def read_log(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of a run's `log.jsonl`."""
    path = folder / "log.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []


def write_plot(folder: Path) -> None:
    """Draw the loss of a run as far as it went into `progress.svg`."""
    part = folder / "progress.svg.part"
    part.write_text(curve(read_log(folder)), encoding="utf-8")
    part.replace(folder / "progress.svg")


def curve(log: list[dict[str, Any]]) -> str:
    """Return an SVG of the loss of each step (dots) and smoothed (line).

    >>> curve([{"step": 1, "of": 2, "loss": 1.0, "smooth": 1.0, "tokens_per_s": 9.0}])[:4]
    '<svg'
    """
    if not log:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"/>\n'
    shown = log[:: max(1, len(log) // _MOST_POINTS)]
    highest = max(0.1, *(line["loss"] for line in shown))
    steps = log[-1]["of"]

    def place(step: float, loss: float) -> tuple[float, float]:
        x = _LEFT + (_WIDTH - _LEFT - 12) * step / steps
        y = _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * loss / highest
        return round(x, 1), round(y, 1)

    dots = "".join(
        '<circle cx="{}" cy="{}" r="1.4"/>'.format(*place(line["step"], line["loss"])) for line in shown
    )
    smooth = " ".join("{},{}".format(*place(line["step"], line["smooth"])) for line in shown)
    grid = ""
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = place(0, highest * share)[1]
        grid += f'<path d="M{_LEFT} {y}H{_WIDTH - 12}"/>'
    marks = ""
    for share in (0, 0.25, 0.5, 0.75, 1):
        y, x = place(0, highest * share)[1], place(steps * share, 0)[0]
        marks += f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{highest * share:.2f}</text>'
        marks += f'<text x="{x}" y="{_HEIGHT - 12}" text-anchor="middle">{round(steps * share)}</text>'
    last = log[-1]
    title = f"step {last['step']} of {last['of']} · loss {last['smooth']:.3f}"
    title += f" · {last['tokens_per_s']:.0f} tokens/s"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12" fill="#444">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/><g stroke="#ddd">{grid}</g>{marks}'
        f'<text x="{_LEFT}" y="18">{title}</text><g fill="#9bc">{dots}</g>'
        f'<polyline points="{smooth}" fill="none" stroke="#058" stroke-width="2"/></svg>\n'
    )
