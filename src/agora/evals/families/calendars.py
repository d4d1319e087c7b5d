"""Months, years and spans of time: how long they are, what comes first, and how they are told in other units."""

import calendar
import datetime
from typing import Any

from agora.evals.families._scenes import MONTHS, date, lit, said
from agora.evals.task import Dice, Task, family, task


@family("dates")
def age_in(r: Dice) -> Task:
    a, b = r.randint(1900, 2015), r.randint(2016, 2060)
    wordings = [
        "How old is someone born in <a> in <b>?",
        "She was born in <a>. What age does she reach in <b>?",
        "Born <a>, how old in <b>?",
        "A house was built in <a>. How old is it in <b>?",
        "How many years passed from <a> to <b>?",
        "Our club was founded in <a>. Which anniversary is it in <b>?",
        "In <b>, what will be the age of my aunt, who's from <a>?",
        "The wine is from <a> and we drink it in <b>. Its age?",
        "fr: Quel âge aura en <b> une personne née en <a> ?",
        "de: Wie alt wird jemand, der <a> geboren ist, im Jahr <b>?",
    ]
    return task(r, wordings, "answer(<b> - <a>)", len(range(a, b)), a=a, b=b)


@family("dates")
def year_from_age(r: Dice) -> Task:
    year, age = r.randint(1950, 2040), r.randint(3, 99)
    wordings = [
        "Someone turns <g> in <y>. In which year were they born?",
        "My grandmother was <g> in <y>. What year was she born, if her birthday had passed?",
        "Age <g> in <y>. Birth year?",
        "In <y> the bridge is <g> years old. When was it built?",
        "What is the year of birth of a singer who celebrates <g> in <y>?",
        "We had our <g>th anniversary in <y>. Which year did we marry?",
        "He died in <y> aged <g>, just after his birthday. Born in?",
        "A tree felled in <y> had <g> rings. What year did it begin to grow?",
        "es: Alguien cumple <g> años en <y>. ¿En qué año nació?",
        "fr: Une tour a <g> ans en <y>. En quelle année fut-elle construite ?",
    ]
    return task(r, wordings, "answer(<y> - <g>)", -age + year, y=year, g=age)


