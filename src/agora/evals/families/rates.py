"""Work and rates: machines and hours, pipes and leaks, mixtures, ratios, and what is consumed."""

from fractions import Fraction

from agora.evals.families._scenes import people, spoken
from agora.evals.task import Dice, Task, family, task


def _exact(value: Fraction) -> float:
    return round(float(value), 2)


@family("stories", weight=2)
def machines_and_minutes(r: Dice) -> Task:
    a, t, b = r.randint(2, 20), r.randint(2, 30), r.choice([10, 20, 30, 50, 100, r.randint(2, 60)])
    k = r.choice([1, 1, 2, 3, 4])
    wordings = [
        "If <a> machines make <n> toys in <t> minutes, how many minutes do <b> machines need for <m> toys?",
        "<a> cats catch <n> mice in <t> days. In how many days do <b> cats catch <m> mice?",
        "It takes <a> bakers <t> hours to bake <n> cakes. How many hours do <b> bakers take for <m> cakes?",
        "How long, in minutes, do <b> printers need for <m> posters, if <a> printers do <n> posters in <t> minutes?",
        "<a> workers, <n> chairs, <t> hours. <b> workers, <m> chairs: how many hours?",
        "Careful, this is a trick one: <a> hens lay <n> eggs in <t> days, so <b> hens lay <m> eggs in how many days?",
        "My <a> ovens dry <n> boards in <t> hours. With <b> such ovens, how many hours for <m> boards?",
        "Given that <a> robots pack <n> boxes in <t> minutes, what time in minutes do <b> robots need to pack <m>?",
        "fr: <a> machines fabriquent <n> pièces en <t> minutes. Combien de minutes faut-il à <b> machines pour <m> pièces ?",
        "de: <a> Maschinen bauen <n> Teile in <t> Minuten. Wie viele Minuten brauchen <b> Maschinen für <m> Teile?",
        "es: <a> máquinas hacen <n> juguetes en <t> minutos. ¿Cuántos minutos tardan <b> máquinas en hacer <m>?",
    ]
    code = "each = <n> / (<a> * <t>)\nanswer(round(<m> / (each * <b>), 2))"
    n, m = a * k, b * r.choice([k, 2 * k, k, 1])
    return task(r, wordings, code, _exact(Fraction(m * a * t, n * b)), a=a, n=n, t=t, b=b, m=m)


@family("stories")
def machines_how_many(r: Dice) -> Task:
    a, t, b, u, k = r.randint(2, 12), r.randint(2, 12), r.randint(2, 15), r.randint(2, 30), r.randint(1, 6)
    wordings = [
        "<a> machines make <n> screws in <t> minutes. How many screws do <b> machines make in <u> minutes?",
        "If <a> hens lay <n> eggs in <t> days, how many eggs do <b> hens lay in <u> days?",
        "<a> workers dig <n> m of trench in <t> hours. How many metres do <b> workers dig in <u> hours?",
        "What do <b> cows eat in <u> days, if <a> cows eat <n> kg of hay in <t> days?",
        "In <t> hours <a> of us peel <n> carrots. Today there are <b> of us and we have <u> hours. Carrots?",
        "<a> taps give <n> litres in <t> minutes; litres from <b> taps in <u> minutes?",
        "Our <a> trucks move <n> tonnes in <t> days. Next month: <b> trucks, <u> days. How many tonnes?",
        "The mill with <a> stones grinds <n> sacks in <t> hours. Say how many sacks <b> stones grind in <u> hours.",
        "es: <a> obreros hacen <n> metros en <t> días. ¿Cuántos metros hacen <b> obreros en <u> días?",
        "fr: <a> poules pondent <n> œufs en <t> jours. Combien d'œufs pondent <b> poules en <u> jours ?",
    ]
    code = "each = <n> / (<a> * <t>)\nanswer(round(each * <b> * <u>, 2))"
    return task(r, wordings, code, float(k * b * u), a=a, n=a * t * k, t=t, b=b, u=u)


