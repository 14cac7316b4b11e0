"""Shapes of uncertain inputs and correlations between them, against SciPy's distributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from assistant.errors import ToolInputError
from assistant.finance import FinanceModel
from assistant.finance.correlation import Correlation, correlation_matrix, reordered
from assistant.finance.draws import Uncertain, checked_ranges, draw, hypercube
from assistant.finance.simulate import simulate

DRAWS = 20_000


def drawn(model: FinanceModel, given: Uncertain) -> tuple[np.ndarray, float]:
    ranges = checked_ranges(model, model.defaults, [given])
    values = draw(ranges, hypercube(1, DRAWS, np.random.default_rng(3)))
    return values[ranges[0].variable.id], ranges[0].cut


def test_a_normal_by_its_p10_and_p90(subscription: FinanceModel) -> None:
    values, cut = drawn(subscription, Uncertain("price", 29, 49, shape="normal"))
    assert np.percentile(values, [10, 50, 90]) == pytest.approx([29, 39, 49], abs=0.01)
    assert values.std() == pytest.approx(10 / stats.norm.ppf(0.9), rel=1e-3)
    assert cut == pytest.approx(stats.norm.cdf(0, 39, 10 / stats.norm.ppf(0.9)))


def test_a_normal_by_mean_and_deviation_is_cut_at_what_the_input_can_be(subscription: FinanceModel) -> None:
    values, cut = drawn(subscription, Uncertain("churn", mean=0.05, sd=0.05, shape="normal"))
    exact = stats.truncnorm(-1, 19, loc=0.05, scale=0.05)
    assert cut == pytest.approx(stats.norm.cdf(-1))
    assert values.min() >= 0
    assert np.percentile(values, [10, 50, 90]) == pytest.approx(exact.ppf([0.1, 0.5, 0.9]), rel=1e-3)
    assert values.mean() == pytest.approx(exact.mean(), rel=1e-3)


def test_a_lognormal_both_ways(subscription: FinanceModel) -> None:
    values, cut = drawn(subscription, Uncertain("trials", 500, 2000, shape="lognormal"))
    assert np.percentile(values, [10, 50, 90]) == pytest.approx([500, 1000, 2000], rel=1e-3)
    assert cut == 0
    values, _ = drawn(subscription, Uncertain("trials", mean=1000, sd=300, shape="lognormal"))
    assert (values.mean(), values.std()) == pytest.approx((1000, 300), rel=5e-3)


@pytest.mark.parametrize(
    "given",
    [
        Uncertain("price", 29, shape="normal"),
        Uncertain("price"),
        Uncertain("price", 49, 29, shape="normal"),
        Uncertain("price", 0, 29, shape="lognormal"),
        Uncertain("price", 29, 49, 47, shape="normal"),
        Uncertain("price", mean=0, sd=1, shape="lognormal"),
        Uncertain("price", mean=39, sd=-1, shape="normal"),
    ],
)
def test_impossible_curves(subscription: FinanceModel, given: Uncertain) -> None:
    with pytest.raises(ToolInputError):
        checked_ranges(subscription, subscription.defaults, [given])


def test_ranks_have_the_correlation_and_margins_stay(subscription: FinanceModel) -> None:
    ranges = checked_ranges(
        subscription,
        subscription.defaults,
        [
            Uncertain("price", 29, 49),
            Uncertain("conversion", 0.05, 0.2, shape="uniform"),
            Uncertain("churn", 0.02, 0.1),
        ],
    )
    matrix = correlation_matrix(
        subscription, ranges, [Correlation("price", "conversion", -0.7), Correlation("price", "churn", 0.4)]
    )
    assert matrix is not None
    rng = np.random.default_rng(5)
    shares = hypercube(3, DRAWS, rng)
    joined = reordered(shares, matrix, rng)
    found = stats.spearmanr(np.column_stack(joined)).statistic
    assert found[0, 1] == pytest.approx(-0.7, abs=0.01)
    assert found[0, 2] == pytest.approx(0.4, abs=0.01)
    assert found[1, 2] == pytest.approx(0, abs=0.01)
    for before, after in zip(shares, joined, strict=True):
        assert np.array_equal(np.sort(before), np.sort(after))


def test_contradicting_correlations_are_refused(subscription: FinanceModel) -> None:
    given = [Uncertain("price", 29, 49), Uncertain("churn", 0.02, 0.1), Uncertain("conversion", 0.05, 0.2)]
    against = [
        Correlation("price", "churn", 0.9),
        Correlation("churn", "conversion", 0.9),
        Correlation("price", "conversion", -0.9),
    ]
    with pytest.raises(ToolInputError, match="positive definite"):
        simulate(subscription, {}, given, 500, correlations=against)
    for wrong in (
        Correlation("price", "cash", 0.5),
        Correlation("price", "price", 0.5),
        Correlation("price", "churn", 2),
    ):
        with pytest.raises(ToolInputError):
            simulate(subscription, {}, given, 500, correlations=[wrong])


def test_correlation_changes_the_spread_of_the_sum(subscription: FinanceModel) -> None:
    given = [Uncertain("fixed_cost", 10_000, 20_000, shape="uniform"), Uncertain("acquisition_spend", 15_000, 25_000,
             shape="uniform")]  # fmt: skip

    def width(value: float) -> float:
        together = [Correlation("fixed_cost", "acquisition_spend", value)] if value else []
        (found,) = simulate(
            subscription, {}, given, DRAWS, outputs=["costs.month_1"], correlations=together
        ).distributions
        assert found.p10 is not None
        assert found.p90 is not None
        return found.p90 - found.p10

    # Sum of two independent uniforms is a triangle; moving together almost a uniform; against each other nothing.
    assert width(0) == pytest.approx(10_000 * 2 * (1 - math.sqrt(0.2)), rel=0.02)
    assert width(0.999) == pytest.approx(16_000, rel=0.03)
    assert width(-0.999) < 1_000
