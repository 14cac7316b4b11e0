"""Every tool has a name that a user may read, in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from assistant.paths import ROOT
from ui.i18n import words


def tool_names() -> set[str]:
    """Functions with the decorator `tool` in the adapters."""
    found: set[str] = set()
    for path in sorted((ROOT / "assistant" / "tools").glob("*.py")):
        for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("tool" in ast.unparse(d) for d in node.decorator_list):
                found.add(node.name)
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_tool_has_a_title(language: str) -> None:
    assert len(tool_names()) > 30
    assert [name for name in sorted(tool_names()) if f"tools.title.{name}" not in words(language).texts] == []
