"""Riddles about boards, mazes and tables, as people tell them."""

import itertools

from agora.evals.task import Dice, Task, family, task


def _rows(grid: list[list[int]]) -> str:
    return " / ".join(" ".join(map(str, row)) for row in grid)


def _digits(r: Dice, height: int, width: int) -> list[list[int]]:
    return [[r.randint(0, 9) for _ in range(width)] for _ in range(height)]


def _around(i: int, j: int) -> list[tuple[int, int]]:
    return [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]


@family("gym")
def puzzle_maze(r: Dice) -> Task:
    n, answer, rows = r.randint(3, 5), 0, [""]
    while not answer:
        cells = [r.choice("..#") for _ in range(n * n)]
        cells[0], cells[-1] = "S", "E"
        rows = ["".join(cells[i * n : i * n + n]) for i in range(n)]
        steps = {(i, j): 99 for i in range(n) for j in range(n) if rows[i][j] != "#"}
        steps[0, 0] = 0
        for _ in range(n * n):
            for i, j in steps:
                steps[i, j] = min([steps[i, j], *(steps.get(cell, 99) + 1 for cell in _around(i, j))])
        answer = steps[n - 1, n - 1] if steps[n - 1, n - 1] < 99 else 0
    wordings = [
        "How many steps is the shortest way from S to E in this maze (# is wall)?\n<maze>",
        "<maze>\nS = start, E = exit, # = wall, no diagonal moves. Fewest steps?",
        "My robot stands on S and can go up, down, left and right, not through #. How many moves to E at least?\n<maze>",
        "Here's a map:\n<maze>\nWhat's the length of the quickest route from S to E? Walls are #.",
        "Solve the labyrinth and just tell me the number of steps from S to E:\n<maze>",
        "Shortest path length S to E, # blocked:\n<maze>",
        "fr: Combien de pas au minimum de S à E (# est un mur) ?\n<maze>",
        "de: Wie viele Schritte sind es mindestens von S nach E (# ist Wand)?\n<maze>",
    ]
    code = (
        "g, steps = <rows!>, {(0, 0): 0}\nfor i, j in (todo := [(0, 0)]):\n"
        '    if g[i][j] == "E":\n        answer(steps[i, j])\n'
        "    for a, b in [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]:\n"
        f'        if 0 <= a < {n} and 0 <= b < {n} and g[a][b] != "#" and (a, b) not in steps:\n'
        "            steps[a, b] = steps[i, j] + 1\n            todo.append((a, b))"
    )
    return task(r, wordings, code, answer, rows=rows, maze="\n".join(rows))


@family("gym")
def puzzle_island(r: Dice) -> Task:
    h, w = r.randint(3, 4), r.randint(3, 5)
    grid = [[int(r.random() < 0.5) for _ in range(w)] for _ in range(h)]
    label = {(i, j): i * w + j for i in range(h) for j in range(w) if grid[i][j]}
    for _ in range(h * w):
        for cell in label:
            label[cell] = min(label[c] for c in [cell, *_around(*cell)] if c in label)
    answer = max((list(label.values()).count(name) for name in label.values()), default=0)
    wordings = [
        "In this map 1 is land and 0 is water: <map> (rows are separated by /). How big is the largest island, counted in cells?",
        "Largest island in <map>? 1 = land; cells touch up, down, left, right.",
        "Rows: <map>. Ones that touch by a side belong together. Size of the biggest group?",
        "My photo's pixels are <map>. What's the area of the largest blob of 1s (no diagonals)?",
        "A lake from above, row by row: <map>. How many cells has the biggest connected piece of 1s?",
        "Find the biggest patch of ones in <map>, neighbours by side only, and give its size.",
        "es: Mapa por filas: <map>. 1 es tierra. ¿Cuántas celdas tiene la isla más grande?",
        "fr: Carte ligne par ligne : <map>. 1 est la terre. Combien de cases a la plus grande île ?",
    ]
    code = (
        "g = <grid!>\nland = {(i, j) for i, row in enumerate(g) for j, x in enumerate(row) if x}\nbest = 0\n"
        "while land:\n    todo, size = [land.pop()], 0\n    while todo:\n        i, j = todo.pop()\n        size += 1\n"
        "        for cell in [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]:\n            if cell in land:\n"
        "                land.remove(cell)\n                todo.append(cell)\n    best = max(best, size)\nanswer(best)"
    )
    return task(r, wordings, code, answer, grid=grid, map=_rows(grid))


