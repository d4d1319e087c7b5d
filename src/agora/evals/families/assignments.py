"""Who has what, who sits where, which colours: small worlds searched through or handed to the solver."""

import itertools
from typing import Any

from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task

_PETS = "cat dog fish bird horse mouse rabbit".split()
_DRINKS = "tea milk coffee juice water cocoa".split()
_JOBS = "baker doctor pilot teacher lawyer painter".split()


def _perm(r: Dice, n: int, things: list[str]) -> tuple[list[str], list[str]]:
    return r.sample([name for name in NAMES if name != "Will"], n), r.sample(things, n)


@family("logic", weight=2)
def who_owns(r: Dice) -> Task:
    en, things = r.choice([("pet", _PETS), ("drink", _DRINKS), ("job", _JOBS)])
    (a, b, c), (x, y, z) = _perm(r, 3, things)
    wanted, owner = r.choice([(x, a), (y, b), (z, c)])
    wordings = [
        "<a>, <b> and <c> each have a different <k>: <L>. <a> has neither <y> nor <z>, and <b> doesn't have <z>. Who has <g>?",
        "Three people (<a>, <b>, <c>), three <k>s (<L>). Not <a>: <y>, <z>. Not <b>: <z>. Whose is <g>?",
        "Who has <g>? <a> doesn't have <y> or <z>, <b> doesn't have <z>. People: <a>, <b>, <c>; <k>s: <L>, one each.",
        "Puzzle: one <k> each from <L> for <a>, <b>, <c>. It's known that <z> belongs neither to <a> nor to <b>, and <y> isn't <a>'s. Find the one with <g>.",
        "My friends <a>, <b> and <c> chose different things (<L>). <b> and <a> both refused <z>; <a> also refused <y>. Who took <g>?",
        "<L> are shared out among <a>, <b> and <c>. <a> gets no <y> and no <z>, <b> no <z>. Who gets <g>?",
        "fr: <a>, <b> et <c> ont chacun une chose différente : <L>. <a> n'a ni <y> ni <z>, <b> n'a pas <z>. Qui a <g> ?",
        "es: <a>, <b> y <c> tienen cosas distintas: <L>. <a> no tiene <y> ni <z>, <b> no tiene <z>. ¿Quién tiene <g>?",
    ]
    listed = ", ".join(r.sample([x, y, z], 3))
    code = (
        "import itertools\n"
        "for <x>, <y>, <z> in itertools.permutations([<a!>, <b!>, <c!>]):\n"
        "    if <a!> not in [<y>, <z>] and <z> != <b!>:\n"
        "        answer(<g>)"
    )
    return task(r, wordings, code, owner, a=a, b=b, c=c, x=x, y=y, z=z, g=wanted, k=en, L=listed)


@family("logic")
def order_of_arrival(r: Dice) -> Task:
    names = r.sample(NAMES, 4)
    a, b, c, d = names
    i = r.randrange(4)
    en, es = [("first", "primero"), ("second", "segundo"), ("third", "tercero"), ("last", "último")][i]
    facts = [f"{a} was before {b}", f"{b} was before {c}", f"{c} was before {d}"]
    r.shuffle(facts)
    shuffled = sorted(names)
    wordings = [
        "<f>. Who was <w>?",
        "In a race, <f>. Who came <w>?",
        "<n> arrived one after the other. <f>. Who came <w>?",
        "Who was <w> if <f>?",
        "At the finish: <f>. The name of the one who was <w>, please.",
        "Four people stood in a queue: <n>. <f>. Who stood <w>?",
        "es: <n> llegaron uno tras otro: <f>. ¿Quién llegó <w>?",
        "es: Carrera: <f>. ¿Quién fue <w>?",
    ]
    code = (
        "import itertools\n"
        "for order in itertools.permutations(<names!>):\n"
        "    place = {name: i for i, name in enumerate(order)}\n"
        "    if <rule>:\n"
        "        answer(order[<i>])"
    )
    pairs = [tuple(fact.split(" was before ")) for fact in facts]
    rule = " and ".join(f'place["{p}"] < place["{q}"]' for p, q in pairs)
    f = {"en": "; ".join(facts), "es": "; ".join(f"{p} llegó antes que {q}" for p, q in pairs)}
    return task(
        r,
        wordings,
        code,
        names[i],
        f=f,
        n=", ".join(shuffled),
        names=shuffled,
        i=i,
        rule=rule,
        w={"en": en, "es": es},
    )


