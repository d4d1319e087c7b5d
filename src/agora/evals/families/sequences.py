"""Sequences, functions, proportions and growth."""

import math

from agora.evals.families._said import listed, polynomial
from agora.evals.task import Dice, Task, family, task


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
    return task(
        r,
        wordings,
        "first = <a>\nstep = <d>\nn = <n>\nanswer(first + (n - 1) * step)",
        value,
        a=a,
        b=a + d,
        c=a + 2 * d,
        d=d,
        n=n,
    )


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
    return task(
        r,
        wordings,
        "first = <a>\nstep = <d>\nn = <n>\nanswer(sum(first + i * step for i in range(n)))",
        value,
        a=a,
        b=a + d,
        c=a + 2 * d,
        d=d,
        n=n,
    )


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
    return task(
        r,
        wordings,
        "first = <a>\nfactor = <q>\nn = <n>\nanswer(first * factor ** (n - 1))",
        value,
        a=a,
        b=a * q,
        c=a * q * q,
        q=q,
        n=n,
    )


@family("algebra")
def value_at(r: Dice) -> Task:
    a, b, c, x = r.randint(1, 6), r.randint(-9, 9), r.randint(-20, 20), r.randint(-6, 12)
    text = polynomial(a, b, c)
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
    a, n = r.choice(
        [(2, r.randint(3, 20)), (3, r.randint(2, 9)), (5, r.randint(2, 6)), (10, r.randint(2, 9))]
    )
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
    return task(
        r,
        wordings,
        "import math\nanswer(round(math.log(<b>) / math.log(<a>), 4))",
        float(n),
        a=a,
        b=math.prod([a] * n),
    )


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
    code = (
        "value, years = <n>, 0\nwhile value < <g>:\n    value *= 1 + <p> / 100\n    years += 1\nanswer(years)"
    )
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
    return task(
        r,
        wordings,
        "answer([<a> * x + <b> for x in <xs>])",
        [b + x * a for x in xs],
        s=listed(r, xs),
        xs=xs,
        a=a,
        b=b,
    )
