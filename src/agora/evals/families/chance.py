"""Chance: dice, coins, cards, urns, repeated tries, and what a test result means."""

import itertools
import math
from fractions import Fraction

from agora.evals.task import Dice, Task, family, task

_COLOURS = [
    {"en": "red", "fr": "rouge", "es": "rojo", "de": "rot"},
    {"en": "blue", "fr": "bleu", "es": "azul", "de": "blau"},
    {"en": "green", "fr": "vert", "es": "verde", "de": "grün"},
    {"en": "white", "fr": "blanc", "es": "blanco", "de": "weiß"},
    {"en": "black", "fr": "noir", "es": "negro", "de": "schwarz"},
]


def _four(value: Fraction) -> float:
    return round(float(value), 4)


def _tie(value: Fraction) -> bool:
    """Whether the value lies half-way between two of four decimals, where two ways may round differently."""
    return (value * 20000).denominator == 1 and value * 20000 % 2 == 1


@family("chance")
def two_dice(r: Dice) -> Task:
    t = r.randint(2, 12)
    word, op = r.choice(
        [
            ({"en": "exactly", "fr": "exactement", "de": "genau"}, "=="),
            ({"en": "at least", "fr": "au moins", "de": "mindestens"}, ">="),
            ({"en": "at most", "fr": "au plus", "de": "höchstens"}, "<="),
        ]
    )
    wordings = [
        "What is the probability of rolling <w> <t> with two dice?",
        "Two dice are thrown. How likely is a sum of <w> <t>?",
        "I roll a pair of dice. What are the chances that the total is <w> <t>?",
        "2 dice, sum <w> <t>: probability?",
        "In the board game I need <w> <t> with two dice to get out of jail. How probable is it?",
        "Chance of <w> <t> in total when throwing two dice?",
        "Out of the 36 outcomes of two dice, what share adds up to <w> <t>?",
        "fr: Quelle est la probabilité d'obtenir <w> <t> avec deux dés ?",
        "de: Wie wahrscheinlich ist <w> <t> mit zwei Würfeln?",
    ]
    chances = {s: Fraction(6 - abs(7 - s), 36) for s in range(2, 13)}
    value = sum(p for s, p in chances.items() if (s == t if op == "==" else s >= t if op == ">=" else s <= t))
    code = "rolls = [a + b for a in range(1, 7) for b in range(1, 7)]\nhits = len([s for s in rolls if s <op> <t>])\nanswer(round(hits / 36, 4))"
    return task(r, wordings, code, _four(Fraction(value)), t=t, w=word, op=op)


@family("chance")
def one_die(r: Dice) -> Task:
    n = r.choice([6, 6, 8, 10, 12, 20])
    t = r.randint(2, n - 1)
    words, op, good = r.choice(
        [
            ({"en": "at least", "es": "al menos", "fr": "au moins"}, ">=", n - t + 1),
            ({"en": "at most", "es": "como mucho", "fr": "au plus"}, "<=", t),
            ({"en": "more than", "es": "más de", "fr": "plus de"}, ">", n - t),
            ({"en": "less than", "es": "menos de", "fr": "moins de"}, "<", t - 1),
        ]
    )
    wordings = [
        "What is the probability of rolling <w> <t> with a die that has <n> sides?",
        "I throw one die with <n> faces. How likely is <w> <t>?",
        "d<n>, <w> <t>: chance?",
        "To hit the dragon I need <w> <t> on a die with <n> faces. What's my probability?",
        "A fair die has the numbers 1 to <n>. Probability that it shows <w> <t>?",
        "One roll, faces 1-<n>. The chances of <w> <t> are?",
        "es: ¿Qué probabilidad hay de sacar <w> <t> con un dado de <n> caras?",
        "fr: Quelle est la probabilité d'obtenir <w> <t> avec un dé à <n> faces ?",
    ]
    code = "hits = len([a for a in range(1, <n> + 1) if a <op> <t>])\nanswer(round(hits / <n>, 4))"
    return task(r, wordings, code, _four(Fraction(good, n)), n=n, t=t, w=words, op=op)


