"""Mathematics with a little more to it: averages, chances, geometry, equations, sequences, bases."""

# ruff: noqa: E501 (a wording is one line)

import math
from random import Random

from .tasks import Task, family, task


def _numbers(r: Random, low: int = 1, high: int = 60, least: int = 4, most: int = 8) -> list[int]:
    return [r.randint(low, high) for _ in range(r.randint(least, most))]


def spoken(r: Random, items: list[object]) -> str:
    """Join items as people write them."""
    style = r.randrange(3)
    if style == 0:
        return ", ".join(map(str, items))
    if style == 1:
        return ", ".join(map(str, items[:-1])) + f" and {items[-1]}"
    return " ".join(map(str, items)) if all(isinstance(i, int) for i in items) else ", ".join(map(str, items))


@family
def average(r: Random) -> Task:
    xs = _numbers(r)
    wordings = [
        "What is the average of <s>?",
        "Average: <s>",
        "Find the mean of <s>.",
        "My scores are <s>. What's my average?",
        "We measured <s>. What is the mean value?",
        "Work out the average of these numbers: <s>",
        "Temperatures this week: <s>. What was the average?",
        "On average, how much is <s>?",
    ]
    return task(
        r,
        wordings,
        "numbers = <xs>\nanswer(round(sum(numbers) / len(numbers), 2))",
        round(sum(xs) / len(xs), 2),
        s=spoken(r, xs),
        xs=xs,
    )


