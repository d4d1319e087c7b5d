"""Lists: sorted, filtered, counted, cut, turned, compared with themselves."""

from agora.evals.families._pools import NAMES, items, joined
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
    return task(
        r,
        wordings,
        "answer(sorted(<xs><rev>))",
        ordered,
        s=joined(r, xs),
        xs=xs,
        o=order,
        rev=", reverse=True" if back else "",
    )


@family("lists")
def sort_numbers(r: Dice) -> Task:
    xs, down = _numbers(r, 4, 8, r.choice([-30, 1]), r.choice([50, 999])), r.random() < 0.5
    order = (
        {
            "en": "from largest to smallest",
            "fr": "par ordre décroissant",
            "es": "de mayor a menor",
            "de": "absteigend",
        }
        if down
        else {
            "en": "from smallest to largest",
            "fr": "par ordre croissant",
            "es": "de menor a mayor",
            "de": "aufsteigend",
        }
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
    return task(
        r,
        wordings,
        "answer(sorted(<xs><rev>))",
        ordered,
        s=joined(r, xs),
        xs=xs,
        o=order,
        rev=", reverse=True" if down else "",
    )


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
    pools: list[list[object]] = [
        [1, 2, 3, 4, 5, 6],
        ["red", "blue", "green", "pink"],
        ["tea", "coffee", "milk"],
        ["yes", "no"],
    ]
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
    return task(
        r, wordings, "answer(len(set(<xs>)))", len(dict.fromkeys(xs)), s=", ".join(map(str, xs)), xs=xs
    )


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
    a, b, c = r.choice(
        [
            ("red", "blue", "green"),
            tuple(r.sample(NAMES, 3)),
            ("pizza", "pasta", "soup"),
            ("bus", "car", "bike"),
        ]
    )
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
    return task(
        r,
        wordings,
        "answer(<xs>[<i>])",
        next(x for i, x in enumerate(xs, 1) if i == n),
        s=", ".join(xs),
        xs=xs,
        n=n,
        i=n - 1,
    )


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
    return task(
        r, wordings, "answer(<xs>[<i>::<n>])", value, s=", ".join(map(str, xs)), xs=xs, w=said, n=n, i=n - 1
    )


@family("lists")
def map_numbers(r: Dice) -> Task:
    xs, n = _numbers(r, 4, 6, 1, 40), r.randint(2, 12)
    word, rule, value = r.choice(
        [
            (
                ("multiply each by <n>", "multiplie chacun par <n>", "multiplica cada uno por <n>"),
                "x * <n>",
                [n * x for x in xs],
            ),
            (
                ("add <n> to each", "ajoute <n> à chacun", "suma <n> a cada uno"),
                "x + <n>",
                [n + x for x in xs],
            ),
            (
                ("square each", "élève chacun au carré", "eleva cada uno al cuadrado"),
                "x ** 2",
                [x * x for x in xs],
            ),
            (
                ("subtract <n> from each", "retire <n> à chacun", "resta <n> a cada uno"),
                "x - <n>",
                [-n + x for x in xs],
            ),
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
    return task(
        r, wordings, f"answer([{rule} for x in <xs>])", value, s=", ".join(map(str, xs)), xs=xs, w=said, n=n
    )
