"""How a text is laid out: its length, masks, Markdown lists, separators, and what its initials hide."""

from agora.evals.families._pools import NAMES, SENTENCES, SURNAMES, WORDS, items
from agora.evals.task import Dice, Task, family, task


@family("text")
def count_characters(r: Dice) -> Task:
    s = r.choice(SENTENCES)
    spaces = r.random() < 0.5
    said = (
        {"en": "with spaces", "fr": "espaces compris", "es": "con espacios", "de": "mit Leerzeichen"}
        if spaces
        else {
            "en": "without spaces",
            "fr": "sans les espaces",
            "es": "sin espacios",
            "de": "ohne Leerzeichen",
        }
    )
    wordings = [
        "How many characters has '<s>', <k>?",
        "Count the characters <k>: <s>",
        'Length of "<s>" <k>?',
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
    return task(
        r, wordings, 'number = <n!>\nanswer("*" * (len(number) - <k>) + number[-<k>:])', value, n=n, k=k
    )


@family("text")
def bullet_list(r: Dice) -> Task:
    xs = items(r, 3, 5)
    numbered = r.random() < 0.5
    kind = (
        {"en": "numbered list", "fr": "liste numérotée", "es": "lista numerada", "de": "nummerierte Liste"}
        if numbered
        else {
            "en": "bullet list",
            "fr": "liste à puces",
            "es": "lista con viñetas",
            "de": "Liste mit Aufzählungspunkten",
        }
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
        [
            ("semicolons", ";"),
            ("commas", ","),
            ("pipes", "|"),
            ("slashes", "/"),
            ("hyphens", "-"),
            ("spaces", " "),
        ],
        2,
    )
    wordings = [
        "Change the <o> to <n>: <s>",
        "'<s>' is separated by <o>, I need <n>.",
        "Replace <o> by <n> in <s!>.",
        "The import wants <n> between the values but my export has <o>: '<s>'. Convert it.",
        "<s> with <n> instead of <o>",
        "Here's a line with <o>: '<s>'. Write it with <n>.",
        "fr: La ligne « <s> » est séparée par « <oc> » ; mets « <nc> » à la place.",
        'de: Ersetze in "<s>" jedes "<oc>" durch "<nc>".',
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
        'de: Kürze den Vornamen ab wie in "J. Smith": <n>',
    ]
    code = 'first, last = <n!>.split()\nanswer(first[0] + ". " + last)'
    return task(r, wordings, code, f"{first[0]}. {last}", n=f"{first} {last}")
