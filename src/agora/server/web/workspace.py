"""The page of a session's workspace: what lies in it, to fetch, and a way to put something in."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from nicegui import ui

from agora.sandbox import Entry
from agora.server import files
from agora.server.web import markup, parts
from agora.server.web.composer import tell_upload
from agora.server.web.frame import frame, top
from agora.server.web.visitor import Visitor

__all__ = ["size_words", "workspace"]


def workspace(visitor: Visitor, session: str) -> None:
    """Make the page."""
    say = visitor.say
    with frame(visitor, say("files"), session=session):
        top(visitor, say("workspace"))
        with parts.box("div", "sheet"), parts.box("div", "sheet-in"):
            with parts.box("div", "row"):
                parts.link(say("chat"), f"/chat/{quote(session, safe='')}", "button", icon_name="chat")
                if visitor.may("work"):
                    _chooser(visitor, session)
            shown = parts.box("div")
            with shown:
                _list(visitor, session)

    def uploaded(told: dict[str, str]) -> None:
        tell_upload(visitor, told)
        shown.clear()
        with shown:
            _list(visitor, session)

    ui.on("uploaded", lambda event: uploaded(event.args))


def _chooser(visitor: Visitor, session: str) -> None:
    with parts.box("label", "button primary"):
        parts.box(
            "input", type="file", multiple="multiple", id="upload", onchange="agora.upload(this)",
            data_to=f"/page/file/{quote(session, safe='')}?path=",
        )  # fmt: skip
        parts.text(visitor.say("upload"))


def _list(visitor: Visitor, session: str) -> None:
    parts.later(
        visitor.say("reading"),
        lambda: files.list_files(visitor.desk, session),
        lambda entries: _entries(visitor, session, entries),
    )


def _entries(visitor: Visitor, session: str, entries: Sequence[Entry]) -> None:
    if not entries:
        parts.text(visitor.say("no_files"), "p", "muted")
        return
    with parts.box("div", "list"):
        for entry in entries:
            _entry(visitor, session, entry)


def _entry(visitor: Visitor, session: str, entry: Entry) -> None:
    path = entry.path.encode("utf-8", "replace").decode()
    with parts.box("div"):
        parts.icon("folder" if entry.is_folder else "file")
        with parts.box("div", "body"):
            parts.text(path)
            if not entry.is_folder:
                parts.text(size_words(entry.size_bytes), "span", "meta")
            if url := markup.picture_url(session, path):
                with parts.box("div", "figure"):
                    parts.box("img", src=url, alt=path, loading="lazy")
        if not entry.is_folder:
            name, href = PurePosixPath(path).name, f"/page/file/{quote(session, safe='')}?path={quote(path)}"
            label = visitor.say("download", name=name)
            with parts.box("a", "button bare", href=href, download=name, aria_label=label, title=label):
                parts.icon("download")


def size_words(size_bytes: int) -> str:
    """Return a size as people say it.

    >>> size_words(7), size_words(2_400_000)
    ('7 B', '2.4 MB')
    """
    size = float(size_bytes)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
