"""Geometry: lengths, areas, volumes and angles of the usual shapes, from either side."""

import math

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task


def _two_decimals(value: float) -> float:
    return int(value * 100 + 0.5) / 100


@family("geometry")
def rectangle_area(r: Dice) -> Task:
    a, b = r.choice([(r.randint(2, 60), r.randint(2, 60)), (r.randint(5, 60) / 2, r.randint(2, 20))])
    wordings = [
        "A rectangle is <a> m long and <b> m wide. What is its area?",
        "My garden measures <a> by <b> metres. How many square metres of lawn do I have to mow?",
        "Area of a rectangle, sides <a> and <b>?",
        "How big is a field of <a> m x <b> m?",
        "I want to carpet a room. It's <a> m one way and <b> m the other. How many m² of carpet?",
        "<a> m x <b> m in square metres",
        "A wall, <a> m high, <b> m wide, no windows: area to paint?",
        "The new gym on floor 2 is <a> m by <b> m. How many square metres of flooring should we order?",
        "The screen is <a> cm wide and <b> cm high; what's its surface in cm²?",
        "fr: Un terrain fait <a> m sur <b> m. Quelle est sa surface ?",
        "de: Ein Zimmer ist <a> m lang und <b> m breit. Wie groß ist die Fläche?",
    ]
    return task(
        r, wordings, f"answer(round({a} * {b}, 2))", _two_decimals(a * 4 * b / 4), a=decimal(a), b=decimal(b)
    )


@family("geometry")
def rectangle_perimeter(r: Dice) -> Task:
    a, b = r.randint(2, 90), r.randint(2, 90)
    wordings = [
        "A rectangle is <a> m long and <b> m wide. What is its perimeter?",
        "My garden measures <a> by <b> metres. How many metres of fence go all the way round?",
        "Perimeter of a <a> x <b> rectangle?",
        "I run once around a field of <a> m by <b> m. How far is that?",
        "How much ribbon do I need to edge a tablecloth of <a> cm by <b> cm?",
        "A picture is <a> cm wide and <b> cm high. Length of the frame strip around it?",
        "The skirting board goes along all four walls of a <a> m by <b> m room; total length?",
        "2 sides of <a>, 2 sides of <b>: distance around",
        "es: Un rectángulo mide <a> m de largo y <b> m de ancho. ¿Cuál es su perímetro?",
        "fr: Quelle longueur de clôture faut-il autour d'un pré de <a> m sur <b> m ?",
    ]
    return task(r, wordings, "answer(2 * (<a> + <b>))", a + a + b + b, a=a, b=b)


@family("geometry")
def side_from_area(r: Dice) -> Task:
    a, b = r.randint(2, 60), r.randint(2, 60)
    wordings = [
        "A rectangle has an area of <p> m² and is <a> m long. How wide is it?",
        "The flat's living room has <p> square metres and one wall of <a> m. What's the other wall?",
        "Area <p>, one side <a>. Other side?",
        "I have <p> m² of turf for a strip <a> m wide. How long can the strip be?",
        "If a poster covers <p> cm² and is <a> cm high, what's its width?",
        "How long is a field of <p> m² with a width of <a> m?",
        "de: Ein Rechteck hat <p> m² und ist <a> m lang. Wie breit ist es?",
        "es: Un rectángulo tiene <p> m² y mide <a> m de largo. ¿Cuánto mide de ancho?",
    ]
    return task(r, wordings, "answer(round(<p> / <a>, 2))", float(b), p=a * b, a=a)


@family("geometry")
def side_from_perimeter(r: Dice) -> Task:
    a, b = r.randint(2, 60), r.randint(2, 60)
    wordings = [
        "A rectangle has a perimeter of <p> m and is <a> m long. How wide is it?",
        "I've got <p> m of fence for a rectangular run. One side shall be <a> m. How long is the other?",
        "Perimeter <p>, one side <a>: other side of the rectangle?",
        "Walking around a rectangular pool is <p> m; it's <a> m long. What's its width?",
        "With <p> cm of wire I bend a rectangle <a> cm wide. How high does it get?",
        "2a + 2b = <p>, a = <a>. What's b?",
        "fr: Un rectangle a un périmètre de <p> m et une longueur de <a> m. Quelle est sa largeur ?",
        "de: Ein Rechteck hat den Umfang <p> m und ist <a> m lang. Wie breit ist es?",
    ]
    return task(r, wordings, "answer(<p> / 2 - <a>)", float(b), p=2 * a + 2 * b, a=a)


