"""Puzzles with unknown numbers, knapsacks, coins and schedules for the exact solvers."""

import itertools

from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task


@family("solvers")
def two_unknowns(r: Dice) -> Task:
    x, y = r.randint(1, 25), r.randint(1, 25)
    a, b = r.sample(range(2, 10), 2)
    wordings = [
        "Find whole numbers x and y with x + y = <s> and <a>x + <b>y = <t>.",
        "x + y = <s>, <a>x + <b>y = <t>. What are x and y?",
        "Solve the system x + y = <s>, <a>x + <b>y = <t>.",
        "Which x and y satisfy both x + y = <s> and <a>x + <b>y = <t>?",
        "I'm stuck on two equations: x + y = <s> and <a>x + <b>y = <t>.",
        "Give me x and y such that x + y = <s>, while <a>x + <b>y = <t>.",
        "fr: Résous x + y = <s> et <a>x + <b>y = <t>.",
        "de: Löse das Gleichungssystem x + y = <s>, <a>x + <b>y = <t>.",
    ]
    code = 'answer(solve.sat({"x": [0, <s>], "y": [0, <s>]}, ["x + y == <s>", "<a> * x + <b> * y == <t>"]))'
    return task(r, wordings, code, {"x": x, "y": y}, s=x + y, t=a * x + b * y, a=a, b=b)


@family("solvers")
def heads_and_legs(r: Dice) -> Task:
    x, y = r.randint(1, 30), r.randint(1, 30)
    one, two, p, q, yard = r.choice(
        [
            ("hens gallinas Hühner", "rabbits conejos Kaninchen", 2, 4, "farm"),
            ("ducks patos Enten", "sheep ovejas Schafe", 2, 4, "meadow"),
            ("bikes bicis Fahrräder", "cars coches Autos", 2, 4, "yard"),
            ("tricycles triciclos Dreiräder", "cars coches Autos", 3, 4, "garage"),
            ("beetles escarabajos Käfer", "spiders arañas Spinnen", 6, 8, "box"),
        ]
    )
    a, b = (dict(zip(("en", "es", "de"), kind.split(), strict=True)) for kind in (one, two))
    part = "wheels ruedas Räder" if b["en"] == "cars" else "legs patas Beine"
    parts = dict(zip(("en", "es", "de"), part.split(), strict=True))
    wordings = [
        "A <yard> has <a> and <b>: <n> in all, with <t> <part>. How many of each?",
        "There are <n> <a> and <b> together. I count <t> <part>. How many <a> and how many <b>?",
        "<n> of them, <t> <part>, only <a> (<p> each) and <b> (<q> each). How many are <a>, how many <b>?",
        "In the <yard> I see <t> <part> and <n> things, all <a> or <b>. Find both numbers.",
        "<a> have <p> <part>, <b> have <q>. Together there are <n>, with <t> <part>. How many of both?",
        "Old riddle: <a> and <b>, <n> altogether, <t> <part> altogether. The numbers?",
        "es: Entre <a> y <b> hay <n>, con <t> <part> (<p> y <q> cada uno). ¿Cuántos hay de cada?",
        "de: <a> (<p> <part>) und <b> (<q> <part>), zusammen <n>, mit <t> <part>. Wie viele sind es jeweils?",
    ]
    code = 'answer(solve.sat({"<a>": [0, <n>], "<b>": [0, <n>]}, ["<a> + <b> == <n>", "<p> * <a> + <q> * <b> == <t>"]))'
    made = task(r, wordings, code, a=a, b=b, p=p, q=q, n=x + y, t=p * x + q * y, yard=yard, part=parts)
    made.answer = {a[made.language]: x, b[made.language]: y}
    return made


