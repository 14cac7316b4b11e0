"""What happens when somebody uses the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.threads import Thread
from ui.access import user_of
from ui.desk import Desk
from ui.drawing import Drawing, Follower, Updates
from ui.frame import threads_html
from ui.i18n import LANGUAGES, Words, preferred_language, words
from ui.markdown import literal
from ui.menus import sentence
from ui.page import Parts
from ui.turns import Turn

View = dict[str, Any]


class Handlers:
    """The page's event handlers.

    Args:
        desk: Conversations of users.
        parts: The components.
    """

    def __init__(self, desk: Desk, parts: Parts) -> None:
        self._desk, self._parts = desk, parts
        self._draw = Drawing(parts, desk.backend.models)
        # What each open tab looks at, so that a turn that runs on does not write into another conversation.
        self._looking: dict[str, str | None] = {}

    async def open(self, memory: Any, request: gr.Request) -> Updates:
        """The page was loaded: back to the conversation and language of last time."""
        kept = memory if isinstance(memory, dict) else {}
        language = kept.get("language")
        if language not in LANGUAGES:
            language = preferred_language(dict(request.headers).get("accept-language", ""))
        return await self._show(kept.get("thread"), str(language), request)

    async def switch_thread(self, view: View, event: gr.EventData, request: gr.Request) -> Updates:
        """Another conversation was chosen."""
        return await self._show(str(picked(event)), view["language"], request)

    async def switch_language(self, view: View, event: gr.EventData, request: gr.Request) -> Updates:
        """Another language was chosen for the page."""
        chosen = str(picked(event))
        return await self._show(view["thread"], chosen if chosen in LANGUAGES else view["language"], request)

    async def new_thread(self, view: View, request: gr.Request) -> Updates:
        """A fresh conversation."""
        updates = await self._show(None, view["language"], request)
        return {**updates, self._parts.beacon: self._draw.signal(view="chat", language=view["language"])}

    async def follow(self, view: View, request: gr.Request) -> AsyncIterator[Updates]:
        """Watch the turn that the conversation just opened is still working on, if any.

        Apart from opening it: an event that lasts would draw its first state again over what came meanwhile.
        """
        thread, said = view["thread"], words(view["language"])
        turn = self._desk.turns.of(thread) if thread and self._desk.may_open(user_of(request), thread) else None
        if turn is None:
            yield self._nothing()
            return
        standing = await self._desk.standing(turn.thread, said)
        standing.transcript.say(turn.text, turn.files)
        async for updates in self._follow(turn, Follower(self._draw, standing, said), request):
            yield updates

    async def send(self, message: Any, view: View, request: gr.Request) -> AsyncIterator[Updates]:
        """A message from the box."""
        text = str((message or {}).get("text") or "").strip()
        files = [Path(f) for f in (message or {}).get("files") or []]
        if not text and not files:
            yield self._nothing()
            return
        async for updates in self._turn(text, files, view, request):
            yield updates

    async def send_example(self, view: View, event: gr.EventData, request: gr.Request) -> AsyncIterator[Updates]:
        """An example prompt was chosen."""
        examples = words(view["language"]).lists["examples"]
        number = str(picked(event))
        if number.isdecimal() and int(number) < len(examples):
            async for updates in self._turn(examples[int(number)], (), view, request):
                yield updates

    async def command(self, key: str, view: View, request: gr.Request) -> AsyncIterator[Updates]:
        """A button that says something for the user, e.g. "undo"."""
        async for updates in self._turn(words(view["language"])(f"send.{key}"), (), view, request):
            yield updates

    async def choose(self, view: View, event: gr.EventData, request: gr.Request) -> AsyncIterator[Updates]:
        """Something was chosen from the menus of views and versions."""
        text = sentence(str(picked(event)), words(view["language"]))
        if not text:
            yield self._nothing()
            return
        async for updates in self._turn(text, (), view, request):
            yield updates

    async def replay(
        self, texts: Sequence[str], thread: str, view: View, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """Say several things in a conversation, each once the one before is answered; a stop ends them all."""
        yield await self._show(thread, view["language"], request)
        for text in texts:
            async for updates in self._turn(text, (), {**view, "thread": thread}, request):
                yield updates
            if self._desk.turns.was_stopped(thread) or self._looking.get(str(request.session_hash)) != thread:
                return

    async def stop(self, view: View, request: gr.Request) -> None:
        """End the running turn."""
        thread = view.get("thread")
        if thread and self._desk.may_open(user_of(request), thread):
            await self._desk.turns.stop(thread)

    def leave(self, request: gr.Request) -> None:
        """A tab was closed."""
        self._looking.pop(str(request.session_hash), None)

    async def _show(self, thread: str | None, language: str, request: gr.Request) -> Updates:
        user, said = user_of(request), words(language)
        if thread and not self._desk.may_open(user, thread):
            thread = None
        self._looking[str(request.session_hash)] = thread
        standing = await self._desk.standing(thread, said)
        working = thread is not None and self._desk.turns.of(thread) is not None
        return {
            **self._draw.whole(standing, self._desk.threads(user), thread, said),
            **self._places(thread, language),
            self._parts.box: self._box(said, working),
        }

    async def _turn(self, text: str, files: Sequence[Path], view: View, request: gr.Request) -> AsyncIterator[Updates]:
        user, said = user_of(request), words(view["language"])
        thread = view["thread"]
        if thread and not self._desk.may_open(user, thread):
            thread = None
        standing = await self._desk.standing(thread, said)
        try:
            turn = self._desk.send(user, thread, text, files)
        except RuntimeError:
            gr.Warning(said("chat.busy"))
            yield self._nothing()
            return
        self._looking[str(request.session_hash)] = turn.thread
        standing.transcript.thread = turn.thread
        standing.transcript.say(text, files)
        yield {
            **self._draw.messages(standing.transcript),
            **self._places(turn.thread, view["language"]),
            self._parts.box: gr.update(value=None, submit_btn=False, stop_btn=True),
            self._parts.threads: self._threads(user, turn.thread, said),
        }
        async for updates in self._follow(turn, Follower(self._draw, standing, said), request):
            yield updates
        for file in files:
            with suppress(OSError):
                # The conversation has its own copy; the upload folder of the server is readable by others.
                file.unlink()

    async def _follow(self, turn: Turn, follower: Follower, request: gr.Request) -> AsyncIterator[Updates]:
        session = str(request.session_hash)
        async for batch in turn.batches():
            if self._looking.get(session) != turn.thread:
                return
            yield follower.draw(batch)
        if self._looking.get(session) != turn.thread:
            return
        said = follower.transcript.words
        if not follower.over:
            follower.transcript.note(literal(said("chat.stopped" if turn.stopped else "chat.crashed")))
            standing = await self._desk.standing(turn.thread, said)
            yield self._draw.canvas(standing.canvas, standing.can_undo, standing.can_redo, said)
            yield self._draw.numbers(standing.numbers, said)
        names, filled = await self._desk.versions(turn.thread)
        yield {
            **self._draw.messages(follower.transcript),
            **self._draw.working(False, "" if follower.kept else turn.text),
            **self._draw.menus(names, filled, said),
        }

    def _nothing(self) -> Updates:
        """Gradio takes no empty answer."""
        return {self._parts.beacon: gr.skip()}

    def _places(self, thread: str | None, language: str) -> Updates:
        place = {"thread": thread, "language": language}
        return {self._parts.view: place, self._parts.memory: dict(place)}

    def _box(self, said: Words, working: bool) -> Any:
        return gr.update(
            placeholder=said("chat.placeholder"),
            label=said("chat.box"),
            submit_btn=not working,
            stop_btn=working,
        )

    def _threads(self, user: str, thread: str, said: Words) -> str:
        listed: list[Thread] = self._desk.threads(user)
        return threads_html(listed, thread, said)


def picked(event: gr.EventData) -> Any:
    """What was chosen in a piece of our own HTML."""
    return (event._data or {}).get("value", "")  # noqa: SLF001 - Gradio offers no other way
