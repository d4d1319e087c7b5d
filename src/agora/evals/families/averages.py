"""Statistics of small lists: averages of every kind, middle, spread, and what is needed to reach an average."""

import math
from fractions import Fraction

from agora.evals.families._said import decimal, listed
from agora.evals.task import Dice, Task, family, task


def _numbers(r: Dice, low: int = 1, high: int = 60) -> list[int]:
    return [r.randint(low, high) for _ in range(r.randint(4, 8))]


def _untied(xs: list[int]) -> list[int]:
    """Change the last number until the mean is not half-way between two hundredths."""
    while (200 * sum(xs)) % len(xs) == 0 and (200 * sum(xs) // len(xs)) % 2:
        xs = [*xs[:-1], xs[-1] + 1]
    return xs


@family("statistics", weight=2)
def average(r: Dice) -> Task:
    xs = _untied(_numbers(r, 1, r.choice([20, 60, 900])))
    wordings = [
        "What is the average of <s>?",
        "mean <s>",
        "My scores are <s>. What's my average?",
        "We measured <s>. I need the mean value for the lab report.",
        "Temperatures this week: <s>. What was it on average?",
        "Customers per day: <s>. How many came on a typical day, I mean the arithmetic mean?",
        "If <s> were levelled out to one equal number, which would it be?",
        "Here are the times in seconds: <s>. Average time?",
        "On the last trips I used <s> litres. Per trip, that's how much on average?",
        "fr: Quelle est la moyenne de <s> ?",
        "es: Mis notas son <s>. ¿Cuál es el promedio?",
        "de: Was ist der Durchschnitt von <s>?",
    ]
    code = "numbers = <xs>\nanswer(round(sum(numbers) / len(numbers), 2))"
    return task(r, wordings, code, round(float(Fraction(sum(xs), len(xs))), 2), s=listed(r, xs), xs=xs)


@family("statistics")
def average_of_decimals(r: Dice) -> Task:
    xs = [r.randint(10, 99) for _ in range(r.choice([3, 5, 6]))]  # of four the mean could be a tie
    shown = "; ".join(str(x / 10) for x in xs)
    wordings = [
        "What is the average of <s>?",
        "Body temperature over the days: <s>. Mean?",
        "The grades were <s>. Average grade, two decimals?",
        "Average these for me: <s>",
        "I jumped <s> metres. How far do I jump on average?",
        "We read off <s> volts; what should I note as the mean?",
        "de: Die Noten sind <s>. Wie ist der Schnitt?",
        "fr: Calcule la moyenne de <s>.",
    ]
    comma = shown.replace(".", ",")
    code = "numbers = <xs>\nanswer(round(sum(numbers) / len(numbers), 2))"
    value = round(float(Fraction(sum(xs), 10 * len(xs))), 2)
    return task(r, wordings, code, value, s={"en": shown, "fr": comma, "de": comma}, xs=[x / 10 for x in xs])


@family("statistics", weight=2)
def median(r: Dice) -> Task:
    xs = _numbers(r)
    wordings = [
        "What is the median of <s>?",
        "median <s>",
        "Which value is in the middle of <s> once they are sorted?",
        "The ages are <s>. What's the median age?",
        "House prices in thousands: <s>. I don't want the mean but the median.",
        "Half of the values should be below, half above: where is that point for <s>?",
        "Give me the middle value of <s>.",
        "For the boxplot of <s> I need the median.",
        "es: ¿Cuál es la mediana de <s>?",
        "de: Bestimme den Median von <s>.",
    ]
    low, high = sorted(xs), sorted(xs, reverse=True)
    half = len(xs) // 2
    value = low[half] if len(xs) % 2 else (low[half] + high[half]) / 2
    code = "numbers = sorted(<xs>)\nn = len(numbers)\nanswer(numbers[n // 2] if n % 2 else (numbers[n // 2 - 1] + numbers[n // 2]) / 2)"
    return task(r, wordings, code, value, s=listed(r, xs), xs=xs)


@family("statistics")
def most_common(r: Dice) -> Task:
    pool = r.choice(
        [[1, 2, 3, 4, 5, 6], ["red", "blue", "green", "black"], ["cat", "dog", "fish"], [36, 37, 38, 39, 40], ["tea", "coffee", "water"]]
    )
    top = r.choice(pool)
    rest = [x for x in pool if x != top]
    xs = [r.choice(rest) for _ in range(4)]
    xs += [top] * (1 + max(xs.count(x) for x in rest))
    r.shuffle(xs)
    wordings = [
        "What is the mode of <s>?",
        "Which value occurs most often in <s>?",
        "The votes were <s>. What won?",
        "What appears most in this list: <s>?",
        "Sold today: <s>. Which one sells best?",
        "I counted <s>. Which was the most frequent?",
        "In <s>, which one comes up the most?",
        "mode(<s>)",
        "fr: Quelle valeur revient le plus souvent dans <s> ?",
        "es: ¿Cuál es la moda de <s>?",
    ]
    return task(r, wordings, "from collections import Counter\nanswer(Counter(<xs>).most_common(1)[0][0])", top, s=", ".join(map(str, xs)), xs=xs)


_MEASURES = [
    ("sum(numbers)", lambda ys: math.fsum(ys) // 1, {"en": "sum", "fr": "la somme", "de": "die Summe"}),
    ("max(numbers)", lambda ys: ys[-1], {"en": "largest number", "fr": "le plus grand nombre", "de": "die größte Zahl"}),
    ("min(numbers)", lambda ys: ys[0], {"en": "smallest number", "fr": "le plus petit nombre", "de": "die kleinste Zahl"}),
    ("max(numbers) - min(numbers)", lambda ys: ys[-1] - ys[0], {"en": "range", "fr": "l'étendue", "de": "die Spannweite"}),
    ("sorted(numbers)[-2]", lambda ys: ys[-2], {"en": "second largest number", "fr": "le deuxième plus grand", "de": "die zweitgrößte Zahl"}),
    ("sorted(numbers)[1]", lambda ys: ys[1], {"en": "second smallest number", "fr": "le deuxième plus petit", "de": "die zweitkleinste Zahl"}),
]  # fmt: skip


@family("statistics")
def measure_of_list(r: Dice) -> Task:
    xs = _numbers(r, 1, r.choice([60, 5000]))
    code, truth, word = r.choice(_MEASURES)
    wordings = [
        "What is the <w> of <s>?",
        "<s>. What's the <w>?",
        "I wrote down <s>. Tell me the <w>.",
        "Given <s>, find the <w>.",
        "Readings: <s>. Wanted: the <w>",
        "Look at these numbers, <s>, and give me the <w>.",
        "The <w> among <s> is?",
        "fr: Donne-moi <w> de ces nombres : <s>",
        "de: Nenne mir <w> von <s>.",
    ]
    return task(r, wordings, f"numbers = <xs>\nanswer({code})", int(truth(sorted(xs))), s=listed(r, xs), xs=xs, w=word)


@family("statistics")
def product_of_list(r: Dice) -> Task:
    xs = [r.randint(2, 15) for _ in range(r.randint(3, 6))]
    wordings = [
        "What is the product of <s>?",
        "Multiply <s> together.",
        "If I multiply all of <s>, what comes out?",
        "product: <s>",
        "The factors are <s>. What number do they make?",
        "Take <s> times each other, all of them.",
        "es: ¿Cuál es el producto de <s>?",
        "fr: Multiplie ensemble <s>.",
    ]
    value = 1
    for x in xs:
        value *= x
    return task(r, wordings, "import math\nnumbers = <xs>\nanswer(math.prod(numbers))", value, s=listed(r, xs), xs=xs)


@family("statistics")
def weighted_average(r: Dice) -> Task:
    n, m = r.choice([(4, 6), (5, 15), (12, 8), (10, 15), (7, 13), (20, 5), (16, 24), (3, 7)])
    a, b = r.randint(40, 99), r.randint(40, 99)
    wordings = [
        "<n> pupils average <a> points and <m> others average <b>. What is the overall average?",
        "A class of <n> has a mean of <a>, a class of <m> a mean of <b>. What is the mean of all?",
        "I had <n> tests with an average of <a> and then <m> with an average of <b>. What's my average over all?",
        "Mean of <n> values is <a>; mean of <m> further values is <b>. Combined mean?",
        "<n> parcels weigh <a> kg on average, another <m> weigh <b> kg on average. What does a parcel weigh on average over both deliveries?",
        "We sold <n> bikes at <a> euros and <m> at <b> euros on average. Average price of all bikes?",
        "n1=<n> mean1=<a> n2=<m> mean2=<b> pooled mean=?",
        "de: <n> Schüler haben im Schnitt <a> Punkte, <m> weitere <b> Punkte. Wie ist der Schnitt von allen?",
        "es: <n> alumnos tienen de media <a> puntos y otros <m> tienen <b>. ¿Cuál es la media de todos?",
    ]
    code = "total = <n> * <a> + <m> * <b>\ncount = <n> + <m>\nanswer(round(total / count, 2))"
    return task(r, wordings, code, round(float(Fraction(n * a + m * b, n + m)), 2), a=a, b=b, n=n, m=m)


@family("statistics")
def weighted_grade(r: Dice) -> Task:
    p = r.choice([20, 25, 30, 40, 60, 70, 75])
    a, b = r.randint(40, 100), r.randint(40, 100)
    wordings = [
        "The final exam counts <p>%, the coursework the rest. I have <b> in coursework and <a> in the exam. What's my grade?",
        "Exam <a> (weight <p>%), homework <b> (the remaining weight). Weighted average?",
        "My mark is <p>% oral and otherwise written. Oral <a>, written <b>. Total?",
        "Score of a film: <p>% critics with <a>, the rest audience with <b>. What is the score?",
        "A portfolio has <p>% in a fund that stands at <a> and the remainder in one at <b>. Weighted value?",
        "<p>% weight on <a>, what's left on <b>: combined?",
        "fr: L'examen compte pour <p> % et le contrôle continu pour le reste. J'ai <a> à l'examen et <b> au contrôle. Quelle est ma note ?",
        "de: Die Prüfung zählt <p> %, die Hausarbeit den Rest. Prüfung <a>, Hausarbeit <b>. Welche Note ergibt das?",
    ]
    code = "weight = <p> / 100\nanswer(round(<a> * weight + <b> * (1 - weight), 2))"
    return task(r, wordings, code, (a * p + b * (100 - p)) / 100, p=p, a=a, b=b)


@family("statistics")
def needed_for_average(r: Dice) -> Task:
    xs = [r.randint(50, 95) for _ in range(r.randint(3, 6))]
    goal = r.randint(60, 92)
    wordings = [
        "I have scored <s> so far. What do I need in the next test for an average of <g>?",
        "Scores <s>, wanted mean <g> after one more. The next score?",
        "My sales were <s>. How many must I sell next month to average <g>?",
        "What number must join <s> so that the mean is <g>?",
        "So far <s> points, and I'd like to finish with <g> on average; one exam is left. How many points does that take?",
        "With <s> km behind me, how far must I run today for an average of <g> km?",
        "es: Tengo <s>. ¿Qué nota necesito en el próximo examen para tener <g> de media?",
        "fr: J'ai eu <s>. Quelle note me faut-il au prochain contrôle pour avoir <g> de moyenne ?",
    ]
    code = "numbers = <xs>\ngoal = <g>\nanswer(goal * (len(numbers) + 1) - sum(numbers))"
    value = goal + sum(goal - x for x in xs)
    return task(r, wordings, code, value, s=listed(r, xs), xs=xs, g=goal)


@family("statistics")
def average_with_one_more(r: Dice) -> Task:
    n, a, x = r.choice([3, 4, 7, 9, 15, 19, 24]), r.randint(20, 90), r.randint(10, 99)
    wordings = [
        "The average of <n> numbers is <a>. Now <x> is added to them. What is the new average?",
        "<n> tests averaged <a>; the next one gave <x>. Average now?",
        "My mean over <n> games is <a> points. Today I made <x>. What's it after today?",
        "<n> people weigh <a> kg on average, then someone of <x> kg joins. New average weight?",
        "mean <a>, count <n>, new value <x>: updated mean?",
        "Until now <n> guests gave us <a> out of 100 on average. A new guest gives <x>. Where does the average go?",
        "de: Der Schnitt von <n> Zahlen ist <a>. Nun kommt <x> dazu. Wie ist der neue Schnitt?",
        "es: La media de <n> números es <a>. Se añade <x>. ¿Cuál es la nueva media?",
    ]
    code = "count = <n>\nmean = <a>\nnew = <x>\nanswer(round((count * mean + new) / (count + 1), 2))"
    return task(r, wordings, code, round(float(a + Fraction(x - a, n + 1)), 2), n=n, a=a, x=x)


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
    return task(r, wordings, "answer(len([x for x in <xs> if x <op> <t>]))", count, s=listed(r, xs), xs=xs, t=t, w=word, op=op)


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
    return task(r, wordings, "numbers = <xs>\nmean = sum(numbers) / len(numbers)\nanswer([x for x in numbers if x > mean])", value, s=listed(r, xs), xs=xs)


@family("statistics")
def running_total(r: Dice) -> Task:
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
    return task(r, wordings, "from itertools import accumulate\nanswer(list(accumulate(<xs>)))", value, s=listed(r, xs), xs=xs)


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
    return task(r, wordings, "answer(round(2 * <a> * <b> / (<a> + <b>), 2))", round(float(2 / (Fraction(1, a) + Fraction(1, b))), 2), a=a, b=b)


@family("statistics")
def average_from_table(r: Dice) -> Task:
    counts = [r.randint(0, 9) for _ in range(5)]
    counts[r.randrange(5)] += 1
    while (200 * sum((i + 1) * c for i, c in enumerate(counts))) % sum(counts) == 0 and (200 * sum((i + 1) * c for i, c in enumerate(counts)) // sum(counts)) % 2:
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
    return task(r, wordings, "answer(round(<n> / <b> * 100, 2))", round(float(Fraction(100 * now, base)), 2), b=decimal(base), n=decimal(now))
