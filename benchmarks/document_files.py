"""Fifty files of all kinds about invented places, and two hundred questions about them, from one seed."""

import csv
import io
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

KINDS = ("pdf", "docx", "xlsx", "pptx", "html", "md", "txt", "csv", "py", "js")
FILES, QUESTIONS, PLACES_PER_FILE = 50, 200, 8

_NAMES = (
    "Marrow Tarn Oxley Brindle Sedge Corran Hale Wick Fenn Lorn Ashby Dunmore Kell Rook Varley Stane".split()
)
_SITES = "Bay Hill Bridge Cross Green Head Mere Vale Point Market".split()
_TYPES = "lighthouse mill depot library harbour quarry brewery observatory chapel ferry".split()
_PEOPLE = "Ana Ben Cora Dai Elif Femi Gita Hugo Ines Jorn Kaya Luca".split()
_FAMILIES = "Brandt Costa Okafor Lund Weber Tanaka Novak Singh Moreau Ahmed Reyes Kowal".split()

# Attribute → how it is said (of "it" or by name), and how it is asked for; {e} is the place, {v} the value.
FACTS = {
    "built": (["It was built in {v}.", "Work on {e} was finished in {v}."], ["In which year was {e} constructed?", "How old is {e}?"]),
    "keeper": (["Its keeper is {v}.", "{v} has been in charge of {e} for years."], ["Who is responsible for {e}?", "Who looks after {e}?"]),
    "budget": (["Its budget is {v} euros a year.", "{e} spends {v} euros every year."], ["How much money does {e} get a year?", "What does {e} cost in a year?"]),
    "opens": (["Its doors open at {v}.", "Visitors may come to {e} from {v} on."], ["When can I visit {e}?", "At what time does {e} open?"]),
    "steps": (["There are {v} steps to the top.", "One climbs {v} steps at {e}."], ["How many stairs has {e}?", "How many steps are there at {e}?"]),
    "phone": (["Its telephone number is {v}.", "Call {e} on {v}."], ["On which number can I reach {e}?", "What is the phone number of {e}?"]),
    "repair": (["The roof was last repaired on {v}.", "On {v} the roof of {e} was made good."], ["When was the roof of {e} mended?", "Date of the last roof repair at {e}?"]),
    "code": (["Its store is kept under the number {v}.", "In the register {e} has the number {v}."], ["Under which number is {e} registered?", "What is the register number of {e}?"]),
}  # fmt: skip
_FILLER = (
    "The road that leads there is narrow, and in winter it is often closed.",
    "People of the parish meet there in spring, when the days grow longer.",
    "Old photographs show a garden where the carts now stand.",
    "Most of the timber came down the river on rafts.",
    "The walls are of local stone, and the windows look to the south.",
    "A painter stayed for one summer and left three small pictures.",
    "Nobody remembers why the second door was walled up.",
    "Swallows nest below the eaves, and nobody drives them away.",
    "The paving was taken up twice, and laid again each time.",
    "On clear days one can see the islands from there.",
)


@dataclass(frozen=True)
class Place:
    """An invented place, with what is said of it."""

    name: str
    values: dict[str, str]

    @property
    def full(self) -> str:
        return f"the {self.name}"


@dataclass(frozen=True)
class Question:
    """What is asked, in which file the answer stands, the answer, and its place as a person would name it."""

    text: str
    file: str
    answer: str
    place: str


