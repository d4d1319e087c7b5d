"""Finding text, files and things to do in the workspace."""

import re

from agora.evals.families._desk import FILES, LINES, file_name, lines, text_of
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task

_TOPICS = ["garden", "report", "milk", "train", "meeting", "invoice", "kitchen", "Lena"]
_TODOS = [
    *(
        "fix the login page",
        "check the figures",
        "ask the lawyer",
        "add a picture",
        "call Omar back",
        "shorten this",
    ),
    *("find a better title", "remove the old price", "translate the last part", "compare with last year"),
]


def _notes(r: Dice, w: str, least: int = 3) -> dict[str, str]:
    """Return files of which the first mentions `w` for certain."""
    paths = r.sample(FILES, least)
    rows = {path: lines(r) for path in paths}
    rows[paths[0]].append(f"one more thing about the {w}" if w != "Lena" else "tell Lena")
    return {path: text_of(rows[path]) for path in sorted(paths)}


@family("files")
def files_that_mention(r: Dice) -> Task:
    w = r.choice(_TOPICS)
    files = _notes(r, w)
    wordings = [
        "Which files mention <w!>?",
        "In which file do I write about <w>?",
        "Find the files that contain <w>.",
        "grep -l <w>",
        "Where does the word <w> occur? Only the names of the files.",
        "I once wrote something with <w> in it. Which files could that be?",
        "Search my files for <w>: which ones have it?",
        "de: In welchen Dateien steht <w>?",
        "es: ¿Qué archivos contienen <w>?",
    ]
    code = 'answer(sorted({hit["path"] for hit in files.search(<w!>)}))'
    value = [path for path in sorted(files) if w in files[path]]
    return task(r, wordings, code, value, world={"files": files}, w=w)


@family("files")
def lines_that_mention(r: Dice) -> Task:
    w = r.choice(_TOPICS)
    files = _notes(r, w)
    wordings = [
        "Show all lines that contain <w!>.",
        "Search my files for <w> and show the lines.",
        "grep <w>",
        "Find every line with <w> in it.",
        "What did I note about <w>? Look through all the files.",
        "Which lines in my files mention <w>?",
        "Everything I wrote on <w>, line by line",
        "fr: Montre toutes les lignes qui contiennent <w>.",
        "es: Busca <w> en mis archivos y muestra las líneas.",
    ]
    value = [row for path in sorted(files) for row in files[path].split("\n") if w in row]
    code = 'answer([hit["text"] for hit in files.search(<w!>)])'
    return task(r, wordings, code, value, world={"files": files}, w=w)


@family("files")
def count_lines_with(r: Dice) -> Task:
    w, path = (
        r.choice(["error", "paid", "open", "late", "done"]),
        r.choice(["status.txt", "list.md", "orders.txt"]),
    )
    rows = [f"{name}: {r.choice(['error', 'paid', 'open', 'late', 'done'])}" for name in r.sample(NAMES, 7)]
    wordings = [
        "How many lines of <p> contain <w!>?",
        "grep -c <w> <p>",
        "Count the lines in <p> with <w> in them.",
        "<p> lists people with a status. How many are <w!>?",
        "Number of entries marked <w> in <p>?",
        "I need to know how many are <w> according to <p>.",
        "de: Wie viele Zeilen in <p> enthalten <w>?",
        "fr: Combien de lignes de <p> contiennent <w> ?",
    ]
    value = len([row for row in rows if row.endswith(w)])
    code = "answer(len(files.search(<w!>, <p!>)))"
    return task(r, wordings, code, value, world={"files": {path: text_of(rows)}}, w=w, p=path)


@family("files")
def line_number_of(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 5, 8)
    n = r.randrange(len(rows))
    wordings = [
        "On which line of <p> is <w!>?",
        "Line number of <w!> in <p>?",
        "Where in <p> does it say <w!>? I need the line number.",
        "grep -n <w!> <p>: which line?",
        "In <p> there is the sentence <w!>. Which line is that?",
        "Find <w!> in <p> and tell me the number of the line.",
        "es: ¿En qué línea de <p> está <w!>?",
        "de: In welcher Zeile von <p> steht <w!>?",
    ]
    code = 'answer(files.search(<w!>, <p!>)[0]["line"])'
    return task(r, wordings, code, n + 1, world={"files": {path: text_of(rows)}}, w=rows[n], p=path)


