"""Memory's vectors from an endpoint that the person named."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from agora.config import Endpoint, Settings
from agora.errors import ModelError, UsageError
from agora.memory import EndpointEmbedder, Memory, embedder_of

# What the endpoint knows: words of three meanings, each a direction of its own.
_MEANINGS = [("cat", "kitten", "purrs"), ("bank", "money", "loan"), ("sea", "ship", "sails")]


class _Embeddings(BaseHTTPRequestHandler):
    asked: list[dict] = []  # noqa: RUF012
    broken = False

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        rows = [
            [float(any(word in text for word in words)) + 0.01 for words in _MEANINGS]
            for text in body["input"]
        ]
        data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)]
        told = {"object": "list", "model": "m", "data": [] if self.broken else data}
        told["usage"] = {"prompt_tokens": 1, "total_tokens": 1}
        sent = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setattr(_Embeddings, "asked", [])
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Embeddings)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1", model="m")
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_means_the_same_to_the_endpoint_is_found(endpoint: Endpoint, tmp_path: Path) -> None:
    settings = Settings(endpoints={"mine": endpoint}, embeddings="mine")
    with Memory(tmp_path / "memory.db", embedder=embedder_of(settings)) as memory:
        memory.remember("Ana's kitten is black.")
        memory.remember("The loan was paid back in May.")
        memory.remember("He sails on Sundays.")
        assert memory.recall("Which ship?")[0].text == "He sails on Sundays."
    assert {body["model"] for body in _Embeddings.asked} == {"m"}


def test_without_the_endpoint_words_are_left_and_it_is_said(
    endpoint: Endpoint, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_800_000_000.0]
    settings = Settings(endpoints={"mine": endpoint}, embeddings="mine")
    with Memory(tmp_path / "m.db", embedder=embedder_of(settings), clock=lambda: now[0]) as memory:
        gone = memory.remember("He sails on Sundays.")
        memory.remember("Ana's kitten is black.")
        assert memory.recall("Which ship?")[0].text == "He sails on Sundays."
        monkeypatch.setattr(_Embeddings, "broken", True)
        for _ in range(2):
            assert memory.recall("Which ship?") == []
            assert memory.recall("a kitten")[0].text == "Ana's kitten is black."
        assert caplog.text.count("by words alone") == 1
        memory.forget(gone)
        assert not any(b"sail" in path.read_bytes() for path in tmp_path.iterdir())
        monkeypatch.setattr(_Embeddings, "broken", False)
        now[0] += 61
        memory.remember("She sails to Crete.")
        assert memory.recall("Which ship?")[0].text == "She sails to Crete."


def test_an_endpoint_without_a_model_is_refused(endpoint: Endpoint) -> None:
    endpoint = endpoint.model_copy(update={"model": ""})
    with pytest.raises(UsageError, match="names no model"):
        embedder_of(Settings(endpoints={"mine": endpoint}, embeddings="mine"))


def test_vectors_have_length_one_and_whole_words_of_bits(endpoint: Endpoint) -> None:
    embed = EndpointEmbedder("mine", endpoint)
    assert embed.dims == 64
    rows = embed(["my cat", "a bank"])
    assert rows.shape == (2, 64)
    assert (rows**2).sum(axis=1) == pytest.approx([1, 1])
    assert embed([]).shape == (0, 64)


def test_an_endpoint_that_is_unknown_silent_or_odd_is_named(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="Did you mean 'mine'"):
        embedder_of(Settings(endpoints={"mine": endpoint}, embeddings="mime"))
    with pytest.raises(ModelError, match="gone"):
        EndpointEmbedder("gone", Endpoint(url="http://127.0.0.1:9/v1", model="m"))(["a"])
    monkeypatch.setattr(_Embeddings, "broken", True)
    with pytest.raises(ModelError, match="mine"):
        EndpointEmbedder("mine", endpoint)(["a"])