@family("stories")
def more_workers(r: Dice) -> Task:
    a, d, b = r.randint(2, 12), r.randint(2, 20), r.randint(2, 15)
    while a * d * 200 % (2 * b) == b:
        b += 1
    wordings = [
        "<A> workers build a wall in <d> days. How many days do <B> workers need?",
        "If <A> people eat the supplies in <d> days, how long do they last for <B> people?",
        "<A> taps fill a tank in <d> hours. How many hours with <B> taps?",
        "It takes <A> painters <d> hours. How long for <B> painters?",
        "With <A> horses the hay lasts <d> days. How many days with <B> horses?",
        "<B> instead of <A> helpers do a job that used to take <d> hours. How many hours now?",
        "One job, <d> days, <A> people. Same job, <B> people, days?",
        "How much time, in hours, do <B> gardeners need for the hedge that <A> gardeners cut in <d> hours?",
        "de: <A> Arbeiter brauchen <d> Tage. Wie viele Tage brauchen <B> Arbeiter?",
        "fr: <A> ouvriers mettent <d> jours. Combien de jours pour <B> ouvriers ?",
        "es: Con <A> grifos un tanque se llena en <d> horas. ¿Cuántas horas con <B> grifos?",
    ]
    code = "work = <a> * <d>\nanswer(round(work / <b>, 2))"
    value = _exact(Fraction(a * d, b))
    return task(r, wordings, code, value, a=a, d=d, b=b, A=spoken(r, a), B=spoken(r, b))


@family("stories")
def workers_needed(r: Dice) -> Task:
    b, e = r.randint(2, 12), r.randint(2, 10)
    a = r.randint(2, 12)
    d = b * e
    wordings = [
        "<a> workers need <d> days for a road. How many workers must there be so that it takes <e> days?",
        "A field is mown by <a> people in <d> hours. How many people do it in <e> hours?",
        "I want the job that takes <a> men <d> days done in <e> days. How many men do I hire?",
        "<a> pumps empty the pit in <d> hours. Number of pumps for <e> hours?",
        "How many cleaners finish in <e> hours what <a> cleaners do in <d> hours?",
        "Deadline is in <e> days, <a> programmers would take <d> days. Programmers needed, if work divides evenly?",
        "Instead of <d> days with <a> diggers we have only <e> days. Diggers?",
        "The stock feeds <a> dogs for <d> days; how many dogs would eat it in <e> days?",
        "fr: <a> ouvriers mettent <d> jours. Combien d'ouvriers faut-il pour finir en <e> jours ?",
        "de: <a> Maler brauchen <d> Stunden. Wie viele Maler schaffen es in <e> Stunden?",
    ]
    code = "work = <a> * <d>\nanswer(work / <e>)"
    return task(r, wordings, code, float(a * b), a=a, d=d, e=e)


@family("stories", weight=2)
def work_together(r: Dice) -> Task:
    a, b = r.randint(2, 20), r.randint(2, 20)
    while a * b * 200 % (2 * (a + b)) == a + b:
        b += 1
    wordings = [
        "<A> paints a fence in <a> hours, <B> in <b> hours. How long do they need together?",
        "One painter needs <a> hours for the room, the other <b>. How many hours if they paint together?",
        "One pipe fills the pool in <a> hours, another in <b>. How many hours with both open?",
        "<A> needs <a> days for the job and <B> <b> days. How many days together?",
        "Machine one does it in <a> min, machine two in <b> min. Both at once?",
        "If I clean the house in <a> hours and my brother in <b>, how long when we both clean?",
        "How many minutes do two printers take for a job if alone they'd take <a> and <b>?",
        "Alone <a> h, my colleague alone <b> h, together?",
        "fr: <A> fait le travail en <a> heures, <B> en <b> heures. Combien de temps ensemble ?",
        "de: Eine Pumpe leert den Keller in <a> Stunden, die andere in <b>. Wie lange brauchen beide zusammen?",
        "es: <A> pinta la casa en <a> días y <B> en <b>. ¿Cuánto tardan juntos?",
    ]
    value = _exact(Fraction(a * b, a + b))
    return task(r, wordings, "answer(round(1 / (1 / <a> + 1 / <b>), 2))", value, a=a, b=b, **people(r))