@family("dates")
def days_in_month(r: Dice) -> Task:
    y, m = r.randint(1990, 2040), r.randint(1, 12)
    wordings = [
        "How many days does <m> <y> have?",
        "Number of days in <m> <y>?",
        "How long is <m> <y> in days?",
        "Does <m> <y> have 28, 29, 30 or 31 days?",
        "What is the last day number of <m> <y>?",
        "I pay parking by the day for all of <m> <y>. How many days is that?",
        "My habit tracker needs one box per day of <m> <y>. Boxes?",
        "days in <m> <y>",
        "fr: Combien de jours compte le mois numéro <k> de l'année <y> ?",
        "de: Wie viele Tage hat der Monat <k>/<y>?",
    ]
    start, end = datetime.date(y, m, 1), datetime.date(y + m // 12, m % 12 + 1, 1)
    code = "import datetime\nanswer((<e> - <s>).days)"
    return task(
        r, wordings, code, calendar.monthrange(y, m)[1], m=MONTHS[m - 1], k=m, y=y, s=lit(start), e=lit(end)
    )


@family("dates")
def days_in_year(r: Dice) -> Task:
    y = r.choice([1900, 2000, 2100, r.randint(1950, 2060), r.randint(1950, 2060)])
    wordings = [
        "How many days does the year <y> have?",
        "Days in <y>?",
        "Is <y> 365 or 366 days long?",
        "I want one photo for each day of <y>. How many photos?",
        "How long was <y>, in days?",
        "My calendar for <y> tears off a leaf a day. How many leaves?",
        "Tell me the number of days in <y>, with leap years in mind.",
        "If I save a coin daily all through <y>, how many coins will there be?",
        "es: ¿Cuántos días tiene el año <y>?",
        "fr: Combien de jours a l'année <y> ?",
    ]
    code = "import datetime\nanswer((datetime.date(<z>, 1, 1) - datetime.date(<y>, 1, 1)).days)"
    return task(r, wordings, code, 366 if calendar.isleap(y) else 365, y=y, z=y + 1)


@family("dates")
def leap_year(r: Dice) -> Task:
    y = r.choice([1900, 2000, 2100, 2400, r.randint(1880, 2100), 4 * r.randint(470, 525)])
    wordings = [
        "Is <y> a leap year?",
        "Was or will <y> be a leap year, yes or no?",
        "Does <y> have a 29 February?",
        "leap year <y>?",
        "My friend says <y> is a leap year. Is he right?",
        "I wonder whether February <y> had 29 days. Did it?",
        "Someone claims to be born on 29 February <y>. Can that be?",
        "Check for me if <y> counts as a leap year.",
        "de: Ist <y> ein Schaltjahr?",
        "fr: <y> est-elle une année bissextile ?",
    ]
    code = 'leap = <y> % 4 == 0 and (<y> % 100 != 0 or <y> % 400 == 0)\nanswer("yes" if leap else "no")'
    return task(r, wordings, code, "yes" if calendar.isleap(y) else "no", y=y)


@family("dates")
def leap_years_between(r: Dice) -> Task:
    a = r.randint(1880, 2040)
    b = a + r.randint(4, 120)
    wordings = [
        "How many leap years were there from <a> to <b>, both included?",
        "Count the leap years from <a> through <b>.",
        "Number of leap years between <a> and <b> inclusive?",
        "From <a> up to and including <b>, how often was there a 29 February?",
        "<a>-<b>: leap years?",
        "In how many of the years <a> to <b> (including both) does February have 29 days?",
        "If a man lived through every year from <a> to <b>, how many leap years did he see?",
        "I need the count of leap years, starting with <a> and ending with <b>.",
        "es: ¿Cuántos años bisiestos hay de <a> a <b>, ambos incluidos?",
        "de: Wie viele Schaltjahre gibt es von <a> bis einschließlich <b>?",
    ]
    code = "years = range(<a>, <b> + 1)\nanswer(len([y for y in years if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)]))"
    return task(r, wordings, code, sum(map(calendar.isleap, range(a, b + 1))), a=a, b=b)


@family("dates")
def day_of_year(r: Dice) -> Task:
    day = date(r, 1990)
    wordings = [
        "Which day of the year is <d>?",
        "What number has <d> in its year?",
        "Day number of <d> within the year?",
        "Counting from 1 January as day 1, which day is <d>?",
        "Our log numbers days through the year. What's the number of <d>?",
        "<d> as the n-th day of its year: n?",
        "If New Year's Day is number 1, what's <d>?",
        "How many days of the year are over at the end of <d>?",
        "fr: Le <d> est le combientième jour de l'année ?",
        "es: ¿Qué número de día del año es el <d>?",
    ]
    code = "import datetime\nday = <l>\nanswer((day - datetime.date(day.year, 1, 1)).days + 1)"
    return task(r, wordings, code, day.timetuple().tm_yday, d=said(r, day), l=lit(day))


@family("dates")
def days_left_in_year(r: Dice) -> Task:
    day = date(r, 1990)
    wordings = [
        "How many days are left in the year after <d>?",
        "It's <d>. How many days until 31 December of the same year?",
        "Days from <d> to the end of that year?",
        "On <d>, how much of the year remains, in days?",
        "If today is <d>, in how many days is it New Year's Eve?",
        "<d>: days to 31 December?",
        "My goal must be reached by the last day of the year. Counting from <d>, how many days are there?",
        "After <d> the year has how many more days?",
        "de: Wie viele Tage sind es vom <d> bis zum 31. Dezember desselben Jahres?",
        "fr: Combien de jours reste-t-il dans l'année après le <d> ?",
    ]
    code = "import datetime\nday = <l>\nanswer((datetime.date(day.year, 12, 31) - day).days)"
    value = (366 if calendar.isleap(day.year) else 365) - day.timetuple().tm_yday
    return task(r, wordings, code, value, d=said(r, day), l=lit(day))


@family("dates")
def week_number(r: Dice) -> Task:
    day = date(r, 1995)
    wordings = [
        "Which calendar week is <d>?",
        "ISO week number of <d>?",
        "What week of the year does <d> fall in, by ISO?",
        "Delivery is on <d>. Which calendar week do I write?",
        "In Germany they plan by calendar weeks. What number has the week of <d>?",
        "calendar week for <d>",
        "I only know the date, <d>. My boss wants the week number.",
        "Give me the number of the week that contains <d> (ISO 8601).",
        "de: In welcher Kalenderwoche liegt der <d>?",
        "es: ¿En qué semana ISO del año cae el <d>?",
    ]
    code = 'import datetime\nanswer(int(<l>.strftime("%V")))'
    return task(r, wordings, code, day.isocalendar()[1], d=said(r, day), l=lit(day))


@family("dates")
def earlier_date(r: Dice) -> Task:
    a, b = date(r), date(r)
    word, f = r.choice([("earlier", "min"), ("later", "max"), ("first", "min"), ("more recent", "max")])
    fr, de = ("la première", "früher") if f == "min" else ("la dernière", "später")
    wordings = [
        "Which is <w>, <a> or <b>?",
        "What comes <w>: <a> or <b>?",
        "Of <a> and <b>, which date is <w>?",
        "<a> or <b>, which one is <w>?",
        "I've two versions of a file, dated <a> and <b>. Which date is <w>?",
        "Compare <a> with <b>: which date is <w>?",
        "One letter is from <a>, the other from <b>. Give me the date that is <w>.",
        "My passport says <a>, my visa <b>. Which of them is <w>?",
        "fr: Quelle date est <w> : le <a> ou le <b> ?",
        "de: Welches Datum ist <w>, der <a> oder der <b>?",
    ]
    value = str(sorted([a, b])[0 if f == "min" else 1])
    words = {"en": word, "fr": fr, "de": de}
    return task(
        r,
        wordings,
        "import datetime\nanswer(str(<f>(<x>, <y>)))",
        value,
        w=words,
        a=said(r, a),
        b=said(r, b),
        x=lit(a),
        y=lit(b),
        f=f,
    )


@family("dates")
def months_between(r: Dice) -> Task:
    y, m, n = r.randint(1990, 2030), r.randint(1, 12), r.randint(3, 90)
    z, k = y + (m + n - 1) // 12, (m + n - 1) % 12 + 1
    wordings = [
        "How many months are there from <a> to <b>?",
        "I rented from <a> until <b>. How many months later is that?",
        "<a> to <b>, in months?",
        "The loan began in <a> and ended in <b>. Months in between?",
        "Our baby arrived in <a>; in <b> how many months old is she?",
        "Number of months from <a> up to <b>?",
        "What's the distance between <a> and <b> in months?",
        "If the subscription runs since <a>, how many months has it run in <b>?",
        "fr: Combien de mois y a-t-il de <p> à <q> ?",
        "es: ¿Cuántos meses hay de <p> a <q>?",
    ]
    texts: dict[str, Any] = {
        "a": f"{MONTHS[m - 1]} {y}",
        "b": f"{MONTHS[k - 1]} {z}",
        "p": f"{m:02d}/{y}",
        "q": f"{k:02d}/{z}",
    }
    code = "answer((<z> - <y>) * 12 + <k> - <m>)"
    return task(r, wordings, code, n, y=y, m=m, z=z, k=k, **texts)


@family("dates")
def months_later(r: Dice) -> Task:
    m, n = r.randint(1, 12), r.randint(3, 40)
    wordings = [
        "Which month is <n> months after <m>?",
        "It's <m>. What month will it be in <n> months?",
        "<m> plus <n> months?",
        "I signed in <m> and the contract lasts <n> months. In which month does it run out?",
        "Count <n> months on from <m>. Where am I?",
        "The warranty of <n> months starts in <m>, so it ends in which month?",
        "A visit every <n> months: the last was in <m>. When is the next?",
        "What month comes <n> months later than <m>?",
        "de: Welcher Monat ist <n> Monate nach Monat <k> (auf Englisch)?",
        "fr: Quel mois vient <n> mois après le mois numéro <k> ? En anglais.",
    ]
    code = f"months = {MONTHS}\nanswer(months[(<k> - 1 + <n>) % 12])"
    return task(r, wordings, code, (MONTHS * 5)[m - 1 + n], m=MONTHS[m - 1], k=m, n=n)


_SMALLER = [
    ("hours", "minutes", 60), ("minutes", "seconds", 60), ("days", "hours", 24), ("weeks", "days", 7),
    ("hours", "seconds", 3600), ("days", "minutes", 1440), ("years", "months", 12), ("weeks", "hours", 168), ("days", "seconds", 86400),
]  # fmt: skip


@family("units")
def duration_in_smaller(r: Dice) -> Task:
    big, small, k = r.choice(_SMALLER)
    n = r.choice([r.randint(2, 48), r.randint(2, 48), r.choice([1.5, 2.5, 3.5, 4.5])])
    fr = {
        "hours": "heures",
        "minutes": "minutes",
        "seconds": "secondes",
        "days": "jours",
        "weeks": "semaines",
        "years": "ans",
        "months": "mois",
    }
    de = {
        "hours": "Stunden",
        "minutes": "Minuten",
        "seconds": "Sekunden",
        "days": "Tage",
        "weeks": "Wochen",
        "years": "Jahre",
        "months": "Monate",
    }
    wordings = [
        "How many <u> are <h> <w>?",
        "<h> <w> in <u>?",
        "Convert <h> <w> to <u>.",
        "We'll be gone for <h> <w>. How many <u> is that?",
        "How many <u> does a stay of <h> <w> have?",
        "The timer only takes <u>. I need <h> <w>. What do I enter?",
        "<h> <w> expressed in <u> please",
        "If something lasts <h> <w>, it lasts how many <u>?",
        "fr: Combien de <u> font <h> <w> ?",
        "de: Wie viele <u> sind <h> <w>?",
    ]
    words = {
        "u": {"en": small, "fr": fr[small], "de": de[small]},
        "w": {"en": big, "fr": fr[big], "de": de[big]},
    }
    return task(r, wordings, "answer(<h> * <k>)", n * k, h=n, k=k, **words)


@family("units")
def hours_minutes_to_small(r: Dice) -> Task:
    h, m = r.randint(1, 30), r.randint(1, 59)
    unit, k = r.choice([("minutes", 60), ("seconds", 3600)])
    fr, es = {"minutes": ("minutes", "minutos"), "seconds": ("secondes", "segundos")}[unit]
    wordings = [
        "How many <u> are <h> hours and <m> minutes?",
        "<h> h <m> min in <u>",
        "Convert <h> hours <m> minutes to <u>.",
        "A film lasts <h> hours <m> minutes. How many <u> is that?",
        "The marathon took me <h> hours, <m> minutes. In <u>?",
        "<h> hours and <m> minutes is how many <u>?",
        "My flight: <h> h and <m> min. Please tell me in <u>.",
        "The stopwatch counts <u>. What does it show after <h> hours <m> minutes?",
        "fr: Combien de <u> font <h> heures et <m> minutes ?",
        "es: ¿Cuántos <u> son <h> horas y <m> minutos?",
    ]
    value = int(datetime.timedelta(hours=h, minutes=m).total_seconds()) // (3600 // k)
    return task(
        r,
        wordings,
        "answer(<h> * <k> + <m> * <j>)",
        value,
        h=h,
        m=m,
        k=k,
        j=k // 60,
        u={"en": unit, "fr": fr, "es": es},
    )


@family("units")
def break_down_time(r: Dice) -> Task:
    n = r.randint(70, 20000)
    unit, bigger, code, value, de = r.choice([
        ("minutes", "hours and minutes", 'answer(f"{<n> // 60} h {<n> % 60} min")', "{} h {} min".format(*divmod(n, 60)), ("Minuten", "Stunden und Minuten")),
        ("seconds", "minutes and seconds", 'answer(f"{<n> // 60} min {<n> % 60} s")', "{} min {} s".format(*divmod(n, 60)), ("Sekunden", "Minuten und Sekunden")),
        ("hours", "days and hours", 'answer(f"{<n> // 24} days {<n> % 24} h")', "{} days {} h".format(*divmod(n, 24)), ("Stunden", "Tage und Stunden")),
        ("days", "weeks and days", 'answer(f"{<n> // 7} weeks {<n> % 7} days")', "{} weeks {} days".format(*divmod(n, 7)), ("Tage", "Wochen und Tage")),
    ])  # fmt: skip
    wordings = [
        "Express <n> <u> in <b>.",
        "How much is <n> <u> in <b>?",
        "<n> <u> is how many <b>?",
        "It took <n> <u>. Say that in <b>.",
        "The counter reads <n> <u>; I'd like <b>.",
        "What are <n> <u> as <b>?",
        "Nobody can picture <n> <u>. Put it into <b> for me.",
        "My log says <n> <u> in total. In <b> that makes?",
        "de: Gib <n> <U> in <B> an.",
        "de: Wie viel sind <n> <U> in <B>?",
    ]
    return task(r, wordings, code, value, n=n, u=unit, b=bigger, U=de[0], B=de[1])


@family("units")
def seconds_to_clock(r: Dice) -> Task:
    n = r.randint(3700, 90000)
    wordings = [
        "Express <n> seconds in hours, minutes and seconds.",
        "<n> s as h, min, s?",
        "How many hours, minutes and seconds are <n> seconds?",
        "The download takes <n> seconds. Break that down into hours, minutes and seconds.",
        "My server was up for <n> seconds. What's that in h min s?",
        "Turn <n> seconds into hours, minutes, seconds.",
        "If a race lasted <n> seconds, how long was it in hours, minutes and seconds?",
        "Write <n> seconds the way a stopwatch with hours would.",
        "fr: Convertis <n> secondes en heures, minutes et secondes.",
        "es: Expresa <n> segundos en horas, minutos y segundos.",
    ]
    hours, rest = divmod(n, 3600)
    minutes, seconds = divmod(rest, 60)
    code = 'answer(f"{<n> // 3600} h {<n> % 3600 // 60} min {<n> % 60} s")'
    return task(r, wordings, code, f"{hours} h {minutes} min {seconds} s", n=n)
