"""What is found in a text: numbers, addresses, times, tags, quoted words, parts of paths and links."""

from agora.evals.families._pools import NAMES, SURNAMES
from agora.evals.task import Dice, Task, family, task


def _note(r: Dice) -> tuple[str, list[int]]:
    a, b, c = (r.randint(2, 990) for _ in range(3))
    text = r.choice(
        [
            f"we sold {a} cakes, {b} pies and {c} rolls",
            f"room {a} has {b} chairs and {c} lamps",
            f"order {a}: {b} pens, {c} pads",
            f"bus {a} left with {b} people and came back with {c}",
            f"milk {a}, bread {b}, cheese {c}",
            f"{r.choice(NAMES)} scored {a}, {r.choice(NAMES)} {b} and the guest {c}",
            f"shelf {a}, box {b}, folder {c}",
        ]
    )
    return text, [a, b, c]


_NUMBERS = 'import re\nnumbers = [int(n) for n in re.findall(r"\\d+", <t!>)]\nanswer('


@family("text")
def extract_numbers(r: Dice) -> Task:
    text, xs = _note(r)
    wordings = [
        "List the numbers in the text '<t>'.",
        "Which numbers occur here? <t>",
        "'<t>' - pull out every number.",
        'Read "<t>" and give me only the figures, as a list.',
        "I dictated '<t>'. Extract the numbers.",
        "numbers in: <t>",
        "fr: Quels nombres y a-t-il dans « <t> » ?",
        "es: Extrae los números de: <t>",
    ]
    return task(r, wordings, _NUMBERS + "numbers)", xs, t=text)


@family("text")
def sum_numbers_in_text(r: Dice) -> Task:
    text, xs = _note(r)
    wordings = [
        "Add up all the numbers in this note: <t>",
        "What is the sum of the numbers in '<t>'?",
        "'<t>' - total of the figures in there?",
        "My shopping note says '<t>'. Sum every number that you see.",
        'Find all numbers in "<t>" and give me their sum.',
        "sum of numbers: <t>",
        "fr: Additionne tous les nombres de « <t> ».",
        'de: Wie groß ist die Summe der Zahlen in "<t>"?',
    ]
    return task(r, wordings, _NUMBERS + "sum(numbers))", xs[0] + xs[1] + xs[2], t=text)


@family("text")
def largest_number_in_text(r: Dice) -> Task:
    text, xs = _note(r)
    high = r.random() < 0.6
    word = (
        {"en": "largest", "fr": "grand", "es": "mayor", "de": "größte"}
        if high
        else {"en": "smallest", "fr": "petit", "es": "menor", "de": "kleinste"}
    )
    wordings = [
        "What is the <w> number in this text? <t>",
        "<w> number mentioned in '<t>'?",
        "Look through '<t>' for the <w> figure.",
        'Of all numbers in "<t>", which is the <w>?',
        "I have the note '<t>' and want just its <w> number.",
        "Find the <w> number: <t>",
        "es: ¿Cuál es el número <w> en «<t>»?",
        'de: Welches ist die <w> Zahl in "<t>"?',
    ]
    value = sorted(xs)[2 if high else 0]
    return task(r, wordings, _NUMBERS + ("max" if high else "min") + "(numbers))", value, t=text, w=word)


def _found(r: Dice, wordings: list[str], pattern: str, text: str, value: str) -> Task:
    return task(r, wordings, f"import re\nanswer(re.search({pattern!r}, <t!>)[0])", value, t=text)


def _mail(r: Dice) -> str:
    host = r.choice(["example.com", "mail.org", "shop.net", "firma.de", "uni.edu"])
    return f"{r.choice(NAMES).lower()}{r.choice(['', '.', '_'])}{r.choice(SURNAMES).lower()}@{host}"


@family("text")
def find_email(r: Dice) -> Task:
    mail = _mail(r)
    text = r.choice(
        [
            f"please write to {mail} before Friday",
            f"you can reach me under {mail} or by phone",
            f"invoice sent to {mail} on 3 May",
            f"contact: {mail} (office hours 9 to 5)",
        ]
    )
    wordings = [
        "Extract the email address from: <t>",
        "What's the e-mail address in '<t>'?",
        "'<t>' - give me only the mail address.",
        "Which address do I have to write to? The note says: <t>",
        'Pull the email out of "<t>".',
        "Copy just the e-mail from this text: <t>",
        "fr: Quelle est l'adresse e-mail dans « <t> » ?",
        "es: Saca el correo electrónico de: <t>",
    ]
    return _found(r, wordings, r"\S+@\S+", text, mail)


