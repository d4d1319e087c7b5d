"""The right that each route needs, and whether who asks has it.

Everything is denied unless a route declares the right that it needs (`Needs`), or is among the few that
are open to all. `check_routes` refuses to start an app with a route that declares none. Who asks is found out
at the door: `agora.server.door`.
"""

from collections.abc import Iterator

from fastapi import HTTPException, Request
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from agora.errors import AgoraError
from agora.server.people import Caller, People

__all__ = ["OPEN", "Guarded", "Needs", "check_routes", "needed", "refusal", "walk"]

OPEN = frozenset({"/healthz", "/readyz", "/login", "/logout"})
"""Paths that anybody may ask for; none tells anything of anybody."""

_SPENT_UP = "The key's budget of tokens is used up. Ask for one with a larger budget."

# Paths of programs, which a page to log in at would tell nothing.
_PROGRAMS = ("/v1/", "/api/", "/mcp")


class Needs:
    """What a route depends on: a right. Calling it gives the caller who has it.

    Raises:
        HTTPException: 401 for nobody, 403 for somebody without the right.
    """

    def __init__(self, right: str) -> None:
        self.right = right

    async def __call__(self, request: Request) -> Caller:
        """Return who asks."""  # asynchronous, or it would be called in a thread of its own
        caller: Caller | None = request.scope.get("caller")
        if caller is None:
            raise HTTPException(401, "Who are you? Log in, or send a key.", {"WWW-Authenticate": "Bearer"})
        if self.right not in caller.rights:
            raise HTTPException(403, f"This needs the right {self.right!r}.")
        if _spent_up(request.scope, caller, self.right):
            raise HTTPException(429, _SPENT_UP)
        return caller


def _spent_up(scope: Scope, caller: Caller, right: str) -> bool:
    people: People = scope["app"].state.people
    return bool(caller.key) and right in ("chat", "work") and people.spent_up(caller.key)


class Guarded:
    """A mounted application that needs a right as a whole, but for some paths below it.

    Args:
        login: where a browser logs in; then no key suffices, for what a page does is not counted against one.
    """

    def __init__(
        self, app: ASGIApp, right: str, *, open_paths: tuple[str, ...] = (), login: str = ""
    ) -> None:
        self.app, self.right, self._open, self._login = app, right, open_paths, login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, send a browser to the login, or refuse."""
        caller: Caller | None = scope.get("caller")
        path = scope.get("path", "")
        is_open = scope["type"] == "lifespan" or path.startswith(self._open)
        suffices = caller is not None and self.right in caller.rights and not (self._login and caller.key)
        if suffices and caller is not None and _spent_up(scope, caller, self.right):
            await refusal(429, _SPENT_UP)(scope, receive, send)
        elif is_open or suffices:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif self._login and caller is None and scope["method"] == "GET" and not path.startswith(_PROGRAMS):
            headers = [(b"location", self._login.encode())]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await refusal(401 if caller is None else 403, "You may not.")(scope, receive, send)


def needed(route: BaseRoute) -> str | None:
    """Return the right that a route needs, empty if it is open to all, `None` if it does not say."""
    if getattr(route, "path", None) in OPEN:
        return ""
    if isinstance(route, APIRoute):
        rights = [each.call.right for each in route.dependant.dependencies if isinstance(each.call, Needs)]
        return rights[0] if rights else None
    app = getattr(route, "app", None)
    return app.right if isinstance(app, Guarded) else None


def check_routes(routes: list[BaseRoute]) -> None:
    """Refuse an app in which something is open to everybody by oversight.

    Raises:
        AgoraError: a route declares no right.
    """
    for route in walk(routes):
        if needed(route) is None:
            raise AgoraError(f"The route {getattr(route, 'path', route)} declares no right.")


def walk(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    """Yield all routes, those of included routers too."""
    for route in routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        if inner is None:
            yield route
        else:
            yield from walk(inner)


def refusal(status: int, why: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return what is told where no route is reached."""
    body = {"error": {"message": why, "type": "invalid_request_error", "param": None, "code": None}}
    return JSONResponse(body, status, headers)
