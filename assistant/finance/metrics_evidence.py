"""What the finance model says about feasibility: findings worth points, and the reserve that three months take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from assistant.finance.evaluate import Evaluation
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import amount_text
from assistant.finance.published import output_label, output_measure
from assistant.finance.unit_economics import GOOD_LTV_TO_CAC, unit_economics

OWN_NUMBERS = 3  # fewer stated inputs leave the result to the examples
RESERVE_MONTHS = 3


@dataclass(frozen=True)
class Finding:
    """One finding: its points, whether it speaks for the venture, what was found and what would change it."""

    points: int
    good: bool
    text: Text
    raises: Text


def evidence(model: FinanceModel, inputs: Mapping[str, float], stated: Collection[str]) -> tuple[Finding, ...]:
    """Findings of the model with the founder's numbers; empty where the founder gave none.

    Args:
        model: The model.
        inputs: The base case.
        stated: Ids of the inputs that the founder gave.
    """
    if not stated:
        return ()
    result = unit_economics(model, inputs).result
    labels = [model.inputs_by_id[i].label for i in stated if i in model.inputs_by_id]
    named_en, named_zh = ", ".join(t.en for t in labels[:4]), "、".join(t.zh for t in labels[:4])
    found = [
        Finding(
            2,
            len(labels) >= OWN_NUMBERS,
            Text(f"Your own numbers are in the model: {named_en}", f"模型里有您自己的数字：{named_zh}"),
            Text(f"give at least {OWN_NUMBERS} of your own", f"至少给出{OWN_NUMBERS}个自己的数字"),
        ),
        _finding(model, result, model.headline[0], 3, lambda v: v > 0, Text("it has to rise above 0", "需要转正")),
    ]
    rules: tuple[tuple[str, int, Callable[[float], bool], Text], ...] = (
        (
            "contribution",
            1,
            lambda v: v > 0,
            Text("raise the price or cut the variable cost", "提高价格或降低变动成本"),
        ),
        (
            "ltv_to_cac",
            2,
            lambda v: v >= GOOD_LTV_TO_CAC,
            Text(f"{GOOD_LTV_TO_CAC:g} is the usual minimum", f"常用下限是{GOOD_LTV_TO_CAC:g}"),
        ),
        (
            "break_even_month",
            1,
            lambda v: v > 0,
            Text("break even within the months computed", "在测算期内实现盈亏平衡"),
        ),
        ("cash.lowest", 1, lambda v: v >= 0, Text("raise cash before it runs out", "在现金用完前筹到钱")),
        ("profit_margin", 2, lambda v: v > 0, Text("costs have to fall below revenue", "成本要降到收入以下")),
    )
    for name, points, good, raises in rules:
        if name in model.formulas_by_id:
            found.append(_finding(model, result, name, points, good, raises))
    return tuple(found)


def reserve(model: FinanceModel, inputs: Mapping[str, float], stated: Collection[str]) -> Text | None:
    """Three months of what has to be paid in any case; None where the founder did not give it."""
    name = next((n for n in ("fixed_cost", "operating_cost") if n in inputs and n in stated), None)
    if name is None:
        return None
    variable = model.inputs_by_id[name]
    months = RESERVE_MONTHS if variable.period == "month" else RESERVE_MONTHS / 12
    value = inputs[name] * months
    en, zh = (f"{value:,.0f} {variable.measure.shown}" for _ in range(2))
    return Text(
        f"{en} ({RESERVE_MONTHS} months of your {variable.label.en})",
        f"{zh}（{RESERVE_MONTHS}个月的{variable.label.zh}）",
    )


def _finding(
    model: FinanceModel, result: Evaluation, output: str, points: int, good: Callable[[float], bool], raises: Text
) -> Finding:
    label, measure = output_label(model, output), output_measure(model, output)
    value = result.values.get(output)
    if value is None:
        reason = result.undefined.get(output)
        en, zh = (reason.en, reason.zh) if reason else ("it has no value", "无法计算")
        return Finding(points, False, Text(f"{label.en}: {en}", f"{label.zh}：{zh}"), raises)
    position = model.formulas_by_id[model.split_id(output)[0]].is_position
    en, zh = (amount_text(value, measure, lang, position=position) for lang in ("en", "zh"))
    return Finding(points, good(value), Text(f"{label.en} is {en}", f"{label.zh}为{zh}"), raises)
