from __future__ import annotations

from assistant.canvas.blocks import BLOCK_IDS, LAYOUT_ORDER
from ui.board import board_html
from ui.i18n import words

EN, ZH = words("en"), words("zh")


def test_all_nine_blocks_are_there() -> None:
    assert sorted(LAYOUT_ORDER) == sorted(BLOCK_IDS)
    for block in BLOCK_IDS:
        assert f'data-block="{block}"' in board_html({}, EN)


def test_an_empty_canvas_invites_and_asks_a_question_in_each_block() -> None:
    html = board_html({}, ZH)
    assert "边聊边填满画布" in html
    assert html.count('class="hint"') == 9


def test_items_carry_a_mark_that_is_not_colour_alone() -> None:
    canvas = {
        "channels": [{"id": "ch-1", "text": "Resellers", "status": "assumption"}],
        "customer_segments": [{"id": "cs-1", "text": "Clinics", "status": "fact"}],
    }
    html = board_html(canvas, EN)
    assert '<li class="mark-assumption" data-item="ch-1"><i class="mark" role="img" aria-label="assumption"' in html
    assert '<li class="mark-fact" data-item="cs-1"><i class="mark" role="img" aria-label="stated"' in html
    assert "2 items · 1 to test" in html


def test_what_users_write_is_escaped() -> None:
    evil = "<img src=x onerror=alert(1)> ${alert(1)} {{x}} \"'`"
    html = board_html({"channels": [{"id": '"><script>', "text": evil, "status": "fact"}]}, EN)
    assert "<img" not in html and "<script" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
