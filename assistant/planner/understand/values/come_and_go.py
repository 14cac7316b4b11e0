"""Customers who come or go in a supposition: "two of the pubs drop out", 再签两家, "16 clinics?"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.canvas import History
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.values.convert import Change, to_change

SHORT = 24  # characters of a text that is a number of customers and little else
# The input that counts them, by who they are said to be.
_BUYERS = ("starting_customers", "starting_users", "starting_buyers")
_SELLER = lazy_re(
    r"\b(?:sellers?|vendors?|merchants?|suppliers?|stalls?|makers?)\b|卖家|商家|商户|供应商|师傅|摊主", re.I
)
_STAFF = lazy_re(
    r"\b(?:staff|employees?|engineers?|developers?|writers?|drivers?|lads?|girls?|hands?|people to help|agents?|"
    r"salespeople|reps?|nurses?|teachers?|coaches|vans?|machines?|months?|weeks?|days?|hours?|times|points?)\b|"
    r"人手|工人|小工|师傅|员工|司机|老师|教练|阿姨|助理|销售|程序员|个月|天|小时|个点|次|台|辆|条",
    re.IGNORECASE,
)
_CUSTOMER = (
    r"(?:customers?|clients?|members?|subscribers?|users?|accounts?|companies|firms?|farms?|shops?|stores?|clinics?|"
    r"schools?|pubs?|restaurants?|cafes?|hotels?|offices?|families|households?|students?|pupils?|kids|children|"
    r"patients?|readers?|buyers?|sellers?|licensees?|hosts?|tenants?|residents?|halls?|sites?|parents?)"
)
_NAMED = lazy_re(rf"\s*(?:more |new |extra |other |of (?:them|the|our|my) )*(?P<noun>{_CUSTOMER})\b", re.IGNORECASE)
_NAMED_ZH = lazy_re(
    r"\s*(?:家|户|(?:个|位|名)?(?:新|老)?(?:客户|用户|会员|学员|学生|孩子|家长|老人|社区|商家|卖家|买家|读者|订户|人))"
)
_GOES = lazy_re(
    r"\s*(?:more |other )?(?:of (?:them|the|our|my) ?|\w+ )?(?:\w+ )?(?:would |will |might |also )?"
    r"(?:leaves?|left|quits?|lost|gone|goes|drop(?:s|ped)? (?:out|off)|cancel(?:s|led)?|"
    r"walk(?:s|ed)?(?: away)?|churn(?:s|ed)?)\b",
    re.IGNORECASE,
)
_GOES_ZH = lazy_re(r"[家户个位名]?[\u4e00-\u9fff]{0,4}?(?:走掉?|走了|离开|退掉?|退了|退出|流失|不续|不来|跑掉?|跑了)")
_LOSES = lazy_re(
    r"\b(?:los(?:e|es|ing|t)|drops?|minus|without)\s+(?:another |about |those |the )*$|"
    r"(?:掉|走|丢|少|跑|流失|退)(?:了|掉)?$",
    re.IGNORECASE,
)
_WINS = lazy_re(
    r"\b(?:win|wins|get|gets|sign(?:s|ed)?(?: up)?|add|adds|bring(?:s)?(?: in)?|"
    r"gain|another|land)\s+(?:us )?(?:another )?$|"
    r"(?:再|又|多|新)(?:签|来|加|拿下|招|谈下?|添|增)*(?:了|个)?$",
    re.IGNORECASE,
)


def come_or_go(text: str, context: Context, view: FinanceView) -> Change | None:
    """The change that customers who come, go or are counted make of those there are; None where a text tells none.

    Args:
        text: The supposition.
        context: The conversation; who the customers are stands on its canvas.
        view: The model.
    """
    said = [q for q in values(text) if q.kind == "count" and q.value == int(q.value) and q.period is None]
    if len(said) != 1 or len(values(text)) != 1 or _STAFF.match(text[said[0].span[1] :].lstrip("个位名 ")):
        return None
    number = said[0]
    base = _counted(text, view)
    sign = _direction(text, number)
    talked_of = context.focus.get("variable") == base and not text[number.span[1] :].strip(" ?？。.!呢吧个家户")
    named = _names_customers(text, number, context) or (talked_of and sign < 0)
    if not base or not (named or (sign < 0 and _GOES.match(text[number.span[1] :]))):
        return None
    return _change(text, number, sign, base, view)


def _change(text: str, number: Quantity, sign: int, base: str, view: FinanceView) -> Change | None:
    present = view.inputs[base]
    if not sign and (len(text) > SHORT or number.relation == "change_by"):
        return None
    if sign < 0 and abs(number.value) > present:
        return None  # nobody knows yet of how many
    value = abs(number.value) * (sign or 1)
    variable = view.model.inputs_by_id[base]
    told = replace(number, relation="change_by" if sign else "set", value=value)
    change = to_change(told, variable, view.model)
    shown = number.text.strip()
    note = {
        "en": f"I took “{shown}” as customers: the {variable.label.en}.",
        "zh": f"“{shown}”按{variable.label.zh}计算。",
    }
    return replace(change, notes=(*change.notes, note))


def _counted(text: str, view: FinanceView) -> str:
    """The input that counts whom a text speaks of; empty where the model counts none or sells things."""
    inputs = view.model.inputs_by_id
    if view.model.id == "hardware":
        return ""  # who subscribes beside the things sold
    if "starting_sellers" in inputs:
        return "starting_sellers" if _SELLER.search(text) else ""
    return next((i for i in _BUYERS if i in inputs), "")


def _direction(text: str, number: Quantity) -> int:
    before, after = text[: number.span[0]], text[number.span[1] :]
    if number.relation == "change_by" and number.value < 0:
        return -1
    if _LOSES.search(before) or _GOES.match(after) or _GOES_ZH.match(after):
        return -1
    return 1 if number.relation == "change_by" or _WINS.search(before) else 0


def _names_customers(text: str, number: Quantity, context: Context) -> bool:
    """Whether the thing counted is a customer, by its word or because the canvas has it among the customers."""
    after = text[number.span[1] :]
    if _NAMED.match(after) or _NAMED_ZH.match(after):
        return True
    noun = re.match(r"\s*(?:more |new |other |of (?:the|our) )*([a-z]{4,})", after, re.IGNORECASE)
    stem = noun[1].lower().rstrip("s") if noun else ""
    return bool(stem) and stem in _segments(context)


def _segments(context: Context) -> str:
    """The customers that the canvas and the brief name, as one text."""
    told = str(context.brief.get("customer") or "")
    if not context.canvas:
        return told.lower()
    items = History.from_json(context.canvas).canvas.all_items()
    return " ".join([told, *(i.text for b, i in items if b == "customer_segments")]).lower()
