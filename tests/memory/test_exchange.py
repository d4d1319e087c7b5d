"""What is exported can be taken in again, and turns from elsewhere keep their ids."""

import json
from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.memory import Memory, Turn
from agora.memory.exchange import read_lines, write_lines


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "one" / "memory.db", clock=lambda: 1_800_000_000.0) as memory:
        yield memory


def test_all_of_it_goes_there_and_comes_back(memory: Memory, tmp_path: Path):
    memory.add_turns(
        [Turn("a@1", "a", 1.5, "Ana", "Hi \u2028 \U0001f600"), Turn("a@2", "a", 2, "Ben", "x", "persona:p")]
    )
    memory.remember("Ana lives in Porto.", "Ana", source="a@1", scope="project:/p", valid_from=3.0)
    (tmp_path / "tea.md").write_text("# Tea\n\nGreen.")
    memory.add_documents(tmp_path / "tea.md", {})
    lines = list(write_lines(memory.store, memory.claims))
    with Memory(tmp_path / "two" / "memory.db") as other:
        assert read_lines(other.store, other.claims, other.facts, lines) == 4
        assert read_lines(other.store, other.claims, other.facts, lines) == 4
        assert list(write_lines(other.store, other.claims)) == lines
        assert other.list() == memory.list()
        assert other.recall("Porto", scopes=["project:/p"]) != []


def test_a_choice_can_be_exported(memory: Memory):
    memory.add_turns([Turn("a@1", "a", 1, "Ana", "one"), Turn("a@2", "a", 2, "Ana", "two", "persona:p")])
    memory.remember("three")
    assert len(list(write_lines(memory.store, memory.claims, kinds=["turn"]))) == 2
    assert len(list(write_lines(memory.store, memory.claims, scopes=["persona:p"]))) == 1


def test_turns_from_elsewhere(memory: Memory):
    lines = [
        '{"id": "D1:3", "session": "s", "time": "2023-05-08T13:56:00", "speaker": "Cora", "text": "Hi."}',
        "",
        '{"id": "D1:4", "session": "s", "time": 1683554161, "speaker": "Mel", "text": "Nice!", "more": 1}',
    ]
    assert read_lines(memory.store, memory.claims, memory.facts, lines, scope="session:s") == 2
    first, second = memory.store.items("true ORDER BY position")
    assert (first.id, first.about, first.time) == ("D1:3", "Cora", "2023-05-08T13:56:00+00:00")
    assert (second.id, second.scope, second.source) == ("D1:4", "session:s", "s")


@pytest.mark.parametrize(
    "line",
    [
        "no JSON", "[]", "3", "{}", '{"id": 3}',
        '{"id": "a", "session": "s", "time": "yesterday", "speaker": "x", "text": "y"}',
        '{"id": "a", "session": "s", "time": 1e300, "speaker": "x", "text": "y"}',
        '{"id": "a", "session": "s", "time": NaN, "speaker": "x", "text": "y"}',
        '{"id": "a", "kind": "wish", "time": 1, "text": "y"}',
    ],
)  # fmt: skip
def test_what_is_no_item_is_named_and_what_came_before_is_kept(memory: Memory, line: str):
    good = json.dumps({"id": "ok", "session": "s", "time": 1, "speaker": "x", "text": "y"})
    with pytest.raises(UsageError, match="Line 3 is no item"):
        read_lines(memory.store, memory.claims, memory.facts, [good, "\n", line, good])
    assert [item.id for item in memory.list()] == ["ok"]


def learnt(memory: Memory, *said: str) -> None:
    for number, text in enumerate(said, start=1):
        memory.learn([Turn(f"s@{number}", "s", 1_790_000_000.0 + 86_400 * number, "person", text)])


def test_what_held_before_and_what_comes_after_is_known_elsewhere_too(memory: Memory, tmp_path: Path):
    learnt(memory, "I live in Leeds.", "I've moved to Ghent.")
    memory.remember("Ana's birthday is on 3 May.", "Ana")
    with Memory(tmp_path / "two" / "memory.db", clock=lambda: 1_800_000_000.0) as other:
        other.take_in(memory.export())
        assert "Leeds" in other.recall("Where did I live before?")[0].text
        assert "3 May" in other.recall("When was Ana born?")[0].text
        other.learn([Turn("t@1", "t", 1_799_999_000.0, "person", "I've moved to Lyon.")])
        assert "Lyon" in other.recall("Where do I live?")[0].text
        assert "Ghent" in other.recall("Where did I live before?")[0].text


def test_what_the_person_said_elsewhere_is_read(memory: Memory):
    said = ["I work at Tesco.", "I joined Aldi."]
    lines = [
        json.dumps(
            {"id": f"x{n}", "session": "x", "time": 1_790_000_000 + n, "speaker": "person", "text": text}
        )
        for n, text in enumerate(said)
    ]
    memory.take_in(lines)
    assert "Aldi" in memory.recall("Where do I work?")[0].text


@pytest.mark.parametrize(
    "more",
    [{"valid_from": 1e18}, {"position": 10**30}, {"confidence": float("nan")}, {"claims": "x"},
     {"claims": [["you", "home", "x", 1e300, None]]}, {"kind": "skill", "extra": "no JSON"}],
)  # fmt: skip
def test_a_line_that_nothing_can_show_is_refused_and_named(memory: Memory, more):
    fact = {"id": "f", "kind": "fact", "text": "You live in Leeds.", "time": 1.0}
    with pytest.raises(UsageError, match="Line 1"):
        memory.take_in([json.dumps({**fact, **more})])
    assert memory.list() == []


def test_a_line_of_a_hundred_thousand_brackets_is_refused(memory: Memory):
    with pytest.raises(UsageError, match="nested"):
        memory.take_in(["[" * 200_000])
