"""Word problems of two to four steps, each a structure told in many scenes."""

from agora.evals.families._scenes import people, spoken, story, times
from agora.evals.task import Dice, Task, family


@family("stories", weight=2)
def groups_then_less(r: Dice) -> Task:
    a, b = r.randint(2, 20), r.randint(4, 40)
    c = r.randint(1, a * b - 1)
    wordings = [
        "<A> buys <X> bags of <b> oranges and gives away <c>. How many oranges are left?|oranges",
        "I've got <X> boxes with <b> pencils in each. After handing out <c> pencils, how many do I keep?|pencils",
        "A theatre has <X> rows of <b> seats; <c> of them are taken tonight. How many are free?|seats",
        "<A> works <X> hours at <b> dollars an hour and spends <c> dollars of it on a coat. What remains?|money",
        "<X> trays of <b> muffins came out of the oven. The kids ate <c>. Muffins left?|muffins",
        "How many bottles are there if <X> crates hold <b> each and <c> have been sold?|bottles",
        "Our school ordered <X> packs of paper with <b> sheets; <c> sheets were spoiled by water. What can we still use?|sheets",
        "There are <X> teams, <b> players in every team, and <c> players are ill. How many can play?|players",
        "Every day for <X> days the hens laid <b> eggs. The farmer sold <c>. How many has he left?|eggs",
        "fr: <A> achète <X> paquets de <b> images et en donne <c>. Combien lui en reste-t-il ?|cards",
        "de: <X> Kisten mit je <b> Flaschen, <c> Flaschen sind schon leer. Wie viele sind voll?|bottles",
        "es: Hay <X> cajas con <b> huevos cada una y se rompen <c>. ¿Cuántos huevos quedan?|eggs",
    ]
    code = "$1 = <a> * <b>\nanswer($1 - <c>)"
    return story(r, wordings, code, sum([b] * a) - c, a=a, b=b, c=c, X=spoken(r, a), **people(r))


@family("stories", weight=2)
def groups_then_more(r: Dice) -> Task:
    a, b, c = r.randint(2, 20), r.randint(4, 40), r.randint(2, 60)
    wordings = [
        "<A> has <X> albums with <b> photos each and <c> loose photos. How many photos is that?|photos",
        "A taxi costs <b> euros an hour plus a fee of <c> euros. What do <X> hours cost?|hours",
        "We set up <X> tables for <b> guests and <c> extra chairs along the wall. How many can sit down?|seats",
        "I save <b> a week. I had <c> to begin with. What do I have after <X> weeks?|saved",
        "Our train has <X> cars with <b> passengers in each, and <c> people work on board. People on the train?|passengers",
        "The plumber asks $<c> for coming and $<b> for each hour. He stayed <X> hours. The bill?|work",
        "<X> chapters of <b> pages and a preface of <c> pages. How long is the book?|chapters",
        "How many chairs if there are <X> rows of <b> and <c> more on the balcony?|chairs",
        "A plant was <c> cm high and has been growing <b> cm a week for <X> weeks. Height today?|growth",
        "fr: Un abonnement coûte <c> euros, puis <b> euros par mois. Combien paie-t-on pour <X> mois ?|months",
        "es: <A> tiene <X> bolsas con <b> canicas y <c> canicas sueltas. ¿Cuántas canicas tiene?|marbles",
    ]
    code = "$1 = <a> * <b>\nanswer($1 + <c>)"
    return story(r, wordings, code, c + sum([b] * a), a=a, b=b, c=c, X=spoken(r, a), **people(r))


