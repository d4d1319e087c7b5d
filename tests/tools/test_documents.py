"""Documents, good and hostile; each hostile one ends in a ToolError, with and without the sandbox."""

import asyncio
import io
import zipfile
from pathlib import Path

import pytest

from agora.config import Limits
from agora.errors import ToolError
from agora.tools import Context, documents, files
from agora.tools.documents import SUFFIXES, to_text

LIMITS = Limits()


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(text: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return zipped(**{
        "[Content_Types].xml": f'<Types xmlns="{types}"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{kind}" '
        f'Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        f"</w:body></w:document>".encode(),
    })  # fmt: skip


def xlsx() -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    book.active.append(["tea", 3])
    book.save(data)
    return data.getvalue()


def pptx() -> bytes:
    from pptx import Presentation

    show, data = Presentation(), io.BytesIO()
    show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "tea"
    show.save(data)
    return data.getvalue()


def pages(texts: list[str]) -> bytes:
    """A PDF with a line on each page."""
    objects = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    )
    for text in texts:
        stream = b"BT /F1 24 Tf 72 720 Td (%s) Tj ET" % text.encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(page % len(objects))
    kids = b" ".join(b"%d 0 R" % number for number in range(5, len(objects) + 1, 2))
    objects[:2] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(texts)),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size + table + b"trailer<</Size %d/Root 1 0 R>>\n" % size
    return body + b"startxref\n%d\n%%%%EOF" % body.index(b"xref\n")


def pdf() -> bytes:
    return pages(["tea"])


DOCUMENTS = {
    "docx": docx("tea"),
    "xlsx": xlsx(),
    "pptx": pptx(),
    "pdf": pdf(),
    "html": b"<p>tea</p><script>evil()</script>",
}


@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_documents_are_read_as_text(context: Context, suffix: str):
    (context.workspace.root / f"a.{suffix.upper()}").write_bytes(DOCUMENTS[suffix])
    text = asyncio.run(files.read.function(context, f"a.{suffix.upper()}"))
    assert "tea" in text
    assert "evil" not in text
    assert suffix in SUFFIXES


