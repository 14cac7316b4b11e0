"""Currency signs, codes and names, with the ISO code and the worth of one in whole units."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

SIGNS = {
    "us$": "USD", "u.s. $": "USD", "u.s $": "USD", "usd$": "USD", "$": "USD",
    "hk$": "HKD", "hk $": "HKD", "c$": "CAD", "c $": "CAD", "ca$": "CAD", "cad$": "CAD",
    "a$": "AUD", "au$": "AUD", "aud$": "AUD", "nz$": "NZD", "nzd$": "NZD", "nt$": "TWD", "s$": "SGD",
    "mex$": "MXN", "mxn$": "MXN", "r$": "BRL",
    "¥": "CNY", "cn¥": "CNY", "rmb¥": "CNY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "฿": "THB", "₫": "VND",
    "₽": "RUB", "₿": "BTC", "₱": "PHP", "₪": "ILS", "₺": "TRY", "₡": "CRC", "₾": "GEL", "₭": "LAK",
}  # fmt: skip
CODES = {
    c.lower(): c
    for c in (
        "USD CNY EUR GBP JPY HKD TWD SGD AUD CAD NZD CHF INR KRW THB VND MYR IDR PHP BRL MXN SEK NOK DKK PLN CZK HUF "
        "RUB AED SAR ZAR ILS NGN KES EGP BTC"
    ).split()
} | {"rmb": "CNY", "cnh": "CNY"}
_NAMES: dict[str, tuple[str, float]] = {
    "us dollars?": ("USD", 1), "u\\.s\\. dollars?": ("USD", 1), "american dollars?": ("USD", 1),
    "canadian dollars?": ("CAD", 1), "australian dollars?": ("AUD", 1), "hong kong dollars?": ("HKD", 1),
    "singapore dollars?": ("SGD", 1), "new zealand dollars?": ("NZD", 1),
    "dollars?": ("USD", 1), "bucks?": ("USD", 1), "cents?": ("USD", 0.01),
    "pounds?(?: sterling)?": ("GBP", 1), "quid": ("GBP", 1), "pence": ("GBP", 0.01), "penny|pennies": ("GBP", 0.01),
    "euros?": ("EUR", 1), "(?:chinese )?yuan": ("CNY", 1), "renminbi": ("CNY", 1), "kuai": ("CNY", 1),
    "(?:japanese )?yen": ("JPY", 1), "(?:indian )?rupees?": ("INR", 1), "swiss francs?": ("CHF", 1),
    "francs?": ("FRF", 1), "(?:finnish )?mark(?:ka|s)": ("FIM", 1), "pesetas?": ("ESP", 1), "bitcoins?": ("BTC", 1),
    "(?:dutch )?guilders?": ("NLG", 1), "turkish liras?": ("TRY", 1), "(?:korean )?won": ("KRW", 1),
    "rubles?|roubles?": ("RUB", 1), "satoshis?": ("BTC", 1e-8),
    "美元|美金|美刀|刀(?![具片])|美钞": ("USD", 1), "欧元": ("EUR", 1), "英镑": ("GBP", 1),
    "日元|日圆": ("JPY", 1), "韩元": ("KRW", 1),
    "港元|港币|港幣": ("HKD", 1), "新台币|台币": ("TWD", 1), "加元|加币": ("CAD", 1), "澳元|澳币": ("AUD", 1),
    "新加坡元|新币": ("SGD", 1),
    "瑞士法郎|瑞郎": ("CHF", 1), "卢比": ("INR", 1), "泰铢": ("THB", 1), "美分": ("USD", 0.01),
    "元人民币|块人民币|人民币|元(?![宵旦素])|块钱?(?![头状])|圆(?![形桌满])": ("CNY", 1),
    "毛钱?(?!利)|角(?![色度])": ("CNY", 0.1),
    "分钱": ("CNY", 0.01),
    "厘钱?(?!米|清|头)": ("CNY", 0.001),
}  # fmt: skip

_SIGN_ALTERNATIVES = "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True))
_CODE_ALTERNATIVES = "|".join(sorted(CODES, key=len, reverse=True))
BEFORE = lazy_re(
    rf"(?:(?<![a-z])({_SIGN_ALTERNATIVES})|(?<![a-z])(?:m|k)?({_CODE_ALTERNATIVES})(?:\s*[¥$€£])?"
    rf"|(人民币|美元|港币|\bdollars?))\s*$"
)
_AFTER_SIGN = lazy_re(rf"\s?({_SIGN_ALTERNATIVES})(?!\d)")
_AFTER_CODE = lazy_re(rf"\s*-?\s*({_CODE_ALTERNATIVES})(?![a-z\d])")
_AFTER_NAME = lazy_re(r"\s*-?\s*(?:" + "|".join(f"({p})(?![a-z])" if p.isascii() else f"({p})" for p in _NAMES) + ")")
_NAME_VALUES = list(_NAMES.values())


def currency_before(text: str) -> tuple[str, int] | None:
    """ISO code of the currency that ends lower-case `text`, and where it starts."""
    match = BEFORE.search(text[-20:])
    if not match:
        return None
    sign, code, name = match.groups()
    iso = SIGNS[sign] if sign else CODES[code] if code else {"人民币": "CNY", "港币": "HKD"}.get(name, "USD")
    return iso, len(text) - len(text[-20:]) + match.start()


def currency_after(text: str, pos: int) -> tuple[str, float, int] | None:
    """ISO code, worth of one in whole units and end of the currency that starts at `pos` of lower-case `text`."""
    match = _AFTER_NAME.match(text, pos)
    if match:
        assert match.lastindex
        iso, worth = _NAME_VALUES[match.lastindex - 1]
        return iso, worth, match.end()
    match = _AFTER_CODE.match(text, pos)
    if match:
        return CODES[match.group(1)], 1, match.end()
    match = _AFTER_SIGN.match(text, pos)
    if match:
        return SIGNS[match.group(1)], 1, match.end()
    return None
