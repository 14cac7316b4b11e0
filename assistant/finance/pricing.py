"""Pricing modes side by side on one demand: results, where one overtakes another, and what would make them tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from assistant.errors import ToolInputError
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.goal import Goal, goal_seek
from assistant.finance.inputs import checked_inputs, find_input
from assistant.finance.model import FinanceModel, Text
from assistant.finance.pricing_map import (
    EXTRA_MODES,
    LEVER,
    MODES,
    PLAIN,
    Assumption,
    Carried,
    Concept,
    assumptions,
    read_demand,
)
from assistant.finance.session import BaseCase, find_model, model_of

MONTHS = (12, 24)
NOISE = 1e-6
# Profit over the horizon, where it is called otherwise: tooling is paid before the first month.
TOTAL = {"hardware": "profit_after_tooling"}
FREE_REACH = Text(
    "Every mode reaches the same number of people here; what is free usually attracts more, so mind the tie values",
    "这里各模式触达的人数相同；免费的产品通常能吸引更多人，请同时参考打平所需的数值",
)


@dataclass(frozen=True)
class Mode:
    """One pricing mode on the demand."""

    model: FinanceModel
    assumptions: tuple[Assumption, ...]
    result: Evaluation

    @property
    def total(self) -> float:
        """Profit over the whole horizon."""
        return self.result.values[TOTAL.get(self.model.id, "profit.total")]

    @property
    def total_id(self) -> str:
        """Id of that output."""
        return TOTAL.get(self.model.id, "profit.total")


@dataclass(frozen=True)
class Crossing:
    """From `month` on, `ahead` earns more than `behind`, monthly or counted from the start."""

    ahead: str
    behind: str
    month: int
    kind: Literal["monthly", "cumulative"]


@dataclass(frozen=True)
class Tie:
    """What one input of a mode would have to be for it to earn as much as the reference; `goal.value` None: nothing."""

    mode: Mode
    goal: Goal


@dataclass(frozen=True)
class PricingComparison:
    """Pricing modes on one demand.

    Attributes:
        case: The base case that the demand is read from.
        demand: The shared demand by concept.
        modes: Best profit over the horizon first.
        reference: Id of the mode that the others are compared with: the model in use, or the first wanted.
        months: Months that are shown.
        notes: What a reply has to say about the basis.
    """

    case: BaseCase
    demand: Mapping[Concept, Carried]
    modes: tuple[Mode, ...]
    reference: str
    months: tuple[int, ...]
    crossings: tuple[Crossing, ...]
    ties: tuple[Tie, ...]
    notes: tuple[Text, ...]


def compare_pricing(
    models: Mapping[str, FinanceModel],
    stored: Mapping[str, Any],
    case: BaseCase,
    wanted: Sequence[str] = (),
    given: Mapping[str, Mapping[str, float]] | None = None,
) -> PricingComparison:
    """Carry the demand of the base case through pricing modes.

    Args:
        models: All models by id.
        stored: State of the finance room, for its currency.
        case: The base case.
        wanted: Ids or names of modes; empty for the usual ones and the model in use.
        given: Values the user stated for a mode, by mode and input.

    Raises:
        ToolInputError: A mode or input is unknown, cannot be compared, or fewer than two modes are left.
    """
    demand = read_demand(case)
    ids = _modes(models, case, wanted)
    notes = list(case.notes) if demand else [_no_demand(case)]
    if {"freemium", "advertising"} & set(ids):
        notes.append(FREE_REACH)
    stated = {find_model(models, name).id: values for name, values in (given or {}).items()}
    base = case if demand else _example_case(models, stored)
    made = [_mode(model_of(models, stored, i), read_demand(base), base, stated.get(i, {})) for i in ids]
    foreign = [m for m in made if m.model.currency != base.model.currency]
    if foreign:
        notes.append(_foreign(foreign))
    modes = [m for m in made if m not in foreign]
    if len(modes) < 2:
        raise ToolInputError(
            f"A comparison needs two modes; choose from {', '.join((*MODES, *EXTRA_MODES))}.",
            f"比较至少需要两种模式，可选：{'、'.join(models[m].title.zh for m in (*MODES, *EXTRA_MODES))}。",
            question=True,
            choices=(*MODES, *EXTRA_MODES),
        )
    reference = next((m for m in modes if m.model.id == base.model.id), modes[0])
    ties = tuple(_tie(m, reference) for m in modes if m is not reference)
    ranked = tuple(sorted(modes, key=lambda m: -m.total))
    periods = min(len(m.result.series["profit"]) for m in modes)
    months = tuple(dict.fromkeys(min(m, periods) for m in MONTHS))
    crossings = tuple(c for a, b in combinations(ranked, 2) for c in _crossings(a, b))
    return PricingComparison(base, read_demand(base), ranked, reference.model.id, months, crossings, ties, tuple(notes))


def _modes(models: Mapping[str, FinanceModel], case: BaseCase, wanted: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(find_model(models, name).id for name in wanted))
    if yearly := [models[i] for i in found if i not in PLAIN]:
        raise ToolInputError(
            f"The {yearly[0].title.en} model is no pricing mode and counts by the {yearly[0].period}, so it cannot "
            "stand beside monthly modes; choose others.",
            f"{yearly[0].title.zh}不是一种收费模式，且按年计算，无法与按月的模式并列比较，请选择其他模式。",
            question=True,
            choices=(*MODES, *EXTRA_MODES),
        )
    own = case.model.id if case.model.id in PLAIN else MODES[0]
    if not found:
        return list(dict.fromkeys([own, *MODES]))
    return found if len(found) > 1 else list(dict.fromkeys([own, *found, *(MODES if found == [own] else ())]))


def _mode(model: FinanceModel, demand: Mapping[Concept, Carried], case: BaseCase, given: Mapping[str, float]) -> Mode:
    stated = {find_input(model, name).id: value for name, value in given.items()}
    used = assumptions(case.model if model.id == case.model.id else model, demand, case, stated)
    kept = case.model if model.id == case.model.id else model
    return Mode(kept, used, evaluate(kept, checked_inputs(kept, {a.input: a.value for a in used})))


def _tie(mode: Mode, reference: Mode) -> Tie:
    inputs = {a.input: a.value for a in mode.assumptions}
    return Tie(mode, goal_seek(mode.model, inputs, LEVER[mode.model.id], mode.total_id, reference.total))


def _crossings(first: Mode, second: Mode) -> list[Crossing]:
    """Months from which another of two modes is ahead, by monthly and by cumulative profit."""
    a, b = first.model.id, second.model.id
    monthly = [x - y for x, y in zip(first.result.series["profit"], second.result.series["profit"], strict=False)]
    start = _opening(first) - _opening(second)
    total, cumulative = start, []
    for gap in monthly:
        total += gap
        cumulative.append(total)
    found = []
    kinds: tuple[tuple[Literal["monthly", "cumulative"], list[float]], ...] = (
        ("monthly", monthly),
        ("cumulative", cumulative),
    )
    for kind, gaps in kinds:
        leader = 0
        for month, gap in enumerate(gaps, start=1):
            sign = 0 if abs(gap) <= NOISE else (1 if gap > 0 else -1)
            if sign and leader and sign != leader:
                found.append(Crossing(*((a, b) if sign > 0 else (b, a)), month, kind))
            leader = sign or leader
    return found


def _opening(mode: Mode) -> float:
    """What is paid before the first month: tooling of hardware."""
    paid = next((a.value for a in mode.assumptions if a.input == "tooling"), 0.0)
    return -paid


def _example_case(models: Mapping[str, FinanceModel], stored: Mapping[str, Any]) -> BaseCase:
    model = model_of(models, {k: stored[k] for k in ("currency",) if k in stored}, MODES[0])
    return BaseCase(model, model.defaults, (), ())


def _no_demand(case: BaseCase) -> Text:
    title = case.model.title
    return Text(
        f"The {title.en} model counts by the {case.model.period} and has no monthly demand, so nothing of it is "
        "carried over: the comparison stands on the example numbers of the subscription model",
        f"{title.zh}模型按年计算，没有按月的需求数据，因此没有沿用其中的数字：以下比较使用订阅制模型的示例数字",
    )


def _foreign(modes: Sequence[Mode]) -> Text:
    names = [m.model.title for m in modes]
    return Text(
        f"Left out, because they count in another currency: {', '.join(n.en for n in names)}",
        f"因币种不同而未纳入比较：{'、'.join(n.zh for n in names)}",
    )
