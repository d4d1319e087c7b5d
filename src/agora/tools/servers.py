"""MCP servers as families of tools: what a person lists under `[mcp.NAME]` in `agora.toml`.

    [mcp.time]
    command = ["uvx", "mcp-server-time"]
    effects = { get_current_time = "read" }     # the person's word; without it every tool is an `act`
    outward = false                             # and what it is told leaves the machine

A server is somebody else's program. What it says of its tools is data: it is shortened, and decides nothing.
Until the person says otherwise each of its tools is an `act`, outward, and what it returns is untrusted.

Source: Model Context Protocol, https://modelcontextprotocol.io, through its own SDK.
"""

import inspect
import keyword
import os
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO

from agora.config import ToolServer
from agora.errors import ToolError
from agora.tools.base import Context, Tool

__all__ = ["Served", "tool_servers"]

# Of a description that a stranger wrote, as much as the model needs to know what a tool is for.
_MOST_CHARS = 300

# More tools than this would push everything else out of the prompt.
_MOST_TOOLS = 40

_TYPES: dict[str, Any] = {
    "string": str, "integer": int, "number": float, "boolean": bool, "array": list, "object": dict,
}  # fmt: skip


@dataclass
class Served:
    """What the servers brought.

    Attributes:
        tools: of all servers that answered.
        failures: server → why it brought none.
    """

    tools: list[Tool] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)


@asynccontextmanager
async def tool_servers(servers: Mapping[str, ToolServer]) -> AsyncIterator[Served]:
    """Start or reach servers, and lend their tools for as long as the context lasts.

    Args:
        servers: by the name of the family that each becomes; see `Settings.mcp`.

    A server that does not answer takes nothing but its own tools along.
    """
    served = Served()
    async with AsyncExitStack() as stack:
        log = stack.enter_context(open(os.devnull, "w"))  # noqa: SIM115, PTH123
        for name, server in servers.items():
            try:
                client = await stack.enter_async_context(_client(server, log))
                listed = (await client.list_tools()).tools
                served.tools += [_tool(name, server, client, each) for each in listed[:_MOST_TOOLS]]
            except Exception as error:  # whatever a stranger's program does, the others go on
                served.failures[name] = _innermost(error)
        yield served


def _client(server: ToolServer, log: TextIO) -> Any:
    """Return a client, not yet connected; what a program writes to its standard error goes to `log`."""
    from mcp import Client, StdioServerParameters, stdio_client

    if server.url:
        return Client(server.url, read_timeout_seconds=server.timeout_s)
    command, *args = server.command
    place = StdioServerParameters(command=command, args=args, env=dict(server.env) or None)
    return Client(stdio_client(place, errlog=log), read_timeout_seconds=server.timeout_s)


def _innermost(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"


def _tool(family: str, server: ToolServer, client: Any, listed: Any) -> Tool:
    async def call(context: Context, **args: Any) -> Any:
        given = {theirs[name]: value for name, value in args.items() if value is not None}
        try:
            result = await client.call_tool(listed.name, given)
        except Exception as error:
            raise ToolError(f"{name} did not answer.", why=f"{_innermost(error)}.") from None
        text = "\n".join(part.text for part in result.content if getattr(part, "text", None) is not None)
        if result.is_error:
            raise ToolError(f"{name} refused.", why=text[:_MOST_CHARS])
        return text[: context.settings.limits.output_bytes]

    name = f"{family}.{_identifier(listed.name)}"
    theirs = _dress(call, family, listed.description or "", listed.input_schema)
    return Tool(name, call, server.effects.get(listed.name, "act"), outward=server.outward, untrusted=True)


def _dress(
    call: Callable[..., Any], family: str, description: str, schema: Mapping[str, Any]
) -> dict[str, str]:
    """Give a function the parameters and the words that a server says of its tool.

    Returns:
        Parameter → what the server calls it: `from` and `context` cannot be what Python calls it.
    """
    said = " ".join(description.split())[:_MOST_CHARS]
    call.__doc__ = f"{said or 'A tool'} (said by the server {family})"
    theirs = {_parameter(name): name for name, what in (schema.get("properties") or {}).items()
              if isinstance(what, Mapping)}  # fmt: skip
    known = {name: schema["properties"][their] for name, their in theirs.items()}
    required = {name for name, their in theirs.items() if their in (schema.get("required") or [])}
    ordered = sorted(known, key=lambda name: name not in required)
    parameters = [inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    for name in ordered:
        kind = _TYPES.get(str(known[name].get("type")), Any)
        parameters.append(
            inspect.Parameter(
                name, inspect.Parameter.POSITIONAL_OR_KEYWORD,
                default=inspect.Parameter.empty if name in required else known[name].get("default"),
                annotation=kind if name in required or kind is Any else kind | None,
            )
        )  # fmt: skip
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return theirs


def _parameter(name: str) -> str:
    """Return a parameter's name as Python can write it.

    >>> _parameter("city"), _parameter("from"), _parameter("context"), _parameter("_page-size")
    ('city', 'from_', 'context_', 'page_size')
    """
    cleaned = _identifier(name)
    return f"{cleaned}_" if keyword.iskeyword(cleaned) or cleaned == "context" else cleaned


def _identifier(name: str) -> str:
    """Return a tool's name as Python can write it.

    >>> _identifier("get-current time")
    'get_current_time'
    """
    cleaned = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")
    return cleaned if cleaned.isidentifier() else f"tool_{cleaned}"
