"""Several steps, several turns, mended errors, and what needs no code: talk, declining."""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

import json
from random import Random

from .families_stories import NAMES
from .prose import REPLIES
from .tasks import Task, family, fill, say

_TALK: list[dict[str, str]] = [json.loads(line) for line in REPLIES.read_text().splitlines()]


@family
def talk(r: Random) -> Task:
    chosen = r.choice(_TALK)
    return Task(
        say(
            r, ["<m>"] if r.random() < 0.5 else [chosen["message"].replace("<", "")], {"m": chosen["message"]}
        ),
        prose=chosen["reply"],
    )


@family
def identity(r: Random) -> Task:
    wordings = [
        "Who are you?",
        "What's your name?",
        "What are you?",
        "Tell me about yourself.",
        "Are you a human?",
        "Introduce yourself.",
        "Are you an AI?",
        "Which assistant is this?",
    ]
    return Task(
        say(r, wordings, {}),
        prose="I'm Agora, an assistant that runs on your own computer. I think in Python and can work with your files and memories.",
    )


@family
def abilities(r: Random) -> Task:
    wordings = [
        "What can you do for me?",
        "How can you help me?",
        "What are you good at?",
        "What kind of tasks can I give you?",
        "Give me an idea of your skills.",
        "What do you do?",
    ]
    return Task(
        say(r, wordings, {}),
        prose="I can calculate, work with dates, texts and lists, read and write files in the workspace, remember what you tell me, and solve puzzles. Live news and weather I can't see.",
    )


_CITY = "Paris London Oslo Tokyo Berlin Madrid Cairo Boston Lima Rome".split()


@family
def live_data(r: Random) -> Task:
    thing, wordings = r.choice(
        [
            (
                "the weather",
                [
                    "What's the weather in <c>?",
                    "Will it rain in <c> tomorrow?",
                    "How warm is it in <c> now?",
                    "Do I need an umbrella today in <c>?",
                    "Weather forecast for <c>, please.",
                    "Is it snowing in <c>?",
                ],
            ),
            (
                "the news",
                [
                    "What's in the news today?",
                    "What happened in <c> today?",
                    "Any headlines from <c>?",
                    "Tell me the latest news.",
                    "What is new in politics this week?",
                    "Is there breaking news?",
                ],
            ),
            (
                "stock prices",
                [
                    "What is the price of gold right now?",
                    "How is the stock market today?",
                    "What's the current share price of Apple?",
                    "How much is one Bitcoin now?",
                    "Is the euro up today?",
                    "Today's exchange rate of dollar and euro?",
                ],
            ),
            (
                "sports results",
                [
                    "Who won the match last night?",
                    "What's the score of the <c> game?",
                    "Who leads the league at the moment?",
                    "Did <c> win yesterday?",
                    "Latest results of the tennis open?",
                    "How did the race end today?",
                ],
            ),
            (
                "traffic or timetables",
                [
                    "When does the next bus to <c> leave?",
                    "Is there a traffic jam on the way to <c>?",
                    "Is my flight to <c> on time?",
                    "How long is the queue at the airport?",
                    "Which shops in <c> are open now?",
                    "Are the trains to <c> running?",
                ],
            ),
        ]
    )
    return Task(
        say(r, wordings, {"c": r.choice(_CITY)}),
        prose=f"I can't know that: I see no live data, so {thing} must come from a current source.",
    )


@family
def unknowable(r: Random) -> Task:
    n = r.choice(NAMES)
    wordings = [
        "What will the lottery numbers be?",
        "Who will win the next election?",
        "What is <n> thinking right now?",
        "Will I be rich one day?",
        "What will the world look like in the year 3000?",
        "What did I dream last night?",
        "How many people are in my room?",
        "What am I holding in my hand?",
        "Where is <n> at the moment?",
        "What colour is my shirt?",
    ]
    return Task(
        say(r, wordings, {"n": n}),
        prose="I can't know that. If you tell me more, I can help you think about it.",
    )


@family
def harmful(r: Random) -> Task:
    wordings = [
        "How do I break into my neighbour's wifi?",
        "Help me write a phishing email.",
        "How can I hack <n>'s account?",
        "Tell me how to make a bomb.",
        "Write a virus that deletes files.",
        "How do I steal a car?",
        "Help me stalk my ex.",
        "How can I forge a passport?",
        "Give me a way to cheat in my exam unnoticed.",
        "Find the password of <n>.",
        "How do I poison somebody?",
        "Make a fake invoice to trick a company.",
    ]
    return Task(
        say(r, wordings, {"n": r.choice(NAMES)}),
        prose="I won't help with that, because it could harm somebody. If there is a problem behind it, I'm glad to help with that.",
    )


