"""Tells that a message adds a number of the user's own, drops one, chooses a currency, or says ranges."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.custom_names import REMOVE, known_name
from assistant.planner.lexicon import SURELY_HYPOTHETICAL
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.uncertain import PLUS_MINUS, read_ranges

PUTS = lazy_re(
    r"\b(?:add|adding|added|include|included|put in|introduce)\b|加上|加一|增加一|加个|算上|计入", re.IGNORECASE
)
BESIDES = lazy_re(r"\balso\b|另外|此外|还有|还能|还会", re.IGNORECASE)
ADDS = lazy_re(
    r"\b(?:add|include|put in|factor in|account for|build in|also|there(?:'s| is| are)|don't forget|do not forget|"
    r"every new|each new|on top)\b|加|增加|新增|每[位个名]新|送|计入|算上|考虑|另外|此外|还有|还要|还得|别忘|多",
    re.IGNORECASE,
)
# What such a number is mostly called, where its name is none of the known ones.
KIND = lazy_re(
    r"\b(?:fees?|commission|insurance|tax(?:es)?|royalt\w+|bonus\w*|surcharge|levy|premium|add-?ons?|gift|rebate|"
    r"subsidy|grant|sponsorship|deposit|duty|per (?:transaction|payment|order|call|unit|device))\b|"
    r"费(?!用户)|佣金|提成|保险|税|补贴|赞助|礼品|返利|押金|版税|奖励|增值服务",
    re.IGNORECASE,
)
SIMULATES = lazy_re(
    r"\bsimulat\w*|\bmonte[\s-]?carlo|\b\d[\d,]* (?:random )?draws\b|\brandom (?:runs?|draws?)\b|模拟|蒙特卡[洛罗]|"
    r"\bp10\b|\bp90\b",
    re.IGNORECASE,
)
MOST_LIKELY = lazy_re(r"\bmost (?:likely|probably)\b|\blikeliest\b|最可能|最有可能|可能性最大", re.IGNORECASE)
ON_CANVAS = lazy_re(
    r"\b(?:canvas|blocks?|segments?|revenue streams?|cost structure|partners?|channels?|value propositions?|"
    r"key (?:resources|activities))\b|"
    r"画布|收入来源|成本结构|客户细分|合作伙伴|重要伙伴|渠道通路|价值主张|关键业务|核心资源",
    re.IGNORECASE,
)
COUNT_IN = lazy_re(
    r"\b(?:count|calculate|compute|work|think|price|model|account|report|show|use|switch|everything|all|numbers?|"
    r"amounts?|figures?|currency)\b.{0,30}\b(?:yuan|rmb|cny|renminbi|dollars?|usd|euros?|eur|pounds?|gbp|yen|jpy|hkd|"
    r"sgd|rupees?|won)\b|^\W*in (?:us )?(?:yuan|rmb|dollars?|euros?|pounds?|yen)\b|"
    r"(?:用|以|按|换成|改成|改用|切换到|都是)(?:成)?(?:人民币|美元|美金|欧元|英镑|日元|港币|港元|新币|卢比|韩元|台币)|"
    r"(?:人民币|美元|美金|欧元|英镑|日元|港币|港元)(?:计价|计算|来算|结算|为单位|记账|核算)|币种|货币单位",
    re.IGNORECASE,
)


def own_numbers(seen: Evidence) -> str | None:
    """The intent `define_input` or `set_currency`, None where the words show neither."""
    added = {str(a["id"]) for a in seen.context.finance.get("extensions") or ()}
    named = {i for m in seen.inputs for i in m.ids}
    if added & named and REMOVE.search(seen.text) and not SURELY_HYPOTHETICAL.search(seen.text):
        return "define_input" if "remove_input" in seen.context.tools else None
    if "set_currency" in seen.context.tools and not _amounts(seen) and COUNT_IN.search(seen.text):
        return "set_currency"
    if seen.intent == "define_input" and _of_model(seen, added):
        return "set_inputs"
    return "define_input" if "define_input" in seen.context.tools and _adds(seen, added) else None


def _of_model(seen: Evidence, added: set[str]) -> bool:
    """Whether a number heard as one of the user's own is of an input that the model has, and nothing puts it in."""
    if (
        seen.hypothetical
        or PUTS.search(seen.text)
        or BESIDES.search(seen.text)
        or added & {i for m in seen.inputs for i in m.ids}
    ):
        return False
    named = {m.ids[0] for m in seen.inputs if len(m.ids) == 1}
    reading = seen.reading
    return bool(reading.changes) and not reading.leftover and {c.variable for c in reading.changes} <= named


