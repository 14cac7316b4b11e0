"""Tools of the canvas: draft, edit, undo, redo, export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypedDict

from langchain_core.tools import BaseTool, tool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas, blocks_json, changed_texts
from assistant.canvas.drafting import draft_step
from assistant.canvas.edits import apply_operations, label_of, parse_operation
from assistant.canvas.history import History
from assistant.canvas.patterns import PatternLibrary
from assistant.figures import Figure
from assistant.finance.model import FinanceModel
from assistant.tools.export import export_tools
from assistant.tools.own import brief_of_documents
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

ItemJson = dict[str, Any]


class DraftData(TypedDict):
    """Result of `draft_canvas`: canvas as in `canvas_json`, questions {field, en, zh}, patterns {id, title}.

    `changed` holds the texts added and removed by block where a canvas stood before, None on a first draft.
    """

    brief: dict[str, str]
    canvas: dict[str, list[ItemJson]]
    questions: list[dict[str, str]]
    patterns: list[dict[str, Any]]
    assumptions: int
    changed: Any


class EditData(TypedDict):
    """Result of `edit_canvas`: each change is {op, block, before, after, id}."""

    changes: list[dict[str, str]]
    canvas: dict[str, list[ItemJson]]


class UndoData(TypedDict):
    """Result of `undo_canvas`: labels {en, zh} of what was undone, latest first."""

    undone: list[dict[str, str]]
    canvas: dict[str, list[ItemJson]]


class RedoData(TypedDict):
    """Result of `redo_canvas`: labels {en, zh} of what was done again, in order."""

    redone: list[dict[str, str]]
    canvas: dict[str, list[ItemJson]]


class BriefInput(BaseModel):
    """What the founder said, in the founder's own words and language; leave out what was not said."""

    idea: str = Field("", description="The founder's description of the venture, verbatim")
    customer: str = Field("", description="Who pays, e.g. 'small imaging clinics'")
    problem: str = Field("", description="What bothers the customer today")
    pricing: str = Field("", description="How it is charged, with the founder's own prices only")
    industry: str = Field("", description="Industry, e.g. healthcare, retail, agriculture")
    stage: str = Field("", description="idea, prototype, pilot, launched or scaling")
    region: str = Field("", description="Where the customers are")
    product: str = Field("", description="What is offered, a noun phrase")
    job: str = Field("", description="What the product does for the customer, a verb phrase")
    user: str = Field("", description="Who uses it, where that is not the customer")
    channel: str = Field("", description="How customers are reached")
    differentiator: str = Field("", description="Why this rather than an alternative")
    partner: str = Field("", description="Who helps to make or run it, other than those who sell it")


class OperationInput(BaseModel):
    """One edit of the canvas."""

    op: Literal["add", "replace", "remove", "move"] = Field(description="What to do")
    block: str = Field("", description="Block id, e.g. channels; for move the target block")
    item: str = Field("", description="Which item: its id, its position ('second'), or words of its text; not for add")
    text: str = Field("", description="The new text of add and replace, as the user said it")
    everywhere: bool = Field(
        False, description="replace: change the words in every item that says them; remove: remove every such item"
    )


def canvas_tools(
    patterns: PatternLibrary, exports_dir: Path, models: Mapping[str, FinanceModel] | None = None
) -> list[BaseTool]:
    """The five canvas tools.

    Args:
        patterns: Pattern library for drafting.
        exports_dir: Folder for exported files, created when needed.
        models: Finance models by id, whose figures exported files show.
    """
    return [_draft_tool(patterns), _edit_tool(), *_history_tools(), *export_tools(exports_dir, models or {})]


