"""Records in a message: JSON, key=value texts, lists of things with a number each, lines of a log."""

import json

from agora.evals.families._pools import LISTS, NAMES, decide
from agora.evals.task import Dice, Task, family, task

_LOAD = "import json\ndata = json.loads(<t!>)\nanswer("


@family("tables")
def said_json_field(r: Dice) -> Task:
    pairs = [
        ("name", r.choice(NAMES)),
        ("age", r.randint(18, 80)),
        ("city", r.choice(LISTS[2])),
        ("id", r.randint(100, 9999)),
    ]
    data = dict(r.sample(pairs, r.randint(2, 4)))
    k = r.choice(list(data))
    wordings = [
        "What is the <k> in this JSON? <t>",
        "From <t> give me the <k>.",
        "<t> - what's the <k>?",
        "The API answered <t>. Which <k> is that?",
        "Parse <t> and return <k!>.",
        "I got this record: <t>. I only need its <k>.",
        "<k> of <t>",
        "Here is a user object, <t>. Tell me the field <k>.",
        "fr: Quelle est la valeur de <k> dans <t> ?",
        "es: ¿Qué vale <k> en <t> ?",
    ]
    return task(r, wordings, _LOAD + "data[<k!>])", data[k], t=json.dumps(data), k=k)


@family("tables")
def said_json_nested(r: Dice) -> Task:
    inner = {
        "street": r.choice(["Main St", "Oak Rd"]),
        "city": r.choice(LISTS[2]),
        "zip": str(r.randint(10000, 99999)),
    }
    k = r.choice(list(inner))
    data = {"user": r.choice(NAMES), "address": inner}
    wordings = [
        "What is the <k> in the address of this JSON? <t>",
        "<t> -> address.<k>?",
        "From <t> take the <k> inside 'address'.",
        "The order service sent <t>. Which <k> do we ship to?",
        "Dig out the nested field <k>: <t>",
        "Where it says address in <t>, what is the <k>?",
        "fr: Quelle est la valeur de address.<k> dans <t> ?",
        "de: Welchen Wert hat address.<k> in <t> ?",
    ]
    return task(r, wordings, _LOAD + 'data["address"][<k!>])', inner[k], t=json.dumps(data), k=k)


@family("tables")
def said_json_list_sum(r: Dice) -> Task:
    key = r.choice(["scores", "prices", "hours", "steps"])
    xs = [r.randint(1, 99) for _ in range(r.randint(3, 5))]
    data = {"name": r.choice(NAMES), key: xs}
    wordings = [
        "What is the sum of the <k> in <t>?",
        "<t> - total of <k>?",
        "Add up the list <k!> of this JSON: <t>",
        "The app exports <t>. How many <k> altogether?",
        "Parse <t> and total the <k>.",
        "I want all <k> of this record summed: <t>",
        "de: Was ist die Summe von <k> in <t> ?",
        "es: Suma los valores de <k> en <t>.",
    ]
    return task(r, wordings, _LOAD + "sum(data[<k!>]))", sum(xs), t=json.dumps(data), k=key)


@family("tables")
def said_json_filter(r: Dice) -> Task:
    people = [(a, r.randint(10, 80)) for a in r.sample(NAMES, r.randint(3, 4))]
    rows = [{"name": name, "age": age} for name, age in people]
    n = r.randint(18, 65)
    wordings = [
        "Who in this JSON is older than <n>? <t>",
        "<t>\nNames with an age over <n>?",
        "Filter for age > <n> and list the names: <t>",
        "Our members are <t>. Which of them are above <n>?",
        "From <t> I need the names of everybody older than <n>.",
        "older than <n>: <t>",
        "fr: Qui a plus de <n> ans dans <t> ?",
        "es: ¿Quién tiene más de <n> años en <t> ?",
    ]
    value = [name for name, age in people if not age <= n]
    code = _LOAD + 'row["name"] for row in data if row["age"] > <n>])'
    return task(r, wordings, code.replace("answer(", "answer(["), value, t=json.dumps(rows), n=n)