@family
def median(r: Random) -> Task:
    xs = _numbers(r)
    ys = sorted(xs)
    n = len(ys)
    wordings = [
        "What is the median of <s>?",
        "Median of <s>",
        "Find the median: <s>",
        "Which value is in the middle of <s> when sorted?",
        "The ages are <s>. What's the median age?",
        "Give me the middle value of <s>.",
        "Compute the median of these: <s>",
    ]
    code = "numbers = sorted(<xs>)\nn = len(numbers)\nanswer(numbers[n // 2] if n % 2 else (numbers[n // 2 - 1] + numbers[n // 2]) / 2)"
    return task(
        r, wordings, code, ys[n // 2] if n % 2 else (ys[n // 2 - 1] + ys[n // 2]) / 2, s=spoken(r, xs), xs=xs
    )


@family
def most_common(r: Random) -> Task:
    pool = r.choice(
        [[1, 2, 3, 4, 5, 6], ["red", "blue", "green", "black"], ["cat", "dog", "fish"], [10, 20, 30, 40]]
    )
    top = r.choice(pool)
    xs = [r.choice(pool) for _ in range(4)] + [top] * 4
    r.shuffle(xs)
    wordings = [
        "What is the mode of <s>?",
        "Which value occurs most often in <s>?",
        "Find the most common item: <s>",
        "What appears most in this list: <s>?",
        "The votes were <s>. What won?",
        "Most frequent of <s>?",
        "In <s>, which one comes up the most?",
    ]
    return task(
        r,
        wordings,
        "from collections import Counter\nanswer(Counter(<xs>).most_common(1)[0][0])",
        top,
        s=", ".join(map(str, xs)),
        xs=xs,
    )


@family
def range_or_sum(r: Random) -> Task:
    xs = _numbers(r)
    names, out, value = r.choice(
        [
            (["sum", "total"], "sum(numbers)", sum(xs)),
            (["largest number", "maximum", "biggest value"], "max(numbers)", sorted(xs)[-1]),
            (["smallest number", "minimum", "lowest value"], "min(numbers)", sorted(xs)[0]),
            (
                ["range", "difference between the largest and the smallest"],
                "max(numbers) - min(numbers)",
                sorted(xs)[-1] - sorted(xs)[0],
            ),
            (["product"], "math.prod(numbers)", math.prod(xs)),
            (["second largest number"], "sorted(numbers)[-2]", sorted(xs)[-2]),
        ]
    )
    wordings = [
        "What is the <w> of <s>?",
        "Find the <w>: <s>",
        "Given <s>, what is the <w>?",
        "<s>. What's the <w>?",
        "I wrote down <s>. Tell me the <w>.",
        "Give me the <w> of these numbers: <s>",
        "Here are some numbers: <s>. I need the <w>.",
    ]
    code = ("import math\n" if "math" in out else "") + "numbers = <xs>\nanswer(<out>)"
    return task(r, wordings, code, value, w=r.choice(names), out=out, s=spoken(r, xs), xs=xs)


@family
def weighted_average(r: Random) -> Task:
    a, b, n, m = r.randint(40, 99), r.randint(40, 99), r.randint(2, 30), r.randint(2, 30)
    wordings = [
        "<n> pupils average <a> points and <m> others average <b>. What is the overall average?",
        "A class of <n> has a mean of <a>, a class of <m> a mean of <b>. What is the mean of all?",
        "I had <n> tests with an average of <a> and then <m> with an average of <b>. What's my average over all?",
        "Mean of <n> values is <a>; mean of <m> further values is <b>. Combined mean?",
        "<n> parcels weigh <a> kg on average, another <m> weigh <b> kg on average. What is the average over all parcels?",
        "What is the average if <n> numbers have mean <a> and <m> have mean <b>?",
    ]
    return task(
        r,
        wordings,
        "answer(round((<n> * <a> + <m> * <b>) / (<n> + <m>), 2))",
        round((n * a + m * b) / (n + m), 2),
        a=a,
        b=b,
        n=n,
        m=m,
    )


@family
def sum_of_range(r: Random) -> Task:
    a, b = r.choice([(1, r.randint(10, 1000)), (r.randint(2, 50), r.randint(60, 300))])
    kind, step = r.choice([("all whole", 1), ("all", 1), ("all even", 2), ("all odd", 2)])
    keep = {"all even": " if n % 2 == 0", "all odd": " if n % 2 == 1"}.get(kind, "")
    value = sum(n for n in range(a, b + 1) if step == 1 or n % 2 == ("odd" in kind))
    wordings = [
        "What is the sum of <k> numbers from <a> to <b>?",
        "Add up <k> numbers from <a> to <b>.",
        "Sum <k> numbers between <a> and <b>, both included.",
        "If I add <k> numbers from <a> through <b>, what do I get?",
        "Total of <k> numbers <a> to <b>?",
        "What do <k> numbers from <a> up to <b> add up to?",
    ]
    return task(
        r, wordings, "answer(sum(n for n in range(<a>, <b> + 1)<keep>))", value, a=a, b=b, k=kind, keep=keep
    )


@family
def digit_sum(r: Random) -> Task:
    n = r.randint(100, 9999999)
    word, code, value = r.choice(
        [
            ("sum of the digits", "answer(sum(int(d) for d in str(<n>)))", sum(map(int, str(n)))),
            ("number of digits", "answer(len(str(<n>)))", int(math.log10(n)) + 1),
            ("largest digit", "answer(max(int(d) for d in str(<n>)))", int(max(str(n)))),
            (
                "product of the digits",
                "import math\nanswer(math.prod(int(d) for d in str(<n>)))",
                math.prod(map(int, str(n))),
            ),
        ]
    )
    wordings = [
        "What is the <w> of <n>?",
        "<w> of <n>",
        "Find the <w> in <n>.",
        "Take the number <n>. What's the <w>?",
        "For <n>, compute the <w>.",
        "Tell me the <w> of <n>.",
    ]
    return task(r, wordings, code, value, n=n, w=word)


@family
def two_dice(r: Random) -> Task:
    t = r.randint(2, 12)
    word, op = r.choice([("exactly", "=="), ("at least", ">="), ("at most", "<=")])
    hits = sum(
        1
        for a in range(1, 7)
        for b in range(1, 7)
        if (a + b == t if op == "==" else a + b >= t if op == ">=" else a + b <= t)
    )
    wordings = [
        "What is the probability of rolling <w> <t> with two dice?",
        "Two dice are thrown. How likely is a sum of <w> <t>?",
        "I roll a pair of dice. What are the chances that the total is <w> <t>?",
        "Probability that two dice add up to <w> <t>?",
        "Throwing two dice: chance of <w> <t> in total?",
        "How probable is it that two dice show <w> <t> together?",
    ]
    code = 'rolls = [a + b for a in range(1, 7) for b in range(1, 7)]\nhits = sum(1 for s in rolls if s <op> <t>)\nanswer(f"{hits}/36 = {hits / 36:.4f}")'
    return task(r, wordings, code, f"{hits}/36 = {hits / 36:.4f}", t=t, w=word, op=op)


@family
def draw_ball(r: Random) -> Task:
    colours = r.sample(["red", "blue", "green", "white", "black", "yellow"], 2)
    a, b = r.randint(1, 12), r.randint(1, 12)
    wordings = [
        "A bag holds <a> <x> and <b> <y> balls. What is the probability of drawing a <x> one?",
        "There are <a> <x> and <b> <y> socks in a drawer. How likely is it to pull out a <x> one?",
        "If I pick one of <a> <x> and <b> <y> cards at random, what's the chance it is <x>?",
        "<a> <x> sweets, <b> <y> ones. Probability of <x>?",
        "In a box are <a> <x> pens and <b> <y> pens. I take one blindly. How probable is <x>?",
        "What are the odds of getting <x> from <a> <x> and <b> <y> marbles, as a probability?",
    ]
    return task(
        r,
        wordings,
        "answer(round(<a> / (<a> + <b>), 4))",
        round(a / (a + b), 4),
        a=a,
        b=b,
        x=colours[0],
        y=colours[1],
    )


@family
def independent_chance(r: Random) -> Task:
    p, n = r.randint(5, 90), r.randint(2, 6)
    some = r.random() < 0.5
    value = round(1 - (1 - p / 100) ** n, 4) if some else round((p / 100) ** n, 4)
    wordings = (
        [
            "The chance of a win is <p>%. What is the chance of at least one win in <n> tries?",
            "Each try works with <p>% probability. How likely is it that at least one of <n> works?",
            "It rains on a day with <p>% chance. What is the probability of rain on at least one of <n> days?",
            "A part fails with <p>%. Probability that of <n> parts at least one fails?",
        ]
        if some
        else [
            "The chance of a win is <p>%. What is the chance of <n> wins in a row?",
            "Each try works with <p>% probability. How likely is it that all <n> work?",
            "It rains on a day with <p>% chance. What is the probability of rain on all <n> days?",
            "A player scores <p>% of penalties. Probability of scoring <n> times in a row?",
        ]
    )
    code = "answer(round(1 - (1 - <p> / 100) ** <n>, 4))" if some else "answer(round((<p> / 100) ** <n>, 4))"
    return task(r, wordings, code, value, p=p, n=n)


_SHAPES = [
    (
        "rectangle",
        "area",
        [
            "A rectangle is <a> m long and <b> m wide.",
            "A field measures <a> m by <b> m.",
            "My garden is <a> by <b> meters.",
        ],
        "<a> * <b>",
        lambda a, b: a * b,
    ),
    (
        "rectangle",
        "perimeter",
        [
            "A rectangle is <a> m long and <b> m wide.",
            "A room measures <a> m by <b> m.",
            "A yard is <a> by <b> meters.",
        ],
        "2 * (<a> + <b>)",
        lambda a, b: a + a + b + b,
    ),
    (
        "triangle",
        "area",
        [
            "A triangle has a base of <a> cm and a height of <b> cm.",
            "Triangle, base <a>, height <b>.",
            "The triangle is <b> cm high over a base of <a> cm.",
        ],
        "<a> * <b> / 2",
        lambda a, b: a / 2 * b,
    ),
    (
        "circle",
        "area",
        ["A circle has a radius of <a> cm.", "A round table has a radius of <a> cm.", "Radius <a>."],
        "math.pi * <a> ** 2",
        lambda a, b: math.pi * a * a,
    ),
    (
        "circle",
        "circumference",
        [
            "A circle has a radius of <a> cm.",
            "A wheel has a radius of <a> cm.",
            "A pond is round, radius <a> m.",
        ],
        "2 * math.pi * <a>",
        lambda a, b: math.tau * a,
    ),
    (
        "circle",
        "circumference",
        ["A circle has a diameter of <a> cm.", "A plate has a diameter of <a> cm.", "The diameter is <a>."],
        "math.pi * <a>",
        lambda a, b: math.pi * a,
    ),
    (
        "circle",
        "area",
        ["A circle has a diameter of <a> cm.", "A pizza is <a> cm across."],
        "math.pi * (<a> / 2) ** 2",
        lambda a, b: math.pi * a * a / 4,
    ),
    (
        "square",
        "area",
        ["A square has sides of <a> m.", "A square tile has an edge of <a> cm."],
        "<a> ** 2",
        lambda a, b: a * a,
    ),
    (
        "square",
        "perimeter",
        ["A square has sides of <a> m.", "A square park has a side of <a> m."],
        "4 * <a>",
        lambda a, b: a + a + a + a,
    ),
    (
        "cube",
        "volume",
        ["A cube has edges of <a> cm.", "A cubic box has a side of <a> cm."],
        "<a> ** 3",
        lambda a, b: a * a * a,
    ),
    (
        "cylinder",
        "volume",
        [
            "A cylinder has a radius of <a> cm and a height of <b> cm.",
            "A can is <b> cm high and has a radius of <a> cm.",
        ],
        "math.pi * <a> ** 2 * <b>",
        lambda a, b: math.pi * a * a * b,
    ),
    (
        "sphere",
        "volume",
        ["A sphere has a radius of <a> cm.", "A ball has a radius of <a> cm."],
        "4 / 3 * math.pi * <a> ** 3",
        lambda a, b: 4 * math.pi * a**3 / 3,
    ),
]


@family
def shape(r: Random) -> Task:
    name, measure, stories, formula, truth = r.choice(_SHAPES)
    a, b = r.randint(2, 40), r.randint(2, 40)
    story = r.choice(stories)
    wordings = [
        story + " What is its <m>?",
        story + " Find the <m>.",
        story + " How big is the <m>?",
        story + " I need the <m> of the <n>.",
        "What is the <m> of this <n>? " + story,
        story + " Calculate the <m>.",
        "Find the <m> of a <n>. " + story,
    ]
    code = ("import math\n" if "math" in formula else "") + f"answer(round({formula}, 2))"
    return task(r, wordings, code, round(truth(a, b), 2), a=a, b=b, m=measure, n=name)


@family
def box_volume(r: Random) -> Task:
    a, b, c = (r.randint(2, 30) for _ in range(3))
    wordings = [
        "A box is <a> cm long, <b> cm wide and <c> cm high. What is its volume?",
        "What is the volume of a <a> by <b> by <c> box?",
        "How much fits in an aquarium of <a> x <b> x <c> cm, in cubic cm?",
        "Find the volume of a cuboid with sides <a>, <b> and <c>.",
        "A swimming pool measures <a> m by <b> m and is <c> m deep. How many cubic metres of water does it hold?",
        "Volume: length <a>, width <b>, height <c>.",
    ]
    return task(r, wordings, "answer(<a> * <b> * <c>)", math.prod([a, b, c]), a=a, b=b, c=c)


@family
def right_triangle(r: Random) -> Task:
    a, b = r.choice([(3, 4), (5, 12), (8, 15), (6, 8), (r.randint(2, 20), r.randint(2, 20))])
    wordings = [
        "A right triangle has legs of <a> and <b>. How long is the hypotenuse?",
        "What is the hypotenuse if the legs are <a> cm and <b> cm?",
        "I walk <a> km east and then <b> km north. How far am I from the start in a straight line?",
        "What is the diagonal of a <a> by <b> rectangle?",
        "How long is the diagonal of a screen <a> wide and <b> high?",
        "Legs <a> and <b>, right angle between them. Third side?",
        "A ladder stands <a> m from a wall and reaches <b> m up. How long is it?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(round(math.hypot(<a>, <b>), 2))",
        round((a * a + b * b) ** 0.5, 2),
        a=a,
        b=b,
    )


@family
def distance(r: Random) -> Task:
    a, b, c, d = (r.randint(-9, 15) for _ in range(4))
    wordings = [
        "What is the distance between (<a>, <b>) and (<c>, <d>)?",
        "How far is the point (<a>, <b>) from (<c>, <d>)?",
        "Distance from (<a>, <b>) to (<c>, <d>)",
        "Two points: (<a>, <b>), (<c>, <d>). How far apart are they?",
        "On a map I am at (<a>, <b>) and the shop is at (<c>, <d>). What is the straight distance?",
        "Find the length of the segment from (<a>, <b>) to (<c>, <d>).",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(round(math.hypot(<c> - <a>, <d> - <b>), 2))",
        round(((a - c) ** 2 + (b - d) ** 2) ** 0.5, 2),
        a=a,
        b=b,
        c=c,
        d=d,
    )


@family
def missing_angle(r: Random) -> Task:
    a = r.randint(20, 90)
    b = r.randint(20, 150 - a)
    wordings = [
        "Two angles of a triangle are <a> and <b> degrees. What is the third?",
        "A triangle has angles of <a>° and <b>°. Find the missing angle.",
        "In a triangle one angle is <a>°, another <b>°. How big is the last one?",
        "Third angle of a triangle with <a> and <b> degrees?",
        "Triangle: <a>°, <b>°, ?°",
        "What angle completes a triangle that has <a>° and <b>° already?",
    ]
    return task(r, wordings, "answer(180 - <a> - <b>)", 180 - (a + b), a=a, b=b)


@family
def linear_equation(r: Random) -> Task:
    a, x, b = r.randint(2, 15), r.randint(-9, 20), r.randint(1, 40)
    sign, op = r.choice([("+", "-"), ("-", "+")])
    c = a * x + b if sign == "+" else a * x - b
    wordings = [
        "Solve <a>x <s> <b> = <c>.",
        "If <a>x <s> <b> = <c>, what is x?",
        "<a>x <s> <b> = <c>, x = ?",
        "Find x: <a>x <s> <b> = <c>",
        "For which x is <a> * x <s> <b> equal to <c>?",
        "What value of x makes <a>x <s> <b> = <c> true?",
        "<c> = <a>x <s> <b>. Solve for x.",
    ]
    return task(r, wordings, "answer((<c> <op> <b>) / <a>)", float(x), a=a, b=b, c=c, s=sign, op=op)


@family
def think_of_number(r: Random) -> Task:
    a, x, b = r.randint(2, 12), r.randint(2, 40), r.randint(1, 50)
    wordings = [
        "I think of a number, multiply it by <a> and add <b>. I get <c>. What's my number?",
        "A number times <a> plus <b> is <c>. Which number is it?",
        "<b> more than <a> times a number is <c>. Find the number.",
        "If you multiply my number by <a> and then add <b>, the result is <c>. What is it?",
        "Which number gives <c> when multiplied by <a> and increased by <b>?",
        "After I multiply a secret number by <a> and add <b> I have <c>. Guess it.",
    ]
    return task(r, wordings, "answer((<c> - <b>) // <a>)", x, a=a, b=b, c=a * x + b)


@family
def quadratic(r: Random) -> Task:
    x, y = sorted((r.randint(-9, 9), r.randint(-9, 9)))
    b, c = -(x + y), x * y
    text = f"x^2 {'+' if b >= 0 else '-'} {abs(b)}x {'+' if c >= 0 else '-'} {abs(c)} = 0"
    wordings = [
        "Solve <t>.",
        "What are the solutions of <t>?",
        "Find the roots: <t>",
        "For which x is <t>?",
        "<t>, x = ?",
        "Which values of x satisfy <t>?",
    ]
    code = "import math\nb, c = <b>, <c>\nroot = math.sqrt(b * b - 4 * c)\nanswer(sorted({(-b - root) / 2, (-b + root) / 2}))"
    return task(r, wordings, code, sorted({float(x), float(y)}), t=text, b=b, c=c)


@family
def sum_and_difference(r: Random) -> Task:
    x, y = r.randint(10, 60), r.randint(1, 9)
    wordings = [
        "Two numbers add up to <s> and differ by <d>. What are they?",
        "The sum of two numbers is <s>, their difference is <d>. Find them.",
        "x + y = <s> and x - y = <d>. Solve it.",
        "Which two numbers have the sum <s> and the difference <d>?",
        "Find x and y with x + y = <s>, x - y = <d>.",
        "Together two boxes weigh <s> kg; one is <d> kg heavier. How heavy is each?",
    ]
    return task(
        r, wordings, "x = (<s> + <d>) / 2\nanswer([x, <s> - x])", [float(x + y), float(x)], s=2 * x + y, d=y
    )


@family
def heads_and_legs(r: Random) -> Task:
    c, w = r.randint(2, 25), r.randint(2, 25)
    wordings = [
        "A farm has chickens and cows, <h> heads and <l> legs. How many chickens are there?",
        "There are <h> animals, hens and pigs, with <l> legs in all. How many hens?",
        "In a yard are bikes with 2 wheels and cars with 4: <h> vehicles and <l> wheels. How many bikes?",
        "<h> heads, <l> legs, only ducks and goats. How many ducks?",
        "<h> tables, some with 2 legs and some with 4, have <l> legs together. How many have 2 legs?",
        "Rabbits and parrots: <h> heads and <l> feet. Number of parrots?",
    ]
    code = "answer([n for n in range(<h> + 1) if 2 * n + 4 * (<h> - n) == <l>][0])"
    return task(r, wordings, code, c, h=c + w, l=2 * c + 4 * w)


@family
def next_in_sequence(r: Random) -> Task:
    a, d, n = r.randint(1, 20), r.randint(2, 12), r.randint(4, 6)
    grows = r.random() < 0.4
    q = r.randint(2, 4)
    xs = [a * q**i for i in range(n)] if grows else [a + d * i for i in range(n)]
    wordings = [
        "What comes next: <s>, ...?",
        "Continue the sequence <s>",
        "Which number follows: <s>?",
        "<s>, ? What is missing?",
        "Find the next number in <s>.",
        "What is the next term of <s>?",
        "<s>, and then?",
    ]
    code = (
        "numbers = <xs>\nanswer(numbers[-1] * numbers[1] // numbers[0])"
        if grows
        else "numbers = <xs>\nanswer(numbers[-1] + numbers[1] - numbers[0])"
    )
    return task(r, wordings, code, a * q**n if grows else a + d * n, s=", ".join(map(str, xs)), xs=xs)


@family
def nth_term(r: Random) -> Task:
    a, d, n = r.randint(1, 30), r.randint(2, 15), r.randint(8, 100)
    wordings = [
        "A sequence starts with <a> and grows by <d> each time. What is the <n>th term?",
        "What is term number <n> of <a>, <b>, <c>, ...?",
        "Find the <n>th number in the sequence <a>, <b>, <c>, ...",
        "Row one has <a> seats and each next row <d> more. How many seats has row <n>?",
        "I start at <a> and add <d> every day. What do I have on day <n>?",
        "First term <a>, step <d>: give term <n>.",
    ]
    return task(
        r,
        wordings,
        "answer(<a> + (<n> - 1) * <d>)",
        range(a, a + d * n, d)[-1],
        a=a,
        b=a + d,
        c=a + 2 * d,
        d=d,
        n=n,
    )


@family
def to_base(r: Random) -> Task:
    name, spec = r.choice([("binary", "b"), ("hexadecimal", "X"), ("octal", "o"), ("binary", "b")])
    n = r.randint(3, 900)
    wordings = [
        "Convert <n> to <w>.",
        "What is <n> in <w>?",
        "Write <n> as a <w> number.",
        "<n> in <w>?",
        "How is <n> written in <w>?",
        "Give me the <w> form of <n>.",
    ]
    return task(
        r,
        wordings,
        'answer(f"{<n>:<spec>}")',
        {"b": bin(n), "X": hex(n).upper(), "o": oct(n)}[spec][2:],
        n=n,
        w=name,
        spec=spec,
    )


@family
def from_base(r: Random) -> Task:
    name, base, spec = r.choice(
        [("binary", 2, "b"), ("hexadecimal", 16, "X"), ("hex", 16, "X"), ("octal", 8, "o")]
    )
    n = r.randint(5, 900)
    wordings = [
        "What is <w> <t> in decimal?",
        "Convert <w> <t> to decimal.",
        "The <w> number <t> is what in normal numbers?",
        "<t> is <w>. What's the value?",
        "Which number does <t> stand for in <w>?",
        "Decimal value of <w> <t>?",
    ]
    return task(r, wordings, "answer(int(<t!>, <base>))", n, w=name, t=format(n, spec), base=base)


_ROMAN = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
]


