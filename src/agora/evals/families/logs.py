"""Log files: levels, times, users, how often and how long."""

from agora.evals.families._desk import text_of
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task

_PATHS = ["app.log", "server.log", "logs/today.log", "system.log", "backup.log"]
_EVENTS = [
    ("ERROR", "disk is full"),
    ("ERROR", "no connection"),
    ("ERROR", "file not found"),
    ("WARNING", "slow answer"),
    ("WARNING", "low memory"),
    ("INFO", "started"),
    ("INFO", "saved"),
    ("INFO", "user logged in"),
]


def _log(r: Dice) -> tuple[str, list[tuple[str, str, str]]]:
    times = sorted(r.sample(range(480, 1200), r.randint(5, 8)))
    rows = [(f"{t // 60:02}:{t % 60:02}", *r.choice(_EVENTS)) for t in times]
    rows.append(("20:30", *r.choice(_EVENTS[:3])))
    return r.choice(_PATHS), rows


def _text(rows: list[tuple[str, str, str]]) -> str:
    return text_of([" ".join(row) for row in rows])


@family("tables")
def log_count_level(r: Dice) -> Task:
    path, rows = _log(r)
    level = r.choice(["ERROR", "WARNING", "INFO"])
    wordings = [
        "How many <w> lines are in <p>?",
        "Count the <w> entries of <p>.",
        "<p>: number of <w>s?",
        "Something went wrong last night. How often does <w> come up in <p>?",
        "grep -c <w> <p>",
        "Tell me how many messages of level <w> the log <p> has.",
        "fr: Combien de lignes <w> y a-t-il dans <p> ?",
        "de: Wie viele <w>-Einträge stehen in <p>?",
    ]
    value = [row[1] for row in rows].count(level)
    code = "answer(len(files.search(<w!>, <p!>)))"
    return task(r, wordings, code, value, world={"files": {path: _text(rows)}}, p=path, w=level)


@family("tables")
def log_errors(r: Dice) -> Task:
    path, rows = _log(r)
    level = r.choice(["ERROR", "ERROR", "WARNING"])
    wordings = [
        "Show the <w> lines of <p>.",
        "What <w>s are there in <p>?",
        "Filter <p>: only <w>",
        "The program crashed. Which lines in <p> say <w>?",
        "I want all <w> messages from <p>.",
        "Give me everything in <p> at level <w>.",
        "es: Muestra las líneas <w> de <p>.",
        "fr: Montre les lignes <w> de <p>.",
    ]
    code = 'answer([hit["text"] for hit in files.search(<w!>, <p!>)])'
    value = [" ".join(row) for row in rows if row[1] == level]
    return task(r, wordings, code, value, world={"files": {path: _text(rows)}}, p=path, w=level)


@family("tables")
def log_last_error(r: Dice) -> Task:
    path, rows = _log(r)
    en, es, i = r.choice([("last", "último", -1), ("first", "primer", 0)])
    wordings = [
        "What is the <w> ERROR in <p>?",
        "<w> error of <p>?",
        "Show me the <w> line with ERROR in <p>.",
        "Which was the <w> error according to <p>? The whole line, please.",
        "I only care about the <w> ERROR in <p>.",
        "Our server had trouble. Look into <p> for the <w> ERROR.",
        "es: ¿Cuál es el <w> ERROR de <p>?",
        "es: Busca en <p> el <w> ERROR y muéstramelo.",
    ]
    code = 'answer(files.search("ERROR", <p!>)[<i>]["text"])'
    value = [" ".join(row) for row in rows if row[1] == "ERROR"][i]
    world = {"files": {path: _text(rows)}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "es": es}, i=i)


@family("tables")
def log_by_level(r: Dice) -> Task:
    path, rows = _log(r)
    wordings = [
        "How many lines of each level (INFO, WARNING, ERROR) has <p>?",
        "Count the levels in <p>. A line is time, level, message.",
        "<p>: statistics per level",
        "Lines in <p> look like '09:15 INFO started'. How often does each level occur?",
        "Summary of <p> by the second word of each line, please",
        "How are the entries of <p> spread over INFO, WARNING and ERROR?",
        "de: Wie viele Zeilen je Stufe (INFO, WARNING, ERROR) hat <p>?",
        "fr: Compte les lignes de <p> par niveau (INFO, WARNING, ERROR).",
    ]
    code = "import collections\nanswer(dict(collections.Counter(line.split()[1] for line in files.read(<p!>).splitlines())))"
    levels = [row[1] for row in rows]
    value = {level: levels.count(level) for level in levels}
    return task(r, wordings, code, value, world={"files": {path: _text(rows)}}, p=path)


