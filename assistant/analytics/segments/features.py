"""What of a table is compared when rows are grouped: scaled numbers and levels, and what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.analytics.tables import Column, Table
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

Transform = Literal["none", "square root", "log"]
MISSING_MOST = 0.4  # share of missing cells above which a column is left out
SKEWED = 0.8
TWINS = 0.985  # rank correlation above which two columns say the same
RARE = 0.02  # share below which a level counts as "other"
LEVELS = 12
FAR = 4.0  # standard deviations at which an outlier is held
STEPS_OF_TIES = 0.02  # share of rows on one value above which a number is a count with ties
ALL_WAYS = 4
LEAST = 1e-9  # what a log is taken of at least
OTHER, NONE = "other", "(missing)"


@dataclass(frozen=True)
class NumberRule:
    """How a number column becomes a standardised one.

    Attributes:
        name: Column.
        transform: Applied after `shift` is added.
        shift: Added first, so that the log of 0 is not infinitely far.
        middle: Mean after the transformation.
        scale: Standard deviation after the transformation.
        fill: What a missing cell counts as, in the units of the column.
        step: Distance between values of a column with ties, else 0.
    """

    name: str
    transform: Transform
    shift: float
    middle: float
    scale: float
    fill: float
    step: float = 0.0


@dataclass(frozen=True)
class LevelRule:
    """Which levels of a category are told apart; all others are "other"."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """How rows become points; made from one table, applied to any with the same columns."""

    numbers: tuple[NumberRule, ...]
    levels: tuple[LevelRule, ...]

    @property
    def names(self) -> list[str]:
        """All columns used."""
        return [*(rule.name for rule in self.numbers), *(rule.name for rule in self.levels)]

    def points(self, frame: pd.DataFrame, spread: np.random.Generator | None = None) -> tuple[Matrix, Matrix]:
        """(n, d) standardised numbers and (n, m) levels side by side as 0 and 1.

        Args:
            frame: Rows.
            spread: Spreads ties evenly over their step, so that a count does not look like many sharp groups.
        """
        import numpy as np

        numbers = [_scaled(frame[rule.name], rule, spread) for rule in self.numbers]
        levels = [_onehot(frame[rule.name], rule) for rule in self.levels]
        empty = np.zeros((len(frame), 0))
        return (np.column_stack(numbers) if numbers else empty), (np.hstack(levels) if levels else empty)


@dataclass(frozen=True)
class Features:
    """What is compared, and what is said of it.

    Attributes:
        rules: How rows become points.
        left_out: Columns that are not compared, with the reason.
        notes: Other things to know.
    """

    rules: Rules
    left_out: tuple[tuple[str, Text], ...]
    notes: tuple[Text, ...]


def features_of(table: Table, wanted: Sequence[str] = (), value: str | None = None) -> Features:
    """Choose and prepare the columns.

    Args:
        table: The table.
        wanted: Columns the user named; all that can be compared where empty.
        value: A column that is only summed up for each segment, unless the user named it too.

    Raises:
        ToolInputError: Nothing is left to compare.
    """
    names = [table.column(name).name for name in wanted]
    left_out: list[tuple[str, Text]] = []
    numbers: list[NumberRule] = []
    levels: list[LevelRule] = []
    for column in table.columns:
        if (column.name not in names) if names else column.name == value:
            continue
        reason = _unfit(column, len(table), named=bool(names))
        if reason is not None:
            left_out.append((column.name, reason))
            continue
        cells = table.frame[column.name]
        if column.is_numeric:
            numbers.append(_number_rule(column.name, cells))
        else:
            levels.append(_level_rule(column.name, cells))
    numbers, twins = _without_twins(table.frame, numbers)
    left_out += twins
    if not numbers and not levels:
        raise ToolInputError(
            "There is no column to compare: segments need numbers or categories, such as spend, orders or plan.",
            "没有可以比较的列：分群需要数值或类别列，例如消费额、订单数或套餐。",
            question=True,
        )
    return Features(Rules(tuple(numbers), tuple(levels)), tuple(left_out), tuple(_said_of(numbers)))


def _unfit(column: Column, rows: int, *, named: bool) -> Text | None:
    if column.personal:
        return Text("personal data", "个人信息")
    if column.kind == "id" and not named:
        return Text("it only tells rows apart", "只是编号")
    if column.kind in {"text", "date", "empty", "id"}:
        told = {"text": ("free text", "自由文本"), "date": ("dates", "日期"), "id": ("an identifier", "编号")}
        return Text(*told.get(column.kind, ("it is empty", "空列")))
    if column.distinct < 2:
        return Text("it has one value only", "只有一个取值")
    if column.missing + column.unreadable > MISSING_MOST * rows:
        return Text("too many cells are missing", "缺失过多")
    return None


def _number_rule(name: str, cells: pd.Series[Any]) -> NumberRule:
    import numpy as np

    values = cells.dropna().to_numpy(dtype=float)
    fill, step = float(np.median(values)), _step(values)
    if step:
        values = values + np.random.default_rng(0).uniform(0, step, len(values))
    ways: list[tuple[Transform, float]] = [("none", 0.0)]
    if _skew(values) > SKEWED and values.min() >= 0:
        little = step or float(np.median(values[values > 0])) / 10
        ways += [("square root", 0.0), ("log", little), *([("log", 0.0)] if values.min() > 0 else [])]  # type: ignore[list-item]
    left = [abs(_skew(_applied(values + shift, kind))) for kind, shift in ways]
    if len(ways) == ALL_WAYS and left[-1] < SKEWED / 2:
        left[-1] = 0.0  # amounts above 0 are mostly products of many things: their plain log if that will do
    kind, shift = ways[min(range(len(ways)), key=lambda i: left[i])]
    changed = _applied(values + shift, kind)
    return NumberRule(name, kind, shift, float(changed.mean()), float(changed.std()) or 1.0, fill, step)


def _step(values: Matrix) -> float:
    """Distance between neighbouring values where many rows share them; 0 where few do."""
    import numpy as np

    different, counts = np.unique(values, return_counts=True)
    if len(different) < 2 or counts.max() < STEPS_OF_TIES * len(values) or len(different) > len(values) / 4:
        return 0.0
    return float(np.min(np.diff(different)))


def _skew(values: Matrix) -> float:
    import numpy as np

    spread = values.std()
    return float(np.mean(((values - values.mean()) / spread) ** 3)) if spread > 0 else 0.0


def _applied(values: Matrix, kind: Transform) -> Matrix:
    import numpy as np

    if kind == "square root":
        return np.asarray(np.sqrt(np.clip(values, 0, None)), dtype=np.float64)
    if kind == "log":
        return np.asarray(np.log(np.clip(values, LEAST, None)), dtype=np.float64)
    return values


def _scaled(cells: pd.Series[Any], rule: NumberRule, spread: np.random.Generator | None) -> Matrix:
    import numpy as np

    values = cells.to_numpy(dtype=float)
    values = np.where(np.isnan(values), rule.fill, values)
    if rule.step:
        values = values + (rule.step / 2 if spread is None else spread.uniform(0, rule.step, len(values)))
    changed = (_applied(values + rule.shift, rule.transform) - rule.middle) / rule.scale
    return np.asarray(np.clip(changed, -FAR, FAR), dtype=np.float64)


def _level_rule(name: str, cells: pd.Series[Any]) -> LevelRule:
    shares = cells.fillna(NONE).astype(str).value_counts(normalize=True)
    kept = [str(level) for level, share in shares.items() if share >= RARE][:LEVELS]
    return LevelRule(name, tuple(kept))


def level_of(cells: pd.Series[Any], rule: LevelRule) -> pd.Series[Any]:
    """Cells as the levels of a rule, rare ones as "other"."""
    texts = cells.fillna(NONE).astype(str)
    return texts.where(texts.isin(rule.levels), OTHER)


def _onehot(cells: pd.Series[Any], rule: LevelRule) -> Matrix:
    import numpy as np

    texts = level_of(cells, rule).to_numpy()
    return np.column_stack([texts == level for level in (*rule.levels, OTHER)]).astype(np.float64)


def _said_of(rules: Sequence[NumberRule]) -> list[Text]:
    notes = []
    for kind, zh in (("log", "对数"), ("square root", "平方根")):
        names = [rule.name for rule in rules if rule.transform == kind]
        if names:
            notes.append(
                Text(
                    f"Very uneven columns were compared by their {kind}: {', '.join(names)}.",
                    f"分布很不均匀的列取{zh}后比较：{'、'.join(names)}。",
                )
            )
    return notes


def _without_twins(frame: pd.DataFrame, numbers: list[NumberRule]) -> tuple[list[NumberRule], list[tuple[str, Text]]]:
    """Of columns that order the rows alike only the first, so that one thing does not count twice."""
    if len(numbers) < 2:
        return numbers, []
    sample = frame[[rule.name for rule in numbers]]
    ranks = sample.sample(min(len(sample), 5000), random_state=0).rank().corr().abs()
    kept: list[NumberRule] = []
    twins: list[tuple[str, Text]] = []
    for rule in numbers:
        twin = next((k.name for k in kept if ranks.loc[k.name, rule.name] > TWINS), None)
        if twin is None:
            kept.append(rule)
        else:
            twins.append((rule.name, Text(f"it says the same as {twin}", f"与“{twin}”几乎相同")))
    return kept, twins
