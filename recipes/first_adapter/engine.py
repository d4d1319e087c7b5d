"""The embedded engine with or without an adapter, straight from xllamacpp."""

import json
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xllamacpp

from .tasks import chatml

__all__ = ["Engine"]


class Engine:
    """A llama.cpp server on loopback in this process; a context manager.

    Args:
        model: the base model's GGUF file.
        adapter: a GGUF adapter for it.
        threads: of the engine; several that wait for one another on busy cores are ten times slower than one.
    """

    def __init__(self, model: Path, adapter: Path | None = None, *, slots: int = 4, threads: int = 1) -> None:
        params = xllamacpp.CommonParams()
        params.model.path = str(model)
        params.port, params.n_parallel, params.n_ctx = 0, slots, 1536 * slots
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
        params.warmup, params.verbosity = False, -1
        if adapter is not None:
            params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 1.0)]
        self._server: Any = xllamacpp.Server(params)
        self._url = self._server.listening_address

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        del self._server

    def complete(self, prompt: str | list[int], max_tokens: int, **options: Any) -> dict[str, Any]:
        """Return the engine's raw completion at temperature 0, special tokens in the prompt understood."""
        body = {"prompt": prompt, "n_predict": max_tokens, "temperature": 0, "cache_prompt": True, **options}
        request = urllib.request.Request(
            f"{self._url}/completion", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=300) as reply:
            result: dict[str, Any] = json.load(reply)
        return result

    def reply(self, messages: list[dict[str, str]], max_tokens: int = 300) -> str:
        """Return the assistant's reply to `messages`."""
        return str(self.complete(chatml(messages), max_tokens)["content"])

    def chat(self, system: str, message: str, max_tokens: int) -> str:
        """Return the reply to one message under a system prompt."""
        return self.reply(
            [{"role": "system", "content": system}, {"role": "user", "content": message}], max_tokens
        )
