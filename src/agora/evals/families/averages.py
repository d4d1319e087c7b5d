"""Averages of every kind, the middle, and what it takes to reach an average."""

import math
from collections.abc import Callable
from fractions import Fraction

from agora.evals.families._said import listed
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
        "Since 2024 I have noted my weekly hours of sport: <s>. What's the mean?",
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
        "Rain per day in mm: <s>. Mean?",
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
    pools: list[list[int | str]] = [
        [1, 2, 3, 4, 5, 6],
        ["red", "blue", "green", "black"],
        ["cat", "dog", "fish"],
        [36, 37, 38, 39, 40],
        ["tea", "coffee", "water"],
    ]
    pool = r.choice(pools)
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
    return task(
        r,
        wordings,
        "from collections import Counter\nanswer(Counter(<xs>).most_common(1)[0][0])",
        top,
        s=", ".join(map(str, xs)),
        xs=xs,
    )


_MEASURES: list[tuple[str, Callable[[list[int]], float], dict[str, str]]] = [
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
        "fr: Voici des nombres : <s>. Donne-moi <w>.",
        "de: Nenne mir <w> von <s>.",
    ]
    return task(
        r, wordings, f"numbers = <xs>\nanswer({code})", int(truth(sorted(xs))), s=listed(r, xs), xs=xs, w=word
    )


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
    return task(
        r, wordings, "import math\nnumbers = <xs>\nanswer(math.prod(numbers))", value, s=listed(r, xs), xs=xs
    )


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
