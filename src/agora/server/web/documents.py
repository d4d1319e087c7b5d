"""The documents that memory has taken in: listed, added from this browser, taken out again."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from nicegui import ui

from agora.memory import Converters
from agora.server.desk import Desk
from agora.server.web import parts
from agora.server.web.composer import tell_upload
from agora.server.web.visitor import Visitor
from agora.tools.documents import SUFFIXES, to_text

__all__ = ["add_document", "documents", "take_document"]

# Of a file's name, as most file systems have room for 255 bytes.
_MOST_NAME_BYTES, _MOST_SUFFIX = 200, 16


def documents(visitor: Visitor) -> None:
    """Show them."""
    say, memory = visitor.say, visitor.desk.mind.memory
    with parts.box("div", "row"):
        parts.text(say("documents"), "h2", "grow")
        if visitor.may("work"):
            with parts.box("label", "button"):
                parts.box("input", type="file", onchange="agora.upload(this)", data_to="/page/document?name=")
                parts.text(say("add_document"))

    def count() -> Counter[str]:
        return Counter(item.about for item in memory.list(kinds=["passage"]))

    parts.later(say("reading"), count, lambda counted: _list(visitor, counted))


def _list(visitor: Visitor, counted: Mapping[str, int]) -> None:
    say, memory = visitor.say, visitor.desk.mind.memory

    async def forget(name: str) -> None:
        await asyncio.to_thread(memory.forget_documents, Path(name))
        visitor.note("document forgotten", name)
        ui.navigate.reload()

    if not counted:
        parts.text(say("no_documents"), "p", "muted")
        return
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
    path = folder / _file_name(name)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as draft:
        draft.write(data)
    Path(draft.name).replace(path)
    desk.mind.memory.add_documents(path, _converters(desk))


def _file_name(said: str) -> str:
    """Return a name that a file may have here, as like as may be to what a browser says it has there.

    >>> _file_name("C:/notes/Überblick 1.pdf"), _file_name(".."), len(_file_name("文" * 300 + ".md").encode())
    ('Überblick 1.pdf', 'document', 201)
    """
    last = PurePosixPath(said.replace("\\", "/")).name
    plain = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    stem, suffix = PurePosixPath(plain).stem or "document", PurePosixPath(plain).suffix[:_MOST_SUFFIX]
    return stem.encode("utf-8", "replace")[:_MOST_NAME_BYTES].decode("utf-8", "ignore") + suffix


def _converters(desk: Desk) -> Converters:
    def convert(data: bytes, suffix: str) -> str:
        return asyncio.run(to_text(data, suffix, desk.settings.limits))

    return dict.fromkeys(SUFFIXES, convert)
