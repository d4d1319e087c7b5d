"""Two or more lists: common, missing, together; and lists that are changed step by step."""

from agora.evals.families._pools import LISTS, NAMES, decide, items
from agora.evals.task import Dice, Task, family, task


def _two(r: Dice) -> tuple[list[object], list[object]]:
    numbers: list[object] = [*range(1, 20)]
    pool: list[object] = r.choice([numbers, [*NAMES[:12]], [*LISTS[0]], [*LISTS[1]]])
    size = min(len(pool) - 2, r.randint(4, 5))
    return r.sample(pool, size), r.sample(pool, size)


def _said(xs: list[object]) -> str:
    return ", ".join(map(str, xs))


@family("lists")
def in_both(r: Dice) -> Task:
    a, b = _two(r)
    wordings = [
        "What do these two lists have in common? <s> / <t>",
        "First list: <s>. Second list: <t>. Which items are in both?",
        "Monday's group was <s>, Tuesday's <t>. Who or what was there on both days?",
        "Intersection of [<s>] and [<t>]?",
        "A = <s>; B = <t>. Elements of A that are also in B?",
        "I like <s>. You like <t>. What do we both like?",
        "Compare <s> with <t> and tell me what appears in each of them.",
        "common entries: <s> vs <t>",
        "fr: Qu'ont en commun ces deux listes ? <s> / <t>",
        "de: Was steht in beiden Listen? <s> und <t>",
    ]
    value = [x for x in a if b.count(x)]
    return task(r, wordings, "answer([x for x in <a> if x in <b>])", value, s=_said(a), t=_said(b), a=a, b=b)


@family("lists")
def only_first(r: Dice) -> Task:
    a, b = _two(r)
    wordings = [
        "Which items are in the first list but not in the second? First: <s>. Second: <t>",
        "Invited: <s>. Answered: <t>. From whom do I still wait?",
        "I need <s> and have already got <t>. What's still missing?",
        "[<s>] minus [<t>] as sets?",
        "A = <s>, B = <t>. What is only in A?",
        "Last year's list: <s>. This year's: <t>. What was dropped?",
        "Cross out of <s> everything that is also in <t>. What remains?",
        "The packing list says <s>; in the bag there is <t>. Which things did I forget?",
        "es: ¿Qué hay en la primera lista y no en la segunda? <s> / <t>",
        "fr: J'ai besoin de <s>. J'ai déjà <t>. Que manque-t-il ?",
    ]
    value = [x for x in a if not b.count(x)]
    return task(
        r, wordings, "answer([x for x in <a> if x not in <b>])", value, s=_said(a), t=_said(b), a=a, b=b
    )


@family("lists")
def only_second(r: Dice) -> Task:
    a, b = _two(r)
    wordings = [
        "Which items are new in the second list? First: <s>. Second: <t>",
        "Before: <s>. After: <t>. What was added?",
        "Yesterday <s> were here, today <t>. Who or what is here today but wasn't yesterday?",
        "A = <s>, B = <t>. What is only in B?",
        "Old version: <s>\nNew version: <t>\nAdditions?",
        "Members last year: <s>. Members now: <t>. List the newcomers.",
        "de: Vorher: <s>. Nachher: <t>. Was ist neu?",
        "es: Antes: <s>. Ahora: <t>. ¿Qué es nuevo?",
    ]
    value = [x for x in b if not a.count(x)]
    return task(
        r, wordings, "answer([x for x in <b> if x not in <a>])", value, s=_said(a), t=_said(b), a=a, b=b
    )


