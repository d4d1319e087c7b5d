"""Tools: files in the workspace, memory, programs, solvers, plans, questions back."""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

import json
from random import Random

from .families_stories import NAMES
from .tasks import Task, family, task

_FILES = "notes.txt todo.txt diary.md report.md letter.txt recipe.md ideas.txt log.txt summary.md draft.txt poem.txt speech.md".split()
_FOLDERS = ["", "", "", "docs/", "work/", "home/", "data/"]
_LINES = [
    "buy milk and bread",
    "call the dentist",
    "the meeting is on Tuesday",
    "pay the electricity bill",
    "water the plants",
    "book the flight to Rome",
    "TODO fix the kitchen tap",
    "finish the report",
    "ask Lena about the garden",
    "the garden needs water",
    "send the invoice",
    "TODO write to the bank",
    "error: disk is full",
    "clean the bicycle",
    "read two chapters",
    "order new paper",
    "error: no connection",
    "visit grandmother",
]


def _path(r: Random) -> str:
    return r.choice(_FOLDERS) + r.choice(_FILES)


def _text(r: Random, least: int = 3, most: int = 6) -> str:
    return "\n".join(r.sample(_LINES, r.randint(least, most))) + "\n"


def _table(r: Random) -> tuple[str, str, list[tuple[str, int]], str]:
    path = r.choice(
        ["sales.csv", "prices.csv", "staff.csv", "data/orders.csv", "scores.csv", "stock.csv", "expenses.csv"]
    )
    column = r.choice(["amount", "price", "hours", "points", "quantity", "cost"])
    rows = [
        (n, r.randint(3, 400))
        for n in r.sample([*NAMES[:8], "pens", "lamps", "desks", "cups"], r.randint(3, 5))
    ]
    return path, column, rows, f"name,{column}\n" + "".join(f"{n},{v}\n" for n, v in rows)


@family
def read_file(r: Random) -> Task:
    path, text = _path(r), _text(r)
    wordings = [
        "What is in <p>?",
        "Read <p>.",
        "Show me <p>.",
        "Open <p> please.",
        "What does <p> say?",
        "Print the contents of <p>.",
        "I want to see the file <p>.",
    ]
    return task(r, wordings, "answer(files.read(<p!>))", text, world={"files": {path: text}}, p=path)


@family
def count_in_file(r: Random) -> Task:
    path, text = _path(r), _text(r, 3, 7)
    what, code, value = r.choice(
        [
            ("lines", "len(text.splitlines())", text.count("\n")),
            ("words", "len(text.split())", len(text.replace("\n", " ").split(" ")) - 1),
            ("characters", "len(text)", sum(1 for _ in text)),
        ]
    )
    wordings = [
        "How many <w> are in <p>?",
        "Count the <w> of <p>.",
        "<p>: number of <w>?",
        "How many <w> does the file <p> have?",
        "Look into <p> and tell me how many <w> it has.",
        "What's the <w> count of <p>?",
    ]
    return task(
        r,
        wordings,
        "text = files.read(<p!>)\nanswer(<out>)",
        value,
        world={"files": {path: text}},
        p=path,
        w=what,
        out=code,
    )


@family
def count_word_in_file(r: Random) -> Task:
    path, text = _path(r), _text(r, 4, 8)
    w = r.choice(["the", "TODO", "error", "garden", r.choice(text.split())])
    wordings = [
        "How often does <w!> occur in <p>?",
        "Count how many times <p> contains the word <w>.",
        "How many times is <w> in <p>?",
        "In <p>, how often do you find <w!>?",
        "Number of times <w> appears in the file <p>?",
        "Search <p> for <w> and count it.",
    ]
    return task(
        r,
        wordings,
        "answer(files.read(<p!>).count(<w!>))",
        len(text.split(w)) - 1,
        world={"files": {path: text}},
        p=path,
        w=w,
    )


@family
def one_line(r: Random) -> Task:
    path, text = _path(r), _text(r)
    which, i = r.choice([("first", 0), ("last", -1), ("second", 1), ("third", 2)])
    wordings = [
        "What is the <w> line of <p>?",
        "Show me the <w> line in <p>.",
        "<w> line of <p>?",
        "Read me only the <w> line of <p>.",
        "How does the <w> line of <p> go?",
        "Which text is on the <w> line of <p>?",
    ]
    return task(
        r,
        wordings,
        "answer(files.read(<p!>).splitlines()[<i>])",
        text.split("\n")[i if i >= 0 else -2],
        world={"files": {path: text}},
        p=path,
        w=which,
        i=i,
    )


@family
def list_files(r: Random) -> Task:
    paths = sorted({_path(r) for _ in range(5)} | {"main.py", "data/numbers.csv"})
    kind, code, value = r.choice(
        [
            ("all", "files.list()", paths),
            ("Markdown", 'files.list(pattern="*.md")', [p for p in paths if p[-3:] == ".md"]),
            ("text", 'files.list(pattern="*.txt")', [p for p in paths if p[-4:] == ".txt"]),
            ("Python", 'files.list(pattern="*.py")', ["main.py"]),
            ("CSV", 'files.list(pattern="*.csv")', ["data/numbers.csv"]),
        ]
    )
    count = r.random() < 0.4
    wordings = (
        (
            ["How many files are in the workspace?", "Count my files.", "How many files do I have here?"]
            if kind == "all"
            else [
                "How many <k> files are there?",
                "Count the <k> files.",
                "Number of <k> files in the workspace?",
            ]
        )
        if count
        else (
            [
                "Which files are here?",
                "List the files.",
                "What files do I have?",
                "Show me everything in the workspace.",
                "ls",
            ]
            if kind == "all"
            else [
                "List the <k> files.",
                "Which <k> files are there?",
                "Show all <k> files in the workspace.",
                "Do I have <k> files? Which?",
            ]
        )
    )
    return task(
        r,
        wordings,
        f"answer(len({code}))" if count else f"answer({code})",
        len(value) if count else value,
        world={"files": dict.fromkeys(paths, "x\n")},
        k=kind,
    )


