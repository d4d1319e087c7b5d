"""A small OpenAI-compatible endpoint on loopback, for tests: `python fake_endpoint.py SCRIPT.json`.

The script is a JSON list of replies. Which one is sent follows from the prompt alone: as many assistant
messages as it holds, so many replies are past. So the endpoint has no state, and a session that was killed
and goes on is given the same replies again. A reply is a text, or an object:

    {"text": "…"}                      streamed in pieces of 8 characters
    {"text": "…", "delay_s": 0.1}      … with a pause before each piece
    {"text": "…", "finish": "length"}  … cut
    {"text": "…", "die_after": 8}      … and the connection closed after so many characters
    {"status": 429, "headers": {"Retry-After": "1"}, "times": 2, "then": "…"}
                                       an error, so often; then a reply
    {"status": 400, "body": {…}}       an error with this body
    {"raw": "<html>"}                  whatever that is, with status 200
    {"hang_s": 60}                     silence

After the script's end, status 500. Once it listens it prints its base URL on a line, and serves until it is
killed.
"""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

PIECE = 8


class FakeEndpoint:
    """The endpoint in a thread of this process.

    Args:
        script: the replies, as above; or a function from the request's body to one.
        key: the API key that it asks for, if any.
        models: what it lists at /v1/models.
        extra: JSON for other paths, such as `{"/props": {…}}`; for what is posted also a function of it.

    Attributes:
        requests: the body of every chat completion asked.
        open_streams: replies being written now; a client that goes away is noticed by the next piece.
    """

    def __init__(
        self,
        script: Any,
        *,
        key: str = "",
        models: list[dict[str, Any]] | None = None,
        extra: dict[str, Any] | None = None,
        port: int = 0,
    ) -> None:
        self.script = script
        self.key = key
        self.models = [{"id": "fake", "max_model_len": 8192}] if models is None else models
        self.extra = extra or {}
        self.requests: list[dict[str, Any]] = []
        self.open_streams = 0
        self.refused: dict[int, int] = {}
        endpoint = self

        class Handler(_Handler):
            at = endpoint

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self) -> "FakeEndpoint":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reply(self, body: dict[str, Any]) -> Any:
        if callable(self.script):
            return self.script(body)
        step = sum(message["role"] == "assistant" for message in body["messages"])
        if step >= len(self.script):
            return {"status": 500, "body": {"error": {"message": f"the script has no reply {step}"}}}
        return self.script[step]


class _Handler(BaseHTTPRequestHandler):
    at: FakeEndpoint
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            if self.authorised():
                self.send(200, {"object": "list", "data": self.at.models})
        elif self.path in self.at.extra:
            self.send(200, self.at.extra[self.path])
        else:
            self.send(404, {"error": {"message": f"no such path: {self.path}"}})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        if len(sent) < int(self.headers["Content-Length"]):  # who asked was killed
            self.close_connection = True
            return
        body = json.loads(sent)
        if self.path in self.at.extra:
            extra = self.at.extra[self.path]
            self.send(200, extra(body) if callable(extra) else extra)
        elif self.path != "/v1/chat/completions":
            self.send(404, {"error": {"message": f"no such path: {self.path}"}})
        elif self.authorised():
            self.at.requests.append(body)
            try:
                self.answer(body, self.at.reply(body))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    def authorised(self) -> bool:
        sent = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.at.key and sent != self.at.key:
            self.send(401, {"error": {"message": f"Incorrect API key provided: {sent}"}})
            return False
        return True

    def answer(self, body: dict[str, Any], reply: Any) -> None:
        reply = {"text": reply} if isinstance(reply, str) else reply
        if "hang_s" in reply:
            time.sleep(reply["hang_s"])
        if "status" in reply:
            step = sum(message["role"] == "assistant" for message in body["messages"])
            self.at.refused[step] = self.at.refused.get(step, 0) + 1
            if "then" in reply and self.at.refused[step] > reply.get("times", 1):
                return self.answer(body, reply["then"])
            return self.send(reply["status"], reply.get("body", {}), reply.get("headers"))
        if "raw" in reply:
            return self.send(200, reply["raw"])
        return self.stream(body, reply)

    def stream(self, body: dict[str, Any], reply: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        text = reply.get("text", "")
        self.at.open_streams += 1
        try:
            for start in range(0, len(text), PIECE):
                if start >= reply.get("die_after", len(text)):
                    return
                time.sleep(reply.get("delay_s", 0))
                self.event({"choices": [{"index": 0, "delta": {"content": text[start : start + PIECE]}}]})
            finish = reply.get("finish", "stop")
            if "die_after" in reply:
                return
            self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
            if body.get("stream_options", {}).get("include_usage") and not reply.get("no_usage"):
                words = sum(len(message["content"].split()) for message in body["messages"])
                usage = {"prompt_tokens": words, "completion_tokens": len(text.split())}
                self.event({"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")
        finally:
            self.at.open_streams -= 1

    def event(self, data: dict[str, Any]) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "fake", **data}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def send(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(body, str) else "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    endpoint = FakeEndpoint(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    print(endpoint.url, flush=True)
    endpoint.thread.join()
