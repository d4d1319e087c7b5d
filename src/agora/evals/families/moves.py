"""Steps and swaps to follow: walks on a grid, turns, cups and gifts that change hands, switches, things counted."""

from agora.evals.families._pools import LISTS, NAMES, decide
from agora.evals.task import Dice, Task, family, task

_WAYS = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
_WAYS_DE = {"north": "Norden", "south": "Süden", "east": "Osten", "west": "Westen"}
_WAYS_ES = {"north": "norte", "south": "sur", "east": "este", "west": "oeste"}

_FRENCH = {
    "apples": "pommes",
    "pears": "poires",
    "lemons": "citrons",
    "carrots": "carottes",
    "onions": "oignons",
    "forks": "fourchettes",
    "spoons": "cuillères",
    "chairs": "chaises",
}
_GERMAN = {
    "apples": "Äpfel",
    "pears": "Birnen",
    "lemons": "Zitronen",
    "carrots": "Karotten",
    "onions": "Zwiebeln",
    "forks": "Gabeln",
    "spoons": "Löffel",
    "chairs": "Stühle",
}


def _walk(r: Dice) -> tuple[list[tuple[str, int]], int, int, dict[str, str]]:
    steps = [(r.choice(list(_WAYS)), r.randint(1, 12)) for _ in range(r.randint(3, 4))]
    x = sum(_WAYS[w][0] * n for w, n in steps)
    y = sum(_WAYS[w][1] * n for w, n in steps)
    said = {
        "en": ", ".join(f"{n} {w}" for w, n in steps),
        "de": ", ".join(f"{n} nach {_WAYS_DE[w]}" for w, n in steps),
        "es": ", ".join(f"{n} al {_WAYS_ES[w]}" for w, n in steps),
    }
    return steps, x, y, said


def _walked(steps: list[tuple[str, int]]) -> str:
    lines = ["x = y = 0"]
    for way, n in steps:
        axis, sign = ("x" if way in ("east", "west") else "y"), ("+" if way in ("north", "east") else "-")
        lines.append(f"{axis} {sign}= {n}")
    return "\n".join(lines) + "\n"


@family("logic")
def walk_position(r: Dice) -> Task:
    steps, x, y, said = _walk(r)
    wordings = [
        "I start at (0, 0) and go <s>. At which point do I end (x to the east, y to the north)?",
        "Steps from the origin: <s>. Final coordinates?",
        "A robot at (0,0) drives <s>. Where is it now, as (x, y)?",
        "<s> - where does that lead, starting at the origin?",
        "Treasure map: from (0, 0) walk <s>. Coordinates of the treasure, with east as x and north as y?",
        "With moves <s>, compute the end point from (0, 0).",
        "de: Von (0, 0) aus gehe ich <s>. Wo lande ich (x nach Osten, y nach Norden)?",
        "es: Desde (0, 0) camino <s>. ¿En qué punto acabo (x al este, y al norte)?",
    ]
    return task(r, wordings, _walked(steps) + "answer([x, y])", [x, y], s=said)


@family("logic")
def walk_distance(r: Dice) -> Task:
    steps, x, y, said = _walk(r)
    wordings = [
        "I walk <s> blocks. How many blocks is the shortest way back along the streets?",
        "Moves: <s>. Manhattan distance from the start?",
        "After going <s> on a grid, how many steps away from home am I at least?",
        "<s> - how far from the start on the grid (no diagonals)?",
        "A taxi drives <s> blocks. What's the least number of blocks to return?",
        "I take steps <s>. To get back without diagonals, how many steps do I need?",
        "de: Ich gehe <s>. Wie viele Felder ist der kürzeste Rückweg ohne Diagonalen?",
        "es: Camino <s>. ¿Cuántos pasos, sin diagonales, necesito para volver?",
    ]
    back = max(x, -x) + max(y, -y)
    return task(r, wordings, _walked(steps) + "answer(abs(x) + abs(y))", back, s=said)


