"""Counting: orders, choices, codes, paths, meetings and overlapping groups."""

import itertools
import math

from agora.evals.task import Dice, Task, family, task


@family("counting")
def factorial(r: Dice) -> Task:
    n = r.randint(3, 15)
    wordings = [
        "What is <n> factorial?",
        "<n>!",
        "In how many orders can <n> different books stand on a shelf?",
        "How many ways can <n> people line up?",
        "Multiply all numbers from 1 to <n>.",
        "We are <n> speakers and the order of the talks is open. How many orders are there?",
        "A playlist of <n> songs on shuffle, each once: how many sequences can come out?",
        "The postman has <n> houses to visit and may choose the sequence freely. How many sequences?",
        "What does <n>! come to?",
        "fr: De combien de façons peut-on ranger <n> livres différents sur une étagère ?",
        "es: ¿De cuántas maneras pueden hacer cola <n> personas?",
    ]
    return task(r, wordings, "import math\nanswer(math.factorial(<n>))", math.prod(range(1, n + 1)), n=n)


@family("counting", weight=2)
def choose(r: Dice) -> Task:
    n = r.randint(4, 20)
    k = r.randint(2, min(6, n - 1))
    wordings = [
        "In how many ways can <k> of <n> people be chosen?",
        "How many different groups of <k> can be made from <n> players?",
        "I can take <k> books out of <n>. How many choices do I have?",
        "What is <n> choose <k>?",
        "C(<n>, <k>)",
        "How many committees of <k> can a club of <n> form?",
        "A pizza place has <n> toppings. How many pizzas with exactly <k> different toppings are possible?",
        "You tick <k> of <n> numbers on a lottery slip. How many different slips are there?",
        "We are <n> people aged 20 to 40 and send <k> of us to the meeting. How many delegations are possible?",
        "<n> kids, <k> may come on the boat, the order doesn't matter. Count the possible boatloads.",
        "A teacher picks <k> out of <n> exam questions. How many different exams?",
        "es: ¿De cuántas formas se pueden elegir <k> personas entre <n>?",
        "de: Wie viele Möglichkeiten gibt es, <k> aus <n> Leuten auszuwählen?",
    ]
    value = sum(1 for _ in itertools.combinations(range(n), k))
    return task(r, wordings, "import math\nanswer(math.comb(<n>, <k>))", value, n=n, k=k)


@family("counting", weight=2)
def arrange(r: Dice) -> Task:
    n, k = r.randint(5, 14), r.randint(2, 4)
    wordings = [
        "In how many orders can <k> out of <n> songs be played?",
        "<n> runners start. In how many ways can the first <k> places be filled?",
        "<n> people want <k> numbered seats. How many seatings are possible?",
        "How many permutations of <k> from <n> items are there?",
        "How many passwords of <k> different letters can be made from <n> letters?",
        "P(<n>, <k>)",
        "Order matters: pick <k> of <n>. How many ways?",
        "A club of <n> gives <k> different offices to <k> different members. In how many ways?",
        "From <n> flags I hoist <k> one above the other as a signal. How many signals can I make?",
        "fr: <n> coureurs : de combien de façons peut-on remplir les <k> premières places ?",
        "de: Wie viele Reihenfolgen gibt es, wenn <k> von <n> Liedern gespielt werden?",
    ]
    value = math.prod(range(n - k + 1, n + 1))
    return task(r, wordings, "import math\nanswer(math.perm(<n>, <k>))", value, n=n, k=k)


@family("counting")
def letters_arranged(r: Dice) -> Task:
    words = (
        "level banana kayak pepper tree moon stone paper apple summer coffee letter queue noon tomato papaya"
    )
    word = r.choice(words.split())
    wordings = [
        "How many different arrangements do the letters of <w!> have?",
        "In how many ways can the letters of <w> be ordered?",
        "How many anagrams, with or without sense, has the word <w>?",
        "I cut the word <w> into its letters and lay them out in a row. How many different rows are possible?",
        "Count the distinct orders of the letters in <w>.",
        "Rearranging <w>: how many results, equal ones counted once?",
        "Scrabble tiles spell <w>. How many different strings use all of them?",
        "es: ¿De cuántas maneras distintas se pueden ordenar las letras de <w>?",
        "fr: Combien d'anagrammes, même sans sens, le mot <w> a-t-il ?",
    ]
    value = sum(1 for _ in set(itertools.permutations(word)))
    code = "import math\nfrom collections import Counter\nword = <w!>\nways = math.factorial(len(word))\nfor n in Counter(word).values():\n    ways //= math.factorial(n)\nanswer(ways)"
    return task(r, wordings, code, value, w=word)


