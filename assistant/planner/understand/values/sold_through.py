"""Puts how devices are sold in plain words: what one goes for, through whom, and who takes the service as well."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.values.small_numbers import SMALL, ZH_DIGIT, small_number

# What one is sold at: "devices at 229", "700 units at $99".
_SOLD_AT = lazy_re(
    r"(?:(?<=units)|(?<=devices)|(?<=machines)|(?<=boxes)|(?<=pieces)|(?<=gadgets)|(?<=products)|(?<=sensors))\s+"
    r"(?:at|for)\s+(?=[$€£¥]?\d+(?![\d.,]*\s*(?:%|percent|k?\s*(?:units|a month|per month))))",
    re.IGNORECASE,
)
_NO_CHANNEL = lazy_re(
    r"\b(?:sell(?:ing)?|go(?:ing)?)(?: (?:everything|only|purely|all))? direct(?:ly)?\b(?: only|"
    r" to (?:customers|users|consumers))?|"
    r"\b(?:skip|drop|without|cut out|bypass|no)\w* (?:the |our |all )*(?:distributors?|resellers?|dealers?|"
    r"retailers?|middlem[ea]n)\b"
    r"(?: entirely| altogether)?|"
    r"(?:改|只|全|都|全部)?(?:走|做|搞)?直销(?:[，,]?(?:渠道|经销商|中间商)(?:一分钱?|什么|啥)?(?:都|"
    r"也)?不(?:拿|抽|收|分|扣|给|要))?|"
    r"(?:渠道|经销商|中间商)(?:一分钱?|什么|啥)?(?:都|也)?不(?:拿|抽|收|分|扣|给)(?:了)?",
    re.IGNORECASE,
)
_EACH_AT = lazy_re(r"(?<![\u4e00-\u9fff])(?:单台|每台)(?=\s*[¥$€£]?\d)")  # 单台599
_SELLS_SO_MANY = lazy_re(
    r"(?<![售售贩])(?:能|可以|可|大概|差不多)*(?:卖|賣|出货|出貨|销|銷)(?:出|掉|得?到)?(?:大概|大约|约|差不多)?"
    r"(?=\d[\d.,]*\s*[万千百]?\s*(?:台|套|件|个|只|部|辆|臺|個)(?!月|点))"
)
_ONE_TAKES = lazy_re(
    rf"\b(?P<part>{SMALL}) (?:in|out of)(?: every)? (?P<whole>{SMALL})(?: (?:of )?(?:our |the )?"
    r"(?:buyers?|customers?|owners?|people|users?))? (?:will |also |then |would )*"
    r"(?:takes?|adds?|subscribes?|signs? up|opts?|activates?|gets?|wants?|buys?)\b[^,;.\d]{0,30}|"
    rf"每?(?P<whole_zh>{ZH_DIGIT})[个位名台](?:买家|客户|用户|顾客|人|家庭|设备)?(?:里面|里头|里|中|当中|"
    rf"之中)?(?:能|会|就|只|才)?有?"
    rf"(?P<part_zh>{ZH_DIGIT})[个位名台](?:会|能|最后|愿意|再|另外|都)*(?:开通?|订|买|续|加购|用|"
    rf"办)[^，。；,;\d]{{0,10}}",
    re.IGNORECASE,
)


def sold_at(text: str) -> str:
    """The text with the price named that one is sold at: "devices at 229"."""
    return _SOLD_AT.sub(", price ", text)


def devices(text: str) -> str:
    """The text with how many are sold, the channel's share of direct sales, and how many buyers take the service."""
    text = _EACH_AT.sub("单台售价", text)
    text = _SELLS_SO_MANY.sub("销量", text)
    return _NO_CHANNEL.sub(_channel, _attached(text))


def _channel(found: re.Match[str]) -> str:
    """Who sells direct, or gives the channel nothing, has no channel share."""
    return " channel share zero " if found.group().isascii() else "渠道分成为零"


def _attached(text: str) -> str:
    """Of so many buyers one who takes the service as well is the attach rate: 四个买家里有一个会开云存储."""
    found = _ONE_TAKES.search(text)
    part, whole = (small_number(found[g] or found[f"{g}_zh"]) for g in ("part", "whole")) if found else (None, None)
    if not found or not part or not whole or part >= whole:
        return text
    name = " attach rate " if found["part"] else "订阅附加率"
    return f"{text[: found.start()]}{name}{100 * part / whole:.10g}% {text[found.end() :]}"
