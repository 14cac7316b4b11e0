"""One block asked for, and the canvas emptied only where the words say so."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import history_of
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.versions import plan_start_over
from assistant.planner.plans.views import plan_show
from assistant.planner.understand.blocks_asked import asked_blocks

CANVAS = history_of({"customer_segments": ["Dairy farmers"], "channels": ["Farm visits"]})


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("whats under key activities", ["key_activities"]),
        ("who are our customers", ["customer_segments"]),
        ("who pays", ["customer_segments"]),
        ("what's in revenue?", ["revenue_streams"]),
        ("what are the key partners", ["key_partners"]),
        ("read me the costs", ["cost_structure"]),
        ("which channels do we have", ["channels"]),
        ("what did you put under channels", ["channels"]),
        ("whats the revenue bit say?", ["revenue_streams"]),
        ("who did we put down as customers?", ["customer_segments"]),
        ("how many channels are listed?", ["channels"]),
        ("which channels does that leave?", ["channels"]),
        ("渠道那格你写了啥", ["channels"]),
        ("收入来源那块现在咋写的", ["revenue_streams"]),
        ("重要伙伴一共几个", ["key_partners"]),
        ("what should I put under channels?", []),
        ("what would you put under channels?", []),
        ("how many customers do we have", []),
        ("渠道应该写什么", []),
        ("渠道写什么好", []),
        ("what is our revenue", []),
        ("what is a value proposition", []),
        ("move farm visits to key activities", []),
        ("渠道现在是什么", ["channels"]),
        ("成本结构少了啥", ["cost_structure"]),
        ("再看一遍收入来源", ["revenue_streams"]),
        ("合作伙伴都有谁", ["key_partners"]),
        ("什么是渠道", []),
        ("我们的收入呢", []),
    ],
)
def test_a_block_is_asked_for(text: str, blocks: list[str]) -> None:
    assert asked_blocks(text) == blocks


def test_only_that_block_is_shown(views: FinanceViews) -> None:
    context = Context("what are our channels", "en", canvas=CANVAS)
    said: dict[str, Any] = plan_show(context.text, context, views.of(context)).says[0].variables
    assert [block["id"] for block in said["blocks"]] == ["channels"]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("how about giving it away", []),
        ("give it all away for free", []),
        ("全部免费送怎么样", []),
        ("throw it all away", ["clear_canvas"]),
        ("start over", ["clear_canvas"]),
        ("empty the channels", ["clear_canvas"]),
        ("清空画布", ["clear_canvas"]),
        ("推倒重来吧", ["clear_canvas"]),
        ("都删了吧", ["clear_canvas"]),
    ],
)
def test_only_explicit_words_empty_the_canvas(text: str, calls: list[str], views: FinanceViews) -> None:
    context = Context(text, "en" if text.isascii() else "zh", canvas=CANVAS)
    plan = plan_start_over(text, context, views.of(context))
    assert [call.name for call in plan.calls] == calls
    assert [say.template for say in plan.says] == ([] if calls else ["ask_clear"])


@pytest.mark.parametrize(
    ("text", "counted"),
    [("how many items are there under channels", True), ("渠道里有几条", True), ("read me the channels", False)],
)
def test_how_many_items_there_are_is_told(text: str, counted: bool) -> None:
    says = plan_show(text, Context(text, "en" if text.isascii() else "zh", canvas=CANVAS)).says
    assert [block["id"] for block in says[0].variables["blocks"]] == ["channels"]
    assert says[0].variables["counted"] is counted
