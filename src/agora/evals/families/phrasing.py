"""How a text is set: case, separators, padding, templates, markdown, and what is hidden in it."""

from agora.evals.families._pools import NAMES, SENTENCES, SURNAMES, WORDS, items
from agora.evals.task import Dice, Task, family, task

_SHORT = [s for s in SENTENCES if s.count(" ") < 7 and s.isascii() and s.islower() and "'" not in s]


@family("text")
def upper_case(r: Dice) -> Task:
    s = r.choice([s for s in SENTENCES if "ß" not in s])
    wordings = [
        "Write this in upper case: <s>",
        "ALL CAPS please: <s>",
        "How does '<s>' look in capital letters?",
        "I want to shout \"<s>\". Give it to me in capitals.",
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
        "Please stop the shouting and put \"<s>\" into small letters.",
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
        "title-case \"<s>\"",
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
        "I forgot the capital at the beginning and the period at the end of \"<s>\". Fix both.",
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
        "Invert the case of \"<s>\".",
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
        [("snake_case", "_"), ("kebab-case", "-"), ("dot.case", "."), ("path/with/slashes", "/"), ("words+with+plus", "+")]
    )
    wordings = [
        "Turn this into <n>: <s>",
        "Convert '<s>' to <n>.",
        "<s> as <n>",
        "I name a variable after \"<s>\" and our style is <n>. What is its name?",
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
        "<n> for \"<s>\"",
        "I need a JavaScript name in <n> for '<s>'.",
        "Our code uses <n>. What would '<s>' be called?",
        "Please make one identifier, <n>, out of the words: <s>",
        "fr: Mets « <s> » en <n>.",
        "de: Schreib \"<s>\" in <n>.",
    ]
    words = s.split(" ")
    caps = [w[0].upper() + w[1:] for w in words]
    if pascal:
        return task(r, wordings, 'answer(<s!>.title().replace(" ", ""))', "".join(caps), s=s, n=name)
    code = 'name = <s!>.title().replace(" ", "")\nanswer(name[0].lower() + name[1:])'
    return task(r, wordings, code, words[0] + "".join(caps[1:]), s=s, n=name)


@family("text")
def camel_to_snake(r: Dice) -> Task:
    words = r.sample("user name order total price get count max file size page is ready last login item color".split(), 3)
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
    words = r.sample("user name order total price get count max file size page is ready last login item color".split(), 3)
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
    return task(r, wordings, code, words[0] + "".join(w[0].upper() + w[1:] for w in words[1:]), c="_".join(words))


@family("text")
def slug(r: Dice) -> Task:
    title = " ".join(w[0].upper() + w[1:] for w in r.choice(_SHORT).split()[:6]) + r.choice(["!", " 2026", ": Part 2", ""])
    wordings = [
        "Make a URL slug from the title '<t>'.",
        "What slug does my blog post \"<t>\" get (lower case, hyphens, no punctuation)?",
        "Slugify '<t>'.",
        "slug for <t!>",
        "The page is called '<t>'. I want its address part in small letters with hyphens.",
        "Turn the heading \"<t>\" into something for a web address, words joined by hyphens, lower case.",
        "fr: Fais un slug d'URL avec le titre « <t> ».",
        "de: Mach aus dem Titel \"<t>\" einen URL-Slug.",
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
    return task(r, wordings, "answer(<w!>.<m>(<n>, <c!>))", value, w=w, n=n, c=c, d=side, m="ljust" if right else "rjust")


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
    text, groups = str(n), []
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
        "name = <a>, day = <d>, n = <n>. Put them into \"<t>\" please.",
        "I have a mail text '<t>'. Write it for <a>, with day set to <d> and n to <n>.",
        "Template: '<t>'. Values: name <a>; n <n>; day <d>.",
        "Mail merge: <t!> where {name} is <a>, {n} is <n>, {day} is <d>.",
        "What does '<t>' read like if the day is <d>, the name <a> and n <n>?",
        "fr: Remplis le modèle « <t> » avec name = <a>, day = <d>, n = <n>.",
        "es: Completa la plantilla «<t>» con name <a>, day <d> y n <n>.",
    ]
    value = t.replace("{name}", name).replace("{day}", day).replace("{n}", str(n))
    return task(r, wordings, "answer(<t!>.format(name=<a!>, day=<d!>, n=<n>))", value, t=t, a=name, d=day, n=n)


@family("text")
def squeeze_spaces(r: Dice) -> Task:
    words = r.choice(_SHORT).split()
    s = words[0] + "".join(" " * r.choice([1, 1, 2, 3, 5]) + w for w in words[1:])
    wordings = [
        "Remove the extra spaces: '<s>'",
        "There are too many blanks in \"<s>\". One between words is enough.",
        "Clean up the spacing of '<s>'.",
        "'<s>' with single spaces only",
        "I copied this from a PDF and the gaps are odd: '<s>'. Tidy it.",
        "Collapse runs of spaces in <s!> to one.",
        "fr: Enlève les espaces en trop : « <s> »",
        "de: Entferne die überflüssigen Leerzeichen: \"<s>\"",
    ]
    return task(r, wordings, 'answer(" ".join(<s!>.split()))', " ".join(words), s=s)


