"""What could have gone wrong in a wrong result: the slips of the pen that make up the difference exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from assistant.finance.compute import Value
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.model import FinanceModel, Input, Text
from assistant.finance.numbers import amount_text
from assistant.finance.published import output_label, output_measure
from assistant.finance.units import Unit
from assistant.finance.walk import Summand, summands

MOST = 3
MOST_PARTS = 12  # of a sum; all pairs of more would match by chance
Same = Callable[[float], bool]  # whether a value is the claimed one
LOOSEST = 0.005  # relative; a number stated to one digit would match anything
SAME = 1e-4  # relative; a slip has to explain the number to this precision, or to the digits stated
# What a whole result is wrong by, and how that is said.
FACTORS: tuple[tuple[float, Text], ...] = (
    (
        10.0,
        Text("a factor of 10: a digit too many or too few (万 and 百万 are easily mixed up)", "10倍：多写或少写了一位"),
    ),
    (
        100.0,
        Text("a factor of 100: a percentage read as a number, or two digits", "100倍：百分数当成了数字，或差了两位"),
    ),
    (1000.0, Text("a factor of 1,000: thousands and single units mixed", "1,000倍：千和个位混用")),
    (10000.0, Text("a factor of 10,000: 万 and single units mixed", "1万倍：万和个位混用")),
    (12.0, Text("a factor of 12: a month and a year mixed", "12倍：月和年混用")),
    (365.0, Text("a factor of 365: a day and a year mixed", "365倍：天和年混用")),
)
INPUT_FACTORS: tuple[tuple[float, str, str], ...] = (
    (0.0, "without {0}", "漏掉了{0}"),
    (12.0, "with {0} twelve times as large (a month taken for a year)", "把{0}放大了12倍（月当成年）"),
    (1 / 12, "with a twelfth of {0} (a year taken for a month)", "{0}只取了十二分之一（年当成月）"),
    (100.0, "with {0} a hundred times as large", "把{0}放大了100倍"),
    (0.01, "with a hundredth of {0}", "{0}只取了百分之一"),
    (10.0, "with {0} ten times as large", "把{0}放大了10倍"),
    (0.1, "with a tenth of {0}", "{0}只取了十分之一"),
)


@dataclass(frozen=True)
class Slip:
    """One way in which the claimed number comes out.

    Attributes:
        kind: "factor", "sign", "other" (it is another result), "part" (lines left out) or "input".
        text: How it is said after "the claim comes out as/if".
        value: What the slip gives.
    """

    kind: str
    text: Text
    value: float


def find_slips(
    model: FinanceModel,
    inputs: Mapping[str, float],
    result: Evaluation,
    output: str,
    claimed: float,
    actual: float,
    slack: float,
    of_one_period: bool = True,
) -> tuple[Slip, ...]:
    """The likeliest slips that lead from the inputs to the claimed number, at most three.

    Args:
        model: The model.
        inputs: The base case.
        result: Its results.
        output: Id of the output claimed.
        claimed: The number claimed.
        actual: The number computed.
        slack: How far rounding may have moved the claim.
        of_one_period: False where the claim is for several periods, so that parts of one period explain nothing.
    """
    reach = min(max(slack, SAME * abs(claimed)), LOOSEST * abs(claimed))

    def same(value: float) -> bool:
        return value != 0 and abs(value - claimed) <= reach

    found: list[Slip] = []
    likely = [*_whole(claimed, actual, same), *_others(model, result, output, same)]
    if of_one_period:
        likely += [*_left_out(model, result, output, actual, same), *_input_slips(model, inputs, output, same)]
    for slip in likely:
        if all(slip.text != known.text for known in found):
            found.append(slip)
    return tuple(found[:MOST])


def _whole(claimed: float, actual: float, same: Same) -> Iterator[Slip]:
    if same(-actual):
        yield Slip("sign", Text("the sign: a loss taken for a profit", "正负号：把亏损当成了盈利"), -actual)
    for factor, text in FACTORS:
        for value in (actual * factor, actual / factor):
            if same(value):
                yield Slip("factor", text, value)


def _others(model: FinanceModel, result: Evaluation, output: str, same: Same) -> Iterator[Slip]:
    """The claim is another result of the model: revenue called profit, another month, the total."""
    base, number = model.split_id(output)
    measure = output_measure(model, output)
    for name, value in result.values.items():
        formula, period = model.split_id(name)
        apart = formula != base and period is not None and period != number
        if name == output or apart or output_measure(model, name).shown != measure.shown or not same(value):
            continue
        label = output_label(model, name)
        yield Slip(
            "other",
            Text(
                f"{label.en}, not {output_label(model, output).en}",
                f"{label.zh}，而不是{output_label(model, output).zh}",
            ),
            value,
        )


def _left_out(model: FinanceModel, result: Evaluation, output: str, actual: float, same: Same) -> Iterator[Slip]:
    parts = [p for p in summands(model, result, output) if p.value]
    if len(parts) > MOST_PARTS:
        return
    measure = output_measure(model, output)
    for size in (1, 2):
        for group in combinations(parts, size):
            if len(group) < len(parts) and same(actual - sum(p.value for p in group)):
                yield Slip("part", _without(group, measure), actual - sum(p.value for p in group))


def _without(group: tuple[Summand, ...], measure: Unit) -> Text:
    en = " and ".join(f"{p.label.en} ({amount_text(abs(p.value), measure, 'en')})" for p in group)
    zh = "和".join(f"{p.label.zh}（{amount_text(abs(p.value), measure, 'zh')}）" for p in group)
    return Text(f"leaving out {en}", f"漏掉了{zh}")


def _input_slips(model: FinanceModel, inputs: Mapping[str, float], output: str, same: Same) -> Iterator[Slip]:
    reached = model.depends_on(model.split_id(output)[0])
    varied = [i for i in model.inputs if i.id in reached and i.id != model.horizon and inputs[i.id] != 0]
    trials: list[tuple[Input, float, str, str]] = [
        (i, inputs[i.id] * f, en, zh) for i in varied for f, en, zh in INPUT_FACTORS
    ]
    trials += [(i, 1.0, "without {0} (taken as 100%)", "没有乘{0}（按100%计）") for i in varied if i.kind == "rate"]
    if not trials:
        return
    columns: dict[str, Value] = dict(inputs)
    for variable in varied:
        columns[variable.id] = np.array([value if i is variable else inputs[variable.id] for i, value, _, _ in trials])
    values = evaluate(model, columns).values.get(output)
    if values is None:
        return
    row = np.broadcast_to(np.asarray(values, dtype=float), (len(trials),))
    for (variable, _, en, zh), value in zip(trials, row, strict=True):
        if np.isfinite(value) and same(float(value)):
            yield Slip("input", Text(en.format(variable.label.en), zh.format(variable.label.zh)), float(value))


def repeated(first: float, again: float) -> tuple[Slip, ...]:
    """The same result stated a second time with another number."""
    if first == 0 or again == 0:
        return ()
    larger = abs(again) > abs(first)
    ratio = f"{max(abs(again / first), abs(first / again)):.4g}"
    en = f"it was first given as {first:,.10g}; this is {ratio} times " + ("as much" if larger else "less")
    zh = f"前面写的是{first:,.10g}，" + (f"这里是它的{ratio}倍" if larger else f"这里只有它的1/{ratio}")
    return (Slip("repeat", Text(en, zh), first),)
