"""What a clause said, as a sentence that makes sense on its own and on another day."""

import re
from datetime import UTC, datetime

from agora.memory.dates import plain, spans

__all__ = ["AMOUNT", "dated", "is_state", "stands", "to_you"]

_PERSON = [
    (r"\bI['’]m\b", "you are"), (r"\bI['’]ve\b", "you have"), (r"\bI['’]d\b", "you would"), (r"\bI['’]ll\b", "you will"),
    (r"\bwe['’]re\b", "you are"), (r"\bwe['’]ve\b", "you have"), (r"\bI am\b", "you are"), (r"\bI was\b", "you were"),
    (r"\b(?:am I)\b", "are you"), (r"\bI\b|\b[Ww]e\b", "you"), (r"\b[Mm]y\b|\b[Oo]ur\b", "your"), (r"\b[Mm]ine\b|\b[Oo]urs\b", "yours"),
    (r"\bmyself\b", "yourself"), (r"\bme\b|\bus\b", "you"),
]  # fmt: skip

# A day, a time or a sum.
AMOUNT = re.compile(
    r"\d|(?i:day\b|noon|midnight|morning|evening|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)

# "My boss is angry": of whom it tells, and how they are; what names somebody has a capital or a number, and "a
# Skoda", "at Kale's" or "under the sink" is which one.
_PREDICATE = re.compile(
    r"(?:My|Our|Your|The|\S+['’]s)\s[\w'’ -]+?(?:\s(?:is|are|was|were|has been)|['’]s)\s(?P<rest>.+)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"[A-Z\d]|\b(?:new|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand)\b"
)
_WHICH = re.compile(
    r"(?:an?|the|your|my|on|at|in|under|near|behind|beside|next to|from|with|called|named)\b", re.IGNORECASE
)
_NOW = re.compile(
    r"\b(?:now|again|these days|today|currently|at the moment|at last|finally)\b[,.]?", re.IGNORECASE
)
# What is gone for good is no state.
_GONE = re.compile(r"(?:dead|gone|sold|lost|stolen|over|no more|no longer|history)\b", re.IGNORECASE)


def is_state(statement: str, *, named: bool = False) -> bool:
    """Whether a statement tells how a thing is, and not which one it is.

    Args:
        named: it is of people or places, who have names.

    >>> is_state("My phone is broken again."), is_state("My phone is a Pixel now."), is_state("My phone is gone.")
    (True, False, False)
    """
    said = _PREDICATE.match(statement)
    rest = _NOW.sub("", said["rest"]).strip() if said else ""
    if not rest or _NAMES.search(rest) or _GONE.match(rest):
        return False
    return named or not _WHICH.match(rest)


def stands(part: str, text: str) -> bool:
    """Whether words stand in a text, and are no part of a longer word or number.

    >>> stands("Café Nord", "I was at the cafe nord."), stands("York", "Yorkshire")
    (True, False)
    """
    return bool(re.search(rf"(?<!\w){re.escape(' '.join(plain(part).split()))}(?!\w)", plain(text)))


def to_you(clause: str) -> str:
    """Return a clause as a sentence in which the one who speaks is `you`.

    >>> to_you("I'm moving in with my sister")
    'You are moving in with your sister.'
    """
    for form, words in _PERSON:
        clause = re.sub(form, words, clause)
    clause = clause.strip(" ,;")
    return f"{clause[:1].upper()}{clause[1:]}" + ("" if clause.endswith((".", "!")) else ".")


def dated(statement: str, now: float) -> str:
    """Put the day behind "tomorrow" and "next Tuesday", which mean another one when they are read."""
    for span in reversed(spans(statement, now)):
        words = statement[span.at : span.to]
        if (
            re.match(r"(?i:yesterday|tomorrow|next|last|ayer|gestern|demain|the day before)", words)
            and span.period.end - span.period.start <= 86_400
        ):
            day = datetime.fromtimestamp(span.period.start, UTC).date().isoformat()
            statement = f"{statement[: span.to]} ({day}){statement[span.to :]}"
    return statement
