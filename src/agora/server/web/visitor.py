"""Who looks at a page: their desk, what they may do, and how they want to see it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from fastapi import Request
from nicegui import ui

from agora.errors import AgoraError
from agora.server.desk import Desk
from agora.server.door import COOKIE
from agora.server.people import Caller, People
from agora.server.service import Service
from agora.server.web.texts import LANGUAGES, Say, saying

__all__ = ["THEMES", "Visitor", "preferred", "visitor_of"]

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Visitor:
    """Somebody who opened a page.

    Attributes:
        say: gives the words of their language.
        language: of `LANGUAGES`.
        theme: of `THEMES`.
        secret: of their login, if that is how they are known.
    """

    service: Service
    people: People
    desk: Desk
    caller: Caller
    say: Say
    language: str
    theme: str
    secret: str

    def may(self, right: str) -> bool:
        """Whether they have a right now: a page stays open when a login has ended."""
        caller = self.people.by_login(self.secret) if self.caller.via == "login" else self.caller
        return caller is not None and right in caller.rights

    def note(self, what: str, detail: str = "") -> None:
        """Write what they did into the audit log."""
        self.people.note(self.caller.user, what, detail)

    def act(self, handler: Callable[..., Any], right: str = "work") -> Callable[..., Awaitable[None]]:
        """Return a handler for an event of the page, which tells what went wrong, and refuses who may not.

        A browser can send the event of any button that it was handed, so rights are checked here too.
        """

        @wraps(handler)
        async def handle(*args: Any) -> None:
            if not self.may(right):
                ui.notify(self.say("not_yours"), type="warning")
                return
            try:
                result = handler(*args)
                if isinstance(result, Awaitable):
                    await result
            except AgoraError as error:
                ui.notify(str(error), type="negative", multi_line=True, timeout=8_000)

        return handle


def visitor_of(request: Request, service: Service, people: People) -> Visitor:
    """Return who asks for a page; the door has let them in."""
    caller: Caller = request.scope["caller"]
    language = request.cookies.get("agora_language") or preferred(request.headers.get("accept-language", ""))
    theme = request.cookies.get("agora_theme", "auto")
    return Visitor(
        service,
        people,
        service.desk(caller.user),
        caller,
        saying(language),
        language if language in LANGUAGES else "en",
        theme if theme in THEMES else "auto",
        request.cookies.get(COOKIE, ""),
    )


def preferred(accepted: str) -> str:
    """Return the first language that a browser accepts and the catalogue has.

    >>> preferred("fr-CA,fr;q=0.9,en;q=0.8"), preferred("de"), preferred("")
    ('fr', 'en', 'en')
    """
    wanted = (part.split(";")[0].split("-")[0].strip().lower() for part in accepted.split(","))
    return next((each for each in wanted if each in LANGUAGES), "en")
