"""Units: temperatures, weights, lengths, areas and volumes, there and back."""

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task


def _near(value: float, places: int = 2) -> float:
    return float(f"{value:.{places}f}")


@family("units")
def miles_to_km(r: Dice) -> Task:
    a = r.choice([r.randint(2, 60), r.randint(60, 3000), r.randint(11, 260) / 10])
    wordings = [
        "How many kilometres are <a> miles?",
        "<a> mi in km",
        "The sign says <a> miles to Boston. What's that in km?",
        "Convert <a> miles to km, two decimals.",
        "My American friend ran <a> miles. How far is that in kilometres?",
        "A marathon map is in miles: <a>. I think in km.",
        "If a car does <a> miles on a charge, what's its range in km?",
        "fr: <a> miles, ça fait combien de kilomètres ?",
        "de: Wie viele Kilometer sind <a> Meilen?",
    ]
    return task(r, wordings, f"answer(round({a} * 1.609344, 2))", _near(a * 1.609344), a=decimal(a))


@family("units")
def km_to_miles(r: Dice) -> Task:
    a = r.choice([r.randint(2, 60), r.randint(60, 3000)])
    wordings = [
        "How many miles are <a> kilometres?",
        "<a> km in miles",
        "I have to tell a British visitor that it's <a> km to the coast. How many miles do I say?",
        "Convert <a> km to miles, two decimals.",
        "We cycled <a> kilometres. What's that for Americans?",
        "My car's range is <a> km. In miles?",
        "es: ¿Cuántas millas son <a> km?",
        "fr: <a> km en miles ?",
    ]
    return task(r, wordings, "answer(round(<a> / 1.609344, 2))", _near(a / 1.609344), a=a)


@family("units")
def celsius_to_fahrenheit(r: Dice) -> Task:
    a = r.randint(-30, 250)
    wordings = [
        "What is <a>°C in Fahrenheit?",
        "<a> C to F",
        "The manual says <a> degrees Celsius but my device is in Fahrenheit. What do I set?",
        "The dial on my grill points to <a> (Celsius). How would you put that to an American?",
        "Convert <a> degrees centigrade to Fahrenheit.",
        "A thermometer shows <a>°C. And on the Fahrenheit scale?",
        "de: Wie viel Grad Fahrenheit sind <a> °C?",
        "es: ¿Cuántos grados Fahrenheit son <a> °C?",
    ]
    return task(r, wordings, "answer(round(<a> * 9 / 5 + 32, 1))", _near((a * 18 + 320) / 10, 1), a=a)


@family("units")
def fahrenheit_to_celsius(r: Dice) -> Task:
    a = r.choice([r.randint(-20, 120), r.choice([300, 325, 350, 375, 400, 425, 450])])
    wordings = [
        "What is <a>°F in Celsius?",
        "<a> F to C",
        "The American recipe wants the oven at <a> degrees Fahrenheit. What's that in Celsius?",
        "My cousin in Texas says it's <a> degrees outside. How warm is that for us in °C?",
        "Convert <a> Fahrenheit to centigrade, one decimal.",
        "The baby's bath should be <a>°F. I only have a Celsius thermometer.",
        "fr: <a> °F, ça fait combien en degrés Celsius ?",
        "de: <a> Grad Fahrenheit in Celsius?",
    ]
    return task(r, wordings, "answer(round((<a> - 32) * 5 / 9, 1))", _near((a * 50 - 1600) / 90, 1), a=a)


