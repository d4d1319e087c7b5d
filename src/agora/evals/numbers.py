"""Numbers as people and models write them: separators, signs, fractions, percent, scales, words.

A written number may be read in more than one way ("1.234" is a thousand and more in German): each token comes
with all its readings, and whoever compares takes one that fits.
"""

import math
import re
from dataclasses import dataclass

__all__ = ["Number", "close", "numbers"]

_SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn zwanzig",
}
_TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: dict[str, set[int]] = {}
for _language in _SMALL.values():
    for _value, _word in enumerate(_language.split()):
        _WORDS.setdefault(_word, set()).add(_value)
for _value, _word in enumerate(_TENS, 3):
    _WORDS[_word] = {_value * 10}
    for _unit, _small in enumerate(_SMALL["en"].split()[1:10], 1):
        _WORDS[f"{_word}-{_small}"] = {_value * 10 + _unit}
for _unit, _small in enumerate(_SMALL["en"].split()[1:10], 1):
    _WORDS[f"twenty-{_small}"] = {20 + _unit}
# Articles and other everyday words are no numbers where they stand in a sentence.
for _word in ("un", "one", "dix-sept"):
    _WORDS.pop(_word, None)
_WORDS["one"] = {1}

_SCALES = {
    "k": 1e3, "thousand": 1e3, "mille": 1e3, "mil": 1e3, "tausend": 1e3, "hundred": 1e2,
    "million": 1e6, "millions": 1e6, "millones": 1e6, "millionen": 1e6, "billion": 1e9, "milliard": 1e9,
}  # fmt: skip

_DIGITS = re.compile(
    r"(?P<sign>(?<![\w)])[-−–]\s?|\bminus\s)?(?:[$€£¥]\s?)?"
    r"(?P<number>\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|"
    r"\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?|\.\d+)"
    r"(?P<slash>\s?/\s?\d+(?:\.\d+)?)?(?P<percent>\s?%|\s?percent|\s?per cent|\s?Prozent|\s?por ciento)?"
    r"(?:\s?(?P<scale>k|thousand|mille|mil|tausend|hundred|millions?|millones|millionen|billion|milliard)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number in a text.

    Attributes:
        readings: what it may mean.
        start: where it begins.
        end: where it ends.
    """

    readings: frozenset[float]
    start: int
    end: int


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text, in its order.

    >>> [sorted(n.readings) for n in numbers("€1,234.50, then 3,5 kg and minus 7")]
    [[1234.5], [3.5], [-7.0]]
    >>> [sorted(n.readings) for n in numbers("twenty-five of 1.234, or 3/4")]
    [[25.0], [1.234, 1234.0], [0.75, 3.0]]
    """
    found = [_number(match) for match in _DIGITS.finditer(text)]
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)?", text.lower()):
        values = _WORDS.get(match[0])
        if values:
            found.append(Number(frozenset(map(float, values)), match.start(), match.end()))
    return sorted(found, key=lambda number: number.start)


def _number(match: re.Match[str]) -> Number:
    sign = -1 if match["sign"] else 1
    readings = {sign * value for value in _plain(match["number"])}
    if match["slash"]:
        below = float(match["slash"].strip(" /"))
        readings |= {value / below for value in readings if below}
    if match["percent"]:
        readings |= {value / 100 for value in readings}
    if match["scale"]:
        readings = {value * _SCALES[match["scale"].lower()] for value in readings}
    return Number(frozenset(readings), match.start(), match.end())


def _plain(text: str) -> set[float]:
    bare = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = max(".,", key=bare.rfind)
        grouped = "," if decimal == "." else "."
        return {float(bare.replace(grouped, "").replace(decimal, "."))}
    if points + commas > 1:
        return {float(bare.replace(",", "").replace(".", ""))}
    readings = {float(bare.replace(",", "."))}
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
        whole = float(bare.replace(",", "").replace(".", ""))
        # A comma before three digits groups; a point may do either.
        readings = {whole} if commas else readings | {whole}
    return readings


def close(given: float, expected: float) -> bool:
    """Whether two numbers are the same up to rounding.

    A whole number must be met. Of another one, a value that is given more exactly must round to it, and one
    that is given less exactly must be it, rounded, and within 1 %.

    >>> close(68, 68.0), close(0.33333333, 0.3333), close(0.33, 0.3333), close(0.34, 0.3333), close(67, 68)
    (True, True, True, False, False)
    """
    if not math.isfinite(given) or not math.isfinite(expected):
        return given == expected
    if math.isclose(given, expected, rel_tol=1e-9, abs_tol=1e-9):
        return True
    digits, wanted = _decimals(given), _decimals(expected)
    if wanted == 0:
        return False
    gap, unit = abs(given - expected), 10.0**-wanted
    if digits >= wanted:  # where halves are rounded up or down, the last digit may differ
        return gap <= 0.51 * unit + 1e-9 * abs(expected) or gap <= min(1.01 * unit, 0.001 * abs(expected))
    return digits > 0 and gap <= min(0.51 * 10.0**-digits, 0.01 * abs(expected))


def _decimals(value: float) -> int:
    text = f"{value:.9f}".rstrip("0")
    return len(text.partition(".")[2])
