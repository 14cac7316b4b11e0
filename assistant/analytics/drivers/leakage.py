"""Columns that must not explain: they tell rows apart, repeat the target, or are known only afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np

from assistant.analytics.drivers.encode import as_numbers
from assistant.analytics.drivers.naming import concepts_of, spaced
from assistant.analytics.drivers.target import Floats, Target
from assistant.analytics.tables import Column, Table, headers
from assistant.language.lazy_re import lazy_re
from assistant.language.text import Text

SAME = 0.99  # rank correlation with an amount above which a column repeats it
TELLS_ALL = 0.99  # area under the curve above which one column alone foretells an outcome
PARTS = 5  # of a table, of which each is foretold by the others
IDENTITY = 0.005  # relative error of a product or ratio that is the target
MOST_ROWS = 0.95
MANY_LEVELS = 0.5  # share of different values above which categories are names
FEWEST_PRESENT = 0.1
MANY_KEYS = 30
LEAVING = ("churn",)
# Headers of what is written down once it has happened.
AFTER = lazy_re(
    r"reason|score|value|label|status|date|flag|prob|predict|原因|日期|时间|得分|评分|状态|标签|预测|概率",
    re.IGNORECASE,
)
Reasons = dict[str, Text]


def excluded_columns(table: Table, target: Target, asked: tuple[str, ...] = ()) -> Reasons:
    """Columns that are left out, with the reason of each.

    Args:
        table: The table.
        target: What is explained.
        asked: Columns the user wants in; of these only what cannot be used at all is left out.
    """
    found: Reasons = {}
    for column in table.columns:
        if column.name != target.name and (reason := _unusable(column, table)):
            found[column.name] = reason
    open_columns = [c for c in table.columns if c.name != target.name and c.name not in found and c.name not in asked]
    for column in open_columns:
        if reason := _leaks(column, table, target):
            found[column.name] = reason
    numeric = [c.name for c in open_columns if c.is_numeric and c.name not in found]
    if not target.is_outcome:
        found.update(_arithmetic(table, target, numeric))
    return found


def is_key(column: Column) -> bool:
    """Whether a column only names things, also where each has several rows."""
    named = column.kind == "category" and column.distinct >= MANY_KEYS and headers.IDENTIFIER.search(column.name)
    return column.kind == "id" or bool(named)


def _unusable(column: Column, table: Table) -> Text | None:
    if column.personal:
        return Text("personal data", "个人信息")
    if is_key(column):
        return Text("only tells rows apart", "只是编号")
    if column.kind == "empty" or column.distinct < 2:
        return Text("the same everywhere or empty", "全部相同或为空")
    if column.kind == "text":
        return Text("free text", "自由文本")
    present = len(table) - column.missing - column.unreadable
    if present < FEWEST_PRESENT * len(table) and present < 30:
        return Text("almost empty", "几乎全是空白")
    if column.kind == "category" and column.distinct > MANY_LEVELS * present and column.distinct > 20:
        return Text("almost every row has a value of its own", "几乎每行取值都不同")
    return None


def _leaks(column: Column, table: Table, target: Target) -> Text | None:
    if target.is_outcome and _named_after(column.name, target.name):
        return Text(
            f"named after {target.name}, so known only once it has happened",
            f"名称与“{target.name}”相关，事后才知道",
        )
    values = as_numbers(column, table.frame[column.name])
    if target.is_outcome:
        return _foretells(column, values, table.frame[column.name], target)
    known = np.isfinite(values) & np.isfinite(target.values)
    if column.is_numeric and known.sum() > 10 and abs(_rank_correlation(values[known], target.values[known])) > SAME:
        return Text(f"almost the same as {target.name}", f"与“{target.name}”几乎相同")
    if not column.is_numeric and known.sum() > 10 and _share_explained(values[known], target.values[known]) > SAME:
        return Text(f"decides {target.name} alone", f"单独就决定了“{target.name}”")
    return None


def _named_after(name: str, target: str) -> bool:
    """A "churn reason" or 流失日期 beside an outcome "churn"."""
    own, other = spaced(name), spaced(target)
    words = [w for w in other.split() if w not in {"is", "has", "是否", "flag", "label", "value"}]
    core = " ".join(words).replace("是否", "")
    if len(core) > 1 and core in own and own != core:
        return True
    leaving = concepts_of(name) & concepts_of(target) & set(LEAVING)
    return bool(leaving and AFTER.search(name))


def _foretells(column: Column, values: Floats, cells: Any, target: Target) -> Text | None:
    """One column that says the outcome almost without error, by its values or by being filled in."""
    known = np.isfinite(target.values)
    happened = target.values[known] == 1
    filled = ~cells.isna().to_numpy()[known]
    if 0 < filled.mean() < 1 and _agreement(filled, happened) > TELLS_ALL:
        return Text(f"filled in only where {target.name} is decided", f"只在“{target.name}”有结果后才填写")
    both = known & np.isfinite(values)
    if len(np.unique(target.values[both])) < 2 or both.sum() < 30:
        return None
    score = values[both] if column.is_numeric else _level_means(values[both], target.values[both])
    area = area_under_curve(target.values[both], score)
    if (max(area, 1 - area) if column.is_numeric else area) > TELLS_ALL:
        return Text(
            f"alone foretells {target.name} almost without error, so probably known only afterwards",
            f"单凭它就几乎能断定“{target.name}”，很可能事后才知道",
        )
    return None


def _agreement(filled: Any, happened: Any) -> float:
    """Balanced accuracy of "filled in" for "happened", either way round."""
    if happened.all() or not happened.any():
        return 0.0
    share = (filled[happened].mean() + (~filled[~happened]).mean()) / 2
    return float(max(share, 1 - share))


def area_under_curve(truth: Floats, score: Floats) -> float:
    """Chance that a row where it happened scores higher than one where it did not (Mann-Whitney; ties count half)."""
    from scipy.stats import rankdata

    happened = truth == 1
    n_yes, n_no = int(happened.sum()), int((~happened).sum())
    if not n_yes or not n_no:
        return 0.5
    ranks = rankdata(score)
    return float((ranks[happened].sum() - n_yes * (n_yes + 1) / 2) / (n_yes * n_no))


def _rank_correlation(first: Floats, second: Floats) -> float:
    from scipy.stats import rankdata

    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(rankdata(first), rankdata(second))[0, 1])


def _level_means(codes: Floats, values: Floats) -> Floats:
    """Mean of the rows of the same level in the other parts of the table.

    Leaving out the row alone would not do: of two levels with equal means it puts every row of one outcome below every
    row of the other, as if the level foretold it.
    """
    levels, index = np.unique(codes, return_inverse=True)
    part = np.random.default_rng(0).permutation(len(codes)) % PARTS
    found = np.full(len(codes), float(values.mean()))
    for own in range(PARTS):
        others, here = part != own, part == own
        count = np.bincount(index[others], minlength=len(levels))
        total = np.bincount(index[others], values[others], len(levels))
        known = here & (count[index] > 0)
        found[known] = (total / np.maximum(count, 1))[index[known]]
    return found


def _share_explained(codes: Floats, values: Floats) -> float:
    spread = np.var(values)
    return float(1 - np.mean((values - _level_means(codes, values)) ** 2) / spread) if spread else 0.0


def _arithmetic(table: Table, target: Target, names: list[str]) -> Iterator[tuple[str, Text]]:
    """Columns from which the target is computed: two multiplied or divided, or several added."""
    columns = {name: table.frame[name].to_numpy(dtype=float) for name in names}
    for first, second in combinations(names, 2):
        for sign, product in _combined(columns[first], columns[second]):
            if _equal(product, target.values):
                english = Text(
                    f"{target.name} is {first} {sign} {second}", f"“{target.name}”就是“{first}”{sign}“{second}”"
                )
                yield first, english
                yield second, english
                return
    yield from _sum_of(columns, target)


def _combined(first: Floats, second: Floats) -> Iterator[tuple[str, Floats]]:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        yield "×", first * second
        yield "÷", first / second
        yield "÷", second / first


def _equal(made: Floats, target: Floats) -> bool:
    known = np.isfinite(made) & np.isfinite(target)
    if known.sum() < 20 or np.ptp(made[known]) == 0:
        return False
    error = np.abs(made[known] - target[known]) <= IDENTITY * np.maximum(np.abs(target[known]), 1e-9)
    return bool(error.mean() >= MOST_ROWS)


def _sum_of(columns: dict[str, Floats], target: Target) -> Iterator[tuple[str, Text]]:
    names = list(columns)
    if len(names) < 2:
        return
    data = np.column_stack([columns[n] for n in names])
    known = np.isfinite(data).all(axis=1) & np.isfinite(target.values)
    if known.sum() < 10 * len(names):
        return
    design = np.column_stack([data[known], np.ones(known.sum())])
    found, *_ = np.linalg.lstsq(design, target.values[known], rcond=None)
    rest = target.values[known] - design @ found
    if np.abs(rest).max() > 1e-6 * max(np.abs(target.values[known]).max(), 1e-9):
        return
    parts = [n for n, weight in zip(names, found, strict=False) if abs(weight) > 1e-6]
    for name in parts:
        yield name, Text(f"{target.name} is computed from it", f"“{target.name}”由它计算得出")
