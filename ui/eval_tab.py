"""The view for evaluators: dialogue files played in the background, their results read, cases replayed in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from eval.adversaries.models import ADVERSARIES, PREFIX
from ui.i18n import LANGUAGES, Words

PICK = (
    "element.addEventListener('click', (e) => { const b = e.target.closest('[data-case]');"
    " if (b) trigger('select', {value: b.dataset.case}); });"
)
UPLOADS = [".yaml", ".yml", ".json", ".md", ".csv", ".tsv", ".xlsx", ".txt", ".pdf", ".docx"]
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class EvalParts:
    """Components of the view.

    Attributes:
        shown: Name of the case in view.
    """

    shown: gr.State
    intro: gr.HTML
    files: gr.Dropdown
    upload: gr.UploadButton
    model: gr.Dropdown
    language: gr.Dropdown
    run: gr.Button
    cancel: gr.Button
    said: gr.HTML
    progress: gr.HTML
    table: gr.HTML
    replay: gr.Button
    case: gr.HTML
    recorded: gr.HTML
    play: gr.Button

    @property
    def all(self) -> list[Any]:
        """Every part, as the outputs of an event."""
        return list(vars(self).values())


def lay_out_eval(words: Words, configured: str) -> EvalParts:
    """Build the components inside the present column; `configured` names the chat model of the page."""

    def html(elem_id: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(
            "", html_template="${value}", js_on_load=script, apply_default_css=False, elem_id=elem_id, padding=False
        )

    shown = gr.State(None)
    intro = html("eval-intro")
    recorded = html("eval-recorded")
    play = gr.Button(words("eval.play"), size="sm", visible=False, elem_id="eval-play")
    files = gr.Dropdown([], multiselect=True, label=words("eval.files"), elem_id="eval-files")
    with gr.Row(elem_id="eval-how"):
        model = gr.Dropdown(
            model_choices(configured, words), value=configured, label=words("eval.model"), elem_id="eval-model"
        )
        language = gr.Dropdown(language_choices(words), value="", label=words("eval.language"), elem_id="eval-language")
    with gr.Row(elem_id="eval-actions"):
        run = gr.Button(words("eval.run"), size="sm", variant="primary", elem_id="eval-run")
        cancel = gr.Button(words("eval.cancel"), size="sm", visible=False, elem_id="eval-cancel")
        upload = gr.UploadButton(
            words("eval.upload"), file_count="multiple", file_types=UPLOADS, size="sm", elem_id="eval-upload"
        )
    said, progress = html("eval-said"), html("eval-progress")
    case = html("eval-case")
    replay = gr.Button(words("eval.replay"), size="sm", visible=False, elem_id="eval-replay")
    table = html("eval-table", PICK)
    return EvalParts(
        shown, intro, files, upload, model, language, run, cancel, said, progress, table, replay, case, recorded, play
    )


def model_choices(configured: str, words: Words) -> Choices:
    """Models to play with: the planner, the one configured where it is another, and those that misbehave."""
    names = ["planner", *([configured] if configured != "planner" else [])]
    listed = [(words("eval.planner") if name == "planner" else name, name) for name in names]
    return [*listed, *((words("eval.adversary", name=name), f"{PREFIX}{name}") for name in ADVERSARIES)]


def language_choices(words: Words) -> Choices:
    """All languages or one."""
    return [(words("eval.both"), ""), *((words(f"eval.only_{code}"), code) for code in LANGUAGES)]


def file_choices(shipped: Sequence[str], own: Sequence[str], words: Words) -> Choices:
    """The user's own dialogue files, then those that come with the product."""
    mine = [(words("eval.own", name=name), f"own:{name}") for name in own]
    return [*mine, *((name, f"shipped:{name}") for name in shipped)]
