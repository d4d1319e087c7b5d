import ast
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.mind.mending import mended
from agora.mind.protocol import Cut, Prose, Think, grammar, parse

TOOLS = ["answer", "files.read"]


@pytest.mark.parametrize(
    "reply",
    [
        "```python\nanswer(1)\n```",
        "```py\nanswer(1)\n```",
        "```Python\nanswer(1)\n```",
        "```\nanswer(1)\n```",
        "``` python\nanswer(1)\n```",
        "~~~python\nanswer(1)\n~~~",
        "````python\nanswer(1)\n````",
        "  ```python\n  answer(1)\n  ```",
        "```python\r\nanswer(1)\r\n```\r\n",
        "```python\nanswer(1)",
        "```python\nanswer(1)```",
        "```python\nanswer(1)\n``",
        "```python\nanswer(1)\n``` Done.",
        "Let me see.\n\n```python\nanswer(1)\n```\nThere it is.",
        "answer(1)",
        "  answer(1)\n",
    ],
)
def test_every_way_to_fence_a_thought_is_read(reply):
    read = parse(reply, tools=TOOLS)
    assert isinstance(read, Think)
    assert read.code == "answer(1)"


@pytest.mark.parametrize(
    "reply",
    [
        "Paris.",
        "",
        "```json\n{}\n```",
        "Use `answer(1)` for that.",
        "```\njust words in a block\n```",
        "other(1)",
        "Here it is in JavaScript:\n```js\nanswer(1)\n```",
        "```python\n```",
        "``inline``",
    ],
)
def test_what_is_no_thought_is_prose(reply):
    read = parse(reply, tools=TOOLS)
    assert isinstance(read, Prose)
    assert read.text == reply.strip()


def test_blocks_that_follow_each_other_are_one_thought():
    read = parse("```python\nx = 1\n```\n\n```python\nanswer(x)\n```")
    assert read == Think("x = 1\nanswer(x)")


def test_a_block_after_imagined_output_is_not_run():
    read = parse("```python\nx = 1\n```\nOutput: 99\n```python\nanswer(99)\n```")
    assert read == Think("x = 1")


def test_a_listing_before_the_thought_is_not_part_of_it():
    read = parse("```text\nraw\n```\n```python\nanswer(1)\n```")
    assert isinstance(read, Think)
    assert read.code == "answer(1)"


@pytest.mark.parametrize(
    ("reply", "is_code"),
    [
        ("```python\nfiles.write('a', 'half a te", True),
        ("```\nx = (1,", True),
        ("answer('half", True),
        ("Half a sente", False),
    ],
)
def test_a_cut_reply_is_never_run(reply, is_code):
    read = parse(reply, truncated=True, tools=TOOLS)
    assert isinstance(read, Cut)
    assert read.is_code is is_code


def test_a_thought_closed_before_the_cut_is_whole():
    assert parse("```python\nanswer(1)\n```\nAnd so I", truncated=True) == Think("answer(1)")


def test_deep_nesting_does_not_break_the_reader():
    assert isinstance(parse("(" * 100_000), Prose)
    assert isinstance(parse("```\n" + "-" * 100_000 + "1\n```"), Prose | Think)


@given(st.text())
def test_any_text_is_read_as_something(text):
    assert isinstance(parse(text), Prose | Think)
    assert isinstance(parse(text, truncated=True), Prose | Think | Cut)


code_lines = st.lists(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r`~"), min_size=1).filter(
        lambda line: "\n" not in line and line.strip() == line and line.splitlines() == [line]
    ),
    min_size=1,
)


@given(code_lines)
def test_what_stands_in_a_fence_comes_out_as_it_was(lines):
    code = "\n".join(lines)
    assert parse(f"```python\n{code}\n```") == Think(mended(code))


def test_the_grammar_has_every_rule_that_it_uses():
    rules = dict(line.split(" ::= ", 1) for line in grammar().splitlines())
    bare = {name: re.sub(r'"(\\.|[^"])*"|\[[^]]*\]', " ", body) for name, body in rules.items()}
    used = {word for body in bare.values() for word in re.findall(r"[a-z]+", body)}
    assert used <= rules.keys()
    assert rules.keys() - used == {"root"}


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("remember('Your doctor's name is Sam.')", 'remember("Your doctor\'s name is Sam.")'),
        ("answer('J'ai fini', 'l'eau')", 'answer("J\'ai fini", "l\'eau")'),
        ("answer(['a', 'b']", "answer(['a', 'b'])"),
        ("x = [1, (2, 3]\nanswer(x)", "x = [1, (2, 3)]\nanswer(x)"),
        ("answer(sum(1 for r in rows)))", "answer(sum(1 for r in rows))"),
        ("answer(')' + \"it's\"", "answer(')' + \"it's\")"),
        ("answer('it's' + ']'", "answer(\"it's\" + ']')"),
    ],
)
def test_a_bracket_or_quote_that_lacks_is_set(written: str, right: str):
    assert parse(f"```python\n{written}\n```") == Think(right)


@pytest.mark.parametrize(
    "code", ["answer(1.2.3)", "for x in", "answer('a", "answer('it is')", "x = {'a': (1, 2)}"]
)
def test_other_code_stays_as_it_is(code: str):
    assert parse(f"```python\n{code}\n```") == Think(code)


@given(st.text(alphabet="ab'\"()[]{}\\\n #=,", max_size=40))
def test_mending_makes_python_or_nothing(code: str):
    if (result := mended(code)) != code:
        compile(result, "thought", "exec", ast.PyCF_ONLY_AST)
