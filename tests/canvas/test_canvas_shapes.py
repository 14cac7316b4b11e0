"""Shapes of founder descriptions that were once misread, in varied wording; expected values read off by hand."""

from __future__ import annotations

import itertools

import pytest

from assistant.canvas.brief import Brief
from assistant.canvas.draft import content, draft
from assistant.canvas.drafting import draft_step
from assistant.canvas.extract import extract_brief
from assistant.canvas.history import History
from assistant.canvas.patterns import load_patterns
from assistant.errors import ToolInputError

LIBRARY = load_patterns()

SOLD_TO = [
    (
        "We offer a voice agent that books repairs to property managers at $90 a month",
        "property managers",
        "voice agent",
    ),
    ("We supply bread with no added sugar to hospital kitchens, 3 euros per loaf", "hospital kitchens", "bread"),
    (
        "I lease scanners that read pallets by themselves to freight forwarders for 40 pounds a week",
        "freight forwarders",
        "scanners",
    ),
    ("I want to license our exercise video library to gyms at 200 a month each", "gyms", "exercise video library"),
    (
        "Canvas: AI tender writing. small construction companies. $60 per bid",
        "small construction companies",
        "AI tender writing",
    ),
    ("yield maps 4 olive growers, 9 euros a hectare", "olive growers", "yield maps"),
    ("我们卖自动盘点机器人给中型仓库，一台6万", "中型仓库", "盘点机器人"),
    ("给县级供销社用的农资价格预警小程序，每年5000元", "县级供销社", "预警小程序"),
    ("画布：AI标书撰写，建筑公司，一份标书200元", "建筑公司", "标书撰写"),
    ("用大模型给外贸工厂写开发信，每月99元", "外贸工厂", "开发信"),
    ("無人機巡檢服務，賣給風電場運營商，每台風機400元", "风电场运营商", "巡检服务"),
    ("有位老人独自在家的家庭，我们为他们提供看护摄像头，一台599元", "家庭", "看护摄像头"),
]


@pytest.mark.parametrize(("text", "customer", "product"), SOLD_TO)
def test_payer_and_product_of_many_shapes(text: str, customer: str, product: str) -> None:
    brief = extract_brief(text, "en" if text.isascii() else "zh")
    assert customer in brief.customer
    assert product in brief.product
    assert brief.pricing


def test_founders_past_is_not_the_customer() -> None:
    brief = extract_brief(
        "I drove a taxi for twelve years. I saw drivers queue for hours at the airport without knowing why. "
        "We make an app that predicts demand for taxi fleets, 6 euros per car a month.",
        "en",
    )
    assert brief.customer == "taxi fleets"
    assert "drivers queue for hours" in brief.problem
    brief = extract_brief(
        "我开了八年出租车，每天看着同行在机场空等几小时，想做一个接机预测小程序卖给出租车公司，每车每月20元", "zh"
    )
    assert brief.customer.endswith("出租车公司")
    assert brief.problem.startswith("同行在机场空等")


@pytest.mark.parametrize(
    "text",
    [
        "Please draft a canvas. {}",
        "{} Canvas please!",
        "great. so: {}",
        "Could you fill in the nine blocks for: {}",
        "hi! can you sketch a business model canvas for this? {}",
    ],
)
def test_english_requests_leave_no_trace(text: str) -> None:
    plain = "We offer tax filing by chat to street musicians for $5 a month."
    brief = extract_brief(text.format(plain), "en")
    assert (brief.customer, brief.product, brief.pricing) == ("street musicians", "tax filing by chat", "$5 a month")
    assert "canvas" not in brief.problem.lower()


@pytest.mark.parametrize(
    "text",
    [
        "请起草商业模式画布：{}",
        "{}，帮我画个画布",
        "麻烦生成一份商业画布，{}",
        "好的，那开始吧：{}",
        "能不能帮我做张画布？{}",
    ],
)
def test_chinese_requests_leave_no_trace(text: str) -> None:
    brief = extract_brief(text.format("面向民宿老板的自动回复助手，半夜没人回消息，每月30元"), "zh")
    assert (brief.customer, brief.product, brief.problem) == ("民宿老板", "自动回复助手", "半夜没人回消息")
    assert brief.pricing == "每月30元"