@family("gym")
def puzzle_quarter_turn(r: Dice) -> Task:
    h, w = r.randint(2, 4), r.randint(2, 4)
    grid = _digits(r, h, w)
    wordings = [
        "Rotate the matrix <map> by 90 degrees clockwise. (/ separates the rows.)",
        "<map> turned a quarter to the right?",
        "My picture has the pixel rows <map>. What are the rows after a 90° clockwise turn?",
        "Turn the table <map> clockwise by 90 degrees and list its rows.",
        "I turn a chocolate box a quarter clockwise. Its rows were <map>. What are they now?",
        "Matrix, rows split by slash: <map>. Rotate right once.",
        "de: Drehe die Matrix <map> um 90 Grad im Uhrzeigersinn.",
        "fr: Tourne la matrice <map> de 90 degrés dans le sens horaire.",
    ]
    answer = [[grid[h - 1 - i][j] for i in range(h)] for j in range(w)]
    return task(r, wordings, "g = <grid!>\nanswer(list(zip(*g[::-1])))", answer, grid=grid, map=_rows(grid))


@family("gym")
def puzzle_quarter_turn_left(r: Dice) -> Task:
    h, w = r.randint(2, 4), r.randint(2, 4)
    grid = _digits(r, h, w)
    wordings = [
        "Rotate the matrix <map> by 90 degrees counterclockwise. (/ separates the rows.)",
        "<map> turned a quarter to the left?",
        "My picture has the pixel rows <map>. What are the rows after a 90° anticlockwise turn?",
        "Turn the table <map> by 90 degrees against the clock and list its rows.",
        "I turn a chocolate box a quarter to the left. Its rows were <map>. What are they now?",
        "Matrix, rows split by slash: <map>. Rotate left once.",
        "de: Drehe die Matrix <map> um 90 Grad gegen den Uhrzeigersinn.",
        "es: Gira la matriz <map> 90 grados en sentido antihorario.",
    ]
    answer = [[grid[i][w - 1 - j] for i in range(h)] for j in range(w)]
    return task(r, wordings, "g = <grid!>\nanswer(list(zip(*g))[::-1])", answer, grid=grid, map=_rows(grid))


@family("gym")
def puzzle_spiral(r: Dice) -> Task:
    h, w = r.randint(2, 4), r.randint(2, 4)
    grid = _digits(r, h, w)
    answer, seen, (i, j), turn = [grid[0][0]], {(0, 0)}, (0, 0), 0
    while len(seen) < h * w:
        a, b = [(i, j + 1), (i + 1, j), (i, j - 1), (i - 1, j)][turn % 4]
        if 0 <= a < h and 0 <= b < w and (a, b) not in seen:
            i, j = a, b
            seen.add((i, j))
            answer.append(grid[i][j])
        else:
            turn += 1
    wordings = [
        "Read the matrix <map> in a clockwise spiral from the top left. (/ separates the rows.)",
        "Spiral order of <map>?",
        "I walk through a table from its top left corner, along the edge to the right and then ever further inwards. Rows: <map>. Which numbers do I pass, in order?",
        "Rows <map>: list the numbers as a snail shell, clockwise, starting at the upper left.",
        "Unroll <map> like a spiral, outside to inside, first to the right.",
        "Give me the elements of [<map>] in clockwise spiral order.",
        "fr: Lis la matrice <map> en spirale, dans le sens horaire, depuis le coin en haut à gauche.",
        "es: Recorre la matriz <map> en espiral, en sentido horario, desde arriba a la izquierda.",
    ]
    code = (
        "g, out = <grid!>, []\nwhile g:\n    out += list(g.pop(0))\n    g = list(zip(*g))[::-1]\nanswer(out)"
    )
    return task(r, wordings, code, answer, grid=grid, map=_rows(grid))


