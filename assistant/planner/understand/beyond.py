"""Recognises requests about the talk itself and what the product cannot or will not do."""

from __future__ import annotations

import re

from assistant.canvas import canvas_json
from assistant.language.lazy_re import lazy_re
from assistant.language.wanted import only_asks_language
from assistant.planner.intents.normalise import tokens
from assistant.planner.lexicon import FORMAT_NAME
from assistant.planner.plans.canvas import tells_venture
from assistant.planner.understand.evidence import Evidence

LONGEST_AGAIN = 8  # words or characters
LONGEST = 120  # characters; a longer message tells a story in which such words come up by chance
_TRANSLATES = lazy_re(r"\btranslat\w+\b|\binto (?:chinese|english)\b|翻译|翻成|译成|译为", re.IGNORECASE)
_CANVAS = lazy_re(
    r"\b(?:canvas|it|this|that|everything|all|items?|board|export|pdf|deck|slides|report|summary|model|numbers)\b|"
    r"画布|这个|这张|这份|它|全部|内容|条目|报告|文件|PDF|PPT|模型",
    re.IGNORECASE,
)
_SENDS = lazy_re(
    r"\b(?:e-?mail|send|mail|forward|post|tweet|whatsapp|slack|text|publish|submit|upload|fax)\b.{0,60}"
    r"\b(?:to|on|onto|with|via)\b.{0,40}|\bshare\b.{0,30}\b(?:with|on)\b.{0,40}|"
    r"\b(?:book|schedule|arrange|set up|organi[sz]e)\b.{0,15}\b(?:meeting|call|appointment|demo|interview)s?\b|"
    r"\b(?:call|phone|ring|message|contact)\b.{0,12}\b(?:my|our|the)\b.{0,20}\b(?:investors?|boss|co-?founder|client|lawyer)\b|"
    r"(?:发|寄|转|传|推送|分享|转发|群发|发送)(?:邮件|一份|一下)?(?:给|到|至|去|上).{1,20}|(?:发|写)(?:封|个)?邮件给|"
    r"(?:给|替我|帮我).{0,10}(?:发邮件|发微信|打电话|发朋友圈|发公众号)|(?:预约|约|安排)(?:一?个|一下|一场)?.{0,12}(?:会议|见面|电话|路演会)|"
    r"发(?:到|上)(?:微信|朋友圈|公众号|领英|微博|抖音|小红书)",
    re.IGNORECASE,
)
_FILLS = lazy_re(
    r"\b(?:fill|complete|finish|draft|add|do)\b.{0,32}\b(?:the rest|rest of|what(?:'s| is) (?:missing|left|"
    r"empty)|missing|"
    r"remaining|empty|blank|other blocks|others|gaps|out the canvas)\b|\bfill (?:it|them) (?:in|up|out)\b|"
    r"(?:补|填|写|补充|完善)(?:齐|全|完|好|上|满|充)?.{0,4}(?:剩下|其余|其他|空白|空着|缺|没填|没写)|"
    r"(?:剩下|其余|其他|空白|空着|缺|没填|没写).{0,8}(?:补|填|写|完善)|(?:补|填)(?:齐|全|满)(?:画布|它|一下|吧)?\W*$",
    re.IGNORECASE,
)
# 我自己粗填的，缺哪些你查一下: what is missing is to be named, not filled.
_CHECKS = lazy_re(
    r"检查|查一?[下查]|审一?[下审]|看看(?:缺|哪|有没有)|缺(?:什么|哪|啥)|\b(?:check|review|audit)\b",
    re.IGNORECASE,
)


def harms(seen: Evidence) -> str | None:
    """A venture that deceives or harms others: the classifier says so only where it is rather sure."""
    return "unsafe_request" if seen.intent == "unsafe_request" else None


def asks_beyond(seen: Evidence) -> str | None:
    """A wish for another language, for a translation, or for something to be sent or booked."""
    if len(seen.text) > LONGEST:
        return None
    if only_asks_language(seen.text):
        return "set_language"
    if _TRANSLATES.search(seen.text) and (_CANVAS.search(seen.text) or len(seen.text) <= LONGEST // 4):
        return None if tells_venture(seen.text, seen.context) else "translate_canvas"
    sends = _SENDS.search(seen.text) and not seen.edit and not seen.hypothetical and not seen.quantities
    if sends and not tells_venture(seen.text, seen.context):
        booked = re.search(
            r"\b(?:book|schedule|arrange|call|phone|contact)\b|预约|约|安排|打电话|邮件", seen.text, re.I
        )
        return "cannot_send" if booked or _CANVAS.search(seen.text) else None
    return None


def fills_rest(seen: Evidence) -> str | None:
    """The blocks that are still empty are to be filled."""
    short = len(seen.text) <= LONGEST // 2 and not seen.quantities
    drafted = any(canvas_json({"canvas": seen.context.canvas}).values())
    wanted = _FILLS.search(seen.text) and not _CHECKS.search(seen.text)
    return "fill_canvas" if short and drafted and wanted else None


def exports_again(seen: Evidence) -> str | None:
    """Another file format named right after an export: "and md too", 再来个PDF."""
    after = "export_canvas" in seen.context.last and len(tokens(seen.text)) <= LONGEST_AGAIN
    return "export_canvas" if after and not seen.edit and FORMAT_NAME.search(seen.text) else None
