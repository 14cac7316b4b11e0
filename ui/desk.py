"""What the page does for a user: open conversations that are theirs, run turns, tell how things stand."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.canvas.canvas import blocks_json
from assistant.canvas.history import History
from assistant.canvas.versions import Versions
from assistant.events import ToolFinished
from assistant.threads import Thread, ThreadList
from ui.chat import Transcript, replay, stored_results
from ui.i18n import Words
from ui.panel import Numbers
from ui.turns import Turn, Turns

JsonDict = dict[str, Any]


class Talk(Protocol):
    """The side of `Conversation` that the page uses."""

    async def state(self) -> JsonDict:
        """What the conversation remembers."""
        ...

    def stream(self, text: str, files: Sequence[Path] = ()) -> Any:
        """Run one turn."""
        ...


class Backend(Protocol):
    """The side of `Services` that the page uses."""

    @property
    def models(self) -> Mapping[str, Any]:
        """Finance models by id."""
        ...

    @property
    def threads(self) -> ThreadList:
        """The list of conversations."""
        ...

    def conversation(self, thread: str | None = None) -> Talk:
        """The conversation of that name."""
        ...


@dataclass(frozen=True)
class Standing:
    """How a conversation stands.

    Attributes:
        transcript: Its messages.
        canvas: `{block: [{id, text, status}]}`.
        can_undo: Whether a change of the canvas can be undone.
        can_redo: Whether an undone change can be redone.
        numbers: What the what-if panel shows.
        versions: Names of saved versions and other branches, newest first.
    """

    transcript: Transcript
    canvas: JsonDict
    can_undo: bool
    can_redo: bool
    numbers: Numbers
    versions: tuple[str, ...] = ()


class Desk:
    """Conversations of users.

    Args:
        backend: The assembled product.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.turns = Turns()

    def may_open(self, user: str, thread: str) -> bool:
        """Whether a conversation belongs to the user."""
        return self.backend.threads.owner(thread) == user

    def threads(self, user: str) -> list[Thread]:
        """The user's conversations, newest first."""
        return self.backend.threads.of(user)

    async def standing(self, thread: str | None, words: Words) -> Standing:
        """How a conversation stands; nothing at all for a new one."""
        state = await self.backend.conversation(thread).state() if thread else {}
        messages = list(state.get("messages") or [])
        history = History.from_json(state.get("canvas"))
        return Standing(
            transcript=replay(messages, words, thread or ""),
            canvas=dict(blocks_json(history.canvas)),
            can_undo=history.position > 0,
            can_redo=history.position < len(history.entries) - 1,
            numbers=numbers_of(stored_results(messages), state.get("finance") or {}),
            versions=version_names(state.get("versions")),
        )

    async def versions(self, thread: str) -> tuple[tuple[str, ...], bool]:
        """Names of the versions of a conversation, newest first, and whether its canvas has anything on it."""
        state = await self.backend.conversation(thread).state()
        return version_names(state.get("versions")), History.from_json(state.get("canvas")).canvas.count > 0

    async def written(self, thread: str) -> list[Path]:
        """Files that a conversation wrote for its owner, oldest first."""
        state = await self.backend.conversation(thread).state()
        results = stored_results(state.get("messages") or [])
        paths = [r.data["path"] for r in results if r.name == "export_canvas" and r.data.get("path")]
        return [Path(str(p)) for p in [*paths, *(state.get("exports") or [])]]

    def begin(self, user: str, title: str) -> str:
        """A new conversation of a user; gives its name."""
        thread = uuid.uuid4().hex
        self.backend.threads.touch(thread, user, title)
        return thread

    def send(self, user: str, thread: str | None, text: str, files: Sequence[Path] = ()) -> Turn:
        """Start a turn, in a new conversation where none is named.

        Raises:
            PermissionError: The conversation is somebody else's.
            RuntimeError: It is still working on another message.
        """
        if thread and not self.may_open(user, thread):
            raise PermissionError(thread)
        thread = thread or uuid.uuid4().hex
        if self.turns.of(thread) is not None:
            raise RuntimeError(thread)
        self.backend.threads.touch(thread, user, text or ", ".join(f.name for f in files))
        turn = Turn(thread, text, tuple(files))
        self.turns.start(turn, self.backend.conversation(thread).stream(text, list(files)))
        return turn


def version_names(stored: JsonDict | None) -> tuple[str, ...]:
    """Names of saved versions and other branches in a conversation's state, newest first."""
    versions = Versions.from_json(stored)
    return (*(v.name for v in reversed(versions.saved)), *versions.heads)


def numbers_of(results: Sequence[ToolFinished], finance: Mapping[str, Any]) -> Numbers:
    """The numbers panel after these tool results."""
    numbers = Numbers(finance)
    for result in results:
        numbers = after(numbers, result)
    return numbers


def after(numbers: Numbers, result: ToolFinished) -> Numbers:
    """The panel after one more tool result: a what-if is shown until the base case is set anew."""
    if result.error is not None or not result.data:
        return numbers
    if result.name == "manage_versions" and result.data.get("numbers_changed"):
        return Numbers(numbers.finance)
    if result.name == "what_if":
        return Numbers(numbers.finance, result.data, numbers.base)
    if result.name == "set_finance_model":
        return Numbers(numbers.finance, None, result.data)
    return numbers
