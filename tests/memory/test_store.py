import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agora.errors import AgoraError, ToolError, UsageError
from agora.memory import Memory
from agora.memory.recall import Recall, Wanted


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "home" / "memory.db", clock=Clock()) as memory:
        yield memory


def test_an_item_knows_where_it_came_from(memory: Memory):
    name = memory.remember("  Ana's birthday\nis on 3 May. ", " Ana ", session="s7", key="k")
    [item] = memory.recall("birthday")
    assert (item.id, item.text, item.about) == (name, "Ana's birthday is on 3 May.", "Ana")
    assert (item.time, item.source) == ("2027-01-15T08:00:01+00:00", "s7")
    assert item.score > 0


def test_the_best_comes_first(memory: Memory):
    memory.remember("Ben likes coffee.", "Ben")
    memory.remember("Ana likes tea, green tea above all.", "Ana")
    memory.remember("The meeting is at nine.")
    assert [item.about for item in memory.recall("Who likes green tea?")] == ["Ana", "Ben"]
    assert [item.about for item in memory.recall("who likes something", k=1)] == ["Ben"]
    assert memory.recall("elephants") == []


@pytest.mark.parametrize(
    ("query", "text"), [("meetings", "The meeting is at nine."), ("CAFE", "The café is shut.")]
)
def test_word_forms_and_accents_do_not_matter(memory: Memory, query: str, text: str):
    memory.remember(text)
    assert memory.recall(query)[0].text == text


@pytest.mark.parametrize("query", ["house", "Houses", "house_plan"])
def test_a_word_whose_stem_has_another_stem_is_found_by_words(memory: Memory, query: str):
    class Blind:
        name, dims = "blind", 64

        def __call__(self, texts):
            return np.zeros((len(texts), self.dims), np.float32)

    memory.remember("The house is red.")
    memory.remember("The meeting is at nine.")
    find = Recall(memory.store, Clock(), Blind())
    assert [item.text for item in find(query, 2, Wanted(("person",)))] == ["The house is red."]


def test_what_it_is_about_is_found_too(memory: Memory):
    memory.remember("Prefers trains.", about="Ana")
    assert memory.recall("ana")[0].text == "Prefers trains."


def test_without_words_the_newest_come(memory: Memory):
    for number in range(7):
        memory.remember(f"fact {number}")
    assert [item.text for item in memory.recall("?!", k=2)] == ["fact 6", "fact 5"]


@settings(deadline=None)
@given(st.text())
def test_no_query_breaks_it(query: str):
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "m.db") as memory:
        memory.remember("tea OR coffee NEAR(x)")
        assert len(memory.recall(query)) <= 1


@pytest.mark.parametrize("statement", ["", " \n ", "x" * 10_001])
def test_what_is_no_statement_is_refused(memory: Memory, statement: str):
    with pytest.raises(ToolError, match="characters cannot be kept"):
        memory.remember(statement)


def test_lone_surrogates_are_replaced(memory: Memory):
    memory.remember("a \ud800 b", "\ud800")
    assert memory.list()[0].text == "a ? b"


def test_the_same_key_is_kept_once(memory: Memory):
    first = memory.remember("one", key="k")
    assert memory.remember("one", key="k") == first == memory.id_of("k")
    assert memory.remember("one") != memory.remember("one")
    assert len(memory.list()) == 3


def test_forgotten_means_gone_from_the_file(memory: Memory, tmp_path: Path):
    name = memory.remember("the word is xylophone")
    memory.forget(name)
    assert memory.recall("xylophone") == []
    found = b"".join(path.read_bytes() for path in (tmp_path / "home").iterdir())
    assert b"xylophon" not in found
    with pytest.raises(UsageError, match=f"no memory '{name}'"):
        memory.forget(name)


def test_only_the_owner_can_read_it(memory: Memory, tmp_path: Path):
    memory.remember("x")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "home").iterdir()}
    assert set(modes) >= {"memory.db", "memory.db-wal"}
    assert set(modes.values()) == {0o600}


def test_nothing_is_made_until_it_is_used(tmp_path: Path):
    Memory(tmp_path / "home" / "memory.db").close()
    assert not (tmp_path / "home").exists()


def test_it_lasts_and_can_be_used_again_after_closing(memory: Memory, tmp_path: Path):
    memory.remember("tea")
    memory.close()
    with Memory(tmp_path / "home" / "memory.db") as other:
        assert other.recall("tea")[0].text == "tea"


def test_two_at_once_and_from_other_threads(memory: Memory, tmp_path: Path):
    def write(number: int) -> None:
        with Memory(tmp_path / "home" / "memory.db") as other:
            for index in range(20):
                other.remember(f"{number} {index}")
        memory.remember(f"shared {number}")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    assert len(memory.list()) == 84


def test_many_open_a_new_file_at_the_same_moment(tmp_path: Path):
    for turn in range(20):
        together = threading.Barrier(6)

        def write(number: int, path: Path, together: threading.Barrier) -> None:
            together.wait()
            with Memory(path) as memory:
                memory.remember(f"{number}")

        path = tmp_path / f"{turn}.db"
        with ThreadPoolExecutor(6) as threads:
            list(threads.map(write, range(6), [path] * 6, [together] * 6))  # raises what a thread raised
        with Memory(path) as memory:
            assert len(memory.list()) == 6


def test_a_damaged_file_is_told(tmp_path: Path):
    path = tmp_path / "memory.db"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(AgoraError, match="cannot be used"):
        Memory(path).recall("x")
    with pytest.raises(AgoraError, match="cannot be used"):
        Memory(path / "below").remember("x")


def test_what_was_remembered_later_did_not_hold_then(tmp_path: Path):
    clock = chain([1_777_600_000.0], repeat(1_780_300_000.0))  # 1 May and 1 June 2026
    with Memory(tmp_path / "memory.db", clock=lambda: next(clock)) as memory:
        memory.remember("Ana lives in Lyon.", "Ana")
        memory.remember("Ana lives in Porto.", "Ana")
        assert [item.text for item in memory.recall("Where does Ana live?", when=date(2026, 5, 2))] == [
            "Ana lives in Lyon."
        ]
        assert [item.text for item in memory.recall("Ana")] == ["Ana lives in Porto."]


def test_a_query_means_what_holds_all_its_words(memory: Memory):
    for text in ("The dentist is in Lyon.", "The dentist in Lyon is closed on Monday.", "Lyon is nice."):
        memory.remember(text)
    assert {item.text[:11] for item in memory.meant("dentist Lyon")} == {"The dentist"}
    assert [item.text for item in memory.meant("how nice was it")] == ["Lyon is nice."]
    assert memory.meant("telescope") == []
