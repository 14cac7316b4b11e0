"""Details of a message that an answer repeats, and blanks for those that only the business knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re

SLOT = lazy_re(r"\{(\w+)\}")
_I = re.IGNORECASE
_ORDER = lazy_re(
    r"(?:\b(?:order|parcel|package|shipment|tracking|invoice|ticket|booking|reference)(?:\s*(?:no\.?|"
    r"number|nr\.?|id|#))?|"
    r"(?:订单|运单|快递单?|工单|单)(?:号码?|编号)?)(?:\s|[:：#]|\bis\b|是|"
    r"为)*(?P<v>#?(?=[A-Za-z0-9-]*\d)[A-Za-z0-9][A-Za-z0-9-]{2,24})",
    _I,
)
_BARE_ORDER = lazy_re(r"#(?P<v>\d[\d-]{3,24})")
_PRODUCT = lazy_re(
    r"[“\"「《『](?P<q>[^”\"」》』]{2,30})[”\"」》』]|"
    r"\b(?:bought|ordered|purchased|received|got)\s+(?:(?:a|an|the|your|my|this|one|"
    r"two)\s+)?(?P<v>(?!order|wrong|it\b|this\b|that\b|refund)[a-z][\w-]*(?:\s[\w-]+){0,2}?)"
    r"(?=\s(?:from|on|in|at|and|but|last|yesterday|with|which|that|is|was|for|two|three|a)\b|[,.!?;]|$)|"
    r"(?:买的?|购买的?|订的?|下单的?|收到的?)(?:一[个件台双条本]|这[个件台双条本]|那[个件台双条本])?"
    r"(?P<z>[\u4e00-\u9fff]{2,6}?)(?=坏|破|碎|没|还|不|到|有|，|。|,|质量|出|用|是|$)",
    _I,
)
_NO_PRODUCT = lazy_re(r"^(?:的|东西|商品|时候|货|订单|一直|之后|以后|产品)")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DATE = lazy_re(
    rf"\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?|\d{{1,2}}月\d{{1,2}}[日号]|\b\d{{1,2}}(?:st|nd|rd|"
    rf"th)? (?:of )?(?:{_MONTHS})\b(?:,? \d{{4}})?|"
    rf"\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?|\b(?:yesterday|today|(?:last|this|"
    rf"next) (?:{_DAYS}|week|month))\b|"
    rf"昨天|今天|前天|(?:上|这|本|下)(?:周|星期|个?月)[一二三四五六日天]?",
    _I,
)
_AMOUNT = lazy_re(
    r"[$￥¥€£]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?(?:元|块(?:钱)?|美元|dollars?|euros?|usd|eur|"
    r"cny|rmb)",
    _I,
)
_SELF = lazy_re(
    r"(?:my (?:full )?name(?: is|['’]s)|name\s*[:：]|i am|i['’]m|this is|regards|sincerely|cheers|"
    r"thanks|我叫|我是|姓名|本人|我姓|名字(?:是|叫))[\s,，:：.!]*$",
    _I,
)
LABELS: Mapping[str, tuple[str, str]] = {
    "order": ("order number", "订单号"),
    "name": ("customer's name", "客户姓名"),
    "product": ("product", "产品名称"),
    "date": ("date", "日期"),
    "amount": ("amount", "金额"),
    "plan": ("plan", "套餐"),
    "refund_days": ("days for a refund", "退款天数"),
    "return_days": ("days to return", "退货期限（天）"),
    "delivery_days": ("days of delivery", "送达天数"),
    "email": ("e-mail address", "邮箱"),
    "phone": ("phone number", "电话"),
    "link": ("link", "链接"),
    "hours": ("opening hours", "营业时间"),
    "company": ("company name", "公司名称"),
    "agent": ("your name", "客服姓名"),
    "price": ("price", "价格"),
    "address": ("address", "地址"),
}


@dataclass(frozen=True)
class Filled:
    """An answer with its details.

    Attributes:
        text: The answer; blanks stand in brackets.
        filled: Details of the message that went in, by slot.
        blanks: Slots that the business has to fill.
    """

    text: str
    filled: Mapping[str, str]
    blanks: tuple[str, ...]


def details(message: str) -> dict[str, str]:
    """What a message says of the order, the product, the date, the amount and its writer."""
    found: dict[str, str] = {}
    order = _ORDER.search(message) or _BARE_ORDER.search(message)
    if order:
        found["order"] = order["v"].lstrip("#")
    product = _PRODUCT.search(message)
    said = next((g for g in product.groups() if g), "") if product else ""
    if said and not _NO_PRODUCT.match(said):
        found["product"] = said.strip()
    for slot, pattern in (("date", _DATE), ("amount", _AMOUNT)):
        if match := pattern.search(message):
            found[slot] = match.group()
    # Loaded with the first message to answer: the tools are listed at every start, the rules are needed at few.
    from assistant.service.privacy.find import find_personal

    name = next(
        (
            message[f.start : f.end]
            for f in find_personal(message)
            if f.kind == "name" and _SELF.search(message[: f.start])
        ),
        "",
    )
    if name:
        found["name"] = name
    return found


def fill(template: str, found: Mapping[str, str], language: str) -> Filled:
    """A template with details in its slots; `{refund_days}` that nobody said becomes "[fill in: days for a refund]"."""
    used: dict[str, str] = {}
    blanks: dict[str, None] = {}

    def value(match: re.Match[str]) -> str:
        slot = match[1]
        if slot in found:
            used[slot] = found[slot]
            return found[slot]
        blanks[slot] = None
        said = slot_label(slot)[language]
        return f"【待填：{said}】" if language == "zh" else f"[fill in: {said}]"

    return Filled(SLOT.sub(value, template), used, tuple(blanks))


def slot_label(slot: str) -> dict[str, str]:
    """A slot in words."""
    en, zh = LABELS.get(slot, (slot.replace("_", " "), slot.replace("_", " ")))
    return {"en": en, "zh": zh}
