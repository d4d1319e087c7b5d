"""Lists that are turned, cut, ranked, summed step by step or searched for what is missing."""

from itertools import pairwise

from agora.evals.families._pools import decide, items, joined
from agora.evals.task import Dice, Task, family, task


def _numbers(r: Dice, least: int = 5, most: int = 8, low: int = 1, high: int = 99) -> list[int]:
    return [r.randint(low, high) for _ in range(r.randint(least, most))]


@family("lists")
def reverse_list(r: Dice) -> Task:
    xs: list[str] | list[int] = items(r) if r.random() < 0.6 else _numbers(r)
    wordings = [
        "Reverse the list <s>.",
        "<s> from back to front",
        "The train's carriages are <s>. It turns round; in which order do they come now?",
        "List <s> the other way round, last one first.",
        "I visited <s> in this order and went back the same way. List the stops of the way back, beginning with the last one.",
        "Flip the order: <s>",
        "fr: Inverse l'ordre de la liste : <s>",
        "de: Dreh die Liste um: <s>",
    ]
    return task(r, wordings, "answer(<xs>[::-1])", list(reversed(xs)), s=", ".join(map(str, xs)), xs=xs)


@family("lists")
def top_n(r: Dice) -> Task:
    xs, n, high = r.sample(range(10, 999), r.randint(6, 8)), r.randint(2, 4), r.random() < 0.6
    word = (
        {"en": "largest", "fr": "plus grands", "es": "mayores", "de": "größten"}
        if high
        else {"en": "smallest", "fr": "plus petits", "es": "menores", "de": "kleinsten"}
    )
    wordings = [
        "What are the <n> <w> numbers in <s>?",
        "Give me the <w> <n> of <s>.",
        "<s>: the <n> <w>?",
        "Our sales per shop were <s>. Which are the <n> <w> figures?",
        "Pick the <n> <w> values, sorted that way: <s>",
        "Only the <n> <w> scores count. The scores are <s>. Which count?",
        "fr: Quels sont les <n> <w> nombres de : <s>",
        "es: ¿Cuáles son los <n> <w> de: <s>?",
    ]
    rest, value = list(xs), []
    for _ in range(n):
        value.append(max(rest) if high else min(rest))
        rest.remove(value[-1])
    return task(
        r,
        wordings,
        "answer(sorted(<xs><rev>)[:<n>])",
        value,
        s=joined(r, xs),
        xs=xs,
        n=n,
        w=word,
        rev=", reverse=True" if high else "",
    )


@family("lists")
def second_largest(r: Dice) -> Task:
    xs, high = r.sample(range(10, 999), r.randint(5, 8)), r.random() < 0.6
    word = {"en": "second largest", "fr": "deuxième plus grand", "es": "segundo mayor", "de": "zweitgrößte"}
    if not high:
        word = {
            "en": "second smallest",
            "fr": "deuxième plus petit",
            "es": "segundo menor",
            "de": "zweitkleinste",
        }
    wordings = [
        "What is the <w> number in <s>?",
        "<w> of <s>?",
        "The results are <s>. Name the <w>.",
        "In the list <s>, find the <w> value.",
        "Not the extreme one but the <w> of these: <s>",
        "Offers came in at <s> euros. Which is the <w> offer?",
        "fr: Quel est le <w> nombre de : <s>",
        "de: Welches ist die <w> Zahl in: <s>",
    ]
    value = max(x for x in xs if x != max(xs)) if high else min(x for x in xs if x != min(xs))
    return task(
        r, wordings, "answer(sorted(<xs>)[<i>])", value, s=joined(r, xs), xs=xs, w=word, i=-2 if high else 1
    )


@family("lists")
def running_total(r: Dice) -> Task:
    xs = _numbers(r, 4, 6, 1, 90)
    wordings = [
        "Running totals of <s>?",
        "Give the cumulative sums: <s>",
        "I save <s> euros month by month. How much do I have after each month?",
        "Add up step by step and show every intermediate sum: <s>",
        "<s> -> cumulative",
        "On each day we walked <s> km. List the distance covered by the end of each day.",
        "fr: Donne les sommes cumulées de : <s>",
        "es: Da las sumas acumuladas de: <s>",
    ]
    code = "from itertools import accumulate\nanswer(list(accumulate(<xs>)))"
    return task(
        r, wordings, code, [sum(xs[: i + 1]) for i in range(len(xs))], s=", ".join(map(str, xs)), xs=xs
    )


