"""Running costs by their everyday names, which no input of a model bears: a stall fee, what the helper gets, 车贷."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.finance import Input, convert_flow
from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.learned import LIKELIER, guesses
from assistant.planner.understand.values.roles import role_of

SMALLEST = 100  # a smaller bare number is hardly a sum for the month
SMALLEST_NAMED = 20  # where the name of the cost stands right before it
MOST_SUMMED = 8  # numbers
SMALLEST_DIFFERENCE = 0.005
CROWD = 30  # people who are paid each
_NAMES = lazy_re(
    r"\b(?:rent|power|pool|pitch|stall|storage|workshop|unit|studio|hall|kitchen|lease|loan|repayments?|electric\w*|water|gas|heating|"
    r"phone|broadband|van|diesel|petrol|fuel|insurance|cleaner|cleaning|bookkeeper|accountant|helper|assistant|"
    r"staff|wages?|"
    r"salar\w+|driver|rates|council|hire)\b|"
    r"房租|租金|摊位费?|摊位|月供|车贷|贷款|油钱|油费|水电|电费|水费|煤气|网费|话费|管理费|物业|保险|场地费?|底薪|工资|小编|小工|工人|"
    r"师傅|阿姨|会计|司机|助理|店员|接线|仓库|车位",
    re.IGNORECASE,
)
_NOT_MONTHLY = lazy_re(
    r"\b(?:each|apiece|a piece|once|one[- ]off|upfront|deposit|per|for (?:an?|each|every))\b|/|"
    r"一次|押金|装修|买了?|抽|提成|一(?!个?月|年|共|起|直|般|天|晚)[\u4e00-\u9fff](?![百千万十])|每(?!个?月|年)",
    re.IGNORECASE,
)
_PER_THING = lazy_re(
    r"\s*(?:euros?|pounds?|dollars?|quid|bucks?)?\s*(?:per|an?|each|every)\s+(?!month|year|week|day|quarter)[a-z]", re.I
)
_IF = lazy_re(r"的话")  # what follows comes of it: 四百的话师傅得跑掉几个
_LINK = lazy_re(
    r"\s*(?:is|at|of|about|around|costs?|runs?|comes? to|大概|大约|差不多|要|是)?\s*[$€£¥]?\s*", re.IGNORECASE
)
_JOINED = lazy_re(r"\bplus\b|加", re.IGNORECASE)
_CUSTOMERS = lazy_re(
    r"孩子|娃|学生|学员|客户|顾客|会员|家长|老人|\b(?:kids?|pupils?|students?|customers?|clients?)\b", re.I
)
_EACH = lazy_re(r"(?:(?:一|每)(?:个)?人(?:一个?月)?|各(?:自|拿|是|发)?)$|\beach\b", re.IGNORECASE)
_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\band\b|\bplus\b")


# What comes on top of the costs there are: "a second van would be 1,100 a month", 一个月多花三万四.
_EXTRA = lazy_re(
    r"\b(?:second|third|another|extra|additional|more|take on|taking on)\b|"
    r"多花|再(?:雇|请|招|租|加|买|添)|多(?:雇|请|招|租)",
    re.IGNORECASE,
)


def running_costs(text: str, reading: Reading, view: FinanceView, given: bool, *, supposed: bool = False) -> Reading:
    """The reading with sums left over that run every month as the fixed cost, one sum of all.

    Args:
        text: The clause.
        reading: What else was read of it.
        view: The model.
        given: Whether the fixed cost is the founder's own already; what is told now comes on top.
        supposed: Whether it is a supposition, in which a further cost for the month comes on top whatever its name.
    """
    inputs = view.model.inputs_by_id
    variable = inputs.get("fixed_cost") or inputs.get("operating_cost")
    if variable is None:
        return reading
    extra = supposed and bool(_EXTRA.search(text))
    inferred = _inferred(text, reading, view)
    taken = {c.said.text.strip() for c in reading.changes if c.said is not None and c not in inferred}
    parts = [q for q in find_quantities(text) if q.text.strip() not in taken and _runs(text, q, extra)]
    if parts:
        elsewhere = {g.said.span for g in guesses(text, view) if g.variable != variable.id and g.sureness >= LIKELIER}
        parts = [q for q in parts if q.span not in elsewhere]
    known = [c for c in reading.changes if c.variable == variable.id and c.relation != "multiply"]
    read = [c for c in known if c in inferred]
    if not parts or (read and len(parts) == 1 and _heads(text, parts[0]) == 1):
        return reading
    if beside := [c for c in known if c not in inferred]:
        if beside[0].said is None:  # a sum of what stands side by side was read already
            summed = _summands(text, beside[0].value, variable)
            parts = [q for q in parts if q.span not in {part.span for part in summed}]
        if not parts:
            return reading
        return _beside(reading, beside[0], parts, text, variable)
    change = _counted(text, parts, variable, on_top=given or supposed)
    used = {q.text.strip() for q in parts}
    return replace(
        reading,
        changes=(*(c for c in reading.changes if c.said is None or c.said.text.strip() not in used), change),
        leftover=tuple(q for q in reading.leftover if q.text.strip() not in used),
        ambiguous=tuple((m, q) for m, q in reading.ambiguous if q is None or q.text.strip() not in used),
    )


def _counted(text: str, parts: Sequence[Quantity], variable: Input, *, on_top: bool) -> Change:
    """The change that parts of a running cost make, with the sum shown."""
    own = variable.period or "month"
    amounts = [_amount(text, q, own) for q in parts]
    shown = [
        [format_number(a, variable.measure.shown, lang) for a in [*amounts, sum(amounts)]] for lang in ("en", "zh")
    ]
    sums = [" + ".join(s[:-1]) + (f" = {s[-1]}" if len(amounts) > 1 else "") for s in shown]
    note = {
        "en": f"I counted {sums[0]} a {own} {'on top of' if on_top else 'as'} the {variable.label.en}.",
        "zh": f"{sums[1]}{'加到' if on_top else '按'}{variable.label.zh}{'上' if on_top else '计'}。",
    }
    relation = "change_by" if on_top else "set"
    return Change(variable.id, relation, sum(amounts), (note,), said=replace(parts[0], relation=None))


def _beside(reading: Reading, known: Change, parts: Sequence[Quantity], text: str, variable: Input) -> Reading:
    """The reading with further parts of a cost that it has read already: "rent 900 and electricity 150"."""
    more = sum(_amount(text, q, variable.period or "month") for q in parts)
    used = {q.text.strip() for q in parts}
    joined = known.relation == "change_by" and _JOINED.search(text)  # "3900 pool plus 4200 wages" are all there is
    heads = next((_heads(text, q) for q in find_quantities(text) if known.said and q.text == known.said.text), 1.0)
    whole = replace(known, relation="set" if joined else known.relation, value=known.value * heads + more)
    others = (c for c in reading.changes if c is known or c.said is None or c.said.text.strip() not in used)
    return replace(
        reading,
        changes=tuple(whole if c is known else c for c in others),
        leftover=tuple(q for q in reading.leftover if q.text.strip() not in used),
    )


def _amount(text: str, part: Quantity, period: str) -> float:
    """What a part comes to in a period, for all who get it."""
    return convert_flow(abs(part.value), part.period or "month", period) * _heads(text, part)


def _summands(text: str, total: float, variable: Input) -> Sequence[Quantity]:
    """The numbers of a text that make up a sum read from it; all where none do, so that none counts twice."""
    own = variable.period or "month"
    every = [q for q in find_quantities(text) if q.kind in ("money", "count")][:MOST_SUMMED]
    for size in range(2, len(every) + 1):
        for some in combinations(every, size):
            if abs(sum(convert_flow(abs(q.value), q.period or own, own) for q in some) - total) < SMALLEST_DIFFERENCE:
                return some
    return every


def _inferred(text: str, reading: Reading, view: FinanceView) -> list[Change]:
    """Changes by a number as it was said, of inputs that the text does not name."""
    named = {i for m in view.find_inputs(text) for i in m.ids}
    return [c for c in reading.changes if c.said is not None and c.relation == "set" and c.variable not in named]


def _runs(text: str, quantity: Quantity, extra: bool) -> bool:
    """Whether a number is what something of an everyday name costs in a period."""
    if not _is_sum(text, quantity, extra):
        return False
    before, behind = _clause(text, quantity)
    if _EACH.search(before):
        return _heads(text, quantity) > 1 and not _CUSTOMERS.search(before)
    around = f"{before} {quantity.text.strip()} {_IF.split(behind)[0]}"
    named = _NAMES.search(around) or (extra and quantity.period == "month")
    return bool(named) and not _NOT_MONTHLY.search(f"{before} {behind}")


def _is_sum(text: str, quantity: Quantity, extra: bool) -> bool:
    """Whether a number is a sum that is stated, of no single thing and of nobody else."""
    told = quantity.relation in (None, "set") or (extra and quantity.relation == "change_by" and quantity.value > 0)
    if quantity.kind not in ("money", "count") or not told or quantity.role == "from":
        return False
    small = quantity.value < (SMALLEST_NAMED if _named_just_before(text, quantity) else SMALLEST)
    counted = quantity.kind == "count" and (small or quantity.period in ("day", "week"))
    apart = _PER_THING.match(text[quantity.span[1] :]) or role_of(text, quantity) == "rival"
    return not counted and not apart


def _named_just_before(text: str, quantity: Quantity) -> bool:
    """Whether the name of a cost stands right before a number: "insurance 95" counts no people."""
    before, _ = _clause(text, quantity)
    names = list(_NAMES.finditer(before))
    return bool(names) and _LINK.fullmatch(before[names[-1].end() :]) is not None


def _heads(text: str, quantity: Quantity) -> float:
    """How many people a sum is for: 工人三个，一人三千八; 1 where it is not for each of several."""
    before, behind = _clause(text, quantity)
    if not _EACH.search(before) and not _EACH.match(behind.strip()):
        return 1.0
    counts = [q for q in find_quantities(text[: quantity.span[0]]) if q.kind == "count" and 1 < q.value <= CROWD]
    whole = [q.value for q in counts if q.value == int(q.value) and re.match(r"\s*[个位名]?", text[q.span[1] :])]
    return whole[-1] if whole else 1.0


def _clause(text: str, quantity: Quantity) -> tuple[str, str]:
    start, end = quantity.span
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    right = _CLAUSE.search(text, end)
    return text[left:start], text[end : right.start() if right else len(text)]
