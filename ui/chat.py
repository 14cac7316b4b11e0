"""Events of a turn as chat messages, and the messages of a conversation that is opened again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from assistant.events import Event, TextDelta, ToolFinished, ToolProgress, ToolStarted, TurnEnded, TurnFailed
from ui import cards
from ui.charts import tool_plots
from ui.i18n import Words
from ui.markdown import literal, safe

Message = dict[str, Any]
HOUSE = "canvas_correction"  # marks a message that neither the user nor the model wrote


@dataclass
class Transcript:
    """The messages of a conversation as the chat shows them.

    Attributes:
        words: Language of the page.
        thread: Name of the conversation, for links to its files.
        messages: `{role, content, metadata?}`, as the chat component takes them.
    """

    words: Words
    thread: str
    messages: list[Message] = field(default_factory=list)
    _reply: str = ""
    _open: dict[str, Message] = field(default_factory=dict)

    def say(self, text: str, files: Sequence[Path] = ()) -> None:
        """Begin a turn with what the user wrote."""
        content = literal(text)
        if files:
            names = ", ".join(f.name for f in files)
            content += f"\n\n{literal(self.words('chat.files', names=names))}"
        self.messages.append({"role": "user", "content": content.strip()})
        self._reply = ""
        self._open = {}

    def apply(self, event: Event) -> None:
        """Show one event; those that are not for the chat change nothing."""
        if isinstance(event, TextDelta):
            self._write(event.text)
        elif isinstance(event, ToolStarted):
            self._start(event.call_id, event.name, event.args)
        elif isinstance(event, ToolProgress):
            self._go_on(event)
        elif isinstance(event, ToolFinished):
            self._finish(event)
        elif isinstance(event, TurnFailed):
            self.note(f"**{self.words('chat.failed')}**\n\n{literal(event.message)}")
        elif isinstance(event, TurnEnded):
            self._end(event.record)

    def note(self, content: str) -> None:
        """A remark of the page itself; cards still open are closed with it."""
        for card in self._open.values():
            card["metadata"] = {**card["metadata"], "status": "done"}
        self._open = {}
        self.messages.append({"role": "assistant", "content": content})

    def _write(self, text: str) -> None:
        if not self._reply:
            self.messages.append({"role": "assistant", "content": ""})
        self._reply += text
        self.messages[-1]["content"] = safe(self._reply)

    def _start(self, call_id: str, name: str, args: Mapping[str, Any]) -> None:
        card: Message = {
            "role": "assistant",
            "content": cards.arguments(name, args, self.words),
            "metadata": {"title": cards.title(name, False, self.words), "status": "pending"},
        }
        self.messages.append(card)
        self._open[call_id] = card
        # What the model writes after a tool is a paragraph of its own.
        self._reply = ""

    def _go_on(self, event: ToolProgress) -> None:
        if event.call_id in self._open:
            card = self._open[event.call_id]
            card["metadata"] = {**card["metadata"], "title": f"{self.words.pick(event.text)} · {event.share:.0%}"}
            card["content"] = cards.progress(event.share)

    def _finish(self, event: ToolFinished) -> None:
        if event.call_id not in self._open:
            self._start(event.call_id, event.name, event.args)
        card = self._open.pop(event.call_id)
        failed = event.error is not None
        card["content"] = cards.result(event.name, event.args, event.data, event.citations, event.error, self.words)
        card["metadata"] = {
            "title": cards.title(event.name, failed, self.words),
            "status": "done",
            "duration": round(event.seconds, 2),
        }
        if not failed:
            self.messages += [{"role": "assistant", "content": plot} for plot in tool_plots(event.data, self.words)]

    def _end(self, record: Mapping[str, Any]) -> None:
        links = [file_link(self.thread, str(path), self.words) for path in record.get("files") or []]
        if not links or not self.messages or not isinstance(self.messages[-1]["content"], str):
            return
        reply = self.messages[-1]
        for path in record.get("files") or []:
            # The reply may name the file by its place on the server, which is nobody's business.
            reply["content"] = str(reply["content"]).replace(safe(str(path)), PurePath(str(path)).name)
        reply["content"] += "\n\n" + " · ".join(links)


def file_link(thread: str, path: str, words: Words) -> str:
    """Markdown link to a file that the conversation wrote."""
    name = PurePath(path).name
    return f"[{literal(words('chat.download', name=name))}](/files/{thread}/{name})"


def replay(messages: Iterable[Any], words: Words, thread: str) -> Transcript:
    """The transcript of stored messages (`Conversation.state()["messages"]`)."""
    transcript = Transcript(words, thread)
    asked: dict[str, Mapping[str, Any]] = {}
    reply, files = "", list[str]()
    for message in messages:
        if message.type == "human" and not message.additional_kwargs.get(HOUSE):
            _close(transcript, reply, files)
            transcript.say(message.text)
            reply, files = "", []
        elif message.type == "ai":
            asked.update({call["id"]: call for call in message.tool_calls})
            reply = reply if message.tool_calls else message.text
        elif message.type == "tool":
            event = _stored(message, asked)
            transcript.apply(event)
            if event.name == "export_canvas" and event.data.get("path"):
                files.append(str(event.data["path"]))
    _close(transcript, reply, files)
    return transcript


def stored_results(messages: Iterable[Any]) -> list[ToolFinished]:
    """The tool results among stored messages, oldest first."""
    return [_stored(message, {}) for message in messages if message.type == "tool"]


def _close(transcript: Transcript, reply: str, files: list[str]) -> None:
    if reply:
        transcript.apply(TextDelta(reply))
        transcript.apply(TurnEnded({"files": files}))


def _stored(message: Any, asked: Mapping[str, Mapping[str, Any]]) -> ToolFinished:
    kept = message.artifact if isinstance(message.artifact, Mapping) else {}
    call = asked.get(message.tool_call_id, {})
    error = message.text if message.status == "error" else None
    return ToolFinished(
        message.tool_call_id,
        str(call.get("name") or message.name),
        dict(call.get("args") or {}),
        dict(kept.get("data") or {}),
        list(kept.get("citations") or []),
        error,
        0.0,
    )
