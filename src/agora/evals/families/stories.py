"""Word problems of one step: more, fewer, several times, shared, packed, and what is still missing."""

from agora.evals.families._scenes import people, spoken, story, times
from agora.evals.task import Dice, Task, family, task


@family("stories")
def story_add(r: Dice) -> Task:
    a, b = r.randint(5, 400), r.randint(5, 300)
    wordings = [
        "<A> has <a> stamps and gets <b> more from an aunt. How many stamps does <A> have now?",
        "There were <a> loaves in the bakery and another <b> come out of the oven. What's the total?",
        "On Monday we sold <a> tickets, on Tuesday <b>. Both days together?",
        "How many sheep are there if <a> stand in the meadow and <b> in the barn?",
        "I scored <a> points in round one, <b> in round two - my total?",
        "<a> people came by bus and <b> on foot, and the hall has 30 rows. How many people came?",
        "After <A> gave away <b> marbles, <a> were left. How many were there at first?",
        "This year the club has <a> members, next year <b> will join. Work out how many that makes.",
        "<A> spent <a> on rent and <b> on food, so how much altogether?",
        "fr: Il y a <a> livres sur la table et <b> dans le carton. Combien de livres en tout ?",
        "es: <A> recogió <a> manzanas y <B> <b>. ¿Cuántas manzanas tienen entre los dos?",
        "de: Im Regal stehen <a> Bücher, <b> kommen dazu. Wie viele sind es dann?",
    ]
    return task(r, wordings, "answer(<a> + <b>)", sum([a, b]), a=a, b=b, **people(r))


@family("stories")
def story_subtract(r: Dice) -> Task:
    b = r.randint(5, 200)
    a = b + r.randint(3, 300)
    wordings = [
        "<A> has <a> shells and gives <b> to <B>. How many are left?",
        "Of <a> eggs, <b> broke on the way home. How many are still whole?",
        "<a> people boarded the train and <b> of them got off in Leeds. How many stayed on?",
        "I need <a> screws, I've found <b>. How many am I short?",
        "<A> is <a> cm tall, <B> <b> cm. How much taller is <A>?",
        "The book has <a> pages. I'm on page <b>. Pages left?",
        "How many more votes did <A> get with <a> than <B> with <b>?",
        "A tank held <a> litres this morning. We've used <b> since then for the garden. What's in it?",
        "Paid <a>, of which <b> was refunded. So what did it really cost me?",
        "fr: Dans un parking de <a> places, <b> sont occupées. Combien de places libres reste-t-il ?",
        "de: Von <a> Losen sind <b> schon verkauft. Wie viele gibt es noch?",
        "es: Tenía <a> euros y gasté <b>. ¿Cuánto me queda?",
    ]
    return task(r, wordings, "answer(<a> - <b>)", -(b - a), a=a, b=b, **people(r))


@family("stories")
def story_multiply(r: Dice) -> Task:
    a, b = r.randint(3, 60), r.randint(3, 48)
    wordings = [
        "<A> has <a> boxes with <b> candles in each. How many candles is that?",
        "There are <a> rows of <b> chairs. How many chairs?",
        "<A> reads <b> pages a day, every day. How many pages in <a> days?",
        "One ticket is $<b>. We're <a> people. What do we pay?",
        "I earn <b> euros an hour and worked <a> hours this week. My pay?",
        "How many eggs do <a> trays hold if one tray takes <b>?",
        "A gardener plants <a> beds and puts <b> tulips into every one of them. Tulips in all?",
        "Each of the <a> floors has <b> windows. Count the windows of the house.",
        "<b> km to work, <a> trips a month, how far do I travel?",
        "fr: Une caisse contient <b> bouteilles. Combien de bouteilles y a-t-il dans <a> caisses ?",
        "es: Cada uno de los <a> niños trae <b> cromos. ¿Cuántos cromos hay?",
        "de: <a> Reihen mit je <b> Bäumen. Wie viele Bäume sind das?",
    ]
    return task(r, wordings, "answer(<a> * <b>)", sum([b] * a), a=a, b=b, **people(r))


