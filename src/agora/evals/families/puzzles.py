"""Riddles about numbers, chances and people, as people tell them."""

import itertools
import math
from collections.abc import Callable
from datetime import date

from agora.evals.task import Dice, Task, family, task

_WOMEN = ["Alice", "Mary", "Nora", "Lena", "Ines", "Zoe", "Carla", "Emma"]
_MEN = ["Tom", "Ben", "Paul", "Hugo", "Luis", "Adam", "Karl", "Omar"]


@family("gym")
def puzzle_siblings(r: Dice) -> Task:
    b, s = r.randint(1, 7), r.randint(1, 7)
    wordings = [
        "<girl> has <b> brothers and <s> sisters. How many sisters does each of her brothers have?",
        "A girl has <s> sisters and <b> brothers. How many sisters does one of the brothers have?",
        "Riddle: my friend <girl> grew up with <b> brothers and <s> sisters. Her brother has how many sisters?",
        "How many sisters does <girl>'s brother <man> have, if <girl> herself has <s> sisters and <b> brothers?",
        "I'm a woman with <b> brothers and <s> sisters. My brother counts his sisters. What number does he get?",
        "<s> sisters, <b> brothers: that's what <girl> has. And her brother <man>? How many sisters has he got?",
        "fr: <girl> a <b> frères et <s> sœurs. Combien de sœurs a son frère <man> ?",
        "de: <girl> hat <b> Brüder und <s> Schwestern. Wie viele Schwestern hat ihr Bruder <man>?",
    ]
    answer = len([*range(s), "herself"])
    return task(
        r,
        wordings,
        "sisters = <s>\nanswer(sisters + 1)",
        answer,
        b=b,
        s=s,
        girl=r.choice(_WOMEN),
        man=r.choice(_MEN),
    )


@family("gym")
def puzzle_brothers(r: Dice) -> Task:
    b, s = r.randint(2, 7), r.randint(1, 7)
    wordings = [
        "<girl> has <b> brothers and <s> sisters. How many brothers does her brother <man> have?",
        "A girl has <s> sisters and <b> brothers. How many brothers does each brother have?",
        "Riddle: <girl> grew up with <b> brothers and <s> sisters. One of the boys says how many brothers he has. What does he say?",
        "How many brothers does <man> have, if his sister <girl> has <b> brothers and <s> sisters?",
        "I'm a woman, I have <b> brothers and <s> sisters. How many brothers does any one of my brothers have?",
        "<b> brothers, <s> sisters: that's <girl>'s family besides herself. And how many brothers has <man>, one of them?",
        "es: <girl> tiene <b> hermanos varones y <s> hermanas. ¿Cuántos hermanos varones tiene su hermano <man>?",
        "fr: <girl> a <b> frères et <s> sœurs. Combien de frères a son frère <man> ?",
    ]
    answer = len(range(1, b))
    return task(
        r,
        wordings,
        "brothers = <b>\nanswer(brothers - 1)",
        answer,
        b=b,
        s=s,
        girl=r.choice(_WOMEN),
        man=r.choice(_MEN),
    )


_CLAIMS: list[tuple[str, str, Callable[[bool, bool], bool]]] = [
    ("{b} is a knave", "not {b}", lambda a, b: b is False),
    ("{b} is a knight", "{b}", lambda a, b: b is True),
    ("we are both knaves", "not {a} and not {b}", lambda a, b: a + b == 0),
    ("at least one of us is a knave", "not {a} or not {b}", lambda a, b: a + b < 2),
    ("we are of the same kind", "{a} == {b}", lambda a, b: a + b != 1),
    ("we are of different kinds", "{a} != {b}", lambda a, b: a + b == 1),
    ("if {b} is a knight, so am I", "not {b} or {a}", lambda a, b: b <= a),
    ("{b} and I are both knights", "{a} and {b}", lambda a, b: a + b == 2),
]


