"""Inputs that money is about without naming them: what is spent, whom one hires, what a new customer costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.finance import FinanceModel, convert_flow
from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.counted_by import ruled_out
from assistant.planner.understand.values.mentions import Mention
from assistant.planner.understand.values.roles import Role, customers_pay, each_of_many
from assistant.planner.understand.values.told_people import SMALLEST_SUM, have, heads_of, hired, is_wage, leave

INCOME = {"price", "call_price", "base_fee", "cash"}  # never what one spends
PEOPLE = {"starting_customers", "trials", "users"}
COSTS = ("fixed_cost", "acquisition_spend", "operating_cost", "variable_cost")
Roles = Mapping[tuple[int, int], Role | None]
_TOTAL = lazy_re(
    r"\b(?:spend(?:s|ing)?|burn(?:s|ing)?)\W*(?:about |around |roughly |some )?$|(?:花|烧|吃掉|支出|开销|消耗)"
    r"(?:掉|了|出)?(?:是|约|大概)?$",
    re.IGNORECASE,
)
_OF_PEOPLE = lazy_re(r"\s*[家位名户人]|\s*个(?:客户|用户)", re.IGNORECASE)  # 手上还有340家客户 is no cash
_IN_BANK = lazy_re(
    r"\s*(?:dollars?|euros?|pounds?)?\s*(?:in|at) (?:the|our) (?:bank|account)\b|\s*(?:in|of) cash\b", re.IGNORECASE
)
_MARGIN_BEFORE = lazy_re(r"\b(?:gross )?margins?\W*(?:is|are|of|at|:)?\s*$|毛利率?(?:是|为|约|:)?\s*$", re.IGNORECASE)
_MARGIN_AFTER = lazy_re(r"\s*(?:gross )?margins?\b|\s*的?毛利", re.IGNORECASE)
_ALL_COSTS = lazy_re(
    r"\b(?:all|every|total)\b.{0,12}\b(?:costs?|expenses?|spending|spend)\b|\beverything(?: we spend)?\b|"
    r"\b(?:costs|expenses|spending) across the board\b|(?:所有|全部|一切|各项|整体)的?(?:成本|开支|费用|支出|花费)",
    re.IGNORECASE,
)
_USED_UP = lazy_re(r"(?:吃掉|花掉|烧掉|耗掉|用掉|\beats? up|\bswallows?|\bburns?)\s*$", re.IGNORECASE)
_WON = lazy_re(r"\s*(?:new|more)\b|\s*[个位名家](?:新|客户)", re.IGNORECASE)
# Sites that try it now are no trials a month.
_ON_TRIAL = lazy_re(
    r"[^,，。;；]{0,12}(?:正?在(?:免费)?试用|\b(?:on|in) (?:a |free )*trial\b"
    r"(?!s?,? (?:e\w*ry|each|per|a) (?:week|month|year)| monthly)|\btrial+ing|\btrying it)",
    re.IGNORECASE,
)
_TEAM = r"(?:team|staff|people|engineers?|developers?|salar(?:y|ies)|wages)"
_TEAM_BEFORE = lazy_re(
    rf"\b{_TEAM}\s*(?:is|are|costs?(?: us)?|at|takes|:)?\s*$|(?:团队|人力|人员|员工)(?:成本|费用|是|要|花|约)*$", re.I
)
_PEOPLE = lazy_re(r"\b(?:engineers?|developers?|people|staff)\b\W*$|员工$", re.IGNORECASE)
_LOSES = lazy_re(
    r"\b(?:los(?:e|es|ing|t)|down by|fewer)\s+(?:about )?$|(?:少了|丢了|失去|损失|减少)(?:了)?$", re.IGNORECASE
)
_OF_INPUT = lazy_re(r"\s*(?:of\s+)?(?:our |the |my |all )*|的?", re.IGNORECASE)
# "Channel share is zero. 90% attach": what is said to be nothing has no other value.
_NONE_OF_IT = lazy_re(
    r"\s*(?:(?:is|are|at|of|=|:)\s*)?(?:zero|none|nil)\b|(?:就|都)?(?:是|为|归|[:：])?零", re.IGNORECASE
)
_WINS = lazy_re(r"(?:新增|新签|拿下|签下|签|获得)(?:了|约)?$")


def bars(text: str, roles: Roles, model: FinanceModel) -> Callable[[Mention, Quantity], bool]:
    """Which names a number cannot be said of, by whose money it is and what it is for one of."""

    def barred(mention: Mention, quantity: Quantity) -> bool:
        role = roles.get(quantity.span)
        if role == "rival" or set(mention.ids) <= ruled_out(text, quantity, model):
            return True
        if role == "spent" and set(mention.ids) <= INCOME:
            return True
        if role == "paid" and set(mention.ids) <= set(COSTS) and customers_pay(text, quantity):
            return True
        if _NONE_OF_IT.match(text, mention.span[1]):
            return True
        if "trials" in mention.ids and _ON_TRIAL.match(text[quantity.span[1] :]):
            return True
        if not set(mention.ids) & {"fixed_cost"} and is_wage(text, quantity):
            return True
        if "cash" in mention.ids and _OF_PEOPLE.match(text[quantity.span[1] :]):
            return True
        if set(mention.ids) & PEOPLE and _IN_BANK.match(text[quantity.span[1] :]):
            return True
        return "acquisition_spend" in mention.ids and (_is_won(text, quantity) or each_of_many(text, quantity))

    return barred


def as_spent(text: str, quantity: Quantity) -> Quantity:
    """What "rent eats up 4k" says: it states the rent; it does not lower it by 4k."""
    if quantity.relation == "change_by" and quantity.value < 0 and _USED_UP.search(text[: quantity.span[0]]):
        return replace(quantity, relation="set", value=abs(quantity.value))
    return quantity


def told_money(
    text: str, leftover: list[Quantity], changes: list[Change], roles: Roles, view: FinanceView
) -> tuple[list[Change], list[Quantity]]:
    """Changes that numbers named by no input mean, and the numbers they take.

    Args:
        text: The clause.
        leftover: Numbers said of no input.
        changes: Changes read so far.
        roles: Whose money each number is, by its place.
        view: The model.
    """
    found: list[Change] = []
    used: list[Quantity] = []
    taken = {c.variable for c in changes}
    for quantity in leftover:
        for read in (_was, hired, have, leave, _everything, _won, _team, _lost, _spent):
            if read is not _was and roles.get(quantity.span) == "rival":
                continue
            fresh = [c for c in read(text, quantity, taken, view) if c.variable not in taken]
            if fresh:
                found += fresh
                taken |= {c.variable for c in fresh}
                used.append(quantity)
                used += [q for q in leftover if read is _won and _is_won(text, q)]
                heads = heads_of(text, quantity) if read is hired else None
                used += [q for q in leftover if q.kind == "count" and abs(q.value) == heads]
                break
    for quantity in leftover:
        if "variable_cost" not in taken and (cost := _of_margin(text, quantity, [*changes, *found], view)):
            found.append(cost)
            used.append(quantity)
    return found, used


def _of_margin(text: str, quantity: Quantity, changes: list[Change], view: FinanceView) -> Change | None:
    """What serving a customer costs, told as the gross margin on a price: "gross margin 62%, price 50"."""
    variable = view.model.inputs_by_id.get("variable_cost")
    told = quantity.kind == "percent" and quantity.relation in (None, "set") and 0 <= quantity.value < 1
    beside = _MARGIN_BEFORE.search(text[: quantity.span[0]]) or _MARGIN_AFTER.match(text[quantity.span[1] :])
    if variable is None or not told or not beside:
        return None
    prices = [c.value for c in changes if c.variable == "price" and c.relation == "set"]
    prices = prices or ([view.inputs["price"]] if view.chosen else [])
    if not prices:
        return None
    cost = float(f"{prices[0] * (1 - quantity.value):.12g}")
    shown = [format_number(v, "count", "en") for v in (prices[0], cost)]
    said = quantity.text.strip()
    note = {
        "en": f"With a gross margin of {said} on a price of {shown[0]}, serving a customer costs {shown[1]} a month.",
        "zh": f"价格{shown[0]}、毛利率{said}，即每客户每月变动成本为{shown[1]}。",
    }
    return Change("variable_cost", "set", cost, (note,))


def _everything(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """A change of all costs alike: "cut all costs by 10%", 所有开支砍一成."""
    if quantity.relation not in ("change_by", "multiply") or quantity.kind not in ("percent", "ratio"):
        return []
    if not _ALL_COSTS.search(text) or taken:
        return []
    inputs = view.model.inputs_by_id
    return [to_change(quantity, inputs[name], view.model) for name in COSTS if name in inputs]


def _was(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """Of "$6 instead of $11": it means the input that is 11 now, where only one is."""
    earlier = [q for q in find_quantities(text) if q.role == "from"]
    if len(earlier) != 1 or quantity.kind == "duration":
        return []
    old = earlier[0]
    inputs = view.model.inputs_by_id
    money = "money" in (old.kind, quantity.kind)
    kinds = {"money"} if money else {"rate"} if "percent" in (old.kind, quantity.kind) else {"money", "count", "rate"}

    def is_now(name: str) -> bool:
        said = old.value / 100 if inputs[name].kind == "rate" and old.kind == "count" else old.value
        return inputs[name].kind in kinds and abs(view.inputs[name] - said) <= 1e-9 * max(1.0, abs(said))

    hits = [name for name in inputs if is_now(name)]
    if len(hits) != 1:
        return []
    variable = inputs[hits[0]]
    change = to_change(replace(quantity, relation="set"), variable, view.model)
    note = {
        "en": f"You named {old.text.strip()} as the present value; that is the {variable.label.en}, so I changed it.",
        "zh": f"您说现在是{old.text.strip()}，这是{variable.label.zh}的当前值，因此改的是它。",
    }
    return [replace(change, notes=(*change.notes, note))]


def _won(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """Of each customer won: "40 new ones a month at a cost of $300 each" is what is spent on acquisition."""
    variable = view.model.inputs_by_id.get("acquisition_spend")
    if variable is None or quantity.kind not in ("money", "count") or not each_of_many(text, quantity):
        return []
    if not any(m.ids == ("acquisition_spend",) for m in view.find_inputs(text)):
        return []
    counts = [q for q in find_quantities(text) if _is_won(text, q)]
    if len(counts) != 1:
        return []
    monthly = convert_flow(counts[0].value, counts[0].period or "month", "month") * quantity.value
    en, zh = (_amount(monthly, variable.measure.shown, lang) for lang in ("en", "zh"))
    said = counts[0].text.strip(), quantity.text.strip()
    note = {
        "en": f"Acquisition spend a month: {said[0]} × {said[1]} = {en}.",
        "zh": f"每月获客支出：{said[0]} × {said[1]} = {zh}。",
    }
    return [Change("acquisition_spend", "set", monthly, (note,))]


def _is_won(text: str, quantity: Quantity) -> bool:
    near = _WON.match(text[quantity.span[1] :]) or _WINS.search(text[: quantity.span[0]])
    return quantity.kind == "count" and bool(near)


def _team(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """What the team costs is fixed: "team 31k a month"."""
    variable = view.model.inputs_by_id.get("fixed_cost")
    sums = quantity.kind == "money" or (quantity.kind == "count" and quantity.value >= SMALLEST_SUM)
    if variable is None or not sums or not _TEAM_BEFORE.search(text[: quantity.span[0]]):
        return []
    if view.chosen and _PEOPLE.search(text[: quantity.span[0]]):
        return []  # some of the people, where the cost of all is known
    return [to_change(quantity, variable, view.model)]


def _lost(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """Losing a share of an input lowers it by that share: "we lose 10 percent of our trials"."""
    if quantity.kind not in ("percent", "ratio") or not _LOSES.search(text[: quantity.span[0]]):
        return []
    gap = _OF_INPUT.match(text[quantity.span[1] :])
    at = quantity.span[1] + (gap.end() if gap else 0)
    named = [m.ids[0] for m in view.find_inputs(text) if len(m.ids) == 1 and abs(m.span[0] - at) <= 1]
    inputs = view.model.inputs_by_id
    # Losing a share of the customers is churn, not a smaller start.
    if not named or inputs[named[0]].kind == "rate" or named[0].startswith("starting"):
        return []
    return [Change(named[0], "multiply", round(1 - abs(quantity.value), 12))]


def _spent(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """What is spent in all, told beside the cash while nothing else is known of the costs, is the fixed cost."""
    variable = view.model.inputs_by_id.get("fixed_cost")
    known = view.chosen or taken & set(COSTS) or "cash" not in taken
    if variable is None or known or not _TOTAL.search(text[: quantity.span[0]]):
        return []
    if quantity.kind not in ("money", "count") or quantity.period is None:
        return []
    change = to_change(replace(quantity, relation="set"), variable, view.model)
    said = quantity.text.strip()
    note = {
        "en": f"I took “{said}” as everything you spend: fixed cost, with no acquisition spend on top.",
        "zh": f"“{said}”按您的全部支出计入固定成本，获客支出不再另计。",
    }
    changes = [replace(change, notes=(*change.notes, note))]
    if "acquisition_spend" in view.model.inputs_by_id:
        changes.append(Change("acquisition_spend", "set", 0.0))
    return changes


def _amount(value: float, unit: str, language: str) -> str:
    return format_number(value, unit, language, period="month")