@family("files")
def list_todos(r: Dice) -> Task:
    paths, todos = r.sample(FILES, 2), r.sample(_TODOS, 3)
    files = {
        paths[0]: text_of([r.choice(LINES), f"TODO {todos[0]}", r.choice(LINES), f"TODO {todos[1]}"]),
        paths[1]: text_of([f"TODO {todos[2]}", r.choice(LINES)]),
    }
    wordings = [
        "What TODOs are in my files?",
        "List all TODO lines.",
        "Which TODOs are still open in the workspace?",
        "Collect every TODO from the files here.",
        "I marked unfinished places with TODO. Which are there?",
        "todos?",
        "Go through everything and show me the lines with TODO.",
        "fr: Quels TODO y a-t-il dans mes fichiers ?",
        "de: Welche TODOs stehen noch in den Dateien?",
    ]
    value = [row for path in sorted(files) for row in files[path].split("\n") if row.startswith("TODO")]
    code = 'answer([hit["text"] for hit in files.search("TODO")])'
    return task(r, wordings, code, value, world={"files": files})


@family("files")
def count_todos(r: Dice) -> Task:
    paths = r.sample(["main.py", "app.py", "src/load.py", "src/save.py", "util.py"], 2)
    todos = r.sample(_TODOS, r.randint(1, 4))
    files = {
        paths[0]: "x = 1\n" + "".join(f"# TODO {todo}\nx += 1\n" for todo in todos[1:]),
        paths[1]: f"def f():\n    return 2  # TODO {todos[0]}\n",
    }
    wordings = [
        "How many TODOs are there in the code?",
        "Count the TODO comments.",
        "Number of TODOs in this project?",
        "The code has TODO remarks. How many are left?",
        "How many places are marked TODO here?",
        "I want to know how much is unfinished: count TODO in all files.",
        "es: ¿Cuántos TODO quedan en el código?",
        "de: Wie viele TODOs gibt es im Projekt?",
    ]
    return task(r, wordings, 'answer(len(files.search("TODO")))', len(todos), world={"files": files})


@family("files")
def todos_of_person(r: Dice) -> Task:
    names, jobs = r.sample(NAMES, 3), r.sample(_TODOS, 4)
    who, path = names[0], r.choice(["minutes.md", "meeting.txt", "actions.txt", "week.md"])
    rows = [
        f"{names[0]}: {jobs[0]}",
        f"{names[1]}: {jobs[1]}",
        f"{names[0]}: {jobs[2]}",
        f"{names[2]}: {jobs[3]}",
    ]
    wordings = [
        "What does <n> have to do according to <p>?",
        "<p> says who does what. What are the jobs of <n>?",
        "Show the tasks of <n> in <p>.",
        "From <p>: everything assigned to <n>.",
        "<n> wants to know the own to-dos from <p>.",
        "Look into <p>. Which points belong to <n>?",
        "fr: Quelles sont les tâches de <n> dans <p> ?",
        "es: ¿Qué tiene que hacer <n> según <p>?",
    ]
    code = 'lines = files.read(<p!>).splitlines()\nanswer([line.split(": ")[1] for line in lines if line.startswith("<n>:")])'
    return task(r, wordings, code, [jobs[0], jobs[2]], world={"files": {path: text_of(rows)}}, n=who, p=path)


@family("files")
def find_named_file(r: Dice) -> Task:
    word = r.choice(["invoice", "budget", "letter", "photo", "contract", "recipe", "ticket"])
    folders = r.sample(["docs", "old", "home/papers", "work", "2025"], 2)
    paths = sorted(
        f"{folder}/{word}{r.choice(['_may', '_2024', '_new', '-final'])}.txt" for folder in folders
    )
    world = {"files": dict.fromkeys([*paths, "notes.txt", "docs/other.md"], "x\n")}
    wordings = [
        "Where is the file with <w!> in its name?",
        "Find files called something like <w>.",
        "find . -name '*<w>*'",
        "I saved a <w> somewhere. Search for the file name.",
        "Which files have <w> in their names?",
        "There must be a file named <w>-something. Where?",
        "fr: Où est le fichier dont le nom contient <w> ?",
        "de: Welche Dateien haben <w> im Namen?",
    ]
    return task(r, wordings, 'answer(files.list(pattern="*<w>*"))', paths, world=world, w=word)


