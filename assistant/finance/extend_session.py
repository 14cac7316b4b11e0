"""Adding an input to the conversation's model, and taking it out again."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.extend import LARGEST, Addition, Role, extended, way_of
from assistant.finance.inputs import find_input
from assistant.finance.model import FinanceModel, Input, Text, Way
from assistant.finance.numbers import amount_text, clean
from assistant.finance.periods import PER_YEAR, convert_flow
from assistant.finance.scenario import Change, Comparison, what_if
from assistant.finance.session import DEFAULT_TEMPLATE, BaseCase, additions_of, base_case, model_of

LONGEST_LABEL = 60
MOST_ADDED = 20


@dataclass(frozen=True)
class NewInput:
    """What the user wants in the model.

    Attributes:
        en: What it is called in English; `zh` is used where it is empty, and the other way round.
        zh: What it is called in Chinese.
        value: Its value; a share is a fraction.
        per: Id of a way of the model, or words for it.
        role: `cost` or `income`.
        period: Period of the value where it is not that of the model.
    """

    en: str
    zh: str
    value: float
    per: str
    role: Role = "cost"
    period: str | None = None


@dataclass(frozen=True)
class Edited:
    """The base case after something was added or taken out.

    Attributes:
        addition: What it was about.
        case: The base case afterwards.
        extensions: All additions of the conversation afterwards, for the state.
        comparison: The model without it and with it.
        notes: Readings to mention.
    """

    addition: Addition
    case: BaseCase
    extensions: tuple[Addition, ...]
    comparison: Comparison
    notes: tuple[Text, ...]


def add_input(models: Mapping[str, FinanceModel], stored: Mapping[str, Any], asked: NewInput) -> Edited:
    """Add a number to the model in use.

    Raises:
        ToolInputError: The model has such an input already, cannot take the number in this way, or it is impossible.
    """
    template = str(stored.get("template") or DEFAULT_TEMPLATE)
    model = model_of(models, stored, template)
    label = _label(asked)
    way = _way(model, asked, label)
    notes: list[Text] = []
    value = _value(way, asked, label, notes)
    existing = _existing(models, stored, model, label)
    earlier = tuple(Addition.from_json(a) for a in stored.get("extensions") or ())
    kept = tuple(a for a in earlier if a is not existing and a != existing)
    if existing:
        notes.append(Text(f"This replaces the {existing.en} added before.", f"替换了之前添加的{existing.zh}。"))
    if len(kept) >= MOST_ADDED:
        raise ToolInputError(
            f"A model takes at most {MOST_ADDED} added numbers; drop one first, for example “drop the {kept[0].en}”.",
            f"一个模型最多添加{MOST_ADDED}项，请先去掉一项，例如“去掉{kept[0].zh}”。",
        )
    addition = Addition(_id(model, label), label.en, label.zh, asked.role, way.id, value, template)
    extensions = (*kept, addition)
    inputs = {n: v for n, v in (stored.get("inputs") or {}).items() if existing is None or n != existing.id}
    stated = [*_stated(stored, existing.id if existing else ""), addition.id]
    fresh = {
        **stored,
        "template": template,
        "extensions": [a.to_json() for a in extensions],
        "inputs": {**inputs, addition.id: value},
        "stated": stated,
    }
    case = base_case(models, fresh)
    comparison = what_if(case.model, {**case.inputs, addition.id: 0.0}, [Change(addition.id, "set", value)])
    return Edited(addition, case, extensions, comparison, tuple(notes))


def remove_input(models: Mapping[str, FinanceModel], stored: Mapping[str, Any], name: str) -> Edited:
    """Take an added number out of the model in use.

    Raises:
        ToolInputError: Nothing of that name was added.
    """
    template = str(stored.get("template") or DEFAULT_TEMPLATE)
    model = model_of(models, stored, template)
    added = additions_of(stored, template)
    found = next((a for a in added if a.id == name), None)
    if found is None:
        variable = find_input(model, name)
        found = next((a for a in added if a.id == variable.id), None)
        if found is None:
            raise _not_added(variable, added)
    case_before = base_case(models, stored)
    comparison = what_if(model, case_before.inputs, [Change(found.id, "set", 0.0)])
    left = tuple(a for a in map(Addition.from_json, stored.get("extensions") or ()) if a != found)
    fresh = {
        **stored,
        "extensions": [a.to_json() for a in left],
        "inputs": {n: v for n, v in (stored.get("inputs") or {}).items() if n != found.id},
        "stated": _stated(stored, found.id),
    }
    return Edited(found, base_case(models, fresh), left, comparison, ())


def effect_text(model: FinanceModel, addition: Addition) -> Text:
    """How it enters: `payment fee: 2%, share of revenue, a cost`."""
    way = way_of(model, addition.way)
    if way is None:
        raise ValueError(f"the {model.id} model has no way {addition.way!r}")
    kind = Text("a cost", "成本") if addition.role == "cost" else Text("an income", "收入")
    en, zh = (amount_text(addition.value, way.measure, lang) for lang in ("en", "zh"))
    return Text(f"{addition.en}: {en}, {way.label.en}, {kind.en}", f"{addition.zh}：{zh}，{way.label.zh}，{kind.zh}")


def _stated(stored: Mapping[str, Any], without: str) -> list[str]:
    recorded = stored.get("stated")
    known = list(stored.get("inputs") or () if recorded is None else recorded)
    return [name for name in known if name != without]


def _label(asked: NewInput) -> Text:
    en, zh = asked.en.strip(), asked.zh.strip()
    if not en and not zh:
        raise ToolInputError(
            "What is it called? For example “payment fee” or “insurance”.",
            "这一项叫什么？例如“支付手续费”或“保险费”。",
            question=True,
        )
    if max(len(en), len(zh)) > LONGEST_LABEL:
        raise ToolInputError(
            f"Give it a shorter name, at most {LONGEST_LABEL} characters.", f"名称请控制在{LONGEST_LABEL}个字符以内。"
        )
    return Text(en or zh, zh or en)


def _way(model: FinanceModel, asked: NewInput, label: Text) -> Way:
    wanted = asked.per.strip().lower()
    for way in model.ways:
        if wanted in {n.lower() for n in (way.id, way.label.en, way.label.zh, *way.aliases.all)}:
            break
    else:
        raise _no_way(model, asked.per, label, [w for w in model.ways if asked.role == "cost" or w.income])
    if asked.role == "income" and not way.income:
        raise _no_way(model, way.label.en, label, [w for w in model.ways if w.income])
    return way


def _no_way(model: FinanceModel, per: str, label: Text, ways: list[Way]) -> ToolInputError:
    return ToolInputError(
        f"The {model.title.en} model cannot take {label.en} '{per}'. Say it as one of: "
        f"{'; '.join(w.label.en for w in ways)}.",
        f"{model.title.zh}模型无法按“{per}”计入{label.zh}，可用的计法：{'；'.join(w.label.zh for w in ways)}。",
        question=True,
        choices=tuple(w.id for w in ways),
    )


def _value(way: Way, asked: NewInput, label: Text, notes: list[Text]) -> float:
    value = asked.value
    if isinstance(value, bool) or not math.isfinite(value) or value < 0 or value > LARGEST:
        raise ToolInputError(
            f"{label.en} must be a number of 0 or more; whether it is a cost or an income is said apart.",
            f"{label.zh}必须是不小于0的数字；是成本还是收入请另外说明。",
        )
    if way.measure.is_fraction and value > 1:
        raise ToolInputError(
            f"{value:g} as a {way.label.en} would be {value * 100:g}%. Did you mean {value:g}%, or an amount of money, "
            f"and per what?",
            f"{value:g}作为{way.label.zh}相当于{value * 100:g}%。您是指{value:g}%，还是一笔金额？按什么计？",
            question=True,
            choices=(f"{value / 100:g}",),
        )
    own = way.measure.period
    if asked.period is None or own is None or asked.period == own or asked.period not in PER_YEAR:
        return float(value)
    converted = clean(convert_flow(value, asked.period, own))
    en, zh = (amount_text(converted, way.measure, lang) for lang in ("en", "zh"))
    spoken = {"day": "天", "week": "周", "month": "月", "quarter": "季度", "year": "年"}
    notes.append(
        Text(
            f"{value:g} a {asked.period} is {en} a {own}, which is how the model counts.",
            f"每{spoken[asked.period]}{value:g}折合每{spoken[own]}{zh}，模型按{spoken[own]}计算。",
        )
    )
    return converted


def _existing(
    models: Mapping[str, FinanceModel], stored: Mapping[str, Any], model: FinanceModel, label: Text
) -> Addition | None:
    """The addition of the same name, which is replaced."""
    same = {label.en.lower(), label.zh.lower()}
    for addition in additions_of(stored, model.id):
        if {addition.en.lower(), addition.zh.lower()} & same:
            return addition
    for variable in extended(models[model.id], ()).inputs:
        if {variable.label.en.lower(), variable.label.zh.lower(), variable.id.replace("_", " ")} & same:
            raise ToolInputError(
                f"The {model.title.en} model has {variable.label.en} already; say “set {variable.label.en} to …”.",
                f"{model.title.zh}模型已经有{variable.label.zh}，直接说“{variable.label.zh}改为……”即可。",
                choices=(variable.id,),
            )
    return None


def _id(model: FinanceModel, label: Text) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", label.en.lower()).strip("_") if label.en.isascii() else ""
    slug = slug if re.match(r"[a-z]", slug) else "added"
    taken = {*model.inputs_by_id, *model.formulas_by_id, "x", "step"}
    names = [slug, *(f"{slug}_{n}" for n in range(2, MOST_ADDED + 10))]
    return next(name for name in names if name not in taken)


def _not_added(variable: Input, added: tuple[Addition, ...]) -> ToolInputError:
    listed_en = ", ".join(a.en for a in added) or "nothing"
    listed_zh = "、".join(a.zh for a in added) or "无"
    return ToolInputError(
        f"{variable.label.en} is part of the model and cannot be dropped; set it to 0 instead. "
        f"Added so far: {listed_en}.",
        f"{variable.label.zh}是模型自带的输入，不能去掉，可以设为0。目前添加的有：{listed_zh}。",
    )