@family("logic")
def seatings(r: Dice) -> Task:
    n = r.randint(3, 5)
    names = r.sample(NAMES, n)
    a, b = names[:2]
    together = r.random() < 0.5
    rule = "== 1" if together else "> 1"
    en, de = (
        ("next to each other", "nebeneinander")
        if together
        else ("not next to each other", "nicht nebeneinander")
    )
    count = 0
    for order in itertools.permutations(range(n)):
        gap = order[0] - order[1]
        count += (gap in (1, -1)) == together
    wordings = [
        "In how many ways can <n> sit in a row if <a> and <b> are <w>?",
        "<n> take seats in a row; <a> and <b> want to be <w>. How many orders?",
        "Number of seatings of <n> on one bench with <a> and <b> <w>?",
        "A photo of <n> in a line, <a> and <b> <w>. How many possibilities are there?",
        "How many arrangements: <n> side by side, but <a> and <b> must be <w>?",
        "<a> and <b> should sit <w>. Count the ways to put <n> on a row of chairs.",
        "de: Auf wie viele Arten können <n> in einer Reihe sitzen, wenn <a> und <b> <w> sind?",
        "de: <n> sitzen in einer Reihe, <a> und <b> <w>. Wie viele Möglichkeiten?",
    ]
    code = (
        "import itertools\n"
        "orders = list(itertools.permutations(<names!>))\n"
        "answer(sum(1 for order in orders if abs(order.index(<a!>) - order.index(<b!>)) <rule>))"
    )
    values: dict[str, Any] = {
        "n": ", ".join(names),
        "names": names,
        "a": a,
        "b": b,
        "rule": rule,
        "w": {"en": en, "de": de},
    }
    return task(r, wordings, code, count, **values)


@family("logic")
def committees(r: Dice) -> Task:
    names = r.sample(NAMES, r.randint(4, 6))
    a, b, k = names[0], names[1], r.randint(2, 3)
    count = sum(1 for mask in range(1 << len(names)) if bin(mask).count("1") == k and mask & 3 != 3)
    wordings = [
        "From <n>, choose <k> people so that <a> and <b> are not both in the group. How many groups?",
        "How many teams of <k> can be formed from <n> if <a> and <b> won't work together?",
        "<n>: pick <k>. Never <a> and <b> at once. Number of choices?",
        "A committee of <k> out of <n>. <a> and <b> quarrel, so at most one of them joins. How many committees are possible?",
        "Count the groups of <k> among <n> without the pair <a> and <b>.",
        "We are <n> and <k> may come along, but not <a> together with <b>. How many possibilities are there?",
        "fr: Combien de groupes de <k> parmi <n>, sans avoir <a> et <b> ensemble ?",
        "es: ¿Cuántos grupos de <k> personas de <n> no contienen a la vez a <a> y <b>?",
    ]
    code = (
        "import itertools\n"
        "groups = itertools.combinations(<names!>, <k>)\n"
        "answer(sum(1 for group in groups if not (<a!> in group and <b!> in group)))"
    )
    return task(r, wordings, code, count, n=", ".join(names), names=names, a=a, b=b, k=k)


@family("solvers", weight=2)
def cheapest_assignment(r: Dice) -> Task:
    names, jobs = r.sample(NAMES, 3), r.sample(["roof", "door", "wall", "floor", "fence", "window"], 3)
    costs = [[r.randint(2, 40) for _ in jobs] for _ in names]
    best = min(costs[0][i] + costs[1][j] + costs[2][3 - i - j] for i in range(3) for j in range(3) if i != j)
    table = "; ".join(
        f"{name}: {', '.join(f'{job} {cost}' for job, cost in zip(jobs, row, strict=True))}"
        for name, row in zip(names, costs, strict=True)
    )
    wordings = [
        "Three people, three jobs, one each. Prices: <t>. What is the lowest total cost?",
        "Assign every person one job as cheaply as possible. <t>. Total?",
        "<t>. Each does exactly one thing. What's the least it can cost altogether?",
        "I have three offers: <t>. Everyone gets one job and all jobs must be done. The minimum price?",
        "Assignment problem, costs: <t>. Minimal sum?",
        "How little can I pay if each of the three does another job? <t>.",
        "fr: Chacun fait un travail différent. Prix : <t>. Coût total minimal ?",
        "de: Jeder macht genau eine Arbeit. Preise: <t>. Was kostet es mindestens?",
    ]
    code = (
        "import itertools\n"
        "costs = <costs!>\n"
        "answer(min(sum(costs[i][j] for i, j in enumerate(order)) for order in itertools.permutations(range(3))))"
    )
    return task(r, wordings, code, best, t=table, costs=costs)


