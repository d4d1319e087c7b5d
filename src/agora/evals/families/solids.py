"""Solids, angles and polygons, and the jobs at home that geometry settles."""

import math

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task


@family("geometry")
def box_volume(r: Dice) -> Task:
    a, b, c = (r.randint(2, 60) for _ in range(3))
    wordings = [
        "A box is <a> cm long, <b> cm wide and <c> cm high. What is its volume?",
        "What is the volume of a <a> by <b> by <c> box?",
        "How much fits in an aquarium of <a> x <b> x <c> cm, in cubic cm?",
        "A pool measures <a> m by <b> m and is <c> m deep. How many cubic metres of water does it hold?",
        "Volume: length <a>, width <b>, height <c>.",
        "I dig a pit <a> m long, <b> m wide and <c> m deep. How much earth comes out, in m³?",
        "A truck's hold is <c> dm high, <a> dm long, <b> dm wide; its volume in dm³?",
        "fr: Quel est le volume d'une boîte de <a> x <b> x <c> cm ?",
        "es: Una caja mide <a> cm de largo, <b> cm de ancho y <c> cm de alto. ¿Cuál es su volumen?",
    ]
    return task(r, wordings, "answer(<a> * <b> * <c>)", math.prod([c, b, a]), a=a, b=b, c=c)


@family("geometry")
def box_surface(r: Dice) -> Task:
    a, b, c = (r.randint(2, 60) for _ in range(3))
    wordings = [
        "A box is <a> cm long, <b> cm wide and <c> cm high. What is its surface area?",
        "How much wrapping paper covers a parcel of <a> x <b> x <c> cm exactly, in cm²?",
        "Surface of a cuboid with edges <a>, <b>, <c>?",
        "I paint all six sides of a chest <a> dm by <b> dm by <c> dm. How many dm² do I paint?",
        "Total area of all faces of a <a> by <b> by <c> block",
        "What sheet area is needed for a closed tin of <a> cm, <b> cm and <c> cm?",
        "de: Ein Quader hat die Kanten <a>, <b> und <c> cm. Wie groß ist seine Oberfläche?",
        "fr: Quelle est la surface totale d'un pavé de <a> x <b> x <c> cm ?",
    ]
    return task(
        r,
        wordings,
        "a, b, c = <a>, <b>, <c>\nanswer(2 * (a * b + b * c + a * c))",
        2 * a * b + 2 * c * (a + b),
        a=a,
        b=b,
        c=c,
    )


