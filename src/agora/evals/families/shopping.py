"""At the till and in the kitchen: change, prices of several, unit prices, offers, recipes and what is enough."""

from fractions import Fraction

from agora.evals.families._scenes import people, spoken
from agora.evals.task import Dice, Task, family, task


def _exact(value: Fraction) -> float:
    return round(float(value), 2)


@family("money", weight=2)
def change_given(r: Dice) -> Task:
    n, cents = r.randint(2, 6), r.randint(20, 900)
    paid = next(note for note in (5, 10, 20, 50, 100) if note * 100 >= n * cents)
    wordings = [
        "<A> buys <X> notebooks at $<p> each and pays with a $<q> bill. How much change is there?",
        "I pay with <q> euros for <X> coffees at <p> euros. What do I get back?",
        "<X> loaves at <p> each, paid with <q>. The change?",
        "What change do I get from <q> dollars after buying <X> ice creams for <p> dollars each?",
        "<A> hands over a <q> euro note for <X> tickets of <p> euros. How much comes back?",
        "A bus ride is £<p>. I buy <X> and give the driver £<q>. My change?",
        "I have <q> in my pocket and take <X> melons, <p> apiece. What's left in the pocket?",
        "Out of <q>, how much remains if I send <X> parcels and each costs <p>?",
        "Cashier question: <X> items, <p> each, customer gives <q>. Return?",
        "fr: J'achète <X> baguettes à <p> euros et je paie avec <q> euros. Combien on me rend ?",
        "de: <A> kauft <X> Hefte zu je <p> Euro und zahlt mit <q> Euro. Wie viel Rückgeld gibt es?",
        "es: Compro <X> cafés a <p> euros y pago con <q> euros. ¿Cuánto me devuelven?",
    ]
    code = "cost = <n> * <p>\nanswer(round(<q> - cost, 2))"
    value = (paid * 100 - n * cents) / 100
    return task(r, wordings, code, value, n=n, X=spoken(r, n), p=f"{cents / 100:.2f}", q=paid, **people(r))


@family("money")
def change_of_two(r: Dice) -> Task:
    a, b = r.randint(50, 1500), r.randint(50, 1500)
    paid = next(note for note in (10, 20, 50) if note * 100 >= a + b)
    wordings = [
        "A book for <a> and a pen for <b>. I pay with <q>. How much do I get back?",
        "<A> buys cheese for $<a> and bread for $<b> and gives the cashier $<q>. Her change?",
        "From <q> euros I pay <a> for lunch and <b> for the bus. What's left?",
        "What is my change from <q> if I spend <a> at one stand and <b> at the next?",
        "Soup <a>, juice <b>, note <q>. Change?",
        "I gave them <q> dollars; the shampoo was <a> and the soap <b>. How much should they return?",
        "Am I right that after paying <a> and <b> with a <q> euro note I should still have something? How much?",
        "Mum gave me <q>. Milk was <a>, eggs were <b>. What do I bring back?",
        "fr: J'achète un livre à <a> euros et un stylo à <b> euros. Je donne <q> euros. Combien on me rend ?",
        "es: Pago con <q> euros un pan de <a> y un queso de <b>. ¿Cuánto me devuelven?",
    ]
    code = "cost = <a> + <b>\nanswer(round(<q> - cost, 2))"
    value = (paid * 100 - a - b) / 100
    return task(r, wordings, code, value, a=f"{a / 100:.2f}", b=f"{b / 100:.2f}", q=paid, **people(r))


@family("money")
def shopping_total(r: Dice) -> Task:
    n, m, x, y, z = (
        r.randint(2, 9),
        r.randint(2, 9),
        r.randint(20, 600),
        r.randint(20, 600),
        r.randint(100, 3000),
    )
    wordings = [
        "<n> apples at <x>, <m> pears at <y> and a cake for <z>. What do I pay altogether?",
        "<A> buys <n> cans at $<x>, <m> bottles at $<y> and one pan for $<z>. Total?",
        "What's the sum for <n> pens (<x> each), <m> pads (<y> each) and a bag (<z>)?",
        "My basket: <n> x <x>, <m> x <y>, 1 x <z>. Total price?",
        "I need <n> rolls, <m> eggs and a ham. A roll is <x>, an egg <y>, the ham <z>. How much money do I take along?",
        "The invoice lists <n> hinges at <x>, <m> handles at <y> and delivery at <z>. What does it add up to?",
        "We ordered <n> teas for <x> each, <m> cakes for <y> each and a salad for <z>. The bill?",
        "A plumber uses <n> pipes of <x> euros and <m> valves of <y> euros and charges <z> for work. What do I owe him?",
        "fr: J'achète <n> pains à <x> euros, <m> jus à <y> euros et un fromage à <z> euros. Total ?",
        "de: <n> Brötchen zu <x> Euro, <m> Brezeln zu <y> Euro und eine Torte für <z> Euro. Was kostet alles?",
    ]
    code = "total = <n> * <x> + <m> * <y> + <z>\nanswer(round(total, 2))"
    x_, y_, z_ = (f"{c / 100:.2f}" for c in (x, y, z))
    return task(r, wordings, code, (n * x + m * y + z) / 100, n=n, m=m, x=x_, y=y_, z=z_, **people(r))


