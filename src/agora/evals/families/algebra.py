"""Equations, puzzles with unknown numbers, sequences and rules of proportion."""

import math

from agora.evals.families._said import listed
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
    text = f"x^2 {'+' if b >= 0 else '-'} {abs(b)}x {'+' if c >= 0 else '-'} {abs(c)} = 0"
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
    text = f"{a if a > 1 else ''}x^2 {'+' if b >= 0 else '-'} {abs(b)}x {'+' if c >= 0 else '-'} {abs(c)} = 0"
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
    code = "total = <s>\ndifference = <d>\nlarger = (total + difference) / 2\nanswer([larger, total - larger])"
    return task(r, wordings, code, [float(x + y), float(x)], s=2 * x + y, d=y)


@family("algebra")
def sum_and_product(r: Dice) -> Task:
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
def heads_and_legs(r: Dice) -> Task:
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
    code = "heads = <h>\nlegs = <l>\nanswer([n for n in range(heads + 1) if 2 * n + 4 * (heads - n) == legs][0])"
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
    code = f"total = <s>\nfirst = (total - {k * (k - 1) // 2}) // {k}\nanswer(list(range(first, first + {k})))"
    return task(r, wordings, code, [a + i for i in range(k)], k=words, s=sum(range(a, a + k)))


@family("algebra")
def next_in_sequence(r: Dice) -> Task:
    a, d, n = r.randint(-10, 30), r.choice([-7, -4, -3, *range(2, 13)]), r.randint(4, 6)
    xs = [a + d * i for i in range(n)]
    wordings = [
        "What comes next: <s>, ...?",
        "Continue the sequence <s>",
        "<s>, ? What is missing?",
        "An IQ test shows <s>. Which number would you put after it?",
        "The row goes <s>, and then?",
        "The same step each time: <s>. Next term?",
        "<s> ___",
        "I number my labels <s>. What's the number of the next label?",
        "fr: Quel nombre vient après <s> ?",
        "es: Continúa la serie: <s>",
    ]
    code = "numbers = <xs>\nanswer(numbers[-1] + numbers[1] - numbers[0])"
    return task(r, wordings, code, a + d * n, s=", ".join(map(str, xs)), xs=xs)


@family("algebra")
def next_in_growth(r: Dice) -> Task:
    a, q, n = r.randint(1, 12), r.randint(2, 5), r.randint(4, 5)
    xs = [a * q**i for i in range(n)]
    wordings = [
        "What comes next: <s>, ...?",
        "Continue <s>, where each number is the previous one times the same factor.",
        "<s> and so on. Next number?",
        "Find the pattern and the next term: <s>",
        "The number of cells at each hour was <s>. How many are to be expected next?",
        "geometric sequence <s>, next term",
        "de: Setze die Folge fort: <s>, ...",
        "es: ¿Qué número sigue? <s>",
    ]
    code = "numbers = <xs>\nanswer(numbers[-1] * numbers[1] // numbers[0])"
    return task(r, wordings, code, a * q**n, s=", ".join(map(str, xs)), xs=xs)


@family("algebra")
def next_in_second_step(r: Dice) -> Task:
    a, d, e, n = r.randint(1, 12), r.randint(1, 6), r.randint(1, 4), r.randint(5, 6)
    xs = [a]
    for i in range(n):
        xs.append(xs[-1] + d + e * i)
    wordings = [
        "The steps of <s> grow evenly. What comes next?",
        "<s>, ... The differences rise by the same amount each time. Next number?",
        "Find the next term of <s>; look at the differences of the differences.",
        "In <s> the gaps get bigger by a fixed amount. Which number follows?",
        "Quadratic sequence: <s>. Next one?",
        "The gaps between these numbers increase steadily: <s>. How does it go on?",
        "fr: Les écarts augmentent régulièrement : <s>. Quel est le nombre suivant ?",
        "de: Die Abstände wachsen gleichmäßig: <s>. Wie geht es weiter?",
    ]
    code = "a, b, c = <xs>\nanswer(c + (c - b) + (c - b) - (b - a))"
    return task(r, wordings, code, xs[n], s=", ".join(map(str, xs[:n])), xs=xs[n - 3 : n])