@family("tables")
def said_json_keys(r: Dice) -> Task:
    pool = {
        "name": "Ella",
        "age": 31,
        "city": "Rome",
        "active": True,
        "tags": ["a"],
        "score": 7,
        "note": None,
    }
    data = {k: pool[k] for k in r.sample(list(pool), r.randint(3, 5))}
    wordings = [
        "Which keys does this JSON object have? <t>",
        "List the field names of <t>.",
        "<t> - only the keys, please",
        "I want to know what fields the API returns: <t>",
        "Give me the keys, not the values: <t>",
        "What are the property names in <t>?",
        "de: Welche Schlüssel hat dieses JSON? <t>",
        "fr: Quelles sont les clés de ce JSON ? <t>",
    ]
    return task(r, wordings, _LOAD + "list(data))", list(data), t=json.dumps(data))


@family("tables")
def said_json_count(r: Dice) -> Task:
    rows = [{"id": r.randint(1, 99), "done": r.random() < 0.5} for _ in range(r.randint(3, 5))]
    wordings = [
        "How many entries in this JSON are done? <t>",
        "<t>\nCount those with done = true.",
        "My to-do list as JSON: <t>. How many tasks have I finished?",
        "Number of objects with done set, in <t>?",
        "Count the finished ones: <t>",
        "The tracker gives <t>. How many are already done?",
        "es: ¿Cuántas tareas están hechas (done) en <t> ?",
        "fr: Combien d'entrées ont done à true dans <t> ?",
    ]
    code = _LOAD + 'sum(1 for row in data if row["done"]))'
    return task(r, wordings, code, len([1 for row in rows if row["done"] is True]), t=json.dumps(rows))


def _settings(r: Dice) -> dict[str, str]:
    pool = {
        "host": r.choice(["db1", "localhost", "mail"]),
        "port": str(r.randint(80, 9000)),
        "user": r.choice(NAMES).lower(),
    }
    pool |= {
        "mode": r.choice(["fast", "safe"]),
        "retries": str(r.randint(1, 9)),
        "lang": r.choice(["en", "fr"]),
    }
    return {k: pool[k] for k in r.sample(list(pool), r.randint(3, 4))}


@family("tables")
def key_value(r: Dice) -> Task:
    data, sign = _settings(r), r.choice([";", "&", ","])
    k = r.choice(list(data))
    wordings = [
        "What is <k> in '<t>'?",
        "'<t>' - value of <k>?",
        "Read the setting <k> from: <t>",
        "The connection string is '<t>'. Which <k> does it use?",
        'In the line "<t>" something is set for <k>. What?',
        "<k> = ? given <t>",
        "fr: Quelle est la valeur de <k> dans « <t> » ?",
        'de: Welchen Wert hat <k> in "<t>"?',
    ]
    code = 'data = dict(pair.split("=") for pair in <t!>.split(<g!>))\nanswer(data[<k!>])'
    return task(r, wordings, code, data[k], t=sign.join(f"{a}={b}" for a, b in data.items()), k=k, g=sign)


@family("tables")
def settings_file(r: Dice) -> Task:
    data = _settings(r)
    k = r.choice(list(data))
    wordings = [
        "What is set for <k> in this config?\n<t>",
        "<t>\n\nvalue of <k>?",
        "Here's my settings file:\n<t>\nWhich <k> is configured?",
        "Look at the line with <k>:\n<t>",
        "My server doesn't start. What does the file say for <k>?\n<t>",
        "read <k> from\n<t>",
        "es: ¿Qué valor tiene <k> en este archivo?\n<t>",
        "fr: Quelle valeur a <k> dans ce fichier ?\n<t>",
    ]
    code = 'data = dict(line.split(": ") for line in <t!>.splitlines())\nanswer(data[<k!>])'
    return task(r, wordings, code, data[k], t="\n".join(f"{a}: {b}" for a, b in data.items()), k=k)