@family("chance")
def dice_never(r: Dice) -> Task:
    n, face = r.randint(2, 10), r.randint(1, 6)
    wordings = [
        "I roll a die <n> times. What is the probability of no <f> at all?",
        "How likely is it to throw <n> dice without a single <f>?",
        "P(no <f> in <n> rolls)?",
        "At the game I waited for a <f> for <n> throws and none came. How probable was that bad luck?",
        "<n> dice in the cup; chance that no one shows <f>?",
        "Probability of missing the <f> in each of <n> throws of a normal die?",
        "de: Ich würfle <n> Mal. Wie wahrscheinlich ist es, dass keine <f> fällt?",
        "es: Tiro un dado <n> veces. ¿Qué probabilidad hay de que no salga ningún <f>?",
    ]
    return task(r, wordings, "answer(round((5 / 6) ** <n>, 4))", _four(Fraction(5, 6) ** n), n=n, f=face)


@family("chance")
def dice_at_least_one(r: Dice) -> Task:
    n, face = r.randint(2, 10), r.randint(1, 6)
    wordings = [
        "I roll a die <n> times. What is the probability of at least one <f>?",
        "How likely is it that <n> dice show a <f> somewhere?",
        "P(at least one <f> in <n> rolls)?",
        "I may throw <n> times and need a <f> to start. What are my chances?",
        "<n> dice in the cup; how probable is one <f> or more?",
        "Chance to get a <f> in <n> throws of a normal die?",
        "fr: Je lance un dé <n> fois. Quelle est la probabilité d'avoir au moins un <f> ?",
        "de: Wie wahrscheinlich ist mindestens eine <f> bei <n> Würfen?",
    ]
    value = 1 - Fraction(5**n, 6**n)
    return task(r, wordings, "answer(round(1 - (5 / 6) ** <n>, 4))", _four(value), n=n, f=face)


@family("chance")
def heads_exactly(r: Dice) -> Task:
    n = r.randint(2, 12)
    k = r.randint(0, n)
    wordings = [
        "A coin is tossed <n> times. What is the probability of exactly <k> heads?",
        "How likely are <k> heads in <n> tosses, no more and no fewer?",
        "<n> coins, <k> heads: probability?",
        "If I guess <n> yes-no questions blindly, what's the chance that exactly <k> are right?",
        "In families with <n> children, what share has exactly <k> girls, if both sexes are equally likely?",
        "P(X = <k>) for <n> fair coin flips",
        "es: Lanzo una moneda <n> veces. ¿Qué probabilidad hay de obtener exactamente <k> caras?",
        "fr: On lance une pièce <n> fois. Quelle est la probabilité d'obtenir exactement <k> faces ?",
    ]
    ways = math.factorial(n) // math.factorial(k) // math.factorial(n - k)
    code = "import math\nanswer(round(math.comb(<n>, <k>) / 2 ** <n>, 4))"
    return task(r, wordings, code, _four(Fraction(ways, 2**n)), n=n, k=k)


@family("chance")
def heads_in_a_row(r: Dice) -> Task:
    n = r.randint(2, 10)
    wordings = [
        "What is the probability of <n> heads in a row?",
        "A fair coin lands on tails <n> times running. How likely was that?",
        "All <n> coins show heads: chance?",
        "I guess <n> coin flips correctly, one after another. With which probability does that happen by luck?",
        "P(<n> times the same given side)?",
        "My neighbour has <n> children, all boys. How probable is that, at 50% each?",
        "de: Wie wahrscheinlich ist <n>-mal Kopf hintereinander?",
        "fr: Quelle est la probabilité d'obtenir pile <n> fois de suite ?",
    ]
    return task(r, wordings, "answer(round(0.5 ** <n>, 4))", _four(Fraction(1, 2**n)), n=n)


