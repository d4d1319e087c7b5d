import pytest

from agora.thought.outcome import Printed

ERRORS = {
    "1\nx = = 2": "SyntaxError: Expected an expression (line 2: `x = = 2`)",
    "file.read(1)": "NameError: name 'file' is not defined (line 1: `file.read(1)`) Did you mean 'files'?",
    "def f():\n    return 1 / 0\n\nf()": "ZeroDivisionError: division by zero (line 2: `return 1 / 0`)",
    "answer = 1\nanswer(2)": "'answer' names a tool; call your variable otherwise.",
    "x = 1\nx.nothing": "AttributeError: 'int' object has no attribute 'nothing' (line 2: `x.nothing`)",
    "open('a')": "A thought reaches files through files.read",
    "import numpy": "The tools shell and python run programs that use others.",
    "import os\nos.getenv('A')": "PermissionError: A thought cannot see the environment.",
    "sorted([1, 2], key=recall)": "Call a tool in a loop or a comprehension",
    "class A(dict): pass": "no class inheritance",
    "x = recall(1)\nawait x": "A tool returns at once: call it without await.",
    "input('a')": "NameError: name 'input' is not defined.",
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors_say_where_and_what_to_do(code: str, lab) -> None:
    (outcome,) = lab.outcomes(code)
    assert ERRORS[code] in outcome.error
    assert not outcome.lost


def test_an_error_in_an_earlier_function_names_the_line_that_called_it(lab) -> None:
    _, outcome = lab.outcomes("def f():\n\n    return 1 / 0", "x = 1\nf()")
    assert outcome.error == "ZeroDivisionError: division by zero (line 2: `f()`)"


def test_output_is_cut_and_says_so(lab) -> None:
    (outcome,) = lab.outcomes("print('é' * 10_000)")
    assert outcome.output == "é" * 5_000 + "\n[cut: 10001 more bytes]"


def test_a_cut_falls_between_characters() -> None:
    printed = Printed(3)
    printed("stdout", "éé")
    assert printed.text == "é\n[cut: 1 more bytes]"
