"""Plans what the model file does not have: numbers of the user's own, and the currency they count in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.finance import FinanceModel
from assistant.finance.model import Way
from assistant.language.currency_names import NAMED
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import WrittenNumber, find_numbers
from assistant.planner.context import Context
from assistant.planner.custom_names import (
    COLLECTED,
    COLLECTOR,
    FILLER_EN,
    FILLER_ZH,
    INCOME,
    LOOSE_ZH,
    OF_REVENUE,
    REMOVE,
    UNITS,
    both_names,
    known_name,
)
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import SURELY_HYPOTHETICAL
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.inputs import plan_set_inputs
from assistant.planner.plans.keeping import plan_kept
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.understand.follow_ups import last_args, values
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.counted_by import counted_by

JsonDict = dict[str, object]
SPELLED = 10  # numbers up to ten without a unit are talk: "加一个", "one more fee"
PLAIN = ("period", "one_off", "share")  # ways that are read from the quantity where no other is named
# What an hour costs is no cost of a customer or a month until somebody says how many hours.
PER_HOUR = lazy_re(r"\b(?:per|an|a|each|every) hour\b|/\s*h(?:our|r)?\b|[一每]个?小时|/小时", re.IGNORECASE)
# Comes beside what the model has: "another fee of 2%", 另外还有一项服务费.
ANOTHER = lazy_re(
    r"\b(?:another|additional|extra|further|second|new (?:cost|fee|charge|line|expense|income|item)|add(?:ed|"
    r"ing)?|also|besides|on top)\b|另外|还有|还要|再加|加[一个上条项]|新增|"
    r"漏了|多一[项笔]|额外",
    re.IGNORECASE,
)
FROM_THEN = lazy_re(r"\bfrom\b|\binstead of\b|\bnot\b|而不是|不是|从", re.IGNORECASE)


@dataclass(frozen=True)
class _Part:
    """One number to add, with what the words say of it."""

    number: WrittenNumber
    way: Way | None


def plan_define_input(text: str, context: Context, view: FinanceView) -> Plan:
    """Add a cost or an income that the model does not have, or take one out that was added."""
    if (gone := _removed(text, context, view)) is not None:
        return Plan(calls=tuple(Call("remove_input", {"name": id_}) for id_ in gone), focus=_focus(view))
    if told := _known_input(text, context, view):
        return told
    role = "income" if _is_income(text) else "cost"
    numbers = [n for n in find_numbers(text) if not _is_talk(n)]
    if not numbers or PER_HOUR.search(text):
        return _ask("value", {"label": _name(text, None, view), "role": role}, view)
    parts = [_Part(n, _way(text, n, view.model, alone=len(numbers) == 1)) for n in numbers[:2]]
    if len({p.way.id for p in parts if p.way}) < len(parts):
        parts = parts[:1]
    label = _name(text, parts[0].number, view)
    if parts[0].way is None:
        known = {"label": label, "role": role, "value": numbers[0].value, "period": numbers[0].period}
        return _ask("per", known, view)
    calls, notes = [], [_supposed_note(label)] if SURELY_HYPOTHETICAL.search(text) else []
    for index, part in enumerate(parts):
        if part.way is None:
            continue
        named = _labels(label, part.way, role)
        suffix = (" (fixed part)", "（固定部分）") if index else ("", "")
        args = _args(
            (named[0] + suffix[0], named[1] + suffix[1]), part.number.value, part.way, role, part.number.period
        )
        calls.append(Call("define_input", args))
        notes += currency_notes(part.number, view.model)
    return Plan((*setup_calls(context, view), *calls), notes=tuple(notes), focus=_focus(view))


def _known_input(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The new value of an input that the model has already: 手续费谈下来了，千分之三点八; None for another one."""
    numbers = [n for n in find_numbers(text) if not _is_talk(n)]
    label = _name(text, numbers[0], view) if numbers else ""
    held = [m for m in view.find_inputs(label) if m.span[0] == 0]  # a "legal fee" is no fee of the model
    if ANOTHER.search(text) and not any(m.span[1] == len(label) for m in held):
        return None
    told = {c.variable for c in read_changes(text, view).changes}
    named = {i for m in view.find_inputs(text) for i in m.ids}
    whole = bool(held or len(numbers) > 1) and told & named and len(told) == len(numbers)
    return plan_set_inputs(text, context, view) if whole else None