@family
def find_text(r: Random) -> Task:
    paths = r.sample(_FILES, 3)
    w = r.choice(["garden", "TODO", "error", "report", "milk"])
    texts = {p: _text(r) for p in paths}
    texts[paths[0]] += f"{w} again\n"
    where = r.random() < 0.5
    wordings = (
        [
            "Which files mention <w!>?",
            "In which file do I write about <w>?",
            "Find the files that contain <w>.",
            "Where does the word <w> occur? Give me the files.",
            "Search my files for <w>: which ones have it?",
            "What files have <w> in them?",
        ]
        if where
        else [
            "Show all lines that contain <w!>.",
            "Search my files for <w> and show the lines.",
            "grep <w>",
            "Find every line with <w> in it.",
            "Which lines in my files mention <w>?",
            "Look for <w> in all files and print the lines.",
        ]
    )
    hits = [(p, line) for p in sorted(texts) for line in texts[p].split("\n") if w in line]
    code = (
        'answer(sorted({hit["path"] for hit in files.search(<w!>)}))'
        if where
        else 'answer([hit["text"] for hit in files.search(<w!>)])'
    )
    return task(
        r,
        wordings,
        code,
        sorted({p for p, _ in hits}) if where else [line for _, line in hits],
        world={"files": texts},
        w=w,
    )


@family
def csv_column(r: Random) -> Task:
    path, col, rows, text = _table(r)
    values = [v for _, v in rows]
    word, code, value = r.choice(
        [
            ("sum", "sum(values)", sum(values)),
            ("total", "sum(values)", sum(values)),
            ("average", "round(sum(values) / len(values), 2)", round(sum(values) / len(values), 2)),
            ("highest value", "max(values)", sorted(values)[-1]),
            ("lowest value", "min(values)", sorted(values)[0]),
        ]
    )
    wordings = [
        "What is the <w> of the column <c> in <p>?",
        "<p>: <w> of <c>?",
        "Open <p> and compute the <w> of <c>.",
        "Give me the <w> of <c> from <p>.",
        "In the table <p>, what is the <w> in the <c> column?",
        "I need the <w> of all <c> entries in <p>.",
    ]
    full = 'import csv\nvalues = [float(row["<c>"]) for row in csv.DictReader(files.read(<p!>).splitlines())]\nanswer(<out>)'
    return task(
        r, wordings, full, float(value), world={"files": {path: text}}, w=word, c=col, p=path, out=code
    )


@family
def csv_best_row(r: Random) -> Task:
    path, col, rows, text = _table(r)
    word, f = r.choice([("highest", "max"), ("lowest", "min"), ("biggest", "max"), ("smallest", "min")])
    picked = [v for _, v in rows].index((max if f == "max" else min)(v for _, v in rows))
    wordings = [
        "Who has the <w> <c> in <p>?",
        "Which name in <p> has the <w> <c>?",
        "Find the row with the <w> <c> in <p> and give its name.",
        "In <p>, whose <c> is the <w>?",
        "Look at <p>: which entry has the <w> <c>?",
        "<p>: name with the <w> <c>?",
    ]
    code = 'import csv\nrows = list(csv.DictReader(files.read(<p!>).splitlines()))\nanswer(<f>(rows, key=lambda row: float(row["<c>"]))["name"])'
    return task(r, wordings, code, rows[picked][0], world={"files": {path: text}}, w=word, c=col, p=path, f=f)


@family
def csv_count_rows(r: Random) -> Task:
    path, col, rows, text = _table(r)
    n = r.randint(20, 300)
    word, op = r.choice([("more than", ">"), ("less than", "<"), ("at least", ">=")])
    wordings = [
        "How many rows in <p> have a <c> of <w> <n>?",
        "Count the entries of <p> whose <c> is <w> <n>.",
        "In <p>, how many have <w> <n> <c>?",
        "<p>: number of rows with <c> <w> <n>?",
        "How many lines of the table <p> show a <c> <w> <n>?",
        "Tell me how many in <p> have <c> <w> <n>.",
    ]
    code = 'import csv\nrows = csv.DictReader(files.read(<p!>).splitlines())\nanswer(sum(1 for row in rows if float(row["<c>"]) <op> <n>))'
    value = sum(1 for _, v in rows if (v > n if op == ">" else v < n if op == "<" else v >= n))
    return task(r, wordings, code, value, world={"files": {path: text}}, c=col, p=path, n=n, w=word, op=op)


@family
def numbers_file(r: Random) -> Task:
    path, xs = (
        r.choice(["numbers.txt", "data/values.txt", "list.txt", "measurements.txt"]),
        [r.randint(1, 99) for _ in range(r.randint(4, 8))],
    )
    word, code, value = r.choice(
        [
            ("sum", "sum(numbers)", sum(xs)),
            ("average", "round(sum(numbers) / len(numbers), 2)", round(sum(xs) / len(xs), 2)),
            ("largest", "max(numbers)", sorted(xs)[-1]),
            ("smallest", "min(numbers)", sorted(xs)[0]),
            ("sorted list", "sorted(numbers)", sorted(xs)),
        ]
    )
    wordings = [
        "<p> has one number a line. What is the <w>?",
        "What's the <w> of the numbers in <p>?",
        "Read the numbers from <p> and give me the <w>.",
        "Take <p>: <w> of its numbers?",
        "Compute the <w> for the numbers stored in <p>.",
        "In <p> are numbers. I want the <w>.",
    ]
    return task(
        r,
        wordings,
        "numbers = [int(n) for n in files.read(<p!>).split()]\nanswer(<out>)",
        value,
        world={"files": {path: "\n".join(map(str, xs)) + "\n"}},
        p=path,
        w=word,
        out=code,
    )


