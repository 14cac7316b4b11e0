"""Shared by all tests: no network but this machine, state in temporary folders."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CANVAS_MODEL", "CANVAS_LANGUAGE", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CANVAS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LANGGRAPH_STRICT_MSGPACK", "true")
