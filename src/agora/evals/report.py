"""One HTML page of one run or several: figures, bars with intervals, and every answer to be opened.

The page carries all that it needs: no script or style is fetched, charts are inline SVG, it reads well on a
phone, in light and dark, and without scripts; a few lines of script only filter the answers.
"""

import json
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from agora.evals.paired import Difference, differences, share
from agora.evals.results import Row, Run, by_suite
from agora.evals.tables import measures

__all__ = ["page"]

# Answers of one suite that are shown; the others are counted, and stand in the run's folder.
_MOST_ANSWERS = 600

_COLOURS = ("var(--one)", "var(--two)", "var(--three)", "var(--four)")


def page(runs: Sequence[Run]) -> str:
    """Return the page.

    Args:
        runs: the first is what the others are compared with.
    """
    style = files("agora.evals").joinpath("report.css").read_text(encoding="utf-8")
    script = files("agora.evals").joinpath("report.js").read_text(encoding="utf-8")
    suites = list(dict.fromkeys(suite for run in runs for suite in run.suites()))
    title = " vs ".join(dict.fromkeys(run.name for run in runs))
    links = "".join(f'<a href="#{_anchor(suite)}">{escape(suite)}</a>' for suite in suites)
    body = [
        f"<header><h1>{escape(title)}</h1><p>{_facts(runs)}</p></header>",
        f"<nav>{links}</nav><main>",
        _overview(runs, suites),
        *(_compared(runs[0], other) for other in runs[1:]),
        *(_suite(suite, runs) for suite in suites),
        "</main>",
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        f"{''.join(body)}<script>{script}</script></body></html>\n"
    )


def _anchor(suite: str) -> str:
    return re.sub(r"\W+", "-", suite)


def _facts(runs: Sequence[Run]) -> str:
    return "<br>".join(
        escape(
            f"{run.name}: {len(run.rows):,} answers, effort {run.head['effort']}, seed {run.head['seed']}, "
            f"{run.head['began'][:16].replace('T', ' ')} UTC, Agora {run.head['agora']}, "
            f"{run.head['machine']}"
        )
        for run in runs
    )


# Figures


def _overview(runs: Sequence[Run], suites: Sequence[str]) -> str:
    bars = []
    for suite in suites:
        for number, run in enumerate(runs):
            rows = [row for row in run.rows.values() if row.suite == suite]
            if rows:
                label = suite if number == 0 or len(runs) == 1 else ""
                bars.append((label, run.name, rows, number))
    legend = ""
    if len(runs) > 1:
        legend = "".join(
            f'<span class="key"><i style="background:{_COLOURS[number % 4]}"></i>{escape(run.name)}</span>'
            for number, run in enumerate(runs)
        )
    return (
        "<section><h2>Share right</h2><p class=note>The line is the 95 % interval, by bootstrap over "
        f"templates.</p>{legend}{_bars(bars)}</section>"
    )


def _bars(bars: Sequence[tuple[str, str, list[Row], int]]) -> str:
    """Return horizontal bars with their intervals as SVG."""
    height, width, left = 30, 640, 130
    scale = (width - left - 110) / 100
    drawn = []
    for line, (label, name, rows, colour) in enumerate(bars):
        one = share([(row.template, row.right) for row in rows])
        y = line * height + 6
        middle = y + 9
        low, value, high = (left + 100 * part * scale for part in (one.low, one.value, one.high))
        drawn.append(
            f"<g><title>{escape(name)}: {one} of {one.items}</title>"
            f'<text x="{left - 10}" y="{middle + 4}" text-anchor="end">{escape(label)}</text>'
            f'<rect x="{left}" y="{y}" width="{100 * scale:.1f}" height="18" rx="4" class="track"/>'
            f'<rect x="{left}" y="{y}" width="{max(1.0, value - left):.1f}" height="18" rx="4" '
            f'style="fill:{_COLOURS[colour % 4]}"/>'
            f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8" '
            'class="whisker"/>'
            f'<text x="{left + 100 * scale + 10:.1f}" y="{middle + 4}" class="figure">{100 * one.value:.1f} %'
            f'<tspan class="faint"> / {one.items}</tspan></text></g>'
        )
    return (
        f'<svg viewBox="0 0 {width} {len(bars) * height + 6}" role="img" aria-label="Share right">'
        f"{''.join(drawn)}</svg>"
    )


def _compared(before: Run, after: Run) -> str:
    found = differences(before, after)
    head = f"<h2>{escape(before.name)} → {escape(after.name)}</h2>"
    note = "<p class=note>On the same items; points with their 95 % interval.</p>"
    rows = "".join(
        _difference(part, is_area=part.name != suite) for suite, parts in found.items() for part in parts
    )
    return f"<section>{head}{note}<table>{rows}</table></section>"


