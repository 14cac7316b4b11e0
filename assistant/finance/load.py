"""Loading and checking finance model files."""

from __future__ import annotations

import re
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal, cast

from assistant.errors import KnowledgeError
from assistant.finance.compute import compiled, compiled_condition
from assistant.finance.dimension import check_condition, dimension_of
from assistant.finance.expression import (
    Expr,
    ExpressionError,
    Number,
    condensed_names,
    names,
    parse,
    parse_condition,
    series_names,
)
from assistant.finance.extend_ways import read_ways
from assistant.finance.fields import Fields
from assistant.finance.located import read_yaml
from assistant.finance.model import STEP, FinanceModel, Formula, Gap, Input, Period
from assistant.finance.units import Dimension, dimension_text, parse_unit

_TOP = {"id", "title", "period", "currency", "inputs", "formulas", "outputs", "headline"}
_TOP_OPTIONAL = {"aliases", "recurrences", "metrics", "horizon", "extend"}
_FORMULA = {"id", "unit", "expr", "label"}
_RECURRENCE = {"id", "unit", "first", "next", "label"}
_INPUT = {"id", "unit", "default", "min", "max", "label", "aliases"}


@lru_cache(maxsize=8)
def load_models(folder: Path) -> dict[str, FinanceModel]:
    """Load every `*.yaml` of a folder.

    Returns:
        Models by id, in the order of the file names. The same object for the same folder: do not change it.

    Raises:
        KnowledgeError: A file is invalid, two have the same id, or the folder has none.
    """
    models: dict[str, FinanceModel] = {}
    for path in sorted(folder.glob("*.yaml")):
        model = load_model(path)
        if model.id in models:
            raise KnowledgeError(f"the id {model.id!r} is that of another file too", path, 1)
        models[model.id] = model
    if not models:
        raise KnowledgeError("no finance model files (*.yaml) here", folder)
    return models


def load_model(path: Path) -> FinanceModel:
    """Load one model file and check its units.

    Raises:
        KnowledgeError: The file breaks the schema, a formula is not safe arithmetic, refers to something unknown or
            to itself, or adds unlike units; with file and line.
    """
    top = Fields(read_yaml(path), path)
    top.only(_TOP, _TOP_OPTIONAL)
    period = top.string("period")
    if period not in {"month", "year"}:
        raise top.error("period", "'period' must be month or year")
    inputs = tuple(_input(f) for f in top.children("inputs"))
    sources = [*top.children("recurrences"), *top.children("formulas")]
    _check_distinct(inputs, sources)
    formulas = _formulas(inputs, sources, period)
    model = FinanceModel(
        id=top.identifier("id"),
        title=top.text("title"),
        aliases=top.aliases("aliases"),
        period=cast(Period, period),
        currency=top.string("currency"),
        inputs=inputs,
        formulas=formulas,
        output_ids=top.strings("outputs"),
        headline=top.strings("headline"),
        metrics=top.strings("metrics") if "metrics" in top.data else (),
        horizon=top.identifier("horizon") if "horizon" in top.data else None,
        ways=read_ways(top, {i.id for i in inputs} | {f.id for f in formulas}),
    )
    _check_references(model, top)
    return model


def _input(fields: Fields) -> Input:
    fields.only(_INPUT, {"whole"})
    made = Input(
        id=fields.identifier("id"),
        measure=fields.unit("unit"),
        default=fields.number("default"),
        minimum=fields.number("min"),
        maximum=fields.number("max"),
        label=fields.text("label"),
        aliases=fields.aliases("aliases"),
        whole=fields.flag("whole"),
    )
    if not made.minimum <= made.default <= made.maximum:
        raise fields.error("default", f"'default' {made.default:g} is outside of min to max")
    return made


def _check_distinct(inputs: tuple[Input, ...], sources: list[Fields]) -> None:
    seen = {STEP} | {i.id for i in inputs}
    for source in sources:
        made = source.identifier("id")
        if made in seen:
            raise source.error("id", f"the id {made!r} is taken")
        seen.add(made)


def _formulas(inputs: tuple[Input, ...], sources: list[Fields], period: str) -> tuple[Formula, ...]:
    known: dict[str, Dimension] = {STEP: parse_unit(period).dimension}
    known |= {i.id: i.measure.dimension for i in inputs}
    known |= {s.identifier("id"): s.unit("unit").dimension for s in sources}
    by_id = {s.identifier("id"): s for s in sources}
    series: set[str] = set()
    made: dict[str, Formula] = {}
    for name in _order(by_id):
        formula = _formula(by_id[name], known, series, known[STEP])
        if formula.is_series:
            series.add(name)
        made[name] = formula
    return tuple(made.values())


