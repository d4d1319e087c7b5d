"""The person of a served session: what the mind asks is parked until a page or a client answers.

A session that waits keeps its interpreter for as long as there is room, so that an answer goes on at once.
Beyond that the longest waiting one is let go: it rests in the journal, and is taken up when somebody looks.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from agora.errors import UsageError
from agora.mind import ApprovalRequest, PersonAnswer

__all__ = ["CURRENT", "PAYER", "Request", "Waiting"]

CURRENT: ContextVar[str] = ContextVar("session")
"""The session that the running task works on."""

PAYER: ContextVar[Callable[[int], None]] = ContextVar("payer", default=lambda tokens: None)
"""Told the tokens that a session takes, by whoever's key it was told to work."""

# Sessions that wait with their interpreter running, some 15 MB each.
_MOST_PARKED = 24


@dataclass
class Request:
    """Something that a session waits for.

    Attributes:
        id: names exactly this request; another call, or another diff, has another.
        kind: `approval` of a call, or a `question`.
        question: what is asked, and `choices` where there are some to pick from.
        call, diff, tool, effect, outward, reason: see `agora.mind.ApprovalRequest`.
    """

    id: str
    kind: Literal["approval", "question"]
    question: str = ""
    choices: tuple[str, ...] = ()
    tool: str = ""
    call: str = ""
    effect: str = ""
    outward: bool = False
    reason: str = ""
    diff: str = ""
    args: dict[str, Any] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        """Return it as JSON knows it."""
        return asdict(self)


class Waiting:
    """Everything that one person's sessions wait for.

    Args:
        changed: called with a session's id when what it waits for changes.
        place: what a request's id also depends on: where the session stands.
    """

    def __init__(self, changed: Callable[[str], None], place: Callable[[str], int]) -> None:
        self._changed, self._place = changed, place
        self._parked: dict[tuple[str, str], tuple[Request, asyncio.Future[Any]]] = {}

    @property
    def count(self) -> int:
        """How many requests are parked."""
        return len(self._parked)

    def of(self, session: str) -> list[Request]:
        """Return what a session waits for, the oldest first."""
        return [request for (owner, _), (request, _) in self._parked.items() if owner == session]

    def answer(self, session: str, request: str, value: PersonAnswer | str) -> None:
        """Answer a request.

        Raises:
            UsageError: it is not waited for, or not answered in this way.
        """
        parked = self._parked.get((session, request))
        if parked is None or parked[1].done():
            raise UsageError(
                f"Nothing waits under {request!r}.",
                why="It was answered already, or asked anew with other content.",
                fix="Look again at what the session waits for.",
            )
        if (parked[0].kind == "approval") != isinstance(value, PersonAnswer):
            raise UsageError(
                f"{request!r} is {'an approval' if parked[0].kind == 'approval' else 'a question'}.",
                fix="Approve it with once, always, never or no; answer a question with text.",
            )
        parked[1].set_result(value)

    async def approve(self, asked: ApprovalRequest) -> PersonAnswer | None:
        """Park a call until somebody decides on it."""
        fields = {
            name: getattr(asked, name)
            for name in ("tool", "call", "effect", "outward", "reason", "diff", "args")
        }
        return await self._park(Request("", "approval", **fields))  # type: ignore[no-any-return]

    async def ask(self, question: str, choices: Sequence[str]) -> str | None:
        """Park a question until somebody answers it."""
        return await self._park(Request("", "question", question, tuple(choices)))  # type: ignore[no-any-return]

    async def _park(self, request: Request) -> Any:
        session = CURRENT.get()
        words = "\0".join((session, str(self._place(session)), request.call, request.diff, request.question))
        request.id = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if len(self._parked) >= _MOST_PARKED:
            oldest = next(iter(self._parked.values()))[1]
            if not oldest.done():
                oldest.set_result(None)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._parked[session, request.id] = request, future
        self._changed(session)
        try:
            return await future
        finally:
            del self._parked[session, request.id]
            self._changed(session)