@family
def json_file(r: Random) -> Task:
    path = r.choice(["config.json", "settings.json", "user.json", "app/config.json"])
    data = {
        "port": r.randint(1000, 9000),
        "language": r.choice(["en", "fr", "de"]),
        "debug": r.choice([True, False]),
        "name": r.choice(NAMES),
        "volume": r.randint(1, 10),
    }
    key = r.choice(list(data))
    wordings = [
        "What is the <k> in <p>?",
        "Which <k> is set in <p>?",
        "Look up <k> in <p>.",
        "<p>: value of <k>?",
        "Read <p> and tell me the <k>.",
        "What value does <p> give for <k>?",
    ]
    return task(
        r,
        wordings,
        "import json\nanswer(json.loads(files.read(<p!>))[<k!>])",
        data[key],
        world={"files": {path: json.dumps(data)}},
        p=path,
        k=key,
    )


@family
def write_file(r: Random) -> Task:
    path, line = _path(r), r.choice(_LINES)
    wordings = [
        "Create <p> with the text: <t>",
        "Write '<t>' to <p>.",
        "Save '<t>' in a file called <p>.",
        "Make a file <p> that says <t!>.",
        "Put the text '<t>' into <p>.",
        "Please store '<t>' as <p>.",
        "New file <p>: <t>",
    ]
    return task(
        r,
        wordings,
        'files.write(<p!>, <T!>)\nanswer("I wrote <p>.")',
        f"I wrote {path}.",
        p=path,
        t=line,
        T=line + "\n",
    )


@family
def write_computed(r: Random) -> Task:
    path, n = r.choice(["out.txt", "result.txt", "numbers.txt", "squares.txt", "table.txt"]), r.randint(5, 30)
    what, code = r.choice(
        [
            ("numbers from 1 to <n>", "range(1, <n> + 1)"),
            ("squares of 1 to <n>", "[i * i for i in range(1, <n> + 1)]"),
            ("even numbers up to <n>", "range(2, <n> + 1, 2)"),
            ("first <n> multiples of 7", "[7 * i for i in range(1, <n> + 1)]"),
            ("primes up to <n>", "[i for i in range(2, <n> + 1) if all(i % d for d in range(2, i))]"),
        ]
    )
    wordings = [
        "Write the <w> to <p>, one a line.",
        "Save the <w> in <p>.",
        "Make a file <p> with the <w>.",
        "I need the <w> in a file named <p>.",
        "Put the <w> into <p>, each on its own line.",
        "Create <p> containing the <w>.",
    ]
    full = 'numbers = <out>\nfiles.write(<p!>, "\\n".join(str(n) for n in numbers) + "\\n")\nanswer("I wrote <p>.")'
    return task(
        r,
        wordings,
        full,
        f"I wrote {path}.",
        p=path,
        w=what.replace("<n>", str(n)),
        out=code.replace("<n>", str(n)),
    )


@family
def append_line(r: Random) -> Task:
    path, text, line = _path(r), _text(r, 2, 4), r.choice(_LINES)
    wordings = [
        "Add the line '<t>' to <p>.",
        "Append '<t>' to <p>.",
        "Put '<t>' at the end of <p>.",
        "Add to <p>: <t>",
        "In <p>, add a last line that says '<t>'.",
        "Extend <p> by the line <t!>.",
    ]
    return task(
        r,
        wordings,
        'files.write(<p!>, files.read(<p!>) + <T!>)\nanswer("I added the line to <p>.")',
        f"I added the line to {path}.",
        world={"files": {path: text}},
        p=path,
        t=line,
        T=line + "\n",
    )


@family
def edit_file(r: Random) -> Task:
    path, text = _path(r), _text(r)
    old = r.choice([w for w in text.split() if w.isalpha()])
    new = r.choice(["Friday", "Paris", "Marco", "tea", "tomorrow", "blue", "station"])
    every = r.random() < 0.4
    wordings = (
        [
            "Replace every <o!> with <n!> in <p>.",
            "Change all occurrences of <o> to <n> in <p>.",
            "In <p>, swap <o> for <n> everywhere.",
            "Everywhere in <p> it says <o>. Make it <n>.",
        ]
        if every
        else [
            "In <p>, replace <o!> with <n!>.",
            "Change <o> to <n> in <p>.",
            "Edit <p>: <o> should be <n>.",
            "Fix <p>, it must say <n> instead of <o>.",
            "Correct <o> to <n> in the file <p>.",
        ]
    )
    code = 'files.edit(<p!>, <o!>, <n!><all>)\nanswer("I changed <o> to <n> in <p>.")'
    return task(
        r,
        wordings,
        code,
        f"I changed {old} to {new} in {path}.",
        world={"files": {path: text}},
        p=path,
        o=old,
        n=new,
        all=", all=True" if every else "",
    )


