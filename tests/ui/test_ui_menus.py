from __future__ import annotations

import pytest

from ui.desk import version_names
from ui.i18n import words
from ui.menus import VIEWS, menus_html, sentence


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_choice_says_something_of_its_own(language: str) -> None:
    said = words(language)
    choices = [*(f"view:{view}" for view in VIEWS), "save", "back:v1", "compare:v1"]
    texts = [sentence(choice, said) for choice in choices]
    assert all(texts) and len(set(texts)) == len(texts)
    html = menus_html(["v1"], True, said)
    assert all(f'value="{choice}"' in html for choice in choices)


def test_an_empty_canvas_offers_nothing() -> None:
    html = menus_html([], False, words("en"))
    assert html.count(" disabled") == html.count("<option") == html.count("<select") > 1


def test_names_are_escaped_and_unknown_choices_say_nothing() -> None:
    html = menus_html(['<img src=x onerror="hit()">'], True, words("zh"))
    assert "<img" not in html
    assert [sentence(choice, words("en")) for choice in ("", "view:money", "back:", "else:x")] == ["", "", "", ""]


def test_versions_are_named_newest_first() -> None:
    at = {"blocks": {}, "brief": 0, "finance": 0}
    saved = [{"name": name, "branch": "main", "auto": False, "at": at} for name in ("v1", "v2")]
    stored = {"items": [], "briefs": [{}], "finances": [{}], "saved": saved, "branch": "main", "heads": {"schools": at}}
    assert version_names(stored) == ("v2", "v1", "schools")
    assert version_names(None) == ()