@family("algebra")
def nth_term(r: Dice) -> Task:
    a, d, n = r.randint(1, 30), r.randint(2, 15), r.randint(8, 100)
    wordings = [
        "A sequence starts with <a> and grows by <d> each time. What is the <n>th term?",
        "What is term number <n> of <a>, <b>, <c>, ...?",
        "Row one has <a> seats and each next row <d> more. How many seats has row <n>?",
        "I do <a> push-ups on day 1 and <d> more every following day. How many on day <n>?",
        "First term <a>, step <d>: give term <n>.",
        "<a>, <b>, <c>, ... goes on like that. Which number is in place <n>?",
        "The first month costs <a> euros, every further month <d> euros more than the one before. What does month <n> cost?",
        "es: Una sucesión empieza en <a> y aumenta <d> cada vez. ¿Cuál es el término número <n>?",
        "fr: La suite <a>, <b>, <c>... : quel est le terme numéro <n> ?",
    ]
    value = range(a, a + d * n, d)[-1]
    return task(r, wordings, "first = <a>\nstep = <d>\nn = <n>\nanswer(first + (n - 1) * step)", value, a=a, b=a + d, c=a + 2 * d, d=d, n=n)


@family("algebra")
def sum_of_terms(r: Dice) -> Task:
    a, d, n = r.randint(1, 30), r.randint(1, 12), r.randint(5, 60)
    wordings = [
        "A sequence starts with <a> and grows by <d>. What do its first <n> terms add up to?",
        "Row one has <a> seats and each next row <d> more. How many seats do <n> rows have altogether?",
        "I save <a> euros in the first week and <d> euros more each week. How much have I saved after <n> weeks?",
        "Sum of <n> terms, first term <a>, common difference <d>?",
        "He runs <a> km on day 1 and adds <d> km every day. What's the total distance of <n> days?",
        "<a> + <b> + <c> + ... with <n> terms: total?",
        "A stack of logs: <a> on top, <d> more in each layer below, <n> layers. How many logs in the stack?",
        "de: Am ersten Tag spare ich <a> Euro, an jedem weiteren <d> Euro mehr. Wie viel habe ich nach <n> Tagen?",
        "es: La primera fila tiene <a> asientos y cada una <d> más. ¿Cuántos asientos hay en <n> filas?",
    ]
    value = n * (2 * a + (n - 1) * d) // 2
    return task(r, wordings, "first = <a>\nstep = <d>\nn = <n>\nanswer(sum(first + i * step for i in range(n)))", value, a=a, b=a + d, c=a + 2 * d, d=d, n=n)


@family("algebra")
def nth_power_term(r: Dice) -> Task:
    a, q, n = r.randint(1, 12), r.randint(2, 4), r.randint(4, 12)
    wordings = [
        "A sequence starts with <a> and each term is <q> times the one before. What is the <n>th term?",
        "First term <a>, ratio <q>: give term number <n>.",
        "On day 1 I get <a> cents, every following day <q> times as many. How many cents on day <n>?",
        "<a>, <b>, <c>, ... What is in place <n>?",
        "In round 1 there are <a> players of a game, in each further round <q> times as many. How many in round <n>?",
        "geometric sequence, a1 = <a>, q = <q>, a<n> = ?",
        "fr: Une suite commence par <a> et chaque terme vaut <q> fois le précédent. Quel est le terme numéro <n> ?",
        "es: En una progresión geométrica a1 = <a> y la razón es <q>. ¿Cuál es el término <n>?",
    ]
    value = a
    for _ in range(n - 1):
        value *= q
    return task(r, wordings, "first = <a>\nfactor = <q>\nn = <n>\nanswer(first * factor ** (n - 1))", value, a=a, b=a * q, c=a * q * q, q=q, n=n)