@family
def transform_file(r: Random) -> Task:
    a, b, text = (
        r.choice(["a.txt", "names.txt", "in.txt", "list.txt"]),
        r.choice(["b.txt", "out.txt", "sorted.txt", "new.txt"]),
        "\n".join(r.sample(NAMES, 5)) + "\n",
    )
    what, code = r.choice(
        [
            ("sort its lines", "sorted(lines)"),
            ("reverse the order of its lines", "lines[::-1]"),
            ("write every line in capitals", "[line.upper() for line in lines]"),
            ("remove duplicate lines", "list(dict.fromkeys(lines))"),
            ("number its lines", '[f"{i}. {line}" for i, line in enumerate(lines, 1)]'),
        ]
    )
    wordings = [
        "Take <a>, <w> and save the result as <b>.",
        "Read <a>, <w>, write it to <b>.",
        "For <a>: <w>. Put it in <b>.",
        "Please <w> of <a> and store it in <b>."
        if what.startswith("s")
        else "Take the file <a>, <w>, store it in <b>.",
        "From <a> make <b>: <w>.",
        "I have <a>. Make <b> from it: <w>.",
    ]
    full = 'lines = files.read(<a!>).splitlines()\nfiles.write(<b!>, "\\n".join(<out>) + "\\n")\nanswer("I wrote <b>.")'
    return task(r, wordings, full, f"I wrote {b}.", world={"files": {a: text}}, a=a, b=b, w=what, out=code)


@family
def across_files(r: Random) -> Task:
    texts = {p: _text(r, 2, 5) for p in r.sample([f for f in _FILES if f.endswith(".txt")], 3)}
    word, code, value = r.choice(
        [
            (
                "How many lines do all text files have together?",
                "sum(len(files.read(p).splitlines()) for p in paths)",
                sum(t.count("\n") for t in texts.values()),
            ),
            ("Which text file is the longest?", "max([(len(files.read(p)), p) for p in paths])[1]", ""),
            (
                "How many words are in all my text files?",
                "sum(len(files.read(p).split()) for p in paths)",
                sum(len(t.split()) for t in texts.values()),
            ),
        ]
    )
    value = value or sorted(texts, key=lambda p: (len(texts[p]), p))[-1]
    other = {
        "H": [
            "<q>",
            "<q> I mean the .txt files.",
            "Look at every .txt file. <q>",
            "One number please: <q>",
            "<q> Count them all.",
            "Over the whole workspace: <q>",
        ],
        "W": [
            "<q>",
            "Compare the .txt files. <q>",
            "<q> Only its name.",
            "Look at all .txt files. <q>",
            "Tell me: <q>",
            "<q> I mean by characters.",
        ],
    }["W" if word.startswith("Which") else "H"]
    return task(
        r,
        other,
        'paths = files.list(pattern="*.txt")\nanswer(<out>)',
        value,
        world={"files": texts},
        q=word,
        out=code,
    )


_FACTS = [
    ("birthday", "14 May"),
    ("sister's name", "Ana"),
    ("favourite colour", "green"),
    ("dog's name", "Rex"),
    ("phone number", "555 0134"),
    ("shoe size", "42"),
    ("flight number", "LH 431"),
    ("favourite food", "lasagne"),
    ("doctor", "Dr. Weber"),
    ("wifi password", "sunflower7"),
    ("boss", "Mr. Tanaka"),
    ("car", "an old Volvo"),
    ("home town", "Porto"),
    ("hobby", "climbing"),
    ("locker code", "2841"),
    ("anniversary", "3 June"),
    ("hotel", "the Blue Anchor"),
    ("allergy", "peanuts"),
    ("gym day", "Thursday"),
    ("teacher", "Mrs. Diaz"),
    ("street", "Elm Street 12"),
    ("budget", "300 euros"),
    ("train", "the 8:15"),
]


def _fact(r: Random) -> tuple[str, str]:
    key, value = r.choice(_FACTS)
    return key, r.choice([value, value, r.choice(NAMES) if key.endswith("name") else value])


@family
def remember_fact(r: Random) -> Task:
    key, value = _fact(r)
    wordings = [
        "Remember that my <k> is <v>.",
        "Please keep in mind: my <k> is <v>.",
        "My <k> is <v>. Don't forget it.",
        "Note that my <k> is <v>.",
        "For later: <v> is my <k>.",
        "Save this for me, my <k> is <v>.",
        "You should know that my <k> is <v>.",
        "My <k> is <v>, remember that.",
    ]
    return task(
        r,
        wordings,
        'remember("Your <k> is <v>.", about=<k!>)\nanswer("I will remember that your <k> is <v>.")',
        f"I will remember that your {key} is {value}.",
        k=key,
        v=value,
    )


@family
def remember_event(r: Random) -> Task:
    what, when = (
        r.choice(
            [
                "the dentist",
                "a meeting with Lena",
                "the school concert",
                "football practice",
                "a call with the bank",
                "dinner with Marco",
                "the exam",
            ]
        ),
        r.choice(
            [
                "on Monday at 9",
                "on Friday evening",
                "on 12 March",
                "tomorrow at 15:00",
                "next Tuesday",
                "on Sunday morning",
            ]
        ),
    )
    wordings = [
        "Remember: <e> is <w>.",
        "I have <e> <w>, please remember.",
        "Keep in mind that <e> is <w>.",
        "Don't let me forget, <e> <w>.",
        "Note down: <e>, <w>.",
        "<e> is <w>. Store that.",
    ]
    return task(
        r,
        wordings,
        'remember("You have <e> <w>.", about=<e!>)\nanswer("I noted it: <e> <w>.")',
        f"I noted it: {what} {when}.",
        e=what,
        w=when,
    )