def _difference(part: Difference, *, is_area: bool) -> str:
    mark = {"better": "good", "worse": "bad"}.get(part.verdict, "faint")
    middle, scale = 70, 0.7
    low, value, high = (middle + 100 * scale * end for end in (part.low, part.value, part.high))
    drawn = (
        f'<svg viewBox="0 0 140 16" class="forest"><path d="M{middle} 0V16" class="axis"/>'
        f'<path d="M{low:.1f} 8H{high:.1f}" class="whisker"/>'
        f'<circle cx="{value:.1f}" cy="8" r="4" class="{mark}"/></svg>'
    )
    return (
        f"<tr class={'area' if is_area else 'whole'}><th>{escape(part.name)}</th>"
        f"<td>{100 * part.before:.1f} → {100 * part.after:.1f} %</td><td>{drawn}</td>"
        f"<td>{100 * part.value:+.1f} "
        f"<span class=faint>[{100 * part.low:+.1f}, {100 * part.high:+.1f}]</span></td>"
        f"<td class={mark}>{part.verdict}</td></tr>"
    )


# Answers


def _suite(suite: str, runs: Sequence[Run]) -> str:
    parts = [f'<section id="{_anchor(suite)}"><h2>{escape(suite)}</h2>']
    for run in runs:
        rows = by_suite(run.rows.values()).get(suite, [])
        if not rows:
            continue
        parts.append(f"<h3>{escape(run.name)}</h3>" if len(runs) > 1 else "")
        parts.append(_figures(rows))
        if len({row.area for row in rows}) > 1 and len(runs) == 1:
            areas = sorted({row.area for row in rows})
            parts.append(_bars([(area, area, [r for r in rows if r.area == area], 0) for area in areas]))
        parts.append(_answers(rows))
    return "".join([*parts, "</section>"])


def _figures(rows: list[Row]) -> str:
    times = sorted(row.seconds for row in rows)
    meant = {
        "right": "right", "protocol": "protocol followed", "thought": "a thought ran",
        "unwarned": "given without a warning", "sure": "of those right",
    }  # fmt: skip
    tiles = [(meant[name], f"{100 * one.value:.1f} %", f"{100 * one.low:.0f} – {100 * one.high:.0f}")
             for name, one in measures(rows).items()]  # fmt: skip
    tiles.append(
        (
            "seconds an answer",
            f"{times[len(times) // 2]:.2f}",
            f"p95 {times[int(0.95 * (len(times) - 1))]:.2f}",
        )
    )
    errors = sum(bool(row.error) for row in rows)
    if errors:
        tiles.append(("without an answer", str(errors), "counted as wrong"))
    return "<div class=tiles>" + "".join(
        f"<div><b>{value}</b><span>{escape(name)}</span><small>{escape(more)}</small></div>"
        for name, value, more in tiles
    ) + "</div>"  # fmt: skip


def _answers(rows: list[Row]) -> str:
    ordered = sorted(rows, key=lambda row: (row.right, row.area, row.id))
    shown = "".join(map(_answer, ordered[:_MOST_ANSWERS]))
    left = len(ordered) - _MOST_ANSWERS
    more = (
        f"<p class=note>{left:,} further answers, all right, stand in the run's folder.</p>"
        if left > 0
        else ""
    )
    if left > 0 and not ordered[_MOST_ANSWERS].right:
        more = f"<p class=note>{left:,} further answers stand in the run's folder.</p>"
    filters = (
        "<div class=filters><button data-show=wrong>wrong</button><button data-show=right>right</button>"
        "<button data-show=unsure>with a warning</button><button data-show=all class=on>all</button>"
        '<input type="search" placeholder="find" aria-label="find"></div>'
    )
    return f"<div class=answers>{filters}{shown}{more}</div>"


def _answer(row: Row) -> str:
    mark = "right" if row.right else "wrong"
    parts = [f"<p class=ask>{escape(text)}</p>" for text in [*row.earlier, row.question]]
    for code, output, error in row.thoughts:
        parts.append(f"<pre><code>{escape(code)}</code></pre>")
        if output:
            parts.append(f"<pre class=out>{escape(output[:4000])}</pre>")
        if error:
            parts.append(f"<pre class=err>{escape(error)}</pre>")
    parts.append(f"<p class=tell>{escape(row.answer) or '<i>(nothing)</i>'}</p>")
    facts = {
        "expected": row.expected, "why wrong": row.reason, "error": row.error,
        "protocol": "" if row.protocol else "not followed", "family": row.family, "language": row.language,
        "confidence": "" if row.confidence is None else f"{row.confidence:.2f}",
        "time": f"{row.seconds:.2f} s, {row.tokens_in} + {row.tokens_out} tokens",
    }  # fmt: skip
    if not row.protocol:
        facts["replies"] = json.dumps(row.replies, ensure_ascii=False)
    listed = "".join(f"<dt>{name}</dt><dd>{escape(str(text))}</dd>" for name, text in facts.items() if text)
    classes = f"{mark}{' unsure' if row.unsure else ''}"
    short = row.question if len(row.question) <= 110 else row.question[:110] + "…"
    return (
        f'<details class="{classes}"><summary><i></i><span>{escape(short)}</span>'
        f"<em>{escape(row.answer[:40])}</em></summary>{''.join(parts)}<dl>{listed}</dl></details>"
    )
