"""The finance models by what people call them and their inputs."""

from __future__ import annotations

import pytest

from assistant.finance import FinanceModel
from assistant.finance.inputs import find_input
from assistant.finance.session import find_model
from assistant.paths import KNOWLEDGE
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.understand.values.mentions import VariableIndex


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
        ("marketplace", "buyer churn", "churn"), ("marketplace", "卖家流失率", "seller_churn"),
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


@pytest.fixture(scope="module")
def indexes(models: dict[str, FinanceModel]) -> dict[str, VariableIndex]:
    return {name: VariableIndex(model) for name, model in models.items()}


@pytest.fixture(scope="module")
def views(models: dict[str, FinanceModel]) -> FinanceViews:
    return FinanceViews(models)


@pytest.mark.parametrize(("name", "text"), [*(("subscription", text) for text in PLAIN), *TELLING])
def test_the_model_whose_words_a_text_uses_is_chosen(views: FinanceViews, name: str, text: str) -> None:
    assert views.of(Context(text=text, language="en"), text).model.id == name


SENTENCES = [
    ("usage", "what if inference cost falls to 0.002 and GPU utilization goes up to 70%", "inference_cost utilisation"),
    ("usage", "if each customer makes 10000 API calls a month", "calls"),
    ("usage", "price per 1,000 tokens goes to $0.02", "price"),
    ("usage", "we charge 2 cents per 1k tokens", "price"),
    ("usage", "GPU使用率从50%提高到70%", "utilisation"),
    ("usage", "每千token收费0.02美元", "price"),
    ("usage", "调用量翻一番", "calls"),
    ("usage", "推理成本降一半，流失率降到3%", "inference_cost churn"),
    ("freemium", "what if 5% of free users upgrade", "upgrade"),
    ("freemium", "what if the upgrade rate doubles", "upgrade"),
    ("freemium", "it costs us $0.5 to serve a free user each month", "free_cost"),
    ("freemium", "10000 free sign-ups a month", "signups"),
    ("freemium", "每个免费用户的成本降到0.05", "free_cost"),
    ("freemium", "升级率从4%提高到6%", "upgrade"),
    ("freemium", "每月新增免费用户1万", "signups"),
    ("advertising", "CPM drops to $3 and fill rate to 70%", "cpm fill_rate"),
    ("advertising", "users see 20 ads a day", ""),
    ("advertising", "人均曝光提高20%，CPM涨到6", "impressions cpm"),
    ("advertising", "广告单价涨到6，填充率降到70%", "cpm fill_rate"),
    ("marketplace", "raise our commission to 15%", "take_rate"),
    ("marketplace", "average order value of $80 and 2 orders per buyer", "order_value orders_per_buyer"),
    ("marketplace", "佣金率提高到15%，客单价降到50", "take_rate order_value"),
    ("marketplace", "卖家流失率升到8%", "seller_churn"),
    ("marketplace", "seller churn rises to 8%", "seller_churn"),
    ("marketplace", "what if buyer churn falls to 5%", "churn"),
    ("marketplace", "买家流失率降到5%", "churn"),
    ("licence", "renewal rate drops to 70%", "renewal"),
    ("licence", "license fee up 20% and 40 seats per customer", "price seats_per_customer"),
    ("licence", "维保费率提高到22%，续约率降到80%", "maintenance renewal"),
    ("licence", "授权费涨到800，成交率提高到20%", "price conversion"),
    ("hardware", "BOM drops by $10 and attach rate reaches 45%", "bom attach_rate"),
    ("hardware", "sell 1000 units a month at $179", "units"),
    ("hardware", "subscription fee of $10 and churn of 2%", "subscription_price churn"),
    ("hardware", "物料成本降10%，订阅率提高到45%", "bom attach_rate"),
    ("hardware", "每月卖1000台，售价179", "price"),
    ("hardware", "月费涨到12，流失率降到2%", "subscription_price churn"),
]


@pytest.mark.parametrize(("name", "text", "wanted"), SENTENCES)
def test_a_sentence_names_exactly_these_inputs(
    indexes: dict[str, VariableIndex], name: str, text: str, wanted: str
) -> None:
    named = [m.ids for m in indexes[name].find(text) if m.role == "input"]
    assert sorted(named) == sorted((i,) for i in wanted.split())


@pytest.mark.parametrize(
    "text",
    ["Please fill in the canvas", "What does it take to break even?", "attach the file", "free returns", "填写画布"],
)
def test_everyday_words_name_no_input_of_a_special_model(indexes: dict[str, VariableIndex], text: str) -> None:
    for name in ("usage", "freemium", "advertising", "marketplace", "licence", "hardware"):
        assert not indexes[name].find(text, "input"), name
