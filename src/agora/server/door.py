"""The door of every request: to what name it is, from which page, by whom, how much, and how often."""

import ipaddress
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agora.errors import UsageError
from agora.server.auth import refusal
from agora.server.people import SINGLE, Caller, People

__all__ = ["COOKIE", "MOST_BODY_BYTES", "Door", "check_host"]

COOKIE = "agora_login"

MOST_BODY_BYTES = 33 * 2**20
"""A file of the largest size that may be uploaded, and its headers."""

# What nobody known sends is a login, and it is parsed before any right is looked at.
_MOST_UNKNOWN_BYTES = 16_384

# NiceGUI needs the two `unsafe`; no other host is named, so nothing is loaded from one or sent to one.
_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_SAFE = ("GET", "HEAD", "OPTIONS")
_MINUTE_S = 60.0


def check_host(host: str, people: People, names: Sequence[str] = ()) -> None:
    """Refuse to listen beyond loopback, or under a name that others may know, without users.

    Raises:
        UsageError: it would be open to everybody who can reach this machine.
    """
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if (not loopback or names) and not people.users():
        raise UsageError(
            f"{names[0] if names else host} can be reached from other machines, and there are no users.",
            why="Whoever reached it could do whatever you can.",
            fix="Add one first: agora users add NAME --role admin",
        )


@dataclass
class Door:
    """The outermost part of the app, through which every request comes.

    Attributes:
        people: who is known.
        names: host names that the service goes by; addresses and `localhost` always do.
        single: without users, everybody is the single person. Not where the service began with users: who
            removes the last one does not mean to let everybody in.
        count: told method, status and seconds of each request.
    """

    app: ASGIApp
    people: People
    names: tuple[str, ...] = ()
    single: bool = True
    count: Callable[[str, int, float], None] = lambda method, status, seconds: None
    clock: Callable[[], float] = time.monotonic
    _asked: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, and let it in."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        began, headers = time.perf_counter(), Headers(scope=scope)
        if scope["path"] == "/mcp":  # as most clients have it; else the pages, mounted at "/", would get it
            scope["path"], scope["raw_path"] = "/mcp/", b"/mcp/"
        scope["caller"] = caller = self._caller(headers)
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                for name, value in _HEADERS.items():
                    MutableHeaders(scope=message).setdefault(name, value)
            await send(message)

        refused = self._refusal(scope, headers, caller)
        if refused is not None and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            await (refused or self.app)(scope, _limited(receive, _most_bytes(caller)), answer)
        finally:
            self.count(scope.get("method", "WS"), status, time.perf_counter() - began)

    def _caller(self, headers: Headers) -> Caller | None:
        if not self.people.users():
            return SINGLE if self.single else None
        kind, _, key = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.people.by_key(key.strip())
        # As lenient as browsers: cookies of a machine's other services come along, whatever is in them.
        secret = cookie_parser(headers.get("cookie", "")).get(COOKIE)
        return self.people.by_login(secret) if secret else None

    def _refusal(self, scope: Scope, headers: Headers, caller: Caller | None) -> ASGIApp | None:
        """Return what answers in the place of the app, if the request must not come in."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return refusal(
                421, "This service does not go by that name. Name it with: agora serve --name NAME"
            )
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE
        origin = headers.get("origin")
        if changes and origin is not None and _netloc(origin) != host.lower():
            return refusal(403, "The request comes from a page of another site.")
        if changes and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return refusal(403, "The request comes from a page of another site.")
        told = origin is not None or "sec-fetch-site" in headers
        if changes and caller is not None and caller.via == "login" and not told:
            return refusal(403, "A request with a login must say which page it comes from (Origin).")
        most = _most_bytes(caller)
        if _number(headers.get("content-length", "0")) > most:
            return refusal(413, f"At most {most:,} bytes can be sent.")
        if caller is not None and caller.per_minute and not self._in_time(caller):
            return refusal(429, "This key may make no more requests in this minute.", {"Retry-After": "60"})
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "") if "@" not in host else ""
        except ValueError:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name == "localhost" or name in {each.lower() for each in self.names}
        return True  # an address cannot be rebound

    def _in_time(self, caller: Caller) -> bool:
        now, asked = self.clock(), self._asked[caller.key]
        while asked and asked[0] < now - _MINUTE_S:
            asked.popleft()
        asked.append(now)
        return len(asked) <= caller.per_minute


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else MOST_BODY_BYTES + 1


def _netloc(url: str) -> str:
    """Return the host and port of a URL in small letters; nothing of what is none.

    >>> _netloc("http://LocalHost:8420/x"), _netloc("http://[")
    ('localhost:8420', '')
    """
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _most_bytes(caller: Caller | None) -> int:
    return MOST_BODY_BYTES if caller is not None else _MOST_UNKNOWN_BYTES


def _limited(receive: Receive, most: int) -> Receive:
    """Count what comes in without having said how much it would be."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message: Any = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(413, f"At most {most:,} bytes can be sent.")
        return message  # type: ignore[no-any-return]

    return limited
