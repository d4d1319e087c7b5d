"""A thought that fails, and the next that mends it: the first is not trained on, the second is."""

import datetime
import math

from agora.evals.families._facts import NAMES
from agora.evals.task import Dice, Task, family, task


@family("mending", weight=8)
def mend_import(r: Dice) -> Task:
    a = r.randint(2, 200)
    wordings, bad, good, value = r.choice(
        [
            (["What is the square root of <a>?", "Root of <a>?", "sqrt of <a>", "Take the square root of <a>.", "√<a> to four decimals", "Which number times itself is <a>?", "I need the root of <a>.", "de: Wurzel aus <a>?"], "answer(round(sqrt(<a>), 4))", "import math\nanswer(round(math.sqrt(<a>), 4))", round(a**0.5, 4)),
            (["What is the area of a circle with radius <a>?", "Circle of radius <a>: area?", "How large is a disc of radius <a>?", "Area of a round table, radius <a>?", "A round pond has a radius of <a> m. Its area?", "Radius <a>, what area does the circle have?", "circle area, r = <a>", "fr: Aire d'un cercle de rayon <a> ?"], "answer(round(pi * <a> ** 2, 2))", "import math\nanswer(round(math.pi * <a> ** 2, 2))", round(math.pi * a * a, 2)),
            (["Which date is <a> days after 1 January 2024?", "Add <a> days to 1 January 2024.", "1 January 2024 plus <a> days?", "<a> days from 1 January 2024 is which date?", "I count <a> days from 1 January 2024. Where do I land?", "What's the date <a> days after the first of January 2024?", "Start: 1 January 2024. <a> days later?", "es: ¿Qué fecha es <a> días después del 1 de enero de 2024?"], "answer(date(2024, 1, 1) + timedelta(days=<a>))", "import datetime\nanswer(datetime.date(2024, 1, 1) + datetime.timedelta(days=<a>))", datetime.date.fromordinal(datetime.date(2024, 1, 1).toordinal() + a)),
            (["What is <k> factorial?", "<k>!", "Factorial of <k>, please.", "In how many orders can <k> people queue?", "Multiply all numbers from 1 to <k>.", "Orders of <k> books on a shelf?", "How much is <k>! ?", "de: Fakultät von <k>?"], "answer(factorial(<k>))", "import math\nanswer(math.factorial(<k>))", math.prod(range(1, a % 9 + 4))),
        ]
    )  # fmt: skip
    return task(r, wordings, [bad, good], value, a=a, k=a % 9 + 3, world={"breaks": True})


@family("mending", weight=8)
def mend_text_number(r: Dice) -> Task:
    a, b = r.randint(2, 99), r.randint(2, 99)
    wordings, bad, good, value = r.choice(
        [
            (["Add the numbers in '<a> and <b>'.", "Sum of the numbers in the text '<a> and <b>'?", "'<a> and <b>' - what's that together?", "The text is '<a> and <b>'. Add them up.", "Total of '<a> and <b>'?", "Take '<a> and <b>' and add both.", "What do the two numbers in '<a> and <b>' sum to?", "Somebody wrote '<a> and <b>'. Sum, please."], "parts = '<a> and <b>'.split(' and ')\nanswer(sum(parts))", "answer(sum(int(part) for part in parts))", a + b),
            (["I have '<a> km' and '<b> km'. Total?", "Add '<a> km' and '<b> km'.", "First '<a> km', then '<b> km'. How far is it?", "'<a> km' plus '<b> km'", "Distance: '<a> km' and after that '<b> km'. Sum?", "Sum the distances '<a> km', '<b> km'.", "What is '<a> km' together with '<b> km'?", "Log: '<a> km', '<b> km'. All in all?"], "answer(int('<a> km') + int('<b> km'))", "answer(int('<a> km'.split()[0]) + int('<b> km'.split()[0]))", a + b),
            (["Say how many apples: <a>", "Write the number <a> and then the word apples.", "Make the text '<a> apples' from the number <a>.", "<a>, followed by the word apples", "Put <a> in front of apples.", "Join the number <a> and the word apples with a space.", "I want <a> and apples as one text.", "Text please: the number <a>, a space, apples."], "answer(<a> + ' apples')", "answer(f'<a> apples')", f"{a} apples"),
            (["The price is written '<a>,50'. Double it.", "Twice '<a>,50'?", "'<a>,50' times two", "What is two times '<a>,50'?", "Bill says '<a>,50', we pay it twice. Sum?", "Multiply '<a>,50' by 2.", "Two tickets at '<a>,50' each?", "de: Das Doppelte von '<a>,50'?"], "answer(float('<a>,50') * 2)", "answer(float('<a>,50'.replace(',', '.')) * 2)", (10 * a + 5) * 2 / 10),
        ]
    )  # fmt: skip
    return task(r, wordings, [bad, good], value, a=a, b=b, world={"breaks": True})


