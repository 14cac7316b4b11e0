"""The training utterances themselves, their loader and their noisy copies."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from assistant.errors import DataFileError
from assistant.planner.intents.augment import augment
from assistant.planner.intents.dataset import TEAM, Example, load_examples
from assistant.planner.intents.labels import INTENTS

MAIN = ("what_if", "set_inputs", "goal_seek", "describe_venture", "add_item", "replace_item", "remove_item")
MAIN += ("move_item", "guidance", "unit_economics", "out_of_scope")


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return load_examples()


def test_every_intent_has_enough_utterances_in_both_languages(examples):
    counts = Counter((e.intent, e.language) for e in examples)
    for intent in INTENTS:
        for language in ("en", "zh"):
            assert counts[intent, language] >= (90 if intent in MAIN else 25), (intent, language)


def test_no_utterance_has_two_labels(examples):
    labels = defaultdict(set)
    for example in examples:
        labels[example.text.lower()].add(example.intent)
    assert {text: found for text, found in labels.items() if len(found) > 1} == {}


def test_chinese_utterances_are_chinese_or_borrowed(examples):
    texts = [e.text for e in examples if e.language == "zh"]
    chinese = sum(any("\u4e00" <= c <= "\u9fff" for c in text) for text in texts)
    assert chinese / len(texts) > 0.97


def test_slots_are_filled_the_same_way_every_time(examples):
    assert load_examples() == examples
    assert not [e.text for e in examples if "{" in e.text and e.author == TEAM]


def test_noise_keeps_labels_and_originals(examples):
    noisy = augment(examples[:200], 2)
    assert noisy[:200] == examples[:200]
    assert len(noisy) > 350
    assert {e.family for e in noisy} == {e.family for e in examples[:200]}


def test_an_unknown_slot_is_reported(tmp_path):
    (tmp_path / "slots.yaml").write_text("en: {}\nzh: {}\n", encoding="utf-8")
    (tmp_path / f"{INTENTS[0]}.yaml").write_text("en:\n  a: |\n    a {nothing}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="nothing"):
        load_examples(tmp_path)


def test_a_broken_file_is_reported_with_its_line(tmp_path):
    (tmp_path / "slots.yaml").write_text("en: {}\nzh: [\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"slots\.yaml:3"):
        load_examples(tmp_path)
