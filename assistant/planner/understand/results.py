"""Reads which results of the model are asked for in everyday words that name none of them: "how low do we get?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import CASH_LEFT, THAT_CASE, WHEN
from assistant.planner.plans.outputs import month_asked
from assistant.planner.understand.values.mentions import Mention

LONGEST = 120  # characters; a longer message tells more than it asks
_MONEY = r"(?:cash|money|funds?|funding|capital|bank|account|balance|reserves?)"
_WHO = (
    r"(?:paying |new |single |average )?"
    r"(?:customers?|clients?|users?|accounts?|subscribers?|members?|buyers?|famil(?:y|ies)|households?|seats?|"
    r"head|person)"
)
_WHO_ZH = r"(?:新|老|付费|付钱的|普通)?(?:客户|用户|会员|顾客|买家|订户|商家|家庭|人头)"
_ONE_ZH = r"(?:每|一|单|平均(?:到)?每|这样一)[个位家户名单]?"
_EACH = r"(?:per|each|every|a|one)"
_KEEPS = (
    r"\b(?:keep|earn|make|margin|left|profit|net|clear|pocket)(?:s|ing)?\b(?! back).{0,24}"
    rf"\b(?:(?:on|from|off|for|of|with) )?{_EACH}"
)
_KEEPS_ZH = r"(?:赚|挣|净|落|到手|剩|毛利)"
_MONEY_ZH = r"(?:钱|现金|资金|账上|账户|余额|弹药)"
_GONE_ZH = (
    r"(?:花光|花完|烧光|烧完|烧没|用光|用完|耗尽|耗光|见底|断(?:掉|了|粮|流|裂)|撑得?[住到多几]|够不够|够用|不够)"
)
# Money of the founder that is gone; whoever runs out of sellers runs out of something else.
_GONE = (
    r"(?:run|runs|running|ran) (?:out|dry)(?! of (?!(?:the |our )?(?:cash|money|funds)))|dr(?:y|ies) up|used up|"
    r"(?:be|is|all) gone|last(?:s|ing)?(?! (?:week|month|year|quarter))|hits? (?:zero|nothing)|"
    r"(?:go(?:es)?|drops?|falls?|dips?|slips?|sinks?) (?:below|under|to) (?:zero|nothing)"
)


@dataclass(frozen=True)
class _Sense:
    """What people ask, and the outputs that answer it: of each tuple the first that the model has."""

    said: re.Pattern[str]
    ids: tuple[tuple[str, ...], ...]
    timed: bool = False  # only where it is asked when


def _sense(said: str, *ids: tuple[str, ...], timed: bool = False) -> _Sense:
    return _Sense(lazy_re(said, re.IGNORECASE), ids, timed)


# Of a customer, an order or a device: the first sense that is said counts.
_OF_ONE = (
    _sense(
        rf"\b{_WHO}\b.{{0,25}}\bworth\b|\bworth of (?:a|an|one|each) {_WHO}\b|"
        r"\b(?:over|in|during|across) (?:their|his|her|its|a|the) (?:whole |entire |full )?(?:lifetime|life|stay)\b|"
        rf"{_ONE_ZH}{_WHO_ZH}(?!.{{0,6}}(?:每月|每个月|一个?月)).{{0,8}}(?:值|价值|带来|贡献|一辈子|一生|终身)",
        ("ltv",),
    ),
    _sense(
        r"\b(?:tak(?:e|es|ing)|bring(?:s|ing)?|com(?:e|es|ing)|get(?:s|ting)?|collect|receive|bill|revenue|income)\b"
        rf"(?: in)?\b.{{0,24}}\b(?:(?:from|for|off|of) )?{_EACH} {_WHO}\b|"
        r"\b(?:what|how much) (?:does|do|would|will|could) (?:a|an|one|each|every|a single) (?:\w+ )?[a-z]{3,} "
        r"(?:bring|pay|yield|generate|earn)(?: us)?(?: in)? (?:a|per|each|every) (?:month|year)\b|"
        rf"{_ONE_ZH}{_WHO_ZH}.{{0,8}}(?:收到?|进账|入账|收入|付给?我?们?)(?:多少|几|是|有)",
        ("revenue_per_customer", "contribution"),
    ),
    _sense(
        rf"{_KEEPS} {_WHO}\b|{_ONE_ZH}{_WHO_ZH}(?:身上|那里|头上)?.{{0,8}}{_KEEPS_ZH}",
        ("contribution",),
    ),
    _sense(
        rf"{_KEEPS} (?:order|sale|booking|transaction|deal|job|delivery)\b|"
        rf"(?:每|一)(?:单|笔|趟)(?:订单|生意|交易)?.{{0,6}}{_KEEPS_ZH}",
        ("margin_per_order",),
    ),
    _sense(
        rf"{_KEEPS} (?:unit|device|machine|piece|set)\b|"
        rf"(?:每|一|单)(?:台|件|部|套|只)(?:机器|设备|硬件)?.{{0,6}}{_KEEPS_ZH}",
        ("unit_margin",),
    ),
)
_OF_ALL = (
    _sense(
        rf"\b{_MONEY}\b.{{0,25}}\b(?:{_GONE})|\b(?:run|runs|running) out of (?:the |our )?{_MONEY}|"
        r"\bgo(?:es)? (?:bust|broke|bankrupt)\b|"
        r"\bhow long (?:can|could|will|would|do) we (?:last|survive|hold out|keep going)\b|"
        rf"{_MONEY_ZH}.{{0,10}}{_GONE_ZH}|(?:花光|花完|烧光|烧完|用光|耗尽).{{0,4}}(?:钱|现金|资金)|"
        r"(?:能|可以|会)撑(?:多久|几个?月|到)|资金链",
        ("runway_months",),
        ("cash.lowest",),
    ),
    _sense(
        rf"\b(?:how (?:low|deep|far)|lowest|deepest|least|worst|tightest)\b.{{0,40}}\b(?:{_MONEY}|hole|minus)\b|"
        rf"\b{_MONEY}\b.{{0,25}}\b(?:low(?:est)? point|(?:at )?(?:its|the) (?:lowest|worst|tightest)|bottoms? out)\b|"
        rf"\bhow much (?:{_MONEY} )?(?:do|would|will|must|should|does) (?:we|i|it|this|the \w+) "
        r"(?:need|have|take|cost|burn|lose|raise)\b"
        r".{0,20}\b(?:get (?:us )?(?:through|there)|survive|before|until|till)\b|"
        rf"\bhow much {_MONEY} (?:do|would|will|must|should) (?:we|i) (?:need to )?(?:raise|set aside|have ready)\b|"
        rf"{_MONEY_ZH}.{{0,12}}(?:最(?:少|低|紧|难)|谷底|低谷|低到)|"
        r"最(?:少|低|紧张?|难)的?(?:时候|时|那个?月|一刻).{0,8}(?:钱|现金|资金|账)|"
        r"(?:要|得|需要|该|应该)(?:准备|备|融|筹|垫)(?:进去)?多少",
        ("cash.lowest",),
    ),
    _sense(
        r"\b(?:start|begin)(?:s|ning|ing)? (?:to )?"
        r"(?:mak(?:e|ing)|earn(?:ing)?|turn(?:ing)?)\b.{0,8}\b(?:money|profits?)\b|"
        r"\b(?:make|turn|see|show)s? (?:a |an |our |the |any )?(?:first )?(?:money|profits?)\b|"
        r"\bout of the red\b|\bin(?:to)? the black\b|\bturns? (?:the corner|around)\b|"
        r"(?:开始|才能?|能|会|就)(?:赚钱|盈利|有利润|挣钱)|转正|回正|扭亏|转亏为盈",
        ("break_even_month",),
        timed=True,
    ),
    _sense(
        r"\b(?:overall|all in all|in the end|in total|altogether|at the end of the day|when all is said)\b.{0,30}"
        r"\b(?:profit\w*|loss(?:es)?|lose|make|made|earn|plus|minus|money|black|red)\b|"
        r"(?:赚|盈)了?钱?(?:还是|或者?)(?:亏|赔)|(?:亏|赔)了?钱?(?:还是|或者?)(?:赚|盈)|是(?:赚|亏|赔)是(?:亏|赔|赚)|"
        r"(?:最后|到头来?|下来|整个).{0,6}(?:总共|一共|到底)?(?:会|能|要)?(?:赚|亏|赔|挣)(?:了?多少|没赚|不赚)",
        ("profit.total", "profit"),
    ),
    _sense(
        r"\b(?:people|customers?|users?|subscribers?|members?) "
        r"(?:are |will be |would be )?(?:pay(?:s|ing)?(?: us)?|with us)\b|"
        r"有多少(?:人|家|户)(?:在)?(?:付费|付钱|交钱|掏钱)",
        ("customers",),
    ),
)
_SHORT_OF = _sense(
    r"\b(?:run|runs|running|ran) (?:out|short)\b(?! of (?:the |our )?(?:cash|money|funds))(?: of [a-z]+)?|"
    r"\bshort of\b|\btoo few\b|\bshortages?\b|"
    r"\b(?:sellers?|supply|suppliers?|providers?)\b.{0,20}\b(?:keep up|enough|suffice)\b|"
    r"\benough (?:sellers?|supply|suppliers?|providers?)\b|"
    r"供不应求|供不上|跟不上|接不过来|忙不过来|(?:卖家|供给|供应|服务者|商家).{0,8}(?:不够|够不够|够用|短缺|不足|缺)",
    ("shortage_month",),
)
_AT_THE_END = lazy_re(
    r"\b(?:at|in|by) the (?:very )?end\b|\bfinally\b|\bleft over\b|最后|到头|期末|末了|结束(?:时|后)", re.IGNORECASE
)
# That the case in hand is meant and not the plan.
_OF_CASE = lazy_re(
    r"\b(?:on|with|under) (?:that|those|these|this)\b|\bthat way\b|"
    r"\bwould (?:that|this|it) (?:leave|mean|give|bring)\b|"
    r"这样|那样|这么(?:一)?(?:做|搞|来|干|弄|改|定)|那么(?:一)?(?:做|搞|来|干|弄|改)|那个?时候?|到时候?|这种|那种",
    re.IGNORECASE,
)
# The value that an input of the plan has, and where it is from.
_HAS_VALUE = lazy_re(
    r"\b(?:assum\w+|default\w*|pencill?ed|plug(?:ged)? in|set (?:to|at))\b|"
    r"\b(?:do|did|are|have|were) you .{0,12}"
    r"\b(?:us(?:e|ed|ing)|put|take|taken|took|have|enter(?:ed)?|work(?:ing)? with)\b|"
    r"\byou(?:'re| are|'ve| have)? (?:us(?:e|ed|ing)|put|took|entered|working with)\b|"
    r"(?:用|按|取|设|填|给|默认|假设|假定|写|代)的?(?:是|了|的)?(?:多少|几|什么)|默认(?:值|给|是)?|"
    r"你(?:是)?(?:用|按|假设|默认|取|设)的?",
    re.IGNORECASE,
)
_NUMBERS_USED = lazy_re(
    r"\b(?:numbers|figures|inputs|values|assumptions|parameters)\b.{0,24}\b(?:you|we)(?:'re| are|'ve|"
    r" have)?(?: \w+ly| now)? "
    r"(?:us(?:e|ed|ing)|assum\w+|calculat\w+ with|work(?:ed|ing)? with|count\w* with)\b|"
    r"(?:你|您|我们|咱们?)?(?:现在|目前|当前)?(?:在?用|采用|依据|假设|按)的?(?:都)?(?:是)?(?:哪些|什么|"
    r"啥)?(?:数字|数值|参数|输入|数据|假设)"
    r"(?=.{0,8}(?:列|哪些|什么|有哪|都有|看看|给我|[?？]|$))|列.{0,6}(?:在?用|采用)的.{0,4}(?:数字|数值|参数|"
    r"输入|假设)",
    re.IGNORECASE,
)
_WHAT = lazy_re(r"[?？]|\b(?:what|which|how (?:much|many|high|low|big))\b|多少|几|什么|哪", re.IGNORECASE)
# Outputs whose names are also words of other questions: the customers of what a customer is worth.
_PLAIN = {
    "customers",
    "users",
    "free_users",
    "buyers",
    "sellers",
    "profit",
    "revenue",
    "costs",
    "cash_balance",
    "orders",
}


def asked_results(text: str, view: FinanceView) -> tuple[str, ...]:
    """Outputs of the model that a text asks for in everyday words, at the month it names.

    Args:
        text: The message, normalised.
        view: The model.
    """
    return tuple(dict.fromkeys(id_ for _, ids in _found(text, view) for id_ in ids))


def beside_results(text: str, view: FinanceView, named: list[Mention]) -> list[Mention]:
    """The outputs named in a text, less those that are only words of what it asks for: the customer of their worth."""
    spans = [span for span, _ in _found(text, view)]
    return [m for m in named if not any(start < m.span[1] and m.span[0] < end for start, end in spans)]


def of_case(text: str) -> bool:
    """Whether a text speaks of the case in hand: "in that case", 这样的话, "would that leave us"."""
    return bool(THAT_CASE.search(text) or _OF_CASE.search(text))


def asks_value(text: str, view: FinanceView) -> bool:
    """Whether a text asks what value the plan has for an input: "what churn did you assume?", 转化率用的是多少."""
    return bool(_HAS_VALUE.search(text) and _WHAT.search(text) and view.find_inputs(text))


def asks_numbers(text: str, view: FinanceView) -> bool:
    """Whether a text asks for the numbers the plan is computed with, not for results: "list what you're using"."""
    return bool(_NUMBERS_USED.search(text)) and not view.find_inputs(text) and not view.find_outputs(text)


def _found(text: str, view: FinanceView) -> list[tuple[tuple[int, int], list[str]]]:
    """Where each sense is said, and its outputs."""
    if len(text) > LONGEST:
        return []
    known = view.model.formulas_by_id
    # "earn back what a customer costs" names the payback; no other sense is in it.
    one = [m.span() for s in _OF_ONE if any(i in known for g in s.ids for i in g) for m in s.said.finditer(text)]
    apart = [m for m in view.find_outputs(text) if not any(a <= m.span[0] and m.span[1] <= b for a, b in one)]
    if any(m.ids[0] not in _PLAIN for m in apart):
        return []
    senses: list[_Sense] = []
    for sense in _OF_ONE:
        if sense.said.search(text) and any(i in known for ids in sense.ids for i in ids):
            senses.append(sense)
            break
    when = WHEN.search(text)
    senses += [s for s in _OF_ALL if s.said.search(text) and (when or not s.timed)]
    if "shortage_month" in known and _SHORT_OF.said.search(text):
        senses = [s for s in senses if s.ids[0] != ("runway_months",)] + [_SHORT_OF]
    found = []
    for sense in senses:
        spans = [m.span() for m in sense.said.finditer(text)]
        ids = [next((i for i in group if i in known), "") for group in sense.ids]
        found += [(span, [_at_month(i, text, view) for i in ids if i]) for span in spans]
    if (left := CASH_LEFT.search(text)) and _AT_THE_END.search(text) and not found and "cash_balance" in known:
        found.append((left.span(), [view.model.period_id("cash_balance", int(view.inputs["horizon"]))]))
    return found


def _at_month(id_: str, text: str, view: FinanceView) -> str:
    """A series at the month that is named; a sum over the horizon as it is, unless a month is named."""
    model = view.model
    base, _, rest = id_.partition(".")
    month = month_asked(text)
    formula = model.formulas_by_id.get(base)
    if formula is None or not formula.is_series:
        return id_
    if rest and not month:
        return id_
    return model.period_id(base, month or model.split_id(view.main_output)[1] or 1) if rest in ("", "total") else id_
