"""Movements of recurring revenue as the finance model has them, for metrics that are asked for without any told."""

from __future__ import annotations

from assistant.finance.evaluate import evaluate
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView

RECURRING = ("subscription", "freemium", "usage", "advertising")  # whose revenue goes on while the customer stays
MONTH = 12  # the month of the plan that the headline figures show
YEAR = 12
CENTS = 2
SHARE = 6
OF_MODEL = {
    "en": "No movements were told, so these are those of the finance model in the last month of its first year: what "
    "churn takes of the revenue, what new customers bring, and the loss as the burn. The model knows no upgrades. "
    "Tell me your real movements to replace them.",
    "zh": "您没有给出收入变动，这里取自财务模型第一年最后一个月：流失带走的收入、新客户带来的收入，"
    "亏损即为消耗；模型里没有增购。告诉我真实的变动数据即可替换。",
}
EXAMPLES = {
    "en": "None of your own numbers are in the model yet: these are its example numbers.",
    "zh": "模型里还没有您自己的数字，以上为示例数字。",
}


def movements_of(view: FinanceView) -> dict[str, object]:
    """The arguments of `saas_metrics` that the model gives; empty where its revenue does not recur or is none.

    Args:
        view: The model in use.
    """
    if not view.chosen or view.model.id not in RECURRING or view.inputs["horizon"] < MONTH:
        return {}
    series = evaluate(view.model, view.inputs).series
    revenue, profit = series["revenue"], series["profit"]
    opening, closing = float(revenue[MONTH - 2]), float(revenue[MONTH - 1])
    if opening <= 0 or closing <= 0:
        return {}
    churned = opening * view.inputs["churn"]
    told: dict[str, object] = {
        "opening": round(opening, CENTS),
        "closing": round(closing, CENTS),
        "new": round(closing - opening + churned, CENTS),
        "churned": round(churned, CENTS),
        "net_burn": round(max(0.0, -float(profit[MONTH - 1])), CENTS),
        "margin": round(float(profit[MONTH - 1]) / closing, SHARE),
        "margin_kind": "operating",
        "period": "month",
        "currency": view.model.currency,
    }
    if len(revenue) >= MONTH + YEAR:
        told["growth"] = round(float(revenue[MONTH + YEAR - 1]) / closing - 1, SHARE)
    return told


def movement_notes(context: Context) -> tuple[dict[str, str], ...]:
    """Says where the movements are from."""
    return (OF_MODEL,) if context.finance.get("stated") else (OF_MODEL, EXAMPLES)