@family("files")
def biggest_file(r: Dice) -> Task:
    paths = sorted(r.sample([name for name in FILES if name.endswith(".txt")], 3))
    sizes = dict(zip(paths, r.sample(range(2, 9), 3), strict=True))
    files = {path: "a line of twenty chars\n" * size for path, size in sizes.items()}
    f, most = r.choice([("max", "longest"), ("min", "shortest")])
    wordings = [
        "Which text file is the <w>?",
        "What's the <w> of my .txt files?",
        "Compare the .txt files: which one is <w>?",
        "<w> text file?",
        "I want to start with the <w> text. Which file is it?",
        "Find the .txt file that is <w>, just its name.",
        "es: ¿Cuál es el archivo .txt <w>?",
        "de: Welche .txt-Datei ist die <w>?",
    ]
    ranked = sorted(paths, key=sizes.__getitem__)
    word = {
        "en": most,
        "es": "más largo" if f == "max" else "más corto",
        "de": "längste" if f == "max" else "kürzeste",
    }
    code = 'sizes = {path: len(files.read(path)) for path in files.list(pattern="*.txt")}\nanswer(<f>(sizes, key=lambda path: sizes[path]))'
    return task(r, wordings, code, ranked[-1 if f == "max" else 0], world={"files": files}, w=word, f=f)


@family("files")
def count_over_files(r: Dice) -> Task:
    files = {
        path: text_of(lines(r, 2, 5))
        for path in sorted(r.sample([f for f in FILES if f.endswith(".txt")], 3))
    }
    en, fr, es, code, value = r.choice(
        [
            (
                "lines",
                "lignes",
                "líneas",
                "files.read(path).splitlines()",
                sum(t.count("\n") for t in files.values()),
            ),
            (
                "words",
                "mots",
                "palabras",
                "files.read(path).split()",
                len(re.findall(r"[^\s]+", "".join(files.values()))),
            ),
        ]
    )
    wordings = [
        "How many <w> do all text files have together?",
        "Count the <w> of every .txt file and add them up.",
        "Total number of <w> in the .txt files?",
        "I write in several .txt files. How many <w> is that overall?",
        "Sum over all .txt files: <w>",
        "What's the number of <w> across my text files?",
        "fr: Combien de <w> dans tous les fichiers .txt ensemble ?",
        "es: ¿Cuántas <w> tienen todos los archivos .txt juntos?",
    ]
    code = f'answer(sum(len({code}) for path in files.list(pattern="*.txt")))'
    return task(r, wordings, code, value, world={"files": files}, w={"en": en, "fr": fr, "es": es})


@family("files")
def find_emails(r: Dice) -> Task:
    people = r.sample(NAMES, r.randint(2, 4))
    mails = [f"{name.lower()}@{r.choice(['mail.com', 'post.org', 'home.net'])}" for name in people]
    path = r.choice(["contacts.txt", "people.md", "letter.txt", "minutes.md"])
    text = text_of(
        [f"{name} can be reached at {mail}, mornings" for name, mail in zip(people, mails, strict=True)]
    )
    wordings = [
        "Which email addresses are in <p>?",
        "Extract all e-mail addresses from <p>.",
        "I need the mail addresses that are hidden in <p>.",
        "<p>: list of emails",
        "Go through <p> and pick out every email address.",
        "Whom can I write to? Get the addresses with @ out of <p>.",
        "de: Welche E-Mail-Adressen stehen in <p>?",
        "fr: Quelles adresses e-mail y a-t-il dans <p> ?",
    ]
    code = 'import re\nanswer(re.findall(r"[\\w.]+@[\\w.]+\\w", files.read(<p!>)))'
    return task(r, wordings, code, mails, world={"files": {path: text}}, p=path)


