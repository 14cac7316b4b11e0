"""The shipped customer-service data: enough of it, well labelled, in the language it claims, and nothing twice."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.language.detect import Language, detect_language
from assistant.paths import KNOWLEDGE
from assistant.service.answers import AnswerBook, load_answers
from assistant.service.answers_fit import INDUSTRIES, NEEDS, SIZES, Customer
from assistant.service.answers_slots import LABELS, SLOT

SERVICE = KNOWLEDGE / "service"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
SENTIMENTS = {"negative", "neutral", "positive"}
OVERLAP = 0.9  # of character 3-grams (Jaccard), above which two lines say the same thing

Line = tuple[str, str]  # where it stands, and the text


def _lines(path: Path) -> list[Line]:
    rows = path.read_text(encoding="utf-8").splitlines()
    return [(f"{path.relative_to(SERVICE)}:{number}", row) for number, row in enumerate(rows, start=1)]


def _intent_ids() -> list[str]:
    return [intent["id"] for intent in yaml.safe_load((SERVICE / "intents.yaml").read_text("utf-8"))["intents"]]


def _messages(language: Language) -> list[Line]:
    """Everything a classifier of intents is trained on."""
    files = [*sorted((SERVICE / "intents" / language).glob("*.txt")), SERVICE / "out_of_scope" / f"{language}.txt"]
    return [line for path in files for line in _lines(path)]


def _sentiment(language: Language) -> list[tuple[str, str, str]]:
    rows = _lines(SERVICE / "sentiment" / f"{language}.tsv")
    return [(where, *row.split("\t", 1)) for where, row in rows]  # type: ignore[misc]


def _reviews(language: Language) -> list[Line]:
    return [(where, text) for where, _, text in _sentiment(language)]


def normalised(text: str) -> str:
    """Fold width and case and keep only letters, digits and signs that are not punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", "".join(c if unicodedata.category(c)[0] not in "PZC" else " " for c in folded)).strip()


def _grams(text: str) -> frozenset[str]:
    padded = f" {normalised(text)} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def near_duplicates(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Pairs (earlier, later) with the same normalised text or more than `OVERLAP` of their 3-grams in common."""
    seen: dict[str, Line] = {}
    by_gram: dict[str, list[int]] = defaultdict(list)
    grams: list[frozenset[str]] = []
    for index, line in enumerate(lines):
        key = normalised(line[1]) or line[1]
        mine = _grams(line[1])
        grams.append(mine)
        if key in seen:
            yield seen[key], line
        else:
            seen[key] = line
            shared: dict[int, int] = defaultdict(int)
            for gram in mine:
                for other in by_gram[gram]:
                    shared[other] += 1
            for other, common in shared.items():
                if common / (len(mine) + len(grams[other]) - common) > OVERLAP:
                    yield lines[other], line
                    break
        for gram in mine:
            by_gram[gram].append(index)


def test_near_duplicates_are_found() -> None:
    lines = [
        ("a", "Where is my order?"),
        ("b", "where is my order"),
        ("c", "Where is my money?"),
        ("d", "退款！"),
        ("e", "退款"),
    ]
    assert [(one[0], two[0]) for one, two in near_duplicates(lines)] == [("a", "b"), ("d", "e")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_enough_utterances(language: Language) -> None:
    files = {path.stem: len(_lines(path)) for path in (SERVICE / "intents" / language).glob("*.txt")}
    assert len(files) >= 25
    assert set(files) == set(_intent_ids())
    assert {name: count for name, count in files.items() if count < 40} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_messages_fit_no_intent(language: Language) -> None:
    assert len(_lines(SERVICE / "out_of_scope" / f"{language}.txt")) >= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentiment_is_labelled_and_balanced(language: Language) -> None:
    counts: dict[str, int] = defaultdict(int)
    for _, label, _ in _sentiment(language):
        counts[label] += 1
    assert set(counts) == SENTIMENTS
    assert sum(counts.values()) >= 1500
    assert max(counts.values()) <= 1.3 * min(counts.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["messages", "reviews"])
def test_nothing_is_said_twice(kind: str, language: Language) -> None:
    lines = _messages(language) if kind == "messages" else _reviews(language)
    assert list(near_duplicates(lines)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_in_their_language(language: Language) -> None:
    lines = _messages(language) + _reviews(language)
    assert [line for line in lines if detect_language(line[1], default=language) != language] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_clean(language: Language) -> None:
    lines = _messages(language) + _reviews(language)
    assert [line for line in lines if not line[1].strip() or line[1] != line[1].strip() or "\t" in line[1]] == []
    assert [line for line in lines if unicodedata.normalize("NFC", line[1]) != line[1]] == []


def _intents() -> list[dict[str, Any]]:
    return list(yaml.safe_load((SERVICE / "intents.yaml").read_text("utf-8"))["intents"])


def test_intents_are_described_in_both_languages() -> None:
    for intent in _intents():
        assert set(intent) == {"id", "title", "description", "risky"}
        assert set(intent["title"]) == set(intent["description"]) == set(LANGUAGES)
        assert isinstance(intent["risky"], bool)
        assert detect_language(intent["description"]["zh"]) == "zh"
        assert detect_language(intent["description"]["en"]) == "en"
    assert len(set(_intent_ids())) == len(_intent_ids())
    assert {"account_hacked", "complaint", "contract_legal", "delete_data"} <= {
        i["id"] for i in _intents() if i["risky"]
    }


@pytest.fixture(scope="module")
def book() -> AnswerBook:
    return load_answers(SERVICE)


def test_every_intent_has_an_answer_for_everybody(book: AnswerBook) -> None:
    assert {intent for intent in _intent_ids() if book.choose(intent, Customer()) is None} == set()


def test_answers_differ_by_industry_size_and_need(book: AnswerBook) -> None:
    templates = [template for entries in book.templates.values() for template in entries]
    assert {t.industry for t in templates} == {"", *INDUSTRIES}
    assert {t.need for t in templates} == {"", *NEEDS}
    assert {t.size for t in templates} == {"", *SIZES}
    for intent, entries in book.templates.items():
        keys = [(t.industry, t.size, t.need) for t in entries]
        assert len(set(keys)) == len(keys), intent
    assert len({t.text.en for t in templates}) == len({t.text.zh for t in templates}) == len(templates)


def test_answers_have_the_same_known_slots_in_both_languages(book: AnswerBook) -> None:
    for intent, entries in book.templates.items():
        for template in entries:
            slots = set(SLOT.findall(template.text.en))
            assert slots == set(SLOT.findall(template.text.zh)), (intent, template.text.en)
            assert slots <= set(LABELS), (intent, slots)


def test_answers_are_short_and_state_no_number(book: AnswerBook) -> None:
    for entries in book.templates.values():
        for text in (template.text for template in entries):
            assert not re.search(r"\d", text.en + text.zh), text.en
            assert len(text.en.split()) <= 60, text.en
            assert len(text.zh) <= 120, text.zh
            assert detect_language(text.zh) == "zh"
            assert detect_language(text.en) == "en"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["customers", "feelings"])
def test_no_message_of_a_test_set_is_taught(language: Language, kind: str) -> None:
    taught = {normalised(text) for _, text in (_messages(language) if kind == "customers" else _reviews(language))}
    rows = (Path(__file__).parent / f"{kind}_{language}.tsv").read_text(encoding="utf-8").splitlines()
    assert rows
    assert [row for row in rows if normalised(row.split("\t", 1)[1]) in taught] == []
