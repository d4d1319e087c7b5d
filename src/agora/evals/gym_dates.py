"""Reference thoughts for the datasets about dates and times."""

import re
from datetime import date

from agora.evals.gym_thoughts import integers, thought

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@thought("calendar_arithmetic")
def _calendar(question: str, answer: str) -> str:
    dates = _dates(question)
    start = "from datetime import date\n"
    weekday = re.search(rf"({'|'.join(_WEEKDAYS)})s?", question.partition("how many times")[2] or question)
    if "leap year" in question and "Determine" in question:
        year = integers(question)[0]
        return f'y = {year}\nanswer("Yes" if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0) else "No")'
    if len(dates) == 2 and weekday:
        a, b = dates
        if a > b:
            return ""
        test = "d.weekday() < 5"
        if not re.search(r"business|weekdays \(", question):
            name = re.search(
                rf"(?:occurrences of |how many times does |How many )({'|'.join(_WEEKDAYS)})", question
            )
            if not name:
                return ""
            test = f"d.weekday() == {_WEEKDAYS.index(name[1])}"
        return (
            f"from datetime import date, timedelta\na, b = {_python(a)}, {_python(b)}\n"
            f"days = [a + timedelta(days=i) for i in range((b - a).days + 1)]\n"
            f"answer(sum({test} for d in days))"
        )
    shift = re.search(
        r"(\d+) days? (before|ago|after|later)|in (\d+) days|(forward|backward) (\d+) days", question
    )
    if len(dates) == 1 and shift:
        days = shift[1] or shift[3] or shift[5]
        sign = "-" if "before" in shift[0] or "ago" in shift[0] or "backward" in shift[0] else "+"
        moved = f"({_python(dates[0])} {sign} timedelta(days={days}))"
        return f'from datetime import date, timedelta\nanswer({moved}.strftime("%A"))'
    if (len(dates) == 1 and "day of the week" in question) or "which weekday did" in question:
        return f'{start}answer({_python(dates[0])}.strftime("%A"))' if dates else ""
    nth = re.search(rf"(first|second|third|fourth) ({'|'.join(_WEEKDAYS)})", question)
    month = re.search(rf"({'|'.join(_MONTHS)}),? (\d{{4}})", question)
    if nth and month and answer != "-1":
        weeks = ["first", "second", "third", "fourth"].index(nth[1])
        first = date(int(month[2]), _MONTHS.index(month[1]) + 1, 1)
        return (
            f"{start}first = {_python(first)}\n"
            f"answer(1 + ({_WEEKDAYS.index(nth[2])} - first.weekday()) % 7 + 7 * {weeks})"
        )
    return ""


def _dates(question: str) -> list[date]:
    year = re.search(r"\b\d{4}\b", question)
    found = []
    for name, day in re.findall(rf"({'|'.join(_MONTHS)}) (\d{{1,2}})\b", question):
        if year:
            found.append(date(int(year[0]), _MONTHS.index(name) + 1, int(day)))
    for month, day, written in re.findall(r"\b(\d\d)/(\d\d)/(\d{4})\b", question):
        found.append(date(int(written), int(month), int(day)))
    return found


@thought("time_intervals", task_types=["time", "time_seconds", "date", "datetime"])
def _interval(question: str, answer: str) -> str:
    times = re.findall(r"(?<![\d:])(\d\d):(\d\d)(?::(\d\d))?(?![\d:.])", question)
    days = _written_dates(question)
    if len(days) == 2 and "Answer in D days." in question.replace("Give your answer", "Answer"):
        passed = f"({_python(days[1])} - {_python(days[0])}).days"
        return f'from datetime import date\ndays = {passed}\nanswer(f"{{days}} days")'
    if len(days) == 2 and len(times) == 2 and "D days, HH:MM" in question:
        if times[0][2] and "HH:MM:SS" not in question:
            return ""
        if (
            re.search(r"[+-]\d{4}\b(?!-)", re.sub(r"\d{4}-\d\d-\d\d", "", question))
            or integers(answer)[0] < 2
        ):
            return ""
        a, b = (
            f"datetime({d.year}, {d.month}, {d.day}, {', '.join(str(int(x)) for x in t if x)})"
            for d, t in zip(days, times, strict=True)
        )
        return f"from datetime import datetime\nanswer(str({b} - {a}))"
    if len(times) == 2 and not days:
        a, b = (
            f"timedelta(hours={int(h)}, minutes={int(m)}" + (f", seconds={int(s)})" if s else ")")
            for h, m, s in times
        )
        cut = "" if times[0][2] else "[:5]"
        return f"from datetime import timedelta\ntime = {b} - {a}\nanswer(str(time).zfill(8){cut})"
    return ""


def _written_dates(question: str) -> list[date]:
    found: list[tuple[int, date]] = []
    months = {name[:3]: index + 1 for index, name in enumerate(_MONTHS)}
    names = "|".join(_MONTHS) + "|" + "|".join(months)
    patterns = [
        (r"(\d{4})-(\d\d)-(\d\d)", "ymd"),
        (r"(\d\d)/(\d\d)/(\d{4})", "mdy"),
        (rf"(\d\d) ({names}) (\d{{4}})", "dmy"),
        (rf"({names}) (\d\d),? (\d{{4}})", "mdy"),
    ]
    for pattern, order in patterns:
        for match in re.finditer(pattern, question):
            part = dict(zip(order, match.groups(), strict=True))
            month = months.get(part["m"][:3]) or int(part["m"])
            if month > 12:
                return []
            found.append((match.start(), date(int(part["y"]), month, int(part["d"]))))
    return [day for _, day in sorted(found)]


def _python(day: date) -> str:
    return f"date({day.year}, {day.month}, {day.day})"
