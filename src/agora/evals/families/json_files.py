"""JSON and INI files: looking up, counting, changing."""

import json

from agora.evals.families._desk import work
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task

_CONFIGS = ["config.json", "settings.json", "app/config.json", "options.json", "conf/site.json"]


def _settings(r: Dice) -> dict[str, object]:
    return {
        "port": r.randint(1000, 9000),
        "language": r.choice(["en", "fr", "de"]),
        "theme": r.choice(["dark", "light", "blue"]),
        "owner": r.choice(NAMES),
        "volume": r.randint(1, 10),
        "timeout": r.choice([5, 10, 30, 60]),
    }


def _people(r: Dice) -> list[dict[str, object]]:
    return [
        {"name": name, "age": age, "city": r.choice(["Rome", "Oslo", "Lyon", "Graz"])}
        for name, age in zip(r.sample(NAMES, 4), r.sample(range(16, 80), 4), strict=True)
    ]


@family("tables")
def json_value(r: Dice) -> Task:
    path, data = r.choice(_CONFIGS), _settings(r)
    key = r.choice(list(data))
    wordings = [
        "What is the <k> in <p>?",
        "Which <k> is set in <p>?",
        "Look up <k> in <p>.",
        "<p>: value of <k>?",
        "Our app reads <p> at the start. What <k> does it use?",
        "Read <p> and tell me the <k>.",
        "What value does <p> give for <k>?",
        "fr: Quelle est la valeur de <k> dans <p> ?",
        "es: ¿Qué valor tiene <k> en <p>?",
    ]
    code = "import json\nanswer(json.loads(files.read(<p!>))[<k!>])"
    return task(r, wordings, code, data[key], world={"files": {path: json.dumps(data)}}, p=path, k=key)


@family("tables")
def json_keys(r: Dice) -> Task:
    path, data = r.choice(_CONFIGS), _settings(r)
    keys = r.sample(list(data), 4)
    data = {key: data[key] for key in keys}
    wordings = [
        "Which settings are in <p>?",
        "List the keys of <p>.",
        "What can be set in <p>? Only the names.",
        "Top-level keys in <p>?",
        "Names of all the fields in <p>, please",
        "I have to document <p>. What entries does it have?",
        "de: Welche Schlüssel hat <p>?",
        "fr: Quelles clés y a-t-il dans <p> ?",
    ]
    code = "import json\nanswer(list(json.loads(files.read(<p!>))))"
    return task(r, wordings, code, keys, world={"files": {path: json.dumps(data, indent=2)}}, p=path)


@family("tables")
def json_nested(r: Dice) -> Task:
    path = r.choice(["config.json", "server.json", "deploy/settings.json"])
    data = {
        "database": {"host": r.choice(["db1", "db2", "local"]), "port": r.randint(3000, 6000)},
        "mail": {"host": r.choice(["mx1", "mx2", "post"]), "port": r.randint(20, 999)},
    }
    a, b = r.choice(list(data)), r.choice(["host", "port"])
    wordings = [
        "What is the <b> of the <a> in <p>?",
        "<p>: <a>, then <b>. Which value?",
        "In <p>, under <a>, what's the <b>?",
        "Look up <a>.<b> in <p>.",
        "I can't reach the <a>. Which <b> does <p> have for it?",
        "Get me the <a> <b> from <p>.",
        "es: ¿Qué <b> hay en <a> dentro de <p>?",
        "de: Welcher <b> steht in <p> unter <a>?",
    ]
    code = "import json\nanswer(json.loads(files.read(<p!>))[<a!>][<b!>])"
    return task(r, wordings, code, data[a][b], world={"files": {path: json.dumps(data)}}, p=path, a=a, b=b)


