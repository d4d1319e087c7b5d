"""Percentages of money: discounts, taxes, tips, interest, wages, loans and currencies."""

from fractions import Fraction

from agora.evals.families._scenes import people, sticker
from agora.evals.task import Dice, Task, family, task

_PERCENTS = [3, 5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 70]


def _exact(value: Fraction) -> float:
    return round(float(value), 2)


@family("money", weight=2)
def discount(r: Dice) -> Task:
    off = r.choice(_PERCENTS)
    price = sticker(r, 5, 400, off)
    wordings = [
        "A coat is marked at <p> dollars and there's <o>% off today. What do I pay?",
        "How much is a $<p> phone after a <o> percent discount?",
        "With my <o>% voucher, what does the bag for <p> euros come to?",
        "<p> minus <o>% discount",
        "Shoes were £<p>, now reduced by <o>%. New price?",
        "The sign says <o>% off everything. This lamp used to be <p> euros, so now it is?",
        "I'm a student and get <o> percent off. The full fare is <p>. My fare?",
        "Everything must go, <o> % cheaper! Take the sofa with the old price tag of <p> €. What's the new one?",
        "Calculate the sale price: original <p>, rebate <o>%.",
        "fr: Un manteau coûte <p> euros, avec <o> % de remise. Combien je paie ?",
        "de: Die Jacke kostet <p> Euro, heute <o> % Rabatt. Was zahle ich?",
        "es: Unos zapatos de <p> euros tienen un <o> % de descuento. ¿Cuánto pago?",
    ]
    code = "price = <p>\noff = <o>\nanswer(round(price * (1 - off / 100), 2))"
    return task(r, wordings, code, _exact(Fraction(str(price)) * (100 - off) / 100), p=price, o=off)


@family("money")
def discount_saved(r: Dice) -> Task:
    off = r.choice(_PERCENTS)
    price = sticker(r, 5, 400, off)
    wordings = [
        "How much do I save on a <p> dollar jacket with <o>% off?",
        "A <p> euro bike is reduced by <o> percent. By how much money is it cheaper?",
        "What's the discount in euros on <p> at <o>%?",
        "<o>% off $<p>, so what do I save?",
        "My coupon takes <o>% off a bill of <p>. What is the coupon worth in that case?",
        "The kettle costs £<p>. If they knock off <o>%, how many pounds stay in my pocket?",
        "Price <p>, rebate <o>%. I only want the amount of the rebate.",
        "We bought a table for <p> less <o>%. Tell me the saving, not the price.",
        "fr: Combien j'économise sur un article de <p> euros avec <o> % de réduction ?",
        "de: Wie viel Euro spare ich bei <o> % Rabatt auf <p> Euro?",
    ]
    code = "price = <p>\noff = <o>\nanswer(round(price * off / 100, 2))"
    return task(r, wordings, code, _exact(Fraction(str(price)) * off / 100), p=price, o=off)


@family("money")
def two_discounts(r: Dice) -> Task:
    first, second, price = r.choice([10, 20, 30, 40, 50]), r.choice([5, 10, 20, 25]), r.randint(2, 90) * 10
    while price * (100 - first) * (100 - second) % 100 == 50:
        price += 10
    wordings = [
        "A coat of <p> euros is reduced by <a>%, and at the till another <b>% is taken off. What do I pay?",
        "First <a>% off, then another <b>% off the reduced price. The bike was $<p>. What is it now?",
        "What does a <p> dollar TV cost after a <a>% discount followed by a further <b>%?",
        "The shop lowers the price of <p> by <a> percent and a week later by <b> percent more. Price in the end?",
        "<p>, minus <a>%, minus <b>% of that?",
        "My member card gives <b>% on top of the sale's <a>%. The sofa stood at <p>. What must I pay?",
        "If prices fall <a>% and then again <b>%, what does something for <p> cost afterwards?",
        "I've two vouchers, one for <a>% and one for <b>%, used one after the other on <p> euros. Result?",
        "fr: Un vélo à <p> euros baisse de <a> %, puis encore de <b> %. Quel est son prix ?",
        "es: Un abrigo de <p> euros baja un <a> % y luego otro <b> %. ¿Cuánto cuesta?",
    ]
    code = "price = <p>\nprice = price * (1 - <a> / 100)\nprice = price * (1 - <b> / 100)\nanswer(round(price, 2))"
    return task(
        r,
        wordings,
        code,
        _exact(Fraction(price * (100 - first) * (100 - second), 10000)),
        p=price,
        a=first,
        b=second,
    )