@family("chance")
def draw_ball(r: Dice) -> Task:
    x, y = r.sample(_COLOURS, 2)
    a, b = r.randint(1, 12), r.randint(1, 12)
    wordings = [
        "A bag holds <a> <x> and <b> <y> balls. What is the probability of drawing a <x> one?",
        "There are <a> <x> and <b> <y> socks in a drawer. How likely is it to pull out a <x> one?",
        "<a> <x> sweets, <b> <y> ones. Probability of <x>?",
        "In a box are <b> <y> pens and <a> <x> pens. I take one blindly. How probable is <x>?",
        "If I pick one of <a> <x> and <b> <y> cards at random, what's the chance it is <x>?",
        "The wheel of fortune has <a> <x> fields and <b> <y> ones, all equal. I bet on <x>. My chance?",
        "My keys: <a> with a <x> tag, <b> with a <y> one. I grab one in the dark, how likely is <x>?",
        "es: Una bolsa tiene <a> bolas de color <x> y <b> de color <y>. ¿Qué probabilidad hay de sacar una de color <x>?",
        "de: In der Urne sind <a> Kugeln in <x> und <b> in <y>. Wie wahrscheinlich ist <x>?",
    ]
    return task(
        r, wordings, "answer(round(<a> / (<a> + <b>), 4))", _four(Fraction(a, a + b)), a=a, b=b, x=x, y=y
    )


@family("chance")
def draw_two_without(r: Dice) -> Task:
    x, y = r.sample(_COLOURS, 2)
    a, b = r.randint(2, 12), r.randint(1, 12)
    wordings = [
        "A bag holds <a> <x> and <b> <y> balls. I draw two without putting back. What is the probability that both are <x>?",
        "Drawer with <a> <x> and <b> <y> socks. I take two in the dark. How likely is a <x> pair?",
        "<a> <x>, <b> <y>, two draws, no replacement: P(both <x>)?",
        "Of <a> <x> and <b> <y> apples I take two, one after the other. Chance that both are <x>?",
        "Two cards from a pile with <a> <x> and <b> <y> ones. How probable is it that both of them are <x>?",
        "What are the odds, as a probability, that two people take <x> umbrellas from a stand with <a> <x> and <b> <y>?",
        "fr: Une urne contient <a> boules de couleur <x> et <b> de couleur <y>. On en tire deux sans remise. Probabilité que les deux soient de couleur <x> ?",
        "es: Hay <a> bolas de color <x> y <b> de color <y>. Saco dos sin devolverlas. ¿Probabilidad de que ambas sean de color <x>?",
    ]
    pairs = list(itertools.combinations([1] * a + [0] * b, 2))
    value = Fraction(sum(1 for p in pairs if sum(p) == 2), len(pairs))
    code = "total = <a> + <b>\nanswer(round(<a> / total * (<a> - 1) / (total - 1), 4))"
    return task(r, wordings, code, _four(value), a=a, b=b, x=x, y=y)


@family("chance")
def draw_two_with(r: Dice) -> Task:
    x, y = r.sample(_COLOURS, 2)
    a, b = r.randint(1, 12), r.randint(1, 12)
    wordings = [
        "A bag holds <a> <x> and <b> <y> balls. I draw one, put it back and draw again. What is the probability that both are <x>?",
        "<a> <x>, <b> <y>, two draws with replacement: P(both <x>)?",
        "A wheel has <a> <x> and <b> <y> fields. I spin twice. How likely is <x> both times?",
        "Two players each draw from the full set of <a> <x> and <b> <y> chips, chips go back at once. Chance that both get <x>?",
        "I pick a sweet from <a> <x> and <b> <y> ones, look, return it, pick again. How probable is <x> and <x>?",
        "With putting back: <x> twice in a row from <a> <x> and <b> <y> marbles. Probability?",
        "de: Aus <a> Kugeln in <x> und <b> in <y> ziehe ich zweimal mit Zurücklegen. Wie wahrscheinlich ist zweimal <x>?",
        "fr: On tire deux fois avec remise parmi <a> jetons de couleur <x> et <b> de couleur <y>. Probabilité d'avoir <x> deux fois ?",
    ]
    code = "total = <a> + <b>\nanswer(round((<a> / total) ** 2, 4))"
    return task(r, wordings, code, _four(Fraction(a * a, (a + b) ** 2)), a=a, b=b, x=x, y=y)


