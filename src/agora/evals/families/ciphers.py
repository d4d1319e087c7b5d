"""Ciphers and codes for letters: Caesar, Atbash, Morse, NATO, numbers for letters, run lengths."""

from itertools import groupby

from agora.evals.families._pools import SENTENCES, WORDS
from agora.evals.task import Dice, Task, family, task

_ABC = "abcdefghijklmnopqrstuvwxyz"
_PLAIN = [w for w in WORDS if w.isascii()]
_LINES = [s for s in SENTENCES if s.isascii() and s.islower() and "'" not in s and s.count(" ") < 7]
_MORSE = dict(
    zip(
        _ABC,
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(),
        strict=True,
    )
)
_NATO = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
    "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
)


def _shift(text: str, k: int) -> str:
    return "".join(_ABC[(_ABC.index(c) + k) % 26] if c in _ABC else c for c in text)


def _caesar(text: str, n: int, sign: str) -> str:
    base = 65 if text.isupper() else 97
    step = f"chr((ord(c) - {base} {sign} {n}) % 26 + {base}) if c.isalpha() else c"
    return f'answer("".join({step} for c in {text!r}))'


@family("codes")
def caesar(r: Dice) -> Task:
    w, n = r.choice(_PLAIN + _LINES), r.randint(1, 13)
    secret = _shift(w, n)
    if r.random() < 0.4:
        w, secret = w.upper(), secret.upper()
    wordings = [
        "Encode <t!> with a Caesar cipher, shift <n>.",
        "Shift every letter of '<t>' forward by <n>.",
        "What is '<t>' in a Caesar code with key <n>?",
        "My friends and I write each letter <n> places further on in the alphabet. How do we write '<t>'?",
        "Caesar +<n>: <t>",
        "Encrypt this for me (Caesar, <n> to the right): <t>",
        'If a becomes the letter <n> places later and so on, what does "<t>" become?',
        "I want to hide the message '<t>' by moving the letters <n> on. Result?",
        "fr: Chiffre « <t> » avec César, décalage <n>.",
        'de: Verschlüssle "<t>" mit Caesar, Verschiebung <n>.',
    ]
    return task(r, wordings, _caesar(w, n, "+"), secret, t=w, n=n)


@family("codes")
def caesar_decode(r: Dice) -> Task:
    w, n = r.choice(_PLAIN + _LINES), r.randint(1, 13)
    secret = _shift(w, n)
    if r.random() < 0.4:
        w, secret = w.upper(), secret.upper()
    wordings = [
        "Decode the Caesar cipher <t!> with shift <n>.",
        "'<t>' was shifted forward by <n>. What does it say?",
        "Undo a Caesar shift of <n>: <t>",
        "I found a note with '<t>'. The key is <n>, Caesar. What's the message?",
        "Each letter was moved <n> places on. Move them back: <t>",
        "Decrypt '<t>' (Caesar, <n>).",
        "Read this Caesar text, key <n>: <t>",
        "Caesar -<n>: <t>",
        "es: Descifra «<t>», cifrado César con desplazamiento <n>.",
        "fr: Déchiffre « <t> » : César, décalage <n>.",
    ]
    return task(r, wordings, _caesar(secret, n, "-"), w, t=secret, n=n)


@family("codes")
def rot13(r: Dice) -> Task:
    w = r.choice(_PLAIN + _LINES)
    secret = w.translate({ord(a): b for a, b in zip(_ABC, _ABC[13:] + _ABC[:13], strict=True)})
    text, value = (w, secret) if r.random() < 0.5 else (secret, w)
    wordings = [
        "ROT13 of <t!>?",
        "Apply ROT13: <t>",
        "What does '<t>' turn into with rot13?",
        "Someone hid a spoiler with ROT13: '<t>'. Show it.",
        "rot13 <t>",
        'Run "<t>" through ROT13, please.',
        "fr: Applique ROT13 à « <t> ».",
        'de: Was ergibt ROT13 von "<t>"?',
    ]
    return task(r, wordings, _caesar(text, 13, "+"), value, t=text)