@family("tables")
def log_time_of(r: Dice) -> Task:
    path, rows = _log(r)
    rows = [
        (f"{h:02}:{r.randint(0, 59):02}", *event)
        for h, event in zip(sorted(r.sample(range(6, 23), 5)), r.sample(_EVENTS, 5), strict=True)
    ]
    what = r.choice(rows)
    wordings = [
        "When did <w!> happen according to <p>?",
        "At what time does <p> say <w!>?",
        "<p>: time of the message <w!>?",
        "Look up in <p> when it came to <w!>.",
        "The log <p> has the message <w!> somewhere. What time was that?",
        "I need the time at which <w!> was logged in <p>.",
        "fr: À quelle heure <p> note-t-il <w!> ?",
        "es: ¿A qué hora aparece <w!> en <p>?",
    ]
    code = 'answer(files.search(<w!>, <p!>)[0]["text"].split()[0])'
    return task(r, wordings, code, what[0], world={"files": {path: _text(rows)}}, p=path, w=what[2])


@family("tables")
def log_after(r: Dice) -> Task:
    path, rows = _log(r)
    hour = r.randint(9, 18)
    wordings = [
        "How many lines in <p> are from <h>:00 or later?",
        "Each line of <p> begins with a time. How many are at <h>:00 or after that?",
        "Count what was logged from <h>:00 on in <p>.",
        "<p>: entries since <h>:00?",
        "I left at <h>:00. How many messages came into <p> from then on?",
        "Number of log lines not before <h>:00 in <p>?",
        "de: Wie viele Einträge in <p> sind von <h>:00 Uhr oder später?",
        "es: ¿Cuántas líneas de <p> son de las <h>:00 o más tarde?",
    ]
    code = "answer(sum(1 for line in files.read(<p!>).splitlines() if line[:5] >= <t!>))"
    value = len([row for row in rows if int(row[0][:2]) >= hour])
    world = {"files": {path: _text(rows)}}
    return task(r, wordings, code, value, world=world, p=path, h=hour, t=f"{hour:02}:00")


@family("tables")
def log_users(r: Dice) -> Task:
    names = [name.lower() for name in r.sample(NAMES, 3)]
    rows = [
        (r.choice(names), r.choice(["/home", "/cart", "/help", "/login"])) for _ in range(r.randint(6, 9))
    ]
    rows = [*rows, (names[0], "/home"), (names[0], "/cart"), *[(names[0], "/help")] * len(rows)]
    path = r.choice(["access.log", "visits.log", "logs/web.log"])
    r.shuffle(rows)
    wordings = [
        "Which user occurs most often in <p>? Lines are 'user page'.",
        "Most active user in <p> (first word of each line)?",
        "Each line of <p> begins with a user name. Who has the most lines?",
        "Who visits us most? See <p>: user, then page.",
        "<p> -> the user with the most entries",
        "Find the busiest user in the log <p>; the name comes first on a line.",
        "fr: Quel utilisateur (premier mot de la ligne) est le plus fréquent dans <p> ?",
        "de: Welcher Benutzer (erstes Wort der Zeile) kommt in <p> am häufigsten vor?",
    ]
    code = "import collections\nusers = [line.split()[0] for line in files.read(<p!>).splitlines()]\nanswer(collections.Counter(users).most_common(1)[0][0])"
    world = {"files": {path: text_of([f"{user} {page}" for user, page in rows])}}
    return task(r, wordings, code, names[0], world=world, p=path)


@family("tables")
def log_slow(r: Dice) -> Task:
    rows = [(r.choice(["/home", "/cart", "/help", "/login"]), ms) for ms in r.sample(range(20, 900), 6)]
    path, n = r.choice(["times.log", "requests.log", "perf.log"]), r.randint(100, 600)
    en, es, code, value = r.choice(
        [
            ("slowest time", "tiempo más largo", "max(times)", sorted(ms for _, ms in rows)[-1]),
            (
                "average time",
                "tiempo medio",
                "round(sum(times) / len(times), 2)",
                round(sum(ms for _, ms in rows) / 6, 2),
            ),
            (
                f"number of requests over {n} ms",
                f"número de peticiones de más de {n} ms",
                f"sum(1 for t in times if t > {n})",
                len([1 for _, ms in rows if ms > n]),
            ),
        ]
    )
    wordings = [
        "Lines in <p> look like '/home 120 ms'. What is the <w>?",
        "What's the <w> in <p>? The format is page, milliseconds, ms.",
        "Compute the <w> from the log <p> (page, number, ms).",
        "Our site feels slow. <p> has 'page N ms' on each line; I'd like the <w>.",
        "<w> in <p> - lines are like '/cart 85 ms'",
        "Please take the numbers before ms in <p> and tell me the <w>.",
        "es: Las líneas de <p> son como '/home 120 ms'. ¿Cuál es el <w>?",
        "es: Dime el <w> según <p> (página, número, ms).",
    ]
    code = f"times = [int(line.split()[1]) for line in files.read(<p!>).splitlines()]\nanswer({code})"
    world = {"files": {path: text_of([f"{page} {ms} ms" for page, ms in rows])}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "es": es})
