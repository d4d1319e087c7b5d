"""Reference thoughts for the datasets about grids, graphs and searches."""

import itertools
import re

from agora.evals.gym_thoughts import integers, thought

_TEXT = '"\\n".join(" ".join(map(str, row)) for row in {})'


def _grid(question: str) -> list[list[int]]:
    """Return the rows of whole numbers that stand on lines of their own."""
    lines = (line.strip() for line in question.splitlines())
    return [integers(line) for line in lines if re.fullmatch(r"\d+( \d+)*", line)]


@thought("rotate_matrix", max_n=4, min_rotations=1, max_rotations=3)
def _rotate(question: str, answer: str) -> str:
    found = re.search(r"by (\d+) degrees", question)
    turns = int(found[1]) // 90 % 4 if found else 0
    once = "g = list(zip(*g[::-1]))"
    turn = once if turns == 1 else f"for _ in range({turns}):\n    {once}"
    return f"g = {_grid(question)}\n{turn}\nanswer({_TEXT.format('g')})"


@thought("spiral_matrix", max_n=4)
def _spiral(question: str, answer: str) -> str:
    return (
        f"g, out = {_grid(question)}, []\nwhile g:\n    out += list(g.pop(0))\n    g = list(zip(*g))[::-1]\n"
        'answer(" ".join(map(str, out)))'
    )


@thought("pool_matrix", max_rows=4, max_cols=4, min_pool_size=2, max_pool_size=2)
def _pool(question: str, answer: str) -> str:
    value = "max(block)" if "Perform max" in question else 'f"{sum(block) / len(block):.2f}"'
    return (
        f"g, rows = {_grid(question)}, []\nfor i in range(0, len(g), 2):\n    row = []\n"
        "    for j in range(0, len(g[0]), 2):\n"
        "        block = [x for r in g[i:i + 2] for x in r[j:j + 2]]\n"
        f"        row.append({value})\n    rows.append(row)\nanswer({_TEXT.format('rows')})"
    )


@thought("binary_matrix", max_n=4)
def _nearest(question: str, answer: str) -> str:
    grid = _grid(question)
    if not any(0 in row for row in grid):
        return ""
    return (
        f"g = {grid}\nn = range(len(g))\nzeros = [(i, j) for i in n for j in n if g[i][j] == 0]\n"
        "out = [[min(abs(i - a) + abs(j - b) for a, b in zeros) for j in n] for i in n]\n"
        f"answer({_TEXT.format('out')})"
    )


@thought(
    "largest_island", min_rows=4, max_rows=5, min_cols=4, max_cols=5, max_num_islands=3, max_island_size=5
)
def _island(question: str, answer: str) -> str:
    return (
        f"g = {_grid(question)}\n"
        "land = {(i, j) for i, row in enumerate(g) for j, x in enumerate(row) if x}\nbest = 0\n"
        "while land:\n    todo, size = [land.pop()], 0\n    while todo:\n        i, j = todo.pop()\n"
        "        size += 1\n"
        "        for cell in [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]:\n"
        "            if cell in land:\n"
        "                land.remove(cell)\n                todo.append(cell)\n"
        "    best = max(best, size)\nanswer(best)"
    )


@thought("rotten_oranges", min_n=3, max_n=4)
def _rot(question: str, answer: str) -> str:
    return (
        f"g = {_grid(question)}\n"
        f"cells = {{(i, j): x for i, row in enumerate(g) for j, x in enumerate(row)}}\n"
        "rotten = [c for c in cells if cells[c] == 2]\nminutes = 0\nwhile True:\n    new = []\n"
        "    for i, j in rotten:\n"
        "        for c in [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]:\n"
        "            if cells.get(c) == 1:\n"
        "                cells[c] = 2\n                new.append(c)\n    if not new:\n        break\n"
        "    rotten, minutes = new, minutes + 1\nanswer(-1 if 1 in cells.values() else minutes)"
    )


@thought("game_of_life", grid_size_x=4, grid_size_y=4, filled_cells=6, filled_cells_weights=0.4)
def _life(question: str, answer: str) -> str:
    start = question.index("\n[[") + 1
    rows = [integers(row) for row in question[start:].strip().rstrip(".").split("],")]
    return (
        f"g = {rows}\nn = range({len(rows)})\nnew = [[0] * {len(rows)} for _ in n]\nfor i in n:\n"
        f"    for j in n:\n"
        f"        near = sum(g[(i + a) % {len(rows)}][(j + b) % {len(rows)}]"
        " for a in (-1, 0, 1) for b in (-1, 0, 1)) - g[i][j]\n"
        "        new[i][j] = int(near == 3 or near == 2 and g[i][j] == 1)\nanswer(new)"
    )


_STEPS = "for a, b in [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]:"


