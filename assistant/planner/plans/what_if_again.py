"""Plans what goes on from the what-if in hand: other figures of it, another horizon, less a change, two in one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.understand.follow_ups import asked_again, looked_ahead, moved, values
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, Any]
WITHOUT = lazy_re(r"\bwithout\b|\bleav\w+ out\b|不算|去掉|撤掉|拿掉|不改|不变|不动|别动", re.IGNORECASE)
STAYS_PUT = lazy_re(r"不动|别动|不变|不改", re.IGNORECASE)
# Behind or before the one name that is left as it is: 退货不动, "at the same price".
_LEFT_BEHIND = lazy_re(
    r"\s*率?(?:都|也)?(?:不动|别动|不变|不改|照旧)|\s*(?:stays?|left|unchanged|as (?:it )?is)\b", re.I
)
_LEFT_BEFORE = lazy_re(r"\b(?:same|not touching(?: the)?|leaving(?: the)?)\s*$|不(?:动|改|变)$", re.IGNORECASE)
# A price that is not moved after all: "no discount then", 不降价.
_PRICE_STAYS = lazy_re(
    r"不(?:再)?(?:打折|降价|涨价|提价|加价)|\b(?:no|without (?:an?|the)?) ?(?:discount|price (?:rise|cut|change))\b",
    re.I,
)
KEEPING = lazy_re(
    r"\b(?:keep(?:ing)?|hold(?:ing)?|leav(?:e|ing)|with|at|given)\s+(?:it at )?"
    r"(?:that|this|those|these|the (?:new|same|supposed|higher|lower))\s+(?:new |same |higher |lower )?$|"
    r"\b(?:the |that )?same $|"
    r"(?:保持|按照?|用|在|照)(?:[这那]个|新的?)$|(?:同样|一样|相同)的?$",
    re.IGNORECASE,
)
STAYS_SO = lazy_re(r"\s*(?:也|还|就|仍)*(?:维持|保持|保留|停|留)?(?:在)?(?:这个|那个|这样|刚才)", re.IGNORECASE)
UNCHANGED = lazy_re(
    r"(?P<zh>[\u4e00-\u9fff]{2})(?:都|也|还是|还|保持|维持)*(?:不变|照旧|不动|一样)|"
    r"\b(?P<en>[a-z]{4,})s?,? (?:unchanged|untouched|(?:stays?|remains?|still|kept) "
    r"(?:the same|as (?:it )?is|unchanged|put))\b",
    re.IGNORECASE,
)
# A change that alone is left: "only the take rate then", 只有抽成变.
ALONE = lazy_re(
    r"\b(?:only|just|nothing but)\s+(?:with |for )?(?:the |our )?$|"
    r"[只仅光单](?:有|是|动|改|变|看|算|留|压|降|提|涨|砍|加|减)?$",
    re.IGNORECASE,
)
# Asks for the last two what-ifs in one.
TOGETHER = lazy_re(
    r"\bboth\b|\b(?:all|the two|two|them|those|these) together\b|\btogether\b|\bcombin\w+|\bat once\b|"
    r"\bat the same time\b|\bsimultaneously\b|"
    r"两个(?:都|一起|同时|加在一起|合在?一起|叠加)?|两者|两项|二者|一起|都(?:实现|发生|做到|成立|改|变|做|有)|"
    r"合在?一起|叠加|合并|同时(?:发生|实现|成立|改|做|来)",
    re.IGNORECASE,
)
# All of the case but what is named: "everything as in that scenario except cpm 4", 其他照刚才，只是流失改成4%.
EXCEPT = lazy_re(
    r"\b(?:everything|all|same|as|like|the rest)\b.{0,40}\b(?:except|apart from|other than|but (?:with|for|at|the))\b|"
    r"\bonly (?:change|difference)\b|(?:照|跟|和|同|按)(?:刚才|上面|之前|那个|这个|上一个).{0,12}(?:只|但|除了|"
    r"不过)|除了.{0,20}(?:都|其他|别的)",
    re.IGNORECASE,
)
# The figures that were shown before: 再看这两个数, "what do the same figures do then".
SAME_FIGURES = lazy_re(
    r"\b(?:those|these|the same|both) (?:\w+ )?(?:figures?|numbers?|results?|metrics?|values?)\b|"
    r"[这那](?:[一二两三几]?个|些)(?:数字?|指标|结果|值)",
    re.IGNORECASE,
)


def same_figures(text: str, context: Context) -> list[str]:
    """The outputs that the last run was asked for, where a text speaks of them again."""
    args: JsonDict = (context.focus.get("last") or {}).get("args") or {}
    return [str(o) for o in args.get("outputs") or ()] if SAME_FIGURES.search(text) else []


def plan_again(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The plan of a message that builds on the what-if in hand; None where it is one of its own."""
    if TOGETHER.search(text) and not view.find_inputs(text) and (plan := _together(context, view)):
        return plan
    return _goes_on(text, context, view)


