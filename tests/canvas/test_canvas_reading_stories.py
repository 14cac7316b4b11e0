"""Stories, hurried messages, corrections and numbers of a founder: exact on a few of each kind."""

from __future__ import annotations

import pytest

from assistant.canvas.extract import extract_brief
from assistant.canvas.modes import pricing_mode
from assistant.canvas.reading.corrections import read_correction
from assistant.canvas.reading.numbers import venture_numbers


def test_a_nurse_tells_her_night_shift() -> None:
    brief = extract_brief(
        "I'm a nurse. Every night shift I spend two hours copying vitals into the charting system. "
        "A friend and I wrote a tool that reads the monitor and "
        "fills in the chart. We'd like hospitals to pay per bed.",
        "en",
    )
    assert (brief.customer, brief.user, brief.pricing) == ("hospitals", "nurses", "pay per bed")
    assert brief.problem == "Every night shift, nurses spend two hours copying vitals into the charting system"
    assert brief.product == "tool that reads the monitor and fills in the chart"


def test_a_nurse_tells_her_night_shift_in_chinese() -> None:
    brief = extract_brief(
        "我是护士，每天夜班要花两个小时把监护仪上的数据抄到电子病历里，病人按铃都顾不上。做了个小工具，能自动读监护仪再填病历。想让医院按床位付钱。",
        "zh",
    )
    assert (brief.customer, brief.user, brief.pricing) == ("医院", "护士", "按床位付钱")
    assert brief.problem.startswith("护士每天夜班要花两个小时")


def test_spaced_chinese_of_a_hurried_message() -> None:
    brief = extract_brief("帮我搞个商业画布 无人机加ai给葡萄园巡田", "zh")
    assert (brief.customer, brief.product, brief.industry) == ("葡萄园", "无人机加ai巡田", "agriculture")


@pytest.mark.parametrize(
    ("language", "text", "field", "value"),
    [
        ("zh", "给中小工厂做空压机节能改造，从省下的电费里抽10%", "pricing", "从省下的电费里抽10%"),
        ("zh", "给打工人用的AI法律助手，打赢了抽赔偿的15%", "pricing", "抽赔偿的15%"),
        ("zh", "共享健身仓 放小区里 扫码进 按分钟收费 5毛一分钟", "customer", "小区居民"),
        ("zh", "开源的工业协议网关，企业版一年两万八，卖给自动化集成商", "pricing", "企业版一年两万八"),
        (
            "en",
            "RoboNoodle franchises unattended noodle kiosks to petrol stations.",
            "product",
            "unattended noodle kiosks",
        ),
        ("en", "RoboNoodle franchises unattended noodle kiosks to petrol stations.", "customer", "petrol stations"),
        ("en", "An online chess school for kids with coaches from Armenia, parents pay $25 a lesson.", "region", ""),
        ("en", "Free audio guides. The museum pays 4,000 euros a year.", "customer", "museum"),
    ],
)
def test_single_fields(language: str, text: str, field: str, value: str) -> None:
    assert getattr(extract_brief(text, language), field) == value


@pytest.mark.parametrize(
    ("language", "text", "fields"),
    [
        ("en", "no, our customers are dentists, not hospitals", {"customer": "dentists"}),
        ("en", "it's for cafes rather than restaurants", {"customer": "cafes"}),
        ("en", "we sell in Germany now", {"region": "Germany"}),
        ("en", "change the price to $59 a month", {"pricing": "$59 a month"}),
        ("en", "our customers are happy with it", {}),
        (
            "en",
            "who pays us are city councils, libraries and museums - you forgot museums",
            {"customer": "city councils, libraries and museums"},
        ),
        ("en", "the insurers pay for this, not the patients", {"customer": "insurers"}),
        ("en", "Tenants don't pay anything, landlords do", {"customer": "landlords"}),
        ("en", "the tenants use it every week, they don't pay anything", {}),
        ("en", "Our product isn't a chatbot, it's a queue planner. change that", {"product": "a queue planner"}),
        ("en", "we don't sell lamps, we sell light by the hour", {"product": "light by the hour"}),
        ("en", "we no longer charge per seat, we charge per branch, 900 a year", {"pricing": "per branch, 900 a year"}),
        ("en", "what if the price is $59?", {}),
        ("zh", "不对，我们的客户是牙科诊所，不是医院", {"customer": "牙科诊所"}),
        ("zh", "价格改成每月299", {"pricing": "每月299"}),
        ("zh", "我们现在去泰国卖", {"region": "泰国"}),
        ("zh", "客户是谁", {}),
        ("zh", "掏钱的其实是物业公司，不是业主，画布得改一下", {"customer": "物业公司"}),
        ("zh", "业主不付钱，付钱的是物业公司", {"customer": "物业公司"}),
        ("zh", "业主不掏钱，物业公司掏", {"customer": "物业公司"}),
        ("zh", "业主们总嫌停车难，也不愿意付钱", {}),
        ("zh", "我们的产品不是聊天机器人，是排队系统，请改一下", {"product": "排队系统"}),
        ("zh", "我们不按人头收了，改成按门店收，一家店一年3万", {"pricing": "按门店收，一家店一年3万"}),
    ],
)
def test_corrections(language: str, text: str, fields: dict[str, str]) -> None:
    assert read_correction(text, language) == fields


def test_numbers_of_the_business() -> None:
    told = {"starting_customers": 40.0, "trials": 25.0, "churn": 0.05}
    assert venture_numbers("We have 40 paying clinics, do 25 demos a month and lose 2 a month.", "en") == told
    assert venture_numbers("现在有40家付费诊所，每月做25场演示，每月流失2家", "zh") == told
    assert venture_numbers("lose 2 a month", "en") == {}
    assert venture_numbers("每月流失5%", "zh") == {"churn": 0.05}


@pytest.mark.parametrize(
    ("pricing", "product", "mode"),
    [
        ("$49 per month", "app", "subscription"),
        ("20% of what they save", "", "savings_share"),
        ("12% of each booking", "marketplace", "commission"),
        ("5 cents a prescription", "API", "usage"),
        ("设备399元，服务费每月29元", "雷达", "device_subscription"),
        ("打赢了抽赔偿的15%", "", "success_fee"),
        ("基础版免费，高级版每月49元", "", "freemium"),
        ("", "app", ""),
    ],
)
def test_pricing_mode(pricing: str, product: str, mode: str) -> None:
    assert pricing_mode(pricing, product) == mode