@family("mending", weight=8)
def mend_path(r: Dice) -> Task:
    word = r.choice(["notes", "report", "letter", "list", "ideas"])
    asked, real = (
        f"{word}.txt",
        r.choice(
            [
                f"docs/{word}.txt",
                f"{word}.md",
                f"{word}_new.txt",
                f"old/{word}.txt",
                f"{word}s.txt",
                f"my-{word}.txt",
            ]
        ),
    )
    text = r.choice(["one\ntwo\n", "buy milk\n", "call Ana\npay rent\n", "It rains.\n"])
    count = r.random() < 0.4
    wordings = (
        ["How many lines does <p> have?", "Count the lines of <p>.", "<p>: number of lines?", "Lines in <p>, please", "Is <p> long? How many lines?", "I wonder how many lines <p> has.", "Tell me the line count of <p>", "de: Wie viele Zeilen hat <p>?"]
        if count
        else ["Read <p>.", "What is in <p>?", "Show me <p>.", "Open <p>.", "What does <p> say?", "Print <p>.", "I'd like to see <p>", "Let me read <p>, please.", "es: Muéstrame <p>.", "fr: Que dit <p> ?"]
    )  # fmt: skip
    code = "answer(len(files.read(<x!>).splitlines()))" if count else "answer(files.read(<x!>))"
    return task(
        r, wordings, [code.replace("<x!>", "<p!>"), "print(files.list())", code.replace("<x!>", "<q!>")], text.count("\n") if count else text, p=asked, q=real,
        world={"files": {real: text, "main.py": "x\n"}, "breaks": True},
    )  # fmt: skip


@family("mending", weight=6)
def mend_missing_file(r: Dice) -> Task:
    path = r.choice(["budget.txt", "diary.md", "thesis.txt", "cv.txt", "poem.txt", "todo.md"])
    wordings = [
        "Read <p>.", "What is in <p>?", "How many words are in <p>?", "Show <p> to me.", "Open <p>, please.", "Print the file <p>", "Tell me what <p> says.", "I need the text of <p>.", "de: Lies <p> vor.", "fr: Ouvre <p>.",
    ]  # fmt: skip
    return task(
        r,
        wordings,
        ["print(files.read(<p!>))", "print(files.list())", "answer(<a!>)"],
        f"There is no file {path}.",
        p=path,
        a=f"There is no file {path}.",
        world={"files": {"main.py": "x\n", "zoo.txt": "y\n"}, "breaks": True},
    )