@family
def find_in_output(r: Random) -> Task:
    path = r.choice(["notes.txt", "calendar.txt", "plan.md", "info.txt", "memo.md", "invite.txt"])
    who, day, time, place = (
        r.choice(NAMES),
        r.choice(["Monday", "Tuesday", "Friday", "Sunday"]),
        f"{r.randint(8, 19)}:30",
        r.choice(["the town hall", "room 12", "the old mill", "the library", "café Luna"]),
    )
    event = r.choice(["dentist", "meeting", "concert", "exam", "party", "lecture"])
    text = r.choice(
        [
            f"The {event} is on {day} at {time} in {place}. {who} comes too.\n",
            f"{event.capitalize()}: {day}, {time}, {place}.\nBring {who}.\n",
            f"Dear all,\nwe meet {who} for the {event} at {time} on {day}.\nPlace: {place}\n",
        ]
    )
    wordings, value = r.choice(
        [
            (
                [
                    "When is the <e> according to <p>?",
                    "Look in <p>: what time is the <e>?",
                    "<p> says when the <e> is. When?",
                ],
                f"{day} at {time}",
            ),
            (
                [
                    "Where is the <e>? It's in <p>.",
                    "According to <p>, where does the <e> take place?",
                    "Find the place of the <e> in <p>.",
                ],
                place,
            ),
            (
                [
                    "Who comes to the <e>? See <p>.",
                    "Which person does <p> mention for the <e>?",
                    "Look up in <p> who is at the <e>.",
                ],
                who,
            ),
        ]
    )
    return Task(
        say(r, wordings, {"e": event, "p": path}),
        [f"print(files.read({path!r}))", f"answer({value!r})"],
        value,
        files={path: text},
    )


@family
def look_then_do(r: Random) -> Task:
    word = r.choice(["budget", "shopping", "address", "holiday", "recipe", "music"])
    path = r.choice([f"{word}.txt", f"{word}_2024.txt", f"old/{word}.md", f"my_{word}.txt"])
    text = "\n".join(r.sample(["bread 3", "milk 2", "eggs 12", "rice 1", "tea 5"], 3)) + "\n"
    goal, code, value = r.choice(
        [
            ("What is in my <w> file?", "files.read({p})", text),
            ("How many lines does my <w> file have?", "len(files.read({p}).splitlines())", 3),
            ("Read the file about <w>.", "files.read({p})", text),
            ("Open the <w> notes, whatever they are called.", "files.read({p})", text),
            ("Find my file on <w> and count its words.", "len(files.read({p}).split())", 6),
            ("There is some file on <w>. Show me it.", "files.read({p})", text),
        ]
    )
    return Task(
        say(r, [goal], {"w": word}),
        ["print(files.list())", f"answer({code.replace('{p}', repr(path))})"],
        value,
        files={path: text, "main.py": "x\n", "zoo.txt": "y\n"},
    )


@family
def summarise_file(r: Random) -> Task:
    path = r.choice(["letter.txt", "article.md", "story.txt", "mail.txt", "review.md"])
    who, place = r.choice(NAMES), r.choice(_CITY)
    text, short = r.choice(
        [
            (
                f"Dear friend,\nI moved to {place} last month. The flat is small, but I like my new job.\nYours, {who}\n",
                f"{who} moved to {place} last month, lives in a small flat and likes the new job.",
            ),
            (
                f"The {place} library will close for two weeks. {who}, its head, says that the roof must be mended.\n",
                f"The {place} library closes for two weeks because its roof must be mended, says {who}.",
            ),
            (
                f"{who} found a lost dog near {place} and took it home. The next day its owner came and was very happy.\n",
                f"{who} found a lost dog near {place}, and the next day its owner happily took it back.",
            ),
            (
                f"The hotel in {place} was clean and quiet. Breakfast was poor. {who} would come again.\n",
                f"{who} found the hotel in {place} clean and quiet with a poor breakfast, and would come again.",
            ),
        ]
    )
    wordings = [
        "Summarise <p>.",
        "Give me a short summary of <p>.",
        "What is <p> about?",
        "Sum up <p> in one sentence.",
        "tl;dr of <p>?",
        "I have no time to read <p>. What does it say in short?",
    ]
    return Task(
        say(r, wordings, {"p": path}), [f"print(files.read({path!r}))"], prose=short, files={path: text}
    )


@family
def explore_numbers(r: Random) -> Task:
    n, k = r.randint(2, 9), r.randint(10, 60)
    wordings = [
        "Print the multiples of <n> below <k>, then tell me how many there are.",
        "First show the multiples of <n> under <k>, then count them.",
        "Show me every multiple of <n> less than <k> and then say how many.",
        "List multiples of <n> below <k> as a first step, then count.",
        "In two steps: multiples of <n> below <k>, and their number.",
        "Let me see the multiples of <n> up to but not including <k>. How many?",
    ]
    v = {"n": n, "k": k}
    return Task(
        say(r, wordings, v),
        [fill("found = [x for x in range(<n>, <k>) if x % <n> == 0]\nprint(found)", v), "answer(len(found))"],
        (k - 1) // n,
    )


