"""How numbers and lists look in a message: as people of a language write them, while the code gets plain ones."""

from collections.abc import Sequence
from typing import Any

from agora.evals.task import Dice

__all__ = ["big", "decimal", "listed", "polynomial"]


def decimal(value: float) -> dict[str, str]:
    """Return a number with the decimal sign of each language.

    >>> decimal(3.5)["fr"]
    '3,5'
    """
    comma = str(value).replace(".", ",")
    return {"en": str(value), "fr": comma, "es": comma, "de": comma}


def big(dice: Dice, value: int) -> dict[str, str]:
    """Return a whole number, with the separators of thousands that each language uses in half of the cases.

    >>> sorted(set(big(Dice("f", "train", 0), 900).values()))
    ['900']
    """
    if value < 1000 or dice.random() < 0.5:
        return dict.fromkeys(("en", "fr", "es", "de"), str(value))
    english = f"{value:,}"
    return {
        "en": english,
        "fr": english.replace(",", " "),
        "es": english.replace(",", "."),
        "de": english.replace(",", "."),
    }


def listed(dice: Dice, items: Sequence[Any]) -> dict[str, str]:
    """Return items joined as people write them.

    >>> listed(Dice("f", "train", 1), ["a"])["de"]
    'a'
    """
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return dict.fromkeys(("en", "fr", "es", "de"), "".join(texts))
    style = dice.randrange(4)
    if style == 0:
        head, last = ", ".join(texts[:-1]), texts[-1]
        return {
            lang: f"{head} {word} {last}"
            for lang, word in (("en", "and"), ("fr", "et"), ("es", "y"), ("de", "und"))
        }
    sign = (
        " " if style == 1 and all(isinstance(item, int) for item in items) else "; " if style == 2 else ", "
    )
    return dict.fromkeys(("en", "fr", "es", "de"), sign.join(texts))


def polynomial(a: int, b: int, c: int) -> str:
    """Return ax^2 + bx + c as one writes it.

    >>> polynomial(1, -3, 0)
    'x^2 - 3x'
    """
    text = ""
    for factor, power in ((a, "x^2"), (b, "x"), (c, "")):
        if factor:
            size = str(abs(factor)) if abs(factor) != 1 or not power else ""
            sign = "-" if factor < 0 else "+"
            text += f" {sign} {size}{power}" if text else f"{'-' if factor < 0 else ''}{size}{power}"
    return text
