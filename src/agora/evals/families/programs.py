"""Programs that are written to a file or run at once, with tests, and what they print."""

from agora.evals.families._desk import LINES, text_of
from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task

_SCRIPTS = ["main.py", "hello.py", "tool.py", "run.py", "script.py", "src/app.py"]


@family("programs", weight=2)
def python_program(r: Dice) -> Task:
    n = r.randint(3, 12)
    en, fr, de, body, value = r.choice(
        [
            (
                "prints the squares of 1 to <n>",
                "affiche les carrés de 1 à <n>",
                "die Quadrate von 1 bis <n> ausgibt",
                "for i in range(1, <n> + 1):\n    print(i * i)",
                [i**2 for i in range(1, n + 1)],
            ),
            (
                "counts down from <n> to 1",
                "compte de <n> à 1",
                "von <n> bis 1 zählt",
                "for i in range(<n>, 0, -1):\n    print(i)",
                list(reversed(range(1, n + 1))),
            ),
            (
                "prints the <n> times table up to 10",
                "affiche la table de <n> jusqu'à 10",
                "das Einmaleins mit <n> bis 10 ausgibt",
                "for i in range(1, 11):\n    print(<n> * i)",
                range(n, 10 * n + 1, n),
            ),
            (
                "says hello <n> times",
                "dit hello <n> fois",
                "<n>-mal hello sagt",
                'for i in range(<n>):\n    print("hello")',
                ["hello"] * n,
            ),
            (
                "draws a triangle of <n> rows of stars",
                "dessine un triangle de <n> lignes d'étoiles",
                "ein Dreieck aus <n> Zeilen Sternen malt",
                'for i in range(1, <n> + 1):\n    print("*" * i)',
                ["*" * i for i in range(1, n + 1)],
            ),
            (
                "prints the powers of 2 from 1 up to the <n>th",
                "affiche les puissances de 2 jusqu'à 2^<n>",
                "die Potenzen von 2 bis 2^<n> ausgibt",
                "for i in range(1, <n> + 1):\n    print(2**i)",
                [2**i for i in range(1, n + 1)],
            ),
        ]
    )
    w = {language: text.replace("<n>", str(n)) for language, text in (("en", en), ("fr", fr), ("de", de))}
    wordings = [
        "Run a Python program that <w>.",
        "Write and run a program that <w>.",
        "I want a script that <w>. Show its output.",
        "Execute some Python that <w>.",
        "For my class: a small program which <w>. Run it too.",
        "Python: code that <w>, executed please",
        "fr: Lance un programme Python qui <w>.",
        "de: Führe ein Python-Programm aus, das <w>.",
    ]
    code = 'result = python(<b!>)\nanswer(result["stdout"])'
    return task(r, wordings, code, text_of(value), w=w, b=body.replace("<n>", str(n)))


@family("programs")
def script_file(r: Dice) -> Task:
    path, word = (
        r.choice(_SCRIPTS),
        r.choice(["Hello", "Good morning", "Welcome", "It works", "Bonjour", "Ready"]),
    )
    wordings = [
        "Write a script <p> that prints '<t>' and run it.",
        "Create <p>, it should print <t!>, then run it.",
        "Make <p> printing '<t>' and show what it gives.",
        "I need <p>: a program that says '<t>'. Run it too.",
        "My first program! Save one that prints '<t>' as <p> and execute it.",
        "Put print('<t>') in <p> and run the file.",
        "es: Escribe un script <p> que imprima '<t>' y ejecútalo.",
        "fr: Crée <p> qui affiche '<t>', puis lance-le.",
    ]
    body = f"print({word!r})\n"
    code = 'files.write(<p!>, <b!>)\nanswer(shell("python3 <p>")["stdout"])'
    return task(r, wordings, code, word + "\n", world={"leaves": {path: body}}, p=path, t=word, b=body)


@family("programs", weight=2)
def run_script(r: Dice) -> Task:
    path, a, b = r.choice(_SCRIPTS), r.randint(2, 50), r.randint(2, 50)
    body, value = r.choice(
        [
            (f"print({a} * {b})\n", f"{a * b}\n"),
            (
                f"for i in range({a % 5 + 1}):\n    print('row', i)\n",
                "".join(f"row {i}\n" for i in range(a % 5 + 1)),
            ),
            (f"x = {a}\ny = {b}\nprint('sum:', x + y)\n", f"sum: {a + b}\n"),
            (f"words = ['a', 'b', 'c']\nprint('-'.join(words), {a})\n", f"a-b-c {a}\n"),
        ]
    )
    wordings = [
        "Run <p>.",
        "Execute <p> and show the output.",
        "What does <p> print?",
        "python3 <p>",
        "Somebody sent me <p>. What happens when it runs?",
        "Start the script <p> please.",
        "What's the result of running <p>?",
        "de: Führe <p> aus.",
        "es: Ejecuta <p> y dime qué imprime.",
    ]
    code = 'answer(shell("python3 <p>")["stdout"])'
    return task(r, wordings, code, value, world={"files": {path: body}}, p=path)