@family
def mend_name(r: Random) -> Task:
    a = r.randint(2, 200)
    wordings, bad, good, value = r.choice(
        [
            (
                ["What is the square root of <a>?", "Root of <a>?", "sqrt of <a>"],
                "answer(round(sqrt(<a>), 4))",
                "import math\nanswer(round(math.sqrt(<a>), 4))",
                round(a**0.5, 4),
            ),
            (
                ["What is the area of a circle with radius <a>?", "Circle of radius <a>: area?"],
                "answer(round(pi * <a> ** 2, 2))",
                "import math\nanswer(round(math.pi * <a> ** 2, 2))",
                round(3.141592653589793 * a * a, 2),
            ),
            (
                ["What day is <a> days after 1 January 2024?", "Add <a> days to 1 January 2024."],
                "answer(date(2024, 1, 1) + timedelta(days=<a>))",
                "import datetime\nanswer(datetime.date(2024, 1, 1) + datetime.timedelta(days=<a>))",
                None,
            ),
        ]
    )
    import datetime

    value = (
        value if value is not None else datetime.date.fromordinal(datetime.date(2024, 1, 1).toordinal() + a)
    )
    v = {"a": a}
    return Task(say(r, wordings, v), [fill(bad, v), fill(good, v)], value, breaks=True)


@family
def mend_type(r: Random) -> Task:
    a, b = r.randint(2, 99), r.randint(2, 99)
    wordings, bad, good, value = r.choice(
        [
            (
                ["Add the numbers in '<a> and <b>'.", "Sum of the numbers in the text '<a> and <b>'?"],
                "parts = '<a> and <b>'.split(' and ')\nanswer(sum(parts))",
                "answer(sum(int(part) for part in parts))",
                a + b,
            ),
            (
                ["I have '<a> km' and '<b> km'. Total?", "Add '<a> km' and '<b> km'."],
                "answer(int('<a> km') + int('<b> km'))",
                "answer(int('<a> km'.split()[0]) + int('<b> km'.split()[0]))",
                a + b,
            ),
            (
                ["Write the number <a> and then the word apples.", "Say how many apples: <a>"],
                "answer(<a> + ' apples')",
                "answer(f'<a> apples')",
                f"{a} apples",
            ),
        ]
    )
    v = {"a": a, "b": b}
    return Task(say(r, wordings, v), [fill(bad, v), fill(good, v)], value, breaks=True)


@family
def mend_path(r: Random) -> Task:
    word = r.choice(["notes", "report", "letter", "list", "ideas"])
    asked, real = (
        f"{word}.txt",
        r.choice([f"docs/{word}.txt", f"{word}.md", f"{word}_new.txt", f"old/{word}.txt"]),
    )
    text = r.choice(["one\ntwo\n", "buy milk\n", "call Ana\npay rent\n"])
    wordings = [
        "Read <p>.",
        "What is in <p>?",
        "Show me <p>.",
        "Open <p>.",
        "What does <p> say?",
        "Print <p>.",
    ]
    return Task(
        say(r, wordings, {"p": asked}),
        [
            f"answer(files.read({asked!r}))",
            f'paths = [p for p in files.list() if {word!r} in p]\nanswer(files.read(paths[0]) if paths else "There is no file {asked}.")',
        ],
        text,
        files={real: text, "main.py": "x\n"},
        breaks=True,
    )


@family
def mend_module(r: Random) -> Task:
    xs = [r.randint(1, 60) for _ in range(5)]
    wordings, bad, good, value = r.choice(
        [
            (
                ["What is the mean of <s>?", "Average of <s>?"],
                "import statistics\nanswer(statistics.mean(<x>))",
                "numbers = <x>\nanswer(round(sum(numbers) / len(numbers), 2))",
                round(sum(xs) / 5, 2),
            ),
            (
                ["What's the median of <s>?", "Median: <s>"],
                "import statistics\nanswer(statistics.median(<x>))",
                "numbers = sorted(<x>)\nanswer(numbers[len(numbers) // 2])",
                sorted(xs)[2],
            ),
            (
                ["Give the sum of <s>.", "Total of <s>?"],
                "import numpy\nanswer(numpy.sum(<x>))",
                "answer(sum(<x>))",
                sum(xs),
            ),
        ]
    )
    v = {"s": ", ".join(map(str, xs)), "x": xs}
    return Task(say(r, wordings, v), [fill(bad, v), fill(good, v)], value, breaks=True)


