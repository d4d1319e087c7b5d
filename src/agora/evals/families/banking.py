"""Interest, loans, wages, budgets, currencies, and bills that are shared."""

from decimal import Decimal
from fractions import Fraction

from agora.evals.families._scenes import people
from agora.evals.task import Dice, Task, family, task


def _exact(value: Fraction) -> float:
    return round(float(value), 2)


def _fair(amount: int, factor: Fraction) -> int:
    """Return the next amount whose product with `factor` is not half a cent more than whole cents."""
    while amount * factor * 1000 % 10 == 5:
        amount += 100
    return amount


@family("money", weight=2)
def compound_interest(r: Dice) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([1, 2, 2.5, 3, 4, 5, 6, 7, 8, 10]), r.randint(2, 20)
    a = _fair(a, (1 + Fraction(Decimal(str(p))) / 100) ** n)
    wordings = [
        "<a> dollars at <p>% a year with compound interest: how much after <n> years?",
        "I invest <a> euros at <p> percent, compounded yearly, for <n> years. What is it worth then?",
        "What does <a> grow to in <n> years at <p>% yearly interest?",
        "I put $<a> in an account that pays <p>% a year, compounded. What's there after <n> years?",
        "If <A> leaves <a> in a <p>% savings account for <n> years and never touches it, what's the balance?",
        "Future value of <a>, rate <p>%, <n> years, compounded once a year?",
        "For <n> years my fund has made <p>% every year. I began with <a>. Today it's?",
        "My grandfather left me <a>. At <p>% interest on interest, how much will I have in <n> years?",
        "fr: Je place <a> euros à <p> % par an, intérêts composés. Combien ai-je après <n> ans ?",
        "de: <a> Euro werden <n> Jahre lang zu <p> % mit Zinseszins angelegt. Wie hoch ist das Kapital am Ende?",
        "es: Invierto <a> euros al <p> % de interés compuesto anual. ¿Cuánto tendré en <n> años?",
    ]
    value = Fraction(a) * (1 + Fraction(Decimal(str(p))) / 100) ** n
    return task(
        r,
        wordings,
        "answer(round(<a> * (1 + <p> / 100) ** <n>, 2))",
        _exact(value),
        a=a,
        p=p,
        n=n,
        **people(r),
    )


@family("money")
def compound_gain(r: Dice) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([1, 2, 3, 4, 5, 6, 7, 8, 10]), r.randint(2, 15)
    a = _fair(a, (1 + Fraction(p, 100)) ** n)
    wordings = [
        "How much interest alone does <a> earn in <n> years at <p>% compounded yearly?",
        "I invest <a> at <p> percent a year with compounding. What is my gain after <n> years?",
        "Compound interest: principal <a>, <p>%, <n> years. I want only the interest.",
        "After <n> years at <p>% compounded, by how much has my <a> grown?",
        "<A> deposits <a> euros, <p>% a year, interest is added each year. Interest in total over <n> years?",
        "What will I have earned on $<a> after <n> years, if <p>% is compounded every year?",
        "How much more than the <a> I put in do I get back in <n> years at <p>% compound interest?",
        "Gain on <a>, <p>% yearly on the growing sum, <n> years?",
        "fr: Combien d'intérêts rapportent <a> euros en <n> ans à <p> % par an, intérêts composés ?",
        "de: Wie viel Zinsen bringen <a> Euro in <n> Jahren bei <p> % mit Zinseszins?",
    ]
    value = a * ((1 + Fraction(p, 100)) ** n - 1)
    code = "end = <a> * (1 + <p> / 100) ** <n>\nanswer(round(end - <a>, 2))"
    return task(r, wordings, code, _exact(value), a=a, p=p, n=n, **people(r))


