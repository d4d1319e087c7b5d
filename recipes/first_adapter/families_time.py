"""Dates, weekdays, durations, clock times and time zones."""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

import datetime
from random import Random

from .tasks import Task, family, task

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


def _date(r: Random, low: int = 1930, high: int = 2035) -> datetime.date:
    return datetime.date(low, 1, 1) + datetime.timedelta(days=r.randrange((high - low) * 365))


def _said(r: Random, day: datetime.date, year: bool = True) -> str:
    month = _MONTHS[day.month - 1]
    forms = [f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()]
    return r.choice(forms) if year else r.choice([f"{day.day} {month}", f"{month} {day.day}"])


def _literal(day: datetime.date) -> str:
    return f"datetime.date({day.year}, {day.month}, {day.day})"


@family
def weekday(r: Random) -> Task:
    day = _date(r)
    wordings = [
        "What day of the week was <d>?",
        "Which weekday is <d>?",
        "On what weekday does <d> fall?",
        "I was born on <d>. What weekday was that?",
        "<d> was which day of the week?",
        "Tell me the weekday of <d>.",
        "Is <d> a Monday, a Tuesday or what?",
        "weekday of <d>",
    ]
    return task(
        r,
        wordings,
        'import datetime\nanswer(<l>.strftime("%A"))',
        _DAYS[day.weekday()],
        d=_said(r, day),
        l=_literal(day),
    )


@family
def days_between(r: Random) -> Task:
    a = _date(r, 1990)
    b = a + datetime.timedelta(days=r.randint(5, 900))
    wordings = [
        "How many days are there between <a> and <b>?",
        "How many days from <a> to <b>?",
        "Number of days between <a> and <b>?",
        "A trip starts on <a> and ends on <b>. How many days later is that?",
        "Count the days from <a> until <b>.",
        "It is <a>. How long until <b>, in days?",
        "<a> to <b>: how many days?",
    ]
    return task(
        r,
        wordings,
        "import datetime\nanswer((<y> - <x>).days)",
        b.toordinal() - a.toordinal(),
        a=_said(r, a),
        b=_said(r, b),
        x=_literal(a),
        y=_literal(b),
    )


@family
def weeks_between(r: Random) -> Task:
    a = _date(r, 2000)
    b = a + datetime.timedelta(days=r.randint(20, 700))
    wordings = [
        "How many weeks are between <a> and <b>?",
        "How many full weeks from <a> to <b>?",
        "From <a> until <b>, how many whole weeks?",
        "Number of full weeks between <a> and <b>?",
        "<a> to <b> in weeks?",
        "How many complete weeks pass from <a> to <b>?",
    ]
    return task(
        r,
        wordings,
        "import datetime\nanswer((<y> - <x>).days // 7)",
        (b.toordinal() - a.toordinal()) // 7,
        a=_said(r, a),
        b=_said(r, b),
        x=_literal(a),
        y=_literal(b),
    )


@family
def add_days(r: Random) -> Task:
    day, n = _date(r, 1990), r.randint(2, 400)
    back = r.random() < 0.35
    wordings = (
        [
            "What date was <n> days before <d>?",
            "<n> days before <d> is which date?",
            "Go back <n> days from <d>.",
            "It is <d>. What was the date <n> days ago?",
            "Subtract <n> days from <d>.",
            "Which day comes <n> days earlier than <d>?",
        ]
        if back
        else [
            "What date is <n> days after <d>?",
            "<n> days after <d> is which date?",
            "Add <n> days to <d>.",
            "Today is <d>. What date is it in <n> days?",
            "If a parcel needs <n> days from <d>, when does it arrive?",
            "My visa starts on <d> and lasts <n> days. When does it end?",
            "Which date do I reach <n> days from <d>?",
        ]
    )
    sign = "-" if back else "+"
    end = datetime.date.fromordinal(day.toordinal() + (-n if back else n))
    return task(
        r,
        wordings,
        "import datetime\nanswer(<l> <s> datetime.timedelta(days=<n>))",
        end,
        d=_said(r, day),
        n=n,
        l=_literal(day),
        s=sign,
    )