@family("codes")
def atbash(r: Dice) -> Task:
    w = r.choice(_PLAIN)
    wordings = [
        "Atbash of <w!>?",
        "Encode <w> with Atbash.",
        "In a code where a is z, b is y and so on, how do I write <w>?",
        "Write <w> with the alphabet turned round (a<->z).",
        "atbash: <w>",
        "Use the mirrored alphabet on the word <w>.",
        "es: Cifra <w> con Atbash.",
        "fr: Chiffre <w> avec Atbash.",
    ]
    value = "".join(_ABC[::-1][_ABC.index(c)] for c in w)
    return task(r, wordings, 'answer("".join(chr(219 - ord(c)) for c in <w!>))', value, w=w)


@family("codes")
def caesar_key(r: Dice) -> Task:
    w, n = r.choice(_PLAIN), r.randint(1, 25)
    wordings = [
        "By which Caesar shift did <w> become <t>?",
        "<w> was encoded as <t>. How far were the letters shifted forward?",
        "<w> -> <t>: Caesar key?",
        "I know that <t> means <w> in a Caesar code. What is the key (forward shift)?",
        "Every letter of <w> moved the same number of places and gave <t>. How many places forward?",
        "Find the shift: plain <w>, cipher <t>.",
        "de: Um wie viel wurde <w> verschoben, wenn <t> herauskommt?",
        "es: ¿Con qué desplazamiento César se convierte <w> en <t>?",
    ]
    return task(
        r, wordings, "answer((ord(<a!>) - ord(<b!>)) % 26)", n, w=w, t=_shift(w, n), a=_shift(w, n)[0], b=w[0]
    )


@family("codes")
def vigenere(r: Dice) -> Task:
    w, key = (
        r.choice([w for w in _PLAIN if len(w) < 10]),
        r.choice(["key", "sun", "lemon", "code", "bad", "dog"]),
    )
    wordings = [
        "Encode <w> with the Vigenère cipher and the key <k>.",
        "Vigenère of <w!>, key <k!>?",
        "Key word '<k>', plain text '<w>': what does Vigenère give?",
        "Encrypt '<w>' (Vigenere, keyword <k>).",
        "vigenere <w> with <k>",
        "We use the Vigenère square with the key <k>. How do we write <w>?",
        "fr: Chiffre <w> avec Vigenère, clé <k>.",
        "de: Verschlüssle <w> nach Vigenère mit dem Schlüssel <k>.",
    ]
    value = "".join(_shift(c, _ABC.index(key[i % len(key)])) for i, c in enumerate(w))
    code = (
        "key = <k!>\nshifts = [ord(c) - 97 for c in key]\n"
        'answer("".join(chr((ord(c) - 97 + shifts[i % len(key)]) % 26 + 97) for i, c in enumerate(<w!>)))'
    )
    return task(r, wordings, code, value, w=w, k=key)


@family("codes")
def letter_values(r: Dice) -> Task:
    w = r.choice(_PLAIN)
    wordings = [
        "If a=1, b=2 and so on, what is the sum of the letters of <w>?",
        "Add up the alphabet positions of the letters in <w>.",
        "With A=1 ... Z=26, what is <w> worth?",
        "Numerology for beginners: a counts 1, z counts 26. Total of <w>?",
        "In our game a letter is worth its place in the alphabet. How many points is '<w>'?",
        "Sum of letter positions in the word <w>?",
        "fr: Si a=1, b=2, etc., combien vaut le mot <w> ?",
        "es: Si a=1, b=2, ..., z=26, ¿cuánto suma <w>?",
    ]
    return task(r, wordings, "answer(sum(ord(c) - 96 for c in <w!>))", sum(_ABC.index(c) + 1 for c in w), w=w)


