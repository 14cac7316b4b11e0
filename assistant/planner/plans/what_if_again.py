"""Plans what goes on from the what-if in hand: other figures of it, another horizon, less a change, two in one."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.understand.follow_ups import asked_again, looked_ahead, moved

JsonDict = dict[str, Any]
WITHOUT = lazy_re(r"\bwithout\b|\bleav\w+ out\b|不算|去掉|撤掉|拿掉|不改|不变", re.IGNORECASE)
# Asks for the last two what-ifs in one.
TOGETHER = lazy_re(
    r"\bboth\b|\b(?:all|the two|two|them|those|these) together\b|\btogether\b|\bcombin\w+|\bat once\b|"
    r"\bat the same time\b|\bsimultaneously\b|"
    r"两个(?:都|一起|同时|加在一起|合在?一起|叠加)?|两者|两项|二者|一起|都(?:实现|发生|做到|成立|改|变|做|有)|合在?一起|叠加|合并|同时(?:发生|实现|成立|改|做|来)",
    re.IGNORECASE,
)


def plan_again(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The plan of a message that builds on the what-if in hand; None where it is one of its own."""
    if TOGETHER.search(text) and not view.find_inputs(text) and (plan := _together(context, view)):
        return plan
    return _goes_on(text, context, view)


def without(text: str, earlier: dict[str, JsonDict], view: FinanceView) -> list[JsonDict] | None:
    """The what-if in hand less the changes named: "and without the price change?"; None where it says no such thing."""
    named = {i for m in view.find_inputs(text) for i in m.ids} & set(earlier)
    if not named or not WITHOUT.search(text) or find_quantities(text):
        return None
    return [change for id_, change in earlier.items() if id_ not in named]


def _goes_on(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The case in hand with other figures, or the plan over another horizon: "month 24?", 看三年."""
    focus = {"template": view.model.id}
    if again := asked_again(text, context, view):
        return Plan(calls=(Call("what_if", again),), focus=focus)
    if meant := moved(text, context, view):
        focus["variable"] = str(meant[-1]["variable"])
        return Plan(calls=(Call("what_if", {"changes": meant}),), focus=focus)
    if ahead := looked_ahead(text, view):
        return Plan(calls=(*setup_calls(context, view), Call("what_if", ahead)), focus=focus)
    return None


def _together(context: Context, view: FinanceView) -> Plan | None:
    """The last two what-ifs in one: "and if both?", "两个一起呢"; None where there have not been two."""
    recent: list[JsonDict] = list(context.finance.get("recent") or ())
    if len(recent) < 2:
        return None
    last = recent[-1]["changes"]
    taken = {str(c["variable"]) for c in last}
    apart = (r["changes"] for r in reversed(recent[:-1]) if taken.isdisjoint(str(c["variable"]) for c in r["changes"]))
    first = next(apart, None)
    if first is None:
        return Plan(says=(Say("nothing_to_combine"),)) if len(taken) == 1 else None
    changes = [*(dict(c) for c in first), *(dict(c) for c in last)]
    focus = {"variable": str(last[-1]["variable"]), "template": view.model.id}
    return Plan(calls=(Call("what_if", {"changes": changes}),), focus=focus)
