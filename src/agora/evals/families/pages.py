"""Pages that are fetched, and what is asked about them."""

from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, family, task

_URLS = [
    "https://example.org",
    "https://example.com/news",
    "https://docs.example.org/start",
    "https://www.example.net/a.txt",
    "https://shop.example.com/list",
    "https://example.org/club/about",
]
_SENTENCES = [
    *(
        "The museum opens at 10.",
        "Tickets cost 12 euros.",
        "Dogs are welcome in the garden.",
        "We are closed on Monday.",
    ),
    *(
        "The café has cake.",
        "Groups should book early.",
        "The bus stops at the gate.",
        "Children under six are free.",
    ),
]


def _page(r: Dice) -> tuple[str, list[str]]:
    return r.choice(_URLS), r.sample(_SENTENCES, r.randint(3, 6))


@family("files")
def fetch_page(r: Dice) -> Task:
    url, rows = _page(r)
    text = "\n".join(rows)
    wordings = [
        "Fetch <u> and show me the text.",
        "What is on <u>?",
        "Open the page <u>.",
        "curl <u>",
        "Get me the contents of <u>, please.",
        "Somebody sent me the link <u>. What does it say?",
        "fr: Que dit la page <u> ?",
        "de: Lade <u> und zeig mir den Text.",
    ]
    return task(r, wordings, "answer(web.fetch(<u!>))", text, world={"pages": {url: text}}, u=url)


@family("files")
def page_count(r: Dice) -> Task:
    url, rows = _page(r)
    text = "\n".join(rows)
    en, es, code, value = r.choice(
        [
            ("words", "palabras", "len(page.split())", sum(row.count(" ") + 1 for row in rows)),
            ("lines", "líneas", "len(page.splitlines())", len(rows)),
            ("characters", "caracteres", "len(page)", sum(len(row) + 1 for row in rows) - 1),
        ]
    )
    wordings = [
        "How many <w> does the page <u> have?",
        "Count the <w> on <u>.",
        "Download <u> and tell me the number of <w>.",
        "I have to translate <u>. How many <w> is it?",
        "<u>: how many <w>?",
        "Number of <w> of the text at <u>?",
        "es: ¿Cuántas <w> tiene la página <u>?",
        "es: Descarga <u> y cuenta las <w>.",
    ]
    code = f"page = web.fetch(<u!>)\nanswer({code})"
    return task(r, wordings, code, value, world={"pages": {url: text}}, u=url, w={"en": en, "es": es})


@family("files")
def page_mentions(r: Dice) -> Task:
    url, rows = _page(r)
    word = r.choice(["Dogs", "bus", "cake", "Tickets", "Monday", "garden"])
    yes = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
    no = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}
    wordings = [
        "Does <u> mention <w!>?",
        "Is the word <w> on the page <u>?",
        "Check whether <w!> occurs on <u>.",
        "Before I go: does the site <u> say anything with <w!>?",
        "<u> - contains <w!> or not?",
        "Fetch <u>. Is <w!> in it?",
        "fr: La page <u> contient-elle <w!> ?",
        "de: Kommt <w!> auf <u> vor?",
    ]
    made = task(
        r,
        wordings,
        "answer(<yes!> if <w!> in web.fetch(<u!>) else <no!>)",
        world={"pages": {url: "\n".join(rows)}},
        u=url,
        w=word,
        yes=yes,
        no=no,
    )
    made.answer = (yes if any(word in row.replace(".", "").split() for row in rows) else no)[made.language]
    return made