def plan_new_input_answer(context: Context, view: FinanceView) -> Plan | None:
    """The answer to what was missing of a new input: its value, or what it is measured by."""
    asked = context.asked
    number = next((n for n in find_numbers(context.text) if not _is_talk(n)), None)
    value = asked.get("value", number.value if number else None)
    if value is None:
        return None
    choices = {w.id: w for w in view.model.ways}
    way = choices.get(str(asked.get("per"))) or _named_way(context.text, view.model)
    if way is None and number is not None:
        way = _way(context.text, number, view.model, alone=True)
    if way is None:
        return None
    role, label = str(asked.get("role") or "cost"), str(asked.get("label") or "")
    period = asked.get("period") or (number.period if number else None)
    args = _args(_labels(label, way, role), float(value), way, role, period)
    return Plan(calls=(Call("define_input", args),), focus=_focus(view))


def plan_set_currency(text: str, context: Context, view: FinanceView) -> Plan:
    """Count in another currency: "we count in yuan", "用人民币算"."""
    code = _currency(text)
    if other := _no_currency(text, code, context, view):
        return other
    if code is None:
        return Plan(says=(Say("ask_currency", {"currency": view.model.currency}),), asked={"kind": "currency"})
    return Plan(calls=(Call("set_currency", {"currency": code}),), focus=_focus(view))


def _no_currency(text: str, code: str | None, context: Context, view: FinanceView) -> Plan | None:
    """What a text that names a currency only in passing asks for: "fixed costs €17,500"."""
    if values(text) and read_changes(text, view).changes:
        return plan_set_inputs(text, context, view)
    if code not in (None, view.model.currency) or values(text):
        return None
    kept = plan_kept(text, context, view) if last_args(context, "goal_seek") is not None else Plan()
    return kept if kept.calls else None


def plan_currency_answer(context: Context, view: FinanceView) -> Plan | None:
    """The answer to which currency."""
    code = _currency(context.text) if not values(context.text) else None
    return Plan(calls=(Call("set_currency", {"currency": code}),), focus=_focus(view)) if code else None


def currency_notes(number: WrittenNumber, model: FinanceModel) -> list[dict[str, str]]:
    """Said where an amount has another sign than the model's."""
    if not number.currency or number.currency == model.currency:
        return []
    said = number.text.strip()
    return [
        {
            "en": f"“{said}” is in {number.currency}, the model is in {model.currency}; I took the number as it is, "
            "without converting.",
            "zh": f"“{said}”是 {number.currency}，模型以 {model.currency} 计；我直接采用这个数字，没有换算汇率。",
        }
    ]


def _supposed_note(label: str) -> dict[str, str]:
    """Said where it was only supposed: a number has to be in the model before it can be varied."""
    en, zh = both_names(label)
    return {
        "en": f"To compute this I put the {en} into the base case; say “drop the {en}” to take it out again.",
        "zh": f"为了测算，{zh}已加入基准方案；说“去掉{zh}”即可取消。",
    }


def _is_income(text: str) -> bool:
    said = OF_REVENUE.sub(" ", text)
    return bool(INCOME.search(said) or (COLLECTED.search(said) and not COLLECTOR.search(said)))


def _focus(view: FinanceView) -> dict[str, str]:
    return {"template": view.model.id}


def _removed(text: str, context: Context, view: FinanceView) -> list[str] | None:
    added = {str(a["id"]) for a in context.finance.get("extensions") or () if a["template"] == view.model.id}
    if not REMOVE.search(text) or not added:
        return None
    named = [id_ for m in view.find_inputs(text) for id_ in m.ids if id_ in added]
    return list(dict.fromkeys(named)) or None


def _is_talk(number: WrittenNumber) -> bool:
    bare = number.kind == "count" and abs(number.value) <= SPELLED and not re.search(r"\d", number.text)
    return bool(bare or number.kind == "duration" or number.factor)


