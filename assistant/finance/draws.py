"""Inputs known as ranges: their distributions, and draws of them (Latin hypercube).

Shapes and what the two ends mean:
- `triangular`: lowest and highest possible value, and the most likely one.
- `uniform`: lowest and highest possible value, all between alike.
- `normal`, `lognormal`: the ends are P10 and P90, so that one draw in five lies outside; or `mean` and `sd` are given.
  A lognormal is that of a quantity which is positive and can be many times its usual size.
Both are truncated to what the input can be; the probability that is cut off is kept in `Range.cut`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from assistant.errors import ToolInputError
from assistant.finance.compute import Array
from assistant.finance.inputs import checked_value, find_input
from assistant.finance.model import FinanceModel, Input
from assistant.finance.numbers import clean

Shape = Literal["triangular", "uniform", "normal", "lognormal"]
# Standard normal quantile of 0.9.
Z90 = 1.2815515655446004


@dataclass(frozen=True)
class Uncertain:
    """What is known of an input.

    Attributes:
        variable: Id, label or alias.
        low: Lowest value thought possible, or P10 of a bell shape, in the unit of the input.
        high: Highest value thought possible, or P90.
        mode: Most likely value of a triangle; None for the present value if it lies between, else the middle.
        shape: See the module.
        mean: Mean of a bell shape, instead of `low` and `high`.
        sd: Its standard deviation.
    """

    variable: str
    low: float | None = None
    high: float | None = None
    mode: float | None = None
    shape: Shape = "triangular"
    mean: float | None = None
    sd: float | None = None


@dataclass(frozen=True)
class Range:
    """A checked `Uncertain`.

    Attributes:
        mode: Most likely value; of a bell shape its median.
        assumed: True where the user gave no range.
        location: Mean of a normal, of the logarithm of a lognormal.
        scale: Its standard deviation.
        cut: Probability outside of what the input can be, which is cut off.
    """

    variable: Input
    base: float
    low: float
    mode: float
    high: float
    shape: Shape
    assumed: bool = False
    location: float = 0.0
    scale: float = 0.0
    cut: float = 0.0


def checked_ranges(model: FinanceModel, base: Mapping[str, float], uncertain: Sequence[Uncertain]) -> list[Range]:
    """The ranges, in order.

    Raises:
        ToolInputError: An input is unknown or given twice, or a range impossible.
    """
    ranges: dict[str, Range] = {}
    for given in uncertain:
        variable = find_input(model, given.variable)
        name = variable.label
        if variable.id in ranges:
            raise ToolInputError(f"There are two ranges for {name.en}; give one.", f"{name.zh}有两个区间，请只给一个。")
        if variable.id == model.horizon:
            raise ToolInputError(
                f"The {name.en} cannot be uncertain; set it in the model.", f"{name.zh}不能是不确定的，请直接设定。"
            )
        bell = given.shape in ("normal", "lognormal")
        ranges[variable.id] = (_bell if bell else _bounded)(variable, base[variable.id], given)
    return list(ranges.values())


def draw(ranges: Sequence[Range], shares: Sequence[Array]) -> dict[str, Array]:
    """Values by input id.

    Args:
        ranges: The inputs.
        shares: Of each, shares of probability between 0 and 1, shape (draws,).
    """
    drawn = {}
    for item, share in zip(ranges, shares, strict=True):
        values = _quantile(item, share)
        drawn[item.variable.id] = np.round(values) if item.variable.whole else values
    return drawn


def hypercube(count: int, draws: int, rng: np.random.Generator) -> list[Array]:
    """Latin hypercube: one draw from each of `draws` equally likely slices, in random order, for `count` inputs."""
    return [(rng.permutation(draws) + rng.random(draws)) / draws for _ in range(count)]


def _bounded(variable: Input, present: float, given: Uncertain) -> Range:
    if given.low is None or given.high is None:
        raise _ends_missing(variable)
    low, high = checked_value(variable, given.low), checked_value(variable, given.high)
    usual = present if low <= present <= high else (low + high) / 2
    mode = usual if given.mode is None else checked_value(variable, given.mode)
    if not low <= mode <= high:
        raise _out_of_order(variable)
    return Range(variable, present, low, mode, high, given.shape)


def _bell(variable: Input, present: float, given: Uncertain) -> Range:
    logarithmic = given.shape == "lognormal"
    if given.mean is not None and given.sd is not None:
        location, scale = _of_moments(variable, given.mean, given.sd, logarithmic)
    else:
        location, scale = _of_ends(variable, given, logarithmic)

    def value(z: float) -> float:
        return clean(math.exp(location + z * scale) if logarithmic else location + z * scale)

    below, above = (_normal_share(b, location, scale, logarithmic) for b in (variable.minimum, variable.maximum))
    cut = 1.0 - (above - below)
    if above - below < 1e-6:
        raise _out_of_order(variable)
    return Range(
        variable, present, value(-Z90), value(0.0), value(Z90), given.shape,
        location=location, scale=scale, cut=cut if cut > 1e-9 else 0.0,
    )  # fmt: skip


def _of_moments(variable: Input, mean: float, sd: float, logarithmic: bool) -> tuple[float, float]:
    mean = checked_value(variable, mean)
    if not math.isfinite(sd) or sd < 0 or (logarithmic and mean <= 0):
        raise _out_of_order(variable)
    if not logarithmic:
        return mean, sd
    variance = math.log1p((sd / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


def _of_ends(variable: Input, given: Uncertain, logarithmic: bool) -> tuple[float, float]:
    """From P10 and P90."""
    if given.low is None or given.high is None:
        raise _ends_missing(variable)
    low, high = checked_value(variable, given.low), checked_value(variable, given.high)
    if low > high or (logarithmic and low <= 0):
        raise _out_of_order(variable)
    if logarithmic:
        low, high = math.log(low), math.log(high)
    middle = (low + high) / 2
    if given.mode is not None:
        told = math.log(given.mode) if logarithmic and given.mode > 0 else given.mode
        if abs(told - middle) > 0.02 * max(high - low, 1e-12):
            raise _lopsided(variable)
    return middle, (high - low) / (2 * Z90)


def _normal_share(bound: float, location: float, scale: float, logarithmic: bool) -> float:
    """Distribution function at a bound of the input."""
    if logarithmic:
        if bound <= 0:
            return 0.0
        bound = math.log(bound)
    if scale == 0:
        return float(bound >= location)
    return 0.5 * math.erfc((location - bound) / (scale * math.sqrt(2)))


def _quantile(item: Range, share: Array) -> Array:
    """Inverse of the distribution function."""
    if item.shape in ("normal", "lognormal"):
        return _bell_quantile(item, share)
    low, mode, high = item.low, item.mode, item.high
    width = high - low
    if width == 0 or item.shape == "uniform":
        return low + share * width
    rising = low + np.sqrt(share * width * (mode - low))
    falling = high - np.sqrt((1 - share) * width * (high - mode))
    return np.where(share * width < mode - low, rising, falling)


def _bell_quantile(item: Range, share: Array) -> Array:
    from scipy.special import ndtri

    logarithmic, variable = item.shape == "lognormal", item.variable
    below, above = (
        _normal_share(b, item.location, item.scale, logarithmic) for b in (variable.minimum, variable.maximum)
    )
    inverse: Any = ndtri(below + share * (above - below))
    values = item.location + item.scale * np.asarray(inverse, dtype=np.float64)
    values = np.exp(values) if logarithmic else values
    return np.clip(values, variable.minimum, variable.maximum)


def _ends_missing(variable: Input) -> ToolInputError:
    name = variable.label
    return ToolInputError(
        f"Give {name.en} a lowest and a highest value, or for a bell curve its mean and standard deviation.",
        f"请给出{name.zh}的最低值和最高值；如果是正态分布，也可以给均值和标准差。",
        question=True,
    )


def _out_of_order(variable: Input) -> ToolInputError:
    name = variable.label
    return ToolInputError(
        f"The range of {name.en} must go from the lowest over the most likely to the highest value.",
        f"{name.zh}的区间应满足：最低值 ≤ 最可能值 ≤ 最高值。",
    )


def _lopsided(variable: Input) -> ToolInputError:
    name = variable.label
    return ToolInputError(
        f"The most likely value of {name.en} is not in the middle of its P10 and P90, as that of a normal curve is; "
        "leave it out, or use a triangle.",
        f"{name.zh}的最可能值不在P10和P90的中间，与正态分布不符；请去掉最可能值，或改用三角分布。",
    )
