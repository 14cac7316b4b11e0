"""A finance model as loaded from its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from assistant.finance.compute import Compute, Environment
from assistant.finance.expression import Call, Condition, Expr, constants
from assistant.finance.units import Kind, Unit
from assistant.language.text import Text as Text

Period = Literal["month", "year"]
STEP = "step"


Reason = Text


@dataclass(frozen=True)
class Aliases:
    """What people call something, beside its label."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    def get(self, language: str) -> tuple[str, ...]:
        """The names in `language`."""
        return self.zh if language == "zh" else self.en

    @property
    def all(self) -> tuple[str, ...]:
        """The names in both languages."""
        return (*self.en, *self.zh)


@dataclass(frozen=True)
class Input:
    """A number that the founder can set.

    Attributes:
        id: Name in formulas and tool calls.
        measure: The parsed unit.
        default: Example value.
        minimum: Lowest value that makes sense.
        maximum: Highest value that makes sense.
        label: What it is called in a sentence.
        aliases: Other names; one shared with another input is ambiguous and has to be asked back.
        whole: True where only whole numbers make sense.
    """

    id: str
    measure: Unit
    default: float
    minimum: float
    maximum: float
    label: Text
    aliases: Aliases
    whole: bool = False

    @property
    def unit(self) -> str:
        """Unit as written in the file: `USD/customer/month`."""
        return self.measure.text

    @property
    def kind(self) -> Kind:
        """money, rate, count, duration or ratio."""
        return self.measure.kind

    @property
    def period(self) -> str | None:
        """The time it is measured by, None for stocks and ratios."""
        return self.measure.period


@dataclass(frozen=True)
class Gap:
    """A case in which a formula has no value.

    Attributes:
        holds: Tells whether the case is there; None for "whenever no number comes out".
        reason: Why; `{name}` stands for a value of the model.
        condition: What `holds` computes, to be written in other forms such as a spreadsheet's.
    """

    holds: Callable[[Environment], Any] | None = field(repr=False, compare=False)
    reason: Reason
    condition: Condition | None = None


@dataclass(frozen=True)
class Formula:
    """Something the model computes.

    Attributes:
        id: Name; `id.month_N` for the periods of a series.
        kind: One number, a series over the periods, or a series where each value depends on the one before.
        expression: The arithmetic; of a recurrence the step from one period to the next.
        first: Value before the first period, for recurrences only.
        uses: Names the arithmetic refers to, without its own.
    """

    id: str
    kind: Literal["scalar", "series", "recurrence"]
    measure: Unit
    label: Text
    aliases: Aliases
    expression: Expr
    first: Expr | None
    uses: tuple[str, ...]
    gaps: tuple[Gap, ...]
    compute: Compute = field(repr=False, compare=False)
    compute_first: Compute | None = field(default=None, repr=False, compare=False)

    @property
    def unit(self) -> str:
        """Unit as written in the file."""
        return self.measure.text

    @cached_property
    def constants(self) -> tuple[float, ...]:
        """Numbers that its arithmetic mentions."""
        return tuple(dict.fromkeys(constants(self.expression)))

    @property
    def is_position(self) -> bool:
        """True where the value is the number of a period: month 10, not 10 months."""
        return isinstance(self.expression, Call) and self.expression.function.startswith("first_")

    @property
    def is_series(self) -> bool:
        """True where it has one value a period."""
        return self.kind != "scalar"


@dataclass(frozen=True)
class Way:
    """A way in which a number that the founder adds can enter the model, such as "per customer and month".

    Attributes:
        id: E.g. `share`, `customer`, `new_customer`, `period`, `one_off`.
        measure: Unit of the added number.
        label: What it is measured by.
        aliases: Other words for that.
        cost: What a cost adds where: a term with `x` for each input or formula it is added to.
        income: The same of an income; empty where the model cannot take one this way.
    """

    id: str
    measure: Unit
    label: Text
    aliases: Aliases
    cost: tuple[tuple[str, Expr], ...]
    income: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True)
class FinanceModel:
    """A template for the numbers of a venture.

    Attributes:
        formulas: Everything computed, in an order in which each uses only earlier ones.
        output_ids: Ids of the formulas that are shown, in the order of the file.
        headline: Values to show first, e.g. `profit.month_12`; the first one is the main result.
        metrics: Ids of the formulas that are the model's unit economics.
        horizon: Id of the input that says how many periods are computed; None for one period.
        ways: How numbers that the founder adds can enter.
    """

    id: str
    title: Text
    aliases: Aliases
    period: Period
    currency: str
    inputs: tuple[Input, ...]
    formulas: tuple[Formula, ...]
    output_ids: tuple[str, ...]
    headline: tuple[str, ...]
    metrics: tuple[str, ...]
    horizon: str | None
    ways: tuple[Way, ...] = ()

    @cached_property
    def inputs_by_id(self) -> dict[str, Input]:
        """Inputs by id."""
        return {i.id: i for i in self.inputs}

    @cached_property
    def formulas_by_id(self) -> dict[str, Formula]:
        """Formulas by id."""
        return {f.id: f for f in self.formulas}

    @cached_property
    def outputs(self) -> tuple[Formula, ...]:
        """The formulas that are shown, in the order of the file."""
        return tuple(self.formulas_by_id[i] for i in self.output_ids)

    @property
    def defaults(self) -> dict[str, float]:
        """The example numbers."""
        return {i.id: i.default for i in self.inputs}

    def depends_on(self, formula: str) -> set[str]:
        """Ids of all inputs and formulas that `formula` is computed from, directly or not."""
        found: set[str] = set()
        todo = [formula]
        while todo:
            current = self.formulas_by_id.get(todo.pop())
            fresh = [u for u in (current.uses if current else ()) if u not in found]
            found.update(fresh)
            todo.extend(fresh)
        return found

    def path(self, changed: Iterable[str], target: str) -> list[str]:
        """Ids of the formulas from changed inputs to `target`, in order; `target` itself in any case."""
        touched = set(changed)
        between = self.depends_on(target)
        return [f.id for f in self.formulas if f.id == target or (f.id in between and touched & self.depends_on(f.id))]

    def period_id(self, formula: str, number: int) -> str:
        """Id of one period's value of a series: `profit.month_12`."""
        return f"{formula}.{self.period}_{number}"

    def split_id(self, output: str) -> tuple[str, int | None]:
        """Inverse of `period_id`: formula and period number, None where it names no period."""
        head, dot, number = output.rpartition(f".{self.period}_")
        return (head, int(number)) if dot and number.isdecimal() else (output, None)