@family("solvers", weight=2)
def buy_two_kinds(r: Dice) -> Task:
    (p, q), x, y = r.sample(range(2, 15), 2), r.randint(1, 20), r.randint(1, 20)
    one, two = r.choice(
        [
            ("cakes gâteaux pasteles", "pies tartes tartas"),
            ("pens stylos bolígrafos", "books livres libros"),
            ("roses roses rosas", "tulips tulipes tulipanes"),
            ("mugs tasses tazas", "plates assiettes platos"),
            ("apples pommes manzanas", "melons melons melones"),
        ]
    )
    wordings = [
        "<N> sold <n> things, <a> at <p> euros and <b> at <q> euros, for <t> euros. How many of each?",
        "<n> items: <a> cost <p> each, <b> cost <q> each, the total is <t>. How many <a> and how many <b>?",
        "I bought <a> for <p> dollars each and <b> for <q> dollars each. <n> pieces, <t> dollars. How many of both?",
        "The till says <t> euros for <n> pieces. <a> are <p> euros, <b> <q>. Find out how many there were of each.",
        "With <a> at <p> and <b> at <q>, <n> of them came to <t>. The numbers, please.",
        "Total <t> for <n>: <a> (<p> each), <b> (<q> each). How many of each kind?",
        "fr: <n> articles pour <t> euros : <a> à <p> euros et <b> à <q> euros. Combien de chaque ?",
        "es: <a> a <p> euros y <b> a <q> euros: <n> en total por <t> euros. ¿Cuántos de cada?",
    ]
    code = 'answer(solve.sat({"<a>": [0, <n>], "<b>": [0, <n>]}, ["<a> + <b> == <n>", "<p> * <a> + <q> * <b> == <t>"]))'
    a, b = (dict(zip(("en", "fr", "es"), kind.split(), strict=True)) for kind in (one, two))
    made = task(r, wordings, code, N=r.choice(NAMES), n=x + y, p=p, q=q, a=a, b=b, t=p * x + q * y)
    made.answer = {a[made.language]: x, b[made.language]: y}
    return made


@family("solvers")
def sum_and_product(r: Dice) -> Task:
    x, y = sorted(r.sample(range(2, 30), 2))
    wordings = [
        "Two numbers have the sum <s> and the product <t>. Which are they, smaller first?",
        "Find two whole numbers: added <s>, multiplied <t>.",
        "What pair adds to <s> and multiplies to <t>?",
        "A rectangle has whole sides, half its perimeter is <s> and its area <t>. Its sides?",
        "I'm thinking of two numbers. Their sum is <s>, their product <t>. Tell me both.",
        "sum <s>, product <t>: the two numbers?",
        "es: ¿Qué dos números suman <s> y multiplicados dan <t>?",
        "de: Zwei Zahlen, Summe <s>, Produkt <t>. Welche?",
    ]
    code = 'found = solve.sat({"a": [0, <s>], "b": [0, <s>]}, ["a + b == <s>", "a * b == <t>", "a <= b"])\nanswer([found["a"], found["b"]])'
    return task(r, wordings, code, [x, y], s=x + y, t=x * y)


@family("solvers")
def three_ages(r: Dice) -> Task:
    (a, b, c), y = r.sample(NAMES, 3), r.randint(4, 20)
    d, k = r.randint(2, 9), r.randint(2, 4)
    x, z = y + d, y * k
    wordings = [
        "<a> is <d> years older than <b>. <c> is <k> times as old as <b>. Together they are <s>. How old is <n>?",
        "The ages of <a>, <b> and <c> add up to <s>. <a> is <d> more than <b>, <c> is <k> times <b>. <n>'s age?",
        "<b> is <d> years younger than <a>; <c>'s age is <k> times that of <b>; the sum is <s>. What's the age of <n>?",
        "Three friends, <s> years in total: <a> = <b> + <d>, <c> = <k> * <b>. How old is <n>?",
        "How old is <n>, if <a>, <b>, <c> are <s> together, <a> is <d> years ahead of <b> and <c> has <k> times <b>'s age?",
        "Age riddle: <a> was born <d> years before <b>. <c> is <k> times <b>. Sum of the three: <s>. Wanted: <n>.",
        "fr: <a> a <d> ans de plus que <b>, <c> a <k> fois l'âge de <b>. Ensemble <s> ans. Quel âge a <n> ?",
        "de: <a> ist <d> Jahre älter als <b>, <c> ist <k>-mal so alt wie <b>. Zusammen <s> Jahre. Wie alt ist <n>?",
    ]
    wanted, value = r.choice([(a, x), (b, y), (c, z)])
    code = (
        'found = solve.sat({"<a>": [0, <s>], "<b>": [0, <s>], "<c>": [0, <s>]}, ["<a> == <b> + <d>", "<c> == <k> * <b>", "<a> + <b> + <c> == <s>"])\n'
        'answer(found["<n>"])'
    )
    return task(r, wordings, code, value, a=a, b=b, c=c, d=d, k=k, s=x + y + z, n=wanted)


