"""The menu of files: every format that a tool can write is offered."""

from __future__ import annotations

import pytest

from assistant.canvas.export import FORMATS
from assistant.planner.plans.exports import formats_of
from ui.i18n import words
from ui.menus import FILES, menus_html, sentence


def test_the_menu_offers_every_format() -> None:
    assert set(FILES) == {*FORMATS, "xlsx"}
    assert 'value="file:pptx"' in menus_html([], True, words("en"))
    assert "file:" not in menus_html([], False, words("zh"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_menu_says_is_understood(language: str) -> None:
    for id_ in FILES:
        assert formats_of(sentence(f"file:{id_}", words(language))) == [id_]
    assert sentence("file:exe", words(language)) == ""