@family
def add_weeks(r: Random) -> Task:
    day, n = _date(r, 2000), r.randint(2, 40)
    wordings = [
        "What date is <n> weeks after <d>?",
        "<n> weeks from <d> is which date?",
        "Add <n> weeks to <d>.",
        "The course starts <d> and lasts <n> weeks. When is it over?",
        "Give me the date <n> weeks later than <d>.",
        "In <n> weeks from <d> we meet. What date?",
    ]
    return task(
        r,
        wordings,
        "import datetime\nanswer(<l> + datetime.timedelta(weeks=<n>))",
        datetime.date.fromordinal(day.toordinal() + 7 * n),
        d=_said(r, day),
        n=n,
        l=_literal(day),
    )


@family
def weekday_later(r: Random) -> Task:
    start, n = r.randrange(7), r.randint(3, 60)
    wordings = [
        "If today is <d>, what weekday is it in <n> days?",
        "Today is <d>. Which day of the week comes <n> days later?",
        "<n> days after a <d> is what day?",
        "It's <d>. What day will it be <n> days from now?",
        "Starting on <d>, count <n> days on. Which weekday?",
        "What weekday is <n> days after <d>?",
    ]
    code = f'days = {_DAYS}\nanswer(days[(days.index("<d>") + <n>) % 7])'
    return task(r, wordings, code, (_DAYS * 12)[start + n], d=_DAYS[start], n=n)


@family
def today(r: Random) -> Task:
    word, code = r.choice(
        [
            ("date", "datetime.date.today()"),
            ("weekday", 'datetime.date.today().strftime("%A")'),
            ("year", "datetime.date.today().year"),
            ("month", 'datetime.date.today().strftime("%B")'),
        ]
    )
    wordings = [
        "What is today's <w>?",
        "Which <w> is it today?",
        "Tell me the current <w>.",
        "today's <w> please",
        "What <w> do we have?",
        "I forgot the <w>. What is it today?",
    ]
    day = datetime.date.today()
    value = {"date": day, "weekday": _DAYS[day.weekday()], "year": day.year, "month": _MONTHS[day.month - 1]}[
        word
    ]
    return task(r, wordings, f"import datetime\nanswer({code})", value, w=word)


@family
def days_until(r: Random) -> Task:
    day = datetime.date.today() + datetime.timedelta(days=r.randint(10, 900))
    wordings = [
        "How many days until <d>?",
        "How many days are left until <d>?",
        "Days from today to <d>?",
        "My holiday begins on <d>. How many days do I have to wait?",
        "How long is it still until <d>, in days?",
        "Count down the days to <d>.",
    ]
    return task(
        r,
        wordings,
        "import datetime\nanswer((<l> - datetime.date.today()).days)",
        day.toordinal() - datetime.date.today().toordinal(),
        d=_said(r, day),
        l=_literal(day),
    )


@family
def age_in(r: Random) -> Task:
    a, b = r.randint(1900, 2015), r.randint(2016, 2060)
    wordings = [
        "How old is someone born in <a> in <b>?",
        "Somebody was born in <a>. What age do they turn in <b>?",
        "Born <a>, how old in <b>?",
        "My aunt was born in <a>. How old will she be in <b>?",
        "A house was built in <a>. How old is it in <b>?",
        "What is the age in <b> of a person from <a>?",
        "How many years passed from <a> to <b>?",
    ]
    return task(r, wordings, "answer(<b> - <a>)", b - a, a=a, b=b)