@family("solvers")
def colour_map(r: Dice) -> Task:
    lands = r.sample("Aland Borduria Caledon Drava Elbonia Freedonia Grenda Hyland".split(), 4)
    pairs = r.sample(list(itertools.combinations(lands, 2)), r.randint(3, 6))
    best = 1
    while not any(
        all(pick[lands.index(a)] != pick[lands.index(b)] for a, b in pairs)
        for pick in itertools.product(range(best), repeat=4)
    ):
        best += 1
    n = ", ".join(lands)
    f = ", ".join(f"{a}-{b}" for a, b in pairs)
    wordings = [
        "Countries <n>, borders <f>. How many colours does the map need at least?",
        "A map with <n>. Neighbours: <f>. The fewest colours so that no neighbours share one?",
        "Neighbours must differ in colour: <f>. Countries: <n>. Minimum number of colours?",
        "I want to paint <n>. These touch: <f>. With how many colours can I do it at least?",
        "Colour the graph with nodes <n> and edges <f>. Chromatic number?",
        "<f> are borders between <n>. What is the least number of colours?",
        "es: Países <n>, fronteras <f>. ¿Cuántos colores hacen falta como mínimo?",
        "fr: Pays <n>, frontières <f>. Combien de couleurs au minimum ?",
    ]
    code = (
        "lands = <lands!>\n"
        'found = solve.sat({land: [1, 4] for land in lands}, <rules!>, minimize="max(" + ", ".join(lands) + ")")\n'
        "answer(max(found.values()))"
    )
    return task(r, wordings, code, best, n=n, f=f, lands=lands, rules=[f"{a} != {b}" for a, b in pairs])


@family("solvers")
def fill_boxes(r: Dice) -> Task:
    weights, cap = [r.randint(2, 9) for _ in range(r.randint(4, 5))], r.randint(10, 14)
    n = len(weights)
    best = next(
        k
        for k in range(1, n + 1)
        if any(
            all(sum(w for w, box in zip(weights, pick, strict=True) if box == i) <= cap for i in range(k))
            for pick in itertools.product(range(k), repeat=n)
        )
    )
    thing = r.choice(["parcels", "suitcases", "stones", "files", "pieces"])
    wordings = [
        "<T> of <x> kg go into boxes that hold <m> kg. How many boxes do I need at least?",
        "Boxes carry <m> kg. Pack <t> of <x> kg. Fewest boxes?",
        "What's the smallest number of bins of size <m> for items of size <x>?",
        "I have <t> of <x> kg and vans that take <m> kg each. With how few vans can I do it?",
        "Bin packing: sizes <x>, capacity <m>. Minimum number of bins?",
        "A lift takes <m> kg. How many trips at least for <t> of <x> kg?",
        "de: <T> von <x> kg sollen in Kisten, die <m> kg fassen. Wie viele Kisten mindestens?",
        "es: Cajas de <m> kg para piezas de <x> kg. ¿Cuántas cajas como mínimo?",
    ]
    code = (
        "import itertools\n"
        "sizes, boxes = <w!>, 1\n"
        "while not any(all(sum(s for s, b in zip(sizes, pick) if b == i) <= <m> for i in range(boxes)) for pick in itertools.product(range(boxes), repeat=len(sizes))):\n"
        "    boxes += 1\n"
        "answer(boxes)"
    )
    return task(
        r,
        wordings,
        code,
        best,
        t=thing,
        T=thing.capitalize(),
        x=", ".join(map(str, weights)),
        w=weights,
        m=cap,
    )


@family("solvers")
def best_subset(r: Dice) -> Task:
    xs, cap = r.sample(range(3, 60), r.randint(4, 6)), r.randint(40, 120)
    reach = {0}
    for x in xs:
        reach |= {y + x for y in reach}
    best = max(y for y in reach if y <= cap)
    wordings = [
        "Which is the largest sum at most <m> that I can make from some of <x>?",
        "Numbers <x>, each usable once. How close from below can a sum get to <m>? Give the sum.",
        "I have a voucher of <m> euros. Things cost <x>. What's the most I can spend with it, one piece of each?",
        "Songs of <x> minutes, a tape of <m> minutes. How many minutes can be filled at best?",
        "Pick from <x> so that the total doesn't exceed <m> but is as big as can be. The total?",
        "Maximum subset sum not above <m>: <x>",
        "fr: Quelle est la plus grande somme ne dépassant pas <m> avec certains de ces nombres : <x> ?",
        "de: Welche größte Summe bis <m> lässt sich aus <x> bilden, jede Zahl höchstens einmal?",
    ]
    code = (
        "import itertools\n"
        "numbers = <xs!>\n"
        "sums = [sum(c) for n in range(len(numbers) + 1) for c in itertools.combinations(numbers, n)]\n"
        "answer(max(s for s in sums if s <= <m>))"
    )
    return task(r, wordings, code, best, x=", ".join(map(str, xs)), xs=xs, m=cap)
