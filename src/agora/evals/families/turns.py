"""Several messages in one session: what was said and computed before is there to build upon.

Of an earlier turn the model sees the message and the thought, not what the thought gave; names live on.
"""

import operator
from collections.abc import Callable
from typing import Any

from agora.evals.families._table import chat
from agora.evals.task import Dice, Task, Turn, family, fill, task

_DO = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_FIRST = {
    "*": [
        "What is <a> times <b>?",
        "<a> * <b>",
        "Multiply <a> by <b>.",
        "<a> boxes of <b> apples, how many apples?",
    ],
    "+": [
        "What is <a> plus <b>?",
        "Add <a> and <b>",
        "<a> + <b> = ?",
        "I have <a> and get <b> more. How many?",
    ],
    "-": [
        "What is <a> minus <b>?",
        "<a> - <b>",
        "Take <b> away from <a>.",
        "<a> guests came, <b> left. How many are here?",
    ],
}


@family("turns", weight=11)
def then_compute(r: Dice) -> Task:
    a, b, c = r.randint(25, 300), r.randint(2, 24), r.randint(2, 12)
    first, then = r.choice("*+-"), r.choice("*+-")
    words = {
        "*": {"en": "times", "fr": "fois", "es": "por", "de": "mal"},
        "+": {"en": "plus", "fr": "plus", "es": "más", "de": "plus"},
        "-": {"en": "minus", "fr": "moins", "es": "menos", "de": "minus"},
    }[then]
    wordings = [
        "And <w> <c>?", "Now <w> <c>.", "<w> <c>, what is it then?", "That <w> <c>?", "Take this <w> <c>.", "What's the result <w> <c>?", "OK, and the whole thing <w> <c>",
        "then <w> <c>", "What do I get if I take that <w> <c>?", "Good. Go on: <w> <c>", "fr: Et <w> <c> ?", "es: ¿Y <w> <c>?", "de: Und <w> <c>?",
    ]  # fmt: skip
    made = task(r, wordings, "answer((<a> <s> <b>) <t> <c>)", a=a, b=b, c=c, s=first, t=then, w=words)
    made.answer = _DO[then](_DO[first](a, b), c)
    made.earlier = [_turn(r.choice(_FIRST[first]), "answer(<a> <s> <b>)", a=a, b=b, s=first)]
    return made


@family("turns", weight=7)
def no_i_meant(r: Dice) -> Task:
    a, b, c = r.randint(25, 300), r.randint(2, 24), r.randint(25, 60)
    sign = r.choice("*+-")
    wordings = [
        "No, I meant <c> instead of <b>.", "Sorry, <c>, not <b>.", "Oops, make that <c> rather than <b>", "I mistyped: <b> should be <c>.", "Change <b> to <c>.", "Wait, it's <c> and not <b>. Again, please.",
        "And with <c> in place of <b>?", "What if it were <c> instead of <b>?", "Try <c> instead of <b>.", "fr: Non, <c> au lieu de <b>.", "es: Perdón, <c> en vez de <b>.", "de: Nein, ich meinte <c> statt <b>.",
    ]  # fmt: skip
    made = task(r, wordings, "answer(<a> <s> <c>)", _DO[sign](a, c), a=a, b=b, c=c, s=sign)
    made.earlier = [_turn(r.choice(_FIRST[sign]), "answer(<a> <s> <b>)", a=a, b=b, s=sign)]
    return made


# The first question, its thought, the thought for the other way round, and what that gives for number, list and word.
_AROUND: list[tuple[str, str, str, Callable[[int, list[int], str], Any]]] = [
    ("Convert <n> Celsius to Fahrenheit.", "answer(round(<n> * 9 / 5 + 32, 2))", "answer(round((<n> - 32) * 5 / 9, 2))", lambda n, x, w: round((n - 32) / 1.8, 2)),
    ("<n> km in miles?", "answer(round(<n> / 1.609344, 2))", "answer(round(<n> * 1.609344, 2))", lambda n, x, w: round(n * 1.609344, 2)),
    ("How many pounds are <n> kilos?", "answer(round(<n> / 0.45359237, 2))", "answer(round(<n> * 0.45359237, 2))", lambda n, x, w: round(n * 0.45359237, 2)),
    ("<n> inches in centimetres", "answer(round(<n> * 2.54, 2))", "answer(round(<n> / 2.54, 2))", lambda n, x, w: round(n / 2.54, 2)),
    ("What is <n> minus 7?", "answer(<n> - 7)", "answer(7 - <n>)", lambda n, x, w: 7 - n),
    ("Divide <n> by 4.", "answer(<n> / 4)", "answer(round(4 / <n>, 4))", lambda n, x, w: round(4 / n, 4)),
    ("Sort <l> in ascending order.", "answer(sorted(<l>))", "answer(sorted(<l>, reverse=True))", lambda n, x, w: sorted(x)[::-1]),
    ("Put <l> in order, smallest first.", "answer(sorted(<l>))", "answer(sorted(<l>, reverse=True))", lambda n, x, w: sorted(x)[::-1]),
    ("'<w>' in capitals?", "answer(<w!>.upper())", "answer(<w!>.lower())", lambda n, x, w: w.lower()),
]  # fmt: skip