@family("stories", weight=2)
def two_kinds(r: Dice) -> Task:
    a, b, c, d = r.randint(2, 12), r.randint(2, 40), r.randint(2, 12), r.randint(2, 40)
    wordings = [
        "<A> buys <X> plates at <b> euros each and <Y> cups at <d> euros each. What does it cost in total?|plates cups",
        "A cinema sells <X> adult tickets at $<b> and <Y> child tickets at $<d>. How much money comes in?|adults children",
        "What do I pay for <X> sandwiches at <b> dollars and <Y> juices at <d> dollars?|sandwiches juices",
        "I ran <b> km on each of <X> days and <d> km on each of <Y> days. Km in all?|first second",
        "The hotel has <X> rooms with <b> beds and <Y> rooms with <d> beds. How many guests fit in?|first second",
        "<X> cows give <b> litres a day each, <Y> goats <d> litres each. How much milk a day?|cows goats",
        "For <X> weeks I saved <b> a week, then for <Y> weeks <d> a week. My savings?|first second",
        "Shelf by shelf: <X> shelves with <b> books, <Y> shelves with <d> books. How many books is that?|first second",
        "A lorry carries <X> barrels of <b> kg and <Y> sacks of <d> kg. How heavy is the load?|barrels sacks",
        "In the quiz <A> got <X> questions right for <b> points each and <Y> for <d> points each. The score?|first second",
        "de: <X> Karten zu <b> Euro und <Y> Karten zu <d> Euro, was kostet das zusammen?|first second",
        "fr: J'achète <X> cahiers à <b> euros et <Y> stylos à <d> euros. Combien je paie ?|books pens",
    ]
    code = "$1 = <a> * <b>\n$2 = <c> * <d>\nanswer($1 + $2)"
    value = sum([b] * a + [d] * c)
    return story(r, wordings, code, value, a=a, b=b, c=c, d=d, X=spoken(r, a), Y=spoken(r, c), **people(r))


@family("stories")
def two_kinds_difference(r: Dice) -> Task:
    a, b, c, d = r.randint(6, 14), r.randint(20, 40), r.randint(2, 6), r.randint(5, 19)
    wordings = [
        "<A> earns <b> euros on each of <X> days, <B> <d> euros on each of <Y> days. How much more does <A> earn?|first second",
        "Hall one has <X> rows of <b> seats, hall two <Y> rows of <d>. How many more seats has hall one?|first second",
        "We sold <X> cakes at $<b> but bought <Y> bags of flour at $<d>. What is the profit?|sales costs",
        "How much dearer are <X> chairs at <b> euros than <Y> stools at <d> euros?|chairs stools",
        "<A> read <b> pages a day for <X> days and <B> <d> pages a day for <Y> days. By how many pages is <A> ahead?|first second",
        "Water in: <X> minutes at <b> litres a minute. Water out: <Y> minutes at <d>. What is left in the pool?|filled drained",
        "I got <X> payments of <b> and had <Y> bills of <d>. What's over?|income bills",
        "A farmer plants <X> rows of <b> carrots and deer eat <Y> rows of them, in which only <d> had come up. Carrots that stay?|planted eaten",
        "es: Vendimos <X> mesas a <b> euros y compramos <Y> sillas a <d> euros. ¿Cuánto ganamos?|sales costs",
        "de: <A> fährt <X> Tage je <b> km, <B> <Y> Tage je <d> km. Wie viele km mehr fährt <A>?|first second",
    ]
    code = "$1 = <a> * <b>\n$2 = <c> * <d>\nanswer($1 - $2)"
    value = sum([b] * a) - sum([d] * c)
    return story(r, wordings, code, value, a=a, b=b, c=c, d=d, X=spoken(r, a), Y=spoken(r, c), **people(r))


