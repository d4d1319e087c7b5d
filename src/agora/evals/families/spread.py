"""Statistics of small lists: spread, shares, running values, tables and indices."""

import math
from fractions import Fraction

from agora.evals.families._said import decimal, listed
from agora.evals.task import Dice, Task, family, task


def _numbers(r: Dice, low: int = 1, high: int = 60) -> list[int]:
    return [r.randint(low, high) for _ in range(r.randint(4, 8))]


@family("statistics")
def total_from_average(r: Dice) -> Task:
    n, a = r.randint(3, 60), r.randint(4, 300)
    wordings = [
        "The average of <n> numbers is <a>. What is their sum?",
        "<n> employees earn <a> euros a day on average. What do they earn in a day altogether?",
        "We are <n> and on average each of us drank <a> ml. How many ml are gone?",
        "mean <a>, n = <n>: total?",
        "Over <n> nights the hotel had <a> guests on average; how many overnight stays were that?",
        "A class of <n> read <a> pages each on average. Pages in all?",
        "fr: La moyenne de <n> nombres est <a>. Quelle est leur somme ?",
        "de: Im Schnitt kamen an <n> Tagen <a> Besucher. Wie viele waren es insgesamt?",
    ]
    return task(r, wordings, "answer(<n> * <a>)", sum([a] * n), n=n, a=a)


@family("statistics")
def deviation(r: Dice) -> Task:
    xs = _numbers(r, 1, 40)
    sample = r.random() < 0.4
    n = len(xs) - 1 if sample else len(xs)
    whole = [
        "What is the (population) standard deviation of <s>?",
        "population std of <s>",
        "How far do <s> scatter around their mean? Give the population standard deviation.",
        "These are all the values there are: <s>. Standard deviation?",
        "sigma for <s>, dividing by n",
        "The whole team's ages: <s>. What is the standard deviation?",
        "es: ¿Cuál es la desviación estándar poblacional de <s>?",
        "fr: Quel est l'écart type (population) de <s> ?",
    ]
    part = [
        "What is the sample standard deviation of <s>?",
        "sample std of <s>",
        "I took a sample: <s>. Its standard deviation, with n - 1?",
        "Estimate the standard deviation from the sample <s>.",
        "s for <s>, dividing by n-1",
        "From a big batch we drew <s>. Sample standard deviation, please.",
        "de: Wie groß ist die Standardabweichung der Stichprobe <s> (mit n - 1)?",
        "es: ¿Cuál es la desviación estándar muestral de <s>?",
    ]
    square = Fraction(sum(x * x for x in xs)) - Fraction(sum(xs) ** 2, len(xs))
    code = f"import math\nnumbers = <xs>\nmean = sum(numbers) / len(numbers)\nanswer(round(math.sqrt(sum((x - mean) ** 2 for x in numbers) / {'(len(numbers) - 1)' if sample else 'len(numbers)'}), 2))"
    return task(r, part if sample else whole, code, round(math.sqrt(square / n), 2), s=listed(r, xs), xs=xs)


@family("statistics")
def mean_deviation(r: Dice) -> Task:
    xs = [r.randint(1, 40) for _ in range(r.choice([4, 5]))]
    wordings = [
        "What is the mean absolute deviation of <s>?",
        "On average, how far are <s> from their mean?",
        "MAD (around the mean) of <s>",
        "The mean distance of <s> from the average?",
        "Take <s>. How much does a value differ from the mean, on average and without signs?",
        "mean absolute deviation: <s>",
        "fr: Quel est l'écart moyen absolu de <s> ?",
        "de: Wie groß ist die mittlere absolute Abweichung von <s>?",
    ]
    mean = Fraction(sum(xs), len(xs))
    value = sum(abs(x - mean) for x in xs) / len(xs)
    code = "numbers = <xs>\nmean = sum(numbers) / len(numbers)\nanswer(round(sum(abs(x - mean) for x in numbers) / len(numbers), 4))"
    return task(r, wordings, code, round(float(value), 4), s=listed(r, xs), xs=xs)


@family("statistics")
def share_above(r: Dice) -> Task:
    xs = _numbers(r, 1, 60)
    t = r.randint(10, 50)
    wordings = [
        "What percentage of <s> is above <t>?",
        "Scores: <s>. You pass with more than <t>. Pass rate in percent?",
        "In <s>, how many percent of the values are greater than <t>?",
        "Delivery times were <s> hours; the limit is <t>. What share in percent took longer?",
        "percent of values > <t> in <s>",
        "We measured <s> dB. How often, in percent, did it exceed <t>?",
        "es: ¿Qué porcentaje de <s> supera <t>?",
        "de: Wie viel Prozent von <s> liegen über <t>?",
    ]
    count = len([x for x in xs if not x <= t])
    code = 'numbers = <xs>\nabove = [x for x in numbers if x > <t>]\nanswer(f"{round(len(above) / len(numbers) * 100, 2)}%")'
    return task(r, wordings, code, f"{round(count / len(xs) * 100, 2)}%", s=listed(r, xs), xs=xs, t=t)


