"""Letters within a word: which, where, in what order, how many kinds, at its ends."""

from collections import Counter

from agora.evals.families._pools import WORDS, decide
from agora.evals.task import Dice, Task, family, task

_PLAIN = [word for word in WORDS if word.isascii()]


@family("text")
def unique_letters(r: Dice) -> Task:
    w = r.choice(WORDS)
    wordings = [
        "How many different letters does <w> have?",
        "Number of distinct letters in <w!>?",
        "count the unique letters: <w>",
        "If I buy one rubber stamp per letter, how many stamps do I need to print <w>?",
        "<w> uses how many different letters of the alphabet?",
        "In the word <w>, letters that repeat count only once. How many are there?",
        "fr: Combien de lettres différentes dans le mot <w> ?",
        "de: Wie viele verschiedene Buchstaben hat <w>?",
    ]
    return task(r, wordings, "answer(len(set(<w!>)))", len(Counter(w)), w=w)


@family("text")
def all_letters_different(r: Dice) -> Task:
    w = r.choice(WORDS)
    wordings = [
        "Are all the letters of <w> different?",
        "Is <w!> an isogram (no letter twice)?",
        "<w> - does it have no repeated letter?",
        "For my cipher key every letter may occur just once. Is <w> allowed?",
        "Check that no letter comes twice in <w>.",
        "Is it true that <w> never uses the same letter again?",
        "es: ¿Son distintas todas las letras de <w>?",
        "de: Kommt in <w> jeder Buchstabe nur einmal vor?",
    ]
    return decide(r, wordings, "len(set(<w!>)) == len(<w!>)", max(Counter(w).values()) == 1, w=w)


@family("text")
def sort_letters(r: Dice) -> Task:
    w = r.choice(_PLAIN)
    wordings = [
        "Sort the letters of <w> alphabetically.",
        "Put the letters in <w!> into alphabetical order.",
        "<w> with its letters from a to z",
        "I arrange the tiles of <w> by the alphabet. What do I read?",
        "Letters of <w>, alphabetized, as one word?",
        "What do you get when you order the letters of the word <w>?",
        "fr: Range les lettres de <w> par ordre alphabétique.",
        "es: Ordena alfabéticamente las letras de <w>.",
    ]
    value = "".join(c * w.count(c) for c in "abcdefghijklmnopqrstuvwxyz")
    return task(r, wordings, 'answer("".join(sorted(<w!>)))', value, w=w)


@family("text")
def letter_position(r: Dice) -> Task:
    w = r.choice(WORDS)
    c = r.choice(w)
    wordings = [
        "At which position does <c> first appear in <w>?",
        "Where in <w!> is the first <c>, counting from 1?",
        "<w>: the first <c> is letter number what?",
        "I go through <w> letter by letter. After how many letters do I reach a <c>, that one included?",
        "What place has the letter <c> in the word <w>?",
        "Position of the first <c> in <w>?",
        "fr: À quelle position se trouve le premier <c> de <w> ?",
        "de: An welcher Stelle steht das erste <c> in <w>?",
    ]
    value = next(i for i, x in enumerate(w, 1) if x == c)
    return task(r, wordings, "answer(<w!>.index(<c!>) + 1)", value, w=w, c=c)


@family("text")
def repeat_text(r: Dice) -> Task:
    w, n = (
        r.choice(["ha", "no", "la", "ho", "bla", "=", "-", "yes", "go ", "abc", "*", "na", "xo"]),
        r.randint(3, 14),
    )
    w = w.strip()
    wordings = [
        "Write '<w>' <n> times in a row without spaces.",
        "Repeat <w!> <n> times.",
        "I need <n> times '<w>', all joined together.",
        "'<w>' x <n>",
        'Give me a line made of <n> copies of "<w>".',
        "What does '<w>' look like when I paste it <n> times one after the other?",
        "es: Escribe «<w>» <n> veces seguidas.",
        'de: Schreib <n> Mal "<w>" direkt hintereinander.',
    ]
    return task(r, wordings, "answer(<w!> * <n>)", "".join(w for _ in range(n)), w=w, n=n)


@family("text")
def starts_or_ends(r: Dice) -> Task:
    w, end = r.choice(WORDS), r.random() < 0.5
    n = r.randint(1, 3)
    c = (
        (w[-n:] if end else w[:n])
        if r.random() < 0.5
        else r.choice(["er", "st", "b", "ing", "ch", "le", "y", "ma"])
    )
    where = {"en": "end", "fr": "se termine", "es": "termina con", "de": "endet"} if end else {
        "en": "begin", "fr": "commence", "es": "empieza con", "de": "beginnt"}  # fmt: skip
    wordings = [
        "Does <w> <k> with <c>?",
        "Is it right that <w!> <k>s with <c!>?",
        "<w> - does it <k> with '<c>'?",
        "Check whether the word <w> <k>s with the letters '<c>'.",
        "For a word chain I need a word that <k>s with <c>. Can I use <w>?",
        "Yes or no: <w> <k>s with '<c>'.",
        "fr: Est-ce que <w> <k> par « <c> » ?",
        'de: <w> <k> mit "<c>", stimmt das?',
    ]
    method = "endswith" if end else "startswith"
    value = list(w)[-len(c) :] == list(c) if end else list(w)[: len(c)] == list(c)
    return decide(r, wordings, f"<w!>.{method}(<c!>)", value, w=w, c=c, k=where)