def _roman(n: int) -> str:
    digits = [
        ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
        ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"),
        ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"),
    ]
    return "M" * (n // 1000) + digits[2][n // 100 % 10] + digits[1][n // 10 % 10] + digits[0][n % 10]


@family
def to_roman(r: Random) -> Task:
    n = r.randint(1, 3000)
    wordings = [
        "Write <n> in Roman numerals.",
        "What is <n> as a Roman numeral?",
        "<n> in Roman numerals?",
        "How would a Roman write <n>?",
        "Convert <n> to Roman numerals.",
        "Roman numeral for <n>",
    ]
    code = f"n, text = <n>, ''\nfor value, letters in {_ROMAN}:\n    while n >= value:\n        text += letters\n        n -= value\nanswer(text)"
    return task(r, wordings, code, _roman(n), n=n)


@family
def from_roman(r: Random) -> Task:
    n = r.randint(4, 3000)
    wordings = [
        "What number is <t>?",
        "Convert the Roman numeral <t> to a number.",
        "What does <t> mean in normal numbers?",
        "A building says <t>. Which year is that?",
        "<t> in Arabic digits?",
        "Decode the Roman number <t>.",
    ]
    code = (
        "values = {'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000}\nnumbers = [values[c] for c in <t!>]\n"
        "answer(sum(-a if a < b else a for a, b in zip(numbers, numbers[1:] + [0])))"
    )
    return task(r, wordings, code, n, t=_roman(n))


@family
def rounding(r: Random) -> Task:
    x, n = r.randint(1000, 999999) / 1000, r.randint(0, 2)
    place = ["the nearest whole number", "one decimal place", "two decimals"][n]
    wordings = [
        "Round <x> to <p>.",
        "What is <x> rounded to <p>?",
        "<x> rounded to <p>",
        "Give <x> to <p>.",
        "Please round <x> to <p>.",
        "To <p>, what is <x>?",
    ]
    return task(
        r,
        wordings,
        "answer(round(<x>))" if n == 0 else "answer(round(<x>, <n>))",
        round(x) if n == 0 else round(x, n),
        x=x,
        n=n,
        p=place,
    )


@family
def compare_two(r: Random) -> Task:
    a = round(r.uniform(1, 20), 2)
    b = r.choice(
        [round(a + r.choice([-1, 1]) * r.choice([0.1, 0.09, 0.5, 0.01]), 2), round(r.uniform(1, 20), 1)]
    )
    b = b + 0.3 if a == b else b
    word, f = r.choice(
        [("bigger", "max"), ("larger", "max"), ("greater", "max"), ("smaller", "min"), ("less", "min")]
    )
    wordings = [
        "Which is <w>, <a> or <b>?",
        "Is <a> or <b> <w>?",
        "<a> or <b>: which one is <w>?",
        "Of <a> and <b>, which number is <w>?",
        "What's <w>: <a> or <b>?",
        "Which of these is <w>: <a>, <b>?",
    ]
    return task(
        r, wordings, "answer(<f>(<a>, <b>))", sorted([a, b])[-1 if f == "max" else 0], a=a, b=b, w=word, f=f
    )