@family("solvers", weight=2)
def knapsack(r: Dice) -> Task:
    names = r.sample("tent stove lamp camera radio book rope blanket drone guitar".split(), 3)
    xs, vs = [r.randint(1, 12) for _ in range(3)], [r.randint(5, 90) for _ in range(3)]
    cap = r.randint(max(xs), sum(xs) - 1)
    picks = [
        pick
        for size in range(4)
        for pick in itertools.combinations(range(3), size)
        if sum(xs[i] for i in pick) <= cap
    ]
    best = max(sum(vs[i] for i in pick) for pick in picks)
    wordings = [
        "A bag holds <m> kg. <a>: <x> kg, worth <u>; <b>: <y> kg, worth <v>; <c>: <z> kg, worth <w>. What is the greatest worth I can carry?",
        "Choose among <a> (<x> kg, value <u>), <b> (<y> kg, value <v>), <c> (<z> kg, value <w>) with at most <m> kg. Highest value?",
        "Knapsack of <m> kg. <a> <x>/<u>, <b> <y>/<v>, <c> <z>/<w> (kg/value). Best total value?",
        "I may take <m> kg on the plane and want to bring as much value as possible: <a> <x> kg <u> euros, <b> <y> kg <v> euros, <c> <z> kg <w> euros. How much value is that?",
        "What's the most valuable load of at most <m> kg? <a> weighs <x> and is worth <u>, <b> <y> and <v>, <c> <z> and <w>.",
        "<a> (<x> kg) = <u> points, <b> (<y> kg) = <v> points, <c> (<z> kg) = <w> points. Limit <m> kg. Maximum points?",
        "fr: Un sac de <m> kg au plus : <a> <x> kg valeur <u>, <b> <y> kg valeur <v>, <c> <z> kg valeur <w>. Valeur maximale ?",
        "es: Mochila de <m> kg: <a> <x> kg vale <u>, <b> <y> kg vale <v>, <c> <z> kg vale <w>. ¿Valor máximo?",
    ]
    code = (
        'found = solve.sat({"<a>": [0, 1], "<b>": [0, 1], "<c>": [0, 1]}, ["<x> * <a> + <y> * <b> + <z> * <c> <= <m>"], maximize="<u> * <a> + <v> * <b> + <w> * <c>")\n'
        'answer(<u> * found["<a>"] + <v> * found["<b>"] + <w> * found["<c>"])'
    )
    a, b, c = names
    return task(
        r, wordings, code, best, a=a, b=b, c=c, m=cap, x=xs[0], y=xs[1], z=xs[2], u=vs[0], v=vs[1], w=vs[2]
    )


