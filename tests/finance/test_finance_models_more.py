"""The models of the other pricing modes against plain loops, one month after another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.finance import FinanceModel, evaluate, load_model
from assistant.paths import KNOWLEDGE

Inputs = dict[str, float]
Results = dict[str, float]
NEW = ("usage", "freemium", "advertising", "marketplace", "licence", "hardware")


class Months:
    """Collects what every monthly model has: totals, break-even, cash."""

    def __init__(self, p: Inputs, opening_cash: float) -> None:
        self.p, self.cash, self.out = p, opening_cash, {"cash.lowest": opening_cash}
        self.revenue = self.profit = self.direct = 0.0

    def each(self) -> Iterator[int]:
        return iter(range(1, int(self.p["horizon"]) + 1))

    def close(self, month: int, revenue: float, direct: float, **others: float) -> None:
        costs = direct + self.p["acquisition_spend"] + self.p["fixed_cost"]
        profit = revenue - costs
        self.cash += profit
        self.revenue, self.profit, self.direct = self.revenue + revenue, self.profit + profit, self.direct + direct
        shown = {"revenue": revenue, "costs": costs, "profit": profit, "cash_balance": self.cash, **others}
        self.out |= {f"{name}.month_{month}": value for name, value in shown.items()}
        self.out["cash.lowest"] = min(self.out["cash.lowest"], self.cash)
        if profit >= -1e-6:
            self.out.setdefault("break_even_month", month)
        if self.cash < -1e-6:
            self.out.setdefault("runway_months", month)

    def results(self, **scalars: float | None) -> Results:
        self.out |= {"revenue.total": self.revenue, "profit.total": self.profit}
        return self.out | {name: value for name, value in scalars.items() if value is not None}


def ratio(top: float | None, bottom: float | None) -> float | None:
    return None if top is None or not bottom else top / bottom


def payback(left: float | None, contribution: float) -> float | None:
    return None if left is None or contribution <= 0 else left / contribution


def usage(p: Inputs) -> Results:
    new = p["trials"] * p["conversion"]
    ktokens = p["calls"] * p["tokens_per_call"] / 1000
    inference = p["inference_cost"] * 0.5 / p["utilisation"]
    income = p["calls"] * p["call_price"] + ktokens * p["price"]
    cost = p["calls"] * p["call_cost"] + ktokens * inference
    margin = income - cost
    customers, months = p["starting_customers"], Months(p, p["cash"])
    for month in months.each():
        customers += new - customers * p["churn"]
        months.close(
            month, customers * income, customers * cost, customers=customers, calls_total=customers * p["calls"]
        )
    cac, ltv = ratio(p["acquisition_spend"], new), ratio(margin, p["churn"])
    need = (p["acquisition_spend"] + p["fixed_cost"]) / margin if margin > 0 else None
    return months.results(
        new_customers=new, usage_tokens=ktokens, effective_inference_cost=inference, revenue_per_customer=income,
        cost_per_customer=cost, contribution=margin, cac=cac, ltv=ltv, ltv_to_cac=ratio(ltv, cac),
        payback_months=payback(cac, margin), gross_margin=ratio(margin, income),
        break_even_customers=None if need is None else math.ceil(need - 1e-9),
        break_even_price=ratio(cost - p["calls"] * p["call_price"], ktokens),
    )  # fmt: skip


def freemium(p: Inputs) -> Results:
    new = p["signups"] * p["upgrade"]
    stay = p["signups"] - new
    margin = p["price"] - p["variable_cost"]
    paying, free, months = p["starting_customers"], p["starting_free_users"], Months(p, p["cash"])
    for month in months.each():
        paying += new - paying * p["churn"]
        free += stay - free * p["free_churn"]
        bill = free * p["free_cost"]
        more = {"customers": paying, "free_users": free, "free_users_cost": bill}
        months.close(month, paying * p["price"], paying * p["variable_cost"] + bill, **more)
    cac, ltv = ratio(p["acquisition_spend"], new), ratio(margin, p["churn"])
    lifetime = ratio(p["free_cost"], p["free_churn"])
    burden = None if lifetime is None else ratio(stay * lifetime, new)
    loaded = None if cac is None or burden is None else cac + burden
    # u · LTV = (1 − u) · lifetime cost of a free user
    least = None if lifetime is None or margin <= 0 or ltv is None else lifetime / (ltv + lifetime)
    return months.results(
        new_customers=new, contribution=margin, cac=cac, free_cost_per_customer=burden, loaded_cac=loaded, ltv=ltv,
        ltv_to_cac=ratio(ltv, cac), ltv_to_loaded_cac=ratio(ltv, loaded), payback_months=payback(cac, margin),
        gross_margin=ratio(margin, p["price"]), break_even_upgrade=least,
    )  # fmt: skip


def advertising(p: Inputs) -> Results:
    gross = p["impressions"] * p["fill_rate"] / 1000 * p["cpm"]
    income = gross - gross * p["network_fee"]
    margin = income - p["serving_cost"]
    users, months = p["starting_users"], Months(p, p["cash"])
    for month in months.each():
        users += p["new_users"] - users * p["churn"]
        sold = users * p["impressions"] * p["fill_rate"]
        months.close(month, users * income, users * p["serving_cost"], users=users, ad_impressions=sold)
    cac, ltv = ratio(p["acquisition_spend"], p["new_users"]), ratio(margin, p["churn"])
    need = (p["acquisition_spend"] + p["fixed_cost"]) / margin if margin > 0 else None
    return months.results(
        gross_ad_revenue_per_user=gross, revenue_per_user=income, contribution=margin, cac=cac, ltv=ltv,
        ltv_to_cac=ratio(ltv, cac), payback_months=payback(cac, margin), gross_margin=ratio(margin, income),
        break_even_users=None if need is None else math.ceil(need - 1e-9),
    )  # fmt: skip


def marketplace(p: Inputs) -> Results:
    buyers, sellers, months, gmv_total = p["starting_buyers"], p["starting_sellers"], Months(p, p["cash"]), 0.0
    for month in months.each():
        buyers += p["new_buyers"] - buyers * p["churn"]
        sellers += p["new_sellers"] - sellers * p["seller_churn"]
        demand, supply = buyers * p["orders_per_buyer"], sellers * p["capacity"]
        orders = demand if demand < supply else supply
        gmv = orders * p["order_value"]
        gmv_total += gmv
        direct = gmv * p["payment_fee"] + orders * p["order_cost"]
        more = {
            "buyers": buyers, "sellers": sellers, "demand": demand, "supply": supply, "orders": orders, "gmv": gmv,
            "commission_revenue": gmv * p["take_rate"], "direct_cost": direct,
        }  # fmt: skip
        months.close(month, gmv * p["take_rate"] + sellers * p["seller_fee"], direct, **more)
        if supply < demand - 1e-6:
            months.out.setdefault("shortage_month", month)
    commission = p["order_value"] * p["take_rate"]
    per_order = commission - p["order_value"] * p["payment_fee"] - p["order_cost"]
    margin = per_order * p["orders_per_buyer"]
    cac, ltv = ratio(p["acquisition_spend"], p["new_buyers"]), ratio(margin, p["churn"])
    months.out["gmv.total"] = gmv_total
    return months.results(
        commission_per_order=commission, margin_per_order=per_order, contribution=margin, cac=cac, ltv=ltv,
        ltv_to_cac=ratio(ltv, cac), payback_months=payback(cac, margin),
        gross_margin=ratio(months.revenue - months.direct, months.revenue),
    )  # fmt: skip


def licence(p: Inputs) -> Results:
    new, seats_each = p["leads"] * p["conversion"], p["seats_per_customer"]
    stay, fee = p["renewal"] ** (1 / 12), p["price"] * p["maintenance"] / 12
    customers, recurring, months = p["starting_customers"], 0.0, Months(p, p["cash"])
    for month in months.each():
        customers = customers * stay + new
        seats = customers * seats_each
        sold, kept = new * seats_each * p["price"], seats * fee
        recurring += kept
        direct = seats * p["support_cost"] + new * p["delivery_cost"]
        more = {"customers": customers, "seats": seats, "maintenance_revenue": kept, "direct_cost": direct}
        months.close(month, sold + kept, direct, **more)
    margin, upfront = seats_each * (fee - p["support_cost"]), seats_each * p["price"] - p["delivery_cost"]
    cac = ratio(p["acquisition_spend"], new)
    ltv = upfront + margin / (1 - stay) if stay < 1 else None
    left = None if cac is None else max(cac - upfront, 0)
    return months.results(
        new_customers=new, maintenance_fee=fee, lapse_rate=1 - stay, maintenance_contribution=margin,
        upfront_contribution=upfront, licence_revenue=new * seats_each * p["price"], cac=cac, ltv=ltv,
        ltv_to_cac=ratio(ltv, cac), payback_months=0 if left == 0 and margin else payback(left, margin),
        gross_margin=ratio(months.revenue - months.direct, months.revenue),
        recurring_share=ratio(recurring, months.revenue),
    )  # fmt: skip


def hardware(p: Inputs) -> Results:
    new = p["units"] * p["attach_rate"]
    net = p["price"] * (1 - p["channel_share"])
    cost = (p["bom"] + p["unit_cost"]) * (1 + p["warranty_rate"])
    device, margin = net - cost, p["subscription_price"] - p["service_cost"]
    customers, months = p["starting_customers"], Months(p, p["cash"] - p["tooling"])
    for month in months.each():
        customers += new - customers * p["churn"]
        fees = customers * p["subscription_price"]
        direct = p["units"] * cost + customers * p["service_cost"]
        more = {"customers": customers, "subscription_revenue": fees, "direct_cost": direct}
        months.close(month, p["units"] * net + fees, direct, **more)
    cac = ratio(p["acquisition_spend"], p["units"])
    ltv = None if p["churn"] == 0 else device + p["attach_rate"] * margin / p["churn"]
    left = None if cac is None else max(cac - device, 0)
    need = (p["acquisition_spend"] + p["fixed_cost"]) / device if device > 0 else None
    return months.results(
        new_customers=new, net_price=net, cost_per_unit=cost, unit_margin=device, subscription_contribution=margin,
        hardware_revenue=p["units"] * net, profit_after_tooling=months.profit - p["tooling"], cac=cac, ltv=ltv,
        ltv_to_cac=ratio(ltv, cac),
        payback_months=0 if left == 0 and p["attach_rate"] * margin else payback(left, p["attach_rate"] * margin),
        break_even_units=None if need is None else math.ceil(need - 1e-9),
        gross_margin=ratio(months.revenue - months.direct, months.revenue),
    )  # fmt: skip


ORACLES: dict[str, Callable[[Inputs], Results]] = {
    "usage": usage, "freemium": freemium, "advertising": advertising, "marketplace": marketplace, "licence": licence,
    "hardware": hardware,
}  # fmt: skip
CASES: list[tuple[str, Inputs]] = [
    *[(name, {}) for name in NEW],
    ("usage", {"utilisation": 0.8, "price": 0.004, "horizon": 36}),
    ("usage", {"price": 0, "call_price": 0.02, "tokens_per_call": 0, "starting_customers": 300}),
    ("usage", {"utilisation": 0.1, "churn": 0, "cash": 50_000}),
    ("usage", {"trials": 0, "calls": 0, "horizon": 1}),
    ("freemium", {"upgrade": 0.02, "free_cost": 0.8, "starting_free_users": 40_000}),
    ("freemium", {"upgrade": 0, "churn": 1, "horizon": 6}),
    ("freemium", {"free_churn": 0, "price": 2, "acquisition_spend": 0}),
    ("freemium", {"starting_customers": 900, "cash": 5000, "signups": 100, "horizon": 60}),
    ("advertising", {"cpm": 9.5, "fill_rate": 0.55, "impressions": 120}),
    ("advertising", {"network_fee": 1, "new_users": 0, "cash": 10_000}),
    ("advertising", {"churn": 0, "starting_users": 0, "horizon": 48}),
    ("advertising", {"cpm": 0, "serving_cost": 0}),
    ("marketplace", {"new_buyers": 4000, "capacity": 12}),
    ("marketplace", {"take_rate": 0.02, "seller_fee": 49, "horizon": 40}),
    ("marketplace", {"new_sellers": 0, "starting_sellers": 0}),
    ("marketplace", {"new_buyers": 0, "starting_buyers": 20_000, "churn": 0, "cash": 1000}),
    ("licence", {"renewal": 0.6, "maintenance": 0.25, "starting_customers": 200}),
    ("licence", {"renewal": 1, "price": 120, "horizon": 30}),
    ("licence", {"price": 100, "support_cost": 0.5, "conversion": 0.05}),
    ("licence", {"renewal": 0, "leads": 0, "support_cost": 30, "maintenance": 0}),
    ("hardware", {"price": 129, "attach_rate": 0.6, "subscription_price": 12}),
    ("hardware", {"price": 89, "units": 2500, "cash": 90_000, "starting_customers": 1000}),
    ("hardware", {"churn": 0, "units": 0, "horizon": 12}),
    ("hardware", {"attach_rate": 0, "channel_share": 0.4, "warranty_rate": 0.1, "acquisition_spend": 60_000}),
]


@pytest.mark.parametrize(("name", "changes"), CASES)
def test_every_output_agrees_with_a_plain_loop(models: dict[str, FinanceModel], name: str, changes: Inputs) -> None:
    model = models[name]
    found, expected = evaluate(model, changes), ORACLES[name](model.defaults | changes)
    for key, value in found.values.items():
        known = expected.get(key, expected.get(key.partition(".month_")[0]))
        assert known is not None, key
        assert value == pytest.approx(known, rel=1e-11, abs=1e-6), key
    assert set(expected) <= set(found.values), set(expected) - set(found.values)
    assert {model.split_id(k)[0] for k in found.values} | set(found.undefined) == set(model.output_ids)
    assert not set(found.values) & set(found.undefined)


def test_default_figures_by_hand(models: dict[str, FinanceModel]) -> None:
    # 6000 calls × 1.5k tokens = 9000k tokens: 90.00 in, 36.00 + 6.00 out
    assert evaluate(models["usage"], {}).values["contribution"] == pytest.approx(48)
    # at 25 % GPU utilisation the tokens cost twice as much
    assert evaluate(models["usage"], {"utilisation": 0.25}).values["contribution"] == pytest.approx(12)
    # 7680 free sign-ups × 0.10 / 0.10 over 320 customers, beside 10,000 / 320
    assert evaluate(models["freemium"], {}).values["loaded_cac"] == pytest.approx(24 + 31.25)
    assert evaluate(models["freemium"], {}).values["break_even_upgrade"] == pytest.approx(1 / 241)
    # 300 × 0.8 × 4 / 1000 × 0.68
    assert evaluate(models["advertising"], {}).values["revenue_per_user"] == pytest.approx(0.6528)
    # 60 × 0.12 − 60 × 0.029 − 0.50
    assert evaluate(models["marketplace"], {}).values["margin_per_order"] == pytest.approx(4.96)
    # one year at 85 % renewal leaves 85 % of the customers
    year = evaluate(models["licence"], {"leads": 0, "starting_customers": 100}).values
    assert year["customers.month_12"] == pytest.approx(85)
    assert year["maintenance_revenue.month_12"] == pytest.approx(85 * 25 * 500 * 0.2 / 12)
    # 199 × 0.85 − 105 × 1.04
    assert evaluate(models["hardware"], {}).values["unit_margin"] == pytest.approx(59.95)


def test_reasons_name_the_cause(models: dict[str, FinanceModel]) -> None:
    short = evaluate(models["marketplace"], {"new_buyers": 0}).undefined
    assert short["cac"].en == "no new buyers are won, so there is nobody to spread the spend over"
    assert short["shortage_month"].zh == "在24个月的测算期内卖家足以承接全部订单"
    free = evaluate(models["freemium"], {"upgrade": 0}).undefined
    assert free["loaded_cac"] == free["cac"]
    lossy = evaluate(models["licence"], {"price": 100, "support_cost": 10, "conversion": 0.01}).undefined
    assert lossy["payback_months"].en.startswith("never: maintenance contributes −208.33 USD a month")


def test_a_constant_has_the_unit_it_declares_and_no_scale_is_mixed(tmp_path: Path) -> None:
    text = (KNOWLEDGE / "models" / "usage.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "usage.yaml"
    wrong.write_text(text.replace("tokens_per_call / tokens_per_block", "tokens_per_call"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="gives token/customer/month, but its unit is ktokens/customer/month"):
        load_model(wrong)
