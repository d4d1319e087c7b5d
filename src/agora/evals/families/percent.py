"""Percentages: parts, wholes, changes, points and their chains."""

from agora.evals.families._said import decimal
from agora.evals.task import Dice, Task, family, task

_RATES = [3, 5, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 60, 75, 90]


@family("arithmetic", weight=2)
def percent_of(r: Dice) -> Task:
    p, n = r.choice(_RATES), r.choice([r.randint(2, 90) * 10, r.randint(11, 999)])
    wordings = [
        "What is <p>% of <n>?",
        "<p> percent of <n>",
        "<p>% of <n> people in a survey said yes. How many is that?",
        "Of <n> votes, <p>% went to Maria. How many votes did she get?",
        "I put <p>% of my pay of <n> dollars aside. How many dollars a month is that?",
        "Our 3 year old printer has made <n> prints and <p>% of them were in colour. How many colour prints?",
        "The alloy weighs <n> g and is <p>% copper. Grams of copper?",
        "If a company with <n> shares gives me <p>% of them, how many do I own?",
        "Calculate <p> percent from <n> for the report.",
        "fr: Combien font <p> % de <n> ?",
        "es: ¿Cuánto es el <p> % de <n>?",
        "de: Wie viel sind <p> Prozent von <n>?",
    ]
    return task(r, wordings, "answer(round(<n> * <p> / 100, 2))", n * p / 100, p=p, n=n)


@family("arithmetic")
def rest_in_percent(r: Dice) -> Task:
    p, n = r.choice(_RATES), r.randint(2, 90) * 20
    wordings = [
        "<p>% of the <n> seats are taken. How many are free?",
        "Of <n> parts <p>% were faulty. How many were fine?",
        "My phone plan has <n> MB and I have used <p>%. How many MB are left?",
        "Bus 7 sold <n> tickets this week, <p>% to pupils. How many were not sold to pupils?",
        "A village of <n> loses <p>% of its people. How many stay?",
        "From a loan of <n> euros I have paid back <p>%. What do I still owe?",
        "<n> trees, <p> percent are oaks. How many are something else?",
        "The bottle had <n> ml, then <p>% evaporated; what remains, in ml?",
        "de: Von <n> Karten sind <p> % verkauft. Wie viele gibt es noch?",
        "es: De <n> alumnos, el <p> % viene en autobús. ¿Cuántos no vienen en autobús?",
    ]
    return task(r, wordings, "answer(round(<n> * (100 - <p>) / 100, 2))", n - n * p / 100, p=p, n=n)


