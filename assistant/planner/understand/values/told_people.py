"""Inputs that are told by people and things: customers one has, customers who leave, parts of the fixed cost, hires."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.finance import convert_flow
from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_numbers, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.counted_by import counted_by
from assistant.planner.understand.values.counted_rates import lost_of

YEARLY_WAGE = 20_000  # a sum for each of several people from here on is what they earn in a year
SMALLEST_SUM = 100  # a smaller bare number is a count of people
CROWD = 1000  # people; a larger count is no team
_PERSON = (
    r"(?:sales ?(?:person|people|man|woman|rep|reps|force)|sales|rep|reps|agents?|managers?|marketers?|engineers?|"
    r"developers?|designers?|assistants?|specialists?|employees?|contractors?|freelancers?|consultants?|analysts?|"
    r"recruiters?|people|persons?|staff|support person|hires?)"
)
_PERSON_ZH = (
    r"(?:销售|客服|工程师|程序员|开发|设计师|运营|市场专员|专员|经理|助理|"
    r"员工|顾问|推广员|业务员|代表|人手|人员|会计|产品经理)"
)
_TAKES_ON = lazy_re(
    rf"\b(?:hir(?:e|es|ing)|taking on|take on|recruit\w*|employ\w*|"
    rf"(?:add|adding|get|getting|with|put|putting|bring|bringing) (?:on |in )?(?:an?|another|one|two|three|more)\b"
    rf"[^,;.]{{0,24}}\b{_PERSON})\b(?:[^,;.]|[.,](?=\d))*$|"
    r"(?:雇|招|聘|请)(?:一|两|几|个|位|名|了)[^,，;；。]*$|"
    rf"(?:雇|招聘?|聘请?|请|配|加|添|多)(?:一|两|几|个|位|名|了)*[^,，;；。]{{0,6}}{_PERSON_ZH}[^,，;；。]*$",
    re.IGNORECASE,
)
# Between the number of people and what each of them earns.
_HEADS = lazy_re(
    rf"\s*(?:(?:more|additional|extra|new|other|further|full-?time|senior|junior|good|software|ai|ml) )*{_PERSON}\b"
    r"(?:,? (?:at|for|on|who|that|each|costs?|costing|earn(?:s|ing)?|with|a|salar(?:y|ies)|of|about|around|leaves?|"
    r"quits?|he|she|they)|,)*\s*\$?|"
    rf"[个位名]?\S{{0,4}}?{_PERSON_ZH}(?:离职|走了?|走人)?[,，]?(?:每人|每位|每个人?|人均|各|的|年薪|月薪|工资|一个?|每|月|年|要|是|他|她|约)*",
    re.IGNORECASE,
)
_MORE_PEOPLE = lazy_re(
    rf"\b(?:more|additional|extra|another) (?:\w+ )?{_PERSON}\b[^;.]*$|"
    rf"(?:[再多加招请雇聘]|增加)(?:招|请|雇|聘)?[一两二三四五六七八九十几\d]+[个位名]?\S{{0,4}}?{_PERSON_ZH}[^;；。]*$",
    re.IGNORECASE,
)
# What it takes to serve a customer is no wage, whoever serves: 服务一家店服务器加客服得40块.
_SERVES_ONE = lazy_re(
    r"(?:服务|伺候|维护|支持|养)好?(?:一|每|单)[家个位名台]|\b(?:serv\w+|support\w*|host\w*) (?:each|every|one|a) ",
    re.IGNORECASE,
)
_GOES = lazy_re(
    rf"\b{_PERSON} (?:leaves?|quits?|left|goes)\b|\b(?:let|lay|laying|laid|fire|firing) .{{0,12}}{_PERSON}\b|"
    rf"{_PERSON_ZH}(?:离职|走了|走人|辞职)|裁掉?[一两二三四五六七八九十几\d]+[个位名]",
    re.IGNORECASE,
)
# "a $7k/month salesperson": the wage stands before whom it is for.
_WAGE_BEFORE = lazy_re(
    rf"[\s/-]*(?:an?|per|/)?\s*(?:month|year)?[\s-]*(?:\w+\s+)?{_PERSON}\b|的{_PERSON_ZH}", re.IGNORECASE
)
_HAS = lazy_re(
    r"(?:\b(?:have|has|got|'ve|serve|serving|are at|at|with|already|currently|existing|today)\s+(?:about |"
    r"around |roughly |"
    r"already |now |some )*|(?:已经?有|现在?有|目前有|现有|手上有|已有|有|服务着?)(?:大约|约|差不多|了)?)$",
    re.IGNORECASE,
)
_CUSTOMERS = (
    r"(?:(?:paying|active|existing|current|live|loyal|signed) )*"
    r"(?:customers?|clients?|subscribers?|members?|accounts?)\b"
)
_CUSTOMERS_AFTER = lazy_re(
    rf"\s*{_CUSTOMERS}(?! (?:a|per|each|every) (?:month|week|year|quarter))|\s*[个家位名户]?(?:付费|活跃|老|"
    rf"现有|签约)?(?:客户|用户|会员|订户)",
    re.IGNORECASE,
)
_LEAVE = lazy_re(
    r"(?:\b(?:los(?:e|es|ing)|lost)\s+(?:about |around |roughly )?|(?:走掉?|流失掉?|丢掉?|失去|跑掉?)(?:大约|"
    r"约|大概)?)$",
    re.IGNORECASE,
)
_PART = (
    r"(?:team|staff|salar(?:y|ies)|payroll|wages|rent|office(?: space)?|servers?|hosting|cloud|software|tools?|"
    r"insurance|"
    r"legal|lawyers?|accounting|accountant|utilities|internet|admin|engineers?|developers?|founders?)"
)
_PART_ZH = (
    r"(?:团队|人力|人工|人员|员工|工资|薪资|房租|租金|办公室?|服务器|云服务|"
    r"软件|工具|保险|法务|律师|会计|代账|水电|网络|杂费|行政|工程师|程序员)"
)
_PART_BEFORE = lazy_re(
    rf"\b{_PART}\b[^,;.]{{0,14}}$|{_PART_ZH}(?:费用?|成本|开支|支出|月薪|每人|每位|人均|一共|是|要|花|约|大概|每月|:|：)*$",
    re.IGNORECASE,
)
_PART_AFTER = lazy_re(
    rf"\s*(?:(?:a|per|each|every) month )?(?:on|for|in|to|of)\s+(?:the |our |my )?{_PART}\b|\s*的?{_PART_ZH}",
    re.IGNORECASE,
)
_EACH = lazy_re(r"\s*(?:each|apiece|a head|per head|per person)\b", re.IGNORECASE)
_EACH_ZH = lazy_re(r"(?:每人|每位|每个人|人均|各)(?:月薪|工资)?$")
_PER_CUSTOMER = lazy_re(
    r"\s*(?:per|a|each|every|/)\s*(?:customer|client|user|account|seat)|\s*每(?:客户|用户)", re.IGNORECASE
)
_SERVING = lazy_re(r"(?:每客户成本|变动成本)(?:是|约|大约|大概|为)*$")  # what a customer costs is no wage
_BREAK = lazy_re(r"[,;，；。、:：]|\.(?!\d)|\b(?:and|plus|while)\b|和|以及")


def hired(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """Whoever is hired adds to the fixed cost."""
    variable = view.model.inputs_by_id.get("fixed_cost")
    if variable is None or not is_wage(text, quantity) or _SERVES_ONE.search(text[: quantity.span[0]]):
        return []
    each, heads = abs(quantity.value), heads_of(text, quantity)
    yearly = quantity.period is None and each >= YEARLY_WAGE and bool(heads)
    period = "year" if yearly else quantity.period
    sign = -1 if _GOES.search(text) else 1
    told = replace(quantity, relation="change_by", value=sign * each * (heads or 1), period=period)
    change = replace(to_change(told, variable, view.model), notes=())
    en, zh = (format_number(abs(change.value), variable.measure.shown, lang, period="month") for lang in ("en", "zh"))
    less = ("less", "减少") if sign < 0 else ("more", "增加")
    a_year = (" a year", "每年") if yearly else ("", "")
    said = quantity.text.strip()
    many = (f"{heads:g} × {said}{a_year[0]}: ", f"{heads:g}人×{a_year[1]}{said}，") if heads else ("", "")
    note = {
        "en": f"{many[0]}I took the staff as {en} {less[0]} fixed cost a month.",
        "zh": f"{many[1]}人员按每月固定成本{less[1]}{zh}计。",
    }
    return [replace(change, notes=(note,))]


def heads_of(text: str, quantity: Quantity) -> float | None:
    """How many people a wage is for: "two more engineers at 90k", 再招两个工程师，每人年薪30万; None where not said."""
    before = text[: quantity.span[0]]
    for count in reversed(find_quantities(text)):
        whole = count.kind == "count" and 0 < abs(count.value) < CROWD and count.value == int(count.value)
        if whole and count.span[1] <= quantity.span[0] and _HEADS.fullmatch(before[count.span[1] :]):
            return abs(count.value)
    return None


def is_wage(text: str, quantity: Quantity) -> bool:
    """Whether a sum is what somebody who is taken on costs."""
    sums = quantity.kind == "money" or (quantity.kind == "count" and abs(quantity.value) >= SMALLEST_SUM)
    before = text[: quantity.span[0]]
    if not sums or _SERVING.search(before):
        return False
    if heads_of(text, quantity) and (_MORE_PEOPLE.search(before) or _GOES.search(before)):
        return True
    taken_on = _TAKES_ON.search(before)
    if taken_on:
        # Of "a marketer at 4.5k who brings 200 trials" the first sum is the wage.
        return not any(abs(n.value) >= SMALLEST_SUM for n in find_numbers(taken_on.group()))
    takes = re.search(
        r"\b(?:hir|tak|add|recruit|employ|bring)\w*\b[^,;.]{0,12}$|(?:请|招|雇|聘)[^,，;；。]{0,8}$", before, re.I
    )
    return bool(takes and _WAGE_BEFORE.match(text[quantity.span[1] :]))


def have(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """Customers one has already: "we've 350 paying customers", 已经有340家付费客户."""
    variable = view.model.inputs_by_id.get("starting_customers")
    if variable is None or not _is_had(text, quantity):
        return []
    return [Change(variable.id, "set", quantity.value)]


def leave(text: str, quantity: Quantity, taken: set[str], view: FinanceView) -> list[Change]:
    """Customers who leave a month, of those one has: "lose about 7 a month" of 340."""
    variable = view.model.inputs_by_id.get("churn")
    if variable is None or quantity.kind != "count" or not _LEAVE.search(text[: quantity.span[0]]):
        return []
    had = [q.value for q in find_quantities(text) if _is_had(text, q)]
    base = had[0] if len(had) == 1 else view.inputs.get("starting_customers", 0) if view.chosen else 0
    lost = convert_flow(abs(quantity.value), quantity.period or "month", "month")
    if not 0 < lost < base:
        return []
    share, note = lost_of(lost, base)
    return [Change("churn", "set", share, (note,))]


def fixed_parts(text: str, quantities: Sequence[Quantity], view: FinanceView) -> tuple[Change | None, list[Quantity]]:
    """The fixed cost where it is told in parts, "team 40k, servers 3k", and the numbers it takes; None for one part."""
    variable = view.model.inputs_by_id.get("fixed_cost")
    found = [(q, amount) for q in quantities if (amount := _part(text, q)) is not None] if variable else []
    several = len(found) > 1 or any(amount != q.value for q, amount in found)
    if variable is None or not several:
        return None, []
    amounts = [
        convert_flow(amount, q.period, "month") if q.period not in (None, "month") else amount for q, amount in found
    ]
    shown = [
        [format_number(a, variable.measure.shown, lang) for a in [*amounts, sum(amounts)]] for lang in ("en", "zh")
    ]
    note = {
        "en": f"Fixed cost a month: {' + '.join(shown[0][:-1])} = {shown[0][-1]}.",
        "zh": f"每月固定成本：{' + '.join(shown[1][:-1])} = {shown[1][-1]}。",
    }
    return Change("fixed_cost", "set", sum(amounts), (note,) if len(amounts) > 1 else ()), [q for q, _ in found]


def _is_had(text: str, quantity: Quantity) -> bool:
    told = quantity.kind == "count" and quantity.period is None and _CUSTOMERS_AFTER.match(text[quantity.span[1] :])
    return bool(told and _HAS.search(text[: quantity.span[0]]))


def _part(text: str, quantity: Quantity) -> float | None:
    """What a number adds to the fixed cost a month; None where it is no part of it."""
    sums = quantity.kind == "money" or (quantity.kind == "count" and quantity.value >= SMALLEST_SUM)
    if (
        not sums
        or is_wage(text, quantity)
        or quantity.relation not in (None, "set")
        or counted_by(text, quantity)
        or _PER_CUSTOMER.match(text[quantity.span[1] :])
    ):
        return None
    start = quantity.span[0]
    clause = max((m.end() for m in _BREAK.finditer(text, 0, start) if m.group() not in ":："), default=0)
    before, after = text[clause:start], text[quantity.span[1] :]
    if not (_PART_BEFORE.search(before) or _PART_AFTER.match(after)):
        return None
    if _EACH.match(after) or _EACH_ZH.search(before):
        heads = [q for q in find_quantities(text) if q.kind == "count" and clause <= q.span[0] < start]
        people = [q.value for q in heads if 0 < q.value < CROWD and q.value == int(q.value)]
        return quantity.value * people[0] if len(people) == 1 else None
    return quantity.value