@family("money")
def discount_then_tax(r: Dice) -> Task:
    off, tax, price = (
        r.choice([10, 20, 25, 30, 40, 50]),
        r.choice([5, 6, 7, 8, 10, 20]),
        r.randint(2, 90) * 10,
    )
    while price * (100 - off) * (100 + tax) % 100 == 50:
        price += 10
    wordings = [
        "A jacket costs <p> dollars, is <o>% off, and then <t>% sales tax is added. What do I pay?",
        "Price $<p>, discount <o>%, tax <t>% on the reduced price. Total?",
        "What's the final price of a <p> dollar chair with <o>% off and <t>% tax?",
        "I have a <o>% coupon. The shop adds <t>% tax after it. The boots are <p>. My total?",
        "They take <o> percent off the <p>, then put <t> percent tax on top, which makes how much?",
        "The tag says <p>. Sale: minus <o>%. Till: plus <t>% tax. To pay?",
        "How much money do I need for a tent of <p> that is <o>% off, with <t>% tax added afterwards?",
        "Work out the bill: list price <p>, <o>% rebate, then <t>% VAT.",
        "de: Ein Tisch kostet <p> Euro netto, <o> % Rabatt, dann kommen <t> % Steuer dazu. Was zahle ich?",
        "fr: Prix <p> euros, remise de <o> %, puis <t> % de taxe. Total à payer ?",
    ]
    code = "price = <p>\nsale = price * (1 - <o> / 100)\nanswer(round(sale * (1 + <t> / 100), 2))"
    return task(
        r, wordings, code, _exact(Fraction(price * (100 - off) * (100 + tax), 10000)), p=price, o=off, t=tax
    )


@family("money")
def tip(r: Dice) -> Task:
    p = r.choice([5, 8, 10, 12, 15, 18, 20, 22, 25])
    bill = sticker(r, 8, 200, p)
    wordings = [
        "How much is a <p>% tip on $<n>?",
        "Our dinner came to $<n> and I'd like to leave <p>%. How much is the tip?",
        "I want to tip <p>%. The bill says <n> euros. So the tip is?",
        "The taxi was <n>; I give <p> percent on top. What goes to the driver?",
        "tip <p>% of <n>",
        "Haircut for <n> dollars, lovely work, <p>% tip. How many dollars extra is that?",
        "What tip do I leave if the meal for four was <n> and the service deserves <p>%?",
        "Just the gratuity please: bill <n>, rate <p>%.",
        "fr: L'addition est de <n> euros et je laisse <p> % de pourboire. Combien est-ce ?",
        "es: La cuenta son <n> euros. ¿Cuánto es un <p> % de propina?",
    ]
    code = "bill = <n>\ntip = <p>\nanswer(round(bill * tip / 100, 2))"
    return task(r, wordings, code, _exact(Fraction(str(bill)) * p / 100), n=bill, p=p)


