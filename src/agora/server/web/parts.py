"""The few elements that every page is made of: the browser's own, with words shown as text."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from agora.errors import AgoraError
from agora.server.web.icons import icon_html

__all__ = [
    "box",
    "button",
    "confirm",
    "dialog",
    "field",
    "html",
    "icon",
    "later",
    "link",
    "menu",
    "select",
    "text",
]

E = TypeVar("E", bound=ui.element)
T = TypeVar("T")

_VALUE = "(event) => emit(event.target.value)"


def box(tag: str = "div", css: str = "", **attributes: str) -> ui.element:
    """Return an element to put others into; `aria_label="…"` becomes the attribute `aria-label`."""
    return _dress(ui.element(tag), css, attributes)


def text(words: str, tag: str = "span", css: str = "", **attributes: str) -> TextElement:
    """Show words as they are."""
    return _dress(TextElement(tag=tag, text=words), css, attributes)


def html(content: str, css: str = "", tag: str = "div") -> ui.html:
    """Show HTML that `markup` made."""
    return ui.html(content, sanitize=False, tag=tag).classes(css)


def icon(name: str) -> ui.html:
    """Draw one of our icons; it says nothing to a screen reader."""
    return html(icon_html(name), "icon", "span")


def button(
    words: str, handler: Callable[..., Any] | None, css: str = "", *, icon_name: str = "", bare: bool = False,
    js: str = "", **attributes: str,
) -> ui.element:  # fmt: skip
    """Show a button.

    Args:
        bare: only the icon is seen; the words are its label and tooltip.
        js: a JavaScript function of the event that decides what is told, with `emit(…)`.
    """
    shown = _dress(ui.element("button"), css, {"type": "button", **attributes})
    if bare:
        shown.classes("bare")
        shown.props["aria-label"] = shown.props["title"] = words
    with shown:
        if icon_name:
            icon(icon_name)
        if not bare:
            text(words)
    if handler is not None:
        if js:
            shown.on("click", handler, js_handler=js)
        else:
            shown.on("click", handler, args=[])
    return shown


def link(words: str, href: str, css: str = "", *, icon_name: str = "", **attributes: str) -> ui.element:
    """Show a link to another page of ours."""
    shown = _dress(ui.element("a"), css, {"href": href, **attributes})
    with shown:
        if icon_name:
            icon(icon_name)
        text(words)
    return shown


def field(
    label: str, value: str = "", on_change: Callable[[Any], Any] | None = None, *, tag: str = "input",
    css: str = "", seen: bool = False, locked: bool = False, event: str = "change", **attributes: str,
) -> ui.element:  # fmt: skip
    """Show a field to write in.

    Args:
        on_change: told with the event whose `args` are the value.
        locked: nothing can be written in it.
        seen: the label stands above the field; otherwise only a screen reader tells it.
        event: `change`, or `input` for every letter.
    """
    holder = box("label", "field")
    with holder:
        text(label, css="" if seen else "unseen")
        shown = _dress(ui.element(tag), css, attributes)
        # As its default: `value` itself would be set again, over what the person wrote, with every drawing.
        shown.props[".defaultValue"] = value
        if locked:
            shown.props["disabled"] = True
    if on_change is not None:
        shown.on(event, on_change, js_handler=_VALUE, throttle=0.2 if event == "input" else 0.0)
    return shown


def select(
    label: str, options: Mapping[str, str], value: str, on_change: Callable[[Any], Any], *, seen: bool = False
) -> ui.element:
    """Show a choice; `on_change` is told with the event whose `args` are the key."""
    with box("label", "field choice"):
        text(label, css="" if seen else "unseen")
        shown = ui.element("select").on("change", on_change, js_handler=_VALUE)
        with shown:
            for key, words in options.items():
                chosen = {"selected": "selected"} if key == value else {}
                text(words, "option", value=key, **chosen)
    return shown


def menu(label: str, entries: Iterable[Callable[[], object]], css: str = "") -> None:
    """Show a button that unfolds to entries, each made by a function."""
    with box("details", f"menu {css}"):
        with box("summary", "bare", aria_label=label, title=label):
            icon("more").classes("dots")
        with box("div", "menu-list"):
            for entry in entries:
                entry()


def dialog(title: str) -> ui.element:
    """Open a dialog to fill; the browser keeps the focus in it, and Escape closes it."""
    with ui.context.client.content:  # not where it was asked for, which may be a menu that closes
        shown = box("dialog", aria_label=title)
    shown.on("close", shown.delete)
    with shown:
        text(title, "h2")
    ui.run_javascript(f"agora.open('{shown.html_id}')")
    return shown


def later(words: str, read: Callable[[], T], show: Callable[[T], object]) -> None:
    """Show what takes a while to read, in the place of some words.

    Args:
        read: reads it, in a thread, for everybody's streams share this one.
        show: makes elements of it.
    """
    with box("div", "later") as holder:
        text(words, "p", "muted", role="status")

    async def fill() -> None:
        try:
            found = await asyncio.to_thread(read)
        except AgoraError as error:
            holder.clear()
            with holder:
                text(str(error), "p", "alert", role="alert")
            return
        holder.clear()
        with holder:
            show(found)

    ui.timer(0, fill, once=True)


def confirm(title: str, more: str, yes: str, no: str, handler: Callable[..., Any]) -> None:
    """Ask before something that cannot be taken back."""
    with dialog(title):
        text(more, "p", "muted")
        with box("div", "row end"):
            button(no, lambda: ui.run_javascript("agora.close()"), autofocus="autofocus")
            button(yes, handler, "danger")


def _dress(element: E, css: str, attributes: Mapping[str, str]) -> E:
    element.classes(css)
    for name, value in attributes.items():
        element.props[name.rstrip("_").replace("_", "-")] = value
    return element
