"""How alike a text is to the licences that come with Agora, and where it departs from one."""

import re
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from agora.release.restrictions import Quote

__all__ = [
    "CONDITION", "changes_between", "known_as", "nearest", "reference", "references", "says_in_a_notice",
    "words_of",
]  # fmt: skip

CONDITION = re.compile(
    r"\b(?:only|until|unless|not|never|must|shall|requires?|conditions?|except|provided|ends?|expires?|terminates?"
    r"|restrict\w*|fees?|pay\w*)\b(?!\s+of\s+terms)",
    re.IGNORECASE,
)
"""What a title or a name does not say, and a condition does."""

# Share of word triples that two texts must have in common for one to be called a changed copy of the other.
_ALIKE = 0.5
# Notes on how to apply a licence, which stand at its end, may lack.
_NOTE_WORDS = 40

# A copyright notice: the word or the sign, and a year, a sign or a place for a name behind it. Sentences of
# licences, too, have lines that begin with "copyright" or with an item (c).
_NOTICE = re.compile(
    r"\W*(?:copyright\s*(?:\(c\)|©|\d{4}|[<\[{])|(?:\(c\)|©)\s*(?:copyright|\d{4}|[<\[{]))", re.IGNORECASE
)
# No name: places for one, years, addresses, and what stands in most notices.
_NO_NAME = re.compile(
    r"<\S*>|\[\S*\]|\S+@\S+|https?://\S+|all rights reserved|copyright|\(c\)", re.IGNORECASE
)
_BAN = re.compile(
    r"\b(?:us(?:e|ed|es|ing)|forbidden|prohibited|allowed|permitted|consent|permission|non-?commercial|military|weapons?)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = (
    "a al and authors by contributors de der des di du et for in its la le of others the und van von y"
)
_IN_NAMES = frozenset(_SMALL_WORDS.split())
# Of words in small letters, of words in capitals alone, of letters in scripts that have no capitals.
_MOST_SMALL, _MOST_CAPITALS, _MOST_CASELESS = 2, 10, 12
# A longer line is a whole text.
_NOTICE_WORDS = 60


def reference(spdx_id: str) -> str:
    """Return the text of a licence as the SPDX list has it.

    Raises:
        KeyError: it is not among those that come with Agora.

    >>> reference("MIT").splitlines()[0]
    'MIT License'
    """
    path = files("agora.release").joinpath("texts", f"{spdx_id}.txt")
    if not re.fullmatch(r"[\w.+-]+", spdx_id) or not path.is_file():
        raise KeyError(spdx_id)
    return path.read_text(encoding="utf-8")


def known_as(spdx_id: str) -> str:
    """Return the name of the reference with the text of a licence, if there is one."""
    names = (spdx_id, f"{spdx_id.removesuffix('-or-later')}-only")
    return next((name for name in names if name in references()), "")


def words_of(text: str) -> list[tuple[str, int]]:
    """Return the words in lower case with their line, without lines that only name a holder."""
    return [
        (word, number)
        for number, line in enumerate(text.splitlines(), 1)
        if not (_NOTICE.match(line) and _is_name(line))
        for word in re.findall(r"[^\W_]+", line.lower())
    ]


def says_in_a_notice(text: str) -> bool:
    """Tell whether a copyright notice says more than who holds the rights since when.

    >>> says_in_a_notice("Copyright (c) 2026 Example Ltd, for research only")
    True
    """
    lines = [line for line in text.splitlines() if len(line.split()) <= _NOTICE_WORDS]
    return any(_NOTICE.match(line) and not _is_name(line) for line in lines)


def _is_name(notice: str) -> bool:
    said = _NO_NAME.sub(" ", notice)
    if CONDITION.search(said) or _BAN.search(said):
        return False
    words = re.findall(r"[^\W\d_]+", said)
    caseless = sum(char.isalpha() and char.lower() == char.upper() for char in said)
    small = sum(word.islower() and word not in _IN_NAMES for word in words)
    shouted = len(words) if all(word.isupper() for word in words) else 0
    return small <= _MOST_SMALL and shouted <= _MOST_CAPITALS and caseless <= _MOST_CASELESS


def _triples(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


@cache
def references() -> dict[str, tuple[set[tuple[str, ...]], int]]:
    """Return the word triples and the count of words of each reference."""
    names = sorted(each.name for each in files("agora.release").joinpath("texts").iterdir())
    ids = [name.removesuffix(".txt") for name in names if name.endswith(".txt")]
    words = {each: [word for word, _ in words_of(reference(each))] for each in ids}
    return {each: (_triples(own), len(own)) for each, own in words.items()}


def nearest(text: str) -> str:
    """Return the reference that a text shares most of its word triples with, if it shares enough."""
    own = _triples([word for word, _ in words_of(text)])
    scores = {
        each: 2 * len(own & triples) / (len(own) + len(triples) or 1)
        for each, (triples, _) in references().items()
    }
    best = max(scores, key=lambda each: scores[each])
    return best if scores[best] >= _ALIKE else ""


def changes_between(old: str, new: str) -> tuple[Quote, ...]:
    """Return where `new` departs from `old`, with the words and their line in `new`."""
    before, after = words_of(old), words_of(new)
    matcher = SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after], autojunk=False)
    found = []
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        line = after[min(j, len(after) - 1)][1] if after else 1
        gone = " ".join(word for word, _ in before[i:i_end])
        come = " ".join(word for word, _ in after[j:j_end])
        if not come and len(gone.split()) <= _NOTE_WORDS and i_end == len(before):
            continue  # notes on how to apply a licence, which stand at its end, may lack
        found.append(
            Quote("removed" if not come else "added" if not gone else "replaced", come or gone, line)
        )
    return tuple(found)