@family("text")
def find_link(r: Dice) -> Task:
    url = f"https://{r.choice(['example.com', 'shop.net', 'www.city.org'])}/{r.choice(['news', 'sale', 'docs/start', 'a?id=7', 'map'])}"
    text = r.choice(
        [f"see {url} for more", f"the form is at {url} since Monday", f"I read it on {url} yesterday"]
    )
    wordings = [
        "Extract the link from: <t>",
        "What's the URL in '<t>'?",
        "'<t>' - only the web address, please.",
        'Someone wrote "<t>". Which page do I have to open?',
        "Find the link: <t>",
        "Get the web address out of this message: <t>",
        'de: Welcher Link steht in "<t>"?',
        "fr: Extrais le lien de : <t>",
    ]
    return _found(r, wordings, r"https?://\S+", text, url)


@family("text")
def find_time(r: Dice) -> Task:
    clock = f"{r.randint(0, 23):02d}:{r.choice(['00', '15', '30', '45', '05', '50'])}"
    text = r.choice(
        [
            f"the call is at {clock} on Monday in room 4",
            f"train 512 leaves at {clock} from platform 7",
            f"doors open {clock}, tickets 12 euros",
            f"pick up the 2 kids by {clock} please",
        ]
    )
    wordings = [
        "At what time? <t>",
        "Extract the time of day from '<t>'.",
        "'<t>' - what's the clock time in it?",
        'I only want the time out of "<t>".',
        "Find the time (hh:mm): <t>",
        "For my calendar: which time is mentioned in '<t>'?",
        "es: ¿Qué hora aparece en «<t>»?",
        'de: Welche Uhrzeit steht in "<t>"?',
    ]
    return _found(r, wordings, r"\d+:\d+", text, clock)


@family("text")
def find_hashtags(r: Dice) -> Task:
    tags = r.sample("sun travel food love news sports cats monday coffee music art".split(), r.randint(1, 3))
    text = (
        r.choice(["what a day", "loving this weather", "back home again", "new post"])
        + "".join(f" #{t}" for t in tags)
        + " see you"
    )
    wordings = [
        "Which hashtags are in: <t>",
        "List the hashtags of '<t>'.",
        "Extract every #tag: <t>",
        "My post says '<t>'. Which tags did I use?",
        "'<t>' - just the hashtags as a list",
        'Collect everything that begins with # in "<t>".',
        "fr: Quels hashtags y a-t-il dans « <t> » ?",
        "es: ¿Qué hashtags hay en: <t>",
    ]
    return task(r, wordings, 'import re\nanswer(re.findall(r"#\\w+", <t!>))', ["#" + t for t in tags], t=text)


@family("text")
def find_mentions(r: Dice) -> Task:
    who = r.sample([n.lower() for n in NAMES], r.randint(1, 3))
    text = (
        r.choice(["thanks", "great work", "ping", "lunch with"])
        + "".join(f" @{n}" for n in who)
        + " see you at 5"
    )
    wordings = [
        "Who is mentioned with @ in: <t>",
        "List the @mentions of '<t>'.",
        "Which users does this message tag? <t>",
        "'<t>' - give me all words starting with @",
        'I want to notify everyone tagged in "<t>". Which handles are that?',
        "Extract the handles (with the @): <t>",
        "de: Wer wird mit @ erwähnt? <t>",
        "fr: Qui est mentionné avec @ dans « <t> » ?",
    ]
    return task(r, wordings, 'import re\nanswer(re.findall(r"@\\w+", <t!>))', ["@" + n for n in who], t=text)


@family("text")
def dates_in_text(r: Dice) -> Task:
    dates = [f"{r.randint(2019, 2029)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}" for _ in range(2)]
    text = r.choice(
        [
            f"valid from {dates[0]} to {dates[1]} in zone 3",
            f"ordered {dates[0]}, delivered {dates[1]}, 4 parcels",
            f"hired on {dates[0]} and promoted on {dates[1]}",
        ]
    )
    wordings = [
        "Which dates are in this text? <t>",
        "Extract the dates from '<t>'.",
        "'<t>' - list every date (yyyy-mm-dd).",
        'I need the two dates out of "<t>".',
        "For the calendar, pull the dates out: <t>",
        "dates in: <t>",
        "es: ¿Qué fechas aparecen en: <t>",
        'de: Welche Daten (Tage) stehen in "<t>"?',
    ]
    return task(r, wordings, 'import re\nanswer(re.findall(r"\\d{4}-\\d{2}-\\d{2}", <t!>))', dates, t=text)


