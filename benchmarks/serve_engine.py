"""Tokens per second of 16 chats at once: `agora serve` with its embedded engine, beside raw `xllamacpp`.

Both serve the same file with the same slots, window and threads; each chat writes the same number of tokens,
whatever it would say. The two take turns, so that what else the machine does meets both, and the ratio is
that of the medians.

    python benchmarks/serve_engine.py [--chats 16] [--tokens 48] [--rounds 5] [--json FILE]
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _serve_parts import request
from serve_load import Process

BUDGET = 0.9
MODEL = "smollm2-135m"
KEY = "none"


def raw(path, slots, window, threads):
    """Serve a file with xllamacpp alone, until standard input closes."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.model_alias = {MODEL}
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_parallel, params.n_ctx = slots, slots * window
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.verbosity = -1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


async def round_of(url, chats, tokens):
    """Return the tokens per second of chats that begin together."""

    async def chat(number):
        body = {
            "model": MODEL, "max_tokens": tokens, "ignore_eos": True, "temperature": 0, "cache_prompt": False,
            "messages": [{"role": "user", "content": f"Tell me a story of {number + 2} rivers."}],
        }  # fmt: skip
        headers = {"authorization": f"Bearer {KEY}"}
        status, text = await request(url, "POST", "/v1/chat/completions", body, headers)
        assert status == 200, text
        return json.loads(text[text.index("{") : text.rindex("}") + 1])["usage"]["completion_tokens"]

    began = time.monotonic()
    written = await asyncio.gather(*(chat(number) for number in range(chats)))
    assert written == [tokens] * chats, written
    return sum(written) / (time.monotonic() - began)


async def measure(options, folder, models):
    from agora.config import Settings
    from agora.models import pull

    home = Path(folder) / "home"
    (home / "models").mkdir(parents=True)
    file = pull(Settings(home=models), MODEL)
    (home / "models" / file.name).symlink_to(file)
    wanted = [str(file), str(options.slots), str(options.window), str(options.threads)]
    alone = subprocess.Popen(
        [sys.executable, __file__, "--raw", *wanted], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    agora = None
    try:
        urls = {"xllamacpp": alone.stdout.readline().strip()}
        serve = [sys.executable, "-m", "agora", "serve", "--port", "0", "--workspace", folder]
        agora = await Process("agora", serve, folder, AGORA_HOME=str(home)).up("/readyz")
        urls["agora"] = agora.url
        for url in urls.values():
            await round_of(url, options.chats, 4)
        found = {name: [] for name in urls}
        for number in range(options.rounds):
            for name in sorted(urls, reverse=number % 2 == 1):
                found[name].append(await round_of(urls[name], options.chats, options.tokens))
                print(f"{name:>10}, round {number + 1}: {found[name][-1]:.1f} tokens/s", flush=True)
        return found
    finally:
        alone.kill()
        if agora is not None:
            agora.process.terminate()
            agora.process.wait(20)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--chats", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=48)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slots", type=int, default=4, help="as the embedded engine has them")
    parser.add_argument("--window", type=int, default=8192)
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 1) - 1))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--raw", nargs=4)
    options = parser.parse_args()
    if options.raw:
        raw(options.raw[0], *map(int, options.raw[1:]))
        return
    load = os.getloadavg()[0]
    models = Path(os.environ.get("AGORA_HOME") or Path.home() / ".local/share/agora")
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(options, folder, models))
    for name, rates in found.items():
        print(
            f"{name:>10}: {statistics.median(rates):.1f} tokens/s (from {min(rates):.1f} to {max(rates):.1f})"
        )
    value, peer = (statistics.median(found[name]) for name in ("agora", "xllamacpp"))
    told = {
        "benchmark": "serve_engine",
        "value": round(value, 1),
        "unit": f"tokens/s of {options.chats} chats in {options.slots} slots",
        "peer": "xllamacpp",
        "ratio": round(value / peer, 3),
        "budget": BUDGET,
        "ok": value / peer >= BUDGET,
    }
    print(json.dumps(told))
    if options.json:
        machine = {"platform": platform.platform(), "cores": os.cpu_count(), "load_before": load}
        options.json.write_text(json.dumps({**told, "machine": machine, "rounds": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