@family("counting")
def handshakes(r: Dice) -> Task:
    n = r.randint(4, 60)
    wordings = [
        "<n> people meet and everybody shakes hands with everybody else once. How many handshakes is that?",
        "At a table of <n>, each guest clinks glasses with each other guest. How many clinks?",
        "How many matches are there if <n> chess players each play everyone once?",
        "<n> computers, a direct cable between every two. How many cables?",
        "Number of lines through <n> points, no three of them on a line?",
        "Each of <n> friends hugs every other friend one time; number of hugs?",
        "In how many ways can we pair up two out of <n>?",
        "A league of <n> teams, single round robin: how many games?",
        "de: <n> Leute stoßen alle einmal miteinander an. Wie oft klingt es?",
        "fr: <n> personnes se serrent toutes la main une fois. Combien de poignées de main ?",
    ]
    return task(r, wordings, "answer(<n> * (<n> - 1) // 2)", sum(range(n)), n=n)


@family("counting")
def cards_to_each(r: Dice) -> Task:
    n = r.randint(4, 40)
    wordings = [
        "<n> friends each send a postcard to every other one. How many postcards is that?",
        "In a league of <n> teams everyone plays everyone at home and away. How many games in the season?",
        "Each of <n> children gives every other child a present. How many presents?",
        "<n> towns with a one-way road from every town to every other: how many roads?",
        "Everybody in a chat of <n> writes one private message to each of the others. Number of messages?",
        "A train line has <n> stations. How many different single tickets (from, to) must be printed?",
        "es: <n> equipos juegan todos contra todos, ida y vuelta. ¿Cuántos partidos hay?",
        "de: <n> Kinder schreiben jedem anderen Kind eine Karte. Wie viele Karten sind das?",
    ]
    return task(r, wordings, "answer(<n> * (<n> - 1))", len(list(itertools.permutations(range(n), 2))), n=n)


@family("counting")
def knockout_games(r: Dice) -> Task:
    n = r.choice([r.randint(5, 200), 2 ** r.randint(2, 8)])
    wordings = [
        "In a knockout tournament with <n> players, how many matches are played until there's a winner?",
        "<n> teams, the loser goes home. How many games does the organiser need?",
        "knock-out cup, <n> clubs, no third-place match: total games?",
        "Our table tennis evening has <n> entries and single elimination. How many matches?",
        "How many duels does it take to get one champion out of <n>, if every loser is out?",
        "Wimbledon style with <n> in the draw: number of matches in all rounds?",
        "fr: Un tournoi à élimination directe réunit <n> joueurs. Combien de matchs au total ?",
        "es: Torneo eliminatorio con <n> jugadores: ¿cuántos partidos se juegan?",
    ]
    left, games = n, 0
    while left > 1:
        games, left = games + left // 2, left - left // 2
    return task(r, wordings, "answer(<n> - 1)", games, n=n)


@family("counting")
def outfits(r: Dice) -> Task:
    a, b, c = (r.randint(2, 12) for _ in range(3))
    wordings = [
        "I have <a> shirts, <b> pairs of trousers and <c> pairs of shoes. How many outfits can I make?",
        "A menu offers <a> starters, <b> mains and <c> desserts. How many three-course meals are possible?",
        "The car comes in <a> colours, with <b> engines and <c> trims. How many versions?",
        "From A to B there are <a> roads, from B to C <b>, from C to D <c>. How many ways lead from A to D?",
        "<a> breads, <b> fillings, <c> sauces: number of different sandwiches with one of each?",
        "To name a product we combine one of <a> first words, one of <b> second words and one of <c> endings. How many names?",
        "Game character: <a> hairstyles, <b> faces, <c> jackets. Count the looks.",
        "fr: J'ai <a> chemises, <b> pantalons et <c> paires de chaussures. Combien de tenues différentes ?",
        "de: Ein Menü hat <a> Vorspeisen, <b> Hauptgerichte und <c> Nachspeisen. Wie viele Menüs sind möglich?",
    ]
    return task(r, wordings, "answer(<a> * <b> * <c>)", math.prod([c, a, b]), a=a, b=b, c=c)


