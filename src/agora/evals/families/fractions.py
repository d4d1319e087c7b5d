"""Fractions: of a whole, with one another, and as decimals and percentages."""

from fractions import Fraction
from math import gcd

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task

_PARTS = [
    ((1, 2), {"en": "half", "fr": "la moitié", "es": "la mitad", "de": "die Hälfte"}),
    ((1, 3), {"en": "a third", "fr": "un tiers", "es": "un tercio", "de": "ein Drittel"}),
    ((2, 3), {"en": "two thirds", "fr": "deux tiers", "es": "dos tercios", "de": "zwei Drittel"}),
    ((1, 4), {"en": "a quarter", "fr": "un quart", "es": "un cuarto", "de": "ein Viertel"}),
    ((3, 4), {"en": "three quarters", "fr": "trois quarts", "es": "tres cuartos", "de": "drei Viertel"}),
    ((1, 5), {"en": "a fifth", "fr": "un cinquième", "es": "un quinto", "de": "ein Fünftel"}),
    ((2, 5), {"en": "two fifths", "fr": "deux cinquièmes", "es": "dos quintos", "de": "zwei Fünftel"}),
    ((1, 10), {"en": "a tenth", "fr": "un dixième", "es": "un décimo", "de": "ein Zehntel"}),
    *(
        ((p, q), {"en": f"{p}/{q}"})
        for p, q in [(3, 8), (5, 6), (2, 7), (3, 4), (1, 6), (4, 5), (7, 10), (5, 12)]
    ),
]

_REDUCE = 'g = math.gcd(top, bottom)\nanswer(f"{top // g}/{bottom // g}")'


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


