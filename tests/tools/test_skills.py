"""A thought keeps a function with its tests, finds it by what it is for, and gains no right by it."""

from dataclasses import replace

import pytest

from agora.config import Limits
from agora.errors import ToolError
from agora.tools import Context, skills

SOURCE = "def gross(net):\n    return round(net * 1.2, 2)"
TESTS = "assert gross(10) == 12"


def call(context: Context, tool, *args):
    return tool.function(context, **tool.bind(args, {}))


def test_kept_it_is_found_by_what_it_is_for(context: Context):
    assert call(context, skills.keep, "gross", "Price with value added tax.", SOURCE, TESTS) == 1
    [found] = call(context, skills.find, "how much is the price with tax")
    assert found == {"name": "gross", "description": "Price with value added tax.", "source": SOURCE}


def test_the_same_twice_is_one_version_and_another_the_next(context: Context):
    for _ in range(2):
        assert call(context, skills.keep, "gross", "Price with tax.", SOURCE, TESTS) == 1
    better = SOURCE.replace("1.2", "1.19")
    assert call(context, skills.keep, "gross", "Price with tax.", better, "assert gross(100) == 119") == 2
    assert [each["source"] for each in call(context, skills.find, "price tax")] == [better]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def gross(net):\n    return net", "do not pass"),
        ("def gross(net):\n    return files.read('a')", "do not pass"),
        ("def gross(net):\n    return shell('id')", "do not pass"),
        ("def gross(net):\n    return open('/etc/passwd').read()", "do not pass"),
        ("def gross(net):\n    while True:\n        pass", "do not pass"),
    ],
)
def test_its_tests_run_apart_and_without_a_tool(context: Context, source: str, told: str):
    settings = context.settings.model_copy(update={"limits": Limits(thought_seconds=0.5)})
    context = replace(context, settings=settings)
    with pytest.raises(ToolError, match=told):
        call(context, skills.keep, "gross", "Price.", source, TESTS)
    assert call(context, skills.find, "price") == []


def test_revoked_it_is_found_no_more(context: Context):
    call(context, skills.keep, "gross", "Price with tax.", SOURCE, TESTS)
    context.memory.skills.revoke("gross")
    assert call(context, skills.find, "price tax") == []
