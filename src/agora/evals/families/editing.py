"""Writing files and changing them."""

from agora.evals.families._desk import FILES, LINES, file_name, lines, text_of, work
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family


@family("files", weight=2)
def write_file(r: Dice) -> Task:
    path, line = file_name(r), r.choice(LINES)
    wordings = [
        "Create <p> with the text: <t>",
        "Write '<t>' to <p>.",
        "Save '<t>' in a file called <p>.",
        "Make a file <p> that says <t!>.",
        "Put the text '<t>' into <p>, please.",
        "New file <p>: <t>",
        "I must not lose this line: '<t>'. Keep it in <p>.",
        "fr: Crée le fichier <p> avec le texte : <t>",
        "de: Schreib '<t>' in die Datei <p>.",
    ]
    code = "files.write(<p!>, <T!>)"
    return work(r, wordings, code, "wrote", {}, {path: line + "\n"}, p=path, t=line, T=line + "\n")


@family("files")
def write_list(r: Dice) -> Task:
    path = r.choice(["shopping.txt", "list.txt", "guests.txt", "packing.txt", "home/list.md"])
    things = r.sample(
        ["milk", "eggs", "rice", "soap", "tea", "socks", "map", "torch", *NAMES[:6]], r.randint(3, 5)
    )
    wordings = [
        "Write a list to <p>, one thing a line: <x>.",
        "Save <x> in <p>, each on its own line.",
        "Make <p> with these lines: <x>",
        "I need a file <p>. Entries, one below the other: <x>.",
        "<x>. Put them into <p>, a line for each.",
        "Note down <x> as a list in <p>.",
        "es: Guarda en <p> una lista, una cosa por línea: <x>.",
        "fr: Écris dans <p>, un élément par ligne : <x>.",
    ]
    code = 'things = <y!>\nfiles.write(<p!>, "\\n".join(things) + "\\n")'
    return work(
        r, wordings, code, "wrote", {}, {path: text_of(things)}, p=path, x=", ".join(things), y=things
    )


@family("files")
def write_computed(r: Dice) -> Task:
    path, n = r.choice(["out.txt", "result.txt", "numbers.txt", "data/table.txt"]), r.randint(5, 30)
    en, de, es, code, values = r.choice(
        [
            (
                "numbers from 1 to <n>",
                "Zahlen von 1 bis <n>",
                "números del 1 al <n>",
                "range(1, <n> + 1)",
                range(1, n + 1),
            ),
            (
                *("squares of 1 to <n>", "Quadrate von 1 bis <n>", "cuadrados del 1 al <n>"),
                *("[i * i for i in range(1, <n> + 1)]", [i**2 for i in range(1, n + 1)]),
            ),
            (
                *("even numbers up to <n>", "geraden Zahlen bis <n>", "números pares hasta <n>"),
                *("range(2, <n> + 1, 2)", [i for i in range(1, n + 1) if i % 2 == 0]),
            ),
            (
                *("first <n> multiples of 7", "ersten <n> Vielfachen von 7", "primeros <n> múltiplos de 7"),
                *("[7 * i for i in range(1, <n> + 1)]", range(7, 7 * n + 1, 7)),
            ),
        ]
    )
    what = {language: text.replace("<n>", str(n)) for language, text in (("en", en), ("de", de), ("es", es))}
    wordings = [
        "Write the <w> to <p>, one a line.",
        "Save the <w> in <p>.",
        "Make a file <p> with the <w>.",
        "For a test I need the <w> in a file named <p>.",
        "Put the <w> into <p>, each on its own line.",
        "<p> should contain the <w>, one per line. Create it.",
        "de: Schreib die <w> in <p>, jede in eine Zeile.",
        "es: Escribe los <w> en <p>, uno por línea.",
    ]
    code = f'numbers = {code.replace("<n>", str(n))}\nfiles.write(<p!>, "\\n".join(str(n) for n in numbers) + "\\n")'
    return work(r, wordings, code, "wrote", {}, {path: text_of(values)}, p=path, w=what)


