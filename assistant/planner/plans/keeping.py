"""Keeps what the talk has come to: the case of a table, the value that was sought, a number said with the words."""

from __future__ import annotations

import math
import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan
from assistant.planner.plans.inputs import plan_keep, plan_set_inputs, set_inputs
from assistant.planner.plans.table_cell import NEAR, cell_of
from assistant.planner.plans.what_if_again import without
from assistant.planner.understand.follow_ups import last_args, values
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.convert import Change

JsonDict = dict[str, Any]
# Leaves one change of the case, and makes nothing part of the plan: "only keep the price one", 只留投放那个.
ONLY = lazy_re(r"\b(?:only|just) (?:keep|leave)\b|\b(?:keep|leave) (?:only|just)\b|[只光仅]留", re.IGNORECASE)
TINY = 1e-6
UP = lazy_re(r"\b(?:round\w*|rounding)\b.{0,12}\bup\b|\bnext (?:full|whole)\b|向上|往上|进[一1]位|上取", re.IGNORECASE)
DOWN = lazy_re(r"\b(?:round\w*|rounding)\b.{0,12}\b(?:down|off)\b|向下|往下|抹零|去尾|下取", re.IGNORECASE)
ROUND = lazy_re(
    r"\bround\w*\b|\b(?:whole|full|even) (?:dollars?|euros?|pounds?|number|units?)\b|取整|凑整|整数|四舍五入", re.I
)


def plan_kept(text: str, context: Context, view: FinanceView) -> Plan:
    """Make part of the plan what is kept: it may be told in the words, or be what was looked at last."""
    if cell := cell_of(text, context, view):
        return set_inputs(cell, view)
    earlier = {str(c["variable"]): dict(c) for c in view.scenario}
    if ONLY.search(text) and (left := without(text, earlier, view)):
        return Plan(calls=(Call("what_if", {"changes": left}),), focus={"template": view.model.id})
    said = bool(values(text))
    if view.scenario:
        other = _other_value(text, view) if said else ()
        return set_inputs(other, view) if other else plan_keep(text, context, view)
    if said:
        told = plan_set_inputs(text, context, view)
        if told.calls or told.asked:
            return told
    found = _sought(text, context, view) or _supposed(context, view)
    return set_inputs(found, view) if found and not said else plan_keep(text, context, view)


def _other_value(text: str, view: FinanceView) -> tuple[Change, ...]:
    """The what-if in hand with the value that the words give one of its inputs: "let's make it 330 then"."""
    held = {
        str(c["variable"]): Change(str(c["variable"]), str(c["relation"]), float(c["value"])) for c in view.scenario
    }
    changes = read_changes(text, view, tuple(held)).changes
    fits = bool(changes) and all(c.variable in held and c.relation == "set" for c in changes)
    return tuple({**held, **{c.variable: c for c in changes}}.values()) if fits else ()


def _rounded(text: str, value: float) -> float:
    """A value as a text wants it rounded: "rounded up", 取整."""
    if UP.search(text):
        return float(math.ceil(value - TINY))
    if DOWN.search(text):
        return float(math.floor(value + TINY))
    return float(round(value)) if ROUND.search(text) else value


def _sought(text: str, context: Context, view: FinanceView) -> tuple[Change, ...]:
    """The value that a goal seek just found, with what was supposed for it."""
    args = last_args(context, "goal_seek")
    data = (context.seen.get("goal_seek") or {}).get("data") or {}
    if args is None or not data.get("reached") or args.get("variable") != data["variable"]["id"]:
        return ()
    value = data["value"] if data.get("rounded") is None else data["rounded"]
    found = {str(s["id"]): float(s["value"]) for s in data.get("supposed") or ()} | {
        data["variable"]["id"]: _rounded(text, float(value))
    }
    return tuple(Change(i, "set", v) for i, v in found.items() if i in view.model.inputs_by_id)


def _supposed(context: Context, view: FinanceView) -> tuple[Change, ...]:
    """The last what-if, where another call has put it away since and none has set its inputs."""
    data = (context.seen.get("what_if") or {}).get("data") or {}
    changes = [c for c in data.get("changes") or () if c["variable"] in view.model.inputs_by_id]
    same = data.get("template") == view.model.id and all(
        abs(view.inputs[c["variable"]] - c["before"]) <= NEAR * max(1.0, abs(c["before"])) for c in changes
    )
    return tuple(Change(str(c["variable"]), "set", float(c["after"])) for c in changes) if same else ()