@family("units")
def kelvin(r: Dice) -> Task:
    a, up = r.randint(-200, 900), r.random() < 0.5
    to = [
        "What is <a>°C in kelvin?",
        "<a> C to K",
        "For the gas law I need <a> degrees Celsius as an absolute temperature.",
        "Convert <a> °C into kelvins.",
        "A metal melts at <a>°C. How many kelvin is that?",
        "On the absolute scale, what is <a>°C?",
        "es: ¿Cuántos kelvin son <a> °C?",
        "fr: Convertis <a> °C en kelvins.",
    ]
    back = [
        "What is <k> K in Celsius?",
        "<k> kelvin to C",
        "The star chart gives <k> K. I'd like degrees Celsius.",
        "Convert <k> kelvin into °C.",
        "A superconductor works at <k> K. How cold is that in Celsius?",
        "If the absolute temperature is <k> K, what does a Celsius thermometer show?",
        "de: Wie viel Grad Celsius sind <k> K?",
        "fr: <k> K en degrés Celsius ?",
    ]
    if up:
        return task(r, to, "answer(round(<a> + 273.15, 2))", (a * 100 + 27315) / 100, a=a)
    k = a + 250
    return task(r, back, "answer(round(<k> - 273.15, 2))", (k * 100 - 27315) / 100, k=k)


@family("units")
def kg_to_pounds(r: Dice) -> Task:
    a = r.choice([r.randint(2, 140), r.randint(11, 900) / 10])
    wordings = [
        "How many pounds are <a> kg?",
        "<a> kg in lbs",
        "My suitcase weighs <a> kg and the limit is in pounds. What does it weigh in pounds?",
        "The baby is <a> kilos. Grandma in Ohio asks for pounds.",
        "Convert <a> kilograms to pounds, two decimals.",
        "I bench <a> kg; in American gyms that's how many lb?",
        "es: ¿Cuántas libras son <a> kg?",
        "de: Wie viele amerikanische Pfund (lb) sind <a> kg?",
    ]
    return task(r, wordings, f"answer(round({a} / 0.45359237, 2))", _near(a / 0.45359237), a=decimal(a))


@family("units")
def pounds_to_kg(r: Dice) -> Task:
    a = r.randint(2, 400)
    wordings = [
        "How many kilograms are <a> pounds?",
        "<a> lbs in kg",
        "A dumbbell is marked <a> lb. What does it weigh in kg?",
        "The boxer weighed in at <a> pounds. In kilos, please.",
        "Convert <a> lb to kg, two decimals.",
        "My dog is <a> pounds according to the vet in the US; kg?",
        "fr: <a> livres (lb) en kilos ?",
        "es: ¿Cuántos kilos son <a> libras?",
    ]
    return task(r, wordings, "answer(round(<a> * 0.45359237, 2))", _near(a * 0.45359237), a=a)


@family("units")
def inches_to_cm(r: Dice) -> Task:
    a = r.choice([r.randint(3, 100), r.randint(11, 400) / 10])
    wordings = [
        "How many centimetres are <a> inches?",
        "<a> in to cm",
        "My TV has a <a> inch screen. What's the diagonal in cm?",
        "Convert <a> inches to centimetres.",
        'The shelf is <a>" deep. Does my 40 cm box fit? First tell me the depth in cm.',
        "A strap of <a> inches: how many cm?",
        "de: Wie viele Zentimeter sind <a> Zoll?",
        "fr: Un écran de <a> pouces, ça fait combien de centimètres ?",
    ]
    return task(r, wordings, f"answer(round({a} * 2.54, 2))", _near(a * 254 / 100), a=decimal(a))


@family("units")
def cm_to_inches(r: Dice) -> Task:
    a = r.randint(3, 250)
    wordings = [
        "How many inches are <a> centimetres?",
        "<a> cm in inches",
        "The picture is <a> cm wide; I'm ordering a frame in inches. Which width?",
        "Convert <a> cm to inches, two decimals.",
        "My desk is <a> cm high. In inches?",
        "A ruler shows <a> cm. The other edge of it is in inches, what does it show?",
        "es: ¿Cuántas pulgadas son <a> cm?",
        "de: <a> cm in Zoll?",
    ]
    return task(r, wordings, "answer(round(<a> / 2.54, 2))", _near(a * 100 / 254), a=a)


