"""Codes of computers: ASCII, binary and hexadecimal text, base64, hashes, check digits, colours, addresses, versions."""

import base64
import hashlib

from agora.evals.families._pools import SENTENCES, WORDS, decide
from agora.evals.task import Dice, Task, family, task

_PLAIN = [w for w in WORDS if w.isascii()]


@family("codes")
def ascii_code(r: Dice) -> Task:
    c = r.choice("ABCDEFGHKMPRSTXYZabcdeghkmnqrstxyz0123456789#+@")
    wordings = [
        "What is the ASCII code of <c>?",
        "ASCII value of <c!>?",
        "Which number stands for the character '<c>' in ASCII?",
        "ord of '<c>'",
        "My microcontroller receives the byte for '<c>'. Which decimal number is it?",
        "The character <c> has which code point, in decimal?",
        "fr: Quel est le code ASCII de « <c> » ?",
        "es: ¿Cuál es el código ASCII de «<c>»?",
    ]
    return task(r, wordings, "answer(ord(<c!>))", c.encode()[0], c=c)


@family("codes")
def ascii_character(r: Dice) -> Task:
    n = r.choice([*range(48, 58), *range(65, 91), *range(97, 123)])
    wordings = [
        "Which character has the ASCII code <n>?",
        "ASCII <n> is which character?",
        "chr(<n>)?",
        "The serial port sent me a <n>. Which character is that?",
        "Look up number <n> in the ASCII table for me.",
        "Decimal <n>, as an ASCII character?",
        "fr: À quel caractère correspond le code ASCII <n> ?",
        "de: Welches Zeichen hat den ASCII-Code <n>?",
    ]
    return task(r, wordings, "answer(chr(<n>))", bytes([n]).decode(), n=n)


@family("codes")
def text_to_ascii(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 7]).title()
    wordings = [
        "Write <w> as ASCII codes.",
        "ASCII numbers of each character in <w!>?",
        "List the character codes of <w>.",
        "As which decimal bytes is '<w>' stored?",
        "I need the codes of all letters in <w>, in order.",
        "<w> -> ASCII",
        "es: Escribe los códigos ASCII de <w>.",
        "de: Welche ASCII-Codes haben die Zeichen von <w>?",
    ]
    return task(r, wordings, "answer([ord(c) for c in <w!>])", list(w.encode()), w=w)


@family("codes")
def ascii_to_text(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 8]).title()
    xs = list(w.encode())
    wordings = [
        "What text are the ASCII codes <s>?",
        "Decode these ASCII numbers: <s>",
        "I got the bytes <s>. What do they say?",
        "<s> as characters?",
        "In a log I find <s>, decimal character codes I think. Which word?",
        "Turn the codes <s> into letters.",
        "fr: Quel texte donnent les codes ASCII <s> ?",
        "es: ¿Qué texto forman los códigos ASCII <s>?",
    ]
    s = r.choice([" ", ", "]).join(map(str, xs))
    return task(r, wordings, 'answer("".join(chr(n) for n in <xs>))', w, s=s, xs=xs)


def _bits(text: str) -> str:
    return " ".join("".join(str(byte >> i & 1) for i in range(7, -1, -1)) for byte in text.encode())


@family("codes")
def text_to_binary(r: Dice) -> Task:
    w = r.choice(["Hi", "ok", "cat", "No", "yes", "AI", "dog", "Go", "sun", "OK", "red", "Ab", "key", "fox"])
    wordings = [
        "Write '<w>' in binary, 8 bits per letter.",
        "Binary ASCII of <w!>?",
        "How does a computer store <w>, bit by bit (8 bits each, separated by spaces)?",
        "Translate the text <w> into ones and zeros.",
        "<w> -> binary bytes",
        "For a bracelet with black and white beads I need '<w>' in 8-bit ASCII binary.",
        "fr: Écris « <w> » en binaire, 8 bits par lettre.",
        'de: Schreib "<w>" binär, 8 Bit pro Buchstabe.',
    ]
    return task(r, wordings, 'answer(" ".join(f"{ord(c):08b}" for c in <w!>))', _bits(w), w=w)


@family("codes")
def binary_to_text(r: Dice) -> Task:
    w = r.choice(["Hi", "ok", "cat", "No", "yes", "AI", "dog", "Go", "sun", "OK", "red", "Ab", "key", "fox"])
    wordings = [
        "What does <b> say in ASCII?",
        "Decode this binary text: <b>",
        "<b> - which word is that?",
        "My T-shirt has <b> printed on it. What does it mean?",
        "Turn the bits <b> into letters.",
        "The robot blinks <b>. Read it as 8-bit characters.",
        "fr: Que signifie <b> en ASCII ?",
        "es: ¿Qué texto es <b> en binario?",
    ]
    return task(r, wordings, 'answer("".join(chr(int(b, 2)) for b in <b!>.split()))', w, b=_bits(w))


