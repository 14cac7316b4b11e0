"""The learned tagger of briefs: its parameters belong to its data; what it changes of what grammar read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.canvas.brief_spans.hints import places_of, plain
from assistant.canvas.brief_spans.reader import NAME, PARAMETERS
from assistant.canvas.brief_spans.train import MARKED, load_briefs
from assistant.canvas.extract import extract_brief
from assistant.errors import DataFileError
from assistant.learned.linear import read_facts
from assistant.learned.marks import marks_hash

LARGEST = 3_000_000  # bytes


def test_parameters_belong_to_the_marked_briefs() -> None:
    assert read_facts(PARAMETERS, NAME)["data"] == marks_hash(MARKED)
    assert sum(path.stat().st_size for path in PARAMETERS.iterdir()) < LARGEST


def test_marked_briefs_hold_known_tags_only(tmp_path: Path) -> None:
    assert len(load_briefs()) > 1800
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
