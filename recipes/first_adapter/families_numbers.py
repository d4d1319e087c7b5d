"""Numbers: arithmetic, percentages, roots, divisors, primes, bases, averages, chances, sequences, equations."""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

import itertools
import math
from random import Random

from .tasks import Task, family, task

_WORDS = {"plus": "+", "minus": "-", "times": "*", "multiplied by": "*", "added to": "+"}


@family
def two_numbers(r: Random) -> Task:
    word, sign = r.choice([*_WORDS.items(), ("+", "+"), ("-", "-"), ("x", "*"), ("*", "*")])
    a, b = r.choice([(r.randint(2, 99), r.randint(2, 99)), (r.randint(100, 9999), r.randint(11, 999))])
    value = a + b if sign == "+" else a - b if sign == "-" else a * b
    wordings = [
        "What is <a> <w> <b>?",
        "<a> <w> <b>",
        "<a> <w> <b> = ?",
        "Calculate <a> <w> <b>.",
        "How much is <a> <w> <b>?",
        "I need the result of <a> <w> <b>.",
        "what's <a> <w> <b>",
        "Compute <a> <w> <b> for me.",
    ]
    return task(r, wordings, "answer(<a> <s> <b>)", value, a=a, b=b, w=word, s=sign)


@family
def long_expression(r: Random) -> Task:
    a, b, c, d = (r.randint(2, 40) for _ in range(4))
    shape = r.choice(
        [
            "<a> + <b> * <c>",
            "(<a> + <b>) * <c>",
            "<a> * <b> - <c>",
            "<a> * <b> + <c> * <d>",
            "(<a> - <b>) * (<c> + <d>)",
            "<a> + <b> + <c> + <d>",
            "<a> * (<b> + <c>) - <d>",
        ]
    )
    shape = shape.replace("<a>", str(a)).replace("<b>", str(b)).replace("<c>", str(c)).replace("<d>", str(d))
    wordings = [
        "What is <e>?",
        "Evaluate <e>.",
        "<e>",
        "Work out <e> please.",
        "What does <e> give?",
        "<e> equals what?",
        "Solve <e>",
        "My calculator broke. What is <e>?",
    ]
    return task(r, wordings, "answer(<e>)", eval(shape), e=shape)


@family
def division(r: Random) -> Task:
    b = r.randint(2, 40)
    a = r.choice([b * r.randint(2, 90), r.randint(20, 2000)])
    wordings = [
        "What is <a> divided by <b>?",
        "<a> / <b>",
        "Divide <a> by <b>.",
        "How often does <b> go into <a>, as a decimal?",
        "<a> over <b> is what?",
        "If I split <a> into <b> equal parts, how big is each?",
        "<a> ÷ <b> =",
    ]
    return task(r, wordings, "answer(round(<a> / <b>, 2))", round(a / b, 2), a=a, b=b)