@family("gym")
def puzzle_spread(r: Dice) -> Task:
    n = r.randint(3, 4)
    grid = [[r.choice([0, 1, 1, 1]) for _ in range(n)] for _ in range(n)]
    grid[r.randrange(n)][r.randrange(n)] = 2
    days, now = 0, [row[:] for row in grid]
    while True:
        then = [
            [
                2
                if x == 1 and any(0 <= a < n and 0 <= b < n and now[a][b] == 2 for a, b in _around(i, j))
                else x
                for j, x in enumerate(row)
            ]
            for i, row in enumerate(now)
        ]
        if then == now:
            break
        days, now = days + 1, then
    answer = -1 if any(1 in row for row in now) else days
    wordings = [
        "A box of oranges, row by row: <map> (0 empty, 1 fresh, 2 rotten). Every minute a rotten one spoils the fresh ones beside, above and below it. After how many minutes is none fresh? -1 if that never happens.",
        "Grid <map>: each day a 2 turns the 1s that touch it by a side into 2s. Days until no 1 is left, or -1?",
        "Fire spreads in a forest <map>, where 2 burns, 1 is a tree and 0 is bare. It jumps to side neighbours each hour. How many hours until no tree is left (-1 for never)?",
        "<map> - 2 infects neighbouring 1s (not diagonal) once a round, 0 is a gap. Rounds until all are infected? -1 if impossible.",
        "A rumour goes round the desks <map>: 2 knows it, 1 doesn't, 0 is an empty desk. Each break it reaches the desks next to, in front and behind. Breaks until all know it, else -1?",
        "How many steps does it take in <map> until every 1 became a 2, if 2s convert adjacent 1s each step? -1 if some stay.",
        "de: Kiste Orangen, zeilenweise: <map> (0 leer, 1 frisch, 2 faul). Jede Minute steckt eine faule die Nachbarn oben, unten, links, rechts an. Nach wie vielen Minuten ist keine mehr frisch? Sonst -1.",
        "es: Casillas <map>: cada día un 2 convierte en 2 los 1 vecinos (sin diagonales). ¿Cuántos días hasta que no quede ningún 1? -1 si nunca.",
    ]
    code = (
        "g = <grid!>\ncells = {(i, j): x for i, row in enumerate(g) for j, x in enumerate(row)}\n"
        "rotten = [c for c in cells if cells[c] == 2]\nminutes = 0\nwhile True:\n    new = []\n    for i, j in rotten:\n"
        "        for c in [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]:\n            if cells.get(c) == 1:\n"
        "                cells[c] = 2\n                new.append(c)\n    if not new:\n        break\n"
        "    rotten, minutes = new, minutes + 1\nanswer(-1 if 1 in cells.values() else minutes)"
    )
    return task(r, wordings, code, answer, grid=grid, map=_rows(grid))


@family("gym")
def puzzle_queens(r: Dice) -> Task:
    n = r.randint(4, 7)
    placed: list[tuple[int, ...]] = [()]
    for row in range(n):
        placed = [
            (*q, c)
            for q in placed
            for c in range(n)
            if all(c != x and abs(c - x) != row - i for i, x in enumerate(q))
        ]
    wordings = [
        "In how many ways can <n> queens stand on a <n> by <n> board so that none attacks another?",
        "Number of solutions of the <n> queens problem?",
        "<n> queens, board of <n>x<n>, no two in the same row, column or diagonal: how many arrangements?",
        "I cut a chessboard down to <n> times <n> squares. How many ways are there to set <n> queens that leave each other alone?",
        "Count all placements of <n> peaceful queens on <n>x<n>.",
        "Chess riddle: <n>x<n> squares and <n> queens, none may threaten another. How many solutions, mirrored ones included?",
        "fr: De combien de façons peut-on placer <n> dames sur un échiquier de <n> sur <n> sans qu'elles s'attaquent ?",
        "de: Auf wie viele Arten kann man <n> Damen auf ein <n>x<n>-Brett stellen, ohne dass sie sich schlagen?",
    ]
    code = (
        "from itertools import permutations\nn = range(<n>)\nanswer(sum(\n"
        "    len({q[i] + i for i in n}) == len({q[i] - i for i in n}) == <n> for q in permutations(n)\n))"
    )
    return task(r, wordings, code, len(placed), n=n)