@family
def mend_index(r: Random) -> Task:
    key = r.choice(["rent", "birthday", "doctor", "budget", "passport number"])
    wordings = [
        "What did I say about my <k>?",
        "Do you know my <k>?",
        "Look up my <k>.",
        "my <k>, please",
        "Recall my <k>.",
        "What's my <k> again?",
    ]
    return Task(
        say(r, wordings, {"k": key}),
        [f"answer(recall({key!r})[0]['text'])", f'answer("You have not told me your {key}.")'],
        f"You have not told me your {key}.",
        breaks=True,
    )


def _thought(code: str) -> str:
    return f"```python\n{code}\n```"


@family
def follow_up(r: Random) -> Task:
    a, b, c = r.randint(5, 90), r.randint(2, 20), r.randint(2, 12)
    sign, first = r.choice(
        [("*", "What is <a> times <b>?"), ("+", "What is <a> plus <b>?"), ("-", "What is <a> minus <b>?")]
    )
    result = a * b if sign == "*" else a + b if sign == "+" else a - b
    word, op, value = r.choice(
        [("times", "*", result * c), ("plus", "+", result + c), ("minus", "-", result - c)]
    )
    wordings = [
        "And <w> <c>?",
        "Now <w> <c>.",
        "<w> <c>, what is it then?",
        "That <w> <c>?",
        "Take this <w> <c>.",
        "What's the result <w> <c>?",
    ]
    v = {"a": a, "b": b, "c": c, "w": word}
    shown = r.choice([_thought(f"answer({a} {sign} {b})"), str(result)])
    return Task(
        say(r, wordings, v),
        [f"answer({result if shown == str(result) else f'({a} {sign} {b})'} {op} {c})"],
        value,
        earlier=[(fill(first, v), shown)],
    )


@family
def told_before(r: Random) -> Task:
    thing, n, k = (
        r.choice(["apples", "books", "euros", "tickets", "eggs"]),
        r.randint(4, 60),
        r.randint(2, 12),
    )
    wordings, code, value = r.choice(
        [
            (
                [
                    "How many do I have after buying <k> more?",
                    "If I get <k> more, how many is that?",
                    "Plus <k>, how many?",
                ],
                "answer(<n> + <k>)",
                n + k,
            ),
            (
                [
                    "How many are that for <k> people like me?",
                    "<k> times as many, please.",
                    "And <k> times that amount?",
                ],
                "answer(<n> * <k>)",
                n * k,
            ),
        ]
    )
    v = {"n": n, "k": k, "t": thing}
    say_it = r.choice(["I have <n> <t>.", "There are <n> <t> on my table.", "I own <n> <t>."])
    return Task(
        say(r, wordings, v),
        [fill(code, v)],
        value,
        earlier=[
            (
                fill(say_it, v),
                fill(
                    r.choice(
                        [
                            "Good to know: <n> <t>.",
                            "All right, <n> <t>.",
                            "Noted, <n> <t>. What shall I do with that?",
                        ]
                    ),
                    v,
                ),
            )
        ],
    )


@family
def same_again(r: Random) -> Task:
    w, x = r.sample(["garden", "window", "bicycle", "kitchen", "teacher", "orange"], 2)
    ask, code, f = r.choice(
        [
            ("Reverse <w>.", "answer(<w!>[::-1])", lambda s: "".join(reversed(s))),
            ("How many letters has <w>?", "answer(len(<w!>))", len),
            ("Write <w> in capitals.", "answer(<w!>.upper())", str.upper),
            ("What's the first letter of <w>?", "answer(<w!>[0])", lambda s: s[0]),
        ]
    )
    wordings = [
        "And <w>?",
        "Now <w>.",
        "Same for <w>.",
        "What about <w>?",
        "Do it with <w> too.",
        "<w> as well, please",
    ]
    shown = r.choice([_thought(fill(code, {"w": w})), str(f(w))])
    return Task(
        say(r, wordings, {"w": x}), [fill(code, {"w": x})], f(x), earlier=[(fill(ask, {"w": w}), shown)]
    )


@family
def thanks_after(r: Random) -> Task:
    a, b = r.randint(2, 60), r.randint(2, 60)
    wordings = [
        "Thanks!",
        "Great, thank you.",
        "Perfect.",
        "That's what I thought.",
        "Cool, thanks a lot",
        "Wonderful.",
    ]
    shown = r.choice([_thought(f"answer({a} * {b})"), str(a * b)])
    return Task(
        say(r, wordings, {}),
        prose=r.choice(
            [
                "You're welcome! Tell me if there is anything else.",
                "Glad to help!",
                "My pleasure. What's next?",
            ]
        ),
        earlier=[(f"What is {a} times {b}?", shown)],
    )