def _order(sources: dict[str, Fields]) -> list[str]:
    """Ids so that each comes after those it uses; a recurrence may use its own last value."""
    graph: dict[str, set[str]] = {}
    for name, source in sources.items():
        used: set[str] = set()
        for key in ("expr", "first", "next"):
            if key in source.data:
                used |= set(names(_parsed(source, key)))
        graph[name] = {u for u in used if u in sources and not (u == name and "next" in source.data)}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        loop = error.args[1]
        raise sources[loop[0]].error("id", f"these need each other: {' → '.join(loop)}") from error


def _parsed(source: Fields, key: str) -> Expr:
    value = source.data.get(key)
    try:
        return parse(str(value) if isinstance(value, int | float) else source.string(key))
    except ExpressionError as error:
        raise source.error(key, str(error)) from error


def _formula(source: Fields, known: dict[str, Dimension], series: set[str], period: Dimension) -> Formula:
    recurrent = "next" in source.data
    source.only(_RECURRENCE if recurrent else _FORMULA, {"aliases", "undefined"})
    name, key = source.identifier("id"), "next" if recurrent else "expr"
    expression = _parsed(source, key)
    first = _parsed(source, "first") if recurrent else None
    measure = source.unit("unit")
    _check_series(source, key, expression, series)
    _check_dimension(source, key, expression, measure.dimension, known, period)
    if first is not None:
        _check_dimension(source, "first", first, measure.dimension, known, period)
    over_periods = any(n in series for n in series_names(expression))
    kind: Literal["scalar", "series", "recurrence"] = "series" if over_periods else "scalar"
    return Formula(
        id=name,
        kind="recurrence" if recurrent else kind,
        measure=measure,
        label=source.text("label"),
        aliases=source.aliases("aliases"),
        expression=expression,
        first=first,
        uses=tuple(dict.fromkeys(n for e in (expression, first) if e for n in names(e) if n not in {name, STEP})),
        gaps=tuple(_gap(g, known, period) for g in source.children("undefined")),
        compute=compiled(expression),
        compute_first=compiled(first) if first is not None else None,
    )


def _check_dimension(
    source: Fields, key: str, expression: Expr, declared: Dimension, known: dict[str, Dimension], period: Dimension
) -> None:
    try:
        found = dimension_of(expression, known, period)
    except ExpressionError as error:
        raise source.error(key, str(error)) from error
    # A formula that is one number is a constant, such as the 1000 tokens of a ktoken, and has the unit it declares.
    if not isinstance(expression, Number) and found is not None and found != declared:
        raise source.error(key, f"gives {dimension_text(found)}, but its unit is {source.string('unit')}")


def _check_series(source: Fields, key: str, expression: Expr, series: set[str]) -> None:
    try:
        condensed = list(condensed_names(expression))
    except ExpressionError as error:
        raise source.error(key, str(error)) from error
    for name in condensed:
        if name not in series:
            raise source.error(key, f"{name!r} is no series")


def _gap(fields: Fields, known: dict[str, Dimension], period: Dimension) -> Gap:
    fields.only({"reason"}, {"when"})
    reason = fields.text("reason")
    for text in (reason.en, reason.zh):
        for name in re.findall(r"{(.*?)}", text):
            if name not in known:
                raise fields.error("reason", f"{{{name}}} is no input and no formula")
    if "when" not in fields.data:
        return Gap(None, reason)
    try:
        condition = parse_condition(fields.string("when"))
        check_condition(condition, known, period)
    except ExpressionError as error:
        raise fields.error("when", str(error)) from error
    return Gap(compiled_condition(condition), reason, condition)


def _check_references(model: FinanceModel, top: Fields) -> None:
    for key, wanted in (("outputs", model.output_ids), ("metrics", model.metrics)):
        for name in wanted:
            if name not in model.formulas_by_id:
                raise top.error(key, f"{name!r} is no formula of this file")
    for name in model.headline:
        formula, number = model.split_id(name)
        found = model.formulas_by_id.get(formula)
        if found is None or found.id not in model.output_ids or found.is_series != (number is not None):
            raise top.error(
                "headline", f"{name!r} is no output of this file; a series needs its period, as profit.month_12"
            )
    if any(f.is_series for f in model.formulas) and model.horizon is None:
        raise top.error("id", "a model with recurrences needs 'horizon', the input that says how many periods")
    if model.horizon is not None and model.horizon not in model.inputs_by_id:
        raise top.error("horizon", f"{model.horizon!r} is no input of this file")
