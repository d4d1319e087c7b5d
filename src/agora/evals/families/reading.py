"""Reading files of the workspace and counting in them."""

from agora.evals.families._desk import FILES, file_name, lines, text_of
from agora.evals.task import Dice, Task, family, task


@family("files", weight=2)
def read_file(r: Dice) -> Task:
    path, text = file_name(r), text_of(lines(r))
    wordings = [
        "What is in <p>?",
        "Read <p>.",
        "Open <p> please.",
        "What does <p> say?",
        "cat <p>",
        "I wrote something down in <p> last week and forgot what it was. Show it to me.",
        "Print the contents of <p>.",
        "<p> - let me see it",
        "fr: Qu'y a-t-il dans <p> ?",
        "de: Zeig mir <p>.",
        "es: Abre <p>, quiero leerlo.",
    ]
    return task(r, wordings, "answer(files.read(<p!>))", text, world={"files": {path: text}}, p=path)


@family("files")
def count_in_file(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 3, 7)
    text = text_of(rows)
    en, fr, de, code, value = r.choice(
        [
            ("lines", "lignes", "Zeilen", "len(text.splitlines())", len(rows)),
            ("words", "mots", "Wörter", "len(text.split())", sum(row.count(" ") + 1 for row in rows)),
            ("characters", "caractères", "Zeichen", "len(text)", sum(len(row) + 1 for row in rows)),
        ]
    )
    wordings = [
        "How many <w> are in <p>?",
        "Count the <w> of <p>.",
        "<p>: number of <w>?",
        "My teacher limits us. How many <w> does my file <p> have?",
        "Look into <p> and tell me how many <w> it has.",
        "What's the <w> count of <p>?",
        "fr: Combien de <w> y a-t-il dans <p> ?",
        "de: Wie viele <w> hat die Datei <p>?",
    ]
    code = f"text = files.read(<p!>)\nanswer({code})"
    world = {"files": {path: text}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "fr": fr, "de": de})


@family("files")
def count_word_in_file(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 5, 9)
    w = r.choice(["the", "garden", r.choice(" ".join(rows).split())])
    text = text_of(rows)
    wordings = [
        "How often does <w!> occur in <p>?",
        "Count how many times <p> contains <w!>.",
        "I think I repeat myself in <p>. How many times is <w!> in there?",
        "Number of times <w!> appears in the file <p>?",
        "occurrences of <w!> in <p>",
        "Please open <p> and count each <w!>.",
        "es: ¿Cuántas veces aparece <w!> en <p>?",
        "fr: Combien de fois <w!> apparaît dans <p> ?",
    ]
    code = "answer(files.read(<p!>).count(<w!>))"
    return task(r, wordings, code, len(text.split(w)) - 1, world={"files": {path: text}}, p=path, w=w)


@family("files")
def one_line(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 4, 7)
    en, es, de, i = r.choice(
        [
            ("first", "primera", "erste", 0),
            ("last", "última", "letzte", -1),
            ("second", "segunda", "zweite", 1),
            ("third", "tercera", "dritte", 2),
            ("fourth", "cuarta", "vierte", 3),
        ]
    )
    wordings = [
        "What is the <w> line of <p>?",
        "Show me the <w> line in <p>.",
        "<p>, <w> line only",
        "In <p> there's a list. What's the <w> thing on it?",
        "How does the <w> line of <p> go?",
        "Don't read me all of <p>, just the <w> line.",
        "es: ¿Cuál es la <w> línea de <p>?",
        "de: Was ist die <w> Zeile von <p>?",
    ]
    code = "answer(files.read(<p!>).splitlines()[<i>])"
    value = next(reversed(rows)) if i == -1 else rows[i]
    world = {"files": {path: text_of(rows)}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "es": es, "de": de}, i=i)


@family("files")
def first_lines(r: Dice) -> Task:
    path, rows, n = file_name(r), lines(r, 5, 9), r.randint(2, 4)
    wordings = [
        "Show the first <n> lines of <p>.",
        "head -n <n> <p>",
        "What are the top <n> lines in <p>?",
        "I only need the beginning of <p>: <n> lines.",
        "<p> is long. Give me its first <n> lines.",
        "Open <p> and read out lines 1 to <n>.",
        "fr: Affiche les <n> premières lignes de <p>.",
        "es: Muéstrame las primeras <n> líneas de <p>.",
    ]
    code = "answer(files.read(<p!>).splitlines()[:<n>])"
    return task(r, wordings, code, rows[:n], world={"files": {path: text_of(rows)}}, p=path, n=n)