@family("gym")
def puzzle_knight_moves(r: Dice) -> Task:
    squares = [f"{c}{n}" for c in "abcdefgh" for n in range(1, 9)]
    start, goal = r.sample(squares, 2)
    here, jumps = {start}, 0
    while goal not in here:
        jumps += 1
        here = {
            t for s in here for t in squares
            if sorted((abs(ord(s[0]) - ord(t[0])), abs(int(s[1]) - int(t[1])))) == [1, 2]
        }  # fmt: skip
    wordings = [
        "How many moves does a knight need at least from <start> to <goal> on a chessboard?",
        "Knight <start> to <goal>: fewest moves?",
        "My knight is on <start> and I want it on <goal>, the board is empty. How many jumps at minimum?",
        "Chess: shortest knight's route between <start> and <goal>, number of moves only.",
        "From <start>, what's the smallest number of knight moves that lands on <goal>?",
        "An empty 8x8 board, a horse on <start>, an apple on <goal>. In how many jumps can the horse have it?",
        "es: ¿Cuántos saltos necesita como mínimo un caballo para ir de <start> a <goal>?",
        "fr: En combien de coups au minimum un cavalier va-t-il de <start> à <goal> ?",
    ]
    code = (
        'x, y = "abcdefgh".index("<start>"[0]), int("<start>"[1]) - 1\n'
        'goal = "abcdefgh".index("<goal>"[0]), int("<goal>"[1]) - 1\n'
        "moves = {(x, y): 0}\nfor x, y in (todo := [(x, y)]):\n    for a in (-2, -1, 1, 2):\n        for b in (-2, -1, 1, 2):\n"
        "            new = x + a, y + b\n"
        "            if abs(a) != abs(b) and 0 <= min(new) and max(new) < 8 and new not in moves:\n"
        "                moves[new] = moves[x, y] + 1\n                todo.append(new)\nanswer(moves[goal])"
    )
    return task(r, wordings, code, jumps, start=start, goal=goal)


@family("gym")
def puzzle_magic_square(r: Dice) -> Task:
    base = [[2, 7, 6], [9, 5, 1], [4, 3, 8]]
    k, add = r.randint(1, 6), r.randint(0, 20)
    grid = [[x * k + add for x in row] for row in base]
    if r.random() < 0.5:
        grid = [list(column) for column in zip(*grid, strict=True)]
    row, hole = r.randrange(3), r.randrange(3)
    whole = next(line for i, line in enumerate(grid) if i != row)
    kept = [x for j, x in enumerate(grid[row]) if j != hole]
    shown = [["?" if (i, j) == (row, hole) else x for j, x in enumerate(line)] for i, line in enumerate(grid)]
    wordings = [
        "Magic square with a hole: <map>. What belongs in the place of the question mark?",
        "<map> - all rows, columns and diagonals have the same sum. Find ?",
        "Every line of this square adds up to the same number: <map> (rows split by /). The missing one is?",
        "My kid's magic square reads <map>. Which number is missing?",
        "Fill in the ? so that all rows and columns of <map> sum to the same.",
        "A 3x3 magic square, one cell smudged: <map>. Restore the number.",
        "de: Magisches Quadrat mit Lücke: <map>. Welche Zahl gehört an die Stelle des Fragezeichens?",
        "es: Cuadrado mágico: <map>. ¿Qué número falta?",
    ]
    code = "answer(<whole> - <kept>)"
    return task(
        r, wordings, code, 3 * grid[1][1] - sum(kept), map=" / ".join(" ".join(map(str, line)) for line in shown),
        whole=" - ".join([" + ".join(map(str, whole))]), kept=" - ".join(map(str, kept)),
    )  # fmt: skip


_OPPOSITE = {"front": "back", "back": "front", "left": "right", "right": "left"}


@family("gym")
def puzzle_cube(r: Dice) -> Task:
    sides = ["top", "bottom", "front", "back", "left", "right"]
    colors = r.sample("red blue green white black yellow pink orange".split(), 6)
    turns = [r.choice(list(_OPPOSITE)) for _ in range(r.randint(1, 3))]
    asked = r.choice(sides)
    # Where a side came from, followed backwards through the turns.
    place = asked
    for turn in reversed(turns):
        ring = ["top", turn, "bottom", _OPPOSITE[turn]]
        place = ring[(ring.index(place) + 1) % 4] if place in ring else place
    look = ", ".join(f"{side} {color}" for side, color in zip(sides, colors, strict=True))
    tips = ", then ".join(f"the {turn} side comes to the top" for turn in turns)
    wordings = [
        "A cube is painted: <look>. I tip it so that <tips>. What colour is the <asked> side now?",
        "Cube: <look>. It is rolled: <tips>. Colour of the <asked> now?",
        "My die has coloured faces (<look>). After tipping it over such that <tips>, which colour do I see at the <asked>?",
        "Start: <look>. Moves: <tips>. <asked> = ?",
        "What's at the <asked> of the block after these rolls: <tips>? It begins with <look>.",
        "Imagine a box with <look>. You roll it, <tips>. Tell me the colour of its <asked>.",
        "fr: Un cube peint (en anglais) : <look>. On le bascule : <tips>. De quelle couleur est la face <asked> ?",
        "de: Ein Würfel ist bemalt (englisch): <look>. Er wird gekippt: <tips>. Welche Farbe hat jetzt die Seite <asked>?",
    ]
    code = (
        'c = <cube!>\nopposite = {"front": "back", "back": "front", "left": "right", "right": "left"}\n'
        "for side in <turns!>:\n    other = opposite[side]\n"
        '    c["top"], c[side], c["bottom"], c[other] = c[side], c["bottom"], c[other], c["top"]\n'
        'answer(c["<asked>"])'
    )
    cube = dict(zip(sides, colors, strict=True))
    return task(r, wordings, code, cube[place], look=look, tips=tips, asked=asked, turns=turns, cube=cube)


