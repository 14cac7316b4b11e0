"""Checks results that somebody states against the model: right, nearly right, wrong, or without a value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.finance.claims_slips import Slip, find_slips, repeated
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.expression import names
from assistant.finance.inputs import checked_inputs, find_output
from assistant.finance.model import FinanceModel, Formula, Reason
from assistant.finance.periods import convert_flow
from assistant.finance.walk import arithmetic

Verdict = Literal["right", "close", "wrong", "undefined"]
Bound = Literal["at_least", "at_most"]
CLOSE = 0.05  # relative; still told apart from "right", which means equal at the digits stated
MONTHS = 12
MOST_LINES = 14


@dataclass(frozen=True)
class Claim:
    """A result as somebody states it.

    Attributes:
        output: Id or name of an output, e.g. `profit`, `profit.month_12`, `ltv_to_cac`.
        value: The number, in the unit of the output; rates are fractions, a loss is negative.
        period: The time it is said to be for, where that is said: "month", "year" …
        resolution: Worth of the last digit stated ("3.82M": 10,000); without it, that of the last digit not 0.
        bound: Where the result is said to be over or under the number only: "over 2,000", 不到六个月.
    """

    output: str
    value: float
    period: str | None = None
    resolution: float | None = None
    bound: Bound | None = None

    @property
    def half_digit(self) -> float:
        """How far rounding may have moved it."""
        return (self.resolution or last_digit(self.value)) / 2


@dataclass(frozen=True)
class Checked:
    """A claim beside what the inputs give.

    Attributes:
        claim: With the output's full id.
        actual: The computed value for the period claimed; None where there is none.
        over_year: True where a claim for a year stands beside the sum of the first twelve months.
        verdict: Right means equal at the digits stated.
        reason: Why there is no value.
        follows: Ids of other claimed lines that the claim follows from: then the slip lies in them.
        slips: What would make up the difference.
    """

    claim: Claim
    actual: float | None
    over_year: bool
    verdict: Verdict
    reason: Reason | None
    follows: tuple[str, ...]
    slips: tuple[Slip, ...]


@dataclass(frozen=True)
class ClaimCheck:
    """All claims of a message, checked.

    Attributes:
        claims: In the order of the calculation.
        lines: Ids of the formulas on the way to the last claim, in order.
        parts_at: Id of the first claimed line that is not right; None where all are right.
    """

    model: FinanceModel
    result: Evaluation
    claims: tuple[Checked, ...]
    lines: tuple[str, ...]
    parts_at: str | None


def check_claims(model: FinanceModel, inputs: Mapping[str, float], claims: Sequence[Claim]) -> ClaimCheck:
    """Recompute every claimed result from the inputs.

    Args:
        model: The model.
        inputs: The base case; missing inputs take their defaults. A claim is never one of them.
        claims: What is claimed; an output may be claimed more than once.

    Raises:
        ToolInputError: An input or output is unknown, or an input impossible.
    """
    base = checked_inputs(model, inputs)
    result = evaluate(model, base)
    periods = int(base[model.horizon]) if model.horizon else 1
    named = [Claim(find_output(model, c.output, periods), c.value, c.period, c.resolution, c.bound) for c in claims]
    order = {f.id: place for place, f in enumerate(model.formulas)}
    named.sort(key=lambda c: order[model.split_id(c.output)[0]])
    told = {c.output: c for c in reversed(named)}
    checked = tuple(_checked(model, base, result, claim, told) for claim in named)
    wrong = next((c.claim.output for c in checked if c.verdict in ("wrong", "close")), None)
    lines = _lines(model, [model.split_id(c.output)[0] for c in named])
    return ClaimCheck(model, result, checked, lines, wrong)


def last_digit(value: float) -> float:
    """Worth of the last digit that is not 0: 3,820,000 is known to 10,000, 0.15 to 0.01."""
    if value == 0:
        return 1.0
    text = f"{abs(value):.10g}"
    if "e" in text:
        return 10.0 ** math.floor(math.log10(abs(value)))
    whole, _, decimals = text.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    return float(10.0 ** (len(whole) - len(whole.rstrip("0"))))


def _checked(
    model: FinanceModel, inputs: Mapping[str, float], result: Evaluation, claim: Claim, told: Mapping[str, Claim]
) -> Checked:
    actual, over_year = _actual(model, result, claim)
    if actual is None:
        return Checked(claim, None, False, "undefined", result.undefined.get(claim.output), (), ())
    verdict = _verdict(claim, actual)
    if verdict == "right":
        return Checked(claim, actual, over_year, verdict, None, (), ())
    formula = model.formulas_by_id[model.split_id(claim.output)[0]]
    follows = _follows(formula, claim, told)
    first = told[claim.output]
    if first is not claim:
        slips: tuple[Slip, ...] = repeated(first.value, claim.value)
    elif follows or claim.bound:
        slips = ()
    else:
        slips = find_slips(model, inputs, result, claim.output, claim.value, actual, claim.half_digit, not over_year)
    return Checked(claim, actual, over_year, verdict, None, follows, slips)


def _actual(model: FinanceModel, result: Evaluation, claim: Claim) -> tuple[float | None, bool]:
    value = result.values.get(claim.output)
    formula = model.formulas_by_id[model.split_id(claim.output)[0]]
    own = formula.measure.period
    if value is None or claim.period is None or own is None or claim.period == own:
        return value, False
    if formula.is_series and (own, claim.period) == ("month", "year") and len(result.series[formula.id]) >= MONTHS:
        return float(sum(result.series[formula.id][:MONTHS])), True
    return convert_flow(value, own, claim.period), False


def _verdict(claim: Claim, actual: float) -> Verdict:
    if claim.bound and (actual >= claim.value if claim.bound == "at_least" else actual <= claim.value):
        return "right"
    distance = abs(claim.value - actual)
    if distance <= claim.half_digit * (1 + 1e-9) or distance <= 1e-9 * abs(actual):
        return "right"
    return "close" if distance <= CLOSE * abs(actual) else "wrong"


def _follows(formula: Formula, claim: Claim, told: Mapping[str, Claim]) -> tuple[str, ...]:
    """The claimed lines that give this claim: profit from a claimed revenue and a claimed cost."""
    used = tuple(dict.fromkeys(names(formula.expression)))
    if not used or any(name not in told or name == claim.output for name in used):
        return ()
    value = arithmetic(formula.expression, {name: told[name].value for name in used})
    slack = claim.half_digit + sum(told[name].half_digit for name in used)
    return used if value is not None and abs(value - claim.value) <= slack else ()


def _lines(model: FinanceModel, targets: Sequence[str]) -> tuple[str, ...]:
    """The formulas that the claims are computed from, and the claims themselves, in the order of the model."""
    wanted = set(targets)
    for target in targets:
        wanted |= model.depends_on(target)
    return tuple(f.id for f in model.formulas if f.id in wanted)[-MOST_LINES:]