@family("codes")
def letters_to_numbers(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 10])
    wordings = [
        "Write <w> as numbers, a=1, b=2 and so on.",
        "A1Z26 code of <w>?",
        "Replace each letter of <w!> by its place in the alphabet.",
        "In the number code (A is 1, Z is 26), which list stands for <w>?",
        "I send letters as numbers from 1 to 26. What do I send for '<w>'?",
        "<w> -> alphabet positions",
        "de: Schreib <w> als Zahlen mit a=1, b=2 usw.",
        "fr: Remplace chaque lettre de <w> par son rang dans l'alphabet.",
    ]
    return task(r, wordings, "answer([ord(c) - 96 for c in <w!>])", [_ABC.index(c) + 1 for c in w], w=w)


@family("codes")
def numbers_to_letters(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 10])
    wordings = [
        "If 1=a, 2=b and so on, what word is <s>?",
        "Decode A1Z26: <s>",
        "The treasure map says <s>, each number a letter of the alphabet. Which word?",
        "Turn <s> into letters (1 is a, 26 is z).",
        "<s> as letters of the alphabet?",
        "My friend texted me '<s>'; it's the code where the number is the letter's place. What did she write?",
        "es: Si 1=a, 2=b, ..., ¿qué palabra es <s>?",
        "de: Welches Wort ergibt <s>, wenn 1 für a steht?",
    ]
    xs = [_ABC.index(c) + 1 for c in w]
    s = r.choice([" ", "-", ", "]).join(map(str, xs))
    return task(r, wordings, 'answer("".join(chr(n + 96) for n in <xs>))', w, s=s, xs=xs)


@family("codes")
def alphabet_place(r: Dice) -> Task:
    c = r.choice(_ABC)
    wordings = [
        "Which place in the alphabet has the letter <c>?",
        "What number letter is <c>?",
        "<c> is the how-manieth letter of the alphabet?",
        "Counting a as 1, what is <c>?",
        "My locker is in row <c>, and rows go a, b, c... How many rows is that from the start, counting mine?",
        "position of '<c>' in the alphabet",
        "fr: Quel est le rang de la lettre <c> dans l'alphabet ?",
        "es: ¿Qué posición tiene la letra <c> en el abecedario inglés?",
    ]
    return task(r, wordings, "answer(ord(<c!>) - 96)", _ABC.index(c) + 1, c=c)


@family("codes")
def letter_at_place(r: Dice) -> Task:
    n = r.randint(1, 26)
    wordings = [
        "What is letter number <n> of the alphabet?",
        "Which letter is at place <n> in the alphabet?",
        "alphabet, letter <n>?",
        "We name our groups a, b, c and so on. What is the name of group <n>?",
        "If a is 1, which letter is <n>?",
        "Tell me the letter that comes in position <n> of the English alphabet.",
        "de: Welcher Buchstabe steht an Stelle <n> im Alphabet?",
        "fr: Quelle est la lettre numéro <n> de l'alphabet ?",
    ]
    return task(r, wordings, "answer(chr(<n> + 96))", _ABC[n - 1], n=n)


@family("codes")
def letter_after(r: Dice) -> Task:
    n, back = r.randint(1, 6), r.random() < 0.4
    c = r.choice(_ABC[6:20])
    way = {"en": "before", "fr": "avant", "es": "antes de", "de": "vor"} if back else {
        "en": "after", "fr": "après", "es": "después de", "de": "nach"}  # fmt: skip
    wordings = [
        "Which letter comes <n> places <w> <c> in the alphabet?",
        "What letter is <n> steps <w> <c>?",
        "<n> letters <w> '<c>'?",
        "I stand at <c> in the alphabet and want the letter <n> places <w> it. Which one?",
        "Take <c>. The letter <n> positions <w> that, please.",
        "Name the letter that is <n> <w> <c> in a-z.",
        "es: ¿Qué letra está <n> lugares <w> la <c> en el alfabeto inglés?",
        "de: Welcher Buchstabe steht <n> Stellen <w> dem <c>?",
    ]
    sign = "-" if back else "+"
    value = _ABC[_ABC.index(c) + (-n if back else n)]
    return task(r, wordings, f"answer(chr(ord(<c!>) {sign} <n>))", value, c=c, n=n, w=way)


