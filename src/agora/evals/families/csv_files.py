"""Tables in CSV files: sums, filters, groups, and joining two of them."""

from agora.evals.families._desk import table, work
from agora.evals.task import Dice, Task, family, task

_ROWS = "import csv\nrows = list(csv.DictReader(files.read(<p!>).splitlines()))\n"


@family("tables", weight=2)
def csv_total(r: Dice) -> Task:
    t = table(r)
    en, fr, de, code, value = r.choice(
        [
            ("sum", "somme", "Summe", "sum(values)", sum(t.values)),
            ("total", "somme", "Summe", "sum(values)", sum(t.values)),
            (
                "average",
                "moyenne",
                "Durchschnitt",
                "round(sum(values) / len(values), 2)",
                round(sum(t.values) / len(t.values), 2),
            ),
            ("highest value", "valeur maximale", "Höchstwert", "max(values)", sorted(t.values)[-1]),
            ("lowest value", "valeur minimale", "Mindestwert", "min(values)", sorted(t.values)[0]),
        ]
    )
    wordings = [
        "What is the <w> of the column <c> in <p>?",
        "<p>: <w> of <c>?",
        "Open <p> and compute the <w> of <c>.",
        "My boss wants the <w> of <c>. It's all in <p>.",
        "In the table <p>, what is the <w> in the <c> column?",
        "I need the <w> of all <c> entries in <p>.",
        "I keep a CSV, <p>, with columns <k>, <c> and <g>. <w> of <c>, please",
        "fr: Quelle est la <w> de la colonne <c> dans <p> ?",
        "de: <w> der Spalte <c> in <p>?",
    ]
    code = (
        'import csv\nvalues = [float(row["<c>"]) for row in csv.DictReader(files.read(<p!>).splitlines())]\nanswer('
        + code
        + ")"
    )
    return task(r, wordings, code, float(value), world=t.world, w={"en": en, "fr": fr, "de": de}, **t.words)


@family("tables")
def csv_best_row(r: Dice) -> Task:
    t = table(r)
    word, es, fr, f = r.choice(
        [
            ("highest", "mayor", "plus grand", "max"),
            ("lowest", "menor", "plus petit", "min"),
            ("biggest", "mayor", "plus grand", "max"),
        ]
    )
    wordings = [
        "Which <k> has the <w> <c> in <p>?",
        "Find the row with the <w> <c> in <p> and give its <k>.",
        "<p>: <k> with the <w> <c>?",
        "In <p>, what's the <k> whose <c> is the <w>?",
        "Look at <p>. I want the <k> in the row where <c> is <w>.",
        "We compare everything in <p> by <c>. Which <k> has the <w>?",
        "es: ¿Qué <k> tiene el <w> <c> en <p>?",
        "fr: Dans <p>, quel <k> a le <w> <c> ?",
    ]
    code = _ROWS + 'answer(<f>(rows, key=lambda row: float(row["<c>"]))["<k>"])'
    value = sorted((v, n) for n, v, _ in t.rows)[-1 if f == "max" else 0][1]
    return task(r, wordings, code, value, world=t.world, w={"en": word, "es": es, "fr": fr}, f=f, **t.words)


@family("tables")
def csv_count(r: Dice) -> Task:
    t, n = table(r), r.randint(20, 350)
    en, de, es, op = r.choice(
        [
            ("more than", "mehr als", "más de", ">"),
            ("less than", "weniger als", "menos de", "<"),
            ("at least", "mindestens", "al menos", ">="),
        ]
    )
    wordings = [
        "How many rows in <p> have a <c> of <w> <n>?",
        "Count the entries of <p> whose <c> is <w> <n>.",
        "<p>: number of rows with <c> <w> <n>?",
        "How many lines of the table <p> show <w> <n> in the column <c>?",
        "We give a prize for <c> <w> <n>. How many in <p> get it?",
        "Filter <p> by <c> <w> <n>. How many are left?",
        "de: Wie viele Zeilen in <p> haben <w> <n> bei <c>?",
        "es: ¿Cuántas filas de <p> tienen <w> <n> en <c>?",
    ]
    code = _ROWS + 'answer(sum(1 for row in rows if float(row["<c>"]) <op> <n>))'
    holds = {">": n.__lt__, "<": n.__gt__, ">=": n.__le__}[op]
    value = len([v for v in t.values if holds(v)])
    w = {"en": en, "de": de, "es": es}
    return task(r, wordings, code, value, world=t.world, n=n, w=w, op=op, **t.words)


