"""Lists: sorted, filtered, counted, cut, turned, compared with themselves."""

from itertools import pairwise

from agora.evals.families._pools import NAMES, decide, items, joined
from agora.evals.task import Dice, Task, family, task


def _numbers(r: Dice, least: int = 5, most: int = 8, low: int = 1, high: int = 99) -> list[int]:
    return [r.randint(low, high) for _ in range(r.randint(least, most))]


@family("lists")
def sort_words(r: Dice) -> Task:
    xs, back = items(r), r.random() < 0.3
    order = (
        {"en": "from Z to A", "fr": "de Z à A", "es": "de la Z a la A", "de": "von Z bis A"}
        if back
        else {"en": "from A to Z", "fr": "de A à Z", "es": "de la A a la Z", "de": "von A bis Z"}
    )
    wordings = [
        "Sort these words <o>: <s>",
        "Alphabetize <o>: <s>",
        "<s> - <o> please",
        "The files on my shelf are <s>. I want them <o>.",
        "How do you order <s> by the alphabet, <o>?",
        "Here's the class list: <s>. Read it out to me <o>.",
        "<s>\nsort <o>",
        "Arrange the following by name, <o>: <s>",
        "fr: Trie ces mots <o> : <s>",
        "es: Ordena <o>: <s>",
    ]
    ordered = list(xs)
    ordered.sort(reverse=back)
    return task(r, wordings, "answer(sorted(<xs><rev>))", ordered, s=joined(r, xs), xs=xs, o=order, rev=", reverse=True" if back else "")


@family("lists")
def sort_numbers(r: Dice) -> Task:
    xs, down = _numbers(r, 4, 8, r.choice([-30, 1]), r.choice([50, 999])), r.random() < 0.5
    order = (
        {"en": "from largest to smallest", "fr": "par ordre décroissant", "es": "de mayor a menor", "de": "absteigend"}
        if down
        else {"en": "from smallest to largest", "fr": "par ordre croissant", "es": "de menor a mayor", "de": "aufsteigend"}
    )
    wordings = [
        "Sort <s> <o>.",
        "Put these numbers <o>: <s>",
        "<s> <o>",
        "The marathon numbers are <s>. Line them up <o>.",
        "Can you list <s> <o>?",
        "I have the values <s> and need them <o> for a chart.",
        "order <o>: <s>",
        "Please take <s> and give them back <o>.",
        "fr: Range ces nombres <o> : <s>",
        "de: Sortiere <o>: <s>",
    ]
    ordered: list[int] = []
    for x in xs:
        i = sum(y >= x if down else y <= x for y in ordered)
        ordered.insert(i, x)
    return task(r, wordings, "answer(sorted(<xs><rev>))", ordered, s=joined(r, xs), xs=xs, o=order, rev=", reverse=True" if down else "")


_RULES = {
    "greater than <n>": ("supérieurs à <n>", "mayores que <n>", "größer als <n>", "x > <n>"),
    "less than <n>": ("inférieurs à <n>", "menores que <n>", "kleiner als <n>", "x < <n>"),
    "at least <n>": ("au moins égaux à <n>", "al menos <n>", "mindestens <n>", "x >= <n>"),
    "even": ("pairs", "pares", "gerade", "x % 2 == 0"),
    "odd": ("impairs", "impares", "ungerade", "x % 2 == 1"),
    "divisible by <m>": ("divisibles par <m>", "divisibles entre <m>", "durch <m> teilbar", "x % <m> == 0"),
}


def _filtering(r: Dice, wordings: list[str], *, count: bool) -> Task:
    xs, n, m = _numbers(r), r.randint(10, 70), r.choice([3, 4, 5, 7])
    key = r.choice(list(_RULES))
    en, fr, es, de, rule = (t.replace("<n>", str(n)).replace("<m>", str(m)) for t in (key, *_RULES[key]))
    tests = {
        "greater than <n>": lambda x: not x <= n,
        "less than <n>": lambda x: not x >= n,
        "at least <n>": lambda x: not x < n,
        "even": lambda x: str(x)[-1] in "02468",
        "odd": lambda x: str(x)[-1] in "13579",
        "divisible by <m>": lambda x: x in range(0, 1000, m),
    }
    kept = list(filter(tests[key], xs))
    said = {"en": en, "fr": fr, "es": es, "de": de}
    code = f"answer(sum(1 for x in <xs> if {rule}))" if count else f"answer([x for x in <xs> if {rule}])"
    return task(r, wordings, code, len(kept) if count else kept, s=joined(r, xs), xs=xs, w=said)


