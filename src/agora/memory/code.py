"""Where the functions, classes and types of a source file begin, by the look of its lines.

No language is parsed: a stranger's file could crash a parser, and a line's look suffices to cut at. A line
that only looks like a definition, in a long string, makes a passage more and loses nothing.
"""

import re
from collections.abc import Iterator, Sequence

__all__ = ["definitions", "is_code"]

_SUFFIXES = """
py pyi js mjs cjs jsx ts tsx java kt kts scala go rs c h cc cpp cxx hpp cs swift rb php pl pm lua r jl sh bash
zsh fish ps1 sql ex exs erl hs ml mli fs clj lisp el vim dart groovy zig nim v d pas f90 proto graphql
"""

_MODIFIERS = (
    "export|default|pub|pub\\(crate\\)|public|private|protected|internal|static|abstract|final|sealed|async|unsafe|"
    "extern|virtual|override|inline|const|open|data|partial|local|declare"
)
_KINDS = (
    "function|func|fun|fn|class|struct|enum|union|interface|trait|impl|protocol|extension|record|type|def|defp|"
    "defmodule|defn|defun|module|namespace|object|sub|proc|procedure|macro_rules!|message|service"
)
_DEFINITION = re.compile(
    rf"\(?(?:(?:{_MODIFIERS})\s+){{0,5}}(?:{_KINDS})\b\*?\s*(?:\([^()]{{0,80}}\)\s*|<[^<>]{{0,80}}>\s*)?([\w.$:-]{{1,80}})"
)
_OTHERS = (
    re.compile(r"(?:export\s+)?(?:const|let|var)\s+(\w{1,80})\s*=\s*(?:async\s*)?(?:function\b|\(|\w+\s*=>)"),
    re.compile(
        r"create\s+(?:or\s+replace\s+)?(?:temp\s+|temporary\s+|unique\s+|virtual\s+)?"
        r"(?:table|view|function|procedure|trigger|index)\s+(?:if\s+not\s+exists\s+)?[\"`\[]?([\w.]{1,80})",
        re.IGNORECASE,
    ),
    # C and its kin, and shell: a name before brackets, below a type or above a block, and no statement.
    re.compile(
        r"(?i:(?!(?:if|for|while|switch|return|else|elif|case|do|catch|using|new|throw|assert|await|del|raise|import|"
        r"from|not|yield|insert|select|update|values)\b))"
        r"(?:[A-Za-z_][\w:<>,\[\]]{0,60}[\s*&]+){1,5}([A-Za-z_~][\w:~]{0,80})\s*\([^;=]{0,300}$"
    ),
    re.compile(r"(?!(?:if|for|while|switch)\b)([A-Za-z_][\w:]{0,80})\s*\([^;=]{0,300}\{$"),
)
_COMMENT = re.compile(r"\s*(?:#(?!include|define|if|endif)|//|/\*|\*|--|;;|@|\[\[?[A-Z]|\"\"\")")

# A line is looked at so far; a longer one is data.
_MOST_LINE_CHARS = 500


def is_code(suffix: str) -> bool:
    """Tell whether files with this suffix are source code."""
    return suffix in _SUFFIXES.split()


def definitions(lines: Sequence[str], most_chars: int) -> list[tuple[int, str]]:
    """Return the index and name of each definition, its comments above taken along.

    Those inside another are told apart only where the outer one is longer than `most_chars`.

    >>> definitions(["import os", "", "# Doubles.", "def double(x):", "    return 2 * x"], 1000)
    [(2, 'double')]
    """
    found: list[tuple[int, str]] = []
    outer = list(_at("", lines, 0, len(lines)))
    ends = [start for start, _ in outer[1:]] + [len(lines)]
    for (start, name), end in zip(outer, ends, strict=False):
        found.append((start, name))
        if sum(len(line) + 1 for line in lines[start:end]) > most_chars:
            indent = next((_indent(line) for line in lines[start + 1 : end] if _indent(line)), "")
            inner = _at(indent, lines, start + 1, end) if indent else ()
            found += [(index, f"{name}.{within}") for index, within in inner]
    return found


def _at(indent: str, lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, str]]:
    for index in range(start, end):
        line = lines[index]
        if _indent(line) != indent or len(line) > _MOST_LINE_CHARS:
            continue
        if not (name := _name(line[len(indent) :].rstrip())):
            continue
        begin = index
        while begin > start and _indent(lines[begin - 1]) == indent and _COMMENT.match(lines[begin - 1]):
            begin -= 1
        yield begin, name


def _name(line: str) -> str:
    for pattern in (_DEFINITION, *_OTHERS):
        if match := pattern.match(line):
            return match[1].rstrip(":-")
    return ""


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())] if line.strip() else "\n"
