"""Plans how many customers or orders cover the costs, where the model has a figure for it: the sales of any month.

Elsewhere the goal is sought over what is sold anew each month, never over what there was at the start.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.canvas.matching import content_words
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, NO_LOSS
from assistant.planner.plan import Call, Plan
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import month_asked
from assistant.planner.understand.own_money import makes_or_loses

JsonDict = dict[str, Any]
PAYING = lazy_re(
    r"\b(?:customers?|users?|subscribers?|clients?|members?|readers?|viewers?|listeners?|players?|visitors?|families|"
    r"households?|students?|people)\b|客户|用户|顾客|会员|读者|观众|听众|玩家|家庭|学员|人(?=才|能|就|够)",
    re.IGNORECASE,
)
# What must be earned, said by what it pays: "to pay for the team", 养活团队.
_PAYS_FOR = lazy_re(
    r"\b(?:pay|cover|carry|fund|finance)(?:s|ing)? (?:for )?(?:the |our |my |all )*"
    r"(?:team|salar\w+|wages|costs?|expenses|bills|overheads?|people|staff|engineers)\b|"
    r"养(?:活|得起|得活)|(?:付|发)得?(?:起|出)?(?:工资|团队)|(?:覆盖|盖住|抵掉|打平)(?:成本|开支|支出|费用)",
    re.IGNORECASE,
)
_HOW_MANY = lazy_re(
    r"\bhow many (?!months|years|weeks|days)\b|"
    r"(?:多少|几)(?:个(?!月|点)|家|人|位|户|名|单|笔|份|学员|用户|客|会员|买家)",
    re.IGNORECASE,
)
_ORDERS = lazy_re(
    r"\b(?:orders?|jobs?|deals?|bookings?|transactions?|sales|gigs?|trips?|projects?)\b|[单笔]|订单|成交|项目",
    re.IGNORECASE,
)
_AT_START = lazy_re(r"\bstart\w*\b|\binitial\w*\b|初始|一开始|起步|期初|开局", re.IGNORECASE)


def covers_costs(text: str) -> bool:
    """Whether a text wants the costs covered, and no more."""
    return bool(BREAK_EVEN.search(text) or NO_LOSS.search(text) or _PAYS_FOR.search(text))


def plan_break_even_count(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The figure of the model for the number that breaks even; None where it has none or another is sought."""
    said = [q for q in find_quantities(text) if q.kind != "duration"]
    beside = context.text.replace(text, " ")  # "that's still a loss, right? How many do we need?"
    covers = covers_costs(text) or (beside.strip() and makes_or_loses(beside))
    if said or month_asked(text) or not covers or not _HOW_MANY.search(text) or _AT_START.search(text):
        return None
    asked = _counted(text, context, view)
    if not asked:
        return None
    call = Call("unit_economics", {"outputs": asked})
    focus = {"template": view.model.id, "output": asked[0]}
    return Plan(calls=(*setup_calls(context, view), call), focus=focus)


def _counted(text: str, context: Context, view: FinanceView) -> list[str]:
    """The figure that breaks even and what the plan has of it; empty where the model has none for what is counted."""
    known = view.model.formulas_by_id
    if "break_even_orders" in known and _ORDERS.search(text):
        return ["break_even_orders", view.model.period_id("orders", 1)]
    who = content_words(f"{context.brief.get('customer') or ''} {context.brief.get('user') or ''}")
    if not (PAYING.search(text) or who & content_words(text)):
        return []
    month = view.model.split_id(view.main_output)[1]
    for figure, present in (("break_even_customers", "customers"), ("break_even_users", "users")):
        if figure in known and present in known and month:
            return [figure, view.model.period_id(present, month)]
    return []