@family("tables")
def to_json(r: Dice) -> Task:
    data = {"name": r.choice(NAMES), "age": r.randint(5, 90), "city": r.choice(LISTS[2])}
    wordings = [
        "Write as JSON: name <n>, age <a>, city <c>.",
        "Make a JSON object with name = <n>, age = <a> (a number) and city = <c>.",
        "<n> is <a> and lives in <c>. As JSON with the keys name, age, city?",
        "JSON with name, age, city for: <n>, <a>, <c>",
        "I need a test user in JSON: his or her name is <n>, the city <c> and the age <a>. Keys name, age, city in this order.",
        "Turn 'name: <n>; age: <a>; city: <c>' into JSON.",
        "de: Schreib als JSON mit name, age, city: <n>, <a>, <c>.",
        "es: Pasa a JSON (name, age, city): <n>, <a>, <c>.",
    ]
    code = "import json\nanswer(json.dumps({'name': <n!>, 'age': <a>, 'city': <c!>}))"
    value = f'{{"name": "{data["name"]}", "age": {data["age"]}, "city": "{data["city"]}"}}'
    return task(r, wordings, code, value, n=data["name"], a=data["age"], c=data["city"])


def _amounts(r: Dice) -> dict[str, int]:
    who = r.choice([NAMES, LISTS[0], LISTS[8], LISTS[2]])
    return dict(zip(r.sample(who, 4), r.sample(range(2, 99), 4), strict=True))


@family("lists")
def who_has_most(r: Dice) -> Task:
    data, high = _amounts(r), r.random() < 0.6
    word = (
        {"en": "most", "fr": "le plus", "es": "más", "de": "am meisten"}
        if high
        else {"en": "least", "fr": "le moins", "es": "menos", "de": "am wenigsten"}
    )
    wordings = [
        "Which has the <w>? <s>",
        "<s>. Name the one with the <w>.",
        "The counts are <s>. Who or what comes out with the <w>?",
        "Standings: <s>. I need the one that has the <w>.",
        "From the figures <s>, tell me which got the <w>.",
        "Here are the results: <s>\n<w>?",
        "fr: Qui ou quoi en a <w> ? <s>",
        "es: ¿Quién o qué tiene <w>? <s>",
    ]
    s = (
        ", ".join(f"{k}: {v}" for k, v in data.items())
        if r.random() < 0.6
        else ", ".join(f"{k} {v}" for k, v in data.items())
    )
    ranked = sorted((v, k) for k, v in data.items())
    code = "data = <d>\nanswer(<f>(data, key=lambda k: data[k]))"
    return task(
        r, wordings, code, ranked[-1 if high else 0][1], s=s, d=data, w=word, f="max" if high else "min"
    )


@family("lists")
def ranking(r: Dice) -> Task:
    data = _amounts(r)
    wordings = [
        "Rank from highest to lowest: <s>",
        "<s>. Order them by their number, biggest first.",
        "The points are <s>. What does the final ranking look like, best first?",
        "Make a league table, only the names in order: <s>",
        "Who's first, second and so on? <s> (more is better)",
        "Sort these by value, descending, names only: <s>",
        "de: Erstelle die Rangliste, das Höchste zuerst: <s>",
        "fr: Classe du plus grand au plus petit : <s>",
    ]
    value = [k for n in range(100, 0, -1) for k, v in data.items() if v == n]
    code = "data = <d>\nanswer(sorted(data, key=lambda k: -data[k]))"
    return task(r, wordings, code, value, s=", ".join(f"{k}: {v}" for k, v in data.items()), d=data)


@family("lists")
def rank_of(r: Dice) -> Task:
    data = _amounts(r)
    x = r.choice(list(data))
    wordings = [
        "Which place does <x> take if more is better? <s>",
        "<s>. On what rank is <x>, highest number first?",
        "Results: <s>. As number what did <x> finish, most points first?",
        "Sorted from the biggest down, where does <x> stand? <s>",
        "I root for <x>. The scores are <s>. Rank, please (most wins).",
        "rank of <x> by size, descending: <s>",
        "es: ¿En qué puesto queda <x>, de mayor a menor? <s>",
        "de: Auf welchem Platz liegt <x>, das Höchste zuerst? <s>",
    ]
    value = 1 + sum(v > data[x] for v in data.values())
    code = "data = <d>\nanswer(sorted(data.values(), reverse=True).index(data[<x!>]) + 1)"
    return task(r, wordings, code, value, s=", ".join(f"{k}: {v}" for k, v in data.items()), d=data, x=x)