@family("stories")
def rest_shared(r: Dice) -> Task:
    b, each, c = r.randint(2, 12), r.randint(3, 40), r.randint(3, 60)
    a = b * each + c
    wordings = [
        "<A> bakes <a> cookies, keeps <c> and shares the rest equally among <X> neighbours. How many does each neighbour get?|rest",
        "We had <a> euros, paid <c> for the room and split what was left between the <X> of us. What did each get?|rest",
        "Of <a> pages I've read <c>. I want to finish in <X> days. How many pages a day?|rest",
        "A board is <a> cm long. I saw off <c> cm and cut the rest into <X> equal pieces. How long is a piece?|rest",
        "<a> kg of potatoes arrive, <c> kg are rotten, the others go into <X> sacks of the same weight. Weight of a sack?|good",
        "How far must we walk on each of the last <X> days if the whole path is <a> km and <c> km are done?|rest",
        "A gift costs <a>. Aunt pays <c> of that and <X> cousins pay the rest in equal parts. What's one part?|rest",
        "Total <a> pupils, <c> go home, the rest form <X> equal teams. Team size?|rest",
        "The laptop is <a> dollars; with <c> paid at once, the rest goes in <X> equal monthly payments. How much a month?|rest",
        "fr: <A> a <a> bonbons, en garde <c> et partage le reste entre <X> amis. Combien en reçoit chacun ?|rest",
        "de: Von <a> Äpfeln sind <c> faul, der Rest kommt in <X> gleiche Körbe. Wie viele sind in jedem?|good",
    ]
    code = "$1 = <a> - <c>\nanswer($1 / <b>)"
    return story(r, wordings, code, float(each), a=a, b=b, c=c, X=spoken(r, b), **people(r))


@family("stories")
def together_shared(r: Dice) -> Task:
    b, each = r.randint(2, 10), r.randint(4, 40)
    a = r.randint(1, b * each - 1)
    c = b * each - a
    wordings = [
        "<A> has <a> nuts and <B> has <c>. They put them together and share them among <X> squirrels. How many per squirrel?|nuts",
        "Food was <a> euros, drinks <c> euros, and <X> of us split everything equally. What do I pay?|total",
        "There are <a> girls and <c> boys, in <X> equal groups. How many children in a group?|children",
        "I have two ropes, <a> m and <c> m, and need <X> equal pieces from both together. Length of one?|rope",
        "How many pages a day is that, if two books of <a> and <c> pages are to be read in <X> days?|pages",
        "The fuel came to <a>, the tolls to <c>; four wheels, <X> people, equal shares. Share of each person?|total",
        "One tree gave <a> kg of cherries, the other <c> kg. We filled <X> equal buckets. Kg per bucket?|cherries",
        "Two orders, <a> and <c> bricks, go on <X> pallets with the same load. Bricks on a pallet?|bricks",
        "es: El alquiler son <a> euros y la luz <c>. Somos <X> y pagamos a partes iguales. ¿Cuánto pago yo?|total",
        "de: Das Essen kostet <a> Euro, die Getränke <c>. <X> Leute teilen. Wie viel zahlt jeder?|total",
    ]
    code = "$1 = <a> + <c>\nanswer($1 / <b>)"
    return story(r, wordings, code, float(each), a=a, b=b, c=c, X=spoken(r, b), **people(r))