@family("tables")
def json_list_average(r: Dice) -> Task:
    path, people = r.choice(["people.json", "members.json", "users.json"]), _people(r)
    ages = [int(str(person["age"])) for person in people]
    en, es, code, value = r.choice(
        [
            ("average age", "edad media", "round(sum(ages) / len(ages), 2)", round(sum(ages) / len(ages), 2)),
            ("highest age", "edad máxima", "max(ages)", sorted(ages)[-1]),
            ("lowest age", "edad mínima", "min(ages)", sorted(ages)[0]),
            ("sum of the ages", "suma de las edades", "sum(ages)", sum(ages)),
        ]
    )
    wordings = [
        "What is the <w> in <p>?",
        "<p> is a list of people with name, age and city. <w>?",
        "Compute the <w> of the people in <p>.",
        "Our club keeps its members in <p>. I'd like the <w>.",
        "Read <p> and work out the <w>.",
        "<w> from <p>",
        "es: ¿Cuál es la <w> en <p>?",
        "es: En <p> hay personas con name, age y city. Dime la <w>.",
    ]
    code = f'import json\nages = [person["age"] for person in json.loads(files.read(<p!>))]\nanswer({code})'
    world = {"files": {path: json.dumps(people)}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "es": es})


@family("tables")
def json_filter(r: Dice) -> Task:
    path, people = r.choice(["people.json", "members.json", "users.json"]), _people(r)
    city = str(r.choice(people)["city"])
    wordings = [
        "Who in <p> lives in <c>?",
        "Names of everyone from <c> in <p>?",
        "<p> is a list of people with name, age and city. Which names have the city <c>?",
        "I'm going to <c>. Whom from <p> could I visit there?",
        "Filter <p> by city <c> and give me the names.",
        "People in <c>, according to <p>",
        "fr: Qui habite à <c> d'après <p> ?",
        "de: Wer aus <p> wohnt in <c>?",
    ]
    code = 'import json\nanswer([person["name"] for person in json.loads(files.read(<p!>)) if person["city"] == <c!>])'
    value = [person["name"] for person in people if person["city"] == city]
    return task(r, wordings, code, value, world={"files": {path: json.dumps(people)}}, p=path, c=city)


@family("tables")
def json_count(r: Dice) -> Task:
    path, people, n = r.choice(["people.json", "members.json", "users.json"]), _people(r), r.randint(20, 70)
    wordings = [
        "How many people in <p> are older than <n>?",
        "<p> lists people with their age. How many are over <n>?",
        "Count the entries of <p> with age above <n>.",
        "Members older than <n> pay less. How many are there in <p>?",
        "Number of people over <n> in <p>?",
        "In the JSON file <p>: how many have an age greater than <n>?",
        "de: Wie viele Personen in <p> sind älter als <n>?",
        "fr: Combien de personnes de <p> ont plus de <n> ans ?",
    ]
    code = 'import json\nanswer(sum(1 for person in json.loads(files.read(<p!>)) if person["age"] > <n>))'
    value = len([person for person in people if int(str(person["age"])) > n])
    return task(r, wordings, code, value, world={"files": {path: json.dumps(people)}}, p=path, n=n)


@family("tables")
def json_set(r: Dice) -> Task:
    path, data = r.choice(_CONFIGS), _settings(r)
    key, value = r.choice(
        [
            ("port", r.randint(1000, 9000)),
            ("volume", r.randint(1, 10)),
            ("timeout", 90),
            ("theme", "green"),
            ("language", "es"),
        ]
    )
    wordings = [
        "Set <k> to <v> in <p>.",
        "Change the <k> in <p> to <v>.",
        "In <p> the <k> must be <v>.",
        "The <k> in our settings is wrong. Make it <v>; the file is <p>.",
        "<p>: <k> = <v> please",
        "Update <p> so that <k> is <v>.",
        "fr: Mets <k> à <v> dans <p>.",
        "es: Pon <k> a <v> en <p>.",
    ]
    code = 'import json\ndata = json.loads(files.read(<p!>))\ndata[<k!>] = <v!>\nfiles.write(<p!>, json.dumps(data, indent=2) + "\\n")'
    after = json.dumps({**data, key: value}, indent=2) + "\n"
    before = json.dumps(data, indent=2) + "\n"
    return work(r, wordings, code, "changed", {path: before}, {path: after}, p=path, k=key, v=value)