@family("money")
def bill_with_tip(r: Dice) -> Task:
    p = r.choice([5, 8, 10, 12, 15, 18, 20, 22, 25])
    bill = sticker(r, 8, 200, p)
    wordings = [
        "The bill is $<n> and I tip <p>%. What do I pay in total?",
        "A meal of <n> euros plus <p>% tip comes to what?",
        "Total with <p> percent service on <n>?",
        "What leaves my wallet if dinner is <n> and I add <p>% for the waiter?",
        "We ate for £<n>. Add a <p>% tip and tell me the sum.",
        "Restaurant bill <n>, gratuity <p>%, amount to put on the card?",
        "They charge <p>% service here. Our drinks are <n>. How much altogether?",
        "I'd like to round things off with <p>% tip on a <n> dollar ride. Total charge?",
        "de: Die Rechnung beträgt <n> Euro, ich gebe <p> % Trinkgeld. Was zahle ich insgesamt?",
        "fr: Le repas coûte <n> euros, plus <p> % de service. Total ?",
    ]
    code = "bill = <n>\ntip = <p>\nanswer(round(bill * (1 + tip / 100), 2))"
    return task(r, wordings, code, _exact(Fraction(str(bill)) * (100 + p) / 100), n=bill, p=p)


@family("money")
def tip_and_split(r: Dice) -> Task:
    p, people_ = r.choice([10, 15, 18, 20]), r.randint(2, 8)
    bill = people_ * r.randint(6, 40) * 2
    wordings = [
        "The bill is $<n>, we add a <p>% tip and split it <k> ways. What does each pay?",
        "<k> friends share a dinner of <n> euros plus <p>% tip. Each one's share?",
        "How much per person: <n> dollars, <p> percent tip, <k> people?",
        "We're <k> at the table. The food was <n>, we tip <p>%, everyone pays the same. My part?",
        "Split <n> plus a <p>% gratuity between <k> of us.",
        "Dinner <n>, tip <p>%, <k> diners. Share?",
        "After adding <p>% to the <n> euro bill, what does each of the <k> colleagues owe?",
        "What's my share if <k> of us divide a bill of <n> and leave <p>% for the staff?",
        "fr: Nous sommes <k>, l'addition est de <n> euros et on ajoute <p> % de pourboire. Combien chacun paie-t-il ?",
        "es: Somos <k>, la cuenta es de <n> euros y dejamos un <p> % de propina. ¿Cuánto paga cada uno?",
    ]
    code = "bill = <n>\ntotal = bill * (1 + <p> / 100)\nanswer(round(total / <k>, 2))"
    return task(r, wordings, code, _exact(Fraction(bill * (100 + p), 100 * people_)), n=bill, p=p, k=people_)


@family("money")
def tax_on_top(r: Dice) -> Task:
    p = r.choice([4, 5, 6, 7, 8, 10, 19, 20, 21, 22, 25])
    net = sticker(r, 5, 900, p)
    wordings = [
        "Net price <n>, VAT <p>%. What is the gross price?",
        "What does a <n> dollar chair cost with <p>% sales tax?",
        "Add <p>% tax to <n>.",
        "The quote is <n> euros before tax. Tax is <p> percent. What will the invoice say?",
        "I order parts for <n>; with <p>% VAT on top that makes?",
        "Ex VAT: £<n>. VAT rate: <p>%. Inc VAT?",
        "How much do I pay at the till for $<n> of goods if sales tax is <p>%?",
        "My freelance fee is <n> plus <p>% tax, so what do I bill?",
        "de: Netto <n> Euro, dazu <p> % Mehrwertsteuer. Wie hoch ist der Bruttopreis?",
        "fr: Prix hors taxe <n> euros, TVA <p> %. Quel est le prix TTC ?",
    ]
    code = "net = <n>\ntax = <p>\nanswer(round(net * (1 + tax / 100), 2))"
    return task(r, wordings, code, _exact(Fraction(str(net)) * (100 + p) / 100), n=net, p=p)


@family("money")
def tax_amount(r: Dice) -> Task:
    p = r.choice([4, 5, 6, 7, 8, 10, 19, 20, 21, 22, 25])
    net = sticker(r, 5, 900, p)
    wordings = [
        "Tax of <p>% on <n>: how much tax is that?",
        "The VAT rate is <p>%. How much VAT is due on <n> net?",
        "I earned <n> and pay <p> percent of it in tax. What's the tax?",
        "How many dollars of sales tax are charged on a $<n> desk at <p>%?",
        "Customs take <p>% of the value. My parcel is worth <n>. The duty?",
        "net <n>, rate <p>%, tax = ?",
        "For goods worth £<n>, what goes to the state at <p>%?",
        "What will the <p>% property tax on a value of <n> thousand be, in thousands?",
        "es: ¿Cuánto IVA se paga por <n> euros al <p> %?",
        "de: Wie viel Steuer sind <p> % auf <n> Euro?",
    ]
    code = "net = <n>\ntax = <p>\nanswer(round(net * tax / 100, 2))"
    return task(r, wordings, code, _exact(Fraction(str(net)) * p / 100), n=net, p=p)


