"""The MCP SDK's own client against a real server on loopback."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest
import uvicorn
from mcp.client import Client

from agora.config import ToolServer
from agora.server.app import create_app
from agora.tools.servers import tool_servers


@asynccontextmanager
async def served(app):
    """The address of an application's MCP endpoint."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp/"
    finally:
        server.should_exit = True
        await running


async def test_another_assistant_asks_recalls_and_remembers(serve) -> None:
    async with served(create_app(serve(["Hello there."]))) as url, Client(url) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names == ["ask", "recall", "remember"]
        told = await client.call_tool("ask", {"task": "Hi"})
        assert told.content[0].text == "Hello there."
        await client.call_tool("remember", {"statement": "Ana likes tea."})
        assert "tea" in str((await client.call_tool("recall", {"query": "tea"})).content)


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        (["```python\nfiles.write('a.txt', 'tea')\n```"], "waits for a person: files.write"),
        ([], "failed"),
    ],
)
async def test_another_assistant_is_told_why_there_is_no_answer(serve, replies, words) -> None:
    async with served(create_app(serve(replies))) as url, Client(url) as client:
        told = await client.call_tool("ask", {"task": "Hi"})
        assert (told.is_error, words in told.content[0].text) == (True, True), told


async def test_over_http_a_server_becomes_a_family(serve) -> None:
    async with (
        served(create_app(serve(["Hello there."]))) as url,
        tool_servers({"other": ToolServer(url=url)}) as brought,
    ):
        assert brought.failures == {}
        tools = {tool.name: tool for tool in brought.tools}
        assert sorted(tools) == ["other.ask", "other.recall", "other.remember"]
