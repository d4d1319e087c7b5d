"""What a task is, and the few words in which families of tasks are written.

A family is a function from `Dice` to a `Task`: a message, the thoughts that solve it, and the answer that the
family worked out by itself in another way, so that a thought that computes something else is found.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, get_args

from agora.evals.varying import varied

__all__ = [
    *("AREAS", "FAMILIES", "Area", "Dice", "Family", "Split", "Task", "Turn"),
    *("family", "fill", "talk", "task"),
]

Split = Literal["train", "validation", "heldout"]
Area = Literal[
    "arithmetic", "algebra", "geometry", "numbers", "counting", "chance", "statistics", "money", "units",
    "dates", "text", "lists", "codes", "tables", "files", "programs", "logic", "solvers", "planning",
    "memory", "stories", "steps", "turns", "mending", "talk", "decline", "ask", "gym",
]  # fmt: skip
AREAS: tuple[Area, ...] = get_args(Area)

# What a task is to end in: an answer that a thought computed, prose without code, a refusal in prose, or a
# question back to the person.
Kind = Literal["answer", "prose", "decline", "ask"]

_LANGUAGES = ("fr", "es", "de")
_BEFORE = (
    *("Please: ", "Quick question: ", "Hi! ", "Hello, "),
    *("Can you help me? ", "I need this for work. ", "Homework: "),
)
_AFTER = (" Thanks!", " Thank you.", " Please be quick.", " I'm not sure myself.", " Just the result.")


@dataclass
class Turn:
    """An earlier message of the same session and how it was dealt with; not trained on again."""

    message: str
    thoughts: list[str] = field(default_factory=list)
    prose: str = ""


@dataclass
class Task:
    """One message to the mind, the small world that its tools see, and how to deal with it.

    Attributes:
        message: what the person says.
        thoughts: code, one thought a reply; each but the last is followed by what it gave.
        answer: the value that the last thought must hand to `answer`, if the task is to end in one.
        prose: the reply if no thought is due, or the words that follow the last thought's outcome.
        kind: what the task is to end in.
        earlier: messages of the same session that came before.
        files: the workspace's files before, by path.
        leaves: files as they must be afterwards, by path; `None` means gone.
        memories: statements that the person had remembered before.
        remembers: words of which each must be in some memory afterwards.
        forgets: words that must be in no memory afterwards.
        person: what the person says when asked back.
        pages: what `web.fetch` finds, by address.
        now: the local time in the task's world, in ISO 8601; a fixed one, if not given.
        breaks: the first thought is meant to end in an error, which the second mends.
        language: of the message.
        wording: the template that the message was filled from.
        verifier: `scheme:rest` of a verifier that decides alone, as in `gym:gcd:7`; see `gym.score`.
    """

    message: str
    thoughts: list[str] = field(default_factory=list)
    answer: Any = None
    prose: str = ""
    kind: Kind = "answer"
    earlier: list[Turn] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    leaves: dict[str, str | None] = field(default_factory=dict)
    memories: list[str] = field(default_factory=list)
    remembers: list[str] = field(default_factory=list)
    forgets: list[str] = field(default_factory=list)
    person: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    now: str = "2026-11-02T10:00:00"
    breaks: bool = False
    language: str = "en"
    wording: str = ""
    verifier: str = ""


class Dice(Random):
    """A random generator that knows its family and from which wordings it may choose.

    Of a family's wordings one is held out and, where there are eight or more, one is kept for validation;
    which ones is decided by their hash, before any training. Other random choices are free in every split.

    Args:
        family: the family's name.
        split: whose wordings to choose from.
        seed: another seed is another task.
        varies: English wordings are said otherwise now and then, for training; nothing that is measured is.
    """

    def __init__(self, family: str, split: Split, seed: int, *, varies: bool = False) -> None:
        super().__init__(f"{family}:{split}:{seed}")
        self.family, self.split, self.varies = family, split, varies

    def wording(self, wordings: Sequence[str]) -> str:
        """Choose one of the wordings that belong to this split.

        Raises:
            ValueError: there are fewer than six.
        """
        if len(wordings) < 6:
            raise ValueError(f"Family {self.family!r} has {len(wordings)} wordings; six are the least.")
        ranked = sorted(wordings, key=lambda text: hashlib.sha256(f"{self.family}:{text}".encode()).digest())
        kept = 1 if len(wordings) >= 8 else 0
        if self.split == "heldout":
            return ranked[0]
        if self.split == "validation" and kept:
            return ranked[1]
        return self.choice(ranked[1 + kept :])


@dataclass(frozen=True)
class Family:
    """A generator of tasks.

    Attributes:
        weight: how often it comes up in training beside the others.
    """

    name: str
    area: Area
    make: Callable[[Dice], Task]
    weight: int = 1

    def task(self, split: Split, seed: int, *, varies: bool = False) -> Task:
        """Return the task of a split and a seed; the same one every time."""
        return self.make(Dice(self.name, split, seed, varies=varies))


FAMILIES: dict[str, Family] = {}


def family(area: Area, *, weight: int = 1) -> Callable[[Callable[[Dice], Task]], Callable[[Dice], Task]]:
    """Register a function as the family of its name.

    Raises:
        ValueError: there is one of that name.
    """

    def register(make: Callable[[Dice], Task]) -> Callable[[Dice], Task]:
        name = make.__name__
        if name in FAMILIES:
            raise ValueError(f"There are two families {name!r}.")
        FAMILIES[name] = Family(name, area, make, weight)
        return make

    return register


def fill(text: str, values: dict[str, Any], language: str = "en") -> str:
    """Put values into a template: `<name>` as text, `<name!>` as a Python literal.

    A value that differs between languages is a dict with the key `en` and others.

    >>> fill("x = <x!>  # <x>", {"x": "a"})
    "x = 'a'  # a"
    >>> fill("le <animal>", {"animal": {"en": "dog", "fr": "chien"}}, "fr")
    'le chien'
    """

    def put(match: re.Match[str]) -> str:
        value = values[match[1]]
        if isinstance(value, dict) and "en" in value:
            value = value.get(language, value["en"])
        return repr(value) if match[2] else str(value)

    return re.sub(r"<(\w+)(!?)>", put, text)


def task(
    dice: Dice,
    wordings: Sequence[str],
    code: str | Sequence[str] = (),
    answer: Any = None,
    *,
    world: dict[str, Any] | None = None,
    **values: Any,
) -> Task:
    """Return a task whose message is a filled wording and whose thoughts are the filled `code`.

    Args:
        dice: chooses.
        wordings: at least six templates; one in another language begins with `fr:`, `es:` or `de:`.
        code: one thought, or several; empty where prose is due.
        answer: what the last thought must answer.
        world: other attributes of the task.
        values: fill both wordings and code.
    """
    wording = dice.wording(wordings)
    language, template = _language(wording)
    if dice.varies and language == "en":
        # Of its own chance, so that a family draws as it did.
        template = varied(template, wordings, Random(f"{dice.family}:{wording}:{values}"))
    message = _careless(dice, template, fill(template, values, language), language)
    thoughts = [code] if isinstance(code, str) else list(code)
    return Task(
        message,
        [fill(thought, values, language) for thought in thoughts],
        answer,
        language=language,
        wording=wording,
        **(world or {}),
    )


def talk(
    dice: Dice, wordings: Sequence[str], replies: Sequence[str], *, kind: Kind = "prose", **values: Any
) -> Task:
    """Return a task whose reply is prose: one of `replies`, in the message's language if it has one."""
    made = task(dice, wordings, **values)
    said = [_language(reply) for reply in replies]
    fitting = [text for language, text in said if language == made.language] or [text for _, text in said]
    made.prose, made.kind = fill(dice.choice(fitting), values, made.language), kind
    return made


def _language(text: str) -> tuple[str, str]:
    code, colon, rest = text.partition(":")
    return (code, rest.strip()) if colon and code in _LANGUAGES else ("en", text)


def _careless(dice: Dice, template: str, text: str, language: str) -> str:
    """Say it now and then as carelessly as people do."""
    if dice.random() < 0.15 and not template.startswith("<") and not text.startswith("I "):
        text = text[0].lower() + text[1:]
    if dice.random() < 0.12 and text.endswith((".", "?")):
        text = text[:-1].rstrip()
    if language == "en":
        if dice.random() < 0.06:
            text = dice.choice(_BEFORE) + text
        elif dice.random() < 0.06 and text.endswith((".", "?", "!")):
            text += dice.choice(_AFTER)
    return text
