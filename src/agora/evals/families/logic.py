"""Small logic: who is tallest, finishing orders, truth values, truth tables, statements to judge, brackets."""

from itertools import pairwise, product

from agora.evals.families._pools import NAMES, decide
from agora.evals.task import Dice, Task, family, task

_MORE = [
    ("taller", "tallest", "shortest"),
    ("older", "oldest", "youngest"),
    ("faster", "fastest", "slowest"),
    ("heavier", "heaviest", "lightest"),
    ("richer", "richest", "poorest"),
    ("stronger", "strongest", "weakest"),
]
_FOREIGN = {
    "tallest": ("größer als", "größte", "kleinste", "plus grand que", "le plus grand", "le plus petit"),
    "oldest": ("älter als", "älteste", "jüngste", "plus vieux que", "le plus vieux", "le plus jeune"),
    "fastest": (
        "schneller als",
        "schnellste",
        "langsamste",
        "plus rapide que",
        "le plus rapide",
        "le plus lent",
    ),
    "heaviest": (
        "schwerer als",
        "schwerste",
        "leichteste",
        "plus lourd que",
        "le plus lourd",
        "le plus léger",
    ),
    "richest": ("reicher als", "reichste", "ärmste", "plus riche que", "le plus riche", "le plus pauvre"),
    "strongest": ("stärker als", "stärkste", "schwächste", "plus fort que", "le plus fort", "le plus faible"),
}


@family("logic")
def who_is(r: Dice) -> Task:
    names = r.sample(NAMES, r.randint(3, 4))
    more, most, least = r.choice(_MORE)
    pairs = list(pairwise(names))
    r.shuffle(pairs)
    top = r.random() < 0.5
    facts = [f"{a} is {more} than {b}" for a, b in pairs]
    de, de_most, de_least, fr, fr_most, fr_least = _FOREIGN[most]
    wordings = [
        "<f>. Who is the <w>?",
        "Who is <w> if <f>?",
        "<f>. So the <w> is who?",
        "I know only this: <f>. Find the <w> of them.",
        "Given that <f>, who's the <w>?",
        "Riddle for kids: <f>. Name the <w>.",
        "We compared everybody: <f>. The <w> one?",
        "<w> person, when <f>?",
        "de: <fde>. Welche Person ist die <wde>?",
        "fr: <ffr>. Qui est <wfr> ?",
    ]
    code = "pairs = <p>\nnames = [n for pair in pairs for n in pair]\nanswer([n for n in names if all(n != <v> for a, b in pairs)][0])"
    return task(
        r, wordings, code, names[0] if top else names[-1],
        f=", ".join(facts[:-1]) + " and " + facts[-1], p=pairs, w=most if top else least, v="b" if top else "a",
        fde=", ".join(f"{a} ist {de} {b}" for a, b in pairs), wde=de_most if top else de_least,
        ffr=", ".join(f"{a} est {fr} {b}" for a, b in pairs), wfr=fr_most if top else fr_least,
    )  # fmt: skip


@family("logic")
def order_chain(r: Dice) -> Task:
    names = r.sample(NAMES, r.randint(3, 4))
    pairs = list(pairwise(names))
    r.shuffle(pairs)
    wordings = [
        "<f>. In which order did they finish?",
        "Give the finishing order: <f>.",
        "A race: <f>. Who came first, second, third and so on?",
        "I remember from the run that <f>. List all of them from first to last.",
        "Results are lost, but <f>. What was the order?",
        "Sort the runners by place. <f>.",
        "<f> - finishing order?",
        "At the swimming contest <f>. Put the swimmers in order, winner first.",
        "fr: <ffr>. Dans quel ordre sont-ils arrivés ?",
        "es: <fes>. ¿En qué orden llegaron?",
    ]
    code = "pairs = <p>\nnames = {n for pair in pairs for n in pair}\norder = []\nwhile names:\n    first = [n for n in names if all(b != n or a in order for a, b in pairs)][0]\n    order.append(first)\n    names.remove(first)\nanswer(order)"
    return task(
        r, wordings, code, names, p=pairs,
        f=", ".join(f"{a} finished before {b}" for a, b in pairs),
        ffr=", ".join(f"{a} est arrivé avant {b}" for a, b in pairs),
        fes=", ".join(f"{a} llegó antes que {b}" for a, b in pairs),
    )  # fmt: skip


