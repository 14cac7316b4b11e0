"""The answer of a goal seek as plain data and as a sentence."""

from __future__ import annotations

from typing import Any, TypedDict

from assistant.finance.goal import Goal
from assistant.finance.inputs import UNLIMITED
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import amount_text
from assistant.finance.published import output_label, output_measure
from assistant.finance.report import Bilingual, input_head


class GoalData(TypedDict):
    """Result of `goal_seek`. `reached` tells whether `value` exists; otherwise `best` comes nearest."""

    template: str
    title: Bilingual
    variable: dict[str, Any]
    output: dict[str, Any]
    target: float
    reached: bool
    value: float | None
    value_output: float | None
    current: float
    current_output: float | None
    others: list[float]
    best: float | None
    best_output: float | None
    rounded: float | None
    rounded_output: float | None
    explanation: Bilingual | None
    message: Bilingual


def goal_data(model: FinanceModel, goal: Goal, explanation: Text | None) -> GoalData:
    """Data of a goal seek; what was assumed for it, the tool adds."""
    measure = output_measure(model, goal.output)
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "variable": {**input_head(goal.variable), "min": goal.variable.minimum, "max": goal.variable.maximum},
        "output": {
            "id": goal.output,
            "label": output_label(model, goal.output).to_json(),
            "unit": measure.shown,
            "period": measure.period,
        },
        "target": goal.target,
        "reached": goal.value is not None,
        "value": goal.value,
        "value_output": goal.value_output,
        "current": goal.current,
        "current_output": goal.current_output,
        "others": list(goal.others),
        "best": goal.best,
        "best_output": goal.best_output,
        "rounded": goal.rounded,
        "rounded_output": goal.rounded_output,
        "explanation": explanation.to_json() if explanation else None,
        "message": goal_message(model, goal).to_json(),
    }


def goal_message(model: FinanceModel, goal: Goal) -> Text:
    """The answer of a goal seek in a sentence."""
    return Text(_goal_sentence(model, goal, "en"), _goal_sentence(model, goal, "zh"))


def _goal_sentence(model: FinanceModel, goal: Goal, language: str) -> str:
    variable, formula = goal.variable, model.formulas_by_id[model.split_id(goal.output)[0]]
    name, output = variable.label.get(language), output_label(model, goal.output).get(language)

    def amount(value: float | None) -> str:
        return "–" if value is None else amount_text(value, formula.measure, language, position=formula.is_position)

    def level(value: float | None) -> str:
        return "–" if value is None else amount_text(value, variable.measure, language)

    if goal.value is not None:
        if language == "zh":
            now = f"目前{name}为{level(goal.current)}"
            return f"{name}为{level(goal.value)}时，{output}为{amount(goal.value_output)}（{now}）。"
        solved = f"With {name} at {level(goal.value)}, {output} is {amount(goal.value_output)}"
        return f"{solved} (now {level(goal.current)})."
    low, high = level(variable.minimum), level(variable.maximum)
    unlimited = variable.maximum >= UNLIMITED
    best = level(goal.best)
    if language == "zh":
        span = f"不低于{low}的" if unlimited else f"{low}到{high}之间的"
        best = f"目前的{best}" if goal.best == goal.current else best
        nearest = f"最接近的是{best}，此时为{amount(goal.best_output)}"
        return f"没有{span}{name}能让{output}达到{amount(goal.target)}；{nearest}。"
    span = f"of {low} or more" if unlimited else f"between {low} and {high}"
    best = f"the present {best}" if goal.best == goal.current else best
    return (
        f"No {name} {span} brings {output} to {amount(goal.target)}; "
        f"the nearest is {best}, which gives {amount(goal.best_output)}."
    )
