"""Finding inputs and outputs by what people call them, and refusing impossible values."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence

from assistant.errors import ToolInputError
from assistant.finance.model import FinanceModel, Formula, Input
from assistant.finance.numbers import amount_text, number_text

# Above this, "at most" is no real limit and is not told.
UNLIMITED = 1e9


def find_input(model: FinanceModel, name: str) -> Input:
    """The input with this id, label or alias.

    Raises:
        ToolInputError: It is unknown, or means several inputs (then `choices` has their ids).
    """
    if name in model.inputs_by_id:
        return model.inputs_by_id[name]
    found = [i for i in model.inputs if _called(i, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(name, found)
    raise _unknown(model, name, model.inputs, "input", "输入项")


def find_output(model: FinanceModel, name: str, periods: int) -> str:
    """Id of one output value, such as `profit.month_12`; a bare series means its headline period.

    Args:
        model: The model.
        name: Id, label or alias, with or without a period.
        periods: Number of periods that are computed.

    Raises:
        ToolInputError: It is unknown, ambiguous, or its period is not computed.
    """
    base, number = model.split_id(name)
    exact = [f for f in model.outputs if f.id == base]
    found = exact or [f for f in model.outputs if _called(f, base)]
    if len(found) > 1:
        raise _ambiguous(name, found)
    if not found or (number is not None and not found[0].is_series):
        raise _unknown(model, name, model.outputs, "output", "输出项")
    if not found[0].is_series:
        return found[0].id
    wanted = headline_period(model, periods) if number is None else number
    if not 1 <= wanted <= periods:
        raise ToolInputError(
            f"The model covers months 1 to {periods}; ask for one of these, or lengthen the horizon.",
            f"模型只测算第1到第{periods}个月，请选择其中一个月，或延长测算期。",
        )
    return model.period_id(found[0].id, wanted)


def headline_period(model: FinanceModel, periods: int) -> int:
    """The period of the model's main result, or the last one where fewer are computed."""
    number = model.split_id(model.headline[0])[1]
    return min(number or 1, periods)


def headline(model: FinanceModel, periods: int) -> list[str]:
    """Ids of the values to show first, with periods that are computed."""
    shown = []
    for name in model.headline:
        formula, number = model.split_id(name)
        shown.append(name if number is None else model.period_id(formula, min(number, periods)))
    return shown


def checked_inputs(model: FinanceModel, values: Mapping[str, float]) -> dict[str, float]:
    """All inputs of the model with `values` over its defaults.

    Raises:
        ToolInputError: An input is unknown or its value impossible.
    """
    checked = model.defaults
    for name, value in values.items():
        found = find_input(model, name)
        checked[found.id] = checked_value(found, value)
    return checked


def checked_value(variable: Input, value: float, how: tuple[str, str] | None = None) -> float:
    """`value` if the input can have it.

    Args:
        variable: The input.
        value: The value in its units; a rate as a fraction.
        how: How it came about, in English and Chinese, where it was computed from a change.

    Raises:
        ToolInputError: It is out of range or not whole; a question where a percentage was surely meant.
    """
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ToolInputError(
            f"{_title(variable.label.en)} must be a number, not {value!r}.", f"{variable.label.zh}必须是一个数字。"
        )
    value = float(value)
    if not variable.minimum <= value <= variable.maximum:
        if how is None and variable.kind == "rate" and 2 <= value <= 100:
            raise _meant_percent(variable, value)
        raise _out_of_range(variable, value, how)
    if variable.whole and value != int(value):
        raise ToolInputError(
            f"{_title(variable.label.en)} must be a whole number, such as {round(value)}.",
            f"{variable.label.zh}必须是整数，例如{round(value)}。",
        )
    return value


def _called(item: Input | Formula, name: str) -> bool:
    wanted = _normal(name)
    return wanted in {_normal(n) for n in (item.id, item.label.en, item.label.zh, *item.aliases.all)}


def _normal(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _meant_percent(variable: Input, value: float) -> ToolInputError:
    read = number_text(value, variable.measure)
    return ToolInputError(
        f"{value:g} for {variable.label.en} would be {read}, which is impossible. Did you mean {value:g}%?",
        f"{variable.label.zh}填{value:g}相当于{read}，这不可能。您是指{value:g}%吗？",
        question=True,
        choices=(f"{value / 100:g}",),
    )


def _out_of_range(variable: Input, value: float, how: tuple[str, str] | None) -> ToolInputError:
    shown = number_text(value, variable.measure)
    low, high = (number_text(v, variable.measure) for v in (variable.minimum, variable.maximum))
    example = number_text(variable.default, variable.measure)
    unlimited = variable.maximum >= UNLIMITED and value < variable.minimum
    range_en = f"{low} or more" if unlimited else f"between {low} and {high}"
    range_zh = f"不小于{low}" if unlimited else f"在{low}到{high}之间"
    subject_en = (
        f"{how[0]} gives {shown}, which is impossible" if how else f"{_title(variable.label.en)} cannot be {shown}"
    )
    subject_zh = f"{how[1]}后是{shown}，这不可能" if how else f"{variable.label.zh}不能是{shown}"
    return ToolInputError(
        f"{subject_en}: it must be {range_en}. Give a value in that range, such as {example}.",
        f"{subject_zh}：必须{range_zh}。请给出范围内的值，例如{example}。",
    )


def _ambiguous(name: str, found: Sequence[Input | Formula]) -> ToolInputError:
    return ToolInputError(
        f"Which one do you mean by '{name}': {' or '.join(i.label.en for i in found)}?",
        f"“{name}”指的是哪一个：{'，还是'.join(i.label.zh for i in found)}？",
        question=True,
        choices=tuple(i.id for i in found),
    )


def _unknown(model: FinanceModel, name: str, items: Sequence[Input | Formula], en: str, zh: str) -> ToolInputError:
    names = {_normal(n): i for i in items for n in (i.id, i.label.en, i.label.zh, *i.aliases.all)}
    close = difflib.get_close_matches(_normal(name), names, n=6, cutoff=0.6)
    near = list({names[c].id: names[c] for c in close}.values())[:3]
    offered = near or list(items)
    listed_en = ", ".join(f"{i.label.en} ({i.id})" for i in offered)
    listed_zh = "、".join(f"{i.label.zh}（{i.id}）" for i in offered)
    offer_en, end_en = ("Did you mean", "?") if near else ("It has", ".")
    offer_zh, end_zh = ("您是指", "？") if near else ("可选：", "。")
    return ToolInputError(
        f"The {model.title.en} model has no {en} '{name}'. {offer_en}: {listed_en}{end_en}",
        f"{model.title.zh}模型没有“{name}”这个{zh}。{offer_zh}{listed_zh}{end_zh}",
        question=bool(near),
        choices=tuple(i.id for i in offered),
    )


def change_text(variable: Input, before: float, relation: str, value: float) -> tuple[str, str]:
    """How a change led to a value, in English and Chinese, for error messages."""
    start = amount_text(before, variable.measure, "en")
    start_zh = amount_text(before, variable.measure, "zh")
    if relation == "multiply":
        return (
            f"Multiplying {variable.label.en} ({start}) by {value:g}",
            f"{variable.label.zh}（{start_zh}）乘以{value:g}",
        )
    step = number_text(value, variable.measure)
    return (f"Changing {variable.label.en} ({start}) by {step}", f"{variable.label.zh}（{start_zh}）变动{step}")