def _table(word: str) -> str:
    letters = sorted(set(word))
    return "{" + ", ".join(f"{c!r}: {_MORSE[c]!r}" for c in letters) + "}"


@family("codes")
def morse(r: Dice) -> Task:
    w = r.choice(
        [*[w for w in _PLAIN if len(w) < 7], "sos", "help", "love", "hello", "yes", "no", "ok", "mayday"]
    )
    wordings = [
        "Write <w> in Morse code.",
        "Morse for <w!>?",
        "How do I tap '<w>' in Morse?",
        "<w> -> morse",
        "I signal with a torch and want to send <w>. Dots and dashes, please.",
        "Translate the word <w> into Morse, letters separated by spaces.",
        "fr: Comment écrit-on <w> en morse ?",
        "de: Wie lautet <w> im Morsealphabet?",
    ]
    code = 'morse = <table>\nanswer(" ".join(morse[c] for c in <w!>))'
    return task(r, wordings, code, " ".join(map(_MORSE.__getitem__, w)), w=w, table=_table(w))


@family("codes")
def morse_decode(r: Dice) -> Task:
    w = r.choice(
        [*[w for w in _PLAIN if len(w) < 7], "sos", "help", "love", "hello", "yes", "no", "ok", "mayday"]
    )
    wordings = [
        "What does this Morse code say: <m>",
        "Decode from Morse: <m>",
        "I heard '<m>' on the radio. What word is it?",
        "Dots and dashes on my bracelet: '<m>'. Which word?",
        "'<m>' in plain letters?",
        "Somebody blinked '<m>' at me. Translate the Morse.",
        "es: ¿Qué dice este código morse? <m>",
        "fr: Décode ce morse : <m>",
    ]
    m = " ".join(_MORSE[c] for c in w)
    code = 'letters = <table>\nanswer("".join(letters[c] for c in <m!>.split()))'
    table = "{" + ", ".join(f"{_MORSE[c]!r}: {c!r}" for c in sorted(set(w))) + "}"
    return task(r, wordings, code, w, m=m, table=table)


@family("codes")
def nato_alphabet(r: Dice) -> Task:
    w = r.choice(
        [*[w for w in _PLAIN if len(w) < 6], "smith", "weber", "xk", "bqz", "garcia", "khan"]
    ).upper()
    words = {c[0]: c for c in _NATO.split()}
    wordings = [
        "Spell <w> in the NATO alphabet.",
        "How do I spell <w> over the phone with Alfa, Bravo, Charlie?",
        "NATO spelling of <w!>?",
        "<w> in radio alphabet",
        "The call centre wants me to spell '<w>' like a pilot. What do I say?",
        "Give the international spelling words for each letter of <w>.",
        "fr: Épelle <w> avec l'alphabet de l'OTAN.",
        "es: Deletrea <w> con el alfabeto de la OTAN.",
    ]
    table = "{" + ", ".join(f"{c!r}: {words[c]!r}" for c in sorted(set(w))) + "}"
    value = " ".join(next(n for n in _NATO.split() if n.startswith(c)) for c in w)
    return task(
        r, wordings, 'nato = <table>\nanswer(" ".join(nato[c] for c in <w!>))', value, w=w, table=table
    )


@family("codes")
def nato_decode(r: Dice) -> Task:
    w = r.choice([*[w for w in _PLAIN if len(w) < 8], "smith", "weber", "khan"]).upper()
    s = " ".join(next(n for n in _NATO.split() if n.startswith(c)) for c in w)
    wordings = [
        "What word is <s>?",
        "The pilot said '<s>'. What did he spell?",
        "Decode the NATO alphabet: <s>",
        "'<s>' - as letters?",
        "On the phone she spelled her name: <s>. What is it?",
        "I wrote down '<s>' from the radio. Which word does it spell?",
        "de: Welches Wort wurde buchstabiert: <s>",
        "fr: Quel mot épelle-t-on : <s>",
    ]
    return task(r, wordings, 'answer("".join(word[0] for word in <s!>.split()))', w, s=s)