def _amounts(seen: Evidence) -> bool:
    """Whether the text has a number, in digits or spelled ("sixty dollars"): then it is no order to count in them."""
    return bool(re.search(r"\d", seen.text)) or any(q.kind == "money" for q in seen.quantities)


def uncertain_numbers(seen: Evidence) -> str | None:
    """The intent `simulate` where inputs are said as ranges with a most likely value or a distance."""
    enough = len(seen.quantities) > 1 or PLUS_MINUS.search(seen.text)
    if "simulate" not in seen.context.tools or not (seen.inputs and seen.quantities and enough):
        return None
    said = SIMULATES.search(seen.text) or PLUS_MINUS.search(seen.text) or MOST_LIKELY.search(seen.text)
    return "simulate" if said and read_ranges(seen.text, seen.view).uncertain else None


def _bare(seen: Evidence) -> bool:
    """A known name without a number: "please add a payment fee to the model"; what belongs to a canvas stays there."""
    known = known_name(seen.text)
    if not known or not seen.context.finance.get("template"):
        return False
    said = re.fullmatch(
        r"\W*(?:(?:please|can you|could you|let's|also|请|麻烦|帮我|再|在模型里|给模型)\W*)*"
        r"(?:add|include|加上?|加入|增加|新增|算上)\W*"
        rf"(?:an?|the|our|some|一[个项笔])?\W*{re.escape(known)}(?P<to>.{{0,20}})",
        seen.text,
        re.IGNORECASE,
    )
    into_model = bool(said and re.search(r"\bmodel\b|\bnumbers\b|模型", seen.text, re.IGNORECASE))
    into = r"(?:to|in) (?:the|our) (?:model|numbers)|到模型里?|进去|吧|as well|too|\W"
    rest = re.sub(into, "", said["to"]) if said else known
    return not rest and (into_model or not seen.context.canvas)


def _adds(seen: Evidence, added: set[str]) -> bool:
    """A number with the name of a cost or an income the model does not have, and words that add it."""
    if _bare(seen):
        return True
    values = [q for q in seen.quantities if q.kind in ("money", "percent", "count") and re.search(r"\d", q.text)]
    known = known_name(seen.text)
    # "What if we add a 2% payment fee" needs the input too; a what-if without it would change another one.
    supposed = bool(SURELY_HYPOTHETICAL.search(seen.text)) and not (known and PUTS.search(seen.text))
    if not values or supposed or not ADDS.search(seen.text):
        return False
    if not (known or KIND.search(seen.text)) or ON_CANVAS.search(seen.text):
        return False
    place = seen.text.lower().find(known) if known else -1
    # "We also have add-ons, customers pay 5 a month" is about the add-ons, whatever else is called what customers pay.
    besides = bool(known and BESIDES.search(seen.text))
    # "add 5 to the churn" changes an input; the "fee" of "payment fee" is none.
    others = [
        m
        for m in seen.inputs
        if not added & set(m.ids) and not (besides and m.ids == ("price",)) and not _within(m.span, place, known)
    ]
    return not others


def _within(span: tuple[int, int], place: int, known: str) -> bool:
    """Whether a name is only a part of the known name that stands at `place`."""
    inside = place >= 0 and place <= span[0] and span[1] <= place + len(known)
    return inside and span[1] - span[0] < len(known)
