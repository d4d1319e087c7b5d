"""How numbers are written: bases, Roman numerals and powers of ten."""

from agora.evals.families._said import big
from agora.evals.task import Dice, Task, family, task

_ROMAN = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]  # fmt: skip
_BINARY = {"en": "binary", "fr": "binaire", "es": "binario", "de": "binär"}
_HEX = {"en": "hexadecimal", "fr": "hexadécimal", "es": "hexadecimal", "de": "hexadezimal"}
_OCTAL = {"en": "octal", "fr": "octal", "es": "octal", "de": "oktal"}


def _in_base(n: int, base: int) -> str:
    text = ""
    while n:
        n, digit = divmod(n, base)
        text = "0123456789ABCDEF"[digit] + text
    return text


def _roman(n: int) -> str:
    digits = [
        ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
        ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"),
        ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"),
    ]
    return "M" * (n // 1000) + digits[2][n // 100 % 10] + digits[1][n // 10 % 10] + digits[0][n % 10]


@family("numbers")
def to_base(r: Dice) -> Task:
    word, base, spec = r.choice([(_BINARY, 2, "b"), (_BINARY, 2, "b"), (_HEX, 16, "X"), (_OCTAL, 8, "o")])
    n = r.choice([r.randint(3, 255), r.randint(200, 9999)])
    wordings = [
        "Convert <n> to <w>.",
        "What is <n> in <w>?",
        "<n> in <w>?",
        "How does a computer write <n> in <w> digits?",
        "The exercise asks for the <w> form of <n>.",
        "I have the ordinary number <n> and need it as a <w> string without a prefix.",
        "dec <n> -> <w>",
        "fr: Écris <n> en <w>.",
        "es: ¿Cómo se escribe <n> en <w>?",
    ]
    return task(r, wordings, 'answer(f"{<n>:<spec>}")', _in_base(n, base), n=n, w=word, spec=spec)


@family("numbers")
def from_base(r: Dice) -> Task:
    word, base = r.choice([(_BINARY, 2), (_BINARY, 2), (_HEX, 16), (_OCTAL, 8)])
    n = r.randint(5, 4000)
    wordings = [
        "What is <w> <t> in decimal?",
        "The <w> number <t> is what in normal numbers?",
        "<t> is <w>. What's the value?",
        "A register shows <t> in <w>. Which number does it hold?",
        "<w> <t> -> decimal",
        "Translate <t> from <w> into an everyday number.",
        "de: Welche Zahl ist <t> (<w>) im Zehnersystem?",
        "fr: Que vaut <t> (<w>) en décimal ?",
    ]
    return task(r, wordings, "answer(int(<t!>, <base>))", n, w=word, t=_in_base(n, base), base=base)


@family("numbers")
def from_any_base(r: Dice) -> Task:
    base, n = r.choice([3, 4, 5, 6, 7, 9, 12]), r.randint(5, 900)
    wordings = [
        "What is <t> in base <b> as a decimal number?",
        "A number reads <t> in the base <b> system. How much is it for us?",
        "<t> (base <b>) = ? (base 10)",
        "People with <b> fingers would write <t>. Which number do they mean?",
        "Read <t> as a base-<b> numeral. What's its value?",
        "convert <t> from base <b> to base 10",
        "es: ¿Qué número es <t> en base <b>?",
        "de: Welchen Wert hat <t> zur Basis <b>?",
    ]
    return task(r, wordings, "answer(int(<t!>, <b>))", n, t=_in_base(n, base), b=base)


@family("numbers")
def to_any_base(r: Dice) -> Task:
    base, n = r.choice([3, 4, 5, 6, 7, 9]), r.randint(5, 900)
    wordings = [
        "Write <n> in base <b>.",
        "What is <n> in the base <b> system?",
        "<n> (base 10) = ? (base <b>)",
        "How would people with <b> fingers write <n>?",
        "Give the base-<b> numeral of <n>.",
        "convert <n> from base 10 to base <b>",
        "fr: Écris <n> en base <b>.",
        "es: Escribe <n> en base <b>.",
    ]
    code = "n, text = <n>, ''\nwhile n:\n    text = str(n % <b>) + text\n    n //= <b>\nanswer(text)"
    return task(r, wordings, code, _in_base(n, base), n=n, b=base)


@family("numbers")
def binary_to_hex(r: Dice) -> Task:
    n, up = r.randint(10, 4000), r.random() < 0.5
    to = [
        "What is binary <t> in hexadecimal?",
        "bin <t> -> hex",
        "I read the bits <t>. Which hex digits are they?",
        "Group <t> by fours: hexadecimal form?",
        "Convert <t> from base 2 to base 16.",
        "The bit mask <t> in hex, capital letters?",
        "de: Wie lautet die Binärzahl <t> hexadezimal?",
        "fr: Convertis <t> du binaire en hexadécimal.",
    ]
    back = [
        "What is hexadecimal <t> in binary?",
        "hex <t> -> bin",
        "Which bits are set in hex <t>? Give the binary number.",
        "Spell out <t> (hex) as ones and zeros.",
        "Convert <t> from base 16 to base 2.",
        "The hex colour part <t> in binary?",
        "es: ¿Cómo es el hexadecimal <t> en binario?",
        "de: Wie lautet die Hexadezimalzahl <t> binär?",
    ]
    bits, digits = _in_base(n, 2), _in_base(n, 16)
    if up:
        return task(r, to, 'answer(f"{int(<t!>, 2):X}")', digits, t=bits)
    return task(r, back, 'answer(f"{int(<t!>, 16):b}")', bits, t=digits)


@family("numbers")
def add_binary(r: Dice) -> Task:
    a, b = r.randint(2, 200), r.randint(2, 200)
    wordings = [
        "What is <a> + <b> in binary, both numbers being binary?",
        "Add the binary numbers <a> and <b>.",
        "bin: <a> + <b> = ?",
        "An adder gets <a> and <b>, in binary. What bits come out?",
        "With carries: <a> plus <b>, base 2, result in base 2.",
        "Two bit strings, <a> and <b>. Their sum in binary?",
        "fr: Additionne les nombres binaires <a> et <b>.",
        "es: Suma los números binarios <a> y <b>.",
    ]
    code = 'answer(f"{int(<a!>, 2) + int(<b!>, 2):b}")'
    return task(r, wordings, code, _in_base(a + b, 2), a=_in_base(a, 2), b=_in_base(b, 2))


@family("numbers")
def to_roman(r: Dice) -> Task:
    n = r.randint(1, 3000)
    wordings = [
        "Write <n> in Roman numerals.",
        "<n> in Roman numerals?",
        "How would a Roman have written <n>?",
        "For the inscription I need <n> as a Roman number.",
        "Our tattoo shall show <n> in Roman numerals. Which letters?",
        "roman(<n>)",
        "Which letters stand for <n> on an old clock or building?",
        "de: Wie schreibt man <n> mit römischen Zahlen?",
        "es: Escribe <n> en números romanos.",
    ]
    code = f"n, text = <n>, ''\nfor value, letters in {_ROMAN}:\n    while n >= value:\n        text += letters\n        n -= value\nanswer(text)"
    return task(r, wordings, code, _roman(n), n=n)


@family("numbers")
def from_roman(r: Dice) -> Task:
    n = r.randint(4, 3000)
    wordings = [
        "What number is <t>?",
        "A building says <t>. Which year is that?",
        "<t> in Arabic digits?",
        "Convert the Roman numeral <t> to a number.",
        "The film credits end with <t>. What does it mean in normal numbers?",
        "Chapter <t>: which chapter is that?",
        "I can't read Roman numerals. <t>?",
        "fr: Quel nombre est <t> en chiffres romains ?",
        "de: Welche Zahl ist <t>?",
    ]
    code = (
        "values = {'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000}\nnumbers = [values[c] for c in <t!>]\n"
        "answer(sum(-a if a < b else a for a, b in zip(numbers, numbers[1:] + [0])))"
    )
    return task(r, wordings, code, n, t=_roman(n))


@family("numbers")
def scientific_to_plain(r: Dice) -> Task:
    m, e = r.randint(11, 99), r.randint(2, 12)
    text = r.choice([f"{m / 10} x 10^{e}", f"{m / 10}e{e}", f"{m / 10} · 10^{e}", f"{m / 10} * 10**{e}"])
    wordings = [
        "Write <t> as an ordinary number.",
        "<t> written out?",
        "My calculator shows <t>. What number is that without the power of ten?",
        "How much is <t>, in full digits?",
        "The planet has a mass of <t> kg. Write that out.",
        "Expand <t>.",
        "es: Escribe <t> con todas sus cifras.",
        "fr: Écris <t> sans puissance de dix.",
    ]
    return task(r, wordings, f"answer({m} * 10 ** {e - 1})", int(str(m) + "0" * (e - 1)), t=text)


@family("numbers")
def plain_to_scientific(r: Dice) -> Task:
    m, e = r.randint(11, 999), r.randint(2, 9)
    n = m * 10**e
    wordings = [
        "Write <t> in scientific notation.",
        "<t> as a power of ten?",
        "For the lab report I need <n> in the form a x 10^b.",
        "Standard form of <n>?",
        "scientific notation: <n>",
        "The distance is <t> km. Astronomers would write it how?",
        "de: Schreibe <n> in wissenschaftlicher Schreibweise.",
        "fr: Écris <n> en notation scientifique.",
    ]
    text = str(n).rstrip("0")
    value = f"{text[0]}{'.' + text[1:] if text[1:] else '.0'}e{len(str(n)) - 1}"
    code = 'n = <n>\nexponent = len(str(n)) - 1\nanswer(f"{n / 10 ** exponent}e{exponent}")'
    return task(r, wordings, code, value, n=n, t=big(r, n))