@family("geometry")
def aquarium_litres(r: Dice) -> Task:
    a, b, c = r.randint(3, 15) * 10, r.randint(2, 8) * 10, r.randint(2, 8) * 10
    wordings = [
        "How many litres does an aquarium of <a> x <b> x <c> cm hold?",
        "My planter is <a> cm long, <b> cm wide and <c> cm deep. How many litres of soil do I need?",
        "A tank of <a> cm by <b> cm by <c> cm in litres?",
        "Litres in a box <a> cm, <b> cm, <c> cm",
        "The cool box measures <a> by <b> by <c> centimetres inside. What's its capacity in litres?",
        "If I fill a tub (<a> cm long, <b> cm wide) with water <c> cm high, how many litres is it?",
        "es: ¿Cuántos litros caben en un acuario de <a> x <b> x <c> cm?",
        "de: Wie viele Liter fasst ein Becken von <a> x <b> x <c> cm?",
    ]
    return task(
        r, wordings, "answer(<a> * <b> * <c> / 1000)", (a // 10) * (b // 10) * (c // 10) / 1.0, a=a, b=b, c=c
    )


@family("geometry")
def cube_volume(r: Dice) -> Task:
    a = r.randint(2, 60)
    wordings = [
        "A cube has edges of <a> cm. What is its volume?",
        "volume of a cube, side <a>",
        "How many 1 cm cubes fill a cubic box with a side of <a> cm?",
        "A sugar crystal is a perfect cube, <a> mm on each edge. How many mm³ is that?",
        "The concrete foundation is <a> dm long, wide and deep. Volume?",
        "Length, width, height: all <a>. How much space is inside?",
        "fr: Quel est le volume d'un cube d'arête <a> cm ?",
        "es: ¿Qué volumen tiene un cubo de arista <a> cm?",
    ]
    return task(r, wordings, "answer(<a> ** 3)", a * a * a, a=a)


@family("geometry")
def cube_surface(r: Dice) -> Task:
    a = r.randint(2, 60)
    wordings = [
        "A cube has edges of <a> cm. What is its surface area?",
        "surface of a cube, side <a>",
        "How much paper do I need to cover all faces of a cube of <a> cm?",
        "A die has an edge of <a> mm. Add up the area of its six faces.",
        "We tile a cubic pedestal on all six sides; it's <a> dm high. How many dm² of tiles?",
        "All the sides of a cube together, edge <a>: area?",
        "de: Wie groß ist die Oberfläche eines Würfels mit der Kante <a> cm?",
        "fr: Quelle est la surface totale d'un cube d'arête <a> cm ?",
    ]
    return task(r, wordings, "answer(6 * <a> ** 2)", sum([a * a] * 6), a=a)


@family("geometry")
def cylinder_volume(r: Dice) -> Task:
    a, b = r.randint(2, 30), r.randint(2, 40)
    wordings = [
        "A cylinder has a radius of <a> cm and a height of <b> cm. What is its volume?",
        "A can is <b> cm high and has a radius of <a> cm. How many cm³ does it hold?",
        "cylinder r=<a> h=<b> volume",
        "The rain barrel's radius is <a> dm and the water stands <b> dm high. How many litres are in it?",
        "How much candle wax, in cm³, is in a round candle <b> cm tall with radius <a> cm?",
        "A well with a radius of <a> dm has <b> dm of water. Volume of the water in dm³?",
        "es: Un cilindro tiene radio <a> cm y altura <b> cm. ¿Cuál es su volumen?",
        "de: Ein Zylinder hat den Radius <a> cm und die Höhe <b> cm. Wie groß ist sein Volumen?",
    ]
    value = round(math.tau * a * a * b / 2, 2)
    return task(r, wordings, "import math\nanswer(round(math.pi * <a> ** 2 * <b>, 2))", value, a=a, b=b)


@family("geometry")
def cone_volume(r: Dice) -> Task:
    a, b = r.randint(2, 30), r.randint(2, 40)
    wordings = [
        "A cone has a radius of <a> cm and a height of <b> cm. What is its volume?",
        "A heap of sand is a cone <b> dm high with radius <a> dm. How many dm³ of sand?",
        "cone r=<a> h=<b> volume",
        "The paper cup is a cone, <a> cm radius at the top, <b> cm deep. How much fits in, in cm³?",
        "How big is the volume of a party hat with radius <a> cm and height <b> cm?",
        "Ice cream cone, filled level: radius <a> cm, depth <b> cm, cubic centimetres?",
        "fr: Quel est le volume d'un cône de rayon <a> cm et de hauteur <b> cm ?",
        "es: Un cono tiene radio <a> cm y altura <b> cm. ¿Cuál es su volumen?",
    ]
    value = round(math.tau * a * a * b / 6, 2)
    return task(r, wordings, "import math\nanswer(round(math.pi * <a> ** 2 * <b> / 3, 2))", value, a=a, b=b)


@family("geometry")
def sphere_volume(r: Dice) -> Task:
    a = r.randint(2, 40)
    wordings = [
        "A sphere has a radius of <a> cm. What is its volume?",
        "volume of a ball, r = <a>",
        "A balloon is a perfect ball with a radius of <a> cm. How many cm³ of air are in it?",
        "How much glass is in a solid marble with a radius of <a> mm, in mm³?",
        "The gas tank is a sphere, <a> m from the centre to the shell. What does it hold in m³?",
        "4/3 pi r^3 for r = <a>",
        "de: Wie groß ist das Volumen einer Kugel mit Radius <a> cm?",
        "fr: Quel est le volume d'une sphère de rayon <a> cm ?",
    ]
    value = round(2 * math.tau * a * a * a / 3, 2)
    return task(r, wordings, "import math\nanswer(round(4 / 3 * math.pi * <a> ** 3, 2))", value, a=a)


@family("geometry")
def sphere_surface(r: Dice) -> Task:
    a = r.randint(2, 40)
    wordings = [
        "A sphere has a radius of <a> cm. What is its surface area?",
        "How much leather covers a ball with a radius of <a> cm, in cm²?",
        "surface of a sphere, r = <a>",
        "A dome tank, a full ball of radius <a> m, is to be painted outside. Square metres?",
        "The skin of a soap bubble with a radius of <a> mm: area?",
        "4 pi r^2 with r = <a>",
        "es: ¿Cuál es la superficie de una esfera de radio <a> cm?",
        "de: Wie groß ist die Oberfläche einer Kugel mit Radius <a> cm?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(round(4 * math.pi * <a> ** 2, 2))",
        round(2 * math.tau * a * a, 2),
        a=a,
    )


@family("geometry")
def missing_angle(r: Dice) -> Task:
    a = r.randint(20, 90)
    b = r.randint(20, 150 - a)
    wordings = [
        "Two angles of a triangle are <a> and <b> degrees. What is the third?",
        "A triangle has angles of <a>° and <b>°. Find the missing angle.",
        "Triangle: <a>°, <b>°, ?°",
        "A roof makes angles of <a>° and <b>° with the floor. What angle is at the ridge?",
        "What angle completes a triangle that has <a>° and <b>° already?",
        "In triangle ABC, A is <a>° and B is <b>°. How big is C?",
        "My set square broke; I know two of its corners, <a> and <b> degrees. The third corner?",
        "es: Dos ángulos de un triángulo miden <a>° y <b>°. ¿Cuánto mide el tercero?",
        "fr: Deux angles d'un triangle mesurent <a>° et <b>°. Combien mesure le troisième ?",
    ]
    return task(r, wordings, "answer(180 - <a> - <b>)", 180 - (a + b), a=a, b=b)


@family("geometry")
def missing_angle_of_four(r: Dice) -> Task:
    a, b, c = r.randint(40, 120), r.randint(40, 110), r.randint(40, 110)
    wordings = [
        "Three angles of a quadrilateral are <a>, <b> and <c> degrees. What is the fourth?",
        "A four-sided plot has corners of <a>°, <b>° and <c>°. What's the remaining corner?",
        "Quadrilateral: <a>°, <b>°, <c>°, ?",
        "In a kite I measured <a>°, <b>° and <c>°. How large must the last angle be?",
        "What angle is missing in a quadrangle with <a>, <b>, <c> degrees?",
        "A trapezoid has the angles <a>°, <b>°, <c>° and one more. Find it.",
        "de: Drei Winkel eines Vierecks sind <a>°, <b>° und <c>°. Wie groß ist der vierte?",
        "es: Tres ángulos de un cuadrilátero miden <a>°, <b>° y <c>°. ¿Cuánto mide el cuarto?",
    ]
    return task(r, wordings, "answer(360 - <a> - <b> - <c>)", 360 - sum([a, b, c]), a=a, b=b, c=c)


@family("geometry")
def angle_partner(r: Dice) -> Task:
    whole, word = r.choice(
        [
            (90, {"en": "complementary", "fr": "complémentaire", "es": "complementario"}),
            (180, {"en": "supplementary", "fr": "supplémentaire", "es": "suplementario"}),
        ]
    )
    a = r.randint(5, whole - 5)
    wordings = [
        "What is the <w> angle of <a>°?",
        "An angle of <a> degrees: how big is its <w> angle?",
        "Two angles are <w>. One is <a>°. The other?",
        "<w> to <a>°?",
        "I need the angle that is <w> to <a> degrees.",
        "If alpha is <a>° and beta is <w> to alpha, what is beta?",
        "fr: Quel est l'angle <w> de <a>° ?",
        "es: ¿Cuál es el ángulo <w> de <a>°?",
    ]
    value = next(n for n in range(181) if n + a == whole)
    return task(r, wordings, f"answer({whole} - <a>)", value, a=a, w=word)


_POLYGONS = {
    5: "pentagon",
    6: "hexagon",
    7: "heptagon",
    8: "octagon",
    9: "nonagon",
    10: "decagon",
    12: "dodecagon",
}


@family("geometry")
def polygon_angle_sum(r: Dice) -> Task:
    n = r.randint(4, 20)
    wordings = [
        "What is the sum of the interior angles of a polygon with <n> sides?",
        "A shape has <n> corners. What do all its inner angles add up to?",
        "angle sum, <n>-gon",
        "How many degrees are there inside a polygon of <n> sides, all together?",
        "I draw a closed figure from <n> straight lines; total of the interior angles?",
        "Sum of the inside angles for n = <n>?",
        "fr: Quelle est la somme des angles d'un polygone à <n> côtés ?",
        "de: Wie groß ist die Winkelsumme in einem Vieleck mit <n> Ecken?",
    ]
    return task(r, wordings, "answer((<n> - 2) * 180)", sum([180] * n) - 360, n=n)


@family("geometry")
def regular_polygon_angle(r: Dice) -> Task:
    n = r.choice([3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 20, 24])
    wordings = [
        "How big is each interior angle of a regular polygon with <n> sides?",
        "A regular <n>-gon: size of one inner angle?",
        "Tiles with <n> equal sides and equal corners: what angle does a corner have?",
        "Each angle inside a regular shape with <n> vertices, in degrees?",
        "I program a turtle to draw a regular polygon with <n> sides. What is the inside angle at a corner?",
        "interior angle, regular, n=<n>",
        "es: ¿Cuánto mide cada ángulo interior de un polígono regular de <n> lados?",
        "fr: Combien mesure chaque angle d'un polygone régulier à <n> côtés ?",
    ]
    return task(r, wordings, "answer((<n> - 2) * 180 / <n>)", float(180 - 360 // n), n=n)


@family("geometry")
def polygon_diagonals(r: Dice) -> Task:
    n = r.choice([4, 5, 6, 7, 8, 9, 10, 12, 15, 20])
    name = _POLYGONS.get(n, f"polygon with {n} sides")
    shape = ("an " if name[0] == "o" else "a ") + name
    wordings = [
        "How many diagonals does <s> have?",
        "Number of diagonals in <s>?",
        "I connect all corners of <s> that aren't neighbours. How many lines do I draw?",
        "diagonals of <s>",
        "Take <s>: count its diagonals, please.",
        "If every corner of <s> is joined with every other, how many of the lines are not sides?",
        "de: Wie viele Diagonalen hat ein Vieleck mit <n> Ecken?",
        "es: ¿Cuántas diagonales tiene un polígono de <n> lados?",
    ]
    value = sum(1 for i in range(n) for j in range(i + 1, n) if (j - i) % n not in (1, n - 1))
    return task(r, wordings, "answer(<n> * (<n> - 3) // 2)", value, n=n, s=shape)


@family("geometry")
def clock_angle(r: Dice) -> Task:
    h, m = r.randint(1, 12), r.choice([0, 0, 10, 15, 20, 30, 40, 45, 50])
    wordings = [
        "What angle do the hands of a clock make at <t>?",
        "It is <t>. How large is the smaller angle between the hour and the minute hand?",
        "clock angle at <t>",
        "At <t>, by how many degrees are the two hands apart, the short way round?",
        "Angle between the hands when an analogue watch shows <t>?",
        "A clock puzzle: <t>, hands, angle in degrees (not more than 180)?",
        "fr: Quel angle forment les aiguilles d'une horloge à <t> ?",
        "de: Welchen Winkel bilden die Zeiger um <t>?",
    ]
    minutes = (h % 12) * 60 + m
    gap = (minutes * 11) % 720
    value = min(gap, 720 - gap) / 2
    code = "angle = abs(30 * <h> - 5.5 * <m>) % 360\nanswer(min(angle, 360 - angle))"
    return task(r, wordings, code, value, t=f"{h}:{m:02d}", h=h % 12, m=m)


@family("geometry")
def paint_needed(r: Dice) -> Task:
    w, h, per = r.randint(3, 20), r.randint(2, 5), r.choice([4, 5, 6, 10])
    wordings = [
        "A wall is <w> m wide and <h> m high. One litre of paint covers <p> m². How many litres do I need?",
        "How much paint for a <w> m by <h> m wall, at <p> m² a litre?",
        "<w> m x <h> m to be painted; a litre is enough for <p> square metres. Litres?",
        "The fence is <w> m long, <h> m high and gets one coat on one side. <p> m² per litre. How many litres?",
        "My ceiling measures <w> by <h> metres and the tin says <p> m²/l. How many litres should I take?",
        "Litres of varnish for a floor: <w> m long, <h> m wide, yield <p> m² per litre?",
        "es: Una pared mide <w> m por <h> m y un litro de pintura cubre <p> m². ¿Cuántos litros hacen falta?",
        "fr: Un mur fait <w> m sur <h> m. Un litre de peinture couvre <p> m². Combien de litres faut-il ?",
    ]
    code = "area = <w> * <h>\nper_litre = <p>\nanswer(round(area / per_litre, 2))"
    return task(r, wordings, code, (200 * w * h // per + 1) // 2 / 100, w=w, h=h, p=per)


@family("geometry")
def tiles_needed(r: Dice) -> Task:
    t = r.choice([10, 20, 25, 30, 40, 50])
    a, b = r.randint(4, 20) * t, r.randint(4, 20) * t
    wordings = [
        "A floor is <a> cm by <b> cm. How many square tiles of <t> cm cover it?",
        "How many <t> x <t> cm tiles fit on a <a> x <b> cm wall?",
        "Bathroom <a> cm x <b> cm, tiles with a side of <t> cm. Number of tiles?",
        "I'm laying <t> cm square slabs on a terrace <a> cm long and <b> cm wide. How many slabs do I need?",
        "Tiles <t> cm; area <a> cm times <b> cm; count?",
        "A chessboard-like mosaic of <a> by <b> mm is made of stones, <t> mm square. How many stones?",
        "de: Ein Boden misst <a> x <b> cm. Wie viele quadratische Fliesen mit <t> cm Seite passen darauf?",
        "es: ¿Cuántas baldosas cuadradas de <t> cm cubren un suelo de <a> x <b> cm?",
    ]
    code = "tile = <t>\nanswer((<a> // tile) * (<b> // tile))"
    return task(r, wordings, code, a * b // (t * t), a=a, b=b, t=t)


@family("geometry")
def wheel_turns(r: Dice) -> Task:
    d, km = r.randint(20, 90), r.randint(1, 30)
    wordings = [
        "A wheel has a diameter of <d> cm. How many full turns does it make in <k> km?",
        "How often does a <d> cm wheel go round on a ride of <k> km? Full turns only.",
        "My bike wheels are <d> cm across and I ride <k> km. Complete revolutions?",
        "Wheel diameter <d> cm, distance <k> km, whole turns?",
        "A pram rolls <k> km on wheels <d> cm in diameter. How many whole times has each wheel turned?",
        "The measuring wheel is <d> cm in diameter; after <k> km, how many full turns has it counted?",
        "fr: Une roue de <d> cm de diamètre roule <k> km. Combien de tours complets fait-elle ?",
        "de: Ein Rad hat <d> cm Durchmesser. Wie viele ganze Umdrehungen macht es auf <k> km?",
    ]
    code = "import math\nturn = math.pi * <d>\nanswer(int(<k> * 100000 / turn))"
    return task(r, wordings, code, math.floor(km * 2e5 / (math.tau * d)), d=d, k=km)


@family("geometry")
def sector(r: Dice) -> Task:
    a, w = r.randint(2, 40), r.choice([20, 30, 40, 45, 60, 72, 90, 120, 135, 150])
    wordings = [
        "A sector of a circle has a radius of <a> cm and an angle of <w>°. What is its area?",
        "How big is a slice of pizza with radius <a> cm and a <w> degree tip?",
        "area of a circular sector, r = <a>, angle <w>°",
        "A lawn sprinkler with a reach of <a> m swings over <w>°. How many m² get wet?",
        "The wiper is <a> cm long and sweeps <w>°. Which area does it clean?",
        "Pie chart of radius <a>: how large is the piece that takes <w>°?",
        "es: Un sector circular tiene radio <a> cm y ángulo <w>°. ¿Cuál es su área?",
        "fr: Quelle est l'aire d'un secteur de rayon <a> cm et d'angle <w>° ?",
    ]
    value = round(a * a * math.radians(w) / 2, 2)
    return task(r, wordings, "import math\nanswer(round(math.pi * <a> ** 2 * <w> / 360, 2))", value, a=a, w=w)


@family("geometry")
def pizza_for_price(r: Dice) -> Task:
    d, p = r.choice([24, 26, 28, 30, 32, 36, 40]), r.randint(55, 220)
    wordings = [
        "A pizza <d> cm across costs <p> euros. How many square centimetres do I get per euro?",
        "<p> euros for a round pizza of <d> cm diameter: cm² per euro?",
        "To compare pizzas: diameter <d> cm, price <p>. Area for one euro?",
        "How much area per euro has a cake of <d> cm diameter for <p> euros?",
        "The menu says <d> cm pizza, <p> €. What does one euro buy, in cm²?",
        "cm² per euro: d=<d> cm, price=<p>",
        "de: Eine Pizza mit <d> cm Durchmesser kostet <p> Euro. Wie viele cm² bekomme ich pro Euro?",
        "fr: Une pizza de <d> cm de diamètre coûte <p> euros. Combien de cm² par euro ?",
    ]
    code = f"import math\narea = math.pi * (<d> / 2) ** 2\nprice = {p / 10}\nanswer(round(area / price, 2))"
    return task(r, wordings, code, round(math.pi * d * d * 10 / 4 / p, 2), d=d, p=decimal(p / 10))