@family("money")
def compound_monthly(r: Dice) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([2, 3, 4, 5, 6, 8, 9, 12]), r.randint(1, 10)
    wordings = [
        "<a> dollars at <p>% a year, compounded monthly, for <n> years. What's the balance?",
        "My bank adds interest every month, at <p> percent a year. What does <a> become in <n> years?",
        "With monthly compounding at an annual <p>%, how much is <a> worth after <n> years?",
        "Invest <a>, yearly rate <p>%, interest paid monthly, time <n> years. Final amount?",
        "I leave <a> euros for <n> years at <p>% compounded 12 times a year. End value?",
        "Future value of $<a>: <p>% nominal, monthly compounding, <n> years.",
        "<A> puts <a> aside, the account pays <p>% a year in monthly steps. How much is there after <n> years?",
        "If <a> earns <p>% per year and is compounded each month, what do I have <n> years later?",
        "fr: <a> euros à <p> % par an, capitalisés chaque mois, pendant <n> ans : combien à la fin ?",
        "es: <a> euros al <p> % anual con capitalización mensual durante <n> años. ¿Saldo final?",
    ]
    value = a * (1 + Fraction(p, 1200)) ** (12 * n)
    code = "answer(round(<a> * (1 + <p> / 100 / 12) ** (12 * <n>), 2))"
    return task(r, wordings, code, _exact(value), a=a, p=p, n=n, **people(r))


@family("money")
def simple_interest(r: Dice) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([1, 2, 3, 4, 5, 6, 8, 10]), r.randint(1, 12)
    wordings = [
        "What is the simple interest on <a> at <p>% for <n> years?",
        "<A> lends <a> at <p> percent simple interest for <n> years. How much interest is paid?",
        "Simple interest: <a> dollars, <p>%, <n> years.",
        "How much interest do <a> euros earn in <n> years at <p>% a year without compounding?",
        "I borrowed <a> from my uncle for <n> years; he wants <p>% simple interest a year. Interest due?",
        "Each year I get <p>% of my <a> paid out. What have I received after <n> years?",
        "Find the interest (no interest on interest) over <n> years on a loan of <a> at <p>%.",
        "A bond of $<a> pays <p>% every year. What does it pay in <n> years?",
        "fr: Quels sont les intérêts simples de <a> euros à <p> % pendant <n> ans ?",
        "de: Wie viel einfache Zinsen bringen <a> Euro in <n> Jahren bei <p> %?",
    ]
    return task(
        r,
        wordings,
        "answer(<a> * <p> / 100 * <n>)",
        _exact(Fraction(a * p * n, 100)),
        a=a,
        p=p,
        n=n,
        **people(r),
    )


@family("money")
def owed_with_simple_interest(r: Dice) -> Task:
    a, p, n = r.randint(1, 90) * 100, r.choice([1, 2, 3, 4, 5, 6, 8, 10]), r.randint(1, 12)
    wordings = [
        "I borrow <a> at <p>% simple interest. What do I pay back in all after <n> years?",
        "<A> lends <B> <a> euros for <n> years at <p> percent simple interest a year. How much must be returned in total?",
        "Loan <a>, simple interest <p>%, <n> years. Total to repay?",
        "What's the amount due on a $<a> loan after <n> years, <p>% a year, not compounded?",
        "With no compounding, <a> at <p>% becomes how much in <n> years?",
        "My sister gave me <a>. After <n> years I return it plus <p>% of it for each year. How much is that?",
        "Principal plus simple interest for <n> years: <a> at <p>%?",
        "A farmer takes <a> from the bank for <n> years at a flat <p>% per year. What does he owe at the end?",
        "es: Pido <a> euros al <p> % de interés simple. ¿Cuánto devuelvo en total a los <n> años?",
        "de: Ein Kredit von <a> Euro, <p> % einfache Zinsen, <n> Jahre. Wie viel ist insgesamt zurückzuzahlen?",
    ]
    code = "interest = <a> * <p> / 100 * <n>\nanswer(<a> + interest)"
    return task(r, wordings, code, _exact(Fraction(a * (100 + p * n), 100)), a=a, p=p, n=n, **people(r))


