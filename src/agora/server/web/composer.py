"""Where the person writes: the message, how hard to think, a file to add, and the way to stop."""

from typing import Any

from nicegui import ui

from agora.server.web import parts
from agora.server.web.visitor import Visitor

__all__ = ["EFFORTS", "Composer"]

EFFORTS = ("low", "medium", "high")

_ENTER = """(event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    agora.send(emit);
}"""


class Composer:
    """The composer of a session, or of one that begins with the first message.

    Args:
        session: empty for a new one.
        effort: of the session.
    """

    def __init__(self, visitor: Visitor, session: str, effort: str) -> None:
        self._visitor, self._session, self._effort = visitor, session, effort
        say, may = visitor.say, visitor.may("work")
        with parts.box("div", "ask-side"), parts.box("div", "composer"):
            off = {} if may else {"disabled": "disabled"}
            field = parts.field(
                say("message"), tag="textarea", id="ask", rows="1", enterkeyhint="send",
                placeholder=say("ask" if may else "not_yours"), title=say("send_hint"), locked=not may,
            )  # fmt: skip
            field.on("keydown", visitor.act(self._send), js_handler=_ENTER)
            with parts.box("div", "foot"):
                if session and may:
                    self._attach()
                parts.select(
                    say("effort"), {key: say(key) for key in EFFORTS}, effort, visitor.act(self._set_effort)
                )
                self._state = parts.text("", "div", "state", role="status", aria_live="polite")
                self._stop = parts.button(
                    say("stop"), visitor.act(self._stop_work), "round", icon_name="stop", bare=True
                )
                self._go = parts.button(
                    say("send"), visitor.act(self._send), "round primary", icon_name="send", bare=True,
                    js="() => agora.send(emit)", id="send", **off,
                )  # fmt: skip
        self.show(busy=False, words="")

    def show(self, *, busy: bool, words: str) -> None:
        """Tell what is going on, and offer to stop it while there is something to stop."""
        self._stop.set_visibility(busy and self._visitor.may("work"))
        self._go.set_visibility(not busy)
        if self._state.text != words:
            self._state.text = words

    def _attach(self) -> None:
        with parts.box("label", "button bare attach", title=self._visitor.say("attach")):
            parts.text(self._visitor.say("attach"), css="unseen")
            parts.box(
                "input", type="file", multiple="multiple", id="upload", onchange="agora.upload(this)",
                data_to=f"/page/file/{self._session}?path=",
            )  # fmt: skip
            parts.icon("attach")
        ui.on("uploaded", lambda event: tell_upload(self._visitor, event.args))

    async def _send(self, event: Any) -> None:
        """Take a message over, once, however often the page says it; see `agora.send` in page.js."""
        key, taken = str(event.args["key"]), self._visitor.desk.taken
        if key not in taken:
            try:
                with taken.taking(key) as took:
                    took(await self._hand_over(str(event.args["text"]).strip()))
            except BaseException:
                ui.run_javascript("agora.sent(false)")
                raise
        if session := taken[key]:  # or it is being taken over by an earlier call, which tells
            ui.run_javascript("agora.sent()")
            if not self._session:
                ui.navigate.to(f"/chat/{session}")

    async def _hand_over(self, text: str) -> str:
        desk = self._visitor.desk
        session = self._session or desk.create(effort=self._effort)
        await desk.send(session, text)
        return session

    async def _stop_work(self) -> None:
        await self._visitor.desk.stop(self._session)

    def _set_effort(self, event: Any) -> None:
        self._effort = str(event.args)
        if self._session:
            self._visitor.desk.change(self._session, "effort", self._effort)


def tell_upload(visitor: Visitor, told: dict[str, str]) -> None:
    """Say that a file is there, or why it is not."""
    if told["error"]:
        ui.notify(told["error"], type="negative", multi_line=True, position="top")
    else:
        ui.notify(visitor.say("uploaded", name=told["name"]), type="positive", position="top")