@family("money")
def what_can_i_afford(r: Dice) -> Task:
    price, have = r.randint(2, 40), r.randint(50, 400)
    wordings = [
        "<A> has <a> euros. A ticket costs <b> euros. How many tickets can <A> buy, and what is left?",
        "With $<a>, how many $<b> shirts do I get and how much money is over? Give both numbers.",
        "<a> in the purse, <b> each: how many, and the rest?",
        "How many rides at <b> can I take for <a>, and what do I have left afterwards?",
        "I buy as many books at <b> as my <a> allow. Number of books and remaining money?",
        "A jar of honey is <b>. Our <a> buys how many jars and leaves how much?",
        "Give me count and remainder: <a> dollars, plants at <b> dollars.",
        "We've collected <a> for balls. One ball is <b>. How many balls, and how much stays in the kitty?",
        "es: Tengo <a> euros y cada entrada cuesta <b>. ¿Cuántas puedo comprar y cuánto me sobra?",
        "fr: Avec <a> euros, combien de livres à <b> euros et combien me reste-t-il ?",
    ]
    count = max(k for k in range(have + 1) if k * price <= have)
    return task(
        r,
        wordings,
        "answer([<a> // <b>, <a> % <b>])",
        [count, have - count * price],
        a=have,
        b=price,
        **people(r),
    )


@family("money", weight=2)
def price_of_more(r: Dice) -> Task:
    a, b, unit = r.randint(2, 15), r.randint(2, 24), r.randint(20, 900)
    wordings = [
        "<a> kg of rice cost <c> euros. How much are <b> kg?",
        "If <a> tickets are $<c>, what do <b> tickets cost?",
        "<a> pens for <c>. Price of <b> pens?",
        "I paid <c> dollars for <a> litres of paint. What would <b> litres cost me?",
        "<a> metres of fabric come to <c> euros; my sister needs <b> metres. What does she pay?",
        "What must I pay for <b> eggs when <a> eggs are <c>?",
        "At the market <a> melons were <c>. Tomorrow I want <b>. How much money is that at the same price?",
        "My neighbour got <a> bricks for <c>, so <b> bricks should be...?",
        "fr: <a> kg de pommes coûtent <c> euros. Combien coûtent <b> kg ?",
        "de: <a> Karten kosten <c> Euro. Was kosten <b> Karten?",
        "es: Si <a> litros cuestan <c> euros, ¿cuánto cuestan <b> litros?",
    ]
    code = "each = <c> / <a>\nanswer(round(each * <b>, 2))"
    return task(r, wordings, code, unit * b / 100, a=a, b=b, c=a * unit / 100)


@family("money")
def unit_price(r: Dice) -> Task:
    n, cents = r.randint(2, 24), r.randint(100, 5000)
    while cents % n * 2 == n:
        cents += 1
    wordings = [
        "<n> bottles cost <c> euros. What does one bottle cost?",
        "A pack of <n> is <c> dollars. Price per piece?",
        "<c> for <n> eggs, so how much is one egg?",
        "What is the price per kg if <n> kg cost <c>?",
        "I paid £<c> for <n> rides at the fair. How much per ride?",
        "<n> of us paid <c> together, everyone the same. How much was it each?",
        "Printer paper, <n> packs, <c> in total. Cost of a pack?",
        "My phone plan was <c> for <n> months. What's that a month?",
        "fr: Un lot de <n> yaourts coûte <c> euros. Quel est le prix d'un yaourt ?",
        "de: <n> Flaschen kosten <c> Euro. Was kostet eine?",
    ]
    return task(
        r, wordings, "answer(round(<c> / <n>, 2))", _exact(Fraction(cents, 100 * n)), n=n, c=cents / 100
    )


