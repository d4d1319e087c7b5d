"""Nothing that a terminal would act upon gets through."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from agora.cli.clean import clean, one_line


@given(st.text())
@example("\x1b]0;title\x07\x9b31m\u202e\u2066\U000e0041\ud800")
def test_no_acting_character_is_left(text):
    shown = clean(text)
    for character in shown:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in ("LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "PDI")
    shown.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_harmless_text_stays_as_it_is(text):
    assert clean(text) == text


def test_joined_emoji_and_scripts_survive():
    for text in ("👩‍👩‍👧", "می‌خواهم", "naïve ☕\tb\n"):
        assert clean(text) == text


def test_a_lone_carriage_return_cannot_rewrite_the_line():
    assert clean("rm -rf /\rls") == "rm -rf /␍ls"


@given(st.text(), st.integers(4, 60))
def test_one_line_is_one_line_and_fits(text, width):
    line = one_line(text, width)
    assert len(line.splitlines()) <= 1
    assert len(line) <= width