@family("money")
def price_before_tax(r: Dice) -> Task:
    p, net = r.choice([5, 7, 8, 10, 19, 20, 21, 25]), r.randint(4, 900)
    wordings = [
        "The gross price is <g> including <p>% VAT. What is the net price?",
        "I paid <g> dollars with <p>% tax included. What was it before tax?",
        "<g> euros incl. <p>% tax, so how much without?",
        "Take the <p>% VAT back out of <g>.",
        "A receipt shows £<g>, tax at <p>% already in it. The price without tax?",
        "What must the net amount be so that with <p>% tax it comes to <g>?",
        "Everything here is priced with tax. The drill says <g>, the rate is <p> percent. Net?",
        "Reverse VAT: total <g>, rate <p>%.",
        "de: Brutto <g> Euro, darin <p> % Mehrwertsteuer. Wie viel ist das netto?",
        "fr: Le prix TTC est de <g> euros, TVA <p> %. Quel est le prix hors taxe ?",
    ]
    code = "gross = <g>\ntax = <p>\nanswer(round(gross / (1 + tax / 100), 2))"
    return task(r, wordings, code, float(net), g=net * (100 + p) / 100, p=p)


@family("money")
def price_before_discount(r: Dice) -> Task:
    off, price = r.choice([5, 10, 15, 20, 25, 30, 40, 50]), r.randint(4, 90) * 5
    wordings = [
        "After <o>% off, the coat costs <s> dollars. What was the original price?",
        "I paid <s> euros with a <o>% discount. How much was it before?",
        "A bike is now <s>, <o> percent cheaper than it was. The old price?",
        "What did it cost before the sale, if <s> is the price after a <o>% reduction?",
        "Sale price <s>, discount <o>%. Original?",
        "They told me I'd saved <o>%; the card was charged <s>. What's the full price?",
        "<s> is what is left of the price when <o>% are taken off. Find the price.",
        "Something at <s> was reduced by <o>%, so the tag used to say?",
        "es: Con un <o> % de descuento pagué <s> euros. ¿Cuál era el precio original?",
        "fr: Après une remise de <o> %, un sac coûte <s> euros. Quel était son prix ?",
    ]
    code = "sale = <s>\noff = <o>\nanswer(round(sale / (1 - off / 100), 2))"
    return task(r, wordings, code, float(price), s=price * (100 - off) / 100, o=off)


