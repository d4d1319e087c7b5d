"""What happens in one session, as clients follow it: every event once, and the words that are being written.

Events come from the journal, which is the truth; the newest are also kept here, so that following costs no
reading. Clients pull: a slow one is handed more at a time, and nothing waits for it or piles up.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from agora.journal import EVENT, Journal, Recorded
from agora.journal import events as ev

__all__ = ["Feed", "Frame", "event_data"]

# Of the newest events, in memory for those who follow; whoever is further back reads the journal.
_RECENT = 64

# Read from the journal at once, so that one client far back does not keep the others waiting.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing that a client of a session is told.

    Attributes:
        kind: `event`: a journaled event. `text`: words of a reply that is being written; its `reply` event
            replaces them. `state`: what the session is doing and what it waits for, whole each time. `beat`:
            nothing for a while, where that was asked for.
        seq: the last event that the client has after this frame; where to go on from.
        data: `event`: `{"seq", "time", "event"}`. `text`: `{"text", "at"}`, where `at` counts the characters
            of this reply before it: 0 begins anew. `state`: `{"state", "requests", "error"}`.
    """

    kind: Literal["beat", "event", "text", "state"]
    seq: int
    data: dict[str, Any]


def event_data(recorded: Recorded) -> dict[str, Any]:
    """Return an event as JSON knows it; `event` is `None` where it was erased.

    >>> event_data(Recorded(2, 1.0, ev.UserMessage(text="Hello")))["event"]["text"]
    'Hello'
    """
    event = recorded.event
    body = None if event is None else EVENT.dump_python(event, mode="json")
    return {"seq": recorded.seq, "time": recorded.time, "event": body}


class Feed:
    """The one place that a session's news pass through.

    Args:
        journal: where its events are.
        session: its id.
        state: tells what the session is doing, in words of `Frame`.
    """

    def __init__(self, journal: Journal, session: str, state: Callable[[], dict[str, Any]]) -> None:
        self._journal, self._session, self._state = journal, session, state
        self._recent: deque[Recorded] = deque(maxlen=_RECENT)
        self.last_seq = journal.info(session).events
        self._pieces: list[str] = []
        self._reply = 0
        """Counts the replies that began, so that a client knows when its partial text is over."""
        self._changes = 0
        self._followers: set[asyncio.Event] = set()

    @property
    def followers(self) -> int:
        """How many are listening."""
        return len(self._followers)

    @property
    def partial(self) -> str:
        """The words of the reply that is being written."""
        return "".join(self._pieces)

    def add(self, recorded: Recorded) -> None:
        """Take in an event that this process has just journaled."""
        if recorded.seq != self.last_seq + 1:
            self._recent.clear()
        self._recent.append(recorded)
        self.last_seq = recorded.seq
        # Whatever is journaled while a model writes ends what it wrote: its reply, or a stop.
        self._begin()
        if isinstance(recorded.event, ev.Stopped | ev.Answer):
            self._changes += 1
        self._wake()

    def add_text(self, text: str) -> None:
        """Take in words of the reply that is being written."""
        self._pieces.append(text)
        self._wake()

    def tell_state(self) -> None:
        """Tell everybody what the session is doing now."""
        self._changes += 1
        self._wake()

    def look_again(self) -> None:
        """Take in what another process has journaled."""
        events = self._journal.info(self._session).events
        if events != self.last_seq:
            self._recent.clear()
            self.last_seq = events
            self.tell_state()

    async def follow(self, after: int = 0, *, beat_s: float = 0.0) -> AsyncGenerator[Frame]:
        """Yield everything after an event, and then what comes, until the caller has enough.

        Args:
            after: the last event that the caller has.
            beat_s: after so many seconds without anything else, or up to twice as many, say so; 0 for never.
        """
        news, loop, alarm = asyncio.Event(), asyncio.get_running_loop(), None
        self._followers.add(news)
        seq, reply, piece, at, changes = after, -1, 0, 0, -1
        told = (seq, reply, piece, changes)
        try:
            while True:
                news.clear()
                while found := self._since(seq):
                    for recorded in found:
                        seq = recorded.seq
                        yield Frame("event", seq, event_data(recorded))
                if self._reply != reply:
                    reply, piece, at = self._reply, 0, 0
                if piece < len(self._pieces):
                    text = "".join(self._pieces[piece:])
                    frame = Frame("text", seq, {"text": text, "at": at})
                    piece, at = len(self._pieces), at + len(text)
                    yield frame
                if self._changes != changes:
                    changes = self._changes
                    yield Frame("state", seq, self._state())
                if beat_s and alarm is None:  # one alarm for many pieces: each costs more than it tells
                    alarm, told = loop.call_later(beat_s, news.set), (seq, reply, piece, changes)
                await news.wait()
                if alarm is not None and loop.time() >= alarm.when():
                    alarm = None
                    if told == (seq, reply, piece, changes):
                        yield Frame("beat", seq, {})
        finally:
            if alarm is not None:
                alarm.cancel()
            self._followers.discard(news)

    def _since(self, seq: int) -> list[Recorded]:
        if seq >= self.last_seq:
            return []
        if self._recent and self._recent[0].seq <= seq + 1:
            return [recorded for recorded in self._recent if recorded.seq > seq]
        return list(islice(self._journal.events(self._session, seq), _AT_ONCE))

    def _begin(self) -> None:
        if self._pieces:
            self._pieces = []
            self._reply += 1

    def _wake(self) -> None:
        for news in self._followers:
            news.set()
