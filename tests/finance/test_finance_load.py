from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.finance import FinanceModel, Formula, Input, load_model, load_models
from assistant.paths import KNOWLEDGE

GOOD = """\
id: shop
title: {en: shop, zh: 商店}
period: month
currency: USD
inputs:
- {id: price, unit: USD/order, default: 5, min: 0, max: 10, label: {en: price, zh: 价格}, aliases: {en: [], zh: []}}
- {id: orders, unit: orders/month, default: 5, min: 0, max: 9, label: {en: orders, zh: 订单}, aliases: {en: [], zh: []}}
- {id: data, unit: TB, default: 5, min: 0, max: 10, label: {en: data, zh: 数据}, aliases: {en: [], zh: []}}
formulas:
- {id: revenue, unit: USD/month, expr: price * orders, label: {en: revenue, zh: 收入}}
outputs: [revenue]
headline: [revenue]
"""


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_small_file_loads(tmp_path: Path) -> None:
    model = load_model(_write(tmp_path, GOOD))
    assert (model.id, model.period, model.currency, model.title.zh) == ("shop", "month", "USD", "商店")
    assert [i.id for i in model.inputs] == ["price", "orders", "data"]
    assert model.outputs[0].id == "revenue"


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("expr: price * orders", "expr: price + data", 10, "USD/order added to TB"),
        ("expr: price * orders", "expr: price * data", 10, "its unit is USD/month"),
        ("expr: price * orders", "expr: price.real", 10, "not allowed"),
        ("expr: price * orders", "expr: price * order", 10, "unknown name 'order'"),
        ("expr: price * orders", "expr: revenue + revenue", 10, "need each other"),
        ("expr: price * orders", "expr: total(price)", 10, "no series"),
        ("unit: USD/month", "unit: dollars/month", 10, "unknown unit 'dollars'"),
        ("max: 10, label: {en: price", "max: 4, label: {en: price", 6, "outside of min to max"),
        (
            "default: 5, min: 0, max: 10, label: {en: price",
            "default: x, min: 0, max: 9, label: {en: price",
            6,
            "number",
        ),
        ("id: data", "id: price", 8, None),
        ("label: {en: revenue, zh: 收入}", "label: {en: revenue}", 10, "'zh' is missing"),
        ("label: {en: revenue, zh: 收入}", "label: {en: revenue, zh: 收入}, colour: red", 10, "unknown key 'colour'"),
        ("outputs: [revenue]", "outputs: [profit]", 11, "no formula"),
        ("headline: [revenue]", "headline: [revenue.month_12]", 12, "no output"),
        ("period: month", "period: week", 3, "month or year"),
        ("currency: USD\n", "currency: USD\ncurrency: EUR\n", 5, "twice"),
        ("currency: USD\n", "", None, "'currency' is missing"),
        ("currency: USD", "currency: [", None, "not valid YAML"),
        ("id: shop", "id: Shop!", 1, "lower-case"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int | None, complaint: str | None
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if complaint is None:
        text = text.replace("id: revenue", "id: price")
        complaint, line = "is taken", 10
    with pytest.raises(KnowledgeError, match=complaint) as caught:
        load_model(_write(tmp_path, text))
    if line is not None:
        assert caught.value.line == line
    assert caught.value.path.name == "shop.yaml"


def test_an_undefined_case_must_name_known_things(tmp_path: Path) -> None:
    gap = "label: {en: revenue, zh: 收入}, undefined: [{when: price == 0, reason: {en: 'see {profit}', zh: 无}}]"
    with pytest.raises(KnowledgeError, match="profit"):
        load_model(_write(tmp_path, GOOD.replace("label: {en: revenue, zh: 收入}", gap)))


def test_a_recurrence_needs_a_horizon(tmp_path: Path) -> None:
    more = "recurrences:\n- {id: n, unit: ratio, first: 0, next: n + 1, label: {en: n, zh: n}}\nformulas:\n"
    with pytest.raises(KnowledgeError, match="horizon"):
        load_model(_write(tmp_path, GOOD.replace("formulas:\n", more)))


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no finance model files"):
        load_models(tmp_path)


def test_two_files_cannot_share_an_id(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="another file"):
        load_models(tmp_path)


def test_models_are_loaded_once() -> None:
    assert load_models(KNOWLEDGE / "models") is load_models(KNOWLEDGE / "models")


def test_the_fixed_ids_and_defaults_of_subscription(subscription: FinanceModel) -> None:
    assert subscription.defaults == {
        "price": 39, "trials": 1000, "conversion": 0.10, "churn": 0.05, "variable_cost": 9, "acquisition_spend": 20000,
        "fixed_cost": 15000, "starting_customers": 0, "cash": 300000, "horizon": 24,
    }  # fmt: skip
    assert (subscription.period, subscription.currency) == ("month", "USD")


def _names(item: Input | Formula) -> set[str]:
    return {a.lower() for a in (*item.aliases.all, item.label.en, item.label.zh)}


# Shared on purpose: a resolver asks back which one is meant.
AMBIGUOUS = {
    "subscription": {},
    "venture": {
        "conversion": {"promotion_conversion", "transaction_conversion"},
        "conversion rate": {"promotion_conversion", "transaction_conversion"},
        "conversions": {"promotion_conversion", "transaction_conversion"},
        "转化率": {"promotion_conversion", "transaction_conversion"},
        "转化": {"promotion_conversion", "transaction_conversion"},
        "转换率": {"promotion_conversion", "transaction_conversion"},
        "客单价": {"promotion_revenue", "transaction_revenue"},
        "training": {"training_cost", "training_days"},
        "训练": {"training_cost", "training_days"},
        "promotion": {"promotions", "promotion_cost"},
        "推广": {"promotions", "promotion_cost"},
        "adaptation": {"adaptations", "adaptation_cost"},
        "适配": {"adaptations", "adaptation_cost"},
    },
}


def _shared(items: Iterable[Input | Formula]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for item in items:
        for name in _names(item):
            owners.setdefault(name, set()).add(item.id)
    return {name: ids for name, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize("name", list(AMBIGUOUS))
def test_aliases_are_generous_and_only_deliberately_ambiguous(models: dict[str, FinanceModel], name: str) -> None:
    model = models[name]
    for one in model.inputs:
        assert len(one.aliases.en) >= 3, one.id
        assert len(one.aliases.zh) >= 3, one.id
    assert _shared(model.inputs) == AMBIGUOUS[name]
    assert _shared(model.outputs) == {}


def test_every_model_has_chinese_text_for_everything(models: dict[str, FinanceModel]) -> None:
    for model in models.values():
        for item in (*model.inputs, *model.formulas):
            assert any("\u4e00" <= c <= "\u9fff" for c in item.label.zh), item.id
            assert item.label.en.isascii(), item.id
