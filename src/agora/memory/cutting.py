"""Documents cut into passages at their structure: headings, pages, slides, sheets, functions, paragraphs.

A passage is short enough to be read whole, says where it stands, and makes sense alone: below a heading it
begins with the heading's path, and a table's rows keep their head. No word of a document is left out.
Pure: text in, passages out; the text of binary kinds is Markdown as `agora.tools.documents` makes it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agora.memory.code import definitions, is_code
from agora.memory.pieces import MOST_CHARS, Piece, pieces

__all__ = ["Passage", "cut"]

_MARKUP = {"md", "markdown", "docx", "html", "htm"}
_WITH_LINES = {"md", "markdown"}
_HEADING = re.compile(r"(#{1,6})[ \t]+(.{1,200}?)[ \t#]*$")
_UNDERLINE = re.compile(r"(=|-)\1{2,}[ \t]*$")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")
_SLIDE = re.compile(r"<!-- Slide number: (\d{1,9}) -->$")
_SHEET = re.compile(r"## (.{1,200})$")

# Levels of a heading's path that a passage repeats; a deeper one keeps its last ones.
_MOST_LEVELS = 4


@dataclass(frozen=True)
class Passage:
    """A piece of a document.

    Attributes:
        text: what stands there, below its headings.
        place: where, for a person: `page 3`, `slide 2`, `sheet Prices, rows 2-40`, `Setup > Use, lines 9-20`,
            `Store.add, lines 87-91`.
    """

    text: str
    place: str


@dataclass(frozen=True)
class _Section:
    title: str
    lines: Sequence[str]
    first: int  # number of its first line in the document


def cut(text: str, suffix: str, most_chars: int = MOST_CHARS) -> Iterator[Passage]:
    """Yield the passages of a document, in its order.

    Args:
        text: the document; pages of a PDF end with form feeds.
        suffix: its kind, such as `pdf`, `docx`, `md` or `py`; one that is not known is cut at paragraphs.
        most_chars: a passage's length, its headings aside.

    >>> for passage in cut("# Tea\\n\\nGreen.\\n\\n## Price\\n\\n3 euros.", "md"):
    ...     print(passage)
    Passage(text='Tea\\n\\nGreen.', place='Tea, line 3')
    Passage(text='Tea > Price\\n\\n3 euros.', place='Tea > Price, line 7')
    """
    if suffix == "pdf":
        yield from _pages(text, most_chars)
        return
    lines = text.replace("\f", "\n").splitlines()
    if suffix == "pptx":
        yield from _slides(lines, most_chars)
    elif suffix == "xlsx":
        yield from _sheets(lines, most_chars)
    elif suffix in _MARKUP:
        yield from _headed(lines, most_chars, with_lines=suffix in _WITH_LINES)
    elif is_code(suffix):
        yield from _code(lines, most_chars)
    else:
        for piece in pieces(lines, 1, most_chars, headed=suffix in {"csv", "tsv"}):
            yield Passage(piece.text, _span("line", piece))


def _pages(text: str, most_chars: int) -> Iterator[Passage]:
    for number, page in enumerate(text.split("\f"), 1):
        for piece in pieces(page.splitlines(), 1, most_chars):
            yield Passage(piece.text, f"page {number}")


def _slides(lines: Sequence[str], most_chars: int) -> Iterator[Passage]:
    starts: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        # Only the next number begins a slide: one in a slide's own text does not.
        if (mark := _SLIDE.match(line)) and int(mark[1]) == len(starts) + 1:
            starts.append((index, f"slide {mark[1]}"))
    for section in _split(lines, starts):
        slide = [line.removeprefix("# ") for line in section.lines[1 if section.title else 0 :]]
        title = next((line.strip() for line in slide if line.strip()), "")[:200]
        for piece in pieces(slide, 1, most_chars):
            yield Passage(_below(title, piece.text), section.title or "start")


def _sheets(lines: Sequence[str], most_chars: int) -> Iterator[Passage]:
    for section in _split(lines, [(i, m[1]) for i, line in enumerate(lines) if (m := _SHEET.match(line))]):
        # Empty cells come as NaN, and are nothing that anybody would look for.
        rows = [
            re.sub(r"(?<=\| )NaN(?= \|)", "", line) for line in section.lines[1 if section.title else 0 :]
        ]
        head = next((i for i, line in enumerate(rows, 1) if line.startswith("|")), 1)
        for piece in pieces(rows, 1, most_chars):
            first, last = max(1, piece.first - head), max(1, piece.last - head)
            place = f"sheet {section.title}, " + _span("row", Piece("", first, last))
            yield Passage(_below(section.title, piece.text), place)


def _headed(lines: Sequence[str], most_chars: int, *, with_lines: bool) -> Iterator[Passage]:
    for section in _sections(lines):
        cuts = list(pieces(section.lines, section.first, most_chars))
        for number, piece in enumerate(cuts, 1):
            place = [section.title] if section.title else []
            if with_lines:
                place.append(_span("line", piece))
            elif len(cuts) > 1 or not place:
                place.append(f"part {number}")
            yield Passage(_below(section.title, piece.text), ", ".join(place))


def _code(lines: Sequence[str], most_chars: int) -> Iterator[Passage]:
    for section in _split(lines, definitions(lines, most_chars)):
        name = section.title
        for piece in pieces(section.lines, section.first, most_chars):
            text = piece.text if name.rpartition(".")[2] in piece.text else _below(name, piece.text)
            yield Passage(text, ", ".join(filter(None, (name, _span("line", piece)))))


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """Yield what stands below each heading; a heading with nothing below it is text of its own."""
    path: list[tuple[int, str]] = []
    title, start = "", 0
    for index, after, level, heading in [*_headings(lines), (len(lines), len(lines), 0, "")]:
        body = lines[start:index]
        if any(line.strip() for line in body):
            yield _Section(title, body, start + 1)
        elif title and level <= path[-1][0]:
            yield _Section("", [title], start)
        while path and path[-1][0] >= level:
            path.pop()
        path.append((level, heading))
        title, start = " > ".join(name for _, name in path[-_MOST_LEVELS:]), after


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
    """Yield the index of each heading, of what follows it, its level and its text."""
    fence = ""
    for index, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif fence:
            continue
        elif heading := _HEADING.match(line):
            yield index, index + 1, len(heading[1]), heading[2].strip("*_ ")
        elif (
            (under := _UNDERLINE.match(line))
            and index
            and 0 < len(lines[index - 1].strip()) <= 200
            and lines[index - 1][0].isalnum()
            and (index == 1 or not lines[index - 2].strip())
        ):
            yield index - 1, index + 1, 1 if under[1] == "=" else 2, lines[index - 1].strip()


def _split(lines: Sequence[str], starts: Sequence[tuple[int, str]]) -> Iterator[_Section]:
    """Yield the sections that begin at these indices, and what stands before the first."""
    begins = [(0, ""), *starts]
    ends = [start for start, _ in starts] + [len(lines)]
    for (start, title), end in zip(begins, ends, strict=True):
        if end > start:
            yield _Section(title, lines[start:end], start + 1)


def _below(title: str, text: str) -> str:
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def _span(unit: str, piece: Piece) -> str:
    return f"{unit} {piece.first}" if piece.first == piece.last else f"{unit}s {piece.first}-{piece.last}"
