"""The little Python that runs inside the interpreter beside the model's: it binds tools, hashes variables.

Every tool is a host function, so calling it suspends the thought. `recall` is bound as it is; `files.read` is
an attribute of an object `files`. The names belong to the tools: they are bound again after every
thought, so that `answer = 42` breaks at most the rest of the thought that says so.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["AFTER", "awaits", "prelude", "reserved"]

AFTER = "__bind()\n__digest(__locals())"
"""Run after every thought: gives the tools their names back, returns the digest of the plain variables."""

# Builtins are kept as defaults, because a thought may well call a variable `list` or `type`. Monty's own
# `map` and `filter` cannot call a tool (their loop cannot be suspended); a comprehension can.
_PRELUDE = """\
import json as __json, hashlib as __hashlib, random as __random, decimal as __decimal, datetime as __datetime

__locals = locals

class __Family:
    def __init__(self, shown):
        self.__shown = shown
    def __repr__(self):
        return self.__shown

def map(function, *iterables):
    return iter([function(*items) for items in zip(*iterables)])

def filter(function, iterable):
    return iter([item for item in iterable if (item if function is None else function(item))])

def __seed(number, *, seed=__random.seed):
    seed(number)

def __text(value, *, dumps=__json.dumps, str=str, repr=repr, type=type, isinstance=isinstance, sorted=sorted,
           kinds=(list, tuple), sets=(set, frozenset), dict=dict, fail=Exception,
           names=(bytes, __decimal.Decimal, __datetime.date, __datetime.datetime, __datetime.timedelta)):
    try:
        return dumps(value, sort_keys=True)
    except fail:
        pass
    try:
        if isinstance(value, kinds):
            return '[' + ','.join([__text(item) for item in value]) + ']'
        if isinstance(value, sets):
            return '{' + ','.join(sorted([__text(item) for item in value])) + '}'
        if isinstance(value, dict):
            return '{' + ','.join(sorted([__text(k) + ':' + __text(v) for k, v in value.items()])) + '}'
        if isinstance(value, names):
            return repr(value)
        return str(type(value))
    except fail:
        return '<deep>'

def __digest(variables, *, sha256=__hashlib.sha256, sorted=sorted, reserved=__RESERVED):
    names = sorted([name for name in variables if name[:2] != '__' and name not in reserved])
    lines = [name + '=' + __text(variables[name]) for name in names]
    return sha256('\\n'.join(lines).encode()).hexdigest()
"""


def reserved(tools: Sequence[str]) -> list[str]:
    """Return the global names that belong to the tools.

    >>> reserved(["recall", "files.read", "files.write"])
    ['files', 'recall']
    """
    return sorted({tool.partition(".")[0] for tool in tools})


def prelude(tools: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the code that makes an interpreter ready, and the host functions that it needs as inputs."""
    functions: dict[str, Any] = {f"__tool_{n}": _stand_in(tool) for n, tool in enumerate(tools)}
    families = {tool.partition(".")[0] for tool in tools if "." in tool}
    lines = [f"    global {', '.join(reserved(tools))}"] if tools else ["    pass"]
    for family in sorted(families):
        members = ", ".join(tool for tool in tools if tool.startswith(f"{family}."))
        lines.append(f"    {family} = __Family({f'<tools {members}>'!r})")
    lines += [f"    {tool} = __tool_{n}" for n, tool in enumerate(tools)]
    bind = "\n".join(["def __bind():", *lines, "__bind()"])
    return f"__RESERVED = {reserved(tools)!r} + ['map', 'filter']\n{_PRELUDE}\n{bind}", functions


def _stand_in(tool: str) -> Callable[..., None]:
    """Return a function of the tool's name: Monty sends only the name back when a thought calls it."""

    def stand_in() -> None: ...

    stand_in.__name__ = stand_in.__qualname__ = tool
    return stand_in


def awaits(code: str, start: int) -> bool:
    """Return whether the call that begins at byte `start` is awaited, or handed to `gather`.

    Looks at the text before it alone: the host's own parser can be crashed by what a model wrote.

    >>> [awaits(code, code.index("recall")) for code in (
    ...     "await recall(1)", "gather(*[recall(x) for x in xs])", "gather(z(1), recall(2))", "f(recall(1))")]
    [True, True, True, False]
    """
    before = code.encode()[:start].decode(errors="ignore").rstrip()
    if re.search(r"\bawait$", before):
        return True
    depth = 0
    for position in range(len(before) - 1, -1, -1):
        if before[position] in ")]}":
            depth += 1
        elif before[position] in "([{":
            if depth:
                depth -= 1
            elif before[position] == "(" or not before[:position].rstrip().endswith("*"):
                return re.search(r"\bgather\s*$", before[:position]) is not None
    return False
