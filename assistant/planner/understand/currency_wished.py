"""A currency chosen in so many words, anywhere in a message: "it's euros, not dollars", 改成人民币.

A name of a currency that belongs to an amount chooses nothing here: "fixed costs of 500 dollars".
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.language.currency_names import NAMED
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_numbers
from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan

_DENIED = lazy_re(
    r"(?:\b(?:not|isn'?t|aren'?t|no|never|stop using|instead of|rather than|from)\s+(?:in |the |us |using )?|"
    r"不是|并非|而非|不用|不要|别用?|别写|从|取代|代替)\s*$",
    re.IGNORECASE,
)
_LEFT = lazy_re(r"\s*(?:(?:is|are) wrong|to\b|into\b|都?[改换转]|不对|错|符号)", re.IGNORECASE)
# What says that a currency is the one of the numbers, right before its name.
_SAYS = lazy_re(
    r"(?:\b(?:it'?s|that'?s|we'?re|they'?re|i'?m|(?:it|everything|these|those|currency|amounts?|prices?|numbers?|figures?|"
    r"costs?|money)\s+(?:is|are|was|were|should be|be)|"
    r"(?:all|everything|switch\w*|change\w*|convert\w*|use|using|mean|meant|count\w*|want|prefer|in|into|to))\s+(?:(?:it|them|all|actually|always|meant|in|to|into|the|as|be|really|just)\s+)*|"
    r"[是用按以要全都收换成为算]|改|单位|统一)\s*$",
    re.IGNORECASE,
)
# Money that somebody holds, owes or trades, of which nobody counts the venture.
_OTHER = lazy_re(
    r"\s*(?:funds?|investors?|loans?|debt|exchange|rates?|fell|falls?|rises?|weakens?|strengthens?)\b|"
    r"基金|贷款|汇率|债|投资|贬值|升值|收入的?客户|客户|用户|付款的|付费的",
    re.IGNORECASE,
)
_ASKS = lazy_re(
    r"\b(?:how much (?:is|are|would)|what (?:is|are|would)|convert\w*)\b[^.!]*\?|换算|折合|相当于|等于多少",
    re.IGNORECASE,
)
# Names that mean something else more often: "we use PHP", "we won", "dong".
_SELDOM = frozenset({"PHP", "KRW", "VND", "ZAR"})
_EDGES = " \t\n,.;:!?，。；：！？、（）()“”\"'"


def chosen_currency(text: str) -> str | None:
    """ISO code of the currency that a text says the numbers are in; of several the last."""
    if _ASKS.search(text):
        return None
    amounts = [n.span for n in find_numbers(text) if n.kind == "money"]
    free = [m for m in NAMED.finditer(text) if not any(a < m.end() and m.start() < b for a, b in amounts)]
    named = [m for m in free if m.lastgroup not in _SELDOM and not _OTHER.match(text, m.end())]
    denied = [m for m in named if _DENIED.search(text[: m.start()]) or _LEFT.match(text, m.end())]
    left = [m for m in named if m not in denied]
    said = [m for m in left if denied or _SAYS.search(text[: m.start()]) or _alone(text, m)]
    return said[-1].lastgroup if said else None


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a name is a clause of its own: "…, 人民币，…"."""
    before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
    return (not before or before[-1] in _EDGES) and (
        not after or after[0] in _EDGES or after.lower().startswith(("啊", "呀", "哦", "吧", "please"))
    )


def in_currency(context: Context, code: str | None) -> Context:
    """The context as it is once the currency is chosen."""
    return replace(context, finance={**context.finance, "currency": code}) if code else context


def with_currency(plan: Plan, code: str | None, context: Context) -> Plan:
    """The plan with the choice of a currency that was said beside other wishes, before them."""
    known = "set_currency" in context.tools
    same = context.finance.get("currency") == code and "currency_by" not in context.finance
    if not code or not known or same or any(call.name == "set_currency" for call in plan.calls):
        return plan
    said = tuple(say for say in plan.says if say.template != "not_understood")
    return replace(plan, calls=(Call("set_currency", {"currency": code}), *plan.calls), says=said)