@family("money")
def price_per_weight(r: Dice) -> Task:
    g, cents = r.choice([50, 125, 150, 200, 250, 400, 450, 500, 750, 800]), r.randint(60, 1900)
    wordings = [
        "<g> g of cheese cost <c> euros. What is the price per kg?",
        "A <g> gram jar is $<c>. How much is that per kilo?",
        "Price per kilogram if <g> g are <c>?",
        "The coffee costs <c> for a bag of <g> g; what would a whole kilo cost at that price?",
        "<c> for <g> ml of oil, so per litre?",
        "I'm comparing cereals: this box has <g> g and costs <c>. Kilo price?",
        "What does 1000 ml of perfume cost when <g> ml cost <c>?",
        "Small pack: <g> g, <c>. Convert to the price of 1 kg.",
        "es: <g> g de jamón cuestan <c> euros. ¿A cuánto sale el kilo?",
        "de: <g> g Käse kosten <c> Euro. Was kostet ein Kilo?",
    ]
    code = "each = <c> / <g>\nanswer(round(each * 1000, 2))"
    while cents * 1000 % g * 2 == g:
        cents += 1
    return task(r, wordings, code, _exact(Fraction(cents * 10, g)), g=g, c=cents / 100)


@family("money")
def better_offer(r: Dice) -> Task:
    a, b = r.sample(range(2, 13), 2)
    p, q = r.randint(100, 2000), r.randint(100, 2000)
    while p * b == q * a:
        q += 1
    wordings = [
        "Which is cheaper per kg: <a> kg for <p> euros or <b> kg for <q> euros?",
        "Shop A sells <a> rolls for $<p>, shop B <b> rolls for $<q>. Which is the better deal?",
        "First offer: <a> litres at <p>. Second offer: <b> litres at <q>. Which offer is better per litre?",
        "Is it better to buy <a> for <p> or <b> for <q>?",
        "<a> pieces cost <p>, <b> pieces cost <q>. Which is cheaper per piece?",
        "I need the better price: a pack of <a> nappies for <p> against a pack of <b> for <q>.",
        "Big or small? The one bag is <p> and holds <a> kg, the other <q> and holds <b> kg. Best value?",
        "Gym one asks <p> for <a> months, gym two <q> for <b> months. Which costs less a month?",
        "de: Was ist günstiger, <a> Stück für <p> Euro oder <b> Stück für <q> Euro?",
        "fr: Lequel est le moins cher au kilo : <a> kg pour <p> euros ou <b> kg pour <q> euros ?",
    ]
    code = 'first, second = <p> / <a>, <q> / <b>\nanswer("the first" if first < second else "the second")'
    return task(
        r, wordings, code, "the first" if p * b < q * a else "the second", a=a, b=b, p=p / 100, q=q / 100
    )


@family("money")
def buy_some_get_one(r: Dice) -> Task:
    k, price = r.choice([2, 3, 4]), r.randint(2, 30)
    n = r.randint(k + 1, 24)
    wordings = [
        "Buy <k> get 1 free. A shirt costs <p>. What do I pay for <n> shirts?",
        "With every <k> pizzas you buy, one more is free. Pizzas are $<p>. I want <n>. Total?",
        "Offer: pay for <k>, take <m>. Price of one: <p>. Cost of <n>?",
        "Each time you take <m> bottles, you pay only <k>. At <p> a bottle, what are <n> bottles?",
        "How much are <n> soaps at <p>, if one in every <m> is free?",
        "The shop gives me 1 for nothing with each <k> plants bought. I carry out <n> plants at <p> euros. What do I pay?",
        "<m> for <k> on all candles! One is <p>; I'm getting <n>. To pay?",
        "A stamp card: <k> coffees paid, the next free. I drank <n>. A coffee is <p>. What did I spend?",
        "fr: Pour <k> achetés, 1 gratuit. Un savon coûte <p> euros. Combien je paie pour <n> savons ?",
        "es: Por cada <k> que compras, uno gratis. Cada uno cuesta <p> euros. ¿Cuánto pago por <n>?",
    ]
    paid = sum(1 for i in range(1, n + 1) if i % (k + 1))
    code = "free = <n> // (<k> + 1)\nanswer((<n> - free) * <p>)"
    return task(r, wordings, code, paid * price, k=k, m=k + 1, n=n, p=price)


