"""Chinese in glosses: function and business words are ours, the others the dictionary's; places stay known."""

from __future__ import annotations

import pytest

from assistant.language.glosses_zh import gloss, glossed


@pytest.mark.parametrize(
    ("text", "glosses"),
    [
        ("流失从6%降到4%会怎样", "churn from 6% drop arrive 4% will how"),
        ("月费三百元", "monthly fee 300 yuan a month"),
        ("每月两千五", "2500 a month"),
        ("一年收10万元", "1 year charge 100000 yuan a year"),
        ("訂閱費漲價", "subscription fee price increase"),
        ("", ""),
    ],
)
def test_words_and_numbers_are_glossed_in_their_order(text: str, glosses: str) -> None:
    assert glossed(text).text == glosses


def test_a_part_of_a_text_is_found_in_its_glosses() -> None:
    found = glossed("我们给三甲医院做")
    assert [found.text[a:b] for a, b in (found.place(0, 2), found.place(3, 7), found.place(5, 6))] == [
        "we", "A-grade tertiary hospital", "hospital",
    ]  # fmt: skip
    assert (found.within(3), found.within(4), found.within(5)) == (False, True, False)


def test_a_particle_has_no_gloss_and_no_place() -> None:
    assert gloss("了") == ""
    assert glossed("加了").place(1, 2) == (0, 0)


def test_what_no_dictionary_has_is_glossed_part_by_part() -> None:
    assert gloss("蜂箱") == "beehive"
    assert gloss("兽医站长") == "veterinarian station long"
