"""The two ends of `serve_load.py`, which cost as little as they can: a scripted endpoint and a client.

The endpoint sends each stream a token at a rate, and writes into it when it was sent. The bare proxy is what
a stream costs at least when FastAPI and httpx hand it on. Each runs as a process (`python _serve_parts.py
endpoint --tokens 60`, `python _serve_parts.py proxy --upstream URL`) and says on stderr where it is.
"""

import argparse
import asyncio
import json
import socket
import sys
import time
from contextlib import suppress
from urllib.parse import urlsplit

RATE = 20
WINDOW = 8192


# ---- the endpoint


async def read_request(reader):
    """Return a request's path, its JSON body and whether it is the last; `None` if there is no more."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    body = await reader.readexactly(int(fields.get("content-length", 0)))
    return first.split(" ")[1], json.loads(body) if body else {}, fields.get("connection") == "close"


def chunk(value):
    data = f"data: {value if isinstance(value, str) else json.dumps(value)}\n\n".encode()
    return b"%x\r\n%s\r\n" % (len(data), data)


def said(delta, finish=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }


async def answer(reader, writer, tokens):
    """Answer one connection's requests; every token holds the clock, which all processes here share."""
    last = False
    while not last and (asked := await read_request(reader)) is not None:
        path, body, last = asked
        if not path.endswith("/chat/completions"):
            listed = json.dumps({"object": "list", "data": [{"id": "scripted", "object": "model"}]}).encode()
            head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            writer.write(head % len(listed) + listed)
            continue
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        begun = time.monotonic()
        for number in range(1, tokens + 1):
            await asyncio.sleep(begun + number / RATE - time.monotonic())
            writer.write(chunk(said({"content": f"{time.monotonic():.6f} "})))
        writer.write(chunk(said({}, "stop")))
        if (body.get("stream_options") or {}).get("include_usage"):
            usage = {"prompt_tokens": 1, "completion_tokens": tokens, "total_tokens": tokens + 1}
            writer.write(chunk({**said({}), "choices": [], "usage": usage}))
        writer.write(chunk("[DONE]") + b"0\r\n\r\n")
    writer.close()


async def endpoint(place, tokens):
    async def connected(reader, writer):
        with suppress(ConnectionError):  # a client that had enough
            await answer(reader, writer, tokens)

    server = await asyncio.start_server(connected, sock=place, backlog=2048)
    await server.serve_forever()


# ---- the bare proxy


def proxy(place, upstream):
    import httpx
    import uvicorn
    from fastapi import FastAPI, Request
    from fastapi.responses import StreamingResponse

    app = FastAPI()
    # A connection for each stream; a kept one may be closed at the moment when it is used.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    client = httpx.AsyncClient(timeout=300, limits=limits)

    @app.post("/v1/chat/completions")
    async def chat(request: Request):
        body = await request.json()

        async def passed():
            async with client.stream("POST", f"{upstream}/v1/chat/completions", json=body) as reply:
                async for line in reply.aiter_lines():
                    if line:
                        yield f"{line}\n\n"

        return StreamingResponse(passed(), media_type="text/event-stream")

    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[place])


# ---- the client


async def request(url, method, path, body=None, headers=None, *, whole=True):
    """Send a request; return its status and text, or with `whole=False` the status, reader and writer."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    data = b"" if body is None else json.dumps(body).encode()
    fields = {
        "host": parts.netloc, "content-type": "application/json", "content-length": len(data),
        "connection": "close", **(headers or {}),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + data)
    told = await reader.readuntil(b"\r\n\r\n")
    status = int(told.split(b" ", 2)[1])
    if not whole and status == 200:
        return status, reader, writer
    text = (await reader.read()).decode()
    writer.close()
    return status, text


async def sse(url, method, path, body=None, headers=None):
    """Yield a stream's lines that say something; a server that fails raises."""
    status, reader, *rest = await request(url, method, path, body, headers, whole=False)
    if status != 200:
        raise RuntimeError(f"{method} {path}: {status} {reader}")
    try:
        while line := await reader.readline():  # lengths of chunks stand between, and begin otherwise
            if line.startswith((b"data: ", b"id: ", b"event: ")):
                yield line.decode().rstrip()
    finally:
        rest[0].close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["endpoint", "proxy"])
    parser.add_argument("--tokens", type=int, default=60)
    parser.add_argument("--upstream", default="")
    options = parser.parse_args()
    place = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(f"http://127.0.0.1:{place.getsockname()[1]}", file=sys.stderr, flush=True)
    if options.kind == "proxy":
        proxy(place, options.upstream)
    else:
        import uvloop

        uvloop.run(endpoint(place, options.tokens))