@family("money")
def second_half_price(r: Dice) -> Task:
    n, price = r.randint(2, 14), r.randint(2, 40) * 2
    wordings = [
        "Every second book is half price. A book costs <p>. What do <n> books cost?",
        "Buy one, get the next at half price. I take <n> mugs, <p> each. Total?",
        "The second of each pair is 50% off. Price <p>, pieces <n>. What do I pay?",
        "What are <n> ice creams at <p> if each second one costs half?",
        "I'm buying <n> pairs of socks for <p> a pair and every other pair is half price. How much?",
        "Offer of the week: second item half price. I want <n> lamps at $<p>. Bill?",
        "Half off every 2nd ticket. One ticket is <p>. Cost for our group of <n>?",
        "They charge <p>, and only half of it for every second child. We've <n> children. The fee?",
        "de: Jedes zweite T-Shirt gibt es zum halben Preis. Eins kostet <p> Euro. Was kosten <n>?",
        "fr: Le deuxième article est à moitié prix. Un article coûte <p> euros. Combien coûtent <n> articles ?",
    ]
    value = float(sum(price // 2 if i % 2 else price for i in range(n)))
    code = "half = <n> // 2\nanswer((<n> - half) * <p> + half * <p> / 2)"
    return task(r, wordings, code, value, n=n, p=price)


@family("money", weight=2)
def savings_goal(r: Dice) -> Task:
    a, b = r.randint(5, 90), r.randint(100, 900)
    wordings = [
        "<A> saves <a> euros a week. How many weeks until <b> euros are saved?",
        "I put away <a> a month. In how many months do I have <b>?",
        "A bike costs <b> dollars and <A> saves <a> dollars each week. How many weeks does it take?",
        "How many days at <a> pages a day for a book of <b> pages?",
        "I put <a> dollars aside each week. After how many weeks do I have <b>?",
        "The class wants <b> for a trip, and the bake sale brings <a> a week. Number of weeks?",
        "If I do <a> a day, how many days until I reach <b>?",
        "Goal <b>, monthly saving <a>. Months?",
        "To afford a console at <b> I mow lawns for <a> each. How many lawns?",
        "fr: J'économise <a> euros par semaine. Combien de semaines pour avoir <b> euros ?",
        "de: Ich spare <a> Euro im Monat. Nach wie vielen Monaten habe ich <b> Euro?",
    ]
    return task(r, wordings, "import math\nanswer(math.ceil(<b> / <a>))", -(-b // a), a=a, b=b, **people(r))


@family("money", weight=2)
def savings_goal_with_start(r: Dice) -> Task:
    a, b, c = r.randint(5, 60), r.randint(100, 900), r.randint(10, 90)
    wordings = [
        "<A> has <c> euros and saves <a> more each week. How many weeks until there are <b>?",
        "I already have <c> and add <a> every month. How many months until <b>?",
        "A game costs <b>. I have <c> and earn <a> a week. How many weeks?",
        "Starting with <c> points and winning <a> a day, after how many days do I have at least <b>?",
        "<c> in the jar, <a> more each week; how many weeks to get to <b>?",
        "I own <c> stamps and get <a> a week. In how many weeks will it be <b>?",
        "We need <b> for the roof. There's <c> in the bank and <a> come in per month. Months to wait?",
        "How long, in weeks, must <A> save <a> a week for a <b> euro drone, having <c> from a birthday?",
        "es: Tengo <c> euros y ahorro <a> cada semana. ¿En cuántas semanas tendré <b>?",
        "de: <A> hat schon <c> Euro und spart jede Woche <a> Euro. Wie viele Wochen bis <b> Euro?",
    ]
    weeks = 0
    while c + weeks * a < b:
        weeks += 1
    code = "import math\nmissing = <b> - <c>\nanswer(math.ceil(missing / <a>))"
    return task(
        r,
        wordings,
        code,
        weeks,
        a=a,
        b=b,
        c=c,
        **people(r),
    )


@family("stories", weight=2)
def recipe_scale(r: Dice) -> Task:
    a, b, g = r.randint(2, 8), r.randint(2, 20), r.randint(2, 30) * 25
    thing = r.choice(
        [
            ("flour", "farine", "Mehl", "harina"),
            ("sugar", "sucre", "Zucker", "azúcar"),
            ("rice", "riz", "Reis", "arroz"),
        ]
    )
    wordings = [
        "A recipe for <a> people needs <g> g of <t>. How much for <b> people?",
        "I need <g> grams of <t> for <a> servings. How many grams for <b> servings?",
        "<g> g <t> make <a> cakes; how much <t> for <b> cakes?",
        "For <a> portions take <g> g of <t>. I cook for <b>. How much <t>?",
        "My pudding for <a> uses <g> g <t>. Scale it to <b> guests.",
        "How much <t> do <b> people need if <a> need <g> g?",
        "The cookbook says <g> g of <t>, serves <a>. We're <b> tonight. Grams of <t>?",
        "There will be <b> of us instead of <a>, so <g> g of <t> becomes what?",
        "fr: Pour <a> personnes il faut <g> g de <t>. Combien pour <b> personnes ?",
        "de: Ein Rezept für <a> Personen braucht <g> g <t>. Wie viel g brauche ich für <b>?",
        "es: Una receta para <a> personas lleva <g> g de <t>. ¿Cuántos gramos para <b>?",
    ]
    names = dict(zip(("en", "fr", "de", "es"), thing, strict=True))
    code = "each = <g> / <a>\nanswer(round(each * <b>, 1))"
    while g * b * 100 % (a * 10) * 2 == a * 10:
        b += 1
    return task(r, wordings, code, round(g * b / a, 1), a=a, b=b, g=g, t=names)


@family("stories")
def pizzas_to_order(r: Dice) -> Task:
    people_, each, slices = r.randint(3, 40), r.randint(2, 5), r.choice([6, 8, 10, 12])
    wordings = [
        "Pizzas here have <s> slices. There are <n> of us and each wants <e> slices. How many pizzas must we order?",
        "<n> guests eat <e> rolls each; rolls come in bags of <s>. How many bags do I buy?",
        "How many packs of <s> sausages for a barbecue with <n> people at <e> sausages a head?",
        "Every one of my <n> pupils needs <e> pencils. Pencils are sold in boxes of <s>. Boxes?",
        "I invite <n> friends, count <e> drinks for each, and a case holds <s> cans. Cases to get?",
        "Party: <n> kids, <e> balloons per kid, <s> balloons in a packet. Packets?",
        "A cake gives <s> pieces. For <n> people who take <e> pieces each, how many cakes should be baked?",
        "We sleep <e> nights, <n> of us, and each takes one towel a night; towels come <s> to a bundle. Bundles?",
        "fr: Une pizza a <s> parts. Nous sommes <n> et chacun mange <e> parts. Combien de pizzas commander ?",
        "es: Somos <n>, cada uno come <e> porciones y cada pizza tiene <s>. ¿Cuántas pizzas pedimos?",
    ]
    code = "import math\nneeded = <n> * <e>\nanswer(math.ceil(needed / <s>))"
    return task(r, wordings, code, -(-people_ * each // slices), n=people_, e=each, s=slices)


@family("stories")
def fill_glasses(r: Dice) -> Task:
    litres, ml = r.randint(1, 12), r.choice([100, 125, 150, 200, 250, 300, 330, 500, 750])
    wordings = [
        "How many <m> ml glasses can I fill from a <l> litre jug?",
        "A pot holds <l> litres. How many <m> ml bowls is that?",
        "<l> l of juice, <m> ml a bottle: how many full bottles?",
        "I pour <m> ml portions from <l> litres. How many whole ones?",
        "We pressed <l> litres of oil and fill it into bottles of <m> ml. Full bottles?",
        "Number of full <m> ml cups in <l> litres?",
        "If every guest gets <m> ml of punch, for how many guests are <l> litres enough?",
        "My watering can takes <m> ml. From a <l> l bucket I can fill it how many times?",
        "de: Wie viele Gläser zu <m> ml kann ich aus <l> Litern füllen?",
        "fr: Combien de verres de <m> ml peut-on remplir avec <l> litres ?",
    ]
    return task(
        r, wordings, "answer(<l> * 1000 // <m>)", (litres * 1000 - litres * 1000 % ml) // ml, l=litres, m=ml
    )


@family("stories")
def days_it_lasts(r: Dice) -> Task:
    pack, per, n = r.randint(5, 60), r.randint(2, 4), r.randint(2, 12)
    wordings = [
        "I take <p> pills a day and have <n> packs of <k>. For how many whole days do they last?",
        "A dog eats <p> cans a day. We bought <n> trays of <k> cans. How many full days is that enough?",
        "We use <p> rolls of paper a day, and <n> boxes with <k> rolls are in stock. Full days until it's gone?",
        "How many complete days do <n> bags of <k> diapers last at <p> diapers a day?",
        "<n> crates of <k> eggs, <p> eggs every morning. Days?",
        "The stove burns <p> logs a day; there are <n> stacks of <k> logs. How many days can I heat completely?",
        "Tea for <n> tins with <k> bags each, and I drink <p> cups daily. How many full days?",
        "If the office drinks <p> bottles a day, how many whole days are <n> cases of <k> good for?",
        "fr: Je prends <p> comprimés par jour et j'ai <n> boîtes de <k>. Combien de jours entiers ?",
        "de: Ich brauche <p> Filter am Tag und habe <n> Packungen mit <k>. Wie viele ganze Tage reicht das?",
    ]
    days, left = 0, pack * n
    while left >= per:
        days, left = days + 1, left - per
    return task(r, wordings, "total = <n> * <k>\nanswer(total // <p>)", days, n=n, k=pack, p=per)