@family("files", weight=2)
def append_line(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 3, 5)
    *rows, line = rows
    wordings = [
        "Add the line '<t>' to <p>.",
        "Append '<t>' to <p>.",
        "Put '<t>' at the end of <p>.",
        "Add to <p>: <t>",
        "In <p>, add a last line that says '<t>'.",
        "I forgot something in <p>: '<t>'. Add it at the bottom.",
        "echo '<t>' >> <p>",
        "es: Añade a <p> la línea '<t>'.",
        "fr: Ajoute '<t>' à la fin de <p>.",
    ]
    before, line_end = text_of(rows), line + "\n"
    code = "files.write(<p!>, files.read(<p!>) + <T!>)"
    return work(
        r, wordings, code, "added", {path: before}, {path: text_of([*rows, line])}, p=path, t=line, T=line_end
    )


@family("files")
def prepend_line(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 2, 4)
    line = r.choice(["My notes", "For next week", "Draft, please check", "IMPORTANT", "Version 2", "Private"])
    wordings = [
        "Put '<t>' at the top of <p>.",
        "Add '<t>' as the first line of <p>.",
        "<p> needs a title: <t>",
        "Insert the line '<t>' before everything else in <p>.",
        "I want <p> to begin with the line '<t>'.",
        "Prepend '<t>' to <p>.",
        "de: Setz '<t>' ganz oben in <p>.",
        "es: Pon '<t>' como primera línea de <p>.",
    ]
    code = "files.write(<p!>, <T!> + files.read(<p!>))"
    leaves: dict[str, str | None] = {path: text_of([line, *rows])}
    return work(r, wordings, code, "added", {path: text_of(rows)}, leaves, p=path, t=line, T=line + "\n")


@family("files", weight=2)
def replace_once(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 3, 5)
    words = [w for w in " ".join(rows).split() if w.isalpha() and "".join(text_of(rows)).count(w) == 1]
    old = r.choice(words)
    new = r.choice(["Friday", "Paris", "Marco", "tea", "tomorrow", "blue", "station", "three"])
    wordings = [
        "In <p>, replace <o!> with <n!>.",
        "Change <o> to <n> in <p>.",
        "Edit <p>: <o> should be <n>.",
        "I made a mistake in <p>. It must say <n> instead of <o>.",
        "Correct <o> to <n> in the file <p>.",
        "<p>: <o> -> <n>",
        "fr: Dans <p>, remplace <o> par <n>.",
        "es: Cambia <o> por <n> en <p>.",
    ]
    leaves: dict[str, str | None] = {path: new.join(text_of(rows).split(old))}
    return work(
        r,
        wordings,
        "files.edit(<p!>, <o!>, <n!>)",
        "changed",
        {path: text_of(rows)},
        leaves,
        p=path,
        o=old,
        n=new,
    )


@family("files")
def replace_all(r: Dice) -> Task:
    old, new = r.sample(NAMES, 2)
    path = file_name(r)
    rows = [f"{old} brings bread", r.choice(LINES), f"Call {old} at six", f"{old} and {r.choice(LINES)}"]
    wordings = [
        "Replace every <o!> with <n!> in <p>.",
        "Change all occurrences of <o> to <n> in <p>.",
        "In <p>, swap <o> for <n> everywhere.",
        "Everywhere in <p> it says <o>. Make it <n>.",
        "<o> can't come, <n> takes over. Update <p> wherever the name stands.",
        "sed s/<o>/<n>/g on <p> please",
        "de: Ersetze in <p> überall <o> durch <n>.",
        "fr: Remplace partout <o> par <n> dans <p>.",
    ]
    code = "files.edit(<p!>, <o!>, <n!>, all=True)"
    leaves: dict[str, str | None] = {path: new.join(text_of(rows).split(old))}
    return work(r, wordings, code, "changed", {path: text_of(rows)}, leaves, p=path, o=old, n=new)


