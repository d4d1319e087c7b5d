from pathlib import Path

import pytest

from agora.memory import Memory, Turn

DAY = 86_400.0


@pytest.fixture
def memory(tmp_path: Path):
    now = [1_800_000_000.0]
    with Memory(tmp_path / "memory.db", clock=lambda: now[0]) as memory:
        memory.now = now
        yield memory


def kinds(memory: Memory) -> list[str]:
    return sorted(finding.kind for finding in memory.audit())


def test_what_is_well_is_left_alone(memory: Memory):
    memory.remember("You live in Porto.")
    memory.remember("Ana likes tea.", "Ana")
    assert memory.audit() == []


def test_each_fault_is_found_and_repaired(memory: Memory):
    memory.learn([Turn("s@1", "s", memory.now[0] - 200 * DAY, "person", "My dentist is Dr Lund in Lyon.")])
    memory.learn([Turn("s@2", "s", memory.now[0] - 199 * DAY, "person", "I live in Lyon.")])
    memory.learn([Turn("s@3", "s", memory.now[0] - 198 * DAY, "person", "I've moved to Porto.")])
    memory.remember("Trains are better than planes.")
    memory.remember("trains are better than planes")
    memory.remember('[{"text": "x"}]')
    memory.learn([Turn("t@1", "t", memory.now[0], "person", "Ana works at the zoo.")])
    memory.store.run("UPDATE item SET state = 'erased_source' WHERE text = 'Ana works at the zoo.'")
    first = memory.remember("Ben lives in Oslo.", scope="person")
    memory.remember("Ben lives in Graz.")
    memory.store.run("UPDATE item SET state = '', valid_until = NULL WHERE id = ?", (first,))
    memory.store.run("UPDATE claim SET until = NULL")
    assert {"contradiction", "duplicate", "erased source", "junk", "stale"} <= set(kinds(memory))
    for finding in memory.audit():
        memory.repair(finding)
    assert memory.audit() == []
    assert memory.recall("Where does Ben live?")[0].text == "Ben lives in Graz."
    assert len([item for item in memory.list() if "rains are" in item.text]) == 1


def test_a_pinned_fact_is_no_junk(memory: Memory):
    memory.pin(memory.remember("Why not?"))
    assert memory.audit() == []
