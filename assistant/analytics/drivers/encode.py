"""Columns as numbers that both models can learn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.analytics.drivers.target import Floats
from assistant.analytics.tables import Column, Table
from assistant.language.text import Text

MOST_LEVELS = 30
RAREST = 0.005  # share of rows below which a level joins the others
FEWEST = 8  # rows
SKEWED = 2.0
OTHER = Text("other", "其他")
BLANK = Text("(blank)", "（空白）")
DAYS_A_MONTH = 30.4375


@dataclass(frozen=True)
class Feature:
    """One column that may explain.

    Attributes:
        name: Header.
        levels: Names of its categories, the most common first; empty for a number.
        unit: Unit of a number: ISO currency, "fraction", "number", or "months" for a date.
        middle: Median of a number.
        spread: Standard deviation of a number, after the logarithm where `log`.
        log: True where a number is skewed and the linear model takes its logarithm.
        gaps: True where values are missing.
        whole: True where all values are whole numbers.
        first: First date of a date column, ISO; else empty.
    """

    name: str
    levels: tuple[Text, ...] = ()
    unit: str = "number"
    middle: float = 0.0
    spread: float = 1.0
    log: bool = False
    gaps: bool = False
    whole: bool = False
    first: str = ""

    @property
    def is_category(self) -> bool:
        """True where it has levels."""
        return bool(self.levels)


def as_numbers(column: Column, cells: Any) -> Floats:
    """Cells as numbers: dates as months since the first, categories as codes; NaN where missing."""
    import pandas as pd

    if column.is_numeric:
        values = cells.to_numpy(dtype=float)
        return np.where(np.isfinite(values), values, np.nan)
    if column.kind == "date":
        days = (cells - cells.min()).dt.total_seconds().to_numpy(dtype=float) / 86400
        return np.asarray(days / DAYS_A_MONTH, dtype=float)
    codes = pd.factorize(cells)[0].astype(float)
    return np.where(codes < 0, np.nan, codes)


def encode(table: Table, names: list[str]) -> tuple[tuple[Feature, ...], Floats]:
    """Features and their values.

    Returns:
        The features and a matrix (rows, features): numbers as they are, NaN where missing; categories as the index of
        their level.
    """
    features, columns = [], []
    for name in names:
        column = table.column(name)
        made = _category if column.kind in {"category", "flag"} else _number
        feature, values = made(column, table.frame[column.name])
        features.append(feature)
        columns.append(values)
    return tuple(features), np.column_stack(columns) if columns else np.zeros((len(table), 0))


def _number(column: Column, cells: Any) -> tuple[Feature, Floats]:
    values = as_numbers(column, cells)
    known = values[np.isfinite(values)]
    unit = {"rate": "fraction", "date": "months"}.get(column.kind, column.currency or "number")
    log = bool(known.min() >= 0 and _skewness(known) > SKEWED)
    scaled = np.log1p(known) if log else known
    feature = Feature(
        column.name,
        unit=unit,
        middle=float(np.median(known)),
        spread=float(scaled.std()) or 1.0,
        log=log,
        gaps=len(known) < len(values),
        whole=bool(np.all(known == np.round(known))),
        first=str(cells.min().date()) if column.kind == "date" else "",
    )
    return feature, values


def _category(column: Column, cells: Any) -> tuple[Feature, Floats]:
    texts = cells.map(lambda cell: None if cell is None or cell != cell else str(cell))
    counts = texts.value_counts()
    least = max(FEWEST, RAREST * len(texts)) if len(counts) > 2 else 1
    kept = [str(level) for level in counts.index[:MOST_LEVELS] if counts[level] >= least] or [str(counts.index[0])]
    levels = [Text(level, level) for level in kept]
    index = {level: i for i, level in enumerate(kept)}
    rare, gaps = len(kept) < len(counts), bool(texts.isna().any())
    if rare:
        levels.append(OTHER)
    if gaps:
        levels.append(BLANK)
    other = len(kept)
    codes = texts.map(lambda t: float(len(levels) - 1) if t is None else float(index.get(t, other)))
    return Feature(column.name, tuple(levels), gaps=gaps), codes.to_numpy(dtype=float)


def linear_design(features: tuple[Feature, ...], matrix: Floats) -> Floats:
    """The matrix for a linear model: numbers scaled with gaps filled and marked, categories as indicators."""
    blocks = []
    for j, feature in enumerate(features):
        values = matrix[:, j]
        if feature.is_category:
            blocks += [(values == level).astype(float) for level in range(1, len(feature.levels))]
            continue
        blank = ~np.isfinite(values)
        filled = np.where(blank, feature.middle, values)
        middle = np.log1p(feature.middle) if feature.log else feature.middle
        scaled = np.log1p(np.maximum(filled, 0)) if feature.log else filled
        blocks.append((scaled - middle) / feature.spread)
        if feature.gaps:
            blocks.append(blank.astype(float))
    return np.column_stack(blocks) if blocks else np.zeros((len(matrix), 0))


def _skewness(values: Floats) -> float:
    spread = values.std()
    return float(np.mean(((values - values.mean()) / spread) ** 3)) if spread > 0 else 0.0