@family("logic")
def walk_returns(r: Dice) -> Task:
    steps, x, y, said = _walk(r)
    if r.random() < 0.5:
        a, b = r.randint(1, 9), r.randint(1, 9)
        steps = [("north", a), ("east", b), ("south", a), ("west", b)]
        r.shuffle(steps)
        x = y = 0
        said = {
            "en": ", ".join(f"{n} {w}" for w, n in steps),
            "de": ", ".join(f"{n} nach {_WAYS_DE[w]}" for w, n in steps),
            "es": ", ".join(f"{n} al {_WAYS_ES[w]}" for w, n in steps),
        }
    wordings = [
        "If I go <s>, do I come back to where I started?",
        "<s>: back at the start?",
        "Following the instructions <s>, does the robot return to its starting point?",
        "My dog ran <s>. Is it at home again?",
        "Is <s> a round trip?",
        "We sailed <s> miles. Are we at the port we left from?",
        "de: Ich gehe <s>. Bin ich wieder am Anfang?",
        "es: Si camino <s>, ¿vuelvo al punto de partida?",
    ]
    return decide(r, wordings, "x == 0 and y == 0", (x, y) == (0, 0), before=_walked(steps), s=said)


@family("logic")
def turn_direction(r: Dice) -> Task:
    turns = [r.choice(["left", "right"]) for _ in range(r.randint(2, 5))]
    way = ["north", "east", "south", "west"]
    start = r.choice(way)
    wordings = [
        "I face <w> and turn <s>. Which way do I face now?",
        "Facing <w>; turns: <s>. Direction?",
        "A robot looks <w>. It turns <s>, each time by 90 degrees. Where does it look?",
        "Starting with my nose to the <w>, I make quarter turns <s>. In which direction do I look in the end?",
        "My car heads <w>, then I turn <s>. Heading?",
        "<w>, then <s> (quarter turns) - final direction?",
        "fr: Je regarde vers <w> (en anglais) et je tourne <s>. Dans quelle direction est-ce que je regarde, en anglais ?",
        "de: Blick nach <w> (englisch), dann Vierteldrehungen <s>. Wohin schaue ich, auf Englisch?",
    ]
    i = way.index(start)
    for t in turns:
        i += 1 if t == "right" else 3
    code = 'ways = ["north", "east", "south", "west"]\nturns = <t>\nanswer(ways[(ways.index(<w!>) + turns.count("right") - turns.count("left")) % 4])'
    return task(r, wordings, code, way[i % 4], w=start, s=", ".join(turns), t=turns)


@family("logic")
def swapped_gifts(r: Dice) -> Task:
    who, things = (
        r.sample(NAMES, 3),
        r.sample(["a book", "a ball", "a drum", "a kite", "a hat", "a lamp", "a mug"], 3),
    )
    has = dict(zip(who, things, strict=True))
    swaps = [tuple(r.sample(who, 2)) for _ in range(r.randint(2, 3))]
    now = dict(has)
    for a, b in swaps:
        now[a], now[b] = now[b], now[a]
    x = r.choice(who)
    start = {
        "en": ", ".join(f"{a} has {t}" for a, t in has.items()),
        "fr": ", ".join(f"{a} : {t}" for a, t in has.items()),
        "es": ", ".join(f"{a}: {t}" for a, t in has.items()),
    }
    then = {
        "en": ", then ".join(f"{a} and {b} swap" for a, b in swaps),
        "fr": ", puis ".join(f"{a} et {b} échangent" for a, b in swaps),
        "es": ", luego ".join(f"{a} y {b} se los cambian" for a, b in swaps),
    }
    wordings = [
        "<s>. <t>. What does <x> have now?",
        "At the start <s>. <t>. What is <x> left with?",
        "Three friends swap presents: <s>. First <t>. <x> ends up with what?",
        "<x> asks which thing is hers or his now. <s>. After that <t>.",
        "Beginning: <s>. Moves: <t>. Thing in the hands of <x>?",
        "Follow the swaps and say what <x> holds in the end. <s>; <t>.",
        "fr: Cadeaux de départ : <s>. <t>. Qu'a <x> à la fin ?",
        "es: Regalos al principio: <s>. <t>. ¿Qué tiene <x> al final?",
    ]
    lines = "\n".join(f"has[{a!r}], has[{b!r}] = has[{b!r}], has[{a!r}]" for a, b in swaps)
    return task(r, wordings, f"has = <d>\n{lines}\nanswer(has[<x!>])", now[x], s=start, t=then, d=has, x=x)


