"""The models page: what can answer, to fetch, choose and check."""

import asyncio
from typing import Any

from nicegui import ui

from agora.server.web import parts
from agora.server.web.frame import frame, top
from agora.server.web.visitor import Visitor
from agora.server.web.workspace import size_words

__all__ = ["models_page"]

# How often the progress of a fetch is drawn.
_DRAW_S = 0.5


def models_page(visitor: Visitor) -> None:
    """Make the page."""
    say, models = visitor.say, visitor.service.models
    with frame(visitor, say("models"), here="models"):
        top(visitor, say("models"))
        with parts.box("div", "sheet"), parts.box("div", "sheet-in"):
            parts.text(say("models_more"), "p", "muted")
            with parts.box("div", "list"):
                for entry in models.list():
                    _model(visitor, entry)


def _model(visitor: Visitor, entry: dict[str, Any]) -> None:
    say, name = visitor.say, str(entry["name"])
    with parts.box("div"):
        with parts.box("div", "body"):
            with parts.box("div", "row"):
                parts.text(name, "h2")
                if entry["in_use"]:
                    parts.text(say("in_use"), "span", "tag")
            where = say("endpoint" if entry["kind"] == "endpoint" else "here") if entry["installed"] else ""
            size = size_words(entry["size_bytes"]) if entry.get("size_bytes") else ""
            parts.text(" · ".join(filter(None, (str(entry["title"]), where, size))), "span", "meta")
            if known := entry.get("verdict"):
                _openness(visitor, name, known)
            told = parts.box("div", aria_live="polite")
        if not visitor.may("manage"):
            return

        def use() -> None:
            visitor.service.use_model(name)
            visitor.note("model chosen", name)
            ui.navigate.reload()

        with parts.box("div", "row"):
            if not entry["installed"]:
                parts.button(say("pull"), visitor.act(lambda: _pull(visitor, name, told), "manage"))
                return
            if not entry["in_use"]:
                parts.button(say("use"), visitor.act(use, "manage"))
            parts.button(say("check_model"), visitor.act(lambda: _check(visitor, name, told), "manage"))


def _openness(visitor: Visitor, name: str, known: dict[str, Any]) -> None:
    """Show how open a model is, with why in the next line."""
    say, osaid = visitor.say, known["osaid"]
    colour = {"pass": "tag", "fail": "tag bad"}.get(osaid, "tag warn")
    with parts.box("div", "row"):
        parts.text(say("osaid", verdict=say(f"verdict_{osaid}")), "span", colour)
        parts.text(
            say("mof", mof=known["mof"] or say("mof_none")), "span", "tag" if known["mof"] else "tag warn"
        )
    parts.text(say("openness_why", why=known["why"], date=known["as_of"], name=name), "span", "meta")


async def _pull(visitor: Visitor, name: str, told: ui.element) -> None:
    fetched = visitor.service.models.pull(name)
    visitor.note("model fetched", name)
    told.clear()
    with told:
        bar = parts.box("progress", aria_label=visitor.say("pulling", name=name), max="1")
        words = parts.text("", "span", "meta")
    while fetched.state == "running":
        if fetched.total_bytes:
            bar.props["value"] = str(fetched.done_bytes / fetched.total_bytes)
            words.text = f"{size_words(fetched.done_bytes)} / {size_words(fetched.total_bytes)}"
        await asyncio.sleep(_DRAW_S)
    if fetched.state == "done":
        ui.navigate.reload()
        return
    told.clear()
    with told:
        parts.text(fetched.error, "p", "alert")


async def _check(visitor: Visitor, name: str, told: ui.element) -> None:
    say = visitor.say
    told.clear()
    with told:
        parts.text(say("checking"), "p", "meta")
    try:
        lines = await visitor.service.models.check(name)
    finally:
        told.clear()
    with told, parts.box("ul", "plain"):
        for line in lines:
            with parts.box("li", "row"):
                parts.text(say("works" if line.ok else "works_not"), "span", "tag" if line.ok else "tag bad")
                parts.text(f"{line.part}: {line.detail}", "span", "meta")
