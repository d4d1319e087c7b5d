"""Arithmetic: sums, products, divisions, powers and roots, as people type or tell them."""

import math

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task


@family("arithmetic", weight=2)
def two_numbers(r: Dice) -> Task:
    sign = r.choice("+-*")
    shown, word, french, spanish, german = {
        "+": ("+", "plus", "plus", "más", "plus"),
        "-": (r.choice("-−"), "minus", "moins", "menos", "minus"),
        "*": (r.choice("*x×"), r.choice(["times", "multiplied by"]), "fois", "por", "mal"),
    }[sign]
    a, b = r.choice([(r.randint(2, 99), r.randint(2, 99)), (r.randint(100, 99999), r.randint(11, 999))])
    wordings = [
        "What is <a> <w> <b>?",
        "<a> <s> <b>",
        "<a><s><b>=",
        "Compute <a> <s> <b> for me, I don't trust my mental arithmetic.",
        "My calculator is dead. <a> <w> <b>, please.",
        "I get confused with big numbers: how much is <a> <w> <b>?",
        "<a> <w> <b> makes how much?",
        "The exercise says <a> <s> <b>. Which result should I write down?",
        "fr: Combien font <a> <w> <b> ?",
        "es: ¿Cuánto es <a> <w> <b>?",
        "de: Was ergibt <a> <w> <b>?",
    ]
    words = {"en": word, "fr": french, "es": spanish, "de": german}
    value = {"+": a + b, "-": a - b, "*": sum([a] * b) if sign == "*" else 0}[sign]
    return task(r, wordings, "answer(<a> <op> <b>)", value, a=a, b=b, s=shown, w=words, op=sign)


@family("arithmetic")
def long_expression(r: Dice) -> Task:
    a, b, c, d = (r.randint(2, 40) for _ in range(4))
    text, value = r.choice(
        [
            (f"{a} + {b} * {c}", a + b * c),
            (f"({a} + {b}) * {c}", a * c + b * c),
            (f"{a} * {b} - {c}", a * b - c),
            (f"{a} * {b} + {c} * {d}", b * a + d * c),
            (f"({a} - {b}) * ({c} + {d})", a * c + a * d - b * c - b * d),
            (f"{a} + {b} + {c} + {d}", sum([a, b, c, d])),
            (f"{a} * ({b} + {c}) - {d}", a * b + a * c - d),
            (f"{a} - ({b} - {c}) * {d}", a - b * d + c * d),
        ]
    )
    wordings = [
        "What is <e>?",
        "<e>",
        "Evaluate <e> and mind the order of operations.",
        "My friend and I disagree about <e>. Who can tell what it gives?",
        "Brackets first, I know, but what comes out of <e>?",
        "I have to simplify the term <e> to a single number.",
        "For homework: <e> = ?",
        "Put <e> into a calculator for me, will you?",
        "fr: Calcule <e>.",
        "de: Wie viel ist <e>?",
    ]
    return task(r, wordings, "answer(<e>)", value, e=text)


@family("arithmetic")
def decimal_sum(r: Dice) -> Task:
    a, b = r.randint(101, 9999), r.randint(101, 9999)
    sign = r.choice("+-")
    wordings = [
        "<a> <s> <b>",
        "What does <a> <s> <b> come to?",
        "Work out <a> <s> <b>, to two decimals.",
        "I can never line up the decimal points: <a> <s> <b> = ?",
        "Result of <a> <s> <b>?",
        "Take the number <a>, then do <s> <b>. What's on the display?",
        "es: Calcula <a> <s> <b>.",
        "de: Wie viel ergibt <a> <s> <b>?",
    ]
    cents = a + b if sign == "+" else a - b
    code = f"answer(round({a / 100} {sign} {b / 100}, 2))"
    return task(r, wordings, code, cents / 100, a=decimal(a / 100), b=decimal(b / 100), s=sign)