@family("codes")
def run_length(r: Dice) -> Task:
    s = "".join(c * r.randint(1, 6) for c in r.sample("abcdwxyz", r.randint(3, 5)))
    wordings = [
        "Run-length encode <s>, letter first, then the count.",
        "Compress <s> in the way aaabb becomes a3b2.",
        "RLE of <s!> (like x4y1)?",
        "aaab is written a3b1. How is <s> written?",
        "My teacher wants the run-length encoding of '<s>' in the form a2b1. What is it?",
        "<s> run-length encoded: each letter followed by how often it stands in a row",
        "fr: Compresse <s> comme aaabb devient a3b2.",
        "de: Kodiere <s> so, wie aus aaabb a3b2 wird.",
    ]
    value, rest = "", s
    while rest:
        n = len(rest) - len(rest.lstrip(rest[0]))
        value, rest = f"{value}{rest[0]}{n}", rest[n:]
    code = 'from itertools import groupby\nanswer("".join(f"{c}{len(list(g))}" for c, g in groupby(<s!>)))'
    return task(r, wordings, code, value, s=s)


@family("codes")
def run_length_decode(r: Dice) -> Task:
    s = "".join(c * r.randint(1, 9) for c in r.sample("abcdwxyz", r.randint(3, 5)))
    wordings = [
        "Expand the run-length code <t>.",
        "a3b2 stands for aaabb. What does <t> stand for?",
        "Decode RLE: <t>",
        "Unpack '<t>', where each letter is followed by its count.",
        "<t> decompressed (letter, then how many)?",
        "I compressed a string to <t>, letter and number of repeats. What was the string?",
        "es: Si a3b2 es aaabb, ¿qué es <t>?",
        "fr: Développe <t>, sachant que a3b2 donne aaabb.",
    ]
    t = "".join(f"{c}{len(list(g))}" for c, g in groupby(s))
    code = 'import re\nanswer("".join(c * int(n) for c, n in re.findall(r"([a-z])(\\d+)", <t!>)))'
    return task(r, wordings, code, s, t=t)


@family("codes")
def pig_latin(r: Dice) -> Task:
    w = r.choice(
        "banana table coffee garden river picture pencil lemon dinner monkey sister window paper cookie music".split()
    )
    wordings = [
        "Say <w> in Pig Latin.",
        "Pig Latin for <w>?",
        "In Pig Latin the first consonant goes to the end and 'ay' follows. So <w> is?",
        "<w> -> pig latin",
        "My kids talk Pig Latin. How would they say '<w>'?",
        "Turn the word <w> into Pig Latin.",
        "fr: Comment dit-on <w> en « Pig Latin » (première lettre à la fin, puis ay) ?",
        "es: Pasa <w> a «Pig Latin»: primera letra al final y luego ay.",
    ]
    head, rest = w[:1], list(w)[1:]
    return task(
        r, wordings, 'word = <w!>\nanswer(word[1:] + word[0] + "ay")', "".join(rest) + head + "ay", w=w
    )


@family("codes")
def leet(r: Dice) -> Task:
    w = r.choice(_PLAIN)
    wordings = [
        "Write <w> in leet with a=4, e=3, i=1, o=0.",
        "Replace a by 4, e by 3, i by 1 and o by 0 in <w>.",
        "<w> in leetspeak (4 for a, 3 for e, 1 for i, 0 for o)?",
        "My password rule: vowels a, e, i, o become 4, 3, 1, 0. What becomes of <w>?",
        "Use the digits 4 3 1 0 instead of a e i o: <w>",
        "If a->4, e->3, i->1, o->0, how is '<w>' spelled?",
        "de: Ersetze in <w> a durch 4, e durch 3, i durch 1 und o durch 0.",
        "fr: Remplace dans <w> a par 4, e par 3, i par 1 et o par 0.",
    ]
    value = w.translate(str.maketrans("aeio", "4310"))
    code = (
        'digits = {"a": "4", "e": "3", "i": "1", "o": "0"}\nanswer("".join(digits.get(c, c) for c in <w!>))'
    )
    return task(r, wordings, code, value, w=w)