@family("chance")
def at_least_once(r: Dice) -> Task:
    p, n = r.randint(2, 90), r.randint(2, 10)
    while _tie(Fraction(100 - p, 100) ** n):
        n += 1
    wordings = [
        "The chance of a win is <p>%. What is the chance of at least one win in <n> tries?",
        "Each try works with <p>% probability. How likely is it that at least one of <n> works?",
        "It rains on a day with <p>% chance. What is the probability of rain on at least one of <n> days?",
        "A part fails with <p>%. Probability that of <n> parts one or more fail?",
        "Our 10 year old boiler breaks down with <p>% probability a winter. How likely is at least one breakdown in <n> winters?",
        "I send <n> applications; each brings an interview with <p> percent. How probable is it that I get any interview?",
        "p = <p>%, n = <n>, P(at least one)?",
        "Every week the risk that I miss the bus is <p>%. What's the risk that it happens within <n> weeks?",
        "es: Cada intento sale bien con un <p> %. ¿Qué probabilidad hay de acertar al menos una vez en <n> intentos?",
        "de: Ein Los gewinnt mit <p> %. Wie wahrscheinlich ist mindestens ein Gewinn bei <n> Losen?",
    ]
    code = "chance = <p> / 100\ntries = <n>\nanswer(round(1 - (1 - chance) ** tries, 4))"
    return task(r, wordings, code, _four(1 - Fraction(100 - p, 100) ** n), p=p, n=n)


@family("chance")
def every_time(r: Dice) -> Task:
    p, n = r.randint(40, 99), r.randint(2, 8)
    while _tie(Fraction(p, 100) ** n):
        n += 1
    wordings = [
        "The chance of a win is <p>%. What is the chance of <n> wins in a row?",
        "Each try works with <p>% probability. How likely is it that all <n> work?",
        "It rains on a day with <p>% chance. What is the probability of rain on all <n> days?",
        "A player scores <p>% of penalties. Probability of scoring <n> times running?",
        "The machine has <n> parts, each of which holds with <p> percent, and all must hold. How reliable is the machine?",
        "p = <p>%, n = <n>, P(every time)?",
        "My train is on time on <p>% of days. How probable is a run of <n> punctual days?",
        "fr: Un joueur réussit <p> % de ses tirs. Quelle est la probabilité d'en réussir <n> de suite ?",
        "es: Cada pieza funciona con un <p> %. ¿Qué probabilidad hay de que funcionen las <n>?",
    ]
    code = "chance = <p> / 100\ntries = <n>\nanswer(round(chance ** tries, 4))"
    return task(r, wordings, code, _four(Fraction(p, 100) ** n), p=p, n=n)


@family("chance")
def never_once(r: Dice) -> Task:
    p, n = r.randint(2, 60), r.randint(2, 10)
    while _tie(Fraction(100 - p, 100) ** n):
        n += 1
    wordings = [
        "The chance of a win is <p>%. What is the chance of no win in <n> tries?",
        "Every year a flood comes with <p>% probability. How likely are <n> years without one?",
        "A bulb is faulty with <p>%. Probability that among <n> bulbs none is faulty?",
        "p = <p>%, n = <n>, P(none)?",
        "On each ride the risk of a puncture is <p>%. What's the chance that I get through <n> rides without?",
        "None of <n> seeds comes up, each having a <p> percent chance: how probable?",
        "de: Ein Los gewinnt mit <p> %. Wie wahrscheinlich ist es, mit <n> Losen nichts zu gewinnen?",
        "fr: Chaque année, le risque est de <p> %. Quelle est la probabilité que rien n'arrive en <n> ans ?",
    ]
    code = "chance = <p> / 100\ntries = <n>\nanswer(round((1 - chance) ** tries, 4))"
    return task(r, wordings, code, _four(Fraction(100 - p, 100) ** n), p=p, n=n)


