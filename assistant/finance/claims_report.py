"""A checked claim as plain data and figures for tools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.figures import Figure
from assistant.finance.claims import Checked, ClaimCheck
from assistant.finance.explain import explain
from assistant.finance.goal import goal_seek
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import amount_text, clean
from assistant.finance.published import (
    BASE,
    constant_figures,
    input_figures,
    output_figures,
    output_label,
    output_measure,
)
from assistant.finance.report import input_head, is_position
from assistant.finance.sensitivity import sensitivity
from assistant.finance.walk import value_at

CLAIM = "claimed"
LEVERS = 2
NO_SLIP = Text(
    "no single slip (a line left out, a factor of 10, 12 or 100, a sign) gives the claimed number",
    "不是单一的疏漏（漏项、差10倍、12倍、100倍或正负号）能解释的",
)
MOST_TRIED = 8


def claims_data(
    check: ClaimCheck, inputs: Mapping[str, float], stated: Iterable[str], given: Iterable[str]
) -> dict[str, Any]:
    """What a reply needs: each claim with its verdict, the lines of the calculation, the inputs with their units.

    Args:
        check: The checked claims.
        inputs: The inputs used.
        stated: Ids of the inputs the user gave; the others are the template's examples.
        given: Ids of those given together with the claim.
    """
    model, known, told = check.model, set(stated), set(given)
    number = next((n for c in check.claims if (n := _month(model, c))), None)
    claimed = {model.split_id(c.claim.output)[0]: c for c in reversed(check.claims)}
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "claims": [_claim_row(check, c) for c in check.claims],
        "all_right": all(c.verdict == "right" for c in check.claims),
        "parts_at": output_label(model, check.parts_at).to_json() if check.parts_at else None,
        "lines": [_line_row(check, name, number, claimed) for name in check.lines],
        "inputs": [
            {**input_head(i), "measure": i.measure.text, "value": float(inputs[i.id]), "stated": i.id in known}
            for i in model.inputs
        ],
        "assumed": [i.label.to_json() for i in model.inputs if i.id not in known],
        "with_inputs": bool(told),
        "needed": _needed(check, inputs),
    }


def claim_figures(check: ClaimCheck, inputs: Mapping[str, float], language: str) -> list[Figure]:
    """Inputs, results, the differences to what was claimed (`claim.<id>.delta`) and the claimed numbers themselves."""
    model = check.model
    figures = input_figures(model, inputs, model.inputs_by_id, BASE, language)
    figures += output_figures(model, check.result, BASE, language)
    figures += constant_figures(model, check.lines)
    for place, one in enumerate(check.claims):
        label, measure = output_label(model, one.claim.output).get(language), output_measure(model, one.claim.output)
        again = sum(c.claim.output == one.claim.output for c in check.claims[:place])
        key, period = f"claim.{one.claim.output}" + f".{again + 1}" * bool(again), one.claim.period or measure.period
        figures.append(Figure(key, label, one.claim.value, measure.shown, period, CLAIM, ""))
        if one.actual is not None:
            delta = clean(one.actual - one.claim.value)
            figures.append(Figure(f"{key}.actual", label, one.actual, measure.shown, period, BASE, ""))
            figures.append(Figure(f"{key}.delta", label, delta, measure.shown, period, CLAIM, ""))
    return figures


def _label(model: FinanceModel, one: Checked) -> Text:
    """A claim for a year is not that of the month its id names."""
    if one.over_year:
        return model.formulas_by_id[model.split_id(one.claim.output)[0]].label
    return output_label(model, one.claim.output)


def _month(model: FinanceModel, one: Checked) -> int | None:
    """The period in which the lines of a claim are shown: its own, or the one that it computes."""
    if is_position(model, one.claim.output):
        return None if one.actual is None else int(one.actual)
    return model.split_id(one.claim.output)[1]


def _claim_row(check: ClaimCheck, one: Checked) -> dict[str, Any]:
    model, measure = check.model, output_measure(check.model, one.claim.output)
    labels = {name: output_label(model, name) for name in one.follows}
    return {
        "id": one.claim.output,
        "label": _label(model, one).to_json(),
        "unit": measure.shown,
        "position": is_position(model, one.claim.output),
        "period": one.claim.period or measure.period,
        "claimed": one.claim.value,
        "bound": one.claim.bound,
        "actual": one.actual,
        "delta": None if one.actual is None else clean(one.actual - one.claim.value),
        "verdict": one.verdict,
        "over_year": one.over_year,
        "reason": one.reason.to_json() if one.reason else None,
        "follows": {"en": " and ".join(t.en for t in labels.values()), "zh": "和".join(t.zh for t in labels.values())}
        if labels
        else None,
        "unexplained": NO_SLIP.to_json(),
        "slips": [{"kind": s.kind, "text": s.text.to_json(), "value": s.value} for s in one.slips],
    }


def _line_row(check: ClaimCheck, name: str, number: int | None, claimed: Mapping[str, Checked]) -> dict[str, Any]:
    model = check.model
    formula = model.formulas_by_id[name]
    output = model.period_id(name, number or 1) if formula.is_series else name
    one = claimed.get(name)
    return {
        "id": output,
        "label": output_label(model, output).to_json(),
        "unit": formula.measure.shown,
        "position": formula.is_position,
        "value": value_at(check.result, name, number or 1),
        "claimed": one.claim.value if one and one.claim.output == output and not one.over_year else None,
        "formula": explain(model, check.result, output).to_json(),
    }


def _needed(check: ClaimCheck, inputs: Mapping[str, float]) -> dict[str, str] | None:
    """What it would take for the main claim to hold; None where it holds or one slip explains it."""
    headline = [check.model.split_id(h)[0] for h in check.model.headline]
    wrong = [c for c in check.claims if c.verdict == "wrong" and c.actual is not None]
    wrong.sort(key=lambda c: (_place(check.model, c, headline), check.claims.index(c)))
    if not wrong or wrong[0].over_year or (wrong[0].slips and wrong[0].slips[0].kind != "repeat"):
        return None
    claim = wrong[0].claim
    swings = sensitivity(check.model, inputs, [claim.output])[0].swings
    said_en: list[str] = []
    said_zh: list[str] = []
    for swing in swings[:MOST_TRIED]:
        if len(said_en) == LEVERS:
            break
        goal = goal_seek(check.model, inputs, swing.variable.id, claim.output, claim.value)
        if goal.value is None:
            continue
        label, measure = swing.variable.label, swing.variable.measure
        now, then = (amount_text(v, measure, "en") for v in (swing.base, goal.value))
        said_en.append(f"{label.en} at {then} instead of {now}")
        now, then = (amount_text(v, measure, "zh") for v in (swing.base, goal.value))
        said_zh.append(f"{label.zh}要达到{then}（现在{now}）")
    if not said_en:
        return None
    name = output_label(check.model, claim.output)
    value = amount_text(claim.value, output_measure(check.model, claim.output), "en")
    return Text(
        f"For {name.en} of {value} it would take {', or '.join(said_en)}, with all else as it is.",
        f"{name.zh}要到{value}，其他条件不变时，{'，或者'.join(said_zh)}。",
    ).to_json()


def _place(model: FinanceModel, one: Checked, headline: list[str]) -> int:
    name = model.split_id(one.claim.output)[0]
    return headline.index(name) if name in headline else len(headline)