@family("stories")
def half_then_some(r: Dice) -> Task:
    a = 2 * r.randint(10, 80)
    c = r.randint(1, a // 2 - 1)
    wordings = [
        "<A> had <a> beads, gave half of them to <B> and then lost <c>. How many are left?|beads half",
        "A baker has <a> rolls. Half are sold in the morning and <c> in the afternoon. What's left for the evening?|rolls half",
        "Of <a> litres half evaporates and we use <c> litres more. How many litres remain?|litres half",
        "I had <a> euros. Half went to rent and <c> to food. What do I still have?|money half",
        "There were <a> birds on the roof. Half flew away; a minute later so did <c> others. How many sit there now?|birds half",
        "How many pages are unread, if the book has <a>, I read half of it on the flight and <c> pages at home?|pages half",
        "The bus started with <a> people, half got off at the station and <c> at the market. Who's still on, in number?|people half",
        "<a> marbles: half to my sister, <c> to my cousin, the rest is mine. Mine?|marbles half",
        "fr: <A> avait <a> timbres, en a donné la moitié puis en a perdu <c>. Combien en reste-t-il ?|stamps half",
        "es: De <a> naranjas, la mitad se vendió y <c> se pudrieron. ¿Cuántas quedan?|oranges half",
    ]
    code = "$1 = <a>\n$2 = $1 / 2\nanswer($1 - $2 - <c>)"
    return story(r, wordings, code, float(a // 2 - c), a=a, c=c, **people(r))


@family("stories")
def some_then_half(r: Dice) -> Task:
    c, half = r.randint(2, 40), r.randint(4, 60)
    a = c + 2 * half
    wordings = [
        "<A> had <a> beads, lost <c> and then gave half of what was left to <B>. How many does <A> have now?|beads",
        "<c> of <a> rolls burn. Half of the others are sold. How many unburnt rolls remain?|rolls",
        "I earned <a> euros, paid <c> tax, and put half of the rest into savings. How much did I save?|rest",
        "From a <a> litre barrel <c> litres leak out, and then half of the rest is used. How much water is left?|litres",
        "Out of <a> applicants <c> drop out. Half of those who stay are accepted. How many are accepted?|rest",
        "<a> cards. I throw away <c>, then half of the remaining ones. What's left in my hand?|cards",
        "After <c> of the <a> km the bus broke down; we walked half of what remained. How many km did we walk?|rest",
        "My garden: <a> square metres, <c> are terrace, half of the remainder is lawn. How big is the lawn?|rest",
        "fr: <A> avait <a> euros. Il en dépense <c>, puis donne la moitié du reste. Combien lui reste-t-il ?|money",
        "de: Von <a> Schülern sind <c> krank, von den übrigen ist die Hälfte im Chor. Wie viele sind im Chor?|rest",
    ]
    code = "$1 = <a> - <c>\nanswer($1 / 2)"
    return story(r, wordings, code, float(half), a=a, c=c, **people(r))


@family("stories")
def three_people_chain(r: Dice) -> Task:
    a, k, d = r.randint(5, 40), r.randint(2, 5), r.randint(2, 30)
    wordings = [
        "<A> has <a> shells. <B> has <k> as many, and <C> has <d> more than <B>. How many do they have together?|first second third",
        "I ate <a> grapes, my sister <k> as many, and Dad <d> more than my sister. How many grapes did we eat in all?|mine sister dad",
        "Monday <a> parcels, Tuesday <k> as many, Wednesday <d> more than on Tuesday. Parcels over three days?|monday tuesday wednesday",
        "A pear is <a> cents, a melon <k> as much and a pineapple <d> cents more than the melon. One of each costs how many cents?|pear melon pineapple",
        "Total length of three ropes: the first <a> m, the second <k> as long, the third <d> m longer than the second?|first second third",
        "On our street there are <a> cats, <k> as many dogs, and <d> more birds than dogs. How many animals?|cats dogs birds",
        "What did the team score if <A> made <a> points, <B> <k> as many and <C> <d> more than <B>?|first second third",
        "The kitchen took <a> hours to paint, the hall <k> as long, and the stairs <d> hours longer than the hall. Hours altogether?|kitchen hall stairs",
        "fr: <A> a <a> billes, <B> en a <k> plus, et <C> en a <d> de plus que <B>. Combien en ont-ils ensemble ?|first second third",
        "de: <A> hat <a> Punkte, <B> <k> so viele und <C> <d> mehr als <B>. Wie viele Punkte haben alle drei?|first second third",
    ]
    code = "$1 = <a>\n$2 = $1 * <n>\n$3 = $2 + <d>\nanswer($1 + $2 + $3)"
    return story(r, wordings, code, a + 2 * a * k + d, a=a, n=k, k=times(k), d=d, **people(r))


@family("stories")
def half_as_many_chain(r: Dice) -> Task:
    a, d = 2 * r.randint(6, 40), r.randint(1, 5)
    wordings = [
        "<A> picked <a> apples, <B> half as many, and <C> <d> fewer than <B>. How many did they pick together?|first second third",
        "In June we had <a> rainy hours, in July half as many, in August <d> fewer than in July. The total for the summer?|june july august",
        "The big bag holds <a> kg, the middle one half of that, the small one <d> kg less than the middle one. All three?|big middle small",
        "A farmer has <a> sheep, half as many cows as sheep, and <d> fewer pigs than cows. Animals on the farm?|sheep cows pigs",
        "I did <a> sums, my friend half as many and her brother <d> less than her. Sums done by us three?|mine friend brother",
        "How many cars are parked if level one has <a>, level two half as many and level three <d> fewer than level two?|one two three",
        "First prize is <a> euros, the second half of it, the third <d> euros less than the second. What do the prizes cost?|first second third",
        "<A> sleeps <a> minutes at noon, the baby half as long, the dog <d> minutes less than the baby. Minutes in sum?|first baby dog",
        "es: <A> tiene <a> cromos, <B> la mitad y <C> <d> menos que <B>. ¿Cuántos tienen entre los tres?|first second third",
        "fr: <A> a lu <a> pages, <B> moitié moins, et <C> <d> de moins que <B>. Combien de pages en tout ?|first second third",
    ]
    code = "$1 = <a>\n$2 = $1 / 2\n$3 = $2 - <d>\nanswer($1 + $2 + $3)"
    return story(r, wordings, code, float(2 * a - d), a=a, d=d, **people(r))


@family("stories")
def daily_for_weeks(r: Dice) -> Task:
    a, b = r.randint(2, 40), r.randint(2, 12)
    wordings = [
        "<A> drinks <a> glasses of water a day. How many in <X> weeks?|days",
        "Our hens lay <a> eggs every day. How many eggs do we get in <X> weeks?|days",
        "If I practise <a> minutes each day, how many minutes is that after <X> weeks?|days",
        "The kiosk sells <a> papers a day, Sundays included. Sold in <X> weeks?|days",
        "A cat eats <a> biscuits daily, and I'm away for <X> weeks. How many biscuits must I leave with the neighbour?|days",
        "<a> km a day, seven days a week, for <X> weeks. Distance?|days",
        "How many letters does a postman with <a> letters a day bring in <X> weeks without a day off?|days",
        "I take <a> pills a day and the cure lasts <X> weeks. Pills to buy?|days",
        "fr: <A> lit <a> pages par jour. Combien de pages en <X> semaines ?|days",
        "de: Jeden Tag kommen <a> neue Mails. Wie viele sind es in <X> Wochen?|days",
    ]
    code = "$1 = <b> * 7\nanswer(<a> * $1)"
    return story(r, wordings, code, sum([7 * a] * b), a=a, b=b, X=spoken(r, b), **people(r))


@family("stories")
def weekdays_only(r: Dice) -> Task:
    a, d, b = r.randint(2, 40), r.choice([2, 3, 4, 5, 6]), r.randint(2, 12)
    wordings = [
        "<A> trains <a> km on <D> days a week. How many km in <X> weeks?|days",
        "The shop opens <D> days a week and sells <a> cakes each open day. Cakes in <X> weeks?|days",
        "I work <a> hours a day, <D> days a week. How many hours in <X> weeks?|days",
        "A choir meets <D> times a week for <a> minutes. Minutes of singing over <X> weeks?|times",
        "How many euros does a commuter spend in <X> weeks at <a> euros a day, going <D> days per week?|days",
        "<D> lessons a week, <a> new words in each lesson, <X> weeks of school. Words learnt?|lessons",
        "With <a> pages every school day and <D> school days a week, what have I read after <X> weeks?|days",
        "Deliveries come <D> times a week with <a> boxes each time; boxes in <X> weeks?|times",
        "es: Trabajo <a> horas al día, <D> días a la semana. ¿Cuántas horas son en <X> semanas?|days",
        "de: <A> läuft an <D> Tagen der Woche <a> km. Wie viele km sind das in <X> Wochen?|days",
    ]
    code = "$1 = <d> * <b>\nanswer(<a> * $1)"
    value = sum([a * d] * b)
    return story(r, wordings, code, value, a=a, d=d, b=b, D=spoken(r, d), X=spoken(r, b), **people(r))


@family("stories")
def dozens(r: Dice) -> Task:
    a, c = r.randint(2, 12), r.randint(1, 23)
    wordings = [
        "<A> buys <X> dozen eggs and uses <c>. How many eggs are left?|eggs",
        "A baker made <X> dozen rolls and has sold <c>. How many has she got?|rolls",
        "<X> dozen roses were delivered, <c> of them wilted. How many are good?|roses",
        "How many pencils do I have left from <X> dozen if I lend <c>?|pencils",
        "We ordered <X> dozen oysters for the party. <c> went bad, the rest was eaten. How many were eaten?|oysters",
        "My uncle brought <X> dozen doughnuts to the office; by ten <c> had vanished. Doughnuts left?|doughnuts",
        "In the crate: <X> dozen bottles. Broken: <c>. Whole?|bottles",
        "I need <c> candles. I own <X> dozen. How many will remain in the drawer?|candles",
        "fr: J'achète <X> douzaines d'œufs et <c> se cassent. Combien en reste-t-il ?|eggs",
        "es: Compré <X> docenas de rosquillas y nos comimos <c>. ¿Cuántas quedan?|doughnuts",
    ]
    code = "$1 = <a> * 12\nanswer($1 - <c>)"
    return story(r, wordings, code, sum([12] * a) - c, a=a, c=c, X=spoken(r, a), **people(r))


@family("stories")
def nested_groups(r: Dice) -> Task:
    a, b, c = r.randint(2, 12), r.randint(2, 12), r.randint(3, 30)
    wordings = [
        "A school has <X> floors, each floor <Y> classrooms and each classroom <c> desks. How many desks?|rooms",
        "<X> lorries bring <Y> pallets each, and on every pallet are <c> boxes. Boxes in all?|pallets",
        "I bought <X> packs of <Y> sheets with <c> stickers a sheet. Number of stickers?|sheets",
        "There are <X> barns with <Y> pens and <c> lambs in each pen. How many lambs?|pens",
        "How many oranges are in <X> crates, if a crate has <Y> nets and a net <c> oranges?|nets",
        "Every one of the <X> halls has <Y> rows, every row <c> seats. Seats altogether?|rows",
        "We are <X> families with <Y> members; each member takes <c> photos. Photos?|members",
        "A course has <X> units, <Y> lessons per unit and <c> exercises per lesson - how many exercises must I do?|lessons",
        "de: <X> Häuser mit je <Y> Wohnungen, jede hat <c> Fenster. Wie viele Fenster sind das?|flats",
        "fr: <X> camions portent <Y> palettes, chaque palette <c> cartons. Combien de cartons ?|pallets",
    ]
    code = "$1 = <a> * <b>\nanswer($1 * <c>)"
    value = sum([c] * (a * b))
    return story(r, wordings, code, value, a=a, b=b, c=c, X=spoken(r, a), Y=spoken(r, b), **people(r))


@family("stories")
def third_part_unknown(r: Dice) -> Task:
    b, c, rest = r.randint(5, 60), r.randint(5, 60), r.randint(3, 60)
    total = b + c + rest
    wordings = [
        "There are <n> balloons. <b> are red, <c> blue, all others yellow. How many are yellow?|balloons",
        "<A>, <B> and <C> collected <n> euros. <A> gave <b>, <B> gave <c>. How much did <C> give?|total",
        "Of our <n> members <b> are under 18 and <c> over 65. How many are between?|members",
        "A journey of <n> km: <b> by bus, <c> by bike, the rest on foot. How far on foot?|km",
        "How many points did I make in the last round, if I have <n> in all and made <b> and <c> before?|total",
        "The three sides of my garden need <n> m of fence. Two sides are <b> m and <c> m. The third?|fence",
        "Budget <n>. Room <b>, food <c>. What can we spend on fun?|budget",
        "A box with an apple press, a grinder and a scale weighs <n> kg. The press is <b> kg and the grinder <c>. The scale?|total",
        "es: En una granja hay <n> animales: <b> vacas, <c> cerdos y el resto gallinas. ¿Cuántas gallinas hay?|animals",
        "de: Von <n> Kugeln sind <b> rot und <c> blau, die anderen grün. Wie viele sind grün?|balls",
    ]
    code = "$1 = <n>\nanswer($1 - <b> - <c>)"
    return story(r, wordings, code, rest, n=total, b=b, c=c, **people(r))


@family("stories")
def smaller_share(r: Dice) -> Task:
    a, d = r.randint(3, 80), r.randint(2, 40)
    n = 2 * a + d
    wordings = [
        "<A> and <B> have <n> cards together. <A> has <d> more than <B>. How many does <B> have?",
        "Two numbers add up to <n> and differ by <d>. What is the smaller one?",
        "A bat and a ball cost <n> dollars together and the bat is <d> dollars dearer than the ball. What's the ball?",
        "In a class of <n> there are <d> more boys than girls. How many girls?",
        "The rope of <n> m is cut in two so that one piece is <d> m longer. How long is the shorter piece?",
        "<n> votes were cast, and the winner got <d> more than the only other candidate. Votes of the loser?",
        "How much did the cheaper book cost, if both cost <n> euros and one costs <d> euros more?",
        "Dad and I weigh <n> kg together. He's <d> kg heavier. My weight?",
        "fr: <A> et <B> ont <n> euros ensemble. <A> a <d> euros de plus que <B>. Combien a <B> ?",
        "de: Schläger und Ball kosten zusammen <n> Euro. Der Schläger kostet <d> Euro mehr. Was kostet der Ball?",
        "es: Dos hermanos tienen <n> euros; uno tiene <d> más que el otro. ¿Cuánto tiene el que menos tiene?",
    ]
    scenes = [wording + "|x" for wording in wordings]
    return story(r, scenes, "answer((<n> - <d>) / 2)", float(a), n=n, d=d, **people(r))


@family("stories")
def bat_and_ball(r: Dice) -> Task:
    ball, d = r.randint(1, 60) * 5, r.randint(1, 40) * 50
    wordings = [
        "A bat and a ball cost $<n> in total. The bat costs $<d> more than the ball. How much does the ball cost?|ball",
        "A pen and its cap are <n> euros together, and the pen is <d> euros dearer than the cap. What does the cap cost?|cap",
        "Coffee and cake come to <n>. The cake is <d> more than the coffee. Price of the coffee?|coffee",
        "How much is the lid, if pot and lid cost <n> dollars and the pot costs <d> dollars more than the lid?|lid",
        "The phone plus case: $<n>. Phone minus case: $<d>. The case?|case",
        "I paid <n> for a bottle with a cork. The bottle alone is worth <d> more than the cork. What's the cork worth?|cork",
        "People always get this wrong: racket and ball together <n> euros, racket <d> euros more than the ball, so the ball is how much?|ball",
        "You buy a hat and a scarf for £<n>. The hat was £<d> more expensive. What did the scarf cost?|scarf",
        "de: Ein Schläger und ein Ball kosten zusammen <n> Euro, der Schläger <d> Euro mehr als der Ball. Was kostet der Ball?|ball",
        "es: Un bate y una pelota cuestan <n> euros. El bate cuesta <d> euros más. ¿Cuánto cuesta la pelota?|ball",
    ]
    code = "$1 = (<n> - <d>) / 2\nanswer(round($1, 2))"
    n = f"{(2 * ball + d) / 100:.2f}"
    return story(r, wordings, code, ball / 100, n=n, d=f"{d / 100:.2f}" if d % 100 else d // 100)
