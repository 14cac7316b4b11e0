"""Sensitivity and simulation against closed forms."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

from assistant.errors import ToolInputError
from assistant.finance import FinanceModel, evaluate
from assistant.finance.draws import Uncertain
from assistant.finance.sensitivity import Swing, sensitivity
from assistant.finance.simulate import simulate

# Customers in month 12 per customer won a month: (1 − 0.95^12) / 0.05.
GROWTH = (1 - 0.95**12) / 0.05


def rows(model: FinanceModel, output: str, spread: float = 0.2) -> dict[str, Swing]:
    (tornado,) = sensitivity(model, {}, [output], spread)
    return {s.variable.id: s for s in tornado.swings}


def test_swings_of_linear_inputs_are_exact(subscription: FinanceModel) -> None:
    found = rows(subscription, "profit.month_12", 0.1)
    # 100 customers a month; the price goes from 35.10 to 42.90
    assert (found["price"].low, found["price"].high) == (35.1, 42.9)
    assert found["price"].output_low == pytest.approx(100 * GROWTH * 26.1 - 35000)
    assert found["price"].output_high == pytest.approx(100 * GROWTH * 33.9 - 35000)
    assert found["price"].swing == pytest.approx(7.8 * 100 * GROWTH)
    assert found["trials"].swing == pytest.approx(0.2 * 100 * GROWTH * 30)
    assert found["fixed_cost"].swing == pytest.approx(3000)
    assert found["acquisition_spend"].swing == pytest.approx(4000)
    # fewer customers leave at the low end
    low, high = ((1 - (1 - c) ** 12) / c * 3000 - 35000 for c in (0.045, 0.055))
    assert found["churn"].output_low == pytest.approx(low)
    assert found["churn"].output_high == pytest.approx(high)


def test_widest_swing_comes_first_and_what_has_none_is_told(subscription: FinanceModel) -> None:
    (tornado,) = sensitivity(subscription, {})
    swings = [s.swing or 0 for s in tornado.swings]
    assert tornado.output == "profit.month_12"
    assert swings == sorted(swings, reverse=True)
    assert tornado.swings[0].variable.id == "price"
    assert [i.id for i in tornado.without_effect] == ["cash"]
    assert [i.id for i in tornado.at_zero] == ["starting_customers"]
    assert "horizon" not in {s.variable.id for s in tornado.swings}


def test_elasticities_of_products_and_quotients(subscription: FinanceModel) -> None:
    revenue, cac, ltv = (rows(subscription, name) for name in ("revenue.month_12", "cac", "ltv"))
    assert revenue["price"].elasticity == pytest.approx(1)
    assert revenue["trials"].elasticity == pytest.approx(1)
    assert cac["acquisition_spend"].elasticity == pytest.approx(1)
    assert cac["conversion"].elasticity == pytest.approx(-1, abs=1e-6)
    # (39 − 9) / churn
    assert ltv["price"].elasticity == pytest.approx(39 / 30)
    assert ltv["variable_cost"].elasticity == pytest.approx(-9 / 30)
    assert ltv["churn"].elasticity == pytest.approx(-1, abs=1e-6)
    assert set(cac) == {"acquisition_spend", "trials", "conversion"}


def test_on_a_loss_a_positive_elasticity_makes_it_smaller(subscription: FinanceModel) -> None:
    profit = evaluate(subscription, {}).values["profit.month_12"]
    found = rows(subscription, "profit.month_12")["price"].elasticity
    assert profit < 0
    assert found == pytest.approx(100 * GROWTH * 39 / -profit, rel=1e-6)


def test_ends_stay_within_the_limits_of_an_input(models: dict[str, FinanceModel]) -> None:
    (tornado,) = sensitivity(models["licence"], {"renewal": 0.95}, ["profit.total"], 0.2)
    renewal = next(s for s in tornado.swings if s.variable.id == "renewal")
    assert renewal.low == pytest.approx(0.76)
    assert renewal.high == 1


def test_outputs_in_steps_have_no_elasticity_and_gaps_come_last(subscription: FinanceModel) -> None:
    (tornado,) = sensitivity(subscription, {}, ["break_even_month"], 0.2)
    assert all(s.elasticity is None for s in tornado.swings)
    # at 31.20 each customer contributes 22.20 and month 24 still loses money; at 46.80 it is 37.80
    first = math.ceil(math.log(1 - 0.05 * 35_000 / 3780) / math.log(0.95))
    price = next(s for s in tornado.swings if s.variable.id == "price")
    assert (price.output_low, price.output_high, price.swing) == (None, first, None)
    assert tornado.swings[-1].swing is None


@pytest.mark.parametrize(("spread", "question"), [(0, False), (-0.1, False), (20, True), (math.nan, False)])
def test_impossible_spreads(subscription: FinanceModel, spread: float, question: bool) -> None:
    with pytest.raises(ToolInputError) as caught:
        sensitivity(subscription, {}, [], spread)
    assert caught.value.question is question


def test_percentiles_of_a_triangle_are_those_of_its_distribution(subscription: FinanceModel) -> None:
    a, m, b = 0.06, 0.10, 0.18
    found = simulate(subscription, {}, [Uncertain("conversion", a, b, m)], draws=50_000, outputs=["customers.month_12"])
    (customers,) = found.distributions
    each = 1000 * GROWTH
    p10 = a + math.sqrt(0.1 * (b - a) * (m - a))
    p50, p90 = (b - math.sqrt((1 - q) * (b - a) * (b - m)) for q in (0.5, 0.9))
    assert customers.p10 == pytest.approx(p10 * each, rel=1e-4)
    assert customers.p50 == pytest.approx(p50 * each, rel=1e-4)
    assert customers.p90 == pytest.approx(p90 * each, rel=1e-4)
    assert customers.mean == pytest.approx((a + m + b) / 3 * each, rel=1e-5)
    assert customers.base == pytest.approx(0.10 * each)


def test_chance_of_a_loss_is_the_distribution_function_at_break_even(subscription: FinanceModel) -> None:
    low, high = 29.0, 49.0
    found = simulate(subscription, {}, [Uncertain("price", low, high, shape="uniform")], draws=100_000)
    month = 9 + 35000 / (100 * GROWTH)
    assert found.loss == pytest.approx((month - low) / (high - low), abs=2e-5)
    customers = sum(100 * (1 - 0.95**n) / 0.05 for n in range(1, 25))
    assert found.total_loss == pytest.approx((9 + 24 * 35000 / customers - low) / (high - low), abs=2e-5)


def test_chance_of_running_out_of_cash(subscription: FinanceModel) -> None:
    # the lowest balance falls one for one with the opening cash
    lowest = 300_000 - evaluate(subscription, {}).values["cash.lowest"]
    found = simulate(subscription, {}, [Uncertain("cash", 0, 1_000_000, shape="uniform")], draws=50_000)
    assert found.out_of_cash == pytest.approx(lowest / 1_000_000, abs=5e-5)
    assert (found.loss, found.break_even) == (1, 1)


def test_chance_of_break_even_and_percentiles_of_months(subscription: FinanceModel) -> None:
    found = simulate(
        subscription, {}, [Uncertain("fixed_cost", 0, 60_000, shape="uniform")], outputs=["break_even_month"]
    )
    most = 3000 * (1 - 0.95**24) / 0.05 - 20_000
    assert found.break_even == pytest.approx(most / 60_000, abs=1e-4)
    (month,) = found.distributions
    assert month.defined == found.break_even
    # the first month n with 3000 (1 − 0.95^n) / 0.05 ≥ 20,000 + fixed cost, for the 10 % cheapest of the draws
    expected = math.ceil(math.log(1 - 0.05 * (20_000 + 0.1 * most) / 3000) / math.log(0.95))
    assert month.p10 == expected


def test_one_period_model(models: dict[str, FinanceModel]) -> None:
    found = simulate(models["venture"], {}, [Uncertain("operating_cost", 0, 4e6, shape="uniform")], draws=10_000)
    base = evaluate(models["venture"], {}).values["profit"]
    (profit,) = found.distributions
    assert profit.p50 == pytest.approx(base, rel=1e-4)
    assert profit.p10 == pytest.approx(base - 1.6e6, rel=1e-4)
    assert (found.total_loss, found.out_of_cash, found.break_even, found.bands) == (None, None, None, ())
    assert found.histogram is not None and sum(found.histogram.counts) == 10_000


def test_bands_agree_with_percentiles(subscription: FinanceModel) -> None:
    found = simulate(subscription, {}, [Uncertain("churn", 0.02, 0.08)], draws=5000)
    band = {b.series: b for b in found.bands}
    profit = found.distributions[0]
    assert set(band) == {"profit", "cash_balance"}
    assert len(band["profit"].p10) == 24
    assert band["profit"].p10[11] == pytest.approx(profit.p10, rel=1e-2)
    assert band["profit"].p50[11] == pytest.approx(profit.p50, rel=1e-2)
    assert band["profit"].base == tuple(evaluate(subscription, {}).series["profit"])


def test_bands_of_long_horizons_keep_some_of_the_draws(models: dict[str, FinanceModel]) -> None:
    model, given = models["subscription"], [Uncertain("churn", 0.02, 0.08)]
    found = simulate(model, {"horizon": 120}, given, draws=50_000, outputs=["customers.month_120"])
    (customers,) = found.distributions
    profit = next(b for b in found.bands if b.series == "profit")
    assert customers.p50 is not None
    assert profit.p50[-1] == pytest.approx(customers.p50 * 30 - 35_000, rel=1e-2)


def test_same_seed_same_result_and_draws_agree_with_single_evaluations(models: dict[str, FinanceModel]) -> None:
    model, given = models["marketplace"], [Uncertain("take_rate", 0.08, 0.2), Uncertain("capacity", 5, 25)]
    first, again = (simulate(model, {}, given, draws=500, seed=7) for _ in range(2))
    other = simulate(model, {}, given, draws=500, seed=8)
    assert first.distributions == again.distributions
    assert first.distributions != other.distributions
    # with a range of no width every draw is the base case
    still = simulate(model, {}, [Uncertain("take_rate", 0.12, 0.12)], draws=200).distributions[0]
    assert still.p10 == still.p90 == pytest.approx(still.base)


def test_without_ranges_the_widest_inputs_vary_by_a_fifth(subscription: FinanceModel) -> None:
    found = simulate(subscription, {}, draws=500)
    assert [r.variable.id for r in found.ranges][0] == "price"
    assert len(found.ranges) == 5 and all(r.assumed for r in found.ranges)
    assert (found.ranges[0].low, found.ranges[0].mode, found.ranges[0].high) == (31.2, 39, 46.8)


def test_mode_is_the_present_value_or_the_middle(subscription: FinanceModel) -> None:
    given = [Uncertain("price", 29, 49), Uncertain("流失率", 0.06, 0.10)]
    assert [r.mode for r in simulate(subscription, {}, given, draws=100).ranges] == [39, 0.08]


@pytest.mark.parametrize(
    "given",
    [
        [Uncertain("price", 49, 29)],
        [Uncertain("price", 29, 49, 60)],
        [Uncertain("conversion", 8, 12)],
        [Uncertain("price", 1, 2), Uncertain("月单价", 1, 3)],
        [Uncertain("horizon", 12, 24)],
        [Uncertain("nonsense", 1, 2)],
    ],
)
def test_impossible_ranges(subscription: FinanceModel, given: list[Uncertain]) -> None:
    with pytest.raises(ToolInputError):
        simulate(subscription, {}, given)


@pytest.mark.parametrize("draws", [0, 99, 1_000_000])
def test_number_of_draws(subscription: FinanceModel, draws: int) -> None:
    with pytest.raises(ToolInputError):
        simulate(subscription, {}, draws=draws)


def test_hundred_thousand_draws_take_well_under_a_second_of_computing(subscription: FinanceModel) -> None:
    start = time.process_time()
    found = simulate(subscription, {}, [Uncertain("price", 29, 49), Uncertain("churn", 0.03, 0.08)], draws=100_000)
    assert time.process_time() - start < 1.5  # generous for busy machines; about 0.4 on one core
    assert found.draws == 100_000
    assert np.isfinite([d.p50 or 0 for d in found.distributions]).all()


@pytest.mark.parametrize("name", ["usage", "freemium", "advertising", "marketplace", "licence", "hardware", "venture"])
def test_every_model_can_be_varied(models: dict[str, FinanceModel], name: str) -> None:
    (tornado,) = sensitivity(models[name], {})
    for swing in tornado.swings[:4]:
        low = evaluate(models[name], {swing.variable.id: swing.low}).values[tornado.output]
        assert swing.output_low == pytest.approx(low, rel=1e-12)
    found = simulate(models[name], {}, draws=300)
    assert found.distributions[0].defined == 1
    assert 0 <= found.loss <= 1
