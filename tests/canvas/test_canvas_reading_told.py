"""Briefs as people tell them: talk set aside, names instead of remains of sentences, corrections, answers."""

from __future__ import annotations

import pytest

from assistant.canvas import Brief, extract_brief
from assistant.canvas.brief_spans.mentioned import passes_on
from assistant.canvas.brief_spans.together import apart, in_full
from assistant.canvas.reading.bare_words import as_service, bare
from assistant.canvas.reading.contrasts import contrasted
from assistant.canvas.reading.named_payers import named_payers
from assistant.canvas.reading.noun_phrases import is_noun_phrase
from assistant.canvas.reading.sanity import sane_customer
from assistant.canvas.reading.set_aside import announces_another, only_talk, without_talk


@pytest.mark.parametrize(
    ("text", "told", "another"),
    [
        ("Canvas please: felt slippers for hostels, 9 euros", "felt slippers for hostels, 9 euros", False),
        ("Forget all that. New business: felt slippers for hostels.", "felt slippers for hostels.", True),
        ("Forget the bakery. Other project: felt slippers.", "felt slippers.", True),
        ("Some background first: I run a hostel. Draft it now.", "I run a hostel.", False),
        ("Business model: a share of each sale", "Business model: a share of each sale", False),
        ("We sell 1,200 slippers a month. Can you help?", "We sell 1,200 slippers a month.", False),
        ("长话短说，给青旅做毛毡拖鞋。语气轻松点", "给青旅做毛毡拖鞋", False),
        ("之前那个作废，换个项目：给青旅做毛毡拖鞋", "给青旅做毛毡拖鞋", True),
    ],
)
def test_talk_is_set_aside(text: str, told: str, another: bool) -> None:
    assert without_talk(text).rstrip("。") == told.rstrip("。")
    assert announces_another(text) is another


@pytest.mark.parametrize("text", ["lol sounds good. are you a robot?", "OK great, draft the canvas", "重新画一版吧"])
def test_what_is_only_talk_tells_nothing(text: str) -> None:
    assert only_talk(text)


@pytest.mark.parametrize(
    "words",
    [
        "driving and I'm",
        "them",
        "it's only",
        "by the river",
        "slippers for the",
        "lol",
        "表哥有船",
        "学生用小程序",
        "靠老客户",
    ],
)
def test_remains_of_sentences_are_no_names(words: str) -> None:
    assert not is_noun_phrase(words)


@pytest.mark.parametrize(
    "words",
    [
        "app that tells you when it rains",
        "hostels we manage",
        "people who cycle",
        "开民宿的老板娘",
        "有车的年轻人",
        "按摩椅",
    ],
)
def test_names_stay(words: str) -> None:
    assert is_noun_phrase(words)


@pytest.mark.parametrize(
    ("field", "words", "name"),
    [
        ("channel", "through the hostel association", "hostel association"),
        ("channel", "porters hand out the card", "porters"),
        ("partner", "a felt mill lends us the press", "a felt mill"),
        ("customer", "people with allotments mostly", "people with allotments"),
        ("product", "selling felt slippers for the", "felt slippers"),
        ("customer", "目标是有娃的家庭", "有娃的家庭"),
        ("customer", "开面馆的", "开面馆的人"),
        ("channel", "渠道加小程序和展会", "小程序和展会"),
        ("partner", "社区活动中心提供场地", "社区活动中心"),
        ("product", "卖的是毛毡拖鞋", "毛毡拖鞋"),
    ],
)
def test_fields_hold_bare_names(field: str, words: str, name: str) -> None:
    assert bare(field, words) == name


def test_what_is_done_to_others_is_a_service() -> None:
    assert as_service("test their boilers for leaks") == "service that tests their boilers for leaks"
    assert as_service("boiler tests") == "boiler tests"