@family("turns", weight=7)
def other_way_round(r: Dice) -> Task:
    first, code, back, gives = r.choice(_AROUND)
    n, numbers = r.randint(8, 400), r.sample(range(1, 99), 5)
    word = r.choice("Garden Window Kitchen Orange Teacher".split())
    wordings = [
        "Now the other way round.", "And the other way round?", "The reverse, please", "And vice versa?", "Now do the opposite.", "Other direction?", "Great, and backwards, the other direction?",
        "What about the reverse?", "Turn it around.", "fr: Et dans l'autre sens ?", "es: ¿Y al revés?", "de: Und umgekehrt?",
    ]  # fmt: skip
    made = task(r, wordings, back, gives(n, numbers, word), n=n, l=numbers, w=word)
    made.earlier = [_turn(first, code, n=n, l=numbers, w=word)]
    return made


@family("turns", weight=9)
def other_value(r: Dice) -> Task:
    """The names of the thought before live on."""
    price, off = r.randint(3, 90) * 10, r.choice([10, 20, 25, 30])
    new, count = r.choice([5, 15, 40, 50]), r.randint(2, 9)
    first = r.choice(
        [
            "A coat costs <p> euros and is reduced by <o> percent. What do I pay?",
            "What is <p> euros with <o>% off?",
            "<o>% discount on <p> euros, what's left to pay?",
        ]
    )
    paid, then = "round(price * (1 - off / 100), 2)", r.choice(["off", "count", "saved", "price"])
    wordings, code, value = {
        "off": (["And with <x> %?", "What if it were <x> percent off?", "Same with <x>% discount.", "They now offer <x> percent. What then?", "<x>% instead", "And at <x> % less?", "Hm, and with a <x> percent voucher?", "de: Und mit <x> %?"],
                "off = <x>\nanswer(round(price * (1 - off / 100), 2))", round(price * (100 - new) / 100, 2)),
        "count": (["And <k> of them?", "What do <k> cost together?", "I take <k>. Total?", "For <k> pieces?", "How much for <k>?", "Times <k>, because I need <k>.", "We are <k>, each wants one. Sum?", "fr: Et pour <k> ?"],
                  "answer(round(<k> * price * (1 - off / 100), 2))", round(count * price * (100 - off) / 100, 2)),
        "saved": (["How much do I save?", "What did I save?", "And the saving?", "How much less is that?", "By how much is it cheaper?", "What's the discount in euros?", "So I keep how much?", "es: ¿Cuánto ahorro?"],
                  "answer(round(price * off / 100, 2))", round(price * off / 100, 2)),
        "price": (["And if it costs <q> euros?", "Another one costs <q>. What do I pay for that?", "Same discount on <q> euros?", "What about <q> euros?", "And for the one at <q>?", "Now with <q> euros.", "There's also one for <q>, with the same reduction.", "de: Und bei <q> Euro?"],
                  "price = <q>\nanswer(round(price * (1 - off / 100), 2))", round((price + 30) * (100 - off) / 100, 2)),
    }[then]  # fmt: skip
    made = task(r, wordings, code, value, x=new, k=count, q=price + 30)
    made.earlier = [_turn(first, f"price = <p>\noff = <o>\nanswer({paid})", p=price, o=off)]
    return made


_THINGS = "milk eggs bread apples tea rice cheese pears butter honey nuts soap".split()
_LISTS = [
    "Start a shopping list with <x>, <y> and <z>.",
    "Make a list: <x>, <y>, <z>",
    "My list: <x>, <y>, <z>.",
    "I need <x>, <y> and <z>. Keep it as a list.",
]


