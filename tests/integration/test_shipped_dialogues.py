"""The shipped dialogue tests, on the built-in planner, through the command a user would type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.paths import EVAL


@pytest.mark.slow
def test_every_shipped_dialogue_passes(data_dir: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    result = CliRunner().invoke(app, ["eval", "run", str(EVAL / "dialogues"), "--json", str(record)])
    cases = json.loads(record.read_text(encoding="utf-8"))["cases"]
    assert [f"{case['id']}[{case['lang']}]" for case in cases if case["status"] != "passed"] == []
    assert result.exit_code == 0
