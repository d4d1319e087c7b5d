"""Words, sentences and lists to speak of, and the form of a question that is answered with yes or no."""

from collections.abc import Sequence
from typing import Any

from agora.evals.task import Dice, Task, task

__all__ = ["LISTS", "NAMES", "SENTENCES", "SURNAMES", "WORDS", "decide", "items", "joined"]

NAMES = (
    "Anna Ben Clara David Ella Farid Grace Hugo Ines Jack Kofi Lena Marco Nadia Omar Paula Quinn Rosa Sam Tina Umar "
    "Vera Will Yara Zoe Amir Bea Chen Diego Emil Fatima Gina Hana Ivan Julia Kenji Luis Maya Noah Olga Priya Ravi"
).split()
SURNAMES = (
    "Smith Garcia Weber Rossi Novak Tanaka Okafor Dubois Martin Jensen Kowalski Haddad Silva Berger Moreau Lopez Khan "
    "Larsen Murphy Fischer Costa Nguyen Petrov Sato Brown"
).split()
WORDS = (
    "garden window yellow bicycle mountain river kitchen orange planet teacher holiday picture chocolate umbrella "
    "mississippi banana elephant parallel balloon coffee committee library bookkeeper raspberry accommodation computer "
    "butterfly necessary tomorrow guitar village december pineapple rhythm engine apple strawberries hippopotamus "
    "success address happiness tennessee bottle spring thunder whisper lantern puzzle harvest cinnamon grammar "
    "occurrence embarrass millennium queue jazz assassin possession wednesday february restaurant vacuum maison "
    "bonjour voiture mariposa ventana caballo gracias wasser schmetterling zeitung frühling straße éléphant niño"
).split()
SENTENCES = [
    *(
        "the cat sat on the warm mat",
        "every good day begins with a smile",
        "time flies when you are having fun",
    ),
    *("we walk along the river in the evening", "she sells sea shells by the sea shore"),
    *("a journey of a thousand miles begins with a single step", "my brother plays the piano very well"),
    *("rain fell on the quiet town all night", "never put off until tomorrow what you can do today"),
    *("birds of a feather flock together", "the old man looked at the sea", "two heads are better than one"),
    *("our train was late again this morning", "the lazy fox sleeps under the tall tree"),
    *("please send me the report before noon", "the quick brown fox jumps over the lazy dog"),
    *("thank you for your order", "meeting moved to room four", "to be or not to be that is the question"),
    *("all that glitters is not gold", "the server will be down for two hours", "i would like a cup of tea"),
    *(
        "le chat dort sur la chaise",
        "petit à petit l'oiseau fait son nid",
        "der Hund schläft unter dem Tisch",
    ),
    *("aller Anfang ist schwer", "la casa de mi abuela es muy grande", "más vale tarde que nunca"),
    *("don't count your chickens before they hatch", "it's raining cats and dogs"),
]
LISTS = [
    ["plum", "cherry", "banana", "apple", "kiwi", "grape", "melon", "lemon", "fig", "papaya"],
    ["lion", "zebra", "otter", "bear", "camel", "wolf", "goat", "hedgehog", "ant"],
    ["Oslo", "Rome", "Berlin", "Madrid", "Athens", "Lisbon", "Vienna", "Paris", "Bern", "Prague"],
    NAMES,
    SURNAMES,
    ["violin", "drum", "flute", "harp", "cello", "trumpet", "piano"],
    ["tulip", "rose", "daisy", "iris", "lily", "orchid", "sunflower"],
    ["blue", "red", "green", "violet", "white", "brown", "pink"],
    ["milk", "bread", "eggs", "rice", "butter", "cheese", "tea", "soap", "apples"],
    ["Peru", "Ghana", "Japan", "Chile", "Norway", "Kenya", "India", "Canada", "Spain"],
    ["oak", "birch", "pine", "maple", "ash", "willow", "elm"],
]
_YES = {"en": "Yes", "fr": "Oui", "es": "Sí", "de": "Ja"}
_NO = {"en": "No", "fr": "Non", "es": "No", "de": "Nein"}


def items(dice: Dice, least: int = 4, most: int = 6) -> list[str]:
    """Return different things of one kind, `least` to `most` of them."""
    pool = dice.choice(LISTS)
    return dice.sample(pool, min(len(pool), dice.randint(least, most)))


def joined(dice: Dice, things: Sequence[Any]) -> str:
    """Return things in a row as people type them in any language.

    >>> joined(Dice("f", "train", 1), [1])
    '1'
    """
    texts = [str(thing) for thing in things]
    simple = all(text.replace("-", "").isdigit() for text in texts)
    return dice.choice([", ", ", ", ", ", "; ", " " if simple else ", "]).join(texts)


def decide(
    dice: Dice, wordings: Sequence[str], condition: str, value: bool, *, before: str = "", **values: Any
) -> Task:
    """Return a task that is answered with yes or no in the message's language.

    Args:
        dice: chooses.
        wordings: at least six templates.
        condition: the expression that holds if the answer is yes.
        value: whether it is.
        before: lines of the thought that come first.
        values: fill all of them.
    """
    code = f"{before}answer(<yes!> if {condition} else <no!>)"
    made = task(dice, wordings, code, **values, yes=_YES, no=_NO)
    made.answer = (_YES if value else _NO)[made.language]
    return made
