"""What a session has used: replies, tokens, seconds, and money where an endpoint has a price."""

from agora.config import Settings
from agora.journal import Journal
from agora.journal import events as ev

__all__ = ["spending"]


def spending(journal: Journal, session: str, settings: Settings) -> list[str]:
    """Return a line for each model that replied in a session, all branches included."""
    lines = []
    replies: dict[str, list[ev.Reply]] = {}
    model = ""
    for recorded in journal.events(session):
        event = recorded.event
        if isinstance(event, ev.SessionStarted):
            model = event.model
        elif isinstance(event, ev.Setting) and event.name == "model":
            model = event.value
        elif isinstance(event, ev.Reply):
            replies.setdefault(model, []).append(event)
    for name, said in replies.items():
        tokens_in, tokens_out = (sum(getattr(r, key) for r in said) for key in ("tokens_in", "tokens_out"))
        noun = "reply" if len(said) == 1 else "replies"
        line = (
            f"{name}: {len(said)} {noun}, {tokens_in:,} tokens in, {tokens_out:,} out, "
            f"{sum(reply.seconds for reply in said):.1f} s"
        )
        endpoint = settings.endpoints.get(name)
        if endpoint is not None and (endpoint.price_in or endpoint.price_out):
            money = (tokens_in * endpoint.price_in + tokens_out * endpoint.price_out) / 1e6
            line += f", {money:.4f} in its currency"
        lines.append(line)
    return lines or ["Nothing was used yet."]