_KNOWN = Brief(
    idea="x",
    product="goats and geese for weddings",
    customer="planners in Graz",
    region="Graz",
    pricing="40 euros a day",
)
_KNOWN_ZH = Brief(idea="x", product="阳台菜箱", customer="成都的花店", region="成都", language="zh")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("oops, make that Linz, not Graz", {"customer": "planners in Linz", "region": "Linz"}),
        ("I said planners, I meant hotels", {"customer": "hotels in Graz"}),
        ("Geese are out, they bite. Ducks instead.", {"product": "goats and ducks for weddings"}),
        ("55 not 40", {"pricing": "55 euros a day"}),
        ("why not Linz?", {}),
        ("hotels, not schools", {}),
    ],
)
def test_one_thing_is_put_in_the_place_of_another(text: str, fields: dict[str, str]) -> None:
    assert contrasted(_KNOWN, text, "en") == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("说错了，是重庆，不是成都", {"customer": "重庆的花店", "region": "重庆"}),
        ("不是花店，是花农", {"customer": "成都的花农"}),
        ("花店不要了，换成咖啡馆", {"customer": "成都的咖啡馆"}),
        ("不是花店吗", {}),
    ],
)
def test_one_thing_is_put_in_the_place_of_another_in_chinese(text: str, fields: dict[str, str]) -> None:
    assert contrasted(_KNOWN_ZH, text, "zh") == fields


@pytest.mark.parametrize(
    ("language", "text", "payers"),
    [
        ("en", "Mostly people who sail at weekends, they hate varnishing", "people who sail at weekends"),
        ("en", "well, marinas under 50 berths I guess", "marinas under 50 berths"),
        ("en", "they pay 50 a month", ""),
        ("en", "90 a day", ""),
        ("zh", "主要是带娃的家长，他们没空", "带娃的家长"),
        ("zh", "一个月30", ""),
    ],
)
def test_answers_begin_with_those_who_pay(language: str, text: str, payers: str) -> None:
    assert named_payers(text, language) == payers


def test_those_who_pass_it_on_are_no_customers() -> None:
    assert passes_on("insurers", "insurers who sell boat cover")
    assert passes_on("月嫂公司和妇幼医院", "月嫂公司、妇幼医院产科")
    assert not passes_on("dentists", "dentists' association")


def test_fields_side_by_side() -> None:
    assert in_full("people", "a choir for people who can't sing. ten euros") == "people who can't sing"
    told = {"product": "毛毡拖鞋", "pricing": "一双35", "problem": "青旅买拖鞋太贵，毛毡拖鞋一双35", "channel": "展会"}
    assert apart(told)["problem"] == "青旅买拖鞋太贵"
    assert apart({"channel": "抖音、合作社", "partner": "合作社"})["channel"] == "抖音"


@pytest.mark.parametrize(
    ("text", "product", "customer"),
    [
        (
            "I shoe horses for a living and I'm proud of it. Hoof care by subscription for riding schools, 40 a horse.",
            "Hoof care by subscription",
            "riding schools",
        ),
        (
            "mending sails, aimed at real estate agents with yachts, 60 euros an hour",
            "mending sails",
            "real estate agents",
        ),
        ("广东中山，柚子树认养，一棵一季900，目标是深圳的上班族", "柚子树认养", "深圳的上班族"),
    ],
)
def test_drafts_begin_from_names(text: str, product: str, customer: str) -> None:
    brief = extract_brief(text, "en")
    assert (brief.product, brief.customer) == (product, customer) or brief.customer.startswith(customer)


@pytest.mark.parametrize(
    ("words", "language", "pays"),
    [
        ("two pilots with a clinic", "en", False),
        ("first pilots", "en", False),
        ("helicopter pilots", "en", True),
        ("坏了", "zh", False),
        ("租房的学生", "zh", True),
    ],
)
def test_a_stage_or_what_happened_is_no_customer(words: str, language: str, pays: bool) -> None:
    assert sane_customer(words, language) is pays


def test_whoever_names_nobody_beside_somebody() -> None:
    brief = extract_brief("我做盆栽直播，顾客主要是租房的年轻人，怕养死，一盆29元", "zh")
    assert brief.customer == "租房的年轻人"