@family("turns", weight=9)
def list_goes_on(r: Dice) -> Task:
    *items, new = r.sample(_THINGS, 4)
    gone = r.choice(items)
    what = r.choice(["add", "remove", "count", "sort", "has"])
    wordings, code, value = {
        "add": (["Add <n> to the list.", "And <n>.", "<n> too, please", "Put <n> on it as well.", "I also need <n>.", "Oh, and <n>!", "Don't forget <n>, put it on.", "es: Añade <n>."], "items.append(<n!>)\nanswer(items)", [*items, new]),
        "remove": (["Take <g> off the list.", "Remove <g>.", "No <g>, I still have that.", "I've bought the <g>. Cross it off.", "Without <g>, please.", "Delete <g> from it", "<g> is not needed any more.", "de: Streich <g>."], "items.remove(<g!>)\nanswer(items)", [i for i in items if i != gone]),
        "count": (["How many things are on it?", "How long is the list?", "How many items is that?", "Count them.", "So how many do I have to buy?", "Number of entries?", "And how many are these?", "fr: Combien y en a-t-il ?"], "answer(len(items))", 3),
        "sort": (["Sort it.", "In alphabetical order, please", "Put it in order.", "Order the list by the alphabet.", "Now sorted.", "Can you sort these from a to z?", "A to Z, please.", "fr: Trie la liste."], "items.sort()\nanswer(items)", sorted(items)),
        "has": (["Is <n> on it?", "Did I say <n>?", "Have I got <n> on the list?", "<n> is on the list, isn't it?", "Does it contain <n>?", "Check whether <n> is there.", "Is there <n> among them?", "de: Steht <n> drauf?"], 'answer("Yes" if <n!> in items else "No")', "No"),
    }[what]  # fmt: skip
    made = task(r, wordings, code, value, n=new, g=gone)
    x, y, z = items
    made.earlier = [_turn(r.choice(_LISTS), "items = [<x!>, <y!>, <z!>]\nanswer(items)", x=x, y=y, z=z)]
    return made


@family("turns", weight=7)
def told_before(r: Dice) -> Task:
    thing, n, k = (
        r.choice("apples books euros tickets eggs chairs stamps".split()),
        r.randint(13, 60),
        r.randint(2, 12),
    )
    wordings, code, value = r.choice(
        [
            (["How many do I have after buying <k> more?", "If I get <k> more, how many is that?", "Plus <k>, how many?", "Somebody gives me <k>. And now?", "<k> more arrive. Total?", "And with another <k>?", "I find <k> more of them. Count?", "de: Und wenn ich <k> dazubekomme?"], "answer(<n> + <k>)", n + k),
            (["How many is that for <k> people like me?", "<k> times as many, please.", "And <k> times that amount?", "We are <k> and each has that many. Total?", "Multiply that by <k>.", "If <k> of us have as many, how many is it?", "<k> such piles, how many?", "es: ¿Y <k> veces eso?"], "answer(<n> * <k>)", n * k),
            (["I give <k> away. How many are left?", "<k> get lost. What remains?", "Minus <k>?", "And if I sell <k>?", "Take away <k>, how many stay?", "My brother takes <k>. How many have I got?", "<k> fewer: how many?", "fr: J'en donne <k>. Combien en reste-t-il ?"], "answer(<n> - <k>)", n - k),
        ]
    )  # fmt: skip
    made = task(r, wordings, code, value, n=n, k=k)
    said = r.choice(
        [f"I have {n} {thing}.", f"There are {n} {thing} on my table.", f"I own {n} {thing}, by the way."]
    )
    heard = r.choice([f"All right, {n} {thing}.", f"Good to know: {n} {thing}. What shall I do with that?"])
    made.earlier = [Turn(said, prose=heard)]
    return made


_SAME: list[tuple[str, str, Any]] = [
    ("Reverse <w>.", "answer(<w!>[::-1])", lambda s: "".join(reversed(s))),
    ("How many letters does <w> have?", "answer(len(<w!>))", len),
    ("Write <w> in capitals.", "answer(<w!>.upper())", lambda s: s.upper()),
    ("What's the first letter of <w>?", "answer(<w!>[0])", lambda s: s[:1]),
    ("How many e are in <w>?", "answer(<w!>.count('e'))", lambda s: len([c for c in s if c == "e"])),
    ("Last letter of <w>?", "answer(<w!>[-1])", lambda s: list(s).pop()),
    ("Sort the letters of <w>.", 'answer("".join(sorted(<w!>)))', lambda s: "".join(c for a in map(chr, range(97, 123)) for c in s if c == a)),
]  # fmt: skip


