import json
from pathlib import Path

import pytest

from assistant.canvas.blocks import LAYOUT_ORDER
from assistant.paths import EVAL
from eval.load import load_file, load_paths

DIALOGUES = EVAL / "dialogues"


def test_shipped_dialogues_load_and_speak_both_languages() -> None:
    cases = load_paths([DIALOGUES])
    for language in ("en", "zh"):
        assert sum(case.lang == language for case in cases) >= 40
    assert all(case.tags for case in cases)
    assert all(any(turn.assertions for turn in case.turns) for case in cases)


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
