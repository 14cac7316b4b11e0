from __future__ import annotations

from pathlib import Path

import pytest

from assistant.canvas.blocks import BLOCK_IDS
from assistant.errors import DataFileError
from ui.i18n import LANGUAGES, check_locales, load_words, preferred_language, words


def test_languages_have_the_same_keys() -> None:
    assert check_locales() == []


def test_differences_are_named(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("a: {b: 'hello {name}', c: x}\nl: [1st, 2nd]\n", encoding="utf-8")
    (tmp_path / "zh.yaml").write_text("a: {b: '你好'}\nl: [第一]\nd: 多\n", encoding="utf-8")
    found = [str(problem) for problem in check_locales(tmp_path)]
    assert len(found) == 4
    assert any("zh.yaml: a.c is missing" in p for p in found)
    assert any("en.yaml: d is missing" in p for p in found)
    assert any("a.b has other {places}" in p for p in found)
    assert any("l has another length" in p for p in found)


def test_a_file_that_is_not_a_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_text("- a\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="must be a mapping"):
        load_words(path, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_has_a_name_and_a_hint(language: str) -> None:
    said = words(language)
    for block in BLOCK_IDS:
        assert said(f"blocks.{block}") and said(f"hints.{block}")


def test_bilingual_texts_are_picked_by_language() -> None:
    both = {"en": "profit", "zh": "利润"}
    assert words("zh").pick(both) == "利润"
    assert words("en").pick(both) == "profit"
    assert words("en").pick("plain") == "plain"
    assert words("en").pick(None) == ""


@pytest.mark.parametrize(
    ("header", "expected"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-GB,en;q=0.9", "en"), ("de-DE,zh;q=0.5", "zh"), ("fr", "en"), ("", "en")],
)
def test_page_language_follows_the_browser(header: str, expected: str) -> None:
    assert preferred_language(header) == expected
