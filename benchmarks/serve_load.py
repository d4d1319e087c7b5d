"""What the service adds to each piece of a stream, beside a bare FastAPI proxy, and whether events are lost.

A scripted endpoint sends 20 tokens a second to each stream and writes into each when it was sent; the client
subtracts that from when it arrives. Two things are measured, each with 10 streams and with the most:

- a bare model's stream (`/v1/chat/completions`), through `agora serve`, through a bare proxy, and through
  LiteLLM's proxy where its command is given; start, idle memory and CPU are told beside it;
- sessions: all are followed over `/api/sessions/…/events`, some are given a message, whose words arrive as
  they are written. Every tenth client drops in mid-answer and resumes; everybody must have had every event
  once, and the whole answer.

All processes share the machine, so the figures hold the client's and the endpoint's work too: the proxy's row
is the floor.

    python benchmarks/serve_load.py [--sessions 1000] [--streams 200] [--tokens 200]
        [--litellm /path/to/litellm] [--json FILE]
"""

import argparse
import asyncio
import json
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _serve_parts import RATE, WINDOW, request, sse

BUDGET_MS = 50.0
BUDGET_MB = 600
# CPU of a stream among the most, beside a stream among ten: the same, but for what a busy machine adds.
FLAT = 1.25
KEY = "sk-1234"
ASK = [{"role": "user", "content": "Go."}]


class Process:
    """A server of this run; its stderr goes into a file, for a pipe that nobody reads stops who writes."""

    def __init__(self, name, command, folder, **environment):
        self.name, self.log = name, Path(folder) / f"{name}.log"
        began = time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, stderr=log, stdout=log, cwd=folder, env={**os.environ, **environment}
            )
        self.began = began
        self.url = ""

    async def up(self, path, url=""):
        """Wait until a path answers, and note the seconds that it took."""
        while time.monotonic() - self.began < 120:
            if self.process.poll() is not None:
                break
            found = re.search(r"http://127\.0\.0\.1:\d+", self.log.read_text())
            self.url = url or (found[0] if found else "")
            try:
                if self.url and (await request(self.url, "GET", path))[0] == 200:
                    self.start_s = time.monotonic() - self.began
                    return self
            except (OSError, asyncio.IncompleteReadError):
                pass
            await asyncio.sleep(0.02)
        raise SystemExit(f"{self.name} does not get ready: {self.log.read_text()[-2000:]}")

    def cpu_s(self):
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self, what="VmHWM"):
        found = re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) * 1024 / 1e6

    def end(self):
        self.process.kill()  # nothing here waits for what it would still finish
        self.process.wait()


async def streams(server, model, count):
    """Return a row: each piece's milliseconds, and the CPU that a stream cost."""
    late, before = [], server.cpu_s()
    body = {"model": model, "messages": ASK, "stream": True}
    headers = {"authorization": f"Bearer {KEY}"}

    async def one(wait):
        await asyncio.sleep(wait)
        async for line in sse(server.url, "POST", "/v1/chat/completions", body, headers):
            if line.startswith("data: {"):
                for choice in json.loads(line[6:]).get("choices", ()):
                    if text := choice["delta"].get("content"):
                        late.append((time.monotonic() - float(text)) * 1e3)

    await asyncio.gather(*(one(2 * at / count) for at in range(count)))
    return row(late, count, server.cpu_s() - before)


def row(late, count, cpu_s):
    ranks = statistics.quantiles(late, n=100)
    return {
        "streams": count, "pieces": len(late), "p50_ms": ranks[49], "p99_ms": ranks[98],
        "most_ms": max(late), "cpu_ms_a_stream": cpu_s / count * 1e3,
    }  # fmt: skip


