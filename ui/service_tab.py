"""The view for trying customer service: messages in, what they want and the answer out, labels corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from ui.i18n import Words

JsonDict = Mapping[str, Any]


@dataclass(frozen=True)
class ServiceParts:
    """Components of the view.

    Attributes:
        results: What was read last, kept for corrections.
    """

    results: gr.State
    intro: gr.HTML
    box: gr.Textbox
    read: gr.Button
    shown: gr.HTML
    which: gr.Dropdown
    intent: gr.Dropdown
    sentiment: gr.Dropdown
    save: gr.Button
    said: gr.HTML

    @property
    def all(self) -> list[Any]:
        """Every part, as the outputs of an event."""
        return list(vars(self).values())


def lay_out_service(words: Words) -> ServiceParts:
    """Build the components inside the present column."""
    results = gr.State([])
    intro = gr.HTML(intro_html(words), elem_id="service-intro", padding=False)
    box = gr.Textbox(
        label=words("service.box"),
        placeholder=words("service.placeholder"),
        lines=4,
        max_lines=12,
        elem_id="service-box",
    )
    read = gr.Button(words("service.read"), size="sm", variant="primary", elem_id="service-read")
    shown = gr.HTML("", elem_id="service-shown", padding=False)
    with gr.Row(elem_id="service-fix", visible=True):
        which = gr.Dropdown([], label=words("service.which"), visible=False, elem_id="service-which")
        intent = gr.Dropdown([], label=words("service.intent"), visible=False, elem_id="service-intent")
        sentiment = gr.Dropdown([], label=words("service.sentiment"), visible=False, elem_id="service-sentiment")
        save = gr.Button(words("service.save"), size="sm", visible=False, elem_id="service-save")
    said = gr.HTML("", elem_id="service-said", padding=False)
    return ServiceParts(results, intro, box, read, shown, which, intent, sentiment, save, said)


def intro_html(words: Words) -> str:
    """What the view is for."""
    title, lead = escape(words("service.title")), escape(words("service.lead"))
    return f'<div class="invitation"><h2>{title}</h2><p>{lead}</p></div>'


def cards_html(rows: Sequence[JsonDict], words: Words) -> str:
    """A card for each message."""
    return "".join(_card(number, row, words) for number, row in enumerate(rows, start=1))


def _card(number: int, row: JsonDict, words: Words) -> str:
    intent, sentiment = row["intent"], row["sentiment"]
    sure = bool(intent and intent["id"])
    facts = [
        (words("service.intent"), _label(intent, words) if sure else words("service.unsure")),
        (
            words("service.sentiment"),
            _label(sentiment, words) if sentiment and sentiment["id"] else words("service.unsure"),
        ),
        (words("service.why"), ", ".join(row["words"]) or "–"),
        (words("service.source"), _source(row, words)),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    reasons = "; ".join(words.pick(reason) for reason in row["reasons"])
    alarm = f'<p class="service-alarm">{escape(words("service.person", why=reasons))}</p>' if reasons else ""
    return (
        f'<article class="service-card"><h4>{number}. {escape(row["message"])}</h4><dl>{listed}</dl>{alarm}'
        f"<blockquote>{escape(row['reply'])}</blockquote></article>"
    )


def _label(found: JsonDict, words: Words) -> str:
    return f"{words.pick(found['title'])} ({found['confidence']:.0%})"


def _source(row: JsonDict, words: Words) -> str:
    return str(row["source"]) if row["source"] else words("service.handover")
