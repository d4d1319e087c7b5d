"""Several steps with files in one go, and questions back where the file is not named."""

from agora.evals.families._desk import FILES, file_name, lines, table, text_of, work
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task


@family("ask")
def ask_which_file(r: Dice) -> Task:
    path, rows = file_name(r), lines(r)
    wordings = [
        "How many lines has the file?",
        "Count the lines of my file.",
        "How long is the document, in lines?",
        "Number of lines in that file?",
        "Please count the lines in the text I saved.",
        "My teacher wants at least twenty lines. How many does my text file have?",
        "fr: Combien de lignes a mon fichier ?",
        "es: ¿Cuántas líneas tiene el archivo?",
    ]
    which = {"en": "Which file do you mean?", "fr": "Quel fichier ?", "es": "¿Qué archivo?"}
    code = "path = ask_user(<q!>)\nanswer(len(files.read(path).splitlines()))"
    return task(r, wordings, code, len(rows), world={"files": {path: text_of(rows)}, "person": path}, q=which)


@family("ask")
def ask_which_to_read(r: Dice) -> Task:
    path, rows = file_name(r), lines(r)
    wordings = [
        "Read my file.",
        "Open the file for me.",
        "What does the file say?",
        "Show me the document.",
        "I'd like to look at one of my files.",
        "Print that file please.",
        "de: Zeig mir die Datei.",
        "es: Abre el archivo.",
    ]
    which = {"en": "Which file do you mean?", "de": "Welche Datei?", "es": "¿Qué archivo?"}
    code = "path = ask_user(<q!>)\nanswer(files.read(path))"
    return task(
        r, wordings, code, text_of(rows), world={"files": {path: text_of(rows)}, "person": path}, q=which
    )


@family("files")
def sum_two_files(r: Dice) -> Task:
    a, b = r.sample(["jan.txt", "feb.txt", "mar.txt", "anna.txt", "ben.txt", "week1.txt", "week2.txt"], 2)
    xs, ys = ([r.randint(1, 300) for _ in range(r.randint(3, 6))] for _ in range(2))
    out = r.choice(["total.txt", "sum.txt", "both.txt"])
    wordings = [
        "<a> and <b> contain numbers, one a line. Write the sum of all of them to <p>.",
        "Add up the numbers of both <a> and <b>; the result goes into <p>.",
        "Sum(<a>) + Sum(<b>) -> <p>",
        "I note what I spend in <a> and <b>. Save the total of the two in <p>.",
        "Read the numbers in <a> and in <b>, add everything and store it in <p>.",
        "Make <p> with one number: the total over <a> and <b>.",
        "de: Addiere alle Zahlen aus <a> und <b> und schreib die Summe in <p>.",
        "fr: Additionne les nombres de <a> et <b> et écris la somme dans <p>.",
    ]
    code = 'numbers = [int(n) for n in (files.read(<a!>) + files.read(<b!>)).split()]\nfiles.write(<p!>, f"{sum(numbers)}\\n")'
    leaves: dict[str, str | None] = {out: f"{sum(xs) + sum(ys)}\n"}
    return work(r, wordings, code, "wrote", {a: text_of(xs), b: text_of(ys)}, leaves, a=a, b=b, p=out)


@family("files")
def common_lines_to_file(r: Dice) -> Task:
    a, b = r.sample(["anna.txt", "ben.txt", "old.txt", "new.txt", "club.txt", "choir.txt"], 2)
    xs, ys = r.sample(NAMES[:12], 5), r.sample(NAMES[:12], 6)
    wordings = [
        "Write the names that are in both <a> and <b> to <p>, in the order of <a>.",
        "Which lines do <a> and <b> share? Put them into <p>, ordered as in <a>.",
        "Intersection of <a> and <b> -> <p> (order of <a>)",
        "I want to invite everyone who is on both lists, <a> and <b>. Save these names in <p>, keeping the order of <a>.",
        "Go through <a> line by line; what also occurs in <b> goes to <p>.",
        "Make <p> from the lines of <a> that <b> has too.",
        "es: Escribe en <p> los nombres que están en <a> y también en <b>, en el orden de <a>.",
        "de: Schreib die Zeilen aus <a>, die auch in <b> stehen, in <p>.",
    ]
    both = [name for name in xs if ys.count(name)]
    code = 'others = files.read(<b!>).splitlines()\nboth = [line for line in files.read(<a!>).splitlines() if line in others]\nfiles.write(<p!>, "".join(line + "\\n" for line in both))'
    return work(
        r,
        wordings,
        code,
        "wrote",
        {a: text_of(xs), b: text_of(ys)},
        {"both.txt": text_of(both)},
        a=a,
        b=b,
        p="both.txt",
    )


