"""What the journal hands out: recorded events, session rows, snapshots and findings of damage."""

from dataclasses import dataclass
from typing import Literal

from agora.journal.events import Event

__all__ = ["Damage", "Recorded", "SessionInfo", "SessionState", "Snapshot"]

SessionState = Literal["new", "running", "answered", "waiting", "interrupted", "failed"]
"""`running`: somebody alive drives it. `interrupted`: nobody does, and the task is not done."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in its place."""

    seq: int
    """Counts the events of a session from 1."""
    time: float
    """Seconds since 1970 by the clock of that moment; `seq` orders events, not this."""
    event: Event | None
    """`None` if it was erased."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """One line of `agora sessions`."""

    id: str
    name: str
    created: float
    updated: float
    title: str
    """The first message, on one line, at most 80 characters."""
    state: SessionState
    events: int
    model: str
    persona: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session's interpreter as it was after an event."""

    format: str
    data: bytes
    upto: int
    """The last event that it has seen."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in the journal is not what was written."""

    session: str
    """Empty if it concerns the whole file."""
    seq: int
    """0 if it concerns the session as a whole."""
    what: str

    def __str__(self) -> str:
        place = f"session {self.session}" if self.session else "the journal"
        return f"{place}, event {self.seq}: {self.what}" if self.seq else f"{place}: {self.what}"
