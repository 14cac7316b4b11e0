"""Patterns put off until first use must still all be patterns."""

from __future__ import annotations

import gc
import importlib
import re
from pathlib import Path

import pytest

from assistant.language.lazy_re import _LazyPattern, lazy_re

ROOT = Path(__file__).parents[2]


def test_matches_as_the_compiled_pattern_would() -> None:
    put_off, at_once = lazy_re(r"(\d+)\s*%", re.IGNORECASE), re.compile(r"(\d+)\s*%", re.IGNORECASE)
    text = "from 10% to 15 %"
    assert put_off.findall(text) == at_once.findall(text) == ["10", "15"]
    assert put_off.sub("x", text) == at_once.sub("x", text)
    assert put_off.flags == at_once.flags


def test_a_wrong_pattern_is_an_error_at_its_first_use() -> None:
    broken = lazy_re("(")
    with pytest.raises(re.error, match="missing"):
        broken.search("anything")


def test_every_pattern_of_the_product_compiles() -> None:
    written = [path for path in (ROOT / "assistant").rglob("*.py") if "= lazy_re(" in path.read_text("utf-8")]
    for path in written:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    # By type: `isinstance` asks deprecated objects of other packages for their class, which warns.
    patterns = [found for found in gc.get_objects() if type(found) is _LazyPattern and found.pattern != "("]
    assert len(patterns) >= len(written)
    for found in patterns:
        assert re.compile(found.pattern, found.flags)
