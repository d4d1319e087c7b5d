"""Rounding, place value, comparing and estimating."""

import math

from agora.evals.families._said import decimal, listed
from agora.evals.task import Dice, Task, family, task

_ROMAN = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip
_BINARY = {"en": "binary", "fr": "binaire", "es": "binario", "de": "binär"}
_HEX = {"en": "hexadecimal", "fr": "hexadécimal", "es": "hexadecimal", "de": "hexadezimal"}
_OCTAL = {"en": "octal", "fr": "octal", "es": "octal", "de": "oktal"}


@family("numbers")
def rounding(r: Dice) -> Task:
    x, n = r.randint(1000, 999999) / 1000, r.randint(0, 2)
    if round(x * 1000) * 10**n % 1000 in (500,):
        x = round(x + 0.001, 3)
    place = [
        {"en": "the nearest whole number", "fr": "l'unité", "es": "la unidad"},
        {"en": "one decimal place", "fr": "une décimale", "es": "una cifra decimal"},
        {"en": "two decimals", "fr": "deux décimales", "es": "dos decimales"},
    ][n]
    wordings = [
        "Round <x> to <p>.",
        "<x> rounded to <p>",
        "The meter says <x>, but I may only enter it to <p>. What do I enter?",
        "To <p>, what is <x>?",
        "My result is <x>. The teacher wants it rounded to <p>.",
        "<x> is too precise for my table; bring it to <p>.",
        "fr: Arrondis <x> à <p>.",
        "es: Redondea <x> a <p>.",
    ]
    value = math.floor(x * 10**n + 0.5) / 10**n
    code = f"answer(round({x}))" if n == 0 else f"answer(round({x}, {n}))"
    return task(r, wordings, code, int(value) if n == 0 else value, x=decimal(x), p=place)