@family("text")
def count_characters(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    spaces = r.random() < 0.5
    said = (
        {"en": "with spaces", "fr": "espaces compris", "es": "con espacios", "de": "mit Leerzeichen"}
        if spaces
        else {"en": "without spaces", "fr": "sans les espaces", "es": "sin espacios", "de": "ohne Leerzeichen"}
    )
    wordings = [
        "How many characters has '<s>', <k>?",
        "Count the characters <k>: <s>",
        "Length of \"<s>\" <k>?",
        "A text message is limited. How many characters (<k>) is '<s>'?",
        "character count, <k>: <s>",
        "The form counts characters <k>. What will it say for '<s>'?",
        "fr: Combien de caractères, <k>, dans « <s> » ?",
        "es: ¿Cuántos caracteres tiene «<s>», <k>?",
    ]
    code = "answer(len(<s!>))" if spaces else 'answer(len(<s!>.replace(" ", "")))'
    return task(r, wordings, code, sum(spaces or c != " " for c in s), s=s, k=said)


@family("text")
def mask_number(r: Dice) -> Task:
    n, k = "".join(r.choices("0123456789", k=r.choice([10, 12, 16]))), r.choice([3, 4])
    wordings = [
        "Mask all but the last <k> digits of <n> with *.",
        "Show only the last <k> digits of my card <n>, stars for the rest.",
        "<n> -> hide everything except the last <k> digits (use *)",
        "For the receipt the number <n> must be starred out apart from its final <k> digits. How is it printed?",
        "Replace each digit of <n> by * but keep the last <k>.",
        "We log account numbers masked, last <k> digits visible, others *. What do we log for <n>?",
        "fr: Masque <n> par des *, sauf les <k> derniers chiffres.",
        "de: Ersetze alle Ziffern von <n> außer den letzten <k> durch *.",
    ]
    value = "".join("*" if i < len(n) - k else c for i, c in enumerate(n))
    return task(r, wordings, 'number = <n!>\nanswer("*" * (len(number) - <k>) + number[-<k>:])', value, n=n, k=k)


@family("text")
def bullet_list(r: Dice) -> Task:
    xs = items(r, 3, 5)
    numbered = r.random() < 0.5
    kind = (
        {"en": "numbered list", "fr": "liste numérotée", "es": "lista numerada", "de": "nummerierte Liste"}
        if numbered
        else {"en": "bullet list", "fr": "liste à puces", "es": "lista con viñetas", "de": "Liste mit Aufzählungspunkten"}
    )
    wordings = [
        "Make a Markdown <k> of <s>.",
        "Write <s> as a <k> in Markdown.",
        "<s>\n\nFormat these as a Markdown <k>.",
        "For my README I need a <k> (Markdown) with the entries <s>.",
        "markdown <k>: <s>",
        "I have <s>. One per line please, as a <k> in Markdown.",
        "fr: Fais une <k> en Markdown avec : <s>",
        "es: Haz una <k> en Markdown con: <s>",
    ]
    if numbered:
        code = 'answer("\\n".join(f"{i}. {x}" for i, x in enumerate(<xs>, 1)))'
        value = "\n".join(str(i + 1) + ". " + x for i, x in enumerate(xs))
    else:
        code, value = 'answer("\\n".join(f"- {x}" for x in <xs>))', "- " + "\n- ".join(xs)
    return task(r, wordings, code, value, s=", ".join(xs), xs=xs, k=kind)


@family("text")
def change_separator(r: Dice) -> Task:
    xs = items(r, 4, 6)
    (old_name, old), (new_name, new) = r.sample(
        [("semicolons", ";"), ("commas", ","), ("pipes", "|"), ("slashes", "/"), ("hyphens", "-"), ("spaces", " ")], 2
    )
    wordings = [
        "Change the <o> to <n>: <s>",
        "'<s>' is separated by <o>, I need <n>.",
        "Replace <o> by <n> in <s!>.",
        "The import wants <n> between the values but my export has <o>: '<s>'. Convert it.",
        "<s> with <n> instead of <o>",
        "Here's a line with <o>: '<s>'. Write it with <n>.",
        "fr: La ligne « <s> » est séparée par « <oc> » ; mets « <nc> » à la place.",
        "de: Ersetze in \"<s>\" jedes \"<oc>\" durch \"<nc>\".",
    ]
    code = "answer(<s!>.replace(<oc!>, <nc!>))"
    return task(r, wordings, code, new.join(xs), s=old.join(xs), o=old_name, n=new_name, oc=old, nc=new)


@family("text")
def hidden_message(r: Dice) -> Task:
    word = r.choice(["help", "gold", "north", "meet", "tree", "love", "code", "boat", "stop"])
    lines = [r.choice([w for w in WORDS if w[0] == c] or [c + "a"]) for c in word]
    wordings = [
        "What do the first letters spell? <s>",
        "There's a word hidden in the initials of <s>. Which?",
        "Acrostic: <s>. Read the beginnings of the words.",
        "A spy sends the words '<s>'. Only the first letter of each one counts. What is the message?",
        "Take each word's first letter and join them: <s>",
        "<s> -> hidden word in the initials?",
        "fr: Quel mot forment les premières lettres de : <s>",
        "es: ¿Qué palabra forman las iniciales de: <s>",
    ]
    code = 'answer("".join(word[0] for word in <s!>.split()))'
    return task(r, wordings, code, word, s=" ".join(lines))


@family("text")
def formal_name(r: Dice) -> Task:
    first, last = r.choice(NAMES), r.choice(SURNAMES)
    wordings = [
        "Shorten <n> to the first initial, a dot and the surname.",
        "On the door sign it should say like 'J. Smith'. What for <n>?",
        "<n> in the form A. Lastname",
        "We print only an initial and the family name, for instance 'M. Curie'. Print <n>.",
        "Abbreviate the first name: <n>",
        "How would <n> look as initial plus surname, e.g. T. Brown?",
        "fr: Abrège le prénom comme dans « J. Smith » : <n>",
        "de: Kürze den Vornamen ab wie in \"J. Smith\": <n>",
    ]
    code = 'first, last = <n!>.split()\nanswer(first[0] + ". " + last)'
    return task(r, wordings, code, f"{first[0]}. {last}", n=f"{first} {last}")