@family("money")
def loses_value(r: Dice) -> Task:
    a, p, n = r.randint(20, 600) * 100, r.choice([5, 8, 10, 12, 15, 20, 25]), r.randint(2, 8)
    a = _fair(a, Fraction(100 - p, 100) ** n)
    wordings = [
        "A car bought for <a> loses <p>% of its value every year. What is it worth after <n> years?",
        "My machine cost <a> euros and depreciates by <p> percent a year. Value in <n> years?",
        "What's left of <a> after <n> years if it shrinks by <p>% each year?",
        "<A>'s boat, new for $<a>, drops <p>% a year in price. Price when it's <n> years old?",
        "Depreciation <p>% yearly on the remaining value, start <a>, <n> years. Book value?",
        "If inflation eats <p>% of the value of my <a> each year, how much is it worth <n> years on?",
        "After <n> years of losing <p> percent per year, what can I sell the van for that cost <a>?",
        "Every year the stock falls by <p>% of what's there. From <a>, where is it in <n> years?",
        "fr: Une voiture de <a> euros perd <p> % de sa valeur par an. Combien vaut-elle après <n> ans ?",
        "de: Ein Auto kostet <a> Euro und verliert jedes Jahr <p> % an Wert. Was ist es nach <n> Jahren wert?",
    ]
    value = a * Fraction(100 - p, 100) ** n
    return task(
        r,
        wordings,
        "answer(round(<a> * (1 - <p> / 100) ** <n>, 2))",
        _exact(value),
        a=a,
        p=p,
        n=n,
        **people(r),
    )


@family("money")
def people_grow(r: Dice) -> Task:
    a, p, n = r.randint(1, 900) * 1000, r.choice([1, 2, 3, 4, 5, 6, 8, 10]), r.randint(2, 15)
    while a * (100 + p) ** n % 100**n * 2 == 100**n:
        a += 1000
    wordings = [
        "A town of <a> people grows by <p>% a year. How many people live there after <n> years? Round it.",
        "Population <a>, yearly growth <p>%. What is it in <n> years, to the nearest whole?",
        "Our site has <a> readers and gains <p> percent each year. How many readers (rounded) in <n> years?",
        "If a herd of <a> increases by <p>% a year, how big is it after <n> years, as a whole number?",
        "There are <a> bees. They multiply by <p>% a month. Rounded, how many are there after <n> months?",
        "The city counts <a> heads now and <p>% more every year. Head count <n> years from now, rounded?",
        "To the nearest one: <a> growing <p>% per year for <n> years.",
        "How many users will the app have in <n> months at <p>% monthly growth, starting from <a>? Whole users only.",
        "es: Una ciudad de <a> habitantes crece un <p> % al año. ¿Cuántos habitantes tendrá en <n> años, redondeando?",
        "fr: Une ville de <a> habitants croît de <p> % par an. Combien d'habitants, arrondi, dans <n> ans ?",
    ]
    value = a * (1 + Fraction(p, 100)) ** n
    return task(
        r, wordings, "answer(round(<a> * (1 + <p> / 100) ** <n>))", round(float(value)), a=a, p=p, n=n
    )


@family("money", weight=2)
def exchange(r: Dice) -> Task:
    rate, n = r.randint(50, 190) / 100, r.randint(5, 900)
    x, y = r.sample(["euros", "dollars", "pounds", "francs", "crowns"], 2)
    wordings = [
        "1 <x1> is <rate> <y>. How many <y> are <n> <x>?",
        "At a rate of <rate> <y> per <x1>, what do I get for <n> <x>?",
        "Change <n> <x> into <y> at <rate> <y> a <x1>.",
        "I have <n> <x>. One <x1> buys <rate> <y>. What's that in <y>?",
        "The hotel is <n> <x> a night. What is that in <y> if a <x1> is worth <rate> <y>?",
        "How much is a <n> <x> phone in <y>, the exchange rate being <rate> <y> to the <x1>?",
        "Before my trip I swap <n> <x>. The desk gives <rate> <y> for every <x1>. How many <y> do I carry away?",
        "Rate today: 1 <x1> = <rate> <y>. My invoice: <n> <x>. In <y>?",
        "fr: Un dollar vaut <rate> franc. Combien de francs pour <n> dollars ?",
        "de: Ein Euro sind <rate> Dollar. Wie viele Dollar bekomme ich für <n> Euro?",
    ]
    value = _exact(Fraction(str(rate)) * n)
    return task(r, wordings, "answer(round(<n> * <rate>, 2))", value, n=n, rate=rate, x=x, y=y, x1=x[:-1])


