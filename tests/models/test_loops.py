import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.models.loops import first_turn


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "-" * 300,
        "0, " * 60,
        "\n".join(f"| {n} | {n * n} |" for n in range(200)),
        "for row in rows:\n    print(row)\n" * 4,
    ],
)
def test_what_people_write_is_no_loop(text):
    assert first_turn(text) is None


def test_a_loop_is_cut_after_its_first_turn():
    assert first_turn("Well: " + "I can help. " * 80) == "Well: I can help."
    assert first_turn("a" * 500) == "a"


def test_a_loop_that_ends_within_a_turn_keeps_less_than_two():
    assert first_turn("Well: " + "I can help. " * 80 + "I can") == "Well: I can help. I can"


@given(st.text(min_size=1, max_size=60), st.text(max_size=50))
def test_any_passage_said_often_enough_is_found(passage, before):
    cut = first_turn(before + passage * (400 // len(passage) + 6))
    assert cut is not None
    assert len(cut) < len(before) + 2 * len(passage)
