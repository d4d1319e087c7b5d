"""The settings page: language and colours of this browser, lasting answers to calls, limits."""

from typing import Any

from nicegui import ui

from agora.server.web import parts
from agora.server.web.frame import frame, top
from agora.server.web.texts import LANGUAGES
from agora.server.web.visitor import THEMES, Visitor

__all__ = ["settings_page"]


def settings_page(visitor: Visitor) -> None:
    """Make the page."""
    say = visitor.say
    with frame(visitor, say("settings"), here="settings"):
        top(visitor, say("settings"))
        with parts.box("div", "sheet"), parts.box("div", "sheet-in"):
            _appearance(visitor)
            _rules(visitor)
            _limits(visitor)
            if visitor.caller.via == "login":
                with parts.box("div", "row"):
                    parts.button(say("log_out"), None, onclick="agora.logOut()")


def _appearance(visitor: Visitor) -> None:
    say = visitor.say

    def remember(name: str, value: str, known: Any) -> None:
        if value in known:
            ui.run_javascript(f"agora.remember('{name}', '{value}')")

    with parts.box("section", "card"):
        parts.text(say("appearance"), "h2")
        themes = {theme: say(theme) for theme in THEMES}
        parts.select(
            say("language"), LANGUAGES, visitor.language,
            lambda event: remember("language", str(event.args), LANGUAGES), seen=True,
        )  # fmt: skip
        parts.select(
            say("theme"),
            themes,
            visitor.theme,
            lambda event: remember("theme", str(event.args), THEMES),
            seen=True,
        )


def _rules(visitor: Visitor) -> None:
    say, rules = visitor.say, visitor.desk.mind.rules

    def revoke(rule: str) -> None:
        revoked = rules.revoke(rule)
        visitor.note("rule revoked", f"{revoked.decision}: {revoked.tool}")
        ui.navigate.reload()

    with parts.box("section", "card"):
        parts.text(say("rules"), "h2")
        parts.text(say("rules_more"), "p", "muted")
        if not (found := rules.list()):
            parts.text(say("no_rules"), "p")
        for rule in found:
            with parts.box("div", "row"):
                parts.text(str(rule), "code", "grow")
                if visitor.may("work"):
                    parts.button(say("revoke"), visitor.act(lambda name=rule.id: revoke(name)))


def _limits(visitor: Visitor) -> None:
    say = visitor.say
    with parts.box("section", "card"):
        parts.text(say("limits"), "h2")
        parts.text(say("limits_more"), "p", "muted")
        with parts.box("table", "figures"), parts.box("tbody"):
            for name, value in visitor.desk.settings.limits:
                with parts.box("tr"):
                    parts.text(name, "th", scope="row")
                    parts.text(f"{value:,}", "td")