@family("lists")
def union(r: Dice) -> Task:
    a, b = _two(r)
    wordings = [
        "Merge these lists without duplicates: <s> / <t>",
        "Union of [<s>] and [<t>]?",
        "My shopping list: <s>. Yours: <t>. Make one list, nothing twice.",
        "A = <s>, B = <t>. Everything that is in A or B, each once?",
        "Put <s> and <t> together, every item only once, the first list first.",
        "Two offices sent their stock: <s> and <t>. Combine it to one list with no repeats.",
        "fr: Réunis les deux listes sans doublons : <s> / <t>",
        "de: Vereinige die Listen ohne Wiederholungen: <s> / <t>",
    ]
    value = a + [x for x in b if x not in a]
    return task(
        r, wordings, "answer(list(dict.fromkeys(<a> + <b>)))", value, s=_said(a), t=_said(b), a=a, b=b
    )


@family("lists")
def in_one_only(r: Dice) -> Task:
    a, b = _two(r)
    wordings = [
        "What is in exactly one of the two lists? <s> / <t>",
        "Symmetric difference of [<s>] and [<t>], the first list's items first?",
        "List 1: <s>. List 2: <t>. Which items are not shared?",
        "Two people packed: <s> and <t>. What did only one of them pack?",
        "Where do <s> and <t> differ? List what is in one but not in the other.",
        "A = <s>, B = <t>: elements in A or B but not both",
        "fr: Qu'est-ce qui n'est que dans une des deux listes ? <s> / <t>",
        "es: ¿Qué está solo en una de las dos listas? <s> / <t>",
    ]
    value = [x for x in a + b if (a + b).count(x) == 1]
    code = "a, b = <a>, <b>\nanswer([x for x in a if x not in b] + [x for x in b if x not in a])"
    return task(r, wordings, code, value, s=_said(a), t=_said(b), a=a, b=b)


@family("counting")
def count_in_both(r: Dice) -> Task:
    a, b = _two(r)
    wordings = [
        "How many items do these lists share? <s> / <t>",
        "My lottery numbers or picks: <s>. Drawn: <t>. How many did I get right?",
        "Count the elements that [<s>] and [<t>] have in common.",
        "List one is <s> and list two is <t>. How many are in both?",
        "size of the intersection of <s> and <t>",
        "I guessed <s>; the solution was <t>. Number of hits, order doesn't matter?",
        "de: Wie viele Einträge haben die Listen gemeinsam? <s> / <t>",
        "es: ¿Cuántos elementos comparten? <s> / <t>",
    ]
    value = sum(a.count(x) for x in b)
    return task(r, wordings, "answer(len(set(<a>) & set(<b>)))", value, s=_said(a), t=_said(b), a=a, b=b)


@family("lists")
def subset(r: Dice) -> Task:
    pool = r.choice(LISTS[:3])
    b = r.sample(pool, 5)
    a = r.sample(b if r.random() < 0.5 else pool, 3)
    wordings = [
        "Is every item of [<s>] also in [<t>]?",
        "The recipe needs <s>. In the kitchen I have <t>. Have I got everything?",
        "Is {<s>} a subset of {<t>}?",
        "Required: <s>. Present: <t>. Complete, yes or no?",
        "Check if <s> are all contained in <t>.",
        "I want to pick <s>, on offer are <t>. Is all of it on offer?",
        "fr: Est-ce que tout <s> se trouve dans <t> ?",
        "es: ¿Están todos (<s>) en la lista <t>?",
    ]
    value = not [x for x in a if x not in b]
    return decide(r, wordings, "all(x in <b> for x in <a>)", value, s=", ".join(a), t=", ".join(b), a=a, b=b)


@family("lists")
def disjoint(r: Dice) -> Task:
    pool = r.choice(LISTS[:3])
    a, b = r.sample(pool, 3), r.sample(pool, 2)
    wordings = [
        "Do [<s>] and [<t>] have anything in common?",
        "Is there an overlap between <s> and <t>?",
        "My list: <s>. Her list: <t>. Do we share at least one entry?",
        "<s> vs <t>: any match?",
        "The allergens are <t>. The dish contains <s>. Does it contain one of them?",
        "At least one of <t> among <s>?",
        "fr: Y a-t-il un élément commun à <s> et <t> ?",
        "de: Gibt es etwas, das in <s> und auch in <t> steht?",
    ]
    return decide(
        r,
        wordings,
        "any(x in <b> for x in <a>)",
        len(set(a + b)) < 5,
        s=", ".join(a),
        t=", ".join(b),
        a=a,
        b=b,
    )