@family("files")
def replace_in_many(r: Dice) -> Task:
    old, new = r.choice(
        [
            ("2025", "2026"),
            ("colour", "color"),
            ("Weber Ltd", "Weber & Sons"),
            ("draft", "final"),
            ("Mr Tan", "Ms Tan"),
        ]
    )
    paths = sorted(r.sample([name for name in FILES if name.endswith(".md")], 3))
    files = {path: f"{r.choice(LINES)}\nsee {old}, page 2\n" for path in paths[:2]}
    files[paths[2]] = text_of(lines(r, 2, 3))
    wordings = [
        "Replace <o!> with <n!> in all Markdown files.",
        "In every .md file, <o> must become <n>.",
        "Change <o> to <n> throughout the .md files.",
        "We no longer say <o> but <n>. Update all *.md files.",
        "All Markdown files: <o> -> <n>",
        "Go over the .md files and put <n> where <o> stands.",
        "es: Cambia <o> por <n> en todos los archivos .md.",
        "de: Ersetze <o> durch <n> in allen .md-Dateien.",
    ]
    code = (
        'for path in files.list(pattern="*.md"):\n    files.write(path, files.read(path).replace(<o!>, <n!>))'
    )
    leaves: dict[str, str | None] = {path: new.join(text.split(old)) for path, text in files.items()}
    return work(r, wordings, code, "changed", files, leaves, o=old, n=new, p=", ".join(paths))


@family("files")
def delete_line(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 4, 6)
    gone = r.choice(rows)
    wordings = [
        "Delete the line '<t>' from <p>.",
        "Remove '<t>' from <p>.",
        "Take '<t>' off the list in <p>.",
        "I'm done with '<t>'. Strike that line out of <p>.",
        "<p> without the line '<t>', please.",
        "The line '<t>' in <p> can go.",
        "fr: Supprime la ligne '<t>' de <p>.",
        "de: Lösche die Zeile '<t>' aus <p>.",
    ]
    leaves: dict[str, str | None] = {path: text_of([row for row in rows if row != gone])}
    return work(
        r,
        wordings,
        'files.edit(<p!>, <T!>, "")',
        "changed",
        {path: text_of(rows)},
        leaves,
        p=path,
        t=gone,
        T=gone + "\n",
    )


@family("files")
def delete_matching_lines(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 4, 6)
    w = r.choice(["draft", "cancelled", "maybe", "obsolete"])
    for i in r.sample(range(len(rows)), 2):
        rows[i] += f" ({w})"
    wordings = [
        "Remove all lines with <w!> from <p>.",
        "Delete every line that contains <w> in <p>.",
        "Clean up <p>: lines marked <w> must go.",
        "<p> still has <w> entries. Throw those lines out.",
        "grep -v <w> on <p> and save it there",
        "Keep only the lines of <p> in which <w> does not occur.",
        "es: Borra de <p> todas las líneas con <w>.",
        "fr: Enlève de <p> toutes les lignes contenant <w>.",
    ]
    code = (
        "lines = [line for line in files.read(<p!>).splitlines() if <w!> not in line]\n"
        'files.write(<p!>, "\\n".join(lines) + "\\n")'
    )
    leaves: dict[str, str | None] = {path: text_of([row for row in rows if not row.endswith(f"({w})")])}
    return work(r, wordings, code, "changed", {path: text_of(rows)}, leaves, p=path, w=w)


@family("files")
def insert_after(r: Dice) -> Task:
    path, rows = file_name(r), lines(r, 4, 6)
    new, *rows = rows
    i = r.randrange(len(rows) - 1)
    wordings = [
        "In <p>, insert '<n>' after the line '<t>'.",
        "Put '<n>' below '<t>' in <p>.",
        "Add '<n>' to <p>, right after '<t>'.",
        "After '<t>' in <p> there should be another line: <n>",
        "<p> misses a step. Between '<t>' and what follows, write '<n>'.",
        "Insert into <p> following '<t>': <n>",
        "de: Füge in <p> nach '<t>' die Zeile '<n>' ein.",
        "es: En <p>, inserta '<n>' después de '<t>'.",
    ]
    leaves: dict[str, str | None] = {path: text_of([*rows[: i + 1], new, *rows[i + 1 :]])}
    values = {"p": path, "t": rows[i], "n": new, "T": rows[i] + "\n", "N": rows[i] + "\n" + new + "\n"}
    return work(
        r, wordings, "files.edit(<p!>, <T!>, <N!>)", "changed", {path: text_of(rows)}, leaves, **values
    )