@family("counting")
def codes_possible(r: Dice) -> Task:
    what, n = r.choice(
        [("digits", 10), ("letters from A to Z", 26), ("symbols out of 6 colours", 6), ("hex digits", 16)]
    )
    k = r.randint(2, 6)
    wordings = [
        "How many codes of <k> <w> are there, if repeats are allowed?",
        "A lock opens with <k> <w>; the same one may come up again. How many settings does it have?",
        "A thief has to try every code of <k> <w>. How many tries at most?",
        "number of strings of length <k> made of <w>",
        "My password consists of <k> <w>, any of them, repeated or not. How many such passwords exist?",
        "Vouchers carry <k> <w>. How many different vouchers can be printed?",
        "es: Un código tiene <k> símbolos y para cada uno hay <n> posibilidades. ¿Cuántos códigos hay?",
        "de: Ein Schloss hat <k> Stellen mit je <n> Möglichkeiten. Wie viele Einstellungen gibt es?",
    ]
    return task(r, wordings, "answer(<n> ** <k>)", math.prod([n] * k), k=k, w=what, n=n)


@family("counting")
def codes_without_repeats(r: Dice) -> Task:
    what, n = r.choice([("digits", 10), ("letters from A to Z", 26), ("cards numbered 1 to 12", 12)])
    k = r.randint(2, 5)
    wordings = [
        "How many codes of <k> <w> are there, if none may repeat?",
        "A lock opens with <k> different <w>, in the right order. How many settings are possible?",
        "number of strings of <k> distinct <w>",
        "My password consists of <k> <w>, all different, and the order counts. How many could it be?",
        "I lay <k> <w> side by side, no two alike. How many rows can I lay?",
        "<k> <w>, no repetition, order matters: how many?",
        "fr: Un code a <k> symboles tous différents, choisis parmi <n>. Combien de codes possibles ?",
        "es: ¿Cuántos códigos de <k> símbolos distintos se pueden formar con <n> símbolos?",
    ]
    value = math.factorial(n) // math.factorial(n - k)
    return task(r, wordings, "import math\nanswer(math.perm(<n>, <k>))", value, k=k, w=what, n=n)


@family("counting")
def number_plates(r: Dice) -> Task:
    a, b = r.randint(1, 3), r.randint(1, 4)
    wordings = [
        "A number plate has <a> letters (A to Z) and then <b> digits. How many plates are possible?",
        "Plates: first <a> letters, then <b> digits, anything may repeat. How many cars can be registered?",
        "Ticket codes are <a> letters followed by <b> digits. How many tickets is that enough for?",
        "<a> letters + <b> digits, all 26 letters and 10 digits allowed: combinations?",
        "How many product numbers are there of the form: <a> capital letters, <b> digits?",
        "Our lockers are labelled with <a> letters and <b> digits. How many labels exist?",
        "de: Ein Kennzeichen hat <a> Buchstaben und danach <b> Ziffern. Wie viele Kennzeichen gibt es?",
        "fr: Une plaque a <a> lettres puis <b> chiffres. Combien de plaques sont possibles ?",
    ]
    return task(r, wordings, "answer(26 ** <a> * 10 ** <b>)", math.prod([26] * a + [10] * b), a=a, b=b)


