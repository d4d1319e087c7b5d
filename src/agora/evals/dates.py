"""Dates as people write them, in four languages."""

import re
from datetime import date

__all__ = ["dates"]

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
}
_NUMBER = {name: n for names in _MONTHS.values() for n, name in enumerate(names.split(), 1)}
_NUMBER |= {name[:3]: n for name, n in _NUMBER.items() if name in _MONTHS["en"].split()}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_FORMS = (
    re.compile(r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b"),
    re.compile(r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<n>{_NAME})\.?,?\s+(?:de\s+|del\s+)?(?P<y>\d{{4}})\b"),
    re.compile(rf"\b(?P<n>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b"),
)  # fmt: skip


def dates(text: str) -> set[date]:
    """Return the dates that a text names.

    >>> sorted(map(str, dates("2 Nov 2026, November 3rd, 2026, 4.11.2026, le 5 novembre 2026, 2026-11-06")))
    ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06']
    """
    found = set()
    for form in _FORMS:
        for match in form.finditer(text.lower()):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else _NUMBER[parts["n"]]
            try:
                found.add(date(int(parts["y"]), month, int(parts["d"])))
            except ValueError:
                continue
    return found
