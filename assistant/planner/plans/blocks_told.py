"""Plans what is told block by block: each thing in a block is an item of it."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction
from assistant.planner.plans.edit_answers import edited
from assistant.planner.plans.edits import plan_edit
from assistant.planner.understand.edits.item_lists import listed
from assistant.planner.understand.edits.item_words import unled
from assistant.planner.understand.edits.order_proper import slip
from assistant.planner.understand.edits.told_blocks import told_blocks


def plan_told_blocks(text: str, context: Context, view: FinanceView) -> Plan:
    """Add what stands behind each block's name."""
    if slip(text):
        return plan_edit(text, "add", context)  # "…, no wait, nurseries"
    operations = [
        {"op": "add", "block": str(heading.block), "text": unled(item)}
        for heading in told_blocks(text)
        for item in listed(heading.rest, str(heading.block), commas=True)
    ]
    return Plan(calls=(Call("edit_canvas", {"operations": operations}),), focus=edited(operations))


PLANS: dict[str, PlanFunction] = {"tell_blocks": plan_told_blocks}