@family("lists")
def filter_numbers(r: Dice) -> Task:
    wordings = [
        "Which of <s> are <w>?",
        "Keep only the numbers that are <w>: <s>",
        "From <s> list those that are <w>.",
        "Filter <s>: only <w>",
        "The lottery drew <s>. Show me the numbers that are <w>.",
        "I wrote down <s>; cross out what isn't <w>. What's left?",
        "Numbers <w> among <s>?",
        "<s>\nOnly the ones that are <w>, please.",
        "fr: Lesquels sont <w> : <s>",
        "de: Welche dieser Zahlen sind <w>? <s>",
    ]
    return _filtering(r, wordings, count=False)


@family("counting")
def count_numbers_that(r: Dice) -> Task:
    wordings = [
        "How many of <s> are <w>?",
        "Count the numbers that are <w>: <s>",
        "In <s>, how many are <w>?",
        "Our readings were <s>. How many of them are <w>?",
        "The test scores: <s>. I need the count of those that are <w>.",
        "how many numbers <w> in <s>",
        "The dice of the board game gave <s>. On how many turns was the number <w>?",
        "<s>\nNumber of entries that are <w>?",
        "es: ¿Cuántos de estos números son <w>? <s>",
        "fr: Combien de ces nombres sont <w> ? <s>",
    ]
    return _filtering(r, wordings, count=True)


def _repeating(r: Dice) -> list[object]:
    pools: list[list[object]] = [[1, 2, 3, 4, 5, 6], ["red", "blue", "green", "pink"], ["tea", "coffee", "milk"], ["yes", "no"]]
    pools.append(list(r.sample(NAMES, 4)))
    pool = r.choice(pools)
    return [r.choice(pool) for _ in range(r.randint(6, 10))]


@family("lists")
def unique(r: Dice) -> Task:
    xs = _repeating(r)
    wordings = [
        "Remove the duplicates from <s>.",
        "List the distinct items of <s>.",
        "<s> without duplicates",
        "Somebody entered things twice: <s>. Clean it so that each comes once, in the order of first appearance.",
        "Each value only once, please: <s>",
        "My list says <s>. Drop whatever repeats.",
        "dedupe: <s>",
        "These people or things came by: <s>. Name each just once.",
        "fr: Enlève les doublons : <s>",
        "es: Quita los repetidos: <s>",
    ]
    once: list[object] = []
    for x in xs:
        if x not in once:
            once.append(x)
    return task(r, wordings, "answer(list(dict.fromkeys(<xs>)))", once, s=", ".join(map(str, xs)), xs=xs)


@family("counting")
def count_unique(r: Dice) -> Task:
    xs = _repeating(r)
    wordings = [
        "How many different values are in <s>?",
        "Count the distinct items: <s>",
        "How many unique entries does this list have? <s>",
        "The votes were <s>. How many different answers did people give?",
        "<s> - number of distinct ones?",
        "If I throw out repetitions in <s>, how many are left?",
        "We saw <s>. How many different kinds was that?",
        "fr: Combien de valeurs différentes : <s>",
        "de: Wie viele verschiedene Werte sind das: <s>",
    ]
    return task(r, wordings, "answer(len(set(<xs>)))", len(dict.fromkeys(xs)), s=", ".join(map(str, xs)), xs=xs)


