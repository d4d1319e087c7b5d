"""Riddles for which a way, an order or a combination is searched, as people tell them."""

import itertools

from agora.evals.families._yesno import yes_no
from agora.evals.task import Dice, Task, family, task


@family("gym")
def puzzle_jugs(r: Dice) -> Task:
    answer = a = b = goal = 0
    while not 1 < answer < 12:
        a, b = r.sample(range(2, 12), 2)
        goal = r.randint(1, max(a, b))
        states, answer = {(0, 0)}, 0
        while not any(goal in state for state in states) and answer < 12:
            answer += 1
            for x, y in list(states):
                p, q = min(x, b - y), min(y, a - x)
                states |= {(a, y), (x, b), (0, y), (x, 0), (x - p, y + p), (x + q, y - q)}
    wordings = [
        "I have a <a> litre jug and a <b> litre jug and a tap. How many steps (fill, empty, pour over) do I need at least to have <goal> litres in one of them?",
        "Jugs of <a> and <b> litres, goal: <goal> litres in one jug. Minimum number of fills, pours and emptyings?",
        "Water riddle: measure exactly <goal> l with buckets of <a> l and <b> l. What's the fewest moves?",
        "Both canisters are empty; one holds <a> gallons, the other <b>. I want <goal> gallons in one of them. Number of actions at minimum?",
        "How few moves measure <goal> litres, given only a <a>-litre and a <b>-litre bottle and a fountain?",
        "Defuse the bomb with <goal> litres! You've got jugs for <a> and <b> litres. Least number of steps?",
        "fr: Avec des cruches de <a> et <b> litres, combien d'étapes au minimum pour obtenir <goal> litres dans l'une d'elles ?",
        "de: Krüge mit <a> und <b> Litern: Wie viele Schritte (füllen, leeren, umgießen) braucht man mindestens für <goal> Liter in einem Krug?",
    ]
    code = (
        "steps = {(0, 0): 0}\nfor x, y in (todo := [(0, 0)]):\n    if <goal> in (x, y):\n        answer(steps[x, y])\n"
        "        break\n    p, q = min(x, <b> - y), min(y, <a> - x)\n"
        "    for new in [(<a>, y), (x, <b>), (0, y), (x, 0), (x - p, y + p), (x + q, y - q)]:\n"
        "        if new not in steps:\n            steps[new] = steps[x, y] + 1\n            todo.append(new)"
    )
    return task(r, wordings, code, answer, a=a, b=b, goal=goal)


@family("gym")
def puzzle_rides(r: Dice) -> Task:
    places = r.sample(
        ["Aton", "Berg", "Cole", "Dorf", "Elba", "Furt", "Gard", "Hain", "Isla", "Jena"], r.randint(5, 7)
    )
    links = [(a, b) for a, b in itertools.pairwise(places) if r.random() < 0.9]
    links += [tuple(r.sample(places, 2)) for _ in range(2)]  # type: ignore[misc]
    start, goal = places[0], places[-1]
    reached, answer = {start}, 0
    while goal not in reached and answer < 9:
        answer += 1
        reached |= {b for a, b in links if a in reached} | {a for a, b in links if b in reached}
    if goal not in reached:
        answer = -1
    text = ", ".join(f"{a}-{b}" for a, b in links)
    wordings = [
        "Buses run both ways between <text>. How many rides do I need at least from <start> to <goal>? -1 if there is no way.",
        "Connections: <text>. Fewest hops from <start> to <goal>, or -1?",
        "Who knows whom: <text>. Through how many handshakes is <start> linked to <goal> at best (-1 if not at all)?",
        "Graph with the edges <text>. Length of the shortest path <start> to <goal>, -1 if none.",
        "Ferries: <text>. We live in <start> and want to visit <goal>. How many ferries is that, at minimum? Say -1 if it's impossible.",
        "I want to get from <start> to <goal> and there are only these roads: <text>. Number of roads on the shortest way (-1 if cut off)?",
        "es: Hay trenes entre <text> (ida y vuelta). ¿Cuántos tramos como mínimo de <start> a <goal>? -1 si no se puede.",
        "fr: Liaisons : <text>. Combien de trajets au minimum de <start> à <goal> ? -1 si c'est impossible.",
    ]
    code = (
        'links = "<text>"\nedges = [link.split("-") for link in links.split(", ")]\nsteps = {"<start>": 0}\n'
        'for place in (todo := ["<start>"]):\n    for a, b in edges + [[b, a] for a, b in edges]:\n'
        "        if a == place and b not in steps:\n            steps[b] = steps[a] + 1\n            todo.append(b)\n"
        'answer(steps.get("<goal>", -1))'
    )
    return task(r, wordings, code, answer, text=text, start=start, goal=goal)