@thought("maze", min_dist=3, max_dist=6, min_grid_size=5, max_grid_size=6)
def _maze(question: str, answer: str) -> str:
    found = re.search(r"from '(.)' \(start\) to '(.)' \(goal\)", question)
    wall = re.search(r"'(.)' = Wall", question)
    if not found or not wall or "```" not in question or '"' in question or "\\" in question:
        return ""
    rows = question.split("```")[1].split()
    starts = [(i, row.index(found[1])) for i, row in enumerate(rows) if found[1] in row]
    if not starts:
        return ""
    i, j = starts[0]
    return (
        f"g, steps = {rows}, {{({i}, {j}): 0}}\nfor i, j in (todo := [({i}, {j})]):\n"
        f'    if g[i][j] == "{found[2]}":\n        answer(steps[i, j])\n    {_STEPS}\n'
        f'        if g[a][b] != "{wall[1]}" and (a, b) not in steps:\n'
        "            steps[a, b] = steps[i, j] + 1\n            todo.append((a, b))"
    )


@thought("shortest_path", min_rows=3, max_rows=4, min_cols=3, max_cols=4, p_blocked=0.3)
def _path(question: str, answer: str) -> str:
    rows = [
        line.replace(" ", "")
        for line in question.splitlines()
        if re.fullmatch(r"[*#OX]( [*#OX])+", line.strip())
    ]
    i, j = next((i, row.index("*")) for i, row in enumerate(rows) if "*" in row)
    return (
        f'g, seen, best = {rows}, {{({i}, {j})}}, "infeasible"\n'
        f"for i, j, path in (todo := [({i}, {j}, [])]):\n"
        '    if g[i][j] == "#":\n        best = " ".join(path)\n        break\n'
        '    for d, a, b in [("up", i - 1, j), ("down", i + 1, j), '
        '("left", i, j - 1), ("right", i, j + 1)]:\n'
        f"        if 0 <= a < {len(rows)} and 0 <= b < {len(rows[0])}"
        ' and g[a][b] != "X" and (a, b) not in seen:\n'
        "            seen.add((a, b))\n            todo.append((a, b, path + [d]))\nanswer(best)"
    )


@thought("path_star", node_range=50, degree=2, max_path_length=4)
def _star(question: str, answer: str) -> str:
    graph = question.strip().splitlines()[-1].rstrip("= ").strip()
    edges, _, ends = graph.partition("/")
    start, goal = ends.split()
    pairs = {int(b): int(a) for a, b in (edge.split() for edge in edges.strip("|").split("|"))}
    return (
        f"before = {pairs}\npath = [{goal}]\nwhile path[0] != {start}:\n"
        '    path.insert(0, before[path[0]])\nanswer(" ".join(map(str, path)))'
    )


@thought("course_schedule", min_num_courses=4, max_num_courses=6, max_cycle_length=4)
def _courses(question: str, answer: str) -> str:
    count = integers(question)[0]
    pairs = re.findall(r"^\[\(.*\)\]$", question, re.MULTILINE)[0]
    return (
        f"needs = {pairs}\nleft = set(range({count}))\n"
        f"for _ in range({count}):\n"
        f"    left = {{c for c in left if any(a == c and b in left for a, b in needs)}}\n"
        "answer(not left)"
    )


@thought("graph_color", min_num_vertices=5, max_num_vertices=6, edge_probability=0.4)
def _colors(question: str, answer: str) -> str:
    nodes = integers(re.findall(r"Vertices: \[(.*)\]", question)[0])
    edges = re.findall(r"Edges: (\[.*\])", question)[0]
    return (
        f'edges = {edges}\nfound = solve.sat({{f"v{{i}}": [1, 3] for i in range({len(nodes)})}}, '
        '[f"v{a} != v{b}" for a, b in edges])\nanswer({name[1:]: color for name, color in found.items()})'
    )


@thought("mini_sudoku")
def _sudoku(question: str, answer: str) -> str:
    rows = [
        line.strip().replace(" ", "")
        for line in question.splitlines()
        if re.fullmatch(r"[_\d]( [_\d]){3}", line.strip())
    ]
    return (
        f"g = {rows}\nn = range(4)\n"
        f'rules = [f"x{{i}}{{j}} == {{g[i][j]}}" for i in n for j in n if g[i][j] != "_"]\n'
        "groups = [[(i, j) for j in n] for i in n] + [[(i, j) for i in n] for j in n]\n"
        "groups += [[(a + i, b + j) for i in (0, 1) for j in (0, 1)] for a in (0, 2) for b in (0, 2)]\n"
        'rules += ["distinct(" + ", ".join(f"x{i}{j}" for i, j in group) + ")" for group in groups]\n'
        'x = solve.sat({f"x{i}{j}": [1, 4] for i in n for j in n}, rules)\n'
        'answer("\\n".join(" ".join(str(x[f"x{i}{j}"]) for j in n) for i in n))'
    )