@family
def exact_age(r: Random) -> Task:
    a = _date(r, 1940, 2010)
    b = a + datetime.timedelta(days=r.randint(2000, 20000))
    wordings = [
        "How old is a person born on <a> on <b>?",
        "Someone was born on <a>. How many full years old are they on <b>?",
        "Born <a>; age on <b>?",
        "What's the age on <b> of somebody whose birthday is <a>?",
        "On <b>, how old is a man born on <a>?",
        "My birthday is <a>. How old am I on <b>?",
    ]
    code = "import datetime\nborn, day = <x>, <y>\nanswer(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))"
    value = b.year - a.year - int(b.strftime("%m%d") < a.strftime("%m%d"))
    return task(r, wordings, code, value, a=_said(r, a), b=_said(r, b), x=_literal(a), y=_literal(b))


@family
def days_in_month(r: Random) -> Task:
    y, m = r.randint(1990, 2040), r.randint(1, 12)
    start = datetime.date(y, m, 1)
    end = datetime.date(y + m // 12, m % 12 + 1, 1)
    wordings = [
        "How many days does <m> <y> have?",
        "Number of days in <m> <y>?",
        "How long is <m> <y> in days?",
        "Does <m> <y> have 28, 29, 30 or 31 days?",
        "What is the last day number of <m> <y>?",
        "In <m> <y>, how many days are there?",
    ]
    return task(
        r,
        wordings,
        "import datetime\nanswer((<e> - <s>).days)",
        (end - start).days,
        m=_MONTHS[m - 1],
        y=y,
        s=_literal(start),
        e=_literal(end),
    )


@family
def day_of_year(r: Random) -> Task:
    day = _date(r, 1990)
    wordings = [
        "Which day of the year is <d>?",
        "What number has <d> in its year?",
        "<d> is the how manieth day of the year?",
        "How many days into the year is <d>?",
        "Day number of <d> within the year?",
        "Counting from 1 January as day 1, which day is <d>?",
    ]
    return task(
        r,
        wordings,
        "import datetime\nday = <l>\nanswer((day - datetime.date(day.year, 1, 1)).days + 1)",
        day.timetuple().tm_yday,
        d=_said(r, day),
        l=_literal(day),
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


@family
def time_after(r: Random) -> Task:
    start, h, m = r.randrange(24 * 60), r.randint(0, 9), r.randint(1, 59)
    back = r.random() < 0.3
    length = f"{h} hours {m} minutes" if h > 1 else f"1 hour and {m} minutes" if h else f"{m} minutes"
    wordings = (
        [
            "What time was it <w> before <t>?",
            "I must be there at <t> and need <w>. When do I have to leave?",
            "The film ended at <t> after <w>. When did it start?",
            "<w> before <t> is what time?",
            "Arrival <t>, travel time <w>. Departure?",
            "What's <t> minus <w>?",
        ]
        if back
        else [
            "A train leaves at <t> and takes <w>. When does it arrive?",
            "What time is it <w> after <t>?",
            "It's <t>. What time will it be in <w>?",
            "The film starts at <t> and lasts <w>. When is it over?",
            "I start at <t> and work for <w>. When am I done?",
            "<t> plus <w>?",
            "The cake goes into the oven at <t> for <w>. When is it ready?",
        ]
    )
    code = 'import datetime\ntime = datetime.datetime(2024, 1, 1, <H>, <M>) <s> datetime.timedelta(hours=<h>, minutes=<m>)\nanswer(time.strftime("%H:%M"))'
    end = start + (-1 if back else 1) * (60 * h + m)
    return task(
        r,
        wordings,
        code,
        _clock(end % 1440),
        t=_clock(start),
        w=length,
        H=start // 60,
        M=start % 60,
        h=h,
        m=m,
        s="-" if back else "+",
    )


@family
def time_between(r: Random) -> Task:
    a = r.randrange(20 * 60)
    b = r.randint(a + 5, 24 * 60 - 1)
    minutes = r.random() < 0.4
    wordings = (
        [
            "How many minutes are between <a> and <b>?",
            "How many minutes from <a> to <b>?",
            "A meeting goes from <a> to <b>. How many minutes is that?",
            "<a> until <b> in minutes?",
        ]
        if minutes
        else [
            "How long is it from <a> to <b>?",
            "A shift goes from <a> to <b>. How long is it?",
            "The bus left at <a> and came at <b>. How long was the ride?",
            "How much time lies between <a> and <b>?",
            "School runs from <a> until <b>. How many hours and minutes?",
        ]
    )
    x, y = f"{a // 60} * 60 + {a % 60}", f"{b // 60} * 60 + {b % 60}"
    code = "minutes = (<y>) - (<x>)\nanswer(<out>)"
    out = "minutes" if minutes else 'f"{minutes // 60} h {minutes % 60} min"'
    return task(
        r,
        wordings,
        code,
        b - a if minutes else "{} h {} min".format(*divmod(b - a, 60)),
        a=_clock(a),
        b=_clock(b),
        x=x,
        y=y,
        out=out,
    )


@family
def convert_duration(r: Random) -> Task:
    h, m = r.randint(1, 30), r.randint(0, 59)
    unit, k, word = r.choice(
        [
            ("minutes", 60, "hours"),
            ("seconds", 3600, "hours"),
            ("seconds", 60, "minutes"),
            ("hours", 24, "days"),
            ("days", 7, "weeks"),
            ("minutes", 1440, "days"),
            ("seconds", 86400, "days"),
        ]
    )
    plain = r.random() < 0.6 or k not in (60, 3600) or word != "hours"
    if plain:
        wordings = [
            "How many <u> are <h> <w>?",
            "<h> <w> in <u>?",
            "Convert <h> <w> to <u>.",
            "What is <h> <w> expressed in <u>?",
            "How many <u> does a stay of <h> <w> have?",
            "<h> <w> is how many <u>?",
        ]
        return task(r, wordings, "answer(<h> * <k>)", h * k, h=h, k=k, u=unit, w=word)
    wordings = [
        "How many <u> are <h> hours and <m> minutes?",
        "<h> h <m> min in <u>",
        "Convert <h> hours <m> minutes to <u>.",
        "A film lasts <h> hours <m> minutes. How many <u> is that?",
        "Express <h>:<m> hours in <u>.",
        "<h> hours plus <m> minutes, in <u>?",
    ]
    return task(
        r, wordings, "answer(<h> * <k> + <m> * <j>)", h * k + m * (k // 60), h=h, m=m, k=k, j=k // 60, u=unit
    )


@family
def break_down_time(r: Random) -> Task:
    n = r.randint(70, 20000)
    unit, code, value = r.choice(
        [
            ("minutes", 'answer(f"{<n> // 60} h {<n> % 60} min")', "{} h {} min".format(*divmod(n, 60))),
            (
                "seconds",
                'answer(f"{<n> // 3600} h {<n> % 3600 // 60} min {<n> % 60} s")',
                f"{n // 3600} h {n // 60 % 60} min {n % 60} s",
            ),
            ("hours", 'answer(f"{<n> // 24} days {<n> % 24} h")', "{} days {} h".format(*divmod(n, 24))),
            ("days", 'answer(f"{<n> // 7} weeks {<n> % 7} days")', "{} weeks {} days".format(*divmod(n, 7))),
        ]
    )
    bigger = {
        "minutes": "hours and minutes",
        "seconds": "hours, minutes and seconds",
        "hours": "days and hours",
        "days": "weeks and days",
    }[unit]
    wordings = [
        "Express <n> <u> in <b>.",
        "How much is <n> <u> in <b>?",
        "<n> <u> is how many <b>?",
        "Turn <n> <u> into <b>.",
        "It took <n> <u>. Say that in <b>.",
        "Write <n> <u> as <b>.",
    ]
    return task(r, wordings, code, value, n=n, u=unit, b=bigger)


@family
def time_zone(r: Random) -> Task:
    cities = {
        "London": 0,
        "Paris": 1,
        "Cairo": 2,
        "Moscow": 3,
        "Dubai": 4,
        "Karachi": 5,
        "Dhaka": 6,
        "Bangkok": 7,
        "Singapore": 8,
        "Tokyo": 9,
        "Sydney": 10,
        "New York": -5,
        "Chicago": -6,
        "Denver": -7,
        "Los Angeles": -8,
    }
    (x, a), (y, b) = r.sample(list(cities.items()), 2)
    hour, minute = r.randrange(24), r.choice([0, 0, 15, 30, 45])
    wordings = [
        "It is <t> in <x> (UTC<a>). What time is it in <y> (UTC<b>)?",
        "<x> is at UTC<a>, <y> at UTC<b>. When it's <t> in <x>, what time is it in <y>?",
        "A call is at <t> <x> time (UTC<a>). When is that in <y> (UTC<b>)?",
        "<t> at UTC<a> is what time at UTC<b>?",
        "My flight lands at <t> in <x>, UTC<a>. What does a clock in <y>, UTC<b>, show?",
        "Convert <t> from UTC<a> to UTC<b>.",
        "What's the time in <y> (UTC<b>) if <x> (UTC<a>) has <t>?",
    ]
    code = 'hour = (<h> - (<A>) + (<B>)) % 24\nanswer(f"{hour:02d}:<m>")'
    return task(
        r,
        wordings,
        code,
        f"{(hour + b - a) % 24:02d}:{minute:02d}",
        t=f"{hour}:{minute:02d}",
        h=hour,
        m=f"{minute:02d}",
        x=x,
        y=y,
        a=f"{a:+d}",
        b=f"{b:+d}",
        A=a,
        B=b,
    )


@family
def am_pm(r: Random) -> Task:
    h, m = r.randrange(24), r.randrange(60)
    twelve = f"{h % 12 or 12}:{m:02d} {'AM' if h < 12 else 'PM'}"
    to_24 = r.random() < 0.5
    wordings = (
        [
            "What is <t> in 24-hour time?",
            "Convert <t> to the 24-hour clock.",
            "Write <t> in 24 hour format.",
            "<t> in 24h?",
            "How does a 24-hour clock show <t>?",
            "Military time for <t>?",
        ]
        if to_24
        else [
            "What is <t> in 12-hour time?",
            "Convert <t> to AM or PM.",
            "Write <t> with AM/PM.",
            "<t> in 12h format?",
            "How does a 12-hour clock show <t>?",
            "Say <t> in am/pm time.",
        ]
    )
    t, code, value = (
        (twelve, 'answer(f"{<x> % 12 + <off>:02d}:<m>")', f"{h:02d}:{m:02d}")
        if to_24
        else (
            f"{h:02d}:{m:02d}",
            "h = <h>\nanswer(f\"{h % 12 or 12}:<m> {'AM' if h < 12 else 'PM'}\")",
            twelve,
        )
    )
    return task(r, wordings, code, value, t=t, h=h, m=f"{m:02d}", x=h % 12 or 12, off=0 if h < 12 else 12)


@family
def earlier_date(r: Random) -> Task:
    a, b = _date(r), _date(r)
    word, f = r.choice([("earlier", "min"), ("later", "max"), ("first", "min"), ("more recent", "max")])
    wordings = [
        "Which is <w>, <a> or <b>?",
        "What comes <w>: <a> or <b>?",
        "Of <a> and <b>, which date is <w>?",
        "<a> or <b>, which one is <w>?",
        "Tell me which is <w>: <a>, <b>.",
        "Compare <a> with <b>: which date is <w>?",
    ]
    return task(
        r,
        wordings,
        "import datetime\nanswer(<f>(<x>, <y>))",
        sorted([a, b])[0 if f == "min" else 1],
        w=word,
        a=_said(r, a),
        b=_said(r, b),
        x=_literal(a),
        y=_literal(b),
        f=f,
    )
