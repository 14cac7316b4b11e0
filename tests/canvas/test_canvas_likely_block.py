"""Where an item belongs that was told without its block."""

from __future__ import annotations

import pytest

from assistant.canvas.likely_block import likely_block


@pytest.mark.parametrize(
    "item", ["trade shows", "the county fair", "a monthly newsletter", "word of mouth", "口腔展会", "抖音直播"]
)
def test_ways_to_reach_customers_are_channels(item: str) -> None:
    assert likely_block(item) == "channels"


@pytest.mark.parametrize(
    "item", ["", "electricity", "a part-time bookkeeper", "students", "一位兼职会计", "房租", "牙医"]
)
def test_what_may_stand_elsewhere_is_asked_about(item: str) -> None:
    assert likely_block(item) is None