@family("files")
def page_lines_with(r: Dice) -> Task:
    url, rows = _page(r)
    word = r.choice(["the", "is", "are", "cost", "open"])
    wordings = [
        "Which lines of <u> contain <w!>?",
        "Show the lines with <w!> from <u>.",
        "Search the page <u> for <w!>; I want the lines.",
        "grep <w> in <u>",
        "Get <u> and keep only lines that have <w!> in them.",
        "On <u>, what is said in the lines with <w!>?",
        "es: ¿Qué líneas de <u> contienen <w!>?",
        "fr: Quelles lignes de <u> contiennent <w!> ?",
    ]
    value = [row for row in rows if row.count(word)]
    code = "answer([line for line in web.fetch(<u!>).splitlines() if <w!> in line])"
    return task(r, wordings, code, value, world={"pages": {url: "\n".join(rows)}}, u=url, w=word)


@family("files")
def page_price(r: Dice) -> Task:
    goods = r.sample("lamp chair tent mug radio scarf".split(), 4)
    prices = [r.randint(3, 90) for _ in goods]
    i, n = r.randrange(4), r.randint(2, 9)
    url = r.choice(
        ["https://shop.example.com/prices", "https://example.net/list.txt", "https://market.example.org"]
    )
    wordings = [
        "<u> lists prices like 'lamp: 12'. What do <n> of the item <g> cost?",
        "The price list is at <u> (lines 'name: price'). I take <n> x <g>. How much?",
        "Look up <g> on <u> and multiply the price by <n>.",
        "How much would I pay for <n> times <g>? Prices: <u>, one 'name: price' a line.",
        "From <u>: price of <g> times <n>",
        "We need <n> pieces of <g>. The shop's list is <u>. Total?",
        "de: Auf <u> stehen Preise wie 'lamp: 12'. Was kosten <n> Stück <g>?",
        "es: En <u> hay precios como 'lamp: 12'. ¿Cuánto cuestan <n> de <g>?",
    ]
    text = "Prices\n" + "".join(f"{good}: {price}\n" for good, price in zip(goods, prices, strict=True))
    code = 'import re\nprice = int(re.search("<g>: (\\\\d+)", web.fetch(<u!>))[1])\nanswer(price * <n>)'
    return task(r, wordings, code, prices[i] * n, world={"pages": {url: text}}, u=url, g=goods[i], n=n)


@family("files")
def page_to_file(r: Dice) -> Task:
    url, rows = _page(r)
    text = "\n".join(rows) + "\n"
    path = r.choice(["page.txt", "saved/page.txt", "museum.txt", "web.md"])
    wordings = [
        "Save the page <u> as <p>.",
        "Download <u> to <p>.",
        "wget -O <p> <u>",
        "I'll be offline later. Keep the text of <u> in <p>.",
        "Fetch <u> and write it to <p>.",
        "Store what <u> says in the file <p>.",
        "fr: Enregistre la page <u> dans <p>.",
        "de: Speichere <u> als <p>.",
    ]
    world = {"pages": {url: text}, "leaves": {path: text}}
    return task(
        r, wordings, 'files.write(<p!>, web.fetch(<u!>))\nanswer("<p>: <u>")', world=world, u=url, p=path
    )


@family("files")
def page_people(r: Dice) -> Task:
    names = r.sample(NAMES, 3)
    roles = r.sample(["chair", "treasurer", "coach", "secretary", "cook"], 3)
    i = r.randrange(3)
    url = r.choice(
        ["https://example.org/club/about", "https://team.example.com", "https://example.net/staff"]
    )
    wordings = [
        "Who is the <w> according to <u>?",
        "<u> has lines like 'coach: Ben'. Who is the <w>?",
        "Find the name of the <w> on <u>.",
        "I want to write to the <w> of the club. The page is <u>.",
        "<w>? see <u>",
        "Look at <u> and tell me the name behind <w>.",
        "es: ¿Quién es <w> según <u>?",
        "fr: D'après <u>, qui est <w> ?",
    ]
    text = "Our people\n" + "".join(f"{role}: {name}\n" for role, name in zip(roles, names, strict=True))
    code = 'import re\nanswer(re.search("<w>: (\\\\w+)", web.fetch(<u!>))[1])'
    return task(r, wordings, code, names[i], world={"pages": {url: text}}, u=url, w=roles[i])