def _draft_tool(patterns: PatternLibrary) -> BaseTool:
    @tool(parse_docstring=True)
    def draft_canvas(brief: BriefInput, runtime: Runtime, from_documents: bool = False) -> Command[Any]:
        """Draft the nine blocks of the canvas from what the founder said, or update the draft with a later answer.

        Args:
            brief: What the founder said; facts given earlier in the conversation are remembered.
            runtime: Supplied by the agent.
            from_documents: True to take what the brief leaves open from the documents the founder uploaded.
        """
        given = Brief.from_json({**brief.model_dump(), "language": language_of(runtime)})
        read = brief_of_documents(runtime.state, language_of(runtime)) if from_documents else None
        if read:
            given = given.filled_from(read.brief)
        known = Brief.from_json(runtime.state.get("brief"))
        before = _history(runtime)
        done = draft_step(given, known, before, patterns)
        canvas = done.history.canvas
        data = DraftData(
            brief=done.brief.to_json(),
            canvas=blocks_json(canvas),
            questions=done.questions,
            patterns=[{"id": p.id, "title": dict(p.title)} for p in done.patterns],
            assumptions=canvas.assumptions,
            changed=changed_texts(before.canvas, canvas) if before.canvas.count else None,
        )
        state = {"canvas": done.history.to_json(), "brief": done.brief.to_json()}
        told = {"documents": read.read, "notes": read.notes} if read else {}
        cited = read.citations if read else []
        outcome = Outcome({**data, **told}, _counts(canvas, runtime), cited, state)
        return publish(outcome, "draft_canvas", runtime)

    return draft_canvas


def _edit_tool() -> BaseTool:
    @tool(parse_docstring=True)
    def edit_canvas(operations: list[OperationInput], runtime: Runtime) -> Command[Any]:
        """Add, replace, remove or move items of the canvas; all operations are done, or none.

        Args:
            operations: The edits, in order.
            runtime: Supplied by the agent.
        """
        history = _history(runtime)
        canvas, changes = apply_operations(history.canvas, [parse_operation(o.model_dump()) for o in operations])
        data = EditData(changes=[c.to_json() for c in changes], canvas=blocks_json(canvas))
        return _changed("edit_canvas", dict(data), history.push(label_of(changes), canvas), runtime)

    return edit_canvas


def _history_tools() -> list[BaseTool]:
    @tool(parse_docstring=True)
    def undo_canvas(runtime: Runtime, steps: int = 1) -> Command[Any]:
        """Undo the last changes of the canvas.

        Args:
            runtime: Supplied by the agent.
            steps: How many changes to undo.
        """
        history, labels = _history(runtime).undo(steps)
        data = UndoData(undone=labels, canvas=blocks_json(history.canvas))
        return _changed("undo_canvas", dict(data), history, runtime)

    @tool(parse_docstring=True)
    def redo_canvas(runtime: Runtime, steps: int = 1) -> Command[Any]:
        """Do again the changes of the canvas that were undone last.

        Args:
            runtime: Supplied by the agent.
            steps: How many changes to do again.
        """
        history, labels = _history(runtime).redo(steps)
        data = RedoData(redone=labels, canvas=blocks_json(history.canvas))
        return _changed("redo_canvas", dict(data), history, runtime)

    return [undo_canvas, redo_canvas]


def _history(runtime: Runtime) -> History:
    return History.from_json(runtime.state.get("canvas"))


def _changed(name: str, data: dict[str, Any], history: History, runtime: Runtime) -> Command[Any]:
    outcome = Outcome(data, _counts(history.canvas, runtime), state={"canvas": history.to_json()})
    return publish(outcome, name, runtime)


def _counts(canvas: Canvas, runtime: Runtime) -> list[Figure]:
    chinese = language_of(runtime) == "zh"
    rows = (
        ("canvas.items", "画布条目" if chinese else "items on the canvas", canvas.count),
        ("canvas.assumptions", "假设" if chinese else "assumptions", canvas.assumptions),
        ("canvas.facts", "事实" if chinese else "facts", canvas.count - canvas.assumptions),
    )
    return [Figure(id_, label, float(value), "items", None, None, "") for id_, label, value in rows]
