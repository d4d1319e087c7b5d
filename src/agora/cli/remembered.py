"""What the commands of `agora memory` share: the store, and which scopes a call is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.memory import Kind, Memory

__all__ = ["KindName", "Kinds", "Scopes", "chosen", "kinds_of", "memory_here", "scope_of"]

_FORMS = "person, project, project:FOLDER, persona:NAME, session:ID"

Scopes = Annotated[
    list[str] | None,
    typer.Option(
        "--scope",
        metavar="SCOPE",
        help=f"{_FORMS} or all; else person and this folder's project. Repeatable.",
    ),
]


class KindName(StrEnum):
    """What `--kind` takes."""

    turn = "turn"
    fact = "fact"
    passage = "passage"
    skill = "skill"


Kinds = Annotated[list[KindName] | None, typer.Option("--kind", help="Only these kinds. Repeatable.")]


def kinds_of(given: list[KindName] | None) -> "list[Kind] | None":
    """Return the kinds that a call is about; `None` means all."""
    return [name.value for name in given] if given else None


@contextmanager
def memory_here() -> "Iterator[Memory]":
    """Open the memory of these settings."""
    from agora import config
    from agora.memory import Memory, embedder_of

    settings = config.load()
    with Memory(settings.home / "memory.db", embedder=embedder_of(settings)) as store:
        yield store


def chosen(store: "Memory", given: list[str] | None) -> list[str]:
    """Return the scopes that a call is about; nothing crosses into another one unasked."""
    if given and "all" in given:
        return sorted(store.stats()["scopes"])
    return [scope_of(scope) for scope in given or ("person", "project")]


def scope_of(given: str) -> str:
    """Return a scope as it is stored.

    Raises:
        UsageError: it is none.

    >>> scope_of("project:/tmp/"), scope_of("persona:shop")
    ('project:/tmp', 'persona:shop')
    """
    kind, _, name = given.partition(":")
    if kind == "project":
        return f"project:{Path(name).resolve()}"
    if given == "person" or (kind in ("persona", "session") and name):
        return given
    raise UsageError(f"There is no scope {given!r}.", fix=f"It is {_FORMS}.")