@family("chance")
def exactly_so_many(r: Dice) -> Task:
    p, n = r.choice([5, 10, 20, 25, 30, 40, 50, 60, 75, 80, 90]), r.randint(3, 10)
    k = r.randint(1, n)
    value = math.comb(n, k) * Fraction(p**k * (100 - p) ** (n - k), 100**n)
    while _tie(value):
        p, k = r.randint(5, 95), r.randint(1, n)
        value = math.comb(n, k) * Fraction(p**k * (100 - p) ** (n - k), 100**n)
    wordings = [
        "Each shot hits with <p>%. What is the probability of exactly <k> hits in <n> shots?",
        "Binomial: n = <n>, p = <p>%, k = <k>. P(X = k)?",
        "<n> seeds, each sprouts with <p>% chance. How likely is it that <k> of them sprout, no more and no less?",
        "With <p> percent of voters for us, I ask <n> at random. How probable is it that exactly <k> are for us?",
        "A test has <n> questions, and I get each right with <p>%. Chance of precisely <k> right ones?",
        "Out of <n> parcels, each late with <p>% probability, exactly <k> are late. What's the chance of that?",
        "es: Cada tiro entra con un <p> %. ¿Qué probabilidad hay de encestar exactamente <k> de <n>?",
        "de: Jeder Schuss trifft mit <p> %. Wie wahrscheinlich sind genau <k> Treffer bei <n> Schüssen?",
    ]
    code = "import math\nn, k, p = <n>, <k>, <p> / 100\nanswer(round(math.comb(n, k) * p ** k * (1 - p) ** (n - k), 4))"
    return task(r, wordings, code, _four(value), p=p, n=n, k=k)


@family("chance")
def expected_win(r: Dice) -> Task:
    p, win, cost = r.choice([1, 2, 5, 10, 20, 25, 30]), r.randint(2, 60), r.randint(1, 9)
    wordings = [
        "A ticket costs <c> euros and wins <w> euros with <p>% probability. What is the expected gain?",
        "Stake <c>, prize <w>, chance <p>%: what do I win or lose per game on average?",
        "With <p>% I get <w> euros, otherwise nothing; playing costs <c> euros. Expected value?",
        "Is the game fair? You pay <c>, and <p> times in 100 you receive <w>. Tell me the mean profit per game.",
        "expected profit: p=<p>%, payout=<w>, price=<c>",
        "The fair sells lots at <c> euros. <p>% of the lots bring <w> euros. On average, what is left for me per lot, minus for a loss?",
        "fr: Un billet coûte <c> euros et rapporte <w> euros avec une probabilité de <p> %. Quel est le gain moyen ?",
        "es: Un boleto cuesta <c> euros y gana <w> euros con un <p> %. ¿Cuál es la ganancia esperada?",
    ]
    code = "price = <c>\nprize = <w>\nchance = <p> / 100\nanswer(round(chance * prize - price, 2))"
    return task(r, wordings, code, (p * win - 100 * cost) / 100, p=p, w=win, c=cost)


@family("chance")
def expected_hits(r: Dice) -> Task:
    p, n = r.choice([1, 2, 5, 8, 10, 15, 25, 30, 40, 70, 85]), r.randint(2, 90) * 10
    wordings = [
        "Each of <n> lots wins with <p>% probability. How many wins are to be expected?",
        "<p>% of guests with a booking don't come. For <n> bookings, how many no-shows should I count on?",
        "expected value of hits, n=<n>, p=<p>%",
        "I roll out <n> letters; on average <p> percent get a reply. How many replies will I probably have?",
        "A screw is faulty with <p>% chance. On average, how many faulty ones are among <n>?",
        "If <n> people are exposed and each falls ill with <p>%, how many ill people do you expect?",
        "de: Von <n> Losen gewinnt jedes mit <p> %. Mit wie vielen Gewinnen kann man rechnen?",
        "fr: Chacune des <n> graines germe avec <p> % de chances. Combien de germes peut-on attendre ?",
    ]
    return task(r, wordings, "answer(round(<n> * <p> / 100, 2))", n * p / 100, p=p, n=n)


