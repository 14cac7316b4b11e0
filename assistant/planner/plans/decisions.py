"""Plans the questions on which decisions hang: metrics of the period, feasibility, the split of a budget."""

from __future__ import annotations

from typing import Any

from assistant.finance.metrics_unit import CUSTOMER
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.decisions_reading import asked_metrics, read_budget, read_movements, read_weights
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.model_movements import movement_notes, movements_of
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.understand.told_metrics import read_told

JsonDict = dict[str, Any]

ALIKE = 20.0  # another sum is within this many times the one split before
MODEL, TOLD = "model", "told"  # where the movements of the last metrics are from; a changed model gives others
FRESH = 2  # a message that tells this many movements starts anew; fewer continue what was told before
ABOUT = {"recurring", "period", "currency", "margin_kind"}


def plan_saas_metrics(text: str, context: Context, view: FinanceView) -> Plan:
    """Metrics from movements of recurring revenue told in the message."""
    of_model: JsonDict = movements_of(view) if context.focus.get("movements") == MODEL else {}
    earlier: JsonDict = of_model or _told_before(context)
    if complete := read_told(text, earlier.get("customer")):
        known = {name: complete.pop(name) for name in CUSTOMER if name in complete}
        args = {**complete, **({"customer": known} if known else {})}
        return Plan(calls=(Call("saas_metrics", args),), focus={"movements": TOLD})
    told = read_movements(text)
    before = context.asked.get("told", {}) if context.asked.get("kind") == "movements" else {}
    asked = asked_metrics(text) or list(before.get("asked", []))
    if len(set(told) - ABOUT) < FRESH:
        before = {**earlier, **before}
    told = {**before, **told} if told or not of_model else {}
    if not told or (asked and set(told) <= {"asked"}):
        if asked and set(asked) <= {"runway_months", "revenue_churn"}:
            return plan_unit_economics(text, context, view)
        if of_model := of_model or movements_of(view):
            return _of_model(of_model, asked, context)
        pending: JsonDict = {"kind": "movements", "told": {"asked": asked}}
        return Plan(says=(Say("ask_movements", {"asked": asked}),), asked=pending)
    if asked:
        told["asked"] = asked
    return Plan(calls=(Call("saas_metrics", told),), focus={"movements": TOLD})


def _of_model(movements: JsonDict, asked: list[str], context: Context) -> Plan:
    """The metrics of the plan, where no movements were told."""
    args = {**movements, **({"asked": asked} if asked else {})}
    return Plan(calls=(Call("saas_metrics", args),), notes=movement_notes(context), focus={"movements": MODEL})


def _told_before(context: Context) -> JsonDict:
    """What the last metrics were computed from: "and the quick ratio?" is asked of the same numbers."""
    last = context.seen.get("saas_metrics", {}).get("data", {}).get("told", {})
    of_a_customer = {name: last[name] for name in CUSTOMER if name in last}
    rest: JsonDict = {name: value for name, value in last.items() if name not in CUSTOMER}
    return {**rest, "customer": of_a_customer} if of_a_customer else rest


def plan_feasibility(text: str, context: Context, view: FinanceView) -> Plan:
    """The four-part assessment of what is on the canvas and in the model."""
    return Plan(calls=(*setup_calls(context, view), Call("assess_feasibility", {})))


def plan_budget(text: str, context: Context, view: FinanceView) -> Plan:
    """A split of a budget; the weights from the words, the sum from them or from the split before."""
    earlier = context.seen.get("allocate_budget", {}).get("data", {})
    pending = context.asked if context.asked.get("kind") == "budget" else {}
    # "We closed a 400k round. How do we divide it?"
    told = text if read_budget(text, {})[0] is not None else context.text
    budget, currency = read_budget(told, earlier)
    split = _split(earlier)
    shares, rest, leaning = read_weights(text, split)
    args: JsonDict = dict(pending.get("args", {})) or _kept(earlier, shares)
    if shares:
        args["weights"] = {**args.get("weights", {}), **shares}
    if rest:
        args["rest_to"] = rest
    if leaning:
        args["leaning"] = {**args.get("leaning", {}), **leaning}
    if currency:
        args["currency"] = currency
    if budget is None:
        return Plan(says=(Say("ask_budget"),), asked={"kind": "budget", "args": args})
    return Plan(calls=(Call("allocate_budget", {"budget": budget, **args}),))


def _split(earlier: JsonDict) -> dict[str, float]:
    """Shares of the parts of a budget split before."""
    return {p["id"]: float(p["share"]) for p in earlier.get("parts", ())}


def _kept(earlier: JsonDict, shares: dict[str, float]) -> JsonDict:
    """What was ordered of the split before and still holds beside new shares."""
    request = earlier.get("request", {})
    weights = {part: share for part, share in request.get("weights", {}).items() if part not in shares}
    if sum(weights.values()) + sum(shares.values()) > 1:
        weights = {}
    leaning = {} if shares else request.get("leaning", {})
    kept = {"weights": weights, "rest_to": request.get("rest_to", ""), "leaning": leaning}
    return {name: value for name, value in kept.items() if value}


def answer_movements(context: Context, view: FinanceView) -> Plan | None:
    """The movements that were asked for; None where the answer has none."""
    return plan_saas_metrics(context.text, context, view) if read_movements(context.text) else None


def answer_budget(context: Context, view: FinanceView) -> Plan | None:
    """The sum that was asked for; None where the answer has none."""
    return plan_budget(context.text, context, view) if read_budget(context.text, {})[0] is not None else None


PLANS: dict[str, PlanFunction] = {
    "saas_metrics": plan_saas_metrics,
    "assess_feasibility": plan_feasibility,
    "allocate_budget": plan_budget,
}