@family
def remainder(r: Random) -> Task:
    a, b = r.randint(20, 999), r.randint(3, 24)
    wordings = [
        "What is the remainder when <a> is divided by <b>?",
        "<a> divided by <b> leaves what remainder?",
        "What is left over if I divide <a> by <b>?",
        "Find the remainder of <a> / <b>.",
        "I pack <a> eggs in boxes of <b>. How many eggs are left over?",
        "<a> items are put in rows of <b>; how many do not fit?",
        "Give me the rest of the division <a> : <b>.",
    ]
    return task(r, wordings, "answer(<a> % <b>)", a - b * (a // b), a=a, b=b)


@family
def power(r: Random) -> Task:
    a, n = r.choice([(2, r.randint(5, 24)), (r.randint(3, 12), r.randint(2, 6)), (10, r.randint(3, 8))])
    wordings = [
        "What is <a> to the power of <n>?",
        "<a>^<n>",
        "<a> to the <n>th power",
        "Compute <a> ** <n>.",
        "Raise <a> to the power <n>.",
        "How much is <a> raised to <n>?",
        "If I multiply <a> by itself so that there are <n> factors, what do I get?",
        "Something starts at 1 and is multiplied by <a> <n> times. Where does it end?",
    ]
    return task(r, wordings, "answer(<a> ** <n>)", math.prod([a] * n), a=a, n=n)


@family
def square_or_cube(r: Random) -> Task:
    a = r.randint(3, 60)
    name, n = r.choice([("squared", 2), ("cubed", 3)])
    noun = "square" if n == 2 else "cube"
    wordings = [
        "What is <a> <w>?",
        "<a> <w>",
        "The <noun> of <a>?",
        "How much is <a> <w>?",
        "Tell me the <noun> of the number <a>.",
        "Work out <a> <w>.",
        "I want the <noun> of <a>.",
    ]
    return task(r, wordings, "answer(<a> ** <n>)", a**n, a=a, w=name, noun=noun, n=n)


@family
def square_root(r: Random) -> Task:
    a = r.choice([r.randint(3, 60) ** 2, r.randint(2, 500)])
    wordings = [
        "What is the square root of <a>?",
        "sqrt(<a>)",
        "Find the square root of <a>.",
        "Which number times itself is <a>?",
        "√<a> = ?",
        "A square has an area of <a>. How long is its side?",
        "Root of <a>, please",
        "Square root of <a>",
    ]
    return task(r, wordings, "import math\nanswer(round(math.sqrt(<a>), 4))", round(a**0.5, 4), a=a)


@family
def percent_of(r: Random) -> Task:
    p, n = (
        r.choice([3, 5, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 60, 75, 90]),
        r.choice([r.randint(2, 90) * 10, r.randint(11, 999)]),
    )
    wordings = [
        "What is <p>% of <n>?",
        "<p> percent of <n>",
        "How much is <p>% of <n>?",
        "Take <p>% of <n>.",
        "<p>% of the <n> people said yes. How many is that?",
        "Calculate <p> percent of <n>.",
        "If I get <p>% of <n>, how much do I get?",
        "Of <n> votes, <p>% went to Maria. How many votes did she get?",
    ]
    return task(r, wordings, "answer(round(<n> * <p> / 100, 2))", round(n * p / 100, 2), p=p, n=n)


@family
def percent_change(r: Random) -> Task:
    a = r.randint(4, 80) * 5
    b = a + r.choice([-1, 1]) * r.randint(1, a // 5) * 2
    wordings = [
        "What is the percentage change from <a> to <b>?",
        "Something went from <a> to <b>. By what percentage did it change?",
        "The rent was <a> and is now <b>. What is the change in percent?",
        "From <a> to <b>: how many percent is that?",
        "My phone bill moved from $<a> to $<b>. What percentage change is that?",
        "Last year we had <a> members, this year <b>. Give the change in percent.",
        "The price changed from <a> to <b> euros. In percent?",
    ]
    return task(
        r,
        wordings,
        'answer(f"{round((<b> - <a>) / <a> * 100, 2)}%")',
        f"{round((b - a) / a * 100, 2)}%",
        a=a,
        b=b,
    )


@family
def what_percent(r: Random) -> Task:
    b = r.randint(2, 40) * 5
    a = r.randint(1, b)
    wordings = [
        "What percent of <b> is <a>?",
        "<a> out of <b> is what percentage?",
        "I got <a> of <b> points. What percentage is that?",
        "Express <a>/<b> as a percentage.",
        "<a> of <b> students passed. How many percent?",
        "How many percent is <a> of <b>?",
        "What share of <b> does <a> make up, in percent?",
    ]
    return task(r, wordings, 'answer(f"{round(<a> / <b> * 100, 2)}%")', f"{round(a / b * 100, 2)}%", a=a, b=b)


@family
def percent_more(r: Random) -> Task:
    p, n = r.choice([2, 5, 10, 15, 20, 25, 30, 50]), r.randint(2, 60) * 10
    word, sign = r.choice([("increased", "+"), ("decreased", "-"), ("raised", "+"), ("reduced", "-")])
    value = round(n * (100 + p if sign == "+" else 100 - p) / 100, 2)
    wordings = [
        "What is <n> <w> by <p>%?",
        "<n> is <w> by <p> percent. What is the new value?",
        "A salary of <n> gets <w> by <p>%. What is it then?",
        "If <n> is <w> by <p>%, what do we have?",
        "The town had <n> trees and the number was <w> by <p>%. How many are there now?",
        "A price of <n> was <w> by <p> percent; find the new price.",
        "Our stock of <n> boxes is <w> by <p>%. How many boxes is that?",
    ]
    return task(r, wordings, "answer(round(<n> * (1 <s> <p> / 100), 2))", value, n=n, p=p, w=word, s=sign)


@family
def fraction_of(r: Random) -> Task:
    words = {
        "half": (1, 2),
        "a third": (1, 3),
        "two thirds": (2, 3),
        "a quarter": (1, 4),
        "three quarters": (3, 4),
        "a fifth": (1, 5),
        "two fifths": (2, 5),
        "a tenth": (1, 10),
        "3/8": (3, 8),
        "5/6": (5, 6),
        "2/7": (2, 7),
        "3/4": (3, 4),
        "1/6": (1, 6),
        "4/5": (4, 5),
    }
    word, (p, q) = r.choice(list(words.items()))
    n = q * r.randint(2, 60)
    wordings = [
        "What is <w> of <n>?",
        "How much is <w> of <n>?",
        "<w> of <n>",
        "Take <w> of <n>.",
        "A bus has <n> seats and <w> of them are taken. How many is that?",
        "I have <n> dollars and spend <w> of it. How much did I spend?",
        "Calculate <w> of <n> for me.",
        "There are <n> pupils; <w> of them play a sport. How many play?",
    ]
    return task(r, wordings, "answer(<n> * <p> // <q>)", n // q * p, w=word, n=n, p=p, q=q)


@family
def add_fractions(r: Random) -> Task:
    a, b, c, d = r.randint(1, 5), r.randint(2, 9), r.randint(1, 5), r.randint(2, 9)
    top, bottom = a * d + c * b, b * d
    g = math.gcd(top, bottom)
    wordings = [
        "What is <a>/<b> + <c>/<d>?",
        "Add <a>/<b> and <c>/<d>.",
        "<a>/<b> plus <c>/<d> as a fraction",
        "Sum of the fractions <a>/<b> and <c>/<d>?",
        "I eat <a>/<b> of one cake and <c>/<d> of another. How much cake is that as a fraction?",
        "Give <a>/<b> + <c>/<d> in lowest terms.",
        "Work out <a>/<b> and <c>/<d> together, as one fraction.",
    ]
    code = 'import math\ntop, bottom = <a> * <d> + <c> * <b>, <b> * <d>\ng = math.gcd(top, bottom)\nanswer(f"{top // g}/{bottom // g}")'
    return task(r, wordings, code, f"{top // g}/{bottom // g}", a=a, b=b, c=c, d=d)


@family
def simplify_fraction(r: Random) -> Task:
    k, a, b = r.randint(2, 12), r.randint(1, 12), r.randint(2, 15)
    g = math.gcd(a, b)
    wordings = [
        "Simplify <p>/<q>.",
        "Reduce the fraction <p>/<q>.",
        "What is <p>/<q> in lowest terms?",
        "Write <p>/<q> as simply as possible.",
        "Cancel down <p>/<q> for me.",
        "Can <p>/<q> be made simpler?",
    ]
    code = 'import math\ng = math.gcd(<p>, <q>)\nanswer(f"{<p> // g}/{<q> // g}")'
    return task(r, wordings, code, f"{a // g}/{b // g}", p=a * k, q=b * k)


@family
def gcd_lcm(r: Random) -> Task:
    k = r.randint(2, 18)
    a, b = k * r.randint(2, 15), k * r.randint(2, 15)
    word = r.choice(["gcd", "lcm"])
    names = {
        "gcd": [
            "greatest common divisor",
            "GCD",
            "highest common factor",
            "largest number that divides both",
        ],
        "lcm": [
            "least common multiple",
            "LCM",
            "lowest common multiple",
            "smallest number that is a multiple of both",
        ],
    }
    value = (
        max(d for d in range(1, a + 1) if a % d == 0 and b % d == 0)
        if word == "gcd"
        else next(m for m in range(a, a * b + 1, a) if m % b == 0)
    )
    wordings = [
        "What is the <w> of <a> and <b>?",
        "Find the <w>: <a> and <b>.",
        "<w> of <a> and <b>?",
        "Tell me the <w> of the numbers <a> and <b>.",
        "For <a> and <b>, what is the <w>?",
        "<a>, <b>: <w>?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(math.<f>(<a>, <b>))",
        value,
        w=r.choice(names[word]),
        f=word,
        a=a,
        b=b,
    )


@family
def meet_again(r: Random) -> Task:
    a, b = r.randint(3, 15), r.randint(4, 20)
    wordings = [
        "Two buses leave together; one comes every <a> minutes, the other every <b> minutes. After how many minutes do they leave together again?",
        "One light blinks every <a> seconds and another every <b> seconds. They just blinked together. When is the next time?",
        "Mia visits every <a> days, Leo every <b> days. Both came today. In how many days do both come again?",
        "A bell rings each <a> minutes, a second each <b> minutes. How long between the moments when both ring?",
        "If event A happens every <a> days and event B every <b> days, how often do they fall on the same day?",
        "Gear one needs <a> seconds a turn and gear two <b>. After how many seconds are both back at the start?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(math.lcm(<a>, <b>))",
        next(m for m in range(a, a * b + 1, a) if m % b == 0),
        a=a,
        b=b,
    )


def _prime(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


@family
def is_prime(r: Random) -> Task:
    n = r.choice(
        [
            r.randint(2, 60),
            r.randint(100, 999),
            r.choice([7, 11, 13, 17, 19]) * r.choice([7, 13, 17, 23]),
            r.choice([101, 103, 211, 307, 401, 503]),
        ]
    )
    wordings = [
        "Is <n> a prime number?",
        "Is <n> prime?",
        "Check whether <n> is prime.",
        "Can <n> be divided only by 1 and itself?",
        "prime or not: <n>",
        "Tell me if <n> is a prime.",
        "I wonder if <n> is prime",
    ]
    code = 'n = <n>\nprime = n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))\nanswer("Yes, it is prime." if prime else "No, it is not prime.")'
    return task(r, wordings, code, "Yes, it is prime." if _prime(n) else "No, it is not prime.", n=n)


@family
def primes_between(r: Random) -> Task:
    a = r.randint(1, 80)
    b = a + r.randint(8, 40)
    how_many = r.random() < 0.5
    wordings = (
        [
            "How many primes are there between <a> and <b>?",
            "Count the prime numbers from <a> to <b>.",
            "How many of the numbers <a> to <b> are prime?",
            "Number of primes from <a> up to <b>?",
        ]
        if how_many
        else [
            "List the primes between <a> and <b>.",
            "Which numbers from <a> to <b> are prime?",
            "Give me all prime numbers from <a> to <b>.",
            "What primes lie between <a> and <b>?",
        ]
    )
    found = [n for n in range(a, b + 1) if _prime(n)]
    code = "primes = [n for n in range(<a>, <b> + 1) if n > 1 and all(n % d for d in range(2, n))]\nanswer(<out>)"
    return task(
        r,
        wordings,
        code,
        len(found) if how_many else found,
        a=a,
        b=b,
        out="len(primes)" if how_many else "primes",
    )


@family
def divisors(r: Random) -> Task:
    n = r.randint(12, 400)
    count = r.random() < 0.4
    found = [d for d in range(1, n + 1) if n % d == 0]
    wordings = (
        [
            "How many divisors does <n> have?",
            "Count the factors of <n>.",
            "By how many numbers can <n> be divided evenly?",
        ]
        if count
        else [
            "List the divisors of <n>.",
            "What are the factors of <n>?",
            "Which numbers divide <n> without a remainder?",
            "Give all factors of <n>.",
        ]
    )
    code = "divisors = [d for d in range(1, <n> + 1) if <n> % d == 0]\nanswer(<out>)"
    return task(
        r, wordings, code, len(found) if count else found, n=n, out="len(divisors)" if count else "divisors"
    )


@family
def divisible(r: Random) -> Task:
    b = r.choice([3, 4, 6, 7, 8, 9, 11, 12, 13])
    a = r.choice([b * r.randint(10, 99), r.randint(40, 2000)])
    wordings = [
        "Is <a> divisible by <b>?",
        "Can <a> be divided evenly by <b>?",
        "Does <b> divide <a>?",
        "Is <a> a multiple of <b>?",
        "Can I share <a> sweets fairly among <b> children?",
        "Does <a> / <b> come out even?",
    ]
    return task(r, wordings, 'answer("Yes" if <a> % <b> == 0 else "No")', "No" if a % b else "Yes", a=a, b=b)


@family
def even_or_odd(r: Random) -> Task:
    n = r.randint(10, 99999)
    wordings = [
        "Is <n> even or odd?",
        "Even or odd: <n>",
        "Tell me whether <n> is odd or even.",
        "<n>: is that an even number or an odd one?",
        "Would you call <n> odd or even?",
        "Which is <n>, even or odd?",
    ]
    return task(r, wordings, 'answer("even" if <n> % 2 == 0 else "odd")', "odd" if n & 1 else "even", n=n)


@family
def factorial(r: Random) -> Task:
    n = r.randint(3, 15)
    wordings = [
        "What is <n> factorial?",
        "<n>!",
        "Compute the factorial of <n>.",
        "In how many orders can <n> different books stand on a shelf?",
        "How many ways can <n> people line up?",
        "Multiply all numbers from 1 to <n>.",
        "factorial of <n>",
        "What does <n>! come to?",
    ]
    return task(r, wordings, "import math\nanswer(math.factorial(<n>))", math.prod(range(1, n + 1)), n=n)


@family
def choose(r: Random) -> Task:
    n = r.randint(4, 20)
    k = r.randint(2, min(6, n - 1))
    wordings = [
        "In how many ways can <k> of <n> people be chosen?",
        "How many different groups of <k> can be made from <n> players?",
        "I can take <k> books out of <n>. How many choices do I have?",
        "What is <n> choose <k>?",
        "How many committees of <k> can a club of <n> form?",
        "A pizza place has <n> toppings. How many pizzas with exactly <k> different toppings are possible?",
        "C(<n>, <k>)",
        "How many combinations of <k> items from <n> are there?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(math.comb(<n>, <k>))",
        sum(1 for _ in itertools.combinations(range(n), k)),
        n=n,
        k=k,
    )


@family
def arrange(r: Random) -> Task:
    n = r.randint(4, 12)
    k = r.randint(2, 4)
    wordings = [
        "How many ways can gold, silver and so on be given to the first <k> of <n> runners?",
        "In how many orders can <k> out of <n> songs be played?",
        "<n> people want <k> numbered seats. How many seatings are possible?",
        "How many permutations of <k> from <n> items are there?",
        "How many passwords of <k> different letters can be made from <n> letters?",
        "P(<n>, <k>)",
        "Order matters: pick <k> of <n>. How many ways?",
    ]
    return task(
        r, wordings, "import math\nanswer(math.perm(<n>, <k>))", math.prod(range(n - k + 1, n + 1)), n=n, k=k
    )


@family
def letters_arranged(r: Random) -> Task:
    word = r.choice(
        "level banana kayak pepper tree moon stone paper apple summer coffee letter queue garden bottle".split()
    )
    wordings = [
        "How many different arrangements do the letters of <w!> have?",
        "In how many ways can the letters of <w> be ordered?",
        "How many anagrams (with or without sense) has the word <w>?",
        "Count the distinct orders of the letters in <w>.",
        "How many different words can be formed from all letters of <w!>?",
        "Rearranging <w>: how many results?",
    ]
    value = len(set(itertools.permutations(word))) if len(word) < 8 else 0
    code = "import math\nfrom collections import Counter\nword = <w!>\nways = math.factorial(len(word))\nfor n in Counter(word).values():\n    ways //= math.factorial(n)\nanswer(ways)"
    return task(r, wordings, code, value, w=word)
