"""Word problems of three and four steps: shops, farms, schools, trips and households."""

from agora.evals.families._scenes import people, spoken, story, times
from agora.evals.task import Dice, Task, family


@family("stories")
def eggs_for_the_market(r: Dice) -> Task:
    n, eaten, price = r.randint(12, 60), r.randint(2, 6), r.randint(1, 6)
    wordings = [
        "<A>'s hens lay <n> eggs a day. The family eats <X> of them and sells the rest at <p> dollars each. How much does <A> make a day?|rest",
        "A baker makes <n> tarts, keeps <X> for her children, and sells the others for <p> euros apiece. What does she take in?|rest",
        "From <n> seedlings <X> die. The others are sold at $<p> each. Income?|rest",
        "How much money comes in when <X> of <n> tickets are given away free and all the others cost <p>?|rest",
        "I printed <n> T-shirts, <X> were spoiled, and each good one went for <p>. What did I get?|good",
        "Each week we press <n> bottles of juice. <X> stay in our own cellar; every other one is sold for <p>. Weekly sales?|rest",
        "<n> seats, <X> of them broken, every usable seat sold at <p> - the takings?|seats",
        "A fisherman caught <n> fish, threw back <X> and got <p> coins for each fish he kept. How many coins?|fish",
        "fr: Les poules de <A> pondent <n> œufs. <A> en garde <X> et vend le reste <p> euros pièce. Combien gagne <A> ?|rest",
        "es: Una panadera hace <n> pasteles, se queda con <X> y vende los demás a <p> euros. ¿Cuánto gana?|rest",
    ]
    code = "$1 = <n> - <e>\nanswer($1 * <p>)"
    return story(
        r, wordings, code, n * price - eaten * price, n=n, e=eaten, X=spoken(r, eaten), p=price, **people(r)
    )


@family("stories")
def working_week(r: Dice) -> Task:
    a, d, w, cost = r.randint(2, 9), r.randint(2, 6), r.randint(8, 30), r.randint(5, 60)
    wordings = [
        "<A> works <X> hours a day on <Y> days a week for <w> euros an hour. The bus costs <c> a week. What's left of a week's pay?|hours pay",
        "I babysit <Y> evenings a week, <X> hours each, at $<w> an hour, and spend $<c> of it on snacks. What do I keep?|hours pay",
        "Pay <w> an hour, <X> hours a day, <Y> days, minus <c> for tools. Result?|hours pay",
        "What remains of my wage if I work <Y> days of <X> hours at <w> per hour and <c> goes to the union?|hours pay",
        "A cleaner is paid <w> an hour. She cleans <X> hours on each of <Y> days and buys soap for <c>. Her profit?|hours pay",
        "<A> teaches <X> lessons a day, <Y> days a week, earns <w> per lesson and pays <c> weekly for the room. How much is left per week?|lessons pay",
        "The boat is hired out <X> times a day for <Y> days at <w> a time; fuel was <c>. What did we earn?|trips pay",
        "For <Y> days we picked berries <X> hours a day, at <w> an hour, and the camp took <c> from us. Our earnings?|hours pay",
        "de: <A> arbeitet an <Y> Tagen je <X> Stunden für <w> Euro pro Stunde und zahlt <c> Euro für die Fahrt. Was bleibt übrig?|hours pay",
        "fr: <A> travaille <X> heures par jour, <Y> jours, à <w> euros de l'heure, et dépense <c> euros. Que reste-t-il ?|hours pay",
    ]
    code = "$1 = <a> * <d>\n$2 = $1 * <w>\nanswer($2 - <c>)"
    values = {"a": a, "d": d, "w": w, "c": cost, "X": spoken(r, a), "Y": spoken(r, d)}
    return story(r, wordings, code, sum([w * a] * d) - cost, **values, **people(r))


