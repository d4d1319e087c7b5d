"""Dates: weekdays, differences, what comes after, ages on a day, today and how long it still is."""

import datetime
from typing import Any

from agora.evals.families._scenes import MONTHS, WEEKDAYS, date, lit, people, said
from agora.evals.task import Dice, Task, family, task

_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
}


def _now(r: Dice) -> datetime.datetime:
    return datetime.datetime.combine(date(r, 2024, 2031), datetime.time(r.randint(6, 22), r.randrange(60)))


def _world(now: datetime.datetime) -> dict[str, Any]:
    return {"now": now.isoformat()}


@family("dates", weight=2)
def weekday(r: Dice) -> Task:
    day = date(r, 1900, 2050)
    wordings = [
        "What day of the week was <d>?",
        "On what weekday does <d> fall?",
        "I was born on <d>. What weekday was that?",
        "<d> was which day of the week?",
        "Is <d> a Monday, a Tuesday or what?",
        "weekday of <d>",
        "Our wedding is set for <d>, so which day of the week should guests keep free?",
        "My grandparents met on <d>. Do you know what weekday that was?",
        "Tell me the weekday: <d>.",
        "They say it happened on a Sunday, but the date is <d>. Which weekday is that really?",
        "fr: Quel jour de la semaine était le <d> ? Réponds en anglais.",
        "de: Welcher Wochentag war der <d>? Bitte auf Englisch.",
        "es: ¿Qué día de la semana es el <d>? Dilo en inglés.",
    ]
    code = 'import datetime\nanswer(<l>.strftime("%A"))'
    return task(r, wordings, code, WEEKDAYS[(day.toordinal() - 1) % 7], d=said(r, day), l=lit(day))


@family("dates")
def is_it_that_weekday(r: Dice) -> Task:
    day = date(r, 1950, 2050)
    asked = day.weekday() if r.random() < 0.5 else r.randrange(7)
    wordings = [
        "Is <d> a <w>?",
        "Does <d> fall on a <w>?",
        "Was <d> really a <w>? Answer yes or no.",
        "I was told I was born on a <w>. My birthday is <d>. Is that true?",
        "Our market is only held on a <w>. Can it be held on <d>?",
        "True or not: <d> is a <w>.",
        "The letter is dated <w>, <d>. Do weekday and date fit?",
        "<d> - <w>, yes or no?",
        "de: Ist der <d> ein <w>?",
        "fr: Le <d> tombe-t-il un <w> ?",
    ]
    code = 'import datetime\nanswer("yes" if <l>.strftime("%A") == "<W>" else "no")'
    names = {"en": WEEKDAYS[asked]} | {language: days[asked] for language, days in _DAYS.items()}
    value = "yes" if (day.toordinal() - 1) % 7 == asked else "no"
    return task(r, wordings, code, value, d=said(r, day), w=names, W=WEEKDAYS[asked], l=lit(day))


@family("dates", weight=2)
def days_between(r: Dice) -> Task:
    a = date(r, 1990)
    b = a + datetime.timedelta(days=r.randint(5, 900))
    wordings = [
        "How many days are there between <a> and <b>?",
        "How many days from <a> to <b>?",
        "A trip starts on <a> and ends on <b>. How many days later is that?",
        "Count the days from <a> until <b>.",
        "It is <a>. How long until <b>, in days?",
        "<a> to <b>: how many days?",
        "The parcel was sent on <a>; it came on <b>. Days on the way?",
        "I quit smoking on <a>. By <b>, how many days have I gone without?",
        "My visa was issued <a> and expires <b>. For how many days does it run?",
        "fr: Combien de jours y a-t-il entre le <a> et le <b> ?",
        "de: Wie viele Tage liegen zwischen dem <a> und dem <b>?",
        "es: ¿Cuántos días hay entre el <a> y el <b>?",
    ]
    value = b.toordinal() - a.toordinal()
    return task(
        r,
        wordings,
        "import datetime\nanswer((<y> - <x>).days)",
        value,
        a=said(r, a),
        b=said(r, b),
        x=lit(a),
        y=lit(b),
    )