@family("files")
def last_lines(r: Dice) -> Task:
    path, rows, n = file_name(r), lines(r, 5, 9), r.randint(2, 4)
    wordings = [
        "Show the last <n> lines of <p>.",
        "tail -n <n> <p>",
        "How does <p> end? I want the final <n> lines.",
        "What are the bottom <n> lines in <p>?",
        "Which <n> entries did I add last to <p>? New ones go to the end.",
        "The end of <p>, please: <n> lines.",
        "de: Zeig die letzten <n> Zeilen von <p>.",
        "fr: Les <n> dernières lignes de <p>, s'il te plaît.",
    ]
    code = "answer(files.read(<p!>).splitlines()[-<n>:])"
    value = rows[len(rows) - n :]
    return task(r, wordings, code, value, world={"files": {path: text_of(rows)}}, p=path, n=n)


@family("files")
def longest_line(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 4, 7)
    en, es, fr, f = r.choice([("longest", "larga", "longue", "max"), ("shortest", "corta", "courte", "min")])
    size = sorted({len(row) for row in rows})[-1 if f == "max" else 0]
    wordings = [
        "Which line of <p> is the <w>?",
        "What's the <w> line in <p>?",
        "<w> line of <p>",
        "Look through <p> and give me its <w> line.",
        "I have to cut down <p>. Which of its lines is the <w>?",
        "Find the line in <p> that is <w> by characters.",
        "es: ¿Cuál es la línea más <w> de <p>?",
        "fr: Quelle est la ligne la plus <w> de <p> ?",
    ]
    code = "answer(<f>(files.read(<p!>).splitlines(), key=len))"
    value = next(row for row in rows if len(row) == size)
    world = {"files": {path: text_of(rows)}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "es": es, "fr": fr}, f=f)


@family("files")
def numbers_file(r: Dice) -> Task:
    path = r.choice(
        ["numbers.txt", "data/values.txt", "list.txt", "measurements.txt", "weights.txt", "steps.txt"]
    )
    xs = [r.randint(1, 9000) if path == "steps.txt" else r.randint(1, 99) for _ in range(r.randint(4, 8))]
    en, fr, de, code, value = r.choice(
        [
            ("sum", "somme", "Summe", "sum(numbers)", sum(xs)),
            (
                "average",
                "moyenne",
                "Durchschnitt",
                "round(sum(numbers) / len(numbers), 2)",
                round(sum(xs) / len(xs), 2),
            ),
            ("maximum", "valeur maximale", "Maximum", "max(numbers)", sorted(xs)[-1]),
            ("minimum", "valeur minimale", "Minimum", "min(numbers)", sorted(xs)[0]),
        ]
    )
    wordings = [
        "<p> has one number a line. What is the <w>?",
        "What's the <w> of the numbers in <p>?",
        "Read the numbers from <p> and give me the <w>.",
        "I noted a number every day in <p>. I need the <w> of them all.",
        "<w> of <p>",
        "In <p> are numbers, one below the other. Compute their <w>.",
        "fr: <p> contient des nombres. La <w> ?",
        "de: In <p> stehen Zahlen. <w>?",
    ]
    code = f"numbers = [int(n) for n in files.read(<p!>).split()]\nanswer({code})"
    world = {"files": {path: text_of(xs)}}
    return task(r, wordings, code, value, world=world, p=path, w={"en": en, "fr": fr, "de": de})


@family("files")
def is_there_a_file(r: Dice) -> Task:
    there = r.sample(FILES, 4)
    path = r.choice([r.choice(there), r.choice([name for name in FILES if name not in there])])
    yes = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
    no = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}
    wordings = [
        "Is there a file <p>?",
        "Do I have a <p> here?",
        "Does <p> exist?",
        "I can't remember whether I saved <p>. Is it in the workspace?",
        "Check if <p> is there.",
        "Look whether there's a file called <p>.",
        "es: ¿Existe el archivo <p>?",
        "de: Gibt es eine Datei <p>?",
    ]
    made = task(
        r,
        wordings,
        "answer(<yes!> if <p!> in files.list() else <no!>)",
        world={"files": dict.fromkeys(there, "x\n")},
        p=path,
        yes=yes,
        no=no,
    )
    made.answer = (yes if path in there else no)[made.language]
    return made


