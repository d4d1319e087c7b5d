"""Equations and puzzles with unknown numbers."""

from agora.evals.families._said import polynomial
from agora.evals.task import Dice, Task, family, task


@family("algebra", weight=2)
def linear_equation(r: Dice) -> Task:
    a, x, b = r.randint(2, 15), r.randint(-9, 20), r.randint(1, 40)
    sign, op = r.choice([("+", "-"), ("-", "+")])
    c = a * x + b if sign == "+" else a * x - b
    wordings = [
        "Solve <a>x <s> <b> = <c>.",
        "If <a>x <s> <b> = <c>, what is x?",
        "<a>x<s><b>=<c>, x=?",
        "For which x is <a> * x <s> <b> equal to <c>?",
        "<c> = <a>x <s> <b>. I have to isolate x, what is it?",
        "My daughter's worksheet: <a>x <s> <b> = <c>. What should she get for x?",
        "What value of x makes <a>x <s> <b> = <c> true?",
        "Find the unknown: <a>n <s> <b> = <c>",
        "fr: Résous l'équation <a>x <s> <b> = <c>.",
        "es: ¿Cuánto vale x si <a>x <s> <b> = <c>?",
        "de: Löse die Gleichung <a>x <s> <b> = <c>.",
    ]
    return task(r, wordings, "answer((<c> <op> <b>) / <a>)", float(x), a=a, b=b, c=c, s=sign, op=op)


@family("algebra")
def equation_both_sides(r: Dice) -> Task:
    a, c = r.sample(range(2, 14), 2)
    x, b = r.randint(-8, 15), r.randint(1, 30)
    d = a * x + b - c * x
    sign = "+" if d >= 0 else "-"
    wordings = [
        "Solve <a>x + <b> = <c>x <s> <d>.",
        "<a>x + <b> = <c>x <s> <d>, find x",
        "For what x do both sides agree: <a>x + <b> = <c>x <s> <d>?",
        "x is on both sides and I'm stuck: <a>x + <b> = <c>x <s> <d>",
        "Where do the lines y = <a>x + <b> and y = <c>x <s> <d> cross? Just give me x.",
        "When is <a>x + <b> the same as <c>x <s> <d>? x =",
        "de: Löse <a>x + <b> = <c>x <s> <d> nach x auf.",
        "fr: Trouve x : <a>x + <b> = <c>x <s> <d>",
    ]
    code = "answer((<e> - <b>) / (<a> - <c>))"
    return task(r, wordings, code, float(x), a=a, b=b, c=c, s=sign, d=abs(d), e=d)


@family("algebra")
def think_of_number(r: Dice) -> Task:
    a, x, b = r.randint(2, 12), r.randint(2, 40), r.randint(1, 50)
    wordings = [
        "I think of a number, multiply it by <a> and add <b>. I get <c>. What's my number?",
        "A number times <a> plus <b> is <c>. Which number is it?",
        "<b> more than <a> times a number is <c>. Find the number.",
        "Which number gives <c> when multiplied by <a> and increased by <b>?",
        "A taxi takes <b> euros to get in and <a> euros per km. The ride was <c> euros. How many km?",
        "<a> equal parcels and a crate of <b> kg weigh <c> kg together. What does one parcel weigh?",
        "At 8 a.m. I rented a boat for <b> euros plus <a> euros an hour and paid <c> euros. For how many hours did I have it?",
        "I bought <a> identical books and a pen for <b>. The bill is <c>. Price of one book?",
        "A gym takes <b> euros to join and <a> euros a month. I've paid <c> so far. For how many months is that?",
        "fr: Je pense à un nombre, je le multiplie par <a> et j'ajoute <b>. J'obtiens <c>. Quel est ce nombre ?",
        "es: Un número multiplicado por <a>, más <b>, da <c>. ¿Qué número es?",
    ]
    return task(r, wordings, "answer((<c> - <b>) // <a>)", x, a=a, b=b, c=a * x + b)