@family("dates")
def days_counting_both(r: Dice) -> Task:
    a = date(r, 1995)
    b = a + datetime.timedelta(days=r.randint(2, 200))
    wordings = [
        "How many days is it from <a> to <b>, counting both days?",
        "I'm on leave from <a> up to and including <b>. How many days off is that?",
        "The fair is open from <a> through <b>. On how many days, first and last included?",
        "Number of days from <a> to <b> inclusive?",
        "We rent the car on <a> and return it on <b>; both days are charged. Days to pay?",
        "How long was the festival that began on <a> and whose last day was <b>, in days?",
        "<a> to <b>, both included, how many days?",
        "I took one tablet a day, the first on <a>, the last on <b>. How many tablets?",
        "fr: Combien de jours du <a> au <b> inclus ?",
        "de: Wie viele Tage sind es vom <a> bis einschließlich <b>, beide mitgezählt?",
    ]
    value = len(range(a.toordinal(), b.toordinal() + 1))
    code = "import datetime\nanswer((<y> - <x>).days + 1)"
    return task(r, wordings, code, value, a=said(r, a), b=said(r, b), x=lit(a), y=lit(b))


@family("dates")
def nights_stayed(r: Dice) -> Task:
    a, price = date(r, 2020), r.randint(20, 200)
    b = a + datetime.timedelta(days=r.randint(2, 40))
    wordings = [
        "We check in on <a> and out on <b>. A night costs <p>. What is the hotel bill?",
        "A room at <p> a night, arrival <a>, departure <b>. Total?",
        "What does a flat for <p> per night cost from <a> to <b>?",
        "Kennel: $<p> a night. I bring the dog on <a> and fetch it on <b>. How much?",
        "<p> euros for each night of camping; we come <a> and leave <b>, so we owe?",
        "How much will I pay for parking overnight at <p> a night between <a> and <b>?",
        "From <a> until <b> I stay in a hostel, <p> the night. Costs?",
        "Stay: <a> - <b>. Rate: <p>/night. Sum?",
        "es: Llegamos el <a> y nos vamos el <b>. Cada noche cuesta <p> euros. ¿Cuánto pagamos?",
        "fr: Arrivée le <a>, départ le <b>, <p> euros la nuit. Combien cela coûte-t-il ?",
    ]
    value = sum([price] * (b.toordinal() - a.toordinal()))
    code = "import datetime\nnights = (<y> - <x>).days\nanswer(nights * <p>)"
    return task(r, wordings, code, value, a=said(r, a), b=said(r, b), x=lit(a), y=lit(b), p=price)


@family("dates")
def weeks_between(r: Dice) -> Task:
    a = date(r, 2000)
    b = a + datetime.timedelta(days=r.randint(20, 700))
    wordings = [
        "How many full weeks are between <a> and <b>?",
        "From <a> until <b>, how many whole weeks?",
        "<a> to <b> in complete weeks?",
        "Our baby was born on <a>. How many full weeks old was she on <b>?",
        "The project runs from <a> to <b>. How many whole weeks do we have?",
        "How many complete weeks pass from <a> to <b>?",
        "I started the diet on <a> and it's <b>. Full weeks so far?",
        "Weeks (only complete ones) that lie between <a> and <b>, please.",
        "de: Wie viele ganze Wochen liegen zwischen dem <a> und dem <b>?",
        "es: ¿Cuántas semanas completas hay del <a> al <b>?",
    ]
    value = len(range(a.toordinal() + 7, b.toordinal() + 1, 7))
    code = "import datetime\nanswer((<y> - <x>).days // 7)"
    return task(r, wordings, code, value, a=said(r, a), b=said(r, b), x=lit(a), y=lit(b))


@family("dates", weight=2)
def days_after(r: Dice) -> Task:
    day, n = date(r, 1990), r.randint(2, 400)
    wordings = [
        "What date is <n> days after <d>?",
        "Add <n> days to <d>.",
        "Today is <d>. What date is it in <n> days?",
        "If a parcel needs <n> days from <d>, when does it arrive?",
        "My visa starts on <d> and lasts <n> days. When does it end?",
        "If I count <n> days on from <d>, where do I land?",
        "I have <n> days to pay an invoice of <d>. Until what date?",
        "<d> + <n> days",
        "The guarantee of <n> days began on <d>, so its last date is?",
        "fr: Quelle date est-ce <n> jours après le <d> ?",
        "de: Welches Datum ist <n> Tage nach dem <d>?",
        "es: ¿Qué fecha es <n> días después del <d>?",
    ]
    end = datetime.date.fromordinal(day.toordinal() + n)
    code = "import datetime\nanswer(str(<l> + datetime.timedelta(days=<n>)))"
    return task(r, wordings, code, end.isoformat(), d=said(r, day), n=n, l=lit(day))