@pytest.mark.parametrize(
    "text",
    [
        "I have an idea for a startup",
        "something with AI, for businesses",
        "We want to do something with LLMs for companies",
        "a new tech business",
        "我有个创业想法",
        "想做点AI方面的，给企业用",
        "我们打算搞个大模型项目",
        "想创业，做人工智能相关的产品",
    ],
)
def test_vague_ideas_give_no_canvas(text: str) -> None:
    brief = extract_brief(text, "en" if text.isascii() else "zh")
    assert (brief.product, brief.customer, brief.idea) == ("", "", "")
    with pytest.raises(ToolInputError) as caught:
        draft_step(Brief(idea=text, language=brief.language), Brief(), History(), LIBRARY)
    assert caught.value.question
    assert "idea" in caught.value.choices


def test_a_bare_app_for_somebody_is_asked_about() -> None:
    with pytest.raises(ToolInputError):
        draft_step(Brief(idea="I have an idea for an app for restaurants"), Brief(), History(), LIBRARY)


def test_value_pairs_pain_with_relief_and_revenue_names_the_payer() -> None:
    text = "We sell an AI tool that drafts radiology reports to small imaging clinics for $199 a month; "
    canvas = draft(extract_brief(text + "radiologists lose three hours a day typing", "en"), LIBRARY)
    assert canvas.block("value_propositions")[1].text == (
        "Radiologists lose three hours a day typing; the AI tool is meant to give that time back"
    )
    assert canvas.block("revenue_streams")[0].text == "Imaging clinics pay $199 a month for the AI tool"
    assert canvas.block("customer_segments")[1].text == "Used by radiologists, paid for by imaging clinics"
    canvas = draft(
        extract_brief("给民办养老院用的夜间跌倒监测雷达，护工夜里一个人看二十多个老人，每张床每月25元", "zh"), LIBRARY
    )
    assert canvas.block("value_propositions")[1].text == "您说的现状：护工夜里一个人看二十多个老人"
    assert canvas.block("revenue_streams")[0].text == "民办养老院为夜间跌倒监测雷达付费：每张床每月25元"


def test_costs_follow_from_what_the_offer_runs_on() -> None:
    ai = draft(extract_brief("LLM contract review for small law firms, $4 per document", "en"), LIBRARY)
    assert any("inference" in i.text and "document" in i.text for i in ai.block("cost_structure"))
    plain = draft(extract_brief("Refurbished hospital beds for clinics in Ghana, 450 dollars per bed", "en"), LIBRARY)
    assert not any("inference" in i.text.lower() for _, i in plain.all_items())
    device = draft(extract_brief("给猪场用的体温监测手环，一头一个，每个80元", "zh"), LIBRARY)
    assert any("物料" in i.text for i in device.block("cost_structure"))


UNLIKE_ZH = [
    "大模型合同审查，小律所，一份合同20元",
    "独居老人的陪伴机器人，设备1999元，每月服务费49元",
    "用机器视觉给纺织厂检测布匹瑕疵",
    "货车司机回程空驶，货主找车难，做一个撮合平台，每单收3%信息服务费",
    "程序员写单元测试很烦，我们开源了一个自动写测试的工具，企业版每席每年600元",
    "面向银行的私有化大模型，数据不能出内网，一次性授权80万",
    "我想开一家社区烘焙店，给周边上班族做低糖早餐，按周订，一周88元",
    "针对高中生的AI英语口语陪练，不敢开口，每月68元，家长付",
]


def test_no_two_unlike_chinese_ventures_look_alike() -> None:
    pairs = [
        content("\n".join(i.text for _, i in draft(extract_brief(t, "zh"), LIBRARY).all_items())) for t in UNLIKE_ZH
    ]
    for a, b in itertools.combinations(pairs, 2):
        assert len(a & b) / len(a | b) <= 0.4