@family("algebra")
def think_of_number_less(r: Dice) -> Task:
    a, x, b = r.randint(2, 12), r.randint(6, 40), r.randint(1, 10)
    wordings = [
        "I think of a number, multiply it by <a> and take away <b>. I get <c>. What's my number?",
        "A number times <a> minus <b> is <c>. Which number is it?",
        "<b> less than <a> times a number is <c>. What's the number?",
        "Which number, multiplied by <a> and reduced by <b>, gives <c>?",
        "<a> tickets with a voucher of <b> euros off the total cost <c> euros. What is the price of one ticket?",
        "I picked <a> equal baskets of cherries, ate <b> cherries, and have <c> left. How many were in a basket?",
        "de: Ich denke mir eine Zahl, nehme sie mal <a> und ziehe <b> ab. Das ergibt <c>. Welche Zahl ist es?",
        "fr: <a> fois un nombre, moins <b>, donne <c>. Quel nombre ?",
    ]
    return task(r, wordings, "answer((<c> + <b>) // <a>)", x, a=a, b=b, c=a * x - b)


@family("algebra")
def bracket_puzzle(r: Dice) -> Task:
    a, x, b = r.randint(2, 12), r.randint(2, 40), r.randint(1, 30)
    wordings = [
        "I add <b> to a number and multiply the result by <a>. That gives <c>. Which number?",
        "Solve <a>(x + <b>) = <c>.",
        "<a>(x+<b>)=<c>, x?",
        "First plus <b>, then times <a>, and I end at <c>. Where did I start?",
        "<a> children each get x sweets plus <b> nuts, <c> pieces altogether. How big is x?",
        "If each of <a> friends pays an unknown price and <b> euros of postage and the sum is <c> euros, what's the price?",
        "es: Sumo <b> a un número, multiplico por <a> y obtengo <c>. ¿Cuál era el número?",
        "de: Ich addiere <b> zu einer Zahl und nehme das Ergebnis mal <a>. Heraus kommt <c>. Welche Zahl war es?",
    ]
    return task(r, wordings, "answer(<c> // <a> - <b>)", x, a=a, b=b, c=a * (x + b))


@family("algebra")
def divided_puzzle(r: Dice) -> Task:
    a, k, b = r.randint(2, 12), r.randint(2, 40), r.randint(1, 30)
    wordings = [
        "I divide a number by <a> and add <b>. I get <c>. What was the number?",
        "Solve x/<a> + <b> = <c>.",
        "x / <a> + <b> = <c>; x = ?",
        "A prize was shared equally by <a> people. One of them had <b> euros before and has <c> now. How big was the prize?",
        "Which number, divided by <a> and increased by <b>, makes <c>?",
        "A rope was cut into <a> equal parts. My part, with <b> m of another rope tied on, is <c> m long. How long was the rope?",
        "fr: Je divise un nombre par <a>, j'ajoute <b> et je trouve <c>. Quel était le nombre ?",
        "es: Un número dividido entre <a>, más <b>, es <c>. ¿Qué número es?",
    ]
    return task(r, wordings, "answer((<c> - <b>) * <a>)", a * k, a=a, b=b, c=k + b)


@family("algebra")
def quadratic(r: Dice) -> Task:
    x, y = sorted((r.randint(-9, 9), r.randint(-9, 9)))
    b, c = -(x + y), x * y
    text = f"{polynomial(1, b, c)} = 0"
    wordings = [
        "Solve <t>.",
        "What are the solutions of <t>?",
        "roots of <t>",
        "For which x is <t>?",
        "I need both solutions (or the one there is) of the quadratic equation <t>.",
        "At which x does the parabola cross the axis, given <t>?",
        "The quadratic formula gives what for <t>?",
        "es: Resuelve <t>.",
        "de: Welche Lösungen hat <t>?",
    ]
    code = "import math\nb, c = <b>, <c>\nroot = math.sqrt(b * b - 4 * c)\nanswer(sorted({(-b - root) / 2, (-b + root) / 2}))"
    return task(r, wordings, code, sorted({float(x), float(y)}), t=text, b=b, c=c)


