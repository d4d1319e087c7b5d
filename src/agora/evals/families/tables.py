"""Small tables in a message: CSV, Markdown and plain lines, with totals, look-ups, filters and groups."""

from agora.evals.families._pools import LISTS, NAMES
from agora.evals.task import Dice, Task, family, task

_HEAD = "import csv\nrows = list(csv.DictReader(<t!>.splitlines()))\n"


def _csv(r: Dice) -> tuple[str, str, list[tuple[str, int]]]:
    column, low, high = r.choice(
        [("age", 18, 80), ("points", 1, 100), ("price", 2, 300), ("hours", 1, 60), ("stock", 0, 90)]
    )
    who = r.choice([NAMES, LISTS[0], LISTS[8]])
    rows = list(zip(r.sample(who, r.randint(3, 4)), r.sample(range(low, high), 4), strict=False))
    return f"name,{column}\n" + "\n".join(f"{a},{n}" for a, n in rows), column, rows


@family("tables")
def said_csv_total(r: Dice) -> Task:
    t, c, rows = _csv(r)
    wordings = [
        "What is the total <c> in this CSV?\n<t>",
        "<t>\n\nAdd up the column <c>.",
        "Here is a table:\n<t>\nI need the sum of <c>.",
        "sum of <c>:\n<t>",
        "My spreadsheet export looks like this:\n<t>\nHow much is <c> altogether?",
        "CSV data:\n<t>\nTotal of the <c> values, please.",
        "Sum the <c> figures for me.\n<t>",
        "fr: Quel est le total de la colonne <c> ?\n<t>",
        "de: Wie groß ist die Summe der Spalte <c>?\n<t>",
    ]
    code = _HEAD + 'answer(sum(int(row["<c>"]) for row in rows))'
    return task(r, wordings, code, sum(n for _, n in rows), t=t, c=c)


@family("tables")
def csv_average(r: Dice) -> Task:
    t, c, rows = _csv(r)
    wordings = [
        "What is the average <c> in this CSV?\n<t>",
        "<t>\n\nMean of the column <c>?",
        "From this table I need the mean <c>, two decimals.\n<t>",
        "average <c>:\n<t>",
        "Everyone is in this file:\n<t>\nOn average, what is the <c>?",
        "Compute the mean of <c> here:\n<t>",
        "es: ¿Cuál es la media de la columna <c>?\n<t>",
        "fr: Quelle est la moyenne de la colonne <c> ?\n<t>",
    ]
    code = _HEAD + 'values = [int(row["<c>"]) for row in rows]\nanswer(round(sum(values) / len(values), 2))'
    return task(r, wordings, code, round(sum(n for _, n in rows) / len(rows), 2), t=t, c=c)


@family("tables")
def csv_lookup(r: Dice) -> Task:
    t, c, rows = _csv(r)
    x, value = r.choice(rows)
    wordings = [
        "What is the <c> of <x> in this table?\n<t>",
        "<t>\n\n<c> of <x>?",
        "Look up <x> and tell me the <c>:\n<t>",
        "In the following CSV, which <c> does <x> have?\n<t>",
        "I only care about <x>. What <c> is given there?\n<t>",
        "find <x>, column <c>\n<t>",
        "fr: Quelle valeur a <x> dans la colonne <c> ?\n<t>",
        "de: Welchen Wert hat <x> bei <c>?\n<t>",
    ]
    code = _HEAD + 'answer([int(row["<c>"]) for row in rows if row["name"] == <x!>][0])'
    return task(r, wordings, code, value, t=t, c=c, x=x)


@family("tables")
def csv_top_row(r: Dice) -> Task:
    t, c, rows = _csv(r)
    high = r.random() < 0.6
    word = (
        {"en": "highest", "fr": "plus grande", "es": "mayor", "de": "höchsten"}
        if high
        else {"en": "lowest", "fr": "plus petite", "es": "menor", "de": "niedrigsten"}
    )
    wordings = [
        "Which name has the <w> <c>?\n<t>",
        "<t>\n\nName the row with the <w> <c>.",
        "Who or what has the <w> <c> in this CSV?\n<t>",
        "name with the <w> <c>:\n<t>",
        "This is our list:\n<t>\nIn which row is <c> the <w>? Only the name.",
        "I'm looking for the entry whose <c> is <w>.\n<t>",
        "fr: Quel nom a la valeur <w> dans la colonne <c> ?\n<t>",
        "es: ¿Qué nombre tiene el <w> valor de <c>?\n<t>",
    ]
    best = sorted((n, a) for a, n in rows)[-1 if high else 0][1]
    code = _HEAD + 'answer(<f>(rows, key=lambda row: int(row["<c>"]))["name"])'
    return task(r, wordings, code, best, t=t, c=c, w=word, f="max" if high else "min")


