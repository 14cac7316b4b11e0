"""The learned tagger of briefs: its parameters belong to its data; what it changes of what grammar read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.canvas.brief_spans.features import second_rows
from assistant.canvas.brief_spans.hints import broken, places_of, plain
from assistant.canvas.brief_spans.passes import LANGUAGES, PARAMETERS, names
from assistant.canvas.brief_spans.train import MARKED, load_briefs
from assistant.canvas.draft import draft
from assistant.canvas.extract import extract_brief
from assistant.canvas.patterns import load_patterns
from assistant.errors import DataFileError
from assistant.learned.linear import read_facts
from assistant.learned.marks import marks_hash
from assistant.learned.tagger import parts_of

LARGEST = 8_000_000  # bytes


@pytest.mark.parametrize("name", [name for language in LANGUAGES for name in names(language)])
def test_parameters_belong_to_the_marked_briefs(name: str) -> None:
    assert read_facts(PARAMETERS, name)["data"] == marks_hash(MARKED)
    assert sum(path.stat().st_size for path in PARAMETERS.iterdir()) < LARGEST


def test_marked_briefs_hold_known_tags_only(tmp_path: Path) -> None:
    assert len(load_briefs()) > 3700
    (tmp_path / "a.yaml").write_text("brief: |\n  [offer|bread] for all\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="offer"):
        load_briefs(tmp_path)


def test_places_survive_signs_and_joining() -> None:
    text = plain("叶子黄了，没人管。价格99；谁买")
    assert places_of("叶子黄了,没人管", text) == [(0, 8)]
    assert places_of("叶子黄了，价格99", text) == [(0, 4), (9, 13)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A scheduling app for tug crews. We charge 40 euros a boat, about 800 try it each month.", "en"),
        ("给拖轮船队做排班小程序，每条船收40元，每个月大概800家来试用，有一百家付费", "zh"),
    ],
)
def test_a_number_of_the_business_is_no_problem(text: str, language: str) -> None:
    assert extract_brief(text, language).problem == ""


def test_what_the_founder_labelled_stays() -> None:
    brief = extract_brief("Product: a wash for bells\nCustomer: the moon\nProblem: rust\nPricing: 40", "en")
    assert (brief.customer, brief.problem) == ("the moon", "rust")


def test_a_second_pass_knows_the_spans_around() -> None:
    labels = ["B-product", "I-product", "O", "B-customer", "B-customer"]
    assert parts_of(labels) == [("product", 0, 2), ("customer", 3, 4), ("customer", 4, 5)]
    assert {"t-1:I-product", "last:product/O", "next:customer/O"} <= set(second_rows([[]] * 5, labels)[2])


def test_a_space_between_chinese_words_parts_clauses() -> None:
    assert broken("碾米 代工，一斤 3毛 米铺") == "碾米，代工，一斤 3毛，米铺"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "我做石磨面粉代加工，客户是镇上的包子铺，一袋收12块，大袋收20块，靠粮油店老板介绍。画布走起！",
            "zh",
            {"customer": ["包子铺"], "pricing": ["12", "20"], "channel": ["粮油店"], "product": ["石磨面粉"]},
        ),
        (
            "We rent out cargo bikes; florists pay $15 a day. They hear about us through the flower auction.",
            "en",
            {"customer": ["florists"], "pricing": ["15"], "channel": ["flower auction"], "product": ["cargo bikes"]},
        ),
    ],
)
def test_all_that_is_told_reaches_its_field(text: str, language: str, expected: dict[str, list[str]]) -> None:
    brief = extract_brief(text, language).to_json()
    assert all(word in brief.get(field, "") for field, words in expected.items() for word in words), brief
    assert not any("画布" in words for field, words in brief.items() if field != "idea")


def test_partners_stand_among_the_partners() -> None:
    brief = extract_brief("Product: smoked eel\nCustomer: delis\nPricing: 30 a kilo\nPartners: two fishing crews", "en")
    partners = [item.text for item in draft(brief, load_patterns()).block("key_partners")]
    assert "Two fishing crews" in partners