_OPS = [
    ("p and q", "P and Q", "P et Q", "P und Q"),
    ("p or q", "P or Q", "P ou Q", "P oder Q"),
    ("p and not q", "P and not Q", "P et non Q", "P und nicht Q"),
    ("not p or q", "P implies Q", "P implique Q", "aus P folgt Q"),
    ("p != q", "either P or Q but not both", "soit P, soit Q, pas les deux", "entweder P oder Q"),
    ("not (p and q)", "not both P and Q", "pas à la fois P et Q", "nicht P und Q zugleich"),
    ("not (p or q)", "neither P nor Q", "ni P ni Q", "weder P noch Q"),
    ("p == q", "P if and only if Q", "P si et seulement si Q", "P genau dann, wenn Q"),
]


def _truth(op: str, p: bool, q: bool) -> bool:
    table = {
        "p and q": min(p, q), "p or q": max(p, q), "p and not q": p > q, "not p or q": p <= q, "p != q": p is not q,
        "not (p and q)": p + q < 2, "not (p or q)": p + q == 0, "p == q": p is q,
    }  # fmt: skip
    return bool(table[op])


@family("logic")
def truth(r: Dice) -> Task:
    p, q = r.choice([True, False]), r.choice([True, False])
    op, en, fr, de = r.choice(_OPS)
    wordings = [
        "P is <p> and Q is <q>. Is '<t>' true?",
        "Evaluate '<t>' for P <p>, Q <q>.",
        "P = <p>, Q = <q>. <t>: true or false?",
        "In logic class: P is <p>, Q is <q>. Does '<t>' hold?",
        "Truth value of '<t>' when P is <p> and Q <q>?",
        "Let P be <p> and Q be <q>; what is '<t>' then?",
        "My two switches: P <p>, Q <q>. The lamp is on if <t>. Is it on?",
        "'<t>' - with P <p>, Q <q>?",
        "fr: P est <pf>, Q est <qf>. Est-ce que « <t> » est vrai ?",
        'de: P ist <pd>, Q ist <qd>. Stimmt "<t>"?',
    ]
    fs, ds = {True: "vrai", False: "faux"}, {True: "wahr", False: "falsch"}
    return decide(
        r, wordings, op, _truth(op, p, q), before="p, q = <P>, <Q>\n", p=str(p).lower(), q=str(q).lower(), P=p, Q=q,
        t={"en": en, "fr": fr, "de": de}, pf=fs[p], qf=fs[q], pd=ds[p], qd=ds[q],
    )  # fmt: skip


@family("logic")
def truth_table_count(r: Dice) -> Task:
    e = r.choice(
        [
            "p and q",
            "p or q",
            "p and not q",
            "not p or q",
            "p != q",
            "(p or q) and r",
            "p and q and r",
            "p or q or r",
            "p and (q or not r)",
            "not (p and q) or r",
            "(p and q) or (q and r)",
        ]
    )
    names = [v for v in "pqr" if v in e.replace("or", "").replace("and", "")]
    wordings = [
        "For how many assignments of <v> is '<e>' true?",
        "In the truth table of <e>, how many rows are true?",
        "Count the true rows: <e>",
        "<e> - in how many cases does it hold, each of <v> being true or false?",
        "I filled in the truth table for '<e>'. How many times should there be a 'true' in the last column?",
        "How many combinations of truth values for <v> make <e> true?",
        "fr: Pour combien de valeurs de <v> l'expression « <e> » est-elle vraie ?",
        "es: ¿Cuántas filas de la tabla de verdad de «<e>» son verdaderas?",
    ]
    value = 0
    for case in product([1, 0], repeat=len(names)):
        value += bool(eval(e, dict(zip(names, case, strict=True))))
    code = (
        "from itertools import product\nanswer(sum(1 for <v> in product([True, False], repeat=<n>) if <e>))"
    )
    return task(r, wordings, code, value, e=e, v=", ".join(names), n=len(names))