@family("stories")
def work_together_three(r: Dice) -> Task:
    a, b, c = r.randint(2, 20), r.randint(2, 20), r.randint(2, 20)
    wordings = [
        "Three pipes fill a tank alone in <a>, <b> and <c> hours. How long with all three?",
        "<A> does the job in <a> hours, <B> in <b>, <C> in <c>. How many hours together?",
        "Three machines need <a>, <b> and <c> minutes for an order. Together?",
        "How long do three of us take, if alone we'd need <a>, <b> and <c> days?",
        "Alone: <a> h, <b> h, <c> h. All at once: how many h?",
        "My two sons mow the lawn in <a> and <b> hours, I in <c>. What if all of us mow?",
        "Pump times are <a>, <b>, <c> hours; what's the time with every pump running?",
        "If <A>, <B> and <C> would each finish the puzzle in <a>, <b> and <c> hours, when are they done as a team, in hours?",
        "fr: Trois robinets remplissent un bassin en <a>, <b> et <c> heures. Combien d'heures ensemble ?",
        "es: Tres personas harían el trabajo en <a>, <b> y <c> horas. ¿Cuántas horas tardan juntas?",
    ]
    while a * b * c * 200 % (2 * (a * b + b * c + a * c)) == a * b + b * c + a * c:
        c += 1
    value = _exact(Fraction(a * b * c, a * b + b * c + a * c))
    code = "answer(round(1 / (1 / <a> + 1 / <b> + 1 / <c>), 2))"
    return task(r, wordings, code, value, a=a, b=b, c=c, **people(r))


@family("stories")
def other_worker_alone(r: Dice) -> Task:
    together, a = r.choice(
        [(2, 3), (2, 6), (3, 4), (4, 12), (6, 10), (4, 5), (6, 9), (2, 4), (3, 12), (4, 6), (5, 20)]
    )
    wordings = [
        "Together <A> and <B> need <t> hours, <A> alone needs <a>. How long does <B> need alone?",
        "Two pipes fill a tank in <t> hours, the first alone in <a>. The second alone?",
        "My wife and I paint it in <t> hours. I alone would need <a>. How many hours would she need?",
        "Both machines: <t> min. Old machine: <a> min. New machine alone?",
        "How many days would <B> work alone, if <A> alone takes <a> days and both together <t>?",
        "With my help it takes <A> <t> hours. By herself she takes <a>. What would it take me by myself?",
        "A job is done by two in <t> days; one of them would need <a> days on his own. And the other?",
        "Two taps running fill the bath in <t> min, the hot one alone in <a> min, so the cold one alone?",
        "de: Zusammen brauchen wir <t> Stunden, ich allein <a>. Wie lange braucht der andere allein?",
        "fr: Ensemble ils mettent <t> heures, <A> seul en met <a>. Combien en met <B> seul ?",
    ]
    value = _exact(Fraction(together * a, a - together))
    return task(r, wordings, "answer(round(1 / (1 / <t> - 1 / <a>), 2))", value, t=together, a=a, **people(r))