@family("programs")
def run_script_with_argument(r: Dice) -> Task:
    path, n = r.choice(["double.py", "square.py", "half.py"]), 2 * r.randint(2, 400)
    body = {"double.py": "n * 2", "square.py": "n * n", "half.py": "n // 2"}[path]
    value = {"double.py": n + n, "square.py": n**2, "half.py": round(n / 2)}[path]
    wordings = [
        "Run <p> with the argument <n>.",
        "python3 <p> <n>",
        "Call <p> with <n> and tell me what it prints.",
        "What does <p> give for <n>?",
        "<p> takes a number. Try <n>.",
        "I need the output of <p> when I pass it <n>.",
        "fr: Lance <p> avec l'argument <n>.",
        "de: Starte <p> mit dem Argument <n>.",
    ]
    text = f"import sys\n\nn = int(sys.argv[1])\nprint({body})\n"
    code = 'answer(shell("python3 <p> <n>")["stdout"])'
    return task(r, wordings, code, f"{value}\n", world={"files": {path: text}}, p=path, n=n)


@family("programs")
def run_script_on_file(r: Dice) -> Task:
    rows = r.sample(LINES, r.randint(3, 6))
    path, data = r.choice(["count.py", "stats.py"]), r.choice(["notes.txt", "input.txt", "text.txt"])
    body = {"count.py": "len(text.splitlines())", "stats.py": "len(text.split())"}[path]
    value = len(rows) if path == "count.py" else sum(row.count(" ") + 1 for row in rows)
    wordings = [
        "Run <p> on <d>.",
        "python3 <p> <d>",
        "Apply the script <p> to <d> and give me the output.",
        "What does <p> say about <d>?",
        "Feed <d> to <p>.",
        "I wrote <p>, which takes a file name. Use it with <d>.",
        "es: Ejecuta <p> con el archivo <d>.",
        "fr: Lance <p> sur <d>.",
    ]
    files = {path: f"import sys\n\ntext = open(sys.argv[1]).read()\nprint({body})\n", data: text_of(rows)}
    return task(
        r,
        wordings,
        'answer(shell("python3 <p> <d>")["stdout"])',
        f"{value}\n",
        world={"files": files},
        p=path,
        d=data,
    )


@family("programs", weight=2)
def write_function(r: Dice) -> Task:
    path = r.choice(["tools.py", "solution.py", "answer.py", "exercise.py"])
    n = r.randint(3, 40)
    name, en, es, body, value = r.choice(
        [
            ("double", "returns twice a number", "devuelve el doble de un número", "n * 2", n + n),
            ("square", "returns the square of a number", "devuelve el cuadrado de un número", "n * n", n**2),
            ("is_even", "says whether a number is even", "dice si un número es par", "n % 2 == 0", not n & 1),
            (
                "digits",
                "counts the digits of a number",
                "cuenta las cifras de un número",
                "len(str(n))",
                1 if n < 10 else 2,
            ),
            (
                "triangle",
                "adds up the numbers from 1 to n",
                "suma los números del 1 al n",
                "n * (n + 1) // 2",
                sum(range(n + 1)),
            ),
        ]
    )
    wordings = [
        "Write a function <f> in <p> that <w>, and call it with <n>.",
        "In <p>, define <f>: it <w>. What does <f>(<n>) give?",
        "I need <p> with a function called <f> which <w>. Try it with <n>.",
        "Exercise: <f> <w>. Save it in <p> and test it on <n>.",
        "<p> should contain <f>, a function that <w>. Print <f>(<n>) with it.",
        "Create <p>. Function <f> <w>. Then run it for <n> and show the result.",
        "es: Escribe en <p> una función <f> que <w> y pruébala con <n>.",
        "es: Crea <p> con la función <f>, que <w>. ¿Cuánto da <f>(<n>)?",
    ]
    text = f"def {name}(n):\n    return {body}\n\n\nprint({name}({n}))\n"
    code = 'files.write(<p!>, <b!>)\nanswer(shell("python3 <p>")["stdout"])'
    return task(r, wordings, code, f"{value}\n", p=path, f=name, n=n, b=text, w={"en": en, "es": es})


