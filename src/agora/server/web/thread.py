"""A conversation on the page: every event of a session in its place, and the words that are being written."""

from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath
from typing import Any

from nicegui import ui

from agora.server.web import markup, parts
from agora.server.web.thoughts import ThoughtView
from agora.server.web.visitor import Visitor

__all__ = ["Thread"]

# Messages of the person, with all that followed, that a page shows at once: a long session would take seconds
# to draw, and nobody reads it from the top.
_MOST_TURNS = 20


class Thread:
    """What was said and thought; made inside the element that it stands in.

    Args:
        on_plan: told the steps whenever the plan changed.
    """

    def __init__(
        self, visitor: Visitor, session: str, on_plan: Callable[[list[dict[str, Any]]], None]
    ) -> None:
        self._visitor, self._session, self._on_plan = visitor, session, on_plan
        self._say = visitor.say
        self._older = parts.box("div", "older")
        self._column = parts.box("div", "thread", role="log", aria_live="off")
        self._thoughts: dict[tuple[int, int], ThoughtView] = {}
        self._pictures: dict[str, None] = {}
        self._partial: Any = None
        self._words = ""
        self.busy = False
        """A task has begun and is not over, as far as its events tell."""

    def begin(self, entries: list[dict[str, Any]]) -> None:
        """Show the last turns of a session, and a way to those before."""
        kinds = [(entry["event"] or {}).get("type") for entry in entries]
        turns = [at for at, kind in enumerate(kinds) if kind == "user_message"]
        cut = turns[-_MOST_TURNS] if len(turns) > _MOST_TURNS else 0
        plans = [entry for entry, kind in zip(entries[:cut], kinds, strict=False) if kind == "plan"]
        for entry in [*plans[-1:], *entries[cut:]]:
            self._show(entry)
        self._older.clear()
        if cut:
            self._offer(entries[:cut], len(turns) - _MOST_TURNS)

    def _offer(self, entries: list[dict[str, Any]], count: int) -> None:
        def show() -> None:
            self._older.clear()
            with self._older:
                Thread(self._visitor, self._session, lambda steps: None).begin(entries)

        with self._older:
            words = self._say("show_earlier", count=count)
            parts.button(words, self._visitor.act(show, "read"), "earlier")

    def write(self, text: str, at: int) -> None:
        """Show more words of the reply that is being written; `at` counts what came before."""
        self._words = (self._words if at else "") + text
        if self._partial is None:
            with self._column, parts.box("div", "partial") as self._holder:
                parts.text(self._say("partial"), "div", "label")
                self._partial = parts.html("", "said")
        self._partial.content = markup.render(self._words, self._session)

    def add(self, entry: dict[str, Any]) -> None:
        """Show an event."""
        if self._partial is not None:
            self._holder.delete()
            self._partial, self._words = None, ""
        self._show(entry)

    def _show(self, entry: dict[str, Any]) -> None:
        event = entry["event"]
        with self._column:
            if event is None:
                self._aside(self._say("erased"))
                return
            shown = getattr(self, f"_{event['type']}", None)
            if shown is not None:
                shown(event, entry["seq"])

    # ---- what the two said

    def _user_message(self, event: dict[str, Any], seq: int) -> None:
        self.busy = True
        self._pictures.clear()
        with parts.box("section", "message", aria_label=self._say("you")) as message:
            parts.text(event["text"], "div", "words")
            if self._visitor.may("work"):
                with parts.box("div", "tools"):
                    parts.button(
                        self._say("edit_message"), lambda: self._edit(message, event["text"], seq),
                        icon_name="edit", bare=True,
                    )  # fmt: skip

    def _edit(self, message: Any, text: str, seq: int) -> None:
        desk, say, session = self._visitor.desk, self._say, self._session
        message.clear()
        message.classes("editing")

        async def resend(event: Any) -> None:
            fork = await desk.resend(session, seq, str(event.args))
            ui.navigate.to(f"/chat/{fork}")

        def cancel() -> None:
            message.clear()
            message.classes(remove="editing")
            with message:
                parts.text(text, "div", "words")

        with message:
            field = parts.field(say("edit_message"), text, tag="textarea", rows="4", id=f"edit-{seq}")
            with parts.box("div", "row end"):
                parts.button(say("cancel"), cancel)
                parts.button(
                    say("resend"), self._visitor.act(resend), "primary",
                    js=f"() => emit(document.getElementById('edit-{seq}').value)",
                )  # fmt: skip
        del field
        ui.run_javascript(f"agora.focus('edit-{seq}')")

    def _answer(self, event: dict[str, Any], seq: int) -> None:
        self.busy = False
        say, desk, session = self._say, self._visitor.desk, self._session

        def rate(*, good: bool) -> None:
            desk.mind.rate(session, good=good)
            desk.feed(session).look_again()
            ui.notify(say("rated"))

        async def retry() -> None:
            again = await desk.retry(session)
            ui.navigate.to(f"/chat/{again}")

        act = self._visitor.act
        with parts.box("article", "answer", aria_label="Agora"):
            parts.html(markup.render(event["text"], session), "said")
            self._show_pictures(event["text"])
            if event["unsure"]:
                parts.text(say("unsure"), "span", "tag warn")
            with parts.box("div", "tools"):
                parts.button(say("copy"), None, "copy", icon_name="copy", bare=True)
                if self._visitor.may("work"):
                    with parts.box("span", "last-only row"):
                        parts.button(say("retry"), act(retry), icon_name="retry", bare=True)
                        parts.button(
                            say("good"), act(lambda: rate(good=True)), icon_name="thumb_up", bare=True
                        )
                        parts.button(
                            say("bad"), act(lambda: rate(good=False)), icon_name="thumb_down", bare=True
                        )

    def _show_pictures(self, text: str) -> None:
        for path in self._pictures:
            url = markup.picture_url(self._session, path)
            if url and path not in text:
                with parts.box("div", "figure"):
                    parts.box("img", src=url, alt=path, loading="lazy")
        self._pictures.clear()

    # ---- what it thought

    def _thought_started(self, event: dict[str, Any], seq: int) -> None:
        self._thoughts[event["branch"], event["index"]] = ThoughtView(self._say, event)

    def _tool_call(self, event: dict[str, Any], seq: int) -> None:
        if view := self._thoughts.get((event["branch"], event["thought"])):
            view.call(event)

    def _tool_result(self, event: dict[str, Any], seq: int) -> None:
        self._find_pictures(event["changes"])
        if view := self._thoughts.get((event["branch"], event["thought"])):
            view.result(event)

    def _thought(self, event: dict[str, Any], seq: int) -> None:
        if view := self._thoughts.get((event["branch"], event["index"])):
            view.end(event)

    def _find_pictures(self, changes: dict[str, list[str | None]]) -> None:
        for path, sides in changes.items():
            if sides[1] and PurePosixPath(path).suffix.lower() in markup.PICTURES:
                self._pictures[path] = None

    def _plan(self, event: dict[str, Any], seq: int) -> None:
        self._on_plan(event["steps"])

    # ---- what else happened

    def _aside(self, words: str, css: str = "") -> None:
        parts.text(words, "p", f"note {css}")

    def _note(self, event: dict[str, Any], seq: int) -> None:
        self._aside(event["text"])

    def _stopped(self, event: dict[str, Any], seq: int) -> None:
        self.busy = False
        if event["why"] in ("approval", "question"):
            return
        with parts.box("div", "note"):
            parts.text(self._say(f"stopped_{event['why']}"))
            if event["why"] != "interrupted":
                parts.text(event["detail"])
            if self._visitor.may("work"):
                parts.button(self._say("retry"), self._visitor.act(self._go_on), icon_name="retry")

    def _go_on(self) -> Awaitable[None]:
        return self._visitor.desk.go_on(self._session)

    def _recalled(self, event: dict[str, Any], seq: int) -> None:
        with parts.box("details", "fold"):
            parts.text(self._say("recalled", count=len(event["texts"])), "summary")
            with parts.box("ul"):
                for words in event["texts"]:
                    parts.text(words, "li", "meta")

    def _condensed(self, event: dict[str, Any], seq: int) -> None:
        with parts.box("details", "fold"):
            parts.text(self._say("condensed"), "summary")
            parts.text(event["summary"], "p", "meta")

    def _undone(self, event: dict[str, Any], seq: int) -> None:
        self._aside(self._say("undone", names=", ".join(event["changes"])))

    def _setting(self, event: dict[str, Any], seq: int) -> None:
        self._aside(self._say("changed", name=event["name"], value=event["value"]))

    def _chosen(self, event: dict[str, Any], seq: int) -> None:
        self._find_pictures(event["changes"])
        self._aside(self._say("chosen", reason=event["reason"]))