@family("counting")
def occurrences(r: Dice) -> Task:
    xs = _repeating(r)
    x = r.choice(xs)
    wordings = [
        "How many times does <x> appear in <s>?",
        "Count <x> in this list: <s>",
        "<s>. How often do you find <x> there?",
        "The answers were <s>. How many were '<x>'?",
        "We drew cards: <s>. I bet on <x>. How often did I win?",
        "number of <x> in: <s>",
        "In my log I see <s>; tell me the count of <x>.",
        "How many <x> are among <s>?",
        "es: ¿Cuántas veces aparece <x> en: <s>?",
        "de: Wie oft kommt <x> vor: <s>",
    ]
    value = sum(y == x for y in xs)
    return task(r, wordings, "answer(<xs>.count(<x!>))", value, x=x, s=", ".join(map(str, xs)), xs=xs)


@family("lists")
def most_common_item(r: Dice) -> Task:
    a, b, c = r.choice([("red", "blue", "green"), tuple(r.sample(NAMES, 3)), ("pizza", "pasta", "soup"), ("bus", "car", "bike")])
    n = r.randint(3, 5)
    xs = [a] * n + [b] * r.randint(1, n - 1) + [c] * r.randint(1, n - 1)
    r.shuffle(xs)
    wordings = [
        "Which item occurs most often? <s>",
        "The votes: <s>. Who or what won?",
        "<s> - most frequent?",
        "Find the mode of this list: <s>",
        "I asked around and heard <s>. What was the most popular answer?",
        "What comes up most in <s>?",
        "Ballots: <s>. Announce the winner.",
        "fr: Qu'est-ce qui revient le plus souvent : <s>",
        "es: ¿Cuál es la respuesta más frecuente? <s>",
    ]
    code = "from collections import Counter\nanswer(Counter(<xs>).most_common(1)[0][0])"
    return task(r, wordings, code, a, s=", ".join(xs), xs=xs)


@family("lists")
def tally(r: Dice) -> Task:
    xs = _repeating(r)
    wordings = [
        "Tally this list: <s>",
        "How many of each are there? <s>",
        "The votes are <s>. Give the count for every option.",
        "<s>\nFrequency table, please.",
        "We counted traffic: <s>. How many of each kind?",
        "Make a count per value: <s>",
        "de: Wie oft kommt jedes vor? <s>",
        "fr: Compte combien il y en a de chaque : <s>",
    ]
    code = "from collections import Counter\nanswer(dict(Counter(<xs>)))"
    return task(r, wordings, code, {x: xs.count(x) for x in xs}, s=", ".join(map(str, xs)), xs=xs)


@family("lists")
def position_in_list(r: Dice) -> Task:
    xs = items(r)
    x = r.choice(xs)
    wordings = [
        "At which position is <x> in <s>?",
        "Counting from 1, where is <x> in <s>?",
        "The queue is <s>. Which place has <x>?",
        "<s>: which number in the row is <x>?",
        "They called out <s> in this order. As number what was <x> called?",
        "position of <x> among <s>",
        "My top list reads <s>. What rank does <x> have?",
        "If I go through <s> from the left, as which item do I meet <x>?",
        "fr: À quelle place se trouve <x> dans : <s>",
        "es: ¿En qué posición está <x> en la lista <s>?",
    ]
    value = next(i for i, y in enumerate(xs, 1) if y == x)
    return task(r, wordings, "answer(<xs>.index(<x!>) + 1)", value, x=x, s=", ".join(xs), xs=xs)


@family("lists")
def item_at(r: Dice) -> Task:
    xs = items(r, 5, 7)
    n = r.randint(2, 5)
    wordings = [
        "What is item number <n> of this list? <s>",
        "Which one comes at position <n> in <s>?",
        "<s> - I want no. <n>.",
        "The menu reads <s>. I order number <n>. What do I get?",
        "Going from left to right through <s>, what is in place <n>?",
        "Element <n> (counting from one): <s>",
        "fr: Quel est l'élément numéro <n> de : <s>",
        "de: Was steht an Stelle <n> in: <s>",
    ]
    return task(r, wordings, "answer(<xs>[<i>])", next(x for i, x in enumerate(xs, 1) if i == n), s=", ".join(xs), xs=xs, n=n, i=n - 1)