@family("chance")
def raffle(r: Dice) -> Task:
    n, k, mine = r.randint(20, 300), r.randint(1, 5), r.randint(1, 10)
    wordings = [
        "A raffle has <n> tickets and <k> prizes. I bought <m> tickets. What is the probability that I win at least one prize?",
        "<k> winners are drawn from <n> tickets, <m> of which are mine. How likely is any win?",
        "<n> lots, <k> win, I draw <m>: chance of one win or more?",
        "At the school fair there are <k> prizes for <n> tickets. We hold <m>. Probability of not going home empty-handed?",
        "Among <n> bottles <k> are off. I take <m>. How probable is it that I catch a bad one?",
        "hypergeometric: N=<n>, K=<k>, draws=<m>, P(at least one)?",
        "es: Hay <n> papeletas y <k> premios. Compro <m> papeletas. ¿Qué probabilidad tengo de ganar al menos un premio?",
        "de: Von <n> Losen gewinnen <k>. Ich kaufe <m>. Wie wahrscheinlich gewinne ich mindestens einmal?",
    ]
    none = Fraction(1)
    for i in range(mine):
        none *= Fraction(n - k - i, n - i)
    code = "import math\nn, k, m = <n>, <k>, <m>\nanswer(round(1 - math.comb(n - k, m) / math.comb(n, m), 4))"
    return task(r, wordings, code, _four(1 - none), n=n, k=k, m=mine)


@family("chance")
def birthdays(r: Dice) -> Task:
    n = r.randint(3, 60)
    wordings = [
        "How likely is it that among <n> people two have the same birthday?",
        "Birthday problem for <n> persons, 365 days: probability of a shared birthday?",
        "We are <n> in the office. What are the chances that at least two of us celebrate on the same day?",
        "A class of <n>: how probable is a common birthday of any two?",
        "P(two of <n> share a birthday)?",
        "With <n> guests at a party, would I bet on a double birthday? Give the probability.",
        "fr: Quelle est la probabilité que deux personnes parmi <n> aient le même anniversaire ?",
        "es: En un grupo de <n> personas, ¿qué probabilidad hay de que dos cumplan años el mismo día?",
    ]
    none = Fraction(1)
    for i in range(n):
        none *= Fraction(365 - i, 365)
    code = "none = 1\nfor i in range(<n>):\n    none *= (365 - i) / 365\nanswer(round(1 - none, 4))"
    return task(r, wordings, code, _four(1 - none), n=n)


@family("chance")
def positive_test(r: Dice) -> Task:
    base, hit, false = r.choice([1, 2, 5, 10, 20]), r.choice([80, 90, 95, 99]), r.choice([1, 2, 5, 10])
    wordings = [
        "<a>% of people have an illness. A test finds <h>% of the ill and wrongly flags <f>% of the healthy. How likely is someone with a positive test ill?",
        "Bayes: prior <a>%, sensitivity <h>%, false positive rate <f>%. Posterior after a positive result?",
        "Spam makes up <a>% of my mail. The filter catches <h>% of it and <f>% of good mail. What's the chance that a caught mail is spam?",
        "A detector fires for <h>% of the faulty parts and for <f>% of the good ones; <a>% are faulty. It fires. Probability of a fault?",
        "My test was positive. The disease has a frequency of <a>%, the test detects <h>% of cases, but gives <f>% false alarms. How probable is it that I have it?",
        "base rate <a>%, hits <h>%, false alarms <f>%: P(ill | positive)?",
        "de: <a> % sind krank. Der Test erkennt <h> % der Kranken und schlägt bei <f> % der Gesunden falsch an. Wie wahrscheinlich ist man bei positivem Test krank?",
        "fr: <a> % des gens sont malades. Le test détecte <h> % des malades et se trompe chez <f> % des sains. Si le test est positif, quelle est la probabilité d'être malade ?",
    ]
    code = "ill = <a> / 100\nhits = ill * <h> / 100\nfalse_alarms = (1 - ill) * <f> / 100\nanswer(round(hits / (hits + false_alarms), 4))"
    value = Fraction(base * hit, base * hit + (100 - base) * false)
    return task(r, wordings, code, _four(value), a=base, h=hit, f=false)


