"""The control rule: is today's number of negative messages more than chance and the week explain?

Negatives of a day are compared with the days before it. Their expected number is the level of that baseline times the
share its weekday usually has. The chance of seeing as many or more comes from a negative binomial distribution whose
variance is phi (mu + mu^2 / s): Poisson noise, the uncertainty of an expectation that rests on s negatives (the gamma
predictive), both times the overdispersion phi that the baseline shows (Pearson chi-square over its degrees of freedom,
at its upper end, so that a short baseline errs on the quiet side).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Step = Literal["day", "week"]
# Chance of an alarm in a quiet period by design; what simulation measures is in tests/service/test_service_opinion.py.
ALPHA = 0.002
LONGEST = {"day": 56, "week": 26}
SHORTEST = {"day": 14, "week": 6}
LATE = (7, 14, 21)  # days whose negatives are set against all days before them
LEAST_BEFORE = 14  # days
ALPHA_OF_RISE = 0.01
WEEKDAYS_FROM = 28  # days of baseline from which weekdays are told apart
_WEIGHT = 2.0  # how many expected days of a weekday its own count is shrunk towards the others by
_UPPER = 0.2


@dataclass(frozen=True)
class Surge:
    """A period with more negatives than the baseline explains.

    Attributes:
        place: Which period.
        negatives: Seen.
        expected: By the baseline.
        chance: Of as many or more if nothing had changed.
    """

    place: int
    negatives: int
    expected: float
    chance: float


def surges(negatives: Sequence[int], weekdays: Sequence[int] | None, step: Step, alpha: float = ALPHA) -> list[Surge]:
    """Periods with a surge.

    Args:
        negatives: Number of negative messages of each period, in order, without gaps.
        weekdays: Weekday of each day, 0 for Monday; None for weeks.
        step: What a period is.
        alpha: Chance of an alarm in a quiet period.
    """
    found: list[Surge] = []
    alarmed: set[int] = set()
    for place in range(SHORTEST[step], len(negatives)):
        window = range(max(0, place - LONGEST[step]), place)
        # A surge must not raise the level that the next days are compared with, unless it has become the level.
        quiet = [i for i in window if i not in alarmed]
        base = quiet if len(quiet) >= SHORTEST[step] else list(window)
        surge = _judged(place, base, negatives, weekdays)
        if surge.chance <= alpha and surge.negatives > surge.expected + 1:
            found.append(surge)
            alarmed.add(place)
    return found


@dataclass(frozen=True)
class Rise:
    """More negatives of late than before, without one day or week that stands out.

    Attributes:
        days: Length of the late part.
        negatives: In it.
        before: Negatives of an average stretch of the same length before it.
    """

    days: int
    negatives: int
    before: float


def risen(negatives: Sequence[int]) -> Rise | None:
    """Whether the last one, two or three weeks had more negatives than the days before explain; None where not.

    Given all negatives, those of the late part are binomial if nothing changed. Both counts are divided by the
    overdispersion of the weeks before, and the chance is shared among the three lengths tried.

    Args:
        negatives: Number of negative messages of each day, in order, without gaps.
    """
    from scipy.stats import binom

    found: list[tuple[float, Rise]] = []
    for days in LATE:
        late, early = sum(negatives[-days:]), negatives[:-days]
        if len(early) < max(LEAST_BEFORE, days):
            continue
        phi = _dispersion(early)
        total, share = int((late + sum(early)) / phi), days / len(negatives)
        chance = float(binom.sf(int(late / phi) - 1, total, share)) if total else 1.0
        before = sum(early) / len(early) * days
        if chance <= ALPHA_OF_RISE / len(LATE) and late > before + 1:
            found.append((chance, Rise(days, late, before)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _dispersion(early: Sequence[int]) -> float:
    """Variance over mean of whole weeks counted from the end, at least 1."""
    weeks = np.asarray([sum(early[i - 7 : i]) for i in range(len(early), 6, -7)], dtype=float)
    return max(1.0, float(weeks.var(ddof=1) / weeks.mean())) if len(weeks) > 1 and weeks.mean() else 1.0


def _judged(place: int, base: Sequence[int], negatives: Sequence[int], weekdays: Sequence[int] | None) -> Surge:
    from scipy.stats import chi2, nbinom, poisson

    counts = np.asarray([negatives[i] for i in base], dtype=float)
    by_weekday = weekdays is not None and len(base) >= WEEKDAYS_FROM
    days = np.asarray([weekdays[i] for i in base] if by_weekday and weekdays is not None else [0] * len(base))
    today = weekdays[place] if by_weekday and weekdays is not None else 0
    level = (counts.sum() + 0.5) / len(base)  # Jeffreys' prior: a baseline without negatives is no proof of none
    weights = {int(d): _weight(counts[days == d], level) for d in set(days.tolist())}
    fitted = np.asarray([level * weights[int(d)] for d in days])
    expected = level * weights.get(int(today), 1.0)
    freedom = max(1, len(base) - len(weights))
    phi = max(1.0, float(((counts - fitted) ** 2 / fitted).sum()) / float(chi2.ppf(_UPPER, freedom)))
    same = float(counts[days == today].sum()) + _WEIGHT * level if by_weekday else float(counts.sum()) + 0.5
    variance = phi * (expected + expected**2 / max(same, 0.5))
    seen = int(negatives[place])
    if variance <= expected * (1 + 1e-9):
        chance = float(poisson.sf(seen - 1, expected))
    else:
        size = expected**2 / (variance - expected)
        chance = float(nbinom.sf(seen - 1, size, size / (size + expected)))
    return Surge(place, seen, float(expected), chance)


def _weight(counts: np.ndarray, level: float) -> float:
    """How much busier a weekday is than the level, shrunk towards 1 as it rests on few days."""
    return float((counts.sum() + _WEIGHT * level) / (level * (len(counts) + _WEIGHT)))
