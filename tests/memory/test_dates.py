from datetime import UTC, datetime

import pytest

from agora.memory.dates import bounds, period, spans

NOW = datetime(2026, 6, 10, 15, 30, tzinfo=UTC).timestamp()  # a Wednesday


def days(text: str) -> str:
    found = period(text, NOW)
    return found and "..".join(
        datetime.fromtimestamp(each, UTC).date().isoformat() for each in (found.start, found.end)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("on 3 May", "2026-05-03..2026-05-04"),
        ("May 3rd, 2024", "2024-05-03..2024-05-04"),
        ("the 3rd of May", "2026-05-03..2026-05-04"),
        ("2026-02-28", "2026-02-28..2026-03-01"),
        ("am 3.5.2025", "2025-05-03..2025-05-04"),
        ("le 14 février", "2026-02-14..2026-02-15"),
        ("el 3 de mayo de 2024", "2024-05-03..2024-05-04"),
        ("am 9. März", "2026-03-09..2026-03-10"),
        ("last May", "2026-05-01..2026-06-01"),
        ("last June", "2025-06-01..2025-07-01"),
        ("next May", "2027-05-01..2027-06-01"),
        ("mai dernier", "2026-05-01..2026-06-01"),
        ("in December", "2025-12-01..2026-01-01"),
        ("since July", "2025-07-01..2025-08-01"),
        ("last Tuesday", "2026-06-09..2026-06-10"),
        ("last Wednesday", "2026-06-03..2026-06-04"),
        ("on Friday", "2026-06-12..2026-06-13"),
        ("next Wednesday", "2026-06-17..2026-06-18"),
        ("letzten Montag", "2026-06-08..2026-06-09"),
        ("since Monday", "2026-06-08..2026-06-09"),
        ("two weeks ago", "2026-05-27..2026-05-28"),
        ("il y a trois jours", "2026-06-07..2026-06-08"),
        ("hace un mes", "2026-05-10..2026-05-11"),
        ("vor zwei Jahren", "2024-06-10..2024-06-11"),
        ("in 3 days", "2026-06-13..2026-06-14"),
        ("last week", "2026-06-01..2026-06-08"),
        ("this month", "2026-06-01..2026-07-01"),
        ("last year", "2025-01-01..2026-01-01"),
        ("la semaine dernière", "2026-06-01..2026-06-08"),
        ("la semana pasada", "2026-06-01..2026-06-08"),
        ("yesterday", "2026-06-09..2026-06-10"),
        ("demain", "2026-06-11..2026-06-12"),
        ("in 2019", "2019-01-01..2020-01-01"),
    ],
)
def test_a_time_is_found(text: str, told: str):
    assert days(text) == told


@pytest.mark.parametrize("text", ["", "I may go and march there.", "room 2019", "2026-02-30", "3.4"])
def test_what_is_no_time_is_not(text: str):
    assert period(text, NOW) is None


def test_since_and_until():
    begin, end = bounds("From March until the end of May I was in Rome", NOW)
    assert datetime.fromtimestamp(begin, UTC).date().isoformat() == "2026-03-01"
    assert datetime.fromtimestamp(end, UTC).date().isoformat() in ("2026-06-01", "2027-06-01")
    assert bounds("I live in Rome", NOW) == (None, None)


def test_where_they_stand():
    text = "Seit Mai wohne ich hier, bis zum 3. Juli."
    assert [(text[s.at : s.to], s.role) for s in spans(text, NOW)] == [("Mai", "since"), ("3. Juli", "until")]
