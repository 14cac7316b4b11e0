"""Plans answers on how the own money stands: made or lost this month, the low point of the cash, and what delays it."""

from __future__ import annotations

from typing import Any

from assistant.finance.evaluate import evaluate
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan
from assistant.planner.understand.own_money import PAYS_LATE, cash_lasts, makes_or_loses

JsonDict = dict[str, Any]
CASH = ("runway_months", "cash.lowest")
# By whether money is made this month and in the month of the main result.
_VERDICT = {
    (True, True): {"en": "You make money this month, and a year on as well.", "zh": "这个月是赚钱的，一年后也是。"},
    (True, False): {
        "en": "You make money this month, but lose money a year on.",
        "zh": "这个月是赚钱的，但一年后会亏损。",
    },
    (False, True): {
        "en": "You lose money this month; a year on you make money.",
        "zh": "这个月是亏损的；一年后转为盈利。",
    },
    (False, False): {
        "en": "You lose money this month, and still do a year on.",
        "zh": "这个月是亏损的，一年后仍然亏损。",
    },
}
_NO_DELAY = {
    "en": "The model holds no payment delays: it books every sale as paid in the month it is made. If customers pay "
    "later, the low point is deeper by about the revenue of the months you wait; see that the cash covers it.",
    "zh": "模型里没有回款延迟：每笔收入都按当月到账计算。客户付款越晚，现金最低点还会再低大约等待的那几个月的收入，"
    "请看现金是否够垫。",
}


def plan_own_money(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The figures that tell how the money stands; None where nothing of the kind is asked."""
    late = bool(PAYS_LATE.search(context.text) and context.finance.get("inputs"))
    if late or cash_lasts(text):
        known = [output for output in CASH if output in view.model.formulas_by_id]
        return _told(known, view, (_NO_DELAY,) if late else ()) if known else None
    return _of_this_month(view) if makes_or_loses(text) else None


def _of_this_month(view: FinanceView) -> Plan:
    """Profit of the first month of the plan beside the main result, with what both say in words."""
    base, number = view.model.split_id(view.main_output)
    if not view.model.formulas_by_id[base].is_series or not number:
        return _told([view.main_output], view)
    first = view.model.period_id(base, 1)
    profits = evaluate(view.model, view.inputs).series[base]
    later = profits[min(number, len(profits)) - 1]
    shown = [first, *([view.main_output] if len(profits) >= number else [])]
    return _told(shown, view, (_VERDICT[bool(profits[0] >= 0), bool(later >= 0)],))


def _told(outputs: list[str], view: FinanceView, notes: tuple[JsonDict, ...] = ()) -> Plan:
    call = Call("unit_economics", {"outputs": outputs})
    return Plan(calls=(call,), notes=notes, focus={"template": view.model.id, "output": outputs[0]})
