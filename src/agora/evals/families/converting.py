"""Turning one file into another."""

import json

from agora.evals.families._desk import FILES, file_name, lines, table, text_of, work
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family

_ROWS = "import csv, json\nrows = list(csv.DictReader(files.read(<a!>).splitlines()))\n"


@family("files", weight=2)
def transform_file(r: Dice) -> Task:
    a, b = (
        r.choice(["a.txt", "names.txt", "in.txt", "list.txt", "guests.txt"]),
        r.choice(["b.txt", "out.txt", "new.txt", "result.txt"]),
    )
    rows = r.sample(NAMES, 5)
    en, es, de, code, value = r.choice(
        [
            ("sort its lines", "ordena sus líneas", "sortiere die Zeilen", "sorted(lines)", sorted(rows)),
            (
                "reverse the order of its lines",
                "invierte el orden de las líneas",
                "kehre die Reihenfolge der Zeilen um",
                "lines[::-1]",
                list(reversed(rows)),
            ),
            (
                "write every line in capitals",
                "pon cada línea en mayúsculas",
                "schreib jede Zeile groß",
                "[line.upper() for line in lines]",
                [row.upper() for row in rows],
            ),
            (
                *(
                    "number its lines like '1. …'",
                    "numera las líneas como '1. …'",
                    "nummeriere die Zeilen wie '1. …'",
                ),
                *(
                    '[f"{i}. {line}" for i, line in enumerate(lines, 1)]',
                    [f"{i + 1}. {rows[i]}" for i in range(5)],
                ),
            ),
            (
                "put '- ' before every line",
                "pon '- ' delante de cada línea",
                "setz '- ' vor jede Zeile",
                '["- " + line for line in lines]',
                [f"- {row}" for row in rows],
            ),
        ]
    )
    wordings = [
        "Take <a>, <w> and save the result as <p>.",
        "Read <a>, <w>, write it to <p>.",
        "For <a>: <w>. Put it in <p>.",
        "From <a> make <p>: <w>.",
        "I have <a> and need <p> for a mail. Please <w>.",
        "Open <a> and <w>; the new file is called <p>.",
        "es: Lee <a>, <w> y guárdalo en <p>.",
        "de: Nimm <a>, <w> und speichere es als <p>.",
    ]
    code = f'lines = files.read(<a!>).splitlines()\nfiles.write(<p!>, "\\n".join({code}) + "\\n")'
    leaves: dict[str, str | None] = {b: text_of(value), a: text_of(rows)}
    return work(
        r, wordings, code, "wrote", {a: text_of(rows)}, leaves, a=a, p=b, w={"en": en, "es": es, "de": de}
    )


@family("files")
def sort_in_place(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 4, 6)
    wordings = [
        "Sort the lines of <p>.",
        "Put <p> in alphabetical order.",
        "sort <p> in place",
        "The list in <p> is a mess. Order it from A to Z.",
        "Please alphabetize <p>, line by line.",
        "I want the entries in <p> sorted, in the same file.",
        "fr: Trie les lignes de <p> par ordre alphabétique.",
        "de: Sortiere die Zeilen in <p>.",
    ]
    code = 'lines = sorted(files.read(<p!>).splitlines())\nfiles.write(<p!>, "\\n".join(lines) + "\\n")'
    return work(r, wordings, code, "changed", {path: text_of(rows)}, {path: text_of(sorted(rows))}, p=path)


@family("files")
def remove_duplicates(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 3, 5)
    doubled = rows + r.sample(rows, 2)
    wordings = [
        "Remove the duplicate lines from <p>.",
        "<p> has some lines twice. Keep each only once.",
        "Deduplicate <p>, keep the order.",
        "In <p> things are repeated; delete the repetitions.",
        "I pasted the same lines several times into <p>. Clean that up.",
        "uniq for <p>, without sorting",
        "es: Quita las líneas repetidas de <p>.",
        "fr: Supprime les lignes en double dans <p>.",
    ]
    code = 'lines = list(dict.fromkeys(files.read(<p!>).splitlines()))\nfiles.write(<p!>, "\\n".join(lines) + "\\n")'
    return work(r, wordings, code, "changed", {path: text_of(doubled)}, {path: text_of(rows)}, p=path)