@family("arithmetic")
def decimal_product(r: Dice) -> Task:
    a, b = r.randint(11, 999), r.randint(2, 99)
    wordings = [
        "<a> times <b>",
        "What is <a> * <b>?",
        "Multiply <a> by <b>.",
        "A roll of ribbon is <a> m long. How many metres are <b> such rolls?",
        "One tin weighs <a> kg, and I carry <b> of them. How heavy is that in kg?",
        "I drink <a> litres a day. How much is that in <b> days?",
        "Each lap is <a> km; after <b> laps, how far have I run?",
        "On 2 May I drove to work, <a> km one way. I do that drive <b> times a month. How many km is that a month?",
        "fr: Une planche mesure <a> m. Quelle longueur font <b> planches bout à bout ?",
        "es: Multiplica <a> por <b>.",
    ]
    return task(r, wordings, f"answer(round({a / 10} * <b>, 2))", a * b / 10, a=decimal(a / 10), b=b)


@family("arithmetic")
def division(r: Dice) -> Task:
    b = r.choice([2, 3, 4, 5, 6, 8, 9, 12, 15, 16, 20, 25, 32, 40])
    a = r.choice([b * r.randint(2, 90), r.randint(20, 2000)])
    while 200 * a % b == 0 and 200 * a // b % 2:  # half a hundredth: the two ways may round differently
        a += 1
    wordings = [
        "What is <a> divided by <b>?",
        "<a> / <b>",
        "<a> ÷ <b> =",
        "Divide <a> by <b>, two decimals are enough.",
        "If I cut a rope of <a> cm into <b> equal pieces, how long is each one, in cm?",
        "<a> litres of paint are poured evenly into <b> cans. Litres per can?",
        "We drove <a> km in <b> days, the same every day. How many km a day was that?",
        "How often does <b> go into <a>, as a decimal?",
        "fr: Combien font <a> divisé par <b> ?",
        "de: Teile <a> durch <b>.",
    ]
    value = (200 * a + b) // (2 * b) / 100
    return task(r, wordings, "answer(round(<a> / <b>, 2))", value, a=a, b=b)