@family("codes")
def text_to_hex(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 8])
    wordings = [
        "Write <w> in hexadecimal bytes.",
        "Hex of the string <w!>?",
        "What are the hex codes of the letters of <w>, without spaces?",
        "<w> as a hex string",
        "The debugger wants the text '<w>' as hex digits. What do I enter?",
        "Convert the ASCII text <w> to hex.",
        "de: Wie lautet der Text <w> in Hexadezimal?",
        "es: Convierte el texto <w> a hexadecimal.",
    ]
    value = "".join("0123456789abcdef"[n // 16] + "0123456789abcdef"[n % 16] for n in w.encode())
    return task(r, wordings, "answer(<w!>.encode().hex())", value, w=w)


@family("codes")
def hex_to_text(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 8])
    h = w.encode().hex(r.choice([" ", "-"])) if r.random() < 0.4 else w.encode().hex()
    plain = h.replace(" ", "").replace("-", "")
    wordings = [
        "What text is <h> in hex?",
        "Decode the hex string <h>.",
        "<h> as ASCII?",
        "In the memory dump I see <h>. Which word is that?",
        "Turn these hexadecimal bytes into letters: <h>",
        "Somebody sent me '<h>'. I guess it's hex; what does it say?",
        "fr: Que dit la chaîne hexadécimale <h> ?",
        "de: Welcher Text ist <h> in Hex?",
    ]
    return task(r, wordings, "answer(bytes.fromhex(<p!>).decode())", w, h=h, p=plain)


@family("codes")
def base64_encode(r: Dice) -> Task:
    w = r.choice(WORDS + [s for s in SENTENCES if len(s) < 30])
    wordings = [
        "Base64 of <w!>?",
        "Encode '<w>' in base64.",
        'What is "<w>" when base64-encoded?',
        "base64 <w>",
        "The API wants the text '<w>' in base64. What do I send?",
        "Turn '<w>' into base64, please.",
        "fr: Encode « <w> » en base64.",
        "es: Codifica «<w>» en base64.",
    ]
    return task(
        r, wordings, "import base64\nanswer(base64.b64encode(<w!>.encode()).decode())", _base64(w), w=w
    )


def _base64(text: str) -> str:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bits = "".join(f"{byte:08b}" for byte in text.encode())
    bits += "0" * (-len(bits) % 6)
    coded = "".join(signs[int(bits[i : i + 6], 2)] for i in range(0, len(bits), 6))
    return coded + "=" * (-len(coded) % 4)


@family("codes")
def base64_decode(r: Dice) -> Task:
    w = r.choice(WORDS + [s for s in SENTENCES if len(s) < 30])
    wordings = [
        "Decode this base64: <b>",
        "What does '<b>' say? It's base64.",
        "<b> from base64 to text",
        "I found the string '<b>' in a config file. Decode the base64 for me.",
        "In the mail source there is '<b>'. What is it in plain text (base64)?",
        "Read the base64 text '<b>'.",
        "de: Was heißt das in Klartext (base64): '<b>'",
        "fr: Décode ce base64 : <b>",
    ]
    b = base64.b64encode(w.encode()).decode()
    return task(r, wordings, "import base64\nanswer(base64.b64decode(<b!>).decode())", w, b=b)


@family("codes")
def hash_of_text(r: Dice) -> Task:
    w, name = r.choice(WORDS + SENTENCES), r.choice(["md5", "sha256", "sha1"])
    said = {"md5": "MD5", "sha256": "SHA-256", "sha1": "SHA-1"}[name]
    wordings = [
        "What is the <n> hash of '<w>'?",
        "<n> of <w!>, as hex",
        "Compute the <n> checksum of the text '<w>' (UTF-8).",
        'I want to compare digests. Give me the <n> one for "<w>".',
        "hash '<w>' with <n>",
        "Which hex digest does <n> give for '<w>'?",
        "fr: Quel est le condensat <n> de « <w> » ?",
        "es: ¿Cuál es el hash <n> de «<w>»?",
    ]
    value = hashlib.new(name, w.encode()).hexdigest()
    return task(
        r, wordings, f"import hashlib\nanswer(hashlib.{name}(<w!>.encode()).hexdigest())", value, w=w, n=said
    )


def _luhn(digits: list[int]) -> int:
    total = 0
    for i, d in enumerate(reversed(digits)):
        total += sum(divmod(2 * d, 10)) if i % 2 else d
    return total % 10


@family("codes")
def luhn_valid(r: Dice) -> Task:
    digits = [r.randint(1, 9)] + [r.randint(0, 9) for _ in range(r.choice([9, 11, 15]))]
    if r.random() < 0.6:
        digits[-1] = (digits[-1] - _luhn(digits)) % 10
    n = "".join(map(str, digits))
    wordings = [
        "Is <n> valid by the Luhn check?",
        "Does the card number <n> pass the Luhn test?",
        "luhn <n>",
        "I typed the number <n>; check it with the Luhn algorithm. Is it all right?",
        "Our form rejects <n>. Is the Luhn checksum correct?",
        "Check digit of <n>: correct according to Luhn?",
        "fr: Le numéro <n> est-il valide selon Luhn ?",
        "de: Ist die Nummer <n> nach Luhn gültig?",
    ]
    before = "digits = [int(c) for c in <n!>][::-1]\ntotal = sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])\n"
    return decide(r, wordings, "total % 10 == 0", _luhn(digits) == 0, before=before, n=n)


@family("codes")
def isbn10_valid(r: Dice) -> Task:
    digits = [r.randint(0, 9) for _ in range(9)]
    last = -sum((10 - i) * d for i, d in enumerate(digits)) % 11
    if r.random() < 0.45 or last == 10:
        last = r.randint(0, 9)
    digits.append(last)
    n = "".join(map(str, digits))
    wordings = [
        "Is <n> a valid ISBN-10?",
        "Check the ISBN <n> (10 digits).",
        "The book has the number <n>. Can that ISBN-10 be right?",
        "isbn10 <n> valid?",
        "Is the check digit of ISBN <n> correct?",
        "My library system refuses <n>. Is this ISBN-10 faulty or correct - valid, yes or no?",
        "es: ¿Es válido el ISBN-10 <n>?",
        "fr: L'ISBN-10 <n> est-il valide ?",
    ]
    value = sum(sum(digits[: i + 1]) for i in range(10)) % 11 == 0
    return decide(
        r, wordings, "sum(i * int(c) for i, c in zip(range(10, 0, -1), <n!>)) % 11 == 0", value, n=n
    )


@family("codes")
def isbn13_check(r: Dice) -> Task:
    n = "978" + "".join(str(r.randint(0, 9)) for _ in range(9))
    wordings = [
        "What is the check digit of the ISBN-13 that starts <n>?",
        "An EAN-13 begins with <n>. Which last digit completes it?",
        "<n>? - the final digit of this ISBN-13 is smudged. What is it?",
        "Compute the 13th digit for <n>.",
        "The first twelve digits of the bar code are <n>. Find the check digit.",
        "ean13 check digit for <n>",
        "de: Wie lautet die Prüfziffer der ISBN-13 <n>?",
        "es: ¿Cuál es el dígito de control del EAN-13 <n>?",
    ]
    value = -sum(int(c) + 2 * int(c) * (i % 2) for i, c in enumerate(n)) % 10
    code = "digits = [int(c) for c in <n!>]\nanswer(-(sum(digits[::2]) + 3 * sum(digits[1::2])) % 10)"
    return task(r, wordings, code, value, n=n)


@family("codes")
def hex_to_rgb(r: Dice) -> Task:
    rgb = [r.randint(0, 255) for _ in range(3)]
    h = "#" + "".join(r.choice([f"{x:02x}"]) for x in rgb)
    h = h.upper() if r.random() < 0.4 else h
    wordings = [
        "What is the colour <h> in RGB?",
        "Convert <h> to RGB.",
        "<h> rgb?",
        "Our brand colour is <h>. I need red, green and blue as numbers from 0 to 255.",
        "In CSS it says <h>. How much red, green and blue is that, in decimal?",
        "Give me the three decimal components of <h>.",
        "fr: Quelles sont les valeurs RVB de <h> ?",
        "es: Pasa el color <h> a RGB.",
    ]
    code = "h = <x!>\nanswer([int(h[i:i + 2], 16) for i in (0, 2, 4)])"
    return task(r, wordings, code, rgb, h=h, x=h[1:])


@family("codes")
def rgb_to_hex(r: Dice) -> Task:
    rgb = [r.randint(0, 255) for _ in range(3)]
    wordings = [
        "What is rgb(<s>) as a hex colour?",
        "Convert RGB <s> to hex.",
        "Red, green, blue = <s>. Hex code, please, like #a1b2c3.",
        "I mixed <s> (RGB). Which #code do I write into the CSS?",
        "hex colour for <s>",
        "The colour picker shows R, G, B: <s>. Web notation with # in small letters?",
        "de: Wie lautet RGB <s> als Hexfarbe?",
        "fr: Convertis la couleur RVB <s> en hexadécimal.",
    ]
    signs = "0123456789abcdef"
    value = "#" + "".join(signs[x // 16] + signs[x % 16] for x in rgb)
    return task(
        r,
        wordings,
        'answer("#" + "".join(f"{x:02x}" for x in <xs>))',
        value,
        s=", ".join(map(str, rgb)),
        xs=rgb,
    )


@family("codes")
def compare_versions(r: Dice) -> Task:
    a = [r.randint(1, 3), r.randint(0, 12), r.randint(0, 20)]
    b = list(a)
    b[r.randint(0, 2)] = r.randint(0, 20)
    b = b if b != a else [a[0] + 1, 0, 0]
    va, vb = ".".join(map(str, a)), ".".join(map(str, b))
    wordings = [
        "Which version is newer, <a> or <b>?",
        "Compare the versions <a> and <b>. The higher one?",
        "<a> vs <b>: later release?",
        "I have <a> installed on one server and <b> on the other. Which number is the newer one?",
        "Given the tags <a> and <b>, name the more recent by version number.",
        "Latest of <a>, <b>?",
        "fr: Quelle version est la plus récente, <a> ou <b> ?",
        "de: Welche Version ist neuer, <a> oder <b>?",
    ]
    code = 'answer(max([<a!>, <b!>], key=lambda v: [int(n) for n in v.split(".")]))'
    weight = [sum(n * k for n, k in zip(v, (10**6, 10**3, 1), strict=True)) for v in (a, b)]
    return task(r, wordings, code, va if weight[0] > weight[1] else vb, a=va, b=vb)


@family("codes")
def chmod_number(r: Dice) -> Task:
    bits = [r.choice([7, 6, 5, 4]), r.choice([7, 6, 5, 4, 1, 0]), r.choice([5, 4, 1, 0])]
    text = "".join(("r" if n & 4 else "-") + ("w" if n & 2 else "-") + ("x" if n & 1 else "-") for n in bits)
    wordings = [
        "What is <t> as a chmod number?",
        "ls shows <t>. Which octal mode is that?",
        "<t> in octal?",
        "I want the permissions <t>. What do I type after chmod, as three digits?",
        "Unix permissions <t>: numeric form?",
        "Translate the file mode <t> into digits like 755.",
        "fr: Quel est le mode octal de <t> ?",
        "es: ¿Qué número de chmod corresponde a <t>?",
    ]
    code = (
        'values = {"r": 4, "w": 2, "x": 1, "-": 0}\nt = <t!>\n'
        'answer("".join(str(sum(values[c] for c in t[i:i + 3])) for i in (0, 3, 6)))'
    )
    return task(r, wordings, code, "".join(map(str, bits)), t=text)


@family("codes")
def ip_valid(r: Dice) -> Task:
    parts = [
        str(r.choice([r.randint(0, 255), r.randint(0, 255), r.randint(0, 255), r.randint(256, 400)]))
        for _ in range(4)
    ]
    ip = ".".join(parts)
    wordings = [
        "Is <ip> a valid IPv4 address?",
        "Can <ip> be an IP address (v4)?",
        "<ip> valid?",
        "I set the server's address to <ip>. Is that possible, with every part from 0 to 255?",
        "Check <ip!>: is it a correct IPv4 address?",
        "The router shows <ip>. Are all four numbers in the range of IPv4?",
        "fr: <ip> est-elle une adresse IPv4 valide ?",
        "de: Ist <ip> eine gültige IPv4-Adresse?",
    ]
    return decide(
        r, wordings, 'all(0 <= int(n) <= 255 for n in <ip!>.split("."))', max(map(int, parts)) < 256, ip=ip
    )


@family("codes")
def keypad_digits(r: Dice) -> Task:
    w = r.choice([w for w in _PLAIN if len(w) < 9]).upper()
    wordings = [
        "Which digits do I press for <w> on a phone keypad?",
        "The hotline is 0800-<w>. What is <w> in digits (ABC=2, DEF=3, ...)?",
        "<w> as phone keys",
        "On an old phone 2 is ABC and 9 is WXYZ. Which number spells <w>?",
        "Convert the vanity number <w> to digits.",
        "With letters on the keys as on a telephone, <w> is which number?",
        "es: ¿Qué teclas del teléfono corresponden a <w>?",
        "de: Welche Ziffern muss ich auf der Telefontastatur für <w> drücken?",
    ]
    keys = "22233344455566677778889999"
    value = "".join(keys["ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(c)] for c in w)
    code = 'keys = "22233344455566677778889999"\nanswer("".join(keys[ord(c) - 65] for c in <w!>))'
    return task(r, wordings, code, value, w=w)
