"""What the service adds to each piece of a stream, beside a bare FastAPI proxy, and whether events are lost.

A scripted endpoint sends 20 tokens a second to each stream and writes into each when it was sent; a client
subtracts that from when it arrives. The endpoint is asked through `agora serve` (`/v1/chat/completions` of a
bare model) and through a bare proxy, one after the other in one run, each with 10 streams and with the most.
Then sessions are created, some are given a message and their events are followed; every tenth client drops
and resumes, and must have had every number once. All processes share the machine, so the figures hold the
client's and the endpoint's work too: the proxy's row is the floor.

    python benchmarks/serve_load.py [--sessions 1000] [--streams 200] [--tokens 60]
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

BUDGET_MS = 50.0
BUDGET_MB = 600
RATE = 20
ASK = [{"role": "user", "content": "Go."}]


async def endpoint_stream(tokens):
    """Yield a completion's chunks at the rate; each holds the clock, which all processes here share."""
    for _ in range(tokens):
        await asyncio.sleep(1 / RATE)
        delta = {"content": f"{time.monotonic():.6f} "}
        yield f"data: {json.dumps({'choices': [{'index': 0, 'delta': delta}]})}\n\n"
    yield f"data: {json.dumps({'choices': [{'index': 0, 'delta': {}, 'finish_reason': 'stop'}]})}\n\n"
    yield "data: [DONE]\n\n"


def application(kind, upstream, tokens):
    """Return the scripted endpoint, or the bare proxy before it."""
    from fastapi import FastAPI, Request
    from fastapi.responses import StreamingResponse

    app = FastAPI()
    # A connection for each stream, as ours has; a kept one may be closed at the moment it is used.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    client = httpx.AsyncClient(timeout=300, limits=limits)

    @app.get("/v1/models")
    async def models():
        return {"object": "list", "data": [{"id": "scripted", "max_model_len": 8192}]}

    @app.post("/v1/chat/completions")
    async def chat(request: Request):
        body = await request.json()

        async def passed():
            async with client.stream("POST", f"{upstream}/v1/chat/completions", json=body) as reply:
                async for line in reply.aiter_lines():
                    if line:
                        yield f"{line}\n\n"

        return StreamingResponse(
            passed() if kind == "proxy" else endpoint_stream(tokens), media_type="text/event-stream"
        )

    return app


def child(kind, upstream, tokens):
    """Serve one of the two in this process, and say where."""
    import socket

    import uvicorn

    place = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(f"http://127.0.0.1:{place.getsockname()[1]}", file=sys.stderr, flush=True)
    app = application(kind, upstream, tokens)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[place])


def start(command, folder):
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=folder,
        env={**os.environ, "AGORA_HOME": str(Path(folder) / "home")},
    )  # fmt: skip
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if found is None:
        process.kill()
        raise SystemExit(f"it did not start: {line}{process.stderr.read()}")
    return process, found[0]


def client_of(url):
    return httpx.AsyncClient(base_url=url, timeout=300, limits=httpx.Limits(max_connections=None))


def used(process):
    """Return a process's seconds of CPU so far, and its most memory in MB."""
    stat = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK"), int(peak[1]) * 1024 / 1e6


async def streams(url, model, count, process):
    """Return each piece's milliseconds, and the seconds of CPU that a stream cost."""
    late, before = [], used(process)[0]

    async def one(web, wait):
        await asyncio.sleep(wait)
        body = {"model": model, "messages": ASK, "stream": True}
        async with web.stream("POST", "/v1/chat/completions", json=body) as reply:
            reply.raise_for_status()
            async for line in reply.aiter_lines():
                if line.startswith("data: {"):
                    for choice in json.loads(line[6:]).get("choices", ()):
                        if text := choice["delta"].get("content"):
                            late.append((time.monotonic() - float(text.split()[0])) * 1e3)

    async with client_of(url) as web:
        await asyncio.gather(*(one(web, at / count) for at in range(count)))
    return late, (used(process)[0] - before) / count


