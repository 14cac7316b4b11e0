"""Which column of a table says who, what, how and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.analytics.tables import Column, Table
from assistant.language.lazy_re import lazy_re

USER = lazy_re(
    r"(?:^|[^a-z])(?:users?|customers?|clients?|members?|buyers?|visitors?|shoppers?|accounts?|uid|"
    r"readers?|viewers?|listeners?|players?|gamers?|subscribers?|guests?|students?|learners?|patients?|fans?|people|person)"
    r"(?:$|[^a-z])|用户|客户|会员|买家|顾客|读者|学员|听众|观众|玩家|粉丝|账号|姓名",
    re.IGNORECASE,
)
ITEM = lazy_re(
    r"(?:^|[^a-z])(?:items?|products?|skus?|articles?|stock|asin|goods|movies?|films?|books?|songs?|tracks?|courses?|lessons?|offers?|"
    r"podcasts?|episodes?|shows?|videos?|games?|apps?|events?|places?|"
    r"services?|iid|content|dish|recipe)(?:$|[^a-z])|商品|产品|货品|物品|课程|电影|图书|歌曲|播客|节目|视频|游戏|服务|菜品|内容|货号",
    re.IGNORECASE,
)
IDENTIFIER = lazy_re(r"(?:^|[^a-z])(?:id|ids|code|no|number|sku|key)(?:$|[^a-z])|编号|编码|代码|号$|ID", re.IGNORECASE)
EVENT = lazy_re(r"event|action|behaviou?r|activity|interaction|行为|事件|动作|操作", re.IGNORECASE)
QUANTITY = lazy_re(r"qty|quantity|units|count|times|数量|件数|次数", re.IGNORECASE)
RATING = lazy_re(r"rating|stars|score|评分|打分|星级", re.IGNORECASE)
TITLE = lazy_re(r"title|name|名称|品名|标题|名$", re.IGNORECASE)
DESCRIPTION = lazy_re(r"descr|summary|about|details?|text|描述|简介|介绍|详情|说明", re.IGNORECASE)
TAGS = lazy_re(r"tags?|categor|genre|brand|type|topic|keyword|标签|类别|分类|类目|品类|品牌|关键词|类型", re.IGNORECASE)
_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])")
# What people do with an item, and how much it says; words of both languages.
DEEDS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("purchase", 5.0, lazy_re(r"purchas|buy|bought|order|paid|pay|checkout|sale|购买|下单|支付|成交|付款|买", re.I)),
    ("cart", 3.0, lazy_re(r"cart|basket|wish|favou?rite|like|save|bookmark|加购|购物车|收藏|喜欢|点赞", re.I)),
    ("click", 2.0, lazy_re(r"click|open|tap|点击|打开", re.I)),
    ("view", 1.0, lazy_re(r"view|visit|impress|browse|see|seen|read|watch|浏览|查看|访问|曝光|观看", re.I)),
    ("return", -3.0, lazy_re(r"return|refund|dislike|cancel|退货|退款|不喜欢|取消", re.I)),
)  # fmt: skip


@dataclass(frozen=True)
class Roles:
    """Columns of one table by what they say; empty where there is none.

    Attributes:
        user: Who.
        item: What.
        event: What was done with it.
        time: When.
        quantity: How many.
        rating: How it was liked.
        title: What the item is called.
        texts: What is told of it: descriptions, tags, categories.
    """

    user: str = ""
    item: str = ""
    event: str = ""
    time: str = ""
    quantity: str = ""
    rating: str = ""
    title: str = ""
    texts: tuple[str, ...] = ()

    @property
    def is_behaviour(self) -> bool:
        """Whether the table says who did something with what."""
        return bool(self.user and self.item)

    @property
    def is_catalogue(self) -> bool:
        """Whether the table describes items."""
        return bool(self.item and not self.user and (self.title or self.texts))


def roles_of(table: Table, user_column: str = "", item_column: str = "") -> Roles:
    """Recognise the columns of a table by header, kind and values; those named in words are taken at that."""
    columns = [c for c in table.columns if c.kind != "empty"]
    said = {role: _called(columns, name) for role, name in (("user", user_column), ("item", item_column))}
    event = next((c for c in columns if _is_event(table, c) and c not in said.values()), None)
    left = [c for c in columns if c is not event and c is not said["item"]]
    user = said["user"] or _best([
        c for c in left if USER.search(_spaced(c.name)) and not c.is_numeric or _numbered(c, USER)
    ])
    left = [c for c in left if c is not user]
    things = [c for c in left if ITEM.search(_spaced(c.name)) and c.kind != "date" and not _measures(c)]
    item = (
        said["item"]
        or _best(things)
        or _best([c for c in left if c.kind in {"id", "category", "text"} and TITLE.search(c.name)])
    )
    left = [c for c in left if c is not item and c.personal is None]
    worded = [c for c in left if c.kind in {"category", "text", "id", "flag"}]
    title = next((c for c in worded if TITLE.search(c.name)), None)
    texts = [c for c in worded if c is not title and (DESCRIPTION.search(c.name) or TAGS.search(c.name) or c in things)]
    numbers = [c for c in left if c.is_numeric]
    return Roles(
        user=_name(user),
        item=_name(item),
        event=_name(event),
        time=_name(next((c for c in left if c.kind == "date"), None)),
        quantity=_name(next((c for c in numbers if QUANTITY.search(c.name)), None)),
        rating=_name(next((c for c in numbers if RATING.search(c.name)), None)),
        title=_name(title),
        texts=tuple(c.name for c in texts),
    )


def _called(columns: list[Column], name: str) -> Column | None:
    """The column of that name, whatever its case."""
    return next((c for c in columns if name and c.name.casefold() == name.casefold()), None)


def deed_of(value: str) -> tuple[str, float]:
    """What an event is and its weight; anything unknown counts as a view."""
    return next(((name, weight) for name, weight, words in DEEDS if words.search(value)), ("view", 1.0))


def _spaced(name: str) -> str:
    return _CAMEL.sub(" ", name).replace("_", " ")


def _numbered(column: Column, pattern: re.Pattern[str]) -> bool:
    """A number that is a code by its header."""
    name = _spaced(column.name)
    return bool(column.kind == "number" and pattern.search(name) and IDENTIFIER.search(name))


def _measures(column: Column) -> bool:
    return column.is_numeric and not IDENTIFIER.search(_spaced(column.name))


def _is_event(table: Table, column: Column) -> bool:
    if column.kind not in {"category", "flag", "text"} or column.distinct > 12 or column.personal:
        return False
    values = [str(v) for v in table.frame[column.name].dropna().unique()]
    known = sum(any(words.search(v) for _, _, words in DEEDS) and len(v) <= 20 for v in values)
    return known == len(values) if not EVENT.search(column.name) else known > 0


def _best(columns: list[Column]) -> Column | None:
    """A code before a name."""
    coded = [c for c in columns if IDENTIFIER.search(_spaced(c.name))]
    return next(iter(coded or columns), None)


def _name(column: Column | None) -> str:
    return column.name if column else ""