@family("programs")
def test_function(r: Dice) -> Task:
    a, b = r.randint(2, 30), r.randint(2, 30)
    name, right, wrong, value = r.choice(
        [
            ("add", "a + b", "a - b", a + b),
            ("times", "a * b", "a + b", a * b),
            ("larger", "max(a, b)", "min(a, b)", sorted((a, b))[-1]),
        ]
    )
    good = r.random() < 0.5 or eval(wrong, {"a": a, "b": b, "max": max, "min": min}) == value
    path = r.choice(["calc.py", "maths.py", "lib.py"])
    module = path[:-3]
    text = f"def {name}(a, b):\n    return {right if good else wrong}\n"
    wordings = [
        "Test <f> in <p>: <f>(<a>, <b>) must be <v>.",
        "Does <f>(<a>, <b>) from <p> return <v>?",
        "<p> defines <f>. Check that <f>(<a>, <b>) == <v>.",
        "I think <f> in <p> has a bug: for <a> and <b> it should give <v>. Does it?",
        "Try <f>(<a>, <b>) of the module <p>. I expect <v>. Is the expectation met?",
        "Verify: <f> from <p> called with <a> and <b> gives <v>.",
        "fr: <f>(<a>, <b>) de <p> doit donner <v>. Est-ce le cas ?",
        "de: Prüfe, ob <f>(<a>, <b>) aus <p> <v> ergibt.",
    ]
    yes = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
    no = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}
    code = 'result = python("from <m> import <f>\\nprint(<f>(<a>, <b>))")\nanswer(<yes!> if result["stdout"].strip() == <w!> else <no!>)'
    made = task(
        r,
        wordings,
        code,
        world={"files": {path: text}},
        f=name,
        p=path,
        m=module,
        a=a,
        b=b,
        v=value,
        w=str(value),
        yes=yes,
        no=no,
    )
    made.answer = (yes if good else no)[made.language]
    return made


@family("programs")
def fix_and_run(r: Dice) -> Task:
    path, n = r.choice(_SCRIPTS), r.randint(3, 40)
    name, broken, mended, value = r.choice(
        [
            ("double", "n * 3", "n * 2", n + n),
            ("square", "n + n", "n * n", n**2),
            ("half", "n * 2", "n / 2", n / 2),
            ("next_number", "n - 1", "n + 1", n + 1),
        ]
    )
    wordings = [
        "In <p>, <f> wrongly returns <x>. It should return <y>. Fix it and run the file.",
        "Bug in <p>: 'return <x>' must be 'return <y>'. Correct it, then execute it.",
        "Replace return <x> by return <y> in <p> and show what it prints then.",
        "<f> in <p> computes <x>, but I want <y>. Change that and run it.",
        "Fix <p> (<x> -> <y>) and run it.",
        "My program <p> is wrong. Where it says <x> it needs <y>. What does it print after the change?",
        "es: En <p>, cambia return <x> por return <y> y ejecuta el archivo.",
        "de: Ändere in <p> return <x> zu return <y> und führe die Datei aus.",
    ]
    text = f"def {name}(n):\n    return {{}}\n\n\nprint({name}({n}))\n"
    code = 'files.edit(<p!>, "return <x>", "return <y>")\nanswer(shell("python3 <p>")["stdout"])'
    world = {"files": {path: text.format(broken)}, "leaves": {path: text.format(mended)}}
    return task(r, wordings, code, f"{value}\n", world=world, p=path, f=name, x=broken, y=mended)


@family("programs")
def unit_tests(r: Dice) -> Task:
    good = r.random() < 0.6
    path = r.choice(["tests.py", "test_app.py", "test_tools.py", "check_all.py"])
    name = r.choice(NAMES).lower()
    text = (
        "import unittest\n\n\nclass Tests(unittest.TestCase):\n    def test_sum(self):\n        self.assertEqual(2 + 2, 4)\n\n"
        f"    def test_name(self):\n        self.assertEqual({name!r}.upper(), {name.upper() if good else name!r})\n\n\nunittest.main()\n"
    ).replace(f", {name.upper()})", f", {name.upper()!r})")
    yes = {
        "en": "The tests pass.",
        "fr": "Les tests passent.",
        "es": "Las pruebas pasan.",
        "de": "Die Tests laufen durch.",
    }
    no = {
        "en": "The tests fail.",
        "fr": "Les tests échouent.",
        "es": "Las pruebas fallan.",
        "de": "Die Tests schlagen fehl.",
    }
    wordings = [
        "Run the tests in <p>. Do they pass?",
        "Do the tests of <p> pass?",
        "python3 <p> - is everything green?",
        "I changed something yesterday. Check with <p> whether it still works.",
        "Execute the unit tests in <p> and tell me if they are fine.",
        "Are there failing tests in <p>?",
        "fr: Lance les tests de <p>. Passent-ils ?",
        "es: ¿Pasan las pruebas de <p>?",
    ]
    code = 'result = shell("python3 <p>")\nanswer(<yes!> if result["exit_code"] == 0 else <no!>)'
    made = task(r, wordings, code, world={"files": {path: text}}, p=path, yes=yes, no=no)
    made.answer = (yes if good else no)[made.language]
    return made