@family("arithmetic")
def percent_change(r: Dice) -> Task:
    a = r.randint(4, 80) * 5
    b = a + r.choice([-1, 1]) * r.randint(1, a // 5) * 2
    wordings = [
        "What is the percentage change from <a> to <b>?",
        "Something went from <a> to <b>. By what percentage did it change?",
        "The rent was <a> and is now <b>. Give me the change in percent, with a minus if it fell.",
        "From <a> to <b>: how many percent is that?",
        "My phone bill moved from $<a> to $<b>. What percentage change is that?",
        "Last year we had <a> members, this year <b>. I need the growth rate in percent.",
        "Sales Q1 <a>, Q2 <b>. Change in %?",
        "<b> now, <a> before, difference in percent?",
        "fr: Le prix passe de <a> à <b> euros. Quelle est la variation en pourcentage ?",
        "es: Las visitas pasaron de <a> a <b>. ¿Cuál es el cambio porcentual?",
    ]
    code = 'before = <a>\nafter = <b>\nanswer(f"{round((after - before) / before * 100, 2)}%")'
    return task(r, wordings, code, f"{round((b - a) / a * 100, 2)}%", a=a, b=b)


@family("arithmetic")
def what_percent(r: Dice) -> Task:
    b = r.randint(2, 80) * 5
    a = r.randint(1, b)
    wordings = [
        "What percent of <b> is <a>?",
        "<a> out of <b> is what percentage?",
        "I got <a> of <b> points on the test. What's that in percent?",
        "Express <a>/<b> as a percentage.",
        "There are <b> students in the year and <a> passed. Pass rate?",
        "The disk has <b> GB, <a> GB are used. How full is it in percent?",
        "We've raised <a> dollars. The goal is <b>. How many percent of the goal is that?",
        "What share of <b> does <a> make up? In percent.",
        "de: Wie viel Prozent sind <a> von <b>?",
        "fr: <a> élèves sur <b> sont absents. Quel pourcentage cela fait-il ?",
    ]
    value = f"{round(a / b * 100, 2)}%"
    return task(r, wordings, 'answer(f"{round(<a> / <b> * 100, 2)}%")', value, a=a, b=b)


@family("arithmetic")
def percent_more(r: Dice) -> Task:
    p, n = r.choice([2, 5, 10, 15, 20, 25, 30, 50]), r.randint(2, 90) * 10
    wordings = [
        "What is <n> plus <p>%?",
        "<n> is increased by <p> percent. What is the new value?",
        "I earn <n> a week and get a raise of <p>%. What will I earn?",
        "<n> + <p>%",
        "The town had <n> trees and now has <p>% more. How many trees are there?",
        "Prices go up <p>%. What will something that costs <n> euros today cost then?",
        "Our stock of <n> boxes grew by <p>%. How many boxes do we have?",
        "Add <p> per cent to <n>.",
        "es: Un alquiler de <n> euros sube un <p> %. ¿Cuánto será?",
        "de: Erhöhe <n> um <p> %.",
    ]
    return task(r, wordings, "answer(round(<n> * (1 + <p> / 100), 2))", (n * 100 + n * p) / 100, n=n, p=p)


@family("arithmetic")
def percent_less(r: Dice) -> Task:
    p, n = r.choice([2, 5, 10, 15, 20, 25, 30, 50]), r.randint(2, 90) * 10
    wordings = [
        "What is <n> minus <p>%?",
        "<n> is reduced by <p> percent. What's the new value?",
        "Our <n> staff shrink by <p>%. How many people will work here then?",
        "<n> - <p>%",
        "I weighed <n> kg of apples; dried, they lost <p>% of that. Weight now?",
        "The power plant cut its <n> tonnes of ash by <p>%. How many tonnes are left?",
        "Decrease <n> by <p>%.",
        "A lake of <n> hectares has become <p>% smaller. How many hectares does it have?",
        "fr: Diminue <n> de <p> %.",
        "es: El consumo era de <n> litros y bajó un <p> %. ¿Cuánto es ahora?",
    ]
    return task(r, wordings, "answer(round(<n> * (1 - <p> / 100), 2))", (n * 100 - n * p) / 100, n=n, p=p)


@family("arithmetic")
def before_the_rise(r: Dice) -> Task:
    p, n = r.choice([5, 10, 15, 20, 25, 30, 40, 50]), r.randint(2, 90) * 20
    total = n * (100 + p) // 100
    wordings = [
        "After a rise of <p>% the rent is <t> euros. What was it before?",
        "Something went up by <p> percent and is <t> now. Where did it start?",
        "A price including <p>% tax is <t>. What is it without the tax?",
        "Our town grew <p>% and has <t> inhabitants. How many did it have before?",
        "x plus <p>% is <t>. Find x.",
        "<t> is <p>% more than which number?",
        "I earn <t> since my <p>% raise. What was my old pay?",
        "de: Nach einer Erhöhung um <p> % kostet es <t> Euro. Was kostete es vorher?",
        "fr: Avec une hausse de <p> %, on arrive à <t>. Quelle était la valeur de départ ?",
    ]
    return task(r, wordings, "answer(round(<t> / (1 + <p> / 100), 2))", float(n), p=p, t=total)


@family("arithmetic")
def before_the_cut(r: Dice) -> Task:
    p, n = r.choice([5, 10, 15, 20, 25, 30, 40, 50]), r.randint(2, 90) * 20
    total = n * (100 - p) // 100
    wordings = [
        "After <p>% off the coat costs <t> euros. What did it cost originally?",
        "A sale took <p>% off, and I paid <t>. Original price?",
        "Something fell by <p> percent to <t>. What was it at first?",
        "x minus <p>% is <t>. What's x?",
        "The herd shrank by <p>% and counts <t> animals now. How big was it?",
        "<t> is <p>% less than what?",
        "The file was compressed by <p>% to <t> MB. How large was it before, in MB?",
        "es: Con un <p> % de descuento pagué <t> euros. ¿Cuál era el precio original?",
        "de: Um <p> % reduziert kostet der Mantel <t> Euro. Was war der alte Preis?",
    ]
    return task(r, wordings, "answer(round(<t> / (1 - <p> / 100), 2))", float(n), p=p, t=total)


@family("arithmetic")
def whole_from_percent(r: Dice) -> Task:
    p, n = r.choice([5, 10, 15, 20, 25, 30, 40, 60, 75, 80]), r.randint(2, 90) * 20
    a = n * p // 100
    wordings = [
        "<a> is <p>% of what?",
        "<p> percent of a number is <a>. Which number?",
        "<a> guests said yes, which is <p>% of those invited. How many were invited?",
        "I've paid <a> euros, <p>% of the whole price. What's the whole price?",
        "If <a> km are <p>% of the route, how long is the route in km?",
        "<p>% of our users, that is <a> people, pay. How many users do we have?",
        "100% = ? when <p>% = <a>",
        "fr: <a> représente <p> % de quel nombre ?",
        "es: ¿<a> es el <p> % de qué número?",
    ]
    return task(r, wordings, "answer(round(<a> / <p> * 100, 2))", float(n), a=a, p=p)


@family("arithmetic")
def percent_chain(r: Dice) -> Task:
    p, q, n = r.choice([10, 20, 30, 40, 50]), r.choice([10, 20, 25, 50]), r.randint(1, 40) * 20
    wordings = [
        "A price of <n> goes up by <p>% and then down by <q>%. What is it in the end?",
        "<n> plus <p>%, and from that minus <q>%: result?",
        "My shares were worth <n> euros. First they gained <p>%, then they lost <q>%. What are they worth?",
        "Start with <n>. Raise it by <p> percent. Cut the result by <q> percent. What have you got?",
        "A population of <n> grew by <p>% and afterwards shrank by <q>%. How large is it now?",
        "The shop adds <p>% to a <n> euro bag and later takes <q>% off. What's on the tag?",
        "de: <n> Euro werden erst um <p> % erhöht und dann um <q> % gesenkt. Wie viel ist es am Ende?",
        "fr: Un prix de <n> euros augmente de <p> % puis baisse de <q> %. Combien vaut-il à la fin ?",
    ]
    code = "start = <n>\nup = <p>\ndown = <q>\nanswer(round(start * (1 + up / 100) * (1 - down / 100), 2))"
    return task(r, wordings, code, n * (100 + p) * (100 - q) / 10000, n=n, p=p, q=q)


@family("arithmetic")
def percent_of_percent(r: Dice) -> Task:
    p, q, n = r.choice([10, 20, 30, 40, 50, 60, 80]), r.choice([10, 20, 25, 50, 75]), r.randint(1, 60) * 20
    wordings = [
        "What is <p>% of <q>% of <n>?",
        "Of <n> pupils <q>% play football, and <p>% of those are girls. How many girls play football?",
        "<q>% of our <n> customers wrote a review, <p>% of the reviews were bad. Bad reviews?",
        "<n> people were invited, <q> percent came, and <p> percent of them stayed for dinner. How many stayed?",
        "First take <q>% of <n>, then <p>% of that.",
        "A field of <n> m² is planted to <q>%; <p>% of the planted part is corn. How many m² of corn?",
        "es: De <n> socios vota el <q> % y el <p> % de ellos dice que sí. ¿Cuántos dicen que sí?",
        "de: Von <n> Gästen kamen <q> %, und <p> % davon blieben über Nacht. Wie viele blieben?",
    ]
    code = "answer(round(<n> * <q> / 100 * <p> / 100, 2))"
    return task(r, wordings, code, n * p * q / 10000, n=n, p=p, q=q)


@family("arithmetic")
def percent_points(r: Dice) -> Task:
    a, b = r.sample(range(4, 70), 2)
    wordings = [
        "A party went from <a>% to <b>%. How many percentage points is that? Minus if it lost.",
        "The interest rate was <a>% and is now <b>%. What's the change in percentage points?",
        "<a>% before, <b>% after: change in points, not in percent.",
        "Turnout rose or fell from <a>% to <b>%; give it in percentage points.",
        "Our market share was <a> percent last year; now it's <b>. In percentage points, how did it move?",
        "By how many percentage points do we differ from last time, when we go from <a>% to <b>%?",
        "fr: Un parti passe de <a> % à <b> %. Combien de points de pourcentage cela fait-il ?",
        "de: Der Anteil ging von <a> % auf <b> %. Wie viele Prozentpunkte sind das?",
    ]
    value = len(range(a, b)) if b > a else -len(range(b, a))
    return task(r, wordings, "answer(<b> - <a>)", value, a=a, b=b)


@family("numbers")
def percent_to_decimal(r: Dice) -> Task:
    tenths = r.choice([r.randint(1, 99) * 10, r.randint(1, 999), r.randint(101, 250) * 10])
    shown = tenths / 10 if tenths % 10 else tenths // 10
    wordings = [
        "Write <p>% as a decimal.",
        "<p>% as a decimal number?",
        "What do I multiply by to get <p>% of something?",
        "For my spreadsheet I need <p> percent without the percent sign.",
        "Turn <p>% into a plain number.",
        "If the whole is 1, what number is <p>%?",
        "es: Escribe <p> % como número decimal.",
        "fr: Écris <p> % en nombre décimal.",
    ]
    code = f"answer(round({shown} / 100, 4))"
    return task(r, wordings, code, tenths / 1000, p=decimal(shown))


@family("numbers")
def decimal_to_percent(r: Dice) -> Task:
    n = r.choice([r.randint(1, 99), r.randint(101, 350)])
    wordings = [
        "Write <x> as a percentage.",
        "<x> in percent?",
        "The model's accuracy is <x>. How many percent is that?",
        "Turn the decimal <x> into percent.",
        "If 1 is 100%, what is <x>?",
        "A probability of <x>, said in percent?",
        "de: Wie viel Prozent sind <x>?",
        "es: Escribe <x> como porcentaje.",
    ]
    return task(r, wordings, f'answer(f"{{round({n / 100} * 100, 2)}}%")', f"{float(n)}%", x=decimal(n / 100))


@family("arithmetic")
def growth_over_years(r: Dice) -> Task:
    n, p, y = r.randint(2, 90) * 100, r.choice([1, 2, 3, 4, 5, 8, 10]), r.randint(2, 10)
    wordings = [
        "A town of <n> people grows by <p>% a year. How many people live there after <y> years, rounded?",
        "<n> users, plus <p>% every month. Users in <y> months, to the nearest whole?",
        "If emissions of <n> tonnes rise <p>% each year, what are they in <y> years? Whole tonnes.",
        "Start <n>, growth rate <p>% per step, <y> steps. Rounded result?",
        "There are <n> deer in the forest and the herd increases by <p>% yearly. How many after <y> years? Round it.",
        "How big does <n> get when <p>% is added <y> times in a row, rounded to a whole number?",
        "fr: Une ville de <n> habitants croît de <p> % par an. Combien d'habitants après <y> ans, arrondi à l'unité ?",
        "es: Una población de <n> crece un <p> % al año. ¿Cuántos habrá en <y> años, redondeado?",
    ]
    value = float(n)
    for _ in range(y):
        value *= 1 + p / 100
    return task(
        r,
        wordings,
        "start = <n>\nrate = <p>\nsteps = <y>\nanswer(round(start * (1 + rate / 100) ** steps))",
        round(value),
        n=n,
        p=p,
        y=y,
    )


@family("arithmetic")
def decline_over_years(r: Dice) -> Task:
    n, p, y = r.randint(20, 400) * 100, r.choice([5, 8, 10, 12, 15, 20]), r.randint(2, 8)
    wordings = [
        "A car bought for <n> euros loses <p>% of its value each year. What's it worth after <y> years, rounded to euros?",
        "<n> trees, and <p>% die every year. How many stand after <y> years? Whole number.",
        "Value <n>, falling <p>% per year, <y> years: rounded result?",
        "Our readership of <n> drops by <p>% a year. Where are we in <y> years, to the nearest whole?",
        "A machine costs <n> and depreciates <p> percent yearly. Book value after <y> years, rounded?",
        "Take <p>% off <n>, <y> times in a row, and round at the end.",
        "de: Ein Auto für <n> Euro verliert jedes Jahr <p> % an Wert. Was ist es nach <y> Jahren wert, auf ganze Euro gerundet?",
        "fr: Une machine de <n> euros perd <p> % de sa valeur par an. Combien vaut-elle après <y> ans, à l'euro près ?",
    ]
    value = float(n)
    for _ in range(y):
        value *= 1 - p / 100
    return task(
        r,
        wordings,
        "start = <n>\nrate = <p>\nsteps = <y>\nanswer(round(start * (1 - rate / 100) ** steps))",
        round(value),
        n=n,
        p=p,
        y=y,
    )
