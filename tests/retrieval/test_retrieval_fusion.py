from __future__ import annotations

import pytest

from assistant.retrieval.fusion import drop_near_duplicates, reciprocal_rank_fusion


def test_reciprocal_ranks_by_hand() -> None:
    fused = reciprocal_rank_fusion([["a", "b", "c"], ["b", "d"]])
    assert list(fused) == ["b", "a", "d", "c"]
    assert fused == pytest.approx({"b": 1 / 62 + 1 / 61, "a": 1 / 61, "d": 1 / 62, "c": 1 / 63})


def test_weights_and_k() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b"]], [2.0, 1.0], k=1)
    assert fused == pytest.approx({"b": 2 / 3 + 1 / 2, "a": 2 / 2})
    assert list(fused) == ["b", "a"]


def test_ties_keep_the_first_ranking_first() -> None:
    assert list(reciprocal_rank_fusion([["a"], ["b"]])) == ["a", "b"]


def test_near_duplicates_are_skipped() -> None:
    texts = {
        "a": "Price on value, not on cost.",
        "b": "Price on value,  not on COST!",  # 18 of 20 shingles shared
        "c": "Call the customers who left.",
        "d": "Something else entirely.",
    }
    assert drop_near_duplicates(["a", "b", "c", "d"], texts, limit=2) == ["a", "c"]
    assert drop_near_duplicates(["b", "a"], texts, limit=5) == ["b"]