@family("mending", weight=6)
def mend_module(r: Dice) -> Task:
    xs = [r.randint(1, 60) for _ in range(5)]
    wordings, bad, good, value = r.choice(
        [
            (["What is the mean of <s>?", "Average of <s>?", "<s>: mean?", "On average, how much is <s>?", "My marks: <s>. What's the average?", "Take the mean of these: <s>", "Mean of the values <s>, please.", "fr: Quelle est la moyenne de <s> ?"], "import statistics\nanswer(statistics.mean(<x>))", "numbers = <x>\nanswer(round(sum(numbers) / len(numbers), 2))", round(sum(xs) / 5, 2)),
            (["What's the median of <s>?", "Median: <s>", "Which is the middle value of <s>?", "Find the median of these numbers: <s>", "<s>. The median?", "Sorted, which of <s> is in the middle?", "Median of my times <s>?", "de: Was ist der Median von <s>?"], "import statistics\nanswer(statistics.median(<x>))", "numbers = sorted(<x>)\nanswer(numbers[len(numbers) // 2])", sorted(xs)[2]),
            (["Give the sum of <s>.", "Total of <s>?", "Add up <s>.", "<s> together?", "I spent <s>. All in all?", "What do <s> come to?", "Sum these: <s>", "es: Suma <s>."], "import numpy\nanswer(numpy.sum(<x>))", "answer(sum(<x>))", sum(xs)),
        ]
    )  # fmt: skip
    return task(r, wordings, [bad, good], value, s=", ".join(map(str, xs)), x=xs, world={"breaks": True})


@family("mending", weight=6)
def mend_recall(r: Dice) -> Task:
    key = r.choice(["rent", "birthday", "doctor", "budget", "passport number", "shoe size", "blood group"])
    wordings = [
        "What did I say about my <k>?", "Do you know my <k>?", "Look up my <k>.", "my <k>, please", "Recall my <k>.", "What's my <k> again?", "Tell me my <k>", "I need my <k>, you should have it.", "Have you noted my <k>?",
    ]  # fmt: skip
    return task(
        r, wordings, ["answer(recall(<k!>)[0]['text'])", 'answer("You have not told me your <k>.")'], f"You have not told me your {key}.", k=key, world={"breaks": True}
    )  # fmt: skip


@family("mending", weight=8)
def mend_key(r: Dice) -> Task:
    names = r.sample(NAMES, 3)
    n, *_ = names
    ages = {name: r.randint(5, 80) for name in names}
    wordings = [
        "The ages are <s>. How old is <l>?", "<s>: what is the age of <l>?", "How old is <l>? <s>", "Given <s>, tell me <l>'s age.", "Here is my table: <s>. I need <l>.", "<l>'s age, please, from <s>.", "Look up <l> in <s>.", "From the list <s>, the number for <l>?", "In the family we have <s>. <l> is how old?",
    ]  # fmt: skip
    shown = ", ".join(f"{name} {age}" for name, age in ages.items())
    return task(
        r,
        wordings,
        ["ages = <x>\nanswer(ages[<l!>])", "answer(ages[<n!>])"],
        ages[n],
        s=shown,
        l=n.lower(),
        n=n,
        x=ages,
        world={"breaks": True},
    )


@family("mending", weight=6)
def mend_index(r: Dice) -> Task:
    words = r.sample("tree lamp river stone cloud apple bread chair".split(), r.randint(3, 5))
    wordings = [
        "What is the last word of '<s>'?", "Last word in '<s>'?", "Take the final word of '<s>'.", "'<s>' ends with which word?", "Which word comes last in '<s>'?", "Give me the word at the end of '<s>'.", "I read '<s>'. What was the last word?", "the last of these words: '<s>'", "de: Das letzte Wort von '<s>'?",
    ]  # fmt: skip
    return task(
        r,
        wordings,
        ["words = <s!>.split()\nanswer(words[len(words)])", "answer(words[-1])"],
        words[len(words) - 1],
        s=" ".join(words),
        world={"breaks": True},
    )


@family("mending", weight=6)
def mend_zero(r: Dice) -> Task:
    a = r.randint(2, 900)
    wordings = [
        "What is <a> divided by 0?", "<a> / 0", "Divide <a> by zero.", "How often does 0 go into <a>?", "Share <a> among 0 people.", "<a> over zero?", "My form wants <a> divided by 0. What do I enter?", "Compute <a> ÷ 0", "de: Was ist <a> geteilt durch 0?", "es: ¿Cuánto es <a> entre 0?",
    ]  # fmt: skip
    return task(
        r,
        wordings,
        ["answer(<a> / 0)", 'answer("Division by zero is not defined.")'],
        "Division by zero is not defined.",
        a=a,
        world={"breaks": True},
    )


