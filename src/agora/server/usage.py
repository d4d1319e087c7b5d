"""What a person's sessions have used: replies, tokens, the model's seconds, and money."""

from contextlib import suppress
from dataclasses import dataclass

from agora.config import Settings
from agora.errors import UsageError
from agora.journal import Reply, SessionInfo, SessionStarted, Setting
from agora.server.desk import Desk

__all__ = ["Usage", "usage", "usage_of_all"]


@dataclass(frozen=True)
class Usage:
    """What was used.

    Attributes:
        tokens_in: of all prompts, cached ones included.
        cost: in the currency of the endpoints' prices.
    """

    replies: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cost: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.replies + other.replies,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
            self.cost + other.cost,
        )  # fmt: skip


def usage(desk: Desk, session: str) -> dict[str, Usage]:
    """Return what each model used in a session, all branches included."""
    used: dict[str, Usage] = {}
    model = ""
    for recorded in desk.journal.events(session):
        event = recorded.event
        if isinstance(event, SessionStarted):
            model = event.model
        elif isinstance(event, Setting) and event.name == "model":
            model = event.value
        elif isinstance(event, Reply):
            used[model] = used.get(model, Usage()) + _of(event, model, desk.settings)
    return used


def usage_of_all(desk: Desk) -> list[tuple[SessionInfo, dict[str, Usage]]]:
    """Return what each session used that used anything, the last used first; it reads the whole journal."""
    found = []
    for info in desk.sessions():
        with suppress(UsageError):  # deleted meanwhile
            if used := usage(desk, info.id):
                found.append((info, used))
    return found


def _of(reply: Reply, model: str, settings: Settings) -> Usage:
    endpoint = settings.endpoints.get(model)
    prices = (endpoint.price_in, endpoint.price_out) if endpoint else (0.0, 0.0)
    cost = (reply.tokens_in * prices[0] + reply.tokens_out * prices[1]) / 1e6
    return Usage(1, reply.tokens_in, reply.tokens_out, reply.seconds, cost)
