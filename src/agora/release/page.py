"""A report as one HTML file: no script, nothing loaded from elsewhere, every word of the target escaped."""

from html import escape
from importlib.resources import files

from agora.release.openness import LEVELS
from agora.release.verdict import Evidence, Line, Verdict
from agora.release.verify import DEMANDS, Report

__all__ = ["page"]

_LEVELS = {
    "osaid": "OSAID 1.0", "mof-3": "MOF III", "mof-2": "MOF II", "mof-1": "MOF I", "signed": "Signed",
    "retrained": "Retrained", "reevaluated": "Re-evaluated",
}  # fmt: skip


def page(report: Report) -> str:
    """Return a report as a page that can be kept, sent and read without a network."""
    style = files("agora.release").joinpath("page.css").read_text(encoding="utf-8")
    dated = f" Evidence as of {escape(report.as_of)}." if report.as_of else ""
    levels = "".join(
        f"<li><b>{_LEVELS[each]}</b>{_mark(report.level(each))}</li>"
        for each in sorted(DEMANDS, key=list(_LEVELS).index)
    )
    parts: dict[str, list[Line]] = {}
    for each in report.lines:
        parts.setdefault(_section_of(each), []).append(each)
    sections = "".join(_section(title, lines) for title, lines in parts.items())
    counts = ", ".join(f"{sum(each.verdict is one for each in report.lines)} {one}" for one in Verdict)
    skipped = "".join(f"<li>{_text(each)}</li>" for each in report.skipped)
    left = f"<section><h2>Not looked at</h2><ol>{skipped}</ol></section>" if skipped else ""
    note = f"<p>{_text(report.note)}</p>" if report.note else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_text(report.title)}: verified</title><style>{style}</style></head><body>"
        f"<header><h1>{_text(report.title)}</h1>"
        f"<p>Looked at: {_text(report.target)} ({report.seen}).{dated} {counts}.</p>{note}"
        f'<ul class="levels">{levels}</ul></header><main>{sections}{left}</main>'
        "<footer>Made by <code>agora verify</code>. Pass: evidence shows it. Fail: evidence speaks against "
        "it. Unknown: evidence lacks. No legal advice.</footer></body></html>\n"
    )


def _section_of(line: Line) -> str:
    """Return the heading that a line stands under."""
    if line.group != "openness":
        return line.group.capitalize()
    if line.check.rpartition(".")[2] in LEVELS:
        return "Openness: the verdicts"
    return "Openness: the base" if line.check.startswith("base.") else "Openness: the parts"


def _section(title: str, lines: list[Line]) -> str:
    return f"<section><h2>{_text(title)}</h2>{''.join(map(_row, lines))}</section>"


def _row(line: Line) -> str:
    seen = "".join(f"<li>{_evidence(each)}</li>" for each in line.evidence)
    more = (
        f"<details><summary>Evidence ({len(line.evidence)})</summary><ol>{seen}</ol></details>"
        if seen
        else ""
    )
    two = ""
    if line.declared or line.found:
        two = (
            f'<dl class="two"><div><dt>declared</dt><dd>{_text(line.declared or "–")}</dd></div>'
            f"<div><dt>found</dt><dd>{_text(line.found or '–')}</dd></div></dl>"
        )
    title = line.title[:1].upper() + line.title[1:]
    return (
        f'<div class="row"><div>{_mark(line.verdict)}</div>'
        f'<div class="what">{_text(title)}<code>{_text(line.check)}</code></div>'
        f'<div><p class="why">{_text(line.why)}</p>{two}{more}</div></div>'
    )


def _evidence(evidence: Evidence) -> str:
    place = _text(evidence.place)
    if evidence.place.startswith(("https://", "http://")):
        place = f'<a href="{place}" rel="noreferrer noopener">{place}</a>'
    else:
        place = f"<code>{place}{f':{evidence.line}' if evidence.line else ''}</code>"
    date = f" ({_text(evidence.date)})" if evidence.date else ""
    quote = f" <q>{_text(evidence.quote)}</q>" if evidence.quote else ""
    digest = f'<span class="digest">SHA-256 {_text(evidence.digest)}</span>' if evidence.digest else ""
    return place + date + quote + digest


def _mark(verdict: Verdict) -> str:
    return f'<span class="mark {verdict.value}">{verdict.value}</span>'


def _text(text: str) -> str:
    """Escape it, for attributes too; a surrogate that stands for an undecodable byte is shown as one."""
    return escape(text.encode("utf-8", "backslashreplace").decode("utf-8"))