@family("gym")
def puzzle_knights(r: Dice) -> Task:
    worlds: list[tuple[bool, bool]] = []
    while len(worlds) != 1:
        a, b = r.choice(_WOMEN), r.choice(_MEN)
        (first, x, p), (second, y, q) = r.choice(_CLAIMS), r.choice(_CLAIMS)
        both = itertools.product((True, False), repeat=2)
        worlds = [(m, n) for m, n in both if m == p(m, n) and n == q(n, m)]
    kind = ["knave", "knight"]
    wordings = [
        "Knights always tell the truth and knaves always lie. <a> says: <first>. <b> says: <second>. Who is what?",
        "<a>: '<first>'. <b>: '<second>'. Each is a knight (never lies) or a knave (always lies). Which ones are they?",
        "On an island every person is a knight, who speaks the truth, or a knave, who lies. I met <a> and <b>. <a> said <first>, and <b> said <second>. What are they?",
        "Who is the knight and who the knave, if anyone? <a> claims that <first>. <b> claims that <second>. Knights are truthful, knaves lie.",
        "Logic puzzle for you: two islanders, <a> and <b>, each either a knight (truth) or a knave (lies). According to <a>, <first>. According to <b>, <second>. Tell me both kinds.",
        "Help me crack this one. Knaves only lie, knights never do. '<first>', says <a>. '<second>', replies <b>. So <a> is a ... and <b> is a ...?",
        "de: Ritter (knight) sagen immer die Wahrheit, Schurken (knave) lügen immer. <a> sagt: <first>. <b> sagt: <second>. Wer ist was?",
        "es: Un knight dice siempre la verdad y un knave miente siempre. <a> dice: <first>. <b> dice: <second>. ¿Qué es cada uno?",
    ]
    code = (
        "for <a>, <b> in [(True, True), (True, False), (False, True), (False, False)]:\n"
        '    if <a> == (<x>) and <b> == (<y>):\n        kind = {True: "knight", False: "knave"}\n'
        '        answer(f"<a> is a {kind[<a>]}, <b> is a {kind[<b>]}")'
    )
    answer = ", ".join(f"{name} is a {kind[knight]}" for name, knight in zip((a, b), worlds[0], strict=True))
    x, y = x.format(a=a, b=b), y.format(a=b, b=a)
    first, second = first.format(a=a, b=b), second.format(a=b, b=a)
    return task(r, wordings, code, answer, a=a, b=b, x=x, y=y, first=first, second=second)