@thought("survo", max_board_size=4, max_empty=4)
def _survo(question: str, answer: str) -> str:
    found = re.search(r"numbers (\[[\d, ]+\])", question)
    if not found:
        return ""
    return (
        f"from itertools import permutations\ng = {_grid(question)}\n"
        "holes = [(i, j) for i in range(3) for j in range(3) if g[i][j] == 0]\n"
        f"for numbers in permutations({found[1]}):\n    for (i, j), n in zip(holes, numbers):\n"
        f"        g[i][j] = n\n"
        "    if all(sum(line[:3]) == line[3] for line in g[:3] + list(zip(*g))[:3]):\n        break\n"
        f"answer({_TEXT.format('g')})"
    )


@thought("tower_of_hanoi", max_disks=4, max_pegs=3)
def _hanoi(question: str, answer: str) -> str:
    disks, _, start, goal = integers(question)[:4]
    return (
        "def move(n, a, b):\n    if n == 0:\n        return []\n    c = 6 - a - b\n"
        '    return move(n - 1, a, c) + [f"Move disk {n} from Peg {a} to Peg {b}"] + move(n - 1, c, b)\n'
        f'answer("\\n".join(move({disks}, {start}, {goal})))'
    )


@thought("color_cube_rotation")
def _cube(question: str, answer: str) -> str:
    sides = {side: color for color, side in re.findall(r"- an? (\w+) (\w+) side", question)}
    turns = []
    for line in question.splitlines():
        if "top" in line and not line.startswith("-"):
            found = re.search(
                r"at the (front|right|back|left|bottom)|(front|right|back|left|bottom) (?:side|face)", line
            )
            if not found:
                return ""
            turns.append(found[1] or found[2])
    asked = re.search(r"color of the (\w+) side", question)
    if not asked or "bottom" in turns:
        return ""
    return (
        f'c = {sides}\nopposite = {{"front": "back", "back": "front", "left": "right", "right": "left"}}\n'
        f"for side in {turns}:\n    other = opposite[side]\n"
        '    c["top"], c[side], c["bottom"], c[other] = c[side], c["bottom"], c[other], c["top"]\n'
        f'answer(c["{asked[1]}"])'
    )


@thought("jugs", num_jugs=3, difficulty=3)
def _jugs(question: str, answer: str) -> str:
    sizes = [int(size) for size in re.findall(r"[A-C]:(\d+)", question)]
    goal = integers(question.partition("target is:")[2])[0]
    if not _measurable(sizes, goal):
        return ""
    return (
        f"size, seen = {sizes}, []\nfor now, path in (todo := [([0, 0, 0], [])]):\n"
        f"    if {goal} in now:\n        answer(path)\n        break\n"
        '    for i, a in enumerate("ABC"):\n        for j, b in enumerate("ABC"):\n            new = now[:]\n'
        "            n = min(now[i], size[j] - now[j])\n"
        "            new[i], new[j] = (size[i], size[i]) if i == j else (now[i] - n, now[j] + n)\n"
        "            if new not in seen:\n                seen.append(new)\n"
        '                todo.append((new, path + [f"pour {a}->{b}" if i != j else f"fill {a}"]))'
    )


def _measurable(sizes: list[int], goal: int) -> bool:
    """Whether filling and pouring are enough; the thought empties no jug."""
    states, known = {(0,) * len(sizes)}, 0
    while len(states) > known:
        known = len(states)
        for now in list(states):
            for i, j in itertools.product(range(len(sizes)), repeat=2):
                new = list(now)
                n = min(now[i], sizes[j] - now[j])
                new[i], new[j] = (sizes[i], sizes[i]) if i == j else (now[i] - n, now[j] + n)
                states.add(tuple(new))
    return any(goal in state for state in states)


@thought("quantum_lock", difficulty=3)
def _lock(question: str, answer: str) -> str:
    start, goal = integers(re.sub(r"^.*Start", "Start", question, flags=re.DOTALL))[:2]
    light = re.search(r"Start: -?\d+ \((\w+)\)", question)
    signs = {"Add": "+", "Subtract": "-", "Multiply": "*"}
    buttons = ", ".join(
        f'("{name}", n {signs[verb]} {number}, "{when}")'
        for name, verb, number, when in re.findall(r"([A-C]): (\w+) (\d+) \(when (\w+)\)", question)
    )
    return (
        f'seen = set()\nfor n, light, path in (todo := [({start}, "{light[1] if light else ""}", [])]):\n'
        f'    if n == {goal}:\n        answer(" → ".join(path))\n        break\n'
        "    if (n, light) not in seen and abs(n) < 100:\n"
        '        seen.add((n, light))\n        other = "green" if light == "red" else "red"\n'
        f"        for name, new, when in [{buttons}]:\n"
        '            if when in ("any", light):\n                todo.append((new, other, path + [name]))'
    )
