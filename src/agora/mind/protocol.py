"""How a reply is read: plain prose is an answer, a fenced block of Python is a thought.

Models write fences in many ways, so the reading is tolerant: with or without a language, with text around,
unclosed, several blocks, or no fence at all around a bare tool call; a bracket or a quote that lacks is set.
What is never done is to run code that was cut in the middle. Endpoints that take a grammar get `grammar()`,
under which a reply is well-formed unless truncated.

Of several blocks the ones that follow each other directly are one thought; a block after further prose is
left out, because it was written without having seen what the first one gives.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from agora.mind.mending import mended, parsed

__all__ = ["Cut", "Prose", "Think", "grammar", "parse"]


@dataclass(frozen=True)
class Prose:
    """The reply is an answer."""

    text: str


@dataclass(frozen=True)
class Think:
    """The reply is a thought; `remark` is what was said before the block."""

    code: str
    remark: str = ""


@dataclass(frozen=True)
class Cut:
    """The reply was truncated; `is_code` tells in what."""

    text: str
    is_code: bool


_OPEN = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]*)[^\n`]*$", re.MULTILINE)
_PYTHON = {"python", "py", "python3", "tool_code", "thought"}


def parse(text: str, *, truncated: bool = False, tools: Iterable[str] = ()) -> Prose | Think | Cut:
    """Read a reply.

    Args:
        text: what the model wrote.
        truncated: the endpoint cut it at the token limit.
        tools: names that make a bare call such as `answer(4)` a thought.

    >>> parse("Paris.")
    Prose(text='Paris.')
    >>> parse("Let me see.\\n```python\\nanswer(6 * 7)\\n```")
    Think(code='answer(6 * 7)', remark='Let me see.')
    >>> parse("```\\nanswer(1", truncated=True)
    Cut(text='answer(1', is_code=True)
    """
    text = text.replace("\r\n", "\n")
    position, codes, remark = 0, list[str](), ""
    while opening := _OPEN.search(text, position):
        language = opening["language"].lower()
        closing = re.compile(rf"^[ \t]*{re.escape(opening['fence'])}(?![\w`~])", re.MULTILINE)
        end = closing.search(text, opening.end())
        body = text[opening.end() : end.start() if end else len(text)].strip("\n")
        is_python = language in _PYTHON or (not language and (truncated or _is_python(body)))
        between = text[position : opening.start()].strip()
        if is_python and codes and between:
            break
        if is_python and end is None and truncated:
            return Cut(body, is_code=True)
        if is_python and body.strip():
            remark = remark if codes else text[: opening.start()].strip()
            codes.append(_dedent(body if end else _drop_broken_fence(body)))
        position = end.end() if end else len(text)
    if codes:
        return Think(mended("\n".join(codes)), remark)
    stripped = text.strip()
    if _is_bare_call(stripped, set(tools)):
        return Cut(stripped, is_code=True) if truncated else Think(mended(stripped))
    return Cut(stripped, is_code=False) if truncated else Prose(stripped)


def grammar() -> str:
    """Return the GBNF grammar (llama.cpp's) under which a reply is one closed thought, or prose without one.

    >>> grammar().splitlines()[0]
    'root ::= thought | prose'
    """
    return "\n".join(
        [
            "root ::= thought | prose",
            r'thought ::= "```python\n" line+ "```"',
            r'line ::= [^`\n] [^\n]* "\n" | "\n"',
            "prose ::= [^`] (plain | listing)*",
            r'plain ::= [^`] | "`" [^`] | "``" [^`]',
            # A listing for the person to read, in any language but the one of thoughts.
            r'listing ::= "```" [a-oq-z] [a-z0-9+#-]* "\n" line+ "```"',
        ]
    )


def _dedent(code: str) -> str:
    lines = code.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines).rstrip()


def _drop_broken_fence(code: str) -> str:
    """Remove a closing fence that stands at the end of a line of code, or is too short."""
    return re.sub(r"[ \t]*(`{1,}|~{3,})[ \t]*\Z", "", code)


def _is_python(code: str) -> bool:
    """Whether an unlabelled block is meant as a thought: it parses, and is more than words or numbers."""
    tree = parsed(_dedent(code))
    if tree is None or not tree.body:
        return False
    return any(
        isinstance(node, ast.Call | ast.Assign | ast.Import | ast.ImportFrom | ast.FunctionDef | ast.For)
        for node in ast.walk(tree)
    )


def _is_bare_call(text: str, tools: set[str]) -> bool:
    if not re.match(r"[A-Za-z_][\w.]*\(", text):
        return False
    name = text.partition("(")[0]
    if name not in tools:
        return False
    tree = parsed(_dedent(text))
    return tree is None or isinstance(tree.body[0], ast.Expr)
