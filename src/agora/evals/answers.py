"""Whether an answer is the expected one, whatever its dress: numbers, words, lists, tables, dates.

The expected value decides how the answer is read. A text must commit itself: of several answers side by side
none counts, and a number counts only as the text's conclusion.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from agora.evals.dates import dates
from agora.evals.numbers import Number, close, numbers
from agora.mind.loop import as_text

__all__ = ["answers", "mentions", "normal"]

_YES = {"yes", "oui", "sí", "si", "ja", "true", "vrai", "verdadero", "wahr", "correct"}
_NO = {"no", "non", "nein", "false", "faux", "falso", "falsch", "incorrect"}

# More numbers than this, beside those of the question, are no answer but a list of guesses.
_MOST_NUMBERS = 12

# Words that may stand around an expected text.
_MOST_WORDS = 30

_OR = r"(?:or|ou|o|oder|/|\|)"


def answers(expected: Any, given: Any, message: str = "") -> bool:
    """Whether what was given is what was expected.

    Args:
        expected: the value that the task's family worked out.
        given: what a thought handed to `answer`, or what was written in prose.
        message: the question; numbers that it names are no answers by themselves.

    >>> answers(68.0, "You pay €68.00."), answers([1, 2], "1 and 2"), answers("Paris", "It is Paris.")
    (True, True, True)
    >>> answers(68, "Maybe 5, 17, 68, 70"), answers("blue", "red, green, blue or white"), answers(68, "")
    (False, False, False)
    """
    if isinstance(expected, bool):
        return _yes_or_no(as_text(given)) is expected
    if isinstance(expected, set | frozenset):
        expected = sorted(expected, key=str)
        given = sorted(given, key=str) if isinstance(given, list | tuple | set) else given
    if isinstance(given, list | tuple) and not isinstance(expected, list | tuple | dict):
        if len(given) != 1:
            return isinstance(expected, str) and normal(as_text(list(given))) == normal(expected)
        given = given[0]
    if isinstance(expected, int | float) and isinstance(given, int | float) and not isinstance(given, bool):
        return close(given, expected)
    if isinstance(expected, list | tuple):
        return _list(expected, given)
    if isinstance(expected, dict):
        return _table(expected, given)
    text = as_text(given)
    if isinstance(expected, int | float):
        return _concludes(expected, text, message)
    if isinstance(expected, datetime | date | time | timedelta):
        return _moment(expected, text)
    return _says(str(expected), text, message)


def mentions(accepted: Sequence[str], reply: str) -> bool:
    """Whether one of the accepted answers stands in a reply as a whole word or number.

    This is the rule for questions that follow no template and for those that are asked without tools. It is
    kind to prose, which may name several things; a decimal may be off by 0.5 %. More than a dozen different
    numbers are a list of guesses.

    >>> mentions(["68"], "You pay 68.00 euros."), mentions(["6"], "16 or 68")
    (True, False)
    """
    text = _spelled(reply)
    if len(set(re.findall(r"\d+(?:\.\d+)?", text))) > _MOST_NUMBERS and len(text.split()) < 120:
        return False
    for answer in map(_spelled, accepted):
        if re.fullmatch(r"-?\d+\.\d+", answer):
            given = map(float, re.findall(r"-?\d+(?:\.\d+)?", text))
            if any(math.isclose(number, float(answer), rel_tol=0.005) for number in given):
                return True
        elif re.search(rf"(?<![\w.\-]){re.escape(answer)}(?!\w|\.\d)", text):
            return True
    return False


def _spelled(text: str) -> str:
    """Return a reply in lower case, 1,000.50 as 1000.5, without list signs."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", unicodedata.normalize("NFC", text).lower())
    text = re.sub(r"(\d\.\d*?)0+(?!\d)", r"\1", text)
    return re.sub(r"(\d)\.(?!\d)", r"\1", re.sub(r"[\[\]{}'\"*`$€]", "", text))


