"""The program of the child that turns a document into Markdown; see `agora.tools.documents`.

It is run from its text, in an interpreter that may import installed packages and nothing of Agora. It reads
the document from stdin, its kind from the third argument, and prints `{"value": …}` or `{"error": …}`.
"""

import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

# Of a PDF. PDFium takes some 5 ms a page.
_MOST_PAGES = 5_000

# What the parts of a DOCX, XLSX or PPTX may hold when unpacked, and how many they may be.
_MOST_UNPACKED_BYTES = 256 * 2**20
_MOST_PARTS = 10_000


class Refused(Exception):
    """The document is larger than what is read."""


def pages(data: bytes) -> str:
    """Return a PDF's text, with a form feed between pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > _MOST_PAGES:
        raise Refused(f"The document has {len(document):,} pages; {_MOST_PAGES:,} can be read. Split it.")
    texts = []
    for page in document:
        words = page.get_textpage()
        text = words.get_text_range().replace("\r\n", "\n").replace("\f", " ")
        texts.append(text.replace("\ufffe", ""))  # PDFium's mark of a word divided at a line's end
        words.close()
        page.close()
    return "\f".join(texts)


def cell(value: Any) -> str:
    """Return a value as a cell of a table can hold it."""
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ").strip()


def table(rows: Iterable[Iterable[Any]]) -> list[str]:
    """Return rows as the lines of a Markdown table, the first as its head; empty rows are left out."""
    cells = [[cell(value) for value in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in cells if any(row)]
    if lines:
        lines.insert(1, "|" + " --- |" * max(map(len, cells)))
    return lines


def sheets(data: bytes) -> str:
    """Return a workbook's sheets as tables, each below its name."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    names = [(f"## {sheet.title}", sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    return "\n\n".join("\n".join([name, *table(rows)]) for name, rows in names)


def html(data: bytes | str) -> str:
    """Return a page's content; scripts and pictures within the text are left out."""
    from bs4 import BeautifulSoup
    from markdownify import ATX, MarkdownConverter

    page = BeautifulSoup(data, "html.parser")
    for unseen in page(["script", "style", "noscript", "template"]):
        unseen.extract()
    for picture in page("img"):
        if str(picture.get("src", "")).startswith("data:"):
            picture.replace_with(str(picture.get("alt", "")))
    content = page.body or page
    try:
        return str(MarkdownConverter(heading_style=ATX).convert_soup(content)).strip()
    except RecursionError:  # nested thousands deep: its words are better than nothing
        return content.get_text("\n", strip=True)


def word(data: bytes) -> str:
    """Return a DOCX document's text, headings, lists and tables."""
    import mammoth

    return html(mammoth.convert_to_html(io.BytesIO(data)).value)


def slides(data: bytes) -> str:
    """Return a presentation's slides, each below its number: title, texts, tables, charts' titles, notes."""
    from pptx import Presentation

    texts = []
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
        lines = [f"<!-- Slide number: {number} -->"]
        title = slide.shapes.title
        for shape in in_reading_order(slide.shapes):
            if title is not None and shape.shape_id == title.shape_id:
                lines += [f"# {title.text.strip()}"] if title.text.strip() else []
            else:
                lines += shown(shape)
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        if notes is not None and notes.text.strip():
            lines += ["", "### Notes:", notes.text]
        texts.append("\n".join(lines).strip())
    return "\n\n".join(texts)


def in_reading_order(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield shapes from the top to the bottom, and those of a group in its place."""
    for shape in sorted(shapes, key=lambda each: (each.top or 0, each.left or 0)):
        if hasattr(shape, "shapes"):
            yield from in_reading_order(shape.shapes)
        else:
            yield shape


def shown(shape: Any) -> list[str]:
    """Return what a shape says."""
    if shape.has_text_frame:
        return [shape.text_frame.text] if shape.text_frame.text.strip() else []
    if getattr(shape, "has_table", False):
        return ["", *table([[cell.text for cell in row.cells] for row in shape.table.rows]), ""]
    if getattr(shape, "has_chart", False):
        return chart(shape.chart)
    described = shape._element.xpath(".//p:cNvPr/@descr")
    return [f"![{' '.join(described[0].split())}]"] if described and described[0].strip() else []


def chart(drawn: Any) -> list[str]:
    """Return a chart's title, and its figures as a table."""
    title = drawn.chart_title.text_frame.text if drawn.has_title and drawn.chart_title.has_text_frame else ""
    plot = drawn.plots[0]
    head = ["", *(each.name for each in plot.series)]
    rows = zip_longest(plot.categories, *(each.values for each in plot.series))
    return ["", f"**{title or 'Chart'}**", "", *table([head, *rows]), ""]


def convert(data: bytes, suffix: str) -> str:
    """Return the text of a document of a kind.

    Raises:
        Refused: it is too large. Whatever else is wrong, its parser raises as it likes.
    """
    if suffix in ("docx", "xlsx", "pptx"):
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        size = sum(part.file_size for part in parts)  # zipfile never unpacks more than is declared
        if size > _MOST_UNPACKED_BYTES or len(parts) > _MOST_PARTS:
            raise Refused(f"The document unpacks to {size:,} bytes in {len(parts):,} parts.")
    return {"pdf": pages, "docx": word, "xlsx": sheets, "pptx": slides}.get(suffix, html)(data)


def main() -> None:
    """Convert what stdin holds."""
    sys.setrecursionlimit(5000)
    try:
        said = {"value": convert(sys.stdin.buffer.read(), sys.argv[3])}
    except MemoryError:
        said = {"error": "The document needs too much memory to be read."}
    except Refused as refused:
        said = {"error": str(refused)}
    except Exception as error:  # parsers raise what they like
        words = (str(error).strip().splitlines() or [""])[-1][:200]
        said = {"error": f"The document is damaged or of another kind ({type(error).__name__}: {words})."}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