@family("gym")
def puzzle_pick_number(r: Dice) -> Task:
    base, pick = r.randint(1000, 900000), r.choice(["largest", "smallest"])
    values = [base + r.randint(-400, 400) + r.randint(1, 99) / 100 for _ in range(r.randint(3, 4))]
    texts = [r.choice([f"{value:.2f}", f"{value:,.2f}", f"{value:.7e}"]) for value in values]
    read = [float("".join(text.split(","))) for text in texts]
    wordings = [
        "Which is the <pick> of these numbers: <text>?",
        "<text> - pick the <pick>.",
        "The bank's exports write amounts differently: <text>. I want the <pick> as a plain number.",
        "Find the <pick> value among <text>.",
        "Readings: <text>. <pick> one?",
        "Mixed formats, one question: what's the <pick> in <text>?",
        "es: ¿Cuál es el número más <tall> de estos: <text>?",
        "fr: Quel est le plus <tall> de ces nombres : <text> ?",
    ]
    large = (
        {"en": pick, "es": "grande", "fr": "grand"}
        if pick == "largest"
        else {"en": pick, "es": "pequeño", "fr": "petit"}
    )
    code = f'numbers = <texts!>\nanswer({"max" if pick == "largest" else "min"}(float(n.replace(",", "")) for n in numbers))'
    answer = sorted(read)[-1 if pick == "largest" else 0]
    return task(r, wordings, code, answer, pick=pick, tall=large, texts=texts, text="; ".join(texts))


@family("gym")
def puzzle_seats(r: Dice) -> Task:
    people = r.sample(["Ann", "Bob", "Cem", "Dora", "Eva", "Finn", "Gus", "Hana"], 4)
    facts = [
        (f"{a} sits left of {b}", f'p.index("{a}") < p.index("{b}")', (a, b, "left"))
        for a, b in itertools.permutations(people, 2)
    ] + [
        (f"{a} sits next to {b}", f'abs(p.index("{a}") - p.index("{b}")) == 1', (a, b, "next"))
        for a, b in itertools.combinations(people, 2)
    ] + [(f"{a} is not at either end", f'p.index("{a}") in (1, 2)', (a, a, "inside")) for a in people]  # fmt: skip
    order = people[:]
    r.shuffle(order)
    seat = {name: i for i, name in enumerate(order)}

    def fits(places: dict[str, int], a: str, b: str, how: str) -> bool:
        gap = places[b] - places[a]
        return gap > 0 if how == "left" else gap in (1, -1) if how == "next" else 0 < places[a] < 3

    true = [fact for fact in facts if fits(seat, *fact[2])]
    worlds = [dict(zip(people, seats, strict=True)) for seats in itertools.permutations(range(4))]
    chosen: list[tuple[str, str, tuple[str, str, str]]] = []
    while len(worlds) > 1:
        fact = r.choice(true)
        left = [world for world in worlds if fits(world, *fact[2])]
        if len(left) < len(worlds):
            worlds, chosen = left, [*chosen, fact]
    wordings = [
        "<names> sit in a row. <facts>. In what order do they sit, from left to right?",
        "Four seats in a row for <names>. <facts>. Who sits where, left to right?",
        "Work out the order from left to right: <facts>. (The people are <names>.)",
        "Seating puzzle! <facts>. List <names> from the left.",
        "At the cinema <names> took a row of four. <facts>. Left-to-right order?",
        "<facts>. So what's the row of <names>, starting at the left?",
        "de: <names> sitzen in einer Reihe (Hinweise auf Englisch): <facts>. In welcher Reihenfolge von links nach rechts?",
        "es: <names> están sentados en fila (pistas en inglés): <facts>. ¿En qué orden, de izquierda a derecha?",
    ]
    tests = " and ".join(test for _, test, _ in chosen)
    code = f"from itertools import permutations\nfor p in permutations(<people!>):\n    if {tests}:\n        answer(p)"
    text = ". ".join(fact for fact, _, _ in chosen)
    return task(r, wordings, code, order, people=people, names=", ".join(people), facts=text)
