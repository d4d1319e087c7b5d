"""How a text is set: case, separators, padding, templates, markdown, and what is hidden in it."""

from agora.evals.families._pools import NAMES, SENTENCES, WORDS
from agora.evals.task import Dice, Task, family, task

_SHORT = [s for s in SENTENCES if s.count(" ") < 7 and s.isascii() and s.islower() and "'" not in s]


@family("text")
def upper_case(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if "ß" not in s])
    wordings = [
        "Write this in upper case: <s>",
        "ALL CAPS please: <s>",
        "How does '<s>' look in capital letters?",
        'I want to shout "<s>". Give it to me in capitals.',
        "<s!> in uppercase",
        "The form accepts block letters only. How do I fill in '<s>'?",
        "fr: Écris en majuscules : <s>",
        "es: Pon en mayúsculas: <s>",
    ]
    return task(r, wordings, "answer(<s!>.upper())", "".join(c.upper() for c in s), s=s)


@family("text")
def lower_case(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if "ß" not in s]).upper()
    wordings = [
        "Write this in lower case: <s>",
        "Someone had caps lock on: '<s>'. Make it small letters.",
        "<s!> in lowercase",
        'Please stop the shouting and put "<s>" into small letters.',
        "Convert to lower case: <s>",
        "no capitals at all: <s>",
        "fr: Mets en minuscules : <s>",
        "de: Schreib alles klein: <s>",
    ]
    return task(r, wordings, "answer(<s!>.lower())", "".join(c.lower() for c in s), s=s)


@family("text")
def title_case(r: Dice) -> Task:
    s = r.choice(_SHORT)
    wordings = [
        "Put this in title case: <s>",
        "Capitalize every word: <s>",
        "As a headline each word gets a capital letter. How is '<s>' written then?",
        "<s!> with a capital at the start of each word",
        "My book is called '<s>'. Write the title with capitals on all words.",
        'title-case "<s>"',
        "es: Escribe cada palabra con mayúscula inicial: <s>",
        "fr: Mets une majuscule à chaque mot : <s>",
    ]
    return task(r, wordings, "answer(<s!>.title())", " ".join(w[0].upper() + w[1:] for w in s.split()), s=s)


@family("text")
def capitalize_sentence(r: Dice) -> Task:
    s = r.choice(_SHORT)
    wordings = [
        "Make a proper sentence of '<s>': capital at the start, full stop at the end.",
        "<s> - it should begin with a capital letter and end with a full stop.",
        "Correct my careless typing, only the first letter and the final full stop: <s>",
        'I forgot the capital at the beginning and the period at the end of "<s>". Fix both.',
        "First letter big, a dot at the end: <s>",
        "How should '<s>' be written as a sentence with a capital and a period?",
        "de: Mach daraus einen Satz, mit großem Anfangsbuchstaben und Punkt: <s>",
        "es: Ponle mayúscula inicial y punto final a: <s>",
    ]
    return task(r, wordings, 'answer(<s!>.capitalize() + ".")', s[0].upper() + s[1:] + ".", s=s)


@family("text")
def swap_case(r: Dice) -> Task:
    s = "".join(c.upper() if r.random() < 0.4 else c for c in r.choice(_SHORT))
    wordings = [
        "Swap upper and lower case in: <s>",
        "Make small letters big and big ones small: <s>",
        "<s!> with the case of each letter flipped",
        "My caps lock was on while I used shift. Repair '<s>' by inverting the case.",
        'Invert the case of "<s>".',
        "Turn capitals into small letters and the other way round: <s>",
        "fr: Inverse majuscules et minuscules : <s>",
        "de: Vertausche Groß- und Kleinbuchstaben: <s>",
    ]
    value = "".join(c.lower() if c.isupper() else c.upper() for c in s)
    return task(r, wordings, "answer(<s!>.swapcase())", value, s=s)


@family("text")
def join_style(r: Dice) -> Task:
    s = r.choice(_SHORT)
    name, glue = r.choice(
        [
            ("snake_case", "_"),
            ("kebab-case", "-"),
            ("dot.case", "."),
            ("path/with/slashes", "/"),
            ("words+with+plus", "+"),
        ]
    )
    wordings = [
        "Turn this into <n>: <s>",
        "Convert '<s>' to <n>.",
        "<s> as <n>",
        'I name a variable after "<s>" and our style is <n>. What is its name?',
        "We write identifiers in <n>. So '<s>' becomes?",
        "Make a file name out of '<s>' in <n> style.",
        "In <n>, how do you write '<s>'?",
        "<n> of <s!>?",
        "fr: Écris « <s> » en <n>.",
        "es: Convierte «<s>» a <n>.",
    ]
    return task(r, wordings, "answer(<g!>.join(<s!>.split()))", glue.join(s.split()), s=s, n=name, g=glue)


