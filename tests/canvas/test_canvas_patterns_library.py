"""The pattern library: counts, profiles, combination, and industries that stay at home."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.canvas.brief import Brief
from assistant.canvas.draft import chosen_patterns, draft
from assistant.canvas.drafting import draft_step
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.canvas.extract import extract_brief
from assistant.canvas.history import History
from assistant.canvas.pattern_types import PROFILE
from assistant.canvas.patterns import load_patterns
from assistant.errors import KnowledgeError

LIBRARY = load_patterns()


def test_counts_and_profiles() -> None:
    assert len(LIBRARY.of_kind("pattern")) >= 40
    assert len(LIBRARY.of_kind("industry")) >= 25
    for pattern in [*LIBRARY.of_kind("pattern"), *LIBRARY.of_kind("industry")]:
        needed = PROFILE if pattern.kind == "industry" else PROFILE - {"regulation"}
        assert needed <= set(pattern.profile), pattern.id
        assert all(set(text) == {"en", "zh"} and all(text.values()) for text in pattern.profile.values())
        assert pattern.cues["en"] and pattern.cues["zh"]


def test_a_profile_is_required(tmp_path: Path) -> None:
    text = "id: direct_offer\nkind: pattern\ntitle: {en: a, zh: b}\ncues: {en: [], zh: []}\nitems: {}\n"
    (tmp_path / "direct_offer.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="profile"):
        load_patterns(tmp_path)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Bot for freight brokers that quotes loads by email, 1% of each load booked",
            {"transaction_fee", "logistics"},
        ),
        (
            "en",
            "We cut electricity bills of cold storage warehouses and keep 20% of what they save",
            {"savings_share"},
        ),
        (
            "en",
            "AI receptionist for small dental practices in Leeds, £249 a month",
            {"vertical_copilot", "healthcare", "calls", "united_kingdom"},
        ),
        ("en", "An app for gardeners", {"consumer_subscription", "gardening"}),
        ("zh", "给火锅店做智能订货软件，一家店一个月收199元", {"system_of_record", "restaurants", "forecasting"}),
        ("zh", "给规模化养猪场的咳嗽预警麦克风，每栏每年600元", {"device_service", "aquaculture", "monitoring"}),
    ],
)
def test_industry_pattern_work_and_region_combine(language: str, text: str, expected: set[str]) -> None:
    brief = extract_brief(text, language)
    assert expected <= {p.id for p in chosen_patterns(brief, LIBRARY)}


def test_a_bank_in_a_story_makes_no_bank_of_it() -> None:
    text = "When dad died every bank asked for the same papers. I want an assistant that fills them in for families."
    assert extract_brief(text, "en").industry != "finance"


def test_a_thin_brief_gets_the_pains_of_its_trade_as_assumptions() -> None:
    canvas = draft(extract_brief("AI receptionist for small dental practices", "en"), LIBRARY)
    pains = [i for i in canvas.block("value_propositions") if i.text.startswith("Pain to confirm with ")]
    assert [i.status for i in pains] == ["assumption"]
    assert not any(
        "Pain to confirm" in i.text
        for i in draft(
            extract_brief("AI receptionist for dental practices that miss half of their calls", "en"), LIBRARY
        ).block("value_propositions")
    )


def test_a_corrected_customer_changes_the_trade_and_keeps_own_edits() -> None:
    first = Brief(
        idea="A scheduling assistant for hospitals, $300 a month",
        product="scheduling assistant",
        customer="hospitals",
        pricing="$300 a month",
    )
    done = draft_step(first, Brief(), History(), LIBRARY)
    edited, _ = apply_operations(
        done.history.canvas, [parse_operation({"op": "add", "block": "channels", "text": "Leaflets at fairs"})]
    )
    again = draft_step(
        replace(done.brief, customer="restaurants"),
        done.brief,
        done.history.push({"en": "e", "zh": "e"}, edited),
        LIBRARY,
    )
    texts = [i.text for _, i in again.history.canvas.all_items()]
    assert "Leaflets at fairs" in texts
    assert "Restaurants pay $300 a month for the scheduling assistant" in texts
    assert not any("linical" in t or "hospital" in t.lower() for t in texts)
    assert (again.brief.industry, again.brief.mode) == ("restaurants", "subscription")


def test_drafting_and_loading_are_quick() -> None:
    brief = extract_brief("AI receptionist for small dental practices, $249 a month", "en")
    draft(brief, LIBRARY)
    begun = time.perf_counter()
    draft(brief, LIBRARY)
    assert time.perf_counter() - begun < 0.3
    load_patterns.cache_clear()
    begun = time.perf_counter()
    load_patterns()
    assert time.perf_counter() - begun < 1.5