@family("lists")
def lookup_value(r: Dice) -> Task:
    data = _amounts(r)
    v = r.choice(list(data.values()))
    wordings = [
        "Which one has the number <v>? <s>",
        "<s>. To whom or what does <v> belong?",
        "The list says <s>. Who or what has <v>?",
        "I found ticket <v>. The register: <s>. Whose is it?",
        "Reverse look-up of <v> in: <s>",
        "<v> stands beside which name? <s>",
        "fr: À qui ou à quoi correspond <v> ? <s>",
        "es: ¿A quién o a qué corresponde <v>? <s>",
    ]
    code = "data = <d>\nanswer([k for k in data if data[k] == <v>][0])"
    value = next(k for k, n in data.items() if n == v)
    return task(r, wordings, code, value, s=", ".join(f"{k}: {n}" for k, n in data.items()), d=data, v=v)


@family("counting")
def log_levels(r: Dice) -> Task:
    levels = ["INFO", "WARN", "ERROR"]
    lines = [
        f"{r.choice(levels)} {r.choice(['started', 'disk full', 'login ok', 'timeout', 'saved', 'no route'])}"
        for _ in range(5)
    ]
    x = r.choice(levels)
    wordings = [
        "How many lines are <x> in this log?\n<t>",
        "<t>\n\nCount the <x> entries.",
        "My server wrote this:\n<t>\nHow often did it log <x>?",
        "number of <x> lines:\n<t>",
        "I skimmed the log below. Tell me how many times <x> comes.\n<t>",
        "grep -c <x>, so to speak:\n<t>",
        "fr: Combien de lignes <x> dans ce journal ?\n<t>",
        "de: Wie viele Zeilen sind <x>?\n<t>",
    ]
    value = len([1 for line in lines if line.split()[0] == x])
    code = "answer(sum(1 for line in <t!>.splitlines() if line.startswith(<x!>)))"
    return task(r, wordings, code, value, t="\n".join(lines), x=x)


@family("text")
def lines_with(r: Dice) -> Task:
    lines = [
        f"{n}: {r.choice(['pay rent', 'call the bank', 'buy milk', 'pay taxes', 'call mum', 'buy stamps'])}"
        for n in r.sample(NAMES, 4)
    ]
    w = r.choice(["pay", "call", "buy"])
    wordings = [
        "Which lines contain '<w>'?\n<t>",
        "<t>\n\nShow me only the lines with '<w>' in them.",
        "Filter this list for '<w>', whole lines please:\n<t>",
        "grep <w>\n<t>",
        "Everything about '<w>' from my notes, line by line:\n<t>",
        "I want to see every line where somebody has to <w> something:\n<t>",
        "es: ¿Qué líneas contienen «<w>»?\n<t>",
        "fr: Montre les lignes qui contiennent « <w> ».\n<t>",
    ]
    value = [line for line in lines if line.split()[1] == w]
    code = "answer([line for line in <t!>.splitlines() if <w!> in line])"
    return task(r, wordings, code, value, t="\n".join(lines), w=w)


@family("counting")
def count_lines(r: Dice) -> Task:
    lines = r.sample(LISTS[r.choice([0, 2, 3, 8])], r.randint(3, 7))
    wordings = [
        "How many lines is this?\n<t>",
        "<t>\n\nCount the lines.",
        "Guests who said yes, one per line:\n<t>\nHow many?",
        "number of entries:\n<t>",
        "I pasted my list here. How many items are on it?\n<t>",
        "Please count the rows below.\n<t>",
        "de: Wie viele Zeilen sind das?\n<t>",
        "es: ¿Cuántas líneas hay aquí?\n<t>",
    ]
    return task(r, wordings, "answer(len(<t!>.splitlines()))", len(lines), t="\n".join(lines))


@family("tables")
def has_key(r: Dice) -> Task:
    data = _settings(r)
    k = r.choice([*data, "password", "timeout", "color"])
    wordings = [
        "Does this JSON have a key <k!>? <t>",
        "Is there a field called <k> in <t>?",
        "<t> - contains <k>?",
        "My code fails with a missing <k>. Is it in <t>?",
        "Check the object <t> for the key <k>.",
        "Is <k> set at all here: <t>",
        "fr: Y a-t-il une clé <k> dans <t> ?",
        "de: Gibt es in <t> den Schlüssel <k>?",
    ]
    before = "import json\ndata = json.loads(<t!>)\n"
    return decide(
        r, wordings, "<k!> in data", any(x == k for x in data), before=before, t=json.dumps(data), k=k
    )
