"""Time zones, and clocks of twelve and of twenty-four hours."""

import datetime

from agora.evals.task import Dice, Task, family, task

_CITIES = {
    "London": 0, "Paris": 1, "Cairo": 2, "Moscow": 3, "Dubai": 4, "Karachi": 5, "Dhaka": 6, "Bangkok": 7,
    "Singapore": 8, "Tokyo": 9, "Sydney": 10, "New York": -5, "Chicago": -6, "Denver": -7, "Los Angeles": -8,
}  # fmt: skip


@family("dates", weight=2)
def time_zone(r: Dice) -> Task:
    (x, a), (y, b) = r.sample(list(_CITIES.items()), 2)
    hour, minute = r.randrange(24), r.choice([0, 0, 15, 30, 45])
    wordings = [
        "It is <t> in <x> (UTC<a>). What time is it in <y> (UTC<b>)?",
        "<x> is at UTC<a>, <y> at UTC<b>. When it's <t> in <x>, what time is it in <y>?",
        "A call is at <t> <x> time (UTC<a>). When is that in <y> (UTC<b>)?",
        "<t> at UTC<a> is what time at UTC<b>?",
        "It's <t> in <x>, which is UTC<a>. What does the clock show in <y> at UTC<b>?",
        "Convert <t> from UTC<a> to UTC<b>.",
        "What's the time in <y> (UTC<b>) if <x> (UTC<a>) has <t>?",
        "I'm in <y>, UTC<b>. The match kicks off at <t> in <x>, UTC<a>. When do I switch on the TV?",
        "fr: Il est <t> à <x> (UTC<a>). Quelle heure est-il à <y> (UTC<b>) ?",
        "de: In <x> (UTC<a>) ist es <t>. Wie spät ist es in <y> (UTC<b>)?",
        "es: Son las <t> en <x> (UTC<a>). ¿Qué hora es en <y> (UTC<b>)?",
    ]
    utc = datetime.datetime(2024, 5, 5, hour, minute) - datetime.timedelta(hours=a)
    value = (utc + datetime.timedelta(hours=b)).strftime("%H:%M")
    code = 'hour = (<h> - (<A>) + (<B>)) % 24\nanswer(f"{hour:02d}:<m>")'
    return task(
        r,
        wordings,
        code,
        value,
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


@family("dates")
def hours_ahead(r: Dice) -> Task:
    hour, minute, k = r.randrange(24), r.choice([0, 0, 10, 15, 30, 45]), r.randint(2, 12)
    ahead = r.random() < 0.5
    word = {
        "en": "ahead of" if ahead else "behind", "es": "más" if ahead else "menos", "de": "voraus" if ahead else "hinterher",
    }  # fmt: skip
    city = r.choice(["Lagos", "Delhi", "Lima", "Seoul", "Boston", "Oslo"])
    wordings = [
        "<c> is <k> hours <w> us. It's <t> here. What time is it there?",
        "My sister lives in <c>, <k> hours <w> me. At <t> my time, what's her time?",
        "Here <t>; <c> is <k> hours <w> our time; time in <c>?",
        "What time is it in <c> when my clock says <t>, if <c> is <k> hours <w> us?",
        "The office in <c> (<k> hours <w> ours) gets my <t> mail at what local time?",
        "I want to phone <c> at <t> from here. They're <k> h <w> us. What's the time over there then?",
        "Local time <t>. Add or subtract: <c>, <k> hours <w> us.",
        "Our flight takes off at <t>. What does a clock in <c> show then, being <k> hours <w> ours?",
        "es: En <c> son <k> horas <w> que aquí. Aquí son las <t>. ¿Qué hora es allí?",
        "de: <c> ist uns <k> Stunden <w>. Hier ist es <t>. Wie spät ist es dort?",
    ]
    shift = datetime.timedelta(hours=k if ahead else -k)
    value = (datetime.datetime(2024, 5, 5, hour, minute) + shift).strftime("%H:%M")
    code = 'hour = (<h> <s> <k>) % 24\nanswer(f"{hour:02d}:<m>")'
    return task(
        r,
        wordings,
        code,
        value,
        c=city,
        k=k,
        w=word,
        t=f"{hour}:{minute:02d}",
        h=hour,
        m=f"{minute:02d}",
        s="+" if ahead else "-",
    )


@family("dates")
def time_in_24_hours(r: Dice) -> Task:
    h, m = r.randrange(24), r.randrange(60)
    wordings = [
        "What is <t> in 24-hour time?",
        "Convert <t> to the 24-hour clock.",
        "<t> in 24h?",
        "How does a 24-hour clock show <t>?",
        "Military time for <t>?",
        "The American invitation says <t>. I need that in European 24-hour style.",
        "My ticket reads <t>, but the station clock counts to 24. What will it show?",
        "Please rewrite <t> without AM or PM.",
        "fr: Comment écrit-on <t> au format 24 heures ?",
        "de: Wie schreibt man <t> im 24-Stunden-Format?",
    ]
    twelve = f"{h % 12 or 12}:{m:02d} {'AM' if h < 12 else 'PM'}"
    code = 'hour = <x> % 12 + <off>\nanswer(f"{hour:02d}:<m>")'
    return task(
        r, wordings, code, f"{h:02d}:{m:02d}", t=twelve, m=f"{m:02d}", x=h % 12 or 12, off=0 if h < 12 else 12
    )


@family("dates")
def time_with_am_pm(r: Dice) -> Task:
    h, m = r.randrange(24), r.randrange(60)
    wordings = [
        "What is <t> in 12-hour time?",
        "Convert <t> to AM or PM.",
        "<t> in 12h format?",
        "How does a 12-hour clock show <t>?",
        "Say <t> in am/pm time.",
        "My American friend doesn't get <t>. How would she write it?",
        "The timetable has <t>. Which AM/PM time is that?",
        "Please put <t> on a clock that goes up to 12, with AM or PM.",
        "es: ¿Cómo se escribe <t> con AM o PM?",
        "fr: Écris <t> au format 12 heures avec AM ou PM.",
    ]
    half = "AM" if h < 12 else "PM"
    value = datetime.time(h, m).strftime("%I:%M ").lstrip("0") + half
    code = 'hour = <h>\nhalf = "AM" if hour < 12 else "PM"\nanswer(f"{hour % 12 or 12}:<m> {half}")'
    return task(r, wordings, code, value, t=f"{h:02d}:{m:02d}", h=h, m=f"{m:02d}")
