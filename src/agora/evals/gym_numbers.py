"""Reference thoughts for the datasets about numbers."""

import itertools
import re

from agora.evals.gym_thoughts import integers, thought


@thought("chain_sum", max_terms=5)
@thought("decimal_chain_sum", max_terms=4)
def _sum(question: str, answer: str) -> str:
    terms = question.partition(": ")[2].rstrip("= \n")
    return f"answer(round({terms}, 4))" if "." in terms else f"answer({terms})"


@thought("basic_arithmetic", max_terms=5)
def _calculate(question: str, answer: str) -> str:
    terms = question.removeprefix("Calculate ").rstrip(". \n")
    return f"answer(round({terms}))" if "/" in terms else f"answer({terms})"


@thought("products", max_digits=5)
def _products(question: str, answer: str) -> str:
    found = re.search(r"\d+ \* \d+", question)
    return f"answer({found[0]})" if found else ""


@thought("decimal_arithmetic", max_terms=4)
def _decimals(question: str, answer: str) -> str:
    terms = question.strip().splitlines()[-1].removesuffix(" = ?")
    return f'answer(f"{{{terms}:.12g}}")'


@thought("bitwise_arithmetic")
def _bitwise(question: str, answer: str) -> str:
    return f"answer(hex({question.strip().splitlines()[-1]}))"


@thought("power_function")
def _power(question: str, answer: str) -> str:
    found = re.search(r"Compute (\S+)\^(-?\d+)\.", question)
    return f'answer(f"{{({found[1]}) ** {found[2]}:.2e}}")' if found else ""


@thought("gcd")
@thought("lcm")
def _divisors(question: str, answer: str) -> str:
    name = "gcd" if "GCD" in question else "lcm"
    numbers = ", ".join(map(str, integers(question.partition(":")[2])))
    return f"import math\nanswer(math.{name}({numbers}))"


@thought("fraction_simplification", styles=("plain",))
def _fraction(question: str, answer: str) -> str:
    a, b = integers(question)[:2]
    return f'import math\na, b = {a}, {b}\ng = math.gcd(a, b)\nanswer(f"{{a // g}}/{{b // g}}")'


@thought("prime_factorization")
def _factors(question: str, answer: str) -> str:
    n = integers(question)[0]
    return (
        f"n, d, factors = {n}, 2, []\nwhile n > 1:\n    if n % d == 0:\n        factors.append(d)\n"
        '        n //= d\n    else:\n        d += 1\nanswer(" × ".join(map(str, factors)))'
    )


@thought("count_primes", max_n=5000)
def _primes(question: str, answer: str) -> str:
    low, high = integers(question)[:2]
    prime = "all(n % d for d in range(2, int(n**0.5) + 1))"
    return f"answer(sum({prime} for n in range({max(low, 2)}, {high} + 1)))"


@thought("count_bits")
def _bits(question: str, answer: str) -> str:
    return f'answer(bin({integers(question)[-1]}).count("1"))'


@thought("base_conversion", min_value=1)
def _bases(question: str, answer: str) -> str:
    named = question.replace("binary", "base-2").replace("hexadecimal", "base-16")
    found = re.search(r"base-(\d+) number (\w+) to base-(\d+)", named)
    if not found:
        return ""
    read = f'int("{found[2]}", {found[1]})'
    if found[3] == "10":
        return f"answer({read})"
    digits = '"0123456789abcdef"'
    return (
        f'n, text = {read}, ""\nwhile n:\n    text = {digits}[n % {found[3]}] + text\n'
        f"    n //= {found[3]}\nanswer(text)"
    )