@family("numbers")
def round_to_place(r: Dice) -> Task:
    n, place, k = (
        r.randint(1000, 999999),
        *r.choice(
            [
                ({"en": "ten", "es": "decena", "de": "Zehner"}, 10),
                ({"en": "hundred", "es": "centena", "de": "Hunderter"}, 100),
                ({"en": "thousand", "es": "unidad de millar", "de": "Tausender"}, 1000),
            ]
        ),
    )
    n += n % k == k // 2
    wordings = [
        "Round <n> to the nearest <p>.",
        "<n> to the nearest <p>?",
        "The town has <n> people. To the nearest <p>, how many is that?",
        "In the news they'd round <n> to a full <p>. What would they say?",
        "What is the closest full <p> to <n>?",
        "An audience of <n>, rounded to the <p>",
        "es: Redondea <n> a la <p> más cercana.",
        "de: Runde <n> auf volle <p>.",
    ]
    value = (n + k // 2) // k * k
    return task(r, wordings, f"answer(round(<n> / {k}) * {k})", value, n=n, p=place)


@family("numbers")
def round_up_or_down(r: Dice) -> Task:
    x = r.randint(11, 9999) / 10
    x += 0.1 if x == int(x) else 0.0
    x = round(x, 1)
    word, f, value = r.choice(
        [
            ({"en": "up", "fr": "supérieur", "de": "auf"}, "ceil", int(x) + 1),
            ({"en": "down", "fr": "inférieur", "de": "ab"}, "floor", int(x)),
        ]
    )
    wordings = [
        "Round <x> <w> to a whole number.",
        "<x> rounded <w>?",
        "Always round <w>, they said. So what does <x> become?",
        "Hours are charged rounded <w>. I worked <x>. How many are charged?",
        "Take <x> and round it <w>, no matter how close it is.",
        "<x>: <w> to the next integer",
        "fr: Arrondis <x> à l'entier <w>.",
        "de: Runde <x> <w>, auf eine ganze Zahl.",
    ]
    return task(r, wordings, f"import math\nanswer(math.{f}({x}))", value, x=decimal(x), w=word)


@family("numbers")
def significant_figures(r: Dice) -> Task:
    n, k = r.randint(10000, 9999999), r.choice([2, 3])
    step = 10 ** (len(str(n)) - k)
    n += n % step == step // 2
    wordings = [
        "Round <n> to <k> significant figures.",
        "<n>, <k> significant digits?",
        "Keep only <k> significant figures of <n>, rounded.",
        "In physics I should give <n> with <k> significant figures. What is it?",
        "<n> to <k> s.f.",
        "How does <n> look when it is rounded to <k> meaningful digits?",
        "es: Redondea <n> a <k> cifras significativas.",
        "fr: Arrondis <n> à <k> chiffres significatifs.",
    ]
    value = (n + step // 2) // step * step
    return task(r, wordings, "n = <n>\nanswer(round(n, <k> - len(str(n))))", value, n=n, k=k)


_PLACES = [
    (1, {"en": "ones", "fr": "unités", "es": "unidades"}), (10, {"en": "tens", "fr": "dizaines", "es": "decenas"}),
    (100, {"en": "hundreds", "fr": "centaines", "es": "centenas"}),
    (1000, {"en": "thousands", "fr": "milliers", "es": "unidades de millar"}),
]  # fmt: skip


@family("numbers")
def place_value(r: Dice) -> Task:
    n = r.randint(1000, 999999)
    k, word = r.choice(_PLACES)
    wordings = [
        "Which digit is in the <w> place of <n>?",
        "<n>: the <w> digit?",
        "In <n>, what stands at the <w>?",
        "My son must underline the <w> digit in <n>. Which one is it?",
        "Look at the <w> column of the number <n>. What's written there?",
        "Tell me the <w> digit of <n>.",
        "fr: Dans <n>, quel est le chiffre des <w> ?",
        "es: ¿Cuál es la cifra de las <w> en <n>?",
    ]
    return task(r, wordings, f"answer(<n> // {k} % 10)", int(str(n)[-len(str(k))]), n=n, w=word)


@family("numbers")
def words_for_size(r: Dice) -> Task:
    tenths = r.choice([n for n in range(11, 990) if n % 10])
    e, words = r.choice(
        [
            (3, {"en": "thousand", "fr": "mille", "de": "Tausend"}),
            (6, {"en": "million", "fr": "millions", "de": "Millionen"}),
            (9, {"en": "billion", "fr": "milliards", "de": "Milliarden"}),
        ]
    )
    wordings = [
        "How do you write <x> <w> in digits?",
        "<x> <w> as a number?",
        "The paper says <x> <w> people. Write the number out.",
        "I have to enter <x> <w> dollars in a form, only digits allowed.",
        "In a spreadsheet, what would I type for <x> <w>?",
        "<x> <w>, all the zeros please",
        "fr: Écris <x> <w> en chiffres.",
        "de: Wie schreibt man <x> <w> in Ziffern?",
    ]
    return task(
        r,
        wordings,
        f"answer({tenths} * 10 ** {e - 1})",
        int(f"{tenths}" + "0" * (e - 1)),
        x=decimal(tenths / 10),
        w=words,
    )


@family("numbers")
def with_separators(r: Dice) -> Task:
    n = r.randint(1000, 9999999999)
    wordings = [
        "Write <n> with commas as thousands separators.",
        "<n> is hard to read. Put the commas in.",
        "Format <n> like 1,234,567.",
        "Where do the commas go in <n>?",
        "For my slides: <n> with a comma after every three digits.",
        "Group the digits of <n> with commas.",
        "es: Escribe <n> con comas cada tres cifras.",
        "de: Schreibe <n> mit Kommas als Tausendertrennern.",
    ]
    text = str(n)[::-1]
    value = ",".join(text[i : i + 3] for i in range(0, len(text), 3))[::-1]
    return task(r, wordings, 'answer(f"{<n>:,}")', value, n=n)


@family("numbers")
def greater_number(r: Dice) -> Task:
    a, b = r.randint(100, 2000), r.randint(10, 200)
    x, y = a / 100, b / 10
    y = y + 0.1 if x == y else y
    y = round(y, 1)
    if r.random() < 0.5:
        x, y = y, x
    wordings = [
        "Which is bigger, <x> or <y>?",
        "<x> or <y>: which one is greater?",
        "Of <x> and <y>, which number is larger?",
        "I always mix this up: is <x> more than <y> or the other way round? Name the larger one.",
        "Two stones were thrown <x> m and <y> m. What's the longer throw?",
        "max of <x>, <y>",
        "fr: Lequel est le plus grand, <x> ou <y> ?",
        "de: Was ist größer, <x> oder <y>?",
    ]
    return task(r, wordings, f"answer(max({x}, {y}))", sorted([x, y])[1], x=decimal(x), y=decimal(y))


@family("numbers")
def lesser_number(r: Dice) -> Task:
    a, b = r.randint(-900, 2000), r.randint(-90, 200)
    x, y = a / 100, b / 10
    y = y + 0.1 if x == y else y
    y = round(y, 1)
    wordings = [
        "Which is smaller, <x> or <y>?",
        "<x> vs <y>, the lesser one?",
        "Of <x> and <y>, which number is less?",
        "The cheaper offer wins. A says <x>, B says <y>. Which number wins?",
        "It was <x> degrees on Monday and <y> on Tuesday. What was the lower value?",
        "min of <x>, <y>",
        "es: ¿Cuál es menor, <x> o <y>?",
        "fr: Lequel est le plus petit, <x> ou <y> ?",
    ]
    return task(r, wordings, f"answer(min({x}, {y}))", sorted([x, y])[0], x=decimal(x), y=decimal(y))


@family("numbers")
def order_decimals(r: Dice) -> Task:
    base = r.randint(0, 9)
    xs = r.sample([base + d for d in (0.5, 0.45, 0.054, 0.4, 0.54, 0.405, 0.05, 0.6, 0.09)], r.randint(4, 6))
    up = r.random() < 0.5
    word = (
        {"en": "smallest to largest", "fr": "croissant", "es": "menor a mayor"}
        if up
        else {"en": "largest to smallest", "fr": "décroissant", "es": "mayor a menor"}
    )
    xs = [round(x, 3) for x in xs]
    wordings = [
        "Order these from <w>: <s>",
        "Put <s> in order, <w>.",
        "<s> sorted, <w>?",
        "The results are <s>. I need them from <w>.",
        "Decimals are confusing. What is the order, <w>, of <s>?",
        "Line up <s> from <w>.",
        "fr: Range <s> dans l'ordre <w>.",
        "es: Ordena <s> de <w>.",
    ]
    value = [min(xs)]
    while len(value) < len(xs):
        value.append(min(x for x in xs if x > value[-1]))
    code = "answer(sorted(<xs>))" if up else "answer(sorted(<xs>, reverse=True))"
    return task(r, wordings, code, value if up else value[::-1], s="; ".join(map(str, xs)), xs=xs, w=word)


@family("numbers")
def estimate_product(r: Dice) -> Task:
    a, b = (
        r.choice([n for n in range(21, 99) if n % 10 != 5]),
        r.choice([n for n in range(201, 990) if n % 100 != 50]),
    )
    wordings = [
        "Estimate <a> x <b> by rounding <a> to tens and <b> to hundreds.",
        "Roughly, without a calculator: <a> times <b>, with <a> rounded to the nearest ten and <b> to the nearest hundred.",
        "What's a quick estimate of <a> * <b>? Round the first to tens, the second to hundreds, then multiply.",
        "<a> boxes of <b> screws. Estimate the screws: boxes to the nearest 10, screws per box to the nearest 100.",
        "Estimate: <a> × <b> (nearest ten × nearest hundred)",
        "To check my result I round <a> to a full ten and <b> to a full hundred. What product do I expect?",
        "de: Überschlage <a> mal <b>: <a> auf Zehner, <b> auf Hunderter gerundet.",
        "es: Estima <a> por <b> redondeando <a> a decenas y <b> a centenas.",
    ]
    value = (a + 5) // 10 * 10 * ((b + 50) // 100 * 100)
    return task(r, wordings, "answer(round(<a> / 10) * 10 * round(<b> / 100) * 100)", value, a=a, b=b)


@family("numbers")
def estimate_sum(r: Dice) -> Task:
    xs = [r.choice([n for n in range(110, 999) if n % 100 != 50]) for _ in range(r.randint(3, 5))]
    wordings = [
        "Estimate the sum of <s> by rounding each to the nearest hundred.",
        "About how much are <s> together? Round every number to hundreds first.",
        "My shopping: <s> euros. Overall estimate with full hundreds?",
        "Round to hundreds, then add: <s>",
        "I want a rough total of <s>, each one rounded to the closest hundred.",
        "rough sum (nearest 100 each): <s>",
        "fr: Estime la somme de <s> en arrondissant chaque nombre à la centaine.",
        "de: Überschlage die Summe von <s>, jede Zahl auf Hunderter gerundet.",
    ]
    value = sum((x + 50) // 100 for x in xs) * 100
    return task(r, wordings, "answer(sum(round(x / 100) * 100 for x in <xs>))", value, s=listed(r, xs), xs=xs)


@family("numbers")
def absolute_error(r: Dice) -> Task:
    true = r.randint(20, 90) * 5
    guess = true + r.choice([-1, 1]) * r.randint(1, 12) * 5
    wordings = [
        "I estimated <g> and the true value is <t>. By how many percent was I off?",
        "There were <t> sweets in the jar and my guess was <g>. What is my percentage error, without a sign?",
        "measured <g>, true <t>: relative error in percent?",
        "Forecast <g>, reality <t>. How wrong was the forecast in percent of the real value?",
        "A scale shows <g> g for a weight of <t> g. Percent error?",
        "How far from <t> is <g>, in percent of <t>?",
        "es: Estimé <g> y el valor real es <t>. ¿Cuál es el error en porcentaje?",
        "fr: J'ai estimé <g>, la vraie valeur est <t>. Quelle est l'erreur en pourcentage ?",
    ]
    value = f"{round(max(guess - true, true - guess) / true * 100, 2)}%"
    code = 'guess = <g>\ntrue = <t>\nanswer(f"{round(abs(guess - true) / true * 100, 2)}%")'
    return task(r, wordings, code, value, g=guess, t=true)