@family("counting")
def round_table(r: Dice) -> Task:
    n = r.randint(3, 12)
    wordings = [
        "In how many ways can <n> people sit around a round table, if only who sits next to whom, left and right, matters?",
        "<n> guests at a round table, rotations count as the same: how many seatings?",
        "circular permutations of <n> people",
        "King Arthur has <n> knights at the round table. How many different orders around it, turning aside?",
        "How many distinct circles can <n> children form holding hands, when turning the circle changes nothing?",
        "Seat <n> friends in a circle. Turned versions are equal. Number of ways?",
        "es: ¿De cuántas formas se sientan <n> personas en una mesa redonda, si las rotaciones cuentan como iguales?",
        "de: Wie viele Sitzordnungen gibt es für <n> Leute am runden Tisch, wenn Drehungen gleich sind?",
    ]
    return task(r, wordings, "import math\nanswer(math.factorial(<n> - 1))", math.prod(range(1, n)), n=n)


@family("counting")
def lattice_paths(r: Dice) -> Task:
    a, b = r.randint(2, 10), r.randint(2, 10)
    wordings = [
        "How many shortest ways lead from one corner of a <a> by <b> grid of blocks to the opposite corner?",
        "In a city of straight streets I must go <a> blocks east and <b> blocks north. How many shortest routes are there?",
        "A robot moves only right or down, <a> steps right and <b> down altogether. How many paths?",
        "lattice paths from (0,0) to (<a>,<b>), steps right and up",
        "In how many orders can I take <a> steps to the right and <b> steps up?",
        "An ant on squared paper goes from (0, 0) to (<a>, <b>), only right or up. Number of different paths?",
        "fr: Combien de chemins les plus courts y a-t-il pour aller de (0, 0) à (<a>, <b>) sur un quadrillage ?",
        "es: ¿Cuántos caminos hay con <a> pasos a la derecha y <b> hacia arriba?",
    ]
    row = [1] * (a + 1)
    for _ in range(b):
        row = list(itertools.accumulate(row))
    return task(r, wordings, "import math\nanswer(math.comb(<a> + <b>, <a>))", row[-1], a=a, b=b)


@family("counting")
def subsets(r: Dice) -> Task:
    n = r.randint(3, 20)
    wordings = [
        "How many subsets does a set of <n> elements have?",
        "A pizza place has <n> toppings, and I may take any number of them, even none. How many pizzas?",
        "<n> switches, each on or off. How many states?",
        "In how many ways can a coin show heads and tails in <n> throws, order included?",
        "<n> people are invited; any of them may come or not. How many different guest lists can result?",
        "size of the power set for n = <n>",
        "A quiz has <n> yes-no questions. How many ways are there to fill it in?",
        "de: Wie viele Teilmengen hat eine Menge mit <n> Elementen?",
        "fr: Combien d'états ont <n> interrupteurs ?",
    ]
    return task(r, wordings, "answer(2 ** <n>)", sum(math.comb(n, k) for k in range(n + 1)), n=n)


@family("counting")
def in_either_group(r: Dice) -> Task:
    both, only_a, only_b = r.randint(1, 20), r.randint(2, 40), r.randint(2, 40)
    wordings = [
        "<a> pupils learn French, <b> learn Spanish and <c> learn both. How many learn at least one of the two?",
        "In our club <a> play chess, <b> play cards, <c> do both. How many members play something?",
        "Union of two sets with <a> and <b> elements, <c> in common?",
        "We've <a> customers with a phone contract and <b> with internet; <c> of them have both. How many customers is that?",
        "<a> guests had soup and <b> had salad, among them <c> who had soup and salad. How many guests had anything?",
        "|A| = <a>, |B| = <b>, |A and B| = <c>. |A or B| = ?",
        "es: <a> alumnos estudian francés, <b> alemán y <c> los dos. ¿Cuántos estudian al menos uno?",
        "fr: <a> élèves font du foot, <b> du tennis et <c> les deux. Combien font au moins un sport ?",
    ]
    code = "first = <a>\nsecond = <b>\nboth = <c>\nanswer(first + second - both)"
    return task(r, wordings, code, only_a + only_b + both, a=only_a + both, b=only_b + both, c=both)


