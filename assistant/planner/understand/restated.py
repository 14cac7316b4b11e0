"""Puts what founders say in a roundabout way into plain words: corrections in a breath, funnels, "one in eight"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.finance import FinanceModel, convert_flow
from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import WrittenNumber, find_numbers, find_quantities
from assistant.planner.understand.everyday import TRIED, everyday
from assistant.planner.understand.values.small_numbers import SMALL, ZH_DIGIT, small_number
from assistant.planner.understand.values.sold_through import devices, sold_at
from assistant.planner.understand.values.who_leaves import by_name

Note = dict[str, str]
_CORRECTS = lazy_re(
    r"[\s,;.…，。；、—-]*(?:(?:no|nope|wait|sorry|oops|actually|scratch that|correction|i mean|i meant|"
    r"make (?:that|it)|rather|that should be|should be|or rather|not that|it'?s|that'?s|我是说|不对|不是|不|错了|"
    r"说错了|哦不|啊不|应该是|更正|抱歉|是|改成|哦|啊)[\s,;.…:，。；、—-]*)+",
    re.IGNORECASE,
)
# One of these makes it a correction; "it's" and 是 alone do not.
_TURNS = lazy_re(
    r"\b(?:no|nope|wait|sorry|oops|scratch that|correction|i mean|i meant|make (?:that|it)|or rather|not that|"
    r"should be)\b|我是说|不对|不是|错了|哦不|啊不|，不[，,]|应该是|更正|抱歉",
    re.IGNORECASE,
)
_DENIED = lazy_re(r"(?:\b(?:is|was|are)(?:n'?t| not)|\bnot)\s+(?:at\s+)?\$?$|(?:不是|并非|不再是)\s*$", re.IGNORECASE)
_INSTEAD = lazy_re(r"[\s,;，；]*(?:but(?: rather)?|it'?s|it is|rather|而?是|而)\s*(?:about |at )?", re.IGNORECASE)
_NOT = lazy_re(r"[\s,，]*(?:and )?(?:not|而?不是)\s*", re.IGNORECASE)
_SHORT = 24  # characters
# "I meant the seller churn! 5% there" is of the name before it.
_THERE = lazy_re(r"\s*[.!;:]\s*((?:at |to |say |make it )?[$€£¥]?\d[\d.,]*\s*(?:%|percent|k)?) there\b", re.IGNORECASE)
_PAYS_OFF = lazy_re(r"\s*\bpays?(?: for itself| off)\b", re.IGNORECASE)  # nobody pays here
_FIXED = lazy_re(r"\bfixed\b(?=\s*(?:[,;.]|$|(?:of|at|is)\s+\W?\d))", re.IGNORECASE)
_SHORT_MARKET = lazy_re(r"(?<![\u4e00-\u9fff])市场(?=(?:每月|一个?月|大概|约|花|要)?[\d一二三四五六七八九十两])")
_SHORT_FIXED = lazy_re(r"固定(?=\s*(?:是|每月|要|花)?\d)")

_PAYING = (
    r"(?:conver\w+|pay(?:s|ing)?|paid|buy\w*|bought|bec[ao]m(?:e|es|ing) (?:(?:paying|a) )*customers?|"
    r"sign(?:s)? up to pay|subscrib\w+|"
    r"turn(?:s|ed|ing)? into (?:(?:paying|a) )*customers?|end(?:s)? up (?:paying|buying|subscribing))"
)
_PAYING_ZH = (
    r"(?:(?:变成|转成|转为|成为|变为)(?:付费|正式)?(?:客户|用户|会员|付费)|"
    r"签(?:约|单|下|了)?|转化|付费|付钱|付款|掏钱|买单|购买|会买|买|成交|下单|订阅)"
)
_TRYING = (
    r"(?:trials?(?: users?| sign-?ups)?|free users?|leads?|sign-?ups?|demos?|people (?:who|that) try(?: it)?|testers?)"
)
_TRYING_ZH = r"(?:试用(?:用户|客户|者|的人|的)?|线索|注册用户|体验用户)"
_ONE_IN = lazy_re(
    rf"\b(?P<part>{SMALL}) (?:in|out of)(?: every)? (?P<whole>{SMALL})\s*(?:of )?(?:our |the )?(?:{_TRYING}\s+)?"
    rf"(?:will |would |then |actually |finally )?{_PAYING}",
    re.IGNORECASE,
)
_ONE_IN_ZH = lazy_re(
    rf"每?(?P<whole>{ZH_DIGIT})[个位名人](?:{_TRYING_ZH}的?)?(?:里面|里头|里|中|当中|之中)?(?:能|会|就|只|才)?(?:有)(?P<part>{ZH_DIGIT})"
    rf"[个位名人]?(?:会|能|最后|最终|愿意)*{_PAYING_ZH}"
)
_WON = {"conversion", "upgrade"}
# "6% of the trials end up paying", "a quarter of the trials convert", 四分之一的试用用户转化, 6%的试用用户最后付费
_SHARE_PAYS = lazy_re(
    rf"^\s*(?:of )?(?:all |our |the |these |those )*(?:{_TRYING}\s+)?"
    rf"(?:will |would |then |actually |finally |eventually |do |to )*{_PAYING}",
    re.IGNORECASE,
)
_SHARE_PAYS_ZH = lazy_re(
    rf"^\s*(?:的?{_TRYING_ZH}(?:会|能|最后|最终|愿意|都|才)*|(?:的?(?:人|用户))?(?:会|能|最后|最终|愿意|肯)+){_PAYING_ZH}(?:客户)?了?"
)
# Of those who try, who stays is won: "300 on a trial and 1 in 5 stays"; of customers it would be the churn.
_STAYS_ON = lazy_re(
    r"^\s*(?:of (?:them|those|these|the \w+)\s+)?(?:then |actually |finally |will |end up )*(?:stay(?:s|ing)?|"
    r"stick(?:s|ing)?(?: around| with \w+)?|carr(?:y|ies) on|continues?|keeps? (?:going|it)|go(?:es)? live)\b(?! \d)|"
    r"^\s*(?:的?(?:人|用户|客户|家庭|家长|学员))?(?:会|能|最后|最终|愿意|都)*(?:留下来?|留住|继续用|接着用|转正)",
    re.IGNORECASE,
)
_SHARE_TRIES = lazy_re(
    r"^\s*(?:of (?:them|these|those|the visitors|visitors) )?(?:will |would )?(?:start|begin|sign up for|take|request)"
    r"(?:s|ing)? (?:a |an |the |free |our )*(?:trials?|demo)\b|"
    r"^\s*(?:的人|的访客|的用户)?(?:会|能)?(?:开始|注册|申请|参加|点开)?试用",
    re.IGNORECASE,
)
_VISITORS = lazy_re(
    r"^\s*(?:website |unique |site |page |new )*(?:visitors?|visits|page views|impressions|clicks|people visit)|"
    r"^\s*(?:个|名|位|人次)?(?:网站)?(?:访客|访问|浏览|点击|流量|人访问)",
    re.IGNORECASE,
)
_CLOSES = lazy_re(
    r"(?:\b(?:close|win|convert|land|sign)s?\s+(?:about |around |roughly )?|(?P<zh>成交|签下|签约)(?:率?是?|了|"
    r"约|大约)?)$",
    re.IGNORECASE,
)
_OF_THEM = lazy_re(r"\s*of (?:them|these|those|(?:the |our )?(?:trials?|leads?|sign-?ups?|demos?))\b", re.IGNORECASE)
_COSTS_US = lazy_re(r"\bcosts?(?: us| me)?\s+(?:about |around |roughly )?$", re.IGNORECASE)
_TO_SERVE = lazy_re(
    r"\s*(?:a month |each |monthly )?to (?:serve|support|deliver|run|host|supply|look after)\b", re.IGNORECASE
)
_PERCENT = lazy_re(r"[^%％]*[%％]")
_LEFT_ZH = lazy_re(r"(?:走掉?|流失掉?|退订|离开|跑掉?)(?:大约|约|大概)?$")
_DEARER = lazy_re(r"(?<![价费格本支])(?=(?:贵|便宜)[了个]?[\d一二两三四五六七八九十])")
_LOSES = lazy_re(
    r"\b(?:we |i |they )?(?:los(?:e|es|ing)|lost)\s+(?:about |around |roughly )?$|"
    r"(?:流失|走|丢|失去|损失|跑)(?:掉|了)?(?:大约|约|大概)?$",
    re.IGNORECASE,
)
_OF_CUSTOMERS = lazy_re(
    r"\s*of\s+(?:all |our |the |my |these )*(?:paying )?(?:customers?|clients?|subscribers?|users?|members?|"
    r"accounts?)\b|"
    r"的?(?:付费)?(?:客户|用户|会员|订户)",
    re.IGNORECASE,
)
# Whoever is lost by the share, unless it is what comes before customers, or no people at all.
_OF_BUYERS = lazy_re(
    r"\s*of (?:our |the |all )*(?!trials?|leads?|sign-?ups?|visitors?|demos?|sales|deals|revenues?|prices?|"
    r"costs?)[a-z]+s\b",
    re.IGNORECASE,
)
_ARE_GONE = lazy_re(
    r"\s*(?:will |would )?(?:cancel|leave|quit|churn|drop out|walk away|unsubscribe|stop paying|go away)\w*|"
    r"(?:会|就|都)?(?:走掉|离开|退订|取消|流失|跑掉|不续费|不续订|走人|不再付费)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Restated:
    """A text in plain words.

    Attributes:
        text: The text.
        notes: Computations made, by the input they are about.
    """

    text: str
    notes: dict[str, Note]


def restate(text: str, model: FinanceModel) -> Restated:
    """A text with its corrections carried out, and funnels said as trials a month and a conversion rate.

    Args:
        text: What was said, normalised.
        model: The model it is about; without trials and a conversion rate funnels are left as they are.
    """
    said = by_name(everyday(sold_at(text) if "units" in model.inputs_by_id else text, model), model)
    said = corrected(_THERE.sub(r", \1", said))
    said = _SHORT_MARKET.sub("市场费用", said)
    said = _SHORT_FIXED.sub("固定成本", _FIXED.sub("fixed cost", _PAYS_OFF.sub(" is worth it", said)))
    known = set(model.inputs_by_id)
    if not known & _WON:
        return Restated(devices(said) if "attach_rate" in known else said, {})
    won = _shares(_one_in(said))
    if not {"trials", "conversion"} <= known:
        return Restated(_by_its_label(said, won, model), {})
    said = won
    said, notes = _visitors(_served(_leavers(_DEARER.sub("价格", said))))
    return Restated(said, notes)


def _by_its_label(said: str, won: str, model: FinanceModel) -> str:
    """The share that buys by what the model calls it: a win rate of leads, an upgrade rate of free users."""
    label = model.inputs_by_id["conversion" if "conversion" in model.inputs_by_id else "upgrade"].label
    for name, own in (("转化率", label.zh), (" conversion ", f" {label.en} ")):
        won = won.replace(name, own) if name not in said else won
    return won


def corrected(text: str) -> str:
    """The text with the number that was meant: "99, no sorry 89" is 89, "not 5 but 3.5" is 3.5, 不是5而是3.5."""
    numbers = find_numbers(text)
    for first, second in zip(numbers, numbers[1:], strict=False):
        between = text[first.span[1] : second.span[0]]
        if len(between) > _SHORT:
            continue
        if denied := _denied(text, first, between):
            return corrected(text[: denied[0]] + denied[1] + text[second.span[0] :])
        if _NOT.fullmatch(between):
            return corrected(text[: first.span[1]] + text[second.span[1] :])
        if _TURNS.search(between) and _CORRECTS.fullmatch(between):
            return corrected(text[: first.span[0]] + text[second.span[0] :])
    return text


def _denied(text: str, first: WrittenNumber, between: str) -> tuple[int, str] | None:
    before = _DENIED.search(text[: first.span[0]])
    if not before or not _INSTEAD.fullmatch(between):
        return None
    return before.start(), " is " if before.group().isascii() else "是"


def _one_in(text: str) -> str:
    for pattern, name in ((_ONE_IN, " conversion "), (_ONE_IN_ZH, "转化率")):
        if match := pattern.search(text):
            part, whole = (small_number(match[g]) for g in ("part", "whole"))
            if part and whole and part < whole:
                text = text[: match.start()] + f"{name}{100 * part / whole:.10g}% " + text[match.end() :]
    return text


def _shares(text: str) -> str:
    for quantity in find_quantities(text):
        share = quantity.kind in ("percent", "ratio") and 0 < quantity.value < 1 and quantity.relation != "change_by"
        start, end = quantity.span
        closed = _CLOSES.search(text[:start]) if share else None
        if closed and (closed["zh"] or _OF_THEM.match(text[end:])):
            rest = _OF_THEM.sub("", text[end:], count=1) if not closed["zh"] else text[end:]
            name = "转化率" if closed["zh"] else " conversion "
            return f"{text[: closed.start()]}{name}{100 * quantity.value:.10g}% {rest}"
        stays = share and TRIED.search(text[:start]) and _STAYS_ON.match(text[end:])
        if stays:
            name = " conversion " if stays.group().isascii() else "转化率"
            return f"{text[:start]}{name}{100 * quantity.value:.10g}% {text[end + stays.end() :]}"
        for pattern, name in ((_SHARE_PAYS, " conversion "), (_SHARE_PAYS_ZH, "转化率")):
            match = pattern.match(text[end:])
            if share and match:
                rest = text[end + match.end() :]
                who = " customers" if match.group().lower().endswith("customers") else ""
                return text[:start] + f"{name}{100 * quantity.value:.10g}%{who} " + rest
    return text


def _served(text: str) -> str:
    """What serving costs, with the sum in the middle: "costs us $60 to support" is "cost to serve $60"."""
    for quantity in find_quantities(text):
        start, end = quantity.span
        before, after = _COSTS_US.search(text[:start]), _TO_SERVE.match(text[end:])
        if after and (before or quantity.kind == "money"):
            start = before.start() if before else start
            return f"{text[:start]}cost to serve {quantity.text}{text[end + after.end() :]}"
    return text


def _leavers(text: str) -> str:
    """A share of the customers who leave is the churn: "we lose 6% of our customers a month", 每月走掉6%的客户."""
    for quantity in find_quantities(text):
        share = quantity.kind in ("percent", "ratio") and 0 < abs(quantity.value) < 1
        share = share and quantity.relation != "multiply"  # "halve churn" is no half that churns
        start, end = quantity.span
        before = _LOSES.search(text[:start])
        if share and quantity.period and (left := _LEFT_ZH.search(text[:start])):
            sign = _PERCENT.match(
                quantity.text
            )  # 流失3%每家每月成本40: what stands behind the sign is of the next number
            behind = text[start + sign.end() :] if sign else text[end:]
            return f"{text[: left.start()]}流失率{100 * abs(quantity.value):.10g}% {behind}"
        after = text[end:] if share else ""
        who = _OF_CUSTOMERS.match(after) or (_OF_BUYERS.match(after) if before else None)
        reach = who.end() if who else 0
        gone = _ARE_GONE.match(after[reach:])
        if gone or (who and before):
            name = "流失率" if re.search(r"[\u4e00-\u9fff]", after[: reach + 4]) else " churn "
            head = text[: before.start()] if before else text[:start]
            return f"{head}{name}{100 * abs(quantity.value):.10g}% {after[reach + (gone.end() if gone else 0) :]}"
    return text


def _visitors(text: str) -> tuple[str, dict[str, Note]]:
    """Visitors of a period, of whom a share start a trial, are trials a month."""
    quantities = find_quantities(text)
    for first, second in zip(quantities, quantities[1:], strict=False):
        tries = second.kind in ("percent", "ratio") and _SHARE_TRIES.match(text[second.span[1] :])
        digits = re.match(r"\D*[\d,.]+(?:k|万|千|百)?", first.text)
        start = first.span[0] + (digits.end() if digits else 0)
        seen = _VISITORS.match(text[start:]) or _VISITORS.match(text[first.span[1] :])
        if first.kind != "count" or not tries or not seen:
            continue
        monthly = convert_flow(first.value, first.period or "month", "month") * second.value
        start, end = first.span[0], second.span[1] + tries.end()
        name = "trials" if text[start:end].isascii() else "每月试用"
        shown = f"{monthly:.10g}"
        return f"{text[:start]}{name} {shown}{text[end:]}", {"trials": _funnel_note(first.text, second.text, monthly)}
    return text, {}


def _funnel_note(visitors: str, share: str, monthly: float) -> Note:
    en, zh = (format_number(monthly, "count", lang) for lang in ("en", "zh"))
    said = visitors.strip(), share.strip()
    return {
        "en": f"Trials a month from your funnel, “{said[0]}” of whom {said[1]}, "
        f"spread evenly over the year: {en} trials.",
        "zh": f"每月试用由您的漏斗推算：“{said[0]}”× {said[1]}，按全年平均到每个月，为{zh}。",
    }