async def follow(web, session, drops):
    """Return the numbers of the events until the answer; one that drops goes away once, after two."""
    numbers = []
    while True:
        headers = {"Last-Event-ID": str(numbers[-1])} if numbers else {}
        async with web.stream("GET", f"/api/sessions/{session}/events", headers=headers) as reply:
            reply.raise_for_status()
            async for line in reply.aiter_lines():
                if line.startswith("id: "):
                    numbers.append(int(line[4:]))
                if (
                    line.startswith("data: ")
                    and (json.loads(line[6:]).get("event") or {}).get("type") == "answer"
                ):
                    return numbers
                if drops and len(numbers) == 2:
                    drops = False
                    break


async def sessions(url, count, working):
    """Return how many of the followed sessions lost or repeated an event."""
    async with client_of(url) as web:
        made = [(await web.post("/api/sessions", json={})).json()["id"] for _ in range(count)]

        async def one(at, session):
            await asyncio.sleep(at / 20)
            (await web.post(f"/api/sessions/{session}/messages", json={"text": "Go."})).raise_for_status()
            numbers = await follow(web, session, drops=at % 10 == 0)
            return numbers != list(range(1, len(numbers) + 1))

        wrong = await asyncio.gather(*(one(at, each) for at, each in enumerate(made[:working])))
    return sum(wrong)


async def ready(url):
    async with client_of(url) as web:
        for _ in range(1200):
            try:
                if (await web.get("/readyz")).status_code == 200:
                    return
            except httpx.ConnectError:
                pass
            await asyncio.sleep(0.05)
    raise SystemExit("agora serve does not get ready")


def p99(values):
    return statistics.quantiles(values, n=100)[98]


async def measure(options, folder):
    own = [sys.executable, str(Path(__file__).resolve()), "--tokens", str(options.tokens), "--child"]
    started = []
    try:
        endpoint, far = start([*own, "endpoint"], folder)
        started.append(endpoint)
        proxy, near = start([*own, "proxy", "--upstream", far], folder)
        started.append(proxy)
        config = Path(folder) / "home" / "agora.toml"
        config.parent.mkdir()
        config.write_text(f'model = "far"\n[endpoints.far]\nurl = "{far}/v1"\n', encoding="utf-8")
        serve = [sys.executable, "-m", "agora", "serve", "--port", "0", "--workspace", folder]
        agora, ours = start(serve, folder)
        started.append(agora)
        await ready(ours)
        rows = {}
        for count in sorted({min(10, options.streams), options.streams}):
            rows["bare proxy", count] = await streams(near, "scripted", count, proxy)
            rows["agora", count] = await streams(ours, "far", count, agora)
        wrong = await sessions(ours, options.sessions, options.streams)
        return rows, wrong, used(agora)[1], used(proxy)[1]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--tokens", type=int, default=60)
    parser.add_argument("--child", choices=["endpoint", "proxy"])
    parser.add_argument("--upstream", default="")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.upstream, options.tokens)
        return
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        rows, wrong, ours_mb, proxy_mb = asyncio.run(measure(options, folder))
    print(f"{'through':>10}  {'streams':>7}  {'pieces':>7}  {'p50':>9}  {'p99':>9}  {'CPU a stream':>12}")
    for (through, count), (late, cpu) in rows.items():
        print(
            f"{through:>10}  {count:>7}  {len(late):>7}  {statistics.median(late):>6.1f} ms  "
            f"{p99(late):>6.1f} ms  {cpu * 1e3:>9.1f} ms"
        )
    print(f"{options.sessions} sessions, {options.streams} followed: {wrong} lost or repeated an event")
    print(f"most memory: agora {ours_mb:.0f} MB, bare proxy {proxy_mb:.0f} MB; load before: {load:.1f}")
    whole = all(len(late) == count * options.tokens for (_, count), (late, _) in rows.items())
    value, floor = (p99(rows[name, options.streams][0]) for name in ("agora", "bare proxy"))
    print(
        json.dumps(
            {
                "benchmark": "serve_load",
                "value": round(value, 1),
                "unit": f"ms from the endpoint to the client, p99, {options.streams} streams",
                "peer": "bare FastAPI proxy",
                "ratio": round(value / floor, 2),
                "budget": BUDGET_MS,
                "ok": value <= BUDGET_MS and whole and not wrong and ours_mb <= BUDGET_MB,
            }
        )
    )


if __name__ == "__main__":
    main()