def make(folder: Path, seed: int) -> list[Question]:
    """Write the files, and return the questions."""
    chance = random.Random(seed)
    names = [f"{a} {b} {c}" for a in _NAMES for b in _SITES for c in _TYPES]
    chance.shuffle(names)
    questions = []
    for number in range(FILES):
        kind = KINDS[number % len(KINDS)]
        places = [_place(names.pop(), chance) for _ in range(PLACES_PER_FILE)]
        name = f"{chance.choice(_NAMES).lower()}-{number:02}.{kind}"
        data, where = _MAKERS[kind](places, chance)
        (folder / name).write_bytes(data)
        for place in chance.sample(places, QUESTIONS // FILES):
            attribute = chance.choice(list(place.values))
            wording = chance.choice(FACTS[attribute][1]).format(e=place.full)
            questions.append(Question(wording, name, place.values[attribute], where[place.name, attribute]))
    return questions


def _place(name: str, chance: random.Random) -> Place:
    values = {
        "built": str(chance.randint(1500, 1950)),
        "keeper": f"{chance.choice(_PEOPLE)} {chance.choice(_FAMILIES)}",
        "budget": f"{chance.randint(20, 990)},{chance.randint(100, 999)}",
        "opens": f"{chance.randint(6, 11)}:{chance.randint(10, 59)}",
        "steps": str(chance.randint(21, 499)),
        "phone": f"0{chance.randint(150, 199)} {chance.randint(10000, 99999)}",
        "repair": f"{chance.randint(1, 28)} {chance.choice(['March', 'May', 'June', 'October'])} {chance.randint(1990, 2024)}",
        "code": f"{chance.choice('ABCDEFG')}-{chance.randint(1000, 9999)}",
    }
    return Place(name, dict(chance.sample(sorted(values.items()), 6)))


def _prose(place: Place, chance: random.Random) -> list[tuple[str, str]]:
    """Return sentences about a place, each with the attribute that it tells."""
    told = [(a, chance.choice(FACTS[a][0]).format(e=place.full, v=v)) for a, v in place.values.items()]
    told += [("", sentence) for sentence in chance.choices(_FILLER, k=12)]
    chance.shuffle(told)
    return [(attribute, text[0].upper() + text[1:]) for attribute, text in told]


def _paragraphs(place: Place, chance: random.Random) -> list[list[tuple[str, str]]]:
    told = _prose(place, chance)
    return [told[start : start + 3] for start in range(0, len(told), 3)]


def _pdf(places: list[Place], chance: random.Random):
    pages, where = [], {}
    for place in places:
        told = _prose(place, chance)
        for half in (told[:9], told[9:]):  # a place begins a page and goes on on the next one
            lines = [place.full.capitalize(), ""]
            for attribute, text in half:
                lines += [text]
                if attribute:
                    where[place.name, attribute] = f"page {len(pages) + 1}"
            pages.append(lines)
    return pdf(pages), where


def pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF with these lines on its pages."""
    objects = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    )
    for lines in pages:
        shown = (b"(%s) ' " % line.replace("(", r"\(").replace(")", r"\)").encode("cp1252") for line in lines)
        stream = b"BT /F1 10 Tf 14 TL 60 740 Td %s ET" % b"".join(shown)
        objects += [b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), page % (len(objects) + 1)]
    kids = b" ".join(b"%d 0 R" % number for number in range(5, len(objects) + 1, 2))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages))
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table, size = out.tell(), len(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, table))
    return out.getvalue()


def _docx(places: list[Place], chance: random.Random):
    body, where = [], {}
    for place in places:
        body.append(
            f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{escape(place.name)}</w:t></w:r></w:p>'
        )
        for paragraph in _paragraphs(place, chance):
            body.append(f"<w:p><w:r><w:t>{escape(' '.join(t for _, t in paragraph))}</w:t></w:r></w:p>")
            where |= {(place.name, a): place.name for a, _ in paragraph if a}
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
        )
        text = f'<w:document xmlns:w="{word}"><w:body>{"".join(body)}</w:body></w:document>'
        archive.writestr("word/document.xml", text)
    return data.getvalue(), where


def _rows(places: list[Place]) -> list[list[str]]:
    head = ["Place", *FACTS]
    return [head, *([p.name, *(p.values.get(a, "") for a in FACTS)] for p in places)]


def _xlsx(places: list[Place], chance: random.Random):
    from openpyxl import Workbook

    book, data, where = Workbook(), io.BytesIO(), {}
    book.remove(book.active)
    for title, part in (("North", places[:4]), ("South", places[4:])):
        sheet = book.create_sheet(title)
        for number, row in enumerate(_rows(part), 1):
            sheet.append(row)
            if number > 1:
                where |= {(row[0], a): f"sheet {title}, row {number}" for a in FACTS}
    book.save(data)
    return data.getvalue(), where


def _csv(places: list[Place], chance: random.Random):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_rows(places))
    lines = out.getvalue().splitlines()
    where = {
        (p.name, a): f"line {n}" for p in places for a in FACTS for n, x in enumerate(lines, 1) if p.name in x
    }
    return out.getvalue().encode(), where


def _pptx(places: list[Place], chance: random.Random):
    from pptx import Presentation

    show, data, where = Presentation(), io.BytesIO(), {}
    for number, place in enumerate(places, 1):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = place.name
        told = [(a, t) for a, t in _prose(place, chance) if a]
        slide.placeholders[1].text = "\n".join(text for _, text in told)
        where |= {(place.name, a): f"slide {number}" for a, _ in told}
    show.save(data)
    return data.getvalue(), where


def _html(places: list[Place], chance: random.Random):
    parts, where = ["<html><body><h1>Gazetteer</h1>"], {}
    for place in places:
        parts.append(f"<h2>{place.name}</h2>")
        for paragraph in _paragraphs(place, chance):
            parts.append(f"<p>{' '.join(text for _, text in paragraph)}</p>")
            where |= {(place.name, a): f"Gazetteer > {place.name}" for a, _ in paragraph if a}
    return "\n".join([*parts, "</body></html>"]).encode(), where


def _lines(places: list[Place], chance: random.Random, head: str):
    lines, where = [], {}
    for place in places:
        lines += [head.format(place.name), ""]
        for paragraph in _paragraphs(place, chance):
            for attribute, text in paragraph:
                lines.append(text)
                where[place.name, attribute] = f"line {len(lines)}"
            lines.append("")
    return "\n".join(lines).encode(), where


def _source(places: list[Place], chance: random.Random, begin: str, line: str, end: str):
    lines, where = [], {}
    for place in places:
        name = place.name.lower().replace(" ", "_")
        lines.append(begin.format(name=name, place=place.full))
        for attribute, value in place.values.items():
            lines.append(line.format(attribute=attribute, value=value))
            where[place.name, attribute] = f"{name}, line {len(lines)}"
        lines += [end, ""]
    return "\n".join(lines).encode(), where


_MAKERS = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "pptx": _pptx,
    "html": _html,
    "md": lambda places, chance: _lines(places, chance, "# {}"),
    "txt": lambda places, chance: _lines(places, chance, "About the {}."),
    "py": lambda places, chance: _source(
        places,
        chance,
        "def {name}(record):  # {place}",
        '    record["{attribute}"] = "{value}"',
        "    return record",
    ),
    "js": lambda places, chance: _source(
        places, chance, "function {name}(record) {{  // {place}", '  record.{attribute} = "{value}";', "}"
    ),
}
