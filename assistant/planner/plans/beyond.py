"""Plans what is about the talk itself or lies outside the product: language, translation, sending; and filling up."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say


def plan_fill(text: str, context: Context, view: FinanceView) -> Plan:
    """Draft the blocks that are still empty."""
    return Plan(calls=(Call("fill_canvas", {}),))


def _says(template: str) -> PlanFunction:
    def plan(text: str, context: Context, view: FinanceView) -> Plan:
        return Plan(says=(Say(template),))

    return plan


PLANS: dict[str, PlanFunction] = {
    "fill_canvas": plan_fill,
    **{name: _says(name) for name in ("set_language", "translate_canvas", "cannot_send")},
}
