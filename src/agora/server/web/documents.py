"""The documents that memory has taken in: listed, added from this browser, taken out again."""

import asyncio
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from nicegui import ui

from agora.memory import Converters
from agora.server.desk import Desk
from agora.server.web import parts
from agora.server.web.composer import tell_upload
from agora.server.web.visitor import Visitor
from agora.tools.documents import SUFFIXES, to_text

__all__ = ["add_document", "documents", "take_document"]


def documents(visitor: Visitor) -> None:
    """Show them."""
    say, memory = visitor.say, visitor.desk.mind.memory
    with parts.box("div", "row"):
        parts.text(say("documents"), "h2", "grow")
        if visitor.may("work"):
            with parts.box("label", "button"):
                parts.box("input", type="file", onchange="agora.upload(this)", data_to="/page/document?name=")
                parts.text(say("add_document"))
    counted: dict[str, int] = {}
    for item in memory.list(kinds=["passage"]):
        counted[item.about] = counted.get(item.about, 0) + 1
    if not counted:
        parts.text(say("no_documents"), "p", "muted")
        return

    def forget(name: str) -> None:
        memory.forget_documents(Path(name))
        visitor.note("document forgotten", name)
        ui.navigate.reload()

    with parts.box("div", "list"):
        for name, count in sorted(counted.items()):
            with parts.box("div"):
                parts.icon("file")
                with parts.box("div", "body"):
                    parts.text(PurePosixPath(name).name)
                    parts.text(f"{name} · {count}", "span", "meta")
                if visitor.may("work"):
                    parts.button(
                        say("forget"),
                        visitor.act(lambda name=name: forget(name)),
                        icon_name="trash",
                        bare=True,
                    )


def add_document(visitor: Visitor) -> None:
    """Tell of what was uploaded, and show it."""

    def uploaded(told: dict[str, str]) -> None:
        tell_upload(visitor, told)
        if not told["error"]:
            ui.navigate.reload()

    ui.on("uploaded", lambda event: uploaded(event.args))


def take_document(desk: Desk, name: str, data: bytes) -> None:
    """Keep an uploaded document in the person's own folder, and take it into memory.

    Raises:
        AgoraError: it cannot be read.
    """
    folder = desk.settings.home / "documents"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / quote(PurePosixPath(name).name or "document", safe=" ")
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as draft:
        draft.write(data)
    shutil.move(draft.name, path)
    desk.mind.memory.add_documents(path, _converters(desk))


def _converters(desk: Desk) -> Converters:
    def convert(data: bytes, suffix: str) -> str:
        return asyncio.run(to_text(data, suffix, desk.settings.limits))

    return dict.fromkeys(SUFFIXES, convert)
