"""Agora as an MCP server: other assistants can ask it and share its memory, as whoever's key it is."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

from agora.errors import AgoraError
from agora.server.answering import answering
from agora.server.desk import Desk
from agora.server.people import Caller, People
from agora.server.service import Service
from agora.server.waiting import PAYER

__all__ = ["endpoint", "make_server"]

_CALLER: ContextVar[Caller] = ContextVar("caller")


def make_server(service: Service, people: People) -> Any:
    """Return the server with its three tools."""
    server: Any = MCPServer(
        "agora",
        instructions="An assistant that reasons, plans, programs and remembers.",
        log_level="WARNING",  # of the whole process: below it every request to an endpoint is a line
    )

    def desk() -> Desk:
        caller = _CALLER.get()
        people.note(caller.user, "mcp")
        return service.desk(caller.user)

    async def ask(task: str) -> str:
        """Give Agora a task and return its answer; it thinks with its own tools, in a session of its own."""
        async with aclosing(answering(desk(), task, untrusted=True)) as events:
            *_, answer = [event async for event in events]
        return str(answer["text"])

    def recall(query: str, most: int = 5) -> list[str]:
        """Return what Agora remembers that fits a query best."""
        return [item.text for item in desk().mind.memory.recall(query, min(max(most, 1), 50))]

    def remember(statement: str, about: str = "") -> str:
        """Have Agora remember a statement that makes sense on its own; returns its id."""
        return desk().mind.memory.remember(statement, about, source="mcp")

    for tool in (ask, recall, remember):
        server.add_tool(_told(tool))
    return server


def _told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Have a caller read why a tool failed: of any other kind of error the SDK tells nothing but that."""

    @wraps(tool)
    async def call(**given: Any) -> Any:
        try:
            made = tool(**given) if iscoroutinefunction(tool) else asyncio.to_thread(tool, **given)
            return await made
        except AgoraError as error:
            raise ToolError(str(error)) from None

    return call


def endpoint(server: Any, people: People) -> ASGIApp:
    """Return the server's application, which knows who calls; hosts and origins were checked at the door."""
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        streamable_http_path="/", stateless_http=True, transport_security=security
    )

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        with _as(scope.get("caller"), people):
            await app(scope, receive, send)

    return called


@contextmanager
def _as(caller: Caller | None, people: People) -> Iterator[None]:
    token = _CALLER.set(caller) if caller is not None else None
    payer = PAYER.set(people.payer(caller)) if caller is not None else None
    try:
        yield
    finally:
        if token is not None and payer is not None:
            _CALLER.reset(token)
            PAYER.reset(payer)