@family("money")
def exchange_back(r: Dice) -> Task:
    rate, n = r.choice([0.5, 0.8, 1.1, 1.2, 1.25, 1.5, 1.6, 7.5, 10.8, 150, 24]), r.randint(5, 900)
    x, y = r.sample(["euros", "dollars", "pounds", "francs", "crowns"], 2)
    wordings = [
        "1 <x1> is <rate> <y>. How many <x> do I get for <n> <y>?",
        "A <x1> costs <rate> <y>. I have <n> <y>. How many <x> is that?",
        "What are <n> <y> worth in <x>, when one <x1> gives <rate> <y>?",
        "I come home with <n> <y> and change them at <rate> <y> per <x1>. How many <x>?",
        "The meal was <n> <y>. With 1 <x1> = <rate> <y>, what did it cost me in <x>?",
        "How many <x> must I pay for something at <n> <y>? The rate is <rate> <y> to one <x1>.",
        "Rate: <rate> <y> to the <x1>. Convert <n> <y> into <x>.",
        "<n> <y> back into <x> please; you need <rate> <y> for one <x1>.",
        "de: Ein Euro kostet <rate> Kronen. Wie viele Euro sind <n> Kronen?",
        "es: Un euro son <rate> dólares. ¿Cuántos euros son <n> dólares?",
    ]
    value = _exact(Fraction(n) / Fraction(str(rate)))
    return task(r, wordings, "answer(round(<n> / <rate>, 2))", value, n=n, rate=rate, x=x, y=y, x1=x[:-1])