@family("files")
def tick_off(r: Dice) -> Task:
    path, jobs = r.choice(["todo.md", "tasks.md", "work/todo.md", "week.md"]), lines(r, 3, 5)
    done = r.choice(jobs)
    wordings = [
        "Tick off '<t>' in <p>.",
        "Mark '<t>' as done in <p>.",
        "I finished '<t>'. Check its box in <p>.",
        "Done: <t>. Please update <p>.",
        "In <p>, put an x into the box of '<t>'.",
        "<p>: set '<t>' to [x].",
        "fr: Coche '<t>' dans <p>.",
        "de: Hake '<t>' in <p> ab.",
    ]
    before = text_of([f"- [ ] {job}" for job in jobs])
    leaves: dict[str, str | None] = {
        path: text_of([f"- [{'x' if job == done else ' '}] {job}" for job in jobs])
    }
    code = "files.edit(<p!>, <o!>, <n!>)"
    return work(
        r,
        wordings,
        code,
        "changed",
        {path: before},
        leaves,
        p=path,
        t=done,
        o=f"- [ ] {done}",
        n=f"- [x] {done}",
    )


@family("files")
def copy_file(r: Dice) -> Task:
    a, rows = file_name(r), lines(r, 2, 4)
    b = r.choice(["copy.txt", "backup/notes.txt", "old.txt", "backup.md", "second.txt"])
    wordings = [
        "Copy <a> to <p>.",
        "cp <a> <p>",
        "Make a backup of <a> as <p>.",
        "I want to try things out. Save a copy of <a> under the name <p> first.",
        "Duplicate <a>; the copy is called <p>.",
        "Create <p> with the same content as <a>.",
        "es: Copia <a> a <p>.",
        "fr: Fais une copie de <a> sous le nom <p>.",
    ]
    text = text_of(rows)
    leaves: dict[str, str | None] = {a: text, b: text}
    return work(r, wordings, "files.write(<p!>, files.read(<a!>))", "wrote", {a: text}, leaves, a=a, p=b)


@family("files")
def rename_file(r: Dice) -> Task:
    a, rows = r.choice(FILES), lines(r, 2, 3)
    b = r.choice(["final.txt", "archive.md", "new_name.txt", "letter2.txt", "final_version.md"])
    wordings = [
        "Rename <a> to <p>.",
        "mv <a> <p>",
        "The file <a> should be called <p> from now on.",
        "Give <a> the name <p>.",
        "<a> is a bad name. Make it <p>.",
        "Change the file name <a> into <p>.",
        "de: Benenne <a> in <p> um.",
        "es: Cambia el nombre de <a> a <p>.",
    ]
    text = text_of(rows)
    leaves: dict[str, str | None] = {a: None, b: text}
    return work(r, wordings, 'shell("mv <a> <p>")', "wrote", {a: text}, leaves, a=a, p=b)


@family("files")
def delete_file(r: Dice) -> Task:
    path, other = r.sample(FILES, 2)
    wordings = [
        "Delete <p>.",
        "rm <p>",
        "I no longer need <p>. Remove the file.",
        "Throw <p> away, but leave the rest.",
        "Get rid of the file <p>.",
        "Please erase <p> from the workspace.",
        "fr: Supprime le fichier <p>.",
        "de: Lösche die Datei <p>.",
    ]
    leaves: dict[str, str | None] = {path: None, other: "keep\n"}
    files = {path: "old\n", other: "keep\n"}
    return work(r, wordings, 'shell("rm <p>")', "removed", files, leaves, p=path)