@family("arithmetic")
def remainder(r: Dice) -> Task:
    a, b = r.randint(20, 999), r.randint(3, 24)
    wordings = [
        "What is the remainder when <a> is divided by <b>?",
        "<a> mod <b>",
        "I pack <a> eggs in boxes of <b>. How many eggs are left over?",
        "<a> divided by <b> leaves what remainder?",
        "A gardener plants <a> bulbs in rows of <b> and stops when no full row is possible. How many bulbs remain in his hand?",
        "Dealing <a> cards to <b> players, everyone the same number: how many cards stay on the table?",
        "Give me the rest of the division <a> : <b>.",
        "Someone shares <a> stickers fairly among <b> kids and keeps what can't be shared. How many does he keep?",
        "It is Anna's 8th birthday. Her <a> chocolates are dealt out evenly to <b> guests. How many can't be dealt out?",
        "es: Reparto <a> caramelos entre <b> niños a partes iguales. ¿Cuántos sobran?",
        "de: Welcher Rest bleibt, wenn man <a> durch <b> teilt?",
    ]
    return task(r, wordings, "answer(<a> % <b>)", a - b * (a // b), a=a, b=b)


@family("arithmetic")
def how_many_full(r: Dice) -> Task:
    b, k = r.randint(3, 24), r.randint(4, 60)
    a = b * k + r.randint(0, b - 1)
    wordings = [
        "How many full boxes of <b> can I fill with <a> eggs?",
        "What is <a> divided by <b>, whole number part only?",
        "I've got <a> beads and a bracelet takes <b>. How many bracelets can I finish?",
        "A baker has <a> g of dough; one roll needs <b> g. How many complete rolls?",
        "<a> players want to play in teams of <b>. How many complete teams are there?",
        "With <a> screws, <b> per chair, for how many chairs is that enough?",
        "<a> // <b>",
        "There is room for <b> photos on a page. <a> photos: how many pages get completely full?",
        "fr: J'ai <a> fleurs. Combien de bouquets complets de <b> fleurs puis-je faire ?",
        "es: Tengo <a> tornillos y cada mesa lleva <b>. ¿Para cuántas mesas completas alcanza?",
    ]
    return task(r, wordings, "answer(<a> // <b>)", k, a=a, b=b)


@family("arithmetic")
def how_many_needed(r: Dice) -> Task:
    b, k = r.randint(3, 60), r.randint(2, 30)
    a = b * k + r.randint(1, b)
    wordings = [
        "<a> people have to be carried in minibuses of <b> seats. How many minibuses do we need?",
        "How many boxes that hold <b> do I need for <a> books?",
        "Each page of the album takes <b> photos. I have <a>; how many pages will I use?",
        "Our lift takes <b> persons at a time. How many rides until all <a> guests are upstairs?",
        "The wall needs <a> tiles and they come in packs of <b>. How many packs must I buy?",
        "I read <b> pages a day. The novel has <a>. In how many days am I through?",
        "<a> guests, <b> at a table. Number of tables so that nobody stands?",
        "A ferry holds <b> cars; <a> cars are waiting. How many trips does it have to make?",
        "de: <a> Flaschen sollen in Kisten zu je <b> Stück. Wie viele Kisten brauche ich?",
        "fr: Il faut transporter <a> élèves dans des bus de <b> places. Combien de bus ?",
    ]
    return task(r, wordings, "import math\nanswer(math.ceil(<a> / <b>))", k + 1, a=a, b=b)


@family("arithmetic")
def power(r: Dice) -> Task:
    a, n = r.choice([(2, r.randint(5, 24)), (r.randint(3, 12), r.randint(3, 6)), (10, r.randint(3, 8))])
    wordings = [
        "What is <a> to the power of <n>?",
        "<a>^<n>",
        "<a>**<n>",
        "How large is <a> raised to <n>?",
        "Multiply <a> by itself so that there are <n> factors. What do I get?",
        "Something starts at 1 and is multiplied by <a> each hour. What is it after <n> hours?",
        "Base <a>, exponent <n>: value?",
        "I forgot how exponents work, what would <a> to the <n>th be?",
        "fr: Combien vaut <a> puissance <n> ?",
        "es: ¿Cuánto es <a> elevado a <n>?",
    ]
    return task(r, wordings, "answer(<a> ** <n>)", math.prod([a] * n), a=a, n=n)


@family("arithmetic")
def square_or_cube(r: Dice) -> Task:
    a = r.randint(3, 60)
    words = r.choice(
        [
            (2, {"en": "squared", "fr": "au carré", "de": "hoch zwei"}, "square"),
            (3, {"en": "cubed", "fr": "au cube", "de": "hoch drei"}, "cube"),
        ]
    )
    n, word, noun = words
    wordings = [
        "What is <a> <w>?",
        "<a> <w>",
        "I want the <noun> of <a>.",
        "Can you find the <noun> of the number <a>?",
        "<a> <w> equals",
        "We're learning about <noun> numbers. Which one belongs to <a>?",
        "fr: Combien font <a> <w> ?",
        "de: Was ist <a> <w>?",
    ]
    return task(r, wordings, "answer(<a> ** <n>)", math.prod([a] * n), a=a, w=word, noun=noun, n=n)


@family("arithmetic")
def square_root(r: Dice) -> Task:
    a = r.choice([r.randint(3, 99) ** 2, r.randint(2, 900)])
    wordings = [
        "What is the square root of <a>?",
        "sqrt(<a>)",
        "√<a> = ?",
        "Which positive number times itself is <a>?",
        "A square field has an area of <a> square metres. How long is one side?",
        "x squared is <a> and x is positive. What's x?",
        "Root of <a>, please, four decimals if it doesn't come out even",
        "I have <a> square tiles of 1 m and lay one big square. Length of its side?",
        "de: Zieh bitte die Wurzel aus <a>.",
        "es: ¿Cuál es la raíz cuadrada de <a>?",
    ]
    return task(r, wordings, "import math\nanswer(round(math.sqrt(<a>), 4))", round(a**0.5, 4), a=a)


@family("arithmetic")
def cube_root(r: Dice) -> Task:
    k = r.randint(2, 25)
    wordings = [
        "What is the cube root of <a>?",
        "∛<a>",
        "Which number gives <a> when you multiply three of it together?",
        "A cube has a volume of <a> cm³. How long is its edge in cm?",
        "The third root of <a>, please.",
        "x^3 = <a>. What's x?",
        "My cubic water tank holds <a> cubic decimetres; how high is it in decimetres?",
        "fr: Quelle est la racine cubique de <a> ?",
        "es: Un cubo tiene un volumen de <a> cm³. ¿Cuánto mide su arista?",
    ]
    return task(r, wordings, "answer(round(<a> ** (1 / 3), 4))", float(k), a=k**3)