@family("tables")
def csv_filter(r: Dice) -> Task:
    t, c, rows = _csv(r)
    n, over = r.choice(rows)[1] + r.randint(-3, 3), r.random() < 0.5
    word = (
        {"en": "more than", "fr": "plus de", "es": "más de", "de": "über"}
        if over
        else {"en": "less than", "fr": "moins de", "es": "menos de", "de": "unter"}
    )
    wordings = [
        "Which names have a <c> of <w> <n>?\n<t>",
        "<t>\n\nList the names with <c> <w> <n>.",
        "Everyone or everything with <w> <n> in <c>, by name:\n<t>",
        "filter: <c> <w> <n>, show name\n<t>",
        "From this export I want the names where <c> is <w> <n>:\n<t>",
        "For which rows is <c> <w> <n>? Give the names.\n<t>",
        "fr: Quels noms ont <w> <n> dans la colonne <c> ?\n<t>",
        "de: Welche Namen haben bei <c> <w> <n>?\n<t>",
    ]
    value = [a for a, v in rows if (v > n if over else n > v)]
    code = _HEAD + 'answer([row["name"] for row in rows if int(row["<c>"]) <op> <n>])'
    return task(r, wordings, code, value, t=t, c=c, w=word, n=n, op=">" if over else "<")


@family("tables")
def csv_count_rows(r: Dice) -> Task:
    t, c, rows = _csv(r)
    n = r.choice(rows)[1]
    wordings = [
        "How many rows have a <c> of at least <n>?\n<t>",
        "<t>\n\nCount the entries with <c> >= <n>.",
        "In this CSV, for how many names is <c> <n> or more?\n<t>",
        "number of rows with at least <n> in <c>\n<t>",
        "The threshold is <n>. How many reach it in the column <c>?\n<t>",
        "We invite all with a <c> of <n> or higher. How many is that?\n<t>",
        "es: ¿Cuántas filas tienen al menos <n> en <c>?\n<t>",
        "fr: Combien de lignes ont au moins <n> dans <c> ?\n<t>",
    ]
    code = _HEAD + 'answer(sum(1 for row in rows if int(row["<c>"]) >= <n>))'
    return task(r, wordings, code, len([1 for _, v in rows if not v < n]), t=t, c=c, n=n)


@family("tables")
def csv_sort(r: Dice) -> Task:
    t, c, rows = _csv(r)
    down = r.random() < 0.5
    word = (
        {
            "en": "highest first",
            "fr": "du plus grand au plus petit",
            "es": "de mayor a menor",
            "de": "absteigend",
        }
        if down
        else {
            "en": "lowest first",
            "fr": "du plus petit au plus grand",
            "es": "de menor a mayor",
            "de": "aufsteigend",
        }
    )
    wordings = [
        "Sort the names by <c>, <w>.\n<t>",
        "<t>\n\nNames ordered by <c>, <w>?",
        "Rank this table by <c> (<w>) and give me only the names:\n<t>",
        "order by <c>, <w>; name column only\n<t>",
        "I need a ranking. By <c>, <w>. Names suffice.\n<t>",
        "In which order do the names come if I sort on <c>, <w>?\n<t>",
        "de: Sortiere die Namen nach <c>, <w>.\n<t>",
        "es: Ordena los nombres por <c>, <w>.\n<t>",
    ]
    ordered = [a for _, a in sorted((n, a) for a, n in rows)]
    value = list(reversed(ordered)) if down else ordered
    code = _HEAD + 'rows.sort(key=lambda row: int(row["<c>"])<rev>)\nanswer([row["name"] for row in rows])'
    return task(r, wordings, code, value, t=t, c=c, w=word, rev=", reverse=True" if down else "")


@family("tables")
def csv_group_sum(r: Dice) -> Task:
    groups = r.choice(
        [["north", "south"], ["food", "travel", "office"], ["tea", "coffee"], r.sample(NAMES, 2)]
    )
    key, column = r.choice([("group", "amount"), ("kind", "sum"), ("area", "sales")])
    rows = [(r.choice(groups), r.randint(1, 90)) for _ in range(4)]
    x = rows[r.randint(0, 3)][0]
    t = f"{key},{column}\n" + "\n".join(f"{a},{n}" for a, n in rows)
    wordings = [
        "What is the total <c> for <x>?\n<t>",
        "<t>\n\nAdd up <c>, but only the rows of <x>.",
        "How much <c> belongs to <x> in all?\n<t>",
        "sum <c> where <k> = <x>\n<t>",
        "These are our bookings:\n<t>\nWhat does <x> come to altogether?",
        "Only <x> matters to me. Total of the column <c>?\n<t>",
        "fr: Quel est le total de <c> pour <x> ?\n<t>",
        "es: ¿Cuánto suma <c> para <x>?\n<t>",
    ]
    code = _HEAD + 'answer(sum(int(row["<c>"]) for row in rows if row["<k>"] == <x!>))'
    return task(r, wordings, code, sum(n for a, n in rows if a == x), t=t, c=column, k=key, x=x)


