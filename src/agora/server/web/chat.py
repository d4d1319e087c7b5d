"""The page of one session: what was said and thought, what is asked, the plan, and where the person writes.

Everything shown comes from the session's feed: a page that is opened late, again, or in two windows shows the
same, and a reply that is being written is shown as far as it is.
"""

import asyncio
from typing import Any

from nicegui import background_tasks, ui

from agora.errors import AgoraError
from agora.journal import SessionInfo
from agora.mind import view_of
from agora.server.desk import Desk
from agora.server.web import parts
from agora.server.web.composer import Composer
from agora.server.web.frame import frame, top
from agora.server.web.plan import PlanPanel
from agora.server.web.requests import Requests
from agora.server.web.session_menu import entries, title_of
from agora.server.web.thread import Thread
from agora.server.web.visitor import Visitor

__all__ = ["chat", "welcome"]

# Words are drawn at most so often: nobody reads faster, and each drawing renders the whole reply.
_DRAW_S = 0.08

_WIDE = "() => emit(matchMedia('(min-width: 1181px)').matches)"


def welcome(visitor: Visitor) -> None:
    """Make the first page: a new session that begins with the first message."""
    say = visitor.say
    with frame(visitor, say("new"), session=""):
        top(visitor, say("new"))
        with parts.box("div", "talk"), parts.box("div", "welcome"):
            parts.text(say("hello"), "h2")
            parts.text(say("hello_more"), "p", "muted")
            with parts.box("div", "row"):
                for key in ("try_1", "try_2", "try_3"):
                    words = say(key).replace("'", "’")
                    parts.button(words, None, onclick=f"ask.value = '{words}'; ask.focus()")
        Composer(visitor, "", visitor.desk.settings.effort)


def chat(visitor: Visitor, session: str) -> None:
    """Make the page of a session."""
    say, desk = visitor.say, visitor.desk
    try:
        info = desk.info(session)
    except AgoraError:
        with frame(visitor, say("gone")):
            top(visitor, say("gone"))
            with parts.box("div", "sheet"):
                parts.link(say("back"), "/")
        return
    with frame(visitor, title_of(info), session=session):
        panels: list[PlanPanel] = []
        _top(visitor, info, lambda event: panels[0].toggle(seen=bool(event.args)))
        with parts.box("div", "chat"):
            with parts.box("div", "talk-side"):
                with parts.box("div", "talk", id="talk", tabindex="0", role="region", aria_label=say("chat")):
                    thread = Thread(visitor, session, lambda steps: panels[0].show(steps))
                    requests = Requests(visitor, session)
                    alert = parts.box("div", "thread", role="alert")
                composer = Composer(visitor, session, view_of(desk.journal, session).effort)
            panels.append(PlanPanel(visitor, session))
        _Follower(visitor, session, thread, requests, composer, alert).begin()


class _Follower:
    """Keeps a page up to date with its session, for as long as somebody has it open."""

    def __init__(
        self,
        visitor: Visitor,
        session: str,
        thread: Thread,
        requests: Requests,
        composer: Composer,
        alert: ui.element,
    ) -> None:
        self._visitor, self._session, self._thread = visitor, session, thread
        self._requests, self._composer, self._alert = requests, composer, alert
        self._error = ""
        self._seq = 0

    def begin(self) -> None:
        """Show what is there, and follow what comes once the browser is connected."""
        desk, session, client = self._visitor.desk, self._session, ui.context.client
        entries = desk.events(session)
        self._seq = entries[-1]["seq"]
        self._thread.begin(entries)
        self._state(desk.state(session))
        tasks: list[asyncio.Task[None]] = []

        def connected() -> None:
            if not tasks:
                tasks.append(background_tasks.create(self._follow()))

        client.on_connect(connected)
        client.on_delete(lambda: [task.cancel() for task in tasks])

    async def _follow(self) -> None:
        desk, session = self._visitor.desk, self._session
        with self._alert:
            if self._visitor.may("work") and desk.state(session)["state"] == "waiting":
                background_tasks.create(self._take_up(desk))
            async for frame in desk.follow(session, self._seq):
                if not self._visitor.may("read"):  # a login that has ended ends its open pages too
                    ui.navigate.to("/login")
                    return
                if frame.kind == "event":
                    self._thread.add(frame.data)
                elif frame.kind == "text":
                    self._thread.write(**frame.data)
                    self._state(desk.state(session))
                    await asyncio.sleep(_DRAW_S)
                else:
                    self._state(frame.data)

    async def _take_up(self, desk: Desk) -> None:
        """Ask again what a session waits for that rests in the journal."""
        await desk.requests(self._session)

    def _state(self, data: dict[str, Any]) -> None:
        say, desk = self._visitor.say, self._visitor.desk
        busy = desk.running(self._session)
        words = say("waiting") if data["requests"] else say("working") if busy else ""
        self._composer.show(busy=busy, words=words)
        self._requests.show(data["requests"])
        stuck = not busy and data["state"] == "interrupted" and self._thread.busy
        error = data["error"] or (say("interrupted") if stuck else "")
        if error == self._error:
            return
        self._error = error
        self._alert.clear()
        if error:
            with self._alert, parts.box("div", "alert row"):
                parts.text(error, "span", "grow")
                if self._visitor.may("work"):
                    parts.button(
                        say("go_on"), self._visitor.act(lambda: desk.go_on(self._session)), icon_name="retry"
                    )


def _top(visitor: Visitor, info: SessionInfo, toggle_plan: Any) -> None:
    say, session = visitor.say, info.id
    with parts.box("header", "top"):
        parts.button(
            say("open_menu"), None, "rail-button", icon_name="menu", bare=True, onclick="agora.rail()",
            aria_controls="rail", aria_expanded="false",
        )  # fmt: skip
        parts.text(title_of(info), "h1")
        parts.button(say("plan"), toggle_plan, icon_name="plan", bare=True, aria_controls="plan", js=_WIDE)
        with parts.box(
            "a", "button bare", href=f"/files/{session}", aria_label=say("files"), title=say("files")
        ):
            parts.icon("folder")
        parts.menu(say("more"), entries(visitor, info, open_=True))
