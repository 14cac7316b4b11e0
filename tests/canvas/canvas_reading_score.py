"""Scores the reading of founder descriptions against the content words expected of each field."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

FIELDS = ("customer", "product", "problem", "pricing", "industry", "region", "stage", "channel", "differentiator")


def load(name: str) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return cases


def field_ok(field: str, expected: str, got: str, text: str) -> bool:
    """All expected words are there, and the field is not simply the whole text."""
    if field in {"customer", "product"} and len(got) > max(0.75 * len(text), 30):
        return False
    if field == "customer" and len(got) > (80 if text.isascii() else 24):
        return False
    return all(word.lower() in got.lower() for word in str(expected).split())


def score(cases: list[dict[str, str]], read: Any) -> tuple[Counter[str], Counter[str], list[str]]:
    """Hits and totals by field, and the misses."""
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    misses = []
    for case in cases:
        got = read(case["text"])
        for field in FIELDS:
            if field in case:
                totals[field] += 1
                if field_ok(field, case[field], got.get(field, ""), case["text"]):
                    hits[field] += 1
                else:
                    misses.append(f"{field}: want {case[field]!r}, got {got.get(field, '')!r}  <- {case['text'][:150]}")
    return hits, totals, misses
