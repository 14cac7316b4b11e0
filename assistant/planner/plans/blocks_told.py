"""Plans what is told block by block: each thing in a block is an item of it."""

from __future__ import annotations

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction
from assistant.planner.plans.canvas import edits_of
from assistant.planner.plans.edit_answers import edited
from assistant.planner.understand.edits import EDGES
from assistant.planner.understand.item_words import unled
from assistant.planner.understand.told_blocks import told_blocks

_LISTS = lazy_re(r"\s*(?:[,，](?!\d{3}\b)|[、/+])\s*(?:and\s+|以及|还有|和)?")
_GOES_ON = lazy_re(r"(?:\w+(?:ed|ing)|who|which|that|with|for|at|by|so|not)\b")  # no thing of its own begins so


def plan_told_blocks(text: str, context: Context, view: FinanceView) -> Plan:
    """Add what stands behind each block's name."""
    operations = [
        {"op": "add", "block": str(heading.block), "text": item}
        for heading in told_blocks(text)
        for item in _items(heading.rest, f"{heading.label}: {heading.rest}", context)
    ]
    return Plan(calls=(Call("edit_canvas", {"operations": operations}),), focus=edited(operations))


def _items(rest: str, told: str, context: Context) -> list[str]:
    parts = [unled(part).strip(EDGES) for part in _LISTS.split(rest)]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        return parts
    read = [edit.text for edit in edits_of(told, "add", context) if edit.text]
    return read if len(read) > 1 and not any(map(_GOES_ON.match, read[1:])) else parts


PLANS: dict[str, PlanFunction] = {"tell_blocks": plan_told_blocks}