@family("geometry")
def square_area_or_perimeter(r: Dice) -> Task:
    a = r.randint(2, 120)
    code, value, ask = r.choice(
        [
            ("answer(<a> ** 2)", a * a, {"en": "area", "fr": "l'aire", "es": "el área"}),
            (
                "answer(4 * <a>)",
                a + a + a + a,
                {"en": "perimeter", "fr": "le périmètre", "es": "el perímetro"},
            ),
        ]
    )
    wordings = [
        "A square has sides of <a> m. What is its <m>?",
        "<m> of a square with side <a>?",
        "All four sides of the plot are <a> m and the corners are right angles. Find the <m>.",
        "I drew a square, <a> cm each side, and have to write down the <m>.",
        "The side of a square tile is <a> cm. How large is the <m>?",
        "square, a = <a>, <m> = ?",
        "fr: Un carré a un côté de <a> cm. Quelle est la valeur : <m> ?",
        "es: Un cuadrado tiene lados de <a> cm. Calcula <m>.",
    ]
    return task(r, wordings, code, value, a=a, m=ask)


@family("geometry")
def square_from_perimeter(r: Dice) -> Task:
    a = r.randint(2, 80)
    wordings = [
        "A square has a perimeter of <p> cm. What is its area?",
        "I put a <p> m fence around a square paddock. How many square metres does it enclose?",
        "Perimeter of a square: <p>. Area?",
        "With a rope of <p> m I mark out a square. How big is the area inside?",
        "The four equal sides of a square court are <p> m together; what's the surface?",
        "Walking around a square block is <p> m. How many m² is the block?",
        "de: Ein Quadrat hat den Umfang <p> cm. Wie groß ist die Fläche?",
        "fr: Un carré a un périmètre de <p> m. Quelle est son aire ?",
    ]
    return task(r, wordings, "side = <p> / 4\nanswer(side ** 2)", float(a * a), p=4 * a)


@family("geometry")
def triangle_area(r: Dice) -> Task:
    a, b = r.randint(2, 60), r.randint(2, 60)
    wordings = [
        "A triangle has a base of <a> cm and a height of <b> cm. What is its area?",
        "Triangle, base <a>, height <b>: area?",
        "A sail is <a> m wide at the bottom and <b> m high, a triangle. How many m² of cloth is that?",
        "How big is a triangular flower bed with a base of <a> m and an altitude of <b> m?",
        "The gable of our house is a triangle <a> m across and <b> m tall. Area to be painted?",
        "Two legs of a right triangle measure <a> and <b>. Area, please.",
        "base=<a> height=<b> triangle area",
        "es: Un triángulo tiene una base de <a> cm y una altura de <b> cm. ¿Cuál es su área?",
        "de: Wie groß ist die Fläche eines Dreiecks mit Grundseite <a> und Höhe <b>?",
    ]
    return task(r, wordings, "answer(<a> * <b> / 2)", a / 2 * b, a=a, b=b)


@family("geometry")
def triangle_perimeter(r: Dice) -> Task:
    a, b = r.randint(5, 60), r.randint(5, 60)
    c = r.randint(abs(a - b) + 1, a + b - 1)
    wordings = [
        "A triangle has sides of <a>, <b> and <c> cm. What is its perimeter?",
        "How long is a hike along a triangular path with legs of <a>, <b> and <c> km?",
        "Perimeter of a triangle with sides <a>, <b>, <c>",
        "A warning triangle is to be edged with tape: <a> cm, <b> cm, <c> cm. How much tape?",
        "Sides of the triangle: <a>; <b>; <c>. Distance around it?",
        "From A to B it's <a> km, from B to C <b> km, from C back to A <c> km. How long is the round trip?",
        "fr: Quel est le périmètre d'un triangle de côtés <a>, <b> et <c> cm ?",
        "es: Un triángulo tiene lados de <a>, <b> y <c> m. ¿Cuál es su perímetro?",
    ]
    return task(r, wordings, "answer(<a> + <b> + <c>)", sum([a, b, c]), a=a, b=b, c=c)