@family("dates")
def days_before(r: Dice) -> Task:
    day, n = date(r, 1990), r.randint(2, 400)
    wordings = [
        "What date was <n> days before <d>?",
        "Go back <n> days from <d>.",
        "It is <d>. What was the date <n> days ago?",
        "Subtract <n> days from <d>.",
        "The deadline is <d> and I need <n> days. When must I start?",
        "We must book <n> days ahead of the flight on <d>. Latest date for booking?",
        "The baby is due on <d>; leave begins <n> days earlier. On which date?",
        "<d> - <n> days",
        "I got the bill on <d>, <n> days after the work was done. When was it done?",
        "fr: Quelle était la date <n> jours avant le <d> ?",
        "de: Welches Datum war <n> Tage vor dem <d>?",
    ]
    end = datetime.date.fromordinal(day.toordinal() - n)
    code = "import datetime\nanswer(str(<l> - datetime.timedelta(days=<n>)))"
    return task(r, wordings, code, end.isoformat(), d=said(r, day), n=n, l=lit(day))


@family("dates")
def weeks_after(r: Dice) -> Task:
    day, n = date(r, 2000), r.randint(2, 40)
    wordings = [
        "What date is <n> weeks after <d>?",
        "Add <n> weeks to <d>.",
        "The course starts <d> and lasts <n> weeks. When is it over?",
        "In <n> weeks from <d> we meet. What date?",
        "My doctor saw me on <d> and wants me back in <n> weeks. Which date?",
        "I sow on <d> and harvest <n> weeks later, that is on?",
        "<n> weeks from <d> is which date?",
        "The cast stays on for <n> weeks from <d>. When does it come off?",
        "es: ¿Qué fecha es <n> semanas después del <d>?",
        "de: Der Kurs beginnt am <d> und dauert <n> Wochen. An welchem Datum endet er?",
    ]
    end = datetime.date.fromordinal(day.toordinal() + 7 * n)
    code = "import datetime\nanswer(str(<l> + datetime.timedelta(weeks=<n>)))"
    return task(r, wordings, code, end.isoformat(), d=said(r, day), n=n, l=lit(day))


@family("dates")
def weekday_later(r: Dice) -> Task:
    start, n = r.randrange(7), r.randint(3, 100)
    wordings = [
        "If today is <d>, what weekday is it in <n> days?",
        "Today is <d>. Which day of the week comes <n> days later?",
        "<n> days after a <d> is what day?",
        "It's <d> and my book must be back in <n> days. On what weekday?",
        "Starting on <d>, count <n> days on. Which weekday?",
        "I water the cactus every <n> days. Last time was a <d>. Next time is a?",
        "A ship leaves on a <d> and sails for <n> days. Which weekday does it land?",
        "What weekday is <n> days after <d>?",
        "fr: Nous sommes <d>. Quel jour de la semaine serons-nous dans <n> jours ? En anglais.",
        "de: Heute ist <d>. Welcher Wochentag ist in <n> Tagen? Auf Englisch.",
    ]
    days = {"en": WEEKDAYS[start]} | {language: names[start] for language, names in _DAYS.items()}
    code = f'days = {WEEKDAYS}\nanswer(days[(days.index("<D>") + <n>) % 7])'
    return task(r, wordings, code, (WEEKDAYS * 16)[start + n], d=days, D=WEEKDAYS[start], n=n)


