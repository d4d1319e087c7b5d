"""Everyday stories that one or two sums solve."""

from agora.evals.families._said import big, listed
from agora.evals.task import Dice, Task, family, task


@family("arithmetic")
def total_of_story(r: Dice) -> Task:
    xs = [r.randint(3, 900) for _ in range(r.randint(3, 5))]
    wordings = [
        "I walked <s> steps in several stretches. How many steps is that altogether?",
        "Add these up: <s>",
        "The crates weigh <s> kg. What do they weigh together?",
        "Visitors at our museum, day by day: <s>. How many came in all?",
        "Sum of <s>?",
        "We collected donations of <s> euros. What's in the box now?",
        "My grandmother's jars hold <s> buttons. If I tip them all onto the table, how many buttons are there?",
        "Please total this column for me: <s>.",
        "es: Suma estos números: <s>.",
        "de: Auf den Konten liegen <s> Euro. Wie viel ist das zusammen?",
    ]
    total = 0
    for x in xs:
        total += x
    return task(r, wordings, "answer(sum(<xs>))", total, s=listed(r, xs), xs=xs)


@family("arithmetic")
def on_and_off(r: Dice) -> Task:
    a, b, c = r.randint(20, 90), r.randint(3, 18), r.randint(2, 30)
    wordings = [
        "A bus carries <a> people. <b> get off and <c> get on. How many are on it now?",
        "There were <a> books on the shelf; I took away <b> and put <c> new ones there. Count now?",
        "I had <a> euros, spent <b> and then earned <c>. How much have I got?",
        "<a> sheep in the meadow, <b> ran off, <c> were born. How many is that?",
        "The library lent out <b> of its <a> laptops and received <c> new ones. How many laptops stand there?",
        "In room 12 there were <a> chairs at 9 o'clock. The caretaker carried off <b>, later he brought back <c>. How many chairs are in there?",
        "Out of <a> emails I deleted <b>, and meanwhile <c> came in. What does the counter say?",
        "Our club had <a> members. This year <b> left and <c> joined. Members now?",
        "Starting with <a>, minus <b>, plus <c>: where do I end?",
        "fr: Il y avait <a> oiseaux sur le fil. <b> se sont envolés et <c> sont arrivés. Combien y en a-t-il ?",
        "de: Im Zug sitzen <a> Leute, <b> steigen aus und <c> steigen ein. Wie viele sind es dann?",
    ]
    return task(
        r, wordings, "start = <a>\noff = <b>\non = <c>\nanswer(start - off + on)", a + c - b, a=a, b=b, c=c
    )


@family("arithmetic")
def missing_addend(r: Dice) -> Task:
    b, x = r.randint(3, 400), r.randint(3, 500)
    wordings = [
        "What must I add to <b> to get <c>?",
        "<b> + ? = <c>",
        "I have <b> stickers and the album takes <c>. How many are still missing?",
        "The tank holds <c> litres and has <b> in it. How much more fits in?",
        "How far is it from <b> to <c>?",
        "We need <c> signatures and got <b> so far; how many to go?",
        "<c> is how much more than <b>?",
        "Fill the gap: <b> plus ___ makes <c>.",
        "es: ¿Cuánto le falta a <b> para llegar a <c>?",
        "fr: Que faut-il ajouter à <b> pour obtenir <c> ?",
    ]
    return task(r, wordings, "answer(<c> - <b>)", x, b=b, c=b + x)


@family("arithmetic")
def missing_factor(r: Dice) -> Task:
    b, x = r.randint(3, 40), r.randint(3, 60)
    wordings = [
        "<b> times what is <c>?",
        "<b> x ? = <c>",
        "By what must I multiply <b> to get <c>?",
        "A cinema has <c> seats in rows of <b>. How many rows?",
        "Every shelf carries <b> boxes and there are <c> boxes in all. Number of shelves?",
        "Fill in: ___ · <b> = <c>",
        "I paid <c> euros for tickets at <b> euros each. How many tickets were those?",
        "How many times as big as <b> is <c>?",
        "de: Mit welcher Zahl muss ich <b> malnehmen, um <c> zu bekommen?",
        "fr: <c>, c'est combien de fois <b> ?",
    ]
    return task(r, wordings, "answer(<c> // <b>)", x, b=b, c=b * x)


