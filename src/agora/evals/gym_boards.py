"""Reference thoughts for the datasets about boards and rules to be found."""

import re
from collections.abc import Callable

from agora.evals.gym_thoughts import integers, thought

_TEXT = '"\\n".join(" ".join(map(str, row)) for row in g)'


@thought("n_queens", n=5, max_remove=3)
def _queens(question: str, answer: str) -> str:
    lines = (line.strip() for line in question.splitlines())
    rows = [line.replace(" ", "") for line in lines if re.fullmatch(r"[_Q]( [_Q])+", line)]
    return (
        f"from itertools import permutations\ng, n = {rows}, range(5)\nfor q in permutations(n):\n"
        "    apart = len({q[i] + i for i in n}) == len({q[i] - i for i in n}) == 5\n"
        '    if apart and all("Q" not in g[i] or g[i][q[i]] == "Q" for i in n):\n'
        '        answer("\\n".join(" ".join("Q" if q[i] == j else "_" for j in n) for i in n))\n        break'
    )


@thought("kakurasu", min_rows=3, max_rows=3, min_cols=3, max_cols=3)
def _kakurasu(question: str, answer: str) -> str:
    sums = re.findall(r"\[(\d+(?:, \d+)+)\]", question)
    if len(sums) != 2:
        return ""
    rows, columns = (integers(line) for line in sums)
    return (
        f"rows, columns, n = {rows}, {columns}, range(3)\n"
        'rules = [" + ".join(f"{j + 1} * x{i}{j}" for j in n) + f" == {rows[i]}" for i in n]\n'
        'rules += [" + ".join(f"{i + 1} * x{i}{j}" for i in n) + f" == {columns[j]}" for j in n]\n'
        'x = solve.sat({f"x{i}{j}": [0, 1] for i in n for j in n}, rules)\n'
        'answer("\\n".join(" ".join(str(x[f"x{i}{j}"]) for j in n) for i in n))'
    )


_RULES: list[tuple[str, Callable[[list[int]], list[int]]]] = [
    ("[sum(x)]", lambda x: [sum(x)]),
    ("[max(x)]", lambda x: [max(x)]),
    ("[min(x)]", lambda x: [min(x)]),
    ("[len(x)]", lambda x: [len(x)]),
    ("x[::-1]", lambda x: x[::-1]),
    ("sorted(x)", sorted),
    ("sorted(x, reverse=True)", lambda x: sorted(x, reverse=True)),
    ("[n for n in x if n % 2 == 0]", lambda x: [n for n in x if n % 2 == 0]),
    ("[n for n in x if n % 2 == 1]", lambda x: [n for n in x if n % 2 == 1]),
    ("[sum(n % 2 == 0 for n in x)]", lambda x: [sum(n % 2 == 0 for n in x)]),
    ("[sum(n % 2 == 1 for n in x)]", lambda x: [sum(n % 2 == 1 for n in x)]),
    ("[x.count(5)]", lambda x: [x.count(5)]),
    ("[x[-1] + x[1] - x[0]]", lambda x: [x[-1] + x[1] - x[0]]),
    ("[x[-1] * x[1] // x[0]]", lambda x: [x[-1] * x[1] // x[0]]),
    ("[x[-1] + x[-2]]", lambda x: [x[-1] + x[-2]]),
    ("[x[0]]", lambda x: [x[0]]),
    ("[x[-1]]", lambda x: [x[-1]]),
    ("sorted(set(x))", lambda x: sorted(set(x))),
    ("[max(x) - min(x)]", lambda x: [max(x) - min(x)]),
]


def _fits(rule: Callable[[list[int]], list[int]], x: list[int], y: list[int]) -> bool:
    try:
        return rule(x) == y
    except (ArithmeticError, IndexError, ValueError):
        return False


@thought("list_functions")
def _rule(question: str, answer: str) -> str:
    lists = [integers(text) for text in re.findall(r"put(?: \d+)?: \[(.*?)\]", question)]
    if len(lists) % 2 == 0 or not lists[-1]:
        return ""
    shown = list(zip(lists[:-1:2], lists[1::2], strict=True))
    pairs = [*shown, (lists[-1], integers(answer))]
    fitting = [code for code, rule in _RULES if all(_fits(rule, x, y) for x, y in pairs)]
    return f"x = {lists[-1]}\nanswer(str({fitting[0]}))" if fitting else ""


_CHANGES = [
    (r"Identity.*", ""),
    (r"Horizontally mirror.*", "g = g[::-1]"),
    (r"Vertically mirror.*", "g = [row[::-1] for row in g]"),
    (r"Map each occurrence of (\d+) to (\d+)", r"g = [[\2 if x == \1 else x for x in row] for row in g]"),
    (
        r"Set all elements divisible by (\d+) to zero",
        r"g = [[0 if x % \1 == 0 else x for x in row] for row in g]",
    ),
    (r"Remove every (\d+)-\w+ row.*", r"g = [row for i, row in enumerate(g, 1) if i % \1]"),
    (r"Remove every (\d+)-\w+ column.*", r"g = [[x for j, x in enumerate(row, 1) if j % \1] for row in g]"),
    (
        r"Crop the matrix to rows (\d+)-(\d+) and columns (\d+)-(\d+).*",
        r"g = [row[\3 - 1:\4] for row in g[\1 - 1:\2]]",
    ),
    (r"Rotate the matrix 90 degrees", "g = list(zip(*g[::-1]))"),
    (r"Rotate the matrix 180 degrees", "g = [row[::-1] for row in g[::-1]]"),
    (r"Rotate the matrix 270 degrees", "g = list(zip(*g))[::-1]"),
    (r"Mirror the matrix along the diagonal", "g = list(zip(*g))"),
    (r"Mirror the matrix along the counterdiagonal", "g = list(zip(*[row[::-1] for row in g[::-1]]))"),
]


@thought("manipulate_matrix", max_rows=4, max_cols=4, max_transforms=3)
def _manipulate(question: str, answer: str) -> str:
    rows = [integers(line) for line in question.splitlines() if re.fullmatch(r"\d+( \d+)*", line.strip())]
    code = [f"g = {rows}"]
    for line in re.findall(r"^- (.*)$", question, re.MULTILINE):
        change = [re.sub(f"^{told}$", done, line) for told, done in _CHANGES if re.fullmatch(told, line)]
        if not change:
            return ""
        code += change if change[0] else []
    return "\n".join([*code, f"answer({_TEXT})"])