@family("geometry")
def triangle_from_sides(r: Dice) -> Task:
    a, b = r.randint(5, 40), r.randint(5, 40)
    c = r.randint(abs(a - b) + 1, a + b - 1)
    wordings = [
        "A triangle has sides of <a>, <b> and <c> cm. What is its area?",
        "Heron's formula for <a>, <b>, <c>?",
        "I measured the three edges of a triangular plot: <a> m, <b> m and <c> m. How many square metres is it?",
        "Area of a triangle if I only know the sides <a>, <b>, <c>, no height",
        "How big is the triangle with edges <a>, <b> and <c>?",
        "Three beams, <a>, <b> and <c> dm long, form a triangle. What area do they enclose?",
        "de: Ein Dreieck hat die Seiten <a>, <b> und <c> cm. Wie groß ist seine Fläche?",
        "fr: Un triangle a des côtés de <a>, <b> et <c> m. Quelle est son aire ?",
    ]
    code = "import math\na, b, c = <a>, <b>, <c>\ns = (a + b + c) / 2\nanswer(round(math.sqrt(s * (s - a) * (s - b) * (s - c)), 2))"
    cosine = (a * a + b * b - c * c) / (2 * a * b)
    return task(r, wordings, code, round(a * b * math.sqrt(1 - cosine**2) / 2, 2), a=a, b=b, c=c)


@family("geometry")
def circle_area(r: Dice) -> Task:
    a = r.randint(2, 60)
    wordings = [
        "A circle has a radius of <a> cm. What is its area?",
        "area of a circle, r = <a>",
        "A sprinkler reaches <a> m in every direction. How many square metres does it water?",
        "How big is the top of a round table with a radius of <a> cm?",
        "The signal covers everything within <a> km of the mast. How large is the covered area?",
        "r=<a>, pi r^2 = ?",
        "A goat is tied to a <a> m rope in an open meadow. How much grass can it reach, in m²?",
        "es: ¿Cuál es el área de un círculo de radio <a> cm?",
        "fr: Quelle est l'aire d'un disque de rayon <a> cm ?",
    ]
    return task(
        r, wordings, "import math\nanswer(round(math.pi * <a> ** 2, 2))", _two_decimals(math.pi * a * a), a=a
    )


@family("geometry")
def circle_area_from_diameter(r: Dice) -> Task:
    a = r.randint(3, 90)
    wordings = [
        "A circle has a diameter of <a> cm. What is its area?",
        "A pizza is <a> cm across. How many cm² of pizza is that?",
        "diameter <a>, area of the circle?",
        "The round pond is <a> m from edge to edge through the middle. How big is its surface?",
        "My plate measures <a> cm in diameter. Area?",
        "How many square metres has a circus ring with a diameter of <a> m?",
        "de: Ein Kreis hat den Durchmesser <a> cm. Wie groß ist seine Fläche?",
        "es: Una pizza tiene <a> cm de diámetro. ¿Cuál es su área?",
    ]
    value = _two_decimals(math.pi * a * a / 4)
    return task(r, wordings, "import math\nanswer(round(math.pi * (<a> / 2) ** 2, 2))", value, a=a)


@family("geometry")
def circumference(r: Dice) -> Task:
    a = r.randint(2, 90)
    wordings = [
        "A circle has a radius of <a> cm. What is its circumference?",
        "How long is the edge of a circle with radius <a>?",
        "circumference, r = <a>",
        "A horse trots on a circle <a> m from the post it is tied to. How far is one round?",
        "The hand of the tower clock is <a> dm long. What distance does its tip cover in a full turn?",
        "A round pond with radius <a> m: how long is the path along its bank?",
        "2 pi r with r = <a>",
        "fr: Quelle est la circonférence d'un cercle de rayon <a> cm ?",
        "de: Wie groß ist der Umfang eines Kreises mit Radius <a> cm?",
    ]
    return task(
        r, wordings, "import math\nanswer(round(2 * math.pi * <a>, 2))", _two_decimals(math.tau * a), a=a
    )


