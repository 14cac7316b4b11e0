"""Who pays, uses and passes on, read from clauses; expected words are those of the descriptions themselves."""

from __future__ import annotations

import pytest

from assistant.canvas.draft import draft
from assistant.canvas.extract import extract_brief
from assistant.canvas.patterns import load_patterns


@pytest.mark.parametrize(
    ("text", "customer", "user", "channel"),
    [
        (
            "We coat ship hulls against barnacles. Shipyards pay 900 euros a ton; painters apply it. Port agents "
            "recommend us.",
            "Shipyards",
            "painters",
            "Port agents",
        ),
        (
            "An app that reads letters aloud to blind people. Blind people don't pay, city councils fund it at $3 a "
            "month per person.",
            "city councils",
            "Blind people",
            "",
        ),
        (
            "Insurers embed our crash sensor for their drivers. The insurer pays $1 a month per car; sold through "
            "car dealers.",
            "Insurers",
            "drivers",
            "car dealers",
        ),
    ],
)
def test_english_clauses_name_the_roles(text: str, customer: str, user: str, channel: str) -> None:
    brief = extract_brief(text, "en")
    assert (brief.customer, brief.user, brief.channel) == (customer, user, channel)


@pytest.mark.parametrize(
    ("text", "customer", "user", "channel"),
    [
        ("一个把家书读给盲人听的小程序，盲人不花钱，残联按每人每月3元付费。", "残联", "盲人", ""),
        (
            "物流平台贴牌我们的行车预警器，司机免费用，平台每台车每月付8元，通过保险经纪人推广。",
            "平台",
            "司机",
            "保险经纪人",
        ),
        ("我们给高校实验室卖培养基，一箱300元，走试剂经销商渠道。", "高校实验室", "", "试剂经销商"),
    ],
)
def test_chinese_clauses_name_the_roles(text: str, customer: str, user: str, channel: str) -> None:
    brief = extract_brief(text, "zh")
    assert (brief.customer, brief.user, brief.channel) == (customer, user, channel)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Banks white-label our budgeting coach for their customers. The bank pays $1 a month per user.", "en",
         "budgeting coach"),
        ("A smart valve that shuts off water when a pipe bursts. Landlords pay $249.", "en", "smart valve that"),
        ("在成都给面包店出租货运三轮车，每辆每月1200元", "zh", "货运三轮车"),
    ],
)  # fmt: skip
def test_the_offer_is_a_noun_phrase(text: str, language: str, words: str) -> None:
    assert extract_brief(text, language).product.startswith(words)


def test_a_place_or_a_role_is_no_complaint() -> None:
    assert extract_brief("Bike repair service. Employees book a slot, employers pay $600 a month.", "en").problem == ""
    assert extract_brief("做上门修车服务，员工预约，企业每月付4000元。", "zh").problem == ""


def test_what_the_channel_earns_follows_from_the_channel() -> None:
    brief = extract_brief("Soil probes for rice farmers, $40 a field, sold through seed dealers.", "en")
    texts = {i.text for _, i in draft(brief, load_patterns()).all_items()}
    assert "The share of each sale that goes to seed dealers" in texts
