"""Documents are cut at their structure, lose no word, and every passage says where it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.memory.cutting import Passage, cut


def places(text: str, suffix: str, most_chars: int = 1000) -> list[str]:
    return [passage.place for passage in cut(text, suffix, most_chars)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


KINDS = ["pdf", "docx", "xlsx", "pptx", "html", "md", "txt", "csv", "py", "c", "sql", "unheard-of"]
LINES = st.lists(
    st.one_of(
        st.text("ab .#|-=\f", max_size=60),
        st.sampled_from(["# A", "## B b", "=====", "```", "| a | b |", "|---|---|", "<!-- x -->",
                         "def f(x):", "    def g(self):", "class C:", "int main(void) {", "## Sheet"]),
    ),
    max_size=30,
)  # fmt: skip


@given(LINES, st.sampled_from(["pdf", "txt", "py", "c", "md", "pptx"]), st.integers(70, 200))
def test_no_word_is_lost_and_none_changes_its_order(lines: list[str], suffix: str, most_chars: int):
    text = "\n".join(lines)
    found = iter(words(" ".join(passage.text for passage in cut(text, suffix, most_chars))))
    assert [word for word in words(text) if word not in found] == []


@given(st.text(), st.sampled_from(KINDS))
def test_no_text_breaks_it_and_every_passage_has_a_text_and_a_place(text: str, suffix: str):
    for passage in cut(text, suffix, 50):
        assert passage.text.strip()
        assert passage.place


@given(LINES, st.sampled_from(KINDS))
def test_a_passage_is_as_long_as_asked_its_headings_aside(lines: list[str], suffix: str):
    for passage in cut("\n".join(lines), suffix, 100):
        assert len(passage.text) <= 100 + 100 + 4 * 70  # a table's head, and a path of headings


def test_headings_make_paths():
    text = "Before.\n\n# A\n\na\n\n## B\n\nb\n\n### C #\n\nc\n\n## D\n\nd\n\n# E\ne"
    assert list(cut(text, "md")) == [
        Passage("Before.", "line 1"),
        Passage("A\n\na", "A, line 5"),
        Passage("A > B\n\nb", "A > B, line 9"),
        Passage("A > B > C\n\nc", "A > B > C, line 13"),
        Passage("A > D\n\nd", "A > D, line 17"),
        Passage("E\n\ne", "E, line 20"),
    ]


def test_underlined_headings_and_fences():
    text = "Title\n=====\n\nOne.\n\nPart\n----\n\n```\n# no heading\n```\n"
    assert places(text, "md") == ["Title, line 4", "Title > Part, lines 9-11"]


def test_headings_of_a_document_without_lines():
    text = "# Costs\n\n" + "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(8)) + "\n\n# End\n\nx"
    assert places(text, "docx") == ["Costs, part 1", "Costs, part 2", "Costs, part 3", "End"]
    assert places("no heading", "html") == ["part 1"]


def test_a_heading_with_nothing_below_is_kept():
    assert [passage.text for passage in cut("# Empty\n# Next\n\nx\n# Last", "md")] == [
        "Empty",
        "Next\n\nx",
        "Last",
    ]


def test_pages():
    text = "first page\n\f" + "second page. " * 200 + "\f\f fourth"
    assert places(text, "pdf") == ["page 1", "page 2", "page 2", "page 2", "page 4"]


def test_slides_and_a_forged_one():
    text = (
        "<!-- Slide number: 1 -->\n# Plan\nBuy tea\n<!-- Slide number: 7 -->\n\n<!-- Slide number: 2 -->\nEnd"
    )
    first, second = cut(text, "pptx")
    assert first.place == "slide 1"
    assert first.text.startswith("Plan\nBuy tea")
    assert second == Passage("End", "slide 2")


def test_sheets_keep_their_head_and_know_their_rows():
    rows = "\n".join(f"| item {n} | {n} | NaN |" for n in range(2, 102))
    stock = "## Empty\n\n## Stock\n| A |\n| --- |\n| 1 |\n"
    text = f"## Prices\n| Name | Price | Note |\n| --- | --- | --- |\n{rows}\n\n{stock}"
    passages = list(cut(text, "xlsx", 500))
    assert all("| Name | Price | Note |" in p.text for p in passages[:-1])
    assert not any("NaN" in p.text for p in passages)
    for passage in passages[:-1]:
        first, last = map(int, re.match(r"sheet Prices, rows (\d+)-(\d+)$", passage.place).groups())
        assert f"| item {first} |" in passage.text
        assert f"| item {last} |" in passage.text
        assert f"| item {last + 1} |" not in passage.text
    assert passages[-1] == Passage("Stock\n\n| A |\n| --- |\n| 1 |", "sheet Stock, rows 1-2")


CODE = {
    "py": (
        "import os\n\n\n@cache\ndef f(x):\n    return x\n\n\nclass A:\n    y = 1\n",
        ["line 1", "f, lines 4-6", "A, lines 9-10"],
    ),
    "c": (
        "/* adds */\nstatic int add(int a, int b)\n{\n  return a;\n}\n\nint main(void) {\n  print(1);\n}",
        ["add, lines 1-5", "main, lines 7-9"],
    ),
    "go": (
        "package x\n\n// Get it.\nfunc (s *Store) Get(k string) string {\n}\ntype A struct {\n}",
        ["line 1", "Get, lines 3-5", "A, lines 6-7"],
    ),
    "js": ("const add = (a) => a\nexport default class B {\n}\n", ["add, line 1", "B, lines 2-3"]),
    "rs": ("#[test]\npub fn go() {\n}\nimpl Foo {\n}", ["go, lines 1-3", "Foo, lines 4-5"]),
    "java": ("public class A {\n}\n", ["A, lines 1-2"]),
    "sql": ("CREATE TABLE tea (\n  a INT\n);", ["tea, lines 1-3"]),
    "sh": ("#!/bin/sh\nrun() {\n  ls\n}\nrun", ["run, lines 1-5"]),
}


@pytest.mark.parametrize("suffix", CODE)
def test_functions_and_classes(suffix: str):
    text, expected = CODE[suffix]
    assert places(text, suffix) == expected


def test_methods_of_a_long_class_and_pieces_of_a_long_function():
    body = "".join(f"        value_{n} = {n}\n" for n in range(40))
    text = f"class A:\n    def one(self):\n        pass\n\n    # Much.\n    def two(self):\n{body}"
    passages = list(cut(text, "py", 500))
    assert [p.place.partition(",")[0] for p in passages] == ["A", "A.one", "A.two", "A.two"]
    assert passages[-1].text.startswith("A.two\n\n")
    assert passages[2].place == "A.two, lines 5-27"


def test_prose_is_cut_at_sentences():
    text = "\n".join("This is a sentence\nover two lines." for _ in range(30))
    assert all(p.text.endswith("lines.") for p in cut(text, "txt", 200))


def test_csv_keeps_its_head():
    text = "name,price\n" + "\n".join(f"tea {n},{n}" for n in range(100))
    assert all(p.text.startswith("name,price\n") for p in cut(text, "csv", 200))