@family("chance")
def card_from_deck(r: Dice) -> Task:
    n = r.choice([32, 52, 52])
    names = [
        ({"en": "an ace", "es": "un as", "de": "ein Ass"}, 4),
        ({"en": "a red card", "es": "una carta roja", "de": "eine rote Karte"}, n // 2),
        ({"en": "a heart", "es": "un corazón", "de": "ein Herz"}, n // 4),
        ({"en": "a king or a queen", "es": "un rey o una reina", "de": "ein König oder eine Dame"}, 8),
        ({"en": "the ace of spades", "es": "el as de picas", "de": "das Pik-Ass"}, 1),
        ({"en": "a jack, queen or king", "es": "una figura", "de": "ein Bube, eine Dame oder ein König"}, 12),
    ]
    word, k = r.choice(names)
    wordings = [
        "What is the probability of drawing <w> from a deck of <n> cards?",
        "I pull one card out of <n>. How likely is it <w>?",
        "deck of <n>, P(<w>)?",
        "A magician asks me to take a card from his <n>. What's the chance that it's <w>?",
        "First card from a shuffled pack of <n>: probability of <w>?",
        "How often will the top card of a <n>-card deck be <w>, as a fraction of 1?",
        "es: ¿Qué probabilidad hay de sacar <w> de una baraja de <n> cartas?",
        "de: Wie wahrscheinlich ziehe ich <w> aus <n> Karten?",
    ]
    return task(r, wordings, f"answer(round({k} / <n>, 4))", _four(Fraction(k, n)), w=word, n=n)


@family("chance")
def opposite_chance(r: Dice) -> Task:
    p = r.randint(1, 99)
    wordings = [
        "The chance of rain is <p>%. What is the chance that it stays dry?",
        "I win with <p>% probability. With how many percent do I not win?",
        "P(A) = <p>%, P(not A) = ?",
        "<p> percent of flights are on time. How likely is a late one, in percent?",
        "If a seed sprouts with <p>%, what's the probability in percent that it doesn't?",
        "The doctor says the operation succeeds in <p>% of cases. And the risk that it fails?",
        "fr: Le risque de pluie est de <p> %. Quelle est la probabilité qu'il ne pleuve pas ?",
        "es: Gano con un <p> %. ¿Con qué probabilidad no gano?",
    ]
    return task(
        r, wordings, 'answer(f"{100 - <p>}%")', f"{next(q for q in range(101) if p + q == 100)}%", p=p
    )


@family("chance")
def both_happen(r: Dice) -> Task:
    p, q = r.randint(5, 95), r.randint(5, 95)
    wordings = [
        "It rains with <p>% and independently the bus is late with <q>%. How likely are both?",
        "P(A) = <p>%, P(B) = <q>%, independent. P(A and B)?",
        "Alarm one works with <p>%, alarm two with <q>%. Chance that both work?",
        "I pass maths with <p>% and French with <q>%; the two have nothing to do with each other. How probable is it that I pass both?",
        "Two coins are bent: one shows heads in <p>%, the other in <q>% of throws. Two heads?",
        "My team wins with <p>%, yours with <q>% in another match. What's the probability that both win?",
        "de: A tritt mit <p> % ein, unabhängig davon B mit <q> %. Wie wahrscheinlich sind beide?",
        "fr: L'un réussit avec <p> %, l'autre avec <q> %, indépendamment. Probabilité que les deux réussissent ?",
    ]
    return task(
        r, wordings, "answer(round(<p> / 100 * <q> / 100, 4))", _four(Fraction(p * q, 10000)), p=p, q=q
    )


@family("chance")
def either_happens(r: Dice) -> Task:
    p, q = r.randint(5, 95), r.randint(5, 95)
    wordings = [
        "It rains with <p>% and independently the bus is late with <q>%. How likely is at least one of the two?",
        "P(A) = <p>%, P(B) = <q>%, independent. P(A or B)?",
        "Alarm one works with <p>%, alarm two with <q>%. Chance that at least one goes off?",
        "Anna solves the riddle with <p>%, Ben with <q>%, each alone. How probable is it that it gets solved?",
        "Two engines fail with <p>% and <q>%. What's the probability that one or the other or both fail?",
        "I've applied for two jobs, chances <p>% and <q>%. How likely do I get a job at all?",
        "es: A ocurre con un <p> % y B, independiente, con un <q> %. ¿Probabilidad de que ocurra al menos uno?",
        "de: Anna löst das Rätsel mit <p> %, Ben mit <q> %. Wie wahrscheinlich wird es gelöst?",
    ]
    code = "first = <p> / 100\nsecond = <q> / 100\nanswer(round(1 - (1 - first) * (1 - second), 4))"
    return task(r, wordings, code, _four(1 - Fraction((100 - p) * (100 - q), 10000)), p=p, q=q)
