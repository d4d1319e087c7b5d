"""Ways through a few places, short enough to be tried one by one."""

import itertools

from agora.evals.task import Dice, Task, family, task

_TOWNS = "Arden Brill Corby Dunmore Elden Farley Garth Holm".split()


def _distances(r: Dice, towns: list[str]) -> dict[tuple[str, str], int]:
    return {pair: r.randint(3, 60) for pair in itertools.combinations(towns, 2)}


def _said(dist: dict[tuple[str, str], int]) -> str:
    return ", ".join(f"{a}-{b} {km}" for (a, b), km in dist.items())


def _lengths(dist: dict[tuple[str, str], int], legs: list[tuple[str, str]]) -> int:
    return sum(dist.get(leg, dist.get(leg[::-1], 0)) for leg in legs)


@family("solvers")
def round_trip(r: Dice) -> Task:
    towns = r.sample(_TOWNS, 4)
    dist = _distances(r, towns)
    start, *others = towns
    best = min(
        _lengths(dist, list(itertools.pairwise([start, *order, start])))
        for order in itertools.permutations(others)
    )
    wordings = [
        "Distances in km: <d>. What is the shortest round trip from <s> through all towns?",
        "A van starts in <s>, visits every town once and comes back. <d>. Least km?",
        "<d>. Shortest tour of all four, starting and ending in <s>?",
        "I deliver parcels in all these towns and return to <s>: <d>. How short can my trip be?",
        "Travelling salesman from <s>: <d> (km). Minimum length?",
        "How many km at least, if I begin at <s>, see the other three and go home? <d>.",
        "fr: Distances : <d>. Longueur minimale d'un circuit depuis <s> par toutes les villes ?",
        "es: Distancias: <d>. ¿Cuál es la vuelta más corta desde <s> por todos los pueblos?",
    ]
    code = (
        "import itertools\n"
        "km = <k>\n"
        "km.update({(b, a): n for (a, b), n in km.items()})\n"
        "tours = [(<s!>, *order, <s!>) for order in itertools.permutations(<o!>)]\n"
        "answer(min(sum(km[leg] for leg in zip(tour, tour[1:])) for tour in tours))"
    )
    return task(r, wordings, code, best, d=_said(dist), s=start, o=others, k=dist)


@family("solvers")
def shortest_way(r: Dice) -> Task:
    a, b, c, d = r.sample(_TOWNS, 4)
    ab, ac, bd, cd, bc = (r.randint(2, 50) for _ in range(5))
    best = min(ab + bd, ac + cd, ab + bc + cd, ac + bc + bd)
    wordings = [
        "Roads: <a>-<b> <p> km, <a>-<c> <q> km, <b>-<d> <s> km, <c>-<d> <t> km, <b>-<c> <u> km. Shortest way from <a> to <d>?",
        "How far is it at least from <a> to <d>? <a>-<b> <p>, <a>-<c> <q>, <b>-<c> <u>, <b>-<d> <s>, <c>-<d> <t>.",
        "I drive from <a> to <d>. The roads are <a>-<b> (<p> km), <b>-<d> (<s> km), <a>-<c> (<q> km), <c>-<d> (<t> km) and <b>-<c> (<u> km). Minimum distance?",
        "Shortest path <a> to <d> in minutes: <a>-<b> <p>, <a>-<c> <q>, <b>-<d> <s>, <c>-<d> <t>, <b>-<c> <u>.",
        "<a>-<b> is <p>, <a>-<c> <q>, <b>-<c> <u>, <b>-<d> <s> and <c>-<d> <t>. What's the length of the best route <a> to <d>?",
        "Graph: <a> <b> <p>; <a> <c> <q>; <b> <c> <u>; <b> <d> <s>; <c> <d> <t>. Distance between <a> and <d>?",
        "de: Straßen: <a>-<b> <p> km, <a>-<c> <q> km, <b>-<c> <u> km, <b>-<d> <s> km, <c>-<d> <t> km. Kürzester Weg von <a> nach <d>?",
        "fr: Routes : <a>-<b> <p>, <a>-<c> <q>, <b>-<c> <u>, <b>-<d> <s>, <c>-<d> <t>. Distance minimale de <a> à <d> ?",
    ]
    code = "ab, ac, bc, bd, cd = <p>, <q>, <u>, <s>, <t>\nanswer(min(ab + bd, ac + cd, ab + bc + cd, ac + bc + bd))"
    return task(r, wordings, code, best, a=a, b=b, c=c, d=d, p=ab, q=ac, s=bd, t=cd, u=bc)


@family("solvers")
def length_of_route(r: Dice) -> Task:
    stops = r.sample(_TOWNS, r.randint(3, 5))
    kms = [r.randint(4, 300) for _ in stops[1:]]
    legs = list(itertools.pairwise(stops))
    legs_said = [f"{a} to {b} {km} km" for (a, b), km in zip(legs, kms, strict=True)]
    back = r.random() < 0.3
    wordings = [
        "<f>. How long is the whole way from <a> to <z><B>?",
        "Total distance <a> to <z><B>: <f>?",
        "I cycled <f><B>. How many km was that?",
        "The trip: <f>. What does it come to in total<B>?",
        "How far is <a> to <z><B>, stage by stage <f>?",
        "Our tour has these legs: <f>. Sum in km<B>?",
        "es: Etapas: <f>. ¿Cuántos km son en total<B>?",
        "de: Etappen: <f>. Wie weit ist das zusammen<B>?",
    ]
    code = "legs = <k!>\nanswer(sum(legs) * 2)" if back else "legs = <k!>\nanswer(sum(legs))"
    both = {"en": ", there and back", "es": ", ida y vuelta", "de": ", hin und zurück"}
    value = sum(kms) + (sum(kms) if back else 0)
    return task(
        r,
        wordings,
        code,
        value,
        f=", ".join(legs_said),
        a=stops[0],
        z=stops[-1],
        k=kms,
        B=both if back else "",
    )


@family("counting")
def grid_paths(r: Dice) -> Task:
    m, n = r.randint(2, 9), r.randint(2, 9)
    ways = [[1] * (n + 1) for _ in range(m + 1)]
    for i, j in itertools.product(range(1, m + 1), range(1, n + 1)):
        ways[i][j] = ways[i - 1][j] + ways[i][j - 1]
    wordings = [
        "How many shortest paths lead <m> blocks east and <n> blocks north in a street grid?",
        "I walk <m> blocks right and <n> up, in any order. How many different ways?",
        "A robot moves only right or down. It must go <m> right and <n> down. Number of paths?",
        "Paths from (0, 0) to (<m>, <n>) with unit steps right or up?",
        "My office is <m> streets east and <n> streets north of home. How many routes without detour are there?",
        "Count the lattice paths for <m> steps right, <n> steps up.",
        "fr: Combien de chemins les plus courts avec <m> pas à droite et <n> vers le haut ?",
        "es: ¿Cuántos caminos hay con <m> pasos a la derecha y <n> hacia arriba?",
    ]
    return task(r, wordings, "import math\nanswer(math.comb(<m> + <n>, <n>))", ways[m][n], m=m, n=n)
