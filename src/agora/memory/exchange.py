"""Memory as JSON Lines, an item a line: to take it elsewhere, and to take in what was said elsewhere.

A turn is `id`, `session`, `time`, `speaker`, `text` and, if it is not the person's, `scope`; any other item
has a `kind` and the fields of `Row`. What one store writes, another takes in as it was.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from functools import cache
from itertools import islice
from typing import Any

from agora.errors import UsageError
from agora.memory.items import PERSON, Kind, Row, Turn, seconds_of
from agora.memory.store import Store, marks

__all__ = ["read_lines", "write_lines"]

# Turns that are written in one transaction.
_BATCH = 2_000


def write_lines(
    store: Store, *, scopes: Sequence[str] | None = None, kinds: Sequence[Kind] | None = None
) -> Iterator[str]:
    """Yield a line for each item, in the order in which they came; of all scopes and kinds by default."""
    names = [field.name for field in fields(Row)]
    where = "true" if scopes is None else f"scope IN ({marks(scopes)})"
    where += "" if kinds is None else f" AND kind IN ({marks(kinds)})"
    values, last = (*(scopes or ()), *(kinds or ())), 0
    query = (
        f"SELECT number, {', '.join(names)} FROM item WHERE {where} AND number > ? ORDER BY number LIMIT ?"
    )
    while rows := store.run(query, (*values, last, _BATCH)):
        for number, *fields_ in rows:
            last = number
            yield json.dumps(_shown(Row(*fields_)), ensure_ascii=False)


def read_lines(store: Store, lines: Iterable[str], *, scope: str = PERSON) -> int:
    """Take in what `write_lines` wrote, or turns from elsewhere, and return how many lines there were.

    Turns keep their ids; an id that is known already is left alone, so that it can be done again.

    Args:
        scope: of turns that name none.

    Raises:
        UsageError: a line is no item; it is named, and the lines before it are kept.
    """
    count = 0
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(numbered, _BATCH)):
        items, wrong = [], None
        for number, line in batch:
            try:
                items.append(_item(line, scope))
            except ValueError as error:
                wrong = UsageError(
                    f"Line {number} is no item.", why=f"{_reason(error)}.",
                    fix="A turn is {"
                    '"id": …, "session": …, "time": …, "speaker": …, "text": …} on a line of its own.',
                )  # fmt: skip
                break
        with store.writing():
            store.add_turns([item for item in items if isinstance(item, Turn)])
            store.add([item for item in items if isinstance(item, Row)])
        count += len(items)
        if wrong is not None:
            raise wrong
    return count


def _shown(row: Row) -> dict[str, Any]:
    if row.kind != "turn":
        return {name: value for name, value in asdict(row).items() if value not in ("", None)}
    turn = {"id": row.id, "session": row.session, "time": row.time, "speaker": row.who, "text": row.text}
    return turn if row.scope == PERSON else {**turn, "scope": row.scope}


def _item(line: str, scope: str) -> Turn | Row:
    said = json.loads(line)
    if not isinstance(said, dict):
        raise ValueError("it is no object")
    if isinstance(said.get("time"), str):
        said["time"] = seconds_of(said["time"])
    kind = Turn if said.get("kind", "turn") == "turn" else Row
    item: Turn | Row = _adapter(kind).validate_python({"scope": scope, **said})
    if not abs(item.time) < 2**38:  # the years that a date can name
        raise ValueError(f"{item.time} is no time")
    return item


@cache
def _adapter(kind: type[Turn] | type[Row]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _reason(error: ValueError) -> str:
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
