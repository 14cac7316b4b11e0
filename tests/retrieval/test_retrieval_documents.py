from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.canvas.blocks import BLOCK_IDS
from assistant.errors import KnowledgeError
from assistant.paths import KNOWLEDGE
from assistant.retrieval.documents import check_guidance, load_document, load_guidance
from assistant.retrieval.passages import entries_of, twins


def test_sections_keep_heading_text_and_order(knowledge: Path) -> None:
    document = load_document(knowledge / "guidance/en/churn.md", knowledge)
    assert (document.id, document.title, document.language) == ("churn", "Churn", "en")
    assert document.blocks == ("customer_relationships",)
    assert document.path == "knowledge/guidance/en/churn.md"
    assert [(s.number, s.heading) for s in document.sections] == [(1, "What churn is"), (2, "How to lower churn")]
    assert document.sections[1].text == "Call customers who stopped logging in. Fix onboarding first."


def test_entries_have_stable_ids_and_twins(knowledge: Path) -> None:
    entries = entries_of(load_guidance(knowledge))
    assert [entry.key for entry in entries[:3]] == ["en:churn#1", "en:churn#2", "en:pricing#1"]
    assert entries[0].content.startswith("Churn. What churn is. Churn is the share")
    assert {key: twin.key for key, twin in twins(entries).items()}["zh:pricing#2"] == "en:pricing#2"


def test_a_document_with_another_number_of_sections_has_no_twins(knowledge: Path) -> None:
    path = knowledge / "guidance/zh/churn.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n## 第三节\n内容。\n", encoding="utf-8")
    assert set(twins(entries_of(load_guidance(knowledge)))) == {"zh:pricing#1", "zh:pricing#2"}
    assert [str(fault) for fault in check_guidance(knowledge)] == [
        f"{knowledge / 'guidance/en/churn.md'}: has 2 sections, its twin {path} has 3"
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("---\nid: churn", "id: churn", 1, "front matter"),
        ("topics: []", "topics: []\ncolour: red", 6, "unknown key 'colour'"),
        ("sources: []\n", "", 1, "'sources' is missing"),
        ("topics: []", "topics: churn", 5, "'topics' must be a list"),
        ("title: Churn", "title: [", 3, "not YAML"),
        ("title: Churn", "title: 5", 3, "'title' must be a text"),
        ("id: churn", "id: chrun", 2, "differs from the file name"),
        ("language: en", "language: zh", 4, "differs from the folder"),
        ("[customer_relationships]", "[customers]", 6, "unknown block 'customers'"),
        ("## What churn is", "What churn is", 9, "before the first"),
        ("Churn is the share of customers who cancel in a month. Watch it by cohort.", "", 9, "is empty"),
    ],
)
def test_faults_name_file_and_line(knowledge: Path, old: str, new: str, line: int, words: str) -> None:
    path = knowledge / "guidance/en/churn.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_document(path, knowledge, BLOCK_IDS)
    assert words in str(caught.value)
    if words != "not YAML":  # the parser decides where an open bracket fails
        assert caught.value.line == line


def test_missing_twin_is_reported(knowledge: Path) -> None:
    (knowledge / "guidance/zh/pricing.md").unlink()
    assert [str(fault) for fault in check_guidance(knowledge)] == [
        f"{knowledge / 'guidance/en/pricing.md'}: has no twin guidance/zh/pricing.md"
    ]


def test_shipped_guidance_is_valid(write: Callable[[Path, str, str], Path]) -> None:
    assert check_guidance(KNOWLEDGE, BLOCK_IDS) == []
