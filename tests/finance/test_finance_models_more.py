"""The models of the other pricing modes against plain loops, one month after another."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.plain_models import ORACLES, Inputs

from assistant.errors import KnowledgeError
from assistant.finance import FinanceModel, evaluate, load_model
from assistant.paths import KNOWLEDGE

NEW = ("usage", "freemium", "advertising", "marketplace", "licence", "hardware")
CASES: list[tuple[str, Inputs]] = [
    *[(name, {}) for name in NEW],
    ("usage", {"utilisation": 0.8, "price": 0.004, "horizon": 36}),
    ("usage", {"price": 0, "call_price": 0.02, "tokens_per_call": 0, "starting_customers": 300}),
    ("usage", {"utilisation": 0.1, "churn": 0, "cash": 50_000}),
    ("usage", {"base_fee": 20, "support_cost": 3, "gpu_hours": 400, "annotated_items": 9000, "data_cost": 700}),
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
