"""Plans other pictures of the canvas: value proposition canvas, lean canvas, SWOT, pitch outline."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.understand.whole_canvas import named_views


def plan_show_view(text: str, context: Context, view: FinanceView) -> Plan:
    """The views named, in order; a question where none is."""
    views = named_views(text)
    if not views:
        return Plan(says=(Say("ask_view"),), asked={"kind": "view"})
    return Plan(calls=tuple(Call("show_view", {"view": name}) for name in views))


PLANS: dict[str, PlanFunction] = {"show_view": plan_show_view}