@family("logic")
def cups(r: Dice) -> Task:
    start = r.randint(1, 3)
    swaps = [sorted(r.sample([1, 2, 3], 2)) for _ in range(r.randint(2, 5))]
    at = start
    for a, b in swaps:
        at = {a: b, b: a}.get(at, at)
    wordings = [
        "A ball is under cup <n> of three. The cups are swapped: <s>. Under which cup is it now?",
        "Shell game. Ball at <n>, swaps <s>. Where's the ball?",
        "Positions 1, 2, 3. The coin starts in <n>. Then the places <s> change with each other, in that order. Final position?",
        "<s> are the swaps; the ball began under <n>. Which cup do I point at?",
        "I watch the hat trick: pea under number <n>, then <s>. Number now?",
        "Follow the ball: start <n>; swap <s>.",
        "fr: La balle est sous le gobelet <n>. On échange : <s>. Sous lequel est-elle ?",
        "de: Die Kugel liegt unter Becher <n>. Getauscht wird: <s>. Wo ist sie jetzt?",
    ]
    code = "place = <n>\nfor a, b in <xs>:\n    if place == a:\n        place = b\n    elif place == b:\n        place = a\nanswer(place)"
    return task(r, wordings, code, at, n=start, s=", ".join(f"{a}-{b}" for a, b in swaps), xs=swaps)


@family("logic")
def coin_flips(r: Dice) -> Task:
    n = r.randint(2, 40)
    side = r.choice(["heads", "tails"])
    wordings = [
        "A coin shows <w>. I turn it over <n> times. Which side is up, heads or tails?",
        "<w> up, flipped over <n> times - what's up now, heads or tails?",
        "The coin lies <w> up. After turning it <n> times?",
        "On my table is a coin with <w> on top and people turn it over, <n> of them, once each. What do I see?",
        "If I start with <w> and turn the coin round <n> times, do I see heads or tails?",
        "coin: <w>; number of turnings: <n>; result heads or tails?",
        "es: Una moneda muestra <w> (heads o tails). Le doy la vuelta <n> veces. ¿Qué muestra?",
        "fr: Une pièce montre <w> (heads ou tails). Je la retourne <n> fois. Que montre-t-elle ?",
    ]
    other = {"heads": "tails", "tails": "heads"}
    value = side
    for _ in range(n):
        value = other[value]
    return task(r, wordings, "answer(<w!> if <n> % 2 == 0 else <o!>)", value, w=side, o=other[side], n=n)


@family("counting")
def count_objects(r: Dice) -> Task:
    parts = {x: r.randint(2, 9) for x in r.sample(list(_FRENCH), 4)}
    fruit = ["apples", "pears", "lemons"]
    value = sum(n for x, n in parts.items() if x in fruit)
    wordings = [
        "I have <s>. How many pieces of fruit is that?",
        "On the table: <s>. Count the fruit.",
        "<s> - how many fruits?",
        "Of all this, only fruit goes into the salad: <s>. How many pieces go in?",
        "My kitchen holds <s>. Number of fruits, nothing else?",
        "Please count just the fruit: <s>",
        "fr: Dans la cuisine : <s>. Combien de fruits ?",
        "de: Ich habe <s>. Wie viele Früchte sind das?",
    ]
    numbers = [n for x, n in parts.items() if x in fruit]
    said = {
        "en": ", ".join(f"{n} {x}" for x, n in parts.items()),
        "fr": ", ".join(f"{n} {_FRENCH[x]}" for x, n in parts.items()),
        "de": ", ".join(f"{n} {_GERMAN[x]}" for x, n in parts.items()),
    }
    code = "answer(" + (" + ".join(map(str, numbers)) or "0") + ")"
    return task(r, wordings, code, value, s=said)