@family("statistics")
def count_above(r: Dice) -> Task:
    xs, t = _numbers(r, 1, 60), r.randint(10, 50)
    word, op, count = r.choice(
        [
            ({"en": "above", "fr": "au-dessus de", "es": "por encima de"}, ">", sum(x > t for x in xs)),
            ({"en": "below", "fr": "en dessous de", "es": "por debajo de"}, "<", sum(x < t for x in xs)),
        ]
    )
    wordings = [
        "How many of <s> are <w> <t>?",
        "Count the values <w> <t>: <s>",
        "Daily highs: <s>. On how many days was it <w> <t> degrees?",
        "<s> - number of those <w> <t>?",
        "The blood sugar readings are <s>. How many lie <w> <t>?",
        "Tell me how often something <w> <t> comes up in <s>.",
        "fr: Combien de ces nombres sont <w> <t> : <s> ?",
        "es: ¿Cuántos de estos números están <w> <t>: <s>?",
    ]
    return task(
        r,
        wordings,
        "answer(len([x for x in <xs> if x <op> <t>]))",
        count,
        s=listed(r, xs),
        xs=xs,
        t=t,
        w=word,
        op=op,
    )


@family("statistics")
def above_average(r: Dice) -> Task:
    xs = _numbers(r, 1, 60)
    wordings = [
        "Which of <s> are above their average?",
        "How long is each? <s>. Show me only those that are longer than the mean.",
        "Sales per shop: <s>. Which ones beat the average?",
        "Values greater than the mean in <s>?",
        "Out of <s>, pick everything that lies over the average of the list.",
        "numbers above mean: <s>",
        "de: Welche von <s> liegen über dem Durchschnitt?",
        "fr: Lesquels de ces nombres dépassent la moyenne : <s> ?",
    ]
    value = [x for x in xs if x * len(xs) > sum(xs)]
    return task(
        r,
        wordings,
        "numbers = <xs>\nmean = sum(numbers) / len(numbers)\nanswer([x for x in numbers if x > mean])",
        value,
        s=listed(r, xs),
        xs=xs,
    )


@family("statistics")
def cumulated(r: Dice) -> Task:
    xs = [r.randint(1, 90) for _ in range(r.randint(4, 7))]
    wordings = [
        "Give me the running total of <s>.",
        "I saved <s> euros month by month. How much had I saved after each month?",
        "cumulative sum: <s>",
        "For the chart I need the cumulated values of <s>.",
        "A hiker walks <s> km on successive days. How far is he in total after every day?",
        "Add up <s> step by step and show all the sums in between.",
        "es: Dame las sumas acumuladas de <s>.",
        "fr: Donne les sommes cumulées de <s>.",
    ]
    value = [sum(xs[: i + 1]) for i in range(len(xs))]
    return task(
        r,
        wordings,
        "from itertools import accumulate\nanswer(list(accumulate(<xs>)))",
        value,
        s=listed(r, xs),
        xs=xs,
    )


@family("statistics")
def steps_between(r: Dice) -> Task:
    xs = [r.randint(1, 90) for _ in range(r.randint(4, 7))]
    wordings = [
        "What are the differences between neighbouring numbers in <s>, each minus the one before?",
        "The meter read <s>. By how much did it change from one reading to the next?",
        "first differences of <s>",
        "My weight was <s>. List the changes, later minus earlier.",
        "From each number to the next: <s>. What are the steps?",
        "Visitors per day: <s>. I want the day-to-day changes.",
        "de: Wie groß sind die Änderungen von einem Wert zum nächsten: <s>?",
        "es: ¿Cuánto cambia de un valor al siguiente en <s>?",
    ]
    value = [xs[i + 1] - xs[i] for i in range(len(xs) - 1)]
    code = "numbers = <xs>\nanswer([b - a for a, b in zip(numbers, numbers[1:])])"
    return task(r, wordings, code, value, s=listed(r, xs), xs=xs)