@family("tables")
def csv_line_totals(r: Dice) -> Task:
    rows = [(x, r.randint(1, 12), r.randint(1, 60)) for x in r.sample(LISTS[8], 3)]
    t = "item,quantity,price\n" + "\n".join(f"{a},{n},{p}" for a, n, p in rows)
    wordings = [
        "What does this order cost in all?\n<t>",
        "<t>\n\nQuantity times price, summed over all rows?",
        "Here's my basket as CSV. What do I have to pay?\n<t>",
        "invoice total:\n<t>",
        "Multiply quantity and price in each line and add it all up.\n<t>",
        "The price is per piece. Value of the whole stock?\n<t>",
        "de: Was kostet die Bestellung insgesamt?\n<t>",
        "fr: Combien coûte toute la commande ?\n<t>",
    ]
    total = 0
    for _, n, p in rows:
        total += n * p
    code = _HEAD + 'answer(sum(int(row["quantity"]) * int(row["price"]) for row in rows))'
    return task(r, wordings, code, total, t=t)


@family("tables")
def csv_column(r: Dice) -> Task:
    t, c, rows = _csv(r)
    wordings = [
        "List the names in this CSV.\n<t>",
        "<t>\n\nOnly the first column, please, without its heading.",
        "Which names occur in the file?\n<t>",
        "Extract the column 'name':\n<t>",
        "Forget the <c>; I just want the names from\n<t>",
        "name column as a list:\n<t>",
        "es: Dame solo la columna name.\n<t>",
        "fr: Donne seulement la colonne name.\n<t>",
    ]
    return task(r, wordings, _HEAD + 'answer([row["name"] for row in rows])', [a for a, _ in rows], t=t, c=c)


@family("tables")
def markdown_lookup(r: Dice) -> Task:
    column = r.choice(["City", "Team", "Color"])
    pool = {"City": LISTS[2], "Team": LISTS[1], "Color": LISTS[7]}[column]
    rows = list(zip(r.sample(NAMES, 3), r.sample(pool, 3), strict=True))
    x, value = r.choice(rows)
    t = f"| Name | {column} |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    wordings = [
        "What does the table say about <x>?\n<t>",
        "<t>\n\n<c> of <x>?",
        "Look up <x> in this Markdown table:\n<t>",
        "Which <c> goes with <x>?\n<t>",
        "I can't read tables in plain text. What is written beside <x>?\n<t>",
        "Tell me the <c> for <x>.\n<t>",
        "de: Was steht in der Tabelle bei <x>?\n<t>",
        "es: ¿Qué pone en la tabla para <x>?\n<t>",
    ]
    code = (
        "rows = [line.strip('| ').split(' | ') for line in <t!>.splitlines()]\n"
        "answer([row[1] for row in rows if row[0] == <x!>][0])"
    )
    return task(r, wordings, code, value, t=t, c=column, x=x)


@family("tables")
def make_markdown_table(r: Dice) -> Task:
    rows = [(a, r.randint(1, 99)) for a in r.sample(NAMES, r.randint(2, 3))]
    column = r.choice(["Points", "Age", "Hours"])
    pairs = [[a, n] for a, n in rows]
    s = ", ".join(f"{a} {n}" for a, n in rows)
    wordings = [
        "Make a Markdown table with the columns Name and <c>: <s>",
        "<s> as a Markdown table (Name | <c>)",
        "For my README I need a table of <c> by name, in Markdown. Columns Name and <c>. Data: <s>",
        "Columns are Name and <c>, rows are <s>. Markdown, please.",
        "Turn '<s>' into a two-column Markdown table headed Name and <c>.",
        "markdown table | Name | <c> | from: <s>",
        "fr: Fais un tableau Markdown avec les colonnes Name et <c> : <s>",
        "de: Mach eine Markdown-Tabelle mit den Spalten Name und <c>: <s>",
    ]
    code = 'lines = ["| Name | <c> |", "| --- | --- |"] + [f"| {a} | {b} |" for a, b in <p>]\nanswer("\\n".join(lines))'
    value = f"| Name | {column} |\n| --- | --- |\n" + "\n".join(f"| {a} | {n} |" for a, n in rows)
    return task(r, wordings, code, value, s=s, c=column, p=pairs)


@family("tables")
def said_csv_to_json(r: Dice) -> Task:
    rows = list(zip(r.sample(NAMES, 2), r.sample(LISTS[2], 2), strict=True))
    t = "name,city\n" + "\n".join(f"{a},{b}" for a, b in rows)
    wordings = [
        "Convert this CSV to JSON.\n<t>",
        "<t>\n\nAs a JSON list of objects, please.",
        "My program eats JSON only. Turn this into a list of objects:\n<t>",
        "csv to json:\n<t>",
        "What does this table look like as JSON, one object per row?\n<t>",
        "I'd like JSON instead of CSV:\n<t>",
        "es: Convierte este CSV a JSON.\n<t>",
        "fr: Convertis ce CSV en JSON.\n<t>",
    ]
    value = "[" + ", ".join(f'{{"name": "{a}", "city": "{b}"}}' for a, b in rows) + "]"
    code = "import csv, json\nrows = list(csv.DictReader(<t!>.splitlines()))\nanswer(json.dumps(rows))"
    return task(r, wordings, code, value, t=t)