@family("gym")
def puzzle_next_number(r: Dice) -> Task:
    start, step = r.randint(-9, 20), r.choice([-7, -5, -4, -3, -2, 2, 3, 4, 5, 6, 8, 9, 11])
    terms, rule = [start, start + step], r.choice(["steps", "times", "sum"])
    if rule == "times":
        terms = [r.randint(1, 9), 0]
        terms[1] = terms[0] * r.choice([2, 3, 4, 5])
    if rule == "sum":
        terms = [r.randint(1, 6), r.randint(1, 9)]
    for _ in range(r.randint(3, 5)):
        if rule == "steps":
            terms.append(terms[-1] + step)
        else:
            terms.append(terms[-1] * terms[1] // terms[0] if rule == "times" else terms[-1] + terms[-2])
    *shown, answer = terms
    code = {"steps": "a[-1] + a[1] - a[0]", "times": "a[-1] * a[1] // a[0]", "sum": "a[-1] + a[-2]"}[rule]
    wordings = [
        "<text>, ?",
        "What comes next: <text>, ...",
        "Which number continues the series <text>?",
        "My daughter's homework has this row: <text>, and then a blank. What goes in the blank?",
        "Next term of <text>?",
        "IQ test question. <text>, __. I need the number for the gap.",
        "Find the pattern in <text> and give me the number that follows.",
        "The page numbers someone circled are <text>. If it goes on like that, which one is next?",
        "fr: Quel nombre vient après <text> ?",
        "es: Continúa la serie: <text>, ...",
    ]
    return task(
        r, wordings, f"a = <shown!>\nanswer({code})", answer, shown=shown, text=", ".join(map(str, shown))
    )


@family("gym")
def puzzle_dice_sum(r: Dice) -> Task:
    n, sides = r.randint(2, 3), r.choice([4, 6, 6, 6, 8, 10])
    least = r.randint(n + 2, n * sides - 1)
    ways = [1]
    for _ in range(n):
        ways = [sum(ways[max(0, t - sides) : t]) for t in range(len(ways) + sides)]
    hits, total = sum(ways[least:]), sides**n
    g = math.gcd(hits, total)
    wordings = [
        "I roll <n> dice with <sides> sides each. What is the probability that they add up to at least <least>? As a reduced fraction.",
        "Chance of <least> or more with <n>d<sides>, as a fraction?",
        "In our game you need <least> or higher with <n> <sides>-sided dice. What are the odds, as a fraction in lowest terms?",
        "P(sum >= <least>) for <n> fair dice numbered 1 to <sides>, reduced fraction please.",
        "My dwarf hits if <n>d<sides> comes to <least> or better. How likely is that? Give the exact fraction.",
        "You throw <n> dice, each numbered from 1 to <sides>. How likely is a total not below <least>? Exact fraction.",
        "fr: On lance <n> dés à <sides> faces. Quelle est la probabilité d'obtenir au moins <least> en tout ? En fraction irréductible.",
        "de: Ich werfe <n> Würfel mit je <sides> Seiten. Wie wahrscheinlich ist eine Summe von mindestens <least>? Als gekürzter Bruch.",
    ]
    code = (
        "import math\nfrom itertools import product\nrolls = list(product(range(1, <sides> + 1), repeat=<n>))\n"
        "hits = sum(sum(roll) >= <least> for roll in rolls)\ng = math.gcd(hits, len(rolls))\n"
        'answer(f"{hits // g}/{len(rolls) // g}")'
    )
    return task(r, wordings, code, f"{hits // g}/{total // g}", n=n, sides=sides, least=least)


@family("gym")
def puzzle_coins_exactly(r: Dice) -> Task:
    n = r.randint(3, 12)
    k = r.randint(0, n)
    row = [1]
    for _ in range(n):
        row = [a + b for a, b in zip([0, *row], [*row, 0], strict=True)]
    wordings = [
        "What is the probability of exactly <k> heads in <n> tosses of a fair coin?",
        "<n> coin flips, exactly <k> heads: how likely?",
        "If I throw a coin <n> times, how likely is it that heads comes up <k> times, no more and no less?",
        "We toss <n> fair coins at once. Chance that precisely <k> show heads?",
        "A newborn is a girl with probability one half. How likely are exactly <k> girls among <n> births?",
        "I guess on <n> true/false questions. What's the chance that I get exactly <k> right?",
        "es: ¿Qué probabilidad hay de sacar exactamente <k> caras en <n> lanzamientos de una moneda?",
        "de: Wie wahrscheinlich ist genau <k>-mal Kopf bei <n> Münzwürfen?",
    ]
    return task(
        r, wordings, "from math import comb\nanswer(comb(<n>, <k>) / 2**<n>)", row[k] / 2**n, n=n, k=k
    )


@family("gym")
def puzzle_coins_at_least(r: Dice) -> Task:
    n = r.randint(3, 11)
    k = r.randint(1, n - 1)
    hits = sum(bin(toss).count("1") >= k for toss in range(2**n))
    wordings = [
        "What is the probability of at least <k> heads in <n> tosses of a fair coin?",
        "<n> coin flips, <k> or more heads: how likely?",
        "If I throw a coin <n> times, how likely is it that heads comes up <k> times or more often?",
        "We toss <n> fair coins at once. Chance that no fewer than <k> show heads?",
        "A newborn is a girl with probability one half. How likely are <k> or more girls among <n> births?",
        "I guess on <n> true/false questions and pass with <k> right ones. What's the chance that I pass?",
        "fr: Quelle est la probabilité d'avoir au moins <k> fois pile en <n> lancers ?",
        "es: Lanzo una moneda <n> veces. ¿Qué probabilidad hay de que salgan como mínimo <k> caras?",
    ]
    code = "from math import comb\nanswer(sum(comb(<n>, k) for k in range(<k>, <n> + 1)) / 2**<n>)"
    return task(r, wordings, code, hits / 2**n, n=n, k=k)


_ANIMALS = {
    2: ["hens", "ducks", "geese", "ostriches"],
    4: ["cows", "horses", "goats", "dogs", "sheep"],
    6: ["beetles", "ants", "wasps", "bees"],
    8: ["spiders", "scorpions"],
    0: ["snakes", "snails", "worms"],
}


@family("gym")
def puzzle_legs(r: Dice) -> Task:
    legs = r.sample(list(_ANIMALS), 3)
    counts = [r.randint(1, 30) for _ in legs]
    answer = sum(sum([n] * count) for n, count in zip(legs, counts, strict=True))
    wordings = [
        "How many legs do <p> <a>, <q> <b> and <s> <c> have together?",
        "On a farm: <p> <a>, <q> <b>, <s> <c>. Total number of legs?",
        "I counted <p> <a>, then <q> <b> and at last <s> <c>. If all of them are healthy, how many legs is that?",
        "Legs in total of <p> <a> + <q> <b> + <s> <c>",
        "A child draws <p> <a>, <q> <b> and <s> <c> and no leg is forgotten. How many legs are on the paper?",
        "We need one sock for every leg of <p> <a>, <q> <b> and <s> <c>. How many socks?",
        "de: Wie viele Beine haben <p> <a>, <q> <b> und <s> <c> zusammen? (Tiere auf Englisch)",
        "fr: Combien de pattes en tout pour <p> <a>, <q> <b> et <s> <c> (noms anglais) ?",
    ]
    names = [r.choice(_ANIMALS[n]) for n in legs]
    (p, q, s), (a, b, c) = counts, names
    return task(
        r,
        wordings,
        f"answer(<p> * {legs[0]} + <q> * {legs[1]} + <s> * {legs[2]})",
        answer,
        p=p,
        q=q,
        s=s,
        a=a,
        b=b,
        c=c,
    )


@family("gym")
def puzzle_heads_and_legs(r: Dice) -> Task:
    few, many = r.choice([(2, 4), (2, 4), (4, 6), (2, 8), (4, 8)])
    a, b = r.choice(_ANIMALS[few]), r.choice(_ANIMALS[many])
    x, y = r.randint(1, 25), r.randint(1, 25)
    heads, legs = x + y, few * x + many * y
    wordings = [
        "There are <heads> heads and <legs> legs. How many <a> and how many <b> are there?",
        "A farmer keeps only <a> and <b>: <heads> animals with <legs> legs in all. How many of each?",
        "<heads> heads, <legs> legs, only <a> and <b>. Work out both numbers.",
        "In the yard I see <a> and <b>. Together they have <legs> legs, and I count <heads> heads. How many of each kind?",
        "How many <a> and <b> make <legs> legs if there are <heads> animals altogether?",
        "Grandpa's riddle: all my animals are <a> or <b>, they have <heads> heads and stand on <legs> legs. What have I got?",
        "fr: Dans un enclos il y a <heads> têtes et <legs> pattes, seulement des <a> et des <b> (en anglais). Combien de chaque ?",
        "es: Hay <heads> cabezas y <legs> patas, solo de <a> y <b> (en inglés). ¿Cuántos hay de cada uno?",
    ]
    code = (
        'found = solve.sat({"<a>": "int", "<b>": "int"}, '
        f'["<a> + <b> == <heads>", "{few} * <a> + {many} * <b> == <legs>"])\nanswer(found)'
    )
    return task(r, wordings, code, {a: x, b: y}, a=a, b=b, heads=heads, legs=legs)


@family("gym")
def puzzle_hanoi(r: Dice) -> Task:
    n = r.randint(2, 20)
    moves = 0
    for _ in range(n):
        moves = 2 * moves + 1
    wordings = [
        "What is the least number of moves for the Tower of Hanoi with <n> disks and 3 pegs?",
        "Tower of Hanoi, <n> discs: how many moves at minimum?",
        "I bought my son the wooden tower with three pegs and <n> rings; a bigger ring may never lie on a smaller one. How many moves does it take at best to bring it to another peg?",
        "How many single moves bring <n> stacked rings from one peg to another by the Hanoi rules?",
        "Monks move <n> golden disks among 3 pegs, one at a time, never a larger on a smaller. How many moves do they need?",
        "Hanoi with three pegs. Disks: <n>. Fewest moves?",
        "de: Wie viele Züge braucht man mindestens für die Türme von Hanoi mit <n> Scheiben?",
        "fr: Combien de coups au minimum pour la tour de Hanoï avec <n> disques ?",
    ]
    return task(r, wordings, "answer(2**<n> - 1)", moves, n=n)


@family("gym")
def puzzle_nth_weekday(r: Dice) -> Task:
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    french = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
    german = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
    months = "January February March April May June July August September October November December".split()
    mois = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    monate = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
    n, w, m, y = r.randint(1, 4), r.randrange(7), r.randint(1, 12), r.randint(2020, 2035)
    days = [day for day in range(1, 29) if date(y, m, day).weekday() == w]
    wordings = [
        "On which day of the month is the <nth> <day> of <month> <y>?",
        "<nth> <day> in <month> <y>: which date? Just the day number.",
        "Our club meets every <nth> <day> of the month. What's the date in <month> <y>, as a number?",
        "The market is on the <nth> <day> of <month> <y>. The how manyth is that?",
        "Rent a van for the <nth> <day> in <month> <y>. What day number do I put in the form?",
        "In <month> <y>, what number does the <nth> <day> have on the calendar?",
        "fr: Quel jour du mois tombe le <nth> <day> de <month> <y> ?",
        "de: Auf welchen Tag des Monats fällt der <nth> <day> im <month> <y>?",
    ]
    code = "from datetime import date\nfirst = date(<y>, <m>, 1)\nanswer(1 + (<w> - first.weekday()) % 7 + 7 * <weeks>)"
    return task(
        r, wordings, code, days[n - 1], y=y, m=m, w=w, weeks=n - 1,
        nth={"en": ["first", "second", "third", "fourth"][n - 1], "fr": f"{n}e" if n > 1 else "1er", "de": f"{n}."},
        day={"en": names[w], "fr": french[w], "de": german[w]}, month={"en": months[m - 1], "fr": mois[m - 1], "de": monate[m - 1]},
    )  # fmt: skip


@family("gym")
def puzzle_ones(r: Dice) -> Task:
    n = r.randint(5, 10 ** r.randint(2, 9))
    count, rest = 0, n
    while rest:
        count, rest = count + rest % 2, rest // 2
    wordings = [
        "How many 1 bits does <n> have in binary?",
        "popcount of <n>",
        "Write <n> in binary. How many ones are there?",
        "Number of set bits in <n>?",
        "I turn <n> into zeros and ones. How often does the one occur?",
        "A row of lamps shows <n> in base two, lit for 1. How many lamps are lit?",
        "es: ¿Cuántos unos tiene <n> en binario?",
        "de: Wie viele Einsen hat <n> als Binärzahl?",
    ]
    return task(r, wordings, 'answer(bin(<n>).count("1"))', count, n=n)


@family("gym")
def puzzle_hex_sum(r: Dice) -> Task:
    a, b = r.randint(256, 65535), r.randint(16, 65535)
    if r.random() < 0.5:
        a, b = max(a, b), min(a, b)
    sign = r.choice("+-") if a >= b else "+"
    total = a + b if sign == "+" else a - b
    digits = ""
    while total:
        digits, total = "0123456789abcdef"[total % 16] + digits, total // 16
    wordings = [
        "<a> <sign> <b> in hex?",
        "Compute <a> <sign> <b> and give the result in hexadecimal.",
        "What's <a> <sign> <b>? Answer like 0x1f.",
        "I'm debugging an address: <a> <sign> <b>. Which hex number is that?",
        "Memory starts at <a>; the other pointer comes from <a> <sign> <b>. Print it as hex.",
        "Hex calculator: <a> <sign> <b> =",
        "fr: Combien font <a> <sign> <b> en hexadécimal ?",
        "es: Calcula <a> <sign> <b> en hexadecimal.",
    ]
    return task(
        r,
        wordings,
        "answer(hex(<a> <sign> <b>))",
        f"0x{digits or '0'}",
        a=f"0x{a:x}",
        b=f"0x{b:x}",
        sign=sign,
    )