@family("geometry")
def circumference_from_diameter(r: Dice) -> Task:
    a = r.randint(2, 120)
    wordings = [
        "A circle has a diameter of <a> cm. What is its circumference?",
        "My bike wheel is <a> cm across. How far do I roll in one turn?",
        "circumference, d = <a>",
        "The tree trunk has a diameter of <a> cm. What would a tape around it show?",
        "How much lace goes around a round tablecloth of <a> cm diameter?",
        "pi times d, d = <a>",
        "A tunnel <a> m in diameter gets a steel ring inside. How long is the ring?",
        "es: ¿Cuál es la longitud de una circunferencia de diámetro <a> cm?",
        "fr: Une roue a un diamètre de <a> cm. Quelle distance parcourt-elle en un tour ?",
    ]
    return task(
        r, wordings, "import math\nanswer(round(math.pi * <a>, 2))", _two_decimals(math.tau * a / 2), a=a
    )


@family("geometry")
def radius_from_circumference(r: Dice) -> Task:
    c = r.randint(10, 900)
    wordings = [
        "A circle has a circumference of <c> cm. What is its radius?",
        "Around the tree I measured <c> cm. How big is the radius of the trunk?",
        "The running track is a circle of <c> m. What is its radius?",
        "circumference <c>, r = ?",
        "I have a rope of <c> m and lay a circle with it. How far is the middle from the rope?",
        "If a hoop is <c> cm all around, what's the distance from its centre to the rim?",
        "de: Ein Kreis hat den Umfang <c> cm. Wie groß ist der Radius?",
        "es: Una circunferencia mide <c> m. ¿Cuál es su radio?",
    ]
    return task(
        r, wordings, "import math\nanswer(round(<c> / (2 * math.pi), 2))", _two_decimals(c / math.tau), c=c
    )


@family("geometry")
def trapezoid_area(r: Dice) -> Task:
    a, b, h = r.randint(2, 40), r.randint(2, 40), r.randint(2, 30)
    wordings = [
        "A trapezoid has parallel sides of <a> cm and <b> cm and a height of <h> cm. What is its area?",
        "Area of a trapezium, a = <a>, c = <b>, h = <h>",
        "A dam's cross-section is <a> m wide at the bottom, <b> m at the top and <h> m high. How big is it?",
        "The plot has two parallel borders of <a> m and <b> m which are <h> m apart. Square metres?",
        "Find the area: trapezoid, bases <a> and <b>, altitude <h>.",
        "One roof face is <a> m at the eaves, <b> m at the ridge, <h> m from one to the other. How many m² of tiles?",
        "fr: Un trapèze a des bases de <a> et <b> cm et une hauteur de <h> cm. Quelle est son aire ?",
        "de: Ein Trapez hat die parallelen Seiten <a> und <b> cm und die Höhe <h> cm. Wie groß ist die Fläche?",
    ]
    return task(r, wordings, "answer((<a> + <b>) * <h> / 2)", (a * h + b * h) / 2, a=a, b=b, h=h)


@family("geometry")
def right_triangle(r: Dice) -> Task:
    a, b = r.choice([(3, 4), (5, 12), (8, 15), (6, 8), (9, 40), (r.randint(2, 60), r.randint(2, 60))])
    wordings = [
        "A right triangle has legs of <a> and <b>. How long is the hypotenuse?",
        "I walk <a> km east and then <b> km north. How far am I from the start in a straight line?",
        "What is the diagonal of a <a> by <b> rectangle?",
        "Legs <a> and <b>, right angle between them. Third side?",
        "The foot of a ladder stands <a> m from a wall and the top touches it <b> m up. How long is the ladder?",
        "How long is a diagonal brace for a gate <a> dm wide and <b> dm high?",
        "A ramp rises <a> cm over <b> cm of ground. What's the length of its surface?",
        "Pythagoras: a = <a>, b = <b>, c = ?",
        "es: Los catetos miden <a> y <b>. ¿Cuánto mide la hipotenusa?",
        "de: Ein Bildschirm ist <a> cm breit und <b> cm hoch. Wie lang ist die Diagonale?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(round(math.hypot(<a>, <b>), 2))",
        round((a * a + b * b) ** 0.5, 2),
        a=a,
        b=b,
    )


