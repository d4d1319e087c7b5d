"""What a task is, and the few words in which families of tasks are written.

A family is a function from a random generator to a `Task`: a message, the thoughts that solve it, and the
answer that the family worked out by itself, so that a thought that computes something else is found.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["FAMILIES", "Family", "Task", "chatml", "family", "fill", "say", "task"]


@dataclass
class Task:
    """One message to the mind and how to deal with it.

    Attributes:
        message: what the person says.
        thoughts: code, one thought a reply; each but the last is followed by what it gave.
        answer: the value that the last thought must hand to `answer`, or None if the reply is prose.
        prose: the reply if no thought is due, or the words that follow the last thought's outcome.
        earlier: (message, reply) pairs of the same session, not trained on again.
        files, memories, person, commands, pages: the small world that the tools see.
        breaks: the first thought is meant to end in an error, which the second mends.
    """

    message: str
    thoughts: list[str] = field(default_factory=list)
    answer: Any = None
    prose: str = ""
    earlier: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    memories: list[str] = field(default_factory=list)
    person: str = ""
    commands: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    breaks: bool = False


Family = Callable[[random.Random], Task]
FAMILIES: dict[str, Family] = {}

_BEFORE = (
    "Please: ",
    "Quick question: ",
    "Hi! ",
    "Can you help me? ",
    "I need this for work. ",
    "Hello, ",
    "Homework: ",
)
_AFTER = (" Thanks!", " Thank you.", " Please be quick.", " I'm not sure myself.", " Just the result.")


def family(function: Family) -> Family:
    """Register a family under its function's name."""
    if function.__name__ in FAMILIES:
        raise ValueError(f"There are two families {function.__name__!r}.")
    FAMILIES[function.__name__] = function
    return function


def fill(text: str, values: dict[str, Any]) -> str:
    """Put values into a template: `<name>` as text, `<name!>` as a Python literal.

    >>> fill("x = <x!>  # <x>", {"x": "a"})
    "x = 'a'  # a"
    """

    def put(match: re.Match[str]) -> str:
        value = values[match[1]]
        return repr(value) if match[2] else str(value)

    return re.sub(r"<(\w+)(!?)>", put, text)


def say(r: random.Random, wordings: Sequence[str], values: dict[str, Any]) -> str:
    """Choose a wording, fill it, and now and then say it as carelessly as people do."""
    wording = r.choice(wordings)
    text = fill(wording, values)
    if r.random() < 0.15 and not wording.startswith("<") and not text.startswith("I "):
        text = text[0].lower() + text[1:]
    if r.random() < 0.12 and text.endswith((".", "?")):
        text = text[:-1]
    if r.random() < 0.06:
        text = r.choice(_BEFORE) + text
    elif r.random() < 0.06 and text.endswith((".", "?", "!")):
        text += r.choice(_AFTER)
    return text


def task(
    r: random.Random,
    wordings: Sequence[str],
    code: str | Sequence[str],
    answer: Any,
    *,
    world: dict[str, Any] | None = None,
    **values: Any,
) -> Task:
    """Return a task whose thoughts are the filled `code`; `values` fill both wordings and code."""
    thoughts = [code] if isinstance(code, str) else list(code)
    return Task(
        say(r, wordings, values), [fill(thought, values) for thought in thoughts], answer, **(world or {})
    )


def chatml(messages: list[dict[str, str]]) -> str:
    """Return the prompt of SmolLM2's chat template, open for the assistant's reply.

    >>> chatml([{"role": "user", "content": "Hi"}])
    '<|im_start|>user\\nHi<|im_end|>\\n<|im_start|>assistant\\n'
    """
    said = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)
    return said + "<|im_start|>assistant\n"
