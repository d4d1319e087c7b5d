"""What was before, where the question sets the time by what happened, and what comes to be later."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from agora.memory import Memory, Turn

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp()
DAY_S = 86_400.0


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "memory.db", clock=lambda: NOW) as memory:
        yield memory


def say(memory: Memory, *said: str, session: str = "") -> None:
    """Say things ten days apart, each in a session of its own if none is named; the last a day ago."""
    for number, text in enumerate(said, start=1):
        time = NOW - DAY_S * (10 * (len(said) - number) + 1)
        name = session or f"s{number}"
        memory.learn([Turn(f"{name}@{number}", name, time, "person", text)])


def first(memory: Memory, query: str, when: date | None = None) -> str:
    items = memory.recall(query, when=when)
    return items[0].text if items else ""


CARS = ("I drive an old Golf.", "I swapped the Golf for a Skoda.", "I sold the Skoda and bought a Volvo.")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("What did I drive before the Skoda?", "Golf"),
        ("What did I drive before the Volvo?", "Skoda"),
        ("Before the Volvo, what did I drive?", "Skoda"),
        ("What did I drive before?", "Skoda"),
        ("What did I drive before the Tesla?", ""),  # nobody told of one
        ("What did I drive before the Golf?", ""),
    ],
)
def test_before_a_thing_is_before_it_was_first_told(memory: Memory, query: str, answer: str):
    say(memory, *CARS)
    got = first(memory, query)
    assert answer in got if answer else not got


def test_before_somebody_came_back_is_before_the_last_that_was_said_of_them(memory: Memory):
    say(memory, "My boss is Kim.", "My boss is Andre now.", "Andre left, my boss is Kim again.")
    assert "Andre" in first(memory, "Who was my boss before they brought Kim back?")


def test_a_move_that_is_told_late_was_when_it_was(memory: Memory):
    memory.learn([Turn("s0@1", "s0", NOW - 100 * DAY_S, "person", "I live in York.")])
    say(memory, "I moved to Hull at the beginning of April.")
    assert "York" in first(memory, "Where was my home before we moved to Hull?")


def test_an_event_that_nobody_told_of_asks_for_what_was_before(memory: Memory):
    say(memory, "My gym membership is 30 euros.", "My gym membership is 38 euros now.")
    assert "30" in first(memory, "How much was my gym membership before it went up?")


def test_one_sentence_may_tell_what_went_and_what_came(memory: Memory):
    say(memory, "Jess watches the twins.", "Jess found a full time job, so we've got Camila for the twins.")
    assert "Jess" in first(memory, "Who was our sitter before Camila?")


def test_what_a_correction_puts_right_never_was(memory: Memory):
    say(memory, "The alarm code is 4471.")
    time = NOW - DAY_S / 2
    memory.learn(
        [Turn("t@1", "t", time, "person", "Somebody tripped the alarm, so there's a new code, 9035.")]
    )
    memory.learn([Turn("t@2", "t", time + 60, "person", "Whoops, I tell a lie, 9053.")])
    assert "9053" in first(memory, "What's the alarm code?")
    assert "4471" in first(memory, "What was the alarm code before?")


def test_at_first_is_the_first_of_all(memory: Memory):
    say(memory, "We have 48 mice in the study.", "We have 45 mice in it now.", "We have 41 mice now.")
    assert "48" in first(memory, "How many mice did we have originally?")
    assert "41" in first(memory, "How many mice do we have?")


@pytest.mark.parametrize(
    ("told", "passing", "question", "answer"),
    [
        ("My phone is an iPhone 12.", "My phone is broken now.", "What phone do I have?", "iPhone"),
        ("My gym is FitPoint.", "The gym is closed again this week.", "What's my gym?", "FitPoint"),
        ("My favourite pen is green.", "My favourite pen is red now.", "What's my favourite pen?", "red"),
        ("The wifi password is hunter2.", "wifi now bluejay9", "wifi password?", "bluejay9"),
        ("The gate code is 1120.", "gate same", "gate code?", "1120"),
        ("I live in Leeds.", "Living in Hove now.", "Where do I live?", "Hove"),
        ("Group meeting is at 10.", "Group meeting had to shift to noon.", "When is group meeting?", "noon"),
        ("Anya does the books.", "She charges 90 an hour.", "What does Anya charge per hour?", "90"),
    ],
)  # fmt: skip
def test_how_a_thing_is_is_not_which_one_it_is(memory: Memory, told, passing, question, answer):
    say(memory, told, passing, session="s")
    assert answer in first(memory, question)


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("We go to St. Olaf's for church.", "Which mosque do we go to?"),
        ("My suitcase is green.", "What colour is my jacket?"),
        ("I'm in Paris this week.", "Where do I live?"),
        ("My passport expires in May 2027.", "What's my payroll number?"),
        ("The alarm code is 4471.", "garage code?"),
    ],
)
def test_what_is_of_the_same_sort_is_no_answer(memory: Memory, told: str, question: str):
    say(memory, told)
    assert first(memory, question) == ""


@pytest.mark.parametrize(
    "moved", ["They moved it to 28 March.", "It got pushed back to 28 March.", "It's been moved to 28 March."]
)
def test_it_is_what_was_spoken_of_last(memory: Memory, moved: str):
    say(memory, "The exam is on 21 March.", moved, session="s")
    assert "28" in first(memory, "When is the exam?")
    assert "21" in first(memory, "When was the exam before?")


def test_a_day_is_no_other_things_day(memory: Memory):
    say(memory, "My boss is Helga.", "They moved it to 28 March.", session="s")
    assert "Helga" in first(memory, "Who is my boss?")


def test_what_hangs_on_a_move_to_come_is_in_doubt_when_it_has_come(memory: Memory):
    say(memory, "I live in Lyon.", "My dentist is Dr Lund.", "I'm moving to Porto on 3 August.")
    assert [memory.recall("Who is my dentist?", when=date(2026, month, 10))[0].state for month in (6, 9)] == [
        "",
        "in_doubt",
    ]
    assert memory.recall("Who is my dentist?")[0].state == ""
    memory.learn([Turn("t@1", "t", NOW - 60, "person", "My dentist is still Dr Lund.")])
    assert memory.recall("Who is my dentist?", when=date(2026, 9, 10))[0].state == ""