@family("dates")
def weekday_earlier(r: Dice) -> Task:
    start, n = r.randrange(7), r.randint(3, 100)
    wordings = [
        "If today is <d>, what weekday was it <n> days ago?",
        "Today is <d>. Which day of the week was <n> days earlier?",
        "<n> days before a <d> is what day?",
        "The concert on <d> was sold out <n> days before. On what weekday?",
        "Go back <n> days from a <d>. Which weekday?",
        "It's <d>, and I last called her <n> days ago. Which day was that?",
        "The dough must rest; I bake on <d> and start <n> days before. Starting weekday?",
        "What weekday comes <n> days ahead of <d>?",
        "es: Hoy es <d>. ¿Qué día era hace <n> días? En inglés.",
        "fr: Aujourd'hui c'est <d>. Quel jour était-ce il y a <n> jours ? En anglais.",
    ]
    days = {"en": WEEKDAYS[start]} | {language: names[start] for language, names in _DAYS.items()}
    code = f'days = {WEEKDAYS}\nanswer(days[(days.index("<D>") - <n>) % 7])'
    return task(r, wordings, code, (WEEKDAYS * 16)[start - n], d=days, D=WEEKDAYS[start], n=n)


@family("dates")
def today(r: Dice) -> Task:
    now = _now(r)
    word, code, value = r.choice([
        ("date", "str(datetime.date.today())", str(now)[:10]),
        ("weekday", 'datetime.date.today().strftime("%A")', WEEKDAYS[(now.toordinal() - 1) % 7]),
        ("year", "datetime.date.today().year", int(str(now)[:4])),
        ("month", 'datetime.date.today().strftime("%B")', MONTHS[int(str(now)[5:7]) - 1]),
    ])  # fmt: skip
    words = {
        "date": ("la date", "das Datum"), "weekday": ("le jour de la semaine", "der Wochentag"),
        "year": ("l'année", "das Jahr"), "month": ("le mois", "der Monat"),
    }[word]  # fmt: skip
    wordings = [
        "What is today's <w>?",
        "Which <w> is it today?",
        "Tell me the current <w>.",
        "today's <w> please",
        "I've completely lost track. What <w> do we have?",
        "I must fill in a form and forgot the <w>. What is it today?",
        "Is there a way to see which <w> it is right now?",
        "current <w>?",
        "fr: Quelle est aujourd'hui <w> ?",
        "de: Was ist heute <w>?",
    ]
    names = {"en": word, "fr": words[0], "de": words[1]}
    return task(r, wordings, f"import datetime\nanswer({code})", value, world=_world(now), w=names)


@family("dates")
def date_from_today(r: Dice) -> Task:
    now = _now(r)
    word, unit, one, k = r.choice([
        ({"en": "days", "fr": "jours", "es": "días", "de": "Tagen"}, "days", "day", 1),
        ({"en": "weeks", "fr": "semaines", "es": "semanas", "de": "Wochen"}, "weeks", "week", 7),
    ])  # fmt: skip
    n = r.randint(2, 60)
    wordings = [
        "What date is it <n> <u> from today?",
        "Which date will it be in <n> <u>?",
        "I have to be back in <n> <u>. What date is that?",
        "The library wants the book in <n> <u> from now. Date?",
        "in <n> <u>, what's the date",
        "My exam is exactly <n> <u> away. Give me its date.",
        "They said delivery takes <n> <u> if I order today. So it comes on?",
        "If I start a <n> <o> challenge now, on which date do I finish?",
        "fr: Quelle date serons-nous dans <n> <u> ?",
        "es: ¿Qué fecha será dentro de <n> <u>?",
    ]
    value = datetime.date.fromordinal(now.toordinal() + n * k).isoformat()
    code = f"import datetime\nanswer(str(datetime.date.today() + datetime.timedelta({unit}=<n>)))"
    return task(r, wordings, code, value, world=_world(now), n=n, u=word, o=one)


@family("dates")
def date_ago(r: Dice) -> Task:
    now, n = _now(r), r.randint(2, 300)
    wordings = [
        "What was the date <n> days ago?",
        "Which date was it <n> days before today?",
        "I planted the beans <n> days ago. On what date?",
        "My cough began <n> days ago, the doctor wants the date. Which is it?",
        "today minus <n> days",
        "We moved in exactly <n> days ago, so when was that?",
        "It has been <n> days since the last accident here. Date of the accident?",
        "Give me the date that lies <n> days back.",
        "de: Welches Datum war vor <n> Tagen?",
        "es: ¿Qué fecha era hace <n> días?",
    ]
    value = datetime.date.fromordinal(now.toordinal() - n).isoformat()
    code = "import datetime\nanswer(str(datetime.date.today() - datetime.timedelta(days=<n>)))"
    return task(r, wordings, code, value, world=_world(now), n=n)


