"""Saying a wording otherwise: words of like meaning, another order, words left out.

A family has some eight wordings, and a model that sees each of them many times learns them by heart. For
training, English wordings are varied by rule; what is measured is never varied. A variant that comes down to
another wording of the same family is not used, so that none that is held out is trained on.
"""

import re
from collections.abc import Sequence
from random import Random

__all__ = ["varied"]

# Of each group any may stand for any, whatever is asked.
_LIKE = (
    ("calculate", "compute", "work out", "determine", "figure out"),
    ("remove", "delete", "take out", "drop"),
    ("biggest", "largest", "greatest", "highest"),
    ("smallest", "lowest", "least"),
    ("average", "mean"),
    ("altogether", "in total", "in all", "all together"),
    ("replace", "substitute", "exchange"),
    ("how many", "what number of"),
    ("starts with", "begins with"),
    ("start with", "begin with"),
    ("each", "every"),
    ("buy", "purchase"),
    ("folder", "directory"),
    ("kids", "children"),
    ("show", "display"),
    ("tell me", "let me know"),
    ("give me", "I want", "I'd like", "let me have"),
    ("what is", "what's", "tell me", "give me", "I need", "find", "say"),
    ("how much is", "what is", "what's"),
    ("can you", "could you", "would you", "please"),
    ("i have", "i've got"),
    ("the result", "the outcome", "what comes out"),
    ("sort", "arrange"),
    ("reversed", "backwards", "the other way round"),
    ("occurs", "appears", "comes up"),
    ("contain", "include"),
    ("contains", "includes"),
    ("words", "terms"),
    ("letters", "characters"),
)
_OTHERS = {word: tuple(each for each in group if each != word) for group in reversed(_LIKE) for word in group}
_WORD = re.compile(
    r"(?<![<\w'])(" + "|".join(sorted(map(re.escape, _OTHERS), key=len, reverse=True)) + r")(?![\w'>!])", re.I
)

_FRONT = re.compile(
    r"(If|In|When|With|From|Given|For|On|At|Out of|Of|After|Using|Between) ([^,.?!:]+), (.+?)([.?!]?)"
)
_SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z<])")
_ARTICLE = re.compile(r"\b(?:the|a|an) (?=[\w<])")
_ASKING = re.compile(
    r"(?:what is|what's|calculate|compute|find|tell me|give me|please|can you|work out) ", re.I
)


def varied(template: str, wordings: Sequence[str], random: Random) -> str:
    """Return a wording as it might be said as well, or as it is.

    Args:
        template: with its places for values (`<x>`).
        wordings: all of the family; none of them is returned, nor what differs from one in articles alone.

    >>> others = ["How many <x> are there in total?"]
    >>> said = {varied("In <f>, what is the largest number?", others, Random(n)) for n in range(40)}
    >>> "What is the largest number in <f>?" in said
    True
    """
    text = template
    if random.random() < 0.3:
        text = _turned(text)
    if random.random() < 0.6:
        text = _WORD.sub(lambda found: _other(found[0], random), text)
    if random.random() < 0.2:
        text = _ARTICLE.sub(lambda found: "" if random.random() < 0.6 else found[0], text)
    if random.random() < 0.1:
        text = _capital(_ASKING.sub("", text, count=1))
    bare = _bare(text)
    return text if len(bare) > 1 and all(bare != _bare(each) for each in wordings) else template


def _other(word: str, random: Random) -> str:
    if random.random() < 0.5:
        return word
    new = random.choice(_OTHERS.get(word.lower(), (word,)))
    return _capital(new) if word[0].isupper() else new


def _turned(text: str) -> str:
    """Put what leads in at the end, or the question before what is told."""
    if front := _FRONT.fullmatch(text):
        lead, told, rest, end = front.groups()
        return f"{_capital(rest)} {lead.lower()} {told}{end}"
    *told, last = _SENTENCES.split(text)
    return " ".join([last, *told]) if told and last.endswith("?") and "\n" not in text else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bare(text: str) -> list[str]:
    return _ARTICLE.sub("", text.lower() + " ").replace("?", "").replace(".", "").replace(",", "").split()
