"""Skills are kept only with tests that passed as thoughts, have versions, and can be revoked."""

import asyncio
from pathlib import Path

import pytest

from agora.config import Limits
from agora.errors import ToolError, UsageError
from agora.memory import Memory
from agora.memory.skills import Skills
from agora.thought import Call, Interpreters

SOURCE = "def vat(net, rate=0.2):\n    return round(net * (1 + rate), 2)"
TESTS = "assert vat(10) == 12\nassert vat(10, 0.1) == 11"


def run(code: str) -> str:
    """Run a thought that has no tool."""

    async def thought() -> str:
        async with Interpreters(Limits()) as interpreters:
            interpreter = await interpreters.open(seed=1, tools=[])
            outcome = await interpreter.start(code, clock=0.0)
            assert not isinstance(outcome, Call)
            return outcome.error

    return asyncio.run(thought())


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "memory.db", clock=lambda: 1_800_000_000.0) as memory:
        yield memory


@pytest.fixture
def skills(memory: Memory) -> Skills:
    return memory.skills


def test_kept_and_found_by_its_description(memory: Memory, skills: Skills):
    kept = skills.keep("vat", "Gross price with value added tax.", SOURCE, TESTS, run)
    assert (kept.version, kept.source, kept.tests) == (1, SOURCE, TESTS)
    [item] = memory.recall("how much is the gross price", kinds=["skill"])
    assert skills.get(item.about) == kept
    assert not run(f"{kept.source}\nassert vat(100) == 120")


@pytest.mark.parametrize(
    ("source", "tests", "message"),
    [
        (SOURCE, "assert vat(10) == 13", "do not pass"),
        (SOURCE, "assert True", "pass without it"),
        (SOURCE, "print(vat(10))", "not complete"),
        ("def vat(net):\n    return open('/etc/passwd').read()", "assert vat(1)", "do not pass"),
        ("def vat(net):\n    return files.read('a')", "assert vat(1)", "do not pass"),
        ("def vat(net):\n    return (", "assert vat(1)", "do not pass"),
        ("def other(net):\n    pass", "assert vat(1)", "names no function"),
        (SOURCE + " " * 20_000, TESTS, "not complete"),
    ],
)
def test_what_is_not_proven_is_not_kept(
    memory: Memory, skills: Skills, source: str, tests: str, message: str
):
    with pytest.raises(ToolError, match=message):
        skills.keep("vat", "Gross price.", source, tests, run)
    assert memory.list() == []


@pytest.mark.parametrize("name", ["", "Vat", "vat(", "x\ny", "import os"])
def test_a_name_is_a_name(skills: Skills, name: str):
    with pytest.raises(ToolError, match="names no function"):
        skills.keep(name, "Gross price.", SOURCE, TESTS, run)


def test_a_new_version_takes_the_place_of_the_one_before(memory: Memory, skills: Skills):
    skills.keep("vat", "Gross price.", SOURCE, TESTS, run)
    with pytest.raises(ToolError):
        skills.keep("vat", "Gross price.", SOURCE, "assert vat(1) == 5", run)
    assert skills.get("vat").version == 1
    better = SOURCE.replace("0.2", "0.19")
    assert skills.keep("vat", "Gross price.", better, "assert vat(100) == 119", run).version == 2
    assert skills.get("vat").source == better
    assert [(skill.version, skill.state) for skill in skills.versions("vat")] == [(2, ""), (1, "superseded")]
    assert len(memory.recall("gross price", kinds=["skill"])) == 1


def test_revoked_it_is_found_no_more(memory: Memory, skills: Skills, tmp_path: Path):
    skills.keep("vat", "Gross price.", SOURCE, TESTS, run)
    assert skills.revoke("vat") == 1
    assert memory.recall("gross price", kinds=["skill"]) == []
    assert not any(b"def vat" in path.read_bytes() for path in tmp_path.glob("memory*"))
    for missing in (skills.revoke, skills.get):
        with pytest.raises(UsageError, match="no skill 'vat'"):
            missing("vat")
    assert skills.keep("vat", "Gross price.", SOURCE, TESTS, run).version == 1


def test_a_skill_stays_in_its_scope(skills: Skills):
    skills.keep("vat", "Gross price.", SOURCE, TESTS, run, scope="persona:shop")
    with pytest.raises(UsageError):
        skills.get("vat")
    assert skills.get("vat", scopes=["person", "persona:shop"]).version == 1
    assert skills.keep("vat", "Gross price.", SOURCE, TESTS, run).version == 1