@family("lists")
def differences(r: Dice) -> Task:
    xs = _numbers(r, 4, 6, 1, 200)
    wordings = [
        "What are the differences between neighbours in <s>, each minus the one before?",
        "By how much does each number change from the one before? <s>",
        "My weight, the meter, whatever: <s>. List the changes from one reading to the next.",
        "Consecutive differences (next minus previous): <s>",
        "The meter showed <s>. What was added between the readings?",
        "<s>: step from each to the next, with sign",
        "fr: Donne les écarts successifs (suivant moins précédent) : <s>",
        "de: Um wie viel ändert sich der Wert jeweils? <s>",
    ]
    value = [xs[i] - xs[i - 1] for i in range(1, len(xs))]
    return task(
        r,
        wordings,
        "xs = <xs>\nanswer([b - a for a, b in zip(xs, xs[1:])])",
        value,
        s=", ".join(map(str, xs)),
        xs=xs,
    )


@family("lists")
def chunks(r: Dice) -> Task:
    xs, n = items(r, 6, 9), r.randint(2, 3)
    wordings = [
        "Split into groups of <n>, in order: <s>",
        "Divide <s> into lists of <n>.",
        "The pupils stand in line: <s>. Always <n> next to each other form a team. Teams?",
        "<s> in chunks of <n>",
        "Break this list up, <n> at a time: <s>",
        "I put <n> things in each box, in this order: <s>. What's in the boxes?",
        "fr: Coupe la liste en groupes de <n> : <s>",
        "es: Divide en grupos de <n>, en orden: <s>",
    ]
    value: list[list[str]] = []
    for i, x in enumerate(xs):
        if i % n == 0:
            value.append([])
        value[-1].append(x)
    return task(
        r,
        wordings,
        "xs = <xs>\nanswer([xs[i:i + <n>] for i in range(0, len(xs), <n>)])",
        value,
        s=", ".join(xs),
        xs=xs,
        n=n,
    )


@family("lists")
def is_sorted(r: Dice) -> Task:
    xs = _numbers(r, 4, 7)
    if r.random() < 0.5:
        xs.sort()
    wordings = [
        "Is this list in ascending order? <s>",
        "Are the numbers <s> sorted from small to large?",
        "<s> - sorted or not?",
        "I ordered my stamps by year: <s>. Did I get it right, oldest year (smallest number) first?",
        "Check that <s> never goes down.",
        "Do the values <s> only go up or stay equal?",
        "es: ¿Está en orden ascendente? <s>",
        "de: Ist die Liste aufsteigend sortiert? <s>",
    ]
    value = all(a <= b for a, b in pairwise(xs))
    return decide(r, wordings, "xs == sorted(xs)", value, before="xs = <xs>\n", s=joined(r, xs), xs=xs)


@family("lists")
def missing_number(r: Dice) -> Task:
    n = r.randint(6, 14)
    gone = r.randint(2, n - 1)
    xs = [x for x in range(1, n + 1) if x != gone]
    r.shuffle(xs)
    wordings = [
        "Which number from 1 to <n> is missing? <s>",
        "There should be all numbers from 1 to <n> in <s>, but one isn't. Which?",
        "Tickets 1 to <n> were sold, these came back: <s>. Which one is still out?",
        "<s> - find the gap between 1 and <n>.",
        "I have the volumes <s> of a series of <n>. Which volume do I lack?",
        "1..<n> without which number gives <s>?",
        "fr: Quel nombre de 1 à <n> manque dans : <s>",
        "es: ¿Qué número del 1 al <n> falta en: <s>?",
    ]
    code = "answer([x for x in range(1, <n> + 1) if x not in <xs>][0])"
    return task(r, wordings, code, gone, s=", ".join(map(str, xs)), xs=xs, n=n)


@family("lists")
def pairs_with_sum(r: Dice) -> Task:
    xs = r.sample(range(1, 40), r.randint(6, 8))
    t = sum(r.sample(xs, 2)) if r.random() < 0.8 else r.randint(5, 70)
    wordings = [
        "Which pairs in <s> add up to <t>?",
        "Find all pairs that sum to <t>: <s>",
        "I have coins or weights of <s>. Which two together make exactly <t>?",
        "<s>: pairs with sum <t>?",
        "Two of these numbers should give <t>. List every such pair: <s>",
        "From <s> choose two that total <t>. All possibilities, please.",
        "fr: Quelles paires ont pour somme <t> : <s>",
        "de: Welche Paare ergeben zusammen <t>? <s>",
    ]
    value = [(xs[i], xs[j]) for i in range(len(xs)) for j in range(i + 1, len(xs)) if xs[i] + xs[j] == t]
    code = "from itertools import combinations\nanswer([[a, b] for a, b in combinations(<xs>, 2) if a + b == <t>])"
    return task(r, wordings, code, [list(p) for p in value], s=", ".join(map(str, xs)), xs=xs, t=t)
