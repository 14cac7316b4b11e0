"""How a conversation stands, as updates of the page's components."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import gradio as gr

from assistant.events import CanvasChanged, Event, ModelChanged, ToolFinished, TurnEnded, TurnFailed
from ui.board import board_html
from ui.charts import comparison_chart
from ui.chat import Transcript
from ui.desk import Standing, after
from ui.frame import header_html, nav_html, starter_html, threads_html
from ui.i18n import Words
from ui.menus import menus_html
from ui.page import Parts
from ui.panel import Numbers, inputs_html, results_html

Updates = dict[Any, Any]
_signals = itertools.count(1)
_turns = itertools.count(1)


class Drawing:
    """Turns values into component updates.

    Args:
        parts: The components.
        models: Finance models by id.
    """

    def __init__(self, parts: Parts, models: Mapping[str, Any]) -> None:
        self.parts, self.models = parts, models

    def whole(self, standing: Standing, threads: Iterable[Any], thread: str | None, words: Words) -> Updates:
        """Everything, for a page that was just opened or speaks another language now."""
        p = self.parts
        return {
            **self.labels(words),
            **self.messages(standing.transcript),
            **self.canvas(standing.canvas, standing.can_undo, standing.can_redo, words),
            **self.numbers(standing.numbers, words),
            **self.menus(standing.versions, any(standing.canvas.values()), words),
            p.threads: threads_html(list(threads), thread, words),
            p.beacon: self.signal(language=words.language),
        }

    def labels(self, words: Words) -> Updates:
        """The words around the content."""
        p = self.parts
        return {
            p.header: header_html(words),
            p.nav: nav_html(words),
            p.new: gr.update(value=words("threads.new")),
            p.box: gr.update(placeholder=words("chat.placeholder"), label=words("chat.box")),
        }

    def messages(self, transcript: Transcript) -> Updates:
        """The chat, or the first screen while nothing has been said."""
        said = bool(transcript.messages)
        return {
            self.parts.chat: gr.update(value=[dict(m) for m in transcript.messages], visible=said),
            self.parts.starter: gr.update(value=starter_html(transcript.words), visible=not said),
            self.parts.record: gr.update(visible=said, value=transcript.words("chat.record")),
        }

    def canvas(self, canvas: Mapping[str, Any], can_undo: bool, can_redo: bool, words: Words) -> Updates:
        """The board and its buttons."""
        p = self.parts
        return {
            p.board: board_html(canvas, words),
            p.undo: gr.update(value=words("board.undo"), interactive=can_undo),
            p.redo: gr.update(value=words("board.redo"), interactive=can_redo),
        }

    def menus(self, versions: Iterable[str], filled: bool, words: Words) -> Updates:
        """The menus of views and versions."""
        return {self.parts.menus: menus_html(list(versions), filled, words)}

    def numbers(self, numbers: Numbers, words: Words) -> Updates:
        """The what-if panel."""
        chart = comparison_chart(numbers.comparison, words)
        return {
            self.parts.results: results_html(numbers, self.models, words),
            self.parts.chart: gr.update(value=chart, visible=chart is not None),
            self.parts.inputs: inputs_html(numbers, self.models, words),
        }

    def working(self, working: bool, unsaid: str = "") -> Updates:
        """The box while a turn runs: send becomes stop; what was said in vain comes back to be sent again."""
        again = {"value": {"text": unsaid, "files": []}} if unsaid else {}
        return {self.parts.box: gr.update(submit_btn=not working, stop_btn=working, **again)}

    def signal(self, **values: Any) -> dict[str, Any]:
        """A message to the script of the page; the number makes each one new."""
        return {**values, "number": next(_signals)}


class Follower:
    """Draws the events of one turn as they come.

    Args:
        drawing: Makes the updates.
        standing: How the conversation stood before.
        words: Language of the page.
    """

    def __init__(self, drawing: Drawing, standing: Standing, words: Words) -> None:
        self._drawing, self._words = drawing, words
        self.transcript, self._numbers = standing.transcript, standing.numbers
        self.over, self.kept = False, False
        self._turn, self._changed = next(_turns), list[str]()

    def draw(self, batch: Iterable[Event]) -> Updates:
        """Updates for some events."""
        updates: Updates = {}
        signals: dict[str, Any] = {}
        counted = self._numbers
        for event in batch:
            self.transcript.apply(event)
            if isinstance(event, CanvasChanged):
                updates |= self._drawing.canvas(event.canvas, event.can_undo, event.can_redo, self._words)
                signals |= self._news("canvas")
            elif isinstance(event, ModelChanged):
                self._numbers = Numbers(event.finance, self._numbers.comparison, self._numbers.base)
            elif isinstance(event, ToolFinished):
                self._numbers = after(self._numbers, event)
            elif isinstance(event, TurnEnded) and event.record.get("files"):
                links = [f"/files/{self.transcript.thread}/{_name(f)}" for f in event.record["files"]]
                signals["download"] = links
            self.over = self.over or isinstance(event, TurnEnded | TurnFailed)
            self.kept = self.kept or isinstance(event, TurnEnded)
        if self._numbers != counted:
            updates |= self._drawing.numbers(self._numbers, self._words)
            signals |= self._news("numbers")
        if signals:
            updates[self._drawing.parts.beacon] = self._drawing.signal(**signals)
        return {**updates, **self._drawing.messages(self.transcript)}

    def _news(self, view: str) -> dict[str, Any]:
        """A signal of all that changed in this turn: the page may skip a state that another follows at once."""
        if view not in self._changed:
            self._changed.append(view)
        return {"turn": self._turn, "changed": list(self._changed)}


def _name(path: object) -> str:
    return str(path).replace("\\", "/").rsplit("/", 1)[-1]