@family
def recall_fact(r: Random) -> Task:
    key, value = _fact(r)
    known = r.random() < 0.7
    wordings = [
        "What is my <k>?",
        "Do you remember my <k>?",
        "Tell me my <k>.",
        "I forgot my <k>. What was it?",
        "What did I say my <k> is?",
        "my <k>?",
        "Can you look up my <k> in your memory?",
        "Which <k> did I tell you?",
    ]
    code = 'found = recall(<k!>)\nanswer(found[0]["text"] if found else "You have not told me your <k>.")'
    world = {"memories": [f"Your {key} is {value}."]} if known else {}
    return task(
        r,
        wordings,
        code,
        f"Your {key} is {value}." if known else f"You have not told me your {key}.",
        world=world,
        k=key,
    )


@family
def recall_topic(r: Random) -> Task:
    topic = r.choice(
        [
            "Lena",
            "the dentist",
            "the trip",
            "Rome",
            "the garden",
            "my exam",
            "the party",
            "Marco",
            "the car",
            "the budget",
        ]
    )
    memories = [f"{topic.capitalize()} was mentioned in May.", f"You talked about {topic}."][
        : r.randint(0, 2)
    ]
    wordings = [
        "What do you know about <t>?",
        "What did I tell you about <t>?",
        "Do you remember anything about <t>?",
        "Look in your memory for <t>.",
        "Remind me what I said about <t>.",
        "Everything you have stored about <t>, please.",
    ]
    code = 'found = recall(<t!>)\nanswer([item["text"] for item in found] if found else "I know nothing about <t> yet.")'
    return task(
        r,
        wordings,
        code,
        memories or f"I know nothing about {topic} yet.",
        world={"memories": memories},
        t=topic,
    )


@family
def recall_and_compute(r: Random) -> Task:
    key, n, k = (
        r.choice(["rent", "salary", "budget", "pocket money", "phone bill"]),
        r.randint(10, 300) * 10,
        r.randint(2, 12),
    )
    wordings = [
        "How much is my <k> in <n> months?",
        "My <k> times <n>, how much is that?",
        "What do <n> months of my <k> come to?",
        "Add up <n> months of my <k>.",
        "You know my <k> per month. What is it over <n> months?",
        "What's <n> times my <k>?",
    ]
    code = 'import re\ntext = recall(<k!>)[0]["text"]\nanswer(int(re.search(r"\\d+", text)[0]) * <n>)'
    return task(
        r, wordings, code, n * k, world={"memories": [f"Your {key} is {n} euros a month."]}, k=key, n=k
    )


@family
def python_program(r: Random) -> Task:
    n = r.randint(3, 12)
    what, body, value = r.choice(
        [
            (
                "prints the squares of 1 to <n>",
                "for i in range(1, <n> + 1):\n    print(i * i)",
                "".join(f"{i * i}\n" for i in range(1, n + 1)),
            ),
            (
                "counts down from <n> to 1",
                "for i in range(<n>, 0, -1):\n    print(i)",
                "".join(f"{i}\n" for i in range(n, 0, -1)),
            ),
            (
                "prints the <n> times table",
                "for i in range(1, 11):\n    print(<n> * i)",
                "".join(f"{n * i}\n" for i in range(1, 11)),
            ),
            ("says hello <n> times", 'for _ in range(<n>):\n    print("hello")', "hello\n" * n),
            (
                "draws a triangle of <n> rows of stars",
                'for i in range(1, <n> + 1):\n    print("*" * i)',
                "".join("*" * i + "\n" for i in range(1, n + 1)),
            ),
        ]
    )
    what, body = what.replace("<n>", str(n)), body.replace("<n>", str(n))
    wordings = [
        "Run a Python program that <w>.",
        "Write and run a program that <w>.",
        "I want a script that <w>. Show its output.",
        "Execute some Python that <w>.",
        "Make a small program which <w> and run it.",
        "Use Python to run something that <w>.",
    ]
    return task(r, wordings, "result = python(<b!>)\nanswer(result['stdout'])", value, w=what, b=body)


@family
def script_file(r: Random) -> Task:
    path, word = (
        r.choice(["hello.py", "greet.py", "main.py", "test.py", "show.py"]),
        r.choice(["Hello", "Good morning", "Welcome", "It works", "Bonjour"]),
    )
    wordings = [
        "Write a script <p> that prints '<t>' and run it.",
        "Create <p>, it should print <t!>, then run it.",
        "Make <p> printing '<t>' and show what it gives.",
        "I need <p>: a program that says '<t>'. Run it too.",
        "Save a Python program that prints '<t>' as <p> and execute it.",
        "Put print('<t>') in <p> and run the file.",
    ]
    code = 'files.write(<p!>, "print(<t!>)\\n")\nresult = shell("python <p>")\nanswer(result["stdout"])'
    return task(
        r, wordings, code, word + "\n", world={"commands": {f"python {path}": word + "\n"}}, p=path, t=word
    )


@family
def run_command(r: Random) -> Task:
    command, out, asks = r.choice(
        [
            ("git status", "nothing to commit\n", ["Show me the git status.", "What does git status say?"]),
            ("pytest -q", "5 passed\n", ["Run the tests.", "Do the tests pass?", "Run pytest."]),
            (
                "python --version",
                "Python 3.12.1\n",
                ["Which Python version is installed?", "python --version"],
            ),
            ("df -h", "/dev/sda 40G\n", ["How much disk space is free?", "Show the disk usage."]),
            ("ls -la", "total 4\n", ["Run ls -la.", "Run the command ls -la."]),
            ("make", "done\n", ["Run make.", "Build it with make."]),
            ("git log --oneline", "a1b2 first\n", ["Show the git history.", "List the commits."]),
            ("uname -a", "Linux\n", ["Which system is this?", "Run uname -a."]),
        ]
    )
    wordings = [
        *asks,
        *asks,
        "Run `<c>` for me.",
        "Execute <c> in the shell.",
        "What does `<c>` print?",
        "Type <c> in the terminal and show the output.",
        "shell: <c>",
    ]
    return task(
        r,
        wordings,
        "result = shell(<c!>)\nanswer(result['stdout'])",
        out,
        world={"commands": {command: out}},
        c=command,
    )