@family("money")
def overtime_pay(r: Dice) -> Task:
    w, h, o = r.randint(6, 30) * 2, r.randint(20, 40), r.randint(1, 14)
    wordings = [
        "<A> earns $<w> an hour for <h> hours and one and a half times that for <o> hours of overtime. What's the pay?",
        "I worked <h> normal hours and <o> overtime hours. Normal pay is <w> an hour, overtime time and a half. What do I get?",
        "Hourly wage <w>, <h> regular hours, <o> hours at 1.5 times. Total?",
        "Overtime pays 50% more. With <w> euros an hour, <h> regular and <o> extra hours, how much is my week?",
        "What does <A> earn in a week of <h> hours at <w> plus <o> extra hours at time and a half?",
        "A nurse gets <w> an hour, and 1.5 times as much for night hours. She did <h> by day, <o> by night. Her wage?",
        "For <o> of my hours I'm paid one and a half times the usual <w>; the other <h> are at the usual. Sum?",
        "My shift: <h> h at <w>, then <o> h at 150%. Money?",
        "fr: <A> gagne <w> euros de l'heure pendant <h> heures, et 1,5 fois plus pour <o> heures supplémentaires. Combien en tout ?",
        "de: <A> verdient <w> Euro pro Stunde, für Überstunden das 1,5-fache. Was gibt es für <h> Stunden und <o> Überstunden?",
    ]
    code = "normal = <w> * <h>\novertime = <w> * 1.5 * <o>\nanswer(normal + overtime)"
    return task(r, wordings, code, float(w * h + w * 3 // 2 * o), w=w, h=h, o=o, **people(r))


@family("money")
def yearly_salary(r: Dice) -> Task:
    m, bonus = r.randint(12, 90) * 50, r.randint(2, 40) * 50
    wordings = [
        "I earn <m> a month and get a yearly bonus of <b>. What do I earn a year?",
        "<A>'s monthly salary is <m> euros, plus <b> euros at Christmas. Yearly income?",
        "What's my annual pay at <m> a month with a <b> bonus?",
        "Every month <m> comes in, once a year another <b>. How much in a year?",
        "Twelve salaries of <m> and one bonus of <b>: total?",
        "The job offer says <m> monthly and a <b> signing bonus. What would the first year bring?",
        "<m> per month, <b> holiday money in July - per year that makes?",
        "How much does the company pay <A> a year, given <m> each month and <b> on top in December?",
        "es: Gano <m> euros al mes y una paga extra de <b>. ¿Cuánto gano al año?",
        "fr: Je gagne <m> euros par mois plus une prime annuelle de <b>. Combien par an ?",
    ]
    return task(
        r, wordings, "year = <m> * 12\nanswer(year + <b>)", bonus + sum([m] * 12), m=m, b=bonus, **people(r)
    )


@family("money")
def monthly_from_year(r: Dice) -> Task:
    n = r.randint(10, 120) * 1000
    wordings = [
        "I earn <n> a year. What's that a month?",
        "A salary of $<n> per year is how much monthly?",
        "<n> annually, so per month?",
        "What do I get each month with a yearly income of <n> euros, paid in 12 parts?",
        "The insurance for our factory is <n> a year. How much should we set aside a month?",
        "They offer me <n> a year before tax. Give me the monthly figure.",
        "If the club spends <n> in a year, what does an average month cost?",
        "Yearly rent of the shop: <n>. Monthly rent?",
        "de: Ich verdiene <n> Euro im Jahr. Wie viel ist das im Monat?",
        "fr: Un salaire de <n> euros par an, cela fait combien par mois ?",
    ]
    return task(r, wordings, "answer(round(<n> / 12, 2))", _exact(Fraction(n, 12)), n=n)


@family("money")
def budget_left(r: Dice) -> Task:
    rent, food, car = r.randint(300, 900), r.randint(100, 400), r.randint(40, 200)
    pay = rent + food + car + r.randint(50, 900)
    wordings = [
        "<A> earns <n> a month and spends <a> on rent, <b> on food and <c> on the car. What's left?",
        "Income <n>. Rent <a>, groceries <b>, transport <c>. What can I save?",
        "From my pay of <n> euros go <a> for the flat, <b> for eating and <c> for insurance. How much remains?",
        "How much is left of <n> when <a>, <b> and <c> have been paid?",
        "My monthly bills are <a>, <b> and <c>. I bring home <n>. What's over at the end of the month?",
        "The party budget is <n>: hall <a>, food <b>, music <c>. Still free?",
        "We had <n> for the trip, the flight took <a>, the hotel <b> and meals <c>. Money left?",
        "Can you do my budget? In: <n>. Out: <a>, <b>, <c>. Left: ?",
        "fr: Je gagne <n> euros, je paie <a> de loyer, <b> de courses et <c> de transport. Que me reste-t-il ?",
        "es: Cobro <n> euros y gasto <a> en alquiler, <b> en comida y <c> en el coche. ¿Cuánto me queda?",
    ]
    code = "spent = <a> + <b> + <c>\nanswer(<n> - spent)"
    return task(r, wordings, code, pay - rent - food - car, n=pay, a=rent, b=food, c=car, **people(r))


@family("money")
def months_of_debt(r: Dice) -> Task:
    a, b = r.randint(20, 300), r.randint(500, 6000)
    wordings = [
        "I owe <b> and pay back <a> a month, no interest. After how many months am I free of debt?",
        "A loan of <b> dollars without interest, <a> dollars a month. How many payments?",
        "<A> borrowed <b> from her brother and returns <a> every month. How many months does it take?",
        "How many monthly rates of <a> are needed to pay off <b>?",
        "The sofa costs <b>, payable at <a> a month at zero percent. Number of months until it's paid?",
        "Debt <b>, rate <a>. Months?",
        "If each month <a> of my <b> debt goes, when is it gone, counted in months?",
        "We pay <a> a month on a free loan of <b>; the last payment may be smaller. How many payments are there?",
        "fr: Je dois <b> euros et je rembourse <a> euros par mois, sans intérêts. Combien de mois faut-il ?",
        "de: Ich schulde <b> Euro und zahle monatlich <a> Euro ohne Zinsen zurück. Wie viele Monate dauert es?",
    ]
    return task(r, wordings, "import math\nanswer(math.ceil(<b> / <a>))", -(-b // a), a=a, b=b, **people(r))


@family("money")
def loan_cost(r: Dice) -> Task:
    m, n = r.randint(40, 600), r.choice([12, 18, 24, 36, 48, 60])
    price = m * n - r.randint(100, 900) if m * n > 1500 else m * n - r.randint(10, 90)
    wordings = [
        "A laptop costs <p> at once or <m> a month for <n> months. How much more do I pay with the monthly plan?",
        "I get a loan of <p> and pay <n> rates of <m>. What does the loan cost me on top?",
        "Price <p>; financed: <n> times <m>. Extra cost?",
        "How much interest is in <n> monthly payments of <m> for a car that costs <p>?",
        "The shop wants <n> instalments of <m> for a kitchen of <p>. By how much is that dearer than paying cash?",
        "Paying in full it's <p>. Otherwise <m> per month over <n> months. What would I save by paying in full?",
        "If I borrow <p> and return <m> in each of <n> months, what have I paid in interest altogether?",
        "<A> bought a piano worth <p> for <n> payments of <m>. Overpaid by?",
        "de: Der Fernseher kostet <p> Euro bar oder <n> Raten zu <m> Euro. Wie viel teurer ist die Ratenzahlung?",
        "es: Un coche cuesta <p> euros al contado o <n> cuotas de <m>. ¿Cuánto más se paga a plazos?",
    ]
    code = "paid = <m> * <n>\nanswer(paid - <p>)"
    return task(r, wordings, code, sum([m] * n) - price, m=m, n=n, p=price, **people(r))


@family("money")
def who_owes(r: Dice) -> Task:
    a, b = r.randint(5, 90) * 2, r.randint(5, 90) * 2
    a, b = max(a, b) + 2, min(a, b)
    wordings = [
        "<A> paid <a> and <B> paid <b> for our trip. They want to share equally. How much does <B> owe <A>?",
        "On holiday I spent <a> for both of us, my friend <b>. What must she give me so that we're even?",
        "Two flatmates: one bought food for <a>, the other for <b>. What does the second pay the first?",
        "I paid <a> of the bills, <A> only <b>, and we go halves. What do I get from <A>?",
        "Settle up: <A> <a>, <B> <b>, fifty-fifty. <B> pays how much?",
        "How much should <B> transfer, if <A> has laid out <a> euros, <B> <b> euros and costs are split in two?",
        "We share everything half and half. My receipts add to <a>, yours to <b>. What do you owe me?",
        "The gift from both of us: I put in <a>, he put in <b>. To make it fair he hands me what?",
        "fr: <A> a payé <a> euros et <B> <b> euros. On partage en deux. Combien <B> doit-il à <A> ?",
        "de: <A> hat <a> Euro bezahlt, <B> <b> Euro. Sie teilen gerecht. Wie viel schuldet <B> <A>?",
    ]
    code = "share = (<a> + <b>) / 2\nanswer(share - <b>)"
    return task(r, wordings, code, float((a - b) // 2), a=a, b=b, **people(r))


@family("money")
def commission(r: Dice) -> Task:
    base, p, sales = r.randint(6, 30) * 50, r.choice([2, 3, 4, 5, 6, 8, 10, 12]), r.randint(10, 400) * 100
    wordings = [
        "<A> gets <b> a month plus <p>% of sales. This month's sales are <s>. What's the pay?",
        "Base pay <b>, commission <p>%, sales <s>. Earnings?",
        "I sell cars for a fixed <b> and <p> percent commission. I sold for <s>. My income?",
        "What does a salesman earn who has a salary of <b> and <p>% on the <s> he sold?",
        "With sales of $<s>, <p>% of which is mine, and a fixed $<b>, what do I make?",
        "Our agent takes a fee of <b> plus <p>% of the price. The flat went for <s>. What do we pay the agent?",
        "The platform keeps <p>% of my <s> in sales and a monthly fee of <b>. How much does it take from me?",
        "How much do I earn in a month with <s> in sales, when <p>% are mine and <b> are sure?",
        "es: Un vendedor cobra <b> euros fijos y un <p> % de sus ventas de <s>. ¿Cuánto gana?",
        "fr: <A> touche <b> euros fixes et <p> % de <s> euros de ventes. Combien gagne <A> ?",
    ]
    code = "commission = <s> * <p> / 100\nanswer(<b> + commission)"
    return task(r, wordings, code, _exact(base + Fraction(sales * p, 100)), b=base, p=p, s=sales, **people(r))