@family("files")
def remove_empty_lines(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 3, 5)
    wordings = [
        "Remove the empty lines from <p>.",
        "<p> is full of blank lines. Delete them.",
        "Strip blank lines out of <p>.",
        "Make <p> compact: no empty lines.",
        "There are gaps between the lines of <p> that I don't want.",
        "Delete all lines of <p> that contain nothing.",
        "de: Entferne die leeren Zeilen aus <p>.",
        "es: Elimina las líneas vacías de <p>.",
    ]
    text = "".join(row + "\n" * r.randint(1, 3) for row in rows)
    code = 'lines = [line for line in files.read(<p!>).splitlines() if line.strip()]\nfiles.write(<p!>, "\\n".join(lines) + "\\n")'
    return work(r, wordings, code, "changed", {path: text}, {path: text_of(rows)}, p=path)


@family("files")
def merge_files(r: Dice) -> Task:
    a, b = r.sample([name for name in FILES if name.endswith(".txt")], 2)
    out = r.choice(["all.txt", "both.txt", "together.txt", "merged.txt"])
    x, y = text_of(lines(r, 2, 3)), text_of(lines(r, 2, 3))
    wordings = [
        "Join <a> and <b> into <p>.",
        "cat <a> <b> > <p>",
        "Put <a> and then <b> together in one file <p>.",
        "I want one file instead of two: <a> followed by <b>, as <p>.",
        "Merge <a> with <b>, in this order; call it <p>.",
        "Write <p>: first everything of <a>, then everything of <b>.",
        "fr: Réunis <a> et <b> dans <p>.",
        "de: Füge <a> und <b> zu <p> zusammen.",
    ]
    leaves: dict[str, str | None] = {out: "".join([x, y])}
    return work(
        r,
        wordings,
        "files.write(<p!>, files.read(<a!>) + files.read(<b!>))",
        "wrote",
        {a: x, b: y},
        leaves,
        a=a,
        b=b,
        p=out,
    )


@family("tables")
def csv_to_json(r: Dice) -> Task:
    t = table(r, 2, 4)
    out = r.choice(["out.json", "data.json", t.path.replace(".csv", ".json")])
    wordings = [
        "Convert <a> to JSON and save it as <p>.",
        "Make <p> out of <a>: a list with an object for each row.",
        "I need <a> as JSON in <p>.",
        "CSV to JSON: <a> -> <p>",
        "Our website only reads JSON. Turn <a> into <p>.",
        "Read the table <a> and write its rows to <p> as JSON objects.",
        "es: Convierte <a> a JSON y guárdalo en <p>.",
        "de: Wandle <a> in JSON um, Ergebnis in <p>.",
    ]
    value = json.dumps([{t.name: n, t.value: str(v), t.group: g} for n, v, g in t.rows], indent=2) + "\n"
    code = _ROWS + 'files.write(<p!>, json.dumps(rows, indent=2) + "\\n")'
    return work(r, wordings, code, "wrote", {t.path: t.text}, {out: value}, a=t.path, p=out)


@family("tables")
def json_to_csv(r: Dice) -> Task:
    t = table(r, 2, 4)
    a = t.path.replace(".csv", ".json")
    out = r.choice(["out.csv", "table.csv", t.path])
    text = json.dumps([{t.name: n, t.value: v, t.group: g} for n, v, g in t.rows])
    wordings = [
        "Convert <a> to CSV and save it as <p>.",
        "Make a table <p> out of <a>, with a header.",
        "I need <a> as CSV in <p>, for Excel.",
        "JSON to CSV: <a> -> <p>",
        "<a> is a list of objects. Write them to <p> as comma-separated lines, keys first.",
        "Turn the records of <a> into the CSV file <p>.",
        "fr: Convertis <a> en CSV dans <p>.",
        "es: Pasa <a> a CSV, el archivo se llama <p>.",
    ]
    code = (
        "import json\n"
        "rows = json.loads(files.read(<a!>))\n"
        'lines = [",".join(rows[0])] + [",".join(str(value) for value in row.values()) for row in rows]\n'
        'files.write(<p!>, "\\n".join(lines) + "\\n")'
    )
    return work(r, wordings, code, "wrote", {a: text}, {out: t.text}, a=a, p=out)


