from __future__ import annotations

import itertools
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.canvas.blocks import BLOCK_IDS
from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas
from assistant.canvas.draft import content, draft, redraft
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.canvas.extract import extract_brief
from assistant.canvas.patterns import PatternLibrary, load_patterns
from assistant.canvas.questions import questions
from assistant.canvas.show import to_markdown
from assistant.errors import KnowledgeError

sys.path.insert(0, str(Path(__file__).parent))
from canvas_reading_score import load  # noqa: E402

LIBRARY: PatternLibrary = load_patterns()
UNLIKE = [
    "An AI tool that drafts radiology reports for small imaging clinics in Texas, $199 per seat per month.",
    "A marketplace that connects caterers with idle restaurant kitchens; we take 10% of each booking.",
    "Open source vector database for robotics teams; we sell hosting and support.",
    "Soil sensors for vineyards that irrigate by guesswork, €300 per hectare a year.",
    "A language game app for hearing parents of deaf kids, freemium with 6 dollars a month.",
    "Drone inspection service for solar farm operators, 0.8 euros per panel.",
    "On-premise LLM for banks, one-time licence of $250k.",
    "Sourdough delivered to offices in Leeds, weekly subscription of £25.",
    "API that turns invoices into data for accounting developers, $0.02 per page.",
    "Chatbot for municipal councils about permits, yearly licence.",
]
BRIEFS = [(lang, c["text"]) for lang in ("en", "zh") for c in load(f"descriptions_{lang}.yaml")]


def all_text(canvas: Canvas) -> list[str]:
    return [i.text for _, i in canvas.all_items()]


def brief_of(text: str, language: str) -> Brief:
    brief = extract_brief(text, language)
    return brief if brief.customer else replace(brief, customer="people" if language == "en" else "居民")


def test_library_is_large_enough_and_bilingual() -> None:
    assert len(LIBRARY.of_kind("pattern")) >= 12
    assert len(LIBRARY.of_kind("industry")) >= 10
    assert all(p.title["en"] and p.title["zh"] for p in LIBRARY.patterns.values())
    assert all(set(p.items) == set(BLOCK_IDS) for p in LIBRARY.of_kind("pattern"))


@pytest.mark.parametrize(("language", "text"), BRIEFS)
def test_every_brief_gives_nine_specific_blocks(language: str, text: str) -> None:
    brief = brief_of(text, language)
    canvas = draft(brief, LIBRARY)
    assert all(canvas.block(b) for b in BLOCK_IDS) and 10 <= canvas.count <= 19
    joined = "\n".join(all_text(canvas))
    assert "{" not in joined and "  " not in joined
    allowed = set(re.findall(r"\d[\d.,]*", text))
    assert {n.strip(".,") for n in re.findall(r"\d[\d.,]*", joined)} <= {n.strip(".,") for n in allowed}
    assert content(brief.customer) <= content(joined) or len(content(brief.customer) & content(joined)) >= 1
    words = re.findall(r"[a-z]{3,}", brief.product.lower()) or [brief.product[-2:]]
    assert words and any(w and w in joined.lower() for w in words)
    if language == "zh":
        assert not re.search(r"[\u4e00-\u9fff] +\S|\S +[\u4e00-\u9fff]", joined)
    else:
        assert not re.search(r"\b(the the|a an|a a)\b", joined)
        assert all(t[0].isupper() or not t[0].isalpha() for t in all_text(canvas))


def test_no_two_unlike_ventures_look_alike() -> None:
    words = [content("\n".join(all_text(draft(brief_of(t, "en"), LIBRARY)))) for t in UNLIKE]
    for a, b in itertools.combinations(words, 2):
        assert len(a & b) / len(a | b) <= 0.5


def test_facts_and_assumptions_are_marked() -> None:
    canvas = draft(brief_of(UNLIKE[0], "en"), LIBRARY)
    facts = {i.text for _, i in canvas.all_items() if i.status == "fact"}
    assert {"Small imaging clinics", "Imaging clinics pay $199 per seat per month for the AI tool"} <= facts
    assert all(i.source.startswith("pattern:") for _, i in canvas.all_items() if i.status == "assumption")
    markdown = to_markdown(canvas, "en")
    assert markdown.count("(assumption") == canvas.assumptions
    assert "- Imaging clinics pay $199 per seat per month for the AI tool\n" in markdown


def test_price_is_absent_where_the_founder_gave_none() -> None:
    canvas = draft(Brief(idea="x", product="scheduling app", customer="dentists"), LIBRARY)
    assert all(i.status == "assumption" for i in canvas.block("revenue_streams"))


def test_later_answer_changes_only_what_depends_on_it() -> None:
    old = extract_brief("An app that plans shifts for tea shop owners in Leeds", "en")
    canvas = draft(old, LIBRARY)
    canvas, _ = apply_operations(
        canvas,
        [
            parse_operation({"op": "add", "block": "channels", "text": "Leaflets at the tea wholesaler"}),
            parse_operation({"op": "remove", "item": canvas.block("key_partners")[0].id}),
        ],
    )
    new = old.merge(Brief(pricing="£20 a month", problem="rotas take all Sunday"))
    after = redraft(canvas, old, new, LIBRARY)
    added = set(all_text(after)) - set(all_text(canvas))
    assert {"Shop owners pay £20 a month for the app", "How it is today, in your words: rotas take all Sunday"} <= added
    assert "Leaflets at the tea wholesaler" in all_text(after)
    assert canvas.block("key_partners") == after.block("key_partners")
    kept = {i.id for _, i in canvas.all_items()} & {i.id for _, i in after.all_items()}
    assert len(kept) >= 0.8 * canvas.count


def test_questions_name_what_is_known() -> None:
    asked = questions(extract_brief("An app for dog walkers", "en"))
    assert [q["field"] for q in asked] == ["problem", "pricing"]
    assert "dog walkers" in asked[0]["en"]
    asked = questions(extract_brief("做个给遛狗师用的小程序", "zh"))
    assert "小程序" in asked[1]["zh"]
    assert [q["field"] for q in questions(Brief())] == ["idea", "customer", "problem"]


@pytest.mark.parametrize(
    ("change", "message", "line"),
    [
        ('en: "Social media"', "slot", 6),
        ('en: "{customer} pay 5"', "numbers", 6),
        ('en: "{custmer}"', "unknown slot", 6),
        ('eng: "{customer}"', "unknown key", 6),
    ],
)
def test_bad_pattern_files_are_refused_with_their_line(tmp_path: Path, change: str, message: str, line: int) -> None:
    text = (
        "id: direct_offer\nkind: pattern\ntitle: {en: a, zh: b}\ncues: {en: [], zh: []}\n"
        f'items:\n  channels: [{{{change}, zh: "{{customer}}"}}]\n'
    )
    (tmp_path / "direct_offer.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as caught:
        load_patterns(tmp_path)
    assert caught.value.line == line
