"""The embedded engine: llama.cpp's server on loopback, in a child process that ends with this one."""

import atexit
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic import SecretStr

from agora.errors import ModelError

__all__ = ["Engine"]

# Closing takes 0.05 s idle; a batch that is being computed is finished first.
CLOSE_TIMEOUT_S = 5.0

# A prompt of some hundred tokens takes seconds on a busy machine.
ASK_TIMEOUT_S = 120.0


class Engine:
    """A model served on a free port of 127.0.0.1, to holders of `key` only.

    Args:
        path: the GGUF file.
        name: what the server calls the model.
        window: tokens of prompt and reply together, for each slot.
        slots: replies written at the same time.
        threads: of the computation; 0 means one for each core but one.
        adapter: a GGUF LoRA file, if any.
        scale: the adapter's weight; 1 is as trained.

    Loading blocks for a second or so; give the constructor to a thread in async code. Prints nothing.

    Raises:
        ModelError: the file is no model, or memory does not suffice.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        window: int,
        slots: int = 4,
        threads: int = 0,
        adapter: Path | None = None,
        scale: float = 1.0,
    ) -> None:
        self.key = SecretStr(secrets.token_hex(16))
        wanted = {
            "path": str(path),
            "name": name,
            "key": self.key.get_secret_value(),
            "window": window,
            "slots": slots,
            "threads": threads or max(1, (os.cpu_count() or 1) - 1),
            "adapter": str(adapter) if adapter else "",
            "scale": scale,
        }
        # -P: the current folder is a workspace, and must not be where modules come from.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "agora.models.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        atexit.register(self.close)
        try:
            self.url = self._start(wanted)
        except BaseException:
            self.close()
            raise

    def _start(self, wanted: dict[str, object]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        path = wanted["path"]
        try:
            self._process.stdin.write(json.dumps(wanted) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        told = json.loads(line) if line else {"error": f"it ended with status {self._process.wait()}"}
        if "error" in told:
            raise ModelError(
                f"The embedded engine cannot load {path}.",
                why=f"It said: {told['error']}",
                fix="Fetch the file again with `agora models pull`, or free some memory.",
            )
        return str(told["url"])

    @property
    def running(self) -> bool:
        """Whether the process is there; a fault in the engine ends it, and nothing else."""
        return self._process.poll() is None

    def weigh(self, scale: float) -> None:
        """Give the adapter another weight from the next reply on: 0 is the bare base, 1 as it was trained.

        Raises:
            ModelError: the engine has no adapter, or does not answer.
        """
        if not self.ask("/lora-adapters"):
            raise ModelError("The embedded engine has no adapter to weigh.")
        self.ask("/lora-adapters", [{"id": 0, "scale": scale}])

    def ask(self, path: str, body: Any = None) -> Any:
        """Return what llama.cpp's server says at a path: to a GET, or to a POST where there is a body.

        Raises:
            ModelError: it does not answer, or refuses.
        """
        import httpx

        headers = {"Authorization": f"Bearer {self.key.get_secret_value()}"}
        try:
            with httpx.Client(headers=headers, timeout=ASK_TIMEOUT_S) as client:
                place = f"{self.url}{path}"
                reply = client.get(place) if body is None else client.post(place, json=body)
                return reply.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise ModelError(f"The embedded engine did not answer at {path}.", why=f"{error}.") from None

    def close(self) -> None:
        """Stop the server and free its memory; a second call does nothing."""
        atexit.unregister(self.close)
        process = self._process
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(CLOSE_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