@family("tables")
def csv_to_markdown(r: Dice) -> Task:
    t = table(r, 2, 4)
    out = r.choice(["table.md", "out.md", "overview.md"])
    wordings = [
        "Make a Markdown table of <a> in <p>.",
        "Convert <a> to a Markdown table, save as <p>.",
        "I want to show <a> on GitHub. Write it as a Markdown table to <p>.",
        "<a> -> Markdown table -> <p>",
        "Write <p> with the rows of <a> as a table in Markdown.",
        "Turn the CSV <a> into Markdown (with | signs) and store it in <p>.",
        "de: Mach aus <a> eine Markdown-Tabelle in <p>.",
        "fr: Fais de <a> un tableau Markdown dans <p>.",
    ]
    code = (
        'rows = [line.split(",") for line in files.read(<a!>).splitlines()]\n'
        'rows.insert(1, ["---"] * len(rows[0]))\n'
        'files.write(<p!>, "".join(f"| {\' | \'.join(row)} |\\n" for row in rows))'
    )
    table_rows = "".join(f"| {n} | {v} | {g} |\n" for n, v, g in t.rows)
    value = f"| {t.name} | {t.value} | {t.group} |\n| --- | --- | --- |\n{table_rows}"
    return work(r, wordings, code, "wrote", {t.path: t.text}, {out: value}, a=t.path, p=out)


@family("tables")
def csv_filter_to_file(r: Dice) -> Task:
    t, n = table(r, 4, 6), r.randint(60, 250)
    out = r.choice(["selected.csv", "filtered.csv", "large.csv"])
    wordings = [
        "Write the rows of <a> with <c> over <n> to <p>, header included.",
        "Filter <a>: <c> above <n>. Save as <p>.",
        "From <a> keep only rows where <c> > <n>, and store them with the header in <p>.",
        "I need a smaller table. Copy from <a> to <p> the header and the rows whose <c> is over <n>.",
        "<p> = rows of <a> with more than <n> in the column <c>",
        "Make <p> from <a>, without the rows that have <n> or less as <c>.",
        "es: Guarda en <p> las filas de <a> con <c> mayor que <n>, con la cabecera.",
        "de: Schreib die Zeilen von <a> mit <c> über <n> samt Kopfzeile in <p>.",
    ]
    code = (
        "head, *rows = files.read(<a!>).splitlines()\n"
        'rows = [row for row in rows if float(row.split(",")[1]) > <n>]\n'
        'files.write(<p!>, "\\n".join([head] + rows) + "\\n")'
    )
    kept = "".join(f"{k},{v},{g}\n" for k, v, g in t.rows if v > n)
    value = f"{t.name},{t.value},{t.group}\n{kept}"
    return work(r, wordings, code, "wrote", {t.path: t.text}, {out: value}, a=t.path, p=out, c=t.value, n=n)


@family("tables")
def csv_sort_to_file(r: Dice) -> Task:
    t = table(r, 4, 6)
    out = r.choice(["sorted.csv", "ranking.csv", "ordered.csv"])
    wordings = [
        "Sort <a> by <c>, smallest first, and save it as <p>.",
        "Write <p>: the table <a> ordered by <c>, ascending.",
        "Order the rows of <a> by the column <c> from low to high into <p>.",
        "<a> should be sorted by <c> (rising). Result: <p>.",
        "For my report I need <a> in order of <c>, least first. New file <p>, header on top.",
        "sort by <c>: <a> -> <p>",
        "fr: Trie <a> par <c> croissant et enregistre dans <p>.",
        "es: Ordena <a> por <c>, de menor a mayor, en <p>.",
    ]
    code = (
        "head, *rows = files.read(<a!>).splitlines()\n"
        'rows.sort(key=lambda row: float(row.split(",")[1]))\n'
        'files.write(<p!>, "\\n".join([head] + rows) + "\\n")'
    )
    ranked = "".join(f"{k},{v},{g}\n" for v, k, g in sorted((v, k, g) for k, v, g in t.rows))
    value = f"{t.name},{t.value},{t.group}\n{ranked}"
    return work(r, wordings, code, "wrote", {t.path: t.text}, {out: value}, a=t.path, p=out, c=t.value)
