from pathlib import Path

import pytest

from assistant.errors import DataFileError
from eval.fixtures import read_canvas


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_json_items_may_be_plain_texts(tmp_path: Path) -> None:
    path = write(tmp_path, "c.json", '{"channels": ["Web", {"id": "ch-9", "text": "Fair", "status": "assumption"}]}')
    assert read_canvas(path) == {
        "channels": [{"text": "Web"}, {"id": "ch-9", "text": "Fair", "status": "assumption"}],
    }


@pytest.mark.parametrize(
    ("text", "block", "items"),
    [
        ("# Canvas\n\n## Channels\n\n- Web\n- Fairs *(assumption, to be tested)*\n", "channels", ["Web", "Fairs"]),
        ("# 画布\n\n## 渠道通路\n\n- 官网\n- 展会*（假设，待验证）*\n", "channels", ["官网", "展会"]),
    ],
)
def test_markdown(tmp_path: Path, text: str, block: str, items: list[str]) -> None:
    statuses = ["fact", "assumption"]
    expected = [{"text": item, "status": status} for item, status in zip(items, statuses, strict=True)]
    assert read_canvas(write(tmp_path, "c.md", text)) == {block: expected}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("c.json", "{", "is not JSON"),
        ("c.json", "[]", "needs {block"),
        ("c.md", "# Canvas\n## Weather\n- rain\n", r"c\.md:2: 'Weather' is no block"),
    ],
)
def test_what_is_no_canvas_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        read_canvas(write(tmp_path, name, text))
