"""What a number that names no input is by its use: what one of something sells for or costs, a share that pays.

Read only where nothing else accounts for a number, so that a question which the words answer already is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.canvas import History
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import EMPTY_TALK
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.counted_by import counts_things, only_sum_for_one, ruled_out
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.roles import role_of
from assistant.planner.understand.values.supplies import SUPPLIES
from assistant.planner.understand.values.told_price import PAYS
from assistant.planner.understand.values.value_said import SAID_OFTEN

# The input that a price, a cost, those who ask or a share is of, by model or the first that a model has.
_PRICE = {"subscription": "price", "freemium": "price", "hardware": "price", "licence": "price", "usage": "call_price"}
_COST = {
    "subscription": "variable_cost",
    "freemium": "variable_cost",
    "hardware": "bom",
    "usage": "call_cost",
    "marketplace": "order_cost",
}
_INTAKE = ("trials", "leads", "signups", "new_users")
_TIMES = (
    r"(?:months?|mo|years?|yrs?|weeks?|wks?|days?|hours?|hrs?|h|m|quarters?|night|half|third|quarter|time|bit|lot|few)"
)
_EACH = lazy_re(
    rf"\s*(?:quid|bucks?|c|p)?\s*(?:(?:per|an?|each|every|for (?:an?|each|every|one))\s+|/\s*)(?!{_TIMES}\b)"
    r"(?P<thing>[a-z][a-z'-]+)|\s*(?:quid|bucks?|c|p)?\s*(?:each|apiece|a piece|a go|a pop)\b",
    re.IGNORECASE,
)
_EACH_ZH = lazy_re(
    r"[一每](?![个]?[天日周月年季半起共般])(?P<thing>[\u4e00-\u9fff]{1,4}?)(?=(?:的?(?:本|成本|进价|卖|收|售|要|价|定|是|按|得))*$)"
)
# Carries a number of the canvas over to the model.
_TOO = lazy_re(
    r"\b(?:model|numbers|finances?|figures|plan|too|as well|same)\b|模型|数字|测算|财务|账|也", re.IGNORECASE
)
_CORRECTED = lazy_re(r"(?:不是|\bnot)\s*[\d.]+\s*\S{0,4}[,，]\s*$", re.IGNORECASE)
_NO_SUM = frozenset("一 a an one".split())
_OF_A_PERSON = lazy_re(r"[一每](?:个|名|位)?人[^收卖付\d]{0,2}$")  # what one earns as often as what one pays
_BEHIND_ZH = lazy_re(r"\s*(?:块钱?|元)?\s*[/一每](?![天日周月年季半起共般])[\u4e00-\u9fff]")
_CLAUSE = lazy_re(r"[,;，；。!！?？\n&]|\.(?!\d)|\b(?:and|but|with|w/|n)\b")
_SELLS = lazy_re(
    r"\b(?:price[ds]?|pric\w+|charg\w+|sell\w*|sold|ask\w*|bill\w*|fee|it'?s|they'?re|ours?|tickets?)\b|"
    r"卖|收|售|价格?|定|按|要|一|每|块|元|钱",
    re.IGNORECASE,
)
_COSTS = lazy_re(
    r"\b(?:costs?|cogs|parts?|materials?|ingredients?|landed|wholesale|to (?:make|produce|print|build)|"
    r"(?:we|i|us) (?:\w+ )?(?:pay|buy)|raw|bom)\b|成本|进价|进货|拿货|本钱|[的个]本|料|工本|耗材",
    re.IGNORECASE,
)
_COST_OF_ONE = lazy_re(
    r"(?:[每一单][\u4e00-\u9fff]{1,2}的?|单均|单位)成本|\b(?:cost|costs) (?:per|for each|of each)\b", re.I
)
_FROM = lazy_re(
    r"(?:从|由)[^，,从]{0,10}?(?:涨|升|降|提|改|调|加|减|跌)价?(?:到|成|为|至)?$|\bfrom\s+\S+\s+to\s*$", re.IGNORECASE
)
# What is paid by the month, to somebody, or once, is no cost of one.
_NOT_OF_ONE = lazy_re(
    r"\b(?:rent|wages?|salar\w+|staff|part-?timers?|workers?|employees?|interns?|helpers?|loan|insurance|fixed|setup|install\w*|ads?|marketing|monthly|acquir\w+|cac|"
    r"new customer|hir\w+|van|fuel|once|one[- ]off|upfront)\b|"
    r"房租|租金|工资|底薪|薪|贷|保险|固定|一次性|广告|获客|投流|推广|装修|师傅|小工|工人|雇|招",
    re.IGNORECASE,
)
_ASK = lazy_re(
    r"\b(?:enquir\w+|inquir\w+|asking|ask(?:s|ed)? (?:us|about|for a)|ring(?:ing)? (?:us|up)|walk[- ]?ins?|"
    r"com(?:e|ing) (?:in|by)|try(?:ing)? (?:it|us)|new (?:sign-?ups?|leads?))\b|"
    r"来问|咨询|打听|进店|到店|上门|来听|来试",
    re.IGNORECASE,
)
# Names of rates, behind which a bare number is one in percent.
_RATE_NAMED = lazy_re(
    r"\b(?:conv|commission|take(?: rate)?|cut|rake|refunds?|returns?)\s*(?:rate )?(?:is|at|of|now|to|=|:)?\s*$|"
    r"(?:抽成?|佣金?|转化|退货)率?(?:是|到|为|改成|改)?$",
    re.IGNORECASE,
)
_SHARES: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "pays": (
        ("conversion", "upgrade"),
        lazy_re(
            r"\b(?:pays?|paid|paying|conv|converts?|buys?|upgrades?|become \w+)\b|付费|付钱|掏钱|转付费|转化|成交", re.I
        ),
    ),
    "keeps": (
        ("take_rate",),
        lazy_re(
            r"\b(?:tak(?:e|es|ing)|took|keep(?:s|ing)?|kept|retain\w*|cut|commission|skim|rake)\b|"
            r"抽|佣|提成|分成|留(?!住|存|下来)|扣(?:下|走)?",
            re.IGNORECASE,
        ),
    ),
    "leaves": (
        ("churn",),
        lazy_re(
            r"\b(?:leaves?|quits?|cancels?|walks? away|drop out|churn\w*)\b|流失|退订|退卡|[走跑]掉?", re.IGNORECASE
        ),
    ),
    "comes back": (
        ("warranty_rate",),
        lazy_re(
            r"\b(?:returns?|returned|refund\w*|sent back|come back|comes back|faulty)\b|退货|退换|返修|退回",
            re.IGNORECASE,
        ),
    ),
    "renews": (("renewal",), lazy_re(r"\b(?:renews?|renewing|stay on)\b|续费|续约|续签", re.IGNORECASE)),
}


@dataclass(frozen=True)
class _Said:
    """A number in its text, and the clause around it without the number."""

    text: str
    number: Quantity
    before: str
    after: str

    @property
    def clause(self) -> str:
        return f"{self.before} {self.after}"


def by_use(text: str, reading: Reading, view: FinanceView) -> Reading:
    """The reading with the numbers it leaves over as values of the inputs that their use tells.

    Args:
        text: The clause.
        reading: What else was read of it.
        view: The model it is about.
    """
    nothing = not (reading.changes or reading.ambiguous or reading.leftover)  # every number seems to be talk
    numbers = find_quantities(text)
    left = (*reading.leftover, *(q for _, q in reading.ambiguous if q is not None))
    open_numbers = [q for q in numbers if nothing or any(_alike(q, one) for one in left)]
    changes: list[Change] = []
    taken = {c.variable for c in reading.changes}
    for number in open_numbers:
        said = _said(text, number)
        id_ = _input_of(said, view, {c.variable: c.value for c in (*reading.changes, *changes)})
        names = [m.ids for m, q in reading.ambiguous if q is not None and _alike(q, number)]
        if not id_ or id_ in taken or any(id_ not in ids for ids in names) or not _possible(said, id_, view):
            continue
        taken.add(id_)
        changes.append(_change(said, id_, view))
    if not changes:
        return reading
    used = [c.said for c in changes if c.said is not None]
    return replace(
        reading,
        changes=(*reading.changes, *changes),
        leftover=tuple(q for q in reading.leftover if not any(_alike(q, u) for u in used)),
        ambiguous=tuple((m, q) for m, q in reading.ambiguous if q is None or not any(_alike(q, u) for u in used)),
        valueless=tuple(v for v in reading.valueless if v not in taken),
    )


def on_canvas(text: str, context: Context, view: FinanceView) -> Change | None:
    """The only number of a text as what the canvas says is earned by it: "the same in the model, 79"."""
    numbers = [q for q in find_quantities(text) if q.kind in ("money", "count", "percent") and q.role != "from"]
    if len(numbers) != 1 or numbers[0].relation not in (None, "set") or not _TOO.search(text):
        return None
    number = numbers[0]
    streams = [i.text for b, i in History.from_json(context.canvas).canvas.all_items() if b == "revenue_streams"]
    same = [q for t in streams for q in find_quantities(t) if q.value in (number.value, number.value / 100)]
    share = any(q.kind == "percent" for q in (*same, number))
    id_ = "take_rate" if share else _PRICE.get(view.model.id, "")
    told = same and id_ in view.model.inputs_by_id
    return _change(_said(text, number), id_, view) if told else None


def _input_of(said: _Said, view: FinanceView, known: Mapping[str, float]) -> str:
    """The input that the use of a number tells; empty where it tells none."""
    number, inputs = said.number, view.model.inputs_by_id
    role = role_of(said.text, number)
    if number.role == "from" or role == "rival":
        return ""
    if share := _share_of(said, view):
        return share
    if number.kind not in ("money", "count") or number.relation not in (None, "set"):
        return ""
    if number.kind == "count" and _ASK.search(said.clause):
        return next((i for i in _INTAKE if i in inputs), "")
    if role != "paid" and _used_up(said):
        return _COST.get(view.model.id, "")
    if only := only_sum_for_one(said.text, number, view.model):
        return only
    cost = view.model.inputs_by_id.get(_COST.get(view.model.id, ""))
    if cost and number.period == cost.period and _COSTS.search(said.clause) and _of_one(said) and role != "paid":
        return cost.id
    if number.period is not None or number.text.strip() in _NO_SUM or _NOT_OF_ONE.search(said.clause):
        return ""
    if _COSTS.search(said.clause):
        one = _of_one(said) or _COST_OF_ONE.search(said.clause) or _below_price(number, view, known)
        return _COST.get(view.model.id, "") if one else ""
    return _PRICE.get(view.model.id, "") if role != "spent" and _sold_for(said) else ""


def _share_of(said: _Said, view: FinanceView) -> str:
    share = said.number.kind == "percent" or (said.number.kind == "count" and _RATE_NAMED.search(said.before))
    if not share or said.number.relation not in (None, "set"):
        return ""
    told = [ids for ids, words in _SHARES.values() if words.search(said.clause)]
    ids = [i for group in told[:1] for i in group if i in view.model.inputs_by_id]
    return ids[0] if len(told) == 1 and ids else ""


def _used_up(said: _Said) -> bool:
    """Whether a number is what of some supply goes into one: "I forgot diesel, it's 18 a visit"."""
    supply = SUPPLIES.search(said.text[: said.number.span[0]])
    return bool(supply) and _of_one(said) and not _OF_A_PERSON.search(said.before)


def _of_one(said: _Said) -> bool:
    """Whether the words say what the number is for one of: "22 a bath", 一桶15."""
    before = _FROM.sub("", said.before)
    return bool(_EACH.match(said.after) or _EACH_ZH.search(before) or _BEHIND_ZH.match(said.after))


def _sold_for(said: _Said) -> bool:
    """Whether an amount is what one is sold for: nothing else is the subject of "89 a node", 一次138, 卖五千二."""
    if PAYS.search(said.before) and said.number.value > 1 and not said.after.strip(" 了吧呢的块元"):
        return True
    if not _of_one(said) or _OF_A_PERSON.search(said.before):
        return False
    before = _EACH_ZH.sub("", _FROM.sub("", _since_number(said)))
    words = re.findall(
        r"[a-z]{3,}|[\u4e00-\u9fff]", _SELLS.sub(" ", SAID_OFTEN.sub(" ", EMPTY_TALK.sub(" ", before.lower())))
    )
    return not words


def _since_number(said: _Said) -> str:
    """The words before a number, less the clause of the number before it: "diesel, it's 18 a visit" is about diesel."""
    start = said.number.span[0]
    numbers = [q for q in find_quantities(said.text) if q.role != "from" and abs(q.value) != 1]
    ends = [q.span[1] for q in numbers if q.span[1] <= start]
    behind = said.text[max(ends, default=0) : start]
    broken = _CLAUSE.search(behind) if ends else None
    return behind[broken.end() :] if broken else behind


def _below_price(number: Quantity, view: FinanceView, known: Mapping[str, float]) -> bool:
    """Whether a cost said of nothing can be that of one: it is below the price the founder has given."""
    sold = _PRICE.get(view.model.id, "")
    price = known.get(sold, view.inputs.get(sold) if view.chosen else None)
    return price is not None and 0 < number.value < price


def _possible(said: _Said, id_: str, view: FinanceView) -> bool:
    """Whether the words and the size do not speak against the input."""
    number = said.number
    variable = view.model.inputs_by_id[id_]
    counted = variable.kind == "money" and counts_things(said.text, number)
    if counted or id_ in ruled_out(said.text, number, view.model):
        return False
    value = number.value / 100 if variable.kind == "rate" and number.kind == "count" else number.value
    return variable.minimum <= value <= variable.maximum


def _change(said: _Said, id_: str, view: FinanceView) -> Change:
    variable = view.model.inputs_by_id[id_]
    change = to_change(as_meant(said.text, said.number, variable), variable, view.model)
    shown = said.number.text.strip()
    note = {
        "en": f"I took “{shown}” as the {variable.label.en}; name another input if you meant that.",
        "zh": f"“{shown}”按{variable.label.zh}计算；如果说的是别的输入，请告诉我名称。",
    }
    return replace(change, said=said.number, notes=(*change.notes, note))


def _said(text: str, number: Quantity) -> _Said:
    start, end = number.span
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    if _CORRECTED.search(text[:left]):
        left = 0  # 每单成本不是7块4，是4块7 is one clause
    right = _CLAUSE.search(text, end)
    return _Said(text, number, text[left:start], text[end : right.start() if right else len(text)])


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether both are the same number; the words around it may have been restated."""
    return one.text.strip() == other.text.strip() and one.kind == other.kind