@family
def fetch_page(r: Random) -> Task:
    url = r.choice(
        [
            "https://example.org",
            "https://example.com/news",
            "https://docs.example.org/start",
            "https://www.example.net/a.txt",
        ]
    )
    text = "Welcome to the example page. It explains examples."
    what, code, value = r.choice(
        [
            ("contents", "page", text),
            ("number of words", "len(page.split())", text.count(" ") + 1),
            ("first 20 characters", "page[:20]", text[:20]),
        ]
    )
    wordings = [
        "Fetch <u> and show me its <w>.",
        "What is the <w> of <u>?",
        "Open the page <u>: <w>?",
        "Get <u> and give me the <w>.",
        "Download <u>. I want the <w>.",
        "Load <u> and tell me the <w>.",
    ]
    return task(
        r,
        wordings,
        "page = web.fetch(<u!>)\nanswer(<out>)",
        value,
        world={"pages": {url: text}},
        u=url,
        w=what,
        out=code,
    )


@family
def sat_two_unknowns(r: Random) -> Task:
    x, y, a, b = r.randint(1, 15), r.randint(1, 15), r.randint(2, 9), r.randint(2, 9)
    wordings = [
        "Find whole numbers x and y with x + y = <s> and <a>x + <b>y = <t>.",
        "x + y = <s>, <a>x + <b>y = <t>. What are x and y?",
        "Solve the system x + y = <s>, <a>x + <b>y = <t> in whole numbers.",
        "Which x and y satisfy x + y = <s> and <a>x + <b>y = <t>?",
        "Two equations: x + y = <s> and <a>x + <b>y = <t>. Solve.",
        "Give me x and y such that <a>x + <b>y = <t> while x + y = <s>.",
    ]
    if a == b:
        b += 1
    code = 'found = solve.sat({"x": [0, <s>], "y": [0, <s>]}, ["x + y == <s>", "<a> * x + <b> * y == <t>"])\nanswer(f"x = {found[\'x\']}, y = {found[\'y\']}")'
    return task(r, wordings, code, f"x = {x}, y = {y}", s=x + y, t=a * x + b * y, a=a, b=b)


@family
def sat_buy(r: Random) -> Task:
    p, q = r.sample(range(2, 12), 2)
    x, y = r.randint(1, 9), r.randint(1, 9)
    one, two = r.sample(
        ["adult tickets", "child tickets", "cakes", "pies", "pens", "books", "roses", "lilies"], 2
    )
    wordings = [
        "<A> sold <n> things: <x> at <p> euros and <y> at <q> euros, for <t> euros. How many <x>?",
        "<n> items, <x> cost <p> and <y> cost <q>, the total is <t>. How many of each?",
        "I bought <x> for <p> dollars each and <y> for <q> dollars each. <n> pieces, <t> dollars. How many of each?",
        "<x> are <p> each, <y> are <q> each; <n> of them came to <t>. How many were there of each?",
        "With <x> at <p> and <y> at <q>, <n> of them cost <t>. Find the numbers.",
        "Total <t> for <n>: <x> (<p> each) and <y> (<q> each). How many of each kind?",
    ]
    code = 'found = solve.sat({"a": [0, <n>], "b": [0, <n>]}, ["a + b == <n>", "<p> * a + <q> * b == <t>"])\nanswer(f"{found[\'a\']} <x> and {found[\'b\']} <y>")'
    return task(
        r,
        wordings,
        code,
        f"{x} {one} and {y} {two}",
        n=x + y,
        t=p * x + q * y,
        p=p,
        q=q,
        x=one,
        y=two,
        A=r.choice(NAMES),
    )


@family
def sat_assign(r: Random) -> Task:
    names = r.sample(NAMES, 3)
    things = r.sample(["cat", "dog", "fish", "bird", "horse"], 3)
    truth = dict(zip(names, things, strict=True))
    a, b = names[0], names[1]
    facts = f"{a} doesn't have the {things[1]}, {a} doesn't have the {things[2]} and {b} doesn't have the {things[2]}"
    goal = r.choice(things)
    owner = next(n for n in names if truth[n] == goal)
    wordings = [
        "<N> own a <T>. <f>. Who has the <g>?",
        "Three people, <N>, and three pets: <T>. <f>. Who owns the <g>?",
        "<f>. The pets are <T>, the people <N>. Whose is the <g>?",
        "Puzzle: <N> each have one of <T>. <f>. Who has the <g>?",
        "Logic: <N>; <T>. <f>. Owner of the <g>?",
        "Each of <N> has one pet (<T>). <f>. So who has the <g>?",
    ]
    code = 'names, pets = <n>, <t>\nfound = solve.sat({n: [0, 2] for n in names}, ["distinct(<x>, <y>, <z>)", "<x> != 1", "<x> != 2", "<y> != 2"])\nanswer([n for n in names if found[n] == pets.index("<g>")][0])'
    return task(
        r,
        wordings,
        code,
        owner,
        N=", ".join(names),
        T=", ".join(things),
        f=facts,
        g=goal,
        n=names,
        t=things,
        x=names[0],
        y=names[1],
        z=names[2],
    )