@family("text")
def camel_case(r: Dice) -> Task:
    s = r.choice(_SHORT)
    pascal = r.random() < 0.4
    name = "PascalCase" if pascal else "camelCase"
    wordings = [
        "Turn this into <n>: <s>",
        "How do I write '<s>' in <n>?",
        '<n> for "<s>"',
        "I need a JavaScript name in <n> for '<s>'.",
        "Our code uses <n>. What would '<s>' be called?",
        "Please make one identifier, <n>, out of the words: <s>",
        "fr: Mets « <s> » en <n>.",
        'de: Schreib "<s>" in <n>.',
    ]
    words = s.split(" ")
    caps = [w[0].upper() + w[1:] for w in words]
    if pascal:
        return task(r, wordings, 'answer(<s!>.title().replace(" ", ""))', "".join(caps), s=s, n=name)
    code = 'name = <s!>.title().replace(" ", "")\nanswer(name[0].lower() + name[1:])'
    return task(r, wordings, code, words[0] + "".join(caps[1:]), s=s, n=name)


@family("text")
def camel_to_snake(r: Dice) -> Task:
    words = r.sample(
        "user name order total price get count max file size page is ready last login item color".split(), 3
    )
    camel = words[0] + "".join(w.title() for w in words[1:])
    wordings = [
        "Convert <c> from camelCase to snake_case.",
        "<c> in snake_case?",
        "I move from Java to Python. What is <c> called in snake_case?",
        "Rename <c!> to snake case.",
        "The column should be snake_case, the field is <c>. Which column name?",
        "snake_case version of the variable <c>",
        "fr: Convertis <c> en snake_case.",
        "es: ¿Cómo se escribe <c> en snake_case?",
    ]
    code = 'import re\nanswer(re.sub(r"([A-Z])", r"_\\1", <c!>).lower())'
    return task(r, wordings, code, "_".join(words), c=camel)


@family("text")
def snake_to_camel(r: Dice) -> Task:
    words = r.sample(
        "user name order total price get count max file size page is ready last login item color".split(), 3
    )
    wordings = [
        "Convert <c> from snake_case to camelCase.",
        "<c> in camelCase?",
        "The Python name is <c>. Which camelCase name fits in JavaScript?",
        "Rename <c!> to camel case.",
        "My JSON keys are camelCase and the database column is <c>. Which key?",
        "camelCase version of <c>, please",
        "de: Wie heißt <c> in camelCase?",
        "es: Convierte <c> a camelCase.",
    ]
    code = 'name = <c!>.title().replace("_", "")\nanswer(name[0].lower() + name[1:])'
    return task(
        r, wordings, code, words[0] + "".join(w[0].upper() + w[1:] for w in words[1:]), c="_".join(words)
    )


@family("text")
def slug(r: Dice) -> Task:
    title = " ".join(w[0].upper() + w[1:] for w in r.choice(_SHORT).split()[:6]) + r.choice(
        ["!", " 2026", ": Part 2", ""]
    )
    wordings = [
        "Make a URL slug from the title '<t>'.",
        'What slug does my blog post "<t>" get (lower case, hyphens, no punctuation)?',
        "Slugify '<t>'.",
        "slug for <t!>",
        "The page is called '<t>'. I want its address part in small letters with hyphens.",
        'Turn the heading "<t>" into something for a web address, words joined by hyphens, lower case.',
        "fr: Fais un slug d'URL avec le titre « <t> ».",
        'de: Mach aus dem Titel "<t>" einen URL-Slug.',
    ]
    letters = "".join(c if c.isalnum() else " " for c in title.lower())
    code = 'import re\nanswer("-".join(re.findall(r"\\w+", <t!>.lower())))'
    return task(r, wordings, code, "-".join(letters.split()), t=title)


@family("text")
def pad_zeros(r: Dice) -> Task:
    n, w = r.randint(1, 9999), r.randint(5, 8)
    wordings = [
        "Pad <n> with zeros to <w> digits.",
        "Write <n> with leading zeros so that it has <w> digits.",
        "Our invoice numbers have <w> digits. How is number <n> written?",
        "<n> as a <w>-digit number with leading zeros",
        "The ticket machine prints <w> places and fills up with zeros in front. What does it print for <n>?",
        "zero-pad <n> to width <w>",
        "fr: Écris <n> sur <w> chiffres avec des zéros devant.",
        "es: Rellena <n> con ceros a la izquierda hasta <w> cifras.",
    ]
    return task(r, wordings, "answer(str(<n>).zfill(<w>))", "0" * (w - len(str(n))) + str(n), n=n, w=w)


