"""A thought on the page: one quiet line that unfolds to its code, tool calls, output and time."""

import json
from typing import Any

from agora.server.web import markup, parts
from agora.server.web.texts import Say

__all__ = ["ThoughtView"]

_MOST_SHOWN = 2_000


class ThoughtView:
    """A thought; made inside the element that it stands in.

    Args:
        event: its `thought_started`.
    """

    def __init__(self, say: Say, event: dict[str, Any]) -> None:
        self._say, self._tools = say, list[str]()
        self._calls: dict[int, Any] = {}
        name = say("check") if event["check"] else say("thought", number=event["index"] + 1)
        if event["branch"]:
            name += " · " + say("candidate", number=event["branch"])
        with parts.box("details", "thought"):
            with parts.box("summary"):
                parts.text(name)
                self._meta = parts.text(say("running"), "span", "meta")
            with parts.box("div", "inside"):
                parts.html(markup.code(event["code"], "python"))
                parts.text(say("calls"), "div", "label")
                self._list = parts.box("div", "calls")
                self._end = parts.box("div", "inside")

    def call(self, event: dict[str, Any]) -> None:
        """Show a tool call, before its result is known."""
        self._tools.append(event["tool"])
        self._meta.text = ", ".join(dict.fromkeys(self._tools))
        args = ", ".join(f"{name}={value!r}" for name, value in event["args"].items())
        with self._list, parts.box("div", "call"):
            parts.text(_short(f"{event['tool']}({args})"), "code")
            state = {"deny": "denied", "ask": "asked"}.get(event["decision"], "")
            if state:
                parts.text(f"{self._say(state)}: {event['reason']}", "span", "result")
            self._calls[event["call"]] = parts.text("", "div", "result")

    def result(self, event: dict[str, Any]) -> None:
        """Show what a call returned, or how it failed."""
        shown = self._calls.get(event["call"])
        if shown is None:
            return
        value = event["value"]
        words = event["error"] or (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        shown.text = "" if value is None and not event["error"] else f"→ {_short(words)}"

    def end(self, event: dict[str, Any]) -> None:
        """Show how the thought ended."""
        say = self._say
        parts_of = [", ".join(dict.fromkeys(self._tools)), say("seconds", seconds=f"{event['seconds']:.1f}")]
        if event["error"]:
            parts_of.append(say("failed"))
        self._meta.text = " · ".join(filter(None, parts_of))
        with self._list:
            if not self._tools:
                parts.text(say("no_calls"), "span", "meta")
        with self._end:
            if event["output"]:
                parts.text(say("output"), "div", "label")
                parts.html(markup.code(event["output"]))
            if event["error"]:
                parts.text(event["error"], "div", "alert")


def _short(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + " …"
