"""Short forms of business terms are spelt out before a search."""

from __future__ import annotations

import pytest

from assistant.retrieval.short_forms import spelt_out


@pytest.mark.parametrize(
    ("query", "searched"),
    [
        ("what is LTV", "what is LTV customer lifetime value"),
        ("LTV:CAC?", "LTV:CAC?"),
        ("what's a moat?", "what's a moat? defensibility, key resources that are hard to copy"),
        ("what is CAC (customer acquisition cost)", "what is CAC (customer acquisition cost)"),
        ("what is a cactus", "what is a cactus"),
    ],
)
def test_short_forms_are_said_in_full(query: str, searched: str) -> None:
    assert spelt_out(query) == searched