@family
def knapsack(r: Random) -> Task:
    xs = [r.randint(1, 12) for _ in range(3)]
    vs = [r.randint(1, 20) for _ in range(3)]
    cap = r.randint(max(xs), sum(xs))
    best = max(
        sum(v for v, k in zip(vs, pick, strict=True) if k)
        for pick in [(i & 1, i >> 1 & 1, i >> 2) for i in range(8)]
        if sum(x for x, k in zip(xs, pick, strict=True) if k) <= cap
    )
    wordings = [
        "A bag holds <c> kg. Item a weighs <x> kg, worth <u>; b <y> kg, worth <v>; c <z> kg, worth <w>. What is the greatest worth I can carry?",
        "Choose among a (<x> kg, value <u>), b (<y> kg, value <v>), c (<z> kg, value <w>) with at most <c> kg. Highest value?",
        "Knapsack of <c> kg: weights <x>, <y>, <z>; values <u>, <v>, <w>. Best total value?",
        "With room for <c> kg, which total value is the best: <x> kg/<u>, <y> kg/<v>, <z> kg/<w>?",
        "My rucksack takes <c> kg. Things of <x>, <y> and <z> kg are worth <u>, <v> and <w>. What is the most valuable load?",
        "Weights <x>, <y>, <z> and worths <u>, <v>, <w>, limit <c>. Maximum worth?",
    ]
    code = 'found = solve.sat({"a": [0, 1], "b": [0, 1], "c": [0, 1]}, ["<x> * a + <y> * b + <z> * c <= <c>"], maximize="<u> * a + <v> * b + <w> * c")\nanswer(<u> * found["a"] + <v> * found["b"] + <w> * found["c"])'
    return task(r, wordings, code, best, c=cap, x=xs[0], y=xs[1], z=xs[2], u=vs[0], v=vs[1], w=vs[2])


@family
def schedule(r: Random) -> Task:
    a, b, c = r.sample(["wash", "paint", "dry", "cut", "glue", "pack", "cook", "clean", "print", "test"], 3)
    p, q, s = (r.randint(1, 9) for _ in range(3))
    chain = r.random() < 0.5
    rule = f"{b} comes after {a} and {c} after {b}" if chain else f"{c} can only start after {a} and {b}"
    value = p + q + s if chain else max(p, q) + s
    wordings = [
        "<a> takes <p> hours, <b> <q> hours, <c> <s> hours. <R>. How long does it all take at least?",
        "Jobs: <a> (<p> h), <b> (<q> h), <c> (<s> h). <R>. When can everything be finished?",
        "Schedule <a> for <p>, <b> for <q> and <c> for <s> hours, where <rule>. What's the shortest total time?",
        "<R>. Durations: <a> <p>, <b> <q>, <c> <s>. Earliest finish?",
        "If <rule>, and <a> lasts <p>, <b> <q>, <c> <s> hours, how soon are we done?",
        "How many hours until all is done? <a> <p> h, <b> <q> h, <c> <s> h; <rule>.",
    ]
    after = (
        f'"{b}": {{"duration": {q}, "after": ["{a}"]}}, "{c}": {{"duration": {s}, "after": ["{b}"]}}'
        if chain
        else f'"{b}": {{"duration": {q}}}, "{c}": {{"duration": {s}, "after": ["{a}", "{b}"]}}'
    )
    code = 'found = solve.schedule({"<a>": {"duration": <p>}, <x>})\nanswer(found["makespan"])'
    return task(
        r,
        wordings,
        code,
        value,
        a=a,
        b=b,
        c=c,
        p=p,
        q=q,
        s=s,
        rule=rule,
        R=rule[0].upper() + rule[1:],
        x=after,
    )


@family
def plan_and_do(r: Random) -> Task:
    a, b = r.sample([f for f in _FILES if f.endswith(".txt")], 2)
    out = r.choice(["total.txt", "count.txt", "result.txt"])
    x, y = _text(r), _text(r)
    wordings = [
        "Make a plan and then do it: count the lines of <a> and <b> and write the total to <o>.",
        "Plan first, then count the lines in <a> and in <b> and save their sum in <o>.",
        "Step by step with a plan: lines of <a> plus lines of <b> into <o>.",
        "I want a plan and its execution. <a> and <b>: total number of lines, stored in <o>.",
        "With a plan, please: add up the line counts of <a> and <b>, then put the sum in <o>.",
        "Work by a plan. Write to <o> how many lines <a> and <b> have together.",
    ]
    code = 'plan(["Count the lines of <a> and <b>", "Write the total to <o>"])\ntotal = len(files.read(<a!>).splitlines()) + len(files.read(<b!>).splitlines())\nfiles.write(<o!>, f"{total}\\n")\nanswer(total)'
    return task(
        r, wordings, code, x.count("\n") + y.count("\n"), world={"files": {a: x, b: y}}, a=a, b=b, o=out
    )


@family
def make_plan(r: Random) -> Task:
    goal, steps = r.choice(
        [
            (
                "a birthday party",
                ["Choose a date", "Invite the guests", "Buy food and drinks", "Decorate the room"],
            ),
            ("a trip to Rome", ["Choose the dates", "Book the train", "Book a hotel", "Pack the bag"]),
            ("a school report", ["Choose a topic", "Collect sources", "Write a draft", "Check the text"]),
            ("moving house", ["Rent a van", "Pack the boxes", "Load the van", "Unpack"]),
            (
                "a vegetable garden",
                ["Choose a sunny place", "Prepare the soil", "Sow the seeds", "Water the plants"],
            ),
            (
                "a job interview",
                ["Read about the company", "Prepare questions", "Choose clothes", "Leave early"],
            ),
            ("an exam", ["List the topics", "Study a topic a day", "Do old exams", "Sleep well"]),
        ]
    )
    wordings = [
        "Make a plan for <g>.",
        "Plan <g> for me.",
        "I need a plan for <g>.",
        "How should I plan <g>? Write the steps down as a plan.",
        "Set up a step by step plan: <g>.",
        "Please plan <g>.",
    ]
    return task(r, wordings, "steps = <s>\nplan(steps)\nanswer(steps)", steps, g=goal, s=steps)