@family("lists")
def every_nth(r: Dice) -> Task:
    xs, n = r.sample(range(1, 90), r.randint(8, 10)), r.randint(2, 4)
    words = {
        "en": ["", "", "second", "third", "fourth"],
        "fr": ["", "", "deuxième", "troisième", "quatrième"],
        "es": ["", "", "segundo", "tercer", "cuarto"],
    }
    wordings = [
        "Take every <w> number from <s>.",
        "Every <w> item of <s>",
        "Going through <s>, I pick every <w> one. What do I get?",
        "Houses <s> stand in a row; every <w> house gets a leaflet. Which ones?",
        "From <s> keep each <w> element and drop the rest.",
        "<s>: give me only every <w> value.",
        "For inspection we take each <w> box. The boxes come as <s>. Which do we take?",
        "fr: Prends un nombre sur <n>, le <w> puis ainsi de suite : <s>",
        "es: Toma cada <w> número de: <s>",
    ]
    said = {language: names[n] for language, names in words.items()}
    value = [x for i, x in enumerate(xs, 1) if i % n == 0]
    return task(r, wordings, "answer(<xs>[<i>::<n>])", value, s=", ".join(map(str, xs)), xs=xs, w=said, n=n, i=n - 1)


@family("lists")
def map_numbers(r: Dice) -> Task:
    xs, n = _numbers(r, 4, 6, 1, 40), r.randint(2, 12)
    word, rule, value = r.choice(
        [
            (("multiply each by <n>", "multiplie chacun par <n>", "multiplica cada uno por <n>"), "x * <n>", [n * x for x in xs]),
            (("add <n> to each", "ajoute <n> à chacun", "suma <n> a cada uno"), "x + <n>", [n + x for x in xs]),
            (("square each", "élève chacun au carré", "eleva cada uno al cuadrado"), "x ** 2", [x * x for x in xs]),
            (("subtract <n> from each", "retire <n> à chacun", "resta <n> a cada uno"), "x - <n>", [-n + x for x in xs]),
            (("double each", "double chacun", "duplica cada uno"), "x * 2", [x + x for x in xs]),
        ]
    )
    said = dict(zip(("en", "fr", "es"), (w.replace("<n>", str(n)) for w in word), strict=True))
    wordings = [
        "Take the numbers <s> and <w>.",
        "I have <s>. Please <w>.",
        "With the list <s>: <w>.",
        "What are the new values if I <w> of <s>?",
        "<s>\n<w>",
        "All prices change: <w>. Old prices: <s>",
        "In a spreadsheet column there is <s>; <w> and show me the result.",
        "Please <w> in this list: <s>",
        "fr: Voici <s> : <w>.",
        "es: Tengo <s>: <w>.",
    ]
    return task(r, wordings, f"answer([{rule} for x in <xs>])", value, s=", ".join(map(str, xs)), xs=xs, w=said, n=n)


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
    return task(r, wordings, "answer(sorted(<xs><rev>)[:<n>])", value, s=joined(r, xs), xs=xs, n=n, w=word, rev=", reverse=True" if high else "")


@family("lists")
def second_largest(r: Dice) -> Task:
    xs, high = r.sample(range(10, 999), r.randint(5, 8)), r.random() < 0.6
    word = {"en": "second largest", "fr": "deuxième plus grand", "es": "segundo mayor", "de": "zweitgrößte"}
    if not high:
        word = {"en": "second smallest", "fr": "deuxième plus petit", "es": "segundo menor", "de": "zweitkleinste"}
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
    return task(r, wordings, "answer(sorted(<xs>)[<i>])", value, s=joined(r, xs), xs=xs, w=word, i=-2 if high else 1)


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
    return task(r, wordings, code, [sum(xs[: i + 1]) for i in range(len(xs))], s=", ".join(map(str, xs)), xs=xs)


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
    return task(r, wordings, "xs = <xs>\nanswer([b - a for a, b in zip(xs, xs[1:])])", value, s=", ".join(map(str, xs)), xs=xs)


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
    return task(r, wordings, "xs = <xs>\nanswer([xs[i:i + <n>] for i in range(0, len(xs), <n>)])", value, s=", ".join(xs), xs=xs, n=n)


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