@family("stories")
def story_share(r: Dice) -> Task:
    b, c = r.randint(2, 15), r.randint(3, 60)
    wordings = [
        "<a> cookies are shared equally among <B> children. How many does each get?",
        "<B> friends split a bill of <a> dollars evenly. What's each person's part?",
        "A rope of <a> m is cut into <B> equal pieces. How long is a piece?",
        "Rent is <a> a month and <B> of us share it. What do I owe?",
        "How many plants go in every row if I set <a> plants in <B> equal rows?",
        "We drove <a> km in <B> days, the same distance each day. How far a day?",
        "<a> pupils, <B> teams of the same size - how big is a team?",
        "The coach has <a> euros for <B> players and wants to be fair. What does everyone get?",
        "Grandma left <a> coins to her <B> grandchildren in equal shares. Tell me one share.",
        "fr: On partage <a> bonbons entre <B> enfants. Combien chacun en reçoit-il ?",
        "de: <a> Euro werden gerecht auf <B> Personen verteilt. Wie viel bekommt jede?",
        "es: Repartimos <a> caramelos entre <B> amigos. ¿Cuántos le tocan a cada uno?",
    ]
    return task(r, wordings, "answer(<a> / <b>)", float(c), a=b * c, b=b, B=spoken(r, b))


@family("stories")
def story_left_over(r: Dice) -> Task:
    b = r.randint(3, 24)
    a = b * r.randint(3, 30) + r.randrange(1, b)
    wordings = [
        "<a> sweets are shared among <B> children as evenly as whole sweets allow. How many are left over?",
        "I put <a> eggs into cartons of <B>. How many don't fit into a full carton?",
        "The teacher makes groups of <B> out of <a> pupils. How many pupils remain without a full group?",
        "A ribbon of <a> cm is cut into pieces of <B> cm. What length is left at the end?",
        "What's left over when <a> bottles are packed in full crates of <B>?",
        "Dealing <a> cards to <B> players, all get the same number. Cards left in my hand?",
        "<a> chairs, rows of <B>. How many chairs won't make a full row?",
        "After <a> days, how many days go beyond the last full stretch of <B> days?",
        "fr: On range <a> œufs par <B>. Combien d'œufs restent à la fin ?",
        "de: <a> Murmeln, <B> Kinder, jedes gleich viele. Wie viele bleiben übrig?",
    ]
    left = a
    while left >= b:
        left -= b
    return task(r, wordings, "answer(<a> % <b>)", left, a=a, b=b, B=spoken(r, b))