@thought("number_sequence", max_complexity=2)
def _sequence(question: str, answer: str) -> str:
    terms = integers(question.partition("?")[0])
    last, before = terms[-1], terms[-2]
    triples = list(zip(terms, terms[1:], terms[2:], strict=False))
    steps = {b - a for a, b in itertools.pairwise(terms)}
    rules = [
        (last + last - before, "a[-1] + a[1] - a[0]", len(steps) == 1),
        (last + before, "a[-1] + a[-2]", all(a + b == c for a, b, c in triples)),
        (2 * last, "a[-1] * 2", all(2 * a == b for a, b in itertools.pairwise(terms))),
        (last // 2, "a[-1] // 2", all(a // 2 == b for a, b in itertools.pairwise(terms))),
        (
            last + 2 * (last - before),
            "a[-1] + 2 * (a[-1] - a[-2])",
            all(c - b == 2 * (b - a) for a, b, c in triples),
        ),
    ]  # fmt: skip
    fitting = [rule for value, rule, fits in rules if fits and str(value) == answer]
    return f"a = {terms}\nanswer({fitting[0]})" if fitting else ""


@thought("coin_flip")
def _coins(question: str, answer: str) -> str:
    heads, flips = integers(question)
    ways = f"comb({flips}, {heads})"
    if "at least" in question:
        ways = f"sum(comb({flips}, k) for k in range({heads}, {flips} + 1))"
    return f"from math import comb\nanswer({ways} / 2**{flips})"


@thought("dice", num_dice=3, max_dice_size=12)
def _dice(question: str, answer: str) -> str:
    sides = re.findall(r"1d(\d+)", question.partition(". ")[0])
    found = re.search(r"rolling (\d+) or higher", question)
    if not found:
        return ""
    ranges = ", ".join(f"range(1, {n} + 1)" for n in sides)
    return (
        f"import math\nfrom itertools import product\nrolls = list(product({ranges}))\n"
        f"hits = sum(sum(roll) >= {found[1]} for roll in rolls)\ng = math.gcd(hits, len(rolls))\n"
        'answer(f"{hits // g}/{len(rolls) // g}")'
    )


@thought("complex_arithmetic")
def _complex(question: str, answer: str) -> str:
    terms = question.partition(": ")[2].strip().replace("i", "j").replace("×", "*").replace("÷", "/")
    terms = re.sub(r"\.0+(?=\D)", "", terms)
    parts = "{round(z.real, 6)} {'-' if z.imag < 0 else '+'} {round(abs(z.imag), 6)}i"
    return f'z = {terms}\nanswer(f"{parts}")'


@thought("simple_equations", max_terms=3)
def _equation(question: str, answer: str) -> str:
    left, _, right = question.partition(": ")[2].strip().partition(" = ")
    name = "".join(sorted(set(re.findall("[a-z]", left))))
    return f'answer(solve.sat({{"{name}": "int"}}, ["{left} == {right}"])["{name}"])'


@thought("polynomial_equations", max_degree=2, max_terms=3)
def _roots(question: str, answer: str) -> str:
    line = next(line for line in question.splitlines() if " = 0" in line)
    equation = line.rpartition(": ")[2].partition(" = ")[0].replace(" ", "")
    name = re.findall("[a-z]", equation)[0]
    powers = {0: 0, 1: 0, 2: 0}
    for term in re.findall(r"[+-]?[^+-]+", equation):
        factor, _, rest = term.partition(name)
        number = factor.rstrip("*")
        powers[int(rest.strip("*") or 1) if name in term else 0] += int(
            number + "1" if number in "+-" else number
        )
    c, b, a = powers[0], powers[1], powers[2]
    if a == 0:
        return f"answer(str(round({-c} / {b}, 4)))" if b else ""
    return (
        f"import math\na, b, c = {a}, {b}, {c}\nd = b * b - 4 * a * c\nroots = []\nif d >= 0:\n"
        "    roots = sorted({round((-b + s * math.sqrt(d)) / (2 * a), 4) for s in (1, -1)})\n"
        'answer(", ".join(map(str, roots)))'
    )


@thought("simple_integration", max_terms=3, max_degree=6)
def _integrate(question: str, answer: str) -> str:
    found = re.search(r"∫ (.+) dx", question)
    body = found[1].replace(" ", "") if found else ""
    name = "X" if "X" in body else "x"
    if name not in body:
        return ""
    terms = []
    for term in re.findall(r"[+-]?[^+-]+", body):
        part = re.fullmatch(r"([+-]?\d*)\*?(?:([xX])(?:\*\*(\d+))?)?(/\d+)?", term)
        if not part:
            return ""
        top = part[1].lstrip("+") + ("1" if part[1] in ("", "+", "-") else "")
        terms.append((top + (part[4] or ""), int(part[3] or 1) if part[2] else 0))
    power = f'f"{{c}}*{name}**{{n + 1}}/{{n + 1}}"'
    return f'terms = {terms}\nanswer(" + ".join({power} for c, n in terms) + " + C")'


@thought("simple_geometry", max_sides=6)
def _angle(question: str, answer: str) -> str:
    angles = [angle.removesuffix(".0") for angle in re.findall(r"([\d.]+)°", question)]
    return f"answer(({len(angles) + 1} - 2) * 180 - {' - '.join(angles)})"


@thought("advanced_geometry")
def _triangle(question: str, answer: str) -> str:
    points = ", ".join(re.findall(r"[ABC]=(\(.*?\))", question))
    lengths = f"A, B, C = {points}\na, b, c = math.dist(B, C), math.dist(A, C), math.dist(A, B)\n"
    if "orthocenter" in question:
        return (
            f"(a, b), (c, d), (e, f) = {points}\n"
            f"p, q = a * (e - c) + b * (f - d), c * (e - a) + d * (f - b)\n"
            "n = (e - c) * (f - b) - (f - d) * (e - a)\nx = (p * (f - b) - q * (f - d)) / n\n"
            'y = (q * (e - c) - p * (e - a)) / n\nanswer(f"({x:.3f}, {y:.3f})")'
        )
    if "angle at B" in question or "∠ABC" in question:
        angle = "math.degrees(math.acos((a * a + c * c - b * b) / (2 * a * c)))"
        return f'import math\n{lengths}answer(f"{{{angle}:.2f}}°")'
    if "incircle" in question:
        area = "math.sqrt(s * (s - a) * (s - b) * (s - c))"
        return f'import math\n{lengths}s = (a + b + c) / 2\nanswer(f"{{{area} / s:.3f}}")'
    return ""


@thought("cryptarithm", max_words=2)
def _cryptarithm(question: str, answer: str) -> str:
    words = re.findall(r"^[+ ]*([A-Z]+)$", question, re.MULTILINE)
    # With more letters the solver takes too long.
    if len(words) != 3 or len(set("".join(words))) > 6:
        return ""
    a, b, c = words
    return (
        f'a, b, c = "{a}", "{b}", "{c}"\ndef number(word):\n'
        '    return " + ".join(f"{10**i} * {x}" for i, x in enumerate(reversed(word)))\n'
        "letters = sorted(set(a + b + c))\n"
        'rules = [f"{number(a)} + {number(b)} == {number(c)}", f"distinct({\', \'.join(letters)})"]\n'
        'rules += [f"{x[0]} > 0" for x in (a, b, c)]\n'
        "found = solve.sat({x: [0, 9] for x in letters}, rules)\n"
        'answer(",".join(f"{x}={n}" for x, n in found.items()))'
    )


@thought("puzzle24")
@thought("countdown", max_numbers=4)
def _make_number(question: str, answer: str) -> str:
    line = question.replace("Make 24", "make 24").partition("ach number")[0].partition(" You can")[0]
    numbers = integers(line.splitlines()[0])
    target = numbers.pop(-1 if "that equals" in line else 0)
    return (
        f"def search(items):\n    if len(items) == 1:\n"
        f"        return items[0][1] if items[0][0] == {target} else None\n"
        "    for i, (a, s) in enumerate(items):\n        for j, (b, t) in enumerate(items):\n"
        "            rest = [x for k, x in enumerate(items) if k not in (i, j)]\n"
        '            for v, o in [(a + b, "+"), (a * b, "*"), (a - b, "-"), (b and a / b, "/")]:\n'
        '                if i != j and (b or o != "/")'
        ' and (found := search(rest + [(v, f"({s} {o} {t})")])):\n'
        "                    return found\n"
        f"answer(search([(n, str(n)) for n in {numbers}]))"
    )