@family("tables")
def csv_which(r: Dice) -> Task:
    t, n = table(r), r.randint(80, 300)
    en, fr, de, op = r.choice([("over", "plus de", "über", ">"), ("under", "moins de", "unter", "<")])
    wordings = [
        "Which <k>s in <p> have a <c> <w> <n>?",
        "List every <k> in <p> with <c> <w> <n>.",
        "<p>: all <k>s where <c> is <w> <n>",
        "From <p>, give me only the <k>s <w> <n> in <c>.",
        "I have to contact everyone in <p> whose <c> is <w> <n>. The column <k> says who.",
        "Show the <k> of each row of <p> that has <c> <w> <n>.",
        "fr: Dans <p>, quels <k> ont <w> <n> en <c> ?",
        "de: Welche <k> in <p> haben bei <c> <w> <n>?",
    ]
    code = _ROWS + 'answer([row["<k>"] for row in rows if float(row["<c>"]) <op> <n>])'
    value = [name for name, v, _ in t.rows if (v - n) * (1 if op == ">" else -1) > 0]
    w = {"en": en, "fr": fr, "de": de}
    return task(r, wordings, code, value, world=t.world, n=n, w=w, op=op, **t.words)


@family("tables")
def csv_look_up(r: Dice) -> Task:
    t = table(r)
    name, value, _ = r.choice(t.rows)
    wordings = [
        "What is the <c> of <n> in <p>?",
        "<n>'s <c> according to <p>?",
        "Look up <n> in <p>: which <c>?",
        "In <p> there's a row for <n>. What does it say under <c>?",
        "I'm looking for the <c> of <n>. It should be in <p>.",
        "<p>, <n>, <c>?",
        "es: ¿Cuál es el valor de <c> de <n> en <p>?",
        "fr: Quelle valeur a <n> pour <c> dans <p> ?",
    ]
    code = _ROWS + 'answer([float(row["<c>"]) for row in rows if row["<k>"] == <n!>][0])'
    return task(r, wordings, code, float(value), world=t.world, n=name, **t.words)


@family("tables")
def csv_sum_where(r: Dice) -> Task:
    t = table(r, 5, 7)
    group = r.choice(t.rows)[2]
    wordings = [
        "What is the total <c> for <g> <n> in <p>?",
        "Sum of <c> in <p>, only rows with <g> <n>.",
        "Add up the <c> of everything in <p> where <g> is <n>.",
        "How much <c> does <p> have for <n>, column <g>, in total?",
        "<p>: <c> total, <g> = <n>",
        "I'm interested in <n> only (column <g> of <p>). What does <c> sum up to?",
        "de: Summe von <c> in <p>, wo <g> gleich <n> ist?",
        "es: Suma <c> de las filas de <p> con <g> <n>.",
    ]
    code = _ROWS + 'answer(sum(float(row["<c>"]) for row in rows if row["<g>"] == <n!>))'
    value = float(sum(v for _, v, g in t.rows if g == group))
    return task(r, wordings, code, value, world=t.world, n=group, **t.words)


@family("tables")
def csv_group(r: Dice) -> Task:
    t = table(r, 5, 7)
    wordings = [
        "Sum the <c> in <p> by <g>.",
        "What is the total <c> for each <g> in <p>?",
        "Group <p> by <g> and add up <c>.",
        "<p>: totals of <c> per <g>",
        "I need a breakdown of <p>: for every <g> the sum of <c>.",
        "How does <c> in <p> split between the <g>s? Give the sums.",
        "fr: Additionne <c> par <g> dans <p>.",
        "de: Wie viel <c> gibt es in <p> insgesamt je <g>?",
    ]
    code = 'import csv\ntotals = {}\nfor row in csv.DictReader(files.read(<p!>).splitlines()):\n    totals[row["<g>"]] = totals.get(row["<g>"], 0) + float(row["<c>"])\nanswer(totals)'
    groups = [g for _, _, g in t.rows]
    value = {group: float(sum(v for _, v, g in t.rows if g == group)) for group in groups}
    return task(r, wordings, code, value, world=t.world, **t.words)


