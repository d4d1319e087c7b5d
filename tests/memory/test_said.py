"""What is said in passing neither overwrites what is known, nor is taken for what it is not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from agora.memory import Memory, Turn

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()  # a Wednesday
DAY_S = 86_400.0


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "memory.db", clock=lambda: NOW) as memory:
        yield memory


def say(memory: Memory, *said: str, end: float = NOW) -> None:
    for number, text in enumerate(said):
        time = end - DAY_S * (len(said) - number)
        memory.learn([Turn(f"s{number}@1", f"s{number}", time, "person", text)])


@pytest.mark.parametrize(
    ("told", "passing", "question", "answer"),
    [
        ("I live in Leeds.", "My flat is tiny.", "Where do I live?", "Leeds"),
        ("My girlfriend is Lucy.", "My girlfriend is asleep.", "Who is my girlfriend?", "Lucy"),
        ("I work at Ikea.", "My company is hiring people.", "Where do I work?", "Ikea"),
        ("My sister is Ines.", "My sister is pregnant.", "Who is my sister?", "Ines"),
        (
            "My landlord is Mr Hughes.",
            "Actually, chicken sounds good for dinner.",
            "Who is my landlord?",
            "Hughes",
        ),
        ("I work at Acme.", "Ana left Acme last week.", "Where do I work?", "Acme"),
        ("I live in Leeds.", "I moved to the sofa.", "Where do I live?", "Leeds"),
        ("I work at Acme.", "I joined my friends for dinner.", "Where do I work?", "Acme"),
        ("My mother lives in Lima.", "My father moved to Bogota.", "Where does my mother live?", "Lima"),
    ],
)
def test_what_is_said_in_passing_overwrites_nothing(memory: Memory, told, passing, question, answer):
    say(memory, told, passing)
    assert answer in memory.recall(question)[0].text


def test_of_another_is_no_answer(memory: Memory):
    say(memory, "My colleague lives in Paris.")
    assert not [item for item in memory.recall("Where do I live?") if "Paris" in item.text]


def test_a_weekday_of_what_was_done_is_the_last_one(memory: Memory):
    say(memory, "I live in Oslo.", end=NOW - 30 * DAY_S)
    memory.learn([Turn("t@1", "t", NOW - DAY_S, "person", "I moved to Bergen on Friday.")])
    assert "Bergen" in memory.recall("Where do I live?")[0].text


def test_a_month_that_is_asked_for_in_the_past_is_the_last_one(memory: Memory):
    say(memory, "I live in Graz.", end=NOW - 300 * DAY_S)
    say(memory, "I've moved to Porto.", end=NOW - 190 * DAY_S)
    assert "Graz" in memory.recall("Where did I live in March?")[0].text


def test_a_longer_name_is_another_place(memory: Memory):
    say(memory, "I live in York.", "I moved to New York.")
    assert "New York" in memory.recall("Where do I live?")[0].text


def test_an_edited_fact_is_what_later_changes_start_from(memory: Memory):
    say(memory, "I live in Leeds.")
    [fact] = memory.list(kinds=["fact"])
    memory.edit(fact.id, "You live in Porto.")
    assert "Porto" in memory.recall("Where do I live?")[0].text
    assert not [item for item in memory.recall("Where do I live?") if "Leeds" in item.text]
    memory.learn([Turn("t@1", "t", NOW - 60, "person", "I moved to Leeds.")])
    assert "Leeds" in memory.recall("Where do I live?")[0].text


def test_forgetting_takes_nothing_that_only_looks_alike(memory: Memory):
    say(
        memory,
        "I was born in 1990.",
        "My sister finished school in 1990.",
        "The code is 1200.",
        "We earned 12000.",
    )
    kept = {"My sister finished school in 1990.", "We earned 12000."}
    for words in ("I was born in 1990.", "The code is 1200."):
        [turn] = [item for item in memory.list(kinds=["turn"]) if item.text == words]
        memory.forget(turn.id)
    assert {item.text for item in memory.list(kinds=["turn"])} == kept