@family("tables")
def report_from_table(r: Dice) -> Task:
    t = table(r)
    out = r.choice(["report.md", "summary.txt", "report.txt"])
    wordings = [
        "Write a short report on <q> to <p>: 'Rows: …' and 'Total: …' (column <c>), a line each.",
        "Make <p> with two lines, Rows: (number of rows) and Total: (sum of <c>), from <q>.",
        "From <q> I need <p>. First line 'Rows: N', second line 'Total: N' for <c>.",
        "Summarise <q> in <p>, like this: Rows: N, next line Total: N. The total is over <c>.",
        "My boss wants two lines about <q> in <p>: 'Rows: N', then 'Total: N', the sum of <c>.",
        "<q> -> <p>: lines 'Rows: N' and 'Total: N' (of <c>)",
        "fr: À partir de <q>, écris dans <p> deux lignes : 'Rows: N' et 'Total: N' (somme de <c>).",
        "es: Con <q>, escribe en <p> dos líneas: 'Rows: N' y 'Total: N' (suma de <c>).",
    ]
    code = (
        "import csv\n"
        'values = [int(row["<c>"]) for row in csv.DictReader(files.read(<q!>).splitlines())]\n'
        'files.write(<p!>, f"Rows: {len(values)}\\nTotal: {sum(values)}\\n")'
    )
    leaves: dict[str, str | None] = {out: f"Rows: {len(t.rows)}\nTotal: {sum(t.values)}\n"}
    return work(r, wordings, code, "wrote", {t.path: t.text}, leaves, q=t.path, p=out, c=t.value)


@family("files")
def index_of_files(r: Dice) -> Task:
    texts = {
        path: text_of(lines(r, 2, 5))
        for path in sorted(r.sample([f for f in FILES if f.endswith(".txt")], 3))
    }
    out = r.choice(["index.md", "INDEX.md", "contents.md"])
    wordings = [
        "Write <p> with a line 'name: number of lines' for each .txt file.",
        "Make an index <p>: every .txt file with its line count, as 'name: N'.",
        "For all text files (.txt), put 'file: lines' into <p>, one a line.",
        "I want an overview in <p>. A line for each .txt file: its name, a colon, how many lines it has.",
        "<p> = list of the .txt files with line counts, like 'a.txt: 3'",
        "Go over the .txt files in alphabetical order and note in <p> 'name: lines'.",
        "de: Schreib in <p> für jede .txt-Datei eine Zeile 'Name: Zeilenzahl'.",
        "fr: Écris dans <p> une ligne 'nom: nombre de lignes' pour chaque fichier .txt.",
    ]
    code = 'rows = [f"{path}: {len(files.read(path).splitlines())}\\n" for path in files.list(pattern="*.txt")]\nfiles.write(<p!>, "".join(rows))'
    leaves: dict[str, str | None] = {
        out: "".join(f"{path}: {text.count(chr(10))}\n" for path, text in texts.items())
    }
    return work(r, wordings, code, "wrote", texts, leaves, p=out)


@family("files")
def letter_from_template(r: Dice) -> Task:
    name, day = r.choice(NAMES), r.choice(["Monday", "Friday", "3 May", "the weekend"])
    path = r.choice(["letter.txt", "invitation.txt", "out/letter.txt"])
    wordings = [
        "Fill template.txt with NAME = <n> and DAY = <d> and save it as <p>.",
        "Take template.txt, put <n> for NAME and <d> for DAY, write <p>.",
        "I invite <n> for <d>. Make <p> from template.txt, which has the words NAME and DAY.",
        "From template.txt make <p>: NAME becomes <n>, DAY becomes <d>.",
        "<p> = template.txt with NAME -> <n>, DAY -> <d>",
        "Use template.txt for <n> (NAME) and <d> (DAY). The result is <p>.",
        "es: Rellena template.txt con NAME = <n> y DAY = <d>, y guárdalo como <p>.",
        "de: Setz in template.txt für NAME <n> und für DAY <d> ein, Ergebnis in <p>.",
    ]
    before = "Dear NAME,\nplease come on DAY. DAY suits everyone.\n"
    after = f"Dear {name},\nplease come on {day}. {day} suits everyone.\n"
    code = 'text = files.read("template.txt")\nfiles.write(<p!>, text.replace("NAME", <n!>).replace("DAY", <d!>))'
    return work(
        r,
        wordings,
        code,
        "wrote",
        {"template.txt": before},
        {path: after, "template.txt": before},
        n=name,
        d=day,
        p=path,
    )
