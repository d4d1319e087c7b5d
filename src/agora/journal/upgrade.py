"""Reads an event of any version that this Agora knows.

When an event class changes its fields, it gets a higher `version`, and `UPGRADES` a function that turns the
payload of the version before into the next. What is stored is never rewritten: the chain covers it.
"""

import json
from collections.abc import Callable
from typing import Any, get_args

from pydantic import ValidationError

from agora.journal.events import EVENT, Event

__all__ = ["UPGRADES", "VERSIONS", "read_event"]

VERSIONS: dict[str, int] = {
    kind.model_fields["type"].default: kind.model_fields["version"].default
    for kind in get_args(get_args(Event)[0])
}
"""Each type of event, and its version today."""

UPGRADES: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""`(type, version)` → a function from that version's payload to the next one's. None so far."""


def read_event(kind: str, version: int, payload: bytes) -> Event:
    """Return the event of a payload, brought to today's version.

    Raises:
        ValueError: the type or version is not known here, or the payload does not fit it.
    """
    today = VERSIONS.get(kind)
    if today is None or version > today:
        raise ValueError(f"it is a {kind!r} of version {version}, from a newer Agora")
    try:
        if version == today:
            return EVENT.validate_json(payload)
        fields = json.loads(payload)
        for old in range(version, today):
            fields = UPGRADES[kind, old](fields)
        return EVENT.validate_python(fields | {"version": today})
    except ValidationError as error:
        raise ValueError(f"it is no valid {kind!r} ({error.errors()[0]['msg']})") from None