@family("files")
def find_dates(r: Dice) -> Task:
    dates = [f"2026-{r.randint(1, 12):02}-{r.randint(1, 28):02}" for _ in range(r.randint(2, 4))]
    path = r.choice(["plan.md", "contract.txt", "project.md", "history.txt"])
    text = text_of(
        [f"{r.choice(['Review', 'Delivery', 'Meeting', 'Payment'])} on {day}, see above." for day in dates]
    )
    wordings = [
        "Which dates are in <p>?",
        "Extract the dates from <p>.",
        "<p> has dates like 2026-01-31. List them.",
        "Pull every date out of <p>.",
        "I have to put the dates from <p> into my calendar. Which are they?",
        "What days are mentioned in <p>?",
        "es: ¿Qué fechas aparecen en <p>?",
        "fr: Quelles dates trouve-t-on dans <p> ?",
    ]
    code = 'import re\nanswer(re.findall(r"\\d{4}-\\d\\d-\\d\\d", files.read(<p!>)))'
    return task(r, wordings, code, dates, world={"files": {path: text}}, p=path)


@family("files")
def headings(r: Dice) -> Task:
    titles = r.sample(
        ["Introduction", "Goals", "Costs", "Team", "Risks", "Method", "Results", "Outlook", "Thanks"], 4
    )
    path = r.choice(["report.md", "README.md", "docs/guide.md", "thesis.md"])
    text = "".join(f"# {title}\n\n{r.choice(LINES)}\n\n" for title in titles)
    wordings = [
        "What are the headings in <p>?",
        "List the section titles of <p>.",
        "Table of contents for <p>?",
        "Which chapters does <p> have?",
        "I want an outline of <p>: just the headings.",
        "<p> is Markdown. Show the headings in order.",
        "de: Welche Überschriften hat <p>?",
        "es: ¿Qué títulos hay en <p>?",
    ]
    code = 'answer([line[2:] for line in files.read(<p!>).splitlines() if line.startswith("# ")])'
    return task(r, wordings, code, titles, world={"files": {path: text}}, p=path)


@family("files")
def value_in_notes(r: Dice) -> Task:
    pairs = {
        "Wifi": r.choice(["tulip77", "blue-lamp", "oak4you"]),
        "Landlord": r.choice(NAMES),
        "Locker": str(r.randint(100, 999)),
        "Hotel": r.choice(["Blue Anchor", "Old Mill", "Seaview"]),
        "Gate": r.choice("ABC") + str(r.randint(1, 40)),
    }
    key = r.choice(list(pairs))
    path = r.choice(["info.txt", "facts.md", "trip.txt", "home/useful.txt"])
    word = key.lower()
    wordings = [
        "What does <p> say about <w>?",
        "Look up the <w> in <p>.",
        "I noted the <w> in <p>. What is it?",
        "<w>? It's somewhere in <p>",
        "In <p> each line is a name, a colon and a value. Give me the value for <w>.",
        "Check <p> for the <w> please.",
        "fr: Que dit <p> pour <w> ?",
        "de: Was steht in <p> bei <w>?",
    ]
    text = text_of([f"{name}: {value}" for name, value in pairs.items()])
    code = 'answer(files.search("(?i)<w>", <p!>)[0]["text"].split(": ")[1])'
    return task(r, wordings, code, pairs[key], world={"files": {path: text}}, w=word, p=path)


@family("files")
def python_functions(r: Dice) -> Task:
    names = r.sample("load save parse render total clean merge split_names fetch_rows report".split(), 3)
    path = r.choice(["tools.py", "app.py", "src/main.py", "helpers.py"])
    text = "import json\n\n\n" + "\n\n".join(f"def {name}(x):\n    return x\n" for name in names)
    wordings = [
        "Which functions does <p> define?",
        "List the functions in <p>.",
        "Names of all functions in <p>?",
        "What can I call from <p>? Only the function names.",
        "grep def <p> - names only please",
        "I inherited <p>. What functions are in there?",
        "es: ¿Qué funciones define <p>?",
        "fr: Quelles fonctions sont définies dans <p> ?",
    ]
    code = 'import re\nanswer(re.findall(r"def (\\w+)", files.read(<p!>)))'
    return task(r, wordings, code, names, world={"files": {path: text}}, p=path)
