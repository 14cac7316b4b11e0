"""Which columns of a table a forecast is about, by the words people use for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.analytics.tables import Column, Table
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

ROWS = "rows"
# Words for the same thing in headers and in talk, in both languages. The first group is what "revenue" means.
_MEANINGS: tuple[str, ...] = (
    r"revenue|sales|turnover|gmv|amount|income|proceeds|takings|net_?sales|total_?(?:price|paid|amount)|billings?|mrr|"
    r"收入|营收|销售额|营业额|金额|成交额|实付|流水|销售收入|销售总额|回款",
    r"orders?|transactions?|purchases?|bookings?|tickets?|invoices?|订单(?:数|量)?|单量|单数|笔数|交易(?:数|量)|成交量",
    r"units?|quantity|qty|volume|pieces|sold|销量|数量|件数|销售量|出货量",
    r"customers?|users?|clients?|subscribers?|buyers?|members?|sign-?ups?|trials?|客户(?:数|量)?|用户(?:数|量)?|人数|会员|注册|试用",
    r"visits?|visitors?|sessions?|traffic|page_?views?|clicks?|访问|流量|访客|浏览|点击|客流",
    r"profits?|margins?|earnings|利润|毛利|净利",
    r"costs?|expenses?|spend(?:ing)?|成本|费用|支出|花费",
    r"prices?|单价|价格|售价",
    r"regions?|areas?|territor\w+|provinces?|cit(?:y|ies)|地区|区域|大区|省份?|城市|片区",
    r"countr(?:y|ies)|markets?|nations?|国家|国别|市场",
    r"products?|items?|skus?|goods|articles?|产品|商品|品名|货号",
    r"categor(?:y|ies)|types?|class(?:es)?|kinds?|品类|类别|类型|分类|类目|种类",
    r"channels?|sources?|platforms?|渠道|来源|平台",
    r"stores?|shops?|branch(?:es)?|outlets?|locations?|sites?|门店|店铺|分店|网点|店",
    r"segments?|groups?|tiers?|plans?|packages?|客群|分组|等级|套餐|版本|细分",
    r"teams?|departments?|brands?|团队|部门|品牌|业务线|事业部",
)
_PATTERNS = tuple(lazy_re(rf"(?:{m})", re.IGNORECASE) for m in _MEANINGS)
_COUNTS_ROWS = lazy_re(rf"(?:{ROWS}|行数|记录数|{_MEANINGS[1]})", re.IGNORECASE)
MOST_SERIES = 2_000


def measured_column(table: Table, said: str | None) -> Column | None:
    """The column to forecast; None to count rows.

    Args:
        table: The table.
        said: Its name or a word for it; without one, the only column of numbers, or the one called revenue or 收入.

    Raises:
        ToolInputError: None or several to choose from.
    """
    numeric = table.of_kind("money", "number", "rate")
    if said is None:
        return _likeliest(table, numeric)
    column = _named(table, said) or match_column(said, numeric)
    if column is None and _COUNTS_ROWS.fullmatch(said.strip()):
        return None
    if column is None or not column.is_numeric:
        names = tuple(c.name for c in numeric)
        what = ("no numbers in", "里不是数字") if column else ("no column", "这一列不存在")
        raise ToolInputError(
            f"There is {what[0]} “{said}”. Which column is to be forecast: {', '.join(names) or 'none has numbers'}?",
            f"“{said}”{what[1]}。要预测哪一列：{'、'.join(names) or '没有数字列'}？",
            question=True,
            choices=names,
        )
    return column


def date_column(table: Table, said: str | None) -> Column:
    """The column of dates.

    Raises:
        ToolInputError: It is none, there is none, or there are several to choose from.
    """
    dates = table.of_kind("date")
    if said is not None:
        column = _named(table, said) or match_column(said, dates)
        if column is None or column.kind != "date":
            raise ToolInputError(
                f"“{said}” is no column of dates. Name the date column.",
                f"“{said}”不是日期列。请指明日期列。",
                question=True,
                choices=tuple(c.name for c in dates),
            )
        return column
    if len(dates) == 1:
        return dates[0]
    if not dates:
        raise ToolInputError(
            "A forecast needs a date column (day, month, quarter or year), and the table has none.",
            "预测需要一列日期（日、月、季度或年），这张表里没有。",
        )
    main = [
        c for c in dates if re.search(r"order|sale|sold|invoice|transaction|下单|订单|销售|成交|交易", c.name, re.I)
    ]
    if len(main) == 1:
        return main[0]
    names = tuple(c.name for c in dates)
    raise ToolInputError(
        f"Which date counts: {', '.join(names)}?", f"按哪一列日期：{'、'.join(names)}？", question=True, choices=names
    )


def group_column(table: Table, said: str) -> Column:
    """The column whose values are series of their own: "region", 地区 or its very name.

    Raises:
        ToolInputError: There is no such column, or it has too many values.
    """
    usable = [c for c in table.of_kind("category", "flag", "text", "id", "number") if c.distinct > 1]
    column = _named(table, said) or match_column(said, [c for c in usable if c.kind in ("category", "flag")])
    column = column or match_column(said, usable)
    if column is None:
        names = tuple(c.name for c in usable if c.kind in ("category", "flag"))
        if not names:
            raise ToolInputError(
                "The table has no column of groups to split the forecast by.", "表里没有可以用来分组预测的列。"
            )
        raise ToolInputError(
            f"The table has no column “{said}”. Split by one of these? {', '.join(names)}",
            f"表里没有“{said}”这一列。按其中哪一列拆分：{'、'.join(names)}？",
            question=True,
            choices=names,
        )
    if column.personal or column.distinct > MOST_SERIES:
        raise ToolInputError(
            f"{column.name} has {column.distinct} different values; split by something coarser, such as a region.",
            f"“{column.name}”有{column.distinct}个不同的值；请按更粗的分组拆分，例如地区。",
            question=True,
        )
    return column


def _named(table: Table, said: str) -> Column | None:
    return next((c for c in table.columns if c.name.casefold() == said.strip().casefold()), None)


def match_column(said: str, columns: Sequence[Column]) -> Column | None:
    """The one column that a word means: by name, as part of the name, or by another word for the same thing."""
    wanted = _plain(said)
    for alike in (_equal, _within):
        found = [c for c in columns if alike(wanted, _plain(c.name))]
        if len(found) == 1:
            return found[0]
    for pattern in _PATTERNS:
        if pattern.fullmatch(said.strip()) or pattern.fullmatch(wanted):
            whole = [c for c in columns if pattern.fullmatch(_words(c.name).strip())]
            part = [c for c in columns if pattern.search(_words(c.name))]
            if len(whole) == 1 or len(part) == 1:
                return whole[0] if len(whole) == 1 else part[0]
    return None


def _likeliest(table: Table, numeric: Sequence[Column]) -> Column | None:
    called = [c for c in numeric if _PATTERNS[0].search(_words(c.name)) and c.kind != "rate"]
    exact = [c for c in called if _PATTERNS[0].fullmatch(c.name.strip())]
    money = table.of_kind("money")
    for found in (exact, called, money, [c for c in numeric if c.kind != "rate"], numeric):
        if len(found) == 1:
            return found[0]
    if not numeric:
        raise ToolInputError(
            "The table has no column of numbers to forecast. Say “rows” to forecast how many rows there are.",
            "表里没有可以预测的数字列。要预测行数，请说“按行数”。",
            question=True,
        )
    names = tuple(c.name for c in numeric)
    raise ToolInputError(
        f"Which column is to be forecast: {', '.join(names)}?",
        f"要预测哪一列：{'、'.join(names)}？",
        question=True,
        choices=names,
    )


def _equal(one: str, other: str) -> bool:
    return bool(one) and one == other


def _within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= (3 if short.isascii() else 2) and short in long


def _plain(name: str) -> str:
    folded = re.sub(r"[\s_\-()（）:：]+", "", name.casefold())
    return folded[:-1] if folded.isascii() and len(folded) > 3 and folded.endswith("s") else folded


def _words(name: str) -> str:
    """A header with its words apart: "netSales" and "net_sales" both hold "sales"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)
