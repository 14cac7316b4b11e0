"""A stand-in for the assembled product, so that the page can be tried without a model: it follows a short script."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.canvas.canvas import Canvas, blocks_json
from assistant.canvas.history import History
from assistant.config import Settings
from assistant.events import (
    CanvasChanged,
    Event,
    ModelChanged,
    TextDelta,
    ToolFinished,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from assistant.finance import Change, FinanceModel, what_if
from assistant.finance.report import what_if_data
from assistant.threads import ThreadList

JsonDict = dict[str, Any]
ITEMS: tuple[tuple[Any, str, Any], ...] = (
    ("customer_segments", "Dental clinics with 2–10 chairs", "fact"),
    ("value_propositions", "Answers patient messages within a minute", "fact"),
    ("channels", "Practice software resellers", "assumption"),
    ("customer_relationships", "Onboarding call in the first week", "assumption"),
    ("revenue_streams", "$99 a month per clinic", "fact"),
    ("key_resources", "Consented message histories", "assumption"),
    ("key_activities", "Evaluating answers before release", "assumption"),
    ("key_partners", "Model provider under a no-training contract", "assumption"),
    ("cost_structure", "Inference and support per clinic", "assumption"),
)


@dataclass
class ScriptedTalk:
    """A conversation that understands a handful of sentences in both languages.

    Attributes:
        thread: Its name.
        models: Finance models by id.
        folder: Where exports go.
    """

    thread: str
    models: Mapping[str, FinanceModel]
    folder: Path
    messages: list[Any] = field(default_factory=list)
    history: History = field(default_factory=History)
    finance: JsonDict = field(default_factory=dict)

    async def state(self) -> JsonDict:
        """State in the shape of a real conversation."""
        return {"messages": list(self.messages), "canvas": self.history.to_json(), "finance": self.finance}

    async def stream(self, text: str, files: Sequence[Path] = ()) -> AsyncIterator[Event]:
        """One turn of the script."""
        if "slowly" in text or "慢慢" in text:
            yield ToolStarted("slow", "search_guidance", {"query": text})
            await asyncio.sleep(120)
        if "fail" in text:
            yield TurnFailed("The model cannot be reached. Try again in a minute.")
            return
        if "crash" in text:
            raise ValueError("a bug")
        kept: list[Any] = [SimpleNamespace(type="human", text=text, additional_kwargs={})]
        files_written: list[str] = []
        reply = ""
        for event in self._act(text):
            yield event
            if isinstance(event, ToolFinished):
                call = {"id": event.call_id, "name": event.name, "args": event.args}
                kept.append(SimpleNamespace(type="ai", text="", tool_calls=[call]))
                kept.append(_tool_message(event))
                files_written += [event.data["path"]] if "path" in event.data else []
            elif isinstance(event, TextDelta):
                reply += event.text
        self.messages += [*kept, SimpleNamespace(type="ai", text=reply, tool_calls=[])]
        yield TurnEnded({"files": files_written, "reply": reply})

    def _act(self, text: str) -> Iterator[Event]:
        rate = re.search(r"(\d+)\s*%", text)
        low = text.lower()
        if rate and ("what if" in low or "如果" in text):
            yield from self._what_if(float(rate.group(1)) / 100)
        elif "export" in low or "导出" in text:
            yield from self._export("json" if "json" in low else "md")
        elif low.startswith(("undo", "redo")) or text in {"撤销", "重做"}:
            yield from self._step("undo_canvas" if low.startswith("undo") or text == "撤销" else "redo_canvas")
        elif low.startswith("add ") or text.startswith("增加"):
            yield from self._edit(text)
        elif "building" in low or "在做" in text:
            yield from self._draft(text)
        else:
            yield TextDelta(f"You said: {text}")

    def _draft(self, text: str) -> Iterator[Event]:
        canvas = Canvas()
        for block, words, status in ITEMS:
            canvas, _ = canvas.add(block, words, status, "brief")
        self.history = self.history.push({"en": "draft", "zh": "起草"}, canvas)
        data = {"canvas": blocks_json(canvas)}
        yield from _tool("draft_canvas", {"brief": {"idea": text}}, data)
        yield self._changed()
        yield from (TextDelta(piece) for piece in ("Your canvas is drafted. ", "Six items are **assumptions**."))

    def _edit(self, text: str) -> Iterator[Event]:
        said = text.removeprefix("add ").removeprefix("增加").strip()
        canvas, _ = self.history.canvas.add("channels", said, "fact", "user")
        self.history = self.history.push({"en": f"add {said}", "zh": f"增加{said}"}, canvas)
        operations = [{"op": "add", "block": "channels", "text": said}]
        yield from _tool("edit_canvas", {"operations": operations}, {"canvas": blocks_json(canvas)})
        yield self._changed()
        yield TextDelta("Added.")

    def _step(self, name: str) -> Iterator[Event]:
        self.history, labels = self.history.undo() if name == "undo_canvas" else self.history.redo()
        yield from _tool(name, {"steps": 1}, {"undone": labels})
        yield self._changed()
        yield TextDelta("Done.")

    def _what_if(self, rate: float) -> Iterator[Event]:
        model = self.models["subscription"]
        comparison = what_if(model, model.defaults, [Change("conversion", "set", rate)])
        examples = [i.id for i in model.inputs]
        data = dict(what_if_data(comparison, "what-if 1", [], examples))
        self.finance = {"template": model.id, "inputs": model.defaults, "stated": ["price"], "scenario": None}
        changes = [{"variable": "conversion", "relation": "set", "value": rate}]
        yield from _tool("what_if", {"changes": changes}, data)
        yield ModelChanged(self.finance)
        yield TextDelta("| | Before | After |\n|---|---:|---:|\n| Profit | 1 | 2 |\n")

    def _export(self, kind: str) -> Iterator[Event]:
        path = self.folder / self.thread / f"canvas.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        blocks = blocks_json(self.history.canvas)
        path.write_text(json.dumps(blocks, ensure_ascii=False) if kind == "json" else "# Canvas", encoding="utf-8")
        yield from _tool("export_canvas", {"format": kind}, {"path": str(path), "format": kind})
        yield TextDelta(f"The canvas is written to `{path}`.")

    def _changed(self) -> CanvasChanged:
        last = len(self.history.entries) - 1
        position = self.history.position
        return CanvasChanged(dict(blocks_json(self.history.canvas)), position > 0, position < last)


@dataclass
class ScriptedBackend:
    """Stands in for `assistant.wiring.Services`."""

    models: Mapping[str, FinanceModel]
    threads: ThreadList
    folder: Path
    talks: dict[str, ScriptedTalk] = field(default_factory=dict)

    def conversation(self, thread: str | None = None) -> ScriptedTalk:
        """The conversation of that name."""
        name = thread or "unnamed"
        return self.talks.setdefault(name, ScriptedTalk(name, self.models, self.folder))


@contextmanager
def served(backend: ScriptedBackend, settings: Settings) -> Iterator[str]:
    """The page over a backend, on a free port of this machine; gives its address."""
    from ui.app import build_server, make_server

    servers: list[Any] = []

    async def serve(listening: socket.socket) -> None:
        servers.append(make_server(build_server(backend, settings)))
        await servers[0].serve(sockets=[listening])

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=lambda: asyncio.run(serve(listening)), daemon=True)
        thread.start()
        while thread.is_alive() and not (servers and servers[0].started):
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            for server in servers:
                server.should_exit = True
            thread.join(timeout=10)


def _tool(name: str, args: JsonDict, data: JsonDict) -> Iterator[Event]:
    call = f"call-{name}"
    yield ToolStarted(call, name, args)
    yield ToolFinished(call, name, args, data, [], None, 0.01)


def _tool_message(event: ToolFinished) -> SimpleNamespace:
    return SimpleNamespace(
        type="tool",
        name=event.name,
        text="",
        status="success",
        tool_call_id=event.call_id,
        artifact={"data": event.data, "citations": event.citations},
    )