@family("counting")
def in_neither_group(r: Dice) -> Task:
    both, only_a, only_b, none = r.randint(1, 20), r.randint(2, 40), r.randint(2, 40), r.randint(0, 30)
    wordings = [
        "Of <n> pupils <a> learn French, <b> Spanish and <c> both. How many learn neither?",
        "<n> people were asked: <a> have a cat, <b> a dog, <c> both. How many have neither a cat nor a dog?",
        "In a class of <n>, <a> play football, <b> swim, <c> do both; the others do nothing. How many do nothing?",
        "n=<n>, A=<a>, B=<b>, both=<c>, outside of both sets?",
        "<n> employees: <a> can come on Monday, <b> on Tuesday, <c> on both days. How many can't come on either?",
        "A library of <n> books has <a> novels in the count, <b> books in English and <c> English novels. How many are neither novels nor English?",
        "de: Von <n> Schülern lernen <a> Französisch, <b> Spanisch und <c> beides. Wie viele lernen keins von beiden?",
        "es: De <n> personas, <a> tienen perro, <b> gato y <c> ambos. ¿Cuántas no tienen ninguno?",
    ]
    code = "total = <n>\nfirst = <a>\nsecond = <b>\nboth = <c>\nanswer(total - (first + second - both))"
    return task(
        r, wordings, code, none, n=both + only_a + only_b + none, a=only_a + both, b=only_b + both, c=both
    )


@family("counting")
def both_groups(r: Dice) -> Task:
    both, only_a, only_b = r.randint(1, 20), r.randint(2, 40), r.randint(2, 40)
    wordings = [
        "All <n> pupils learn French or Spanish. <a> learn French, <b> Spanish. How many learn both?",
        "<n> guests: <a> took soup, <b> took salad, nobody took nothing. How many had both?",
        "Everyone of our <n> members plays chess or cards; <a> chess, <b> cards. Both?",
        "The union has <n> elements, the sets have <a> and <b>. How large is the intersection?",
        "Each of <n> houses has a garage or a garden. <a> garages, <b> gardens. How many houses have both?",
        "In a team of <n> everybody speaks English or German: <a> English, <b> German. Who speaks both, how many?",
        "fr: Les <n> élèves font tous du foot ou du tennis : <a> du foot, <b> du tennis. Combien font les deux ?",
        "de: Alle <n> Gäste hatten Suppe oder Salat, <a> Suppe und <b> Salat. Wie viele hatten beides?",
    ]
    code = "total = <n>\nfirst = <a>\nsecond = <b>\nanswer(first + second - total)"
    return task(r, wordings, code, both, n=both + only_a + only_b, a=only_a + both, b=only_b + both)


@family("counting")
def socks_in_the_dark(r: Dice) -> Task:
    k = r.randint(2, 9)
    wordings = [
        "A drawer holds socks in <k> colours, many of each. How many must I take in the dark to be sure of a matching pair?",
        "How many people must be in a room so that two were surely born in the same one of <k> given years?",
        "Sweets of <k> kinds in a jar. How many do I have to grab blindly to be certain that two are alike?",
        "<k> pigeonholes: how many letters until one of them must hold two?",
        "Gloves of <k> patterns, each of them fits both hands. How many to pull out, at worst, for two of the same pattern?",
        "With <k> colours of marbles, what's the smallest number of draws that guarantees two of one colour?",
        "es: En un cajón hay calcetines de <k> colores. ¿Cuántos debo sacar a oscuras para tener seguro un par igual?",
        "fr: Un tiroir contient des chaussettes de <k> couleurs. Combien en tirer pour être sûr d'avoir une paire ?",
    ]
    value = next(n for n in itertools.count(1) if n > k)  # one of each kind, and one more
    return task(r, wordings, "answer(<k> + 1)", value, k=k)


@family("counting")
def squares_in_grid(r: Dice) -> Task:
    n = r.randint(2, 12)
    wordings = [
        "How many squares of any size does a <n> by <n> grid contain?",
        "Count all the squares, small and large, on a <n> x <n> board.",
        "A waffle has <n> times <n> fields. How many squares can be seen in it, of every size?",
        "number of squares in an n x n grid, n = <n>",
        "A window is divided into <n> rows of <n> equal square panes. How many squares are there if bigger ones count, too?",
        "Riddle: a chessboard of <n> by <n>. How many squares does it really have?",
        "de: Wie viele Quadrate jeder Größe gibt es in einem Gitter von <n> mal <n>?",
        "es: ¿Cuántos cuadrados de cualquier tamaño hay en una cuadrícula de <n> por <n>?",
    ]
    value = n * (n + 1) * (2 * n + 1) // 6
    return task(r, wordings, "answer(sum(k ** 2 for k in range(1, <n> + 1)))", value, n=n)