@family("lists")
def same_items(r: Dice) -> Task:
    a = items(r, 4, 5)
    b = r.sample(a, len(a))
    if r.random() < 0.5:
        b[0] = r.choice(NAMES)
    wordings = [
        "Do these lists contain the same things, in whatever order? <s> / <t>",
        "Are [<s>] and [<t>] equal if the order doesn't matter?",
        "Delivered: <t>. Ordered: <s>. Is the delivery exactly what was ordered?",
        "Same elements? <s> | <t>",
        "I wrote <s>, she wrote <t>. Did we write the same, apart from order?",
        "Compare <s> and <t> without regard to order: identical?",
        "es: ¿Tienen lo mismo estas listas, sin importar el orden? <s> / <t>",
        "de: Enthalten beide Listen das Gleiche, egal in welcher Reihenfolge? <s> / <t>",
    ]
    value = not (set(a) ^ set(b))
    return decide(r, wordings, "sorted(<a>) == sorted(<b>)", value, s=", ".join(a), t=", ".join(b), a=a, b=b)


@family("lists")
def alternate(r: Dice) -> Task:
    n = r.randint(3, 4)
    a, b = r.sample(NAMES, n), r.sample(LISTS[0], n)
    wordings = [
        "Interleave the lists <s> and <t>, one from each in turn.",
        "Merge <s> with <t> alternately, starting with the first list.",
        "Zip lane: cars <s> on the left, <t> on the right, they merge one by one and the left begins. Which order?",
        "<s> + <t>, taking turns",
        "Take one from [<s>], then one from [<t>], and so on. What row do I get?",
        "Two queues, <s> and <t>, are served in turn, first queue first. In which order are they served?",
        "fr: Alterne les deux listes, en commençant par la première : <s> / <t>",
        "es: Intercala las listas, empezando por la primera: <s> / <t>",
    ]
    value = [(a, b)[i % 2][i // 2] for i in range(2 * n)]
    code = "answer([x for pair in zip(<a>, <b>) for x in pair])"
    return task(r, wordings, code, value, s=", ".join(a), t=", ".join(b), a=a, b=b)


@family("lists")
def pair_up(r: Dice) -> Task:
    n = r.randint(3, 4)
    a, b = r.sample(NAMES, n), r.sample(LISTS[r.choice([0, 2, 6, 7])], n)
    x = r.choice(a)
    wordings = [
        "<s> get <t>, in this order. What does <x> get?",
        "The people are <s>, and they brought <t> respectively. What did <x> bring?",
        "Names: <s>\nItems: <t>\nWhich item belongs to <x>?",
        "If <s> are matched with <t> one to one, <x> goes with what?",
        "<s> chose <t>, each in turn. <x>'s choice?",
        "In the same order as <s>, the answers were <t>. Tell me the answer of <x>.",
        "fr: <s> ont reçu, dans cet ordre, <t>. Qu'a reçu <x> ?",
        "de: <s> bekommen der Reihe nach <t>. Was bekommt <x>?",
    ]
    value = next(q for p, q in zip(a, b, strict=True) if p == x)
    return task(
        r, wordings, "answer(dict(zip(<a>, <b>))[<x!>])", value, s=", ".join(a), t=", ".join(b), a=a, b=b, x=x
    )


@family("lists")
def rotate(r: Dice) -> Task:
    xs = items(r, 4, 6)
    n = r.randint(1, len(xs) - 1)
    wordings = [
        "Rotate the list <s> by <n> to the left.",
        "<s>: the first <n> move to the end. New order?",
        "The turn order is <s>. After <n> turns, who's first, second and so on, if whoever played goes to the back?",
        "Shift <s> left by <n>, wrapping round.",
        "Cards in my hand: <s>. I put the top <n> (the first ones) underneath. What order is it now?",
        "left rotation by <n> of <s>",
        "fr: Décale la liste de <n> vers la gauche, en boucle : <s>",
        "es: Rota la lista <n> lugares a la izquierda: <s>",
    ]
    value = list(xs)
    for _ in range(n):
        value.append(value.pop(0))
    return task(r, wordings, "xs = <xs>\nanswer(xs[<n>:] + xs[:<n>])", value, s=", ".join(xs), xs=xs, n=n)


@family("lists")
def change_list(r: Dice) -> Task:
    xs = items(r, 4, 5)
    gone, new = r.choice(xs), r.choice([n for n in NAMES if n not in xs])
    wordings = [
        "The list is <s>. Remove <g> and add <n> at the end. What is it now?",
        "Waiting list: <s>. <g> cancels and <n> joins at the back. Who is on it now?",
        "Start with <s>; drop <g>; append <n>.",
        "<s> - take <g> out and put <n> last",
        "On the board it says <s>. I wipe off <g> and write <n> at the end. What does the board say?",
        "From <s>, <g> leaves, then <n> comes in last. New list?",
        "fr: La liste est <s>. Enlève <g> et ajoute <n> à la fin.",
        "de: Die Liste lautet <s>. Streiche <g> und häng <n> an. Wie lautet sie dann?",
    ]
    value = [x for x in xs if x != gone] + [new]
    code = "xs = <xs>\nxs.remove(<g!>)\nxs.append(<n!>)\nanswer(xs)"
    return task(r, wordings, code, value, s=", ".join(xs), xs=xs, g=gone, n=new)


@family("lists")
def queue_served(r: Dice) -> Task:
    xs = r.sample(NAMES, r.randint(4, 6))
    n, new = r.randint(1, 3), r.choice([n for n in NAMES if n not in xs])
    wordings = [
        "In the queue stand <s>, first to last. <n> get served, then <new> lines up. Who stands in the queue?",
        "Queue: <s>. Serve the first <n>, then <new> joins. Queue now?",
        "<s> are waiting at the doctor's. The first <n> go in and <new> arrives. Who is waiting, in order?",
        "A printer has the jobs <s>. After <n> are printed, job <new> comes in. What is left to print?",
        "FIFO: <s>; take out <n>; put in <new>. Contents?",
        "If <n> people leave at the front of <s> and <new> comes to the back, what does the line look like?",
        "es: En la fila están <s>. Atienden a los <n> primeros y llega <new>. ¿Quién queda en la fila?",
        "fr: La file : <s>. Les <n> premiers passent, puis <new> arrive. Qui attend ?",
    ]
    value = [x for i, x in enumerate(xs) if i >= n] + [new]
    return task(r, wordings, "answer(<xs>[<n>:] + [<new!>])", value, s=", ".join(xs), xs=xs, n=n, new=new)


@family("lists")
def group_by_first_letter(r: Dice) -> Task:
    xs = r.sample(r.choice([NAMES, LISTS[0] + LISTS[8]]), r.randint(5, 7))
    xs = list(dict.fromkeys(xs))
    wordings = [
        "Group by first letter: <s>",
        "Put these under their initial letters, like in an index: <s>",
        "<s>\nWhich of them belong to which first letter?",
        "I make dividers with letters for my cards <s>. What goes behind which letter?",
        "Make a register of <s> by the letter each begins with.",
        "index <s> by initial",
        "fr: Regroupe selon la première lettre : <s>",
        "de: Gruppiere nach dem Anfangsbuchstaben: <s>",
    ]
    value = {c: [x for x in xs if x[0] == c] for c in dict.fromkeys(x[0] for x in xs)}
    code = "groups = {}\nfor x in <xs>:\n    groups.setdefault(x[0], []).append(x)\nanswer(groups)"
    return task(r, wordings, code, value, s=", ".join(xs), xs=xs)
