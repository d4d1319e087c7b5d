"""Whole numbers: divisors, multiples, primes, digits and sums."""

import math
from collections.abc import Callable

from agora.evals.families._said import listed
from agora.evals.task import Dice, Task, family, task

_YES_PRIME, _NOT_PRIME = "Yes, it is prime.", "No, it is not prime."


def _prime(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))


def _common_divisor(a: int, b: int) -> int:
    return max(d for d in range(1, a + 1) if a % d == 0 and b % d == 0)


def _common_multiple(a: int, b: int) -> int:
    return next(m for m in range(a, a * b + 1, a) if m % b == 0)


@family("numbers")
def greatest_divisor(r: Dice) -> Task:
    k = r.randint(2, 24)
    a, b = k * r.randint(2, 15), k * r.randint(2, 15)
    wordings = [
        "What is the greatest common divisor of <a> and <b>?",
        "gcd(<a>, <b>)",
        "GCF of <a> and <b>, please",
        "Two ropes of <a> cm and <b> cm are to be cut into equal pieces, as long as possible, with nothing left. How long is a piece?",
        "What's the biggest number that divides both <a> and <b>?",
        "I have <a> roses and <b> tulips and make identical bouquets from all of them. What's the most bouquets I can make?",
        "Find the highest common factor: <a>, <b>.",
        "A floor is <a> cm by <b> cm. What are the largest square tiles that fit exactly, side in cm?",
        "es: ¿Cuál es el máximo común divisor de <a> y <b>?",
        "de: Größter gemeinsamer Teiler von <a> und <b>?",
    ]
    return task(r, wordings, "import math\nanswer(math.gcd(<a>, <b>))", _common_divisor(a, b), a=a, b=b)


@family("numbers")
def least_multiple(r: Dice) -> Task:
    k = r.randint(1, 12)
    a, b = k * r.randint(2, 12), k * r.randint(2, 12)
    wordings = [
        "What is the least common multiple of <a> and <b>?",
        "lcm(<a>, <b>)",
        "LCM of <a> and <b>?",
        "Sausages come in packs of <a> and buns in packs of <b>. What's the smallest number of each so that they match?",
        "Which is the first number that both <a> and <b> divide?",
        "I want the smallest number that is in the <a> times table and in the <b> times table.",
        "Fractions with denominators <a> and <b>: what is the smallest common denominator?",
        "Bricks of <a> cm and of <b> cm are stacked in two towers. At what height in cm are they level for the first time?",
        "fr: Quel est le plus petit commun multiple de <a> et <b> ?",
        "es: ¿Cuál es el mínimo común múltiplo de <a> y <b>?",
    ]
    return task(r, wordings, "import math\nanswer(math.lcm(<a>, <b>))", _common_multiple(a, b), a=a, b=b)


@family("numbers")
def meet_again(r: Dice) -> Task:
    a, b = r.randint(3, 15), r.randint(4, 20)
    wordings = [
        "Two buses leave together; one comes every <a> minutes, the other every <b>. After how many minutes do they leave together again?",
        "One light blinks every <a> seconds and another every <b> seconds. They just blinked together. When is the next time?",
        "Mia visits every <a> days, Leo every <b> days. Both came today. In how many days do both come again?",
        "I water the cactus every <a> days and the fern every <b> days. Today I did both. How long until that happens again?",
        "If event A happens each <a> days and event B each <b> days, how often do they fall on the same day?",
        "Gear one needs <a> seconds a turn and gear two <b>. After how many seconds are both back at the start?",
        "Two runners start together on a track; a lap takes one <a> minutes and the other <b>. When are both at the start line again, in minutes?",
        "A pill every <a> hours, drops every <b> hours, both taken just now. In how many hours are both due together?",
        "de: Ein Bus fährt alle <a> Minuten, der andere alle <b> Minuten. Eben fuhren beide. In wie vielen Minuten wieder?",
        "fr: Une cloche sonne toutes les <a> minutes, l'autre toutes les <b> minutes. Au bout de combien de minutes sonnent-elles de nouveau ensemble ?",
    ]
    return task(r, wordings, "import math\nanswer(math.lcm(<a>, <b>))", _common_multiple(a, b), a=a, b=b)


