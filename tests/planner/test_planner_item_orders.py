"""Edits that only the canvas settles, as the changes they make to it."""

from __future__ import annotations

import pytest

from assistant.canvas import history_of
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.canvas.history import History
from assistant.language.wanted import only_asks_language, wanted_language
from assistant.planner.understand.edits.item_orders import read_orders

EN = History.from_json(
    history_of({
        "customer_segments": ["Independent clinics", "Pet insurers in Bavaria"],
        "channels": ["Congress booth", "Reseller of practice software", "Newsletter for vets"],
        "key_partners": ["Software vendor VetBase", "Veterinary association"],
        "cost_structure": ["Cloud computing $3,000 a month"],
    })
).canvas
ZH = History.from_json(
    history_of({
        "customer_segments": ["独立诊所", "巴伐利亚的保险公司"],
        "channels": ["大会展位", "诊所软件经销商", "兽医公众号"],
        "key_partners": ["软件厂商宠医云", "兽医协会"],
        "cost_structure": ["云计算每月3000元"],
    })
).canvas
CASES = [
    (EN, "replace the first channel with regional fairs", [("replace", "Congress booth", "regional fairs")]),
    (EN, "drop the 2nd partner", [("remove", "Veterinary association", "")]),
    (EN, "move the last channel to partners", [("move", "Newsletter for vets", "Newsletter for vets")]),
    (EN, "remove everything about insurers", [("remove", "Pet insurers in Bavaria", "")]),
    (
        EN,
        "get rid of anything to do with software",
        [("remove", "Reseller of practice software", ""), ("remove", "Software vendor VetBase", "")],
    ),
    (
        EN,
        "insurers should be in Austria, not Bavaria",
        [("replace", "Pet insurers in Bavaria", "Pet insurers in Austria")],
    ),
    (EN, "we've got a new segment: animal shelters", [("add", "", "animal shelters")]),
    (EN, "substitute podcasts for the third channel", [("replace", "Newsletter for vets", "podcasts")]),
    (EN, "we stopped going to congress", [("remove", "Congress booth", "")]),
    (EN, "we don't do the newsletter anymore", [("remove", "Newsletter for vets", "")]),
    (EN, "pet insurers are gone, too slow", [("remove", "Pet insurers in Bavaria", "")]),
    (EN, "the cloud is not a cost any more", [("remove", "Cloud computing $3,000 a month", "")]),
    (EN, "vets are not interested any more", []),
    (
        EN,
        "delete all partners",
        [("remove", "Software vendor VetBase", ""), ("remove", "Veterinary association", "")],
    ),
    (EN, "Not independent clinics, chain clinics.", [("replace", "Independent clinics", "Chain clinics")]),
    (EN, "it's not clinics who pay, it's the insurers", [("replace", "Independent clinics", "insurers")]),
    (ZH, "展位不去了，太贵", [("remove", "大会展位", "")]),
    (ZH, "先不做独立诊所", [("remove", "独立诊所", "")]),
    (ZH, "其实我们没有兽医协会", [("remove", "兽医协会", "")]),
    (ZH, "把所有合作伙伴都删了", [("remove", "软件厂商宠医云", ""), ("remove", "兽医协会", "")]),
    (ZH, "不是独立诊所，是连锁诊所", [("replace", "独立诊所", "连锁诊所")]),
    (ZH, "把第一个渠道换成地方展会", [("replace", "大会展位", "地方展会")]),
    (ZH, "删掉第二个合作伙伴", [("remove", "兽医协会", "")]),
    (ZH, "渠道第三条移到合作伙伴", [("move", "兽医公众号", "兽医公众号")]),
    (ZH, "把跟保险有关的都删掉", [("remove", "巴伐利亚的保险公司", "")]),
    (ZH, "渠道不是兽医公众号，是兽医视频号", [("replace", "兽医公众号", "兽医视频号")]),
    (ZH, "云计算的3000元改成4000元", [("replace", "云计算每月3000元", "云计算每月4000元")]),
    (ZH, "我们多了一类客户：收容所", [("add", "", "收容所")]),
    (ZH, "用“播客”替换第三条渠道", [("replace", "兽医公众号", "播客")]),
]


@pytest.mark.parametrize(("canvas", "text", "changes"), CASES, ids=[text for _, text, _ in CASES])
def test_an_order_changes_the_items_it_means(canvas, text, changes) -> None:  # type: ignore[no-untyped-def]
    operations = [parse_operation(edit.to_json()) for edit in read_orders(text, canvas)]
    done = apply_operations(canvas, operations)[1] if operations else []
    assert [(change.op, change.before, change.after) for change in done] == changes


@pytest.mark.parametrize(
    "text",
    ["what is the first channel?", "our price is not 49 but 59", "we sell to clinics", "渠道有哪些", "价格改成70"],
)
def test_what_orders_no_edit_is_left_alone(text: str) -> None:
    assert not read_orders(text, EN) and not read_orders(text, ZH)


@pytest.mark.parametrize(
    ("text", "language", "alone"),
    [
        ("switch to English", "en", True),
        ("answer in Chinese please", "zh", True),
        ("用中文回答", "zh", True),
        ("请用英语跟我说", "en", True),
        ("用中文：如果流失3%呢", "zh", False),
        ("we sell to Chinese hospitals", None, False),
        ("客户用中文写病历", None, False),
        ("把画布翻译成英文", None, False),
    ],
)
def test_the_language_asked_for(text: str, language: str | None, alone: bool) -> None:
    assert (wanted_language(text), only_asks_language(text)) == (language, alone)
