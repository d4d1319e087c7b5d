"""The MCP SDK's own client against a real server on loopback."""

import asyncio
import socket

import uvicorn
from mcp.client import Client

from agora.server.app import create_app


async def test_another_assistant_asks_recalls_and_remembers(serve) -> None:
    app = create_app(serve(["Hello there."]))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    async with Client(f"http://127.0.0.1:{listening.getsockname()[1]}/mcp/") as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names == ["ask", "recall", "remember"]
        told = await client.call_tool("ask", {"task": "Hi"})
        assert told.content[0].text == "Hello there."
        await client.call_tool("remember", {"statement": "Ana likes tea."})
        assert "tea" in str((await client.call_tool("recall", {"query": "tea"})).content)
    server.should_exit = True
    await running