@family("text")
def sum_prices(r: Dice) -> Task:
    ps = [round(r.randint(50, 5000) / 100, 2) for _ in range(3)]
    a, b, c = (f"${p:.2f}" for p in ps)
    text = r.choice(
        [
            f"coffee {a}, 2 cakes {b} and a tea {c}",
            f"taxi {a}; lunch for 3 {b}; museum {c}",
            f"1 lamp at {a}, 4 chairs at {b} in all, delivery {c}",
        ]
    )
    wordings = [
        "Add up the prices in: <t>",
        "The receipt says '<t>'. What's the total of the dollar amounts?",
        "'<t>' - how much is that in all?",
        "Sum every $ amount here: <t>",
        "My expenses: <t>. What did I spend together?",
        "I paid for all of this: <t>. Total, please!",
        "fr: Quel est le total des prix dans « <t> » ?",
        "es: Suma los precios: <t>",
    ]
    cents = sum(round(p * 100) for p in ps)
    code = 'import re\nprices = [float(p) for p in re.findall(r"\\$([\\d.]+\\d)", <t!>)]\nanswer(round(sum(prices), 2))'
    return task(r, wordings, code, cents / 100, t=text)


@family("text")
def quoted_words(r: Dice) -> Task:
    w = r.choice(["closed", "fragile", "push", "start here", "no entry", "soon", "best before", "free"])
    text = r.choice(
        [
            f'the sign says "{w}" in red letters',
            f'she wrote "{w}" on the box',
            f'press the button "{w}" twice',
        ]
    )
    wordings = [
        "What stands between the quotation marks? <t>",
        "Extract the quoted part of: <t>",
        "<t> - only the text in quotes, please",
        "In this sentence something is in double quotes. What? <t>",
        "I want what's inside the quotes, nothing else: <t>",
        "Quoted words in this one: <t>",
        "fr: Qu'y a-t-il entre guillemets ? <t>",
        "de: Was steht in Anführungszeichen? <t>",
    ]
    return task(r, wordings, "import re\nanswer(re.search('\"(.*?)\"', <t!>)[1])", w, t=text)


@family("text")
def in_brackets(r: Dice) -> Task:
    w = r.choice(["see page 4", "draft", "new", "2nd floor", "optional", "born 1980", "EU only"])
    text = r.choice(
        [f"the meeting ({w}) was moved", f"Anna ({w}) is coming too", f"the blue model ({w}) costs more"]
    )
    wordings = [
        "What is written in the brackets? <t>",
        "Extract the text in parentheses from '<t>'.",
        "'<t>' - what's inside ( )?",
        "I need the remark in parentheses: <t>",
        'Take out of "<t>" what is between the brackets.',
        "Only the parenthesis of this sentence, without the signs: <t>",
        "es: ¿Qué pone entre paréntesis? <t>",
        "fr: Que dit la parenthèse dans « <t> » ?",
    ]
    return task(r, wordings, 'import re\nanswer(re.search(r"\\((.*?)\\)", <t!>)[1])', w, t=text)


@family("text")
def without_brackets(r: Dice) -> Task:
    w = r.choice(["see page 4", "draft", "new", "2nd floor", "optional", "EU only"])
    head, tail = r.choice(
        [("the meeting", "was moved"), ("Anna", "is coming too"), ("the blue model", "costs more")]
    )
    wordings = [
        "Remove the part in parentheses: <t>",
        "'<t>' without the brackets and what's in them?",
        "Delete the bracketed remark from '<t>'.",
        'Write "<t>" again but leave out the parenthesis.',
        "The note in ( ) has to go: <t>",
        "Cut what stands in brackets, brackets included: <t>",
        "de: Streiche die Klammer samt Inhalt: <t>",
        "es: Quita lo que está entre paréntesis: <t>",
    ]
    code = 'import re\nanswer(re.sub(r" \\(.*?\\)", "", <t!>))'
    return task(r, wordings, code, f"{head} {tail}", t=f"{head} ({w}) {tail}")


@family("text")
def mail_domain(r: Dice) -> Task:
    mail = _mail(r)
    wordings = [
        "What is the domain of <m>?",
        "<m> - the part after the @?",
        "At which provider or domain is the address <m>?",
        "I sort customers by mail domain. Where does <m> go?",
        "Take the domain out of the address <m>.",
        "Which host does mail to <m> go to?",
        "fr: Quel est le domaine de <m> ?",
        "de: Welche Domain hat die Adresse <m>?",
    ]
    return task(r, wordings, 'answer(<m!>.split("@")[1])', mail.partition("@")[2], m=mail)


@family("text")
def mail_user(r: Dice) -> Task:
    mail = _mail(r)
    wordings = [
        "What is the user name in <m>?",
        "<m> - the part before the @?",
        "Give me the local part of the address <m>.",
        "Accounts are named like the mail address up to the @. What account has <m>?",
        "Cut off @ and domain: <m>",
        "Which name stands in front of the at sign in <m>?",
        "es: ¿Cuál es el usuario en <m>?",
        "fr: Qu'y a-t-il avant l'arobase dans <m> ?",
    ]
    return task(r, wordings, 'answer(<m!>.split("@")[0])', mail.partition("@")[0], m=mail)