@family("turns", weight=7)
def same_again(r: Dice) -> Task:
    w, x = r.sample("garden window bicycle kitchen teacher orange pepper summer engine letter".split(), 2)
    ask, code, value = r.choice(_SAME)
    wordings = [
        "And <w>?", "Now <w>.", "Same for <w>.", "What about <w>?", "Do it with <w> too.", "<w> as well, please", "Next: <w>", "Again, with <w> this time.", "How about the word <w>?",
        "fr: Et pour <w> ?", "es: ¿Y con <w>?", "de: Und bei <w>?",
    ]  # fmt: skip
    made = task(r, wordings, code, value(x), w=x)
    made.earlier = [_turn(ask, code, w=w)]
    return made


@family("turns", weight=5)
def other_form(r: Dice) -> Task:
    a, b = r.randint(20, 900), r.choice([3, 6, 7, 9, 11, 13])
    wordings, code, value = r.choice(
        [
            (["Round it to one decimal.", "With one decimal, please", "Only one digit after the point.", "Less exact: one decimal", "Shorter, one decimal place", "One decimal is enough.", "Rounded to a tenth?", "de: Auf eine Stelle gerundet?"], "answer(round(<a> / <b>, 1))", round(a / b, 1)),
            (["As a whole number?", "Round it.", "To the nearest whole number, please", "Without decimals.", "Roughly, as an integer?", "No decimals, please.", "Make it a round number.", "fr: Arrondi à l'unité ?"], "answer(round(<a> / <b>))", int(a / b + 0.5)),
            (["And what remains?", "What's the remainder?", "How much is left over?", "And the rest?", "In whole numbers, what is left over?", "Remainder?", "I meant: what is left over?", "es: ¿Y el resto?"], "answer(<a> % <b>)", a - b * (a // b)),
        ]
    )  # fmt: skip
    made = task(r, wordings, code, value, a=a, b=b)
    made.earlier = [
        _turn(
            r.choice(["What is <a> divided by <b>?", "<a> / <b>", "Share <a> among <b>."]),
            "answer(<a> / <b>)",
            a=a,
            b=b,
        )
    ]
    return made


@family("turns", weight=7)
def same_file(r: Dice) -> Task:
    path = r.choice(["notes.txt", "plan.md", "list.txt", "diary.txt"])
    lines = r.sample(
        ["buy bread", "call Ana", "pay the rent", "water the plants", "write to Tom", "fix the bike"],
        r.randint(2, 5),
    )
    text = "".join(line + "\n" for line in lines)
    wordings, code, value = r.choice(
        [
            (["And how many words?", "How many words are that?", "Words?", "Count its words too.", "And the number of words?", "Now the words, please.", "What about words?", "de: Und wie viele Wörter?"], "answer(len(text.split()))", sum(len(line.split(" ")) for line in lines)),
            (["What's the first line?", "Show the first one.", "And what does line one say?", "Read me the first line.", "The first line, please.", "How does it begin?", "First line?", "fr: Et la première ligne ?"], "answer(text.splitlines()[0])", lines[0]),
            (["And the last line?", "What's at the end?", "How does it end?", "Read the last line", "Show me the last one.", "The final line says what?", "Last line, please.", "es: ¿Y la última línea?"], "answer(text.splitlines()[-1])", lines[-1]),
            (["Show it to me.", "Read it.", "What does it say?", "And what's in it?", "Print all of it, please", "Let me see it.", "The whole text, please.", "de: Zeig sie mir."], "answer(text)", text),
        ]
    )  # fmt: skip
    made = task(r, wordings, code, value, world={"files": {path: text}})
    made.earlier = [
        _turn(
            r.choice(["How many lines does <p> have?", "Count the lines of <p>.", "<p>: number of lines?"]),
            "text = files.read(<p!>)\nanswer(len(text.splitlines()))",
            p=path,
        )
    ]
    return made


@family("turns", weight=5)
def a_week_later(r: Dice) -> Task:
    import datetime

    day, k = datetime.date(2026, r.randint(1, 12), r.randint(1, 28)), r.randint(2, 40)
    shown = f"{day.day} {day:%B} {day.year}"
    wordings = [
        "And <k> days later?", "What about <k> days after that?", "Now add <k> days.", "<k> days on?", "Then <k> days later, which day is it?", "And if it is <k> days late?", "Move it by <k> days.",
        "It was put off by <k> days. Which weekday is that?", "de: Und <k> Tage später?", "fr: Et <k> jours plus tard ?",
    ]  # fmt: skip
    later = datetime.date.fromordinal(day.toordinal() + k)
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    code = 'later = day + datetime.timedelta(days=<k>)\nanswer(later.strftime("%A"))'
    made = task(r, wordings, code, names[(later.toordinal() - 1) % 7], k=k)
    first = r.choice(["What day of the week is <s>?", "Which weekday is <s>?", "<s> is what day?"])
    made.earlier = [
        _turn(
            first,
            'import datetime\nday = datetime.date(<y>, <m>, <d>)\nanswer(day.strftime("%A"))',
            s=shown,
            y=day.year,
            m=day.month,
            d=day.day,
        )
    ]
    return made


@family("turns", weight=9)
def words_after(r: Dice) -> Task:
    """Thanks, doubts and talk after a computed answer need no code."""
    a, b = r.randint(2, 60), r.randint(2, 60)
    made = chat(
        r,
        """
        Thanks! | Great, thank you. | Perfect. | Cool, thanks a lot | Wonderful. | Thx | That's what I thought. => You're welcome! | Glad to help! | My pleasure.
        How did you get that? | Explain how you did it. | Why? | How come? => I multiplied <a> by <b>.
        Are you sure? | Is that really right? | I don't believe it | Really? => Yes: I had <a> times <b> computed, not guessed.
        OK, that's all | That was all, bye | Done for today => All right. See you!
        Wow | Amazing | That was quick => Happy to help. What's next?
        What did I just ask? | What was my question? | Which numbers did I give you? => You asked for <a> times <b>.
        fr: Merci ! | fr: Parfait, merci => Avec plaisir !
        es: Gracias | es: Genial, gracias => ¡De nada!
        de: Danke! | de: Super, danke => Gern geschehen!
        """,
        a=a,
        b=b,
    )
    made.earlier = [_turn("What is <a> times <b>?", "answer(<a> * <b>)", a=a, b=b)]
    return made


@family("turns", weight=7)
def talk_goes_on(r: Dice) -> Task:
    """After talk, a short message is still talk."""
    first, said, table = r.choice(
        [
            ("Tell me a joke", "Why did the bicycle fall over? It was two-tired.", "Another one! | One more | Again | haha, more please | Do you know another? | A better one? => What do you call a fish without eyes? A fsh.\nI don't get it | Explain it | Why is that funny? => \"Two-tired\" sounds like \"too tired\", and a bicycle has two tyres."),
            ("Give me a riddle", "I have keys but open no doors. What am I?", "A piano! | Is it a piano? | a piano => Yes, it's a piano. Well done!\nNo idea | I give up | Tell me | What is it? => It's a piano.\nA door? | A house? | A lock? => No, not quite. Think of music."),
            ("I'm sad", "I'm sorry. Would you like to tell me what happened?", "My friend moved away | My best friend left town => That hurts. You can miss each other and still stay close: a call this weekend may help.\nNo | I'd rather not | I don't want to talk about it => That's all right. I'm here if you change your mind.\nI failed a test | I got a bad mark => I'm sorry. One test doesn't decide much; shall we look at what went wrong?"),
            ("Recommend a book", "Try \"The Little Prince\".", "I've read it already | Something longer? | Another one | A different one, please => Then try \"Pride and Prejudice\".\nWhat is it about? | Why that one? | Tell me more => A pilot in the desert meets a boy from a tiny planet, who tells him about love and friendship."),
            ("Write a slogan for a bakery.", "Good morning begins with bread.", "Shorter | Make it shorter | In three words? => Baked with love.\nAnother one | Something different | I don't like it => Fresh from the oven, straight to the heart."),
            ("What is inflation?", "Inflation means that prices rise over time, so the same money buys less.", "Give me an example | For example? | Can you make that clearer? => If bread costs 2 euros today and 2.10 next year, prices rose by 5 percent.\nAnd the opposite? | What's the opposite called? | And if prices fall? => If prices fall, it's called deflation."),
            ("What is the capital of France?", "The capital of France is Paris.", "And of Italy? | Italy? | What about Italy? => The capital of Italy is Rome.\nAnd Spain? | And of Spain? => The capital of Spain is Madrid.\nWhich river flows through it? | What's the river there? => The Seine."),
        ]
    )  # fmt: skip
    made = chat(r, table)
    made.earlier = [Turn(first, prose=said)]
    return made


def _turn(message: str, code: str, **values: Any) -> Turn:
    return Turn(fill(message, values), [fill(code, values)])