@family("text")
def pad_dots(r: Dice) -> Task:
    w, c = r.choice([w for w in WORDS if len(w) < 9]), r.choice(".-*_")
    n, right = r.randint(len(w) + 1, 14), r.random() < 0.5
    side = (
        {"en": "right", "fr": "droite", "es": "derecha", "de": "rechts"}
        if right
        else {"en": "left", "fr": "gauche", "es": "izquierda", "de": "links"}
    )
    wordings = [
        "Fill '<w>' on the <d> with '<c>' until it is <n> characters long.",
        "Pad the word <w> to <n> characters, with '<c>' on the <d>.",
        "I print a menu. '<w>' should take <n> places, the <d> side filled up with '<c>'. How does the line look?",
        "<w!>, width <n>, filler '<c>', on the <d>",
        "Make '<w>' exactly <n> characters by adding '<c>' at the <d>.",
        "How many... no, just show me: <w> plus enough '<c>' on the <d> to get <n> characters.",
        "fr: Complète « <w> » à <d> avec « <c> » jusqu'à <n> caractères.",
        "es: Rellena «<w>» por la <d> con «<c>» hasta <n> caracteres.",
    ]
    value = w
    while len(value) < n:
        value = value + c if right else c + value
    return task(
        r,
        wordings,
        "answer(<w!>.<m>(<n>, <c!>))",
        value,
        w=w,
        n=n,
        c=c,
        d=side,
        m="ljust" if right else "rjust",
    )


@family("text")
def separate_thousands(r: Dice) -> Task:
    n = r.randint(10_000, 9_999_999_999)
    wordings = [
        "Write <n> with commas as thousands separators.",
        "Put commas into <n> so I can read it.",
        "<n> is hard to read. Group it in threes with commas.",
        "format <n> with thousands commas",
        "In the report large numbers have commas. How does <n> look?",
        "Where do the commas go in <n>?",
        "fr: Écris <n> avec des virgules tous les trois chiffres.",
        "de: Schreib <n> mit Kommas als Tausendertrennzeichen.",
    ]
    text = str(n)
    groups: list[str] = []
    while text:
        groups.insert(0, text[-3:])
        text = text[:-3]
    return task(r, wordings, 'answer(f"{<n>:,}")', ",".join(groups), n=n)


@family("text")
def fill_template(r: Dice) -> Task:
    name, day, n = r.choice(NAMES), r.choice(["Monday", "Friday", "12 May", "tomorrow"]), r.randint(2, 90)
    t = r.choice(
        [
            "Dear {name}, your {n} tickets arrive on {day}.",
            "Hi {name}, see you on {day} at gate {n}!",
            "{name} owes {n} euros, due on {day}.",
            "On {day} room {n} is booked for {name}.",
        ]
    )
    wordings = [
        "Fill in this template: '<t>' with name <a>, day <d> and n <n>.",
        'name = <a>, day = <d>, n = <n>. Put them into "<t>" please.',
        "I have a mail text '<t>'. Write it for <a>, with day set to <d> and n to <n>.",
        "Template: '<t>'. Values: name <a>; n <n>; day <d>.",
        "Mail merge: <t!> where {name} is <a>, {n} is <n>, {day} is <d>.",
        "What does '<t>' read like if the day is <d>, the name <a> and n <n>?",
        "fr: Remplis le modèle « <t> » avec name = <a>, day = <d>, n = <n>.",
        "es: Completa la plantilla «<t>» con name <a>, day <d> y n <n>.",
    ]
    value = t.replace("{name}", name).replace("{day}", day).replace("{n}", str(n))
    return task(
        r, wordings, "answer(<t!>.format(name=<a!>, day=<d!>, n=<n>))", value, t=t, a=name, d=day, n=n
    )


@family("text")
def squeeze_spaces(r: Dice) -> Task:
    words = r.choice(_SHORT).split()
    s = words[0] + "".join(" " * r.choice([1, 1, 2, 3, 5]) + w for w in words[1:])
    wordings = [
        "Remove the extra spaces: '<s>'",
        'There are too many blanks in "<s>". One between words is enough.',
        "Clean up the spacing of '<s>'.",
        "'<s>' with single spaces only",
        "I copied this from a PDF and the gaps are odd: '<s>'. Tidy it.",
        "Collapse runs of spaces in <s!> to one.",
        "fr: Enlève les espaces en trop : « <s> »",
        'de: Entferne die überflüssigen Leerzeichen: "<s>"',
    ]
    return task(r, wordings, 'answer(" ".join(<s!>.split()))', " ".join(words), s=s)