@family("gym")
def puzzle_circle_of_needs(r: Dice) -> Task:
    names = r.sample(
        ["maths", "physics", "logic", "music", "drama", "latin", "chemistry", "biology", "art"], 5
    )
    pairs: list[tuple[str, str]] = []
    while len(pairs) < 5:
        i, j = r.sample(range(5), 2)
        if (i < j or r.random() < 0.25) and (names[j], names[i]) not in pairs:
            pairs.append((names[j], names[i]))
    holds = any(
        all(order.index(a) > order.index(b) for a, b in pairs) for order in itertools.permutations(names)
    )
    text = ", ".join(f"{a} needs {b}" for a, b in pairs)
    wordings = [
        "<text>. Can I take all these courses in some order?",
        "Course requirements: <text>. Is it possible to finish all of them?",
        "The school says: <text>. Is there an order that works, or do they block each other?",
        "Is there a valid order for these? <text>.",
        "I want to study everything, one after the other, but <text>. Does that work out?",
        "Check the prerequisites for a contradiction: <text>. Can every course be taken?",
        "de: Voraussetzungen (englisch): <text>. Kann man alle Kurse in irgendeiner Reihenfolge belegen?",
        "es: Requisitos (en inglés): <text>. ¿Se pueden hacer todos los cursos en algún orden?",
    ]
    code = (
        "needs = <pairs!>\nleft = {c for pair in needs for c in pair}\n"
        "for _ in range(len(left)):\n    left = {c for c in left if any(a == c and b in left for a, b in needs)}\n"
    )
    return yes_no(r, wordings, code, "not left", holds, text=text, pairs=pairs)


@family("gym")
def puzzle_colors(r: Dice) -> Task:
    lands = r.sample(["Arda", "Boru", "Cymia", "Delos", "Estra", "Fion", "Gora"], r.randint(4, 5))
    edges = [pair for pair in itertools.combinations(lands, 2) if r.random() < 0.6] or [(lands[0], lands[1])]
    colors = r.choice([2, 3, 3])
    holds = any(
        all(paint[lands.index(a)] != paint[lands.index(b)] for a, b in edges)
        for paint in itertools.product(range(colors), repeat=len(lands))
    )
    text = ", ".join(f"{a}-{b}" for a, b in edges)
    wordings = [
        "These countries share borders: <text>. Can I colour the map with <colors> colours so that neighbours differ?",
        "Edges <text>. Is the graph <colors>-colourable?",
        "Are <colors> groups enough if these don't get along and must be separated: <text>?",
        "Exams that share students: <text>. Do <colors> time slots suffice so that no student has two exams at once?",
        "Is there a way to give each node one of <colors> colours, with different ends on every edge? <text>",
        "Radio stations that disturb each other: <text>. Will <colors> frequencies do?",
        "fr: Voisins : <text>. Suffit-il de <colors> couleurs pour que deux voisins n'aient jamais la même ?",
        "de: Nachbarländer: <text>. Reichen <colors> Farben, damit Nachbarn verschieden sind?",
    ]
    code = (
        'edges = [edge.split("-") for edge in "<text>".split(", ")]\nnames = {name for edge in edges for name in edge}\n'
        'found = solve.sat({name: [1, <colors>] for name in sorted(names)}, [f"{a} != {b}" for a, b in edges])\n'
    )
    return yes_no(r, wordings, code, "found", holds, text=text, colors=colors)