@family("solvers")
def fewest_coins(r: Dice) -> Task:
    coins = sorted(r.choice([[1, 2, 5], [1, 5, 10], [1, 4, 6], [1, 3, 7], [1, 10, 25], [1, 7, 10]]))
    a, b, c = coins
    n = r.randint(8, 90)
    best = min(n - b * j - c * k + j + k for k in range(n // c + 1) for j in range((n - c * k) // b + 1))
    wordings = [
        "With coins of <a>, <b> and <c> cents, what is the smallest number of coins that makes <n> cents?",
        "Fewest coins for <n>, coins <a>, <b>, <c>?",
        "A machine gives back <n> cents in coins of <a>, <b>, <c>. How many coins at least?",
        "I have many coins worth <a>, <b> and <c>. I must pay exactly <n> with as few as possible. How many coins?",
        "Minimum number of stamps for <n> cents if there are stamps of <a>, <b> and <c> cents?",
        "How few pieces can sum to <n>, if a piece is <a>, <b> or <c>?",
        "de: Mit Münzen zu <a>, <b> und <c>: wie viele Münzen braucht man mindestens für <n>?",
        "fr: Avec des pièces de <a>, <b> et <c>, combien de pièces au minimum pour faire <n> ?",
    ]
    code = (
        'found = solve.sat({"a": [0, <n>], "b": [0, <n>], "c": [0, <n>]}, ["<a> * a + <b> * b + <c> * c == <n>"], minimize="a + b + c")\n'
        'answer(found["a"] + found["b"] + found["c"])'
    )
    return task(r, wordings, code, best, a=a, b=b, c=c, n=n)


@family("solvers")
def most_profit(r: Dice) -> Task:
    one, two = r.sample("tables chairs lamps shelves stools boxes".split(), 2)
    p, q, h, k = r.randint(10, 90), r.randint(10, 90), r.randint(2, 6), r.randint(2, 6)
    hours, most = r.randint(20, 60), r.randint(3, 12)
    best = max(p * x + q * y for x in range(most + 1) for y in range(61) if h * x + k * y <= hours)
    wordings = [
        "Making <a> takes <h> hours each and earns <p> euros, <b> take <k> hours and earn <q>. I have <t> hours and can sell at most <m> <a>. What's the highest profit?",
        "<a>: <h> h, <p> euros. <b>: <k> h, <q> euros. <t> hours in all, no more than <m> <a>. Maximum profit?",
        "A workshop has <t> hours. Profit per piece: <a> <p> (<h> h), <b> <q> (<k> h); at most <m> <a>. Best total profit?",
        "I want to earn as much as possible in <t> hours. <a> bring <p> each in <h> hours (up to <m> of them), <b> <q> in <k> hours. How much is possible?",
        "How much can we earn at best with <t> hours, <a> (<p> euros, <h> hours, limit <m>) and <b> (<q> euros, <k> hours)?",
        "Optimise: <p> per <a> and <q> per <b>, <h> and <k> hours each, <t> hours available, <a> at most <m>. The greatest sum?",
        "es: <a>: <h> horas y <p> euros; <b>: <k> horas y <q> euros. Hay <t> horas y como mucho <m> <a>. ¿Beneficio máximo?",
        "de: <a>: <h> Stunden, <p> Euro; <b>: <k> Stunden, <q> Euro. <t> Stunden, höchstens <m> <a>. Größter Gewinn?",
    ]
    code = (
        'found = solve.sat({"<a>": [0, <m>], "<b>": [0, <t>]}, ["<h> * <a> + <k> * <b> <= <t>"], maximize="<p> * <a> + <q> * <b>")\n'
        'answer(<p> * found["<a>"] + <q> * found["<b>"])'
    )
    return task(r, wordings, code, best, a=one, b=two, p=p, q=q, h=h, k=k, t=hours, m=most)


_JOBS = "wash paint dry cut glue pack cook clean print test drill polish".split()


@family("solvers", weight=2)
def schedule_chain(r: Dice) -> Task:
    (a, b, c), (p, q, s) = r.sample(_JOBS, 3), [r.randint(1, 9) for _ in range(3)]
    chain = r.random() < 0.5
    rule = f"{b} comes after {a} and {c} after {b}" if chain else f"{c} can only start after {a} and {b}"
    after = (
        f'"{b}": {{"duration": {q}, "after": ["{a}"]}}, "{c}": {{"duration": {s}, "after": ["{b}"]}}'
        if chain
        else f'"{b}": {{"duration": {q}}}, "{c}": {{"duration": {s}, "after": ["{a}", "{b}"]}}'
    )
    wordings = [
        "<a> takes <p> hours, <b> <q> hours, <c> <s> hours; <rule>. How long does it all take at least?",
        "Jobs: <a> (<p> h), <b> (<q> h), <c> (<s> h), and <rule>. When can everything be finished?",
        "Schedule <a> for <p>, <b> for <q> and <c> for <s> hours, where <rule>. What's the shortest total time?",
        "We work side by side, but <rule>. Durations: <a> <p>, <b> <q>, <c> <s>. Earliest finish?",
        "If <rule>, and <a> lasts <p>, <b> <q>, <c> <s> hours, how soon are we done?",
        "How many hours until all is done? <a> <p> h, <b> <q> h, <c> <s> h; <rule>.",
        "fr: <a> dure <p> h, <b> <q> h, <c> <s> h (<rule>). En combien de temps au minimum ?",
        "es: <a> tarda <p> h, <b> <q> h y <c> <s> h; <rule>. ¿Cuánto se tarda como mínimo?",
    ]
    code = 'found = solve.schedule({"<a>": {"duration": <p>}, <after>})\nanswer(found["makespan"])'
    value = p + q + s if chain else (p if p > q else q) + s
    return task(r, wordings, code, value, a=a, b=b, c=c, p=p, q=q, s=s, rule=rule, after=after)


@family("solvers")
def schedule_machine(r: Dice) -> Task:
    times = [r.randint(1, 9) for _ in range(4)]
    k = r.choice([1, 2])
    who = r.choice(["worker", "machine", "oven", "person"])
    best = min(
        max(sum(t for t, side in zip(times, sides, strict=True) if side == i) for i in range(k))
        for sides in itertools.product(range(k), repeat=4)
    )
    wordings = [
        "Four jobs take <x> hours. <k> <who>(s) share them, and each job needs one. How soon can all be done?",
        "<who>s: <k>. Jobs of <x> hours, each on one <who>. Shortest total time?",
        "I have <k> <who>(s) for jobs that last <x> hours. What's the earliest time by which they are all finished?",
        "Divide jobs of <x> hours among <k> <who>(s). After how many hours at the earliest is everything ready?",
        "Jobs: <x> (hours). Capacity: <k> <who>. Minimal makespan?",
        "How long do we need for tasks of <x> hours with <k> <who>(s), one task at a time for each?",
        "es: Tareas de <x> horas y <k> <who>(s). ¿En cuántas horas como mínimo está todo hecho?",
        "de: Aufträge von <x> Stunden, <k> <who>(s), jeder braucht einen. Wann frühestens ist alles fertig?",
    ]
    code = 'tasks = {str(i): {"duration": t, "needs": {"<who>": 1}} for i, t in enumerate(<t!>)}\nanswer(solve.schedule(tasks, {"<who>": <k>})["makespan"])'
    return task(r, wordings, code, best, x=", ".join(map(str, times)), t=times, k=k, who=who)


@family("solvers")
def letters_as_digits(r: Dice) -> Task:
    a, b = r.sample(range(1, 10), 2)
    total, n = (10 * a + b) + (10 * b + a), 10 * a + b - (10 * b + a)
    wordings = [
        "AB is a two-digit number. AB + BA = <s> and AB - BA = <d>. Which number is AB?",
        "Digits A and B: AB plus BA gives <s>, AB minus BA gives <d>. AB?",
        "A two-digit number and its reverse add up to <s>; the number minus its reverse is <d>. Find the number.",
        "If I swap the digits of my number and subtract, I get <d>; if I add instead, <s>. My number has two digits. Which?",
        "Cryptarithm: AB + BA = <s>, AB - BA = <d>. What is AB?",
        "Which two-digit number has sum <s> and difference <d> with its mirror image?",
        "fr: AB + BA = <s> et AB - BA = <d>. Que vaut AB ?",
        "de: AB + BA = <s> und AB - BA = <d>. Welche Zahl ist AB?",
    ]
    code = 'found = solve.sat({"a": [1, 9], "b": [1, 9]}, ["10 * a + b + 10 * b + a == <s>", "10 * a + b - 10 * b - a == <d>"])\nanswer(10 * found["a"] + found["b"])'
    return task(r, wordings, code, 10 * a + b, s=total, d=n)


@family("solvers")
def is_it_possible(r: Dice) -> Task:
    a, b = r.sample([3, 4, 5, 6, 7, 8, 9, 11], 2)
    n = r.randint(8, 60)
    can = any((n - a * x) % b == 0 for x in range(n // a + 1))
    yes = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
    no = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}
    wordings = [
        "Can I make exactly <n> from <a>s and <b>s?",
        "Eggs come in boxes of <a> and <b>. Is it possible to buy exactly <n>?",
        "Is <n> = <a>x + <b>y solvable with x, y at least 0 and whole?",
        "Are there ways to pay <n> exactly with notes of <a> and <b> only?",
        "Tables seat <a> or <b>. Can <n> guests be seated without an empty chair?",
        "<n> screws, bags of <a> and of <b>: does it work out exactly?",
        "es: ¿Se puede formar exactamente <n> con grupos de <a> y de <b>?",
        "de: Lässt sich <n> genau aus <a>ern und <b>ern zusammensetzen?",
    ]
    code = 'found = solve.sat({"x": [0, <n>], "y": [0, <n>]}, ["<a> * x + <b> * y == <n>"])\nanswer(<yes!> if found else <no!>)'
    made = task(r, wordings, code, a=a, b=b, n=n, yes=yes, no=no)
    made.answer = (yes if can else no)[made.language]
    return made