@family("statistics")
def moving_average(r: Dice) -> Task:
    xs = [r.randint(1, 30) * 3 + r.randint(0, 1) for _ in range(r.randint(5, 8))]
    wordings = [
        "What is the moving average of <s> over three values?",
        "Smooth <s> with a window of 3.",
        "3-day average of the cases <s>, for each day that has three",
        "rolling mean, window 3: <s>",
        "Take every three neighbours in <s> and give me their means.",
        "My sleep in minutes: <s>. I want a sliding average of three nights.",
        "fr: Calcule la moyenne mobile sur trois valeurs de <s>.",
        "de: Gleitender Durchschnitt über drei Werte: <s>",
    ]
    value = [round(float(Fraction(sum(xs[i : i + 3]), 3)), 2) for i in range(len(xs) - 2)]
    code = "numbers = <xs>\nanswer([round(sum(numbers[i:i + 3]) / 3, 2) for i in range(len(numbers) - 2)])"
    return task(r, wordings, code, value, s=listed(r, xs), xs=xs)


@family("statistics")
def average_speed_both_ways(r: Dice) -> Task:
    a, b = r.sample(range(20, 121, 10), 2)
    wordings = [
        "I drive there at <a> km/h and back the same way at <b> km/h. What is my average speed?",
        "Half of the distance at <a> km/h, the other half at <b>. Average speed over the whole way?",
        "Up the hill at <a>, down at <b> km/h, same road. Overall speed?",
        "harmonic mean of <a> and <b>",
        "A ferry does <a> km/h upstream and <b> km/h downstream on the same stretch; mean speed for the round trip?",
        "It's not just the middle of <a> and <b>, is it? Same route out at one speed, home at the other, in km/h.",
        "es: Voy a <a> km/h y vuelvo por el mismo camino a <b> km/h. ¿Cuál es la velocidad media?",
        "fr: Je fais l'aller à <a> km/h et le retour à <b> km/h. Quelle est ma vitesse moyenne ?",
    ]
    return task(
        r,
        wordings,
        "answer(round(2 * <a> * <b> / (<a> + <b>), 2))",
        round(float(2 / (Fraction(1, a) + Fraction(1, b))), 2),
        a=a,
        b=b,
    )


@family("statistics")
def average_from_table(r: Dice) -> Task:
    counts = [r.randint(0, 9) for _ in range(5)]
    counts[r.randrange(5)] += 1
    while (200 * sum((i + 1) * c for i, c in enumerate(counts))) % sum(counts) == 0 and (
        200 * sum((i + 1) * c for i, c in enumerate(counts)) // sum(counts)
    ) % 2:
        counts[0] += 1
    table = ", ".join(f"{i + 1}: {c}" for i, c in enumerate(counts))
    wordings = [
        "Our ratings, stars and how often: <t>. What's the average rating?",
        "Grade and number of pupils: <t>. Class average?",
        "Mean from a frequency table (value: count) <t>?",
        "So many people per household, with the number of households: <t>. How many people live in one on average?",
        "<t> (value: frequency). Average, please.",
        "We asked how many pets people have, answer: number of people. <t>. Average number of pets?",
        "de: Notenspiegel (Note: Anzahl) <t>. Wie ist der Schnitt?",
        "es: Estrellas y votos: <t>. ¿Cuál es la valoración media?",
    ]
    values = [i + 1 for i, c in enumerate(counts) for _ in range(c)]
    code = "counts = <counts>\ntotal = sum(value * n for value, n in counts.items())\nanswer(round(total / sum(counts.values()), 2))"
    value = round(float(Fraction(sum(values), len(values))), 2)
    return task(r, wordings, code, value, t=table, counts={i + 1: c for i, c in enumerate(counts)})


@family("statistics")
def price_index(r: Dice) -> Task:
    base, now = r.randint(20, 400) * 5, r.randint(20, 400) * 5
    while (20000 * now) % base == 0 and (20000 * now // base) % 2:
        now += 5
    wordings = [
        "If the base year's <b> is set to 100, what is the index of <n>?",
        "Index with <b> = 100: value for <n>?",
        "We started at <b>, now it's <n>. As an index number, start = 100?",
        "Scale <b> to 100. What does <n> become?",
        "The basket of goods cost <b> euros in the base year and costs <n> euros today. Price index?",
        "normalise <n> to base <b>, times 100",
        "fr: Avec un indice 100 pour <b>, quel est l'indice de <n> ?",
        "de: Wenn <b> dem Index 100 entspricht, welchen Index hat <n>?",
    ]
    return task(
        r,
        wordings,
        "answer(round(<n> / <b> * 100, 2))",
        round(float(Fraction(100 * now, base)), 2),
        b=decimal(base),
        n=decimal(now),
    )
