"""Results of the finance room as figures that replies may quote.

Ids: outputs under their own (`profit.month_12`, `ltv`), inputs as `input.<id>`. Derived from them: `<id>.delta`
(after − before), `<id>.delta_percent` (over the size of before, a fraction), `<id>.annualised` (a monthly flow × 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.figures import Figure
from assistant.finance.evaluate import Evaluation
from assistant.finance.goal import Goal
from assistant.finance.inputs import headline
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import clean
from assistant.finance.scenario import Comparison
from assistant.finance.units import Unit

BASE = "base"
GOAL = "goal"


def output_label(model: FinanceModel, output: str) -> Text:
    """What an output value is called: `profit in month 12`."""
    name, number = model.split_id(output)
    label = model.formulas_by_id[name].label
    if number is None:
        return label
    return Text(en=f"{label.en} in month {number}", zh=f"第{number}个月{label.zh}")


def output_measure(model: FinanceModel, output: str) -> Unit:
    """Unit of an output value."""
    return model.formulas_by_id[model.split_id(output)[0]].measure


def input_figures(
    model: FinanceModel, values: Mapping[str, float], ids: Iterable[str], scenario: str, language: str
) -> list[Figure]:
    """Inputs as `input.<id>`."""
    return [
        figure_of(
            f"input.{i}", model.inputs_by_id[i].label, values[i], model.inputs_by_id[i].measure, scenario, language
        )
        for i in ids
    ]


def output_figures(model: FinanceModel, result: Evaluation, scenario: str, language: str) -> list[Figure]:
    """Every output value, and the annualised headline flows."""
    figures = []
    for name, value in result.values.items():
        label, measure = output_label(model, name), output_measure(model, name)
        figures.append(figure_of(name, label, value, measure, scenario, language))
    return [*_annualised(model, result, scenario, language), *figures]


def constant_figures(model: FinanceModel, formulas: Iterable[str]) -> list[Figure]:
    """Constants that explanations of these formulas show, such as the 1 of 1 − churn."""
    found = sorted({c for name in formulas for c in model.formulas_by_id[name].constants})
    return [Figure(f"constant.{c:g}", f"{c:g}", c, "ratio", None, None, "") for c in found]


def comparison_figures(comparison: Comparison, name: str, language: str, wanted: Sequence[str] = ()) -> list[Figure]:
    """Base first, then differences, then the values after the change, so that the last of an id is the newest.

    Differences are published for the headline, for what has no period, and for the `wanted` outputs.
    """
    model = comparison.model
    base = {i: float(v) for i, v in comparison.before.inputs.items()}
    changed = list(dict.fromkeys(c.variable.id for c in comparison.changes))
    figures = input_figures(model, base, base, BASE, language)
    figures += output_figures(model, comparison.before, BASE, language)
    if not changed:
        return figures
    for i in changed:
        variable = model.inputs_by_id[i]
        figures += _difference(
            f"input.{i}", variable.label, base[i], comparison.inputs[i], variable.measure, name, language
        )
    for output in dict.fromkeys([*_compared(comparison), *wanted]):
        delta = comparison.delta(output)
        if delta.before is not None and delta.after is not None:
            label, measure = output_label(model, output), output_measure(model, output)
            figures += _difference(output, label, delta.before, delta.after, measure, name, language)
    figures += input_figures(model, comparison.inputs, changed, name, language)
    return figures + output_figures(model, comparison.after, name, language)


def goal_figures(
    model: FinanceModel, inputs: Mapping[str, float], goal: Goal, result: Evaluation, language: str
) -> list[Figure]:
    """The base case, the target, and the solution or what comes nearest to it (scenario "goal")."""
    figures = input_figures(model, inputs, model.inputs_by_id, BASE, language)
    figures += output_figures(model, result, BASE, language)
    variable, label = goal.variable, output_label(model, goal.output)
    measure = output_measure(model, goal.output)
    found = goal.value if goal.value is not None else goal.best
    reached = goal.value_output if goal.value is not None else goal.best_output
    figures.append(figure_of("target", label, goal.target, measure, GOAL, language))
    for end, value in (("minimum", variable.minimum), ("maximum", variable.maximum)):
        figures.append(figure_of(f"input.{variable.id}.{end}", variable.label, value, variable.measure, GOAL, language))
    for other in goal.others:
        figures.append(figure_of(f"input.{variable.id}.other", variable.label, other, variable.measure, GOAL, language))
    if goal.rounded is not None and goal.rounded_output is not None:
        name = f"input.{variable.id}.rounded"
        figures.append(figure_of(name, variable.label, goal.rounded, variable.measure, GOAL, language))
        figures.append(figure_of(f"{goal.output}.rounded", label, goal.rounded_output, measure, GOAL, language))
    if found is not None:
        key = f"input.{variable.id}"
        figures += _difference(key, variable.label, goal.current, found, variable.measure, GOAL, language)
        for name in (variable.id, key):
            figures.append(figure_of(name, variable.label, found, variable.measure, GOAL, language))
    if reached is not None:
        figures.append(figure_of(goal.output, label, reached, measure, GOAL, language))
    return figures


def _compared(comparison: Comparison) -> list[str]:
    model = comparison.model
    periods = comparison.after.periods
    scalars = [f.id for f in model.outputs if not f.is_series]
    return list(dict.fromkeys([*headline(model, periods), *scalars]))


def _annualised(model: FinanceModel, result: Evaluation, scenario: str, language: str) -> list[Figure]:
    if model.period != "month":
        return []
    periods = result.periods
    figures = []
    for name in headline(model, periods):
        measure = output_measure(model, name)
        if name in result.values and measure.kind == "money" and measure.period == "month":
            label = output_label(model, name)
            text = f"{label.zh}（折合全年）" if language == "zh" else f"{label.en}, annualised"
            value = result.values[name] * 12
            figures.append(Figure(f"{name}.annualised", text, value, measure.shown, "year", scenario, ""))
    return figures


def _difference(
    key: str, label: Text, before: float, after: float, measure: Unit, scenario: str, language: str
) -> list[Figure]:
    text = f"{label.zh}的变化" if language == "zh" else f"change of {label.en}"
    figures = [Figure(f"{key}.delta", text, clean(after - before), measure.shown, measure.period, scenario, "")]
    if before * after > 0 and before != after:
        text = f"{label.zh}的变化幅度" if language == "zh" else f"relative change of {label.en}"
        figures.append(
            Figure(f"{key}.delta_percent", text, clean((after - before) / abs(before)), "fraction", None, scenario, "")
        )
    return figures


def figure_of(key: str, label: Text, value: float, measure: Unit, scenario: str, language: str) -> Figure:
    """A value with its unit and period, ready to be quoted."""
    return Figure(key, label.get(language), float(value), measure.shown, measure.period, scenario, "")