@family("arithmetic")
def below_zero(r: Dice) -> Task:
    a, d = r.randint(-15, 12), r.randint(3, 25)
    falls = r.random() < 0.6
    down = [
        "It was <a>°C in the evening and the temperature fell by <d> degrees overnight. What did the thermometer show?",
        "My balance is <a> euros and <d> euros are withdrawn. What's the new balance?",
        "From floor <a> the lift goes <d> floors down. Which floor is that?",
        "What is <a> - <d>?",
        "A diver at height <a> m goes <d> m deeper. At what height is he?",
        "<a> degrees now, <d> colder tomorrow. So tomorrow it will be?",
        "Start at <a> on the number line and move <d> to the left.",
        "fr: Il fait <a> °C et la température baisse de <d> degrés. Combien fait-il ?",
        "es: La temperatura era de <a> °C y bajó <d> grados. ¿Cuánto marca ahora?",
    ]
    up = [
        "It was <a>°C in the morning and got <d> degrees warmer. What temperature is it?",
        "My balance is <a> euros and I pay in <d>. New balance?",
        "From floor <a> I ride <d> floors up. Where do I get out?",
        "What is <a> + <d>?",
        "The submarine is at <a> m and climbs <d> m. At what height is it then?",
        "<a> degrees at dawn, <d> more at noon. What does it show at noon?",
        "Start at <a> on the number line and move <d> to the right.",
        "de: Am Morgen waren es <a> Grad, bis Mittag wurde es <d> Grad wärmer. Wie warm ist es?",
        "fr: Il faisait <a> °C, puis la température a monté de <d> degrés. Combien fait-il ?",
    ]
    value = next(n for n in range(-60, 60) if (a - n if falls else n - a) == d)
    return task(r, down if falls else up, "answer(<a> <op> <d>)", value, a=a, d=d, op="-" if falls else "+")


@family("arithmetic")
def rise_between(r: Dice) -> Task:
    a, b = r.randint(-30, 5), r.randint(6, 38)
    wordings = [
        "At night it was <a>°C, by day <b>°C. How many degrees is the difference?",
        "How much warmer is <b> °C than <a> °C?",
        "What's the gap between <a> and <b>?",
        "The lowest value is <a>, the highest <b>. By how much do they differ?",
        "A lift runs from floor <a> to floor <b>. How many floors does it climb?",
        "The freezer shows <a>, the kitchen <b> degrees. Difference?",
        "Distance on the number line from <a> to <b>?",
        "de: Nachts <a> Grad, mittags <b> Grad. Wie groß ist der Unterschied?",
        "es: ¿Cuántos grados hay entre <a> °C y <b> °C?",
    ]
    return task(r, wordings, "answer(<b> - <a>)", len(range(a, b)), a=a, b=b)


@family("arithmetic")
def doubling(r: Dice) -> Task:
    a, n = r.randint(1, 50), r.randint(2, 12)
    wordings = [
        "Bacteria double every hour. We start with <a>. How many are there after <n> hours?",
        "I save <a> cents today and twice as much each following day. How many cents is it <n> days later?",
        "If <a> is doubled <n> times, what's the result?",
        "A pond has <a> water lilies and their number doubles weekly; after <n> weeks there are?",
        "Double <a>, then double it again, <n> times in all.",
        "Every year our users doubled. At first there were <a>, now <n> years have gone by. Users now?",
        "A chain letter begins with <a> people and in each round the number doubles. <n> rounds: how many people?",
        "fr: Une population de <a> lapins double chaque mois. Combien y en a-t-il après <n> mois ?",
        "de: <a> Bakterien verdoppeln sich jede Stunde. Wie viele sind es nach <n> Stunden?",
    ]
    value = a
    for _ in range(n):
        value += value
    return task(r, wordings, "answer(<a> * 2 ** <n>)", value, a=a, n=n)


@family("arithmetic")
def halving(r: Dice) -> Task:
    n = r.randint(2, 7)
    a = r.randint(1, 30) * 2**n
    wordings = [
        "Half of a <a> mg dose is gone every hour. How many mg are left after <n> hours?",
        "<a> halved <n> times",
        "A tournament starts with <a> players and half of them drop out each round. How many are left after <n> rounds?",
        "I cut <a> in half, then that in half, <n> times altogether. What remains?",
        "The half-life is one day. Out of <a> atoms how many are there <n> days later?",
        "Each bounce is half as high. Dropped from <a> cm, how high is bounce <n>?",
        "A sheet of <a> cm² is cut in half <n> times. How big is a piece?",
        "es: Cada día queda la mitad. Si empiezo con <a>, ¿cuánto queda después de <n> días?",
        "fr: On divise <a> par deux, <n> fois de suite. Que reste-t-il ?",
    ]
    value = a
    for _ in range(n):
        value //= 2
    return task(r, wordings, "answer(<a> // 2 ** <n>)", value, a=a, n=n)


@family("arithmetic")
def fence_posts(r: Dice) -> Task:
    gap, k = r.randint(2, 12), r.randint(4, 60)
    wordings = [
        "A straight fence is <a> m long and has a post every <g> m, one at each end too. How many posts?",
        "Along a <a> m road a lamp stands every <g> m, at the beginning and the end as well. How many lamps?",
        "We plant trees <g> m apart in a line of <a> m, with one at both ends. Number of trees?",
        "Hurdles are put up every <g> m on a <a> m track, starting at 0 and finishing at the end. How many hurdles is that?",
        "How many pickets does a garden border of <a> m need if they are <g> m apart and both ends get one?",
        "I hammer in a nail every <g> cm along a <a> cm board, first nail at the very start, last at the very end. Nails?",
        "de: Ein gerader Zaun von <a> m bekommt alle <g> m einen Pfosten, auch an beiden Enden. Wie viele Pfosten?",
        "es: En una calle de <a> m hay una farola cada <g> m, también en los dos extremos. ¿Cuántas farolas hay?",
    ]
    return task(
        r,
        wordings,
        "length = <a>\ngap = <g>\nanswer(length // gap + 1)",
        len(range(0, gap * k + 1, gap)),
        a=gap * k,
        g=gap,
    )


