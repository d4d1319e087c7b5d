"""Times as people say them, resolved against the moment of saying: "since May", "last Tuesday", "il y a 3 jours".

English first; French, Spanish and German in their common forms. All days are days in UTC. What is ambiguous
between past and future ("in May") is taken as the nearest, or as the way the words around it point.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

__all__ = ["Period", "Span", "bounds", "period", "plain", "spans"]

Role = Literal["", "since", "until"]


@dataclass(frozen=True)
class Period:
    """From `start` up to, and without, `end`; seconds since 1970."""

    start: float
    end: float


@dataclass(frozen=True)
class Span:
    """A time expression: where it stands in the text, what it means, and whether it opens or closes."""

    at: int
    to: int
    period: Period
    role: Role = ""


_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan janvier enero januar",
            "february feb fevrier febrero februar",
            "march mar mars marzo marz",
            "april apr avril abril",
            "may mai mayo",
            "june jun juin junio juni",
            "july jul juillet julio juli",
            "august aug aout agosto",
            "september sept sep septembre septiembre",
            "october oct octobre octubre oktober",
            "november nov novembre noviembre",
            "december dec decembre diciembre dezember",
        ],
        start=1,
    )
    for name in names.split()
}
_DAYS = {
    name: number
    for number, names in enumerate(
        [
            "monday lundi lunes montag",
            "tuesday mardi martes dienstag",
            "wednesday mercredi miercoles mittwoch",
            "thursday jeudi jueves donnerstag",
            "friday vendredi viernes freitag",
            "saturday samedi sabado samstag",
            "sunday dimanche domingo sonntag",
        ]
    )
    for name in names.split()
}
_UNITS = {
    name: unit
    for unit, names in {
        "day": "day days jour jours dia dias tag tage tagen",
        "week": "week weeks semaine semaines semana semanas woche wochen",
        "month": "month months mois mes meses monat monate monaten",
        "year": "year years an ans annee annees ano anos jahr jahre jahren",
    }.items()
    for name in names.split()
}
_NUMBERS = {
    name: number
    for number, names in enumerate(
        [
            "",
            "a an one un une uno una ein eine einem einer",
            "two deux dos zwei couple",
            "three trois tres drei",
            "four quatre cuatro vier",
            "five cinq cinco funf",
            "six seis sechs",
            "seven sept siete sieben",
            "eight huit ocho acht",
            "nine neuf nueve neun",
            "ten dix diez zehn",
        ]
    )
    for name in names.split()
}
_MONTH, _DAY, _UNIT = "|".join(_MONTHS), "|".join(_DAYS), "|".join(_UNITS)
_COUNT = rf"\d+|{'|'.join(_NUMBERS)}"
_LAST = r"last|past|letzte[nrsm]?|vorige[nrsm]?"
_NEXT = r"next|coming|nachste[nrsm]?|kommende[nrsm]?"
_AFTER_LAST, _AFTER_NEXT = r"dernier|derniere|passee?|pasad[oa]", r"prochaine?|proxim[oa]|que viene"

# Name → what is looked for, the most telling first. Texts are in small letters and without accents.
_FORMS = [
    (
        "iso",
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:t\d\d:\d\d(?::\d\d)?)?",
    ),
    ("dotted", r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?P<y>\d{4})?"),
    (
        "day",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s|del\s)?(?P<m>{_MONTH})\b(?:\.?,?\s(?:de\s|del\s)?(?P<y>\d{{4}}))?",
    ),
    ("day", rf"(?P<m>{_MONTH})\b\.?\s(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y>\d{{4}}))?"),
    (
        "month",
        rf"(?:(?P<last>{_LAST})\s|(?P<next>{_NEXT})\s)?(?P<m>{_MONTH})\b(?:\s(?:de\s)?(?P<y>\d{{4}}))?(?:\s(?P<last2>{_AFTER_LAST})|\s(?P<next2>{_AFTER_NEXT}))?",
    ),
    (
        "weekday",
        rf"(?:(?P<last>{_LAST})\s|(?P<next>{_NEXT})\s)?(?P<w>{_DAY})s?\b(?:\s(?P<last2>{_AFTER_LAST})|\s(?P<next2>{_AFTER_NEXT}))?",
    ),
    (
        "ago",
        rf"(?:(?:il y a|hace|vor)\s(?P<n2>{_COUNT})\s(?P<u2>{_UNIT})\b|(?P<n>{_COUNT}|a few)\s(?:of\s)?(?P<u>{_UNIT})\s(?:ago|earlier|back)\b)",
    ),
    ("ahead", rf"(?:in|dans|en)\s(?P<n>{_COUNT})\s(?P<u>{_UNIT})\b"),
    (
        "unit",
        rf"(?:(?:the\s)?(?P<last>{_LAST})|(?:the\s)?(?P<next>{_NEXT})|(?P<this>this|diese[nrsm]?))\s(?P<u>{_UNIT})\b",
    ),
    ("unit", rf"(?:la|le|el)\s(?P<u>{_UNIT})\s(?:(?P<last>{_AFTER_LAST})|(?P<next>{_AFTER_NEXT}))\b"),
    (
        "named",
        r"(?P<named>the day before yesterday|day before yesterday|yesterday|today|tomorrow|tonight|aujourd'hui|demain|ayer|hoy|manana|gestern|heute|morgen|right now|now)\b",
    ),
    (
        "year",
        r"(?:in|since|from|until|till|en|depuis|desde|seit|im jahr|im jahre|year)\s(?P<y>(?:19|20)\d\d)\b",
    ),
]
_PATTERNS = [(name, re.compile(rf"\b{form}")) for name, form in _FORMS]
_SINCE = re.compile(
    r"\b(since|from|starting|as of|beginning|depuis|des|a partir d[ue]|desde|seit|ab|effective)\s*"
    r"(?:on |in |the |le |el |l'|dem |der |early |late |beginning of )*$"
)
_HITHERTO = re.compile(
    r"\b(?:since|depuis|desde|seit)\s*(?:on |in |the |le |el |l'|dem |der |early |late |beginning of )*$"
)
_UNTIL = re.compile(
    r"\b(until|till|til|up to|through|jusqu'a|jusqu'en|jusqu'au|hasta|bis|before)\s*"
    r"(?:on |in |the |le |el |zum |end of |the end of |fin |finales de |ende )*$"
)
_END_OF = re.compile(r"\b(end of|fin|finales de|ende)\s*(?:the )?$")
_BEFORE_MONTH = re.compile(r"\b(in|of|since|until|till|from|by|en|de|desde|hasta|depuis|l'|im|seit|bis)\s$")
_SHIFTS = {
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "ayer": -1,
    "gestern": -1, "tomorrow": 1, "demain": 1, "manana": 1, "morgen": 1,
}  # fmt: skip


def plain(text: str) -> str:
    """Return a text in small letters without accents, letter by letter, so that places stay the same.

    >>> plain("Où ça, Zoë?")
    'ou ca, zoe?'
    """
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    if letter < "\x80":
        return letter.lower()
    if letter in "’‘ʼ":
        return "'"
    small = unicodedata.normalize("NFD", letter)[0].lower()
    return small if len(small) == 1 else letter


def spans(text: str, now: float, *, past: bool = False) -> list[Span]:
    """Return the time expressions in a text, in their order, none overlapping another.

    Args:
        text: what was said.
        now: when, in seconds since 1970.

    >>> now = datetime(2026, 6, 10, tzinfo=UTC).timestamp()
    >>> [span] = spans("I've worked there since May.", now)
    >>> span.role, datetime.fromtimestamp(span.period.start, UTC).date().isoformat()
    ('since', '2026-05-01')
    """
    bare = plain(text)
    today = datetime.fromtimestamp(now, UTC).date()
    found: list[Span] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(bare):
            if any(match.start() < span.to and span.at < match.end() for span in found):
                continue
            if name == "month" and _is_no_month(text, bare, match.start()):
                continue
            before = bare[: match.start()] if name != "year" else bare[: match.start("y")]
            role: Role = "since" if _SINCE.search(before) else "until" if _UNTIL.search(before) else ""
            made = _period(name, match, today, role, past=past or bool(_HITHERTO.search(before)))
            if made is not None:
                if role == "until" and _END_OF.search(before):
                    made = Period(made.end, made.end)
                found.append(Span(match.start(), match.end(), made, role))
    return sorted(found, key=lambda span: span.at)


def _is_no_month(text: str, bare: str, at: int) -> bool:
    """Whether a small letter and no word before it tell that "may" or "march" is a verb."""
    return text[at].islower() and not _BEFORE_MONTH.search(bare[:at]) and bare[at:].startswith(("may", "mar"))


def period(text: str, now: float) -> Period | None:
    """Return the first time that a text speaks of.

    >>> now = datetime(2026, 6, 10, tzinfo=UTC).timestamp()
    >>> bool(period("What did I say last May?", now)), period("What did I say?", now)
    (True, None)
    """
    return next((span.period for span in spans(text, now)), None)


def bounds(text: str, now: float) -> tuple[float | None, float | None]:
    """Return from when and until when a statement says that it holds; `None` where it does not say.

    >>> now = datetime(2026, 6, 10, tzinfo=UTC).timestamp()
    >>> begin, end = bounds("I'm in Porto until 3 July", now)
    >>> begin, datetime.fromtimestamp(end, UTC).date().isoformat()
    (None, '2026-07-04')
    """
    begin = end = None
    for span in spans(text, now):
        if span.role == "since":
            begin = span.period.start
        elif span.role == "until":
            # "until June" leaves June out, "until 3 June" does not.
            whole = span.period.end - span.period.start > 86_400
            end = span.period.start if whole else span.period.end
    return begin, end


def _period(name: str, match: re.Match[str], today: date, role: Role, *, past: bool) -> Period | None:
    said = match.groupdict()
    try:
        return next(_made(name, said, today, role, past=past), None)
    except (ValueError, OverflowError):
        return None


def _made(name: str, said: dict[str, str | None], today: date, role: Role, *, past: bool) -> Iterator[Period]:
    way = -1 if said.get("last") or said.get("last2") else 1 if said.get("next") or said.get("next2") else 0
    if name in ("iso", "dotted", "day"):
        month = said["m"] or ""
        number = int(month) if month.isdigit() else _MONTHS[month]
        year = (
            int(said["y"])
            if said["y"]
            else _nearest_year(today, number, int(said["d"] or 1), role, past=past)
        )
        yield _days(date(year, number, int(said["d"] or 1)))
    elif name == "month":
        yield _month_said(said, today, way, role, past=past)
    elif name == "weekday":
        ahead = (_DAYS[said["w"] or ""] - today.weekday()) % 7
        back = way < 0 or (past and way <= 0)
        yield _days(
            today + timedelta(days=(ahead or 7) - 7 if back and ahead else -7 if back else ahead or 7)
        )
    elif name in ("ago", "ahead"):
        count, unit = said["n"] or said.get("n2") or "", said["u"] or said.get("u2") or ""
        number = 3 if count == "a few" else int(count) if count.isdigit() else _NUMBERS[count]
        yield _days(_moved(today, _UNITS[unit], number if name == "ahead" else -number))
    elif name == "unit":
        yield _unit(today, _UNITS[said["u"] or ""], way)
    elif name == "named":
        yield _days(today + timedelta(days=_SHIFTS.get(said["named"] or "", 0)))
    elif name == "year":
        year = int(said["y"] or 0)
        yield Period(_seconds(date(year, 1, 1)), _seconds(date(year + 1, 1, 1)))


def _month_said(said: dict[str, str | None], today: date, way: int, role: Role, *, past: bool) -> Period:
    month = _MONTHS[said["m"] or ""]
    if said["y"]:
        return _month(int(said["y"]), month)
    if way < 0 or (past and way <= 0):
        return _month(
            today.year if (month <= today.month and way >= 0) or month < today.month else today.year - 1,
            month,
        )
    if way > 0 or role == "until":
        return _month(today.year if month > today.month else today.year + 1, month)
    return _month(_nearest_year(today, month, 15, role, past=past), month)


def _nearest_year(today: date, month: int, day: int, role: Role, *, past: bool) -> int:
    years = [today.year - 1, today.year, today.year + 1]
    if past:
        return next(y for y in reversed(years) if date(y, month, min(day, 28)) <= today)
    if role == "until":
        del years[0]
        return next(year for year in years if date(year, month, min(day, 28)) >= today or year == years[-1])
    return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - today).days))


def _moved(today: date, unit: str, number: int) -> date:
    if unit in ("day", "week"):
        return today + timedelta(days=number * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + number * (12 if unit == "year" else 1)
    return date(months // 12, months % 12 + 1, min(today.day, 28))


def _unit(today: date, unit: str, way: int) -> Period:
    if unit == "month":
        there = _moved(today.replace(day=1), "month", way)
        return _month(there.year, there.month)
    if unit == "year":
        return Period(_seconds(date(today.year + way, 1, 1)), _seconds(date(today.year + way + 1, 1, 1)))
    if unit == "day":
        return _days(today + timedelta(days=way))
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=way)
    return Period(_seconds(monday), _seconds(monday + timedelta(weeks=1)))


def _month(year: int, month: int) -> Period:
    after = date(year + month // 12, month % 12 + 1, 1)
    return Period(_seconds(date(year, month, 1)), _seconds(after))


def _days(day: date) -> Period:
    return Period(_seconds(day), _seconds(day + timedelta(days=1)))


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