def _way(text: str, number: WrittenNumber, model: FinanceModel, *, alone: bool) -> Way | None:
    """What a number is measured by, from its kind and the words around it; None where that is open."""
    ways = {w.id: w for w in model.ways}
    # A number among others is measured by the words right behind it.
    near = text if alone else text[number.span[0] : number.span[1] + 40]
    if number.kind == "percent":
        shares = [w for w in model.ways if w.measure.is_fraction]
        return _longest(near, shares) or ways.get("share")
    units = counted_by(text, number)
    named = _longest(near, [w for w in model.ways if w.id not in PLAIN]) or next(
        (w for w in model.ways if w.id in units), None
    )
    if named is not None:
        return named
    if _longest(near, [ways["one_off"]] if "one_off" in ways else []):
        return ways["one_off"]
    if number.period or _longest(near, [ways["period"]] if "period" in ways else []):
        return ways.get("period")
    return None


def _named_way(text: str, model: FinanceModel) -> Way | None:
    return _longest(text, list(model.ways))


def _longest(text: str, ways: list[Way]) -> Way | None:
    """The way with the longest name that the text uses."""
    lowered = text.lower()
    hits = [(len(name), -place, way) for place, way in enumerate(ways) for name in _names(way) if _has(lowered, name)]
    return max(hits, key=lambda hit: hit[:2])[2] if hits else None


def _names(way: Way) -> tuple[str, ...]:
    return tuple(n.lower() for n in (way.label.en, way.label.zh, *way.aliases.all))


def _has(text: str, name: str) -> bool:
    if not name.isascii():
        return name in text
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


def _name(text: str, number: WrittenNumber | None, view: FinanceView) -> str:
    """What the new number is called: the words behind it that are not the request's own, or those before it."""
    span = number.span if number else (len(text), len(text))
    ways = sorted((n for w in view.model.ways for n in _names(w)), key=len, reverse=True)
    after, before = (_rest(part, ways) for part in (text[span[1] :], text[: span[0]]))
    if not after and number:
        numbers = find_numbers(text)
        before = _rest(text[max((n.span[1] for n in numbers if n.span[1] <= span[0]), default=0) : span[0]], ways)
    found, known = after or before, known_name(text)
    # "hardware commission" says more than "commission".
    return found if not known or known in found.lower() else known


def _rest(part: str, ways: list[str]) -> str:
    for number in reversed(find_numbers(part)):
        if not _is_talk(number):
            part = part[: number.span[0]] + "|" + part[number.span[1] :]
    for name in ways:
        pattern = rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name)
        part = re.sub(pattern, "|", part, flags=re.IGNORECASE)
    part = OF_REVENUE.sub("|", part)
    han = re.search(r"[\u4e00-\u9fff]", part)
    part = FILLER_ZH.sub("|", part) if han else FILLER_EN.sub("|", part)
    chunks = [LOOSE_ZH.sub("", c.strip(" -'\"“”()（）%")) for c in re.split(r"[|,，。.;；:：!！?？/、\n]+", part)]
    return next((c for c in chunks if len(c) > 1 and not UNITS.match(c)), "")


def _labels(label: str, way: Way, role: str) -> tuple[str, str]:
    if label:
        return both_names(label)
    if role == "income":
        return "other income", "其他收入"
    return ("transaction fee", "交易手续费") if way.id in ("transaction", "order") else ("other cost", "其他成本")


def _args(label: tuple[str, str], value: float, way: Way, role: str, period: object) -> JsonDict:
    args: JsonDict = {"label": label[0], "label_zh": label[1], "value": abs(value), "per": way.id, "role": role}
    if period and way.measure.period and period != way.measure.period:
        args["period"] = period
    return args


def _ask(missing: str, known: JsonDict, view: FinanceView) -> Plan:
    en, zh = both_names(str(known["label"]))
    label = {"en": en, "zh": zh} if en else None
    ways = [w.label.to_json() for w in view.model.ways if known["role"] == "cost" or w.income]
    said = Say("ask_new_input", {"missing": missing, "label": label, "ways": ways})
    return Plan(says=(said,), asked={"kind": "new_input", **known, "template": view.model.id}, focus=_focus(view))


def _currency(text: str) -> str | None:
    """The currency asked for; of "from dollars to euros" and "euros, not dollars" the euro."""
    found = list(NAMED.finditer(text))
    if len(found) > 1 and (turn := FROM_THEN.search(text)):
        late = [m for m in found if m.start() > turn.end()]
        found = [m for m in found if m not in late[:1]] or found
    return found[-1].lastgroup if found else None


PLANS: dict[str, PlanFunction] = {"define_input": plan_define_input, "set_currency": plan_set_currency}