@family("tables")
def json_write(r: Dice) -> Task:
    path, name, age = (
        r.choice(["person.json", "user.json", "data/me.json", "profile.json"]),
        r.choice(NAMES),
        r.randint(18, 80),
    )
    city = r.choice(["Rome", "Oslo", "Lyon", "Graz"])
    wordings = [
        "Write a JSON file <p> with name <n>, age <a> and city <c>.",
        "Save as JSON in <p>: name <n>, age <a>, city <c>.",
        "Make <p>, a JSON object with name = <n>, age = <a>, city = <c>.",
        "<n> is <a> and lives in <c>. Put name, age and city into <p> as JSON.",
        "I need <p> for a test: {name: <n>, age: <a>, city: <c>}.",
        "Create <p> in JSON format, fields name (<n>), age (<a>) and city (<c>).",
        "de: Schreib <p> als JSON mit name <n>, age <a> und city <c>.",
        "es: Crea <p> en JSON con name <n>, age <a> y city <c>.",
    ]
    data = {"name": name, "age": age, "city": city}
    code = 'import json\nfiles.write(<p!>, json.dumps(<d!>, indent=2) + "\\n")'
    after = f'{{\n  "name": "{name}",\n  "age": {age},\n  "city": "{city}"\n}}\n'
    return work(r, wordings, code, "wrote", {}, {path: after}, p=path, n=name, a=age, c=city, d=data)


@family("tables")
def ini_value(r: Dice) -> Task:
    path = r.choice(["app.ini", "setup.cfg", "settings.ini", ".env", "server.conf"])
    pairs = {
        "port": str(r.randint(1000, 9000)),
        "host": r.choice(["localhost", "db1", "mail.home"]),
        "debug": r.choice(["on", "off"]),
        "user": r.choice(NAMES).lower(),
    }
    key = r.choice(list(pairs))
    wordings = [
        "What is <k> set to in <p>?",
        "Value of <k> in <p>?",
        "Which <k> does <p> have?",
        "Look into <p>: <k> = ?",
        "The program takes <k> from <p>. What is it?",
        "Read the <k> out of <p>. It has lines like key = value.",
        "fr: Quelle valeur a <k> dans <p> ?",
        "de: Worauf ist <k> in <p> gesetzt?",
    ]
    text = ("" if path == ".env" else "[main]\n") + "".join(
        f"{name} = {value}\n" for name, value in pairs.items()
    )
    code = 'answer(files.search("^<k> =", <p!>)[0]["text"].split(" = ")[1])'
    return task(r, wordings, code, pairs[key], world={"files": {path: text}}, p=path, k=key)


@family("tables")
def ini_set(r: Dice) -> Task:
    path = r.choice(["app.ini", "setup.cfg", "settings.ini", "server.conf"])
    old, new = r.sample(range(1000, 9000), 2)
    key = r.choice(["port", "limit", "size", "width"])
    text = f"[main]\nhost = localhost\n{key} = {old}\ndebug = off\n"
    wordings = [
        "In <p>, change <k> from <o> to <n>.",
        "Set <k> = <n> in <p> (it is <o> now).",
        "<p> has <k> = <o>. It should be <n>.",
        "Somebody set <k> to <o> in <p>, but we need <n>. Correct it.",
        "<k> in <p>: <o> -> <n>",
        "Update the line <k> = <o> of <p>, new value <n>.",
        "es: En <p>, cambia <k> de <o> a <n>.",
        "de: Ändere <k> in <p> von <o> auf <n>.",
    ]
    leaves: dict[str, str | None] = {path: f"[main]\nhost = localhost\n{key} = {new}\ndebug = off\n"}
    code = 'files.edit(<p!>, "<k> = <o>", "<k> = <n>")'
    return work(r, wordings, code, "changed", {path: text}, leaves, p=path, k=key, o=old, n=new)