@family("gym")
def puzzle_buttons(r: Dice) -> Task:
    start, add, times = r.randint(1, 5), r.choice([1, 2, 3, 5, 7]), r.choice([2, 2, 3, 4])
    value, goal = start, start
    for _ in range(r.randint(2, 6)):
        value = value * times if r.random() < 0.5 else value + add
        goal = value
    # Backwards from the goal, while the thought goes forwards.
    presses, level = 0, {goal}
    while start not in level:
        level = {n - add for n in level} | {n // times for n in level if n % times == 0}
        presses += 1
    wordings = [
        "A display shows <start>. One button adds <add>, the other multiplies by <times>. How many presses do I need at least to get <goal>?",
        "Start <start>, target <goal>, operations +<add> and *<times>. Least number of operations?",
        "My calculator is broken: only '+<add>' and 'x<times>' still work. How few key presses turn <start> into <goal>?",
        "How many steps at minimum from <start> to <goal> if each step either adds <add> or multiplies by <times>?",
        "Bacteria game: each turn I either put <add> more in the dish or let them multiply <times>-fold. From <start>, what's the fewest turns to have exactly <goal>?",
        "Fewest moves <start> -> <goal>? Moves: plus <add>, times <times>.",
        "es: En la pantalla hay <start>. Un botón suma <add> y otro multiplica por <times>. ¿Cuántas pulsaciones como mínimo para llegar a <goal>?",
        "fr: On part de <start> ; un bouton ajoute <add>, l'autre multiplie par <times>. Combien d'appuis au minimum pour obtenir <goal> ?",
    ]
    code = (
        "numbers, presses = {<start>}, 0\nwhile <goal> not in numbers:\n"
        "    numbers = {n for x in numbers for n in (x + <add>, x * <times>) if n <= <goal>}\n"
        "    presses += 1\nanswer(presses)"
    )
    return task(r, wordings, code, presses, start=start, goal=goal, add=add, times=times)


@family("gym")
def puzzle_reachable(r: Dice) -> Task:
    numbers = [r.randint(1, 9) for _ in range(3)]
    sums = {numbers[0]}
    for n in numbers[1:]:
        sums = {x for s in sums for x in (s + n, s - n, s * n)}
    goal = r.choice([*sorted(sums), r.randint(1, 60), r.randint(1, 60)])
    wordings = [
        "Between the numbers <text> I may write +, - or *, and I work strictly from left to right. Can the result be <goal>?",
        "Going left to right through <text>, each time adding, subtracting or multiplying: is <goal> possible?",
        "Can I reach <goal> from <text> if I combine the numbers one after the other with +, - or times, strictly from left to right?",
        "Numbers <text>, target <goal>, signs + - *, evaluated left to right (no precedence). Is there a solution?",
        "Game: start with the first of <text>; with each next number you add, subtract or multiply. Can it end at <goal>?",
        "Is <goal> among the values that <text> can give with plus, minus, times, taken step by step from the left?",
        "de: Von links nach rechts durch <text>, jedes Mal plus, minus oder mal: Kann <goal> herauskommen?",
        "fr: De gauche à droite dans <text>, avec +, - ou × à chaque fois : peut-on obtenir <goal> ?",
    ]
    code = (
        "first, *rest = <numbers!>\nfound = {first}\nfor n in rest:\n"
        "    found = {x for f in found for x in (f + n, f - n, f * n)}\n"
    )
    a, b, c = numbers
    pairs = (a + b, a - b, a * b)
    holds = goal in {value for x in pairs for value in (x + c, x - c, x * c)}
    return yes_no(
        r,
        wordings,
        code,
        "<goal> in found",
        holds,
        numbers=numbers,
        text=", ".join(map(str, numbers)),
        goal=goal,
    )


@family("gym")
def puzzle_letter_sum(r: Dice) -> Task:
    while True:
        digits = r.sample(range(1, 10), 3)
        a, b, c = digits
        total = 10 * a + b + 10 * c + a
        found = [
            (x, y, z)
            for x, y, z in itertools.permutations(range(1, 10), 3)
            if 11 * x + y + 10 * z == total and x < y
        ]
        if len(found) == 1:
            break
    names = r.sample("ABCDEHKMNRTX", 3)
    left = f"{names[0]}{names[1]} + {names[2]}{names[0]}"
    wordings = [
        "<left> = <total>, where each letter is another digit from 1 to 9 and <p> is less than <q>. Which digits are they?",
        "Solve the letter sum <left> = <total>: different digits 1 to 9, and <p> < <q>.",
        "Digits hide behind letters: <left> = <total>. All three are different, none is zero, <p> is smaller than <q>. What are <p>, <q> and <s>?",
        "Cryptarithm <left> = <total>; digits 1-9, distinct; <p> < <q>. Give each letter's value.",
        "My niece wrote <left> = <total>. Every letter stands for its own digit from 1 to 9, with <p> below <q>. Help me find them.",
        "Find <p>, <q>, <s> (different, 1..9, <p> < <q>) such that <left> = <total>.",
        "es: <left> = <total>; cada letra es una cifra distinta del 1 al 9 y <p> es menor que <q>. ¿Qué cifras son?",
        "de: <left> = <total>; jeder Buchstabe ist eine andere Ziffer von 1 bis 9, und <p> ist kleiner als <q>. Welche sind es?",
    ]
    code = (
        'answer(solve.sat({"<p>": [1, 9], "<q>": [1, 9], "<s>": [1, 9]}, '
        '["10 * <p> + <q> + 10 * <s> + <p> == <total>", "distinct(<p>, <q>, <s>)", "<p> < <q>"]))'
    )
    p, q, s = names
    return task(
        r, wordings, code, dict(zip(names, found[0], strict=True)), left=left, total=total, p=p, q=q, s=s
    )
