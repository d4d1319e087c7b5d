"""Times of day, and how long it is from one to another."""

import datetime

from agora.evals.families._scenes import clock, people, spoken
from agora.evals.task import Dice, Task, family, task


def _length(r: Dice) -> tuple[int, int, dict[str, str]]:
    h, m = (
        r.choice([0, 1, 1, 2, 3, 4, 5, 7, 9]),
        r.choice([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, r.randint(1, 59)]),
    )
    if not h:
        texts = (f"{m} minutes", f"{m} minutes", f"{m} minutos", f"{m} Minuten")
    elif h == 1:
        texts = (
            f"1 hour and {m} minutes",
            f"1 heure et {m} minutes",
            f"1 hora y {m} minutos",
            f"1 Stunde und {m} Minuten",
        )
    else:
        english = r.choice([f"{h} hours {m} minutes", f"{h} hours and {m} minutes", f"{h} h {m} min"])
        texts = (
            english,
            f"{h} heures et {m} minutes",
            f"{h} horas y {m} minutos",
            f"{h} Stunden und {m} Minuten",
        )
    return h, m, dict(zip(("en", "fr", "es", "de"), texts, strict=True))


@family("dates", weight=2)
def time_after(r: Dice) -> Task:
    start = r.randrange(24 * 60)
    h, m, length = _length(r)
    wordings = [
        "A train leaves at <t> and takes <w>. When does it arrive?",
        "What time is it <w> after <t>?",
        "It's <t>. What time will it be in <w>?",
        "My train leaves at <t> and the ride lasts <w>. When am I there?",
        "The film starts at <t> and lasts <w>. When is it over?",
        "I start work at <t> and stay for <w>. When am I done?",
        "<t> plus <w>?",
        "The cake goes into the oven at <t> for <w>. When is it ready?",
        "When can we land, if take-off is at <t> and the flight is <w>?",
        "I took a tablet at <t>, the next is due after <w>. So at what time?",
        "fr: Le train part à <t> et met <w>. À quelle heure arrive-t-il ?",
        "de: Der Film beginnt um <t> und dauert <w>. Wann ist er zu Ende?",
        "es: Son las <t>. ¿Qué hora será dentro de <w>?",
    ]
    code = (
        "import datetime\ntime = datetime.datetime(2024, 1, 1, <H>, <M>) + datetime.timedelta(hours=<h>, minutes=<m>)\n"
        'answer(time.strftime("%H:%M"))'
    )
    value = clock((start + 60 * h + m) % 1440)
    return task(r, wordings, code, value, t=clock(start), w=length, H=start // 60, M=start % 60, h=h, m=m)


@family("dates", weight=2)
def time_before(r: Dice) -> Task:
    start = r.randrange(24 * 60)
    h, m, length = _length(r)
    wordings = [
        "What time was it <w> before <t>?",
        "I must be there at <t> and need <w>. When do I have to leave?",
        "The film ended at <t> after <w>. When did it start?",
        "Arrival <t>, travel time <w>. Departure?",
        "What's <t> minus <w>?",
        "It's <t> now and the roast has been in for <w>. Since what time?",
        "Dinner is at <t>; cooking takes <w>. At what time do I start to cook?",
        "When do I set the alarm if I want to be at the gate at <t>, with <w> to get up and drive?",
        "She was born <w> before her brother, who came at <t>. Her time of birth?",
        "fr: Je dois arriver à <t> et il me faut <w>. À quelle heure dois-je partir ?",
        "de: Ich muss um <t> da sein und brauche <w>. Wann muss ich los?",
        "es: La película terminó a las <t> y duró <w>. ¿A qué hora empezó?",
    ]
    code = (
        "import datetime\ntime = datetime.datetime(2024, 1, 1, <H>, <M>) - datetime.timedelta(hours=<h>, minutes=<m>)\n"
        'answer(time.strftime("%H:%M"))'
    )
    value = clock((start - 60 * h - m) % 1440)
    return task(r, wordings, code, value, t=clock(start), w=length, H=start // 60, M=start % 60, h=h, m=m)


@family("dates")
def minutes_between(r: Dice) -> Task:
    a = r.randrange(20 * 60)
    b = r.randint(a + 5, 24 * 60 - 1)
    wordings = [
        "How many minutes are between <a> and <b>?",
        "A meeting goes from <a> to <b>. How many minutes is that?",
        "<a> until <b> in minutes?",
        "From <a>, until <b> is how many minutes?",
        "I parked at <a> and came back at <b>. The meter counts minutes. How many?",
        "School break: <a> to <b>. Minutes?",
        "The bread rose from <a> till <b>, so for how many minutes?",
        "If I get on at <a> and off at <b>, how long is the ride in minutes?",
        "fr: Combien de minutes y a-t-il entre <a> et <b> ?",
        "de: Wie viele Minuten sind es von <a> bis <b> Uhr?",
        "es: ¿Cuántos minutos van de las <a> a las <b>?",
    ]
    code = "start = <H> * 60 + <M>\nend = <h> * 60 + <m>\nanswer(end - start)"
    return task(r, wordings, code, b - a, a=clock(a), b=clock(b), H=a // 60, M=a % 60, h=b // 60, m=b % 60)


@family("dates", weight=2)
def hours_and_minutes_between(r: Dice) -> Task:
    a = r.randrange(18 * 60)
    b = r.randint(a + 65, 24 * 60 - 1)
    wordings = [
        "How long is it from <a> to <b>?",
        "A shift goes from <a> to <b>. How long is it?",
        "The bus left at <a> and came at <b>. How long was the ride?",
        "How much time lies between <a> and <b>?",
        "School runs from <a> until <b>. How many hours and minutes?",
        "I fell asleep at <a> and woke up at <b>. How long did I sleep?",
        "Opening hours: <a>-<b>. That's how many hours and minutes?",
        "If the surgery began at <a> and was over by <b>, how long did it take?",
        "es: ¿Cuánto tiempo pasa de las <a> a las <b>?",
        "fr: Le cours va de <a> à <b>. Combien de temps dure-t-il ?",
    ]
    code = 'minutes = (<h> * 60 + <m>) - (<H> * 60 + <M>)\nanswer(f"{minutes // 60} h {minutes % 60} min")'
    value = "{} h {} min".format(*divmod(b - a, 60))
    return task(r, wordings, code, value, a=clock(a), b=clock(b), H=a // 60, M=a % 60, h=b // 60, m=b % 60)


@family("dates")
def over_midnight(r: Dice) -> Task:
    a, b = r.randint(19 * 60, 24 * 60 - 1), r.randint(30, 10 * 60)
    wordings = [
        "I went to bed at <a> and got up at <b> the next morning. How long was I in bed?",
        "The night shift runs from <a> to <b>. How long is it?",
        "A night train leaves at <a> and arrives at <b> the next day. Duration?",
        "How long did the party last, from <a> until <b> in the morning?",
        "From <a> in the evening to <b> next morning: hours and minutes?",
        "The dough rests overnight, <a> till <b>. For how long?",
        "We watched the stars from <a> to <b> the following day, so for how long altogether?",
        "Flight: departs <a>, lands <b> (+1 day), same time zone. Flight time?",
        "de: Ich schlafe von <a> bis <b> Uhr am nächsten Morgen. Wie lange ist das?",
        "fr: Le bus de nuit part à <a> et arrive à <b> le lendemain. Combien de temps dure le trajet ?",
    ]
    code = (
        'minutes = (<h> * 60 + <m> - <H> * 60 - <M>) % 1440\nanswer(f"{minutes // 60} h {minutes % 60} min")'
    )
    value = "{} h {} min".format(*divmod(24 * 60 - a + b, 60))
    return task(r, wordings, code, value, a=clock(a), b=clock(b), H=a // 60, M=a % 60, h=b // 60, m=b % 60)


@family("dates")
def hours_minus_break(r: Dice) -> Task:
    a, pause = r.randint(6 * 60, 10 * 60), r.choice([15, 20, 30, 45, 60])
    b = a + r.randint(6 * 60, 10 * 60)
    wordings = [
        "I work from <a> to <b> with a <p> minute break. How long do I really work?",
        "Shift <a> to <b>, unpaid pause <p> min. Paid time in hours and minutes?",
        "The workshop lasts from <a> until <b>, of which lunch takes <p> minutes. How much time is left for the course?",
        "Working time, please: in at <a>, out at <b>, <p> minutes of lunch.",
        "How long was the bike tour without stops, if we left at <a>, were back at <b> and rested <p> minutes?",
        "My timesheet says <a>-<b>, minus <p> minutes. Net?",
        "She opened the shop at <a> and closed at <b>, but was away for <p> minutes. For how long was she there?",
        "From <a> to <b> they drove, except for a stop of <p> minutes. Driving time?",
        "de: Ich arbeite von <a> bis <b> Uhr mit <p> Minuten Pause. Wie lange ist das?",
        "es: Trabajo de <a> a <b> con una pausa de <p> minutos. ¿Cuánto trabajo?",
    ]
    code = (
        'minutes = (<h> * 60 + <m>) - (<H> * 60 + <M>) - <p>\nanswer(f"{minutes // 60} h {minutes % 60} min")'
    )
    value = "{} h {} min".format(*divmod(b - a - pause, 60))
    return task(
        r, wordings, code, value, a=clock(a), b=clock(b), H=a // 60, M=a % 60, h=b // 60, m=b % 60, p=pause
    )


@family("dates")
def several_lengths(r: Dice) -> Task:
    start, n, each, gap = (
        r.randint(7 * 60, 15 * 60),
        r.randint(2, 6),
        r.choice([20, 30, 40, 45, 50, 60]),
        r.choice([5, 10, 15]),
    )
    wordings = [
        "School starts at <t>. There are <N> lessons of <e> minutes with breaks of <g> minutes between them. When is it over?",
        "<N> talks, <e> min each, <g> min pause between two. First talk at <t>. End?",
        "From <t> I see <N> patients for <e> minutes each and need <g> minutes between patients. When do I finish?",
        "We play <N> rounds of <e> minutes; between rounds we rest <g> minutes. Start <t>. When do we stop?",
        "When is the last batch done, if I bake <N> batches of <e> minutes from <t> on, with <g> minutes in between?",
        "The exam has <N> parts of <e> minutes each and a break of <g> minutes after each part but the last. It begins at <t>. When does it end?",
        "Starting at <t>: <N> times <e> minutes and <g> minutes between. What's the time at the end?",
        "At <t> the first of <N> wash loads goes in, each takes <e> minutes, and refilling takes <g> minutes. Finished at?",
        "fr: L'école commence à <t>. Il y a <N> cours de <e> minutes, avec <g> minutes de pause entre eux. À quelle heure finit-elle ?",
        "de: Ab <t> Uhr gibt es <N> Stunden zu je <e> Minuten mit <g> Minuten Pause dazwischen. Wann ist Schluss?",
    ]
    minutes = start
    for i in range(n):
        minutes += each + (gap if i < n - 1 else 0)
    code = (
        "minutes = <H> * 60 + <M> + <n> * <e> + (<n> - 1) * <g>\n"
        'answer(f"{minutes // 60:02d}:{minutes % 60:02d}")'
    )
    return task(
        r,
        wordings,
        code,
        clock(minutes),
        t=clock(start),
        N=spoken(r, n),
        n=n,
        e=each,
        g=gap,
        H=start // 60,
        M=start % 60,
    )


@family("dates")
def next_departure(r: Dice) -> Task:
    first, every = r.randint(5 * 60, 7 * 60), r.choice([8, 10, 12, 15, 20, 25, 30, 40])
    now = r.randint(first + 60, 22 * 60)
    wordings = [
        "The first bus goes at <f>, then one every <e> minutes. It's <t>. When is the next?",
        "Trams run every <e> minutes from <f>. I get to the stop at <t>. When does the next tram come?",
        "Ferry: first <f>, every <e> min. Arriving <t>. Next ferry?",
        "When's the next shuttle after <t>, if they leave at <f> and each <e> minutes from then on?",
        "A bell rings at <f> and then each <e> minutes. At <t>, what is the next time it rings (or now)?",
        "I'm at the station at <t>; the timetable says from <f> on every <e> minutes. Which departure can I get?",
        "Guided tours begin at <f> and every <e> minutes after that. We come at <t>. Start of our tour?",
        "With feedings every <e> minutes since <f>, which is the first one that isn't before <t>?",
        "es: El primer autobús sale a las <f> y luego cada <e> minutos. Son las <t>. ¿Cuándo sale el siguiente?",
        "fr: Le premier bus passe à <f>, puis toutes les <e> minutes. Il est <t>. À quelle heure est le prochain ?",
    ]
    value = next(minute for minute in range(first, 26 * 60, every) if minute >= now)
    code = (
        "import math\nfirst, now = <H> * 60 + <M>, <h> * 60 + <m>\n"
        "next = first + math.ceil((now - first) / <e>) * <e>\n"
        'answer(f"{next // 60:02d}:{next % 60:02d}")'
    )
    return task(
        r,
        wordings,
        code,
        clock(value),
        f=clock(first),
        e=every,
        t=clock(now),
        H=first // 60,
        M=first % 60,
        h=now // 60,
        m=now % 60,
    )


@family("dates")
def wrong_clock(r: Dice) -> Task:
    t, off = r.randint(60, 23 * 60 - 60), r.randint(2, 55)
    fast = r.random() < 0.5
    word = {
        "en": "fast" if fast else "slow", "fr": "avance" if fast else "retarde", "de": "vor" if fast else "nach",
    }  # fmt: skip
    wordings = [
        "My watch shows <t> but it's <o> minutes <w>. What's the real time?",
        "The kitchen clock is <o> minutes <w> and says <t>. What time is it really?",
        "A clock <o> min <w> reads <t>. Correct time?",
        "What is the true time when a clock that runs <o> minutes <w> shows <t>?",
        "Grandpa's clock, which is <o> minutes <w>, has just struck at <t>. And in truth it's?",
        "<t> on the wall, but that clock is <o> minutes <w>. So?",
        "The car says <t>. I know it's <o> minutes <w>. Right time?",
        "If the church tower, always <o> minutes <w>, shows <t>, when is it in reality?",
        "fr: Ma montre <w> de <o> minutes et indique <t>. Quelle heure est-il vraiment ?",
        "de: Meine Uhr geht <o> Minuten <w> und zeigt <t>. Wie spät ist es wirklich?",
    ]
    code = 'minutes = <H> * 60 + <M> <s> <o>\nanswer(f"{minutes // 60:02d}:{minutes % 60:02d}")'
    value = clock(t - off if fast else t + off)
    return task(
        r, wordings, code, value, t=clock(t), o=off, w=word, H=t // 60, M=t % 60, s="-" if fast else "+"
    )


@family("dates")
def time_now(r: Dice) -> Task:
    now = datetime.datetime(
        r.randint(2025, 2030), r.randint(1, 12), r.randint(1, 28), r.randrange(24), r.randrange(60)
    )
    wordings = [
        "What time is it?",
        "What's the time now, please?",
        "Can you tell me the current time?",
        "time?",
        "How late is it right now?",
        "My watch stopped. What does the clock say?",
        "I need the exact time for a log entry, hours and minutes.",
        "Do you have the time?",
        "fr: Quelle heure est-il ?",
        "es: ¿Qué hora es?",
        "de: Wie spät ist es gerade?",
    ]
    code = 'import datetime\nanswer(datetime.datetime.now().strftime("%H:%M"))'
    return task(r, wordings, code, clock(now.hour * 60 + now.minute), world={"now": now.isoformat()})


@family("dates")
def time_from_now(r: Dice) -> Task:
    now = datetime.datetime(
        r.randint(2025, 2030), r.randint(1, 12), r.randint(1, 28), r.randrange(24), r.randrange(60)
    )
    h, m, length = _length(r)
    wordings = [
        "What time will it be in <w>?",
        "I put the pizza in now and it needs <w>. When must I take it out?",
        "If I leave now and the drive takes <w>, when do I arrive?",
        "Meet me in <w>! What time is that?",
        "My phone will be charged in <w>. At what time?",
        "in <w>, what's the time",
        "The washing machine says <w> to go. When will it be done?",
        "Now plus <w>?",
        "fr: Quelle heure sera-t-il dans <w> ?",
        "de: Wie spät ist es in <w>?",
    ]
    code = (
        "import datetime\ntime = datetime.datetime.now() + datetime.timedelta(hours=<h>, minutes=<m>)\n"
        'answer(time.strftime("%H:%M"))'
    )
    value = clock(now.hour * 60 + now.minute + h * 60 + m)
    return task(r, wordings, code, value, world={"now": now.isoformat()}, w=length, h=h, m=m, **people(r))