@family("arithmetic")
def cuts_in_wood(r: Dice) -> Task:
    n, t = r.randint(3, 30), r.randint(2, 9)
    wordings = [
        "One cut through a log takes <t> minutes. How long does it take to saw it into <n> pieces?",
        "I want <n> pieces from one beam; each cut needs <t> minutes. How many minutes do I saw?",
        "How many minutes to cut a steel bar into <n> parts at <t> minutes a cut?",
        "Sawing a trunk into <n> parts, <t> min for every cut: total minutes?",
        "A machine divides a pipe into <n> sections, and a cut lasts <t> minutes. How many minutes does it run?",
        "A carpenter takes <t> minutes per cut. He needs <n> pieces out of a single plank. When is he done, in minutes from now?",
        "fr: Il faut <t> minutes par coupe. Combien de minutes pour couper une bûche en <n> morceaux ?",
        "de: Ein Schnitt dauert <t> Minuten. Wie lange dauert es, einen Stamm in <n> Stücke zu sägen?",
    ]
    return task(
        r, wordings, "pieces = <n>\nminutes = <t>\nanswer((pieces - 1) * minutes)", n * t - t, n=n, t=t
    )


@family("arithmetic")
def rows_and_extra(r: Dice) -> Task:
    a, b, c = r.randint(3, 40), r.randint(4, 60), r.randint(2, 50)
    wordings = [
        "A hall has <a> rows of <b> seats and <c> extra chairs. How many people can sit?",
        "<a> boxes with <b> pens each, plus <c> loose pens. How many pens?",
        "I bake <a> trays of <b> biscuits and already have <c> in the tin. What's the total?",
        "There are <c> single cans on the pallet besides <a> packs of <b>. Count them all.",
        "Each of <a> classes has <b> pupils; add <c> teachers. How many persons travel?",
        "He does <b> push-ups on each of <a> days and <c> more as a bonus. How many push-ups are these?",
        "<a> weeks at <b> hours plus <c> hours overtime, in hours?",
        "My 9 year old son has <a> albums with <b> cards each and <c> cards in a tin. How many cards does he own?",
        "es: Hay <a> cajas con <b> naranjas y <c> naranjas sueltas. ¿Cuántas hay en total?",
        "fr: J'ai <a> paquets de <b> images et <c> images en plus. Combien d'images en tout ?",
    ]
    return task(
        r,
        wordings,
        "rows = <a>\nper_row = <b>\nextra = <c>\nanswer(rows * per_row + extra)",
        sum([b] * a, c),
        a=a,
        b=b,
        c=c,
    )


@family("arithmetic")
def difference_of_groups(r: Dice) -> Task:
    a, b, c, d = r.randint(3, 30), r.randint(12, 60), r.randint(2, 20), r.randint(2, 11)
    wordings = [
        "Anna sells <a> trays of <b> eggs, Bert <c> trays of <d>. How many eggs more does Anna sell?",
        "<a> packs of <b> against <c> packs of <d>: what is the difference?",
        "One hotel has <a> floors with <b> rooms each, the other <c> floors with <d>. By how many rooms is the first bigger?",
        "I ordered <a> boxes of <b> cards and used up <c> sets of <d>. How many cards do I still have?",
        "Plan A: <a> payments of <b> euros. Plan B: <c> payments of <d> euros. How much more is A in euros?",
        "How much larger is <a> times <b> than <c> times <d>?",
        "de: Lena liest <a> Tage lang <b> Seiten, Paul <c> Tage lang <d> Seiten. Wie viele Seiten liest Lena mehr?",
        "fr: <a> cartons de <b> verres moins <c> cartons de <d> verres, combien de verres ?",
    ]
    value = sum([b] * a) - sum([d] * c)
    return task(
        r,
        wordings,
        "first = <a> * <b>\nsecond = <c> * <d>\nanswer(first - second)",
        value,
        a=a,
        b=b,
        c=c,
        d=d,
    )


@family("arithmetic")
def big_number_product(r: Dice) -> Task:
    a, b = r.randint(1000, 99999), r.randint(12, 365)
    wordings = [
        "A factory makes <a> bolts a day. How many bolts in <b> days?",
        "Our site gets <a> visits a day; how many is that over <b> days?",
        "<a> litres an hour flow through the pipe. Litres after <b> hours?",
        "What's <a> x <b>?",
        "Each of <b> warehouses stores <a> parcels. How many parcels do we store?",
        "If a printer prints <a> sheets a week, what does it print in <b> weeks?",
        "The heart beats about <a> times in an hour, so in <b> hours?",
        "de: Ein Werk füllt <a> Flaschen pro Stunde ab. Wie viele sind das in <b> Stunden?",
        "es: Una imprenta hace <a> copias al día. ¿Cuántas hace en <b> días?",
    ]
    return task(r, wordings, f"answer({a} * <b>)", sum([a] * b), a=big(r, a), b=b)
