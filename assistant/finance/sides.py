"""Two base cases side by side: which model, which inputs and headline results differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.figures import Figure
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.inputs import headline
from assistant.finance.model import FinanceModel
from assistant.finance.numbers import clean
from assistant.finance.published import output_label, output_measure
from assistant.finance.report import input_head, is_position
from assistant.finance.session import base_case

JsonDict = dict[str, Any]


@dataclass(frozen=True)
class Side:
    """A base case, computed.

    Attributes:
        name: What it is called in the comparison; the scenario of its figures.
        model: Its model.
        inputs: Every input.
        result: The outputs.
    """

    name: str
    model: FinanceModel
    inputs: Mapping[str, float]
    result: Evaluation

    @property
    def headline(self) -> list[str]:
        """Ids of the results to compare."""
        return headline(self.model, self.result.periods)


def side(models: Mapping[str, FinanceModel], stored: Mapping[str, Any], name: str) -> Side | None:
    """The base case as stored; None where no model was chosen.

    Raises:
        ToolInputError: A stored input is out of its range.
    """
    if stored.get("template") not in models:
        return None
    case = base_case(models, stored)
    return Side(name, case.model, case.inputs, evaluate(case.model, case.inputs))


def compare_sides(before: Side | None, after: Side | None) -> JsonDict:
    """`{before, after: title or None, inputs: [row], outputs: [row]}`.

    A row is `{id, label, unit, period, before, after, delta, position}`.

    Inputs are those that differ, outputs the headline where it differs; of unlike models nothing is compared but both
    headlines are shown. A side without a model has None everywhere.
    """
    data: JsonDict = {
        "before": before.model.title.to_json() if before else None,
        "after": after.model.title.to_json() if after else None,
        "inputs": [],
        "outputs": [],
    }
    if before is None and after is None:
        return data
    alike = before is not None and after is not None and before.model.id == after.model.id
    if before and after and alike:
        data["inputs"] = [
            {**input_head(i), **_values(before.inputs[i.id], after.inputs[i.id]), "position": False}
            for i in before.model.inputs
            if before.inputs[i.id] != after.inputs[i.id]
        ]
    outputs = []
    for one in (before, after) if not alike else (before,):
        outputs += [_output(one, before, after, name) for name in one.headline] if one else []
    data["outputs"] = [row for row in outputs if row["before"] != row["after"]]
    return data


def side_figures(before: Side | None, after: Side | None, language: str) -> list[Figure]:
    """Every number of `compare_sides`, with the side's name as scenario; differences under that of the newer."""
    data = compare_sides(before, after)
    figures = []
    for kind, row in [*(("input.", r) for r in data["inputs"]), *(("", r) for r in data["outputs"])]:
        label, key = row["label"][language], f"{kind}{row['id']}"
        for one, value in ((before, row["before"]), (after, row["after"])):
            if one is not None and value is not None:
                figures.append(Figure(key, label, value, row["unit"], row["period"], one.name, ""))
        if row["delta"] is not None and after is not None:
            text = f"{label}的变化" if language == "zh" else f"change of {label}"
            figures.append(Figure(f"{key}.delta", text, row["delta"], row["unit"], row["period"], after.name, ""))
    return figures


def _output(one: Side, before: Side | None, after: Side | None, name: str) -> JsonDict:
    measure = output_measure(one.model, name)
    old, new = (
        other.result.values.get(name) if other is not None and other.model.id == one.model.id else None
        for other in (before, after)
    )
    return {
        "id": name,
        "label": output_label(one.model, name).to_json(),
        "unit": measure.shown,
        "period": measure.period,
        **_values(old, new),
        "position": is_position(one.model, name),
    }


def _values(before: float | None, after: float | None) -> JsonDict:
    delta = clean(after - before) if before is not None and after is not None else None
    return {"before": before, "after": after, "delta": delta}