@family("logic")
def boolean_expression(r: Dice) -> Task:
    def part() -> str:
        return r.choice(["", "not "]) + r.choice(["True", "False"])

    e = f"{part()} {r.choice(['and', 'or'])} {part()} {r.choice(['and', 'or'])} {part()}"
    wordings = [
        "What does <e> evaluate to in Python?",
        "<e> = ?",
        "Is the expression '<e>' true, in Python's precedence?",
        "My if says: if <e>. Does the branch run?",
        "Evaluate the boolean expression <e>.",
        "not before and before or: <e>. True or false?",
        "fr: Que vaut <e> en Python ?",
        "de: Was ergibt <e> in Python?",
    ]
    groups = []
    for group in e.split(" or "):
        groups.append(all((w.endswith("True")) != w.startswith("not ") for w in group.split(" and ")))
    return task(r, wordings, "answer(<e>)", True in groups, e=e)


@family("logic")
def statement_true(r: Dice) -> Task:
    a, b, c = r.randint(2, 60), r.randint(2, 20), r.randint(2, 60)
    text, condition, value = r.choice(
        [
            (f"{a} + {b} > {c}", f"{a} + {b} > {c}", a - c > -b),
            (f"{a} * {b} = {a * b + r.choice([0, 0, 1, 10])}", "", False),
            (f"{a} - {b} < {c}", f"{a} - {b} < {c}", a < b + c),
            (f"{a * b} / {b} = {a + r.choice([0, 0, 1])}", "", False),
            (f"{a}² > {c * 30}", f"{a} ** 2 > {c * 30}", a * a - c * 30 > 0),
        ]
    )
    if not condition:
        left, _, right = text.partition(" = ")
        condition = f"{left} == {right}"
        value = int(right) == (a * b if "*" in left else a)
    wordings = [
        "Is it true that <s>?",
        "True or false: <s>",
        "<s> - does that hold?",
        "My son wrote '<s>'. Is he right?",
        "Check the statement <s> for me.",
        "Somebody claims that <s>. Correct?",
        "Can I trust this line in my notes? <s>",
        "es: ¿Es verdad que <s>?",
        "de: Stimmt es, dass <s>?",
    ]
    return decide(r, wordings, condition, value, s=text)


@family("logic")
def all_numbers(r: Dice) -> Task:
    xs, n = [r.randint(1, 60) for _ in range(r.randint(4, 6))], r.randint(2, 40)
    if r.random() < 0.5:
        xs = [x * 2 for x in xs]
    en, fr, rule, test = r.choice(
        [
            ("even", "pairs", "x % 2 == 0", [str(x)[-1] in "02468" for x in xs]),
            (f"greater than {n}", f"supérieurs à {n}", f"x > {n}", [not x <= n for x in xs]),
            (
                f"at most {n + 40}",
                f"au plus égaux à {n + 40}",
                f"x <= {n + 40}",
                [not x > n + 40 for x in xs],
            ),
        ]
    )
    every = r.random() < 0.6
    word, quantifier = ("all", "all") if every else ("any", "any")
    ask = {"en": f"Are {word} of" if every else "Is any of", "fr": "Tous" if every else "Au moins un"}
    wordings = [
        "<k> <s> <w>?",
        "<k> these numbers <w>? <s>",
        "The readings are <s>. <k> them <w>?",
        "Yes or no: <k> <s> <w>?",
        "<s>\n<k> them <w>?",
        "Before I go on I must know: <k> the values <s> <w>?",
        "fr: <k> de ces nombres : <w> ? (<s>) Oui ou non ?",
        "fr: Voici <s>. <k> : <w>, oui ou non ?",
    ]
    return decide(
        r,
        wordings,
        f"{quantifier}({rule} for x in <xs>)",
        all(test) if every else any(test),
        s=", ".join(map(str, xs)),
        xs=xs,
        w={"en": en, "fr": fr},
        k=ask,
    )