@family("algebra")
def value_at(r: Dice) -> Task:
    a, b, c, x = r.randint(1, 6), r.randint(-9, 9), r.randint(-20, 20), r.randint(-6, 12)
    text = f"{a if a > 1 else ''}x^2 {'+' if b >= 0 else '-'} {abs(b)}x {'+' if c >= 0 else '-'} {abs(c)}"
    wordings = [
        "What is <t> for x = <x>?",
        "Evaluate <t> at x = <x>.",
        "f(x) = <t>. Find f(<x>).",
        "x=<x>; <t>=?",
        "Put <x> in for x: <t>",
        "I have to make a table of values for y = <t>. What is y when x is <x>?",
        "de: Berechne <t> für x = <x>.",
        "fr: Si f(x) = <t>, que vaut f(<x>) ?",
    ]
    code = "x = <x>\nanswer(<a> * x ** 2 + <b> * x + <c>)"
    return task(r, wordings, code, (a * x + b) * x + c, t=text, x=x, a=a, b=b, c=c)


@family("algebra")
def slope(r: Dice) -> Task:
    a, c = r.sample(range(-8, 12), 2)
    b, d = r.randint(-10, 15), r.randint(-10, 15)
    wordings = [
        "What is the slope of the line through (<a>, <b>) and (<c>, <d>)?",
        "A line passes through (<a>, <b>) and (<c>, <d>). Find its gradient.",
        "slope between (<a>, <b>) and (<c>, <d>)",
        "Two points on a straight line are (<a>, <b>), (<c>, <d>). How steep is the line, as a number?",
        "Rise over run from (<a>, <b>) to (<c>, <d>)?",
        "In y = mx + b, what is m if the line contains (<a>, <b>) and (<c>, <d>)?",
        "es: ¿Cuál es la pendiente de la recta que pasa por (<a>, <b>) y (<c>, <d>)?",
        "de: Welche Steigung hat die Gerade durch (<a>, <b>) und (<c>, <d>)?",
    ]
    value = round((b - d) / (a - c), 4)
    return task(r, wordings, "answer(round((<d> - <b>) / (<c> - <a>), 4))", value or 0.0, a=a, b=b, c=c, d=d)


@family("algebra")
def rule_of_three(r: Dice) -> Task:
    a, unit, c = r.randint(2, 12), r.randint(2, 40), r.randint(2, 30)
    wordings = [
        "<a> is to <b> as <c> is to what?",
        "If <a> notebooks cost <b> euros, what do <c> cost?",
        "<a> machines make <b> parts in an hour. How many parts do <c> machines make in that time?",
        "With <a> cups of rice I can feed <b> people. How many with <c> cups?",
        "In <a> hours the tap fills <b> litres. And in <c> hours?",
        "<a> : <b> = <c> : x. Find x.",
        "My car burns <b> litres in <a> weeks. At that rate, what does it burn in <c> weeks?",
        "fr: Si <a> cahiers coûtent <b> euros, combien coûtent <c> cahiers ?",
        "de: <a> Hefte kosten <b> Euro. Was kosten <c> Hefte?",
    ]
    return task(r, wordings, "answer(round(<b> / <a> * <c>, 2))", float(unit * c), a=a, b=a * unit, c=c)


