"""What has to be said beside the result of a simulation."""

from __future__ import annotations

from assistant.finance.draws import Range
from assistant.finance.inputs import find_input
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import number_text
from assistant.finance.published import output_label
from assistant.finance.simulate import Simulation
from assistant.finance.units import Unit

_SHARE = Unit("fraction", (), is_fraction=True)
_NUMBER = Unit("ratio", (), is_fraction=False)
# A smaller part cut off changes nothing that is shown.
_TOLD = 0.001


def simulation_notes(model: FinanceModel, found: Simulation) -> list[Text]:
    """Where the ranges come from, what moves together, what was cut off, what has no value."""
    notes = []
    if any(r.assumed for r in found.ranges):
        notes.append(
            Text(
                "No ranges were given, so the inputs that matter most were varied by a fifth around their values.",
                "没有给出区间，因此对影响最大的几个输入项在其现值上下各浮动两成。",
            )
        )
    notes += _correlation_notes(model, found)
    notes += [_cut_note(r) for r in found.ranges if r.cut >= _TOLD]
    for item in found.distributions:
        if 0 < item.defined < 1:
            label, share = output_label(model, item.output), number_text(item.defined, _SHARE)
            notes.append(
                Text(
                    f"{label.en} has a value in {share} of the draws; its percentiles are those of these draws.",
                    f"{label.zh}仅在{share}的模拟中有值，其分位数只统计这些模拟。",
                )
            )
    return notes


def _correlation_notes(model: FinanceModel, found: Simulation) -> list[Text]:
    if not found.correlations:
        return [
            Text("The inputs are drawn independently of each other.", "各输入项相互独立抽样，未考虑它们之间的相关性。")
        ]
    told = []
    for item in found.correlations:
        first, second = find_input(model, item.first).label, find_input(model, item.second).label
        value = number_text(item.value, _NUMBER)
        told.append(Text(f"{first.en} and {second.en} {value}", f"{first.zh}与{second.zh}为{value}"))
    return [
        Text(
            f"Rank correlations: {', '.join(t.en for t in told)}; all other inputs are independent.",
            f"秩相关系数：{'，'.join(t.zh for t in told)}；其余输入相互独立。",
        )
    ]


def _cut_note(item: Range) -> Text:
    share, label = number_text(item.cut, _SHARE), item.variable.label
    low, high = (number_text(v, item.variable.measure) for v in (item.variable.minimum, item.variable.maximum))
    return Text(
        f"{label.en}: {share} of the curve lies outside of what it can be ({low} to {high}) and is cut off.",
        f"{label.zh}：分布中有{share}超出可取范围（{low}到{high}），已截去。",
    )
