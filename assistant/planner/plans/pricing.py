"""Plans comparisons of pricing modes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import DEFAULT_TEMPLATE, FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.tables import plan_table, read_runs
from assistant.planner.understand.values.changes import read_changes

JsonDict = dict[str, Any]
# What people call the modes when they compare them.
NAMES: dict[str, re.Pattern[str]] = {
    "subscription": lazy_re(
        r"\bsubscri\w+|(?<![a-z])saas|\b(?:flat|monthly|recurring) (?:fee|rate|plan|pricing)\b|\bmembership\w*|"
        r"订阅|包月|月费制|月租|会员|按月收费|年费",
        re.IGNORECASE,
    ),
    "usage": lazy_re(
        r"\busage\b|\bpay[- ](?:per|as)[- ]\w+|\bmetered\b|\bper[- ](?:call|token|use|request)\b|"
        r"\bconsumption\b|(?<![a-z])api(?![a-z])|按量|按次|按用量|按使用|按调用|用多少付多少|计量|按token|流量计费",
        re.IGNORECASE,
    ),
    "freemium": lazy_re(
        r"\bfreemium\b|\bfree (?:plan|tier|version)\b|\bfree[- ]to[- ]paid\b|免费增值|免费加付费|先免费|免费版|免费\+",
        re.IGNORECASE,
    ),
    "advertising": lazy_re(r"\bad(?:s|vert\w*)?\b|\bad[- ](?:supported|funded)\b|\bsponsor\w*|广告", re.IGNORECASE),
    "licence": lazy_re(
        r"\blicen[cs]\w+|\bone[- ]off\b|\bone[- ]time\b|\bperpetual\b|\bbuyout\b|授权|许可|买断|一次性|卖断",
        re.IGNORECASE,
    ),
    "hardware": lazy_re(r"\bhardware\b|\bdevices?\b|\bgadgets?\b|硬件|设备|卖机器", re.IGNORECASE),
    "marketplace": lazy_re(
        r"\bmarketplace\b|\btake[- ]rate\b|\bcommission\w*|\bplatform fee\b|抽佣|佣金|撮合|交易平台", re.IGNORECASE
    ),
}


def plan_pricing(text: str, context: Context, view: FinanceView) -> Plan:
    """The modes named, or the usual ones; values said of the model in use hold for its own mode."""
    found = sorted((match.start(), mode) for mode, pattern in NAMES.items() if (match := pattern.search(text)))
    modes = [mode for _, mode in found]
    if not modes and (prices := _prices(context.text, context, view)):
        return prices
    args: JsonDict = {"modes": modes} if modes else {}
    changes = read_changes(text, view).changes if find_quantities(text) else ()
    told = {c.variable: c.value for c in changes if c.relation == "set"}
    notes = [note for c in changes for note in c.notes if c.variable in told]
    if told and view.chosen and view.model.id in NAMES and (not modes or view.model.id in modes):
        args["assumptions"] = {view.model.id: told}
        label = view.model.title
        notes.append({
            "en": f"I used these values for {label.en} only; the base case is unchanged.",
            "zh": f"这些数值只用于{label.zh}，基准数字没有改动。",
        })
    elif find_quantities(text):
        notes.append({
            "en": "The numbers in your question are not used: set them first, for example by telling me your price.",
            "zh": "问题里的数字没有用上：请先设定，例如告诉我你们的价格。",
        })
    # Names of modes are no names of inputs: without a model in use the text tells nothing of which one it would be.
    known = view.chosen or view.model.id == DEFAULT_TEMPLATE
    return Plan(
        calls=(*(setup_calls(context, view) if known else ()), Call("compare_pricing", args)),
        notes=tuple(notes),
        focus={"template": view.model.id} if view.chosen else {},
    )


def _prices(text: str, context: Context, view: FinanceView) -> Plan | None:
    """Several prices weighed against each other, "between 29, 45 and 59 a month", are values of one mode's price."""
    listed = any(len(run.quantities) > 1 and not run.is_range for run in read_runs(text)[0])
    if not listed or "price" not in view.model.inputs_by_id:
        return None
    focus = context.focus if view.find_inputs(text) else {**context.focus, "variable": "price"}
    plan = plan_table(text, replace(context, focus=focus), view)
    return plan if plan.calls else None


PLANS: dict[str, PlanFunction] = {"compare_pricing": plan_pricing}
