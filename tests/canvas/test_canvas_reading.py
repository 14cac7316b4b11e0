"""Founder descriptions, read: measured on the development sets, exact on a few."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.canvas.brief import Brief
from assistant.canvas.extract import extract_brief

sys.path.insert(0, str(Path(__file__).parent))
from canvas_reading_score import load, score  # noqa: E402

FLOORS = {"customer": 0.93, "product": 0.88, "problem": 0.9, "pricing": 0.95, "industry": 0.8, "region": 0.95}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_development_set_accuracy(language: str) -> None:
    cases = load(f"descriptions_{language}.yaml")
    assert len(cases) >= 60
    hits, totals, misses = score(cases, lambda text: extract_brief(text, language).to_json())
    for field, floor in FLOORS.items():
        assert hits[field] / totals[field] >= floor, (field, misses)


def test_english_example_exactly() -> None:
    text = (
        "We're building an AI tool that drafts radiology reports for small imaging clinics in Texas. "
        "Radiologists spend 3 hours a day typing. $199 per seat per month."
    )
    assert extract_brief(text, "en") == Brief(
        idea=text,
        product="AI tool that drafts radiology reports",
        job="drafts radiology reports",
        customer="small imaging clinics",
        user="Radiologists",
        problem="Radiologists spend 3 hours a day typing",
        pricing="$199 per seat per month",
        industry="healthcare",
        region="Texas",
        language="en",
    )


def test_chinese_example_exactly() -> None:
    text = "我们做一个给跨境电商卖家用的大模型客服，帮他们夜里自动回复买家，按会话收费，每次0.3元"
    assert extract_brief(text, "zh") == Brief(
        idea=text,
        product="大模型客服",
        job="夜里自动回复买家",
        customer="跨境电商卖家",
        pricing="按会话收费，每次0.3元",
        industry="retail",
        language="zh",
    )


def test_labelled_lists_in_both_languages() -> None:
    brief = extract_brief(
        "Customer: vets\nProblem: no-shows\nProduct: reminder bot\nPrice: $40 a month\nStage: pilot", "en"
    )
    assert (brief.customer, brief.problem, brief.product, brief.pricing) == (
        "vets",
        "no-shows",
        "reminder bot",
        "$40 a month",
    )
    assert brief.stage == "pilot"
    brief = extract_brief("客户：宠物医院\n痛点：爽约多\n产品：提醒机器人\n收费：每月40元", "zh")
    assert (brief.customer, brief.problem, brief.product, brief.pricing) == (
        "宠物医院",
        "爽约多",
        "提醒机器人",
        "每月40元",
    )


def test_what_is_not_said_stays_empty() -> None:
    brief = extract_brief("An app for dog walkers in Berlin", "en")
    assert (brief.customer, brief.product, brief.region) == ("dog walkers", "app", "Berlin")
    assert brief.missing() == ("problem", "pricing")
    assert extract_brief("做个给遛狗师用的小程序", "zh").missing() == ("problem", "pricing")


def test_losses_and_funding_are_not_prices() -> None:
    assert (
        extract_brief("Cafes lose $500 a week on spoiled milk. We make fridges with sensors for cafes.", "en").pricing
        == ""
    )
    assert extract_brief("面馆每月浪费两千元食材，我们给面馆做备料预测软件", "zh").pricing == ""


def test_a_product_that_does_it_is_named_by_the_chore() -> None:
    brief = extract_brief("Sellers on Etsy hate writing listings; our model does it for $9/mo", "en")
    assert (brief.product, brief.customer, brief.pricing) == ("model for writing listings", "Sellers on Etsy", "$9/mo")


def test_payer_and_user_are_told_apart() -> None:
    brief = extract_brief("A maths tutor app for kids. Parents pay 20 euros a month.", "en")
    assert (brief.customer, brief.user) == ("Parents", "kids")
    brief = extract_brief("面向高中生的AI口语陪练，不敢开口，每月68元，家长付", "zh")
    assert (brief.customer, brief.user) == ("家长", "高中生")


@pytest.mark.parametrize("text", ["", "   ", "hello", "你好", "???", "12345", "a" * 5000, "，。；" * 200])
def test_odd_texts_do_not_break(text: str) -> None:
    assert isinstance(extract_brief(text, "en"), Brief)


def test_reading_is_fast() -> None:
    import time

    text = "We build a tool for small clinics that hate paperwork and pay $5 a month, " * 30
    start = time.perf_counter()
    extract_brief(text, "en")
    assert time.perf_counter() - start < 1.0


def test_what_somebody_has_done_is_no_payer() -> None:
    read = extract_brief("我们给口腔诊所做排班SaaS，一家店每月收299，试完掏钱的一成二", "zh")
    assert read.customer == "口腔诊所"
