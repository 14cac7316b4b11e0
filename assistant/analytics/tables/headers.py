"""What the header of a column promises, in both languages."""

from __future__ import annotations

import re

from assistant.analytics.tables.column import Personal
from assistant.language.lazy_re import lazy_re

IDENTIFIER = lazy_re(
    r"(?:^|[^a-z])(?:id|ids|uuid|guid|sku|ref|no|nr|index|key|code)\.?$|[a-z](?:ID|Id|Code|Key)$|编号|序号|单号|号码|代码|编码|^号$|ID$",
)
DATE = lazy_re(
    r"date|day|month|week|quarter|time|year|period|timestamp|日期|时间|月份|年月|年份|季度|周|月|日$|年$", re.I
)
YEAR = lazy_re(r"year|年", re.I)
MONEY = lazy_re(
    r"price|revenue|sales|amount|cost|income|spend|charge|fee|payment|salary|budget|profit|gmv|mrr|arr|monetary|turnover|"
    r"价|金额|收入|销售额|营收|成本|费用|消费|支出|薪|利润|客单|预算|流水|款",
    re.I,
)
# Codes that count nothing although they are numbers.
CODE = lazy_re(
    r"region|channel|type|class|group|segment|category|gender|sex|status|level|grade|tier|zip|postcode|store|branch|code|"
    r"地区|区域|渠道|类型|类别|分组|性别|状态|等级|级别|门店|邮编|省|市|行业",
    re.I,
)
_NAMED = r"(?:first|last|full|contact|customer|client|user|patient|employee)[ _]?name$"
_PERSONAL: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    ("email", lazy_re(r"e-?mail|邮箱|邮件地址", re.I)),
    ("phone", lazy_re(r"(?:phone|mobile|cell) ?(?:no|number)|telephone|^(?:tel|phone|mobile)$|手机|电话", re.I)),
    ("national id", lazy_re(r"passport|ssn|national.?id|身份证|护照", re.I)),
    ("card", lazy_re(r"card.?(?:no|num)|credit.?card$|iban|银行卡|卡号", re.I)),
    ("address", lazy_re(r"(?:^|[^a-z])(?:street|address)|住址|地址", re.I)),
    ("ip", lazy_re(r"(?:^|[^a-z])ip(?:$|[^a-z])", re.I)),
    ("name", lazy_re(rf"{_NAMED}|surname|^name$|姓名|联系人|客户名|^名字$", re.I)),
)
_CURRENCY = lazy_re(
    r"(?:^|[^a-z])(usd|eur|gbp|cny|rmb|jpy|hkd)(?![a-z])|[($（]\s*([$€£¥元])\s*[)）]?|[（(](元|万元|美元|人民币)[)）]",
    re.I,
)


def personal_kind(header: str) -> Personal | None:
    """The kind of personal data that a header announces."""
    return next((kind for kind, pattern in _PERSONAL if pattern.search(header)), None)


def currency_of(header: str) -> str | None:
    """The currency a header names: "Revenue (USD)", 金额（元）."""
    from assistant.analytics.tables.numbers import CURRENCIES

    match = _CURRENCY.search(header)
    word = next((g for g in match.groups() if g), "").lower() if match else ""
    return CURRENCIES.get(word.removeprefix("万"))
