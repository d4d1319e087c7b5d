"""Mending a thought that is no Python for want of a bracket or a quote, as small models write them."""

import ast
import re

__all__ = ["mended", "parsed"]

_PAIRS = {"(": ")", "[": "]", "{": "}"}
# A text in single quotes with an apostrophe between letters in it.
_APOSTROPHE = re.compile(r"'((?:[^'\"\\\n]|\\.)*(?:(?<=\w)'(?=\w)(?:[^'\"\\\n]|\\.)*)+)'")
_STRING = re.compile(r"'''.*?'''|\"{3}.*?\"{3}|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|#[^\n]*", re.DOTALL)


def mended(code: str) -> str:
    r"""Return code with its quotes and brackets put right, if only then it is Python; else as it is.

    >>> mended("remember('Rosa's number is 5725.', about='phone')")
    'remember("Rosa\'s number is 5725.", about=\'phone\')'
    >>> mended("answer([x for x in [4, 10] if x not in [1, 11])")
    'answer([x for x in [4, 10] if x not in [1, 11]])'
    >>> mended("answer(min(3, 4)))")
    'answer(min(3, 4))'
    >>> mended("answer(1.2.3)")
    'answer(1.2.3)'
    """
    if parsed(code):
        return code
    quoted = _APOSTROPHE.sub(r'"\1"', code)
    for tried in (quoted, _closed(code), _closed(quoted)):
        if tried.strip() and parsed(tried):
            return tried
    return code


def _closed(code: str) -> str:
    """Return code with brackets that lack, set where the next around them ends, without those too many."""
    written, wanted, position = list[str](), list[str](), 0
    while position < len(code):
        if text := _STRING.match(code, position):
            written.append(text[0])
            position = text.end()
            continue
        sign = code[position]
        position += 1
        if sign in _PAIRS:
            wanted.append(_PAIRS[sign])
        elif sign in _PAIRS.values():
            if sign not in wanted:
                continue
            while wanted[-1] != sign:
                written.append(wanted.pop())
            wanted.pop()
        written.append(sign)
    return "".join([*written, *reversed(wanted)])


def parsed(code: str) -> ast.Module | None:
    """Return the tree of code, if it is Python."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
