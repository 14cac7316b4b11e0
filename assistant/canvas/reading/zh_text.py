"""Chinese text as the readers want it: tidied, without the request around it, cut into clauses."""

from __future__ import annotations

import re

from assistant.language._traditional import TO_SIMPLIFIED
from assistant.language.lazy_re import lazy_re

_REQUEST = lazy_re(
    r"^\W*(?:(?:你好|您好|嗨|哈喽|hi|hello|请问|麻烦|请|那个)[啊呀，,。!！\s]*)*"
    r"(?:(?:能不能|可以|可不可以|能否|能)?(?:请)?(?:帮我|帮忙|给我|替我|为我)?(?:们)?(?:来)?"
    r"(?:画|做|写|起草|生成|搭|整理|梳理|设计|弄|填|出|建|分析|规划|制作|草拟|拟)(?:一下|出|好)?"
    r"(?:一个|一张|一份|个|张|份|下|我的|我们的)*(?:关于)?(?P<of>.{0,40}?)(?:的)?(?:商业模式|精益|"
    r"商业)?(?:画布|商业模式)"
    r"(?:吧|吗|呗)?)[\s，,。:：！!？?]*",
    re.IGNORECASE,
)
_OPENING = lazy_re(
    r"^\W*(?:(?:商业|创业|产品|项目)?(?:想法|点子|创意)[：:]|(?:好的|好|嗯|行|可以|那么|那|OK|ok|谢谢|太好了|不错|收到)(?=[，,。！!\s])|那?我?们?开始吧|你好|"
    r"您好|嗨|大家好|是这样的?|说一下|简单说|简单来说|介绍一下|说下|(?:我|我们)?(?:的)?(?:想法|"
    r"点子|创业想法|思路|情况|产品想法)"
    r"(?:大概)?(?:是|如下|是这样的?|就是)|(?:我|我们)?有(?:一)?个(?:想法|点子|创业想法|创意))[，,。:：！!\s]*"
)


_LABEL_IS = lazy_re(
    r"(?:(?<=^)|(?<=[，。；;,\n]))\s*((?:主要|核心)?(?:客户|目标客户|目标用户|用户|痛点|产品|项目|方案|收费|"
    r"价格|定价|收费方式|地区|渠道|优势))是(?=[^不否])"
)


_PRICE_IS = lazy_re(r"(?<=[，。；;,\n])\s*(定价|收费|售价|客单价)(?=每|按|一[个年月次张份单]|\d)")
_ASKS = lazy_re(
    r"画布|商业模式(?![^，]{0,3}[是为：:])|九宫|九格|(?:九个|九大|排|画|拆|填|列|整理)[^，]{0,6}(?:模块|格子?)|\bcanvas\b|\bbmc\b",
    re.IGNORECASE,
)
_SHORT_ORDER = 10  # characters
_ASKING = lazy_re(
    r"排|拆|列|走|起草|草拟|画|做|写|生成|搭|出|整理|梳理|弄|填|帮|请|麻烦|给我|看看|什么样|谢谢|来一|开始|是什么|好吗|行吗|据此"
)
_TELLS = lazy_re(r"(?:给|为|面向|卖给|针对)(?!我).{2,}(?:的|用)|卖|收费|客户|提供|\d|元")


def _without_requests(text: str) -> str:
    """The text without clauses that only ask for a canvas, such as "请起草商业模式画布"."""
    parts = re.split(r"([，。！？!?；;：:\n]+|,(?!\d))", text)
    kept: list[str] = []
    for clause, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        named = len(clause) <= 30 and not _TELLS.search(clause) and _ASKS.search(clause)
        if not (named and (len(clause) <= _SHORT_ORDER or _ASKING.search(clause))):
            kept.append(clause + mark)
    return "".join(kept).strip(" ，,：:；;")


def tidy(text: str) -> str:
    """Simplified, without "帮我画一个商业模式画布" and "我的想法是" around it; full-width punctuation kept."""
    text = text.translate(TO_SIMPLIFIED)
    text = re.sub(r"[ \t\u3000]+", " ", text).replace("－", "-").replace("％", "%").strip()
    text = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "，", text)
    # A price after a space starts a clause of its own: "练说话的app 家长一个月付58".
    text = re.sub(r" (?=[\u4e00-\u9fff]{0,4}\d*(?:块|元)?(?:一个?月|每个?月|一年|每年|/月|付\d|收\d))", "，", text)
    text = re.sub(r"我门(?=[做是想给在有卖帮])", "我们", text)
    request = _REQUEST.match(text)
    if request:
        kept = re.sub(r"^(?:一个|一张|给|为)", "", request["of"] or "")
        text = f"{kept}。{text[request.end() :]}" if len(kept) > 2 else text[request.end() :]
    text = _LABEL_IS.sub(r"\1：", _without_requests(text))
    for _ in range(3):
        text = _OPENING.sub("", text, count=1)
    return _PRICE_IS.sub(r"\1：", _LABEL_IS.sub(r"\1：", text)).strip()


def clauses(text: str) -> list[str]:
    """Clauses cut at any punctuation; a comma within a number and "、" do not cut."""
    parts = re.split(r"[，。；！？;!?\n：（）()]+|(?<!\d):(?!\d)|,(?!\d{3})|——+|\s-+\s|(?<!\d)\.(?!\d)", text)
    return [p for p in (clean(part) for part in parts) if p]


def clean(text: str) -> str:
    """Without surrounding space, bullets and punctuation."""
    return text.strip(" \t\n，。；、：:,.;!！?？-—•*·“”\"'|（）()")


def strip_lead(text: str) -> str:
    """Without a leading filler such as 因为, 但是, 现在, 目前."""
    lead = (
        r"^(?:因为|由于|但是|但|可是|而且|而|所以|然后|现在|目前|其实|就是|主要是|主要|痛点是|问题是|问题在于|痛点在于|"
        r"并且|同时|另外|还有|还|也|尤其是|毕竟|如今|平时|那|以及|解决了?|很多时候|传统上|发现)+"
    )
    return clean(re.sub(lead, "", clean(text)))


_PLACE_LEAD = lazy_re(
    r"^(?P<we>(?:我们?|咱们?)?(?:想|打算|准备|计划|正)?)在[^，]{2,12}?(?=给|为|帮|做|开(?!始)|卖|出租|办|装|放|架|挂)"
)


def without_place(clause: str) -> str:
    """A clause without where it is done before what is done: of "在成都给花店出租货车" the part "给花店出租货车"."""
    return _PLACE_LEAD.sub(lambda m: m["we"], clause)