@family("counting")
def rectangles_in_grid(r: Dice) -> Task:
    a, b = r.randint(2, 10), r.randint(2, 10)
    wordings = [
        "How many rectangles, squares included, does a <a> by <b> grid contain?",
        "Count the rectangles of every size in a table with <a> rows and <b> columns.",
        "number of rectangles in a <a> x <b> grid",
        "A window with <a> by <b> panes: how many rectangles can you find along its bars?",
        "In a chocolate bar of <a> times <b> pieces, how many rectangular blocks of any size can be pointed at?",
        "Choose two horizontal and two vertical lines of a <a> by <b> grid. How many rectangles result?",
        "fr: Combien de rectangles de toute taille y a-t-il dans une grille de <a> sur <b> ?",
        "de: Wie viele Rechtecke jeder Größe stecken in einem Gitter von <a> mal <b>?",
    ]
    value = a * (a + 1) * b * (b + 1) // 4
    return task(
        r, wordings, "import math\nanswer(math.comb(<a> + 1, 2) * math.comb(<b> + 1, 2))", value, a=a, b=b
    )


@family("counting")
def choose_from_two(r: Dice) -> Task:
    n, m = r.randint(4, 12), r.randint(4, 12)
    j, k = r.randint(1, 3), r.randint(1, 3)
    wordings = [
        "A committee needs <j> of <n> women and <k> of <m> men. How many committees are possible?",
        "Pick <j> out of <n> starters and <k> out of <m> desserts, order doesn't matter. How many choices?",
        "From <n> red cards I take <j>, from <m> black cards <k>. How many different hands?",
        "<j> of <n> teachers and <k> of <m> parents go along. In how many ways can they be picked?",
        "C(<n>,<j>) times C(<m>,<k>)",
        "Our shelf has <n> novels and <m> guidebooks; I pack <j> novels and <k> guidebooks. How many selections?",
        "es: Hay que elegir <j> de <n> mujeres y <k> de <m> hombres. ¿Cuántos grupos son posibles?",
        "fr: On choisit <j> filles parmi <n> et <k> garçons parmi <m>. Combien de groupes possibles ?",
    ]
    value = len(list(itertools.combinations(range(n), j))) * len(list(itertools.combinations(range(m), k)))
    return task(
        r,
        wordings,
        "import math\nanswer(math.comb(<n>, <j>) * math.comb(<m>, <k>))",
        value,
        n=n,
        m=m,
        j=j,
        k=k,
    )


@family("counting")
def share_among(r: Dice) -> Task:
    n, k = r.randint(3, 20), r.randint(2, 6)
    wordings = [
        "In how many ways can <n> identical coins be shared among <k> children, if a child may get none?",
        "<n> equal sweets into <k> different bags, empty bags allowed: how many ways?",
        "How many solutions in whole numbers from 0 up has a sum of <k> variables equal to <n>?",
        "stars and bars: <n> stars, <k> groups",
        "An ice-cream bowl gets <n> scoops, there are <k> flavours, repeats allowed and order doesn't matter. How many bowls?",
        "I plant <n> alike tulips in <k> different beds in any split. Number of splits?",
        "de: Auf wie viele Arten lassen sich <n> gleiche Münzen auf <k> Kinder verteilen?",
        "es: ¿De cuántas formas se reparten <n> caramelos iguales entre <k> niños, si alguno puede quedarse sin nada?",
    ]
    ways = [1] + [0] * n
    for _ in range(k):
        ways = list(itertools.accumulate(ways))
    return task(r, wordings, "import math\nanswer(math.comb(<n> + <k> - 1, <k> - 1))", ways[n], n=n, k=k)
