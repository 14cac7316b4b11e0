"""What a remark changes in the brief that stands, and which items it adds to the canvas."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from assistant.canvas import Brief, surely_told
from assistant.canvas.reading.contrasts import contrasted
from assistant.canvas.reading.en_roles import same
from assistant.canvas.reading.remarks import is_no_answer, names_somebody, read_remark
from assistant.canvas.reading.sanity import complains
from assistant.language.lazy_re import lazy_re

JsonDict = dict[str, Any]

# A message that tells of a venture says what is made or sold; one that merely remarks on it does not.
_OFFERS = lazy_re(
    r"\b(?:we|i|we're|i'm|we'll|i'll|let's|to)\s+(?:(?:\w+ly|now|are|am|want to|would like to|plan to|will|'?d like to|"
    r"just|help) )*"
    r"(?:build|mak(?:e|ing)|sell(?:ing)?|offer|develop|design|run|creat|start|launch|rent|print|train|grow|operat|provid|"
    r"teach|write|deliver)\w*\b|"
    r"\b(?:app|tool|platform|software|marketplace|api|device|sensors?|kit|robots?|drones?|chatbot|bot|assistant|tutor|"
    r"plugin|camera|subscription box|service|copilot|saas)\b|\bcanvas for\b|\b(?:new|another|different) "
    r"(?:idea|venture)\b|(?:做|开发|打造|搞|弄|研发|推出|开)(?:一?(?:个|款|套|家|种)|了|给)|(?:给|为|帮|面向)[^，,。]{2,16}(?:做|用的|提供|开发)|"
    r"(?:软件|系统|平台|工具|助手|小程序|App|APP|设备|机器人|课程|订阅盒|服务|盒子)|(?:换个|新的?|另一个)(?:项目|点子|想法)",
    re.IGNORECASE,
)
_AMENDS = lazy_re(
    r"\W*(?:we |i )?(?:also|never|not|don't|no longer)\b|\W*(?:我们?)?(?:现在)?(?:也|还|不|没|只)|"
    r".{0,14}(?:付钱|买单|掏钱|出钱|续了费|在用)(?:[，,。]|$)",
    re.IGNORECASE,
)
_CHARGES = lazy_re(
    r"收|价|付|卖|买单|掏|抽|分成|免费|charg|pay|pric|sell|fee|cost them|per |each|a month|free", re.IGNORECASE
)
_NAMES_PROBLEM = lazy_re(r"痛点|问题|\bproblem\b|\bpain\b", re.IGNORECASE)
# Customers are told anew: those told before pay no more, nor use it.
_CORRECTS = lazy_re(
    r"\bnot\b|不是|\b(?:customers?|clients?|buyers?)\s*(?::|\b(?:is|are|would be|will be)\b)|"
    r"(?:客户|客群|买家)(?:群体?)?[^，,。]{0,3}(?:[：:]|是|为)",
    re.IGNORECASE,
)

_ADDED = {"channel": "channels", "partner": "key_partners"}  # what one more of is added rather than put in its place
_BY_THE_WAY = frozenset(_ADDED)


@dataclass(frozen=True)
class Taken:
    """The brief after a remark, and the additions to the canvas that it makes."""

    brief: Brief
    operations: tuple[JsonDict, ...] = ()


def offers(text: str) -> bool:
    """Whether a message says what is made or sold, as one that tells of a venture does."""
    return bool(_OFFERS.search(text)) and not _AMENDS.match(text)


def take(known: Brief, text: str, language: str, *, drafted: bool) -> Taken:
    """The brief and the additions after a remark; equal to `known`, without additions, where it names no slot.

    Args:
        known: The brief that stands.
        text: The remark.
        language: "en" or "zh".
        drafted: Whether a canvas stands, to which items can be added.
    """
    if put_right := contrasted(known, text, language):
        return Taken(known.merge(Brief.from_json(put_right)))
    return _taken(known, text, language, drafted=drafted)


def _taken(known: Brief, text: str, language: str, *, drafted: bool) -> Taken:
    """What a remark tells that puts nothing right."""
    remark = read_remark(text, language)
    said = dict(remark.fields)
    if not remark and not is_no_answer(text):
        told = surely_told(text, language, "remark")
        said = {f: v for f, v in told.items() if f in _BY_THE_WAY and v not in getattr(known, f)}
    if not remark and names_somebody(text, language) and _narrows(text, known.customer, language):
        said["customer"] = text.strip(" .。!！")
    items = [{"op": "add", "block": block, "text": item} for block, item in remark.items]
    if more := said.pop("also_region", ""):
        said["region"] = joined(known.region, more, language)
    sure = complains(known.problem, language) and known.problem != known.differentiator
    if "problem" in said and known.problem and sure and not _NAMES_PROBLEM.search(text):
        del said["problem"]
    if "pricing" in said and known.pricing and not _CHARGES.search(text):
        del said["pricing"]
    for field, block in _ADDED.items():
        had = getattr(known, field)
        if drafted and had and said.get(field, had) != had:
            items.append({"op": "add", "block": block, "text": said.pop(field)})
    if not drafted:
        said |= _undrafted(known, remark.items, language)
        items = []
    brief = known.merge(Brief.from_json(_with_roles(known, said, text)))
    if "user" in said and brief.user == brief.customer:
        brief = replace(brief, customer="")  # those who are said not to pay: somebody else must
    return Taken(brief, tuple(items))


def _with_roles(known: Brief, said: dict[str, str], text: str) -> dict[str, str]:
    """The slots with those who were thought to pay as users, where somebody else is said to."""
    payer = said.get("customer", "")
    if not payer:
        return said
    if payer in known.customer:
        return {slot: value for slot, value in said.items() if slot != "customer"}
    contrasted = _CORRECTS.search(text)
    if known.customer and known.customer not in payer and not known.user and not contrasted:
        return {"user": known.customer, **said}
    return said


def _narrows(text: str, customer: str, language: str) -> bool:
    """Whether a name is of the customer told before, with more said of them."""
    plain = text.strip(" .。!！").lower()
    if not customer or plain == customer.lower():
        return False
    return plain.endswith(customer[-2:]) if language == "zh" else same(plain, customer)


def _undrafted(known: Brief, items: tuple[tuple[str, str], ...], language: str) -> dict[str, str]:
    """Customers, channels and partners to add, as fields of a brief from which nothing has been drafted yet."""
    fields = {}
    for block, field in (("customer_segments", "customer"), ("channels", "channel"), ("key_partners", "partner")):
        if named := [text for of, text in items if of == block]:
            fields[field] = joined(getattr(known, field), named[0], language)
    return fields


def joined(known: str, more: str, language: str) -> str:
    """What was known and what is told besides."""
    if not known or more in known:
        return known or more
    return f"{known}、{more}" if language == "zh" else f"{known} and {more}"
