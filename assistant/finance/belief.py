"""What can hardly be right: results no young venture has, inputs orders of magnitude from those of the model file.

Such numbers come of a slip – a price in the wrong place, a year taken for a month – far more often than of a venture,
and printed to the cent they look as sure as any other. So a reply says first that it doubts them, and names the input
that is most likely the slip. The bounds are wide: what is only unusually good or bad is for the benchmarks to say.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.figures import Figure
from assistant.finance.currency import PRICE_LEVEL
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.model import FinanceModel, Input, Text
from assistant.finance.published import BASE, output_figures, output_label, output_measure
from assistant.finance.scenario import Comparison
from assistant.finance.session import BaseCase
from assistant.language.formatting import format_number

# The usual bar is 3, the best listed companies report about 10; twenty times that is a misplaced number.
LTV_TO_CAC = 200.0
# Who spends more than twice what comes in on serving alone has a unit mixed up: nobody sets such a price.
GROSS_MARGIN = -1.0
# US dollars a month, won or lost: over a hundred million a year within the first year of a plan.
MONTHLY_PROFIT = 10_000_000.0
YEAR = 12
# An example of a model file is a usual value; ventures of all sizes lie within a factor of some hundreds around it.
ABOVE_EXAMPLE = 1000.0
# Small amounts are rarer slips: a unit cost of a thousandth of the example is still one of software.
BELOW_EXAMPLE = 10_000.0


@dataclass(frozen=True)
class Doubt:
    """What can hardly be right, and the question whether it is meant so."""

    says: Text
    asks: Text

    def to_json(self) -> dict[str, str]:
        """Both as one text, by language."""
        return {"en": f"{self.says.en}. {self.asks.en}", "zh": f"{self.says.zh}。{self.asks.zh}"}


def doubts(
    model: FinanceModel, inputs: Mapping[str, float], result: Evaluation, given: Collection[str]
) -> tuple[Doubt, ...]:
    """What a reply has to say first, empty where the numbers can be believed.

    Args:
        model: In the currency that is counted in.
        inputs: All inputs.
        result: Computed from them.
        given: Ids of the inputs that the founder gave or supposes; examples are no slips.
    """
    own = [i for name in given if (i := model.inputs_by_id.get(name)) and _distance(i, inputs)]
    output = _unbelievable(model, result)
    if output is None:
        own = [i for i in own if _far(i, inputs)]
    if not own:
        return ()
    odd = max(own, key=lambda i: _distance(i, inputs)) if output is None else _slip(model, inputs, output, own)
    return (_said(odd, inputs[odd.id], _outcome(model, output, result) if output else None),)


def of_case(case: BaseCase) -> tuple[Doubt, ...]:
    """The same of a base case."""
    return doubts(case.model, case.inputs, evaluate(case.model, case.inputs), case.stated)


def case_doubts(case: BaseCase) -> list[dict[str, str]]:
    """The same of a base case, as plain data."""
    return [doubt.to_json() for doubt in of_case(case)]


def doubt_figures(case: BaseCase, language: str) -> list[Figure]:
    """The results that a doubt may name, to be published where a reply tells it beside no other number."""
    result = evaluate(case.model, case.inputs)
    doubted = doubts(case.model, case.inputs, result, case.stated)
    return output_figures(case.model, result, BASE, language) if doubted else []


def what_if_doubts(comparison: Comparison, stated: Collection[str]) -> list[dict[str, str]]:
    """The same of a what-if: of the numbers after it, else of those before."""
    given = [*stated, *(change.variable.id for change in comparison.changes)]
    after, before = comparison.after, comparison.before
    found = doubts(comparison.model, _plain(after), after, given)
    return [d.to_json() for d in found or doubts(comparison.model, _plain(before), before, stated)]


def _plain(result: Evaluation) -> dict[str, float]:
    return {name: float(np.max(value)) for name, value in result.inputs.items()}


def _slip(model: FinanceModel, inputs: Mapping[str, float], output: str, own: Sequence[Input]) -> Input:
    """The input that brings an output back furthest when the example takes its place."""

    def left(variable: Input) -> float:
        value = evaluate(model, {**inputs, variable.id: variable.default}).values.get(output)
        return math.inf if value is None else abs(value)

    return min(own, key=lambda i: (left(i), -_distance(i, inputs)))


def _outcome(model: FinanceModel, output: str, result: Evaluation) -> Text:
    """An output with its value: "LTV to CAC comes out at …"."""
    label, unit, value = output_label(model, output), output_measure(model, output).shown, result.values[output]
    en, zh = (format_number(value, unit, language) for language in ("en", "zh"))
    return Text(f"{label.en} comes out at {en}", f"{label.zh}为{zh}")


def _said(odd: Input, value: float, outcome: Text | None) -> Doubt:
    en, zh = (format_number(value, odd.measure.shown, language, period=odd.period) for language in ("en", "zh"))
    told = Text(f"{outcome.en}. The" if outcome else "the", f"{outcome.zh}，" if outcome else "")
    says = Text(
        f"This can hardly be right: {told.en} input that stands out is your {odd.label.en} ({en})",
        f"这恐怕不对：{told.zh}最可疑的是您给的{odd.label.zh}（{zh}）",
    )
    return Doubt(says, Text("Did you mean it so?", "您确实是这个意思吗？"))


def _unbelievable(model: FinanceModel, result: Evaluation) -> str | None:
    """Id of the first output beyond belief. A model by the year sums up a large company and has no such bounds."""
    if model.period != "month":
        return None
    profit = model.period_id("profit", min(YEAR, result.periods))
    most = MONTHLY_PROFIT * PRICE_LEVEL.get(model.currency, 1)
    bounds = {"ltv_to_cac": (-LTV_TO_CAC, LTV_TO_CAC), "gross_margin": (GROSS_MARGIN, 1.0), profit: (-most, most)}
    for name, (low, high) in bounds.items():
        value = result.values.get(name)
        if value is not None and math.isfinite(value) and not low <= value <= high:
            return name
    return None


def _distance(variable: Input, inputs: Mapping[str, float]) -> float:
    """Orders of magnitude between a value and the example; 0 where either is none or the range is known anyway."""
    value = inputs[variable.id]
    if value <= 0 or variable.default <= 0 or variable.kind == "duration":
        return 0.0
    return abs(math.log10(value / variable.default))


def _far(variable: Input, inputs: Mapping[str, float]) -> bool:
    """Whether a value is orders of magnitude from the example; a share of something never is."""
    if variable.kind == "rate" or variable.default <= 0:
        return False
    ratio = inputs[variable.id] / variable.default
    return ratio > ABOVE_EXAMPLE or 0 < ratio < 1 / BELOW_EXAMPLE
