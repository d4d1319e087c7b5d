"""What word problems share: people, numbers told in words, prices, dates, and thoughts that name what a scene counts."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from agora.evals.task import Dice, Task, fill, task

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "clock",
    "date",
    "lit",
    "people",
    "said",
    "spoken",
    "sticker",
    "story",
    "times",
]

_NAMES = (
    "Anna Ben Clara David Ella Farid Grace Hugo Ines Jack Kofi Lena Marco Nadia Omar Paula Quinn Rosa Sam Tina Umar "
    "Vera Will Yara Zoe Amir Bea Chen Diego Emil Fatima Gina Hana Ivan Julia Kenji Luis Maya Noah Olga Priya Ravi"
).split()
_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze".split(),
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}


def story(dice: Dice, scenes: Sequence[str], code: str, answer: Any, **values: Any) -> Task:
    """Return a task whose thought names what its scene counts.

    Args:
        dice: chooses.
        scenes: wordings, each followed by `|` and the names that stand for `$1`, `$2`, … in the code.
        code: the one thought.
        answer: what it must answer.
        values: fill both.
    """
    named = dict(scene.rsplit("|", 1) for scene in scenes)
    made = task(dice, list(named), "", answer, **values)
    names = named[made.wording].split()
    thought = re.sub(r"\$(\d)", lambda match: names[int(match[1]) - 1], code)
    made.thoughts = [fill(thought, values, made.language)]
    return made


def people(dice: Dice, count: int = 3) -> dict[str, Any]:
    """Return names for `<A>`, `<B>`, `<C>`."""
    return dict(zip("ABC", dice.sample(_NAMES, count), strict=True))


def spoken(dice: Dice, number: int) -> Any:
    """Return a number from two to twelve as a word now and then, any other as digits."""
    if not 2 <= number <= 12 or dice.random() < 0.6:
        return number
    return {language: words[number] for language, words in _WORDS.items()}


def times(number: int) -> dict[str, str]:
    """Return `twice`, `three times`, … in four languages."""
    if number == 2:
        return {"en": "twice", "fr": "deux fois", "es": "el doble de", "de": "doppelt"}
    en, fr, es, de = (_WORDS[language][number] for language in ("en", "fr", "es", "de"))
    return {"en": f"{en} times", "fr": f"{fr} fois", "es": f"{es} veces", "de": f"{de}mal"}


def sticker(dice: Dice, low: int, high: int, percent: float = 1) -> int | float:
    """Return a price as shops write it, of which `percent` is not half a cent more or less."""
    while True:
        cents = dice.randint(low, high) * 100 + dice.choice([0, 0, 0, 50, 99, 90, 49, 95, 20])
        if cents * percent % 100 != 50:
            return cents // 100 if cents % 100 == 0 else cents / 100


def date(dice: Dice, low: int = 1950, high: int = 2035) -> datetime.date:
    """Return some day from the year `low` to before the year `high`."""
    first = datetime.date(low, 1, 1)
    return first + datetime.timedelta(days=dice.randrange((datetime.date(high, 1, 1) - first).days))


def said(dice: Dice, day: datetime.date, *, year: bool = True) -> dict[str, str]:
    """Return a date as people write it, in four languages."""
    month = MONTHS[day.month - 1]
    tail = f" {day.year}" if year else ""
    form = dice.randrange(5)
    english = [
        f"{day.day} {month}{tail}", f"{month} {day.day}" + (f", {day.year}" if year else ""),
        f"{day.day} {month[:3]}{tail}", f"{day.day} {month}{tail}", day.isoformat() if year else f"{month} {day.day}",
    ]  # fmt: skip
    fr, es, de = (_MONTHS[language][day.month - 1] for language in ("fr", "es", "de"))
    dotted = f"{day.day}.{day.month}.{day.year}" if year and form > 2 else f"{day.day}. {de}{tail}"
    return {
        "en": english[form],
        "fr": f"{day.day}{'er' if day.day == 1 else ''} {fr}{tail}",
        "es": f"{day.day} de {es}" + (f" de {day.year}" if year else ""),
        "de": dotted,
    }


def lit(day: datetime.date) -> str:
    """Return a date as a thought writes it.

    >>> lit(datetime.date(2024, 3, 9))
    'datetime.date(2024, 3, 9)'
    """
    return f"datetime.date({day.year}, {day.month}, {day.day})"


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time of day.

    >>> clock(1505)
    '01:05'
    """
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
