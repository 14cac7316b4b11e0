"""Numbers and codes that identify a person: phones, cards, identity numbers, accounts, secrets."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator

from assistant.language.identifiers import IBAN_LENGTHS, is_card, is_chinese_id, is_iban
from assistant.language.lazy_re import lazy_re
from assistant.service.privacy.kinds import Found, Kind

_I = re.IGNORECASE
_ORDER_CUE = lazy_re(
    r"(?:\b(?:orders?|tracking|invoice|ticket|reference|ref|p\.?o|sku|ean|isbn|case|batch|parcel|booking|voucher|"
    r"transaction|shipment|serial|model|item|product)(?:\s*(?:no\.?|numbers?|nr\.?|id|code|#))?|"
    r"(?:订单|运单|快递|发票|工单|流水|合同|商品|产品|条码|条形码|物流|交易|批次|型号|序列|"
    r"单)(?:号码?|单号|编号|编码)?|单号|编号)"
    r"(?:\s|[:：#]|is|was|是|为)*[A-Z]{0,4}$",
    _I,
)
_AMOUNT_BEFORE = lazy_re(r"[$￥¥€£]\s*$")
_AMOUNT_AFTER = lazy_re(
    r"\s*(?:元|块|万|亿|美元|人|次|件|个|%|usd|cny|rmb|eur|dollars?|euros?|units?|users?|customers?)", _I
)
_CARD = lazy_re(r"(?<![\d.-])(?:\d[ -]?){12,18}\d(?![\d.]?\d)")
_CARD_CUE = lazy_re(
    r"(?:\b(?:card|visa|mastercard|amex)(?:\s*(?:no\.?|number|#))?|银行卡|信用卡|储蓄卡|借记卡|"
    r"卡)(?:号码?)?(?:\s|[:：]|is|是|为)*$",
    _I,
)
_LONG_ID = lazy_re(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_ID_CUED = lazy_re(
    r"(?:身份证(?:号码?)?|证件号码?)(?:\s|[:：]|是|为)*(?P<v>\d{17}[\dXx]|\d{15})(?!\d)|"
    r"(?:\bpassport|护照)(?:\s|[:：#]|is|no\.?|number|号码?|是|为)*(?P<p>[A-Z]{1,2}\d{6,9}|\d{9})(?![\dA-Z])|"
    r"(?:driver'?s licen[cs]e|national insurance|national id)(?:\s|[:：#]|is|no\.?|"
    r"number)*(?P<d>[A-Z]{0,3}[\d ]{6,14}[A-Z]?)\b",
    _I,
)
_SSN = lazy_re(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")
_IBAN = lazy_re(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}")
_EMAIL = lazy_re(
    r"[A-Za-z0-9_%+'-][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}|"
    r"\b[\w.+-]+\s*(?:\[at\]|\(at\)|\bat\b)\s*[\w-]+\s*(?:\[dot\]|\(dot\)|\bdot\b)\s*(?:com|net|org|"
    r"cn|io|de|fr|uk|edu)\b",
    _I,
)
_IP4 = lazy_re(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)")
_IP6 = lazy_re(r"(?<![\w:])[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*(?![\w:])", _I)
_VERSION_BEFORE = lazy_re(
    r"(?:(?<![A-Za-z])v|\bver\.?|\bversion|\bbuild|\brelease|\bfirmware|\bsection|\bclause|"
    r"\bupdate(?: to)?|版本号?|固件|升级到|更新到)[\s:：是为]*$",
    _I,
)
_VERSION_AFTER = lazy_re(r"\s*(?:is the\s+)?(?:version|firmware|build|release|版|固件)", _I)
_PHONES = (
    lazy_re(r"(?<![\d.+-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d-]|\.\d)"),
    lazy_re(r"(?<![\d-])(?:\+?86[- ])?\(?0\d{2,3}\)?[- ]?\d{4}[- ]?\d{3,4}(?![\d-])"),
    lazy_re(r"(?<![\dA-Za-z])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d[\d .-]{5,14}\d(?!\d)"),
    lazy_re(r"(?<![\d.-])(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])\d{3}[-. ]\d{4}(?![\d-])"),
    lazy_re(r"(?<![\d-])0\d{4} \d{6}(?!\d)|(?<![\d-])0\d{2} \d{4} \d{4}(?!\d)|(?<![\d-])0\d{3} \d{3} \d{4}(?!\d)"),
    lazy_re(r"(?<![\d-])07\d{3} ?\d{6}(?!\d)|(?<![\d-])0[1-9](?: \d{2}){4}(?!\d)"),
    lazy_re(
        r"(?<![零〇一二三四五六七八九幺])[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}(?![零〇一二三"
        r"四五六七八九幺])"
    ),
)
_PHONE_CUED = lazy_re(
    r"(?:\b(?:(?:tele)?phone|tel|mobile|cell|whatsapp|fax|call(?:ed)? me|text me|ring me|reach me|"
    r"contact|my number)\b"
    r"(?:\s|[:：]|\b(?:no\.?|number|is|at|on|under|me)\b)*|"
    r"(?:电话|手机|座机|传真|联系方式)(?:号码?)?(?:\s|[:：]|是|为|改成|换成)*)(?P<v>\(?\+?\d[\d ().-]{5,18}\d)(?!\d)",
    _I,
)
_HOTLINE = lazy_re(r"\D*(?:400|800|888|877|866|855)\D?\d{3}\D?\d{4}$")
_ACCOUNT = lazy_re(
    r"(?:\b(?:user\s?name|user id|login(?: name| id)?|account (?:name|id)|wechat(?: id)?|skype|telegram|handle)"
    r"(?:\s|[:：]|\bis\b)+|(?:账号|帐号|用户名|登录名|微信号?|企鹅号?|QQ号?|抖音号)(?:\s|[:：]|是|为)*)"
    r"(?P<v>@?(?=[\w.-]*[\d_])[A-Za-z0-9][A-Za-z0-9_.-]{2,29}[A-Za-z0-9])",
    _I,
)
_SECRET = lazy_re(
    r"(?:\b(?:password|passwd|pwd|passcode|pin|cvv2?|cvc|otp|security code|verification code|"
    r"one-time code|login code)"
    r"(?:\s|[:：=]|\b(?:code|is|was)\b)*|(?:密码|口令|验证码|校验码|动态码|安全码|CVV2?)(?:\s|[:：=]|是|为)*)"
    r"(?P<v>(?=[!-~]*\d)[!-~]{3,40}?)(?=[\s，。；,;]|[.?!](?:\s|$)|[\u4e00-\u9fff]|$)(?!位)|"
    r"(?<!error )(?<!discount )(?<!promo )(?<!coupon )(?<!voucher )(?<!status )(?<!zip )(?<!postal )(?<!area )"
    r"\bcode\b[\w\s]{0,25}?\b(?:was|is)\s+(?P<w>\d{3}-?\d{3}|\d{4,8})\b",
    _I,
)


def find_numbers(text: str) -> Iterator[Found]:
    """Every number or code in `text` that identifies a person, a machine or an account; may overlap."""
    yield from _all(_EMAIL, "email", text)
    yield from _cued(_SECRET, "secret", text)
    yield from _cued(_ID_CUED, "id", text)
    yield from _all(_LONG_ID, "id", text, lambda m: is_chinese_id(m.group()) and not _ordered(m))
    yield from _all(_SSN, "id", text, lambda m: not _ordered(m))
    yield from _ibans(text)
    yield from _all(_CARD, "card", text, _is_paid_with)
    yield from _all(_IP4, "ip", text, _is_ip4)
    yield from _all(_IP6, "ip", text, _is_ip6)
    for pattern in _PHONES:
        yield from _all(pattern, "phone", text, _is_phone)
    for match in _PHONE_CUED.finditer(text):
        digits = sum(c.isdigit() for c in match["v"])
        if 7 <= digits <= 15 and not _HOTLINE.match(match["v"]):
            yield Found(*match.span("v"), "phone")
    yield from _cued(_ACCOUNT, "account", text)


def _all(
    pattern: re.Pattern[str], kind: Kind, text: str, right: Callable[[re.Match[str]], bool] = lambda _: True
) -> Iterator[Found]:
    yield from (Found(m.start(), m.end(), kind) for m in pattern.finditer(text) if right(m))


def _cued(pattern: re.Pattern[str], kind: Kind, text: str) -> Iterator[Found]:
    """The value after its cue: the one named group that matched."""
    for match in pattern.finditer(text):
        group = next(name for name, value in match.groupdict().items() if value)
        yield Found(*match.span(group), kind)


def _ibans(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        wanted = IBAN_LENGTHS.get(match.group()[:2], 0)
        places = [i for i, c in enumerate(match.group(), start=1) if c != " "]
        if wanted and len(places) >= wanted and is_iban(match.group()[: places[wanted - 1]]):
            yield Found(match.start(), match.start() + places[wanted - 1], "iban")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 40) : match.start()]


def _ordered(match: re.Match[str]) -> bool:
    return _ORDER_CUE.search(_before(match)) is not None


def _is_paid_with(match: re.Match[str]) -> bool:
    cued = _CARD_CUE.search(_before(match)) is not None
    return cued or (is_card(match.group()) and match.group()[0] in "23456" and not _ordered(match))


def _is_ip4(match: re.Match[str]) -> bool:
    versioned = _VERSION_BEFORE.search(_before(match)) or _VERSION_AFTER.match(match.string, match.end())
    return not versioned and all(int(part) <= 255 for part in match.group().split("."))


def _is_ip6(match: re.Match[str]) -> bool:
    found = match.group()
    if "::" not in found and found.count(":") != 7:
        return False
    try:
        return len(found) > 4 and bool(ipaddress.IPv6Address(found))
    except ValueError:
        return False


def _is_phone(match: re.Match[str]) -> bool:
    if _ordered(match) or _HOTLINE.match(match.group()) or _AMOUNT_BEFORE.search(_before(match)):
        return False
    digits = sum(c.isdigit() or c in "零〇一二三四五六七八九幺" for c in match.group())
    return 8 <= digits <= 15 and not _AMOUNT_AFTER.match(match.string, match.end())
