"""What a review names before its findings: empty blocks, what is still to confirm, models on examples."""

from __future__ import annotations

import pytest

from assistant.canvas import History, history_of
from assistant.canvas.blocks import BLOCK_IDS
from assistant.canvas.canvas import Canvas
from assistant.canvas.review import load_rulebook, on_examples, review, unfinished

FULL = {block: [f"Sheep farms, point {block[0]}"] for block in BLOCK_IDS}


def canvas_of(blocks: dict[str, list[str]]) -> Canvas:
    return History.from_json(history_of(blocks)).canvas


def test_nothing_is_open_on_a_full_canvas() -> None:
    canvas = canvas_of(FULL)
    assert unfinished(canvas, review(canvas, load_rulebook())) == []


def test_blocks_are_named_where_too_few_are_filled_for_the_rule() -> None:
    canvas = canvas_of({"cs": ["Sheep farms"], "vp": ["Lambs counted at night"]})
    (line,) = unfinished(canvas, review(canvas, load_rulebook()))
    assert line["en"].startswith("Empty blocks: Channels, ")
    assert line["zh"].startswith("空着的模块：渠道通路、")


def test_empty_blocks_that_are_findings_are_not_told_twice() -> None:
    canvas = canvas_of({k: v for k, v in FULL.items() if k != "cost_structure"})
    assert unfinished(canvas, review(canvas, load_rulebook())) == []


@pytest.mark.parametrize(
    "text",
    [
        "To confirm: who signs",
        "Pain to confirm with farms: wolves",
        "待确认：谁签字",
        "向牧场核实的痛点",
        "待与牧场确认：狼害",
        "价格：TBD",
    ],
)
def test_items_still_to_confirm_are_quoted(text: str) -> None:
    canvas = canvas_of({**FULL, "key_partners": [text, "Wool traders confirm each lot"]})
    (line,) = unfinished(canvas, review(canvas, load_rulebook()))
    assert line == {"en": f"Still to confirm: “{text}”", "zh": f"仍待确认：“{text}”"}


def test_examples_are_listed() -> None:
    line = on_examples([{"en": "price", "zh": "单价"}, {"en": "churn", "zh": "流失率"}])
    assert (line["en"].endswith(": price, churn"), line["zh"].endswith("：单价、流失率")) == (True, True)


def test_a_doubt_of_the_model_is_a_finding() -> None:
    doubt = {"en": "This can hardly be right: X", "zh": "这恐怕不对：X"}
    first = review(canvas_of(FULL), load_rulebook(), {"doubt": doubt})[0].to_json()
    assert (first["rule"], first["says"]) == ("model-beyond-belief", doubt)
