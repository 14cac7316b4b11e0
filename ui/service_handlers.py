"""What happens in the view for trying customer service."""

from __future__ import annotations

import asyncio
from typing import Any

import gradio as gr

from ui.i18n import Words, words
from ui.service_tab import ServiceParts, cards_html, intro_html

MOST = 50  # messages at once
LONGEST = 40  # characters of a message in the list of messages
View = dict[str, Any]


class ServiceHandlers:
    """Handlers of the view.

    Args:
        desk: `assistant.service.desk.ServiceDesk`; None where the product was opened without it.
        parts: The components.
    """

    def __init__(self, desk: Any, parts: ServiceParts) -> None:
        self._desk, self._parts = desk, parts

    async def read(self, text: str, view: View) -> dict[Any, Any]:
        """Messages were given, one a line."""
        said, p = words(view["language"]), self._parts
        lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
        if not lines or self._desk is None:
            return {p.shown: f"<p>{said('service.nothing')}</p>", p.said: ""}
        rows = await asyncio.to_thread(self._desk.read, lines[:MOST])
        note = f"<p>{said('service.most', count=MOST)}</p>" if len(lines) > MOST else ""
        return {p.results: rows, p.shown: note + cards_html(rows, said), **self._choices(rows, said), p.said: ""}

    def choose(self, place: int | None, rows: list[Any]) -> dict[Any, Any]:
        """A message was chosen for correction: show its labels."""
        p = self._parts
        if place is None or not rows:
            return {p.intent: gr.skip(), p.sentiment: gr.skip()}
        row = rows[place]
        return {p.intent: gr.update(value=_id(row["intent"])), p.sentiment: gr.update(value=_id(row["sentiment"]))}

    def save(self, place: int | None, intent: str | None, sentiment: str | None, rows: Any, view: View) -> str:
        """A corrected label is kept as training data."""
        said = words(view["language"])
        if place is None or not rows or self._desk is None:
            return ""
        written = self._desk.correct(rows[place]["message"], intent, sentiment)
        return f"<p>{said('service.saved', files=', '.join(path.name for path in written))}</p>"

    def relabel(self, rows: list[Any], view: View) -> dict[Any, Any]:
        """The page speaks another language now."""
        said, p = words(view["language"]), self._parts
        return {
            p.intro: intro_html(said),
            p.box: gr.update(label=said("service.box"), placeholder=said("service.placeholder")),
            p.read: gr.update(value=said("service.read")),
            p.shown: cards_html(rows or [], said),
            p.save: gr.update(value=said("service.save"), visible=bool(rows)),
            **(self._choices(rows, said) if rows else {}),
        }

    def _choices(self, rows: list[Any], said: Words) -> dict[Any, Any]:
        p = self._parts
        intents, sentiments = self._desk.titles()
        listed = [(f"{n}. {row['message'][:LONGEST]}", n - 1) for n, row in enumerate(rows, start=1)]
        first = rows[0]
        return {
            p.which: gr.update(choices=listed, value=0, label=said("service.which"), visible=True),
            p.intent: gr.update(
                choices=[(said.pick(t), id_) for id_, t in intents.items()],
                value=_id(first["intent"]),
                label=said("service.intent"),
                visible=True,
            ),
            p.sentiment: gr.update(
                choices=[(said.pick(t), id_) for id_, t in sentiments.items()],
                value=_id(first["sentiment"]),
                label=said("service.sentiment"),
                visible=True,
            ),
            p.save: gr.update(value=said("service.save"), visible=True),
        }


def connect_service(page: gr.Blocks, parts: Any, handlers: ServiceHandlers) -> None:
    """Wire the events of the view.

    Args:
        page: The page.
        parts: `ui.page.Parts`.
        handlers: Its handlers.
    """
    p: ServiceParts = parts.service
    shared: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    p.read.click(handlers.read, [p.box, parts.view], p.all, **{**shared, "show_progress": "minimal"})
    p.which.input(handlers.choose, [p.which, p.results], [p.intent, p.sentiment], **shared)
    p.save.click(handlers.save, [p.which, p.intent, p.sentiment, p.results, parts.view], [p.said], **shared)
    parts.view.change(handlers.relabel, [p.results, parts.view], p.all, **shared)


def _id(found: Any) -> str | None:
    return found["id"] if found else None
