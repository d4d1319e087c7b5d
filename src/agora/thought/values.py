"""Values on their way between a thought and the host: made plain, shown, and hashed.

A thought's arguments, a tool's result and an answer are journaled as JSON, and a session that is rebuilt from
its journal must see exactly what it saw the first time. So every value that crosses is made plain once, here,
in both directions; what has no JSON form becomes text.
"""

import dataclasses
import datetime
import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

__all__ = ["canonical_hash", "plain", "shown"]

_DEEPEST = 100
"""Levels of nesting that are kept; Monty cuts what leaves it at about the same depth."""


_LARGEST = 10**4300


def plain(value: Any, _depth: int = 0) -> Any:
    """Return what JSON would give back: None, bool, int, finite float, str, list, dict with text keys.

    Dates become ISO text, decimals and anything unknown their `str`, sets sorted lists, objects with
    attributes a dict of these, bytes text.

    >>> from decimal import Decimal
    >>> plain({1: (Decimal("1.10"), {3, 2}), "day": datetime.date(2026, 1, 2), "nan": math.nan})
    {'1': ['1.10', [2, 3]], 'day': '2026-01-02', 'nan': 'nan'}
    """
    match value:
        case None | bool():
            return value
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case int():
            # Python writes no more digits than this in decimal, nor does the journal.
            return int(value) if abs(value) < _LARGEST else hex(value)
        case float():
            return float(value) if math.isfinite(value) else str(value)
        case bytes() | bytearray():
            return bytes(value).decode("utf-8", "backslashreplace")
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case BaseException():
            return f"{type(value).__name__}: {value}"
    if _depth >= _DEEPEST:
        return "<deeply nested>"
    match value:
        case Mapping():
            return {_key(key): plain(item, _depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [plain(item, _depth + 1) for item in value]
        case set() | frozenset():
            return sorted((plain(item, _depth + 1) for item in value), key=_canonical)
        case type():
            return value.__name__
    if dataclasses.is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: plain(item, _depth + 1) for name, item in pairs}
    if isinstance(attributes := getattr(value, "attributes", None), dict):  # an instance of a thought's class
        return {_key(key): plain(item, _depth + 1) for key, item in attributes.items()}
    return plain(str(value))


def _key(key: Any) -> str:
    made = plain(key)
    return made if isinstance(made, str) else _canonical(made)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_hash(value: Any) -> str:
    """Return the SHA-256, in hex, of the value's canonical JSON: plain, keys sorted, no spaces.

    >>> canonical_hash({"a": 1, "b": {2, 1}}) == canonical_hash({"b": [1, 2], "a": 1})
    True
    """
    return hashlib.sha256(_canonical(plain(value)).encode()).hexdigest()


class _Instance:
    """How an instance of a thought's own class is shown."""

    def __init__(self, name: str, attributes: dict[str, Any]) -> None:
        self._text = f"{name}({', '.join(f'{key}={shown(item)}' for key, item in attributes.items())})"

    def __repr__(self) -> str:
        return self._text


def shown(value: Any) -> str:
    """Return the `repr` that the model reads; an instance of its own class looks like a call of the class."""
    try:
        return repr(_showable(value, 0))
    except ValueError:  # an integer with more digits than Python writes
        return repr(plain(value))


def _showable(value: Any, depth: int) -> Any:
    if depth < _DEEPEST:
        match value:
            case list():
                return [_showable(item, depth + 1) for item in value]
            case tuple():
                return tuple(_showable(item, depth + 1) for item in value)
            case dict():
                return {key: _showable(item, depth + 1) for key, item in value.items()}
    attributes = getattr(value, "attributes", None)
    if isinstance(attributes, dict):
        return _Instance(str(getattr(value, "name", "object")), attributes)
    return value