@family("algebra")
def inverse_rule_of_three(r: Dice) -> Task:
    c, t, a = r.choice([2, 3, 4, 5, 6, 8, 10]), r.randint(2, 30), r.choice([2, 3, 4, 6, 8, 9, 12, 15])
    total = c * t * a
    first = total // a
    wordings = [
        "<a> workers need <b> days for a job. How many days do <c> workers need?",
        "The hay lasts <a> horses for <b> days. How long does it last <c> horses?",
        "If <a> pumps empty a pool in <b> hours, in how many hours do <c> pumps empty it?",
        "<c> people instead of <a> share the same work, which took the <a> people <b> hours. How many hours now?",
        "With <a> trucks the move takes <b> trips each. How many trips each with <c> trucks?",
        "Food for <a> hikers for <b> days: how many days for <c> hikers?",
        "es: <a> pintores tardan <b> días. ¿Cuántos días tardan <c> pintores?",
        "fr: <a> ouvriers mettent <b> jours. Combien de jours mettent <c> ouvriers ?",
    ]
    return task(r, wordings, "answer(round(<a> * <b> / <c>, 2))", float(total // c), a=a, b=first, c=c)


@family("algebra")
def exponent_wanted(r: Dice) -> Task:
    a, n = r.choice([(2, r.randint(3, 20)), (3, r.randint(2, 9)), (5, r.randint(2, 6)), (10, r.randint(2, 9))])
    wordings = [
        "To what power must <a> be raised to get <b>?",
        "<a>^x = <b>, x = ?",
        "log base <a> of <b>",
        "What is the logarithm of <b> to base <a>?",
        "A colony is multiplied by <a> each day. After how many days has 1 cell become <b>?",
        "How many times do I have to multiply 1 by <a> until I have <b>?",
        "de: Mit welcher Zahl muss man <a> potenzieren, um <b> zu erhalten?",
        "es: ¿Qué exponente hace que <a> elevado a x sea <b>?",
    ]
    return task(r, wordings, "import math\nanswer(round(math.log(<b>) / math.log(<a>), 4))", float(n), a=a, b=math.prod([a] * n))


@family("algebra")
def how_long_to_reach(r: Dice) -> Task:
    p, n = r.randint(2, 12), r.randint(2, 9) * 100
    goal = n * r.randint(2, 5)
    wordings = [
        "<n> grows by <p>% a year. After how many full years does it reach <g>?",
        "I have <n> euros at <p>% yearly interest. How many years until it's at least <g>?",
        "How many steps of +<p>% take <n> to <g> or more?",
        "Our <n> subscribers become <p>% more every month. In how many months do we have <g>?",
        "When will a town of <n> have <g> people at <p>% growth a year? In whole years from now.",
        "Starting from <n>, multiply by 1 plus <p>% until <g> is reached. How many times?",
        "fr: <n> euros placés à <p> % par an. Au bout de combien d'années entières atteint-on <g> euros ?",
        "de: Nach wie vielen Jahren werden aus <n> Euro bei <p> % Zinsen mindestens <g> Euro?",
    ]
    value = math.ceil(math.log(goal / n) / math.log(1 + p / 100) - 1e-9)
    code = "value, years = <n>, 0\nwhile value < <g>:\n    value *= 1 + <p> / 100\n    years += 1\nanswer(years)"
    return task(r, wordings, code, value, n=n, p=p, g=goal)


@family("algebra")
def follow_machine(r: Dice) -> Task:
    xs, a, b = [r.randint(1, 20) for _ in range(4)], r.randint(2, 9), r.randint(1, 15)
    wordings = [
        "A machine multiplies by <a> and adds <b>. What does it make of <s>?",
        "Apply x -> <a>x + <b> to each of <s>.",
        "f(x) = <a>x + <b>. Give me the values for x = <s>.",
        "For every number in <s>: times <a>, plus <b>. Results?",
        "Fill in the table y = <a>x + <b> for these x: <s>",
        "Each employee gets <b> euros plus <a> euros per sale. The sales were <s>. What does each get?",
        "es: Multiplica cada número por <a> y suma <b>: <s>",
        "de: Rechne für jede Zahl mal <a> plus <b>: <s>",
    ]
    return task(r, wordings, "answer([<a> * x + <b> for x in <xs>])", [b + x * a for x in xs], s=listed(r, xs), xs=xs, a=a, b=b)