async def follow(url, session, late, *, drops):
    """Follow a session to its answer; return whether every event and every word came exactly once."""
    numbers, words = [], ""
    after = drops or None  # an answer's words after which the client goes away, once
    while True:
        headers = {"last-event-id": numbers[-1]} if numbers else {}
        kind, seen = "", len(words)
        async for line in sse(url, "GET", f"/api/sessions/{session}/events", headers=headers):
            if line.startswith("event: "):
                kind = line[7:]
            elif line.startswith("id: "):
                numbers.append(line[4:])
            elif kind == "text":
                data = json.loads(line[6:])
                words = words[: data["at"]] + data["text"]
                now, new = time.monotonic(), words[seen:]
                late += [(now - float(each)) * 1e3 for each in new.split()]
                seen = max(seen, len(words))
                if after and seen > after:
                    after = None
                    break
            elif kind == "event" and (event := json.loads(line[6:])["event"])["type"] in (
                "answer",
                "stopped",
            ):
                # Whoever is slow is told the last words by the event alone.
                whole = event["type"] == "answer" and event["text"].startswith(words.strip())
                return whole and numbers == [str(at) for at in range(1, len(numbers) + 1)]
            elif kind == "state" and json.loads(line[6:])["error"]:
                return False


async def open_sessions(server, count):
    """Return the ids of new sessions."""
    made = []
    for _ in range(count):
        status, text = await request(server.url, "POST", "/api/sessions", {})
        assert status == 201, text
        made.append(json.loads(re.search(r"{.*}", text)[0])["id"])
    return made