@family("stories")
def tank_with_leak(r: Dice) -> Task:
    leak = r.randint(1, 9)
    fill = leak + r.randint(1, 20)
    n = (fill - leak) * r.randint(3, 60)
    wordings = [
        "A tank fills with <a> litres a minute but loses <b> litres a minute through a leak. How many minutes until it holds <n> litres?",
        "I earn <a> a day and spend <b> a day. After how many days have I saved <n>?",
        "<a> people enter the hall each minute and <b> leave. After how many minutes are <n> inside, starting empty?",
        "The river carries <a> tonnes of sand into the bay a day and <b> tonnes out. Days until <n> tonnes lie there?",
        "Inflow <a> l/min, outflow <b> l/min, capacity <n> l. Minutes to fill?",
        "Each week we get <a> orders and finish <b>. In how many weeks is the backlog at <n>?",
        "I write <a> lines an hour and delete <b> of them again. In how many hours does the text have <n> lines?",
        "Water comes in at <a> and goes out at <b> litres per hour, so when are <n> litres in the pool, in hours?",
        "fr: Une cuve reçoit <a> litres par minute et en perd <b>. En combien de minutes contient-elle <n> litres ?",
        "de: In ein Fass fließen <a> Liter pro Minute, <b> Liter laufen aus. Nach wie vielen Minuten sind <n> Liter darin?",
    ]
    code = "gain = <a> - <b>\nanswer(<n> / gain)"
    return task(r, wordings, code, float(n // (fill - leak)), a=fill, b=leak, n=n)


@family("stories")
def rate_production(r: Dice) -> Task:
    a, t, u = r.randint(2, 60), r.randint(2, 12), r.randint(3, 90)
    wordings = [
        "A machine makes <n> parts in <t> minutes. How many in <u> minutes?",
        "<A> types <n> words in <t> minutes. How many words in <u> minutes?",
        "If <n> litres flow in <t> hours, how many flow in <u> hours?",
        "How many rolls does a baker have after <u> minutes, when <n> come out every <t> minutes?",
        "<n> pages in <t> min, so in <u> min?",
        "My heart beats <n> times in <t> seconds. Beats in <u> seconds?",
        "We picked <n> kg of grapes in <t> hours. At that pace, what do we pick in <u> hours?",
        "The counter went up by <n> in <t> days. What will it add in <u> days if nothing changes?",
        "es: Una máquina hace <n> piezas en <t> minutos. ¿Cuántas hace en <u> minutos?",
        "fr: <A> lit <n> pages en <t> jours. Combien de pages en <u> jours ?",
    ]
    code = "rate = <n> / <t>\nanswer(round(rate * <u>, 2))"
    return task(r, wordings, code, float(a * u), n=a * t, t=t, u=u, **people(r))


@family("stories")
def rate_time_needed(r: Dice) -> Task:
    a, t, u = r.randint(2, 60), r.randint(2, 12), r.randint(3, 90)
    wordings = [
        "A machine makes <n> parts in <t> minutes. How long does it need for <m> parts?",
        "<A> reads <n> pages in <t> hours. How many hours for <m> pages?",
        "In <t> hours I knit <n> rows. In how many hours <m> rows?",
        "How many minutes does a tap that gives <n> litres in <t> minutes take for <m> litres?",
        "<n> km took us <t> hours; <m> km at that speed take how many?",
        "The baker makes <n> loaves every <t> minutes. When are <m> loaves done, in minutes?",
        "It rained <n> mm in <t> hours. At that rate, hours until <m> mm?",
        "<n> in <t> s, <m> in how many s?",
        "de: Ein Drucker druckt <n> Seiten in <t> Minuten. Wie lange braucht er für <m> Seiten?",
        "es: <A> lee <n> páginas en <t> horas. ¿Cuántas horas necesita para <m>?",
    ]
    code = "rate = <n> / <t>\nanswer(round(<m> / rate, 2))"
    return task(r, wordings, code, float(u), n=a * t, t=t, m=a * u, **people(r))


@family("stories")
def fuel_for_a_trip(r: Dice) -> Task:
    c, d = r.choice([4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9, 10]), r.randint(5, 90) * 10
    wordings = [
        "My car drinks <c> litres per 100 km. How much does it need for <d> km?",
        "Fuel for <d> km at <c> l/100 km?",
        "A van uses <c> litres of diesel on 100 km. We drive <d> km. Litres?",
        "How many litres will a trip of <d> km take, with a consumption of <c> litres per hundred kilometres?",
        "We go <d> km to the sea. Per 100 km the car takes <c> l. Tell me the fuel in litres.",
        "Consumption: <c> l per 100 km, distance: <d> km, fuel used?",
        "I've driven <d> km with an average of <c> litres per 100 km. What did I burn?",
        "If 100 km need <c> litres, then <d> km need how much?",
        "fr: Ma voiture consomme <c> litres aux 100 km. Combien de litres pour <d> km ?",
        "de: Mein Auto braucht <c> Liter auf 100 km. Wie viel braucht es für <d> km?",
    ]
    value = _exact(Fraction(str(c)) * d / 100)
    return task(r, wordings, "answer(round(<d> / 100 * <c>, 2))", value, c=c, d=d)


@family("stories")
def fuel_cost(r: Dice) -> Task:
    c, d, p = r.choice([4, 5, 6, 7, 8, 9, 10]), r.randint(5, 90) * 10, r.randint(13, 22) / 10
    wordings = [
        "My car uses <c> litres per 100 km and a litre costs <p> euros. What does the fuel for <d> km cost?",
        "A trip of <d> km, <c> l/100 km, fuel at <p> a litre. Cost?",
        "What do I spend on petrol over <d> km, if 100 km take <c> litres at <p> each?",
        "Diesel is <p>. We drive <d> km with a van that needs <c> litres for every 100 km. Money for fuel?",
        "How expensive is the drive of <d> km? The car drinks <c> litres per hundred km, and fuel costs <p> per litre.",
        "I commute <d> km a month at <c> l per 100 km. With petrol at <p>, how much a month?",
        "Fuel price <p>, distance <d> km, consumption <c> l per 100 km - total in euros?",
        "For the <d> km home I need <c> litres on each 100 km, and it's <p> a litre here, so I must pay?",
        "es: Mi coche gasta <c> litros cada 100 km y el litro cuesta <p> euros. ¿Cuánto cuesta ir a <d> km?",
        "fr: Ma voiture consomme <c> l aux 100 km, le litre coûte <p> euros. Combien coûtent <d> km ?",
    ]
    code = "litres = <d> / 100 * <c>\nanswer(round(litres * <p>, 2))"
    return task(r, wordings, code, _exact(Fraction(str(p)) * c * d / 100), c=c, d=d, p=p)


@family("stories", weight=2)
def mixture(r: Dice) -> Task:
    a, b, p, q = r.randint(1, 20), r.randint(1, 20), r.randint(1, 40), r.randint(45, 95)
    wordings = [
        "<a> litres of <p>% juice are mixed with <b> litres of <q>% juice. What percentage results?",
        "I mix <a> l of a <p>% salt solution with <b> l at <q>%. What is the concentration?",
        "<a> kg of alloy with <p>% silver and <b> kg with <q>% are melted together. How many percent silver?",
        "Mixing <a> cups at <p>% with <b> cups at <q>%: what strength?",
        "What concentration in percent do <a> ml of <p>% and <b> ml of <q>% acid give?",
        "Pour <a> l milk with <p>% and <b> l cream with <q>% fat into one pot. Fat content?",
        "The first barrel (<a> l) is <p>% wine, the second (<b> l) <q>%. After mixing both, percent wine?",
        "Two syrups, <a> kg of <p>% sugar plus <b> kg of <q>% sugar, make a syrup of how many percent?",
        "fr: On mélange <a> litres à <p> % et <b> litres à <q> %. Quelle concentration obtient-on ?",
        "de: <a> Liter mit <p> % und <b> Liter mit <q> % werden gemischt. Wie viel Prozent hat die Mischung?",
    ]
    while (a * p + b * q) * 200 % (2 * (a + b)) == a + b:
        a += 1
    code = "part = <a> * <p> + <b> * <q>\nanswer(round(part / (<a> + <b>), 2))"
    return task(r, wordings, code, _exact(Fraction(a * p + b * q, a + b)), a=a, b=b, p=p, q=q)


@family("stories")
def mixture_price(r: Dice) -> Task:
    a, b, p, q = r.randint(1, 20), r.randint(1, 20), r.randint(2, 12), r.randint(13, 30)
    while (a * p + b * q) * 200 % (2 * (a + b)) == a + b:
        a += 1
    wordings = [
        "<a> kg of coffee at <p> euros a kg are blended with <b> kg at <q> euros. What does a kg of the blend cost?",
        "A shop mixes <a> kg nuts at $<p> and <b> kg nuts at $<q> per kg. Price per kg of the mix?",
        "I bought <a> shares at <p> and later <b> at <q>. My average price per share?",
        "What is the mean price of a bottle, if <a> were <p> each and <b> were <q> each?",
        "Tea blend: <a> kg at <p>, <b> kg at <q>. Cost of one kg?",
        "We filled up <a> litres at <p> and <b> litres at <q> crowns. On average, what was a litre?",
        "From <a> sacks costing <p> and <b> sacks costing <q> apiece I make one heap. What must a sackful cost?",
        "With <a> hours paid <p> and <b> hours paid <q>, what did I earn per hour on average?",
        "es: Mezclo <a> kg de café a <p> euros con <b> kg a <q> euros. ¿Cuánto cuesta el kilo de la mezcla?",
        "de: <a> kg Tee zu <p> Euro und <b> kg zu <q> Euro werden gemischt. Was kostet ein kg der Mischung?",
    ]
    code = "total = <a> * <p> + <b> * <q>\nanswer(round(total / (<a> + <b>), 2))"
    return task(r, wordings, code, _exact(Fraction(a * p + b * q, a + b)), a=a, b=b, p=p, q=q)


@family("stories")
def dilute(r: Dice) -> Task:
    a, p, b = r.randint(1, 20), r.randint(10, 90), r.randint(1, 20)
    while a * p * 200 % (2 * (a + b)) == a + b:
        b += 1
    wordings = [
        "<b> litres of water are added to <a> litres of <p>% alcohol. What is the strength now?",
        "I have <a> l of a <p>% solution and pour in <b> l of pure water. New concentration in percent?",
        "Diluting <a> ml of <p>% vinegar with <b> ml water gives how many percent?",
        "What percentage of juice has a drink of <a> cups <p>% juice and <b> cups water?",
        "<a> l, <p>%, plus <b> l water = ? %",
        "My cleaner is <p>% strong. I take <a> cups of it and <b> cups of water. How strong is the mix?",
        "After adding <b> kg of water to <a> kg of brine with <p>% salt, the brine has what percent?",
        "The paint (<a> l) holds <p>% pigment. <b> l of plain thinner go in. Pigment in percent?",
        "fr: On ajoute <b> litres d'eau à <a> litres de solution à <p> %. Quelle est la nouvelle concentration ?",
        "de: Zu <a> Litern Saft mit <p> % kommen <b> Liter Wasser. Wie viel Prozent sind es jetzt?",
    ]
    code = "part = <a> * <p>\nanswer(round(part / (<a> + <b>), 2))"
    return task(r, wordings, code, _exact(Fraction(a * p, a + b)), a=a, b=b, p=p)


@family("stories", weight=2)
def share_in_ratio(r: Dice) -> Task:
    a, b, k = r.randint(1, 7), r.randint(1, 9), r.randint(2, 40)
    wordings = [
        "<A> and <B> share <n> dollars in the ratio <a>:<b>. How much does each get?",
        "Divide <n> in the ratio <a> to <b>.",
        "Split <n> marbles between <A> and <B> as <a>:<b>.",
        "<n> euros are divided <a>:<b>. What are the two parts?",
        "In a mix of <n> kg, sand and cement stand <a>:<b>. How many kg of each?",
        "Cut <n> cm of ribbon into two pieces in ratio <a>:<b>.",
        "We invested <a> and <b> parts; the profit is <n> and follows the parts. What do the two of us get?",
        "There are <n> pupils, boys to girls as <a> to <b>. Number of boys and number of girls?",
        "fr: Partage <n> euros entre <A> et <B> dans le rapport <a>:<b>.",
        "es: Reparte <n> euros entre <A> y <B> en proporción <a>:<b>.",
    ]
    code = "part = <n> / (<a> + <b>)\nanswer([part * <a>, part * <b>])"
    return task(r, wordings, code, [float(a * k), float(b * k)], a=a, b=b, n=(a + b) * k, **people(r))


@family("stories")
def ratio_one_part(r: Dice) -> Task:
    a, b, k = r.randint(1, 7), r.randint(1, 9), r.randint(2, 40)
    wordings = [
        "The ratio of boys to girls is <a>:<b>. There are <n> boys. How many girls are there?",
        "Cement and sand are mixed <a> to <b>. How much sand goes with <n> kg of cement?",
        "For every <a> cats in the shelter there are <b> dogs. With <n> cats, how many dogs?",
        "Rice and water go <a>:<b>. I cook <n> cups of rice. Cups of water?",
        "Paint: <a> parts red, <b> parts white. I've used <n> ml red, so how much white?",
        "How many losses has a team with <n> wins, if wins to losses stand at <a> to <b>?",
        "<n> is to x as <a> is to <b>. x?",
        "A photo is <a>:<b> in width to height. At a width of <n> px, what is the height?",
        "de: Das Verhältnis von Jungen zu Mädchen ist <a>:<b>. Es sind <n> Jungen. Wie viele Mädchen?",
        "fr: Le rapport sucre-farine est <a>:<b>. Avec <n> g de sucre, combien de farine ?",
    ]
    code = "part = <n> / <a>\nanswer(part * <b>)"
    return task(r, wordings, code, float(b * k), a=a, b=b, n=a * k)


@family("stories")
def posts_at_both_ends(r: Dice) -> Task:
    gap, k = r.randint(2, 12), r.randint(3, 60)
    wordings = [
        "I want a straight fence of <n> m with a post every <g> m, one at each end. How many posts do I buy?",
        "Trees stand every <g> m along a road of <n> m, at both ends too. How many trees?",
        "How many lamps line a street of <n> metres with one lamp each <g> metres, including start and end?",
        "A race of <n> km has a water stand every <g> km, also at start and finish. Stands?",
        "Row <n> cm long, seeds <g> cm apart, first and last at the ends. Seeds?",
        "Flags are put up each <g> m on a <n> m bridge from one end to the other. Number of flags?",
        "The wall is <n> cm wide; hooks every <g> cm, starting and ending at its edges. Hooks to order?",
        "A tablet every <g> hours, the first now, the last in <n> hours. How many tablets are that?",
        "fr: Une clôture droite de <n> m a un poteau tous les <g> m, y compris aux deux bouts. Combien de poteaux ?",
        "de: An einer <n> m langen Straße steht alle <g> m ein Baum, auch an beiden Enden. Wie viele Bäume?",
    ]
    return task(r, wordings, "answer(<n> // <g> + 1)", len(range(0, gap * k + 1, gap)), n=gap * k, g=gap)


@family("stories")
def posts_in_a_ring(r: Dice) -> Task:
    gap, k = r.randint(2, 12), r.randint(3, 60)
    wordings = [
        "A round pond has a path of <n> m with a lamp every <g> m. How many lamps are there?",
        "The fence all around the field is <n> m long, a post every <g> m. How many posts?",
        "Trees stand every <g> m in a full circle of <n> m. Number of trees?",
        "How many lights hang on a closed loop of <n> cm, one each <g> cm?",
        "Running track: <n> m round, a cone every <g> m. Cones?",
        "I plant a rose each <g> m around a circular bed with a <n> m edge. Roses needed?",
        "Square garden, <n> m around in all, stakes <g> m apart, corners included. Stakes?",
        "A necklace of <n> mm closes to a ring; there's a pearl every <g> mm. Pearls?",
        "es: Alrededor de una plaza redonda de <n> m hay un árbol cada <g> m. ¿Cuántos árboles hay?",
        "de: Um einen See führt ein <n> m langer Rundweg, alle <g> m steht eine Bank. Wie viele Bänke?",
    ]
    return task(r, wordings, "answer(<n> // <g>)", len(range(0, gap * k, gap)), n=gap * k, g=gap)


@family("stories")
def cuts_and_pieces(r: Dice) -> Task:
    n, t = r.randint(3, 20), r.randint(1, 12)
    wordings = [
        "A log is to be sawn into <n> pieces. One cut takes <t> minutes. How many minutes in all?",
        "Each cut takes me <t> min. How long to cut a pipe into <n> parts?",
        "To get <n> pieces from one rope, <t> seconds a cut, how many seconds?",
        "How long does it take to saw a plank into <n> boards at <t> minutes per cut?",
        "One baguette, <n> slices, <t> seconds for every cut. Total seconds?",
        "I break a bar into <n> pieces, each break takes <t> seconds; total time?",
        "<t> minutes a cut - <n> pieces out of one beam - minutes?",
        "The butcher cuts a sausage in <n> pieces. For a cut he needs <t> seconds. When is he done, in seconds?",
        "fr: On scie un tronc en <n> morceaux. Une coupe prend <t> minutes. Combien de minutes en tout ?",
        "es: Cortar una vez una tabla lleva <t> minutos. ¿Cuánto se tarda en hacer <n> trozos?",
    ]
    return task(r, wordings, "cuts = <n> - 1\nanswer(cuts * <t>)", sum([t] * n) - t, n=n, t=t)
