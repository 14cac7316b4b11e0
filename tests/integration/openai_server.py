"""A small OpenAI-compatible server for tests: streams scripted answers, text or tool calls, over real HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One scripted answer; `cut` ends the stream before it is finished, `status` refuses the request."""

    text: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    cut: bool = False
    status: int = 200
    finish: str = ""


@dataclass
class Server:
    url: str
    requests: list[dict[str, Any]]


def _deltas(answer: Answer) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    for start in range(0, len(answer.text), 7):
        yield {"content": answer.text[start : start + 7]}
    for index, (name, args) in enumerate(answer.calls):
        yield {
            "tool_calls": [
                {"index": index, "id": f"c{index}", "type": "function", "function": {"name": name, "arguments": ""}}
            ]
        }
        text = json.dumps(args)
        for start in range(0, len(text), 9):
            yield {"tool_calls": [{"index": index, "function": {"arguments": text[start : start + 9]}}]}


@contextmanager
def openai_server(script: list[Answer]) -> Iterator[Server]:
    requests: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            requests.append(body)
            answer = script[min(len(requests), len(script)) - 1]
            if answer.status != 200:
                self.send_response(answer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for delta in _deltas(answer):
                self._send({"delta": delta, "finish_reason": None})
            if not answer.cut:
                reason = answer.finish or ("tool_calls" if answer.calls else "stop")
                self._send({"delta": {}, "finish_reason": reason})
                self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, choice: dict[str, Any]) -> None:
            chunk = {
                "id": "x",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "test",
                "choices": [{"index": 0, **choice}],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args: object) -> None:
            """Keep the test output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_address[1]}/v1", requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
