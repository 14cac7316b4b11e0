"""Models with numbers that the founder added: a payment fee, an insurance, an income beside the main one.

An addition is plain data and is kept in the state of the conversation; the model with it is built again when needed.
Nothing of the model file is changed. A term that the file gives for an input takes the place of that input in every
formula ("variable_cost" becomes "variable_cost + fee × price"), one that it gives for a formula is added to it, so that
contribution, LTV and margins follow a variable cost as profit does. Income enters before costs, so that a share of
revenue is one of the added revenue too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from graphlib import TopologicalSorter
from typing import Any, Literal

from assistant.finance.compute import compiled
from assistant.finance.dimension import dimension_of
from assistant.finance.expression import Binary, Expr, Name, Negative, names, replaced, series_names
from assistant.finance.extend_ways import ADDED
from assistant.finance.model import STEP, Aliases, FinanceModel, Formula, Input, Text, Way
from assistant.finance.units import Dimension, parse_unit
from assistant.language.lazy_re import lazy_re

Role = Literal["cost", "income"]
LARGEST = 1e12
_KEPT = 64
_CACHE: dict[tuple[str, str], tuple[FinanceModel, FinanceModel]] = {}


@dataclass(frozen=True)
class Addition:
    """A number that the founder added to a model.

    Attributes:
        id: Id of the input it becomes.
        en: What it is called in English.
        zh: What it is called in Chinese.
        role: `cost` or `income`.
        way: Id of the model's way it enters by.
        value: Its value when it was added, in the unit of the way.
        template: Id of the model it was added to.
        aliases: Other names.
    """

    id: str
    en: str
    zh: str
    role: Role
    way: str
    value: float
    template: str
    aliases: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data for the state."""
        return {**asdict(self), "aliases": list(self.aliases)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Addition:
        """Inverse of `to_json`."""
        return cls(**{**data, "aliases": tuple(data.get("aliases") or ())})


def extended(model: FinanceModel, additions: Sequence[Addition]) -> FinanceModel:
    """The model with these additions, checked by dimension like a model file.

    Args:
        model: A model as loaded from its file.
        additions: Those of this model; none gives the model itself.

    Raises:
        ValueError: The file of the model gives a way that does not fit its formulas.
    """
    if not additions:
        return model
    key = (model.id, json.dumps([a.to_json() for a in additions], sort_keys=True))
    kept = _CACHE.get(key)
    if kept and kept[0] is model:
        return kept[1]
    made = _built(model, additions)
    if len(_CACHE) >= _KEPT:
        _CACHE.pop(next(iter(_CACHE)))
    _CACHE[key] = (model, made)
    return made


def way_of(model: FinanceModel, way: str) -> Way | None:
    """The way of that id."""
    return next((w for w in model.ways if w.id == way), None)


def _built(model: FinanceModel, additions: Sequence[Addition]) -> FinanceModel:
    added = tuple(_input(model, a) for a in additions)
    inputs = (*(_without_names(i, added) for i in model.inputs), *added)
    incomes = _Terms(model)
    for addition in additions:
        if addition.role == "income":
            incomes.add(addition, {})
    every = _Terms(model, dict(incomes.beside), dict(incomes.added))
    for addition in additions:
        if addition.role == "cost":
            every.add(addition, incomes.beside)
    formulas = _ordered({f.id: _patched(f, every) for f in model.formulas})
    made = replace(model, inputs=inputs, formulas=tuple(formulas))
    _check(made)
    return made


# What a longer Chinese name is called for short: 支付手续费 is 手续费.
_SHORT_NAME = lazy_re(r"(?<=.{2})(手续费|服务费|管理费|审计费|保险费|通道费|授权费|佣金|提成|保险)$")


def _input(model: FinanceModel, addition: Addition) -> Input:
    way = way_of(model, addition.way)
    if way is None:
        raise ValueError(f"the {model.id} model has no way {addition.way!r}")
    return Input(
        id=addition.id,
        measure=way.measure,
        default=addition.value,
        minimum=0.0,
        maximum=1.0 if way.measure.is_fraction else LARGEST,
        label=Text(addition.en, addition.zh),
        aliases=Aliases(
            tuple(a for a in addition.aliases if a.isascii()),
            (*(a for a in addition.aliases if not a.isascii()), *_SHORT_NAME.findall(addition.zh)),
        ),
    )


def _without_names(variable: Input, added: Sequence[Input]) -> Input:
    """Without aliases that an added input is called by: who added "salaries" means these."""
    taken = {n.lower() for a in added for n in (a.label.en, a.label.zh, *a.aliases.all)}
    if not any(n.lower() in taken for n in variable.aliases.all):
        return variable
    en, zh = (
        tuple(n for n in called if n.lower() not in taken) for called in (variable.aliases.en, variable.aliases.zh)
    )
    return replace(variable, aliases=Aliases(en, zh))


@dataclass
class _Terms:
    """What stands beside inputs, and what is added to formulas."""

    model: FinanceModel
    beside: dict[str, Expr]
    added: dict[str, Expr]

    def __init__(
        self, model: FinanceModel, beside: dict[str, Expr] | None = None, added: dict[str, Expr] | None = None
    ) -> None:
        self.model, self.beside, self.added = model, beside or {}, added or {}

    def add(self, addition: Addition, incomes: Mapping[str, Expr]) -> None:
        way = way_of(self.model, addition.way)
        for target, written in (way.income if addition.role == "income" else way.cost) if way else ():
            term = replaced(replaced(written, incomes), {ADDED: Name(addition.id)})
            if target in self.model.inputs_by_id:
                self.beside[target] = _sum(self.beside.get(target, Name(target)), term)
            else:
                # A share of the very thing it is added to is one of what that was before.
                own = {target: self.model.formulas_by_id[target].expression}
                self.added[target] = (
                    _sum(self.added[target], replaced(term, own)) if target in self.added else replaced(term, own)
                )


def _sum(left: Expr, right: Expr) -> Expr:
    return Binary("-", left, right.operand) if isinstance(right, Negative) else Binary("+", left, right)


def _patched(formula: Formula, terms: _Terms) -> Formula:
    expression = replaced(formula.expression, terms.beside)
    if formula.id in terms.added:
        expression = _sum(expression, terms.added[formula.id])
    first = replaced(formula.first, terms.beside) if formula.first is not None else None
    if expression == formula.expression and first == formula.first:
        return formula
    own = {formula.id, STEP}
    return replace(
        formula,
        expression=expression,
        first=first,
        uses=tuple(dict.fromkeys(n for e in (expression, first) if e for n in names(e) if n not in own)),
        compute=compiled(expression),
        compute_first=compiled(first) if first is not None else None,
    )


def _ordered(formulas: dict[str, Formula]) -> list[Formula]:
    """Each after those it uses."""
    graph = {f.id: {u for u in f.uses if u in formulas and u != f.id} for f in formulas.values()}
    return [formulas[name] for name in TopologicalSorter(graph).static_order()]


def _check(model: FinanceModel) -> None:
    """Units fit, and one number stays one number."""
    step = parse_unit(model.period).dimension
    known: dict[str, Dimension] = {STEP: step}
    known |= {i.id: i.measure.dimension for i in model.inputs}
    known |= {f.id: f.measure.dimension for f in model.formulas}
    series = {f.id for f in model.formulas if f.is_series}
    for formula in model.formulas:
        found = dimension_of(formula.expression, known, step)
        if found is not None and found != formula.measure.dimension and formula.uses:
            raise ValueError(f"{formula.id} of {model.id} does not take this addition: {found}")
        if formula.kind == "scalar" and any(n in series for n in series_names(formula.expression)):
            raise ValueError(f"{formula.id} of {model.id} would become a series")
