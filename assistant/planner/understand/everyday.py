"""Everyday ways of saying a value, put so that it is read as one: a fiver, price49, nobody leaves, 新增买家500."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.finance import FinanceModel, Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Period, Quantity, find_quantities
from assistant.planner.understand.values.mentions import Mention

_NOTES = {"fiver": "5", "tenner": "10"}
_NOTE = lazy_re(r"\b(?:an? )?(fiver|tenner)\b", re.IGNORECASE)
_GLUED = lazy_re(r"(?<![a-z0-9_-])([a-z]{4,})(?=\d+(?:\.\d+)?(?:%|k\b|\b))", re.IGNORECASE)
_NOBODY_LEAVES = lazy_re(
    r"\b(?:nobody|no one|(?:no|not (?:a single|one)) (?:customers?|clients?|users?|subscribers?|person)|"
    r"none(?: of (?:them|the customers|our customers))?)(?: ever| would| will| does)* "
    r"(?:left|leaves?|quits?|churn(?:s|ed)?|walk(?:s|ed)? away|drop(?:s|ped)? out|"
    r"cancel(?:s|led|ed)?)\b",
    re.IGNORECASE,
)
_NOBODY_LEAVES_ZH = lazy_re(
    r"(?:没有?(?:一个)?(?:人|客户|用户)|谁都不|"
    r"一个(?:人|客户|用户)?都?[不没]|(?:客户|用户|会员)?一个[都也][不没]|(?:客户|用户|会员|人)全?都[不没])"
    r"(?:会|再)?(?:流失|离开|退订|走掉?|取消)"
)
_STAYS = lazy_re(r"(?:能|会|可以)?(?:留住|留下|留存|续费|续约)了?(?:大?约|大概)?$")
_STAYS_EN = lazy_re(r"\b(?:keep|keeps|retain|retains|kept)\s+(?:about |around |roughly )?$", re.IGNORECASE)
_OF_CUSTOMERS = lazy_re(
    r"\s*的?(?:老?客户|用户|会员|订户)|\s*of (?:our |the |all )*(?:customers?|clients?|users?|subscribers?)\b", re.I
)
TRIED = lazy_re(
    r"\b(?:trials?|try|tries|tried|trying|tasters?|demos?|samples?|"
    r"free (?:class|lesson|week|month|session)\w*)\b[^.;!?]*$|"
    r"(?:试用|体验|试听|试吃|试课|试驾|试过)[^。；！？]*$",
    re.IGNORECASE,
)
_STAY = lazy_re(
    r"\s*(?:of (?:them|those) )?(?:will )?(?:stay|stays|stick around|remain|renew)\b(?! \d)|"
    r"\s*(?:的?(?:客户|用户|会员|订户))?(?:会|都)?(?:留下来?|续费|续订)",
    re.I,
)
_LASTS = lazy_re(r"(?:客户|用户|会员)(?:一般|大概|平均|通常)*(?:会|能)?(?:待|留|用|续|停留)(?:满|了|上|大概|平均|约)*$")
_LASTS_EN = lazy_re(
    r"\b(?:customers?|clients?|users?|subscribers?) (?:usually |typically |on average )?(?:stay|stays|last|lasts)"
    r"(?: for| with us| with us for| on average| about| around)*\s*$",
    re.IGNORECASE,
)
_PER_CUSTOMER = lazy_re(
    r"(?:平均)?(?:到)?每[个位家名](?:客户|用户|会员)(?:身上)?(?:平均|大?约|要|得)*(?:分?摊|均摊)(?:到|"
    r"下来)?(?:的[^，,。\d]{0,6}?)?(?=是|约|大约|大概|\d|[一二两三四五六七八九十百])"
)
_AFTER_SPENDING = lazy_re(r"(?<=[\d万千百块元钱])(?:去|来|用来|用于|在)?(?:拉新|引流|拉客)")
_NOW = lazy_re(
    r"了?\s*[,，]?\s*(?:现在|目前|如今)(?:已经)?(?:是|有|为|到)?(?:每月|每个月)?|"
    r"[\s,]*(?:and )?(?:(?:they|it) )?(?:are|is)? ?now (?:at |to |about )?",
    re.I,
)
_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_LATER = lazy_re(rf"(?P<what>[a-z -]{{0,24}}?)\s*in {_MONTH_NAME},? (?:and|then|but)(?: then)? ", re.IGNORECASE)
_IN_MONTH = lazy_re(rf"\s*in {_MONTH_NAME}\b", re.IGNORECASE)
_BEFORE_ZH = lazy_re(r"(?:上个?月|上周|上季度|去年)[^，,。\d]{0,6}$")
_SINCE_ZH = lazy_re(r"[个名位人家]?[，,]\s*(?:这个?月|本月|这周|本季度|今年)(?:是|有)?")
_TIMES_A = lazy_re(r"\b(once|twice)(?= (?:a|per|each|every) (?:month|week|year)\b)", re.IGNORECASE)
_ORDERS_ZH = lazy_re(r"(?:下|买)([\d一两二三四五六七八九十.]+)(?:单|次|回)")
_ORDERS_EN = lazy_re(r"\border(?:s|ed|ing)? (?=\d)", re.IGNORECASE)
# How often one buys: "order twice as often", 下单勤一倍.
_OFTEN = lazy_re(
    r"\b(?:order|buy|purchas|shop|book)(?:e?s|e?d|ing)?\s+"
    r"(?=(?:[\w.%]+\s+){1,3}(?:as|more|less)\s+(?:often|frequently)\b)|"
    r"\b(?:order|buy|purchas|shop|book)(?:e?s|e?d|ing)?\s+(?:more|less)\s+(?:often|frequently)\b(?=[^.;]{0,12}\d)",
    re.IGNORECASE,
)
_OFTEN_ZH = lazy_re(r"(?:下单|购买|复购|买)(?:的)?(?:频率|频次|次数|勤快|勤)(?:了)?")
_TENS = dict(zip("一二三四五六七八九", "123456789", strict=True)) | {"两": "2", "十": "10"}
# Of "房租加工资六万八" and "再叠加价格49" the word joins; it raises nothing.
_JOINS = lazy_re(r"(?P<before>[^，,；;。\d]*)(?:叠加|外加|再加上?|加上|(?<![增追添])加)(?P<between>[^，,；;。\d]*)$")
_NEW = lazy_re(r"(?P<before>[^，,；;。\d]*)新增(?P<between>[^，,；;。\d]*)$")
_NTH = {"second": 50, "other": 50, "third": "33.33333333", "fourth": 25, "fifth": 20, "tenth": 10}
_EVERY_NTH = lazy_re(
    r"\bevery (second|other|third|fourth|fifth|tenth) (?=(?:\w+ )?(?:customers?|clients?|users?|members?|leads?|"
    r"trials?|buyers?)\b)",
    re.IGNORECASE,
)
_ALL_ELSE = lazy_re(r"(?<=\d|k)\s+(?:on|for) (?:everything|all) else\b", re.IGNORECASE)
_ALL_ELSE_ZH = lazy_re(
    r"(?:其他|其余|别的|剩下的?)(?:的)?(?:开销|开支|花费|花销|费用|成本)?(?:每月|一个月)?(?:都|全部|总共|一共|"
    r"加起来|合计)*(?=\d)"
)
_NEXT = {"", " ", "的"}  # between a share and what it is of
MOST_JOINING = 5  # letters of "plus " within the number
_RAISING = lazy_re(r"[加增]")
_PLUS = lazy_re(r"(?:\bplus\s*|[加+]上?)$", re.IGNORECASE)
_AMOUNT_END = lazy_re(
    r"[\s万千百亿块元钱kw]*", re.IGNORECASE
)  # of 8万加房租2万 the first sum stands before the joining word
_WHEN = lazy_re(r"[\s每个月年周天再又还的我们现在一]*")
_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\band\b")
_SPENT_ON = lazy_re(
    r"房租|租金|水电|工资|薪资|薪水|社保|人工|客服|服务器|带宽|办公|物流|运费|组装|包装|安装|推理|算力|材料|"
    r"耗材|手续费|物业|软件|云服务|运维|税"
)


# What was spent "this quarter" or 去年 is spent over that period, whatever the month of the model.
_OVER = lazy_re(
    r"\b(?:this|last|past|previous|over a|in a|in one)\s+(?P<en>week|quarter|year)\b|"
    r"(?:这一?个?|上一?个?|本|全|整个?)(?P<zh>星期|季度|年度|周)|(?P<year>今年|去年|本年|全年)",
    re.IGNORECASE,
)
# A rate or a number of people "this year" is mostly one of every month of it.
_THIS_YEAR = lazy_re(r"this year|今年|本年", re.IGNORECASE)
_OVER_PERIODS: dict[str, Period] = {"星期": "week", "周": "week", "季度": "quarter", "年度": "year"}
_STANDING = {"price", "call_price", "base_fee", "cash", "variable_cost"}  # hold at a time, whatever the period


_MOST = 0.5  # of the customers; where fewer stay they are those who have tried
_FAR_MORE = 50  # times the present value; so much is hardly for each customer
_EACH_ONE = lazy_re(
    r"\b(?:per|each|every|a|one) (?:paying )?(?:customer|client|user|account|company|buyer)\b|"
    r"[每一单][个位家名]?(?:客户|用户|买家|企业|公司)|人均|户均",
    re.IGNORECASE,
)


def everyday(text: str, model: FinanceModel) -> str:
    """The text with everyday sayings of a value as plain ones.

    Args:
        text: What was said, normalised.
        model: The model it is about.
    """
    names = {n.lower() for i in model.inputs for n in (i.id, *i.aliases.en) if n.isalpha()}
    said = _NOTE.sub(lambda m: _NOTES[m[1].lower()], text)
    said = _GLUED.sub(lambda m: f"{m[0]} " if m[1].lower() in names else m[0], said)
    said = _AFTER_SPENDING.sub("获客", said)
    said = _latest(said)
    said = _EVERY_NTH.sub(lambda m: f"{_NTH[m[1].lower()]}% of ", said)
    if "fixed_cost" in model.inputs_by_id:
        said = _ALL_ELSE_ZH.sub("固定成本", _ALL_ELSE.sub(" fixed cost", said))
    if "churn" in model.inputs_by_id:
        said = _NOBODY_LEAVES_ZH.sub("流失率0%", _NOBODY_LEAVES.sub("churn 0%", said))
        said = _staying(said)
    if "variable_cost" in model.inputs_by_id:
        said = _PER_CUSTOMER.sub("每客户成本", said)
    if "orders_per_buyer" in model.inputs_by_id:
        said = _TIMES_A.sub(lambda m: "1" if m[1].lower() == "once" else "2", said)
        said = _OFTEN.sub("orders per buyer ", _OFTEN_ZH.sub("每个买家订单数", said))
        said = _ORDERS_EN.sub("orders ", _ORDERS_ZH.sub(lambda m: f"订单数{_TENS.get(m[1], m[1])}", said))
    return said


def as_stated(text: str, quantity: Quantity, mentions: Sequence[Mention]) -> Quantity:
    """The quantity without the raise that a joining word or the 新增 of a name was taken for.

    Args:
        text: The clause.
        quantity: A number in it.
        mentions: Inputs named in it.
    """
    if quantity.relation != "change_by" or quantity.value < 0:
        return quantity
    before = text[: quantity.span[0]]
    if quantity.kind == "percent" and _is_level(text, quantity, mentions):
        return replace(quantity, relation="set")
    for pattern in (_NEW, _JOINS):
        match = pattern.search(before)
        if not match:
            continue
        named_after = any(m.span[1] > match.start("between") for m in mentions if m.span[0] < quantity.span[0])
        ahead = match["before"]
        follows = text[: match.start()][-1:].isdigit() and _AMOUNT_END.fullmatch(ahead)
        joined = _WHEN.fullmatch(ahead) if pattern is _NEW else follows or _starts_or_adds(ahead, match.group())
        if joined and (named_after or _SPENT_ON.search(match["between"])):
            return replace(quantity, relation="set")
    return quantity


def _is_level(text: str, quantity: Quantity, mentions: Sequence[Mention]) -> bool:
    """Whether a share is no raise, but joined to its name: "plus 20% maintenance", 订阅附加率25%."""
    start, end = quantity.span
    joined = _PLUS.search(text[:start] + quantity.text[:MOST_JOINING])
    if joined and any(text[end : m.span[0]] in _NEXT for m in mentions if m.span[0] >= end):
        return True
    before = [m for m in mentions if m.span[1] <= start and text[m.span[1] : start] in _NEXT]
    return any(_RAISING.search(text[m.span[0] : m.span[1]]) for m in before)  # the word is of the name


def over_period(text: str, quantity: Quantity, variable: Input) -> Quantity:
    """The quantity with the period it was counted over: "6k on ads this quarter", 去年广告花了9万.

    Args:
        text: The clause.
        quantity: What is said of the input.
        variable: The input.
    """
    stated = quantity.relation in (None, "set") and quantity.kind in ("money", "count", "percent")
    if quantity.period or not stated or variable.period is None or variable.id in _STANDING:
        return quantity
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, quantity.span[0])), default=0)
    end = _CLAUSE.search(text, quantity.span[1])
    found = _OVER.search(text[start : end.start() if end else len(text)])
    if not found or (variable.kind != "money" and _THIS_YEAR.match(found.group())):
        return quantity
    said = (found["en"] or "").lower()
    spans: dict[str, Period] = {"week": "week", "quarter": "quarter", "year": "year"}
    period = spans.get(said) or _OVER_PERIODS.get(found["zh"] or "", "year")
    return replace(quantity, period=period, text=text[quantity.span[0] : quantity.span[1]])


def of_all(text: str, quantity: Quantity, variable: Input, now: float) -> bool:
    """Whether a count may be of all customers where the input is for each: "2 million calls a month".

    Args:
        text: The clause.
        quantity: What is said of the input.
        variable: The input.
        now: Its present value.
    """
    each = variable.kind == "count" and re.search(r"/(?:customer|user|buyer)\b", variable.unit)
    large = quantity.relation in (None, "set") and quantity.value >= _FAR_MORE * max(now, 1.0)
    return bool(each and large and not _EACH_ONE.search(text))


def _starts_or_adds(ahead: str, joined: str) -> bool:
    """Whether the word before a name joins: something spent stands before it, or it opens another change (再加上)."""
    return bool(_SPENT_ON.search(ahead) or re.search(r"叠加|外加|再加|加上", joined))


def _latest(text: str) -> str:
    """Of an earlier and a present value the present one: "500 trials in March and 620 in April", 翻一番了，现在2000."""
    quantities = find_quantities(text)
    for first, second in zip(quantities, quantities[1:], strict=False):
        between = text[first.span[1] : second.span[0]]
        if first.relation == "multiply" and _NOW.fullmatch(between) and second.kind in ("count", "money"):
            return text[: first.span[0]] + text[second.span[0] :]
        later, after = _LATER.fullmatch(between), _IN_MONTH.match(text[second.span[1] :])
        if later and after:
            rest = text[second.span[1] + after.end() :]
            return f"{text[: first.span[0]]}{second.text}{later['what']}{rest}"
        if _BEFORE_ZH.search(text[: first.span[0]]) and _SINCE_ZH.fullmatch(between):
            return text[: first.span[0]] + text[second.span[0] :]
    return text


def _staying(text: str) -> str:
    """Churn told by those who stay: 一年能留住八成客户, "customers stay 20 months"."""
    for quantity in find_quantities(text):
        start, end = quantity.span
        share = quantity.kind in ("percent", "ratio") and 0 < quantity.value < 1 and quantity.relation in (None, "set")
        kept = (_STAYS.search(text[:start]) or _STAYS_EN.search(text[:start])) if share else None
        who = _OF_CUSTOMERS.match(text[end:])
        if kept and who:
            name = " churn " if kept.group().isascii() else "流失率"
            return f"{text[: kept.start()]}{name}{100 * (1 - quantity.value):.10g}%{text[end + who.end() :]}"
        stay = _STAY.match(text[end:]) if share and not TRIED.search(text[:start]) else None
        if stay and quantity.value > _MOST:
            name = " churn " if stay.group().isascii() else "流失率"
            return f"{text[:start]}{name}{100 * (1 - quantity.value):.10g}%{text[end + stay.end() :]}"
        lasts = _LASTS.search(text[:start]) or _LASTS_EN.search(text[:start])
        if lasts and quantity.kind == "duration" and quantity.value > 0 and quantity.period in ("month", "year"):
            months = quantity.value * (12 if quantity.period == "year" else 1)
            name = "churn " if lasts.group().isascii() else "流失率"
            return f"{text[: lasts.start()]}{name}{100 / months:.10g}%{text[end:]}" if months >= 1 else text
    return text