@family
def ask_which(r: Random) -> Task:
    path, text = _path(r), _text(r)
    what, code, value = r.choice(
        [
            ("Read my file.", "files.read(path)", text),
            ("How many lines has the file?", "len(files.read(path).splitlines())", text.count("\n")),
            ("Open the file for me.", "files.read(path)", text),
            ("Count the words in the file.", "len(files.read(path).split())", len(text.split())),
            ("What does the file say?", "files.read(path)", text),
            ("How long is the document, in lines?", "len(files.read(path).splitlines())", text.count("\n")),
            ("Show me the document.", "files.read(path)", text),
        ]
    )
    return task(
        r,
        ["<q>"],
        'path = ask_user("Which file do you mean?")\nanswer(<out>)',
        value,
        world={"files": {path: text}, "person": path},
        q=what,
        out=code,
    )


@family
def ask_missing_number(r: Random) -> Task:
    n, p = r.randint(20, 900), r.choice([5, 10, 15, 20, 25])
    wordings, question, code, value = r.choice(
        [
            (
                [
                    "What is <p>% of my salary?",
                    "Take <p> percent of my income.",
                    "How much do I save if I put away <p>% of my pay?",
                ],
                "How much do you earn?",
                "answer(round(float(n) * <p> / 100, 2))",
                round(n * p / 100, 2),
            ),
            (
                [
                    "How much is a <p>% tip on the bill?",
                    "What tip do I leave at <p>%?",
                    "Tip of <p> percent, how much is it?",
                ],
                "How much is the bill?",
                "answer(round(float(n) * <p> / 100, 2))",
                round(n * p / 100, 2),
            ),
            (
                [
                    "What does it cost after <p>% discount?",
                    "<p>% off, what do I pay?",
                    "The price after a rebate of <p> percent?",
                ],
                "What is the original price?",
                "answer(round(float(n) * (1 - <p> / 100), 2))",
                round(n * (1 - p / 100), 2),
            ),
            (
                [
                    "How long do I need for <p> km?",
                    "When will I have walked <p> km?",
                    "Travel time for <p> km?",
                ],
                "How fast are you, in km/h?",
                "answer(round(<p> / float(n), 2))",
                round(p / n, 2),
            ),
        ]
    )
    return task(r, wordings, "n = ask_user(<q!>)\n" + code, value, world={"person": str(n)}, p=p, q=question)


@family
def ask_born(r: Random) -> Task:
    year, then = r.randint(1940, 2015), r.randint(2027, 2060)
    wordings = [
        "How old will I be in <y>?",
        "What's my age in <y>?",
        "In <y>, how old am I?",
        "My age in the year <y>?",
        "Work out how old I'm going to be in <y>.",
        "When it is <y>, what age will I have?",
    ]
    return task(
        r,
        wordings,
        'born = ask_user("In which year were you born?")\nanswer(<y> - int(born))',
        then - year,
        world={"person": str(year)},
        y=then,
    )


@family
def ask_unit(r: Random) -> Task:
    n = r.randint(2, 200)
    unit, code, value = r.choice(
        [
            ("kilograms", "{'pounds': 0.453592, 'ounces': 0.0283495, 'stone': 6.35029}", 0.453592),
            ("metres", "{'pounds': 0, 'feet': 0.3048, 'yards': 0.9144}", 0.3048),
        ]
    )
    reply = "pounds" if unit == "kilograms" else "feet"
    code = code.replace("'pounds': 0, ", "")
    choices = ["pounds", "ounces", "stone"] if unit == "kilograms" else ["feet", "yards"]
    wordings = [
        "Convert <n> to <u>.",
        "What is <n> in <u>?",
        "<n> in <u>",
        "How many <u> is <n>?",
        "Give me <n> in <u>.",
        "Change <n> into <u>.",
    ]
    return task(
        r,
        wordings,
        'factors = <f>\nunit = ask_user("From which unit?", <c>)\nanswer(f"{round(<n> * factors[unit], 2)} <u>")',
        f"{round(n * value, 2)} {unit}",
        world={"person": reply},
        n=n,
        u=unit,
        f=code,
        c=choices,
    )


@family
def check_claim(r: Random) -> Task:
    a, b = r.randint(3, 60), r.randint(3, 60)
    right = r.random() < 0.5
    c = a * b if right else a * b + r.choice([-10, -1, 1, 2, 10])
    wordings = [
        "Is it true that <a> times <b> is <c>?",
        "My friend says <a> * <b> = <c>. Is that right?",
        "Check: <a> x <b> = <c>",
        "Is <c> the correct product of <a> and <b>?",
        "I calculated <a> * <b> and got <c>. Correct?",
        "<a> * <b> is <c>, isn't it?",
    ]
    return task(
        r,
        wordings,
        'result = <a> * <b>\nanswer("Yes, that is right." if result == <c> else f"No, it is {result}.")',
        "Yes, that is right." if right else f"No, it is {a * b}.",
        a=a,
        b=b,
        c=c,
    )