@family("numbers")
def is_prime(r: Dice) -> Task:
    odd = r.choice([7, 11, 13, 17, 19]) * r.choice([7, 13, 17, 23])
    n = r.choice(
        [r.randint(2, 60), r.randint(100, 9999), odd, r.choice([101, 103, 211, 307, 401, 503, 1009, 7919])]
    )
    wordings = [
        "Is <n> a prime number?",
        "prime or not: <n>",
        "Can <n> be divided only by 1 and itself?",
        "Is <n> prime? I tried a few divisors and found none.",
        "My locker has the number <n>. Is that a prime?",
        "I wonder if <n> is prime",
        "Check whether <n> is prime.",
        "Would <n> be in a list of primes?",
        "fr: <n> est-il un nombre premier ?",
        "de: Ist <n> eine Primzahl?",
    ]
    code = f'n = <n>\nprime = n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))\nanswer("{_YES_PRIME}" if prime else "{_NOT_PRIME}")'
    return task(r, wordings, code, _YES_PRIME if _prime(n) else _NOT_PRIME, n=n)


@family("numbers")
def count_primes(r: Dice) -> Task:
    a = r.randint(1, 80)
    b = a + r.randint(8, 60)
    wordings = [
        "How many primes are there between <a> and <b>?",
        "Count the prime numbers from <a> to <b>.",
        "Of the numbers <a> to <b>, how many are prime?",
        "number of primes in [<a>, <b>]",
        "If I cross out every non-prime from <a> up to <b>, how many numbers stay?",
        "We colour the primes on a number strip that runs from <a> to <b>. How many fields get colour?",
        "es: ¿Cuántos números primos hay entre <a> y <b>?",
        "fr: Combien y a-t-il de nombres premiers de <a> à <b> ?",
    ]
    code = "primes = [n for n in range(<a>, <b> + 1) if n > 1 and all(n % d for d in range(2, n))]\nanswer(len(primes))"
    return task(r, wordings, code, sum(_prime(n) for n in range(a, b + 1)), a=a, b=b)


@family("numbers")
def primes_between(r: Dice) -> Task:
    a = r.randint(1, 80)
    b = a + r.randint(8, 40)
    wordings = [
        "List the primes between <a> and <b>.",
        "Which numbers from <a> to <b> are prime?",
        "primes <a>..<b>",
        "Give me all prime numbers from <a> to <b>, I have to learn them.",
        "What primes lie between <a> and <b>?",
        "From <a> up to <b>, which ones can't be divided by anything but 1 and themselves?",
        "de: Welche Primzahlen liegen zwischen <a> und <b>?",
        "es: Dime los números primos de <a> a <b>.",
    ]
    code = "primes = [n for n in range(<a>, <b> + 1) if n > 1 and all(n % d for d in range(2, n))]\nanswer(primes)"
    return task(r, wordings, code, list(filter(_prime, range(a, b + 1))), a=a, b=b)


@family("numbers")
def next_prime(r: Dice) -> Task:
    n = r.choice([r.randint(2, 100), r.randint(100, 2000)])
    wordings = [
        "What is the next prime after <n>?",
        "The smallest prime greater than <n>?",
        "Which prime number comes after <n>?",
        "I need a prime table size just above <n>. Which one?",
        "Counting up from <n>, what's the first prime I meet, not counting <n> itself?",
        "next prime > <n>",
        "fr: Quel est le premier nombre premier après <n> ?",
        "de: Welche Primzahl kommt nach <n>?",
    ]
    code = "n = <n> + 1\nwhile any(n % d == 0 for d in range(2, int(n ** 0.5) + 1)):\n    n += 1\nanswer(n)"
    return task(r, wordings, code, next(m for m in range(n + 1, 2 * n + 2) if _prime(m)), n=n)


@family("numbers")
def prime_factors(r: Dice) -> Task:
    factors = sorted(r.choice([2, 2, 3, 3, 5, 7, 11, 13]) for _ in range(r.randint(2, 5)))
    n = math.prod(factors)
    wordings = [
        "What are the prime factors of <n>?",
        "Factorise <n> into primes.",
        "prime factorization of <n>",
        "Which primes multiply to <n>?",
        "Break <n> down into its prime factors, repeated ones included.",
        "I'm drawing a factor tree for <n>. What stands at the ends?",
        "Write <n> as a product of primes; a list of them will do.",
        "es: Descompón <n> en factores primos.",
        "fr: Décompose <n> en facteurs premiers.",
    ]
    code = "n, d, factors = <n>, 2, []\nwhile n > 1:\n    while n % d == 0:\n        factors.append(d)\n        n //= d\n    d += 1\nanswer(factors)"
    return task(r, wordings, code, factors, n=n)


