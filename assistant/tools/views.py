"""Tool of views: value proposition canvas, lean canvas, SWOT, pitch outline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.brief import Brief
from assistant.canvas.history import History
from assistant.canvas.views import VIEWS, Number, Venture
from assistant.errors import ToolInputError
from assistant.figures import Figure
from assistant.finance.belief import case_doubts
from assistant.finance.model import FinanceModel
from assistant.finance.own_figures import own_figures, own_published
from assistant.finance.session import base_case
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

ViewName = Literal["vpc", "lean", "swot", "pitch"]


def view_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`show_view`.

    Args:
        models: Finance models by id, for the figures that a view shows.
    """

    @tool(parse_docstring=True)
    def show_view(view: ViewName, runtime: Runtime) -> Command[Any]:
        """Show the venture as another picture: value proposition canvas, lean canvas, SWOT or pitch outline.

        Every line is an item of the canvas, something the founder said, a computed figure or a named gap; add nothing.

        Args:
            view: vpc (jobs, pains, gains of each segment against the offer), lean, swot, or pitch.
            runtime: Supplied by the agent.
        """
        state, language = runtime.state, language_of(runtime)
        canvas, brief = History.from_json(state.get("canvas")).canvas, Brief.from_json(state.get("brief"))
        stored = state.get("finance") or {}
        rows, notes = own_figures(models, stored)
        venture = Venture(canvas, brief, tuple(Number(**row) for row in rows))
        if venture.empty:
            raise ToolInputError(
                "There is nothing to show yet. What are you building, and who pays for it?",
                "还没有内容可以展示。您想做什么？谁来付钱？",
                question=True,
            )
        found = VIEWS[view](venture)
        shown = any(line.kind == "figure" for section in found.sections for line in section.lines)
        doubted = case_doubts(base_case(models, stored)) if shown else []
        data = {**found.to_json(), "notes": notes if shown else [], "doubts": doubted}
        gaps = Figure("view.gaps", "缺口" if language == "zh" else "gaps", float(found.gaps), "items", None, None, "")
        return publish(Outcome(data, [gaps, *own_published(models, stored, language)]), "show_view", runtime)

    return [show_view]
