"""What a thought sends and gives: calls, outcomes, its printed text, and errors that a model can act on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import pydantic_monty as monty

from agora.errors import nearest
from agora.thought.guest import reserved

__all__ = ["LOST", "Call", "Outcome", "Printed", "RecordedThought", "explain", "raised"]

LOST = "ThoughtLost"
"""The error of a thought that was stopped from outside begins with this; no Python code can raise it."""


@dataclass(frozen=True)
class Call:
    """A thought calls a tool and waits for what it returns; the arguments are plain (see `plain`)."""

    index: int
    """Counts the calls of this thought from 0."""
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """A thought ended."""

    output: str
    """What it printed, then its last expression's `repr` unless that is None; cut at `output_bytes`."""
    error: str
    """`Type: message (line N: code)`, empty if it ran to its end."""
    value: Any
    """The value of the last expression, plain."""
    state_hash: str
    """SHA-256 over code, calls, results, output, error and plain variables; fixed by seed and clock."""
    seconds: float
    """Time in the interpreter; waiting for tools does not count."""
    lost: bool = False
    """It was stopped from outside (time, memory, a crash); the variables are what they were before it."""


@dataclass(frozen=True)
class RecordedThought:
    """A thought as the journal holds it, to be run again without running a tool."""

    code: str
    clock: float
    results: Sequence[tuple[Any, ...]] = field(default_factory=list)
    """One entry a call: `("value", plain value)` or `("error", exception name, message)`."""
    finished: bool = True
    lost: bool = False
    """Its outcome was lost (its error begins with `LOST`); it left nothing behind and is not run again."""


class Printed:
    """Collects printed text up to a number of bytes, and counts the rest.

    >>> printed = Printed(5)
    >>> printed("stdout", "abcdefgh")
    >>> printed.text
    'abcde\\n[cut: 3 more bytes]'
    """

    def __init__(self, limit_bytes: int, kept: str = "", dropped_bytes: int = 0) -> None:
        self._limit_bytes, self.dropped_bytes = limit_bytes, dropped_bytes
        self._parts, self._size_bytes = [kept], len(kept.encode())

    def __call__(self, stream: str, text: str) -> None:
        """Take in what was printed; both streams are one."""
        data = text.encode("utf-8", "replace")
        room = self._limit_bytes - self._size_bytes
        if len(data) > room:
            self.dropped_bytes += len(data) - room
            data = data[:room]
            text = data.decode("utf-8", "ignore")
        if data:
            self._parts.append(text)
            self._size_bytes += len(data)

    def line(self, text: str) -> None:
        """Take in a line of its own."""
        self("stdout", text if self.kept.endswith("\n") or not self.kept else f"\n{text}")

    @property
    def kept(self) -> str:
        """What was kept, without the note on what was not."""
        self._parts = ["".join(self._parts)]
        return self._parts[0]

    @property
    def text(self) -> str:
        """What was kept, and how much was not."""
        return f"{self.kept}\n[cut: {self.dropped_bytes} more bytes]" if self.dropped_bytes else self.kept


_KINDS = frozenset(get_args(monty.ExcType)) - {"BaseException", "SystemExit", "KeyboardInterrupt"}


def raised(kind: str, message: str) -> dict[str, Any]:
    """Return Monty's form of an exception; a kind that it does not know becomes a RuntimeError.

    >>> raised("ValueError", "no"), raised("ToolError", "no")
    ({'exc_type': 'ValueError', 'message': 'no'}, {'exc_type': 'RuntimeError', 'message': 'no'})
    """
    return {"exc_type": kind if kind in _KINDS else "RuntimeError", "message": message}


def explain(error: monty.MontyError, code: str, tools: Sequence[str]) -> str:
    """Return `Type: message (line N: code)` and, where there is one, what to do instead."""
    frames = error.traceback() if isinstance(error, monty.MontyRuntimeError | monty.MontySyntaxError) else []
    text = str(error)
    if isinstance(error, monty.MontySyntaxError):
        text = error.display("type-msg")
    own = [frame for frame in frames if frame.filename == frames[0].filename]
    if own:
        lines = code.split("\n")
        line = own[-1].line
        source = lines[line - 1].strip() if line <= len(lines) else ""
        text += f" (line {line}: `{source[:80]}`)"
    return " ".join(part for part in (text, _hint(text, code, tools)) if part)


def _hint(text: str, code: str, tools: Sequence[str]) -> str:
    if match := re.match(r"NameError: name '(\w+)' is not defined \(", text):
        return nearest(match[1], [*tools, *reserved(tools)])
    if "cannot suspend in this synchronous context" in text:
        return "Call a tool in a loop or a comprehension, not inside sorted, max, __repr__ and the like."
    if "can't be awaited" in text:
        return "A tool returns at once: call it without await."
    if "class inheritance" in text or "yield" in text:
        return "This interpreter has no class inheritance and no generators; functions, lists and dicts do."
    if text.startswith(("TypeError: ", "AttributeError: ")):
        for name in reserved(tools):
            if re.search(
                rf"(?m)(^|[\s,(])(def |for |as )?{re.escape(name)}\s*(=[^=]|,.*=[^=]|\(.*:$| in )", code
            ):
                return f"{name!r} names a tool; call your variable otherwise."
    return ""
