"""Word problems: amounts told as little stories, prices, shares, rates, work, ages, mixtures, travel, units."""

# ruff: noqa: E501, SIM905 (a wording is one line, a list of words reads best as words)

from random import Random

from .tasks import Task, family, task

NAMES = "Anna Ben Clara David Ella Farid Grace Hugo Ines Jack Kofi Lena Marco Nadia Omar Paula Quinn Rosa Sam Tina Umar Vera Will Yara Zoe".split()
_THINGS = "apples|books|marbles|stickers|cookies|coins|pencils|stamps|cards|flowers|shells|tickets|balloons|cups|eggs|toys".split(
    "|"
)


def _people(r: Random, count: int = 2) -> dict[str, str]:
    return dict(zip("ABC", r.sample(NAMES, count), strict=False))


@family
def story_add(r: Random) -> Task:
    a, b = r.randint(5, 300), r.randint(5, 200)
    wordings = [
        "<A> has <a> <t> and gets <b> more. How many <t> does <A> have now?",
        "<A> had <a> <t>, then <B> gave away <b> to <A>. How many are there now?",
        "There were <a> <t> in the shop and <b> arrive. What's the total?",
        "<A> picked <a> <t> and <B> picked <b>. How many did they pick together?",
        "On Monday <A> sold <a> <t>, on Tuesday <b>. How many in both days?",
        "I own <a> <t>. If I buy another <b>, how many will I own?",
        "<a> <t> are on the table and <b> in the drawer. How many in all?",
    ]
    return task(r, wordings, "answer(<a> + <b>)", a + b, a=a, b=b, t=r.choice(_THINGS), **_people(r))


@family
def story_subtract(r: Random) -> Task:
    b = r.randint(5, 200)
    a = b + r.randint(3, 300)
    wordings = [
        "<A> has <a> <t> and gives <b> to <B>. How many <t> are left?",
        "Of <a> <t>, <b> broke. How many remain?",
        "<A> had <a> <t>. After selling <b> of them, how many does <A> have?",
        "<A> has <a> <t>, <B> has <b>. How many more does <A> have?",
        "A shelf held <a> <t>, somebody took <b>. What's still there?",
        "I need <a> <t> and have <b>. How many are missing?",
        "<a> people boarded the train and <b> got off. How many are still on it?",
    ]
    return task(r, wordings, "answer(<a> - <b>)", a - b, a=a, b=b, t=r.choice(_THINGS), **_people(r))


@family
def story_multiply(r: Random) -> Task:
    a, b = r.randint(3, 60), r.randint(3, 48)
    wordings = [
        "<A> has <a> boxes with <b> <t> in each. How many <t> is that?",
        "There are <a> rows of <b> chairs. How many chairs?",
        "<A> reads <b> pages a day. How many pages in <a> days?",
        "A pack contains <b> <t>. How many are in <a> packs?",
        "Each of <a> children brings <b> <t>. How many <t> come together?",
        "One ticket costs <b> dollars. What do <a> tickets cost?",
        "<A> earns <b> euros an hour. How much for <a> hours?",
        "<a> shelves hold <b> books each; how many books altogether?",
    ]
    return task(r, wordings, "answer(<a> * <b>)", a * b, a=a, b=b, t=r.choice(_THINGS), **_people(r))


@family
def story_share(r: Random) -> Task:
    b, c = r.randint(2, 15), r.randint(3, 60)
    wordings = [
        "<a> <t> are shared equally among <b> children. How many does each get?",
        "<A> splits <a> dollars evenly between <b> friends. What does each get?",
        "<b> people pay a bill of <a> euros in equal parts. How much does each one pay?",
        "<a> <t> go into <b> equal bags. How many per bag?",
        "How many <t> does everyone get if <a> are divided fairly by <b>?",
        "A rope of <a> m is cut into <b> equal pieces. How long is one piece?",
        "Rent is <a> a month and <b> of us share it. What's my part?",
    ]
    return task(
        r, wordings, "answer(round(<a> / <b>, 2))", float(c), a=b * c, b=b, t=r.choice(_THINGS), **_people(r)
    )