@family("geometry")
def missing_leg(r: Dice) -> Task:
    a = r.randint(2, 40)
    c = a + r.randint(1, 40)
    wordings = [
        "A right triangle has a hypotenuse of <c> and one leg of <a>. How long is the other leg?",
        "A <c> m ladder leans on a wall with its foot <a> m away. How high does it reach?",
        "Pythagoras the other way round: c = <c>, a = <a>, b = ?",
        "The diagonal of a rectangle is <c> cm, one side <a> cm. The other side?",
        "A kite string of <c> m is taut; the kite is above a point <a> m from me. How high is it?",
        "My tent's slanting side is <c> dm and half its floor is <a> dm. How high is the tent?",
        "fr: L'hypoténuse mesure <c> et un côté <a>. Combien mesure l'autre côté ?",
        "es: Una escalera de <c> m se apoya en la pared con el pie a <a> m. ¿A qué altura llega?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(round(math.sqrt(<c> ** 2 - <a> ** 2), 2))",
        round(((c - a) * (c + a)) ** 0.5, 2),
        a=a,
        c=c,
    )


@family("geometry")
def is_right_triangle(r: Dice) -> Task:
    a, b, c = r.choice([(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 40, 41)])
    k = r.randint(1, 6)
    a, b, c = k * a, k * b, k * c + r.choice([0, 0, 1])
    wordings = [
        "Is a triangle with sides <a>, <b> and <c> a right triangle?",
        "Sides <a>, <b>, <c>: right-angled or not?",
        "I checked the corner of my shed: <a> cm along one wall, <b> cm along the other, <c> cm across. Is it square?",
        "Can <a>, <b>, <c> be the sides of a right triangle?",
        "Does a² + b² = c² hold for <a>, <b>, <c>?",
        "Three sticks of <a>, <b> and <c> cm form a triangle. Has it a right angle?",
        "de: Ist ein Dreieck mit den Seiten <a>, <b> und <c> rechtwinklig?",
        "fr: Un triangle de côtés <a>, <b> et <c> est-il rectangle ?",
    ]
    code = 'answer("Yes" if <a> ** 2 + <b> ** 2 == <c> ** 2 else "No")'
    return task(r, wordings, code, "Yes" if (c - a) * (c + a) == b * b else "No", a=a, b=b, c=c)


@family("geometry")
def distance(r: Dice) -> Task:
    a, b, c, d = (r.randint(-12, 20) for _ in range(4))
    wordings = [
        "What is the distance between (<a>, <b>) and (<c>, <d>)?",
        "On a map I am at (<a>, <b>) and the shop is at (<c>, <d>). What is the straight distance?",
        "Two points: (<a>, <b>), (<c>, <d>). How far apart are they?",
        "dist((<a>, <b>), (<c>, <d>))",
        "Find the length of the segment from P(<a>|<b>) to Q(<c>|<d>).",
        "In the game my ship is at x=<a>, y=<b>. The enemy is at x=<c>, y=<d>. How far away is it?",
        "How long is a straight cable from (<a>, <b>) to (<c>, <d>)?",
        "es: ¿Qué distancia hay entre los puntos (<a>, <b>) y (<c>, <d>)?",
        "de: Wie weit ist der Punkt (<a>, <b>) von (<c>, <d>) entfernt?",
    ]
    code = "import math\nanswer(round(math.hypot(<c> - <a>, <d> - <b>), 2))"
    return task(r, wordings, code, round(((a - c) ** 2 + (b - d) ** 2) ** 0.5, 2), a=a, b=b, c=c, d=d)


@family("geometry")
def midpoint(r: Dice) -> Task:
    a, b, c, d = (r.randint(-12, 20) for _ in range(4))
    wordings = [
        "What is the midpoint between (<a>, <b>) and (<c>, <d>)?",
        "Where is the middle of the segment from (<a>, <b>) to (<c>, <d>)?",
        "We live at (<a>, <b>) and (<c>, <d>) and want to meet halfway. At which point?",
        "midpoint (<a>, <b>), (<c>, <d>)",
        "A square's diagonal runs from (<a>, <b>) to (<c>, <d>). Coordinates of its centre?",
        "Which point lies exactly between (<a>, <b>) and (<c>, <d>)?",
        "fr: Quel est le milieu du segment entre (<a>, <b>) et (<c>, <d>) ?",
        "de: Wo liegt die Mitte zwischen (<a>, <b>) und (<c>, <d>)?",
    ]
    value = [a + (c - a) / 2, b + (d - b) / 2]
    return task(r, wordings, "answer([(<a> + <c>) / 2, (<b> + <d>) / 2])", value, a=a, b=b, c=c, d=d)