def normal(text: str) -> str:
    """Return a text as it is compared: composed, lower case, without Markdown, quotes and ends of sentences.

    >>> normal(' **"Paris"**. ')
    'paris'
    """
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("−", "-")
    text = re.sub(r"\\boxed\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"[*`\"“”«»]|(?<!\w)'|'(?!\w)", "", text).lower()
    return re.sub(r"\s+", " ", text).strip(" .!:;,")


def _yes_or_no(text: str) -> bool | None:
    words = re.findall(r"\w+", normal(text))
    said = {word in _YES for word in words[:1] if word in _YES | _NO}
    if len(words) <= _MOST_WORDS and len(said) == 1:
        opposite = _NO if True in said else _YES - {"correct", "si"}
        if not re.search(rf"\b{_OR}\b", normal(text).partition(".")[0][:12]) and words[1:2] not in (
            [word] for word in opposite
        ):
            return said.pop()
    return None


def _concludes(expected: float, text: str, message: str) -> bool:
    """Whether a text's one conclusion is a number."""
    bare = re.sub(r"[*`]", "", text)
    outside = re.sub(r"\([^()]*\)", " ", bare)
    bare = outside if numbers(outside) else bare
    found = numbers(bare)
    if not found or (len(found) > 1 and not re.search(r"[^\W\d_]|=", bare)):
        return False
    marks = re.findall(r"\\boxed\{[^{}]*\}|\*\*[^*]+\*\*", text)
    marked = [number for mark in marks for number in numbers(mark)]
    if len(marked) == 1:
        return _fits(expected, marked[0])
    named = {value for number in numbers(message) for value in number.readings}
    new = [number for number in found if not number.readings & named]
    if len({number.readings for number in new}) > _MOST_NUMBERS:
        return False
    if _enumerates(bare, found):
        return False
    last = (new or found)[-1]
    leads = not re.search(r"\w", bare[: found[0].start])
    return _fits(expected, last) or _fits(expected, found[-1]) or (leads and _fits(expected, found[0]))


def _fits(expected: float, number: Number) -> bool:
    return any(close(value, expected) for value in number.readings)


def _enumerates(text: str, found: Sequence[Number]) -> bool:
    """Whether different numbers stand side by side as alternatives."""
    run = 1
    for before, after in pairwise(found):
        between = text[before.end : after.start].strip(" $€£¥").lower()
        if before.readings == after.readings:
            continue
        if re.fullmatch(rf",?\s*{_OR}", between):
            return True
        run = run + 1 if re.fullmatch(r"[,;\s]*|,?\s*(and|et|y|und)", between) else 1
        if run >= 3:
            return True
    return False


def _list(expected: Sequence[Any], given: Any) -> bool:
    if isinstance(given, str):
        given = _items(given, len(expected))
    if isinstance(given, dict):
        given = list(given.items())
    if not isinstance(given, list | tuple | set):
        given = [given]
    return len(given) == len(expected) and all(map(answers, expected, given))


def _items(text: str, count: int) -> list[str]:
    """Split a text into items, by whichever separator gives as many as are expected."""
    text = re.sub(r"```\w*\n?", "", text).strip()
    options = [text]
    if ":" in text:
        options.append(text.split(":", 1)[1])
    for option in options:
        bare = re.sub(r"^[\[({]|[\])}.]$", "", option.strip()).strip()
        lines = [re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+", "", line).strip() for line in bare.splitlines()]
        for parts in (
            [line for line in lines if line],
            re.split(r"\s*;\s*", bare),
            re.split(r"\s*,\s+(?:and|et|y|und)\s+|\s*,\s+|\s+(?:and|et|y|und)\s+", bare),
            re.split(r"\s*,\s*", bare),
            re.split(r"\s*(?:→|->|–>)\s*", bare),
            bare.split(),
        ):
            if len(parts) == count:
                return parts
    return [text] if text else []


def _table(expected: dict[Any, Any], given: Any) -> bool:
    if isinstance(given, str):
        rows = re.findall(
            r"(?:^|[\n,;{])\s*[-*•]?\s*([^:\n,;{}]+?)\s*[:=]\s*([^\n;{}]+?)(?=\s*(?:[\n;}]|,\s*[^\n,:]+[:=]|$))",
            given,
        )
        given = {normal(key): value for key, value in rows}
    if not isinstance(given, dict) or len(given) != len(expected):
        return False
    found = {normal(as_text(key)): value for key, value in given.items()}
    return all(
        normal(as_text(key)) in found and answers(value, found[normal(as_text(key))])
        for key, value in expected.items()
    )


def _moment(expected: datetime | date | time | timedelta, text: str) -> bool:
    if isinstance(expected, datetime):
        return normal(text).replace("t", " ").startswith(str(expected)[:16])
    if isinstance(expected, date):
        return dates(text) == {expected}
    return str(expected).removesuffix(":00") in text and _says(str(expected)[:5].lstrip("0"), text, "")


def _says(expected: str, text: str, message: str) -> bool:
    wanted, said = normal(expected), normal(text)
    if not wanted:
        return said == wanted
    if wanted == said or expected.strip() == text.strip():
        return True
    if re.fullmatch(r"-?[1-9]\d*(\.\d+)?", wanted) and _concludes(float(wanted), text, message):
        return True
    sizes = [re.fullmatch(r"([-+]?(?:0|[1-9]\d*)(?:\.\d+)?)\s*(\D*)", one) for one in (wanted, said)]
    if sizes[0] and sizes[1]:
        return sizes[0][2] == sizes[1][2] and close(float(sizes[1][1]), float(sizes[0][1]))
    moment = dates(expected)
    if moment and re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
        return dates(text) == moment
    if wanted in _YES | _NO:
        return _yes_or_no(text) is (wanted in _YES)
    return _commits(wanted, said, normal(message))


def _commits(wanted: str, said: str, message: str) -> bool:
    """Whether a sentence names the wanted words, and not beside others from which to choose."""
    if len(said.split()) > len(wanted.split()) + _MOST_WORDS:
        return False
    said = said.replace(message, " ") if len(message) > 12 else said
    place = re.search(rf"(?<![\w.,@/-]){re.escape(wanted)}(?![\w-]|[.,]\d)", said)
    if place is None:
        return False
    before, after = said[: place.start()].rstrip(), said[place.end() :].lstrip()
    if re.search(rf"\b{_OR}$|/$", before) or re.match(rf"{_OR}\b|/", after):
        return False
    if re.search(r"\b(not|isn't|never|pas|nicht|kein)\b[^.]*$", before):
        return False
    listed = before.endswith(",") + after.startswith(",") + bool(re.match(r"and\b|et\b|und\b|y\b", after))
    return not (
        listed
        and len(said.split(",")) >= 2
        and len(before.split()) + len(after.split()) <= 4 * len(said.split(","))
    )
