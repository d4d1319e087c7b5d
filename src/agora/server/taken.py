"""Which messages a page's composer has handed over already: a page says each until it is told so."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Taken"]

# A page asks again within seconds.
_MOST_KEPT = 256


class Taken:
    """Keys of messages, each with the session that took it.

    Attributes:
        token: of this process: a page that outlived another knows that these keys are not here.

    >>> taken = Taken()
    >>> with taken.taking("k") as took:
    ...     "k" in taken, taken["k"]
    ...     took("session-1")
    (True, '')
    >>> taken["k"]
    'session-1'
    """

    def __init__(self) -> None:
        self.token = secrets.token_hex(8)
        self._sessions: dict[str, str] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._sessions

    def __getitem__(self, key: str) -> str:
        """Return the session that took a message; empty while that goes on."""
        return self._sessions[key]

    @contextmanager
    def taking(self, key: str) -> Iterator[Callable[[str], None]]:
        """Take a message over; what is yielded notes by which session. One that fails was never there."""

        def took(session: str) -> None:
            self._sessions[key] = session

        self._sessions[key] = ""
        try:
            yield took
        except BaseException:
            self._sessions.pop(key, None)
            raise
        if len(self._sessions) > _MOST_KEPT:
            del self._sessions[next(iter(self._sessions))]
