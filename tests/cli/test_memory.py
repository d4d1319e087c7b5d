"""What is remembered is listed, searched and forgotten."""

import json

import pytest

from agora.memory import Memory


@pytest.fixture
def items(home):
    with Memory(home / "memory.db") as memory:
        return [memory.remember("Ana likes \x1b[1mtea.", "Ana"), memory.remember("The bus leaves at nine.")]


def test_listed_cleaned(agora, items):
    told = agora("memory").stdout
    assert all(item in told for item in items)
    assert "Ana likes ␛[1mtea." in told


def test_searched(agora, items):
    [found] = json.loads(agora("memory", "search", "when", "does", "the", "bus", "go", "--json").stdout)
    assert found["text"] == "The bus leaves at nine."


def test_forgotten(agora, items):
    assert agora("memory", "forget", items[0]).exit_code == 0
    assert [item["id"] for item in json.loads(agora("memory", "--json").stdout)] == items[1:]
    assert agora("memory", "forget", items[0]).exit_code == 2


def test_nothing(agora):
    assert "Nothing is remembered." in agora("memory").stderr