def talk() -> bytes:
    """Slides with all that they can say something with."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    show, data, box = Presentation(), io.BytesIO(), [Inches(n) for n in (1, 3, 4, 2)]
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Tea"
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    cells = slide.shapes.add_table(2, 2, *box).table
    for number, text in enumerate(["sort", "price", "green|white", "3"]):
        cells.cell(number // 2, number % 2).text = text
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "in a group"
    drawn = show.slides.add_slide(show.slide_layouts[6])
    figures = CategoryChartData()
    figures.categories = ["May", "June"]
    figures.add_series("cups", (4, 7))
    drawn.shapes.add_chart(XL_CHART_TYPE.LINE, *box, figures)
    show.save(data)
    return data.getvalue()


def test_slides_say_their_tables_charts_groups_and_notes():
    first, second = asyncio.run(to_text(talk(), "pptx", LIMITS)).split("<!-- Slide number: 2 -->")
    assert first.startswith("<!-- Slide number: 1 -->")
    for text in (
        "# Tea\n",
        "| sort | price |\n| --- | --- |\n| green\\|white | 3 |",
        "in a group",
        "Say it slowly.",
    ):
        assert text in first
    assert "|  | cups |\n| --- | --- |\n| May | 4.0 |\n| June | 7.0 |" in second


def test_a_page_says_its_headings_lists_and_tables_and_no_picture_of_bytes():
    page = (
        "<html><head><title>x</title><style>b{}</style></head><body><h2>Tea</h2><ul><li>green</li></ul>"
        "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"
        "<img alt='a cup' src='data:image/png;base64,AAAA'></body></html>"
    )
    text = asyncio.run(to_text(page.encode(), "html", LIMITS))
    for part in ("## Tea", "* green", "| a |\n| --- |\n| 1 |", "a cup"):
        assert part in text
    assert "AAAA" not in text


def test_a_page_nested_without_end_still_says_its_words():
    assert "tea" in asyncio.run(to_text(b"<div>" * 3000 + b"tea", "html", LIMITS))


def bomb() -> bytes:
    return zipped(**{"word/document.xml": bytes(2**28 + 1)})


def laughs() -> bytes:
    """A billion laughs: XML whose entities grow without end."""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    return zipped(**{
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<!DOCTYPE d [<!ENTITY e0 "laugh">{entities}]><d>&e11;</d>'.encode(),
    })  # fmt: skip


HOSTILE = {
    "a zip bomb": ("docx", bomb(), "unpacks to 268,435,457 bytes"),
    "too many parts": ("xlsx", zipped(**{f"p{i}": b"" for i in range(10_001)}), "10,001 parts"),
    "growing entities": ("docx", laughs(), "damaged|memory|time|processed"),
    "no zip": ("pptx", b"PK\3\4 nothing", "damaged or of another kind"),
    "a lying zip": ("docx", zipped(a=b"x" * 10_000).replace(b"\x10\x27\0\0", b"\1\0\0\0"), "damaged"),
    "nothing": ("docx", b"", "damaged"),
    "half a PDF": ("pdf", pdf()[:60], "damaged|processed"),
}


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_end_in_an_error(name: str, isolated: bool):
    suffix, data, message = HOSTILE[name]
    with pytest.raises(ToolError, match=message):
        asyncio.run(to_text(data, suffix, LIMITS, isolated=isolated))


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
def test_a_document_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, isolated: bool):
    monkeypatch.setattr(documents, "_PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(ToolError, match="stopped after 1 s"):
        asyncio.run(to_text(b"", "pdf", Limits(program_seconds=1), isolated=isolated))


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
def test_a_document_that_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch, isolated: bool):
    monkeypatch.setattr(documents, "_PROGRAM", "print(len(bytearray(3 * 2**30)))")
    with pytest.raises(ToolError, match="memory"):
        asyncio.run(to_text(b"", "pdf", LIMITS, isolated=isolated))


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
def test_a_parser_can_write_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, isolated: bool):
    target = tmp_path / "written"
    program = f"with open({str(target)!r}, 'w') as file: file.write('x')\nprint('{{\"value\": 1}}')"
    monkeypatch.setattr(documents, "_PROGRAM", program)
    with pytest.raises(ToolError):
        asyncio.run(to_text(b"", "pdf", LIMITS, isolated=isolated))
    assert not target.exists() or target.stat().st_size == 0


def test_a_document_that_is_another_kind_of_file(context: Context):
    (context.workspace.root / "a.pdf").write_bytes(b"\x7fELF" + bytes(1000))
    with pytest.raises(ToolError, match="damaged or of another kind"):
        asyncio.run(files.read.function(context, "a.pdf"))


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
def test_pages_of_a_pdf_are_told_apart(isolated: bool):
    first, second = asyncio.run(to_text(pages(["tea", "bread"]), "pdf", LIMITS, isolated=isolated)).split(
        "\f"
    )
    assert (first.strip(), second.strip()) == ("tea", "bread")


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
def test_no_entity_brings_a_file_in(isolated: bool, tmp_path: Path):
    (tmp_path / "secret.txt").write_text("xylophone")
    text = zipfile.ZipFile(io.BytesIO(docx("&leak;"))).read("word/document.xml")
    head = f'<!DOCTYPE d [<!ENTITY leak SYSTEM "file://{tmp_path}/secret.txt">]>'.encode()
    whole = zipfile.ZipFile(io.BytesIO(docx("")))
    parts = {name: whole.read(name) for name in whole.namelist()} | {"word/document.xml": head + text}
    try:
        read = asyncio.run(to_text(zipped(**parts), "docx", LIMITS, isolated=isolated))
    except ToolError as error:
        read = str(error)
    assert "xylophone" not in read


@pytest.mark.parametrize("isolated", [True, False], ids=["sandbox", "child"])
def test_a_macro_is_neither_run_nor_read(isolated: bool):
    whole = zipfile.ZipFile(io.BytesIO(docx("tea")))
    parts = {name: whole.read(name) for name in whole.namelist()}
    parts["word/vbaProject.bin"] = b'Sub AutoOpen(): Shell "xylophone": End Sub'
    assert asyncio.run(to_text(zipped(**parts), "docx", LIMITS, isolated=isolated)).strip() == "tea"


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch):
    many = b" ".join([b"5 0 R"] * 100_000)
    data = pdf().replace(b"[5 0 R]/Count 1", b"[%s]/Count 100000" % many)
    with pytest.raises(ToolError, match="pages; 5,000 can be read"):
        asyncio.run(to_text(data, "pdf", LIMITS))
