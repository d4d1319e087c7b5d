"""Memory as JSON Lines, an item a line: to take it elsewhere, and to take in what was said elsewhere.

A turn is `id`, `session`, `time`, `speaker`, `text` and, if it is not the person's, `scope`; any other item
has a `kind` and the fields of `Row`. What one store writes, another takes in as it was.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from itertools import islice
from typing import Any

from agora.errors import UsageError
from agora.memory.claims import Claims
from agora.memory.facts import Facts
from agora.memory.items import PERSON, Kind, Row, State, Turn, iso, seconds_of
from agora.memory.store import Store, marks, rows_of

__all__ = ["read_lines", "write_lines"]

# Turns that are written in one transaction.
_BATCH = 2_000

# Who speaks where it is the person whose memory this is.
_PERSON = "person"


def write_lines(
    store: Store, claims: Claims, *, scopes: Sequence[str] | None = None, kinds: Sequence[Kind] | None = None
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
            shown = _shown(Row(*fields_))
            if shown.get("kind") == "fact" and (held := claims.where("item = ?", (number,))):
                shown["claims"] = [[c.subject, c.attribute, c.value, c.since, c.until] for c in held]
            yield json.dumps(shown, ensure_ascii=False)


def read_lines(
    store: Store, claims: Claims, facts: Facts, lines: Iterable[str], *, scope: str = PERSON
) -> int:
    """Take in what `write_lines` wrote, or turns from elsewhere, and return how many lines there were.

    Turns keep their ids; an id that is known already is left alone, so that it can be done again. What the person
    said (speaker `person`) is read for facts at the end, as if it had been said here.

    Args:
        scope: of turns that name none.

    Raises:
        UsageError: a line is no item; it is named, and the lines before it are kept.
    """
    count, said, wrong = 0, list[str](), None
    claims.prepare()
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(numbered, _BATCH)):
        items = list[_Line]()
        for number, line in batch:
            try:
                items.append(_item(line, scope))
            except (ValueError, RecursionError) as error:
                wrong = UsageError(
                    f"Line {number} is no item.", why=f"{_reason(error)}.",
                    fix="A turn is {"
                    '"id": …, "session": …, "time": …, "speaker": …, "text": …} on a line of its own.',
                )  # fmt: skip
                break
        with store.writing():
            said += _add(store, claims, items)
        count += len(items)
        if wrong is not None:
            break
    with store.writing():
        for name in said:
            for row in rows_of(store, "id = ? AND state = ''", (name,)):
                facts.learn(Turn(row.id, row.session, row.time, row.who, row.text, row.scope))
    if wrong is not None:
        raise wrong
    return count


def _add(store: Store, claims: Claims, items: Sequence["_Line"]) -> list[str]:
    """Write a batch, and return the ids of the person's turns that are new."""
    known = {name for (name,) in store.run(
        f"SELECT id FROM item WHERE id IN ({marks(items)})", tuple(each.item.id for each in items)
    )}  # fmt: skip
    new = [each for each in items if each.item.id not in known]
    store.add_turns([each.item for each in new if isinstance(each.item, Turn)])
    store.add([each.item for each in new if isinstance(each.item, Row)])
    for each in new:
        if each.state:
            store.run("UPDATE item SET state = ? WHERE id = ?", (each.state, each.item.id))
        for told in each.claims:
            claims.add(each.item.id, *told)
    return [e.item.id for e in new if isinstance(e.item, Turn) and e.item.speaker == _PERSON]


@dataclass(frozen=True)
class _Line:
    """What a line tells of an item."""

    item: Turn | Row
    state: State
    claims: list[tuple[str, str, str, float, float | None]]


def _shown(row: Row) -> dict[str, Any]:
    if row.kind != "turn":
        return {name: value for name, value in asdict(row).items() if value not in ("", None)}
    turn = {"id": row.id, "session": row.session, "time": row.time, "speaker": row.who, "text": row.text}
    turn |= {"state": row.state} if row.state else {}
    return turn if row.scope == PERSON else {**turn, "scope": row.scope}


def _item(line: str, scope: str) -> _Line:
    said = json.loads(line)
    if not isinstance(said, dict):
        raise ValueError("it is no object")
    if isinstance(said.get("time"), str):
        said["time"] = seconds_of(said["time"])
    kind = Turn if said.get("kind", "turn") == "turn" else Row
    item: Turn | Row = _adapter(kind).validate_python({"scope": scope, **said})
    state = _adapter(State).validate_python(said.get("state", "") if isinstance(item, Turn) else "")
    told = _adapter(list[tuple[str, str, str, float, float | None]]).validate_python(said.get("claims", []))
    times = [item.time, *(time for claim in told for time in claim[3:] if isinstance(time, float))]
    if isinstance(item, Row):
        times += [time for time in (item.valid_from, item.valid_until) if time is not None]
        if not (0 <= item.position < 2**31 and 0 <= item.confidence <= 1):
            raise ValueError("its position or confidence is no such number")
        if item.kind == "skill" and not isinstance(json.loads(item.extra or "0"), dict):
            raise ValueError("a skill's `extra` is an object")
    for time in times:
        if time and not iso(time):
            raise ValueError(f"{time} is no time")
    return _Line(item, state, told)


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _reason(error: ValueError | RecursionError) -> str:
    from pydantic import ValidationError

    if isinstance(error, RecursionError):
        return "it is nested too deeply"

    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