@family("files")
def same_files(r: Dice) -> Task:
    a, b = r.sample([name for name in FILES if name.endswith(".txt")], 2)
    rows = lines(r, 3, 5)
    others = rows if r.random() < 0.5 else [*rows[:-1], "something else"]
    yes = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
    no = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}
    wordings = [
        "Are <a> and <b> the same?",
        "Do <a> and <b> have identical contents?",
        "Compare <a> with <b>: equal or not?",
        "Is <b> an exact copy of <a>?",
        "I suspect that <a> and <b> are duplicates. Is that so?",
        "diff <a> <b>: is the text the same?",
        "fr: <a> et <b> sont-ils identiques ?",
        "de: Ist <b> eine genaue Kopie von <a>?",
    ]
    code = "answer(<yes!> if files.read(<a!>) == files.read(<b!>) else <no!>)"
    world = {"files": {a: text_of(rows), b: text_of(others)}}
    made = task(r, wordings, code, world=world, a=a, b=b, yes=yes, no=no)
    made.answer = (yes if others is rows else no)[made.language]
    return made


@family("files")
def lines_not_in_other(r: Dice) -> Task:
    a, b = r.sample(
        ["old.txt", "new.txt", "monday.txt", "friday.txt", "list1.txt", "list2.txt", "mine.txt"], 2
    )
    rows = lines(r, 5, 7)
    other = r.sample(rows, r.randint(2, 4))
    wordings = [
        "Which lines of <a> are not in <b>?",
        "What is in <a> but missing from <b>?",
        "Lines only in <a>, compared with <b>?",
        "<b> should have everything that <a> has. What's missing?",
        "Compare the lists <a> and <b>: which entries of <a> does <b> lack?",
        "Give me the entries from <a> that I forgot in <b>.",
        "es: ¿Qué líneas de <a> faltan en <b>?",
        "fr: Quelles lignes de <a> ne sont pas dans <b> ?",
    ]
    code = "others = files.read(<b!>).splitlines()\nanswer([line for line in files.read(<a!>).splitlines() if line not in others])"
    world = {"files": {a: text_of(rows), b: text_of(other)}}
    return task(r, wordings, code, [row for row in rows if row not in other], world=world, a=a, b=b)


@family("files")
def list_files(r: Dice) -> Task:
    paths = sorted({file_name(r) for _ in range(5)} | {"main.py", "data/numbers.csv"})
    what, ending = r.choice([("Markdown", "md"), ("text", "txt"), ("Python", "py"), ("CSV", "csv")])
    wordings = [
        "List the <k> files.",
        "Which <k> files are there?",
        "Show all <k> files in the workspace.",
        "Do I have any <k> files? Which?",
        "ls *.<e>",
        "Names of everything ending in .<e>, please",
        "de: Welche .<e>-Dateien gibt es?",
        "es: ¿Qué archivos .<e> hay?",
    ]
    value = [path for path in paths if path.rpartition(".")[2] == ending]
    code = 'answer(files.list(pattern="*.<e>"))'
    return task(r, wordings, code, value, world={"files": dict.fromkeys(paths, "x\n")}, k=what, e=ending)


@family("files")
def list_all_files(r: Dice) -> Task:
    paths = sorted({file_name(r) for _ in range(r.randint(2, 7))})
    count = r.random() < 0.4
    wordings = (
        [
            "How many files are in the workspace?",
            "Count my files.",
            "How many files do I have here?",
            "number of files?",
            "I'd like to know how many files lie around in this workspace.",
            "Tell me how many files there are in total.",
            "es: ¿Cuántos archivos hay aquí?",
            "de: Wie viele Dateien habe ich hier?",
        ]
        if count
        else [
            "Which files are here?",
            "List the files.",
            "What files do I have?",
            "Show me everything in the workspace.",
            "ls",
            "I lost the overview. What is lying around here?",
            "fr: Quels fichiers y a-t-il ici ?",
            "de: Liste alle Dateien auf.",
        ]
    )
    code = "answer(len(files.list()))" if count else "answer(files.list())"
    return task(
        r, wordings, code, len(paths) if count else paths, world={"files": dict.fromkeys(paths, "x\n")}
    )


@family("files")
def list_folder(r: Dice) -> Task:
    folder = r.choice(["docs", "photos", "work", "archive", "src", "letters"])
    names = sorted(r.sample(FILES, r.randint(2, 4)))
    world = {
        "files": dict.fromkeys([*(f"{folder}/{name}" for name in names), "other.txt", "more/x.md"], "x\n")
    }
    wordings = [
        "What is in the folder <f>?",
        "ls <f>",
        "List everything under <f>/.",
        "Which files are in <f>?",
        "Show me the directory <f>.",
        "I keep some things in <f>. Which ones?",
        "fr: Qu'y a-t-il dans le dossier <f> ?",
        "es: ¿Qué hay en la carpeta <f>?",
    ]
    return task(
        r, wordings, "answer(files.list(<f!>))", [f"{folder}/{name}" for name in names], world=world, f=folder
    )
