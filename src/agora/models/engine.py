"""The embedded engine's own process: loads a model, serves it on loopback, and goes when its parent goes.

`xllamacpp.Server` holds the interpreter's lock for as long as it loads (0.7 to 2.3 s for 98 MB), prints where
it likes, and a fault in it ends the process. So it gets a process of its own.
`python -m agora.models.engine` reads one JSON object from standard input, answers with one JSON line
(`{"url": …}` or `{"error": …}`), and serves until standard input closes, which happens at the latest when
the parent dies, however it dies. Asked for a `socket`, a path that ends in `.sock`, it listens there instead
of on loopback, until it is ended.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

__all__ = ["serve"]

# Host memory in which the server keeps prompts that no slot holds any more.
PROMPT_CACHE_MIB = 256


def serve() -> None:
    """Serve the model that standard input describes, until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which may well go on
    answers = os.fdopen(os.dup(1), "w")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    wanted = json.loads(sys.stdin.readline())
    try:
        server = _start(wanted)
        told = {"url": server.listening_address}
    except Exception as error:  # whatever the engine raises, the parent must hear of it
        told = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(told) + "\n")
    answers.close()
    if "url" in told and "socket" in wanted:
        signal.pause()  # in the sandbox, which ends it, nobody holds standard input
    elif "url" in told:
        sys.stdin.read()
        del server  # stops its threads and closes the port


def _start(wanted: dict[str, Any]) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.model_alias = {wanted["name"]}
    params.hostnames = [wanted.get("socket", "127.0.0.1")]
    params.port = 0
    params.api_keys = [wanted["key"]]  # other users of this machine can reach loopback too
    params.n_parallel = wanted["slots"]
    params.n_ctx = wanted["slots"] * wanted["window"]  # divided evenly: each slot gets a whole window
    params.cpuparams.n_threads = wanted["threads"]
    params.cpuparams_batch.n_threads = wanted["threads"]
    params.cache_ram_mib = PROMPT_CACHE_MIB
    params.enable_reasoning = 0  # a thought of Agora's is Python; hidden reasoning would eat the window
    params.endpoint_slots = True
    params.ui = False
    params.verbosity = -1
    if wanted["adapter"]:
        adapter = xllamacpp.CommonAdapterLoraInfo()
        adapter.path, adapter.scale = wanted["adapter"], wanted["scale"]
        params.lora_adapters = [adapter]
    if not Path(wanted["path"]).is_file():
        raise FileNotFoundError(wanted["path"])
    return xllamacpp.Server(params)


if __name__ == "__main__":
    serve()
