"""Commands that are typed into a shell, spelled out or described."""

from agora.evals.families._desk import LINES, text_of
from agora.evals.task import Dice, Task, family, task


@family("programs", weight=2)
def run_command(r: Dice) -> Task:
    word, n = r.choice(["hello", "ready", "agora", "good evening"]), r.randint(2, 9)
    command, value = r.choice(
        [
            (f"echo {word}", f"{word}\n"),
            (f"seq {n}", text_of(range(1, n + 1))),
            (f"seq {n} | wc -l", f"{n}\n"),
            (f"printf '%s' {word.split()[0]} | wc -c", f"{len(word.split()[0])}\n"),
            (f"echo {word} | tr a-z A-Z", f"{word.upper()}\n"),
            (f"expr {n} + 40", f"{n + 40}\n"),
            (f"basename /home/ana/{word.split()[0]}.txt", f"{word.split()[0]}.txt\n"),
        ]
    )
    wordings = [
        "Run `<c>` for me.",
        "Execute <c> in the shell.",
        "What does `<c>` print?",
        "Type <c> in the terminal and show the output.",
        "shell: <c>",
        "I found the command `<c>`. What comes out of it?",
        "$ <c>",
        "es: Ejecuta `<c>` en la terminal.",
        "de: Was gibt `<c>` aus?",
    ]
    return task(r, wordings, 'answer(shell(<c!>)["stdout"])', value, c=command)


@family("programs")
def command_on_file(r: Dice) -> Task:
    path, rows = (
        r.choice(["notes.txt", "list.txt", "data.txt", "names.txt"]),
        r.sample(LINES, r.randint(4, 7)),
    )
    n = r.randint(2, 3)
    command, value = r.choice(
        [
            (f"sort {path}", text_of(sorted(rows))),
            (f"head -n {n} {path}", text_of(rows[:n])),
            (f"tail -n {n} {path}", text_of(rows[-n:])),
            (f"wc -l < {path}", f"{len(rows)}\n"),
            (f"tac {path}", text_of(rows[::-1])),
        ]
    )
    wordings = [
        "Run the command `<c>`.",
        "What's the output of `<c>`?",
        "Execute `<c>` and show me the result.",
        "`<c>` please",
        "Could you type `<c>` into the shell here? I want to see what it says.",
        "In the terminal: <c>",
        "fr: Lance la commande `<c>`.",
        "de: Führe den Befehl `<c>` aus.",
    ]
    return task(
        r, wordings, 'answer(shell(<c!>)["stdout"])', value, world={"files": {path: text_of(rows)}}, c=command
    )


@family("programs")
def command_works(r: Dice) -> Task:
    path = r.choice(["build.sh", "check.sh", "setup.sh", "deploy.sh"])
    code_of = r.choice([0, 0, 1, 2, 3])
    wordings = [
        "Run <p> and tell me its exit code.",
        "With which exit code does `bash <p>` end?",
        "bash <p>; echo $?",
        "Our script <p> behaves oddly. What exit code does it return?",
        "Exit status of <p>?",
        "Execute <p> with bash. I only need the exit code.",
        "es: ¿Con qué código termina `bash <p>`?",
        "fr: Quel est le code de sortie de `bash <p>` ?",
    ]
    world = {"files": {path: f"echo working\nexit {code_of}\n"}}
    return task(r, wordings, 'answer(shell("bash <p>")["exit_code"])', code_of, world=world, p=path)