@family("counting")
def count_named_things(r: Dice) -> Task:
    xs = r.sample(LISTS[0], r.randint(2, 5))
    s = ", ".join(f"a {x}" for x in xs if x[0] not in "aeiou") or "a plum"
    value = s.count(",") + 1
    wordings = [
        "I have <s>. How many things do I have?",
        "In the basket: <s>. Count them.",
        "<s> - how many pieces of fruit altogether?",
        "She bought <s>. With how many items did she come home?",
        "How many are there in total: <s>",
        "Count everything I mention here: <s>",
        "es: En la lista pone: <s>. ¿Cuántas cosas son?",
        "fr: La liste dit : <s>. Combien de choses en tout ?",
    ]
    things = s.replace("a ", "", 1).split(", a ")
    return task(r, wordings, "answer(len(<xs>))", value, s=s, xs=things)


@family("logic")
def seat_between(r: Dice) -> Task:
    xs = r.sample(NAMES, r.randint(4, 6))
    i = r.randint(1, len(xs) - 2)
    right = r.random() < 0.5
    side = {"en": "right", "fr": "droite", "es": "derecha", "de": "rechts"} if right else {
        "en": "left", "fr": "gauche", "es": "izquierda", "de": "links"}  # fmt: skip
    wordings = [
        "From left to right sit <s>. Who sits directly to the <d> of <x>?",
        "<s> are in a row, left to right. <d>-hand neighbour of <x>?",
        "In the photo, from the left: <s>. Which person is next to <x> on the <d> side (as I see it)?",
        "Books on the shelf, left to right: <s>. What stands immediately <d> of <x>?",
        "Who is one place to the <d> of <x>? The row is <s>, read from left to right.",
        "Row (left to right): <s>. <d> of <x>?",
        "fr: De gauche à droite : <s>. Qui est juste à <d> de <x> ?",
        "es: De izquierda a derecha: <s>. ¿Quién está justo a la <d> de <x>?",
    ]
    value = xs[i + 1] if right else xs[i - 1]
    code = f"row = <xs>\nanswer(row[row.index(<x!>) {'+' if right else '-'} 1])"
    return task(r, wordings, code, value, s=", ".join(xs), xs=xs, x=xs[i], d=side)


@family("logic")
def follow_steps(r: Dice) -> Task:
    start = r.randint(2, 50)
    kinds = {"add": "+", "subtract": "-", "multiply by": "*"}
    steps = [(k, r.randint(2, 12)) for k in r.sample(list(kinds), 3)]
    said = {
        "en": ", then ".join(f"{k} {n}" for k, n in steps),
        "fr": ", puis ".join(
            {"add": "ajoute", "subtract": "enlève", "multiply by": "multiplie par"}[k] + f" {n}"
            for k, n in steps
        ),
        "de": ", dann ".join(
            {"add": "plus", "subtract": "minus", "multiply by": "mal"}[k] + f" {n}" for k, n in steps
        ),
    }
    wordings = [
        "Start with <n>, <s>. What do you get?",
        "Take the number <n> and <s>.",
        "I think of <n>. Then I <s>. Where am I now?",
        "<n>: <s> = ?",
        "A machine gets <n> and does this in turn: <s>. What comes out?",
        "Begin at <n>. Instructions: <s>. Result?",
        "fr: Prends <n>, <s>. Quel est le résultat ?",
        "de: Nimm <n>, <s>. Was kommt heraus?",
    ]
    value = start
    for k, n in steps:
        value = {"add": value + n, "subtract": value - n, "multiply by": value * n}[k]
    lines = "\n".join(f"x = x {kinds[k]} {n}" for k, n in steps)
    return task(r, wordings, f"x = <n>\n{lines}\nanswer(x)", value, n=start, s=said)