@family("mending", weight=6)
def mend_empty_mean(r: Dice) -> Task:
    """A filter leaves nothing over, so there is no mean."""
    xs, limit = [r.randint(1, 50) for _ in range(5)], r.randint(60, 99)
    wordings = [
        "What is the mean of those of <s> that are over <k>?", "Average of the values above <k> in <s>?", "From <s>, take what is greater than <k>. The average?", "<s>: mean of the ones larger than <k>", "Only the numbers over <k> count. Mean of <s>?", "Mean of all above <k>: <s>",
        "I measured <s>. Average of the measurements beyond <k>?", "Which average have the numbers greater than <k> among <s>?",
    ]  # fmt: skip
    return task(
        r, wordings, ["kept = [x for x in <x> if x > <k>]\nanswer(sum(kept) / len(kept))", 'answer("None of them is greater than <k>.")'], f"None of them is greater than {limit}.",
        s=", ".join(map(str, xs)), x=xs, k=limit, world={"breaks": True},
    )  # fmt: skip


@family("mending", weight=6)
def mend_call(r: Dice) -> Task:
    """A method that the thing does not have."""
    xs = r.sample(range(1, 90), 4)
    wordings, bad, good, value = r.choice(
        [
            (["How long is the list <s>?", "Number of entries in <s>?", "Count the elements of <s>.", "<s>: how many are these?", "How many numbers have I listed? <s>", "The length of <s>, please.", "Here are some: <s>. How many?", "fr: Combien de nombres : <s> ?"], "numbers = <x>\nanswer(numbers.length)", "answer(len(numbers))", 4),
            (["Which is the largest of <s>?", "Maximum of <s>?", "The biggest number among <s>", "<s>: top value?", "From <s> the highest, please.", "What's the most in <s>?", "I scored <s>. My best?", "de: Die größte Zahl von <s>?"], "numbers = <x>\nanswer(numbers.max())", "answer(max(numbers))", sorted(xs)[-1]),
            (["Reverse the list <s>.", "<s> backwards", "Turn <s> round.", "Give me <s> from the last to the first.", "The numbers <s> in reverse order?", "Write <s> the other way round.", "List these from back to front: <s>", "es: Invierte la lista <s>."], "numbers = <x>\nanswer(numbers.reversed())", "answer(numbers[::-1])", [xs[3], xs[2], xs[1], xs[0]]),
        ]
    )  # fmt: skip
    return task(r, wordings, [bad, good], value, s=", ".join(map(str, xs)), x=xs, world={"breaks": True})


@family("mending", weight=6)
def mend_edit(r: Dice) -> Task:
    """The text to change stands there in other words."""
    path, name, new = r.choice(["letter.txt", "card.md", "label.txt"]), *r.sample(NAMES, 2)
    text = f"Dear {name.upper()}, see you soon.\n"
    wordings = [
        "Change <o> to <n> in <p>.", "In <p>, replace <o> by <n>.", "<p> should be for <n>, not <o>.", "Put <n> instead of <o> into <p>.", "The letter in <p> goes to <n> now instead of <o>.", "Swap the name <o> for <n> in <p>.", "Edit <p>: <o> becomes <n>.", "Wrong name in <p>: not <o>, <n>.", "de: Ersetze <o> durch <n> in <p>.",
    ]  # fmt: skip
    edit = "files.edit(<p!>, {}, <n!>)\nanswer(<a!>)"
    return task(
        r, wordings, [edit.format("<o!>"), "print(files.read(<p!>))", edit.format("<u!>")], f"I put {new} into {path}.", o=name, n=new, u=name.upper(), p=path, a=f"I put {new} into {path}.",
        world={"files": {path: text}, "leaves": {path: text.replace(name.upper(), new)}, "breaks": True},
    )  # fmt: skip