@family("stories")
def story_boxes_needed(r: Dice) -> Task:
    a, b = r.randint(20, 500), r.randint(3, 48)
    wordings = [
        "<a> apples must be packed into boxes that hold <b> each. How many boxes are needed?",
        "A bus seats <b>. How many buses for <a> people?",
        "I've got <a> photos and an album page takes <b>. How many pages will I fill or begin?",
        "How many tables for <b> do we have to set if <a> guests come to the wedding?",
        "The lift takes <b> persons at once. <a> are waiting. Trips?",
        "I must carry <a> bricks, <b> at a time. How often do I walk?",
        "For a class trip of <a> children we need one adult for every <b> children, or part of it. How many adults?",
        "Our printer prints <b> sheets per cartridge. We want <a> sheets, so cartridges to buy?",
        "Tiles come in packs of <b> and the bathroom takes <a>. How many packs do I order?",
        "es: Cada caja admite <b> botellas. ¿Cuántas cajas hacen falta para <a> botellas?",
        "fr: Un bateau prend <b> passagers. Combien de voyages pour <a> personnes ?",
        "de: In einen Karton passen <b> Gläser. Wie viele Kartons brauche ich für <a> Gläser?",
    ]
    return task(r, wordings, "import math\nanswer(math.ceil(<a> / <b>))", -(-a // b), a=a, b=b)


@family("stories")
def story_full_boxes(r: Dice) -> Task:
    a, b = r.randint(40, 600), r.randint(3, 36)
    wordings = [
        "A farmer has <a> eggs and fills cartons of <b>. How many cartons are full?",
        "How many complete sets of <b> can I make from <a> beads?",
        "With <a> dollars in my pocket, how many books at <b> dollars can I buy?",
        "I have <a> cm of wire. How many pieces of <b> cm can I cut from it?",
        "<a> players sign up. Teams have <b> players. How many full teams?",
        "A bouquet takes <b> roses and there are <a> roses. So how many bouquets can be made?",
        "A ride at the fair costs <b> tokens and I own <a>. How often can I ride?",
        "<a> minutes are left and every question takes me <b> minutes. How many can I finish?",
        "fr: Avec <a> euros, combien de billets à <b> euros puis-je acheter ?",
        "de: Aus <a> Perlen sollen Ketten mit je <b> Perlen werden. Wie viele ganze Ketten gibt das?",
    ]
    return task(r, wordings, "answer(<a> // <b>)", (a - a % b) // b, a=a, b=b)


@family("stories")
def story_times_as_many(r: Dice) -> Task:
    a, k = r.randint(4, 90), r.randint(2, 6)
    wordings = [
        "<A> has <a> stickers and <B> has <k> as many. How many does <B> have?",
        "The red ribbon is <a> cm, the blue one <k> as long. How long is the blue one?",
        "My brother ran <a> km this week; I ran <k> as far. How far did I run?",
        "The new drill costs <k> as much as the old one, which was <a> euros. Price of the new one?",
        "Yesterday <a> visitors came, today <k> as many. How many came today?",
        "If the small box holds <a> pens and the big one <k> that number, what does the big one hold?",
        "<A> caught <a> fish. <B> says: I caught <k> as many! How many is that?",
        "A pumpkin weighs <k> as much as a melon. The melon: <a> kg. The pumpkin?",
        "fr: <A> a <a> billes et <B> en a <k> plus. Combien de billes a <B> ?",
        "de: Der Hund wiegt <a> kg, das Schwein <k> so viel. Wie schwer ist das Schwein?",
    ]
    return task(r, wordings, "answer(<a> * <n>)", a + a * (k - 1), a=a, n=k, k=times(k), **people(r))


@family("stories")
def story_part_of_it(r: Dice) -> Task:
    k, words = r.choice([(2, "half"), (3, "a third"), (4, "a quarter"), (5, "a fifth"), (10, "a tenth")])
    many = {2: "la moitié", 3: "un tiers", 4: "un quart", 5: "un cinquième", 10: "un dixième"}[k]
    teil = {2: "die Hälfte", 3: "ein Drittel", 4: "ein Viertel", 5: "ein Fünftel", 10: "ein Zehntel"}[k]
    a = k * r.randint(3, 80)
    wordings = [
        "<A> has <a> coins and gives <w> of them away. How many does <A> give away?",
        "<a> people live in the village, <w> of them are children. How many children?",
        "I have read <w> of a book with <a> pages. How many pages is that?",
        "What is <w> of <a> kg?",
        "We've covered <w> of the <a> km so far, so how far have we come?",
        "Our field is <a> hectares and wheat grows on <w> of it. Hectares of wheat?",
        "<w> of the <a> chairs are broken; how many need mending?",
        "Rent takes <w> of my pay of <a>. How much is the rent?",
        "fr: <A> a mangé <w> des <a> cerises. Combien de cerises a-t-il mangées ?",
        "de: <A> hat <a> Euro und gibt <w> davon aus. Wie viel gibt <A> aus?",
    ]
    values = {"en": words, "fr": many, "de": teil}
    return task(r, wordings, "answer(<a> / <k>)", sum([a]) / k, a=a, k=k, w=values, **people(r))


@family("stories")
def story_rest_after_part(r: Dice) -> Task:
    k, words = r.choice([(2, "half"), (3, "a third"), (4, "a quarter"), (5, "a fifth")])
    a = k * r.randint(3, 80)
    teil = {2: "die Hälfte", 3: "ein Drittel", 4: "ein Viertel", 5: "ein Fünftel"}[k]
    parte = {2: "la mitad", 3: "un tercio", 4: "un cuarto", 5: "un quinto"}[k]
    wordings = [
        "<A> has <a> coins and spends <w> of them. How many are left?|coins",
        "A tank with <a> litres loses <w> of its water. What's still in it?|litres",
        "There were <a> guests. By midnight <w> of them had gone home, and two waiters too. How many guests remained?|guests",
        "I've read <w> of my <a> page novel. How many pages are still to go?|pages",
        "Of <a> euros pocket money, <w> went on comics. What remains?|money",
        "The hike is <a> km and we have <w> behind us. How far is it still?|km",
        "How many tickets are unsold if <w> of the <a> were sold?|tickets",
        "<w> of the <a> light bulbs don't work. How many do?|bulbs",
        "de: Von <a> Eiern ist <w> zerbrochen. Wie viele sind noch ganz?|eggs",
        "es: <A> tenía <a> canicas y perdió <w>. ¿Cuántas le quedan?|marbles",
    ]
    code = "$1 = <a>\nanswer($1 - $1 / <k>)"
    words_ = {"en": words, "de": teil, "es": parte}
    return story(r, wordings, code, float(a // k * (k - 1)), a=a, k=k, w=words_, **people(r))


@family("stories")
def story_in_and_out(r: Dice) -> Task:
    a, b, c = r.randint(30, 200), r.randint(3, 25), r.randint(3, 60)
    wordings = [
        "A bus carries <a> people. <b> get off and <c> get on. How many are on it now?",
        "<A> has <a> marbles, loses <b> of them at school and wins <c> the day after. How many now?",
        "The library had <a> comics. <b> were lent out, <c> came back. How many stand there tonight?",
        "My account shows <a> euros. I pay <b> for shoes and get <c> from my mother. New balance?",
        "In a pond are <a> carp; the heron takes <b>, the owner adds <c>. How many carp swim there?",
        "Score <a>, then minus <b>, then plus <c>. Where am I?",
        "What's the stock after selling <b> and receiving <c>, if we began with <a> bags?",
        "It was <a> kg heavy, I took out <b> kg and put in <c> kg. Weight of the suitcase?",
        "fr: Dans le train il y a <a> voyageurs. <b> descendent, <c> montent. Combien sont à bord ?",
        "de: Im Bus sitzen <a> Leute, <b> steigen aus, <c> steigen ein. Wie viele sind es jetzt?",
        "es: Un granjero tenía <a> gallinas, vendió <b> y compró <c>. ¿Cuántas tiene?",
    ]
    return task(r, wordings, "answer(<a> - <b> + <c>)", a + c - b, a=a, b=b, c=c, **people(r))


@family("stories")
def story_before(r: Dice) -> Task:
    a, b, c = r.randint(10, 200), r.randint(3, 60), r.randint(3, 60)
    wordings = [
        "<A> gave <b> cards to <B> and lost <c>; now <A> has <a> left. How many were there at the start?",
        "After we ate <b> plums at noon and <c> in the evening, <a> plums were still in the bowl. How many were in it first?",
        "I sold <b> chairs, then another <c>, and <a> are still in the shop. How many did I have at the beginning?",
        "At the first stop <b> people left the tram, at the second <c>. <a> stayed on. How many had boarded?",
        "<a> euros are left after I paid <b> for a shirt and <c> for lunch. What was in my purse before?",
        "What did the tank hold this morning, if <b> litres went to the garden, <c> to the kitchen and <a> remain?",
        "Left: <a> m of cable. Used: <b> m and <c> m. Length of the new roll?",
        "A baker has <a> rolls left at noon, having sold <b> to a school and <c> in the shop. How many did she bake?",
        "de: Nachdem <A> <b> Bonbons verschenkt und <c> gegessen hat, sind noch <a> da. Wie viele waren es am Anfang?",
        "fr: Après avoir dépensé <b> euros puis <c> euros, il me reste <a> euros. Combien avais-je ?",
    ]
    return task(r, wordings, "answer(<a> + <b> + <c>)", sum([a, b, c]), a=a, b=b, c=c, **people(r))


@family("stories")
def story_more_than_total(r: Dice) -> Task:
    a, b = r.randint(5, 90), r.randint(2, 40)
    wordings = [
        "<A> has <a> books. <B> has <b> more than <A>. How many do they have together?|first second",
        "Monday brought <a> customers, Tuesday <b> more than Monday. Customers on both days?|monday tuesday",
        "There are <a> girls and <b> more boys than girls in the club. How many children is that?|girls boys",
        "I planted <a> tulips and <b> more roses than tulips. Flowers in total?|tulips roses",
        "A shirt is <a> euros, trousers are <b> euros dearer. What do the two cost?|shirt trousers",
        "Level one took me <a> minutes and level two <b> minutes longer. How long for both?|first second",
        "The elder sister saved <b> more than the younger, who saved <a>. Together they have how much?|younger elder",
        "How many animals, if a farm has <a> cows and <b> more goats than cows?|cows goats",
        "fr: <A> a <a> euros et <B> a <b> euros de plus. Combien ont-ils ensemble ?|first second",
        "es: En la clase hay <a> chicas y <b> chicos más que chicas. ¿Cuántos alumnos hay?|girls boys",
    ]
    code = "$1 = <a>\n$2 = $1 + <b>\nanswer($1 + $2)"
    return story(r, wordings, code, 2 * a + b, a=a, b=b, **people(r))


@family("stories")
def story_fewer_than_total(r: Dice) -> Task:
    b = r.randint(2, 40)
    a = b + r.randint(3, 80)
    wordings = [
        "<A> has <a> books. <B> has <b> fewer than <A>. How many do they have together?|first second",
        "On Friday we sold <a> pizzas, on Saturday <b> less. How many on the two days?|friday saturday",
        "There are <a> adults at the party and <b> fewer children than adults. How many people are there?|adults children",
        "A table weighs <a> kg and the bench <b> kg less. What do they weigh together?|table bench",
        "The first stage is <a> km, the second <b> km shorter. Whole distance?|first second",
        "My cat is <a> months old and the dog <b> months younger. Sum of the ages in months?|cat dog",
        "What do both cost, the lamp at <a> euros and the shade, which is <b> euros cheaper?|lamp shade",
        "<A> picked <a> pears, <B> <b> fewer. Pears in the basket they share?|first second",
        "de: <A> hat <a> Karten, <B> hat <b> weniger. Wie viele haben beide zusammen?|first second",
        "fr: Il y a <a> vaches et <b> chèvres de moins. Combien d'animaux y a-t-il ?|cows goats",
    ]
    code = "$1 = <a>\n$2 = $1 - <b>\nanswer($1 + $2)"
    return story(r, wordings, code, a + a - b, a=a, b=b, **people(r))


@family("stories")
def story_times_total(r: Dice) -> Task:
    a, k = r.randint(3, 80), r.randint(2, 6)
    wordings = [
        "<A> picked <a> pears and <B> <k> as many. How many pears do they have in all?|first second",
        "<N> folded <a> paper cranes before lunch and <k> as many after it. How many cranes hang there now?|before after",
        "There are <a> horses and <k> as many sheep on the farm. Animals altogether?|horses sheep",
        "The first jar holds <a> beans. The second holds <k> as many. Number of beans in both?|first second",
        "I walked <a> km on Saturday and <k> as far on Sunday. What did I walk at the weekend?|saturday sunday",
        "A book costs <a> dollars and a game <k> as much. What do I pay for one of each?|book game",
        "How many guests are there with <a> men and <k> as many women?|men women",
        "Dad is carrying <a> kg, the donkey <k> as much. Total load?|dad donkey",
        "fr: Il y a <a> chats et <k> plus de chiens. Combien d'animaux en tout ?|cats dogs",
        "de: <A> hat <a> Steine gesammelt, <B> <k> so viele. Wie viele haben sie zusammen?|first second",
    ]
    code = "$1 = <a>\n$2 = $1 * <n>\nanswer($1 + $2)"
    return story(
        r, wordings, code, a * (k + 1), a=a, n=k, k=times(k), N=r.choice(["Nina", "Tom"]), **people(r)
    )


@family("stories")
def story_how_many_more(r: Dice) -> Task:
    a, k = r.randint(3, 80), r.randint(2, 6)
    wordings = [
        "<A> has <a> coins and <B> has <k> as many. How many more coins does <B> have?|first second",
        "Last year <a> trees were planted, this year <k> as many. By how many is this year ahead?|last this",
        "A snack is <a> euros, a dinner <k> as much. How much more is the dinner?|snack dinner",
        "The lake is <a> m deep in the north and <k> as deep in the south. What is the difference in metres?|north south",
        "My bag: <a> kg. Yours: <k> as heavy. How many kg heavier is yours?|mine yours",
        "If I did <a> push-ups and she did <k> as many, how far ahead of me is she?|mine hers",
        "There are <a> cars and <k> as many bikes. How many more bikes than cars are there?|cars bikes",
        "<B> read <k> as many pages as <A>, who read <a>. What's the difference in pages?|first second",
        "de: <A> hat <a> Punkte, <B> <k> so viele. Wie viele Punkte mehr hat <B>?|first second",
        "fr: <A> a <a> timbres et <B> en a <k> plus. Combien de timbres de plus que <A> a <B> ?|first second",
    ]
    code = "$1 = <a>\n$2 = $1 * <n>\nanswer($2 - $1)"
    return story(r, wordings, code, sum([a] * (k - 1)), a=a, n=k, k=times(k), **people(r))
