"""What is to be explained: an amount, or the chance of one of two outcomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.analytics.drivers.naming import concepts_of, resolve_column
from assistant.analytics.tables import Column, Table
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

Floats = npt.NDArray[np.float64]
YES = lazy_re(
    r"(?:1|1\.0|y|yes|true|t|churned|churn|left|lost|exited|cancel+ed|converted|bought|won|paid|active|success|positive|default|"
    r"是|有|真|对|流失|已流失|离开|退订|转化|已转化|购买|已购买|成交|违约|逾期|响应|续费|复购)",
    re.IGNORECASE,
)
SKEWED = 3.0  # skewness above which amounts are modelled by their logarithm
FEW_ZEROS = 0.05
MANY_VALUES = 20
# What people usually want explained, where they do not say.
WANTED = ("churn", "retention", "conversion", "response", "risk", "revenue", "spend", "profit", "satisfaction")


@dataclass(frozen=True)
class Target:
    """A column with the numbers a model learns.

    Attributes:
        name: Its header.
        values: One for each row; of an outcome 1 where it happened; NaN where missing.
        outcome: The value of the column that counts as 1, for an outcome; None for an amount.
        unit: Unit of the values: ISO currency, "fraction" or "number".
        log: True where the model learns the logarithm of the (skewed) amounts.
    """

    name: str
    values: Floats
    outcome: str | None
    unit: str
    log: bool = False

    @property
    def is_outcome(self) -> bool:
        """True where a chance is explained, not an amount."""
        return self.outcome is not None

    @property
    def learned(self) -> Floats:
        """What the model learns: the values or their logarithm."""
        return np.log1p(self.values) if self.log else self.values

    def told(self, learned: Floats) -> Floats:
        """Inverse of `learned`."""
        return np.expm1(learned) if self.log else learned


def choose_target(table: Table, words: str, outcome: str | None = None) -> Target:
    """The target that words mean; where they say none, the only column people usually explain.

    Args:
        table: The table.
        words: A header or the user's words; may be empty.
        outcome: Of a column of categories, the value whose chance is explained.

    Raises:
        ToolInputError: No or several columns fit, or the column cannot be explained.
    """
    columns = [c for c in table.columns if _can_be(c)]
    if not columns:
        raise ToolInputError(
            f"{table.source} has no column of numbers or outcomes to explain.",
            f"{table.source}里没有可以解释的数值列或结果列。",
        )
    names = [c.name for c in columns]
    name = resolve_column(words, names, ("explain", "解释")) if words.strip() else _usual(table, columns)
    column = table.column(name)
    values = table.frame[name]
    if column.is_numeric:
        return _amount(column, values)
    return _outcome(column, values, outcome)


def _can_be(column: Column) -> bool:
    return (
        column.personal is None and (column.is_numeric or column.kind in {"flag", "category"}) and column.distinct > 1
    )


def _usual(table: Table, columns: list[Column]) -> str:
    last = columns[-1]
    wanted = [(WANTED.index(c), col) for col in columns for c in concepts_of(col.name) if c in WANTED]
    outcomes = [col for rank, col in wanted if col.kind == "flag" and rank <= WANTED.index("risk")]
    if len({c.name for c in outcomes}) == 1:
        return outcomes[0].name
    if not outcomes and len({c.name for _, c in wanted}) == 1:
        return wanted[0][1].name
    choices = [c.name for _, c in sorted(wanted, key=lambda pair: pair[0])] or [c.name for c in columns]
    listed = list(dict.fromkeys([*choices, last.name]))[:8]
    raise ToolInputError(
        f"Which column should I explain: {', '.join(listed)}?",
        f"要解释哪一列：{'、'.join(listed)}？",
        question=True,
        choices=tuple(listed),
    )


def _amount(column: Column, values: Any) -> Target:
    numbers = np.asarray(values, dtype=float)
    known = numbers[np.isfinite(numbers)]
    numbers = np.where(np.isfinite(numbers), numbers, np.nan)
    unit = "fraction" if column.kind == "rate" else column.currency or "number"
    if len(np.unique(known)) < 2:
        raise ToolInputError(
            f"{column.name} is the same in every row, so there is nothing to explain.",
            f"“{column.name}”每行都相同，没有可解释的差异。",
        )
    return Target(column.name, numbers, None, unit, _is_skewed(known))


def _is_skewed(known: Floats) -> bool:
    if known.min() < 0 or len(np.unique(known)) < MANY_VALUES or np.mean(known == 0) > FEW_ZEROS:
        return False
    spread = known.std()
    return bool(np.mean(((known - known.mean()) / spread) ** 3) > SKEWED)


def _outcome(column: Column, values: Any, outcome: str | None) -> Target:
    known = values.dropna()
    counts = known.value_counts()
    levels = [str(level) for level in counts.index]
    if outcome is None and len(levels) > 2:
        shown = levels[:8]
        raise ToolInputError(
            f"{column.name} has {len(levels)} values. The chance of which one should I explain: {', '.join(shown)}?",
            f"“{column.name}”有{len(levels)}种取值，要解释哪一种出现的可能性：{'、'.join(shown)}？",
            question=True,
            choices=tuple(shown),
        )
    chosen = _level(outcome, levels, column.name) if outcome is not None else _yes(levels)
    hit = np.where(values.isna(), np.nan, (values.astype(str) == chosen).astype(float))
    return Target(column.name, np.asarray(hit, dtype=float), chosen, "fraction")


def _level(wanted: str, levels: list[str], name: str) -> str:
    for level in levels:
        if level.strip().casefold() == wanted.strip().casefold():
            return level
    raise ToolInputError(
        f"{name} has no value “{wanted}”; it has: {', '.join(levels[:8])}.",
        f"“{name}”没有取值“{wanted}”，只有：{'、'.join(levels[:8])}。",
        question=True,
        choices=tuple(levels[:8]),
    )


def _yes(levels: list[str]) -> str:
    """The value that says it happened; the rarer where none does."""
    return next((level for level in levels if YES.fullmatch(level.strip())), levels[-1])
