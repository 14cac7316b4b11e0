"""The finance models by what people call them and their inputs."""

from __future__ import annotations

import pytest

from assistant.finance import FinanceModel
from assistant.finance.inputs import find_input
from assistant.finance.session import find_model
from assistant.paths import KNOWLEDGE
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("API pricing", "usage"), ("pay as you go", "usage"), ("按量付费", "usage"), ("按次收费", "usage"),
        ("Freemium", "freemium"), ("免费增值", "freemium"), ("基础版免费", "freemium"), ("ad-supported", "advertising"),
        ("广告变现", "advertising"), ("commission-based", "marketplace"), ("撮合平台", "marketplace"),
        ("抽佣", "marketplace"), ("perpetual license", "licence"), ("买断制", "licence"), ("私有化部署", "licence"),
        ("hardware plus subscription", "hardware"), ("智能硬件", "hardware"), ("saas", "subscription"),
    ],
)  # fmt: skip
def test_models_are_found_by_what_people_call_them(models: dict[str, FinanceModel], said: str, name: str) -> None:
    assert find_model(models, said).id == name


@pytest.mark.parametrize(
    ("name", "said", "variable"),
    [
        ("usage", "price per thousand tokens", "price"), ("usage", "每次调用收费", "call_price"),
        ("usage", "GPU utilization", "utilisation"), ("usage", "显卡利用率", "utilisation"),
        ("usage", "推理成本", "inference_cost"), ("usage", "API调用量", "calls"),
        ("freemium", "free to paid", "upgrade"), ("freemium", "付费转化率", "upgrade"),
        ("freemium", "cost to serve free users", "free_cost"), ("freemium", "养免费用户的成本", "free_cost"),
        ("advertising", "eCPM", "cpm"), ("advertising", "千次曝光单价", "cpm"), 
        ("advertising", "曝光量", "impressions"),
        ("marketplace", "our cut", "take_rate"), ("marketplace", "抽成比例", "take_rate"),
        ("marketplace", "AOV", "order_value"), ("marketplace", "客单价", "order_value"),
        ("licence", "license fee", "price"), ("licence", "维护费", "maintenance"), ("licence", "续签率", "renewal"),
        ("hardware", "BOM", "bom"), ("hardware", "出货量", "units"), 
        ("hardware", "subscription fee", "subscription_price"),
        ("hardware", "attachment rate", "attach_rate"), ("hardware", "开模费", "tooling"),
    ],
)  # fmt: skip
def test_inputs_are_found(models: dict[str, FinanceModel], name: str, said: str, variable: str) -> None:
    assert find_input(models[name], said).id == variable


@pytest.mark.parametrize("name", ["usage", "freemium", "advertising", "marketplace", "licence", "hardware"])
def test_no_name_is_shared_within_a_model(models: dict[str, FinanceModel], name: str) -> None:
    for items in (models[name].inputs, models[name].outputs):
        named = [n for i in items for n in {x.lower() for x in (i.id, i.label.en, i.label.zh, *i.aliases.all)}]
        assert sorted(named) == sorted(set(named))


def test_the_folder_is_the_packaged_one(models: dict[str, FinanceModel]) -> None:
    assert set(models) == {p.stem for p in (KNOWLEDGE / "models").glob("*.yaml")}


PLAIN = [
    "What if the price goes to 49?",
    "What if conversion rises from 10% to 15%?",
    "we charge $39 a month, 1000 trials a month, 10% convert, churn 5%",
    "how many users do I need to break even at a price of 29 and churn of 4%?",
    "If churn falls to 3% and price goes up 10%, what happens to profit?",
    "we have 500 customers already and 200k in the bank, marketing spend 20000",
    "What is my LTV and CAC?",
    "hosting cost 9 per customer, fixed costs 15000, ads 20000 a month",
    "raise the monthly fee by $10 and cut ad spend in half",
    "inference cost per customer is 9, price 39, conversion 12%",
    "2000 signups a month at 8% conversion",
    "price per seat 25, churn 2%",
    "average revenue per user 30, cost to serve 4",
    "free trials 2000 per month, trial to paid 12%",
    "what price gets us to profit by month 12?",
    "rent and salaries 30000, subscription fee 49, marketing 10000, cash 500k",
    "churn doubles and acquisition budget falls to 10000",
    "如果转化率从10%提高到15%会怎样？",
    "价格提高到49，流失率降到3%",
    "我们每月1000个试用，转化率10%，月费39，流失率5%，服务成本9",
    "注册量2000，付费率8%，客单价30",
    "降价20%同时广告费翻倍",
    "固定成本2万，获客支出1.5万，账上现金30万",
    "会员费涨到59，现有客户500",
    "推理成本涨到12，月费49",
    "多少客户才能盈亏平衡？",
    "流失率降到4%，推广费减半，转化率提到12%",
    "订阅费49，每月注册2000，付费转化率8%，服务器成本5",
    "单价39元，手续费0",
]
TELLING = [
    ("usage", "What if price per 1k tokens drops to 0.005 and GPU utilisation rises to 70%?"),
    ("usage", "5000 API calls per customer, 1500 tokens per call"),
    ("usage", "每千token价格降到0.005，GPU利用率提高到70%"),
    ("usage", "每次调用收费0.05元，每客户每月调用量1万次"),
    ("freemium", "8000 free users a month, 3% upgrade rate"),
    ("freemium", "what if the upgrade rate goes to 5% and free user churn 12%"),
    ("freemium", "每月免费用户8000，升级率3%"),
    ("freemium", "免费用户成本降到0.05，升级率5%"),
    ("advertising", "CPM 5 and fill rate 90%"),
    ("advertising", "300 impressions per user, CPM of $4"),
    ("advertising", "CPM提高到6，填充率90%"),
    ("advertising", "人均曝光次数400，千次展示单价5"),
    ("marketplace", "take rate 15% and average order value 80"),
    ("marketplace", "what if our commission rate rises to 15% and orders per buyer double"),
    ("marketplace", "抽佣比例提高到15%，客单价80"),
    ("marketplace", "新增卖家60，抽成12%"),
    ("licence", "25 seats per customer, maintenance 20%, renewal rate 90%"),
    ("licence", "续约率提高到90%，每客户席位数40"),
    ("hardware", "bill of materials 70, attach rate 40%"),
    ("hardware", "units sold 900, price per unit 249, BOM 85"),
    ("hardware", "物料成本降到70，附加率40%"),
    ("hardware", "月销量900台，BOM成本85，订阅费10"),
    ("venture", "training days 60 and promotion cost 40000"),
    ("venture", "推广次数300，适配成本8万"),
]


@pytest.mark.parametrize(("name", "text"), [*(("subscription", text) for text in PLAIN), *TELLING])
def test_the_model_whose_words_a_text_uses_is_chosen(models: dict[str, FinanceModel], name: str, text: str) -> None:
    assert FinanceViews(models).of(Context(text=text, language="en"), text).model.id == name
