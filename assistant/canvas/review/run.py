"""Runs the rules over a canvas."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.canvas.canvas import Canvas
from assistant.canvas.review.checks import CHECKS, conditions_hold
from assistant.canvas.review.finding import Finding
from assistant.canvas.review.rulebook import Rulebook
from assistant.canvas.review.sheet import Sheet

ORDER = {"contradiction": 0, "gap": 1, "wording": 2}


def review(
    canvas: Canvas, rulebook: Rulebook, finance: Mapping[str, float | str | Mapping[str, str]] | None = None
) -> list[Finding]:
    """What the rules find on a canvas, gravest first.

    Args:
        canvas: The canvas.
        rulebook: The rules.
        finance: `ltv_to_cac`, `gross_margin`, `runway_months`, `price`, `price_unit`, `doubt` of the finance model
            where the founder gave numbers.
    """
    sheet = Sheet(canvas, rulebook.words, finance or {})
    found: dict[tuple[str, tuple[str, ...], str | None], Finding] = {}
    for rule in rulebook.rules:
        hits = CHECKS[rule.check](sheet) if rule.check else conditions_hold(sheet, rule.when)
        for hit in hits:
            key = (rule.id, tuple(p.item.id for p in hit.items), hit.block)
            found.setdefault(key, Finding(rule, hit))
    return sorted(found.values(), key=lambda f: (-f.rule.severity, ORDER[f.rule.kind]))
