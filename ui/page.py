"""The components of the page and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.board import board_html
from ui.eval_tab import EvalParts, lay_out_eval
from ui.frame import header_html, nav_html, starter_html, threads_html
from ui.i18n import Words
from ui.menus import menus_html
from ui.panel import Numbers, results_html
from ui.service_tab import ServiceParts, lay_out_service

# The template only places finished HTML; what users wrote never meets the template engine.
PLACED = "${value}"
PICK = (
    "element.addEventListener('click', (e) => { const b = e.target.closest('[data-%s]');"
    " if (b) trigger('select', {value: b.dataset.%s}); });"
)
MENU = (
    "element.addEventListener('change', (e) => { const m = e.target.closest('[data-menu]');"
    " if (m && m.value) { trigger('select', {value: m.value}); m.value = ''; } });"
)
# A new language draws the switch anew, without the mark on the part in view.
MARKED = "watch('value', () => requestAnimationFrame(() => window.canvasPage && window.canvasPage.mark()));"
BEACON = "watch('value', () => window.canvasPage && window.canvasPage.hear(props.value));"
FILE_TYPES = [".csv", ".tsv", ".xlsx", ".xls", ".json", ".txt", ".md", ".pdf", ".docx"]


@dataclass(frozen=True)
class Parts:
    """The components that handlers read and write.

    Attributes:
        memory: Thread and language, kept in the browser across reloads.
        view: Thread and language of this tab.
        beacon: Signals to the script of the page: view to show, file to download, language.
    """

    memory: gr.BrowserState
    view: gr.State
    beacon: gr.HTML
    header: gr.HTML
    nav: gr.HTML
    new: gr.Button
    threads: gr.HTML
    starter: gr.HTML
    chat: gr.Chatbot
    box: gr.MultimodalTextbox
    record: gr.Button
    board: gr.HTML
    undo: gr.Button
    redo: gr.Button
    menus: gr.HTML
    results: gr.HTML
    chart: gr.Plot
    inputs: gr.HTML
    service: ServiceParts
    eval: EvalParts

    @property
    def all(self) -> list[Any]:
        """Every part, as the outputs of an event; the views for service and evaluation have events of their own."""
        return [part for part in vars(self).values() if part is not self.service and part is not self.eval]


def html(value: Any, elem_id: str, script: str | None = None) -> gr.HTML:
    """A place for finished HTML, with a script of our own or none."""
    return gr.HTML(
        value, html_template=PLACED, js_on_load=script, apply_default_css=False, elem_id=elem_id, padding=False
    )


def lay_out(words: Words, secret: str, model: str) -> Parts:
    """Build the components inside the present `gr.Blocks`.

    Args:
        words: Language before the first load.
        secret: Encrypts what the page stores in the browser.
        model: Name of the configured chat model.
    """
    memory = gr.BrowserState({}, storage_key="canvas-assistant", secret=secret)
    view = gr.State({"thread": None, "language": words.language})
    beacon = gr.HTML({}, html_template="", js_on_load=BEACON, elem_id="beacon")
    header = html(header_html(words), "masthead", PICK % ("language", "language"))
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="rail"):
            new = gr.Button(words("threads.new"), elem_id="new-thread", size="sm")
            threads = html(threads_html([], None, words), "threads", PICK % ("thread", "thread"))
        with gr.Column(elem_id="talk"):
            starter = html(starter_html(words), "starter", PICK % ("example", "example"))
            chat = _chat(words)
            box = _box(words)
            record = gr.Button(words("chat.record"), size="sm", visible=False, elem_id="record")
        with gr.Column(elem_id="work"):
            nav = html(nav_html(words), "views", MARKED)
            with gr.Column(elem_id="canvas-pane"):
                with gr.Row(elem_id="canvas-tools"):
                    undo = gr.Button(words("board.undo"), size="sm", interactive=False, elem_id="undo")
                    redo = gr.Button(words("board.redo"), size="sm", interactive=False, elem_id="redo")
                    menus = html(menus_html((), False, words), "menus", MENU)
                board = html(board_html({}, words), "board")
            with gr.Column(elem_id="numbers-pane"):
                results = html(results_html(Numbers(), {}, words), "results")
                chart = gr.Plot(visible=False, show_label=False, container=False, elem_id="chart")
                inputs = html("", "inputs")
            with gr.Column(elem_id="service-pane"):
                service = lay_out_service(words)
            with gr.Column(elem_id="eval-pane"):
                evaluation = lay_out_eval(words, model)
    return Parts(
        memory, view, beacon, header, nav, new, threads, starter, chat, box, record, board, undo, redo, menus,
        results, chart, inputs, service, evaluation,
    )  # fmt: skip


def _chat(words: Words) -> gr.Chatbot:
    return gr.Chatbot(
        visible=False,
        label=words("chat.label"),
        show_label=False,
        container=False,
        height="100%",
        layout="bubble",
        buttons=["copy"],
        latex_delimiters=[],
        sanitize_html=True,
        allow_tags=False,
        feedback_options=None,
        elem_id="chat",
    )


def _box(words: Words) -> gr.MultimodalTextbox:
    return gr.MultimodalTextbox(
        placeholder=words("chat.placeholder"),
        label=words("chat.box"),
        show_label=False,
        container=False,
        file_count="multiple",
        file_types=FILE_TYPES,
        sources=["upload"],
        autofocus=True,
        max_lines=6,
        submit_btn=True,
        stop_btn=False,
        elem_id="box",
    )
