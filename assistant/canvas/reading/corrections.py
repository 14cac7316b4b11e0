"""A correction of what was understood: "no, our customers are dentists, not hospitals", "价格改成每月299"."""

from __future__ import annotations

import re

from assistant.canvas.reading.chinese import find_region as find_region_zh
from assistant.canvas.reading.en_people import POST_CUT, is_head
from assistant.canvas.reading.en_text import clean
from assistant.canvas.reading.english import find_region
from assistant.canvas.reading.zh_people import phrase
from assistant.canvas.reading.zh_text import clean as clean_zh
from assistant.language.lazy_re import lazy_re

_NO = r"(?:no|nope|actually|sorry|wait|correction|well|hm+|oh)?[\s,.:—-]*(?:actually|really|i mean)?[\s,]*"
_CUSTOMER = (
    lazy_re(
        rf"^\W*{_NO}(?:but )?(?:our|the|my)?\s*(?:customers?|clients?|buyers?|target(?: customers?|"
        rf" group)?)\s+(?:are|is|"
        r"will be|should be)\s+(?:now |actually |really )?(?P<new>[^.;,]+?)(?:,?\s+(?:and )?(?:not|rather than|"
        r"instead of)"
        r"\s+(?P<old>[^.;,]+))?\s*(?:now)?[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"^\W*{_NO}(?:it'?s|this is|we(?:'re| are)|we (?:now )?(?:sell to|serve|target))\s+(?:actually |really |"
        rf"now )?"
        r"(?:meant )?(?:for |targeting )?(?P<new>[^.;,]+?),?\s+(?:and )?(?:not|rather than|instead of)\s+(?:for )?"
        r"(?P<old>[^.;,]+?)[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        r"^\W*(?:不|不对|不是|错了|更正)?[，,\s]*(?:我们的?|目标)?(?:客户|用户群?|目标客户|客群)(?:其实|应该|实际上|主要|改|换)?(?:是|成|为)"
        r"(?P<new>[^，,。；]+)(?:[，,]\s*(?:而)?不是(?P<old>[^，,。]+))?[。！]*$"
    ),
    lazy_re(
        r"^\W*(?:不对?[，,])?\s*(?:我们的?|目标)?(?:客户|用户|买单的|付钱的|付费的|掏钱的)(?:其实|应该|实际上|主要)?(?:并?不是)"
        r"(?P<old>[^，,。；]+)[，,]\s*(?:而)?(?:其实)?是(?P<new>[^，,。；]+)[。！]*$"
    ),
    lazy_re(
        r"^\W*(?:不对?[，,])?\s*(?:真正)?(?:买单|付钱|付费|掏钱|出钱|拍板)的(?:人)?(?:其实|应该|实际上|主要)?是"
        r"(?P<new>[^，,。；]+)(?:[，,]\s*(?:而)?不是(?P<old>[^，,。]+))?[。！]*$"
    ),
    lazy_re(
        r"^\W*(?:并?不是|不由)(?P<old>[^，,。；]{2,14})[，,]\s*(?:而)?(?:其实)?是(?P<new>[^，,。；]{2,14}?)(?:来|统一|集中)*"
        r"(?:采购|买单|付费|付钱|出钱|掏钱|付款|付)的?[。！]*$"
    ),
    lazy_re(
        r"^\W*(?:it'?s|it is|that'?s)? ?not (?:the )?(?P<old>[^.;,]+?)(?: (?:who|that))? (?:pays?|buys?),?\s+"
        r"(?:but |it'?s |it is )+(?:the )?(?P<new>[^.;,]+?)(?:(?: (?:who|that))? (?:pays?|buys?|do))?[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(r"^\W*(?:客户|目标客户|用户)(?:改成|换成|改为|变成)(?P<new>[^，,。；]+)[。！]*$"),
    lazy_re(
        r"^\W*(?:不|不对)?[，,\s]*(?:我们)?(?:是)?(?:卖给|面向|服务)(?P<new>[^，,。；]+?)的?[，,]\s*不是(?:卖给|面向)?(?P<old>[^，,。]+)[。！]*$"
    ),
)
# Who pays, told anew: whoever was told before uses it, but pays nothing.
_OLD_EN, _NEW_EN = r"(?:the |our )?(?P<old>[^.;,]+?)", r"(?:the |our )?(?P<new>[^.;,]+?(?:, [^.;,]+? and [^.;,]+?)?)"
_PAYS = r"(?:pays?|(?:are|is) paying|buys?)(?: us| me| for (?:it|this|that))*"
_PAYER = (
    lazy_re(
        rf"^\W*{_NO}(?:the )?(?:ones?|people|person|side|party)?\s*(?:who|that) (?:actually |"
        rf"really )?{_PAYS}\s*(?:is|are)\s+"
        rf"(?:actually |really )?{_NEW_EN}(?:,? (?:and )?not {_OLD_EN})?[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"^\W*{_NO}(?:the |our )?(?:payers?|paying (?:customers?|side|party))\s+(?:is|are)\s+(?:actually |"
        rf"really )?{_NEW_EN}"
        rf"(?:,? (?:and )?not {_OLD_EN})?[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"^\W*{_NO}(?:it'?s |it is )?{_NEW_EN} (?:who |that )?(?:actually |"
        rf"really )?{_PAYS},? (?:and )?not {_OLD_EN}[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"^\W*{_NO}{_OLD_EN} (?:do(?:es)? not|don'?t|doesn'?t|never|won'?t) pay(?: us| anything| a cent|"
        rf" for (?:it|this))*"
        rf"[,;.—-]+\s*(?:but )?(?:it'?s |it is )?{_NEW_EN} (?:do(?:es)?|{_PAYS}|who {_PAYS})[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        r"^\W*(?:不对?[，,]|其实)*(?P<old>[^，,。；]{2,14}?)(?:其实|是|自己|都|又)*不(?:付|掏|出|花)(?:钱|费)?的?[，,]\s*(?:真正)?(?:付钱|"
        r"买单|掏钱|付费|出钱)"
        r"的(?:人)?(?:其实|应该)?是(?P<new>[^，,。；]+)[。！]*$"
    ),
    lazy_re(
        r"^\W*(?:不对?[，,]|其实)*(?P<old>[^，,。；]{2,14}?)(?:其实|是|自己|都|又)*不(?:付|掏|出|花)(?:钱|费)的?[，,]\s*(?:而?是|钱是)?"
        r"(?P<new>[^，,。；]{2,14}?)(?:来|才|在)?(?:付钱?|买单|掏钱?|付费|出钱?)的?[。！]*$"
    ),
)
_OFFER_EN = r"(?:our|the|my) (?:product|offer|offering|service)(?: (?:really|actually))?"
_PRODUCT = (
    lazy_re(
        rf"^\W*{_NO}{_OFFER_EN}\s*(?:isn'?t|is not|ain'?t|was never)\s+(?P<old>[^.;,]+?),?\s+(?:but|it'?s|it is|"
        rf"rather)\s+"
        r"(?P<new>[^;]+?)[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(rf"^\W*{_NO}{_OFFER_EN} is (?P<new>[^.;,]+?),? (?:and )?not (?P<old>[^.;,]+?)[.!]*$", re.IGNORECASE),
    lazy_re(
        rf"^\W*{_NO}we (?:don'?t|do not) (?:sell|make|offer) (?P<old>[^.;,]+?)[,;.] we (?:sell|make|"
        rf"offer) (?P<new>[^.;,]+?)[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        r"^\W*(?:不对?[，,])?\s*(?:我们的?)?(?:产品|卖的|做的|服务)(?:其实|应该|并|根本|也)*不是(?P<old>[^，,。；]+)[，,]\s*(?:而)?(?:其实|应该)?是"
        r"(?P<new>[^，,。；]+)[。！]*$"
    ),
    lazy_re(
        r"^\W*(?:不对?[，,])?\s*(?:我们的?)?(?:产品|卖的|做的)(?:其实|应该|实际上)?是(?P<new>[^，,。；]+)[，,]\s*(?:而)?不是(?P<old>[^，,。；]+)[。！]*$"
    ),
)
# What is to be done about it, no part of what is put right.
_MEND = lazy_re(
    r"[，,。.;；!！—-]+\s*(?:(?:so )?(?:please |pls |can you )*(?:change|fix|correct|update|amend)(?: (?:that|it|"
    r"this|the canvas))*"
    r"(?: please| accordingly)*|you (?:forgot|missed|left out) [^,.;]+|(?:画布|这里|那里|你)?(?:上|里)?"
    r"(?:也|得|要|应该|给我|帮我|请|麻烦)*"
    r"(?:改|更正|修正|更新)(?:一?下|过来)?(?:吧|了)?|(?:请|帮我|麻烦)?(?:改|更正|修正)(?:一?下)?画布)\W*$",
    re.IGNORECASE,
)
_PRICE = (
    lazy_re(
        rf"^\W*{_NO}(?:(?:we(?:'ll)?|let'?s|please)\s+)?(?:change|set|make|raise|lower|cut|put|move)?\s*(?:the |our )?"
        r"(?:price|pricing|fee|subscription|charge)\s+(?:is now|is|to|at|becomes|should be|will be|goes to)\s+"
        r"(?P<new>(?=[^,;]*\d)[^;!]+?)(?:,?\s+(?:not|instead of|rather than)\s+[^;]+)?[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"^\W*{_NO}we (?:now |will )?(?:charge|take)\s+(?P<new>(?=[^,;]*\d)[^;!]+?)(?:\s+now)?"
        r"(?:,?\s+(?:not|instead of|rather than)\s+[^;]+)?[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        r"^\W*(?:把)?(?:价格|定价|收费|月费|年费|单价|价钱)(?:改|换|调|变|涨|降)?(?:整|动)?(?:成|为|到|是)"
        r"(?P<new>(?=[^，。]*[\d一二三四五六七八九十])[^，。；]+?)(?:了|吧)?[。！]*$"
    ),
)
# Charged by another measure than before.
_CHARGED_ANEW = (
    lazy_re(
        r"^\W*(?:(?:对了|其实|现在|我们|改主意了|改了|决定|想好了)[，,]?)*(?:以后|也)?不(?:再)?按(?P<old>[^，,。]{1,10}?)(?:收费?|卖|算|计费|来)?了?[，,]\s*"
        r"(?:而是|改成|改为|改|换成|都)?(?P<new>按[^。；]+?)了?[。！]*$"
    ),
    lazy_re(
        rf"^\W*{_NO}(?:we(?:'ve)? (?:changed our minds?|decided)[,.:;] )?we (?:no longer|don'?t|"
        rf"won'?t) (?:charge|bill|price)(?: it)? "
        r"(?:by|per) (?:the )?(?P<old>[^.;,]+?)(?: any ?more)?[,;.] (?:but |instead |now |it'?s |"
        r"we(?:'ll)? (?:now )?(?:charge|bill) )*"
        r"(?P<new>[^;]+?)[.!]*$",
        re.IGNORECASE,
    ),
    lazy_re(
        rf"^\W*{_NO}(?:instead of|rather than) (?:by|per) (?P<old>[^.;,]+?),? we(?:'ll)? (?:now )?(?:charge|"
        rf"bill) (?P<new>[^;]+?)[.!]*$",
        re.IGNORECASE,
    ),
)
_REGION = lazy_re(
    rf"^\W*{_NO}(?:we|it)(?:'re| are| is)?\s*(?:now )?(?:(?:sell|selling|start|starting|launch|launching|operate|"
    rf"operating|"
    r"active|based|going|moving|move|sold)\b[^.;]{0,25}?\b(?:in|into|to|across)|only in|in)\s+(?P<new>[^.;,]+?)"
    r"(?:\s+(?:now|instead|first))?(?:,?\s+(?:not|instead of)\s+[^.;]+)?[.!]*$",
    re.IGNORECASE,
)
_REGION_ZH = lazy_re(
    r"^\W*(?:不对?[，,])?(?:我们)?(?:现在|改|改成|改为|先|只|换)?(?:在|去|到|做|卖到|进入)(?P<new>[^，。；]{2,10}?)(?:市场)?(?:卖|做|销售|试点|开展|起步|了)*"
    r"(?:[，,]\s*不是[^，。]+)?[。！]*$"
)


_PRICE_FORMS = (*_CHARGED_ANEW, *_PRICE)


def charges_anew(text: str) -> bool:
    """Whether a message says that it is charged by another measure than before."""
    return any(form.match(_MEND.sub("", text.strip())) for form in _CHARGED_ANEW)


def _somebody(words: str, contrasted: bool) -> bool:
    """Whether a correction names customers: "our customers are happy" does not."""
    if re.search(r"谁|什么|哪|吗|呢|怎么|[\u4e00-\u9fff]", words):
        return not re.search(r"谁|什么|哪|吗|呢|怎么|多少", words) and (contrasted or phrase(words, 0) is not None)
    head = POST_CUT.sub("", words).rpartition(" ")[2]
    return contrasted or is_head(head)


def read_correction(text: str, language: str) -> dict[str, str]:
    """Fields of the brief that a short message corrects; empty where it corrects none.

    Args:
        text: One message; a description of several sentences is no correction.
        language: "en" or "zh" of the message.
    """
    told = _MEND.sub("", text.strip())
    if len(told) > 160 or "\n" in told:
        return {}
    tidy = clean_zh if language == "zh" else clean
    for field, forms in (
        ("customer", _PAYER),
        ("product", _PRODUCT),
        ("customer", _CUSTOMER),
        ("pricing", _PRICE_FORMS),
    ):
        for form in forms:
            match = form.match(told)
            if match and (field != "customer" or _somebody(tidy(match["new"]), bool(match.groupdict().get("old")))):
                return {field: tidy(match["new"])}
    match = (_REGION_ZH if language == "zh" else _REGION).match(told)
    place = "" if not match else find_region_zh(match["new"]) if language == "zh" else find_region(match["new"])
    return {"region": place} if place else {}