@family("units")
def feet_inches_to_cm(r: Dice) -> Task:
    f, i = r.randint(4, 7), r.randint(0, 11)
    wordings = [
        "I'm <f> feet <i> inches tall. How many cm is that?",
        "<f>'<i>\" in cm",
        "A basketball player is <f> ft <i> in. What's his height in centimetres?",
        "Convert <f> foot <i> to centimetres for my passport.",
        "The door is <f> feet and <i> inches high; in cm?",
        "height: <f> ft <i> in, metric please (cm)",
        "fr: Il mesure <f> pieds et <i> pouces. Combien cela fait-il en cm ?",
        "es: Mide <f> pies y <i> pulgadas. ¿Cuánto es en cm?",
    ]
    return task(
        r,
        wordings,
        "feet = <f>\ninches = <i>\nanswer(round((feet * 12 + inches) * 2.54, 2))",
        _near(f * 30.48 + i * 2.54),
        f=f,
        i=i,
    )


_METRIC = [
    ("km", "m", 1000), ("m", "cm", 100), ("cm", "mm", 10), ("m", "mm", 1000), ("kg", "g", 1000), ("g", "mg", 1000),
    ("t", "kg", 1000), ("l", "ml", 1000), ("l", "cl", 100), ("kW", "W", 1000), ("hl", "l", 100), ("dm", "cm", 10),
]  # fmt: skip


@family("units")
def metric_down(r: Dice) -> Task:
    big, small, f = r.choice(_METRIC)
    n = r.choice([r.randint(1, 90) * 10, r.randint(1, 400)])
    a = n / 10 if n % 10 else n // 10
    wordings = [
        "How many <y> are <a> <x>?",
        "<a> <x> in <y>",
        "Convert <a> <x> to <y>.",
        "The label says <a> <x>, but the form wants <y>. What do I enter?",
        "I have <a> <x> of it. Expressed in <y>?",
        "<a> <x> = ? <y>",
        "fr: Combien de <y> font <a> <x> ?",
        "de: Rechne <a> <x> in <y> um.",
    ]
    value = n * f / 10
    return task(r, wordings, f"answer(round({a} * {f}, 4))", value, a=decimal(a), x=big, y=small)


@family("units")
def metric_up(r: Dice) -> Task:
    big, small, f = r.choice(_METRIC)
    a = r.choice([r.randint(1, 90) * 10, r.randint(1, 9000)])
    wordings = [
        "How many <x> are <a> <y>?",
        "<a> <y> in <x>",
        "Convert <a> <y> to <x>.",
        "I counted <a> <y> in total. That is how many <x>?",
        "My device reports <a> <y>; the report uses <x>. Value?",
        "<a> <y> = ? <x>",
        "es: ¿Cuántos <x> son <a> <y>?",
        "fr: Convertis <a> <y> en <x>.",
    ]
    return task(r, wordings, f"answer(round(<a> / {f}, 4))", _near(a / f, 4), a=a, x=big, y=small)


@family("units")
def square_and_cubic(r: Dice) -> Task:
    small, big, f = r.choice(
        [
            ("cm²", "m²", 10**4),
            ("m²", "ha", 10**4),
            ("m²", "km²", 10**6),
            ("ha", "km²", 100),
            ("cm³", "m³", 10**6),
            ("l", "m³", 1000),
            ("mm²", "cm²", 100),
        ]
    )
    a = r.randint(2, 80)
    wordings = [
        "How many <y> are <a> <x>?",
        "<a> <x> in <y>",
        "Convert <a> <x> into <y>.",
        "Squares and cubes trip me up: <a> <x> is how many <y>?",
        "In the contract it says <a> <x>. I need the figure in <y>.",
        "<a> <x> = ___ <y>",
        "de: Wie viele <y> sind <a> <x>?",
        "es: Pasa <a> <x> a <y>.",
    ]
    return task(r, wordings, f"answer(<a> * {f})", sum([f] * a), a=a, x=big, y=small)
