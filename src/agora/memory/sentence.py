"""What a clause said, as a sentence that makes sense on its own and on another day."""

import re
from datetime import UTC, datetime

from agora.memory.dates import spans

__all__ = ["dated", "to_you"]

_PERSON = [
    (r"\bI['’]m\b", "you are"), (r"\bI['’]ve\b", "you have"), (r"\bI['’]d\b", "you would"), (r"\bI['’]ll\b", "you will"),
    (r"\bwe['’]re\b", "you are"), (r"\bwe['’]ve\b", "you have"), (r"\bI am\b", "you are"), (r"\bI was\b", "you were"),
    (r"\b(?:am I)\b", "are you"), (r"\bI\b|\b[Ww]e\b", "you"), (r"\b[Mm]y\b|\b[Oo]ur\b", "your"), (r"\b[Mm]ine\b|\b[Oo]urs\b", "yours"),
    (r"\bmyself\b", "yourself"), (r"\bme\b|\bus\b", "you"),
]  # fmt: skip


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
