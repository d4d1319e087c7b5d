"""Plans that are made, and plans that are followed and checked."""

from agora.evals.families._desk import FILES, lines, table, text_of
from agora.evals.task import Dice, Task, family, task

_TXT = [name for name in FILES if name.endswith(".txt")]


@family("planning")
def plan_and_count(r: Dice) -> Task:
    a, b = r.sample(_TXT, 2)
    out = r.choice(["total.txt", "count.txt", "result.txt"])
    x, y = lines(r), lines(r)
    wordings = [
        "Make a plan and then do it: count the lines of <a> and <b> and write the total to <o>.",
        "Plan first, then count the lines in <a> and in <b> and save their sum in <o>.",
        "Step by step with a plan: lines of <a> plus lines of <b> into <o>.",
        "I want a plan and its execution. <a> and <b>: total number of lines, stored in <o>.",
        "With a plan, please: add up the line counts of <a> and <b>, then put the sum in <o>.",
        "Work by a plan. Write to <o> how many lines <a> and <b> have together.",
        "fr: Fais un plan, puis compte les lignes de <a> et <b> et écris le total dans <o>.",
        "de: Mach einen Plan und führe ihn aus: Zeilen von <a> und <b> zählen, Summe in <o>.",
    ]
    code = (
        'plan(["Count the lines of <a> and <b>", "Write the total to <o>"])\n'
        "total = len(files.read(<a!>).splitlines()) + len(files.read(<b!>).splitlines())\n"
        'files.write(<o!>, f"{total}\\n")\nanswer(total)'
    )
    n = len(x) + len(y)
    world = {"files": {a: text_of(x), b: text_of(y)}, "leaves": {out: f"{n}\n"}}
    return task(r, wordings, code, n, world=world, a=a, b=b, o=out)


@family("planning")
def plan_table(r: Dice) -> Task:
    t = table(r)
    out = r.choice(["total.txt", "sum.txt", "report.txt"])
    wordings = [
        "Plan and carry out: sum the column <c> of <p>, write it to <o>, and check that the file holds it.",
        "Make a plan, add up <c> in <p>, save the sum as <o> and verify what was saved.",
        "By a plan with a check: total of <c> from <p> into <o>.",
        "I need <o> with the total <c> of <p>. Plan it, do it, and make sure the file is right.",
        "Total <c> of <p> -> <o>; plan first, verify at the end.",
        "First a plan: read <p>, sum <c>, write <o>. Then follow it and check the result.",
        "es: Haz un plan: suma <c> de <p>, escríbelo en <o> y compruébalo.",
        "de: Plane und tu es: Summe von <c> aus <p> in <o> schreiben und prüfen.",
    ]
    code = (
        'plan(["Sum <c> in <p>", "Write <o>", "Check <o>"])\n'
        "import csv\n"
        'total = sum(int(row["<c>"]) for row in csv.DictReader(files.read(<p!>).splitlines()))\n'
        'files.write(<o!>, f"{total}\\n")\n'
        "check(files.read(<o!>).strip() == str(total))\nanswer(total)"
    )
    value = sum(t.values)
    world = {"files": {t.path: t.text}, "leaves": {out: f"{value}\n"}}
    return task(r, wordings, code, value, world=world, o=out, **t.words)


@family("planning")
def write_and_check(r: Dice) -> Task:
    path, n = r.choice(["out.txt", "numbers.txt", "squares.txt"]), r.randint(5, 25)
    wordings = [
        "Write the squares of 1 to <n> to <p>, one a line, and check that there are <n> lines.",
        "Save the first <n> squares in <p> and verify the number of lines.",
        "Put 1, 4, 9 … up to <n> squared into <p>, each on a line. Make sure that it has <n> lines.",
        "I need <p> with <n> square numbers, a line each. Check the file afterwards.",
        "squares of 1..<n> -> <p>, then check the line count",
        "Create <p>: the squares from 1 to <n>. When it's written, read it again and check that nothing is missing.",
        "fr: Écris les carrés de 1 à <n> dans <p>, un par ligne, et vérifie qu'il y a <n> lignes.",
        "es: Guarda los cuadrados de 1 a <n> en <p>, uno por línea, y comprueba que hay <n> líneas.",
    ]
    code = (
        'files.write(<p!>, "".join(f"{i * i}\\n" for i in range(1, <n> + 1)))\n'
        "count = len(files.read(<p!>).splitlines())\ncheck(count == <n>)\nanswer(count)"
    )
    return task(
        r, wordings, code, n, world={"leaves": {path: text_of([i**2 for i in range(1, n + 1)])}}, p=path, n=n
    )


@family("planning")
def make_plan(r: Dice) -> Task:
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
            (
                "a flea market stall",
                ["Sort the things", "Write the prices", "Reserve a table", "Bring change"],
            ),
        ]
    )
    wordings = [
        "Make a plan for <g>.",
        "Plan <g> for me.",
        "I need a plan for <g>.",
        "How should I plan <g>? Write the steps down as a plan.",
        "Set up a step by step plan: <g>.",
        "<g> - four steps, please, as a plan",
        "I've never organised <g> before. Which steps belong into the plan?",
        "Next month there's <g>. Draw up a plan so that I forget nothing.",
    ]
    made = task(r, wordings, "steps = <s>\nplan(steps)\nanswer(steps)", g=goal, s=steps)
    made.answer = None  # any plan will do
    return made