@family("logic")
def brackets_match(r: Dice) -> Task:
    pieces = ["()", "[]", "{}", "([])", "{()}", "(())", "[{}]", "(]", "[(])", ")(", "((", "}"]
    s = "".join(
        r.choice(pieces[:7]) if r.random() < 0.8 else r.choice(pieces) for _ in range(r.randint(2, 4))
    )
    wordings = [
        "Are the brackets in '<s>' balanced?",
        "Do all brackets match? '<s>'",
        "Check '<s>': is every bracket closed properly?",
        "My formula has the brackets '<s>'. Are they nested correctly?",
        "'<s>' - well-formed brackets, yes or no?",
        "The compiler complains. Is '<s>' a correct sequence of brackets?",
        "fr: Les parenthèses de « <s> » sont-elles équilibrées ?",
        "es: ¿Están equilibrados los paréntesis de «<s>»?",
    ]
    stack: list[str] = []
    good = True
    for c in s:
        if c in "([{":
            stack.append(c)
        elif not stack or stack.pop() + c not in ("()", "[]", "{}"):
            good = False
    before = (
        's = <s!>\nfor _ in range(len(s)):\n    s = s.replace("()", "").replace("[]", "").replace("{}", "")\n'
    )
    return decide(r, wordings, 's == ""', good and not stack, before=before, s=s)


@family("logic")
def syllogism_age(r: Dice) -> Task:
    names = r.sample(NAMES, 4)
    pairs = list(pairwise(names))
    r.shuffle(pairs)
    x, y = r.sample(names, 2)
    wordings = [
        "<f>. Is <x> older than <y>?",
        "I know that <f>. Does it follow that <x> is older than <y>?",
        "Can <x> be called older than <y> when <f>?",
        "<f>. Compare <x> and <y>: is <x> the older one?",
        "Given <f> - <x> older than <y>, yes or no?",
        "In this family <f>. Was <x> born before <y>?",
        "de: <fde>. Ist <x> älter als <y>?",
        "fr: <ffr>. Est-ce que <x> est plus âgé que <y> ?",
    ]
    before = (
        "pairs = <p>\nabove = [<y!>]\nfor _ in pairs:\n    above += [a for a, b in pairs if b in above]\n"
    )
    return decide(
        r, wordings, "<x!> in above[1:]", names.index(x) < names.index(y), before=before, p=pairs, x=x, y=y,
        f=", ".join(f"{a} is older than {b}" for a, b in pairs),
        fde=", ".join(f"{a} ist älter als {b}" for a, b in pairs),
        ffr=", ".join(f"{a} est plus âgé que {b}" for a, b in pairs),
    )  # fmt: skip


@family("logic")
def consistent_order(r: Dice) -> Task:
    names = r.sample(NAMES, 3)
    scores = r.sample(range(10, 99), 3)
    s = ", ".join(f"{a} {n}" for a, n in zip(names, scores, strict=True))
    x, y = r.sample(names, 2)
    of = dict(zip(names, scores, strict=True))
    wordings = [
        "Scores: <s>. Did <x> beat <y>?",
        "<s>. Is it true that <x> has more than <y>?",
        "Somebody says <x> was better than <y>. The points: <s>. Right?",
        "<x> ahead of <y>? (<s>)",
        "With <s>, does <x> win against <y>?",
        "Look at the points <s>. Yes or no: <x> has the higher number, not <y>.",
        "es: Puntos: <s>. ¿Tiene <x> más que <y>?",
        "de: Punkte: <s>. Hat <x> mehr als <y>?",
    ]
    before = "points = <d>\n"
    return decide(
        r,
        wordings,
        "points[<x!>] > points[<y!>]",
        max(x, y, key=lambda n: of[n]) == x,
        before=before,
        s=s,
        d=of,
        x=x,
        y=y,
    )
