"""How the currencies a model can be counted in are called when one is chosen."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

# ISO code: its names in English, then those in Chinese and its signs.
_NAMES: dict[str, tuple[str, str]] = {
    "CNY": (r"yuan|rmb|cny|renminbi", r"人民币|¥|￥"),
    "USD": (r"us dollars?|dollars?|usd", r"美元|美金|us\$|\$"),
    "EUR": (r"euros?|eur", r"欧元|€"),
    "GBP": (r"pounds?|sterling|gbp", r"英镑|£"),
    "JPY": (r"yen|jpy", r"日元|日币"),
    "HKD": (r"hkd|hong kong dollars?", r"港币|港元"),
    "SGD": (r"sgd|singapore dollars?", r"新加坡元|新币"),
    "INR": (r"rupees?|inr", r"卢比"),
    "KRW": (r"won|krw", r"韩元"),
    "TWD": (r"twd|taiwan dollars?", r"新台币|台币"),
    "AUD": (r"aud|australian dollars?", r"澳元"),
    "CAD": (r"cad|canadian dollars?", r"加元"),
    "CHF": (r"chf|swiss francs?", r"瑞士法郎|瑞郎"),
    "NZD": (r"nzd|new zealand dollars?", r"新西兰元|纽币"),
    "THB": (r"thb|baht", r"泰铢|฿"),
    "VND": (r"vnd|dong", r"越南盾|₫"),
    "MYR": (r"myr|ringgits?", r"林吉特|马币|令吉"),
    "IDR": (r"idr|rupiahs?", r"印尼盾"),
    "PHP": (r"php|philippine pesos?", r"菲律宾比索|₱"),
    "BRL": (r"brl|reais", r"雷亚尔"),
    "MXN": (r"mxn", r"墨西哥比索"),
    "SEK": (r"sek|swedish kron(?:a|or)", r"瑞典克朗"),
    "NOK": (r"nok|norwegian kron(?:e|er)", r"挪威克朗"),
    "DKK": (r"dkk|danish kron(?:e|er)", r"丹麦克朗"),
    "PLN": (r"pln|zlotys?", r"兹罗提"),
    "CZK": (r"czk|koruna", r"捷克克朗"),
    "HUF": (r"huf|forints?", r"福林"),
    "RUB": (r"rub|rou?bles?", r"卢布|₽"),
    "AED": (r"aed|dirhams?", r"迪拉姆"),
    "SAR": (r"sar|(?:saudi )?riyals?", r"沙特里亚尔"),
    "ZAR": (r"zar|rand", r"兰特"),
    "ILS": (r"ils|shekels?", r"谢克尔|₪"),
    "NGN": (r"ngn|nairas?", r"奈拉"),
    "KES": (r"kes|kenyan shillings?", r"肯尼亚先令"),
    "EGP": (r"egp|egyptian pounds?", r"埃及镑"),
    "TRY": (r"turkish liras?|liras?", r"里拉|₺"),
}
NAMED = lazy_re(
    "|".join(rf"(?P<{code}>\b(?:{words})\b|{signs})" for code, (words, signs) in _NAMES.items()), re.IGNORECASE
)