@family("arithmetic")
def fraction_of(r: Dice) -> Task:
    (p, q), word = r.choice(_PARTS)
    n = q * r.randint(2, 80)
    wordings = [
        "What is <w> of <n>?",
        "<w> of <n>",
        "A bus has <n> seats and <w> of them are taken. How many is that?",
        "I have <n> dollars and spend <w> of it. How many dollars do I spend?",
        "There are <n> pupils, and <w> play a sport. How many play?",
        "We drank <w> of a <n> ml bottle. Millilitres drunk?",
        "The path is <n> km long. I have already walked <w> of it, so how many km are behind me?",
        "Take <n> and give me <w>.",
        "fr: Combien font <w> de <n> ?",
        "es: ¿Cuánto es <w> de <n>?",
        "de: Wie viel ist <w> von <n>?",
    ]
    return task(r, wordings, "answer(<n> * <p> // <q>)", n // q * p, w=word, n=n, p=p, q=q)


@family("arithmetic")
def fraction_left(r: Dice) -> Task:
    (p, q), word = r.choice(_PARTS)
    n = q * r.randint(2, 80)
    wordings = [
        "I have <n> dollars and spend <w> of it. How much is left?",
        "A tank holds <n> litres. After <w> of it has been used, what remains?",
        "<w> of the <n> tickets are sold. How many can still be bought?",
        "Of <n> pages I've read <w>. Pages to go?",
        "My hike is <n> km, and <w> is done. How far do I still have to walk?",
        "<n> g of flour, and the recipe uses <w> of it: how many grams stay in the bag?",
        "A baker sold <w> of his <n> rolls before noon. How many rolls does he have for the afternoon?",
        "fr: J'avais <n> euros et j'en ai dépensé <w>. Combien me reste-t-il ?",
        "es: De <n> entradas ya se vendió <w>. ¿Cuántas quedan?",
    ]
    return task(r, wordings, "answer(<n> - <n> * <p> // <q>)", n // q * (q - p), w=word, n=n, p=p, q=q)


@family("arithmetic")
def whole_from_part(r: Dice) -> Task:
    (p, q), word = r.choice(_PARTS)
    k = r.randint(2, 60)
    wordings = [
        "<a> is <w> of what number?",
        "I've read <a> pages, which is <w> of the book. How many pages does the book have?",
        "<w> of my money is <a> euros. How much money do I have?",
        "If <w> of a class are <a> pupils, how big is the class?",
        "The tank is filled to <w> and holds <a> litres right now. What's its full capacity?",
        "We drove <a> km, <w> of the way. How long is the whole way?",
        "<w> of x equals <a>. Find x.",
        "fr: <a>, c'est <w> de quel nombre ?",
        "de: <a> Euro sind <w> meines Geldes. Wie viel habe ich insgesamt?",
    ]
    return task(r, wordings, "answer(<a> * <q> // <p>)", k * q, w=word, a=k * p, p=p, q=q)


@family("arithmetic")
def add_fractions(r: Dice) -> Task:
    a, b, c, d = r.randint(1, 7), r.randint(2, 9), r.randint(1, 7), r.randint(2, 9)
    while (Fraction(a, b) + Fraction(c, d)).denominator == 1:
        b += 1
    wordings = [
        "What is <a>/<b> + <c>/<d>?",
        "<a>/<b> plus <c>/<d> as a fraction",
        "I eat <a>/<b> of one cake and <c>/<d> of another. How much cake is that, as a fraction?",
        "Add <a>/<b> and <c>/<d> and reduce the result.",
        "Common denominators puzzle me. <a>/<b> and <c>/<d> together make which fraction?",
        "One recipe takes <a>/<b> cup of milk, another <c>/<d> cup. Total in cups, as a fraction please.",
        "Give <a>/<b>+<c>/<d> in lowest terms.",
        "es: ¿Cuánto es <a>/<b> + <c>/<d> en forma de fracción?",
        "fr: Additionne <a>/<b> et <c>/<d>.",
    ]
    code = "import math\ntop = <a> * <d> + <c> * <b>\nbottom = <b> * <d>\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(a, b) + Fraction(c, d)), a=a, b=b, c=c, d=d)


@family("arithmetic")
def subtract_fractions(r: Dice) -> Task:
    a, b, c, d = r.randint(1, 9), r.randint(2, 9), r.randint(1, 5), r.randint(2, 9)
    while a * d <= c * b or (Fraction(a, b) - Fraction(c, d)).denominator == 1:
        a, c = r.randint(1, 9), r.randint(1, 5)
    wordings = [
        "What is <a>/<b> - <c>/<d>?",
        "<a>/<b> minus <c>/<d> as a fraction",
        "From <a>/<b> of a litre I pour away <c>/<d> of a litre. What fraction of a litre is left?",
        "Subtract <c>/<d> from <a>/<b>.",
        "The board is <a>/<b> m long and I saw off <c>/<d> m. Remaining length as a fraction of a metre?",
        "By how much is <a>/<b> greater than <c>/<d>? Answer with a fraction.",
        "Take <c>/<d> away from <a>/<b> and simplify.",
        "de: Wie viel ist <a>/<b> minus <c>/<d> als Bruch?",
        "es: Resta <c>/<d> de <a>/<b>.",
    ]
    code = "import math\ntop = <a> * <d> - <c> * <b>\nbottom = <b> * <d>\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(a, b) - Fraction(c, d)), a=a, b=b, c=c, d=d)


@family("arithmetic")
def multiply_fractions(r: Dice) -> Task:
    a, b, c, d = r.randint(1, 9), r.randint(2, 12), r.randint(1, 9), r.randint(2, 12)
    while (Fraction(a, b) * Fraction(c, d)).denominator == 1:
        b += 1
    wordings = [
        "What is <a>/<b> * <c>/<d>?",
        "<a>/<b> times <c>/<d>",
        "Multiply the fractions <a>/<b> and <c>/<d>.",
        "How much is <a>/<b> of <c>/<d>? As a fraction.",
        "A garden takes up <c>/<d> of the land, and <a>/<b> of the garden is lawn. What fraction of the land is lawn?",
        "I need <a>/<b> x <c>/<d>, cancelled down.",
        "<c>/<d> of the voters came and <a>/<b> of those said yes. As a fraction of all voters, how many said yes?",
        "fr: Multiplie <a>/<b> par <c>/<d>.",
        "de: <a>/<b> mal <c>/<d> als gekürzter Bruch?",
    ]
    code = "import math\ntop = <a> * <c>\nbottom = <b> * <d>\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(a, b) * Fraction(c, d)), a=a, b=b, c=c, d=d)


@family("arithmetic")
def divide_fractions(r: Dice) -> Task:
    a, b, c, d = r.randint(1, 9), r.randint(2, 12), r.randint(1, 9), r.randint(2, 12)
    while (Fraction(a, b) / Fraction(c, d)).denominator == 1:
        b += 1
    wordings = [
        "What is <a>/<b> divided by <c>/<d>?",
        "(<a>/<b>) / (<c>/<d>)",
        "<a>/<b> ÷ <c>/<d>",
        "Divide the fraction <a>/<b> by the fraction <c>/<d>.",
        "How many times does <c>/<d> go into <a>/<b>, as a fraction?",
        "Keep, change, flip: <a>/<b> : <c>/<d> = ?",
        "Which fraction times <c>/<d> makes <a>/<b>?",
        "es: Divide <a>/<b> entre <c>/<d>.",
        "fr: <a>/<b> divisé par <c>/<d>, en fraction ?",
    ]
    code = "import math\ntop = <a> * <d>\nbottom = <b> * <c>\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(a, b) / Fraction(c, d)), a=a, b=b, c=c, d=d)


@family("arithmetic")
def simplify_fraction(r: Dice) -> Task:
    k, a, b = r.randint(2, 24), r.randint(1, 15), r.randint(2, 18)
    while a % b == 0:
        b += 1
    wordings = [
        "Simplify <p>/<q>.",
        "What is <p>/<q> in lowest terms?",
        "<p>/<q> reduced",
        "Can <p>/<q> be made simpler?",
        "My result is <p>/<q>, but the book wants it fully cancelled. What should it be?",
        "Which simple fraction is hidden in <p>/<q>?",
        "<p> out of <q> as the simplest fraction?",
        "fr: Simplifie la fraction <p>/<q>.",
        "de: Kürze <p>/<q> so weit wie möglich.",
    ]
    code = "import math\ntop = <p>\nbottom = <q>\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(a, b)), p=a * k, q=b * k)


@family("numbers")
def fraction_to_decimal(r: Dice) -> Task:
    q = r.choice([2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 16, 20, 25])
    p = r.choice([n for n in range(1, 2 * q) if gcd(n, q) == 1])
    wordings = [
        "Write <p>/<q> as a decimal.",
        "<p>/<q> as a decimal number?",
        "What decimal is the fraction <p>/<q>, to four places?",
        "The drill is <p>/<q> inch. What's that in decimal inches?",
        "Turn the fraction <p>/<q> into a decimal for my spreadsheet.",
        "How does <p>/<q> look with a decimal point?",
        "es: Escribe <p>/<q> como número decimal.",
        "de: Wandle <p>/<q> in eine Dezimalzahl um.",
    ]
    return task(r, wordings, "answer(round(<p> / <q>, 4))", round(float(Fraction(p, q)), 4), p=p, q=q)


@family("numbers")
def decimal_to_fraction(r: Dice) -> Task:
    places = r.choice([1, 2, 2, 3])
    scale = 10**places
    n = r.choice([n for n in range(1, 2 * scale) if n % 10])
    wordings = [
        "Write <x> as a fraction.",
        "<x> as a fraction in lowest terms?",
        "Which fraction equals <x>?",
        "Convert the decimal <x> into a simple fraction.",
        "My calculator shows <x>; I'd rather have a fraction.",
        "How can <x> be written with a numerator and a denominator?",
        "fr: Écris <x> sous forme de fraction.",
        "de: Schreibe <x> als gekürzten Bruch.",
    ]
    code = f"import math\ntop = {n}\nbottom = {scale}\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(n, scale)), x=decimal(n / scale))


@family("numbers")
def fraction_to_percent(r: Dice) -> Task:
    q = r.choice([2, 3, 4, 5, 6, 8, 10, 12, 20, 25, 40, 50])
    p = r.choice([n for n in range(1, q + 1) if gcd(n, q) == 1])
    wordings = [
        "What is <p>/<q> in percent?",
        "<p>/<q> as a percentage",
        "Turn the fraction <p>/<q> into a percentage.",
        "The battery is at <p>/<q>. How many percent is that?",
        "How many percent does <p>/<q> stand for?",
        "<p> in <q> people have it. As a percentage, please.",
        "es: ¿Qué porcentaje es <p>/<q>?",
        "fr: Convertis <p>/<q> en pourcentage.",
    ]
    value = f"{round(float(Fraction(100 * p, q)), 2)}%"
    return task(r, wordings, 'answer(f"{round(<p> / <q> * 100, 2)}%")', value, p=p, q=q)


@family("numbers")
def percent_to_fraction(r: Dice) -> Task:
    p = r.randint(1, 99)
    wordings = [
        "Write <p>% as a fraction.",
        "<p> percent as a fraction in lowest terms?",
        "Which fraction is the same as <p>%?",
        "A survey says <p>%. What fraction of the people is that, reduced?",
        "Express <p>% with numerator and denominator.",
        "If <p>% of the cake is eaten, which fraction is eaten?",
        "de: Schreibe <p> % als Bruch.",
        "es: Escribe el <p> % como fracción.",
    ]
    code = "import math\ntop = <p>\nbottom = 100\n" + _REDUCE
    return task(r, wordings, code, _text(Fraction(p, 100)), p=p)


@family("numbers")
def mixed_to_improper(r: Dice) -> Task:
    q, whole = r.randint(2, 12), r.randint(1, 12)
    p = r.randint(1, q - 1)
    wordings = [
        "Write <w> <p>/<q> as an improper fraction.",
        "<w> and <p>/<q> as one fraction?",
        "Turn the mixed number <w> <p>/<q> into an improper fraction.",
        "How many <q>ths are in <w> <p>/<q>? Give it as a fraction over <q>.",
        "The recipe says <w> <p>/<q> cups. What is that as a single fraction over <q>?",
        "Mixed number <w> <p>/<q>, improper form, don't reduce.",
        "fr: Écris le nombre mixte <w> <p>/<q> comme une seule fraction.",
        "de: Schreibe die gemischte Zahl <w> <p>/<q> als unechten Bruch.",
    ]
    value = f"{sum([q] * whole, p)}/{q}"
    return task(r, wordings, 'answer(f"{<w> * <q> + <p>}/<q>")', value, w=whole, p=p, q=q)


@family("numbers")
def improper_to_mixed(r: Dice) -> Task:
    q, whole = r.randint(2, 12), r.randint(1, 12)
    p = r.choice([n for n in range(1, q) if gcd(n, q) == 1])
    wordings = [
        "Write <n>/<q> as a mixed number.",
        "<n>/<q> as a mixed number?",
        "How many wholes and what fraction are in <n>/<q>?",
        "Turn the improper fraction <n>/<q> into a whole number and a fraction.",
        "I have <n> slices, each 1/<q> of a pizza. How many pizzas is that, as a mixed number?",
        "Mixed form of <n>/<q> please",
        "es: Escribe <n>/<q> como número mixto.",
        "fr: Transforme <n>/<q> en nombre mixte.",
    ]
    code = 'answer(f"{<n> // <q>} {<n> % <q>}/<q>")'
    return task(r, wordings, code, f"{whole} {p}/{q}", n=whole * q + p, q=q)


@family("numbers")
def bigger_fraction(r: Dice) -> Task:
    a, b, c, d = r.randint(1, 9), r.randint(2, 12), r.randint(1, 9), r.randint(2, 12)
    while a * d == c * b:
        a = r.randint(1, 9)
    wordings = [
        "Which is bigger, <a>/<b> or <c>/<d>?",
        "<a>/<b> vs <c>/<d>: the larger one?",
        "Compare the fractions <a>/<b> and <c>/<d> and name the greater one.",
        "Would you rather have <a>/<b> of a cake or <c>/<d>, if you want as much as possible?",
        "Tom has done <a>/<b> of the work, Lea <c>/<d>. Whose fraction is larger? Name the fraction.",
        "Is <a>/<b> or <c>/<d> more?",
        "de: Was ist größer, <a>/<b> oder <c>/<d>?",
        "es: ¿Cuál es mayor, <a>/<b> o <c>/<d>?",
    ]
    code = 'answer("<a>/<b>" if <a> / <b> > <c> / <d> else "<c>/<d>")'
    value = f"{a}/{b}" if Fraction(a, b) > Fraction(c, d) else f"{c}/{d}"
    return task(r, wordings, code, value, a=a, b=b, c=c, d=d)


@family("numbers")
def smaller_fraction(r: Dice) -> Task:
    a, b, c, d = r.randint(1, 9), r.randint(2, 12), r.randint(1, 9), r.randint(2, 12)
    while a * d == c * b:
        a = r.randint(1, 9)
    wordings = [
        "Which is smaller, <a>/<b> or <c>/<d>?",
        "<a>/<b>, <c>/<d>: the lesser of the two?",
        "I want the thinner screw. One is <a>/<b> inch, the other <c>/<d> inch. Which one?",
        "Name the smaller one of the fractions <a>/<b> and <c>/<d>.",
        "Is <a>/<b> or <c>/<d> less?",
        "One glass is <a>/<b> full, the other <c>/<d>. Which fraction is the emptier glass?",
        "fr: Quelle fraction est la plus petite, <a>/<b> ou <c>/<d> ?",
        "de: Welcher Bruch ist kleiner: <a>/<b> oder <c>/<d>?",
    ]
    code = 'answer("<a>/<b>" if <a> / <b> < <c> / <d> else "<c>/<d>")'
    value = f"{a}/{b}" if Fraction(a, b) < Fraction(c, d) else f"{c}/{d}"
    return task(r, wordings, code, value, a=a, b=b, c=c, d=d)


@family("arithmetic")
def used_fraction_left(r: Dice) -> Task:
    b, d = r.randint(3, 9), r.randint(3, 9)
    a, c = r.randint(1, max(1, b // 2 - 1)), r.randint(1, max(1, d // 2 - 1))
    wordings = [
        "I ate <a>/<b> of a pizza and my sister <c>/<d>. What fraction of the pizza is left?",
        "<a>/<b> of the budget goes to rent and <c>/<d> to food. Which fraction remains?",
        "1 - <a>/<b> - <c>/<d>",
        "On Monday <a>/<b> of the wall was painted, on Tuesday <c>/<d> of it. What part is still to be painted?",
        "A will gives <a>/<b> to the son and <c>/<d> to the daughter; the rest is for a charity. What fraction does the charity get?",
        "Of a tank, <a>/<b> leaked out and <c>/<d> was used. As a fraction, how full is it now, if it was full before?",
        "es: Gasté <a>/<b> de mi sueldo en alquiler y <c>/<d> en comida. ¿Qué fracción me queda?",
        "fr: On a peint <a>/<b> du mur lundi et <c>/<d> mardi. Quelle fraction reste à peindre ?",
    ]
    code = "import math\ntop = <b> * <d> - <a> * <d> - <c> * <b>\nbottom = <b> * <d>\n" + _REDUCE
    return task(r, wordings, code, _text(1 - Fraction(a, b) - Fraction(c, d)), a=a, b=b, c=c, d=d)