@family("algebra")
def discriminant(r: Dice) -> Task:
    a, b, c = r.randint(1, 5), r.randint(-9, 9), r.randint(-9, 9)
    text = f"{polynomial(a, b, c)} = 0"
    wordings = [
        "How many real solutions does <t> have?",
        "Number of real roots of <t>?",
        "Has <t> no, one or two real solutions? Give the number.",
        "In how many points does the parabola of <t> meet the x axis?",
        "Don't solve it, just tell me how many real x satisfy <t>.",
        "Count the real solutions: <t>",
        "fr: Combien de solutions réelles a l'équation <t> ?",
        "de: Wie viele reelle Lösungen hat <t>?",
    ]
    code = "a, b, c = <a>, <b>, <c>\nd = b * b - 4 * a * c\nanswer(2 if d > 0 else 1 if d == 0 else 0)"
    low = c - b * b / (4 * a)
    return task(r, wordings, code, 2 if low < 0 else 1 if low == 0 else 0, t=text, a=a, b=b, c=c)


@family("algebra")
def sum_and_difference(r: Dice) -> Task:
    x, y = r.randint(10, 60), r.randint(1, 9)
    wordings = [
        "Two numbers add up to <s> and differ by <d>. What are they?",
        "The sum of two numbers is <s>, their difference is <d>. Find them, larger one first.",
        "x + y = <s> and x - y = <d>. Solve it.",
        "Together two boxes weigh <s> kg; one is <d> kg heavier. How heavy is each?",
        "A string of <s> cm is cut in two so that one part is <d> cm longer. How long are the two parts?",
        "<s> pupils in two classes, and the first class has <d> more. How many are in each?",
        "Find x and y: x+y=<s>, x-y=<d>",
        "We are two brothers, <s> years old together and <d> years apart. How old is each of us?",
        "fr: La somme de deux nombres est <s>, leur différence <d>. Quels sont ces nombres ?",
        "es: Dos números suman <s> y se diferencian en <d>. ¿Cuáles son?",
    ]
    code = (
        "total = <s>\ndifference = <d>\nlarger = (total + difference) / 2\nanswer([larger, total - larger])"
    )
    return task(r, wordings, code, [float(x + y), float(x)], s=2 * x + y, d=y)


@family("algebra")
def from_sum_and_product(r: Dice) -> Task:
    x, y = sorted((r.randint(2, 25), r.randint(2, 25)))
    wordings = [
        "Two whole numbers have the sum <s> and the product <p>. Which are they?",
        "x + y = <s>, x * y = <p>. Find both, smaller first.",
        "Which two numbers add to <s> and multiply to <p>?",
        "A rectangle has an area of <p> and half its perimeter is <s>. What are its sides?",
        "For factoring I need two numbers: product <p>, sum <s>.",
        "The ages of two sisters add up to <s>, and multiplied they make <p>. How old are they?",
        "de: Zwei Zahlen haben die Summe <s> und das Produkt <p>. Welche sind es?",
        "es: ¿Qué dos números suman <s> y multiplicados dan <p>?",
    ]
    code = "answer([[x, <s> - x] for x in range(<s> // 2 + 1) if x * (<s> - x) == <p>][0])"
    return task(r, wordings, code, [x, y], s=x + y, p=x * y)


