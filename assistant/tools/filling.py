"""Tool that fills the blocks of a canvas that are still empty."""

from __future__ import annotations

from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.blocks import BLOCKS
from assistant.canvas.brief import Brief
from assistant.canvas.canvas import blocks_json
from assistant.canvas.filling import fill_empty
from assistant.canvas.history import History
from assistant.canvas.patterns import PatternLibrary
from assistant.figures import Figure
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish


def filling_tools(patterns: PatternLibrary) -> list[BaseTool]:
    """`fill_canvas`.

    Args:
        patterns: Pattern library for drafting.
    """

    @tool(parse_docstring=True)
    def fill_canvas(runtime: Runtime) -> Command[Any]:
        """Draft the blocks that are still empty from those that are filled; what stands there is not touched.

        Use it after an import, or when the user says "fill in the rest". Every new item is marked as an assumption.

        Args:
            runtime: Supplied by the agent.
        """
        history = History.from_json(runtime.state.get("canvas"))
        known = Brief.from_json(runtime.state.get("brief"))
        canvas, filled = fill_empty(history.canvas, known, patterns, language_of(runtime))
        added = [{"block": dict(BLOCKS[b].label), "items": [{"text": i.text} for i in canvas.block(b)]} for b in filled]
        data = {"filled": added, "canvas": blocks_json(canvas)}
        count = sum(len(group["items"]) for group in added)
        label = "补充的条目" if language_of(runtime) == "zh" else "items filled in"
        figures = [Figure("canvas.filled", label, float(count), "items", None, None, "")]
        pushed = history.push({"en": "fill the empty blocks", "zh": "补齐空白模块"}, canvas)
        state = {"canvas": pushed.to_json()} if filled else {}
        return publish(Outcome(data, figures, state=state), "fill_canvas", runtime)

    return [fill_canvas]