def without(text: str, earlier: dict[str, JsonDict], view: FinanceView) -> list[JsonDict] | None:
    """The what-if in hand less the changes named: "and without the price change?"; None where it says no such thing."""
    if "price" in earlier and _PRICE_STAYS.search(text) and not values(text):
        return [change for id_, change in earlier.items() if id_ != "price"]
    mentions = [m for m in view.find_inputs(text) if set(m.ids) & set(earlier)]
    if not mentions or find_quantities(text):
        return None
    alone = {i for m in mentions if ALONE.search(text[: m.span[0]]) for i in m.ids}
    if alone & set(earlier) and len(earlier) > 1:
        return [change for id_, change in earlier.items() if id_ in alone]
    if not WITHOUT.search(text):
        return None
    left = [m for m in view.find_inputs(text) if _left(text, m)]
    others = STAYS_PUT.search(text) and not left  # something else stays as it is: 光压投流，退货不动
    named = {i for m in left or (() if others else mentions) for i in m.ids}
    return [change for id_, change in earlier.items() if id_ not in named]


def _left(text: str, mention: Mention) -> bool:
    """Whether a text says of just this name that it stays as it is."""
    return bool(_LEFT_BEHIND.match(text[mention.span[1] :]) or _LEFT_BEFORE.search(text[: mention.span[0]]))


def moving(reading: Reading, view: FinanceView) -> Reading:
    """The reading without a horizon that the plan has already, where it only says of what time the question is."""
    changes = tuple(c for c in reading.changes if c.variable != "horizon" or c.value != view.inputs.get("horizon"))
    return replace(reading, changes=changes) if changes else reading


def kept_beside(text: str, earlier: dict[str, JsonDict], taken: set[str], view: FinanceView) -> list[JsonDict]:
    """What was supposed before and a text leaves standing; what it says of the same input takes its place."""
    return [dict(c) for i, c in earlier.items() if i not in taken] if keeps(text, earlier, view) else []


def keeps(text: str, earlier: dict[str, JsonDict], view: FinanceView) -> bool:
    """Whether a text leaves a change of the what-if in hand standing: "keeping that price, …", 价格还是这个，…."""
    if not earlier:
        return False
    if EXCEPT.search(text) or (TOGETHER.search(text) and len(values(text)) == 1):
        return True
    labels = " ".join(
        view.model.inputs_by_id[i].label.en.lower() + view.model.inputs_by_id[i].label.zh for i in earlier
    )
    if any((m["zh"] or m["en"]).lower() in labels for m in UNCHANGED.finditer(text)):
        return True
    kept = (m for m in view.find_inputs(text) if set(m.ids) & set(earlier))
    return any(KEEPING.search(text[: m.span[0]]) or STAYS_SO.match(text[m.span[1] :]) for m in kept)


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
