"""The usage page: what each session used, and all together, by model."""

from collections.abc import Iterable, Mapping, Sequence

from agora.journal import SessionInfo
from agora.server.usage import Usage, usage_of_all
from agora.server.web import parts
from agora.server.web.frame import frame, top
from agora.server.web.session_menu import title_of
from agora.server.web.texts import Say
from agora.server.web.visitor import Visitor

__all__ = ["usage_page"]

_MOST_SESSIONS = 50


def usage_page(visitor: Visitor) -> None:
    """Make the page."""
    say, desk = visitor.say, visitor.desk
    with frame(visitor, say("usage"), here="usage"):
        top(visitor, say("usage"))
        with parts.box("div", "sheet"), parts.box("div", "sheet-in"):
            parts.later(say("reading"), lambda: usage_of_all(desk), lambda found: _tables(say, found))


def _tables(say: Say, found: Sequence[tuple[SessionInfo, Mapping[str, Usage]]]) -> None:
    """Show all together by model, and the sessions that were used last."""
    if not found:
        parts.text(say("no_usage"), "p", "muted")
        return
    models: dict[str, Usage] = {}
    for _, used in found:
        for model, part in used.items():
            models[model] = models.get(model, Usage()) + part
    total = (say("total"), sum(models.values(), Usage()))
    _table(say, say("model"), [*models.items(), total])
    sessions = [(title_of(info), sum(used.values(), Usage())) for info, used in found[:_MOST_SESSIONS]]
    _table(say, say("session"), sessions)


def _table(say: Say, first: str, rows: Iterable[tuple[str, Usage]]) -> None:
    with (
        parts.box("div", "scroll", tabindex="0", role="region", aria_label=first),
        parts.box("table", "figures"),
    ):
        with parts.box("thead"), parts.box("tr"):
            for words in (
                first,
                *(say(key) for key in ("replies", "tokens_in", "tokens_out", "time", "cost")),
            ):
                parts.text(words, "th", scope="col")
        with parts.box("tbody"):
            for name, used in rows:
                with parts.box("tr"):
                    parts.text(name, "td")
                    counts = (used.replies, used.tokens_in, used.tokens_out)
                    for words in (
                        *(f"{count:,}" for count in counts),
                        f"{used.seconds:.1f} s",
                        f"{used.cost:.4f}",
                    ):
                        parts.text(words, "td")