@family("dates", weight=2)
def days_until(r: Dice) -> Task:
    now = _now(r)
    day = now.date() + datetime.timedelta(days=r.randint(3, 600))
    wordings = [
        "How many days until <d>?",
        "How many days are left until <d>?",
        "My holiday begins on <d>. How many days do I have to wait?",
        "How long is it still until <d>, in days?",
        "Count down the days to <d>.",
        "days from today to <d>",
        "The contract ends <d>. Days remaining?",
        "I'm getting married on <d>! How many more sleeps?",
        "Rent is due on <d>, so how many days do I have?",
        "fr: Dans combien de jours sommes-nous le <d> ?",
        "de: Wie viele Tage sind es noch bis zum <d>?",
        "es: ¿Cuántos días faltan para el <d>?",
    ]
    code = "import datetime\nanswer((<l> - datetime.date.today()).days)"
    return task(
        r, wordings, code, day.toordinal() - now.toordinal(), world=_world(now), d=said(r, day), l=lit(day)
    )


@family("dates")
def days_since(r: Dice) -> Task:
    now = _now(r)
    day = now.date() - datetime.timedelta(days=r.randint(3, 3000))
    wordings = [
        "How many days have passed since <d>?",
        "<d> is how many days ago?",
        "I moved here on <d>. How many days have I been here?",
        "How long ago was <d>, in days?",
        "Last haircut: <d>. Days since then?",
        "We've been a couple since <d>. How many days is that today?",
        "My subscription started <d>; for how many days has it been running?",
        "Count the days from <d> until today.",
        "fr: Combien de jours se sont écoulés depuis le <d> ?",
        "es: ¿Cuántos días han pasado desde el <d>?",
    ]
    code = "import datetime\nanswer((datetime.date.today() - <l>).days)"
    return task(
        r, wordings, code, now.toordinal() - day.toordinal(), world=_world(now), d=said(r, day), l=lit(day)
    )


@family("dates")
def age_today(r: Dice) -> Task:
    now, born = _now(r), date(r, 1935, 2015)
    wordings = [
        "I was born on <d>. How old am I today?",
        "How old is someone with the birthday <d> now?",
        "My daughter's date of birth is <d>. What's her age?",
        "Date of birth <d>: current age in years?",
        "A passport says born <d>. How many years old is the person today?",
        "What age does a man born <d> have right now?",
        "<A> was born on <d>; can you tell how old <A> is by now?",
        "I need my age for a form. Born <d>.",
        "de: Ich bin am <d> geboren. Wie alt bin ich heute?",
        "fr: Je suis né le <d>. Quel âge ai-je aujourd'hui ?",
    ]
    birthday_came = f"{now:%m%d}" >= f"{born:%m%d}"
    value = now.year - born.year - (0 if birthday_came else 1)
    code = (
        "import datetime\nborn, day = <l>, datetime.date.today()\n"
        "answer(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))"
    )
    return task(r, wordings, code, value, world=_world(now), d=said(r, born), l=lit(born), **people(r))


@family("dates")
def exact_age(r: Dice) -> Task:
    a = date(r, 1940, 2010)
    b = a + datetime.timedelta(days=r.randint(2000, 20000))
    wordings = [
        "How old is a person born on <a> on <b>?",
        "Someone was born on <a>. How many full years old are they on <b>?",
        "Born <a>; age on <b>?",
        "My birthday is <a>. How old am I on <b>?",
        "On <b>, how old is a man born on <a>?",
        "Our dog came into the world on <a> and died on <b>. What age did it reach, in full years?",
        "What was the age, on <b>, of a painter born on <a>?",
        "The school takes children by their age on <b>. Ours was born <a>. Which age counts?",
        "es: ¿Cuántos años cumplidos tiene el <b> alguien nacido el <a>?",
        "de: Wie alt ist am <b> jemand, der am <a> geboren wurde?",
    ]
    code = (
        "import datetime\nborn, day = <x>, <y>\n"
        "answer(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))"
    )
    value = b.year - a.year - int(f"{b:%m%d}" < f"{a:%m%d}")
    return task(r, wordings, code, value, a=said(r, a), b=said(r, b), x=lit(a), y=lit(b))
