"""Lines packed into pieces of a certain length, cut at paragraphs, else at sentences, lines or words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["MOST_CHARS", "Piece", "pieces"]

MOST_CHARS = 1_000
"""About 250 tokens: five passages and an answer fit a window of 4,000."""

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}[ \t:|-]*$")  # the line below a Markdown table's head
_ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "।", "؟")


@dataclass(frozen=True)
class Piece:
    """Some lines of a document.

    Attributes:
        first: number of its first line, from 1.
        last: number of its last line.
    """

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class _Atom:
    """What is not cut further: a line, a part of one that is too long, or rows of a table with its head."""

    text: str
    line: int
    last: int
    opens: bool  # begins a paragraph
    alone: bool = False


def pieces(
    lines: Sequence[str], first: int, most_chars: int = MOST_CHARS, *, headed: bool = False
) -> Iterator[Piece]:
    """Yield the lines in pieces.

    Args:
        first: number of the first line.
        most_chars: a piece's length; only the repeated head of a table may come on top.
        headed: the first line is the head of a table, as in CSV.

    >>> [piece.text for piece in pieces(["One.", "", "Two.", "Three."], 1, most_chars=12)]
    ['One.', 'Two.\\nThree.']
    """
    packed: list[_Atom] = []
    size = 0
    for atom in _atoms(lines, first, most_chars, headed):
        length = len(atom.text) + 2
        while packed and (atom.alone or packed[-1].alone or size + length > most_chars + 2):
            end = len(packed) if atom.alone or packed[-1].alone else _best_end(packed, atom, most_chars)
            yield _piece(packed[:end])
            packed = packed[end:]
            size = sum(len(kept.text) + 2 for kept in packed)
        packed.append(atom)
        size += length
    if packed:
        yield _piece(packed)


def _best_end(packed: Sequence[_Atom], following: _Atom, most_chars: int) -> int:
    """Return how many atoms to take: to the end of a paragraph, else of a sentence, in the second half."""
    after = [*packed[1:], following]
    size, sizes = 0, []
    for atom in packed:
        size += len(atom.text) + 2
        sizes.append(size)
    late = [i for i in range(len(packed)) if sizes[i] >= most_chars / 2] or [len(packed) - 1]
    paragraphs = [i for i in late if after[i].opens]
    sentences = [i for i in late if packed[i].text.rstrip("\"')*_ ").endswith(_ENDS)]
    return (paragraphs or sentences or [len(packed) - 1])[-1] + 1


def _piece(atoms: Sequence[_Atom]) -> Piece:
    text = atoms[0].text
    for before, atom in pairwise(atoms):
        # Parts of one line that was too long were cut at white space.
        glue = "\n\n" if atom.opens else " " if atom.line == before.line else "\n"
        text += glue + atom.text
    return Piece(text.strip(), atoms[0].line, atoms[-1].last)


def _atoms(lines: Sequence[str], first: int, most_chars: int, headed: bool) -> Iterator[_Atom]:
    for start, paragraph in _paragraphs(lines, joined=headed):
        heads = 1 if headed else 2
        table = headed or (len(paragraph) > 2 and "|" in paragraph[0] and _RULE.match(paragraph[1]))
        if table and sum(len(line) + 1 for line in paragraph) > most_chars:
            yield from _rows(paragraph, heads, first + start, most_chars)
            continue
        for offset, line in enumerate(paragraph):
            number = first + start + offset
            for part_number, part in enumerate(_parts(line, most_chars)):
                yield _Atom(part, number, number, opens=offset == 0 and part_number == 0)


def _paragraphs(lines: Sequence[str], *, joined: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield runs of lines that are not blank, with the index of the first."""
    kept: list[str] = []
    for index, line in enumerate(lines):
        if line.strip():
            kept.append(line.rstrip())
        elif kept and not joined:
            yield index - len(kept), kept
            kept = []
    if kept:
        yield (0 if joined else len(lines) - len(kept)), kept


def _rows(table: Sequence[str], heads: int, first: int, most_chars: int) -> Iterator[_Atom]:
    """Yield a table's rows in groups, each with the table's head."""
    head = "\n".join(table[:heads])[:most_chars]
    group: list[str] = []
    start = first + heads
    for number, row in enumerate(table[heads:], first + heads):
        for part in _parts(row, most_chars):
            if group and sum(len(kept) + 1 for kept in group) + len(part) + len(head) > most_chars:
                yield _Atom("\n".join([head, *group]), start, number - 1, opens=True, alone=True)
                group, start = [], number
            group.append(part)
    last = first + len(table) - 1
    yield _Atom("\n".join([head, *group]), min(start, last), last, opens=True, alone=True)


def _parts(line: str, most_chars: int) -> Iterator[str]:
    """Yield a line in parts of that length at most, cut at a sentence's end or a space if there is one."""
    start = 0
    while len(line) - start > most_chars:
        window = line[start : start + most_chars]
        end = max(window.rfind(f"{mark} ") + 1 for mark in _ENDS)
        if end < most_chars // 2:
            end = window.rfind(" ")
        if end < most_chars // 2:
            end = most_chars
        yield window[:end].strip()
        start += end
    if rest := line[start:].strip() if start else line:
        yield rest
