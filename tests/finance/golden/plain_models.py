"""Every finance model as a plain loop over months, written without the engine: the oracle of its tests.

Run as a script, it writes `cases.json`, the golden set: for each model, inputs drawn around its examples with a fixed
seed, and what comes out of these loops. The committed file is compared with both, the loops and the engine.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path

Inputs = dict[str, float]
Results = dict[str, float]


class Months:
    """Collects what every monthly model has: totals, break-even, cash."""

    def __init__(self, p: Inputs, opening_cash: float) -> None:
        self.p, self.cash, self.out = p, opening_cash, {"cash.lowest": opening_cash}
        self.revenue = self.profit = self.direct = 0.0

    def each(self) -> Iterator[int]:
        return iter(range(1, int(self.p["horizon"]) + 1))

    def close(self, month: int, revenue: float, direct: float, model: float = 0.0, **others: float) -> None:
        costs = direct + model + self.p["acquisition_spend"] + self.p["fixed_cost"]
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


def survival(left: float | None, each: float, churn: float) -> float | None:
    """Months until what a shrinking group pays adds up to `left`: each · (1 + s + … + s^(n−1)), with s = 1 − churn."""
    if left is None or each <= 0 or churn in (0, 1) or left * churn >= each:
        return None
    return math.log(1 - left * churn / each) / math.log(1 - churn)


def subscription(p: Inputs) -> Results:
    new, margin = p["trials"] * p["conversion"], p["price"] - p["variable_cost"]
    customers, months = p["starting_customers"], Months(p, p["cash"])
    for month in months.each():
        customers += new - customers * p["churn"]
        months.close(month, customers * p["price"], customers * p["variable_cost"], customers=customers)
    cac, ltv = ratio(p["acquisition_spend"], new), ratio(margin, p["churn"])
    need = (p["acquisition_spend"] + p["fixed_cost"]) / margin if margin > 0 else None
    return months.results(
        new_customers=new, contribution=margin, cac=cac, ltv=ltv, ltv_to_cac=ratio(ltv, cac),
        payback_months=payback(cac, margin), payback_with_churn=survival(cac, margin, p["churn"]),
        gross_margin=ratio(margin, p["price"]), annual_churn=1 - (1 - p["churn"]) ** 12,
        break_even_customers=None if need is None else math.ceil(need - 1e-9),
    )  # fmt: skip


def venture(p: Inputs) -> Results:
    parts = {
        "data": p["data_tb_per_day"] * p["data_cost"] * p["data_days"],
        "training": p["training_days"] * p["training_cost"],
        "promotion_cost_total": p["promotions"] * p["promotion_cost"],
        "adaptation_cost_total": p["adaptations"] * p["adaptation_cost"],
        "transaction_cost_total": p["transactions"] * p["transaction_cost"],
    }
    earned = {
        "promotion_revenue_total": p["promotions"] * p["promotion_conversion"] * p["promotion_revenue"],
        "adaptation_revenue_total": p["adaptations"] * p["adaptation_retention"] * p["adaptation_revenue"],
        "transaction_revenue_total": p["transactions"] * p["transaction_conversion"] * p["transaction_revenue"],
    }
    direct, revenue = sum(parts.values()), sum(earned.values())
    profit = revenue - direct - p["operating_cost"]
    return {
        **parts, **earned, "direct_cost": direct, "revenue": revenue, "profit": profit,
        "total_cost": direct + p["operating_cost"], "profit_before_operating": revenue - direct,
    }  # fmt: skip


def usage(p: Inputs) -> Results:
    new = p["trials"] * p["conversion"]
    ktokens = p["calls"] * p["tokens_per_call"] / 1000
    inference = p["inference_cost"] * 0.5 / p["utilisation"]
    income = p["base_fee"] + p["calls"] * p["call_price"] + ktokens * p["price"]
    cost = p["support_cost"] + p["calls"] * p["call_cost"] + ktokens * inference
    training, labels = p["gpu_hours"] * p["gpu_hour_price"], p["annotated_items"] * p["annotation_price"]
    building = training + labels + p["data_cost"]
    margin = income - cost
    customers, months = p["starting_customers"], Months(p, p["cash"])
    for month in months.each():
        customers += new - customers * p["churn"]
        more = {"customers": customers, "calls_total": customers * p["calls"]}
        months.close(month, customers * income, customers * cost, building, **more)
    cac, ltv = ratio(p["acquisition_spend"], new), ratio(margin, p["churn"])
    need = (building + p["acquisition_spend"] + p["fixed_cost"]) / margin if margin > 0 else None
    return months.results(
        training_cost=training, annotation_total=labels, model_cost=building,
        new_customers=new, usage_tokens=ktokens, effective_inference_cost=inference, revenue_per_customer=income,
        cost_per_customer=cost, contribution=margin, cac=cac, ltv=ltv, ltv_to_cac=ratio(ltv, cac),
        payback_months=payback(cac, margin), gross_margin=ratio(margin, income),
        break_even_customers=None if need is None else math.ceil(need - 1e-9),
        break_even_price=ratio(cost - p["base_fee"] - p["calls"] * p["call_price"], ktokens),
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
    need = (p["acquisition_spend"] + p["fixed_cost"]) / per_order if per_order > 0 else None
    return months.results(
        break_even_orders=None if need is None else math.ceil(need - 1e-9),
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
        payback_with_churn=survival(left, p["attach_rate"] * margin, p["churn"]),
        break_even_units=None if need is None else math.ceil(need - 1e-9),
        gross_margin=ratio(months.revenue - months.direct, months.revenue),
    )  # fmt: skip


ORACLES: dict[str, Callable[[Inputs], Results]] = {
    "subscription": subscription, "venture": venture, "usage": usage, "freemium": freemium,
    "advertising": advertising, "marketplace": marketplace, "licence": licence, "hardware": hardware,
}  # fmt: skip
CASES = Path(__file__).with_name("cases.json")
EACH = 28
SEED = 20251
# Examples around which the cases are drawn; rates stay between 0 and 1.
EXAMPLES: dict[str, Inputs] = {
    "advertising": {
        "new_users": 8000,
        "starting_users": 20000,
        "churn": 0.1,
        "impressions": 300,
        "fill_rate": 0.8,
        "cpm": 4,
        "network_fee": 0.32,
        "serving_cost": 0.05,
        "acquisition_spend": 15000,
        "fixed_cost": 30000,
        "cash": 300000,
        "horizon": 24,
    },
    "freemium": {
        "price": 15,
        "signups": 8000,
        "upgrade": 0.04,
        "churn": 0.05,
        "free_churn": 0.1,
        "free_cost": 0.1,
        "variable_cost": 3,
        "acquisition_spend": 10000,
        "fixed_cost": 20000,
        "starting_customers": 0,
        "starting_free_users": 0,
        "cash": 300000,
        "horizon": 24,
    },
    "hardware": {
        "units": 700,
        "price": 199,
        "channel_share": 0.15,
        "bom": 80,
        "unit_cost": 25,
        "warranty_rate": 0.04,
        "attach_rate": 0.3,
        "subscription_price": 8,
        "service_cost": 2,
        "churn": 0.03,
        "tooling": 80000,
        "acquisition_spend": 15000,
        "fixed_cost": 35000,
        "starting_customers": 0,
        "cash": 400000,
        "horizon": 24,
    },
    "licence": {
        "price": 500,
        "seats_per_customer": 25,
        "leads": 40,
        "conversion": 0.15,
        "maintenance": 0.2,
        "renewal": 0.85,
        "support_cost": 3,
        "delivery_cost": 3000,
        "acquisition_spend": 30000,
        "fixed_cost": 40000,
        "starting_customers": 0,
        "cash": 300000,
        "horizon": 24,
    },
    "marketplace": {
        "new_buyers": 1000,
        "churn": 0.08,
        "orders_per_buyer": 1.2,
        "order_value": 60,
        "take_rate": 0.12,
        "payment_fee": 0.029,
        "order_cost": 0.5,
        "new_sellers": 40,
        "seller_churn": 0.04,
        "starting_sellers": 100,
        "capacity": 30,
        "seller_fee": 0,
        "acquisition_spend": 20000,
        "fixed_cost": 25000,
        "starting_buyers": 0,
        "cash": 300000,
        "horizon": 24,
    },
    "subscription": {
        "price": 39,
        "trials": 1000,
        "conversion": 0.1,
        "churn": 0.05,
        "variable_cost": 9,
        "acquisition_spend": 20000,
        "fixed_cost": 15000,
        "starting_customers": 0,
        "cash": 300000,
        "horizon": 24,
    },
    "usage": {
        "price": 0.01,
        "call_price": 0,
        "base_fee": 0,
        "calls": 6000,
        "tokens_per_call": 1500,
        "inference_cost": 0.004,
        "utilisation": 0.5,
        "call_cost": 0.001,
        "support_cost": 0,
        "gpu_hours": 0,
        "gpu_hour_price": 2.5,
        "annotated_items": 0,
        "annotation_price": 0.1,
        "data_cost": 0,
        "trials": 300,
        "conversion": 0.2,
        "churn": 0.04,
        "acquisition_spend": 10000,
        "fixed_cost": 25000,
        "starting_customers": 0,
        "cash": 300000,
        "horizon": 24,
    },
    "venture": {
        "data_tb_per_day": 100,
        "data_cost": 0.01,
        "data_days": 365,
        "training_days": 90,
        "training_cost": 100000,
        "promotions": 200,
        "promotion_cost": 50000,
        "promotion_conversion": 0.1,
        "promotion_revenue": 500000,
        "adaptations": 200,
        "adaptation_cost": 100000,
        "adaptation_retention": 0.2,
        "adaptation_revenue": 50,
        "transactions": 200,
        "transaction_cost": 2,
        "transaction_conversion": 0.2,
        "transaction_revenue": 100,
        "operating_cost": 2e06,
    },
}
RATES = frozenset({
    "conversion", "churn", "upgrade", "free_churn", "fill_rate", "network_fee", "take_rate", "payment_fee",
    "seller_churn", "maintenance", "renewal", "channel_share", "warranty_rate", "attach_rate", "utilisation",
    "promotion_conversion", "adaptation_retention", "transaction_conversion",
})  # fmt: skip
SHOWN = ("month_1", "month_6", "month_12", "month_24")


def drawn(name: str, rng: random.Random) -> Inputs:
    """One case: most inputs from a third to three times their example, some 0."""
    made: Inputs = {}
    for key, example in EXAMPLES[name].items():
        value = (example or 100) * 3 ** rng.uniform(-1, 1) if rng.random() > 0.04 else 0.0
        if key in RATES:
            value = min(value, 1.0)
        if key == "utilisation":
            value = max(value, 0.05)
        made[key] = float(f"{value:.4g}")
    if "horizon" in made:
        made["horizon"] = float(rng.choice((1, 6, 12, 24, 36)))
    return made


def cases() -> list[dict[str, object]]:
    """The golden set."""
    rng, found = random.Random(SEED), []
    for name in sorted(ORACLES):
        for _ in range(EACH):
            inputs = drawn(name, rng)
            results = ORACLES[name](inputs)
            shown = {k: v for k, v in results.items() if ".month_" not in k or k.endswith(SHOWN)}
            found.append({"model": name, "inputs": inputs, "results": shown})
    return found


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases())
    CASES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