@family
def story_boxes_needed(r: Random) -> Task:
    a, b = r.randint(20, 500), r.randint(3, 48)
    wordings = [
        "<a> <t> must be packed into boxes that hold <b> each. How many boxes are needed?",
        "A bus seats <b>. How many buses do <a> people need?",
        "<A> has <a> photos and each album page takes <b>. How many pages are needed?",
        "How many tables for <b> do we need for <a> guests?",
        "An elevator takes <b> persons. How many trips for <a> persons?",
        "Each shelf takes <b> books. How many shelves for <a> books?",
        "I must carry <a> bricks, <b> at a time. How many trips is that?",
    ]
    return task(
        r,
        wordings,
        "import math\nanswer(math.ceil(<a> / <b>))",
        -(-a // b),
        a=a,
        b=b,
        t=r.choice(_THINGS),
        **_people(r),
    )


@family
def story_multiply_subtract(r: Random) -> Task:
    a, b = r.randint(2, 20), r.randint(4, 40)
    c = r.randint(1, a * b - 1)
    wordings = [
        "<A> buys <a> bags of <b> <t> and gives away <c>. How many are left?",
        "There are <a> trays with <b> <t> each. <c> are eaten. How many remain?",
        "<A> works <a> hours at <b> dollars an hour and spends <c> dollars. What's left?",
        "A theatre has <a> rows of <b> seats, <c> of them are taken. How many are free?",
        "I had <a> packs of <b> <t> but lost <c>. How many do I still have?",
        "<a> cases hold <b> bottles each. After <c> bottles are sold, how many bottles are there?",
    ]
    return task(
        r,
        wordings,
        "total = <a> * <b>\nanswer(total - <c>)",
        a * b - c,
        a=a,
        b=b,
        c=c,
        t=r.choice(_THINGS),
        **_people(r),
    )


@family
def story_multiply_add(r: Random) -> Task:
    a, b, c, d = r.randint(2, 20), r.randint(2, 40), r.randint(2, 20), r.randint(2, 40)
    wordings = [
        "<A> buys <a> <t> at <b> euros each and <c> cups at <d> euros each. What does it cost in total?",
        "<a> boxes with <b> <t> and <c> boxes with <d>: how many <t>?",
        "A cinema sells <a> adult tickets at $<b> and <c> child tickets at $<d>. How much money comes in?",
        "<A> ran <b> km on <a> days and <d> km on <c> days. How many km is that?",
        "What do I pay for <a> sandwiches at <b> dollars and <c> drinks at <d> dollars?",
        "<A> saves <b> a week for <a> weeks, then <d> a week for <c> weeks. How much is saved?",
    ]
    return task(
        r,
        wordings,
        "answer(<a> * <b> + <c> * <d>)",
        a * b + c * d,
        a=a,
        b=b,
        c=c,
        d=d,
        t=r.choice(_THINGS),
        **_people(r),
    )


@family
def story_in_and_out(r: Random) -> Task:
    a, b, c = r.randint(30, 200), r.randint(3, 25), r.randint(3, 60)
    wordings = [
        "A bus carries <a> people. <b> get off and <c> get on. How many are on it now?",
        "<A> has <a> <t>, loses <b> and finds <c>. How many has <A> now?",
        "The library had <a> books. <b> were lent out and <c> came back. How many are there?",
        "My account has <a> euros. I pay <b> and receive <c>. What is the balance?",
        "In a pond are <a> fish; <b> are caught, <c> are added. How many fish?",
        "<A> starts with <a> points, loses <b>, wins <c>. The score?",
    ]
    return task(
        r, wordings, "answer(<a> - <b> + <c>)", a - b + c, a=a, b=b, c=c, t=r.choice(_THINGS), **_people(r)
    )


@family
def change_given(r: Random) -> Task:
    n, price = r.randint(1, 6), r.randint(20, 900) / 100
    paid = next(note for note in (5, 10, 20, 50, 100) if note >= n * price)
    wordings = [
        "<A> buys <n> <t> at $<p> each and pays with a $<q> bill. How much change is there?",
        "I pay <q> euros for <n> coffees at <p> euros. What do I get back?",
        "Something costs <p> apiece and I take <n>. How much change from <q>?",
        "<n> loaves at <p> each, paid with <q>. The change?",
        "What change do I get from <q> dollars after buying <n> items for <p> dollars each?",
        "<A> hands over a <q> euro note for <n> tickets of <p> euros. How much comes back?",
    ]
    return task(
        r,
        wordings,
        'answer(f"{<q> - <n> * <p>:.2f}")',
        f"{paid - n * price:.2f}",
        n=n,
        p=f"{price:.2f}",
        q=paid,
        t=r.choice(_THINGS),
        **_people(r),
    )


@family
def discount(r: Random) -> Task:
    price, p = (
        r.choice([r.randint(4, 60) * 5, r.randint(1000, 9999) / 100]),
        r.choice([5, 10, 15, 20, 25, 30, 40, 50, 70]),
    )
    wordings = [
        "A coat costs <n> dollars and is reduced by <p>%. What's the sale price?",
        "There's <p>% off a <n> euro lamp. What do I pay?",
        "How much is a <n> dollar phone after a <p> percent discount?",
        "With my <p>% voucher, what does the <n> euro bag cost?",
        "The sign says <p>% off. The original price is <n>. What is it now?",
        "<n> minus <p> percent discount",
        "Shoes were $<n>, now <p>% cheaper. Price?",
        "If I get a <p>% rebate on <n>, what's left to pay?",
    ]
    return task(
        r, wordings, 'answer(f"{<n> * (1 - <p> / 100):.2f}")', f"{price * (1 - p / 100):.2f}", n=price, p=p
    )


@family
def tip_and_tax(r: Random) -> Task:
    price, p = (
        r.choice([r.randint(8, 200), r.randint(1000, 19999) / 100]),
        r.choice([5, 7, 8, 10, 15, 18, 19, 20, 21, 25]),
    )
    total = r.random() < 0.5
    wordings = (
        [
            "The bill is $<n> and I tip <p>%. What do I pay in total?",
            "A meal of <n> euros plus <p>% tip comes to what?",
            "Net price <n>, VAT <p>%. What is the gross price?",
            "Add <p>% tax to <n>.",
            "What does a <n> dollar chair cost with <p>% sales tax?",
            "Total with <p> percent service on <n>?",
        ]
        if total
        else [
            "How much is a <p>% tip on $<n>?",
            "What tip do I leave on <n> euros if I give <p> percent?",
            "Tax of <p>% on <n>: how much tax is that?",
            "The VAT rate is <p>%. How much VAT on <n>?",
            "<p>% service charge on a bill of <n> is how much?",
            "I want to tip <p>%. The bill says <n>. So the tip is?",
        ]
    )
    code = 'answer(f"{<n> * (1 + <p> / 100):.2f}")' if total else 'answer(f"{<n> * <p> / 100:.2f}")'
    return task(
        r, wordings, code, f"{price * (1 + p / 100):.2f}" if total else f"{price * p / 100:.2f}", n=price, p=p
    )


@family
def price_each_way(r: Random) -> Task:
    a, b, unit = r.randint(2, 15), r.randint(2, 24), r.randint(20, 900) / 100
    wordings = [
        "<a> kg of rice cost <c> euros. How much are <b> kg?",
        "If <a> tickets are $<c>, what do <b> tickets cost?",
        "<a> pens for <c>. Price of <b> pens?",
        "I paid <c> dollars for <a> litres. What would <b> litres cost?",
        "<a> meters of fabric cost <c> euros; what do I pay for <b> meters?",
        "At <c> for <a> pieces, how much for <b> pieces?",
    ]
    c = round(a * unit, 2)
    return task(r, wordings, "answer(round(<c> / <a> * <b>, 2))", round(c / a * b, 2), a=a, b=b, c=c)


@family
def unit_price(r: Random) -> Task:
    n, c = r.randint(2, 24), r.randint(100, 5000) / 100
    wordings = [
        "<n> bottles cost <c> euros. What does one bottle cost?",
        "A pack of <n> is <c> dollars. Price per piece?",
        "<c> for <n> eggs, so how much is one egg?",
        "What is the unit price if <n> items cost <c>?",
        "I paid <c> for <n> rides. How much per ride?",
        "<n> of us paid <c> together. How much was it each?",
    ]
    return task(r, wordings, "answer(round(<c> / <n>, 2))", round(c / n, 2), n=n, c=c)


@family
def better_offer(r: Random) -> Task:
    a, b = r.randint(2, 12), r.randint(2, 12)
    p, q = r.randint(100, 2000) / 100, r.randint(100, 2000) / 100
    wordings = [
        "Which is cheaper per kg: <a> kg for <p> euros or <b> kg for <q> euros?",
        "Shop A sells <a> rolls for $<p>, shop B <b> rolls for $<q>. Which is the better deal?",
        "First offer: <a> litres at <p>. Second offer: <b> litres at <q>. Which offer is better per litre?",
        "Is it better to buy <a> for <p> or <b> for <q>?",
        "<a> pieces cost <p>, <b> pieces cost <q>. Which is cheaper per piece?",
        "What's the better price, <a> pens for <p> or <b> pens for <q>?",
    ]
    code = 'first, second = <p> / <a>, <q> / <b>\nanswer("the first" if first < second else "the second")'
    return task(r, wordings, code, "the first" if p * b < q * a else "the second", a=a, b=b, p=p, q=q)


@family
def savings_goal(r: Random) -> Task:
    a, b, c = r.randint(5, 90), r.randint(100, 900), r.choice([0, 0, r.randint(10, 90)])
    wordings = (
        [
            "<A> saves <a> euros a week. How many weeks until <b> euros are saved?",
            "I put away <a> a month. When do I have <b>, in months?",
            "A bike costs <b> dollars and <A> saves <a> dollars each week. How many weeks does it take?",
            "How many days at <a> pages a day for a book of <b> pages?",
            "Saving <a> per week, how many weeks for <b>?",
            "If I do <a> a day, how many days until I reach <b>?",
        ]
        if c == 0
        else [
            "<A> has <c> euros and saves <a> more each week. How many weeks until there are <b>?",
            "I already have <c> and add <a> every month. How many months until <b>?",
            "A game costs <b>. I have <c> and earn <a> a week. How many weeks?",
            "Starting with <c> points and winning <a> a day, after how many days do I have at least <b>?",
            "<c> in the jar, <a> more each week; how many weeks to get to <b>?",
            "I own <c> stamps and get <a> a week. When will I have <b>, in weeks?",
        ]
    )
    code = (
        "import math\nanswer(math.ceil((<b> - <c>) / <a>))"
        if c
        else "import math\nanswer(math.ceil(<b> / <a>))"
    )
    return task(r, wordings, code, -(-(b - c) // a), a=a, b=b, c=c, **_people(r))


@family
def compound_interest(r: Random) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([1, 2, 2.5, 3, 4, 5, 6, 7, 8, 10]), r.randint(2, 20)
    wordings = [
        "<a> dollars at <p>% a year with compound interest: how much after <n> years?",
        "I invest <a> euros at <p> percent compounded yearly for <n> years. What is it worth?",
        "What does <a> grow to in <n> years at <p>% yearly interest?",
        "A town of <a> people grows by <p>% a year. How many people after <n> years?",
        "If <A> leaves <a> in a <p>% savings account for <n> years, what's the balance?",
        "Future value of <a>, rate <p>%, <n> years?",
    ]
    return task(
        r,
        wordings,
        "answer(round(<a> * (1 + <p> / 100) ** <n>, 2))",
        round(a * (1 + p / 100) ** n, 2),
        a=a,
        p=p,
        n=n,
        **_people(r),
    )


@family
def simple_interest(r: Random) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([1, 2, 3, 4, 5, 6, 8, 10]), r.randint(1, 12)
    wordings = [
        "What is the simple interest on <a> at <p>% for <n> years?",
        "<A> lends <a> at <p> percent simple interest for <n> years. How much interest is paid?",
        "Simple interest: <a> dollars, <p>%, <n> years.",
        "How much interest do <a> euros earn in <n> years at <p>% a year without compounding?",
        "Find the simple interest for <n> years on a loan of <a> at <p>%.",
        "Interest (simple) on <a>, rate <p>%, <n> years?",
    ]
    return task(r, wordings, "answer(<a> * <p> * <n> / 100)", a / 100 * p * n, a=a, p=p, n=n, **_people(r))


@family
def exchange(r: Random) -> Task:
    rate, n = r.randint(50, 190) / 100, r.randint(5, 900)
    x, y = r.sample(["euros", "dollars", "pounds", "francs", "yen"], 2)
    wordings = [
        "1 <x1> is <rate> <y>. How many <y> are <n> <x>?",
        "At a rate of <rate> <y> per <x1>, what do I get for <n> <x>?",
        "Change <n> <x> into <y> at <rate>.",
        "The exchange rate is <rate>. How many <y> for <n> <x>?",
        "I have <n> <x>. One <x1> buys <rate> <y>. What's that in <y>?",
        "<n> <x> at <rate> <y> each are how much?",
    ]
    return task(
        r,
        wordings,
        'answer(f"{<n> * <rate>:.2f} <y>")',
        f"{n * rate:.2f} {y}",
        n=n,
        rate=rate,
        x=x,
        y=y,
        x1=x.removesuffix("s"),
    )


@family
def travel(r: Random) -> Task:
    v, h = r.randint(3, 120), r.choice([0.5, 1.5, 2, 2.5, 3, 4, 5, 6])
    kind = r.choice(["distance", "time", "speed"])
    d = v * h
    wordings = {
        "distance": [
            "How far does a car get in <h> hours at <v> km/h?",
            "<A> cycles at <v> km/h for <h> hours. How many km is that?",
            "A train runs <h> hours at <v> mph. What distance is that?",
            "At <v> km an hour, how far in <h> hours?",
            "Speed <v>, time <h> h. Distance?",
            "<A> walks <h> hours at a speed of <v>. How far?",
        ],
        "time": [
            "How long does a trip of <d> km take at <v> km/h?",
            "<A> drives <d> miles at <v> mph. How many hours does it take?",
            "A train covers <d> km at <v> km/h. How many hours?",
            "I go <v> km an hour. How long for <d> km?",
            "Distance <d>, speed <v>. Time?",
            "At a constant <v> km/h, when will I have done <d> km, in hours?",
        ],
        "speed": [
            "A car drives <d> km in <h> hours. What's its average speed?",
            "<A> runs <d> km in <h> h. How fast is that in km/h?",
            "<d> miles in <h> hours: what speed is that?",
            "What average speed do I need for <d> km in <h> hours?",
            "A boat took <h> hours for <d> km. Its speed?",
            "How fast must I go to cover <d> km in <h> hours?",
        ],
    }[kind]
    code, value = {
        "distance": ("answer(<v> * <h>)", v * h),
        "time": ("answer(round(<d> / <v>, 2))", round(d / v, 2)),
        "speed": ("answer(round(<d> / <h>, 2))", round(d / h, 2)),
    }[kind]
    return task(r, wordings, code, value, v=v, h=h, d=d, **_people(r))


@family
def meeting_trains(r: Random) -> Task:
    a, b, d = r.randint(30, 120), r.randint(30, 120), r.randint(10, 90) * 10
    wordings = [
        "Two trains <d> km apart drive toward each other at <a> and <b> km/h. After how many hours do they meet?",
        "<A> and <B> are <d> km apart and walk toward each other at <a> and <b> km/h. When do they meet, in hours?",
        "Cars at speeds of <a> and <b> start <d> km apart and approach. How long until they meet?",
        "The distance is <d> km. One cyclist rides <a> km/h, the other comes at <b> km/h. How many hours until they meet?",
        "Ships <d> km apart sail toward each other at <a> km/h and <b> km/h; time until meeting?",
        "Head-on: <d> km, speeds <a> and <b>. Hours until they meet?",
    ]
    return task(
        r, wordings, "answer(round(<d> / (<a> + <b>), 2))", round(d / (a + b), 2), a=a, b=b, d=d, **_people(r)
    )


@family
def catch_up(r: Random) -> Task:
    a, d, h = r.randint(3, 80), r.randint(2, 40), r.randint(1, 5)
    wordings = [
        "<A> starts at <a> km/h. <h> hours later <B> follows at <b> km/h. After how many hours does <B> catch up?",
        "A truck leaves at <a> km/h; a car leaves <h> hours later at <b> km/h. How long does the car need to catch the truck?",
        "With a lead of <h> hours at <a> km/h, when is <A> caught by <B> who goes <b> km/h, in hours?",
        "<B> does <b> km/h and chases <A>, who does <a> km/h and has <h> hours' start. How many hours until <B> gets there?",
        "A slow ship (<a> km/h) leaves <h> h before a fast one (<b> km/h). How many hours until the fast one draws level?",
        "Lead of <h> hours, speeds <a> and <b>. Hours to catch up?",
    ]
    return task(
        r,
        wordings,
        "lead = <a> * <h>\nanswer(round(lead / (<b> - <a>), 2))",
        round(a * h / d, 2),
        a=a,
        b=a + d,
        h=h,
        **_people(r),
    )


@family
def work_together(r: Random) -> Task:
    a, b = r.randint(2, 20), r.randint(2, 20)
    wordings = [
        "<A> paints a fence in <a> hours, <B> in <b> hours. How long do they need together?",
        "One pipe fills the pool in <a> hours, another in <b>. How many hours with both open?",
        "<A> needs <a> days for the job and <B> <b> days. How many days together?",
        "Machine one does it in <a> min, machine two in <b> min. Together?",
        "If I clean the house in <a> hours and my brother in <b>, how long when we both clean?",
        "Two printers take <a> and <b> minutes for a job. How long if they share it?",
    ]
    return task(
        r,
        wordings,
        "answer(round(1 / (1 / <a> + 1 / <b>), 2))",
        round(1 / (1 / a + 1 / b), 2),
        a=a,
        b=b,
        **_people(r),
    )


@family
def more_workers(r: Random) -> Task:
    a, d, b = r.randint(2, 12), r.randint(2, 20), r.randint(2, 15)
    wordings = [
        "<a> workers build a wall in <d> days. How many days do <b> workers need?",
        "If <a> people eat the supplies in <d> days, how long do they last for <b> people?",
        "<a> taps fill a tank in <d> hours. How many hours with <b> taps?",
        "It takes <a> painters <d> hours. How long for <b> painters?",
        "With <a> horses the hay lasts <d> days. How long with <b> horses?",
        "<b> instead of <a> helpers do a job that took <d> hours. How long now?",
    ]
    return task(r, wordings, "answer(round(<a> * <d> / <b>, 2))", round(a * d / b, 2), a=a, b=b, d=d)


@family
def rate_production(r: Random) -> Task:
    a, t, u = r.randint(2, 60), r.randint(2, 12), r.randint(3, 90)
    wordings = [
        "A machine makes <n> parts in <t> minutes. How many in <u> minutes?",
        "<A> types <n> words in <t> minutes. How many words in <u> minutes?",
        "A printer does <n> pages in <t> min. How many pages does it do in <u> min?",
        "If <n> litres flow in <t> hours, how many flow in <u> hours?",
        "<A> bakes <n> rolls every <t> minutes. How many rolls after <u> minutes?",
        "<n> km in <t> hours is how many km in <u> hours?",
    ]
    return task(
        r,
        wordings,
        "answer(round(<n> / <t> * <u>, 2))",
        round(a * u, 2) * 1.0,
        n=a * t,
        t=t,
        u=u,
        **_people(r),
    )


@family
def ages_sum(r: Random) -> Task:
    k, x = r.randint(2, 5), r.randint(3, 20)
    wordings = [
        "<A> is <k> times as old as <B>. Together they are <s>. How old is <B>?",
        "<A>'s age is <k> times <B>'s, and the sum is <s>. What is <B>'s age?",
        "The ages of <A> and <B> add to <s> and <A> is <k> times older than <B>. Find the age of <B>.",
        "<B> and <A> are <s> years together; <A> has <k> times the years of <B>. How old is <B>?",
        "Together <s> years, <A> <k> times as old as <B>: <B>'s age?",
        "If <A> is <k> times <B>'s age and both are <s> in sum, how old is <B>?",
    ]
    return task(r, wordings, "answer(<s> // (<k> + 1))", x, k=k, s=(k + 1) * x, **_people(r))


@family
def ages_later(r: Random) -> Task:
    a, b, n = r.randint(4, 50), r.randint(1, 20), r.randint(2, 20)
    older, op = r.choice([("older", "+"), ("younger", "-")])
    b = min(b, a - 2)
    value = a + b + n if older == "older" else a - b + n
    wordings = [
        "<A> is <a>. <B> is <b> years <w>. How old will <B> be in <n> years?",
        "<B> is <b> years <w> than <A>, who is <a>. What age is <B> in <n> years?",
        "In <n> years, how old is <B>, who is <b> years <w> than <a>-year-old <A>?",
        "<A> just turned <a> and <B> is <b> years <w>. <B>'s age <n> years from now?",
        "My friend is <a>, I'm <b> years <w>. How old am I in <n> years?",
        "<A>: <a> years. <B>: <b> years <w>. How old is <B> after <n> more years?",
    ]
    return task(r, wordings, "answer(<a> <op> <b> + <n>)", value, a=a, b=b, n=n, w=older, op=op, **_people(r))


@family
def times_as_old(r: Random) -> Task:
    k, x, n = r.choice([2, 3]), r.randint(2, 12), r.randint(2, 12)
    parent = k * (x + n) - n
    wordings = [
        "<A> is <p> and <B> is <x>. In how many years will <A> be <k> times as old as <B>?",
        "A mother is <p>, her son <x>. When will she be <k> times his age, in years from now?",
        "<B> is <x> and <A> is <p>. After how many years is <A> <k> times as old?",
        "How many years until a <p>-year-old is <k> times as old as a <x>-year-old?",
        "Father <p>, daughter <x>. In how many years is he <k> times her age?",
        "Ages <p> and <x>: years until one is <k> times the other?",
    ]
    return task(
        r,
        wordings,
        "answer([n for n in range(200) if <p> + n == <k> * (<x> + n)][0])",
        n,
        p=parent,
        x=x,
        k=k,
        **_people(r),
    )


@family
def mixture(r: Random) -> Task:
    a, b, p, q = r.randint(1, 20), r.randint(1, 20), r.randint(1, 40), r.randint(45, 95)
    wordings = [
        "<a> litres of <p>% juice are mixed with <b> litres of <q>% juice. What percentage results?",
        "I mix <a> l of a <p>% salt solution with <b> l at <q>%. What is the concentration?",
        "<a> kg of alloy with <p>% silver and <b> kg with <q>% are melted. How many percent silver?",
        "Mixing <a> cups at <p>% with <b> cups at <q>%: what strength?",
        "What concentration do <a> ml of <p>% and <b> ml of <q>% acid give?",
        "<a> parts of <p>% and <b> parts of <q>% together have how many percent?",
    ]
    value = f"{round((a * p + b * q) / (a + b), 2)}%"
    return task(
        r,
        wordings,
        'answer(f"{round((<a> * <p> + <b> * <q>) / (<a> + <b>), 2)}%")',
        value,
        a=a,
        b=b,
        p=p,
        q=q,
    )


@family
def share_in_ratio(r: Random) -> Task:
    a, b, k = r.randint(1, 7), r.randint(1, 9), r.randint(2, 40)
    wordings = [
        "<A> and <B> share <n> dollars in the ratio <a>:<b>. How much does each get?",
        "Divide <n> in the ratio <a> to <b>.",
        "Split <n> <t> between <A> and <B> as <a>:<b>.",
        "<n> euros are divided <a>:<b>. What are the two parts?",
        "In a mix of <n> kg, sand and cement stand <a>:<b>. How many kg of each?",
        "Cut <n> cm of ribbon into two pieces in ratio <a>:<b>.",
    ]
    return task(
        r,
        wordings,
        "part = <n> / (<a> + <b>)\nanswer([part * <a>, part * <b>])",
        [float(a * k), float(b * k)],
        a=a,
        b=b,
        n=(a + b) * k,
        t=r.choice(_THINGS),
        **_people(r),
    )


@family
def recipe_scale(r: Random) -> Task:
    a, b, g, thing = (
        r.randint(2, 8),
        r.randint(2, 20),
        r.randint(2, 30) * 25,
        r.choice(["flour", "sugar", "rice", "butter", "pasta"]),
    )
    wordings = [
        "A recipe for <a> people needs <g> g of <t>. How much for <b> people?",
        "I need <g> grams of <t> for <a> servings. How many grams for <b> servings?",
        "<g> g <t> make <a> cakes; how much <t> for <b> cakes?",
        "For <a> portions take <g> g of <t>. I cook for <b>. How much <t>?",
        "My soup for <a> uses <g> g <t>. Scale it to <b> guests.",
        "How much <t> do <b> people need if <a> need <g> g?",
    ]
    return task(
        r,
        wordings,
        'answer(f"{round(<g> / <a> * <b>, 1)} g")',
        f"{round(g / a * b, 1)} g",
        a=a,
        b=b,
        g=g,
        t=thing,
    )


@family
def map_scale(r: Random) -> Task:
    cm, scale = r.randint(2, 30), r.choice([10000, 20000, 25000, 50000, 100000])
    wordings = [
        "On a map with scale 1:<s> two towns are <c> cm apart. How many km is that?",
        "<c> cm on a 1:<s> map are how many kilometres?",
        "The map is 1:<s>. I measure <c> cm. What's the real distance in km?",
        "Scale 1:<s>, <c> cm on paper. Real km?",
        "How far in km is <c> cm at a scale of 1 to <s>?",
        "My hiking map (1:<s>) shows <c> cm of trail. How many km do I walk?",
    ]
    return task(r, wordings, 'answer(f"{<c> * <s> / 100000} km")', f"{cm * scale / 100000} km", c=cm, s=scale)


_UNITS = [
    ("km", "miles", 0.621371),
    ("miles", "km", 1.60934),
    ("kg", "pounds", 2.20462),
    ("pounds", "kg", 0.453592),
    ("m", "feet", 3.28084),
    ("feet", "m", 0.3048),
    ("inches", "cm", 2.54),
    ("cm", "inches", 1 / 2.54),
    ("litres", "gallons", 0.264172),
    ("gallons", "litres", 3.78541),
    ("ounces", "grams", 28.3495),
    ("yards", "m", 0.9144),
    ("m", "cm", 100),
    ("km", "m", 1000),
    ("kg", "g", 1000),
    ("litres", "ml", 1000),
    ("tonnes", "kg", 1000),
    ("cm", "mm", 10),
    ("GB", "MB", 1000),
    ("stone", "kg", 6.35029),
]


@family
def convert_units(r: Random) -> Task:
    a, b, factor = r.choice(_UNITS)
    factor = round(factor, 6)
    n = r.choice([r.randint(1, 300), r.randint(10, 999) / 10])
    wordings = [
        "Convert <n> <a> to <b>.",
        "How many <b> are <n> <a>?",
        "What is <n> <a> in <b>?",
        "<n> <a> in <b>",
        "I have <n> <a>. How much is that in <b>?",
        "Tell me how many <b> make <n> <a>.",
        "<n> <a>, but in <b> please",
    ]
    return task(
        r,
        wordings,
        'answer(f"{round(<n> * <f>, 2)} <b>")',
        f"{round(n * factor, 2)} {b}",
        n=n,
        a=a,
        b=b,
        f=factor,
    )


@family
def convert_down(r: Random) -> Task:
    a, b, k = r.choice(
        [
            ("cm", "m", 100),
            ("m", "km", 1000),
            ("g", "kg", 1000),
            ("ml", "litres", 1000),
            ("kg", "tonnes", 1000),
            ("mm", "cm", 10),
            ("minutes", "hours", 60),
            ("hours", "days", 24),
            ("cents", "dollars", 100),
            ("MB", "GB", 1000),
        ]
    )
    n = r.randint(2, 9000)
    wordings = [
        "Convert <n> <a> to <b>.",
        "How many <b> are <n> <a>?",
        "<n> <a> in <b>?",
        "What's <n> <a> expressed in <b>?",
        "I measured <n> <a>. In <b>?",
        "Turn <n> <a> into <b>.",
    ]
    return task(
        r, wordings, 'answer(f"{round(<n> / <k>, 3)} <b>")', f"{round(n / k, 3)} {b}", n=n, a=a, b=b, k=k
    )


@family
def temperature(r: Random) -> Task:
    n, to_c = r.randint(-20, 220), r.random() < 0.5
    wordings = (
        [
            "What is <n>°F in Celsius?",
            "Convert <n> degrees Fahrenheit to Celsius.",
            "<n>F in C",
            "It's <n> Fahrenheit outside. How much is that in Celsius?",
            "The oven must be at <n>°F. What do I set in Celsius?",
            "<n> Fahrenheit, so in Celsius?",
        ]
        if to_c
        else [
            "What is <n>°C in Fahrenheit?",
            "Convert <n> degrees Celsius to Fahrenheit.",
            "<n>C in F",
            "Water at <n> Celsius: how many degrees Fahrenheit?",
            "Set the oven to <n>°C. What's that in Fahrenheit?",
            "<n> Celsius, so in Fahrenheit?",
        ]
    )
    code = (
        'answer(f"{round((<n> - 32) * 5 / 9, 1)} °C")'
        if to_c
        else 'answer(f"{round(<n> * 9 / 5 + 32, 1)} °F")'
    )
    return task(
        r,
        wordings,
        code,
        f"{round((n - 32) * 5 / 9, 1)} °C" if to_c else f"{round(n * 9 / 5 + 32, 1)} °F",
        n=n,
    )


@family
def fill_glasses(r: Random) -> Task:
    litres, ml = r.randint(1, 12), r.choice([100, 125, 150, 200, 250, 300, 500])
    wordings = [
        "How many glasses of <m> ml can be filled from <l> litres?",
        "A jug holds <l> litres. How many <m> ml cups is that?",
        "<l> l of juice, <m> ml a bottle: how many full bottles?",
        "I pour <m> ml portions from <l> litres. How many?",
        "From a <l> litre pot, how many bowls of <m> ml can I serve?",
        "Number of full <m> ml cups in <l> litres?",
    ]
    return task(r, wordings, "answer(<l> * 1000 // <m>)", int(litres * 1000 / ml), l=litres, m=ml)