@family("stories")
def half_price_for_children(r: Dice) -> Task:
    a, c, p = r.randint(2, 9), r.randint(2, 12), r.randint(2, 20) * 2
    wordings = [
        "A ticket costs <p> euros, children pay half. What do <X> adults and <Y> children pay?|adults children",
        "The zoo takes $<p> from a grown-up and half of that from a child. We're <X> grown-ups with <Y> children. Total?|adults children",
        "<X> full fares at <p> and <Y> half fares, how much together?|full half",
        "How much is the boat trip for <X> parents and <Y> kids if a parent pays <p> and a kid half as much?|parents kids",
        "Big pizzas are <p>, small ones half the price. I order <X> big and <Y> small ones. The bill?|big small",
        "Seats by the stage cost <p>, seats at the back half of it. <X> of us sit in front, <Y> at the back. What do we pay in all?|front back",
        "A large box weighs <p> kg, a small box half as much. Weight of <X> large and <Y> small boxes?|large small",
        "Members pay half of the <p> dollar fee. <Y> members and <X> guests signed up. How much money is that?|guests members",
        "es: La entrada cuesta <p> euros y los niños pagan la mitad. ¿Cuánto pagan <X> adultos y <Y> niños?|adults children",
        "de: Eine Karte kostet <p> Euro, Kinder zahlen die Hälfte. Was zahlen <X> Erwachsene und <Y> Kinder?|adults children",
    ]
    code = "$1 = <a> * <p>\n$2 = <c> * <p> / 2\nanswer($1 + $2)"
    value = float(p * a + p // 2 * c)
    return story(r, wordings, code, value, a=a, c=c, p=p, X=spoken(r, a), Y=spoken(r, c), **people(r))


@family("stories")
def growing_days(r: Dice) -> Task:
    a, d, n = r.randint(2, 40), r.randint(1, 15), r.randint(3, 5)
    wordings = [
        "<A> does <a> push-ups on the first day and <d> more each day than the day before. How many in <X> days altogether?|total",
        "The first row of the hall has <a> seats and every next row <d> more. Seats in <X> rows?|seats",
        "I save <a> euros in January and each month <d> euros more than the month before. How much after <X> months?|saved",
        "A stack has <a> cans at the top and <d> more in every layer below. Cans in <X> layers?|cans",
        "Day one: <a> pages. Each following day <d> pages more. Total pages after <X> days?|pages",
        "How many km are that in <X> days if <A> walks <a> km on day one and adds <d> km daily?|km",
        "The bus picked up <a> people at its first stop, and at each stop <d> more than at the last. People after <X> stops?|people",
        "A shop sold <a> bikes in its first week and then always <d> bikes more than the week before. Sold in <X> weeks in total?|bikes",
        "fr: <A> lit <a> pages le premier jour et chaque jour <d> de plus que la veille. Combien de pages en <X> jours ?|pages",
        "de: Am ersten Tag läuft <A> <a> km, jeden Tag <d> km mehr als am Tag davor. Wie viele km in <X> Tagen insgesamt?|km",
    ]
    value = n * a + d * n * (n - 1) // 2
    code = "$1 = sum([<a> + <d> * i for i in range(<n>)])\nanswer($1)"
    return story(r, wordings, code, value, a=a, d=d, n=n, X=spoken(r, n), **people(r))


@family("stories")
def doubling_days(r: Dice) -> Task:
    a, n, k = r.randint(1, 20), r.randint(3, 8), r.choice([2, 2, 3])
    wordings = [
        "A pond has <a> lilies and their number becomes <k> as large every day. How many are there after <X> days?|lilies",
        "I start with <a> cells. Each hour there are <k> as many. How many after <X> hours?|cells",
        "<a> people know a secret, and every day <k> as many know it. How many know it <X> days later?|people",
        "Bacteria: <a> now, every hour the count is multiplied by <n>. After <X> hours?|bacteria",
        "How many rabbits after <X> years, if there are <a> now and each year brings <k> as many?|rabbits",
        "My video had <a> views. Each day the views were <k> what they had been. Views after <X> days?|views",
        "Chain letter: <a> at first, and each week <k> as many letters go round. How many in week <X> from now?|letters",
        "The bet starts at <a> coins and is <k> as high after each round. How high is it after <X> rounds?|coins",
        "fr: Il y a <a> bactéries, et chaque heure leur nombre est multiplié par <n>. Combien après <X> heures ?|bacteria",
        "es: Hay <a> conejos y cada año se multiplican por <n>. ¿Cuántos hay después de <X> años?|rabbits",
    ]
    value = a
    for _ in range(n):
        value *= k
    return story(r, wordings, "answer(<a> * <n> ** <d>)", value, a=a, n=k, k=times(k), d=n, X=spoken(r, n))


@family("stories")
def need_to_raise(r: Dice) -> Task:
    goal, a, p, b = r.randint(300, 900), r.randint(5, 30), r.randint(2, 9), r.randint(5, 60)
    wordings = [
        "The class needs <g> euros for a trip. They sold <a> cakes at <p> euros each and got <b> from a parent. How much is still missing?|cakes raised",
        "<A> wants a bike for $<g>. She mowed <a> lawns for $<p> each and has $<b> saved. How much more does she need?|lawns raised",
        "Goal <g>. So far: <a> tickets at <p>, plus a gift of <b>. What's lacking?|tickets raised",
        "How far are we from <g> if <a> people gave <p> each and the bank gave <b>?|people raised",
        "I have to write <g> words. I wrote <p> words on each of <a> cards and <b> on a poster. Words to go?|cards raised",
        "Our roof costs <g>; <a> members paid <p> each and the town <b>. What sum must we still find?|members raised",
        "A truck can carry <g> kg. Loaded are <a> sacks of <p> kg and a box of <b> kg. How many kg can still go on?|sacks raised",
        "To reach <g> points: <a> wins at <p> points, one bonus of <b>. Points missing?|wins raised",
        "de: Die Klasse braucht <g> Euro. Sie hat <a> Kuchen zu je <p> Euro verkauft und <b> Euro geschenkt bekommen. Wie viel fehlt noch?|cakes raised",
        "es: Necesito <g> euros. Vendí <a> dibujos a <p> euros y tenía <b> ahorrados. ¿Cuánto me falta?|drawings raised",
    ]
    code = "$1 = <a> * <p>\n$2 = $1 + <b>\nanswer(<g> - $2)"
    goal = max(goal, a * p + b + 5)
    return story(r, wordings, code, goal - b - a * p, g=goal, a=a, p=p, b=b, **people(r))


@family("stories")
def class_parts(r: Dice) -> Task:
    k, m = r.choice([(2, 3), (2, 4), (3, 4), (2, 5), (4, 5), (3, 5)])
    n = k * m * r.randint(2, 12)
    parts = {
        2: ("half", "la moitié", "die Hälfte"),
        3: ("a third", "un tiers", "ein Drittel"),
        4: ("a quarter", "un quart", "ein Viertel"),
        5: ("a fifth", "un cinquième", "ein Fünftel"),
    }
    wordings = [
        "Of <n> pupils, <v> come by bus and <w> by bike. The others walk. How many walk?|bus bike",
        "<A> has <n> euros, spends <v> on books and <w> on food. How much is left?|books food",
        "A farm of <n> hectares: <v> is forest, <w> is meadow, the rest fields. Hectares of fields?|forest meadow",
        "How many balls are white if a box holds <n>, <v> of them red and <w> blue, all others white?|red blue",
        "We drove <n> km, <v> on the first day and <w> on the second. What was left for day three?|first second",
        "<n> guests answered: <v> want fish, <w> want meat, the rest eat neither. How many is the rest?|fish meat",
        "From my pay of <n> I give <v> for rent and <w> for everything else I need. What can I save?|rent needs",
        "Out of <n> votes <v> went to Lee and <w> to Kim; what did the third candidate get?|lee kim",
        "fr: Sur <n> élèves, <v> viennent en bus et <w> à vélo, les autres à pied. Combien viennent à pied ?|bus bike",
        "de: Von <n> Schülern kommt <v> mit dem Bus und <w> mit dem Rad, der Rest zu Fuß. Wie viele gehen zu Fuß?|bus bike",
    ]
    code = "$1 = <n> / <k>\n$2 = <n> / <m>\nanswer(<n> - $1 - $2)"
    v, w = (dict(zip(("en", "fr", "de"), parts[i], strict=True)) for i in (k, m))
    value = float(n - n // k - n // m)
    return story(r, wordings, code, value, n=n, k=k, m=m, v=v, w=w, **people(r))


@family("stories")
def percent_of_group(r: Dice) -> Task:
    p, n = r.choice([10, 20, 25, 30, 40, 60, 75, 80]), r.randint(2, 40) * 20
    wordings = [
        "<p>% of the <n> pupils in a school play an instrument. How many don't?|players",
        "In a forest of <n> trees <p> percent are oaks, the others pines. How many pines?|oaks",
        "<n> seats, <p>% sold. How many are still free?|sold",
        "Of my <n> photos I deleted <p>%. What's left?|deleted",
        "How many of <n> parcels come late if <p>% are on time?|punctual",
        "There are <n> workers in the plant and <p>% work at night. Day workers?|night",
        "A test with <n> tasks: <A> got <p> percent right. How many did <A> get wrong?|right",
        "We asked <n> people, <p>% said yes, all others no. Number of noes?|yes",
        "es: El <p> % de los <n> alumnos va en autobús. ¿Cuántos no van en autobús?|bus",
        "fr: <p> % des <n> places sont prises. Combien sont libres ?|taken",
    ]
    code = "$1 = <n> * <p> / 100\nanswer(<n> - $1)"
    return story(r, wordings, code, float(n // 20 * (100 - p) // 5), n=n, p=p, **people(r))


@family("stories")
def legs_and_heads(r: Dice) -> Task:
    (one, legs), (two, others) = r.sample(
        [("spiders", 8), ("dogs", 4), ("hens", 2), ("beetles", 6), ("cats", 4), ("ducks", 2)], 2
    )
    a, b = r.randint(2, 30), r.randint(2, 30)
    wordings = [
        "How many legs do <a> <x> and <b> <y> have altogether?",
        "In a barn there are <a> <x> and <b> <y>. Count the legs.",
        "<a> <x>, <b> <y>: legs in total?",
        "My cousin keeps <a> <x> and <b> <y>. How many legs run around in her house, not counting hers?",
        "If <b> <y> and <a> <x> go on a walk, how many legs go for a walk?",
        "The vet sees <a> <x> in the morning, <b> <y> in the afternoon. How many animal legs is that?",
        "What's the total number of legs of <a> <x> plus <b> <y>?",
        "A picture shows <a> <x> and <b> <y>. I draw every leg. How many legs do I draw?",
        "fr: Combien de pattes ont ensemble <a> <f> et <b> <g> ?",
        "de: Wie viele Beine haben <a> <d> und <b> <e> zusammen?",
    ]
    fr = {
        "spiders": "araignées",
        "dogs": "chiens",
        "hens": "poules",
        "beetles": "scarabées",
        "cats": "chats",
        "ducks": "canards",
    }
    de = {
        "spiders": "Spinnen",
        "dogs": "Hunde",
        "hens": "Hühner",
        "beetles": "Käfer",
        "cats": "Katzen",
        "ducks": "Enten",
    }
    scenes = [f"{wording}|x" for wording in wordings]
    code = f"{one} = <a> * {legs}\n{two} = <b> * {others}\nanswer({one} + {two})"
    value = sum([legs] * a + [others] * b)
    return story(r, scenes, code, value, a=a, b=b, x=one, y=two, f=fr[one], g=fr[two], d=de[one], e=de[two])


@family("stories")
def animals_in_a_yard(r: Dice) -> Task:
    hens, cows = r.randint(2, 40), r.randint(2, 40)
    wordings = [
        "A farm has hens and rabbits, <h> heads and <l> legs. How many rabbits are there?",
        "<h> animals, hens and cows, with <l> legs in all. How many cows?",
        "In the yard stand bikes and cars, <h> vehicles with <l> wheels. Number of cars?",
        "How many four-legged chairs are there if <h> seats, some with two legs, some with four, have <l> legs?",
        "Heads <h>, legs <l>, only ducks and sheep. Sheep?",
        "I counted <h> heads and <l> feet among the geese and goats. How many goats has my uncle?",
        "The car park holds motorbikes and cars, <h> together, <l> wheels on the ground. Cars?",
        "There are <h> birds and dogs in a shelter and they've <l> legs. Find the number of dogs.",
        "es: En una granja hay gallinas y conejos: <h> cabezas y <l> patas. ¿Cuántos conejos hay?",
        "de: Auf einem Hof sind Hühner und Kühe, <h> Köpfe und <l> Beine. Wie viele Kühe sind es?",
    ]
    scenes = [f"{wording}|x" for wording in wordings]
    code = "more = <l> - 2 * <h>\nanswer(more // 2)"
    return story(r, scenes, code, cows, h=hens + cows, l=2 * hens + 4 * cows)


@family("stories")
def coins_total(r: Dice) -> Task:
    q, d, n = r.randint(1, 20), r.randint(1, 20), r.randint(1, 20)
    wordings = [
        "I have <q> coins of 50 cents, <d> of 20 cents and <n> of 5 cents. How many cents is that?",
        "<A>'s jar holds <q> fifty-cent, <d> twenty-cent and <n> five-cent coins. Value in cents?",
        "<q> x 50c, <d> x 20c, <n> x 5c. Total in cents?",
        "How much money in cents are <q> fifties, <d> twenties and <n> fives?",
        "In the fountain we found 50 cent coins (<q>), 20 cent coins (<d>) and 5 cent coins (<n>). What are they worth in cents?",
        "My machine counted <q> coins at 50, <d> at 20, <n> at 5 cents. Sum?",
        "After the sale there are <q> 50-cent pieces, <d> 20-cent pieces and <n> 5-cent pieces in the box. How many cents did we make?",
        "Add up these coins: fifty cents <q> times, twenty cents <d> times, five cents <n> times. Cents?",
        "fr: J'ai <q> pièces de 50 centimes, <d> de 20 et <n> de 5. Combien de centimes ai-je ?",
        "de: <q> Münzen zu 50 Cent, <d> zu 20 Cent und <n> zu 5 Cent, wie viel Cent sind das?",
    ]
    scenes = [f"{wording}|x" for wording in wordings]
    value = sum([50] * q + [20] * d + [5] * n)
    return story(r, scenes, "answer(<q> * 50 + <d> * 20 + <n> * 5)", value, q=q, d=d, n=n, **people(r))


@family("stories")
def goals_needed(r: Dice) -> Task:
    n, mean, goal = r.randint(2, 6), r.randint(50, 80), r.randint(70, 90)
    total = n * mean
    need = goal * (n + 1) - total
    wordings = [
        "<A>'s average over <X> tests is <m>. What must the next test bring so that the average is <g>?|total",
        "After <X> games I average <m> points. How many points do I need in the next game for an average of <g>?|total",
        "<X> marks, mean <m>. Which next mark lifts the mean to <g>?|total",
        "I want a mean of <g> after one more exam. So far: <X> exams with a mean of <m>. Needed?|total",
        "How much must we sell tomorrow to average <g> a day, if we've averaged <m> over <X> days?|total",
        "For <X> days I've walked <m> minutes a day on average. To get the average to <g>, how long do I walk tomorrow?|total",
        "My bowling average is <m> in <X> rounds; I'd like <g> with the round to come. What do I have to score?|total",
        "Required next value: <X> values average <m>, all with it should average <g>.|total",
        "es: Mi media en <X> exámenes es <m>. ¿Qué nota necesito en el siguiente para que la media sea <g>?|total",
        "fr: Ma moyenne sur <X> notes est <m>. Quelle note me faut-il ensuite pour avoir <g> de moyenne ?|total",
    ]
    code = "$1 = <n> * <m>\nanswer(<g> * (<n> + 1) - $1)"
    return story(r, wordings, code, need, n=n, m=mean, g=goal, X=spoken(r, n), **people(r))


@family("stories")
def painted_walls(r: Dice) -> Task:
    (
        n,
        w,
        h,
        can,
    ) = r.randint(2, 8), r.randint(3, 12), r.randint(2, 4), r.randint(6, 30)
    wordings = [
        "I paint <X> walls, each <w> m long and <h> m high. A can of paint is enough for <c> square metres. How many cans do I buy?|area",
        "<X> rooms of <w> m by <h> m get new tiles. A box covers <c> square metres. Number of boxes?|area",
        "A farmer has <X> fields of <w> by <h> hectometres. One bag of seed is enough for <c> hectares. Bags?|area",
        "Each of <X> fences is <w> m long and <h> m high, and a tin of varnish does <c> m². Tins needed?|area",
        "How many rolls for <X> walls of <w> m x <h> m, when one roll covers <c> m²?|area",
        "To cover <X> beds (<w> m by <h> m) with bark, at one sack per <c> square metres, how many sacks?|area",
        "<X> banners, <w> m by <h> m; one pot of colour lasts for <c> m² - how many pots must be bought?|area",
        "We lay turf on <X> plots, <w> m times <h> m. A pallet holds <c> m². Pallets to order?|area",
        "fr: Je peins <X> murs de <w> m sur <h> m. Un pot suffit pour <c> m². Combien de pots faut-il ?|area",
        "de: Ich streiche <X> Wände, je <w> m mal <h> m. Ein Eimer reicht für <c> m². Wie viele Eimer brauche ich?|area",
    ]
    code = "import math\n$1 = <n> * <w> * <h>\nanswer(math.ceil($1 / <c>))"
    return story(r, wordings, code, -(-n * w * h // can), n=n, X=spoken(r, n), w=w, h=h, c=can)