@family("numbers")
def divisors(r: Dice) -> Task:
    n = r.randint(12, 400)
    wordings = [
        "List the divisors of <n>.",
        "What are the factors of <n>?",
        "Which numbers divide <n> without a remainder?",
        "Give all factors of <n>.",
        "Into how large equal groups can <n> pupils be split? Name every possible size.",
        "Everything that goes into <n> evenly?",
        "A rectangle has an area of <n> and whole sides. What lengths can a side have?",
        "de: Nenne alle Teiler von <n>.",
        "es: ¿Cuáles son los divisores de <n>?",
    ]
    code = "answer([d for d in range(1, <n> + 1) if <n> % d == 0])"
    return task(r, wordings, code, [d for d in range(1, n + 1) if n // d * d == n], n=n)


@family("numbers")
def count_divisors(r: Dice) -> Task:
    n = r.randint(12, 900)
    wordings = [
        "How many divisors does <n> have?",
        "Count the factors of <n>.",
        "By how many whole numbers can <n> be divided evenly?",
        "number of divisors of <n>",
        "I have <n> chairs. In how many ways can I pick a number of equal rows that uses all of them?",
        "d(<n>): how many positive divisors are there?",
        "fr: Combien de diviseurs <n> a-t-il ?",
        "de: Wie viele Teiler hat <n>?",
    ]
    code = "answer(len([d for d in range(1, <n> + 1) if <n> % d == 0]))"
    return task(r, wordings, code, sum(not n % d for d in range(1, n + 1)), n=n)


@family("numbers")
def divisible(r: Dice) -> Task:
    b = r.choice([3, 4, 6, 7, 8, 9, 11, 12, 13])
    a = r.choice([b * r.randint(10, 99), r.randint(40, 2000)])
    wordings = [
        "Is <a> divisible by <b>?",
        "Does <b> divide <a>?",
        "Is <a> a multiple of <b>?",
        "Can I share <a> sweets fairly among <b> children with none left over?",
        "Does <a> / <b> come out even?",
        "We are <a> people and want groups of exactly <b>. Does that work out?",
        "Will <a> tiles make complete rows of <b>? Yes or no.",
        "<a> in the <b> times table, yes or no?",
        "es: ¿Es <a> divisible entre <b>?",
        "fr: Est-ce que <a> est un multiple de <b> ?",
    ]
    return task(r, wordings, 'answer("Yes" if <a> % <b> == 0 else "No")', "No" if a % b else "Yes", a=a, b=b)


@family("numbers")
def even_or_odd(r: Dice) -> Task:
    n = r.randint(10, 99999)
    wordings = [
        "Is <n> even or odd?",
        "Even or odd: <n>",
        "My ticket number is <n>. Is that an odd one or an even one?",
        "Odd house numbers are on the left, even ones on the right. Which kind is <n>?",
        "<n> - even/odd?",
        "Would you call <n> odd or even?",
        "de: Ist <n> gerade oder ungerade? Antworte mit even oder odd.",
        "fr: <n> est-il pair (even) ou impair (odd) ?",
    ]
    return task(r, wordings, 'answer("even" if <n> % 2 == 0 else "odd")', "odd" if n & 1 else "even", n=n)


_DIGITS: list[tuple[str, Callable[[str], int], dict[str, str]]] = [
    ("sum(int(d) for d in str(<n>))", lambda t: sum(map(int, t)), {"en": "sum of the digits", "fr": "la somme des chiffres", "de": "die Quersumme"}),
    ("len(str(<n>))", len, {"en": "number of digits", "fr": "le nombre de chiffres", "de": "die Anzahl der Ziffern"}),
    ("max(int(d) for d in str(<n>))", lambda t: int(sorted(t)[-1]), {"en": "largest digit", "fr": "le plus grand chiffre", "de": "die größte Ziffer"}),
    ("min(int(d) for d in str(<n>))", lambda t: int(sorted(t)[0]), {"en": "smallest digit", "fr": "le plus petit chiffre", "de": "die kleinste Ziffer"}),
    ("int(str(<n>)[-1])", lambda t: int(t) % 10, {"en": "last digit", "fr": "le dernier chiffre", "de": "die letzte Ziffer"}),
    ("int(str(<n>)[0])", lambda t: int(t) // 10 ** (len(t) - 1), {"en": "first digit", "fr": "le premier chiffre", "de": "die erste Ziffer"}),
]  # fmt: skip


@family("numbers")
def digits(r: Dice) -> Task:
    n = r.randint(100, 9999999)
    code, truth, word = r.choice(_DIGITS)
    wordings = [
        "What is the <w> of <n>?",
        "<w> of <n>",
        "Take the number <n>. I'm after the <w>.",
        "On the meter it says <n>. Tell me the <w>.",
        "For a checksum I need the <w> of <n>.",
        "Look at <n> and find the <w>.",
        "fr: Donne-moi <w> de <n>.",
        "de: Nenne mir <w> von <n>.",
    ]
    return task(r, wordings, f"answer({code})", truth(str(n)), n=n, w=word)


@family("numbers")
def count_digit(r: Dice) -> Task:
    d, b = r.randint(1, 9), r.choice([20, 50, 100, 150, 200, 500])
    wordings = [
        "How often does the digit <d> appear when I write the numbers from 1 to <b>?",
        "Numbering pages 1 to <b>: how many times do I need the digit <d>?",
        "I paint house numbers from 1 to <b>. How many <d>s do I paint?",
        "Count every <d> in 1, 2, 3, ..., <b>.",
        "From 1 through <b>, how many times is a <d> written?",
        "A printer sets the page numbers 1 to <b>. How many types of the digit <d> does he use?",
        "es: ¿Cuántas veces aparece la cifra <d> en los números del 1 al <b>?",
        "de: Wie oft kommt die Ziffer <d> in den Zahlen von 1 bis <b> vor?",
    ]
    code = 'answer(sum(str(n).count("<d>") for n in range(1, <b> + 1)))'
    value = sum(n // 10**k % 10 == d for n in range(1, b + 1) for k in range(3))
    return task(r, wordings, code, value, d=d, b=b)


@family("numbers")
def sum_of_range(r: Dice) -> Task:
    a, b = r.choice([(1, r.randint(10, 1000)), (r.randint(2, 50), r.randint(60, 300))])
    wordings = [
        "Add up all whole numbers from <a> to <b>.",
        "<a> + ... + <b> = ?",
        "What is the sum of the numbers from <a> through <b>?",
        "If I save <a> cents on the first day and one cent more each day until a day with <b> cents, how many cents do I have?",
        "Sum the integers between <a> and <b>, both included.",
        "Little Gauss had to add the numbers to 100. What would he get from <a> to <b>?",
        "Total of all page numbers from <a> to <b>?",
        "fr: Quelle est la somme des entiers de <a> à <b> ?",
        "es: Suma todos los números del <a> al <b>.",
    ]
    return task(r, wordings, "answer(sum(range(<a>, <b> + 1)))", (a + b) * (b - a + 1) // 2, a=a, b=b)


@family("numbers")
def sum_of_even_or_odd(r: Dice) -> Task:
    a, b = r.randint(1, 30), r.randint(40, 300)
    rest, word = r.choice(
        [
            (0, {"en": "even", "fr": "pairs", "de": "geraden"}),
            (1, {"en": "odd", "fr": "impairs", "de": "ungeraden"}),
        ]
    )
    wordings = [
        "What is the sum of all <w> numbers from <a> to <b>?",
        "Add the <w> numbers between <a> and <b>, both ends included if they are <w>.",
        "sum of <w> integers, <a> to <b>",
        "I only add those from <a> to <b> that are <w>. What do I get?",
        "All houses with <w> numbers from <a> to <b>: what do the numbers add up to?",
        "If you leave out everything that isn't <w>, what do <a> through <b> total?",
        "fr: Quelle est la somme des nombres <w> de <a> à <b> ?",
        "de: Addiere alle <w> Zahlen von <a> bis <b>.",
    ]
    code = f"answer(sum(n for n in range(<a>, <b> + 1) if n % 2 == {rest}))"
    first = a if a % 2 == rest else a + 1
    return task(r, wordings, code, sum(range(first, b + 1, 2)), a=a, b=b, w=word)


@family("numbers")
def count_multiples(r: Dice) -> Task:
    d, a = r.randint(3, 17), r.randint(1, 60)
    b = a + r.randint(30, 400)
    wordings = [
        "How many multiples of <d> are there from <a> to <b>?",
        "Count the numbers between <a> and <b> (both included) that are divisible by <d>.",
        "Every ticket number divisible by <d> wins. Tickets run from <a> to <b>. How many win?",
        "In <a>..<b>, how many numbers are in the <d> times table?",
        "Of the pages <a> to <b>, how many have a number that <d> divides?",
        "We ring a bell at each multiple of <d> while counting from <a> up to <b>. How many rings?",
        "es: ¿Cuántos múltiplos de <d> hay del <a> al <b>?",
        "fr: Combien de multiples de <d> y a-t-il de <a> à <b> ?",
    ]
    code = "answer(len([n for n in range(<a>, <b> + 1) if n % <d> == 0]))"
    return task(r, wordings, code, b // d - (a - 1) // d, d=d, a=a, b=b)


@family("numbers")
def trailing_zeros(r: Dice) -> Task:
    n = r.randint(5, 60)
    wordings = [
        "How many zeros are at the end of <n> factorial?",
        "With how many zeros does <n>! end?",
        "trailing zeros of <n>!",
        "If I multiply all numbers from 1 to <n>, how many zeros stand at the end of the result?",
        "Count the final zeros of <n> factorial.",
        "The product 1·2·3·…·<n> ends in how many zeros?",
        "de: Mit wie vielen Nullen endet <n>!?",
        "es: ¿En cuántos ceros termina <n>!?",
    ]
    code = 'import math\ntext = str(math.factorial(<n>))\nanswer(len(text) - len(text.rstrip("0")))'
    return task(r, wordings, code, n // 5 + n // 25, n=n)


@family("numbers")
def last_digit_of_power(r: Dice) -> Task:
    a, n = r.randint(2, 29), r.randint(10, 500)
    wordings = [
        "What is the last digit of <a>^<n>?",
        "In which digit does <a> to the power of <n> end?",
        "I don't need all of <a>**<n>, only its last digit.",
        "Units digit of <a> raised to <n>?",
        "If you multiply <a> by itself, <n> factors in all, what's the final digit?",
        "Olympiad warm-up: last digit of <a>^<n>.",
        "fr: Quel est le dernier chiffre de <a> puissance <n> ?",
        "de: Auf welche Ziffer endet <a> hoch <n>?",
    ]
    value = 1
    for _ in range(n):
        value = value * a % 10
    return task(r, wordings, "answer(<a> ** <n> % 10)", value, a=a, n=n)


@family("numbers")
def fibonacci(r: Dice) -> Task:
    n = r.randint(5, 40)
    wordings = [
        "Give me the <n>th Fibonacci number if the sequence starts 1, 1.",
        "Fibonacci number no. <n> (the first two are 1 and 1)?",
        "1, 1, 2, 3, 5, ... What is term <n>?",
        "fib(<n>) with fib(1) = fib(2) = 1",
        "Each number is the sum of the two before it, beginning with 1 and 1. Which one is in place <n>?",
        "Rabbits à la Fibonacci: 1 pair in month 1, 1 in month 2, then sums. Pairs in month <n>?",
        "es: ¿Cuál es el número de Fibonacci en la posición <n>, si empieza 1, 1?",
        "fr: Quel est le terme numéro <n> de la suite de Fibonacci 1, 1, 2, 3... ?",
    ]
    xs = [1, 1]
    while len(xs) < n:
        xs.append(xs[-1] + xs[-2])
    return task(
        r, wordings, "a, b = 0, 1\nfor _ in range(<n>):\n    a, b = b, a + b\nanswer(a)", xs[n - 1], n=n
    )


@family("numbers")
def perfect_square(r: Dice) -> Task:
    n = r.choice([r.randint(4, 99) ** 2, r.randint(20, 9000)])
    wordings = [
        "Is <n> a perfect square?",
        "Is <n> a square number?",
        "Can <n> coins be laid out in a full square?",
        "Does <n> have a whole number as its square root?",
        "<n>: square number, yes or no?",
        "I have <n> tiles. Can I lay one complete square with all of them?",
        "de: Ist <n> eine Quadratzahl?",
        "es: ¿Es <n> un cuadrado perfecto?",
    ]
    value = "Yes" if n in {k * k for k in range(100)} else "No"
    return task(
        r, wordings, 'import math\nanswer("Yes" if math.isqrt(<n>) ** 2 == <n> else "No")', value, n=n
    )


@family("numbers")
def pick_divisible(r: Dice) -> Task:
    d, xs = r.choice([3, 4, 5, 6, 7, 9]), [r.randint(10, 150) for _ in range(r.randint(5, 8))]
    wordings = [
        "Which of <s> are divisible by <d>?",
        "From the numbers <s> pick those that <d> divides.",
        "<s>. Keep only the multiples of <d>.",
        "Circle all multiples of <d>: <s>",
        "The prizes go to tickets divisible by <d>. Sold were <s>. Which ones win?",
        "Filter by divisibility by <d>: <s>",
        "fr: Lesquels de ces nombres sont divisibles par <d> : <s> ?",
        "de: Welche davon sind durch <d> teilbar: <s>?",
    ]
    value = [n for n in xs if n // d * d == n]
    return task(r, wordings, "answer([n for n in <xs> if n % <d> == 0])", value, s=listed(r, xs), xs=xs, d=d)