@family("algebra")
def how_many_hens(r: Dice) -> Task:
    c, w = r.randint(2, 25), r.randint(2, 25)
    wordings = [
        "A farm has chickens and cows, <h> heads and <l> legs. How many chickens are there?",
        "There are <h> animals, hens and pigs, with <l> legs in all. How many hens?",
        "In a yard are bikes with 2 wheels and cars with 4: <h> vehicles and <l> wheels. How many bikes?",
        "<h> heads, <l> legs, only ducks and goats. How many ducks?",
        "<h> tables, some with 2 legs and some with 4, have <l> legs together. How many have 2 legs?",
        "The pet shop keeps parrots and rabbits. I counted <l> feet and <h> heads. Number of parrots?",
        "We have double and four-bed rooms, <h> rooms for <l> guests in all. How many double rooms?",
        "A car park shows <l> wheels belonging to <h> motorbikes and cars. How many motorbikes stand there?",
        "fr: Dans une ferme, des poules et des lapins : <h> têtes et <l> pattes. Combien de poules ?",
        "de: Hühner und Kühe haben zusammen <h> Köpfe und <l> Beine. Wie viele Hühner sind es?",
    ]
    code = (
        "heads = <h>\nlegs = <l>\nanswer([n for n in range(heads + 1) if 2 * n + 4 * (heads - n) == legs][0])"
    )
    return task(r, wordings, code, c, h=c + w, l=2 * c + 4 * w)


@family("algebra")
def two_prices(r: Dice) -> Task:
    n, m, p = r.randint(2, 60), r.randint(2, 60), r.randint(2, 9)
    q = p + r.randint(2, 8)
    wordings = [
        "<n> tickets were sold, children <p> euros, adults <q> euros, <t> euros in all. How many children's tickets?",
        "A shop sold <n> pens at <p> euros or <q> euros each and took <t> euros. How many of the cheap ones?",
        "Coffee is <p>, cake is <q>. We had <n> items for <t> altogether. How many coffees?",
        "The museum counted <n> visitors and <t> dollars. Kids pay <p>, grown-ups <q>. Number of kids?",
        "I have <n> stamps worth <t> cents, some of <p> and some of <q> cents. How many <p> cent stamps?",
        "<n> boxes, small ones of <p> kg and large ones of <q> kg, weigh <t> kg. How many are small?",
        "es: Se vendieron <n> entradas a <p> o <q> euros, por <t> euros en total. ¿Cuántas de <p> euros?",
        "fr: <n> billets à <p> ou <q> euros ont rapporté <t> euros. Combien de billets à <p> euros ?",
    ]
    code = "count = <n>\nlow = <p>\nhigh = <q>\ntotal = <t>\nanswer((count * high - total) // (high - low))"
    return task(r, wordings, code, n, n=n + m, p=p, q=q, t=n * p + m * q)


@family("algebra")
def consecutive_numbers(r: Dice) -> Task:
    k, a = r.choice([2, 3, 3, 4, 5]), r.randint(2, 120)
    names = {2: "two", 3: "three", 4: "four", 5: "five"}
    french = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq"}
    german = {2: "zwei", 3: "drei", 4: "vier", 5: "fünf"}
    wordings = [
        "The sum of <k> consecutive whole numbers is <s>. What are they?",
        "<k> numbers in a row add up to <s>. Which ones?",
        "My seats have <k> neighbouring numbers and the total of the numbers is <s>. Which seats are they?",
        "Find <k> consecutive integers with sum <s>.",
        "I tore out some sheets: <k> successive page numbers that sum to <s>. Which pages?",
        "Write <s> as the sum of <k> consecutive numbers.",
        "fr: La somme de <k> nombres entiers consécutifs est <s>. Quels sont-ils ?",
        "de: Die Summe von <k> aufeinanderfolgenden Zahlen ist <s>. Welche sind es?",
    ]
    words = {"en": names[k], "fr": french[k], "de": german[k]}
    code = (
        f"total = <s>\nfirst = (total - {k * (k - 1) // 2}) // {k}\nanswer(list(range(first, first + {k})))"
    )
    return task(r, wordings, code, [a + i for i in range(k)], k=words, s=sum(range(a, a + k)))