@family("tables")
def csv_group_count(r: Dice) -> Task:
    t = table(r, 5, 7)
    wordings = [
        "How many rows of <p> are there for each <g>?",
        "Count the entries of <p> by <g>.",
        "<p>: how often does every <g> occur?",
        "Group <p> by <g> and count.",
        "I want to know how the rows in <p> are spread over the <g>s.",
        "Number of lines per <g> in <p>, please",
        "es: ¿Cuántas filas tiene <p> por cada <g>?",
        "fr: Combien de lignes par <g> dans <p> ?",
    ]
    code = (
        _ROWS.replace("csv\nrows", "csv, collections\nrows")
        + 'answer(dict(collections.Counter(row["<g>"] for row in rows)))'
    )
    groups = [g for _, _, g in t.rows]
    return task(r, wordings, code, {g: groups.count(g) for g in groups}, world=t.world, **t.words)


@family("tables")
def csv_rows(r: Dice) -> Task:
    t = table(r)
    wordings = [
        "How many rows does <p> have, without the header?",
        "Number of records in <p>?",
        "How many entries are in the table <p>?",
        "Count the data rows of <p>.",
        "<p> - how many <k>s are listed?",
        "The first line of <p> is the header. How many rows come after it?",
        "de: Wie viele Einträge hat die Tabelle <p>?",
        "es: ¿Cuántos registros hay en <p>?",
    ]
    return task(r, wordings, _ROWS + "answer(len(rows))", len(t.rows), world=t.world, **t.words)


@family("tables")
def csv_columns(r: Dice) -> Task:
    t = table(r)
    wordings = [
        "Which columns does <p> have?",
        "What are the column names in <p>?",
        "Header of <p>?",
        "I got a file <p> from a colleague. What columns are in it?",
        "List the fields of the CSV <p>.",
        "Before I import <p>: how are its columns called?",
        "fr: Quelles sont les colonnes de <p> ?",
        "es: ¿Qué columnas tiene <p>?",
    ]
    code = 'answer(files.read(<p!>).splitlines()[0].split(","))'
    return task(r, wordings, code, [t.name, t.value, t.group], world=t.world, **t.words)


@family("tables")
def csv_ranking(r: Dice) -> Task:
    t, n = table(r, 5, 7), r.randint(2, 3)
    wordings = [
        "Who or what are the top <n> in <p> by <c>?",
        "The <n> <k>s with the highest <c> in <p>, best first.",
        "<p>: first <n> places by <c>",
        "Sort <p> by <c>, largest first, and give me the <n> <k>s at the top.",
        "Ranking of <p> by <c>: I need the names of the best <n>.",
        "Which <n> <k>s lead in <c>? See <p>.",
        "de: Die <n> <k> mit dem höchsten <c> in <p>?",
        "fr: Les <n> <k> de <p> avec le plus de <c> ?",
    ]
    code = (
        _ROWS
        + 'rows.sort(key=lambda row: float(row["<c>"]), reverse=True)\nanswer([row["<k>"] for row in rows[:<n>]])'
    )
    ranked = sorted(t.rows, key=lambda row: -row[1])
    return task(r, wordings, code, [row[0] for row in ranked[:n]], world=t.world, n=n, **t.words)


@family("tables")
def csv_distinct(r: Dice) -> Task:
    t = table(r, 5, 7)
    wordings = [
        "Which different <g>s occur in <p>?",
        "List the distinct values of <g> in <p>.",
        "Unique <g>s of <p>, sorted",
        "What <g>s are there in <p>? Each only once, please.",
        "I want to know all the <g>s that <p> mentions.",
        "Column <g> of <p>, without duplicates and in alphabetical order",
        "es: ¿Qué valores distintos tiene <g> en <p>?",
        "de: Welche verschiedenen <g> kommen in <p> vor?",
    ]
    value = sorted(dict.fromkeys(g for _, _, g in t.rows))
    code = _ROWS + 'answer(sorted({row["<g>"] for row in rows}))'
    return task(r, wordings, code, value, world=t.world, **t.words)


@family("tables")
def csv_add_row(r: Dice) -> Task:
    t = table(r, 4, 6)
    new = r.randint(5, 300)
    name, _, group = t.rows[-1]
    before = t.text[: t.text.index(f"{name},")]
    wordings = [
        "Add a row to <p>: <k> <n>, <c> <v>, <g> <x>.",
        "New entry for <p>: <n>, <v>, <x>",
        "Append <n> with <c> <v> and <g> <x> to the table <p>.",
        "Please enter <n> in <p>. The <c> is <v>, the <g> is <x>.",
        "<n> is missing in <p>. Put it at the end with <v> as <c> and <x> as <g>.",
        "Write another line into <p>, with <n> as <k>, <v> as <c>, <x> as <g>.",
        "fr: Ajoute une ligne à <p> : <n>, <v>, <x>.",
        "es: Añade una fila a <p>: <n>, <v>, <x>.",
    ]
    code = "files.write(<p!>, files.read(<p!>) + <line!>)"
    line = f"{name},{new},{group}\n"
    leaves: dict[str, str | None] = {t.path: before + line}
    return work(
        r, wordings, code, "added", {t.path: before}, leaves, n=name, v=new, x=group, line=line, **t.words
    )


