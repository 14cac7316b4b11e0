"""Plans what shows the canvas: whole, one block, or as value proposition canvas, lean canvas, SWOT, pitch outline."""

from __future__ import annotations

from assistant.canvas import BLOCKS, canvas_json
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.understand.blocks_asked import asked_blocks, counts
from assistant.planner.understand.whole_canvas import named_views


def plan_show_view(text: str, context: Context, view: FinanceView) -> Plan:
    """The views named, in order; a question where none is."""
    views = named_views(text)
    if not views:
        return Plan(says=(Say("ask_view"),), asked={"kind": "view"})
    return Plan(calls=tuple(Call("show_view", {"view": name}) for name in views), focus={"viewed": True})


def plan_show(text: str, context: Context, view: FinanceView | None = None) -> Plan:
    """Show the canvas as it stands, or the one block asked for."""
    canvas = canvas_json({"canvas": context.canvas})
    if not any(canvas.values()):
        return Plan(says=(Say("empty_canvas"),))
    asked = asked_blocks(text)
    shown = [{"id": id_, "label": BLOCKS[id_].label} for id_ in asked or BLOCKS]
    in_view = {"in_view": asked[0] if len(asked) == 1 else "", "in_view_now": True}
    return Plan(says=(Say("show_canvas", {"canvas": canvas, "blocks": shown, "counted": counts(text)}),), focus=in_view)


PLANS: dict[str, PlanFunction] = {"show_canvas": plan_show, "show_view": plan_show_view}
