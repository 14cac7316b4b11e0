import json
import re
from pathlib import Path

import pytest

from assistant.canvas.blocks import LAYOUT_ORDER
from assistant.finance import load_models
from assistant.paths import EVAL, KNOWLEDGE
from assistant.toolbox import make_tools
from eval.load import load_file, load_paths

DIALOGUES = EVAL / "dialogues"


def test_shipped_dialogues_load_and_speak_both_languages() -> None:
    cases = load_paths([DIALOGUES])
    for language in ("en", "zh"):
        assert sum(case.lang == language for case in cases) >= 300
    assert all(case.tags for case in cases)
    assert all(any(turn.assertions for turn in case.turns) for case in cases)


def test_every_tool_is_expected_somewhere() -> None:
    tools = make_tools(load_models(KNOWLEDGE / "models"), lambda: None, lambda: None, EVAL)  # type: ignore[arg-type,return-value]
    written = "\n".join(path.read_text(encoding="utf-8") for path in DIALOGUES.glob("*.yaml"))
    calls = " ".join(re.findall(r"calls:([^\n]*(?:\n +- [^\n]*)*)", written)) + " ".join(
        re.findall(r"- name: \w+", written)
    )
    assert [tool.name for tool in tools if not re.search(rf"\b{tool.name}\b", calls)] == []


@pytest.mark.parametrize("path", sorted(DIALOGUES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_file_leaves_a_language_behind(path: Path) -> None:
    languages = [case.lang for case in load_file(path)]
    # A mixed or traditional-character case may stand in one language only.
    assert abs(languages.count("en") - languages.count("zh")) <= max(3, len(languages) // 10)


@pytest.mark.parametrize("path", sorted((DIALOGUES / "fixtures").glob("*.json")), ids=lambda path: path.stem)
def test_canvas_fixtures_have_nine_blocks_and_stable_ids(path: Path) -> None:
    canvas = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(canvas) == sorted(LAYOUT_ORDER)
    items = [item for block in canvas.values() for item in block]
    assert all(sorted(item) == ["id", "status", "text"] for item in items)
    assert len({item["id"] for item in items}) == len(items)
