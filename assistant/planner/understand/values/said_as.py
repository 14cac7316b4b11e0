"""Amounts of which a text says what they are: "the $40 is our cost", 60是模型费用; a cost is never the price."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import to_change
from assistant.planner.understand.values.counted_by import same_said
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.mentions import Mention
from assistant.planner.understand.values.old_value import is_now
from assistant.planner.understand.values.told_money import INCOME

# What stands between an amount and the name of what it is: "40 a month is", "$40, that's only", 60块那个其实是.
_IS = lazy_re(
    r"(?:\s*(?:a|per|each|every|/)\s*(?:month|mo|year|week))?(?:\s*(?:[,;.—–-]\s*)?(?:that|which|this|it|these|those))?"
    r"\s*(?:'s|\bis|\bare|\bwas|\bwere|\bgoes (?:on|to|into)|\bgo (?:on|to|into))\s+(?!not\b|n't)(?P<en>[^,;.!?\d]+)|"
    r"\s*[块元钱]*(?:[/每一]个?月)?[，,]?\s*(?:这|那)?(?:个|些|笔|块|部分|里)?(?:数|钱)?(?:其实|只|才|都|应该|本来)*"
    r"(?:是|算|属于|指的?是)(?!不)(?P<zh>[^，,。；;！!？?\d]+)",
    re.IGNORECASE,
)
_COST = lazy_re(
    r"\b(?:costs?|expenses?|(?:model|api|llm|gpu|cloud|hosting|server|serving|telephony|infrastructure|shipping|"
    r"payment|delivery) (?:fees?|bills?|spend)|what (?:we|i|it costs? us to) \w*\s*(?:spend|pay)|overheads?|"
    r"outgoings)\b|"
    r"成本|开支|开销|支出|(?<!订阅)(?<!服务)(?<!会员)(?<!年)(?<!月)(?<!收)(?<!付)费用?(?!户|率)|本钱",
    re.IGNORECASE,
)
_TEAM = lazy_re(
    r"\b(?:salar(?:y|ies)|wages?|payroll|rent|fixed|overheads?|office|team cost)\b|工资|薪|房租|租金|固定|人力|办公",
    re.IGNORECASE,
)
_ADS = lazy_re(
    r"\b(?:ads?|advertis\w+|marketing|acquisition|promotion|ppc|campaigns?)\b|广告|推广|投放|投流|获客|营销|市场(?:费|预算|投入)",
    re.IGNORECASE,
)
_OF_ONE = lazy_re(
    r"\b(?:per|for (?:each|every|one|a)|each|every|to serve)\b(?! (?:month|year|week)\b)|\bvariable\b|"
    r"[每一单](?!个?月|个?季|年|天)[\u4e00-\u9fff]|变动|模型|接口|算力",
    re.IGNORECASE,
)
_BUDGET = lazy_re(r"\bbudget\b|预算", re.IGNORECASE)
_ONE = ("variable_cost", "bom", "order_cost", "delivery_cost", "call_cost", "serving_cost")


def cost_said(text: str, number: Quantity) -> str:
    """The words that call an amount a cost of ours; empty where none do.

    Args:
        text: The clause.
        number: A number in it.
    """
    if number.kind not in ("money", "count") or number.role == "from":
        return ""
    said = _IS.match(text, number.span[1])
    words = (said["en"] or said["zh"] or "") if said else ""
    return words if _COST.search(words) or _TEAM.search(words) or _ADS.search(words) else ""


def as_called(text: str, reading: Reading, view: FinanceView) -> Reading:
    """The reading with every amount that the text calls a cost as one of what it calls it.

    Args:
        text: What was told.
        reading: What else was read of it.
        view: The model in use.
    """
    for number in find_quantities(text):
        if words := cost_said(text, number):
            reading = _called(text, number, words, reading, view)
    return reading


def _called(text: str, number: Quantity, words: str, reading: Reading, view: FinanceView) -> Reading:
    ids = _inputs_of(words, number, view)
    fitting = [c for c in reading.changes if same_said(c.said, number) and c.variable in ids]
    rest = replace(
        reading,
        changes=tuple(c for c in reading.changes if not same_said(c.said, number) or c in fitting),
        leftover=tuple(q for q in reading.leftover if not same_said(q, number)),
        ambiguous=tuple((m, q) for m, q in reading.ambiguous if not same_said(q, number)),
        valueless=tuple(v for v in reading.valueless if v not in INCOME and v not in ids),
    )
    if fitting:
        return rest
    told = replace(number, relation="set")
    if len(ids) != 1:
        unclear = (*rest.ambiguous, (Mention(ids, "input", number.span), told)) if ids else rest.ambiguous
        return replace(rest, ambiguous=unclear, leftover=rest.leftover if ids else (*rest.leftover, number))
    variable = view.model.inputs_by_id[ids[0]]
    change = to_change(as_meant(text, replace(told, kind="money"), variable), variable, view.model)
    return replace(rest, changes=(*(c for c in rest.changes if c.variable != ids[0]), change))


def _inputs_of(words: str, number: Quantity, view: FinanceView) -> tuple[str, ...]:
    """The inputs that a cost called by these words can be: one where they tell, or where it has the value already."""
    inputs = view.model.inputs_by_id
    named = [m.ids for m in view.index.find(words, "input") if not set(m.ids) & INCOME]
    costs = tuple(i.id for i in view.model.inputs if i.kind == "money" and i.id not in INCOME)
    if len(named) == 1 and set(named[0]) <= set(costs):
        return named[0]
    for pattern, ids in ((_ADS, ("acquisition_spend",)), (_OF_ONE, _ONE), (_TEAM, ("fixed_cost", "operating_cost"))):
        if pattern.search(words) and (known := [i for i in ids if i in inputs]):
            return (known[0],)
    same = tuple(i for i in costs if is_now(replace(number, kind="money"), inputs[i], view))
    return same if len(same) == 1 else costs[:4]
