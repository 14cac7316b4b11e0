"""A remark on a known venture speaks of one slot; who does not pay never pays."""

from __future__ import annotations

import pytest

from assistant.canvas import extract_brief
from assistant.canvas.reading.remarks import is_no_answer, may_answer, read_remark

FIELDS = [
    ("bus companies pay for it", {"customer": "bus companies"}),
    ("the skippers don't pay", {"user": "skippers"}),
    ("pupils don't pay, schools do", {"user": "pupils", "customer": "schools"}),
    ("midwives recommend us", {"channel": "midwives"}),
    ("they find us at the boat fair", {"channel": "the boat fair"}),
    ("we're three people, no revenue yet", {"stage": "idea"}),
    ("not only Oslo, we have customers in Bergen too", {"also_region": "Bergen"}),
    ("物业付钱，主要走电梯协会", {"customer": "物业", "channel": "电梯协会"}),
    ("学生不付钱", {"user": "学生"}),
    ("社区护士会推荐", {"channel": "社区护士"}),
    ("不光成都，四川绵阳也有客户", {"also_region": "四川绵阳"}),
    ("不是村民,是乡政府统一采购", {"customer": "乡政府"}),
    ("渠道：省茶叶协会年会", {"channel": "省茶叶协会年会"}),
    ("痛点是排班太乱，店长每周花一天", {"problem": "排班太乱，店长每周花一天"}),
    ("our buyers are hotel owners", {"customer": "hotel owners"}),
    ("not the gyms -- the trainers themselves", {"customer": "trainers"}),
    ("they look on Craigslist", {"channel": "Craigslist"}),
    ("目标客户是带两个孩子的双职工家庭", {"customer": "带两个孩子的双职工家庭"}),
    ("跟同行比，我们不用布线", {"differentiator": "跟同行比，我们不用布线"}),
    ("厂长拍板", {"customer": "厂长"}),
    ("tea rooms and inns are how we get them", {"channel": "tea rooms and inns"}),
    ("他们大多是从农技站知道我们的", {"channel": "农技站"}),
    ("what they lack is a kiln", {"problem": "what they lack is a kiln"}),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_a_remark_fills_the_slot_that_it_names(text: str, expected: dict[str, str]) -> None:
    language = "en" if text.isascii() else "zh"
    remark = read_remark(text, language)
    assert dict(remark.fields) == expected
    assert remark.items == ()


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("we also sell to marinas", (("customer_segments", "marinas"),)),
        ("bakeries too", (("customer_segments", "bakeries"),)),
        ("也卖给幼儿园", (("customer_segments", "幼儿园"),)),
        ("成本主要是场地和人工", (("cost_structure", "场地"), ("cost_structure", "人工"))),
    ],
)
def test_what_comes_on_top_is_an_item(text: str, items: tuple[tuple[str, str], ...]) -> None:
    remark = read_remark(text, "en" if text.isascii() else "zh")
    assert remark.items == items and not remark.fields


@pytest.mark.parametrize(
    "text",
    [
        "no idea",
        "I don't know yet",
        "whats under channels",
        "who pays?",
        "不知道",
        "没错",
        "投资人会问什么",
        "impossible, no",
    ],
)
def test_no_answer_says_nothing(text: str) -> None:
    assert is_no_answer(text)
    assert not read_remark(text, "en" if text.isascii() else "zh")


def test_an_answer_fits_its_question() -> None:
    assert may_answer("pricing", "12 euros a boat", "en")
    assert not may_answer("pricing", "at the boat fair", "en")
    assert may_answer("problem", "他们现在用Excel排班", "zh")
    assert not may_answer("problem", "我们不做设备，只做软件", "zh")
    assert not may_answer("problem", "restaurants with a garden", "en")


@pytest.mark.parametrize(
    ("text", "language", "nobody"),
    [
        ("An app that books court times. Tennis clubs pay 80 a month, players never pay.", "en", "never"),
        ("做一个家校沟通小程序，家长不付钱，学校一年付两万", "zh", "不"),
    ],
)
def test_who_does_not_pay_is_not_the_payer(text: str, language: str, nobody: str) -> None:
    customer = extract_brief(text, language).customer
    assert nobody not in customer
    assert customer == ("Tennis clubs" if language == "en" else "学校")


@pytest.mark.parametrize(
    ("text", "customer"),
    [("给聋人做AI点餐助手，连锁餐厅出这个钱", "连锁餐厅"), ("AI给主播配音，直播平台买", "直播平台")],
)
def test_who_puts_up_the_money_pays(text: str, customer: str) -> None:
    assert extract_brief(text, "zh").customer == customer


@pytest.mark.parametrize(
    ("text", "partner"),
    [("the parish lends us its hall on Mondays", "parish"), ("街道办免费给我们场地", "街道办")],
)
def test_who_gives_what_it_takes_is_a_partner(text: str, partner: str) -> None:
    assert read_remark(text, "en" if text.isascii() else "zh").items == (("key_partners", partner),)