async def sessions(server, made, working):
    """Follow all sessions and give some a message; `wrong` counts those that lost or repeated something."""
    late, followers, before = [], [], server.cpu_s()
    for at, session in enumerate(made):
        drops = 200 if at % 10 == 0 else 0
        task = asyncio.create_task(follow(server.url, session, late, drops=drops))
        followers.append(task)
        if at % 20 == 0:
            await asyncio.sleep(0.02)
    opened = server.cpu_s()

    async def send(at, session):
        await asyncio.sleep(at / 50)
        status, text = await request(server.url, "POST", f"/api/sessions/{session}/messages", {"text": "Go."})
        assert status == 202, text

    await asyncio.gather(*(send(at, session) for at, session in enumerate(made[:working])))
    done = await asyncio.wait_for(asyncio.gather(*followers[:working]), 300)
    for task in followers[working:]:
        task.cancel()
    await asyncio.gather(*followers[working:], return_exceptions=True)
    told = row(late, working, server.cpu_s() - opened)
    return {
        **told, "followed": len(made), "cpu_ms_to_follow": (opened - before) / len(made) * 1e3,
        "wrong": done.count(False),
    }  # fmt: skip


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def started(options, folder):
    """Return the endpoint, and what stands before it, by name."""
    parts = [sys.executable, str(Path(__file__).with_name("_serve_parts.py"))]
    servers = {}
    servers["endpoint"] = await Process(
        "endpoint", [*parts, "endpoint", "--tokens", str(options.tokens)], folder
    ).up("/v1/models")
    far = servers["endpoint"].url
    proxy = Process("proxy", [*parts, "proxy", "--upstream", far], folder)
    servers["bare proxy"] = await proxy.up("/openapi.json")
    home = Path(folder) / "home"
    home.mkdir()
    home.joinpath("agora.toml").write_text(
        f'model = "far"\n[endpoints.far]\nurl = "{far}/v1"\nmodel = "scripted"\ncontext_window = {WINDOW}\n'
    )
    serve = [sys.executable, "-m", "agora", "serve", "--port", "0", "--workspace", folder]
    servers["agora"] = await Process("agora", serve, folder, AGORA_HOME=str(home)).up("/readyz")
    if options.litellm:
        config, port = Path(folder) / "litellm.yaml", free_port()
        parameters = {"model": "openai/scripted", "api_base": f"{far}/v1", "api_key": "none"}
        config.write_text(json.dumps({"model_list": [{"model_name": "far", "litellm_params": parameters}]}))
        command = [options.litellm, "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
        known = {"LITELLM_MASTER_KEY": KEY, "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true"}
        servers["litellm"] = await Process("litellm", command, folder, **known).up(
            "/health/liveliness", f"http://127.0.0.1:{port}"
        )
    return servers


async def measure(options, folder, servers):
    servers |= await started(options, folder)
    await asyncio.sleep(2)
    through = [name for name in servers if name != "endpoint"]
    idle = {
        name: {"start_s": servers[name].start_s, "idle_mb": servers[name].memory_mb("VmRSS")}
        for name in through
    }
    rows = []
    for name in through:
        await streams(servers[name], "far", 2)  # what is loaded with the first request is no stream's cost
    counts = sorted({min(10, options.streams), options.streams})
    for count in counts:
        for name in ("bare proxy", "agora"):
            rows.append({"through": name, **await streams(servers[name], "far", count)})
    agora = servers["agora"]
    made = await open_sessions(agora, options.sessions)
    await sessions(agora, made[-2:], 2)
    for begin, working in ((0, min(10, options.streams)), (10, options.streams)):
        part = made[begin : begin + working] if begin == 0 else made[begin:-2]
        rows.append({"through": "agora's sessions", **await sessions(agora, part, working)})
    for count in counts if options.litellm else ():  # last, for what it still does when all have gone
        rows.append({"through": "litellm", **await streams(servers["litellm"], "far", count)})
    for name in through:
        idle[name]["most_mb"] = servers[name].memory_mb()
    return rows, idle


def show(rows, idle):
    print(f"{'through':>16}  {'streams':>7}  {'p50':>9}  {'p99':>9}  {'CPU a stream':>12}")
    for each in rows:
        print(
            f"{each['through']:>16}  {each['streams']:>7}  {each['p50_ms']:>6.1f} ms  "
            f"{each['p99_ms']:>6.1f} ms  {each['cpu_ms_a_stream']:>9.1f} ms"
        )
        if "wrong" in each:
            print(f"{each['followed']:>16} followed; {each['wrong']} lost or repeated something")
    for name, each in idle.items():
        print(
            f"{name}: up in {each['start_s']:.1f} s, {each['idle_mb']:.0f} MB idle, "
            f"{each['most_mb']:.0f} MB at most"
        )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--tokens", type=int, default=200)
    parser.add_argument("--litellm", default="", help="the peer's command, from an environment of its own")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    load, servers = os.getloadavg()[0], {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            rows, idle = asyncio.run(measure(options, folder, servers))
        finally:
            for server in servers.values():
                server.end()
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}"
    )
    show(rows, idle)
    ours = [each for each in rows if each["through"] != "bare proxy" and each["through"] != "litellm"]
    few, most = (
        [each for each in ours if each["streams"] == count]
        for count in (min(10, options.streams), options.streams)
    )
    flat = max(
        big["cpu_ms_a_stream"] / small["cpu_ms_a_stream"] for small, big in zip(few, most, strict=True)
    )
    floor = next(
        each for each in rows if each["through"] == "bare proxy" and each["streams"] == options.streams
    )
    value = max(each["p99_ms"] for each in most)
    lost = sum(each["pieces"] != each["streams"] * options.tokens for each in ours if "wrong" not in each)
    wrong = lost + sum(each.get("wrong", 0) for each in ours)
    told = {
        "benchmark": "serve_load",
        "value": round(value, 1),
        "unit": f"ms from the endpoint to the client, p99, {options.streams} streams at {RATE} tokens/s",
        "peer": "bare FastAPI proxy",
        "ratio": round(value / floor["p99_ms"], 2),
        "budget": BUDGET_MS,
        "flat": round(flat, 2),
        "wrong": wrong,
        "ok": value <= BUDGET_MS and not wrong and idle["agora"]["most_mb"] <= BUDGET_MB and flat <= FLAT,
    }
    print(json.dumps(told))
    if options.json:
        machine = {"platform": platform.platform(), "cores": os.cpu_count(), "load_before": load}
        options.json.write_text(
            json.dumps({**told, "machine": machine, "rows": rows, "servers": idle}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