@family("tables")
def csv_fix_value(r: Dice) -> Task:
    t = table(r)
    name, old, group = r.choice(t.rows)
    new = r.randint(401, 900)
    wordings = [
        "In <p>, the <c> of <n> should be <v>. Fix it.",
        "Correct <n> in <p>: <c> is <v>, not <o>.",
        "Set the <c> of <n> to <v> in <p>.",
        "There's an error in <p>. <n> has <c> <o>, it must be <v>.",
        "Update <p>: <n>, new <c> <v>",
        "<n>'s <c> changed from <o> to <v>. Please put that into <p>.",
        "de: Ändere in <p> bei <n> den Wert <c> auf <v>.",
        "fr: Dans <p>, corrige <c> de <n> : <v> au lieu de <o>.",
    ]
    code = (
        "lines = files.read(<p!>).splitlines()\n"
        'lines = ["<n>,<v>," + line.split(",")[2] if line.startswith("<n>,") else line for line in lines]\n'
        'files.write(<p!>, "\\n".join(lines) + "\\n")'
    )
    leaves: dict[str, str | None] = {
        t.path: f"{name},{new},{group}".join(t.text.split(f"{name},{old},{group}"))
    }
    return work(r, wordings, code, "changed", {t.path: t.text}, leaves, n=name, v=new, o=old, **t.words)


@family("tables")
def csv_join(r: Dice) -> Task:
    goods = r.sample("pen cup lamp bag clock chair book mat".split(), 4)
    prices = {good: r.randint(2, 60) for good in goods}
    order = [(good, r.randint(1, 9)) for good in r.sample(goods, 3)]
    a, b = r.choice(
        [("prices.csv", "orders.csv"), ("items.csv", "cart.csv"), ("data/prices.csv", "data/sold.csv")]
    )
    files = {
        a: "product,price\n" + "".join(f"{good},{price}\n" for good, price in prices.items()),
        b: "product,quantity\n" + "".join(f"{good},{count}\n" for good, count in order),
    }
    wordings = [
        "<a> has product and price, <b> product and quantity. What is everything in <b> worth?",
        "Multiply the quantities in <b> by the prices in <a> and give me the total.",
        "What does the order in <b> cost with the prices of <a>?",
        "Total of <b> (product, quantity) at the prices in <a> (product, price)?",
        "Join <a> and <b> by product: sum of price times quantity?",
        "How much money is in <b>? The prices per product are in <a>.",
        "es: <a> tiene los precios y <b> las cantidades por producto. ¿Cuánto cuesta todo?",
        "de: In <a> stehen die Preise, in <b> die Mengen je Produkt. Was kostet alles zusammen?",
    ]
    code = (
        "import csv\n"
        'prices = {row["product"]: float(row["price"]) for row in csv.DictReader(files.read(<a!>).splitlines())}\n'
        "rows = csv.DictReader(files.read(<b!>).splitlines())\n"
        'answer(sum(prices[row["product"]] * float(row["quantity"]) for row in rows))'
    )
    value = float(sum(prices[good] * count for good, count in order))
    return task(r, wordings, code, value, world={"files": files}, a=a, b=b)


@family("tables")
def csv_look_first(r: Dice) -> Task:
    t = table(r)
    wordings = [
        "I don't know what's in <p>. What are all the numbers in it in total?",
        "What does <p> add up to?",
        "Sum up <p>.",
        "Have a look at <p> and tell me the total.",
        "What's the total in <p>?",
        "<p>: grand total?",
        "fr: Quel est le total de <p> ?",
        "de: Was ergibt <p> insgesamt?",
    ]
    look = "files.read(<p!>, lines=3)"
    code = 'import csv\nrows = csv.DictReader(files.read(<p!>).splitlines())\nanswer(sum(float(row["<c>"]) for row in rows))'
    return task(r, wordings, [look, code], float(sum(t.values)), world=t.world, **t.words)
