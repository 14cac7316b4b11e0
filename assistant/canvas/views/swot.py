"""SWOT of the venture as it stands: every line is an item, a figure or a named gap."""

from __future__ import annotations

import re

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.canvas import Item
from assistant.canvas.views.parts import (
    NO_NUMBERS,
    Bilingual,
    Line,
    Number,
    Section,
    Venture,
    View,
    empty_block,
    gap,
    of_brief,
    of_item,
    of_number,
    standing,
    without_repeats,
)
from assistant.language.lazy_re import lazy_re

CONFIRMED = {"validated", "fact"}
_RULES = lazy_re(
    r"\b(?:approv\w+|regulat\w+|complian\w+|licen[cs]\w+|certif\w+|liabilit\w+|audit\w*|privacy|GDPR|HIPAA"
    r"|consent\w*)\b"
    r"|审批|监管|合规|牌照|资质|许可|认证|责任险|审计|隐私|脱敏|备案",
    re.IGNORECASE,
)
_LATER = lazy_re(
    r"\b(?:later|next|expan\w+|once|more seats|further|second|also|new markets?|abroad)\b|后续|扩|下一步|第二"
    r"|更多|未来|出海|延伸|逐步",
    re.IGNORECASE,
)
STATED: Bilingual = {"en": "stated by you", "zh": "您已说明"}
PROVEN: Bilingual = {"en": "confirmed by evidence", "zh": "已有证据"}
UNTESTED: Bilingual = {"en": "still an assumption", "zh": "仍是假设，未经验证"}
REFUTED: Bilingual = {"en": "evidence speaks against it", "zh": "证据不支持"}
AT_STAKE: tuple[tuple[BlockId, str, str], ...] = (
    ("revenue_streams", "if this is wrong, nobody pays", "如果不成立，就没有人付钱"),
    ("customer_segments", "if this is wrong, there is no market", "如果不成立，就没有市场"),
    ("value_propositions", "if this is wrong, nobody switches", "如果不成立，客户不会换用"),
)
PROFITABLE = ("profit.month_12", "profit")


def swot(venture: Venture) -> View:
    """Strengths, weaknesses, opportunities, threats."""
    sections = (
        Section("strengths", {"en": "Strengths", "zh": "优势"}, without_repeats(_strengths(venture))),
        Section("weaknesses", {"en": "Weaknesses", "zh": "劣势"}, without_repeats(_weaknesses(venture))),
        Section("opportunities", {"en": "Opportunities", "zh": "机会"}, without_repeats(_opportunities(venture))),
        Section("threats", {"en": "Threats", "zh": "威胁"}, without_repeats(_threats(venture))),
    )
    return View("swot", {"en": "SWOT", "zh": "SWOT分析"}, sections)


def _strengths(venture: Venture) -> list[Line]:
    lines = of_brief(venture.brief, "differentiator", STATED)
    for block in ("value_propositions", "key_resources", "channels", "customer_relationships"):
        for item in venture.canvas.block(block):
            if standing(item) in CONFIRMED:
                lines.append(of_item(item, PROVEN if standing(item) == "validated" else STATED))
    lines += [
        of_number(n, {"en": "on the good side of the usual bar", "zh": "优于常用标准"})
        for n in _judged(venture, "good")
    ]
    lines += [
        of_number(n, {"en": "a profit on your numbers", "zh": "按您的数字有盈利"})
        for n in _profits(venture)
        if (n.value or 0) > 0
    ]
    return lines or [
        gap("strengths", "nothing is confirmed yet; test one assumption first", "还没有得到确认的优势，先验证一条假设")
    ]


def _weaknesses(venture: Venture) -> list[Line]:
    lines = [empty_block(b) for b in BLOCK_IDS if not venture.canvas.block(b)]
    lines += [of_item(i, REFUTED) for _, i in venture.canvas.all_items() if standing(i) == "refuted"]
    for verdict, en, zh in (
        ("bad", "well below the usual bar", "明显低于常用标准"),
        ("weak", "below the usual bar", "低于常用标准"),
    ):
        lines += [of_number(n, {"en": en, "zh": zh}) for n in _judged(venture, verdict)]
    lines += [
        of_number(n, {"en": "a loss on your numbers", "zh": "按您的数字是亏损"})
        for n in _profits(venture)
        if (n.value or 0) < 0
    ]
    if not venture.numbers:
        lines.append(NO_NUMBERS)
    lines += [of_item(i, UNTESTED) for b in ("key_resources", "key_activities") for i in _untested(venture, b)]
    if not venture.brief.differentiator:
        lines.append(
            gap(
                "brief:differentiator",
                "no differentiator named: why you rather than an alternative",
                "没有说明差异化：为什么选您而不是别人",
            )
        )
    return lines


def _opportunities(venture: Venture) -> list[Line]:
    segments = venture.canvas.block("customer_segments")
    lines = [of_item(i, {"en": "a further segment", "zh": "另一个可拓展的客群"}) for i in segments[1:]]
    for block in ("revenue_streams", "channels", "key_partners"):
        for item in venture.canvas.block(block):
            if _LATER.search(item.text):
                lines.append(of_item(item, {"en": "room to grow", "zh": "有增长空间"}))
    untried = [i for i in venture.canvas.block("channels") if standing(i) == "assumption"]
    lines += [of_item(i, {"en": "a channel not tried yet", "zh": "尚未尝试的渠道"}) for i in untried]
    return lines or [
        gap(
            "opportunities",
            "no second segment, further revenue or untried channel is named",
            "没有写明第二个客群、新增收入或待尝试的渠道",
        )
    ]


def _threats(venture: Venture) -> list[Line]:
    lines: list[Line] = []
    for block, en, zh in AT_STAKE:
        lines += [of_item(i, {"en": f"untested: {en}", "zh": f"未经验证：{zh}"}) for i in _untested(venture, block)]
    partners = venture.canvas.block("key_partners")
    lines += [of_item(i, {"en": "you depend on them", "zh": "对其有依赖"}) for i in partners]
    ruled = [i for _, i in venture.canvas.all_items() if _RULES.search(i.text)]
    lines += [of_item(i, {"en": "rules that others set", "zh": "受外部规则约束"}) for i in ruled]
    lines.append(
        gap(
            "competitors",
            "no competitor is named: what would customers use instead?",
            "没有写明竞争对手：客户不用您会用什么？",
        )
    )
    return lines


def _untested(venture: Venture, block: BlockId) -> list[Item]:
    return [i for i in venture.canvas.block(block) if standing(i) == "assumption"]


def _judged(venture: Venture, verdict: str) -> list[Number]:
    return [n for n in venture.numbers if n.verdict == verdict and n.value is not None]


def _profits(venture: Venture) -> list[Number]:
    return venture.number(*PROFITABLE)
