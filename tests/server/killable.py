"""Servers to be killed: `python killable.py MODEL_URL WORKSPACE LEDGER`, with two tools that act.

`post.send` hands its key on, and the world takes each key once. `post.shout` has no such world. What reached
the world is a line of the ledger, on the disk before the tool returns. For each line on standard input a
server starts as a child, which has loaded everything already; its address and pid are told, and once it is
dead, that too.
"""

import asyncio
import os
import socket
import sys
import time
from pathlib import Path

import uvicorn

from agora import config
from agora.server import Service
from agora.server.app import create_app
from agora.tools import Context, Tool

LEDGER = Path(sys.argv[-1])


async def act(line: str) -> None:
    await asyncio.sleep(0.02)  # time to be killed in, before and after
    with LEDGER.open("a") as ledger:
        ledger.write(line + "\n")
        ledger.flush()
        os.fsync(ledger.fileno())
    await asyncio.sleep(0.02)


async def send(context: Context, words: str) -> str:
    """Send words, once however often it is asked for."""
    line = f"send {words} {context.key}"
    if line not in LEDGER.read_text().splitlines():
        await act(line)
    return "sent"


async def shout(context: Context, words: str) -> str:
    """Shout words, each time."""
    await act(f"shout {words} {time.time_ns()}")
    return "shouted"


def serve() -> None:
    tools = [Tool("post.send", send, "act", keyed=True), Tool("post.shout", shout, "act")]
    service = Service(config.load(model=sys.argv[1]), workspace=Path(sys.argv[2]), tools=tools)
    place = socket.create_server(("127.0.0.1", 0), backlog=256)
    app = create_app(service)
    print(f"http://127.0.0.1:{place.getsockname()[1]} {os.getpid()}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[place])


if __name__ == "__main__":
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            serve()
            os._exit(0)
        os.waitpid(child, 0)
        print("gone", flush=True)
