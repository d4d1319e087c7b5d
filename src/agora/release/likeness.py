"""How alike a text is to the licences that come with Agora, and where it departs from one."""

import re
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from agora.release.restrictions import Quote

__all__ = ["changes_between", "known_as", "nearest", "reference", "references", "words_of"]

# Share of word triples that two texts must have in common for one to be called a changed copy of the other.
_ALIKE = 0.5
# Notes on how to apply a licence, which stand at its end, may lack.
_NOTE_WORDS = 40


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
        if not re.match(r"\W*(copyright\b|\(c\)|©)", line.strip(), re.IGNORECASE)
        for word in re.findall(r"[^\W_]+", line.lower())
    ]


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
