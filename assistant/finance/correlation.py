"""Rank correlations between inputs of a simulation (Iman and Conover 1982).

The draws of each input stay as they are and are only put into another order, so that the ranks have the correlation
asked for and every input keeps its distribution and its Latin hypercube.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.errors import ToolInputError
from assistant.finance.compute import Array
from assistant.finance.draws import Range
from assistant.finance.inputs import find_input
from assistant.finance.model import FinanceModel, Text

# Closer to ±1, the matrix cannot be told from one that is not positive definite.
MOST = 0.999


@dataclass(frozen=True)
class Correlation:
    """Two inputs that move together.

    Attributes:
        first: Id, label or alias.
        second: The other.
        value: Spearman's rank correlation, −1 to 1.
    """

    first: str
    second: str
    value: float


def correlation_matrix(
    model: FinanceModel, ranges: Sequence[Range], correlations: Sequence[Correlation]
) -> Array | None:
    """Rank correlations of the uncertain inputs, shape (inputs, inputs); None where all are independent.

    Raises:
        ToolInputError: An input does not vary, a pair is given twice or impossible, or no inputs can be so related.
    """
    if not correlations:
        return None
    places = {item.variable.id: place for place, item in enumerate(ranges)}
    matrix = np.eye(len(ranges))
    seen: set[frozenset[str]] = set()
    for given in correlations:
        first, second = find_input(model, given.first), find_input(model, given.second)
        pair = frozenset((first.id, second.id))
        for variable in (first, second):
            if variable.id not in places:
                raise _fixed(variable.label)
        if len(pair) == 1 or pair in seen:
            raise _twice(first.label, second.label)
        if not math.isfinite(given.value) or abs(given.value) > MOST:
            raise _impossible(first.label, second.label, given.value)
        seen.add(pair)
        a, b = places[first.id], places[second.id]
        matrix[a, b] = matrix[b, a] = given.value
    _factor(matrix)
    return matrix


def reordered(shares: Sequence[Array], matrix: Array, rng: np.random.Generator) -> list[Array]:
    """The draws in an order that gives their ranks these correlations.

    Args:
        shares: Of each input, shape (draws,).
        matrix: From `correlation_matrix`.
        rng: Of the simulation.
    """
    from scipy.special import ndtri

    draws = len(shares[0])
    scores: Any = ndtri(np.arange(1, draws + 1) / (draws + 1))
    independent = np.column_stack([rng.permutation(scores) for _ in shares])
    # Chance correlations of the permutations are taken out first.
    spurious = np.linalg.cholesky(np.corrcoef(independent, rowvar=False))
    target = _factor(matrix)
    joint = independent @ np.linalg.inv(spurious).T @ target.T
    found = []
    for place, share in enumerate(shares):
        if np.count_nonzero(matrix[place]) == 1:
            found.append(share)
            continue
        ranks = np.empty(draws, dtype=np.intp)
        ranks[np.argsort(joint[:, place], kind="stable")] = np.arange(draws)
        found.append(np.sort(share)[ranks])
    return found


def _factor(matrix: Array) -> Array:
    """Cholesky factor of the correlations of normal scores that have these rank correlations: 2 sin(πρ/6)."""
    scores = 2.0 * np.sin(np.pi * matrix / 6.0)
    np.fill_diagonal(scores, 1.0)
    try:
        factor: Array = np.asarray(np.linalg.cholesky(scores), dtype=np.float64)
    except np.linalg.LinAlgError as error:
        raise ToolInputError(
            "These correlations contradict each other (the matrix is not positive definite): for example, two inputs "
            "that both move closely with a third cannot move against each other. Weaken one of them.",
            "这些相关系数互相矛盾（矩阵不是正定的）：例如两个输入都与第三个高度同向，彼此就不可能反向。请减弱其中一个。",
        ) from error
    return factor


def _fixed(label: Text) -> ToolInputError:
    return ToolInputError(
        f"{label.en} does not vary in this simulation, so it cannot be correlated; give it a range too.",
        f"{label.zh}在本次模拟中没有区间，无法设定相关性，请同时给出它的区间。",
    )


def _twice(first: Text, second: Text) -> ToolInputError:
    return ToolInputError(
        f"Give one correlation between two different inputs, not {first.en} and {second.en} like this.",
        f"每对不同的输入只能给一个相关系数，请检查{first.zh}和{second.zh}。",
    )


def _impossible(first: Text, second: Text, value: float) -> ToolInputError:
    return ToolInputError(
        f"The correlation of {first.en} and {second.en} must lie between −{MOST} and {MOST}, not {value:g}.",
        f"{first.zh}与{second.zh}的相关系数必须在−{MOST}到{MOST}之间，不能是{value:g}。",
    )
