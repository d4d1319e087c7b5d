"""What is around every page: the head with our one style sheet and script, and the list of sessions."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from nicegui import ui

from agora.journal import SessionInfo
from agora.server.web import parts
from agora.server.web.session_menu import open_menu, title_of
from agora.server.web.visitor import Visitor

__all__ = ["frame", "top"]

_PAGES = (("memory", "memory"), ("models", "model"), ("usage", "usage"), ("settings", "settings"))
_MOST_SESSIONS = 100
_DAY_S = 86_400.0


@contextmanager
def frame(visitor: Visitor, title: str, *, here: str = "", session: str = "") -> Iterator[None]:
    """Make a page, and put what is made inside into its middle.

    Args:
        title: of the browser's tab.
        here: which of the pages it is.
        session: which session it shows.
    """
    ui.page_title(f"{title} · Agora")
    ui.add_head_html(_head(visitor))
    with parts.box("div", "agora"):
        parts.link(visitor.say("skip"), "#main", "skip")
        with parts.box("nav", "rail", id="rail", aria_label=visitor.say("pages")):
            _rail(visitor, here, session)
        with parts.box("div", "main", id="main", tabindex="-1"):
            yield
    ui.run_javascript("agora.ready()")


def _rail(visitor: Visitor, here: str, session: str) -> None:
    say = visitor.say
    with parts.box("div", "rail-head"):
        parts.link("Agora", "/", "brand")
        parts.link(say("new"), "/", "button primary wide", icon_name="add")
    shown: list[Any] = []
    asked = deque[str](maxlen=1)

    async def search(event: Any) -> None:
        asked.append(words := str(event.args))
        infos = await asyncio.to_thread(visitor.desk.sessions, words)
        if asked[-1] is words:  # else another letter came meanwhile
            shown[0].clear()
            with shown[0]:
                _sessions(visitor, session, infos, bool(words))

    parts.field(
        say("search"),
        "",
        visitor.act(search, "read"),
        event="input",
        type="search",
        placeholder=say("search"),
        id="search",
    )
    shown.append(parts.box("div", "session-list"))
    with shown[0]:
        _sessions(visitor, session, visitor.desk.sessions(), False)
    with parts.box("div", "rail-foot"):
        for name, icon in _PAGES:
            current = {"aria_current": "page"} if name == here else {}
            parts.link(say(name), f"/{name}", "way", icon_name=icon, **current)


def _sessions(visitor: Visitor, current: str, found: Sequence[SessionInfo], searched: bool) -> None:
    infos = found[:_MOST_SESSIONS]
    if not infos:
        parts.text(visitor.say("nothing_found" if searched else "no_sessions"), "p", "muted small")
    since = time.time() - _DAY_S
    for key, group in (
        ("today", [info for info in infos if info.updated >= since]),
        ("earlier", [info for info in infos if info.updated < since]),
    ):
        if not group:
            continue
        parts.text(visitor.say(key), "h2", "rail-title")
        with parts.box("ul", "plain"):
            for info in group:
                with parts.box("li"):
                    _session(visitor, info, current)


def _session(visitor: Visitor, info: SessionInfo, current: str) -> None:
    marked = {"aria_current": "page"} if info.id == current else {}
    with parts.link(title_of(info), f"/chat/{info.id}", "way session", **marked):
        if info.state in ("running", "waiting"):
            words = visitor.say("working" if info.state == "running" else "waiting")
            parts.text("", "span", f"dot {info.state}", role="img", aria_label=words, title=words)
    parts.button(
        visitor.say("more_of", name=title_of(info)),
        lambda: open_menu(visitor, info, open_=info.id == current),
        "more", icon_name="more", bare=True,
    )  # fmt: skip


def _head(visitor: Visitor) -> str:
    words = {key: visitor.say(key) for key in ("copy", "copied", "sending")}
    about = {
        "lang": visitor.language, "theme": visitor.theme, "words": words, "service": visitor.desk.taken.token
    }  # fmt: skip
    style, script = _own_files()
    return f"<script>const agoraPage = {json.dumps(about)};\n{script}</script>\n<style>{style}</style>"


@cache
def _own_files() -> tuple[str, str]:
    folder = Path(__file__).parent
    return (folder / "page.css").read_text("utf-8"), (folder / "page.js").read_text("utf-8")


def top(visitor: Visitor, title: str) -> None:
    """Show the heading of a page, with the button that opens the list on a phone."""
    with parts.box("header", "top"):
        parts.button(
            visitor.say("open_menu"), None, "rail-button", icon_name="menu", bare=True,
            onclick="agora.rail()", aria_controls="rail", aria_expanded="false",
        )  # fmt: skip
        parts.text(title, "h1")