@family("money")
def price_change_percent(r: Dice) -> Task:
    old = r.randint(2, 60) * 10
    new = old + r.choice([-1, 1]) * max(1, old * r.randint(2, 60) // 100)
    wordings = [
        "The rent went from <a> to <b>. What is the change in percent?",
        "A share cost <a> in May and <b> in June. By what percentage did it change?",
        "From <a> to <b>: percent change?",
        "Petrol for a tank used to be <a>, now it's <b>. How many percent is that (minus if it fell)?",
        "Percentage change of my salary, which was <a> and is <b>?",
        "Last year we sold <a>, this year <b>. Growth in percent?",
        "If the price moves from <a> to <b>, give me the change as a percentage.",
        "Our bill was <a> euros and is <b> euros this month. Change in %?",
        "de: Der Preis geht von <a> auf <b> Euro. Um wie viel Prozent ändert er sich?",
        "fr: Le prix passe de <a> à <b> euros. Quelle est la variation en pourcentage ?",
    ]
    code = "old = <a>\nnew = <b>\nanswer(round((new - old) / old * 100, 2))"
    return task(r, wordings, code, _exact(Fraction(100 * (new - old), old)), a=old, b=new)


@family("money")
def percent_saved(r: Dice) -> Task:
    old = r.randint(4, 80) * 5
    new = old - max(1, old * r.randint(5, 70) // 100)
    wordings = [
        "A lamp was <a> euros and now costs <b>. How many percent cheaper is it?",
        "Reduced from $<a> to $<b>. What's the discount in percent?",
        "What percentage do I save if I pay <b> instead of <a>?",
        "Old price <a>, sale price <b>. Percent off?",
        "By how many percent did the fare drop, from <a> down to <b>?",
        "They let me have the <a> dollar sofa for <b>. What discount is that, in %?",
        "I got it for <b>; others pay <a>. My rebate in percent?",
        "Usually <a>, this week <b>: how big is the reduction as a percentage?",
        "es: Un reloj costaba <a> euros y ahora <b>. ¿Qué porcentaje de descuento es?",
        "de: Von <a> auf <b> Euro reduziert: wie viel Prozent Rabatt sind das?",
    ]
    code = "old = <a>\nnew = <b>\nanswer(round((old - new) / old * 100, 2))"
    return task(r, wordings, code, _exact(Fraction(100 * (old - new), old)), a=old, b=new)


@family("money")
def profit_percent(r: Dice) -> Task:
    cost = r.randint(2, 80) * 5
    sold = cost + max(1, cost * r.randint(5, 90) // 100)
    wordings = [
        "I bought a bike for <a> and sold it for <b>. What's my profit in percent?",
        "Cost <a>, sold at <b>. Percentage profit on cost?",
        "A trader pays <a> euros for a rug and gets <b> euros. How many percent does she gain?",
        "What return in percent do I have on shares bought at <a> and sold at <b>?",
        "<A> makes a chair for $<a> and sells it for $<b>; profit as a % of the cost?",
        "Gain in percent: purchase <a>, sale <b>.",
        "If something that cost me <a> brings <b>, what percent did I make?",
        "My markup: it costs me <a> and the customer pays <b>. In percent?",
        "fr: J'achète un tableau <a> euros et je le revends <b>. Quel est mon bénéfice en pourcentage ?",
        "de: Für <a> Euro gekauft, für <b> Euro verkauft. Wie viel Prozent Gewinn sind das?",
    ]
    code = "cost = <a>\nsold = <b>\nanswer(round((sold - cost) / cost * 100, 2))"
    return task(r, wordings, code, _exact(Fraction(100 * (sold - cost), cost)), a=cost, b=sold, **people(r))


@family("money")
def profit_of_many(r: Dice) -> Task:
    n, buy = r.randint(3, 80), r.randint(2, 40)
    sell = buy + r.randint(1, 30)
    wordings = [
        "<A> buys <n> mugs at <a> euros each and sells them all at <b> euros each. What's the profit?",
        "A shop takes in <n> hats for $<a> apiece and sells each for $<b>. Profit on all of them?",
        "I sold <n> plants at <b> that had cost me <a> each. How much did I make?",
        "Buying price <a>, selling price <b>, <n> pieces. Total profit?",
        "What does a stall earn on <n> shirts, bought for <a> and sold for <b> each?",
        "Each cake costs me <a> to bake, people pay <b>, and I sell <n>. What do I gain altogether?",
        "We resold <n> tickets: <a> each when we got them, <b> each when we let them go. Our gain?",
        "For <n> jars of honey <A> spends <a> a jar and asks <b> a jar. If all are sold, what's left over?",
        "es: <A> compra <n> camisetas a <a> euros y las vende a <b> euros cada una. ¿Cuánto gana?",
        "fr: <A> achète <n> vases à <a> euros et les revend <b> euros pièce. Quel est son bénéfice ?",
    ]
    code = "cost = <n> * <a>\nsales = <n> * <b>\nanswer(sales - cost)"
    return task(r, wordings, code, n * (sell - buy), n=n, a=buy, b=sell, **people(r))
