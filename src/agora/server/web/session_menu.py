"""What can be done with a session as a whole, from its page and the list: rename, fork, export, delete."""

import re
from collections.abc import Callable
from typing import Any

from nicegui import ui

from agora.journal import SessionInfo
from agora.server.web import parts
from agora.server.web.visitor import Visitor

__all__ = ["entries", "open_menu", "title_of"]


def title_of(info: SessionInfo) -> str:
    """Return what a session is called: its name, or how it began."""
    return info.name or info.title or info.id


def entries(visitor: Visitor, info: SessionInfo, *, open_: bool) -> list[Callable[[], object]]:
    """Return functions that each make an entry.

    Args:
        open_: the page shows this session, and leaves it when it is deleted.
    """
    say, session = visitor.say, info.id
    export = [lambda: parts.link(say("export"), f"/page/export/{session}", "button", icon_name="download")]
    if not visitor.may("work"):
        return [*export]
    return [
        lambda: parts.button(say("rename"), lambda: _rename(visitor, info), icon_name="edit"),
        lambda: parts.button(say("fork"), visitor.act(lambda: _fork(visitor, session)), icon_name="fork"),
        *export,
        lambda: parts.button(
            say("delete"), lambda: _delete(visitor, session, leave=open_), "danger", icon_name="trash"
        ),
    ]


def open_menu(visitor: Visitor, info: SessionInfo, *, open_: bool) -> None:
    """Show the entries in a dialog, for a session in the list."""
    with parts.dialog(title_of(info)), parts.box("div", "entries"):
        for entry in entries(visitor, info, open_=open_):
            entry()


def _fork(visitor: Visitor, session: str) -> None:
    ui.navigate.to(f"/chat/{visitor.desk.fork(session)}")


def _rename(visitor: Visitor, info: SessionInfo) -> None:
    say = visitor.say

    def rename(event: Any) -> None:
        visitor.desk.rename(info.id, re.sub(r"\s+", " ", str(event.args)).strip())
        ui.navigate.reload()

    act = visitor.act(rename)
    ui.run_javascript("agora.close()")
    with parts.dialog(say("rename")):
        field = parts.field(say("name"), info.name, seen=True, id="new-name", autofocus="autofocus")
        field.on("keydown.enter", act, js_handler="(event) => emit(event.target.value)")
        with parts.box("div", "row end"):
            parts.button(say("cancel"), None, onclick="agora.close()")
            parts.button(
                say("save"), act, "primary", js="() => emit(document.getElementById('new-name').value)"
            )


def _delete(visitor: Visitor, session: str, *, leave: bool) -> None:
    say = visitor.say

    async def delete() -> None:
        await visitor.desk.delete(session)
        visitor.note("session deleted", session)
        if leave:
            ui.navigate.to("/")
        else:
            ui.navigate.reload()

    ui.run_javascript("agora.close()")
    parts.confirm(say("delete_sure"), say("delete_more"), say("delete"), say("cancel"), visitor.act(delete))
